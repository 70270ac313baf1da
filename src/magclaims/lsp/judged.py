"""What came out of judging a project: what was found, in which language it is told, and which words it marks."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from magclaims.files import real
from magclaims.judge.case import Case
from magclaims.judge.reasons import in_language
from magclaims.judge.verdict.assess import OccurrenceAssessment
from magclaims.model.finding import Finding, Location
from magclaims.model.values import dataclass
from magclaims.render.language import DEFAULT, Phrases, phrases


def place_of(there: Finding | Location) -> tuple[str, int, int]:
    """Path, line and column."""
    return there.path, there.line, there.column


@dataclass(frozen=True)
class Judged:
    """What came out: the case, the findings, and the texts that their places are in."""

    case: Case
    findings: tuple[Finding, ...]
    texts: Mapping[Path, str]
    """The texts that were judged, by real path."""
    article: str | None = None
    """The id of the article where it alone was judged; None where all was."""
    language: str = DEFAULT
    """What its messages are written in."""

    @property
    def t(self) -> Phrases:
        """The words of its language."""
        return phrases(self.language)

    def message(self, finding: Finding) -> str:
        """What a finding says, in one line."""
        told = self._verdicts.get((finding.code, finding.claim, place_of(finding)))
        if told is None or self.t.code == DEFAULT:
            return self.t.message(finding)
        reasons = (in_language(reason, self.language).text for reason in told.reasons)
        return self.t.verdict(told.occurrence.quote, told.verdict, reasons)

    @cached_property
    def _verdicts(self) -> dict[object, OccurrenceAssessment]:
        return {
            (
                told.code,
                claim.id,
                place_of(self.case.at_occurrence(claim, told.index).location),
            ): told
            for claim in self.case.dossier.claims
            for told in self.case.assessments[claim.id].occurrences
        }

    @cached_property
    def by_path(self) -> dict[Path, list[Finding]]:
        """The findings that are to be shown, by the real path of their file."""
        paths: dict[str, Path] = {}
        found: dict[Path, list[Finding]] = {}
        for finding in self.findings:
            if finding.waived is None:
                path = paths.get(finding.path) or real(Path(finding.path))
                paths[finding.path] = path
                found.setdefault(path, []).append(finding)
        return found

    def stretches(self, path: Path) -> dict[tuple[str | None, int], int]:
        """Where the parts of an article end, by where they begin, the narrowest of those that begin there.

        A quote has the id of its claim beside its offset, all else (marks, sentences, printed
        references) None. There is none in a file that is no article.
        """
        if path not in self._stretches:
            self._stretches[path] = dict(self._parts(path))
        return self._stretches[path]

    @cached_property
    def _stretches(self) -> dict[Path, dict[tuple[str | None, int], int]]:
        return {}

    def _parts(self, path: Path) -> Iterator[tuple[tuple[str | None, int], int]]:
        for name, text in self.case.texts.items():
            if real(Path(text.path)) != path:
                continue
            # Of two that begin at one place the later one stays.
            for parts in (text.references, text.sentences, text.citations):
                yield from (((None, part.offset), part.end) for part in parts)
            for claim in self.case.dossier.claims:
                for index, occurrence in enumerate(claim.occurrences):
                    place = self.case.found.get((claim.id, index))
                    if occurrence.article == name and place is not None:
                        yield (claim.id, place.offset), place.end
