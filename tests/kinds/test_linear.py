"""Linear: points grow evenly with a measured value between two ends, in either direction."""

from fractions import Fraction

import pytest

from tests.kinds.judging import Judged, faults

UP = '{points: 10, linear: {unit: "%", from: 50, to: 80}}'
DOWN = "{points: 10, linear: {unit: ngày, from: 30, to: 5}}"  # fewer days are better
COLD = "{points: 6, linear: {unit: độ, from: -4, to: 8}}"


@pytest.mark.parametrize(
    ("source", "mark", "points"),
    [
        (UP, "50", "0"),
        (UP, "65", "5"),  # 10 × 15 ÷ 30
        (UP, "57,5", "5/2"),  # 10 × 7.5 ÷ 30
        (UP, "60", "10/3"),
        (UP, "79,999999", "10/1 * 29.999999 / 30"),
        (UP, "80", "10"),
        (UP, "49,9", "0"),  # outside both ends
        (UP, "0", "0"),
        (UP, "100", "10"),
        (UP, "{actual: 65}", "5"),
        (DOWN, "30", "0"),
        (DOWN, "5", "10"),
        (DOWN, "10", "8"),  # 10 × 20 ÷ 25
        (DOWN, "0", "10"),
        (DOWN, "400", "0"),
        (COLD, "-4", "0"),
        (COLD, "-1", "3/2"),  # 6 × 3 ÷ 12
        (COLD, "-20", "0"),
        (COLD, "8", "6"),
    ],
)
def test_points_grow_evenly_between_the_ends(source: str, mark: str, points: str) -> None:
    expected = Fraction(29_999_999, 3_000_000) if "*" in points else Fraction(points)
    assert Judged(source).points(mark) == expected


@pytest.mark.parametrize(
    ("mark", "code"),
    [("-1", "Q604"), ("{actual: -1}", "Q604"), ("65%", "Q301"), ("nhiều", "Q301"), ("[65]", "Q615")],
)
def test_refused(mark: str, code: str) -> None:
    assert Judged(UP).refusal(mark).code == code


@pytest.mark.parametrize("ends", ["from: 0, to: 10", "from: 10, to: 0", "from: 0.5, to: 10"])
def test_values_below_0_need_an_end_below_0(ends: str) -> None:
    assert Judged(f"linear: {{unit: độ, {ends}}}").refusal("-1").code == "Q604"
    assert Judged("linear: {unit: độ, from: -0.5, to: 10}").points("-1") == 0


def test_equal_ends_divide_nothing() -> None:
    assert faults("linear: {unit: ngày, from: 5, to: 5.0}") == [("Q516", ("linear", "to"))]
    assert faults("linear: {unit: ngày, from: 5, to: 5.1}") == []


def test_in_words() -> None:
    up, down = Judged(UP), Judged(DOWN)
    assert up.rule() == (
        "Từ 80% trở lên: 10 điểm; từ 50% trở xuống: 0 điểm; trong khoảng đó tính theo tỷ lệ.",
        "80% or more: 10 points; 50% or less: 0 points; in proportion between them.",
    )
    assert up.working("57,5") == ("10 × (57,5 − 50) ÷ (80 − 50) = 2,5", "10 × (57.5 − 50) ÷ (80 − 50) = 2.5")
    assert up.working("60")[0] == "10 × (60 − 50) ÷ (80 − 50) ≈ 3,333333"
    assert up.working("95") == ("95% đã đạt mốc 80%: 10", "95% is at or beyond 80%: 10")
    assert up.working("50") == ("50% đã đạt mốc 50%: 0", "50% is at or beyond 50%: 0")
    assert down.working("40") == ("40 ngày đã đạt mốc 30 ngày: 0", "40 ngày is at or beyond 30 ngày: 0")
    assert up.shown("57,50") == ("57,5%", "57.5%")
    assert down.shown("10")[0] == "10 ngày"
