"""What Excel's files say in their own way: escapes, rich texts, shared and array formulas, days from 1904."""

from pathlib import Path

import pytest

from qcdc_cli.problems import QcdcError
from qcdc_cli.workbook.reading import Found, Tab, read_book
from qcdc_cli.workbook.reading.shared_formulas import shifted_formula
from tests.workbook.reading.builder import MAIN, STRICT, Parts, links, row, worksheet, xlsx, xlsx_parts, zipped

STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="d.m"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="20"/></cellXfs>'
)


def tab_of(data: bytes, folder: Path) -> Tab:
    file = folder / "a.xlsx"
    file.write_bytes(data)
    return read_book(file).tabs[0]


def inline(text: str) -> str:
    return row(f'<c r="A1" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("a_x000D_\nb", "a\nb"),
        ("a_x000D_b", "a\nb"),
        ("a_x000a_b", "a\nb"),
        ("_x005F_x0041_", "_x0041_"),
        ("_x00C0_", "À"),
        ("a_x0007_b", "a_x0007_b"),  # a bell: nobody can have typed it
        ("a_xD800_b", "a_xD800_b"),  # half a character
        ("_x00A0_8,5_x00A0_", "8,5"),
        ("a_x00A_b", "a_x00A_b"),
        ("&lt;b&gt; &amp;amp;", "<b> &amp;"),
        ("=1+1", "=1+1"),
    ],
)
def test_texts_are_what_people_see(written: str, found: str, tmp_path: Path) -> None:
    assert tab_of(xlsx(inline(written)), tmp_path).cells == {(1, 1): Found("text", found)}
    shared = xlsx(row('<c r="A1" t="s"><v>0</v></c>'), texts=f"<si><t>{written}</t></si>")
    assert tab_of(shared, tmp_path).cells == {(1, 1): Found("text", found)}


@pytest.mark.parametrize(
    ("written", "style", "found"),
    [
        ("8.6999999999999993", 0, Found("number", "8.7")),
        ("8.6999999999999993", 9, Found("number", "8.7")),  # a style that there is not
        ("0.56999999999999995", 2, Found("percent", "57")),
        ("0.29", 2, Found("percent", "29")),
        ("2.7500000000000004", 0, Found("number", "2.75")),  # 15 digits, as spreadsheets show
        ("0.30000000000000004", 0, Found("number", "0.3")),
        ("9.999999999999998", 0, Found("number", "10")),
        ("-4.4999999999999996", 0, Found("number", "-4.5")),
        ("0.9000000000000001", 2, Found("percent", "90")),
        ("43834.999999999993", 3, Found("date", "2020-01-05")),
        ("0.333333333333333315", 0, Found("number", "0.333333333333333")),
        ("9007199254740991", 0, Found("number", "9007199254740991")),  # a whole number: all digits are its own
        ("1E3", 0, Found("number", "1000")),
        ("1.2E-5", 0, Found("number", "0.000012")),
        ("3.0", 0, Found("number", "3")),
        ("-0", 0, Found("number", "0")),
        (" 5 ", 0, Found("number", "5")),
        (".5", 0, Found("number", "0.5")),
        ("8.5", 1, Found("date", "1900-01-08")),
        ("43835", 3, Found("date", "2020-01-05")),
        ("43835.354166666664", 3, Found("date", "2020-01-05")),
        ("59", 3, Found("date", "1900-02-28")),
        ("61", 3, Found("date", "1900-03-01")),
        ("0.35416666666666669", 4, Found("date", "08:30:00")),
        ("0.5", 1, Found("date", "12:00:00")),
        ("2958465", 3, Found("date", "9999-12-31")),
        ("2958466", 3, Found("error", "2958466")),  # Excel shows ####
        ("-1", 3, Found("error", "-1")),
        ("NaN", 0, Found("error", "NaN")),
        ("1e999", 0, Found("error", "1e999")),
        ("1_000", 0, Found("error", "1_000")),
        ("٣", 0, Found("error", "٣")),
    ],
)
def test_numbers_have_the_digits_that_were_typed(written: str, style: int, found: Found, tmp_path: Path) -> None:
    tab = tab_of(xlsx(row(f'<c r="A1" s="{style}"><v>{written}</v></c>'), styles=STYLES), tmp_path)
    assert tab.cells == {(1, 1): found}


