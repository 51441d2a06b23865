"""The Typer application: commands that load when called, and help in two languages."""

from importlib import import_module
from typing import Annotated, Any, cast

import typer
from typer.core import TyperGroup

from qcdc_cli import __version__
from qcdc_cli.commands import COMMANDS, PROGRAM_OPTIONS
from qcdc_cli.commands.help import program_page
from qcdc_cli.commands.options import Command, common_parameters, settings, written_options
from qcdc_cli.language import both

_HELP_NAMES = {"help_option_names": list(PROGRAM_OPTIONS["help"][0])}


class Program(TyperGroup):
    """The program itself: it knows its commands' names, and imports a command when it is called."""

    def list_commands(self, _context: Any) -> list[str]:
        """Return the names in the order in which people meet them."""
        return list(COMMANDS)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the first words name, its name, and the words that are left for it."""
        two = " ".join(args[:2])
        if two in COMMANDS:
            return two, self.get_command(ctx, two), args[2:]
        return super().resolve_command(ctx, args)

    def get_command(self, _context: Any, cmd_name: str) -> Any:
        """Import and return a command, or None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"qcdc_cli.commands.{cmd_name.replace(' ', '_')}_command")
        summary, more = COMMANDS[cmd_name], module.HELP
        page = both(f"{summary.vi}\n\n{more.vi}", f"{summary.en}\n\n{more.en}")
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(cmd_name, cls=Command, help=page, context_settings=_HELP_NAMES)(module.command)
        command = typer.main.get_command(app)
        command.params += common_parameters()
        return command

    def get_help(self, _context: Any) -> str:
        """Return the whole help page."""
        return program_page()


def options_of(name: str) -> frozenset[str]:
    """Return the options of a command, as they are written."""
    return written_options(Program().get_command(None, name))


def _show_version(value: bool) -> None:  # noqa: FBT001 - the form that Typer calls
    if value:
        print(f"qcdc {__version__}")  # noqa: T201
        raise typer.Exit


def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, expose_value=False)
    ] = False,
) -> None:
    """Run where no command is named."""


def application() -> Program:
    """Build the program, with nothing chosen yet."""
    settings.folder = None
    app = typer.Typer(cls=Program, context_settings=_HELP_NAMES, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback()(_program)
    group = cast("Program", typer.main.get_command(app))
    group.params = [*common_parameters(), *group.params]
    return group
