"""The worksheet that is printed and signed: the ranking of one bloc on A4."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.campaign.rubric import Node, is_extra
from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.render.live.live_tables import LiveTables, LiveUnit
from qcdc_cli.render.live.measures import CHANGED, CLASS, RANK
from qcdc_cli.render.live.sums import MAXIMUM, PERCENT, TOTAL
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.decision_notes import any_award, awards_text
from qcdc_cli.render.words.official import heading, signatures
from qcdc_cli.render.words.points_cells import Shown, least_decimals, points_as, shown_as, shown_of
from qcdc_cli.render.words.remarks import basis_line, period_line, provisional_notice, ranking_notes, unit_remarks
from qcdc_cli.render.words.rules import full_text, times_text, title_of
from qcdc_cli.render.words.table import class_text, or_dash
from qcdc_cli.render.workbook.orientation import UnitsDown, title_of_many
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.workbook.canvas import Canvas, Cell, decimals_for
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
    shown: Callable[[LiveUnit], Shown]
    formula: Callable[[LiveUnit], str] = _no_formula
    look: Look = FIGURE
    weight: float = 0.0
    decimals: int | None = 0

    def cell(self, unit: LiveUnit, decimals: int | None) -> Cell:
        """Return the cell for a unit."""
        most = unit.decimals if decimals is None else decimals
        return replace(points_as(self.shown(unit), most, self.look), formula=self.formula(unit))

    def needed(self, units: Sequence[LiveUnit]) -> int | None:
        """Return how many decimals it takes to show these units' figures; None as for `decimals`."""
        if self.decimals is None:
            return None
        return max(self.decimals, decimals_for(self.shown(unit).value for unit in units))


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
    header = canvas.line(*(Cell(column.header, HEADER) for column in columns))
    decimals = [column.needed(tables.units) for column in columns]
    for unit in tables.units:
        canvas.line(*(column.cell(unit, most) for column, most in zip(columns, decimals, strict=True)), least=22)
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
    rubric = ranking.rubric
    rewarded = any_award(ranking)  # with one more column the widest ones make room
    name = UnitColumn(say("Đơn vị", "Unit"), 18 if rewarded else 21, lambda unit: Shown(unit.name), look=BODY, weight=1)
    columns = [rank_column(tables, 6.5), name]
    for number, node in zip(tables.tops, rubric.parts, strict=True):
        header = group_header(node)
        width = min(max(_NARROWEST, word_units(header, HEADER.size, bold=True)), _WIDEST)
        columns.append(points_column(tables, number, header, width)._replace(weight=0.1))
    full = "" if ranking.leaves_out else f"\n({figure(rubric.total)})"
    columns.append(total_column(tables, 9, full))
    if ranking.leaves_out:
        columns += [_maximum_column(tables, 7.5), _percent_column(tables, 8.5)]
    if rubric.classification:
        columns.append(class_column(tables, 12)._replace(weight=0.3))
    if rewarded:
        columns.append(_awards_column(17)._replace(weight=1))
    columns.append(_remarks_column(20 if rewarded else 25)._replace(weight=1.5, look=BODY))
    return columns


def _columns_of_many(rankings: Sequence[Ranking], tables: LiveTables) -> list[UnitColumn]:
    """Return the columns of the ranking of many blocs."""
    columns = [
        UnitColumn(say("Khối", "Bloc"), 17.0, lambda unit: Shown(unit.ranking.bloc.name), look=_SMALL),
        rank_column(tables, 6.0),
        UnitColumn(say("Đơn vị", "Unit"), 19.0, lambda unit: Shown(unit.name), look=BODY),
    ]
    for number in tables.tops:
        node = tables.lines[number].node
        columns.append(points_column(tables, number, f"{title_of(node)}\n({full_text(node)})", 8.0))
    columns += [total_column(tables, 8.5, ""), _maximum_column(tables, 7.5), _percent_column(tables, 8.0)]
    if rankings[0].rubric.classification:
        columns.append(class_column(tables, 11.0))
    if any(map(any_award, rankings)):
        columns.append(_awards_column(16.0)._replace(look=_SMALL))
    columns.append(_remarks_column(24.0)._replace(look=_SMALL))
    return columns


