"""Which findings are about what has changed. All of it is made up."""

from typing import Any

import pytest

from format_samples import finding
from magclaims.model.finding import Severity, WaivedBy
from magclaims.model.registry import Dossier, Reference
from magclaims.waive.changed import State, Touched, mark_untouched, touched

CHANGED = Touched(
    claims=frozenset({"memory"}),
    references=frozenset({"berg2020"}),
    articles=frozenset({"zinc"}),
    files=frozenset({"claims.yaml"}),
    known=frozenset({"memory", "sleep", "berg2020", "vries2019", "zinc", "iron"}),
)


class About:
    """A finding, as far as it matters."""

    def __init__(self, **about: str) -> None:
        self.claim, self.reference = about.get("claim"), about.get("reference")
        self.article, self.path = about.get("article"), about.get("path", "other.yaml")


@pytest.mark.parametrize(
    ("about", "covered"),
    [
        ({"claim": "memory"}, True),
        ({"claim": "sleep"}, False),
        ({"reference": "berg2020"}, True),
        ({"reference": "vries2019"}, False),
        ({"article": "zinc"}, True),
        ({"article": "iron"}, False),
        ({"claim": "sleep", "reference": "berg2020"}, True),
        ({"claim": "sleep", "path": "claims.yaml"}, False),  # the claim tells, whatever else the file has
        ({"path": "claims.yaml"}, True),
        ({"path": "other.yaml"}, False),
        ({"claim": "unreadable", "path": "claims.yaml"}, True),  # only its file is known
        ({"claim": "unreadable"}, False),
    ],
)  # fmt: skip
def test_a_finding_is_covered_by_what_it_names_else_by_its_file(
    about: dict[str, str], *, covered: bool
) -> None:
    finding: Any = About(**about)
    assert CHANGED.covers(finding) is covered


def test_what_has_not_changed_is_known_and_what_is_waived_stays_so() -> None:
    by = WaivedBy(reason="known", owner="Ann", until="2030-01-01")
    made = [
        finding("EVI001", "x", Severity.ERROR, "x", about=(name, None, None), waived=waived)
        for name, waived in (("memory", None), ("sleep", None), ("sleep", by))
    ]
    marked = mark_untouched(made, CHANGED)
    assert [f.baseline for f in marked] == [False, True, False]
    assert [f.waived for f in marked] == [None, None, by]


# --- what has changed

WAIVER = {"rule": "EVI001", "reason": "x", "owner": "Ann", "until": "2030-01-01"}


def registry(**changed: Any) -> Dossier:
    """Memory rests on berg2020 in the article on zinc, sleep on vries2019 in the one on iron."""
    claims = [
        {
            "id": name,
            "statement": "Zinc improves it.",
            "kind": "effect",
            "about": {"substance": "zinc", "outcome": name},
            "occurrences": [
                {"article": article, "quote": "zinc improves it", "strength": "causal"}
            ],
            "evidence": [{"reference": key, "level": "human"}],
        }
        for name, article, key in (("memory", "zinc", "berg2020"), ("sleep", "iron", "vries2019"))
    ]
    articles = {
        name: {"title": name, "language": "en", "commercial": False, "references": [key]}
        for name, key in (("zinc", "berg2020"), ("iron", "vries2019"))
    }
    made = {"claims": claims, "articles": articles, "studies": {}, "waivers": []}
    return Dossier.model_validate({**made, **changed})


def state(dossier: Dossier | None = None, **changed: Any) -> State:
    references = {
        key: Reference(key=key, entry_type="article", title=key)
        for key in ("berg2020", "vries2019", "old1990")
    }
    given: dict[str, Any] = {
        "dossier": dossier or registry(),
        "references": references,
        "texts": {"zinc": b"zinc improves it", "iron": b"zinc improves it"},
        "files": {"claims.yaml": b"x", "references.bib": b"y"},
    }
    return State(**(given | changed))


def names(found: Touched) -> tuple[set[str], set[str], set[str]]:
    return set(found.claims), set(found.references), set(found.articles)


TRIAL = {"vries2019": {"design": "randomized_controlled_trial", "subjects": "human"}}


def test_nothing_has_changed() -> None:
    found = touched(state(), state())
    assert names(found) == (set(), set(), set())
    assert found.files == set()
    assert found.known == {"memory", "sleep", "berg2020", "vries2019", "old1990", "zinc", "iron"}


def test_a_claim_that_came_is_changed_and_its_reference_is_cited_anew() -> None:
    one = registry().model_copy(update={"claims": registry().claims[:1]})
    assert names(touched(state(one), state())) == ({"sleep"}, {"vries2019"}, set())


def test_a_study_that_came_or_went_was_what_its_claim_rested_on() -> None:
    noted = registry(studies=TRIAL)
    assert names(touched(state(), state(noted))) == ({"sleep"}, {"vries2019"}, set())
    assert names(touched(state(noted), state())) == ({"sleep"}, {"vries2019"}, set())


def test_a_reference_or_a_text_touches_what_rests_on_it() -> None:
    before = state()
    other = Reference(key="berg2020", entry_type="article", title="Another one")
    found = touched(before, state(references={**before.references, "berg2020": other}))
    assert names(found) == ({"memory"}, {"berg2020"}, set())
    found = touched(before, state(texts={**before.texts, "iron": b"other words"}))
    assert names(found) == ({"sleep"}, set(), {"iron"})
    found = touched(before, state(texts={**before.texts, "iron": None}))
    assert names(found) == ({"sleep"}, set(), {"iron"})
    found = touched(before, state(files={**before.files, "claims.yaml": b"z", "more.yaml": b""}))
    assert names(found) == (set(), set(), set())
    assert found.files == {"claims.yaml", "more.yaml"}


def test_what_is_gone_touches_what_rested_on_it() -> None:
    """The claim stays as it was, and rests on nothing now."""
    before = state()
    left = {key: one for key, one in before.references.items() if key != "berg2020"}
    assert names(touched(before, state(references=left)))[0] == {"memory"}
    articles = {"zinc": registry().articles["zinc"]}
    found = touched(before, state(registry(articles=articles)))
    assert names(found)[0] == {"sleep"}


def test_a_work_that_is_cited_anew_has_changed() -> None:
    """It may have been retracted for years: who cites it from today on is to know."""
    articles = {
        name: article.model_copy(update={"references": (*article.references, "old1990")})
        for name, article in registry().articles.items()
    }
    found = touched(state(), state(registry(articles=articles)))
    assert names(found) == ({"memory", "sleep"}, {"old1990"}, {"zinc", "iron"})
    # What it no longer cites is no concern of the change.
    found = touched(state(registry(articles=articles)), state())
    assert names(found)[1] == set()


def test_a_waiver_that_came_or_went_touches_its_subject() -> None:
    waived = registry(waivers=[{**WAIVER, "subject": "sleep"}])
    every = ({"sleep"}, {"sleep"}, {"sleep"})
    assert names(touched(state(), state(waived))) == every
    assert names(touched(state(waived), state())) == every
    assert names(touched(state(waived), state(waived))) == (set(), set(), set())
    later = registry(waivers=[{**WAIVER, "subject": "sleep", "until": "2031-01-01"}])
    assert names(touched(state(waived), state(later))) == every
