"""The one reader of the package's own files: texts, and TOML beside the modules, each parsed once.

Parsing TOML takes ten times as long as parsing the same as JSON, and a short run did little else.
So what was parsed is kept as JSON where Python keeps its compiled modules, under the same rules:
beside the file in `__pycache__` (whoever can write there can change the program itself), not
where PYTHONDONTWRITEBYTECODE is set, and never believed once the file has changed.

    python -m magclaims.knowledge.data      # keep all of them now, as `python -m compileall` does
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from magclaims.errors import MagclaimsError
from magclaims.files import write_atomically


@cache
def load(name: str, package: str = "magclaims.knowledge") -> dict[str, Any]:
    """The parsed TOML file of that name below the package's folder; shared by all callers, so not to be changed.

    Raises:
        FileNotFoundError: There is no such file.
    """
    file = files(package).joinpath(*name.split("/"))
    if not isinstance(file, Path):  # the package is read from a zip file
        return tomllib.loads(text_of(name, package))
    return parsed(file, keep=not sys.dont_write_bytecode)


@cache
def text_of(name: str, package: str) -> str:
    """The text of a file below the package's folder."""
    return files(package).joinpath(*name.split("/")).read_text(encoding="utf-8")


@cache
def languages_with(name: str, package: str = "magclaims.knowledge") -> tuple[str, ...]:
    """The languages, as ISO 639-1 codes, that have a file of that name, `{}` standing for the code; English first."""
    folder, _, last = name.rpartition("/")
    pattern = re.compile("([a-z]{2})".join(map(re.escape, last.split("{}"))))
    entries = files(package).joinpath(*filter(None, folder.split("/"))).iterdir()
    codes = (found[1] for entry in entries if (found := pattern.fullmatch(entry.name)))
    return tuple(sorted(codes, key=lambda code: (code != "en", code)))


@cache
def word_set(name: str, *path: str, package: str = "magclaims.knowledge") -> frozenset[str]:
    """The words of a list in a TOML file, as of `load`, by the tables that hold it ("lists.small": two)."""
    return frozenset(_within(load(name, package), path))


@cache
def regex(name: str, *path: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A regular expression of a TOML file; `name` and `path` as for `word_set`, and what it is compiled with."""
    return re.compile(_within(load(name), path), flags)


def _within(table: Any, path: Iterable[str]) -> Any:
    for part in ".".join(path).split("."):
        table = table[part]
    return table


def parsed(file: Path, *, keep: bool) -> dict[str, Any]:
    """The TOML file's content, from what was kept of it unless it changed; `keep` it for the next run."""
    source = file.read_bytes()
    with suppress(OSError, ValueError):
        first, _, body = place_of(file).read_text(encoding="utf-8").partition("\n")
        if first == _mark(source):
            known: dict[str, Any] = json.loads(body)
            return known
    document = tomllib.loads(source.decode())
    if keep:
        with suppress(MagclaimsError):
            write_atomically(place_of(file), _kept(source, document))
    return document


def place_of(file: Path) -> Path:
    """Where what was parsed of a TOML file is kept."""
    return Path(cache_from_source(str(file))).with_name(f"{file.name}.json")


def kept(source: bytes) -> str:
    """What is kept of a TOML file: a mark of its bytes, and its content as JSON. Wheels ship it, too."""
    return _kept(source, tomllib.loads(source.decode()))


def _kept(source: bytes, document: dict[str, Any]) -> str:
    return f"{_mark(source)}\n{json.dumps(document, ensure_ascii=False)}"


def _mark(source: bytes) -> str:
    return blake2b(source, digest_size=16).hexdigest()


def keep_all() -> None:
    """Keep all data of the package now, as `python -m compileall` does with its modules."""
    for file in sorted(Path(__file__).parents[1].rglob("*.toml")):
        parsed(file, keep=True)
