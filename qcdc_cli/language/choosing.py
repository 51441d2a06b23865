"""Which language to use: what the command line says, or else the environment."""

import os
from collections.abc import Sequence

from qcdc_cli.language import DEFAULT_LANGUAGE, LANGUAGES, use

LANGUAGE_VARIABLE = "QCDC_LANG"


def choose_language(arguments: Sequence[str]) -> list[str] | None:
    """Set the language before anything is printed, so that errors of usage are in it too.

    Args:
        arguments: the command line without the program's name.

    Returns:
        the arguments without the language; None for a language that qcdc does not speak, which the command
        itself refuses.
    """
    chosen = os.environ.get(LANGUAGE_VARIABLE, "").strip().lower() or DEFAULT_LANGUAGE
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
