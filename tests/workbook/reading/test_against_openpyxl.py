"""Workbooks in many shapes, made by two libraries, are read cell by cell as openpyxl reads them."""

import datetime
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText
from openpyxl.chart import BarChart, Reference
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table

from qcdc_cli.workbook.reading import Book, Found, read_book
from qcdc_cli.workbook.reading.cells import moment_found, number_found, text_found, time_found

TEXTS = ("I.1", " 8,5 ", "Xã Phú Tân", "a\nb", "=1+1", "#N/A", "'x", "<b>&amp;</b>", "1e5", "  ", "é" * 40)
FORMATS = ("General", "0.00", "0%", "dd/mm/yyyy", "h:mm", "@", "#,##0", "[Red]0.0", "d.m", '0 "điểm"', "[h]:mm:ss")
RESULTS = ("B33", "A34", "B34")  # of a formula that stands in A33: figures to openpyxl, which nobody typed
DAY = datetime.datetime(2020, 1, 5, 8, 30)  # noqa: DTZ001 - workbooks know no time zones


def values(random: Random) -> list[list[Any]]:
    """Return rows of cells, some of them empty, some formulas."""

    usual = (None, -0.0, 8.7, 123456.75, True, False, DAY, DAY.date(), datetime.time(8, 30, 15), "=SUM($A$1:B3)")

    def one(row: int) -> Any:
        others = (random.choice(TEXTS), random.randrange(-5, 5000), random.random() * 100, f"=A{row + 1}*2")
        return random.choice((*usual, *others))

    return [[one(row) for _ in range(random.randrange(1, 7))] for row in range(random.randrange(1, 25))]


def by_xlsxwriter(random: Random) -> bytes:
    target = BytesIO()
    rows_in_order = random.random() < 0.4  # then texts stand in the cells themselves
    options = {"constant_memory": rows_in_order, "in_memory": True, "date_1904": random.random() < 0.3}
    book = xlsxwriter.Workbook(target, options | {"strings_to_formulas": False, "default_date_format": "dd/mm/yyyy"})
    formats = [book.add_format({"num_format": shown}) for shown in FORMATS]
    for number in range(random.randrange(1, 4)):
        sheet = book.add_worksheet(f"Trang {number}")
        for row, cells in enumerate(values(random)):
            for column, value in enumerate(cells):
                look = random.choice((None, *formats))
                if isinstance(value, str) and value in TEXTS:
                    sheet.write_string(row, column, value, look)
                elif isinstance(value, str):
                    sheet.write_formula(row, column, value, look, random.choice((0, "x", "#DIV/0!", True)))
                elif isinstance(value, datetime.datetime | datetime.date | datetime.time):
                    sheet.write_datetime(row, column, value, book.add_format({"num_format": "dd/mm/yyyy hh:mm"}))
                elif value is not None:
                    sheet.write(row, column, value, look)
                else:
                    sheet.write_blank(row, column, None, formats[0])
        sheet.write_rich_string(30, 0, "a", formats[1], "b ", "c")
        sheet.write_array_formula("A33:B34", "{=A1:B2*2}", None, 4)
        sheet.merge_range("D31:E32", "gộp")
        sheet.data_validation("A1:A9", {"validate": "list", "source": ["x", "y"]})
        sheet.write_comment("A1", "ghi chú")
        sheet.write_url("F31", "https://example.org", string="trang")
        if not rows_in_order:
            sheet.add_table(
                "H1:I3", {"columns": [{"header": "Mã"}, {"header": "Điểm"}], "data": [["I.1", 5], ["I.2", 6.5]]}
            )
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": f"='Trang {number}'!$A$1:$A$5"})
        sheet.insert_chart("K2", chart)
        random.choice((sheet.hide, sheet.very_hidden, sheet.protect))() if number else sheet.set_row(
            1, None, None, {"hidden": True}
        )
    if random.random() < 0.5:
        only_chart = book.add_chart({"type": "pie"})
        only_chart.add_series({"values": "='Trang 0'!$A$1:$A$5"})
        book.add_chartsheet("Biểu đồ").set_chart(only_chart)
    book.define_name("ten", "='Trang 0'!$A$1")
    book.close()
    return target.getvalue()


