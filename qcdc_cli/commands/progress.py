"""What goes on around long work: a bar on a terminal, and memory that is not searched in vain.

There is no bar where the work is quick, or the messages go to a pipe.
"""

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from qcdc_cli.language import say

_PATIENCE = 1.0  # seconds after which people want to see that something goes on


Told = Callable[[int, int], None]


def reading() -> AbstractContextManager[Told | None]:
    """Give what is told how many files of how many have been read, or None where nobody would see it."""
    return _shown(say("Đọc phiếu", "Reading sheets"))


def writing() -> AbstractContextManager[Told | None]:
    """Give what is told how many units of how many have been written, or None where nobody would see it."""
    return _shown(say("Ghi báo cáo", "Writing the report"))


def making() -> AbstractContextManager[Told | None]:
    """Give what is told how many forms of how many have been made, or None where nobody would see it."""
    return _shown(say("Tạo biểu mẫu", "Making forms"))


@contextmanager
def _shown(title: str) -> Iterator[Told | None]:
    """Show a bar on stderr when something has taken longer than a second; it goes again when that ends."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    with ExitStack() as stack:
        yield _told(stack, title)


def _told(stack: ExitStack, title: str) -> Told:
    begin = time.monotonic()
    update: Told | None = None

    def told(done: int, total: int) -> None:
        nonlocal update
        if update is None and time.monotonic() - begin > _PATIENCE:
            update = _bar(stack, title)
        if update is not None:
            update(done, total)

    return told


def _bar(stack: ExitStack, title: str) -> Told:
    """Show a bar until the stack is left; rich is imported only now, and obeys NO_COLOR by itself."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    progress = stack.enter_context(Progress(*columns, console=console, transient=True, redirect_stdout=False))
    task = progress.add_task(title, total=None)

    def update(done: int, total: int) -> None:
        progress.update(task, completed=done, total=total)

    return update


@contextmanager
def without_collector() -> Iterator[None]:
    """Load without the cyclic garbage collector: millions of new objects, none of them in a cycle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def with_collector() -> Iterator[None]:
    """Go through workbooks with the cyclic garbage collector: each is full of cycles, and would stay until the end.

    What is loaded already stays as it is, and is not looked at again.
    """
    was = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        if not was:
            gc.disable()
