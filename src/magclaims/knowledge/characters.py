"""One reading of what is written: what a reader sees, whatever characters it is made of.

A soft hyphen within a word, a letter of another alphabet that looks the same, full-width letters:
a reader sees the plain word, and so must everything that looks for words. All of it (wording, quotes,
food law, quantities, study cues, names of substances) reads `normalise(text)`, which knows where each
character came from.

What changes:

- characters without width, direction marks and control characters are left out;
- a letter with combining marks becomes one letter, and marks that belong to no letter go;
- ligatures, full-width, mathematical and encircled letters, and squared units become plain ones;
- letters of other alphabets that look Latin become so within Latin words (`characters.toml`);
- odd spaces become spaces (but the no-break space stays), odd hyphens become hyphens.

What stays: superscripts, subscripts, fractions and encircled digits, which mean something; accents;
Greek letters as symbols.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from magclaims.knowledge.data import load as load_data
from magclaims.model.values import dataclass

MAX_LENGTH = 4000
"""Code points that are read at once: what is longer is no sentence any more, and is read in parts."""
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_UNSEEN = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_MARK = re.compile(f"[{_MARKS}]")
# All that is looked at more closely; a text without any is as it is.
_SPECIAL = re.compile(
    _UNSEEN.pattern[:-1]
    + _MARKS
    + "\u0132\u0133\u013f\u0140\u0149\u017f\u01c4-\u01cc\u01f1-\u01f3\u0250-\u02af\u0370-\u03ff\u0400-\u052f"
    "\u0530-\u058f\u13a0-\u13ff\u1680\u1d00-\u1d2b\u1e9b\u2000-\u200a\u2010\u2011\u202f\u205f\u2102-\u218b"
    "\u24b6-\u24e9\u2c80-\u2cff\u3000\u3300-\u33ff\ua4d0-\ua4ff\ua640-\ua69f\ua700-\ua7ff\ufb00-\ufb06\ufe50-\ufe6b"
    "\uff01-\uffef\U0001d400-\U0001d7ff\U0001f130-\U0001f149]"
)
_WORD = re.compile(r"[^\W\d_]+")
_SPACES = (
    "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_HYPHENS = "\u2010\u2011\ufe63\uff0d"
_STOP = re.compile(r"[.;:!?]\s")
_BLANK = re.compile(r"\s")
_FORMS = ("<wide>", "<narrow>", "<font>", "<square>", "<small>")


@dataclass(frozen=True, slots=True)
class Normal:
    """A text as it is read, and where it stands in the text as it is written."""

    text: str
    starts: tuple[int, ...] | None = None
    """Where each character begins in the written text; None where nothing was changed."""
    ends: tuple[int, ...] | None = None
    """Where each character ends in it."""

    def start(self, index: int) -> int:
        """The offset in the written text at which a character begins; that of the end behind it."""
        if self.starts is None:
            return index
        if index < len(self.starts):
            return self.starts[index]
        return self.end(len(self.starts))

    def end(self, index: int) -> int:
        """The offset in the written text at which the character before `index` ends."""
        if self.ends is None:
            return index
        return self.ends[index - 1] if index else 0


def normal(text: str) -> str:
    """A text as it is read."""
    return normalise(text).text


def normalise(text: str) -> Normal:
    """A text as it is read, with the places of its characters.

    It takes time in proportion to the text, and does nothing to one that needs nothing.
    """
    if text.isascii() and text.isprintable():
        return Normal(text)
    if not _SPECIAL.search(text):
        return Normal(text)
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for index, character in enumerate(text):
        if _MARK.match(character):
            _mark(character, index, characters, ends)
            continue
        for plain in _plain(character):
            characters.append(plain)
            starts.append(index)
            ends.append(index + 1)
    _latinise(characters)
    read = "".join(characters)
    return Normal(text) if read == text else Normal(read, tuple(starts), tuple(ends))


def windows(text: str, size: int) -> Iterator[tuple[int, int]]:
    """The parts in which a long text is read: each up to `size`, cut at the last stop or space.

    A text that is not longer is one part, also an empty one.
    """
    start = 0
    while len(text) - start > size:
        end = start + size
        for pattern in (_STOP, _BLANK):
            cut = max((m.end() for m in pattern.finditer(text, start + size // 2, end)), default=0)
            if cut:
                end = cut
                break
        yield start, end
        start = end
    yield start, len(text)


def _mark(mark: str, index: int, characters: list[str], ends: list[int]) -> None:
    """Put a combining mark on the letter before it; one that fits no letter is left out."""
    if not characters:
        return
    joined = unicodedata.normalize("NFC", characters[-1] + mark)
    if len(joined) == 1:
        characters[-1] = joined
    if characters[-1].isalnum():
        ends[-1] = index + 1


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """The plain form of a character; empty where a reader sees nothing."""
    if character.isascii() and character.isprintable():
        return character
    if _UNSEEN.match(character):
        return ""
    if character in _SPACES:
        return " "
    if character in _HYPHENS:
        return "-"
    latin = _tables()["latin"].get(character)
    if latin is not None:
        return latin
    form, _, _ = unicodedata.decomposition(character).partition(" ")
    plain = unicodedata.normalize("NFKC", character)
    letters = form == "<compat>" and unicodedata.category(character)[0] in "LN" and character != "µ"
    circled = form == "<circle>" and plain.isascii() and plain.isalpha()
    return plain if form in _FORMS or letters or circled else character


def _latinise(characters: list[str]) -> None:
    """Turn look-alikes into Latin letters, in place; one letter stays one letter."""
    tables = _tables()
    text = "".join(characters)
    if text.isascii() or len(text) != len(characters):
        return
    for name in ("cyrillic", "other", "greek"):
        table = tables[name]
        found = [c for c in text if c in table]
        if not found:
            continue
        alone = name == "cyrillic" and not any(
            "\u0400" <= c <= "\u052f" and c not in table for c in text
        )
        alone = alone and any(c.isascii() and c.isalpha() for c in text)
        for word in _WORD.finditer(text):
            mixed = any(c.isascii() for c in word.group())
            if mixed or alone:
                _latinise_word(characters, word.start(), word.end(), table, symbols=name == "greek")


def _latinise_word(
    characters: list[str], start: int, end: int, table: dict[str, str], *, symbols: bool
) -> None:
    for index in range(start, end):
        latin = table.get(characters[index])
        if latin is None:
            continue
        if symbols and latin.islower() and latin != "o":
            inside = start < index < end - 1
            around = (characters[index - 1], characters[index + 1]) if inside else ("", "")
            if not all("a" <= c <= "z" for c in around):
                continue
        characters[index] = latin


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, str]]:
    raw = load_data("characters.toml")
    return {name: {pair[0]: pair[1] for pair in pairs.split()} for name, pairs in raw.items()}
