"""What the words under `says` leave of an effect: a denial in any form, a part of it, or none."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from magclaims.judge.link.says import (
    affirms,
    denies_a_part,
    found_in_some,
    leaves_doubt,
    parts,
    record_denies,
    refuses,
    said,
)
from magclaims.model.local_text import LocalText
from says_texts import AFFIRMED, DENIED, MIXED, STILL_DENIED, TOLD_APART
from small_registries import judged


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


@pytest.mark.parametrize(("code", "text"), cases(TOLD_APART))
def test_whom_it_was_found_in_denies_no_effect(code: str, text: str) -> None:
    assert said(LocalText({code: text})) == ""


@pytest.mark.parametrize(("code", "text"), cases(STILL_DENIED))
def test_what_is_denied_of_some_people_stays_denied(code: str, text: str) -> None:
    assert said(LocalText({code: text})) == "nothing"


def test_what_nobody_can_read_leaves_doubt_and_nothing_noted_does_not() -> None:
    assert leaves_doubt(LocalText({"xx": "memory improved"}))
    assert not leaves_doubt(LocalText({"en": "memory improved"}))
    assert not leaves_doubt(None)


@pytest.mark.parametrize("text", ["4.1 vs 4.2", "-3.1 points against placebo", "n = 40, 8 weeks"])
def test_figures_alone_tell_no_effect(text: str) -> None:
    says = LocalText({"en": text})
    assert said(says) == ""
    assert leaves_doubt(says)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Sleep improved, and mood", [("effect", ("sleep", "mood"))]),
        ("Sleep improved, but mood did not change", [("effect", ("sleep",)), ("nothing", ("mood",))]),
        ("It is unclear whether it improves sleep", [("unknown", ("sleep",))]),
        ("30 adults, 8 weeks", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_part_that_tells_nothing_belongs_to_the_one_before_it(
    text: str, told: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert [(part.kind, part.outcomes) for part in parts(text, "en")] == told


@pytest.mark.parametrize(
    ("text", "claimed", "left", "denied"),
    [
        ("Sleep improved, but mood did not change", ["sleep", "mood"], "mixed", True),
        ("Sleep improved, but mood did not change", ["sleep quality", "mood"], "mixed", True),
        ("Sleep improved, but mood did not change", ["sleep"], "", False),
        ("Sleep improved, but mood did not change", ["mood"], "nothing", False),
        ("Sleep improved, but mood did not change", [], "mixed", False),
        ("Sleep improved", ["sleep"], "", False),
        ("Neither sleep nor mood changed", ["sleep", "mood"], "nothing", False),
    ],
)
def test_what_bears_on_the_claim_is_what_counts(
    text: str, claimed: list[str], left: str, *, denied: bool
) -> None:
    says = LocalText({"en": text})
    assert said(says, claimed=claimed) == left
    assert denies_a_part(says, claimed) is denied
    assert said(None, claimed=claimed) == ""
    assert not denies_a_part(None, claimed)


@pytest.mark.parametrize(
    ("code", "text", "left"),
    [
        ("en", "no evidence of toxicity", ""),
        ("en", "its safety is unknown", "unknown"),
        ("en", "There are no data on safety in children", "unknown"),
        ("en", "safety has not been established", "unknown"),
        ("en", "no side effects were seen", ""),
        ("en", "sleep did not improve", ""),
        ("nl", "De veiligheid op lange termijn is onbekend", "unknown"),
        ("nl", "geen bijwerkingen gezien", ""),
        ("de", "Die Sicherheit in der Schwangerschaft ist unklar", "unknown"),
        ("fr", "La sécurité à long terme est inconnue", "unknown"),
        ("es", "Se desconoce su seguridad", "unknown"),
    ],
)
def test_of_harm_only_that_nobody_knows_counts(code: str, text: str, left: str) -> None:
    assert said(LocalText({code: text}), of_harm=True) == left


@pytest.mark.parametrize(
    ("text", "claimed", "does"),
    [
        ("sleep improved", ["sleep"], True),
        ("sleep quality improved", ["sleep"], True),
        ("sleep and mood improved", ["sleep"], False),  # more than is claimed
        ("sleep and mood improved", ["sleep", "mood"], True),
        ("sleep improved, but mood did not change", ["sleep", "mood"], False),
        ("it improved", ["sleep"], False),
        ("30 adults", ["sleep"], False),
    ],
)
def test_what_affirms_names_nothing_but_what_is_claimed(
    text: str, claimed: list[str], *, does: bool
) -> None:
    assert affirms(LocalText({"en": text}), claimed) is does


@pytest.mark.parametrize(
    ("title", "abstract", "denies"),
    [
        ("Zinc does not improve sleep", None, True),
        ("Zinc and sleep", None, False),
        (None, None, False),
        ("Zinc and sleep", "We gave zinc. Sleep did not improve. Mood rose.", True),
        ("Zinc and sleep", "We gave zinc. Mood did not improve. Sleep improved.", False),
        # What nobody knows at the beginning is why the study was done; at the end it is its answer.
        ("Zinc and sleep", "It is unclear whether zinc improves sleep. We gave it. Sleep improved. It was safe.", False),
        ("Zinc and sleep", "We gave zinc. Sleep improved. It is unclear whether zinc improves sleep.", True),
        ("Zinc and sleep", "We gave zinc. It is unclear whether zinc improves sleep. More work is due.", True),
        ("Zinc and sleep", "It is unclear whether zinc improves sleep. We gave zinc. Adults took it.", False),
    ],
)  # fmt: skip
def test_a_record_denies_in_its_title_its_results_or_its_conclusion(
    title: str | None, abstract: str | None, *, denies: bool
) -> None:
    assert record_denies(title, abstract, ["sleep"]) is denies


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("sleep improved in women, but not in men", True),
        ("sleep improved", False),
        ("sleep did not improve", False),
    ],
)
def test_what_was_found_in_some_and_not_in_others(text: str, *, some: bool) -> None:
    assert found_in_some(LocalText({"en": text}), ["sleep"]) is some
    assert not found_in_some(None, ["sleep"])


@pytest.mark.parametrize(
    ("language", "quote", "says"),
    [
        ("en", "The WHO recommends nicotine gum", "nicotine gum is not recommended"),
        ("nl", "De WHO raadt nicotinekauwgom aan", "advises against nicotine gum"),
        (
            "de",
            "Die WHO empfiehlt Nikotinkaugummi",
            "nicotine gum is not recommended",
        ),
        ("fr", "L'OMS recommande la gomme", "nicotine gum is not recommended"),
        ("es", "La OMS recomienda el chicle", "nicotine gum is not recommended"),
    ],
)
def test_what_an_authority_advises_against_is_not_recommended(
    language: str, quote: str, says: str
) -> None:
    given = {
        "lang": language,
        "statement": "The WHO recommends nicotine gum to stop smoking.",
        "quote": quote,
        "substance": "nicotine gum",
        "outcome": "smoking cessation",
        "refs": {
            "a": {"level": "authority", "says": says, "study": {"design": "regulatory_opinion"}}
        },
    }
    assert judged(given).verdict == "contradicted"


@pytest.mark.parametrize(
    ("language", "quote"),
    [
        ("en", "For quitting, the panel does not recommend nicotine gum"),
        ("nl", "Om te stoppen raadt de commissie kauwgom uit de apotheek niet aan"),
        ("nl", "Om te stoppen raadt de commissie kauwgom af"),
        ("de", "Zum Aufhören empfiehlt die Fachgesellschaft Nikotinkaugummi nicht"),
        ("fr", "Pour arrêter, le comité ne recommande pas la gomme"),
        ("es", "Para dejarlo, el comité no recomienda el chicle"),
    ],
)
def test_what_an_authority_does_not_recommend_may_be_told(language: str, quote: str) -> None:
    given = {
        "lang": language,
        "kind": "general_knowledge",
        "strength": "none",
        "statement": "The panel does not recommend nicotine gum to stop smoking.",
        "quote": quote,
        "substance": "nicotine gum",
        "outcome": "smoking cessation",
    }

    def verdict(says: str) -> str:
        ref = {"level": "authority", "says": says, "study": {"design": "regulatory_opinion"}}
        return judged(given | {"refs": {"a": ref}}).verdict

    assert verdict("nicotine gum is not recommended for smoking cessation") == "supported"


@pytest.mark.parametrize(
    ("language", "quote", "approved"),
    [
        ("en", "In Europe the claim that hops help sleep is officially approved", True),
        ("nl", "Dat hop helpt slapen, is in Europa goedgekeurd", True),
        ("de", "Dass Hopfen beim Einschlafen hilft, hat die EU zugelassen", True),
        ("fr", "L'Europe a autorisé l'allégation du houblon sur le sommeil", True),
        ("es", "Europa ha autorizado la declaración del lúpulo sobre el sueño", True),
        ("en", "In Europe no claim on hops and sleep has been approved", False),
        ("nl", "In Europa is geen claim over hop en slaap goedgekeurd", False),
        ("de", "In Europa ist keine Angabe zu Hopfen und Schlaf zugelassen", False),
    ],
)
def test_what_is_said_to_be_approved(language: str, quote: str, *, approved: bool) -> None:
    given = {
        "lang": language,
        "kind": "general_knowledge",
        "strength": "none",
        "statement": f"{'The' if approved else 'No'} claim on hops and sleep is approved in Europe.",
        "quote": quote,
        "substance": "hops",
        "outcome": "sleep",
        "refs": {
            "a": {
                "level": "authority",
                "says": "no health claim on hops has been authorised",
                "study": {"design": "regulatory_opinion"},
            }
        },
    }
    assert judged(given).verdict == ("contradicted" if approved else "supported")


@pytest.mark.parametrize(
    ("text", "language", "refused"),
    [
        ("Für Kinder, die kein Fleisch essen, empfiehlt sie Zink.", "de", False),
        ("Tegen kanker raadt de instantie antioxidanten uit een potje niet aan.", "nl", True),
        ("Vaping is not recommended.", "en", True),
        ("Roken wordt afgeraden.", "nl", True),
        ("Recommended for adults; not recommended in pregnancy.", "en", False),
        ("The panel recommends it.", "en", False),
        ("Davon wird abgeraten.", "de", True),
        ("No se recomienda.", "es", True),
        ("Le comité le déconseille.", "fr", True),
    ],
)
def test_a_refusal_to_recommend(text: str, language: str, refused: bool) -> None:
    assert refuses(text, language) is refused


LEFT = yaml.safe_load((Path(__file__).parent / "says_left.yaml").read_text("utf-8"))


@pytest.mark.parametrize("row", LEFT, ids=str)
def test_what_is_unknown_or_found_in_a_part(row: list[str]) -> None:
    code, left, text, *claimed = row
    assert said(LocalText({code: text}), claimed=claimed or ["sleep"]) == left


@pytest.mark.parametrize(
    ("says", "verdict"),
    [
        ("up to 1.5 g a day is considered safe; 5 g can be toxic", "supported"),
        ("may be safe up to 1.5 g a day", "overstated"),
        ("5 g can be toxic", "overstated"),
    ],
)
def test_a_may_of_the_harm_takes_nothing_from_what_is_safe(says: str, verdict: str) -> None:
    study = {"design": "regulatory_opinion", "ingredients": ["saffron", "safranal"]}
    given: dict[str, Any] = {"statement": "1.5 g of saffron a day is safe."}
    given |= {"substance": "saffron", "outcome": "adverse events", "cites": ["a"]}
    refs = {"a": {"level": "authority", "says": says, "study": study}}
    assert judged(given | {"refs": refs}).verdict.value == verdict


NEEDED = [
    (
        "en",
        "No athlete can do without magnesium pills",
        "No athlete can do without magnesium pills.",
    ),
    ("en", "You cannot train without magnesium", "You cannot train without magnesium."),
    ("nl", "Geen sporter kan zonder magnesiumpillen", "No athlete can do without magnesium pills."),
    ("nl", "Volgens het centrum kan niemand buiten magnesium", "Niemand kan buiten magnesium."),
    ("de", "Kein Sportler kommt ohne Magnesium aus", "Kein Sportler kommt ohne Magnesium aus."),
    ("fr", "Aucun sportif ne peut se passer de magnésium", "No athlete can do without magnesium."),
    (
        "es",
        "Ningún deportista puede prescindir del magnesio",
        "No athlete can do without magnesium.",
    ),
]
SPARED = [
    ("en", "Athletes can do without magnesium pills", "Athletes do not need magnesium pills."),
    ("nl", "Sporters kunnen zonder magnesiumpillen", "Athletes do not need magnesium pills."),
]


@pytest.mark.parametrize(
    ("row", "verdict"),
    [*((row, "contradicted") for row in NEEDED), *((row, "supported") for row in SPARED)],
    ids=[f"{row[0]}: {row[1]}" for row in (*NEEDED, *SPARED)],
)
def test_nobody_can_do_without_it_says_that_all_need_it(
    row: tuple[str, str, str], verdict: str
) -> None:
    language, words, statement = row
    says = "athletes who eat a varied diet do not need magnesium supplements"
    given: dict[str, Any] = {"lang": language, "quote": words, "text": f"{words} [1]."}
    given |= {"statement": statement, "substance": "magnesium", "cites": ["a"]}
    refs = {"a": {"level": "authority", "says": says, "study": {"design": "fact_sheet"}}}
    assert judged(given | {"refs": refs}).verdict.value == verdict
