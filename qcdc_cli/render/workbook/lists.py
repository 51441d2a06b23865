"""Worksheets that list findings: evidence that is still missing, and marks that stages changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.language import say
from qcdc_cli.language.figures import Exact
from qcdc_cli.render.words.table import NOTHING, or_dash
from qcdc_cli.render.workbook.findings import Change, Gap
from qcdc_cli.workbook.canvas import Canvas, Cell, decimals_for
from qcdc_cli.workbook.columns import column_letters
from qcdc_cli.workbook.fitting import stretched
from qcdc_cli.workbook.looks import BODY, FIGURE, HEADER, PLAIN, TITLE, Looks, centred
from qcdc_cli.workbook.pages import LANDSCAPE_UNITS, one_page_wide, repeated

_SMALL = replace(BODY, size=10)


def write_gaps(sheet: Worksheet, looks: Looks, about: str, gaps: Sequence[Gap]) -> None:
    """Write which evidence is still missing.

    Args:
        sheet: an empty worksheet.
        looks: the looks of its workbook.
        about: whose it is, and of which period.
        gaps: what is missing.
    """
    columns = {
        say("STT", "No"): (5.5, 0.0),
        say("Đơn vị", "Unit"): (21.0, 0.5),
        say("Mã", "Id"): (8.5, 0.0),
        say("Tiêu chí", "Criterion"): (40.0, 2.0),
        say("Điểm", "Points"): (8.0, 0.0),
        say("Tài liệu cần bổ sung", "Documents wanted"): (40.0, 2.0),
    }
    title = say("MINH CHỨNG CÒN THIẾU", "EVIDENCE STILL MISSING")
    canvas, header = _begun(sheet, looks, columns, title, about)
    decimals = decimals_for([gap.points for gap in gaps])
    any_document = say("Tài liệu chứng minh (thang điểm không nêu tên)", "Any proof (the rubric names no document)")
    for number, gap in enumerate(gaps, start=1):
        wanted = "\n".join(f"– {name}" for name in gap.documents) if gap.documents else any_document
        canvas.line(
            Cell(number, FIGURE),
            Cell(gap.unit, BODY),
            Cell(gap.criterion.id, BODY),
            Cell(gap.criterion.name, BODY),
            Cell(gap.points, FIGURE, decimals=decimals),
            Cell(wanted, _SMALL),
        )
    none = say("Không thiếu minh chứng nào.", "No evidence is missing.")
    _finished(canvas, header, len(gaps), none)


def write_changes(sheet: Worksheet, looks: Looks, about: str, changes: Sequence[Change]) -> None:
    """Write which marks a later stage changed, and why.

    Args:
        sheet: an empty worksheet.
        looks: the looks of its workbook.
        about: whose they are, and of which period.
        changes: the marks.
    """
    columns = {
        say("Đơn vị", "Unit"): (18.0, 0.5),
        say("Mã", "Id"): (8.0, 0.0),
        say("Tiêu chí", "Criterion"): (27.0, 2.0),
        say("Từ bước", "From stage"): (11.0, 0.0),
        say("Chấm", "Mark"): (11.0, 0.5),
        say("Điểm", "Points"): (7.0, 0.0),
        say("Đến bước", "To stage"): (11.0, 0.0),
        say("Chấm lại", "New mark"): (11.0, 0.5),
        say("Điểm mới", "New points"): (7.0, 0.0),
        say("Chênh lệch", "Change"): (8.0, 0.0),
        say("Lý do", "Reason"): (24.0, 2.0),
    }
    title = say("THAY ĐỔI ĐIỂM GIỮA CÁC BƯỚC", "CHANGES BETWEEN STAGES")
    canvas, header = _begun(sheet, looks, columns, title, about)
    points = decimals_for([value for change in changes for value in change.points])
    moved = decimals_for([_moved(change) for change in changes])
    no_reason = say("(chưa ghi lý do)", "(no reason given)")
    for change in changes:
        (own, later), (before, after) = change.marks, change.points
        canvas.line(
            Cell(change.unit, BODY),
            Cell(change.criterion.id, BODY),
            Cell(change.criterion.name, _SMALL),
            Cell(change.stages[0], _SMALL),
            Cell(own, replace(_SMALL, across="center")),
            Cell(before, FIGURE, decimals=points),
            Cell(change.stages[1], _SMALL),
            Cell(later, replace(_SMALL, across="center")),
            Cell(after, FIGURE, decimals=points),
            Cell(_moved(change), replace(FIGURE, bold=True), decimals=moved, formula=_difference(canvas.row + 1)),
            Cell(change.reason or no_reason, _SMALL),
        )
    last = canvas.row
    none = say("Không có điểm nào bị sửa.", "No mark was changed.")
    _finished(canvas, header, len(changes), none)
    if changes:
        lowered = {"type": "cell", "criteria": "<", "value": 0, "format": canvas.conditions.claimed}
        sheet.conditional_format(header, 9, last - 1, 9, lowered)


def _difference(row: int) -> str:
    return f'IF(COUNT(F{row},I{row})=2,ROUND(I{row}-F{row},10),"{NOTHING}")'


def _moved(change: Change) -> Exact | str:
    return or_dash(change.difference)


def _begun(
    sheet: Worksheet, looks: Looks, columns: Mapping[str, tuple[float, float]], title: str, about: str
) -> tuple[Canvas, int]:
    """Write what stands above a list; return its canvas and the number of the header row."""
    widths = [width for width, _ in columns.values()]
    canvas = Canvas(sheet, looks, stretched(widths, [weight for _, weight in columns.values()], LANDSCAPE_UNITS))
    canvas.line(Cell(title, TITLE, len(widths)))
    canvas.line(Cell(about, replace(centred(PLAIN), size=11), len(widths)))
    canvas.gap(5)
    return canvas, canvas.line(*(Cell(text, HEADER) for text in columns))


def _finished(canvas: Canvas, header: int, number: int, none: str) -> None:
    """Say where there is nothing to list, and set how the list is filtered and printed."""
    columns = len(canvas.widths)
    if number:
        canvas.sheet.autofilter(f"A{header}:{column_letters(columns)}{canvas.row}")
    else:
        canvas.line(Cell(none, BODY, columns))
    canvas.sheet.freeze_panes(header, 0)
    one_page_wide(canvas, repeated(canvas, header, header))
