"""What the numbers of a text are by the words beside them. All sentences are made up."""

from decimal import Decimal
from fractions import Fraction

import pytest

from magclaims.quantity.stated import read, times_told
from magclaims.quantity.told import Dose, Stated, comparable


def shown(value: Decimal) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def brief(stated: Stated) -> str:
    """Role, number and unit, and what else it is: "share 40 % people"."""
    q = stated.quantity
    number = shown(q.low) if q.low == q.high else f"{shown(q.low)}-{shown(q.high)}"
    marks = ("people" * stated.people, "effect" * stated.effect, stated.mode)
    return " ".join(filter(None, (stated.role, number, q.unit, *marks)))


def told(text: str, language: str, *, contents: bool = False) -> list[str]:
    return [brief(each) for each in read(text, language, contents=contents).stated]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # --- times ---
        ("en", "Zinc helps after 12 weeks.", ["duration 12 week"]),
        ("en", "After 2, 4 and 8 weeks sleep was better.", ["duration 2 week", "duration 4 week", "duration 8 week"]),
        ("nl", "Na 2, 4 en 8 weken sliepen zij beter.", ["duration 2 week", "duration 4 week", "duration 8 week"]),
        ("en", "In group 3, 40 patients and 8 weeks.", ["participants 40 count", "duration 8 week"]),
        ("en", "Colds were 2 days shorter.", ["change 2 day effect"]),
        ("nl", "De verkoudheid duurde 2 dagen korter.", ["change 2 day effect"]),
        ("en", "They fell asleep 20 minutes sooner.", ["change 20 minute effect"]),
        ("en", "It cut colds by 2 days.", ["change 2 day effect"]),
        ("en", "Those who took it for 6 months had less pain.", ["duration 6 month"]),
        ("en", "Adults of 65 years slept better.", []),
        ("en", "Women aged 10 years took it.", []),
        ("en", "Babies of 6 months old took it.", []),
        ("en", "It was taken 5 days a week.", []),
        ("nl", "Het werd 5 dagen per week geslikt.", []),
        ("en", "It has been used for over 11 years.", []),
        ("en", "A trial of 2 years.", ["duration 2 year"]),
        ("en", "A trial that went on during 11 years.", ["duration 11 year"]),
        ("en", "A trial that went on during 12 years.", []),  # no trial lasts as long
        ("en", "Used in the past 5 years.", []),
        ("en", "It was taken for a year.", ["duration 365 day"]),
        ("en", "It was taken for a year and a half.", ["duration 548 day"]),
        ("nl", "Het werd gedurende een maand geslikt.", ["duration 30 day"]),
        ("en", "They walked half an hour longer.", ["change 30 minute effect"]),
        ("en", "They waited half an hour.", ["change 30 minute"]),
        # --- amounts ---
        ("en", "Take 300 mg of magnesium a day.", ["dose 300 mg"]),
        ("en", "Each capsule contains 300 mg of magnesium.", []),
        ("en", "Contains 300 mg of magnesium.", []),
        ("en", "Take 2 capsules of 300 mg.", ["count 2 count", "dose 300 mg"]),
        ("en", "People get 300 mg from food.", []),
        ("nl", "Mensen krijgen 300 mg via hun voeding.", []),
        ("en", "The rats got 3 g/m2.", []),
        ("en", "They took 3 g/day.", ["dose 3 g"]),
        ("en", "They lost 10 kg.", ["change 10 kg effect"]),
        ("nl", "Zij vielen 10 kg af.", ["change 10 kg effect"]),
        ("de", "Sie nahmen 10 kg ab.", ["change 10 kg effect"]),
        ("en", "They weighed 80 kg.", ["change 80 kg"]),
        ("en", "They had 2 kg of muscle mass.", ["change 2 kg effect"]),
        ("en", "Blood pressure fell by 5 mmHg.", ["change 5 mmHg effect"]),
        ("en", "Blood pressure was 5 mmHg lower.", ["change 5 mmHg effect"]),
        ("en", "Blood pressure was 140 mmHg.", ["change 140 mmHg"]),
        ("en", "Blood pressure was 140 mmHg, less than before.", ["change 140 mmHg"]),
        # --- shares ---
        ("en", "Zinc shortened colds by 30%.", ["share 30 % effect"]),
        ("nl", "Zink verkortte verkoudheden met 30%.", ["share 30 % effect"]),
        ("en", "Pain was 30% lower.", ["share 30 % effect"]),
        ("en", "After 8 weeks zinc halved the pain.", ["duration 8 week", "share 50 % effect"]),
        ("en", "The relative risk was 30% lower.", ["share 30 % effect relative"]),
        ("en", "In absolute terms it was 3% lower.", ["share 3 % effect absolute"]),
        ("en", "Risk fell by 3 percentage points.", ["points 3 pp effect absolute"]),
        ("en", "Pain was less in 30% of the patients.", ["share 30 % people"]),
        ("en", "70% of the women slept better.", ["share 70 % people"]),
        ("en", "The difference was 5 (95% CI 3 to 7).", []),
        ("nl", "Het verschil was 5 (95%-BI 3-7).", []),
        ("en", "An extract standardised to 95% curcuminoids.", []),
        ("en", "Fish oil with 65% EPA.", []),
        ("en", "Although 70% of adults sleep badly, melatonin makes them sleep better.", []),
        ("en", "In 60% of the patients, saffron gave less pain.", ["share 60 % people"]),
        ("nl", "Bij 60% van de patiënten gaf saffraan minder pijn.", ["share 60 % people"]),
        ("en", "In 30% of the people, zinc is too low in the blood.", []),
        ("en", "One in three people takes vitamin D.", []),
        ("en", "Of those on zinc, one in three people had less pain.", ["share 33.33 % people"]),
        # --- as words ---
        ("en", "Colds were shortened by a third.", ["share 33.33 % effect"]),
        ("en", "A third study found the same.", []),
        ("en", "A quarter of the patients slept better.", ["share 25 % people"]),
        ("en", "A quarter of an hour later they slept.", ["change 15 minute"]),
        ("en", "Zinc halved the length of colds.", ["share 50 % effect"]),
        ("nl", "Zink halveerde de duur van verkoudheden.", ["share 50 % effect"]),
        ("en", "It doubled the chance.", ["ratio 2 times effect"]),
        ("en", "It tripled the chance.", ["ratio 3 times effect"]),
        ("en", "The chance was 4 times higher.", ["ratio 4 times effect"]),
        ("nl", "De kans was vier keer hoger.", ["ratio 4 times effect"]),
        ("en", "9 out of 10 women slept better.", ["share 90 % people"]),
        ("nl", "Negen van de tien vrouwen sliepen beter.", ["share 90 % people"]),
        ("nl", "Een op de tien vrouwen sliep beter.", ["share 10 % people"]),
        ("en", "12 out of 10 women slept better.", ["participants 10 count"]),
        # --- people and studies ---
        ("en", "In a trial of 120 adults zinc helped.", ["participants 120 count"]),
        ("en", "120 participants slept better.", ["participants 120 count"]),
        ("en", "Some 1.2 million people take zinc.", []),
        ("en", "Every year 12,000 women hear this.", []),
        ("en", "12,000 women slept better.", ["participants 12000 count"]),
        ("en", "12,000 women take it to sleep better.", []),
        ("en", "In the study, 12,000 women took it.", ["participants 12000 count"]),
        ("en", "Of all studies this is the best, and 12,000 women hear of it.", []),
        ("en", "A trial (n = 40).", ["participants 40 n"]),
        ("en", "A review of 12 studies.", ["studies 12 count"]),
        ("nl", "In 9 studies samen sliep men korter.", ["studies 9 count"]),
        ("en", "In 11 pooled trials men lost more weight.", ["studies 11 count"]),
        ("de", "In 17 Studien hatten Frauen weniger Schmerzen.", ["studies 17 count"]),
        ("en", "The 24 trial participants slept longer.", ["participants 24 count"]),
        ("en", "More than 300 enzymes need it.", ["count 300 count"]),
        ("en", "Dozens of studies found it.", ["studies 24 count"]),
        ("en", "Thousands of people take zinc.", []),
        ("en", "Trials in thousands of people found it.", ["participants 2000 count"]),
    ],
)  # fmt: skip
def test_what_a_number_is(language: str, text: str, expected: list[str]) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Each capsule contains 300 mg of magnesium.", ["dose 300 mg"]),
        ("People get 300 mg from food.", ["dose 300 mg"]),
        ("Some 1.2 million people take zinc.", ["participants 1200000 count"]),
        ("One in three people takes vitamin D.", ["share 33.33 % people"]),
    ],
)
def test_a_source_is_taken_at_its_word(text: str, expected: list[str]) -> None:
    assert told(text, "en", contents=True) == expected


