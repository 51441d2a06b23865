"""One cell as a file holds it: its value, its format, and the markup around its formula."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from xlsxwriter.format import Format

from qcdc_cli.workbook.plain import escaped

BLANK_MARKUP = "/>"


class WrittenCell(NamedTuple):
    """A cell without its place and its formula: the same comes again in row after row.

    Attributes:
        value: its text, "" for none, or the number as a file holds it; beside a formula, what that comes to.
        style: its format.
        computed: a formula stands beside the value.
        before: its markup from behind the format to the formula; without one, all of it; "" for a text, of which it
            hangs on the workbook.
        after: its markup behind the formula.
    """

    value: str | Decimal
    style: Format
    computed: bool
    before: str
    after: str


def written_cell(value: str | Decimal, style: Format, *, computed: bool = False) -> WrittenCell:
    """Return a cell with its markup; arguments as of `WrittenCell`."""
    if computed:
        return WrittenCell(value, style, computed, *around_formula(value))
    if isinstance(value, str):
        return WrittenCell(value, style, computed, "" if value else BLANK_MARKUP, "")
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
