"""What is denied stays denied: null results, harms and warnings, in the verdict and in what is proposed."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from magclaims.judge.articles.coverage import graded_sentences
from magclaims.judge.claim.harm import asserts_safety, denies_safety
from magclaims.judge.proposing import Proposer
from magclaims.model.registry import Verdict
from magclaims.read.article.articles import parse
from says_texts import DENIED
from small_registries import CLASS, case_of, cases, judged

CASES = cases("polarity.yaml")
NULL: dict[str, Any] = {
    "statement": "Vitamin D lowers blood pressure.",
    "lang": "nl",
    "substance": "vitamin D",
    "outcome": "blood pressure",
    "refs": {
        "a": {
            "level": "human",
            "says": "Vitamin D did not lower blood pressure.",
            "study": {
                "design": "randomized_controlled_trial",
                "subjects": "human",
                "ingredients": "vitamin D",
            },
        }
    },
}


def worded(text: str, given: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """The case with other words in the article."""
    return {**given, "text": text, "quote": " ".join(text.rstrip(".").split()[:12]), **more}


def advised(given: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The advice on a case, and the sentences that it proposes."""
    case = case_of(given)
    advisor = case.advisor(case.judged.claims[0], case.assessments["claim"].occurrences[0])
    return advisor.suggest() or "", advisor.rewrites()


@pytest.mark.parametrize("study", [True, False], ids=["a trial", "no study entry"])
@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Vitamine D verlaagt de bloeddruk.", "Vitamin D lowers blood pressure."),
        ("Vitamine D verlaagt de bloeddruk niet.", "Vitamin D does not lower blood pressure."),
    ],
)
def test_a_null_trial_is_never_told_as_an_effect(text: str, statement: str, *, study: bool) -> None:
    link = {k: v for k, v in NULL["refs"]["a"].items() if study or k != "study"}
    given = worded(text, NULL, statement=statement, refs={"a": link})
    said, proposed = advised(given)
    assert not proposed
    assert "verlaagde" not in said


def test_the_sentence_that_tells_the_null_result_of_a_trial_is_supported() -> None:
    text, says = (
        "Vitamine D verlaagt de bloeddruk niet.",
        "Vitamin D does not lower blood pressure.",
    )
    assert judged(worded(text, NULL, statement=says)).verdict is Verdict.SUPPORTED
    assert judged(worded(text.replace(" niet", ""), NULL)).verdict is Verdict.CONTRADICTED


def test_null_results_harms_and_warnings_as_a_careful_reader_judges_them() -> None:
    pairs = [(case, judged(case)) for case in CASES]
    found = Counter((case["is"], CLASS[assessed.verdict]) for case, assessed in pairs)
    wrong = [case["quote"] for case, assessed in pairs if case["is"] != CLASS[assessed.verdict]]
    assert len(wrong) <= 0.1 * len(pairs), wrong
    assert found["bad", "fine"] <= 0.03 * len(pairs)
    assert found["fine", "bad"] <= 0.03 * len(pairs)


@pytest.mark.parametrize("given", CASES, ids=lambda case: case["quote"])
def test_the_advice_says_nothing_that_is_denied_and_what_it_proposes_holds(
    given: dict[str, Any],
) -> None:
    said, proposed = advised(given)
    for words in given.get("never", ()):
        assert words.lower() not in said.lower()
    if given["is"] == "fine":
        assert not any(words in said for words in ("eave it out", "aat het weg"))
    for text in proposed:
        # What says otherwise than the claim is the claim, once it is written so.
        restated = given | {"statement": text, "direction": None}
        after = [
            CLASS[judged(worded(text, case, cites=list(given.get("refs", {})))).verdict]
            for case in (given, restated)
        ]
        assert after != ["bad", "bad"], text


