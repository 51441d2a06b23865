"""The worksheets of one bloc: units side by side, a worksheet for each of them, charts, lists, and the calculation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from qcdc_cli.language import say
from qcdc_cli.render.cells import reached_stage, stages_to_show
from qcdc_cli.render.workbook.calculation_sheet import class_area, measured_rows, measures_of, write_calculation
from qcdc_cli.render.workbook.criteria_sheet import Across, begin, foot_keys, planned, write_criteria
from qcdc_cli.render.workbook.findings import changes, evidence_gaps
from qcdc_cli.render.workbook.grid import Grid, Key
from qcdc_cli.render.workbook.groups_sheet import charted, write_charts, write_groups
from qcdc_cli.render.workbook.ledger import Ledger, Measured, seats_of
from qcdc_cli.render.workbook.lists import write_changes, write_gaps
from qcdc_cli.render.workbook.measures import CLASS, RANK, Measure
from qcdc_cli.render.workbook.method_sheet import write_method
from qcdc_cli.render.workbook.origin import Origin
from qcdc_cli.render.workbook.ranking_sheet import write_ranking
from qcdc_cli.render.workbook.remarks import period_line
from qcdc_cli.render.workbook.rubric_sheet import write_rubric
from qcdc_cli.render.workbook.sums import SHARE, TOTAL
from qcdc_cli.render.workbook.unit_foot import UnitPage
from qcdc_cli.render.workbook.unit_sheet import write_unit
from qcdc_cli.scoring.result import Ranking, UnitScores
from qcdc_cli.workbook.canvas import Canvas
from qcdc_cli.workbook.looks import Looks
from qcdc_cli.workbook.names import RangeNames, SheetNames

_TITLES = (
    ("ranking", "Xếp hạng", "Ranking"),
    ("groups", "Theo nội dung", "Groups"),
    ("charts", "Biểu đồ", "Charts"),
    ("criteria", "Tiêu chí", "Criteria"),
    ("gaps", "Thiếu minh chứng", "Missing evidence"),
    ("changes", "Thay đổi điểm", "Changes"),
    ("rubric", "Thang điểm", "Rubric"),
    ("method", "Cách tính", "How computed"),
    ("calculation", "Bảng tính", "Calculation"),
)
_BEFORE_UNITS = 4  # of these sheets


def write_bloc(
    book: Workbook,
    looks: Looks,
    names: SheetNames,
    ranges: RangeNames,
    prefix: str,
    ranking: Ranking,
    scores: Sequence[UnitScores],
    measured: Mapping[str, Measured],
    origin: Origin,
) -> None:
    """Write the worksheets of one bloc.

    Args:
        book: the workbook.
        looks: its looks.
        names: gives out the names of its worksheets.
        ranges: gives out the names of its ranges.
        prefix: what both begin or end with: the bloc's id; "" where there is one bloc.
        ranking: the bloc's ranking.
        scores: what its units get as of each stage, in the order of the ranking.
        measured: what each step of the rubric's ladder measures, by bloc and unit.
        origin: when and from what the report is made.
    """
    seats = seats_of([ranking], measured)
    sheets, units = _sheets(book, names, prefix, scores, charts=charted(seats))
    stages = {number: ranking.campaign.stages[number].name for number in stages_to_show(scores)}
    latest = ranking.campaign.stages[reached_stage(ranking)].name
    ledger = _written_tables(
        looks, sheets["criteria"], sheets["calculation"], ranking, Ledger.empty(seats, ranking.rubric), latest
    )
    write_ranking(sheets["ranking"], looks, ranking, ledger, latest)
    table = write_groups(sheets["groups"], looks, ranking, ledger)
    if "charts" in sheets:
        write_charts(book, sheets["charts"], table, ledger)
    for sheet, seat, unit in zip(units, ledger.seats, scores, strict=False):
        write_unit(sheet, looks, UnitPage(ranking, seat.standing, ledger, seat, unit, stages))
    about = f"{ranking.campaign.campaign}\n{ranking.bloc.name} – {period_line(ranking)}"
    write_gaps(sheets["gaps"], looks, about, list(evidence_gaps(ranking)))
    every = {number: stage.name for number, stage in enumerate(ranking.campaign.stages)}
    write_changes(sheets["changes"], looks, about, list(changes(scores, every)))
    write_rubric(sheets["rubric"], looks, ranking)
    write_method(sheets["method"], looks, ranking, latest, origin)
    name_ranges(book, ranges, ledger, prefix, range(len(ledger.seats)))


def _sheets(
    book: Workbook, names: SheetNames, prefix: str, scores: Sequence[UnitScores], *, charts: bool
) -> tuple[dict[str, Worksheet], list[Worksheet]]:
    """Make the worksheets in their order: what others refer to can be written later."""
    titles = [each for each in _TITLES if each[0] != "charts" or charts]
    before = _BEFORE_UNITS if charts else _BEFORE_UNITS - 1
    given = {key: names.take(say(vi, en), prefix) for key, vi, en in titles}
    sheets = {key: book.add_worksheet(given[key]) for key, _, _ in titles[:before]}
    units = [book.add_worksheet(names.take(unit.name, prefix)) for unit in scores]
    sheets |= {key: book.add_worksheet(given[key]) for key, _, _ in titles[before:]}
    return sheets, units


def _written_tables(
    looks: Looks, marks: Worksheet, measures: Worksheet, ranking: Ranking, ledger: Ledger, stage: str
) -> Ledger:
    """Write the marks and what is measured of them; return the ledger that knows where they stand."""
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
