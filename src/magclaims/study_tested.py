"""What a study gave, as its title and abstract tell it, against what a claim names."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from magclaims.finding import Reason
from magclaims.knowledge import Mention, find_substances, is_inert, substance, substances
from magclaims.knowledge.ingredients import Comparison, compare_ingredients
from magclaims.models import Tested

_MAX_TEXT = 20_000
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9])")
_COMBINED = re.compile(
    r"\b(?:combin(?:ation|ations|ed|ing)|plus|together with|blend|formula|formulas|formulation|"
    r"contain(?:s|ing|ed)?|complex|multi-?ingredient|multi-?nutrient|consisting of|composed of|"
    r"co-?supplement\w*|co-?administ\w*|enriched with|fortified with|along with)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:blend|formula|formulas|formulation|multi-?ingredient|multi-?nutrient|containing)\b",
    re.IGNORECASE,
)
_NEAR = 60
"""Characters between "a formula containing" and the substance that it contains."""


class WhatWasTested(NamedTuple):
    """What was tested against what is claimed."""

    tested: Tested | None
    """None where the text does not name anything related."""
    reasons: tuple[Reason, ...]
    comparison: Comparison | None = None


def tested(title: str, abstract: str | None, claim_substances: Sequence[str]) -> WhatWasTested:
    """Compare the substances that a title and abstract name with those of a claim.

    Other substances count as ingredients only where the title names them beside the substance, or
    where a sentence joins them with it ("combination of", "plus", "containing", "formula"): an
    abstract may name vitamin D for many reasons.

    Args:
        title: The title.
        abstract: The abstract, or None.
        claim_substances: What the claim names.

    Returns:
        The comparison with its reasons, which quote the words of the record.
    """
    text = " ".join(f"{title.rstrip('. ')}. {abstract or ''}"[:_MAX_TEXT].split())
    sentences = _SENTENCE.split(text)
    wanted = {s.id for s in map(substance, claim_substances) if s is not None}
    if not wanted:
        return WhatWasTested(None, (_reason("unknown_substance", ", ".join(claim_substances)),))
    forms = wanted | {s.id for s in substances().values() if s.form_of in wanted}
    named = [(s, m) for s in sentences for m in _actives(s)]
    formula = next(((s, m) for s, m in named if substances()[m.id].kind == "formula"), None)
    if formula is not None and _related(formula[1], forms):
        return _result([formula[1].id], claim_substances, _words(*formula), "formula")
    own = [(s, m) for s, m in named if m.id in forms]
    products = [(s, m) for s, m in own if substances()[m.id].kind != "diet_or_status"]
    if not products:
        return _without(named, own, claim_substances)
    given = list(dict.fromkeys(m.id for _, m in products))
    specific = [i for i in given if substances()[i].kind == "compound"] or given
    for position, sentence in enumerate(sentences):
        mentions = list(_actives(sentence))
        cue = _COMBINED.search(sentence)
        if not any(m.id in forms for m in mentions) or not (cue or position == 0):
            continue
        kin = {substances()[i].form_of for i in forms} | forms
        extra = [m.id for m in mentions if m.id not in kin and _gives(m)]
        if extra:
            words = " + ".join(_words(sentence, m) for m in mentions if m.id in forms or _gives(m))
            return _result([*specific, *extra], claim_substances, words, "combined")
        whole = _whole(sentence, mentions, forms)
        if whole is not None:
            return WhatWasTested(
                Tested.COMBINED_FORMULA,
                (_reason("formula", whole),),
                Comparison(Tested.COMBINED_FORMULA),
            )
    sentence, mention = next((s, m) for s, m in products if m.id in specific)
    return _result(specific, claim_substances, _words(sentence, mention), "substance")


def _actives(sentence: str) -> list[Mention]:
    return [m for m in find_substances(sentence) if not is_inert(sentence[m.start : m.end])]


def _gives(mention: Mention) -> bool:
    return substances()[mention.id].kind != "diet_or_status"


def _related(mention: Mention, forms: set[str]) -> bool:
    return mention.id in forms or bool(set(substances()[mention.id].ingredients) & forms)


def _whole(sentence: str, mentions: Sequence[Mention], forms: set[str]) -> str | None:
    """The words where the sentence calls what was given a formula that contains the substance."""
    for mention in mentions:
        before = sentence[max(0, mention.start - _NEAR) : mention.start]
        if mention.id in forms and (cue := _WHOLE.search(before)):
            return before[cue.start() :] + _words(sentence, mention)
    return None


def _without(
    named: Sequence[tuple[str, Mention]],
    own: Sequence[tuple[str, Mention]],
    claim_substances: Sequence[str],
) -> WhatWasTested:
    """The claim's substance was not given: another form, intake or status, or nothing related."""
    ids = list(dict.fromkeys(m.id for _, m in own or named))
    comparison = compare_ingredients(ids, claim_substances)
    if comparison is None or comparison.tested is None:
        return WhatWasTested(None, (_reason("not_named", ", ".join(claim_substances)),), comparison)
    words = ", ".join(dict.fromkeys(_words(s, m) for s, m in own or named))
    return WhatWasTested(comparison.tested, (_reason(comparison.tested.value, words),), comparison)


def _result(
    ids: Sequence[str], claim_substances: Sequence[str], words: str, code: str
) -> WhatWasTested:
    comparison = compare_ingredients(ids, claim_substances)
    tested_as = comparison.tested if comparison else None
    return WhatWasTested(tested_as, (_reason(code, words),), comparison)


def _words(sentence: str, mention: Mention) -> str:
    return sentence[mention.start : mention.end]


_TEXTS = {
    "unknown_substance": "the list of substances does not hold “{}”",
    "not_named": "the text does not name {} or a form of it",
    "formula": "the text names a formula: “{}”",
    "combined": "the text names more than one ingredient: “{}”",
    "substance": "the text names “{}”",
    "other_form": "the text names another form: “{}”",
    "diet_or_status": "the text is about intake or blood values: “{}”",
}


def _reason(code: str, words: str) -> Reason:
    return Reason(code=f"tested_{code}", text=_TEXTS[code].format(words))
