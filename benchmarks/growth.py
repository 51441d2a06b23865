"""Does anything grow faster than n log n? Each case is run at several sizes of its input; shown is the exponent.

    python benchmarks/growth.py                  all cases, some minutes
    python benchmarks/growth.py ties             the cases whose names contain "ties"
    python benchmarks/growth.py --list           their names and sizes
    python benchmarks/growth.py --assert         exit status 1 when a case grows too fast

README.md beside this file says how it is measured. The cases are in cases/.
"""

import argparse
import gc
import math
import os
import resource
import sys
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from cases import CASES, Case

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

LIMIT = 1.2  # n log n comes to about 1.1 at these sizes, n² to 2
MEASURABLE = 0.04  # seconds over the start-up cost that the largest input must take, or an exponent says nothing
PATIENCE = 20  # seconds of a core after which a run is stopped; what takes so long grows too fast
TURNS, FEW_TURNS, MOST_TURNS = 1, 3, 10
HOPELESS = 0.4  # so far over the limit no other program on the machine brings an exponent of a few turns
_FAILED = 99
_LOADED = ["qcdc_cli.commands.app", "qcdc_cli.commands.session", "qcdc_cli.commands.campaign_loading", "rich.console"]


@dataclass(frozen=True)
class Growth:
    """What a case took.

    Attributes:
        case: the case.
        runs: for the least input, and then for each size, the seconds of a core that each turn took.
    """

    case: Case
    runs: tuple[tuple[float, ...], ...]

    @property
    def over_start(self) -> list[float]:
        """For each size the seconds over the start-up cost; the least of all turns, since others only add to it."""
        least, *costs = (min(seconds) for seconds in self.runs)
        return [max(cost - least, 0.001) for cost in costs]

    @property
    def exponent(self) -> float:
        """The exponent b of the cost a·nᵇ over the start-up cost, by least squares of the logarithms."""
        costs = self.over_start
        if math.inf in costs:
            return math.inf
        across, up = [math.log(size) for size in self.case.sizes], [math.log(cost) for cost in costs]
        middle, height = sum(across) / len(across), sum(up) / len(up)
        slopes = sum((x - middle) * (y - height) for x, y in zip(across, up, strict=True))
        return slopes / sum((x - middle) ** 2 for x in across)

    @property
    def too_fast(self) -> bool:
        """True when the cost grows faster than n log n."""
        return self.exponent > LIMIT

    def __str__(self) -> str:
        sizes = " / ".join(f"{size:,}" for size in self.case.sizes)
        seconds = " / ".join(f"{median(turns):.2f}" for turns in self.runs[1:])
        start = median(self.runs[0])
        note = "  TOO FAST" if self.too_fast else ""
        return f"{self.case.name:<34} {sizes:<26} {seconds:<22} {start:<8.2f} {self.exponent:.2f}{note}"


def measure(case: Case, folder: Path, turns: int = TURNS) -> Growth:
    """Build a case's inputs and run its command on each, in turns.

    Another turn follows, up to a number of them, while the exponent is over the limit by as much as other programs
    on the machine can make it: seconds of a core grow when its caches and its twin are busy with something else.

    Args:
        case: the case.
        folder: where to build; an empty folder.
        turns: how many turns there are at least.
    """
    commands: list[list[str]] = []
    for size in (1, *case.sizes):
        own = folder / str(size)
        own.mkdir()
        commands.append(case.build(own, size))
    growth = Growth(case, tuple(zip(*_turns(case, commands, turns), strict=True)))
    while _may_be_disturbed(growth):
        (more,) = _turns(case, commands, 1)
        growth = Growth(case, tuple((*runs, one) for runs, one in zip(growth.runs, more, strict=True)))
    return growth


def _may_be_disturbed(growth: Growth) -> bool:
    """Return whether another turn may bring an exponent below the limit: one turn may have stood still for a while."""
    turns, exponent = len(growth.runs[0]), growth.exponent
    if not growth.too_fast or turns == MOST_TURNS:
        return False
    return exponent < LIMIT + HOPELESS or (turns < FEW_TURNS and exponent < math.inf)


def _turns(case: Case, commands: Sequence[Sequence[str]], turns: int) -> list[list[float]]:
    """Measure in a process of its own, which has what the command imports loaded before it begins.

    It is forked from one that has loaded what all commands need: starting Python anew takes as long as most cases.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_measure_commands, args=(sending, commands, turns, case.status))
    process.start()
    sending.close()
    try:
        answer = receiving.recv()
    except EOFError:
        answer = "the process that measures has ended"
    process.join()
    if isinstance(answer, str):
        raise RuntimeError(f"{case.name}: {answer[-2000:]}")
    return [[math.inf if seconds is None else seconds for seconds in turn] for turn in answer]


def _measure_commands(answer: "Connection", commands: Sequence[list[str]], turns: int, status: int) -> None:
    """Run commands, each in a process forked for it, and tell what they took; or the traceback of what failed."""
    from qcdc_cli.commands.entry import run

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _stay_on_one_core()
    gc.disable()  # as qcdc's own start does; a collection that only the larger sizes reach would be in their figures
    try:
        run(commands[0])  # imports what the command needs; forked processes have it from the start
        answer.send([[_seconds(command, status) for command in commands] for _ in range(turns)])
    except BaseException:  # noqa: BLE001 - whatever it was, the other process waits to be told
        answer.send(traceback.format_exc())


def _stay_on_one_core() -> None:
    """Leave this process and those forked from it one core, so that no sheets are read by yet another process.

    From some hundreds of sheets on one is started, whose start would be in the figures of the larger sizes alone.
    """
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[os.getpid() % len(cores)]})


def _seconds(command: list[str], status: int) -> float | None:
    """Run a command in a forked process; return its seconds of a core, or None when it took more than it may."""
    from qcdc_cli.commands.entry import run

    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
        ended = _FAILED
        try:
            ended = run(command)
        except BaseException:  # noqa: BLE001 - the parent process must not go on twice
            traceback.print_exc()
        finally:
            os._exit(ended)
    _, waited, usage = os.wait4(child, 0)
    if os.WIFSIGNALED(waited):
        return None
    if os.waitstatus_to_exitcode(waited) != status:
        raise SystemExit(f"exit status {os.waitstatus_to_exitcode(waited)} instead of {status}: {command}")
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("only", nargs="?", default="", help="a part of the names of the cases to run")
    parser.add_argument("--runs", type=int, default=3, help="turns of each case")
    parser.add_argument("--list", action="store_true", help="print the names of the cases, and run none")
    parser.add_argument("--assert", dest="strict", action="store_true", help="exit status 1 when a case grows too fast")
    arguments = parser.parse_args()
    chosen = [case for name, case in CASES.items() if arguments.only in name]
    if arguments.list:
        print("\n".join(f"{case.name:<34} {' / '.join(f'{size:,}' for size in case.sizes)}" for case in chosen))
        return 0
    print(f"{'case':<34} {'sizes':<26} {'seconds, median':<22} {'start':<8} exponent (at most {LIMIT})", flush=True)
    too_fast = False
    for case in chosen:
        with tempfile.TemporaryDirectory() as folder:
            try:
                growth = measure(case, Path(folder), arguments.runs)
            except RuntimeError as failure:
                print(failure, flush=True)
                too_fast = True
                continue
        print(growth, flush=True)
        too_fast |= growth.too_fast
    return int(too_fast and arguments.strict)


if __name__ == "__main__":
    sys.exit(main())
