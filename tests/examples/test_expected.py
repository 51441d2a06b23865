"""Every shipped example gives the figures that were worked out independently of the program.

The expected figures were designed by hand and computed a second time with `fractions.Fraction` from the YAML
files alone, without any code of qcdc.
"""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.campaign.marks import State
from qcdc_cli.render.words.cells import parts_with_groups
from qcdc_cli.scoring.ranking import rank_bloc
from qcdc_cli.scoring.result import Standing
from qcdc_cli.scoring.scoring_input import ScoringInput

REPOSITORY = Path(__file__).resolve().parents[2]
EXPECTED = sorted((Path(__file__).parent / "expected").glob("*.json"))


def _campaign_of(path: Path) -> Path:
    folders = sorted((REPOSITORY / "examples").iterdir(), key=lambda folder: -len(folder.name))
    return next(folder for folder in folders if path.stem.startswith(folder.name))


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_an_example_gives_its_expected_figures(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    loaded = load(Source(_campaign_of(path)))
    assert [str(problem) for problem in loaded.errors] == []
    assert loaded.campaign is not None
    last = len(loaded.campaign.stages) - 1
    scoring_input = ScoringInput(
        loaded.campaign, loaded.rubrics, loaded.rubric_places, loaded.sheets, expected["period"], last
    )
    standings = {one.result.unit: one for one in rank_bloc(scoring_input, expected["bloc"]).standings}
    assert list(standings) == [line["unit"] for line in expected["standings"]]
    for line in expected["standings"]:
        assert _told(standings[line["unit"]], line) == _wanted(line), line["unit"]


def _wanted(line: dict[str, Any]) -> dict[str, Any]:
    return {
        "rank": line["rank"],
        "points": Fraction(line["points"]),
        "max": Fraction(line["max"]),
        "class": line["class"],
        "awards": line["awards"],
        "groups": {identity: Fraction(points) for identity, points in line["groups"].items()},
        "missing_evidence": sorted(line.get("missing_evidence", [])),
    }


def _told(standing: Standing, line: dict[str, Any]) -> dict[str, Any]:
    result = standing.result
    every = {part.node.id: part for _, part in parts_with_groups(result.parts)}
    parts = {identity: every[identity] for identity in line["groups"]}
    return {
        "rank": standing.rank,
        "points": Fraction(result.points),
        "max": Fraction(result.maximum),
        "class": None if standing.classified is None else standing.classified.id,
        "awards": [award.id for award in standing.awards],
        "groups": {identity: Fraction(part.points) for identity, part in parts.items() if part is not None},
        "missing_evidence": sorted(one.criterion.id for one in result.criteria if one.lacks_evidence),
    }


def test_states_of_the_examples_are_exercised() -> None:
    """The examples together show every state, so that a change to one of them is seen."""
    seen = set()
    for folder in (REPOSITORY / "examples").iterdir():
        for sheet in load(Source(folder)).sheets.values():
            for marked in sheet.criteria:
                counted = marked.upto(99)
                seen.add(State.BLANK if counted is None else counted.state)
    assert seen == set(State) - {State.LATER}  # at the last stage nothing is left to a later one
