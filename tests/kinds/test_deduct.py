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


SEVERAL = (
    "{points: 10, deduct: {faults: {cham: {name: Nộp chậm, each: 2}, sai: {name: Sai mẫu, each: 0.75}}, floor: 1}}"
)


@pytest.mark.parametrize(
    ("mark", "points"),
    [("0", "10"), ("{cham: 1, sai: 0}", "8"), ("{cham: 2, sai: 1}", "5.25"), ("{cham: 0, sai: 40}", "1")],
)
def test_each_kind_of_fault_takes_off_its_own(mark: str, points: str) -> None:
    # DOMAIN.md: "one line with several kinds of faults, each with its own deduction": 10 − 2 × 2 − 1 × 0.75 = 5.25
    assert Judged(SEVERAL).points(mark if mark == "0" else f"{{mark: {mark}}}") == Decimal(points)


def test_several_kinds_of_faults_in_words() -> None:
    judged = Judged(SEVERAL)
    assert judged.rule() == (
        "Tối đa 10 điểm; mỗi lần: Nộp chậm trừ 2, Sai mẫu trừ 0,75; còn tối thiểu 1 điểm.",
        "At most 10 points; for each: Nộp chậm minus 2, Sai mẫu minus 0.75; down to 1.",
    )
    assert judged.working("{mark: {cham: 2, sai: 1}}")[0] == "10 − 2 × 2 (Nộp chậm) − 1 × 0,75 (Sai mẫu) = 5,25"
    assert judged.working("{mark: {cham: 6, sai: 0}}") == (
        "10 − 6 × 2 (Nộp chậm) = −2, tối thiểu 1",
        "10 − 6 × 2 (Nộp chậm) = −2, at least 1",
    )
    assert judged.working("0")[0] == "10 − 0 = 10"
    assert list(judged.kind.options().values()) == ["Nộp chậm (−2)", "Sai mẫu (−0,75)"]


def test_the_floor_of_several_kinds_of_faults() -> None:
    assert faults("deduct: {faults: {a: {name: A, each: 1}}, floor: 11}") == [("Q505", ("deduct", "floor"))]
    assert faults("deduct: {faults: {a: {name: A, each: 1}}, floor: 0}") == []
