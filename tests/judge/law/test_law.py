"""What food law says of the wording of one article. All sentences are made up, unless a test says otherwise."""

import random
import string

import pytest

from magclaims.judge.law import LawFinding, LawSentence, assess_article, bases
from magclaims.judge.law.findings import quote_words
from magclaims.knowledge.regulation import register
from magclaims.model.finding import Severity

DISCLAIMER = (
    "These statements have not been evaluated by the Food and Drug Administration. "
    "This product is not intended to diagnose, treat, cure, or prevent any disease."
)
DISCLAIMER_NL = (
    "Deze uitspraken zijn niet beoordeeld door de Food and Drug Administration. Het product is "
    "niet bedoeld om een ziekte te diagnosticeren, behandelen, genezen of voorkomen."
)


def judge(
    *texts: str,
    language: str = "nl",
    places: str = "eu",
    titles: tuple[str, ...] = (),
    complete: bool = True,
) -> dict[str, LawFinding]:
    found = assess_article(
        [LawSentence(text, line) for line, text in enumerate(texts, start=1)],
        language=language,
        jurisdictions=places.split(),
        titles=[LawSentence(title) for title in titles],
        complete=complete,
    )
    return {finding.rule: finding for finding in found}


def rules(*texts: str, language: str = "nl", places: str = "eu") -> set[str]:
    # What is missing from one sentence on its own is not the point here.
    found = judge(*texts, language=language, places=places, complete=False)
    # That a disease stands beside a product is a note of its own: see tests/rules/LAW017.yaml.
    return set(found) - {"eu-mandatory-statements", "eu-disease-named"}


# --- authorised claims, and what is close to them --------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "id_"),
    [
        ("nl", "Magnesium draagt bij tot de vermindering van vermoeidheid en moeheid.", "mg-fatigue"),
        ("nl", "Magnesium helpt om vermoeidheid en moeheid te verminderen.", "mg-fatigue"),
        ("nl", "Magnesium vermindert vermoeidheid.", "mg-fatigue"),
        ("nl", "Magnesium draagt bij aan de elektrolytenbalans.", "mg-electrolyte"),
        ("nl", "Magnesium is nodig voor een normale energiestofwisseling.", "mg-energy"),
        ("nl", "Magtein bevat magnesium, dat de normale werking van het zenuwstelsel ondersteunt.", "mg-nervous"),
        ("nl", "Magnesium draagt bij aan een normale spierwerking.", "mg-muscle"),
        ("nl", "Ons supplement ondersteunt met magnesium je spieren.", "mg-muscle"),
        ("nl", "Magnesium ondersteunt de normale eiwitsynthese.", "mg-protein-synthesis"),
        ("nl", "Magnesium draagt bij tot een normale psychologische functie.", "mg-psych"),
        ("nl", "Magnesium is belangrijk voor sterke botten.", "mg-bone"),
        ("nl", "Magnesium helpt bij het behoud van normale tanden.", "mg-teeth"),
        ("nl", "Magnesium speelt een rol in het celdelingsproces.", "mg-celldiv"),
        ("en", "Magnesium contributes to a reduction of tiredness and fatigue.", "mg-fatigue"),
        ("en", "Magnesium helps reduce tiredness.", "mg-fatigue"),
        ("en", "Magnesium supports electrolyte balance.", "mg-electrolyte"),
        ("en", "Magnesium plays a role in energy metabolism.", "mg-energy"),
        ("en", "Magnesium supports the normal function of the nervous system.", "mg-nervous"),
        ("en", "Magnesium helps to maintain normal muscle function.", "mg-muscle"),
        ("en", "Magnesium contributes to normal protein synthesis.", "mg-protein-synthesis"),
        ("en", "Magnesium contributes to normal psychological function.", "mg-psych"),
        ("en", "Magnesium contributes to the maintenance of normal bones.", "mg-bone"),
        ("en", "Magnesium is needed for normal teeth.", "mg-teeth"),
        ("en", "Magnesium has a role in the process of cell division.", "mg-celldiv"),
        ("nl", "Magnesium draagt bij tot normale spieren en vermindert moeheid.", "mg-fatigue"),
        ("en", "Magnesium supports muscle function and reduces fatigue.", "mg-fatigue"),
    ],
)  # fmt: skip
def test_authorised_claims_and_their_synonyms(language: str, text: str, id_: str) -> None:
    found = judge(text, language=language)
    assert set(found) == {"eu-mandatory-statements"}
    assert id_ in found["eu-mandatory-statements"].words


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Magnesium ondersteunt het geheugen."),
        ("nl", "Magtein verbetert het leervermogen."),
        ("nl", "Magnesium L-threonaat helpt je beter slapen."),
        ("nl", "Magnesium bevordert de weerstand."),
        ("nl", "Magnesium verlaagt de bloeddruk."),
        ("nl", "Magnesium helpt tegen stress."),
        ("nl", "Magnesium ondersteunt de normale werking van het zenuwstelsel en het geheugen."),
        ("nl", "Magnesium verbetert de spierfunctie."),
        ("nl", "Verbeter je concentratie met magnesium."),
        ("nl", "Magnesium helpt bij een zenuwachtig gevoel."),
        ("nl", "Magnesium helpt prestaties te verbeteren."),
        ("nl", "Magnesium is niet alleen goed opneembaar, het versterkt ook je geheugen."),
        ("en", "Magnesium supports memory."),
        ("en", "Magtein boosts cognitive function."),
        ("en", "Magnesium promotes restful sleep."),
        ("en", "Magnesium lowers blood pressure."),
        ("en", "Improve your focus with magnesium."),
        ("en", "Magnesium boosts muscle function."),
        ("en", "Magnesium not only tastes good, it enhances memory."),
        ("en", "Studies suggest that magnesium may improve memory."),
        ("nl", "IJzer verdrijft vermoeidheid snel."),
        ("en", "Iron banishes fatigue."),
        ("de", "Eisen vertreibt Müdigkeit."),
    ],
)
def test_claims_that_match_no_authorised_meaning(language: str, text: str) -> None:
    found = judge(text, language=language)
    assert "eu-not-authorised" in found
    assert found["eu-not-authorised"].severity is Severity.WARNING
    assert "No 1924/2006, Article 10(1)" in found["eu-not-authorised"].message


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # negations and disclaimers
        ("nl", "Magnesium verbetert het geheugen niet."),
        ("nl", "Het is niet bewezen dat magnesium het geheugen verbetert."),
        ("nl", "Magtein is niet bedoeld om cognitieve achteruitgang te behandelen of te voorkomen."),
        ("nl", "Slaap is geen geautoriseerde claim voor magnesium dat de spieren ondersteunt."),
        ("en", "Magnesium does not improve memory."),
        ("en", "There is no evidence that magnesium prevents migraine."),
        ("en", DISCLAIMER),
        ("nl", DISCLAIMER_NL),
        ("nl", "Of magnesium dementie kan voorkomen, is nog niet bekend."),
        ("en", "It is unclear whether magnesium prevents dementia."),
        # studies of animals and cells
        ("nl", "In een dierstudie verbeterde magnesium L-threonaat het geheugen van ratten."),
        ("nl", "Dierstudies tonen aan dat magnesium de synaptische dichtheid verbetert."),
        ("en", "Rats that were given magnesium had an improved memory."),
        ("en", "In mice, magnesium L-threonate prevented Alzheimer's disease."),
        # magnesium is not what acts
        ("nl", "Stress verlaagt het magnesiumgehalte."),
        ("nl", "Beweging kan cortisol verminderen en de magnesiumbalans en neuroplasticiteit ondersteunen."),
        ("nl", "Deze receptor is cruciaal voor leren en geheugen."),
        ("nl", "Een goede nachtrust ondersteunt je geheugen."),
        ("en", "Good sleep supports memory."),
        ("en", "Stress reduces magnesium levels."),
        # no effect is claimed
        ("nl", "Magnesium en geheugen: het verband."),
        ("nl", "Verbetert magnesium je geheugen?"),
        ("nl", "Migraine kan voorkomen bij mensen die weinig magnesium eten."),
        ("nl", "Spinazie en noten bevatten veel magnesium."),
        ("nl", "Raadpleeg een arts als je magnesium wilt nemen tegen depressie."),
        ("en", "Magnesium and sleep: what is known?"),
        ("en", "Consult your doctor before taking magnesium for migraine."),
        ("en", "Magnesium is found in nuts, seeds and leafy vegetables."),
        ("nl", "Een magnesiumtekort bij diabetes komt veel voor."),
        ("nl", "Dit artikel behandelt migraine."),
        ("en", "Magnesium levels for people with diabetes vary."),
        ("nl", "Magnesium draagt bij aan een heldere geest."),
        # other substances have their own authorised claims
        ("nl", "Zink draagt bij tot een normale cognitieve functie."),
        ("nl", "IJzer, zink en magnesium dragen bij tot een normale cognitieve functie."),
    ],
)  # fmt: skip
def test_no_false_alarm(language: str, text: str) -> None:
    assert rules(text, language=language, places="eu nl us") == set()


