"""What the words under `says` leave of an effect: a denial in any form, a part of it, or none."""

from collections.abc import Mapping

import pytest

from magclaims.judge.link.says import leaves_doubt, said
from magclaims.model.registry import LocalText

DENIED: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Vitamin D did not lower blood pressure.",
        "Blood pressure was not lowered by vitamin D.",
        "There was no difference in knee pain between glucosamine and placebo.",
        "Echinacea failed to prevent colds.",
        "Neither sleep nor mood changed.",
        "Creatine was no better than placebo for strength.",
        "Fish oil made little or no difference to heart attacks.",
        "The groups did not differ in weight loss.",
        "Selenium was without effect on prostate cancer.",
        "Garlic was not superior to placebo.",
        "Iron had a negligible effect on fatigue.",
        "Sleep latency remained unchanged.",
        "The difference was not statistically significant.",
        "Cinnamon did not significantly affect glucose.",
        "No reduction in migraine days was observed.",
        "It never outperformed placebo.",
        "Vitamin E intake was unrelated to heart disease.",
        "We found nothing to suggest that it helps sleep.",
        "The trial was negative for its primary outcome.",
        "Biotin lacked any benefit for hair growth.",
        "Results were comparable to placebo.",
        "Scores were similar in both groups.",
        "Honey was ineffective for cough.",
        "Hardly any change in cholesterol was seen.",
        "The effect was null.",
        "Blood pressure: no sig. change vs placebo.",
        "Zinc didn't shorten colds.",
    ),
    "nl": (
        "Vitamine D verlaagde de bloeddruk niet.",
        "De inname van vitamine E ging niet gepaard met minder hartziekte.",
        "Er was geen verschil in kniepijn tussen glucosamine en placebo.",
        "Echinacea voorkwam verkoudheid niet.",
        "Noch de slaap, noch de stemming veranderde.",
        "Creatine was niet beter dan placebo.",
        "Visolie maakte weinig of geen verschil voor hartinfarcten.",
        "De groepen verschilden niet.",
        "IJzer had nauwelijks effect op vermoeidheid.",
        "De inslaaptijd bleef gelijk.",
        "De bloeddruk bleef onveranderd.",
        "Het verschil was niet significant.",
        "Kaneel deed niets voor de bloedsuiker.",
        "De uitkomsten waren vergelijkbaar met placebo.",
        "Honing was even effectief als placebo.",
    ),
    "de": (
        "Kurkuma linderte die Gelenkschmerzen nicht.",
        "Es gab keinen Unterschied zwischen Zink und Placebo.",
        "Kein Unterschied beim Schlaf.",
        "Weder Schlaf noch Stimmung verbesserten sich.",
        "Baldrian war Placebo nicht überlegen.",
        "Der Blutdruck blieb unverändert.",
        "Die Gruppen unterschieden sich nicht.",
        "Ohne Wirkung auf das Gewicht.",
        "Kaum ein Effekt auf die Müdigkeit.",
        "Der Unterschied war nicht signifikant.",
    ),
    "fr": (
        "L'échinacée n'a pas prévenu le rhume.",
        "Aucune différence entre les groupes.",
        "La mélatonine ne réduit pas l'anxiété.",
        "Le magnésium était sans effet sur les crampes.",
        "La pression artérielle est restée inchangée.",
        "Les groupes ne différaient pas.",
        "Le zinc n'a eu aucun effet.",
        "Pas de différence significative.",
    ),
    "es": (
        "La valeriana no mejoró el sueño.",
        "No hubo diferencias entre los grupos.",
        "El ajo no fue mejor que el placebo.",
        "La presión arterial no cambió.",
        "Sin efecto sobre el peso.",
        "Ni el sueño ni el ánimo mejoraron.",
        "La diferencia no fue significativa.",
        "Ninguna mejoría del dolor.",
    ),
}
AFFIRMED: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Zinc shortened colds by two days.",
        "Sleep improved in the melatonin group.",
        "It not only lowered blood pressure but also improved sleep.",
        "LDL fell by 0.4 mmol/l.",
        "Depression scores: -3.1 points against placebo.",
        "Not only the elderly benefited: sleep improved in all.",
        "Memory improved, and no side effects were seen.",
        "Two hours less awake at night.",
    ),
    "nl": (
        "Zink verkortte de verkoudheid met twee dagen.",
        "De slaap verbeterde met melatonine.",
        "Niet alleen de bloeddruk daalde, ook het LDL.",
        "Het geheugen verbeterde; bijwerkingen waren er niet.",
    ),
    "de": (
        "Zink verkürzte die Erkältung um zwei Tage.",
        "Nicht nur der Blutdruck sank, auch das LDL.",
    ),
    "fr": ("Le zinc a réduit la durée du rhume.", "Non seulement le sommeil s'est amélioré."),
    "es": ("El zinc acortó el resfriado dos días.", "No solo mejoró el sueño."),
}
MIXED: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Beetroot juice lowered systolic but not diastolic pressure.",
        "Sleep improved; mood did not.",
        "No effect at 4 weeks; memory improved at 8 weeks.",
        "It improved mood without affecting sleep.",
    ),
    "nl": (
        "Bietensap verlaagde de bovendruk, maar niet de onderdruk.",
        "De slaap verbeterde, de stemming niet.",
    ),
    "de": ("Rote Bete senkte den systolischen, aber nicht den diastolischen Druck.",),
}


def cases(table: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(code, text) for code, texts in table.items() for text in texts]


@pytest.mark.parametrize(("code", "text"), cases(DENIED))
def test_a_denial_in_any_form_leaves_no_effect(code: str, text: str) -> None:
    says = LocalText({code: text})
    assert leaves_doubt(says)
    assert said(says) == "nothing"


@pytest.mark.parametrize(("code", "text"), cases(AFFIRMED))
def test_what_denies_nothing_leaves_it(code: str, text: str) -> None:
    says = LocalText({code: text})
    assert said(says) == ""
    assert not leaves_doubt(says)


@pytest.mark.parametrize(("code", "text"), cases(MIXED))
def test_what_denies_a_part_leaves_doubt(code: str, text: str) -> None:
    says = LocalText({code: text})
    assert said(says) == "mixed"
    assert leaves_doubt(says)
