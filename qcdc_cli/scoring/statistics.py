"""What a bloc's sheets say about its rubric: which criteria and which groups decide between units, and which do not.

The share of a group g in the decision is cov(g, T) ÷ var(T), with the group's points (times its weight) and the
total T of every ranked unit. Since T is the sum of its parts, var(T) = Σ cov(g, T), so that the shares come to
100 % exactly. A share can be below 0: a group in which those do well that do badly on the whole. Where bonus is
cut or the total is rounded, what that changes is a part of its own. The shares of criteria are the same one level
down, as far as a total is a sum: a group whose points are the best or the geometric mean of its parts is one whole.
Where something is left out for some unit, units are ranked by their shares of what was attainable, and all this is said
of these shares: of what was not reached, in percentage points. Nothing is rounded here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import itemgetter

from qcdc_cli.campaign.marks import State
from qcdc_cli.campaign.nodes import CriterionBase, Group
from qcdc_cli.language.figures import Exact
from qcdc_cli.scoring.behind import Account, account
from qcdc_cli.scoring.combining import total
from qcdc_cli.scoring.result import CriterionResult, NodeResult, Ranking, UnitResult
from qcdc_cli.scoring.similar_criteria import FEWEST_UNITS, SimilarCriteria, similar_criteria

_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class CriterionStatistics:
    """How a bloc's units did on one criterion.

    Attributes:
        criterion: the criterion.
        extra: it is a bonus or a penalty.
        marked: how many units have a mark that counts.
        lowest: the lowest share of its maximum among them, from 0 to 1; None without any.
        average: the average share.
        highest: the highest share.
        spread: the highest points less the lowest ones: how far apart it puts units; None without any.
    """

    criterion: CriterionBase
    extra: bool
    marked: int
    lowest: Fraction | None
    average: Fraction | None
    highest: Fraction | None
    spread: Exact | None

    @property
    def all_full(self) -> bool:
        """Everyone who was marked got the maximum: it separates no units."""
        return self.lowest == 1

    @property
    def all_none(self) -> bool:
        """Nobody who was marked got anything: it separates no units."""
        return self.highest == 0

    @property
    def parts_nobody(self) -> bool:
        """All of several units that were marked have equal points: it separates no units."""
        return self.spread == 0 and self.marked > 1


@dataclass(frozen=True, slots=True)
class PartStatistics:
    """How much a top group decides.

    Attributes:
        id: the id of the group or criterion; "" for what a cut or a rounding changes.
        name: its name.
        average: the average of its points, times its weight.
        decides: its share in the decision; None where all totals are equal.
        reached: the average share of what was attainable in it, over the units to which something was; None for bonus,
            penalties and what a cut or a rounding changes, which have no such share, and where it was to no unit.
    """

    id: str
    name: str
    average: Fraction
    decides: Fraction | None
    reached: Fraction | None = None


@dataclass(frozen=True, slots=True)
class DifferenceShare:
    """How much of the difference between the units' totals lies in one criterion.

    Attributes:
        node: the criterion; or a group of which no criterion has a share of its own.
        share: its share, of 1.
    """

    node: Group | CriterionBase
    share: Fraction


@dataclass(frozen=True, slots=True)
class Statistics:
    """The statistics of one bloc.

    Attributes:
        ranking: the ranking that they are of.
        counted: how many units are in them: those that are ranked.
        criteria: one element per criterion, in the rubric's order.
        parts: one element per top group, in the rubric's order; empty where nobody is ranked.
        average: the average of the totals; None where nobody is ranked.
        variance: the variance of the totals (of the population); 0 where all are equal.
        by_share: what parts and criteria decide is said of shares, since something is left out for some unit.
        differences: how much of the difference between totals lies in each criterion, the most first; empty where all
            totals are equal. Caps, bonus that does not count and rounding have the rest.
    """

    ranking: Ranking
    counted: int
    criteria: tuple[CriterionStatistics, ...]
    parts: tuple[PartStatistics, ...]
    average: Fraction | None
    variance: Fraction
    by_share: bool = False
    differences: tuple[DifferenceShare, ...] = ()

    @property
    def few(self) -> bool:
        """There are so few units that what sets criteria apart, or makes them alike, may be chance."""
        return self.counted < FEWEST_UNITS

    @property
    def main_differences(self) -> tuple[DifferenceShare, ...]:
        """The fewest criteria that together make at least half of the difference between totals; all if none do."""
        together = Fraction(0)
        for number, one in enumerate(self.differences, start=1):
            together += one.share
            if together >= _HALF:
                return self.differences[:number]
        return self.differences

    def similar(self) -> tuple[SimilarCriteria, ...]:
        """Return the pairs of criteria that are nearly copies of each other; none where the units are few."""
        results = _ranked(self.ranking)
        points = [
            [_given(result.criteria[number], one) for result in results] for number, one in enumerate(self.criteria)
        ]
        return similar_criteria([one.criterion for one in self.criteria], points)

    def widest_spread(self, most: int) -> tuple[CriterionStatistics, ...]:
        """Return the criteria with the greatest spread, the greatest first; none where all units have the same."""
        spread = [one for one in self.criteria if one.spread]
        return tuple(sorted(spread, key=lambda one: Fraction(one.spread or 0), reverse=True)[:most])

    def strongest(self, most: int) -> tuple[CriterionStatistics, ...]:
        """Return the criteria of the total with the highest average share, the highest first; as for the weakest."""
        return self._outermost(most, -1)

    def weakest(self, most: int) -> tuple[CriterionStatistics, ...]:
        """Return the criteria of the total with the lowest average share, the lowest first; none that all do in full.

        Args:
            most: how many; equal ones are not parted, so that there may be fewer or, where the lowest are equal, more.
        """
        return tuple(one for one in self._outermost(most, 1) if one.average != 1)

    def _outermost(self, most: int, sign: int) -> tuple[CriterionStatistics, ...]:
        having = [(sign * one.average, one) for one in self.criteria if not one.extra and one.average is not None]
        having.sort(key=itemgetter(0))
        if len(having) > most:
            beyond = having[most][0]
            nearer = [pair for pair in having if pair[0] < beyond]
            having = nearer or [pair for pair in having if pair[0] == beyond]
        return tuple(one for _, one in having)


def statistics(ranking: Ranking) -> Statistics:
    """Compute the statistics of a bloc from its ranking; units that are not ranked are left out."""
    results = _ranked(ranking)
    criteria = tuple(
        _criterion(leaf.criterion, [result.criteria[number] for result in results], extra=leaf.extra)
        for number, leaf in enumerate(ranking.rubric.leaves)
    )
    if not results:
        return Statistics(ranking, 0, criteria, (), None, Fraction(0))
    totals = [Fraction(result.points) for result in results]
    by_share = ranking.leaves_out
    accounts = [account(result, by_share=by_share) for result in results]
    compared = [own.whole for own in accounts]
    spread = _covariance(compared, compared)
    parts: list[PartStatistics] = []
    rest, left = list(totals), list(compared)  # what cutting bonus and rounding the total changed
    for number, node in enumerate(ranking.rubric.parts):
        own = [result.parts[number] for result in results]
        points = list(map(_weighted, own))
        amounts = [_amount(part, one, by_share=by_share) for part, one in zip(own, results, strict=True)]
        rest, left = _less(rest, points), _less(left, amounts)
        decides = _decides(amounts, compared, spread)
        parts.append(PartStatistics(node.id, node.name, _average(points), decides, _reached(own)))
    if any(rest) or any(left):
        parts.append(PartStatistics("", "", _average(rest), _decides(left, compared, spread)))
    variance = _covariance(totals, totals)
    differences = _differences(accounts, compared, spread)
    return Statistics(ranking, len(results), criteria, tuple(parts), _average(totals), variance, by_share, differences)


def _ranked(ranking: Ranking) -> list[UnitResult]:
    return [standing.result for standing in ranking.standings if standing.rank is not None]


def _differences(
    accounts: Sequence[Account], totals: Sequence[Fraction], variance: Fraction
) -> tuple[DifferenceShare, ...]:
    nodes = {identity: part.node for own in accounts for identity, part in own.parts.items()}
    found = []
    for identity, node in nodes.items():
        # A group that is left out whole for one unit has criteria for another.
        amounts = [own.parts[identity].amount if identity in own.parts else Fraction(0) for own in accounts]
        if share := _decides(amounts, totals, variance):
            found.append(DifferenceShare(node, share))
    return tuple(sorted(found, key=lambda one: -one.share))


def _decides(amounts: Sequence[Fraction], totals: Sequence[Fraction], variance: Fraction) -> Fraction | None:
    return _covariance(amounts, totals) / variance if variance else None


def _given(result: CriterionResult, of_all: CriterionStatistics) -> Exact | None:
    """Return a unit's points on a criterion, if it was marked; a bonus or penalty that nobody wrote is 0 points."""
    return result.points if result.state is State.GIVEN or (of_all.extra and of_all.marked) else None


