"""How high a row must be for what was filled in: a height that a file names is one that programs keep.

Widths are those of Times New Roman (see `workbook.fitting`); other fonts of offices are hardly wider.
"""

from collections.abc import Iterable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from qcdc_cli.render.template.markup import child, children, descendants, measure, whole
from qcdc_cli.render.template.references import rows_of
from qcdc_cli.render.template.styles import Styles
from qcdc_cli.workbook.columns import column_number
from qcdc_cli.workbook.fitting import POINTS_PER_UNIT, wrapped

_USUAL_WIDTH = 8.43  # of a column that no width is said of, in width units
_NARROW_UNIT = 5.25 / POINTS_PER_UNIT  # a unit where the basic font is Calibri 11, which most workbooks begin with
_LINE, _MARGIN = 1.28, 1.5  # a line's height by the font's size; what a row has more, in points
_HIGHEST = 409.0


class _Span(NamedTuple):
    """The columns that a cell covers, from the first to the last."""

    first: int
    last: int


class Heights:
    """The heights of one worksheet's rows."""

    def __init__(self, root: Element, styles: Styles) -> None:
        """Take a worksheet, whose joined cells and widths are still those of the template.

        Args:
            root: the worksheet.
            styles: the styles of its workbook.
        """
        self._styles = styles
        form = child(root, "sheetFormatPr")
        self._usual = _USUAL_WIDTH if form is None else measure(form.get("defaultColWidth"), _USUAL_WIDTH)
        self._widths = [
            (_Span(whole(each.get("min")), whole(each.get("max"))), measure(each.get("width"), self._usual))
            for each in children(child(root, "cols"), "col")
        ]
        self._joined: dict[str, str] = {}
        for each in children(child(root, "mergeCells"), "mergeCell"):
            first, _, last = each.get("ref", "").partition(":")
            if rows_of(first) == rows_of(last):
                self._joined[first] = last

    def fit(self, row: Element, cells: Iterable[Element]) -> None:
        """Make a row higher where a cell in it that breaks its lines needs more than one; never lower.

        Args:
            row: the row.
            cells: those of its cells that were filled, with their references of the template.
        """
        needed = max((self._needed(cell) for cell in cells), default=0.0)
        if needed > measure(row.get("ht"), 0.0):
            row.set("ht", f"{min(needed, _HIGHEST):g}")

    def _needed(self, cell: Element) -> float:
        style = cell.get("s", "0")
        text = "".join(each.text or "" for each in descendants(cell, "t"))
        if not text or not self._styles.breaks_lines(style):
            return 0.0
        font = self._styles.font(style)
        lines = len(wrapped(text, self._units(cell.get("r", "")), font.size, bold=font.bold))
        return lines * font.size * _LINE + _MARGIN if lines > 1 else 0.0

    def _units(self, cell: str) -> float:
        first, last = (column_number(end.rstrip("0123456789")) for end in (cell, self._joined.get(cell, cell)))
        return _NARROW_UNIT * sum(self._width(column) for column in range(first, last + 1))

    def _width(self, column: int) -> float:
        found = (width for span, width in self._widths if span.first <= column <= span.last)
        return next(found, self._usual)
