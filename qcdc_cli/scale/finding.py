"""Finds the table of a scale in a file: on which worksheet or in which tables of a document it stands."""

from collections.abc import Sequence
from dataclasses import replace

from qcdc_cli.language import say
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.scale.continued_tables import join_tables
from qcdc_cli.scale.side_by_side import table_on
from qcdc_cli.scale.table import ScaleTable, first_table
from qcdc_cli.workbook.reading.book import Book, Tab


def find_table(book: Book) -> ScaleTable:
    """Return the first table of a scale in the worksheets that are not hidden, or the largest of a document.

    Raises:
        QcdcError: Q751 when there is none.
    """
    if book.document:
        return _in_document(book)
    visible = [tab for tab in book.tabs if not tab.hidden]
    tables = [table for tab in visible if (table := table_on(tab)) is not None]
    if not tables:
        raise QcdcError(_without_a_scale(book, visible))
    first, *more = tables
    return replace(first, others=tuple(table.tab.name for table in more))


def _in_document(document: Book) -> ScaleTable:
    """Return the largest table of a scale in a document, where it may go on in several tables."""
    book, remarks = join_tables(document)
    table = next((table for tab in book.tabs if (table := first_table(tab)) is not None), None)
    if table is None:
        raise QcdcError(_without_a_scale(book, book.tabs))
    others = tuple(f"{tab.name} ({_rows_of(tab)})" for tab in book.tabs if tab is not table.tab)
    told = tuple(remark for name, remark in remarks.items() if name == table.tab.name)
    return replace(table, others=others, remarks=(*table.remarks, *told))


def _without_a_scale(book: Book, visible: Sequence[Tab]) -> Problem:
    problem = Problem("Q751", found=", ".join(tab.name for tab in visible if tab.name))
    return problem.at((visible or book.tabs)[0].place() if book.tabs else Place(book.path))


def _rows_of(tab: Tab) -> str:
    """Say how many rows of a table hold something."""
    number = len({row for row, _ in tab.cells if row > 0})
    return say(f"{number} dòng", f"{number} row{'' if number == 1 else 's'}")
