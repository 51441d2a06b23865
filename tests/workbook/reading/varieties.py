"""One workbook with every variety of cell, as two programs write it, and what must be found in it."""

from datetime import date, datetime, time
from io import BytesIO
from typing import Any, NamedTuple

import openpyxl
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.packaging.custom import StringProperty

from qcdc_cli.workbook.reading.book import Found

NFD = "Xa\u0303 Phu\u0301 Ta\u0302n"


class Variety(NamedTuple):
    """A cell.

    Attributes:
        value: what is typed; a text that begins with `=` is a formula.
        format: its number format.
        found: what is found, or None where the cell counts as empty.
    """

    value: Any
    format: str
    found: Found | None


def text(typed: str, found: str) -> Variety:
    return Variety(typed, "General", Found("text", found))


def number(typed: float, found: str, shown: str = "General") -> Variety:
    return Variety(typed, shown, Found("number", found))


VARIETIES = (
    text("Xã Phú Tân", "Xã Phú Tân"),
    text("  8,5\u00a0", "8,5"),
    text("\u20078,5\u202f", "8,5"),
    text("\u200bI.1\ufeff", "I.1"),
    text("dòng một\r\ndòng hai", "dòng một\ndòng hai"),
    text("a\n\nb", "a\n\nb"),
    text("hai  dấu cách", "hai  dấu cách"),
    text(NFD, "Xã Phú Tân"),
    text("1.10", "1.10"),
    text("+84 293", "+84 293"),
    text("<b>[red]&amp;</b>", "<b>[red]&amp;</b>"),
    Variety(" \u00a0\n ", "General", None),
    number(8.7, "8.7"),
    number(8.5, "8.5", "0.0"),
    number(3.0, "3"),
    number(-0.25, "-0.25"),
    number(0, "0"),
    number(1000, "1000"),
    number(1200000, "1200000", "#,##0"),
    number(0.000012, "0.000012"),
    number(123456789012, "123456789012"),
    number(1e15, "1000000000000000"),
    number(12, "12", '0 "điểm"'),
    number(5000, "5000", "#,##0\\ [$₫-42A]"),
    number(7, "7", '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)'),
    number(7.5, "7.5", "@"),
    Variety(0.9, "0%", Found("percent", "90")),
    Variety(0.57, "0.00%", Found("percent", "57")),
    Variety(0.075, "0.0%", Found("percent", "7.5")),
    Variety(1.1, "0%", Found("percent", "110")),
    Variety(date(2020, 1, 5), "d/m/yyyy", Found("date", "2020-01-05")),
    Variety(date(2020, 5, 1), "d-mmm", Found("date", "2020-05-01")),
    Variety(date(2020, 6, 30), '"ngày" dd "tháng" mm "năm" yyyy', Found("date", "2020-06-30")),
    Variety(date(2020, 6, 1), "mmm-yy", Found("date", "2020-06-01")),
    Variety(datetime(2020, 1, 5, 8, 30), "dd/mm/yyyy hh:mm", Found("date", "2020-01-05")),  # noqa: DTZ001
    Variety(time(8, 30), "h:mm", Found("date", "08:30:00")),
    Variety(time(8, 30, 15), "h:mm:ss AM/PM", Found("date", "08:30:15")),
    Variety(1.5, "[h]:mm", Found("date", "36:00:00")),
    Variety(500.5, "d.m", Found("date", "1901-05-14")),
    Variety(True, "General", Found("boolean", "1")),
    Variety(False, "General", Found("boolean", "0")),
    Variety("=A1", "General", Found("formula", "=A1")),
    Variety("=SUM(A13:A15)", "0.00", Found("formula", "=SUM(A13:A15)")),
    Variety("=A13*2", "0%", Found("formula", "=A13*2")),
    Variety("=$A$13+A14", "General", Found("formula", "=$A$13+A14")),
)
ERROR = Found("error", "#N/A")
RICH = Found("text", "đậm và thường")
EXPECTED = {(row, 1): variety.found for row, variety in enumerate(VARIETIES, start=1) if variety.found is not None}
PROPERTIES = {"qcdc": "chìa khóa", "qcdc-2": "dan-van/nga-sau"}
SIDE = {(1, 3): Found("text", "gộp"), (6, 3): Found("text", "ẩn"), (9, 3): RICH}
MERGED = ((1, 3, 2, 4),)
HIDDEN_ROWS = frozenset({6})
TABS = (("Phiếu", False), ("Ẩn", True), ("Ẩn kỹ", True))


def by_openpyxl() -> bytes:
    """Return the workbook as openpyxl writes it, with the error value, rich text and a sheet hidden twice."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = TABS[0][0]
    for row, variety in enumerate(VARIETIES, start=1):
        cell = sheet.cell(row, 1, variety.value)
        cell.number_format = variety.format
    sheet["C1"] = "gộp"
    sheet.merge_cells("C1:D2")
    sheet["C6"] = "ẩn"
    sheet["C9"] = CellRichText(TextBlock(InlineFont(b=True), "đậm"), " và thường")
    for row in (6, 2000):
        sheet.row_dimensions[row].hidden = True
    workbook.create_sheet("Ẩn").sheet_state = "hidden"
    workbook.create_sheet("Ẩn kỹ").sheet_state = "veryHidden"
    for name, value in PROPERTIES.items():
        workbook.custom_doc_props.append(  # type: ignore[attr-defined]  # its stubs lag behind
            StringProperty(name=name, value=value)
        )
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def by_xlsxwriter() -> bytes:
    """Return the workbook as XlsxWriter writes it."""
    target = BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = workbook.add_worksheet("Phiếu")
    for row, variety in enumerate(VARIETIES):
        look = workbook.add_format({"num_format": variety.format})
        value = variety.value
        if isinstance(value, bool):
            sheet.write_boolean(row, 0, value, look)
        elif isinstance(value, str):
            (sheet.write_formula if value.startswith("=") else sheet.write_string)(row, 0, value, look)
        elif isinstance(value, date | time):
            sheet.write_datetime(row, 0, value, look)
        else:
            sheet.write_number(row, 0, value, look)
    sheet.merge_range("C1:D2", "gộp")
    sheet.write_string("C6", "ẩn")
    sheet.write_rich_string("C9", workbook.add_format({"bold": True}), "đậm", " và thường")
    sheet.set_row(5, options={"hidden": True})
    workbook.add_worksheet("Ẩn").hide()
    workbook.add_worksheet("Ẩn kỹ").very_hidden()
    for name, value in PROPERTIES.items():
        workbook.set_custom_property(name, value)
    workbook.close()
    return target.getvalue()