@pytest.mark.parametrize(
    ("text", "language", "safe", "denied"),
    [
        ("Bijwerkingen zijn er niet.", "nl", True, False),
        ("Een overdosis vitamine C is niet mogelijk.", "nl", True, False),
        ("Zink is veilig tijdens de zwangerschap.", "nl", True, False),
        ("Er is geen bewijs dat stevia schadelijk is.", "nl", True, False),
        ("Kava is niet zonder risico.", "nl", False, True),
        ("Valeriaan is niet altijd veilig.", "nl", False, True),
        ("Er is geen bewijs dat kratom veilig is.", "nl", False, False),
        ("Kelp is safe in pregnancy.", "en", True, False),
        ("You can't overdose on vitamin C.", "en", True, False),
        ("Stevia is not habit-forming.", "en", True, False),
        ("No evidence shows that it is safe.", "en", False, False),
        ("Senna is not without side effects.", "en", False, True),
        ("Vitamin B12 kann nicht überdosiert werden.", "de", True, False),
        ("Baldrian macht nicht abhängig.", "de", True, False),
        ("Süßholz ist nicht unbedenklich.", "de", False, True),
        ("La mélatonine ne crée pas de dépendance.", "fr", True, False),
        ("Le millepertuis n'est pas sans danger.", "fr", False, True),
        ("La valeriana no es adictiva.", "es", True, False),
        ("El regaliz no es inofensivo.", "es", False, True),
        ("Turmeric is not only harmless but also cures cancer.", "en", False, False),
        ("Turmeric is not just safe: it prevents cancer.", "en", False, False),
        ("Valerian does not sedate, is safe and treats insomnia.", "en", False, False),
        ("Kurkuma is niet alleen veilig, het voorkomt ook kanker.", "nl", False, False),
        ("Kurkuma ist nicht nur unbedenklich, sondern verhindert auch Krebs.", "de", False, False),
        ("Le curcuma est non seulement sans danger, il guérit.", "fr", True, False),
        ("El té verde no engorda, es seguro y quema la grasa.", "es", False, False),
        ("Comfrey is no longer considered safe.", "en", False, True),
        ("Any risk? No, it is safe.", "en", True, False),
        ("Natural does not mean safe.", "en", False, True),
        ("Kava is far from harmless.", "en", False, True),
        ("Kava is allesbehalve onschuldig.", "nl", False, True),
        ("Kava is verre van onschuldig.", "nl", False, True),
        ("Kava is geen onschuldig kruid.", "nl", False, True),
        ("Kava ist alles andere als harmlos.", "de", False, True),
        ("Kava ist weit davon entfernt, harmlos zu sein.", "de", False, False),
        ("Kava is far from being harmless.", "en", False, True),
        (
            "There is no evidence that milk thistle protects the liver against toxic drugs.",
            "en",
            False,
            False,
        ),
        ("No study has shown that vitamin C prevents dangerous infections.", "en", False, False),
        (
            "It has not been proven that antioxidants protect against harmful UV light.",
            "en",
            False,
            False,
        ),
        ("Niets wijst erop dat zink beschermt tegen giftig lood.", "nl", False, False),
        ("Es gibt keine Belege, dass Zink vor giftigem Blei schützt.", "de", False, False),
        ("Rien n'indique que le zinc protège contre le plomb toxique.", "fr", False, False),
        ("No hay evidencia de que el zinc proteja contra el plomo tóxico.", "es", False, False),
        ("There is no evidence that stevia is harmful.", "en", True, False),
        ("Es gibt keine Hinweise, dass Stevia schädlich ist.", "de", True, False),
        ("Aucune étude ne montre que la stévia soit dangereuse.", "fr", True, False),
        ("You cannot take too much vitamin A in pregnancy.", "en", False, False),
        ("Il n'y a pas de risque zéro.", "fr", False, False),
        ("La dosis segura para adultos es de 400 mg.", "es", False, False),
        ("Das Wort ist sicher für viele neu.", "de", False, False),
    ],
)
def test_that_there_is_no_harm_and_that_there_may_be_some(
    text: str, language: str, *, safe: bool, denied: bool
) -> None:
    assert asserts_safety(text, language) is safe
    assert denies_safety(text, language) is denied


