"""Long work: a progress bar on a terminal, and no garbage collection that would find nothing.

There is no bar where the work is quick, or the messages go to a pipe.
"""

import gc
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from qcdc_cli.campaign.loaded import Progress

_PATIENCE = 1.0  # seconds after which people want to see progress


@contextmanager
def bar_when_slow(title: str) -> Iterator[Progress | None]:
    """Yield a function to call with the numbers of things done and of all things, or None where nobody would see a bar.

    The bar appears on stderr when the work has taken longer than a second, and goes again when it ends.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    with ExitStack() as stack:
        yield _late_bar(stack, title)


def _late_bar(stack: ExitStack, title: str) -> Progress:
    begin = time.monotonic()
    update: Progress | None = None

    def progress(done: int, total: int) -> None:
        nonlocal update
        if update is None and time.monotonic() - begin > _PATIENCE:
            update = _bar(stack, title)
        if update is not None:
            update(done, total)

    return progress


def _bar(stack: ExitStack, title: str) -> Progress:
    """Show a bar until the stack is left; rich is imported only now, and obeys NO_COLOR by itself."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    bar = stack.enter_context(Bar(*columns, console=console, transient=True, redirect_stdout=False))
    task = bar.add_task(title, total=None)

    def update(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)

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
    """Make workbooks with the cyclic garbage collector: each is full of cycles, and would stay until the end.

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