def test_days_may_be_counted_from_1904(tmp_path: Path) -> None:
    workbook = xlsx_parts()["xl/workbook.xml"]
    assert isinstance(workbook, str)
    since_1904 = workbook.replace("<sheets>", '<workbookPr date1904="true"/><sheets>')
    rows = row('<c r="A1" s="3"><v>42373</v></c>', '<c r="B1" s="3"><v>1</v></c>')
    tab = tab_of(xlsx(rows, styles=STYLES, others={"xl/workbook.xml": since_1904}), tmp_path)
    assert tab.cells == {(1, 1): Found("date", "2020-01-05"), (1, 2): Found("date", "1904-01-02")}


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ('t="b"><v>1</v>', Found("boolean", "1")),
        ('t="b"><v>0</v>', Found("boolean", "0")),
        ('t="e"><v>#N/A</v>', Found("error", "#N/A")),
        ('t="e"><v>#DIV/0!</v>', Found("error", "#DIV/0!")),
        ('t="str"><v> đạt </v>', Found("text", "đạt")),
        ('t="d"><v>2020-01-05</v>', Found("date", "2020-01-05")),
        ('t="d"><v>2020-01-05T08:30:00Z</v>', Found("date", "2020-01-05")),
        ('t="d"><v>08:30</v>', Found("date", "08:30:00")),
        ('t="d"><v>hôm qua</v>', Found("error", "hôm qua")),
        ("><f>B1+C1</f><v>5</v>", Found("formula", "=B1+C1")),
        ('t="str"><f>B1&amp;"x"</f><v>x</v>', Found("formula", '=B1&"x"')),
        ('t="e"><f>1/0</f><v>#DIV/0!</v>', Found("formula", "=1/0")),
        ("><f/><v>5</v>", Found("formula", "=")),
        ("><v></v>", None),
        ('t="s"><v></v>', None),
        ('t="inlineStr"><is><t> </t></is>', None),
        (' s="2">', None),
    ],
)
def test_what_a_cell_is(cell: str, found: Found | None, tmp_path: Path) -> None:
    tab = tab_of(xlsx(row(f'<c r="A1" {cell}</c>'), styles=STYLES), tmp_path)
    assert tab.cells.get((1, 1)) == found
    assert len(tab.cells) == (found is not None)


def test_rich_texts_are_joined_without_phonetic_guides(tmp_path: Path) -> None:
    rich = "<r><rPr><b/></rPr><t>Xã </t></r><r><t>Phú Tân</t></r>"
    guide = '<rPh sb="0" eb="1"><t>guide</t></rPh>'
    rows = row('<c r="A1" t="s"><v>0</v></c>', f'<c r="B1" t="inlineStr"><is>{rich}{guide}</is></c>')
    tab = tab_of(xlsx(rows, texts=f"<si>{rich}{guide}</si>"), tmp_path)
    assert tab.cells == dict.fromkeys(((1, 1), (1, 2)), Found("text", "Xã Phú Tân"))


def test_a_shared_formula_is_moved_to_its_cells(tmp_path: Path) -> None:
    rows = (
        row('<c r="D2"><f t="shared" ref="D2:D4" si="0">B2*$C$1+B$1</f><v>1</v></c>', number=2)
        + row('<c r="D3"><f t="shared" si="0"/><v>2</v></c>', number=3)
        + row('<c r="E4"><f t="shared" si="0"/><v>3</v></c>', '<c r="F4"><f t="shared" si="9"/><v>3</v></c>', number=4)
    )
    cells = tab_of(xlsx(rows), tmp_path).cells
    assert {spot: found.text for spot, found in cells.items()} == {
        (2, 4): "=B2*$C$1+B$1",
        (3, 4): "=B3*$C$1+B$1",
        (4, 5): "=C4*$C$1+C$1",
        (4, 6): "=",
    }
    assert {found.what for found in cells.values()} == {"formula"}


