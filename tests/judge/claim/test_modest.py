"""Sentences that tell how little is known claim no effect, whatever kind they are declared as. All are made up."""

from typing import Any

import pytest

from magclaims.judge.claim.modest import (
    only_asks,
    tells_how_little,
    tells_low_certainty,
    tells_what_became,
)
from magclaims.model.registry import Verdict
from small_registries import judged


def _case(language: str, text: str, strength: str = "none") -> dict[str, Any]:
    return {
        "statement": f"{text}.",
        "quote": text,
        "text": f"{text}.",
        "lang": language,
        "kind": "effect",
        "strength": strength,
        "substance": "hops",
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The evidence for hops is thin"),
        ("en", "The studies on hops were small and short"),
        ("en", "Hops are no substitute for a good night's routine"),
        ("nl", "Het bewijs voor hop is mager"),
        ("nl", "Een supplement vervangt geen gevarieerd menu"),
        ("nl", "De studie werd betaald door de fabrikant van hop"),
        ("de", "Erwarten Sie von Hopfen keine Wunder"),
        ("fr", "Les études sur le houblon sont petites et contradictoires"),
        ("es", "Sobre el lúpulo se sabe poco"),
    ],
)
def test_how_little_is_known_needs_no_reference(language: str, text: str) -> None:
    assert judged(_case(language, text)).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Whether hops really help is unclear"),
        ("nl", "Of hop echt helpt, weet niemand"),
        ("de", "Ob Hopfen wirklich hilft, ist offen"),
        ("fr", "On ne sait pas si le houblon aide à dormir"),
        ("es", "Todavía no está claro si el lúpulo ayuda a dormir"),
    ],
)
def test_what_is_only_asked_is_not_said(language: str, text: str) -> None:
    assert only_asks(text, language)
    assert judged(_case(language, text, "conditional")).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hops put you to sleep, though the evidence is thin"),
        ("en", "Whether hops help is unclear, but valerian cures insomnia"),
        ("en", "Small studies show that hops improve sleep"),
        ("nl", "Hop verbetert de slaap, al is meer onderzoek nodig"),
        ("nl", "Slaappil of hop: hop helpt je beter slapen, weet niemand"),
    ],
)
def test_an_effect_beside_it_is_still_claimed(language: str, text: str) -> None:
    assert judged(_case(language, text, "causal")).verdict is Verdict.UNSUPPORTED


def test_a_language_without_phrases_says_nothing() -> None:
    assert not tells_how_little("Le prove sono scarse", "it")
    assert not only_asks("Se funzioni non si sa", "it")


@pytest.mark.parametrize(
    ("language", "quote"),
    [
        ("en", "In the study, aloe drinkers looked ten years younger"),
        ("en", "Participants could not believe how radiant their skin was"),
        ("nl", "Sinds ik aloë drink, straalt mijn huid"),
        ("de", "Nach einer Woche Aloe war die Haut wie neu"),
        ("fr", "Après une semaine d'aloès, la peau rayonnait"),
    ],
)
def test_a_result_that_no_list_has_words_for_is_no_account_of_how_it_was_studied(
    language: str, quote: str
) -> None:
    given = {
        "lang": language,
        "kind": "study_result",
        "strength": "none",
        "reported": True,
        "statement": f"{quote}.",
        "quote": quote,
        "substance": "aloe vera",
        "outcome": "skin hydration",
    }
    assert judged(given).verdict == "unsupported"


