"""A workbook from its beginning to its bytes: the same content gives the same bytes, on any day."""

import io
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias, cast

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, CellNumberTuple, CellStringTuple, Worksheet

from qcdc_cli.workbook.looks import BASIC_SIZE, FONT
from qcdc_cli.workbook.plain import escaped, plain
from qcdc_cli.workbook.references import column_letters

_NO_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - the file format knows no time zone here
FinishedCell: TypeAlias = CellBlankTuple | CellFormulaTuple | CellNumberTuple | CellStringTuple


class WrittenSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes the cells of a row together, with formulas as they are, and writes them without a detour.

    XlsxWriter takes cells one by one, asks each how its place is written, looks through each formula (those of
    conditions and of what cells take, too) for some eighty functions of later Excel versions, and through each part of
    a cell for what XML would take for markup. The program's own formulas have no such functions, numbers no markup, and
    a country's report has 540,000 cells. What is written is what XlsxWriter writes.
    """

    def put(self, row: int, cells: Mapping[int, FinishedCell]) -> None:
        """Put cells into a row, beside those that stand there.

        Args:
            row: the row, from 0.
            cells: the cells by their columns, from 0; a text as `text_cell` gives it.
        """
        if cells and not (self._check_dimensions(row, min(cells)) or self._check_dimensions(row, max(cells))):
            if self.constant_memory and row > self.previous_row:
                self._write_single_row(row)
            self.table[row].update(cells)

    def text_cell(self, text: str, style: Format) -> CellStringTuple:
        """Return the cell of a text; many worksheets share theirs where rows are not put aside."""
        return CellStringTuple(text if self.constant_memory else self.str_table._get_shared_string_index(text), style)  # noqa: SLF001 - of XlsxWriter, too

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - XlsxWriter's own
        return formula.removeprefix("{").removeprefix("=").removesuffix("}")

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        content = _content(cell) if cell.format else None
        if content is None:
            super()._write_cell(row, col, cell)
            return
        self.fh.write(f'<c r="{column_letters(col + 1)}{row + 1}" s="{cell.format._get_xf_index()}"{content}')  # noqa: SLF001


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


def _content(cell: FinishedCell) -> str | None:
    """Return what follows the attributes of place and format in a cell; None for what XlsxWriter is left to write."""
    if isinstance(cell, CellFormulaTuple):
        value = cell.value
        if isinstance(value, Decimal):
            return f"><f>{_in_xml(cell.formula)}</f><v>{value}</v></c>"
        if isinstance(value, str) and not value.startswith("#"):  # else it may be an error
            told = ' t="str"' if value else ""
            return f"{told}><f>{_in_xml(cell.formula)}</f><v>{_in_xml(value)}</v></c>"
        return None
    if isinstance(cell, CellNumberTuple):
        return f"><v>{_number(cell.number)}</v></c>"
    if isinstance(cell, CellBlankTuple):
        return "/>"
    if isinstance(cell, CellStringTuple):
        return f' t="s"><v>{cell.string}</v></c>' if isinstance(cell.string, int) else _inline(cell.string)
    return None


@lru_cache(maxsize=4096)  # the same points come again in unit after unit
def _number(number: Decimal) -> str:
    return f"{number:.16G}"


@lru_cache(maxsize=4096)  # as do names
def _inline(text: str) -> str:
    space = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f' t="inlineStr"><is><t{space}>{_in_xml(escaped(text))}</t></is></c>'


def _in_xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


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
