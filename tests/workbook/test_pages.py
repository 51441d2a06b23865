"""Where the pages of a printed worksheet end: never after a heading, never just before the last rows or a total."""

import io
from itertools import pairwise

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from qcdc_cli.workbook.book import book, packed
from qcdc_cli.workbook.canvas import Canvas, Cell
from qcdc_cli.workbook.looks import BODY, GROUP, HEADER, TOTAL, Looks
from qcdc_cli.workbook.pages import LANDSCAPE_POINTS, LANDSCAPE_UNITS, keep_block, one_page_wide, repeated

ROW = 25.0  # points; at 97 % about 20 of them fill a page


def printed(
    rows: list[str],
    *,
    kept: tuple[int, int] | None = None,
    block: tuple[int, int] | None = None,
    one_page: bool = False,
) -> Worksheet:
    """Print rows below a header: `h` a heading, `t` a total, anything else a plain row."""
    begun = book("")
    canvas = Canvas(begun.add_worksheet("A"), Looks(begun), [LANDSCAPE_UNITS])
    header = canvas.line(Cell("Tiêu đề", HEADER), least=ROW)
    for row in rows:
        canvas.line(Cell(row, {"h": GROUP, "t": TOTAL}.get(row, BODY)), least=ROW)
    if kept:
        canvas.keep(*kept)
    if block:
        keep_block(canvas, *block)
    one_page_wide(canvas, repeated(canvas, header, header), one_page=one_page)
    sheet = load_workbook(io.BytesIO(packed(begun))).active
    assert isinstance(sheet, Worksheet)
    return sheet


def ends(sheet: Worksheet) -> list[int]:
    return [each.id for each in sheet.row_breaks.brk]


def pages(sheet: Worksheet, last: int) -> list[range]:
    """Return the rows of each page."""
    return [range(first + 1, end + 1) for first, end in pairwise([0, *ends(sheet), last])]


def test_a_worksheet_that_fits_has_one_page() -> None:
    sheet = printed(["x"] * 15)
    assert ends(sheet) == []
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_every_page_is_full_and_none_is_too_full() -> None:
    sheet = printed(["x"] * 99)
    scale = sheet.page_setup.scale / 100
    assert 0.83 <= scale <= 0.97
    most = int(LANDSCAPE_POINTS / scale // ROW)
    assert len(pages(sheet, 100)[0]) <= most
    assert all(len(page) + 1 <= most for page in pages(sheet, 100)[1:])
    assert len(pages(sheet, 100)) == -(-99 // (most - 1))


@pytest.mark.parametrize("at", range(15, 25))
def test_a_heading_is_never_the_last_row_of_a_page(at: int) -> None:
    rows = ["x"] * 60
    rows[at] = rows[at + 1] = "h"
    sheet = printed(rows)
    assert ends(sheet)
    assert not {at + 2, at + 3} & set(ends(sheet))


@pytest.mark.parametrize("number", range(38, 64))
def test_the_last_rows_are_never_alone(number: int) -> None:
    sheet = printed(["x"] * number)
    assert len(pages(sheet, number + 1)[-1]) >= 3


@pytest.mark.parametrize("at", range(14, 26))
def test_a_total_stays_with_the_rows_above_it(at: int) -> None:
    rows = ["x"] * 60
    rows[at] = "t"
    total = at + 2
    assert not {total - 1, total - 2} & set(ends(printed(rows)))


def test_rows_that_are_kept_together_are_on_one_page() -> None:
    (page,) = [page for page in pages(printed(["x"] * 60, kept=(15, 28)), 61) if 15 in page]
    assert 28 in page


def test_more_rows_than_a_page_holds_part_somewhere() -> None:
    sheet = printed(["h"] * 60)
    assert len(ends(sheet)) >= 2


@pytest.mark.parametrize(("number", "one"), [(28, True), (60, False)])
def test_one_page_is_shrunk_only_so_far(number: int, one: bool) -> None:
    sheet = printed(["x"] * number, one_page=True)
    properties = sheet.sheet_properties.pageSetUpPr
    assert bool(properties is not None and properties.fitToPage) == one
    assert (ends(sheet) == []) == one


@pytest.mark.parametrize("at", range(8, 24))
def test_a_block_is_on_one_page(at: int) -> None:
    (page,) = [page for page in pages(printed(["x"] * 60, block=(at, at + 9)), 61) if at in page]
    assert at + 9 in page


@pytest.mark.parametrize("at", range(8, 24))
def test_of_a_block_that_no_page_holds_no_row_is_alone(at: int) -> None:
    last = at + 30
    assert not {at, at + 1, last - 1} & set(ends(printed(["x"] * 70, block=(at, last))))
