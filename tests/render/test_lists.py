"""Lists of what goes on around the numbers: one description, every format."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from qcdc_cli.campaign.papers import Signature
from qcdc_cli.language import speaking
from qcdc_cli.render.formats import FORMATS
from qcdc_cli.render.lists import List, ListColumn
from qcdc_cli.render.report import ListReport, Options
from tests.campaigns import load_example

UNITS = List(
    "units",
    "Tiến độ",
    (
        ListColumn("unit", "", ["a", "b"]),
        ListColumn("name", "Đơn vị", ["Xã A\x1b[31m", "=1+1"], wraps=True),
        ListColumn("days_late", "Trễ (ngày)", [3, None]),
        ListColumn("points", "Điểm", [Decimal("2.50"), Fraction(1, 3)], signed=True),
        ListColumn("due", "Hạn", [date(2020, 6, 25), None]),
        ListColumn("complete", "Đủ", [True, False]),
        ListColumn("checkers", "Ai", [("Lan", "Hoa"), ()]),
    ),
    subtitle=("Khối A",),
    warnings=("Chưa xong.",),
    notes=("Ghi chú.",),
)
NONE = List("none", "Không có", (ListColumn("x", "X", []),), empty="Không có gì.")


def _shown(name: str, *lists: List, width: int | None = None) -> list[str | bytes]:
    report = ListReport(load_example().campaign, "2020-h1", lists)
    return list(FORMATS[name].render(report, Options(width=width)))


def _text(name: str, *lists: List) -> str:
    return "".join(map(str, _shown(name, *lists)))


def test_programs_get_keys_exact_numbers_and_days() -> None:
    found = json.loads(_text("json", UNITS, NONE), parse_float=Decimal)
    assert found["period"] == "2020-h1"
    assert found["warnings"] == ["Chưa xong."]
    assert found["none"] == []
    first, second = found["units"]
    assert first == {
        "unit": "a",
        "name": "Xã A\x1b[31m",
        "days_late": 3,
        "points": Decimal("2.5"),
        "due": "2020-06-25",
        "complete": True,
        "checkers": ["Lan", "Hoa"],
    }
    assert second["points"] == Decimal("0.333333")
    assert second["days_late"] is second["due"] is None


def test_programs_are_told_what_stands_in_no_list() -> None:
    report = ListReport(load_example().campaign, "2020-h1", (NONE,), {"seed": 7, "stage": "bloc"})
    found = json.loads("".join(map(str, FORMATS["json"].render(report, Options()))))
    assert (found["seed"], found["stage"]) == (7, "bloc")


def test_people_get_titles_equal_decimals_and_nothing_that_steers_a_screen() -> None:
    text = _text("table", UNITS)
    lines = [line.split() for line in text.splitlines()]
    assert ["Xã", "A\\x1b[31m", "3", "+2,500000", "25/6/2020", "có", "Lan;", "Hoa"] in lines
    assert ["=1+1", "–", "+0,333333", "–", "không", "–"] in lines
    assert "unit" not in text
    assert text.index("Khối A") < text.index("Chưa xong.") < text.index("25/6/2020") < text.index("Ghi chú.")
    assert "Không có gì." in _text("table", NONE)


def test_csv_and_markdown_hold_the_same_cells() -> None:
    assert _text("csv", UNITS).splitlines()[2].split(",", 1)[0] == "'=1+1"
    assert "25/6/2020" in _text("md", UNITS)


def test_a_worksheet_per_list_holds_numbers_as_numbers_and_texts_as_texts() -> None:
    (data,) = _shown("xlsx", UNITS, NONE)
    assert isinstance(data, bytes)
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == ["Tiến độ", "Không có"]
    rows = [[cell.value for cell in row] for row in book["Tiến độ"].iter_rows()]
    assert ["=1+1", "–", 0.333333333333333, "–", "không", "–"] in rows
    assert any(row[1:3] == [3, 2.5] for row in rows)
    assert any("Không có gì." in row for row in book["Không có"].iter_rows(values_only=True))


def test_each_language_has_its_own_words() -> None:
    with speaking("en"):
        assert "yes" in _text("table", UNITS)


def test_a_signed_list_has_its_first_line_in_the_heading_and_not_once_more_below() -> None:
    (data,) = _shown("xlsx", replace(UNITS, signed=True, subtitle=("Khối A", "Bước 2")))
    assert isinstance(data, bytes)
    rows = load_workbook(BytesIO(data))["Tiến độ"].iter_rows(values_only=True)
    texts = [str(cell) for row in rows for cell in row if cell]
    assert "KHỐI A" in texts
    assert any("Bước 2" in text for text in texts)
    assert not any("Khối A" in text for text in texts)


def test_the_heading_and_three_signatures_part_the_page_evenly_however_few_columns_a_signed_list_has() -> None:
    columns = (
        ListColumn("name", "Đơn vị", ["Xã A", "Xã B"]),
        ListColumn(
            "who", "Người thẩm định", ["Lan, tổ viên của thị trấn Ngã Sáu; Hoa, tổ viên của xã Phú An"] * 2, wraps=True
        ),
    )
    signatures = tuple(Signature(role=f"NGƯỜI KÝ {number}") for number in (1, 2, 3))
    (data,) = _shown("xlsx", List("units", "Phân công", columns, signed=True, signatures=signatures))
    assert isinstance(data, bytes)
    sheet = load_workbook(BytesIO(data))["Phân công"]
    spans = {}
    for joined in sheet.merged_cells.ranges:
        letters = [get_column_letter(one) for one in range(joined.min_col, joined.max_col + 1)]
        spans[joined.coord] = sum(sheet.column_dimensions[one].width for one in letters)
    total = sum(sheet.column_dimensions[get_column_letter(one)].width for one in range(1, sheet.max_column + 1))

    def width(text: str) -> float:
        (cell,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == text)
        joined = next((one for one in sheet.merged_cells.ranges if cell.coordinate in one), None)
        return (spans[joined.coord] if joined else sheet.column_dimensions[cell.column_letter].width) / total

    assert width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == pytest.approx(1 / 2, abs=0.07)
    rows = {cell.row for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("NGƯỜI KÝ")}
    assert len(rows) == 1
    assert [width(f"NGƯỜI KÝ {number}") for number in (1, 2, 3)] == pytest.approx([1 / 3] * 3, abs=0.07)
    assert {joined.size["rows"] for joined in sheet.merged_cells.ranges} == {1}
