"""A bloc's own layout comes out filled: every figure exact, everything below the units' row moved along."""

import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from qcdc_cli import language
from qcdc_cli.campaign.papers import Signature
from qcdc_cli.language.names import bare, fold
from qcdc_cli.render.placeholders import PLACEHOLDERS
from qcdc_cli.scoring.scoring_input import ScoringInput
from qcdc_cli.workbook.plain import plain
from qcdc_cli.workbook.reading import read_book
from tests.campaigns import input_from, rubric_from
from tests.render.cases import Case, case_of, example
from tests.render.template.templates import BLOC, RUBRIC, UNIT_ROW, bloc_of, bytes_of, layout, saved, sheet_with
from tests.workbook.reading.builder import xlsx


def opened(content: bytes, **options: Any) -> Workbook:
    return load_workbook(io.BytesIO(content), **options)


def values(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def first(file: Path, case: Case) -> Worksheet:
    return opened(bytes_of(file, case)).worksheets[0]


def changed(case: Case, **campaign: object) -> Case:
    scoring_input: ScoringInput = case.scoring_input
    return case_of(scoring_input._replace(campaign=scoring_input.campaign.model_copy(update=campaign)))


# ------------------------------------------------------------------ the whole layout


def test_the_whole_layout(tmp_path: Path) -> None:
    case = changed(bloc_of(3), authority="BAN CHỈ ĐẠO", place="Châu Thành")
    book = opened(bytes_of(saved(layout(), tmp_path), case))
    sheet = book["Xếp hạng"]
    none = [None] * 7
    assert values(sheet) == [
        ["BAN CHỈ ĐẠO", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", None, None, None],
        ["Khối", None, None, "Châu Thành, ngày 05 tháng 02 năm 2020", None, None, None],
        ["KẾT QUẢ THI ĐUA 6 tháng đầu năm – Đợt thử", *none[1:]],
        none,
        none,
        ["Hạng", "Đơn vị", "Lãnh đạo", "Công khai", "Tổng điểm", "Tỷ lệ", "Xếp loại"],
        [None, None, 15, 8.7, 23.7, None, None],
        [1, "Xã u0", 14.5, 8.7, "=SUM(C8:D8)", 0.9789, "Tốt"],
        [2, "Xã u1", 14.49, 8.7, "=SUM(C9:D9)", 0.9785, "Tốt"],
        [3, "Xã u2", 14.48, 8.7, "=SUM(C10:D10)", 0.9781, "Tốt"],
        [
            *("Cộng", None, "=SUM(C8:C10)", "=SUM(D8:D10)", "=SUM(E$8:E10)", "=AVERAGE(F8:F10)"),
            '=COUNTIF(G8:G10,"Tốt")',
        ],
        none,
        [None, None, None, None, "TRƯỞNG KHỐI", None, None],
        none,
        none,
        [None, None, None, None, '="Đơn vị dẫn đầu: "&B8', None, None],
    ]
    assert {str(area) for area in sheet.merged_cells.ranges} == {
        *("A1:C1", "D1:G1", "A2:C2", "D2:G2", "A3:G3", "A4:G4", "A11:B11", "E13:G13")
    }
    assert sheet.print_area == "'Xếp hạng'!$A$1:$G$16"
    assert sheet.print_title_rows == "$6:$7"
    assert [each.id for each in sheet.row_breaks.brk] == [12]
    heights = {row: sheet.row_dimensions[row].height for row in range(1, 17)}
    assert {row: height for row, height in heights.items() if height} == {3: 30, 8: 24, 9: 24, 10: 24, 14: 60}
    rules = {str(area.sqref): [rule.formula for rule in rules] for area, rules in rules_of(sheet).items()}
    assert rules == {"A8:G10": [["$E8=MAX($E$8:$E$10)"]], "E11": [["E11<E$7"]]}
    (limits,) = sheet.data_validations.dataValidation
    assert (str(limits.sqref), limits.formula2) == ("C8:C10", "C$7")
    assert values(book["Tóm tắt"]) == [
        ["Tổng của khối", "='Xếp hạng'!E11"],
        ["Cao nhất", "=MAX('Xếp hạng'!E8:E10)"],
        ["Dẫn đầu", "='Xếp hạng'!B8"],
        ["Số đơn vị", "=COUNTA('Xếp hạng'!$B$8:$B$10)"],
    ]
    assert {name: defined.attr_text for name, defined in book.defined_names.items()} == {
        "tong_cong": "'Xếp hạng'!$E$11",
        "bang": "'Xếp hạng'!$A$8:$G$10",
    }


def rules_of(sheet: Worksheet) -> dict[Any, Any]:
    return {each: each.rules for each in sheet.conditional_formatting}


@pytest.mark.parametrize("units", [1, 8, 95])
def test_any_number_of_units(tmp_path: Path, units: int) -> None:
    case = bloc_of(units)
    sheet = first(saved(layout(), tmp_path), case)
    rows = values(sheet)[UNIT_ROW - 1 : UNIT_ROW - 1 + units]
    assert [row[1] for row in rows] == [f"Xã u{number}" for number in range(units)]
    assert [row[4] for row in rows] == [f"=SUM(C{row}:D{row})" for row in range(8, 8 + units)]
    below = UNIT_ROW + units
    assert sheet.cell(below, 1).value == "Cộng"
    grown = "F8" if units == 1 else f"F8:F{below - 1}"
    assert sheet.cell(below, 6).value == f"=AVERAGE({grown})"
    assert sheet.cell(below + 5, 5).value == '="Đơn vị dẫn đầu: "&B8'
    assert sheet.print_area == f"'Xếp hạng'!$A$1:$G${below + 5}"


def test_each_unit_s_row_looks_like_the_template_s(tmp_path: Path) -> None:
    file = saved(layout(), tmp_path)
    before, after = load_workbook(file)["Xếp hạng"], first(file, bloc_of(8))
    for column in range(1, 8):
        was = before.cell(UNIT_ROW, column)
        for row in range(UNIT_ROW, UNIT_ROW + 8):
            now = after.cell(row, column)
            for part in ("font", "border", "alignment", "number_format", "fill"):
                assert repr(getattr(now, part)) == repr(getattr(was, part))
        assert repr(after.cell(UNIT_ROW + 8, column).border) == repr(before.cell(UNIT_ROW + 1, column).border)


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    file, case = saved(layout(), tmp_path), bloc_of(8)
    assert bytes_of(file, case) == bytes_of(file, case)


def test_excel_computes_on_opening(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(bytes_of(saved(layout(), tmp_path), bloc_of(2)))) as archive:
        assert 'fullCalcOnLoad="1"' in archive.read("xl/workbook.xml").decode()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert not re.search(r"</f><v>", sheet)


# ------------------------------------------------------------------ words


def test_every_word_in_both_languages(tmp_path: Path) -> None:
    arguments = {"node": "I.1", "stage": "bloc", "signature": "1"}

    def words(sheet: Worksheet) -> None:
        row = [each for each in PLACEHOLDERS if each.of_unit]
        for column, each in enumerate(row, start=1):
            sheet.cell(1, column, written(each.names[0], *(arguments[kind] for kind in each.takes)))
        for number, each in enumerate((each for each in PLACEHOLDERS if not each.of_unit), start=3):
            given_arguments = [arguments[kind] for kind in each.takes]
            for column, name in enumerate(each.names, start=1):
                sheet.cell(number, column, written(name, *given_arguments))

    scoring_input = input_from(
        rubric_from(RUBRIC),
        {
            "a": {"I.1": {"self": "9", "bloc": {"mark": "8,5", "reason": "x"}}, "I.2": "5", "1.10": "8,7"},
            "b": None,
        },
        stages=("self", "bloc"),
    )
    case = changed(
        case_of(scoring_input),
        authority="Ban",
        basis="Kế hoạch 40",
        note="Ghi chú",
        signatures=(Signature(role="TRƯỞNG BAN", name="Nguyễn Văn A"),),
        blocs={BLOC: scoring_input.campaign.blocs[BLOC].model_copy(update={"leader": "a", "deputy": "b"})},
    )
    rows = values(first(sheet_with(tmp_path, words), case))
    assert rows[0] == [
        *(1, "Xã a", 1, 22.2, 23.7, 93.67, "Tốt", None),
        "Trưởng khối; Chưa có điểm bước “bloc”: I.2, 1.10",
        *(8.5, 8.5, 22.2, 8.5),
    ]
    assert rows[1] == [2, "Xã b", "–", "–", 23.7, "–", "–", None, "Phó khối; Chưa có phiếu", "–", "–", "–", "–"]
    told = {row[0]: row for row in rows[3:] if row[0] is not None}
    for row in rows[3:]:
        assert len({value for value in row if value is not None}) <= 1  # all names of a word say the same
    notice = "TẠM TÍNH: còn 1 đơn vị chưa có phiếu; 2 lượt tiêu chí chưa có điểm bước “bloc”."
    expected = ["Đợt thử", "Ban", "Kế hoạch 40", "…………", "Ghi chú", "Khối", "Xã a", "Xã b", 2, "6 tháng đầu năm"]
    expected += ["bloc", "Thang điểm", 23.7, "Tiêu chí I.1", 10, "05/02/2020", "05", "02", "2020", notice, "TRƯỞNG BAN"]
    assert [*told] == [*expected, "Nguyễn Văn A"]


def written(name: str, *arguments: str) -> str:
    return "{{" + ":".join((name, *arguments)) + "}}"


def test_names_of_words_forgive_and_none_stands_for_two() -> None:
    spellings = [
        (spelling, len(each.takes))
        for each in PLACEHOLDERS
        for spelling in {own for name in each.names for own in (fold(name), bare(name))}
    ]
    assert len(spellings) == len(set(spellings))


@pytest.mark.parametrize(
    "text", ["{{Đơn vị}}", "{{ ĐƠN VỊ }}", "{{đơn\u00a0vị}}", "{{don vi}}", "{{đơn vị}}", "{{unit}}", " {{UNIT}} "]
)
def test_spellings(tmp_path: Path, text: str) -> None:
    file = sheet_with(tmp_path, lambda sheet: sheet.__setitem__("A1", text))
    assert values(first(file, bloc_of(2))) == [["Xã u0"], ["Xã u1"]]


def test_inside_a_text_figures_are_texts_in_the_language_in_use(tmp_path: Path) -> None:
    file = sheet_with(
        tmp_path,
        lambda sheet: sheet.__setitem__("A1", "{{unit}}: {{points}}/{{max}} ({{percent}}%), {{day}}/{{month}}"),
    )
    assert values(first(file, bloc_of(1))) == [["Xã u0: 23,2/23,7 (97,89%), 05/02"]]
    language.use("en")
    assert values(first(file, bloc_of(1))) == [["Xã u0: 23.2/23.7 (97.89%), 5/2"]]


def test_figures_are_exact(tmp_path: Path) -> None:
    """The file holds the digits of the decimal, not those of the nearest binary fraction."""
    file = sheet_with(tmp_path, lambda sheet: sheet.__setitem__("A1", "{{points}}"))
    scoring_input = input_from(rubric_from("criteria: [{id: I, points: 23.7}]"), {"a": {"I": "8,7"}})
    with zipfile.ZipFile(io.BytesIO(bytes_of(file, case_of(scoring_input)))) as archive:
        assert "<v>8.7</v>" in archive.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize(
    ("look", "value"),
    [
        ("General", "97.89"),
        ("0.00", "97.89"),
        ("0%", "0.9789"),
        ("0.00%", "0.9789"),
        ('0.0" %"', "97.89"),
        ("0.0\\%", "97.89"),
    ],
)
def test_percent_is_what_the_cell_s_format_shows(tmp_path: Path, look: str, value: str) -> None:
    def make(sheet: Worksheet) -> None:
        sheet["A1"] = "{{percent}}"
        sheet["A1"].number_format = look

    cell = first(sheet_with(tmp_path, make), bloc_of(1))["A1"]
    assert (Decimal(str(cell.value)), cell.number_format) == (Decimal(value), look)


def test_parts_of_a_text_keep_their_looks(tmp_path: Path) -> None:
    bold, red = InlineFont(b=True), InlineFont(i=True)

    def make(sheet: Worksheet) -> None:
        # A word whose braces and letters look different, as when somebody made a part of it bold.
        sheet["A1"] = CellRichText("Đơn vị ", TextBlock(bold, "{{un"), TextBlock(red, "it}} hạng "), "{{rank}}!")

    book = opened(bytes_of(sheet_with(tmp_path, make), bloc_of(1)), rich_text=True)
    text = book.worksheets[0]["A1"].value
    assert isinstance(text, CellRichText)
    assert [str(part) for part in text] == ["Đơn vị ", "Xã u0", " hạng ", "1!"]
    assert [part.font.b if isinstance(part, TextBlock) else None for part in text] == [None, True, False, None]


def test_rows_become_higher_for_texts_that_break(tmp_path: Path) -> None:
    def make(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B2"] = "{{campaign}}", "{{unit}}"
        sheet.merge_cells("A1:C1")
        for cell in ("A1", "B2"):
            sheet[cell].alignment = Alignment(wrap_text=True)
        sheet.row_dimensions[1].height = 80
        sheet.row_dimensions[2].height = 20

    units = {"u0": "Xã " + "rất dài " * 10, "u1": "Xã"}
    case = changed(bloc_of(2), units=units, campaign="Đợt " * 9)
    sheet = first(sheet_with(tmp_path, make), case)
    assert sheet.row_dimensions[1].height == 80
    assert (sheet.row_dimensions[2].height or 0) > 100
    assert sheet.row_dimensions[3].height == 20


def test_joined_cells_of_the_units_row_are_joined_in_each_copy(tmp_path: Path) -> None:
    def make(sheet: Worksheet) -> None:
        sheet["A2"], sheet["C2"], sheet["E2"] = "{{unit}}", "{{points}}", "x"
        for area in ("A2:B2", "C2:D2", "F1:F3", "A3:E3"):
            sheet.merge_cells(area)

    sheet = first(sheet_with(tmp_path, make), bloc_of(3))
    assert sorted(str(area) for area in sheet.merged_cells.ranges) == [
        *("A2:B2", "A3:B3", "A4:B4", "A5:E5", "C2:D2", "C3:D3", "C4:D4", "F1:F5")
    ]
    assert [row[4] for row in values(sheet)] == [None, "x", "x", "x", None]


# ------------------------------------------------------------------ cells with names


def test_cells_with_names(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Kết quả"
    sheet["A1"] = "ô này được thay"
    sheet.merge_cells("A1:C1")
    named = {
        "qcdc_campaign": "$A$1:$C$1",
        "qcdc.don_vi": "$A$3",
        "QCDC_Points": "$B$3",
        "qcdc_group_II": "$C$3",
        "qcdc.criterion.1.10": "$D$3",
        "qcdc_stage_self_I.1": "$F$3",
        "khac": "$A$4",
        "qcdc_so_don_vi": "$A$5",
    }
    for name, area in named.items():
        book.defined_names[name] = DefinedName(name, attr_text=f"'Kết quả'!{area}")
    out = opened(bytes_of(saved(book, tmp_path), bloc_of(2)))
    assert values(out.worksheets[0]) == [
        ["Đợt thử", None, None, None, None, None],
        [None] * 6,
        ["Xã u0", 23.2, 8.7, 8.7, None, 10],
        ["Xã u1", 23.19, 8.7, 8.7, None, 9.99],
        [None] * 6,
        [2, None, None, None, None, None],
    ]
    assert out.defined_names["khac"].attr_text == "'Kết quả'!$A$5"
    assert out.defined_names["qcdc.don_vi"].attr_text == "'Kết quả'!$A$3"


# ------------------------------------------------------------------ data is never code


NASTY = ["=1+1", "+84", "-1", "@x", "#N/A", "'x", "1.10", "TRUE", "{{rank}}", "}}{{unit}}", "a\x1bb", "_x0041_", "<b>&"]


def test_texts_from_data_stay_texts(tmp_path: Path) -> None:
    def make(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["C1"] = "{{unit}}", "{{unit}} {{rank}}", "=LEN(A1)"

    units = [f"u{number}" for number in range(len(NASTY))]
    case = changed(bloc_of(len(NASTY)), units=dict(zip(units, NASTY, strict=True)))
    content = bytes_of(sheet_with(tmp_path, make), case)
    sheet = opened(content).worksheets[0]
    for row, name in enumerate(NASTY, start=1):
        cell = sheet.cell(row, 1)
        assert (as_read(cell.value), cell.data_type) == (plain(name), "s")
        assert as_read(sheet.cell(row, 2).value) == f"{plain(name)} {row}"
        assert cell.quotePrefix is (name[:1] in "=+-@#'1")
        assert sheet.cell(row, 3).value == f"=LEN(A{row})"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("xl/worksheets/sheet1.xml").decode().count("<f>") == len(NASTY)


def as_read(value: object) -> str:
    """Return a text as Excel reads it from the file: openpyxl leaves its escapes in."""
    return re.sub("_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", str(value))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=2, max_size=2))
def test_any_text_comes_out_as_it_is(tmp_path: Path, names: list[str]) -> None:
    file = sheet_with(tmp_path, lambda sheet: sheet.__setitem__("A1", "{{unit}}"))
    case = changed(bloc_of(2), units={"u0": names[0], "u1": names[1]})
    assert [as_read(row[0]) for row in values(first(file, case))] == [plain(name) for name in names]


def test_very_long_texts_end_where_a_cell_does(tmp_path: Path) -> None:
    file = sheet_with(tmp_path, lambda sheet: sheet.__setitem__("A1", "{{unit}}{{unit}}"))
    case = changed(bloc_of(1), units={"u0": "dài " * 8000})
    assert len(str(first(file, case)["A1"].value)) == 32_767


# ------------------------------------------------------------------ files


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" t="s"><v>0</v></c>',
        '<c r="A1" t="s"><v>1</v></c>',
        '<c r="A1" t="str"><v>{{khối}}: {{số đơn vị}}</v></c>',
        '<c r="A1" t="str" s="" cm=""><v xml:space="preserve">{{khối}}: {{số đơn vị}}</v></c>',
        '<c r="" s="" t="inlineStr"><is><t>{{khối}}: {{số đơn vị}}</t></is></c>',
        '<c t="inlineStr"><is><r><rPr><b/></rPr><t>{{khối}}: {{số</t></r><r><t> đơn vị}}</t></r></is></c>',
        '<c t="str"><v><![CDATA[{{khối}}: {{số đơn vị}}]]></v></c>',
    ],
)
def test_texts_are_found_whichever_way_they_are_written(tmp_path: Path, cell: str) -> None:
    rich = "<si><r><t>{{khối}}: </t></r><r><rPr><i/></rPr><t>{{số đơn vị}}</t></r></si>"
    texts = f"<si><t>{{{{khối}}}}: {{{{số đơn vị}}}}</t></si>{rich}"
    file = tmp_path / "mau.xlsx"
    unit = '<row r="2"><c r="A2" t="str"><v>{{đơn vị}}</v></c><c r="B2" t="str"><v>{{rank}}</v></c></row>'
    file.write_bytes(xlsx(f'<row r="" ht="" spans="">{cell}</row>{unit}', texts=texts))
    filled = tmp_path / "bao-cao.xlsx"
    filled.write_bytes(bytes_of(file, bloc_of(2)))
    cells = {(1, 1): "Khối: 2", (2, 1): "Xã u0", (2, 2): "1", (3, 1): "Xã u1", (3, 2): "2"}
    assert {spot: found.text for spot, found in read_book(filled).tabs[0].cells.items()} == cells


def test_a_template_s_own_suffix(tmp_path: Path) -> None:
    book = layout()
    book.template = True
    content = bytes_of(saved(book, tmp_path, "mau.xltx"), bloc_of(2))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    assert "template.main" not in types
    assert "spreadsheetml.sheet.main" in types


def test_the_example(tmp_path: Path) -> None:
    case = example()
    sheet = first(saved(layout(), tmp_path), case)
    rows = values(sheet)[UNIT_ROW - 1 : UNIT_ROW + 7]
    assert [row[0] for row in rows] == [standing.rank for standing in case.ranking.standings]
    assert sheet["A4"].value == "TẠM TÍNH: còn 1 lượt tiêu chí chưa chấm."


def test_the_template_is_only_read(tmp_path: Path) -> None:
    file = saved(layout(), tmp_path)
    before = file.read_bytes()
    bytes_of(file, bloc_of(2))
    assert file.read_bytes() == before
