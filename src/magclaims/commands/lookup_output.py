"""What `lookup` shows of a work, as text, JSON or a reference in one style."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from magclaims.cite.citation import ama, bibtex, csl_json
from magclaims.commands.capacity import (
    RETRACTED,
    SUPERSEDED,
    LookedUp,
    exit_of,
    replaced,
    withdrawn,
)
from magclaims.commands.streams import write_document
from magclaims.match.identity import replacement, standing
from magclaims.model.service import label
from magclaims.model.work import Answer, Missing, Unreachable, Work
from magclaims.render.escape import json_document, plain

LookupFormat = Literal["text", "json", "bibtex", "csl-json", "ama"]
SCHEMA = 1


def write(text: str, format_: LookupFormat) -> None:
    """Print it: text in the terminal's encoding, documents as UTF-8."""
    if format_ in {"text", "ama"}:
        sys.stdout.write(text)
    else:
        write_document(text)


def render(found: LookedUp, format_: LookupFormat) -> str:
    """What is shown of one work."""
    if format_ == "json":
        return json_document(_json(found))
    if isinstance(found.answer, Work):
        if format_ == "bibtex":
            return bibtex(found.answer) + "\n"
        if format_ == "csl-json":
            return json_document([csl_json(found.answer)])
        if format_ == "ama":
            return plain(ama(found.answer)) + "\n"
    elif format_ != "text":
        print(why_not(found), file=sys.stderr)  # noqa: T201
        return ""
    return _text(found)


def status(answer: Answer) -> str:
    """found, retracted, replaced, not_found or unreachable."""
    match answer:
        case Work():
            return ("replaced" if replaced(answer) else "retracted") if exit_of(answer) else "found"
        case Missing():
            return "not_found"
        case Unreachable():
            return "unreachable"


def _json(found: LookedUp) -> Mapping[str, Any]:
    answer = found.answer
    capacity_ = found.capacity
    return {
        "schema": SCHEMA,
        "query": str(found.identifier),
        "status": status(answer),
        "replaced_by": replacement(standing(answer.notices)) if isinstance(answer, Work) else None,
        "work": answer.model_dump(mode="json") if isinstance(answer, Work) else None,
        "reason": None if isinstance(answer, Work) else why_not(found),
        "incomplete": found.incomplete,
        "addresses": dict(found.addresses),
        "in_bibliography": found.key,
        "claims": list(found.claims),
        "study": found.study.model_dump(mode="json") if found.study else None,
        "study_source": None
        if found.study is None
        else ("record" if found.inferred else "registry"),
        "carries": {
            "level": capacity_.level.value if capacity_.level else None,
            "at_most": capacity_.ceiling,
            "substance": list(capacity_.substance),
            "condition": capacity_.condition,
            "reasons": [r.model_dump() for r in capacity_.reasons],
        }
        if capacity_
        else None,
        "evidence": entry(found) if _citable(answer) else None,
    }


def _citable(answer: Answer) -> bool:
    return isinstance(answer, Work) and not withdrawn(answer)


def why_not(found: LookedUp) -> str:
    """Why there is no record, in a sentence; empty where there is one."""
    match found.answer:
        case Missing(asked=asked):
            names = " and ".join(map(label, asked))
            meant = "; ".join(f"did you mean {value} ({key})?" for key, value in found.near)
            said = f"{found.identifier}: not found; not known to {names}"
            return f"{said}; {meant}" if meant else said
        case Unreachable(reason=reason):
            return f"{found.identifier}: could not be asked ({reason}); that is not 'not found'"
        case Work():
            return ""


def _text(found: LookedUp) -> str:
    lines: list[str] = []
    if isinstance(found.answer, Work):
        lines += _work_lines(found.answer)
    else:
        lines.append(why_not(found))
    lines.append("")
    if found.key:
        users = ", ".join(found.claims) or "no claim"
        lines.append(f"In the bibliography as {found.key}; evidence for: {users}")
    else:
        lines.append("Not in the bibliography.")
    lines += _study_lines(found)
    if _citable(found.answer):
        lines += ["", "For claims.yaml:", ""]
        return "\n".join(plain(line) for line in lines) + "\n" + entry(found)
    return "\n".join(plain(line) for line in lines) + "\n"


