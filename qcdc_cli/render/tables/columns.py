"""What the tables of rankings and scores have in common: their columns, their rows, and notes on ties."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import PERCENT_DECIMALS, figure
from qcdc_cli.render.words.cells import part_value, shown_decimals, total_value
from qcdc_cli.render.words.names import listed, unit_in_sentence
from qcdc_cli.render.words.rank_changes import RANK_CHANGE, rank_change
from qcdc_cli.render.words.rules import group_note, group_rule, times_text, title_of
from qcdc_cli.render.words.table import NOTHING, Column, Row, class_text, figures, or_dash, padded, percents
from qcdc_cli.render.words.unit_notes import awards_text
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking, Standing, UnitResult, class_bounds
from qcdc_cli.scoring.table_level import TableLevel, part_at

NamedColumn = tuple[Column, list[str]]


def table_columns(columns: Sequence[NamedColumn]) -> tuple[Column, ...]:
    """Return the columns without their cells."""
    return tuple(column for column, _ in columns)


def table_rows(
    columns: Sequence[NamedColumn], levels: Sequence[tuple[int, bool]] = (), *, total: bool = False
) -> tuple[Row, ...]:
    """Return the rows of a table that was made column by column.

    Args:
        columns: the columns with their cells.
        levels: for each row but the total how deep it stands in a tree, and whether it is a sum; if left out, none.
        total: whether the last row is the total.
    """
    lines = list(zip(*(cells for _, cells in columns), strict=True))
    marks = [*(levels or [(0, False)] * (len(lines) - total)), *([(0, True)] if total else [])]
    return tuple(Row(line, level, strong) for line, (level, strong) in zip(lines, marks, strict=True))


def rank_column(title: str, ranks: Iterable[int | None]) -> NamedColumn:
    """Return a column of ranks."""
    return figures(title), [str(or_dash(rank)) for rank in ranks]


def rank_change_columns(ranking: Ranking) -> list[NamedColumn]:
    """Return the column of the ranks gained or lost since the last period that has a ranking; none without one."""
    if ranking.before is None:
        return []
    return [(figures(str(RANK_CHANGE)), [rank_change(ranking, standing) for standing in ranking.standings])]


def points_columns(
    results: Sequence[UnitResult], rubric: Rubric, level: TableLevel | None, *, shares: bool
) -> list[NamedColumn]:
    """Return the columns of groups and of the total; where shares are asked for, those of what was attainable, too.

    Args:
        results: what the units get.
        rubric: their rubric.
        level: the groups that have a column; None for none.
        shares: whether shares are asked for.
    """
    return [
        *(level_columns(results, rubric, level) if level is not None else ()),
        (figures(say(*terms.TOTAL)), padded([total_value(result) for result in results])),
        *(share_columns(results, [rubric]) if shares else ()),
    ]


def decision_columns(standings: Sequence[Standing], rubric: Rubric) -> list[NamedColumn]:
    """Return the columns of classes, where the rubric has any, and of awards, where anybody is given one."""
    columns: list[NamedColumn] = []
    if rubric.classification:
        columns.append((Column(say(*terms.CLASS)), [visible(class_text(one.classified)) for one in standings]))
    if any(one.awards for one in standings):
        columns.append((Column(say("Khen", "Awards"), wraps=True), [awards_text(one) for one in standings]))
    return columns


def tie_notes(campaign: Campaign, ranked: Iterable[tuple[int | None, UnitResult]]) -> Iterator[str]:
    """Say who shares a rank, and what is equal: the points, or else the shares of what was attainable.

    Args:
        campaign: the campaign.
        ranked: the units that share their rank with another, in the order of the ranks.
    """
    for rank, group in groupby(ranked, key=lambda one: one[0]):
        sharing = [result for _, result in group]
        names = listed([unit_in_sentence(campaign, result.unit) for result in sharing])
        first = sharing[0]
        if len({(one.points, one.maximum) for one in sharing}) == 1 or first.share is None:
            equal = figure(first.points)
        else:  # the points differ, the shares of what was attainable do not
            equal = f"{percents([first.share])[0]}%"
        yield say(f"Hạng {rank}: {names} bằng điểm ({equal})", f"Rank {rank}: {names} are tied ({equal})")


def level_columns(results: Sequence[UnitResult], rubric: Rubric, level: TableLevel) -> list[NamedColumn]:
    """Return a column for each group (or criterion) of a level, and for bonus and penalties."""
    return [
        (
            figures(" ".join(filter(None, (title_of(node), times_text(node)))), detail=True),
            padded(
                [part_value(part_at(result, place), result) for result in results],
                fraction_decimals=shown_decimals(rubric),
            ),
        )
        for node, place in zip(level.nodes, level.places, strict=True)
    ]


def level_notes(level: TableLevel) -> Iterator[str]:
    """Say what the ids over the columns stand for, and how the groups around them take their parts."""
    yield from (group_note(group) for group in level.above if group_rule(group) or times_text(group))
    yield from map(group_note, level.nodes)


def share_columns(results: Sequence[UnitResult], rubrics: Iterable[Rubric]) -> list[NamedColumn]:
    """Return what was attainable and the percent of it: the basis of ranks where criteria are left out."""
    bounds = [bound for rubric in rubrics for bound in class_bounds(rubric)]
    shares: list[Fraction | str] = [
        NOTHING if result.share is None or isinstance(total_value(result), str) else result.share for result in results
    ]
    return [
        (
            figures(say(*terms.MAXIMUM)),
            padded([result.maximum for result in results], fraction_decimals=PERCENT_DECIMALS),
        ),
        (figures("%"), percents(shares, bounds)),
    ]


def missing_column(results: Sequence[UnitResult]) -> list[NamedColumn]:
    """Return the column of how many marks and decisions on appeals are missing; no column where nothing is."""
    if not any(result.provisional for result in results):
        return []
    return [(figures(say("Còn thiếu", "Missing")), [_missing(result) for result in results])]


def _missing(result: UnitResult) -> str:
    if result.sheet is None:
        return say(*(terms.NOT_HANDED_IN if result.not_handed_in else terms.NO_SHEET))
    missing = len(result.blank) + len(result.unverified) + len(result.appeals)
    return str(missing) if missing else ""
