"""What a reader sees, whatever characters it is made of; and all that looks for words sees it."""

import time
import unicodedata

import pytest

from magclaims.judge.law.facts import LawSentence
from magclaims.judge.law.reading import read_sentences
from magclaims.knowledge import find_outcomes, find_substances
from magclaims.knowledge.characters import normal, normalise, windows
from magclaims.quantity.numbers import find_quantities
from magclaims.quantity.stated_limits import stated_limits
from magclaims.read.article.articles import Format, parse
from magclaims.read.article.locate import locate
from magclaims.study.profile import infer

WIDE = {
    ord(c): ord(c) + 0xFEE0
    for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
}
LOOKALIKE = str.maketrans("aceopxyi", "асеорхуі")


def disguises(text: str) -> dict[str, str]:
    """Ways to write a text so that it looks the same."""
    return {
        "soft hyphens": "".join(c + "\xad" if c.isalpha() else c for c in text),
        "zero-width spaces": "\u200b".join(text),
        "joiners": text.replace("e", "e\u200d").replace("a", "a\u2060"),
        "byte order marks": text.replace("e", "\ufeffe"),
        "full width": text.translate(WIDE),
        "Cyrillic": text.translate(LOOKALIKE),
        "combining marks": "".join(c + "\u0336" if c.isalpha() else c for c in text),
        "decomposed": unicodedata.normalize("NFD", text),
        "direction marks": text.replace(" ", "\u200e \u202c"),
        "thin spaces": text.replace(" ", "\u2009"),
    }


WAYS = list(disguises(""))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("een ver\xadbetering", "een verbetering"),
        ("\ufeffzink", "zink"),
        ("zink\u200b", "zink"),
        ("ge\u0308isoleerd", "gëisoleerd"),
        ("ﬁjn ﬂuor ĳzer", "fijn fluor ijzer"),
        ("５０　ｍｇ", "50 mg"),
        ("5 ㎎", "5 mg"),
        ("niet‑klinisch", "niet-klinisch"),
        ("z\u0456nk helpt сосо", "zink helpt coco"),
        ("mαgnesium", "magnesium"),
        ("Οmega", "Omega"),
        ("𝐙𝐢𝐧𝐤", "Zink"),
        ("", ""),
        ("\u0301", ""),
    ],
)
def test_what_is_read(written: str, read: str) -> None:
    assert normal(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "10⁶ cellen, m², Zn²⁺, CO₂, ½ tablet, ①",
        "TNF-α, IFNγ, PGF2α, IκBα, NF-κB, β-caroteen, Aβ, ΔFosB, μg, µg",
        "Магний помогает при бессоннице",
        "Το μαγνήσιο βοηθά",
        "Magtein® en Zinkin™: 15\xa0mg",
        "één café, Yıldız, geïsoleerd",
        "„so“ – “zo” … ja",
    ],
)
def test_what_means_something_stays(text: str) -> None:
    assert normalise(text).starts is None
    assert normal(text) == text


def test_each_character_knows_where_it_came_from() -> None:
    written = "Een ﬁjne ver\xadbe\u0301ter\u200bing"
    read = normalise(written)
    assert read.text == "Een fijne verbétering"
    begin = read.text.index("verbé")
    assert written[read.start(begin) : read.end(begin + 5)] == "ver\xadbe\u0301"
    assert written[read.start(4) : read.end(6)] == "ﬁ"
    assert (read.start(len(read.text)), read.end(0)) == (len(written), 0)


def test_windows_leave_nothing_out() -> None:
    for text in ("", "kort", "woord " * 50, "lang" * 100, "Een zin. " * 40, "a;" * 300):
        parts = list(windows(text, 50))
        assert "".join(text[start:end] for start, end in parts) == text
        assert all(end - start <= 50 for start, end in parts)


def test_time_grows_with_the_text() -> None:
    begin = time.process_time()
    for unit in ("a\u0301", "\u200b", "е", "αa", "ﬁ", "\u0301"):
        assert len(normal(unit * 100_000)) <= 200_000
    assert time.process_time() - begin < 20


@pytest.mark.parametrize("way", WAYS)
def test_everything_that_looks_for_words_sees_the_same(way: str) -> None:
    def written(text: str) -> str:
        return disguises(text)[way]

    law = "Magnesium geneest migraine."
    assert read_sentences([LawSentence(written(law))], "nl", ())[0].treats
    sentence = written("Neem 400 mg magnesium voor uw geheugen.")
    (quantity,) = find_quantities(sentence, "nl")
    assert (int(quantity.low), quantity.unit) == (400, "mg")
    assert normal(sentence[quantity.start : quantity.end]) == "400 mg"
    (substance,) = find_substances(sentence)
    assert normal(sentence[substance.start : substance.end]) == "magnesium"
    assert [normal(sentence[o.start : o.end]) for o in find_outcomes(sentence)] == ["geheugen"]
    limit = written("EFSA's upper limit is 2500 mg magnesium per day.")
    assert [found.verdict for found in stated_limits(limit, "en")] == ["slip"]
    profile = infer(written("Zinc improves memory in mice: an experiment in transgenic mice"))
    assert profile == infer("Zinc improves memory in mice: an experiment in transgenic mice")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_quotes_are_found_and_places_stay_exact(way: str, format_: Format) -> None:
    claim = "Zink verbetert de geïsoleerde slaap"
    disguised = disguises(claim)[way]
    source = f"Een eerste zin over slaap. {disguised} van mensen. Nog een zin."
    article = parse(source, format_=format_, language="nl")
    assert [s.text for s in article.sentences] == [
        "Een eerste zin over slaap.",
        f"{claim} van mensen.",
        "Nog een zin.",
    ]
    for sentence in article.sentences:
        assert normal(source[sentence.offset : sentence.end]) == sentence.text
        assert article.position(sentence.offset) == (sentence.line, sentence.column)
    for quote in (claim, disguised):
        found = locate(quote, article)
        assert found is not None
        assert found.how in {"exact", "normalised"}
        assert normal(source[found.offset : found.end]) == claim


def test_marks_and_links_keep_their_places() -> None:
    source = "Zi\xadnk he\xadlpt[^1] [de\xadze](https://doi.org/10.1234/a) nacht.\n\n[^1]: Naam\xad A. Titel. 2019."
    article = parse(source, format_="markdown")
    assert [(c.text, source[c.offset : c.end]) for c in article.citations] == [
        ("¹", "[^1]"),
        ("deze", "de\xadze"),
    ]
    assert article.references[0].text == "Naam A. Titel. 2019."


def test_entities_without_width() -> None:
    article = parse("<p>Zink ver&shy;be&#8203;tert<wbr> de &zwj;slaap.</p>", format_="html")
    assert [s.text for s in article.sentences] == ["Zink verbetert de slaap."]


def test_text_without_stops_is_read_to_its_end() -> None:
    source = "woorden zonder punt " * 400 + "zink geneest migraine " + "en nog meer " * 400
    article = parse(source, language="nl")
    assert "".join(s.text.replace(" ", "") for s in article.sentences) == source.replace(" ", "")
    assert sum("geneest" in s.text for s in article.sentences) == 1
