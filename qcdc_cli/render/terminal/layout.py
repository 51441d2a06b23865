"""A terminal's styles and cells: how texts are measured and folded, and how wide a table's columns are.

A style never carries meaning of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells

from qcdc_cli.render.words.table import Column, Row

BOLD, YELLOW, BLUE = "1", "33", "34"
BOLD_RED, BOLD_YELLOW = "1;31", "1;33"
LEAST_TEXT = 12  # prose narrower than this is no longer read
GOOD_TEXT = 24  # and from here on it reads well
INDENT = "  "


def painted(text: str, style: str, *, color: bool) -> str:
    """Return a text in a style, or as it is."""
    return f"\x1b[{style}m{text}\x1b[0m" if color and style and text else text


def cells(text: str) -> int:
    """Return how many cells of the screen a text takes: a wide letter two, a mark on a letter none."""
    return len(text) if text.isascii() else cell_len(text)


def fold_lines(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` cells, at spaces where there are any."""
    if cells(text) <= width:
        return [text]
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if cells(longer) <= width:
            lines[-1] = longer
            continue
        first, *more = chop_cells(word, width) if cells(word) > width else [word]
        if lines[-1]:
            lines.append(first)
        else:
            lines[-1] = first
        lines += more
    return lines


@dataclass(frozen=True, slots=True)
class TextGrid:
    """Some columns of a table, ready to be drawn.

    Attributes:
        columns: the columns.
        rows: the rows, cut down to these columns, the first cell indented by its level.
        widths: how wide each column is, in cells of the screen.
        gap: how many spaces stand between columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    gap: int


def chosen(columns: Sequence[Column], rows: Sequence[Row], numbers: Sequence[int]) -> tuple[list[Column], list[Row]]:
    """Return some of the columns with their cells; the first column shows the tree's levels."""
    cut = [
        Row(
            tuple((INDENT * row.level if number == 0 else "") + row.cells[number] for number in numbers),
            row.level,
            row.strong,
        )
        for row in rows
    ]
    return [columns[number] for number in numbers], cut


def fitted(
    columns: Sequence[Column], rows: Sequence[Row], width: int | None, *, prose: int = LEAST_TEXT
) -> TextGrid | None:
    """Find the columns' widths.

    Args:
        columns: the columns.
        rows: their rows.
        width: the cells that there are; None for as many as it takes.
        prose: the least width that prose is folded to.

    Returns:
        the grid, with every figure on one line and prose folded to no less than `prose`; None
        when that does not fit.
    """
    natural = [max(cells(text) for text in texts) for texts in _texts(columns, rows)]
    if width is None:
        return TextGrid(tuple(columns), tuple(rows), tuple(natural), 2)
    least = [
        _least(column, texts, widest, prose)
        for column, texts, widest in zip(columns, _texts(columns, rows), natural, strict=True)
    ]
    for gap in (2, 1):
        room = width - gap * (len(columns) - 1)
        if sum(least) <= room:
            return TextGrid(tuple(columns), tuple(rows), tuple(_shrunk(natural, least, columns, room)), gap)
    return None


def _texts(columns: Sequence[Column], rows: Sequence[Row]) -> list[tuple[str, ...]]:
    return [(column.title, *(row.cells[number] for row in rows)) for number, column in enumerate(columns)]


def _least(column: Column, texts: tuple[str, ...], natural: int, prose: int) -> int:
    title, *under = texts
    words = max((cells(word) for word in title.split()), default=0)
    if column.wraps:
        return min(natural, max(prose, words))
    return max(words, *(cells(cell) for cell in under)) if under else words


def _shrunk(natural: list[int], least: list[int], columns: Sequence[Column], room: int) -> list[int]:
    """Take away what is too much: from long prose, then from headings over figures, then from all prose."""
    widths = list(natural)
    for wraps, floor in ((True, GOOD_TEXT), (False, 0), (True, 0)):
        numbers = [number for number, column in enumerate(columns) if column.wraps is wraps]
        while sum(widths) > room:
            wider = [number for number in numbers if widths[number] > max(least[number], floor)]
            if not wider:
                break
            widths[max(wider, key=lambda number: widths[number])] -= 1
    return widths
