"""A layout as an office would make it, and what fills it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from qcdc_cli.problems import QcdcError
from qcdc_cli.render.report import Options, WholeView
from qcdc_cli.render.template import render
from tests.campaigns import BLOC, input_from, rubric_from
from tests.render.cases import Case, case_of

TODAY = date(2020, 2, 5)
MADE = datetime.combine(TODAY, time(), UTC)
UNIT_ROW = 8
_THIN = Side(style="thin")
FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
RUBRIC = """
rounding: {decimals: 2, at: criterion}
not_applicable: exclude
criteria:
  - id: I
    name: Lãnh đạo
    criteria:
      - {id: I.1, points: 10}
      - {id: I.2, points: 5}
  - id: II
    name: Công khai
    criteria:
      - {id: "1.10", points: 8.7}
classification:
  - {id: tot, name: Tốt, from: 20}
  - {id: kha, name: Khá}
"""


def bloc_of(units: int) -> Case:
    """Return a bloc of so many units; no two have the same total."""
    marks = {f"u{n}": {"I.1": f"{10 - n / 100:.2f}", "I.2": "4.5", "1.10": "8.7"} for n in range(units)}
    return case_of(input_from(rubric_from(RUBRIC), marks))


def layout() -> Workbook:
    """Return a bloc's own layout: heading, table, sums below it, places to sign."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Xếp hạng"
    _heading(sheet)
    _table(sheet)
    _below(sheet)
    _rules(sheet)
    sheet.print_area = "A1:G14"
    sheet.print_title_rows = "6:7"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    book.defined_names["tong_cong"] = DefinedName("tong_cong", attr_text="'Xếp hạng'!$E$9")
    book.defined_names["bang"] = DefinedName("bang", attr_text="'Xếp hạng'!$A$8:$G$8")
    other = book.create_sheet("Tóm tắt")
    other["A1"], other["B1"] = "Tổng của khối", "='Xếp hạng'!E9"
    other["A2"], other["B2"] = "Cao nhất", "=MAX('Xếp hạng'!E8)"
    other["A3"], other["B3"] = "Dẫn đầu", "='Xếp hạng'!B8"
    other["A4"], other["B4"] = "Số đơn vị", "=COUNTA('Xếp hạng'!$B$8:$B$8)"
    return book


def _heading(sheet: Worksheet) -> None:
    for area, text in (
        ("A1:C1", "{{authority}}"),
        ("D1:G1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("A2:C2", "{{KHỐI}}"),
        ("D2:G2", "{{place}}, ngày {{ngày}} tháng {{tháng}} năm {{năm}}"),
        ("A3:G3", "KẾT QUẢ THI ĐUA {{ kỳ }} – {{đợt thi đua}}"),
        ("A4:G4", "{{tình trạng}}"),
    ):
        sheet.merge_cells(area)
        cell = sheet[area.partition(":")[0]]
        cell.value = text
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.font = Font(name="Times New Roman", size=13, bold=True)
    sheet.row_dimensions[3].height = 30


def _table(sheet: Worksheet) -> None:
    heads = ("Hạng", "Đơn vị", "{{name:I}}", "{{name:II}}", "Tổng điểm", "Tỷ lệ", "Xếp loại")
    full = (None, None, "{{full:I}}", "{{full:II}}", "{{total}}", None, None)
    row = ("{{rank}}", "{{đơn vị}}", "{{mục:I}}", "{{group:II}}", "=SUM(C8:D8)", "{{percent}}", "{{xếp loại}}")
    for number, values in ((6, heads), (7, full), (UNIT_ROW, row)):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(number, column, value)
            cell.border = FRAME
            cell.font = Font(name="Times New Roman", size=12, bold=number != UNIT_ROW)
            cell.alignment = Alignment(horizontal="left" if column == 2 else "center", wrap_text=True)
    for letter, width in zip("ABCDEFG", (8, 28, 14, 14, 14, 12, 20), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet["C8"].number_format = sheet["D8"].number_format = "0.00"
    sheet["E8"].number_format = "0.000"
    sheet["F8"].number_format = "0.00%"
    sheet.row_dimensions[UNIT_ROW].height = 24


def _below(sheet: Worksheet) -> None:
    sheet.merge_cells("A9:B9")
    sheet["A9"] = "Cộng"
    sheet["C9"], sheet["D9"], sheet["E9"] = "=SUM(C8)", "=SUM(D8:D8)", "=SUM(E$8:E8)"
    sheet["F9"] = "=AVERAGE(F8)"
    sheet["F9"].number_format = "0.0%"
    sheet["G9"] = '=COUNTIF(G8,"Tốt")'
    for column in "ABCDEFG":
        sheet[f"{column}9"].border = FRAME
        sheet[f"{column}9"].font = Font(name="Times New Roman", size=12, bold=True)
    sheet.merge_cells("E11:G11")
    sheet["E11"] = "TRƯỞNG KHỐI"
    sheet["E11"].alignment = Alignment(horizontal="center")
    sheet.row_dimensions[12].height = 60
    sheet["E14"] = '="Đơn vị dẫn đầu: "&B8'
    sheet.row_breaks.append(Break(id=10))


def _rules(sheet: Worksheet) -> None:
    pale = DifferentialStyle(fill=PatternFill("solid", start_color="FFF2CC", end_color="FFF2CC"))
    sheet.conditional_formatting.add("A8:G8", Rule(type="expression", formula=["$E8=MAX($E$8:$E$8)"], dxf=pale))
    sheet.conditional_formatting.add("E9", Rule(type="expression", formula=["E9<E$7"], dxf=pale))
    limits = DataValidation(type="decimal", operator="between", formula1="0", formula2="C$7")
    limits.add("C8:C8")
    sheet.add_data_validation(limits)


def saved(book: Workbook, folder: Path, name: str = "mau.xlsx") -> Path:
    """Save a template; return where it is."""
    file = folder / name
    book.save(file)
    return file


def bytes_of(file: Path, case: Case) -> bytes:
    """Fill a template with a bloc."""
    return b"".join(render(case.report(WholeView()), Options(template=file, made=MADE)))


def problems_of(file: Path, case: Case) -> list[tuple[str, str, str]]:
    """Return code, cell and what was found of all that is wrong with a template."""
    with pytest.raises(QcdcError) as raised:
        bytes_of(file, case)
    assert raised.value.could_not_run
    return [
        (each.code, each.place.cell if each.place else "", each.found or str(each.values.get("what", "")))
        for each in raised.value.problems
    ]


Make = Callable[[Worksheet], None]


def sheet_with(folder: Path, make: Make) -> Path:
    """Save a template of one worksheet that a function writes."""
    book = Workbook()
    make(book.worksheets[0])
    return saved(book, folder)


__all__ = ["BLOC", "MADE", "TODAY", "UNIT_ROW", "bloc_of", "bytes_of", "layout", "problems_of", "saved", "sheet_with"]
