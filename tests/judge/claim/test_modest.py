"""Sentences that tell how little is known claim no effect, whatever kind they are declared as. All are made up."""

from typing import Any

import pytest

from magclaims.judge.claim.modest import only_asks, tells_how_little
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
