"""`qcdc help`: the help of the program, or of one command."""

from typing import Annotated

from qcdc_cli.commands import COMMANDS
from qcdc_cli.commands.options import argument, completing
from qcdc_cli.language import Text

CommandArgument = Annotated[
    list[str] | None,
    argument(
        "Lệnh cần xem; không ghi thì hiện trợ giúp chung.",
        "The command to explain; the whole program without it.",
        value=Text("LỆNH", "COMMAND"),
        complete=completing(lambda: COMMANDS),
    ),
]

HELP = Text(
    "`qcdc help rank`, `qcdc rank --help` và `qcdc rank -h` hiện cùng một trang.",
    "`qcdc help rank`, `qcdc rank --help` and `qcdc rank -h` show the same page.",
)


def command(name: CommandArgument = None) -> None:
    """Show a help page, as the option `--help` does."""
    from qcdc_cli.commands.app import application
    from qcdc_cli.problems import Problem, QcdcError

    words = list(name or ())
    if len(words) > 1 and " ".join(words) not in COMMANDS:
        values = {"found": " ".join(words[1:]), "command": "qcdc help"}
        raise QcdcError(Problem("Q905", values), could_not_run=True)
    application().main(args=[*words, "--help"], prog_name="qcdc", standalone_mode=False)
