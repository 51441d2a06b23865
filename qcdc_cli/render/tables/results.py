"""Results as tables: a bloc's ranking, what units get with each stage's total, and one unit by its criteria."""

from collections.abc import Sequence
from fractions import Fraction

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import State
from qcdc_cli.campaign.nodes import Group, Node
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import Exact, figure
from qcdc_cli.render.tables.columns import (
    NamedColumn,
    decision_columns,
    level_columns,
    level_notes,
    missing_column,
    points_columns,
    rank_change_columns,
    rank_column,
    share_columns,
    table_columns,
    table_rows,
    tie_notes,
)
from qcdc_cli.render.words.cells import part_value, parts_with_groups, shown_decimals, stages_to_show, total_value
from qcdc_cli.render.words.marked import marks_text, reasons_text
from qcdc_cli.render.words.names import listed, offices_line, period_name, stage_line, unit_name
from qcdc_cli.render.words.rank_changes import rank_change_notes
from qcdc_cli.render.words.rules import group_rule, times_text, title_of
from qcdc_cli.render.words.table import NOTHING, Column, Table, class_text, figures, padded
from qcdc_cli.render.words.unit_notes import (
    agreement_lines,
    appeal_lines,
    award_decision_notes,
    bonus_not_counted_text,
    decision_notes,
    labels,
    left_out,
    passed_classes_text,
    provisional_lines,
    tie_break_notes,
    unasked_notes,
    undecided_notes,
    unvoted_notes,
)
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import CriterionResult, GroupResult, NodeResult, Ranking, UnitResult, UnitScores
from qcdc_cli.scoring.table_level import TableLevel, table_level


def ranking_table(ranking: Ranking, *, groups: bool = True) -> Table:
    """Return the ranking: a row per unit, what is provisional about it on top, ties and states below.

    Args:
        ranking: the ranking.
        groups: whether each group, bonus and penalties have a column of their own.
    """
    standings, rubric, campaign = ranking.standings, ranking.rubric, ranking.campaign
    results = [standing.result for standing in standings]
    level = table_level(rubric, results)
    named = [(unit_name(campaign, result.unit), result) for result in results]
    stage = visible(campaign.stages[ranking.reached].name)
    offices = offices_line(ranking)
    columns: list[NamedColumn] = [
        rank_column(say(*terms.RANK), (one.rank for one in standings)),
        (Column(say(*terms.UNIT), wraps=True), [name for name, _ in named]),
        *points_columns(results, rubric, level if groups else None, shares=ranking.leaves_out),
        *rank_change_columns(ranking),
        *decision_columns(standings, rubric),
        *missing_column(results),
    ]
    return Table(
        subject=say(*terms.BLOC),
        title=visible(ranking.bloc.name),
        subtitle=(
            visible(campaign.campaign),
            f"{period_name(campaign, ranking.period)} · {stage_line(ranking)}",
            visible(rubric.name),
        ),
        warnings=provisional_lines(((name, result, stage) for name, result in named), unvoted_notes(ranking)),
        columns=table_columns(columns),
        rows=table_rows(columns),
        notes=(
            *tie_notes(campaign, ((one.rank, one.result) for one in standings if one.tied)),
            *tie_break_notes(ranking),
            *undecided_notes(ranking),
            *award_decision_notes(ranking),
            *decision_notes(ranking),
            *(line for name, result in named for line in left_out(name, result)),
            *(line for name, result in named for line in appeal_lines(result, campaign, ranking.stage, name)),
            *unasked_notes(results, campaign),
            *rank_change_notes(ranking),
            *(level_notes(level) if groups else ()),
            *([offices] if offices else []),
        ),
        keys=2,
        shares=_shares(results),
    )


