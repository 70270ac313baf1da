"""Visible text to sentences.

Why not pysbd or sentencex: as they come, pysbd 0.3.4 cuts 34 and sentencex 1.0.32 cuts 31 of the
first 51 cases of tests/read/test_sentences.py as wanted (the cases were written for this module, so this
shows what is missing, not how good they are). They break after Dutch and German abbreviations
("o.a.", "ong.", "z. B."), and give the citation mark or asterisk behind a full stop to the next
sentence. Their lists can be extended from outside only in part. What is needed is small: look at
each full stop once, at the word before it and at what follows, with the abbreviations of the
language pack. That takes linear time on any input, since never more than a few characters around
the full stop are looked at.
"""

from collections.abc import Iterator

from magclaims.knowledge.sentence_pack import SentencePack, load_pack
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass
from magclaims.read.article.blocks import LINE_BREAK, trimmed

SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"

_STOP = expression(r"[.!?…。]{1,10}|" + LINE_BREAK)
# What may stand between the full stop and the next sentence: closing quotes, citation marks,
# asterisks of a disclaimer. A note or number in brackets may have a space before it.
_TAIL = expression(
    r"(?:"
    rf"(?:[ \u00a0](?=[{SUPERSCRIPT}⁻,–-]{{1,30}}(?:\s|$)))?"
    rf"[{SUPERSCRIPT}]{{1,3}}(?:\s?[,;⁻˒–—-]\s?[{SUPERSCRIPT}]{{1,3}}){{0,20}}"
    r"|[\"'”’»)\]*†‡§®™]"
    rf"|[ \u00a0]?\[[\^*\d{SUPERSCRIPT}][\d\s,;\-–—\^{SUPERSCRIPT}⁻]{{0,60}}\]|\[[a-z]\]"
    rf"|⁽[{SUPERSCRIPT}]{{1,3}}(?:\s?[,;⁻–—-]\s?[{SUPERSCRIPT}]{{1,3}}){{0,20}}⁾"
    r"|\((?:\d{1,3}(?:\s?[,;\-–—]\s?\d{1,3}){0,20})\)"
    r"){1,20}"
)
# A superscript that became a plain number on its way into the text: "geheugen.1 De rest".
_FLATTENED = expression(r"\d{1,2}(?:[,–-]\d{1,2}){0,6}(?=\s+[^\W\d_a-zß-ÿ]|\s*$)")
_SPACED_NUMBER = expression(
    r"[ \u00a0]\((\d{1,3})(?:\s?[,;\-–—]\s?\d{1,3}){0,20}\)(?=\s+[^\W\d_a-zß-ÿ]|\s*$)"
)
_WORD_BEFORE = expression(r"[^\s(\[{<\"“”„«‘/]+$")
_LONG_WORD = expression(r"[a-zß-ÿ]{4}\.$")
_NEXT = expression(r"[\s\"'“”„«‘’(\[¿¡•·▪◦*_–—-]*")
_NEXT_WORD = expression(r"[^\W\d_]+")
_GLUED = expression(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]*[ ,]")
_APOSTROPHE_WORD = expression(r"['’`‘][a-z]{1,2}\s+[A-ZÀ-ÖØ-Þ]")
_CAMEL = expression(r"[a-z]{1,3}[A-Z]")
_LETTERS_AND_STOPS = expression(r"(?:[^\W\d_]{1,3}\.){2,}")
_PART = expression(r"[^\W\d_]{1,4}\.")
_LOOK = 60
"""Characters around a full stop that are looked at."""


def split(text: str, language: str) -> list[tuple[int, int]]:
    """Where the sentences of one block begin and end (exclusive), trimmed, in order.

    A citation mark or disclaimer asterisk after the full stop belongs to the sentence before it.
    Text that is only space gives no sentences.
    """
    return list(_trimmed(text, _boundaries(text, load_pack(language))))


