"""All fields of an entry beside those of a record, and the verdict on them."""

from collections.abc import Mapping
from dataclasses import replace

from magclaims.knowledge.notices import notice_kind, split_notice
from magclaims.match.field import FieldMatch, FieldName
from magclaims.match.journals import journal_match
from magclaims.match.numbers import number_match, pages_match, year_match
from magclaims.match.people import authors_match, first_author_match
from magclaims.match.record_match import (
    NEAR_TITLE,
    PLACES,
    REPORTED,
    WEIGHTS,
    FirstAuthor,
    MatchVerdict,
    RecordMatch,
)
from magclaims.match.text import knowledge, words
from magclaims.match.titles import ABOUT, holds_title, is_generic, title_match, translation_of
from magclaims.model.registry import Reference, unique
from magclaims.model.values import dataclass
from magclaims.model.work import Work

FULL_NAME = 3
"""Letters from which on a given name is more than initials."""
_ONE_LANGUAGE = 0.85
"""From this score on, two differing titles are in one language, whatever their words say."""
_BOOKS = frozenset({"book", "inbook", "incollection", "inproceedings", "conference", "proceedings"})
_SAYS_PREPRINT = frozenset({"preprint", "preprints", "discussions"})
_PREPRINT_TYPES = frozenset({"posted-content", "preprint"})


def compare(reference: Reference, work: Work) -> RecordMatch:
    """Compare a bibliography entry with a record."""
    preprint = work.type in _PREPRINT_TYPES or bool(work.preprint_of)
    fields: dict[FieldName, FieldMatch] = {
        "title": title_match(reference.title, work.title, work.other_titles),
        "first_author": first_author_match(reference.authors, work.authors),
        "authors": authors_match(reference.authors, work.authors),
        "year": year_match(reference.year, work.year, work.other_years, work.doi or ""),
        "journal": journal_match(
            reference.journal,
            work.journal,
            # A preprint is in no journal: people print its server, or who runs that.
            (*work.other_journals, *([work.publisher] if preprint else [])),
            article=reference.entry_type not in _BOOKS,
        ),
        "volume": number_match("volume", reference.volume, work.volume),
        "issue": number_match("issue", reference.issue, work.issue),
        "pages": pages_match(reference.pages, work.pages, work.article_number),
    }
    verdict, reason = _Judgement(fields, reference, work).verdict()
    if preprint and verdict != "version" and _is_server(reference.journal):
        # A preprint is in no journal: the server that is printed for one is no difference.
        fields["journal"] = FieldMatch("journal", "absent", reference.journal, work.journal)
        verdict, reason = _Judgement(fields, reference, work).verdict()
    differences = tuple(name for name in REPORTED if fields[name].differs)
    if verdict in {"same_work", "version", "notice", "undecided"}:
        differences = ()
    elif verdict in {"translated_title", "uncertain_translation"}:
        differences = ("title",)
    who = _first_author(reference, work) if fields["first_author"].agrees else ""
    return RecordMatch(verdict, fields, differences, _score(fields), reason, who)


def _first_author(reference: Reference, work: Work) -> FirstAuthor:
    """Who the first author is, where entry and record name the same one."""
    printed, record = reference.authors[0], work.authors[0]
    # Some records have a person's whole name as that of a group.
    if not record.family and not (printed.family and printed.given):
        return "group"
    given = words(printed.given or "")[:1]
    in_full = bool(given) and len(given[0]) >= FULL_NAME
    return "in_full" if in_full and given[0] in words(record.given or record.name) else "person"


def _score(fields: Mapping[FieldName, FieldMatch]) -> float:
    compared = [
        (weight, fields[name])
        for name, weight in WEIGHTS.items()
        if fields[name].result != "absent"
    ]
    total = sum(weight for weight, _ in compared) or 1.0
    return round(sum(weight * field.score for weight, field in compared) / total, 3)


