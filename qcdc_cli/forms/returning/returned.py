"""A form that came back, taken apart: whose it is, and which row and which column is about what."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from qcdc_cli.campaign.rubric import CriterionBase
from qcdc_cli.forms.form_key import FORM_MARK, FormKey
from qcdc_cli.forms.form_rows import NOTE, criterion_key
from qcdc_cli.forms.layout import FILLED, ID, KEYS, OWN, shown_key
from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem
from qcdc_cli.workbook.columns import column_letters
from qcdc_cli.workbook.reading.book import Book, Tab


class Returned(NamedTuple):
    """The worksheet of a form that came back.

    Attributes:
        key: whose it is.
        tab: the worksheet.
        keys: the key of each row that has one, the form's own rows too, by its number.
        rows: the number of each row, by its key.
        columns: the number of each column, by its key.
    """

    key: FormKey
    tab: Tab
    keys: Mapping[int, str]
    rows: Mapping[str, int]
    columns: Mapping[str, int]

    def column(self, name: str) -> int:
        """Return the number of a column; 0, where nothing ever stands, for one that this form does not have."""
        return self.columns.get(name, 0)

    def notes(self, section: str) -> list[int]:
        """Return the numbers of the rows for the remarks of a section, from top to bottom."""
        return [row for key, row in self.rows.items() if key.startswith(f"{NOTE}{section}/")]

    @property
    def filled(self) -> dict[int, str]:
        """The keys of the columns that are filled in, by their numbers."""
        return {self.columns[name]: name for name in FILLED if name in self.columns}


def form_tabs(book: Book) -> list[Tab]:
    """Return the worksheets that may have been filled in, whatever they are called by now: one, or copies of it."""
    return [tab for tab in book.tabs if tab.text(KEYS, KEYS) == FORM_MARK and ID in _column_keys(tab).values()]


def _column_keys(tab: Tab) -> dict[int, str]:
    return {column: tab.text(row, column) for row, column in sorted(tab.cells) if row == KEYS and column > KEYS}


def taken_apart(key: FormKey, tab: Tab) -> tuple[Returned, list[Problem]]:
    """Find a form's rows and columns again; tell those that are there twice.

    Args:
        key: whose form it is.
        tab: its worksheet.
    """
    keys = {row: tab.text(row, column) for row, column in sorted(tab.cells) if column == KEYS and row > KEYS}
    rows, rows_again = _numbers((row, name) for row, name in keys.items() if name != OWN)
    columns, columns_again = _numbers(_column_keys(tab).items())
    problems = [
        Problem("Q729", {"id": shown_key(name), "first": at_row(rows[name])}).at(tab.place(row))
        for row, name in rows_again
    ]
    for column, name in columns_again:
        values: dict[str, str | Text] = {"id": FILLED.get(name, name), "first": at_column(columns[name])}
        letters = column_letters(column)
        problems.append(Problem("Q729", values).at(Place(tab.book, sheet=tab.name, cell=f"{letters}:{letters}")))
    return Returned(key, tab, keys, rows, columns), problems


def _numbers(named: Iterable[tuple[int, str]]) -> tuple[dict[str, int], list[tuple[int, str]]]:
    """Return the number of each name where it stands first, and the numbers where names stand again."""
    first: dict[str, int] = {}
    again = [(number, name) for number, name in named if first.setdefault(name, number) != number]
    return first, again


def at_row(row: int) -> Text:
    """Name a row to people."""
    return Text(f"dòng {row}", f"row {row}")


def at_column(column: int) -> Text:
    """Name a column to people."""
    return Text(f"cột {column_letters(column)}", f"column {column_letters(column)}")


def row_of(form: Returned, criterion: CriterionBase, part: str = "") -> int:
    """Return the number of a criterion's row or of one of its parts'; 0, where nothing stands, if it is gone."""
    return form.rows.get(criterion_key(criterion.id, part), 0)
