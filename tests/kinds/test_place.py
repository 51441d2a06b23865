"""Emulation place: DOMAIN.md, "60/45/30/15/0 for 1st to 5th; several assessors averaged first"."""

from fractions import Fraction

import pytest

from qcdc_cli.kinds.place import _ordinal
from tests.campaigns import in_both
from tests.kinds.judging import Judged, faults

SCALE = "points: [60, 45, 30, 15, 0]"
ONE = f"{{points: 60, place: {{{SCALE}}}}}"
PLACES = f"{{points: 60, place: {{{SCALE}, average: places}}}}"
POINTS = f"{{points: 60, place: {{{SCALE}, average: points}}}}"


def in_a_bloc(source: str, *marks: str) -> list[Fraction]:
    judged = Judged(source)
    readings = [judged.reading(mark) for mark in marks]
    kind = judged.kind.among(readings)
    return [Fraction(kind.points(reading, judged.maximum)) for reading in readings]


@pytest.mark.parametrize(
    ("mark", "points"), [("1", 60), ("2", 45), ("3", 30), ("4", 15), ("5", 0), ("6", 0), ("60", 0), ("2,0", 45)]
)
def test_the_points_of_a_place(mark: str, points: int) -> None:
    assert Judged(ONE).points(mark) == Judged(POINTS).points(mark) == points


def test_the_assessors_points_are_averaged() -> None:
    """1st, 2nd and 2nd: (60 + 45 + 45) ÷ 3 = 50; the bloc plays no part."""
    assert Judged(POINTS).points("[1, 2, 2]") == 50
    assert Judged(POINTS).points("[1, 1, 2, 2, 9, 3, 3]") == Fraction(60 + 60 + 45 + 45 + 0 + 30 + 30, 7)
    assert not Judged(POINTS).kind.relative


def test_the_assessors_places_are_averaged_and_ordered_anew() -> None:
    """Averages 5/3, 4/3, 3 and 4: 2nd, 1st, 3rd, 4th."""
    assert in_a_bloc(PLACES, "[1, 2, 2]", "[2, 1, 1]", "[3, 3, 3]", "[4, 4, 4]") == [45, 60, 30, 15]
    assert Judged(PLACES).kind.relative


def test_both_ways_differ() -> None:
    """One assessor's outlier: averages 2.33 and 2 order b before a, the averaged points a before b."""
    marks = ("[1, 1, 5]", "[2, 2, 2]")
    assert in_a_bloc(PLACES, *marks) == [45, 60]
    assert in_a_bloc(POINTS, *marks) == [40, 45]
    assert in_a_bloc(POINTS, "[1, 3]", "[2, 2]") == [45, 45]
    assert in_a_bloc(PLACES, "[1, 4, 4]", "[3, 3, 3]", "[2, 2, 2]") == [45, 45, 60]


def test_equal_averages_share_a_place_and_the_next_is_left_out() -> None:
    """1.5, 1.5, 3, 4 → 1st, 1st, 3rd, 4th; a third is exactly a third."""
    assert in_a_bloc(PLACES, "[1, 2]", "[2, 1]", "[3, 3]", "[4, 4]") == [60, 60, 30, 15]
    assert in_a_bloc(PLACES, "[1, 1, 2]", "[1, 1, 2, 1, 1, 2]", "2") == [60, 60, 30]


def test_alone_it_is_first() -> None:
    assert Judged(PLACES).points("[4, 5]") == 60  # not yet knowing the bloc


@pytest.mark.parametrize(
    ("source", "mark", "code"),
    [
        (ONE, "0", "Q309"),
        (ONE, "-1", "Q309"),
        (ONE, "1,5", "Q309"),
        (ONE, "nhất", "Q301"),
        (ONE, "[]", "Q615"),
        (ONE, "{actual: 1}", "Q615"),
        (ONE, "{mark: 1, target: 2}", "Q615"),
        (ONE, "[1, 2]", "Q624"),
        (PLACES, "[1, 0]", "Q309"),
        (POINTS, "[1, hai]", "Q301"),
    ],
)
def test_refused(source: str, mark: str, code: str) -> None:
    assert Judged(source).refusal(mark).code == code


def test_a_single_place_in_a_list_needs_no_averaging() -> None:
    assert Judged(ONE).points("[2]") == 45


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (f"{{points: 60, place: {{{SCALE}}}}}", []),
        ("{points: 60, place: {points: [60, 60, 10]}}", []),
        ("{points: 50, place: {points: [60, 50]}}", [("Q505", ("place", "points", 0))]),
        ("{points: 60, place: {points: [50]}}", [("Q506", ("place",))]),
        ("{points: 60, place: {points: [60, 30, 45]}}", [("Q517", ("place", "points", 2))]),
        ("{points: 60, place: {points: [45, 60]}}", [("Q517", ("place", "points", 1))]),
    ],
)
def test_faults_of_the_scale(source: str, found: list[object]) -> None:
    assert faults(source) == found


def test_in_words() -> None:
    assert Judged(ONE).rule() == (
        "Theo thứ hạng: hạng 1: 60; hạng 2: 45; hạng 3: 30; hạng 4: 15; hạng 5: 0; các hạng sau: 0.",
        "By place: 1st: 60; 2nd: 45; 3rd: 30; 4th: 15; 5th: 0; any later place: 0.",
    )
    assert Judged(PLACES).rule()[0].endswith(". Lấy trung bình thứ hạng của các cơ quan chấm rồi xếp lại trong khối.")
    assert Judged(POINTS).rule()[1].endswith(". The assessors' points are averaged.")
    assert Judged(ONE).working("2") == ("hạng 2: 45", "2nd: 45")
    assert Judged(POINTS).working("[1, 2, 2]")[0] == "(60 + 45 + 45) ÷ 3 = 50"
    assert Judged(PLACES).working("[1, 2, 2]") == (
        "trung bình (1 + 2 + 2) ÷ 3 ≈ 1,666667, trong khối hạng 1: 60",
        "average (1 + 2 + 2) ÷ 3 ≈ 1.666667, 1st in the bloc: 60",
    )
    assert Judged(POINTS).shown("[1, 2, 2]") == ("1, 2, 2", "1, 2, 2")


def test_english_ordinals() -> None:
    numbers = (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 101, 111, 112)
    _, english = in_both(lambda: [_ordinal(number) for number in numbers])
    assert english == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "12th",
        "13th",
        "21st",
        "22nd",
        "23rd",
        "101st",
        "111th",
        "112th",
    ]
