"""Proposed entries for an article that is not registered yet, or not wholly.

Nothing is invented. What an entry needs and the article does not say is a TODO; the strength is
graded from the sentence, the substance and the outcome are those that it names, and an evidence
level stands only where the study's own record or the registry tells it.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from magclaims.cite.citation import bibtex, make_key, tex
from magclaims.judge.scanning import Scanned, ScannedSentence, cited_keys
from magclaims.knowledge import find_outcomes, find_substances, outcomes, substances
from magclaims.lexicon.passages import passage
from magclaims.match.printed import PrintedItem, reference_of
from magclaims.model.registry import (
    MAX_QUOTE_WORDS,
    TODO,
    Kind,
    Level,
    Person,
    Reference,
    Strength,
    Subject,
)
from magclaims.read.article.articles import ArticleText, PrintedReference, Sentence
from magclaims.read.article.locate import locate

_QUOTE_WORDS = 9
_MOST_OUTCOMES = 3
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*")
_YAML_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_WORD = re.compile(r"[^\s*⁰¹²³⁴-⁹]+")
_REPORTS = frozenset({"study", "report"})
_OTHERS = re.compile(r"\bet al\b")
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
    unlocated: int = 0
    """Sentences of which no few words tell the place: left to the editor."""
    unrelated: int = 0
    """Claim-like sentences that assert no relation: left to the editor."""


def new_references(
    items: Sequence[PrintedItem], taken: Collection[str], style: str
) -> tuple[tuple[PrintedItem, ...], dict[str, str]]:
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
    known: list[PrintedItem] = []
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


def _entry(printed: PrintedReference) -> Reference:
    """What was read of a printed item, as an entry."""
    reference = reference_of(printed)
    bookshelf = printed.identifier("bookshelf")
    url = reference.url or (f"https://www.ncbi.nlm.nih.gov/books/{bookshelf}" if bookshelf else "")
    page = bool(url) and not (reference.doi or reference.pmid or reference.journal)
    authors = reference.authors
    if authors and _OTHERS.search(printed.text):
        authors = (*authors, Person(family="others"))
    kind = "online" if page else reference.entry_type
    return reference.model_copy(update={"entry_type": kind, "url": url, "authors": authors})


def _key(reference: Reference, style: str, taken: Collection[str]) -> str:
    """A key in the style; the identifier where nothing else was read."""
    identifier = reference.pmid or reference.pmcid or reference.doi
    if identifier and not (reference.authors or reference.title or reference.year):
        kind = "pmid" if reference.pmid else ""
        return _unique(kind + (_slug(identifier) or "work"), taken)
    return make_key(_named(reference), style=style, taken=taken)


def _named(reference: Reference) -> Reference:
    """With a host for an author where there is none, so that its key says something."""
    host = ".".join((urlsplit(reference.url).hostname or "").split(".")[-2:-1])
    if reference.authors or not host:
        return reference
    return reference.model_copy(update={"authors": (Person(name=host),)})


def _with_note(entry: str, reference: Reference, printed: PrintedReference) -> str:
    """With the printed line as a note where no title could be read in it."""
    if reference.title:
        return entry
    note = f"  note = {{As printed: {tex(printed.text[:_LONGEST_NOTE])}}},\n"
    head, brace, _ = entry.rpartition("}")
    return f"{head}{note}{brace}\n"


def propose(
    scanned: Scanned,
    items: Sequence[PrintedItem],
    *,
    file: str,
    article_ids: Collection[str],
    claim_ids: Collection[str],
    levels: Mapping[str, Level],
) -> Proposals:
    """Entries for what is not registered of an article.

    Args:
        scanned: The article beside the registry.
        items: Its printed list with all keys.
        file: What `file:` should say.
        article_ids: Ids of articles that exist.
        claim_ids: Ids of claims that exist.
        levels: Evidence levels that are known, by BibTeX key.
    """
    name = scanned.article_id or _unique(_slug(scanned.path.stem) or "article", article_ids)
    keys = tuple(dict.fromkeys(item.key for item in items if item.key))
    article = None if scanned.article else _article(name, scanned.text, file, keys)
    claims: dict[str, str] = {}
    unlocated = unrelated = 0
    for found in scanned.sentences:
        if found.claims or found.drafts:
            continue
        if found.wording.strength is Strength.NONE:
            unrelated += 1
            continue
        quote = quote_of(scanned.text, found)
        if quote is None:
            unlocated += 1
            continue
        cites = cited_keys(found.marks, items)
        words = " ".join(quote.split()[:5])
        id_ = _unique(_slug(words) or f"{name}-{found.index}", {*claim_ids, *claims})
        draft = _Draft(id_, name, quote, cites)
        claims[id_] = "".join(_claim(draft, scanned.text, found, levels))
    return Proposals(name, article, claims, {}, unlocated, unrelated)


_MARK = re.compile(r"\s*(?:\[\^?[\w, –-]{0,12}\]?|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,6})[.*]?$")
"""A citation mark at the end of the chosen words: it locates nothing."""


def quote_of(text: ArticleText, found: ScannedSentence) -> str | None:
    """A few words of a sentence, with the words that decide, that stand nowhere else before it.

    None where there are none: the same sentence stands above.
    """
    sentence = text.sentences[found.index].text
    words = [(m.start(), m.end()) for m in _WORD.finditer(sentence)]
    if not words:
        return None
    cue = found.wording.decided_by[0] if found.wording.decided_by else None
    first = next((i for i, (_, end) in enumerate(words) if cue and end > cue.start), 0)
    for length in range(_QUOTE_WORDS, MAX_QUOTE_WORDS + 1):
        for before in (length // 2, length - 1, 0):
            start = max(0, min(first - before, len(words) - length))
            chosen = words[start : start + length]
            quote = _MARK.sub("", sentence[chosen[0][0] : chosen[-1][1]])
            quote = quote.strip(" ,;:.–—-\"'“”‘’()[]*")
            if not quote or len(quote.split()) > MAX_QUOTE_WORDS:
                continue
            place = locate(quote, text)
            if place is not None and place.sentence == found.index and place.how == "exact":
                return quote
    return None


def _article(name: str, text: ArticleText, file: str, keys: Sequence[str]) -> str:
    listed = ", ".join(map(scalar, keys))
    return (
        f"{scalar(name)}:\n"
        f"  title: {scalar(' '.join((text.title or name).split())[:300])}\n"
        f"  language: {text.language}\n"
        f"  file: {scalar(file)}\n"
        f"  # commercial: {TODO}, true or false: is it published by someone who sells the product?\n"
        f"  # jurisdictions: [eu]  # {TODO}: whose law applies, if it is commercial\n"
        f"  references: [{listed}]\n"
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    id: str
    article: str
    quote: str
    cites: tuple[str, ...]


def _claim(
    draft: _Draft, text: ArticleText, found: ScannedSentence, levels: Mapping[str, Level]
) -> Iterator[str]:
    sentence = text.sentences[found.index]
    start = sentence.text.find(draft.quote)
    said = passage(found.wording, start, start + len(draft.quote))
    yield f"- id: {scalar(draft.id)}\n"
    yield f"  draft: true  # {TODO}: take this line out once the rest is filled in\n"
    yield f'  statement: "{TODO}: what the sentence asserts, in English"\n'
    yield f"  kind: {_kind(found, sentence).value}  # {TODO}: told from the wording; check it\n"
    yield f"  about: {_about(sentence)}\n"
    yield "  occurrences:\n"
    yield f"    - article: {scalar(draft.article)}\n"
    yield f"      quote: {scalar(draft.quote)}\n"
    yield f"      strength: {said.strength.label}\n"
    reported = found.wording.reported
    flags = {"hedged": said.hedged, "therapeutic": said.therapeutic, "reported": reported}
    yield from (f"      {name}: true\n" for name, holds in flags.items() if holds)
    named = [subject.value for subject in said.subjects if subject is not Subject.UNSTATED]
    if named:
        yield f"      subjects: [{', '.join(named)}]\n"
    if draft.cites:
        yield f"      cites: [{', '.join(map(scalar, draft.cites))}]\n"
    yield from _evidence(draft.cites, levels)


def _evidence(cites: Sequence[str], levels: Mapping[str, Level]) -> Iterator[str]:
    """Links to what the sentence cites; commented out where nobody knows what the reference is."""
    known = [key for key in cites if key in levels]
    if known:
        yield "  evidence:\n"
    for key in known:
        yield (
            f"    - {{reference: {scalar(key)}, level: {levels[key].value}}}"
            f"  # {TODO}: it is cited here; check what it shows\n"
        )
    unknown = [key for key in cites if key not in levels]
    if unknown and not known:
        yield "  # evidence:\n"
    for key in unknown:
        yield f"  #   - {{reference: {scalar(key)}, level: {TODO}}}\n"


def _kind(found: ScannedSentence, sentence: Sentence) -> Kind:
    """A study result where a study is named; an effect where an end point is; else a mechanism."""
    if any(cue.kind in _REPORTS for cue in found.wording.cues):
        return Kind.STUDY_RESULT
    known = outcomes()
    named = [known[mention.id] for mention in find_outcomes(sentence.text)]
    return Kind.EFFECT if any(one.endpoint for one in named) else Kind.MECHANISM


def _about(sentence: Sentence) -> str:
    """The first substance and the outcomes that the sentence names."""
    note = ""
    named = _substances(sentence.text)
    if len(named) > 1:
        note = f"  # {TODO}: it also names {', '.join(named[1:4])}"
    substance = scalar(named[0]) if named else TODO
    known = outcomes()
    names = dict.fromkeys(known[mention.id].name for mention in find_outcomes(sentence.text))
    listed = [scalar(name) for name in names][:_MOST_OUTCOMES]
    outcome = f", outcome: [{', '.join(listed)}]" if listed else ""
    return f"{{substance: {substance}{outcome}}}{note}"


def _substances(text: str) -> list[str]:
    known = substances()
    return list(dict.fromkeys(known[mention.id].name for mention in find_substances(text)))


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
