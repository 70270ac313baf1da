"""`magclaims check`."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from magclaims.commands.gathering import cache_folder
from magclaims.commands.host import SUMMARY, add_to_summary, provenance_of, root_of
from magclaims.commands.judging import judge_parts
from magclaims.commands.kept import Kept, KeptFiles
from magclaims.commands.parts import How
from magclaims.commands.session import find_sources, open_case
from magclaims.commands.streams import write_document
from magclaims.commands.terminal import (
    PIPED_WIDTH,
    checked_language,
    note,
    progress_on,
    wants_color,
    width_of,
)
from magclaims.config import Configuration
from magclaims.errors import ConfigError, Exit, MagclaimsError, ReadError, did_you_mean
from magclaims.files import read_text, write_atomically
from magclaims.judge.case import Case
from magclaims.judge.engine import judge, unknown_prefixes
from magclaims.judge.rule import FAMILIES, RULES, meant
from magclaims.model.finding import Severity
from magclaims.model.report import Report
from magclaims.model.values import dataclass
from magclaims.read.bibtex import read_bibliography
from magclaims.render import RenderOptions, Verbosity, choose
from magclaims.render.language import DEFAULT, phrases
from magclaims.render.report import build
from magclaims.render.view import not_checked
from magclaims.waive import baseline as baselines
from magclaims.waive.waivers import waive

if TYPE_CHECKING:
    from magclaims.commands.session import Gathering

STANDARD_OUTPUT = Path("-")
_WITHOUT_SKIPPED = frozenset({"annotations", "concise", "csv", "gitlab", "jsonld"})
"""Formats that have no place for what was not checked."""
_FOR_PEOPLE = frozenset({"text", "full", "concise", "github"})
"""Formats that a terminal or a log shows; the others are documents."""
_SPEAKING = _FOR_PEOPLE | {"gitlab", "markdown", "html"}
"""Formats that have words of their own in each language; the others are for programs."""


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """The options of `check`, as given."""

    paths: Sequence[Path] = ()
    format: str = "auto"
    output: Path | None = None
    articles: Path | None = None
    exit_zero: bool = False
    allow_empty: bool = False
    locked: bool = False
    baseline: Path | None = None
    write_baseline: bool = False
    changed_since: str | None = None
    language: str | None = None
    """Of the reasons, the advice and what stands around them; None for English, with advice in each article's."""
    statistics: bool = False
    """Counts per rule instead of the findings."""
    drafts: bool = False
    """Show how the drafts would be judged, and nothing else."""
    cached: bool = True
    """Take verdicts of earlier runs from the cache folder, and keep those of this run there."""
    jobs: int | None = None
    """Processes that judge; None for one a core, where it pays."""
    verbosity: Verbosity = "normal"


def check(options: CheckOptions, configuration: Configuration) -> Exit:
    """Judge, print, and say how it went."""
    if options.output == STANDARD_OUTPUT:
        options = replace(options, output=None)
    _refuse_unknown_rules(configuration)
    language = checked_language(options.language, configuration)
    format_ = choose(options.format, os.environ)
    if format_.name in _SPEAKING:
        options = replace(options, language=language)
    if options.drafts:
        return _look_ahead(options, configuration)
    result = run(options, configuration)
    if options.write_baseline and options.baseline is not None:
        count = baselines.write(options.baseline, result.findings)
        print(f"wrote {count} findings to {options.baseline}", file=sys.stderr)  # noqa: T201
        return Exit.OK
    if options.statistics:
        _write_statistics(result, options)
        return Exit.OK if options.exit_zero else exit_code(result, configuration)
    render = _render_options(options, configuration, format_.name)
    pieces = format_.pieces(result, render)
    if options.output is not None:
        write_atomically(options.output, pieces)
    else:
        _print(pieces, format_.name)
    if os.environ.get(SUMMARY):
        from magclaims.render.markdown import step_summary

        add_to_summary(step_summary(result, render), os.environ)
    if options.verbosity != "quiet" and (
        options.output is not None or format_.name in {"text", "full"}
    ):
        from magclaims.render.text import summary

        sys.stderr.write(summary(result, render))
    elif options.verbosity != "quiet" and format_.name in _WITHOUT_SKIPPED:
        for said in not_checked(result, phrases(result.language)):
            note(said)
    code = exit_code(result, configuration)
    return Exit.OK if options.exit_zero else code


def _refuse_unknown_rules(configuration: Configuration) -> None:
    settings = configuration.settings
    for name, prefixes in (("select", settings.select), ("ignore", settings.ignore)):
        unknown = unknown_prefixes(prefixes)
        if unknown:
            near = _hint(unknown[0])
            raise ConfigError(f"`{name}`: no rule begins with {unknown[0]!r}{near}")
    unknown = tuple(code for code in settings.severity if code not in RULES)
    if unknown:
        near = _hint(unknown[0])
        raise ConfigError(f"`severity`: there is no rule {unknown[0]!r}{near}")


def _look_ahead(options: CheckOptions, configuration: Configuration) -> Exit:
    from magclaims.commands.drafts import show as show_drafts

    beside = options.statistics or options.baseline or options.changed_since
    if options.format not in {"auto", "text"} or options.output is not None or beside:
        raise MagclaimsError(
            "--drafts is a look ahead, for reading: it has no other format, and goes with no "
            "--output, --statistics, --baseline or --changed-since"
        )
    language = options.language or DEFAULT
    case, _ = judged(
        options, configuration, language=language, advises=options.language is not None
    )
    spoken = replace(case, advised_in=options.language)
    return show_drafts(spoken, _render_options(options, configuration, "text"), language)