def test_a_sentence_that_starts_with_a_pronoun_goes_on_about_magnesium() -> None:
    found = judge("Magnesium is een mineraal.", "Dit verbetert het geheugen.")
    assert found["eu-not-authorised"].lines == (2,)
    assert judge("De hippocampus is klein.", "Dit verbetert het geheugen.") == {}


def test_the_product_of_an_article_about_magnesium_is_magnesium() -> None:
    claim = "Ons supplement verbetert het geheugen."
    assert judge("Magnesium is een mineraal.", "Noten.", claim)["eu-not-authorised"].lines == (3,)
    assert judge("Creatine is een stof.", claim)["eu-not-authorised"].substance == "creatine"


def test_one_finding_lists_its_lines() -> None:
    found = judge("Magnesium ondersteunt het geheugen.", "Noten.", "Magnesium verbetert de slaap.")
    finding = found["eu-not-authorised"]
    assert (finding.sentences, finding.lines) == ((0, 2), (1, 3))
    assert finding.words == ("geheugen", "verbetert … slaap")
    assert "psychologische functie" in finding.suggestion
    assert "(seen in use)" in finding.suggestion
    assert "it was not verified" in finding.suggestion


def test_a_message_names_some_words_and_counts_the_rest() -> None:
    text = "Magnesium ondersteunt geheugen, leren, slaap, stemming, focus, aandacht, weerstand, bloeddruk, cortisol."
    assert "and 1 more" in judge(text)["eu-not-authorised"].message


# --- diseases --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Magnesium voorkomt migraine."),
        ("nl", "Magnesium geneest depressie."),
        ("nl", "Magnesium tegen migraine."),
        ("nl", "Magnesium, bij depressie."),
        ("nl", "Een natuurlijk middel tegen slapeloosheid: magnesium."),
        ("nl", "Met magnesium kun je slapeloosheid behandelen."),
        ("nl", "Dit supplement helpt bij depressie."),
        ("nl", "Magnesium beschermt je hersenen tegen dementie."),
        ("nl", "Vitamine D bestrijdt griep."),
        ("en", "Magnesium prevents migraine."),
        ("en", "Magtein reverses Alzheimer's disease."),
        ("en", "This product cures insomnia."),
        ("en", "Treat depression with magnesium."),
        ("en", "Creatine treats Parkinson's disease."),
        ("en", "Magnesium relieves migraine."),
    ],
)
def test_medical_claims(language: str, text: str) -> None:
    eu, nl, us = (judge(text, language=language, places=place) for place in ("eu", "nl", "us"))
    assert eu["eu-medical-claim"].severity is Severity.NOTE
    assert "from memory" in eu["eu-medical-claim"].message
    assert nl["eu-medical-claim"].severity is Severity.WARNING
    assert "from memory" not in nl["eu-medical-claim"].message
    assert us["us-disease-claim"].severity is Severity.WARNING
    assert "101.93" in us["us-disease-claim"].message


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Magnesium verlaagt het risico op dementie."),
        ("en", "Magnesium reduces the risk of hypertension."),
    ],
)
def test_reduction_of_a_risk(language: str, text: str) -> None:
    found = judge(text, language=language, places="eu us")
    assert found["eu-risk-reduction"].severity is Severity.WARNING
    assert "us-disease-claim" in found
    assert "eu-medical-claim" not in found


def test_a_cited_title_is_a_note_in_the_united_states() -> None:
    title = "Oral Magnesium Prevents Depression in a Synthetic Title"
    found = judge(titles=(title,), places="eu us")
    assert {rule: f.severity for rule, f in found.items()} == {"us-disease-claim": Severity.NOTE}
    assert all(f.titles and f.sentences == (0,) for f in found.values())
    assert "(g)(2)(iv)" in found["us-disease-claim"].message
    assert judge(titles=(title,), places="eu nl") == {}
    assert judge(titles=("Magnesium and memory in rats",), places="eu us") == {}


def test_a_title_and_a_sentence_are_two_findings() -> None:
    found = assess_article(
        [LawSentence("Magnesium voorkomt migraine.")],
        language="nl",
        jurisdictions=["us"],
        titles=[LawSentence("Magnesium prevents migraine")],
    )
    medical = [(f.titles, f.severity) for f in found if f.rule == "us-disease-claim"]
    assert medical == [(False, Severity.WARNING), (True, Severity.NOTE)]


