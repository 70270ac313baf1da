"""The parts of the cue grammar: verb forms and patterns."""

from typing import Any

import pytest

from magclaims.lexicon.cues import CuePack, load, read, tokenize
from magclaims.lexicon.inflect import Inflector, dutch, english


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("remmen", {"rem": "stem", "remt": "finite", "remde": "past", "geremd": "part"}),
        (
            "verlagen",
            {"verlaag": "stem", "verlaagt": "finite", "verlaagde": "past", "verlaagd": "part"},
        ),
        ("stimuleren", {"stimuleer": "stem", "stimuleerde": "past", "gestimuleerd": "part"}),
        ("beleven", {"beleef": "stem", "beleefde": "past", "beleefd": "part"}),
        ("lozen", {"loos": "stem", "loosde": "past"}),
        ("dempen", {"dempte": "past", "gedempt": "part", "dempend": "ing"}),
        (
            "schaden",
            {"schaad": "stem", "schaadt": "finite", "schaadde": "past", "geschaad": "part"},
        ),
        ("vergroten", {"vergroot": "finite", "vergrootte": "past"}),
        ("leiden", {"leidt": "finite", "leidde": "past", "leidden": "past"}),
        ("ontwikkelen", {"ontwikkelt": "finite", "ontwikkelde": "past"}),
        ("gaan", {"gaan": "base"}),
        ("duwen", {"duw": "stem", "duwt": "finite"}),
        ("verergeren", {"verergert": "finite", "verergerde": "past", "verergerd": "part"}),
        ("verouderen", {"veroudert": "finite"}),
        ("verteren", {"verteert": "finite"}),
        ("overprikkelen", {"overprikkeld": "part"}),
    ],
)
def test_dutch_forms(verb: str, forms: dict[str, str]) -> None:
    made = dutch(verb)
    assert {form: made.get(form) for form in forms} == forms


@pytest.mark.parametrize(
    ("language", "form", "tag"),
    [
        ("fr", "améliorent", "finite"),
        ("fr", "améliorerait", "finite"),
        ("fr", "ralentissent", "finite"),
        ("fr", "réduisant", "ing"),
        ("fr", "protège", "finite"),
        ("es", "mejoraron", "past"),
        ("es", "reduzca", "stem"),
        ("es", "favorecen", "finite"),
        ("es", "refuerzan", "finite"),
        ("es", "dormirse", "base"),
    ],
)
def test_several_conjugations(language: str, form: str, tag: str) -> None:
    made = load(language)
    assert made is not None
    assert made.verb_forms[form] == tag


def test_words_that_lost_a_letter_are_words() -> None:
    french = load("fr")
    assert french is not None
    found = french.tokens("Qu’il n'améliore pas l'humeur aujourd'hui")
    assert [token.text for token in found] == [
        "qu'",
        "il",
        "n'",
        "améliore",
        "pas",
        "l'",
        "humeur",
        "aujourd'hui",
    ]
    assert [(token.start, token.end) for token in found[2:4]] == [(6, 8), (8, 16)]


def test_dutch_irregular_forms_replace_the_regular_ones() -> None:
    made = dutch("verbeteren", {"stem": ["verbeter"], "part": ["verbeterd"]})
    assert made["verbetert"] == "finite"
    assert made["verbeterde"] == "past"
    assert "verbeteer" not in made


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("ontnemen", {"ontnam": "past", "ontnomen": "part"}),
        ("op|nemen", {"opneemt": "finite", "opnam": "past", "opgenomen": "part", "neem": None}),
        ("op|bouwen", {"opgebouwd": "part", "opbouwt": "finite", "geopbouwd": None}),
        ("op|leveren", {"oplevert": "finite", "opgeleverd": "part"}),
        ("weg|werken", {"wegwerkt": "finite", "wegwerk": None}),
    ],
)
def test_a_prefix_or_particle_keeps_the_forms_of_its_verb(
    verb: str, forms: dict[str, str | None]
) -> None:
    data = read("nl")
    assert data is not None
    made = Inflector(data)(verb)
    assert {form: made.get(form) for form in forms} == forms


def test_verbs_of_the_dutch_pack_have_no_impossible_forms() -> None:
    pack = load("nl")
    assert pack is not None
    particles = ("geaf", "geaan", "geuit", "getoe", "gevast", "gevoor", "geweg")
    assert [f for f in pack.verb_forms if f.startswith(particles)] == []
    assert [f for f in pack.verb_forms if f.endswith(("uuwt", "ergeert", "oudeert"))] == []


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("reduce", {"reduces": "finite", "reduced": "past", "reducing": "ing", "reduce": "base"}),
        ("stop", {"stopped": "past", "stopping": "ing"}),
        ("modify", {"modifies": "finite", "modified": "past", "modifying": "ing"}),
        ("suppress", {"suppresses": "finite"}),
        ("delay", {"delays": "finite", "delayed": "past"}),
    ],
)
def test_english_forms(verb: str, forms: dict[str, str]) -> None:
    made = english(verb)
    assert {form: made.get(form) for form in forms} == forms


def pack(**cue: Any) -> CuePack:
    data = read("nl")
    assert data is not None
    entry = {"id": "x", "kind": "causal", **cue}
    return CuePack({**data, "cue": [entry]})


