"""The standard streams of one run: UTF-8 whatever the console claims, and what holds when nobody can read them.

One rule for every command: the fate of the data decides the exit status.

- Messages (standard error) that cannot be written are dropped; nothing else changes.
- A reader of the data (standard output) that goes away has seen enough: the rest is dropped; nothing else changes.
- Data that cannot be written for another reason (the stream is closed, the disk full) has reached nobody: Q914, and
  the command could not run.
"""

import errno
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

# What an operating system says of a pipe that nobody reads any more; Windows only says that the write is invalid.
_READER_LEFT = (errno.EPIPE, errno.ESHUTDOWN, *((errno.EINVAL,) if os.name == "nt" else ()))

_closed: set[int] = set()  # the numbers of the standard streams that were closed when the program began


def reader_left(failure: OSError) -> bool:
    """Return whether a write failed because the reader of a pipe went away."""
    return failure.errno in _READER_LEFT


class WatchedStream(io.RawIOBase):
    """Bytes on their way to a standard stream, which may be closed, or fail, at any time.

    Attributes:
        dropping: whether everything that is still written is dropped.
    """

    def __init__(self, target: Any, *, required: bool) -> None:
        """Watch a stream.

        Args:
            target: the stream of bytes below; None for one that was closed before the program began.
            required: whether a failure is a problem (data), or what is written is dropped (messages).
        """
        super().__init__()
        self.dropping = False
        self._target = target
        self._required = required

    def drop(self) -> None:
        """Drop everything that is not written yet."""
        self.dropping = True

    def writable(self) -> bool:
        """Return True: that is what it is for."""
        return True

    def fileno(self) -> int:
        """Return the number of the stream below."""
        if self._target is None:
            raise io.UnsupportedOperation("fileno")
        return int(self._target.fileno())

    def isatty(self) -> bool:
        """Return whether the stream below is a terminal."""
        return self._target is not None and bool(self._target.isatty())

    def write(self, data: "ReadableBuffer", /) -> int:
        """Write some bytes, or drop them, and return how many.

        Raises:
            QcdcError: Q914 when data cannot be written, unless its reader went away.
        """
        size = memoryview(data).nbytes
        if self.dropping:
            return size
        try:
            return self._written(data)
        except OSError as failure:
            self.dropping = True
            if self._required and not reader_left(failure):
                raise _not_written(failure) from failure
            return size

    def _written(self, data: "ReadableBuffer") -> int:
        if self._target is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        number: int | None = self._target.write(data)
        while number is None:  # another program that shares the pipe has it not wait for its reader
            os.set_blocking(self.fileno(), True)
            number = self._target.write(data)
        return number


def _not_written(failure: OSError) -> Exception:
    from qcdc_cli.language.system import reason
    from qcdc_cli.problems import Problem, QcdcError

    return QcdcError(Problem("Q914", {"reason": reason(failure)}), could_not_run=True)


@contextmanager
def watched_streams() -> Iterator[Callable[[], None]]:
    """Watch standard output and standard error until the end.

    Yields:
        a function that drops the data not yet written, which would else wait for a reader such as a pager.
    """
    _open_closed()
    before = sys.stdout, sys.stderr
    sys.stdout, data = _watched(sys.stdout, required=True)
    sys.stderr, _ = _watched(sys.stderr, required=False)
    try:
        yield data.drop
    finally:
        sys.stdout, sys.stderr = before


def _open_closed() -> None:
    """Open the null device for each standard stream that is closed, or the next file opened would take its number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free: this one
            _closed.add(number)


def was_closed(number: int) -> bool:
    """Return whether a standard stream was closed when the program began."""
    return number in _closed


def _watched(stream: Any, *, required: bool) -> tuple[Any, WatchedStream]:
    """Return what to print to instead of a stream, and the bytes below it; text kept in memory has none."""
    below = getattr(stream, "buffer", None)
    raw = WatchedStream(getattr(below, "raw", below), required=required)
    if stream is not None:
        stream.flush()
        if below is None:
            return stream, raw
    buffered = io.BufferedWriter(raw)
    # Python's cp1258 cannot even print `ã`.
    text = io.TextIOWrapper(
        buffered, encoding="utf-8", errors="backslashreplace", line_buffering=not required or raw.isatty()
    )
    return text, raw
