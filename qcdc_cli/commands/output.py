"""Where reports and messages go: the screen, as wide as it is, or a file, replaced at once or not at all."""

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from qcdc_cli.language.system import reason
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.render.formats import Format

if TYPE_CHECKING:
    from qcdc_cli.render.report import AnyReport

_SOURCES = (".yaml", ".yml")


def wants_color(stream: TextIO) -> bool:
    """Return whether colour is welcome: a terminal, and NO_COLOR is not set (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int | None:
    """Return the terminal's width, or None (unlimited) where the output goes to a pipe or a file."""
    return shutil.get_terminal_size().columns if stream.isatty() else None


def tell(*lines: str) -> None:
    """Print messages for people on stderr."""
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201


def show_report(report: "AnyReport", chosen: Format, output: str | None) -> None:
    """Print a report in the chosen format, or write it to a file."""
    from qcdc_cli.render.report import Options

    on_screen = output is None
    options = Options(width=width_of(sys.stdout) if on_screen else None, color=on_screen and wants_color(sys.stdout))
    content = chosen.render(report, options)
    if content:  # nothing is printed for GitHub where nothing is wrong
        show(content if isinstance(content, str) else content.decode(), output, chosen.encoding)


def show(text: str, output: str | None, encoding: str = "utf-8") -> None:
    """Print a text, or write it to a file."""
    ended = text if text.endswith("\n") else f"{text}\n"
    if output is None:
        sys.stdout.write(ended)
    else:
        if Path(output).suffix.lower() in _SOURCES and Path(output).exists():  # a campaign's own files are like this
            raise QcdcError(Problem("Q114", {"path": output}), could_not_run=True)
        write(Path(output), ended.encode(encoding))


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


def write(file: Path, data: bytes) -> None:
    """Replace a file at once: a reader sees the old one or the new one, never a part.

    Raises:
        QcdcError: Q106 when the file or its folder cannot be written (Excel locks what it has open).
    """
    write_all({file: data})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Replace files, each at once, when all of them could be written: a full disk leaves all as they were.

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
                target.write_bytes(data)
            else:
                ready.append((_beside(target, data), target))
        for temporary, file in ready:
            temporary.replace(file)
    except OSError as failure:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)
        raise QcdcError(_cannot_write(file, failure), could_not_run=True) from failure


def _beside(target: Path, data: bytes) -> Path:
    """Write what a file is to hold into another one beside it."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        temporary.chmod(_mode(target))
    except OSError:
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
