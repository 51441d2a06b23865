"""Tables of a Word document (.docx), each read as a worksheet: texts, joined cells, rows that are hidden, no more.

python-docx knows how a document is built; it parses only what was measured here before, and only three of the parts:
the document itself, how its lists count, its styles. Pictures, macros, links and comments are never unpacked.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from docx.exceptions import PythonDocxError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from qcdc_cli.language import Text, say
from qcdc_cli.workbook.reading.book import Book, Found, Spot, Tab
from qcdc_cli.workbook.reading.cells import text_found
from qcdc_cli.workbook.reading.package import Package
from qcdc_cli.workbook.reading.refusals import CellCount, Limit, damaged, too_large, unreadable
from qcdc_cli.workbook.reading.word_numbers import AutomaticNumbers

_MOST_MEGABYTES = 12  # of a part: a table of 1,000 rows takes 3; a tree takes ten times as much
_MOST_TAGS = 500_000  # of a part, start and end; the same table has 100,000
_MANY = Text("hơn 500.000 thẻ XML", "over 500,000 XML tags"), Text("500.000 thẻ", "500,000")
_MEGABYTE = 1024 * 1024
_MOST_LINES_ABOVE = 12  # of texts above a table, where its title stands
_STRICT = Text("Word kiểu Strict Open XML", "a Word document saved as Strict Open XML")
_STRICT_ROOT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}document"

_PARAGRAPH, _TABLE, _ROW, _CELL = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))
_DELETED = (qn("w:del"), qn("w:moveFrom"))
_INSERTED = (qn("w:ins"), qn("w:moveTo"))
_TWICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # what stands there, for old programs
# What may stand around rows, cells and runs: fields to fill in, and tracked changes.
_AROUND = frozenset({*map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:smartTag")), *_INSERTED})
_PROPERTIES = frozenset(map(qn, ("w:pPr", "w:rPr")))
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_TEXTS = frozenset({qn("w:t"), qn("m:t")})
# Signs that are chosen from a font of signs stand in no text; what they are says their number in that font.
_SYMBOL, _CHARACTER = qn("w:sym"), qn("w:char")
_SYMBOLS = {"A3": "≤", "B1": "±", "B3": "≥", "B4": "×", "B7": "•", "B8": "÷", "B9": "≠", "A8": "☐", "FE": "☑"}
_OTHER_SYMBOL = "□"
_ROW_PROPERTIES = qn("w:trPr")
_HIDDEN = f"{_ROW_PROPERTIES}/{qn('w:hidden')}"


def read_word_tables(package: Package, main: str, path: str) -> Book:
    """Read the tables of a Word document as worksheets, in their order.

    The rows of a table count from 1; texts above it stand in row 0 and before. What is deleted in tracked changes is
    left out, what is inserted is taken.

    Args:
        package: its file.
        main: the part that holds the text.
        path: how its file is named to people.

    Raises:
        QcdcError: when it is damaged, holds too much, or is of a kind that is not read (Q778).
    """
    root = _parsed(package, main)
    if root.tag == _STRICT_ROOT:
        raise unreadable("Q778", kind=_STRICT)
    parts = {link.kind: link.part for link in package.links(main).values() if link.part in package}
    numbering, styles = (_parsed(package, parts[kind]) if kind in parts else None for kind in ("numbering", "styles"))
    tracked = next(root.iter(*_INSERTED, *_DELETED), None) is not None
    _take_out_deleted(root)
    try:
        tabs = list(_tables(root, AutomaticNumbers(numbering, styles), path))
    except PythonDocxError:
        raise damaged() from None
    return Book(path, tuple(tabs), document=True, tracked_changes=tracked)


def _parsed(package: Package, name: str) -> Any:
    """Return a part as a tree, when all of it was looked at tag by tag."""
    data = package.part(name)
    if len(data) > _MOST_MEGABYTES * _MEGABYTE:
        raise too_large(f"{len(data) // _MEGABYTE} MB XML", f"{_MOST_MEGABYTES} MB")
    count = Limit(_MOST_TAGS, partial(too_large, *_MANY))
    for _ in package.tags(name, {}):
        count.take()
    try:
        return parse_xml(data)
    except SyntaxError:  # what lxml raises: some files are XML for expat alone
        raise damaged() from None


def _take_out_deleted(root: Any) -> None:
    """Take out what tracked changes delete, rows too, and what is there twice."""
    rows = [mark.getparent().getparent() for mark in root.iter(*_DELETED) if mark.getparent().tag == _ROW_PROPERTIES]
    for element in [*rows, *root.iter(*_DELETED, _TWICE)]:
        if element.getparent() is not None:
            element.getparent().remove(element)


def _tables(root: Any, numbers: AutomaticNumbers, path: str) -> Iterator[Tab]:
    """Yield the tables of a document in its order, those in cells of others too."""
    texts: dict[Any, str] = {}
    above: list[str] = []
    tables: list[tuple[Any, list[str]]] = []
    for element in root.iter(_PARAGRAPH, _TABLE):
        if element.tag == _TABLE:
            tables.append((element, above[-_MOST_LINES_ABOVE:]))
            above = []
            continue
        texts[element] = f"{numbers.next(element)} {''.join(_pieces(element))}".strip()
        if texts[element] and next(element.iterancestors(_CELL), None) is None:
            above.append(texts[element])
    count = CellCount()
    for number, (table, lines) in enumerate(tables, start=1):
        yield _tab(table, Tab(path, say(f"Bảng {number}", f"Table {number}"), {}), lines, texts, count)


def _pieces(element: Any) -> Iterator[str]:
    """Yield the pieces of a paragraph's text; what stands in boxes beside it are paragraphs of their own."""
    for child in element:
        if child.tag in _TEXTS:
            yield child.text or ""
        elif child.tag == _SYMBOL:
            yield _SYMBOLS.get(child.get(_CHARACTER, "")[-2:].upper(), _OTHER_SYMBOL)
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _PROPERTIES and child.tag != _PARAGRAPH:
            yield from _pieces(child)


def _tab(table: Any, empty: Tab, above: list[str], texts: dict[Any, str], count: CellCount) -> Tab:
    """Return a table as a worksheet."""
    cells: dict[Spot, Found] = {}
    hidden: set[int] = set()
    areas: dict[Spot, tuple[int, int]] = {}  # by the first row and column of a cell, the last ones
    begun: dict[int, int] = {}  # by column, in which row a cell that goes on downwards begins

    def keep(row: int, column: int, text: str) -> None:
        count.characters.take(len(text))
        found = text_found(text)
        if found is not None:
            cells[row, column] = found

    for row, text in enumerate(above, start=1 - len(above)):
        keep(row, 1, text)
    for row, line in enumerate(_inside(table, _ROW), start=1):
        count.take()
        if line.find(_HIDDEN) is not None:
            hidden.add(row)
        column = 1 + line.grid_before
        for cell in _inside(line, _CELL):
            count.take()
            last = column + max(1, cell.grid_span) - 1
            if cell.vMerge != "continue" or column not in begun:
                begun[column] = row
                keep(row, column, "\n".join(texts.get(one, "") for one in cell.iter(_PARAGRAPH)))
            areas[begun[column], column] = row, last
            column = last + 1
    merged = tuple((*spot, *end) for spot, end in areas.items() if spot != end)
    return replace(empty, cells=cells, hidden_rows=frozenset(hidden), merged=merged)


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, with those in fields and in tracked changes."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND:
            yield from _inside(child, tag)
