"""How cells look: a few plain looks, made into the workbook's styles when they are first used."""

from dataclasses import dataclass, replace
from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils.indexed_list import IndexedList

from qcdc_cli.language import say

FONT = "Times New Roman"
BASIC_SIZE = 12
TEXT_FORMAT = "General"  # not "@": Excel shows long texts in cells of that format as ####
SHADE, PALE = "D9E2EC", "F1F4F8"
GREY, RED = "595959", "B00020"

_LINE = Side(style="thin", color="7F7F7F")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

Horizontal = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks.

    Attributes:
        size: the font's size in points.
        across: where the text stands from left to right.
        down: where it stands from top to bottom.
        fill: the background, or "".
        colour: the letters' colour, or "".
        framed: True for a cell of a table.
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


PLAIN = Look()
CENTRED = Look(across="center")
TITLE = Look(size=14, bold=True, across="center")
HEADER = Look(size=11, bold=True, across="center", fill=SHADE, framed=True)
BODY = Look(size=11, framed=True)
FIGURE = replace(BODY, across="center")
GROUP = replace(BODY, bold=True, fill=PALE)
TOTAL = replace(BODY, bold=True, fill=SHADE)


def centred(look: Look) -> Look:
    """Return the look with its text in the middle."""
    return replace(look, across="center")


class Looks:
    """The looks of one workbook: each becomes one hidden named style."""

    def __init__(self, book: Workbook) -> None:
        """Make the workbook's basic font the office's, which column widths are measured in, too."""
        self._book = book
        self._names: dict[tuple[Look, str], str] = {}
        font = Font(name=FONT, size=BASIC_SIZE, family=1)
        book._fonts = IndexedList([font])  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way to it
        book._named_styles["Normal"].font = font  # type: ignore[attr-defined]  # noqa: SLF001

    def name(self, look: Look, number_format: str) -> str:
        """Return the name of the style for a look and a number format."""
        known = self._names.get((look, number_format))
        if known is None:
            known = self._names[look, number_format] = f"qcdc {len(self._names) + 1}"
            self._book.add_named_style(_style(known, look, number_format))
        return known


def _style(name: str, look: Look, number_format: str) -> NamedStyle:
    return NamedStyle(
        name=name,
        hidden=True,
        font=Font(
            name=FONT,
            family=1,
            size=look.size,
            bold=look.bold,
            italic=look.italic,
            underline="single" if look.underlined else None,
            color=look.colour or None,
        ),
        alignment=Alignment(horizontal=look.across, vertical=look.down, wrap_text=True),
        fill=PatternFill("solid", start_color=look.fill) if look.fill else PatternFill(),
        border=_FRAME if look.framed else Border(),
        number_format=number_format,
    )


def figure_format(decimals: int) -> str:
    """Return the number format for so many decimals, with the separators of the language in use."""
    shown = "#,##0" + ("." + "0" * decimals if decimals else "")
    return say(f"[$-42A]{shown}", shown)
