"""Deductions: DOMAIN.md, "from the maximum per violation, not below a floor"."""

from decimal import Decimal

import pytest

from tests.kinds.judging import Judged, faults

DEDUCT = "{points: 3, deduct: {each: 0.5, unit: lần}}"
FLOORED = "{points: 3, deduct: {each: 0.7, unit: lần, floor: 1}}"


@pytest.mark.parametrize(
    ("mark", "points"),
    [("0", "3"), ("1", "2.5"), ("6", "0"), ("7", "0"), ("999999999999", "0"), ("{actual: 2}", "2")],
)
def test_each_takes_off_down_to_nothing(mark: str, points: str) -> None:
    assert Judged(DEDUCT).points(mark) == Decimal(points)


@pytest.mark.parametrize(("mark", "points"), [("0", "3"), ("2", "1.6"), ("3", "1"), ("40", "1")])
def test_the_floor_holds(mark: str, points: str) -> None:
    # 3 − 2 × 0.7 = 1.6; 3 − 3 × 0.7 = 0.9, which is below the floor of 1
    assert Judged(FLOORED).points(mark) == Decimal(points)


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("0,5", "Q610"),
        ("-1", "Q604"),
        ("không", "Q301"),
        ("[1]", "Q615"),
        ("{mark: 1, actual: 1}", "Q615"),
        ("{target: 1}", "Q615"),
    ],
)
def test_refused(mark: str, code: str) -> None:
    assert Judged(DEDUCT).refusal(mark).code == code


def test_the_floor_must_not_lie_above_the_maximum() -> None:
    assert faults("{points: 3, deduct: {each: 1, unit: lần, floor: 3.5}}") == [("Q505", ("deduct", "floor"))]
    assert faults("{points: 3, deduct: {each: 1, unit: lần, floor: 3}}") == []
    assert faults(DEDUCT) == []


def test_in_words() -> None:
    deduct = Judged(FLOORED)
    assert deduct.rule() == (
        "Tối đa 3 điểm; mỗi lần trừ 0,7 điểm, còn tối thiểu 1 điểm.",
        "At most 3 points, less 0.7 for each lần, down to 1.",
    )
    assert deduct.working("2") == ("3 − 2 × 0,7 = 1,6", "3 − 2 × 0.7 = 1.6")
    assert deduct.working("3") == ("3 − 3 × 0,7 = 0,9, tối thiểu 1", "3 − 3 × 0.7 = 0.9, at least 1")
    assert deduct.shown("2,0") == ("2 lần", "2 lần")
