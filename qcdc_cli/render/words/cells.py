"""What the tables of rankings and scores have in common: columns of groups, missing things, percents."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import StageReading
from qcdc_cli.campaign.rubric import Node, Rubric
from qcdc_cli.campaign.states import State
from qcdc_cli.language import say
from qcdc_cli.language.figures import PERCENT_DECIMALS, Exact, figure
from qcdc_cli.render.words.rules import group_note, times_text, title_of
from qcdc_cli.render.words.table import NOTHING, Column, figures, padded, percents
from qcdc_cli.render.words.text import ids, listed, visible
from qcdc_cli.scoring.result import (
    CriterionResult,
    GroupResult,
    NodeResult,
    Ranking,
    UnitResult,
    UnitScores,
    class_bounds,
)

NamedColumn = tuple[Column, list[str]]


def top_columns(results: Sequence[UnitResult], rubric: Rubric) -> list[NamedColumn]:
    """Return a column for each top group (or top criterion), and for bonus and penalties."""
    return [
        (
            figures(_heading(node), detail=True),
            padded(
                [part_value(result.parts[number], result) for result in results],
                fraction_decimals=shown_decimals(rubric),
            ),
        )
        for number, node in enumerate(rubric.parts)
    ]


def _heading(node: Node) -> str:
    """Return a column's heading: the id, and how many times its points count in the total."""
    return " ".join(filter(None, (title_of(node), times_text(node))))


def shown_decimals(rubric: Rubric) -> int:
    """Return to how many decimals points that no decimal equals are shown: as the rubric rounds, at least two."""
    return max(PERCENT_DECIMALS, rubric.rounding.decimals if rubric.rounding is not None else 0)


def part_value(part: NodeResult, result: UnitResult) -> Exact | str:
    """Return the points of a group or criterion, or the sign of what stands in their place."""
    if result.sheet is None:
        return NOTHING
    return _in_place_of_points(criteria_of(part)) or part.points


def _in_place_of_points(criteria: Sequence[CriterionResult]) -> str:
    """Return the signs of what stands there, where no criterion has points that count; else nothing.

    What a period does not hold, and a bonus or penalty that nobody wrote, say nothing beside other signs.
    """
    if any(one.counted is not None and not one.excluded for one in criteria):
        return ""
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
    return _in_place_of_points(result.criteria) or result.points


def share_columns(results: Sequence[UnitResult], rubrics: Iterable[Rubric]) -> list[NamedColumn]:
    """Return what was attainable and the percent of it: the basis of ranks where criteria are left out."""
    bounds = [bound for rubric in rubrics for bound in class_bounds(rubric)]
    shares: list[Fraction | str] = [
        NOTHING if result.share is None or isinstance(total_value(result), str) else result.share for result in results
    ]
    return [
        (
            figures(say("Tối đa", "Maximum")),
            padded([result.maximum for result in results], fraction_decimals=PERCENT_DECIMALS),
        ),
        (figures("%"), percents(shares, bounds)),
    ]


def missing_column(results: Sequence[UnitResult]) -> list[NamedColumn]:
    """Return the column of how many marks are missing; no column where nothing is."""
    if not any(result.provisional for result in results):
        return []
    return [(figures(say("Còn thiếu", "Missing")), [_missing(result) for result in results])]


def _missing(result: UnitResult) -> str:
    if result.sheet is None:
        return say("chưa có phiếu", "no sheet")
    missing = len(result.blank) + len(result.unverified)
    return str(missing) if missing else ""


def gaps(name: str, result: UnitResult, stage: str) -> list[str]:
    """Say what a unit lacks, one line for each thing.

    Args:
        name: the unit's name, to begin the line with; "" where the page is about this unit alone.
        result: what the unit gets.
        stage: the name of the stage that the bloc has come to.
    """
    if result.sheet is None:
        lines = [say("chưa có phiếu", "no sheet")]
    else:
        lines = []
        blank, late = (
            say("chưa chấm", "blank:"),
            say(f"chưa có điểm bước {stage}:", f"no mark of the stage {stage} yet:"),
        )
        for missing, what in ((result.blank, blank), (result.unverified, late)):
            number = len(missing)
            if missing and number >= expected(result):
                lines.append(say(f"{what} cả {number} tiêu chí", f"{what} all {number} criteria"))
            elif missing:
                lines.append(f"{what} {ids(missing)}")
    return [_about(name, line) for line in lines]


def expected(result: UnitResult) -> int:
    """Return how many criteria want a mark: all but bonus, penalties and what the period does not hold."""
    return sum(not one.extra and one.state is not State.NOT_HELD for one in result.criteria)


def _about(name: str, line: str) -> str:
    return f"{name}: {line}" if name else line[:1].upper() + line[1:]


def provisional() -> str:
    """Return the line that heads what is missing."""
    return say("TẠM TÍNH, chưa phải kết quả cuối cùng. Còn thiếu:", "PROVISIONAL, not the final result. Missing:")


def left_out(name: str, result: UnitResult) -> list[str]:
    """Say which criteria have no mark but a state, and what that does to both sides.

    Args:
        name: the unit's name, to begin the line with; "" where the page is about this unit alone.
        result: what the unit gets.
    """
    if result.sheet is None:
        return []
    lines = []
    excluded = {criterion.criterion.id for criterion in result.excluded}
    for state in (State.NOT_APPLICABLE, State.UNASSIGNED):
        having = [one for one in result.criteria if one.state is state and not one.extra]
        out = [one.criterion.id for one in having if one.criterion.id in excluded]
        rest = figure(result.maximum)
        if out:
            told = say(
                f"không tính vào điểm đạt và điểm tối đa; điểm tối đa còn {rest}",
                f"left out of the total and of the maximum; the maximum is {rest}",
            )
            lines.append(_about(name, f"{state.title} {ids(out)} ({told})"))
        for one in having:
            if one.criterion.id not in excluded:
                points = figure(one.points)
                counted = say(f"tính {points} điểm", f"{points} points")
                lines.append(_about(name, f"{state.title} {one.criterion.id} ({counted})"))
    return lines


def group_notes(rubric: Rubric) -> list[str]:
    """Return what the ids over the columns stand for, with the maxima and how their parts are taken."""
    return [group_note(node) for node in rubric.parts]


def period_name(campaign: Campaign, period: str) -> str:
    """Return a period's name; its id where the campaign does not name it."""
    known = campaign.periods.get(period)
    return visible(known.name if known is not None else period)


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
    if reading.state is not State.GIVEN:
        return None
    criteria = scores.by_stage[reading.stage].criteria
    return next(one.points for one in criteria if one.criterion is part.criterion)


def stage_line(ranking: Ranking) -> str:
    """Say which stage the ranking has come to, and which of those looked at have given nothing yet."""
    stages = [visible(stage.name) for stage in ranking.campaign.stages]
    line = say(f"Bước chấm: {stages[ranking.reached]}", f"Stage: {stages[ranking.reached]}")
    waiting = stages[ranking.reached + 1 : ranking.stage + 1]
    if waiting:
        names = listed(waiting)
        line += say(f" (chưa có điểm: {names})", f" (no marks yet: {names})")
    return line
