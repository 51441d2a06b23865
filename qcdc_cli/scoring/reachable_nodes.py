"""What each node of a rubric's tree can come to, at best or at worst, by how many marks below it are others: exactly.

A mark that gives more never makes a total less: sums with weights above 0, the best part, averages, geometric means,
caps and rounding all keep the order. So the best total of a group with k other marks is made of the best of its parts,
with k shared out over them. Going up the tree, each node has its best points by the number of marks that are changed
below it; at a group these are combined over all ways to share k out, and its cap and rounding are applied (dynamic
programming). Where equal totals are told apart by points of some groups, all are kept of which none is better in the
points and in these alike (a Pareto front). Caps under a condition are tried in the ways in which they can hold.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain, product
from operator import add, mul
from typing import Any, NamedTuple

from qcdc_cli.campaign.caps import ConditionalCap
from qcdc_cli.campaign.nodes import is_penalties, whole_exponents
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language.figures import Exact
from qcdc_cli.scoring.combining import average_divisor, weighted, with_a_share
from qcdc_cli.scoring.result import CriterionResult, GroupResult, NodeResult, UnitResult
from qcdc_cli.scoring.roots import times_root
from qcdc_cli.scoring.ties import Key
from qcdc_cli.scoring.unit import rounded_maximum, rounded_points

_ONE, _NOTHING = Fraction(1), Fraction(0)

Others = Mapping[int, Sequence[CriterionResult]]  # by the number of a leaf: what the unit could get on it instead


class OtherMark(NamedTuple):
    """A mark that is changed: the number of its criterion among the rubric's leaves, and what it gives then."""

    number: int
    result: CriterionResult


class _Entry(NamedTuple):
    """Points of a node that can be reached, what steps of the ladder measure below it, and by which other marks."""

    points: Fraction
    measures: tuple[Fraction, ...]
    changes: Any  # an OtherMark, or two of these together, or None


_Curve = Sequence[Sequence[_Entry]]  # by the number of other marks
_Fold = Callable[[Fraction, Fraction], Fraction]


class MeasuredAt(NamedTuple):
    """Where a step of the ladder measures: a node's points, or, by the number of a leaf, what was reached there."""

    node: int
    leaf: int | None
    key: Key


class Caps(NamedTuple):
    """One way in which the caps under conditions can hold.

    Attributes:
        holding: by the identity of a group, the cap that holds for it; None where none does.
        bounds: by the identity of a node, points that it must reach (True), or stay under.
    """

    holding: Mapping[int, Decimal | None]
    bounds: Mapping[int, Sequence[tuple[Fraction, bool]]]


class Nodes:
    """Which nodes of a result tree can change, and which caps may hold or not.

    Attributes:
        active: the identities of the groups and criteria whose points can change.
        variable: the groups whose cap hangs on points that can change, with the bounds of its conditions, each with the
            identity of the node that it looks at.
    """

    def __init__(self, base: UnitResult, leaves: Collection[int], rubric: Rubric) -> None:
        changing = {id(rubric.leaves[number].criterion) for number in leaves}
        conditional = [part for part in _groups(base.parts) if isinstance(part.group.cap, ConditionalCap)]
        self.active: set[int] = set()
        self.variable: list[tuple[GroupResult, list[tuple[int, Fraction]]]] = []
        while True:
            for part in base.parts:
                _activate(part, changing, self.active)
            self.variable = [(part, bounds) for part in conditional if (bounds := _varying(part, self.active, rubric))]
            more = {id(part.group) for part, _ in self.variable} - changing
            if not more:
                return
            changing |= more

    def caps(self, *, best: bool) -> Iterator[Caps]:
        """Yield the ways in which caps can hold, which together reach the best or the worst there is.

        A cap makes points no more. So the best is found if it holds whatever its conditions say, and if it does not
        hold while none of them is met; the worst, if it never holds, and if it holds while one of them is met.
        """
        ways: list[list[tuple[int, Decimal | None, list[tuple[int, Fraction]]]]] = []
        for part, bounds in self.variable:
            assert isinstance(part.group.cap, ConditionalCap)  # noqa: S101 - only such a cap varies
            cap, group = part.group.cap.points, id(part.group)
            if best:
                ways.append([(group, None, bounds), (group, cap, [])])
            else:
                ways.append([(group, None, []), *((group, cap, [bound]) for bound in bounds)])
        for way in product(*ways):
            together: dict[int, list[tuple[Fraction, bool]]] = {}
            for node, points in chain.from_iterable(bounds for _, _, bounds in way):
                together.setdefault(node, []).append((points, best))
            yield Caps({group: cap for group, cap, _ in way}, together)


