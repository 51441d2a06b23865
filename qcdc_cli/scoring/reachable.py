"""The best and the worst that a unit can come to if so many of its marks were others, exactly.

What each node of the rubric's tree can come to is worked out in `reachable_nodes.py`. Here is what does not keep the
order of better and worse, and is tried in all ways: marks that change what was attainable, so that another share of
other points is compared.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from qcdc_cli.campaign.deciding import ACTUAL, TieRule
from qcdc_cli.campaign.nodes import PENALTIES, is_penalties
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language.figures import round_half_away
from qcdc_cli.scoring.reachable_nodes import MeasuredAt, Nodes, OtherMark, Others, WayUp, other_marks
from qcdc_cli.scoring.result import CriterionResult, UnitResult
from qcdc_cli.scoring.ties import OWN_STEPS, Key, part_of
from qcdc_cli.scoring.unit import ResultTree, unit_result

MOST_SHIFTING = 3  # marks that change what was attainable, all combinations of which are tried


class ReachedTotal(NamedTuple):
    """What a unit comes to with some other marks.

    Attributes:
        order: what it is ranked by: its share, then what each step of the ladder measures; the greater is the better.
        changes: the other marks.
    """

    order: tuple[Fraction, ...]
    changes: tuple[OtherMark, ...]


class Reachable:
    """The best or the worst that a unit can come to with so many other marks; see the module.

    Attributes:
        marks: how many of its marks could be others.
        left_out: the numbers of those that are not looked at, since they are too many that change what was attainable.
        unknown: True where the order is not kept, so that nothing can be said: penalties whose cap holds under a
            condition on marks that can change, and a rounding by which more can become less.
    """

    def __init__(
        self,
        result: UnitResult,
        others: Others,
        rubric: Rubric,
        ladder: Sequence[tuple[TieRule, Key]],
        *,
        best: bool,
    ) -> None:
        """Prepare.

        Args:
            result: what the unit gets today; it is ranked.
            others: what it could get on some criteria instead.
            rubric: the rubric.
            ladder: the steps for ties that are looked at, each with what it measures of a unit.
            best: whether the best is looked for, else the worst.
        """
        self._result, self._rubric, self._ladder = result, rubric, ladder
        self._tree = ResultTree(rubric)
        self._better = max if best else min
        self.best = best
        self.marks = len(others)
        today = {number: _side(result.criteria[number]) for number in others}
        shifting = [number for number, own in others.items() if any(_side(one) != today[number] for one in own)]
        self._shifting, self.left_out = shifting[:MOST_SHIFTING], tuple(shifting[MOST_SHIFTING:])
        self._staying = {number: [one for one in own if _side(one) == today[number]] for number, own in others.items()}
        self._shifted = {
            number: [one for one in others[number] if _side(one) != today[number]] for number in self._shifting
        }
        self._upto: dict[int, list[ReachedTotal]] = {}

    @cached_property
    def today(self) -> ReachedTotal:
        """What the unit is ranked by today."""
        return ReachedTotal(self._order(self._result, {}), ())

    def upto(self, most: int) -> list[ReachedTotal]:
        """Return what is reached with at most 0, 1, 2 … `most` other marks, or with as many as there are."""
        if most not in self._upto:
            found = [self.today]
            by_number: dict[int, ReachedTotal] = {}
            for base, shifted in self._bases(most):
                for number, reached in self._reached(base, shifted, most):
                    known = by_number.get(number)
                    if known is None or self._is_better(reached, known):
                        by_number[number] = reached
            for number in range(1, max(by_number, default=0) + 1):
                own = by_number.get(number)
                found.append(found[-1] if own is None or not self._is_better(own, found[-1]) else own)
            self._upto[most] = found
        return self._upto[most]

    @cached_property
    def utmost(self) -> ReachedTotal:
        """What is reached with as many other marks as one likes; the changes of it may be more than it takes."""
        found = self.today
        for base, shifted in self._bases(self.marks):
            for _, reached in self._reached(base, shifted, None):
                found = reached if self._is_better(reached, found) else found
        return found

    @cached_property
    def unknown(self) -> bool:
        """See the class."""
        rounding, bonus = self._rubric.rounding, self._rubric.bonus
        if rounding is not None and rounding.at != "criterion" and bonus is not None and bonus.above_total:
            # Full marks stay full: 2.25 of 2.25 remain, but 2.3 with bonus become 2.
            maxima = {base.maximum for base, _ in self._bases(self.marks)}
            return any(round_half_away(most, rounding.decimals) != most for most in maxima)
        if not any(is_penalties(group) for group, _, _ in self._rubric.conditional_caps):
            return False
        return any(
            is_penalties(part.group)
            for base, shifted in self._bases(self.marks)
            for part, _ in Nodes(base, {*self._staying, *shifted}, self._rubric).variable
        )

    def _is_better(self, one: ReachedTotal, other: ReachedTotal) -> bool:
        return one.order != other.order and self._better(one.order, other.order) == one.order

    def _bases(self, most: int) -> Iterator[tuple[UnitResult, Collection[int]]]:
        """Yield the unit's result with each choice of marks that change what was attainable, and which these are."""
        yield self._result, ()
        for number in range(1, min(most, len(self._shifting)) + 1):
            for chosen in combinations(self._shifting, number):
                criteria = list(self._result.criteria)
                for leaf in chosen:
                    criteria[leaf] = self._shifted[leaf][0]
                sheet = self._result.sheet
                assert sheet is not None  # noqa: S101 - a unit with marks has a sheet
                base = unit_result(self._result.unit, sheet, tuple(criteria), self._tree, 0)
                if base.share is not None and base.marked:
                    yield base, chosen

    def _reached(
        self, base: UnitResult, shifted: Collection[int], most: int | None
    ) -> Iterator[tuple[int, ReachedTotal]]:
        """Yield what can be reached, with the number of other marks; None for any number of them, told as 0."""
        leaves: dict[int, Sequence[CriterionResult]] = {**self._staying, **{one: self._shifted[one] for one in shifted}}
        nodes = Nodes(base, leaves, self._rubric)
        live = self._live(base, nodes.active, leaves)
        for caps in nodes.caps(best=self.best):
            way = WayUp(base, self._rubric, self._better, nodes.active, leaves, shifted, live, caps, most)
            for number, entries in enumerate(way.total()):
                for entry in entries:
                    changes = tuple(other_marks(entry.changes))
                    order = self._order(base, dict(zip(live, entry.measures, strict=True)), entry.points)
                    yield number, ReachedTotal(order, changes)

    def _order(
        self, base: UnitResult, live: Mapping[int, Fraction], points: Fraction | None = None
    ) -> tuple[Fraction, ...]:
        share = Fraction(base.points if points is None else points) / Fraction(base.maximum)
        steps = (live[n] if n in live else key(base) for n, (_, key) in enumerate(self._ladder))
        return (share, *steps)

    def _live(self, base: UnitResult, active: Collection[int], leaves: Others) -> "dict[int, MeasuredAt]":
        """Return the steps of the ladder that measure what can change, by their numbers, with where they measure it."""
        found: dict[int, MeasuredAt] = {}
        for number, (step, key) in enumerate(self._ladder):
            if step.rule not in OWN_STEPS:
                continue
            if step.rule == ACTUAL:
                leaf = self._rubric.leaf_numbers[step.subject]
                if leaf in leaves:
                    found[number] = MeasuredAt(id(base.criteria[leaf].node), leaf, key)
                continue
            part = part_of(base, step.subject or PENALTIES, self._rubric)
            if part is not None and id(part.node) in active:
                found[number] = MeasuredAt(id(part.node), None, key)
        return found


def _side(result: CriterionResult) -> tuple[Decimal, bool]:
    """Return what counts on the other side, and whether anything does."""
    return result.maximum, result.excluded
