"""Finds a scale's table in a workbook: the row of its header, and what its columns hold.

What is hidden is never taken before what people see, and told; so are several columns of points.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from qcdc_cli.language import say
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.scale.numbering import label_readings
from qcdc_cli.scale.words import WITHOUT_ACCENTS, Vocabulary, vocabulary_of
from qcdc_cli.workbook.reading.book import Book, Tab
from qcdc_cli.workbook.references import column_letters

_MOST_HEADER_ROWS = 3
_WIDEST = 40  # columns that one joined heading covers
_FEWEST_COLUMNS = 3  # of a table whose columns are numbered


class Columns(NamedTuple):
    """What the columns of a table hold; numbers of columns, from the left.

    Attributes:
        names: the names; with several, each one is a level of its own.
        numbers: the columns of numbers for each column of names.
        points: the most points.
        more_points: other columns that hold most points, by their headings: somebody must say which one counts.
        guide: how to judge.
        evidence: what proves it.
        unused: all others that have a heading, by their headings.
    """

    names: tuple[int, ...]
    numbers: tuple[tuple[int, ...], ...]
    points: int
    more_points: dict[int, str]
    guide: tuple[int, ...]
    evidence: tuple[int, ...]
    unused: dict[int, str]


@dataclass(frozen=True, slots=True)
class ScaleTable:
    """A scale's table.

    Attributes:
        tab: its worksheet.
        top: the first row of its header.
        rows: the rows below its header that hold something, each with the texts of its cells by their columns.
        columns: what its columns hold.
        vocabulary: the words that it is written with.
        others: the worksheets behind it that have such a table, too; of a Word document all other tables, in which
            the scale may go on.
        remarks: what a person should check about its columns.
        headings: the headings of its columns.
    """

    tab: Tab
    top: int
    rows: Mapping[int, Mapping[int, str]]
    columns: Columns
    vocabulary: Vocabulary
    others: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    headings: Mapping[int, str] = field(default_factory=dict)

    def heading(self, column: int) -> str:
        """Return a column's heading on one line."""
        return " ".join(self.headings.get(column, "").split())

    def heads(self, row: int) -> bool:
        """Return whether a row below the header is a header again, or numbers the columns."""
        cells = self.rows[row]
        words = vocabulary_of(cells.values())
        top = {column: text for column in self.columns.names if (text := self.tab.text(self.top, column))}
        again = bool(top) and all(cells.get(column) == text for column, text in top.items())
        headings = self.columns.points in cells and all(
            _is_heading(text, words) and not re.search("[0-9]", text) for text in cells.values()
        )
        return again or (headings and _is_header(cells, words)) or _numbers_columns(cells)


def find_table(book: Book) -> ScaleTable:
    """Return the first table of a scale in the worksheets that are not hidden.

    Raises:
        QcdcError: Q751 when there is none.
    """
    visible = [tab for tab in book.tabs if not tab.hidden]
    tables = [table for tab in visible if (table := _first_table(tab)) is not None]
    if tables:
        first, *more = tables
        others = [table.tab.name for table in more]
        if book.document:
            others = [f"{tab.name} ({_rows_of(tab)})" for tab in visible if tab is not first.tab]
        return replace(first, others=tuple(others))
    problem = Problem("Q751", found=", ".join(tab.name for tab in visible if tab.name))
    raise QcdcError(problem.at((visible or book.tabs)[0].place() if book.tabs else Place(book.path)))


def _rows_of(tab: Tab) -> str:
    """Say how many rows of a table hold something."""
    number = len({row for row, _ in tab.cells if row > 0})
    return say(f"{number} dòng", f"{number} row{'' if number == 1 else 's'}")


