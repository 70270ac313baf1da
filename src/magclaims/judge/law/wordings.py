"""What may be written instead: the substance's own authorised claims, with their conditions of use."""

from collections.abc import Collection, Iterable

from magclaims.knowledge.data import load
from magclaims.knowledge.regulation import AuthorisedClaim, Refusal, register
from magclaims.knowledge.vocabulary import vocabulary

_SHOWN = 3
"""Claims that a suggestion quotes, at most."""
_CAVEATS = {
    "memory": "from memory",
    "memory_but_predicate_official": "partly from memory",
    "seen_in_use_not_official": "seen in use",
}
_BASES = {
    "source_of": "at least {shown} in 100 g or in the daily portion of a supplement",
    "daily": "{shown} a day, which the text has to say",
    "portion": "{shown} in a portion, which the text has to say",
    "contains": "at least {shown} in 100 g or a portion",
    "per_body_weight": "{shown}",
}


def name(substance: str) -> str:
    """The English name of a substance of the vocabulary; other names as they are."""
    known = vocabulary().substances.get(substance)
    return known.name() if known else substance


def wording(claim: AuthorisedClaim, language: str) -> str:
    """The claim in a language with how sure that wording is; in English where none is at hand."""
    text = claim.wordings.get(language)
    if text is None:
        text = claim.wordings.get("en") or register().meanings[claim.meaning].effect
        return f"“{text}”" if language == "en" else f"“{text}” (in English)"
    caveat = _CAVEATS.get(claim.dutch or "") if language == "nl" else None
    return f"“{text}” ({caveat})" if caveat else f"“{text}”"


def caution(claims: Iterable[AuthorisedClaim], language: str) -> str:
    """What has to be said of the wordings of these claims; empty where they were verified."""
    claims = tuple(claims)
    if language not in {"nl", "en"} or any(language not in c.wordings for c in claims):
        return "; the register has the wording in every language"
    if language == "nl" and any(claim.dutch in _CAVEATS for claim in claims):
        return "; check the wording against the register: it was not verified"
    return ""


def condition(claim: AuthorisedClaim) -> str:
    """The condition of use in a few words; the register's own where it is no single amount.

    It holds no semicolon: in a message that is where the next clause begins.
    """
    if claim.shown and claim.basis:
        return _BASES[claim.basis].format(shown=claim.shown)
    return claim.conditions.split(". ")[0].replace("; ", ", ")


PLAIN = "say what the product is, what it holds and how it is taken"
"""What may always be written: it is no health claim."""


def instead(substances: Iterable[str], families: Collection[str], language: str) -> str:
    """What to write for these substances: their own authorised claims, the nearest to the families of effects first.

    Empty where none has any.
    """
    parts = [
        _own_claims(substance, families, language)
        for substance in dict.fromkeys(substances)
        if register().claims_for(substance)
    ]
    return "; ".join(parts)


def instead_or_plain(substances: Iterable[str], families: Collection[str], language: str) -> str:
    """As `instead`; where none has a claim, that there is none, and what may always be written."""
    substances = tuple(dict.fromkeys(substances))
    own = instead(substances, families, language)
    if own:
        return own
    none = [name(substance) for substance in substances if register().knows(substance)]
    if not none:
        return PLAIN
    return f"no health claim is authorised for {', '.join(none)}; {PLAIN}"


def _own_claims(substance: str, families: Collection[str], language: str) -> str:
    meanings = register().meanings
    # Those without a condition of their own beside "source of" come first.
    claims = sorted(register().claims_for(substance), key=lambda claim: claim.basis != "source_of")
    near = [claim for claim in claims if meanings[claim.meaning].family in families]
    shown = near[:_SHOWN] or _of_each_family(claims)[:_SHOWN]
    wordings = " / ".join(wording(claim, language) for claim in shown)
    conditions = "; ".join(dict.fromkeys(condition(claim) for claim in shown))
    what = "keep to what is authorised" if near else "what is authorised"
    return (
        f"{what} for {name(substance)}, e.g. {wordings}; condition: {conditions}"
        f"{caution(shown, language)}"
    )


def _of_each_family(claims: Iterable[AuthorisedClaim]) -> list[AuthorisedClaim]:
    """The first claim of each family, those that people look for most first."""
    order = load("regulation/effects.toml")["often"]
    first: dict[str, AuthorisedClaim] = {}
    for claim in claims:
        first.setdefault(register().meanings[claim.meaning].family, claim)
    return [first[family] for family in order if family in first]


def known_refusal(substance: str, refusals: Iterable[Refusal]) -> str:
    """What is known to be refused, with its reference; empty where nothing is."""
    facts = []
    for refusal in refusals:
        reference = f", {refusal.reference}" if refusal.reference else ""
        memory = "; from memory" if refusal.status == "M" else ""
        facts.append(f"{refusal.fact}{reference}{memory}")
    for claim in register().claims_for(substance, revoked=True):
        effect = register().meanings[claim.meaning].effect
        facts.append(f"the claim on {effect} was revoked by {claim.revoked}")
    return "; ".join(dict.fromkeys(facts))
