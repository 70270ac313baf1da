"""Proposed entries for an article that is not registered yet, or not wholly.

Nothing is invented. What an entry needs and the article does not say is a TODO; all else is read from
the article (`judge.proposing`) and a draft until someone approves it, and an evidence level stands only
where the study's own record or the registry tells it.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from magclaims.cite.citation import bibtex, make_key, tex
from magclaims.files import split_part
from magclaims.judge.articles.scanning import Scanned, cited_keys
from magclaims.judge.proposing import ProposedClaim, ProposedName, Proposer, Topic
from magclaims.knowledge import find_outcomes, find_substances, outcome, substance, substances
from magclaims.knowledge.sentence_pack import every_pack
from magclaims.match.identity import WITHDRAWN, Identity
from magclaims.match.reference_items import MatchedItem, reference_of
from magclaims.model.identifiers import host_of
from magclaims.model.local_text import LocalText
from magclaims.model.registry import (
    TODO,
    Claim,
    Level,
    Person,
    Reference,
    Strength,
    Study,
    Subject,
)
from magclaims.read.article.articles import ArticleText, ReferenceItem
from magclaims.study.levels import level_of
from magclaims.study.recorded import study_of
from magclaims.study.records import profile_of

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*")
_YAML_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_LONGEST_TITLE = 300
_ALSO = 3
_WIDTH = 100
_OFFERED = 3
"""Listed works that are named beside a claim that cites none."""
_LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True)
class Proposals:
    """Entries as text, to be added."""

    article_id: str
    article: str | None
    """The entry of the article; None where it is registered."""
    claims: Mapping[str, str]
    """Entries of `claims` by id."""
    references: Mapping[str, str]
    """BibTeX entries by key."""
    studies: Mapping[str, str] = field(default_factory=dict)
    """Entries of `studies` by BibTeX key."""
    sources: Mapping[str, ProposedClaim] = field(default_factory=dict)
    """What the claims were read from, by id."""
    twice: tuple[int, ...] = ()
    """Sentences of which no few words tell the place, since the same words stand above: by index."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the studies behind references, by BibTeX key."""

    levels: Mapping[str, Level] = field(default_factory=dict)
    """Evidence levels, from the registry or from a record that is clear."""
    recorded: Mapping[str, Study] = field(default_factory=dict)
    """Studies that the registry lacks, as their records tell them."""
    likely: Mapping[str, Level] = field(default_factory=dict)
    """Levels of which the record is not sure."""
    withdrawn: Collection[str] = ()
    """Works that were retracted: no claim may rest on them."""


def known_of(identities: Mapping[str, Identity], declared: Mapping[str, Study]) -> Known:
    """What the registry or the records tell of the studies behind references.

    Args:
        identities: What was gathered for each reference, by key.
        declared: The studies of the registry, by key.
    """
    levels = {key: level for key, study in declared.items() if (level := level_of(study))}
    recorded: dict[str, Study] = {}
    likely: dict[str, Level] = {}
    withdrawn = [key for key, identity in identities.items() if identity.status in WITHDRAWN]
    for key in withdrawn:
        levels.pop(key, None)
    for key, identity in identities.items():
        if identity.work is None or not identity.carries or key in levels:
            continue
        study = study_of(identity.work)
        profile = profile_of(identity.work)
        guess = study or Study(design=profile.design, subjects=profile.subjects)
        level = level_of(guess)
        if level is not None:
            (levels if study else likely)[key] = level
        if study is not None and key not in declared:
            recorded[key] = study
    return Known(levels, recorded, likely, withdrawn)


def new_references(
    items: Sequence[MatchedItem], taken: Collection[str], style: str
) -> tuple[tuple[MatchedItem, ...], dict[str, str]]:
    """Keys and BibTeX entries for the printed items that the bibliography lacks.

    Args:
        items: The printed list.
        taken: Keys that exist.
        style: How keys are made.

    Returns:
        The list with all keys, and the new entries by key.
    """
    keys = set(taken)
    entries: dict[str, str] = {}
    known: list[MatchedItem] = []
    for item in items:
        if item.key is not None:
            known.append(item)
            continue
        reference = _entry(item.printed)
        key = _key(reference, style, keys)
        keys.add(key)
        entries[key] = _with_note(bibtex(reference, key=key), reference, item.printed)
        known.append(replace(item, key=key, how="new"))
    return tuple(known), entries


