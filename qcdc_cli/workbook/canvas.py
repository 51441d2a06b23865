"""A worksheet written line by line: texts, exact figures, formulas, and rows as high as their texts need."""

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, CellNumberTuple

from qcdc_cli.language.figures import PERCENT_DECIMALS, Exact, decimals_of, fraction_as_decimal
from qcdc_cli.workbook.book import FinishedCell, WrittenSheet
from qcdc_cli.workbook.fitting import height_of, most_lines, wrapped
from qcdc_cli.workbook.looks import PLAIN, TEXT_FORMAT, TITLE, Conditions, Look, Looks
from qcdc_cli.workbook.plain import cached, is_markup, needs_quote, plain

MOST_IN_FORMULA = 8192  # characters, with the equals sign; Excel calls a file with a longer one damaged
FRACTION_DECIMALS = 6  # that a figure that no decimal equals is shown with, at most
_DIGITS = Context(prec=15)  # what a spreadsheet's numbers hold
_ROWS_WITH_TOTAL = 2  # that stay with a total in print
_INDENT = 1.8  # width units that a text is moved in by one step
_PIXELS, _PIXELS_BESIDE = 7, 5  # of a digit and beside it, as XlsxWriter reckons widths

Value = str | Exact | int | None


class Cell(NamedTuple):
    """The content of a cell.

    Attributes:
        value: a text, which stays a text whatever it looks like; or an exact number; or nothing.
        look: how it looks.
        span: how many columns it covers.
        decimals: how many decimals of a number are shown at least; never fewer than it has, unless no decimal
            equals it.
        formula: what computes the value in a spreadsheet, without the equals sign; the program's own, never a
            text from data. The value is what it comes to now, and stands alone where the formula is longer than any
            spreadsheet takes.
        shown: a number format of its own, in place of that for the decimals.
    """

    value: Value
    look: Look
    span: int = 1
    decimals: int = 0
    formula: str = ""
    shown: str = ""


