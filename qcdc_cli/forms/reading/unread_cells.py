"""Problems of what was done to a form beside filling it in, and of what stands where nothing is read."""

from collections.abc import Iterator
from itertools import islice, pairwise

from qcdc_cli.campaign.nodes import Group
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import SECTIONS
from qcdc_cli.forms.form_key import FORM_MARK, LISTS_TAB, REPLY_MARK, fingerprint, locked_text_name, text_digest
from qcdc_cli.forms.form_layout import (
    AGREEMENT,
    AGREEMENT_ROWS,
    DISQUALIFIER,
    ID,
    INPUT_COLUMNS,
    KEYS,
    NAME,
    NOT_READ,
    NOTE,
    NOTE_COLUMN,
    ONLY_IN_PARTS,
    POINTS,
    FormRow,
    label_of,
    row_cited,
    row_label,
)
from qcdc_cli.forms.form_mark import as_lines
from qcdc_cli.forms.reading.cells import visible_text
from qcdc_cli.forms.reading.filled_form import FilledForm
from qcdc_cli.forms.sheet_file import digest_name
from qcdc_cli.language import Text, terms
from qcdc_cli.language.figures import digits, figure
from qcdc_cli.problems import Place, Problem
from qcdc_cli.workbook.reading.book import Book, Spot, Tab, meets
from qcdc_cli.workbook.references import column_letters

MOST_TOLD = 20  # rows of the same kind: who copied a whole table below the form need not read of each of its rows
_LOCKED = Text("ô này bị khóa, chỉ để xem", "the cell is locked, and only to be read")
_OUTSIDE = Text("ô này nằm ngoài các ô để điền", "the cell is none of those to fill in")
_FIRST_ONLY = Text("chỉ biểu mẫu của bước đầu được ghi ở ô này", "only the first stage's form changes this")
_OTHER_TAB = Text("trang này không thuộc biểu mẫu", "the worksheet is not part of the form")


def not_read(place: Place, found: str, why: Text) -> Problem:
    """Return the warning (Q749) of something that was typed and goes nowhere."""
    shown = found.partition("\n")[0]
    return Problem("Q749", {"found": shown, "why": why}, found).at(place)


def unread_cells(form: FilledForm) -> Iterator[Problem]:
    """Return what was typed into a form beside the cells that are read.

    Where a program has put results in the place of formulas, they are not taken for what somebody typed.
    """
    if form.values_only:
        yield Problem("Q795").at(Place(form.tab.book))
    for row in form.expected:
        number = form.rows.get(row.key)
        if number is not None:
            yield from _beside_inputs(form, row, number)
            yield from _changed_labels(form, row.key, number)
    for key, number in form.rows.items():
        if key.startswith((DISQUALIFIER, AGREEMENT)):
            yield from _changed_labels(form, key, number)
    yield from islice(_outside(form), MOST_TOLD)
    if not form.first:
        yield from _not_of_this_stage(form)


def unread_tabs(book: Book, tab: Tab) -> Iterator[Problem]:
    """Yield what people added to a form's workbook: worksheets of their own.

    Programs that write a form anew may show its hidden worksheets.
    """
    for other in book.tabs:
        of_form = other.name in (LISTS_TAB.vi, LISTS_TAB.en) or other.text(KEYS, KEYS) in (FORM_MARK, REPLY_MARK)
        if other is not tab and not other.hidden and other.cells and not of_form:
            first = min(other.cells)
            yield not_read(other.place(*first), visible_text(other.cells[first]), _OTHER_TAB)


def _beside_inputs(form: FilledForm, row: FormRow, number: int) -> Iterator[Problem]:
    """Yield marks, reasons and the like in a row that takes none, and figures typed over a computed one."""
    read = _read_columns(row)
    for column, name in form.input_columns.items():
        if name in read or (number, column) not in form.tab.cells:
            continue
        if not row.later:
            yield _misplaced(form, number, column)
        elif form.key.before.get(locked_text_name(row.key, name)) != text_digest(form.tab.text(number, column)):
            found = visible_text(form.tab.cells[number, column])
            values = {"id": row.node.cited, "stage": form.key.stage, "from": row.later}
            yield Problem("Q780", values, found).at(form.tab.place(number, column))
    computed = (number, form.column(POINTS))
    if form.values_only and not row.part:
        return
    # The form computes no points beside an item or an assessor: there, a formula is somebody's too.
    if computed in form.tab.cells and (row.part or form.tab.cells[computed].what != "formula"):
        yield _misplaced(form, *computed)


