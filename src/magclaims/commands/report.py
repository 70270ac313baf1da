"""`magclaims report`: the page, or the folder of pages, that editors work with."""

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from magclaims.commands.check import STANDARD_OUTPUT, CheckOptions, judged
from magclaims.config import Configuration
from magclaims.errors import Exit, MagclaimsError
from magclaims.files import write_atomically
from magclaims.judge.case import Case
from magclaims.judge.rule import RULES
from magclaims.render import FORMATS, RenderOptions
from magclaims.render.body import SourceText
from magclaims.render.escape import plain
from magclaims.render.language import DEFAULT, languages
from magclaims.streams import write_document

PAGES = {"html": "magclaims-report.html", "markdown": "magclaims-report.md"}
"""Where a page is written that nobody gave a place, and that would fill a terminal."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """The options of `report`, as given."""

    check: CheckOptions
    language: str | None = None
    """Of everything that an editor reads; that of most articles where it is not given."""
    folder: bool = False
    """Whether `output` is a folder: an index page and a page for each article."""


def report(options: ReportOptions, configuration: Configuration) -> Exit:
    """Write the editors' page; the findings do not count for the exit code.

    Without a place for it, it goes to standard output, or into a file where that is a terminal.

    Raises:
        MagclaimsError: There is no such language.
    """
    if options.language is not None and options.language not in languages():
        known = ", ".join(languages())
        raise MagclaimsError(
            f"--language {plain(options.language)}: the page can be written in {known}"
        )
    case, result = judged(options.check, configuration, language=options.language or spoken)
    render = RenderOptions(rules=tuple(RULES.values()), texts=texts(case))
    output = options.check.output
    if options.folder and output is not None:
        from magclaims.render.html import pages

        output.mkdir(parents=True, exist_ok=True)
        made = pages(result, render)
        for name, text in made.items():
            write_atomically(output / name, text)
        _say(f"The report is in {output / 'index.html'}, with {len(made) - 1} pages of articles")
        return Exit.OK
    text = FORMATS[options.check.format].render(result, render)
    if output is None and sys.stdout.isatty():
        output = Path(PAGES[options.check.format])
    if output is None or output == STANDARD_OUTPUT:
        write_document(text)
        return Exit.OK
    write_atomically(output, text)
    _say(f"The report is in {output}")
    return Exit.OK


def _say(text: str) -> None:
    print(text)  # noqa: T201


def is_folder(output: Path | None, format_: Literal["html", "markdown"]) -> bool:
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
