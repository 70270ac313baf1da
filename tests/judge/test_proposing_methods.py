"""What of a study's telling is a claim: its method is none, its results and its weakness are. Sentences are our own."""

import pytest

from magclaims.judge.proposing import Apart
from magclaims.knowledge import find_substances, substances
from magclaims.model.registry import Direction, Kind
from proposals_read import about, claims, reasons


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Participants were given 400 mg of zinc or a placebo every morning.", "en"),
        ("The volunteers kept a diary and filled in a questionnaire each week.", "en"),
        ("Sixty adults were randomly assigned to ginger or placebo for eight weeks.", "en"),
        ("Muscle strength of the participants was measured before and after the training.", "en"),
        ("De deelnemers kregen twaalf weken lang 300 mg zink of een placebo.", "nl"),
        ("De vrijwilligers vulden iedere avond een vragenlijst in over hun slaap.", "nl"),
        ("Bij alle proefpersonen werd de bloeddruk twee keer gemeten.", "nl"),
        ("Het primaire eindpunt was de slaapkwaliteit na zes weken.", "nl"),
        ("Die Teilnehmer erhielten acht Wochen lang täglich 200 mg Zink oder ein Placebo.", "de"),
        ("Der Blutdruck der Probanden wurde zu Beginn und am Ende gemessen.", "de"),
        ("Les participants ont reçu 200 mg de zinc ou un placebo pendant huit semaines.", "fr"),
        ("Los participantes recibieron 200 mg de zinc o un placebo durante ocho semanas.", "es"),
    ],
)
def test_how_a_study_was_done_is_no_claim(text: str, language: str) -> None:
    assert reasons(text, language) == [Apart.METHOD]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Participants who took zinc had fewer colds than those given a placebo.", "en"),
        ("The group that was given ginger slept as long as the placebo group.", "en"),
        ("No side effects were recorded in the zinc group.", "en"),
        ("De deelnemers die zink kregen waren minder lang ziek.", "nl"),
        ("In de zinkgroep nam de bloeddruk van de deelnemers af.", "nl"),
        ("Tussen de groep met zink en de placebogroep werd geen verschil gemeten.", "nl"),
        ("Die Probanden, die Zink erhielten, schliefen besser.", "de"),
        ("In der Gruppe, die Zink erhielt, nahm die Schlafdauer zu.", "de"),
    ],
)
def test_what_a_study_found_is_a_claim(text: str, language: str) -> None:
    assert reasons(text, language) == [None]


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        ("Kombucha is a trendy drink that many people enjoy.", "en", Apart.POPULAR),
        ("Ginger tea has gained much popularity in recent years.", "en", Apart.POPULAR),
        ("Gember is de laatste jaren erg populair geworden.", "nl", Apart.POPULAR),
        ("Ingwer ist in den letzten Jahren sehr beliebt geworden.", "de", Apart.POPULAR),
        ("Creatine is best known from the gym.", "en", Apart.POPULAR),
        ("Most people know ginger from the kitchen.", "en", Apart.POPULAR),
        ("Ginkgo is known from the wards for memory.", "en", None),
        ("Valerian is best known from the folk medicine of Europe.", "en", None),
        ("Creatine kent u vooral van de sportschool.", "nl", Apart.POPULAR),
        ("Kurkuma kent iedereen uit de keuken.", "nl", Apart.POPULAR),
        ("Valeriaan is bekend uit de volksgeneeskunde.", "nl", None),
        ("Valeriaan is bekend van een goede nacht.", "nl", None),
        ("Kreatin ist vor allem aus dem Fitnessstudio bekannt.", "de", Apart.POPULAR),
        ("Baldrian ist aus der Schlafmedizin bekannt.", "de", None),
        ("La créatine est surtout connue des salles de sport.", "fr", Apart.POPULAR),
        ("La valériane est surtout connue dans la médecine des campagnes.", "fr", None),
        ("La creatina se conoce sobre todo en el gimnasio.", "es", Apart.POPULAR),
        ("La valeriana se conoce en la medicina de los pueblos.", "es", None),
        ("This article explains how much ginger you should take.", "en", Apart.SHOP),
        ("Dit artikel legt uit hoeveel gember je kunt nemen.", "nl", Apart.SHOP),
        ("Most people would have laughed at the researchers then.", "en", Apart.NOTHING),
        ("Despite its popularity, no study has shown that ginger lowers blood pressure.", "en", None),
    ],
)  # fmt: skip
def test_what_is_only_liked_or_of_the_page_is_no_claim(
    text: str, language: str, reason: Apart | None
) -> None:
    assert reasons(text, language) == [reason]


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("The evidence for ginger is thin and of poor quality.", "en", Kind.LIMITATION),
        ("Most trials were small and short, which makes it hard to draw conclusions.", "en", Kind.LIMITATION),
        ("Het bewijs voor gember is wisselend.", "nl", Kind.LIMITATION),
        ("Er is geen onderzoek naar gember bij kinderen.", "nl", Kind.LIMITATION),
        ("Die Studien zu Ingwer haben grobe Mängel.", "de", Kind.LIMITATION),
        ("Ginger may interact with blood-thinning medication.", "en", Kind.PRECAUTION),
        ("Gember kan een interactie hebben met bloedverdunners.", "nl", Kind.PRECAUTION),
        ("Ingwer kann Wechselwirkungen mit Medikamenten haben.", "de", Kind.PRECAUTION),
        ("Zink wordt in verband gebracht met bijwerkingen zoals misselijkheid.", "nl", Kind.PRECAUTION),
        ("Dutch research suggests that most vegans have a zinc deficiency.", "en", Kind.STUDY_RESULT),
    ],
)  # fmt: skip
def test_kinds(text: str, language: str, kind: Kind) -> None:
    assert [claim.kind for claim in claims(text, language)] == [kind]


