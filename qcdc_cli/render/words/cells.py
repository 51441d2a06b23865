"""Results as the values that tables show: exact figures, or the sign of what stands in the place of one."""

from collections.abc import Sequence

from qcdc_cli.campaign.marks import StageReading, State
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language.figures import PERCENT_DECIMALS, Exact
from qcdc_cli.render.words.table import NOTHING
from qcdc_cli.scoring.result import (
    CriterionResult,
    GroupResult,
    NodeResult,
    UnitResult,
    UnitScores,
)
from qcdc_cli.scoring.unit import result_at


def shown_decimals(rubric: Rubric) -> int:
    """Return to how many decimals points that no decimal equals are shown: as the rubric rounds, at least two."""
    return max(PERCENT_DECIMALS, rubric.rounding.decimals if rubric.rounding is not None else 0)


def part_value(part: NodeResult, result: UnitResult) -> Exact | str:
    """Return the points of a group or criterion, or the sign of what stands in their place."""
    if result.sheet is None:
        return NOTHING
    return part.points if part.counts else _in_place_of_points(criteria_of(part))


def _in_place_of_points(criteria: Sequence[CriterionResult]) -> str:
    """Return the signs of criteria of which none has points that count.

    What a period does not hold, and a bonus or penalty that nobody wrote, say nothing beside other signs.
    """
    signs = dict.fromkeys(symbol_of(one) for one in criteria)
    return "/".join(sign for sign in signs if sign != NOTHING) or NOTHING


def symbol_of(criterion: CriterionResult) -> str:
    """Return the sign of a criterion without a mark; a bonus or penalty that nobody wrote is not blank."""
    if criterion.extra and criterion.state is State.BLANK:
        return NOTHING
    return str(criterion.state.symbol)


def criteria_of(part: NodeResult) -> list[CriterionResult]:
    """Return all criteria in a group, or the criterion itself."""
    if isinstance(part, CriterionResult):
        return [part]
    return [criterion for inner in part.parts for criterion in criteria_of(inner)]


def total_value(result: UnitResult) -> Exact | str:
    """Return the total, or the sign of what stands in its place: no sheet, or nothing marked at all."""
    if result.sheet is None:
        return NOTHING
    return result.points if result.counts else _in_place_of_points(result.criteria)


def parts_with_groups(parts: Sequence[NodeResult], level: int = 0) -> list[tuple[int, NodeResult]]:
    """Return all groups and criteria of a result in the rubric's order, each with its depth."""
    flat: list[tuple[int, NodeResult]] = []
    for part in parts:
        flat.append((level, part))
        if isinstance(part, GroupResult):
            flat += parts_with_groups(part.parts, level + 1)
    return flat


def stages_to_show(scores: Sequence[UnitScores]) -> list[int]:
    """Return the stages that have a column: the first, the last reached, and those between with marks.

    A stage that was left out has no total of its own; a column would repeat the one before it.
    """
    last = max((unit.reached for unit in scores), default=0)
    used = {
        reading.stage for unit in scores for criterion in unit.counted.criteria for reading in criterion.marked.readings
    }
    return [stage for stage in range(last + 1) if stage in used | {0, last}]


def points_at(scores: UnitScores, reading: StageReading, part: CriterionResult) -> Exact | None:
    """Return what a stage's mark gives after the declared rounding; None where it gave none."""
    return result_at(scores, reading, part).points if reading.state is State.GIVEN else None
