"""Read and gather for a command: from settings and paths to the `Case` that is judged.

This is the only place that wires the services, the cache and the lock file to a configuration.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from magclaims.clock import today
from magclaims.commands.paths import BIBLIOGRAPHY, is_there, registries
from magclaims.commands.paths import sources as expand_sources
from magclaims.commands.terminal import note
from magclaims.config import Configuration, Settings, shown
from magclaims.errors import MagclaimsError, ReadError
from magclaims.files import real, split_part
from magclaims.gather.answers import OFFLINE, Progress, gather
from magclaims.gather.cache import Cache, default_folder
from magclaims.gather.lock import LockEntry, read_lock
from magclaims.gather.snapshot.store import Snapshot
from magclaims.gather.sources import OWN_ADDRESSES, SERVICES, Services, services_from
from magclaims.gather.sources.crossref import Crossref
from magclaims.gather.sources.retractionwatch import SOURCE as RETRACTION_WATCH
from magclaims.gather.sources.retractionwatch import add_notices, read_retraction_watch, wanted
from magclaims.gather.sources.source import setting
from magclaims.judge.articles.coverage import said_of_ungraded, ungraded
from magclaims.judge.case import Case
from magclaims.judge.policy import load as load_policy
from magclaims.judge.reasons import skipped
from magclaims.judge.words import languages as advice_languages
from magclaims.lexicon.graded import not_graded, pack_language
from magclaims.match.reference_items import Shelf, identify_items
from magclaims.model.finding import Phrase, Skipped
from magclaims.model.lazily import Lazily
from magclaims.model.registry import Article, Dossier, Reference
from magclaims.model.service import label
from magclaims.model.work import Gathered, Held, Unreachable, Work
from magclaims.read import claims as dossiers
from magclaims.read.article.articles import ArticleText, as_file, check_part
from magclaims.read.article.model import said_of_left_out
from magclaims.read.article.source import load as load_article
from magclaims.read.bibtex import Bibliography, read_bibliography
from magclaims.read.places import ParsedFiles
from magclaims.read.reviews import read_reviews
from magclaims.render.escape import plain

_NAMED = 3
"""Files that a note names before it counts them."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that a command looks at."""

    claims: tuple[Path, ...]
    bibliographies: tuple[Path, ...]
    passed_over: tuple[Path, ...] = ()
    """YAML that a folder or a pattern holds and that is no registry."""
    only_used: bool = False
    """Some claims files of several were named, and no bibliography: of the configured one, only what these
    claims use is judged."""


def find_sources(paths: Sequence[Path], configuration: Configuration) -> Sources:
    """The claims files and bibliographies among the paths; the configured ones where none is named.

    A folder stands for the registries and bibliographies below it, `-` for a claims file on standard
    input. Claims files alone are judged with the configured bibliography: with what they use of it, where
    there are other claims files in the settings. Bibliographies alone are judged alone.

    Raises:
        MagclaimsError: A path is absent or of no known kind, or there is nothing to check.
    """
    settings = configuration.settings
    configured = [configuration.path(name) for name in (*settings.claims, *settings.bibliography)]
    if not paths:
        paths = configured
        absent = [path for path in paths if not is_there(path)]
        if len(absent) == len(paths):
            raise MagclaimsError(
                f"nothing to check: there is no {' and no '.join(map(str, absent))} "
                "(name files, or run `magclaims init`)"
            )
    expanded = expand_sources(paths)
    known = {real(path) for path in configured}
    # What the settings call a registry is one, whatever it looks like.
    kept = [path for path in expanded.passed_over if real(path) in known]
    files = [*expanded.files, *kept]
    bibliographies = [path for path in files if path.suffix.lower() == BIBLIOGRAPHY]
    claims = [path for path in files if path not in set(bibliographies)]
    only_used = False
    if claims and not bibliographies:
        named = (configuration.path(name) for name in settings.bibliography)
        bibliographies = [path for path in named if path.is_file()]
        given = {real(path) for path in claims}
        ours = registries(configuration.path(name) for name in settings.claims)
        only_used = bool(bibliographies) and any(real(path) not in given for path in ours)
    return Sources(
        tuple(claims),
        tuple(sorted(set(bibliographies))),
        tuple(sorted(set(expanded.passed_over) - set(kept))),
        only_used,
    )