# --- every substance, five languages ---------------------------------------------------------------


def page(
    heading: str, *lines: str, language: str = "nl", places: str = "nl"
) -> dict[str, LawFinding]:
    """The findings on a page with a heading; lines that begin with "- " are items of a list."""
    sentences = [LawSentence(heading, 1, "heading")]
    for number, line in enumerate(lines, start=2):
        sentences.append(LawSentence(line, number, "item" if line.startswith("- ") else "sentence"))
    found = assess_article(
        sentences, language=language, jurisdictions=places.split(), complete=False
    )
    return {finding.rule: finding for finding in found}


@pytest.mark.parametrize(
    ("language", "heading", "line"),
    [
        ("nl", "Passiebloem", "Helpt bij slaapstoornissen."),
        ("nl", "Quercetine", "- Tegen hooikoorts"),
        ("nl", "Teunisbloemolie", "Ideaal bij eczeem"),
        ("nl", "Cranberry", "Nooit meer blaasontsteking!"),
        ("nl", "Saffraan", "Onderzoekers zagen dat saffraan een depressie verlicht."),
        ("nl", "Glucosamine", "Gebruikers hebben minder gewrichtspijn."),
        ("en", "Feverfew", "Prevents migraine."),
        ("en", "Quercetin", "- Against hay fever"),
        ("en", "Saw palmetto", "Nature's answer to prostate problems"),
        ("en", "Elderberry", "Say goodbye to the flu!"),
        ("en", "Berberine", "A trial showed that berberine treats diabetes."),
        ("de", "Baldrian", "Hilft bei Schlafstörungen."),
        ("de", "Weihrauch", "Weihrauch lindert Gelenkschmerzen."),
        ("fr", "Millepertuis", "Soulage la dépression."),
        ("fr", "Mélatonine", "La mélatonine traite l'insomnie."),
        ("es", "Equinácea", "Previene la gripe."),
        ("es", "Cúrcuma", "La cúrcuma alivia la artrosis."),
        # What denies is what promises.
        ("nl", "Moederkruid", "Geen migraine meer dankzij moederkruid."),
        ("en", "Feverfew", "No more migraine with feverfew."),
        ("de", "Weihrauch", "Keine Arthrose mehr dank Weihrauch."),
        ("fr", "Valériane", "Finies les insomnies !"),
        # That nobody banned it is a clause of its own.
        ("en", "Creatine", "Banned in sports nowhere, our creatine heals arthritis."),
        ("nl", "Kurkuma", "Nergens verboden, en onze kurkuma geneest artrose."),
        ("nl", "Kurkuma", "De natuurlijke pijnstiller."),
        ("nl", "Berberine", "Berberine doet hetzelfde als metformine."),
        ("de", "Kurkuma", "Unsere Kurkuma-Kapseln bekommen Ihre Arthrose in den Griff."),
    ],
)
def test_diseases_on_the_page_of_any_substance(language: str, heading: str, line: str) -> None:
    found = page(heading, line, language=language)
    assert found["eu-medical-claim"].lines == (2,)


@pytest.mark.parametrize(
    ("language", "heading", "line"),
    [
        ("nl", "Visolie", "Niemand zegt dat visolie hartinfarcten voorkomt."),
        ("nl", "Selenium", "Het is een fabel dat selenium kanker voorkomt."),
        ("en", "Ginger", "My headache was gone before I even took the ginger."),
        ("nl", "Gember", "Ik drink pas gember als mijn hoofdpijn weg is."),
        ("de", "Ingwer", "Sobald die Kopfschmerzen weg sind, trinke ich Ingwer."),
        ("en", "Creatine", "Banned claims, among them that creatine heals arthritis, are gone."),
        ("en", "Zinc", "It is a myth, repeated by many, that zinc cures the flu."),
        ("en", "Feverfew", "There is no more feverfew in this jar than in the old one."),
        ("nl", "Kurkuma", "Er zit geen suiker meer in de kurkuma."),
        ("nl", "Kurkuma", "Het bewijs dat kurkuma artrose verlicht, is mager."),
        ("nl", "Valeriaan", "Beweging helpt bij slapeloosheid."),
        ("nl", "Valeriaan", "Tips bij slapeloosheid"),
        ("nl", "Valeriaan", "Lees ook: middelen tegen slapeloosheid"),
        ("nl", "Ginkgo", "Ginkgo kan hoofdpijn veroorzaken."),
        ("nl", "Probiotica", "Bij klachten stoppen en een arts raadplegen."),
        ("nl", "Cafeïne", "Cafeïne verstoort de slaap."),
        ("nl", "Calcium", "Calcium vermindert de opname van ijzer."),
        ("en", "Magnesium", "Evidence for magnesium is low quality."),
        ("en", "Caffeine", "EFSA rejected the claim that caffeine improves memory."),
        ("en", "Iron", "Coffee reduces iron absorption."),
        ("en", "Zinc", "Zinc for colds: what the research says"),
        ("en", "Turmeric", "Exercise for arthritis"),
        ("en", "Glucosamine", "Guidelines advise against glucosamine for arthritis."),
        ("en", "Kava", "People with liver disease should avoid kava."),
        ("en", "Omega-3", "Roe J, et al. Omega-3 for depression. J Synth Med. 2020;12(3):45-52."),
        ("de", "Kurkuma", "Bewegung hilft bei Arthrose."),
        ("de", "Ginkgo", "Ginkgo hilft nicht gegen Demenz."),
        ("nl", "Magnesium capsules", "Alcohol verstoort je slaap."),
        ("nl", "Magnesium capsules", "Bij hoge doseringen kan diarree optreden."),
        ("nl", "Magnesium capsules", "Lees hier meer over slaap en ontspanning."),
        ("en", "Magnesium capsules", "Alcohol makes it harder to sleep."),
        ("en", "Ginger tea", "Cold weather is hard on stiff joints."),
        ("de", "Ingwer Tee", "In hohen Mengen kann Sodbrennen auftreten."),
        ("fr", "Curcuma", "La marche soulage les douleurs."),
        ("fr", "Infusion de gingembre", "L'alcool perturbe le sommeil."),
        ("es", "Infusión de jengibre", "El alcohol altera el sueño."),
        ("es", "Omega 3", "Nadie dice que el omega-3 previene el infarto."),
    ],
)
def test_what_promises_nothing(language: str, heading: str, line: str) -> None:
    assert page(heading, line, language=language) == {}


