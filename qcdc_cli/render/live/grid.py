"""Where the cells of a live table stand: a line for each group, criterion or measure, a seat for each unit.

In a usual report lines go down and units across; in a large one it is the other way round. Formulas are
written once, over a grid, and hold for both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qcdc_cli.workbook.references import area, ref

Key = int | str  # the number of a line of the rubric, or the name of a measure


@dataclass(frozen=True, slots=True)
class Grid:
    """The places of one worksheet's cells.

    Attributes:
        sheet: the worksheet's name.
        lines: the row (or column) of each line, from 1.
        seats: the column (or row) of each unit, from 1, in order.
        units_down: units go down and lines across.
    """

    sheet: str
    lines: Mapping[Key, int]
    seats: Sequence[int]
    units_down: bool = False

    def at(self, line: Key, seat: int, *, here: str = "", fixed: bool = False) -> str:
        """Return the reference of a cell.

        Args:
            line: its line.
            seat: its unit's number, from 0.
            here: the worksheet of the formula that refers to it.
            fixed: keep it where the formula is copied or sorted elsewhere.
        """
        place = self.lines[line], self.seats[seat]
        row, column = reversed(place) if self.units_down else place
        return ref(row, column, "" if here == self.sheet else self.sheet, fixed=fixed)

    def down(self, lines: range, seat: int, *, here: str = "") -> str:
        """Return the range of neighbouring lines of one unit."""
        first, last = (self.at(line, seat, here=here) for line in (lines[0], lines[-1]))
        return area(first, last)

    def along(self, line: Key, seats: range, *, here: str = "") -> str:
        """Return the range of one line over neighbouring units."""
        first, last = (self.at(line, seat, here=here, fixed=True) for seat in (seats[0], seats[-1]))
        return area(first, last)