def find_bibliographies(paths: Sequence[Path], configuration: Configuration) -> tuple[Path, ...]:
    """The bibliographies among the paths; the configured ones that exist where none is named.

    Raises:
        MagclaimsError: A path is absent or of no known kind.
    """
    configured = (configuration.path(name) for name in configuration.settings.bibliography)
    paths = paths or [path for path in configured if path.exists()]
    return find_sources(paths, configuration).bibliographies if paths else ()


def services(settings: Settings) -> Services:
    """The services as configured."""
    return services_from(
        settings.of_services,
        mailto=settings.mailto,
        timeout=settings.timeout,
        give_up_after=settings.give_up_after,
    )


def cache_folder(settings: Settings) -> Path:
    """Where answers and verdicts are kept."""
    return Path(settings.cache_dir) if settings.cache_dir else default_folder()


def cache(settings: Settings, *, fresh: bool = False) -> Cache:
    """The cache as configured; with `fresh`, nothing in it is young enough to be used."""
    return Cache(
        cache_folder(settings),
        addresses=addresses(settings),
        max_age_days=0 if fresh else settings.max_age_days,
    )


def addresses(settings: Settings) -> dict[str, str]:
    """The base URL at which each service is asked."""
    given = settings.of_services
    return {s.name: given.get(setting(s, "url"), s.url).rstrip("/") for s in SERVICES}


def other_addresses(settings: Settings) -> dict[str, str]:
    """The base URLs that are not the services' own, by service."""
    return {s: url for s, url in addresses(settings).items() if url != OWN_ADDRESSES[s]}


def said_of_addresses(addresses: Mapping[str, str]) -> tuple[Skipped, ...]:
    """What every output says where somebody else answered in a service's place."""
    return tuple(
        skipped(
            Phrase("service_itself", {"service": label(service)}),
            Phrase("asked_in_place", {"address": address}),
        )
        for service, address in sorted(addresses.items())
    )


def note_addresses(configuration: Configuration) -> None:
    """Say on standard error where somebody else answered in a service's place."""
    for said in said_of_addresses(other_addresses(configuration.settings)):
        note(f"{said.what} is not known: {said.why}")


def said_of_snapshot(gathered: Gathered) -> tuple[Skipped, ...]:
    """What every output says where a snapshot answered: it knows nothing of what came later."""
    said = []
    for service, held in sorted(gathered.snapshot.items()):
        why = Phrase("snapshot_answered", {"number": str(held.answers), "day": held.as_of})
        if not held.answers:
            why = Phrase("snapshot_lists", {"day": held.as_of})
        what = Phrase("news_since", {"service": label(service), "day": held.as_of})
        said.append(skipped(what, why))
    return tuple(said)


def note_snapshot(gathered: Gathered) -> None:
    """Say on standard error where a snapshot answered, and of which day it is."""
    for said in said_of_snapshot(gathered):
        note(f"{said.what} is not known: {said.why}")


def note_outages(gathered: Gathered) -> bool:
    """Say on standard error who gave no answer; whether anybody who was asked did not."""
    note_snapshot(gathered)
    unanswered = {
        key: answer
        for key, answer in gathered.answers.items()
        if gathered.asked and isinstance(answer, Unreachable) and answer.failed
    }
    for name, why in sorted(gathered.services_down.items()):
        note(f"{label(name)}: {why}")
    for key, answer in unanswered.items():
        if answer.service not in gathered.services_down:
            note(f"{key}: {answer.reason}")
    return bool(gathered.services_down or unanswered)


def said_of_lock(gathered: Gathered) -> tuple[Skipped, ...]:
    """What a second source could not say when the lock file, which alone answers, was written."""
    by_reason: dict[str, list[str]] = {}
    if not gathered.asked:
        for key, why in gathered.incomplete.items():
            by_reason.setdefault(why, []).append(key)
    return tuple(
        skipped(
            Phrase("second_source", {"references": ", ".join(keys)}),
            Phrase("when_locked", {"why": why}),
        )
        for why, keys in sorted(by_reason.items())
    )


def lock_entries(configuration: Configuration) -> dict[str, LockEntry]:
    """The lock file's entries by BibTeX key; none where there is no lock file."""
    path = configuration.path(configuration.settings.lock)
    return read_lock(path) if path.is_file() else {}


