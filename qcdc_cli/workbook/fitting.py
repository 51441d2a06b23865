"""How wide texts are and how many lines they take: merged and wrapped cells have no automatic height.

Widths are those of Times New Roman (and so of Liberation Serif, which is made to the same measures).
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

# One unit of a column's width is a digit of the workbook's basic font: half of 12 points.
POINTS_PER_UNIT = 6.0
PADDING = 5.0  # what a cell keeps free at its left and right together, in points
# How high Excel makes a line of each size, in points; LibreOffice needs less.
_LINE_HEIGHTS = {10: 12.75, 11: 15.0, 12: 15.75, 13: 16.5, 14: 18.75}
_MARGIN = 1.5
HIGHEST = 400.0  # Excel's rows end at 409 points

_BOLD = 1.07
_NEAR = 0.06  # of the page's width: so near to an edge of a column no further one is made
_SAFETY = 1.04  # Excel, LibreOffice and their printers do not break lines at the same places

# The advance of each letter, in thousandths of the font's size.
_THOUSANDTHS = {
    180: "'",
    250: " .,",
    278: "ijltI:;/\\",
    333: "fr()-IJ[]|`´",
    389: "sJ",
    400: '"^',
    444: "acez?“”",
    500: "bdghknopquvxyđ0123456789–*$#_",
    564: "+<=>×÷~•",
    667: "PSFTLEZB",
    722: "ACDGHKNOQRUVXYĐw",
    778: "m&",
    889: "M%",
    944: "W@",
    1000: "—…→",
}
_ADVANCE = {letter: width for width, letters in _THOUSANDTHS.items() for letter in letters}
_OTHER, _WIDE = 600, 1000


@lru_cache(maxsize=4096)
def _advance(character: str) -> int:
    base = unicodedata.normalize("NFD", character)[0]
    if unicodedata.combining(base):
        return 0
    known = _ADVANCE.get(base)
    if known is not None:
        return known + (60 if base != character and base in "oOuU" else 0)  # ơ and ư have a horn
    return _WIDE if unicodedata.east_asian_width(base) in "WF" or ord(base) > 0xFFFF else _OTHER


@lru_cache(maxsize=8192)  # words come again and again
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text on one line, in points."""
    width = sum(map(_advance, text)) * size / 1000
    return width * _BOLD if bold else width


def wrapped(text: str, units: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into the lines that it takes in a cell so many width units wide.

    Words break where a cell would break them: between words, and inside a word only when it is longer than
    the whole line.
    """
    room = max(units * POINTS_PER_UNIT - PADDING, size) / _SAFETY
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrapped_paragraph(paragraph, room, size, bold=bold)
    return lines


def _wrapped_paragraph(paragraph: str, room: float, size: float, *, bold: bool) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    space = text_width(" ", size, bold=bold)
    for number, word in enumerate(paragraph.split(" ")):
        width = text_width(word, size, bold=bold)
        if number and used + space + width > room:
            lines.append(line)
            line, used = "", 0.0
        elif number:
            line, used = f"{line} ", used + space
        if width > room:
            *full, word = _broken(word, room, size, bold=bold)
            lines += full
            width = text_width(word, size, bold=bold)
        line, used = line + word, used + width
    return [*lines, line]


def _broken(word: str, room: float, size: float, *, bold: bool) -> list[str]:
    """Break a word that is longer than a line into parts as long as one; each has a letter at least."""
    parts: list[str] = []
    begin, used = 0, 0.0
    for end, letter in enumerate(word):
        width = text_width(letter, size, bold=bold)
        if used + width > room and end > begin:
            parts.append(word[begin:end])
            begin, used = end, 0.0
        used += width
    return [*parts, word[begin:]]


def height_of(lines: int, size: int) -> float:
    """Return the height of so many lines, in points."""
    return lines * _LINE_HEIGHTS[size] + _MARGIN


def most_lines(size: int) -> int:
    """Return how many lines fit in the highest row that there can be."""
    return int((HIGHEST - _MARGIN) / _LINE_HEIGHTS[size])


@lru_cache(maxsize=4096)  # ids and titles come again on form after form
def word_units(text: str, size: float, *, bold: bool = False) -> float:
    """Return the column width at which no word of the text is broken."""
    return max((line_units(word, size, bold=bold) for word in text.split()), default=line_units("", size))


def line_units(text: str, size: float, *, bold: bool = False) -> float:
    """Return the column width at which none of the text's lines is broken."""
    longest = max(text_width(line, size, bold=bold) for line in text.split("\n"))
    return (longest * _SAFETY + PADDING) / POINTS_PER_UNIT


def stretched(widths: Sequence[float], weights: Sequence[float], total: float) -> list[float]:
    """Share out what is left of the page's width among columns, by weight; nothing where nothing is left."""
    spare, shares = total - sum(widths), sum(weights)
    if spare <= 0 or not shares:
        return list(widths)
    return [round(width + spare * weight / shares, 2) for width, weight in zip(widths, weights, strict=True)]


def divided(widths: Sequence[float], parts: Sequence[int]) -> list[list[float]]:
    """Divide columns further, so that the page can be parted evenly: a table of two columns still has three thirds.

    Args:
        widths: the widths of the columns.
        parts: into how many equal parts the page is to be parted; each number by itself.

    Returns:
        the widths that each column is made of; one where a part ends near its edges anyhow.
    """
    total = sum(widths)
    ends = list(accumulate(widths))
    cuts: list[float] = []
    for cut in sorted({total * number / of for of in parts for number in range(1, of)}):
        if all(abs(cut - end) > total * _NEAR for end in (0.0, *ends, *cuts)):
            cuts.append(cut)
    starts = [0.0, *ends[:-1]]
    made = []
    for start, end in zip(starts, ends, strict=True):
        edges = [start, *(cut for cut in cuts if start < cut < end), end]
        made.append([round(after - before, 2) for before, after in pairwise(edges)])
    return made


def spans(widths: Sequence[float], parts: int) -> list[int]:
    """Divide columns into so many neighbouring groups of about the same width; return how many columns each has.

    With fewer columns than parts, each column is a group.
    """
    parts = max(1, min(parts, len(widths)))
    total, used = sum(widths), 0.0
    ends: list[int] = []
    for number, width in enumerate(widths, start=1):
        used += width
        left = parts - len(ends) - 1
        if left and (used >= total * (len(ends) + 1) / parts - width / 2 or len(widths) - number == left):
            ends.append(number)
    starts = [0, *ends]
    return [end - start for start, end in zip(starts, [*ends, len(widths)], strict=True)]
