"""What a mark can give: which points a criterion's kind has, whatever a unit did."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import gcd
from typing import NamedTuple

from qcdc_cli.language.figures import Exact, decimals_of

MOST_LISTED = 10_000  # points: where more differ, their range is told in place of a list


class PossiblePoints(NamedTuple):
    """What a mark of a criterion can give, before the rubric's rounding; of a penalty, what it can take off.

    Attributes:
        listed: points that it can give, the lowest first; they are all that it can give where there is no range.
        between: the range, both ends included, in which it can give any points; None where there is none.
        step: points in the range are multiples of it; None where any will do.
        relative: what a mark gives hangs on the marks of the bloc's other units too; then these are no more than bounds
            for any marks of theirs, and another mark here may change what the others get.
    """

    listed: tuple[Exact, ...] = ()
    between: tuple[Exact, Exact] | None = None
    step: Decimal | None = None
    relative: bool = False

    @property
    def lowest(self) -> Exact:
        """The least that it can give."""
        ends: tuple[Exact, ...] = self.listed if self.between is None else (*self.listed[:1], *self.between)
        return min(ends)

    @property
    def highest(self) -> Exact:
        """The most that it can give."""
        ends: tuple[Exact, ...] = self.listed if self.between is None else (*self.listed[-1:], *self.between)
        return max(ends)

    @property
    def fixed(self) -> bool:
        """True where every mark gives the same."""
        return self.lowest == self.highest


def any_of(points: Iterable[Decimal], *, relative: bool = False) -> PossiblePoints:
    """Return that some points and no others can be given; where they are too many to list, their range."""
    different = sorted(set(points))
    if len(different) > MOST_LISTED:
        return PossiblePoints(between=(different[0], different[-1]), relative=relative)
    return PossiblePoints(tuple(different), relative=relative)


def multiples(each: Decimal, most: Decimal) -> Sequence[Decimal] | None:
    """Return 0, once, twice … `each`, and `most` where the next would exceed it; None where they are too many."""
    often = int(most // each)
    if often >= MOST_LISTED:
        return None
    return [*(each * number for number in range(often + 1)), most]


def sums(parts: Sequence[Decimal], most: Decimal, *, repeated: bool) -> Sequence[Decimal] | None:
    """Return what some of these parts come to together, up to `most`; None where sums may be too many to list.

    Args:
        parts: what is added, each 0 or more.
        most: no more than this is looked at.
        repeated: each part may be added any number of times, not once.
    """
    decimals = max(map(decimals_of, (*parts, most)))
    whole = [int(part.scaleb(decimals)) for part in parts if part]
    unit = gcd(*whole) or 1
    size = int(most.scaleb(decimals)) // unit
    if size >= MOST_LISTED:
        return None
    reached, all_sizes = 1, (1 << size + 1) - 1  # bit n: n times the unit is a sum
    for part in whole:
        more = part // unit
        while more <= size:
            reached |= reached << more & all_sizes
            if not repeated:
                break
            more *= 2  # added up to 1, 3, 7 … times
    return [Decimal(number * unit).scaleb(-decimals) for number in range(size + 1) if reached >> number & 1]
