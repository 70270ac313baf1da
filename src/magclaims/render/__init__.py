"""Formats: each is a plain function `render(report, options) -> str` in a module of its own.

A module is imported when its format is used, so that naming the formats costs no start-up time.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from magclaims.model.finding import Severity
from magclaims.model.values import dataclass

if TYPE_CHECKING:
    from magclaims.model.report import Report
    from magclaims.render.body import SourceText

PAGE = "magclaims-report.html"
"""Where the page for editors is written that nobody gave a place."""
MANY = 400
"""More places than one page is made for; see benchmarks/page.py. A folder has a page for each article."""
Verbosity = Literal["quiet", "normal", "verbose"]


class RuleInfo(Protocol):
    """What a format may tell about a rule."""

    @property
    def code(self) -> str:
        """The code, e.g. EVI002."""
        ...

    @property
    def name(self) -> str:
        """The short name, e.g. overstated."""
        ...

    @property
    def severity(self) -> Severity:
        """The severity of its findings, unless configured otherwise."""
        ...

    @property
    def manual(self) -> str:
        """The manual page: a summary line, then What, Why, Example and Instead."""
        ...


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which state of which repository was checked."""

    repository: str
    """Its address, without a name or password in it."""
    revision: str | None = None
    """The commit, as 40 hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """How to render; every format reads only what concerns it."""

    width: int = 100
    """Columns of the text format."""
    color: bool = False
    """Whether the text format may use terminal colours."""
    verbosity: Verbosity = "normal"
    """Text: quiet shows errors alone, verbose also what is supported, with its reasons."""
    summary: bool = True
    """Text: end with the summary. The command line writes it to stderr instead."""
    fail_level: Severity = Severity.ERROR
    """JUnit: findings at or above it are failures."""
    rules: Sequence[RuleInfo] = ()
    """SARIF and HTML: the manual pages of the rules."""
    texts: "Mapping[str, SourceText]" = field(default_factory=dict)
    """HTML: the texts of the articles that are at hand, by article id."""
    folder: Path | None = None
    """Formats for CI: the absolute folder that the paths of the report are relative to."""
    root: Path | None = None
    """Formats for CI: the absolute folder that their own paths are relative to; None for `folder`."""
    provenance: Provenance | None = None
    """SARIF: what was checked."""
    source: Callable[[str], str | None] | None = None
    """SARIF: the text of a file by its path in the report, for the lines around a finding."""


class Renderer(Protocol):
    """The function that a format's module holds."""

    def __call__(self, report: "Report", options: RenderOptions, /) -> str:
        """Return the whole output; it ends with a newline."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format by name; its module is imported on first use."""

    name: str
    about: str
    """One line for `--help`."""

    def render(self, report: "Report", options: RenderOptions | None = None) -> str:
        """Return the report in this format; it ends with a newline."""
        renderer: Renderer = import_module(f"magclaims.render.{self.name}").render
        return renderer(report, options or RenderOptions())

    def pieces(self, report: "Report", options: RenderOptions) -> Iterable[str]:
        """The same piece by piece, where the format can be written so."""
        module = import_module(f"magclaims.render.{self.name}")
        made: Iterable[str] = getattr(module, "pieces", lambda *given: (module.render(*given),))(
            report, options
        )
        return made


FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format("text", "for people, in a terminal or a log: one cause, then its places"),
        Format("full", "the same by article, each place with all its reasons"),
        Format("concise", "one line a finding"),
        Format("json", "the versioned contract, for programs"),
        Format("github", "annotations in GitHub Actions"),
        Format("sarif", "SARIF 2.1.0, for code scanning"),
        Format("junit", "JUnit XML, for CI servers"),
        Format("gitlab", "GitLab's code quality report"),
        Format("csv", "findings for a spreadsheet"),
        Format("jsonld", "JSON-LD: schema.org claims, CiTO, ECO"),
        Format("annotations", "W3C Web Annotations of the places"),
        Format("markdown", "for a pull request or a message"),
        Format("html", "one self-contained page, for editors"),
    )
}


def choose(name: str, environ: Mapping[str, str]) -> Format:
    """Return the format of that name; `auto` is github under GitHub Actions, else text.

    Raises:
        KeyError: There is no format of that name.
    """
    if name == "auto":
        name = "github" if environ.get("GITHUB_ACTIONS") == "true" else "text"
    return FORMATS[name]


__all__ = [
    "FORMATS",
    "Format",
    "Provenance",
    "RenderOptions",
    "Renderer",
    "RuleInfo",
    "Verbosity",
    "choose",
]