def _read_columns(row: FormRow) -> frozenset[str]:
    """Return the columns that are read in a row."""
    if isinstance(row.node, Group) or row.later:
        return frozenset()
    if row.part:
        return frozenset({"mark"})
    kind = row.node.kind
    columns = {"state", "reason", "evidence"}
    columns |= {"mark"} if kind.asks not in ONLY_IN_PARTS else set()
    return frozenset(columns | {"target"} if kind.takes_target else columns)


def _misplaced(form: FilledForm, row: int, column: int) -> Problem:
    found = visible_text(form.tab.cells[row, column])
    return Problem("Q748", {"found": found}, found).at(form.tab.place(row, column))


def _changed_labels(form: FilledForm, key: str, number: int) -> Iterator[Problem]:
    """Yield locked texts that are not what the form said; where it said nothing, there is no digest."""
    for name, column in form.columns.items():
        if not (found := form.tab.text(number, column)):
            continue
        was = form.key.before.get(locked_text_name(key, name))
        # The campaign may have set a state; the table's own names are compared with more care elsewhere.
        preset = name in ("state", "reason") or (name in (ID, NAME) and key.startswith((DISQUALIFIER, AGREEMENT)))
        # Nothing stands beside an item or an assessor, nor in front of who agrees.
        blank = "/" in key and (name == "max" or name.startswith("points "))
        blank = blank or (name == ID and key.startswith(AGREEMENT))
        if not (blank or name == "guide" or name.startswith("said ") or (preset and was is not None)):
            continue
        if was != text_digest(found):
            yield not_read(form.tab.place(number, column), visible_text(form.tab.cells[number, column]), _LOCKED)


def _outside(form: FilledForm) -> Iterator[Problem]:
    """Yield texts and figures beside the table and below the form; a formula there is a help for somebody."""
    seen: set[int] = set()
    names, values_only = {number: name for name, number in form.columns.items()}, form.values_only
    for spot in sorted(form.tab.cells):
        row, column = spot
        if row <= KEYS or row in seen or column == KEYS:
            continue
        found = form.tab.cells[spot]
        # A program may have put results in the place of formulas, of which none is a word.
        result = found.what == "formula" or (values_only and not any(map(str.isalpha, found.text)))
        if not result and _is_outside(form, spot, names.get(column, "")):
            seen.add(row)
            yield not_read(form.tab.place(*spot), visible_text(found), _OUTSIDE)


def _is_outside(form: FilledForm, spot: Spot, name: str) -> bool:
    """Return whether nothing is read from a cell beside those of the rows' keys, in the column of this name."""
    row, column = spot
    key = form.keys.get(row)
    if key is None:
        return column not in form.input_columns  # else it is an added row, which has its problem already
    if key == NOT_READ:
        total = form.tab.cells.get((row, form.column(POINTS)))
        return not name or (column in form.input_columns and total is not None and total.what == "formula")
    if key.startswith(NOTE):
        return name not in (ID, NAME)
    if key.startswith((DISQUALIFIER, AGREEMENT)):
        return name not in (ID, NAME, "mark")
    return not name


def _not_of_this_stage(form: FilledForm) -> Iterator[Problem]:
    """Yield evidence and remarks that a later stage's form changed: they are the unit's own."""
    parts: list[tuple[str, list[int], str]] = [
        (digest_name("evidence", row.node.id), [form.rows[row.key]], "evidence")
        for row in form.expected
        if row.key in form.rows and not (row.is_group or row.part or row.later or row.first)
    ]
    parts += [(digest_name("notes", section), form.notes(section), NOTE_COLUMN) for section in SECTIONS]
    for name, rows, column in parts:
        # Whatever stands there: what Excel turned into TRUE or an error was typed, too.
        seen = [form.seen(row, column) for row in rows]
        lines = tuple(line for text in seen for line in as_lines(text.split("\n")))
        was = form.key.before.get(name)
        if rows and (fingerprint(lines) if lines else None) != was:
            yield not_read(form.place(rows[0], column), "; ".join(lines), _FIRST_ONLY)


def tampering(form: FilledForm) -> Iterator[Problem]:
    """Return what was done to a form's rows and columns, so that nothing in them is misread."""
    yield from _gone(form)
    yield from islice(_rows_added(form), MOST_TOLD)
    yield from _moved_or_hidden(form)
    yield from _merged(form)
    yield from _wrong_labels(form)


