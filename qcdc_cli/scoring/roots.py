"""Roots of products, which no number of digits writes out, cut off where no rounding can tell.

A geometric mean is such a root. Cut off behind `CUT_DECIMALS` decimals it is the largest multiple of 1e-24 that does
not exceed it. So every bound with no more decimals than that (half a unit of the last decimal that a rubric rounds to,
a cap, a maximum) is reached by what is cut off exactly where it is reached by the root itself: rounding half away from
zero, and comparing with such bounds, give the same for both. No float, and nothing that is merely near.
"""

from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from math import prod

CUT_DECIMALS = 24
_WIDE = Context(prec=200)


@lru_cache(maxsize=4096)  # the same shares come again in unit after unit
def geometric_mean(factor: Fraction, shares: tuple[Fraction, ...], exponents: tuple[int, ...]) -> Decimal:
    """Return factor × the root of the product of the shares, each with its exponent, cut off.

    Args:
        factor: what the mean is multiplied by; 0 or more.
        shares: the numbers; 0 or more.
        exponents: how often each is multiplied; whole numbers from 1. Their sum is the root's degree.
    """
    product = prod(share**often for share, often in zip(shares, exponents, strict=True))
    return times_root(factor, product, sum(exponents))


def times_root(factor: Fraction, product: Fraction | int, degree: int) -> Decimal:
    """Return factor × a root of a product of shares, cut off."""
    scaled = factor**degree * product * 10 ** (CUT_DECIMALS * degree)
    return Decimal(whole_root(scaled.numerator // scaled.denominator, degree)).scaleb(-CUT_DECIMALS, _WIDE)


def whole_root(number: int, degree: int) -> int:
    """Return the largest whole number whose power does not exceed the number: Newton's method in whole numbers.

    It begins above the root, with one whose upper half of digits is right already, so that few steps are left.
    """
    if number < 2 or degree == 1:
        return number
    bits = number.bit_length() // degree
    if not bits:
        return 1
    behind = (bits + 1) // 2
    root = (whole_root(number >> degree * behind, degree) + 1) << behind
    while True:
        lower = ((degree - 1) * root + number // root ** (degree - 1)) // degree
        if lower >= root:
            return root
        root = lower