def test_a_name_above_a_long_text_is_the_title_of_an_article() -> None:
    lines = ["De winkel is open van negen tot vijf."] * 20
    article = lines * 2
    assert page("Magnesium", "Vind je rust terug.")
    assert page("Magnesium", "Vind je rust terug.", *lines) == {}
    assert page("Magnesium", "Vind je rust terug.", *lines, "Neem 2 capsules per dag.")
    assert page("Magnesium capsules", "Vind je rust terug.", *article)
    assert page("Magnesium", "Vind je rust terug.", *article) == {}


@pytest.mark.parametrize(
    ("language", "line", "substance"),
    [
        ("nl", "Zink vermindert vermoeidheid.", "zinc"),
        ("nl", "Vitamine D geeft energie.", "vitamin_d"),
        ("nl", "Collageen maakt je huid steviger.", "collagen"),
        ("en", "Creatine improves memory.", "creatine"),
        ("en", "Caffeine increases alertness.", "caffeine"),
        ("en", "Vitamin E gives you a better skin.", "vitamin_e"),
        ("en", "In a trial, taurine improved endurance.", "taurine"),
        ("en", "Vitamin C supports your arteries and lungs.", "vitamin_c"),
        ("de", "Kreatin verbessert das Gedächtnis.", "creatine"),
        ("fr", "Le zinc améliore le sommeil.", "zinc"),
        ("es", "La melatonina mejora el sueño.", "melatonin"),
    ],
)
def test_each_substance_is_held_against_its_own_claims(
    language: str, line: str, substance: str
) -> None:
    finding = judge(line, language=language)["eu-not-authorised"]
    assert finding.substance == substance
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("nl", "IJzer vermindert vermoeidheid."),
        ("nl", "Zink draagt bij tot een normale cognitieve functie."),
        ("nl", "EPA en DHA dragen bij tot de normale werking van het hart."),
        ("nl", "Vitamine C draagt bij tot de normale werking van het kraakbeen."),
        ("en", "Vitamin C increases iron absorption."),
        ("en", "Melatonin helps you fall asleep faster."),
        ("en", "Creatine increases physical performance."),
        ("en", "Zinc bisglycinate supports normal fertility."),
        ("en", "Whey protein contributes to a growth in muscle mass."),
        ("en", "Beta-glucans contribute to the maintenance of normal blood cholesterol levels."),
        ("de", "Zink trägt zu einer normalen Funktion des Immunsystems bei."),
        ("fr", "Le fer contribue à réduire la fatigue."),
        ("es", "La vitamina C contribuye al funcionamiento normal del sistema inmunitario."),
    ],
)
def test_authorised_claims_of_other_substances(language: str, line: str) -> None:
    found = judge(line, language=language, complete=False, places="eu nl")
    assert found == {}
    assert "eu-mandatory-statements" in judge(line, language=language)


def test_every_authorised_wording_is_authorised() -> None:
    """The wordings of the register, as they are, in both languages."""
    wrong = []
    for claim in register().claims.values():
        if claim.revoked:
            continue
        for language, text in claim.wordings.items():
            found = judge(text + ".", language=language, complete=False)
            if set(found) - {"eu-not-judged"}:
                wrong.append((claim.id, language, {r: f.words for r, f in found.items()}))
    assert wrong == []


def test_suggestions_name_the_substance_and_its_condition() -> None:
    finding = judge("Zink geeft je meer energie.")["eu-not-authorised"]
    assert "for zinc" in finding.suggestion
    assert "“Zink " in finding.suggestion
    assert "1.5 mg" in finding.suggestion
    assert "agnesium" not in finding.suggestion
    english = judge("Biotin boosts your mood.", language="en")["eu-not-authorised"]
    assert "“Biotin contributes to normal psychological function”" in english.suggestion
    assert "verified" not in english.suggestion
    german = judge("Biotin verbessert die Stimmung.", language="de")["eu-not-authorised"]
    assert "(in English)" in german.suggestion
    assert "the register has the wording in every language" in german.suggestion


def test_a_refused_claim_says_so() -> None:
    found = judge("Caffeine improves concentration.", language="en")["eu-not-authorised"]
    assert "vetoed" in found.message
    revoked = judge("Rode gist rijst verlaagt het cholesterol.")["eu-not-authorised"]
    assert "revoked by Regulation (EU) 2024/2041" in revoked.message
    own = judge("Magnesium verlaagt de bloeddruk.")["eu-not-authorised"]
    assert "EFSA Journal 2010;8(10):1807" in own.message


def test_botanicals_are_on_hold_which_is_explained() -> None:
    found = judge("Ashwagandha verbetert de slaap.")
    assert set(found) == {"eu-on-hold"}
    assert "on hold is not authorised" in found["eu-on-hold"].message
    assert "Article 28(6), from memory" in found["eu-on-hold"].message
    heart = judge("Knoflook verlaagt het cholesterol.")["eu-on-hold"]
    assert "28(6)" not in heart.message.replace("28(5) or (6)", "")


def test_what_the_list_does_not_know_is_said_once() -> None:
    found = judge(
        "Berberine verbetert de bloedsuiker.", "NAC geeft energie.", "Berberine helpt je afvallen."
    )
    assert set(found) == {"eu-not-judged"}
    finding = found["eu-not-judged"]
    assert finding.severity is Severity.NOTE
    assert "berberine, N-acetylcysteine" in finding.message
    assert finding.lines == (1, 2, 3)


def test_a_list_of_warnings_promises_nothing() -> None:
    items = ("- bij angst", "- bij depressie")
    assert page("Ginkgo", "Niet gebruiken:", *items) == {}
    assert "eu-medical-claim" in page("Ginkgo", "Waarvoor gebruik je het?", *items)


@pytest.mark.parametrize(
    ("language", "heading", "question", "line", "found"),
    [
        ("nl", "Vlierbes", "Griep te pakken?", "Met drie druppels per dag ben je weer fit.", True),
        ("en", "Valerian", "Insomnia?", "Three drops and you sleep.", True),
        ("en", "Valerian", "Insomnia?", "Valerian is just the thing.", True),
        ("en", "Valerian", "Insomnia?", "Our drops are not for you: see a doctor.", False),
        ("en", "Valerian", "Insomnia?", "Our blog has five reasons.", False),
        ("en", "Valerian", "Short of time?", "Three drops and you are done.", False),
    ],
)
def test_what_answers_a_question_about_a_disease(
    language: str, heading: str, question: str, line: str, *, found: bool
) -> None:
    said = page(heading, question, line, language=language)
    assert ("eu-medical-claim" in said) is found


