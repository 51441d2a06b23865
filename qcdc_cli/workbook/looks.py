"""How cells look: a few plain looks, made into the workbook's formats when they are first used."""

from functools import cache, cached_property
from typing import Any, Literal, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from qcdc_cli.language import say
from qcdc_cli.language.figures import MINUS
from qcdc_cli.workbook.written_cell import CellStyle, KnownCells

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


@cache
def centred(look: Look) -> Look:
    """Return the look with its text in the middle; the same one for the same look."""
    return look._replace(across="center")


@cache
def small(look: Look) -> Look:
    """Return the look with small letters; the same one for the same look."""
    return look._replace(size=10)


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
        known: what cells are written as: the same come again.
    """

    def __init__(self, book: Workbook, known: KnownCells | None = None) -> None:
        """Begin with no format made.

        Args:
            book: the workbook.
            known: what cells of other workbooks in the same language are written as, to which this one's are added.
        """
        self._book = book
        self._formats: dict[CellStyle, Format] = {}
        self._same: dict[tuple[tuple[str, Any], ...], Format] = {}  # of looks that differ in nothing that a format has
        self.known: KnownCells = {} if known is None else known

    def format_of(self, style: CellStyle) -> Format:
        """Return the format for a style."""
        found = self._formats.get(style)
        if found is None:
            properties = _properties(style)
            found = self._same.get(properties)
            if found is None:
                found = self._same[properties] = self._book.add_format(dict(properties))
            self._formats[style] = found
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


@cache
def _properties(style: CellStyle) -> tuple[tuple[str, Any], ...]:
    """Return the properties of a style's format, as XlsxWriter names them."""
    look = style.look
    properties: dict[str, Any] = {
        "font_name": FONT,
        "font_family": 1,
        "font_size": look.size,
        "num_format": style.number_format,
        "align": look.across,
        "valign": {"center": "vcenter"}.get(look.down, look.down),
        "text_wrap": not look.shrunk,
        "shrink": look.shrunk,
        "bold": look.bold,
        "italic": look.italic,
        "underline": 1 if look.underlined else 0,
        "indent": look.indent,
        "quote_prefix": style.quoted,
        "locked": not look.unlocked,
    }
    if look.colour:
        properties["font_color"] = look.colour
    if look.fill:
        properties |= {"bg_color": look.fill, "pattern": 1}
    if look.framed:
        properties |= {"border": 1, "border_color": _LINE}
    return tuple(properties.items())


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
