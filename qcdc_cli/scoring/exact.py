"""Exact sums of decimals and fractions: nothing becomes a float, nothing is rounded on the way."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from qcdc_cli.kinds import Exact
from qcdc_cli.language.figures import fraction_as_decimal

ZERO = Decimal(0)
_NO_FRACTION = Fraction(0)


def total(numbers: Iterable[Exact]) -> Exact:
    """Return the exact sum: a decimal while all parts are decimals, else a fraction."""
    decimals, fractions = ZERO, _NO_FRACTION
    for number in numbers:
        if isinstance(number, Decimal):
            decimals += number
        else:
            fractions += number
    return decimals if fractions is _NO_FRACTION else fractions + Fraction(decimals)


def plain(number: Exact) -> Exact:
    """Return the number as a decimal where one equals it, else as the fraction that it is."""
    if isinstance(number, Decimal):
        return number
    decimal = fraction_as_decimal(number, 0)
    return decimal if decimal == number else number
