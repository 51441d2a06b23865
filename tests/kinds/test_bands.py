"""Bands on a measured value: DOMAIN.md, "≥90% → 5, 70 to under 90 → 3, under 70 → 0. Lower bounds decide"."""

from decimal import Decimal
from itertools import permutations

import pytest

from tests.kinds.judging import Judged, faults

LINES = ["{from: 90, points: 5}", "{from: 70, points: 3}", "{points: 0}"]
BANDS = f'{{points: 5, bands: {{unit: "%", table: [{", ".join(LINES)}]}}}}'


@pytest.mark.parametrize(
    ("mark", "points"),
    [
        ("100", "5"),
        ("90", "5"),  # the bound belongs to the upper band
        ("90,0", "5"),
        ("89,999999", "3"),
        ("89,7", "3"),  # no gap between 89 and 90
        ("70", "3"),
        ("69,9", "0"),
        ("0", "0"),
        ("250", "5"),  # a measured value may be over 100 %
        ("{actual: 89.7}", "3"),
    ],
)
def test_lower_bounds_decide(mark: str, points: str) -> None:
    assert Judged(BANDS).points(mark) == Decimal(points)


def test_the_order_of_the_lines_does_not_matter() -> None:
    for lines in permutations(LINES):
        bands = Judged(f'{{points: 5, bands: {{unit: "%", table: [{", ".join(lines)}]}}}}')
        assert [bands.points(value) for value in ("90", "89,7", "70", "69")] == [5, 3, 3, 0]


def test_fewer_may_be_better() -> None:
    late = Judged("{points: 5, bands: {unit: ngày, table: [{points: 5}, {from: 1, points: 2}, {from: 10, points: 0}]}}")
    assert [late.points(days) for days in ("0", "0,5", "1", "9,9", "10", "400")] == [5, 5, 2, 2, 0, 0]


def test_a_single_line_holds_for_every_value() -> None:
    single = Judged("{points: 5, bands: {unit: người, table: [{points: 5}]}}")
    assert single.points("0") == 5
    assert single.rule() == (
        "Mọi giá trị: 5 điểm.",
        "Any value: 5 points.",
    )


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("-1", "Q604"),
        ("{actual: -1}", "Q604"),
        ("90%", "Q301"),
        ("9/10", "Q301"),
        ("cao", "Q301"),
        ("''", "Q301"),
        ("1.500", "Q302"),
        ("[90]", "Q615"),
        ("{mark: 90, actual: 90}", "Q615"),
        ("{target: 90}", "Q615"),
    ],
)
def test_refused(mark: str, code: str) -> None:
    assert Judged(BANDS).refusal(mark).code == code


@pytest.mark.parametrize(("from_", "code"), [("0", "Q604"), ("0,5", "Q604"), ("-0,5", None)])
def test_values_below_0_need_a_band_that_begins_below_0(from_: str, code: str | None) -> None:
    bands = Judged(f'{{points: 5, bands: {{unit: độ, table: [{{from: "{from_}", points: 5}}, {{points: 0}}]}}}}')
    if code is None:
        assert bands.points("-0,1") == 5
    else:
        assert bands.refusal("-0,1").code == code


def test_a_percent_sign_is_told_how_to_write_it() -> None:
    assert Judged(BANDS).refusal("96,7%").remedy() == "Viết số không có dấu %, ví dụ 96,7."


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("[{from: 90, points: 5}]", [("Q508", ("bands", "table"))]),  # what is under 90?
        ("[{from: 90, points: 5}, {points: 1}, {points: 0}]", [("Q508", ("bands", "table"))]),
        ("[{from: 90, points: 5}, {from: 90.0, points: 3}, {points: 0}]", [("Q508", ("bands", "table"))]),
        ("[{from: 90, points: 6}, {points: 0}]", [("Q505", ("bands", "table", 0, "points"))]),
        ("[{from: 90, points: 5}, {points: 7}]", [("Q505", ("bands", "table", 1, "points"))]),
        ("[{points: 7}]", [("Q505", ("bands", "table", 0, "points"))]),
        ("[{from: 90, points: 4}, {points: 0}]", [("Q506", ("bands",))]),
        ("[]", [("Q508", ("bands", "table")), ("Q506", ("bands",))]),
        ("[{from: 90, points: 5}, {from: 70, points: 3}, {points: 0}]", []),
        ("[{from: 100, points: 5}, {points: 0}]", []),
        ("[{from: 100.01, points: 5}, {points: 0}]", [("Q522", ("bands", "table", 0, "from"))]),
    ],
)
def test_faults(table: str, found: list[tuple[str, tuple[str | int, ...]]]) -> None:
    assert faults(f'{{points: 5, bands: {{unit: "%", table: {table}}}}}') == found


