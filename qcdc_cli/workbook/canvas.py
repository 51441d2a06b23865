"""A worksheet written line by line: texts, exact figures, formulas, and rows as high as their texts need."""

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from math import inf
from typing import NamedTuple

from qcdc_cli.language.figures import PERCENT_DECIMALS, Exact, decimals_of, fraction_as_decimal
from qcdc_cli.workbook.book import PutCell, WrittenSheet
from qcdc_cli.workbook.fitting import height_of, most_lines, wrapped
from qcdc_cli.workbook.looks import BASIC_SIZE, PLAIN, TEXT_FORMAT, TITLE, Conditions, Look, Looks, figure_format
from qcdc_cli.workbook.plain import cached, needs_quote, plain
from qcdc_cli.workbook.written_cell import CellStyle, WrittenCell, cell_style, written_cell

MOST_IN_FORMULA = 8192  # characters, with the equals sign; Excel calls a file with a longer one damaged
FRACTION_DECIMALS = 6  # that a figure that no decimal equals is shown with, at most
_DIGITS = Context(prec=15)  # what a spreadsheet's numbers hold
_ROWS_WITH_TOTAL = 2  # that stay with a total in print
_INDENT = 1.8  # width units that a text is moved in by one step
_MOST_KNOWN = 4096  # cells whose parts are kept
_PIXELS, _PIXELS_BESIDE = 7, 5  # of a digit and beside it, as XlsxWriter reckons widths

Value = str | Exact | int | None
CellPart = tuple[WrittenCell, float]  # what a cell is written as in one row, and how high that must be, in points


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
        parts, format_of = self._parts(cells, whole=whole), self._looks.format_of
        first = self.row + 1
        for number in range(max(map(len, parts), default=1)):
            self.row += 1
            put: list[PutCell] = []
            column, height = self._left, 0.0
            for cell, own in zip(cells, parts, strict=True):
                part, needed = own[number] if number < len(own) else _text_part(cell, "")
                style = format_of(part.style)
                if cell.span > 1:
                    self.sheet.join(self.row - 1, column, column + cell.span - 1, style)
                put.append((column, part, style, cell.formula if part.computed else ""))
                if needed > height:
                    height = needed
                column += cell.span
            self.sheet.put(self.row - 1, put)
            height = height or height_of(1, BASIC_SIZE)
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
        return max(map(len, self._parts(cells)), default=1)

    def gap(self, height: float) -> None:
        """Leave an empty row of this height."""
        self.row += 1
        self._set_height(height)

    def merge_down(self, row: int, column: int, cell: Cell) -> None:
        """Join a cell with the one below it, and write what stands in both."""
        computed = bool(cell.formula) and len(cell.formula) < MOST_IN_FORMULA
        part, _ = _made(cell, inf, computed=computed, whole=True)[0]
        style = self._looks.format_of(part.style)
        self.sheet.merge_range(row - 1, column - 1, row, column - 1, "", style)
        self.sheet.put(row - 1, [(column - 1, part, style, cell.formula if computed else "")])

    def _set_height(self, height: float) -> None:
        self.sheet.set_row(self.row - 1, height)
        self.heights[self.row] = height
        self.height += height

    def _parts(self, cells: Sequence[Cell], *, whole: bool = False) -> list[Sequence[CellPart]]:
        """Return for each cell what it is written as, row by row."""
        parts: list[Sequence[CellPart]] = []
        known, column = self._looks.known, 0
        for cell in cells:
            value, look, span, decimals, formula, shown = cell
            units = self.widths[column] if span == 1 else sum(self.widths[column : column + span])
            computed = bool(formula) and len(formula) < MOST_IN_FORMULA
            # The look by where it is in memory: else a dozen of attributes would be looked at for each cell.
            key = (value, id(look), units, decimals, computed, shown, whole)
            found = known.get(key)
            if found is None:
                if len(known) >= _MOST_KNOWN:
                    known.clear()
                found = known[key] = look, _made(cell, units, computed=computed, whole=whole)
            own = found[1]
            parts.append(own)
            column += span
        return parts


def _made(cell: Cell, units: float, *, computed: bool, whole: bool) -> tuple[CellPart, ...]:
    """Return what a cell is written as, row by row, in a column so wide.

    Args:
        cell: the cell; its formula is left out.
        units: the width of its columns, in width units.
        computed: it has a formula.
        whole: keep a text in one row, though not all of it is seen.
    """
    value, look = cell.value, cell.look
    if value is not None and not isinstance(value, str):
        written, decimals = _written_and_shown(value)
        style = _figure_style(cell, max(cell.decimals, decimals))
        return ((written_cell(written, style, computed=computed), height_of(1, look.size)),)
    text = plain(value or "")
    portions: Sequence[tuple[str, int]] = ((text, 1),)
    if not look.shrunk:
        portions = _portions(text, units - _INDENT * look.indent, look)
    if len(portions) > 1 and (whole or look.unlocked):
        portions = ((text, most_lines(look.size)),)
    first, *others = (_text_part(cell, portion, lines) for portion, lines in portions)
    if computed:
        style = _figure_style(cell, cell.decimals)
        first = written_cell(cached(portions[0][0]), style, computed=True), first[1]
    return (first, *others)


def _text_part(cell: Cell, text: str, lines: int = 1) -> CellPart:
    style = cell_style(cell.look, cell.shown or TEXT_FORMAT, quoted=bool(text) and needs_quote(text))
    return written_cell(text, style), height_of(lines, cell.look.size)


def _figure_style(cell: Cell, decimals: int) -> CellStyle:
    return cell_style(cell.look, cell.shown or figure_format(decimals))


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