CURE: dict[str, Any] = {
    "statement": "Turmeric cures cancer.",
    "substance": "turmeric",
    "outcome": "cancer",
    "strength": "none",
}
RATS = {
    "a": {
        "level": "animal",
        "study": {
            "subjects": "animal",
            "ingredients": "turmeric",
            "outcomes": [{"name": "cancer", "direction": "decreased"}],
        },
    }
}


@pytest.mark.parametrize(
    ("statement", "text", "lang"),
    [
        ("", "Turmeric is not only harmless but also cures cancer.", "en"),
        ("", "Ask your doctor about turmeric for cancer.", "en"),
        ("", "Kurkuma is niet alleen veilig, het voorkomt ook kanker.", "nl"),
        ("", "Kurkuma ist nicht nur unbedenklich, sondern verhindert auch Krebs.", "de"),
        ("Turmeric is not always safe, but it cures cancer.", "Turmeric is not always safe.", "en"),
        (
            "Unknown to many, turmeric is a remedy for cancer.",
            "Grandmother knew it already.",
            "en",
        ),
        (
            "Whether you are young or old, turmeric cures cancer.",
            "Grandmother knew it already.",
            "en",
        ),
        (
            "It is not known why, but turmeric shrinks tumours.",
            "Grandmother knew it already.",
            "en",
        ),
        (
            "Turmeric cures cancer, an effect whose mechanism is still unclear.",
            "Grandmother knew it already.",
            "en",
        ),
    ],
)
def test_a_promise_beside_words_of_caution_or_doubt_is_judged(
    statement: str, text: str, lang: str
) -> None:
    given = worded(text, CURE, statement=statement or CURE["statement"], lang=lang)
    bare, rats = judged(given), judged({**given, "refs": RATS})
    assert (bare.verdict, bare.code) == (Verdict.UNSUPPORTED, "EVI001")
    assert (rats.verdict, rats.code) == (Verdict.OVERSTATED, "EVI007")


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("It is unknown whether turmeric cures cancer.", ""),
        ("The effect of turmeric on cancer is unclear.", "What it does is unclear."),
        ("There is no evidence that turmeric cures cancer.", ""),
    ],
)
def test_what_nobody_has_shown_claims_nothing(statement: str, text: str) -> None:
    assert judged(worded(text or statement, CURE, statement=statement)).row == "nothing_claimed"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Ashwagandha may improve sleep and is completely safe.", Verdict.OVERSTATED),
        ("Ashwagandha may improve sleep and may be safe.", Verdict.SUPPORTED),
    ],
)
def test_one_trial_carries_no_certain_safety_beside_a_possible_effect(
    text: str, verdict: Verdict
) -> None:
    found = [
        {"name": "sleep quality", "direction": "better"},
        {"name": "adverse events", "direction": "no_difference"},
    ]
    study = {**NULL["refs"]["a"]["study"], "ingredients": "ashwagandha", "outcomes": found}
    given = {
        "statement": text,
        "strength": "conditional",
        "substance": "ashwagandha",
        "outcome": [each["name"] for each in found],
        "refs": {"a": {"level": "human", "study": study}},
    }
    assert judged(worded(text, given)).verdict is verdict


DENIALS = [(code, text) for code, texts in DENIED.items() for text in texts]