@dataclass(frozen=True, slots=True)
class _Judgement:
    fields: dict[FieldName, FieldMatch]
    reference: Reference
    work: Work

    def verdict(self) -> tuple[MatchVerdict, str]:
        title = self.fields["title"]
        if self._is_notice():
            kinds = " and ".join(unique(u.type.replace("_", " ") for u in self.work.notice_of))
            return (
                "notice",
                f"the record is the notice ({kinds}) of that work, not that work itself",
            )
        if title.how.endswith(ABOUT):
            return "other_work", title.how
        if title.agrees:
            return self._title_agrees()
        if title.differs:
            return self._title_differs(title)
        return self._without_title()

    def _title_agrees(self) -> tuple[MatchVerdict, str]:
        if self._is_version():
            return "version", self._versions()
        author, agreeing, differing = self._beside_title()
        if author.differs and is_generic(self.work.title) and not agreeing:
            return "other_work", "only a title that many works share agrees"
        if author.differs and len(differing) >= 3:
            return "other_work", "the title agrees, but author, place and date are another work's"
        if is_generic(self.work.title) and len(differing) >= 3 and not author.agrees:
            return "other_work", "only a title that many works share agrees"
        return self._same()

    def _title_differs(self, title: FieldMatch) -> tuple[MatchVerdict, str]:
        author, agreeing, differing = self._beside_title()
        located = self._located()
        if author.differs and not located:
            return "other_work", "title and first author differ"
        if translation := self._translated(title, agreeing, differing):
            return translation
        if (
            title.score >= NEAR_TITLE
            and not author.differs
            and len(differing) <= max(1, len(agreeing))
        ):
            return "same_work_with_differences", "some words of the title differ"
        if located and not author.differs:
            return "same_work_with_differences", "the title differs, but author and place agree"
        return "other_work", "the title differs, and too little else agrees"

    def _without_title(self) -> tuple[MatchVerdict, str]:
        """Without titles only an author that agrees, or the place alone, shows that it is the work."""
        author, agreeing, differing = self._beside_title()
        if author.differs:
            return "other_work", "no title could be compared, and the first author differs"
        if not differing:
            if len(agreeing) + author.agrees >= 2:
                return "same_work", "all that can be compared agrees; no title could be compared"
            return "undecided", "there is too little to compare: no title on one side"
        if self._is_version():
            return "version", self._versions()
        if self._located() or (author.agrees and len(agreeing) + 1 >= len(differing)):
            reason = "no title could be compared, and the rest differs in part"
            return "same_work_with_differences", reason
        return "other_work", "no title could be compared, and most of the rest differs"

    def _same(self) -> tuple[MatchVerdict, str]:
        differing = [name for name in REPORTED if self.fields[name].differs]
        if differing:
            listed = ", ".join(name.replace("_", " ") for name in differing)
            return "same_work_with_differences", f"the title agrees; what differs: {listed}"
        return "same_work", "all that can be compared agrees"

    def _beside_title(self) -> tuple[FieldMatch, list[FieldName], list[FieldName]]:
        """The first author, and the fields of place and date that agree and that differ."""
        agreeing = [name for name in PLACES if self.fields[name].agrees]
        differing = [name for name in PLACES if self.fields[name].differs]
        return self.fields["first_author"], agreeing, differing

    def _located(self) -> bool:
        """Whether place and date alone point to one work: its pages, and volume or journal and year."""
        fields = self.fields
        if any(fields[name].differs for name in ("volume", "pages", "journal")):
            return False
        if fields["pages"].agrees:
            return any(fields[name].agrees for name in ("volume", "journal", "year"))
        return (
            fields["pages"].result == "absent"
            and fields["volume"].agrees
            and fields["journal"].agrees
            and fields["authors"].agrees
            and len(self.reference.authors) >= 2
        )

    def _translated(
        self, title: FieldMatch, agreeing: list[FieldName], differing: list[FieldName]
    ) -> tuple[MatchVerdict, str] | None:
        """The verdict on a title in another language; None where it is in none, or too much differs."""
        author = self.fields["first_author"]
        if author.differs or (not author.agrees and not self._located()):
            return None
        if title.score >= _ONE_LANGUAGE:
            return None
        place = [name for name in agreeing if name != "year"]
        nothing_printed = not any(
            self.fields[name].result != "absent" for name in ("journal", "volume", "pages")
        )
        enough = (bool(place) and len(agreeing) > len(differing)) or (
            nothing_printed and self.fields["year"].agrees
        )
        if not enough:
            return None
        translation = translation_of(title.printed, title.record, self.work.language)
        if translation is None:
            return None
        if translation.agreement == "agrees":
            return (
                "translated_title",
                f"the title is a translation; the original is: {title.record}",
            )
        self.fields["title"] = replace(title, how=translation.reason)
        if translation.agreement == "unclear":
            return "uncertain_translation", (
                "the title is in another language, and whether it says the same cannot be told: "
                f"{translation.reason}; the original is: {title.record}"
            )
        return (
            "same_work_with_differences",
            f"the title is in another language and says something else: {translation.reason}",
        )

    def _versions(self) -> str:
        if self._is_newer_version():
            year = self.fields["year"]
            return (
                f"the record is another version of doi:{self.work.version_of[0]}: "
                f"its year is {year.record}, not {year.printed}"
            )
        if self._is_recorded_preprint():
            return "the record is a preprint, the entry prints its published version"
        return "the record is the published version, the entry prints its preprint"

    def _is_notice(self) -> bool:
        """Whether the record is a notice about the work, and the entry prints the work itself."""
        printed, title = self.reference.title, self.fields["title"]
        if not self.work.notice_of or notice_kind(printed) or split_notice(printed)[1]:
            return False
        if title.agrees or title.result == "absent":
            return True
        if is_generic(title.record):  # "Erratum" alone
            return not self.fields["first_author"].differs
        return holds_title(title.record, printed)

    def _is_version(self) -> bool:
        """Whether the record is another version of the work than the one that is printed.

        A preprint and its published version, and a newer version with a DOI of its own.
        """
        if self.fields["first_author"].differs and not self.fields["authors"].agrees:
            return False
        if self._is_newer_version():
            return True
        journal = self.fields["journal"]
        if self._is_recorded_preprint():
            if self.reference.journal:
                return not journal.agrees and not _is_server(self.reference.journal)
            return bool(self.reference.volume and self.reference.pages)
        return _is_server(self.reference.journal) and journal.differs

    def _is_newer_version(self) -> bool:
        return bool(self.work.version_of) and self.fields["year"].differs

    def _is_recorded_preprint(self) -> bool:
        return self.work.type in _PREPRINT_TYPES or bool(self.work.preprint_of)


def _is_server(journal: str) -> bool:
    """Whether a printed journal is a server for preprints, or says that it is a preprint."""
    found = words(journal)
    joined = " ".join(found)
    if any(word.endswith("rxiv") or word in _SAYS_PREPRINT for word in found):
        return True
    return any(
        joined == server or joined.startswith(f"{server} ")
        for server in knowledge()["words"]["preprints"]
    )
