"""A table in a paper: what stands above and below it as paragraphs, and whether it needs a page that lies."""

from collections.abc import Sequence
from dataclasses import replace

from qcdc_cli.render.documents import Block, DocumentTable, Paragraph, Run, prose
from qcdc_cli.render.documents.column_widths import PADDING, fitted
from qcdc_cli.render.documents.layout import PAGE, Layout
from qcdc_cli.render.documents.text_width import broken_lines
from qcdc_cli.render.words.table import Table

_MOST_LINES = 5  # of a row, from which a wider page is easier to read
_MOST_MEASURED = 200  # rows from which that is told


def table_blocks(table: Table, widths: tuple[int, ...] = ()) -> list[Block]:
    """Return a table with its warnings above and its notes below; without rows and notes, nothing but the warnings.

    Args:
        table: the table; its title and what stands below that are the paper's.
        widths: how the page's width is shared among its columns; none where that goes by what stands in them.
    """
    shown = [DocumentTable(bare(table), widths)] if table.rows else []
    warnings: list[Block] = [Paragraph((Run(line, bold=True),)) for line in table.warnings]
    return [*warnings, *shown, *map(prose, table.notes)]


def bare(table: Table) -> Table:
    """Return a table without what stands around it."""
    return replace(table, title="", subtitle=(), warnings=(), notes=())


def needs_wide_page(tables: Sequence[Table], layout: Layout) -> bool:
    """Return whether any of some tables is too wide for a page that stands.

    That is one whose letters would be smaller, or with a row of many lines.
    """
    room = PAGE[0] - layout.left - layout.right
    for table in tables:
        own = fitted(DocumentTable(bare(table)), room, layout.table)
        if own.size < layout.table:
            return True
        inner = [width - 2 * PADDING for width in own.widths]
        for row in table.rows[:_MOST_MEASURED]:
            lines = (broken_lines(text, width, own.size) for text, width in zip(row.cells, inner, strict=True))
            if max(map(len, lines), default=0) > _MOST_LINES:
                return True
    return False
