"""A formula that was filled down stands in a file once; here it is moved to the cells that share it."""

import re

from qcdc_cli.workbook.reading.book import Spot
from qcdc_cli.workbook.references import column_letters, column_number

# Characters of all formulas that are moved; beyond, they are shown as their first cell has them. A workbook of 300
# units has about 100,000; moving 8,000 characters to 200,000 cells would take minutes.
_MOST_MOVED = 1_000_000
# What stays: texts and names of worksheets in quotes, columns of tables and other workbooks in brackets. What moves: a
# cell, unless it is part of a name, a number or a function; and whole rows.
_PIECE = re.compile(
    r"""
    "[^"]*" | '[^']*' | \[(?:[^\[\]]|\[[^\[\]]*\])*\]
  | (?<![\w.\\$])(?:
        (?P<column>\$?[A-Za-z]{1,3})(?P<lock>\$?)(?P<row>[1-9][0-9]{0,6})
      | (?P<rows>\$?[1-9][0-9]{0,6}:\$?[1-9][0-9]{0,6})
    )(?![\w.(!\[\\])
    """,
    re.VERBOSE,
)


class SharedFormulas:
    """The formulas of a workbook that several cells share; a worksheet numbers its own."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, Spot]] = {}
        self._left = _MOST_MOVED

    def begin_sheet(self) -> None:
        """Forget the formulas of the worksheet before."""
        self._known.clear()

    def of(self, spot: Spot, number: str, formula: str) -> str:
        """Return the formula of a cell; one that is not moved is the same text, not a copy of it, for all cells.

        Args:
            spot: the cell.
            number: what the cells that share it call it by.
            formula: the formula where it stands in this cell, which is the first one; only its `=` in the others.
        """
        if formula != "=" or number not in self._known:
            self._known[number] = formula, spot
            return formula
        first, origin = self._known[number]
        self._left -= len(first)
        return shifted_formula(first, spot[0] - origin[0], spot[1] - origin[1]) if self._left > 0 else first


def shifted_formula(formula: str, down: int, right: int) -> str:
    """Return a formula as a cell further down and to the right has it: what has no dollar sign moves along."""

    def row_at(lock: str, row: str) -> str:
        return f"{lock}{row if lock else max(1, int(row) + down)}"

    def piece(match: re.Match[str]) -> str:
        if match["rows"]:
            return ":".join(row_at("$" * end.startswith("$"), end.lstrip("$")) for end in match["rows"].split(":"))
        if not match["row"]:
            return match[0]
        column = match["column"]
        letters = column if column.startswith("$") else column_letters(max(1, column_number(column) + right))
        return f"{letters}{row_at(match['lock'], match['row'])}"

    return _PIECE.sub(piece, formula)
