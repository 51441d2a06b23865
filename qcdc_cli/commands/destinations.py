"""Where a name leads that something is written to: a stream of the program, a pipe or a device, or a file.

Only a file can be replaced at once. `/dev/stdout` and the names that a shell makes for `>(command)` are links to what
the program has open already, and must not be looked up as files.
"""

import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from qcdc_cli.commands.streams import reader_left, was_closed
from qcdc_cli.language import Text
from qcdc_cli.language.system import reason
from qcdc_cli.problems import Problem, QcdcError

STANDARD_OUTPUT = "-"
_NO_FILE = Text(
    "Xem chương trình hoặc thiết bị nhận dữ liệu; hoặc ghi vào tệp.",
    "See the program or the device that is to take the data; or write to a file.",
)
_MOST_LINKS = 40  # as on Linux


def is_standard_output(name: str) -> bool:
    """Return whether a name means the standard output: `-`, `/dev/stdout`, or a link to it."""
    return stream_number(name) == 1


def stream_number(name: str) -> int | None:
    """Return the number of the open stream that a name such as `-`, `/dev/stdout` or `/dev/fd/63` means, if it does."""
    if name == STANDARD_OUTPUT:
        return 1
    path, streams = Path(name), os.path.realpath("/dev/fd")
    for _ in range(_MOST_LINKS):
        if path.name.isdecimal() and os.path.realpath(path.parent) == streams:
            return int(path.name)
        try:
            path = path.parent / path.readlink()
        except OSError:  # no link
            return None
    return None


def write_into(name: str, pieces: Iterable[bytes]) -> None:
    """Write into an open stream, a pipe or a device, each piece before the next one is asked for; its reader may leave.

    Raises:
        QcdcError: Q106 when it cannot be written there.
    """
    number = stream_number(name)
    try:
        with _opened(name, number) as stream:
            stream.writelines(pieces)
    except OSError as failure:
        if not reader_left(failure):
            problem = Problem("Q106", {"path": name, "reason": reason(failure)}, fix=_NO_FILE)
            raise QcdcError(problem, could_not_run=True) from failure


def is_terminal(name: str) -> bool:
    """Return whether what is written to a name appears on a terminal."""
    number = stream_number(name)
    if number is not None:
        return os.isatty(number)
    if not stat.S_ISCHR(_mode(name)):
        return False
    with _opened(name, None) as stream:
        return stream.isatty()


def leads_to_file(name: str) -> bool:
    """Return whether a name leads to a file, which may not be there yet."""
    return stream_number(name) is None and not (stat.S_ISFIFO(_mode(name)) or stat.S_ISCHR(_mode(name)))


def _mode(name: str) -> int:
    """Return what a name leads to, as the system says it; 0 where there is nothing."""
    try:
        return Path(name).stat().st_mode
    except (OSError, ValueError):  # ValueError: nothing can be there
        return 0


def _opened(name: str, number: int | None) -> BinaryIO:
    """Return a pipe, a device or an open stream to write to; a pipe without a reader is refused, or it would block."""
    if number is None:
        opened = os.open(name, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
        os.set_blocking(opened, True)
    elif was_closed(number):
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    else:
        opened = os.dup(number)
    return os.fdopen(opened, "wb")