def _trimmed(text: str, ends: Iterator[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for end in ends:
        if text[start:end].strip():
            yield trimmed(text, start, end)
        start = end


def _boundaries(text: str, pack: SentencePack) -> Iterator[int]:
    """The ends of the sentences, ascending, the last one at the end of the text."""
    start = 0
    position = 0
    while match := _STOP.search(text, position):
        position = match.end()
        if match.group() == LINE_BREAK:
            if _new_line(text, position):
                yield position
                start = position
            continue
        end = _tail(text, position)
        if end >= len(text):
            break
        if _is_end(_Stop(text, start, match.start(), position, end), pack):
            yield end
            start = end
        position = max(position, end)
    yield len(text)


def _new_line(text: str, position: int) -> bool:
    """Whether what follows a forced line break is something new."""
    following = text[position : position + _LOOK].lstrip()
    return not following[:1].islower()


def _tail(text: str, position: int) -> int:
    """Where the closing quotes and marks after a full stop end."""
    match = _TAIL.match(text, position)
    end = match.end() if match else position
    flattened = _FLATTENED.match(text, end)
    if (
        flattened
        and text[position - 1] == "."
        and _LONG_WORD.search(text, max(0, position - 12), position)
    ):
        return flattened.end()
    numbered = _SPACED_NUMBER.match(text, end)
    # "(1) ... (2) ..." counts points; a single number after the full stop is a mark.
    if numbered and f"({int(numbered[1]) + 1})" not in text[end : end + 2000]:
        end = numbered.end()
    return end


@dataclass(frozen=True, slots=True)
class _Stop:
    """A full stop at `stop:after`, its marks up to `end`, in a sentence that began at `start`."""

    text: str
    start: int
    stop: int
    after: int
    end: int

    @property
    def word(self) -> str:
        """The word before it."""
        before = _WORD_BEFORE.search(self.text, max(self.start, self.stop - _LOOK), self.stop)
        return before.group() if before else ""


def _is_end(stop: _Stop, pack: SentencePack) -> bool:
    """Whether a full stop ends a sentence."""
    text, after, end = stop.text, stop.after, stop.end
    opened = _NEXT.match(text, end, end + _LOOK)
    begin = opened.end() if opened else end
    following = text[begin : begin + _LOOK]
    if not following:
        return True
    if not text[end].isspace():
        return _ends_glued(stop)
    if not _can_begin(text, end, begin, following):
        return False
    if text[stop.stop : after] != ".":
        return True
    if end > after and text[after] not in "\"'”’»)]*":
        return True  # a citation mark stands behind the full stop
    return not _is_abbreviation(stop, following, pack)


def _ends_glued(stop: _Stop) -> bool:
    """Whether a sentence ends although no space follows ("geheugen.¹De", "disease.Next")."""
    text, after, end, word = stop.text, stop.after, stop.end, stop.word
    if not _GLUED.match(text, end, end + _LOOK):
        return False
    if end > after:
        return text[after] not in "'’)\"" or end - after > 1
    return len(word) > 2 and word.isalpha() and word[-2:].islower() and word.lower() != "www"


def _can_begin(text: str, end: int, begin: int, following: str) -> bool:
    """Whether what follows can begin a sentence."""
    first = following[0]
    if not first.islower():
        return True
    # Greek letters name substances; "'s Avonds" and "pH" begin with a small letter anyway.
    return (
        "α" <= first <= "ω"
        or _APOSTROPHE_WORD.match(text[end:begin].lstrip()[-1:] + following) is not None
        or _CAMEL.match(following) is not None
    )


def _is_abbreviation(stop: _Stop, following: str, pack: SentencePack) -> bool:
    """Whether the full stop belongs to the word before it and ends nothing."""
    word = stop.word
    if not word:
        return stop.stop == stop.start
    if word.isdigit():
        return _is_ordinal(stop, following, pack)
    token = word.lower() + "."
    part = _PART.match(following)
    if part and f"{token} {part.group().lower()}" in pack.spaced:
        return True
    begin = stop.stop - len(word)
    words = (stop.text[max(stop.start, begin - 12) : begin].lower() + token).split()
    for form in (" ".join(words[-3:]), " ".join(words[-2:]), token):
        if form in pack.before_number:
            return following[0].isdigit()
        if form in pack.abbreviations:
            return True
        if form in pack.may_end:
            return _goes_on(following, pack)
    if len(word) == 1 and word.isalpha():
        return _is_initial(stop, pack)
    return _LETTERS_AND_STOPS.fullmatch(token) is not None and not _starter(following, pack)


def _is_ordinal(stop: _Stop, following: str, pack: SentencePack) -> bool:
    """`1.` at the head of a sentence counts; `3. Mai` is a date."""
    word = stop.word
    before = stop.text[stop.start : stop.stop - len(word)][-_LOOK:]
    if not before.strip() and len(word) <= 3:
        return True
    next_word = _NEXT_WORD.match(following)
    return next_word is not None and next_word.group().lower() in pack.months and len(word) <= 2


def _is_initial(stop: _Stop, pack: SentencePack) -> bool:
    """A single letter is an initial ("J. de Vries"), unless it names something ("vitamine C")."""
    begin = stop.stop - len(stop.word)
    before = stop.text[max(stop.start, begin - 30) : begin].split()
    previous = before[-1].lower() if before else ""
    if stop.word.islower():
        # "5 g." is a unit; other small letters stand for words ("z. B.").
        return not previous[-1:].isdigit()
    return previous not in pack.single_letter_after


def _goes_on(following: str, pack: SentencePack) -> bool:
    """After an abbreviation that may end a sentence: whether the sentence goes on."""
    return not (
        following[0].isupper() and (len(following) < 2 or not following[:2].isupper())
    ) and (not _starter(following, pack))


def _starter(following: str, pack: SentencePack) -> bool:
    """Whether a frequent word with a capital follows: then a sentence begins."""
    word = _NEXT_WORD.match(following)
    return (
        word is not None and word.group()[0].isupper() and word.group().lower() in pack.stop_words
    )
