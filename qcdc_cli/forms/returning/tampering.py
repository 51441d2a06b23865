"""What was done to the rows and columns of a form: gone, added, sorted, hidden, joined, typed over."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from qcdc_cli.campaign.rubric import CriterionBase
from qcdc_cli.forms.form_key import digest_of_shown, shown_name
from qcdc_cli.forms.form_rows import DISQUALIFIER, NOTE, SECTIONS, FormRow
from qcdc_cli.forms.layout import FILLED, ID, KEYS, NAME, label_of, shown_key
from qcdc_cli.forms.returning.returned import Returned
from qcdc_cli.forms.returning.typed import as_seen
from qcdc_cli.forms.returning.unread_cells import MOST_TOLD
from qcdc_cli.language import Text
from qcdc_cli.language.figures import digits, figure
from qcdc_cli.problems import Problem
from qcdc_cli.workbook.columns import column_letters
from qcdc_cli.workbook.reading.book import meets

_WANTED = {NAME: Text("Nội dung, tiêu chí", "Group, criterion"), **FILLED}


def tampering(form: Returned, expected: Sequence[FormRow]) -> Iterator[Problem]:
    """Tell what was done to a form's rows and columns, so that nothing in them is misread.

    Args:
        form: the form.
        expected: the rows of the table that the rubric gives it.
    """
    yield from _columns_gone(form, expected)
    yield from _rows_gone(form)
    yield from islice(_rows_added(form, expected), MOST_TOLD)
    yield from _out_of_order(form, expected)
    yield from _hidden(form)
    yield from _merged(form, expected)
    yield from _typed_over(form, expected)


def _columns_gone(form: Returned, expected: Sequence[FormRow]) -> Iterator[Problem]:
    targets = any(isinstance(row.node, CriterionBase) and row.node.kind.takes_target for row in expected)
    for name, title in _WANTED.items():
        if name not in form.columns and (name != "target" or targets):
            values: dict[str, str | Text] = {"column": title, **form.key.whose}
            yield Problem("Q722", values).at(form.tab.place())


def _rows_gone(form: Returned) -> Iterator[Problem]:
    for key in form.key.shown_rows:
        if key not in form.rows:
            values: dict[str, str | Text] = {"id": _called(key), **form.key.whose}
            yield Problem("Q727", values).at(form.tab.place())


def _called(key: str) -> str | Text:
    """Return what a row is called: by its id, one for remarks by its section and number."""
    if not key.startswith(NOTE):
        return shown_key(key)
    section, _, number = shown_key(key).partition("/")
    title = SECTIONS[section]
    return Text(f"{title.vi} {number}", f"{title.en} {number}")


def _rows_added(form: Returned, expected: Sequence[FormRow]) -> Iterator[Problem]:
    """Yield rows that hold something where marks are typed, and are not the form's."""
    known = {row.key for row in expected}
    told: set[int] = set()
    for row, column in sorted(form.tab.cells):
        if column not in form.filled or row <= KEYS or row in told:
            continue
        key = form.keys.get(row)
        if key is None or (key in form.rows and key not in known and not key.startswith((NOTE, DISQUALIFIER))):
            told.add(row)
            found = as_seen(form.tab.cells[row, column])
            yield Problem("Q728", {"found": found}, found).at(form.tab.place(row, column))


def _out_of_order(form: Returned, expected: Sequence[FormRow]) -> Iterator[Problem]:
    numbers = [form.rows[row.key] for row in expected if row.key in form.rows]
    late = next((after for before, after in pairwise(numbers) if after < before), None)
    if late is not None:
        yield Problem("Q730").at(form.tab.place(late))


def _hidden(form: Returned) -> Iterator[Problem]:
    for key, row in form.rows.items():
        columns = [NAME] if key.startswith(NOTE) else FILLED
        if row in form.tab.hidden_rows and any(form.tab.text(row, form.column(name)) for name in columns):
            yield Problem("Q731", {"id": shown_key(key)}).at(form.tab.place(row))


def _merged(form: Returned, expected: Sequence[FormRow]) -> Iterator[Problem]:
    """Yield joined cells that the form itself has not joined: over several rows, or in the cells of the table."""
    table = sorted({form.rows[row.key] for row in expected if row.key in form.rows})
    rows, columns = sorted(form.rows.values()), sorted(form.filled)
    for top, left, bottom, right in form.tab.merged:
        inside = meets(table, top, bottom) and meets(columns, left, right)
        if inside or (bottom > top and meets(rows, top, bottom)):
            cells = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
            yield Problem("Q732", {"cells": cells}).at(form.tab.place(top, left))


def _typed_over(form: Returned, expected: Sequence[FormRow]) -> Iterator[Problem]:
    """Yield rows whose visible id, name or maximum is not that of their key: sorted in part, or typed over."""
    known = {row.key: row for row in expected}
    for key, number in form.rows.items():
        row = known.get(key)
        wrong = next(_wrong_cells(form, row, number) if row is not None else _wrong_id(form, key, number), None)
        if wrong is not None:
            column, wanted = wrong
            found = as_seen(form.tab.cells.get((number, form.column(column))))
            values = {"expected": wanted, **form.key.whose}
            yield Problem("Q733", values, found, wanted).at(form.tab.place(number, form.column(column)))


def _wrong_id(form: Returned, key: str, number: int) -> Iterator[tuple[str, str]]:
    """Yield the cell of a remark's number where it says something else."""
    wanted = key.rpartition("/")[2]
    if key.startswith(NOTE) and form.tab.text(number, form.column(ID)) != wanted:
        yield ID, wanted


def _wrong_cells(form: Returned, row: FormRow, number: int) -> Iterator[tuple[str, str]]:
    """Yield the locked cells of a row that do not say what they said: the column, and what should stand there."""
    if form.tab.text(number, form.column(ID)) != label_of(row):
        yield ID, label_of(row)
    said = form.key.before.get(shown_name(row.key, NAME))  # not what the rubric says today: names may be corrected
    if said is not None and NAME in form.columns and said != digest_of_shown(form.tab.text(number, form.column(NAME))):
        yield NAME, row.node.name
    most = form.tab.text(number, form.column("max"))
    if "max" in form.columns and not row.part and most != digits(row.node.points):
        yield "max", figure(row.node.points)
