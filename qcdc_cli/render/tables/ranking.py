"""The ranking of a bloc as a table."""

from qcdc_cli.language import say, terms
from qcdc_cli.render.tables.columns import (
    NamedColumn,
    decision_columns,
    group_notes,
    missing_column,
    points_columns,
    rank_column,
    table_columns,
    table_rows,
    tie_notes,
)
from qcdc_cli.render.words.decision_notes import decision_notes, not_held_notes, tie_break_notes
from qcdc_cli.render.words.missing import left_out, provisional_lines
from qcdc_cli.render.words.names import period_name, roles, stage_line, unit_name
from qcdc_cli.render.words.table import Column, Table
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking


def ranking_table(ranking: Ranking) -> Table:
    """Return the ranking: a row per unit, what is provisional about it on top, ties and states below."""
    standings, rubric, campaign = ranking.standings, ranking.rubric, ranking.campaign
    results = [standing.result for standing in standings]
    named = [(unit_name(campaign, result.unit), result) for result in results]
    stage = visible(campaign.stages[ranking.reached].name)
    offices = " · ".join(f"{role}: {unit_name(campaign, holder)}" for role, holder in roles(ranking.bloc))
    columns: list[NamedColumn] = [
        rank_column(say(*terms.RANK), (one.rank for one in standings)),
        (Column(say(*terms.UNIT), wraps=True), [name for name, _ in named]),
        *points_columns(results, rubric, shares=ranking.leaves_out),
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
        warnings=provisional_lines((name, result, stage) for name, result in named),
        columns=table_columns(columns),
        rows=table_rows(columns),
        notes=(
            *tie_notes(campaign, ((one.rank, one.result) for one in standings if one.tied)),
            *tie_break_notes(ranking),
            *decision_notes(ranking),
            *(line for name, result in named for line in left_out(name, result)),
            *not_held_notes(results),
            *group_notes(rubric),
            *([offices] if offices else []),
        ),
        keys=2,
    )