def _entry(printed: ReferenceItem) -> Reference:
    """What was read of a printed item, as an entry."""
    reference = reference_of(printed)
    bookshelf = printed.identifier("bookshelf")
    url = reference.url or (f"https://www.ncbi.nlm.nih.gov/books/{bookshelf}" if bookshelf else "")
    page = bool(url) and not (reference.doi or reference.pmid or reference.journal)
    authors = reference.authors
    if authors and _names_others(printed.text, reference.title):
        authors = (*authors, Person(family="others"))
    kind = "online" if page else reference.entry_type
    return reference.model_copy(update={"entry_type": kind, "url": url, "authors": authors})


def _names_others(printed: str, title: str) -> bool:
    """Whether what stands before the title speaks of other authors: "et al.", "e.a.", "u. a."."""
    head = printed.partition(title)[0] if title else printed
    return any(re.search(rf"(?<!\w){re.escape(o)}(?!\w)", head) for o in _others())


@cache
def _others() -> frozenset[str]:
    """What stands for the authors that are not listed, with and without the space after a full stop."""
    listed = {*every_pack().others, "e.a."}
    return frozenset({*listed, *(words.replace(". ", ".") for words in listed)})


def _key(reference: Reference, style: str, taken: Collection[str]) -> str:
    """A key in the style; the identifier where nothing else was read."""
    identifier = reference.pmid or reference.pmcid or reference.doi
    if identifier and not (reference.authors or reference.year):
        kind = "pmid" if reference.pmid else ""
        return _unique(kind + (_slug(identifier) or "work"), taken)
    return make_key(_named(reference), style=style, taken=taken)


def _named(reference: Reference) -> Reference:
    """With a host for an author where there is none, so that its key says something."""
    host = ".".join(host_of(reference.url).split(".")[-2:-1])
    if reference.authors or not host:
        return reference
    return reference.model_copy(update={"authors": (Person(name=host),)})


def _with_note(entry: str, reference: Reference, printed: ReferenceItem) -> str:
    """With the printed line as a note where no title could be read in it."""
    if reference.title:
        return entry
    note = f"  note = {{As printed: {tex(printed.text[:_LONGEST_NOTE])}}},\n"
    head, brace, _ = entry.rpartition("}")
    return f"{head}{note}{brace}\n"


def propose(
    scanned: Scanned,
    items: Sequence[MatchedItem],
    *,
    file: str,
    article_ids: Collection[str],
    claim_ids: Collection[str],
    known: Known,
    by_clause: bool = False,
) -> Proposals:
    """Entries for what is not registered of an article.

    Args:
        scanned: The article beside the registry.
        items: Its printed list with all keys.
        file: What `file:` should say.
        article_ids: Ids of articles that exist.
        claim_ids: Ids of claims that exist.
        known: What is known of the studies behind the references.
        by_clause: Whether the other clauses of a sentence that is registered are proposed, too.
    """
    name = scanned.article_id or _unique(_slug(_called(scanned.path)) or "article", article_ids)
    keys = tuple(dict.fromkeys(item.key for item in items if item.key))
    article = None if scanned.article else _article(name, scanned.text, file, keys)
    proposer = Proposer(scanned.text)
    claims: dict[str, str] = {}
    sources: dict[str, ProposedClaim] = {}
    twice: list[int] = []
    for found in scanned.sentences:
        begun = bool(found.claims or found.drafts)
        if found.apart is not None or (begun and not by_clause):
            continue
        proposed = proposer.claims(found.index, found.wording)
        if not proposed and not begun:
            twice.append(found.index)
        if begun:
            proposed = tuple(claim for claim in proposed if not _is_registered(claim, scanned))
        cites = cited_keys(found.marks, items)
        for claim in proposed:
            words = " ".join(claim.quote.split()[:5])
            id_ = _unique(_slug(words) or f"{name}-{found.index}", {*claim_ids, *claims})
            sources[id_] = claim
            entry = claim_entry(id_, name, claim, cites, known)
            near = [] if cites else _listed_on(claim, items)
            near = [key for key in near if key not in known.withdrawn]
            claims[id_] = "".join([*entry, *_offers(near, known)])
    studies = {key: study_entry(key, known.recorded[key]) for key in keys if key in known.recorded}
    return Proposals(name, article, claims, {}, studies, sources, tuple(twice))


