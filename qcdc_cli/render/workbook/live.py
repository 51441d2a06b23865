"""The live tables of a bloc: a worksheet for the marks, one for what is measured of them, each unit in a column."""

from collections.abc import Sequence
from dataclasses import replace

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from qcdc_cli.language import say
from qcdc_cli.render.live.grid import Grid, Key
from qcdc_cli.render.live.live_tables import Ledger, Seat
from qcdc_cli.render.live.measures import CLASS, RANK, Measure
from qcdc_cli.render.live.sums import SHARE, TOTAL
from qcdc_cli.render.workbook.calculation_sheet import class_area, measured_rows, measures_of, write_calculation
from qcdc_cli.render.workbook.criteria_sheet import Across, begin, foot_keys, planned, write_criteria
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.workbook.canvas import Canvas
from qcdc_cli.workbook.looks import Looks
from qcdc_cli.workbook.names import RangeNames


def write_tables(
    looks: Looks, marks: Worksheet, measures: Worksheet, ranking: Ranking, seats: tuple[Seat, ...], stage: str
) -> Ledger:
    """Write the marks of a bloc and what is measured of them.

    Args:
        looks: the looks of the workbook.
        marks: an empty worksheet for the marks.
        measures: another one for what is measured of them.
        ranking: the bloc's ranking.
        seats: its units.
        stage: the name of the latest stage that the bloc has come to.

    Returns:
        the ledger that knows where they stand; what else is live fetches its figures from there.
    """
    ledger = Ledger.empty(seats, ranking.rubric)
    unit_names = [seat.name for seat in ledger.seats]
    across = Across.of(unit_names)
    canvases = Canvas(marks, looks, across.widths), Canvas(measures, looks, across.widths)
    about = say(f" – điểm tính đến bước: {stage}", f" – marks up to the stage: {stage}")
    title = say("ĐIỂM TỪNG TIÊU CHÍ", "POINTS BY CRITERION")
    header = begin(canvases[0], ranking, unit_names, title, about, across.head)
    title = say("BẢNG TÍNH: TỪ ĐIỂM ĐẾN HẠNG VÀ LOẠI", "CALCULATION: FROM POINTS TO RANKS AND CLASSES")
    header_of_measures = begin(canvases[1], ranking, unit_names, title, about, across.head)
    columns = [len(across.widths) - len(unit_names) + number for number in range(1, len(unit_names) + 1)]
    measured = measures_of(ledger)
    ledger = _placed(ledger, canvases, ranking, measured, columns)
    write_criteria(canvases[0], header, ledger, across)
    write_calculation(canvases[1], header_of_measures, ledger, measured, across)
    return ledger


def _placed(
    ledger: Ledger,
    canvases: tuple[Canvas, Canvas],
    ranking: Ranking,
    measures: Sequence[Measure],
    columns: Sequence[int],
) -> Ledger:
    """Return the ledger that knows where its lines will stand."""
    *rows, foot = planned(canvases[0], ledger.lines)
    places: dict[Key, int] = dict(enumerate(rows))
    places |= {key: foot + number for number, key in enumerate(foot_keys(ranking))}
    marks = Grid(canvases[0].sheet.get_name(), places, columns)
    *rows, foot = planned(canvases[1], ledger.lines)
    *lower, end = measured_rows(canvases[1], foot + 1, measures)
    places = dict(enumerate(rows))
    places |= {measure.key: row for measure, row in zip(measures, lower, strict=True)}
    own = canvases[1].sheet.get_name()
    classes = class_area(ledger.rubric, end + 1)
    return replace(ledger, marks=marks, measures=Grid(own, places, columns), classes=classes)


def name_ranges(book: Workbook, names: RangeNames, ledger: Ledger, bloc: str, seats: range) -> None:
    """Give names to the ranges of a bloc's totals, shares, ranks and classes.

    Args:
        book: the workbook.
        names: gives out the names of its ranges.
        ledger: the live tables.
        bloc: the bloc's id, where there are several; else "".
        seats: the numbers of its units.
    """
    if not seats:
        return
    lines = [
        (say("DiemTong", "Totals"), ledger.marks.along(TOTAL, seats)),
        (say("TyLe", "Shares"), ledger.measures.along(SHARE, seats)),
        (say("XepHang", "Ranks"), ledger.measures.along(RANK, seats)),
    ]
    if ledger.rubric.classification:
        lines.append((say("XepLoai", "Classes"), ledger.measures.along(CLASS, seats)))
    for name, cells in lines:
        book.define_name(names.take(name, bloc), f"={cells}")