def _first_table(tab: Tab) -> ScaleTable | None:
    """Return the first table whose header people see; one with a hidden header only where there is no other."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), found in sorted(tab.cells.items()):
        rows.setdefault(row, {})[column] = found.text
    joined: dict[int, list[tuple[int, int]]] = {}
    for top, left, _, right in tab.merged:
        joined.setdefault(top, []).append((left, min(right, left + _WIDEST)))
    seen = [row for row in rows if row not in tab.hidden_rows]
    tries = ((filled, accents) for filled in (seen, list(rows)) for accents in (True, False))
    return next(
        (table for filled, accents in tries if (table := _table_in(tab, rows, filled, joined, accents=accents))), None
    )


def _table_in(
    tab: Tab,
    rows: dict[int, dict[int, str]],
    filled: list[int],
    joined: dict[int, list[tuple[int, int]]],
    *,
    accents: bool,
) -> ScaleTable | None:
    """Return the first table whose header stands in some rows of a worksheet.

    Args:
        tab: the worksheet.
        rows: the texts of all its rows, by their columns.
        filled: the rows in which the header may stand.
        joined: from which to which column cells are joined, by the row.
        accents: words are compared with their accents, where a heading has any.
    """
    every = list(rows)
    for place, row in enumerate(filled):
        following = filled[place : place + _MOST_HEADER_ROWS]
        words = vocabulary_of(rows[row].values()) if accents else WITHOUT_ACCENTS
        end = _header_end(rows, following, joined, words)
        headings = _headings(rows, following[:end], joined)
        if not any(words.heads_most_points(text) for text in headings.values()):
            continue
        below = every[bisect_right(every, following[end - 1]) :]
        columns, remarks = _Heading(tab, words, headings, below).columns()
        if columns is not None:
            texts = {own: rows[own] for own in below}
            own_words = vocabulary_of(text for cells in texts.values() for text in cells.values())
            return ScaleTable(tab, row, texts, columns, own_words, (), tuple(remarks), headings)
    return None


def _is_header(cells: Mapping[int, str], vocabulary: Vocabulary) -> bool:
    """Return whether a row has a cell for names and another one for points."""
    names = {column for column, text in cells.items() if vocabulary.heads_names(text)}
    points = {column for column, text in cells.items() if vocabulary.heads_points(text)} if names else set()
    return any(name != column for name in names for column in points)


def _header_end(
    rows: dict[int, dict[int, str]],
    following: Sequence[int],
    joined: dict[int, list[tuple[int, int]]],
    vocabulary: Vocabulary,
) -> int:
    """Return how many rows a header takes that begins at the first of some rows; 0 where none begins there."""
    first = rows[following[0]]
    own = {column for column, text in first.items() if vocabulary.heads_numbers(text) or vocabulary.heads_names(text)}
    if not own:
        return 0
    covered = {
        column for left, right in joined.get(following[0], []) if right > left for column in range(left, right + 1)
    }
    end, is_header = 1, _is_header(first, vocabulary)
    for row in following[1:]:
        cells = rows[row]
        beside = own.isdisjoint(cells) or set(cells) <= covered
        points = any(vocabulary.heads_points(text) for text in cells.values())
        named = all(_is_heading(text, vocabulary) for text in cells.values())
        if not (beside and (points or (named and set(cells) <= covered))):
            break
        end += 1
        is_header = is_header or (
            points and any(vocabulary.heads_names(text) for text in (*first.values(), *cells.values()))
        )
    return end if is_header else 0


def _is_heading(text: str, vocabulary: Vocabulary) -> bool:
    return (
        vocabulary.heads_names(text)
        or vocabulary.heads_groups(text)
        or vocabulary.heads_numbers(text)
        or vocabulary.heads_points(text)
        or vocabulary.heads_guide(text)
        or vocabulary.heads_evidence(text)
    )


def _headings(
    rows: dict[int, dict[int, str]], header: Sequence[int], joined: dict[int, list[tuple[int, int]]]
) -> dict[int, str]:
    """Return the columns' headings: those of joined cells at all columns that they cover, and what stands below."""
    texts: dict[int, str] = {}
    for row in header:
        own = dict(rows[row])
        for left, right in joined.get(row, []):
            if left in own:
                own.update(dict.fromkeys(range(left, right + 1), own[left]))
        for column, text in own.items():
            texts[column] = f"{texts.get(column, '')} {text}".strip()
    return texts