def test_in_words() -> None:
    bands = Judged(BANDS)
    assert bands.rule() == (
        "Từ 90% trở lên: 5 điểm; từ 70% đến dưới 90%: 3 điểm; dưới 70%: 0 điểm.",
        "90% or more: 5 points; 70% to under 90%: 3 points; under 70%: 0 points.",
    )
    assert bands.working("89,7") == (
        "89,7% thuộc khoảng từ 70% đến dưới 90%: 3",
        "89.7% is in the band 70% to under 90%: 3",
    )
    assert bands.working("12") == ("12% thuộc khoảng dưới 70%: 0", "12% is in the band under 70%: 0")
    assert bands.shown("89,70") == ("89,7%", "89.7%")


# Hải Phòng, Decision 212/2025/QĐ-UBND, says "over 90" where others say "from 90".
OVER_LINES = ["{above: 90, points: 5}", "{from: 70, points: 3}", "{above: 50, points: 1}", "{points: 0}"]


def test_a_bound_may_be_left_out() -> None:
    for lines in permutations(OVER_LINES):
        bands = Judged(f'{{points: 5, bands: {{unit: "%", table: [{", ".join(lines)}]}}}}')
        values = ("100", "90,0000001", "90", "89,9", "70", "69,9", "50,1", "50", "0")
        assert [bands.points(value) for value in values] == [5, 5, 3, 3, 3, 1, 1, 0, 0]


def test_a_single_value_between_two_bounds() -> None:
    """Exactly 90: from 90, and not over 90."""
    bands = Judged(
        "{points: 5, bands: {unit: hộ, table: [{above: 90, points: 5}, {from: 90, points: 4}, {points: 0}]}}"
    )
    assert [bands.points(value) for value in ("91", "90,1", "90", "89,9")] == [5, 5, 4, 0]
    assert bands.rule()[0] == "Trên 90 hộ: 5 điểm; đúng 90 hộ: 4 điểm; dưới 90 hộ: 0 điểm."


def test_bounds_left_out_in_words() -> None:
    bands = Judged(f'{{points: 5, bands: {{unit: "%", table: [{", ".join(OVER_LINES)}]}}}}')
    assert bands.rule() == (
        "Trên 90%: 5 điểm; từ 70% đến 90%: 3 điểm; trên 50% đến dưới 70%: 1 điểm; từ 50% trở xuống: 0 điểm.",
        "Over 90%: 5 points; 70% to 90%: 3 points; over 50% to under 70%: 1 point; 50% or less: 0 points.",
    )
    assert bands.working("90") == ("90% thuộc khoảng từ 70% đến 90%: 3", "90% is in the band 70% to 90%: 3")


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("[{above: 90, points: 5}, {points: 0}]", []),
        ("[{above: 90, points: 5}]", [("Q508", ("bands", "table"))]),
        ("[{above: 90, points: 5}, {above: 90.0, points: 3}, {points: 0}]", [("Q508", ("bands", "table"))]),
        ("[{above: 99.99, points: 5}, {points: 0}]", []),
        ("[{above: 100, points: 5}, {points: 0}]", [("Q522", ("bands", "table", 0, "above"))]),
        ("[{above: 90, from: 90, points: 5}, {points: 0}]", [("Q534", ("bands", "table", 0, "above"))]),
    ],
)
def test_faults_of_bounds_left_out(table: str, found: list[tuple[str, tuple[str | int, ...]]]) -> None:
    assert faults(f'{{points: 5, bands: {{unit: "%", table: {table}}}}}') == found


@pytest.mark.parametrize(("above", "code"), [("0", "Q604"), ("-0,5", None)])
def test_a_bound_left_out_below_0(above: str, code: str | None) -> None:
    bands = Judged(f'{{points: 5, bands: {{unit: độ, table: [{{above: "{above}", points: 5}}, {{points: 0}}]}}}}')
    if code is None:
        assert [bands.points(value) for value in ("-0,5", "-0,4")] == [0, 5]
    else:
        assert bands.refusal("-0,1").code == code


def test_other_units_stand_apart() -> None:
    bands = Judged("{points: 5, bands: {unit: hộ, table: [{from: 2.5, points: 5}, {points: 0}]}}")
    assert bands.shown("3") == ("3 hộ", "3 hộ")
    assert bands.rule()[0] == "Từ 2,5 hộ trở lên: 5 điểm; dưới 2,5 hộ: 0 điểm."
