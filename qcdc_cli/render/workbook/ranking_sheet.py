"""The worksheet that is printed and signed: the ranking of one bloc on A4."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.campaign.rubric import Node, is_extra
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import figure
from qcdc_cli.render.live.live_tables import Key, LiveTables, LiveUnit
from qcdc_cli.render.live.measures import CHANGED, CLASS, RANK
from qcdc_cli.render.live.sums import MAXIMUM, PERCENT, TOTAL
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.decision_notes import any_award, awards_text
from qcdc_cli.render.words.official import heading, signatures
from qcdc_cli.render.words.points_cells import PointsValue, least_decimals, points_cell, points_value, points_values
from qcdc_cli.render.words.remarks import basis_line, period_line, provisional_notice, ranking_notes, unit_remarks
from qcdc_cli.render.words.rules import full_text, times_text, title_of
from qcdc_cli.render.words.table import class_text, or_dash
from qcdc_cli.render.workbook.orientation import UnitsDown, title_of_many
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.workbook.canvas import Canvas, Cell, Value, decimals_for
from qcdc_cli.workbook.fitting import stretched, word_units
from qcdc_cli.workbook.looks import BODY, CENTRED, FIGURE, HEADER, PLAIN, RED, TITLE, Look, Looks
from qcdc_cli.workbook.pages import LANDSCAPE_UNITS, one_page_wide, repeated
from qcdc_cli.workbook.references import text

STRONG = replace(FIGURE, bold=True)
_SMALL = replace(BODY, size=10)
_NARROWEST, _WIDEST = 9.5, 15.0  # of a group's column


def _no_formula(_unit: LiveUnit) -> str:
    return ""


class UnitColumn(NamedTuple):
    """A column of a table with a row for each unit.

    Attributes:
        header: what stands above it.
        width: its least width.
        shown: returns what stands in it for a unit.
        formula: returns what computes that; "" where nothing does.
        look: how it looks.
        weight: its part in what is left of the page's width.
        decimals: the least number of decimals; None for as many as the unit's bloc shows shares with.
    """

    header: str
    width: float
    shown: Callable[[LiveUnit], PointsValue]
    formula: Callable[[LiveUnit], str] = _no_formula
    look: Look = FIGURE
    weight: float = 0.0
    decimals: int | None = 0

    def cell(self, unit: LiveUnit, decimals: int | None) -> Cell:
        """Return the cell for a unit."""
        most = unit.decimals if decimals is None else decimals
        return replace(points_cell(self.shown(unit), most, self.look), formula=self.formula(unit))

    def needed(self, units: Sequence[LiveUnit]) -> int | None:
        """Return how many decimals it takes to show these units' figures; None as for `decimals`."""
        if self.decimals is None:
            return None
        return max(self.decimals, decimals_for(self.shown(unit).value for unit in units))


def write_units(canvas: Canvas, columns: Sequence[UnitColumn], units: Sequence[LiveUnit], *, least: float) -> int:
    """Write a table with a row for each unit, each at least so many points high; return its header's row."""
    header = canvas.line(*(Cell(column.header, HEADER) for column in columns))
    decimals = [column.needed(units) for column in columns]
    for unit in units:
        canvas.line(*(column.cell(unit, most) for column, most in zip(columns, decimals, strict=True)), least=least)
    return header


def write_ranking(sheet: Worksheet, looks: Looks, ranking: Ranking, tables: LiveTables) -> None:
    """Write the ranking of a bloc, to be printed and signed.

    Args:
        sheet: an empty worksheet.
        looks: the looks of its workbook.
        ranking: the ranking.
        tables: the live tables that its figures come from.
    """
    stage = _stage(ranking)
    columns = _columns(ranking, tables)
    widths = stretched([c.width for c in columns], [c.weight for c in columns], LANDSCAPE_UNITS)
    canvas = Canvas(sheet, looks, widths)
    _top(canvas, ranking, tables, stage)
    header = write_units(canvas, columns, tables.units, least=22)
    _bottom(canvas, ranking)
    one_page_wide(canvas, repeated(canvas, header, header), one_page=True)


