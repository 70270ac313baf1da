"""Causes before places: what stands behind the verdicts, each told once with all its places."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import get_args

from magclaims.judge.cause import CauseKind
from magclaims.model.finding import CauseView, ReferenceView
from magclaims.render.labels import counted
from magclaims.render.view import Place, View

_ORDER = get_args(CauseKind)

_SAYS = {
    "retracted": "{who} was retracted; {places} on it",
    "wrong_work": "{who} does not lead to the work that is printed; {places} on it",
    "preclinical": "{who} is a study of {studied}; {places} it as if it were about people",
    "contradicted": "{who} found otherwise; {places} the opposite",
    "formula": "{who} tested several ingredients together; {places} it as the effect of one",
    "number": "{places} a number that {who} does not carry, or that does not add up",
    "no_source": "{places} what no reference of the article carries",
    "not_listed": "{places} on works that the article does not list",
    "comparison": "{places} one thing better than another, and no study compared the two",
    "beyond": "{who} carries less than the wording; {places} more than it carries",
    "part": "{who} carries a part of it; {places} the whole",
    "unread": "nobody has noted what {who} says; {places} on it",
}
_TELL = {
    "retracted": ("rests", "rest"),
    "wrong_work": ("rests", "rest"),
    "unread": ("rests", "rest"),
    "preclinical": ("tells", "tell"),
    "formula": ("tells", "tell"),
    "number": ("gives", "give"),
    "no_source": ("asserts", "assert"),
    "not_listed": ("leans", "lean"),
    "contradicted": ("asserts", "assert"),
    "comparison": ("calls", "call"),
    "beyond": ("says", "say"),
    "part": ("says", "say"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """One cause and the places that share it, in the order of the articles."""

    number: int
    """1-based: an anchor that no outside text can influence."""
    cause: CauseView
    reference: ReferenceView | None
    places: tuple[Place, ...]

    @property
    def says(self) -> str:
        """The cause in a sentence: what it is, and how many places share it."""
        one, many = _TELL[self.cause.kind]
        where = f"{counted(len(self.places), 'place')} {one if len(self.places) == 1 else many}"
        text = _SAYS[self.cause.kind].format(
            who=short(self.reference, self.cause.reference),
            places=where,
            studied=self._studied(),
        )
        # A name is left as it is: "de Baaij 2015", a key.
        named = self.reference is not None or self.cause.reference is not None
        starts = named and _SAYS[self.cause.kind].startswith("{who}")
        return f"{text if starts else text[:1].upper() + text[1:]}."

    @property
    def write(self) -> str | None:
        """What to write instead, where most of its places say the same; in the article's language."""
        said = Counter(p.occurrence.suggestion for p in self.places if p.occurrence.suggestion)
        if not said:
            return None
        text, often = said.most_common(1)[0]
        return text if often * 2 >= len(self.places) else None

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that it touches."""
        return tuple(dict.fromkeys(p.occurrence.article for p in self.places))

    def _studied(self) -> str:
        study = self.reference.study if self.reference else None
        named = study.species if study and study.species else ()
        subjects = study.subjects if study else ()
        words = {"animal": "animals", "in_vitro": "cells", "in_silico": "models"}
        rest = tuple(words[s] for s in subjects if s in words) or ("animals or cells",)
        return " and ".join(dict.fromkeys(named or rest))


def short(reference: ReferenceView | None, key: str | None) -> str:
    """A short name for a reference: the beginning of its citation, else its key."""
    if reference is not None and reference.short:
        return reference.short
    return key or "its source"


def causes(view: View) -> tuple[Group, ...]:
    """The causes, those that harm readers most first, then those with most places."""
    by_key = {r.key: r for r in view.references}
    found: dict[CauseView, list[Place]] = defaultdict(list)
    for place in view.places:
        accepted = place.verdict is not None and (
            place.verdict.waived is not None or place.verdict.baseline
        )
        if place.occurrence.cause is not None and not accepted:
            found[place.occurrence.cause].append(place)
    ordered = sorted(
        found.items(),
        key=lambda item: (
            _ORDER.index(item[0].kind),
            -len(item[1]),
            item[0].reference or "",
        ),
    )
    return tuple(
        Group(number, cause, by_key.get(cause.reference or ""), tuple(places))
        for number, (cause, places) in enumerate(ordered, start=1)
    )
