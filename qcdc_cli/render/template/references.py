"""Cells and ranges: what becomes of `E8` and `A8:G12` when row 8 becomes as many rows as there are units."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from qcdc_cli.workbook.columns import column_letters, column_number

MOST_ROWS = 1_048_576
END = re.compile(r"(\$?[A-Za-z]{1,3})?(\$?)(\d+)")  # one end of a reference: its column, the lock of its row, its row


class Stretch(NamedTuple):
    """A row of a worksheet that becomes several.

    Attributes:
        row: its number, from 1.
        copies: how many rows it becomes, at least 1.
    """

    row: int
    copies: int

    def first(self, row: int) -> int:
        """Return where a row is afterwards; the first of those that the row becomes."""
        return row if row <= self.row else min(row + self.copies - 1, MOST_ROWS)

    def last(self, row: int) -> int:
        """Return where a row is afterwards; the last of those that the row becomes."""
        return row if row < self.row else min(row + self.copies - 1, MOST_ROWS)


Stretches = Mapping[str, Stretch]  # by the names of the worksheets, folded


def folded(sheet: str) -> str:
    """Return what is the same in all spellings of a worksheet's name."""
    return sheet.casefold()


def moved_area(area: str, stretch: Stretch) -> str:
    """Return a range of cells (`A8:H8`, `A8`) as it is afterwards; over the row it grows."""
    first, _, last = area.partition(":")
    begin, end = end_at(first, stretch.first), end_at(last or first, stretch.last)
    return begin if begin == end else f"{begin}:{end}"


def moved_areas(areas: str, stretch: Stretch) -> str:
    """Return some ranges of cells, with spaces between them, as they are afterwards."""
    return " ".join(moved_area(area, stretch) for area in areas.split())


def moved_cell(cell: str, stretch: Stretch) -> str:
    """Return where a single cell is afterwards."""
    return end_at(cell, stretch.first)


def on_row(area: str, row: int) -> str:
    """Return a range of one row as the same range on another row."""
    return re.sub(r"\d+", str(row), area)


def rows_of(area: str) -> tuple[int, int]:
    """Return the first and last row of a range; all rows of one that names columns only."""
    numbers = [int(digits) for digits in re.findall(r"\d+", area)]
    return (numbers[0], numbers[-1]) if numbers else (1, MOST_ROWS)


def top_cells(area: str) -> list[str]:
    """Return the cells in the first row of a range."""
    columns = [column_number(re.sub(r"\d+", "", end)) for end in area.split(":")]
    return [f"{column_letters(column)}{rows_of(area)[0]}" for column in range(columns[0], columns[-1] + 1)]


def end_at(end: str, place: Callable[[int], int]) -> str:
    """Return one end of a reference (`$E$8`) with its row at another place."""
    return END.sub(lambda match: f"{match[1] or ''}{match[2]}{place(int(match[3]))}", end)