def write_ranking_of_many(
    sheet: Worksheet, looks: Looks, rankings: Sequence[Ranking], tables: LiveTables, orientation: UnitsDown
) -> None:
    """Write the rankings of very many units into one table, to be filtered.

    Args:
        sheet: an empty worksheet.
        looks: the looks of its workbook.
        rankings: the rankings, which share a rubric.
        tables: the live tables that the figures come from.
        orientation: how tables of many units are printed.
    """
    columns = _columns_of_many(rankings, tables)
    canvas = Canvas(sheet, looks, [column.width for column in columns])
    title_of_many(canvas, rankings, _title())
    changed_notice(canvas, tables)
    header = canvas.line(*(Cell(column.header, HEADER) for column in columns))
    for unit in tables.units:
        canvas.line(*(column.cell(unit, column.decimals) for column in columns), whole=True)
    sheet.autofilter(header - 1, 0, canvas.row - 1, len(columns) - 1)
    orientation.print(canvas, (header, header), 3)


def _columns(ranking: Ranking, tables: LiveTables) -> list[UnitColumn]:
    """Return the columns of one bloc's ranking."""
    rubric, offered = ranking.rubric, UnitColumns(tables)
    rewarded = any_award(ranking)  # with one more column the widest ones make room
    columns = [offered.rank(6.5), offered.unit(18 if rewarded else 21, weight=1)]
    for number, node in zip(tables.tops, rubric.parts, strict=True):
        header = group_header(node)
        width = min(max(_NARROWEST, word_units(header, HEADER.size, bold=True)), _WIDEST)
        columns.append(offered.points(number, header, width)._replace(weight=0.1))
    columns.append(offered.total(9, "" if ranking.leaves_out else f"\n({figure(rubric.total)})"))
    if ranking.leaves_out:
        columns += [offered.maximum(7.5), offered.percent(8.5)]
    if rubric.classification:
        columns.append(offered.classes(12)._replace(weight=0.3))
    if rewarded:
        columns.append(offered.awards(17)._replace(weight=1))
    return [*columns, offered.remarks(20 if rewarded else 25)._replace(weight=1.5, look=BODY)]


def _columns_of_many(rankings: Sequence[Ranking], tables: LiveTables) -> list[UnitColumn]:
    """Return the columns of the ranking of many blocs."""
    offered, bloc = UnitColumns(tables), _shows(lambda unit: unit.ranking.bloc.name)
    columns = [
        UnitColumn(say(*terms.BLOC), 17.0, bloc, look=_SMALL),
        offered.rank(6.0),
        offered.unit(19.0),
    ]
    for number in tables.tops:
        node = tables.lines[number].node
        columns.append(offered.points(number, f"{title_of(node)}\n({full_text(node)})", 8.0))
    columns += [offered.total(8.5), offered.maximum(7.5), offered.percent(8.0)]
    if rankings[0].rubric.classification:
        columns.append(offered.classes(11.0))
    if any(map(any_award, rankings)):
        columns.append(offered.awards(16.0)._replace(look=_SMALL))
    return [*columns, offered.remarks(24.0)._replace(look=_SMALL)]


