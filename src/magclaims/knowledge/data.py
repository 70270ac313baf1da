"""The one reader of the package's own data: TOML files beside the modules, each parsed once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str, package: str = "magclaims.knowledge") -> dict[str, Any]:
    """The parsed TOML file of that name; shared by all callers, so not to be changed.

    Args:
        name: The file's name, below the package's folder ("regulation/acts.toml").
        package: The package that it lies in.

    Raises:
        FileNotFoundError: There is no such file.
    """
    file = files(package).joinpath(*name.split("/"))
    return tomllib.loads(file.read_text(encoding="utf-8"))
