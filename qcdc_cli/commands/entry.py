"""One run of the program: language, streams, the command, and every expected failure in one place."""

import errno
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from qcdc_cli.language import DEFAULT_LANGUAGE, LANGUAGES, use

if TYPE_CHECKING:
    from qcdc_cli.problems import Problem

FINE, PROBLEMS, COULD_NOT_RUN = 0, 1, 2
_LANGUAGE_VARIABLE = "QCDC_LANG"
_COMPLETION_VARIABLE = "_QCDC_COMPLETE"  # set by the shell when it asks for completions
_NOT_LOOKED_UP = (errno.EACCES, errno.EPERM, errno.ENAMETOOLONG)
_BROKEN_PIPE = 141  # what a shell reports for a program whose reader went away (128 + SIGPIPE)


def run(arguments: list[str]) -> int:
    """Run one command and return the exit status. Bugs keep their traceback; everything else is a sentence."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    try:
        rest = _choose_language(arguments)
        if rest is not None and rest in ([], ["--help"]) and _COMPLETION_VARIABLE not in os.environ:
            from qcdc_cli.commands.help import program_page

            print(program_page(), flush=True)  # noqa: T201
            return FINE
        return _run_command(arguments)
    except BrokenPipeError:
        # The reader (head, less) has seen enough. Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except OSError as failure:
        if failure.errno not in (errno.ENOSPC, errno.EIO, errno.EFBIG):
            raise
        from qcdc_cli.language.system import reason

        print(reason(failure), file=sys.stderr)  # noqa: T201 - the disk behind stdout is full
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT_RUN


def _run_command(arguments: list[str]) -> int:
    import typer

    from qcdc_cli.commands.app import application
    from qcdc_cli.commands.usage import usage_problem
    from qcdc_cli.language.system import reason
    from qcdc_cli.problems import Problem, QcdcError

    try:
        status = application().main(args=arguments, prog_name="qcdc", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else FINE
    except QcdcError as error:
        _tell(error.problems)
        return COULD_NOT_RUN if error.could_not_run else PROBLEMS
    except OSError as failure:
        # Whether a file is there is asked before it is opened: in a folder that is closed to us, by too long a name.
        if failure.errno not in _NOT_LOOKED_UP or failure.filename is None:
            raise
        _tell((Problem("Q103", {"path": os.fspath(failure.filename), "reason": reason(failure)}),))
        return COULD_NOT_RUN
    except typer.TyperException as error:
        _tell((usage_problem(error),))
        return COULD_NOT_RUN
    except typer.Abort:
        return COULD_NOT_RUN


def _speak_utf8(stream: TextIO) -> None:
    """Print UTF-8 whatever the console claims: Python's cp1258 cannot even print `ã`."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _choose_language(arguments: Sequence[str]) -> list[str] | None:
    """Set the language before anything is printed, so that errors of usage are in it too.

    Returns:
        the arguments without the language; None for a language that qcdc does not speak, which the command
        itself refuses.
    """
    chosen = os.environ.get(_LANGUAGE_VARIABLE, "").strip().lower() or DEFAULT_LANGUAGE
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--lang":
            chosen = next(waiting, "")
        elif argument.startswith("--lang="):
            chosen = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
    known = chosen in LANGUAGES
    use(chosen if known else DEFAULT_LANGUAGE)
    return rest if known else None


def _tell(problems: "Sequence[Problem]") -> None:
    """Print problems for people on stderr."""
    from qcdc_cli.commands.output import wants_color
    from qcdc_cli.render.terminal.problems import problems_text

    print(problems_text(problems, color=wants_color(sys.stderr)), file=sys.stderr)  # noqa: T201
