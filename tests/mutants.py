"""Changes the code in small ways and looks whether a test fails: `python -m tests.mutants` (`--help` for the options).

What is changed: comparisons, arithmetic, and/or, not, whole numbers, yes and no, min and max, conditions, and
statements that are left out, one at a time, inside the functions of the rooms whose figures everything rests on. A
change that no test notices has *survived*: either a test is missing, or the change makes no difference.

Everything is imported and all tests are collected once. Each change is made in a process of its own, where only the
code of the changed function is replaced, and only the tests that reach the changed line run, the quickest first, until
one fails. (mutmut and cosmic-ray begin a run of pytest for each change, or wrap each function so that pydantic no
longer takes it: half a day for what takes minutes here.)
"""

import argparse
import ast
import functools
import gc
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import coverage
import pytest

ROOT = Path(__file__).resolve().parents[1]
CHANGED = ("scoring", "kinds", "values.py", "yamltext")
TESTS = (
    "tests/kinds",
    "tests/scoring",
    "tests/test_values.py",
    "tests/yamltext",
    "tests/examples",
    "tests/campaign",
    "tests/commands/test_blocs.py",
    "tests/commands/test_rubric.py",
    "tests/commands/test_several_periods.py",
    "tests/forms/test_merging.py",
    "tests/render/test_json.py",
    "tests/render/test_decision_notes.py",
)
MINUTES = 10
PATIENCE = 10  # a mutant may take so many times what its tests take, and a few seconds

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
}
_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}
_LEFT_OUT = (ast.AugAssign, ast.Raise, ast.Continue)


@dataclass(frozen=True)
class Mutant:
    """One change.

    Attributes:
        file: the changed file, from the repository's root.
        line: the changed line.
        until: the last line of the function that is changed; its first one is in `function`.
        what: the change in words.
        function: name and first line of the outermost function that is changed, as in its code object.
        code: the new code of that function.
    """

    file: str
    line: int
    until: int
    what: str
    function: tuple[str, int]
    code: CodeType

    def __str__(self) -> str:
        """Name the change as a compiler names a line."""
        return f"{self.file}:{self.line}: {self.what}"


Place = tuple[str, str, int]  # a function's file, name and first line
Target = tuple[FunctionType, CodeType]  # a function and its new code
Change = tuple[Any, str, Any]  # the node that is changed, the change in words, and what makes it

# ------------------------------------------------------------------ making them


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Yield every change of a file's functions."""
    source = file.read_text(encoding="utf-8")
    name = file.relative_to(ROOT).as_posix()
    for number, (function, line, until, what) in enumerate(_changes(ast.parse(source))):
        tree = ast.parse(source)
        for at, _ in enumerate(_changes(tree, apply=number)):
            if at == number:
                break
        code = _code_in(compile(ast.fix_missing_locations(tree), str(file), "exec"), function)
        if code is not None:
            yield Mutant(name, line, until, what, function, code)


