"""What an office has in its layout beside cells is kept: drawings, pictures, charts, comments, tables, sparklines."""

import base64
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from tests.render.template.templates import bloc_of, bytes_of

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
UNITS = 4
Parts = Mapping[str, bytes]


def rich(file: Path) -> None:
    """Write a layout as Excel would, with one of everything; its units' row is row 8."""
    book = Workbook(str(file))
    sheet = book.add_worksheet("Bảng")
    for row, column, text in (
        *((0, 0, "{{bloc}}"), (6, 0, "Đơn vị"), (6, 1, "Điểm"), (6, 2, "Mục I")),
        *((7, 0, "{{unit}}"), (7, 1, "{{points}}"), (7, 2, "{{group:I}}"), (9, 0, "Ghi chú")),
    ):
        sheet.write_string(row, column, text)
    sheet.write_formula("B9", "=SUM(B8)", None, 99)
    sheet.add_table("A7:C8", {"name": "Bang", "columns": [{"header": h} for h in ("Đơn vị", "Điểm", "Mục I")]})
    for row, column, text in ((7, 0, "{{unit}}"), (7, 1, "{{points}}"), (7, 2, "{{group:I}}")):
        sheet.write_string(row, column, text)
    sheet.insert_image("H1", "logo.png", {"image_data": io.BytesIO(PIXEL), "x_scale": 30, "y_scale": 30})
    sheet.insert_textbox("E12", "Nơi nhận", {"object_position": 1})
    sheet.insert_textbox("E2", "ghim", {"object_position": 3, "height": 400})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "='Bảng'!$A$8:$A$8", "values": "='Bảng'!$B$8:$B$8"})
    sheet.insert_chart("E16", chart, {"object_position": 2})
    sheet.write_comment("A10", "ghi chú dưới bảng")
    sheet.write_comment("A1", "ghi chú trên bảng")
    sheet.add_sparkline("D8", {"range": "'Bảng'!B8:C8"})
    sheet.add_sparkline("D9", {"range": "'Bảng'!B9:C9"})
    sheet.conditional_format("B8:B8", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("C9:C9", {"type": "cell", "criteria": ">", "value": "='Bảng'!$C$9"})
    sheet.write_url("A10", "internal:'Bảng'!A12", string="Ghi chú")
    sheet.data_validation(
        "C8", {"validate": "list", "source": "='Danh mục'!$A$1:$A$3", "input_message": "dòng 1\ndòng 2"}
    )
    sheet.data_validation("C10", {"validate": "custom", "value": "=C$8>C10"})
    sheet.set_header('&C&"Times New Roman"Trang &P')
    sheet.protect()
    sheet.freeze_panes(7, 1)
    book.add_worksheet("Danh mục").write_column("A1", ["a", "b", "c"])
    book.define_name("Bảng!cuoi", "='Bảng'!$A$10")
    book.close()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Parts, Parts]:
    """Return the parts of the rich layout before and after it is filled with four units."""
    file = tmp_path_factory.mktemp("kept") / "mau.xlsx"
    rich(file)
    return parts_of(file.read_bytes()), parts_of(bytes_of(file, bloc_of(UNITS)))


Both = tuple[Parts, Parts]


def test_no_part_is_lost_and_what_is_not_filled_is_the_same_byte_for_byte(both: Both) -> None:
    before, after = both
    assert list(before) == list(after)
    same = {name for name in before if before[name] == after[name]}
    assert set(before) - same == {
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/tables/table1.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/drawings/drawing1.xml",
        "xl/charts/chart1.xml",
    }


def found(pattern: str, part: bytes) -> list[Any]:
    return re.findall(pattern, part.decode())


def test_tables_and_comments(both: Both) -> None:
    _, after = both
    assert found(r'ref="([^"]*)"', after["xl/tables/table1.xml"]) == ["A7:C11", "A7:C11"]
    assert sorted(found(r'ref="([^"]*)"', after["xl/comments1.xml"])) == ["A1", "A13"]
    assert sorted(found(r"<x:Row>(\d+)</x:Row>", after["xl/drawings/vmlDrawing1.vml"])) == ["0", "12"]


def test_drawings(both: Both) -> None:
    before, after = (
        [
            tuple(map(int, rows))
            for rows in re.findall(
                r"<xdr:from>.*?<xdr:row>(\d+)<.*?<xdr:to>.*?<xdr:row>(\d+)<", part.decode(), re.DOTALL
            )
        ]
        for part in (each["xl/drawings/drawing1.xml"] for each in both)
    )
    moves = [(now[0] - was[0], now[1] - was[1]) for was, now in zip(before, after, strict=True)]
    picture, chart, box, pinned = moves
    assert chart == box == (UNITS - 1, UNITS - 1)
    assert picture == pinned == (0, 0)


def test_charts_draw_all_units_and_keep_no_old_numbers(both: Both) -> None:
    _, after = both
    chart = after["xl/charts/chart1.xml"]
    assert found(r"<c:f>([^<]*)</c:f>", chart) == ["'Bảng'!$A$8:$A$11", "'Bảng'!$B$8:$B$11"]
    assert b"Cache" not in chart


