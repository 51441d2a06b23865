"""A workbook from its beginning to its bytes: the same content gives the same bytes, on any day."""

import io
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import CellFormulaTuple, CellNumberTuple, Worksheet

from qcdc_cli.workbook.looks import BASIC_SIZE, FONT
from qcdc_cli.workbook.plain import plain
from qcdc_cli.workbook.references import ref

_NO_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - the file format knows no time zone here


class WrittenSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes formulas as they are, and writes them and numbers without a detour.

    XlsxWriter looks through each formula for some eighty functions of later Excel versions, and through each part of
    a cell for what XML would take for markup. The program's own formulas have no such functions, numbers no markup,
    and a country's report has 300,000 formulas. What is written is what XlsxWriter writes.
    """

    def _write_formula(self, row: int, col: int, formula: str, cell_format: Format = None, value: Any = 0) -> int:
        if formula.startswith("{"):
            return int(super()._write_formula(row, col, formula, cell_format, value))
        outside = int(self._check_dimensions(row, col))
        if not outside:
            if self.constant_memory and row > self.previous_row:
                self._write_single_row(row)
            self.table[row][col] = CellFormulaTuple(formula.removeprefix("="), cell_format, value)
        return outside

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        number = isinstance(cell, CellNumberTuple)
        if not cell.format or not (number or (isinstance(cell, CellFormulaTuple) and _is_ordinary(cell.value))):
            super()._write_cell(row, col, cell)
            return
        attributes = f'r="{ref(row + 1, col + 1)}" s="{cell.format._get_xf_index()}"'  # noqa: SLF001 - of XlsxWriter, too
        if number:
            self.fh.write(f"<c {attributes}><v>{cell.number:.16G}</v></c>")
            return
        told = ' t="str"' if isinstance(cell.value, str) and cell.value else ""
        self.fh.write(f"<c {attributes}{told}><f>{_in_xml(cell.formula)}</f><v>{_in_xml(str(cell.value))}</v></c>")


def _is_ordinary(result: object) -> bool:
    """Return whether a formula's result is a decimal number, or a text that is no error."""
    return isinstance(result, Decimal) or (isinstance(result, str) and not result.startswith("#"))


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
    begun = Workbook(io.BytesIO(), {**options, "default_format_properties": font})
    begun.worksheet_class = WrittenSheet
    created = (made or _NO_MOMENT).replace(tzinfo=None)
    begun.set_properties({"title": plain(title), "author": "qcdc", "created": created})
    return begun


def packed(finished: Workbook) -> bytes:
    """Close a workbook that `book` began and return its file."""
    finished.close()
    return cast("io.BytesIO", finished.filename).getvalue()
