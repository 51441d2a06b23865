"""Word documents made with python-docx, and part by part where python-docx does not reach."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table

from tests.workbook.reading.builder import links, zipped

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'


def save_table(
    file: Path,
    rows: Sequence[Sequence[str]],
    *,
    above: Sequence[str] = (),
    joined: Sequence[tuple[int, int, int, int]] = (),
    change: Callable[[Table], None] | None = None,
) -> Path:
    """Write a document with lines and a table below them; joined cells from 1: first row and column, last ones."""
    document = Document()
    for line in above:
        document.add_paragraph(line)
    table = document.add_table(len(rows), max(map(len, rows)))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    for top, left, bottom, right in joined:
        table.cell(top - 1, left - 1).merge(table.cell(bottom - 1, right - 1))
    if change is not None:
        change(table)
    document.save(str(file))
    return file


def hide_row(table: Table, number: int) -> None:
    """Hide a row of a table, counted from 1."""
    table.rows[number - 1]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))


def word_parts(
    body: str, others: Mapping[str, str | bytes] | None = None, names: str = NAMES
) -> dict[str, str | bytes]:
    """Return the parts of a document with this body; others are linked by their names: `numbering.xml`."""
    more = {f"word/{name}": content for name, content in (others or {}).items()}
    linked = {name.removesuffix(".xml"): name for name in others or {}}
    return {
        "_rels/.rels": links(officeDocument="word/document.xml"),
        "word/document.xml": f'<?xml version="1.0"?><w:document {names}><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": links(**linked),
        **more,
    }


def docx(body: str, others: Mapping[str, str | bytes] | None = None, names: str = NAMES) -> bytes:
    """Return a document with this body."""
    return zipped(word_parts(body, others, names))


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def listed(text: str, number: int, level: int = 0) -> str:
    """Return a paragraph of a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def table(*rows: Sequence[str]) -> str:
    """Return a table of cells, each of some paragraphs."""
    return f"<w:tbl>{''.join(row(*cells) for cells in rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row of a table."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def numbering(*lists: Sequence[tuple[str, str]], more: str = "") -> str:
    """Return how lists count, 1 for the first: of each level its signs and the pattern around them."""
    levels = [
        "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{signs}"/>'
            f'<w:lvlText w:val="{pattern}"/></w:lvl>'
            for depth, (signs, pattern) in enumerate(own)
        )
        for own in lists
    ]
    abstract = "".join(f'<w:abstractNum w:abstractNumId="{n}">{own}</w:abstractNum>' for n, own in enumerate(levels))
    used = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n, _ in enumerate(levels))
    return f'<?xml version="1.0"?><w:numbering {NAMES}>{abstract}{used}{more}</w:numbering>'


def parts_of(file: Path) -> dict[str, bytes]:
    """Return the parts of a saved document."""
    with zipfile.ZipFile(BytesIO(file.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


__all__ = ["NAMES", "STRICT", "docx", "hide_row", "listed", "numbering", "paragraph", "parts_of", "qn", "save_table"]
