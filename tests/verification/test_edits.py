"""Whatever is changed in an output is found: 200 random edits in each kind of file, and those that hide something."""

import random
import re
from collections.abc import Callable, Sequence
from copy import copy
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Color, Font
from openpyxl.worksheet.worksheet import Worksheet

from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.verification.contents import FileContent
from qcdc_cli.verification.json_values import read_json
from qcdc_cli.verification.pages import read_page
from qcdc_cli.verification.papers import read_document
from qcdc_cli.verification.text_tables import read_csv, read_markdown
from qcdc_cli.verification.workbooks import WorkbookContent, _of_sheet, read_workbook
from tests.office import Office
from tests.verification.made import codes, differences

_EDITS = 200
_LETTERS = "0123456789xyz"
_TEXTS: dict[str, Callable[[bytes, str], FileContent]] = {
    "r.json": read_json,
    "r.csv": read_csv,
    "r.md": read_markdown,
    "site/don-vi/chim-en.html": read_page,
}


def _found(compare: Callable[[], Sequence[Problem]]) -> bool:
    """Return whether something is found in a file, or it is refused as one that cannot be read with certainty."""
    try:
        return bool(compare())
    except QcdcError as refusal:
        return set(codes(refusal)) == {"Q068"}


@pytest.mark.parametrize("name", _TEXTS)
def test_every_random_edit_of_a_text_is_found(name: str, outputs: Path) -> None:
    read = _TEXTS[name]
    data = (outputs / "out" / name).read_bytes()
    text = data.decode("utf-8-sig")
    expected, chosen = read(data, name), random.Random(name)  # noqa: S311
    places = [at for at, letter in enumerate(text) if not letter.isspace()]
    for at in chosen.sample(places, _EDITS) if len(places) > _EDITS else places:
        other = chosen.choice([letter for letter in _LETTERS if letter != text[at]])
        edited = f"{text[:at]}{other}{text[at + 1 :]}"
        assert _found(lambda edited=edited: differences(expected, read(edited.encode(), name))), edited[
            at - 40 : at + 40
        ]


def test_a_line_taken_out_moved_or_added_is_found_once(outputs: Path) -> None:
    lines = (outputs / "out/r.csv").read_text(encoding="utf-8-sig").splitlines()
    expected = read_csv("\n".join(lines).encode(), "r.csv")
    for edited, found in (
        ([*lines[:3], *lines[4:]], ["Q064"]),
        ([*lines, lines[2]], ["Q063"]),
    ):
        problems = differences(expected, read_csv("\n".join(edited).encode(), "r.csv"))
        assert [problem.code for problem in problems] == found
    swapped = [*lines[:2], lines[3], lines[2], *lines[4:]]
    assert differences(expected, read_csv("\n".join(swapped).encode(), "r.csv"))


def test_a_page_tells_what_was_added_and_the_attribute_that_differs(outputs: Path) -> None:
    page = (outputs / "out/site/don-vi/chim-en.html").read_text(encoding="utf-8")
    expected = read_page(page.encode(), "x.html")
    long = f"{'a' * 300}{{}}"
    for old, new, told in (
        ("</h1>", '</h1><p class="x">Xã Khác hạng nhất</p>', [('<p class="x">', ""), ("Xã Khác hạng nhất", "")]),
        ("</h1>", "</h1></p>", [("</p>", "")]),
        ('<html lang="vi"', '<html lang="vi" class="x"', [('<html class="x">', "<html>")]),
    ):
        problems = differences(expected, read_page(page.replace(old, new, 1).encode(), "x.html"))
        shown = [(one.values["found"], one.values["expected"].replace("(trống)", "")) for one in problems]
        assert shown == told
    one, other = (read_page(f"<p>{long.format(end)}</p>".encode(), "x.html") for end in "bc")
    (problem,) = differences(one, other)
    assert problem.values["found"] == f"…{'a' * 30}c"


def _number(cell: Cell, value: Cell, chosen: random.Random) -> str:
    value.value = (value.value if isinstance(value.value, int | float) else 0) + chosen.choice([1, -1, 0.01, 0.001, 7])
    if cell.data_type != "f":
        cell.value = value.value
    return "Q060"


def _text(cell: Cell, value: Cell, chosen: random.Random) -> str:
    cell.value = value.value = f"{value.value}{chosen.choice(_LETTERS)}"
    return "Q060"


