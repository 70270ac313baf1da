"""The closed list of textbook matters, and when a claim may not lean on it.

An entry is bound to its substances and its topics: what is textbook knowledge of magnesium and ATP says
nothing of creatine, and who developed a product nothing of what it does.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from magclaims.knowledge import SubstanceTerm, find_substances, outcome, substance, vocabulary
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import key
from magclaims.model.finding import Phrase, Slot, Term
from magclaims.model.local_text import LocalText
from magclaims.model.registry import Claim, Direction, Kind, Occurrence, Strength

_WORD = re.compile(r"[a-z0-9]{3,}")
_PURPOSE = re.compile(r"\bto ((?:help |to |naturally |safely )*([a-z]+)\b[^.;]*)")
_ANY = "*"


class TextbookEntry(NamedTuple):
    """One matter: what it says, where it stands, and what it is about."""

    says: LocalText
    source: str
    about: tuple[str, ...] = ()
    """The substances that it is about; `*` for any."""
    topics: tuple[str, ...] = ()
    """What a sentence on it may be about; none: it carries no effect."""
    undecided: bool = False
    """Only where the sentence asserts nothing."""
    effect: str = ""
    """Of a nutrient's role: what it contributes to."""
    sources: Mapping[str, str] = {}
    """Of a nutrient's role: where it stands, by nutrient."""

    def told(self, claim: Claim) -> tuple[Slot, str]:
        """What it says of the claim's substances, and where that stands."""
        if not self.effect:
            return self.says, self.source
        named = [id_ for name in claim.about.substance for id_ in self.nutrients(name)]
        names = [Term("substance", name) for name in dict.fromkeys(map(_shown, named))]
        who: Slot = names[0] if names else Phrase("it")
        for name in names[1:]:
            who = Phrase("and", {"first": who, "second": name})
        where = ", ".join(dict.fromkeys(self.sources[id_] for id_ in named))
        verb = "contribute" if len(set(named)) > 1 else "contributes"
        says = Phrase(verb, {"who": who, "effect": Term("role", self.effect)})
        return says, f"EFSA Journal {where}" if where else self.source

    def nutrients(self, name: str) -> Iterator[str]:
        """The nutrients of a role that a name, or what it is a form of, stands for."""
        found = substance(name)
        while found is not None:
            if found.id in self.sources:
                yield found.id
                return
            found = _form_of(found)


class Textbook(NamedTuple):
    """The entries by id, the absolute words by language, and families of bodily functions."""

    entries: Mapping[str, TextbookEntry]
    absolute: Mapping[str, re.Pattern[str]]
    functions: frozenset[str]
    purposes: frozenset[str]
    """Verbs of a purpose that promises something."""
    common: frozenset[str]
    """Words that bind no sentence to an entry."""


@lru_cache(maxsize=1)
def load() -> Textbook:
    """The list that ships with the package."""
    document = load_data("textbook.toml")
    rows: dict[str, dict[str, Any]] = {
        **document["entry"],
        **load_data("textbook_roles.toml")["entry"],
    }
    absolute = {
        language: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
        for language, words in document["absolute"].items()
    }
    return Textbook(
        {key: _entry(row) for key, row in rows.items()},
        absolute,
        frozenset(document["functions"]),
        frozenset(document["purposes"]),
        frozenset(document["common"]),
    )


def _entry(row: Mapping[str, Any]) -> TextbookEntry:
    effect, sources = row.get("effect", ""), row.get("sources", {})
    return TextbookEntry(
        says=LocalText(row.get("says", {"en": f"Contributes to {effect}."})),
        source=row.get("source", "EFSA Journal"),
        about=tuple(row.get("about", sources)),
        topics=tuple(row.get("topics", ())),
        undecided=bool(row.get("undecided", False)),
        effect=effect,
        sources=sources,
    )


def applies(claim: Claim) -> bool:
    """Whether the claim is of a kind that may lean on the list, and names an entry of it."""
    return (
        claim.kind in {Kind.GENERAL_KNOWLEDGE, Kind.DEFINITION}
        and claim.basis is not None
        and claim.basis in load().entries
    )


def refusal(claim: Claim, occurrence: Occurrence) -> Slot | None:
    """Why the claim may not lean on the list here; None where it may.

    The entry must be about the claim's substances and its outcome. A claim that there is no harm needs
    evidence, and so do a marketed product that is credited with a benefit and a substance that
    learning, memory, focus, sleep, mood or a disease is the end point of.
    """
    from magclaims.judge.claim.harm import asserts_safety
    from magclaims.judge.claim.stated import language_of

    if asserts_safety(claim.statement, language_of(claim)):
        return Phrase("harmless")
    brands = [
        mention
        for text in (*claim.about.substance, occurrence.quote)
        for mention in find_substances(text)
        if mention.brand
    ]
    if brands and occurrence.strength >= Strength.CONDITIONAL:
        return Phrase("credits_product")
    entry = load().entries[claim.basis or ""]
    return _other_matter(claim, entry) or _beyond(claim, occurrence, entry)


