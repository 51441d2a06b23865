"""A formula that was filled down stands in a file once; here it is moved to the cells that share it."""

import re

from qcdc_cli.workbook.reading.book import column_letters

# A longer one is shown as its first cell has it: moving 8,000 characters 200,000 times takes minutes.
_LONGEST = 120
# Texts and names of other sheets in quotes, or a cell, which is not a part of a name or a function.
_PART = re.compile(r"\"[^\"]*\"|'[^']*'|(?<![A-Za-z0-9_.])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![A-Za-z0-9_.(!])")


class SharedFormula:
    """A formula without its `=`, with the cell that it was written for."""

    def __init__(self, text: str, row: int, column: int) -> None:
        self._text = text
        self._row = row
        self._column = column

    def moved_to(self, row: int, column: int) -> str:
        """Return the formula as another cell has it: what has no dollar sign moves along."""
        if len(self._text) > _LONGEST:
            return self._text
        down, right = row - self._row, column - self._column

        def moved(match: re.Match[str]) -> str:
            if match[2] is None:
                return match[0]
            letters = match[2] if match[1] else column_letters(_number(match[2]) + right)
            line = match[4] if match[3] else str(int(match[4]) + down)
            return f"{match[1]}{letters}{match[3]}{line}"

        return _PART.sub(moved, self._text)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
