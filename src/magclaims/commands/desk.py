"""What `serve` serves: the judged files as pages, made again when a file changes, and what is decided.

One thing happens at a time: pages are made, and decisions written, under one lock.
"""

import hashlib
import threading
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from magclaims.clock import current, today
from magclaims.commands.check import CheckOptions, judged
from magclaims.commands.decide import Told, apply, parse
from magclaims.commands.gathering import gather_references, references_of
from magclaims.commands.rate import rate, unrated
from magclaims.commands.report import spoken, texts
from magclaims.commands.review import ReviewOptions, Store
from magclaims.commands.session import find_sources, open_case
from magclaims.config import Configuration
from magclaims.files import decode, real, split_part
from magclaims.judge.case import Case
from magclaims.judge.rule import RULES
from magclaims.model.decisions import Decisions, RatingAsked
from magclaims.model.registry import Reference
from magclaims.model.values import dataclass
from magclaims.model.work import Gathered, Unreachable
from magclaims.read.bibliography import Bibliography
from magclaims.read.reviews import review_files
from magclaims.render import MANY, RenderOptions
from magclaims.render.html import INDEX, Site
from magclaims.render.language import phrases
from magclaims.render.served import ServedPage, saved_lines

ASK_AGAIN = 300.0
"""Seconds after which a service that failed is asked again, once a file has changed."""
_GIVEN = "what the page sent"

_Stamps = dict[Path, tuple[int, int, int] | None]


@dataclass(frozen=True, slots=True)
class _Made:
    """What was judged, of which files, on which day."""

    stamps: _Stamps
    day: date
    case: Case
    site: Site


@dataclass(frozen=True, slots=True)
class _Known:
    """What was gathered for which references, and when by the clock."""

    references: Sequence[Reference]
    day: date
    at: float
    gathered: Gathered

    @property
    def complete(self) -> bool:
        """Whether everybody who was asked answered."""
        failed = (isinstance(a, Unreachable) and a.failed for a in self.gathered.answers.values())
        return not self.gathered.asked or not (self.gathered.services_down or any(failed))


