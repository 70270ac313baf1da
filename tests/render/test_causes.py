"""Causes: one for what is promised against a disease, and what harms readers most first. Claims are synthetic."""

from format_samples import claim, clean, finding, occurrence
from magclaims.model.finding import Severity
from magclaims.model.registry import Verdict
from magclaims.model.report import CauseView, ClaimView, OccurrenceView, Report
from magclaims.render import FORMATS
from magclaims.render.causes import causes
from magclaims.render.view import arrange

NO_SOURCE = CauseView(kind="no_source", reference=None)
ANIMALS = CauseView(kind="preclinical", reference="doe2020")


def place(
    quote: str, cause: CauseView, *, treats: bool = False, strength: str = "causal"
) -> OccurrenceView:
    made = occurrence(Verdict.UNSUPPORTED, quote, strength=strength)
    return made.model_copy(update={"cause": cause, "therapeutic": treats, "code": "EVI001"})


def report(*claims: ClaimView) -> Report:
    return clean().model_copy(update={"claims": claims})


def told(*claims: ClaimView) -> list[tuple[str, bool, list[str]]]:
    return [
        (g.cause.kind, g.therapeutic, [p.occurrence.quote for p in g.places])
        for g in causes(arrange(report(*claims)))
    ]


def test_a_promise_against_a_disease_is_a_cause_of_its_own_and_comes_first() -> None:
    assert told(
        claim("a", place("improves sleep", NO_SOURCE)),
        claim("b", place("improves memory", ANIMALS)),
        claim("c", place("cures flu", NO_SOURCE, treats=True)),
        claim("d", place("stops a pathway", ANIMALS), kind="mechanism"),
    ) == [
        ("no_source", True, ["cures flu"]),
        ("preclinical", False, ["improves memory", "stops a pathway"]),
        ("no_source", False, ["improves sleep"]),
    ]


def test_how_things_work_comes_after_what_people_are_told_of_their_health() -> None:
    found = told(
        claim("a", place("acts on a receptor", ANIMALS), kind="mechanism"),
        claim("b", place("improves sleep", NO_SOURCE)),
    )
    assert [quotes for _, _, quotes in found] == [["improves sleep"], ["acts on a receptor"]]


def test_questions_come_last_and_what_the_law_warns_of_before_them() -> None:
    asked, wrong = (CauseView(kind=kind, reference=None) for kind in ("open", "part"))
    places = (
        claim("a", place("is named after a town", asked), kind="definition"),
        claim("b", place("acts on a receptor", wrong), kind="mechanism"),
    )
    assert [kind for kind, *_ in told(*places)] == ["part", "open"]
    law = finding("LAW001", "eu-not-authorised", Severity.WARNING, "health claims")
    noted = finding("LAW015", "eu-not-judged", Severity.NOTE, "not judged")
    made = report(*places).model_copy(update={"findings": (law, law, noted)})
    first = FORMATS["html"].render(made).split('id="first"')[1].split('id="claims"')[0]
    order = [first.index(word) for word in ("acts on a receptor", "LAW001", "is named after")]
    assert order == sorted(order)
    assert "LAW015" not in first
    assert '<a href="#law">2 findings</a>' in first


def test_an_opinion_or_a_denial_beside_a_disease_promises_nothing() -> None:
    assert not any(
        treats
        for _, treats, _ in told(
            claim("a", place("promising findings", NO_SOURCE, treats=True), kind="opinion"),
            claim("b", place("is not meant to cure", NO_SOURCE, treats=True, strength="none")),
        )
    )


def test_the_page_marks_it_and_filters_it() -> None:
    page = FORMATS["html"].render(
        report(
            claim("c", place("cures flu", NO_SOURCE, treats=True), kind="effect"),
            claim("e", place("heals flu", NO_SOURCE, treats=True), kind="effect"),
        )
    )
    assert '<i class="tag">disease claim</i>' in page
    assert '<a href="#c=no_source&amp;t=1">' in page
    assert page.count(" t:1 ") == 2
    assert '<select name="t">' in page