Gathering = Callable[[Sequence[Bibliography]], Gathered]
"""What is known of the references of these bibliographies."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A case, and what was left out."""

    case: Case
    before: tuple[Skipped, ...] = ()
    after: tuple[Skipped, ...] = ()

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Everything that was not checked, and why."""
        return self.skipped_beside(said_of_texts(self.case.texts))

    def skipped_beside(self, texts: Iterable[Skipped]) -> tuple[Skipped, ...]:
        """The same, where it is known what `said_of_texts` says of the texts."""
        return (*self.before, *texts, *self.after)


def open_case(
    sources: Sources,
    configuration: Configuration,
    *,
    articles: Path | None = None,
    locked: bool = False,
    progress: Progress | None = None,
    gathering: Gathering | None = None,
    parsed: ParsedFiles | None = None,
    bibliography: Callable[[Path], Bibliography] = read_bibliography,
) -> Opened:
    """Read the files, gather what the services know, and put the case together.

    Args:
        sources: The files.
        configuration: Settings and their folder.
        articles: The folder of the article texts; the configured one by default.
        locked: Use the lock file alone.
        progress: Is told how far the gathering is.
        gathering: What is known of the references, where somebody keeps that; else the services are
            asked as configured.
        parsed: Where to keep what files of the registry say, and to look for it.
        bibliography: Reads one.

    Raises:
        ReadError: A file cannot be read at all.
    """
    settings = configuration.settings
    registry = dossiers.read(sources.claims, parsed=parsed)
    bibliographies = tuple(bibliography(path) for path in sources.bibliographies)
    folder = articles or (configuration.path(settings.articles) if settings.articles else None)
    texts, absent = read_texts(registry.dossier.articles, folder, needed_by=settings.needs_texts)
    others: frozenset[str] = frozenset()
    if sources.only_used:
        bibliographies, others = used_of(bibliographies, registry.dossier, texts)
    if gathering is not None:
        gathered = gathering(bibliographies)
    else:
        gathered = gather_for(bibliographies, configuration, locked=locked, progress=progress)
    return Opened(
        replace(
            case_of(registry, bibliographies, texts, gathered, configuration),
            reviews=read_reviews(configuration.path(settings.reviews)),
            reviews_read=True,
            others=others,
        ),
        (
            *said_of_addresses(gathered.addresses),
            *said_of_lock(gathered),
            *said_of_snapshot(gathered),
            *(
                skipped(Phrase("rules_of_text", {"article": name}), Phrase(why))
                for name, why in sorted(absent.items())
            ),
        ),
        (
            *said_of_advice(registry.dossier.articles.values()),
            *said_of_passed_over(sources.passed_over),
        ),
    )


def used_of(
    bibliographies: Sequence[Bibliography], dossier: Dossier, texts: Mapping[str, ArticleText]
) -> tuple[tuple[Bibliography, ...], frozenset[str]]:
    """The bibliographies with the entries that a registry names or its articles print.

    What is wrong with other entries is left out, too.

    Returns:
        The bibliographies, and the keys of the entries that were left out.
    """
    references = {reference.key: reference for reference in references_of(bibliographies)}
    shelf = Shelf(references)
    used: set[str | None] = {None, *dossier.studies}
    for name, article in dossier.articles.items():
        used.update(article.references)
        if text := texts.get(name):
            items = identify_items(text.references, article.references, shelf)
            used.update(item.key for item in items)
            used.update(shelf.by_mark(i) for mark in text.citations for i in mark.identifiers)
    for claim in dossier.claims:
        used.update(link.reference for link in claim.evidence)
        used.update(key for occurrence in claim.occurrences for key in occurrence.cites)
    return (
        tuple(
            replace(
                bibliography,
                references={k: r for k, r in bibliography.references.items() if k in used},
                faults=tuple(fault for fault in bibliography.faults if fault.key in used),
            )
            for bibliography in bibliographies
        ),
        frozenset(references.keys() - used),
    )


def case_of(
    registry: dossiers.Registry,
    bibliographies: tuple[Bibliography, ...],
    texts: Mapping[str, ArticleText],
    gathered: Gathered,
    configuration: Configuration,
) -> Case:
    """Put what was read and gathered together, as the settings want it judged."""
    settings = configuration.settings
    return Case(
        dossier=registry.dossier,
        source_map=registry.source_map,
        faults=registry.faults,
        bibliographies=bibliographies,
        gathered=gathered,
        policy=load_policy().override(settings.policy),
        today=today(),
        texts=texts,
        options=settings.of_rules,
        drafts=registry.drafts,
        has_claims=bool(registry.paths),
    )


def said_of_passed_over(paths: Sequence[Path]) -> tuple[Skipped, ...]:
    """What is said of YAML in a folder that is no registry: it may be one with wrong keys."""
    if not paths:
        return ()
    names = ", ".join(str(path) for path in paths[:_NAMED])
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    return (skipped(f"{names}{more}", Phrase("no_claims_file")),)


def said_of_texts(texts: Mapping[str, ArticleText]) -> tuple[Skipped, ...]:
    """What of the articles' texts was not graded, and what was not read."""
    found: list[Skipped] = []
    for name, text in sorted(texts.items()):
        of = {"article": name}
        if pack_language(text.language) is None:
            why = Phrase("not_graded", {"why": not_graded(text.language), "code": text.language})
            found.append(skipped(Phrase("wording_of", of), why))
        elif others := said_of_ungraded(text):
            number = str(sum(ungraded(text).values()))
            why = Phrase("others_not_graded", {"others": others, "number": number})
            found.append(skipped(Phrase("wording_in", of), why))
        if text.left_out:
            why = Phrase(
                "not_read",
                {
                    "parts": said_of_left_out(text.left_out),
                    "words": str(sum(part.words for part in text.left_out)),
                },
            )
            found.append(skipped(Phrase("parts_of", of), why))
    return tuple(found)


