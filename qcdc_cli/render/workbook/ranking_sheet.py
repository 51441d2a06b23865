"""The worksheet that is printed and signed: the ranking of one bloc on A4."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.campaign.rubric import Node, is_extra
from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.render.live.grid import Key
from qcdc_cli.render.live.live_tables import Ledger
from qcdc_cli.render.live.measures import CHANGED, CLASS, RANK
from qcdc_cli.render.live.sums import MAXIMUM, PERCENT, TOTAL
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.decision_notes import any_award, awards_text
from qcdc_cli.render.words.official import heading, signatures
from qcdc_cli.render.words.points_cells import Shown, least_decimals, percents_of, points_as, shown_of
from qcdc_cli.render.words.remarks import basis_line, period_line, provisional_notice, ranking_notes, unit_remarks
from qcdc_cli.render.words.rules import full_text, times_text
from qcdc_cli.render.words.table import class_text, or_dash
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.workbook.canvas import Canvas, Cell, Value, decimals_for
from qcdc_cli.workbook.fitting import stretched, word_units
from qcdc_cli.workbook.looks import BODY, CENTRED, FIGURE, HEADER, PLAIN, RED, TITLE, Look, Looks
from qcdc_cli.workbook.pages import LANDSCAPE_UNITS, one_page_wide, repeated
from qcdc_cli.workbook.references import text

_NARROWEST, _WIDEST = 9.5, 15.0  # of a group's column


class _Column(NamedTuple):
    """A column of the ranking.

    Attributes:
        header: what stands above it.
        width: its least width.
        weight: its part in what is left of the page's width.
        values: what stands in it for each unit.
        look: how that looks.
        decimals: the least number of decimals; a column that needs more has more.
        formulas: what computes each of them, where they are computed.
        words: the words before those that stand for a state that gives points.
    """

    header: str
    width: float
    weight: float
    values: Sequence[Value]
    look: Look = FIGURE
    decimals: int = 0
    formulas: Sequence[str] = ()
    words: Sequence[str] = ()

    def cell(self, row: int, decimals: int) -> Cell:
        """Return the cell for a unit."""
        value = Shown(self.values[row], self.words[row] if self.words else "")
        return replace(points_as(value, decimals, self.look), formula=self.formulas[row] if self.formulas else "")


def write_ranking(sheet: Worksheet, looks: Looks, ranking: Ranking, ledger: Ledger, stage: str) -> None:
    """Write the ranking.

    Args:
        sheet: an empty worksheet.
        looks: the looks of its workbook.
        ranking: the ranking.
        ledger: the live tables that its figures come from.
        stage: the name of the latest stage that the bloc has come to.
    """
    columns = _columns(ranking, ledger, stage)
    widths = stretched([c.width for c in columns], [c.weight for c in columns], LANDSCAPE_UNITS)
    canvas = Canvas(sheet, looks, widths)
    _top(canvas, ranking, ledger, stage)
    header = canvas.line(*(Cell(column.header, HEADER) for column in columns))
    decimals = [max(column.decimals, decimals_for(column.values)) for column in columns]
    for row in range(len(ranking.standings)):
        cells = [column.cell(row, shown) for column, shown in zip(columns, decimals, strict=True)]
        canvas.line(*cells, least=22)
    _bottom(canvas, ranking)
    one_page_wide(canvas, repeated(canvas, header, header), one_page=True)


def _columns(ranking: Ranking, ledger: Ledger, stage: str) -> list[_Column]:
    standings = ranking.standings
    results = [standing.result for standing in standings]
    rubric = ranking.rubric
    points = least_decimals(rubric)
    ranks = [or_dash(standing.rank) for standing in standings]
    names = [ranking.campaign.unit_name(result.unit) for result in results]
    rewarded = any_award(ranking)  # with one more column the widest ones make room
    columns = [
        _Column(say("Hạng", "Rank"), 6.5, 0, ranks, replace(FIGURE, bold=True), formulas=measures(ledger, RANK)),
        _Column(say("Đơn vị", "Unit"), 18 if rewarded else 21, 1, names, BODY),
    ]
    for number, node in enumerate(rubric.parts):
        header = group_header(node)
        width = min(max(_NARROWEST, word_units(header, HEADER.size, bold=True)), _WIDEST)
        column = [shown_of(result)[ledger.tops[number]] for result in results]
        values, words = [one.value for one in column], [one.word for one in column]
        found = marks(ledger, ledger.tops[number])
        columns.append(_Column(header, width, 0.1, values, decimals=points, formulas=found, words=words))
    full = "" if ranking.leaves_out else f"\n({figure(rubric.total)})"
    totals = [total_value(result) for result in results]
    strong = replace(FIGURE, bold=True)
    columns.append(_Column(say(f"Tổng điểm{full}", f"Total{full}"), 9, 0, totals, strong, points, marks(ledger, TOTAL)))
    if ranking.leaves_out:
        maxima = [result.maximum for result in results]
        columns.append(_Column(say("Điểm tối đa", "Out of"), 7.5, 0, maxima, formulas=measures(ledger, MAXIMUM)))
        shares = percents_of(ranking)
        columns.append(_Column(say("Tỷ lệ %", "Share %"), 8.5, 0, shares, formulas=marks(ledger, PERCENT)))
    if rubric.classification:
        classes = [class_text(each.classified) for each in standings]
        columns.append(_Column(say("Xếp loại", "Class"), 12, 0.3, classes, formulas=measures(ledger, CLASS)))
    if rewarded:
        columns.append(_Column(say("Hình thức khen", "Awards"), 17, 1, [awards_text(each) for each in standings]))
    remarks = ["\n".join(unit_remarks(ranking, standing, stage)) for standing in standings]
    columns.append(_Column(say("Ghi chú", "Remarks"), 20 if rewarded else 25, 1.5, remarks, BODY))
    return columns


def marks(ledger: Ledger, line: Key) -> list[str]:
    """Return for each unit the formula that fetches its points or total."""
    return [ledger.marks.at(line, seat.number, fixed=True) for seat in ledger.seats]


def measures(ledger: Ledger, key: Key) -> list[str]:
    """Return for each unit the formula that fetches what was measured of it."""
    return [ledger.measures.at(key, seat.number, fixed=True) for seat in ledger.seats]


def group_header(node: Node) -> str:
    """Return what stands over the points of a top group, of bonus or of penalties."""
    if is_extra(node):
        return f"{node.name}\n({full_text(node)})"
    points = figure(node.points)
    most = " ".join(filter(None, (say(f"{points} điểm", f"max {points}"), times_text(node).replace(" ", "\u00a0"))))
    return f"{node.id}. {node.name}\n({most})"


def _top(canvas: Canvas, ranking: Ranking, ledger: Ledger, stage: str) -> None:
    campaign, width = ranking.campaign, len(canvas.widths)
    heading(canvas, campaign.authority or "", ranking.bloc.name)
    canvas.gap(10)
    canvas.line(Cell(say("BẢNG XẾP HẠNG KẾT QUẢ THI ĐUA", "EMULATION RANKING"), TITLE, width))
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
    changed_notice(canvas, ledger)


def changed_notice(canvas: Canvas, ledger: Ledger) -> None:
    """Write what appears as soon as any total, rank or class is not what was exported."""
    if not ledger.seats:
        canvas.gap(6)
        return
    changed = ledger.measures.along(CHANGED, range(len(ledger.seats)))
    told = say(
        "SỐ LIỆU ĐÃ ĐƯỢC SỬA TRONG EXCEL SAU KHI XUẤT: thứ tự dòng, hình thức khen, ghi chú là của lúc xuất.",
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