def _changes(tree: ast.Module, apply: int = -1) -> Iterator[tuple[tuple[str, int], int, int, str]]:
    """Yield function, line, last line and words of each possible change; make the one with the number `apply`."""
    number = 0
    for function in _functions(tree):
        first = min([function.lineno, *(one.lineno for one in function.decorator_list)])
        for statement in function.body:
            for node in ast.walk(statement):
                for where, what, make in _changes_of(node):
                    if number == apply:
                        make()
                    yield (function.name, first), where.lineno, function.end_lineno or first, what
                    number += 1


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    """Yield the functions and methods that are no part of another function."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield node
        elif not isinstance(node, ast.AsyncFunctionDef):
            yield from _functions(node)


def _changes_of(node: ast.AST) -> Iterator[Change]:
    """Yield the changes of one node: where, in words, and what makes the change in place."""
    match node:
        case ast.Compare():
            for at, operator in enumerate(node.ops):
                new = _COMPARISONS[type(operator)]
                what = f"{_name(operator)} -> {new.__name__}"
                yield node, what, functools.partial(node.ops.__setitem__, at, new())
        case ast.BinOp(op=operator) if type(operator) in _ARITHMETIC and not _is_text(node):
            other = _ARITHMETIC[type(operator)]
            yield node, f"{_name(operator)} -> {other.__name__}", functools.partial(setattr, node, "op", other())
        case ast.BoolOp(op=ast.And()):
            yield node, "and -> or", functools.partial(setattr, node, "op", ast.Or())
        case ast.BoolOp(op=ast.Or()):
            yield node, "or -> and", functools.partial(setattr, node, "op", ast.And())
        case ast.UnaryOp(op=ast.USub()):
            yield node, "- -> +", functools.partial(setattr, node, "op", ast.UAdd())
        case ast.Constant(value=bool() as value):
            yield node, f"{value} -> {not value}", functools.partial(setattr, node, "value", not value)
        case ast.Constant(value=int() as value):
            yield node, f"{value} -> {value + 1}", functools.partial(setattr, node, "value", value + 1)
        case ast.Call(func=ast.Name(id=name) as called) if name in _CALLS:
            yield node, f"{name} -> {_CALLS[name]}", functools.partial(setattr, called, "id", _CALLS[name])
    if isinstance(node, ast.If | ast.IfExp | ast.While | ast.comprehension):
        yield from _conditions(node)
    for field in ("body", "orelse"):
        block = getattr(node, field, None)
        for at, statement in enumerate(block) if isinstance(block, list) else ():
            called = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
            if called or isinstance(statement, _LEFT_OUT):
                nothing = ast.copy_location(ast.Pass(), statement)
                what = f"left out: {ast.unparse(statement)[:60]}"
                yield statement, what, functools.partial(block.__setitem__, at, nothing)  # type: ignore[union-attr]


def _conditions(node: ast.If | ast.IfExp | ast.While | ast.comprehension) -> Iterator[Change]:
    """Yield the conditions turned round, comparisons aside, which have changes of their own."""
    holders: list[tuple[Any, Any, ast.expr]]
    if isinstance(node, ast.comprehension):
        holders = [(node.ifs.__setitem__, at, test) for at, test in enumerate(node.ifs)]
    else:
        holders = [(functools.partial(setattr, node), "test", node.test)]
    for put, key, test in holders:
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            yield test, f"not left out: {ast.unparse(test)[:50]}", functools.partial(put, key, test.operand)
        elif not isinstance(test, ast.Compare | ast.BoolOp):
            turned = ast.copy_location(ast.UnaryOp(ast.Not(), test), test)
            yield test, f"not {ast.unparse(test)[:50]}", functools.partial(put, key, turned)


def _name(operator: ast.AST) -> str:
    return type(operator).__name__


def _is_text(node: ast.BinOp) -> bool:
    """Return whether texts are put together."""
    sides = (node.left, node.right)
    return any(isinstance(side, ast.JoinedStr | ast.List | ast.Tuple) for side in sides) or any(
        isinstance(side, ast.Constant) and isinstance(side.value, str) for side in sides
    )


def _code_in(code: CodeType, function: tuple[str, int]) -> CodeType | None:
    """Return the code of a function of a module or of one of its classes."""
    for part in code.co_consts:
        if isinstance(part, CodeType):
            found = part if (part.co_name, part.co_firstlineno) == function else _code_in(part, function)
            if found is not None:
                return found
    return None


# ------------------------------------------------------------------ running them


@dataclass
class Outcome:
    """What came of the changes, by the name of what became of them."""

    told: dict[str, list[Mutant]]
    seconds: float


class Runner:
    """A pytest plugin that runs the collected tests over each change instead of once."""

    def __init__(self, mutants: Sequence[Mutant], minutes: float, jobs: int) -> None:
        self.mutants, self.minutes, self.jobs = mutants, minutes, jobs
        self.outcome = Outcome(defaultdict(list), 0.0)
        self._failed = False
        self._caches: list[functools._lru_cache_wrapper[Any]] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a failure."""
        self._failed |= report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn which test reaches which line, then try all changes."""
        begin = time.monotonic()
        items = {item.nodeid: item for item in session.items}
        seconds, reached = self._learned(items)
        functions = _functions_by_place()
        self._caches = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
        gc.freeze()  # so that the processes share what they do not change
        running: dict[int, Mutant] = {}
        waiting = list(self.mutants)
        while waiting or running:
            if time.monotonic() - begin > self.minutes * 60 and waiting:
                self.outcome.told["not tried, for lack of time"] += waiting
                waiting = []
            elif waiting and len(running) < self.jobs:
                mutant = waiting.pop(0)
                own = sorted(_reaching(mutant, reached), key=seconds.__getitem__)
                targets = list(_targets(mutant, functions))
                if not targets:
                    self.outcome.told["not tried, made while it runs"].append(mutant)
                elif not own:
                    self.outcome.told["not reached by any test"].append(mutant)
                else:
                    limit = 3 + PATIENCE * sum(seconds[one] for one in own)
                    running[self._begin(targets, [items[one] for one in own], limit)] = mutant
            elif running:
                process, status = os.wait()
                self._note(running.pop(process), status)
        self.outcome.seconds = time.monotonic() - begin
        return True

    def _note(self, mutant: Mutant, status: int) -> None:
        survived = os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0
        self.outcome.told["survived" if survived else "killed"].append(mutant)
        if survived:
            print(f"survived: {mutant}", flush=True)

    def _begin(self, targets: Sequence[Target], items: Sequence[pytest.Item], limit: float) -> int:
        process = os.fork()
        if process:
            return process
        _silence(items[0].config)
        signal.alarm(int(limit) + 1)
        for function, code in targets:
            function.__code__ = code
        for cache in self._caches:
            cache.cache_clear()
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._failed:
                os._exit(1)
        os._exit(0)

    def _learned(self, items: dict[str, pytest.Item]) -> tuple[dict[str, float], dict[tuple[str, int], set[str]]]:
        """Run all tests as they are, elsewhere; return how long each takes, and which reach each line."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "learned.json"
            process = os.fork()
            if not process:
                _silence(next(iter(items.values())).config)
                self._learn(list(items.values()), file)
                os._exit(0)
            if os.waitpid(process, 0)[1]:
                message = "The tests could not be run as they are."
                raise pytest.UsageError(message)
            learned = json.loads(file.read_text(encoding="utf-8"))
        for name in learned["failing"]:
            print(f"fails without any change, and is left out: {name}", flush=True)
        sound = items.keys() - {*learned["failing"]}
        reached = defaultdict(set)
        for name, lines in learned["reached"].items():
            for line, tests in lines.items():
                reached[name, int(line)] = set(tests) & sound
        return learned["seconds"], reached

    def _learn(self, items: list[pytest.Item], file: Path) -> None:
        measured = coverage.Coverage(data_file=None, include=[str(ROOT / "qcdc_cli" / "*")], config_file=False)
        seconds, failing = {}, []
        measured.start()
        for item, following in zip(items, [*items[1:], None], strict=True):
            measured.switch_context(item.nodeid)
            begin = time.monotonic()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            seconds[item.nodeid] = time.monotonic() - begin
            if self._failed:
                failing.append(item.nodeid)
                self._failed = False
        measured.stop()
        data = measured.get_data()
        reached = {
            Path(name).relative_to(ROOT).as_posix(): data.contexts_by_lineno(name) for name in data.measured_files()
        }
        file.write_text(json.dumps({"seconds": seconds, "failing": failing, "reached": reached}), encoding="utf-8")


