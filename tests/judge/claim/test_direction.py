"""Which way a statement goes, and what a study's outcome says of it. All statements synthetic."""

import pytest

from magclaims.judge.claim.direction import direction_of, direction_on, speaks_of_lack
from magclaims.judge.link.found import found
from magclaims.lexicon.direction import is_open, told
from magclaims.model.registry import Claim, Direction, Outcome
from small_registries import case_of, judged

U, D, M, W, C, N = (
    Direction.INCREASES,
    Direction.DECREASES,
    Direction.IMPROVES,
    Direction.WORSENS,
    Direction.CHANGES,
    Direction.NO_EFFECT,
)


@pytest.mark.parametrize(
    ("statement", "outcome", "direction"),
    [
        ("Ashwagandha reduces stress.", "stress", D),
        ("Whether or not you sleep badly, hops improve sleep quality.", "sleep quality", M),
        ("Whether or not hops improve sleep quality is unknown.", "sleep quality", None),
        ("Creatine supports muscle strength.", "muscle strength", M),
        ("On 60,000 IU a month, older women fell more often than on placebo.", "falls", U),
        ("Older people on vitamin D fell less often than those on placebo.", "falls", D),
        ("Cholesterol fell more on oats than on placebo.", "cholesterol", D),
        ("Omega-3 prevents memory loss.", "memory", M),
        ("Energy expenditure went up after capsaicin.", "energy expenditure", U),
        ("Blood pressure came down with hibiscus.", "blood pressure", D),
        ("Cortisol did not go up.", "cortisol", N),
        ("Shingles was half as common in the vaccinated.", "shingles", D),
        ("Half as many people had shingles.", "shingles", D),
        ("Shingles was three times as likely.", "shingles", U),
        ("Sea buckthorn is up to the challenge.", "dry eye", None),
        ("Calcium slows bone loss.", "bone density", M),
        ("Calcium slows bone loss.", "bone loss", D),
        ("Vitamin D lowers the risk of fractures.", "fractures", D),
        ("Caffeine worsens sleep quality.", "sleep quality", W),
        ("Kava may cause liver damage.", "liver damage", U),
        # What those who took part suffer from tells no way.
        ("In 80 women with low ferritin without anaemia hops reduced fatigue.", "fatigue", D),
        ("People with mild cognitive impairment scored higher on memory.", "memory", U),
        ("Mice with a damaged nerve walked normally sooner.", "nerve regeneration", None),
        ("Adults with impaired sleep slept longer on hops.", "sleep duration", U),
        ("Women with bone loss had a higher bone density on hops.", "bone mineral density", U),
        ("Children with a weakened immune system had fewer colds on hops.", "common cold", D),
        ("People with asthma worsened with hops.", "asthma", W),
        ("Patients with damaged knees worsened on hops.", "knee pain", W),
        ("People with arthritis had more pain on hops.", "pain", U),
        ("Hops damaged nerves in people with diabetes.", "nerve regeneration", W),
        # More people without it is less of it.
        ("More participants were free of pain with hops than with placebo.", "pain", D),
        ("More of the patients were pain-free after hops.", "pain", D),
        ("Fewer people stayed free of migraine on hops.", "migraine", U),
        ("More people on hops had pain.", "pain", U),
        ("In night workers no longer sleep was found.", "sleep duration", N),
        ("Magnesium led to a 51 % suppression of cortisol.", "cortisol", D),
        ("Zinc cut the duration of colds.", "duration of colds", D),
        ("Iodine affects thyroid function.", "thyroid function", C),
        ("Creatine does not improve memory.", "memory", N),
        ("Valerian has no effect on insomnia.", "insomnia", N),
        ("Turmeric works no better than placebo for pain.", "pain", N),
        ("Creatine has no side effects.", "side effects", N),
        ("Side effects occurred as often as with placebo.", "side effects", N),
        ("Melatonin does not only improve sleep quality.", "sleep quality", M),
        ("Coffee drinkers live longer.", "mortality", M),
        ("Coffee drinkers lived a little longer.", "mortality", M),
        ("Vegans more often have low vitamin B12 levels.", "vitamin B12 levels", D),
        ("People who eat fish less often have a low omega-3 index.", "omega-3 index", U),
        ("Iron raises low ferritin.", "ferritin", U),
        ("Users had little pain.", "pain", D),
        ("Users had a little pain.", "pain", None),
        ("It is unclear whether zinc shortens colds.", "common cold", None),
        ("Lion's mane has not been shown to improve memory.", "memory", None),
        ("Saffron raises mood and lowers anxiety.", "mood", None),
        ("You get the flu from the flu vaccine.", "influenza", U),
        ("The shot helps prevent influenza.", "influenza", D),
        ("Walking helped people sleep longer.", "sleep duration", U),
        ("Zinc does not help to lower stress.", "stress", N),
        ("Zinc helps memory and lowers stress.", "stress", None),
        ("You get relief from headache with coffee.", "headache", M),
        ("You get vitamin D from the sun.", "vitamin D status", None),
        ("Psyllium is a fibre.", "digestion", None),
        ("Zinc shortens colds, but not in children.", "common cold", D),
        ("Ginger does not relieve pain but eases nausea.", "nausea", None),
    ],
)
def test_the_direction_of_a_statement(
    statement: str, outcome: str, direction: Direction | None
) -> None:
    assert told(statement, [outcome]) is direction