def said_of_advice(articles: Iterable[Article]) -> tuple[Skipped, ...]:
    """Once a language: that advice for its articles comes in English."""
    languages = sorted({a.language[:2] for a in articles} - set(advice_languages()))
    return tuple(
        skipped(Phrase("advice_in", {"code": code}), Phrase("advice_english")) for code in languages
    )


def gather_for(
    bibliographies: Iterable[Bibliography],
    configuration: Configuration,
    *,
    locked: bool = False,
    progress: Progress | None = None,
) -> Gathered:
    """What the lock file, the cache and the services know of the references."""
    return gather_references(
        references_of(bibliographies), configuration, locked=locked, progress=progress
    )


def references_of(bibliographies: Iterable[Bibliography]) -> list[Reference]:
    """All references; the first one where a key stands in two files."""
    found: dict[str, Reference] = {}
    for bibliography in bibliographies:
        for key, reference in bibliography.references.items():
            found.setdefault(key, reference)
    return list(found.values())


def gather_references(
    references: Sequence[Reference],
    configuration: Configuration,
    *,
    locked: bool = False,
    fresh: bool = False,
    keep: bool = True,
    lock: Mapping[str, LockEntry] | None = None,
    snapshot: bool = True,
    progress: Progress | None = None,
) -> Gathered:
    """`gather` with the services, the cache and the lock file of the configuration.

    Args:
        references: The entries to ask for.
        configuration: Settings and their folder.
        locked: Use the lock file alone.
        fresh: Ask the services, whatever lock file and cache hold.
        keep: Keep in the cache what they answer.
        lock: The entries of the lock file, where they were read already.
        snapshot: Look into the snapshot, if one is set.
        progress: Is told how far it is.
    """
    settings = configuration.settings
    offline = settings.offline or locked
    asked = None if offline else services(settings)
    kept = cache(settings, fresh=fresh) if keep else None
    held = open_snapshot(configuration) if snapshot else None
    try:
        gathered = gather(
            references,
            services=asked,
            lock={} if fresh else lock_entries(configuration) if lock is None else lock,
            cache=kept,
            offline=offline,
            locked=locked,
            progress=progress,
            watched=settings.retraction_watch is not None,
            addresses=other_addresses(settings),
            also=settings.also_ask,
            snapshot=held,
        )
        if held is not None:
            gathered = with_snapshot(gathered, references, held)
    finally:
        if held is not None:
            held.close()
        if kept is not None:
            kept.close()
        if asked is not None:
            asked.close()
    return with_retraction_watch(gathered, references, configuration)


def open_snapshot(configuration: Configuration) -> Snapshot | None:
    """The snapshot that the settings name, if they do.

    Raises:
        ReadError: It cannot be read, or is no finished snapshot.
    """
    name = configuration.settings.snapshot
    return Snapshot(configuration.path(name)) if name is not None else None


def with_snapshot(
    gathered: Gathered, references: Sequence[Reference], snapshot: Snapshot
) -> Gathered:
    """The same with the notices of a snapshot, whoever answered: an older one hides no retraction."""
    watch = snapshot.notices(*wanted(gathered, references))
    told = add_notices(gathered, references, watch, watched=snapshot.watches)
    lists = {
        service: Held(day.as_of, 0)
        for service, day in snapshot.days.items()
        if service == RETRACTION_WATCH
    }
    return replace(told, snapshot={**lists, **gathered.snapshot})