@pytest.mark.parametrize("level", ["human", "animal", "systematic_review", "authority"])
def test_whatever_form_a_denial_has_no_effect_is_proposed(level: str) -> None:
    for language, words in (
        ("nl", "Vitamine D verlaagt de bloeddruk."),
        ("en", "Vitamin D lowers blood pressure."),
    ):
        for code, says in DENIALS:
            link = {**NULL["refs"]["a"], "level": level, "says": {code: says}}
            link["study"] = {"ingredients": "vitamin D"}
            assert not advised(worded(words, NULL, lang=language, refs={"a": link}))[1], says


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Vitamin D does not lower blood pressure: a randomised trial", "Adults took part."),
        ("Lack of effect of vitamin D on blood pressure", "Adults took part."),
        ("Vitamin D and blood pressure", "Blood pressure did not differ between the groups."),
        ("Vitamin D and blood pressure", "Many take it. Vitamin D did not lower blood pressure."),
        ("Vitamin D and blood pressure", "Insufficient evidence that it lowers blood pressure."),
    ],
)
@pytest.mark.parametrize("study", [True, False], ids=["a trial", "no study entry"])
def test_what_a_record_denies_is_not_proposed(title: str, abstract: str, *, study: bool) -> None:
    link = {k: v for k, v in NULL["refs"]["a"].items() if k != "says" and (study or k != "study")}
    link |= {"title": title, "abstract": abstract}
    given = worded("Vitamine D verlaagt de bloeddruk.", NULL, refs={"a": link})
    assert not advised(given)[1]


def test_what_no_record_denies_is() -> None:
    link = {k: v for k, v in NULL["refs"]["a"].items() if k != "says"}
    link |= {
        "title": "Vitamin D and blood pressure",
        "abstract": "It was unclear whether vitamin D lowers blood pressure. Adults took part. "
        "In the trial, vitamin D lowered blood pressure. Few stopped. No side effects were seen.",
    }
    given = worded("Vitamine D verlaagt de bloeddruk.", NULL, refs={"a": link})
    assert "verlaagde vitamine D de bloeddruk" in advised(given)[1][0]


def test_one_of_two_pressures_is_not_told_as_both() -> None:
    found = [
        {"name": "systolic blood pressure", "direction": "decreased"},
        {"name": "diastolic blood pressure", "direction": "no_difference"},
    ]
    link = {**NULL["refs"]["a"], "says": None}
    link["study"] = {**link["study"], "outcomes": found}
    given = worded("Vitamine D verlaagt de bloeddruk.", NULL, refs={"a": link})
    (proposed,) = advised(given)[1]
    assert "verlaagde vitamine D de bovendruk" in proposed


def quoted(
    statement: str, outcome: str, says: str, code: str = "en", **more: Any
) -> dict[str, Any]:
    """A claim on magnesium that rests on one trial, of which no more is noted than a quotation."""
    link = {**NULL["refs"]["a"], "says": {code: says}}
    link["study"] = {**link["study"], "ingredients": "magnesium", **more.pop("study", {})}
    given = {"statement": statement, "substance": "magnesium", "outcome": outcome, **more}
    return worded(statement, given, refs={"a": link})


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("en", "Blood pressure went up by 4 mmHg."),
        ("en", "Blood pressure rose by 4 mmHg; sleep improved."),
        ("en", "Sleep improved."),
        ("en", "Blood pressure fell in the placebo group only."),
        ("en", "Placebo lowered blood pressure more than magnesium."),
        ("en", "Blood pressure fell by 1 mmHg (p = 0.055)."),
        ("en", "Low magnesium intake was associated with lower blood pressure."),
        ("en", "Blood pressure fell less with magnesium than with placebo."),
        ("en", "Blood pressure fell more with calcium than with magnesium."),
        ("en", "Calcium lowered blood pressure."),
        ("en", "The rise in blood pressure was smaller."),
        ("nl", "De bloeddruk daalde minder dan met placebo."),
        ("de", "Der Blutdruck sank weniger stark als unter Placebo."),
        ("nl", "De bloeddruk steeg met 4 mmHg."),
        ("nl", "De bloeddruk daalde in de placebogroep."),
        ("nl", "De bloeddruk daalde met 1 mmHg (p = 0,051)."),
        ("de", "Der Blutdruck stieg um 4 mmHg."),
        ("de", "Der Blutdruck sank in der Kontrollgruppe."),
        ("fr", "La pression artérielle a augmenté de 4 mmHg."),
        ("fr", "La pression artérielle a baissé sous placebo."),
        ("es", "La presión arterial subió 4 mmHg."),
        ("es", "La presión arterial bajó en el grupo control."),
    ],
)
def test_no_effect_is_told_that_the_quoted_words_do_not_tell(code: str, says: str) -> None:
    given = quoted("Magnesium lowers blood pressure.", "blood pressure", says, code)
    assert not advised(given)[1]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("en", "Blood pressure fell by 4 mmHg (p = 0.04)."),
        ("en", "Blood pressure fell more than with placebo."),
        ("en", "Magnesium lowered blood pressure compared with the placebo group; sleep improved."),
        ("en", "In this placebo-controlled trial magnesium lowered blood pressure."),
        ("en", "A higher magnesium intake was associated with lower blood pressure."),
        ("nl", "De bloeddruk daalde met magnesium meer dan met placebo."),
        ("fr", "La pression artérielle a baissé plus que sous placebo."),
        ("es", "La presión arterial bajó más que con placebo."),
        ("nl", "De bloeddruk daalde met 4 mmHg ten opzichte van placebo."),
        ("nl", "Een lagere bloeddruk met magnesium."),
        ("de", "Der Blutdruck sank um 4 mmHg."),
        ("fr", "La pression artérielle a baissé de 4 mmHg."),
        ("es", "La presión arterial bajó 4 mmHg."),
    ],
)
def test_what_the_quoted_words_tell_is_proposed(code: str, says: str) -> None:
    given = quoted("Magnesium lowers blood pressure.", "blood pressure", says, code)
    assert "magnesium lowered blood pressure" in advised(given)[1][0]


