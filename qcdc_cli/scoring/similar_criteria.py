"""Which criteria put a bloc's units into nearly the same order, so that they measure nearly the same.

Two units are parted by a criterion when it gives them different points. Of all pairs of units that at least one of two
criteria parts, the share that both part the same way says how much alike they are: 1 for the same order, equal places
included. It counts concordant pairs as Kendall's rank correlation does (M. G. Kendall, A New Measure of Rank
Correlation, Biometrika 30, 1938), of which the pairs that both leave equal are left out, since two criteria that each
single out one unit of many would else seem alike; what is counted is exact and needs no root.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, groupby
from math import comb

from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.language.figures import Exact

FEWEST_UNITS = 5  # of fewer, an equal order is often chance: of four units it is so for one pair of criteria in 24
NEARLY = Fraction(9, 10)  # from which share on two criteria are nearly copies
PARTED = Fraction(1, 2)  # of the pairs of units that the two must part, so that there is an order to compare


@dataclass(frozen=True, slots=True)
class SimilarCriteria:
    """Two criteria that are nearly copies of each other.

    Attributes:
        first: the one that stands first in the rubric.
        second: the other one.
        units: how many units have points on both.
        parted: how many pairs of these units at least one of the two parts.
        same: how many of those pairs both part, the same unit ahead.
    """

    first: CriterionBase
    second: CriterionBase
    units: int
    parted: int
    same: int

    @property
    def share(self) -> Fraction:
        """The pairs that both part the same way, of those that either parts."""
        return Fraction(self.same, self.parted)


def similar_criteria(
    criteria: Sequence[CriterionBase], points: Sequence[Sequence[Exact | None]]
) -> tuple[SimilarCriteria, ...]:
    """Return the pairs of criteria that are nearly copies, the most alike first.

    Args:
        criteria: the criteria, in the rubric's order.
        points: for each of them the points of every unit; None for a unit without any.
    """
    places = [_places(own) for own in points]
    found = []
    for (one, mine), (other, its) in combinations(zip(criteria, places, strict=True), 2):
        both = [(a, b) for a, b in zip(mine, its, strict=True) if a is not None and b is not None]
        if len(both) < FEWEST_UNITS:
            continue
        parted = comb(len(both), 2) - _equal(both)
        if parted < PARTED * comb(len(both), 2):
            continue
        same = _same_way(both)
        if same >= NEARLY * parted:
            found.append(SimilarCriteria(one, other, len(both), parted, same))
    return tuple(sorted(found, key=lambda pair: -pair.share))


def _places(points: Sequence[Exact | None]) -> list[int | None]:
    """Return for each unit how many different points are below its own: as good as the points, and quick to compare."""
    below = {own: number for number, own in enumerate(sorted({one for one in points if one is not None}))}
    return [None if own is None else below[own] for own in points]


def _equal(things: Iterable[tuple[int, int]]) -> int:
    """Return how many pairs of units are equal on both criteria."""
    return sum(comb(often, 2) for often in Counter(things).values())


def _same_way(both: Sequence[tuple[int, int]]) -> int:
    """Return how many pairs of units both criteria part the same way: counted going up on the first one."""
    same = 0
    lower: list[int] = []  # the second places of all units that are lower on the first criterion, in order
    for _, equal in groupby(sorted(both), key=lambda one: one[0]):
        seconds = [second for _, second in equal]
        same += sum(bisect_left(lower, second) for second in seconds)
        for second in seconds:
            insort(lower, second)
    return same
