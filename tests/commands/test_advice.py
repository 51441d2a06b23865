"""Every text that advises an option is advice that the running command can follow."""

import ast
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from string import Formatter

import pytest

import qcdc_cli
from qcdc_cli.commands import COMMANDS
from qcdc_cli.commands.app import options_of
from qcdc_cli.language import LANGUAGES, use
from qcdc_cli.problems import CATALOGUE, Problem, advise_for
from tests.commands.conftest import Qcdc

SOURCES = sorted(Path(qcdc_cli.__file__).parent.rglob("*.py"))
OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z-]*|-[A-Za-z])(?![\w-])")
TWO_WORDS = "|".join(command for command in COMMANDS if " " in command)
WHOLE_COMMAND = re.compile(rf"qcdc(?: -C \S+)? (?P<command>{TWO_WORDS}|[a-z]+)(?P<rest>(?:[^`;:\n ]| (?! ))*)")
OPTIONS = {command: options_of(command) | {"--help", "-h"} for command in COMMANDS}
COMMON = frozenset.intersection(*OPTIONS.values())
# Sentences of what several commands share, and the commands that come to them.
SHARED = {
    "commands/export_formats.py": ("export",),
    "commands/export_letters.py": ("export",),
    "commands/export_report.py": ("export",),
    "commands/named_sheets.py": ("score", "rank"),
    "commands/usage.py": ("evidence", "evidence take"),
    "render/lists/assigning.py": ("assign",),
}


def unfit(text: str, own: Collection[str]) -> set[str]:
    """Return the options in a text that neither the command written before them has, nor the one that runs."""
    whole = [match for match in WHOLE_COMMAND.finditer(text) if match["command"] in OPTIONS]
    wrong = {
        option for match in whole for option in OPTION.findall(match["rest"]) if option not in OPTIONS[match["command"]]
    }
    return wrong | set(OPTION.findall(WHOLE_COMMAND.sub(" ", text))) - set(own)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_advice_of_the_catalogue_names_an_option_that_the_command_lacks(command: str, language: str) -> None:
    use(language)
    advise_for(OPTIONS[command])
    for code in CATALOGUE:
        fields = {name: "…" for _, name, _, _ in Formatter().parse(str(CATALOGUE[code].advice())) if name}
        said = Problem(code, fields).remedy()
        assert not unfit(said, OPTIONS[command]), (code, said)


@pytest.mark.parametrize("code", CATALOGUE)
def test_advice_about_an_option_names_it_and_some_command_has_it(code: str) -> None:
    entry = CATALOGUE[code]
    for option, advice in entry.with_option.items():
        assert any(option in options for options in OPTIONS.values())
        assert all(OPTION.findall(text) == [option] for text in advice)
        assert all(text in whole for text, whole in zip(advice, entry.advice(), strict=True))
        assert not any(text in whole for text, whole in zip(advice, entry.advice(COMMON), strict=True))


def test_advice_goes_on_where_the_command_has_the_option() -> None:
    problem = Problem("Q911", {"number": "2"})
    advise_for({"--strict"})
    assert problem.remedy() == "Xử lý các cảnh báo; hoặc bỏ `--strict`."
    advise_for(COMMON)
    assert problem.remedy() == "Xử lý các cảnh báo."


def _said_in(source: Path) -> Iterator[str]:
    """Yield the texts of a module that people read: what is written in quotes, but for docstrings."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    blocks = (ast.Module, ast.ClassDef, ast.FunctionDef)
    documented = {
        id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, blocks) and _is_documented(node)
    }
    joined = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented | joined:
            yield node.value


def _is_documented(block: ast.Module | ast.ClassDef | ast.FunctionDef) -> bool:
    return bool(block.body) and isinstance(block.body[0], ast.Expr)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_no_sentence_of_the_program_names_an_option_that_its_command_lacks(source: Path) -> None:
    name = source.relative_to(Path(qcdc_cli.__file__).parent).as_posix()
    if "/catalogue/" in name:
        return  # above
    own = re.fullmatch(r"commands/(?P<command>[a-z_]+)_command\.py", name)
    commands = [own["command"].replace("_", " ")] if own else SHARED.get(name, list(OPTIONS))
    known = frozenset.intersection(*(OPTIONS[command] for command in commands))
    for text in _said_in(source):
        if " " in text.strip():  # a sentence, not an option's own name
            assert not unfit(text, known), text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "command", [name for name in COMMANDS if name not in ("init", "rubric diff", "schema", "help")]
)
def test_outside_of_a_campaign_every_command_says_what_it_can_do_about_it(
    qcdc: Qcdc, command: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    more = {"explain": ["x"], "log": ["x"], "export": ["x.json"], "import": ["x.xlsx"], "rubric": ["show"]}.get(
        command, []
    )
    more = {"evidence pack": ["x"], "evidence take": ["x.zip"], "compare": ["x"]}.get(command, more)
    ran = qcdc(*command.split(), *more, "--lang", language)
    assert (ran.status, ran.out) == (2 if command != "check" else ran.status, "")
    assert "Q102" in ran.err
    assert ("--rubric" in ran.err) == ("--rubric" in OPTIONS[command])
    assert not unfit(ran.err, OPTIONS[command])


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "help"])
def test_an_option_of_other_commands_is_named_with_them_and_nothing_else_is_suggested(
    qcdc: Qcdc, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qcdc_cli.commands.app.options_of", OPTIONS.__getitem__)  # found once, not for every line
    others = frozenset.union(*OPTIONS.values()) - OPTIONS[command]
    for option in sorted(others):
        ran = qcdc("--lang", "en", *command.split(), option)
        owners = ", ".join(name for name in COMMANDS if option in OPTIONS[name])
        sentence = f"Q916 error: The command `qcdc {command}` has no option `{option}`; it belongs to: {owners}."
        assert (ran.status, sentence in ran.err) == (2, True), ran.err
        assert "did you mean" not in ran.err


def test_a_wrong_word_leads_to_the_help_of_the_command_that_was_called(qcdc: Qcdc) -> None:
    for line in (["rank", "--format", "pdf"], ["rank", "--bloc"], ["rank", "--blok", "x"], ["rank", "--strict=x"]):
        assert "See `qcdc rank --help`." in qcdc("--lang", "en", *line).err
    assert "See `qcdc --help`." in qcdc("--lang", "en", "rnk").err