def _criterion(criterion: CriterionBase, results: Sequence[CriterionResult], *, extra: bool) -> CriterionStatistics:
    marked = [result.points for result in results if result.state is State.GIVEN]
    # A bonus or penalty that nobody wrote is 0 in every total, and so it is here.
    given = [result.points for result in results] if extra and marked else marked
    if not given or not criterion.points:
        return CriterionStatistics(criterion, extra, len(marked), None, None, None, None)
    most = Fraction(criterion.points)
    shares = [abs(Fraction(points)) / most for points in given]  # a penalty's points are below 0
    spread = total((max(given), -min(given)))
    return CriterionStatistics(criterion, extra, len(marked), min(shares), _average(shares), max(shares), spread)


def _reached(parts: Sequence[NodeResult]) -> Fraction | None:
    """Return the average share of what was attainable in a part; None where it was nothing, as in bonus."""
    shares = [Fraction(part.points) / Fraction(part.maximum) for part in parts if part.maximum and part.counts]
    return _average(shares) if shares else None


def _weighted(part: NodeResult) -> Fraction:
    """Return what a top part brings into the total."""
    return Fraction(part.node.times) * Fraction(part.points)


def _amount(part: NodeResult, result: UnitResult, *, by_share: bool) -> Fraction:
    """Return what a top part brings into the total; by share, what was not reached in it, in percentage points."""
    if not by_share:
        return _weighted(part)
    missed = Fraction(part.node.times) * Fraction(part.maximum) - _weighted(part)
    return -missed * 100 / Fraction(result.maximum)


def _less(numbers: Sequence[Fraction], others: Sequence[Fraction]) -> list[Fraction]:
    return [one - other for one, other in zip(numbers, others, strict=True)]


def _average(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def _covariance(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    """Return the covariance of a population, exactly."""
    first, second = _average(one), _average(other)
    return sum(((a - first) * (b - second) for a, b in zip(one, other, strict=True)), Fraction(0)) / len(one)
