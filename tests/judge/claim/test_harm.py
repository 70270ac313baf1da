"""Claims about harm, and what a source is quoted as saying. All sentences synthetic."""

from typing import Any

import pytest

from magclaims.judge.advice.codes import plan
from magclaims.judge.claim.harm import asserts_safety, promises, warns
from magclaims.judge.link.cited import is_authority
from magclaims.judge.link.says import said
from magclaims.judge.words import words
from magclaims.model.local_text import LocalText
from magclaims.model.registry import Claim, Person, Reference
from small_registries import judged


@pytest.mark.parametrize(
    ("statement", "safe"),
    [
        ("Rhodiola is safe.", True),
        ("Curcumin is well tolerated.", True),
        ("Valerian helps without side effects.", True),
        ("Zinc is safe for pregnant women.", True),
        ("It works without any known side effects.", True),
        ("Kava is not safe.", False),
        ("It is unknown whether melatonin is safe for children.", False),
        ("Ask your doctor whether it is safe.", False),
        ("The safe upper level of magnesium is 250 mg.", False),
        ("The highest safe intake is 5 g a day.", False),
        ("Licorice is not always harmless.", False),
        ("Saffron improves mood.", False),
        ("Kava seems harmless, but it can damage the liver.", False),
        ("Kava is harmless, but costly.", True),
    ],
)
def test_what_says_that_there_is_no_harm(statement: str, *, safe: bool) -> None:
    assert asserts_safety(statement) is safe


@pytest.mark.parametrize(
    ("text", "language", "safe"),
    [
        ("Magnesium does not damage the liver.", "en", True),
        ("Turmeric hurts no one.", "en", True),
        ("Combine St John's wort with your medicines without worry.", "en", True),
        ("Sint-janskruid combineer je gerust met al je medicijnen.", "nl", True),
        ("Kombinieren Sie Johanniskraut bedenkenlos mit Medikamenten.", "de", True),
        ("Donnez sans risque du miel à votre bébé.", "fr", True),
        ("Tome la hierba de san Juan sin miedo con sus medicamentos.", "es", True),
        ("Neem gerust contact op met uw arts.", "nl", False),
        ("Combineer sint-janskruid nooit zonder overleg met medicijnen.", "nl", False),
        ("Ask how to use it safely with your medicines.", "en", False),
        ("Kava caused no liver damage.", "en", True),
        ("Fennel can be taken by pregnant women without worry.", "en", True),
        ("Selenium did not reduce liver damage.", "en", False),
        ("Ginger does not lead to less nausea.", "en", False),
        ("Zinc produced no improvement in diarrhoea.", "en", False),
        ("Zinc causes no signs of toxicity.", "en", True),
        ("Inulin is not suitable for everyone.", "en", False),
        ("Inulin is suitable for everyone.", "en", True),
        ("With lavender you can sleep with peace of mind.", "en", False),
        ("Probiotica geven geen bescherming tegen diarree.", "nl", False),
        ("Biotine gaf geen kortere diarree.", "nl", False),
        ("Psyllium geeft geen buikpijn of diarree.", "nl", True),
        ("Kruiden kunnen nooit zonder problemen gecombineerd worden.", "nl", False),
        ("De nieren kunnen zonder problemen het teveel uitscheiden.", "nl", False),
        ("Inuline is niet voor iedereen geschikt.", "nl", False),
        ("Man darf Eisen nicht bedenkenlos einnehmen.", "de", False),
        ("Schwangere können Ingwer bedenkenlos einnehmen.", "de", True),
        ("Zink führte nicht zu einer Verringerung von Durchfall.", "de", False),
        ("On ne peut pas prendre le fer sans crainte.", "fr", False),
        ("Le gingembre ne provoque pas une baisse des nausées.", "fr", False),
        ("Le fer ne provoque pas toujours des nausées.", "fr", False),
        ("No se puede tomar hierro sin problemas.", "es", False),
        ("El jengibre no produce alivio de las náuseas.", "es", False),
        ("El colágeno no es apto para todos.", "es", False),
        ("El colágeno es apto para todos.", "es", True),
        ("Garlic does not damage cancer cells.", "en", False),
        ("It is worth a try if it does not hurt your stomach.", "en", False),
        ("Zink beschadigt de lever niet.", "nl", True),
        ("Kava veroorzaakt geen leverschade.", "nl", True),
        ("Venkel kunnen zwangeren gerust nemen.", "nl", True),
        ("Curcumine beschermt de lever niet.", "nl", False),
        ("Glucosamine verminderde de leverschade niet.", "nl", False),
        ("U kunt gerust uw huisarts vragen.", "nl", False),
        ("Fenchel schadet niemandem.", "de", True),
        ("Kurkuma schützt die Leber nicht.", "de", False),
        ("Le magnésium n'abîme pas le foie.", "fr", True),
        ("Le curcuma ne protège pas le foie.", "fr", False),
        ("Las embarazadas pueden tomar hinojo con total tranquilidad.", "es", True),
        ("El zinc no redujo el daño hepático.", "es", False),
        ("een veilig middel tegen slapeloosheid", "nl", True),
        ("zonder ook maar bijwerkingen", "nl", True),
        ("helemaal zonder vervelende bijwerkingen", "nl", True),
        ("is niet veilig voor kinderen", "nl", False),
        ("of het veilig is, is onbekend", "nl", False),
        ("de veilige bovengrens is 250 mg", "nl", False),
        ("de hoogste veilige inname is 5 gram", "nl", False),
        ("ist völlig unbedenklich", "de", True),
        ("sans aucun risque", "fr", True),
        ("sin efectos secundarios", "es", True),
        ("er komt geen bijwerkingenregister", "nl", False),
        ("turvallinen", "fi", False),
    ],
)
def test_the_words_of_an_article_say_so_too(text: str, language: str, *, safe: bool) -> None:
    assert asserts_safety(text, language) is safe


