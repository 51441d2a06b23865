"""What is wrong with a template is told at its cell, all at once, and nothing is filled."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from qcdc_cli.problems import QcdcError
from qcdc_cli.render.report import Options, WholeView
from qcdc_cli.render.template import render
from tests.render.template.templates import MADE, bloc_of, bytes_of, layout, problems_of, saved, sheet_with
from tests.render.template.test_kept import altered


def test_everything_at_once_with_the_nearest_word(tmp_path: Path) -> None:
    def make(sheet: Worksheet) -> None:
        sheet.title = "Kết quả"
        sheet["A1"], sheet["B2"], sheet["C3"] = "{{campain}}", "Hạng {{hạn}}, {{}}", "{{group:IV}} {{stage:selff}}"
        sheet["D4"], sheet["E5"] = "{{unit}", "{{signature:1}}"

    with pytest.raises(QcdcError) as raised:
        bytes_of(sheet_with(tmp_path, make), bloc_of(2))
    told = [
        (str(each.place).partition(" › ")[2], each.code, each.found, each.nearest) for each in raised.value.problems
    ]
    assert told == [
        ("Kết quả › A1", "Q764", "{{campain}}", "{{campaign}}"),
        ("Kết quả › B2", "Q764", "{{hạn}}", "{{hạng}}"),
        ("Kết quả › B2", "Q764", "{{}}", ""),
        ("Kết quả › C3", "Q765", "IV", "I"),
        ("Kết quả › C3", "Q765", "selff", "self"),
        ("Kết quả › D4", "Q764", "{{unit}", "{{unit}}"),
        ("Kết quả › E5", "Q765", "1", ""),
    ]
    problem = raised.value.problems[3]
    assert problem.allowed == "I.1, I.2, 1.10, I, II"
    assert problem.sentence() == "Trường `{{group:IV}}` cần `IV`, mà đợt hoặc thang điểm này không có."


def test_a_template_without_a_word(tmp_path: Path) -> None:
    file = sheet_with(tmp_path, lambda sheet: sheet.__setitem__("A1", "{đơn vị} {}"))
    with pytest.raises(QcdcError) as raised:
        bytes_of(file, bloc_of(2))
    (problem,) = raised.value.problems
    assert problem.code == "Q763"
    assert "{{đơn vị}}" in problem.remedy()
    assert "{{hạng}}" in str(problem.allowed)


def test_units_in_several_rows(tmp_path: Path) -> None:
    def make(sheet: Worksheet) -> None:
        sheet["A3"], sheet["A4"], sheet["B9"], sheet["A1"] = "{{unit}}", "{{rank}}", "{{points}}", "{{bloc}}"

    with pytest.raises(QcdcError) as raised:
        bytes_of(sheet_with(tmp_path, make), bloc_of(2))
    (problem,) = raised.value.problems
    assert problem.code == "Q767"
    assert problem.sentence() == "Các trường về đơn vị nằm ở nhiều dòng: 3, 4, 9."


def test_several_blocs(tmp_path: Path) -> None:
    report = bloc_of(2).report(WholeView())
    with pytest.raises(QcdcError) as raised:
        render(report._replace(rankings=report.rankings * 2), Options(template=saved(layout(), tmp_path), made=MADE))
    assert [each.code for each in raised.value.problems] == ["Q766"]


def test_what_binds_the_units_row_to_other_rows(tmp_path: Path) -> None:
    def make(sheet: Worksheet) -> None:
        sheet["A8"], sheet["B8"], sheet["C8"], sheet["D8"] = "{{unit}}", "=C7/2", "=SUM(D8:D9)", "{{points}}"
        sheet["E8"] = "=D8/D$7+SUM(D$8:D8)"
        sheet.merge_cells("F8:F9")
        sheet.merge_cells("G7:G8")
        limits = DataValidation(type="decimal", formula1="0", formula2="D7")
        limits.add("D8")
        sheet.add_data_validation(limits)

    assert problems_of(sheet_with(tmp_path, make), bloc_of(2)) == [
        ("Q768", "B8", "công thức dùng C7 mà không có $"),
        ("Q768", "C8", "công thức dùng D8:D9 mà không có $"),
        ("Q768", "D8", "công thức dùng D7 mà không có $"),
        ("Q768", "F8:F9", "ô gộp F8:F9 nằm trên nhiều dòng"),
    ]


def test_formulas_over_several_worksheets(tmp_path: Path) -> None:
    book = layout()
    book["Tóm tắt"]["C1"] = "=SUM('Xếp hạng:Tóm tắt'!E8)"
    assert problems_of(saved(book, tmp_path), bloc_of(2)) == [
        ("Q762", "C1", "công thức qua nhiều trang tính ('Xếp hạng:Tóm tắt'!E8)")
    ]


def test_words_where_they_cannot_be_filled(tmp_path: Path) -> None:
    def make(sheet: Worksheet) -> None:
        sheet.title = "{{bloc}}"
        sheet["A1"] = '="Khối "&"{{bloc}}"'
        sheet["A3"], sheet["B3"], sheet["A4"] = "{{name:I}}", "Điểm", "{{unit}}"
        header = sheet.oddHeader
        assert header is not None
        header.center.text = "{{campaign}}"
        sheet.add_table(Table(displayName="Bang", ref="A3:B4"))

    found = problems_of(sheet_with(tmp_path, make), bloc_of(2))
    assert sorted(found) == [
        ("Q769", "", "{{bloc}}"),
        ("Q769", "", "{{campaign}}"),
        ("Q769", "A1", "{{bloc}}"),
        ("Q769", "A3", "{{name:I}}"),
    ]


def test_words_in_drawings_and_charts(tmp_path: Path) -> None:
    def worded(parts: dict[str, bytes]) -> None:
        drawing = "xl/drawings/drawing1.xml"
        parts[drawing] = parts[drawing].replace("Nơi nhận".encode(), b"{{place}}")

    assert problems_of(altered(tmp_path, worded), bloc_of(2)) == [("Q769", "", "{{place}}")]


@pytest.mark.parametrize(
    ("name", "target", "code", "found"),
    [
        ("qcdc_campain", "Sheet!$A$1", "Q764", "qcdc_campain"),
        ("qcdc_group_IX", "Sheet!$A$1", "Q765", "IX"),
        ("qcdc_unit", "Sheet!$A$1:$B$2", "Q769", "qcdc_unit"),
        ("qcdc_unit", "Sheet!#REF!", "Q769", "qcdc_unit"),
        ("qcdc_unit", "5", "Q769", "qcdc_unit"),
        ("qcdc_unit", "Other!$A$1", "Q769", "qcdc_unit"),
    ],
)
def test_cells_with_wrong_names(tmp_path: Path, name: str, target: str, code: str, found: str) -> None:
    book = Workbook()
    book.defined_names[name] = DefinedName(name, attr_text=target)
    assert [(each[0], each[2]) for each in problems_of(saved(book, tmp_path), bloc_of(2))] == [(code, found)]


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("xl/vbaProject.bin", "macro"),
        ("xl/pivotTables/pivotTable1.xml", "bảng PivotTable"),
        ("xl/ctrlProps/ctrlProp1.xml", "nút bấm, ô chọn (Form Controls)"),
        ("xl/activeX/activeX1.xml", "điều khiển ActiveX"),
        ("xl/embeddings/oleObject1.bin", "đối tượng nhúng (OLE)"),
        ("xl/tables/tableSingleCells1.xml", "ô gắn với XML"),
        ("xl/revisions/revisionLog1.xml", "nhật ký của tệp dùng chung (Share Workbook)"),
        ("xl/macrosheets/sheet1.xml", "trang macro kiểu cũ"),
        ("xl/dialogsheets/sheet1.xml", "trang hộp thoại kiểu cũ"),
        ("_xmlsignatures/sig1.xml", "chữ ký số"),
    ],
)
def test_contents_that_filling_could_not_keep_right(tmp_path: Path, part: str, what: str) -> None:
    file = altered(tmp_path, lambda parts: parts.__setitem__(part, b"<x/>"))
    assert problems_of(file, bloc_of(2)) == [("Q762", "", what)]


def test_workbooks_with_macros_are_known_by_their_type_too(tmp_path: Path) -> None:
    def typed(parts: dict[str, bytes]) -> None:
        types = parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = types.replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )

    assert problems_of(altered(tmp_path, typed), bloc_of(2)) == [("Q762", "", "macro")]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("mau.xlsx", b"", "Q701"),
        ("mau.xlsx", b"<html><table>", "Q704"),
        ("mau.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\0o\0r\0k\0b\0o\0o\0k\0" + b"\0" * 48 + b"\x12\0", "Q703"),
        ("~$mau.xlsx", b"x", "Q706"),
        ("mau.csv", b"a,b\n{{unit}},1\n", "Q761"),
    ],
)
def test_files_that_are_no_workbooks(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert [each[0] for each in problems_of(file, bloc_of(2))] == [code]


def test_a_workbook_of_libreoffice(tmp_path: Path) -> None:
    file = tmp_path / "mau.ods"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:body>'
            "<office:spreadsheet/></office:body></office:document-content>",
        )
    assert [each[0] for each in problems_of(file, bloc_of(2))] == ["Q761"]


def test_there_is_no_such_file(tmp_path: Path) -> None:
    assert [each[0] for each in problems_of(tmp_path / "mau.xlsx", bloc_of(2))] == ["Q101"]


@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        ("xl/drawings/drawing1.xml", b"<xdr:row>", b"<xdr:row>x", "Q707"),
        ("xl/charts/chart1.xml", b"</c:chartSpace>", b"", "Q707"),
        ("xl/tables/table1.xml", b"<table ", b'<!DOCTYPE x [<!ENTITY y "z">]><table ', "Q711"),
        ("xl/styles.xml", b"<font>", b"<font", "Q707"),
    ],
)
def test_damaged_parts(tmp_path: Path, part: str, old: bytes, new: bytes, code: str) -> None:
    def damaged(parts: dict[str, bytes]) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new, 1)
        if code == "Q711":
            parts[part] = parts[part].replace(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n', b"")

    assert [each[0] for each in problems_of(altered(tmp_path, damaged), bloc_of(2))] == [code]


def test_a_part_that_is_larger_than_any_layout_s(tmp_path: Path) -> None:
    def large(parts: dict[str, bytes]) -> None:
        parts["xl/charts/chart1.xml"] += b" " * (8 * 1024 * 1024 + 1)

    assert [each[0] for each in problems_of(altered(tmp_path, large), bloc_of(2))] == ["Q709"]


@pytest.mark.parametrize("area", ["shared:A1", "A1:ZZZ9", "A1:", "7:8", "é1"])
def test_a_table_over_cells_that_no_worksheet_has(tmp_path: Path, area: str) -> None:
    def changed(parts: dict[str, bytes]) -> None:
        parts["xl/tables/table1.xml"] = parts["xl/tables/table1.xml"].replace(
            b' ref="A7:C8"', f' ref="{area}"'.encode(), 1
        )

    assert [code for code, *_ in problems_of(altered(tmp_path, changed), bloc_of(2))] == ["Q707"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("drawing", "code"),
    [
        (b"<a>" * 20_000 + b"</a>" * 20_000, "Q707"),
        (b"<a>" + b"<b/>" * 1_000_000 + b"</a>", "Q709"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "Q711"),
    ],
)
def test_parts_that_are_made_to_harm(tmp_path: Path, drawing: bytes, code: str) -> None:
    file = altered(tmp_path, lambda parts: parts.update({"xl/drawings/drawing1.xml": drawing}))
    with pytest.raises(QcdcError) as raised:
        bytes_of(file, bloc_of(2))
    assert [problem.code for problem in raised.value.problems] == [code]


MAIN_SHEET = "xl/worksheets/sheet1.xml"


def with_sheet(folder: Path, change: Callable[[str], str]) -> Path:
    """Save a small template whose worksheet's XML was changed: a heading, the units' row, a sum below."""
    book = Workbook()
    sheet = book.worksheets[0]
    for values in (["{{bloc}}", "Điểm"], ["{{unit}}", "{{points}}", "=B2/B$1"], ["Cộng", "=SUM(B2)"]):
        sheet.append(values)
    file = saved(book, folder)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before = parts[MAIN_SHEET].decode()
    after = change(before)
    assert after != before
    parts[MAIN_SHEET] = after.encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


def rows_of(sheet: str) -> list[str]:
    return re.findall(r"<row.*?</row>", sheet)


@pytest.mark.parametrize(
    ("pattern", "new"),
    [(r'<row r="\d+"', "<row"), (r'<c r="\w+"', "<c"), (r'<(row|c) r="\w+"', r"<\1"), (r'<row r="2"', '<row r=" 2 "')],
)
def test_rows_and_cells_without_numbers_are_counted_on(tmp_path: Path, pattern: str, new: str) -> None:
    content = bytes_of(with_sheet(tmp_path, lambda sheet: re.sub(pattern, new, sheet)), bloc_of(2))
    (sheet, *_) = load_workbook(io.BytesIO(content)).worksheets
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Khối", "Điểm", None],
        ["Xã u0", 23.2, "=B2/B$1"],
        ["Xã u1", 23.19, "=B3/B$1"],
        ["Cộng", "=SUM(B2:B3)", None],
    ]


@pytest.mark.parametrize(
    ("change", "cell", "what"),
    [
        (lambda sheet: sheet.replace('<row r="2"', '<row r="9"'), "A2", "ô A2 nằm trong dòng 9"),
        (
            lambda sheet: sheet.replace('<row r="2"', "<row").replace('<row r="1"', '<row r="4"'),
            "A1",
            "ô A1 nằm trong dòng 4",
        ),
        (lambda sheet: sheet.replace('<row r="3"', '<row r="2"'), "2:2", "dòng 2 có hai lần"),
        (
            lambda sheet: sheet.replace("".join(rows_of(sheet)), "".join(rows_of(sheet)[::-1])),
            "2:2",
            "dòng 2 nằm sau dòng 3",
        ),
        (
            lambda sheet: sheet.replace(rows_of(sheet)[1], '<row r="2"/>' + rows_of(sheet)[1]),
            "2:2",
            "dòng 2 có hai lần",
        ),
        (lambda sheet: re.sub('(<c r="A2".*?</c>)(<c r="B2".*?</c>)', r"\2\1", sheet), "A2", "ô A2 nằm sau ô B2"),
        (lambda sheet: sheet.replace('<c r="A3"', '<c r="B3"/><c r="A3"'), "A3", "ô A3 nằm sau ô B3"),
    ],
)
def test_rows_and_cells_whose_numbers_contradict(
    tmp_path: Path, change: Callable[[str], str], cell: str, what: str
) -> None:
    assert problems_of(with_sheet(tmp_path, change), bloc_of(2)) == [("Q777", cell, what)]


@pytest.mark.parametrize(
    ("pattern", "new"),
    [
        ('<row r="2"', '<row r="0"'),
        ('<row r="3"', '<row r="1048577"'),
        ('<row r="2"', f'<row r="{"9" * 5000}"'),
        ('<row r="2"', '<row r="²"'),
        ('<row r="2"', '<row ht="nan" r="2"'),
        ('<row r="2"', '<row ht="x" r="2"'),
        ('<c r="A2"', '<c s="²" r="A2"'),
        ('<c r="A2"', '<c s="-1" r="A2"'),
        ('<c r="A2"', '<c s="x" r="A2"'),
        ("<sheetData>", '<cols><col min="1" max="3" width="inf"/></cols><sheetData>'),
        ("<sheetData>", f'<cols><col min="1" max="{"9" * 5000}"/></cols><sheetData>'),
        ("<sheetData>", "<sheetData/><sheetData>"),
        ("</sheetData>", '</sheetData><row r="3"><c r="A3"/></row>'),
        ('<c r="A2"', '<c r="A1"><c r="A2"/></c><c r="A2"'),
        ("<sheetData>", '<x:sheetData xmlns:x="urn:x"/><sheetData>'),
        ('<row r="2"(.*?)</row>', r'<x:row xmlns:x="urn:x" r="2"\1</x:row>'),
        ('<row r="2"', '<row xmlns="urn:x" r="2"'),
        ('<c r="A2"(.*?)</c>', r'<x:c xmlns:x="urn:x" r="A2"\1</x:c>'),
        (
            "</sheetData>",
            '</sheetData><dataValidations><dataValidation sqref="A' + "9" * 5000 + '"/></dataValidations>',
        ),
    ],
    ids=range(19),
)
def test_numbers_and_elements_that_no_program_writes(tmp_path: Path, pattern: str, new: str) -> None:
    file = with_sheet(tmp_path, lambda sheet: re.sub(pattern, new, sheet, count=1))
    assert [code for code, *_ in problems_of(file, bloc_of(2))] == ["Q707"]