def _reaching(mutant: Mutant, reached: Mapping[tuple[str, int], set[str]]) -> set[str]:
    """Return the tests that reach the changed line; of a line inside a longer statement, those of the function."""
    there = reached.get((mutant.file, mutant.line), set())
    function = (reached.get((mutant.file, line), set()) for line in range(mutant.function[1] + 1, mutant.until + 1))
    return there or set().union(*function)


def _silence(config: pytest.Config) -> None:
    """Print nothing from here on, in a process that only its exit status speaks for."""
    config.pluginmanager.unregister(name="terminalreporter")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _functions_by_place() -> dict[Place, list[FunctionType]]:
    """Return the functions of the program that there are; one that is made by another may be there several times."""
    found: dict[Place, list[FunctionType]] = defaultdict(list)
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__module__ and one.__module__.startswith("qcdc_cli."):
            file = Path(one.__code__.co_filename)
            if file.is_relative_to(ROOT):
                found[file.relative_to(ROOT).as_posix(), one.__code__.co_name, one.__code__.co_firstlineno].append(one)
    return found


def _targets(mutant: Mutant, functions: Mapping[Place, Sequence[FunctionType]]) -> Iterator[Target]:
    """Yield the function that is changed, and those that it made already, each with its new code."""
    codes = [mutant.code]
    for code in codes:  # it grows
        codes += [part for part in code.co_consts if isinstance(part, CodeType)]
    known = Counter((code.co_name, code.co_firstlineno) for code in codes)
    for code in codes:
        if known[code.co_name, code.co_firstlineno] == 1:  # two lambdas of one line are not told apart
            for function in functions.get((mutant.file, code.co_name, code.co_firstlineno), ()):
                if function.__code__.co_freevars == code.co_freevars:
                    yield function, code


