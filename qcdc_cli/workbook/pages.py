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
LANDSCAPE_POINTS = (210 - _TOP - _BOTTOM) * _POINTS_PER_MM  # that a page is high
_SQUEEZED = 0.86  # how much smaller a sheet may become to save a page
_SQUEEZED_MORE = 0.62  # the same for one that should be one page
_SAFE = 0.97  # printers and programs differ a little in what fits
_LAST_ROWS = 3  # are never alone on a page
_LONGEST_BLOCK = 0.7 * LANDSCAPE_POINTS  # that headings and a repeated header still fit above


def keep_block(canvas: Canvas, first: int, last: int) -> None:
    """Keep rows that are read together on one page in print; of more than a page holds, none alone at either end.

    Args:
        canvas: what they are written on.
        first: the first of them, which may say what the others are.
        last: the last of them.
    """
    if sum(canvas.heights[row] for row in range(first, last + 1)) <= _LONGEST_BLOCK:
        canvas.keep(first, last)
        return
    canvas.keep(first, min(first + 2, last))
    canvas.keep(max(last - 1, first), last)


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
    if one_page and _ends(canvas, header, scale * _SQUEEZED_MORE, landscape=landscape) == []:
        sheet.fit_to_pages(1, 1)
        return
    _print(canvas, header, min(1.0, _SAFE * scale), landscape=landscape)


def _print(canvas: Canvas, header: float, scale: float, *, landscape: bool, alone: bool = True) -> None:
    """Print a sheet at about this scale, with pages that end where its rows may part.

    Args:
        canvas: the finished sheet.
        header: the height of the rows that are repeated on every page, in points.
        scale: the scale; somewhat smaller where that saves a page.
        landscape: how the paper lies.
        alone: no other page lies beside it.
    """
    steps = range(int(100 * scale), int(100 * scale * _SQUEEZED) - 1, -1)
    tried = [(percent, _ends(canvas, header, percent / 100, landscape=landscape)) for percent in steps]
    percent, ends = min(tried, key=lambda one: (len(one[1]), -one[0]))
    if alone and not ends:
        canvas.sheet.fit_to_pages(1, 1)
        return
    canvas.sheet.set_print_scale(max(10, percent))
    canvas.sheet.set_h_pagebreaks(ends)


def _ends(canvas: Canvas, header: float, scale: float, *, landscape: bool) -> list[int]:
    """Return the rows after which a page, but the last one, ends at a scale: none is a heading, nor near the last."""
    room = _SAFE * ((210 if landscape else 297) - _TOP - _BOTTOM) * _POINTS_PER_MM / scale
    joined = canvas.joined | set(range(canvas.row - _LAST_ROWS + 1, canvas.row))
    ends: list[int] = []
    used, first = 0.0, 1
    for row in range(1, canvas.row + 1):
        height = canvas.heights.get(row, 0.0)
        if used + height > room and row > first:
            end = next((one for one in range(row - 1, first - 1, -1) if one not in joined), row - 1)
            ends.append(end)
            first = end + 1
            used = header + sum(canvas.heights.get(one, 0.0) for one in range(first, row))
        used += height
    return ends


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
    _print(canvas, height, min(1.0, _SAFE * LANDSCAPE_UNITS / width), landscape=True, alone=False)
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
    footer(sheet)


def footer(sheet: Worksheet, middle: str = "") -> None:
    """Print the worksheet's name and the page number at the foot, and a text between them.

    Args:
        sheet: the worksheet.
        middle: the text, without any `&`, which begins what Excel computes there.
    """
    font = f'&"{FONT},Regular"&10'
    between = f"&C{font}{middle}" if middle else ""
    sheet.set_footer(f"&L{font}&A{between}&R{font}{say('Trang &P/&N', 'Page &P of &N')}", {"margin": _FOOT / _INCH})
