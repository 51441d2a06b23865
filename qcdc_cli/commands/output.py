"""Where reports and messages go: the screen, as wide as it is, or a file."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from qcdc_cli.commands.destinations import is_standard_output, leads_to_file, write_into
from qcdc_cli.language import say
from qcdc_cli.language.names import letters_and_digits
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.render.formats import FORMATS, Format
from qcdc_cli.render.words.visible import visible

if TYPE_CHECKING:
    from qcdc_cli.render.report import AnyReport, Options
    from qcdc_cli.storage.replacing import NewFile

_SOURCES = (".yaml", ".yml")
_YES = ("c", "co", "y", "yes")  # without marks, as they may be typed


def wants_color(stream: TextIO) -> bool:
    """Return whether colour is welcome: a terminal, and NO_COLOR is not set (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int | None:
    """Return the terminal's width, or None (unlimited) where the output goes to a pipe or a file."""
    return shutil.get_terminal_size().columns if stream.isatty() else None


def tell(*messages: str) -> None:
    """Print messages for people on stderr; names of files and units in them can steer no terminal."""
    for message in messages:
        for line in message.split("\n"):
            print(visible(line), file=sys.stderr)  # noqa: T201


def tell_problems(problems: Sequence[Problem]) -> None:
    """Print problems for people on stderr."""
    from qcdc_cli.render.terminal.problems import problems_text

    print(problems_text(problems, color=wants_color(sys.stderr)), file=sys.stderr)  # noqa: T201


def says_yes(question: str) -> bool:
    """Ask somebody at the keyboard a question on stderr; False where there is nobody, as in a script, or no answer.

    Whoever runs a command without a keyboard expects an end and an exit status, never a question that waits.
    """
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    answers = say("[c = có, k = không; Enter = không]", "[y = yes, n = no; Enter = no]")
    print(visible(f"{question} {answers} "), end="", file=sys.stderr, flush=True)  # noqa: T201
    return letters_and_digits(sys.stdin.readline()) in _YES


def show_report(
    report: "AnyReport", chosen: Format, output: str | None, inputs: Sequence[str | None] | None = None
) -> None:
    """Print a report in the chosen format, or write it to a file.

    Args:
        report: the report.
        chosen: the format.
        output: the file; None for the screen.
        inputs: the files, folders and patterns that the command was given to read, which the file must not be.
    """
    from qcdc_cli.render.report import Options

    on_screen = output is None or is_standard_output(output)
    refuse_output(output, inputs)
    put_report(report, screen_options() if on_screen else Options(), output, chosen, inputs)


def screen_options() -> "Options":
    """Return how outputs are made for the standard output: as wide as it is, and with what it can show."""
    from qcdc_cli.render.report import Options

    bars = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return Options(width=width_of(sys.stdout), color=wants_color(sys.stdout), bars=bars)


def show(text: str, output: str | None) -> None:
    """Print a text, or write it to where `-o` says."""
    refuse_output(output)
    _put(iter([text]), output, FORMATS["text"])


def refuse_output(output: str | None, inputs: Sequence[str | None] | None = None) -> None:
    """Refuse a file to write that is one to keep, or has no folder; for commands that write something else before.

    Args:
        output: the file; None for the screen.
        inputs: the files, folders and patterns that the command was given to read, which the file must not be.
    """
    if output is not None and leads_to_file(output):
        if Path(output).suffix.lower() in _SOURCES and Path(output).exists():  # a campaign's own files are like this
            raise QcdcError(Problem("Q114", {"path": output}), could_not_run=True)
        from qcdc_cli.commands.overwriting import refuse_overwriting
        from qcdc_cli.storage.replacing import refuse_missing_folder

        refuse_overwriting([Path(output)], filter(None, inputs or ()))
        refuse_missing_folder(Path(output))


def put_report(
    report: "AnyReport",
    options: "Options",
    output: str | None,
    chosen: Format,
    inputs: Sequence[str | None] | None = None,
) -> bool:
    """Print a report, or write it to where a name leads; return whether it took several files, which is told then.

    Args:
        report: the report.
        options: how it is made.
        output: the file, which may be written; None for the screen.
        chosen: the format.
        inputs: the files, folders and patterns that the command was given to read, which no part may replace.

    Raises:
        QcdcError: what the format raises; Q122 and Q123 for a part that would replace what is to be kept; Q106 for a
            file that cannot be written.
    """
    if output is None or not leads_to_file(output):
        _put(chosen.render(report, options), output, chosen)
        return False
    parts = chosen.parts(report, options)
    if len(parts) == 1:
        _put(parts[0], output, chosen)
        return False
    from qcdc_cli.commands.overwriting import refuse_overwriting
    from qcdc_cli.storage.replacing import NewFile, refuse_missing_folder

    files = names_of_parts(Path(output), len(parts))
    refuse_missing_folder(files[0])
    refuse_overwriting(files, filter(None, inputs or ()))
    made = (NewFile(file, chosen.file(pieces)) for file, pieces in zip(files, parts, strict=True))
    replace_files(made, journal_folder(files[0]))
    first, last = files[0], files[-1].name
    tell(
        say(
            f"{output} quá lớn để là một tệp: đã ghi {len(files)} tệp, từ {first} đến {last}.",
            f"{output} would be too large for one file: wrote {len(files)} files, {first} to {last}.",
        )
    )
    return True


def names_of_parts(file: Path, number: int) -> list[Path]:
    """Return what the parts of a file are called: `thong-bao-1.docx`, `thong-bao-2.docx` and so on."""
    return [file.with_stem(f"{file.stem}-{part:0{len(str(number))}}") for part in range(1, number + 1)]


def _put(pieces: Iterator[str | bytes], output: str | None, chosen: Format) -> None:
    """Print the pieces of a report, or write them to where a name leads, each before the next one is made."""
    first = next(pieces, "")
    if not first:  # nothing is printed for GitHub where nothing is wrong
        return
    ended = _ended(chain([first], pieces))
    if output is None or is_standard_output(output):
        for piece in ended:
            if isinstance(piece, bytes):
                sys.stdout.buffer.write(piece)
            else:
                sys.stdout.write(piece)
    elif leads_to_file(output):
        write_output(Path(output), chosen.file(ended))
    else:
        write_into(output, chosen.file(ended))


def _ended(pieces: Iterable[str | bytes]) -> Iterator[str | bytes]:
    """Yield the pieces of a report, and a line break where a text does not end with one."""
    last: str | bytes = ""
    for piece in pieces:
        last = piece or last  # a list without rows is an empty piece
        yield piece
    if isinstance(last, str) and not last.endswith("\n"):
        yield "\n"


def write_output(file: Path, data: bytes | Iterable[bytes]) -> None:
    """Replace one file that somebody named.

    Raises:
        QcdcError: Q106 when it cannot be written (Excel locks what it has open), and what `replace_all` raises.
    """
    from qcdc_cli.storage.replacing import write

    write(file, data, journal_folder(file), tell)


def journal_folder(file: Path) -> Path | None:
    """Return the folder of the campaign at hand where a file lies in it, so that the next command looks after it."""
    from qcdc_cli.campaign.file_lookup import find_campaign
    from qcdc_cli.commands.options import folder

    try:
        own = find_campaign(folder())
    except QcdcError:
        return None
    return own if Path(os.path.realpath(file)).is_relative_to(own) and os.access(own, os.W_OK) else None


def replace_files(files: "Iterable[NewFile]", folder: "Path | None") -> None:
    """Write files, all of them or none.

    Raises:
        QcdcError: Q757 where one was changed since it was read.
    """
    from qcdc_cli.campaign.file_lookup import display_path
    from qcdc_cli.problems import Place
    from qcdc_cli.storage.replacing import ChangedMeanwhileError, replace_all

    try:
        replace_all(files, folder, tell)
    except ChangedMeanwhileError as failure:
        raise QcdcError(*(Problem("Q757").at(Place(display_path(file))) for file in failure.files)) from failure