@pytest.mark.parametrize(
    ("statement", "outcome", "says"),
    [
        ("lower blood pressure", "blood pressure", "Depression scores worsened on placebo."),
        ("relieve depression", "depression", "Depression scores worsened on placebo."),
        (
            "relieve depression",
            "depression",
            "Depression was more severe in the placebo group than with magnesium.",
        ),
        ("relieve depression", "depression", "Depression was more severe than with magnesium."),
        ("lower blood pressure", "blood pressure", "Blood pressure rose in the placebo group."),
        ("lower blood pressure", "blood pressure", "Blood pressure rose in untreated controls."),
        ("lower blood pressure", "blood pressure", "Blood pressure rose less than with placebo."),
        ("lower blood pressure", "blood pressure", "Blood pressure rose on stopping it."),
        ("lower blood pressure", "blood pressure", "Calcium raised blood pressure."),
        (
            "lower blood pressure",
            "blood pressure",
            "Low magnesium intake was associated with higher blood pressure.",
        ),
    ],
)
def test_what_became_of_others_contradicts_nothing(statement: str, outcome: str, says: str) -> None:
    given = quoted(f"Magnesium may {statement}.", outcome, says, strength="conditional")
    assert judged(given).verdict is not Verdict.CONTRADICTED


@pytest.mark.parametrize(
    "says", ["Blood pressure rose by 4 mmHg.", "Blood pressure rose more than with placebo."]
)
def test_that_it_went_the_other_way_contradicts(says: str) -> None:
    given = quoted("Magnesium lowers blood pressure.", "blood pressure", says)
    assert judged(given).verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nooit meer griep dankzij vitamine D.", "nl"),
        ("Never again flu thanks to vitamin D.", "en"),
        ("Grâce à la vitamine D, plus jamais de grippe.", "fr"),
        ("Nie wieder Grippe dank Vitamin D.", "de"),
        ("Con vitamina D, nunca más gripe.", "es"),
    ],
)
def test_a_null_trial_contradicts_never_again(text: str, language: str) -> None:
    assert (
        judged(drafted(text, language, "influenza", "no_difference")).verdict
        is Verdict.CONTRADICTED
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nepnaam 2021 vond geen duidelijk verschil in griep.", "nl"),
        ("Null 2021 found no clear difference in influenza.", "en"),
        ("Null et al. 2021 found no clear difference in influenza.", "en"),
        ("Müller 2021 fand keinen klaren Unterschied bei Grippe.", "de"),
    ],
)
def test_the_advice_on_a_null_trial_passes_once_it_is_followed(text: str, language: str) -> None:
    given = drafted(f"# Vitamin D\n\n{text}", language, "influenza", "no_difference")
    assert judged(given).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("text", "language", "outcome", "substance", "expected"),
    [
        ("An iron overdose killed a child.", "en", "death", "iron", "got worse (death)"),
    ],
)
def test_harm_is_never_told_as_no_difference(
    text: str, language: str, outcome: str, substance: str, expected: str
) -> None:
    given = drafted(text, language, outcome, "worse", substance=substance, outcome=outcome)
    said, _ = advised({**given, "direction": None})
    assert expected in said
    assert "no clear difference" not in said
    assert "geen duidelijk verschil" not in said


