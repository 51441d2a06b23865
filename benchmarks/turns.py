"""Processes that take turns, what each of them took, and what is said of it.

Seconds differ from machine to machine and from minute to minute; the ratio of two kinds of process that take turns
hardly does. README.md beside this file says how figures are read.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

_PER_MEGABYTE = 1 << (20 if sys.platform == "darwin" else 10)  # of ru_maxrss

# What the `qcdc` script does; `-m` would measure Python's runpy too.
QCDC = "from qcdc_cli.__main__ import main; main()"
# On one core a large campaign is read in one process. It is the last one: the first also serves the machine's devices.
ON_ONE_CORE = "import os; os.sched_setaffinity(0, {max(os.sched_getaffinity(0))}); "


class Run(NamedTuple):
    """What one process took, with those that it started and waited for.

    Attributes:
        seconds: of a core, user and system, of all of them.
        elapsed: seconds from its start to its end.
        megabytes: of memory at the peak, of the largest of them.
    """

    seconds: float
    elapsed: float
    megabytes: float


class Figure(NamedTuple):
    """One line of the table.

    Attributes:
        name: what is measured.
        measured: what the values come from, as text.
        values: one of each turn.
        budget: what the median is to reach; None where nothing is promised.
        unit: of the values and the budget.
        least: whether the budget is the least that is to be reached, not the most.
    """

    name: str
    measured: str
    values: Sequence[float]
    budget: float | None
    unit: str = "×"
    least: bool = False

    @property
    def broken(self) -> bool:
        """True when the median does not keep the budget."""
        if self.budget is None:
            return False
        middle = median(self.values)
        return middle < self.budget if self.least else middle > self.budget

    def __str__(self) -> str:
        middle, low, high = median(self.values), min(self.values), max(self.values)
        digits = 0 if self.unit == " MB" else 2
        reached = f"{middle:.{digits}f}{self.unit} ({low:.{digits}f}–{high:.{digits}f})"
        budget = (
            ""
            if self.budget is None
            else f"{'≥' if self.least else '≤'} {self.budget:g}{self.unit}{'  BROKEN' if self.broken else ''}"
        )
        return f"{self.name:<58} {self.measured:<26} {reached:<24} {budget}"


def process(code: str, *arguments: str) -> Run:
    """Run Python code in a new process and measure it."""
    # Python's own settings are its defaults; above all, compiled modules are kept, as for everyone who installed qcdc.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [sys.executable, "-c", code, *arguments]
    with tempfile.TemporaryFile() as said:
        begun = time.monotonic()
        child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        elapsed = time.monotonic() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise SystemExit(f"exit status {child.returncode}: {arguments}\n{said.read().decode()}")
    return Run(usage.ru_utime + usage.ru_stime, elapsed, usage.ru_maxrss / _PER_MEGABYTE)


def in_turns(times: int, *processes: Sequence[str]) -> list[list[Run]]:
    """Run processes in turns, so that what disturbs one of them disturbs all; one round first that does not count."""
    rounds = [[process(*arguments) for arguments in processes] for _ in range(times + 1)][1:]
    return [list(runs) for runs in zip(*rounds, strict=True)]


def of_a_core(run: Run) -> float:
    """Return what a process computed, not what it waited for: the machine may have other work."""
    return run.seconds


def by_the_clock(run: Run) -> float:
    """Return what somebody waits for: less than the seconds of a core where two processes share the work."""
    return run.elapsed


def against(subject: list[Run], other: list[Run], what: Callable[[Run], float] = of_a_core) -> tuple[str, list[float]]:
    """Return both medians as text, and the ratio of each turn."""
    shown = " : ".join(_shown(median(map(what, runs))) for runs in (subject, other))
    return shown, [what(one) / what(two) for one, two in zip(subject, other, strict=True)]


def peak(name: str, runs: list[Run], budget: float | None) -> Figure:
    """Return the figure of the peak memory of some runs."""
    return Figure(f"{name}, peak memory", "", [run.megabytes for run in runs], budget, " MB")


def taking(name: str, runs: list[Run], what: Callable[[Run], float], budget: float | None = None) -> Figure:
    """Return the figure of the seconds of some runs."""
    return Figure(name, "", [what(run) for run in runs], budget, " s")


def folder_of(script: str) -> Path:
    """Return where a file or folder of the benchmarks lies."""
    return Path(__file__).resolve().parent / script


def _shown(taken: float) -> str:
    return f"{taken:.2f} s" if taken >= 1 else f"{taken * 1000:.0f} ms"
