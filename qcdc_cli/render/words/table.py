"""A table as it is shown in any text format: neutral, finished strings, nothing left to compute."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple, TypeVar

from qcdc_cli.campaign.deciding import Class
from qcdc_cli.language.figures import (
    FRACTION_DECIMALS,
    Exact,
    decimals_of,
    figure,
    fraction_as_decimal,
    percents_apart,
)

Align = Literal["left", "right", "center"]
NOTHING = "–"
_Value = TypeVar("_Value")


def or_dash(value: _Value | None) -> _Value | str:
    """Return a value, or a dash where there is none: a rank, a share, a difference."""
    return NOTHING if value is None else value


def class_text(classified: Class | None) -> str:
    """Return the name of a unit's class, or a dash where it has none."""
    return NOTHING if classified is None else classified.name


class Column(NamedTuple):
    """A column.

    Attributes:
        title: its heading.
        align: where its cells stand.
        wraps: True for prose, which may be folded; a figure never is.
        detail: True where the column may stand in a second table below, if one table would be too wide.
    """

    title: str
    align: Align = "left"
    wraps: bool = False
    detail: bool = False


class Row(NamedTuple):
    """A row.

    Attributes:
        cells: one finished string per column.
        level: how deep it stands in a tree, from 0; the first cell is indented by it where that helps.
        strong: True for sums and totals.
    """

    cells: tuple[str, ...]
    level: int = 0
    strong: bool = False


class Table(NamedTuple):
    """A table with everything that belongs on the page around it.

    Attributes:
        subject: what the title names ("Khối", "Đơn vị"): the heading of its column where the tables of
            several of them become one.
        title: the name of the bloc or unit.
        subtitle: lines under the title.
        warnings: lines that must be read before the table: why it is provisional.
        columns: the columns.
        rows: the rows.
        notes: lines below.
        keys: how many of the first columns say what a row is about.
        shares: for each row, how much of what was attainable it reaches, which a screen may show as a bar; None for a
            row that has no such share; empty for a table without bars.
        for_programs: further columns of files that programs read (CSV), each a title with its cells.
    """

    subject: str
    title: str
    subtitle: tuple[str, ...]
    warnings: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    keys: int = 1
    shares: tuple[Fraction | None, ...] = ()
    for_programs: tuple[tuple[str, tuple[str, ...]], ...] = ()


def figures(title: str, *, detail: bool = False) -> Column:
    """Return a column of figures."""
    return Column(title, align="right", detail=detail)


def padded(
    values: Sequence[Exact | str], *, sign: bool = False, fraction_decimals: int = FRACTION_DECIMALS
) -> list[str]:
    """Show the values of a column with equally many decimals, so that the decimal marks line up.

    Args:
        values: exact numbers, and texts that stand in the place of one and are kept.
        sign: write the plus sign of what is above 0, as for a difference.
        fraction_decimals: to how many decimals, at least, a fraction that no decimal equals is shown, rounded half away
            from zero; to as many as the others have, where these have more: a third is no 0.330 beside 0.125.
    """
    exact = max((decimals_of(value) for value in values if isinstance(value, Decimal)), default=0)
    numbers = [
        fraction_as_decimal(value, max(fraction_decimals, exact)) if isinstance(value, Fraction) else value
        for value in values
    ]
    decimals = max((decimals_of(number) for number in numbers if isinstance(number, Decimal)), default=0)
    return [
        value if isinstance(value, str) else ("+" if sign and value > 0 else "") + figure(value, decimals=decimals)
        for value in numbers
    ]


def percents(shares: Sequence[Fraction | str], bounds: Iterable[Fraction] = ()) -> list[str]:
    """Show shares as percent, with as many decimals as it takes to tell different ones apart.

    Args:
        shares: shares from 0 to 1, and texts that stand in the place of one.
        bounds: shares that must not seem to be reached by what does not reach them (the classes' bounds).
    """
    found = percents_apart([None if isinstance(share, str) else share for share in shares], bounds)
    return [
        str(share) if percent is None else percent_text(percent) for share, percent in zip(shares, found, strict=True)
    ]


def percent_text(percent: Decimal) -> str:
    """Show a percentage with all of its decimals, the zeros at the end too."""
    return figure(percent, decimals=-int(percent.as_tuple().exponent))
