"""A worksheet written line by line: cells with texts or exact figures, and rows as high as their texts need."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from qcdc_cli.kinds import Exact
from qcdc_cli.language.figures import PERCENT_DECIMALS, decimals_of, fraction_as_decimal
from qcdc_cli.render.workbook.fitting import height_of, most_lines, wrapped
from qcdc_cli.render.workbook.looks import TEXT_FORMAT, Look, Looks, figure_format
from qcdc_cli.render.workbook.plain import escaped, needs_quote, plain

FRACTION_DECIMALS = 6  # that a figure that no decimal equals is kept with


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell.

    Attributes:
        value: a text, which stays a text whatever it looks like; or an exact number; or nothing.
        look: how it looks.
        span: how many columns it covers.
        decimals: how many decimals of a number are shown at least; never fewer than it has, unless no decimal
            equals it.
    """

    value: str | Exact | int | None
    look: Look
    span: int = 1
    decimals: int = 0


class Canvas:
    """One worksheet, written from top to bottom."""

    def __init__(self, sheet: Worksheet, looks: Looks, widths: Sequence[float]) -> None:
        """Start an empty worksheet.

        Args:
            sheet: the worksheet.
            looks: the looks of its workbook.
            widths: the widths of its columns, in width units.
        """
        self.sheet = sheet
        self.widths = tuple(widths)
        self.row = 0
        self.height = 0.0
        self._looks = looks
        for column, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.sheet_view.showGridLines = False

    def line(self, *cells: Cell, least: float = 0.0) -> int:
        """Write the next row, from the first column on; return its number.

        A text that needs more than the highest row goes on in rows of its own below.

        Args:
            cells: the cells from left to right.
            least: the least height of the row, in points.
        """
        pieces = self._pieces(cells)
        first = self.row + 1
        for number in range(max(map(len, pieces), default=1)):
            self.row += 1
            column, height = 1, least if number == 0 else 0.0
            for cell, parts in zip(cells, pieces, strict=True):
                value, lines = parts[number] if number < len(parts) else (None, 1)
                self._put(column, cell, value)
                height = max(height, height_of(lines, cell.look.size))
                column += cell.span
            self._set_height(height or height_of(1, 12))
        return first

    def gap(self, height: float) -> None:
        """Leave an empty row of this height."""
        self.row += 1
        self._set_height(height)

    def merge_down(self, row: int, column: int) -> None:
        """Join a cell with the one below it."""
        self._join(row, column, row + 1, column)

    def _set_height(self, height: float) -> None:
        self.sheet.row_dimensions[self.row].height = height
        self.height += height

    def _pieces(self, cells: Sequence[Cell]) -> list[list[tuple[str | Exact | int | None, int]]]:
        """Return for each cell what it holds, row by row, with the number of lines."""
        pieces: list[list[tuple[str | Exact | int | None, int]]] = []
        column = 0
        for cell in cells:
            if isinstance(cell.value, str):
                units = sum(self.widths[column : column + cell.span])
                pieces.append([*_portions(plain(cell.value), units, cell.look)])
            else:
                pieces.append([(cell.value, 1)])
            column += cell.span
        return pieces

    def _put(self, column: int, cell: Cell, value: str | Exact | int | None) -> None:
        target = self.sheet.cell(self.row, column)
        if value is None or isinstance(value, str):
            style = self._looks.name(cell.look, TEXT_FORMAT)
            target.style = style
            if value:
                target.value = escaped(value)
                target.data_type = "s"  # after the value: openpyxl takes "=1" for a formula, "#N/A" for an error
                target.quotePrefix = needs_quote(value)
        else:
            number = fraction_as_decimal(Fraction(value), FRACTION_DECIMALS)
            style = self._looks.name(cell.look, figure_format(max(cell.decimals, _decimals(value))))
            target.style = style
            target.value = f"{number:f}"
            target.data_type = "n"  # openpyxl would write 8.7 as 8.699999999999999
        if cell.span > 1:
            for other in range(column + 1, column + cell.span):
                self.sheet.cell(self.row, other).style = style
            self._join(self.row, column, self.row, column + cell.span - 1)

    def _join(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        # Without the library's own merge_cells, which works out borders that are there already: it doubles the time.
        self.sheet.merged_cells.add(
            CellRange(min_row=first_row, min_col=first_column, max_row=last_row, max_col=last_column)
        )


def _portions(text: str, units: float, look: Look) -> list[tuple[str, int]]:
    """Return a text as the portions that each fit into one row, with the number of lines of each."""
    lines = wrapped(text, units, look.size, bold=look.bold)
    most = most_lines(look.size)
    if len(lines) <= most:
        return [(text, len(lines))]
    return [("\n".join(part), len(part)) for part in (lines[at : at + most] for at in range(0, len(lines), most))]


def decimals_for(values: Iterable[str | Exact | int | None], least: int = 0) -> int:
    """Return how many decimals a column needs (at least so many) to show all of its figures exactly."""
    numbers = (value for value in values if value is not None and not isinstance(value, str))
    return max([least, *map(_decimals, numbers)])


def _decimals(number: Exact | int) -> int:
    """Return how many decimals it takes to show a number; one that no decimal equals is rounded for showing."""
    decimal = fraction_as_decimal(Fraction(number), FRACTION_DECIMALS)
    return decimals_of(decimal) if decimal == number else PERCENT_DECIMALS
