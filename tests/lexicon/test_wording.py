"""How strongly a sentence asserts: the cases in cases/ and the examples in the packs."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from magclaims.knowledge.characters import normal
from magclaims.knowledge.languages import GRADED, READ
from magclaims.lexicon import cues
from magclaims.lexicon.wording import MAX_LENGTH, NotGraded, Wording, explain, grade
from magclaims.model.registry import Strength, Subject

FRAME = {"examples": "yes", "counter_examples": "no"}
"""The key of a frame that holds its own example, or what it must not find."""
CASES = Path(__file__).parent / "cases"


def labelled() -> list[Any]:
    rows = []
    for file in sorted(CASES.glob("*.toml")):
        language, data = file.stem, tomllib.loads(file.read_text(encoding="utf-8"))
        for case in data["case"]:
            rows += [
                pytest.param(language, sentence, case, id=f"{language}: {sentence}")
                for sentence in case["sentences"]
            ]
    return rows


def examples(name: str) -> list[Any]:
    rows = []
    for language in GRADED:
        data = cues.read(language)
        assert data is not None
        for cue in data.get("cue", ()):
            rows += [
                pytest.param(
                    language, cue["id"], sentence, id=f"{language} {cue['id']}: {sentence}"
                )
                for sentence in (
                    *cue.get(name, ()),
                    *(f[FRAME[name]] for f in cue.get("frames", ()) if FRAME[name] in f),
                )
            ]
    return rows


@pytest.mark.parametrize("language", GRADED)
def test_every_cue_shows_what_it_finds_and_what_not(language: str) -> None:
    data = cues.read(language)
    assert data is not None
    lacks = [(c["id"], name) for c in data["cue"] for name in FRAME if name not in c]
    lacks += [
        (f, key)
        for c in data["cue"]
        for f in c.get("frames", ())
        for key in FRAME.values()
        if key not in f
    ]
    assert not lacks, (
        f"lexicon/packs/{language}.toml: these cues and frames lack sentences: {lacks}"
    )


def standing(wording: Wording, cue: str) -> list[str]:
    """The cues of that id that count: relations that are only mentioned don't."""
    return [m.text for m in wording.cues if m.id == cue and m.status not in {"mentioned", "denied"}]


@pytest.mark.parametrize("language", GRADED)
def test_every_pack_has_labelled_cases(language: str) -> None:
    strengths = {
        case["strength"] for code, _, case in (row.values for row in labelled()) if code == language
    }
    wanted = f"write tests/lexicon/cases/{language}.toml, as de.toml: sentences with the grade that they have"
    assert strengths >= {"none", "causal"}, wanted


def test_every_language_that_is_graded_is_read() -> None:
    unread = set(GRADED) - set(READ)
    assert not unread, f"write lexicon/packs/XX.sentences.toml for {', '.join(sorted(unread))}"


def test_a_pack_that_lacks_a_part_says_which() -> None:
    with pytest.raises(ValueError, match=r"packs/xx\.toml lacks words, class.* infinitive\.marker"):
        cues.CuePack({"language": "xx", "name": "", "governs_before_only": True, "verbs": []})


@pytest.mark.parametrize(("language", "sentence", "case"), labelled())
def test_labelled_case(language: str, sentence: str, case: dict[str, Any]) -> None:
    wording = grade(sentence, language)
    got = {
        "strength": wording.strength.label,
        "hedged": wording.hedged,
        "therapeutic": wording.therapeutic,
        "claim": wording.is_claim,
        "subjects": [subject.value for subject in wording.subjects],
    }
    wanted = {
        "strength": case["strength"],
        "hedged": case.get("hedged", False),
        "therapeutic": case.get("therapeutic", False),
        "claim": case.get("claim", case["strength"] != "none"),
        "subjects": case.get("subjects", got["subjects"]),
    }
    assert got == wanted
    assert wording.reported or not case.get("reported", False)


@pytest.mark.parametrize(("language", "cue", "sentence"), examples("examples"))
def test_example_of_a_cue(language: str, cue: str, sentence: str) -> None:
    assert standing(grade(sentence, language), cue)


@pytest.mark.parametrize(("language", "cue", "sentence"), examples("counter_examples"))
def test_counter_example_of_a_cue(language: str, cue: str, sentence: str) -> None:
    assert standing(grade(sentence, language), cue) == []