def test_a_question_about_a_disease_that_the_substance_answers() -> None:
    asked = page("Magnesium", "Last van migraine?", "Magnesium helpt!")
    assert asked["eu-medical-claim"].lines == (3,)
    english = page("Magnesium", "Troubled by anxiety?", "Magnesium can help.", language="en")
    assert english["eu-medical-claim"].lines == (3,)
    # A question about the substance is answered, and something else may help.
    assert page("Magnesium", "Helpt magnesium bij migraine?", "Magnesium helpt niet.") == {}
    assert page("Magnesium", "Last van migraine?", "Onze huisarts helpt je verder.") == {}
    assert page("Magnesium", "Last van migraine?", "Wij zijn open.", "Magnesium helpt.") == {}


@pytest.mark.parametrize(
    ("language", "heading", "line", "found"),
    [
        ("nl", "Saffraan", "Saffraan werkt even goed als antidepressiva.", True),
        ("nl", "Kurkuma", "Een natuurlijk alternatief voor ibuprofen.", True),
        ("en", "Red yeast rice", "Replaces statins.", True),
        ("de", "Weihrauch", "Weihrauch ersetzt Schmerzmittel.", True),
        ("nl", "Valeriaan", "Valeriaan vervangt geen slaapmiddelen.", False),
        ("en", "Saffron", "Antidepressants work better than saffron.", False),
        ("en", "Vitamin D", "Vitamin D3 works better than vitamin D2.", False),
    ],
)
def test_in_the_place_of_a_medicine(language: str, heading: str, line: str, found: bool) -> None:
    assert ("eu-medical-claim" in page(heading, line, language=language)) is found


@pytest.mark.parametrize(
    ("language", "heading", "line", "found"),
    [
        ("nl", "Magnesium", "Stop met uw bloeddrukpillen en neem magnesium.", True),
        ("nl", "Vitamine D", "Vervang uw antidepressivum door vitamine D.", True),
        ("nl", "Omega 3", "Met omega 3 kunt u stoppen met uw bloedverdunners.", True),
        ("nl", "Zink", "Stop vandaag nog met uw antibiotica en slik zink.", True),
        ("nl", "Magnesium", "Gooi je slaappillen weg.", True),
        ("en", "Magnesium", "Stop your blood pressure pills and take magnesium.", True),
        ("en", "Saffron", "With saffron you can ditch your antidepressants.", True),
        ("en", "Berberine", "Replace metformin with berberine.", True),
        ("de", "Magnesium", "Setzen Sie Ihre Blutdrucktabletten ab und nehmen Sie Magnesium.", True),
        ("fr", "Safran", "Remplacez vos antidépresseurs par du safran.", True),
        ("es", "Magnesio", "Deje de tomar sus somníferos y tome magnesio.", True),
        ("nl", "Magnesium", "Stop met roken en neem magnesium.", False),
        ("nl", "Magnesium", "Stop niet met uw medicijnen.", False),
        ("nl", "Magnesium", "Overleg met uw arts voordat u stopt met uw pillen.", False),
        ("nl", "Zink", "Wie stopt met antidepressiva, slaapt soms slechter.", False),
        ("en", "Magnesium", "Never stop your medication on your own.", False),
        ("en", "Magnesium", "Stop using this medicine if a rash occurs.", False),
        ("en", "Magnesium", "People who stop statins often have questions.", False),
        ("en", "Magnesium", "Swap your white bread for whole grains.", False),
        ("en", "Magnesium", "Should you replace your pills with magnesium?", False),
        ("de", "Magnesium", "Setzen Sie Ihre Medikamente nicht ab.", False),
        ("de", "Magnesium", "Setzen Sie Medikamente sparsam ein.", False),
        ("de", "Magnesium", "Ersetzen Sie Weißbrot durch Vollkorn.", False),
        ("fr", "Safran", "N'arrêtez pas vos médicaments.", False),
        ("es", "Magnesio", "No deje de tomar sus medicamentos.", False),
    ],
)  # fmt: skip
def test_to_stop_or_replace_a_medicine(language: str, heading: str, line: str, found: bool) -> None:
    assert ("eu-medical-claim" in page(heading, line, language=language)) is found
    if found:
        assert (
            "place of a medicine"
            in page(heading, line, language=language)["eu-medical-claim"].suggestion
        )
    told = page(heading, line, language=language, places="us")
    assert ("us-disease-claim" in told) is found


@pytest.mark.parametrize(
    ("language", "heading", "line", "found"),
    [
        ("nl", "Collageen", "Je huid wordt steviger.", True),
        ("en", "Collagen", "Your skin will look younger.", True),
        ("en", "Collagen", "Your skin is your largest organ.", False),
        ("en", "Collagen", "Your order will arrive faster.", False),
        ("nl", "Caseïne", "Je bestelling komt sneller aan.", False),
    ],
)
def test_what_the_reader_is_promised(language: str, heading: str, line: str, found: bool) -> None:
    assert ("eu-not-authorised" in page(heading, line, language=language)) is found


@pytest.mark.parametrize(
    "line", ["Vitamin C beugt Erkältungen vor.", "Vitamin C beugt der Grippe vor."]
)
def test_a_verb_on_both_sides_of_the_disease(line: str) -> None:
    assert "eu-medical-claim" in page("Vitamin C", line, language="de")


def test_no_side_effects_is_praise() -> None:
    assert "eu-medical-claim" in page("Valeriaan", "Helpt bij slapeloosheid, zonder bijwerkingen.")
    assert "eu-medical-claim" in page(
        "Valerian", "Treats insomnia without side effects.", language="en"
    )


def test_authorised_risk_claims_need_their_risk_factor() -> None:
    claim = "Vitamin D helps to reduce the risk of falling."
    factor = "Falling is a risk factor for bone fractures."
    assert judge(claim, language="en", complete=False)["eu-risk-reduction"].status == "M"
    assert judge(claim, factor, language="en", complete=False) == {}
    other = judge("Vitamin D lowers the risk of cancer.", language="en")["eu-risk-reduction"]
    assert "another one is authorised for vitamin D" in other.message
    assert "risk of falling" in other.suggestion
    both = judge("Calcium and vitamin D cut the risk of osteoporosis.", language="en")
    assert "Calcium and vitamin D help" in both["eu-risk-reduction"].suggestion
    oats = judge("Beta-glucans from oats lower cholesterol.", language="en", complete=False)
    assert "Oat beta-glucan" in oats["eu-risk-reduction"].suggestion
    assert "3 g a day" in oats["eu-risk-reduction"].suggestion


