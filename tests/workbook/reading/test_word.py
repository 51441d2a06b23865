"""Tables of Word documents: texts, joined cells, lists that count by themselves, tracked changes; refusals."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli import language
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.scale.reading import read_scale
from qcdc_cli.workbook.reading.book import Book, Tab
from qcdc_cli.workbook.reading.opening import read_book, read_tables
from tests.workbook.reading import hostile
from tests.workbook.reading.builder import container, links, ods, with_flag, xlsx, zipped
from tests.workbook.reading.word_files import (
    NAMES,
    STRICT,
    docx,
    hide_row,
    listed,
    numbering,
    paragraph,
    row,
    save_table,
    table,
    word_parts,
)

P = paragraph
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
SMALL = table([P("STT"), P("Nội dung")], [P("1"), P("Họp")])


def opened(folder: Path, data: bytes, name: str = "thang.docx") -> Book:
    (folder / name).write_bytes(data)
    return read_tables(folder / name, name)


def in_memory(data: bytes) -> Book:
    """Read a document without a file, as often as a property wants."""
    with TemporaryDirectory() as folder:
        return opened(Path(folder), data)


def texts(tab: Tab) -> dict[str, str]:
    return {f"{'ABCDEFGH'[column - 1]}{row}": found.text for (row, column), found in sorted(tab.cells.items())}


def read(folder: Path, body: str, **others: str) -> dict[str, str]:
    (tab,) = opened(folder, docx(body, {f"{name}.xml": content for name, content in others.items()})).tabs
    return texts(tab)


def refused(folder: Path, data: bytes, name: str = "thang.docx") -> Problem:
    with pytest.raises(QcdcError) as refusal:
        opened(folder, data, name)
    (problem,) = refusal.value.problems
    assert problem.place is not None
    assert problem.place.path == name
    return problem


def test_a_table_of_python_docx_is_a_worksheet_with_what_stands_above_it(tmp_path: Path) -> None:
    rows = [["STT", "Nội dung", "Điểm", ""], ["", "", "Tối đa", "Tự chấm"], ["I", "Họp\nhai dòng", "10", ""], ["x"] * 4]
    file = save_table(
        tmp_path / "a.docx",
        rows,
        above=["UBND TỈNH", "", "THANG ĐIỂM"],
        joined=[(1, 3, 1, 4), (1, 1, 2, 1), (1, 2, 2, 2)],
        change=lambda made: hide_row(made, 4),
    )
    book = read_tables(file, "a.docx")
    (tab,) = book.tabs
    assert (book.document, book.tracked_changes, tab.name) == (True, False, "Bảng 1")
    assert texts(tab) == {
        "A-1": "UBND TỈNH",
        "A0": "THANG ĐIỂM",
        "A1": "STT",
        "B1": "Nội dung",
        "C1": "Điểm",
        "C2": "Tối đa",
        "D2": "Tự chấm",
        "A3": "I",
        "B3": "Họp\nhai dòng",
        "C3": "10",
        "A4": "x",
        "B4": "x",
        "C4": "x",
        "D4": "x",
    }
    assert set(tab.merged) == {(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4)}
    assert tab.hidden_rows == {4}
    assert str(tab.place(3, 3)) == "a.docx › Bảng 1 › C3"
    assert str(tab.place(-1, 1)) == "a.docx › Bảng 1 › A:A"


def test_tables_come_in_their_order_those_inside_cells_too(tmp_path: Path) -> None:
    inner = table([P("a"), P("b"), P("c")], [P("d"), P("e"), P("f")], [P("g"), P("h"), P("i")])
    body = table([P("QUỐC HIỆU"), P("x")]) + P("THANG ĐIỂM") + table([f"{P('ngoài')}{inner}"]) + SMALL
    tabs = opened(tmp_path, docx(body)).tabs
    assert [tab.name for tab in tabs] == ["Bảng 1", "Bảng 2", "Bảng 3", "Bảng 4"]
    assert texts(tabs[1])["A0"] == "THANG ĐIỂM"
    assert texts(tabs[1])["A1"] == "ngoài\na\nb\nc\nd\ne\nf\ng\nh\ni"  # nothing of a cell is lost


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/></w:r>", "a\tb\nc-"),
        ("<w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>", "liên kết"),
        ("<w:sdt><w:sdtContent><w:r><w:t>ô nhập</w:t></w:r></w:sdtContent></w:sdt>", "ô nhập"),
        ('<w:r><w:t xml:space="preserve"> Phu\u0301 </w:t></w:r>', "Phú"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>90%</w:t><w:sym w:char="F0FF"/></w:r>', "≥90%□"),
        (f"<m:oMath {MATH}><m:r><m:t>A:B</m:t></m:r></m:oMath>", "A:B"),
        ("<w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r><w:r><w:t>15</w:t></w:r>", "15"),
    ],
)
def test_all_texts_of_a_paragraph_are_read(tmp_path: Path, inside: str, text: str) -> None:
    assert read(tmp_path, table([f"<w:p>{inside}</w:p>"])) == {"A1": text}


def test_rows_and_cells_in_fields_are_read_and_rows_that_begin_further_right(tmp_path: Path) -> None:
    inside = row(f"{P('a')}", "</w:tc><w:sdt><w:sdtContent><w:tc>" + P("b") + "</w:tc></w:sdtContent></w:sdt><w:tc>")
    shifted = row(P("c"), properties='<w:gridBefore w:val="2"/>')
    body = f"<w:tbl><w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>{shifted}</w:tbl>"
    assert {**read(tmp_path, body)} == {"A1": "a", "C1": "b", "C2": "c"}


def test_tracked_changes_are_read_as_accepted_and_told(tmp_path: Path) -> None:
    cell = (
        "<w:p><w:ins><w:r><w:t>10</w:t></w:r></w:ins><w:del><w:r><w:delText>8</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>9</w:t></w:r></w:moveFrom></w:p>"
    )
    rows = row(cell, P("x")) + row(P("bỏ"), properties="<w:del/>") + row(P("thêm"), properties="<w:ins/>")
    book = opened(tmp_path, docx(f"<w:tbl>{rows}</w:tbl>"))
    assert book.tracked_changes
    assert texts(book.tabs[0]) == {"A1": "10", "B1": "x", "A2": "thêm"}


def test_what_is_there_twice_for_old_programs_is_read_once(tmp_path: Path) -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:p><w:r><w:t>hộp</w:t></w:r></w:p>"
    run = (
        f"<mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    assert read(tmp_path, table([f"<w:p><w:r><w:t>ô</w:t>{run}</w:r></w:p>"])) == {"A1": "ô\nhộp"}


STYLES = (
    f"<w:styles {NAMES}>"
    '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style></w:styles>'
)
LISTS = numbering(
    [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "\uf0b7")],
    [("decimal", "%1"), ("decimal", "%1.%2")],
    [("decimalZero", "%1"), ("none", "")],
)


def test_lists_count_as_word_shows_them(tmp_path: Path) -> None:
    """Numbers of three lists, one of which goes on behind another; as LibreOffice shows them too."""
    lines = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 3), (2, 0), (2, 1), (2, 1), (1, 0), (1, 1), (2, 0), (2, 1)]
    lines += [(3, 0), (3, 1), (1, 0), (1, 2), (1, 1)]
    body = table(*([listed("x", number, level)] for number, level in lines))
    shown = [text.removesuffix("x").strip() for text in read(tmp_path, body, numbering=LISTS).values()]
    assert shown == [
        *("I.", "1.", "2.", "a)", "b)", "-", "1", "1.1", "1.2", "II.", "1.", "2", "2.1", "01", ""),
        *("III.", "a)", "2."),  # a level that is left out counts as begun
    ]


def test_a_column_of_numbers_may_have_no_text_at_all(tmp_path: Path) -> None:
    body = table([listed("", 1), P("Tổ chức")], [listed("", 1, 1), P("Họp")], [listed("", 1), P("Công khai")])
    assert read(tmp_path, body, numbering=LISTS) == {
        "A1": "I.",
        "B1": "Tổ chức",
        "A2": "1.",
        "B2": "Họp",
        "A3": "II.",
        "B3": "Công khai",
    }


def test_a_list_may_begin_elsewhere_and_begin_anew(tmp_path: Path) -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    more = f'<w:num w:numId="9"><w:abstractNumId w:val="1"/>{override}</w:num>'
    lists = numbering(*([("decimal", "%1)")],) * 2, more=more)
    body = table(*([listed("x", number)] for number in (2, 2, 9, 9, 2, 0, 7)))
    assert list(read(tmp_path, body, numbering=lists).values()) == ["1) x", "2) x", "5) x", "6) x", "7) x", "x", "x"]


def test_a_style_may_number_its_paragraphs(tmp_path: Path) -> None:
    body = table(*([P("x", f'<w:pStyle w:val="{style}"/>')] for style in ("Muc", "Con", "Khac")))
    assert list(read(tmp_path, body, numbering=LISTS, styles=STYLES).values()) == ["I. x", "II. x", "x"]


def test_the_text_may_stand_in_a_part_with_another_name(tmp_path: Path) -> None:
    parts = word_parts(SMALL)
    renamed = {name.replace("document", "document2"): content for name, content in parts.items()}
    renamed["_rels/.rels"] = links(officeDocument="/word/document2.xml")
    assert len(opened(tmp_path, zipped(renamed), "ban-sao.doc").tabs) == 1  # what it is says its content


def test_old_fonts_are_refused_with_their_cell(tmp_path: Path) -> None:
    problem = refused(tmp_path, docx(table([P("TT"), P("Céng hßa x· héi chñ nghÜa"), P("§iÓm tèi ®a")])))
    assert (problem.code, str(problem.place)) == ("Q713", "thang.docx › Bảng 1 › B1")


OTHERS = {
    "an old document": ("a.doc", container("WordDocument"), "Q778", "một văn bản Word cũ (.doc)"),
    "an old document with a new name": ("a.docx", container("WordDocument"), "Q778", "một văn bản Word cũ (.doc)"),
    "RTF": ("a.rtf", b"{\\rtf1\\ansi }", "Q778", "văn bản RTF"),
    "RTF as .doc": ("a.doc", b"{\\rtf1\\ansi }", "Q778", "văn bản RTF"),
    "PDF": ("a.pdf", b"%PDF-1.7\n", "Q778", "tệp PDF"),
    "LibreOffice": ("a.odt", ods(others={"mimetype": hostile.ODS.replace("spreadsheet", "text")}), "Q778", "(.odt)"),
    "a web page": ("a.doc", hostile.HTML.encode(), "Q778", "trang web (HTML)"),
    "XML": ("a.doc", hostile.XML_2003.encode(), "Q778", "XML"),
    "Strict Open XML": ("a.docx", docx(SMALL, names=STRICT), "Q778", "Strict Open XML"),
    "a text": ("a.docx", "chữ".encode(), "Q778", "một loại tệp khác (không phải Word)"),
    "a password": ("a.docx", container("EncryptedPackage"), "Q702", "Mở bằng Word"),
    "nothing": ("a.docx", b"", "Q701", "rỗng"),
    "a lock file": ("~$a.docx", b"x" * 162, "Q706", "Đóng Word"),
    "cut off": ("a.docx", docx(SMALL)[:-100], "Q707", "Mở thử bằng Word"),
    "no XML": ("a.docx", zipped({**word_parts(SMALL), "word/document.xml": "<w:document"}), "Q707", "bằng Word"),
    "no links": ("a.docx", zipped({"word/document.xml": word_parts(SMALL)["word/document.xml"]}), "Q707", "bằng Word"),
    "no number": (
        "a.docx",
        docx('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="x"/></w:tcPr></w:tc></w:tr></w:tbl>'),
        "Q707",
        "",
    ),
    "a part with a password": ("a.docx", with_flag(docx(SMALL), "word/document.xml"), "Q702", "Mở bằng Word"),
    "an old workbook": ("a.xls", container("Workbook"), "Q703", "(*.xlsx)"),
    "an archive": ("a.docx", zipped({"phieu.xlsx": xlsx()}), "Q708", "nén"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_files_are_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    file, data, code, said = OTHERS[name]
    problem = refused(tmp_path, data, file)
    assert problem.code == code
    assert said in f"{problem.sentence()} {problem.remedy()}"
    assert code != "Q778" or problem.remedy().endswith("(*.docx). Chỉ đổi đuôi tệp là không đủ.")
    language.use("en")
    assert all(text.endswith(".") and "{" not in text for text in (problem.sentence(), problem.remedy()))


@pytest.mark.parametrize(
    ("part", "kind"),
    [(part, kind) for part in ("document", "numbering", "styles") for kind in (hostile.LAUGHS, hostile.OUTSIDE)],
)
def test_document_types_are_refused_in_every_part(tmp_path: Path, part: str, kind: str) -> None:
    parts = word_parts(SMALL, {"numbering.xml": numbering(), "styles.xml": numbering().replace("numbering", "styles")})
    parts[f"word/{part}.xml"] = hostile.with_type(str(parts[f"word/{part}.xml"]), kind)
    problem = refused(tmp_path, zipped(parts))
    assert (problem.code, "Word" in problem.remedy()) == ("Q711", True)


@pytest.mark.parametrize("part", ["document", "numbering"])
@pytest.mark.parametrize(
    ("inside", "code"),
    [
        pytest.param("<w:p/>" * 250_001, "Q709", id="tags", marks=pytest.mark.slow),
        pytest.param(" " * 12_700_000, "Q709", id="length"),
        pytest.param("<w:p>" * 300 + "</w:p>" * 300, "Q707", id="depth"),
    ],
)
def test_what_would_take_long_is_refused(tmp_path: Path, part: str, inside: str, code: str) -> None:
    whole = word_parts(SMALL, {"numbering.xml": numbering()})
    whole[f"word/{part}.xml"] = str(whole[f"word/{part}.xml"]).replace("</w:", f"{inside}</w:", 1)
    assert refused(tmp_path, zipped(whole)).code == code


def test_parts_that_are_not_read_do_not_matter(tmp_path: Path) -> None:
    others: dict[str, str | bytes] = {"comments.xml": "<!DOCTYPE x>", "media/image1.png": b"\0" * 9_000_000}
    assert len(opened(tmp_path, docx(SMALL, others)).tabs) == 1


def test_a_document_is_no_workbook_where_forms_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(SMALL))
    with pytest.raises(QcdcError) as refusal:
        read_book(tmp_path / "a.docx")
    assert refusal.value.problem.code == "Q708"


def test_a_workbook_is_read_as_ever(tmp_path: Path) -> None:
    assert not opened(tmp_path, xlsx(hostile.ONE), "a.xlsx").document


WHOLE = word_parts(
    table([P("STT"), P("Nội dung"), P("Điểm")], [listed("", 1), P("Họp"), P("4,5")])
    + "<w:tbl>"
    + row(P("a"), properties='<w:gridBefore w:val="1"/><w:hidden/>')
    + "</w:tbl>",
    {"numbering.xml": LISTS, "styles.xml": STYLES},
)


@given(
    st.sampled_from(sorted(WHOLE)),
    st.floats(0, 1),
    st.integers(0, 12),
    st.sampled_from(["", "x", "0", "-1", "<", ">", '"', "<w:tc>", "</w:tc>", "<w:p/>", 'w:val="x"', "&a;", "w:vMerge"]),
)
def test_damaged_parts_are_read_or_refused(part: str, where: float, gone: int, put: str) -> None:
    """Whatever is cut out of a part or put into it: tables, or one of the program's own refusals."""
    text = str(WHOLE[part])
    place = int(where * len(text))
    data = zipped({**WHOLE, part: text[:place] + put + text[place + gone :]})
    with suppress(QcdcError):
        book = in_memory(data)
        assert all(tab.name for tab in book.tabs)
        read_scale(book)
