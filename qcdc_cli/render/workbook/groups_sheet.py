"""The worksheet of groups by unit, as a table to filter and sort, and the charts that are drawn from it."""

from collections.abc import Iterable
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from qcdc_cli.language import say
from qcdc_cli.language.figures import Exact
from qcdc_cli.render.live.live_tables import LiveTables
from qcdc_cli.render.words.cells import parts_with_groups
from qcdc_cli.render.words.remarks import about_line
from qcdc_cli.render.workbook.ranking_sheet import (
    UnitColumn,
    UnitsTable,
    named_points_columns,
    unit_columns,
    write_units,
)
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.scoring.table_level import TableLevel, next_level
from qcdc_cli.workbook.canvas import Canvas
from qcdc_cli.workbook.fitting import stretched
from qcdc_cli.workbook.looks import FONT, Looks
from qcdc_cli.workbook.pages import LANDSCAPE_UNITS, breaks_across, in_view, paper

_FIXED = 2  # columns: rank and unit
_SQUEEZED = 1.25  # somewhat smaller letters are still read with ease
MOST_CHARTED = 60  # bars that can still be told apart


def write_groups(sheet: Worksheet, looks: Looks, ranking: Ranking, tables: LiveTables) -> None:
    """Write the points of the groups for every unit: down to the deepest level of groups that fits on a page.

    Args:
        sheet: an empty worksheet.
        looks: the looks of its workbook.
        ranking: the ranking.
        tables: the live tables that the figures come from.
    """
    columns = _columns(tables)
    widths = [column.width for column in columns]
    breaks, widest = breaks_across(widths, _FIXED, squeezed=_SQUEEZED)
    if not breaks:
        widths = stretched(widths, [0, 0.5, *(1 for _ in columns[_FIXED:])], LANDSCAPE_UNITS)
    canvas = Canvas(sheet, looks, widths)
    title = say("ĐIỂM TỪNG MỤC CỦA CÁC ĐƠN VỊ", "POINTS BY GROUP AND UNIT")
    canvas.title(title, about=about_line(ranking), span=breaks[0] if breaks else 0)
    header = write_units(canvas, columns, tables.units, least=20)
    last = canvas.row
    if last > header:
        sheet.autofilter(header - 1, 0, last - 1, len(widths) - 1)
    in_view(canvas, (header, header), _FIXED, breaks, widest)


def _columns(tables: LiveTables) -> list[UnitColumn]:
    """Return the columns of the deepest level of groups for which one page is wide enough, if need be without class."""
    columns, level = _columns_of(tables, tables.level), tables.level
    while (deeper := next_level(level)) is not None and deeper.mostly_groups:
        level = deeper
        tried = (_columns_of(tables, level, classes=classes) for classes in (True, False))
        fitting = next((one for one in tried if sum(c.width for c in one) <= LANDSCAPE_UNITS * _SQUEEZED), None)
        if fitting is None:
            break
        columns = fitting
    return columns


def _columns_of(tables: LiveTables, level: TableLevel, *, classes: bool = True) -> list[UnitColumn]:
    offered = unit_columns(tables)
    columns = [
        offered["rank"]._replace(width=6.5),
        offered["unit"]._replace(width=20.0),
        *named_points_columns(tables, level),
        offered["total"]._replace(width=9.0),
    ]
    if classes and tables.rubric.classification:
        columns.append(offered["class"]._replace(width=14.0))
    return columns


def write_charts(book: Workbook, sheet: Worksheet, table: UnitsTable, tables: LiveTables) -> None:
    """Draw the totals as bars, and below them the groups by unit, from the table of the ranking.

    Args:
        book: the workbook.
        sheet: an empty worksheet.
        table: where the table stands.
        tables: the live tables.
    """
    paper(sheet, landscape=True)
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 1)
    stacks = all(node.times == 1 for node in (*tables.level.nodes, *tables.level.above))
    results = [unit.standing.result for unit in tables.units]
    totals = _chart(book, "column", "", say("Tổng điểm của các đơn vị", "Totals of the units"))
    _begin_at_zero(totals, (result.points for result in results))
    totals.add_series({**_series(table, table.total), "data_labels": {"value": True, "font": _font(9)}, "gap": 60})
    totals.set_legend({"none": True})
    groups = _chart(book, "column", "stacked" if stacks else "", say("Điểm từng nội dung", "Points by group"))
    _begin_at_zero(groups, (node.points for result in results for _, node in parts_with_groups(result.parts)))
    for column in table.groups:
        groups.add_series({**_series(table, column), "name": [table.sheet, table.first - 1, column]})
    groups.set_legend({"position": "right", "font": _font(9)})
    for row, chart in ((1, totals), (19, groups)):
        chart.set_size({"width": 1000, "height": 330})  # two fill a page
        sheet.insert_chart(row, 0, chart)


def _chart(book: Workbook, kind: str, subtype: str, title: str) -> Any:
    chart = book.add_chart({"type": kind, **({"subtype": subtype} if subtype else {})})
    chart.set_title({"name": title, "name_font": {**_font(13), "bold": True}, "overlay": False})
    chart.set_x_axis({"num_font": _font(10), "label_position": "low"})
    chart.set_y_axis(_AXIS)
    return chart


def _begin_at_zero(chart: Any, points: Iterable[Exact]) -> None:
    """Have bars begin at 0, so that their lengths compare; with points on both sides, programs show 0 anyway."""
    found = [*points]
    if min(found) >= 0 or max(found) <= 0:
        chart.set_y_axis(_AXIS | {"min" if min(found) >= 0 else "max": 0})


def _series(table: UnitsTable, column: int) -> dict[str, object]:
    return {
        "categories": [table.sheet, table.first, 1, table.last, 1],
        "values": [table.sheet, table.first, column, table.last, column],
    }


def _font(size: int) -> dict[str, object]:
    return {"name": FONT, "size": size}


_AXIS = {"num_font": _font(9), "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