@pytest.mark.parametrize(
    ("formula", "there"),
    [
        ('IF(A1="B2",LOG10(A1),Sheet1!Z9)', 'IF(B2="B2",LOG10(B2),Sheet1!AA10)'),
        ("'Phiếu A1'!A1", "'Phiếu A1'!B2"),
        ("TONG_A1+A1.B+XFD1", "TONG_A1+A1.B+XFE2"),
        ("SUM(A1:$B$2,AZ$9)", "SUM(B2:$B$2,BA$9)"),
        ("COUNTA(8:8)+COUNTA($7:9)", "COUNTA(9:9)+COUNTA($7:10)"),
        ("Bảng1[[#This Row],[A1]]+[1]Bảng!A1+'[1]B1'!A1", "Bảng1[[#This Row],[A1]]+[1]Bảng!B2+'[1]B1'!B2"),
        ("TỔNG1+BẢNG_A1+1E9+a1", "TỔNG1+BẢNG_A1+1E9+B2"),
    ],
)
def test_only_cells_move(formula: str, there: str) -> None:
    assert shifted_formula(formula, 1, 1) == there


def test_results_of_an_array_formula_are_not_taken_for_numbers(tmp_path: Path) -> None:
    rows = (
        row('<c r="A1"><f t="array" ref="A1:B2">C1:D2*2</f><v>2</v></c>', '<c r="B1"><v>4</v></c>')
        + row('<c r="A2"><v>6</v></c>', '<c r="C2"><v>7</v></c>', number=2)
        + row('<c r="A5"><f t="dataTable" ref="A5:A900" r1="B1"/><v>1</v></c>', number=5)
        + row('<c r="A6"><v>8</v></c>', number=6)
    )
    cells = tab_of(xlsx(rows), tmp_path).cells
    array, table = Found("formula", "=C1:D2*2"), Found("formula", "=")
    assert cells == {
        (1, 1): array,
        (1, 2): array,
        (2, 1): array,
        (2, 3): Found("number", "7"),
        (5, 1): table,
        (6, 1): table,
    }


def test_cells_and_rows_without_a_place_follow_each_other(tmp_path: Path) -> None:
    second = '<row r="4"><c r="C4"><v>3</v></c><c><v>4</v></c></row>'
    rows = f"<row><c><v>1</v></c><c><v>2</v></c></row>{second}<row><c><v>5</v></c></row>"
    cells = tab_of(xlsx(rows), tmp_path).cells
    assert {spot: found.text for spot, found in cells.items()} == {
        (1, 1): "1",
        (1, 2): "2",
        (4, 3): "3",
        (4, 4): "4",
        (5, 1): "5",
    }


def test_far_cells_that_hold_something_are_kept(tmp_path: Path) -> None:
    tab = tab_of(xlsx(row('<c r="XFD1048576"><v>1</v></c>', number=1_048_576)), tmp_path)
    assert tab.cells == {(1_048_576, 16_384): Found("number", "1")}
    assert str(tab.place(1_048_576, 16_384)).endswith("a.xlsx › Phiếu › XFD1048576")


