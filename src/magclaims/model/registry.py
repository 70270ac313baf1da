"""What the registry holds: articles, claims, evidence, studies, waivers and references.

Every model is frozen and refuses unknown fields. The field descriptions are what an editor sees in
the YAML schema (`schema/claims.schema.json`), so they are written for editors.
"""

from collections.abc import Iterable
from datetime import date
from enum import IntEnum, StrEnum
from textwrap import shorten
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from magclaims.model.local_text import MAX_TEXT, TEXT_SCHEMA, Local, Statement, Texts
from magclaims.model.plain import Plain

Key = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^\S+$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT, strip_whitespace=True)]
TODO = "TODO"
"""How a value begins that an editor has yet to fill in."""
MAX_QUOTE_WORDS = 12
"""A quote locates a claim in an article; more words would copy the article."""


class Kind(StrEnum):
    """What a claim is; each kind has its own rows in the policy."""

    EFFECT = "effect"
    STUDY_RESULT = "study_result"
    MECHANISM = "mechanism"
    GENERAL_KNOWLEDGE = "general_knowledge"
    DEFINITION = "definition"
    QUANTITY = "quantity"
    COMPARISON = "comparison"
    LIMITATION = "limitation"
    PRECAUTION = "precaution"
    ADVICE = "advice"
    OPINION = "opinion"


class Level(StrEnum):
    """What a reference is for one claim, in the words that editors see."""

    HUMAN = "human"
    COMBINED_FORMULA = "combined_formula"
    ANIMAL = "animal"
    IN_VITRO = "in_vitro"
    SYSTEMATIC_REVIEW = "systematic_review"
    NARRATIVE_REVIEW = "narrative_review"
    AUTHORITY = "authority"
    BACKGROUND = "background"


class Relation(StrEnum):
    """What a reference does for a claim."""

    SUPPORTS = "supports"
    PARTIAL = "partial"
    CONTRADICTS = "contradicts"
    MENTIONS = "mentions"


class Design(StrEnum):
    """Study designs, after the PubMed publication types, with the non-studies that articles cite."""

    META_ANALYSIS = "meta_analysis"
    SYSTEMATIC_REVIEW = "systematic_review"
    RANDOMIZED_CONTROLLED_TRIAL = "randomized_controlled_trial"
    CONTROLLED_CLINICAL_TRIAL = "controlled_clinical_trial"
    UNCONTROLLED_TRIAL = "uncontrolled_trial"
    COHORT = "cohort"
    CASE_CONTROL = "case_control"
    CROSS_SECTIONAL = "cross_sectional"
    CASE_REPORT_OR_SERIES = "case_report_or_series"
    LABORATORY_EXPERIMENT = "laboratory_experiment"
    NARRATIVE_REVIEW = "narrative_review"
    REGULATORY_OPINION = "regulatory_opinion"
    FACT_SHEET = "fact_sheet"
    REFERENCE_WORK = "reference_work"
    WEB_PAGE = "web_page"


class Certainty(StrEnum):
    """How certain a body of evidence is, by GRADE."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"


class Status(StrEnum):
    """How far a work is published."""

    PUBLISHED = "published"
    PREPRINT = "preprint"
    CONFERENCE_ABSTRACT = "conference_abstract"
    PROTOCOL = "protocol"


class Direction(StrEnum):
    """Which way a claim says that its outcome goes."""

    INCREASES = "increases"
    DECREASES = "decreases"
    IMPROVES = "improves"
    WORSENS = "worsens"
    CHANGES = "changes"
    NO_EFFECT = "no_effect"


class Subject(StrEnum):
    """Who or what a study is about, or a sentence says that it is about."""

    HUMAN = "human"
    ANIMAL = "animal"
    IN_VITRO = "in_vitro"
    IN_SILICO = "in_silico"
    NONE = "none"
    UNSTATED = "unstated"


class Strength(IntEnum):
    """How strongly a sentence asserts its effect; ordered, so that a ceiling can be compared."""

    NONE = 0
    CORRELATIONAL = 1
    CONDITIONAL = 2
    CAUSAL = 3

    @property
    def label(self) -> str:
        """The name that the registry and the JSON output use."""
        return self.name.lower()


class Tested(StrEnum):
    """A study's ingredients against the substance that the claim names; always computed."""

    SAME_SUBSTANCE = "same_substance"
    FORM_OF = "form_of"
    MEMBER = "member"
    STRAIN = "strain"
    SOURCE_OF = "source_of"
    COMBINED_FORMULA = "combined_formula"
    OTHER_FORM = "other_form"
    DIET_OR_STATUS = "diet_or_status"
    UNKNOWN = "unknown"
    OTHER_SUBSTANCE = "other_substance"


