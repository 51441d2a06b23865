"""Help and wrong usage: both languages complete, exit status 2, never a traceback, never Typer's English."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from qcdc_cli.commands import COMMANDS, COMMON_OPTIONS, PROGRAM_OPTIONS
from qcdc_cli.commands.app import application
from tests.commands.conftest import Qcdc

pytestmark = pytest.mark.slow  # rounds of whole commands


VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)
# What Typer says by itself, and must not say here.
TYPERS_ENGLISH = (
    "Usage",
    "Options:",
    "Arguments:",
    "Show this message",
    "Missing",
    "No such",
    "Did you mean",
    "Error:",
)


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_is_complete_in_both_languages(qcdc: Qcdc, command: str | None) -> None:
    arguments = command.split() if command else []
    vietnamese = qcdc(*arguments, "--help")
    english = qcdc("--lang", "en", *arguments, "--help")
    assert (vietnamese.status, english.status) == (0, 0)
    assert not [word for word in TYPERS_ENGLISH if word in vietnamese.out]
    assert VIETNAMESE.search(vietnamese.out)
    names_of_units = re.compile(r"Xã\s+Phú\s+(An|Hữu)")  # stay what they are
    assert not VIETNAMESE.search(names_of_units.sub("", english.out))
    assert max(map(len, vietnamese.out.splitlines())) <= 100


def test_no_command_shows_the_help(qcdc: Qcdc) -> None:
    assert qcdc() == qcdc("--help")


@pytest.mark.parametrize("language", [[], ["--lang", "en"]])
@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_every_way_to_ask_for_help_shows_the_same_page(qcdc: Qcdc, command: str | None, language: list[str]) -> None:
    named = [] if command is None else command.split()
    page = qcdc(*language, *named, "--help")
    assert (page.status, page.err) == (0, "")
    assert "-h, --help" in page.out
    assert qcdc(*named, "-h", *language) == page
    assert qcdc(*language, "help", *named) == page
    assert qcdc("help", *named, *language) == page
    assert qcdc("-C", "nowhere", "help", *named, *language) == page


def test_help_of_a_command_that_does_not_exist_names_the_nearest(qcdc: Qcdc) -> None:
    ran = qcdc("help", "rnak", "--lang", "en")
    assert (ran.status, ran.out) == (2, "")
    assert "Q901 error: There is no command `rnak`." in ran.err
    assert "did you mean `rank`?" in ran.err
    assert qcdc("help", "rank", "score").status == 2
    assert "`help`?" in qcdc("hlep").err
    assert "`--help`?" in qcdc("rank", "--hlep").err


def test_the_program_s_page_names_every_option_that_typer_takes() -> None:
    written = {name for names, _, _ in (COMMON_OPTIONS | PROGRAM_OPTIONS).values() for name in names}
    taken = {name for parameter in application().params for name in parameter.opts}
    assert taken | {"-h", "--help"} == written


@pytest.mark.parametrize(
    ("arguments", "code", "english"),
    [
        (["rnk"], "Q901", "There is no command `rnk`."),
        (["rank", "--blok", "x"], "Q902", "There is no option `--blok`."),
        (["explain"], "Q903", "`UNIT` is missing."),
        (["rank", "--bloc"], "Q904", "The option `--bloc` needs a value."),
        (["explain", "a", "b", "c"], "Q905", "`c` is too much."),
        (["rank", "--format", "pdf"], "Q906", "`pdf` is not a value for `--format`."),
        (["schema", "unit"], "Q906", "`unit` is not a value for `campaign|rubric|sheet`."),
        (["schema"], "Q903", "`campaign|rubric|sheet` is missing."),
        (["check", "--explain", "Q999"], "Q907", "There is no problem code `Q999`."),
        (["export", "report.odt"], "Q107", "Cannot export to the suffix `.odt`."),
        (["check", "nowhere.yaml"], "Q101", "There is no file or folder `nowhere.yaml`."),
        (["check", "none/*.yaml"], "Q104", "The pattern `none/*.yaml` matches no file."),
        (["rank", "--bloc", "dan-vân"], "Q402", "There is no bloc `dan-vân`."),
        (["rank", "--by", "commune"], "Q918", "The campaign has no grouping `commune` to sum up by."),
        (["rank", "--all", "--by", "bloc"], "Q909", "`--all` cannot be used together with `--by`."),
        (["rank", "--all", "--bloc", "dan-van"], "Q909", "`--all` cannot be used together with `--bloc`."),
        (["rubric"], "Q903", "`show|stats` is missing."),
        (["rubric", "print"], "Q906", "`print` is not a value for `show|stats`."),
        (["rubric", "show", "nowhere.yaml"], "Q113", "There is no rubric `nowhere.yaml`"),
        (["score", "units/phu-an.yaml", "-p", "2020"], "Q910", "None of the given sheets is of the period `2020`."),
        (["rank", "--period", "2020h1"], "Q403", "There is no period `2020h1`."),
        (["rank", "--stage", "slef"], "Q404", "There is no stage `slef`."),
        (["explain", "nga-sao"], "Q401", "There is no unit `nga-sao`."),
        (["explain", "nga-sau", "I.99"], "Q409", "The rubric has no criterion `I.99`."),
        (["rank", "--rubric", "qcdc-cap-xa-2002"], "Q113", "There is no rubric `qcdc-cap-xa-2002`"),
    ],
)
def test_wrong_usage_is_one_clear_message(
    qcdc: Qcdc, example: Path, arguments: list[str], code: str, english: str
) -> None:
    vietnamese = qcdc(*arguments)
    assert vietnamese.status == 2
    assert vietnamese.out == ""
    assert f"{code} lỗi: " in vietnamese.err
    told = qcdc("--lang", "en", *arguments)
    assert told.status == 2
    assert english in told.err
    assert not VIETNAMESE.search(told.err.replace("dan-vân", ""))


@pytest.mark.parametrize("seed", ["0", "1", "2", "3"])
def test_the_options_that_there_are_stand_in_one_order(seed: str) -> None:
    program = "from qcdc_cli.__main__ import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", program, "rank", "--nonsense"],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, "--lang, --help, -h\n" in ran.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [
        (["rank", "--bloc", "dan-vân"], "dan-van"),
        (["explain", "nga-sao"], "nga-sau"),
        (["exprot", "x"], "export"),
        (["rank", "--blok", "x"], "--bloc"),
        (["rank", "--rubric", "qcdc-cap-xa-2002"], "qcdc-cap-xa-2020"),
    ],
)
def test_an_unknown_word_names_the_nearest(qcdc: Qcdc, example: Path, arguments: list[str], nearest: str) -> None:
    assert f"có phải `{nearest}`?" in qcdc(*arguments).err


def test_an_unknown_language_is_refused_in_vietnamese(
    qcdc: Qcdc, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Q906" in qcdc("--lang", "fr", "rank").err
    assert "Q906" in qcdc("rank", "--lang=fr").err
    assert "Q906" in qcdc("--lang", "fr").err
    monkeypatch.setenv("QCDC_LANG", "fr")
    ran = qcdc("rank")
    assert ran.status == 2
    assert "QCDC_LANG" in ran.err


def test_the_variable_chooses_the_language_and_the_option_wins(
    qcdc: Qcdc, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QCDC_LANG", "en")
    assert "PROVISIONAL" in qcdc("rank").out.upper()
    assert "TẠM TÍNH" in qcdc("rank", "--lang", "vi").out


def _spawn(arguments: list[str], folder: Path, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "qcdc_cli", *arguments],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("arguments", [["--help"], ["rank"], ["rank", "--bloc", "ơ"], ["check"]])
def test_vietnamese_survives_any_console(example: Path, arguments: list[str]) -> None:
    plain = _spawn(arguments, example)
    assert b"Traceback" not in plain.stderr
    for encoding in ("cp1258", "cp437", "ascii"):
        ran = _spawn(arguments, example, PYTHONIOENCODING=encoding)
        assert ran.returncode == plain.returncode, encoding
        assert ran.stdout.decode("utf-8") == plain.stdout.decode("utf-8"), encoding
        assert ran.stderr.decode("utf-8") == plain.stderr.decode("utf-8"), encoding


def test_help_imports_nothing_heavy(example: Path) -> None:
    """Of all the ways to ask for it, in one start of the program."""
    program = (
        "import sys; from qcdc_cli.commands.entry import run\n"
        "for asked in ([], ['--help'], ['-h'], ['help'], ['help', '--lang=en']): run(asked)\n"
        "print(sorted({'pydantic', 'rich', 'xlsxwriter', 'yaml', 'typer', 'dataclasses'} & sys.modules.keys()), "
        "file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert ran.stderr.strip() == "[]"
    assert ran.stdout.count("--version") >= 5


def test_a_ranking_loads_and_builds_only_what_it_shows(example: Path) -> None:
    """Also where it is written over an older one: that one is seen to be no form without what reads and makes forms."""
    program = (
        "import sys; from qcdc_cli.commands.entry import run\n"
        "commands = (['rank'], ['score', '--detail'], ['explain', 'nga-sau', 'I.1'], ['check'],\n"
        "            ['rank', '--format', 'csv', '-o', 'old.csv'])\n"
        "print([run(command) for command in commands], file=sys.stderr)\n"
        "from pydantic import BaseModel\n"
        "def below(model): return [one for own in model.__subclasses__() for one in (own, *below(own))]\n"
        "built = {one.__name__ for one in below(BaseModel) if one.__pydantic_complete__}\n"
        "heavy = {'xlsxwriter', 'openpyxl', 'docx', 'jinja2', 'rich.console', 'qcdc_cli.forms.importing',"
        " 'qcdc_cli.workbook.reading'} & sys.modules.keys()\n"
        "print(sorted(built - {'RootModel', 'RootModel[Any]'}), sorted(heavy), file=sys.stderr)"
    )
    (example / "old.csv").write_text("an older one", "utf-8")
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert ran.stderr.splitlines()[-2:] == ["[0, 0, 0, 0, 0]", "['Campaign', 'Rubric', 'Sheet'] []"]


def test_a_reader_that_goes_away_is_no_crash(example: Path) -> None:
    script = f"{sys.executable} -m qcdc_cli score --detail | head -1"
    ran = subprocess.run(["bash", "-c", script], cwd=example, capture_output=True, check=False, text=True)
    assert "Traceback" not in ran.stderr
    assert "Exception ignored" not in ran.stderr


def test_shell_completion_knows_blocs_units_and_criteria(example: Path) -> None:
    for words, expected in (
        ("qcdc rank --bloc ", "dan-van"),
        ("qcdc explain nga", "nga-sau"),
        ("qcdc explain nga-sau III.1", "III.10"),
        ("qcdc ex", "export"),
        ("qcdc rank --stage b", "board"),
        ("qcdc rank --by b", "bloc"),
        ("qcdc rubric s", "stats"),
        ("qcdc help ra", "rank"),
        ("qcdc rubric show qcdc", "qcdc-cap-xa-2020"),
    ):
        number = str(len(words.split()) - (0 if words.endswith(" ") else 1))
        ran = _spawn([], example, _QCDC_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=number)
        assert expected in ran.stdout.decode().split(), words
