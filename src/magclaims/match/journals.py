"""Journals: abbreviations after ISO 4, acronyms, former names, names of books."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial

from magclaims.knowledge.data import word_set
from magclaims.match.field import FieldMatch
from magclaims.match.text import alike, american, clean, knowledge, loose, small_words, words
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass

_listed = partial(word_set, "matching.toml", "journal_words")


def journal_match(
    printed: str, record: str, others: Iterable[str] = (), *, article: bool = True
) -> FieldMatch:
    """Compare journals: abbreviated (ISO 4), acronyms, `The`, `&`, subtitles, former names.

    `others` are short titles and former names. Names of books and proceedings (no `article`) are printed in so many
    forms that only names without anything in common are a difference.
    """
    names = [name for name in (record, *others) if journal_words(name)]
    if not journal_words(printed) or not names:
        return FieldMatch("journal", "absent", printed, record)
    same = [journal_words(printed) == journal_words(name) for name in names]
    if same[0]:
        return FieldMatch("journal", "same", printed, record)
    if any(same):
        return FieldMatch("journal", "equivalent", printed, record, "another of its names")
    for name in names:
        if how := _same_journal(printed, name):
            return FieldMatch("journal", "equivalent", printed, record, how)
    from rapidfuzz import fuzz

    left, right = " ".join(journal_words(printed)), " ".join(journal_words(names[0]))
    score = round(fuzz.token_sort_ratio(left, right) / 100, 3)
    if not article and fuzz.token_set_ratio(left, right) >= 60:
        how = "a form of the book's name"
        return FieldMatch("journal", "equivalent", printed, record, how, score)
    return FieldMatch("journal", "different", printed, record, measured=score)


@lru_cache(maxsize=16384)
def journal_words(name: str) -> tuple[str, ...]:
    """The words of a journal's name, without what stands in brackets and without small words."""
    parts = _parts(_BRACKETS.sub(" ", clean(name)[:MAX_NAME])) or _parts(name)
    return tuple(part.word for part in parts if not part.small) or words(name)


@lru_cache(maxsize=16384)
def _same_journal(a: str, b: str) -> str:
    a_words, b_words = journal_words(a), journal_words(b)
    if "".join(a_words) == "".join(b_words):
        return "written together or apart"
    if _alias_of(a) & _alias_of(b):
        return "two names of one journal"
    for short, text in ((a_words, b), (b_words, a)):
        if len(short) == 1 and len(short[0]) <= 10 and short[0] in _acronyms(text):
            return "an acronym"
        inside = re.findall(r"\(([^()]{2,20})\)", text)
        if any(words(part) == tuple(short) for part in inside):
            return "an acronym"
    a_parts, b_parts = _parts(a), _parts(b)
    for one, other in ((a_parts, b_parts), (b_parts, a_parts)):
        if how := abbreviates(one, other):
            return how
    if len(a_words) == len(b_words) and all(map(_alike_long, a_words, b_words)):
        return "spelled a little differently"
    return ""


MAX_NAME = 500
_BRACKETS = expression(r"\([^()]{0,100}\)|\[[^\[\]]{0,100}\]")
# Articles that lose their vowel: Annales d'anesthésie, Bulletin de l'Académie, Annali dell'Istituto.
_ELIDED = expression(r"\b(d|l|dell|all|nell|sull|degl|qu)['’‘`´ʼ′](?=\w)", re.IGNORECASE)


@cache
def _small() -> frozenset[str]:
    return small_words() | _listed("elided")


def _alike_long(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= 6 and alike(a, b))


def _alias_of(name: str) -> frozenset[int]:
    joined = " ".join(words(name))
    bare = " ".join(words(re.sub(r"^\s*the\s+", "", clean(name), flags=re.IGNORECASE)))
    aliases = _aliases()
    return frozenset(aliases[key] for key in (joined, bare) if key in aliases)


@cache
def _aliases() -> Mapping[str, int]:
    return {
        name: index
        for index, group in enumerate(knowledge()["journals"])
        for name in group["names"]
    }


def _acronyms(name: str) -> frozenset[str]:
    """Acronyms of a name: of all its words, and of the ones that count."""
    every = words(name)
    return frozenset(
        "".join(word[0] for word in found)
        for found in (every, journal_words(name))
        if len(found) >= 3
    )


