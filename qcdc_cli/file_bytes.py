"""A file's bytes, never more of them than asked for: what it is and how large it is are looked at before it is read."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import ROUND_CEILING, Decimal
from pathlib import Path

from qcdc_cli.language import Text
from qcdc_cli.language.figures import figure
from qcdc_cli.language.system import reason
from qcdc_cli.problems import Place, Problem

MEGABYTE = 1024 * 1024
_PIPE = Text("một đường ống (pipe)", "a pipe")
_SOCKET = Text("một socket", "a socket")
_DEVICE = Text("một thiết bị", "a device")
_KINDS = {stat.S_IFIFO: _PIPE, stat.S_IFSOCK: _SOCKET, stat.S_IFCHR: _DEVICE, stat.S_IFBLK: _DEVICE}

Digests = dict[str, set[str]]  # by a file's path without links, the SHA-256 digests of all that was read of it
_noted: ContextVar[Digests | None] = ContextVar("noted", default=None)


@contextmanager
def noting_digests() -> Iterator[Digests]:
    """Note of every file that is read meanwhile what it held, so that one can say what results were computed from."""
    found: Digests = {}
    token = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(token)


def is_noting() -> bool:
    """Return whether digests are noted."""
    return _noted.get() is not None


def note_digests(digests: Digests) -> None:
    """Note what another process has read, where digests are noted."""
    if (noted := _noted.get()) is not None:
        for file, found in digests.items():
            noted.setdefault(file, set()).update(found)


def is_there(file: Path) -> bool:
    """Return whether something is there that is no folder; a pipe or a device is one that `read_file` refuses."""
    try:
        return not stat.S_ISDIR(file.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a name that no system can have
        return False
    except OSError as failure:
        if failure.errno == errno.ELOOP:  # a link that leads to itself
            return False
        raise


def read_file(file: Path, path: str, megabytes: int) -> bytes | Problem:
    """Return a file's bytes, or why it is not read.

    A pipe or a device is not even opened: who reads from one may wait for ever, or never come to an end.

    Args:
        file: where it is.
        path: how it is named to people.
        megabytes: the largest file that is read.

    Returns:
        the bytes; or Q101, Q103, Q115 or Q120 with the file as its place.
    """
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
            return not_a_file(path, found.st_mode)
        if found.st_size > megabytes * MEGABYTE:
            return oversized(found.st_size, megabytes).at(Place(path))
        with file.open("rb", buffering=0) as source:
            data = source.read(found.st_size + 1)
            # More than its size: it has grown meanwhile, or the system does not know its size. Less: a part of it.
            while len(data) != found.st_size and (more := source.read(megabytes * MEGABYTE + 1 - len(data))):
                data += more
    except FileNotFoundError:
        return Problem("Q101", {"path": path}).at(Place(path))
    except OSError as failure:
        return Problem("Q103", {"path": path, "reason": reason(failure)}).at(Place(path))
    if len(data) > megabytes * MEGABYTE:
        return oversized(len(data), megabytes).at(Place(path))
    if (noted := _noted.get()) is not None:
        from hashlib import sha256

        noted.setdefault(os.path.realpath(file), set()).add(sha256(data).hexdigest())
    return data


def not_a_file(path: str, mode: int) -> Problem:
    """Return the problem (Q120) of something that has a file's name and is none.

    Args:
        path: how it is named to people.
        mode: what the system says it is (`st_mode`).
    """
    return Problem("Q120", {"path": path, "kind": _KINDS.get(stat.S_IFMT(mode), _DEVICE)}).at(Place(path))


def oversized(size: int, megabytes: int) -> Problem:
    """Return the problem (Q115) of so many bytes; the size is rounded up, so that it never equals the limit."""
    exact = (Decimal(size) / MEGABYTE).quantize(Decimal("0.01"), ROUND_CEILING)
    return Problem("Q115", {"size": figure(exact), "limit": str(megabytes)})
