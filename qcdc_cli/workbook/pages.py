"""How worksheets are printed: on A4, one page wide, with the header row again on every page."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.language import say
from qcdc_cli.workbook.canvas import Canvas
from qcdc_cli.workbook.fitting import POINTS_PER_UNIT
from qcdc_cli.workbook.looks import FONT
from qcdc_cli.workbook.references import column_letters

_A4 = 9
_POINTS_PER_MM = 72 / 25.4
_LEFT, _RIGHT, _TOP, _BOTTOM, _FOOT = 20, 15, 15, 16, 8  # millimetres
_INCH = 25.4

LANDSCAPE_UNITS = (297 - _LEFT - _RIGHT) * _POINTS_PER_MM / POINTS_PER_UNIT
PORTRAIT_UNITS = (210 - _LEFT - _RIGHT) * _POINTS_PER_MM / POINTS_PER_UNIT
_SQUEEZED = 0.86  # how much smaller a sheet may become so that no page holds only its last lines
_SQUEEZED_MORE = 0.68  # the same for one that should be one page


def one_page_wide(canvas: Canvas, header: float, *, landscape: bool = True, one_page: bool = False) -> None:
    """Print a sheet on A4, as wide as the page and as many pages as it takes.

    Args:
        canvas: the finished sheet.
        header: the height of the rows that are repeated on every page, in points.
        landscape: how the paper lies.
        one_page: make it one page, unless that would make it too small to read.
    """
    sheet = canvas.sheet
    paper(sheet, landscape=landscape)
    width = LANDSCAPE_UNITS if landscape else PORTRAIT_UNITS
    scale = min(1.0, width / sum(canvas.widths))
    pages, _ = _tall(canvas.height, header, scale, landscape=landscape, one_page=one_page)
    sheet.fit_to_pages(1, pages)


def in_view(canvas: Canvas, header: tuple[int, int], fixed: int, after: Sequence[int], width: float) -> None:
    """Keep header and first columns in view, and print them on every page, of which there may be several side by side.

    Args:
        canvas: the finished sheet.
        header: the first and the last row of its header, from 1.
        fixed: how many of its first columns stay in view.
        after: the columns after which a new page begins.
        width: the width of the widest page, in width units, the repeated columns included.
    """
    sheet = canvas.sheet
    sheet.freeze_panes(header[1], fixed)
    height = repeated(canvas, *header, f"A:{column_letters(fixed)}")
    if not after:
        one_page_wide(canvas, height)
        return
    paper(sheet, landscape=True)
    scale = min(1.0, 0.97 * LANDSCAPE_UNITS / width)
    _, shrunk = _tall(canvas.height, height, scale, landscape=True, one_page=False)
    sheet.set_print_scale(max(10, int(100 * scale * shrunk)))
    sheet.set_v_pagebreaks(list(after))


def breaks_across(widths: Sequence[float], fixed: int, *, squeezed: float = 1.0) -> tuple[list[int], float]:
    """Return the columns after which a new page begins, and the width of the widest page; none where all fit.

    Args:
        widths: the widths of all columns.
        fixed: how many of the first columns are repeated on every page.
        squeezed: how much wider than a page the columns may be to be printed smaller on a single one.
    """
    again = sum(widths[:fixed])
    if sum(widths) <= LANDSCAPE_UNITS * squeezed:
        return [], sum(widths)
    breaks: list[int] = []
    used = widest = again
    for at in range(fixed, len(widths)):
        if used + widths[at] > LANDSCAPE_UNITS and used > again:
            breaks.append(at)
            used = again
        used += widths[at]
        widest = max(widest, used)
    return breaks, widest


def _tall(height: float, header: float, scale: float, *, landscape: bool, one_page: bool) -> tuple[int, float]:
    """Return how many pages tall a sheet is made (0: as many as it takes), and by what it is shrunk for that."""
    room = ((210 if landscape else 297) - _TOP - _BOTTOM) * _POINTS_PER_MM / scale - header
    pages = (height - header) / room
    whole = max(1, int(pages))
    shrunk = min(1.0, 0.98 * whole / pages)
    if shrunk >= (_SQUEEZED_MORE if one_page and whole == 1 else _SQUEEZED):
        return whole, shrunk
    return 0, 1.0


def repeated(canvas: Canvas, first_row: int, last_row: int, columns: str = "") -> float:
    """Print these rows (and columns, such as "A:C") again on every page; return the rows' height."""
    canvas.sheet.repeat_rows(first_row - 1, last_row - 1)
    if columns:
        canvas.sheet.repeat_columns(columns)
    return sum(canvas.heights.get(row, 0.0) for row in range(first_row, last_row + 1))


def paper(sheet: Worksheet, *, landscape: bool) -> None:
    """Print a worksheet on A4, with its name and the page number at the foot."""
    sheet.set_paper(_A4)
    if landscape:
        sheet.set_landscape()
    else:
        sheet.set_portrait()
    sheet.set_margins(*(side / _INCH for side in (_LEFT, _RIGHT, _TOP, _BOTTOM)))
    sheet.center_horizontally()
    sheet.set_header("", {"margin": _FOOT / _INCH})
    font = f'&"{FONT},Regular"&10'
    # Codes only: a text from data would need escaping.
    sheet.set_footer(f"&L{font}&A&R{font}{say('Trang &P/&N', 'Page &P of &N')}", {"margin": _FOOT / _INCH})
