"""Refusals of workbooks, and the cells and characters that are counted while one is read: nothing is built first."""

from collections.abc import Callable
from functools import partial

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


class Limit:
    """Counts down how much more of something may be read, before any of it is kept."""

    def __init__(self, most: int, refusal: Callable[[], QcdcError]) -> None:
        """Begin with all of it left; `refusal` makes what is raised beyond."""
        self._left = most
        self._refusal = refusal

    def take(self, amount: int = 1) -> None:
        """Count so much of it.

        Raises:
            QcdcError: the refusal, when less is left.
        """
        self._left -= amount
        if self._left < 0:
            raise self._refusal()


class CellCount(Limit):
    """The cells that were read so far, of all worksheets (Q710 beyond), and their characters (Q709).

    Empty ones that only have a format count too, as do rows, joined areas and LibreOffice's worksheets.

    Attributes:
        characters: those that stand in them; a text that stands in several cells counts for each.
    """

    def __init__(self) -> None:
        super().__init__(MOST_CELLS, too_many_cells)
        self.characters = Limit(MOST_CHARACTERS, partial(too_large, *_MUCH))


def too_many_cells() -> QcdcError:
    """Return the refusal of a workbook with too many cells."""
    return unreadable("Q710", limit=Text("200.000", "200,000"))
