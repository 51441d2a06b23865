"""One writer at a time: a lock file that says whose it is, so that it can be taken over when its process is dead.

The file is made with O_EXCL, which shared folders and Windows know too. A lock of a dead process is removed under a
second lock, named after the digest of the first: so no two runs can remove the same one, and none a fresh one.
"""

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from qcdc_cli.language import Text, say
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.storage import LOCK
from qcdc_cli.storage.disk import create, shown, timestamp

Tell = Callable[[str], None]  # called with a line for people
_PATIENCE = 10.0  # seconds that a lock of a running process is waited for
_PAUSE = 0.02
_MOST = 4096  # bytes; a lock has about a hundred
_STILL_ACTIVE = 259  # the exit status of a process on Windows that has none yet
_MAY_ASK = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION
_OTHER_HOST = Text(
    "Nếu trên máy `{host}` không có lệnh qcdc nào đang chạy, xóa tệp `{path}`.",
    "If no qcdc is running on `{host}`, delete the file `{path}`.",
)


def host() -> str:
    """Return this computer's name."""
    import socket

    return socket.gethostname()


class Holder(NamedTuple):
    """Who holds a lock.

    Attributes:
        host: the computer's name.
        process: the process's number there.
        started: when that process was started, in ticks of the machine; 0 where the system does not say.
        time: since when it holds the lock, for people.
    """

    host: str
    process: int
    started: int
    time: str

    @classmethod
    def own(cls) -> "Holder":
        """Return this process."""
        now = timestamp()
        return cls(host(), os.getpid(), _started(os.getpid()), now)

    @classmethod
    def read(cls, data: bytes) -> "Holder | None":
        """Return who wrote a lock; None when nobody can tell, as when its process was killed while writing it."""
        try:
            given = json.loads(data)
            return cls(str(given["host"]), int(given["process"]), int(given["started"]), str(given["time"]))
        except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
            return None

    @property
    def is_here(self) -> bool:
        """Whether it is a process of this computer."""
        return self.host == host()

    @property
    def is_dead(self) -> bool:
        """Whether it is certain that the process has ended: it was of this computer, and is not there any more."""
        return self.is_here and not is_running(self.process, self.started)


def is_running(process: int, started: int = 0) -> bool:
    """Return whether a process is running on this computer.

    Args:
        process: its number.
        started: when it was started, since numbers are used again; 0 where that is not known.
    """
    if process <= 0:
        return False
    if sys.platform == "win32":
        return _is_running_on_windows(process)
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # somebody else's
        pass
    now = _started(process)
    return now >= 0 and (now == started or 0 in (now, started))


def _is_running_on_windows(process: int) -> bool:
    """Ask Windows, where `os.kill` would end the process."""
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined, unused-ignore]
    handle = kernel.OpenProcess(_MAY_ASK, False, process)  # noqa: FBT003 - the system's own call
    if not handle:
        return False
    status = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(status))
    kernel.CloseHandle(handle)
    return status.value == _STILL_ACTIVE


def _started(process: int) -> int:
    """Return when a process was started; 0 where the system does not say, and -1 when it has ended already."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return -1 if fields[0] in ("Z", "X") else int(fields[19])
    except (OSError, ValueError, IndexError):
        return 0


class _Found(NamedTuple):
    """A lock as it was found: its bytes, and which file they were in."""

    data: bytes
    file: int
    changed: int

    @classmethod
    def of(cls, lock: Path) -> "_Found | None":
        try:
            status = lock.lstat()
        except FileNotFoundError:
            return None
        data = _content(lock)
        return None if data is None else cls(data, status.st_ino, status.st_mtime_ns)


@contextmanager
def locked(folder: Path, tell: Tell) -> Iterator[None]:
    """Keep other runs from writing in a folder.

    Args:
        folder: the folder.
        tell: is called with what people are to know about a lock that was taken over.

    Raises:
        OSError: when no file can be made in the folder.
        QcdcError: Q117 when another run holds the lock, and goes on holding it.
    """
    lock = folder / LOCK
    own = _acquire(lock, tell)
    try:
        _remove_left_locks(folder, own)
        yield
    finally:
        with suppress(OSError):
            if _content(lock) == own:
                lock.unlink()


def is_held(folder: Path) -> bool:
    """Return whether a lock lies in a folder, of a process that may be running."""
    data = _content(folder / LOCK)
    holder = Holder.read(data) if data is not None else None
    return holder is not None and not holder.is_dead


def _acquire(lock: Path, tell: Tell | None) -> bytes:
    """Make a lock file, when there is none or when that of a dead process could be removed; return its bytes."""
    own = json.dumps({**Holder.own()._asdict(), "once": os.urandom(8).hex()}).encode()
    found, since, began = None, 0.0, time.monotonic()
    while True:
        try:
            create(lock, own)
            if _content(lock) == own:
                return own
        except FileExistsError:
            pass
        except PermissionError:  # on Windows also a lock that is just being removed
            if not os.path.lexists(lock):
                raise
        except BaseException:
            with suppress(OSError):
                if own.startswith(_content(lock) or b""):
                    lock.unlink()
            raise
        current = _Found.of(lock)
        if current is None:
            continue
        now = time.monotonic()
        found, since = (found, since) if current == found else (current, now)
        holder = Holder.read(current.data)
        # A lock without a holder is one that is being written right now, or whose process was killed doing so.
        if holder.is_dead if holder is not None else now - since > _PATIENCE:
            _remove(lock, current)
            if holder is not None and tell is not None:
                tell(_taken_over(holder))
        elif holder is not None and now - began > _PATIENCE:
            raise QcdcError(_held(lock, holder), could_not_run=True)
        else:
            time.sleep(_PAUSE)


def _remove(lock: Path, found: _Found) -> None:
    """Remove a lock, if it is still there: whoever comes second finds another one, and leaves it."""
    guard = lock.with_name(f"{LOCK}-{hashlib.sha256(found.data).hexdigest()[:16]}")
    own = _acquire(guard, None)
    try:
        if _Found.of(lock) == found:
            lock.unlink(missing_ok=True)
    finally:
        with suppress(OSError):
            if _content(guard) == own:
                guard.unlink()


def _remove_left_locks(folder: Path, own: bytes) -> None:
    """Remove what killed runs left that were taking over a lock: their locks are long gone, since this one is ours."""
    current = f"{LOCK}-{hashlib.sha256(own).hexdigest()[:16]}"
    with suppress(OSError):
        for file in folder.glob(f"{LOCK}-*"):
            if file.name != current:
                file.unlink(missing_ok=True)


def _content(lock: Path) -> bytes | None:
    """Return the bytes of a lock; None where there is none."""
    try:
        if not lock.is_file():
            return b"" if os.path.lexists(lock) else None
        with lock.open("rb") as stream:
            return stream.read(_MOST)
    except FileNotFoundError:
        return None
    except OSError:
        return b""


def _taken_over(holder: Holder) -> str:
    return say(
        f"Đã gỡ khóa của lần chạy qcdc bị ngắt (tiến trình {holder.process}, từ {holder.time}).",
        f"Removed the lock of an interrupted run of qcdc (process {holder.process}, since {holder.time}).",
    )


def _held(lock: Path, holder: Holder) -> Problem:
    fix: str | Text = "" if holder.is_here else _OTHER_HOST
    values = {"path": shown(lock), "process": str(holder.process), "host": holder.host, "time": holder.time}
    return Problem("Q117", values, fix=fix)
