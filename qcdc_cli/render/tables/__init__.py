"""The tables of a report, in the order in which they are shown."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from qcdc_cli.render.report import (
    AcrossView,
    AnyReport,
    CardView,
    ListReport,
    Report,
    RollupView,
    RubricReport,
    ScoresView,
    StatisticsView,
    WholeView,
)
from qcdc_cli.render.tables.results import ranking_table, scores_table, unit_table
from qcdc_cli.render.words.sealed import seal_columns, seal_lines
from qcdc_cli.render.words.table import Table
from qcdc_cli.render.words.unit_notes import not_carried_lines


def tables_of(report: AnyReport) -> Iterator[Table]:
    """Yield the tables that a report is shown as.

    Raises:
        TypeError: for a report that is not shown as tables: an explanation, problems.
    """
    if isinstance(report, RubricReport):
        from qcdc_cli.render.tables.rubric import rubric_table

        yield from map(rubric_table, report.rubrics)
    elif isinstance(report, ListReport):
        from qcdc_cli.render.lists import as_table

        *before, last = (_sealed(one, report, [report.blocs] * len(one.rows)) for one in map(as_table, report.lists))
        lines = seal_lines(report.seals, report.campaign, report.blocs)
        yield from (*before, last._replace(notes=(*last.notes, *lines)))
    elif isinstance(report, Report):
        yield from _results(report)
    else:
        raise TypeError(report)


def _results(report: Report) -> Iterator[Table]:
    view = report.view
    if isinstance(view, AcrossView):
        from qcdc_cli.render.tables.several_blocs import across_table

        *before, last = (
            _sealed(across_table(one, view.across), report, [[line.ranking.bloc_id] for line in one.lines], noted=True)
            for one in view.across
        )
        yield from (*before, _noted(last, report, _ranked(report)))
    elif isinstance(view, RollupView):
        from qcdc_cli.render.tables.several_blocs import rollup_table

        table = _noted(rollup_table(view.rollup, report.campaign, report.period), report, _ranked(report))
        yield _sealed(table, report, [line.blocs for line in (*view.rollup.lines, view.rollup.whole)], noted=True)
    elif isinstance(view, StatisticsView):
        from qcdc_cli.render.tables.statistics import statistics_tables

        for one in view.statistics:
            *before, last = (_of_bloc(table, report, one.ranking.bloc_id) for table in statistics_tables(one))
            yield from (*before, _of_bloc(last, report, one.ranking.bloc_id, noted=True))
    elif isinstance(view, ScoresView):
        units = report.units
        table = scores_table(units, report.campaign, report.period)
        noted = _noted(table, report, (unit.counted.unit for unit in units))
        yield _sealed(noted, report, [[unit.bloc_id] for unit in units], noted=True)
        if view.detail:
            yield from (_of_bloc(unit_table(one, report.campaign, report.period), report, one.bloc_id) for one in units)
    elif isinstance(view, CardView):
        from qcdc_cli.render.tables.card import card_tables

        (scores,), ranking = report.units, report.rankings[0]
        standing = next(one for one in ranking.standings if one.result.unit == scores.counted.unit)
        card, lost = card_tables(scores, ranking, standing)
        noted = _noted(card, report, [scores.counted.unit])
        yield from (_of_bloc(noted, report, scores.bloc_id), _of_bloc(lost, report, scores.bloc_id, noted=True))
    else:
        yield from _rankings(report)


def _rankings(report: Report) -> Iterator[Table]:
    """Yield the rankings; in a whole report each is followed by what its units get."""
    for ranking in report.rankings:
        table = _of_bloc(ranking_table(ranking), report, ranking.bloc_id, noted=True)
        if not isinstance(report.view, WholeView):
            yield _noted(table, report, (standing.result.unit for standing in ranking.standings))
            continue
        own = report.scores[ranking.bloc_id]
        yield table
        yield scores_table(own, report.campaign, report.period)
        yield from (unit_table(one, report.campaign, report.period) for one in own)


def _ranked(report: Report) -> list[str]:
    return [standing.result.unit for ranking in report.rankings for standing in ranking.standings]


def _noted(table: Table, report: Report, units: Iterable[str]) -> Table:
    """Return a table that says below it which of its units' marks could not be carried over to another rubric."""
    lines = not_carried_lines(report.campaign, report.not_carried, units)
    return table._replace(notes=(*table.notes, *lines)) if lines else table


def _of_bloc(table: Table, report: Report, bloc: str, *, noted: bool = False) -> Table:
    """Return a table on a bloc, or on units of it, with the code of its seal."""
    return _sealed(table, report, [[bloc]] * len(table.rows), noted=noted)


def _sealed(
    table: Table, report: Report | ListReport, rows: Sequence[Collection[str]], *, noted: bool = False
) -> Table:
    """Return a table with the codes of the seals that its results agree with; as it is where there are none.

    Args:
        table: the table.
        report: the report.
        rows: of each row the blocs whose results it shows.
        noted: whether the codes stand below it, too.
    """
    if not report.seals:
        return table
    lines = seal_lines(report.seals, report.campaign, (bloc for blocs in rows for bloc in blocs)) if noted else ()
    return table._replace(notes=(*table.notes, *lines), for_programs=seal_columns(report.seals, rows))
