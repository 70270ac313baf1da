"""What a study gave, as its title and abstract tell it, against what a claim names."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from magclaims.knowledge import FoundName, find_substances, is_inert, substance, substances
from magclaims.knowledge.characters import normal
from magclaims.knowledge.data import regex, word_set
from magclaims.knowledge.ingredients import IngredientComparison, compare_ingredients
from magclaims.model.finding import Reason
from magclaims.model.registry import Tested

_pattern = partial(regex, "study_cues.toml", "tested", flags=re.IGNORECASE)

_listed = partial(word_set, "study_cues.toml", "tested")

UNNAMED = "other ingredients"
"""Stands in a study's ingredients for those that its record names and the registry does not."""
_MAX_TEXT = 20_000
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9])")
_NEAR = 60
"""Characters between "a formula containing" and the substance that it contains."""
_MAX_GAP = 200
_LIST = 3
"""From so many on, commas alone make a list."""
_AFTER = 5
"""Words after "plus" among which an accompaniment, e.g. "training", is looked for."""
_ASIDE = re.compile(r"\([^()]{0,80}\)")
_DOSE = re.compile(
    r"\d[\d.,]*(?: ?(?:mg|g|\u00b5g|\u03bcg|mcg|iu|ml|%))?(?:/day|/d)?\b%?", re.IGNORECASE
)
_WORD = re.compile(r"[\w+&-]+")


class WhatWasTested(NamedTuple):
    """What was tested against what is claimed."""

    tested: Tested | None
    """None where the text does not name anything related."""
    reasons: tuple[Reason, ...]
    comparison: IngredientComparison | None = None


def tested(title: str, abstract: str | None, claim_substances: Sequence[str]) -> WhatWasTested:
    """Compare the substances that a title and abstract name with those of a claim.

    Other substances count as ingredients only where the title joins them with the substance
    ("X and Y"), or a sentence that says what was given does; a comparator ("versus", "or"), another
    salt of the same element and what was only measured are no ingredients.
    """
    text = " ".join(normal(f"{title.rstrip('. ')}. {abstract or ''}"[:_MAX_TEXT]).split())
    sentences = _SENTENCE.split(text)
    wanted = {s.id for s in map(substance, claim_substances) if s is not None}
    if not wanted:
        return WhatWasTested(None, (_reason("unknown_substance", ", ".join(claim_substances)),))
    meant = {parent for id_ in wanted if (parent := substances()[id_].usual_of)}
    forms = (
        wanted | meant | {s.id for s in substances().values() if wanted & {s.form_of, s.usual_of}}
    )
    named = [(s, m) for s in sentences for m in _actives(s)]
    formula = next(((s, m) for s, m in named if substances()[m.id].is_formula), None)
    if formula is not None and _related(formula[1], forms):
        return _result([formula[1].id], claim_substances, _words(*formula), "formula")
    own = [(s, m) for s, m in named if m.id in forms]
    products = [(s, m) for s, m in own if not substances()[m.id].is_status]
    if not products:
        return _without(named, own, claim_substances)
    if _only_eaten(text, own, products):
        words = _words(*own[0])
        return WhatWasTested(
            Tested.DIET_OR_STATUS,
            (_reason("diet_or_status", words),),
            IngredientComparison(Tested.DIET_OR_STATUS),
        )
    given = list(dict.fromkeys(m.id for _, m in products))
    specific = [i for i in given if substances()[i].is_compound] or given
    found = next(_given_with(sentences, forms), None)
    if found is not None:
        ids, words = found
        if ids:
            return _result([*specific, *ids], claim_substances, words, "combined")
        reasons = (_reason("formula", words),)
        return WhatWasTested(
            Tested.COMBINED_FORMULA, reasons, IngredientComparison(Tested.COMBINED_FORMULA)
        )
    sentence, mention = next((s, m) for s, m in products if m.id in specific)
    return _result(specific, claim_substances, _words(sentence, mention), "substance")


def _given_with(sentences: Sequence[str], forms: set[str]) -> Iterator[tuple[list[str], str]]:
    """What each part of the text says was given beside the substance; the title stands first."""
    for position, sentence in enumerate(sentences):
        is_title = position == 0
        for part in _parts(sentence, title=is_title):
            found = _more_than_one(part, forms, title=is_title)
            if found is not None:
                yield found


def _only_eaten(
    text: str, own: Sequence[tuple[str, FoundName]], products: Sequence[tuple[str, FoundName]]
) -> bool:
    """Whether the bare element is named as intake or blood value, and nothing was given."""
    bare = all(substances()[m.id].is_element for _, m in products)
    if not bare or _pattern("given").search(text):
        return False
    return len(own) > len(products) or any(m in _measured_in(s) for s, m in products)


@lru_cache(maxsize=64)
def _measured_in(sentence: str) -> frozenset[FoundName]:
    """The substances of a sentence that were measured, not given."""
    rows = _runs(sentence, _actives(sentence))
    return frozenset(m for row in rows if _measured(sentence, row) for m in row)


