"""What is written past XlsxWriter is what XlsxWriter writes."""

import io
import zipfile
from decimal import Decimal

import pytest
from xlsxwriter.exceptions import DuplicateWorksheetName, InvalidWorksheetName
from xlsxwriter.worksheet import Worksheet

from qcdc_cli.workbook.book import WrittenSheet, book, packed

RESULTS = ("", "Tốt & <b>", "#N/A", Decimal("6.66666666666667"), Decimal("-0.5"), Decimal(1000), 7, 0.1, True)


def written(kind: type[Worksheet], *, streamed: bool) -> bytes:
    begun = book("Báo cáo", streamed=streamed)
    begun.worksheet_class = kind
    sheet, bold = begun.add_worksheet(), begun.add_format({"bold": True})
    for row, result in enumerate(RESULTS):
        for column, style in enumerate((bold, None)):
            sheet.write_formula(row, column, f'=IF(AB{row + 1}<>"&",1,"<b>")', style, result)
            sheet.write_number(row, column + 26, Decimal(row) / 8, style)
            sheet.write_string(row, column + 28, f" {result} ", style)
        sheet.write_blank(row, 30, None, bold)
    sheet.write_array_formula(20, 0, 20, 0, "{=SUM(A1:A3*B1:B3)}", bold, 3)
    sheet.data_validation(0, 0, 0, 0, {"validate": "custom", "value": "=AND(ISNUMBER(A1),A1>=0)"})
    sheet.data_validation(1, 0, 1, 0, {"validate": "list", "source": "='Danh mục'!$A$1:$A$3"})
    sheet.conditional_format(0, 0, 20, 0, {"type": "formula", "criteria": '=AND(A1="",B1<>"")', "format": bold})
    with zipfile.ZipFile(io.BytesIO(packed(begun))) as parts:
        return parts.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("streamed", [False, True])
def test_cells_are_spelt_as_xlsxwriter_does(streamed: bool) -> None:
    assert written(WrittenSheet, streamed=streamed) == written(Worksheet, streamed=streamed)


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