def test_rules_links_and_sparklines(both: Both) -> None:
    _, after = both
    sheet = after["xl/worksheets/sheet1.xml"]
    assert found(r'<conditionalFormatting sqref="([^"]*)"', sheet) == ["B8:B11", "C12"]
    assert found(r"<formula>([^<]*)</formula>", sheet) == ["'Bảng'!$C$12"]
    assert found(r"<x14:conditionalFormatting.*?<xm:sqref>([^<]*)<", sheet) == ["B8:B11"]
    sparklines = [(f"'Bảng'!B{row}:C{row}", f"D{row}") for row in range(8, 13)]
    assert (
        sorted(found(r"<xm:f>([^<]*)</xm:f><xm:sqref>([^<]*)<", sheet), key=lambda each: int(each[1][1:])) == sparklines
    )
    assert found(r'<hyperlink ref="([^"]*)" location="([^"]*)"', sheet) == [("A13", "'Bảng'!A15")]
    assert found(r'<dataValidation [^>]*sqref="([^"]*)"', sheet) == ["C8:C11", "C13"]
    assert found(r"<formula1>([^<]*)<", sheet) == ["'Danh mục'!$A$1:$A$3", "C$8&gt;C13"]
    assert found(r'prompt="([^"]*)"', sheet) == ["dòng 1&#10;dòng 2"]
    assert found(r"<f>([^<]*)</f>(<v>)?", sheet) == [("SUM(B8:B11)", "")]
    assert b"<sheetProtection" in sheet
    assert found(r"<definedName [^>]*>([^<]*)<", after["xl/workbook.xml"]) == ["'Bảng'!$A$13"]


def test_namespaces_that_texts_name_are_still_declared(tmp_path: Path) -> None:
    """`mc:Ignorable="x14ac"` without `xmlns:x14ac` is a file that Excel does not open."""

    def marked(parts: dict[str, bytes]) -> None:
        sheet = parts["xl/worksheets/sheet2.xml"].decode()
        parts["xl/worksheets/sheet2.xml"] = sheet.replace(
            "<worksheet ",
            '<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" '
            'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
            'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{1}" ',
            1,
        ).encode()

    out = parts_of(bytes_of(altered(tmp_path, marked), bloc_of(2)))["xl/worksheets/sheet2.xml"].decode()
    head = out[: out.index(">", out.index("<worksheet"))]
    assert 'mc:Ignorable="x14ac xr"' in head
    assert 'xr:uid="{1}"' in head
    for prefix in ("mc", "x14ac", "xr", "r"):
        assert head.count(f"xmlns:{prefix}=") == 1


def altered(folder: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Save the rich layout after its parts were changed by hand."""
    file = folder / "mau.xlsx"
    rich(file)
    parts = parts_of(file.read_bytes())
    change(parts)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


def test_formulas_that_a_file_shares_are_each_written_out(tmp_path: Path) -> None:
    def shared(parts: dict[str, bytes]) -> None:
        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        row = '<row r="11"><c r="A11"><f t="shared" ref="A11:B11" si="0">SUM(B9:B$9)</f><v>1</v></c>'
        row += '<c r="B11"><f t="shared" si="0"/><v>2</v></c></row></sheetData>'
        parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", row).encode()

    out = parts_of(bytes_of(altered(tmp_path, shared), bloc_of(3)))["xl/worksheets/sheet1.xml"]
    assert found(r"<f>([^<]*)</f>", out)[1:] == ["SUM(B11:B$11)", "SUM(C11:C$11)"]


def test_the_order_of_computing_is_left_to_excel(tmp_path: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"

    def chained(parts: dict[str, bytes]) -> None:
        parts["xl/calcChain.xml"] = b'<calcChain><c r="B9" i="1"/></calcChain>'
        relations, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
        entry = f'<Relationship Id="rId99" Type="{kind}" Target="calcChain.xml"/></Relationships>'
        parts[relations] = parts[relations].replace(b"</Relationships>", entry.encode())
        parts[types] = parts[types].replace(
            b"</Types>", b'<Override PartName="/xl/calcChain.xml" ContentType="application/x"/></Types>'
        )

    out = parts_of(bytes_of(altered(tmp_path, chained), bloc_of(2)))
    assert "xl/calcChain.xml" not in out
    assert b"calcChain" not in out["[Content_Types].xml"] + out["xl/_rels/workbook.xml.rels"]


def test_a_worksheet_s_rows_need_not_say_where_they_are(tmp_path: Path) -> None:
    def bare(parts: dict[str, bytes]) -> None:
        parts["xl/worksheets/sheet2.xml"] = (
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            b'<row><c t="inlineStr"><is><t>{{unit}}</t></is></c><c><v>5</v></c></row><row><c><v>7</v></c></row>'
            b"</sheetData></worksheet>"
        )

    out = parts_of(bytes_of(altered(tmp_path, bare), bloc_of(2)))["xl/worksheets/sheet2.xml"]
    assert found(r'<c r="([^"]*)"', out) == ["A1", "B1", "A2", "B2", "A3"]


def test_a_worksheet_may_have_other_prefixes_than_the_shared_texts(tmp_path: Path) -> None:
    """The look of a rich text comes from another part: in the worksheet it takes the worksheet's prefix."""

    def prefixed(parts: dict[str, bytes]) -> None:
        texts = parts["xl/sharedStrings.xml"].decode()
        rich_text = "<si><r><rPr><b/></rPr><t>{{bloc}}!</t></r></si></sst>"
        parts["xl/sharedStrings.xml"] = texts.replace("</sst>", rich_text).encode()
        parts["xl/worksheets/sheet2.xml"] = (
            '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
            f'<x:row r="1"><x:c r="A1" t="s"><x:v>{texts.count("<si>")}</x:v></x:c></x:row>'
            "</x:sheetData></x:worksheet>"
        ).encode()

    case = bloc_of(2)
    out = parts_of(bytes_of(altered(tmp_path, prefixed), case))["xl/worksheets/sheet2.xml"].decode()
    assert f'<x:rPr><x:b/></x:rPr><x:t xml:space="preserve">{case.ranking.bloc.name}!</x:t>' in out
    assert found("<(?!x:|/x:|[?])", out.encode()) == []
