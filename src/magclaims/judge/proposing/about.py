"""What a clause is about: the substance, the outcome and the way it goes, as the article says it.

Names of the vocabulary come first. Where the sentence says "it", the substance is the one that was
named last, in the heading or in the title; where it names something that the vocabulary lacks, its own
words are proposed. Each answer says where it comes from, so that an editor knows what to check.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from magclaims.judge.claim.harm import asserts_safety, harms_among, is_harms
from magclaims.judge.proposing.mentions import (
    given,
    named_substances,
    short_names,
    tells_subjects,
    without_who,
)
from magclaims.judge.proposing.names import MARK_SIGNS
from magclaims.judge.proposing.phrases import (
    changes_by_itself,
    names_nothing,
    own_object,
    own_subject,
    refers,
    what_happens,
    what_is_taken,
    who_does,
)
from magclaims.knowledge import FoundName, find_outcomes, outcomes, substances
from magclaims.knowledge.data import load as load_data
from magclaims.lexicon.cues import tokenize
from magclaims.lexicon.direction import worth
from magclaims.lexicon.graded import pack_language
from magclaims.lexicon.ways import Clause, direction, said, slims, told_beside
from magclaims.lexicon.word_list import lists, words_of
from magclaims.lexicon.wording import grade
from magclaims.model.registry import Direction
from magclaims.model.values import dataclass
from magclaims.read.article.articles import ArticleText

Source = Literal["sentence", "before", "heading", "title", "words", ""]
MOST_OUTCOMES = 3
_BY_WITHIN = 6
"""Words before what acts among which "by" is looked for: "by another mineral, namely calcium"."""
_NEAR_WORDS = 3
_BEHIND_WORDS = 2
_FARTHEST = 1000
_WEIGHT = "body weight"
"""What words such as "weight loss" and "slim" are about."""
"""Sentences that are looked back over for what "it" is."""
_SHORT_TITLE = 3
_CHANGES = {Direction.INCREASES, Direction.DECREASES}


@dataclass(frozen=True, slots=True)
class ProposedName:
    """A name that is proposed, and where it comes from; `language` of the article's own words."""

    name: str
    source: Source
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a clause is about."""

    substance: ProposedName | None
    also: tuple[str, ...]
    """Other substances that it names."""
    outcomes: tuple[ProposedName, ...]
    direction: Direction | None


class Reader:
    """Reads what the clauses of one article are about."""

    def __init__(self, text: ArticleText) -> None:
        """Keep the article; the substances of its sentences are found at first use."""
        self.text = text
        self._found: dict[int, tuple[FoundName, ...]] = {}
        self._short = short_names(text)

    def topic(self, index: int, clause: Clause, previous: Topic | None = None) -> Topic:
        """What a clause of the sentence at an index is about.

        Args:
            index: The index of the sentence.
            clause: The part of it.
            previous: What the clause before it in the same sentence is about.
        """
        sentence = self.text.sentences[index]
        language = sentence.language[:2]
        relation = clause.relations[0] if clause.relations else None
        at = relation.start if relation is not None else _held_at(sentence.text, clause, language)
        mentions = self._substances(index)
        within = [m for m in mentions if clause.start <= m.start < clause.end]
        chosen = _subject(given(within, sentence.text, language), at)
        substance = (
            ProposedName(substances()[chosen.id].name(), "sentence") if chosen is not None else None
        )
        acted_on = chosen is not None and at is not None and chosen.start >= at
        happens = "" if chosen else what_happens(sentence.text, clause, language)
        if happens:
            substance = previous.substance if previous else self.context(index)
        elif chosen is None:
            substance = self._unnamed(index, clause, at, language, previous)
        elif acted_on and not _acts(sentence.text, clause, at, chosen, language):
            other = self._unnamed(index, clause, at, language, previous)
            if other is not None and (relation is not None or other.source != "words"):
                substance, chosen = other, None
        measured = _measured(sentence.text, clause, chosen, at)
        if substance is not None and substance.source == "words":
            measured = _beside(measured, sentence.text, substance.name)
        measured = without_who(measured, sentence.text, at, language)
        if happens:
            named = _outcomes(measured) or (ProposedName(happens, "words", language),)
            return Topic(substance, (), named, Direction.INCREASES)
        named = _outcomes(measured) or self._asked(index, clause)
        part = sentence.text[clause.start : clause.end]
        if not named and asserts_safety(part, language):
            named = tuple(ProposedName(name, "sentence") for name in harms_among(()))
        if not named and slims(part, language):
            named = (ProposedName(_WEIGHT, "sentence"),)
        if not named and relation is not None:
            own = own_object(sentence.text, clause, chosen, language)
            named = (ProposedName(own, "words", language),) if own else ()
        also = dict.fromkeys(substances()[m.id].name() for m in within)
        if substance is not None:
            also.pop(substance.name, None)
        surfaces = [sentence.text[m.start : m.end] for m in measured]
        protected = surfaces or [one.name for one in named]
        way = _way(sentence.text, clause, surfaces, protected, language)
        way = way or _way_beside(sentence.text, clause, measured, language)
        own = substance if substance is not None and substance.source == "words" else None
        changes = own is not None and relation is not None and not named and way in _CHANGES
        if own is not None and changes and changes_by_itself(sentence.text, clause, language):
            named, substance = (own,), self.context(index)
        return Topic(substance, tuple(also), named, way)

    def _is_name(self, index: int) -> bool:
        """Whether a cell of a table only names a substance, as the first one of a row does."""
        text = self.text.sentences[index].text
        return any(
            m.end - m.start >= len(text.strip(MARK_SIGNS + " :")) for m in self._substances(index)
        )

    def _substances(self, index: int) -> tuple[FoundName, ...]:
        if index not in self._found:
            sentence = self.text.sentences[index]
            self._found[index] = tuple(
                m._replace(ids=(self._short.get(sentence.text[m.start : m.end], m.id),))
                for m in named_substances(sentence.text, sentence.language[:2])
            )
        return self._found[index]

    def _unnamed(
        self,
        index: int,
        clause: Clause,
        relation: int | None,
        language: str,
        previous: Topic | None,
    ) -> ProposedName | None:
        """The substance of a clause that names none: what "it" is, or the sentence's own words."""
        sentence = self.text.sentences[index]
        if clause.start > 0 and previous is not None:
            return previous.substance
        if doing := who_does(sentence.text, clause, language):
            taken = what_is_taken(doing, language)
            own = doing if taken is None else taken
            return ProposedName(own, "words", language) if own else self.context(index)
        own = own_subject(sentence.text, clause, relation, language)
        again = refers(sentence.text, own, language)
        thing = own and not names_nothing(own, language) and not tells_subjects(own, language)
        measured = _is_outcome(own) and not _acts_on_another(sentence.text, clause, relation)
        if thing and (
            measured or any(is_harms(outcomes()[m.id].name()) for m in find_outcomes(own))
        ):
            return self.context(index)  # "insulin sensitivity was higher", "side effects are rare"
        if thing and not again and sentence.kind not in {"heading", "label"}:
            return ProposedName(own, "words", language)
        return self.context(index)

    def _spoken_of(self, index: int) -> FoundName | None:
        """The substance that a sentence is about; none where it only names what is acted on."""
        sentence = self.text.sentences[index]
        language = sentence.language[:2]
        named = given(self._substances(index), sentence.text, language)
        pack = pack_language(sentence.language)
        if not named or pack is None:
            return _subject(named, None)
        relations = said(grade(sentence.text, pack))
        at = relations[0].start if relations else None
        found = _subject(named, at)
        if found is None or at is None or found.start < at:
            return found
        whole = Clause(0, len(sentence.text), tuple(relations))
        return found if _acts(sentence.text, whole, at, found, language) else None

    def _asked(self, index: int, clause: Clause) -> tuple[ProposedName, ...]:
        """The outcomes of the question that a sentence answers without naming any."""
        asked = question_before(self.text, index)
        if asked is None or clause.relations:
            return ()
        taken = self._substances(asked)
        found = [
            m
            for m in find_outcomes(self.text.sentences[asked].text)
            if all(m.end <= s.start or m.start >= s.end for s in taken)
        ]
        return tuple(replace(name, source="before") for name in _outcomes(found))

    def context(self, index: int) -> ProposedName | None:
        """The substance that was named last before a sentence, in its block, its heading or the title."""
        sentence = self.text.sentences[index]
        level, row = 7, sentence.kind == "table_cell"
        for before in range(index - 1, max(-1, index - 1 - _FARTHEST), -1):
            earlier = self.text.sentences[before]
            row = row and earlier.kind == "table_cell"
            same = earlier.block == sentence.block or (row and self._is_name(before))
            above = earlier.kind == "heading" and earlier.level < level
            if earlier.kind == "heading":
                level = min(level, earlier.level)
            if not (same or above):
                continue
            found = self._spoken_of(before)
            if found is not None:
                source: Source = "before" if same else "heading"
                return ProposedName(substances()[found.id].name(), source)
            if above and (headed := self._headed(before)):
                return headed
        title = " ".join(self.text.title.split())
        found = _subject(named_substances(title, self.text.language[:2]), None)
        if found is not None:
            return ProposedName(substances()[found.id].name(), "title")
        short = 0 < len(title.split()) <= _SHORT_TITLE and not any(map(str.isdigit, title))
        if short and not names_nothing(title, self.text.language[:2]):
            return ProposedName(title, "title", self.text.language[:2])
        return None

    def _headed(self, index: int) -> ProposedName | None:
        """What a heading names by itself, where a sentence below it begins with that: "## Olestra"."""
        heading = self.text.sentences[index]
        language = heading.language[:2]
        name = heading.text.lstrip("0123456789.) ").strip(" .:")
        short = 0 < len(name.split()) <= _SHORT_TITLE and "?" not in name
        if not short or names_nothing(name, language) or find_outcomes(name):
            return None
        for sentence in self.text.sentences[index + 1 :]:
            if sentence.kind == "heading":
                return None
            if sentence.text.casefold().startswith(f"{name.casefold()} "):
                return ProposedName(name, "heading", language)
        return None


