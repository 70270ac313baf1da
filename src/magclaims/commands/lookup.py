"""`magclaims lookup`: one work, whether it stands, who uses it, and what it can support."""

from pathlib import Path
from typing import Any

from magclaims.commands.capacity import LookedUp, capacity, exit_of, withdrawn_as
from magclaims.commands.gathering import gather_references
from magclaims.commands.gathering import search as search_for
from magclaims.commands.identify import identify, near_misses
from magclaims.commands.lookup_output import LookupFormat, render, results, write
from magclaims.commands.session import Sources, find_sources, open_case
from magclaims.commands.terminal import note, spoken
from magclaims.commands.unchecked import note_addresses, note_snapshot
from magclaims.config import Configuration
from magclaims.errors import Exit, MagclaimsError
from magclaims.judge.case import Case
from magclaims.model.identifiers import Identifier
from magclaims.model.registry import Reference, Study
from magclaims.model.work import Answer, Missing, Unreachable, Work
from magclaims.study import infer
from magclaims.study.recorded import study_of


def lookup(text: str, configuration: Configuration, *, format_: LookupFormat) -> Exit:
    """Look up an identifier and print it; search where the text is none."""
    case = own_dossier(configuration)
    identifier = identify(text, case.references if case else {}, configuration)
    if identifier is None:
        return _search(text, configuration, format_=format_)
    found = find(identifier, configuration, case)
    write(render(found, format_, spoken(configuration)), format_)
    note_addresses(configuration)
    if found.incomplete:
        note(f"half of the answer is lacking: {found.incomplete}")
    code = exit_of(found.answer)
    return Exit.UNREACHABLE if code is Exit.OK and found.incomplete else code


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
        capacity=withdrawn_as(answer) or (capacity(study) if study else None),
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


def _search(text: str, configuration: Configuration, *, format_: LookupFormat) -> Exit:
    """Search Crossref for free text; what is found is offered, never taken for the answer."""
    found = search_for(text, configuration)
    if isinstance(found, Unreachable):
        note(f"could not search ({found.reason})")
        return Exit.UNREACHABLE
    write(results(found, format_, spoken(configuration)), format_)
    return Exit.OK if found else Exit.FINDINGS
