"""Finds a scale's table on a worksheet: its header, which may take several rows, and the rows below it."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from qcdc_cli.problems import Place
from qcdc_cli.scale.columns import WIDEST, Columns, read_columns
from qcdc_cli.scale.nodes import SkippedRow
from qcdc_cli.scale.words import WITHOUT_ACCENTS, Vocabulary, vocabulary_of
from qcdc_cli.workbook.reading.book import Tab

_MOST_HEADER_ROWS = 3
_MOST_WORDS = 4  # of a heading below a joined one
_FEWEST_COLUMNS = 3  # of a table whose columns are numbered


@dataclass(frozen=True, slots=True)
class ScaleTable:
    """A scale's table.

    Attributes:
        tab: its worksheet.
        top: the first row of its header.
        rows: the rows below its header that hold something, each with the texts of its cells by their columns.
        columns: what its columns hold.
        vocabulary: the words that it is written with.
        beside: the rows of other tables beside it on its worksheet.
        others: the worksheets behind it that have such a table, too; of a Word document all other tables, in which
            the scale may go on.
        remarks: what a person should check about its columns.
        headings: the headings of its columns.
        joined_points: the rows whose cell of points is joined with that of a row above, by this row.
    """

    tab: Tab
    top: int
    rows: Mapping[int, Mapping[int, str]]
    columns: Columns
    vocabulary: Vocabulary
    beside: tuple[SkippedRow, ...] = ()
    others: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    headings: Mapping[int, str] = field(default_factory=dict)
    joined_points: Mapping[int, int] = field(default_factory=dict)

    def points_column(self, row: int) -> int:
        """Return the column in which a row has its points: one joined heading may cover several."""
        return next((own for own in self.columns.all_points if (row, own) in self.tab.cells), self.columns.points)

    def points_place(self, row: int) -> Place:
        """Return the place of a row's points for people."""
        return self.tab.place(row, self.points_column(row))

    def heading(self, column: int) -> str:
        """Return a column's heading on one line."""
        return " ".join(self.headings.get(column, "").split())

    def heads(self, row: int) -> bool:
        """Return whether a row below the header is a header again, or numbers the columns."""
        cells = self.rows[row]
        header = (own for own in range(self.top, self.top + _MOST_HEADER_ROWS) if own not in self.rows)
        if any(cells == self._header_cells(own) for own in header):
            return True
        words = vocabulary_of(cells.values())
        top = {column: text for column in self.columns.names if (text := self.tab.text(self.top, column))}
        again = bool(top) and all(cells.get(column) == text for column, text in top.items())
        headings = self.points_column(row) in cells and all(
            _is_heading(text, words) and not re.search("[0-9]", text) for text in cells.values()
        )
        return again or (headings and _is_header(cells, words)) or _numbers_columns(cells)

    def _header_cells(self, row: int) -> dict[int, str]:
        """Return the texts of a row of the header by their columns."""
        return {column: text for column in self.headings if (text := self.tab.text(row, column))}


