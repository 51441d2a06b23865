"""Files are replaced at once or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from qcdc_cli.language.system import reason
from qcdc_cli.problems import Problem, QcdcError


def make_folder(folder: Path) -> None:
    """Make a folder with all above it, where it does not exist.

    Raises:
        QcdcError: Q106 when it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise QcdcError(_cannot_write(folder, failure), could_not_run=True) from failure


def _cannot_write(file: Path, failure: OSError) -> Problem:
    other = file.with_stem(f"{file.stem}-2").name if file.stem else "report-2.xlsx"
    return Problem("Q106", {"path": str(file), "reason": reason(failure), "other": other})


def write(file: Path, data: bytes | Iterable[bytes]) -> None:
    """Replace a file at once: a reader sees the old one or the new one, never a part.

    Raises:
        QcdcError: Q106 when the file or its folder cannot be written (Excel locks what it has open).
    """
    write_all({file: data})


def write_all(files: Mapping[Path, bytes | Iterable[bytes]]) -> None:
    """Replace files, each at once, when all of them could be written: a full disk leaves all as they were.

    Args:
        files: their bytes, at once or piece by piece: then each piece is written before the next one is asked for.

    Raises:
        QcdcError: Q106 as `write` does.
    """
    ready: list[tuple[Path, Path]] = []
    file = Path()
    try:
        for file, data in files.items():
            target = Path(os.path.realpath(file))  # a link stays a link; what it points to is replaced
            if target.is_dir() or not file.name:
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if target.exists() and not target.is_file():  # a device or a pipe cannot be replaced
                with target.open("wb") as stream:
                    stream.writelines(_pieces(data))
            else:
                ready.append((_beside(target, data), target))
        for temporary, file in ready:
            temporary.replace(file)
    except OSError as failure:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)
        raise QcdcError(_cannot_write(file, failure), could_not_run=True) from failure


def _pieces(data: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return (data,) if isinstance(data, bytes) else data


def _beside(target: Path, data: bytes | Iterable[bytes]) -> Path:
    """Write what a file is to hold into another one beside it."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(_pieces(data))
        temporary.chmod(_mode(target))
    except BaseException:  # the pieces may be made only now
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _mode(file: Path) -> int:
    """Return the permissions that the file has, or that a new file would get."""
    if file.exists():
        return file.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
