"""Small changes to the code that decides: which of them does no test notice?

    make mutate                                  # 200 changes
    python benchmarks/mutate.py --count 40 --seed 7
    python benchmarks/mutate.py --tests tests/match/test_candidates.py  # what these tests alone notice

Verdicts, evidence links and matching. First each test of tests/judge and tests/match is run once, to see
which lines it runs and how long it takes (kept in build/mutate until something changes). A mutant is one
change to one function: a comparison the other way, `and` for `or`, a number one larger, a condition
turned around, `any` for `all`, a value that is not returned. Each is tried in a fork, in which that
function has the changed code: the tests that run its line, from each file in turn the quickest, until one fails. So
much time as `--seconds` says is spent on one that survives; one that does not end is killed, too. Mutants are
drawn by chance from all places, the same for the same seed.

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
import select
import signal
import sys
import time
import types
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import coverage
import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
FOLDER = ROOT / "build" / "mutate"
WHERE = ("judge/verdict", "judge/link", "match")
TESTS = ("tests/judge", "tests/match")
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
    return node is None or (isinstance(node, ast.Constant) and node.value is None)


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
            stack.extend(ast.iter_child_nodes(node))


def places() -> list[tuple[Path, str, int]]:
    """All places where something can be changed: file, function, number of the node in it."""
    found = []
    for folder in WHERE:
        for path in sorted((SOURCE / "magclaims" / folder).glob("*.py")):
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
    file = str(path.relative_to(SOURCE))
    return Mutant(file, getattr(node, "lineno", 0), name, what, tree)


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

    def __init__(self, measured: coverage.Coverage) -> None:
        self.measured = measured
        self.took: dict[str, float] = {}

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None]:
        """Around a test."""
        from magclaims.knowledge.memory import forget

        forget()
        forget_answers()
        self.measured.switch_context(item.nodeid)
        began = time.process_time()
        yield
        self.took[item.nodeid] = time.process_time() - began
        self.measured.switch_context("")


def forget_answers() -> None:
    """What functions said of some input, so that a test that asks it again runs their lines, too.

    Those that keep all are of lists of words: they stay.
    """
    for folder in WHERE:
        begins = f"magclaims.{folder.replace('/', '.')}."
        for name in [name for name in sys.modules if name.startswith(begins)]:
            for value in vars(sys.modules[name]).values():
                kept = getattr(value, "cache_parameters", None)
                if kept is not None and kept()["maxsize"] is not None:
                    value.cache_clear()


def state(tests: Sequence[str]) -> str:
    """A digest of the code and of the tests."""
    digest = hashlib.sha256(" ".join(tests).encode())
    for folder in ("src/magclaims", "tests"):
        for path in sorted((ROOT / folder).rglob("*.*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def mapped(tests: Sequence[str]) -> dict[str, Any]:
    """By file and line the tests that run it, and how long each takes."""
    kept = FOLDER / "map.json"
    if kept.is_file():
        found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        if found["state"] == state(tests):
            return found
    FOLDER.mkdir(parents=True, exist_ok=True)
    child = os.fork()
    if not child:
        _map(kept, tests)
        os._exit(0)
    os.waitpid(child, 0)
    made: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    return made


def _map(kept: Path, tests: Sequence[str]) -> None:
    include = [str(SOURCE / "magclaims" / folder / "*.py") for folder in WHERE]
    measured = coverage.Coverage(data_file=None, include=include, config_file=False)
    mapper = Mapper(measured)
    measured.start()
    pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:randomly", *tests], plugins=[mapper])
    measured.stop()
    data = measured.get_data()
    lines = {}
    for file in data.measured_files():
        name = str(Path(file).relative_to(SOURCE))
        for line, contexts in data.contexts_by_lineno(file).items():
            lines[f"{name}:{line}"] = sorted(c for c in contexts if c)
    made = {"state": state(tests), "took": mapper.took, "lines": lines}
    kept.write_text(json.dumps(made), encoding="utf-8")


# --- trying it --------------------------------------------------------------------------------------


class Runner:
    """Collects the tests once, then tries each mutant in a fork."""

    def __init__(self, mutants: Sequence[Mutant], found: dict[str, Any], seconds: float) -> None:
        self.mutants, self.found, self.seconds = mutants, found, seconds
        self.outcomes: list[tuple[Mutant, str]] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of running the tests."""
        items = {item.nodeid: item for item in session.items}
        for made in self.mutants:
            said = self._tried(made, items)
            self.outcomes.append((made, said))
            print(f"{said:9} {made}", file=sys.__stderr__, flush=True)  # pytest holds the other one
        return True

    def _tried(self, made: Mutant, items: dict[str, pytest.Item]) -> str:
        took: dict[str, float] = self.found["took"]
        names = [n for n in self.found["lines"].get(f"{made.file}:{made.line}", ()) if n in items]
        names.sort(key=lambda name: took[name])
        turn: Counter[str] = Counter()
        order = []
        for name in names:
            file = name.partition("::")[0]
            order.append((turn[file], took[name], name))
            turn[file] += 1
        names = [name for *_, name in sorted(order)]
        spent = 0.0
        chosen: list[pytest.Item] = []
        for name in names:
            spent += took[name]
            if spent > self.seconds and chosen:
                break
            chosen.append(items[name])
        if not chosen:
            return "untested"
        child = os.fork()
        if not child:
            os._exit(_survives(made, chosen))
        handle = os.pidfd_open(child)
        try:
            ended = select.select([handle], [], [], 60 + 20 * min(spent, self.seconds))[0]
            if not ended:
                os.kill(child, signal.SIGKILL)
        finally:
            os.close(handle)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said = {0: "survived", 1: "killed", 2: "unapplied"}.get(code, "hung")
        return "survived*" if said == "survived" and len(chosen) < len(names) else said


def _survives(made: Mutant, chosen: Sequence[pytest.Item]) -> int:
    """0 where no test fails, 1 where one does, 2 where the mutant could not be made."""
    from magclaims.knowledge.memory import forget

    sys.setrecursionlimit(2000)
    if not apply(made):
        return 2
    forget()
    for item in chosen:
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
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=20, help="of tests for one mutant")
    parser.add_argument("--only", default="", help="files with this in their name")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="files or folders of tests")
    options = parser.parse_args()
    os.chdir(ROOT)
    found = mapped(options.tests)
    every = [place for place in places() if options.only in str(place[0])]
    drawn = random.Random(options.seed).sample(every, min(options.count, len(every)))
    runner = Runner([mutant(*place) for place in sorted(drawn)], found, options.seconds)
    pytest.main(["-q", "-p", "no:cacheprovider", *options.tests], plugins=[runner])
    counts: dict[str, int] = {}
    for _, said in runner.outcomes:
        counts[said] = counts.get(said, 0) + 1
    print(f"{len(every)} places; {len(runner.outcomes)} mutants: {counts}")
    tried = len(runner.outcomes) - counts.get("unapplied", 0)
    killed = counts.get("killed", 0) + counts.get("hung", 0)
    print(f"killed: {killed} of {tried} ({100 * killed / max(tried, 1):.0f} %)")
    for made, said in runner.outcomes:
        if said not in {"killed", "hung"}:
            print(f"- {said}: {made}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
