"""`magclaims grade`: sentences in, strength, needs and advice out. The sentences are made up."""

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from magclaims.commands.graded import evidence_kinds, examine
from magclaims.judge.policy import load
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.languages import GRADED
from magclaims.lexicon.graded import first_pack
from magclaims.model.registry import Strength
from project import Run


def one(run: Run, *args: str) -> dict[str, Any]:
    result = run("grade", *args, "-f", "json")
    assert (result.code, result.err) == (0, "")
    (sentence,) = json.loads(result.out)["sentences"]
    return dict(sentence)


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


@pytest.mark.parametrize(
    ("sentence", "language", "strength", "hedged", "therapeutic"),
    [
        ("Magnesium verbetert het geheugen.", "nl", "causal", False, False),
        ("Magnesium kan het geheugen verbeteren.", "nl", "conditional", True, False),
        ("Magnesium is linked to better sleep.", "en", "correlational", False, False),
        ("Magnesium cures insomnia.", "en", "causal", False, True),
        ("Magnesium heeft geen effect op het geheugen.", "nl", "none", False, False),
        ("Neem magnesium een uur voor het slapengaan.", "nl", "none", False, False),
        ("Kamille tut dem Magen gut.", "de", "conditional", False, False),
    ],
)
def test_a_sentence_is_graded_in_its_language(
    run: Run, sentence: str, language: str, strength: str, hedged: bool, therapeutic: bool
) -> None:
    graded = one(run, sentence)
    assert graded["language"] == language
    assert (graded["strength"], graded["hedged"], graded["therapeutic"]) == (
        strength,
        hedged,
        therapeutic,
    )


def test_the_words_that_decide_can_be_cut_out(run: Run) -> None:
    sentence = "Magnesium verbetert het geheugen."
    (cue,) = one(run, sentence)["decided_by"]
    assert sentence[cue["start"] : cue["end"]] == cue["text"] == "verbetert"
    assert cue["explanation"]


@pytest.mark.parametrize(
    ("sentence", "evidence", "ceiling", "carries"),
    [
        ("Magnesium improves memory.", "animal", "none", False),
        ("In rats, magnesium improved memory.", "animal", "causal", True),
        ("In rats, magnesium improves your memory.", "animal", "none", False),
        ("In rats, magnesium improved memory.", "human", "nothing", False),
        (
            "In cell cultures, zinc improved survival.",
            "randomized-controlled-trial",
            "nothing",
            False,
        ),
        ("Magnesium may improve memory.", "randomized_controlled_trial", "conditional", True),
        ("Magnesium improves memory.", "randomized_controlled_trial", "conditional", False),
        ("Magnesium improves memory.", "trials_agree", "causal", True),
        ("Magnesium improves memory.", "cohort", "correlational", False),
        ("Magnesium improves memory.", "narrative_review", "none", False),
        ("Magnesium improves memory.", "authority", "as_said", True),
        # One ingredient is not the formula; several, or a name that nobody knows, may be.
        ("Magnesium improves memory.", "combined_formula", "none", False),
        ("Magnesium may improve memory.", "combined_formula", "none", False),
        ("Magnesium and zinc may improve memory.", "combined_formula", "conditional", True),
        ("Glimmerwort may improve memory.", "combined_formula", "conditional", True),
        ("Probiotics may improve memory.", "combined_formula", "conditional", True),
    ],
)
def test_the_evidence_at_hand(
    run: Run, sentence: str, evidence: str, ceiling: str, carries: bool
) -> None:
    graded = one(run, sentence, "--evidence", evidence)
    assert (graded["evidence"]["ceiling"], graded["evidence"]["carries"]) == (ceiling, carries)
    assert (graded["suggestion"] is None) is carries


@pytest.mark.parametrize(
    ("sentence", "evidence", "says", "never"),
    [
        ("Zinc improves the immune system.", "cohort", "with a better immune system", "better the"),
        ("Caffeine worsens memory.", "cohort", "with poorer memory", "more memory"),
        ("Cafeïne verslechtert het geheugen.", "cohort", "met een slechter geheugen", "meer"),
        ("Cafeïne verslechtert het geheugen.", "animal", "verslechterde cafeïne", "verergerde"),
        ("L-theanine calms the mind without drowsiness.", "animal", "animals", "drowsiness"),
        ("Taurine lowers blood pressure and improves memory.", "cohort", "associated", "memory"),
        ("Taurine lowers blood pressure.", "combined_formula", "whole formula", "taurine"),
        ("Taurine verlaagt de bloeddruk.", "combined_formula", "hele formule", "taurine"),
    ],
)
def test_an_example_says_of_each_outcome_what_the_sentence_says(
    run: Run, sentence: str, evidence: str, says: str, never: str
) -> None:
    suggestion = one(run, sentence, "--evidence", evidence)["suggestion"]
    assert says in suggestion
    assert never not in suggestion


