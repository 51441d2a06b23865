"""What one unit gets: marks into criteria, criteria into groups, groups into the total."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from qcdc_cli.campaign.marks import UNMARKED, Marked, MarkedSheet, lacks_evidence, rule_for
from qcdc_cli.campaign.rubric import CriterionBase, Group, Rounding, Rubric
from qcdc_cli.campaign.states import State
from qcdc_cli.kinds import Exact
from qcdc_cli.language.figures import round_half_up
from qcdc_cli.scoring.exact import ZERO, total
from qcdc_cli.scoring.result import CriterionResult, GroupResult, NodeResult, UnitResult


def score_unit(unit: str, sheet: MarkedSheet | None, rubric: Rubric, stage: int, reached: int = 0) -> UnitResult:
    """Score one unit.

    Args:
        unit: the unit's id.
        sheet: its marks, or None when it has handed in no sheet: all its criteria are blank then.
        rubric: the rubric, free of problems.
        stage: the latest stage whose marks count, from 0.
        reached: the latest stage that anyone in the bloc has marked at; marks of earlier stages are listed
            as unverified.

    Returns:
        the unit's result tree; every sum in it is exact, rounded only where the rubric says.
    """
    marked = sheet.criteria if sheet is not None else (UNMARKED,) * len(rubric.leaves)
    rounding = rubric.rounding
    criteria = tuple(
        _criterion(leaf.criterion, mark, rubric, stage, rounding)
        for leaf, mark in zip(rubric.leaves, marked, strict=True)
    )
    parts = _parts(rubric.criteria, iter(criteria), rounding)
    maximum = sum((part.maximum for part in parts), ZERO)
    points = total(part.points for part in parts)
    if rounding is not None and rounding.at != "criterion":  # the total is the outermost group
        points = _rounded(points, maximum, rounding)
    assert isinstance(points, Decimal)  # noqa: S101 - a rubric that divides declares its rounding (Q510)
    blank = tuple(result.criterion.id for result in criteria if result.counted is None)
    unverified = tuple(
        result.criterion.id
        for result in criteria
        if result.counted is not None and result.counted.state is State.GIVEN and result.counted.stage < reached
    )
    return UnitResult(unit, sheet, parts, criteria, points, maximum, rubric.total, blank, unverified)


def _criterion(
    criterion: CriterionBase, marked: Marked, rubric: Rubric, stage: int, rounding: Rounding | None
) -> CriterionResult:
    counted = marked.upto(stage)
    if counted is None:
        return CriterionResult(criterion, marked, None, ZERO, criterion.points, lacks_evidence=False)
    if counted.state is not State.GIVEN:
        earned, attainable = _not_counted(counted.state, criterion, rubric)
        return CriterionResult(criterion, marked, counted, earned, attainable, lacks_evidence=False)
    lacking = rubric.missing_evidence != "ignore" and lacks_evidence(criterion, marked, counted)
    if lacking and rubric.missing_evidence == "zero":
        return CriterionResult(criterion, marked, counted, ZERO, criterion.points, lacks_evidence=True)
    points = counted.points
    assert points is not None  # noqa: S101 - a given mark has points
    if rounding is not None and rounding.at == "criterion":
        points = _rounded(points, criterion.points, rounding)
    return CriterionResult(criterion, marked, counted, points, criterion.points, lacking)


def _rounded(points: Exact, maximum: Decimal, rounding: Rounding) -> Decimal:
    """Round half up, but never above what was attainable: 2.25 of 2.25 does not become 2.3."""
    rounded = round_half_up(points, rounding.decimals)
    return rounded if rounded <= maximum else maximum


def _not_counted(state: State, criterion: CriterionBase, rubric: Rubric) -> tuple[Decimal, Decimal]:
    """Return points and maximum of a criterion that is not applicable or unassigned, as the rubric says."""
    rule = rule_for(state, criterion, rubric)
    if rule == "full":
        return criterion.points, criterion.points
    if rule == "zero":
        return ZERO, criterion.points
    return ZERO, ZERO


def _parts(
    nodes: tuple[Any, ...], criteria: Iterator[CriterionResult], rounding: Rounding | None
) -> tuple[NodeResult, ...]:
    """Put the criteria's results, which come in the rubric's order, back into its tree."""
    return tuple(_group(node, criteria, rounding) if isinstance(node, Group) else next(criteria) for node in nodes)


def _group(group: Group, criteria: Iterator[CriterionResult], rounding: Rounding | None) -> GroupResult:
    parts = _parts(group.criteria, criteria, rounding)
    maximum = sum((part.maximum for part in parts), ZERO)
    points = total(part.points for part in parts)
    if rounding is not None and rounding.at == "group":
        points = _rounded(points, maximum, rounding)
    blank = sum(part.blank if isinstance(part, GroupResult) else part.counted is None for part in parts)
    return GroupResult(group, parts, points, maximum, blank)