def _listed_on(claim: ProposedClaim, items: Sequence[MatchedItem]) -> list[str]:
    """Keys of listed works whose titles name the substance and an outcome of a claim."""
    topic = claim.topic
    wanted = substance(topic.substance.name) if topic.substance is not None else None
    outcomes = {found.id for one in topic.outcomes if (found := outcome(one.name)) is not None}
    if wanted is None or not outcomes:
        return []
    kin = {wanted.id, wanted.form_of} - {None}
    keys = []
    for item in items:
        title = item.printed.title
        given = [substances()[m.id] for m in find_substances(title)]
        measured = {m.id for m in find_outcomes(title)}
        if any(kin & {s.id, s.form_of} for s in given) and outcomes & measured:
            keys.append(item.key or "")
    return list(dict.fromkeys(key for key in keys if key))[:_OFFERED]


def _offers(keys: Sequence[str], known: Known) -> Iterator[str]:
    """Lines, commented out, with listed works that may bear on a claim that cites none."""
    if keys:
        yield "  # evidence:\n"
    for key in keys:
        level = known.levels.get(key) or known.likely.get(key)
        told = f", level: {level.value}" if level is not None else ""
        yield (
            f"  #   - {{reference: {scalar(key)}{told}}}"
            "  # listed, and its title is about this; it is not cited here\n"
        )


def _is_registered(claim: ProposedClaim, scanned: Scanned) -> bool:
    """Whether a registered quote stands in the clause of a claim, or nobody can tell where it is."""
    text = scanned.text.sentences[claim.sentence].text
    for place in scanned.places:
        if place.sentence != claim.sentence:
            continue
        start = text.find(place.text)
        middle = start + len(place.text) // 2
        if start < 0 or claim.clause.start <= middle < claim.clause.end:
            return True
    return False


def _called(path: Path) -> str:
    """What an article is called: its file, or its name in a file that holds several."""
    file, part = split_part(path)
    return part or Path(file).stem


def _article(name: str, text: ArticleText, file: str, keys: Sequence[str]) -> str:
    told = {"source": text.source, "published": text.published}
    title = " ".join(text.title.split())[:_LONGEST_TITLE]
    listed = ", ".join(map(scalar, keys))
    return "".join(
        [
            f"{scalar(name)}:\n",
            f"  title: {scalar(title or name)}\n",
            f"  language: {text.language}\n",
            *(f"  {field_}: {scalar(value)}\n" for field_, value in told.items() if value),
            f"  file: {scalar(file)}\n",
            f"  # commercial: {TODO}, true or false: is it published by someone who sells the product?\n",
            f"  # jurisdictions: [eu]  # {TODO}: whose law applies, if it is commercial\n",
            f"  references: [{listed}]\n",
        ]
    )


def claim_entry(
    id_: str,
    article: str,
    claim: ProposedClaim,
    cites: Sequence[str],
    known: Known,
    *,
    draft: bool = True,
) -> Iterator[str]:
    """The lines of one entry of `claims`.

    Args:
        id_: Its id.
        article: The id of the article.
        claim: As read.
        cites: BibTeX keys of what the sentence cites.
        known: What is known of the studies behind them.
        draft: Whether somebody has yet to approve it.
    """
    said, topic = claim.passage, claim.topic
    yield f"- id: {scalar(id_)}\n"
    if draft:
        yield "  draft: true  # read from the article: check it, then take this line out\n"
    yield f"  statement: {scalar(claim.statement)}\n"
    yield f"  kind: {claim.kind.value}\n"
    yield f"  about: {_about(topic)}\n"
    if topic.direction is not None:
        yield f"  direction: {topic.direction.value}\n"
    yield "  occurrences:\n"
    yield f"    - article: {scalar(article)}\n"
    yield f"      quote: {scalar(claim.quote)}\n"
    yield f"      strength: {said.strength.label}\n"
    flags = {
        "hedged": said.hedged,
        "therapeutic": said.therapeutic,
        "reported": claim.reported,
    }
    yield from (f"      {name}: true\n" for name, holds in flags.items() if holds)
    named = [subject.value for subject in said.subjects if subject is not Subject.UNSTATED]
    if named:
        yield f"      subjects: [{', '.join(named)}]\n"
    if cites:
        yield f"      cites: [{', '.join(map(scalar, cites))}]\n"
    yield from _evidence(cites, known)


