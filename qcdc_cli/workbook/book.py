"""A workbook from its beginning to its bytes: the same content gives the same bytes, on any day."""

import io
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, cast

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from qcdc_cli.workbook.looks import BASIC_SIZE, FONT
from qcdc_cli.workbook.plain import is_markup, plain
from qcdc_cli.workbook.references import column_letters
from qcdc_cli.workbook.written_cell import WrittenCell, in_xml, text_markup

_NO_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - the file format knows no time zone here
PutCell = tuple[int, WrittenCell, Format, str]  # its column, from 0; what it is; its format; its formula, "" for none


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
        number = str(row + 1)
        markups = [
            f'<c r="{column_letters(column + 1)}{number}" s="{style._get_xf_index()}"'  # noqa: SLF001 - XlsxWriter's own
            f"{cell.before or self._text(cast('str', cell.value))}{in_xml(formula) if formula else ''}{cell.after}"
            for column, cell, style, formula in cells
        ]
        there = self._begun_row(row)
        if self.constant_memory and not there:
            there[cells[0][0]] = _Markup("", "".join(markups))
        else:
            for (column, cell, _, _), markup in zip(cells, markups, strict=True):
                there[column] = _Markup(cell.value, markup)

    def put_texts(self, row: int, column: int, *texts: str) -> None:
        """Put texts without any format into neighbouring cells of a row.

        Args:
            row: the row, from 0.
            column: the column of the first of them, from 0.
            texts: the texts, as a cell holds them.
        """
        if self._check_dimensions(row, column) or self._check_dimensions(row, column + len(texts) - 1):
            return
        there = self._begun_row(row)
        for at, text in enumerate(texts, start=column):
            there[at] = _Markup(text, f'<c r="{column_letters(at + 1)}{row + 1}"{self._text(text)}')

    def join(self, row: int, first: int, last: int, style: Format) -> None:
        """Join cells of a row into one, in whose place they all have its format; what stands in it is put afterwards.

        Args:
            row: the row, from 0.
            first: the column of the first cell, from 0.
            last: that of the last one.
            style: the format.
        """
        if self._check_dimensions(row, first) or self._check_dimensions(row, last):
            return
        self.merge.append([row, first, row, last])
        there, markup = self._begun_row(row), f'{row + 1}" s="{style._get_xf_index()}"/>'  # noqa: SLF001 - XlsxWriter's own
        for column in range(first, last + 1):
            there[column] = _Markup("", f'<c r="{column_letters(column + 1)}{markup}')

    def _text(self, text: str) -> str:
        """Return the markup of a text behind its attributes: many worksheets share it, where rows are not put aside.

        A text that XlsxWriter would take for one with several fonts stands in its cell itself.
        """
        if self.constant_memory or is_markup(text):
            return text_markup(text)
        return f' t="s"><v>{self.str_table._get_shared_string_index(text)}</v></c>'  # noqa: SLF001 - XlsxWriter's own

    def _begun_row(self, row: int) -> dict[int, Any]:
        """Return a row's cells by their columns, after the rows before it are put aside where they are to be."""
        if self.constant_memory and row > self.previous_row:
            self._write_single_row(row)
        there: dict[int, Any] = self.table[row]
        return there

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - XlsxWriter's own
        return formula.removeprefix("{").removeprefix("=").removesuffix("}")

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if isinstance(cell, _Markup):
            self.fh.write(cell.written)
        else:
            super()._write_cell(row, col, cell)


class _Markup(NamedTuple):
    """One cell as it is written; or neighbours that XlsxWriter keeps as one, in the place of the first.

    Attributes:
        value: what stands in it, where charts can show it.
        written: the markup.
    """

    value: str | Decimal
    written: str


_Markup.__name__ = "Formula"  # XlsxWriter, which puts what they show into charts, knows by this name where it is


class WrittenBook(Workbook):  # type: ignore[misc]
    """A workbook that keeps the names of its worksheets, and has its formats copied from those of workbooks before it.

    XlsxWriter compares the name of each new worksheet with all that are there: for some hundreds of worksheets that was
    a tenth of the time, and grew with the square of their number. It sets some sixty properties of each new format one
    by one, which was as much of the time of a form.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Begin, as XlsxWriter does."""
        self._taken: set[str] = set()
        super().__init__(*arguments, **options)

    def add_format(self, properties: Mapping[str, Any] | None = None) -> Format:
        """Return a new format of the workbook.

        Args:
            properties: its properties, as XlsxWriter calls them, beside those of the workbook's basic font.
        """
        asked = {**self.default_format_properties, **(properties or {})}
        made = copy(_format_with(tuple(asked.items())))
        made.xf_format_indices, made.dxf_format_indices = self.xf_format_indices, self.dxf_format_indices
        self.formats.append(made)
        return made

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


@cache
def _format_with(properties: tuple[tuple[str, Any], ...]) -> Format:
    """Return a format of no workbook."""
    made = Format(dict(properties))
    made._get_format_key()  # noqa: SLF001 - which XlsxWriter keeps in it, and each copy has
    return made


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