class Verdict(StrEnum):
    """What comes out for an occurrence of a claim."""

    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    OVERSTATED = "overstated"
    PARTLY_SUPPORTED = "partly_supported"
    UNVERIFIED = "unverified"
    SUPPORTED = "supported"
    NOT_APPLICABLE = "not_applicable"


WORST_FIRST = tuple(Verdict)
"""The order of `Verdict`: a claim's verdict is the worst one of its occurrences."""


def _as_tuple(value: object) -> object:
    """Let an editor write one value where several are possible."""
    return (value,) if isinstance(value, str) else value


_STRENGTHS = {strength.label: strength for strength in Strength}


def _strength(value: object) -> object:
    if isinstance(value, Strength):
        return value
    if isinstance(value, str) and value in _STRENGTHS:
        return _STRENGTHS[value]
    raise ValueError("should be 'none', 'correlational', 'conditional' or 'causal'")


def _one_or_more(item: dict[str, Any]) -> WithJsonSchema:
    """What an editor may write: one value, or a list of them."""
    return WithJsonSchema({"anyOf": [item, {"type": "array", "items": item}]})


Keys = Annotated[tuple[Key, ...], BeforeValidator(_as_tuple), _one_or_more(TEXT_SCHEMA)]
Names = Keys
"""Names of fields."""
Subjects = Annotated[
    tuple[Subject, ...],
    BeforeValidator(_as_tuple),
    _one_or_more({"type": "string", "enum": [subject.value for subject in Subject]}),
]
Designs = Annotated[
    tuple[Design, ...],
    BeforeValidator(_as_tuple),
    _one_or_more({"type": "string", "enum": [design.value for design in Design]}),
]
StrengthField = Annotated[
    Strength,
    BeforeValidator(_strength),
    WithJsonSchema({"type": "string", "enum": [strength.label for strength in Strength]}),
]


class Model(Plain):
    """Without unknown fields: a typing error in a file is an error, not a silence."""


class About(Model):
    """What a claim is about."""

    substance: Texts
    """The substance, or the ingredients of the formula that the claim is about."""
    outcome: Texts = ()
    """The outcome, e.g. `memory` or `sleep quality`; names and synonyms are in the knowledge files."""


class Participants(Model):
    """Who took part in a study, or whom a sentence is about; what is left out is unknown."""

    health: Texts = ()
    """`healthy`, or what they have or are: type 2 diabetes, insomnia, athletes, postmenopausal."""
    age_min: Annotated[int, Field(ge=0, le=120)] | None = None
    """The youngest, in years; without `age_max` there was no upper limit."""
    age_max: Annotated[int, Field(ge=0, le=120)] | None = None
    """The oldest, in years; without `age_min` there was no lower limit."""
    sex: Literal["female", "male", "both"] | None = None
    """female, male or both."""
    pregnant: bool | None = None
    """Whether they were pregnant."""

    @model_validator(mode="after")
    def _ages_in_order(self) -> "Participants":
        if self.age_min is not None and self.age_max is not None and self.age_min > self.age_max:
            raise ValueError("`age_min` should not be above `age_max`")
        if self.pregnant and self.sex == "male":
            raise ValueError("with `pregnant: true`, `sex` should not be male")
        return self


class Occurrence(Model):
    """One place where an article makes the claim, and how it is worded there."""

    article: Key
    """The id of the article."""
    quote: Text
    """The words that locate the claim in the article: at most 12."""
    strength: StrengthField
    """How strongly the sentence asserts it: none, correlational, conditional ("may", "supports") or causal."""
    hedged: bool = False
    """The writer marks uncertainty ("may", "suggests", "preliminary")."""
    therapeutic: bool = False
    """The sentence says that a substance treats, cures, prevents or relieves a disease."""
    subjects: Subjects = (Subject.UNSTATED,)
    """Who the sentence says that it is about. `unstated` is read as people."""
    reported: bool = False
    """The sentence reports, in the past tense, what a study found in its own participants."""
    cites: Keys = ()
    """BibTeX keys of the references that the sentence has a mark for."""
    substance: Texts = ()
    """What the sentence says was taken, where that is more precise than the claim: a form of the substance, or the ingredients of a formula."""
    population: Participants | None = None
    """Whom the sentence is about, where its words and the statement do not tell."""
    accepted: Text | None = None
    """The wording that the editors accepted for this place, and that the article does not have yet. Take it
    out once the article has it."""

    def model_post_init(self, _: Any, /) -> None:
        """Keep which fields were given: what nobody declared differs from no text."""

    @field_validator("quote")
    @classmethod
    def _short(cls, quote: str) -> str:
        words = len(quote.split())
        if words > MAX_QUOTE_WORDS:
            raise ValueError(f"has {words} words; {MAX_QUOTE_WORDS} are enough to locate a claim")
        return quote


