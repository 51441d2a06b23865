"""The tables of a report, in the order in which they are shown."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

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

        yield from map(as_table, report.lists)
    elif isinstance(report, Report):
        yield from _results(report)
    else:
        raise TypeError(report)


def _results(report: Report) -> Iterator[Table]:
    view = report.view
    if isinstance(view, AcrossView):
        from qcdc_cli.render.tables.several_blocs import across_table

        *before, last = (across_table(one, view.across) for one in view.across)
        yield from (*before, _noted(last, report, _ranked(report)))
    elif isinstance(view, RollupView):
        from qcdc_cli.render.tables.several_blocs import rollup_table

        yield _noted(rollup_table(view.rollup, report.campaign, report.period), report, _ranked(report))
    elif isinstance(view, StatisticsView):
        from qcdc_cli.render.tables.rubric import statistics_tables

        for one in view.statistics:
            yield from statistics_tables(one)
    elif isinstance(view, ScoresView):
        units = report.units
        table = scores_table(units, report.campaign, report.period)
        yield _noted(table, report, (unit.counted.unit for unit in units))
        if view.detail:
            yield from (unit_table(one, report.campaign, report.period) for one in units)
    elif isinstance(view, CardView):
        from qcdc_cli.render.tables.card import card_tables

        (scores,), ranking = report.units, report.rankings[0]
        standing = next(one for one in ranking.standings if one.result.unit == scores.counted.unit)
        card, lost = card_tables(scores, ranking, standing)
        yield from (_noted(card, report, [report.units[0].counted.unit]), lost)
    else:
        yield from _rankings(report)


def _rankings(report: Report) -> Iterator[Table]:
    """Yield the rankings; in a whole report each is followed by what its units get."""
    for ranking in report.rankings:
        table = ranking_table(ranking)
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
    return replace(table, notes=(*table.notes, *lines)) if lines else table
