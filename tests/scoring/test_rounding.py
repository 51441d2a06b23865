"""The one rounding: at the criterion, at the group or at the total, each of them once, and half away from zero."""

from decimal import Decimal
from fractions import Fraction

import pytest

from qcdc_cli.scoring.combining import total
from qcdc_cli.scoring.result import UnitResult
from tests.campaigns import criteria_of, groups_of, rubric_from, unit_result

THIRD = {"actual": "1", "target": "3"}


def thirds(place: str, decimals: str = "2") -> UnitResult:
    """Score two groups of three criteria, each with a third of 10 points: 6 × 3.333…"""
    groups = [
        {"id": group, "criteria": [{"id": f"{group}{n}", "points": "10", "ratio": {"unit": "ấp"}} for n in "123"]}
        for group in ("I", "V")
    ]
    rubric = rubric_from({"criteria": groups, "rounding": {"decimals": decimals, "at": place}})
    return unit_result(rubric, {f"{group}{n}": {"self": THIRD} for group in "IV" for n in "123"})


@pytest.mark.parametrize(
    ("place", "criterion", "group", "sum_of_all"),
    [
        ("criterion", Decimal("3.33"), Decimal("9.99"), Decimal("19.98")),  # 3 × 3.33, 6 × 3.33
        ("group", Fraction(10, 3), Decimal("10.00"), Decimal("20.00")),
        ("total", Fraction(10, 3), Fraction(10), Decimal("20.00")),
    ],
)
def test_where_it_is_rounded(place: str, criterion: object, group: object, sum_of_all: Decimal) -> None:
    result = thirds(place)
    assert {part.points for part in criteria_of(result).values()} == {criterion}
    assert {part.points for part in groups_of(result).values()} == {group}
    assert result.points == sum_of_all


def test_it_is_rounded_once_and_not_step_by_step() -> None:
    """0.445: once to one decimal gives 0.4; by way of two decimals (0.45) it would give 0.5."""
    rubric = rubric_from(
        {
            "criteria": [{"id": "I", "criteria": [{"id": "A", "points": "1"}, {"id": "B", "points": "1"}]}],
            "rounding": {"decimals": "1", "at": "total"},
        }
    )
    result = unit_result(rubric, {"A": "0.4450", "B": "0"})
    assert groups_of(result)["I"].points == Decimal("0.445")
    assert result.points == Decimal("0.4")


def test_groups_in_groups_round_each_value_once() -> None:
    inner = {"id": "I.1", "criteria": [{"id": "A", "points": "1"}, {"id": "B", "points": "1"}]}
    rubric = rubric_from(
        {
            "criteria": [{"id": "I", "criteria": [inner, {"id": "C", "points": "1"}]}, {"id": "D", "points": "1"}],
            "rounding": {"decimals": "1", "at": "group"},
        }
    )
    result = unit_result(rubric, {"A": "0.12", "B": "0.12", "C": "0.04", "D": "0.06"})
    assert groups_of(result)["I.1"].points == Decimal("0.2")  # 0.24
    assert groups_of(result)["I"].points == Decimal("0.2")  # 0.2 + 0.04
    assert result.points == Decimal("0.3")  # 0.2 + 0.06: the total is the outermost group


def test_without_a_rounding_nothing_is_rounded() -> None:
    rubric = rubric_from({"criteria": [{"id": "A", "points": "1"}, {"id": "B", "points": "1"}]})
    assert unit_result(rubric, {"A": "0.0000000001", "B": "0.12345678"}).points == Decimal("0.1234567801")


@pytest.mark.parametrize("place", ["criterion", "group", "total"])
def test_rounding_never_gives_more_than_was_attainable(place: str) -> None:
    """2.25 of 2.25 is all there is; rounded to one decimal it would be 2.3, a share above 1."""
    rubric = rubric_from(
        {
            "criteria": [{"id": "I", "criteria": [{"id": "A", "points": "2.25"}, {"id": "B", "points": "0.75"}]}],
            "rounding": {"decimals": "1", "at": place},
            "not_applicable": "exclude",
        }
    )
    result = unit_result(rubric, {"A": "2.25", "B": {"not_applicable": "Không có"}})
    assert (result.points, result.maximum, result.share) == (Decimal("2.25"), Decimal("2.25"), Fraction(1))


def test_total_mixes_decimals_and_fractions_exactly() -> None:
    assert total([]) == 0
    assert total([Decimal("0.1")] * 10) == 1
    assert isinstance(total([Decimal("0.1"), Decimal("0.2")]), Decimal)
    assert total([Decimal("0.1"), Fraction(1, 3), Fraction(2, 3), Decimal("0.2")]) == Fraction(13, 10)
    assert total([Fraction(1, 3)] * 3) == 1


@pytest.mark.parametrize(
    ("penalty", "points"), [("2.5", "-3"), ("2.4", "-2"), ("3.5", "-4"), ("0.5", "-1"), ("0.4", "0"), ("2", "-2")]
)
@pytest.mark.parametrize("at", ["group", "total"])
def test_half_goes_away_from_zero_below_0_too(at: str, penalty: str, points: str) -> None:
    tree = {
        "criteria": [{"id": "I", "points": "10"}],
        "penalties": {"criteria": [{"id": "p", "points": "5"}]},
        "rounding": {"decimals": "0", "at": at},
    }
    assert unit_result(rubric_from(tree), {"I": "0", "p": penalty}).points == Decimal(points)
