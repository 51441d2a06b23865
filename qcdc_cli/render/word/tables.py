"""Tables of papers: headings repeated on every page, rows kept whole, figures at the right, no word broken."""

from qcdc_cli.render.documents import DocumentTable
from qcdc_cli.render.documents.column_widths import INDENT, PADDING, Fitted, fitted
from qcdc_cli.render.documents.text_width import text_width
from qcdc_cli.render.word.elements import Placement, fixed, grid, keep_with_next, paragraph, words
from qcdc_cli.render.word.markup import Element, node, twips
from qcdc_cli.render.word.styles import TABLE, TABLE_HEADER, TABLE_TEXT
from qcdc_cli.render.words.table import Align, Row

_LAST_ROWS = 2  # that stay together
_MOST_LINES = 30  # of a row that stays on one page; one that would leave most of a page empty may go on over it


def table(shown: DocumentTable, room: float, size: float) -> Element:
    """Return a table as wide as the page.

    Args:
        shown: the table.
        room: how wide the page is between its margins, in mm.
        size: of the letters in tables, in points; smaller where the columns are many.
    """
    columns = shown.table.columns
    measures = fitted(shown, room, size)
    own_size = measures.size if measures.size != size else None
    widths = list(map(twips, measures.widths))
    titles = (paragraph(TABLE_HEADER, words(column.title, size=own_size)) for column in columns)
    aligned = [column.align for column in columns]
    rows = [_row(row, aligned, measures, widths, own_size) for row in shown.table.rows]
    for row in rows[-_LAST_ROWS:-1]:  # the last row, often the total, never stands alone
        keep_with_next(row)
    return node(
        "tbl",
        node("tblPr", node("tblStyle", val=TABLE), node("tblW", w=sum(widths), type="dxa"), fixed()),
        grid(widths),
        node(
            "tr",
            node("trPr", node("cantSplit"), node("tblHeader")),
            *(
                node("tc", node("tcPr", _width(width), node("vAlign", val="center")), title)
                for width, title in zip(widths, titles, strict=True)
            ),
        ),
        *rows,
    )


def _row(row: Row, aligned: list[Align], measures: Fitted, widths: list[int], size: float | None) -> Element:
    return node(
        "tr",
        node("trPr", node("cantSplit") if _stays_whole(row, measures) else None),
        *(
            node(
                "tc",
                node("tcPr", _width(width)),
                paragraph(
                    TABLE_TEXT,
                    words(text, bold=row.strong, size=size),
                    place=Placement(
                        left=INDENT * row.level if row.level and not place else None,
                        align=align if align != "left" else None,
                    ),
                ),
            )
            for place, (text, align, width) in enumerate(zip(row.cells, aligned, widths, strict=True))
        ),
    )


def _stays_whole(row: Row, measures: Fitted) -> bool:
    return all(
        text_width(text, measures.size, bold=row.strong) < _MOST_LINES * (width - 2 * PADDING)
        for text, width in zip(row.cells, measures.widths, strict=True)
    )


def _width(width: int) -> Element:
    return node("tcW", w=width, type="dxa")
