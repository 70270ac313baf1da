"""Causes before places: what stands behind the verdicts, each told once with all its places."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import get_args

from magclaims.judge.verdict.cause import CauseKind
from magclaims.judge.words import words as advice_words
from magclaims.model.finding import CauseView, ReferenceView
from magclaims.render.language import DEFAULT, Phrases, phrases
from magclaims.render.view import Place, View

_ORDER = get_args(CauseKind)


@dataclass(frozen=True, slots=True)
class Group:
    """One cause and the places that share it, in the order of the articles."""

    number: int
    """1-based: an anchor that no outside text can influence."""
    cause: CauseView
    reference: ReferenceView | None
    places: tuple[Place, ...]

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

    def _studied(self, words: Phrases) -> str:
        study = self.reference.study if self.reference else None
        table = words.data["studied"]
        named = [_animal(name, words.code) for name in study.species] if study else []
        rest = [table[s] for s in study.subjects if s in table] if study else []
        return str(table["and"]).join(dict.fromkeys(named or rest or [table["unknown"]]))


def _animal(name: str, language: str) -> str:
    """What a species is called in the language; as the registry has it where that is not known."""
    return advice_words(language).name(name) or name


def short(reference: ReferenceView | None, key: str | None, language: str = DEFAULT) -> str:
    """A short name for a reference: the beginning of its citation, else its key."""
    if reference is not None and reference.short:
        return reference.short
    return key or str(phrases(language).data["studied"]["its_source"])


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