def _of_a_cohort(language: str, text: str) -> str:
    outcomes = [{"name": "stroke", "direction": "decreased"}]
    study = {"design": "cohort", "subjects": "human", "ingredients": "vegetables"}
    given = {
        "lang": language,
        "statement": f"{text}.",
        "quote": " ".join(text.split()[:12]),
        "text": f"{text} [1].",
        "substance": "vegetables",
        "outcome": "stroke",
        "cites": ["a"],
        "refs": {"a": {"level": "human", "study": {**study, "outcomes": outcomes}}},
    }
    return judged(given).verdict.value


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The more vegetables people ate, the less often they had a stroke"),
        ("en", "Those who ate vegetables had fewer strokes than people who did not"),
        ("nl", "Hoe meer groente mensen aten, hoe minder vaak ze een beroerte kregen"),
        ("de", "Je mehr Gemüse die Menschen aßen, desto seltener bekamen sie einen Schlaganfall"),
        (
            "fr",
            "Ceux qui mangeaient des légumes avaient moins d'AVC que ceux qui n'en mangeaient pas",
        ),
        ("es", "Cuantas más verduras comían las personas, menos ictus tenían"),
        ("en", "Vegetable eaters had fewer strokes in the years that followed"),
        ("en", "It shows that vegetable eaters were half as likely to have a stroke"),
        ("nl", "Groente-eters kregen in de jaren erna minder vaak een beroerte"),
        ("de", "Gemüseesser bekamen in den Jahren danach seltener einen Schlaganfall"),
        ("fr", "Les mangeurs de légumes avaient moins d'AVC"),
        ("es", "Los consumidores de verduras tuvieron menos ictus"),
    ],
)
def test_people_compared_by_what_they_did_go_together_with_it(language: str, text: str) -> None:
    assert _of_a_cohort(language, text) == "supported"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Women who ate more vegetables had fewer strokes because vegetables protect the vessels",
        ),
        ("en", "Vegetables help eaters to fewer strokes"),
        ("en", "Vegetable eaters have fewer strokes: vegetables protect the brain"),
        ("nl", "Groente laat groente-eters minder vaak een beroerte krijgen"),
        (
            "en",
            "Women who eat more vegetables have fewer strokes, since vegetables keep arteries clean",
        ),
        ("en", "People who eat more vegetables have fewer strokes: vegetables protect the brain"),
        ("en", "The more vegetables you eat, the lower your risk of a stroke"),
        ("en", "Vegetables prevent more strokes than any pill that people take"),
        (
            "nl",
            "Vrouwen die meer groente eten krijgen minder beroertes, want groente beschermt de vaten",
        ),
        ("nl", "Hoe meer groente je eet, hoe kleiner de kans op een beroerte"),
        ("de", "Wer mehr Gemüse isst, hat seltener Schlaganfälle, weil Gemüse die Gefäße schützt"),
        (
            "fr",
            "Ceux qui mangent des légumes ont moins d'AVC, car ils protègent les artères",
        ),
        (
            "es",
            "Quienes comen más verduras tienen menos ictus, porque la verdura protege las arterias",
        ),
    ],
)
def test_why_it_should_be_so_is_a_cause(language: str, text: str) -> None:
    assert _of_a_cohort(language, text) == "overstated"


CERTAINTY = [
    ("en", "Hops lower stress, but the certainty of that is low"),
    ("en", "Hops lower stress, on evidence of low quality"),
    ("nl", "Hop verlaagt de stress, maar de zekerheid is laag"),
    ("nl", "Hop verlaagt de stress, al is het bewijs daarvoor zwak"),
    ("de", "Hopfen senkt den Stress, die Sicherheit der Aussage ist aber gering"),
    ("fr", "Le houblon réduit le stress, mais la certitude est faible"),
    ("es", "El lúpulo reduce el estrés, pero la certeza es baja"),
]


@pytest.mark.parametrize(("language", "text"), CERTAINTY, ids=[text for _, text in CERTAINTY])
def test_a_sentence_may_tell_itself_how_little_certain_it_is(language: str, text: str) -> None:
    def verdict(words: str, certainty: str) -> str:
        study: dict[str, Any] = {
            "design": "meta_analysis",
            "subjects": "human",
            "ingredients": "hops",
        }
        study |= {"certainty": certainty, "reviews": {"designs": "randomized_controlled_trial"}}
        study |= {"outcomes": [{"name": "stress", "direction": "decreased"}]}
        given = {"lang": language, "quote": " ".join(words.split()[:12]), "text": f"{words} [1]."}
        given |= {"statement": "Hops lower stress.", "substance": "hops", "outcome": "stress"}
        refs = {"a": {"level": "systematic_review", "study": study}}
        return judged(given | {"cites": ["a"], "refs": refs}).verdict.value

    assert verdict(text, "low") == "supported"
    assert verdict(text.rsplit(",", 1)[0], "low") == "overstated"
    assert verdict(text, "very_low") != "supported"


