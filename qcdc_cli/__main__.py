"""The program: `qcdc`, or `python -m qcdc_cli`."""

import gc
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run qcdc and exit: 0 fine, 1 problems in the data, 2 could not run.

    Args:
        arguments: the command line without the program's name; the process's own if left out.
    """
    # Millions of objects, hardly any of them in a cycle, and the process ends here: collecting would only cost time.
    gc.disable()
    from qcdc_cli.commands.entry import run

    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


if __name__ == "__main__":
    main()