def _as_number(cell: Cell, value: Cell, _chosen: random.Random) -> str:
    if cell.data_type != "f":
        return ""
    cell.value = value.value  # the right figure, which no longer follows the marks
    return "Q061"


def _formula(cell: Cell, value: Cell, chosen: random.Random) -> str:
    if cell.data_type != "f":
        return ""
    cell.value = f"{cell.value}+{chosen.choice(['0', 'A1', '1'])}"
    return "Q062"


def _emptied(cell: Cell, value: Cell, _chosen: random.Random) -> str:
    cell.value = value.value = None
    return "Q064"


def _fewer_digits(cell: Cell, value: Cell, chosen: random.Random) -> str:
    cell.number_format = chosen.choice([";;;", "0", '"9"', "0.0000000"])
    return "Q065" if isinstance(value.value, int | float) else ""


def _white(cell: Cell, _value: Cell, _chosen: random.Random) -> str:
    cell.font = Font(color=Color(rgb=cell.fill.fgColor.rgb if cell.fill.fill_type else "FFFFFFFF"))
    return "Q065"


def _tiny(cell: Cell, _value: Cell, _chosen: random.Random) -> str:
    cell.font = Font(sz=1)
    return "Q065"


def _hidden_row(cell: Cell, _value: Cell, _chosen: random.Random) -> str:
    cell.parent.row_dimensions[cell.row].hidden = True
    return "Q065"


def _noted(cell: Cell, _value: Cell, _chosen: random.Random) -> str:
    cell.comment = Comment("9,75", "x")
    return "Q063"


_SORTS = (
    _number,
    _text,
    _as_number,
    _formula,
    _emptied,
    _fewer_digits,
    _white,
    _tiny,
    _hidden_row,
    _noted,
)


def test_every_random_edit_of_a_cell_is_found_and_named(outputs: Path) -> None:
    data = (outputs / "out/a.xlsx").read_bytes()
    chosen = random.Random(14)  # noqa: S311
    books = {only: load_workbook(BytesIO(data), data_only=only) for only in (False, True)}
    before = {sheet.title: _content(sheet, books[True][sheet.title]) for sheet in books[False].worksheets}
    spots = [
        (sheet.title, spot) for sheet in books[True] for spot, cell in sheet._cells.items() if cell.value is not None
    ]
    done = 0
    while done < _EDITS:
        title, spot = chosen.choice(spots)
        formulas, values = books[False][title], books[True][title]
        sort = chosen.choice(_SORTS)
        cell, value = formulas._cells[spot], values._cells[spot]
        kept = (cell.value, value.value, cell.number_format, copy(cell.font))
        expected = sort(cell, value, chosen)
        if expected:
            done += 1
            problems = differences(before[formulas.title], _content(formulas, values))
            assert expected in [problem.code for problem in problems], (sort.__name__, formulas.title, cell.coordinate)
            places = {problem.place for problem in problems}
            row = {place.cell for place in places if place is not None}
            assert cell.coordinate in row or sort is _hidden_row, problems
        cell.value, value.value, cell.number_format, cell.font = kept
        cell.comment = None
        formulas.row_dimensions[cell.row].hidden = False


def _content(formulas: Worksheet, values: Worksheet) -> FileContent:
    return WorkbookContent(tuple(_of_sheet(formulas, values, "a.xlsx")), sheets={formulas.title: {}})


def _saved(book: Workbook) -> bytes:
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_workbook_edited_with_openpyxl_names_cells_sheets_and_missing_results(outputs: Path) -> None:
    data = (outputs / "out/a.xlsx").read_bytes()
    expected = read_workbook(data, "a.xlsx")
    book = load_workbook(BytesIO(data))
    ranking, groups, *_, method, _calculation = book.worksheets
    ranking["B9"].value = "Xã Khác"
    ranking.conditional_formatting.add("A1:Z99", FormulaRule(["TRUE"], font=Font(color="FFFFFF")))
    ranking.column_dimensions["A"].hidden = True
    groups.sheet_state = "hidden"
    method.title = "Khác"
    book.create_sheet("Thêm")
    found = {
        (problem.code, str(problem.place)) for problem in differences(expected, read_workbook(_saved(book), "a.xlsx"))
    }
    assert {
        ("Q060", f"a.xlsx › {ranking.title} › B9"),
        ("Q065", f"a.xlsx › {ranking.title}"),
        ("Q065", f"a.xlsx › {groups.title}"),
        ("Q063", "a.xlsx › Thêm"),
        ("Q063", "a.xlsx › Khác"),
        ("Q064", "a.xlsx › Cách tính"),
        ("Q073", "a.xlsx"),
    } <= found
    assert not [place for _, place in found if place.startswith("a.xlsx › Cách tính › ")]


