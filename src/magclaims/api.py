"""What programs call: a check, and a registry that was read. docs/api.md shows it in use."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from magclaims.commands.check import CheckOptions, run
from magclaims.config import by_name, load
from magclaims.errors import ReadError
from magclaims.model.registry import Dossier
from magclaims.model.report import Report
from magclaims.read import claims


def check(
    *paths: str | Path,
    articles: str | Path | None = None,
    config: str | Path | None = None,
    locked: bool = False,
    settings: Mapping[str, Any] | None = None,
) -> Report:
    """Check claims files and bibliographies, as `magclaims check` does; nothing is printed or written.

    Args:
        paths: Claims files (.yaml), bibliographies (.bib) or folders; the configured ones where none
            is named.
        articles: The folder of the articles' texts; the configured one by default.
        config: The configuration file; by default the nearest one above the working folder.
        locked: Use the lock file alone; ask no service.
        settings: Settings that win over the configuration, e.g. `{"offline": True}`.

    Returns:
        The report: the contract of docs/json.md as a frozen model. `report.model_dump(mode="json",
        by_alias=True)` is that JSON.

    Raises:
        MagclaimsError: There is nothing to check, or a file or setting that cannot be used at all; its
            text says which. A service that gives no answer is in `report.services_down`.
    """
    configuration = load(explicit=Path(config) if config is not None else None)
    configuration = configuration.with_options(by_name(settings or {}, None))
    configuration.use_vocabulary()
    options = CheckOptions(
        paths=tuple(map(Path, paths)),
        articles=Path(articles) if articles is not None else None,
        locked=locked,
    )
    return run(options, configuration, quietly=True)


def read_registry(*paths: str | Path) -> Dossier:
    """Read claims files into one registry, for programs that use it otherwise.

    Args:
        paths: Claims files.

    Returns:
        Articles, studies, claims and waivers; drafts are left out.

    Raises:
        ReadError: A file cannot be read, or an entry has a fault (with the place of the first one):
            `check` tells them all, and judges the rest.
    """
    registry = claims.read(map(Path, paths))
    for fault in registry.faults:
        place = fault.location
        raise ReadError(fault.message, place.path, place.line, place.column)
    return registry.dossier