@pytest.mark.parametrize(
    ("text", "language", "way"),
    [
        ("Zink draagt bij aan de preventie van botbreuken.", "nl", Direction.DECREASES),
        ("Zink helpt beschermen tegen verkoudheid.", "nl", Direction.DECREASES),
        ("Wie veel noten eet, heeft een lager risico op diabetes.", "nl", Direction.DECREASES),
        ("Een tekort aan zink is een risicofactor voor longontsteking.", "nl", Direction.INCREASES),
        ("Zink trägt zur Vorbeugung von Erkältungen bei.", "de", Direction.DECREASES),
        ("Zink schützt vor Erkältungen.", "de", Direction.DECREASES),
        ("Le zinc protège contre le rhume.", "fr", Direction.DECREASES),
        ("El zinc protege contra el resfriado.", "es", Direction.DECREASES),
    ],
)
def test_prevention_protection_and_risks_tell_a_direction(
    text: str, language: str, way: Direction
) -> None:
    assert about(claims(text, language)[0])[2] is way


def test_a_limitation_has_no_direction() -> None:
    (claim,) = claims("Small trials make it hard to say whether ginger is of any benefit.", "en")
    assert (claim.kind, about(claim)[2]) == (Kind.LIMITATION, None)


def test_a_second_verb_goes_on_with_the_subject_of_the_first() -> None:
    text = "Zink bevordert de wondgenezing en remt de opname van koper."
    assert [about(claim)[0] for claim in claims(text, "nl")] == ["zinc", "zinc"]


@pytest.mark.parametrize(
    ("text", "name"),
    [("They do the same thing.", None), ("SAMe and SAM-e are names of it.", "SAMe")],
)
def test_same_is_no_substance_unless_it_is_written_as_one(text: str, name: str | None) -> None:
    found = {substances()[one.id].name() for one in find_substances(text)}
    assert found == ({name} if name else set())


@pytest.mark.parametrize(
    ("text", "language", "outcomes"),
    [
        ("## Zinc\n\nMild stomach upset may occur.", "en", ["Mild stomach upset"]),
        ("## Zinc\n\nHeadache and nausea can occur in sensitive people.", "en", ["headache", "nausea"]),
        ("## Zink\n\nMilde maagklachten kunnen voorkomen.", "nl", ["Milde maagklachten"]),
        ("## Zink\n\nLeichte Magenschmerzen können auftreten.", "de", ["Leichte Magenschmerzen"]),
    ],
)  # fmt: skip
def test_what_may_occur_is_a_precaution_about_what_was_named(
    text: str, language: str, outcomes: list[str]
) -> None:
    (claim,) = claims(text, language)
    assert claim.kind is Kind.PRECAUTION
    assert about(claim) == ("zinc", outcomes, Direction.INCREASES)


