"""What each function of a folder earns on the labelled registries: rows won and lost beside its lines.

    python benchmarks/earned.py [--folder judge/claim] [--most 40] [--without NAME ...] [--rows] [FILE ...]

First the rows are judged once, watched: on which was a function reached, on which did it say anything but no, none
or nothing. Then those that spoke on few rows (`--most`) are silenced one by one, on these rows; with `--without` the
named ones, all at once: readers that stand in for each other earn nothing alone. A row is won where it is right with
the function and wrong without it, lost the other way round. What rows cannot show (rules, law, scanning, advice,
faults in files) is not measured, nor how bad a wrong row is (`--rows`). Needs nothing else.
"""

import argparse
import importlib
import inspect
import multiprocessing
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import magclaims
from registries import FILES
from small_registries import CLASS, cases, judged

PACKAGE = Path(magclaims.__file__).parent
NOTHING: dict[str, Callable[..., Any]] = {
    "None": lambda *_, **__: None,
    "bool": lambda *_, **__: False,
    "str": lambda *_, **__: "",
    "tuple": lambda *_, **__: (),
    "list": lambda *_, **__: [],
    "set": lambda *_, **__: set(),
    "frozenset": lambda *_, **__: frozenset(),
    "Iterator": lambda *_, **__: (yield from ()),
    "its own": lambda first, *_, **__: first,
}
KEPT: list[Any] = []
FUNCTIONS: dict[str, FunctionType] = {}
ROWS: list[dict[str, Any]] = []


def functions(folder: str) -> Iterator[tuple[str, FunctionType]]:
    """The functions, methods and properties that the modules of a folder, or one module, define."""
    at = PACKAGE / folder
    for path in sorted(at.rglob("*.py")) if at.is_dir() else [at.with_suffix(".py")]:
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        module = importlib.import_module(name.removesuffix(".__init__"))
        for holder in (module, *filter(inspect.isclass, vars(module).values())):
            for each in list(vars(holder).values()):
                each = getattr(each, "func", getattr(each, "fget", each))  # noqa: PLW2901
                plain = getattr(each, "__wrapped__", getattr(each, "__func__", each))
                if isinstance(plain, FunctionType) and plain.__module__ == module.__name__:
                    KEPT.extend([each] if hasattr(each, "cache_clear") else [])
                    yield f"{module.__name__[10:]}:{plain.__qualname__}", plain


def watched(number: int) -> tuple[str, set[str], set[str]]:
    """The class of a row, the functions that it reached, and those that spoke."""
    names: dict[CodeType, str] = {each.__code__: name for name, each in FUNCTIONS.items()}
    reached, spoke = set(), set()

    def look(frame: FrameType, event: str, given: object) -> None:
        if event in {"call", "return"} and (name := names.get(frame.f_code)):
            reached.add(name)
            if event == "return" and given:
                spoke.add(name)

    forget()
    sys.setprofile(look)
    found = class_of(number)
    sys.setprofile(None)
    return found, reached, spoke


def forget() -> None:
    """What the folder's own functions remember; what they ask is kept, since it is the same for all."""
    for each in KEPT:
        each.cache_clear()


def class_of(number: int) -> str:
    """How a row comes out."""
    try:
        return str(CLASS[judged(ROWS[number]).verdict])
    except Exception as error:  # noqa: BLE001 - what calls a function may not live without it
        return type(error).__name__


def silent(function: FunctionType) -> Any:
    """What says nothing in its place, by its type: none, no, or what it was given, unchanged."""
    told = inspect.signature(function)
    first = next(iter(told.parameters.values()), None)
    wanted = inspect.formatannotation(told.return_annotation)
    kind = "None" if "None" in wanted else wanted.split("[")[0].rsplit(".")[-1]
    if kind != "bool" and first and inspect.formatannotation(first.annotation) == wanted:
        kind = "its own"
    return None if function.__closure__ or kind not in NOTHING else NOTHING[kind].__code__


def without(given: tuple[tuple[str, ...], list[int]]) -> dict[int, str]:
    """Classes of the rows where the functions named say nothing; empty where one always says something."""
    names, numbers = given
    own = {name: FUNCTIONS[name].__code__ for name in names}
    codes = {name: code for name in names if (code := silent(FUNCTIONS[name]))}
    if codes.keys() != own.keys():
        return {}
    found = {}
    for given_codes, asked in ((codes, numbers), (own, [])):
        for name, code in given_codes.items():
            FUNCTIONS[name].__code__ = code
        forget()
        found.update({number: class_of(number) for number in asked})
    return found


def main() -> None:
    """Watch, silence, and print what each function earned, those that spoke least first."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", default=FILES)
    parser.add_argument("--folder", default="judge")
    parser.add_argument("--most", type=int, default=40)
    parser.add_argument("--without", nargs="+", metavar="NAME")
    parser.add_argument("--rows", action="store_true", help="name the rows that change")
    chosen = parser.parse_args()
    FUNCTIONS.update(functions(chosen.folder))
    ROWS.extend(row for file in chosen.files for row in cases(file))
    with multiprocessing.get_context("fork").Pool(2) as pool:
        seen = pool.map(watched, range(len(ROWS)), 100)
        reached, spoke = (
            {name: [n for n, row in enumerate(seen) if name in row[at]] for name in FUNCTIONS}
            for at in (1, 2)
        )
        seldom = [(name,) for name in FUNCTIONS if len(spoke[name]) <= chosen.most]
        asked = [tuple(chosen.without)] if chosen.without else seldom
        tried = [(each, sorted({n for name in each for n in spoke[name]})) for each in asked]
        changed = pool.map(without, tried, 1)
    for each, found in sorted(zip(asked, changed, strict=True), key=lambda pair: len(pair[1])):
        lines = sum(len(inspect.getsource(FUNCTIONS[name]).splitlines()) for name in each)
        other = {n: got for n, got in found.items() if got != seen[n][0]}
        won = sum(ROWS[n]["is"] == seen[n][0] for n in other)
        lost = sum(ROWS[n]["is"] == got for n, got in other.items())
        told = f"{len(reached[each[0]]):5} reached {len(spoke[each[0]]):5} spoke"
        print(f"{lines:4} lines {told} {won:4} won {lost:4} lost  {' '.join(each)}")
        for n, got in other.items() if chosen.rows else ():
            print(f"      {ROWS[n]['is']}: {seen[n][0]} -> {got}: {ROWS[n]['statement']}")


if __name__ == "__main__":
    main()
