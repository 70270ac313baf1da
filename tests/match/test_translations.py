"""Translated titles: what makes them another title, and what does not. All synthetic."""

import pytest

from magclaims.match.title_words import title_words
from magclaims.match.titles import language_of, one_word_differs, title_match, translation_of
from magclaims.match.translation import compare_translation

NOTHING = "the record says nothing of {}"
OTHER = "it says {}, the record {}"


@pytest.mark.parametrize(
    ("printed", "language", "record"),
    [
        ("Zink en slaap bij kinderen", "nl", "Zinc and sleep in children"),
        ("Zink en slaap", "nl", "Zinc and sleep in children"),  # a title may leave out whom
        ("Zinc chez la souris", "fr", "Zinc in mice"),
        ("Zinc chez la souris", "fr", "Zinc in rodents"),
        ("Foliumzuur en vermoeidheid", "nl", "Folate and fatigue"),
        ("Oorzaken van depressie", "nl", "Causes of depression"),
        ("Zink in Zellen von Patienten", "de", "Zinc in cells of patients"),
        ("Ijzergebrek en vermoeidheid", "nl", "Iron deficiency and fatigue"),
        ("Bloeddrukverlaging door zink", "nl", "Reduction of blood pressure by zinc"),
        ("ZINK EN SLAAP", "nl", "Zinc and sleep"),
        ("Zink en krumbib", "nl", "Zinc and krumbid"),  # nobody knows them, and they are alike
    ],
)
def test_the_same_in_another_language(printed: str, language: str, record: str) -> None:
    said = compare_translation(printed, record, language, "en")
    assert (said.agreement, said.reason) == ("agrees", "")


@pytest.mark.parametrize(
    ("printed", "language", "record", "reason"),
    [
        ("Zink en slaap bij kinderen", "nl", "Zinc and sleep", NOTHING.format("“kinderen”")),
        ("Zink bij ouderen", "nl", "Zinc in children", NOTHING.format("“ouderen”")),
        ("Zink helpt niet bij kou", "nl", "Zinc helps against cold", NOTHING.format("“niet”")),
        ("Zink bij kou", "nl", "Zinc does not help in cold", "the record says “not”"),
        ("Twee proeven met zink", "nl", "Three trials of zinc", OTHER.format("“twee”", "“three”")),
        ("Omega-3 en slaap", "nl", "Omega-6 and sleep", OTHER.format("“3”", "“6”")),
        ("Ijzer II en slaap", "nl", "Iron III and sleep", OTHER.format("“ii”", "“iii”")),
        (
            "Een meta-analyse van zink",
            "nl",
            "Zinc: a cohort study",
            OTHER.format("“metaanalyse”", "“cohort”"),
        ),
        ("Zinc chez la souris", "fr", "Zinc in cells", OTHER.format("“souris”", "“cells”")),
        ("Zink in Zellen", "de", "Zinc in patients", OTHER.format("“zellen”", "“patients”")),
        ("Zink bei Patienten", "de", "Zinc in cells", OTHER.format("“patienten”", "“cells”")),
        (
            "Zink verlaagt de bloeddruk",
            "nl",
            "Zinc raises blood pressure",
            OTHER.format("“verlaagt”", "“raises”"),
        ),
        (
            "Zink voorkomt depressie",
            "nl",
            "Zinc causes depression",
            OTHER.format("“voorkomt”", "“causes”"),
        ),
        # Alike, and known to be two: an artery and bad teeth.
        ("Zink en de carotis", "nl", "Zinc and caries", OTHER.format("“carotis”", "“caries”")),
        ("Zink en angst", "nl", "Zinc and depression", OTHER.format("“angst”", "“depression”")),
        ("Zink en slaap", "nl", "Zinc", NOTHING.format("“slaap”")),
        # A word of one language is none of the other: "long" (lung), "kind" (child).
        ("Zink en longen", "nl", "Zinc and its duration", NOTHING.format("“longen”")),
        ("Zink und Kinder", "de", "Zinc by type", NOTHING.format("“kinder”")),
    ],
)
def test_what_makes_it_another_title(printed: str, language: str, record: str, reason: str) -> None:
    said = compare_translation(printed, record, language, "en")
    assert (said.agreement, said.reason) == ("differs", reason)


@pytest.mark.parametrize(
    ("printed", "language", "record", "reason"),
    [
        (
            "Anticoagulantia en zink",
            "nl",
            "Anticholinergics and zinc",  # one form is not one word
            (
                "nobody knows what “anticoagulantia” stands for in the record; “anticholinergics” of the "
                "record has no counterpart that is known"
            ),
        ),
        (
            "Zink, slaap en knorstbrumpel",
            "nl",
            "Zinc, sleep and qantlewv",
            (
                "nobody knows what “knorstbrumpel” stands for in the record; “qantlewv” of the record has "
                "no counterpart that is known"
            ),
        ),
        (
            "Slaap en stress",
            "nl",
            "Sleep, stress, wvuwe, glorpine, qantlewv and brumpel",  # three are told
            "“wvuwe”, “glorpine”, “qantlewv” of the record has no counterpart that is known",
        ),
    ],
)
def test_where_nobody_knows_the_words_it_is_said(
    printed: str, language: str, record: str, reason: str
) -> None:
    said = compare_translation(printed, record, language, "en")
    assert (said.agreement, said.reason) == ("unclear", reason)


