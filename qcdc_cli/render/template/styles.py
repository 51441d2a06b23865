"""The styles of a template's cells: which of them show percent, and the same ones for texts that look like more."""

import copy
import re
from functools import cached_property
from xml.etree.ElementTree import Element

from qcdc_cli.render.template.markup import child, children
from qcdc_cli.render.template.package import Package

_PERCENT_FORMATS = frozenset({"9", "10"})  # 0% and 0.00%, which no file defines
_NOT_SIGNS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class Styles:
    """The styles of one workbook's cells, by their numbers as cells give them."""

    def __init__(self, package: Package) -> None:
        """Take the styles of a workbook."""
        self._package = package
        self._part = package.first("styles")
        self._quoted: dict[str, str] = {}

    @cached_property
    def _looks(self) -> Element | None:
        return None if not self._part else child(self._package.tree(self._part).root, "cellXfs")

    @cached_property
    def _formats(self) -> dict[str, str]:
        if not self._part:
            return {}
        formats = child(self._package.tree(self._part).root, "numFmts")
        return {each.get("numFmtId", ""): each.get("formatCode", "") for each in children(formats, "numFmt")}

    def _look(self, style: str) -> Element | None:
        looks = children(self._looks, "xf")
        return looks[int(style)] if style.isdigit() and int(style) < len(looks) else None

    def in_percent(self, style: str) -> bool:
        """Return whether cells of this style show their numbers times 100, with a percent sign."""
        look = self._look(style)
        number = "" if look is None else look.get("numFmtId", "")
        return number in _PERCENT_FORMATS or "%" in _NOT_SIGNS.sub("", self._formats.get(number, ""))

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
