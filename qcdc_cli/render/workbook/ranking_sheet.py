"""The worksheet that is printed and signed: the ranking of one bloc on A4."""

from collections.abc import Callable, Sequence
from itertools import product
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.campaign.nodes import CriterionBase, Group
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import figure
from qcdc_cli.render.live.live_tables import Grid, Key, LiveTables, LiveUnit
from qcdc_cli.render.live.measures import CHANGED, CLASS, RANK
from qcdc_cli.render.live.sums import MAXIMUM, PERCENT, TOTAL
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.names import stage_line
from qcdc_cli.render.words.official import heading, signatures
from qcdc_cli.render.words.points_cells import PointsValue, least_decimals, points_cell, points_value
from qcdc_cli.render.words.rank_changes import RANK_CHANGE, rank_change
from qcdc_cli.render.words.remarks import basis_line, period_line, provisional_notice, ranking_notes, unit_remarks
from qcdc_cli.render.words.rules import group_header
from qcdc_cli.render.words.table import NOTHING, class_text, or_dash
from qcdc_cli.render.words.unit_notes import any_award, awards_text
from qcdc_cli.render.workbook.orientation import UnitsDown, title_of_many
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.scoring.table_level import Place, TableLevel, part_at
from qcdc_cli.workbook.canvas import Canvas, Cell, Value, decimals_for
from qcdc_cli.workbook.fitting import height_of, line_units, stretched, word_units, wrapped
from qcdc_cli.workbook.looks import BODY, CENTRED, FIGURE, HEADER, PLAIN, RED, TITLE, Look, Looks
from qcdc_cli.workbook.pages import LANDSCAPE_POINTS, LANDSCAPE_UNITS, one_page_wide, repeated
from qcdc_cli.workbook.references import text

STRONG = FIGURE._replace(bold=True)
_SMALL = BODY._replace(size=10)
_RANKS_UP = '+0;"−"0;"="'  # gained, lost, the same
_TITLE = Text("BẢNG XẾP HẠNG KẾT QUẢ THI ĐUA", "EMULATION RANKING")
_FIXED = 2  # columns: rank and unit
_FEW = 10  # units, whose rows have some room
_MOST_ON_PAGE = 20  # more of them take several pages, whatever the widths
_WIDEST_PROSE = 40.0
_AROUND = 290.0  # points that heading, titles and signatures take
_NARROWEST, _WIDEST = 9.5, 15.0  # of a group's column


def _no_formula(_unit: LiveUnit) -> str:
    return ""


class UnitColumn(NamedTuple):
    """A column of a table with a row for each unit.

    Attributes:
        header: what stands above it.
        shown: returns what stands in it for a unit.
        formula: returns what computes that; "" where nothing does.
        look: how it looks.
        decimals: the least number of decimals; None for as many as the unit's bloc shows shares with.
        width: its least width.
        weight: its part in what is left of the page's width.
        number_format: of its numbers, in place of that for the decimals.
    """

    header: str
    shown: Callable[[LiveUnit], PointsValue]
    formula: Callable[[LiveUnit], str] = _no_formula
    look: Look = FIGURE
    decimals: int | None = 0
    width: float = 0.0
    weight: float = 0.0
    number_format: str = ""

    def cell(self, unit: LiveUnit, decimals: int | None) -> Cell:
        """Return the cell for a unit."""
        most = unit.decimals if decimals is None else decimals
        return points_cell(self.shown(unit), most, self.look, self.formula(unit), self.number_format)

    def needed(self, units: Sequence[LiveUnit]) -> int | None:
        """Return how many decimals it takes to show these units' figures; None as for `decimals`."""
        if self.decimals is None:
            return None
        return max(self.decimals, decimals_for(self.shown(unit).value for unit in units))


class UnitsTable(NamedTuple):
    """Where a table with a row for each unit stands, for what is drawn from it.

    Attributes:
        sheet: the worksheet's name.
        first: the first row of units, from 0.
        last: the last one.
        groups: the columns of the groups, from 0.
        total: the column of totals.
    """

    sheet: str
    first: int
    last: int
    groups: tuple[int, ...]
    total: int