@pytest.mark.parametrize(
    ("language", "sentence", "denied"),
    [
        ("en", "Zinc does not improve sleep.", Strength.CAUSAL),
        ("en", "Zinc is not associated with better sleep.", Strength.CORRELATIONAL),
        ("en", "Zinc does not appear to improve sleep.", Strength.CONDITIONAL),
        ("en", "Zinc failed to improve sleep.", Strength.CAUSAL),
        ("nl", "Zink verbetert de slaap niet.", Strength.CAUSAL),
        ("nl", "Zink hangt niet samen met slaap.", Strength.CORRELATIONAL),
        ("nl", "Dat zink de slaap verbetert, is niet bewezen.", Strength.CAUSAL),
    ],
)
def test_a_denied_effect_keeps_the_strength_that_is_denied(
    language: str, sentence: str, denied: Strength
) -> None:
    wording = grade(sentence, language)
    assert wording.strength is Strength.NONE
    assert wording.negated is denied
    assert wording.is_claim
    assert {match.status for match in wording.decided_by} == {"denied"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Zinc not only improves sleep but also mood."),
        ("nl", "Zink verbetert niet alleen de slaap."),
    ],
)
def test_not_only_is_no_negation(language: str, sentence: str) -> None:
    wording = grade(sentence, language)
    assert (wording.strength, wording.negated) == (Strength.CAUSAL, None)


def test_the_strongest_assertion_counts() -> None:
    wording = grade("Zinc is linked to mood and, in this trial, it improved sleep.", "en")
    assert wording.strength is Strength.CAUSAL
    assert [match.text for match in wording.decided_by] == ["improved"]


def test_offsets_cut_out_the_words_of_the_cue() -> None:
    sentence = "“Zïnk” draagt 😀 wellicht bij aan de stemming."
    wording = grade(sentence, "nl")
    found = {match.id: match for match in wording.cues}
    assert found["soft"].text == "draagt 😀 wellicht bij"
    for match in wording.cues:
        assert sentence[match.start : match.end] == match.text


@pytest.mark.parametrize("language", ["eo", "xx", ""])
def test_a_language_without_a_pack_is_not_graded(language: str) -> None:
    with pytest.raises(NotGraded, match="not graded") as caught:
        grade("Magnesium verbessert den Schlaf.", language)
    assert caught.value.language == language


@pytest.mark.parametrize("language", ["nl", "nl-BE", "NL", "nl_NL"])
def test_a_region_is_ignored(language: str) -> None:
    assert grade("Magnesium verbetert de slaap.", language).strength is Strength.CAUSAL


@pytest.mark.parametrize("sentence", ["", "   ", "...", "?", "¹", "(", "’", "\x00"])
def test_nothing_is_no_claim(sentence: str) -> None:
    for language in GRADED:
        wording = grade(sentence, language)
        assert (wording.strength, wording.is_claim) == (Strength.NONE, False)
        assert wording.subjects == (Subject.UNSTATED,)


