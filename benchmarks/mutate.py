"""Small changes to the code that decides: which of them does no test notice?

    make mutate                                       # 70 changes each to verdicts, links and matching
    python benchmarks/mutate.py judge/link --count 50 --seed 7
    python benchmarks/mutate.py waive --tests tests/waive  # what these tests alone notice

First each test is run once, to see which lines it runs and how long it takes (kept in build/mutate until
something changes). A mutant is one change to one function: a comparison the other way, `and` for `or`, a
number one larger, a condition turned around, `any` for `all`, a value that is not returned (but `False` or an empty text,
which are as untrue as none; nor `strict` of a `zip` of equal lengths). Each is tried in
a fork, in which that function has the changed code, with the tests that run its line until one fails: those
of the files that import its module first, then from each other test in turn,
first what runs the fewest lines.

So much processor time as `--seconds` says is spent on one mutant, however busy the machine is. One that ends before
its tests do is "over": nobody knows whether a test notices it, and it counts as one that none did. "survived"
passed all its tests; "untested" is in a line that none runs; one that does not end is "hung", which is
noticed. Mutants are drawn by chance from all places, the same for the same seed.

What survives, and why it may, stands in benchmarks/mutants.md.
"""

import argparse
import ast
import copy
import hashlib
import importlib
import json
import os
import random
import resource
import signal
import sys
import time
import types
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import coverage
import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
FOLDER = ROOT / "build" / "mutate"
WHERE = ("judge/verdict", "judge/link", "match")
LONG = 60
"""Seconds of processor time after which a test does not end; ten times as many by the clock."""
_WARMED = 50
"""Tests that are run before the first fork."""
COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
REACHED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
NAMED = {"any": "all", "all": "any", "min": "max", "max": "min"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to one function."""

    file: str
    line: int
    lines: range
    """From its own line back to where its statement begins: a value alone on a line is not traced."""
    function: str
    what: str
    tree: ast.Module

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.function}: {self.what}"


# --- what can be changed ---------------------------------------------------------------------------


def changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Each change to a node: what it is, and the node in its place."""
    changed: Any = copy.deepcopy(node)
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARED:
        changed.ops[0] = COMPARED[type(node.ops[0])]()
    elif isinstance(node, ast.BoolOp):
        changed.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        changed = changed.operand
    elif isinstance(node, ast.BinOp) and type(node.op) in REACHED:
        changed.op = REACHED[type(node.op)]()
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        changed.value = not node.value
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        changed.value = node.value + 1
    elif isinstance(node, ast.Name) and node.id in NAMED:
        changed.id = NAMED[node.id]
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        changed.test = ast.UnaryOp(ast.Not(), changed.test)
    elif isinstance(node, ast.Return) and not _is_nothing(node.value):
        changed.value = ast.Constant(None)
    elif isinstance(node, ast.Continue):
        changed = ast.Break()
    else:
        return
    before, after = _shown(node), _shown(changed)
    yield f"`{before}` -> `{after}`", ast.copy_location(changed, node)


def _is_nothing(node: ast.expr | None) -> bool:
    if not isinstance(node, ast.Constant):
        return node is None
    return node.value is False or node.value in (None, "")


def _shown(node: ast.AST) -> str:
    shown: Any = node
    if isinstance(node, ast.If | ast.While):
        shown = node.test
    text = " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(shown))).split())
    return text if len(text) < 90 else text[:88] + "…"


class _Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> Any:
        return self.new if node is self.old else self.generic_visit(node)


def functions(body: Sequence[ast.stmt], prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
    """The functions of a module and of its classes, by their qualified names."""
    for node in body:
        if isinstance(node, ast.FunctionDef):
            yield prefix + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from functions(node.body, f"{prefix}{node.name}.")


def nodes(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function's body that run; annotations, defaults and messages do not count."""
    stack: list[ast.AST] = list(getattr(function, "body", ()))
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, ast.AnnAssign):
            stack += [node.value] if node.value else []
        elif not isinstance(node, ast.JoinedStr | ast.Assert):
            stack.extend(n for n in ast.iter_child_nodes(node) if not _is_strict(n))


def _is_strict(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg == "strict"


def places(where: str) -> list[tuple[Path, str, int]]:
    """All places of a folder or file where something can be changed: file, function, number of the node."""
    found = []
    named = SOURCE / "magclaims" / where
    for path in sorted(named.glob("*.py")) or [named]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for name, function in functions(tree.body):
            for number, node in enumerate(nodes(function)):
                if any(True for _ in changes(node)):
                    found.append((path, name, number))
    return found


def mutant(path: Path, name: str, number: int) -> Mutant:
    """The change at a place."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    function = dict(functions(tree.body))[name]
    node = next(node for n, node in enumerate(nodes(function)) if n == number)
    what, changed = next(changes(node))
    _Replace(node, changed).visit(tree)
    ast.fix_missing_locations(tree)
    line: int = getattr(node, "lineno", 0)
    begins = max(
        s.lineno for s in ast.walk(function) if isinstance(s, ast.stmt) and s.lineno <= line
    )
    file = str(path.relative_to(SOURCE))
    return Mutant(file, line, range(line, begins - 1, -1), name, what, tree)


# --- putting it in place ----------------------------------------------------------------------------


def apply(made: Mutant) -> bool:
    """Give the function its changed code, wherever it is known; False where it cannot be found."""
    module = importlib.import_module(made.file.removesuffix(".py").replace("/", "."))
    whole = compile(made.tree, str(SOURCE / made.file), "exec", dont_inherit=True)
    code = next((c for c in _codes(whole) if c.co_qualname == made.function), None)
    target: Any = module
    for part in made.function.split("."):
        target = vars(target).get(part)
    while target is not None and not hasattr(target, "__code__"):
        if hasattr(target, "cache_clear"):
            target.cache_clear()  # what it said before the change
        inner = ("__wrapped__", "__func__", "fget", "func")
        target = next((getattr(target, n) for n in inner if hasattr(target, n)), None)
    while target is not None and hasattr(target, "__wrapped__"):
        target = target.__wrapped__
    if code is None or target is None or code.co_freevars != target.__code__.co_freevars:
        return False
    target.__code__ = code
    return True


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield constant
            yield from _codes(constant)


# --- which tests run a line -------------------------------------------------------------------------


class Mapper:
    """Runs each test once and notes its lines and its time."""

    def __init__(self, measured: coverage.Coverage, where: Sequence[str]) -> None:
        self.measured, self.where = measured, where
        self.took: dict[str, float] = {}

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None]:
        """Around a test."""
        forget_answers(self.where)
        self.measured.switch_context(item.nodeid)
        began = time.process_time()
        yield
        self.took[item.nodeid] = time.process_time() - began
        self.measured.switch_context("")


def forget_answers(where: Sequence[str]) -> None:
    """What functions said of some input, so that a test that asks it again runs their lines, too.

    Those of the folders asked for, and of `judge`, which asks them all; what is read once (one answer, or
    all) stays.
    """
    begins = tuple(f"magclaims.{each.partition('/')[0]}" for each in (*where, "judge"))
    for name in [name for name in sys.modules if name.startswith(begins)]:
        for value in vars(sys.modules[name]).values():
            kept = getattr(value, "cache_parameters", None)
            if kept is not None and value.__module__ == name and (kept()["maxsize"] or 1) > 1:
                value.cache_clear()


def state(where: Sequence[str], tests: Sequence[str]) -> str:
    """A digest of what is asked, the code and the tests."""
    digest = hashlib.sha256(" ".join((*where, *tests)).encode())
    for folder in ("src/magclaims", "tests"):
        for path in sorted((ROOT / folder).rglob("*.*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def mapped(where: Sequence[str], tests: Sequence[str]) -> dict[str, Any]:
    """By file and line the tests that run it, and how long each takes."""
    kept = FOLDER / "map.json"
    if kept.is_file():
        found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        if found["state"] == state(where, tests):
            return found
    FOLDER.mkdir(parents=True, exist_ok=True)
    child = os.fork()
    if not child:
        _map(kept, where, tests)
        os._exit(0)
    os.waitpid(child, 0)
    made: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    return made


def _map(kept: Path, where: Sequence[str], tests: Sequence[str]) -> None:
    include = [str(SOURCE / "magclaims" / folder) for folder in where]
    include = [name if name.endswith(".py") else f"{name}/*.py" for name in include]
    measured = coverage.Coverage(data_file=None, include=include, config_file=False)
    mapper = Mapper(measured, where)
    measured.start()
    pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:randomly", *tests], plugins=[mapper])
    measured.stop()
    data = measured.get_data()
    lines = {}
    for file in data.measured_files():
        name = str(Path(file).relative_to(SOURCE))
        for line, contexts in data.contexts_by_lineno(file).items():
            lines[f"{name}:{line}"] = sorted(c for c in contexts if c)
    made = {"state": state(where, tests), "took": mapper.took, "lines": lines}
    kept.write_text(json.dumps(made), encoding="utf-8")


# --- trying it --------------------------------------------------------------------------------------


class Runner:
    """Collects the tests once, then tries each mutant in a fork."""

    def __init__(
        self, mutants: Sequence[Mutant], found: dict[str, Any], seconds: float, where: Sequence[str]
    ) -> None:
        self.mutants, self.found, self.seconds, self.where = mutants, found, seconds, where
        self.size = Counter(name for names in found["lines"].values() for name in names)
        self.outcomes: list[tuple[Mutant, str]] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of running the tests."""
        items = {item.nodeid: item for item in session.items}
        for item in session.items[:: 1 + len(items) // _WARMED]:
            runtestprotocol(item, log=False, nextitem=None)  # what they load, no fork loads again
        forget_answers(self.where)
        for made in self.mutants:
            chosen = [items[name] for name in self.order(made) if name in items]
            said = self._tried(made, chosen) if chosen else "untested"
            self.outcomes.append((made, said))
            print(f"{said:9} {made}", file=sys.__stderr__, flush=True)  # pytest holds the other one
        return True

    def order(self, made: Mutant) -> list[str]:
        """The tests that run its line, the likeliest to notice it first."""
        lines: dict[str, list[str]] = self.found["lines"]
        run = (lines.get(f"{made.file}:{n}", []) for n in made.lines)
        names: list[str] = next(filter(None, run), [])
        module = made.file.removesuffix(".py").replace("/", ".")
        turn: Counter[str] = Counter()
        order: list[tuple[bool, int, int, str]] = []
        for name in sorted(names, key=lambda name: (self.size[name], self.found["took"][name])):
            test = name.partition("[")[0]
            own = f"{module} import" in _text(name.partition("::")[0])
            order.append((not own, turn[test], len(order), name))
            turn[test] += 1
        return [name for *_, name in sorted(order)]

    def _tried(self, made: Mutant, chosen: Sequence[pytest.Item]) -> str:
        child = os.fork()
        if not child:
            os._exit(_outcome(made, chosen, self.seconds))
        return _SAID.get(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), "hung")


@cache
def _text(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


_SAID = {0: "survived", 1: "killed", 2: "unapplied", 3: "over"}


def _outcome(made: Mutant, chosen: Sequence[pytest.Item], seconds: float) -> int:
    """What became of a mutant, as a key of `_SAID`; one that does not end is ended by a signal."""
    sys.setrecursionlimit(2000)
    longest = int(seconds) + LONG
    resource.setrlimit(resource.RLIMIT_CPU, (longest, longest))
    signal.alarm(10 * longest)
    if not apply(made):
        return 2
    for item in chosen:
        if time.process_time() > seconds:  # a fork's begins at nought
            return 3
        try:
            reports = runtestprotocol(item, log=False, nextitem=None)
        except BaseException:  # noqa: BLE001 - whatever ends it, it was noticed
            return 1
        if any(report.failed for report in reports):
            return 1
    return 0


def main() -> int:
    """Print what survived, and the share that was killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("where", nargs="*", default=WHERE, help="folders or files below magclaims")
    parser.add_argument("--count", type=int, default=70, help="of each folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=30, help="of the processor for one mutant")
    parser.add_argument(
        "--tests", nargs="+", help="files or folders; else all tests of those folders"
    )
    options = parser.parse_args()
    os.chdir(ROOT)
    tests = options.tests or sorted({f"tests/{Path(each).parts[0]}" for each in options.where})
    found = mapped(options.where, tests)
    every = {each: places(each) for each in options.where}
    drawn = [
        mutant(*place)
        for of_it in every.values()
        for place in sorted(
            random.Random(options.seed).sample(of_it, min(options.count, len(of_it)))
        )
    ]
    runner = Runner(drawn, found, options.seconds, options.where)
    pytest.main(["-q", "-p", "no:cacheprovider", *tests], plugins=[runner])
    for folder, of_it in every.items():
        counts = Counter(said for made, said in runner.outcomes if folder in made.file)
        tried = counts.total() - counts["unapplied"]
        killed = counts["killed"] + counts["hung"]
        share = 100 * killed / max(tried, 1)
        print(
            f"{folder}, {len(of_it)} places: {killed} of {tried} killed ({share:.0f} %): {dict(counts)}"
        )
    for made, said in runner.outcomes:
        if said not in {"killed", "hung"}:
            print(f"- {said}: {made}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
