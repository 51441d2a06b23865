"""Several judges: the points of each, their average, without one highest and one lowest where the rubric says so."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.kinds.judging import Judged, faults

ALL = "{points: 10, judges: {average: points, drop: none}}"
INNER = "{points: 10, step: 0.5, judges: {average: points, drop: ends}}"
NAMED = "{mark: {'Bà A': 8, 'Ông B': 9, 'Cô C': '8,5'}}"


@pytest.mark.parametrize(
    ("source", "mark", "points"),
    [
        (ALL, "[8, 9]", "17/2"),
        (ALL, "[8, 9, 9]", "26/3"),  # rounded by the rubric, not here
        (ALL, "8,5", "17/2"),  # one judge
        (ALL, "[10, 10, 10]", "10"),
        (ALL, "[0, 0]", "0"),
        (ALL, NAMED, "17/2"),  # (8 + 9 + 8.5) ÷ 3
        (INNER, NAMED, "17/2"),  # without 9 and 8
        (INNER, "[5, 10, 10, 10]", "10"),  # one of the highest, not all of them
        (INNER, "[7, 7, 7]", "7"),
        (INNER, "[6, 6.5, 7, 9]", "27/4"),  # (6.5 + 7) ÷ 2 = 6.75: the average need be no step
    ],
)
def test_the_average(source: str, mark: str, points: str) -> None:
    assert Fraction(Judged(source).points(mark)) == Fraction(points)


@pytest.mark.parametrize(
    ("source", "mark", "code", "path"),
    [
        (INNER, "[8, 9]", "Q634", ()),
        (INNER, "8", "Q634", ()),
        (ALL, "{mark: {'Bà A': 8, 'Ông B': ''}}", "Q635", ("mark", "Ông B")),  # no points are not 0
        (ALL, "{mark: {'': 8}}", "Q635", ()),
        (ALL, "{mark: {'Bà A': 8, 'BÀ A': 8}}", "Q636", ("mark", "BÀ A")),
        (ALL, "{mark: {'Bà A': 8, 'Ông B': 10.5}}", "Q603", ("mark", "Ông B")),
        (ALL, "[8, -1]", "Q604", (1,)),
        (ALL, "[8, giỏi]", "Q301", (1,)),
        (INNER, "[8, 8.25, 9]", "Q605", (1,)),  # each judge's points are bound to the step
        (ALL, "[]", "Q615", ()),
        (ALL, "{mark: {}}", "Q615", ()),
        (ALL, "{actual: 8}", "Q615", ()),
        (ALL, "{mark: {'Bà A': 8}, actual: 8}", "Q615", ()),
        (ALL, "{mark: 8, target: 9}", "Q615", ()),
    ],
)
def test_refused(source: str, mark: str, code: str, path: tuple[str | int, ...]) -> None:
    problem = Judged(source).refusal(mark)
    assert (problem.code, problem.path) == (code, path)


def test_what_the_rubric_must_say() -> None:
    assert faults("{step: 0.3, judges: {average: points, drop: none}}") == [("Q507", ("judges", "step"))]
    assert faults("{step: 0.25, judges: {average: points, drop: none}}") == []
    assert faults("{step: 0.25, pass: Có}") == [("Q504", ("step",))]
    assert faults("{step: 0.25, pass: Có, judges: {average: points, drop: none}}") == [("Q504", ("judges",))]


def test_who_judged_is_kept_and_shown() -> None:
    judged = Judged(ALL)
    assert judged.reading(NAMED) == ((Decimal(8), Decimal(9), Decimal("8.5")), ("Bà A", "Ông B", "Cô C"))
    assert judged.reading(NAMED) != judged.reading("[8, 9, 8.5]")
    assert judged.shown(NAMED) == ("Bà A: 8; Ông B: 9; Cô C: 8,5", "Bà A: 8; Ông B: 9; Cô C: 8.5")
    assert judged.shown("[8, 9, 8.5]")[0] == "8; 9; 8,5"


def test_in_words() -> None:
    every, inner = Judged(ALL), Judged(INNER)
    assert every.rule() == (
        "Mỗi người chấm cho từ 0 đến 10 điểm; lấy trung bình điểm của những người chấm.",
        "Each judge gives 0 to 10 points; the judges' points are averaged.",
    )
    assert inner.rule()[0] == (
        "Mỗi người chấm cho từ 0 đến 10 điểm, mỗi mức cách nhau 0,5 điểm; bỏ một điểm cao nhất và một điểm thấp nhất, "
        "lấy trung bình các điểm còn lại."
    )
    assert every.working("[8, 9, 9]") == ("(8 + 9 + 9) ÷ 3 ≈ 8,666667", "(8 + 9 + 9) ÷ 3 ≈ 8.666667")
    assert inner.working("[6, 6.5, 7, 9]") == (
        "bỏ 9 (cao nhất) và 6 (thấp nhất): (6,5 + 7) ÷ 2 = 6,75",
        "without 9 (highest) and 6 (lowest): (6.5 + 7) ÷ 2 = 6.75",
    )
    assert inner.working(NAMED)[1] == "without 9 (highest) and 8 (lowest): 8.5"