def drafted(text: str, language: str, measured: str, found: str, **changes: Any) -> dict[str, Any]:
    """The claim that is proposed for the last sentence of a text, and a trial of its substance."""
    article = parse(text, path="a.md", language=language, format_="markdown")
    proposer = Proposer(article)
    graded = graded_sentences(article).items()
    claim = [each for index, wording in graded for each in proposer.claims(index, wording)][-1]
    topic = claim.topic
    given = {
        "text": text,
        "lang": language,
        "statement": claim.statement,
        "quote": claim.quote,
        "kind": claim.kind.value,
        "substance": topic.substance.name if topic.substance else "",
        "outcome": [one.name for one in topic.outcomes],
        "direction": topic.direction.value if topic.direction else None,
        "strength": claim.passage.strength.label,
        "reported": claim.passage.reported,
    } | changes
    study = {
        "design": "randomized_controlled_trial",
        "subjects": "human",
        "ingredients": given["substance"],
        "outcomes": [{"name": measured, "direction": found}],
    }
    return {**given, "refs": {"a": {"level": "human", "study": study}}}


@pytest.mark.parametrize(
    ("code", "text", "statement", "outcome", "warning"),
    [
        ("nl", "Melatonine kan de bloeddruk gevaarlijk verlagen.", "Melatonin can lower blood pressure dangerously with beta blockers.", "blood pressure", True),
        ("nl", "IJzer kan de werking van schildkliermedicijnen verminderen.", "Iron can reduce the effect of thyroid medicines.", "", True),
        ("en", "Iron can reduce how well thyroid medicines work.", "Iron can reduce how well thyroid medicines work.", "", True),
        ("nl", "Een overdosis ijzer kan dodelijk zijn voor kinderen.", "An iron overdose can be fatal for children.", "death", True),
        ("de", "Calcium kann die Wirkung von Antibiotika abschwächen.", "Calcium can weaken the effect of antibiotics.", "", True),
        ("fr", "Le millepertuis peut réduire l'efficacité de la pilule.", "St John's wort can reduce the efficacy of the pill.", "", True),
        ("es", "El pomelo puede bloquear la absorción de fármacos.", "Grapefruit can block the absorption of drugs.", "", True),
        ("en", "Magnesium can reduce the side effects of medicines.", "Magnesium can reduce the side effects of medicines.", "", False),
        ("nl", "Magnesium kan de bijwerkingen van medicijnen verminderen.", "Magnesium can reduce the side effects of medicines.", "", False),
        ("en", "Magnesium may lower dangerously high blood pressure.", "Magnesium may lower dangerously high blood pressure.", "blood pressure", False),
        ("en", "Zinc may prevent infections that can be fatal.", "Zinc may prevent infections that can be fatal.", "infections", False),
    ],
)  # fmt: skip
def test_what_may_go_too_far_kill_or_weaken_a_medicine_is_a_warning(
    code: str, text: str, statement: str, outcome: str, *, warning: bool
) -> None:
    given = {
        "lang": code,
        "statement": statement,
        "substance": statement.split(maxsplit=1)[0],
        "refs": {},
    }
    given |= {"outcome": outcome} if outcome else {}
    verdict = judged(worded(text, given, strength="conditional")).verdict
    assert (verdict is Verdict.NOT_APPLICABLE) is warning
