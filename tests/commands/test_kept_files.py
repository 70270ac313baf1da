"""What claims files say is kept: a file that has not changed is not parsed again, and nothing is another."""

import json
import os
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

from magclaims.commands import kept as keeping
from magclaims.commands.kept import FILE, KeptFiles
from magclaims.read import yaml_document
from magclaims.read.bibtex import Bibliography, read_bibliography
from magclaims.read.claims import Registry, read
from scale import split, write

ROOT = Path(__file__).parents[2]
EXTRA = """articles:
  extra: {title: Synthetic, language: nl}
waivers:
  - {rule: EVI001, subject: claim-1, reason: made up, owner: nobody, until: 2099-01-01}
"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The files of a made-up registry, two of them with a waiver."""
    write(tmp_path, 60)
    split(tmp_path)
    for name in ("a-first", "z-last"):
        text = EXTRA.replace("extra", name)
        (tmp_path / "claims" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return sorted((tmp_path / "claims").glob("*.yaml"))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are parsed."""
    names: list[str] = []
    parsing = yaml_document.YamlDocument.__init__

    def counted(self: Any, path: str, text: str) -> None:
        names.append(Path(path).name)
        parsing(self, path, text)

    monkeypatch.setattr(yaml_document.YamlDocument, "__init__", counted)
    return names


def places(registry: Registry) -> Iterator[tuple[Any, ...]]:
    """Each place of a registry that was parsed."""
    yield from registry.source_map.places


def equal(one: Registry, other: Registry) -> bool:
    """Whether two registries say the same, at the same places; the first one was parsed."""
    assert one.source_map.default == other.source_map.default
    assert one.source_map.entries == other.source_map.entries
    assert all(one.source_map.at(*p) == other.source_map.at(*p) for p in places(one))
    return (one.dossier, one.drafts, one.faults) == (other.dossier, other.drafts, other.faults)


def test_a_file_that_has_not_changed_is_not_parsed(
    files: list[Path], tmp_path: Path, parsed: list[str]
) -> None:
    kept = KeptFiles(tmp_path)
    first = read(files, parsed=kept)
    assert parsed == [file.name for file in files]
    parsed.clear()
    again = read(files, parsed=kept)
    assert parsed == []
    assert again.source_map.at("claims", "claim-1", "evidence", 0).line > 1
    assert parsed == ["article-0.yaml"]
    assert equal(first, again)
    files[2].write_text("# moved\n" + files[2].read_text(encoding="utf-8"), encoding="utf-8")
    parsed.clear()
    moved = read(files, parsed=kept)
    assert parsed == [files[2].name]
    assert equal(read(files), moved)


@pytest.mark.parametrize("folder", ["data", "examples/data"])
def test_our_own_registries_are_the_same_however_they_are_read(folder: str, tmp_path: Path) -> None:
    files = sorted((ROOT / folder).glob("*.yaml"))
    first = read(files)
    for _ in range(2):
        assert equal(first, read(files, parsed=KeptFiles(tmp_path)))


BROKEN = {
    "twice in two files": lambda f: f[1].write_text(f[2].read_text("utf-8"), "utf-8"),
    "a broken entry": lambda f: f[1].write_text(f[1].read_text("utf-8").replace("strength: ", "force: ", 1), "utf-8"),
    "broken in one file, whole in the next": lambda f: f[0].write_text(f[1].read_text("utf-8").replace("title", "tilte"), "utf-8"),
    "an unknown section": lambda f: f[1].write_text("notes: {}\n" + f[1].read_text("utf-8"), "utf-8"),
    "empty": lambda f: f[1].write_text("", "utf-8"),
    "a draft": lambda f: f[1].write_text(f[1].read_text("utf-8").replace("    statement", "    draft: true\n    statement", 1), "utf-8"),
}  # fmt: skip


@pytest.mark.parametrize("change", BROKEN)
def test_what_is_wrong_is_told_each_time(change: str, files: list[Path], tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path)
    read(files, parsed=kept)
    BROKEN[change](files)
    first = read(files)
    for _ in range(2):
        assert equal(first, read(files, parsed=kept))


def _changed(change: Callable[[Any], object]) -> Callable[[bytes], bytes]:
    def make(row: bytes) -> bytes:
        value = json.loads(zlib.decompress(row))
        change(value)
        return zlib.compress(json.dumps(value).encode())

    return make


ROWS: dict[str, Callable[[bytes], object]] = {
    "none": lambda _: None,
    "no JSON": lambda _: zlib.compress(b"[" * 5000),
    "another shape": lambda _: zlib.compress(b'{"claims": 3}'),
    "no entries": _changed(lambda v: v.clear()),
    "no section": _changed(lambda v: v[0].__setitem__(0, "notes")),
    "no entry": _changed(lambda v: v[0].__setitem__(2, '{"title": []}')),
    "half an entry": _changed(lambda v: v[0].__setitem__(2, '{"title"')),
    "no digest": _changed(lambda v: v[0].__setitem__(5, "zz")),
}


@pytest.mark.parametrize("damage", ROWS)
def test_a_damaged_row_is_passed_over(damage: str, files: list[Path], tmp_path: Path) -> None:
    first = read(files, parsed=KeptFiles(tmp_path))
    with closing(sqlite3.connect(tmp_path / FILE)) as connection, connection:
        for name, row in connection.execute("SELECT name, row FROM files").fetchall():
            made = ROWS[damage](row)
            connection.execute("UPDATE files SET row = ? WHERE name = ?", (made, name))
    assert equal(first, read(files, parsed=KeptFiles(tmp_path)))


# --- bibliographies --------------------------------------------------------------------------------

FAULTY = "@article{a, title = {One}, title = {Two}, doi = {10.5555/x}}\n@book{a, title = x}\n@misc{,}\n%\n@article{b"


def same(one: Bibliography, other: Bibliography) -> bool:
    """Whether two bibliographies say the same, at the same places."""
    assert [one.at(key, "doi") for key in one.references] == [
        other.at(key, "doi") for key in other.references
    ]
    assert one.lost_keys == other.lost_keys
    assert (one.path, one.text, one.faults) == (other.path, other.text, other.faults)
    return (dict(one.references), dict(one.marks)) == (dict(other.references), dict(other.marks))


@pytest.fixture
def bibliographies(tmp_path: Path) -> list[Path]:
    """Our own, one with faults, a hostile one, and one that is empty."""
    (tmp_path / "faulty.bib").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "empty.bib").write_text("", encoding="utf-8")
    ours = (path for name in ("data", "examples", "tests") for path in (ROOT / name).rglob("*.bib"))
    return [*tmp_path.glob("*.bib"), *sorted(ours)]


def test_bibliographies_are_the_same_however_they_are_read(
    bibliographies: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(bibliographies) > 3
    first = [read_bibliography(path) for path in bibliographies]
    reader = KeptFiles(tmp_path)
    for path, said in zip(bibliographies, first, strict=True):
        assert same(said, reader.read(path))
    monkeypatch.setattr(keeping, "parse_bibliography", None)
    for path, said in zip(bibliographies, first, strict=True):
        assert same(said, reader.read(path))


@pytest.mark.parametrize("row", [b"[" * 5000, b"{}", b'{"references": 3}'])
def test_a_damaged_bibliography_is_read_anew(row: bytes, tmp_path: Path) -> None:
    path = ROOT / "data" / "references.bib"
    said = KeptFiles(tmp_path).read(path)
    with closing(sqlite3.connect(tmp_path / FILE)) as connection, connection:
        connection.execute("UPDATE files SET row = ?", (zlib.compress(row),))
    assert same(said, KeptFiles(tmp_path).read(path))


def test_where_all_is_known_nothing_that_judges_is_loaded(
    files: list[Path], tmp_path: Path
) -> None:
    code = (
        "import sys\nfrom magclaims.cli import main\n"
        f"sys.argv = ['magclaims', 'check', '--offline', '-f', 'json', *{[str(f) for f in files]!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*(m for m in sys.modules if m.startswith('magclaims.')), file=sys.stderr)\n"
    )
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    first, again = (
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
            env=environment,
        )
        for _ in range(2)
    )
    loaded = {*again.stderr.splitlines()[-1].split()}
    judging = ("verdict", "advice", "link", "law", "articles", "proposing")
    assert again.stdout.count('"verdict"') == first.stdout.count('"verdict"') > 0
    assert [m for m in loaded if m.startswith(tuple(f"magclaims.judge.{n}" for n in judging))] == []
    assert not {m for m in loaded if m.startswith(("magclaims.quantity.", "magclaims.lexicon."))}
    assert len(first.stderr.splitlines()[-1].split()) > 2 * len(loaded)