def test_many_is_so_many_or_more() -> None:
    (many,) = read("Trials in thousands of people found it.", "en").stated
    assert (many.quantity.comparator, many.quantity.noun) == (">=", "people found it.")


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("by a third", "~"),
        ("by almost a third", "~"),
        ("by more than a third", ">"),
        ("by at least a third", ">="),
        ("by up to a third", "<="),
    ],
)
def test_a_share_as_a_word_is_about_so_much_where_no_word_says_more(text: str, sign: str) -> None:
    (share,) = read(f"Colds were shortened {text}.", "en").stated
    assert share.quantity.comparator == sign


# --- doses of a day


def doses(text: str, language: str = "en", about: tuple[str, ...] = ()) -> set[tuple[str, str]]:
    """Milligrams a day, and of what."""
    return {
        (shown(dose.low) if dose.low == dose.high else f"{shown(dose.low)}-{shown(dose.high)}", dose.of)
        for stated in read(text, language, about=about).stated
        for dose in stated.doses
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Take 300 mg of ashwagandha a day.", {"300"}),
        ("en", "Take 300 mg of ashwagandha twice daily.", {"300", "600"}),
        ("en", "Take twice daily 300 mg of ashwagandha.", {"300", "600"}),
        ("en", "Take 3 times 300 mg of ashwagandha.", {"300", "900"}),
        ("nl", "Neem 3 x 300 mg ashwagandha.", {"300", "900"}),
        ("en", "Take 7 x 300 mg of ashwagandha.", {"300"}),
        ("en", "Take 2 x 300 mg of ashwagandha per day.", {"300", "600"}),
        ("en", "Take 600 mg/day of ashwagandha (300 mg twice daily).", {"300", "600"}),
        ("en", "Take 2 capsules of 300 mg of ashwagandha twice daily.", {"600", "1200"}),
        ("de", "Nehmen Sie 300 mg Ashwagandha 3-mal täglich.", {"300", "900"}),
        ("fr", "Prenez 300 mg d’ashwagandha matin et soir.", {"300", "600"}),
        ("es", "Tome 300 mg de ashwagandha cada 8 horas.", {"300", "900"}),
        ("nl", "Neem tweemaal daags 300 mg ashwagandha.", {"300", "600"}),
        ("en", "Take 2 capsules of 300 mg of ashwagandha.", {"600"}),
        ("en", "Take one capsule of 300 mg of ashwagandha.", set()),  # how many a day, nobody says
        ("en", "Take capsules of 300 mg of ashwagandha.", {"300", "600", "900", "1200"}),
        ("en", "Take 700 mg of ashwagandha per week.", {"100"}),
        ("en", "Take 700 mg of ashwagandha for a week.", {"700"}),
        ("en", "Take 700 mg of ashwagandha per day, each week.", {"700"}),
        ("en", "Take 700 mg of ashwagandha. Stop after 3 nights a week.", {"700"}),
        ("en", "Take 3,000 mg of ashwagandha per month.", {"100"}),
        ("en", "Take 300 to 600 mg of ashwagandha a day.", {"300-600"}),
    ],
)
def test_an_amount_of_a_day(language: str, text: str, expected: set[str]) -> None:
    assert {amount for amount, _ in doses(text, language)} == expected


