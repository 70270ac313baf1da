"""What the tool knows of substances and outcomes; the lists themselves are TOML files beside this one.

Names are compared by their *key*: the lower-case letters and digits, without accents, hyphens,
spaces or trade mark signs. "Magnesium-L-threonaat", "magnesium L threonaat" and
"magnesiumlthreonaat" have the same key, so that one spelling in the list is enough.

`find_substances` and `find_outcomes` join up to `MAX_TOKENS` neighbouring words into a key and look
that up, longest first: linear in the text, without a regular expression built from data.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from magclaims.knowledge import memory
from magclaims.knowledge.characters import normalise
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import ends_in_a_letter, fold, key, lacks_its_letter
from magclaims.knowledge.languages import READ
from magclaims.knowledge.memory import remembered

if TYPE_CHECKING:
    from magclaims.knowledge.vocabulary import OutcomeTerm

Relation = Literal["same", "narrower", "broader", "surrogate", "family", "other"]
Better = Literal["higher", "lower", "lower_if_high", "context"]
SubstanceKind = Literal[
    "element", "compound", "formula", "nutrient", "diet_or_status", "form", "source"
]
MAX_TOKENS = 8
"""The longest name, in words."""
_SHORT_KEY = 4
"""Shorter keys must be one word in the text: "mg t" is not MgT."""
_MAX_TOKEN = 80
"""Longer "words" are not words; they are skipped, so that hostile input stays cheap."""

_UNIT = "mg"
"""After a number this is milligrams, in whatever case: "500 Mg L-threonate" names no Mg."""

_TOKEN = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\s\-\u2010-\u2015\u2212/'’®™©()⁺+]{0,3}")
_FORMULA_PART = re.compile(r"([A-Z][a-z]?)([0-9]*)")


class Mention(NamedTuple):
    """A name found in a text; `start` and `end` are offsets in code points."""

    id: str
    start: int
    end: int
    brand: bool = False
    """Whether the text uses a brand name."""


@dataclass(frozen=True, slots=True)
class Substance:
    """A substance, or a formula of several."""

    id: str
    name: str
    """The name to show, in English."""
    kind: SubstanceKind
    names: tuple[str, ...]
    """All synonyms, as the file spells them (`*` removed), the shown name first."""
    brands: frozenset[str] = frozenset()
    """Those of `names` that are brand names."""
    element: str | None = None
    """The mineral that it supplies, e.g. `magnesium`."""
    form_of: str | None = None
    """The id of the substance that this is one form of; None for the element itself."""
    formula: str | None = None
    """Sum formula of the anhydrous, stoichiometric compound."""
    molar_mass: Decimal | None = None
    """g/mol, computed from `formula` with the IUPAC abridged atomic weights."""
    element_molar_mass: Decimal | None = None
    """g of the element per mol of the compound (three magnesium atoms in the citrate count thrice)."""
    label_fraction: Decimal | None = None
    """Mass of the element / mass of the product, as its label declares it (0..1)."""
    label_source: Mapping[str, str] | None = None
    """Where that stands, by language."""
    accepted_fraction: tuple[Decimal, Decimal] | None = None
    """Lowest and highest fraction that sources on this compound use."""
    accepted_source: str | None = None
    ingredients: tuple[str, ...] = ()
    """For a formula: ids of its active ingredients."""
    may_contain: tuple[str, ...] = ()
    """For a formula: ids of ingredients that some sources list."""
    complete: bool = True
    """False where a formula holds more than `ingredients` says."""
    source: str | None = None
    """For a formula: who says what it holds."""
    source_of: str | None = None
    """The id of the constituent that people take it for; its dose is not the constituent's dose."""
    usual_of: str | None = None
    """The id of the substance for which it is what is usually given: creatine monohydrate, creatine."""
    dutch: str | None = None
    """The Dutch name to show."""
    mesh: str | None = None
    """Id of the MeSH heading."""


@dataclass(frozen=True, slots=True)
class KnownOutcome:
    """Something that a substance is said to change."""

    id: str
    name: str
    family: str
    """Outcomes of one family are near each other, e.g. `cognition`, `sleep`, `mood`."""
    endpoint: bool
    """True for what matters to a person (memory, sleep, a disease); False for a mechanism."""
    general: bool
    """A summary such as overall cognition: one of its parts does not measure it."""
    parent: str | None
    """The id of the wider outcome that this one is a part of."""
    synonyms: Mapping[str, tuple[str, ...]]
    """Language -> names, `*` removed."""
    phrases: Mapping[str, str] = field(default_factory=dict)
    """Language -> the name as a sentence has it, with its article where the language needs one."""
    plural: bool = False
    """Whether the Dutch phrase is a plural."""
    better: Better | None = None
    """Which way is better for a person; None where the vocabulary does not say."""
    surrogate_of: tuple[str, ...] = ()
    """Ids of outcomes that articles take it to stand for; it shows none of them."""
    mesh: str | None = None
    """Id of the MeSH heading."""


