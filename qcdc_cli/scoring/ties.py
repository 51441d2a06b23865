"""Breaking ties: only by the steps that the rubric names, in their order; what they leave equal shares a rank."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from qcdc_cli.campaign.deciding import ACTUAL, RECORDED, TieRule
from qcdc_cli.campaign.nodes import PENALTIES
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.scoring.result import GroupResult, NodeResult, UnitResult

Key = Callable[[UnitResult], Fraction]  # the greater, the better
MakeKey = Callable[[TieRule], Key]
# The steps that a unit's own result is enough for: they mean the same in every bloc.
OWN_STEPS = frozenset({"group", "criterion", ACTUAL, "penalties"})
NO_ACTUAL = Fraction(-(10**13))  # behind every number that can be read


def own_keys(rubric: Rubric) -> dict[str, MakeKey]:
    """Return what makes the keys of the steps that a unit's own result is enough for."""

    def points(identity: str) -> Key:
        return lambda result: points_of(result, identity, rubric)

    def reached(step: TieRule) -> Key:
        sign = -1 if rubric.lower_first(step) else 1

        def key(result: UnitResult) -> Fraction:
            actual = actual_of(result, step.subject, rubric)
            return NO_ACTUAL if actual is None else sign * Fraction(actual)

        return key

    # Penalties are below 0, so that fewer are greater.
    by_points = {rule: lambda step: points(step.subject or PENALTIES) for rule in OWN_STEPS if rule != ACTUAL}
    return {**by_points, ACTUAL: reached}


def actual_of(result: UnitResult, criterion: str, rubric: Rubric) -> Decimal | None:
    """Return what a unit reached on a criterion; a penalty that nobody wrote is 0 of them, else no mark is none."""
    number = rubric.leaf_numbers[criterion]
    part = result.criteria[number]
    if part.counted is None and rubric.leaves[number].penalty:
        return Decimal(0)
    return part.actual


class TieGroups(NamedTuple):
    """Units with equal totals after the ladder.

    Attributes:
        groups: the units in order, those that no step ranks apart in one list.
        steps: for each unit that was ranked apart from another one, the last step that did it.
        asked: the units that were still equal at each step at which somebody decides.
    """

    groups: list[list[UnitResult]]
    steps: dict[str, TieRule]
    asked: list[tuple[TieRule, list[UnitResult]]]


def break_ties(results: Sequence[UnitResult], ladder: Sequence[TieRule], keys: Mapping[str, MakeKey]) -> TieGroups:
    """Order units with equal totals.

    Args:
        results: units with one and the same share of what was attainable.
        ladder: the rubric's steps, the first first.
        keys: for each rule, what makes the key of a step.
    """
    groups = [list(results)]
    tie_breaks: dict[str, TieRule] = {}
    asked: list[tuple[TieRule, list[UnitResult]]] = []
    for step in ladder:
        if len(groups) == len(results):
            break
        if step.rule in RECORDED:
            asked += [(step, group) for group in groups if len(group) > 1]
        key = keys[step.rule](step)
        finer: list[list[UnitResult]] = []
        for group in groups:
            together = [group]
            if len(group) > 1:
                together = [list(equal) for _, equal in groupby(sorted(group, key=key, reverse=True), key=key)]
            if len(together) > 1:
                tie_breaks |= {result.unit: step for result in group}
            finer += together
        groups = finer
    return TieGroups(groups, tie_breaks, asked)


def across_blocs(results: Iterable[UnitResult], rubric: Rubric) -> list[list[UnitResult]]:
    """Return the ranked units of several blocs in order, those that are equal in one list.

    Only steps that a unit's own result is enough for break ties: what holds inside a bloc breaks none between blocs.
    """
    shares: dict[Fraction, list[UnitResult]] = {}
    for result in results:
        shares.setdefault(result.share or Fraction(0), []).append(result)
    ladder = [step for step in rubric.ties if step.rule in OWN_STEPS]
    keys = own_keys(rubric)
    return [equal for share in sorted(shares, reverse=True) for equal in break_ties(shares[share], ladder, keys).groups]


def part_of(result: UnitResult, identity: str, rubric: Rubric) -> NodeResult | None:
    """Return what a unit gets on a group or criterion, wherever it stands in the tree; None where there is none."""
    if identity not in rubric.positions:
        return None
    first, *further = rubric.positions[identity]
    part = result.parts[first]
    for number in further:
        assert isinstance(part, GroupResult)  # noqa: S101 - the result tree has the rubric's own groups
        part = part.parts[number]
    return part


def points_of(result: UnitResult, identity: str, rubric: Rubric) -> Fraction:
    """Return a unit's points of a group or criterion; 0 where the rubric has none of that id."""
    part = part_of(result, identity, rubric)
    return Fraction(0) if part is None else Fraction(part.points)


def first_places(keys: Sequence[object], places: int, *, all_tied: bool) -> int:
    """Return how many get so many places; those that share the last one all get it, or none of them does.

    Args:
        keys: what those that may get one are ordered by, the best first; equal keys share a place.
        places: how many places there are.
        all_tied: whether those that share the last place get it.
    """
    end, step = min(places, len(keys)), 1 if all_tied else -1
    while 0 < end < len(keys) and keys[end - 1] == keys[end]:
        end += step
    return end