@pytest.mark.parametrize(
    ("text", "about", "expected"),
    [
        ("Take 300 mg.", (), {("300", "")}),
        ("Take 300 mg.", ("ashwagandha",), {("300", "ashwagandha")}),
        ("Take 3 mg/kg.", ("zinc", "caffeine"), {("3", "zinc"), ("120-360", "zinc"), ("3", "caffeine"), ("120-360", "caffeine")}),
        ("Take 300 mg of zinc.", ("ashwagandha",), {("300", "zinc")}),
        ("Take 30 g of nuts.", ("ashwagandha",), set()),
        ("Take 300 mg of the extract.", ("ashwagandha",), {("300", "ashwagandha")}),
        ("Take 2,000 IU of vitamin D3.", (), {("0.05", "vitamin_d")}),
        ("Take 2,000 IU.", (), set()),
        ("Take 50 mg of elemental zinc gluconate.", (), {("50", "zinc")}),
        ("Take 400 mg.", ("magnesium_oxide",), {("400", "magnesium_oxide"), ("241.2", "magnesium"), ("400", "magnesium")}),
        ("Take 400 mg of magnesium oxide.", (), {("400", "magnesium_oxide"), ("241.2", "magnesium")}),
    ],
)  # fmt: skip
def test_what_an_amount_is_of(
    text: str, about: tuple[str, ...], expected: set[tuple[str, str]]
) -> None:
    assert doses(text, about=about) == expected


