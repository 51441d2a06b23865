"""One run of the program: language, streams, the command, and each way in which it ends, with its exit status."""

import errno
import os
import sys

from qcdc_cli.commands.streams import watched_streams
from qcdc_cli.language import Text, system
from qcdc_cli.language.choosing import choose_language

FINE, PROBLEMS, COULD_NOT_RUN = 0, 1, 2
INTERRUPTED, TERMINATED = 130, 143  # what shells say of a program that was ended by Ctrl-C or by SIGTERM
_ENDED: dict[int, Text] = {INTERRUPTED: system.INTERRUPTED, TERMINATED: system.TERMINATED}
_COMPLETION_VARIABLE = "_QCDC_COMPLETE"  # set by the shell when it asks for completions
_NOT_LOOKED_UP = (errno.EACCES, errno.EPERM, errno.ENAMETOOLONG)


def run(arguments: list[str]) -> int:
    """Run one command and return the exit status. Bugs keep their traceback; everything else is a sentence."""
    # qcdc takes no plugins of pydantic; looking for some reads what every installed package says about itself.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    with watched_streams() as drop_data:
        try:
            status = _answer(arguments)
        except KeyboardInterrupt:
            status = INTERRUPTED
        except SystemExit as end:
            if end.code not in _ENDED:
                raise
            status = TERMINATED
        if status in _ENDED:
            drop_data()
            print(_ENDED[status], file=sys.stderr)  # noqa: T201
        return status


def _answer(arguments: list[str]) -> int:
    """Run one command, and tell what kept it from running; return the exit status."""
    try:
        rest = choose_language(arguments)
        if rest in ([], ["-h"], ["--help"], ["help"]) and _COMPLETION_VARIABLE not in os.environ:
            from qcdc_cli.commands.help import program_page

            print(program_page())  # noqa: T201
            status = FINE
        else:
            status = _within_memory(arguments)
        sys.stdout.flush()
    except Exception as failure:
        from qcdc_cli.problems import QcdcError  # only now: the program's help page does without

        if not isinstance(failure, QcdcError):
            raise
        from qcdc_cli.commands.output import tell_problems

        tell_problems(failure.problems)
        return COULD_NOT_RUN if failure.could_not_run else PROBLEMS
    return status


def _within_memory(arguments: list[str]) -> int:
    try:
        return _run_command(arguments)
    except MemoryError:
        pass  # only behind this handler is let go what the command held
    from qcdc_cli.problems import Problem, QcdcError

    raise QcdcError(Problem("Q125"), could_not_run=True)


def _run_command(arguments: list[str]) -> int:
    import typer

    from qcdc_cli.commands.app import application
    from qcdc_cli.commands.usage import usage_problem
    from qcdc_cli.language.system import reason
    from qcdc_cli.problems import Problem, QcdcError

    try:
        status = application().main(args=arguments, prog_name="qcdc", standalone_mode=False)
        return status if isinstance(status, int) else FINE
    except OSError as failure:
        # Whether a file is there is asked before it is opened: in a folder that is closed to us, by too long a name.
        if failure.errno not in _NOT_LOOKED_UP or failure.filename is None:
            raise
        problem = Problem("Q103", {"path": os.fspath(failure.filename), "reason": reason(failure)})
        raise QcdcError(problem, could_not_run=True) from failure
    except typer.TyperException as error:
        raise QcdcError(usage_problem(error), could_not_run=True) from error
