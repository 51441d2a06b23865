"""Wrong usage as problems of the catalogue: what commands refuse themselves, and what Typer complains of.

Typer's messages are English only. Their kinds differ in the attributes that they carry, and where
Typer only has a sentence, by the sentence; whatever is new one day is still shown, quoted (Q908).
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typer

from qcdc_cli.commands import COMMANDS
from qcdc_cli.commands.destinations import STANDARD_OUTPUT, is_terminal
from qcdc_cli.commands.options import running_command
from qcdc_cli.language.names import nearest
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.render.formats import BY_SUFFIX, FORMATS, LISTS, Format

_SENTENCES = (
    ("Q901", r"No such command '(?P<found>.*?)'\."),
    ("Q905", r"Got unexpected extra argument\(?s?\)? \((?P<found>.*)\)"),
    ("Q904", r"Option '(?P<found>.+?)' requires (?:an argument|\d+ arguments)\.?"),
    ("Q905", r"Option '(?P<found>.+?)' does not take a value\.?"),
)


def usage_problem(error: typer.TyperException) -> Problem:
    """Return the problem for an exception of Typer."""
    context: Any = getattr(error, "ctx", None)
    command = context.command_path if context is not None else running_command()
    if type(error).__name__ == "NoSuchOption":
        found = str(getattr(error, "option_name", ""))
        parameters = context.command.get_params(context) if context else []
        options = [one for one in parameters if one.param_type_name == "option"]
        # Typer gives the two names of `--help` in any order.
        known = [name for option in options for name in sorted(option.opts, key=len, reverse=True)]
        values = {"found": found, "command": command}
        if owners := _commands_with(found):
            values |= {"commands": ", ".join(owners), "example": f"qcdc {owners[0]} {found}"}
            return Problem("Q916", values, found, ", ".join(known))
        return Problem("Q902", values, found, ", ".join(known), nearest(found, known))
    parameter = getattr(error, "param", None)
    if type(error).__name__ == "MissingParameter" and parameter is not None:
        return Problem("Q903", {"found": _name(parameter), "command": command})
    for code, sentence in _SENTENCES:
        if match := re.fullmatch(sentence, error.message.partition(" Did you mean")[0]):
            found = match["found"]
            near = nearest(found, COMMANDS) if code == "Q901" else ""
            allowed = ", ".join(COMMANDS) if code == "Q901" else ""
            return Problem(code, {"found": found, "command": command}, found, allowed, near)
    if parameter is not None:
        found = re.sub(r"^'(.*?)'.*$", r"\1", error.message, flags=re.DOTALL)
        values = {"found": found, "option": _name(parameter), "command": command}
        return Problem("Q906", values, found)
    return Problem("Q908", {"found": error.format_message(), "command": command})


def _commands_with(option: str) -> list[str]:
    """Return the commands that have an option."""
    from qcdc_cli.commands.app import options_of

    return [command for command in COMMANDS if option in options_of(command)]


def _name(parameter: Any) -> str:
    from qcdc_cli.commands.help import metavar

    if parameter.param_type_name == "argument":
        return metavar(parameter)
    return "/".join(parameter.opts)


def known_format(name: str, allowed: Sequence[str]) -> Format:
    """Return the format of a name that `--format` may have here, or refuse it (Q906)."""
    refuse_unknown_word(name, allowed, option="--format")
    return FORMATS[name]


def list_format(name: str | None, output: str | None) -> Format:
    """Return the format of lists: the one that is named, or that of the file to write, or else a table.

    Raises:
        QcdcError: Q906 for a name that is none of them; Q909 for one that contradicts the file's suffix; Q915 for a
            workbook on a terminal.
    """
    by_suffix = BY_SUFFIX.get(Path(output).suffix.lower()) if output is not None else None
    if name is not None and by_suffix is not None and by_suffix.name != name:
        known_format(name, LISTS)
        values = {"found": f"--format {name}", "option": Path(output or "").name}
        raise QcdcError(Problem("Q909", values, name, by_suffix.name), could_not_run=True)
    chosen = known_format(name, LISTS) if name is not None else by_suffix or FORMATS["table"]
    if chosen.binary and is_terminal(output or STANDARD_OUTPUT):
        raise QcdcError(Problem("Q915", {"path": output or STANDARD_OUTPUT}), could_not_run=True)
    return chosen


def refuse_unknown_word(word: str, allowed: Sequence[str], *, option: str) -> None:
    """Refuse (Q906) a word that is not one of the few that an option takes."""
    if word not in allowed:
        values = {"found": word, "option": option, "command": running_command()}
        raise QcdcError(Problem("Q906", values, word, ", ".join(allowed)), could_not_run=True)


def refuse_together(present: Mapping[str, bool], one: str) -> None:
    """Refuse (Q909) an option beside one that it contradicts.

    Args:
        present: whether each of the options was written.
        one: the option that goes with none of the others.
    """
    other = next((name for name, written in present.items() if written and name != one), None)
    if present[one] and other is not None:
        raise QcdcError(Problem("Q909", {"found": one, "option": other}, one), could_not_run=True)
