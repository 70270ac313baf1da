"""The tree: few rooms on few floors, each says what lives there, and the tests stand in the same ones."""

import ast
import re
import tomllib
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from grimp import build_graph

from magclaims.knowledge.data import load

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "magclaims"
BESIDE = {"hostile", "policy", "rules", "standin"}
"""Folders of tests without a room: attacks, tables of cases, the stand-in for the services."""


def rooms() -> set[str]:
    """The folders of the package."""
    return {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


def test_there_are_few_rooms_on_few_floors() -> None:
    """A room is a folder or a module of its own; it stands a floor above the highest that it imports."""
    graph = build_graph("magclaims", cache_dir=None)
    below: dict[str, set[str]] = {}
    for module in graph.modules - {"magclaims"}:
        imported = graph.find_modules_directly_imported_by(module) - {"magclaims"}
        room = module.split(".")[1]
        below.setdefault(room, set()).update({other.split(".")[1] for other in imported} - {room})

    @cache
    def floor(room: str) -> int:
        return 1 + max(map(floor, below[room]), default=0)  # a cycle would end in a RecursionError

    assert len(below) < 25
    assert max(map(floor, below)) < 12
    floors = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    first, *_ = floors["tool"]["importlinter"]["contracts"]
    assert first["exhaustive"]
    assert len(first["layers"]) < 12


def test_no_modules_import_each_other() -> None:
    """By way of others neither, and no import within a function counts as none."""
    graph = build_graph("magclaims", cache_dir=None)
    order = TopologicalSorter(
        {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    )
    order.prepare()  # a CycleError names the modules


def test_every_room_says_what_lives_there() -> None:
    for path in PACKAGE.rglob("__init__.py"):
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert said, f"{path.relative_to(ROOT)} does not say what lives there"


def test_the_tests_mirror_the_tree() -> None:
    tested = {path.parent.name for path in ROOT.glob("tests/*/test_*.py")} - BESIDE
    assert tested <= rooms(), f"tests of no room: {tested - rooms()}"
    untested = rooms() - tested
    assert untested <= {"text"}, (
        f"no tests of {untested}"
    )  # public names of what is tested elsewhere
    architecture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    untold = {room for room in rooms() if f"`{room}/`" not in architecture}
    assert not untold, f"docs/architecture.md has no row for {untold}"


def test_modules_that_the_architecture_names_exist() -> None:
    told = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    paths = set(re.findall(r"`([a-z_]+(?:/[a-z_]+)+)`", told))
    gone = {p for p in paths if not ((PACKAGE / f"{p}.py").exists() or (PACKAGE / p).is_dir())}
    assert not gone, (
        f"docs/architecture.md names {sorted(gone)}, which {PACKAGE.name} does not have"
    )


def test_a_type_name_means_one_thing() -> None:
    """Types of two modules that are named alike are taken for each other; one that is private may be."""
    made: dict[str, list[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                made.setdefault(node.name, []).append(str(path.relative_to(PACKAGE)))
    assert {name: places for name, places in made.items() if len(places) > 1} == {}


SMALL_WORDS_IN_CODE = {
    "judge/articles/grading.py": {"und"},  # ISO 639-2: not determined
    "lexicon/inflect.py": {"ont", "onder"},  # how Dutch verbs are made, by rule
    "knowledge/language_detection.py": {"und"},
    "knowledge/sentence_pack.py": {"und"},
    "knowledge/vocabulary/loader.py": {"het"},  # told to who wrote an outcome without its article
    # parts of names, which texts of every language have
    "read/article/reference_fields/names.py": {"van", "von", "den", "der", "del"},
}


def test_a_language_is_data() -> None:
    """No frequent word of another language than English stands in the code: who adds one finds all in TOML."""
    spoken = {
        "aux",
        "con",
        "dit",
        "over",
        "plus",
        "sans",
        "todo",
        "uit",
    }  # English, or parts of English words
    packs = {
        code: set(load(f"packs/{code}.sentences.toml", "magclaims.lexicon")["stop_words"])
        for code in ("en", "nl", "de", "fr", "es")
    }
    english = packs.pop("en")
    words = {w for own in packs.values() for w in own if len(w) > 2} - english - spoken
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in told
            ):
                plain = re.sub(r"\\[A-Za-z]", " ", node.value).lower()
                if said := words & set(re.findall(r"[^\W\d_]+", plain)):
                    found.setdefault(path.relative_to(PACKAGE).as_posix(), set()).update(said)
    found = {path: said - SMALL_WORDS_IN_CODE.get(path, set()) for path, said in found.items()}
    assert {path: said for path, said in found.items() if said} == {}