@pytest.mark.parametrize(
    "word", ["kan ", "te ", ", ", "verbeteren ", "improve to ", "draagt ", "(", "a"]
)
def test_hostile_repetition_is_read_in_parts(word: str) -> None:
    sentence = word * (3 * MAX_LENGTH // len(word))
    for language in GRADED:
        wording = grade(sentence, language)
        assert all(match.text == sentence[match.start : match.end] for match in wording.cues)


@pytest.mark.parametrize("filler", ["een woord, ", "lang", "Tekst. ", "a;"])
def test_what_stands_behind_much_text_is_graded(filler: str) -> None:
    """A page without full stops is one sentence; its claim may stand anywhere in it."""
    head = filler * (MAX_LENGTH // len(filler) + 2)
    sentence = f"{head} Zink geneest migraine en {head}"
    wording = grade(sentence, "nl")
    assert (wording.strength, wording.is_claim) == (Strength.CAUSAL, True)
    assert [sentence[cue.start : cue.end] for cue in wording.decided_by] == ["geneest"]
    assert grade(f"{head} Zink helpt mogelijk.", "nl").hedged
    assert grade(f"{head} Zink verbetert de slaap niet.", "nl").negated is Strength.CAUSAL


HIDING = {
    "soft hyphen": "ver\xadbetert",
    "zero-width space": "ver\u200bbetert",
    "zero-width joiner": "ver\u200dbetert",
    "zero-width non-joiner": "verbe\u200ctert",
    "word joiner": "verbeter\u2060t",
    "byte order mark": "ver\ufeffbetert",
    "direction mark": "ver\u200ebetert",
    "variation selector": "verb\ufe0fetert",
    "tag": "verb\U000e0041etert",
    "control": "ver\x02betert",
    "combining accent": "verbe\u0301tert",
    "combining line": "v\u0336e\u0336rbetert",
    "accent": "verbétert",
    "full width": "\uff56\uff45\uff52\uff42\uff45\uff54\uff45\uff52\uff54",
    "one of full width": "verb\uff45tert",
    "bold of mathematics": "\U0001d42f\U0001d41e\U0001d42b\U0001d41b\U0001d41e\U0001d42d\U0001d41e\U0001d42b\U0001d42d",
    "Cyrillic": "v\u0435rbet\u0435rt",
    "small capitals": "\u1d20\u1d07\u0280\u0299\u1d07\u1d1b\u1d07\u0280\u1d1b",
    "encircled": "\u24e5\u24d4\u24e1\u24d1\u24d4\u24e3\u24d4\u24e1\u24e3",
}


@pytest.mark.parametrize("word", HIDING.values(), ids=HIDING)
def test_no_character_hides_a_claim(word: str) -> None:
    sentence = f"Zink {word} de slaap."
    wording = grade(sentence, "nl")
    assert wording.strength is Strength.CAUSAL
    (cue,) = wording.decided_by
    assert sentence[cue.start : cue.end] == cue.text == word


@pytest.mark.parametrize(
    "sentence",
    [
        "TNF-α en IFNγ zijn eiwitten, Aβ ook.",
        "Een geïsoleerde studie van 2010 met 10⁶ cellen.",
    ],
)
def test_symbols_and_accents_stay(sentence: str) -> None:
    assert normal(sentence) == sentence


def test_typographic_apostrophes_count() -> None:
    assert grade("Zinc doesn’t improve sleep.", "en").negated is Strength.CAUSAL


def test_people_and_the_reader_are_invoked() -> None:
    assert grade("Magnesium helps you sleep.", "en").invokes_people
    assert grade("Bij ouderen verbeterde de slaap.", "nl").invokes_people
    assert not grade("In mice, magnesium improved memory.", "en").invokes_people


def test_several_subjects_are_all_named() -> None:
    wording = grade("It reduced stress in rats and in older adults.", "en")
    assert wording.subjects == (Subject.HUMAN, Subject.ANIMAL)


def test_a_participle_that_may_be_a_present_reports_behind_its_auxiliary() -> None:
    assert grade("Dans un essai, le psyllium a réduit le cholestérol.", "fr").reported
    assert not grade("Dans un essai, le psyllium réduit le cholestérol.", "fr").reported


def test_a_comparison_without_a_verb_is_told_when_its_sentence_is() -> None:
    assert grade(
        "Mensen die ashwagandha slikten, hadden een lager cortisol dan mensen met een placebo.",
        "nl",
    ).reported
    assert grade(
        "In het onderzoek was de bloeddruk lager met bietensap dan met een placebo.", "nl"
    ).reported
    assert not grade(
        "De bloeddruk van mensen is lager met bietensap dan met een placebo.", "nl"
    ).reported


@pytest.mark.parametrize(
    ("text", "language", "reported"),
    [
        ("In a two-year trial, creatine did not slow bone loss in women.", "en", True),
        ("Creatine didn't improve memory in the trial.", "en", True),
        ("In een onderzoek heeft creatine het botverlies niet vertraagd.", "nl", True),
        ("In einer Studie verlangsamte Kreatin den Knochenabbau nicht.", "de", True),
        ("Dans un essai, la créatine n'a pas ralenti la perte osseuse.", "fr", True),
        ("En un ensayo, la creatina no redujo la pérdida de hueso.", "es", True),
        ("Creatine does not slow bone loss in women.", "en", False),
        ("Zink verbetert de slaap van vrouwen niet.", "nl", False),
    ],
)
def test_a_trial_that_found_nothing_is_reported_in_the_past(
    text: str, language: str, *, reported: bool
) -> None:
    wording = grade(text, language)
    assert wording.negated is not None
    assert wording.reported is reported


def test_a_present_tense_effect_is_not_reported() -> None:
    assert not grade("Magnesium improves sleep in older adults.", "en").reported
    assert not grade("Magnesium is a mineral.", "en").reported


@pytest.mark.parametrize(
    ("sentence", "language", "cues"),
    [
        ("Magnesium may improve sleep.", "en", ["change"]),
        ("The itch gets worse if you scratch.", "en", ["follows"]),
        (
            "Gember is een van de sterkste planten tegen misselijkheid.",
            "nl",
            ["relates", "relates"],
        ),
    ],
)
def test_what_is_read_by_structure_counts_where_no_plainer_cue_does(
    sentence: str, language: str, cues: list[str]
) -> None:
    wording = grade(sentence, language)
    assert [cue.id for cue in wording.decided_by] == cues
    repeated = [cue for cue in wording.cues if cue.status == "repeated"]
    assert all(cue.strength is Strength.NONE for cue in repeated)
    assert bool(repeated) is (cues == ["change"])


def test_a_modal_inside_a_condition_weakens_and_a_negation_denies_nothing() -> None:
    assert grade("Als je weinig rust, kan je hart sneller kloppen.", "nl").strength == 2
    assert grade("Als je niet rust, krijgt je hart last.", "nl").strength == 3
    assert grade("Zij sliep kort, waardoor haar geheugen niet meewerkte.", "nl").strength == 3


def test_a_call_for_research_reaches_back_and_a_need_does_not() -> None:
    assert grade("The effect on sleep should be examined.", "en").strength == 0
    assert grade("Emotions cause hunger and a sense of the need to eat.", "en").strength == 3


def test_explain_names_the_words_that_decide() -> None:
    lines = explain(grade("Magnesium may improve sleep.", "en"))
    assert lines == [
        '"improve" states that one thing changes another',
        '"may": a modal verb (may, might, can, could)',
    ]
    assert explain(grade("Magnesium is a mineral.", "en")) == []


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("Does zinc shorten a cold? Yes.", Strength.CAUSAL),
        ("Does honey help a cough? Yes, somewhat.", Strength.CONDITIONAL),
        ("Does zinc shorten a cold? No.", Strength.NONE),
        ("Does zinc shorten a cold? Read on.", Strength.NONE),
        ("Vitamin K2: more than strong bones", Strength.NONE),
        ("Women sleep more than men.", Strength.CORRELATIONAL),
    ],
)
def test_answered_questions_assert_and_titles_compare_nothing(
    sentence: str, strength: Strength
) -> None:
    assert grade(sentence, "en").strength is strength


