"""What number formats show: the same as Excel would."""

import pytest

from qcdc_cli.workbook.reading.cells import built_in, shown_by


@pytest.mark.parametrize(
    ("code", "shows"),
    [
        ("General", "number"),
        ("GENERAL", "number"),
        ("", "number"),
        ("@", "number"),
        ("0.00", "number"),
        ("#,##0.0;[Red]-#,##0.0", "number"),
        ('0 "điểm"', "number"),
        ('0 "d/m"', "number"),
        ("0\\d", "number"),
        ("0_d", "number"),
        ("#,##0\\ [$₫-42A]", "number"),
        ("[$USD] #,##0", "number"),
        ("[Magenta]0.0", "number"),
        ('#,##0" điểm"', "number"),
        ('General"đ"', "number"),
        ('0 "chưa đóng d/m', "number"),
        ("0[d/m", "number"),
        ("[Red]0.00%", "percent"),
        ("[$-42A]dd/mm/yyyy", "date"),
        ("0.00E+00", "number"),
        ("# ?/?", "number"),
        ('"%" 0', "number"),
        ("0%", "percent"),
        ("0.00%;[Red]-0.00%", "percent"),
        ("[<1]0%;0", "percent"),
        ("d.m", "date"),
        ("D/M/YYYY", "date"),
        ("dd/mm/yyyy;@", "date"),
        ("[$-42A]dd mmmm yyyy", "date"),
        ("mmm", "date"),
        ("yyyy", "date"),
        ("d/m/yyyy h:mm", "date"),
        ("h:mm", "time"),
        ("[h]:mm:ss", "time"),
        ("[mm]:ss", "time"),
        ("[m]", "time"),
        ("mm:ss.0", "time"),
        ("h:mm AM/PM", "time"),
    ],
)
def test_a_code(code: str, shows: str) -> None:
    assert shown_by(code) == shows


@pytest.mark.parametrize(
    ("number", "shows"),
    [
        *((number, "number") for number in (0, 2, 44, 49, 300)),
        *((number, "percent") for number in (9, 10)),
        *((number, "date") for number in (14, 16, 17, 22, 30, 57)),
        *((number, "time") for number in (20, 46)),
    ],
)
def test_a_number(number: int, shows: str) -> None:
    assert built_in(number) == shows