def question_before(text: ArticleText, index: int) -> int | None:
    """The index of the question right before a sentence, in its block; None where there is none."""
    before = text.sentences[index - 1] if index else None
    asks = before is not None and before.text.rstrip(" \"'”’»)").endswith("?")
    return index - 1 if before and asks and before.block == text.sentences[index].block else None


def _acts(
    text: str, clause: Clause, relation: int | None, chosen: FoundName, language: str
) -> bool:
    """Whether a substance behind the relation is what acts, and not what is acted on.

    So in the passive ("is slowed by zinc") and in inversion ("daarnaast verlaagt zink ..."); not
    where the clause has a subject of its own, or begins with "it".
    """
    words = lists(language)
    between = words_of(text[relation : chosen.start])
    if words["by"].any_of(between[-_BY_WITHIN:]):
        return True
    begins = words_of(text[clause.start : relation])
    while begins and begins[0] in words["lead"]:
        begins = begins[1:]
    if clause.start > 0 and not begins:
        return False  # "bevordert de opname van X en remt de uitscheiding van Y"
    if begins and begins[0] in words["opens"]:
        return len(between) <= _NEAR_WORDS
    own = own_subject(text, clause, relation, language)
    return not own and not (begins and begins[0] in words["refers"])


def _subject(mentions: Sequence[FoundName], relation: int | None) -> FoundName | None:
    """The mention that is taken: the first before the relation, else the first."""
    before = (m for m in mentions if relation is not None and m.start < relation)
    return next(before, mentions[0] if mentions else None)


