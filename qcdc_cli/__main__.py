"""The program: `qcdc`, or `python -m qcdc_cli`. Whenever it is interrupted, it ends in a sentence and no traceback."""

import os
import sys


def _interrupted() -> int:
    """Tell that the program was interrupted, and return the exit status."""
    try:
        from qcdc_cli.language.system import INTERRUPTED

        sentence = str(INTERRUPTED)
    except Exception:  # noqa: BLE001 - an import that was interrupted can leave any module half-way
        sentence = "Ctrl-C"
    try:  # noqa: SIM105 - contextlib would have to be imported
        os.write(2, f"{sentence}\n".encode())
    except OSError:  # nobody reads messages
        pass
    return 130


def _unhandled(kind, failure, trace):  # type: ignore[no-untyped-def] # types are imported from modules, which takes time
    """End in a sentence what was interrupted before `main` began, or after; a bug keeps its traceback."""
    if issubclass(kind, KeyboardInterrupt):
        os._exit(_interrupted())
    sys.__excepthook__(kind, failure, trace)


def _unraisable(found):  # type: ignore[no-untyped-def]
    """End at once what was interrupted in a destructor, which cannot pass it on; a bug is shown."""
    if isinstance(found.exc_value, KeyboardInterrupt):
        os._exit(_interrupted())
    sys.__unraisablehook__(found)


# The first thing that happens: all imports come after it.
sys.excepthook, sys.unraisablehook = _unhandled, _unraisable


def main(arguments: list[str] | None = None) -> None:
    """Run qcdc and exit, with a status of `qcdc_cli.commands.entry`.

    Args:
        arguments: the command line without the program's name; the process's own if left out.
    """
    try:
        import gc

        own = sys.argv[1:] if arguments is None else arguments
        # Millions of objects, hardly any in a cycle, and the process ends here: collecting would only cost time.
        gc.disable()
        from qcdc_cli.language.choosing import choose_language

        choose_language(own)
        _take_signals()
        from qcdc_cli.commands.entry import run

        status = run(own)
        gc.freeze()  # nor are they looked through for cycles when the interpreter ends
    except KeyboardInterrupt:
        status = _interrupted()
    sys.exit(status)


def _take_signals() -> None:
    """Have SIGTERM unwind the program as Ctrl-C does, so that nothing is left half-way."""
    import signal

    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))


if __name__ == "__main__":
    main()