@dataclass(slots=True)
class _Index:
    """Names by key. Built once, then only read."""

    exact: dict[str, tuple[str, bool]] = field(default_factory=dict)
    prefixes: dict[str, tuple[str, bool]] = field(default_factory=dict)
    never: set[str] = field(default_factory=set)
    cased: dict[str, tuple[str, bool]] = field(default_factory=dict)
    lettered: set[str] = field(default_factory=set)
    starts: set[str] = field(default_factory=set)
    openings: set[str] = field(default_factory=set)
    """How the prefixes begin, and `lengths`: how long they are. Most words need no closer look."""
    lengths: set[int] = field(default_factory=set)

    def add(self, name: str, target: str, *, brand: bool = False) -> None:
        """Add one name; the first owner of a key keeps it."""
        name_key = key(name)
        self.starts.add(name_key[:2])
        self.exact.setdefault(name_key, (target, brand))
        if ends_in_a_letter(name):
            self.lettered.add(name_key)
        if name.endswith("*"):
            self.prefixes.setdefault(name_key, (target, brand))
            self.openings.add(name_key[:2])
            self.lengths.add(len(name_key))

    def bar(self, phrase: str) -> None:
        """Add a phrase that holds a name but means something else."""
        phrase_key = key(phrase)
        self.starts.add(phrase_key[:2])
        self.never.add(phrase_key)

    def case(self, name: str, target: str) -> None:
        """Add a name that counts only in this very spelling."""
        self.starts.add(key(name)[:2])
        self.cased[name] = (target, False)

    def find(self, text: str) -> Iterator[Mention]:
        """Mentions from left to right; they never overlap, the longest wins."""
        folded = fold(text)
        tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(folded)]
        position = 0
        while position < len(tokens):
            start, end = tokens[position]
            if end - start > 1 and folded[start : start + 2] not in self.starts:
                position += 1
                continue
            run = self._run(folded, tokens, position)
            length, mention = self._longest(text, folded, run)
            if mention is not None:
                yield mention
            position += length

    @staticmethod
    def _run(folded: str, tokens: list[tuple[int, int]], position: int) -> list[tuple[int, int]]:
        """The words from `position` on that can belong to one name."""
        run = [tokens[position]]
        for start, end in tokens[position + 1 : position + MAX_TOKENS]:
            if _GAP.fullmatch(folded, run[-1][1], start) is None:
                break
            run.append((start, end))
        return run

    def _longest(
        self, text: str, folded: str, run: list[tuple[int, int]]
    ) -> tuple[int, Mention | None]:
        """How many words the best match at the start of `run` takes, and the match."""
        start, end = run[0]
        first = text[start:end]
        if end - start > _MAX_TOKEN or (first.lower() == _UNIT and _after_number(folded, start)):
            return 1, None
        heads = list(accumulate(folded[a:b] for a, b in run))
        opening = heads[min(1, len(run) - 1)][:2]
        if opening not in self.starts:
            return 1, None
        for count in range(len(run), 0, -1):
            joined = heads[count - 1]
            if joined in self.never:
                return count, None
            if count == 1 and joined in self.lettered and lacks_its_letter(first):
                continue
            if (target := self.exact.get(joined)) and (count == 1 or len(joined) >= _SHORT_KEY):
                return count, Mention(target[0], start, run[count - 1][1], target[1])
        if target := self.cased.get(first):
            return 1, Mention(target[0], start, end, target[1])
        return self._compound(folded, run, heads) if opening in self.openings else (1, None)

    def _compound(
        self, folded: str, run: list[tuple[int, int]], heads: list[str]
    ) -> tuple[int, Mention | None]:
        """Names that stand at the start of a longer word ("magnesiumrijk"); `heads` are the words joined."""
        for count in range(len(run), 0, -1):
            head = heads[count - 2] if count > 1 else ""
            last_start, last_end = run[count - 1]
            last = folded[last_start : min(last_end, last_start + _MAX_TOKEN)]
            for cut in range(len(last) - 1, 0, -1):
                if len(head) + cut not in self.lengths:
                    continue
                if target := self.prefixes.get(head + last[:cut]):
                    return count, Mention(target[0], run[0][0], last_start + cut, target[1])
        return 1, None


