"""Breaking ties: only by the steps that the rubric names, in their order; what they leave equal shares a rank."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from qcdc_cli.campaign.deciding import TieRule
from qcdc_cli.campaign.rubric import PENALTIES
from qcdc_cli.scoring.result import GroupResult, NodeResult, UnitResult

Key = Callable[[UnitResult], Fraction]  # the greater, the better
# The steps that a unit's own result is enough for: they mean the same in every bloc.
OWN_STEPS = frozenset({"group", "criterion", "penalties"})


def break_ties(
    results: Sequence[UnitResult],
    ladder: Sequence[TieRule],
    keys: Mapping[str, Callable[[TieRule], Key]],
) -> tuple[list[list[UnitResult]], dict[str, TieRule]]:
    """Order units with equal totals.

    Args:
        results: units with one and the same share of what was attainable.
        ladder: the rubric's steps, the first first.
        keys: for each rule that needs more than a unit's own result, what makes its key.

    Returns:
        the units in order, those that no step ranks apart in one list; and for each unit that was ranked apart from
        another one, the last step that did it.
    """
    if len(results) == 1 or not ladder:
        return [list(results)], {}
    step, *rest = ladder
    key = tie_key(step, keys)
    together = [list(group) for _, group in groupby(sorted(results, key=key, reverse=True), key=key)]
    in_order: list[list[UnitResult]] = []
    tie_breaks = {result.unit: step for result in results} if len(together) > 1 else {}
    for group in together:
        inner, deeper = break_ties(group, rest, keys)
        in_order += inner
        tie_breaks |= deeper
    return in_order, tie_breaks


def tie_key(step: TieRule, keys: Mapping[str, Callable[[TieRule], Key]]) -> Key:
    """Return what a step measures units by."""
    if step.rule in keys:
        return keys[step.rule](step)
    if step.rule not in OWN_STEPS:
        return lambda _: Fraction(0)  # ranks nobody apart
    identity = PENALTIES if step.rule == "penalties" else step.subject
    return lambda result: points_of(result, identity)  # of penalties below 0, so that fewer are greater


def find(parts: Sequence[NodeResult], identity: str) -> NodeResult | None:
    """Return the result of a group or criterion, wherever it stands in the tree."""
    for part in parts:
        if part.node.id == identity:
            return part
        if isinstance(part, GroupResult) and (inner := find(part.parts, identity)) is not None:
            return inner
    return None


def points_of(result: UnitResult, identity: str) -> Fraction:
    """Return a unit's points of a group or criterion; 0 where the rubric has none of that id."""
    part = find(result.parts, identity)
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
