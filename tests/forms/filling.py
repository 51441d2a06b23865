"""A form filled in as a person would: cells are found by the hidden keys, choices are taken from the cell's own list.

What is filled in is given as a sheet's YAML says it, so that nothing here knows how the program reads a form.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.kinds import Ask, Mark
from tests.scoring.scales import Tree

KEYS = 1  # the hidden column and the hidden row
STATES = {"not_applicable": "Không phát sinh", "unassigned": "Không giao"}
NOTES = ("strengths", "limits", "difficulties", "proposals")


class Form:
    """One form, open for filling in.

    Attributes:
        book: the workbook.
        sheet: the worksheet that is filled in.
        rows: the numbers of the rows by their keys.
        columns: the numbers of the columns by theirs.
    """

    def __init__(self, data: bytes, *, computed: bool = False) -> None:
        """Open a form; with the results of its formulas in the place of the formulas, if `computed`."""
        self.book: Workbook = load_workbook(io.BytesIO(data), data_only=computed)
        # In front of it may stand a list of faults.
        visible = (tab for tab in self.book if tab.sheet_state == "visible")
        self.sheet: Worksheet = next(tab for tab in visible if "mark" in {text(cell) for cell in tab[KEYS]})
        down, across = range(KEYS + 1, self.sheet.max_row + 1), range(KEYS + 1, self.sheet.max_column + 1)
        self.rows = {key: row for row in down if (key := text(self.sheet.cell(row, KEYS)))}
        self.columns = {key: column for column in across if (key := text(self.sheet.cell(KEYS, column)))}
        self._lists = {
            spot: rule.formula1
            for rule in self.sheet.data_validations.dataValidation
            if rule.type == "list"
            for area in rule.sqref.ranges
            for spot in area.cells
        }

    def cell(self, key: str, column: str) -> Cell:
        """Return a cell by the keys of its row and column."""
        found = self.sheet.cell(self.rows[key], self.columns[column])
        assert isinstance(found, Cell)
        return found

    def offered(self, cell: Cell) -> list[str]:
        """Return what the cell's drop-down shows."""
        name, _, area = self._lists[cell.row, cell.column].lstrip("=").rpartition("!")
        tab = self.book[name.strip("'").replace("''", "'")]
        first, _, last = area.replace("$", "").partition(":")
        return [str(each.value) for row in tab[f"{first}:{last or first}"] for each in row]

    def put(self, key: str, column: str, value: str | float | None) -> None:
        """Type into a cell that is not locked."""
        cell = self.cell(key, column)
        assert not cell.protection.locked, f"{key} {column} is locked"
        type_into(cell, value)

    def choose(self, key: str, column: str, number: int) -> None:
        """Choose from a cell's drop-down."""
        cell = self.cell(key, column)
        self.put(key, column, self.offered(cell)[number])

    def saved(self) -> bytes:
        """Return the form as it is saved."""
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


def type_into(cell: Cell, value: str | float | None) -> None:
    """Type a value; a text stays one, whatever it looks like, as it does behind an apostrophe."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def text(cell: Any) -> str:
    return "" if cell.value is None else str(cell.value)


def figure(said: str) -> float:
    """Type a number: what a spreadsheet keeps of it is a binary fraction."""
    plain = said.replace(",", ".")
    return float(plain) if "." in plain else int(plain)


def filled(data: bytes, rubric: Rubric, sheet: Tree, stage: str, *, first: bool) -> bytes:
    """Fill a form in with what a sheet says of one stage; remarks belong to the first, evidence to the first of each.

    Args:
        data: the form.
        rubric: its rubric.
        sheet: the sheet as a tree of texts.
        stage: the stage's id.
        first: it is the campaign's first.
    """
    form = Form(data)
    criteria = {leaf.criterion.id: leaf.criterion for leaf in rubric.leaves}
    later = {
        leaf.criterion.id: [one.from_ for one in (*leaf.groups, leaf.criterion) if one.from_] for leaf in rubric.leaves
    }
    for identity, entry in (sheet.get("marks") or {}).items():
        said = said_by(entry, stage, first=first)
        if said not in (None, ""):
            fill_mark(form, criteria[identity], said)
        own = later[identity][-1] == stage if later[identity] else first
        if own and isinstance(entry, dict) and entry.get("evidence"):
            form.put(f"c:{identity}", "evidence", "\n".join(document(item) for item in entry["evidence"]))
    if first:
        for section in NOTES:
            fill_notes(form, section, (sheet.get("notes") or {}).get(section) or [])
    for identity, reason in (sheet.get("disqualifiers") or {}).items():
        if form.cell(f"d:{identity}", "name").value is None or first:
            fill_beside(form, f"d:{identity}", reason)
    return form.saved()


def said_by(entry: Any, stage: str, *, first: bool) -> Any:
    """Return what a sheet's entry says of one stage."""
    if not isinstance(entry, dict):
        return entry if first else None
    states = {state: entry[state] for state in STATES if state in entry}
    return entry.get(stage, (states or None) if first else None)