@pytest.mark.parametrize(
    ("text", "language", "warning"),
    [
        ("Raadpleeg altijd uw arts.", "nl", True),
        ("Overleg bij medicijngebruik met uw arts.", "nl", True),
        ("Niet combineren met bloedverdunners.", "nl", True),
        ("Ask your doctor first.", "en", True),
        ("Do not exceed the recommended dose.", "en", True),
        ("Consultez un professionnel.", "fr", True),
        ("Magnesium verbetert de slaap.", "nl", False),
        ("Doctors recommend it.", "en", False),
        ("Artsen raden het aan.", "nl", False),
    ],
)
def test_what_warns(text: str, language: str, *, warning: bool) -> None:
    assert warns(text, language) is warning


def claim(statement: str, outcome: list[str]) -> Claim:
    return Claim.model_validate(
        {
            "id": "c",
            "statement": statement,
            "kind": "precaution",
            "about": {"substance": "it", "outcome": outcome},
            "occurrences": [{"article": "a", "quote": "it", "strength": "none"}],
        }
    )


@pytest.mark.parametrize(
    ("statement", "outcome", "promise"),
    [
        ("Sage oil may cause miscarriage.", ["miscarriage"], False),
        ("Liquorice raises blood pressure.", ["blood pressure"], False),
        ("Do not combine vitamin K with blood thinners.", [], False),
        ("Ask your doctor before you use it.", [], False),
        ("Iron does not work when taken with calcium.", [], False),
        ("Creatine improves memory.", ["memory"], True),
        ("Fish oil lowers mortality.", ["mortality"], True),
        ("Berberine has no side effects.", ["side effects"], True),
        ("Ginseng boosts your energy.", ["energy"], True),
    ],
)
def test_a_precaution_promises_nothing(
    statement: str, outcome: list[str], *, promise: bool
) -> None:
    assert promises(claim(statement, outcome)) is promise


@pytest.mark.parametrize(
    ("says", "language", "left"),
    [
        ("insufficient evidence that it relieves pain", "en", "unknown"),
        ("A cause and effect relationship has not been established.", "en", "unknown"),
        ("onvoldoende bewijs dat het de slaap verbetert", "nl", "unknown"),
        ("aucune preuve d'un effet", "fr", "unknown"),
        ("no significant effect on skin elasticity", "en", "nothing"),
        ("geen verschil met placebo", "nl", "nothing"),
        ("no effect at 4 weeks, and it improved sleep at 8 weeks", "en", "mixed"),
        ("not enough evidence to conclude that it shortens colds", "en", "unknown"),
        ("geen oorzakelijk verband vastgesteld", "nl", "unknown"),
        ("did not significantly improve eczema", "en", "nothing"),
        ("no clinically relevant effect on pain", "en", "nothing"),
        ("no effect on memory, but attention improved", "en", "mixed"),
        ("no evidence of toxicity", "en", ""),
        ("contributes to normal muscle function", "en", ""),
        ("250 mg per day", "en", ""),
        ("geheugenquotiënt hoger dan met placebo", "nl", ""),
    ],
)
def test_what_the_words_of_a_source_leave(says: str, language: str, left: str) -> None:
    assert said(LocalText({language: says})) == left


@pytest.mark.parametrize(
    ("says", "left"),
    [("no evidence of harm", ""), ("insufficient data on side effects", "unknown")],
)
def test_a_lack_of_harm_speaks_for_safety_and_a_lack_of_data_does_not(says: str, left: str) -> None:
    assert said(LocalText({"en": says}), of_harm=True) == left


def test_a_warning_is_never_told_to_go() -> None:
    tables: dict[str, dict[str, Any]] = {
        name: dict(table)
        for name, table in plan().items()
        if name not in {"finding", "warning", "tail"}
    }
    codes = {code for table in tables.values() for row in table.values() for code in row}
    goes = {"en": "eave ", "nl": "aat "}
    kept = plan()["warning"]
    for language, word in goes.items():
        say = words(language).data["say"]
        for code in codes:
            told = kept.get(code, [code])
            gone = [say[t] for t in told if f"{word}it out" in say[t] or f"{word}het weg" in say[t]]
            assert not gone or code == "safety_without_source"
            assert not any("effect out" in say[t] or "effect weg" in say[t] for t in told)


