"""A criterion of the main list whose points are below 0: in groups, caps, rounding, evidence, the total and its share.

Each is worked by hand; the random trees of `tests/scoring/scales.py` draw such criteria too.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from qcdc_cli.render.words.explanation import explanation_text
from qcdc_cli.scoring.ranking import score_units
from tests.campaigns import in_both, input_from, ranking_of, rubric_from

EACH = {"name": "Vi phạm", "each": "1.25"}


def line(identity: str = "I.1", points: str = "4", floor: str = "-10", **beside: Any) -> dict[str, Any]:
    """Return a line that takes 1.25 off for each violation and gives 1 for each merit."""
    plus = {"sk": {"name": "Sáng kiến", "each": "1"}}
    return {
        "id": identity,
        "points": points,
        "plus_minus": {"plus": plus, "minus": {"vp": EACH}, "floor": floor},
        **beside,
    }


def violations(number: int) -> dict[str, Any]:
    return {"self": {"mark": {"sk": "0", "vp": str(number)}}}


def result_of(group: dict[str, Any], marks: dict[str, Any], **rubric: Any) -> Any:
    made = rubric_from({"criteria": [{"id": "I", **group}], "rounding": {"decimals": "2"}, **rubric})
    return ranking_of(input_from(made, {"a": marks})).standings[0].result


def test_it_takes_off_in_its_group_and_in_the_total() -> None:
    # 4 lines: 5 − 3 × 1.25 = 1.25 of 9; below 0 together: 1 − 3.75 = −2.75
    group = {"criteria": [line(), {"id": "I.2", "points": "5"}]}
    result = result_of(group, {"I.1": violations(3), "I.2": "5"})
    assert (result.points, result.maximum, result.parts[0].points) == (Decimal("1.25"), 9, Decimal("1.25"))
    result = result_of(group, {"I.1": violations(3), "I.2": "1"})
    assert (result.points, result.share) == (Decimal("-2.75"), Fraction(-11, 36))


def test_a_cap_holds_upwards_only() -> None:
    # −6.25, which a cap of 3 leaves alone; of penalties it holds downwards, as before
    group = {"cap": "3", "points": "3", "criteria": [line(), {"id": "I.2", "points": "5"}]}
    result = result_of(group, {"I.1": violations(5), "I.2": "0"})
    assert (result.points, result.parts[0].before_cap) == (Decimal("-6.25"), Decimal("-6.25"))
    assert result_of(group, {"I.1": violations(0), "I.2": "5"}).points == 3


@pytest.mark.parametrize(
    ("at", "decimals", "points"),
    [("criterion", "1", "-1.3"), ("group", "1", "-1.3"), ("total", "1", "-1.3"), ("group", "0", "-1")],
)
def test_rounding_is_away_from_0_and_only_full_marks_stay_full(at: str, decimals: str, points: str) -> None:
    # −1.25 to one decimal is −1.3, also where the group's maximum is 1.25: that is no "full marks"
    group = {"criteria": [line(points="1.25")]}
    result = result_of(group, {"I.1": violations(1)}, rounding={"decimals": decimals, "at": at})
    assert result.points == Decimal(points)


@pytest.mark.parametrize(
    ("rule", "mark", "decimals", "points"),
    [
        ({"floor": "-1.96"}, "2", "0", "-1.96"),  # 2 × 1.25 are −2.5, at least −1.96, which to no decimals were −2
        ({"floor": "-1.96"}, "2", "1", "-1.96"),
        ({"floor": "-1.96"}, "1", "0", "-1"),  # −1.25
        ({"floor": "-2.4"}, "2", "0", "-2"),  # the floor is rounded as any points where that does not pass it
        ({"floor": "-1.7"}, "1", "0", "-1"),
        ({"floor": "-2.5"}, "2", "0", "-2.5"),
        ({"floor": "0.4"}, "2", "0", "0.4"),
        ({"floor": "-10"}, "2", "0", "-3"),
    ],
)
def test_rounding_never_passes_a_floor(rule: dict[str, str], mark: str, decimals: str, points: str) -> None:
    group = {"criteria": [line(**rule), {"id": "I.2", "points": "5"}]}
    result = result_of(group, {"I.1": violations(int(mark)), "I.2": "0"}, rounding={"decimals": decimals})
    assert result.criteria[0].points == Decimal(points)


@pytest.mark.parametrize(("violations", "points"), [("3", "1.4"), ("2", "2"), ("0", "4.4")])
def test_rounding_never_passes_the_floor_of_deductions(violations: str, points: str) -> None:
    # 4.4 − 2 × 1.25 = 1.9, rounded 2; a third one leaves 0.65, at least 1.4, which to no decimals were 1
    rule = {"each": "1.25", "unit": "lần", "floor": "1.4"}
    group = {"criteria": [{"id": "I.1", "points": "4.4", "deduct": rule}]}
    result = result_of(group, {"I.1": violations}, rounding={"decimals": "0"})
    assert result.points == Decimal(points)


def test_the_best_of_a_group_may_be_below_0() -> None:
    group = {"take": "best", "criteria": [line(), line("I.2")]}
    both = {"I.1": violations(3), "I.2": violations(2)}
    assert result_of(group, both).points == Decimal("-2.5")
    left = {"I.1": {"not_applicable": "Không có"}, "I.2": violations(2)}
    assert result_of(group, left, not_applicable="exclude").points == Decimal("-2.5")
    assert result_of(group, {"I.1": violations(3)}).points == 0  # a blank counts 0, as everywhere


def test_filing_no_evidence_does_not_lift_it_to_0() -> None:
    group = {"criteria": [line(evidence="required"), {"id": "I.2", "points": "5"}]}
    result = result_of(group, {"I.1": violations(2), "I.2": "5"}, missing_evidence="zero")
    assert (result.points, result.criteria[0].lacks_evidence) == (Decimal("2.5"), False)
    above = result_of(group, {"I.1": {"self": {"mark": {"sk": "3", "vp": "0"}}}, "I.2": "5"}, missing_evidence="zero")
    assert (above.points, above.criteria[0].lacks_evidence) == (5, True)


def test_it_is_explained_without_being_taken_off_twice() -> None:
    made = rubric_from({"criteria": [line(), {"id": "I.2", "points": "5"}], "rounding": {"decimals": "1"}})
    scoring_input = input_from(made, {"a": {"I.1": violations(1), "I.2": "5"}})
    ranking, (scores,) = ranking_of(scoring_input), score_units(scoring_input, ["a"])
    vietnamese, english = in_both(lambda: explanation_text(scores, ranking, "I.1"))
    assert "−1,3/4 điểm" in vietnamese
    assert "Cách tính: 0 − 1 × 1,25 (Vi phạm) = −1,25; làm tròn (từ 5 trở lên) thành −1,3" in vietnamese
    assert "; trừ" not in vietnamese
    assert "; minus" not in english
