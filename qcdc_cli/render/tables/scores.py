"""The scores of units, stage by stage side by side, as a table."""

from collections.abc import Sequence

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import Exact
from qcdc_cli.render.tables.columns import (
    NamedColumn,
    group_notes,
    missing_column,
    share_columns,
    table_columns,
    table_rows,
    top_columns,
)
from qcdc_cli.render.words.cells import stages_to_show, total_value
from qcdc_cli.render.words.decision_notes import bonus_not_counted_text, not_held_notes, passed_classes_text
from qcdc_cli.render.words.missing import gaps, left_out, provisional
from qcdc_cli.render.words.names import period_name
from qcdc_cli.render.words.table import NOTHING, Column, Table, class_text, figures, padded
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import UnitResult, UnitScores


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
    columns += [*(top_columns(results, only) if only is not None else ()), *_stages(scores, campaign)]
    if any(result.maximum != result.full for result in results):
        columns += share_columns(results, rubrics.values())
    if any(unit.rubric.classification for unit in scores):
        columns.append((Column(say(*terms.CLASS)), [visible(class_text(unit.classified)) for unit in scores]))
    columns += missing_column(results)
    return Table(
        subject=say(*terms.BLOC) if len(blocs) == 1 else say(*terms.CAMPAIGN),
        title=next(iter(blocs.values())) if len(blocs) == 1 else visible(campaign.campaign),
        subtitle=_subtitle(campaign, period, only, several=len(blocs) != 1),
        warnings=_warnings(scores, campaign),
        columns=table_columns(columns),
        rows=table_rows(columns),
        notes=_notes(scores, campaign, only),
        keys=2 if len(blocs) > 1 else 1,
    )


def _stages(scores: Sequence[UnitScores], campaign: Campaign) -> list[NamedColumn]:
    """Return a column for the total as of each stage; with two or more, what they differ by."""
    columns = []
    for number in stages_to_show(scores):
        totals = [total_value(unit.by_stage[number]) if number < len(unit.by_stage) else NOTHING for unit in scores]
        columns.append((figures(visible(campaign.stages[number].name)), padded(totals)))
    if len(columns) > 1:
        differences = [_difference(unit.by_stage[0], unit.counted) for unit in scores]
        columns.append((figures(say(*terms.CHANGE)), padded(differences, sign=True)))
    return columns


def _difference(first: UnitResult, last: UnitResult) -> Exact | str:
    if isinstance(total_value(first), str) or isinstance(total_value(last), str):
        return NOTHING
    return last.points - first.points


def _subtitle(campaign: Campaign, period: str, rubric: Rubric | None, *, several: bool) -> tuple[str, ...]:
    lines = [period_name(campaign, period)] if several else [visible(campaign.campaign), period_name(campaign, period)]
    return (*lines, visible(rubric.name)) if rubric is not None else tuple(lines)


def _warnings(scores: Sequence[UnitScores], campaign: Campaign) -> tuple[str, ...]:
    lines = []
    for unit in scores:
        stage = visible(campaign.stages[len(unit.by_stage) - 1].name)
        lines += gaps(visible(unit.name), unit.counted, stage)
    return (provisional(), *lines) if lines else ()


def _notes(scores: Sequence[UnitScores], campaign: Campaign, rubric: Rubric | None) -> tuple[str, ...]:
    notes = []
    for unit in scores:
        name = visible(unit.name)
        notes += left_out(name, unit.counted)
        notes += [f"{name}: {text}" for text in (_passed_classes(unit), bonus_not_counted_text(unit.counted)) if text]
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
    return (*notes, *_not_held(scores), *(group_notes(rubric) if rubric is not None else ()))


def _passed_classes(unit: UnitScores) -> str:
    return "" if unit.classified is None else passed_classes_text(unit.passed_classes, unit.classified)


def _not_held(scores: Sequence[UnitScores]) -> list[str]:
    """Return the notes on what the period does not hold, one for each rubric."""
    by_rubric: dict[str, list[UnitScores]] = {}
    for unit in scores:
        by_rubric.setdefault(unit.rubric.rubric, []).append(unit)
    notes = []
    for units in by_rubric.values():
        lead = f"{visible(units[0].rubric.name)}: " if len(by_rubric) > 1 else ""
        notes += [f"{lead}{note}" for note in not_held_notes([unit.counted for unit in units])]
    return notes