def fill_mark(form: Form, criterion: CriterionBase, said: Any) -> None:
    """Fill in the cells of one criterion."""
    key = f"c:{criterion.id}"
    if isinstance(said, dict):
        for state, shown in STATES.items():
            if state in said:
                form.choose(key, "state", form.offered(form.cell(key, "state")).index(shown))
        reason = said.get("reason") or next((said[state] for state in STATES if state in said), None)
        if reason:
            form.put(key, "reason", reason)
        if said.get("target") is not None and not form.cell(key, "target").protection.locked:
            form.put(key, "target", figure(said["target"]))
        said = said.get("mark", said.get("actual"))
        if said in (None, ""):
            return
    _FILL[criterion.kind.asks](form, key, criterion, said)


def reading(criterion: CriterionBase, said: Any) -> Any:
    """Return what the kind makes of a mark."""
    value = said if isinstance(said, str) else tuple(said)
    return criterion.kind.read(Mark(value), criterion.id, criterion.points)


def fill_number(form: Form, key: str, _criterion: CriterionBase, said: Any) -> None:
    form.put(key, "mark", figure(said if isinstance(said, str) else said[0]))


def fill_choice(form: Form, key: str, criterion: CriterionBase, said: Any) -> None:
    readings = [reading(criterion, option) for option in criterion.kind.options()]
    form.choose(key, "mark", readings.index(reading(criterion, said)))


def fill_ticks(form: Form, key: str, criterion: CriterionBase, said: Any) -> None:
    done = criterion.kind.form_parts(reading(criterion, said))
    for item in done:
        form.choose(f"{key}/{item}", "mark", 0)
    if not done:
        form.choose(key, "mark", 0)


def fill_places(form: Form, key: str, _criterion: CriterionBase, said: Any) -> None:
    for number, name in enumerate(said if isinstance(said, dict) else [], start=1):
        form.put(f"{key}/{number}", "name", name)
    numbers = [said] if isinstance(said, str) else list(said.values() if isinstance(said, dict) else said)
    for number, place in enumerate(numbers, start=1):
        form.put(f"{key}/{number}", "mark", figure(place))


def fill_counts(form: Form, key: str, criterion: CriterionBase, said: Any) -> None:
    parts = [f"{thing}: {count}" for thing, count in said.items()] if isinstance(said, dict) else said
    for part in criterion.kind.form_parts(reading(criterion, parts)):
        thing, _, count = part.partition(": ")
        form.put(f"{key}/{thing}", "mark", figure(count))


_FILL = {
    Ask.NUMBER: fill_number,
    Ask.ACTUAL: fill_number,
    Ask.CHOICE: fill_choice,
    Ask.TICKS: fill_ticks,
    Ask.PLACES: fill_places,
    Ask.COUNTS: fill_counts,
}


def fill_notes(form: Form, section: str, lines: Sequence[str]) -> None:
    """Fill in the remarks of a section: a line each, and what has no line of its own below the last one."""
    free = [key for key in form.rows if key.startswith(f"n:{section}/")]
    texts = [str(line["text"]) if isinstance(line, Mapping) else line for line in lines]
    rows = [[text] for text in texts[: len(free)]]
    if rows:
        rows[-1] += texts[len(free) :]
    for key, own in zip(free, rows, strict=False):
        form.put(key, "name", "\n".join(own))


def fill_beside(form: Form, key: str, reason: str) -> None:
    """Fill in the one free cell of a disqualifier's row."""
    row = form.rows[key]
    cells = (form.sheet.cell(row, column) for column in form.columns.values())
    free = [cell for cell in cells if isinstance(cell, Cell) and not cell.protection.locked]
    type_into(free[0], reason)


def document(item: str | Mapping[str, str]) -> str:
    if isinstance(item, str):
        return item
    return f"{item['name']} | {item['file']}" if item.get("file") else item["name"]


def upto(sheet: Tree, stages: Iterable[str], all_stages: Iterable[str]) -> Tree:
    """Return a sheet without what the other stages said."""
    gone = set(all_stages) - set(stages)

    def kept(entry: Any) -> Any:
        if not isinstance(entry, dict):
            return entry
        return {key: value for key, value in entry.items() if key not in gone}

    return {**sheet, "marks": {identity: kept(entry) for identity, entry in sheet["marks"].items()}}
