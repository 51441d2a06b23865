"""How the parts of a group make its points: sum, best, average or geometric mean, with weights and a cap.

All sums are exact: nothing becomes a float, nothing is rounded on the way. A geometric mean, which no number of digits
writes out, is cut off where no rounding can tell it from the root (`scoring/roots.py`).
"""

from collections.abc import Callable, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import reduce
from typing import Any

from qcdc_cli.campaign.nodes import Group, is_penalties, whole_exponents
from qcdc_cli.language.figures import Exact, fraction_as_decimal
from qcdc_cli.scoring.result import NodeResult
from qcdc_cli.scoring.roots import geometric_mean

ZERO = Decimal(0)
_WIDE = Context(prec=200)  # weights in groups in groups have more digits than the usual 28
_add: Callable[[Any, Any], Decimal] = _WIDE.add


def capped(found: Exact, most: Exact, group: Group, cap: Decimal | None) -> tuple[Exact, Exact]:
    """Return the points and the maximum of a group under its cap, exactly.

    A cap holds for both sides, but one under a condition only for the points. For penalties, which are taken off,
    it holds downwards.

    Args:
        found: what the group's parts come to.
        most: what was attainable in them.
        group: the group.
        cap: the cap that holds for the unit; None where none does.
    """
    if cap is None:
        return found, most
    maximum = most if group.fixed_cap is None else as_decimal(min(most, cap))
    return as_decimal(max(found, -cap) if is_penalties(group) else min(found, cap)), maximum


def uncapped(group: Group, parts: Sequence[NodeResult]) -> tuple[Exact, Exact]:
    """Return what the parts of a group come to before its cap, points and maximum, exactly.

    Parts that count on neither side have no say: the best is the best of the others, and they are not in
    the average. Leaving out parts never lifts a group above what it declares (docs: scoring, "Groups").
    """
    if group.plain:  # as most groups are; a part that is left out adds nothing to either side
        maxima = [part.maximum for part in parts]
        declared, whole = group.declared
        return total([part.points for part in parts]), whole if maxima == declared else total(maxima)
    having = [part for part in parts if not part.excluded]
    if group.take == "average" and having:
        found, most = _average(group, having)
    elif group.take == "geometric":
        found, most = _geometric(group, having)
    else:
        points = [product(part.node.times, part.points) for part in having]
        maxima = [product(part.node.times, part.maximum) for part in having]
        if group.take == "best":
            # Of penalties, which are below 0, the heaviest counts.
            best = min if is_penalties(group) else max
            found, most = best(points, default=ZERO), max(maxima, default=ZERO)
        else:
            found, most = total(points), total(maxima)
    return as_decimal(found), as_decimal(most)


def _average(group: Group, having: Sequence[NodeResult]) -> tuple[Exact, Exact]:
    """Return the average of the points and that of the maxima of the parts that count, each with its weight."""
    divisor = average_divisor(group, having)
    if not divisor:
        return ZERO, ZERO
    times = [Fraction(part.node.times) for part in having]
    if group.averages_shares:  # of their own full points; a part of 0 points has no share and no say
        full = [Fraction(part.node.points) for part in having]
        times = [often * Fraction(group.points) / own if own else own for often, own in zip(times, full, strict=True)]
    points = sum((often * Fraction(part.points) for often, part in zip(times, having, strict=True)), Fraction(0))
    maximum = sum((often * Fraction(part.maximum) for often, part in zip(times, having, strict=True)), Fraction(0))
    return points / divisor, maximum / divisor


def _geometric(group: Group, having: Sequence[NodeResult]) -> tuple[Exact, Exact]:
    """Return the geometric mean of the shares of the parts that count, weights as exponents, of the group's points.

    The mean is cut off, so far behind the point that nothing is rounded otherwise. Each share is of what was attainable
    in the part; a part in which nothing was has no share and no say.
    """
    counting = with_a_share(having)
    if not counting:
        return ZERO, ZERO
    shares = tuple(Fraction(part.points) / Fraction(part.maximum) for part in counting)
    exponents = whole_exponents([part.node.times for part in counting])
    return geometric_mean(Fraction(group.points), shares, exponents), group.points


def with_a_share(parts: Sequence[NodeResult]) -> list[NodeResult]:
    """Return the parts in which something was attainable."""
    return [part for part in parts if part.maximum]


def average_divisor(group: Group, parts: Sequence[NodeResult]) -> Fraction:
    """Return what the sum of the parts that count is divided by: their weights.

    Where points are averaged and the parts that count are larger than the group's average part, it is as much
    more: the 4-point part of 2 and 4 counts 3 of 3 alone, not 4 of 4.
    """
    if group.averages_shares:
        return Fraction(sum((part.node.times for part in parts if part.node.points), ZERO))
    weights = Fraction(sum((part.node.times for part in parts), ZERO))
    full = sum((Fraction(part.node.times) * Fraction(part.node.points) for part in parts), Fraction(0))
    return max(weights, full / group.mean) if group.mean else weights


def weighted(parts: Sequence[NodeResult]) -> tuple[Exact, Exact]:
    """Return the sums of the points and of the maxima of the rubric's top parts, each times its weight."""
    if all(part.node.weight is None for part in parts):
        points, maxima = [part.points for part in parts], [part.maximum for part in parts]
    else:
        points = [product(part.node.times, part.points) for part in parts]
        maxima = [product(part.node.times, part.maximum) for part in parts]
    return as_decimal(total(points)), as_decimal(total(maxima))


def total(numbers: Sequence[Exact]) -> Exact:
    """Return the exact sum: a decimal while all parts are decimals, else a fraction."""
    try:
        return reduce(_add, numbers, ZERO)
    except TypeError:  # a fraction is among them
        return sum((Fraction(number) for number in numbers), Fraction(0))


def product(times: Decimal, value: Exact) -> Exact:
    """Return the exact product: a decimal of a decimal, a fraction of a fraction."""
    if times == 1:
        return value
    return _WIDE.multiply(times, value) if isinstance(value, Decimal) else Fraction(times) * value


def as_decimal(number: Exact) -> Exact:
    """Return the number as a decimal where one equals it, else as the fraction that it is."""
    if isinstance(number, Decimal):
        return number
    decimal = fraction_as_decimal(number, 0)
    return decimal if decimal == number else number