def with_retraction_watch(
    gathered: Gathered, references: Sequence[Reference], configuration: Configuration
) -> Gathered:
    """The same with the notices of the user's copy of the Retraction Watch list, if there is one.

    Raises:
        ReadError: The list cannot be read.
    """
    if configuration.settings.retraction_watch is None:
        return gathered
    path = configuration.path(configuration.settings.retraction_watch)
    watch = read_retraction_watch(path, *wanted(gathered, references))
    return add_notices(gathered, references, watch)


def search(text: str, configuration: Configuration) -> tuple[Work, ...] | Unreachable:
    """What Crossref finds for free text, best first by its own score."""
    return _of_crossref(Crossref.search, text, configuration)


def work_by_pii(pii: str, configuration: Configuration) -> tuple[Work, ...] | Unreachable:
    """What Crossref has for a publisher's own number of an article."""
    return _of_crossref(Crossref.by_alternative_id, pii, configuration)


def _of_crossref(
    ask: Callable[[Crossref, str], tuple[Work, ...] | Unreachable],
    what: str,
    configuration: Configuration,
) -> tuple[Work, ...] | Unreachable:
    if configuration.settings.offline:
        return Unreachable(identifier=what, service=Crossref.name, reason=OFFLINE)
    asked = services(configuration.settings)
    try:
        return ask(asked.of(Crossref), what)
    finally:
        asked.close()


class UnreadText(NamedTuple):
    """The text of an article that nobody has read into sentences yet."""

    path: str
    text: str
    language: str | None
    part: str = ""
    """Of a file that holds several articles, the name of this one."""


class Texts(Lazily[str, ArticleText]):
    """Articles by id, each read into sentences when somebody asks for it.

    Attributes:
        sources: What they are read from.
    """

    __slots__ = ("sources",)

    def __init__(self, sources: Mapping[str, UnreadText]) -> None:
        self.sources = sources

        def read(name: str) -> ArticleText:
            path, text, language, part = sources[name]
            return as_file(text, path, language, part)

        super().__init__(sources, read)


def read_texts(
    articles: dict[str, Article], folder: Path | None, *, needed_by: Sequence[str] = ()
) -> tuple[Texts, dict[str, str]]:
    """The texts by article id, and the phrase that says why there are none of the others.

    An article that names no `file`, or all of them where no folder is set, have no text; a file
    that is named and cannot be read is a fault.

    Args:
        articles: The articles by id.
        folder: What `file:` is relative to.
        needed_by: The settings that say nothing without texts.

    Raises:
        MagclaimsError: Files that cannot be read, all of them, one a line; the folder is absent; or
            a setting needs texts while there is no folder to read from.
    """
    texts: dict[str, UnreadText] = {}
    absent: dict[str, str] = {}
    named = {name: article.file for name, article in articles.items() if article.file is not None}
    absent |= {name: "no_file" for name in articles if name not in named}
    if folder is None:
        if named and needed_by:
            raise MagclaimsError(
                f"`{shown(needed_by[0])}` is set, and there is no text to hold it against: set the folder of the "
                "articles (`articles`, or --articles DIR)"
            )
        return Texts(texts), absent | dict.fromkeys(named, "no_folder")
    if named and not folder.is_dir():
        raise MagclaimsError(
            f"{plain(str(folder))}: there is no such folder of articles; set it with `articles` or "
            "--articles DIR"
        )
    faults: list[str] = []
    loaded: dict[Path, str] = {}
    for name, file in named.items():
        place, part = split_part(folder / file)
        path = Path(place)
        try:
            if real(path).is_relative_to(real(folder)):
                if path not in loaded:
                    loaded[path] = load_article(path)
                check_part(loaded[path], path, part)
                texts[name] = UnreadText(str(path), loaded[path], articles[name].language, part)
            else:
                out = f"{path}: leads out of the folder of the articles"
                faults.append(plain(f"{out} (the text of `{name}`)"))
        except (ReadError, ValueError, OSError) as error:  # no file can have such a name
            faults.append(plain(f"{error} (the text of `{name}`)"))
    if faults:
        raise MagclaimsError("\n".join(faults))
    return Texts(texts), absent
