"""Totals that stand exactly on a class's bound: where systems in use lose a class to float sums.

DOMAIN.md: "of random 12-criterion sheets totalling exactly 85, one in five sums to 84.999… and falls a class".
The classes are those of the bloc of 95 communes there: Xuất sắc 95–100, Tốt 85–<95, Khá 70–<85.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qcdc_cli.campaign.rubric import Rubric
from tests.campaigns import input_from, ranking_of, ranks_of, rubric_from
from tests.scoring.scales import written

CLASSES = [
    {"id": "xuat-sac", "name": "Xuất sắc", "from": "95"},
    {"id": "tot", "name": "Tốt", "from": "85"},
    {"id": "kha", "name": "Khá", "from": "70"},
    {"id": "con-lai", "name": "Còn lại"},
]
TENTHS = [100] * 4 + [75] * 8  # the most that each of twelve criteria gives: 4 × 10 + 8 × 7.5 = 100
TRAPPED = ["7.2", "9.8", "6.8", "9.5", "5.9", "7.5", "6.8", "4.5", "5.9", "7.2", "7.3", "6.6"]


def rubric_of(points: list[str], **more: Any) -> Rubric:
    criteria = [{"id": f"C{number}", "points": value} for number, value in enumerate(points, start=1)]
    return rubric_from({"criteria": criteria, "classification": CLASSES, **more})


TWELVE = rubric_of([written(tenths * 10) for tenths in TENTHS])


def class_of(rubric: Rubric, marks: dict[str, Any]) -> str:
    (standing,) = ranking_of(input_from(rubric, {"a": marks})).standings
    assert standing.classified is not None
    return standing.classified.id


def class_of_twelve(tenths: list[int]) -> str:
    return class_of(TWELVE, {f"C{number}": written(mark * 10) for number, mark in enumerate(tenths, start=1)})


@st.composite
def sheets_of(draw: st.DrawFn, total: int) -> list[int]:
    """Draw twelve marks with one decimal, in tenths, that total exactly so many tenths."""
    marks: list[int] = []
    for number, most in enumerate(TENTHS):
        left = total - sum(marks)
        marks.append(draw(st.integers(max(0, left - sum(TENTHS[number + 1 :])), min(most, left))))
    return marks


def test_the_trap_is_real() -> None:
    floats = [float(mark) for mark in TRAPPED]
    total = 0.0
    for mark in floats:
        total += mark
    assert total == 84.99999999999999
    assert sum(Decimal(mark) for mark in TRAPPED) == 85


@given(sheets_of(850))
@example([int(Decimal(mark) * 10) for mark in TRAPPED])
def test_exactly_85_is_tot(tenths: list[int]) -> None:
    assert sum(tenths) == 850
    assert class_of_twelve(tenths) == "tot"


@given(sheets_of(849))
def test_a_tenth_under_85_is_kha(tenths: list[int]) -> None:
    assert class_of_twelve(tenths) == "kha"


@pytest.mark.parametrize(
    ("total", "classified"),
    [
        ("100", "xuat-sac"),
        ("95", "xuat-sac"),
        ("94.99999999", "tot"),
        ("85", "tot"),
        ("84.99999999", "kha"),
        ("84.9950", "kha"),  # shown with two decimals it would be 85; no rounding was declared
        ("70.0", "kha"),
        ("69.99999999", "con-lai"),
        ("0", "con-lai"),
    ],
)
def test_lower_bounds_belong_to_the_class(total: str, classified: str) -> None:
    assert class_of(rubric_of(["100"]), {"C1": total}) == classified


def test_a_declared_rounding_comes_before_the_class() -> None:
    rounded = rubric_of(["100"], rounding={"decimals": "2", "at": "total"})
    assert class_of(rounded, {"C1": "84.9950"}) == "tot"
    assert class_of(rounded, {"C1": "84.9949"}) == "kha"


@given(st.integers(1, 99))
def test_with_points_left_out_the_share_decides_exactly(left_out: int) -> None:
    rubric = rubric_of([str(100 - left_out), str(left_out)], not_applicable="exclude")
    bound = Decimal("0.85") * (100 - left_out)
    assert class_of(rubric, {"C1": f"{bound}", "C2": {"not_applicable": "Không có"}}) == "tot"
    under = bound - Decimal("1E-8")
    assert class_of(rubric, {"C1": f"{under}", "C2": {"not_applicable": "Không có"}}) == "kha"


def test_a_bound_is_compared_exactly_where_floats_see_no_difference() -> None:
    points = ["99999999999", "1"]
    assert 99999999997.9999999999 == 99999999998.0
    classes = [{"id": "k", "name": "Khá", "from": "99999999998"}, {"id": "con-lai", "name": "Còn lại"}]
    rubric = rubric_of(points, classification=classes)
    assert class_of(rubric, {"C1": "99999999997", "C2": "0.9999999999"}) == "con-lai"
    assert class_of(rubric, {"C1": "99999999997", "C2": "1"}) == "k"


def test_a_third_of_a_scale_is_not_three_decimals_of_it() -> None:
    """30 of 90 attainable is a third; 33.3333333 of 100 is less, by a 10th decimal of the share."""
    rubric = rubric_of(["90", "10"], not_applicable="exclude")
    third = {"C1": "30", "C2": {"not_applicable": "Không có"}}
    nearly = {"C1": "33.3333333", "C2": "0"}
    more = {"C1": "33.3333334", "C2": "0"}
    assert ranks_of(ranking_of(input_from(rubric, {"a": nearly, "b": third, "c": more}))) == {"c": 1, "b": 2, "a": 3}


def test_equal_shares_of_different_scales_are_a_tie() -> None:
    rubric = rubric_of(["98", "2"], not_applicable="exclude")
    units: dict[str, dict[str, Any]] = {
        "a": {"C1": "49", "C2": {"not_applicable": "Không có"}},
        "b": {"C1": "49", "C2": "1"},
    }
    ranking = ranking_of(input_from(rubric, units))
    assert ranks_of(ranking) == {"a": 1, "b": 1}
    assert {standing.result.share for standing in ranking.standings} == {Fraction(1, 2)}


def test_a_difference_in_the_last_decimal_that_a_file_can_hold_is_no_tie() -> None:
    """Together 22 digits: more than a float has, fewer than a Decimal has."""
    rubric = rubric_of(["99999999999", "1"])
    units = {"a": {"C1": "99999999998", "C2": "0.0000000001"}, "b": {"C1": "99999999998", "C2": "0"}}
    ranking = ranking_of(input_from(rubric, units))
    assert ranks_of(ranking) == {"a": 1, "b": 2}
    assert ranking.standings[0].result.points == Decimal("99999999998.0000000001")
