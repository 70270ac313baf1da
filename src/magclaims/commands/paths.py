"""Which files the arguments of a command stand for: files, folders, patterns and `-`."""

import glob
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from magclaims.errors import MagclaimsError, ReadError
from magclaims.files import STANDARD_INPUT, fitting, keep_inside, read_text, split_part
from magclaims.model.values import dataclass
from magclaims.read.claims import SECTIONS

CLAIMS = (".yaml", ".yml")
BIBLIOGRAPHY = ".bib"

_NOT_ENTERED = frozenset({"node_modules", "__pycache__", "site-packages"})
"""Folders of tools. Those whose name begins with a dot, and virtual environments, are not entered
either."""
_VIRTUAL_ENVIRONMENT = "pyvenv.cfg"
_TOP_KEY = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:(?=\s|$)", re.MULTILINE)
_OUR_SCHEMA = re.compile(r"^#.*\$schema=.*claims\.schema\.json", re.MULTILINE)


@dataclass(slots=True)
class Expanded:
    """The files, each once and in order, and the YAML files that were passed over."""

    files: list[Path]
    passed_over: list[Path] = field(default_factory=list)
    """YAML in a folder or of a pattern that is no registry: a workflow, a hook's settings."""


def sources(given: Iterable[Path], *, allow_outside: bool = False) -> Expanded:
    """Claims files and bibliographies.

    What is named is taken as it is; of what a folder or a pattern holds, YAML counts only where it
    looks like a registry.

    Raises:
        MagclaimsError: A path is absent or of no known kind, holds nothing to check, or is a link that leads out
            of the project where that is not allowed.
    """
    result = Expanded([])
    for path in given:
        if path == STANDARD_INPUT:
            result.files.append(path)
        elif path.is_file():
            if path.suffix.lower() not in (*CLAIMS, BIBLIOGRAPHY):
                said = "is neither a claims file (.yaml) nor a bibliography (.bib)"
                raise ReadError(f"{said}{_of_an_article(path)}", str(path))
            result.files.append(path)
        else:
            found = list(_within(path, (*CLAIMS, BIBLIOGRAPHY)))
            ours = [file for file in found if _is_source(file)]
            others = set(found) - set(ours)
            result.passed_over.extend(file for file in found if file in others)
            if not ours:
                from magclaims.read.article.articles import SUFFIXES as ARTICLES

                said = f"nothing to check in {path}: no registry and no .bib file"
                text = next(_within(path, tuple(ARTICLES)), None)
                raise MagclaimsError(f"{said}{_of_an_article(text)}" if text else said)
            result.files.extend(ours)
    result.files = list(dict.fromkeys(result.files))
    for path in result.files:
        if path != STANDARD_INPUT and not allow_outside:
            keep_inside(path)
    result.passed_over = list(dict.fromkeys(result.passed_over))
    return result


def _of_an_article(path: Path) -> str:
    """The end of a message: what to do with a text that was given in the place of a registry."""
    from magclaims.read.article.articles import SUFFIXES as ARTICLES

    if path.suffix.lower() not in ARTICLES:
        return ""
    return (
        f"; of an article, `magclaims scan {path}` tells what it claims, and `magclaims check` judges "
        "what is registered of it"
    )


def is_pattern(path: Path) -> bool:
    """Whether a path stands for files that fit it, and is none itself."""
    return glob.has_magic(str(path)) and not path.exists()


def is_there(path: Path) -> bool:
    """Whether there is such a file or folder, or a file that fits the pattern."""
    return path.exists() or (is_pattern(path) and any(fitting(path)))


def registries(given: Iterable[Path]) -> Iterator[Path]:
    """YAML that paths stand for, as far as it is there, whatever it looks like."""
    for path in given:
        if path.is_file():
            yield path
        else:
            with suppress(ReadError):
                yield from _within(path, CLAIMS)


def articles(given: Sequence[Path]) -> list[Path]:
    """Texts of articles; of a file that holds several, each as `FILE#NAME`.

    What is named is taken whatever it is called; of what a folder or a pattern holds, only files
    with the suffix of an article, and JSON and XML that hold any.

    Raises:
        MagclaimsError: A path is absent, holds no article, or is a link that leads out of the project.
    """
    from magclaims.read.article.articles import EXPORTS
    from magclaims.read.article.articles import SUFFIXES as ARTICLES

    found: list[Path] = []
    for path in given:
        file, name = split_part(path)
        if path == STANDARD_INPUT or (name and Path(file).is_file()):
            found.append(path)
        elif path.is_file():
            found.extend(_each(path))
        else:
            within = [
                article
                for one in _within(path, (*ARTICLES, *EXPORTS))
                for article in _each(one, only_articles=one.suffix.lower() in EXPORTS)
            ]
            if not within:
                raise MagclaimsError(f"no article in {path}: no file ends in {', '.join(ARTICLES)}")
            found.extend(within)
    for path in found:
        if path != STANDARD_INPUT:
            keep_inside(Path(split_part(path)[0]))
    return list(dict.fromkeys(found))


def _each(path: Path, *, only_articles: bool = False) -> Iterator[Path]:
    """The articles of a file: itself, or those that it holds. With `only_articles` not JSON and XML without any."""
    from magclaims.read.article.articles import SUFFIXES as ARTICLES
    from magclaims.read.article.articles import parts

    try:
        names = parts(path) if path.suffix.lower() not in ARTICLES else None
    except ReadError:
        if only_articles:
            return
        raise
    if names is None or len(names) == 1 or not (names or only_articles):
        yield path
    else:
        yield from (Path(f"{path}#{name}") for name in names)


def _within(path: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    """The files below a folder, or that a pattern fits, with one of these suffixes, in order."""

    def wanted(file: Path) -> bool:
        return file.suffix.lower() in suffixes and file.is_file()

    if path.is_dir():
        yield from _walk(path, wanted)
    elif is_pattern(path):
        matches = sorted(fitting(path))
        if not matches:
            raise ReadError("no file fits this pattern", str(path))
        for match in matches:
            yield from _walk(match, wanted) if match.is_dir() else filter(wanted, [match])
    else:
        raise ReadError("there is no such file", str(path))


def _walk(folder: Path, wanted: Callable[[Path], bool]) -> Iterator[Path]:
    for name, folders, files in os.walk(folder):
        here = Path(name)
        folders[:] = sorted(f for f in folders if _is_entered(here / f))
        yield from sorted(
            file
            for file in map(here.joinpath, files)
            if not file.name.startswith(".") and wanted(file)
        )


def _is_entered(folder: Path) -> bool:
    return not (
        folder.name.startswith(".")
        or folder.name in _NOT_ENTERED
        or (folder / _VIRTUAL_ENVIRONMENT).is_file()
    )


def _is_source(path: Path) -> bool:
    return path.suffix.lower() == BIBLIOGRAPHY or is_registry(read_text(path))


def is_registry(text: str) -> bool:
    """Whether YAML looks like a claims file: by its keys, however wrong the rest of it may be."""
    if _OUR_SCHEMA.search(text):
        return True
    keys = set(_TOP_KEY.findall(text))
    ours = keys & set(SECTIONS)
    return len(ours) > 1 or "claims" in ours or bool(ours and ours == keys)
