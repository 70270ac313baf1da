"""Titles: spelling, subtitles, cut titles, other titles, corrections, translations."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from magclaims.knowledge import substance
from magclaims.match.field import FieldMatch, Result
from magclaims.match.text import (
    MAX_TEXT,
    alike,
    clean,
    knowledge,
    loose,
    small_words,
    spelled_alike,
    words,
)
from magclaims.match.title_words import CLOSED, known_words, says_more
from magclaims.match.translation import Translation, compare_translation
from magclaims.model.lazily import expression

ABOUT = "is a correction, reply or review of that work, not that work itself"
_LONGER = "with more words behind it"
_CUT_SHORT = "cut short"
_SUBTITLE = "without its subtitle"

_BREAK = expression(r"\s*(?:[:;?!.…([]|\s[-‐‑‒–—−]+\s|[–—])")
_NOTICE = expression(
    r"^\W{0,3}(?:retracted|withdrawn|removed|temporary removal)(?:\s+(?:article|paper|chapter))?"
    r"(?:\W{1,3}|(?<=article)\s)(?=\w)",
    re.IGNORECASE,
)
_ASIDE = expression(r"\s*[(\[]([^()\[\]]{2,60})[)\]]")
_LATIN = expression(r"[A-Z][a-z]{2,} [a-z]{3,}(?: \w{1,8}\.?){0,2}")
_NEVER_CUT = frozenset({"species", "negation"})
"""What a title loses with its last words only if its meaning changes: "in mice"."""
_NEAR = 0.9
"""How near a title is that was cut or lengthened so that it says something else."""
_CUT = expression(r"(?:\.{2,}|…)\W*$")


def title_match(printed: str, record: str, others: Iterable[str] = ()) -> FieldMatch:
    """Compare a title with a record's title, and with its other titles."""
    if not words(printed) or not (words(record) or any(words(other) for other in others)):
        return FieldMatch("title", "absent", printed, record)
    best = _titles(printed, record)
    for other in others:
        if best.agrees:
            break
        match = _titles(printed, other)
        # A short title agrees with whatever begins like it, also with another subtitle.
        if match.agrees and match.how != _LONGER:
            how = f"it is another of its titles: {other}"
            best = FieldMatch("title", "equivalent", printed, record, how)
    return best


def _titles(printed: str, record: str) -> FieldMatch:
    def match(result: Result, how: str = "", score: float | None = None) -> FieldMatch:
        return FieldMatch("title", result, printed, record, how, score)

    a_text, b_text = _NOTICE.sub("", clean(printed)), _NOTICE.sub("", clean(record))
    a, b = words(a_text), words(b_text)
    if not a or not b:
        return match("absent")
    if a == b:
        return match("same")
    if _about(a_text) != _about(b_text) and _label(a) != _label(b):
        who = "the record" if _about(b_text) else "the entry"
        return match("different", f"{who} {ABOUT}")
    if _without_asides(a_text, b_text):
        return match("equivalent", "but for a name in brackets", 0.97)
    a_joined, b_joined = "".join(a), "".join(b)
    if a_joined == b_joined:
        return match("same")
    if loose(a_joined) == loose(b_joined):
        return match("equivalent", "transliterated", 0.99)
    from rapidfuzz import fuzz

    score = round(fuzz.ratio(a_joined, b_joined) / 100, 3)
    if _word_for_word(a, b):
        return match("equivalent", "spelled a little differently", max(score, 0.9))
    if how := _shortened(a_text, b_text) or _extended(a_text, b_text):
        if how in {_SUBTITLE, _CUT_SHORT, _LONGER}:
            return match("equivalent", how, max(score, 0.9))
        return match("different", how, _NEAR)
    return match("different", score=score)


def _shortened(printed: str, record: str) -> str:
    """How the entry's title is the beginning of the record's; empty where it is not."""
    a, b = words(printed), words(record)
    at_break, marked = _at_break(a, record), _CUT.search(printed) is not None
    if not (_begins(a, b) and (len(a) >= 4 or marked or at_break)):
        return ""
    if at_break or marked:
        return _SUBTITLE if at_break else _CUT_SHORT
    lost = says_more(record, printed, _NEVER_CUT)
    return f"the record goes on: {lost}" if lost else _CUT_SHORT


def _extended(printed: str, record: str) -> str:
    """How the entry's title goes on behind the record's; empty where it does not."""
    a, b = words(printed), words(record)
    at_break = _at_break(b, printed)
    if not (_begins(b, a) and (len(b) >= 4 or at_break)):
        return ""
    added = says_more(printed, record, CLOSED if at_break else None)
    return f"the record says nothing of {added}" if added else _LONGER


def _without_asides(a_text: str, b_text: str) -> bool:
    """Whether they differ only by names in brackets that one of them has: Latin, or in capitals."""
    ours, theirs = _ASIDE.findall(a_text), _ASIDE.findall(b_text)
    if bool(ours) == bool(theirs) or not all(map(_is_name, ours or theirs)):
        return False
    return words(_ASIDE.sub("", a_text)) == words(_ASIDE.sub("", b_text))


def _is_name(aside: str) -> bool:
    if _LATIN.fullmatch(aside) or re.fullmatch(r"[A-Z][\w-]{0,3}[A-Z0-9][\w-]{0,4}", aside):
        return True
    item = substance(aside)
    return item is not None and words(aside) in {
        words(name) for name in (*item.latin, *item.brands)
    }


