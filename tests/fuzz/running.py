"""Runs thousands of inputs in few processes, each input within bounds of time and memory, and keeps those that fail."""

import resource
import signal
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import FrameType
from typing import NamedTuple

from tests.fuzz.kinds import KINDS, Kind, checked

_BATCH = 250
_PROCESSES = 2
# Bounds that only what never ends, or grows without end, goes beyond: an input takes some milliseconds and megabytes.
_MOST_SECONDS = 20
_MOST_BYTES = 2 * 1024**3


class Failure(NamedTuple):
    """An input over which the program failed.

    Attributes:
        name: its kind, seed and number, by which it is made again.
        data: the input.
        trace: what went wrong.
    """

    name: str
    data: bytes
    trace: str


def input_of(kind: Kind, seed: int, number: int) -> bytes:
    """Return an input; the same for the same seed and number."""
    return kind.make(Random(f"{kind.name} {seed} {number}"))  # noqa: S311


def failure_of(kind: Kind, data: bytes, folder: Path, name: str = "") -> Failure | None:
    """Have the program take an input; return what went wrong, or None."""
    try:
        with _bounded():
            checked(kind.take(data, folder))
    except Exception:  # noqa: BLE001 - all that comes out is what is looked for
        return Failure(name, data, traceback.format_exc())
    return None


@contextmanager
def _bounded() -> Iterator[None]:
    def too_long(_: int, frame: FrameType | None) -> None:
        raise TimeoutError(frame)

    before = signal.signal(signal.SIGVTALRM, too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, _MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _batch(name: str, seed: int, first: int, last: int) -> list[Failure]:
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))
    kind = KINDS[name]
    with TemporaryDirectory() as folder:
        taken = (
            failure_of(kind, input_of(kind, seed, number), Path(folder), f"{name}-{seed}-{number}")
            for number in range(first, last)
        )
        return [failure for failure in taken if failure is not None]


def failures(name: str, seed: int, count: int) -> list[Failure]:
    """Run so many inputs of a kind; return those over which the program failed."""
    batches = [(name, seed, first, min(first + _BATCH, count)) for first in range(0, count, _BATCH)]
    with ProcessPoolExecutor(_PROCESSES, get_context("fork")) as pool:
        return [failure for found in pool.map(_batch, *zip(*batches, strict=True)) for failure in found]
