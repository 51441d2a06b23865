"""Cells of points, as people write them."""

from decimal import Decimal

import pytest

from qcdc_cli.problems import QcdcError
from qcdc_cli.scale.points import NO_POINTS, PointsCell, read_points
from qcdc_cli.workbook.reading.book import Found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10", "10"),
        ("4,5", "4.5"),
        ("4.5", "4.5"),
        ("10 điểm", "10"),
        ("10đ", "10"),
        ("10Đ", "10"),
        ("tối đa 10 điểm", "10"),
        ("10 điểm (tối đa)", "10"),
        ("(10)", "10"),
        ("+20 điểm (tối đa)", "20"),
        ("-2", "-2"),
        ("− 2", "-2"),
        ("trừ 2 điểm", "-2"),
        ("2 points", "2"),
        ("up to 5", "5"),
        ("0 – 5", "5"),
        ("từ 0 đến 5 điểm", "5"),
        ("0,25đ", "0.25"),
    ],
)
def test_texts_are_points(text: str, value: str) -> None:
    assert read_points(Found("text", text)) == PointsCell(Decimal(value))


@pytest.mark.parametrize("text", ["theo thực tế", "5 hoặc 10", "10/10 điểm", "x", "5 - 3", "10 điểm/lần"])
def test_what_is_no_single_number_is_left_to_people(text: str) -> None:
    assert read_points(Found("text", text)) == PointsCell(None, text)


def test_a_range_gives_its_upper_end_and_is_shown() -> None:
    assert read_points(Found("text", "3 – 5 điểm")) == PointsCell(Decimal(5), "3 – 5 điểm")


def test_numbers_are_exact_and_never_thousands() -> None:
    assert read_points(Found("number", "1.125")) == PointsCell(Decimal("1.125"))
    assert read_points(Found("number", "-2")) == PointsCell(Decimal(-2))


def test_a_formula_is_not_believed_and_nothing_is_nothing() -> None:
    assert read_points(Found("formula", "=SUM(C3:C9)")) == PointsCell(None, "=SUM(C3:C9)", formula=True)
    assert read_points(None) == NO_POINTS


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (Found("date", "2020-05-01"), "Q753"),
        (Found("percent", "10"), "Q753"),
        (Found("boolean", "1"), "Q753"),
        (Found("error", "#REF!"), "Q753"),
        (Found("text", "1.000"), "Q302"),
        (Found("text", "1.000 điểm"), "Q302"),
        (Found("number", "1234567890123"), "Q301"),
    ],
)
def test_what_was_turned_into_something_else_is_refused(cell: Found, code: str) -> None:
    with pytest.raises(QcdcError) as refused:
        read_points(cell)
    assert refused.value.problem.code == code
