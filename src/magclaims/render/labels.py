"""The plain words that people read for the codes of a report."""

from typing import NamedTuple

from magclaims.model.registry import Verdict


class VerdictLabel(NamedTuple):
    """How a verdict is shown: never by colour alone."""

    word: str
    icon: str
    meaning: str


VERDICTS: dict[Verdict, VerdictLabel] = {
    Verdict.CONTRADICTED: VerdictLabel(
        "contradicted",
        "✕",
        "The strongest of the listed sources find the opposite, or no effect.",
    ),
    Verdict.UNSUPPORTED: VerdictLabel(
        "unsupported",
        "○",
        "None of the references that the article lists can carry this sentence.",
    ),
    Verdict.OVERSTATED: VerdictLabel(
        "overstated",
        "▲",
        "There is evidence, but the sentence says more than it can carry.",
    ),
    Verdict.PARTLY_SUPPORTED: VerdictLabel(
        "partly supported",
        "◐",
        "A part of the sentence rests on its references; another part does not.",
    ),
    Verdict.UNVERIFIED: VerdictLabel(
        "unverified",
        "?",
        "References exist, but nothing is known of what they found. Not wrong, and not checked.",
    ),
    Verdict.SUPPORTED: VerdictLabel(
        "supported",
        "✓",
        "The sentence says no more than its references, or textbook knowledge, can carry.",
    ),
    Verdict.NOT_APPLICABLE: VerdictLabel(
        "not applicable",
        "–",
        "Advice, opinion, a precaution or a limitation: nothing that evidence would have to carry.",
    ),
}
NEEDS_CHANGE = (
    Verdict.CONTRADICTED,
    Verdict.UNSUPPORTED,
    Verdict.OVERSTATED,
    Verdict.PARTLY_SUPPORTED,
)
"""Verdicts after which the text should change."""

LEVELS: dict[str, tuple[str, str]] = {
    "human": ("People", "A study in people that tested this substance."),
    "combined_formula": (
        "Combined formula",
        "A study of a product with several ingredients: it says nothing about one of them alone.",
    ),
    "animal": (
        "Animals",
        "A study in animals. It may be told as that, not as a benefit to people.",
    ),
    "in_vitro": ("Cells", "A study in cells or tissue outside a body."),
    "systematic_review": (
        "Systematic review",
        "All studies of a question, searched for and weighed by a stated method.",
    ),
    "narrative_review": (
        "Narrative review",
        "An overview written by experts. Good for mechanisms, not proof of an effect in people.",
    ),
    "authority": ("Authority", "A regulator or an official fact sheet: as strong as what it says."),
    "background": ("Background", "An encyclopedia or a web page: it can explain, not prove."),
    "none": ("No evidence", "No reference that the article may lean on."),
}

STRENGTHS: dict[str, tuple[str, str]] = {
    "none": ("no effect", "describes, without saying that the substance does something"),
    "correlational": ("a link", '"is associated with", "goes together with"'),
    "conditional": ("a possible effect", '"may", "can help", "supports", "suggests"'),
    "causal": ("a certain effect", '"improves", "prevents", "ensures"'),
    "nothing": ("nothing", "may not be used for this claim"),
}

STATUSES: dict[str, tuple[str, str, str]] = {
    "retracted": ("retracted", "✕", "Withdrawn by the journal. It can carry nothing."),
    "mismatch": (
        "record differs",
        "≠",
        "The registry's record is another work, or its fields differ from the printed ones.",
    ),
    "not_found": ("not found", "✕", "The registries say that there is no such work."),
    "concern": ("expression of concern", "!", "The journal doubts it; not withdrawn."),
    "corrected": (
        "corrected",
        "!",
        "A correction was published: check the cited figure against it.",
    ),
    "unverified": ("unverified", "?", "No service could be asked. Not wrong, and not checked."),
    "no_identifier": (
        "no identifier",
        "–",
        "Without a DOI or PMID, as web pages are: no registry confirmed that it exists.",
    ),
    "verified": ("verified", "✓", "The record was found, and it is this work."),
}
BAD_STATUSES = ("retracted", "mismatch", "not_found")
"""States of a reference that come before all else."""

SERVICES = {
    "crossref": "Crossref",
    "datacite": "DataCite",
    "europepmc": "Europe PMC",
    "doi.org": "doi.org",
    "retraction-watch": "Retraction Watch",
}
NOT_LEGAL_ADVICE = "LAW findings are help for editors, not legal advice."


def words(code: str) -> str:
    """Return a code as words: `same_substance` as `same substance`."""
    return code.replace("_", " ")


def level(code: str) -> str:
    """Return the short name of an evidence level."""
    return LEVELS[code][0] if code in LEVELS else words(code)


def strength(code: str) -> str:
    """Return what a strength means, in words."""
    return STRENGTHS[code][0] if code in STRENGTHS else words(code)


def service(code: str | None) -> str:
    """Return the name of a service, `crossref:publisher` as `Crossref (publisher)`."""
    name, _, part = (code or "").partition(":")
    label = SERVICES.get(name, name)
    return f"{label} ({words(part)})" if part else label


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: `1 error`, `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {plural or noun + 's'}"