def rank_column(tables: LiveTables, width: float) -> UnitColumn:
    """Return the column of ranks."""
    return UnitColumn(
        say("Hạng", "Rank"),
        width,
        lambda unit: Shown(or_dash(unit.standing.rank)),
        lambda unit: tables.measures.at(RANK, unit.number, fixed=True),
        STRONG,
    )


def points_column(tables: LiveTables, line: int, header: str, width: float) -> UnitColumn:
    """Return the column of the points of a group or criterion."""
    if line in tables.tops:
        at = tables.tops.index(line)  # without a walk through the whole result of each of very many units
        shown: Callable[[LiveUnit], Shown] = lambda unit: shown_as(unit.result.parts[at], unit.result)  # noqa: E731
    else:
        shown = lambda unit: shown_of(unit.result)[line]  # noqa: E731
    return UnitColumn(
        header,
        width,
        shown,
        lambda unit: tables.marks.at(line, unit.number, fixed=True),
        decimals=least_decimals(tables.rubric),
    )


def total_column(tables: LiveTables, width: float, full: str) -> UnitColumn:
    """Return the column of totals; `full` says what they are out of."""
    return UnitColumn(
        say(f"Tổng điểm{full}", f"Total{full}"),
        width,
        lambda unit: Shown(total_value(unit.result)),
        lambda unit: tables.marks.at(TOTAL, unit.number, fixed=True),
        STRONG,
        decimals=least_decimals(tables.rubric),
    )


def _maximum_column(tables: LiveTables, width: float) -> UnitColumn:
    return UnitColumn(
        say("Điểm tối đa", "Out of"),
        width,
        lambda unit: Shown(unit.result.maximum),
        lambda unit: tables.measures.at(MAXIMUM, unit.number, fixed=True),
    )


def _percent_column(tables: LiveTables, width: float) -> UnitColumn:
    return UnitColumn(
        say("Tỷ lệ (%)", "Share %"),
        width,
        lambda unit: Shown(unit.percent),
        lambda unit: tables.marks.at(PERCENT, unit.number, fixed=True),
        decimals=None,
    )


def class_column(tables: LiveTables, width: float) -> UnitColumn:
    """Return the column of classes."""
    return UnitColumn(
        say("Xếp loại", "Class"),
        width,
        lambda unit: Shown(class_text(unit.standing.classified)),
        lambda unit: tables.measures.at(CLASS, unit.number, fixed=True),
    )


def _awards_column(width: float) -> UnitColumn:
    return UnitColumn(say("Hình thức khen thưởng", "Awards"), width, lambda unit: Shown(awards_text(unit.standing)))


def _remarks_column(width: float) -> UnitColumn:
    return UnitColumn(
        say("Ghi chú", "Remarks"),
        width,
        lambda unit: Shown("\n".join(unit_remarks(unit.ranking, unit.standing, _stage(unit.ranking)))),
    )


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
    told = say(
        "SỐ LIỆU ĐÃ ĐƯỢC SỬA TRONG EXCEL SAU KHI XUẤT: thứ tự dòng, hình thức khen thưởng, ghi chú vẫn như khi xuất.",
        "FIGURES WERE CHANGED IN EXCEL AFTER THE EXPORT: order of rows, awards and remarks are those of the export.",
    )
    notice = Cell(
        "",
        replace(CENTRED, size=11, bold=True, colour=RED),
        len(canvas.widths),
        formula=f'IF(SUM({changed})>0,{text(told)},"")',
    )
    canvas.line(notice)


def _bottom(canvas: Canvas, ranking: Ranking) -> None:
    width = len(canvas.widths)
    canvas.gap(5)
    for note in ranking_notes(ranking):
        canvas.line(Cell(f"– {note}", replace(PLAIN, size=11, italic=True), width))
    canvas.gap(5)
    signatures(canvas, ranking.campaign)
