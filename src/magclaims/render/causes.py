"""Causes before places: what stands behind the verdicts, each told once with all its places."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

from magclaims.judge.policy import CauseKind
from magclaims.judge.words import words as advice_words
from magclaims.model.finding import Reason
from magclaims.model.report import CauseView, ReferenceView
from magclaims.model.values import dataclass
from magclaims.render.language import DEFAULT, Phrases, phrases
from magclaims.render.view import ClaimPlace, View

_ORDER = get_args(CauseKind)
_WRONG_WORKS = frozenset({"retracted", "wrong_work"})
_ASKS = frozenset({"unread", "in_doubt", "open"})
_EXPLAINS = frozenset({"mechanism", "general_knowledge", "definition"})
"""Kinds of claims that promise nobody anything."""
_PROMISES = frozenset({"effect", "study_result", "comparison"})
_ASSERTS = frozenset({"conditional", "causal"})

_LEAD = re.compile(r".*?(?=[.:]\s|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Advice:
    """Places of a cause that are told the same, but for their examples."""

    write: str | None
    """What to write instead at most of them; in the article's language."""
    places: tuple[ClaimPlace, ...]

    @property
    def others(self) -> int:
        """How many of the places have another example."""
        return sum(p.occurrence.suggestion != self.write for p in self.places)


@dataclass(frozen=True, slots=True)
class CauseGroup:
    """One cause and the places that share it, in the order of the articles."""

    number: int
    """1-based: an anchor that no outside text can influence."""
    cause: CauseView
    reference: ReferenceView | None
    places: tuple[ClaimPlace, ...]

    def says(self, language: str = DEFAULT) -> str:
        """The cause in a sentence: what it is, and how many places share it."""
        words = phrases(language)
        one, many = words.data["cause"][self.cause.kind]
        template = str(one if len(self.places) == 1 else many)
        text = template.format(
            who=short(self.reference, self.cause.reference, language),
            places=words.counted(len(self.places), "place"),
            studied=self._studied(words),
        )
        # A name is left as it is: "de Baaij 2015", a key.
        known = self.reference is not None or self.cause.reference is not None
        named = known and template.startswith("{who}")
        return text if named else f"{text[:1].upper()}{text[1:]}"

    @property
    def therapeutic(self) -> bool:
        """Whether its places say that a substance treats, prevents or cures a disease."""
        return treats(self.places[0])

    @property
    def asks(self) -> bool:
        """Whether it is a question to somebody, and nothing that is known to be wrong."""
        return self.cause.kind in _ASKS

    @property
    def harm(self) -> tuple[int, int, int, str]:
        """Its place among the others, what harms readers most first.

        Works that do not stand; diseases; what people are told of their health, by kind of cause; how things
        work; questions.
        """
        explains = all(p.claim.kind in _EXPLAINS for p in self.places)
        wrong = self.cause.kind in _WRONG_WORKS
        first = 0 if wrong else 4 if self.asks else 1 if self.therapeutic else 3 if explains else 2
        return first, _ORDER.index(self.cause.kind), -len(self.places), self.cause.reference or ""

    @property
    def advice(self) -> tuple[Advice, ...]:
        """Its places by what they are told to write, most places first; their own order within."""
        by_lead: dict[str, list[ClaimPlace]] = defaultdict(list)
        for place in self.places:
            by_lead[_lead(place.occurrence.suggestion)].append(place)
        found = sorted(by_lead.values(), key=lambda places: -len(places))
        return tuple(
            Advice(
                Counter(p.occurrence.suggestion for p in places).most_common(1)[0][0], tuple(places)
            )
            for places in found
        )

    @property
    def write(self) -> str | None:
        """What to write instead, where most of its places say the same but for their examples."""
        most = self.advice[0]
        return most.write if len(most.places) * 2 >= len(self.places) else None

    @property
    def shared_reasons(self) -> tuple[Reason, ...]:
        """The reasons that all its places have, but for what the mark `provisional` says."""
        first, *others = (p.occurrence.reasons for p in self.places)
        texts = [{reason.text for reason in reasons} for reasons in others]
        return tuple(
            reason
            for reason in first
            if reason.code != "identity_unverified" and all(reason.text in t for t in texts)
        )

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that it touches."""
        return tuple(dict.fromkeys(p.occurrence.article for p in self.places))

    def _studied(self, words: Phrases) -> str:
        study = self.reference.study if self.reference else None
        table, called = words.data["studied"], advice_words(words.code).name
        named = [called(name) or name for name in study.species] if study else []
        rest = [table[s] for s in study.subjects if s in table] if study else []
        return str(table["and"]).join(dict.fromkeys(named or rest or [table["unknown"]]))


def _lead(suggestion: str | None) -> str:
    """What an advice says before its examples: its first sentence, or what stands before a colon."""
    found = _LEAD.match(suggestion or "")
    return found.group() if found else ""


def short(reference: ReferenceView | None, key: str | None, language: str = DEFAULT) -> str:
    """A short name for a reference: the beginning of its citation, else its key."""
    if reference is not None and reference.short:
        return reference.short
    return key or str(phrases(language).data["studied"]["its_source"])


def treats(place: ClaimPlace) -> bool:
    """Whether it promises something against a disease that it may not; such places are a cause of their own.

    Only what claims an effect: an opinion or a disclaimer names treatment, too.
    """
    o = place.occurrence
    asserts = o.therapeutic and o.strength in _ASSERTS and place.claim.kind in _PROMISES
    return place.needs_change and asserts


def _accepted(place: ClaimPlace) -> bool:
    verdict = place.verdict
    return verdict is not None and (verdict.waived is not None or verdict.baseline)


def causes(view: View, places: Iterable[ClaimPlace] | None = None) -> tuple[CauseGroup, ...]:
    """The causes, those that harm readers most first; of `places`, else of all that nobody accepted."""
    if places is None:
        places = (p for p in view.places if not _accepted(p))
    by_key = {r.key: r for r in view.references}
    found: dict[tuple[CauseView, bool], list[ClaimPlace]] = defaultdict(list)
    for place in places:
        if place.occurrence.cause is not None:
            found[place.occurrence.cause, treats(place)].append(place)
    groups = sorted(
        (
            CauseGroup(0, cause, by_key.get(cause.reference or ""), tuple(places))
            for (cause, _), places in found.items()
        ),
        key=lambda group: group.harm,
    )
    return tuple(replace(group, number=n) for n, group in enumerate(groups, start=1))