def write_units(canvas: Canvas, columns: Sequence[UnitColumn], units: Sequence[LiveUnit], *, least: float) -> int:
    """Write a table with a row for each unit, each at least so many points high; return its header's row."""
    header = canvas.line(*(Cell(column.header, HEADER) for column in columns))
    decimals = [column.needed(units) for column in columns]
    for unit in units:
        canvas.line(*(column.cell(unit, most) for column, most in zip(columns, decimals, strict=True)), least=least)
    return header


def write_ranking(
    sheet: Worksheet, looks: Looks, ranking: Ranking, tables: LiveTables, sealed: Sequence[str] = ()
) -> UnitsTable:
    """Write the ranking of a bloc, to be printed and signed.

    Args:
        sheet: an empty worksheet.
        looks: the looks of its workbook.
        ranking: the ranking.
        tables: the live tables that its figures come from.
        sealed: what is said of its seal.

    Returns:
        where its table stands.
    """
    columns, notes = _columns(ranking, tables), ranking_notes(ranking)
    least = 22 if len(tables.units) <= _FEW else 17
    widths = _widths(columns, tables.units, least, len(notes) + len(sealed))
    canvas = Canvas(sheet, looks, widths)
    _top(canvas, ranking, tables)
    header = write_units(canvas, columns, tables.units, least=least)
    last = canvas.row - 1
    canvas.gap(5)
    for note in notes:
        canvas.line(Cell(f"– {note}", PLAIN._replace(size=11, italic=True), len(widths)))
    for number, line in enumerate(sealed):
        canvas.line(Cell(line, PLAIN._replace(size=11, bold=number == 0), len(widths)))
    canvas.gap(5)
    signatures(canvas, ranking.campaign)
    one_page_wide(canvas, repeated(canvas, header, header), one_page=True)
    groups = range(_FIXED, _FIXED + len(tables.level.nodes))
    return UnitsTable(sheet.get_name(), header, last, tuple(groups), groups.stop)


def _widths(columns: Sequence[UnitColumn], units: Sequence[LiveUnit], least: float, notes: int) -> list[float]:
    """Return the widths with which the page is shrunk least: wider than it, prose takes fewer lines and so less height.

    Args:
        columns: the columns.
        units: the units, with a row each.
        least: the least height of a row.
        notes: how many notes stand below the table.
    """
    narrow, weights = [column.width for column in columns], [column.weight for column in columns]
    if len(units) > _MOST_ON_PAGE:
        return stretched(narrow, weights, LANDSCAPE_UNITS)
    rows = [[(column.header, HEADER) for column in columns]]
    rows += [[(_prose(column.shown(unit).value), column.look) for column in columns] for unit in units]

    def shrunk(widths: Sequence[float]) -> float:
        lines = (max(map(_height_of, row, widths)) for row in rows)
        height = _AROUND + notes * height_of(1, 11) + sum(max(least, own) for own in lines)
        return min(LANDSCAPE_UNITS / sum(widths), LANDSCAPE_POINTS / height)

    wanted = [  # what prose takes on one line
        max([width, *(min(_units_of(row[at]), _WIDEST_PROSE) for row in rows[1:])]) if column.weight >= 1 else width
        for at, (column, width) in enumerate(zip(columns, narrow, strict=True))
    ]
    choices = product(*({width, full} for width, full in zip(narrow, wanted, strict=True)))
    tried = (
        stretched(own, weights, LANDSCAPE_UNITS * (1 + step / 10)) for own in map(list, choices) for step in range(7)
    )
    return max(tried, key=shrunk)