def _package(data: bytes, part: str, *edits: tuple[str, str]) -> bytes:
    """Return an Office file with a part edited; each edit must find what it replaces."""
    written = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(written, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            for pattern, new in edits if name == part else ():
                text, times = re.subn(pattern.encode(), new.encode(), text)
                assert times, pattern
            after.writestr(name, text)
    return written.getvalue()


_USUAL_COLOR = r'(?<=<sz val="12"/>)<color theme="1"/>'


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/styles.xml", _USUAL_COLOR, '<color indexed="9"/>'),
        ("xl/styles.xml", _USUAL_COLOR, '<color rgb="FFFDFDFD"/>'),
        ("xl/styles.xml", _USUAL_COLOR, '<color theme="0"/>'),
        ("xl/styles.xml", _USUAL_COLOR, '<color theme="1" tint="0.95"/>'),
        ("xl/styles.xml", r'<fgColor rgb="FFD9E2EC"/>', '<fgColor indexed="8"/>'),
        ("xl/theme/theme1.xml", r'<a:sysClr val="windowText" lastClr="000000"/>', '<a:srgbClr val="FFFFFF"/>'),
        ("xl/sharedStrings.xml", r"<t>(Xã [^<]+)</t>", r'<r><rPr><color rgb="FFFFFFFF"/></rPr><t>\1</t></r>'),
    ],
)
def test_letters_in_the_colour_of_what_is_behind_them_are_found(part: str, old: str, new: str, outputs: Path) -> None:
    data = (outputs / "out/a.xlsx").read_bytes()
    found = differences(_workbook(outputs), read_workbook(_package(data, part, (old, new)), "a.xlsx"))
    assert {problem.code for problem in found} == {"Q065"}
    assert len(found) > 5


@lru_cache(maxsize=1)
def _workbook(outputs: Path) -> FileContent:
    return read_workbook((outputs / "out/a.xlsx").read_bytes(), "a.xlsx")


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", "<w:r>(?=<w:t>Xã)", f"<w:r><w:rPr>{look}</w:rPr>")
        for look in (
            '<w:color w:val="FFFFFF"/>',
            '<w:color w:val="000000" w:themeColor="background1"/>',
            '<w:color w:val="3F3F3F"/><w:shd w:val="clear" w:color="auto" w:fill="333333"/>',
            '<w:highlight w:val="black"/><w:color w:val="000000"/>',
            '<w:sz w:val="2"/>',
            "<w:vanish/>",
        )
    ]
    + [("word/styles.xml", r"(<w:docDefaults>.*?<w:rPr>)", r'\1<w:color w:val="FDFDFD"/>')],
)
def test_words_of_a_paper_that_nobody_can_see_are_found(part: str, old: str, new: str, outputs: Path) -> None:
    data = (outputs / "out/a.docx").read_bytes()
    expected = read_document(data, "a.docx")
    found = differences(expected, read_document(_package(data, part, (old, new)), "a.docx"))
    assert {problem.code for problem in found} == {"Q065"}
    assert any("Xã" in problem.values["found"] for problem in found)
    seen = _package(data, "word/document.xml", ("<w:r>(?=<w:t>Xã)", '<w:r><w:rPr><w:color w:val="B00020"/></w:rPr>'))
    assert not differences(expected, read_document(seen, "a.docx"))


_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"{lock}/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{number}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_WHOLE_FIELD = "<w:fldSimple.*</w:fldSimple>"


def _field(instruction: str, number: str, lock: str = "") -> str:
    return _FIELD.format(instruction=instruction, number=number, lock=lock)