def _after_number(text: str, start: int) -> bool:
    """Whether a number stands right before `start`: "500 Mg" is a mass."""
    before = text[max(0, start - 3) : start].rstrip()
    return bool(before) and before[-1].isdigit()


def _plain(names: Iterable[str]) -> tuple[str, ...]:
    """Names without the `*`, each once, in their order."""
    return tuple(dict.fromkeys(name.removesuffix("*") for name in names))


def _masses(
    formula: str | None, element: str | None, weights: Mapping[str, Decimal]
) -> tuple[Decimal | None, Decimal | None]:
    """Molar mass of a sum formula, and the element's part of it, in g/mol."""
    if formula is None or element is None:
        return None, None
    counts: dict[str, int] = {}
    for symbol, count in _FORMULA_PART.findall(formula):
        counts[symbol] = counts.get(symbol, 0) + int(count or 1)
    total = sum((weights[s] * n for s, n in counts.items()), Decimal(0))
    return total, weights[element] * counts[element]


class _Substances(NamedTuple):
    by_id: Mapping[str, Substance]
    names: _Index
    inert: frozenset[str]


_Rows = Mapping[str, Mapping[str, Mapping[str, Any]]]
_SYMBOLS = {"magnesium": "Mg"}


@cache
def _substances() -> _Substances:
    data = load_data("substances.toml")
    weights = {symbol: Decimal(weight) for symbol, weight in data["atomic_weights"].items()}
    index, by_id = _Index(), {}
    for phrase in data["never"]:
        index.bar(phrase)
    for substance, names, exact in _entries(data, weights):
        by_id[substance.id] = substance
        for name in names:
            index.add(name, substance.id, brand=name.removesuffix("*") in substance.brands)
        for name in exact:
            index.case(name, substance.id)
    _add_vocabulary(by_id, index)
    return _Substances(by_id, index, frozenset(map(key, data["inert"])))


def _vocabulary_rows(what: Literal["substance", "outcome"]) -> _Rows:
    from magclaims.knowledge import vocabulary

    return vocabulary.rows(what)


def forget() -> None:
    """Empty the caches: the user's vocabulary is another one."""
    for cached in (_substances, _outcomes, find_substances, find_outcomes, _named):
        cached.cache_clear()
    memory.forget()


def _add_vocabulary(by_id: dict[str, Substance], index: _Index) -> None:
    """The substances of the vocabulary that `substances.toml` does not have under some name."""
    rows = {
        id_: row for group in _vocabulary_rows("substance").values() for id_, row in group.items()
    }
    taken = {}
    for id_, row in rows.items():
        known = by_id.get(id_) or _known_as(index, by_id, row["en"], row["nl"])
        taken[id_] = known.id if known else id_
    for id_, row in rows.items():
        target = taken[id_]
        names = (row["en"], row["nl"], *_also(row))
        dutch = None if row.get("unsure") else row["nl"]
        if target in by_id:
            old = by_id[target]
            if row.get("parent"):
                dutch = None  # a form that is no entry of its own lends it no name: KSM-66
            by_id[target] = replace(old, dutch=old.dutch or dutch, mesh=old.mesh or row.get("mesh"))
        else:
            parent = taken.get(row.get("parent", ""))
            by_id[target] = Substance(
                id=target,
                name=row["en"],
                kind=_VOCABULARY_KINDS.get(row.get("kind", ""), "nutrient"),
                names=_plain(names),
                form_of=parent if row.get("kind") == "form" else None,
                source_of=parent if row.get("kind") in {"source", "extract"} else None,
                usual_of=parent if row.get("usual") else None,
                dutch=dutch,
                mesh=row.get("mesh"),
            )
        for name in names:
            _add_name(index, name, target)


_VOCABULARY_KINDS: Mapping[str, SubstanceKind] = {
    "form": "form",
    "source": "source",
    "extract": "source",
}


def _known_as(index: _Index, by_id: Mapping[str, Substance], *names: str) -> Substance | None:
    found = next((hit for name in names if (hit := index.exact.get(key(name)))), None)
    return by_id[found[0]] if found else None


