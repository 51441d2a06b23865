"""A workbook from its beginning to its bytes: the same content gives the same bytes, on any day."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias, cast

from xlsxwriter import Workbook
from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, CellNumberTuple, CellStringTuple, Worksheet

from qcdc_cli.workbook.looks import BASIC_SIZE, FONT
from qcdc_cli.workbook.plain import plain
from qcdc_cli.workbook.references import column_letters
from qcdc_cli.workbook.written_cell import BLANK_MARKUP, WrittenCell, around_formula, in_xml, number_markup, text_markup

_NO_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - the file format knows no time zone here
_XlsxWriterCell: TypeAlias = CellBlankTuple | CellFormulaTuple | CellNumberTuple | CellStringTuple
PutCell = tuple[int, WrittenCell, str]  # its column, from 0; what it is; its formula, "" for none


class WrittenSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes the cells of a row together, with formulas as they are, and writes them without a detour.

    XlsxWriter takes cells one by one, asks each how its place is written, looks through each formula (those of
    conditions and of what cells take, too) for some eighty functions of later Excel versions, and through each part of
    a cell for what XML would take for markup. The program's own formulas have no such functions, numbers no markup, and
    a country's report has 540,000 cells. What is written is what XlsxWriter writes.
    """

    def put(self, row: int, cells: Sequence[PutCell]) -> None:
        """Put cells into a row, beside those that stand there.

        Args:
            row: the row, from 0; where rows are put aside, each only once.
            cells: the cells from left to right.
        """
        if not cells or self._check_dimensions(row, cells[0][0]) or self._check_dimensions(row, cells[-1][0]):
            return
        if self.constant_memory and row > self.previous_row:
            self._write_single_row(row)
        there = self.table[row]
        if self.constant_memory and not there:
            there[cells[0][0]] = _Run(None, cells)
            return
        for column, (value, style, computed, _, _), formula in cells:
            kept: _XlsxWriterCell
            if computed:
                kept = CellFormulaTuple(formula, style, value)
            elif not isinstance(value, str):
                kept = CellNumberTuple(value, style)
            elif not value:
                kept = CellBlankTuple(style)
            else:  # many worksheets share their texts where rows are not put aside
                shared = value if self.constant_memory else self.str_table._get_shared_string_index(value)  # noqa: SLF001 - of XlsxWriter, too
                kept = CellStringTuple(shared, style)
            there[column] = kept

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - XlsxWriter's own
        return formula.removeprefix("{").removeprefix("=").removesuffix("}")

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if isinstance(cell, _Run):
            self.fh.write(_markup(row, cell.cells))
            return
        content = _content(cell) if cell.format else None
        if content is None:
            super()._write_cell(row, col, cell)
            return
        self.fh.write(f'<c r="{column_letters(col + 1)}{row + 1}" s="{cell.format._get_xf_index()}"{content}')  # noqa: SLF001


class _Run(NamedTuple):
    """Cells of a row that XlsxWriter keeps and has written as if they were one, in the place of the first.

    Attributes:
        format: none of its own; XlsxWriter asks each cell for it.
        cells: the cells.
    """

    format: None
    cells: Sequence[PutCell]


class WrittenBook(Workbook):  # type: ignore[misc]
    """A workbook that keeps the names of its worksheets: XlsxWriter compares each new one with all that are there.

    For some hundreds of worksheets that was a tenth of the time, and grew with the square of their number.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Begin, as XlsxWriter does."""
        self._taken: set[str] = set()
        super().__init__(*arguments, **options)

    def _check_sheetname(self, sheetname: str | None, is_chartsheet: bool = False) -> str:  # noqa: FBT001, FBT002 - XlsxWriter's own
        there = self.worksheets()
        if sheetname and sheetname.lower() not in self._taken:  # else XlsxWriter finds a name, or refuses the one
            self.worksheets_objs = []
        try:
            checked: str = super()._check_sheetname(sheetname, is_chartsheet)
        finally:
            self.worksheets_objs = there
        self._taken.add(checked.lower())
        return checked


def _content(cell: Any) -> str | None:
    """Return what follows the attributes of place and format in a cell; None for what XlsxWriter is left to write."""
    if isinstance(cell, CellFormulaTuple):
        value = cell.value
        if not isinstance(value, Decimal) and (not isinstance(value, str) or value.startswith("#")):
            return None  # an error, for instance
        before, after = around_formula(value)
        return f"{before}{in_xml(cell.formula)}{after}"
    if isinstance(cell, CellNumberTuple):
        return number_markup(cell.number)
    if isinstance(cell, CellBlankTuple):
        return BLANK_MARKUP
    if isinstance(cell, CellStringTuple):
        return f' t="s"><v>{cell.string}</v></c>' if isinstance(cell.string, int) else text_markup(cell.string)
    return None


def _markup(row: int, cells: Iterable[PutCell]) -> str:
    """Return the markup of cells of a row."""
    number = str(row + 1)
    return "".join(
        [
            f'<c r="{column_letters(column + 1)}{number}" s="{cell.style._get_xf_index()}"'  # noqa: SLF001
            f"{cell.before or text_markup(cell.value)}{in_xml(formula) if formula else ''}{cell.after}"
            for column, cell, formula in cells
        ]
    )


def book(title: str, *, made: datetime | None = None, streamed: bool = False) -> Workbook:
    """Begin a workbook in the office's font.

    Args:
        title: what its properties call it.
        made: the moment that its properties name as that of its making; None for none.
        streamed: rows are put aside as soon as the next one begins, so that the largest workbooks take little
            memory; each worksheet is then to be written from top to bottom, one after the other.
    """
    options = {"constant_memory": True} if streamed else {"in_memory": True}
    font = {"font_name": FONT, "font_size": BASIC_SIZE, "font_family": 1, "font_scheme": "none"}
    begun = WrittenBook(io.BytesIO(), {**options, "default_format_properties": font})
    begun.worksheet_class = WrittenSheet
    created = (made or _NO_MOMENT).replace(tzinfo=None)
    begun.set_properties({"title": plain(title), "author": "qcdc", "created": created})
    return begun


def packed(finished: Workbook) -> bytes:
    """Close a workbook that `book` began and return its file."""
    finished.close()
    return cast("io.BytesIO", finished.filename).getvalue()