# --- abbreviations -----------------------------------------------------------------------------------
#
# ISO 4 and NLM abbreviate the words of a name one by one, in their order, and leave out small words,
# "Part", and often a subtitle. So two names are one where their words can be laid side by side.


@dataclass(frozen=True, slots=True)
class NameWord:
    """A word of a journal's name.

    Attributes:
        begins: Whether a subtitle or section begins with it.
        section: Whether it is the letter or number of a section.
        small: Whether it may be left out: an article, a conjunction.
        second: Whether it stands behind a hyphen: Health-System may be abbreviated to Health.
    """

    word: str
    begins: bool = False
    section: bool = False
    small: bool = False
    second: bool = False
    capitals: bool = False


# A subtitle begins behind a colon, a dash with space, a slash, or a full stop behind a whole word.
_BREAK = expression(r"\s*[:=;/]\s*|\s[-‐‑–—]\s?|\s?[–—]\s?|(?<=[^\W\d_]{5})\.\s|(?<=[A-Z]{3})\.\s")


@lru_cache(maxsize=16384)
def _parts(name: str) -> tuple[NameWord, ...]:
    """The words of a name that count, and where its subtitle and its section begin."""
    text = _BRACKETS.sub(" : ", _ELIDED.sub(r"\1 ", clean(name)[:MAX_NAME]))
    markers = _listed("section")
    shouted = text.isupper()
    found: list[NameWord] = []
    for number, piece in enumerate(_BREAK.split(text)):
        begins, marked = number > 0, False
        for hyphen, printed in _HYPHENATED.findall(piece):
            for word in words(printed):
                if word in markers and found:
                    begins = marked = True
                    continue
                capital = printed.strip(".,").isupper()
                section = bool(found) and (
                    marked or word.isdigit() or (capital and _is_section(word, found[-1].word))
                )
                # `Y` is York in `N Y Acad Sci`; in a name all in capitals it is the Spanish word.
                letter = len(word) == 1 and capital and (section or not shouted) and bool(found)
                small = (word in _small() or loose(word) in _small()) and not letter and not section
                shown = len(word) > 1 and capital
                made = NameWord(word, begins or section, section, small, bool(hyphen), shown)
                found.append(made)
                begins = begins and small
                marked = False
    return tuple(found)


_HYPHENATED = expression(r"([‐-]?)([^\s‐-]+)")


def _is_section(word: str, before: str) -> bool:
    """Whether a word in capitals names a section: `J Chromatogr B`, `C R Acad Sci III`."""
    if len(before) == 1 or len(word) > 4:
        return False
    return (len(word) == 1 and word in "abcdefgh") or _ROMAN.fullmatch(word) is not None


_ROMAN = expression(r"x{0,3}(?:ix|iv|v?i{0,3})(?<=[ivx])")


def abbreviates(short: Sequence[NameWord], full: Sequence[NameWord]) -> str:
    """How the words of one name can be laid beside another's; empty where they cannot."""
    if not short or not full:
        return ""
    if how := _Alignment(short, full).how():
        return how
    # JPEN J Parenter Enteral Nutr, DMW - Deutsche Medizinische Wochenschrift
    for one, other in ((short, full), (full, short)):
        head, rest = one[0].word, one[1:]
        if len(rest) >= 2 and 2 <= len(head) <= 6 and one[0].capitals and not one[0].small:
            pair = (rest, other) if one is short else (other, rest)
            if how := _Alignment(*pair).how():
                return how
    return ""