@pytest.mark.parametrize(
    ("text", "converted"),
    [
        ("Take 400 mg of zinc.", {"zinc": False}),
        ("Take 2,000 IU of vitamin D.", {"vitamin_d": True}),
        ("Take 400 mg of magnesium oxide.", {"magnesium_oxide": False, "magnesium": True}),
    ],
)
def test_what_was_computed_is_marked(text: str, converted: dict[str, bool]) -> None:
    (stated,) = read(text, "en").stated
    assert {dose.of: dose.converted for dose in stated.doses} == converted


def test_numbers_in_words_are_no_element_and_rounded_to_a_whole_one() -> None:
    (share,) = read("Colds were shortened by a third.", "en").stated
    assert (share.quantity.elemental, int(share.quantity.step)) == (False, 1)
    (ratio,) = read("It doubled the chance.", "en").stated
    assert ratio.quantity.step == Decimal("0.1")  # 1.5 times is not double


def test_numbers_by_what_they_say() -> None:
    found = read("In a trial of 120 adults, 300 mg of zinc shortened colds by 30%.", "en")
    assert [brief(each) for each in found.of("dose")] == ["dose 300 mg"]
    assert [brief(each) for each in found.of("share")] == ["share 30 % effect"]
    assert found.of("duration") == ()
    assert read("", "en").stated == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("At month 4 it was less.", "At 4 month it was less."),
        ("At week 12 it was less.", "At 12 week it was less."),
        ("At week 12 mg were given.", "At week 12 mg were given."),
        ("At week 12% had less.", "At week 12% had less."),
        ("Per week 1200 people.", "Per week 1200 people."),
    ],
)
def test_a_time_with_its_number_behind_it_is_one_that_passed(text: str, told: str) -> None:
    assert times_told(text) == told


def test_an_amount_for_the_weight_is_told_as_it_is_and_for_adults() -> None:
    for text in ("Take 3 mg/kg of caffeine.", "Take 3 mg of caffeine per kg."):
        (stated,) = read(text, "en").stated
        assert [(int(d.low), int(d.high), d.dimension, d.for_adults) for d in stated.doses] == [
            (3, 3, "mass per body weight", False),
            (120, 360, "mass", True),
        ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {}, True),
        ({"of": ""}, {}, True),
        ({}, {"of": ""}, True),
        ({"of": "zinc"}, {}, False),
        ({"dimension": "volume"}, {}, False),
        ({"for_adults": True}, {}, True),
        ({"for_adults": True}, {"for_adults": True}, False),  # what each took is not known
        ({"of": "magnesium"}, {"of": "magnesium_oxide"}, False),  # a salt is no dose of its element
        ({"of": "fish_oil"}, {"of": "omega_3"}, False),
    ],
)
def test_which_amounts_can_be_compared(
    one: dict[str, object], other: dict[str, object], *, same: bool
) -> None:
    def dose(**given: object) -> Dose:
        return Dose(Decimal(1), Decimal(1), **{"of": "vitamin_c", "dimension": "mass", **given})  # type: ignore[arg-type]

    assert comparable(dose(**one), dose(**other)) is same
    assert comparable(dose(**other), dose(**one)) is same