def scores_table(scores: Sequence[UnitScores], campaign: Campaign, period: str) -> Table:
    """Return the scores: a row per unit with its groups, its total as of each stage, and the difference.

    Groups have columns of their own only where all units are scored by one rubric.
    """
    results = [unit.counted for unit in scores]
    rubrics = {unit.rubric.rubric: unit.rubric for unit in scores}
    blocs = {unit.bloc_id: visible(campaign.blocs[unit.bloc_id].name) for unit in scores}
    columns: list[NamedColumn] = [(Column(say(*terms.UNIT), wraps=True), [visible(unit.name) for unit in scores])]
    if len(blocs) > 1:
        columns.append((Column(say(*terms.BLOC), wraps=True), [blocs[unit.bloc_id] for unit in scores]))
    only = next(iter(rubrics.values())) if len(rubrics) == 1 else None
    level = None if only is None else table_level(only, results)
    if only is not None and level is not None:
        columns += level_columns(results, only, level)
    columns += _stages(scores, campaign)
    if any(result.maximum != result.full for result in results):
        columns += share_columns(results, rubrics.values())
    if any(unit.rubric.classification for unit in scores):
        columns.append((Column(say(*terms.CLASS)), [visible(class_text(unit.classified)) for unit in scores]))
    columns += missing_column(results)
    return Table(
        subject=say(*terms.BLOC) if len(blocs) == 1 else say(*terms.CAMPAIGN),
        title=next(iter(blocs.values())) if len(blocs) == 1 else visible(campaign.campaign),
        subtitle=(
            *([visible(campaign.campaign)] if len(blocs) == 1 else []),
            period_name(campaign, period),
            *([visible(only.name)] if only is not None else []),
        ),
        warnings=provisional_lines(
            (visible(unit.name), unit.counted, visible(campaign.stages[unit.reached].name)) for unit in scores
        ),
        columns=table_columns(columns),
        rows=table_rows(columns),
        notes=_notes(scores, campaign, level),
        keys=2 if len(blocs) > 1 else 1,
        shares=_shares(results),
    )


def _shares(results: Sequence[UnitResult]) -> tuple[Fraction | None, ...]:
    return tuple(result.share if result.counts else None for result in results)


def _stages(scores: Sequence[UnitScores], campaign: Campaign) -> list[NamedColumn]:
    """Return a column for the total as of each stage; with two or more, what they differ by."""
    columns = []
    for number in stages_to_show(scores):
        totals = [total_value(unit.by_stage[number]) if number < len(unit.by_stage) else NOTHING for unit in scores]
        columns.append((figures(visible(campaign.stages[number].name)), padded(totals)))
    if len(columns) > 1:
        differences = [NOTHING if unit.change is None else unit.change for unit in scores]
        columns.append((figures(say(*terms.CHANGE)), padded(differences, sign=True)))
    return columns


def _notes(scores: Sequence[UnitScores], campaign: Campaign, level: TableLevel | None) -> tuple[str, ...]:
    notes = []
    for unit in scores:
        name = visible(unit.name)
        notes += left_out(name, unit.counted)
        notes += appeal_lines(unit.counted, campaign, unit.reached, name)
        notes += [f"{name}: {text}" for text in _decisions(unit)]
        for number in stages_to_show([unit])[:-1]:
            result = unit.by_stage[number]
            # A total without some marks is no total to compare with: say so, where the last stage has them.
            earlier = len(set(result.blank) - set(unit.counted.blank))
            if result.sheet is not None and earlier:
                stage = visible(campaign.stages[number].name)
                notes.append(
                    say(
                        f"{name}: ở bước {stage} còn {earlier} tiêu chí chưa chấm",
                        f"{name}: blank criteria at the stage {stage}: {earlier}",
                    )
                )
    return (*notes, *_unasked(scores, campaign), *(level_notes(level) if level is not None else ()))


def _unasked(scores: Sequence[UnitScores], campaign: Campaign) -> list[str]:
    """Return the notes on what the period does not hold and on what only a later stage marks, for each rubric."""
    by_rubric: dict[str, list[UnitScores]] = {}
    for unit in scores:
        by_rubric.setdefault(unit.rubric.rubric, []).append(unit)
    notes = []
    for units in by_rubric.values():
        lead = f"{visible(units[0].rubric.name)}: " if len(by_rubric) > 1 else ""
        texts = [*unasked_notes([unit.counted for unit in units], campaign), *_stages_left_to_later(units, campaign)]
        notes += [f"{lead}{text}" for text in texts]
    return notes