class _Alignment:
    """Two names laid side by side, word by word."""

    def __init__(self, short: Sequence[NameWord], full: Sequence[NameWord]) -> None:
        self._short = short[:MAX_PARTS]
        self._full = full[:MAX_PARTS]
        self._known: dict[tuple[int, int], str] = {}

    def how(self) -> str:
        """How they fit; empty if they do not."""
        whole = [part.word for part in self._short if not part.small]
        other = [part.word for part in self._full if not part.small]
        if len(whole) == len(other) == 1:  # a name of one word is not abbreviated, at most cut
            short, full = sorted((whole[0], other[0]), key=len)
            return "abbreviated" if len(short) >= 5 and full.startswith(short) else ""
        return self._from(0, 0)

    def _from(self, i: int, j: int) -> str:
        """How the rest of the names fits, from these words on."""
        if (i, j) not in self._known:
            self._known[i, j] = ""
            self._known[i, j] = self._try(i, j)
        return self._known[i, j]

    def _try(self, i: int, j: int) -> str:
        short, full = self._short, self._full
        if i == len(short) or j == len(full):
            return self._at_end(i, j)
        for step_short, step_full in self._steps(i, j):
            if how := self._from(i + step_short, j + step_full):
                return how
        if i and j and short[i - 1].section and full[j - 1].section:
            return "the same section"  # sections change their names, and keep their letters
        return self._without_body(i, j)

    def _at_end(self, i: int, j: int) -> str:
        """What is left of one name where the other one has ended."""
        short, full = self._short, self._full
        if all(part.small for part in full[j:]) and all(
            part.small or part.word in _listed("tails") for part in short[i:]
        ):
            return "abbreviated"
        if i == len(short):
            return "without its subtitle" if full[j].begins or full[j - 1].section else ""
        section = i > 0 and short[i - 1].section
        return "with its section's name" if section or short[i].begins else ""

    def _steps(self, i: int, j: int) -> Iterator[tuple[int, int]]:
        """How many words of each name may be passed here, the likeliest first."""
        short, full = self._short[i], self._full[j]
        if _short_for(short.word, full.word) or _short_for(full.word, short.word):
            yield 1, 1
        yield from self._joined(i, j)
        # Philos Trans R Soc Lond B
        if short.small or (i and short.word in _listed("places")):
            yield 1, 0
        if (
            full.small
            or (i and full.word in _listed("places"))
            or (full.second and j + 1 < len(self._full))
        ):
            yield 0, 1

    def _joined(self, i: int, j: int) -> Iterator[tuple[int, int]]:
        """Words that one name writes together and the other apart: neuro-psychopharmacology."""
        short, full = self._short, self._full
        for count in (2, 3):
            *apart, last = full[j : j + count]
            head, word = "".join(part.word for part in apart), short[i].word
            if len(apart) == count - 1 and not last.section:
                whole = head + last.word
                if len(word) > len(head) and word.startswith(head) and whole.startswith(word):
                    yield 1, count
            *apart, last = short[i : i + count]
            head = "".join(part.word for part in apart)
            together = len(apart) == count - 1 and not last.section and len(head) >= 3
            if together and full[j].word.startswith(head + last.word):
                yield count, 1

    def _without_body(self, i: int, j: int) -> str:
        """A society's name may be left out behind the first word: Proc [Royal Society B] Biol Sci."""
        if i != 1 or j != 1 or len(self._short) < 3:
            return ""
        bodies = _listed("bodies")
        for end in range(2, min(len(self._full), 12)):
            left_out = self._full[1:end]
            if self._full[end].begins and any(part.word in bodies for part in left_out):
                how = self._from(1, end)
                if how == "abbreviated":
                    return how
        return ""


MAX_PARTS = 40
"""Words of a name that are laid side by side."""


@lru_cache(maxsize=65536)
def _short_for(short: str, word: str) -> bool:
    """Whether one word abbreviates another as ISO 4 does: cut at its end, or letters left out."""
    if word.startswith(short):
        return True
    if word in knowledge()["abbreviations"].get(short, ()):
        return True
    if short[0] != word[0]:
        return False
    if any(spell(word).startswith(spell(short)) for spell in (loose, american)):
        return True
    return _is_contraction(short, word)


def _is_contraction(short: str, word: str) -> bool:
    """Letters left out within a word: natl, intl, dtsch, jpn, geneeskd, jt."""
    if len(short) >= len(word):
        return False
    if len(short) == 2:
        return len(word) <= 6 and short[1] == word[-1]
    letters = iter(word)
    if len(short) < 3 or not all(letter in letters for letter in short):
        return False
    if short[:2] == word[:2] and short[-1] in word[-2:] + word[3:5]:
        return True
    consonants = "".join(letter for letter in short if letter not in "aeiouy")
    skeleton = "".join(letter for letter in word if letter not in "aeiouy")
    return skeleton.startswith(consonants) or (
        len(consonants) == len(short) and short[-1] == word[-1]
    )
