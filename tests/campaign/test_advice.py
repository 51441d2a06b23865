"""What a refusal of a rubric advises, where the nearest key or the bare range would lead astray."""

from pathlib import Path

import pytest

from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.problems import Problem
from tests.campaigns import ROOT, in_both


def only_problem(folder: str, monkeypatch: pytest.MonkeyPatch) -> Problem:
    monkeypatch.chdir(Path(ROOT) / "tests" / "broken" / folder)
    (problem,) = load(Source()).problems
    return problem


def test_bonus_of_a_criterion_belongs_beside_criteria(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = only_problem("Q305-outermost", monkeypatch)
    assert problem.nearest == ""
    assert "ngang với `criteria`" in problem.remedy()


def test_points_below_0_lead_to_penalties_and_to_the_line_that_takes_off(monkeypatch: pytest.MonkeyPatch) -> None:
    for said in in_both(only_problem("Q309-negative", monkeypatch).remedy):
        assert "`penalties`" in said
        assert "`plus_minus`" in said


def test_a_share_may_be_one_of_the_bloc(monkeypatch: pytest.MonkeyPatch) -> None:
    assert only_problem("Q521-quota", monkeypatch).allowed == "bloc, all, tot, kha"
