"""What a bloc's sheets say about its rubric: which criteria and which groups decide between units.

The share of a group g in the decision is cov(g, T) ÷ var(T), with the group's points (times its weight) and the
total T of every ranked unit. Since T is the sum of its parts, var(T) = Σ cov(g, T), so that the shares come to
100 % exactly. A share can be below 0: a group in which those do well that do badly on the whole. Where bonus is
cut or the total is rounded, what that changes is a part of its own. Nothing is rounded here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import itemgetter

from qcdc_cli.campaign.marks import State
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.language.figures import Exact
from qcdc_cli.scoring.combining import total
from qcdc_cli.scoring.result import CriterionResult, NodeResult, Ranking


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
class Statistics:
    """The statistics of one bloc.

    Attributes:
        ranking: the ranking that they are of.
        counted: how many units are in them: those that are ranked.
        criteria: one element per criterion, in the rubric's order.
        parts: one element per top group, in the rubric's order; empty where nobody is ranked.
        average: the average of the totals; None where nobody is ranked.
        variance: the variance of the totals (of the population); 0 where all are equal.
    """

    ranking: Ranking
    counted: int
    criteria: tuple[CriterionStatistics, ...]
    parts: tuple[PartStatistics, ...]
    average: Fraction | None
    variance: Fraction

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
    results = [standing.result for standing in ranking.standings if standing.rank is not None]
    criteria = tuple(
        _criterion(leaf.criterion, [result.criteria[number] for result in results], extra=leaf.extra)
        for number, leaf in enumerate(ranking.rubric.leaves)
    )
    if not results:
        return Statistics(ranking, 0, criteria, (), None, Fraction(0))
    totals = [Fraction(result.points) for result in results]
    variance = _covariance(totals, totals)
    parts = []
    for number, node in enumerate(ranking.rubric.parts):
        own = [result.parts[number] for result in results]
        part = _part(node.id, node.name, [_weighted(one) for one in own], totals, variance)
        parts.append(replace(part, reached=_reached(own)))
    # What cutting bonus and rounding the total changed.
    rest = [all_ - sum(map(_weighted, result.parts), Fraction(0)) for all_, result in zip(totals, results, strict=True)]
    if any(rest):
        parts.append(_part("", "", rest, totals, variance))
    return Statistics(ranking, len(results), criteria, tuple(parts), _average(totals), variance)


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


def _part(
    identity: str, name: str, points: Sequence[Fraction], totals: Sequence[Fraction], variance: Fraction
) -> PartStatistics:
    decides = _covariance(points, totals) / variance if variance else None
    return PartStatistics(identity, name, _average(points), decides)


def _reached(parts: Sequence[NodeResult]) -> Fraction | None:
    """Return the average share of what was attainable in a part; None where it was nothing, as in bonus."""
    shares = [Fraction(part.points) / Fraction(part.maximum) for part in parts if part.maximum and part.counts]
    return _average(shares) if shares else None


def _weighted(part: NodeResult) -> Fraction:
    """Return what a top part brings into the total."""
    return Fraction(part.node.times) * Fraction(part.points)


def _average(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def _covariance(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    """Return the covariance of a population, exactly."""
    first, second = _average(one), _average(other)
    return sum(((a - first) * (b - second) for a, b in zip(one, other, strict=True)), Fraction(0)) / len(one)
