"""Styles of a terminal, and texts measured and folded in its cells; a style never carries meaning of its own."""

from rich.cells import cell_len, chop_cells

BOLD, YELLOW, BLUE = "1", "33", "34"
BOLD_RED, BOLD_YELLOW = "1;31", "1;33"


def painted(text: str, style: str, *, color: bool) -> str:
    """Return a text in a style, or as it is."""
    return f"\x1b[{style}m{text}\x1b[0m" if color and style and text else text


def cells(text: str) -> int:
    """Return how many cells of the screen a text takes: a wide letter two, a mark on a letter none."""
    return len(text) if text.isascii() else cell_len(text)


def fold(text: str, width: int) -> list[str]:
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
