"""Breaking ties: only by the steps that the rubric names, in their order; what they leave equal shares a rank."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from qcdc_cli.campaign.deciding import TieRule
from qcdc_cli.campaign.rubric import PENALTIES
from qcdc_cli.scoring.result import GroupResult, NodeResult, UnitResult

Key = Callable[[UnitResult], Fraction]  # the greater, the better


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
        the units in order, those that no step tells apart in one list; and for each unit that was told apart from
        another one, the last step that did it.
    """
    if len(results) == 1 or not ladder:
        return [list(results)], {}
    step, *rest = ladder
    key = tie_key(step, keys)
    ordered = sorted(results, key=key, reverse=True)
    in_order: list[list[UnitResult]] = []
    tie_breaks: dict[str, TieRule] = {}
    together = [list(group) for _, group in groupby(ordered, key=key)]
    if len(together) > 1:
        tie_breaks = {result.unit: step for result in results}
    for group in together:
        inner, deeper = break_ties(group, rest, keys)
        in_order += inner
        tie_breaks |= deeper
    return in_order, tie_breaks


def tie_key(step: TieRule, keys: Mapping[str, Callable[[TieRule], Key]]) -> Key:
    """Return what a step measures units by."""
    return keys.get(step.rule, _OWN.get(step.rule, _nothing))(step)


def find(parts: Sequence[NodeResult], identity: str) -> NodeResult | None:
    """Return the result of a group or criterion, wherever it stands in the tree."""
    for part in parts:
        if (part.group.id if isinstance(part, GroupResult) else part.criterion.id) == identity:
            return part
        if isinstance(part, GroupResult) and (inner := find(part.parts, identity)) is not None:
            return inner
    return None


def points_of(result: UnitResult, identity: str) -> Fraction:
    """Return a unit's points of a group or criterion; 0 where the rubric has none of that id."""
    part = find(result.parts, identity)
    return Fraction(0) if part is None else Fraction(part.points)


def _points(step: TieRule) -> Key:
    return lambda result: points_of(result, step.subject)


def _penalties(step: TieRule) -> Key:  # noqa: ARG001 - the form of all steps
    return lambda result: points_of(result, PENALTIES)  # below 0, so that fewer are greater


def _nothing(step: TieRule) -> Key:  # noqa: ARG001 - the form of all steps
    return lambda result: Fraction(0)  # noqa: ARG005 - tells nobody apart


_OWN: dict[str, Callable[[TieRule], Key]] = {"group": _points, "criterion": _points, "penalties": _penalties}
