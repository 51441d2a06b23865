"""The worksheet that shows what ranks and classes rest on: what was attainable, shares, keys of the ladder, quotas."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import say
from qcdc_cli.language.figures import Exact
from qcdc_cli.render.live import sums
from qcdc_cli.render.live.class_measures import class_measures
from qcdc_cli.render.live.export_measures import export_measures
from qcdc_cli.render.live.live_tables import Ledger, Seat
from qcdc_cli.render.live.measures import CONVERTED, Measure, state_measures, total_measures
from qcdc_cli.render.live.rank_measures import rank_measures
from qcdc_cli.render.live.rubric_formulas import LEFT_OUT
from qcdc_cli.render.live.sums import SHARE
from qcdc_cli.render.words.cells import parts_with_groups
from qcdc_cli.render.words.points_cells import name_with_rule
from qcdc_cli.render.words.rules import title_of
from qcdc_cli.render.workbook.criteria_sheet import FIXED, Across, finish
from qcdc_cli.scoring.result import CriterionResult, NodeResult
from qcdc_cli.workbook.canvas import Canvas, Cell
from qcdc_cli.workbook.looks import BODY, FIGURE, GROUP, HEADER, PLAIN, Look, centred, figure_format
from qcdc_cli.workbook.references import area, ref

_FIGURE = replace(FIGURE, size=10)
_SHOWN = {SHARE: 6, CONVERTED: 4}  # decimals of what is seldom a short decimal


def measures_of(ledger: Ledger) -> list[Measure]:
    """Return all measures, in an order in which each rests on those before it."""
    parts = (total_measures, state_measures, rank_measures, class_measures, export_measures)
    return [measure for part in parts for measure in part(ledger)]


def measured_rows(canvas: Canvas, first: int, measures: Sequence[Measure]) -> list[int]:
    """Return the row of each measure, from one row on, before any is written."""
    rows, row = [], first
    for measure in measures:
        rows.append(row)
        row += canvas.rows_of(*_label(measure))
    return [*rows, row]


def class_area(rubric: Rubric, first: int) -> str:
    """Return the range of the numbers and names of the classes, from a row on; "" where there are none."""
    last = first + len(rubric.classification) - 1
    return "" if last < first else area(ref(first, 1, fixed=True), ref(last, 2, fixed=True))


def class_rows(rubric: Rubric) -> Iterator[tuple[Cell, Cell, Cell]]:
    """Yield the rows that name the classes: number, name, lower bound."""
    for number, entry in enumerate(rubric.classification):
        yield Cell(number, FIGURE), Cell(entry.name, BODY), Cell("" if entry.from_ is None else entry.from_, FIGURE)


def write_calculation(canvas: Canvas, header: int, ledger: Ledger, measures: Sequence[Measure], across: Across) -> None:
    """Write what the figures rest on.

    Args:
        canvas: the worksheet, with its header row written.
        header: the number of that row.
        ledger: the live tables, of one bloc.
        measures: what is measured.
        across: how its columns stand on pages.
    """
    attainable = [attainable_of(seat) for seat in ledger.seats]
    for number, line in enumerate(ledger.lines):
        look, node = GROUP if line.is_group else BODY, line.node
        label = (Cell(title_of(node), look), Cell(name_with_rule(node), look), Cell(node.points, centred(look)))
        cells = [
            attainable_cell(ledger, seat, number, column[number], centred(look))
            for seat, column in zip(ledger.seats, attainable, strict=True)
        ]
        canvas.line(*label, *cells)
    head = Cell(say("Xếp hạng và xếp loại", "Ranks and classes"), replace(HEADER, across="left"), len(FIXED))
    canvas.line(head, *(Cell("", HEADER) for _ in ledger.seats))
    for measure in measures:
        cells = [measure_cell(ledger, seat, measure) for seat in ledger.seats]
        canvas.line(*_label(measure), *cells)
    if ledger.rubric.classification:
        canvas.line(Cell(say("Các loại, từ trên xuống", "Classes, from the top"), GROUP, len(FIXED)))
        for row in class_rows(ledger.rubric):
            canvas.line(*row)
    canvas.gap(4)
    canvas.line(Cell(explained(), replace(PLAIN, size=11, italic=True), len(FIXED)))
    finish(canvas, header, across)


def explained() -> str:
    """Say what the worksheet is for."""
    return say(
        f"Phần trên: điểm tối đa mà đơn vị có thể đạt ({LEFT_OUT}: không tính cả hai bên). Phần dưới: từng bước từ "
        "tổng điểm đến hạng và loại. Mọi ô là công thức, trừ hạng kỳ trước, kết quả bốc thăm, số liệu lúc xuất và "
        "ô nào cần công thức dài hơn Excel nhận; không sửa ở trang này.",
        f"Above: what the unit could attain ({LEFT_OUT}: counts on neither side). Below: step by step from the total "
        "to rank and class. All cells are formulas, except earlier ranks, lots, what was exported, and cells whose "
        "formula would be longer than Excel takes; nothing is to be changed on this sheet.",
    )


def attainable_of(seat: Seat) -> list[str | Exact]:
    """Return what was attainable on each line of the rubric."""
    return [_attainable(node) for _, node in parts_with_groups(seat.result.parts)]


def _attainable(node: NodeResult) -> str | Exact:
    if isinstance(node, CriterionResult) and node.excluded:
        return LEFT_OUT
    return node.maximum


def attainable_cell(ledger: Ledger, seat: Seat, line: int, value: str | Exact, look: Look) -> Cell:
    """Return the cell with what was attainable on a line; a formula where a mark can change it."""
    return Cell(value, look, formula=sums.attainable_formula(ledger, line, seat))


def measure_cell(ledger: Ledger, seat: Seat, measure: Measure) -> Cell:
    """Return the cell of a measure for a unit."""
    value = measure.value(ledger, seat)
    number = Fraction(value) if isinstance(value, int) else value
    shown = figure_format(_SHOWN[measure.key]) if measure.key in _SHOWN else ""
    return Cell(number, _FIGURE, formula=measure.formula(ledger, seat), shown=shown)


def _label(measure: Measure) -> tuple[Cell, Cell]:
    return Cell("", BODY), Cell(measure.title, BODY, 2)
