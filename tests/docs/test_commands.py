"""docs/…/commands.md: every command and every option, and nothing that does not exist."""

from typing import Any

import pytest

from qcdc_cli.commands import COMMANDS
from qcdc_cli.commands.app import application
from qcdc_cli.commands.entry import COULD_NOT_RUN, FINE, INTERRUPTED, PROBLEMS, TERMINATED
from tests.docs.pages import LANGUAGES, code, codes, page

PROGRAM = "qcdc"

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def options_of(command: Any) -> set[str]:
    """Return every way to write every option of a command, its help option too."""
    context = command.make_context(PROGRAM, [], resilient_parsing=True)
    return {
        option
        for parameter in command.get_params(context)
        if parameter.param_type_name == "option"
        for option in parameter.opts
    }


def test_every_command_has_a_section_with_its_help(language: str) -> None:
    own = page(language, "commands")
    sections = [heading for heading in own.headings if heading.text.startswith("`qcdc ")]
    assert [heading.text for heading in sections] == [f"`qcdc {name}`" for name in COMMANDS]
    assert [heading.anchor for heading in sections] == [name.replace(" ", "-") for name in COMMANDS]
    for name in COMMANDS:
        shown = [block.text.split("\n")[0] for block in own.blocks if block.section == name.replace(" ", "-")]
        assert f"$ qcdc {name} --help" in shown


def test_every_option_has_a_row_with_its_commands(language: str) -> None:
    program = application()
    has: dict[str, set[str]] = {}
    for name in COMMANDS:
        for option in options_of(program.get_command(None, name)):
            has.setdefault(option, set()).add(name)
    for option in options_of(program):
        has.setdefault(option, {PROGRAM})
    documented: dict[str, set[str]] = {}
    for options, commands, _ in page(language, "commands").marked("options")[""].rows:
        for option in codes(options):
            assert option not in documented
            documented[option] = set(codes(commands))
    assert documented == has


def test_the_statuses_are_the_programs(language: str) -> None:
    table = page(language, "commands").marked("statuses")[""]
    assert [int(code(row[0])) for row in table.rows] == [FINE, PROBLEMS, COULD_NOT_RUN, INTERRUPTED, TERMINATED]