def _evidence(cites: Sequence[str], known: Known) -> Iterator[str]:
    """Links to what the sentence cites; commented out where nobody knows what the reference is."""
    levels = known.levels
    sure = [key for key in cites if key in levels]
    if sure:
        yield "  evidence:\n"
    for key in sure:
        yield (
            f"    - {{reference: {scalar(key)}, level: {levels[key].value}}}"
            "  # it is cited here; check what it shows\n"
        )
    unknown = [key for key in cites if key not in levels]
    if unknown and not sure:
        yield "  # evidence:\n"
    for key in unknown:
        if key in known.withdrawn:
            yield f"  #   - {{reference: {scalar(key)}}}  # RETRACTED: no claim may rest on it\n"
            continue
        level = known.likely.get(key)
        value = level.value if level is not None else TODO
        note = "  # so its record seems to say; check it" if level is not None else ""
        yield f"  #   - {{reference: {scalar(key)}, level: {value}}}{note}\n"


def study_entry(key: str, study: Study) -> str:
    """An entry of `studies` with what was read from the record, marked as such."""
    lines = [
        f"{scalar(key)}:\n",
        "  # Read from the record's own words; take a name out of from_record once you have checked it.\n",
    ]
    for name, value in study.model_dump(mode="json", exclude_defaults=True).items():
        if name == "outcomes":
            lines.append("  outcomes:\n")
            lines += [
                f"    - {{name: {scalar(str(one.name))}, direction: {one.direction}}}\n"
                for one in study.outcomes
            ]
        elif isinstance(value, list):
            lines.append(f"  {name}: [{', '.join(scalar(str(item)) for item in value)}]\n")
        else:
            lines.append(f"  {name}: {scalar(value) if isinstance(value, str) else value}\n")
    return "".join(lines)


_FROM = {
    "before": "the sentence before names the substance",
    "heading": "the heading names the substance",
    "title": "the title names the substance",
    "words": "the sentence's own words, not in the vocabulary",
}


def _about(topic: Topic) -> str:
    """What the claim is about, and where that comes from if the sentence does not name it."""
    notes: list[str] = []
    if topic.substance is None:
        substance = TODO
    else:
        substance = _value(topic.substance)
        notes += [_FROM[source] for source in (topic.substance.source,) if source in _FROM]
    if topic.also:
        notes.append(f"it also names {', '.join(topic.also[:_ALSO])}")
    listed = ", ".join(map(_value, topic.outcomes))
    outcome = f", outcome: [{listed}]" if topic.outcomes else ""
    if any(one.source == "words" for one in topic.outcomes):
        notes.append("the outcome in the sentence's own words")
    if any(one.source == "before" for one in topic.outcomes):
        notes.append("the question before names the outcome")
    note = f"  # {'; '.join(notes)}" if notes else ""
    return f"{{substance: {substance}{outcome}}}{note}"


def _value(name: ProposedName) -> str:
    """A name as YAML; by language where it is the article's own words."""
    value = scalar(name.name)
    return value if name.language == "en" else f"{{{name.language}: {value}}}"


def claim_of(entry: str) -> Claim:
    """An entry of `claims` as a claim that is no draft any more."""
    (data,) = yaml.safe_load(entry)
    data.pop("draft", None)
    return Claim.model_validate(data)


def entry_of(claim: Claim) -> str:
    """A claim as an entry of `claims`; it is no draft any more."""
    data = _plain(claim.model_dump(exclude_defaults=True))
    data.pop("draft", None)
    return yaml.safe_dump([data], sort_keys=False, allow_unicode=True, width=_WIDTH)


def _plain(value: Any) -> Any:
    """A value as YAML knows it: names of strengths, texts by language."""
    if isinstance(value, LocalText):
        return str(value) if set(value.translations) == {"en"} else dict(value.translations)
    if isinstance(value, Strength):
        return value.label
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.value if isinstance(value, Enum) else value


def scalar(text: str) -> str:
    """A YAML value: plain where that is safe, in double quotes otherwise."""
    if _PLAIN.fullmatch(text) and text.lower() not in _YAML_WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def _slug(text: str) -> str:
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_.lower()).strip("-")[:60].rstrip("-")


def _unique(name: str, taken: Collection[str]) -> str:
    number, unique = 2, name
    while unique in taken:
        unique, number = f"{name}-{number}", number + 1
    return unique