def test_a_paper_that_libreoffice_saved_again_agrees_whatever_number_of_a_page_it_keeps(
    outputs: Path, office: Office
) -> None:
    paper = outputs / "out/a.docx"
    saved = office([paper], "docx")[paper.name].read_bytes()
    with ZipFile(BytesIO(saved)) as parts:
        headers = [parts.read(name).decode() for name in parts.namelist() if name.startswith("word/header")]
    assert {number for header in headers for number in re.findall("<w:t>(.*?)</w:t>", header)} - {"2"}
    expected = read_document(paper.read_bytes(), "a.docx")
    assert differences(expected, read_document(saved, "a.docx")) == []
    assert differences(read_document(saved, "a.docx"), expected) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<w:t>2</w:t>", "<w:t>12</w:t>"),
        (_WHOLE_FIELD, _field(" PAGE ", "7")),
        (_WHOLE_FIELD, _field(r" PAGE \\* MERGEFORMAT ", "7")),
    ],
)
def test_the_number_that_a_field_counts_may_be_any(old: str, new: str, outputs: Path) -> None:
    data = (outputs / "out/a.docx").read_bytes()
    edited = _package(data, "word/header1.xml", (old, new))
    assert differences(read_document(data, "a.docx"), read_document(edited, "a.docx")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (_WHOLE_FIELD, "<w:r><w:t>2</w:t></w:r>"),
        (_WHOLE_FIELD, "<w:r><w:t>[số trang]</w:t></w:r>"),
        (_WHOLE_FIELD, ""),
        ("<w:t>2</w:t>", "<w:t>2, xã Khác hạng nhất</w:t>"),
        ("<w:t>2</w:t>", "<w:t>2</w:t><w:tab/><w:t>0</w:t>"),
        ("<w:t>2</w:t>", "<w:t/>"),
        ("</w:fldSimple>", "</w:fldSimple><w:r><w:t>0</w:t></w:r>"),
        ('w:instr="PAGE"', 'w:instr="= 2"'),
        ('w:instr="PAGE"', 'w:instr="NUMPAGES"'),
        ('w:instr="PAGE"', 'w:instr="PAGE" w:fldLock="true"'),
        (_WHOLE_FIELD, _field("NUMPAGES", "2")),
        (_WHOLE_FIELD, _field("PAGE", "hai")),
        (_WHOLE_FIELD, _field("PAGE", "2", ' w:fldLock="1"')),
        (_WHOLE_FIELD, _field("PAGE", "2") + "<w:r><w:t>0</w:t></w:r>"),
        (_WHOLE_FIELD, _field("PAGE", "2").partition('<w:r><w:fldChar w:fldCharType="end"')[0]),
        (_WHOLE_FIELD, _field("PAGE", f"2</w:t></w:r>{_field('= 5', '5')}<w:r><w:t>")),
    ],
)
def test_what_stands_in_the_place_of_a_page_number_is_found(old: str, new: str, outputs: Path) -> None:
    data = (outputs / "out/a.docx").read_bytes()
    edited = _package(data, "word/header1.xml", (old, new))
    assert differences(read_document(data, "a.docx"), read_document(edited, "a.docx"))


def test_a_page_number_in_the_place_of_a_figure_is_found(outputs: Path) -> None:
    data = (outputs / "out/a.docx").read_bytes()
    expected = read_document(data, "a.docx")
    figure = r'<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve">1</w:t></w:r>'
    edited = _package(data, "word/document.xml", (figure, _field("PAGE", "1")))
    found = differences(expected, read_document(edited, "a.docx"))
    assert {problem.values["found"] for problem in found} == {"[số trang]"}


def test_what_a_person_was_left_to_fill_may_be_filled_and_nothing_else(outputs: Path) -> None:
    import docx

    data = (outputs / "out/a.docx").read_bytes()
    expected = read_document(data, "a.docx")
    document = docx.Document(BytesIO(data))
    to_fill = [one for one in document.paragraphs if "[…" in one.text]
    assert to_fill
    for paragraph in to_fill:
        for part in paragraph.runs:
            if part.text.startswith("[…"):
                part.text = "đã điền"
    assert differences(expected, read_document(_bytes(document), "a.docx")) == []
    longest = max(document.tables, key=lambda table: len(table.rows))
    longest.rows[1].cells[-1].text = "99"
    document.paragraphs[-1].insert_paragraph_before("Xã Khác xếp hạng nhất")
    found = [problem.code for problem in differences(expected, read_document(_bytes(document), "a.docx"))]
    assert found == ["Q060", "Q063"]


def _bytes(document: object) -> bytes:
    written = BytesIO()
    document.save(written)  # type: ignore[attr-defined]
    return written.getvalue()
