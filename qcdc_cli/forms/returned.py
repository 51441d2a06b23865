"""A form that came back, taken apart: whose it is, which row is about what, and what was done to its rows."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from qcdc_cli.campaign.rubric import CriterionBase
from qcdc_cli.forms.form_key import FORM_MARK, FormKey
from qcdc_cli.forms.form_rows import FormRow, criterion_key
from qcdc_cli.language import Text
from qcdc_cli.problems import Problem
from qcdc_cli.workbook.reading.book import Book, Tab, column_letters

KEYS = 1  # the hidden column of the rows' keys, and the hidden row of the columns'
OWN = "-"  # the key of the form's rows that nothing is read from: headings, totals, signatures
ID = "id"
# The columns that are filled in, by their keys, as they are called on the form.
FILLED: dict[str, Text] = {
    "mark": Text("Chấm", "Mark"),
    "target": Text("Chỉ tiêu", "Target"),
    "state": Text("Không chấm", "Not marked"),
    "reason": Text("Lý do", "Reason"),
    "evidence": Text("Minh chứng", "Evidence"),
}


class Returned(NamedTuple):
    """The worksheet of a form that came back.

    Attributes:
        key: whose it is.
        tab: the worksheet.
        rows: the number of each row, by its key.
        columns: the number of each column, by its key.
    """

    key: FormKey
    tab: Tab
    rows: Mapping[str, int]
    columns: Mapping[str, int]

    def column(self, name: str) -> int:
        """Return the number of a column; 0, where nothing ever stands, for one that this form does not have."""
        return self.columns.get(name, 0)


def form_tab(book: Book) -> Tab | None:
    """Return the worksheet that was filled in, whatever it is called by now."""
    marked = (tab for tab in book.tabs if tab.text(KEYS, KEYS) == FORM_MARK)
    return next((tab for tab in marked if tab.text(KEYS, 2) == ID), None)


def taken_apart(key: FormKey, tab: Tab, expected: Sequence[FormRow]) -> tuple[Returned, list[Problem]]:
    """Find a form's rows and columns again, and tell what was done to them.

    Args:
        key: whose form it is.
        tab: its worksheet.
        expected: the rows that the rubric gives it.
    """
    columns = {tab.text(KEYS, column): column for row, column in tab.cells if row == KEYS and column > KEYS}
    rows: dict[str, int] = {}
    problems: list[Problem] = []
    keyed = sorted(row for row, column in tab.cells if column == KEYS and row > KEYS)
    for row in keyed:
        name = tab.text(row, KEYS)
        if name == OWN:
            continue
        if name in rows:
            values = {"id": shown_key(name), "first": str(rows[name])}
            problems.append(Problem("Q729", values).at(tab.place(row)))
        rows.setdefault(name, row)
    form = Returned(key, tab, rows, columns)
    problems += _columns_gone(form)
    problems += _rows_gone(form, expected)
    problems += _rows_added(form, set(keyed))
    problems += _out_of_order(form, expected)
    problems += _hidden(form, expected)
    problems += _merged(form, expected)
    problems += _relabelled(form, expected)
    return form, problems


def shown_key(key: str) -> str:
    """Return what a row's key says to people: `I.5/a`."""
    return key.partition(":")[2] or key


def _columns_gone(form: Returned) -> Iterator[Problem]:
    for name, title in FILLED.items():
        if name not in form.columns and name != "target":  # not every rubric has targets
            values: dict[str, str | Text] = {"column": title, "unit": form.key.unit, "stage": form.key.stage}
            yield Problem("Q722", values).at(form.tab.place())


def _rows_gone(form: Returned, expected: Sequence[FormRow]) -> Iterator[Problem]:
    for row in expected:
        if row.key not in form.rows:
            values = {"id": shown_key(row.key), "unit": form.key.unit, "stage": form.key.stage}
            yield Problem("Q727", values).at(form.tab.place())


def _rows_added(form: Returned, keyed: set[int]) -> Iterator[Problem]:
    """Yield rows without a key that hold something where marks are typed."""
    filled = {column for name, column in form.columns.items() if name in FILLED}
    told: set[int] = set()
    for row, column in sorted(form.tab.cells):
        if column in filled and row > KEYS and row not in keyed and row not in told:
            told.add(row)
            found = form.tab.text(row, column)
            yield Problem("Q728", {"found": found}, found).at(form.tab.place(row, column))


def _out_of_order(form: Returned, expected: Sequence[FormRow]) -> Iterator[Problem]:
    numbers = [form.rows[row.key] for row in expected if row.key in form.rows]
    late = next((after for before, after in pairwise(numbers) if after < before), None)
    if late is not None:
        yield Problem("Q730").at(form.tab.place(late))


def _hidden(form: Returned, expected: Sequence[FormRow]) -> Iterator[Problem]:
    for row in expected:
        number = form.rows.get(row.key, 0)
        if number in form.tab.hidden_rows and any(form.tab.text(number, form.column(name)) for name in FILLED):
            yield Problem("Q731", {"id": shown_key(row.key)}).at(form.tab.place(number))


def _merged(form: Returned, expected: Sequence[FormRow]) -> Iterator[Problem]:
    """Yield joined cells that reach into the cells of the table: the form itself joins none there."""
    inside = {form.rows[row.key] for row in expected if row.key in form.rows}
    filled = {column for name, column in form.columns.items() if name in FILLED}
    for top, left, bottom, right in form.tab.merged:
        if not inside.isdisjoint(range(top, bottom + 1)) and not filled.isdisjoint(range(left, right + 1)):
            cells = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
            yield Problem("Q732", {"cells": cells}).at(form.tab.place(top, left))


def _relabelled(form: Returned, expected: Sequence[FormRow]) -> Iterator[Problem]:
    """Yield rows whose visible id is not that of their key: sorted in part, or typed over."""
    for row in expected:
        number = form.rows.get(row.key)
        if number is None:
            continue
        wanted = label_of(row)
        found = form.tab.text(number, form.column(ID))
        if found != wanted:
            values = {"expected": wanted, "unit": form.key.unit, "stage": form.key.stage}
            yield Problem("Q733", values, found, wanted).at(form.tab.place(number, form.column(ID)))


def label_of(row: FormRow) -> str:
    """Return what stands in the column of ids: the id, and behind it the item's."""
    return f"{row.node.id}/{row.part}" if row.part else row.node.id


def row_of(form: Returned, criterion: CriterionBase, part: str = "") -> int:
    """Return the number of a criterion's row or of one of its parts'; 0, where nothing stands, if it is gone."""
    return form.rows.get(criterion_key(criterion.id, part), 0)