class UnitColumns:
    """The columns that tables with a row for each unit choose from; their figures are fetched from the live tables."""

    def __init__(self, tables: LiveTables) -> None:
        """Offer the columns of some units.

        Args:
            tables: the live tables.
        """
        self._tables = tables
        self._decimals = least_decimals(tables.rubric)

    def rank(self, width: float) -> UnitColumn:
        """Return the column of ranks."""
        shown = _shows(lambda unit: or_dash(unit.standing.rank))
        return UnitColumn(say(*terms.RANK), width, shown, self._measure(RANK), STRONG)

    def unit(self, width: float, weight: float = 0.0) -> UnitColumn:
        """Return the column of the units' names."""
        return UnitColumn(say(*terms.UNIT), width, _shows(lambda unit: unit.name), look=BODY, weight=weight)

    def points(self, line: int, header: str, width: float) -> UnitColumn:
        """Return the column of the points of a group or criterion."""
        if line in self._tables.tops:
            at = self._tables.tops.index(line)  # without a walk through the whole result of each of very many units
            shown: Callable[[LiveUnit], PointsValue] = lambda unit: points_value(unit.result.parts[at], unit.result)  # noqa: E731
        else:
            shown = lambda unit: points_values(unit.result)[line]  # noqa: E731
        return UnitColumn(header, width, shown, self._mark(line), decimals=self._decimals)

    def total(self, width: float, full: str = "") -> UnitColumn:
        """Return the column of totals; `full` says what they are out of."""
        shown, header = _shows(lambda unit: total_value(unit.result)), say(f"Tổng điểm{full}", f"Total{full}")
        return UnitColumn(header, width, shown, self._mark(TOTAL), STRONG, decimals=self._decimals)

    def maximum(self, width: float) -> UnitColumn:
        """Return the column of what was attainable."""
        shown = _shows(lambda unit: unit.result.maximum)
        return UnitColumn(say("Điểm tối đa", "Out of"), width, shown, self._measure(MAXIMUM))

    def percent(self, width: float) -> UnitColumn:
        """Return the column of shares."""
        shown = _shows(lambda unit: unit.percent)
        return UnitColumn(say(*terms.SHARE_PERCENT), width, shown, self._mark(PERCENT), decimals=None)

    def classes(self, width: float) -> UnitColumn:
        """Return the column of classes."""
        shown = _shows(lambda unit: class_text(unit.standing.classified))
        return UnitColumn(say(*terms.CLASS), width, shown, self._measure(CLASS))

    def awards(self, width: float) -> UnitColumn:
        """Return the column of awards."""
        return UnitColumn(say(*terms.AWARDS), width, _shows(lambda unit: awards_text(unit.standing)))

    def remarks(self, width: float) -> UnitColumn:
        """Return the column of remarks."""
        shown = _shows(lambda unit: "\n".join(unit_remarks(unit.ranking, unit.standing, _stage(unit.ranking))))
        return UnitColumn(say(*terms.REMARKS), width, shown)

    def _mark(self, line: Key) -> Callable[[LiveUnit], str]:
        return lambda unit: self._tables.marks.at(line, unit.number, fixed=True)

    def _measure(self, key: Key) -> Callable[[LiveUnit], str]:
        return lambda unit: self._tables.measures.at(key, unit.number, fixed=True)


def _shows(value: Callable[[LiveUnit], Value]) -> Callable[[LiveUnit], PointsValue]:
    return lambda unit: PointsValue(value(unit))


def _stage(ranking: Ranking) -> str:
    """Return the name of the stage that the bloc has come to."""
    return ranking.campaign.stages[ranking.reached].name


def _title() -> str:
    return say("BẢNG XẾP HẠNG KẾT QUẢ THI ĐUA", "EMULATION RANKING")


def group_header(node: Node) -> str:
    """Return what stands over the points of a top group, of bonus or of penalties."""
    if is_extra(node):
        return f"{node.name}\n({full_text(node)})"
    points = figure(node.points)
    most = " ".join(filter(None, (say(f"{points} điểm", f"max {points}"), times_text(node).replace(" ", "\u00a0"))))
    return f"{node.id}. {node.name}\n({most})"


def _top(canvas: Canvas, ranking: Ranking, tables: LiveTables, stage: str) -> None:
    campaign, width = ranking.campaign, len(canvas.widths)
    heading(canvas, campaign.authority or "", ranking.bloc.name)
    canvas.gap(10)
    canvas.line(Cell(_title(), TITLE, width))
    canvas.line(Cell(campaign.campaign, replace(CENTRED, bold=True, size=13), width))
    basis = basis_line(ranking)
    if basis:
        canvas.line(Cell(basis, replace(CENTRED, italic=True), width))
    about = say(
        f"{ranking.bloc.name} – {period_line(ranking)}\nĐiểm tính đến bước: {stage}",
        f"{ranking.bloc.name} – {period_line(ranking)}\nMarks up to the stage: {stage}",
    )
    canvas.line(Cell(about, CENTRED, width))
    notice = provisional_notice(ranking, stage)
    if notice:
        canvas.line(Cell(notice, replace(CENTRED, bold=True, colour=RED), width))
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
    notice = Cell(
        "",
        replace(CENTRED, size=11, bold=True, colour=RED),
        len(canvas.widths),
        formula=f'IF(SUM({changed})>0,{text(notice_text)},"")',
    )
    canvas.line(notice)


def _bottom(canvas: Canvas, ranking: Ranking) -> None:
    width = len(canvas.widths)
    canvas.gap(5)
    for note in ranking_notes(ranking):
        canvas.line(Cell(f"– {note}", replace(PLAIN, size=11, italic=True), width))
    canvas.gap(5)
    signatures(canvas, ranking.campaign)