def test_what_a_sentence_needs_is_what_would_carry_it() -> None:
    sentences = [
        "Magnesium improves memory.",
        "Magnesium may improve memory.",
        "Magnesium is linked to memory.",
        "In rats, magnesium improved memory.",
    ]
    for sentence in sentences:
        needs = examine(sentence, "en", None, load()).needs
        for kind in evidence_kinds():
            at_hand = examine(sentence, "en", kind, load()).at_hand
            assert at_hand is not None
            assert (kind in needs) is at_hand.allows(Strength[_strength(sentence)])


def _strength(sentence: str) -> str:
    wording = examine(sentence, "en", None, load()).wording
    assert wording is not None
    return wording.strength.name


def test_the_advice_is_in_the_language_of_the_sentence(run: Run) -> None:
    dutch = one(run, "Magnesium verbetert het geheugen.", "--evidence", "in_vitro")["suggestion"]
    english = one(run, "Magnesium improves memory.", "--evidence", "in_vitro")["suggestion"]
    assert "gekweekte cellen" in dutch
    assert english.startswith("Say who was studied")
    other = one(run, "Bij ratten verbeterde magnesium het geheugen.", "--evidence", "human")
    assert "dieren" in other["suggestion"]


def test_the_text_says_it_in_plain_lines(run: Run) -> None:
    result = run("grade", "Magnesium may improve memory in adults.", "--evidence", "animal")
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[0] == "conditional (hedged): asserts a possible effect"
    assert "  about: human" in lines
    assert "  a randomised trial in people" in lines
    assert "  a study of animals" not in lines
    assert lines[-1].startswith("Instead: Say who was studied")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("Magnesium improves your sleep.",), "about: the reader"),
        (("Magnesium improves sleep.",), "nobody is named"),
        (("Magnesium does not improve sleep.",), "denies what would be causal"),
        (("Buy it in our shop.", "--language", "en"), "no claim that needs a reference"),
        (
            ("Magnesium does not improve sleep.", "--evidence", "human"),
            "It states no effect, so this is not needed.",
        ),
        (
            ("Magnesium improves sleep.", "--evidence", "authority"),
            "the sentence may say what the source itself says, and no more",
        ),
        (("Magnesium verbessert den Schlaf und das ist gut.",), "einer ersten Wortliste"),
        (
            ("Magnesium verbessert den Schlaf und das ist gut.", "--evidence", "animal"),
            "Zur Hand: eine Studie an Tieren. Das reicht nicht: ",
        ),
        (("xyzzy",), "not graded: its language could not be told"),
        (("Magnezio", "--language", "eo"), "not graded: it is in `eo`"),
        (("Le magnésium améliore le sommeil.", "--language", "fr"), "première liste de mots"),
    ],
)
def test_what_the_text_says(run: Run, args: tuple[str, ...], says: str) -> None:
    result = run("grade", *args)
    assert result.code == 0
    assert says in result.out


def test_a_sentence_that_no_evidence_carries(run: Run, tmp_path: Any) -> None:
    rows = ("authority", "trials_agree", "review_of_trials")
    ceilings = ", ".join(f'{row} = "none"' for row in rows)
    (tmp_path / "magclaims.toml").write_text(f"[policy]\nceilings = {{ {ceilings} }}\n")
    result = run("grade", "Magnesium improves sleep.")
    assert "No evidence is enough for it as it stands." in result.out


def test_standard_input_a_sentence_a_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, "\ufeffMagnesium improves memory.\n\n  Ça va bien.\r\n".encode())
    result = run("grade", "-f", "jsonl")
    rows = [json.loads(line) for line in result.out.splitlines()]
    assert [(row["text"], row["graded"]) for row in rows] == [
        ("Magnesium improves memory.", True),
        ("Ça va bien.", False),
    ]
    assert rows[1]["reason"].startswith("not graded")


@pytest.mark.parametrize("data", [b"", b"\n \r\n"])
@pytest.mark.parametrize("format_", ["text", "jsonl"])
def test_that_nothing_stood_on_standard_input_is_said(
    run: Run, monkeypatch: pytest.MonkeyPatch, data: bytes, format_: str
) -> None:
    stdin(monkeypatch, data)
    result = run("grade", "-", "-f", format_)
    assert (result.code, result.out) == (0, "")
    assert "no sentence stood on standard input" in result.err