class _Heading:
    """The headings of a table that was found, and what its columns hold by them and by what stands below them."""

    def __init__(self, tab: Tab, vocabulary: Vocabulary, headings: dict[int, str], below: list[int]) -> None:
        self._tab = tab
        self._words = vocabulary
        self._headings = dict(sorted(headings.items()))
        self._below = below
        self._visible = [column for column in self._headings if column not in tab.hidden_columns]

    def columns(self) -> tuple[Columns | None, list[str]]:
        """Return what the columns hold, with what to check; None where names or points are missing after all."""
        ranks = {
            column: rank for column, text in self._headings.items() if (rank := self._words.heads_most_points(text))
        }
        holding = {column for column in ranks if self._holds_points(column)}
        points = max(ranks, key=lambda column: (column in self._visible, ranks[column], column in holding, -column))
        names = self._names(points)
        if not names:
            return None, []
        numbers = self._numbers(names, points)
        names = tuple(column for column in names if column not in numbers)
        if not names:
            return None, []
        more = {column: self._heading(column) for column in sorted(holding - {points}) if column in self._visible}
        levels, described = self._levels(names, (points, *numbers))
        used = {points, *names, *numbers, *more}
        free = [column for column in self._visible if column not in used]
        evidence = tuple(column for column in free if self._words.heads_evidence(self._headings[column]))
        guide = tuple(
            column for column in free if column not in evidence and self._words.heads_guide(self._headings[column])
        )
        used.update(evidence, guide)
        shared = {
            self._headings.get(column) for column in used
        }  # a joined heading over an empty column is no other one
        unused = {
            column: self._heading(column)
            for column, text in self._headings.items()
            if column not in used and (text not in shared or any(self._tab.text(row, column) for row in self._below))
        }
        columns = Columns(
            levels,
            self._numbers_of(levels, numbers),
            points,
            more,
            tuple(sorted((*described, *guide))),
            evidence,
            unused,
        )
        return columns, self._remarks(columns)

    def _heading(self, column: int) -> str:
        text = " ".join(self._headings[column].split())
        return text if column in self._visible else say(f"{text} – cột ẩn", f"{text} – hidden")

    def _remarks(self, columns: Columns) -> list[str]:
        remarks = []
        if columns.more_points:
            listed = {columns.points: self._heading(columns.points), **columns.more_points}
            shown = ", ".join(f"{column_letters(column)} ({text})" for column, text in sorted(listed.items()))
            taken = column_letters(columns.points)
            remarks.append(
                say(
                    f"bảng có nhiều cột điểm: {shown}; ở đây lấy cột {taken}, kiểm tra có đúng cột cần dùng không",
                    f"the table has several columns of points: {shown}; {taken} is read, check that it is right",
                )
            )
        for column in (*columns.names, columns.points):
            if column in self._tab.hidden_columns:
                letters = column_letters(column)
                remarks.append(
                    say(
                        f"cột {letters} bị ẩn trong bảng nhưng vẫn phải dùng vì không có cột nào khác",
                        f"column {letters} is hidden in the table, but is read because there is no other",
                    )
                )
        return remarks

    def _holds_points(self, column: int) -> bool:
        """Return whether some cell of a column holds a number."""
        found = (self._tab.cells.get((row, column)) for row in self._below)
        return any(cell is not None and (cell.what == "formula" or re.search("[0-9]", cell.text)) for cell in found)

    def _names(self, points: int) -> tuple[int, ...]:
        """Return the columns that hold names: those with such a heading, and what a wider one leaves beside them."""
        named = [
            column
            for column, text in self._headings.items()
            if column != points and (self._words.heads_names(text) or self._words.heads_groups(text))
        ]
        if not any(self._words.heads_names(self._headings[column]) for column in named):
            return ()
        seen = [column for column in named if column in self._visible] or named
        wide = list(seen)
        for column in seen:  # names that are set in, in a column of their own without a heading
            while column + 1 not in self._headings and self._stands_alone(column + 1, column, (points,)):
                column += 1
                wide.append(column)
        holding = [column for column in sorted(wide) if any(self._tab.text(row, column) for row in self._below)]
        return tuple(holding or seen[:1])

    def _numbers(self, names: tuple[int, ...], points: int) -> tuple[int, ...]:
        """Return the columns that hold the numbers of the lines."""
        headed = [
            column
            for column, text in self._headings.items()
            if column not in (points, *names) and self._words.heads_numbers(text)
        ]
        numbers = [column for column in headed if column in self._visible] or headed
        if len(names) > 1 and self._holds_labels(names[0]):
            # "Nhóm" with I and II: the names of groups where the lines have numbers beside them, else numbers.
            beside = (
                self._tab.text(row, own) for row in self._below if self._tab.text(row, names[0]) for own in numbers
            )
            grouping = self._words.heads_groups(self._headings[names[0]]) and self._groups_lines(names, points)
            numbers = numbers if any(beside) or grouping else [names[0], *numbers]
        if not numbers:
            numbers = [column for column in range(1, names[0]) if column != points and self._holds_labels(column)]
        return tuple(sorted(numbers))

    def _groups_lines(self, names: tuple[int, ...], points: int) -> bool:
        """Return whether what the first column of names holds stands beside the first line of each group.

        Where it stands beside the group's own row instead, that row has as many points as those below it together.
        """
        groups: list[list[Decimal]] = []
        for row in self._below:
            number = re.search(r"[0-9]+(?:[.,][0-9]+)?", self._tab.text(row, points))
            if self._tab.text(row, names[0]) and self._tab.text(row, names[1]):
                groups.append([])
            if groups and number is not None and self._tab.text(row, names[1]):
                groups[-1].append(Decimal(number[0].replace(",", ".")))
        several = [own for own in groups if len(own) > 1]
        return bool(several) and any(own[0] != sum(own[1:]) for own in several)

    def _holds_labels(self, column: int) -> bool:
        """Return whether at least half of what stands in a column is numbering."""
        found = [text for row in self._below if (text := self._tab.text(row, column))]
        return bool(found) and 2 * sum(bool(label_readings(text)) for text in found) >= len(found)

    def _levels(self, names: tuple[int, ...], beside: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Part columns of names into levels and descriptions: these never stand in a line without the name before."""
        levels = [names[0]]
        for column in names[1:]:
            grouped = self._words.heads_groups(self._headings.get(levels[-1], ""))
            levels += [column] if grouped or self._stands_alone(column, levels[-1], beside) else []
        return tuple(levels), tuple(column for column in names if column not in levels)

    def _stands_alone(self, column: int, outer: int, beside: tuple[int, ...]) -> bool:
        """Return whether some line has a name in a column, and in the outer one none, or the same as the line above.

        Args:
            column: the column.
            outer: the column of names before it.
            beside: the columns of points and numbers; a row that has nothing in them is no line of its own.
        """
        above = ""
        for row in self._below:
            name = self._tab.text(row, outer)
            if self._tab.text(row, column) and name in ("", above) and any(self._tab.text(row, own) for own in beside):
                return True
            above = name
        return False

    def _numbers_of(self, levels: tuple[int, ...], numbers: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
        """Return which columns of numbers belong to each column of names: those between it and the one before."""
        edges = (0, *levels)
        own = [
            tuple(number for number in numbers if edges[place] < number < edges[place + 1])
            for place in range(len(levels))
        ]
        own[-1] += tuple(number for number in numbers if number > levels[-1])
        if own[0] and not any(own[1:]) and len(levels) > 1 and self._counts_inner(levels, own[0]):
            own = [*own[1:], own[0]]
        return tuple(own)

    def _counts_inner(self, levels: tuple[int, ...], numbers: tuple[int, ...]) -> bool:
        """Return whether numbers before all names go on through the inner ones: 1 and 2 of one group, then 3."""
        above, last, alone = "", [""], False
        for row in self._below:
            outer, inner = self._tab.text(row, levels[0]), any(self._tab.text(row, column) for column in levels[1:])
            numbered = [text for number in numbers if (text := self._tab.text(row, number))]
            if numbered and outer and not inner:
                return False
            alone = alone or bool(numbered and numbered != last and inner and outer in ("", above))
            above, last = outer or above, numbered or last
        return alone


def _numbers_columns(cells: Mapping[int, str]) -> bool:
    """Return whether a row only numbers the columns: (1) (2) (3), or A B 1 2."""
    signs = [text.strip("()") for text in cells.values()]
    if len(signs) < _FEWEST_COLUMNS or not all(re.fullmatch("[0-9]{1,2}|[A-H]", sign) for sign in signs):
        return False
    digits = [int(sign) for sign in signs if sign.isdigit()]
    return bool(digits) and digits == list(range(digits[0], digits[0] + len(digits)))
