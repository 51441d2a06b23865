"""What LibreOffice's files say in their own way: repeated cells, texts of several paragraphs, cells aside."""

from pathlib import Path

import pytest

from qcdc_cli.workbook.reading import Book, Found, read_book
from tests.workbook.reading.builder import ods, ods_meta, ods_text

DRAWING = '"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'


def book_of(data: bytes, folder: Path) -> Book:
    file = folder / "a.ods"
    file.write_bytes(data)
    return read_book(file)


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def cell(attributes: str, inside: str = "") -> str:
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


@pytest.mark.parametrize(
    ("attributes", "found"),
    [
        ('office:value-type="float" office:value="8.6999999999999993"', Found("number", "8.7")),
        ('office:value-type="float" office:value="1E+21"', Found("number", "1000000000000000000000")),
        ('office:value-type="float" office:value="2.7500000000000004"', Found("number", "2.75")),
        ('office:value-type="float" office:value="2" table:formula=""', Found("number", "2")),
        ('office:value-type="currency" office:value="5000"', Found("number", "5000")),
        ('office:value-type="percentage" office:value="0.57"', Found("percent", "57")),
        ('office:value-type="boolean" office:boolean-value="true"', Found("boolean", "1")),
        ('office:value-type="boolean" office:boolean-value="false"', Found("boolean", "0")),
        ('office:value-type="date" office:date-value="2020-01-05"', Found("date", "2020-01-05")),
        ('office:value-type="date" office:date-value="2020-01-05T08:30:00.5"', Found("date", "2020-01-05")),
        ('office:value-type="date" office:date-value="1899-12-30T08:30:00"', Found("date", "08:30:00")),
        ('office:value-type="date" office:date-value="?"', Found("error", "?")),
        ('office:value-type="time" office:time-value="PT08H30M00S"', Found("date", "08:30:00")),
        ('office:value-type="time" office:time-value="P1DT2H0M1.5S"', Found("date", "26:00:01")),
        ('office:value-type="time" office:time-value="8h"', Found("error", "8h")),
        ('office:value-type="string" office:string-value=" I.1 "', Found("text", "I.1")),
        ('table:formula="of:=SUM([.B2:.B4])*[.$C$1]" office:value="3"', Found("formula", "=SUM(B2:B4)*$C$1")),
        ('table:formula="of:=[$&apos;Trang 2&apos;.A1]"', Found("formula", "=$'Trang 2'.A1")),
        ('table:formula="of:=#N/A"', Found("error", "#N/A")),
        ('table:formula="of:=TRUE()"', Found("boolean", "1")),
        ('table:formula="1+1"', Found("formula", "=1+1")),
        ('office:value-type="float" office:value=""', None),
        ('office:value-type="string"', None),
        ("", None),
    ],
)
def test_what_a_cell_is(attributes: str, found: Found | None, tmp_path: Path) -> None:
    cells = book_of(ods(row(cell(attributes))), tmp_path).tabs[0].cells
    assert cells.get((1, 1)) == found
    assert len(cells) == (found is not None)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("<text:p>a</text:p><text:p>b</text:p>", "a\nb"),
        ("<text:p>a</text:p><text:p/><text:p>b</text:p>", "a\n\nb"),
        ("<text:p>a<text:line-break/>b</text:p>", "a\nb"),
        ("<text:p>a<text:tab/>b</text:p>", "a\tb"),
        ('<text:p>a<text:s text:c="3"/>b</text:p>', "a   b"),
        ("<text:p>a<text:s/> b</text:p>", "a  b"),
        ("<text:p>  a \n\t b  </text:p>", "a b"),
        ("<text:p>Xã <text:span>Phú <text:span>Tân</text:span></text:span>!</text:p>", "Xã Phú Tân!"),
        ("<text:p><text:a>trang</text:a> này</text:p>", "trang này"),
        ("<text:p>\u00a08,5\u00a0</text:p>", "8,5"),
        ("<office:annotation><text:p>ghi chú</text:p></office:annotation><text:p>a</text:p>", "a"),
        ("<text:p>a<office:annotation><text:p>ghi chú</text:p></office:annotation>b</text:p>", "ab"),
        (f"<d:frame xmlns:d={DRAWING}><d:text-box><text:p>hình</text:p></d:text-box></d:frame><text:p>a</text:p>", "a"),
        ("<table:table><table:table-row><table:table-cell/></table:table-row></table:table><text:p>a</text:p>", "a"),
    ],
)
def test_texts_are_what_people_see(written: str, found: str, tmp_path: Path) -> None:
    tab = book_of(ods(row(cell('office:value-type="string"', written), ods_text("sau"))), tmp_path).tabs[0]
    assert tab.cells == {(1, 1): Found("text", found), (1, 2): Found("text", "sau")}