@pytest.mark.parametrize(
    ("text", "places", "found"),
    [
        ("Neem elke avond 3 mg melatonine.", "nl", "medicine in the Netherlands"),
        ("Neem elke avond 3 mg melatonine.", "be", "medicine in Belgium"),
        ("Neem elke avond 3 mg melatonine.", "eu", ""),
        ("Neem elke avond 0,29 mg melatonine.", "nl", ""),
        ("Elke capsule bevat 10 mg monacoline K.", "eu", "less than 3 mg of monacolins"),
        ("Elke capsule bevat 2,9 mg monacoline K.", "eu", ""),
        ("Neem 500 mg cafeïne per dag.", "eu", "up to 400 mg"),
        ("Neem 400 mg cafeïne per dag.", "eu", ""),
        ("Elke tablet bevat 25 mg vitamine B6.", "nl", "at most 21 mg"),
        ("Elke tablet bevat 100 microgram vitamine D.", "nl", "at most 75 µg"),
        ("Neem geen 3 mg melatonine: dat is een medicijn.", "nl", ""),
    ],
)
def test_amounts_with_a_rule_of_their_own(text: str, places: str, found: str) -> None:
    findings = judge(text, places=places)
    assert ("eu-substance-rule" in findings) is bool(found)
    if found:
        assert found in findings["eu-substance-rule"].message


# --- other rules of the EU -------------------------------------------------------------------------


def test_general_benefit_needs_a_specific_claim_near() -> None:
    general = "Magnesium is goed voor je hersenen."
    specific = "Magnesium draagt bij tot een normale psychologische functie."
    assert "eu-general-benefit" in judge(general)
    assert "eu-general-benefit" not in judge(general, specific)
    assert "eu-general-benefit" in judge(general, "Een.", "Twee.", "Drie.", specific)
    assert "eu-general-benefit" in judge("Magnesium is good for your brain.", language="en")
    assert rules("Bewegen is goed voor je hersenen.") == set()
    assert rules("Magnesium is niet altijd goed voor je hersenen.") == set()


def test_mandatory_statements() -> None:
    claim = "Magnesium draagt bij tot een normale spierfunctie."
    whole = (
        "Neem 144 mg magnesium per dag.",
        "Een gevarieerde, evenwichtige voeding en een gezonde leefstijl zijn belangrijk.",
    )
    message = judge(claim)["eu-mandatory-statements"].message
    assert "varied and balanced diet" in message
    assert "quantity and pattern" in message
    assert "who should avoid it and a warning" in message
    assert judge(claim, *whole) == {}
    assert "quantity" in judge(claim, whole[1])["eu-mandatory-statements"].message
    assert judge(claim, complete=False) == {}
    shown = judge(claim, "Niet geschikt voor kinderen.", "Te veel magnesium werkt laxerend.")
    assert "where appropriate" not in shown["eu-mandatory-statements"].message


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Artsen raden magnesium aan."),
        ("nl", "Dit supplement is aanbevolen door artsen."),
        ("nl", "Zonder magnesium gaat je gezondheid achteruit."),
        ("nl", "Met dit supplement verlies je een kilo per week."),
        ("en", "Doctors recommend magnesium."),
        ("en", "Neurologists advise magnesium."),
        ("nl", "Mijn huisarts raadt magnesium aan."),
        ("en", "Lose two kg per week with this product."),
    ],
)
def test_recommendations_are_notes(language: str, text: str) -> None:
    finding = judge(text, language=language)["eu-recommendation"]
    assert finding.severity is Severity.NOTE
    assert "Article 12; from memory" in finding.message


@pytest.mark.parametrize(
    ("language", "heading", "line", "found"),
    [
        ("en", "Iron drops", "Recommended by midwives and gynaecologists alike.", True),
        ("en", "Iron drops", "Do not exceed the dose recommended by your doctor.", False),
        ("en", "Iron drops", "Only if recommended by a doctor.", False),
        ("nl", "IJzer druppels", "Door diëtisten aanbevolen.", True),
        (
            "nl",
            "IJzer druppels",
            "De aanbevolen hoeveelheid staat in de folder van de huisarts.",
            False,
        ),
        ("de", "Eisen Tropfen", "Von Ärzten und Hebammen empfohlen.", True),
        ("fr", "Fer en gouttes", "Recommandé par neuf pharmaciens sur dix.", True),
        ("es", "Gotas de hierro", "Recomendadas por nutricionistas.", True),
    ],
)
def test_by_whom_it_is_recommended(language: str, heading: str, line: str, found: bool) -> None:
    assert ("eu-recommendation" in page(heading, line, language=language)) == found


def test_recommendations_of_something_else_are_none() -> None:
    assert rules("Artsen raden aan om meer te bewegen.") == set()
    assert rules("Doctors do not recommend magnesium.", language="en") == set()


def test_an_authorised_claim_needs_a_source_of_magnesium() -> None:
    claim = "Magnesium draagt bij tot een normale spierfunctie."
    found = judge(claim, "Je neemt 30 mg magnesium per dag.")
    assert "56.25 mg" in found["eu-condition-of-use"].message
    assert "eu-condition-of-use" not in judge(claim, "Je neemt 100 mg magnesium per dag.")
    assert "eu-condition-of-use" not in judge("Je neemt 30 mg magnesium per dag.")


def test_novel_food_amounts() -> None:
    assert (
        "3,000 mg" in judge("Neem 4 gram magnesium L-threonaat per dag.")["eu-novel-food"].message
    )
    over = judge("Take Magtein with 400 mg of elemental magnesium.", language="en")
    assert over["eu-novel-food"].severity is Severity.WARNING
    fine = "Neem 2 gram Magtein (144 mg elementair magnesium) per dag."
    assert judge(fine, "Niet voor zwangere vrouwen.") == {}
    assert rules("Rats got 4 g of Magtein.", language="en") == set()
    assert rules("Neem 4 gram magnesiumcitraat per dag.") == set()


def test_novel_food_in_pregnancy() -> None:
    dose = "Neem 2 gram Magtein per dag."
    note = judge(dose)["eu-novel-food"]
    assert (note.severity, note.lines) == (Severity.NOTE, (1,))
    assert judge(dose, complete=False) == {}
    offered = judge(dose, "Magtein is ook geschikt voor zwangere vrouwen.")["eu-novel-food"]
    assert (offered.severity, offered.lines) == (Severity.WARNING, (2,))
    both = judge("Neem 5 gram Magtein per dag.", "Magtein is veilig tijdens de zwangerschap.")
    assert both["eu-novel-food"].lines == (1, 2)
    assert both["eu-novel-food"].message.count("2024/2694") == 1


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("nl", "Magnesium L-threonaat is niet toegelaten in de EU.", True),
        ("en", "Magnesium L-threonate is not approved in Europe.", True),
        ("en", "Magtein is approved by EFSA for memory.", True),
        ("nl", "De EFSA heeft Magtein goedgekeurd voor het geheugen.", True),
        ("en", "Magtein is approved by EFSA as a novel food.", False),
        ("en", "No health claim for Magtein is authorised; a memory claim is not authorised in the EU.", False),
        ("en", "Melatonin is not approved in the EU.", False),
        ("en", "Magtein was never approved by EFSA for memory.", False),
    ],
)  # fmt: skip
def test_legal_status(language: str, text: str, wrong: bool) -> None:
    assert ("eu-novel-food-status" in judge(text, language=language)) is wrong


