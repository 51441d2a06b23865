"""A formula that was filled down stands in a file once; here it is moved to the cells that share it."""

import re

from qcdc_cli.workbook.columns import column_letters, column_number
from qcdc_cli.workbook.reading.book import Spot

# Characters of all formulas that are moved; beyond, they are shown as their first cell has them. A workbook of 300
# units has about 100,000; moving 8,000 characters to 200,000 cells would take minutes.
_MOST_MOVED = 1_000_000
# Texts and names of worksheets in quotes stay; a cell is not a part of a name, a number or a function.
_PART = re.compile(r"\"[^\"]*\"|'[^']*'|(?<![A-Za-z0-9_.])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![A-Za-z0-9_.(!])")


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
        return moved(first, spot[0] - origin[0], spot[1] - origin[1]) if self._left > 0 else first


def moved(formula: str, down: int, right: int) -> str:
    """Return a formula as a cell further down and to the right has it: what has no dollar sign moves along."""

    def part(match: re.Match[str]) -> str:
        if match[2] is None:
            return match[0]
        letters = match[2] if match[1] else column_letters(max(1, column_number(match[2]) + right))
        row = match[4] if match[3] else max(1, int(match[4]) + down)
        return f"{match[1]}{letters}{match[3]}{row}"

    return _PART.sub(part, formula)