def test_only_the_first_rows_are_read_where_no_others_matter(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    cells = ('<c r="A1"><v>1</v></c>', '<c r="A2"><v>2</v></c>', '<c r="damaged"/>')
    file.write_bytes(xlsx("".join(row(cell, number=number) for number, cell in enumerate(cells, start=1))))
    first, both = (read_book(file, rows=rows).tabs[0].cells for rows in (1, 2))
    assert (first.keys(), both.keys()) == ({(1, 1)}, {(1, 1), (2, 1)})
    with pytest.raises(QcdcError, match="Q707"):
        read_book(file)


def test_hidden_rows_are_those_that_hold_something(tmp_path: Path) -> None:
    rows = '<row r="1" hidden="1"/><row r="2" hidden="true"><c r="A2"><v>1</v></c></row><row r="3" hidden="0"/>'
    rows += (
        '<row r="4" ht="0" customHeight="1"><c r="A4"><v>1</v></c></row><row r="5" ht="15"><c r="A5"><v>1</v></c></row>'
    )
    assert tab_of(xlsx(rows), tmp_path).hidden_rows == {2, 4}


@pytest.mark.parametrize(
    ("columns", "hidden"),
    [
        ('<col min="2" max="3" hidden="1"/>', {2}),
        ('<col min="1" max="1" hidden="false"/><col min="2" max="16384" hidden="true"/>', {2, 4}),
        ('<col min="4" max="4" width="0" customWidth="1"/><col min="1" max="3" width="9.5"/>', {4}),
        ('<col min="1" max="9" hidden="1"/><col min="2" max="3" hidden="1"/>', {1, 2, 4}),
        ('<col min="5" max="9" hidden="1"/>', set()),
    ],
)
def test_hidden_columns_are_those_that_hold_something(columns: str, hidden: set[int], tmp_path: Path) -> None:
    rows = row(*(f'<c r="{letter}1"><v>1</v></c>' for letter in "ABD"))
    sheet = worksheet(rows).replace("<sheetData>", f"<cols>{columns}</cols><sheetData>")
    assert tab_of(xlsx(others={"xl/worksheets/sheet1.xml": sheet}), tmp_path).hidden_columns == hidden


def test_attributes_that_are_empty_say_nothing(tmp_path: Path) -> None:
    rows = (
        '<row r="" ht="" hidden="" s=""><c r="" s="" t=""><v>8.5</v></c>'
        '<c r="B1" s="" t="s" cm=""><v>0</v></c><c s="2" t=""><v>0.9</v></c>'
        '<c r="" s=""><f t="" ref="" si="">A1*2</f><v>17</v></c></row>'
    )
    sheet = worksheet(rows).replace("<sheetData>", '<cols><col min="1" max="2" width="" hidden=""/></cols><sheetData>')
    styles = STYLES.replace('<xf numFmtId="0"/>', '<xf numFmtId="" fontId=""/>')
    data = xlsx(others={"xl/worksheets/sheet1.xml": sheet}, texts="<si><t>đạt</t></si>", styles=styles)
    tab = tab_of(data, tmp_path)
    assert tab.cells == {
        (1, 1): Found("number", "8.5"),
        (1, 2): Found("text", "đạt"),
        (1, 3): Found("percent", "90"),
        (1, 4): Found("formula", "=A1*2"),
    }
    assert (tab.hidden, tab.hidden_rows, tab.hidden_columns) == (False, set(), set())
    parts = with_sheets('<sheet name="Trống" sheetId="" state="" r:id=""/>')
    file = tmp_path / "b.xlsx"
    file.write_bytes(zipped(parts))
    assert read_book(file).unread == ("Trống",)  # it is not hidden


def test_merged_cells_whichever_corner_comes_first(tmp_path: Path) -> None:
    merged = '<mergeCells><mergeCell ref="B2:C5"/><mergeCell ref="E9:D8"/></mergeCells>'
    assert tab_of(xlsx(after=merged), tmp_path).merged == ((2, 2, 5, 3), (8, 4, 9, 5))


def test_strict_open_xml_is_read_too(tmp_path: Path) -> None:
    rows = row('<c r="A1" t="s"><v>0</v></c>', '<c r="B1" s="2"><v>0.9</v></c>')
    data = xlsx(rows, texts="<si><t>đạt</t></si>", styles=STYLES, namespace=STRICT)
    assert tab_of(data, tmp_path).cells == {(1, 1): Found("text", "đạt"), (1, 2): Found("percent", "90")}


def test_prefixes_of_namespaces_make_no_difference(tmp_path: Path) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}" xmlns="urn:other"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>'
        '<c r="B1"><v>2</v></c></x:row></x:sheetData></x:worksheet>'
    )
    assert tab_of(xlsx(others={"xl/worksheets/sheet1.xml": sheet}), tmp_path).cells == {(1, 1): Found("number", "1")}


def test_names_of_parts_may_differ_in_case_slashes_and_folders(tmp_path: Path) -> None:
    parts = xlsx_parts(row('<c r="A1"><v>1</v></c>'))
    odd = {name.replace("worksheets/sheet1", "Worksheets\\Sheet1"): content for name, content in parts.items()}
    assert tab_of(zipped(odd), tmp_path).cells == {(1, 1): Found("number", "1")}


