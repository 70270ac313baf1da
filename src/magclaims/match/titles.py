"""Titles: spelling, subtitles, cut titles, other titles, corrections, translations."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from magclaims.match.field import FieldMatch, Result
from magclaims.match.text import MAX_TEXT, alike, clean, knowledge, loose, small_words, words

ABOUT = "is a correction, reply or review of that work, not that work itself"
_LONGER = "with more words behind it"

_BREAK = re.compile(r"\s*(?:[:;?!.…([]|\s[-‐‑‒–—−]+\s|[–—])")
_NOTICE = re.compile(
    r"^\W{0,3}(?:retracted|withdrawn|removed|temporary removal)(?:\s+(?:article|paper|chapter))?"
    r"(?:\W{1,3}|(?<=article)\s)(?=\w)",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:\.{2,}|…)\W*$")


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
            best = FieldMatch(
                "title",
                "equivalent",
                printed,
                record,
                f"it is another of its titles: {other}",
                0.95,
            )
    return best


def _titles(printed: str, record: str) -> FieldMatch:
    def match(result: Result, how: str = "", score: float = 1.0) -> FieldMatch:
        return FieldMatch("title", result, printed, record, how, score)

    a_text, b_text = _NOTICE.sub("", clean(printed)), _NOTICE.sub("", clean(record))
    a, b = words(a_text), words(b_text)
    if not a or not b:
        return match("absent", score=0.0)
    if a == b:
        return match("same")
    if _about(a_text) != _about(b_text) and _label(a) != _label(b):
        who = "the record" if _about(b_text) else "the entry"
        return match("different", f"{who} {ABOUT}", 0.0)
    a_joined, b_joined = "".join(a), "".join(b)
    if a_joined == b_joined:
        return match("same")
    if loose(a_joined) == loose(b_joined):
        return match("equivalent", "transliterated", 0.99)
    score = _ratio(a_joined, b_joined)
    if _word_for_word(a, b):
        return match("equivalent", "spelled a little differently", max(score, 0.9))
    cut = _CUT.search(a_text) is not None
    if _begins(a, b) and (len(a) >= 4 or cut or _at_break(a, b_text)):
        how = "without its subtitle" if _at_break(a, b_text) else "cut short"
        return match("equivalent", how, max(score, 0.9))
    if _begins(b, a) and (len(b) >= 4 or _at_break(b, a_text)):
        return match("equivalent", _LONGER, max(score, 0.9))
    return match("different", score=score)


def _ratio(a: str, b: str) -> float:
    from rapidfuzz import fuzz

    return round(fuzz.ratio(a, b) / 100, 3)


_AFTER_LABEL = re.compile(
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
        slips += len(pairs)
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
    found = words(title)
    joined = " ".join(found)
    return len("".join(found)) < 12 or joined in knowledge()["words"]["generic"]


def is_translation(printed: str, record: str, record_language: str = "") -> bool:
    """Whether one title looks like a translation of the other.

    The languages must differ, by script or by function words; and in one script the titles must
    share something: a cognate, a name, or a pair of words from `knowledge/matching.toml`.

    Args:
        printed: The entry's title.
        record: The record's title.
        record_language: What the record says of its language (ISO 639-1), used where its title
            shows none; often absent, and often `en` by default.
    """
    if _script(printed) != _script(record):
        return True
    a, b = language_of(printed), language_of(record)
    if a and not b:
        b = record_language[:2].lower() or ("en" if a != "en" else "")
    if b and not a:
        a = "en" if b != "en" else ""
    return bool(a and b and a != b) and _shares_words(printed, record)


@lru_cache(maxsize=16384)
def language_of(title: str) -> str:
    """The language of a title by its function words; empty where they don't tell."""
    found = set(words(title))
    listed = knowledge()["languages"]
    scores = sorted(((len(found.intersection(those)), code) for code, those in listed.items()))
    (second, _), (best, code) = scores[-2:]
    return code if best > second else ""


def _shares_words(a: str, b: str) -> bool:
    """Whether two titles in different languages have enough words in common, by form or meaning."""
    left, right = _concepts(a), _concepts(b)
    if not left or not right:
        return False
    shared = sum(any(_cognates(x, y) for y in right) for x in left)
    return shared >= (1 if min(len(left), len(right)) <= 6 else 2)


@lru_cache(maxsize=16384)
def _concepts(title: str) -> frozenset[str]:
    """The longer words of a title, translated to English where the list has them."""
    known = _translations()
    return frozenset(
        known.get(word, word)
        for word in words(title)[:80]
        if (len(word) >= 4 or word.isdigit() or word in known) and word not in small_words()
    )


@cache
def _translations() -> dict[str, str]:
    return {
        foreign: english
        for english, listed in knowledge()["translations"].items()
        for foreign in (english, *listed)
    }


def _cognates(a: str, b: str) -> bool:
    """Whether two words have one root: magnesium in hersenmagnesium, analyse and analysis."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < 5 or short.isdigit():
        return False
    if len(short) >= 6 and short in long:
        return True
    from rapidfuzz.distance import JaroWinkler

    return short[:3] == long[:3] and JaroWinkler.similarity(a, b) >= 0.85


def _script(text: str) -> str:
    """The script of most letters; Latin with Greek symbols is Latin."""
    counts: Counter[str] = Counter()
    for letter in text[:MAX_TEXT]:
        if letter.isalpha():
            name = "LATIN" if ord(letter) < 0x0250 else unicodedata.name(letter, "").split(" ")[0]
            counts["LATIN" if name in {"GREEK", "MODIFIER", "MICRO", "MATHEMATICAL"} else name] += 1
    return counts.most_common(1)[0][0] if counts else "LATIN"
