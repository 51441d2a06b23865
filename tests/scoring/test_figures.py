"""How figures are rounded and shown: exactly, half away from zero, with the decimal mark of the language in use."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qcdc_cli.language.figures import day, decimals_of, figure, fraction_as_decimal, percent, round_half_away
from tests.campaigns import in_both

DECIMALS = st.integers(0, 6)
# What files can hold, and far beyond: up to 60 digits.
NUMBERS = st.builds(
    lambda digits, places: Decimal(f"{digits}E-{places}"), st.integers(-(10**50), 10**50), st.integers(0, 12)
)
FRACTIONS = st.builds(Fraction, st.integers(-(10**15), 10**15), st.integers(1, 10**12))


def half_up(number: Fraction, decimals: int) -> Fraction:
    """Round half away from zero, as people do it: the size, plus a half, cut off."""
    size = Fraction(floor(abs(number) * 10**decimals + Fraction(1, 2)), 10**decimals)
    return size if number >= 0 else -size


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [
        ("8.5", "8,5", "8.5"),
        ("8.50", "8,5", "8.5"),
        ("8.00", "8", "8"),
        ("0.00", "0", "0"),
        ("-0.00", "0", "0"),
        ("-1.50", "−1,5", "−1.5"),
        ("100", "100", "100"),
        ("1E+2", "100", "100"),
        ("1200", "1200", "1200"),  # no thousands mark, which could be read as a decimal one
        ("0.0000000001", "0,0000000001", "0.0000000001"),
        ("999999999999", "999999999999", "999999999999"),
    ],
)
def test_figure(number: str, vietnamese: str, english: str) -> None:
    assert in_both(lambda: figure(Decimal(number))) == (vietnamese, english)


@pytest.mark.parametrize(
    ("number", "decimals", "vietnamese", "english"),
    [
        ("87.13", 2, "87,13", "87.13"),
        ("87.1", 2, "87,10", "87.10"),
        ("87", 2, "87,00", "87.00"),
        ("-0.5", 2, "−0,50", "−0.50"),
        ("0", 1, "0,0", "0.0"),
        ("-0.0", 1, "0,0", "0.0"),
        ("87", 0, "87", "87"),
        ("87.25", 1, "87,25", "87.25"),  # never cut
    ],
)
def test_figure_padded(number: str, decimals: int, vietnamese: str, english: str) -> None:
    assert in_both(lambda: figure(Decimal(number), decimals=decimals)) == (vietnamese, english)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Fraction(21, 8), "2,625"),
        (Fraction(80, 9), "8,888889"),
        (Fraction(-2, 3), "−0,666667"),
        (Fraction(5), "5"),
        (Fraction(1, 2**20), "0,00000095367431640625"),  # exact, so all of it
    ],
)
def test_figure_of_a_fraction(number: Fraction, shown: str) -> None:
    assert figure(number) == shown


@pytest.mark.parametrize(
    ("number", "decimals", "rounded"),
    [
        ("0.075", 2, "0.08"),  # toFixed(2) gives 0.07, half to even gives 0.08
        ("2.625", 2, "2.63"),  # half to even gives 2.62
        ("2.675", 2, "2.68"),  # a float gives 2.67
        ("1.005", 2, "1.01"),
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("2.4999999999", 0, "2"),
        ("-0.075", 2, "-0.08"),
        ("-0.004", 2, "0"),
        ("8.5", 2, "8.5"),
        ("84.995", 2, "85"),
    ],
)
def test_round_half_away(number: str, decimals: int, rounded: str) -> None:
    assert round_half_away(Decimal(number), decimals) == Decimal(rounded)
    assert round_half_away(Fraction(number), decimals) == Decimal(rounded)


@given(NUMBERS, DECIMALS)
@example(Decimal("1E+30"), 6)
def test_round_half_away_of_decimals_agrees_with_fractions(number: Decimal, decimals: int) -> None:
    rounded = round_half_away(number, decimals)
    assert Fraction(rounded) == half_up(Fraction(number), decimals)
    assert rounded == round_half_away(Fraction(number), decimals)


@given(FRACTIONS, DECIMALS)
@example(Fraction(10**40, 3), 6)
def test_round_half_away_of_fractions(number: Fraction, decimals: int) -> None:
    assert Fraction(round_half_away(number, decimals)) == half_up(number, decimals)


@given(NUMBERS)
def test_what_is_shown_is_the_number(number: Decimal) -> None:
    assert Decimal(figure(number).replace(",", ".").replace("−", "-")) == number


@given(st.integers(-(10**12), 10**12), st.integers(0, 30), st.integers(0, 12))
@example(10**12 - 1, 39, 10)  # the most decimals that a ratio of two numbers in a file can have
def test_a_fraction_with_a_decimal_is_that_decimal(size: int, twos: int, fives: int) -> None:
    number = Fraction(size, 2**twos * 5**fives)
    assert Fraction(fraction_as_decimal(number, 2)) == number


@given(FRACTIONS)
def test_other_fractions_are_rounded_half_up(number: Fraction) -> None:
    third = number + Fraction(1, 7 * number.denominator)  # a 7 below the line: no decimal equals it
    assert Fraction(fraction_as_decimal(third, 6)) == half_up(third, 6)


@pytest.mark.parametrize(
    ("number", "decimals"), [("100", 0), ("1E+2", 0), ("8.50", 1), ("8.25", 2), ("0.000", 0), ("-1.125", 3)]
)
def test_decimals_of(number: str, decimals: int) -> None:
    assert decimals_of(Decimal(number)) == decimals


def test_percent_and_day() -> None:
    assert percent(Fraction(7532, 9800)) == Decimal("76.86")  # 76.857…
    assert percent(Fraction(1, 800)) == Decimal("0.13")  # 0.125, half up
    assert percent(Fraction(1)) == 100
    assert in_both(lambda: day(date(2020, 6, 30))) == ("30/6/2020", "2020-06-30")
