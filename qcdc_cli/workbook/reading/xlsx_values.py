"""How Excel's files write what has no characters of its own: places, escapes, yes and no."""

import re

from qcdc_cli.workbook.columns import column_number
from qcdc_cli.workbook.reading.book import Spot
from qcdc_cli.workbook.reading.refusals import damaged

Area = tuple[int, int, int, int]  # first row, first column, last row, last column

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
TRUE = frozenset({"1", "true", "on"})
_SPOT = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """Put characters for escapes such as `_x000D_`; what nobody can see or type stays an escape."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda escape: _character(int(escape[1], 16)) or escape[0], text)


def _character(code: int) -> str:
    character = chr(code)
    return character if character.isprintable() or character in "\t\r\n\u00a0" else ""


def spot_of(reference: str) -> Spot:
    """Return the row and the column of `B7`.

    Raises:
        QcdcError: Q707 when no worksheet has such a cell.
    """
    match = _SPOT.fullmatch(reference)
    if match is None:
        raise damaged()
    row, column = int(match[2]), column_number(match[1])
    if not (1 <= row <= MOST_ROWS and column <= MOST_COLUMNS):
        raise damaged()
    return row, column


def area_of(reference: str) -> Area:
    """Return where `B2:C5` begins and ends; one cell is an area too.

    Raises:
        QcdcError: Q707 when no worksheet has such cells.
    """
    first, _, second = reference.partition(":")
    one, other = spot_of(first), spot_of(second or first)
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
