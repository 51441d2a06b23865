"""How a template's own layout shows cells: their styles, and how high a row must be for what was filled in.

Widths are those of Times New Roman (see `workbook.fitting`); other fonts of offices are hardly wider. A height that a
file names is one that programs keep.
"""

import copy
import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple
from xml.etree.ElementTree import Element

from qcdc_cli.render.template.references import column_of, row_range
from qcdc_cli.workbook.fitting import POINTS_PER_UNIT, wrapped
from qcdc_cli.workbook.markup_tree import child, children, descendants, length, whole_number
from qcdc_cli.workbook.office_file import OfficeFile

_PERCENT_FORMATS = frozenset({"9", "10"})  # 0% and 0.00%, which no file defines
_NOT_SIGNS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_USUAL_WIDTH = 8.43  # of a column without a width of its own, in width units
_NARROW_UNIT = 5.25 / POINTS_PER_UNIT  # a unit where the basic font is Calibri 11, which most workbooks begin with
_LINE, _MARGIN = 1.28, 1.5  # a line's height by the font's size; what a row has more, in points
_HIGHEST = 409.0


class Font(NamedTuple):
    """A font as far as it decides how much room a text takes: its size in points, and whether it is bold."""

    size: float
    bold: bool


_USUAL_FONT = Font(11, bold=False)


class Styles:
    """The styles of one workbook's cells, by their numbers as cells give them."""

    def __init__(self, package: OfficeFile) -> None:
        """Take the styles of a workbook."""
        self._package = package
        self._part = package.first("styles")
        self._quoted: dict[str, str] = {}

    def _list(self, name: str) -> Element | None:
        return None if not self._part else child(self._package.tree(self._part), name)

    @cached_property
    def _looks(self) -> Element | None:
        return self._list("cellXfs")

    @cached_property
    def _formats(self) -> dict[str, str]:
        formats = children(self._list("numFmts"), "numFmt")
        return {each.get("numFmtId", ""): each.get("formatCode", "") for each in formats}

    def _look(self, style: str) -> Element | None:
        looks = children(self._looks, "xf")
        number = whole_number(style)
        return looks[number] if number < len(looks) else None

    def in_percent(self, style: str) -> bool:
        """Return whether cells of this style show their numbers times 100, with a percent sign."""
        look = self._look(style)
        number = "" if look is None else look.get("numFmtId", "")
        return number in _PERCENT_FORMATS or "%" in _NOT_SIGNS.sub("", self._formats.get(number, ""))

    def breaks_lines(self, style: str) -> bool:
        """Return whether cells of this style break a text that is wider than they are."""
        look = self._look(style)
        alignment = None if look is None else child(look, "alignment")
        return alignment is not None and alignment.get("wrapText") in ("1", "true")

    def font(self, style: str) -> Font:
        """Return the font of cells of this style."""
        look, fonts = self._look(style), children(self._list("fonts"), "font")
        number = whole_number("0" if look is None else look.get("fontId") or "0")
        if number >= len(fonts):
            return _USUAL_FONT
        size, bold = child(fonts[number], "sz"), child(fonts[number], "b")
        return Font(
            _USUAL_FONT.size if size is None else length(size.get("val"), _USUAL_FONT.size),
            bold is not None and bold.get("val", "1") not in ("0", "false"),
        )

    def with_quote_prefix(self, style: str) -> str:
        """Return the same style for a text that must stay one when somebody edits the cell."""
        look = self._look(style)
        if look is None or self._looks is None:
            return style
        if style not in self._quoted:
            self._package.change(self._part)
            other = copy.deepcopy(look)
            other.set("quotePrefix", "1")
            self._looks.append(other)
            number = len(children(self._looks, "xf"))
            self._looks.set("count", str(number))
            self._quoted[style] = str(number - 1)
        return self._quoted[style]


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
        self._usual = _USUAL_WIDTH if form is None else length(form.get("defaultColWidth"), _USUAL_WIDTH)
        self._widths = [
            (
                range(whole_number(each.get("min")), whole_number(each.get("max")) + 1),
                length(each.get("width"), self._usual),
            )
            for each in children(child(root, "cols"), "col")
        ]
        self._joined: dict[str, str] = {}
        for each in children(child(root, "mergeCells"), "mergeCell"):
            first, _, last = each.get("ref", "").partition(":")
            if row_range(first) == row_range(last):
                self._joined[first] = last

    def fit(self, row: Element, cells: Iterable[Element]) -> None:
        """Make a row higher where a cell in it that breaks its lines needs more than one; never lower.

        Args:
            row: the row.
            cells: those of its cells that were filled, with their references of the template.
        """
        needed = max((self._needed(cell) for cell in cells), default=0.0)
        if needed > length(row.get("ht"), 0.0):
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
        first, last = (column_of(end) for end in (cell, self._joined.get(cell) or cell))
        return _NARROW_UNIT * sum(
            next((width for columns, width in self._widths if column in columns), self._usual)
            for column in range(first, last + 1)
        )
