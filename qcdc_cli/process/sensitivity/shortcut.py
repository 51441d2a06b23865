"""Totals of a unit under many draws at once, where the rubric's tree lets points be added up: no unit is scored anew.

It holds exactly where
- nothing is rounded but criteria (or nothing at all), so that their points are what is weighed;
- every group takes the sum or the best of its parts, and has no cap or one that holds always;
- a bonus may be limited by what was attainable, or not.

Averages, geometric means, caps under conditions, and rounding of groups or totals make totals that are no sum of the
criteria's points: `ShortCut.holds` says no, and the bloc is ranked once more for every draw.

All numbers are whole: points, weights and caps times one scale that makes them so. A group's number is its points times
the weights of all groups around it, so that a cap is multiplied by the same.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import cached_property
from math import lcm

from qcdc_cli.campaign.nodes import is_penalties
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language.figures import Exact
from qcdc_cli.process.sensitivity.lanes import NOTHING, DrawLanes, Lanes
from qcdc_cli.scoring.result import CriterionResult, NodeResult, UnitResult

Leaf = Callable[[CriterionResult, int], Lanes]  # what a criterion brings, of a whole number that stands for its points


def holds(rubric: Rubric) -> bool:
    """Return whether totals under this rubric can be found without scoring; see the module."""
    if rubric.rounding is not None and rubric.rounding.at != "criterion":
        return False
    groups = [group for group, _ in rubric.groups()]
    return not rubric.conditional_caps and all(group.take in ("sum", "best") for group in groups)


class WholeNumbers:
    """By what points, weights and caps of a bloc are multiplied to be whole numbers."""

    def __init__(self, rubric: Rubric, points: Iterable[Exact]) -> None:
        """Prepare.

        Args:
            rubric: the bloc's rubric, under which the short cut holds.
            points: all points of criteria that there can be.
        """
        self._times: dict[int, Fraction] = {}  # by the identity of the node: how often it counts in the total
        self._note(rubric.parts, Fraction(1))
        self._alone = lcm(*(Fraction(one).denominator for one in points))
        caps = [group.fixed_cap for group, _ in rubric.groups() if group.fixed_cap is not None]
        for value in [*caps, *(leaf.criterion.points for leaf in rubric.leaves)]:
            self._alone = lcm(self._alone, Fraction(value).denominator)
        self._often = lcm(*(often.denominator for often in self._times.values()))

    def _note(self, nodes: Sequence[object], above: Fraction) -> None:
        for node in nodes:
            often = above * Fraction(node.times)  # type: ignore[attr-defined]
            self._times[id(node)] = often
            self._note(getattr(node, "criteria", ()), often)

    def whole(self, node: object, points: Exact) -> int:
        """Return points of a criterion or group as the whole number that they are in the total."""
        return int(Fraction(points) * self._alone * self._times[id(node)] * self._often)

    def bound(self, result: UnitResult) -> int:
        """Return what no sum of a unit's points exceeds, nor one of what was attainable."""
        return sum(
            abs(self.whole(one.criterion, one.points)) + self.whole(one.criterion, one.criterion.points)
            for one in result.criteria
        )


class UnitInDraws:
    """What one unit gets in every draw."""

    def __init__(
        self,
        result: UnitResult,
        rubric: Rubric,
        scale: WholeNumbers,
        draws: DrawLanes,
        points: Leaf,
        most: Leaf,
        grain: int = 1,
    ) -> None:
        """Prepare.

        Args:
            result: what it gets as it is.
            rubric: the rubric.
            scale: what makes whole numbers.
            draws: the draws.
            points: what a criterion brings in every draw, of what it brings today.
            most: what it brings of what is attainable, likewise.
            grain: what stands for 1 in both, by which caps are multiplied, too.
        """
        self._result, self._rubric, self._scale, self._draws = result, rubric, scale, draws
        self._leaf_points, self._leaf_most, self._grain = points, most, grain

    @cached_property
    def points(self) -> Lanes:
        """Its totals, bonus and penalties among them."""
        together = NOTHING
        penalties = NOTHING
        for part in self._result.parts:
            if is_penalties(part.node):
                penalties = penalties + self._points(part)
            else:
                together = together + self._points(part)
        bonus = self._rubric.bonus
        limited = bonus is not None and not bonus.above_total
        if limited and together.most > self.maximum.least:
            together = self._draws.each(min, together, self.maximum)
        return together + penalties

    @cached_property
    def maximum(self) -> Lanes:
        """What was attainable."""
        together = NOTHING
        for part in self._result.parts:
            together = together + self._maximum(part)
        return together

    def points_of(self, part: NodeResult) -> Sequence[int]:
        """Return what it gets on a group, to compare with that of other units."""
        return self._draws.unpack(self._points(part))

    def _points(self, part: NodeResult) -> Lanes:
        # Nothing of it is kept: the lanes of all criteria of all units would take hundreds of MB.
        if isinstance(part, CriterionResult):
            return self._leaf_points(part, self._scale.whole(part.node, part.points))
        heaviest, each = is_penalties(part.group), self._draws.each
        if part.group.take == "best":
            having = [self._points(one) for one in part.parts if not one.excluded]
            together = NOTHING if not having else having[0]
            if len(having) > 1:
                together = each(min if heaviest else max, *having)
        else:
            together = _sum(self._points, part.parts)
        if part.group.fixed_cap is None:
            return together
        cap = self._scale.whole(part.group, part.group.fixed_cap) * self._grain
        if heaviest:
            return each(lambda one: max(one, -cap), together) if together.least < -cap else together
        return each(lambda one: min(one, cap), together) if together.most > cap else together

    def _maximum(self, part: NodeResult) -> Lanes:
        if not part.maximum:
            return NOTHING
        if isinstance(part, CriterionResult):
            return self._leaf_most(part, self._scale.whole(part.node, part.maximum))
        if part.group.take == "best":
            having = [self._maximum(one) for one in part.parts]
            together = self._draws.each(max, *having) if len(having) > 1 else having[0]
        else:
            together = _sum(self._maximum, part.parts)
        if part.group.fixed_cap is None:
            return together
        cap = self._scale.whole(part.group, part.group.fixed_cap) * self._grain
        return self._draws.each(lambda one: min(one, cap), together) if together.most > cap else together


def _sum(lanes: Callable[[NodeResult], Lanes], parts: Sequence[NodeResult]) -> Lanes:
    together = NOTHING
    for part in parts:
        together = together + lanes(part)
    return together