def _activate(part: NodeResult, changing: Collection[int], active: set[int]) -> bool:
    """Enter a node and all below it that hold something that changes; return whether the node does."""
    inner = [_activate(one, changing, active) for one in part.parts] if isinstance(part, GroupResult) else []
    if any(inner) or id(part.node) in changing:
        active.add(id(part.node))
        return True
    return False


def _varying(part: GroupResult, active: Collection[int], rubric: Rubric) -> list[tuple[int, Fraction]]:
    """Return the bounds of a cap's conditions that points that can change may meet; none where others decide."""
    bounds = []
    for check in part.cap_checks:
        subject = id(rubric.find(check.condition.subject)) if check.condition.under is not None else None
        if subject in active and subject is not None and check.points is not None and check.condition.under is not None:
            bounds.append((subject, check.condition.under.points(check.maximum)))
        elif check.met:
            return []
    return bounds


def _groups(parts: Iterable[NodeResult]) -> Iterator[GroupResult]:
    for part in parts:
        if isinstance(part, GroupResult):
            yield part
            yield from _groups(part.parts)


class WayUp:
    """One way up the tree: the best (or worst) points of each node, by the number of other marks below it."""

    def __init__(
        self,
        base: UnitResult,
        rubric: Rubric,
        better: Callable[..., Any],
        active: Collection[int],
        leaves: Others,
        shifted: Collection[int],
        live: Mapping[int, MeasuredAt],
        caps: Caps,
        most: int | None,
    ) -> None:
        self._base, self._rubric, self._better, self._active = base, rubric, better, active
        self._leaves = {id(rubric.leaves[number].criterion): (number, own) for number, own in leaves.items()}
        self._shifted, self._live, self._caps, self._most = shifted, list(live.values()), caps, most
        self._nothing = (_NOTHING,) * len(live)

    def total(self) -> _Curve:
        """Return the total's points."""
        rubric, base = self._rubric, self._base
        counting = [part for part in base.parts if not is_penalties(part.node)]
        taking_off = [part for part in base.parts if is_penalties(part.node)]
        curve = self._combined([(part, Fraction(part.node.times)) for part in counting], add)
        _, maximum = weighted(base.parts)
        if rubric.bonus is not None and not rubric.bonus.above_total:
            curve = self._each(curve, lambda points: min(points, Fraction(maximum)))
        for part in taking_off:
            curve = self._together(curve, self._node(part), add)
        rounding = rubric.rounding
        if rounding is None or rounding.at == "criterion":
            return curve
        most = rounded_maximum(maximum, rubric.total, rounding)
        return self._each(curve, lambda points: Fraction(rounded_points(points, most, rounding)))

    def _node(self, part: NodeResult) -> _Curve:
        node = id(part.node)
        if node not in self._active:
            return [[_Entry(Fraction(part.points), self._nothing, None)]]
        curve = self._group(part) if isinstance(part, GroupResult) else self._leaf(part)
        for bound, reached in self._caps.bounds.get(node, ()):
            curve = [[one for one in entries if (one.points >= bound) == reached] for entries in curve]
        if not any(step.node == node and step.leaf is None for step in self._live):
            return curve
        return [[one._replace(measures=self._measured(node, one)) for one in entries] for entries in curve]

    def _measured(self, node: int, one: _Entry) -> tuple[Fraction, ...]:
        return tuple(
            one.points if step.node == node and step.leaf is None else known
            for step, known in zip(self._live, one.measures, strict=True)
        )

    def _leaf(self, part: CriterionResult) -> _Curve:
        number, others = self._leaves[id(part.criterion)]
        today = [] if number in self._shifted else [self._entry(number, part, None)]
        changed = [self._entry(number, one, OtherMark(number, one)) for one in others]
        if self._most is None:
            return [self._front([*today, *changed])]
        return [today, self._front(changed)] if changed else [today]

    def _entry(self, number: int, result: CriterionResult, change: OtherMark | None) -> _Entry:
        measures = self._nothing
        if any(step.leaf == number for step in self._live):
            criteria = self._base.criteria
            then = self._base._replace(criteria=(*criteria[:number], result, *criteria[number + 1 :]))
            measures = tuple(step.key(then) if step.leaf == number else _NOTHING for step in self._live)
        return _Entry(Fraction(result.points), measures, change)

    def _group(self, part: GroupResult) -> _Curve:
        group = part.group
        having = list(part.parts) if group.plain else [one for one in part.parts if not one.excluded]
        curve: _Curve
        if group.take == "geometric":
            curve = self._geometric(part, having)
        elif group.take == "average" and having:
            curve = self._average(part, having)
        else:
            best = group.take == "best"
            fold: _Fold = add if not best else min if is_penalties(group) else max
            curve = self._combined([(one, Fraction(one.node.times)) for one in having], fold)
        cap = self._caps.holding.get(id(group), part.cap)
        if cap is not None:
            most = Fraction(cap)
            curve = self._each(
                curve, (lambda own: max(own, -most)) if is_penalties(group) else lambda own: min(own, most)
            )
        rounding = self._rubric.rounding
        if rounding is None or rounding.at != "group":
            return curve
        full: Exact = group.points if group.outside else part.maximum
        sign = -1 if is_penalties(group) else 1
        return self._each(curve, lambda own: Fraction(sign * rounded_points(sign * own, full, rounding)))

    def _average(self, part: GroupResult, having: Sequence[NodeResult]) -> _Curve:
        group, divisor = part.group, average_divisor(part.group, having)
        if not divisor:
            return self._combined([(one, _NOTHING) for one in having], add)
        times = [Fraction(one.node.times) / divisor for one in having]
        if group.averages_shares:
            full = [Fraction(one.node.points) for one in having]
            times = [
                often * Fraction(group.points) / own if own else own for often, own in zip(times, full, strict=True)
            ]
        return self._combined(list(zip(having, times, strict=True)), add)

    def _geometric(self, part: GroupResult, having: Sequence[NodeResult]) -> _Curve:
        counting = with_a_share(having)
        beside = [one for one in having if one not in counting]
        exponents = whole_exponents([one.node.times for one in counting]) if counting else ()
        curve: _Curve = [[_Entry(_ONE, self._nothing, None)]]
        for one, often in zip(counting, exponents, strict=True):
            most = Fraction(one.maximum)
            powers = self._each(self._node(one), lambda own, most=most, often=often: (own / most) ** often)  # type: ignore[misc]
            curve = self._together(curve, powers, mul)
        factor, degree = Fraction(part.group.points), sum(exponents)
        curve = self._each(curve, lambda own: Fraction(times_root(factor, own, degree)) if counting else _NOTHING)
        return self._together(curve, self._combined([(one, _NOTHING) for one in beside], add), add)

    def _combined(self, parts: Sequence[tuple[NodeResult, Fraction]], fold: _Fold) -> _Curve:
        """Return what some parts come to, each as often as it counts."""
        curve: _Curve | None = None
        for part, often in parts:
            own = self._node(part)
            if often != 1:
                own = self._each(own, lambda points, often=often: points * often)  # type: ignore[misc]
            curve = own if curve is None else self._together(curve, own, fold)
        return [[_Entry(_NOTHING, self._nothing, None)]] if curve is None else curve

    def _together(self, one: _Curve, other: _Curve, fold: _Fold) -> _Curve:
        """Combine what two nodes come to, the other marks shared out over them in all ways."""
        size = len(one) + len(other) - 1
        if self._most is not None:
            size = min(size, self._most + 1)
        found: list[list[_Entry]] = [[] for _ in range(size)]
        for number, entries in enumerate(one):
            for further, others in enumerate(other[: size - number]):
                found[number + further] += [
                    _Entry(
                        fold(left.points, right.points),
                        tuple(map(add, left.measures, right.measures)) if left.measures else (),
                        (left.changes, right.changes)
                        if left.changes and right.changes
                        else left.changes or right.changes,
                    )
                    for left in entries
                    for right in others
                ]
        return [self._front(entries) for entries in found]

    def _each(self, curve: _Curve, change: Callable[[Fraction], Fraction]) -> _Curve:
        return [self._front([_Entry(change(one.points), one.measures, one.changes) for one in own]) for own in curve]

    def _front(self, entries: list[_Entry]) -> list[_Entry]:
        """Return the entries of which no other one is at least as good in the points and in all that is measured."""
        if len(entries) < 2:
            return entries
        if not self._nothing:
            return [self._better(entries, key=_points)]
        front: list[_Entry] = []
        best = self._better is max
        for one in sorted(entries, key=lambda entry: (entry.points, entry.measures), reverse=best):
            if not any(_all_as_good(known.measures, one.measures, best=best) for known in front):
                front.append(one)
        return front


def _points(entry: _Entry) -> Fraction:
    return entry.points


def _all_as_good(known: Sequence[Fraction], other: Sequence[Fraction], *, best: bool) -> bool:
    return all(one >= two if best else one <= two for one, two in zip(known, other, strict=True))


def other_marks(changes: Any) -> Iterator[OtherMark]:
    """Yield the other marks of an entry, which are put together two by two."""
    if isinstance(changes, OtherMark):
        yield changes
    elif changes is not None:
        for one in changes:
            yield from other_marks(one)