# --- United States ---------------------------------------------------------------------------------


def test_us_claims_need_the_disclaimer() -> None:
    claim = "Magnesium supports memory.*"
    found = judge(claim, language="en", places="us")
    assert set(found) == {"us-asterisk", "us-disclaimer"}
    assert "has not been evaluated" in found["us-disclaimer"].suggestion
    assert judge(claim, DISCLAIMER, language="en", places="us") == {}
    half = judge(claim, DISCLAIMER.partition(". ")[0] + ".", language="en", places="us")
    assert "half of the disclaimer" in half["us-disclaimer"].message
    assert judge(claim, language="en", places="us", complete=False) == {}
    assert judge("Magnesium ondersteunt de spieren.*", DISCLAIMER_NL, places="us") == {}


def test_us_claims_of_other_substances_count_too() -> None:
    found = judge("Vitamin D supports the immune system.", language="en", places="us")
    assert set(found) == {"us-disclaimer"}
    assert set(judge("Creatine supports muscle function.", language="en", places="us")) == {
        "us-disclaimer"
    }
    assert judge("Walking supports muscle function.", language="en", places="us") == {}


# --- scope -----------------------------------------------------------------------------------------


def test_nothing_is_judged_without_a_place_or_in_an_unread_language() -> None:
    text = "Magnesium ondersteunt het geheugen."
    assert judge(text, places="") == {}
    assert judge("Magnez poprawia pamięć.", language="pl") == {}
    assert judge("Magnesium verbetert het geheugen.", places="be").keys() == {"eu-not-authorised"}
    assert judge("Magnesium verbetert het geheugen.", places="nl", language="nl-BE").keys() == {
        "eu-not-authorised"
    }


def test_fragments_take_their_subject_from_the_registry() -> None:
    def quote(text: str, *, therapeutic: bool = False) -> set[str]:
        sentence = LawSentence(
            text, kind="fragment", substances=("magnesium",), therapeutic=therapeutic
        )
        found = assess_article(
            [sentence], language="nl", jurisdictions=["nl", "us"], complete=False
        )
        return {f.rule for f in found}

    assert quote("verbetert het geheugen") == {"eu-not-authorised"}
    assert quote("de basis van leren en geheugenvorming") == set()
    assert quote("bij slapeloosheid in de overgang", therapeutic=True) == {
        "eu-medical-claim", "us-disease-claim",
    }  # fmt: skip
    assert quote("goed voor je hersenen") == set()


def test_every_basis_says_how_sure_it_is() -> None:
    assert {b.status for b in bases().values()} == {"V", "M"}
    assert all(b.act and b.article and b.places for b in bases().values())
    memory = {rule for rule, basis in bases().items() if basis.status == "M"}
    assert memory == {
        "eu-disease-named",
        "eu-medical-claim",
        "eu-recommendation",
        "eu-risk-statement",
        "us-cited-title",
    }


def test_any_text_is_judged_without_an_error() -> None:
    chance = random.Random(7)
    words = [
        "magnesium",
        "verbetert",
        "niet",
        "voorkomt",
        "tegen",
        "migraine",
        "het",
        "geheugen",
        ",",
        ".",
        "*",
        "?",
        "zwanger",
        "5",
        "mg",
        "per",
        "dag",
    ]
    for _ in range(150):
        text = " ".join(chance.choices(words, k=25)) + chance.choice(string.punctuation)
        for finding in judge(text, places="eu nl us").values():
            assert finding.message.endswith(")")


@pytest.mark.parametrize(
    "text",
    [
        "magnesium voorkomt " * 5_000,
        "niet " * 20_000,
        "a, " * 30_000,
        "magnesium voorkomt niet migraine, " * 900,
        "magnesium voorkomt migraine x x x x x x x x x. " * 900,
    ],
)
def test_long_hostile_text_comes_to_an_end(text: str) -> None:
    assert len(judge(text, places="eu us")) < 13


# --- testimonials, medicines that are no longer needed, whom a sentence quotes ----------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Sinds ik glucosamine slik, zijn mijn klachten weg."),
        ("nl", "Mijn rug doet geen pijn meer dankzij kurkuma."),
        ("nl", "U kunt uw bloeddrukpillen vervangen door kalium."),
        ("nl", "Met saffraan zijn antidepressiva overbodig."),
        ("nl", "Kaneel houdt uw diabetes onder controle."),
        ("en", "My eczema has gone since I take zinc."),
        ("en", "With berberine you no longer need your statins."),
        ("en", "Ginger, a natural painkiller."),
        ("en", "Chromium keeps your diabetes in check."),
        ("de", "Meine Migräne ist weg, seit ich Magnesium nehme."),
        ("de", "Dank Kurkuma brauchen Sie keine Schmerzmittel mehr."),
        ("de", "Ingwer hilft zuverlässig gegen Übelkeit."),
        ("fr", "Depuis que je prends du zinc, mon acné a disparu."),
        ("fr", "Plus besoin de somnifères avec la mélatonine."),
        ("es", "Desde que tomo zinc, mi acné ha desaparecido."),
        ("es", "Con el ajo ya no necesitará estatinas."),
    ],
)
def test_what_is_gone_or_no_longer_needed_was_treated(language: str, text: str) -> None:
    assert "eu-medical-claim" in rules(text, language=language, places="nl")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "De hoofdpijn verdween toen hij stopte met vitamine A."),
        ("nl", "Een verkoudheid is na een week over, met of zonder zink."),
        ("nl", "U mag uw slaappillen niet zomaar vervangen door valeriaan."),
        ("nl", "Na de operatie had ze geen pijnstillers meer nodig."),
        ("nl", "Volgens de wet is de tekst 'kurkuma geneest reuma' verboden."),
        ("en", "Do not replace your sleeping pills with valerian."),
        ("en", "With zinc my acne is not gone."),
        ("en", "At the end of the flu season many people buy zinc."),
        ("en", "In a large trial vitamin E raised the risk of prostate cancer."),
        ("en", "The regulator fined a shop that sold garlic as a cure for flu."),
        ("de", "Werbung wie „Kurkuma heilt Krebs“ ist verboten."),
        ("fr", "Le millepertuis diminue l'efficacité de la pilule."),
        ("es", "Un resfriado se va en una semana, con o sin zinc."),
    ],
)
def test_denials_law_news_and_harm_promise_nothing(language: str, text: str) -> None:
    assert rules(text, language=language, places="nl") == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "With or without food, our garlic capsules prevent heart attacks."),
        ("en", "Take our valerian with or without a meal: it cures insomnia."),
        ("en", "Free of prohibited substances: our turmeric cures arthritis."),
        ("nl", "Neem onze valeriaan met of zonder eten: hij geneest slapeloosheid."),
        ("nl", "Vrij van verboden middelen: onze kurkuma geneest artrose."),
        ("de", "Mit oder ohne Essen: unser Knoblauch verhindert einen Herzinfarkt."),
        ("es", "Con o sin comida, nuestro ajo previene el infarto."),
        ("en", "After two weeks of glucosamine I walk without pain again."),
        ("nl", "Sinds ik magnesium slik is mijn migraine weg."),
    ],
)
def test_how_it_is_taken_and_what_it_is_free_of_excuses_no_promise(
    language: str, text: str
) -> None:
    assert "eu-medical-claim" in rules(text, language=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A cold is over in a week, with or without zinc."),
        ("en", "Our small magnesium tablets slide down without pain."),
        ("nl", "De magnesiumspray breng je aan zonder pijn of gedoe."),
        ("fr", "Le spray au magnésium s'applique sans douleur."),
        ("nl", "Magnesium: zonder medicijnresten en zonder suiker."),
        ("nl", "Zonder antibiotica gehouden koeien leveren onze collageen."),
        ("nl", "De professor schrijft een boek over zink voor studenten."),
        ("en", "Without fuss, your health magazine on zinc arrives by post."),
        ("de", "Ab 5 kg im Monat liefern wir Magnesiumpulver frei Haus."),
        ("fr", "Le médecin recommande une alimentation variée avec du magnésium."),
        ("es", "El médico recomienda una dieta variada con magnesio."),
        (
            "en",
            "Walking improved her mood since she moved, says the founder of our magnesium brand.",
        ),
        ("en", "Yoga relieves my back pain, and I take magnesium for cooking class."),
        ("en", "My headache is gone after a nap, and the magnesium is still on the shelf."),
        ("nl", "Yoga verlicht mijn rugpijn, en ik neem mijn magnesium mee op reis."),
    ],
)
def test_use_origin_and_delivery_promise_nothing(language: str, text: str) -> None:
    assert rules(text, language=language) == set()


