import pytest

from magclaims.read.article.articles import parse
from magclaims.read.article.locate import QuotePlace, WordChange, locate

SOURCE = """# Zink en slaap

Zink *speelt* een “centrale” rol — in de **diepe slaap**.[^1] In een studie sliepen 24 mensen met 1,5 mg zink
langer dan met placebo.[^2] De rest van de tekst gaat over ijzer &amp; koper, en over de lange nachten
van mensen die geen zink slikken. Zink speelt hier geen rol.

[^1]: Jansen A. Zink speelt een rol. J Imag. 2019;1(1):1-2.
[^2]: Pieters B. Slaap. J Imag. 2020;1(1):1-2.
"""
ARTICLE = parse(SOURCE, format_="markdown")


def found(quote: str) -> QuotePlace:
    hit = locate(quote, ARTICLE)
    assert hit is not None
    return hit


def test_exactly() -> None:
    hit = found("in de diepe slaap")
    assert (hit.how, hit.differences, hit.numbers_changed) == ("exact", (), False)
    assert SOURCE[hit.offset : hit.end] == "in de **diepe slaap"
    assert (hit.line, hit.column) == (3, 36)
    assert "centrale" in ARTICLE.sentences[hit.sentence].text


@pytest.mark.parametrize(
    "quote",
    [
        'Zink speelt een "centrale" rol - in de diepe slaap.',
        "zink speelt een ‘centrale’ rol, in de   diepe slaap",
        "in de diepe slaap. In een studie sliepen",
        "IJZER & KOPER en",
        "\u0133zer & koper",
    ],
)
def test_with_signs_set_aside(quote: str) -> None:
    hit = found(quote)
    assert (hit.how, hit.differences, hit.numbers_changed) == ("normalised", (), False)


def test_over_the_end_of_a_sentence() -> None:
    hit = found("de diepe slaap. In een studie")
    assert SOURCE[hit.offset : hit.end] == "de **diepe slaap**.[^1] In een studie"
    assert hit.text == "de diepe slaap.¹ In een studie"


def test_a_changed_word() -> None:
    hit = found("In een studie slapen 24 mensen met 1,5 mg zink")
    assert hit.how == "fuzzy"
    assert hit.differences == (WordChange("slapen", "sliepen"),)
    assert not hit.numbers_changed
    assert SOURCE[hit.offset : hit.end] == "In een studie sliepen 24 mensen met 1,5 mg zink"


@pytest.mark.parametrize(
    ("quote", "changes", "numbers"),
    [
        ("sliepen 42 mensen met 1,5 mg zink langer", [WordChange("42", "24")], True),
        ("sliepen 24 mensen met 15 mg zink langer", [WordChange("15", "1,5")], True),
        ("sliepen 24 mensen met 1.5 mg zink langer", [WordChange("1.5", "1,5")], False),
        ("sliepen 24 oude mensen met 1,5 mg zink", [WordChange("oude", "")], False),
        ("sliepen mensen met 1,5 mg zink langer dan", [WordChange("", "24")], True),
        ("van alle mensen die geen zink slikken", [WordChange("alle", "")], False),
        ("speelt een centrale rol bij de diepe slaap", [WordChange("bij", "in")], False),
    ],
)
def test_what_changed(quote: str, changes: list[WordChange], numbers: bool) -> None:
    hit = found(quote)
    assert (hit.how, list(hit.differences), hit.numbers_changed) == ("fuzzy", changes, numbers)
    assert hit.score < 100


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "  ",
        "?!",
        "vitamine C tegen verkoudheid",
        "zink",
        "een heel andere zin over van alles en nog wat",
    ],
)
def test_what_is_not_there(quote: str) -> None:
    if quote == "zink":
        assert found(quote).how == "exact"
    else:
        assert locate(quote, ARTICLE) is None


def test_the_text_comes_before_the_list() -> None:
    assert ARTICLE.sentences[found("Zink speelt").sentence].kind == "paragraph"
    assert ARTICLE.sentences[found("J Imag").sentence].kind == "reference"


def test_word_boundaries_are_kept() -> None:
    article = parse("Magnesiumoxide is een zout. Magnesium is een metaal.")
    hit = locate("Magnesium is een", article)
    assert hit is not None
    assert (hit.offset, hit.how) == (28, "exact")


def test_in_an_article_without_text() -> None:
    assert locate("zink", parse("")) is None


def test_letters_put_together_in_another_way() -> None:
    article = parse("Een geïsoleerd geval, met CO₂.")
    hit = locate("Een gei\u0308soleerd geval met", article)
    assert hit is not None
    assert hit.how == "normalised"


def test_a_quote_longer_than_the_article() -> None:
    article = parse("Zink helpt de slaap van mensen.")
    hit = locate("Zink helpt de slaap van oude mensen, wel.", article)
    assert hit is not None
    assert [change.was for change in hit.differences] == ["oude", "wel"]
