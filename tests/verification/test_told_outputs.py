"""Which output a JSON file is, told by its own keys, so that few have to be made again."""

from contextlib import chdir
from pathlib import Path

import pytest

from qcdc_cli.campaign.loaded import Loaded, Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.verification.json_values import read_json
from qcdc_cli.verification.outputs import KnownOfFile, Output, possible_outputs, told_by_keys
from tests.verification.made import qcdc

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