def _entries(
    data: Mapping[str, Any], weights: Mapping[str, Decimal]
) -> Iterator[tuple[Substance, list[str], list[str]]]:
    """Every substance of the file with its names for the index and its case-sensitive ones."""
    for element, salts in data["salts"].items():
        patterns = data["salt_names"][element]
        for id_, row in salts.items():
            made = [p.replace("{}", anion) for anion in row["anions"] for p in patterns]
            yield _entry(id_, row, "compound", weights, element=element, made=made)
    for id_, row in data["elements"].items():
        yield _entry(id_, row, "element", weights, element=id_)
    for id_, row in data["diet_or_status"].items():
        yield _entry(id_, row, "diet_or_status", weights)
    for id_, row in data["formulas"].items():
        yield _entry(id_, row, "formula", weights)
    for id_, row in data["anions"].items():
        yield _entry(id_, row, "nutrient", weights)


def _entry(
    id_: str,
    row: Mapping[str, Any],
    kind: SubstanceKind,
    weights: Mapping[str, Decimal],
    *,
    element: str | None = None,
    made: Iterable[str] = (),
) -> tuple[Substance, list[str], list[str]]:
    brands, exact = row.get("brands", []), row.get("exact", [])
    names = [row["name"], *row.get("names", []), *brands, *made]
    molar, part = _masses(row.get("formula"), _SYMBOLS.get(element or ""), weights)
    accepted = [Decimal(x) for x in row.get("accepted_fraction", [])]
    substance = Substance(
        id=id_,
        name=row["name"],
        kind=kind,
        names=_plain([*names, *exact]),
        brands=frozenset(brands),
        element=element,
        form_of=element if kind == "compound" else row.get("form_of"),
        formula=row.get("formula"),
        molar_mass=molar,
        element_molar_mass=part,
        label_fraction=Decimal(row["label_fraction"]) if "label_fraction" in row else None,
        label_source=row.get("label_source"),
        accepted_fraction=(accepted[0], accepted[1]) if accepted else None,
        accepted_source=row.get("accepted_source"),
        ingredients=tuple(row.get("ingredients", ())),
        may_contain=tuple(row.get("may_contain", ())),
        complete=row.get("complete", True),
        source=row.get("source"),
    )
    return substance, names, exact


def substances() -> Mapping[str, Substance]:
    """All substances, by id."""
    return _substances().by_id


@remembered
def substance(name: str) -> Substance | None:
    """The substance that `name` (an id or any synonym) means, or None.

    The whole name must match; case, accents, hyphens, spaces and trade mark signs do not count.
    """
    known = _substances()
    found = known.names.cased.get(name.strip()) or known.names.exact.get(key(name))
    return known.by_id.get(found[0] if found else name)


def is_inert(name: str) -> bool:
    """Whether `name` is a placebo, filler or solvent: never an active ingredient."""
    return key(name) in _substances().inert


@lru_cache(maxsize=4096)
def find_substances(text: str) -> tuple[Mention, ...]:
    """The substances that `text` names, from left to right, the longest name first."""
    return _mentions(_substances().names, text)


def _mentions(names: _Index, text: str) -> tuple[Mention, ...]:
    """The names in a text as it is read, at their places in it as it is written."""
    read = normalise(text)
    found = names.find(read.text)
    if read.starts is None:
        return tuple(found)
    return tuple(m._replace(start=read.start(m.start), end=read.end(m.end)) for m in found)


class _Outcomes(NamedTuple):
    by_id: Mapping[str, KnownOutcome]
    names: _Index


_FAMILIES = {
    "stress_mood": "mood",
    "bone_joint": "bone",
    "muscle_exercise": "muscle",
    "digestive": "digestion",
    "oral": "teeth",
}
"""Families of the vocabulary that the outcomes with parents call by another name."""


@cache
def _outcomes() -> _Outcomes:
    """The vocabulary, and the outcomes with parents (`outcomes.toml`) on top of it.

    A name belongs to the outcome of the vocabulary that has it: cortisol is no other name of stress.
    """
    from magclaims.knowledge import vocabulary

    index = _Index()
    nested = load_data("outcomes.toml")["outcome"]
    by_id: dict[str, KnownOutcome] = {}
    for term in vocabulary.vocabulary().outcomes.values():
        by_id[term.id] = _listed_outcome(term)
        for name in term.all_names():
            _add_name(index, name, term.id)
    for id_, row in nested.items():
        known = by_id.get(id_)
        by_id[id_] = _nested_outcome(id_, row, known)
        for name in (row["name"], *(n for code in READ for n in row.get(code, ()))):
            index.add(name, id_)
    return _Outcomes(by_id, index)