class Evidence(Model):
    """What one reference does for one claim."""

    reference: Key
    """The BibTeX key of the reference."""
    level: Level
    """What the reference is for this claim: one paper can be animal for one claim, in vitro for another."""
    relation: Relation = Relation.SUPPORTS
    """`partial` needs `missing`; `mentions` supports nothing; `contradicts` found the opposite, or nothing."""
    missing: Texts = ()
    """With `partial`: what the source does not show; English, or by language: {en: ..., nl: ...}."""
    says: Local | None = None
    """The source's own figure or few words; English, or by language: {en: ..., nl: ...}."""
    locator: Text | None = None
    """Where in the source: page, table or section."""

    @model_validator(mode="after")
    def _partial_says_what(self) -> "Evidence":
        if self.relation is Relation.PARTIAL and not self.missing:
            raise ValueError("with `relation: partial`, `missing` should say what is not shown")
        return self


class Claim(Model):
    """An assertion, stated once, in English, in our own words."""

    id: Key
    """Short and stable: waivers and reports name it."""
    draft: bool = False
    """Proposed by `scan --write`, and judged by nothing. Take it out once the entry is filled in."""
    statement: Statement
    """The assertion as the articles make it, not softened; English, or by language with English among them."""
    kind: Kind
    """What sort of assertion it is; the policy has its own rows for each."""
    about: About
    """The substance and the outcome."""
    direction: Direction | None = None
    """Which way the outcome goes: increases, decreases, improves, worsens, changes or no_effect; told
    from the statement where it is left out."""
    basis: Key | None = None
    """For `general_knowledge` and `definition`: the entry of the textbook list that supports it."""
    slip: Local | None = None
    """With `basis`: what the sentence gets slightly wrong about the textbook matter; English, or by language."""
    occurrences: Annotated[tuple[Occurrence, ...], Field(min_length=1)]
    """Where the articles make it."""
    evidence: tuple[Evidence, ...] = ()
    """The references that bear on it, whichever article cites them."""

    @property
    def waits(self) -> bool:
        """Whether it waits to be filled in: it says so, or something in it still says TODO."""
        return self.draft or not self.filled_in

    @property
    def filled_in(self) -> bool:
        """Whether nothing in it says TODO any more."""
        values = (self.statement, *self.about.substance, *self.about.outcome)
        return not any(value.startswith(TODO) for value in values)


class Article(Model):
    """An article whose claims are registered."""

    title: Text
    """The title as published."""
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
    """ISO 639-1, e.g. `nl`."""
    source: Text | None = None
    """The address at which it is published."""
    file: Text | None = None
    """The file that holds its text, relative to the folder of the articles."""
    published: Text | None = None
    """When, as precisely as known: 2025, 2025-11 or 2025-11-03."""
    commercial: bool | None = None
    """Published by someone who sells the product: only then do the LAW rules apply; unknown where
    it is left out, which is said."""
    jurisdictions: Annotated[
        tuple[Literal["eu", "nl", "be", "us"], ...],
        BeforeValidator(_as_tuple),
        _one_or_more({"type": "string", "enum": ["eu", "nl", "be", "us"]}),
    ] = ()
    """Whose law applies: eu, nl, be, us."""
    references: Keys = ()
    """Its own printed list, in order, as BibTeX keys."""
    no_claims: Texts = ()
    """A few words of each sentence that is no claim, though it looks like one: `scan` proposes nothing
    for it, and `check` does not miss it."""


class Outcome(Model):
    """What a study measured, and which way it went."""

    name: Local
    """The outcome, e.g. `working memory`; English, or by language as a sentence has it: {en: ..., nl: het werkgeheugen}."""
    direction: Literal[
        "better", "worse", "increased", "decreased", "changed", "no_difference", "undetermined"
    ]
    """Against the comparison of the study."""
    primary: bool | None = None
    """Whether the study named it as its primary outcome; left out where unknown."""


class Reviewed(Model):
    """What a review reviewed: its ceiling is that of the studies in it."""

    designs: Designs = ()
    """Designs of the studies, e.g. randomized_controlled_trial or cohort."""
    subjects: Subjects = ()
    """Who or what they studied, where that is not what `subjects` of the review says."""
    studies: Annotated[int, Field(ge=1)] | None = None
    """How many studies."""
    participants: Annotated[int, Field(ge=1)] | None = None
    """How many people or animals in them."""


