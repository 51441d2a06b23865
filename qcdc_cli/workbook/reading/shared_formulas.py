"""A formula that was filled down stands in a file once; here it is moved to the cells that share it."""

import re

from qcdc_cli.workbook.reading.book import Spot, column_letters
from qcdc_cli.workbook.reading.xlsx_values import column_number

# A longer one is shown as its first cell has it: moving 8,000 characters 200,000 times takes minutes.
_LONGEST = 120
# Texts and names of worksheets in quotes stay; a cell is not a part of a name, a number or a function.
_PART = re.compile(r"\"[^\"]*\"|'[^']*'|(?<![A-Za-z0-9_.])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![A-Za-z0-9_.(!])")


class SharedFormula:
    """A formula without its `=`, with the cell that it was written for."""

    def __init__(self, text: str, spot: Spot) -> None:
        self._text = text
        self._row, self._column = spot

    def moved_to(self, spot: Spot) -> str:
        """Return the formula as another cell has it: what has no dollar sign moves along."""
        if len(self._text) > _LONGEST:
            return self._text
        down, right = spot[0] - self._row, spot[1] - self._column

        def moved(match: re.Match[str]) -> str:
            if match[2] is None:
                return match[0]
            letters = match[2] if match[1] else column_letters(max(1, column_number(match[2]) + right))
            row = match[4] if match[3] else max(1, int(match[4]) + down)
            return f"{match[1]}{letters}{match[3]}{row}"

        return _PART.sub(moved, self._text)