@pytest.mark.parametrize(
    ("entry", "authority"),
    [
        ({"url": "https://www.efsa.europa.eu/en/efsajournal/pub/1"}, True),
        ({"url": "https://ods.od.nih.gov/factsheets/Zinc"}, True),
        ({"url": "https://pubmed.ncbi.nlm.nih.gov/1"}, False),
        ({"url": "https://notefsa.europa.eu.example.org"}, False),
        ({"journal": "EFSA Journal"}, True),
        ({"journal": "Journal of Synthetic Records"}, False),
        ({"authors": (Person(name="EFSA Panel on Nutrition"),)}, True),
        ({"authors": (Person(family="Voedingscentrum"),)}, True),
        ({"authors": (Person(family="Nice", given="Jane"),)}, False),
        ({"publisher": "World Health Organization"}, True),
        ({"publisher": "A maker of supplements"}, False),
    ],
)
def test_who_is_an_authority_without_a_study_entry(
    entry: dict[str, Any], *, authority: bool
) -> None:
    assert is_authority(Reference(key="k", entry_type="misc", **entry)) is authority


HAD_BETTER = [
    (
        "en",
        "Anyone who gets diarrhoea from it had better stop",
        "Who gets diarrhoea from it had better stop.",
    ),
    (
        "en",
        "If you get diarrhoea from it, it is better to stop",
        "It is better to stop if you get diarrhoea.",
    ),
    (
        "en",
        "Those who feel drowsy on it had better not drive",
        "Those who feel drowsy had better not drive.",
    ),
    (
        "nl",
        "Wie er hartkloppingen van krijgt, kan het beter laten staan",
        "Wie hartkloppingen krijgt van cafeïne kan het beter laten.",
    ),
    (
        "nl",
        "Wie er diarree van krijgt, kan er beter mee stoppen",
        "Who gets diarrhoea from it had better stop.",
    ),
    (
        "de",
        "Wer davon Durchfall bekommt, hört besser damit auf",
        "Who gets diarrhoea from it had better stop.",
    ),
    (
        "de",
        "Wer davon Durchfall bekommt, sollte es besser weglassen",
        "Wer davon Durchfall bekommt, sollte es besser weglassen.",
    ),
    (
        "fr",
        "Qui en a la diarrhée ferait mieux d'arrêter",
        "Who gets diarrhoea from it had better stop.",
    ),
    ("fr", "En cas de diarrhée, mieux vaut arrêter", "En cas de diarrhée, mieux vaut arrêter."),
    (
        "es",
        "A quien le dé diarrea, más vale que lo deje",
        "Who gets diarrhoea from it had better stop.",
    ),
    ("es", "Si da diarrea, es mejor dejarlo", "Si da diarrea, es mejor dejarlo."),
]
BETTER = [
    ("en", "Take care: with valerian you sleep better", "With valerian you sleep better."),
    (
        "en",
        "Valerian is better for your sleep than pills",
        "It is better for your sleep than pills.",
    ),
    ("nl", "Met valeriaan kun je beter slapen", "Met valeriaan kun je beter slapen."),
    ("de", "Mit Baldrian schlafen Sie besser", "Mit Baldrian schlafen Sie besser."),
    ("nl", "Met valeriaan kan je beter slapen", "Met valeriaan kan je beter slapen."),
    ("nl", "Met valeriaan kan iedereen beter slapen", "Met valeriaan kan iedereen beter slapen."),
    ("en", "Those on valerian had better sleep", "Valerian had better sleep in the trial."),
    ("de", "Wer Ginkgo nimmt, hört besser", "Wer Ginkgo nimmt, hört besser."),
    ("de", "Baldrian lässt Sie besser schlafen", "Baldrian lässt Sie besser schlafen."),
]


@pytest.mark.parametrize(("language", "words", "statement"), HAD_BETTER)
def test_had_better_stop_makes_nothing_better(language: str, words: str, statement: str) -> None:
    case = {"lang": language, "quote": words, "text": f"{words}.", "statement": statement}
    case |= {"kind": "precaution", "strength": "none", "substance": "cranberry"}
    assert judged(case).verdict.value == "not_applicable"


@pytest.mark.parametrize(("language", "words", "statement"), BETTER)
def test_what_does_make_it_better_is_no_precaution(
    language: str, words: str, statement: str
) -> None:
    case = {"lang": language, "quote": words, "text": f"{words}.", "statement": statement}
    case |= {"kind": "precaution", "strength": "none", "substance": "valerian"}
    assert judged(case | {"outcome": "sleep quality"}).verdict.value == "unsupported"


@pytest.mark.parametrize("verb", ["never raises", "does not increase", "does not worsen"])
@pytest.mark.parametrize("bad", ["blood pressure", "bleeding", "anxiety", "kidney stones"])
def test_that_nothing_bad_comes_of_it_is_no_precaution(verb: str, bad: str) -> None:
    claim = {"statement": f"Maca {verb} {bad}.", "substance": "maca", "outcome": bad}
    assert judged({**claim, "kind": "precaution", "strength": "none"}).verdict == "unsupported"
