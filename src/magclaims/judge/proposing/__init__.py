"""What an article claims, as entries that are nearly done: read from its own words, nothing invented."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush

from magclaims.judge.claim.direction import is_harm
from magclaims.judge.marks import without_marks, without_marks_behind
from magclaims.judge.proposing.about import ProposedName, Reader, Topic, question_before
from magclaims.judge.proposing.apart import Apart, why_apart
from magclaims.judge.proposing.clauses import Opening, clauses
from magclaims.judge.proposing.kinds import kind_of, meets_medicines
from magclaims.knowledge import find_outcomes, find_substances, outcomes, substances
from magclaims.lexicon.cues import tokenize
from magclaims.lexicon.passages import Passage, passage
from magclaims.lexicon.ways import Clause
from magclaims.lexicon.word_list import lists, words_of
from magclaims.lexicon.wording import Wording
from magclaims.model.local_text import MAX_TEXT
from magclaims.model.registry import MAX_QUOTE_WORDS, Direction, Kind, Strength
from magclaims.model.values import dataclass
from magclaims.read.article.articles import ArticleText
from magclaims.read.article.locate import locate

__all__ = ["Apart", "ProposedClaim", "ProposedName", "Proposer", "Topic", "why_apart"]

_QUOTE_WORDS = 9
"""The words of a quote of a clause that has too many to be quoted whole, where nothing asks for more or fewer."""
_FEWEST_WORDS = 7
_FACTS = frozenset({Kind.GENERAL_KNOWLEDGE, Kind.DEFINITION})
_BUILT = frozenset({"frame"})
"""Cues that are told by how a clause is built, and by no word that means an effect."""
_UNSAID = frozenset({"denied", "mentioned"})
_HARMS = "safety"
"""The outcome that words such as "side effects" name."""
_WHOM = 2
"""What it weighs that a quote names who was studied: as much as an outcome."""
_LABEL = 30
"""Characters that a label before a colon may have."""
_EDGES = " ,;:.–—-\"'“”‘’()[]*"
"""Marks that no quote begins or ends with."""
_WORD = re.compile(r"[^\s*⁰¹²³⁴-⁹]+")


@dataclass(frozen=True, slots=True)
class ProposedClaim:
    """A claim as a sentence, or a clause of one, makes it."""

    sentence: int
    """The index of the sentence in the article."""
    clause: Clause
    quote: str
    """The words that locate it."""
    statement: str
    """What is asserted, in the article's own words; what it leaves to the context in brackets."""
    kind: Kind
    topic: Topic
    passage: Passage


class Proposer:
    """Proposes the claims of one article."""

    def __init__(self, text: ArticleText) -> None:
        """Keep the article."""
        self.text = text
        self._reader = Reader(text)

    def claims(self, index: int, wording: Wording) -> tuple[ProposedClaim, ...]:
        """The claims of the sentence at an index, of which `why_apart` is None; none where no few words tell the place."""
        sentence = self.text.sentences[index]
        language = sentence.language[:2]
        found: list[ProposedClaim] = []
        for clause in clauses(sentence.text, wording, language):
            previous = found[-1].topic if found else None
            topic = self._reader.topic(index, clause, previous)
            quote = quote_of(self.text, index, clause, topic)
            if quote is None or any(quote == other.quote for other in found):
                continue
            start = sentence.text.find(quote)
            kind = kind_of(sentence.text, clause, wording, language)
            part = sentence.text[clause.start : clause.end]
            # Neither says which way something goes.
            if kind is Kind.LIMITATION or meets_medicines(part, clause, language):
                named = tuple(one for one in topic.outcomes if one.source != "words")
                topic = replace(topic, direction=None, outcomes=named)
            said = passage(wording, start, start + len(quote), sentence.text, language)
            statement = self._statement(index, clause, topic, language)
            kind = _kind(kind, topic, said)
            if topic.direction is None and not self._is_cited(index):
                kind, topic = _as_unsure(kind, topic, clause, said, wording)
            found.append(ProposedClaim(index, clause, quote, statement, kind, topic, said))
        return tuple(found)

    def _is_cited(self, index: int) -> bool:
        return any(mark.sentence == index for mark in self.text.citations)

    def _statement(self, index: int, clause: Clause, topic: Topic, language: str) -> str:
        """The words of a clause; behind the question that they answer, where that names the outcome."""
        text = self.text.sentences[index].text
        marks = [m.text for m in self.text.citations if m.sentence == index and m.kind == "paren"]
        said = _statement(text, clause, topic, language, marks)
        asked = question_before(self.text, index)
        if asked is None or not any(one.source == "before" for one in topic.outcomes):
            return said
        whole = f"{self.text.sentences[asked].text.strip()} {_words(text, clause, language, marks)}"
        return whole if len(whole) < MAX_TEXT else said