@pytest.mark.parametrize(
    ("pattern", "sentence", "found"),
    [
        ("goed voor", "Goed voor je hart", "Goed voor"),
        ("goed voor", "Goed en voor", None),
        ("goed ... voor", "goed en gezond voor je", "goed en gezond voor"),
        ("goed ... voor", "goed. Voor je hart", None),
        ("goed ... voor", "goed a b c d e f g voor", None),
        ("goed [nieuws] voor", "goed nieuws voor jou", "goed nieuws voor"),
        ("goed [nieuws] voor", "goed voor jou", "goed voor"),
        ("slaap*", "Het slaapritme", "slaapritme"),
        ("*ontsteking", "Een blaasontsteking", "blaasontsteking"),
        ("*ontsteking", "Een ontsteking", None),
        ("maakt ... *iger", "Het maakt je rustiger", "maakt je rustiger"),
        ("goed/slecht voor", "slecht voor je", "slecht voor"),
        ("leiden+ ... tot", "leidde vaak tot", "leidde vaak tot"),
        (
            "zonder ... slaap/rust ... niet",
            "zonder slaap en rust niet",
            "zonder slaap en rust niet",
        ),
        ("zitten+ ... dwars", "omdat het dwars kan zitten", "dwars kan zitten"),
        ("zitten+ ... dwars", "wat je dwars zit", "dwars zit"),
        ("zitten+ ... dwars", "dwars op de stoel zitten", None),
        ("zonder .. <verb> [je] benen", "zonder slaap lopen benen", "zonder slaap lopen benen"),
    ],
)
def test_patterns(pattern: str, sentence: str, found: str | None) -> None:
    tokens = tokenize(sentence)
    hits = pack(patterns=[pattern]).match(tokens)
    texts = [sentence[tokens[hit.first].start : tokens[hit.last].end] for hit in hits]
    assert texts == ([] if found is None else [found])


@pytest.mark.parametrize(
    ("sentence", "form"),
    [
        ("Het draagt sterk bij", "finite"),
        ("Zij dragen bij", "finite"),
        ("die bijdraagt", "finite"),
        ("om bij te dragen", "base"),
        ("heeft bijgedragen", "part"),
    ],
)
def test_separable_verbs(sentence: str, form: str) -> None:
    hits = pack(separable=["bij|dragen"]).match(tokenize(sentence))
    assert [hit.form for hit in hits] == [form]


def test_an_exception_takes_the_cue_away_where_they_overlap() -> None:
    made = pack(patterns=["mogelijk"], **{"except": ["zo snel mogelijk"]})
    assert made.match(tokenize("zo snel mogelijk")) == []
    assert len(made.match(tokenize("zo snel mogelijk, en mogelijk beter"))) == 1


@pytest.mark.parametrize("end", ["", ".", ", zegt men", " en meer", " dat werkt"])
def test_a_pattern_may_ask_that_the_clause_ends(end: str) -> None:
    made = pack(patterns=["tegen jeuk $"])
    assert len(made.match(tokenize(f"Smeer dun tegen jeuk{end}"))) == 1
    assert made.match(tokenize("Tegen jeuk helpt dit")) == []


def test_a_wide_gap_reaches_over_a_clause() -> None:
    made = pack(patterns=["speelt .... rol"])
    text = "Dit speelt bij de opbouw van een gezond lichaam elke dag een grote rol."
    assert [hit.last for hit in made.match(tokenize(text))] == [13]
    assert made.match(tokenize("Dit speelt; zo is de rol")) == []


def test_a_class_takes_names_from_the_vocabulary() -> None:
    data = dict(pack().data)
    data["class"] = {"matter": ["@outcomes", "@diseases", "huid"]}
    data["cue"] = [{"id": "x", "kind": "causal", "patterns": ["tegen <matter>"]}]
    made = CuePack(data)
    for word in ("huid", "griep", "slapeloosheid", "geheugenverlies"):
        assert len(made.match(tokenize(f"tegen {word}"))) == 1, word
    assert made.match(tokenize("tegen muren")) == []


def test_what_acts_is_every_verb_but_those_of_being() -> None:
    dutch_pack = load("nl")
    assert dutch_pack is not None
    acts = dutch_pack._place("<act>").exact
    assert {"verpest", "saboteren"} <= acts.keys()
    assert not {"bevat", "is", "meet", "uit"} & acts.keys()


@pytest.mark.parametrize("number", ["1.5", "2,5", "10–20", "1,250.5"])
def test_a_number_is_one_word(number: str) -> None:
    assert [token.text for token in tokenize(f"met {number} gram.")] == ["met", number, "gram", "."]


def test_marks_between_words_part_them() -> None:
    assert [t.text for t in tokenize("In 2010, 3 – en 4.")] == [
        "in",
        "2010",
        ",",
        "3",
        "–",
        "en",
        "4",
        ".",
    ]


def test_tokens_keep_their_place() -> None:
    tokens = tokenize("Zink’s 'werking'¹ (2,5 mg).")
    assert [token.text for token in tokens][:4] == ["zink's", "'", "werking", "("]
    assert [(token.start, token.end) for token in tokens][:4] == [(0, 6), (7, 8), (8, 15), (18, 19)]


def test_a_capital_inside_a_sentence_is_no_article() -> None:
    assert [token.text for token in tokenize("A dose of vitamin A")] == [
        "a",
        "dose",
        "of",
        "vitamin",
        "A",
    ]


def test_only_languages_with_a_pack_load() -> None:
    assert load("xx") is None
    assert read("../nl") is None


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_cue_says_what_it_means_and_shows_it(language: str) -> None:
    data = read(language)
    assert data is not None
    for cue in data["cue"]:
        assert cue["explanation"], cue["id"]
        assert cue["examples"], cue["id"]
        assert cue["counter_examples"], cue["id"]
    ids = [cue["id"] for cue in data["cue"]]
    assert len(ids) == len(set(ids))