def test_what_may_be_prevented_is_an_effect() -> None:
    (claim,) = claims("Zink kan verkoudheid voorkomen.", "nl")
    assert (claim.kind, about(claim)) == (
        Kind.EFFECT,
        ("zinc", ["common cold"], Direction.DECREASES),
    )


def test_all_that_a_verb_at_the_end_acts_on_is_its_outcome() -> None:
    (claim,) = claims("Zink kan misselijkheid en hoofdpijn veroorzaken.", "nl")
    assert about(claim)[1] == ["nausea", "headache"]


@pytest.mark.parametrize(
    ("text", "language", "substance"),
    [
        ("## Groene thee\n\nDat bewijst niet dat de thee de bloeddruk verlaagt.", "nl", "green tea"),
        ("## Green tea\n\nThat does not prove that the tea lowers blood pressure.", "en", "green tea"),
        ("## Vlierbes\n\nRauwe bessen kunnen diarree veroorzaken.", "nl", "elderberry"),
        (
            "Walnuts hold alpha-linolenic acid (ALA). ALA lowers blood pressure.", "en",
            "alpha-linolenic acid",
        ),
        ("ALA lowers blood sugar.", "en", "alpha-lipoic acid"),
    ],
)  # fmt: skip
def test_parts_and_abbreviations_are_what_was_named(
    text: str, language: str, substance: str
) -> None:
    assert about(claims(text, language)[-1])[0] == substance


def test_a_comparative_is_no_outcome() -> None:
    (claim,) = claims("Wie zink kreeg, was twee dagen eerder beter.", "nl")
    assert about(claim)[1] == []


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("De meeste studies waren klein en duurden kort.", "nl", Kind.LIMITATION),
        ("Die Wirkung von Ingwer ist kaum untersucht.", "de", Kind.LIMITATION),
        ("Ingwer kann die Wirkung von Schlafmitteln verstärken.", "de", Kind.PRECAUTION),
        ("Gember kan de werking van slaapmiddelen versterken.", "nl", Kind.PRECAUTION),
        ("Ginger may enhance the effect of sedatives.", "en", Kind.PRECAUTION),
    ],
)
def test_weak_research_and_stronger_medicines(text: str, language: str, kind: Kind) -> None:
    assert [claim.kind for claim in claims(text, language)] == [kind]


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("## Ginger\n\nInsulin sensitivity was higher after four weeks.", "en", "ginger"),
        ("## Ginger\n\nA teaspoon with a meal may reduce nausea.", "en", "ginger"),
        ("## Ginger\n\nSome of the effect may reduce appetite.", "en", "ginger"),
        # What is only acted on is not what the next sentence is about.
        ("# Ginger\n\n## Harm\n\nIt has been linked to low zinc. It can cause heartburn.", "en", "ginger"),
    ],
)  # fmt: skip
def test_amounts_results_and_what_is_acted_on_are_no_substance(
    text: str, language: str, told: str
) -> None:
    assert about(claims(text, language)[-1])[0] == told


def test_what_it_is_made_of_is_a_claim() -> None:
    assert reasons("Sie enthalten ätherische Öle und andere Stoffe.", "de") == [None]


@pytest.mark.parametrize(
    ("text", "language", "substance"),
    [
        ("# Kurkumathee\n\nHij verlaagt de bloeddruk.", "nl", "turmeric"),
        ("Knoflookextract verlaagt de bloeddruk.", "nl", "garlic"),
        ("Ingwertee lindert Übelkeit.", "de", "ginger"),
        ("# Gember\n\nEen glas sap verlaagt de bloeddruk.", "nl", "ginger"),
    ],
)
def test_a_form_behind_a_name_in_one_word_is_that_substance(
    text: str, language: str, substance: str
) -> None:
    assert about(claims(text, language)[-1])[0] == substance


def test_weight_loss_is_less_weight() -> None:
    (claim,) = claims("Ginger led to a weight loss of two kilos.", "en")
    assert about(claim)[1:] == (["body weight"], Direction.DECREASES)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("In einer Studie erhielten 80 Erwachsene täglich 200 mg Ingwer oder ein Placebo.", "de"),
        ("De proefpersonen gebruikten capsules en hielden hun klachten bij.", "nl"),
    ],
)
def test_verbs_of_method_that_could_be_of_an_effect_are_none_in_a_study(
    text: str, language: str
) -> None:
    assert reasons(text, language) == [Apart.METHOD]