def _other_matter(claim: Claim, entry: TextbookEntry) -> Slot | None:
    """Which of the claim's substances or outcomes the entry is not about."""
    for name in claim.about.substance:
        if not _is_about(entry, name):
            return Phrase("not_about", {"name": Term("substance", name)})
    for name in claim.about.outcome:
        if not _is_topic(entry, name):
            return Phrase("says_nothing_of", {"name": Term("outcome", name)})
    if not _plain(entry):
        return None
    promised = _promised(claim.statement)
    if promised is not None and not _shares_word(entry, promised):
        return Phrase("not_for", {"purpose": promised})
    named = [
        found.id
        for text in (claim.statement, *(o.quote for o in claim.occurrences))
        for found in vocabulary.find_outcomes(text)
    ]
    known = vocabulary.vocabulary().outcomes
    other = next((id_ for id_ in named if not _is_topic(entry, known[id_].name())), None)
    if other is None:
        return None
    return Phrase("says_nothing_of", {"name": Term("outcome", known[other].name())})


def _promised(statement: str) -> str | None:
    """The purpose that a statement names, where it promises something: "burn fat"."""
    from magclaims.lexicon.direction import tells

    found = _PURPOSE.search(statement.lower())
    if found is None:
        return None
    return found[1] if tells(found[1]) or found[2] in load().purposes else None


def _plain(entry: TextbookEntry) -> bool:
    """Whether an entry is about any product, or about no effect: then the words are looked through."""
    return _ANY in entry.about or not entry.topics


def _beyond(claim: Claim, occurrence: Occurrence, entry: TextbookEntry) -> Slot | None:
    from magclaims.judge.claim.direction import direction_of
    from magclaims.lexicon.direction import is_open

    if (
        entry.undecided
        and occurrence.strength > Strength.NONE
        and not is_open(claim.statement.lower())
    ):
        return Phrase("only_open")
    if entry.effect:
        # Its topics are those that EFSA accepted: to keep what is normal, not to make more of it.
        moved = direction_of(claim) in {Direction.INCREASES, Direction.DECREASES}
        keeps = entry.effect.startswith(("normal", "maintenance"))
        if moved and keeps and occurrence.strength is Strength.CAUSAL:
            return Phrase("keeps_normal")
        return None
    named = [name for name in claim.about.substance if substance(name) is not None]
    ends = [
        found.name()
        for name in claim.about.outcome
        if (found := outcome(name)) and found.endpoint and found.family not in load().functions
    ]
    if named and ends and occurrence.strength > Strength.NONE:
        slots = {"outcome": Term("outcome", ends[0]), "substance": Term("substance", named[0])}
        return Phrase("end_point", slots)
    return None


def _is_about(entry: TextbookEntry, name: str) -> bool:
    if _ANY in entry.about:
        return True
    if entry.effect:
        return any(entry.nutrients(name))
    if substance(name) is not None:
        return any(_is_form(name, known) for known in entry.about)
    return _shares_word(entry, name)


def _is_form(name: str, known: str) -> bool:
    """Whether a substance is the known one, or one of its forms."""
    wanted, found = substance(known), substance(name)
    if wanted is None:
        return key(name) == key(known)
    while found is not None:
        if found.id == wanted.id:
            return True
        found = _form_of(found)
    return False


def _form_of(item: SubstanceTerm) -> SubstanceTerm | None:
    """What a substance is a form of: a source or a strain is another matter."""
    if item.kind != "form" or item.parent is None:
        return None
    return substance(item.parent)


def _is_topic(entry: TextbookEntry, name: str) -> bool:
    if any(same_outcome(topic, name) for topic in entry.topics):
        return True
    # A name that nobody knows may be worded in many ways; a known one is another matter.
    return (
        outcome(name) is None
        and bool(entry.topics)
        and not entry.effect
        and _shares_word(entry, name)
    )


def same_outcome(topic: str, name: str) -> bool:
    """Whether two names are one outcome."""
    if key(topic) == key(name):
        return True
    ours, theirs = outcome(topic), outcome(name)
    return ours is not None and theirs is not None and ours.id == theirs.id


def is_end_point(name: str) -> bool:
    """Whether an outcome is what people want or fear, and no function of the body."""
    found = outcome(name)
    return found is not None and found.endpoint and found.family not in load().functions


def _shares_word(entry: TextbookEntry, name: str) -> bool:
    said = _words(entry.says, *entry.topics, *(about for about in entry.about if about != _ANY))
    return not said.isdisjoint(_words(name))


def _words(*texts: str) -> set[str]:
    words = {word.removesuffix("s") for text in texts for word in _WORD.findall(text.lower())}
    return words - load().common


def _shown(id_: str) -> str:
    name = vocabulary.vocabulary().substances[id_].name()
    return name[:1].upper() + name[1:]


def absolute_word(text: str, language: str) -> str | None:
    """The first word in the text that leaves no exception, such as "prevents"."""
    pattern = load().absolute.get(language[:2])
    found = pattern.search(text) if pattern else None
    return found.group() if found else None
