"""The Typer application: commands that load when called, and help in two languages."""

from importlib import import_module
from typing import Any, cast

import typer
from typer.core import TyperGroup

from qcdc_cli.commands import COMMANDS
from qcdc_cli.commands.help import program_page
from qcdc_cli.commands.options import common_parameters, settings
from qcdc_cli.language import Text, both


class Program(TyperGroup):
    """The program itself: it knows its commands' names, and imports a command when it is called."""

    def list_commands(self, _context: Any) -> list[str]:
        """Return the names in the order in which people meet them."""
        return list(COMMANDS)

    def get_command(self, _context: Any, cmd_name: str) -> Any:
        """Import and return a command, or None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"qcdc_cli.commands.{cmd_name}_command")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        command.params += common_parameters()
        summary = COMMANDS[cmd_name]
        own = pick_both(command.help)
        command.help = both(f"{summary.vi}\n\n{own.vi}".rstrip(), f"{summary.en}\n\n{own.en}".rstrip())
        return command

    def get_help(self, _context: Any) -> str:
        """Return the whole help page."""
        return program_page()


def pick_both(packed: str | None) -> Text:
    """Return both halves of a text made by `both`."""
    vietnamese, _, english = (packed or "").partition("\x1f")
    return Text(vietnamese, english)


def _program() -> None:
    """Stand for the program where no command is given."""


def application() -> Program:
    """Build the program, with nothing chosen yet."""
    settings.folder = None
    app = typer.Typer(
        cls=Program,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_program)
    group = cast("Program", typer.main.get_command(app))
    group.params = [*common_parameters(program=True), *group.params]
    return group
