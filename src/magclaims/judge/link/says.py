"""What a source is quoted as saying, where that leaves no effect: nobody knows, or nothing was found.

The words under `says` are the source's own. "Insufficient evidence that it helps" carries no effect,
however the reference is linked. They are read part by part, as a source may find one thing and not
another: "lowered systolic but not diastolic pressure".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from typing import Literal, NamedTuple

from magclaims.knowledge import find_outcomes, find_substances, relation
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import fold
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.phrase_list import PhraseList, plain_phrases
from magclaims.knowledge.small_words import denials
from magclaims.lexicon.wording import NotGraded, grade
from magclaims.model.local_text import LocalText
from magclaims.model.registry import Strength
from magclaims.quantity.units import units_data

_table = partial(load_data, "says.toml")
Said = Literal["unknown", "nothing", "mixed", ""]
_Kind = Literal["unknown", "nothing", "mixed", "effect", "elsewhere", "beyond", ""]
"""`elsewhere`: not in others than those in whom it was found; `beyond`: not known in the long run; `mixed`:
found in some studies, and not in others."""
_MOST_OF_THEM = 0.75
"""Share of the studies from which on what they found stands for all."""
_SPACE = re.compile(r"[^\w'’]+")
_ELIDED = re.compile(r"(?<!\w)n'")
"""French: "n'améliore pas"."""
_NEAR = frozenset({"same", "narrower", "broader"})
_LARGE_P = re.compile(
    r"\bp(?:[ -]?(?:values?|waarde|wert))?\s?"
    r"(?:[=>≥]\s?0?[.,](?:0[6-9]|05\d*[1-9]|[1-9])|[>≥]\s?0?[.,]05|=\s?n\.?s)"
)
"""A p-value above 0.05."""
_MOST_READ = 6000
"""Characters of an abstract."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_FEW = 3
"""Words before people at the start of a clause: "in otherwise healthy"."""
_CONCLUDING = 2
"""Sentences at the end of an abstract that say what follows from it."""
_PAUSE = re.compile("[,;:.]")
_CLAUSE = 8
"""Words between a verb of advice and "not": "raadt de instantie antioxidanten uit een potje niet aan"."""
_OTHER = frozenset({"other"})
_FAR = frozenset({"other", "family", "surrogate"})


class Part(NamedTuple):
    """A part of what a source says, which tells one thing."""

    kind: _Kind
    outcomes: tuple[str, ...]
    """What it names, in its own words."""


def said(text: LocalText | None, *, of_harm: bool = False, claimed: Sequence[str] = ()) -> Said:
    """Whether a source says that it is not known, or that nothing was found; "" for neither.

    A text that says an effect besides ("no effect on memory, but attention improved") is mixed. "No
    evidence of toxicity" says nothing of an effect, and speaks for a claim that there is no harm. Parts that name
    outcomes alone that are not claimed are passed over.
    """
    if text is None:
        return ""
    if of_harm:
        return "unknown" if _lacks_data_on_harm(str(text), text.language) else ""
    told = parts(str(text), text.language)
    kinds = {part.kind for part in _bearing(told, claimed)} - {"", "elsewhere"}
    if "effect" in kinds:
        kinds -= {"beyond"}
    if "mixed" in kinds or ("effect" in kinds and kinds != {"effect"}):
        return "mixed"
    if "unknown" in kinds or kinds == {"beyond"}:
        return "unknown"
    return "nothing" if "nothing" in kinds else ""


def denies_a_part(text: LocalText | None, claimed: Sequence[str]) -> bool:
    """Whether a source says that a part of what is claimed was not found, beside one that was."""
    if text is None or said(text, claimed=claimed) != "mixed":
        return False
    told = parts(str(text), text.language)
    if any(part.kind == "mixed" for part in _bearing(told, claimed)):
        return True
    denied = [part for part in told if part.kind == "nothing"]
    return any(
        relation(name, other) in _NEAR
        for part in denied
        for other in part.outcomes
        for name in claimed
    )


def affirms(text: LocalText, claimed: Sequence[str]) -> bool:
    """Whether a source says an effect, denies nothing, and names nothing but what is claimed."""
    told = parts(str(text), text.language)
    named = [other for part in told for other in part.outcomes]
    return (
        {part.kind for part in told} - {"beyond"} == {"effect"}
        and bool(named)
        and all(any(relation(name, other) in _NEAR for name in claimed) for other in named)
    )


def record_denies(title: str | None, abstract: str | None, claimed: Sequence[str]) -> bool:
    """Whether the title or the abstract of a record, in English, denies anything of what is claimed.

    An abstract begins with what is not known; that nobody knows counts in its last sentences.
    """
    sentences = [title or "", *_SENTENCE.split((abstract or "")[:_MOST_READ])]
    ends = len(sentences) - _CONCLUDING
    return any(
        part.kind in {"nothing", "mixed"}
        or (part.kind == "unknown" and (not number or number >= ends))
        for number, sentence in enumerate(sentences)
        for part in _bearing(parts(sentence, "en"), claimed)
        if part.outcomes or part.kind == "unknown" or not number
    )


