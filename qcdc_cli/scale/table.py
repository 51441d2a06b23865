"""Finds a scale's table in a workbook: the row of its header, and what its columns hold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from qcdc_cli.language import say
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.scale.numbering import label_readings
from qcdc_cli.scale.words import (
    ANY_POINTS,
    EVIDENCE,
    GUIDE,
    NUMBER,
    SOMEBODYS,
    heads_most_points,
    heads_names,
    plain_words,
)
from qcdc_cli.workbook.reading.book import Book, Tab

_MOST_HEADER_ROWS = 3
_WIDEST = 40  # columns that one joined heading covers
_FEWEST_COLUMNS = 3  # of a table whose columns are numbered


class Columns(NamedTuple):
    """What the columns of a table hold; numbers of columns, from the left.

    Attributes:
        numbers: the numbering; several where one heading covers several columns.
        names: the names; with several, each one is a level of its own.
        points: the most points.
        guide: how to judge.
        evidence: what proves it.
        unused: all others that have a heading, by their headings.
    """

    numbers: tuple[int, ...]
    names: tuple[int, ...]
    points: int
    guide: tuple[int, ...]
    evidence: tuple[int, ...]
    unused: dict[int, str]


@dataclass(frozen=True, slots=True)
class ScaleTable:
    """A scale's table.

    Attributes:
        tab: its worksheet.
        top: the first row of its header.
        rows: the rows below its header that hold something.
        columns: what its columns hold.
        others: the worksheets behind it that have such a table, too; of a Word document all other tables, in which
            the scale may go on.
    """

    tab: Tab
    top: int
    rows: tuple[int, ...]
    columns: Columns
    others: tuple[str, ...] = ()


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
    rows: dict[int, dict[int, str]] = {}
    for (row, column), found in sorted(tab.cells.items()):
        rows.setdefault(row, {})[column] = found.text
    filled = list(rows)
    joined: dict[int, list[tuple[int, int]]] = {}
    for top, left, _, right in tab.merged:
        joined.setdefault(top, []).append((left, right))
    for place, row in enumerate(filled):
        if not _is_header(rows[row]):
            continue
        end = place + 1
        while end < min(len(filled), place + _MOST_HEADER_ROWS) and _header_goes_on(rows, row, filled[end]):
            end += 1
        upper, *lower = (rows[number] for number in filled[place:end])
        columns = _columns(tab, _headings(upper, lower, joined.get(row, [])), filled[end:])
        if columns is not None:
            below = tuple(number for number in filled[end:] if not _numbers_columns(rows[number]))
            return ScaleTable(tab, row, below, columns)
    return None


def _is_header(cells: dict[int, str]) -> bool:
    """Return whether a row has a cell for names and another one for points."""
    words = {column: plain_words(text) for column, text in cells.items()}
    names = {column for column, text in words.items() if heads_names(text)}
    points = {column for column, text in words.items() if ANY_POINTS.search(text)}
    return any(name != column for name in names for column in points)


def _header_goes_on(rows: dict[int, dict[int, str]], header: int, row: int) -> bool:
    """Return whether the header goes on in a row: it has headings, but nothing where names and numbers stand."""
    above = {column: plain_words(text) for column, text in rows[header].items()}
    own = {column for column, text in above.items() if NUMBER.fullmatch(text) or heads_names(text)}
    headings = [plain_words(text) for text in rows[row].values()]
    return own.isdisjoint(rows[row]) and any(ANY_POINTS.search(text) or SOMEBODYS.search(text) for text in headings)


def _headings(upper: dict[int, str], lower: list[dict[int, str]], joined: list[tuple[int, int]]) -> dict[int, str]:
    """Return the columns' headings: those of joined cells at all columns that they cover, and what stands below."""
    texts = dict(upper)
    for left, right in joined:
        if left in upper:
            texts.update(dict.fromkeys(range(left, min(right, left + _WIDEST) + 1), upper[left]))
    for cells in lower:
        for column, text in cells.items():
            texts[column] = f"{texts.get(column, '')} {text}".strip()
    return texts


def _columns(tab: Tab, headings: dict[int, str], below: list[int]) -> Columns | None:
    """Return what the columns hold, or None where names or points are missing after all.

    Args:
        tab: the worksheet.
        headings: the columns' headings.
        below: the rows below the header that hold something.
    """
    words = {column: plain_words(text) for column, text in sorted(headings.items())}
    ranks = {column: heads_most_points(text) for column, text in words.items()}
    points = max(ranks, key=lambda column: (ranks[column], -column))
    names = tuple(column for column, text in words.items() if column != points and heads_names(text))
    if not ranks[points] or not names:
        return None
    numbers = tuple(column for column, text in words.items() if NUMBER.fullmatch(text))
    if not numbers:
        candidates = [*range(1, names[0]), *(names[:1] if len(names) > 1 else ())]
        numbers = tuple(column for column in candidates if _holds_labels(tab, column, below))
        names = tuple(column for column in names if column not in numbers)
    used = {points, *names, *numbers}
    evidence = tuple(column for column, text in words.items() if column not in used and EVIDENCE.search(text))
    used.update(evidence)
    guide = tuple(column for column, text in words.items() if column not in used and GUIDE.search(text))
    used.update(guide)
    unused = {column: " ".join(headings[column].split()) for column in words if column not in used}
    return Columns(numbers, names, points, guide, evidence, unused)


def _holds_labels(tab: Tab, column: int, rows: Iterable[int]) -> bool:
    """Return whether at least half of what stands in a column is numbering."""
    found = [tab.text(row, column) for row in rows if tab.text(row, column)]
    return bool(found) and 2 * sum(bool(label_readings(text)) for text in found) >= len(found)


def _numbers_columns(cells: dict[int, str]) -> bool:
    """Return whether a row only numbers the columns: (1) (2) (3), or A B 1 2."""
    signs = [text.strip("()") for text in cells.values()]
    if len(signs) < _FEWEST_COLUMNS or not all(re.fullmatch("[0-9]{1,2}|[A-H]", sign) for sign in signs):
        return False
    digits = [int(sign) for sign in signs if sign.isdigit()]
    return bool(digits) and digits == list(range(digits[0], digits[0] + len(digits)))
