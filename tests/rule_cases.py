"""The case files of the rules (tests/rules/CODE.yaml), and a case through the pipe.

Everything in them is made up (synthetic). `tests/rules/README.md` describes the format.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from magclaims.commands import session
from magclaims.commands.check import CheckOptions
from magclaims.commands.check import run as check
from magclaims.config import Configuration, settings_from
from magclaims.model.finding import Finding, Severity
from magclaims.model.work import Answer, Gathered, Missing, Notice, Unreachable, Work

FOLDER = Path(__file__).parent / "rules"
TODAY = "2026-06-01"

ARTICLE = "{title: A synthetic article, language: en, commercial: false, references: [doe, roe]"
BIBLIOGRAPHY = (FOLDER / "default" / "references.bib").read_text(encoding="utf-8")
RECORDS: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
    (FOLDER / "default" / "records.yaml").read_text(encoding="utf-8")
)


class Part(BaseModel):
    """Unknown fields are refused: a typing error must not make a case say less."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _words(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]


class Unanswered(Part):
    """Instead of a record."""

    unreachable: str


class Asked(Part):
    """What else was gathered, by BibTeX key: as the fields of `Gathered`."""

    others: dict[str, tuple[Work, ...]] = Field(default_factory=dict)
    absent: dict[str, tuple[Missing, ...]] = Field(default_factory=dict)
    candidates: dict[str, tuple[Work, ...]] = Field(default_factory=dict)
    notices: dict[str, tuple[Notice, ...]] = Field(default_factory=dict)
    unlocked: dict[str, str] = Field(default_factory=dict)
    watched: bool = False


class Found(Part):
    """One finding of the rule: its place, its severity, and telling words of it."""

    at: str
    error: Words | None = None
    warning: Words | None = None
    note: Words | None = None
    write: Words = ()

    @model_validator(mode="after")
    def _one_severity(self) -> "Found":
        if [self.error, self.warning, self.note].count(None) != 2 or not all(self.says):
            raise ValueError(
                "give one of error, warning or note, with telling words of the message"
            )
        return self

    @property
    def severity(self) -> Severity:
        return next(s for s in Severity if getattr(self, s.value) is not None)

    @property
    def says(self) -> tuple[str, ...]:
        return self.error or self.warning or self.note or ()


class Situation(Part):
    """The files and what is known; the same fields in a case and in what a near miss changes."""

    files: dict[str, str] = Field(default_factory=dict)
    records: dict[str, dict[str, Any] | Literal["missing"]] | None = None
    gathered: Asked | None = None
    settings: dict[str, Any] | None = None
    today: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _names_with_a_point_are_files(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        files = {name: text for name, text in value.items() if "." in name}
        return {**{n: v for n, v in value.items() if n not in files}, "files": files}


class Near(Situation):
    """A near miss: the same case with a small change, and the rule is silent."""

    why: str
    change: dict[str, str] = Field(default_factory=dict)
    xfail: str | None = None


class Case(Situation):
    """One case of a rule."""

    why: str
    found: tuple[Found, ...]
    near: tuple[Near, ...] = ()
    xfail: str | None = None

    def changed(self, near: Near) -> "Case":
        """The case with what the near miss changes."""
        files = {**self.written(), **near.files}
        for old, new in near.change.items():
            holding = [name for name, text in files.items() if old in text]
            assert holding, f"`change`: {old!r} stands in no file of the case"
            files.update({name: files[name].replace(old, new) for name in holding})
        given = {
            name: value
            for name in ("records", "gathered", "settings", "today")
            if (value := getattr(near, name)) is not None
        }
        return self.model_copy(update={**given, "files": files})

    def written(self) -> dict[str, str]:
        """The case's files, and the default ones in the place of those that it does not give."""
        files = dict(self.files)
        kinds = {Path(name).suffix for name in files} - {".json"}
        if ".bib" not in kinds:
            files["references.bib"] = BIBLIOGRAPHY
        if ".yaml" not in kinds:
            text = f", file: {next(iter(files))}" if kinds - {".bib"} else ""
            files["claims.yaml"] = f"articles:\n  a: {ARTICLE}{text}}}\n"
        return files

    def answers(self) -> Gathered:
        """What was gathered: the records of `doe` and `roe`, unless the case gives others."""
        own = any(name.endswith(".bib") for name in self.files)
        records = {**({} if own else {"doe": {}, "roe": {}}), **(self.records or {})}
        more = self.gathered or Asked()
        return Gathered(
            answers={key: _answer(key, given) for key, given in records.items()},
            asked=True,
            **{name: getattr(more, name) for name in Asked.model_fields},
        )


def _answer(key: str, given: Mapping[str, Any] | str) -> Answer:
    if isinstance(given, str):
        return Missing(identifier=f"doi:10.5555/synthetic.{key}", asked=("crossref", "doi.org"))
    if "unreachable" in given:
        reason = Unanswered.model_validate(given).unreachable
        return Unreachable(identifier=f"doi:{key}", service="crossref", reason=reason)
    return Work.model_validate({**RECORDS.get(key, {}), **given})


def cases_of(code: str) -> tuple[Case, ...]:
    """The cases of a rule; none where there is no file.

    Raises:
        ValueError: The file is not of the format.
    """
    path = FOLDER / f"{code}.yaml"
    if not path.is_file():
        return ()
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
        return tuple(Case.model_validate(case) for case in given)
    except (ValidationError, yaml.YAMLError, TypeError) as error:
        raise ValueError(f"tests/rules/{path.name}: {error}\nsee tests/rules/README.md") from error


def run(case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Finding, ...]:
    """All findings of a case, from its files to what `magclaims check` finds; nobody is asked."""
    folder.mkdir(parents=True, exist_ok=True)
    files = case.written()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    day = datetime.fromisoformat(case.today or TODAY).replace(tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(day.timestamp())))
    monkeypatch.setattr(session, "gather_for", lambda *_, **__: case.answers())
    monkeypatch.chdir(folder)
    settings = settings_from(
        {
            "claims": [name for name in files if name.endswith(".yaml")],
            "bibliography": [name for name in files if name.endswith(".bib")],
            "articles": ".",
            "reviews": "reviews.json",
            **{name.replace("-", "_"): value for name, value in (case.settings or {}).items()},
        }
    )
    return check(CheckOptions(cached=False), Configuration(settings=settings, root=folder)).findings


def mismatches(code: str, case: Case, findings: tuple[Finding, ...]) -> list[str]:
    """How the findings of a rule differ from what its case says; empty where they agree."""
    ours = [finding for finding in findings if finding.code == code]
    shown = [f"{place(f)} {f.severity.value}: {f.message} ({f.suggestion})" for f in ours]
    if [place(f) for f in ours] != [wanted.at for wanted in case.found]:
        return [f"wanted {[wanted.at for wanted in case.found]}, found {shown}"]
    return [
        f"at {wanted.at}: {what}; found {line}"
        for finding, wanted, line in zip(ours, case.found, shown, strict=True)
        for what in _differences(finding, wanted)
    ]


def _differences(finding: Finding, wanted: Found) -> Iterator[str]:
    if finding.severity is not wanted.severity:
        yield f"wanted severity {wanted.severity.value}"
    yield from (
        f"the message lacks {words!r}" for words in wanted.says if words not in finding.message
    )
    advice = finding.suggestion or ""
    yield from (f"the advice lacks {words!r}" for words in wanted.write if words not in advice)


def place(finding: Finding) -> str:
    """file:line:column."""
    return f"{finding.path}:{finding.line}:{finding.column}"