class Canvas:
    """One worksheet, written from top to bottom.

    Attributes:
        sheet: the worksheet; what a canvas has no word for is done to it directly.
        widths: the widths of its columns, in width units.
        row: the number of the last row written, from 1.
        height: the height of all rows so far, in points.
        heights: the height of each row.
        joined: the rows after which no page ends in print.
    """

    def __init__(self, sheet: WrittenSheet, looks: Looks, widths: Sequence[float], *, left: int = 0) -> None:
        """Start an empty worksheet.

        Args:
            sheet: the worksheet.
            looks: the looks of its workbook.
            widths: the widths of its columns, in width units.
            left: how many columns at the left are none of the canvas's.
        """
        self.sheet = sheet
        self.widths = tuple(widths)
        self.row = 0
        self.height = 0.0
        self.heights: dict[int, float] = {}
        self.joined: set[int] = set()
        self._looks = looks
        self._left = left
        for column, width in enumerate(widths, start=left):
            sheet.set_column(column, column, (width * _PIXELS - _PIXELS_BESIDE) / _PIXELS)
        sheet.hide_gridlines(2)

    @property
    def conditions(self) -> Conditions:
        """The formats that conditions give to cells."""
        return self._looks.conditions

    def line(self, *cells: Cell, least: float = 0.0, whole: bool = False) -> int:
        """Write the next row, from the first column on; return its number.

        A text that needs more than the highest row goes on in rows of its own below; not so in a cell that can be
        filled in, of which only one comes back.

        Args:
            cells: the cells from left to right.
            least: the least height of the row, in points.
            whole: keep such a text in its one cell, though not all of it is seen: formulas count on the row.
        """
        texts = self._texts(cells)
        for at, (cell, parts) in enumerate(zip(cells, texts, strict=True)):
            if len(parts) > 1 and (whole or cell.look.unlocked):
                texts[at] = ((plain(str(cell.value)), most_lines(cell.look.size)),)
        first = self.row + 1
        for number in range(max(map(len, texts), default=1) or 1):
            self.row += 1
            finished: dict[int, FinishedCell] = {}
            column, lines_of_sizes = self._left, set[tuple[int, int]]()
            for cell, parts in zip(cells, texts, strict=True):
                value, lines = parts[number] if number < len(parts) else (None if number else cell.value, 1)
                if cell.span > 1:
                    last, style = column + cell.span - 1, self._looks.format(cell.look)
                    self.sheet.merge_range(self.row - 1, column, self.row - 1, last, "", style)
                done = self._finished(self.row - 1, column, cell, value, "" if number else cell.formula)
                if done is not None:
                    finished[column] = done
                lines_of_sizes.add((lines, cell.look.size))
                column += cell.span
            self.sheet.put(self.row - 1, finished)
            height = max((height_of(*lines) for lines in lines_of_sizes), default=height_of(1, 12))
            self._set_height(height if number else max(height, least))
        stays = {cell.look.stays for cell in cells}
        if "below" in stays:
            self.joined.update(range(first, self.row + 1))
        if "above" in stays:
            self.keep(first - _ROWS_WITH_TOTAL, self.row)
        return first

    def keep(self, first: int, last: int) -> None:
        """Keep these rows on one page in print, if one is high enough."""
        self.joined.update(range(max(first, 1), last))

    def title(self, *titles: str, about: str = "", span: int = 0) -> None:
        """Write a title, smaller ones below it and what the worksheet is about, and leave some room.

        Args:
            titles: the title; below it, for instance, whose it is.
            about: what stands below the titles.
            span: the number of columns that they are written over; 0 for all.
        """
        span = span or len(self.widths)
        for number, title in enumerate(titles):
            self.line(Cell(title, TITLE._replace(size=13) if number else TITLE, span))
        if about:
            self.line(Cell(about, PLAIN._replace(across="center", size=11), span))
        self.gap(5)

    def rows_of(self, *cells: Cell) -> int:
        """Return how many rows `line` would write for these cells."""
        return max(map(len, self._texts(cells)), default=1) or 1

    def gap(self, height: float) -> None:
        """Leave an empty row of this height."""
        self.row += 1
        self._set_height(height)

    def merge_down(self, row: int, column: int, cell: Cell) -> None:
        """Join a cell with the one below it, and write what stands in both."""
        self.sheet.merge_range(row - 1, column - 1, row, column - 1, "", self._looks.format(cell.look))
        value = plain(cell.value) if isinstance(cell.value, str) else cell.value
        done = self._finished(row - 1, column - 1, cell, value, cell.formula)
        if done is not None:
            self.sheet.put(row - 1, {column - 1: done})

    def _set_height(self, height: float) -> None:
        self.sheet.set_row(self.row - 1, height)
        self.heights[self.row] = height
        self.height += height

    def _texts(self, cells: Sequence[Cell]) -> list[Sequence[tuple[str, int]]]:
        """Return for each cell the portions of its text, row by row, with the number of lines; none for a number."""
        texts: list[Sequence[tuple[str, int]]] = []
        column = 0
        for cell in cells:
            if not isinstance(cell.value, str):
                texts.append(())
            elif cell.look.shrunk:
                texts.append(((plain(cell.value), 1),))
            else:
                units = self.widths[column] if cell.span == 1 else sum(self.widths[column : column + cell.span])
                texts.append(_portions(plain(cell.value), units - _INDENT * cell.look.indent, cell.look))
            column += cell.span
        return texts

    def _finished(self, row: int, column: int, cell: Cell, value: Value, formula: str) -> FinishedCell | None:
        """Return a cell as what keeps the value's type; None for one that is written, as nothing else does."""
        looks = self._looks
        if len(formula) >= MOST_IN_FORMULA:
            formula = ""
        if value is None or isinstance(value, str):
            if formula:
                return CellFormulaTuple(formula, self._figure_style(cell, cell.decimals), cached(value or ""))
            if not value:
                return CellBlankTuple(looks.format(cell.look, cell.shown or TEXT_FORMAT))
            style = looks.format(cell.look, cell.shown or TEXT_FORMAT, quoted=needs_quote(value))
            if is_markup(value):  # XlsxWriter would take it for a text with fonts, and write it as it is
                self.sheet.write_rich_string(row, column, value[:1], looks.format(cell.look), value[1:], style)
                return None
            return self.sheet.text_cell(value, style)
        written, decimals = _written_and_shown(value)
        style = self._figure_style(cell, max(cell.decimals, decimals))
        return CellFormulaTuple(formula, style, written) if formula else CellNumberTuple(written, style)

    def _figure_style(self, cell: Cell, decimals: int) -> Format:
        return self._looks.format(cell.look, cell.shown) if cell.shown else self._looks.figure(cell.look, decimals)


@lru_cache(maxsize=4096)  # a criterion's name comes again on each unit's worksheet
def _portions(text: str, units: float, look: Look) -> tuple[tuple[str, int], ...]:
    """Return a text as the portions that each fit into one row, with the number of lines of each."""
    lines = wrapped(text, units, look.size, bold=look.bold)
    most = most_lines(look.size)
    if len(lines) <= most:
        return ((text, len(lines)),)
    parts = (lines[at : at + most] for at in range(0, len(lines), most))
    return tuple(("\n".join(part), len(part)) for part in parts)


@lru_cache(maxsize=4096)  # the same points come again in unit after unit
def _written_and_shown(number: Exact | int) -> tuple[Decimal, int]:
    """Return the number as a file holds it, and how many decimals it is shown with."""
    return written_number(number), _decimals(number)


def written_number(number: Exact | int) -> Decimal:
    """Return the number as a file holds it: exactly, as far as 15 digits reach."""
    if isinstance(number, Decimal):
        exact = _DIGITS.plus(number)
    else:
        fraction = Fraction(number)
        exact = _DIGITS.divide(Decimal(fraction.numerator), Decimal(fraction.denominator))
    return Decimal(f"{exact.normalize(_DIGITS):f}")  # no 1E+2, which is a number, too, but nobody's


def decimals_for(values: Iterable[Value], least: int = 0) -> int:
    """Return how many decimals a column needs (at least so many) to show all of its figures exactly."""
    numbers = (value for value in values if value is not None and not isinstance(value, str))
    return max([least, *map(_decimals, numbers)])


@lru_cache(maxsize=4096)
def _decimals(number: Exact | int) -> int:
    """Return how many decimals it takes to show a number; one that no decimal equals is rounded for showing."""
    decimal = fraction_as_decimal(Fraction(number), FRACTION_DECIMALS)
    return decimals_of(decimal) if decimal == number else PERCENT_DECIMALS
