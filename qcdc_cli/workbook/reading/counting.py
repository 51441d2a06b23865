"""How many cells a workbook may have: counted while it is read, so that nothing is built first."""

from qcdc_cli.language import Text
from qcdc_cli.workbook.reading.refusals import Unreadable

MOST_CELLS = 200_000  # of a workbook; a bloc of 300 units by 100 criteria, three stages, has half of that


class CellCount:
    """The cells that were read so far, of all worksheets.

    Empty ones that only have a format count too, as do rows, joined areas and LibreOffice's worksheets.
    """

    def __init__(self) -> None:
        self._left = MOST_CELLS

    def take(self, cells: int = 1) -> None:
        """Count cells.

        Raises:
            Unreadable: Q710 when there are too many.
        """
        self._left -= cells
        if self._left < 0:
            raise too_many_cells()


def too_many_cells() -> Unreadable:
    """Return the refusal of a workbook with too many cells."""
    return Unreadable("Q710", limit=Text("200.000", "200,000"))