def _listed_outcome(term: "OutcomeTerm") -> KnownOutcome:
    return KnownOutcome(
        id=term.id,
        name=term.name(),
        family=_FAMILIES.get(term.family, term.family),
        endpoint=True,
        general=False,
        parent=term.parent,
        synonyms={code: term.names[code] for code in ("en", "nl")},
        phrases={"en": term.name("en"), "nl": term.name("nl", article=True)},
        plural=term.name("nl") == term.plural,
        better=term.better,
        surrogate_of=term.surrogate_of,
        mesh=term.mesh or None,
    )


def _nested_outcome(id_: str, row: Mapping[str, Any], listed: KnownOutcome | None) -> KnownOutcome:
    phrases = {code: row[f"{code}_phrase"] for code in READ if f"{code}_phrase" in row}
    return KnownOutcome(
        id=id_,
        name=row["name"],
        family=row["family"],
        endpoint=row.get("endpoint", False),
        general=row.get("general", False),
        parent=row.get("parent"),
        synonyms={code: _plain(row[code]) for code in READ if code in row},
        phrases={"en": row["name"], **(listed.phrases if listed else {}), **phrases},
        plural=row.get("plural", listed.plural if listed else False),
        better=row.get("better", listed.better if listed else None),
        surrogate_of=listed.surrogate_of if listed else (),
        mesh=listed.mesh if listed else None,
    )


def _also(row: Mapping[str, Any]) -> Iterator[str]:
    for code in READ:
        if code in row and code not in {"en", "nl"}:
            yield row[code]
        yield from row.get(f"also_{code}", ())
    yield from row.get("brands", ())
    yield from filter(None, (name.strip() for name in row.get("latin", "").split(";")))
    if "nl_plural" in row:
        yield row["nl_plural"]


def _add_name(index: _Index, name: str, target: str) -> None:
    """Abbreviations count in capitals alone: AF is atrial fibrillation, "af" a Dutch word."""
    if name.isupper() and len(name) <= _SHORT_KEY:
        index.case(name, target)
    else:
        index.add(name, target)


def outcomes() -> Mapping[str, KnownOutcome]:
    """All outcomes, by id."""
    return _outcomes().by_id


@remembered
def outcome(name: str) -> KnownOutcome | None:
    """The outcome that `name` (an id or any synonym) means, or None."""
    known = _outcomes()
    found = known.names.cased.get(name.strip()) or known.names.exact.get(key(name))
    return known.by_id.get(found[0] if found else name)


@lru_cache(maxsize=4096)
def find_outcomes(text: str) -> tuple[Mention, ...]:
    """The outcomes that `text` names, from left to right, the longest name first."""
    return _mentions(_outcomes().names, text)


def _ancestors(item: KnownOutcome) -> Iterator[str]:
    parent = item.parent
    while parent is not None:
        yield parent
        parent = outcomes()[parent].parent


@lru_cache(maxsize=4096)
def _named(name: str) -> KnownOutcome | None:
    """The outcome of that name, or the only one that it mentions ("serum testosterone levels")."""
    mentioned = {mention.id for mention in find_outcomes(name)}
    return outcome(name) or (outcomes()[mentioned.pop()] if len(mentioned) == 1 else None)


@remembered
def relation(claim_outcome: str, study_outcome: str) -> Relation:
    """What a study's outcome is, seen from the claim's; both are ids or synonyms.

    same: one outcome under two names.
    narrower: the study measured a part of it (working memory, for a claim on memory): it carries
        the claim for that part.
    broader: the study measured something wider (overall cognition, for a claim on memory): the
        part that is claimed may not have changed.
    surrogate: the study measured something that is taken to stand for what is claimed, and does not
        show it: cortisol for stress, bone density for fractures.
    family: neighbours (attention, for memory); also a part of a *general* outcome, since a summary
        is not carried by one of its parts: reaction time for overall cognition, and overall
        cognition for brain health.
    other: the rest, with a grandchild of a general outcome in another family (reaction time, for
        brain health). Unknown names are compared as written: same or other.
    """
    from magclaims.knowledge.vocabulary import neighbours

    claim, study = _named(claim_outcome), _named(study_outcome)
    if claim is None or study is None:
        return "same" if key(claim_outcome) == key(study_outcome) else "other"
    if claim.id == study.id:
        return "same"
    if claim.id in _ancestors(study) and not claim.general:
        return "narrower"
    if study.id in _ancestors(claim):
        return "broader"
    if {claim.id, *_ancestors(claim)} & set(study.surrogate_of):
        return "surrogate"
    near = neighbours(claim.family, claim.id, study.family, study.id)
    return "family" if near or study.parent == claim.id else "other"
