"""In which language a text is. All sentences are our own."""

import pytest

from magclaims.knowledge import sentence_pack
from magclaims.knowledge.language_detection import UNKNOWN, detect, told_by_one
from magclaims.knowledge.languages import READ
from magclaims.knowledge.sentence_pack import load_pack
from magclaims.read.article.articles import parse

_FEW_FREQUENT_WORDS = [
    ("en", "Stressed adults slept 72 minutes longer with ashwagandha than with placebo."),
    ("en", "Zinc shortens colds."),
    ("en", "Older women lost less bone."),
    ("nl", "Gestreste volwassenen sliepen 72 minuten langer met ashwagandha dan met placebo."),
    ("nl", "Gember verlicht misselijkheid."),
    ("nl", "Bloeddruk daalde met 5 mmHg."),
    ("de", "Gestresste Erwachsene schliefen mit Ashwagandha 72 Minuten länger als mit Placebo."),
    ("de", "Ingwer lindert Übelkeit."),
    ("fr", "Le zinc raccourcit les rhumes."),
    ("fr", "Mieux dormir, moins de stress."),
    ("es", "El jengibre alivia las náuseas."),
    ("es", "La creatina aumenta la fuerza muscular."),
]


@pytest.mark.parametrize(("language", "text"), _FEW_FREQUENT_WORDS)
def test_a_short_sentence_tells_its_language(language: str, text: str) -> None:
    assert detect(text) == language


_OTHERS = {
    "it": "La creatina aumenta la forza muscolare.",
    "pt": "A creatina aumenta a força muscular em adultos.",
    "sv": "Magnesium förbättrar sömnen hos vuxna.",
    "pl": "Magnez poprawia jakość snu u dorosłych.",
    "ca": "El magnesi millora el son.",
}


@pytest.mark.parametrize(
    "text",
    [
        *(text for language, text in _OTHERS.items() if language not in READ),
        "Creatine, zinc, placebo.",
        "Omega-3",
        "Zinc sleep.",
    ],
)
def test_other_languages_and_names_are_not_known(text: str) -> None:
    assert detect(text) == UNKNOWN


def test_a_sentence_of_an_article_needs_frequent_words_to_be_in_another_language() -> None:
    dutch = "De slaap is een toestand van het lichaam en van de geest die nodig is. "
    article = parse(dutch + "Sleep Health Study Research Trial Adults.", format_="text")
    assert {sentence.language for sentence in article.sentences} == {"nl"}
    assert detect("Sleep Health Study Research Trial Adults.") == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rest lays a basis for memory", "en"),  # "a" is a word of three languages, "for" of one
        ("Slaap is goed voor het hart", "nl"),
        ("Zinc protects skin", UNKNOWN),
        ("Rest and Schlaf und zinc", UNKNOWN),
    ],
)
def test_words_that_languages_share_decide_nothing(text: str, language: str) -> None:
    assert told_by_one(text) == language


def test_lists_that_a_pack_for_reading_lacks_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_pack, "load_data", lambda *_: {"others": [], "months": []})
    load_pack.cache_clear()
    with pytest.raises(
        ValueError, match=r"packs/common\.sentences\.toml lacks abbreviations, may_"
    ):
        load_pack("nl")
