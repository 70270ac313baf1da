"""The entries of the vocabulary: substances and outcomes with all that is known of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from decimal import Decimal
from typing import Literal

from magclaims.knowledge.small_words import of_language
from magclaims.knowledge.vocabulary.names import Names
from magclaims.model.values import dataclass

EntryKind = Literal[
    "substance",
    "form",
    "source",
    "strain",
    "extract",
    "related_species",
    "group",
    "status",
    "anion",
]
Better = Literal["higher", "lower", "lower_if_high", "context"]
_ARTICLE = re.compile(rf"^({'|'.join(of_language('the', 'nl'))}) ")


@dataclass(frozen=True, slots=True)
class Composition:
    """A compound and the share of what it supplies.

    Attributes:
        of: What it supplies, e.g. `zinc`.
        molar_mass: Of the compound, in g/mol.
        part_mass: Of that in it (all its atoms), in g/mol: three magnesium atoms of the citrate count thrice.
        accepted_fraction: The lowest and highest share (0..1) that sources on this compound use.
        label_fraction: The share that the product's label declares.
        label_source: Where that stands, by language.
    """

    of: str
    molar_mass: Decimal
    part_mass: Decimal
    accepted_fraction: tuple[Decimal, Decimal] | None = None
    label_fraction: Decimal | None = None
    label_source: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class SubstanceTerm:
    """Something that is eaten, swallowed or given.

    Attributes:
        category: `vitamin`, `botanical`, ...: the section of the file.
        kind: What it is beside its parent; `substance` where it has none; `status` is its intake or
            its level in the blood, which nobody was given; `anion` the acid part of a salt.
        names: Language -> names, the one to show first.
        parent: The id of what it is a form, source, strain, extract or member of.
        unsure: Whether its names are to be checked before they are shown.
        usual: Whether it is what is given where its parent is named without more.
        composition: For a compound and its element: what it is made of.
        ingredients: For a formula: ids of its active ingredients.
        may_contain: For a formula: ids of ingredients that some sources list.
        complete: False where a formula holds more than `ingredients` says.
    """

    id: str
    category: str
    kind: EntryKind = "substance"
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    latin: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    parent: str | None = None
    symbol: str = ""
    mesh: str = ""
    unsure: bool = False
    usual: bool = False
    composition: Composition | None = None
    ingredients: tuple[str, ...] = ()
    may_contain: tuple[str, ...] = ()
    complete: bool = True

    @property
    def is_element(self) -> bool:
        """Whether its compounds are told apart: magnesium."""
        return self.composition is not None and self.parent is None

    @property
    def is_compound(self) -> bool:
        """Whether it is a compound of such an element: magnesium citrate."""
        return self.composition is not None and self.parent is not None

    @property
    def is_formula(self) -> bool:
        """Whether it is a mixture that is sold or studied under one name."""
        return bool(self.ingredients) or not self.complete

    @property
    def is_status(self) -> bool:
        """Whether it is what people eat or have in their blood, and nothing that was given."""
        return self.kind == "status"

    @property
    def form_of(self) -> str | None:
        """The id of the substance that it is a form of."""
        return self.parent if self.kind in {"form", "status"} else None

    @property
    def source_of(self) -> str | None:
        """The id of the constituent that people take it for; its dose is not the constituent's dose."""
        return self.parent if self.kind in {"source", "extract"} else None

    @property
    def usual_of(self) -> str | None:
        """The id of the substance for which it is what is usually given: creatine monohydrate, creatine."""
        return self.parent if self.usual else None

    def name(self, language: str = "en") -> str:
        """The name to show in a language; in English where there is none."""
        return _shown(self.names, language) or self.id

    def all_names(self) -> Iterator[str]:
        """Every name in every language."""
        yield from (name for names in self.names.values() for name in names)
        yield from self.latin
        yield from self.brands


@dataclass(frozen=True, slots=True)
class OutcomeTerm:
    """Something that a substance is said to change.

    Attributes:
        family: `sleep`, `mood`, ...: what its neighbours are.
        names: Language -> names without article, the one to show first.
        article: The Dutch article of the first Dutch name, `de` or `het`.
        plural: The Dutch plural of that name; empty where it has none.
        better: Which way is better for people.
        surrogate_of: Ids of what it is taken to stand for.
        hard: Whether it is an event or disease in itself, no measurement.
        parent: The id of the wider outcome that this is a part of.
        endpoint: Whether it matters to a person (memory, sleep, a disease); else it is a mechanism.
        general: Whether it is a summary, such as overall cognition: one of its parts does not measure it.
        section: The section of the file; empty for functions and mechanisms, which are too wide to be told
            by a word of a longer name.
    """

    id: str
    family: str
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    article: str = ""
    plural: str = ""
    better: Better = "context"
    surrogate_of: tuple[str, ...] = ()
    hard: bool = False
    parent: str | None = None
    mesh: str = ""
    endpoint: bool = True
    general: bool = False
    section: str = ""

    def name(self, language: str = "en", *, article: bool = False) -> str:
        """The name to show in a language; in Dutch with its article where that is asked for."""
        shown = _shown(self.names, language) or self.id
        wanted = article and language == "nl" and self.article and "nl" in self.names
        return f"{self.article} {shown}" if wanted else shown

    def all_names(self) -> Iterator[str]:
        """Every name in every language, and the Dutch plural."""
        yield from (name for names in self.names.values() for name in names)
        if self.plural:
            yield self.plural


def _shown(names: Mapping[str, tuple[str, ...]], language: str) -> str:
    found = names.get(language) or names.get("en") or next(iter(names.values()), ("",))
    return found[0]


@dataclass(slots=True)
class Vocabulary:
    """All entries, by id, and the indexes of their names."""

    substances: dict[str, SubstanceTerm] = field(default_factory=dict)
    outcomes: dict[str, OutcomeTerm] = field(default_factory=dict)
    substance_names: Names = field(default_factory=Names)
    outcome_names: Names = field(default_factory=Names)
    inert: set[str] = field(default_factory=set)
    """Keys of what is never an active ingredient: placebo, fillers, solvents."""
    inverse: set[str] = field(default_factory=set)
    """Keys of names of outcomes of which more is less of the outcome: insulin resistance, of sensitivity."""


def without_article(phrase: str) -> tuple[str, str]:
    """The article of a Dutch noun, or nothing, and the noun."""
    found = _ARTICLE.match(phrase)
    return (found[1], phrase[found.end() :]) if found else ("", phrase)


def joined_names(
    old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """The names of two lists by language, each once, those of the first one first."""
    codes = dict.fromkeys((*old, *new))
    return {code: tuple(dict.fromkeys((*old.get(code, ()), *new.get(code, ())))) for code in codes}
