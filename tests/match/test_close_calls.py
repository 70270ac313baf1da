"""What would be taken for another work, or another for it, if one small part of the matcher went wrong.

Each was told by a change of the code that no other test noticed (benchmarks/mutate.py). All synthetic.
"""

from typing import Any

import pytest
from test_matching import TITLE, entry, people, person, verdict

from magclaims.match import compare
from magclaims.match.journals import journal_match
from magclaims.match.numbers import pages_match
from magclaims.match.people import same_person
from magclaims.match.title_words import title_words
from magclaims.match.translation import compare_translation
from magclaims.model.work import Work


@pytest.mark.parametrize(
    ("printed", "record", "same"),
    [
        ("Neuro Psycho Pharmacol Rep", "Neuropsychopharmacology Reports", True),
        ("Am J Health Syst Pharm", "American Journal of Health-System Pharmacy", True),
        ("J Meta Anal Lond", "Journal of Meta-Analysis", True),
        ("J Meta Lond", "Journal of Meta-Analysis", False),  # what ends a name is not left out
        ("The", "Lancet", False),  # an article alone is no journal, nor a name without subtitle
        ("Lancet", "The", False),
    ],
)
def test_where_the_name_of_a_journal_may_end(printed: str, record: str, *, same: bool) -> None:
    assert journal_match(printed, record).agrees is same


@pytest.mark.parametrize(
    ("record", "result"), [("12A-15A", "same"), ("12A-15B", "different"), ("12A-15", "different")]
)
def test_the_letter_of_the_last_page_counts(record: str, result: str) -> None:
    assert pages_match("12A-15A", record).result == result


@pytest.mark.parametrize(
    ("record", "result"), [("123", "absent"), ("e123", "absent"), ("45", "different")]
)
def test_pages_counted_within_an_article_say_nothing_of_its_number(
    record: str, result: str
) -> None:
    assert pages_match("1-12", record).result == pages_match(record, "1-12").result == result


def test_a_later_initial_is_one_of_a_given_name_not_a_letter_in_it() -> None:
    assert same_person(person("Berg, Greta Maria"), person("Berg, M")) is not None
    assert same_person(person("Berg, Greta Maria"), person("Berg, T")) is None
    assert same_person(person("Berg, GM"), person("Berg, MG")) is None


@pytest.mark.parametrize(
    ("printed", "record", "agreement"),
    [
        ("Zink en slaap bij ratten", "Zinc and sleep in animals", "agrees"),
        ("Zink en slaap bij dieren", "Zinc and sleep in rats", "agrees"),
        ("Zink en slaap bij mensen", "Zinc and sleep in animals", "differs"),
        ("Zink en slaap bij de mens", "Zinc and sleep", "differs"),
        ("Slaap en zyxololschade", "Sleep and zyxolol damage", "agrees"),
        ("Slaap en zyxololschade", "Sleep and brumpel damage", "unclear"),
        ("Zyxololschade", "Damage by zyxolol", "agrees"),
        ("Zyxololschade", "Damage by brumpel", "unclear"),
        ("Zink bij leverschade", "Zinc in damage of the liver", "agrees"),
        ("Zink bij leverschade", "Zinc in damage of the heart", "differs"),  # each part counts
        # One word may be anything; of three, one would have a counterpart.
        ("Zyxolol", "Glorpine qantle wvuwe", "unclear"),
        ("Zyxolol brumpel knorst", "Glorpine qantle wvuwe", "differs"),
        # Most of what it says, nobody knows, and the record has none of it.
        ("Zink, zyxolol, wvuwe, qantle en glorpine", "Zinc", "unclear"),
        # Of a short record two words that nobody knows may be left, of a longer one half.
        ("Zink en slaap", "Zinc, sleep, glorpine and qantle", "agrees"),
        ("Zink en slaap", "Zinc, sleep, glorpine, qantle and wvuwe", "unclear"),
        ("Zink, slaap en stress", "Zinc, sleep, stress, glorpine, qantle and wvuwe", "agrees"),
        # One word in two languages, of which the vocabulary has two entries.
        ("Zink en constipatie bij kinderen", "Zinc and constipation in children", "agrees"),
        ("Zink en glucosamine", "Zinc and glucose", "differs"),
        ("Krumbenschade", "Damage by krumb", "agrees"),  # what links two parts may be two letters
        ("Zyxololgevolgen bij ratten", "Brumpel in rats", "unclear"),
        ("Zyxololstudie en slaap", "Zyxolol and sleep", "agrees"),
        ("Micro-ecologie van de slaap", "Microecology of sleep", "agrees"),
        ("Zyx-olol en slaap bij ouderen", "Zyxolol and sleep in older people", "agrees"),
    ],
)
def test_how_much_of_a_translation_must_be_there(printed: str, record: str, agreement: str) -> None:
    said = compare_translation(printed, record, "nl", "en")
    assert said.agreement == agreement
    assert bool(said.reason) is (agreement != "agrees")