class Desk:
    """The pages of a project, and what a reviewer writes into it through them."""

    def __init__(
        self,
        review: ReviewOptions,
        configuration: Configuration,
        *,
        language: str | None = None,
        blind: bool = False,
    ) -> None:
        """Keep what to serve, in the language of most articles by default; nothing is read yet.

        With `blind`, reviewers are asked for their verdicts before those of the program are shown.
        """
        self.lock = threading.RLock()
        """Held while a page is made or something is written."""
        self._review = review
        self._configuration = configuration
        self._language = language
        self._blind = blind
        self._store = Store(configuration, review.by)
        self._made: _Made | None = None
        self._known: _Known | None = None

    def page(self, name: str) -> str | None:
        """A page by its file name, the first one by an empty name; None where there is none.

        Raises:
            MagclaimsError: A file cannot be read as it is now.
        """
        with self.lock:
            site = self._judged().site
            if name in {"", INDEX}:
                return site.page(None)
            for group in site.view.groups:
                if site.files.get(group.article.id) == name:
                    return site.page(group)
            return None

    @property
    def case(self) -> Case:
        """What is judged.

        Raises:
            MagclaimsError: A file cannot be read as it is now.
        """
        with self.lock:
            return self._judged().case

    def decide(self, body: bytes) -> dict[str, Any]:
        """Write decisions; what became of them in lines, and the indexes of those that were refused.

        Raises:
            MagclaimsError: They are no decisions, or a file cannot be read or written.
        """
        decisions = parse(decode(body, _GIVEN), _GIVEN, Decisions)
        with self.lock:
            outcome = apply(decisions, self._review, self._configuration, self._open)
            t = phrases(self._judged().site.report.language)
        lines = saved_lines(
            t,
            self._review.by,
            (
                (decision.quote, ", ".join(part.text("decided", t) for part in parts))
                for decision, parts in outcome.done
            ),
            ((decision.quote, why.text("refused", t)) for decision, why in outcome.refused),
        )
        refused = {id(decision) for decision, _ in outcome.refused}
        return {
            "lines": list(lines),
            "refused": [i for i, d in enumerate(decisions.decisions) if id(d) in refused],
        }

    def rate(self, body: bytes) -> dict[str, Any]:
        """Keep a verdict that was given blind; both verdicts, or why it was refused.

        Raises:
            MagclaimsError: It is no verdict, or a file cannot be read or written.
        """
        asked = parse(decode(body, _GIVEN), _GIVEN, RatingAsked)
        with self.lock:
            made = rate(asked, self._review.by, self._store, self._open)
            if isinstance(made, Told):
                return {"error": made.text("refused", phrases(self._judged().site.report.language))}
        return {"own": made.own.value, "judged": made.judged.value}

    # --- what is read ------------------------------------------------------------------------------

    def _judged(self) -> _Made:
        """What the files come to, judged again where one of them or the day has changed."""
        before = self._made
        case = before.case if before else None
        stamps = dict(self._stamps(case))
        if before is not None and (before.stamps, before.day) == (stamps, today()):
            return before
        case, report = judged(
            CheckOptions(
                paths=self._review.paths, articles=self._review.articles, locked=self._review.locked
            ),
            self._configuration,
            language=self._language or spoken,
            advises=True,
            quietly=before is not None,
            gathering=self._gathered,
        )
        served = ServedPage(
            by=self._review.by,
            kept=self._kept(),
            blind=self._blind,
            hidden=unrated(case, self._review.by) if self._blind else frozenset(),
        )
        places = sum(len(claim.occurrences) for claim in report.claims)
        site = Site(
            report,
            RenderOptions(rules=tuple(RULES.values()), texts=texts(case)),
            folder=places > MANY and len(report.articles) > 1,
            served=served,
        )
        # Texts that are named for the first time are stamped once they were read.
        self._made = _Made(dict(self._stamps(case)) | stamps, case.today, case, site)
        return self._made

    def _open(self) -> Case:
        return open_case(
            find_sources(self._review.paths, self._configuration),
            self._configuration,
            articles=self._review.articles,
            locked=self._review.locked,
            gathering=self._gathered,
        ).case

    def _gathered(self, bibliographies: Sequence[Bibliography]) -> Gathered:
        """What is known of the references; the services are asked once, not for each page."""
        references = references_of(bibliographies)
        now, known = current().monotonic(), self._known
        if (
            known is not None
            and (known.references, known.day) == (references, today())
            and (known.complete or now - known.at < ASK_AGAIN)
        ):
            return known.gathered
        gathered = gather_references(references, self._configuration, locked=self._review.locked)
        self._known = _Known(references, today(), now, gathered)
        return gathered

    def _stamps(self, case: Case | None) -> Iterator[tuple[Path, tuple[int, int, int] | None]]:
        """What tells whether a file is another than before."""
        for path in (*self._files(case), *review_files(self._store.path)):
            try:
                found = path.stat()
            except OSError:
                yield path, None
            else:
                yield path, (found.st_mtime_ns, found.st_size, found.st_ino)

    def _files(self, case: Case | None) -> Iterator[Path]:
        settings, where = self._configuration.settings, self._configuration.path
        sources = find_sources(self._review.paths, self._configuration)
        yield from (*sources.claims, *sources.bibliographies)
        yield from (where(settings.reviews), where(settings.lock))
        if settings.retraction_watch is not None:
            yield where(settings.retraction_watch)
        folder = self._configuration.articles(self._review.articles)
        if folder is not None and case is not None:
            files = (a.file for a in case.dossier.articles.values() if a.file)
            yield from (Path(split_part(folder / file)[0]) for file in files)

    def _kept(self) -> str:
        """What the browser keeps unsaved decisions under: the same for as long as the files are."""
        names = [str(real(path)) for path in self._files(None)]
        digest = hashlib.sha256("\0".join([self._review.by, *names]).encode("utf-8", "replace"))
        return digest.hexdigest()[:16]
