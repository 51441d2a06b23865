"""Refusals of workbooks, and the cells and characters that are counted while one is read: nothing is built first."""

from qcdc_cli.language import Text
from qcdc_cli.problems import Problem, QcdcError

MOST_CHARACTERS = 16_000_000  # of all cells: one text may stand in each of them, and whoever reads looks at each
MOST_CELLS = 200_000  # of a workbook; a bloc of 300 units by 100 criteria, three stages, has half of that
_MUCH = Text("hơn 16 triệu ký tự", "over 16 million characters"), Text("16 triệu ký tự", "16 million")


def unreadable(code: str, **values: str | Text) -> QcdcError:
    """Return the refusal of a workbook; its problem gets its place where reading began."""
    return QcdcError(Problem(code, values))


def damaged() -> QcdcError:
    """Return the refusal of a file whose parts contradict what a workbook is."""
    return unreadable("Q707")


def too_large(size: str | Text, limit: str | Text) -> QcdcError:
    """Return the refusal of a file that holds more inside than any workbook needs."""
    return unreadable("Q709", size=size, limit=limit)


class CellCount:
    """The cells that were read so far, of all worksheets.

    Empty ones that only have a format count too, as do rows, joined areas and LibreOffice's worksheets.
    """

    def __init__(self) -> None:
        self._cells = MOST_CELLS
        self._characters = MOST_CHARACTERS

    def take(self, cells: int = 1) -> None:
        """Count cells.

        Raises:
            QcdcError: Q710 when there are too many.
        """
        self._cells -= cells
        if self._cells < 0:
            raise too_many_cells()

    def take_text(self, text: str, times: int = 1) -> None:
        """Count the characters that stand in a cell, or in as many cells.

        Raises:
            QcdcError: Q709 when there are too many.
        """
        self._characters -= len(text) * times
        if self._characters < 0:
            raise too_large(*_MUCH)


def too_many_cells() -> QcdcError:
    """Return the refusal of a workbook with too many cells."""
    return unreadable("Q710", limit=Text("200.000", "200,000"))