def _eaten(sentence: str, mention: FoundName) -> str:
    """The id, or that of the element's intake or blood value where the words are about that."""
    if not substances()[mention.id].is_element or mention not in _measured_in(sentence):
        return mention.id
    kin = (s.id for s in substances().values() if s.form_of == mention.id)
    return next((i for i in kin if substances()[i].is_status), mention.id)


def _parts(sentence: str, *, title: bool) -> Iterator[str]:
    """What stands on each side of "versus", "or" and the like; nothing of "Comparison of X and Y"."""
    if not (title and _pattern("comparison").match(sentence)):
        yield from _pattern("contrast").split(sentence)


def _more_than_one(part: str, forms: set[str], *, title: bool) -> tuple[list[str], str] | None:
    """What was given beside the substance: ids (none where they are unknown), and the words."""
    mentions = _actives(part)
    mine = [m for m in mentions if m.id in forms]
    if not mine:
        return None
    roots = {substances()[i].form_of or i for i in forms} | forms
    listed = _pattern("joins").search(part) is not None
    chain = []
    if title or listed or _pattern("given").search(part):
        rows = (row for row in _runs(part, mentions) if any(m.id in forms for m in row))
        chain = next((row for row in rows if _together(part, row, comma=listed)), [])
    extra = [m.id for m in chain if _gives(m) and not {m.id, substances()[m.id].form_of} & roots]
    if extra:
        return extra, " + ".join(_words(part, m) for m in chain if _gives(m))
    for mention in mine:
        before = part[max(0, mention.start - _NEAR) : mention.start]
        if cue := _pattern("whole").search(before):
            return [], before[cue.start() :] + _words(part, mention)
        after = part[mention.end :]
        if (partner := _pattern("partner").match(_plain(after))) and _unknown_partner(
            partner["rest"]
        ):
            return [], _words(part, mention) + after[:_NEAR].rstrip()
    return None


def _runs(part: str, mentions: Sequence[FoundName]) -> list[list[FoundName]]:
    """Rows of substances that only joining words, commas and doses keep apart."""
    rows: list[list[FoundName]] = []
    for mention in mentions:
        if rows and all(word in _listed("between") for word in _gap(part, rows[-1], mention)):
            rows[-1].append(mention)
        else:
            rows.append([mention])
    return rows


def _gap(part: str, row: Sequence[FoundName], mention: FoundName) -> list[str]:
    """The words between a row and the next substance."""
    return _WORD.findall(_plain(part[row[-1].end : mention.start]).lower())


def _together(part: str, row: Sequence[FoundName], *, comma: bool) -> bool:
    """Whether a row is one list: a joining word, with `comma` a comma, or three and more."""
    if len(row) == 1 or _measured(part, row):
        return False
    joining = _listed("joining")
    said = any(word in joining for a, b in pairwise(row) for word in _gap(part, [a], b))
    return comma or said or len(row) >= _LIST


def _measured(part: str, row: Sequence[FoundName]) -> bool:
    """Whether a row is of intakes or blood values ("serum zinc and magnesium", "... intake")."""
    before, after = part[max(0, row[0].start - _NEAR) : row[0].start], part[row[-1].end :]
    return bool(
        _pattern("measured_before").search(before)
        or _pattern("measured_after").match(after[:_NEAR])
    )


def _plain(text: str) -> str:
    """Without doses and what stands in brackets."""
    return _DOSE.sub(" ", _ASIDE.sub(" ", text[:_MAX_GAP]))


def _unknown_partner(rest: str) -> bool:
    words = _WORD.findall(rest.lower())[:_AFTER]
    return bool(words) and _listed("accompaniments").isdisjoint(words)


def _actives(sentence: str) -> list[FoundName]:
    return [m for m in find_substances(sentence) if not is_inert(sentence[m.start : m.end])]


def _gives(mention: FoundName) -> bool:
    return not substances()[mention.id].is_status


def _related(mention: FoundName, forms: set[str]) -> bool:
    return mention.id in forms or bool(set(substances()[mention.id].ingredients) & forms)


def _without(
    named: Sequence[tuple[str, FoundName]],
    own: Sequence[tuple[str, FoundName]],
    claim_substances: Sequence[str],
) -> WhatWasTested:
    """The claim's substance was not given: another form, intake or status, or nothing related."""
    ids = list(dict.fromkeys(_eaten(s, m) for s, m in own or named))
    comparison = compare_ingredients(ids, claim_substances)
    if comparison is None or comparison.tested is None:
        return WhatWasTested(None, (_reason("not_named", ", ".join(claim_substances)),), comparison)
    words = ", ".join(dict.fromkeys(_words(s, m) for s, m in own or named))
    code = comparison.tested.value if comparison.tested.value in _TEXTS else "substance"
    return WhatWasTested(comparison.tested, (_reason(code, words),), comparison)


def _result(
    ids: Sequence[str], claim_substances: Sequence[str], words: str, code: str
) -> WhatWasTested:
    comparison = compare_ingredients(ids, claim_substances)
    tested_as = comparison.tested if comparison else None
    return WhatWasTested(tested_as, (_reason(code, words),), comparison)


def _words(sentence: str, mention: FoundName) -> str:
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
