"""Files that cannot be read with certainty, that bring along what is not ours, or would cost too much to read."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from qcdc_cli.problems import QcdcError
from qcdc_cli.verification.contents import FileContent
from qcdc_cli.verification.json_values import read_json
from qcdc_cli.verification.pages import read_page
from qcdc_cli.verification.papers import read_document, read_pdf
from qcdc_cli.verification.text_tables import read_csv
from qcdc_cli.verification.workbooks import read_workbook
from tests.verification.made import codes, differences

_MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("read", "data"),
    [
        (read_json, b'{"points": 9, "points": 10}'),
        (read_json, b'{"points": NaN}'),
        (read_json, b'{"points": -Infinity}'),
        (read_json, b'{"points": 9'),
        (read_json, b"[" * 2 * _MEGABYTE),
        (read_json, b'{"a":' * _MEGABYTE),
        (read_json, b"1e" + b"9" * 100),
        (read_page, b"<div>" * 2 * _MEGABYTE),
        (read_csv, b'a,b\n"1,2'),
        (read_csv, b'a,"' + b"x" * _MEGABYTE + b'"\n'),
        (read_pdf, b"<html>"),
    ],
)
def test_a_text_that_cannot_be_read_with_certainty_is_refused(
    read: Callable[[bytes, str], FileContent], data: bytes
) -> None:
    with pytest.raises(QcdcError) as refused:
        read(data, "a")
    assert list(codes(refused.value)) == ["Q068"]
    assert refused.value.could_not_run


def test_lines_of_a_table_in_which_nothing_stands_say_nothing() -> None:
    table = read_csv(b"a,b\n1,2\n", "a")
    assert not differences(table, read_csv(b"a,b\n,\n1,2\n\n\n", "a"))
    assert len(differences(table, read_csv(b"a,b\n0,\n1,2\n", "a"))) == 1


def _with_parts(data: bytes, parts: dict[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """Return a workbook or a document with parts added, or changed."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            change = parts.get(name)
            own = before.read(name)
            after.writestr(name, change(own) if callable(change) else own)
        for name, added in parts.items():
            if not callable(added):
                after.writestr(name, added)
    return written.getvalue()


_SHEET = "xl/worksheets/sheet1.xml"
_DAMAGE: dict[str, tuple[dict[str, bytes | Callable[[bytes], bytes]], set[str]]] = {
    "a bomb": ({"xl/media/a.xml": b" " * 200 * _MEGABYTE}, {"Q709"}),
    "a bomb of entities": (
        {_SHEET: lambda own: b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + own},
        {"Q711", "Q707"},
    ),
    "cut off": ({_SHEET: lambda own: own[: len(own) // 2]}, {"Q707"}),
    "all cells joined": (
        {_SHEET: lambda own: own.replace(b"</mergeCells>", b'<mergeCell ref="A1:XFD1048576"/></mergeCells>')},
        {"Q710", "Q709", "Q707", "Q068"},
    ),
    "a cell far away": (
        {
            _SHEET: lambda own: own.replace(
                b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
            )
        },
        {""},
    ),
    "no worksheet": ({"xl/_rels/workbook.xml.rels": lambda own: own.replace(b"sheet1.xml", b"sheet2.xml")}, {"Q707"}),
    "numbers that are none": ({_SHEET: lambda own: own.replace(b"<v>1</v>", b"<v>x</v>")}, {"Q707", "Q068", ""}),
    "styles that are none": ({"xl/styles.xml": lambda own: own.replace(b"<fonts", b"<fonds")}, {"Q707", "Q068"}),
}


@pytest.mark.parametrize("name", _DAMAGE)
def test_a_damaged_or_hostile_workbook_is_refused_or_differs(name: str, outputs: Path) -> None:
    data = (outputs / "out/a.xlsx").read_bytes()
    parts, allowed = _DAMAGE[name]
    damaged = _with_parts(data, parts)
    if "" in allowed and not _refused(damaged):
        assert differences(read_workbook(data, "a.xlsx"), read_workbook(damaged, "a.xlsx"))
    else:
        assert _refused(damaged) <= allowed - {""}


def _refused(data: bytes) -> set[str]:
    """Return the codes with which a workbook is refused; nothing where it is read."""
    try:
        read_workbook(data, "a.xlsx")
    except QcdcError as refusal:
        return set(codes(refusal))
    return set()


def test_what_can_show_anything_over_the_results_is_named(outputs: Path) -> None:
    data = (outputs / "out/a.xlsx").read_bytes()
    drawing = b'<xdr:pic><xdr:nvPicPr/></xdr:pic><xdr:sp macro=""/>'
    more: dict[str, bytes | Callable[[bytes], bytes]] = {
        "xl/vbaProject.bin": b"x",
        "xl/media/image1.png": b"x",
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        "xl/drawings/drawing1.xml": lambda own: own.replace(
            b"</xdr:twoCellAnchor>", drawing + b"</xdr:twoCellAnchor>", 1
        ),
        "_rels/.rels": lambda own: own.replace(
            b"</Relationships>",
            b'<Relationship Id="rx" Type="x/y" Target="https://example.com/a" TargetMode="External"/></Relationships>',
        ),
    }
    found = differences(read_workbook(data, "a.xlsx"), read_workbook(_with_parts(data, more), "a.xlsx"))
    assert {problem.code for problem in found} == {"Q066"}
    named = " ".join(problem.sentence() for problem in found)
    assert all(
        word in named for word in ("macro", "image1.png", "externallink1.xml", "https://example.com/a", "hình vẽ")
    )


@pytest.mark.parametrize(
    ("added", "code"),
    [
        ("<script>document.body.innerHTML = ''</script>", "Q066"),
        ("<style>td { color: transparent }</style>", "Q066"),
        ('<img src="https://example.com/x.png">', "Q066"),
        ("<p>Xã Khác xếp hạng nhất</p>", "Q063"),
    ],
)
def test_what_is_added_to_a_page_is_named(added: str, code: str, outputs: Path) -> None:
    text = (outputs / "out/site/index.html").read_text(encoding="utf-8")
    expected = read_page(text.encode(), "a.html")
    found = differences(expected, read_page(text.replace("</main>", f"{added}</main>").encode(), "a.html"))
    assert code in {problem.code for problem in found}
    hidden = text.replace("<td ", '<td style="display:none" ', 1)
    assert {one.code for one in differences(expected, read_page(hidden.encode(), "a.html"))} == {"Q066"}


def test_a_hidden_word_and_another_document_are_told(outputs: Path) -> None:
    data = (outputs / "out/a.docx").read_bytes()
    hidden = _with_parts(
        data, {"word/document.xml": lambda own: own.replace(b"<w:r><w:t", b"<w:r><w:rPr><w:vanish/></w:rPr><w:t", 1)}
    )
    found = differences(read_document(data, "a.docx"), read_document(hidden, "a.docx"))
    assert {problem.code for problem in found} == {"Q065"}
    with pytest.raises(QcdcError) as refused:
        read_document(_with_parts(data, {"word/styles.xml": lambda own: own[:99]}), "a.docx")
    assert set(codes(refused.value)) <= {"Q707", "Q068"}
