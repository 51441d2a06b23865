"""How cells look: a few plain looks, made into the workbook's formats when they are first used."""

from collections.abc import Hashable
from functools import cached_property
from typing import Any, Literal, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from qcdc_cli.language import say
from qcdc_cli.language.figures import MINUS
from qcdc_cli.workbook.written_cell import WrittenCell

FONT = "Times New Roman"
BASIC_SIZE = 12
TEXT_FORMAT = "General"  # not "@": Excel shows long texts in cells of that format as ####
SHADE, PALE, CHANGEABLE = "#D9E2EC", "#F1F4F8", "#FFFBE6"
_MISSING_FILL, _OVER_FILL = "#FBE0E3", "#FCE8CF"
GREY, RED = "#595959", "#B00020"
_LINE = "#7F7F7F"

Horizontal = Literal["left", "center", "right"]


class Look(NamedTuple):
    """How a cell looks.

    Attributes:
        size: the font's size in points.
        across: where the text stands from left to right.
        down: where it stands from top to bottom.
        fill: the background, or "".
        colour: the letters' colour, or "".
        framed: True for a cell of a table.
        indent: how many steps the text is moved in.
        unlocked: True for a cell that can be filled in while its worksheet is protected.
        shrunk: what is too wide for the cell is made smaller: a number, which has no lines to break, would be ####.
        stays: in print, the row stays on one page with the one below it (a heading), or with those above it (a total).
    """

    size: int = BASIC_SIZE
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    across: Horizontal = "left"
    down: Literal["top", "center", "bottom"] = "center"
    fill: str = ""
    colour: str = ""
    framed: bool = False
    indent: int = 0
    unlocked: bool = False
    shrunk: bool = False
    stays: Literal["", "below", "above"] = ""


PLAIN = Look()
CENTRED = Look(across="center")
HEADING = Look(bold=True, stays="below")
TITLE = Look(size=14, bold=True, across="center", stays="below")
HEADER = Look(size=11, bold=True, across="center", fill=SHADE, framed=True, stays="below")
BODY = Look(size=11, framed=True)
FIGURE = BODY._replace(across="center")
GROUP = BODY._replace(bold=True, fill=PALE, stays="below")
TOTAL = BODY._replace(bold=True, fill=SHADE, stays="above")


def centred(look: Look) -> Look:
    """Return the look with its text in the middle."""
    return look._replace(across="center")


class Conditions(NamedTuple):
    """The formats that conditions give to cells.

    Attributes:
        missing: something is missing.
        over: a figure is more than it may be.
        claimed: more was claimed than counts in the end.
    """

    missing: Format
    over: Format
    claimed: Format


class Looks:
    """The looks of one workbook: each becomes one of its formats.

    Attributes:
        parts: what cells are written as, row by row, with the height in points that it takes: the same come again.
    """

    def __init__(self, book: Workbook) -> None:
        """Begin with no format made."""
        self._book = book
        self._formats: dict[tuple[Look, str, bool], Format] = {}
        self._figures: dict[tuple[Look, int], Format] = {}
        self.parts: dict[Hashable, tuple[Look, tuple[tuple[WrittenCell, float], ...]]] = {}

    def format(self, look: Look, number_format: str = TEXT_FORMAT, *, quoted: bool = False) -> Format:
        """Return the format for a look and a number format.

        Args:
            look: the look.
            number_format: how a number is shown.
            quoted: the cell's text begins as a formula or a number does, and is neither.
        """
        key = (look, number_format, quoted)
        found = self._formats.get(key)
        if found is None:
            found = self._formats[key] = self._book.add_format(_properties(look, number_format, quoted=quoted))
        return found

    def figure(self, look: Look, decimals: int) -> Format:
        """Return the format for a look and figures with so many decimals."""
        key = (look, decimals)
        found = self._figures.get(key)
        if found is None:
            found = self._figures[key] = self.format(look, figure_format(decimals))
        return found

    @cached_property
    def conditions(self) -> Conditions:
        """The formats of this workbook that conditions give to cells."""
        add = self._book.add_format
        return Conditions(
            missing=add({"bg_color": _MISSING_FILL, "font_color": RED}),
            over=add({"font_color": RED, "bold": True}),
            claimed=add({"bg_color": _OVER_FILL}),
        )


def _properties(look: Look, number_format: str, *, quoted: bool) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "font_name": FONT,
        "font_family": 1,
        "font_size": look.size,
        "num_format": number_format,
        "align": look.across,
        "valign": {"center": "vcenter"}.get(look.down, look.down),
        "text_wrap": not look.shrunk,
        "shrink": look.shrunk,
        "bold": look.bold,
        "italic": look.italic,
        "underline": 1 if look.underlined else 0,
        "indent": look.indent,
        "quote_prefix": quoted,
        "locked": not look.unlocked,
    }
    if look.colour:
        properties["font_color"] = look.colour
    if look.fill:
        properties |= {"bg_color": look.fill, "pattern": 1}
    if look.framed:
        properties |= {"border": 1, "border_color": _LINE}
    return properties


def figure_format(decimals: int) -> str:
    """Return the number format for so many decimals, with the separators of the language in use."""
    return _in_language("#,##0", decimals)


def worded_format(word: str, decimals: int) -> str:
    """Return the number format that shows a word before the number: `KPS: 10`, `trừ 3`.

    Args:
        word: the word with what stands behind it, the program's own; never a text from data.
        decimals: how many decimals are shown.
    """
    return _in_language("#,##0", decimals, f'"{word} "')


def unit_format(behind: str, before: str = "", *, whole: bool = False) -> str:
    """Return the number format of a number with its unit, as `3 vụ`, `hạng 2`, `92,5%`.

    Args:
        behind: what stands behind the number; may be data.
        before: what stands before it; may be data.
        whole: it is a whole number.
    """
    start = _quoted(f"{before} ") if before else ""
    end = _quoted(behind if behind == "%" else f" {behind}") if behind else ""
    shown = f"{start}{'0' if whole else 'General'}{end}"
    return say(f"[$-42A]{shown}", shown)


def _quoted(text: str) -> str:
    """Return a text as a number format shows it; a quotation mark stands outside of quotation marks, behind a bar."""
    return '"{}"'.format(text.replace('"', '"\\""'))


def _in_language(figure: str, decimals: int, before: str = "") -> str:
    shown = figure + ("." + "0" * decimals if decimals else "")
    language = say("[$-42A]", "")
    return f'{language}{before}{shown};{language}{before}"{MINUS}"{shown}'
