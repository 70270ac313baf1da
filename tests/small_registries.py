"""Registries of one claim each, as tests/policy/registries.yaml and strangers.yaml write them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from magclaims.judge.case import Case
from magclaims.judge.policy import load
from magclaims.judge.verdict.assess import OccurrenceAssessment
from magclaims.match.identity import Identity
from magclaims.model.registry import Dossier, Reference, Verdict
from magclaims.model.source_map import SourceMap
from magclaims.model.work import Gathered, Work
from magclaims.read.article.articles import parse
from magclaims.read.bibliography import Bibliography

CLASS = {
    Verdict.SUPPORTED: "fine",
    Verdict.NOT_APPLICABLE: "fine",
    Verdict.PARTLY_SUPPORTED: "part",
    Verdict.UNVERIFIED: "part",
    Verdict.OVERSTATED: "bad",
    Verdict.UNSUPPORTED: "bad",
    Verdict.CONTRADICTED: "bad",
}
LINK, ENTRY = ("level", "relation", "says", "missing"), ("title", "journal", "url")
WORDED = {
    "strength": "causal",
    "subjects": ["unstated"],
    "reported": False,
    "hedged": False,
    "cites": [],
    "population": None,
}

AT_FIRST_SIGHT = {"thirty-eighth": 22, "forty-first": 20, "forty-fourth": 18}
"""Sets written on what was known to be weak, and how many came out right then."""

NEWCOMERS = {
    "forty-fifth": (18, 0, 1),
    "forty-sixth": (17, 0, 2),
    "forty-seventh": (53, 2, 2),
    "forty-eighth": (17, 1, 4),
    "forty-ninth": (15, 0, 5),
    "fiftieth": (22, 1, 3),
    "fifty-first": (32, 3, 1),
    "fifty-second": (15, 0, 3),
    "fifty-third": (17, 0, 4),
    "fifty-fourth": (72, 14, 9),
    "fifty-fifth": (58, 16, 3),
    "fifty-sixth": (24, 0, 3),
    "fifty-seventh": (25, 0, 5),
    "fifty-eighth": (22, 12, 2),
    "fifty-ninth": (65, 0, 0),
    "sixtieth": (56, 5, 0),
    "sixty-first": (18, 0, 1),
    "sixty-second": (17, 1, 1),
    "sixty-third": (23, 1, 1),
    "sixty-fourth": (25, 1, 2),
    "sixty-fifth": (23, 14, 3),
    "sixty-sixth": (25, 7, 1),
    "sixty-seventh": (19, 0, 4),
    "sixty-eighth": (20, 0, 4),
    "sixty-ninth": (24, 1, 2),
    "seventieth": (24, 0, 3),
    "seventy-first": (31, 1, 6),
    "seventy-second": (21, 0, 4),
    "seventy-third": (22, 1, 2),
    "seventy-fourth": (21, 0, 1),
    "seventy-fifth": (54, 9, 6),
    "seventy-sixth": (17, 0, 3),
    "seventy-seventh": (24, 0, 1),
    "seventy-eighth": (18, 0, 5),
    "seventy-ninth": (21, 0, 0),
    "eightieth": (36, 3, 1),
    "eighty-first": (23, 0, 5),
    "eighty-second": (23, 0, 6),
    "eighty-third": (26, 0, 5),
    "eighty-fourth": (23, 0, 6),
    "eighty-fifth": (23, 0, 4),
    "eighty-sixth": (21, 1, 4),
    "eighty-seventh": (27, 0, 4),
    "eighty-eighth": (29, 0, 7),
    "eighty-ninth": (32, 0, 2),
    "ninetieth": (30, 1, 4),
    "ninety-first": (37, 0, 2),
    "ninety-second": (37, 0, 2),
    "ninety-third": (37, 0, 3),
    "ninety-fourth": (40, 0, 1),
    "ninety-fifth": (38, 1, 5),
    "ninety-sixth": (40, 0, 1),
    "ninety-seventh": (44, 0, 2),
    "ninety-eighth": (39, 0, 5),
    "ninety-ninth": (46, 0, 1),
    "hundredth": (46, 0, 2),
}
"""Sets of newcomers.yaml, visitors.yaml, guests.yaml and callers.yaml at first sight: how many came out right, were bad and called fine, fine and called bad."""


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file in tests/policy."""
    path = Path(__file__).parent / "policy" / name
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def case_of(given: Mapping[str, Any]) -> Case:
    """What the program judges for one of them."""
    refs: dict[str, dict[str, Any]] = given.get("refs", {})
    entries = {
        key: Reference(
            key=key,
            entry_type="article",
            **{"title": key} | {name: ref[name] for name in ENTRY if name in ref},
        )
        for key, ref in refs.items()
    }
    language = given.get("lang", "en")
    case = Case(
        dossier=Dossier.model_validate(
            {
                "articles": {
                    "a": {
                        "title": "Synthetic",
                        "language": language,
                        "commercial": False,
                        "references": given.get("listed", list(refs)),
                    }
                },
                "studies": {key: ref["study"] for key, ref in refs.items() if "study" in ref},
                "claims": [_claim(given, refs)],
            }
        ),
        source_map=SourceMap(),
        faults=(),
        bibliographies=(Bibliography("references.bib", entries, {}, (), ""),),
        gathered=Gathered(asked=True),
        policy=load(),
        today=date(2026, 6, 1),
        texts={"a": parse(given["text"], path="a.md", language=language, format_="markdown")}
        if "text" in given
        else {},
    )
    # What the services would have said of each.
    case.__dict__["identities"] = {
        key: Identity(
            ref.get("status", "verified"),
            None
            if "unrecorded" in ref
            else Work(
                title=ref.get("title", key), abstract=ref.get("abstract"), type=ref.get("type", "")
            ),
        )
        for key, ref in refs.items()
    }
    return case


def _claim(given: Mapping[str, Any], refs: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    quote = given.get("quote", " ".join(given["statement"].split()[:12]))
    return {
        "id": "claim",
        "statement": given["statement"],
        "kind": given.get("kind", "effect"),
        "about": {"substance": given["substance"], "outcome": given.get("outcome", [])},
        "basis": given.get("basis"),
        "direction": given.get("direction"),
        "occurrences": [
            {
                "article": "a",
                "quote": quote,
                **{name: given.get(name, usual) for name, usual in WORDED.items()},
            }
        ],
        "evidence": [
            {"reference": key, **{name: ref[name] for name in LINK if name in ref}}
            for key, ref in refs.items()
            if "unlinked" not in ref
        ],
    }


def judged(given: Mapping[str, Any]) -> OccurrenceAssessment:
    """The verdict on one of them."""
    return case_of(given).assessments["claim"].occurrences[0]