def test_what_a_translation_adds_is_quoted() -> None:
    said = compare_translation("Zink en slaap bij de mens", "Zinc and sleep", "nl", "en")
    assert said.reason == "the record says nothing of “mens”"
    said = compare_translation("Zink en bloeddruk", "Zinc and cortisol", "nl", "en")
    assert said.reason == "it says “bloeddruk”, the record “cortisol”"


def test_which_animals_differ_is_said_and_nothing_else() -> None:
    printed, record = "Zink bij muizen: een pilotstudie", "Zinc in rats: a pilot study"
    said = compare_translation(printed, record, "nl", "en")
    assert said.reason == "it says “muizen”, the record “rats”"


def test_the_other_way_is_seen_behind_a_word_that_nobody_knows() -> None:
    said = compare_translation("Zyxolol verhoogt cortisol", "Brumpel lowers cortisol", "nl", "en")
    assert said.reason == "it says “verhoogt”, the record “lowers”"


def test_a_verb_that_says_the_way_counts_although_it_may_also_say_little() -> None:
    said = compare_translation("Zink führt zu Depression", "Zinc prevents depression", "de", "en")
    assert (said.agreement, said.reason) == ("differs", "it says “fuhrt”, the record “prevents”")
    said = compare_translation("Zink führt zu Depression", "Zinc causes depression", "de", "en")
    assert said.agreement == "agrees"


def test_the_letter_of_a_name_is_a_word_and_another_letter_is_none() -> None:
    assert "d" in {word.text for word in title_words("Vitamin D in group X", "en")}
    assert "x" not in {word.text for word in title_words("Vitamin D in group X", "en")}


@pytest.mark.parametrize("printed", ["guinea pig", "Guinea-pig"])
def test_two_words_of_one_concept_are_one(printed: str) -> None:
    found = title_words(f"Zinc in the {printed}", "en")
    assert [word.text for word in found if word.on("species")] == ["guineapig"]


def test_an_author_and_a_whole_title_bear_one_difference_and_not_two() -> None:
    nothing: dict[str, Any] = {"issue": "", "pages": "", "journal": ""}
    assert verdict(**nothing, year=2018, volume="").certain
    assert not verdict(**nothing, year=2018, volume="99").certain


@pytest.mark.parametrize(("last", "near"), [("fall", True), ("falls", False)])
def test_four_letters_of_five_bring_a_title_near(last: str, *, near: bool) -> None:
    printed = entry(title=f"Zinc diet bone rest {last}", journal="", volume="", issue="", pages="")
    record = Work(title="Zinc diet bone rest mood", authors=people("Berg, Anna"), year=2020)
    found = compare(printed, record)
    assert (found.verdict == "same_work_with_differences") is near
    assert (found.fields["title"].score == 0.8) is near


def test_pages_and_one_place_more_bear_a_title_with_one_other_word() -> None:
    title = TITLE.replace("quality", "quantity")
    near: dict[str, Any] = {"title": title, "year": None, "volume": "", "issue": ""}
    assert verdict(**near).certain
    assert not verdict(**near, journal="").certain


def test_two_places_bring_a_title_with_one_other_word_near_whoever_wrote_it() -> None:
    record = Work(
        title="The SWT viewing widget", authors=people("Berg, Anna"), year=2020, volume="7"
    )
    printed = entry(
        title="The SWT viewing carbohydrates",
        authors=people("Poe, K"),
        journal="", volume="7", pages="", issue="",
    )  # fmt: skip
    assert compare(printed, record).comes_near
    assert not compare(printed.model_copy(update={"volume": "8"}), record).comes_near


def test_a_title_that_many_share_with_three_other_places_is_another_work() -> None:
    letter = Work(
        title="Editorial", journal="Journal of Sleep Medicine", year=2020, volume="12", pages="165"
    )
    apart = {"title": "Editorial", "journal": "J Sleep Med", "issue": ""}
    said = compare(entry(**apart, year=2011, volume="3", pages="9"), letter)
    assert said.verdict == "other_work"
    assert (
        compare(entry(**apart, year=2011, volume="3", pages="165"), letter).verdict != "other_work"
    )
    # A title of its own is the work, whatever else differs.
    long = letter.model_copy(update={"title": TITLE})
    own = entry(**(apart | {"title": TITLE}), year=2011, volume="3", pages="9")
    assert compare(own, long).verdict == "same_work_with_differences"


@pytest.mark.parametrize(
    ("printed", "language", "record", "agreement"),
    [
        ("Zink bij chronische hepatitis B", "nl", "Zinc in chronic hepatitis C", "differs"),
        ("Zinc et hépatite C", "fr", "Zinc in hepatitis B", "differs"),
        ("Effekte von Zink auf Influenza A", "de", "Effects of zinc on influenza B", "differs"),
        ("Zink bij chronische hepatitis B", "nl", "Zinc in chronic hepatitis B", "agrees"),
        ("Zinc et hépatite C", "fr", "Zinc in hepatitis C", "agrees"),
        ("Effets du zinc : une étude", "fr", "Effects of Zinc: A Study", "agrees"),
    ],
)
def test_a_letter_that_tells_two_of_a_kind_apart_weighs(
    printed: str, language: str, record: str, agreement: str
) -> None:
    assert compare_translation(printed, record, language, "en").agreement == agreement
