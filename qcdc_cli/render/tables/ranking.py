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
from qcdc_cli.render.words.missing import gaps, left_out, provisional
from qcdc_cli.render.words.names import period_name, roles, stage_line, unit_name
from qcdc_cli.render.words.table import Column, Table
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking


def ranking_table(ranking: Ranking) -> Table:
    """Return the ranking: a row per unit, what is provisional about it on top, ties and states below."""
    standings, rubric, campaign = ranking.standings, ranking.rubric, ranking.campaign
    results = [standing.result for standing in standings]
    columns: list[NamedColumn] = [
        rank_column(say(*terms.RANK), (one.rank for one in standings)),
        (Column(say(*terms.UNIT), wraps=True), [unit_name(campaign, result.unit) for result in results]),
        *points_columns(results, rubric, shares=ranking.leaves_out),
        *decision_columns(standings, rubric),
        *missing_column(results),
    ]
    return Table(
        subject=say(*terms.BLOC),
        title=visible(ranking.bloc.name),
        subtitle=_subtitle(ranking),
        warnings=_warnings(ranking),
        columns=table_columns(columns),
        rows=table_rows(columns),
        notes=(
            *tie_notes(campaign, ((one.rank, one.result) for one in standings if one.tied)),
            *tie_break_notes(ranking),
            *decision_notes(ranking),
            *_states(ranking),
            *not_held_notes(results),
            *group_notes(rubric),
            *_roles(ranking),
        ),
        keys=2,
    )


def _subtitle(ranking: Ranking) -> tuple[str, ...]:
    campaign = ranking.campaign
    return (
        visible(campaign.campaign),
        f"{period_name(campaign, ranking.period)} · {stage_line(ranking)}",
        visible(ranking.rubric.name),
    )


def _warnings(ranking: Ranking) -> tuple[str, ...]:
    if not ranking.provisional:
        return ()
    campaign, results = ranking.campaign, [standing.result for standing in ranking.standings]
    stage = visible(campaign.stages[ranking.reached].name)
    return (provisional(), *(line for one in results for line in gaps(unit_name(campaign, one.unit), one, stage)))


def _states(ranking: Ranking) -> list[str]:
    results = [standing.result for standing in ranking.standings]
    return [line for one in results for line in left_out(unit_name(ranking.campaign, one.unit), one)]


def _roles(ranking: Ranking) -> list[str]:
    told = [f"{role}: {unit_name(ranking.campaign, holder)}" for role, holder in roles(ranking.bloc)]
    return [" · ".join(told)] if told else []