def _prose(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _height_of(cell: tuple[str, Look], width: float) -> float:
    value, look = cell
    return height_of(len(wrapped(value, width, look.size, bold=look.bold)), look.size)


def _units_of(cell: tuple[str, Look]) -> float:
    value, look = cell
    return line_units(value, look.size, bold=look.bold)


def write_ranking_of_many(
    sheet: Worksheet,
    looks: Looks,
    rankings: Sequence[Ranking],
    tables: LiveTables,
    orientation: UnitsDown,
    sealed: Sequence[str] = (),
) -> None:
    """Write the rankings of very many units into one table, to be filtered.

    Args:
        sheet: an empty worksheet.
        looks: the looks of its workbook.
        rankings: the rankings, which share a rubric.
        tables: the live tables that the figures come from.
        orientation: how tables of many units are printed.
        sealed: what is said of their seals.
    """
    columns = _columns_of_many(rankings, tables)
    canvas = Canvas(sheet, looks, [column.width for column in columns])
    title_of_many(canvas, rankings, str(_TITLE))
    for line in sealed:
        canvas.line(Cell(line, CENTRED._replace(bold=True, size=11), len(canvas.widths)))
    changed_notice(canvas, tables)
    header = canvas.line(*(Cell(column.header, HEADER) for column in columns))
    for unit in tables.units:
        canvas.line(*(column.cell(unit, column.decimals) for column in columns), whole=True)
    sheet.autofilter(header - 1, 0, canvas.row - 1, len(columns) - 1)
    orientation.print(canvas, (header, header), 3)


def _columns(ranking: Ranking, tables: LiveTables) -> list[UnitColumn]:
    """Return the columns of one bloc's ranking."""
    rubric, offered = ranking.rubric, unit_columns(tables)
    rewarded = any_award(ranking)  # with one more column the widest ones make room
    columns = [offered["rank"]._replace(width=6.5), offered["unit"]._replace(width=18 if rewarded else 21, weight=1)]
    columns += [column._replace(weight=0.1) for column in named_points_columns(tables, tables.level)]
    total = say(*terms.TOTAL_POINTS) + ("" if ranking.leaves_out else f"\n({figure(rubric.total)})")
    columns.append(offered["total"]._replace(header=total, width=9))
    if ranking.leaves_out:
        columns += [offered["maximum"]._replace(width=7.5), offered["percent"]._replace(width=8.5)]
    if rubric.classification:
        columns.append(offered["class"]._replace(width=12, weight=1))
    if rewarded:
        columns.append(offered["awards"]._replace(width=17, weight=1))
    if ranking.before is not None:
        columns.append(offered["rank_change"]._replace(width=7.5))
    return [*columns, offered["remarks"]._replace(width=20 if rewarded else 25, weight=1.5, look=BODY)]


def _columns_of_many(rankings: Sequence[Ranking], tables: LiveTables) -> list[UnitColumn]:
    """Return the columns of the ranking of many blocs."""
    offered = unit_columns(tables)
    columns = [offered[key]._replace(width=width) for key, width in (("bloc", 17.0), ("rank", 6.0), ("unit", 19.0))]
    columns += named_points_columns(tables, tables.level)
    last = {"total": 8.5, "maximum": 7.5, "percent": 8.0}
    if rankings[0].rubric.classification:
        last["class"] = 11.0
    if any(map(any_award, rankings)):
        last["awards"] = 16.0
        offered["awards"] = offered["awards"]._replace(look=_SMALL)
    columns += [offered[key]._replace(width=width) for key, width in last.items()]
    return [*columns, offered["remarks"]._replace(width=24.0)]


def unit_columns(tables: LiveTables) -> dict[str, UnitColumn]:
    """Return the columns that tables with a row for each unit choose from and give a width, by what they show.

    Their figures are fetched from the live tables.
    """
    marks, measures, least = tables.marks, tables.measures, least_decimals(tables.rubric)

    def remarks(unit: LiveUnit) -> str:
        return ". ".join(unit_remarks(unit.ranking, unit.standing, _stage(unit.ranking)))

    rank, total, most = _fetched(measures, RANK), _fetched(marks, TOTAL), _fetched(measures, MAXIMUM)
    share, named = _fetched(marks, PERCENT), _fetched(measures, CLASS)
    return {
        "bloc": _column(say(*terms.BLOC), lambda unit: unit.ranking.bloc.name, look=_SMALL),
        "rank": _column(say(*terms.RANK), lambda unit: or_dash(unit.standing.rank), rank, STRONG),
        "unit": _column(say(*terms.UNIT), lambda unit: unit.name, look=BODY),
        "total": _column(say(*terms.TOTAL_POINTS), lambda unit: total_value(unit.result), total, STRONG, least),
        "maximum": _column(say("Điểm tối đa", "Out of"), lambda unit: unit.result.maximum, most),
        "percent": _column(say(*terms.SHARE_PERCENT), lambda unit: unit.percent, share, decimals=None),
        "class": _column(say(*terms.CLASS), lambda unit: class_text(unit.standing.classified), named),
        "awards": _column(say(*terms.AWARDS), lambda unit: awards_text(unit.standing)),
        "rank_change": UnitColumn(
            str(RANK_CHANGE),
            lambda unit: PointsValue(_ranks_up(unit)),
            lambda unit: _rank_change_formula(unit, rank(unit)),
            number_format=_RANKS_UP,
        ),
        "remarks": _column(say(*terms.REMARKS), remarks, look=_SMALL),
    }


def _ranks_up(unit: LiveUnit) -> Value:
    up = unit.ranking.ranks_up(unit.standing)
    return rank_change(unit.ranking, unit.standing) if up is None else up


def _rank_change_formula(unit: LiveUnit, rank: str) -> str:
    """Return the ranks gained since the period before, as a formula over the rank; nothing without a rank in it."""
    before = None if unit.ranking.before is None else unit.ranking.before.ranks.get(unit.result.unit)
    return "" if before is None else f"IF(ISNUMBER({rank}),{before}-{rank},{text(NOTHING)})"


def named_points_columns(tables: LiveTables, level: TableLevel) -> list[UnitColumn]:
    """Return the columns of the points of the groups and criteria of a level, with their names above them."""
    return [_points_column(tables, node, place) for node, place in zip(level.nodes, level.places, strict=True)]


def _points_column(tables: LiveTables, node: Group | CriterionBase, place: Place) -> UnitColumn:
    header = group_header(node)
    width = min(max(_NARROWEST, word_units(header, HEADER.size, bold=True)), _WIDEST)
    return UnitColumn(
        header,
        lambda unit: points_value(part_at(unit.result, place), unit.result),
        _fetched(tables.marks, tables.line_of(node)),
        decimals=least_decimals(tables.rubric),
        width=width,
    )


def _column(
    header: str,
    value: Callable[[LiveUnit], Value],
    formula: Callable[[LiveUnit], str] = _no_formula,
    look: Look = FIGURE,
    decimals: int | None = 0,
) -> UnitColumn:
    return UnitColumn(header, lambda unit: PointsValue(value(unit)), formula, look, decimals)


def _fetched(grid: Grid, line: Key) -> Callable[[LiveUnit], str]:
    return lambda unit: grid.at(line, unit.number, fixed=True)


def _stage(ranking: Ranking) -> str:
    """Return the name of the stage that the bloc has come to."""
    return ranking.campaign.stages[ranking.reached].name


def _top(canvas: Canvas, ranking: Ranking, tables: LiveTables) -> None:
    campaign, width, stage = ranking.campaign, len(canvas.widths), _stage(ranking)
    heading(canvas, campaign, campaign.authority or "", ranking.bloc.name)
    canvas.gap(10)
    canvas.line(Cell(str(_TITLE), TITLE, width))
    canvas.line(Cell(campaign.campaign, CENTRED._replace(bold=True, size=13), width))
    basis = basis_line(ranking)
    if basis:
        canvas.line(Cell(basis, CENTRED._replace(italic=True), width))
    canvas.line(Cell(f"{ranking.bloc.name} – {period_line(ranking)}\n{stage_line(ranking)}", CENTRED, width))
    notice = provisional_notice(ranking, stage)
    if notice:
        canvas.line(Cell(notice, CENTRED._replace(bold=True, colour=RED), width))
    changed_notice(canvas, tables)


def changed_notice(canvas: Canvas, tables: LiveTables) -> None:
    """Write what appears as soon as any total, rank or class is not what was exported."""
    if not tables.units:
        canvas.gap(6)
        return
    changed = tables.measures.along(CHANGED, range(len(tables.units)))
    notice_text = say(
        "SỐ LIỆU ĐÃ ĐƯỢC SỬA TRONG EXCEL SAU KHI XUẤT: thứ tự dòng, hình thức khen thưởng, ghi chú vẫn như khi xuất.",
        "FIGURES WERE CHANGED IN EXCEL AFTER THE EXPORT: order of rows, awards and remarks are those of the export.",
    )
    formula = f'IF(SUM({changed})>0,{text(notice_text)},"")'
    canvas.line(Cell("", CENTRED._replace(size=11, bold=True, colour=RED), len(canvas.widths), formula=formula))
