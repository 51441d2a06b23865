"""Elements of WordprocessingML (ECMA-376 part 1), and lengths as it measures them."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias, cast

from docx.oxml.parser import oxml_parser
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from qcdc_cli.render.documents.text_width import MM_PER_POINT

Element: TypeAlias = BaseOxmlElement

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PREFIXES = {"w": W, "r": RELATIONSHIPS}
_TWIPS_PER_POINT = 20
_STYLE = re.compile(rb"<w:pStyle [^>]*>")  # of a paragraph; the schema wants what it is kept with behind it


def node(tag: str, *children: Element | None, **attributes: str | float) -> Element:
    """Return an element.

    Args:
        tag: its name, without the prefix.
        children: what stands in it; what is None is left out.
        attributes: its attributes, without the prefix.
    """
    made = cast("Element", oxml_parser.makeelement(f"{{{W}}}{tag}", nsmap=_PREFIXES))
    for name, value in attributes.items():
        made.set(f"{{{W}}}{name}", str(value))
    made.extend([child for child in children if child is not None])
    return made


class TableMarkup:
    """A table as it stands in the file.

    Attributes:
        head: what stands in front of its rows: how it looks, its columns, its headings.
        rows: its rows.
    """

    def __init__(self, head: bytes, rows: list[bytes]) -> None:
        """Keep the markup of a table."""
        self.head = head
        self.rows = rows

    def keep_row_with_next(self, number: int) -> None:
        """Keep a row, such as -1 for the last, on one page with what follows; does nothing where there is none."""
        if -len(self.rows) <= number < len(self.rows):
            self.rows[number] = _STYLE.sub(rb"\g<0><w:keepNext/>", self.rows[number])


def markup(blocks: Iterable[Element | TableMarkup | None]) -> Iterator[bytes]:
    """Yield blocks of a body as they stand in the file, inside one whose root declares the prefixes."""
    for block in blocks:
        if isinstance(block, TableMarkup):
            yield b"<w:tbl>" + block.head
            yield from block.rows
            yield b"</w:tbl>"
        elif block is not None:
            whole: bytes = etree.tostring(node("body", block), encoding="utf-8")
            yield whole[whole.index(b">") + 1 : whole.rindex(b"<")]


def document(pieces: Iterable[bytes]) -> bytes:
    """Return the whole text of a file from the markup of its pieces."""
    declared = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _PREFIXES.items())
    begin = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {declared}><w:body>'
    return b"".join((begin.encode(), *pieces, b"</w:body></w:document>"))


def twips(mm: float) -> int:
    """Return a length in twips, the unit of most lengths, from mm."""
    return points(mm / MM_PER_POINT)


def points(length: float) -> int:
    """Return a length in twips, from points."""
    return round(length * _TWIPS_PER_POINT)


def half_points(size: float) -> int:
    """Return the size of letters in its unit, from points."""
    return round(size * 2)