def _stages_left_to_later(scores: Sequence[UnitScores], campaign: Campaign) -> list[str]:
    """Say what the totals of earlier stages are out of, where some criteria are marked only since then."""
    notes = []
    for number in stages_to_show(scores)[:-1]:
        results = [unit.by_stage[number] for unit in scores if number < len(unit.by_stage)]
        results = [result for result in results if result.sheet is not None]
        identities = dict.fromkeys(
            label for result in results for label in labels(result, [one.criterion.id for one in result.later])
        )
        if not identities:
            continue
        stage, out = visible(campaign.stages[number].name), ", ".join(identities)
        most = listed(list(dict.fromkeys(figure(result.maximum) for result in results)))
        compared = ""
        if number == 0:
            compared = say("; chênh lệch không tính các tiêu chí này", "; the change does not count these")
        notes.append(
            say(
                f"{stage}: điểm tối đa {most}, chưa gồm {out} do bước sau chấm{compared}",
                f"{stage}: out of {most}, without {out}, which a later stage marks{compared}",
            )
        )
    return notes


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
    marks = [*(marks_text(part, last, has_sheet=result.sheet is not None) for part in criteria), ""]
    columns.append((Column(say("Mức, số liệu", "Mark, figures"), wraps=True, detail=True), marks))
    columns.append(
        (Column(say(*terms.REASON), wraps=True, detail=True), [*(reasons_text(part, last) for part in criteria), ""])
    )
    return Table(
        subject=say(*terms.UNIT),
        title=visible(scores.name),
        subtitle=(
            visible(campaign.blocs[scores.bloc_id].name),
            f"{visible(campaign.campaign)} · {period_name(campaign, period)}",
            visible(scores.rubric.name),
        ),
        warnings=provisional_lines([("", result, [*stages.values()][-1])]),
        columns=table_columns(columns),
        rows=table_rows(columns, [(level, isinstance(part, GroupResult)) for level, part in nodes], total=True),
        notes=(
            *(text[:1].upper() + text[1:] for text in _decisions(scores)),
            *left_out("", result),
            *agreement_lines(result, campaign, len(scores.by_stage) - 1),
            *appeal_lines(result, campaign, len(scores.by_stage) - 1),
            *unasked_notes([result], campaign),
            *_stages_left_to_later([scores], campaign),
        ),
    )


def _decisions(scores: UnitScores) -> list[str]:
    """Say why a unit is not in the class that its total reaches, and which bonus does not count."""
    passed = "" if scores.classified is None else passed_classes_text(scores.passed_classes, scores.classified)
    return [text for text in (passed, bonus_not_counted_text(scores.counted)) if text]


def _name(node: Node) -> str:
    """Return a name with its weight, and for a group how it takes its parts."""
    rule = group_rule(node) if isinstance(node, Group) else ""
    texts = "; ".join(filter(None, (times_text(node), rule)))
    return f"{visible(node.name)} ({texts})" if texts else visible(node.name)


def _maximum(part: NodeResult) -> Exact | str:
    """Return what was attainable; for a criterion that is left out, the sign of why."""
    return str(part.state.symbol) if isinstance(part, CriterionResult) and part.excluded else part.out_of


def _stage_points(part: NodeResult, result: UnitResult, stage: int) -> Exact | str:
    """Return what a stage itself gave: an earlier stage's mark that still counts is not its own."""
    if isinstance(part, GroupResult) or result.sheet is None:
        return part_value(part, result)
    if part.state in (State.NOT_HELD, State.LATER) or any(reading.stage == stage for reading in part.marked.readings):
        return part_value(part, result)
    return NOTHING if part.extra else str(State.BLANK.symbol)


def _evidence(part: CriterionResult | None) -> str:
    if part is None or part.state in (State.NOT_HELD, State.LATER) or (part.extra and part.counted is None):
        return ""
    return say(*terms.MISSING) if part.lacks_evidence else str(len(part.marked.evidence))
