"""What a clause is about: the substance, the outcome and the way it goes, as the article says it.

Names of the vocabulary come first. Where the sentence says "it", the substance is the one that was
named last, in the heading or in the title; where it names something that the vocabulary lacks, its own
words are proposed. Each answer says where it comes from, so that an editor knows what to check.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from magclaims.judge.claim.harm import asserts_safety, harms_among, is_harms
from magclaims.judge.proposing.measured import (
    acts_on_another,
    beside,
    held_at,
    is_outcome,
    outcomes_of,
    way_behind,
    way_beside,
    way_told,
    what_changes,
    within,
)
from magclaims.judge.proposing.mentions import (
    given,
    named_substances,
    short_names,
    tells_subjects,
    without_who,
)
from magclaims.judge.proposing.names import MARK_SIGNS
from magclaims.judge.proposing.phrases import (
    names_nothing,
    own_object,
    own_subject,
    refers,
    what_happens,
    what_is_taken,
    who_does,
)
from magclaims.judge.proposing.rows import first_column, first_of_row
from magclaims.knowledge import FoundName, find_outcomes, find_substances, outcomes, substances
from magclaims.lexicon.graded import pack_language
from magclaims.lexicon.ways import Clause, direction, said, slims
from magclaims.lexicon.word_list import lists, words_of
from magclaims.lexicon.wording import grade
from magclaims.model.registry import Direction
from magclaims.model.values import dataclass
from magclaims.read.article.articles import ArticleText, Sentence

Source = Literal["sentence", "before", "heading", "title", "words", "mentioned", ""]
MOST_OUTCOMES = 3
_BY_WITHIN = 6
"""Words before what acts among which "by" is looked for: "by another mineral, namely calcium"."""
_NEAR_WORDS = 3
_FARTHEST = 1000
"""Sentences that are looked back over for what "it" is."""
_WEIGHT = "body weight"
"""What words such as "weight loss" and "slim" are about."""
_SHORT_TITLE = 3


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
        """What a clause of the sentence at an index is about; `previous` is what the one before it is."""
        sentence = self.text.sentences[index]
        language = sentence.language[:2]
        relation = clause.relations[0] if clause.relations else None
        at = relation.start if relation is not None else held_at(sentence.text, clause, language)
        mentions = [m for m in self._substances(index) if clause.start <= m.start < clause.end]
        chosen = _subject(given(mentions, sentence.text, language), at)
        substance = (
            ProposedName(substances()[chosen.id].name(), "sentence") if chosen is not None else None
        )
        acted_on = chosen is not None and at is not None and chosen.start >= at
        happens = "" if chosen else what_happens(sentence.text, clause, language)
        changing = "" if chosen else what_changes(sentence.text, clause, at, language)
        if happens or changing:
            substance = previous.substance if previous else self.context(index)
        elif chosen is None:
            substance = self._unnamed(index, clause, at, language, previous)
        elif acted_on and not _acts(sentence.text, clause, at, chosen, language):
            other = self._unnamed(index, clause, at, language, previous)
            if other is not None and (relation is not None or other.source != "words"):
                substance, chosen = other, None
        measured = outcomes_of(sentence.text, clause, chosen, at, language)
        if substance is not None and substance.source == "words":
            measured = beside(measured, sentence.text, substance.name)
        measured = without_who(measured, sentence.text, at, language)
        if changing:
            measured = within(measured, sentence.text, changing, clause)
        own = happens or changing
        named = _outcomes(measured) or ((ProposedName(own, "words", language),) if own else ())
        if happens:
            return Topic(substance, (), named, Direction.INCREASES)
        named = (
            named or self._asked(index, clause) or _unlisted(sentence, clause, chosen, substance)
        )
        also = dict.fromkeys(substances()[m.id].name() for m in mentions)
        if substance is not None:
            also.pop(substance.name, None)
        surfaces = [sentence.text[m.start : m.end] for m in measured]
        protected = surfaces or [one.name for one in named]
        way = way_told(sentence.text, clause, surfaces, protected, language)
        way = way or (way_behind(sentence.text, clause, changing, language) if changing else None)
        way = way or way_beside(sentence.text, clause, measured, language)
        return Topic(substance, tuple(also), named, way)

    def _label(self, index: int) -> ProposedName | None:
        """The substance that the first cell of a row names; its own words in a column of substances."""
        first = first_of_row(self.text.sentences, index)
        if first is None:
            return None
        if (known := self._known(first)) is not None:
            return ProposedName(known, "before")
        cell = self.text.sentences[first]
        name, language = cell.text.strip(MARK_SIGNS + " :"), cell.language[:2]
        if find_outcomes(name) or names_nothing(name, language):
            return None
        column = any(self._known(other) for other in first_column(self.text.sentences, first))
        short = 0 < len(name.split()) <= _SHORT_TITLE and not any(map(str.isdigit, name))
        return ProposedName(name, "words", language) if column and short else None

    def _known(self, index: int) -> str | None:
        """What a cell of a table names that is nothing but a substance."""
        name = self.text.sentences[index].text.strip(MARK_SIGNS + " :")
        found = (m for m in self._substances(index) if m.end - m.start >= len(name))
        return next((substances()[m.id].name() for m in found), None)

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
        measured = is_outcome(own) and not acts_on_another(
            sentence.text, clause, relation, language
        )
        if thing and (
            measured or any(is_harms(outcomes()[m.id].name()) for m in find_outcomes(own))
        ):
            return self.context(index)  # "insulin sensitivity was higher", "side effects are rare"
        cell = first_of_row(self.text.sentences, index) is not None
        if thing and not again and not cell and sentence.kind not in {"heading", "label"}:
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
        """The outcomes of the question that a sentence answers, or of the label of its row."""
        label = first_of_row(self.text.sentences, index)
        asked = label if label is not None else question_before(self.text, index)
        if asked is None or (clause.relations and label is None):
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
        level = 7
        if (labelled := self._label(index)) is not None:
            return labelled
        for before in range(index - 1, max(-1, index - 1 - _FARTHEST), -1):
            earlier = self.text.sentences[before]
            same = earlier.block == sentence.block
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


def _unlisted(
    sentence: Sentence, clause: Clause, chosen: FoundName | None, substance: ProposedName | None
) -> tuple[ProposedName, ...]:
    """The outcomes of a clause that names none of the vocabulary: harms, weight, or its own words."""
    language, part = sentence.language[:2], sentence.text[clause.start : clause.end]
    if asserts_safety(part, language):
        return tuple(ProposedName(name, "sentence") for name in harms_among(()))
    if slims(part, language):
        return (ProposedName(_WEIGHT, "sentence"),)
    own = own_object(sentence.text, clause, chosen, language) if clause.relations else ""
    name = substance.name if substance is not None else ""
    if not own or not _is_changed(own, name, language):
        return ()
    return (ProposedName(own, "words", language),)


def _is_changed(own: str, name: str, language: str) -> bool:
    """Whether what a relation acts on may be an outcome: not who took part, what was given or its form."""
    begins = " ".join(own.split()[:_NEAR_WORDS])
    taken = any(
        m.start == 0 and m.end == len(own) and substances()[m.id].name() == name
        for m in find_substances(own)
    )
    took_part = lists(language)["studied"].any_of(words_of(begins))
    return not (
        taken or took_part or names_nothing(own, language) or tells_subjects(begins, language)
    )


def _outcomes(mentions: Sequence[FoundName]) -> tuple[ProposedName, ...]:
    known = outcomes()
    names = dict.fromkeys(known[m.id].name() for m in mentions)
    return tuple(ProposedName(name, "sentence") for name in names)[:MOST_OUTCOMES]


__all__ = ["MOST_OUTCOMES", "ProposedName", "Reader", "Source", "Topic", "direction"]