@pytest.mark.parametrize(
    ("claimed", "name", "measured", "went", "result"),
    [
        (M, "stress", "stress", "decreased", "agrees"),
        (M, "stress", "stress", "increased", "opposite"),
        (D, "stress", "stress", "better", "agrees"),
        (D, "LDL cholesterol", "LDL cholesterol", "increased", "opposite"),
        (M, "sleep quality", "insomnia", "decreased", "agrees"),
        (U, "testosterone", "testosterone", "decreased", "opposite"),
        (M, "testosterone", "testosterone", "increased", "agrees"),
        (M, "testosterone", "testosterone", "decreased", "unclear"),
        (M, "memory", "memory", "no_difference", "nothing"),
        (M, "memory", "memory", "changed", "unclear"),
        (M, "memory", "memory", "undetermined", "undetermined"),
        (N, "memory", "memory", "no_difference", "agrees"),
        (N, "memory", "memory", "better", "opposite"),
        (W, "sleep quality", "sleep quality", "worse", "agrees"),
        (U, "liver damage", "liver damage", "worse", "agrees"),
        (C, "memory", "memory", "worse", "agrees"),
        (None, "memory", "memory", "better", "agrees"),
        (D, "liver cirrhosis", "liver cirrhosis", "better", "agrees"),
        (D, "incidence of shingles", "incidence of shingles", "worse", "opposite"),
        (D, "cancer survival", "cancer survival", "better", "opposite"),
        (D, "vaccination against shingles", "vaccination against shingles", "better", "unclear"),
        (None, "memory", "memory", "worse", "opposite"),
    ],
)
def test_what_a_study_found_of_a_claim(
    claimed: Direction | None, name: str, measured: str, went: str, result: str
) -> None:
    outcome = Outcome.model_validate({"name": measured, "direction": went})
    assert found(claimed, name, outcome) == result


@pytest.mark.parametrize(
    ("statement", "first", "second"),
    [
        ("Saffron raises mood and lowers anxiety.", ("mood", U), ("anxiety", D)),
        ("It improves memory but does not reduce stress.", ("memory", M), ("stress", N)),
        ("Caffeine improves alertness, and worsens sleep quality.", ("alertness", M), ("sleep quality", W)),
        ("It lowers tiredness and raises energy.", ("fatigue", D), ("energy", U)),
        ("It improves memory and attention.", ("memory", M), ("attention", M)),
        ("Whether it raises mood and lowers anxiety is unknown.", ("mood", None), ("anxiety", None)),
        ("It raises this and lowers that.", ("mood", None), ("anxiety", None)),
        ("It did not affect sleep quality but improved mood.", ("sleep quality", N), ("mood", M)),
        ("It improved sleep quality, but not memory.", ("sleep quality", M), ("memory", N)),
        ("It improved sleep quality; memory did not.", ("sleep quality", M), ("memory", N)),
        ("It lowered systolic but not diastolic blood pressure.", ("systolic blood pressure", D), ("diastolic blood pressure", N)),
    ],
)  # fmt: skip
def test_each_outcome_goes_its_own_way(
    statement: str,
    first: tuple[str, Direction | None],
    second: tuple[str, Direction | None],
) -> None:
    claim = Claim.model_validate(
        {
            "id": "c",
            "statement": statement,
            "kind": "effect",
            "about": {"substance": "it", "outcome": [first[0], second[0]]},
            "occurrences": [{"article": "a", "quote": "it does", "strength": "causal"}],
        }
    )
    for name, way in (first, second):
        assert direction_on(claim, name) is way


@pytest.mark.parametrize(
    ("statement", "substance", "outcome", "wanted"),
    [
        ("People with a low folate intake more often have depression.", "folate", "depression", True),
        ("Vitamin D deficiency weakens bones.", "vitamin D", "bone density", True),
        ("Too little iron causes fatigue.", "iron", "fatigue", True),
        ("A lack of iodine slows growth.", "iodine", "growth", True),
        ("Iron may reduce fatigue in women with iron deficiency.", "iron", "fatigue", False),
        ("Women with iron deficiency felt less tired on supplements.", "iron", "fatigue", False),
        ("Vegans more often have low vitamin B12 levels.", "vitamin B12", "vitamin B12 level", False),
        ("Low doses of caffeine improve endurance.", "caffeine", "endurance", False),
        ("Caffeine leads to less sleep.", "caffeine", "sleep duration", False),
    ],
)  # fmt: skip
def test_too_little_of_a_substance(
    statement: str, substance: str, outcome: str, wanted: bool
) -> None:
    given = {"statement": statement, "substance": substance, "outcome": outcome}
    claim = case_of(given).claims["claim"]
    assert speaks_of_lack(claim) is wanted