def test_a_line_without_a_verb_offers_to_do_without_a_medicine() -> None:
    page = ("Duivelsklauw", "Soepele gewrichten zonder pijnstillers")
    sentences = [LawSentence(page[0], 1, "heading"), LawSentence(page[1], 2, "item")]
    (found,) = assess_article(sentences, language="nl", jurisdictions=["nl"])
    assert (found.rule, found.lines) == ("eu-medical-claim", (2,))


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "Diëtiste Marja Bos beveelt zink van harte aan.", True),
        ("en", "Cardiologist Dr Lee swears by magnesium.", True),
        ("es", "Mi nutricionista recomienda zinc a todos.", True),
        ("en", "The doctor recommends a blood test first.", False),
        ("en", "Doctors advise against zinc on an empty stomach.", False),
        ("de", "Hebammen empfehlen Folsäure.", True),
        ("fr", "Perdez 5 kilos en un mois avec le glucomannane ou le konjac.", True),
        ("nl", "Verlies tot 4 kilo in een maand met chroom.", True),
        ("es", "Adelgaza 4 kilos al mes con L-carnitina.", True),
        ("en", "A bag of zinc oxide weighs five kilos in the shop.", False),
    ],
)
def test_professions_that_recommend_and_rates_of_weight_loss(
    language: str, text: str, found: bool
) -> None:
    assert ("eu-recommendation" in rules(text, language=language)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Neem dagelijks 1 mg zink.", True),
        ("Neem dagelijks 10 mg zink.", False),
        ("Een kilo zemelen bevat 1 mg zink.", False),
    ],
)
def test_an_amount_beside_daily_is_one_of_a_day(text: str, found: bool) -> None:
    claim = "Zink draagt bij tot de normale werking van het immuunsysteem."
    assert ("eu-condition-of-use" in rules(claim, text)) == found


def test_a_line_that_begins_with_what_gets_better_is_about_the_product() -> None:
    page = [LawSentence("Silicium", 1, "heading"), LawSentence("Sterkere nagels", 2, "item")]
    found = {f.rule for f in assess_article(page, language="nl", jurisdictions=["eu"])}
    assert found & {"eu-not-authorised", "eu-not-judged"}


def test_advice_names_the_plainest_claims_first_and_what_may_be_written_where_there_is_none() -> (
    None
):
    cold = judge("Vitamin C shortens a cold.", language="en", places="nl")["eu-medical-claim"]
    assert "normal function of the immune system” / " in cold.suggestion
    told = judge("Sinds ik moederkruid slik, is mijn migraine weg.", places="nl")
    suggestion = told["eu-medical-claim"].suggestion
    assert "not even in the words of a customer" in suggestion
    assert "say what the product is" in suggestion
    # The words of the finding name the disease once.
    assert told["eu-medical-claim"].words == ("is mijn migraine weg",)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "Daarnaast verbetert magnesium de slaap.", True),
        ("nl", "In een studie met 80 volwassenen verbeterde magnesium de stemming.", True),
        ("nl", "Elke ochtend geeft ginseng je energie.", True),
        ("de", "Im Winter stärkt Zink die Konzentration.", True),
        # Authorised, denied, in animals; something else acts.
        ("nl", "Daarnaast draagt magnesium bij tot een normale spierfunctie.", False),
        ("nl", "Volgens de EFSA verbetert magnesium het geheugen niet.", False),
        ("nl", "Bij muizen verbeterde resveratrol het geheugen.", False),
        ("nl", "Stress verlaagt magnesium en de slaap wordt slechter.", False),
        ("de", "Stress senkt Magnesium und Konzentration.", False),
        ("de", "Im Herbst verkauft der Laden mehr Vitamin D.", False),
    ],
)
def test_a_verb_before_its_subject_is_read_in_dutch_and_german(
    language: str, text: str, found: bool
) -> None:
    assert bool(rules(text, language=language)) == found


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["lindert … Gicht", "lindert Gicht"], "“lindert … Gicht”"),
        (["Lindert … Gicht", "lindert … gicht"], "“Lindert … Gicht”"),
        (["lindert … Entzündung", "lindert … Entzündungen"], "“lindert … Entzündungen”"),
        (["heals … gout", "treats … gout"], "“heals … gout”, “treats … gout”"),
        (list("abcdefghij"), "“a”, “b”, “c”, “d”, “e”, “f”, “g”, “h” and 2 more"),
    ],
)
def test_words_are_quoted_as_they_stand_and_once(words: list[str], shown: str) -> None:
    assert quote_words(words) == shown