def _gone(form: FilledForm) -> Iterator[Problem]:
    """Yield columns that every such form has, and rows that this one was made with."""
    targets = any(criterion.kind.takes_target for criterion in form.criteria)
    for name, title in {NAME: terms.GROUP_OR_CRITERION, **INPUT_COLUMNS}.items():
        if name not in form.columns and (name != "target" or targets):
            yield Problem("Q722", {"column": title, **form.key.whose}).at(form.tab.place())
    for key in form.key.locked_rows:
        if key not in form.rows:
            yield Problem("Q727", {"id": _called(key, form.rubric), **form.key.whose}).at(form.tab.place())


def _called(key: str, rubric: Rubric) -> str | Text:
    """Return what a row is called: by its id, one for remarks by its section and number, one for agreeing in words."""
    if key in AGREEMENT_ROWS:
        return AGREEMENT_ROWS[key]
    if not key.startswith(NOTE):
        return row_cited(key, rubric)
    section, _, number = row_label(key).partition("/")
    title = SECTIONS[section]
    return Text(f"{title.vi} {number}", f"{title.en} {number}")


def _rows_added(form: FilledForm) -> Iterator[Problem]:
    """Yield rows that hold something where marks are typed, and are not the form's."""
    known = {row.key for row in form.expected}
    seen: set[int] = set()
    for row, column in sorted(spot for spot in form.tab.cells if spot[1] in form.input_columns):
        if row <= KEYS or row in seen:
            continue
        key = form.keys.get(row)
        if key is None or (
            key in form.rows and key not in known and not key.startswith((NOTE, DISQUALIFIER, AGREEMENT))
        ):
            seen.add(row)
            found = visible_text(form.tab.cells[row, column])
            yield Problem("Q728", {"found": found}, found).at(form.tab.place(row, column))


def _moved_or_hidden(form: FilledForm) -> Iterator[Problem]:
    """Yield the first row that is not in the form's order, and hidden rows and columns that hold something."""
    numbers = [form.rows[row.key] for row in form.expected if row.key in form.rows]
    late = next((after for before, after in pairwise(numbers) if after < before), None)
    if late is not None:
        yield Problem("Q730").at(form.tab.place(late))
    for key, row in form.rows.items():
        columns = [NAME] if key.startswith(NOTE) else INPUT_COLUMNS
        if row in form.tab.hidden_rows and any(form.tab.text(row, form.column(name)) for name in columns):
            yield Problem("Q731", {"id": _called(key, form.rubric)}).at(form.tab.place(row))
    for column, name in form.input_columns.items():
        if column in form.tab.hidden_columns and any(form.tab.text(row, column) for row in numbers):
            yield Problem("Q793", {"column": INPUT_COLUMNS[name]}).at(form.tab.place(0, column))


def _merged(form: FilledForm) -> Iterator[Problem]:
    """Yield joined cells that the form itself has not joined: over several rows, or in the cells of the table."""
    table = sorted({form.rows[row.key] for row in form.expected if row.key in form.rows})
    rows, columns = sorted(form.rows.values()), sorted(form.input_columns)
    for top, left, bottom, right in form.tab.merged:
        inside = meets(table, top, bottom) and meets(columns, left, right)
        if inside or (bottom > top and meets(rows, top, bottom)):
            cells = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
            yield Problem("Q732", {"cells": cells}).at(form.tab.place(top, left))


def _wrong_labels(form: FilledForm) -> Iterator[Problem]:
    """Yield rows whose visible id, name or maximum is not that of their key: sorted in part, or typed over."""
    known = {row.key: row for row in form.expected}
    for key, number in form.rows.items():
        for column, wanted in islice(_wrong_cells(form, key, known.get(key), number), 1):
            found = form.seen(number, column)
            values = {"expected": wanted, **form.key.whose}
            yield Problem("Q733", values, found, wanted).at(form.place(number, column))


def _wrong_cells(form: FilledForm, key: str, row: FormRow | None, number: int) -> Iterator[tuple[str, str]]:
    """Yield the locked cells of a row that were changed: the column, and the text that should be there."""
    label = key.rpartition("/")[2] if row is None else label_of(row)  # of a remark its number
    found, was = form.tab.text(number, form.column(ID)), form.key.before.get(locked_text_name(key, ID))
    # A form that is out may have been made with other labels; what stands there today will do as well.
    if (row is not None or key.startswith(NOTE)) and found != label and text_digest(found) != was:
        yield ID, label
    if row is None:
        return
    said = form.key.before.get(locked_text_name(row.key, NAME))  # not the name of today, which may be corrected
    if said is not None and NAME in form.columns and said != text_digest(form.tab.text(number, form.column(NAME))):
        yield NAME, row.node.name
    most = form.tab.text(number, form.column("max"))
    if "max" in form.columns and not row.part and most != digits(row.node.points):
        yield "max", figure(row.node.points)
