"""`magclaims lookup`: one work, whether it stands, who uses it, and what it can carry."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from magclaims.cite.citation import ama, bibtex, csl_json
from magclaims.commands.gathering import gather_references
from magclaims.commands.gathering import search as search_for
from magclaims.commands.identify import identify, near_misses
from magclaims.commands.session import Sources, find_sources, open_case
from magclaims.commands.streams import write_document
from magclaims.commands.terminal import note
from magclaims.commands.unchecked import note_addresses, note_snapshot
from magclaims.config import Configuration
from magclaims.errors import Exit, MagclaimsError
from magclaims.judge.case import Case
from magclaims.judge.link.links import carries
from magclaims.match.identity import WITHDRAWING, replacement, standing
from magclaims.model.finding import Reason
from magclaims.model.identifiers import Identifier
from magclaims.model.registry import Level, Reference, Study
from magclaims.model.service import label
from magclaims.model.work import Answer, Missing, Unreachable, Work
from magclaims.render.escape import json_document, plain
from magclaims.study import infer
from magclaims.study.levels import level_of
from magclaims.study.recorded import study_of

LookupFormat = Literal["text", "json", "bibtex", "csl-json", "ama"]
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a work can carry: the most that a sentence may say, and on which condition."""

    level: Level | None
    ceiling: str
    condition: str
    substance: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class LookedUp:
    """Everything that `lookup` shows of one identifier."""

    identifier: Identifier
    answer: Answer
    key: str | None
    """Its key in the bibliography."""
    claims: tuple[str, ...]
    study: Study | None
    capacity: Capacity | None
    inferred: bool
    """The study's facts come from the record's own text, not from the registry."""
    incomplete: str | None = None
    """Why a second source, which may know of a notice, did not add to the record."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Base URLs that were asked in the place of services, by service."""
    near: tuple[tuple[str, str], ...] = ()
    """Where it was not found: key and identifier of one's own entries that differ by one character."""


def lookup(text: str, configuration: Configuration, *, format_: LookupFormat) -> Exit:
    """Look up an identifier and print it; search where the text is none."""
    case = own_dossier(configuration)
    identifier = identify(text, case.references if case else {}, configuration)
    if identifier is None:
        return _search(text, configuration, format_=format_)
    found = find(identifier, configuration, case)
    _print(_render(found, format_), format_)
    note_addresses(configuration)
    if found.incomplete:
        note(f"half of the answer is lacking: {found.incomplete}")
    code = _exit(found.answer)
    return Exit.UNREACHABLE if code is Exit.OK and found.incomplete else code


def _withdrawn(answer: Answer) -> bool:
    """Whether it is a work that no longer stands."""
    return isinstance(answer, Work) and any(
        notice.type in WITHDRAWING for notice in standing(answer.notices)
    )


def _replaced(answer: Answer) -> bool:
    """Whether it was retracted and a new version took its place."""
    return isinstance(answer, Work) and any(
        notice.type == "retraction_and_replacement" for notice in standing(answer.notices)
    )


def _withdrawn_as(answer: Answer) -> Capacity | None:
    """That a work which no longer stands carries nothing; None where it stands."""
    if not _withdrawn(answer):
        return None
    return _SUPERSEDED if _replaced(answer) else _NOTHING


def _exit(answer: Answer) -> Exit:
    match answer:
        case Work():
            return Exit.FINDINGS if _withdrawn(answer) else Exit.OK
        case Missing():
            return Exit.FINDINGS
        case Unreachable():
            return Exit.UNREACHABLE


def find(identifier: Identifier, configuration: Configuration, case: Case | None) -> LookedUp:
    """Ask for one identifier, and put beside it what the dossier knows."""
    asked = _reference(identifier)
    gathered = gather_references([asked], configuration)
    note_snapshot(gathered)
    answer = gathered.answers[asked.key]
    key = _known_key(case, identifier, answer) if case else None
    study = case.dossier.studies.get(key) if case and key else None
    inferred = False
    if study is None and isinstance(answer, Work):
        study = _inferred(answer)
        inferred = study is not None
    return LookedUp(
        identifier=identifier,
        answer=answer,
        key=key,
        claims=case.used.get(key, ()) if case and key else (),
        study=study,
        capacity=_withdrawn_as(answer) or (capacity(study) if study else None),
        inferred=inferred,
        incomplete=gathered.incomplete.get(asked.key) if gathered.asked else None,
        addresses=gathered.addresses,
        near=near_misses(identifier, case.references.values())
        if case and isinstance(answer, Missing)
        else (),
    )