def first_table(tab: Tab) -> ScaleTable | None:
    """Return the first table whose header people see; one with a hidden header only where there is no other."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), found in sorted(tab.cells.items()):
        rows.setdefault(row, {})[column] = found.text
    joined: dict[int, list[tuple[int, int]]] = {}
    for top, left, _, right in tab.merged:
        joined.setdefault(top, []).append((left, min(right, left + WIDEST)))
    seen = [row for row in rows if row not in tab.hidden_rows]
    tries = [
        (filled, accents) for filled in ([seen, list(rows)] if tab.hidden_rows else [seen]) for accents in (True, False)
    ]
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
        spread = joined | {row: [*joined.get(row, []), *_as_if_joined(rows, following, words)]}
        end = _header_end(rows, following, spread, words)
        headings = _headings(rows, following[:end], spread)
        if not any(words.heads_most_points(text) for text in headings.values()):
            continue
        below = every[bisect_right(every, following[end - 1]) :]
        columns, remarks = read_columns(tab, words, headings, below)
        if columns is not None:
            texts = {own: rows[own] for own in below}
            own_words = vocabulary_of(text for cells in texts.values() for text in cells.values())
            points = _joined_points(tab, columns, below)
            found = ScaleTable(tab, row, texts, columns, own_words, headings=headings, joined_points=points)
            return replace(found, remarks=tuple(remarks))
    return None


def _joined_points(tab: Tab, columns: Columns, below: list[int]) -> dict[int, int]:
    """Return the rows whose cell of points is joined with that of a row above, each with this row."""
    rest, found = list(below), dict[int, int]()
    for top, left, bottom, right in tab.merged:
        if bottom > top and any(left <= column <= right for column in columns.all_points):
            begin, end = bisect_right(rest, top), bisect_right(rest, bottom)
            found.update(dict.fromkeys(rest[begin:end], top))
            del rest[begin:end]
    return found


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
    with_words_below = {
        column
        for left, right in joined.get(following[0], [])
        if right > left and _parts_into_words(first.get(left, ""), vocabulary)
        for column in range(left, right + 1)
    }
    end, is_header = 1, _is_header(first, vocabulary)
    for row in following[1:]:
        cells = rows[row]
        beside = own.isdisjoint(cells) or set(cells) <= covered
        points = any(vocabulary.heads_points(text) for text in cells.values())
        named = all(
            _is_heading(text, vocabulary) or (column in with_words_below and _is_short(text))
            for column, text in cells.items()
        )
        if not (beside and (points or (named and set(cells) <= covered))):
            break
        end += 1
        is_header = is_header or (
            points and any(vocabulary.heads_names(text) for text in (*first.values(), *cells.values()))
        )
    return end if is_header else 0


def _as_if_joined(
    rows: dict[int, dict[int, str]], following: Sequence[int], vocabulary: Vocabulary
) -> list[tuple[int, int]]:
    """Return from where to where a heading of points reaches that stands over several short words without being joined.

    As files of lines have it, where no cells are joined: `Điểm` over `Xã` and `Phường`.
    """
    first, second = rows[following[0]], rows[following[1]] if len(following) > 1 else {}
    left, right = min(second, default=0), max(second, default=0)
    alone = not any(left < column <= right for column in first)
    named = any(vocabulary.heads_names(text) for column, text in first.items() if column != left)
    over = right > left and vocabulary.heads_points(first.get(left, "")) and all(map(_is_short, second.values()))
    return [(left, right)] if alone and named and over else []


def _is_heading(text: str, vocabulary: Vocabulary) -> bool:
    return (
        vocabulary.heads_names(text)
        or vocabulary.heads_groups(text)
        or vocabulary.heads_numbers(text)
        or vocabulary.heads_points(text)
        or vocabulary.heads_guide(text)
        or vocabulary.heads_evidence(text)
    )


def _parts_into_words(heading: str, vocabulary: Vocabulary) -> bool:
    """Return whether short words may stand below a joined heading: whose points, or which target."""
    may_target = vocabulary.heads_targets(heading) or vocabulary.may_head_targets(heading)
    return may_target or vocabulary.heads_points(heading)


def _is_short(text: str) -> bool:
    """Return whether a text is a word or a few, as stand below a joined heading: `Xã`, `Phường`."""
    return bool(re.match(r"[^\W\d]", text)) and len(text.split()) <= _MOST_WORDS


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


def _numbers_columns(cells: Mapping[int, str]) -> bool:
    """Return whether a row only numbers the columns: (1) (2) (3), or A B 1 2."""
    signs = [text.strip("()") for text in cells.values()]
    if len(signs) < _FEWEST_COLUMNS or not all(re.fullmatch("[0-9]{1,2}|[A-H]", sign) for sign in signs):
        return False
    digits = [int(sign) for sign in signs if sign.isdigit()]
    return bool(digits) and digits == list(range(digits[0], digits[0] + len(digits)))
