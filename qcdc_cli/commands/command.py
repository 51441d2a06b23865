"""The class of all commands: Typer's own, with help pages in the language in use."""

from typing import Any

from typer.core import TyperCommand

from qcdc_cli.commands.help import command_page
from qcdc_cli.language import pick


class Command(TyperCommand):
    """A command whose help page is in the language in use."""

    def get_help(self, ctx: Any) -> str:
        """Return the whole help page."""
        return command_page(self, ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return one line of help, for shell completion."""
        return pick(self.help or "").partition("\n")[0][:limit]
