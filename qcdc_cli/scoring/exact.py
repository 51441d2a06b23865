"""Exact sums of decimals and fractions: nothing becomes a float, nothing is rounded on the way."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from qcdc_cli.kinds import Exact

ZERO = Decimal(0)


def total(numbers: Iterable[Exact]) -> Exact:
    """Return the exact sum: a decimal while all parts are decimals, else a fraction."""
    decimals, fractions = ZERO, Fraction(0)
    for number in numbers:
        if isinstance(number, Decimal):
            decimals += number
        else:
            fractions += number
    return decimals if not fractions else fractions + Fraction(decimals)


def share(part: Exact, whole: Exact) -> Fraction:
    """Return part ÷ whole as an exact fraction; `whole` must not be 0."""
    return Fraction(part) / Fraction(whole)