def test_only_worksheets_are_tabs(tmp_path: Path) -> None:
    parts = xlsx_parts(row('<c r="A1"><v>1</v></c>'))
    listed = parts["xl/workbook.xml"]
    assert isinstance(listed, str)
    chart = '<sheet name="Biểu đồ" r:id="chartsheet1" xmlns:r="r"/>'
    parts["xl/workbook.xml"] = listed.replace("<sheets>", f"<sheets>{chart}")
    parts["xl/_rels/workbook.xml.rels"] = links(worksheet1="worksheets/sheet1.xml", chartsheet1="chart.xml")
    file = tmp_path / "a.xlsx"
    file.write_bytes(zipped(parts))
    assert [tab.name for tab in read_book(file).tabs] == ["Phiếu"]


def with_sheets(sheets: str, **targets: str) -> Parts:
    """Return a workbook with these `<sheet>` elements before its worksheet, and what they lead to."""
    parts = xlsx_parts(row('<c r="A1"><v>1</v></c>'))
    listed = parts["xl/workbook.xml"]
    assert isinstance(listed, str)
    parts["xl/workbook.xml"] = listed.replace("<sheets>", f'<sheets xmlns:r="r">{sheets}')
    parts["xl/_rels/workbook.xml.rels"] = links(worksheet1="worksheets/sheet1.xml", **targets)
    return parts


@pytest.mark.parametrize(
    ("sheets", "unread"),
    [
        ('<sheet name="Module1" sheetId="2" r:id=""/>', ("Module1",)),
        ('<sheet name="Module1" sheetId="2"/><sheet name="Module2" r:id=""/>', ("Module1", "Module2")),
        ('<sheet name="Module1" sheetId="2" state="veryHidden" r:id=""/>', ()),
        ('<sheet name="Macro1" r:id="xlMacrosheet1"/>', ("Macro1",)),
        ('<sheet name="Macro1" r:id="xlIntlMacrosheet1" state="hidden"/>', ()),
        ('<sheet name="Ngoài" r:id="outside"/>', ("Ngoài",)),
        ('<sheet name="Biểu đồ" r:id="chartsheet1"/><sheet name="Hộp" r:id="dialogsheet1"/>', ()),
    ],
)
def test_sheets_without_cells_leave_the_others_readable(sheets: str, unread: tuple[str, ...], tmp_path: Path) -> None:
    kinds = dict.fromkeys(("xlMacrosheet1", "xlIntlMacrosheet1"), "macro.xml")
    parts = with_sheets(sheets, chartsheet1="chart.xml", dialogsheet1="dialog.xml", **kinds)
    outside = '<Relationship Id="outside" Type="x/worksheet" Target="file:///D:/a.xlsx" TargetMode="External"/>'
    listed = parts["xl/_rels/workbook.xml.rels"]
    assert isinstance(listed, str)
    parts["xl/_rels/workbook.xml.rels"] = listed.replace("</Relationships>", f"{outside}</Relationships>")
    file = tmp_path / "a.xlsx"
    file.write_bytes(zipped(parts))
    book = read_book(file)
    assert [tab.name for tab in book.tabs] == ["Phiếu"]
    assert book.tabs[0].cells == {(1, 1): Found("number", "1")}
    assert book.unread == unread


@pytest.mark.parametrize("identity", ["rId99", "worksheet1"])
def test_worksheets_that_lead_nowhere_or_twice_to_one_part_are_damage(identity: str, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(zipped(with_sheets(f'<sheet name="A" r:id="{identity}"/>')))
    with pytest.raises(QcdcError) as refusal:
        read_book(file)
    assert refusal.value.problem.code == "Q707"


def test_a_workbook_without_texts_styles_and_links_of_its_own(tmp_path: Path) -> None:
    parts = xlsx_parts(row('<c r="A1" s="1"><v>1</v></c>'))
    for name in ("_rels/.rels", "xl/sharedStrings.xml", "xl/styles.xml", "[Content_Types].xml"):
        del parts[name]
    parts["xl/_rels/workbook.xml.rels"] = links(worksheet1="worksheets/sheet1.xml")
    parts["xl/worksheets/sheet1.xml"] = worksheet(row('<c r="A1" s="1"><v>1</v></c>'))
    assert tab_of(zipped(parts), tmp_path).cells == {(1, 1): Found("number", "1")}
