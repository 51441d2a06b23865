"""Counts: DOMAIN.md, "n times p points, up to a cap"."""

from decimal import Decimal

import pytest

from tests.kinds.judging import Judged, faults

COUNT = "{points: 2, count: {each: 0.25, unit: bài}}"


@pytest.mark.parametrize(
    ("mark", "points"),
    [
        ("0", "0"),
        ("3", "0.75"),  # 3 × 0.25
        ("7", "1.75"),
        ("8", "2"),
        ("10", "2"),  # 10 × 0.25 = 2.5, capped at 2
        ("3,0", "0.75"),
        ("{actual: 3}", "0.75"),
        ("999999999999", "2"),
    ],
)
def test_each_counts_up_to_the_cap(mark: str, points: str) -> None:
    assert Judged(COUNT).points(mark) == Decimal(points)


def test_a_cap_that_is_no_multiple_is_reached_too() -> None:
    assert [Judged("{points: 2, count: {each: 0.3, unit: bài}}").points(str(n)) for n in (6, 7)] == [
        Decimal("1.8"),
        Decimal(2),
    ]


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("2,5", "Q610"),
        ("{actual: 2.5}", "Q610"),
        ("-1", "Q604"),
        ("{actual: -1}", "Q604"),
        ("nhiều", "Q301"),
        ("1.000", "Q302"),
        ("[3]", "Q615"),
        ("{mark: 3, actual: 3}", "Q615"),
        ("{target: 3}", "Q615"),
        ("{actual: 3, target: 5}", "Q615"),  # nothing is measured against it: it would be dropped
    ],
)
def test_refused(mark: str, code: str) -> None:
    assert Judged(COUNT).refusal(mark).code == code


def test_half_a_thing_is_no_count() -> None:
    problem = Judged(COUNT).refusal("2,50")
    assert problem.sentence() == "`2,5` không phải số nguyên."
    assert problem.remedy() == "Viết số nguyên: 0, 1, 2 …"


def test_one_must_not_give_more_than_the_maximum() -> None:
    assert faults("{points: 2, count: {each: 2.5, unit: bài}}") == [("Q505", ("count", "each"))]
    assert faults("{points: 2, count: {each: 2, unit: bài}}") == []


def test_in_words() -> None:
    count = Judged(COUNT)
    assert count.rule() == ("Mỗi bài: 0,25 điểm; tối đa 2 điểm.", "Each bài: 0.25 points; at most 2 points.")
    assert count.working("3") == ("3 bài × 0,25 = 0,75", "3 bài × 0.25 = 0.75")
    assert count.working("8") == ("8 bài × 0,25 = 2", "8 bài × 0.25 = 2")
    assert count.working("10") == ("10 bài × 0,25 = 2,5, tối đa 2", "10 bài × 0.25 = 2.5, capped at 2")
    assert count.shown("10,0") == ("10 bài", "10 bài")
