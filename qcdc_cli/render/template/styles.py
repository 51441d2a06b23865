"""The styles of a template's cells: what its own layout says about them, and styles for texts that look like more."""

import copy
import re
from functools import cached_property
from typing import NamedTuple
from xml.etree.ElementTree import Element

from qcdc_cli.render.template.markup import child, children, measure, whole
from qcdc_cli.render.template.package import Package

_PERCENT_FORMATS = frozenset({"9", "10"})  # 0% and 0.00%, which no file defines
_NOT_SIGNS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class Letters(NamedTuple):
    """A font as far as it decides how much room a text takes: its size in points, and whether it is bold."""

    size: float
    bold: bool


_USUAL_FONT = Letters(11, bold=False)


class Styles:
    """The styles of one workbook's cells, by their numbers as cells give them."""

    def __init__(self, package: Package) -> None:
        """Take the styles of a workbook."""
        self._package = package
        self._part = package.first("styles")
        self._quoted: dict[str, str] = {}

    def _list(self, name: str) -> Element | None:
        return None if not self._part else child(self._package.tree(self._part).root, name)

    @cached_property
    def _looks(self) -> Element | None:
        return self._list("cellXfs")

    @cached_property
    def _formats(self) -> dict[str, str]:
        formats = children(self._list("numFmts"), "numFmt")
        return {each.get("numFmtId", ""): each.get("formatCode", "") for each in formats}

    def _look(self, style: str) -> Element | None:
        looks = children(self._looks, "xf")
        return looks[int(style)] if style.isdigit() and int(style) < len(looks) else None

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

    def font(self, style: str) -> Letters:
        """Return the font of cells of this style."""
        look, fonts = self._look(style), children(self._list("fonts"), "font")
        number = whole("0" if look is None else look.get("fontId", "0"))
        if number >= len(fonts):
            return _USUAL_FONT
        size, bold = child(fonts[number], "sz"), child(fonts[number], "b")
        return Letters(
            _USUAL_FONT.size if size is None else measure(size.get("val"), _USUAL_FONT.size),
            bold is not None and bold.get("val", "1") not in ("0", "false"),
        )

    def quoted(self, style: str) -> str:
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
