"""Figures of a column: decimal marks in line, different numbers never the same to look at."""

from decimal import Decimal
from fractions import Fraction

from qcdc_cli.render.words.table import padded, percents


def test_decimal_marks_line_up() -> None:
    assert padded([Decimal("87.13"), Decimal("90"), "trống", Decimal("4.5")]) == ["87,13", "90,00", "trống", "4,50"]


def test_a_fraction_that_no_decimal_equals_has_six_decimals() -> None:
    assert padded([Fraction(8, 3), Decimal("2.5")]) == ["2,666667", "2,500000"]


def test_a_difference_has_its_sign() -> None:
    assert padded([Decimal("1.5"), Decimal("-2"), Decimal(0)], sign=True) == ["+1,5", "−2,0", "0,0"]


def test_percents_have_two_decimals() -> None:
    assert percents([Fraction(1, 3), Fraction(1, 2), "–"]) == ["33,33", "50,00", "–"]


def test_different_shares_never_look_the_same() -> None:
    assert percents([Fraction(80001, 100000), Fraction(80002, 100000)]) == ["80,001", "80,002"]
    assert percents([Fraction(1, 3), Fraction(33333, 100000)]) == ["33,3333", "33,3330"]


def test_equal_shares_need_no_more_decimals() -> None:
    assert percents([Fraction(2, 3), Fraction(4, 6)]) == ["66,67", "66,67"]


def test_what_does_not_reach_a_bound_does_not_look_so() -> None:
    assert percents([Fraction(89996, 100000)], [Fraction(9, 10)]) == ["89,996"]
    assert percents([Fraction(99999, 100000)]) == ["99,999"]