def _reference(identifier: Identifier) -> Reference:
    fields: dict[str, Any] = {identifier.kind: identifier.value}
    return Reference(key="lookup", entry_type="misc", **fields)


def own_dossier(configuration: Configuration) -> Case | None:
    """The configured dossier, read without asking anyone; None where there is none."""
    try:
        sources = find_sources((), configuration)
    except MagclaimsError:
        return None
    quiet = configuration.with_options({"offline": True})
    known = Sources(
        tuple(p for p in sources.claims if Path(p).exists()),
        tuple(p for p in sources.bibliographies if Path(p).exists()),
    )
    return open_case(known, quiet).case


def _known_key(case: Case, identifier: Identifier, answer: Answer) -> str | None:
    wanted = {str(identifier)}
    if isinstance(answer, Work):
        wanted |= {f"doi:{answer.doi}", f"pmid:{answer.pmid}", f"pmcid:{answer.pmcid}"}
        wanted |= {f"doi:{doi}" for doi in answer.aliases}
    for key, reference in case.references.items():
        own = {
            f"{kind}:{value}"
            for kind in ("doi", "pmid", "pmcid", "arxiv", "bookshelf")
            if (value := getattr(reference, kind))
        }
        if own & wanted:
            return key
    return None


def _inferred(work: Work) -> Study | None:
    """What the record's own words say of the study; None where they say too little."""
    if (study := study_of(work)) is not None:
        return study
    profile = infer(work.title, work.abstract, work.publication_types, work.mesh)
    if profile.design is None and not profile.subjects:
        return None
    return Study(design=profile.design, subjects=profile.subjects, species=profile.species)


_CONDITIONS = {
    Level.ANIMAL: "only where the sentence names {species}; about people it supports nothing",
    Level.IN_VITRO: "only where the sentence names the cells; about people it supports nothing",
    Level.COMBINED_FORMULA: "only where the formula is the subject: {ingredients}",
    Level.AUTHORITY: "no stronger than the words that you quote under `says`",
    Level.NARRATIVE_REVIEW: "for a mechanism; for an effect in people it supports nothing",
    Level.BACKGROUND: "background: it shows no effect",
}


_NOTHING = Capacity(None, "nothing", "it was retracted: no claim may rest on it", (), ())
_SUPERSEDED = Capacity(
    None,
    "nothing",
    "it was retracted and replaced: a claim may rest on the new version alone",
    (),
    (),
)


def capacity(study: Study) -> Capacity:
    """The most that a sentence may say on one study, as the policy has it."""
    level = level_of(study)
    if level is None:
        return Capacity(None, "nothing", "its subjects are not known", study.ingredients, ())
    ceiling, reasons = carries(level, study)
    condition = _CONDITIONS.get(level, "for the people, dose and outcome that were studied").format(
        species=", ".join(study.species) or "the animals",
        ingredients=" + ".join(study.ingredients) or "all its ingredients",
    )
    return Capacity(level, ceiling, condition, study.ingredients, reasons)


# --- printing --------------------------------------------------------------------------------------


def _print(text: str, format_: LookupFormat) -> None:
    if format_ in {"text", "ama"}:
        sys.stdout.write(text)
    else:
        write_document(text)


def _render(found: LookedUp, format_: LookupFormat) -> str:
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
            return ("replaced" if _replaced(answer) else "retracted") if _exit(answer) else "found"
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
    return isinstance(answer, Work) and not _withdrawn(answer)


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
    if found.capacity is _NOTHING or found.capacity is _SUPERSEDED:
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
    if not isinstance(answer, Work) or not _replaced(answer):
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


# --- searching -------------------------------------------------------------------------------------


def _search(text: str, configuration: Configuration, *, format_: LookupFormat) -> Exit:
    """Search Crossref for free text; what is found is offered, never taken for the answer."""
    found = search_for(text, configuration)
    if isinstance(found, Unreachable):
        note(f"could not search ({found.reason})")
        return Exit.UNREACHABLE
    _print(_results(found, format_), format_)
    return Exit.OK if found else Exit.FINDINGS


def _results(works: Sequence[Work], format_: LookupFormat) -> str:
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