# ------------------------------------------------------------------ the command


def files_of(chosen: Sequence[str]) -> Iterator[Path]:
    """Yield the modules of rooms, or modules, below qcdc_cli."""
    for name in chosen:
        place = ROOT / "qcdc_cli" / name
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


def told(outcome: Outcome) -> str:
    """Return the table: each room's mutants by what became of them."""
    kinds = ("killed", "survived", "not reached by any test", "not tried, made while it runs")
    late = "not tried, for lack of time"
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, mutants in outcome.told.items():
        for mutant in mutants:
            counts[mutant.file.split("/")[1]][kind] += 1
    columns = [*kinds, *([late] if outcome.told.get(late) else [])]
    lines = [" | ".join(["", "room", *columns, ""]).strip(), "|---|" + "--:|" * len(columns)]
    for room, own in sorted(counts.items()):
        lines.append(f"| {room} | " + " | ".join(str(own[kind]) for kind in columns) + " |")
    for kind in columns[2:3]:
        lines += [f"{kind}: {mutant}" for mutant in outcome.told.get(kind, ())]
    return "\n".join([*lines, f"{outcome.seconds:.0f} s"])


def main() -> int:
    """Try the changes that are asked for; return 0 if none survived."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("modules", nargs="*", default=CHANGED, help="rooms or modules below qcdc_cli")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="the tests that may notice a change")
    parser.add_argument("--minutes", type=float, default=MINUTES, help="no further change is tried after so long")
    parser.add_argument("--jobs", type=int, default=2, help="changes that are tried at once")
    parser.add_argument("--seed", type=int, default=0, help="of the order, which matters where time runs out")
    chosen = parser.parse_args()
    mutants = [mutant for file in files_of(chosen.modules) for mutant in mutants_of(file)]
    random.Random(chosen.seed).shuffle(mutants)
    print(f"{len(mutants)} mutants", flush=True)
    runner = Runner(mutants, chosen.minutes, chosen.jobs)
    arguments = ["-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not office and not slow", *chosen.tests]
    status = pytest.main([*arguments, "--hypothesis-profile=repeatable"], plugins=[runner])
    print(told(runner.outcome))
    return int(status) or int(bool(runner.outcome.told.get("survived")))


if __name__ == "__main__":
    sys.exit(main())
