"""Settings, from `magclaims.toml` or `[tool.magclaims]` in `pyproject.toml`, and the environment.

The environment wins over the file, the command line over both. An unknown setting is an error: a
typing error must not silently switch a check off.
"""

import os
import re
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    create_model,
    field_validator,
    model_validator,
)
from pydantic.fields import FieldInfo

from magclaims.errors import ConfigError, did_you_mean, nearest
from magclaims.files import keep_inside, parsed_toml, project_of, read_text, real
from magclaims.judge.policy import Overrides
from magclaims.model.finding import Severity

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

NAMES = ("magclaims.toml", "pyproject.toml")
ENVIRONMENT = "MAGCLAIMS_"
MAX_BYTES = 1_000_000
"""Of a configuration: people write it by hand."""


FileName = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]+$")]
"""A path; no control characters, which no file that people name has."""


class Settings(BaseModel):
    """Everything that can be set but for what rules declare (`all_settings` has these, too).

    Paths are relative to the folder of the configuration file. A file may write a name with hyphens or with underscores: `fail-level`, `fail_level`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    claims: tuple[FileName, ...] = ("data/claims.yaml",)
    """Claims files, folders or patterns: `claims/*.yaml` for a file an article."""
    bibliography: tuple[FileName, ...] = ("data/references.bib",)
    """BibTeX files."""
    lock: FileName = "data/references.lock.json"
    """Where `magclaims lock` writes what the services answered."""
    retraction_watch: FileName | None = None
    """Your copy of the Retraction Watch list (CSV), as a further source of retractions."""
    snapshot: FileName | None = None
    """Your snapshot of the registries (`magclaims snapshot build`), looked into before the network; no
    file may set it, only the caller."""
    reviews: FileName = "data/reviews.json"
    """Where `magclaims review` keeps its stamps: a file a reviewer, in a folder that is named as this without its
    ending. A file of this name itself, as earlier versions wrote it, is read, too."""
    articles: FileName | None = None
    """The folder that the articles' `file:` is relative to."""
    language: str | None = None
    """The language of all that people read (en, nl, de, fr, es): `check` in a terminal or as a page, `report`,
    `serve`, `status`, `scan`, `lookup`, `review`, `explain`. By default terminals speak English, and pages the
    language of most articles."""
    select: tuple[str, ...] = ()
    """Only these rules, by code or family; empty for all."""
    ignore: tuple[str, ...] = ()
    """Not these rules, by code or family."""
    severity: dict[str, Severity] = Field(default_factory=dict)
    """Another severity for a rule, by code."""
    fail_level: Severity = Severity.ERROR
    """Findings at or above it make `check` exit with 1."""
    on_unreachable: Literal["fail", "pass"] = "fail"
    """Whether a service that cannot be reached makes `check` exit with 3."""
    policy: Overrides = Field(default_factory=Overrides)
    """Other outcomes for rows of the policy table."""
    vocabulary: tuple[FileName, ...] = ()
    """Your own substances and outcomes (TOML files), beside those that are built in."""
    key_style: str = "{author}{year}"
    """How `lookup --add` names a new entry."""
    mailto: str | None = None
    """Your e-mail address for the polite pools of Crossref and NCBI."""
    offline: bool = False
    """Ask no service."""
    cache_dir: FileName | None = None
    """Where answers and verdicts are kept, by default the platform's cache folder; no file may set it."""
    max_age_days: Annotated[int, Field(ge=0, le=36_500)] = 7
    """How long a kept answer is used."""
    timeout: Annotated[float, Field(gt=0, le=1e9)] = 10.0
    """Seconds that one request may take."""
    give_up_after: Annotated[float, Field(gt=0, le=1e9)] = 10.0
    """Seconds without a usable answer after which a service is given up for this run."""
    allow_outside: bool = False
    """Let the settings name files outside the project's folder; no file may set it, only the caller."""
    any_address: bool = False
    """Let `lock` write answers of addresses that are not the services' own."""
    also_ask: tuple[str, ...] = ()
    """Services to ask besides the usual ones (docs/sources.md)."""

    of_services: dict[str, str] = Field(default_factory=dict)
    """What services declare as settings of their own: base URLs (`NAME_url`) and keys (`NAME_key`)."""

    @property
    def of_rules(self) -> dict[str, Any]:
        """What is set of the rules, by name of the option."""
        ours = type(self).model_fields.keys() - Settings.model_fields.keys()
        return {name: getattr(self, name) for name in ours}

    @property
    def needs_texts(self) -> tuple[str, ...]:
        """The options of rules that are set and say nothing without the articles' texts."""
        of_rules = self.of_rules
        if not of_rules:
            return ()
        from magclaims.judge.rule import OPTIONS

        return tuple(
            name
            for name, value in sorted(of_rules.items())
            if OPTIONS[name].of_texts and value != OPTIONS[name].default
        )

    @model_validator(mode="before")
    @classmethod
    def _put_aside(cls, values: Any) -> Any:
        """The settings of services, which their own files declare, in the place for them."""
        if not isinstance(values, Mapping) or not any(map(_may_be_of_a_service, values)):
            return values
        known = {name for name in values if name in settings_of_services()}
        aside = {**values.get("of_services", {}), **{name: values[name] for name in known}}
        return {**{n: v for n, v in values.items() if n not in known}, "of_services": aside}

    @field_validator("also_ask")
    @classmethod
    def _sources(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if not names:
            return names
        from magclaims.gather.sources import SOURCES

        known = [source.name for source in SOURCES]
        for name in names:
            if name not in known:
                raise ValueError(f"there is no service {name!r}{did_you_mean(name, known)}")
        return names

    @field_validator("select", "ignore")
    @classmethod
    def _codes(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(code.strip().upper() for code in codes)

    @field_validator("severity")
    @classmethod
    def _by_code(cls, severities: dict[str, Severity]) -> dict[str, Severity]:
        return {code.strip().upper(): severity for code, severity in severities.items()}


@cache
def all_settings() -> type[Settings]:
    """The settings with those that rules declare; loads the rules."""
    import magclaims.judge.rules  # noqa: F401 - fills OPTIONS
    from magclaims.judge.rule import OPTIONS

    fields: dict[str, Any] = {
        option.name: (option.kind, Field(option.default, description=option.about))
        for option in OPTIONS.values()
    }
    return create_model("Settings", __base__=Settings, **fields)


def settings_from(values: Mapping[str, Any]) -> Settings:
    """The settings with these values, by name.

    Raises:
        ValidationError: One of them is unknown, or cannot be.
    """
    others = values.keys() - Settings.model_fields.keys()
    if any(map(_may_be_of_a_service, others)):
        others -= settings_of_services().keys()
    model = all_settings() if others else Settings  # the rules are loaded where they have a say
    return model.model_validate(values)


def settings_of_services() -> Mapping[str, str]:
    """The settings that services declare, with what each is for; loads the services."""
    from magclaims.gather.sources import SERVICES
    from magclaims.gather.sources.source import settings_of

    return {name: what for service in SERVICES for name, what in settings_of(service).items()}


def _may_be_of_a_service(name: object) -> bool:
    return str(name).endswith(("_url", "_key"))


class Configuration(BaseModel):
    """The settings, and the folder that their paths are relative to."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    settings: Settings
    root: Path
    source: Path | None = None

    def with_options(self, options: Mapping[str, Any]) -> "Configuration":
        """The same with the options of the command line, which win.

        Raises:
            ConfigError: An option has a value that it cannot have.
        """
        values = {**self.settings.model_dump(), **options}
        try:
            return self.model_copy(update={"settings": settings_from(values)})
        except ValidationError as error:
            raise ConfigError(_explain(error, None)) from error

    def use_vocabulary(self) -> None:
        """Add the user's own substances and outcomes to the vocabulary, for this run.

        Raises:
            MagclaimsError: A file that cannot be read, or that says what cannot be.
        """
        files = []
        for name in self.settings.vocabulary:
            path = self.path(name)
            files.append((str(path), read_text(path)))
        if files:
            from magclaims.knowledge import vocabulary

            vocabulary.use(files)

    def articles(self, given: Path | None = None) -> Path | None:
        """The folder that the articles' `file:` is relative to: what is given, else what is set."""
        name = self.settings.articles
        return given or (self.path(name) if name else None)

    def path(self, name: str) -> Path:
        """A path of the settings, shown relative to the working folder where it lies below it."""
        path = real(self.root / name)
        try:
            return path.relative_to(Path.cwd())
        except ValueError:
            return path


def load(
    start: Path | None = None, explicit: Path | None = None, *, allow_outside: bool = False
) -> Configuration:
    """Read the configuration of the folder `start` (the working folder) or the nearest one above it that has any.

    `explicit` is a file instead, which must exist; `allow_outside` lets it name paths outside the project.

    Raises:
        ConfigError: A file that is not TOML, an unknown setting, a value that it cannot have, or a
            path that leads out of the project.
    """
    start = real(start or Path.cwd())
    source, from_file = _from_file(explicit) if explicit else _search(start)
    from_file = by_name(from_file, source)
    from_caller = _from_environment()
    values = {**from_file, **from_caller}
    try:
        settings = settings_from(values)
    except ValidationError as error:
        raise ConfigError(_explain(error, source, from_caller)) from error
    if source is not None:
        for name, how in _CALLERS_OWN.items():
            if name in from_file:
                raise ConfigError(
                    f"{source}: setting `{shown(name)}`: no file may set it; the caller can, with {how}"
                )
    if allow_outside:
        settings = settings.model_copy(update={"allow_outside": True})
    if not settings.allow_outside:
        _stay_inside(settings, from_file.keys() - from_caller.keys(), source, start)
    return Configuration(settings=settings, root=source.parent if source else start, source=source)


_CALLERS_OWN = {
    "allow_outside": f"--allow-outside or {ENVIRONMENT}ALLOW_OUTSIDE=1",
    "snapshot": f"--snapshot or {ENVIRONMENT}SNAPSHOT=FILE",
    "cache_dir": f"{ENVIRONMENT}CACHE_DIR=FOLDER",
}
"""Settings that decide what is believed: whoever changes an article could change a file, too."""
PATHS = (
    "claims",
    "bibliography",
    "lock",
    "reviews",
    "articles",
    "retraction_watch",
    "vocabulary",
    "cache_dir",
)
"""The settings that name files."""


def _stay_inside(
    settings: Settings, named: Collection[str], source: Path | None, start: Path
) -> None:
    """Refuse paths that lead out of the project, by themselves or by a link.

    A check also runs on what strangers propose: their settings must not make it read or overwrite
    what is not theirs. Paths of the caller, on the command line or in the environment, are free.
    """
    folder = source.parent if source else start
    project = project_of(folder)
    where = f"{source}: " if source else ""
    # What is not named has a default, which may be a link all the same.
    looked_at = {*named, *(name for name in PATHS if name not in settings.model_fields_set)}
    for name in (name for name in PATHS if name in looked_at):
        value = getattr(settings, name)
        paths = (value,) if isinstance(value, str) else value or ()
        if name == "reviews":  # a folder of files beside it, too
            paths = (value, str(PurePath(folder, value).with_suffix("")), f"{value}.d")
        for path in paths:
            if not real(folder / path).is_relative_to(project):
                raise ConfigError(
                    f"{where}setting `{name}`: {path} leads out of {project}; if that is meant, "
                    f"allow it with --allow-outside or {ENVIRONMENT}ALLOW_OUTSIDE=1"
                )


def _search(start: Path) -> tuple[Path | None, dict[str, Any]]:
    for folder in (start, *start.parents):
        for name in NAMES:
            path = folder / name
            if path.is_file():
                source, values = _from_file(path)
                if source is not None:
                    keep_inside(path, folder)
                    return source, values
    return None, {}


def _from_file(path: Path) -> tuple[Path | None, dict[str, Any]]:
    document = parsed_toml(read_text(path, MAX_BYTES), path)
    if path.name == "pyproject.toml":
        tool = document.get("tool", {})
        if not isinstance(tool, dict) or "magclaims" not in tool:
            return None, {}
        ours = tool["magclaims"]
        if not isinstance(ours, dict):
            raise ConfigError(f"{path}: `[tool.magclaims]` should be a table")
        return real(path), ours
    return real(path), document


def _from_environment() -> dict[str, Any]:
    """The settings that stand in the environment, as MAGCLAIMS_NAME.

    Raises:
        ConfigError: A name with the prefix is no setting, or one that holds more than one value.
    """
    found: dict[str, Any] = {}
    for variable, value in os.environ.items():
        if not variable.upper().startswith(ENVIRONMENT):
            continue
        name = variable.upper().removeprefix(ENVIRONMENT).lower()
        if not (_may_be_of_a_service(name) and name in settings_of_services()):
            _can_be_set(variable, name)
        if value:
            found[name] = value
    return found


def _can_be_set(variable: str, name: str) -> None:
    """Whether a variable of the environment can hold this setting."""
    fields = (Settings if name in Settings.model_fields else all_settings()).model_fields
    if name not in fields:
        single = {n for n, field in fields.items() if not _holds_many(field)}
        near = nearest(name, {*single, *settings_of_services()})
        hint = f"; did you mean {ENVIRONMENT}{near.upper()}?" if near else ""
        raise ConfigError(f"{variable}: there is no such setting{hint}")
    if _holds_many(fields[name]):
        raise ConfigError(f"{variable}: `{shown(name)}` is set in the configuration file only")


def _holds_many(field: FieldInfo) -> bool:
    """Whether a setting holds more than one value, which a variable of the environment cannot."""
    return isinstance(field.get_default(call_default_factory=True), tuple | dict | Overrides)


def shown(name: str) -> str:
    """The name of a setting as the documents write it: `fail-level`."""
    return name.replace("_", "-")


def by_name(values: Mapping[str, Any], source: Path | None) -> dict[str, Any]:
    """Settings as a file has them, by their names in the code: with underscores.

    Raises:
        ConfigError: A setting stands there in both spellings.
    """
    found: dict[str, Any] = {}
    for written, value in values.items():
        name = written.replace("-", "_")
        if name in found:
            raise ConfigError(f"{source}: setting `{shown(name)}` is given twice")
        found[name] = value
    return found


def _explain(error: ValidationError, source: Path | None, environment: Collection[str] = ()) -> str:
    """All faults, each with its place: the variable, or file and line, where it is one of these."""
    text = source.read_text(encoding="utf-8") if source is not None else ""

    def place(loc: tuple[int | str, ...]) -> str:
        if loc and loc[0] in environment:
            return f"{ENVIRONMENT}{str(loc[0]).upper()}: "
        return f"{source}:{_line(text, loc)}: " if source is not None else ""

    details = error.errors(include_url=False)
    for detail in details:
        if detail["loc"][:1] == ("of_services",):
            detail["loc"] = detail["loc"][1:]
    return "\n".join(place(d["loc"]) + _told(d) for d in details)


def _line(text: str, loc: tuple[int | str, ...]) -> int:
    """The line of a TOML file in which a setting stands; where several could be meant, the first.

    The TOML reader of the standard library tells no places, so names are looked for in order.
    """
    lines = text.splitlines()
    header = next((n for n, line in enumerate(lines) if "[tool.magclaims" in line), 0)
    found = header
    for part in loc:
        name = re.escape(str(part)).replace("_", "[-_]")
        form = re.compile(rf"""\s*(?:\[[^\]]*(?<![\w-]){name}[^\]]*\]|["']?{name}["']?\s*[=.])""")
        found = next((n for n in range(found, len(lines)) if form.match(lines[n])), found)
    return found + 1


def _told(detail: "ErrorDetails") -> str:
    """One fault, with what was meant where that can be guessed."""
    loc = [str(part) for part in detail["loc"]]
    name = ".".join([shown(loc[0]), *loc[1:]]) if loc else ""
    kind, context = detail["type"], detail.get("ctx") or {}
    if kind == "extra_forbidden":
        ours = map(shown, (*all_settings().model_fields, *settings_of_services()))
        known = ours if len(loc) == 1 else Overrides.model_fields
        return f"unknown setting `{name}`{did_you_mean(shown(loc[-1]), known)}"
    if kind == "value_error":
        return f"setting `{name}`: {context.get('error', detail['msg'])}"
    said = f"{detail['msg'][0].lower()}{detail['msg'][1:]}"
    if kind in {"enum", "literal_error"}:
        expected = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        said += did_you_mean(str(detail.get("input")), expected)
    return f"setting `{name}`: {said}"
