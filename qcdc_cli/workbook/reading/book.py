"""What was found in a workbook: every cell that is not empty, as it was typed, with what it is."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from qcdc_cli.problems import Path, Place
from qcdc_cli.workbook.references import column_letters

What = Literal["text", "number", "date", "percent", "boolean", "error", "formula"]
Spot = tuple[int, int]  # row and column, both from 1


class Found(NamedTuple):
    """The content of one cell.

    Attributes:
        what: a text, a number, or what a number was turned into (a date, a percentage), a boolean ("1" or "0"),
            an error value, or a formula, whose result is not to be trusted.
        text: a text without spaces around it (no-break spaces too), in normal form C, with line feeds inside;
            of a number the digits with a decimal point, exactly those that were typed; of a date the day as
            `2020-01-05`; of a percentage the number that the cell shows, such as `90`; of a formula the formula.
    """

    what: What
    text: str


def meets(numbers: Sequence[int], first: int, last: int) -> bool:
    """Return whether any of some rows or columns, in order, lies in an area: from its first to its last.

    There may be as many areas as cells, each as large as a worksheet; so neither is gone through.
    """
    place = bisect_left(numbers, first)
    return place < len(numbers) and numbers[place] <= last


def lines_within(lines: Iterable[int], areas: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return which rows or columns lie in one of some areas, each from its first to its last; none is gone through."""
    rest = sorted(set(lines))
    found: set[int] = set()
    for first, last in areas:
        begin, end = bisect_left(rest, first), bisect_right(rest, last)
        found.update(rest[begin:end])
        del rest[begin:end]
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Tab:
    """One worksheet.

    Attributes:
        book: how its file is named to people.
        name: its name; "" for a table that has none (CSV).
        cells: the content of its cells; empty ones are left out.
        hidden_rows: the rows that are hidden or filtered away and hold something.
        merged: the cells that are joined: first row, first column, last row, last column.
        hidden: the worksheet itself is hidden.
        hidden_columns: the columns that are hidden and hold something.
        shown: the words that formulas showed when somebody's spreadsheet last computed them; no numbers.
    """

    book: str
    name: str
    cells: Mapping[Spot, Found]
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    shown: Mapping[Spot, str] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str:
        """Return the content of a cell as a text; "" of an empty one."""
        found = self.cells.get((row, column))
        return "" if found is None else found.text

    def place(self, row: int = 0, column: int = 0) -> Place:
        """Return a cell's place for people (`file › sheet › D7`); a row's (`5:5`), a column's, or the worksheet's."""
        if row < 1:  # none, or one of the texts above a table of a Word document
            letters = column_letters(column) if column else ""
            return Place(self.book, sheet=self.name, cell=letters and f"{letters}:{letters}")
        where = f"{column_letters(column)}{row}" if column else f"{row}:{row}"
        if not self.name:  # a file of lines: its lines have numbers
            return Place(self.book, row, max(column, 1))
        return Place(self.book, sheet=self.name, cell=where)


class CellPlaces(Mapping[Path, Place]):
    """The places of cells, by the paths of what they say; hardly any is ever told, so each is named when it is."""

    def __init__(self, tab: Tab, spots: Mapping[Path, Spot]) -> None:
        """Take over where the cells of a worksheet are, and none of what stands in them."""
        self._tab, self._spots = Tab(tab.book, tab.name, {}), spots

    def __getitem__(self, path: Path) -> Place:
        """Return the place of the cell of a path."""
        return self._tab.place(*self._spots[path])

    def __iter__(self) -> Iterator[Path]:
        """Go through the paths."""
        return iter(self._spots)

    def __len__(self) -> int:
        """Return how many cells there are."""
        return len(self._spots)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook.

    Attributes:
        path: how its file is named to people.
        tabs: its worksheets in order, hidden ones too.
        properties: its custom properties, by name.
        unread: the names of sheets that people see and that have no cells to read: those that the file lists without
            a part of their own, as Excel 95 did with modules of macros, and sheets of macros.
        document: it is a Word document; its tables are the worksheets.
        tracked_changes: it has changes that nobody accepted yet; they are read as if all were.
    """

    path: str
    tabs: tuple[Tab, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    document: bool = False
    tracked_changes: bool = False

    def tab(self, name: str) -> Tab | None:
        """Return the worksheet of this name, or None."""
        return next((tab for tab in self.tabs if tab.name == name), None)