def _measured(
    text: str, clause: Clause, chosen: FoundName | None, relation: int | None
) -> list[FoundName]:
    """The outcomes that a clause names; those behind the relation where there are any."""
    found = [
        m
        for m in find_outcomes(text)
        if clause.start <= m.start < clause.end
        and (chosen is None or m.end <= chosen.start or m.start >= chosen.end)
    ]
    behind = [m for m in found if relation is not None and m.start >= relation]
    ends = max((cue.end for cue in clause.relations if cue.start == relation), default=0)
    if behind and behind[0].end <= ends and (chosen is None or chosen.end <= found[0].start):
        return found  # "kan misselijkheid en diarree veroorzaken": the verb's words hold the last
    return behind or found


def _beside(measured: Sequence[FoundName], text: str, words: str) -> list[FoundName]:
    """The outcomes that stand outside the words that were taken for the substance."""
    start = text.find(words)
    return [m for m in measured if start < 0 or m.end <= start or m.start >= start + len(words)]


def _outcomes(mentions: Sequence[FoundName]) -> tuple[ProposedName, ...]:
    known = outcomes()
    names = dict.fromkeys(known[m.id].name() for m in mentions)
    return tuple(ProposedName(name, "sentence") for name in names)[:MOST_OUTCOMES]


def _way(
    text: str, clause: Clause, names: Sequence[str], protected: Sequence[str], language: str
) -> Direction | None:
    """Which way a clause says that its outcome goes; for complaints, "less often" is fewer of them."""
    known = lists(language)
    for cue in clause.relations:
        held = text[cue.start : cue.end]
        against = words_of(held)[-1:] if cue.status != "denied" else []
        if against and against[0] in known["against"] and any(one in held for one in protected):
            return Direction.IMPROVES  # "schützt die Leber vor"
    way = direction(text, clause, names, language)
    bad = bool(names) and all(worth(Direction.INCREASES, name) == -1 for name in names)
    if way is None and bad:
        return direction(text, clause, names, language, amounts=True)
    ends = max((cue.end for cue in clause.relations), default=clause.end)
    slower = known["less"].any_of(words_of(text[ends : clause.end].partition(",")[0])[1:])
    return None if way is Direction.INCREASES and slower else way  # "stijgt ... minder snel"