def _as_unsure(
    kind: Kind, topic: Topic, clause: Clause, said: Passage, wording: Wording
) -> tuple[Kind, Topic]:
    """What cites nothing and tells no way: no effect where no list has its outcome, no outcome where it is only mentioned."""
    listed = any(one.source != "words" for one in topic.outcomes)
    told = any(cue.id not in _BUILT for cue in clause.relations if cue.status not in _UNSAID)
    told = told or any(
        cue.kind == "fragment" and clause.start <= cue.start < clause.end for cue in wording.cues
    )  # "fewer attacks"
    if kind is Kind.EFFECT and not (listed or told or said.invokes_people or said.therapeutic):
        kind = Kind.GENERAL_KNOWLEDGE
    elif kind not in _FACTS or (kind is Kind.GENERAL_KNOWLEDGE and _is_named(topic)):
        return kind, topic
    mentioned = tuple(replace(one, source="mentioned") for one in topic.outcomes)
    return kind, replace(topic, outcomes=mentioned)


def _is_named(topic: Topic) -> bool:
    return topic.substance is not None and topic.substance.source == "sentence"


def _kind(kind: Kind, topic: Topic, said: Passage) -> Kind:
    """The kind; that something may do harm is a precaution: "may cause kidney stones"."""
    names = [one.name for one in topic.outcomes]
    if kind is Kind.GENERAL_KNOWLEDGE and names and topic.direction is not None:
        return Kind.EFFECT  # "your blood pressure falls", of what the heading names
    harm = is_harm(topic.direction, names) or (topic.direction is Direction.WORSENS and not names)
    may = said.strength is Strength.CONDITIONAL
    linked = may or said.strength is Strength.CORRELATIONAL
    if _HARMS in names and linked and topic.direction in {None, Direction.INCREASES}:
        return Kind.PRECAUTION if kind is Kind.EFFECT else kind
    return Kind.PRECAUTION if harm and may and kind in {Kind.EFFECT, Kind.MECHANISM} else kind


def quote_of(text: ArticleText, index: int, clause: Clause, topic: Topic) -> str | None:
    """A few words of a clause, with the words that decide, that stand nowhere else before it.

    They name what the clause is about, as far as twelve words reach.

    None where there are none: the same sentence stands above.
    """
    sentence = text.sentences[index].text
    begins = _behind_joins(sentence, clause, text.sentences[index].language[:2])
    words = [
        (m.start(), m.end())
        for m in _WORD.finditer(sentence)
        if begins <= m.start() and m.end() <= clause.end
    ]
    if not words:
        return None
    cue = max(clause.relations, key=lambda r: r.strength) if clause.relations else None
    first = next((i for i, (_, end) in enumerate(words) if cue and end > cue.start), 0)
    language = text.sentences[index].language[:2]
    opening = Opening(sentence, words, language)
    for start, length in _windows(words, first, _telling(sentence, clause, topic), opening):
        chosen = words[start : start + length]
        quote = without_marks_behind(sentence[chosen[0][0] : chosen[-1][1]])
        quote = _unopened(quote.strip(_EDGES)).strip(_EDGES)
        if not quote or len(quote.split()) > MAX_QUOTE_WORDS:
            continue
        place = locate(quote, text)
        if place is not None and place.sentence == index and place.how == "exact":
            return quote
    return None


def _unopened(quote: str) -> str:
    """Without a bracket that the last words open, as a citation does: "... weeks (Doe"."""
    at = quote.rfind("(")
    return quote[:at] if at > 0 and ")" not in quote[at:] else quote


