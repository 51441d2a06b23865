"""Single steps on the disk: files made, measured by their digests, kept, and forced down to it."""

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from qcdc_cli.language import Text
from qcdc_cli.language.system import reason
from qcdc_cli.problems import Problem
from qcdc_cli.storage import KEPT, OWN

NOT_A_FILE = "not a file"
_BLOCK = 1 << 16
_AT_ONCE = 8  # measured: the disk takes a thousand files in 0.14 s eight at a time, and in 5 s one by one
_NO_LINKS = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
_NAME_A_FILE = Text(
    "Ghi thêm tên tệp ở sau tên thư mục đó, hoặc ghi ra tên khác.",
    "Add the name of a file to that folder, or write to another name.",
)
_SEE_THE_FOLDER = Text(
    "Xem thư mục đó có đúng, có quyền ghi, đĩa còn chỗ không.",
    "See that the folder is right and may be written, and that the disk has room.",
)
_NOT_FOR_FOLDERS = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)


def timestamp() -> str:
    """Return the moment as records have it: the time of this machine, with its distance from universal time."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def make_folder(folder: Path) -> list[Path]:
    """Make a folder with all above it, where it does not exist; return those that were made.

    Raises:
        OSError: when one cannot be made.
    """
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
    return missing[::-1]


def remove_folders(folders: Iterable[Path]) -> None:
    """Remove folders that were just made, in the order in which they were; those that hold anything stay."""
    for folder in reversed(list(folders)):
        with suppress(OSError):
            folder.rmdir()


def is_own(name: str) -> bool:
    """Return whether it is the name of the lock, the journal or a temporary file, or of the folder of what is kept."""
    return name.startswith(OWN) or name == KEPT


def shown(file: Path) -> str:
    """Name a file to people: from the working folder where it lies inside, else in full."""
    here = Path.cwd()
    return file.relative_to(here).as_posix() if file.is_relative_to(here) else str(file)


def cannot_write(file: Path, failure: OSError) -> Problem:
    """Return the problem of a file that could not be written."""
    if is_own(file.name):  # nobody has named it, so no other name helps
        return Problem("Q106", {"path": shown(file.parent), "reason": reason(failure)}, fix=_SEE_THE_FOLDER)
    if file.is_dir():
        return Problem("Q106", {"path": shown(file), "reason": reason(failure)}, fix=_NAME_A_FILE)
    other = file.with_stem(f"{file.stem}-2").name if file.stem else "report-2.xlsx"
    return Problem("Q106", {"path": shown(file), "reason": reason(failure), "other": other})


def create(file: Path, data: bytes | Iterable[bytes], like: Path | None = None) -> str:
    """Make a file that does not exist yet.

    Args:
        file: the file.
        data: its bytes, at once or part by part.
        like: the file whose permissions it gets, where there is one; else it gets those of any new file.

    Returns:
        the SHA-256 digest of its bytes.
    """
    digest = hashlib.sha256()
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        for part in (data,) if isinstance(data, bytes) else _in_blocks(data):
            digest.update(part)
            rest = memoryview(part)
            while rest:
                rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)
    if like is not None and like.exists():
        file.chmod(like.stat().st_mode & 0o777)
    return digest.hexdigest()


def _in_blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in blocks as the disk likes them, since pieces may be as small as a line."""
    block = bytearray()
    for piece in pieces:
        block += piece
        if len(block) >= _BLOCK:
            yield bytes(block)
            block.clear()
    yield bytes(block)


def digest(data: bytes) -> str:
    """Return the SHA-256 digest of what a file holds, or held when it was read."""
    return hashlib.sha256(data).hexdigest()


def file_digest(file: Path) -> str | None:
    """Return the SHA-256 digest of a file's bytes; None where there is none, NOT_A_FILE for a folder or a device."""
    try:
        mode = file.lstat().st_mode
        if stat.S_ISLNK(mode):  # the way has been followed before: this one leads to itself
            return None
        if not stat.S_ISREG(mode):
            return NOT_A_FILE
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as failure:
        if failure.errno in _NO_LINKS:
            return None
        raise


def keep(file: Path, copy: Path) -> None:
    """Give a file's bytes a second name, so that the first can be replaced: a link, or a copy where there are none."""
    copy.unlink(missing_ok=True)
    try:
        os.link(file, copy)
    except OSError:
        shutil.copy2(file, copy)
        force([copy])


def force(files: Iterable[Path]) -> None:
    """Wait until the disk holds these files, whatever happens to the machine then."""
    names = list(files)
    if len(names) == 1:
        _force(names[0])
    elif names:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(_AT_ONCE) as several:
            list(several.map(_force, names))


def _force(file: Path) -> None:
    handle = os.open(file, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def force_folders(folders: Iterable[Path]) -> None:
    """Wait until the disk holds the names in these folders, as far as the system can."""
    for folder in dict.fromkeys(folders):
        try:
            handle = os.open(folder, os.O_RDONLY)
        except OSError:  # Windows opens no folders
            continue
        try:
            os.fsync(handle)
        except OSError as failure:
            if failure.errno not in _NOT_FOR_FOLDERS:
                raise
        finally:
            os.close(handle)
