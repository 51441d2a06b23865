"""What stands in the cells of the page's tables: a text for people, and for figures what programs read."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from qcdc_cli.language.figures import FRACTION_DECIMALS, Exact, digits, fraction_as_decimal
from qcdc_cli.render.words.table import padded

_BAR = 1000  # how long a full bar is, in the units of its drawing


class PageCell(NamedTuple):
    """A cell.

    Attributes:
        text: what people read.
        value: of a figure, the exact decimal; a fraction that no decimal equals is rounded to six decimals.
        key: which of the report's figures it is: `BLOC/UNIT/NODE`; "" for none.
        bar: how much of a bar below it is filled, from 0 to 1000; None where there is no bar.
        beside: what is said besides in smaller letters.
        earlier: whether the figure is of a stage before, which the column's stage has not changed.
    """

    text: str
    value: str = ""
    key: str = ""
    bar: int | None = None
    beside: str = ""
    earlier: bool = False


class ColumnHeading(NamedTuple):
    """The heading of a column.

    Attributes:
        text: its words.
        numbers: whether figures stand below it, which are sorted as such.
        below: what is said below in smaller letters.
        wide: whether prose stands below it, which takes some width.
        off: whether points below it are taken off.
    """

    text: str
    numbers: bool = False
    below: str = ""
    wide: bool = False
    off: bool = False


def exact_text(value: Exact | int | str | None) -> str:
    """Return a figure as programs read it; "" for what stands in the place of one."""
    if value is None or isinstance(value, str):
        return ""
    if isinstance(value, Fraction):
        value = fraction_as_decimal(value, FRACTION_DECIMALS)
    return digits(Decimal(value))


def figure_cells(values: Sequence[Exact | str], keys: Sequence[str], decimals: int) -> list[PageCell]:
    """Return the cells of a column of figures, which are shown with equally many decimals.

    Args:
        values: the figures, and texts that stand in the place of one.
        keys: which of the report's figures each is.
        decimals: to how many decimals a fraction that no decimal equals is shown.
    """
    texts = padded(values, fraction_decimals=decimals)
    return [PageCell(text, exact_text(value), key) for text, value, key in zip(texts, values, keys, strict=True)]


def bar_of(value: Exact | str, most: Exact) -> int | None:
    """Return how much of a bar a figure fills; of what is taken off, as much as of the same number of points."""
    if isinstance(value, str) or not most:
        return None
    return round(min(abs(Fraction(value) / Fraction(most)), Fraction(1)) * _BAR)
