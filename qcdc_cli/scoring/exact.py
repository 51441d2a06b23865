"""Exact sums of decimals and fractions: nothing becomes a float, nothing is rounded on the way."""

from collections.abc import Iterable
from decimal import Context, Decimal
from fractions import Fraction

from qcdc_cli.language.figures import Exact, fraction_as_decimal

ZERO = Decimal(0)
_NO_FRACTION = Fraction(0)
_WIDE = Context(prec=200)  # weights in groups in groups have more digits than the usual 28


def total(numbers: Iterable[Exact]) -> Exact:
    """Return the exact sum: a decimal while all parts are decimals, else a fraction."""
    decimals, fractions = ZERO, _NO_FRACTION
    for number in numbers:
        if isinstance(number, Decimal):
            decimals = _WIDE.add(decimals, number)
        else:
            fractions += number
    return decimals if fractions is _NO_FRACTION else fractions + Fraction(decimals)


def product(times: Decimal, value: Exact) -> Exact:
    """Return the exact product: a decimal of a decimal, a fraction of a fraction."""
    if times == 1:
        return value
    return _WIDE.multiply(times, value) if isinstance(value, Decimal) else Fraction(times) * value


def plain(number: Exact) -> Exact:
    """Return the number as a decimal where one equals it, else as the fraction that it is."""
    if isinstance(number, Decimal):
        return number
    decimal = fraction_as_decimal(number, 0)
    return decimal if decimal == number else number
