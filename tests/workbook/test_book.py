"""What is written past XlsxWriter is what XlsxWriter writes."""

import io
import re
import zipfile
from decimal import Decimal

import pytest
from xlsxwriter import Workbook
from xlsxwriter.exceptions import DuplicateWorksheetName, InvalidWorksheetName
from xlsxwriter.worksheet import Worksheet

from qcdc_cli.workbook.book import WrittenSheet, book, packed
from qcdc_cli.workbook.looks import HEADING
from qcdc_cli.workbook.plain import cached
from qcdc_cli.workbook.written_cell import cell_style, written_cell

RESULTS = ("", "Tốt & <b>", "_x0041_ ", "<r>a</r>", Decimal("6.66666666666667"), Decimal("-0.5"), Decimal(1000))
BOLD = cell_style(HEADING, "General")


def part_of(begun: Workbook, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(packed(begun))) as parts:
        return parts.read(name)


@pytest.mark.parametrize("streamed", [False, True])
def test_cells_are_written_as_xlsxwriter_writes_them(streamed: bool) -> None:
    made = []
    for put in (True, False):
        begun = book("Báo cáo", streamed=streamed)
        begun.worksheet_class = WrittenSheet if put else Worksheet
        sheet, bold = begun.add_worksheet(), begun.add_format({"bold": True})
        for row, result in enumerate(RESULTS):
            formula, shown = f'IF(AB{row + 1}<>"&",1,"<b>")', cached(result) if isinstance(result, str) else result
            if put:
                cells = [(0, written_cell(shown, BOLD, computed=True), bold, formula)]
                sheet.put(row, [*cells, (27, written_cell(Decimal(row) / 8, BOLD), bold, "")])
                sheet.put(
                    row, [(28, written_cell(f" {result} ", BOLD), bold, ""), (30, written_cell("", BOLD), bold, "")]
                )
                sheet.put_texts(row, 31, f"{result}.", "a")
                continue
            sheet.write_formula(row, 0, f"={formula}", bold, shown)
            sheet.write_number(row, 27, Decimal(row) / 8, bold)
            sheet.write_string(row, 28, f" {result} ", bold)
            sheet.write_blank(row, 30, None, bold)
            sheet.write_string(row, 31, f"{result}.")
            sheet.write_string(row, 32, "a")
        made.append(part_of(begun, "xl/worksheets/sheet1.xml"))
    assert made[0] == made[1]


@pytest.mark.parametrize("streamed", [False, True])
def test_what_cells_take_and_conditions_are_spelt_as_xlsxwriter_does(streamed: bool) -> None:
    made = []
    for kind in (WrittenSheet, Worksheet):
        begun = book("Báo cáo", streamed=streamed)
        begun.worksheet_class = kind
        sheet, bold = begun.add_worksheet(), begun.add_format({"bold": True})
        sheet.write_array_formula(20, 0, 20, 0, "{=SUM(A1:A3*B1:B3)}", bold, 3)
        sheet.data_validation(0, 0, 0, 0, {"validate": "custom", "value": "=AND(ISNUMBER(A1),A1>=0)"})
        sheet.data_validation(1, 0, 1, 0, {"validate": "list", "source": "='Danh mục'!$A$1:$A$3"})
        rule = {"type": "formula", "criteria": '=AND(A1="",B1<>"")', "format": bold}
        sheet.conditional_format(0, 0, 20, 0, rule)
        made.append(part_of(begun, "xl/worksheets/sheet1.xml"))
    assert made[0] == made[1]


def test_charts_hold_what_the_cells_say() -> None:
    begun = book("Báo cáo")
    sheet, bold = begun.add_worksheet(), begun.add_format({"bold": True})
    for row, (name, points) in enumerate({"Xã A": Decimal("9.5"), "Xã B": Decimal(8)}.items()):
        points_cell = (1, written_cell(points, BOLD, computed=True), bold, f"{points}+0")
        sheet.put(row, [(0, written_cell(name, BOLD), bold, ""), points_cell])
    chart = begun.add_chart({"type": "bar"})
    chart.add_series({"categories": "=Sheet1!$A$1:$A$2", "values": "=Sheet1!$B$1:$B$2"})
    sheet.insert_chart(4, 0, chart)
    assert re.findall(r"<c:v>(.*?)</c:v>", part_of(begun, "xl/charts/chart1.xml").decode()) == [
        "Xã A",
        "Xã B",
        "9.5",
        "8",
    ]


@pytest.mark.parametrize("place", [(-1, 0), (0, -1), (1_048_576, 0), (0, 16_384)])
def test_no_formula_stands_outside_of_a_worksheet(place: tuple[int, int]) -> None:
    assert book("").add_worksheet().write_formula(*place, "=1") == -1


@pytest.mark.parametrize(
    ("name", "refusal"),
    [("XÃ A", DuplicateWorksheetName), ("sheet2", DuplicateWorksheetName), ("a/b", InvalidWorksheetName)],
)
def test_names_of_worksheets_are_looked_at_as_xlsxwriter_does(name: str, refusal: type[Exception]) -> None:
    begun = book("")
    begun.add_worksheet("Xã A")
    assert begun.add_worksheet().name == "Sheet2"
    with pytest.raises(refusal):
        begun.add_worksheet(name)
    assert [sheet.name for sheet in begun.worksheets()] == ["Xã A", "Sheet2"]