DOUBTS = {
    "en": (
        ("the certainty was rated as low", "the data are limited", "on thin evidence"),
        ("the authors call the evidence unreliable", "it is highly uncertain"),
    ),
    "nl": (
        ("de auteurs noemen het bewijs onzeker", "de gegevens zijn beperkt", "dat is erg onzeker"),
        ("de bewijskracht was gering", "op basis van magere gegevens"),
    ),
    "de": (
        ("die Autoren nennen die Belege jedoch unsicher", "die Daten sind dünn"),
        ("auf Grundlage schwacher Belege", "bei geringer Aussagekraft", "das ist sehr ungewiss"),
    ),
    "fr": (
        ("les auteurs jugent les preuves fragiles", "les données sont insuffisantes"),
        ("avec une faible certitude", "c'est très incertain"),
    ),
    "es": (
        ("los autores dicen que las pruebas son débiles", "los datos son limitados"),
        ("con poca confianza", "es muy incierto", "la evidencia es escasa"),
    ),
}
SURE = {
    "en": ("strong evidence shows that low salt helps", "poor sleepers slept longer"),
    "nl": ("er is goed bewijs dat weinig zout helpt", "slechte slapers sliepen langer"),
    "de": ("es gibt gute Belege", "schlechte Schläfer schliefen länger"),
    "fr": ("il y a de bonnes preuves", "une faible dose suffit"),
    "es": ("hay buenas pruebas", "la presión baja no es grave"),
}


@pytest.mark.parametrize("language", DOUBTS)
def test_doubt_of_the_evidence_is_told_with_many_words(language: str) -> None:
    told = [text for texts in DOUBTS[language] for text in texts]
    assert [text for text in told if not tells_low_certainty(text, language)] == []
    assert [text for text in SURE[language] if tells_low_certainty(text, language)] == []


BECAME = [
    ("en", "Women who exercised a lot reported fewer flushes in one survey"),
    ("en", "Men who took a sauna four times a week died less often of heart disease"),
    ("en", "Those who slept seven hours weighed less"),
    (
        "nl",
        "Mensen die statines slikten kregen in een bevolkingsonderzoek iets minder vaak dementie",
    ),
    ("nl", "Wie overdag veel buiten was, sliep in een peiling langer"),
    ("de", "Wer als Kind auf einem Bauernhof lebte, hatte seltener Heuschnupfen"),
    ("de", "Wer täglich Wurst aß, erkrankte häufiger an Darmkrebs"),
    ("fr", "Les personnes qui jardinaient dormaient un peu mieux"),
    ("fr", "Ceux qui mangeaient des noix ont eu moins d’infarctus"),
    ("es", "Quienes caminaban a diario tenían menos caídas"),
    ("es", "Las mujeres que amamantaron tuvieron menos cáncer de mama"),
]
PROMISED = [
    ("en", "Women who exercise have fewer flushes"),
    ("en", "People who walked lowered their risk of dementia"),
    ("en", "People who took it slept better because it calms the brain"),
    ("en", "Ginkgo made those who took it remember more"),
    ("nl", "Wie statines slikt, krijgt minder vaak dementie"),
    ("nl", "Wandelen hield de deelnemers jong: zij sliepen beter"),
    ("de", "Wer spazieren geht, schläft besser"),
    ("de", "Wer Ginkgo nahm, dem half es mehr"),
    ("fr", "Ceux qui jardinent dorment mieux"),
    ("es", "Quienes caminan duermen mejor"),
]


@pytest.mark.parametrize(("language", "text"), BECAME, ids=[text for _, text in BECAME])
def test_what_became_of_those_who_did_it_goes_together_with_it(language: str, text: str) -> None:
    assert tells_what_became(text, language)


@pytest.mark.parametrize(("language", "text"), PROMISED, ids=[text for _, text in PROMISED])
def test_what_is_told_of_now_or_of_a_cause_is_more(language: str, text: str) -> None:
    assert not tells_what_became(text, language)
