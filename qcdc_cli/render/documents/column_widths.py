"""How a table is fitted to a page: how wide its columns are, and how large its letters."""

from collections.abc import Sequence
from typing import NamedTuple

from qcdc_cli.render.documents import DocumentTable
from qcdc_cli.render.documents.text_width import text_width, widest_word
from qcdc_cli.render.words.table import Column, Table

PADDING = 1.5  # mm that a cell keeps free at its left and at its right
INDENT = 3.0  # mm that a first cell is set in by one level of a tree
SMALLEST = 8.0  # points; below it nobody reads a table
_SLACK = 0.4  # mm, since no two programs measure a text alike
_MOST_MEASURED = 1000  # rows from which the widths are told
_MOST_ON_A_LINE = 90.0  # mm that prose asks for at most


class Fitted(NamedTuple):
    """A table's measures on its page.

    Attributes:
        widths: of the columns, in mm; together they are as wide as the page has room.
        size: of its letters, in points.
    """

    widths: tuple[float, ...]
    size: float


class _Needs(NamedTuple):
    """What a column needs, in mm.

    Attributes:
        least: below this a word or figure is broken.
        wish: with this no line is broken, as far as that can be asked for.
    """

    least: float
    wish: float


def fitted(shown: DocumentTable, room: float, size: float) -> Fitted:
    """Return the measures with which a table stands on a page and no word in it is broken.

    Where the columns are too many for their letters, the letters become smaller; where even the smallest do not do,
    columns share the room by what they need, and long words break.

    Args:
        shown: the table.
        room: how wide the page is between its margins, in mm.
        size: the usual size of letters in tables, in points.
    """
    while True:
        needs = [_needs(shown.table, place, size) for place in range(len(shown.table.columns))]
        least = [one.least for one in needs]
        if sum(least) <= room or size - 0.5 < SMALLEST:
            break
        size -= 0.5
    if sum(least) > room:
        return Fitted(tuple(_in_proportion(least, room)), size)
    if shown.widths:
        return Fitted(tuple(_at_least(least, _in_proportion(shown.widths, room))), size)
    return Fitted(tuple(_shared(needs, shown.table.columns, room)), size)


def _needs(table: Table, place: int, size: float) -> _Needs:
    """Return what a column needs; a figure or a name of one word is never broken, prose only between words."""
    column = table.columns[place]
    least = widest_word(column.title, size, bold=True)
    wish = least
    for row in table.rows[:_MOST_MEASURED]:
        text, indent = row.cells[place], INDENT * row.level if place == 0 else 0.0
        whole = text_width(text, size, bold=row.strong) + indent
        wish = max(wish, whole)
        figure = column.align == "right" and not column.wraps
        least = max(least, whole if figure else widest_word(text, size, bold=row.strong) + indent)
    around = 2 * PADDING + _SLACK
    return _Needs(least + around, max(least, min(wish, _MOST_ON_A_LINE)) + around)


def _shared(needs: Sequence[_Needs], columns: Sequence[Column], room: float) -> list[float]:
    """Share the room: each column what it needs, the rest first to where lines would break, then to prose."""
    least, wishes = [one.least for one in needs], [one.wish for one in needs]
    spare = room - sum(least)
    missing = [wish - own for wish, own in zip(wishes, least, strict=True)]
    if sum(missing) >= spare:
        scale = spare / sum(missing) if sum(missing) else 0.0
        return [own + short * scale for own, short in zip(least, missing, strict=True)]
    spare = room - sum(wishes)
    weights = [wish if column.wraps else wish / 4 for wish, column in zip(wishes, columns, strict=True)]
    return [wish + spare * weight / sum(weights) for wish, weight in zip(wishes, weights, strict=True)]


def _in_proportion(shares: Sequence[float], room: float) -> list[float]:
    total = sum(shares)
    return [room * share / total for share in shares]


def _at_least(least: Sequence[float], widths: Sequence[float]) -> list[float]:
    """Raise the widths that are too narrow, at the cost of those that have more than they need."""
    short = sum(max(0.0, need - width) for need, width in zip(least, widths, strict=True))
    over = [max(0.0, width - need) for need, width in zip(least, widths, strict=True)]
    given = short / sum(over) if short else 0.0
    return [max(need, width) - more * given for need, width, more in zip(least, widths, over, strict=True)]