# --- what can be computed


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Pain fell from 40% to 30%.", [("40", "30", "%")]),
        ("Pain was 40% against 30% on placebo.", [("40", "30", "%")]),
        ("It was 40% here. There 30% was found.", []),
        ("Pressure rose from 120 to 140 mmHg.", [("120", "140", "mmHg")]),
        ("Pressure was 120 to 140 mmHg.", []),
        ("The score went from 12 to 8.", [("12", "8", "")]),
        (
            "After 6 weeks on 30 mg of zinc the score fell from 21.3 to 14.2.",
            [("21.3", "14.2", "")],
        ),
    ],
)
def test_neighbours_that_belong_together(text: str, pairs: list[tuple[str, str, str]]) -> None:
    found = read(text, "en").pairs
    assert [(shown(one), shown(other)) for one, other, _ in found] == [p[:2] for p in pairs]


@pytest.mark.parametrize(
    ("text", "ratios"),
    [
        ("The risk ratio was 0.8.", ["0.8"]),
        ("RR 0.75 (95% CI 0.6 to 0.9).", ["0.75"]),
        ("The risk ratio was 80%.", []),
        ("The risk ratio was 250.", []),
        ("The risk ratio. In 8 women it was less.", []),
    ],
)
def test_ratios(text: str, ratios: list[str]) -> None:
    assert [shown(each) for each in read(text, "en").ratios] == ratios


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("30 of the 50 patients slept better.", [60]),
        ("Of 50 patients, 30 responded.", [60]),
        ("2 of the 4 patients slept better.", []),  # of so few nobody tells a share
        ("2 of the 5 patients slept better.", [40]),
        ("30 of the 50 patients slept better after 4 weeks.", [60]),
    ],
)
def test_counts_out_of_counts(text: str, parts: list[int]) -> None:
    assert [Fraction(each) for each in read(text, "en").parts] == parts


@pytest.mark.parametrize(
    ("language", "text", "share"),
    [
        ("en", "Zinc gum prevents nine out of ten ear infections", "nine out of ten"),
        ("en", "Mouth guards avert nine in ten broken teeth", "nine in ten"),
        ("nl", "Negen van de tien griepjes voorkom je met zink", "Negen van de tien"),
        ("nl", "Zink voorkomt negen van de tien griepjes", "negen van de tien"),
        ("de", "Neun von zehn Erkältungen verhindert Zink", "Neun von zehn"),
        ("fr", "Le zinc évite neuf rhumes sur dix", "neuf rhumes sur dix"),
        ("es", "El zinc evita nueve de cada diez resfriados", "nueve de cada diez"),
    ],
)
def test_what_is_prevented_out_of_so_many_is_by_how_much_it_was_less(
    language: str, text: str, share: str
) -> None:
    (found,) = read(text, language).stated
    assert (found.quantity.text, int(found.low)) == (share, 90)
    assert (found.effect, found.people) == (True, False)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("after eight weeks better sleep was reported", "en"),
        ("sliepen na acht weken beter", "nl"),
        ("schliefen nach acht Wochen besser", "de"),
        ("dormaient après huit semaines mieux", "fr"),
        ("durmieron tras ocho semanas mejor", "es"),
    ],
)
def test_a_time_after_which_something_is_better_is_how_long_it_took(
    text: str, language: str
) -> None:
    assert [each.role for each in read(text, language, about=("zinc",)).stated] == ["duration"]


def test_by_how_long_something_is_shorter_is_a_change() -> None:
    (found,) = read("colds were two days shorter", "en", about=("zinc",)).stated
    assert found.role == "change"


@pytest.mark.parametrize(
    ("text", "language", "of"),
    [
        ("no more than 6g of salt a day", "en", "salt"),
        ("upper level 5 mg of copper per day", "en", "copper"),
        ("4 g de paracétamol par jour", "fr", "paracetamol"),
    ],
)
def test_an_amount_of_the_substance_is_a_dose_of_it(text: str, language: str, of: str) -> None:
    (found,) = read(text, language, about=(of,), contents=True).stated
    assert {dose.of for dose in found.doses} == {of}


def test_an_amount_of_something_else_is_none() -> None:
    (found,) = read("30 g of nuts a day", "en", about=("salt",)).stated
    assert not found.doses