def test_among_many_shared_words_one_that_nobody_knows_on_each_side_is_a_pair() -> None:
    printed = "Zink, slaap, geheugen, stress en knorstbrumpel bij ratten"
    record = "Zinc, sleep, memory, stress and qantlewv in rats"
    assert compare_translation(printed, record, "nl", "en").agreement == "agrees"
    # Not where a further word of the record is known, and has no counterpart.
    record = "Zinc, sleep, memory, stress, bone and qantlewv in rats"
    assert compare_translation(printed, record, "nl", "en").agreement == "unclear"


@pytest.mark.parametrize(
    ("word", "language", "means", "parts", "rest"),
    [
        ("kat", "nl", {"species:cat"}, 0, ""),  # of three letters, and no name of a substance
        ("slaapkwaliteitsonderzoek", "nl", {"word:sleep"}, 3, ""),
        ("hartratten", "nl", {"word:heart"}, 2, ""),
        ("zyxololschade", "nl", set(), 1, "zyxolol"),
        ("zyxoschade", "nl", set(), 1, "zyxo"),
        ("zyxschade", "nl", set(), 0, ""),  # too short to be taken apart where a part is unknown
    ],
)
def test_what_a_compound_is_made_of(
    word: str, language: str, means: set[str], parts: int, rest: str
) -> None:
    (found,) = title_words(word, language)
    assert means <= found.means
    assert bool(found.means) is bool(means)
    assert (len(found.parts), found.rest) == (parts, rest)


def test_titles_in_two_scripts_cannot_be_compared() -> None:
    assert str(translation_of("Сон и магний", "Sleep and magnesium")) == str(
        translation_of("Sleep and magnesium", "Сон и магний")
    )
    said = translation_of("Сон и магний", "Sleep and magnesium")
    assert said is not None
    assert (said.agreement, said.reason) == ("unclear", "they are in two scripts")
    # Greek symbols in a Latin title are no script of their own.
    greek = translation_of("Zink en TNF-α, β en γ bij ratten", "Zinc and TNF-alpha in rats")
    assert greek is not None
    assert "scripts" not in greek.reason


def test_titles_in_one_language_are_no_translations() -> None:
    assert language_of("Slaap bij ouderen en kinderen") == "nl"
    assert language_of("Zyx") == ""
    assert translation_of("Sleep and zinc in adults", "Zinc and the sleep of mice") is None
    assert translation_of("Zyx", "Qantle") is None


@pytest.mark.parametrize(
    ("says", "translated"), [("nl", False), ("NL-be", False), ("fr", True), ("", True)]
)
def test_a_record_says_its_language_where_its_title_does_not(
    says: str, *, translated: bool
) -> None:
    assert (translation_of("Zink en slaap bij kinderen", "Zyx", says) is not None) is translated
    assert translation_of("Zinc and sleep in children", "Zyx", "") is None


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("Zinc and sleep quality", "Zinc and sleep quantity", True),
        ("Zinc and sleep", "Zinc and stress", False),  # three words are too few
        ("Zinc and sleep quality", "Iron and sleep quantity", False),
        ("Zinc and sleep quality", "Zinc and sleep quality", False),
        ("Zinc and sleep quality", "Zinc and sleep quality trial", False),
    ],
)
def test_titles_that_differ_in_one_word(a: str, b: str, *, one: bool) -> None:
    assert one_word_differs(a, b) is one


def test_a_title_on_one_side_alone_is_no_difference() -> None:
    assert title_match("Zinc", "").result == "absent"
    assert title_match("", "Zinc").result == "absent"
    assert title_match("Zinc", "", ["", "Zinc"]).agrees
    assert title_match("Zinc", "", ["Magnesium"]).result == "absent"  # its own is not known


@pytest.mark.parametrize(
    ("asserts", "denies", "language", "asserted", "denied"),
    [
        ("Infection urinaire compliquée de la femme", "Infection urinaire non compliquée de la femme", "fr",
         "Complicated urinary infection in women", "Uncomplicated urinary infection in women"),
        ("Diabète contrôlé chez l'adulte", "Diabète non contrôlé chez l'adulte", "fr",
         "Controlled diabetes in adults", "Uncontrolled diabetes in adults"),
        ("Hypertension artérielle stable chez l'adulte", "Hypertension artérielle instable chez l'adulte", "fr",
         "Stable hypertension in adults", "Unstable hypertension in adults"),
        ("Hipertensión controlada en adultos", "Hipertensión no controlada en adultos", "es",
         "Controlled hypertension in adults", "Uncontrolled hypertension in adults"),
    ],
)  # fmt: skip
def test_what_one_title_asserts_and_the_other_denies_is_not_the_same(
    asserts: str, denies: str, language: str, asserted: str, denied: str
) -> None:
    for printed, record in ((asserts, denied), (denied, asserts)):
        languages = (language, "en") if printed == asserts else ("en", language)
        assert compare_translation(printed, record, *languages).agreement != "agrees"
    for printed, record in ((asserts, asserted), (denies, denied)):
        assert compare_translation(printed, record, language, "en").agreement != "differs"


def test_a_name_that_begins_as_a_denial_does_denies_nothing() -> None:
    printed, record = "Zinc et Pseudomonas aeruginosa", "Zinc and Pseudomonas aeruginosa"
    assert compare_translation(printed, record, "fr", "en").agreement == "agrees"