def by_openpyxl(random: Random) -> bytes:
    book = openpyxl.Workbook()
    if random.random() < 0.3:
        book.epoch = CALENDAR_MAC_1904
    for number in range(random.randrange(1, 4)):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet(f"Trang {number}")
        for row, cells in enumerate(values(random), start=1):
            for column, value in enumerate(cells, start=1):
                cell = sheet.cell(row, column, value)
                if random.random() < 0.3 and not isinstance(value, datetime.datetime | datetime.date | datetime.time):
                    cell.number_format = random.choice(FORMATS)
        sheet["A31"] = CellRichText("a", "b")
        sheet["A33"] = ArrayFormula("A33:B34", "=A1:B2*2")
        sheet["H1"], sheet["H2"] = "Mã", "I.1"
        sheet.add_table(Table(displayName=f"Bang{number}", ref="H1:H2"))
        limits = DataValidation(type="decimal", formula1="0", formula2="5")
        limits.add("B1:B9")
        sheet.add_data_validation(limits)
        sheet.merge_cells("D31:E32")
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=5))
        sheet.add_chart(chart, "K2")
        sheet.sheet_state = random.choice(("visible", "hidden", "veryHidden")) if number else "visible"
    if random.random() < 0.5:
        book.create_chartsheet("Biểu đồ").add_chart(BarChart())
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def expected(cell: Any, epoch: datetime.datetime) -> Found | None:
    """Return what is to be found in a cell, from what openpyxl finds in it."""
    value, kind = cell.value, cell.data_type
    if value is None:
        return None
    if kind == "f":
        return Found("formula", value.text if isinstance(value, ArrayFormula) else value)
    if kind == "b":
        return Found("boolean", str(int(value)))
    if kind == "e":
        return Found("error", value)
    if isinstance(value, datetime.timedelta):
        return time_found(round(value.total_seconds()))
    if isinstance(value, datetime.datetime):
        return Found("date", value.date().isoformat())
    if isinstance(value, datetime.time):
        return moment_found(value.replace(microsecond=0).isoformat())
    if isinstance(value, int | float):
        return number_found(repr(value), "percent" if "%" in cell.number_format else "number")
    return text_found(value)


def disagreements(book: Book, data: bytes) -> list[tuple[str, str, Found | None, Found | None]]:
    """Return the cells that are not as openpyxl reads them, with what both found."""
    theirs = openpyxl.load_workbook(BytesIO(data))
    assert [tab.name for tab in book.tabs] == [sheet.title for sheet in theirs.worksheets]
    assert [tab.hidden for tab in book.tabs] == [sheet.sheet_state != "visible" for sheet in theirs.worksheets]
    found = []
    for tab, sheet in zip(book.tabs, theirs.worksheets, strict=True):
        for row in sheet.iter_rows():
            for cell in row:
                here, there = tab.cells.get((cell.row, cell.column)), expected(cell, theirs.epoch)
                if here != there and cell.coordinate not in RESULTS and not _both_times(here, there):
                    found.append((tab.name, cell.coordinate, here, there))
        assert {(cell.row, cell.column) for row in sheet.iter_rows() for cell in row} >= tab.cells.keys()
    return found


def _both_times(here: Found | None, there: Found | None) -> bool:
    """Return whether both found a time: of a figure over a day that is shown as one, ours keeps the hours."""
    return here is not None and there is not None and here.what == there.what == "date" and ":" in here.text


@pytest.mark.filterwarnings("ignore::UserWarning")  # openpyxl leaves out charts that it does not know
@pytest.mark.parametrize("make", [by_xlsxwriter, by_openpyxl])
@pytest.mark.parametrize("seed", range(6))
def test_cells_are_read_as_openpyxl_reads_them(make: Callable[[Random], bytes], seed: int, tmp_path: Path) -> None:
    data = make(Random(seed))  # noqa: S311
    file = tmp_path / "a.xlsx"
    file.write_bytes(data)
    assert disagreements(read_book(file), data) == []
