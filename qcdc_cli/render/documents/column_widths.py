"""How a table is fitted to a page: how wide its columns are, and how large its letters."""

from collections.abc import Sequence
from itertools import permutations
from math import ceil, sqrt
from typing import NamedTuple

from qcdc_cli.render.documents import DocumentTable
from qcdc_cli.render.documents.layout import PAGE, Layout
from qcdc_cli.render.documents.text_width import broken_lines, text_width, widest_word
from qcdc_cli.render.words.table import Column, Table

PADDING = 1.5  # mm that a cell keeps free at its left and at its right
INDENT = 3.0  # mm that a first cell is set in by one level of a tree
SMALLEST = 8.0  # points; below it nobody reads a table
_SLACK = 0.4  # mm, since no two programs measure a text alike
_MOST_MEASURED = 1000  # rows from which the widths are told
_MOST_SAMPLED = 40  # rows by which room is moved between columns
_STEPS = (8.0, 4.0, 2.0, 1.0)  # mm
_LOST_PER_LINE = 5.0  # mm at the end of a line, where the next word does not fit any more
_WORTH_IT = 0.01  # lines
_MOST_LINES = 3  # of a row, from which a wider page is easier to read
_MOST_FOLDED = 200  # rows from which that is told


class Fitted(NamedTuple):
    """A table's measures on its page.

    Attributes:
        widths: of the columns, in mm; together they are as wide as the page has room.
        size: of its letters, in points.
    """

    widths: tuple[float, ...]
    size: float


class _Texts(NamedTuple):
    """The texts of a column, all lengths in mm.

    Attributes:
        least: the width below which a word or figure is broken.
        wish: the width at which no line is broken, and the heading takes two lines at most.
        lengths: how wide each text would be on one line, the heading first.
    """

    least: float
    wish: float
    lengths: tuple[float, ...]


def fitted(shown: DocumentTable, room: float, size: float) -> Fitted:
    """Return the measures with which a table stands on a page and no word in it is broken.

    Where the columns are too many for their letters, the letters become smaller; where even the smallest do not do,
    the widest columns are cut to one width, and their long words break.

    Args:
        shown: the table.
        room: how wide the page is between its margins, in mm.
        size: the usual size of letters in tables, in points.
    """
    while True:
        texts = [_texts(shown.table, place, size) for place in range(len(shown.table.columns))]
        least = [one.least for one in texts]
        if sum(least) <= room or size - 0.5 < SMALLEST:
            break
        size -= 0.5
    if sum(least) > room:
        return Fitted(tuple(_at_most(least, room)), size)
    if shown.widths:
        return Fitted(tuple(_at_least(least, _in_proportion(shown.widths, room))), size)
    return Fitted(tuple(_shared(texts, shown.table.columns, room)), size)


def needs_wide_page(tables: Sequence[Table], layout: Layout) -> bool:
    """Return whether any of some tables is too wide for a page that stands.

    That is one whose letters would be smaller there, or with a row of many lines.

    Args:
        tables: the tables.
        layout: the measures of their paper.
    """
    room = PAGE[0] - layout.left - layout.right
    return any(_is_cramped(table, fitted(DocumentTable(table), room, layout.table), layout.table) for table in tables)


def _is_cramped(table: Table, own: Fitted, size: float) -> bool:
    inner = [width - 2 * PADDING for width in own.widths]
    lines = (
        len(broken_lines(text, width, own.size))
        for row in table.rows[:_MOST_FOLDED]
        for text, width in zip(row.cells, inner, strict=True)
    )
    return own.size < size or any(number > _MOST_LINES for number in lines)


def _texts(table: Table, place: int, size: float) -> _Texts:
    """Return the texts of a column; a figure or a name of one word is never broken, prose only between words."""
    column = table.columns[place]
    figure = column.align == "right" and not column.wraps
    least, wish = widest_word(column.title, size, bold=True), _in_two_lines(column.title, size)
    lengths = [text_width(column.title, size, bold=True)]
    for row in table.rows[:_MOST_MEASURED]:
        text, indent = row.cells[place], INDENT * row.level if place == 0 else 0.0
        whole = text_width(text, size, bold=row.strong) + indent
        least = max(least, whole if figure else widest_word(text, size, bold=row.strong) + indent)
        wish = max(wish, whole)
        lengths.append(whole)
    around = 2 * PADDING + _SLACK
    return _Texts(least + around, max(least, wish) + around, tuple(lengths))


