"""One unit, criterion by criterion, as a table."""

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import StageReading, State, reading_text
from qcdc_cli.campaign.rubric import Group, Node
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import Exact
from qcdc_cli.render.tables.columns import NamedColumn, table_columns, table_rows
from qcdc_cli.render.words.cells import part_value, parts_with_groups, shown_decimals, stages_to_show, total_value
from qcdc_cli.render.words.decision_notes import bonus_not_counted_text, not_held_notes, passed_classes_text
from qcdc_cli.render.words.missing import gaps, left_out, provisional
from qcdc_cli.render.words.names import period_name
from qcdc_cli.render.words.rules import group_rule, times_text, title_of
from qcdc_cli.render.words.table import NOTHING, Column, Table, figures, padded
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import CriterionResult, GroupResult, NodeResult, UnitResult, UnitScores


def unit_table(scores: UnitScores, campaign: Campaign, period: str) -> Table:
    """Return all criteria of a unit under their groups, with every stage's mark and the total."""
    result, last = scores.counted, len(scores.by_stage) - 1
    nodes = parts_with_groups(result.parts)
    decimals = shown_decimals(scores.rubric)
    stages = {number: visible(campaign.stages[number].name) for number in stages_to_show([scores])}
    columns: list[NamedColumn] = [
        (Column(say(*terms.ID)), [*(title_of(part.node) for _, part in nodes), ""]),
        (
            Column(say(*terms.CONTENT), wraps=True),
            [*(_name(part.node) for _, part in nodes), say(*terms.TOTAL)],
        ),
        (
            figures(say(*terms.MAXIMUM)),
            padded([*(_maximum(part) for _, part in nodes), result.maximum], fraction_decimals=decimals),
        ),
    ]
    for number, stage in stages.items():
        points = [
            _stage_points(part, scores.by_stage[number], number)
            for _, part in parts_with_groups(scores.by_stage[number].parts)
        ]
        total = total_value(scores.by_stage[number])
        columns.append((figures(stage), padded([*points, total], fraction_decimals=decimals)))
    counted = [part_value(part, result) for _, part in nodes]
    columns.append((figures(say(*terms.COUNTS)), padded([*counted, total_value(result)], fraction_decimals=decimals)))
    criteria = [part if isinstance(part, CriterionResult) else None for _, part in nodes]
    columns.append((figures(say(*terms.EVIDENCE)), [*(_evidence(part) for part in criteria), ""]))
    marks = [*(_marks(part, last, has_sheet=result.sheet is not None) for part in criteria), ""]
    columns.append((Column(say("Mức, số liệu", "Mark, figures"), wraps=True, detail=True), marks))
    columns.append(
        (Column(say(*terms.REASON), wraps=True, detail=True), [*(_reasons(part, last) for part in criteria), ""])
    )
    return Table(
        subject=say(*terms.UNIT),
        title=visible(scores.name),
        subtitle=(
            visible(campaign.blocs[scores.bloc_id].name),
            f"{visible(campaign.campaign)} · {period_name(campaign, period)}",
            visible(scores.rubric.name),
        ),
        warnings=_warnings(result, [*stages.values()][-1]),
        columns=table_columns(columns),
        rows=table_rows(columns, [(level, isinstance(part, GroupResult)) for level, part in nodes], total=True),
        notes=(*_decisions(scores), *left_out("", result), *not_held_notes([result])),
    )


def _decisions(scores: UnitScores) -> list[str]:
    passed = "" if scores.classified is None else passed_classes_text(scores.passed_classes, scores.classified)
    return [text[:1].upper() + text[1:] for text in (passed, bonus_not_counted_text(scores.counted)) if text]


def _name(node: Node) -> str:
    """Return a name with its weight, and for a group how it takes its parts."""
    rule = group_rule(node) if isinstance(node, Group) else ""
    told = "; ".join(filter(None, (times_text(node), rule)))
    return f"{visible(node.name)} ({told})" if told else visible(node.name)


def _maximum(part: NodeResult) -> Exact | str:
    """Return what was attainable; for a criterion that is left out, the sign of why."""
    return str(part.state.symbol) if isinstance(part, CriterionResult) and part.excluded else part.out_of


def _stage_points(part: NodeResult, result: UnitResult, stage: int) -> Exact | str:
    """Return what a stage itself gave: an earlier stage's mark that still counts is not its own."""
    if isinstance(part, GroupResult) or result.sheet is None:
        return part_value(part, result)
    if part.state is State.NOT_HELD or _own(part, stage) is not None:
        return part_value(part, result)
    return NOTHING if part.extra else str(State.BLANK.symbol)


def _own(part: CriterionResult, stage: int) -> StageReading | None:
    return next((reading for reading in reversed(part.marked.readings) if reading.stage == stage), None)


def _evidence(part: CriterionResult | None) -> str:
    if part is None or part.state is State.NOT_HELD or (part.extra and part.counted is None):
        return ""
    return say(*terms.MISSING) if part.lacks_evidence else str(len(part.marked.evidence))


def _marks(part: CriterionResult | None, last: int, *, has_sheet: bool) -> str:
    """Return what was marked, once where all stages agree, or the state that stands in place of a mark.

    Marks that are points are left out: they stand in the stages' own columns already.
    """
    if part is None or part.state is State.NOT_HELD:
        return ""
    if part.state is State.BLANK:
        return str(State.BLANK.title) if has_sheet and not part.extra else ""
    told = [
        visible(reading_text(reading, part.criterion))
        for reading in part.marked.readings
        if _tells(reading, part, last)
    ]
    return " → ".join(mark for number, mark in enumerate(told) if number == 0 or mark != told[number - 1])


def _tells(reading: StageReading, part: CriterionResult, last: int) -> bool:
    if reading.stage > last:
        return False
    return reading.state is not State.GIVEN or not part.criterion.kind.is_points


def _reasons(part: CriterionResult | None, last: int) -> str:
    if part is None:
        return ""
    return visible(
        "; ".join(reading.reason for reading in part.marked.readings if reading.reason and reading.stage <= last)
    )


def _warnings(result: UnitResult, stage: str) -> tuple[str, ...]:
    return (provisional(), *gaps("", result, stage)) if result.provisional else ()