def _write_statistics(result: Report, options: CheckOptions) -> None:
    from magclaims.render import statistics

    if options.format not in {"auto", "text", "json"}:
        raise MagclaimsError("--statistics counts as text or as JSON: --format text or json")
    as_json = options.format == "json"
    text = statistics.json(result) if as_json else statistics.text(result)
    if options.output is not None:
        write_atomically(options.output, text)
    elif as_json:
        write_document(text)
    else:
        sys.stdout.write(text)


def _hint(code: str) -> str:
    near = meant(code)
    return f"; did you mean `{near}`?" if near else did_you_mean(code, FAMILIES)


def _print(pieces: Iterable[str], format_: str) -> None:
    if format_ in _FOR_PEOPLE:
        sys.stdout.writelines(pieces)
        sys.stdout.flush()
    else:
        write_document(pieces)


def _render_options(
    options: CheckOptions, configuration: Configuration, format_: str
) -> RenderOptions:
    folder = Path.cwd()
    root = root_of(folder, os.environ)
    return RenderOptions(
        width=width_of(sys.stdout) if options.output is None else PIPED_WIDTH,
        color=options.output is None and wants_color(sys.stdout, os.environ),
        verbosity=options.verbosity,
        summary=options.output is not None,
        fail_level=configuration.settings.fail_level,
        rules=tuple(RULES.values()),
        folder=folder,
        root=root,
        provenance=provenance_of(root, os.environ) if format_ == "sarif" else None,
        source=_text_of,
    )


def _text_of(path: str) -> str | None:
    """The text of a file by its path in the report; None where it cannot be read again."""
    try:
        return read_text(path) if Path(path).is_file() else None
    except ReadError:
        return None


def run(options: CheckOptions, configuration: Configuration, *, quietly: bool = False) -> Report:
    """Read, gather, judge and waive; nothing is printed but progress on a terminal, unless quietly."""
    return judged(
        options,
        configuration,
        language=options.language or DEFAULT,
        advises=options.language is not None,
        quietly=quietly,
    )[1]


def judged(
    options: CheckOptions,
    configuration: Configuration,
    *,
    language: str | Callable[[Case], str],
    advises: bool = False,
    quietly: bool = False,
    gathering: "Gathering | None" = None,
) -> tuple[Case, Report]:
    """What was judged, and what came out.

    Reasons are in `language` (or in what it tells once the files are read), advice too where `advises`,
    else in that of each article; `gathering` is as `open_case` takes it.

    Raises:
        MagclaimsError: There is nothing to check.
    """
    settings = configuration.settings
    sources = find_sources(options.paths, configuration)
    folder = cache_folder(settings) if options.cached else None
    files = KeptFiles(folder) if folder is not None else None
    with progress_on(sys.stderr) as progress:
        opened = open_case(
            sources,
            configuration,
            articles=options.articles,
            locked=options.locked,
            progress=None if quietly else progress,
            gathering=gathering,
            parsed=files,
            bibliography=files.read if files is not None else read_bibliography,
        )
    if opened.case.is_empty and not options.allow_empty:
        names = ", ".join(str(path) for path in (*sources.claims, *sources.bibliographies))
        raise MagclaimsError(
            f"nothing to check: no claims and no references in {names} "
            "(`magclaims scan ARTICLE --write` proposes the first ones)"
        )
    spoken = language if isinstance(language, str) else language(opened.case)
    parts = judge_parts(
        opened.case,
        how_of(configuration, spoken, advised_in=spoken if advises else None),
        kept=Kept(folder) if folder is not None else None,
        jobs=options.jobs,
    )
    findings = judge(
        opened.case,
        select=settings.select,
        ignore=settings.ignore,
        severities=settings.severity,
        known=parts.findings,
    )
    findings = waive(opened.case, findings)
    if options.baseline is not None and not options.write_baseline:
        findings = baselines.apply(findings, baselines.read(options.baseline))
    if options.changed_since is not None:
        from magclaims.commands.changed import changed_since
        from magclaims.waive.changed import mark_untouched

        changed = changed_since(options.changed_since, sources, opened)
        findings = mark_untouched(findings, changed)
    said = (each for name in sorted(parts.said) for each in parts.said[name])
    return opened.case, build(
        opened.case,
        findings,
        skipped=opened.skipped_beside(said),
        language=spoken,
        claims=parts.claims,
        coverage=parts.coverage,
    )


def how_of(configuration: Configuration, language: str, *, advised_in: str | None = None) -> How:
    """The settings that have a say in what is found in a part of the registry."""
    settings = configuration.settings
    return How(
        language,
        advised_in,
        settings.select,
        settings.ignore,
        settings.model_dump(mode="json", include={"policy"}),
        tuple(read_text(configuration.path(name)) for name in settings.vocabulary),
    )


def exit_code(result: Report, configuration: Configuration) -> Exit:
    """1 for findings at or above the level, else 3 where a service failed, else 0."""
    settings = configuration.settings
    level: Severity = settings.fail_level
    if any(
        f.severity.rank >= level.rank and f.waived is None and not f.baseline
        for f in result.findings
    ):
        return Exit.FINDINGS
    failed = not result.offline and (
        bool(result.services_down) or any(r.unreachable for r in result.references)
    )
    return Exit.UNREACHABLE if failed and settings.on_unreachable == "fail" else Exit.OK
