"""Which output a JSON file is, told by its own keys, so that few have to be made again."""

from contextlib import chdir
from pathlib import Path

import pytest

from qcdc_cli.campaign.loaded import Loaded, Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.commands.campaign_loading import load_campaign
from qcdc_cli.commands.verify_outputs import OutputMaker
from qcdc_cli.problems import QcdcError
from qcdc_cli.process.sealing.seal import Chain
from qcdc_cli.render.report import ListReport, Options, Report
from qcdc_cli.verification.contents import FileContent
from qcdc_cli.verification.json_values import read_json
from qcdc_cli.verification.making_again import made_again
from qcdc_cli.verification.outputs import CRITERIA, VIEWS, KnownOfFile, Output, possible_outputs, told_by_keys
from qcdc_cli.verification.text_tables import read_csv
from qcdc_cli.verification.verifying import _READERS, OutputCheck
from tests.verification.made import qcdc

_BLOC, _UNIT = "cum-rung", "bo-cau"
_COMMANDS = {
    "rank": ["rank", "--format", "json", "-o"],
    "whole": ["export"],
    "scores": ["score", "--format", "json", "-o"],
    "across": ["rank", "--all", "--format", "json", "-o"],
    "summed": ["rank", "--by", "bloc", "--format", "json", "-o"],
    "statistics": ["rubric", "stats", "--format", "json", "-o"],
    "changes": ["changes", "--format", "json", "-o"],
    "appeals": ["appeals", "--format", "json", "-o"],
    "notes": ["notes", "--format", "json", "-o"],
    "margins": ["margins", "--format", "json", "-o"],
}


def _told(folder: Path, *command: str) -> list[Output]:
    file = folder / "told.json"
    qcdc(folder, *command, str(file))
    with chdir(folder):
        loaded = load(Source())
    assert isinstance(loaded, Loaded)
    found, campaign = read_json(file.read_bytes(), "told.json"), loaded.campaign
    outputs = list(possible_outputs(campaign, "json", found.text, KnownOfFile(), sealed=False))
    told = told_by_keys(found, campaign)
    assert len(outputs) > 20
    return [one for one in outputs if told(one)]


@pytest.mark.parametrize("view", _COMMANDS)
def test_a_json_file_tells_by_its_keys_what_it_shows(view: str, outputs: Path) -> None:
    assert {one.view for one in _told(outputs, *_COMMANDS[view])} == {view}


@pytest.mark.parametrize("stage", [None, "self"])
def test_a_ranking_tells_its_stage_and_is_made_once_for_each_language(stage: str | None, outputs: Path) -> None:
    asked = ["--stage", stage] if stage else []
    told = _told(outputs, "rank", *asked, "--format", "json", "-o")
    assert [(one.language, one.stage) for one in told] == [("vi", stage), ("en", stage)]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ((), [(None, ()), (_BLOC, ())]),
        ((_UNIT,), [(None, ()), (_BLOC, ()), (_BLOC, (_UNIT,))]),
    ],
    ids=["all units", "one unit"],
)
def test_a_list_is_told_to_be_of_the_units_in_its_rows(
    asked: tuple[str, ...], told: list[tuple[str | None, tuple[str, ...]]], outputs: Path
) -> None:
    found = _told(outputs, "changes", *asked, "--format", "json", "-o")
    assert [(one.bloc, one.units) for one in found] == 2 * told  # in each language


@pytest.mark.parametrize(
    ("text", "other", "languages"),
    [("239.96", "238.96", ["vi"]), ("Xã Sơn Ca", "Xã Sơn Cà", ["vi", "en"])],
    ids=["a figure", "a word"],
)
def test_what_differs_in_a_figure_alone_is_not_made_in_the_other_language(
    text: str, other: str, languages: list[str], outputs: Path
) -> None:
    problems, made = _made_for("r.json", text, other, outputs)
    assert problems == ["Q060"]
    assert [one.language for one in made] == languages


def test_an_edited_table_is_made_in_no_view_that_has_other_columns(outputs: Path) -> None:
    problems, made = _made_for("r.md", "239,96", "238,96", outputs)
    assert problems == ["Q060"]
    assert [(one.view, one.stage) for one in made] == [("rank", None), ("rank", "self")]


def test_a_table_of_a_few_lines_is_compared_with_no_whole_table_of_many(
    outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[int] = []

    def read(data: bytes, path: str) -> FileContent:
        content = read_csv(data, path)
        lines.append(len(content.pieces))
        return content

    monkeypatch.setitem(_READERS, "csv", read)
    with chdir(outputs):
        maker = OutputMaker(load_campaign)
        whole = Output("csv", CRITERIA, "vi", maker.loaded().campaign.period)
        (full,) = (len(read_csv(data, "a.csv").pieces) for data in made_again(whole, maker))
        check = OutputCheck(maker.loaded().campaign, Chain(), maker, KnownOfFile())
        with pytest.raises(QcdcError, match="Q067"):
            check.data("Xã;Dân số\nXã Sơn Ca;9000\n".encode(), "a.csv")
        assert len(lines) > len(VIEWS["csv"])
        assert 2 < max(lines) < full / 2
        check.data(b"".join(made_again(whole, maker)), "a.csv")
        assert max(lines) == full


def _made_for(file: str, text: str, other: str, outputs: Path) -> tuple[list[str], list[Output]]:
    """Put a text in the place of another one in an output; return what is found, and what was made for that."""
    edited = (outputs / "out" / file).read_text("utf-8").replace(text, other, 1).encode()
    made: list[Output] = []
    with chdir(outputs):
        maker = OutputMaker(load_campaign)

        def make(output: Output) -> tuple[Report | ListReport, Options]:
            made.append(output)
            return maker(output)

        checked = OutputCheck(maker.loaded().campaign, Chain(), make, KnownOfFile()).data(edited, file)
    return [problem.code for problem in checked.problems], made
