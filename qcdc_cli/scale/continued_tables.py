"""A scale in a Word document that goes on in further tables, as at a new page, is joined into one table.

A table goes on with the one before it where it has the same columns, with the header again or without any, and its
numbers follow those above; so do groups that are tables of their own, below lines with their names. What begins anew,
or is of another thing (who signs, who is a member), stays apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from qcdc_cli.language import say
from qcdc_cli.scale.nodes import ScaleNode, SkippedRow, TableRow, Total
from qcdc_cli.scale.numbering import ARABIC, BULLET, DOTTED, Numbering, label_readings, split_label
from qcdc_cli.scale.rows import read_rows
from qcdc_cli.scale.table import ScaleTable, first_table
from qcdc_cli.scale.table_end import SIGNATURE
from qcdc_cli.scale.tree import AGAIN, level_of_label
from qcdc_cli.workbook.reading.book import Book, Tab
from qcdc_cli.yamltext.new_text import printable_line


class JoinedBook(NamedTuple):
    """A document with its tables joined where one goes on with another.

    Attributes:
        book: the document, its largest table first.
        remarks: what a person should check about those that were joined, by the names of the whole.
    """

    book: Book
    remarks: Mapping[str, str]


def join_tables(document: Book) -> JoinedBook:
    """Return a document whose tables are joined where a scale goes on from one to the next."""
    others: list[Tab] = []
    scales: list[_Scale] = []
    adjacent = False
    for tab in _with_headings_inside(document.tabs):
        if scales and scales[-1].goes_on_in(tab, adjacent=adjacent):
            scales[-1].add(tab)
            adjacent = True
        elif (table := first_table(tab)) is not None:
            scales.append(_Scale(table))
            adjacent = True
        else:
            others.append(tab)
            adjacent = False
    whole = [(scale.tab, scale) for scale in scales]
    tabs = (*others, *(tab for tab, _ in whole))
    by_size = sorted(tabs, key=lambda tab: -sum(row > 0 for row, _ in tab.cells))
    remarks = {tab.name: scale.remark for tab, scale in whole if len(scale.parts) > 1}
    return JoinedBook(replace(document, tabs=tuple(by_size)), remarks)


def _with_headings_inside(tabs: Sequence[Tab]) -> list[Tab]:
    """Return the tables of a document; the names of groups that stand above them are rows of theirs.

    Where each group of a scale is a table of its own, `I. Lãnh đạo` stands above the first and `II. Công khai` above
    the next, which has the same columns.
    """
    found = list(tabs)
    tables = [first_table(tab) for tab in tabs]
    headings = [_heading_above(table) if table is not None else () for table in tables]
    for place, ((table, heading), (further, following)) in enumerate(pairwise(zip(tables, headings, strict=True))):
        if table is None or further is None or not _same_columns(table, further):
            continue
        if any(after.follows(own) for after in following for own in heading):
            found[place : place + 2] = [_with_heading_inside(table), _with_heading_inside(further)]
    return found


def _heading_above(table: ScaleTable) -> tuple[Numbering, ...]:
    """Return the number of the line above a table where it names a group; none where it does not."""
    text = table.tab.text(0, 1)
    labels = () if table.vocabulary.names_scale(text) else label_readings(split_label(text)[0])
    return tuple(label for label in labels if label.style.kind not in (ARABIC, DOTTED, BULLET) or label.style.word)


def _with_heading_inside(table: ScaleTable) -> Tab:
    """Return a table with the line above it as its first row below the header."""
    tab, first = table.tab, min(table.rows, default=table.top + 1)
    cells = {
        (row + (row >= first), column): found for (row, column), found in tab.cells.items() if (row, column) != (0, 1)
    }
    return replace(
        tab,
        cells={**cells, (first, table.columns.names[0]): tab.cells[0, 1]},
        hidden_rows=frozenset(row + (row >= first) for row in tab.hidden_rows),
        merged=tuple(
            (top + (top >= first), left, bottom + (bottom >= first), right) for top, left, bottom, right in tab.merged
        ),
    )


def _same_columns(table: ScaleTable, further: ScaleTable) -> bool:
    """Return whether the names and the points of two tables stand in the same columns."""
    own, others = table.columns, further.columns
    return (own.names[0], own.points) == (others.names[0], others.points)


class _Part(NamedTuple):
    """One of the tables of a scale: its name, its rows in the whole, and the lines that stand above it."""

    name: str
    first: int
    last: int
    lines: tuple[str, ...] = ()


class _Scale:
    """A scale whose tables are read one after the other.

    Attributes:
        parts: its tables.
    """

    def __init__(self, table: ScaleTable) -> None:
        """Begin with its first table."""
        self.parts = [_Part(table.tab.name, 1, _last_row(table.tab))]
        self._table = table
        self._cells = dict(table.tab.cells)
        self._hidden, self._merged = set(table.tab.hidden_rows), list(table.tab.merged)
        self._width = max(column for _, column in table.tab.cells)
        self._levels: list[Numbering] = []  # how the rows are numbered that are open at its end
        self._ended = self._signed = False
        self._read(read_rows(table)[0])

    @property
    def tab(self) -> Tab:
        """All its tables as one, whose rows count on."""
        return replace(
            self._table.tab,
            name=", ".join(part.name for part in self.parts),
            cells=self._cells,
            hidden_rows=frozenset(self._hidden),
            merged=tuple(self._merged),
        )

    @property
    def remark(self) -> str:
        """What a person should check about its tables."""
        listed = ", ".join(f"{part.name} ({part.first}–{part.last})" for part in self.parts)
        lines = "; ".join(line for part in self.parts for line in part.lines)
        between = say(f"; giữa các bảng có dòng “{lines}”", f"; between them stands “{lines}”") if lines else ""
        return say(
            f"thang điểm nối từ nhiều bảng, số dòng tính liên tục: {listed}{between}; kiểm tra có đúng là một bảng",
            f"the scale is joined from several tables, whose rows count on: {listed}{between}; check that it is one",
        )

    def goes_on_in(self, tab: Tab, *, adjacent: bool) -> bool:
        """Return whether a table goes on with it; the numbers of one that is not next to it must surely do."""
        own = first_table(tab)
        other = own is not None and not _same_columns(self._table, own)
        if self._signed or other or not tab.cells or max(column for _, column in tab.cells) > self._width:
            return False
        adjacent = adjacent and not self._ended and all(row > 0 for row, _ in tab.cells)
        rows = [row for row in read_rows(self._placed(tab))[0] if not isinstance(row, SkippedRow)]
        nodes = [row for row in rows if isinstance(row, ScaleNode)]
        if not nodes:
            return bool(rows) and adjacent  # a total alone
        words = [node for node in nodes if node.points.text and node.points.value is None and not node.points.readings]
        pointed = sum(node.points.value is not None or bool(node.points.readings) for node in nodes)
        if len(words) > pointed or (nodes[0] in words and not nodes[0].labels):
            return False
        if nodes[0].section:
            return True
        labels = next((node.labels for node in nodes if node.labels), ())
        if not labels or not self._levels:
            return adjacent and bool(pointed) and not labels and (own is not None or not self._levels)
        found = level_of_label(labels, self._levels)
        follows = found.depth < len(self._levels) and found.remark is None
        if follows:
            return adjacent or bool(pointed)
        return adjacent and bool(pointed) and found.remark is not AGAIN

    def add(self, tab: Tab) -> None:
        """Add a table that goes on with it."""
        placed = self._placed(tab)
        lines = tuple(printable_line(found.text) for (row, _), found in sorted(tab.cells.items()) if row < 1)
        first = self.parts[-1].last + 1
        self.parts.append(_Part(tab.name, first, _last_row(placed.tab), lines))
        self._read(read_rows(placed)[0])
        self._cells |= {spot: found for spot, found in placed.tab.cells.items() if spot[0] >= first}
        self._hidden |= placed.tab.hidden_rows
        self._merged += placed.tab.merged

    def _placed(self, tab: Tab) -> ScaleTable:
        """Return a table with its rows behind those of the scale, below the scale's header."""
        down = self.parts[-1].last
        first = min(self._table.rows, default=down + 1)
        header = {spot: found for spot, found in self._table.tab.cells.items() if self._table.top <= spot[0] < first}
        own = {(row + down, column): found for (row, column), found in tab.cells.items() if row > 0}
        rows: dict[int, dict[int, str]] = {}
        for (row, column), found in sorted(own.items()):
            rows.setdefault(row, {})[column] = found.text
        moved = replace(
            tab,
            cells=header | own,
            hidden_rows=frozenset(row + down for row in tab.hidden_rows),
            merged=tuple((top + down, left, bottom + down, right) for top, left, bottom, right in tab.merged),
        )
        return replace(self._table, tab=moved, rows=rows, joined_points={})

    def _read(self, rows: list[TableRow]) -> None:
        """Take in how rows are numbered, and whether the scale ends with them."""
        self._signed = any(isinstance(row, SkippedRow) and row.why == SIGNATURE for row in rows)
        said = [row for row in rows if not isinstance(row, SkippedRow)]
        self._ended = bool(said) and isinstance(said[-1], Total)
        for row in said:
            if isinstance(row, ScaleNode) and row.labels:
                found = level_of_label(row.labels, self._levels)
                self._levels[found.depth :] = [found.numbering]


def _last_row(tab: Tab) -> int:
    return max([*(row for row, _ in tab.cells), *(bottom for _, _, bottom, _ in tab.merged)])
