"""Who sets the measure for kinds that compare the bloc: not who is out of the running.

The figures are the worked example of DOMAIN.md: T = 10, M = 5; 8 gives 2, 10 gives 2.5, 15 gives 3.75 while the leader
has 20 and 5.
"""

from fractions import Fraction
from typing import Any

import pytest

from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.render.words.explained import ExplainedUnit
from qcdc_cli.scoring.ranking import score_units
from qcdc_cli.scoring.scoring_input import ScoringInput
from tests.campaigns import criteria_of, input_from, ranking_of, ranks_of, results_of, rubric_from

RULES = {"ky-luat": {"name": "Kỷ luật", "effect": "unranked"}, "don-thu": {"name": "Đơn thư", "at_most": "kha"}}
PROOF = ["Báo cáo số 12"]
ACTUALS = {"a": "20", "b": "15", "c": "10", "d": "8"}
LED_BY_20 = {"a": 5.0, "b": 3.75, "c": 2.5, "d": 2.0}
LED_BY_15 = {"b": 5.0, "c": 2.5, "d": 2.0}


def scale(kind: dict[str, Any], **own: Any) -> Rubric:
    return rubric_from(
        {
            "criteria": [{"id": "A", "points": "5", "evidence": "required", **kind}, {"id": "B", "points": "5"}],
            "rounding": {"decimals": "2", "at": "criterion"},
            "disqualifiers": RULES,
            "classification": [{"id": "kha", "name": "Khá"}],
            **own,
        }
    )


def led(**own: Any) -> Rubric:
    return scale({"leader": {"unit": "mô hình"}}, **own)


def bloc(rubric: Rubric, *, unproven: str = "", **options: Any) -> ScoringInput:
    """Return a bloc with the actuals of the worked example, each proven but that of one unit."""
    units = {}
    for unit, actual in ACTUALS.items():
        mark: dict[str, Any] = {"self": {"actual": actual, "target": "10"}}
        units[unit] = {"A": mark if unit == unproven else {**mark, "evidence": PROOF}, "B": "5"}
    return input_from(rubric, units, **options)


def points(scoring_input: ScoringInput) -> dict[str, float]:
    """Return the units' points on A; they are exact in binary."""
    results = results_of(ranking_of(scoring_input))
    return {unit: float(criteria_of(result)["A"].points) for unit, result in results.items()}


def test_a_leader_whose_points_are_zeroed_sets_no_measure() -> None:
    assert points(bloc(led(missing_evidence="zero"))) == LED_BY_20
    assert points(bloc(led(missing_evidence="zero"), unproven="a")) == {"a": 0, **LED_BY_15}


@pytest.mark.parametrize("missing", ["warn", "ignore"])
def test_a_leader_who_keeps_its_points_sets_it(missing: str) -> None:
    assert points(bloc(led(missing_evidence=missing), unproven="a")) == LED_BY_20


def test_a_disqualified_leader_sets_no_measure_and_has_no_more_than_all_points() -> None:
    scoring_input = bloc(led(), disqualified={"a": {"ky-luat": "Có"}})
    assert points(scoring_input) == {"a": 5, **LED_BY_15}
    assert ranks_of(ranking_of(scoring_input)) == {"b": 1, "c": 2, "d": 3, "a": None}


def test_who_is_only_kept_from_a_class_sets_it() -> None:
    assert points(bloc(led(), disqualified={"a": {"don-thu": "Có"}})) == LED_BY_20


def test_a_disqualified_unit_is_measured_beside_the_others() -> None:
    assert points(bloc(led(), disqualified={"b": {"ky-luat": "Có"}})) == LED_BY_20


def test_all_units_disqualified_are_measured_each_alone() -> None:
    everybody = {unit: {"ky-luat": "Có"} for unit in ACTUALS}
    assert points(bloc(led(), disqualified=everybody)) == {"a": 5, "b": 5, "c": 2.5, "d": 2}


def test_every_stage_of_the_scores_has_the_same_measure() -> None:
    scoring_input = bloc(led(), disqualified={"a": {"ky-luat": "Có"}})
    scores = score_units(scoring_input, list(ACTUALS))
    assert {one.counted.unit: float(one.counted.points) - 5 for one in scores} == {"a": 5, **LED_BY_15}


def test_explain_names_who_sets_it() -> None:
    scoring_input = bloc(led(), disqualified={"a": {"ky-luat": "Có"}})
    ranking = ranking_of(scoring_input)
    best = {}
    for scores in score_units(scoring_input, list(ACTUALS)):
        explained = ExplainedUnit(scores, ranking)
        part = criteria_of(explained.standing.result)["A"]
        best[scores.counted.unit] = [one.result.unit for setters in explained.best(part).values() for one, _ in setters]
    assert best == {"a": ["a"], "b": ["b"], "c": ["b"], "d": ["b"]}


def test_a_first_mark_above_all_that_counts_is_measured_by_itself() -> None:
    """Both said 20, both were taken down to the target: nobody leads, and the first marks were worth 5 each."""
    mark = {"self": {"actual": "20", "target": "10"}, "bloc": {"actual": "10", "target": "10", "reason": "Kiểm tra"}}
    rubric = led(ties=["smallest correction"])
    ranking = ranking_of(input_from(rubric, {unit: {"A": {**mark, "evidence": PROOF}, "B": "5"} for unit in "ab"}))
    assert ranks_of(ranking) == {"a": 1, "b": 1}
    assert ranking.ladder_measures() == {"a": (Fraction(-5, 2),), "b": (Fraction(-5, 2),)}


def test_places_close_up_behind_a_disqualified_unit() -> None:
    """Places averaged and ordered anew inside the bloc: 1st gives 5, 2nd 3, 3rd 1; a is 1st only beside the others."""
    rubric = scale({"place": {"points": ["5", "3", "1"], "average": "places"}}, missing_evidence="ignore")
    units = {unit: {"A": place, "B": "5"} for unit, place in (("a", "1"), ("b", "2"), ("c", "3"))}
    assert points(input_from(rubric, units)) == {"a": 5, "b": 3, "c": 1}
    assert points(input_from(rubric, units, disqualified={"a": {"ky-luat": "Có"}})) == {"a": 5, "b": 5, "c": 3}