def test_lines_in_text_are_repeated(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"Magnesium improves memory.\nZinc improves sleep.\n")
    result = run("grade")
    assert result.out.count("causal: ") == 2
    assert '\n\n"Zinc improves sleep."\n' in result.out


def test_control_characters_do_not_reach_the_terminal(run: Run) -> None:
    result = run("grade", "Magnesium improves \x1b[31m memory.", "--language", "en")
    assert "\x1b" not in result.out
    result = run("grade", "Magnesium improves \x1b[31m memory.", "-f", "jsonl")
    assert "\x1b" not in result.out


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("x", "--evidence", "dream"), "It may be background"),
        (("x", "--language", "1"), "ISO 639-1"),
        (("  ",), "the sentence is empty"),
        (("",), "the sentence is empty"),
        (("x", "--format", "xml"), "xml"),
    ],
)
def test_wrong_usage(run: Run, args: tuple[str, ...], says: str) -> None:
    result = run("grade", *args)
    assert result.code == 2
    assert says in result.err
    assert result.out == ""


def test_input_that_is_not_utf8(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"Magnesium improves memory.\n\xff\xfe\n")
    result = run("grade", "-f", "jsonl")
    assert result.code == 2
    assert "line 2: is not UTF-8" in result.err


def test_without_a_sentence_on_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    assert "give a sentence" in run("grade").err


# --- in one language --------------------------------------------------------------------------------


def test_a_dutch_sentence_is_told_in_dutch(run: Run) -> None:
    result = run("grade", "Zink verbetert het geheugen.", "--evidence", "animal")
    assert result.out.splitlines()[0] == "causal: stelt een effect als feit"
    assert "De zin heeft een van deze nodig" in result.out
    says = "Dat is niet genoeg: alleen hierop mag de zin geen effect noemen."
    assert f"Voorhanden: een studie met dieren. {says}" in result.out
    assert "In plaats daarvan: Zeg bij wie" in result.out
    english = {"the", "and", "evidence", "people", "about", "instead", "needs", "does", "it"}
    assert not english & set(re.findall(r"[a-z]+", result.out.lower()))


@pytest.mark.parametrize("language", GRADED)
def test_every_graded_language_has_all_phrases(language: str) -> None:
    phrases = load_data("grade.toml")
    if language not in phrases:
        assert first_pack(language), "only a first pack may be told in English"
        return
    assert phrases[language].keys() == phrases["en"].keys()
    for name, text in phrases[language].items():
        wanted = set(re.findall(r"\{\w+\}", phrases["en"][name]))
        assert set(re.findall(r"\{\w+\}", text)) == wanted
    for kind in evidence_kinds():
        assert kind.says.get(language), kind.id


def test_an_article_is_counted_in_its_language(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "Zink verbetert het geheugen van ouderen. Zink is een metaal dat in veel voedsel zit.\n"
    )
    assert "nog 1 zin zonder effect" in run("grade", "a.md").out
    (tmp_path / "b.md").write_text(
        "Zinc improves the memory of the elderly. Zinc is a metal. It is found in many foods.\n"
    )
    assert "2 more sentences without an effect" in run("grade", "b.md").out


@pytest.mark.parametrize(
    ("sentence", "says", "never"),
    [
        ("Magnesium kan depressie genezen.", "(met een voorbehoud, geneeskundig)", "hedged"),
        ("Magnesium may cure depression.", "(hedged, therapeutic)", "voorbehoud"),
        ("Magnesium kann den Schlaf verbessern.", "einer ersten Wortliste", "first pack"),
        ("Le magnésium améliore le sommeil des adultes.", "première liste de mots", "first pack"),
        ("El magnesio mejora el sueño de los adultos.", "primera lista de palabras", "first pack"),
    ],
)
def test_what_is_said_of_a_sentence_is_in_its_language(
    run: Run, sentence: str, says: str, never: str
) -> None:
    out = run("grade", sentence).out
    assert says in out
    assert never not in out