class Study(Model):
    """What is known of the study behind a reference."""

    design: Design | None = None
    """The design."""
    subjects: Subjects = ()
    """A list: a paper can be cells and mice."""
    species: Texts = ()
    """Rats, mice, ..."""
    ingredients: Texts = ()
    """What was given; more than one is a combined formula."""
    comparator: Texts = ()
    """What the others got: placebo, nothing, usual care, or a substance."""
    sample_size: Annotated[int, Field(ge=1)] | None = None
    """People or animals that were analysed."""
    dose: Text | None = None
    """Dose, with its unit."""
    duration: Text | None = None
    """How long."""
    population: Local | None = None
    """Who took part, e.g. `Rats given oxaliplatin.`; English, or by language."""
    participants: Participants | None = None
    """The same in fields, where a free text leaves doubt: health, age_min, age_max, sex, pregnant."""
    outcomes: tuple[Outcome, ...] = ()
    """What was found."""
    reviews: Reviewed | None = None
    """Of a review: what it reviewed."""
    certainty: Certainty | None = None
    """Of a review or an opinion: how certain the evidence is by GRADE: high, moderate, low or very_low."""
    status: Status | None = None
    """published, preprint, conference_abstract or protocol; told from the record or the journal where it
    is left out and plain."""
    registration: Annotated[
        tuple[Text, ...], BeforeValidator(_as_tuple), _one_or_more(TEXT_SCHEMA)
    ] = ()
    """Numbers of the trial in a register, e.g. NCT01234567: two papers with one number are one trial."""
    funding: Text | None = None
    """Who paid."""
    funded_by_maker: bool | None = None
    """Whether the maker of the product paid; left out where unknown."""
    note: Text | None = None
    """What an editor should know besides, and how sure it is."""
    from_record: Names = ()
    """Which of these values `scan` read from the words of the record, and nobody has checked yet: take a
    name out once you have."""

    @field_validator("from_record")
    @classmethod
    def _fields(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [name for name in names if name not in cls.model_fields]
        if unknown:
            raise ValueError(f"names no field of a study: {unknown[0]}")
        return names


class Waiver(Model):
    """A finding that the editors accept, with the reason and until when."""

    rule: Key
    """The code of the rule, e.g. EVI002."""
    subject: Key
    """The claim id, BibTeX key or article id that the finding is about."""
    reason: Text
    """Why it is accepted."""
    owner: Text
    """Who accepted it."""
    until: date
    """The last day on which it holds."""


def _may_be_empty(schema: dict[str, Any]) -> None:
    """A section with nothing below it (`claims:`) is an empty one, as the reader has it."""
    for section in schema["properties"].values():
        about = {name: section.pop(name) for name in ("title", "description") if name in section}
        kind = dict(section)
        section.clear()
        section.update({**about, "anyOf": [kind, {"type": "null"}]})


class Dossier(Model):
    """The registry of one site: everything that is judged together."""

    model_config = ConfigDict(json_schema_extra=_may_be_empty)

    articles: dict[Key, Article] = Field(default_factory=dict)
    """The articles, by id."""
    studies: dict[Key, Study] = Field(default_factory=dict)
    """What is known of the studies, by BibTeX key."""
    claims: tuple[Claim, ...] = ()
    """The claims."""
    waivers: tuple[Waiver, ...] = ()
    """Findings that the editors accept."""


class Person(Model):
    """An author or editor; `name` for a group that has no family name."""

    family: str = ""
    given: str = ""
    name: str = ""

    def __str__(self) -> str:
        return self.name or ", ".join(part for part in (self.family, self.given) if part)


class Reference(Model):
    """An entry of the bibliography, with its fields decoded from TeX.

    `doi` is the normalised DOI (lower case, without prefix), or None where the entry has none or a
    malformed one; `raw` holds every field as it stands in the file.
    """

    key: str
    entry_type: str
    title: str = ""
    authors: tuple[Person, ...] = ()
    year: int | None = None
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    arxiv: str | None = None
    bookshelf: str | None = None
    url: str = ""
    urldate: str = ""
    keywords: tuple[str, ...] = ()
    raw: dict[str, str] = Field(default_factory=dict)

    @property
    def candidate(self) -> bool:
        """Worth citing, but cited by no article: offered in suggestions, never evidence."""
        return "candidate" in self.keywords

    @property
    def short_citation(self) -> str:
        """First author and year, as people refer to a work; the title's beginning where none."""
        who = self.authors[0] if self.authors else None
        name = (who.family or who.name) if who else shorten(self.title, 40, placeholder="…")
        return " ".join(part for part in (name, str(self.year or "")) if part) or self.key


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """The values without repeats, in the order of their first appearance."""
    return tuple(dict.fromkeys(values))
