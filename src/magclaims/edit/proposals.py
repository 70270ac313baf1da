"""Proposed entries for an article that is not registered yet, or not wholly.

Nothing is invented. What an entry needs and the article does not say is a TODO; all else is read from
the article (`judge.proposing`) and a draft until someone approves it, and an evidence level stands only
where the study's own record or the registry tells it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cache
from pathlib import Path

from magclaims.cite.citation import bibtex, make_key, tex
from magclaims.edit.entries import Known, claim_entry, scalar, study_entry
from magclaims.files import split_part
from magclaims.judge.articles.grading import reports
from magclaims.judge.articles.scanning import Scanned, cited_keys
from magclaims.judge.link.cited import is_authority
from magclaims.judge.proposing import ProposedClaim, Proposer
from magclaims.knowledge.data import word_set
from magclaims.knowledge.keys import fold
from magclaims.knowledge.sentence_pack import every_pack
from magclaims.lexicon.passages import in_the_present
from magclaims.lexicon.word_list import words_of
from magclaims.match.identity import WITHDRAWN, Identity
from magclaims.match.reference_items import MatchedItem, reference_of
from magclaims.model.identifiers import host_of
from magclaims.model.registry import TODO, Kind, Level, Person, Reference, Study
from magclaims.model.values import dataclass
from magclaims.read.article.articles import ArticleText, ReferenceItem
from magclaims.study import StudyProfile, infer
from magclaims.study.levels import level_of
from magclaims.study.matter import is_on
from magclaims.study.recorded import study_of
from magclaims.study.records import profile_of

_LONGEST_TITLE = 300
_EFFECTS = frozenset({Kind.EFFECT, Kind.MECHANISM})
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
    items: Sequence[MatchedItem] = ()
    """The printed list with all keys."""


def known_of(
    identities: Mapping[str, Identity],
    declared: Mapping[str, Study],
    printed: Sequence[Reference] = (),
) -> Known:
    """What the registry or the records tell of the studies behind references, by key.

    Of a work as printed a level is guessed where there is no record, by who made it or its title, never people.
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
        level = level_of(study or _guessed(profile_of(identity.work)))
        if level is not None:
            (levels if study else likely)[key] = level
        if study is not None and key not in declared:
            recorded[key] = study
    for one in printed:
        if one.key in levels or one.key in withdrawn:
            continue
        told = Level.AUTHORITY if is_authority(one) else level_of(_guessed(infer(one.title)))
        if told and told is not Level.HUMAN:  # that it was tried in people takes more than a title
            likely.setdefault(one.key, told)
    return Known(levels, recorded, likely, withdrawn, {**declared, **recorded})


def _guessed(profile: StudyProfile) -> Study:
    return Study(design=profile.design, subjects=profile.subjects)


def new_references(
    items: Sequence[MatchedItem], taken: Collection[str], style: str
) -> tuple[tuple[MatchedItem, ...], dict[str, str]]:
    """The printed list with all keys, none `taken`, and new BibTeX entries by key for what there is none of."""
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

    With `by_clause` the other clauses of a sentence that is registered are proposed, too.
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
        for claim in (_as_reported(one, scanned.text, cited=bool(found.marks)) for one in proposed):
            words = " ".join(claim.quote.split()[:5])
            id_ = _unique(_slug(words) or f"{name}-{found.index}", {*claim_ids, *claims})
            sources[id_] = claim
            entry = claim_entry(id_, name, claim, cites, known)
            near = [] if cites else _near(claim, items, known)
            claims[id_] = "".join([*entry, *_offers(near, known)])
    studies = {key: study_entry(key, known.recorded[key]) for key in keys if key in known.recorded}
    return Proposals(name, article, claims, {}, studies, sources, tuple(twice), items)


def _as_reported(claim: ProposedClaim, text: ArticleText, *, cited: bool) -> ProposedClaim:
    """With what `check` would keep of its reporting what a study found; what is marked and reported is a result."""
    sentence, said = text.sentences[claim.sentence], claim.passage
    earlier = text.sentences[: claim.sentence]
    before = [one.text for one in earlier if one.block == sentence.block]
    reported = said.asserts and reports(said, sentence, before, cited=cited)
    # "Always improved", "for our customers" is no result.
    bars = word_set("clauses.toml", "no_result", "words") | word_set(
        "clauses.toml", "testimony", "tellers"
    )
    firm = not bars.isdisjoint(words_of(fold(sentence.text)))
    told = cited and reported and not firm and not in_the_present(said.cues, sentence.language)
    kind = Kind.STUDY_RESULT if told and claim.kind in _EFFECTS else claim.kind
    return replace(claim, kind=kind, passage=replace(said, reported=reported))


def _near(claim: ProposedClaim, items: Sequence[MatchedItem], known: Known) -> list[str]:
    """Listed works that may bear on a proposed claim."""
    topic = claim.topic
    named = (topic.substance.name,) if topic.substance is not None else ()
    return listed_on(named, [one.name for one in topic.outcomes], items, known)


def listed_on(
    named: Sequence[str], about: Sequence[str], items: Sequence[MatchedItem], known: Known
) -> list[str]:
    """Keys of listed works that are on a claim's substances and outcomes, a few; none that was withdrawn."""
    keys = dict.fromkeys(
        item.key
        for item in items
        if item.key and is_on(named, about, [item.printed.title], known.studies.get(item.key))
    )
    return [key for key in keys if key not in known.withdrawn][:_OFFERED]


def _offers(keys: Sequence[str], known: Known) -> Iterator[str]:
    """Lines, commented out, with listed works that may bear on a claim that cites none."""
    if keys:
        yield "  # evidence:\n"
    for key in keys:
        level = known.levels.get(key) or known.likely.get(key)
        told = f", level: {level.value}" if level is not None else ""
        yield (
            f"  #   - {{reference: {scalar(key)}{told}}}"
            "  # listed, and on the same matter; it is not cited here\n"
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


def _slug(text: str) -> str:
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_.lower()).strip("-")[:60].rstrip("-")


def _unique(name: str, taken: Collection[str]) -> str:
    number, unique = 2, name
    while unique in taken:
        unique, number = f"{name}-{number}", number + 1
    return unique