def test_repeated_cells_hold_what_the_first_holds_and_empty_ones_only_take_room(tmp_path: Path) -> None:
    twice = ods_text("x").replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="2"')
    rows = (
        row(cell('table:number-columns-repeated="3"'), twice, attributes='table:number-rows-repeated="2"')
        + row(cell(""), attributes='table:number-rows-repeated="1000000"')
        + row("<table:covered-table-cell/>", ods_text("y"))
    )
    cells = book_of(ods(f"<table:table-rows>{rows}</table:table-rows>"), tmp_path).tabs[0].cells
    expected = dict.fromkeys(((1, 4), (1, 5), (2, 4), (2, 5)), Found("text", "x"))
    assert cells == expected | {(1_000_003, 2): Found("text", "y")}


def test_merged_hidden_and_covered(tmp_path: Path) -> None:
    spans = 'table:number-columns-spanned="2" table:number-rows-spanned="3" office:value-type="string"'
    covered = '<table:covered-table-cell office:value-type="float" office:value="1"/>'
    rows = (
        row(cell(spans, "<text:p>gộp</text:p>"), covered)
        + row(ods_text("lọc"), attributes='table:visibility="filter"')
        + row(ods_text("ẩn"), attributes='table:visibility="collapse" table:number-rows-repeated="2"')
        + row(cell(""), attributes='table:visibility="collapse"')
    )
    tab = book_of(ods(rows), tmp_path).tabs[0]
    assert tab.merged == ((1, 1, 3, 2),)
    assert tab.hidden_rows == {2, 3, 4}
    assert tab.cells[1, 2] == Found("number", "1")


def test_hidden_columns_are_those_that_hold_something(tmp_path: Path) -> None:
    hidden = 'table:visibility="collapse" table:number-columns-repeated="{}"'
    columns = "<table:table-column/>" + "".join(f"<table:table-column {hidden.format(many)}/>" for many in (2, 1000))
    cells = row(ods_text("a"), cell(""), ods_text("c"), ods_text("d"))
    assert book_of(ods(columns + cells), tmp_path).tabs[0].hidden_columns == {3, 4}


def test_hidden_columns_and_folded_outlines(tmp_path: Path) -> None:
    columns = (
        '<table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility=""/>'
        '<table:table-column-group table:display="false"><table:table-column-group>'
        '<table:table-column table:number-columns-repeated="2"/></table:table-column-group></table:table-column-group>'
        "<table:table-column/>"
    )
    folded = f'<table:table-row-group table:display="false">{row(ods_text("x"))}</table:table-row-group>'
    line = row(*(ods_text("a") for _ in range(7)), attributes='table:visibility="" table:number-rows-repeated=""')
    tab = book_of(ods(columns + line + folded + line), tmp_path).tabs[0]
    assert (tab.hidden_columns, tab.hidden_rows) == ({5, 6}, {2})


def test_results_of_a_matrix_are_not_taken_for_numbers(tmp_path: Path) -> None:
    matrix = 'table:number-matrix-columns-spanned="1" table:number-matrix-rows-spanned="2" table:formula="of:={1;2}"'
    result = cell('office:value-type="float" office:value="2"')
    cells = book_of(ods(row(cell(matrix)) + row(result) + row(result)), tmp_path).tabs[0].cells
    formula = Found("formula", "={1;2}")
    assert cells == {(1, 1): formula, (2, 1): formula, (3, 1): Found("number", "2")}


def test_tables_aside_are_no_worksheets(tmp_path: Path) -> None:
    other = '<table:table table:name="{name}" table:style-name="ta2">' + row(ods_text("x")) + "</table:table>"
    linked = other.format(name="'file:///C:/so.xlsx'#Trang")
    before = f"<table:tracked-changes>{other.format(name='cũ')}</table:tracked-changes>"
    after = f"{other.format(name='Ẩn')}{linked}<table:dde-links>{other.format(name='DDE')}</table:dde-links>"
    tabs = book_of(ods(row(ods_text("a")), before=before, after=after), tmp_path).tabs
    assert [(tab.name, tab.hidden) for tab in tabs] == [("Phiếu", False), ("Ẩn", True)]


def test_custom_properties(tmp_path: Path) -> None:
    meta = ods_meta('<meta:user-defined meta:name="qcdc" meta:value-type="string"> khóa </meta:user-defined>')
    assert book_of(ods(others={"meta.xml": meta}), tmp_path).properties == {"qcdc": "khóa"}
