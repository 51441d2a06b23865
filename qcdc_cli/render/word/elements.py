"""What a paper's text is made of: paragraphs, runs, and tables without lines.

How everything looks stands in the styles; a paragraph names its style, and says itself only what depends on its words.
"""

from collections.abc import Sequence
from typing import NamedTuple

from qcdc_cli.render.word.markup import Element, TableMarkup, W, half_points, node, points, twips
from qcdc_cli.render.word.styles import LAYOUT_TABLE, TO_ADD
from qcdc_cli.render.words.visible import visible

_TABLE, _ROW, _PARAGRAPH, _KEEP_NEXT = (f"{{{W}}}{name}" for name in ("tbl", "tr", "p", "keepNext"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Placement(NamedTuple):
    """How a paragraph stands, beyond what its style says; None for what the style says.

    Attributes:
        left: how far it is set in at the left, in mm.
        right: likewise at the right.
        before: the room above it, in points.
        keep_next: whether it stays on one page with what follows.
        align: `left`, `right` or `center`.
    """

    left: float | None = None
    right: float | None = None
    before: float | None = None
    keep_next: bool = False
    align: str | None = None


AS_STYLED = Placement()


def words(
    text: str, *, bold: bool = False, italic: bool = False, size: float | None = None, style: str = ""
) -> Element:
    """Return words that look alike; what no XML may hold, and what would not be seen, is written out.

    Args:
        text: the words.
        bold: whether they are bold, beyond what the paragraph's style says.
        italic: likewise.
        size: of the letters, in points; None for what the paragraph's style says.
        style: the id of a style of characters; "" for none.
    """
    look = None
    if bold or italic or style or size is not None:
        look = node(
            "rPr",
            node("rStyle", val=style) if style else None,
            node("b") if bold else None,
            node("i") if italic else None,
            node("sz", val=half_points(size)) if size is not None else None,
        )
    shown = node("t")
    shown.text = visible(text)
    if shown.text != shown.text.strip():
        shown.set(_SPACE, "preserve")
    return node("r", look, shown)


def to_fill(what: str) -> Element:
    """Return a place that a person must fill."""
    return words(f"[…: {what}]", style=TO_ADD)


def paragraph(style: str, *contents: Element, place: Placement = AS_STYLED) -> Element:
    """Return a paragraph.

    Args:
        style: the id of its style.
        contents: its runs.
        place: how it stands.
    """
    indents = {"left": place.left, "right": place.right}
    own = {side: twips(mm) for side, mm in indents.items() if mm is not None}
    return node(
        "p",
        node(
            "pPr",
            node("pStyle", val=style),
            node("keepNext") if place.keep_next else None,
            node("spacing", before=points(place.before)) if place.before is not None else None,
            node("ind", **own) if own else None,
            node("jc", val=place.align) if place.align is not None else None,
        ),
        *contents,
    )


def line(style: str, text: str, *, place: Placement = AS_STYLED) -> Element:
    """Return a paragraph of plain words."""
    return paragraph(style, words(text), place=place)


def keep_with_next(block: Element | TableMarkup) -> None:
    """Keep a paragraph, or a table's last row, on one page with what follows."""
    if isinstance(block, TableMarkup):
        block.keep_row_with_next(-1)  # the last; the one above is kept with it already
        return
    rows = block.findall(_ROW)
    for each in (rows[-1] if rows else block).iter(_PARAGRAPH):
        properties = each[0]
        if properties.find(_KEEP_NEXT) is None:
            properties.insert(1, node("keepNext"))  # behind the style, where the schema wants it


def is_word_table(block: Element | TableMarkup) -> bool:
    """Return whether a block is a table."""
    return isinstance(block, TableMarkup) or bool(block.tag == _TABLE)


def beside(widths: Sequence[float], *rows: Sequence[Sequence[Element]]) -> Element:
    """Return a table without lines, by which paragraphs stand beside each other; its rows stay on one page.

    Args:
        widths: of its columns, in mm.
        rows: each with the paragraphs of each of its cells.
    """
    whole = [twips(width) for width in widths]
    return node(
        "tbl",
        node(
            "tblPr",
            node("tblStyle", val=LAYOUT_TABLE),
            node("tblW", w=sum(whole), type="dxa"),
            node("tblLayout", type="fixed"),  # columns are as wide as is said here
        ),
        node("tblGrid", *(node("gridCol", w=width) for width in whole)),
        *(
            node(
                "tr",
                node("trPr", node("cantSplit")),
                *(
                    node("tc", node("tcPr", node("tcW", w=width, type="dxa")), *cell)
                    for width, cell in zip(whole, row, strict=True)
                ),
            )
            for row in rows
        ),
    )