@pytest.mark.parametrize(
    ("sentence", "language", "therapeutic"),
    [
        ("Cranberry heilt Blasenentzündungen.", "de", True),
        ("Unser Saft beugt Blasenentzündungen vor.", "de", True),
        ("Zink heilt Nebenhöhlenentzündungen.", "de", True),
        ("Kreatin verhindert Nierenversagen.", "de", True),
        ("Zink heilt keine Blasenentzündungen.", "de", False),
        ("Zink verhindert einen Mangel.", "de", False),
        ("Creatine prevents kidney failure.", "en", True),
        ("Creatine does not prevent renal failure.", "en", False),
        ("Creatine voorkomt nierfalen.", "nl", True),
        ("Creatine hydrates your kidneys.", "en", False),
    ],
)
def test_a_disease_is_known_in_its_plural_and_its_compounds(
    sentence: str, language: str, therapeutic: bool
) -> None:
    assert grade(sentence, language).therapeutic is therapeutic


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("Viele Menschen fragen sich, ob Zink vor einem Infekt schützt.", Strength.NONE),
        ("Verbraucher fragen sich zu Recht, ob Selen vor Krebs schützt.", Strength.NONE),
        ("Er fragte sich, warum Baldrian den Schlaf verbessert.", Strength.NONE),
        ("Viele fragen nach Zink, denn es verbessert den Schlaf.", Strength.CAUSAL),
    ],
)
def test_who_asks_himself_asserts_nothing(sentence: str, strength: Strength) -> None:
    assert grade(sentence, "de").strength is strength


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Researchers saw heart rate fall with hawthorn.", "en"),
        ("Volunteers noticed that hawthorn calmed their pulse.", "en"),
        ("Onderzoekers zagen de hartslag dalen met meidoorn.", "nl"),
        ("Forscher beobachteten, dass Weißdorn den Puls senkt.", "de"),
        ("Des chercheurs ont vu le pouls baisser avec l’aubépine.", "fr"),
        ("Los investigadores observaron que el espino baja el pulso.", "es"),
    ],
)
def test_what_somebody_saw_is_reported(sentence: str, language: str) -> None:
    assert grade(sentence, language).reported
