"""A canvas writes what it is given: exact figures, texts as they are, formulas with what they come to."""

import io
import re
import zipfile
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from qcdc_cli.workbook.book import book, packed
from qcdc_cli.workbook.canvas import MOST_IN_FORMULA, Canvas, Cell, written_number
from qcdc_cli.workbook.looks import BODY, FIGURE, Looks, worded_format
from qcdc_cli.workbook.names import RangeNames


def made(*lines: tuple[Cell, ...], streamed: bool = False) -> bytes:
    begun = book("=1+1", streamed=streamed)
    canvas = Canvas(begun.add_worksheet("Tiêu chí"), Looks(begun), [12.0, 20.0, 8.0])
    for cells in lines:
        canvas.line(*cells)
    return packed(begun)


def sheet_of(content: bytes, *, values: bool = True) -> Worksheet:
    sheet = load_workbook(io.BytesIO(content), data_only=values).active
    assert isinstance(sheet, Worksheet)
    return sheet


def xml_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("streamed", [False, True])
def test_a_formula_stands_beside_what_it_comes_to(streamed: bool) -> None:
    content = made(
        (
            Cell(Decimal("8.70"), FIGURE),
            Cell(Decimal("17.4"), FIGURE, formula="2*A1"),
            Cell("KPS", BODY, formula='"KPS"'),
        ),
        streamed=streamed,
    )
    assert [cell.value for cell in sheet_of(content)[1]] == [8.7, 17.4, "KPS"]
    assert [cell.value for cell in sheet_of(content, values=False)[1]] == [8.7, "=2*A1", '="KPS"']
    assert re.findall(r"<v>([^<]*)</v>", xml_of(content))[-2:] == ["17.4", "KPS"]


def test_a_formula_longer_than_excel_takes_is_left_out() -> None:
    longest, longer = ("1" + "+1" * ((MOST_IN_FORMULA - 2) // 2), "1+1" + "+1" * (MOST_IN_FORMULA // 2))
    content = made((Cell(4096, FIGURE, formula=longest), Cell(4098, FIGURE, formula=longer)))
    assert [cell.value for cell in sheet_of(content, values=False)[1]] == [f"={longest}", 4098]
    assert [cell.value for cell in sheet_of(content)[1]] == [4096, 4098]
    assert len(f"={longest}") <= MOST_IN_FORMULA < len(f"={longer}")


def test_a_formula_longer_than_excel_takes_is_left_out_of_joined_cells() -> None:
    begun = book("a")
    canvas = Canvas(begun.add_worksheet("a"), Looks(begun), [12.0])
    canvas.merge_down(1, 1, Cell(2, FIGURE, formula="1+1"))
    canvas.merge_down(3, 1, Cell(4098, FIGURE, formula="1" + "+1" * MOST_IN_FORMULA))
    sheet = sheet_of(packed(begun), values=False)
    assert [sheet["A1"].value, sheet["A3"].value] == ["=1+1", 4098]


def test_a_word_of_an_error_stays_a_word_beside_a_formula() -> None:
    content = made((Cell("#N/A", BODY, formula='"#N/A"'), Cell("a_x0041_", BODY, formula='"x"')))
    assert 't="e"' not in xml_of(content)
    assert "a_x005F_x0041_" in xml_of(content)


def test_texts_stay_as_they_are() -> None:
    texts = ["=1+1", "<r>a</r>", "_x0041_", "#N/A", "+84", "{=1}", "http://example.org", "TRUE", " 1 "]
    content = made(*((Cell(text, BODY),) for text in texts))
    assert [row[0].value for row in sheet_of(content).iter_rows()] == texts
    assert "<f>" not in xml_of(content)


@pytest.mark.parametrize("values", [False, True])
def test_rows_that_are_put_aside_hold_the_same(values: bool) -> None:
    long = " ".join(["một câu dài"] * 400)  # goes on in rows of its own
    lines = (
        (Cell("<r>a</r>", BODY), Cell(Fraction(1, 3), FIGURE, formula='IF(A1<>"<",1/3,0)'), Cell(None, FIGURE)),
        (Cell(" b ", BODY), Cell("", FIGURE, formula='""'), Cell(Decimal("-2.50"), FIGURE)),
        (Cell(Decimal("-2.50"), FIGURE, decimals=2), Cell(long, BODY, span=2, formula=f'"{long[:9]}"')),
        (Cell("a & b", BODY, span=2), Cell("#N/A", BODY)),
    )
    aside, kept = (sheet_of(made(*lines, *lines, streamed=streamed), values=values) for streamed in (True, False))
    assert [[(cell.value, cell.number_format) for cell in row] for row in aside.iter_rows()] == [
        [(cell.value, cell.number_format) for cell in row] for row in kept.iter_rows()
    ]
    assert aside.merged_cells.ranges == kept.merged_cells.ranges
    assert kept.max_row > 2 * len(lines)


def test_numbers_have_fifteen_digits() -> None:
    assert written_number(Fraction(20, 3)) == Decimal("6.66666666666667")
    assert written_number(Decimal("0.1") + Decimal("0.2")) == Decimal("0.3")
    assert str(written_number(Decimal("1E+3"))) == "1000"


def test_a_state_with_points_is_a_number_that_shows_its_word() -> None:
    cell = sheet_of(made((Cell(Decimal(10), FIGURE, shown=worded_format("KPS:", 0)),)))["A1"]
    assert cell.value == 10
    assert cell.number_format == '[$-42A]"KPS: "#,##0;[$-42A]"KPS: ""−"#,##0'


def test_input_cells_are_unlocked_and_indented() -> None:
    sheet = sheet_of(made((Cell("", BODY._replace(unlocked=True, indent=2)), Cell("x", BODY))))
    assert not sheet["A1"].protection.locked
    assert sheet["A1"].alignment.indent == 2
    assert sheet["B1"].protection.locked


def test_widths_are_those_that_were_asked_for() -> None:
    sheet = sheet_of(made((Cell("x", BODY),)))
    assert [round(sheet.column_dimensions[letter].width) for letter in "ABC"] == [12, 20, 8]


def test_rows_that_formulas_count_on_stay_one() -> None:
    begun = book("x")
    canvas = Canvas(begun.add_worksheet(), Looks(begun), [5.0])
    long = Cell("rất dài " * 400, BODY)
    assert canvas.rows_of(long) > 1
    assert (canvas.line(long, whole=True), canvas.row) == (1, 1)
    assert canvas.line(long) == 2
    assert canvas.row == 1 + canvas.rows_of(long)


def test_the_same_content_gives_the_same_bytes_whenever() -> None:
    line = (Cell("x", BODY), Cell(Decimal(1), FIGURE))
    assert made(line) == made(line)
    early, late = (packed(book("x", made=datetime(2020, 1, day))) for day in (1, 2))  # noqa: DTZ001
    assert early != late


def test_names_of_ranges_hold_no_more_than_excel_allows() -> None:
    names = RangeNames()
    assert names.take("DiemTong") == "DiemTong"
    assert names.take("DiemTong", "dan-van") == "DiemTong_dan_van"
    assert names.take("DiemTong", "dan.van") == "DiemTong_dan_van_2"