@pytest.mark.parametrize("evidence", [kind.id for kind in evidence_kinds()])
@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Zink verbessert das Gedächtnis.", r"Sie|oder|dazu"),
        ("Kurkuma heilt Arthrose.", r"Sie|oder|dazu"),
        ("Ginseng senkt den Blutdruck bei älteren Menschen.", r"Sie|oder|dazu"),
        (
            "Le zinc améliore la mémoire.",
            r"Écrivez|Nommez|citez|Citez|Ajoutez|Décrivez|Parlez|Remplacez|Dites|Présentez",
        ),
        (
            "El zinc mejora la memoria.",
            r"Escriba|cite|Cite|Añada|Descríbalo|Sustituya|Diga|Preséntelo|Llámelo|Nombre",
        ),
    ],
)
def test_advice_is_in_the_language_of_the_sentence(
    run: Run, sentence: str, words: str, evidence: str
) -> None:
    graded = one(run, sentence, "--evidence", evidence)
    carried = graded["evidence"]["carries"]
    assert (graded["suggestion"] is None) == carried
    assert carried or re.search(rf"\b(?:{words})\b", graded["suggestion"])


def test_every_language_has_every_phrase() -> None:
    phrases = load_data("grade.toml")
    assert {"en", "nl", "de", "fr", "es"} == set(phrases)
    assert all(set(of) == set(phrases["en"]) for of in phrases.values())


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Melatonine is niet verslavend.", "nl"),
        ("Bijwerkingen van zink zijn er niet.", "nl"),
        ("Kelp is safe in pregnancy.", "en"),
        ("Vitamin C kann nicht überdosiert werden.", "de"),
    ],
)
def test_that_there_is_no_harm_is_a_claim_that_needs_people(
    run: Run, sentence: str, language: str
) -> None:
    graded = one(run, sentence, "--language", language, "--evidence", "animal")
    assert graded["safety"]
    assert graded["is_claim"]
    assert graded["needs"] == ["authority", "trials_agree", "systematic_review"]
    assert not graded["evidence"]["carries"]
    assert graded["suggestion"]
    told = run("grade", sentence, "--language", language, "--evidence", "animal").out
    assert told.startswith("safety: ")
    phrases = load_data("grade.toml")[language]
    assert phrases["needs_safety"] in told
    assert phrases["no_effect"].partition("}")[2] not in told


@pytest.mark.parametrize(
    ("sentence", "language", "strength", "hedged"),
    [
        ("Ashwagandha may improve sleep and is completely safe.", "en", "causal", True),
        ("Zinc may improve sleep and cannot hurt you.", "en", "causal", True),
        ("Zinc improves sleep and may be safe.", "en", "causal", True),
        ("Zinc may be effective and completely safe.", "en", "conditional", True),
        ("Zinc may improve sleep and may be safe.", "en", "conditional", True),
        ("Zink kan de slaap verbeteren en is waarschijnlijk veilig.", "nl", "conditional", True),
        ("Valeriaan kan de slaap verbeteren en is volkomen veilig.", "nl", "causal", True),
        ("Baldrian kann den Schlaf verbessern und ist unbedenklich.", "de", "causal", True),
        ("La valériane peut améliorer le sommeil et est sans danger.", "fr", "causal", True),
        ("La valeriana puede mejorar el sueño y es segura.", "es", "causal", True),
    ],
)
def test_may_of_the_effect_is_not_that_of_safety(
    sentence: str, language: str, strength: str, hedged: bool
) -> None:
    graded = examine(sentence, language, None, load())
    assert graded.wording is not None
    assert (graded.strength.label, graded.wording.hedged) == (strength, hedged)


def test_an_effect_that_is_carried_carries_no_safety(run: Run) -> None:
    sentence = "Ashwagandha may improve sleep and is completely safe."
    graded = one(run, sentence, "--evidence", "randomized_controlled_trial")
    assert not graded["evidence"]["carries"]
    assert "side effects" in graded["suggestion"]
    assert graded["strength"] == "conditional"
    both = one(run, "Zinc improves sleep and is safe.", "--evidence", "animal")["suggestion"]
    assert "who was studied" in both
    assert "side effects" in both


@pytest.mark.parametrize(
    ("sentence", "language", "word"),
    [
        ("Ashwagandha ist völlig sicher.", "de", "Nebenwirkungen"),
        ("L'ashwagandha est sans danger.", "fr", "effets indésirables"),
        ("La ashwagandha es segura.", "es", "efectos adversos"),
    ],
)
def test_advice_on_safety_is_in_the_language_of_the_sentence(
    run: Run, sentence: str, language: str, word: str
) -> None:
    graded = one(run, sentence, "--language", language, "--evidence", "animal")
    assert word in graded["suggestion"]


def test_a_warning_is_no_claim_of_safety(run: Run) -> None:
    assert not one(run, "Kava is niet zonder risico.")["safety"]