_AFTER_LABEL = expression(
    r"[^:“\"‘«]{0,60}[:“\"«]|(?:comments?|commentary) on |correct(?:ion|ions) (?:to|of) |corrigendum "
    r"|erratum |retraction ",
    re.IGNORECASE,
)


def _about(text: str) -> bool:
    """Whether a title begins like a correction of, reply to or review of another work.

    "Response to exercise in ..." is an ordinary title: the label needs a colon or quotes behind it.
    """
    return bool(_label(words(text))) and _AFTER_LABEL.match(text) is not None


def _label(found: Sequence[str]) -> tuple[str, ...]:
    """The longest such label that a title begins with."""
    labels = _about_labels()
    heads = (tuple(found[:n]) for n in range(min(len(found), 5), 0, -1))
    return next((head for head in heads if head in labels), ())


@cache
def _about_labels() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(label.split()) for label in knowledge()["words"]["about"])


def _word_for_word(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two titles differ only in spelling, in joined words and in small words."""
    from rapidfuzz.distance import Levenshtein

    small = small_words()
    slips = 0
    for op in Levenshtein.opcodes(a, b):
        if op.tag == "equal":
            continue
        left, right = a[op.src_start : op.src_end], b[op.dest_start : op.dest_end]
        if "".join(left) == "".join(right) or {*left, *right} <= small:
            continue
        left = tuple(word for word in left if word not in small)
        right = tuple(word for word in right if word not in small)
        pairs = list(zip(left, right, strict=False))
        if len(left) != len(right) or not all(alike(x, y) for x, y in pairs):
            return False
        slips += sum(not spelled_alike(x, y) for x, y in pairs)
    return slips <= max(2, len(a) // 4)


def _begins(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether one title is the beginning of another, allowing for spelling."""
    if len(short) >= len(long):
        return False
    head = long[: len(short)]
    # The last word of a title that was cut may be cut too.
    return _word_for_word(short, head) or (
        len(short) > 4 and tuple(short[:-1]) == tuple(head[:-1]) and head[-1].startswith(short[-1])
    )


def _at_break(short: Sequence[str], long_text: str) -> bool:
    """Whether the shorter title ends where the longer one has a colon, dash or bracket."""
    for match in _BREAK.finditer(long_text):
        head = words(long_text[: match.start()])
        if len(head) == len(short):
            return True
        if len(head) > len(short):
            return False
    return False


def holds_title(long: str, title: str) -> bool:
    """Whether a title stands within a longer one, as in `Corrigendum to "..." [J 1 (2018) 2-9]`."""
    from rapidfuzz import fuzz

    outer, inner = "".join(words(long)), "".join(words(title))
    return len(inner) >= 12 and len(outer) >= len(inner) and fuzz.partial_ratio(outer, inner) >= 90


def is_generic(title: str) -> bool:
    """Whether many works share the title: one or two words, or a heading such as "Editorial"."""
    return len("".join(words(title))) < 12 or is_heading(title)


def is_heading(title: str) -> bool:
    """Whether it is a heading under which many works stand, such as "Editorial"."""
    return " ".join(words(title)) in knowledge()["words"]["generic"]


def is_about(title: str) -> bool:
    """Whether a title begins as those of replies, reviews and corrections do, colon or none."""
    return bool(_label(words(title)))


def one_word_differs(a: str, b: str) -> bool:
    """Whether two titles of four words or more are the same but for one word in one place."""
    first, second = words(a), words(b)
    if len(first) != len(second) or len(first) < 4:
        return False
    return sum(x != y for x, y in zip(first, second, strict=True)) == 1


def translation_of(printed: str, record: str, record_language: str = "") -> Translation | None:
    """A title beside one in another language; None where the languages are not known to differ.

    What the record says of its language (ISO 639-1) is used where its title shows none; often it is absent, and
    often `en` by default.
    """
    if _script(printed) != _script(record):
        return Translation("unclear", "they are in two scripts")
    a, b = language_of(printed), language_of(record)
    if a and not b:
        b = record_language[:2].lower() or ("en" if a != "en" else "")
    if b and not a:
        a = "en" if b != "en" else ""
    return compare_translation(printed, record, a, b) if a and b and a != b else None


@lru_cache(maxsize=16384)
def language_of(title: str) -> str:
    """The language of a title by its words; empty where they don't tell."""
    found = frozenset(words(title))
    scores = sorted(
        (len(found.intersection(listed)) + known_words(found, code), code)
        for code, listed in knowledge()["languages"].items()
    )
    (second, _), (best, code) = scores[-2:]
    return code if best > second else ""


def _script(text: str) -> str:
    """The script of most letters; Latin with Greek symbols is Latin."""
    counts: Counter[str] = Counter()
    for letter in text[:MAX_TEXT]:
        if letter.isalpha():
            name = "LATIN" if ord(letter) < 0x0250 else unicodedata.name(letter, "").split(" ")[0]
            counts["LATIN" if name in {"GREEK", "MODIFIER", "MICRO", "MATHEMATICAL"} else name] += 1
    return counts.most_common(1)[0][0] if counts else "LATIN"
