"""How wide texts are in Times New Roman, and the lines that they break into.

The widths of letters stand in `text_widths.json`, which says where they are from.
"""

import json
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

MM_PER_POINT = 25.4 / 72
LINE_HEIGHT = 1.15  # of a line, as a multiple of the size of its letters: the font's own
_CLOSE_ENOUGH = 0.25  # mm
_STEP = 1.0  # mm
_MORE = 2.0  # mm that a writer leaves beside a text that stands in the middle
_FULL_WIDTH = "WF"  # what Unicode calls a letter that fills a square, as Chinese ones do


class _Font(NamedTuple):
    """The widths of a font's letters, as parts of their size.

    Attributes:
        letters: the width of each letter that is known.
        other: the width of any other.
    """

    letters: Mapping[str, float]
    other: float


@cache
def _font(*, bold: bool) -> _Font:
    contents = json.loads(files(__package__).joinpath("text_widths.json").read_text(encoding="utf-8"))
    units = contents["units_per_em"]
    by_width = contents["bold" if bold else "regular"]
    letters = {letter: int(width) / units for width, own in by_width.items() for letter in own}
    return _Font(letters, letters["m"])  # wide enough for what another font has to stand in for


def _letter(letter: str, font: _Font) -> float:
    known = font.letters.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(letter) in _FULL_WIDTH or ord(letter) > 0xFFFF else font.other


@lru_cache(maxsize=16384)
def text_width(text: str, size_pt: float, *, bold: bool = False) -> float:
    """Return the width of a text on one line, in mm.

    Args:
        text: the text.
        size_pt: the size of its letters, in points.
        bold: whether they are bold.
    """
    font = _font(bold=bold)
    return sum(_letter(letter, font) for letter in unicodedata.normalize("NFC", text)) * size_pt * MM_PER_POINT


def widest_word(text: str, size_pt: float, *, bold: bool = False) -> float:
    """Return the width of the widest word of a text, in mm: below it a word is broken."""
    return max((text_width(word, size_pt, bold=bold) for word in text.split(" ")), default=0.0)


def broken_lines(text: str, room: float, size_pt: float, *, bold: bool = False) -> list[str]:
    """Break a text into the lines that it takes in a room so many mm wide.

    A word that is wider than the room stands on a line of its own here; a writer breaks it.
    """
    space = text_width(" ", size_pt, bold=bold)
    lines: list[list[str]] = [[]]
    used = 0.0
    for word in text.split(" "):
        width = text_width(word, size_pt, bold=bold)
        if lines[-1] and used + space + width > room:
            lines.append([])
        used = used + space + width if lines[-1] else width
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


@lru_cache(maxsize=1024)
def balanced_width(text: str, room: float, size_pt: float, *, bold: bool = False) -> float:
    """Return the least width, in mm, in which a text takes no more lines than in the whole room.

    Set in that width, the lines of a long name are about as long as each other, and no word is left alone. Where a
    little more width keeps the syllables of words such as `cơ sở` on one line, it is that much wider.
    """
    most = len(broken_lines(text, room, size_pt, bold=bold))
    if most == 1:
        return min(text_width(text, size_pt, bold=bold), room)
    low, high = widest_word(text, size_pt, bold=bold), room
    while high - low > _CLOSE_ENOUGH:
        middle = (low + high) / 2
        if len(broken_lines(text, middle, size_pt, bold=bold)) > most:
            low = middle
        else:
            high = middle
    widths = [min(high + step * _STEP, room) for step in range(int((room - high) / _STEP) + 1)]

    def divided(width: float) -> int:
        """Return how many words are divided; a writer may give a text a little more room than is asked for."""
        return sum(_divided(broken_lines(text, width + more, size_pt, bold=bold)) for more in (0.0, _MORE))

    best, fewest = high, divided(high)
    for width in widths:
        if not fewest:
            break
        if (own := divided(width)) < fewest:
            best, fewest = width, own
    return best


@cache
def _whole_words() -> frozenset[str]:
    """Return words of two syllables in names of bodies, offices and papers; an officer's title breaks beside them."""
    return frozenset(files(__package__).joinpath("whole_words.txt").read_text(encoding="utf-8").splitlines())


def _divided(lines: list[str]) -> int:
    """Return how many words of two syllables begin on one line and end on the next."""
    words, ends = _whole_words(), pairwise(lines)
    return sum(f"{first.split(' ')[-1]} {second.split(' ')[0].rstrip(',;')}".lower() in words for first, second in ends)


def widest_line(text: str, room: float, size_pt: float, *, bold: bool = False) -> float:
    """Return the width of the widest of the lines that a text takes in a room so many mm wide."""
    return max(text_width(line, size_pt, bold=bold) for line in broken_lines(text, room, size_pt, bold=bold))