def _way_beside(
    text: str, clause: Clause, measured: Sequence[FoundName], language: str
) -> Direction | None:
    """The one way told right beside the outcomes, where no relation tells it: "zorgt voor minder stress".

    Without any relation only the verb beside the outcome counts: "blood pressure fell".
    """
    unchanged = lists(language)["unchanged"]
    denials = {*load_data("says.toml")["denials"].get(language, ())} - unchanged.whole
    denied = not denials.isdisjoint(words_of(text[clause.start : clause.end]))
    if denied or any(cue.status != "asserted" for cue in clause.relations):
        return None
    listed = lists(language)["determiners"].whole
    loose = {word for word in listed if told_beside([word], (), language) is None}
    far, near = (_NEAR_WORDS, _BEHIND_WORDS) if clause.relations else (1, 1)
    ways = set[Direction | None]()
    for mention in measured:
        if any(mention.start < cue.start for cue in clause.relations[:1]):
            return None
        before = [w for w in words_of(text[clause.start : mention.start]) if w not in loose]
        behind = words_of(text[mention.end : clause.end].partition(",")[0])
        if lists(language, "ways")["risks"].any_of(before[-_NEAR_WORDS:]):
            far, near = _NEAR_WORDS, _BEHIND_WORDS  # "neemt de kans op een beroerte toe"
        beside = [*before[-far:], *behind[:near]]
        if unchanged.any_of(behind[:_BEHIND_WORDS]):
            return Direction.NO_EFFECT
        ways.add(told_beside(beside, [text[mention.start : mention.end]], language))
    ways.discard(None)  # "stress and fatigue fell"
    return ways.pop() if len(ways) == 1 and Direction.CHANGES not in ways else None


def _held_at(text: str, clause: Clause, language: str) -> int | None:
    """Where a clause says what something holds: "it contains iron" is about it."""
    holds = lists(language)["holds"]
    starts = (t.start for t in tokenize(text) if t.text in holds)
    return next((start for start in starts if clause.start <= start < clause.end), None)


def _is_outcome(words: str) -> bool:
    """Whether words are the name of an outcome, perhaps with where it was measured: "serum cholesterol"."""
    few = len(words.split()) <= _NEAR_WORDS
    return any(
        m.end - m.start >= len(words) or (few and m.end == len(words)) for m in find_outcomes(words)
    )


def _acts_on_another(text: str, clause: Clause, relation: int | None) -> bool:
    """Whether an outcome stands behind the relation: "sleep improves memory"."""
    return relation is None or any(relation <= m.start < clause.end for m in find_outcomes(text))


__all__ = ["MOST_OUTCOMES", "ProposedName", "Reader", "Source", "Topic", "direction"]