def _work_lines(work: Work) -> list[str]:
    people = [str(person) for person in work.authors]
    shown = "; ".join(people[:6]) + (f"; and {len(people) - 6} more" if len(people) > 6 else "")
    where = ", ".join(
        part
        for part in (
            work.journal,
            str(work.year or ""),
            f"{work.volume}({work.issue})" if work.issue else work.volume,
            work.pages or work.article_number,
        )
        if part
    )
    lines = [work.title or "(no title)", shown or "(no authors)", where]
    ids = [f"doi:{work.doi}" if work.doi else "", f"PMID {work.pmid}" if work.pmid else ""]
    lines.append("  ".join(part for part in (*ids, work.pmcid or "", work.type) if part))
    notices = standing(work.notices)
    day = work.retrieved[:10] or "unknown date"
    source = " and ".join(map(label, work.sources))
    if not notices:
        lines.append(f"No notice as of {day} ({source}).")
    for notice in notices:
        doi = f", doi:{notice.doi}" if notice.doi else ""
        name = notice.type.replace("_", " ").upper()
        lines.append(f"{name}: {notice.date or 'no date'}{doi} (source: {notice.source})")
    return lines


def _study_lines(found: LookedUp) -> list[str]:
    study = found.study
    if found.capacity is RETRACTED or found.capacity is SUPERSEDED:
        return [f"It can support nothing: {found.capacity.condition}.", *_instead(found.answer)]
    if study is None:
        return ["The study: not assessed. Read it, and enter what it is under `studies`."]
    source = "the record's own words; check it" if found.inferred else "the registry"
    facts = [
        study.design.value.replace("_", " ") if study.design else "",
        ", ".join(s.value for s in study.subjects),
        ", ".join(study.species),
        " + ".join(study.ingredients),
        f"n={study.sample_size}" if study.sample_size else "",
        study.dose or "",
        study.duration or "",
        f"against {', '.join(study.comparator)}" if study.comparator else "",
        *(f"{outcome.name}: {outcome.direction.replace('_', ' ')}" for outcome in study.outcomes),
    ]
    lines = [f"The study (from {source}): " + "; ".join(fact for fact in facts if fact)]
    if found.capacity:
        lines.append(
            f"It can support: at most {found.capacity.ceiling}; {found.capacity.condition}."
        )
        lines += [f"  {reason.text}" for reason in found.capacity.reasons]
    return lines


def _instead(answer: Answer) -> list[str]:
    """Which version to look up where a new one took a work's place."""
    if not isinstance(answer, Work) or not replaced(answer):
        return []
    new = replacement(standing(answer.notices))
    if new is None:
        return ["Cite instead: the new version; no source told its DOI: the notice does."]
    if new in {answer.doi, *answer.aliases}:
        return ["Cite instead: the new version, which stands under the same DOI."]
    return [f"Cite instead: doi:{new} (magclaims lookup {new})"]


def entry(found: LookedUp) -> str:
    """An evidence entry for claims.yaml, to paste and complete."""
    key = found.key or "KEY"
    level = found.capacity.level.value if found.capacity and found.capacity.level else "LEVEL"
    return (
        f"      - reference: {key}\n"
        f"        level: {level}\n"
        "        relation: supports  # or partial (with missing), contradicts, mentions\n"
        '        says: ""  # the source\'s own figure or few words\n'
    )


def results(works: Sequence[Work], format_: LookupFormat) -> str:
    """What is shown of the works that a search found."""
    if format_ == "json":
        rows = [work.model_dump(mode="json") for work in works]
        return json_document({"schema": SCHEMA, "results": rows})
    if format_ == "csl-json":
        return json_document([csl_json(w) for w in works])
    if format_ == "bibtex":
        return "\n".join(bibtex(work) + "\n" for work in works)
    if not works:
        return "Nothing found.\n"
    lines = [plain(ama(work)) for work in works]
    if format_ == "ama":
        return "\n".join(lines) + "\n"
    return "\n".join(f"{i}. {line}" for i, line in enumerate(lines, 1)) + "\n"
