"""Tables for a terminal: in columns where every figure fits whole, else in blocks, never cut off; styles and cells.

rich measures and chops the letters; its own tables are not used, since a country's 3,321 rows take them
five seconds.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from rich.cells import cell_len, chop_cells

from qcdc_cli.render.terminal.bars import LEAST_CELLS, MOST_CELLS, bars_of
from qcdc_cli.render.words.table import Align, Column, Row, Table
from qcdc_cli.render.words.visible import visible

# Styles never carry meaning of their own.
BOLD, YELLOW, BLUE = "1", "33", "34"
BOLD_RED, BOLD_YELLOW = "1;31", "1;33"
LEAST_TEXT = 12  # prose narrower than this is no longer read
GOOD_TEXT = 24  # and from here on it reads well
INDENT = "  "
_BETWEEN = " · "
_FURTHER = "  "  # what stands before the lines that continue a note
_PART_OF_WORD = r"[^/_-]*[/_-]|[^/_-]+"  # of a path or file name: up to where it may be broken
Styled = tuple[str, str]  # a line and its style


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
        first, *more = _chopped(word, width) if cells(word) > width else [word]
        if lines[-1]:
            lines.append(first)
        else:
            lines[-1] = first
        lines += more
    return lines


def _chopped(word: str, width: int) -> list[str]:
    """Break a word that is wider than a line: after a slash, hyphen or underscore where there is one, else anywhere."""
    lines = [""]
    for part in re.findall(_PART_OF_WORD, word):
        if cells(lines[-1] + part) <= width:
            lines[-1] += part
        else:
            lines += chop_cells(part, width)
    return [line for line in lines if line]


def render_tables(tables: Iterable[Table], *, width: int | None, color: bool, bars: bool = False) -> Iterator[str]:
    """Draw tables one below the other.

    Args:
        tables: the tables.
        width: the cells that a line has; None for no limit (a pipe, a file).
        color: whether to add styles; they never carry meaning of their own.
        bars: whether to show shares as bars, where there is room for them.

    Yields:
        the text, table by table, ending with a line break, without spaces at the ends of lines.
    """
    for number, table in enumerate(tables):
        lines = _table(_without_hidden(table), width, bars=bars)
        drawn = "".join(f"{painted(line, style, color=color)}\n" for line, style in lines)
        yield f"\n{drawn}" if number else drawn


def _without_hidden(table: Table) -> Table:
    return Table(
        visible(table.subject),
        visible(table.title),
        tuple(visible(line) for line in table.subtitle),
        tuple(visible(line) for line in table.warnings),
        tuple(Column(visible(one.title), one.align, one.wraps, one.detail) for one in table.columns),
        tuple(Row(tuple(visible(cell) for cell in row.cells), row.level, row.strong) for row in table.rows),
        tuple(visible(line) for line in table.notes),
        table.keys,
        table.shares,
    )


def _table(table: Table, width: int | None, *, bars: bool) -> Iterator[Styled]:
    yield from _prose(table.title, width, BOLD)
    for line in table.subtitle:
        yield from _prose(line, width)
    if table.warnings:
        yield "", ""
        first, *rest = table.warnings
        yield from _prose(first, width, BOLD_YELLOW)
        for line in rest:
            yield from _prose(line, width, YELLOW, indent="  ", further="    ")
    if table.rows or not table.notes:
        yield from _body(table, width, bars=bars)
    if table.notes:
        yield "", ""
        for line in table.notes:
            yield from _prose(line, width, further=_FURTHER)


def _body(table: Table, width: int | None, *, bars: bool) -> Iterator[Styled]:
    yield "", ""
    grids = _grids(table, width)
    if bars and grids and table.shares and width is not None:
        grids[0] = _with_bars(grids[0], table.shares, width)
    for number, grid in enumerate(grids):
        if number:
            yield "", ""
        yield from _drawn(grid)
    if not grids and width is not None:
        yield from _blocks(table, width)


def _prose(text: str, width: int | None, style: str = "", *, indent: str = "", further: str = "") -> Iterator[Styled]:
    """Yield a line of prose, folded to the width; lines that continue it stand further in."""
    if width is None or cells(indent + text) <= width:
        yield f"{indent}{text}".rstrip(), style
        return
    for number, part in enumerate(fold_lines(text, max(1, width - max(cells(indent), cells(further))))):
        yield f"{further if number else indent}{part}".rstrip(), style


class TextGrid(NamedTuple):
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


def _grids(table: Table, width: int | None) -> list[TextGrid]:
    """Return the table as one grid, or as two where one is too wide; nothing when figures would not fit."""
    empty = {n for n, one in enumerate(table.columns) if one.detail and not any(row.cells[n] for row in table.rows)}
    numbers = [number for number in range(len(table.columns)) if number not in empty]
    main = [number for number in numbers if number < table.keys or not table.columns[number].detail]
    more = [number for number in numbers if number < table.keys or table.columns[number].detail]
    with_details = [row for row in table.rows if any(row.cells[number] for number in more[table.keys :])]
    everything = chosen(table.columns, table.rows, numbers)
    whole = fitted(*everything, width, prose=GOOD_TEXT)
    if whole is not None:
        return [whole]
    two = (chosen(table.columns, table.rows, main), chosen(table.columns, with_details, more))
    ways = (
        [fitted(*part, width) for part in two] if len(more) > table.keys else [None],
        [fitted(*everything, width)],
    )
    return next(([grid for grid in way if grid is not None] for way in ways if None not in way), [])


def _with_bars(grid: TextGrid, shares: Sequence[Fraction | None], width: int) -> TextGrid:
    """Return a grid with a bar behind each row; as it is where the screen has no room for them."""
    room = width - sum(grid.widths) - grid.gap * len(grid.widths)
    if room < LEAST_CELLS:
        return grid
    size = min(room, MOST_CELLS)
    title, drawn = bars_of(shares, size)
    rows = tuple(row._replace(cells=(*row.cells, bar)) for row, bar in zip(grid.rows, drawn, strict=True))
    return grid._replace(columns=(*grid.columns, Column(title)), rows=rows, widths=(*grid.widths, size))


def chosen(columns: Sequence[Column], rows: Sequence[Row], numbers: Sequence[int]) -> tuple[list[Column], list[Row]]:
    """Return some of the columns with their cells; the first column shows the tree's levels."""
    cut = [
        row._replace(cells=tuple((INDENT * row.level if at == 0 else "") + row.cells[at] for at in numbers))
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
    texts = [(column.title, *(row.cells[number] for row in rows)) for number, column in enumerate(columns)]
    natural = [max(map(cells, own)) for own in texts]
    if width is None:
        return TextGrid(tuple(columns), tuple(rows), tuple(natural), 2)
    least = [_least(*column, prose) for column in zip(columns, texts, natural, strict=True)]
    for gap in (2, 1):
        room = width - gap * (len(columns) - 1)
        if sum(least) <= room:
            return TextGrid(tuple(columns), tuple(rows), tuple(_shrunk(texts, natural, least, columns, room)), gap)
    return None


def _least(column: Column, texts: tuple[str, ...], natural: int, prose: int) -> int:
    title, *under = texts
    words = max((cells(word) for word in title.split()), default=0)
    if column.wraps:
        return min(natural, max(prose, words))
    return max(words, *(cells(cell) for cell in under)) if under else words


def _shrunk(
    texts: Sequence[tuple[str, ...]], natural: list[int], least: list[int], columns: Sequence[Column], room: int
) -> list[int]:
    """Take away what is too much: from long prose, then from headings over figures, then from all prose.

    It is taken from the column that folded as far as it may be has the fewest lines more; of several such, the widest.
    """
    widths = [max(low, min(own, room)) for own, low in zip(natural, least, strict=True)]
    lengths = [Counter(map(cells, own)) for own in texts]

    def cost(number: int, floor: int) -> tuple[int, int]:
        now, then = (_lines(lengths[number], width) for width in (widths[number], max(least[number], floor)))
        return then - now, -widths[number]

    for wraps, floor in ((True, GOOD_TEXT), (False, 0), (True, 0)):
        numbers = [number for number, column in enumerate(columns) if column.wraps is wraps]
        while sum(widths) > room:
            wider = [number for number in numbers if widths[number] > max(least[number], floor)]
            if not wider:
                break
            widths[min(wider, key=partial(cost, floor=max(floor, 1)))] -= 1
    return widths


def _lines(lengths: Counter[int], width: int) -> int:
    """Return about how many lines texts of these lengths take."""
    return sum(count * -(-length // width) for length, count in lengths.items())


def _drawn(grid: TextGrid) -> Iterator[Styled]:
    head = [fold_lines(column.title, width) for column, width in zip(grid.columns, grid.widths, strict=True)]
    height = max(map(len, head))
    for line in _side_by_side([[""] * (height - len(title)) + title for title in head], grid):
        yield line, BOLD
    yield "─" * (sum(grid.widths) + grid.gap * (len(grid.widths) - 1)), ""
    for row in grid.rows:
        parts = [fold_lines(cell, width) for cell, width in zip(row.cells, grid.widths, strict=True)]
        for line in _side_by_side(parts, grid):
            yield line, BOLD if row.strong else ""


def _side_by_side(parts: Sequence[Sequence[str]], grid: TextGrid) -> Iterator[str]:
    gap = " " * grid.gap
    for number in range(max(map(len, parts))):
        line = [
            _aligned(part[number] if number < len(part) else "", width, column.align)
            for part, width, column in zip(parts, grid.widths, grid.columns, strict=True)
        ]
        yield gap.join(line).rstrip()


def _aligned(text: str, width: int, align: Align) -> str:
    space = width - cells(text)
    before = {"left": 0, "right": space, "center": space // 2}[align]
    return f"{' ' * before}{text}{' ' * (space - before)}"


def _blocks(table: Table, width: int) -> Iterator[Styled]:
    """Yield each row as a block: what it is about, then `title: value`, short ones packed together."""
    numbers = range(len(table.columns))
    keys, columns = numbers[: table.keys], numbers[table.keys :]
    for number, row in enumerate(table.rows):
        if number:
            yield "", ""
        for part, style in (
            (keys, BOLD),
            ([n for n in columns if not table.columns[n].detail], BOLD if row.strong else ""),
            ([n for n in columns if table.columns[n].detail], ""),
        ):
            named = [n for n in part if row.cells[n] and table.columns[n].title]  # an arrow stands between columns only
            pairs = [f"{table.columns[n].title}: {row.cells[n]}" for n in named]
            for line in _packed(pairs, width):
                yield from _prose(line, width, style)


def _packed(pairs: Sequence[str], width: int) -> Iterator[str]:
    line = ""
    for pair in pairs:
        longer = f"{line}{_BETWEEN}{pair}" if line else pair
        if line and cells(longer) > width:
            yield line
            line = pair
        else:
            line = longer
    if line:
        yield line