def found_in_some(text: LocalText | None, claimed: Sequence[str]) -> bool:
    """Whether a source says that it was found in some people, and not in others."""
    if text is None or said(text, claimed=claimed):
        return False
    kinds = {part.kind for part in parts(str(text), text.language)}
    return kinds >= {"effect", "elsewhere"}


def leaves_doubt(text: LocalText | None) -> bool:
    """Whether a source denies anything, tells no effect, or cannot be read.

    No effect is put into its mouth then: figures alone do not say that there was one. Which way it went
    is not asked here.
    """
    if text is None:
        return False
    if not denials("says", text.language):
        return True
    tells = any(part.kind == "effect" for part in parts(str(text), text.language))
    return not tells or said(text) != "" or denies(text, text.language)


def _bearing(told: Sequence[Part], claimed: Sequence[str]) -> Sequence[Part]:
    """The parts that bear on what is claimed: those on the outcome itself, else on one of its family."""

    def of(part: Part, far: frozenset[str]) -> bool:
        near = (relation(name, other) for name in claimed for other in part.outcomes)
        return not part.outcomes or any(each not in far for each in near)

    own = [part for part in told if of(part, _FAR)] if claimed else told
    named = any(part.outcomes for part in own)
    return own if named or not claimed else [part for part in told if of(part, _OTHER)]


@remembered
def parts(text: str, language: str) -> tuple[Part, ...]:
    """What a text says, part by part.

    A part that tells nothing by itself belongs to the one before it ("memory, attention and mood"), or
    to the one after it where there is none.
    """
    found: list[Part] = []
    waiting: tuple[str, ...] = ()
    for piece in clauses(text, language):
        named = tuple(dict.fromkeys(piece[m.start : m.end] for m in find_outcomes(piece)))
        kind = _kind_of(piece, language, named)
        if kind:
            found.append(Part(kind, (*waiting, *named)))
            waiting = ()
        elif found and not waiting:
            found[-1] = Part(found[-1].kind, (*found[-1].outcomes, *named))
        else:
            waiting = (*waiting, *named)
    return tuple(found)


def clauses(text: str, language: str) -> Iterator[str]:
    """The clauses of a text that are read alone, in lower case.

    They come without phrases that only sound like a denial ("never before"), and without whom people
    are told apart by: "in those not taking any medicine" denies no effect.
    """
    splits = [_table()["splits"], _table()["splits_of"].get(language, "(?!)")]
    plain = re.sub(_table()["aside"].get(language, "(?!)"), " ", text.casefold())
    return filter(None, re.split("|".join(splits), _without_whom(plain, language)))


def _without_whom(text: str, language: str) -> str:
    """A text without the words that say in whom it was, where these hold a denial.

    Only where something moved before them, or where they stand first: "in people without diabetes, ".
    """
    pattern, moves = _whom(language), _table()["moves"].get(language, ())

    def told(match: re.Match[str]) -> str:
        head, whom = match["head"], match["whom"]
        ends = match.string[match.end() : match.end() + 1] == ","
        denied = (*_table()["nothing"].get(language, ()), *_table()["unknown"].get(language, ()))
        measures = _table()["measures"].get(language, ())
        if has(plain_text(whom), denied) or has(plain_text(match["tail"]), measures):
            return match[0]
        before = plain_text(head)
        if has(before, denials("says", language)):
            return match[0]
        first, moves_there = len(before.split()) <= _FEW, _any_of(tuple(moves)).search(whom)
        rest = ""
        if not (has(before, moves) or _asserted(head, language) == "effect" or (ends and first)):
            if not (first and moves_there):
                return match[0]
            rest = whom[moves_there.start() :]  # "bij mensen zonder diabetes daalde de bloedsuiker"
        # "It fell in people not taking magnesium" is no word on magnesium.
        return "" if any(find_substances(whom.removesuffix(rest))) else f"{head}{rest}"

    return pattern.sub(told, text)


@cache
def _whom(language: str) -> re.Pattern[str]:
    """A clause up to people, and the words with a denial that tell them apart."""
    frame = _table()["whom"].get(language, "(?!)")
    nouns = load_data("people.toml")["nouns"].get(language, ())
    listed = "|".join(sorted({*map(re.escape, nouns), *_table()["accented"].get(language, ())}))
    # Where a clause begins: from each of its letters would take the square of its length.
    return re.compile(
        rf"(?<![^.;,:])(?P<head>[^.;,:]*?)(?P<whom>\b(?:{listed})\b(?:{frame})(?P<tail>[^.;,:]*))"
    )