def _in_two_lines(title: str, size: float) -> float:
    """Return the least width in which a heading takes two lines at most."""
    words = title.split(" ")
    halves = [(" ".join(words[:end]), " ".join(words[end:])) for end in range(1, len(words) + 1)]
    return min(max(text_width(half, size, bold=True) for half in both) for both in halves)


def _shared(texts: Sequence[_Texts], columns: Sequence[Column], room: float) -> list[float]:
    """Share the room: to each column what it needs, and of the rest the more, the more there is to read in it.

    Where there is room for it, no line is broken, and what is left goes to prose before it goes to figures.
    """
    spare = room - sum(one.wish for one in texts)
    if spare >= 0:
        weights = [one.wish if column.wraps else one.wish / 4 for one, column in zip(texts, columns, strict=True)]
        return [one.wish + spare * weight / sum(weights) for one, weight in zip(texts, weights, strict=True)]
    missing = [one.wish - one.least for one in texts]
    scale = (room - sum(one.least for one in texts)) / sum(missing)
    return _lowered([one.least + short * scale for one, short in zip(texts, missing, strict=True)], texts)


def _lowered(widths: list[float], texts: Sequence[_Texts]) -> list[float]:
    """Move room between columns for as long as that makes the table lower."""
    free = [place for place, one in enumerate(texts) if one.wish > one.least]
    rows = len(texts[0].lengths)
    some = range(0, rows, -(-rows // _MOST_SAMPLED))  # the heading, and rows from everywhere

    def tallness(place: int, width: float) -> list[float]:
        """Return the fourth power of the lines that each text of a column takes, so that the longest one counts."""
        inner = max(width - 2 * PADDING - _SLACK, 1.0)
        lost = min(_LOST_PER_LINE, inner / 2)
        lengths = texts[place].lengths
        return [1.0 if lengths[row] <= inner else ceil(lengths[row] / (inner - lost)) ** 4 for row in some]

    def height(columns: Sequence[list[float]]) -> float:
        return sum(sqrt(sqrt(sum(row))) for row in zip(*columns, strict=True))

    tall = {place: tallness(place, widths[place]) for place in free}
    lowest = height(list(tall.values()))
    for step in _STEPS:
        better = True
        while better:
            better = False
            for giver, taker in permutations(free, 2):
                if widths[giver] - step < texts[giver].least or widths[taker] >= texts[taker].wish:
                    continue
                moved = {giver: tallness(giver, widths[giver] - step), taker: tallness(taker, widths[taker] + step)}
                own = height([moved.get(place, column) for place, column in tall.items()])
                if own < lowest - _WORTH_IT:
                    lowest, better = own, True
                    tall |= moved
                    widths[giver] -= step
                    widths[taker] += step
    return widths


def _in_proportion(shares: Sequence[float], room: float) -> list[float]:
    total = sum(shares)
    return [room * share / total for share in shares]


def _at_most(least: Sequence[float], room: float) -> list[float]:
    """Cut the widest columns to one width, at which all together take the room; the others keep what they need."""
    open_columns, left = len(least), room
    for need in sorted(least):
        if need * open_columns > left:
            return [min(need, left / open_columns) for need in least]
        open_columns, left = open_columns - 1, left - need
    return list(least)


def _at_least(least: Sequence[float], widths: Sequence[float]) -> list[float]:
    """Raise the widths that are too narrow, at the cost of those that have more than they need."""
    short = sum(max(0.0, need - width) for need, width in zip(least, widths, strict=True))
    over = [max(0.0, width - need) for need, width in zip(least, widths, strict=True)]
    given = short / sum(over) if short else 0.0
    return [max(need, width) - more * given for need, width, more in zip(least, widths, over, strict=True)]