@pytest.mark.parametrize(
    ("statement", "went", "ingredients", "verdict"),
    [
        ("A low folate intake is linked to more depression.", "decreased", "folate", "supported"),
        ("A low folate intake is linked to more depression.", "increased", "folate", "contradicted"),
        ("A low folate intake is linked to less depression.", "decreased", "folate", "contradicted"),
        ("A lower folate intake is linked to more depression.", "decreased", "folate", "supported"),
        ("Folate deficiency is linked to more depression.", "decreased", "folate", "supported"),
        ("A low folate intake is linked to more depression.", "increased", "low folate intake", "supported"),
        ("A high folate intake is linked to less depression.", "decreased", "folate", "supported"),
        ("A high folate intake is linked to less depression.", "decreased", "dietary folate", "supported"),
        ("Folate levels in blood are linked to depression.", "decreased", "serum folate", "supported"),
        ("Folate is linked to less depression.", "decreased", "serum folate", "overstated"),
        ("Taking folate is linked to less depression.", "decreased", "dietary folate", "overstated"),
        ("A low folate intake is linked to more depression.", "decreased", "low-dose folate", "supported"),
        ("A little folate is linked to less depression.", "decreased", "folate", "supported"),
        ("A little folate is linked to more depression.", "decreased", "folate", "contradicted"),
        ("Too little folate is linked to more depression.", "decreased", "folate", "supported"),
        ("High folate powder is linked to less depression.", "decreased", "dietary folate", "overstated"),
        ("More folate is linked to less depression.", "decreased", "dietary folate", "overstated"),
        ("Higher folate intakes are linked to less depression.", "decreased", "dietary folate", "supported"),
        ("More folate in the diet is linked to less depression.", "decreased", "dietary folate", "supported"),
    ],
)  # fmt: skip
def test_what_too_little_does_is_the_reverse(
    statement: str, went: str, ingredients: str, verdict: str
) -> None:
    study = {"design": "cohort", "subjects": "human", "ingredients": ingredients}
    outcomes = [{"name": "depression", "direction": went}]
    given = {
        "statement": statement,
        "strength": "correlational",
        "substance": "folate",
        "outcome": "depression",
        "refs": {"a": {"level": "human", "study": study | {"outcomes": outcomes}}},
    }
    assert judged(given).verdict == verdict


@pytest.mark.parametrize(
    "statement",
    [
        "Maca did not change testosterone.",
        "Testosterone stayed the same with maca.",
        "In een onderzoek veranderde maca het testosteron niet.",
        "In een onderzoek bleef het testosteron met maca gelijk.",
        "In einer Studie änderte Maca den Testosteronspiegel nicht.",
        "Dans une étude, la maca n'a pas modifié la testostérone.",
        "En un estudio, la maca no cambió la testosterona.",
        "In a trial, maca did nothing for testosterone.",
        "Maca and placebo did equally well for testosterone.",
        "Maca war im Versuch für das Testosteron nutzlos.",
        "La maca n'a servi à rien pour la testostérone.",
    ],
)
def test_that_nothing_changed_is_told_in_the_language_of_a_draft(statement: str) -> None:
    assert _way(statement) is Direction.NO_EFFECT


@pytest.mark.parametrize(
    "statement",
    [
        "In een onderzoek steeg het testosteron met maca.",
        "Het is niet bekend of maca het testosteron verandert.",
        "In einer Studie änderte Maca den Testosteronspiegel.",
        "Blijf gelijkmatig trainen met maca.",
    ],
)
def test_what_changed_or_is_not_known_is_no_null(statement: str) -> None:
    assert _way(statement) is not Direction.NO_EFFECT


def _way(statement: str) -> Direction | None:
    given = {"statement": statement, "substance": "maca", "outcome": "testosterone"}
    return direction_of(case_of(given).dossier.claims[0])


@pytest.mark.parametrize(
    "statement",
    [
        "There is no evidence that biotin prevents hair loss.",
        "Er is geen bewijs dat biotine haaruitval tegengaat.",
        "Es ist nicht bekannt, ob Biotin gegen Haarausfall hilft.",
        "Il n'y a pas de preuve que la biotine freine la chute des cheveux.",
        "No se ha demostrado que la biotina frene la caída del cabello.",
    ],
)
def test_that_nobody_knows_is_told_in_the_language_of_a_draft(statement: str) -> None:
    assert is_open(statement.lower())
    assert _way(statement) is None


def test_what_an_effect_is_not_known_of_is_still_an_effect() -> None:
    assert not is_open("biotine gaat haaruitval tegen, aldus de maker".lower())