def _kind_of(piece: str, language: str, named: Sequence[str]) -> _Kind:
    """What a piece of the text tells."""
    table = _table()
    piece = re.sub(table["at_most"].get(language, "(?!)"), " ", piece, flags=re.IGNORECASE)
    plain = plain_text(piece)
    if has(plain, table["harms"].get(language, ())):
        return ""
    if plain.startswith(tuple(table["elsewhere"].get(language, ()))):
        return "elsewhere"
    if has(plain, table["unknown"].get(language, ())):
        return "unknown"
    if (untold := _untold(plain, language)) is not None:
        return untold
    if has(plain, table["nothing"].get(language, ())) or _LARGE_P.search(piece):
        return "nothing"
    asserted = _asserted(piece, language)
    if asserted == "effect":
        return "" if _matches("asks", plain, language) else "effect"
    plain = _without(plain, language)
    denied = has(plain, denials("says", language))
    if not denied and not asserted and has(plain, table["moves"].get(language, ())):
        return "effect"
    if denied and (named or asserted or has(plain, table["measures"].get(language, ()))):
        return "nothing"
    return asserted


def _untold(plain: str, language: str) -> _Kind | None:
    """What a clause tells by its build where it says that it is not known; None where it says no such thing."""
    if _matches("beyond", plain, language):
        return "beyond"
    if _matches("differing", plain, language) or _in_some(plain, language):
        return "mixed"
    if not _matches("untold", plain, language):
        return None
    if _matches("how", plain, language) or _matches("before", plain, language):
        return ""
    return "beyond" if _matches("later", plain, language) else "unknown"


def _in_some(plain: str, language: str) -> bool:
    """Whether something was found in a part of the studies: "in one of three trials"."""
    found = re.search(_table()["in_some"].get(language, "(?!)"), plain)
    if found is None:
        return False
    some, every = (_number(word, language) for word in found.groups() if word)
    return some is not None and every is not None and some < every * _MOST_OF_THEM


def _number(word: str, language: str) -> int | None:
    if word.isdecimal():
        return int(word)
    if word in _table()["one"].get(language, ()):
        return 1
    words: Sequence[str] = units_data()["languages"].get(language, {}).get("numbers", ())
    return next((n for n, each in enumerate(words, start=1) if fold(each) == fold(word)), None)


def _matches(name: str, plain: str, language: str) -> bool:
    return re.search(_table()[name].get(language, "(?!)"), plain) is not None


def is_unsafe(text: LocalText) -> bool:
    """Whether a source says that no amount could be called safe, or that it is not safe."""
    pieces = map(plain_text, _PAUSE.split(str(text)))
    return any(_matches("unsafe", piece, text.language) for piece in pieces)


def _lacks_data_on_harm(text: str, language: str) -> bool:
    phrases = _table()["unknown"].get(language, ())
    lacks = [phrase for phrase in phrases if not phrase.startswith(tuple(_table()["none"]))]
    return has(plain_text(text), (*lacks, *_table()["unknown_harm"].get(language, ())))


def _asserted(clause: str, language: str) -> Literal["effect", "nothing", ""]:
    """Whether a clause by itself says that there was an effect, or denies one."""
    try:
        wording = grade(clause, language)
    except NotGraded:
        return ""
    if wording.strength > Strength.NONE:
        return "effect"
    return "nothing" if wording.negated else ""


def recommends(text: str, language: str) -> bool:
    """Whether a text says that something is recommended or approved: "not recommended in pregnancy" alone does not."""
    code = language[:2].lower()
    refused = _of_advice("refuses", code)
    return any(
        _of_advice("recommends", code).search(left) is not None and not denies(left, code)
        for left in (refused.sub(" ", plain_text(piece)) for piece in _PAUSE.split(text))
    )


def denies(text: str, language: str) -> bool:
    """Whether a text has a word that denies: "do not need it"."""
    plain = _without(plain_text(text), language[:2].lower())
    return has(plain, denials("says", language))


def refuses(text: str, language: str) -> bool:
    """Whether a text says that something is not recommended or approved, or advised against, and nothing else is."""
    refused = _of_advice("refuses", language[:2].lower()).search(plain_text(text))
    return refused is not None and not recommends(text, language)


@cache
def _of_advice(name: str, language: str) -> PhraseList:
    """Words of advice; other languages put a whole clause between the verb and its "not"."""
    return plain_phrases(tuple(_table()[name].get(language, ())), most=_CLAUSE)


def plain_text(text: str) -> str:
    """The words of a text in lower case, with single blanks between them."""
    return " ".join(_SPACE.sub(" ", text.casefold()).replace("’", "'").split())


def _without(plain: str, language: str) -> str:
    """A text without the phrases that hold a denial and deny nothing: "not only"."""
    neutral = _any_of(tuple(_table()["neutral"].get(language, ())))
    return _ELIDED.sub("ne ", neutral.sub(" ", plain))


def has(text: str, phrases: Iterable[str]) -> bool:
    """Whether a plain text holds any of the phrases as whole words; ".." is a gap of up to three."""
    return _any_of(tuple(phrases)).search(text) is not None


@cache
def _any_of(phrases: tuple[str, ...]) -> PhraseList:
    """Any of the phrases, as whole words; ".." between two of them is up to three others."""
    return plain_phrases(phrases, most=3)