def _telling(sentence: str, clause: Clause, topic: Topic) -> list[tuple[int, int, int]]:
    """What a quote should hold beside its verb: its outcomes and its substance, each with a weight."""
    asked = {one.name for one in topic.outcomes}
    given = topic.substance.name if topic.substance is not None else None
    known, taken = outcomes(), substances()
    found = [(m.start, m.end, 2) for m in find_outcomes(sentence) if known[m.id].name() in asked]
    own = [one.name for one in topic.outcomes if one.source == "words"]
    starts = [(sentence.find(name, clause.start), name) for name in own]
    found += [(start, start + len(name), 2) for start, name in starts if start >= 0]
    found += [(m.start, m.end, 1) for m in find_substances(sentence) if taken[m.id].name() == given]
    return [each for each in found if clause.start <= each[0] < clause.end]


def _windows(
    words: Sequence[tuple[int, int]],
    first: int,
    telling: Sequence[tuple[int, int, int]],
    opening: Opening,
) -> Iterator[tuple[int, int]]:
    """Runs of words that hold the one that decides, as (first word, number): the best one first.

    The best begins behind no word that turns its sense, and holds the most of what tells what the
    claim is about and who was studied, less what is cut within a phrase; of these one that begins a
    clause, one of the usual length, and of these the one with the verb in its middle, so that its
    words are most likely unlike all others. Whom a run names is only read of those that would be next.
    """
    fewest, whom = min(_FEWEST_WORDS, len(words)), opening.whom(words[0][0], words[-1][1])
    bonus = _WHOM if whom is not None else 0
    most = len(words) if len(words) <= MAX_QUOTE_WORDS else _QUOTE_WORDS
    runs = [
        (start, length)
        for length in range(fewest, min(MAX_QUOTE_WORDS, len(words)) + 1)
        for start in range(max(0, first - length + 1), min(first, len(words) - length) + 1)
    ]

    def rank(run: tuple[int, int]) -> tuple[bool, int, tuple[bool, int, int, int]]:
        start, length = run
        begins, ends = words[start][0], words[start + length - 1][1]
        held = sum(weight for one, other, weight in telling if begins <= one and other <= ends)
        centre = abs(start - (first - length // 2))
        lost = opening.loose(start, length) - held - bonus
        usual = abs(length - most)
        return opening.turned(start), lost, (not opening.begins(start), usual, -length, centre)

    heap = [(rank(run), number, bonus) for number, run in enumerate(runs)]
    heapify(heap)
    while heap:
        (turned, lost, rest), number, unsure = heappop(heap)
        start, length = runs[number]
        if unsure and opening.whom(words[start][0], words[start + length - 1][1]) != whom:
            heappush(heap, ((turned, lost + bonus, rest), number, 0))
        else:
            yield start, length


def _words(text: str, clause: Clause, language: str, marks: Sequence[str]) -> str:
    """The words of a clause without its citation marks; `marks`: those that only the list tells."""
    start = _behind_joins(text, clause, language)
    words = text[start : clause.end]
    for mark in marks:
        words = words.replace(f" {mark}", "").replace(mark, "")
    return " ".join(without_marks(words).split()).strip(" ,;:–—-*")


def _statement(
    text: str, clause: Clause, topic: Topic, language: str, marks: Sequence[str] = ()
) -> str:
    """The words of the clause; the substance in brackets where they do not name it."""
    said = _words(text, clause, language, marks)
    substance = topic.substance
    if substance is not None and substance.name.casefold() not in said.casefold():
        elsewhere = substance.source in {"before", "heading", "title"}
        if elsewhere or clause.start > 0:
            said = f"[{substance.name}] {said}"
    return said[: MAX_TEXT - 1]


def _behind_joins(text: str, clause: Clause, language: str) -> int:
    """Where the words of a clause begin behind "and" or "which"."""
    breaks = lists(language)["breaks"]
    if clause.start == 0:
        return _behind_label(text, language)
    for token in tokenize(text):
        if token.start >= clause.start and token.text not in breaks and token.text != ",":
            return token.start
    return clause.start


def _behind_label(text: str, language: str) -> int:
    """Where a sentence begins behind "In short:" or "Table 1:"; 0 where no such label opens it."""
    label, colon, rest = text.partition(":")
    words = words_of(label) if colon and len(label) < _LABEL else []
    named = " ".join(word for word in words if not word.isdigit())
    return len(text) - len(rest.lstrip()) if named in lists(language)["labels"].whole else 0
