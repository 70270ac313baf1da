"""An entry beside a record: what the fields agree on, and whether that is enough to be sure."""

from collections.abc import Mapping
from typing import Literal

from magclaims.match.field import FieldMatch, FieldName
from magclaims.match.text import words
from magclaims.match.titles import is_about, is_generic, is_heading, one_word_differs
from magclaims.model.values import dataclass

MatchVerdict = Literal[
    "same_work",
    "same_work_with_differences",
    "translated_title",
    "uncertain_translation",
    "version",
    "notice",
    "other_work",
    "undecided",
]
NEAR_TITLE = 0.8
"""From this score on, two differing titles have most of their letters in common: a word differs."""
WHOLE_TITLE, LONG_TITLE = 0.97, 40
"""The score and the letters from which on a title alone tells a work from others."""
OWN_TITLE = 20
"""Letters from which on few people write two works of one title."""
WEIGHTS: Mapping[FieldName, float] = {
    "title": 4.0,
    "first_author": 2.0,
    "authors": 1.0,
    "year": 1.0,
    "journal": 1.0,
    "volume": 1.0,
    "issue": 0.5,
    "pages": 1.5,
}
REPORTED: tuple[FieldName, ...] = (*(name for name in WEIGHTS if name != "authors"), "authors")
PLACES: tuple[FieldName, ...] = ("year", "journal", "volume", "pages")
"""The fields that say when and where; an issue says little of its own."""
FirstAuthor = Literal["", "group", "person", "in_full"]


@dataclass(frozen=True, slots=True)
class RecordMatch:
    """An entry beside a record.

    Attributes:
        verdict: `same_work`; `same_work_with_differences` (see `differences`);
            `translated_title` (the title is a translation, the rest agrees);
            `uncertain_translation` (the same, but whether it says the same cannot be told);
            `version` (a preprint beside the published work, or a newer version); `notice` (the
            record is the retraction or correction of the work that is printed); `other_work`;
            `undecided` (too little to compare).
        differences: The fields that differ and need mending; empty unless the verdict is
            `same_work_with_differences`, one of the translations or `other_work`.
        score: Weighted mean of the scores of the fields that both have, 0 to 1.
        author: Whom the record names first: a `person`, one whose given name both write `in_full`,
            a `group`, or nobody.
    """

    verdict: MatchVerdict
    fields: Mapping[FieldName, FieldMatch]
    differences: tuple[FieldName, ...]
    score: float
    reason: str
    author: FirstAuthor = ""

    @property
    def certain(self) -> bool:
        """Whether enough agrees to accept a search result: it is surely this work, right or wrong.

        A title word for word and the author; title, author and one thing more, or the title and two;
        or, where the title differs or many works share it, the author and the place. A title that many
        works share or that is short needs a place that no other work has.
        """
        fields = self.fields
        title, author = fields["title"], fields["first_author"]
        agreed = [name for name in PLACES if fields[name].agrees]
        if self.verdict in {"translated_title", "uncertain_translation"}:
            return author.agrees and fields["pages"].agrees and len(agreed) >= 3
        if self.verdict not in {"same_work", "same_work_with_differences"}:
            return False
        differ = [name for name in PLACES if fields[name].differs]
        titled = title.agrees or title.score >= NEAR_TITLE
        named = author.agrees or (titled and not author.differs)
        if fields["pages"].agrees and len(agreed) >= 3 and (named or title.agrees):
            return True
        if is_heading(title.record) or is_heading(title.printed):
            return False
        if title.agrees and named and fields["pages"].agrees and fields["journal"].agrees:
            return True
        if is_generic(title.record) or is_generic(title.printed):
            return (
                title.agrees
                and author.agrees
                and self.author in {"person", "in_full"}
                and len(agreed) >= 2
            )
        if title.agrees:
            return self._certain_by_title(agreed, differ)
        if title.score < NEAR_TITLE or not author.agrees or differ:
            return False
        if fields["pages"].agrees:
            return len(agreed) >= 2
        # A panel gives many opinions a year whose titles differ in a word; people rarely do.
        several = ";" in fields["authors"].printed and fields["authors"].agrees
        enough = len(agreed) >= (1 if several else 2)
        return (
            self.author in {"person", "in_full"}
            and _letters(title.printed) >= LONG_TITLE
            and enough
        )

    def _certain_by_title(self, agreed: list[FieldName], differ: list[FieldName]) -> bool:
        title, author = self.fields["title"], self.fields["first_author"]
        if title.score >= WHOLE_TITLE and _letters(title.printed) >= LONG_TITLE:
            # A review of a book has its title, another author and, often, its year.
            placed = self.fields["journal"].agrees or self.fields["pages"].agrees
            if author.differs and self.fields["journal"].record and not placed:
                return False
            return bool(agreed) or (author.agrees and len(differ) <= 1)
        if len(agreed) >= (1 if author.agrees else 2):
            return True
        # Alone with its author a shorter title is enough, unless it is one of a series of replies.
        own = title.score >= WHOLE_TITLE and _letters(title.printed) >= OWN_TITLE
        alone = own and not is_about(title.record) and set(differ) <= {"year"}
        return alone and author.agrees and self.author == "in_full"

    @property
    def comes_near(self) -> bool:
        """Whether a search result that is not certain is worth a look."""
        title, author = self.fields["title"], self.fields["first_author"]
        agreed = [name for name in PLACES if self.fields[name].agrees]
        if title.agrees or title.score >= NEAR_TITLE or self.verdict == "notice":
            return True
        if author.agrees and len(agreed) >= 2:
            return True
        return one_word_differs(title.printed, title.record) and (author.agrees or len(agreed) >= 2)

    @property
    def unlike(self) -> tuple[FieldName, ...]:
        """The fields that differ, whatever the verdict makes of them; a slip is named once."""
        names = tuple(name for name in REPORTED if self.fields[name].differs)
        return tuple(n for n in names if n != "authors" or "first_author" not in names)


def _letters(title: str) -> int:
    return len("".join(words(title)))
