"""A workbook from its beginning to its bytes: the same content gives the same bytes, on any day."""

import io
from datetime import datetime
from typing import cast

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from qcdc_cli.workbook.looks import BASIC_SIZE, FONT
from qcdc_cli.workbook.plain import plain

_NO_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - the file format knows no time zone here


class WrittenSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes formulas as they are.

    XlsxWriter looks through each of them for some thirty functions of later Excel versions. The program's own
    formulas have none, and a country's report has 300,000 formulas.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: FBT001, FBT002
        if formula.startswith("{"):
            return str(super()._prepare_formula(formula, expand_future_functions))
        return formula.removeprefix("=")


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
