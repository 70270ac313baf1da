"""Numbers of sentences beside numbers of their sources. All of it is synthetic."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from magclaims.judge.link.numbers import NumberCheck, SourceNumbers, check_numbers, weigh
from magclaims.quantity.stated import read
from magclaims.quantity.told import NO_NUMBERS, Numbers
from quantity_pairs import judge_pairs
from small_registries import judged

PAIRS = yaml.safe_load((Path(__file__).parents[2] / "quantity" / "pairs.yaml").read_text("utf-8"))


def test_the_pairs_come_out_as_decided(tmp_path: Path) -> None:
    judged = judge_pairs([pair for pair in PAIRS if not pair.get("unseen")], tmp_path)
    wrong = [(one.sentence, one.got, one.row) for one in judged if one.got != one.wanted]
    assert wrong == []


def test_the_pairs_that_were_set_aside_keep_their_figures(tmp_path: Path) -> None:
    judged = judge_pairs([pair for pair in PAIRS if pair.get("unseen")], tmp_path)
    assert sum(one.got == one.wanted for one in judged) == 25
    assert [one.sentence for one in judged if one.wanted == "fine" and one.got != "fine"] == []


def test_the_pairs_are_many_and_of_many_substances() -> None:
    assert len(PAIRS) >= 60
    assert len({pair["substance"] for pair in PAIRS}) >= 25
    assert {pair["language"] for pair in PAIRS} == {"nl", "en", "de", "fr", "es"}


def check(
    sentence: str,
    *,
    language: str = "en",
    about: str = "zinc",
    size: int | None = None,
    quantity: bool = False,
    source: dict[str, str] | None = None,
) -> list[str]:
    """The outcomes of a sentence's numbers.

    Args:
        sentence: The sentence.
        language: Of the sentence.
        about: What it is about.
        size: How many took part.
        quantity: Whether the claim is one of an amount.
        source: Texts as SourceNumbers has them, in English.
    """
    known: dict[str, Numbers] = {
        name: read(text, "en", about=(about,), contents=True)
        for name, text in (source or {}).items()
    }
    numbers = read(sentence, language, about=(about,), contents=quantity)
    source_ = SourceNumbers(**known, size=size, studies=None)
    checks = check_numbers(numbers, source_, ["memory"], quantity=quantity)
    return [each.outcome for each in checks]


@pytest.mark.parametrize(
    ("sentence", "source", "outcome"),
    [
        # doses
        ("Take 30 mg of zinc.", {"dose": "30 mg"}, "same"),
        ("Take 15 mg of zinc.", {"dose": "30 mg"}, "lower"),
        ("Take 60 mg of zinc.", {"dose": "30 mg"}, "higher"),
        ("Take 30 µg of zinc.", {"dose": "30 mg"}, "slip"),
        ("Take 0.03 g of zinc.", {"dose": "30 mg"}, "same"),
        ("Take about 28 mg of zinc.", {"dose": "30 mg"}, "same"),
        ("Take 15 mg of zinc twice a day.", {"dose": "30 mg per day"}, "same"),
        ("Take 30 mg of zinc.", {"dose": "10 mg three times a day"}, "same"),
        ("Take 20 mg of zinc.", {"dose": "10 to 30 mg"}, "same"),
        ("Take up to 40 mg of zinc.", {"dose": "30 mg"}, "same"),
        ("Take 100 mg of zinc.", {"dose": "at least 75 mg"}, "same"),
        ("Take 20 mg of zinc.", {"says": "doses of 10 mg and of 40 mg were tested"}, "unknown"),
        ("Take 15 mg of zinc.", {"dose": "0.3 mg/kg"}, "same"),
        ("Take 5 mg of zinc.", {"dose": "0.3 mg/kg"}, "lower"),
        ("Take 1 mg of zinc per kg of body weight.", {"dose": "0.3 mg/kg"}, "higher"),
        ("Take 0.3 mg of zinc per kilogram.", {"dose": "0.3 mg/kg"}, "same"),
        ("Take 0.3 mg of zinc per kg.", {"dose": "20 mg a day"}, "same"),
        ("Take 15 mg of zinc.", {"dose": "500 mg of vitamin C"}, "unknown"),
        ("Take 15 mg of zinc.", {}, "unknown"),
        # an abstract has other arms and drugs besides
        ("Take 30 mg of zinc.", {"dose": "30 mg", "abstract": "Zinc 10 mg or 30 mg was given."}, "same"),
        ("Take 10 mg of zinc.", {"dose": "30 mg", "abstract": "Zinc 10 mg or 30 mg was given."}, "same"),
        ("Take 210 mg of zinc per week.", {"dose": "30 mg per day"}, "same"),
        # times
        ("It works after 8 weeks.", {"duration": "56 days"}, "same"),
        ("It works after two months.", {"duration": "8 weeks"}, "same"),
        ("It works after a fortnight.", {"duration": "8 weeks"}, "shorter"),
        ("It works within a week.", {"duration": "8 weeks"}, "shorter"),
        ("It works after a month.", {"duration": "4 weeks"}, "same"),
        ("It works after 6 months.", {"duration": "8 weeks"}, "longer"),
        ("It works after 4 weeks.", {"duration": "8 weeks", "abstract": "Measured at 4 and 8 weeks."}, "same"),
        # effects
        ("It fell by 20%.", {"says": "a fall of 20%"}, "same"),
        ("It fell by 20%.", {"says": "a fall of 19.6%"}, "same"),
        ("It fell by more than 15%.", {"says": "a fall of 19.6%"}, "same"),
        ("It fell by up to 30%.", {"says": "it fell by 12%"}, "larger"),
        ("It fell by 50%.", {"says": "it fell by 20 percentage points"}, "unknown"),
        ("It fell by 20%.", {"says": "it fell by 20 percentage points"}, "slip"),
        ("It fell by 10%.", {"says": "it fell by 20%"}, "smaller"),
        ("It fell by 30%.", {"says": "from 50 to 35"}, "same"),
        ("It fell by a third.", {"says": "from 60 to 40 minutes"}, "same"),
        ("It doubled.", {"says": "from 20 to 40"}, "same"),
        ("It tripled.", {"says": "from 20 to 40"}, "larger"),
        ("The risk fell by 27%.", {"says": "hazard ratio 0.73"}, "same"),
        ("The risk fell by 60%.", {"says": "odds ratio of 0.73 (95% CI 0.6 to 0.9)"}, "larger"),
        ("In 40% of the patients it worked.", {"says": "20 of 50 patients responded"}, "same"),
        ("In 40% of the patients it worked.", {"says": "the score fell by 12%"}, "unknown"),
        # the larger of two says how far one may go
        ("It fell by 40%.", {"says": "it fell by 20% and by 60%"}, "unknown"),
        ("It fell by 90%.", {"says": "it fell by 20% and by 60%"}, "larger"),
        ("It rose by 50%.", {"says": "it was 1.5 times as high"}, "same"),
        ("It doubled.", {"says": "it rose by 200%"}, "unknown"),
        # "about" is a tenth, not half of one
        ("It doubled.", {"says": "it rose by 40%"}, "larger"),
        ("It doubled.", {"says": "it rose by 90%"}, "same"),
        ("It was 2.2 times as high.", {"says": "it rose by 80%"}, "larger"),
        ("It became five times as high.", {"says": "it rose by 200%"}, "larger"),
        ("They slept 12 minutes longer.", {"says": "sleep was 12.4 minutes longer"}, "same"),
        ("Take it 30 minutes before bed.", {"says": "sleep was 12 minutes longer"}, "unknown"),
        ("It fell by 30 percentage points.", {}, "unknown"),
        ("It fell by 30 percentage points.", {"says": "it fell by 20 percentage points"}, "larger"),
        ("Blood pressure fell by 6 mmHg.", {"says": "it fell by 3 mmHg and by 8 mmHg"}, "unknown"),
        ("Blood pressure fell by 12 mmHg.", {"says": "it fell by 3 mmHg and by 8 mmHg"}, "larger"),
        ("It fell by 50%.", {"says": "from 0.8 to 0.4"}, "same"),
        ("It rose by 25%.", {"says": "from 40 to 50"}, "same"),
        ("Take 20 mg of zinc.", {"abstract": "Zinc 10 mg or 30 mg was given."}, "unknown"),
        # people and studies
        ("In 109 adults it worked.", {"says": "109 participants"}, "same"),
        ("In 1090 adults it worked.", {"says": "109 participants"}, "larger"),
        ("In 60 adults it worked.", {"abstract": "30 patients took zinc and 30 patients took placebo."}, "same"),
        ("Ten studies show it.", {"abstract": "We included 10 trials."}, "same"),
        ("Fifty studies show it.", {"abstract": "We included 10 trials."}, "larger"),
    ],
)  # fmt: skip
def test_a_number_beside_its_source(sentence: str, source: dict[str, str], outcome: str) -> None:
    assert check(sentence, source=source) == [outcome]


def test_how_many_studies_a_review_has() -> None:
    def found(sentence: str) -> list[str]:
        numbers = read(sentence, "en")
        source = SourceNumbers(size=1200, studies=12)
        return [each.outcome for each in check_numbers(numbers, source, ["memory"])]

    assert found("A review of 12 trials with 1,200 people.") == ["same", "same"]
    assert found("A review of 80 trials with 12,000 people.") == ["larger", "larger"]


def test_for_a_week_is_no_amount_a_week() -> None:
    found = check("Take 30 mg of zinc per day for a week.", source={"dose": "30 mg"})
    assert found == ["same", "unknown"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "Het werkt binnen een week."),
        ("de", "Es wirkt nach einer Woche."),
        ("fr", "Il agit en une semaine."),
        ("es", "Actúa en una semana."),
    ],
)
def test_a_week_is_a_time_in_every_language(language: str, sentence: str) -> None:
    assert check(sentence, language=language, source={"duration": "8 weeks"}) == ["shorter"]


def test_an_abstract_is_believed_on_what_the_claim_is_about() -> None:
    about_it = "Memory improved by 12% with zinc."
    besides = "Costs rose by 12% with zinc. Memory improved."
    assert check("Memory improves by 40%.", source={"abstract": about_it}) == ["larger"]
    assert check("Memory improves by 40%.", source={"abstract": besides}) == ["unknown"]
    twice = "Memory improved by 12% at first, and by 60% in the end."
    assert check("Memory improves by 40%.", source={"abstract": twice}) == ["unknown"]
    assert check("Memory improves by 90%.", source={"abstract": twice}) == ["larger"]


@pytest.mark.parametrize(
    ("says", "outcome"),
    [
        ("8 mg of zinc per portion", "same"),
        ("11 mg of zinc per portion", "smaller"),
        ("5 mg of zinc per portion", "larger"),
        ("11 mg of zinc per portion, 14 mg of zinc in another", "unknown"),
    ],
)
def test_an_amount_that_something_holds(says: str, outcome: str) -> None:
    found = check("A portion has 8 mg of zinc.", source={"says": says}, quantity=True)
    assert found == [outcome]
    more = check("A portion has more than 3 mg of zinc.", source={"says": says}, quantity=True)
    assert more != ["smaller"]


def test_how_many_took_part() -> None:
    assert check("In 80 people it worked.", size=80) == ["same"]
    assert check("In 40 people it worked.", size=80) == ["same"]  # one arm
    assert check("In 87 people it worked.", size=80) == [
        "unknown"
    ]  # who began is not who was analysed
    assert check("In 300 people it worked.", size=80) == ["larger"]
    assert check("In 12 people it worked.", size=80) == ["smaller"]
    assert check("In 41 people it worked.", size=81) == ["same"]  # the larger arm of two
    known = {"says": "20 patients responded"}
    assert check("In 40% of the patients it worked.", size=50, source=known) == ["same"]
    assert check("In 40% of the patients it worked.", source=known) == ["unknown"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "In 2019 coenzyme Q10, omega-3 and vitamin B12 improved memory (p=0.03) [2]."),
        ("en", "A phase 2 trial (doi:10.1000/182) of a CYP3A4 inhibitor improved memory."),
        ("en", "An extract standardised to 95% curcuminoids improves memory."),
        ("en", "A capsule with 300 mg improves memory."),
        ("en", "It has improved memory for 3,000 years, also in people of 70 years."),
        ("en", "Our 100% natural zinc (150% NRV) improves memory."),
        ("en", "Memory improved (95% CI)."),
        ("nl", "Bij mensen van 65 jaar en ouder verbetert zink het geheugen."),
        ("nl", "Een 100% zuivere vorm, al 5000 jaar bekend, verbetert het geheugen."),
        ("nl", "Een derde onderzoek liet hetzelfde zien, in het tweede kwartaal van 2020."),
        ("de", "Seit 2000 Jahren verbessert Zink das Gedächtnis."),
        ("fr", "Un tiers de confiance a mesuré la mémoire en 2020."),
        ("es", "A los 65 años el zinc mejora la memoria, según un estudio de 2020."),
    ],
)
def test_what_says_nothing_that_a_source_could_carry(language: str, sentence: str) -> None:
    says = "30 mg for 8 weeks; memory improved by 3% in 12 people"
    source = {"says": says, "dose": "30 mg", "duration": "8 weeks"}
    outcomes = check(sentence, language=language, source=source, size=12)
    assert set(outcomes) <= {"unknown"}


def test_sources_are_weighed_together() -> None:
    numbers = read("Take 20 mg of zinc.", "en", about=("zinc",))

    def beside(*doses: str) -> list[list[NumberCheck]]:
        return [
            list(check_numbers(numbers, SourceNumbers(dose=read(d, "en", about=("zinc",))), []))
            for d in doses
        ]

    def tags(*doses: str, reports: bool = False) -> list[str]:
        return [found.tag for found in weigh(beside(*doses), reports=reports)]

    assert tags("30 mg", "20 mg") == ["same"]
    assert tags("30 mg", "40 mg") == ["untested"]
    assert tags("10 mg", "40 mg") == ["same"]  # between two that were tested
    assert tags("10 mg") == ["untested"]
    assert tags("10 mg", reports=True) == ["larger"]
    assert tags("once a day") == ["absent"]
    assert weigh([], reports=True) == ()


MEASURES = "bench press strength rose 9 kg and lean mass 1.4 kg above placebo"
LIPIDS = "LDL 5 % lower, triglycerides 20 % lower"


@pytest.mark.parametrize(
    ("language", "sentence", "says", "about", "outcome"),
    [
        ("en", "Lean mass increased by 2.4 kg.", MEASURES, "lean mass", "larger"),
        ("en", "Creatine added 9 kg of lean mass.", MEASURES, "lean mass", "larger"),
        ("en", "Creatine added 1.4 kg of lean mass.", MEASURES, "lean mass", "same"),
        ("en", "Strength rose by 9 kg.", MEASURES, "muscle strength", "same"),
        ("nl", "Creatine gaf 9 kg meer spiermassa.", MEASURES, "lean mass", "larger"),
        ("nl", "Creatine gaf 1,4 kg meer spiermassa.", MEASURES, "lean mass", "same"),
        ("en", "It lowers LDL by 20%.", LIPIDS, "LDL cholesterol", "larger"),
        ("en", "It lowers LDL by 5%.", LIPIDS, "LDL cholesterol", "same"),
        ("nl", "Het verlaagt het LDL met 20%.", LIPIDS, "LDL cholesterol", "larger"),
        ("en", "It lowers triglycerides by 20%.", LIPIDS, "triglycerides", "same"),
        # A sentence on two of them: each number is held against its own.
        ("en", "It lowers LDL and triglycerides by 20%.", LIPIDS, "LDL cholesterol", "same"),
        # Nobody can tell whose the numbers are, or the words go on about the same measure.
        ("en", "It improves sleep by 20%.", LIPIDS, "sleep quality", "same"),
        ("en", "Lean mass rose by 2.4 kg.", "strength 9 kg; lean mass 1.4 kg, and 2.4 kg in men", "lean mass", "same"),
    ],
)  # fmt: skip
def test_a_number_is_held_against_the_same_measure(
    language: str, sentence: str, says: str, about: str, outcome: str
) -> None:
    source = SourceNumbers(says=read(says, "en", contents=True))
    (found,) = check_numbers(read(sentence, language), source, [about])
    assert found.outcome == outcome


@pytest.mark.parametrize(
    ("language", "sentence", "counted"),
    [
        ("en", "In 412 women zinc improved memory.", True),
        ("en", "412 women took zinc for years.", True),
        ("en", "In four hundred and twelve people it worked.", True),
        ("en", "412 cyclists rode faster with zinc.", False),
        ("en", "A trial of 412 cyclists showed it.", True),
        ("nl", "Bij 412 vrouwen verbeterde zink het geheugen.", True),
        ("nl", "Een onderzoek onder vierhonderdtwaalf sporters.", True),
        ("de", "Bei 412 Frauen verbesserte Zink das Gedächtnis.", True),
        ("fr", "Chez 412 femmes, le zinc améliore la mémoire.", True),
        ("es", "En un estudio con 412 mujeres.", True),
        # Who has a complaint, or takes something, took part in nothing.
        ("en", "Although 1 million people take vitamin D, zinc may help.", False),
        ("en", "Millions of people take zinc to improve their memory.", False),
        ("nl", "Elk jaar horen 12.000 vrouwen deze diagnose, en zink helpt.", False),
        ("nl", "In Nederland hebben 800.000 mensen last van migraine.", False),
        ("de", "Jedes Jahr erkranken 12.000 Frauen daran.", False),
    ],
)
def test_who_took_part_is_counted_and_nobody_else(
    language: str, sentence: str, counted: bool
) -> None:
    numbers = read(sentence, language, about=("zinc",))
    checks = check_numbers(numbers, SourceNumbers(size=214), ["memory"])
    assert ("larger" in {found.outcome for found in checks}) is counted


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Capsules of 320 mg of zinc may help."),
        ("en", "Capsules with 320 mg may help."),
        ("nl", "Capsules van 320 mg kunnen helpen."),
        ("nl", "Tabletten met 320 mg kunnen helpen."),
        ("nl", "Zinkcapsules van 320 mg kunnen helpen."),
        ("de", "Zinkkapseln mit 320 mg können helfen."),
        ("de", "Kapseln mit 320 mg können helfen."),
        ("fr", "Les gélules de 320 mg peuvent aider."),
        ("es", "Las cápsulas de 320 mg pueden ayudar."),
    ],
)
def test_capsules_of_an_amount_are_some_a_day(language: str, sentence: str) -> None:
    def found(dose: str) -> str:
        source = SourceNumbers(dose=read(dose, "en", about=("zinc",)))
        numbers = read(sentence, language, about=("zinc",))
        (check,) = check_numbers(numbers, source, ["memory"])
        return check.outcome

    assert [found(f"{dose} mg per day") for dose in (80, 320, 640, 5000)] == [
        "higher",
        "same",
        "same",
        "lower",
    ]


def test_a_text_without_numbers() -> None:
    assert read("", "en") == NO_NUMBERS
    assert read("Zinc helps.", "xx").stated == ()


def test_ratios_and_pairs() -> None:
    numbers = read("RR 0.80 (95% CI 0.70 to 0.91); from 6.0 ± 1.2 to 3.0 ± 1.1", "en")
    assert numbers.ratios == (Decimal("0.80"),)
    assert (Decimal("6.0"), Decimal("3.0"), "") in numbers.pairs


def test_an_amount_of_something_else_is_no_dose() -> None:
    assert (
        read("Eat 30 g of nuts: omega-3 lowers triglycerides.", "en", about=("omega_3",))
        .of("dose")[0]
        .doses
        == ()
    )
    (dose,) = read("Take 300 mg of the extract.", "en", about=("ashwagandha",)).of("dose")
    assert [reading.of for reading in dose.doses] == ["ashwagandha"]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "more than half of the patients", (">", "50", True)),
        ("nl", "bijna de helft van de deelnemers", ("~", "50", True)),
        ("nl", "drie kwart van de mensen", ("~", "75", True)),
        ("de", "um ein Drittel", ("~", "33.33", False)),
        ("fr", "réduit d'un quart", ("~", "25", False)),
        ("es", "en un tercio", ("~", "33.33", False)),
        ("en", "one in four people", ("~", "25", True)),
        ("nl", "9 van de 10 vrouwen", ("~", "90", True)),
    ],
)  # fmt: skip
def test_shares_in_words(language: str, text: str, said: tuple[str, str, bool]) -> None:
    (share,) = read(text, language, contents=True).stated
    assert (share.quantity.comparator, f"{share.high.normalize():f}", share.people) == said


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Although 70% of adults sleep badly, melatonin improves sleep."),
        ("nl", "In Nederland slikt 1 op de 3 mensen vitamine D; dat verbetert de botten."),
        ("nl", "Een derde van de deelnemers stopte; zink helpt."),
        ("de", "80 % der Erwachsenen nehmen Zink, das die Haut verbessert."),
    ],
)
def test_a_share_of_people_that_tells_nothing_of_the_effect(language: str, text: str) -> None:
    assert read(text, language).of("share") == ()
    assert read(text, language).of("participants") == ()


def test_points_do_not_tell_by_how_many_percent() -> None:
    trial = {
        "design": "randomized_controlled_trial",
        "subjects": "human",
        "ingredients": "jackfruit flour",
        "outcomes": [{"name": "HbA1c", "direction": "decreased"}],
    }
    case = {
        "lang": "en",
        "quote": "jackfruit flour slashed HbA1c by 25 percent",
        "text": "In the trial, jackfruit flour slashed HbA1c by 25 percent [1].",
        "statement": "Jackfruit flour cut HbA1c by 25 percent.",
        "substance": "jackfruit flour",
        "outcome": "HbA1c",
        "kind": "study_result",
        "reported": True,
        "subjects": ["human"],
        "cites": ["a"],
    }
    for says, row in (
        ("HbA1c fell by 0.25 percentage points", "number_unsourced"),
        ("HbA1c fell by 25 percent", "supported"),
    ):
        refs = {"a": {"level": "human", "says": says, "study": trial}}
        assert judged(case | {"refs": refs}).row == row
