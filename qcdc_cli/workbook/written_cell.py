"""One cell as a file holds it: its value, its format, and the markup around its formula."""

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from qcdc_cli.workbook.plain import escaped

if TYPE_CHECKING:
    from qcdc_cli.workbook.looks import Look

_BLANK_MARKUP = "/>"


@dataclass(frozen=True, eq=False)
class CellStyle:
    """What a cell's format is made of, in any workbook; `cell_style` gives the same one for the same things.

    Attributes:
        look: how the cell looks.
        number_format: how a number is shown.
        quoted: the cell's text begins as a formula or a number does, and is neither.
    """

    look: "Look"
    number_format: str
    quoted: bool


@cache
def cell_style(look: "Look", number_format: str, *, quoted: bool = False) -> CellStyle:
    """Return the style for these; arguments as of `CellStyle`."""
    return CellStyle(look, number_format, quoted)


class WrittenCell(NamedTuple):
    """A cell without its place and its formula: the same comes again in row after row, and workbook after workbook.

    Attributes:
        value: its text, "" for none, or the number as a file holds it; beside a formula, what that comes to.
        style: its style.
        computed: a formula stands beside the value.
        before: its markup from behind the format to the formula; without one, all of it; "" for a text, of which it
            hangs on the workbook.
        after: its markup behind the formula.
    """

    value: str | Decimal
    style: CellStyle
    computed: bool
    before: str
    after: str


# What cells are written as, row by row, with the height in points that it takes, by all that it hangs on; beside it the
# look, which is known by where it is in memory, so that nothing else comes to stand there.
KnownCells: TypeAlias = dict[Hashable, tuple["Look", tuple[tuple[WrittenCell, float], ...]]]


def written_cell(value: str | Decimal, style: CellStyle, *, computed: bool = False) -> WrittenCell:
    """Return a cell with its markup; arguments as of `WrittenCell`."""
    if computed:
        return WrittenCell(value, style, computed, *around_formula(value))
    if isinstance(value, str):
        return WrittenCell(value, style, computed, "" if value else _BLANK_MARKUP, "")
    return WrittenCell(value, style, computed, number_markup(value), "")


def around_formula(value: str | Decimal) -> tuple[str, str]:
    """Return the markup of a cell before and behind its formula, which comes to this."""
    if not isinstance(value, str):
        return "><f>", f"</f><v>{value}</v></c>"
    told = ' t="str"' if value else ""
    return f"{told}><f>", f"</f><v>{in_xml(value)}</v></c>"


@lru_cache(maxsize=4096)  # the same points come again in unit after unit
def number_markup(number: Decimal) -> str:
    """Return the markup of a number."""
    return f"><v>{number:.16G}</v></c>"


@lru_cache(maxsize=4096)  # as do names
def text_markup(text: str) -> str:
    """Return the markup of a text that stands in its cell itself."""
    space = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f' t="inlineStr"><is><t{space}>{in_xml(escaped(text))}</t></is></c>'


def in_xml(text: str) -> str:
    """Return a text as it stands in an XML element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
