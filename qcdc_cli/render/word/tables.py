"""Tables of papers: headings repeated on every page, rows kept whole, figures at the right, no word broken.

A table is written as markup, never as elements: those of a country's changes are a million, which take 300 MB.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from qcdc_cli.render.documents import DocumentTable
from qcdc_cli.render.documents.column_widths import INDENT, PADDING, Fitted, fitted
from qcdc_cli.render.documents.text_width import text_width
from qcdc_cli.render.word.markup import TableMarkup, half_points, twips
from qcdc_cli.render.word.styles import TABLE, TABLE_HEADER, TABLE_TEXT
from qcdc_cli.render.words.table import Column, Row
from qcdc_cli.render.words.visible import visible

_LAST_ROWS = 2  # that stay together
_MOST_LINES = 30  # of a row that stays on one page; one that would leave most of a page empty may go on over it
_KEPT_WHOLE = "<w:cantSplit/>"


def table(shown: DocumentTable, room: float, size: float) -> TableMarkup:
    """Return a table as wide as the page.

    Args:
        shown: the table.
        room: how wide the page is between its margins, in mm.
        size: of the letters in tables, in points; smaller where the columns are many.
    """
    columns, rows = shown.table.columns, shown.table.rows
    measures = fitted(shown, room, size)
    widths = list(map(twips, measures.widths))
    small = f'<w:sz w:val="{half_points(measures.size)}"/>' if measures.size != size else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = (
        f'<w:tblPr><w:tblStyle w:val="{TABLE}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{_header(columns, widths, small)}'
    )
    made = TableMarkup(head.encode(), [_row(row, columns, measures, widths, small).encode() for row in rows])
    for row in range(-_LAST_ROWS, -1):  # the last row, often the total, never stands alone
        made.keep_row_with_next(row)
    return made


def _header(columns: Sequence[Column], widths: Sequence[int], small: str) -> str:
    look = f"<w:rPr>{small}</w:rPr>" if small else ""
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{TABLE_HEADER}"/></w:pPr>{_words(column.title, look)}</w:p></w:tc>'
        for column, width in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{_KEPT_WHOLE}<w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(row: Row, columns: Sequence[Column], measures: Fitted, widths: Sequence[int], small: str) -> str:
    bold = "<w:b/>" if row.strong else ""
    look = f"<w:rPr>{bold}{small}</w:rPr>" if bold or small else ""
    indent = f'<w:ind w:left="{twips(INDENT * row.level)}"/>' if row.level else ""
    cells = []
    for place, (text, column, width) in enumerate(zip(row.cells, columns, widths, strict=True)):
        aligned = f'<w:jc w:val="{column.align}"/>' if column.align != "left" else ""
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{TABLE_TEXT}"/>'
            f"{'' if place else indent}{aligned}</w:pPr>{_words(text, look)}</w:p></w:tc>"
        )
    whole = f"<w:trPr>{_KEPT_WHOLE}</w:trPr>" if _stays_whole(row, measures) else ""
    return f"<w:tr>{whole}{''.join(cells)}</w:tr>"


def _words(text: str, look: str) -> str:
    """Return the words of a cell, with nothing in them that would be markup or that no XML may hold."""
    shown = escape(visible(text))
    written = f">{shown}</w:t>" if shown else "/>"  # as lxml writes what is empty
    return f'<w:r>{look}<w:t xml:space="preserve"{written}</w:r>'


def _stays_whole(row: Row, measures: Fitted) -> bool:
    return all(
        text_width(text, measures.size, bold=row.strong) < _MOST_LINES * (width - 2 * PADDING)
        for text, width in zip(row.cells, measures.widths, strict=True)
    )
