"""The ranking of a bloc as a table."""

from itertools import groupby

from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.render.words.cells import (
    NamedColumn,
    gaps,
    group_notes,
    left_out,
    missing_column,
    period_name,
    provisional,
    share_columns,
    stage_line,
    top_columns,
    total_value,
)
from qcdc_cli.render.words.decision_notes import any_award, awards_text, decision_notes, not_held_notes, parted_notes
from qcdc_cli.render.words.table import Column, Row, Table, class_text, figures, or_dash, padded, percents
from qcdc_cli.render.words.text import listed, visible
from qcdc_cli.scoring.result import Ranking, Standing


def ranking_table(ranking: Ranking) -> Table:
    """Return the ranking: a row per unit, what is provisional about it on top, ties and states below."""
    standings, rubric = ranking.standings, ranking.rubric
    results = [standing.result for standing in standings]
    columns: list[NamedColumn] = [
        (figures(say("Hạng", "Rank")), [str(or_dash(one.rank)) for one in standings]),
        (Column(say("Đơn vị", "Unit"), wraps=True), [_name(ranking, one) for one in standings]),
        *top_columns(results, rubric),
        (figures(say("Tổng", "Total")), padded([total_value(result) for result in results])),
    ]
    if ranking.leaves_out:
        columns += share_columns(results, [rubric])
    if rubric.classification:
        columns.append((Column(say("Xếp loại", "Class")), [visible(class_text(each.classified)) for each in standings]))
    if any_award(ranking):
        awards = [awards_text(standing) for standing in standings]
        columns.append((Column(say("Khen", "Awards"), wraps=True), awards))
    columns += missing_column(results)
    return Table(
        subject=say("Khối", "Bloc"),
        title=visible(ranking.bloc.name),
        subtitle=_subtitle(ranking),
        warnings=_warnings(ranking),
        columns=tuple(column for column, _ in columns),
        rows=tuple(Row(cells) for cells in zip(*(cells for _, cells in columns), strict=True)),
        notes=(
            *_ties(ranking),
            *parted_notes(ranking),
            *decision_notes(ranking),
            *_states(ranking),
            *not_held_notes(results),
            *group_notes(rubric),
            *_roles(ranking),
        ),
        keys=2,
    )


def _name(ranking: Ranking, standing: Standing) -> str:
    return visible(ranking.campaign.unit_name(standing.result.unit))


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
    name = visible(ranking.campaign.stages[ranking.reached].name)
    lines = [line for standing in ranking.standings for line in gaps(_name(ranking, standing), standing.result, name)]
    return (provisional(), *lines)


def _ties(ranking: Ranking) -> list[str]:
    notes = []
    tied = [standing for standing in ranking.standings if standing.tied]
    for rank, group in groupby(tied, key=lambda standing: standing.rank):
        sharing = list(group)
        names = listed([_name(ranking, standing) for standing in sharing])
        first = sharing[0].result
        if len({(one.result.points, one.result.maximum) for one in sharing}) == 1 or first.share is None:
            equal = figure(first.points)
        else:  # the points differ, the shares of what was attainable do not
            equal = f"{percents([first.share])[0]}%"
        notes.append(say(f"Hạng {rank}: {names} bằng điểm ({equal})", f"Rank {rank}: {names} are tied ({equal})"))
    return notes


def _states(ranking: Ranking) -> list[str]:
    return [line for standing in ranking.standings for line in left_out(_name(ranking, standing), standing.result)]


def _roles(ranking: Ranking) -> list[str]:
    bloc = ranking.bloc
    roles = (
        (say("Trưởng khối", "Leader"), bloc.leader),
        (say("Phó khối", "Deputy"), bloc.deputy),
        (say("Đơn vị chỉ đạo điểm", "Pilot unit"), bloc.pilot),
    )
    told = [f"{role}: {visible(ranking.campaign.unit_name(unit))}" for role, unit in roles if unit is not None]
    return [" · ".join(told)] if told else []
