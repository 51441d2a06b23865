"""A bar on a terminal while many files are read; nothing at all where it would be quick, or goes to a pipe."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from qcdc_cli.language import say

_PATIENCE = 1.0  # seconds after which people want to see that something goes on


@contextmanager
def reading() -> Iterator[Callable[[int, int], None] | None]:
    """Give what is told how many files of how many have been read, or None where nobody would see it.

    The bar appears on stderr when reading has taken longer than a second, and goes again when it ends.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    with ExitStack() as stack:
        yield _told(stack)


def _told(stack: ExitStack) -> Callable[[int, int], None]:
    begin = time.monotonic()
    update: Callable[[int, int], None] | None = None

    def told(done: int, total: int) -> None:
        nonlocal update
        if update is None and time.monotonic() - begin > _PATIENCE:
            update = _bar(stack)
        if update is not None:
            update(done, total)

    return told


def _bar(stack: ExitStack) -> Callable[[int, int], None]:
    """Show a bar until the stack is left; rich is imported only now, and obeys NO_COLOR by itself."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    progress = stack.enter_context(Progress(*columns, console=console, transient=True, redirect_stdout=False))
    task = progress.add_task(say("Đọc phiếu", "Reading sheets"), total=None)

    def update(done: int, total: int) -> None:
        progress.update(task, completed=done, total=total)

    return update
