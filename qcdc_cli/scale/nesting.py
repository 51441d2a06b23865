"""Finds the level of each line of a scale by the style of its number, in the order in which styles first appear.

A label whose style is open continues that level; a new style opens a level below the line above it. Dotted numbers
say their parents themselves. Nothing is refused here: what does not count up is seated sensibly and told.
"""

from collections.abc import Sequence
from typing import NamedTuple

from qcdc_cli.language import Text
from qcdc_cli.scale.numbering import BULLET, DOTTED, Numbering

DEEPEST = 10  # levels; scales in use have five

AGAIN = Text("số thứ tự lặp lại; kiểm tra bậc của dòng này", "the number comes again; check this line's level")
GAP = Text("số thứ tự không nối tiếp dòng trên", "the number does not follow the one above")
TENFOLD = Text(
    "bảng tính giữ số này như một số thập phân; theo thứ tự đây là {label}",
    "the spreadsheet kept this as a decimal number; by the sequence it is {label}",
)
ORPHAN = Text("không có dòng cho mục trên của số này", "the line that this number belongs under is missing")


class Seat(NamedTuple):
    """Where a line stands.

    Attributes:
        depth: its level: so many of the open lines stay open above it.
        numbering: how its label was read.
        remark: what a person should check, or None.
    """

    depth: int
    numbering: Numbering
    remark: Text | None = None


def seat(ways: Sequence[Numbering], levels: Sequence[Numbering]) -> Seat:
    """Return the seat of a line.

    Args:
        ways: the readings of its label, at least one.
        levels: how the open lines are numbered, the outermost first.
    """
    for strictly in (True, False):
        for depth in reversed(range(len(levels))):
            for way in ways:
                if way.follows(levels[depth], strictly=strictly):
                    return Seat(depth, way)
    if ways[0].style.kind == DOTTED:
        return _dotted(next((way for way in ways if _begins(way, levels)), ways[0]), levels)
    return _begun(ways, levels)


def _begins(way: Numbering, levels: Sequence[Numbering]) -> bool:
    return way.first and any(way.below(level) for level in levels)


def _dotted(way: Numbering, levels: Sequence[Numbering]) -> Seat:
    """Seat a dotted label that does not follow an open one."""
    for depth in reversed(range(len(levels))):
        if way.style == levels[depth].style and way.tenfold().follows(levels[depth]):
            return Seat(depth, way.tenfold(), TENFOLD)
    for depth in reversed(range(len(levels))):
        if way.below(levels[depth]):
            begins = way.first or len(way.parts) - len(levels[depth].parts) > 1
            again = depth + 1 < len(levels) and levels[depth + 1].parts == way.parts
            return Seat(_capped(depth + 1), way, AGAIN if again else None if begins else GAP)
    for depth, level in enumerate(levels):
        if level.style.kind == DOTTED and len(level.parts) >= len(way.parts):
            under = depth > 0 and level.below(levels[depth - 1])
            return Seat(depth - 1, way, ORPHAN) if under else Seat(depth, way, None if way.first else GAP)
    return Seat(_capped(len(levels)), way)


def _begun(ways: Sequence[Numbering], levels: Sequence[Numbering]) -> Seat:
    """Seat a label that does not follow an open one: a new level, a numbering that begins anew, or a slip."""
    styles = [level.style for level in levels]
    known = [way for way in ways if way.style in styles]
    first = [way for way in ways if way.first]
    if known and not (first and first[0] not in known):
        way = known[0]
        depth = max(number for number, style in enumerate(styles) if style == way.style)
        if way.style.kind == BULLET:
            return Seat(depth, way)
        if way.first and depth == len(levels) - 1 and styles.count(way.style) == 1:
            return Seat(_capped(len(levels)), way, AGAIN)  # 3, then 1: what 3 consists of
        again = way.order == levels[depth].order or way.first
        return Seat(depth, way, AGAIN if again else GAP)
    return Seat(_capped(len(levels)), (first or list(ways))[0])


def _capped(depth: int) -> int:
    return min(depth, DEEPEST)
