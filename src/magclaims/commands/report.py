"""`magclaims report`: the page, or the folder of pages, that editors work with."""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from magclaims.commands.check import STANDARD_OUTPUT, CheckOptions, judged
from magclaims.commands.dossier import substantiate
from magclaims.commands.folder import write_folder
from magclaims.commands.since import earlier
from magclaims.commands.streams import told, write_document
from magclaims.commands.terminal import checked_language, note
from magclaims.config import Configuration
from magclaims.errors import Exit
from magclaims.files import write_atomically
from magclaims.judge.case import Case
from magclaims.judge.rule import RULES
from magclaims.model.report import Report
from magclaims.model.values import dataclass
from magclaims.render import FORMATS, MANY, PAGE, RenderOptions
from magclaims.render.body import SourceText
from magclaims.render.escape import log_line, plain
from magclaims.render.language import DEFAULT, languages
from magclaims.render.since import changed_lines
from magclaims.waive.since import since

PAGES = {
    "html": PAGE,
    "markdown": "magclaims-report.md",
    "json": "magclaims-report.json",
}
"""Where a page is written that nobody gave a place, and that would fill a terminal."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """The options of `report`, as given."""

    check: CheckOptions
    folder: bool = False
    """Whether `output` is a folder: an index page and a page for each article."""
    claim: str | None = None
    """The substantiation file of this claim instead of the page."""
    dossier: Path | None = None
    """Those of all claims, into this folder."""
    since: str | None = None
    """An earlier report to compare with: a file, a git revision, or `REV:path`."""


def report(options: ReportOptions, configuration: Configuration) -> Exit:
    """Write the editors' page; the findings do not count for the exit code.

    Without a place for it, it goes to standard output, or into a file where that is a terminal.

    Raises:
        MagclaimsError: There is no such language.
    """
    checked_language(options.check.language, configuration)
    # JSON is for programs, which get English unless they ask.
    default = (
        DEFAULT if options.check.format == "json" else configuration.settings.language or spoken
    )
    before = earlier(options.since, options.check, configuration) if options.since else None
    case, result = judged(
        options.check,
        configuration,
        language=options.check.language or default,
        advises=options.check.language is not None or default is not DEFAULT,
    )
    if before is not None and options.since is not None:
        # Pages are sent around: an absolute path is nobody's business.
        path = Path(options.since)
        compared = since(before, result, path.name if path.is_absolute() else options.since)
        result = result.model_copy(update={"since": compared})
    if options.dossier is not None:
        return _dossier(case, result, options.dossier)
    if options.claim is not None:
        return _file(case, result, options.claim, options.check)
    render = RenderOptions(rules=tuple(RULES.values()), texts=texts(case))
    output = options.check.output
    if options.folder and output is not None:
        from magclaims.render.html import pages

        made = pages(result, render)
        write_folder(output, made)
        _say(f"The report is in {output / 'index.html'}, with {len(made) - 1} pages of articles")
        _tell(result, sys.stdout)
        return Exit.OK
    _note_many(result, options.check.format)
    text = FORMATS[options.check.format].render(result, render)
    if output is None and sys.stdout.isatty():
        output = Path(PAGES[options.check.format])
    if output is None or output == STANDARD_OUTPUT:
        write_document(text)
        _tell(result, sys.stderr)
        return Exit.OK
    write_atomically(output, text)
    _say(f"The report is in {output}")
    _tell(result, sys.stdout)
    return Exit.OK


def _note_many(result: Report, format_: str) -> None:
    """Say that a page is made for fewer places, and what is."""
    places = sum(len(claim.occurrences) for claim in result.claims)
    if format_ == "html" and places > MANY and len(result.articles) > 1:
        note(
            f"{places} places on one page are slow to work with: `magclaims report --output FOLDER` "
            "writes a page for each article"
        )


def _file(case: Case, result: Report, claim: str, given: CheckOptions) -> Exit:
    """The substantiation file of a claim; with a place for it, the JSON beside the page."""
    from magclaims.render.substantiation import as_html, as_json

    made = substantiate(case, result, claim)
    text = as_json(made) if given.format == "json" else as_html(made)
    if given.output is None or given.output == STANDARD_OUTPUT:
        write_document(text)
        return Exit.OK
    write_atomically(given.output, text)
    if given.format != "json":
        write_atomically(given.output.with_suffix(".json"), as_json(made))
    _say(f"The file on {plain(claim)} is in {given.output}")
    return Exit.OK


def _dossier(case: Case, result: Report, folder: Path) -> Exit:
    from magclaims.render.substantiation import as_html, as_json, index, names

    files = [substantiate(case, result, claim.id) for claim in case.dossier.claims]
    called = names(files)
    made = {"index.html": index(files)}
    for file in files:
        made[f"{called[file.id]}.html"] = as_html(file)
        made[f"{called[file.id]}.json"] = as_json(file)
    write_folder(folder, made)
    _say(f"The files on {len(files)} claims are in {folder / 'index.html'}")
    return Exit.OK


def _tell(result: Report, stream: TextIO) -> None:
    """What changed, in a few lines; nothing where no earlier report was named."""
    stream.writelines(f"{log_line(line, 2000)}\n" for line in changed_lines(result))


def _say(text: str) -> None:
    print(told(text))  # noqa: T201


def is_folder(output: Path | None, format_: str) -> bool:
    """Whether the page goes into a folder: one that exists, or a name without an ending."""
    return (
        format_ == "html"
        and output not in {None, STANDARD_OUTPUT}
        and (output.is_dir() or not output.suffix)
    )


def spoken(case: Case) -> str:
    """The language of most articles, where the page can be written in it; else English."""
    return _most(a.language for a in case.dossier.articles.values())


def _most(given: Iterable[str]) -> str:
    counts = Counter(language[:2].lower() for language in given)
    best = max(counts, key=lambda code: (counts[code], code == DEFAULT), default=DEFAULT)
    return best if best in languages() else DEFAULT


def texts(case: Case) -> dict[str, SourceText]:
    """The texts at hand with the places of their claims."""
    return {
        name: SourceText(
            text=text,
            found=case.found,
            printed=case.printed[name],
            drafted=case.drafted.get(name, frozenset()),
        )
        for name, text in case.texts.items()
    }
