"""Where a result goes: the screen, as wide as it is, or a file, replaced at once or not at all."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from qcdc_cli.problems import Problem, QcdcError

if TYPE_CHECKING:
    from qcdc_cli.render.table import Table

FORMATS = ("table", "json", "csv", "md")
_BOM = "\ufeff"  # Excel takes a CSV without it for the console's old code page


def wants_color(stream: TextIO) -> bool:
    """Return whether colour is welcome: a terminal, and nobody said NO_COLOR (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int | None:
    """Return the terminal's width, or None (unlimited) where the output goes to a pipe or a file."""
    return shutil.get_terminal_size().columns if stream.isatty() else None


def known_format(name: str, allowed: Sequence[str] = FORMATS, *, option: str = "--format") -> str:
    """Return the format's name (or another word of a few that an option takes), or refuse it (Q906)."""
    if name not in allowed:
        values = {"found": name, "option": option, "command": "qcdc"}
        raise QcdcError(Problem("Q906", values, name, ", ".join(allowed)), could_not_run=True)
    return name


def show_tables(tables: "Iterable[Table]", json: Callable[[], str], style: str, output: str | None) -> None:
    """Print or write tables, made only where they are wanted, or what `json` renders of the same result."""
    if style == "json":
        text = json()
    elif style == "csv":
        from qcdc_cli.render import delimited

        text = delimited.render_tables(list(tables))
    elif style == "md":
        from qcdc_cli.render import markdown

        text = markdown.render_tables(list(tables))
    else:
        from qcdc_cli.render import terminal

        on_screen = output is None
        text = terminal.render_tables(
            list(tables),
            width=width_of(sys.stdout) if on_screen else None,
            color=on_screen and wants_color(sys.stdout),
        )
    show(text, output, bom=style == "csv")


def show(text: str, output: str | None, *, bom: bool = False) -> None:
    """Print a text, or write it to a file as UTF-8."""
    ended = text if text.endswith("\n") else f"{text}\n"
    if output is None:
        sys.stdout.write(ended)
    else:
        write(Path(output), (_BOM + ended if bom else ended).encode())


def write(file: Path, data: bytes) -> None:
    """Replace a file at once: a reader sees the old one or the new one, never a part.

    Raises:
        QcdcError: Q106 when the file or its folder cannot be written (Excel locks what it has open).
    """
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).chmod(_mode(file))
        Path(temporary).replace(file)
    except OSError as failure:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        other = file.with_stem(f"{file.stem}-2").name
        values = {"path": str(file), "reason": failure.strerror or str(failure), "other": other}
        raise QcdcError(Problem("Q106", values), could_not_run=True) from failure


def _mode(file: Path) -> int:
    """Return the permissions that the file has, or that a new file would get."""
    if file.exists():
        return file.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
