"""Finds the level of each row of a scale: by its column, by its number, else by what is above and below it.

By number: in the order in which styles of numbers first appear. A label whose style is open continues that level; a
new style opens a level below the row above it. Dotted numbers say their parents themselves. Nothing is refused here:
what does not count up gets the likeliest level, with a remark.
"""

from collections.abc import Sequence
from typing import NamedTuple

from qcdc_cli.language import Text
from qcdc_cli.scale.numbering import BULLET, DOTTED, HEADING, UNNUMBERED, Numbering, Style
from qcdc_cli.scale.rows import NO_POINTS, ScaleNode
from qcdc_cli.scale.words import section_of

DEEPEST = 10  # levels; scales in use have five

AGAIN = Text("số thứ tự lặp lại; kiểm tra bậc của dòng này", "the number comes again; check this row's level")
GAP = Text("số thứ tự không nối tiếp dòng trên", "the number does not follow the one above")
TENFOLD = Text(
    "bảng tính giữ số này như một số thập phân; theo thứ tự đây là {label}",
    "the spreadsheet kept this as a decimal number; by the sequence it is {label}",
)
ORPHAN = Text("không có dòng cho mục trên của số này", "the row that this number belongs under is missing")


class RowLevel(NamedTuple):
    """Where a row stands.

    Attributes:
        depth: its level: so many of the open rows stay open above it.
        numbering: how its label was read.
        remark: what a person should check, or None.
    """

    depth: int
    numbering: Numbering
    remark: Text | None = None


def level_of(
    node: ScaleNode, following: ScaleNode | None, above: list[ScaleNode], *, numbered: bool
) -> RowLevel | None:
    """Return where a row stands; None where it only goes on with what stands above it.

    Args:
        node: the row.
        following: the next row of the table.
        above: the open rows, the outermost first.
        numbered: some row of the table has a number.
    """
    levels = [outer.numbering for outer in above]
    if node.column is not None:
        return _level_of_column(node, node.column, levels)
    section = section_of(node.name)
    if node.labels:
        found = level_of_label(node.labels, levels)
        new = found.depth == len(levels) and found.numbering.style.kind not in (BULLET, DOTTED)
        in_section = bool(above and section_of(above[0].name))
        return RowLevel(0, found.numbering) if section and new and not in_section else found
    if section:
        return RowLevel(0, HEADING)
    styles = [level.style for level in levels]
    begun = [label.style for label in following.labels if label.first and label.style in styles] if following else []
    if node.points != NO_POINTS:
        return RowLevel(styles.index(UNNUMBERED.style) if UNNUMBERED.style in styles else len(levels), UNNUMBERED)
    if not levels or begun or not numbered or (node.name.isupper() and following is not None):
        outer = [HEADING.style, *begun[:1]]
        return RowLevel(next((styles.index(style) for style in outer if style in styles), 0), HEADING)
    return None


def _level_of_column(node: ScaleNode, column: int, levels: list[Numbering]) -> RowLevel:
    """Return where a row stands by which of several columns of names it stands in."""
    style = Style("column", "", str(column))
    own = node.labels[0]._replace(style=style) if node.labels else Numbering(style, (), 0)
    for depth, other in enumerate(levels):
        if other.style.kind == "column" and int(other.style.word) >= column:
            return RowLevel(depth, own)
    return RowLevel(len(levels) if column else 0, own)


def level_of_label(labels: Sequence[Numbering], levels: Sequence[Numbering]) -> RowLevel:
    """Return where a row stands by its number.

    Args:
        labels: the readings of its number, at least one.
        levels: how the open rows are numbered, the outermost first.
    """
    for strictly in (True, False):
        for depth in reversed(range(len(levels))):
            for label in labels:
                if label.follows(levels[depth], strictly=strictly):
                    return RowLevel(depth, label)
    if labels[0].style.kind == DOTTED:
        begins = (label for label in labels if label.first and any(label.below(level) for level in levels))
        return _level_of_dotted(next(begins, labels[0]), levels)
    return _level_of_new(labels, levels)


def _level_of_dotted(label: Numbering, levels: Sequence[Numbering]) -> RowLevel:
    """Place a dotted label that does not follow an open one."""
    for depth in reversed(range(len(levels))):
        if label.style == levels[depth].style and label.tenfold().follows(levels[depth]):
            return RowLevel(depth, label.tenfold(), TENFOLD)
    for depth in reversed(range(len(levels))):
        if label.below(levels[depth]):
            begins = label.first or len(label.parts) - len(levels[depth].parts) > 1
            again = depth + 1 < len(levels) and levels[depth + 1].parts == label.parts
            return RowLevel(min(depth + 1, DEEPEST), label, AGAIN if again else None if begins else GAP)
    for depth, level in enumerate(levels):
        if level.style.kind == DOTTED and len(level.parts) >= len(label.parts):
            if depth > 0 and level.below(levels[depth - 1]):
                return RowLevel(depth - 1, label, ORPHAN)
            return RowLevel(depth, label, None if label.first else GAP)
    return RowLevel(min(len(levels), DEEPEST), label)


def _level_of_new(labels: Sequence[Numbering], levels: Sequence[Numbering]) -> RowLevel:
    """Place a label that does not follow an open one: a new level, a numbering that begins anew, or a slip."""
    deeper = min(len(levels), DEEPEST)
    styles = [level.style for level in levels]
    known = [label for label in labels if label.style in styles]
    first = [label for label in labels if label.first]
    if not known or (first and first[0] not in known):
        return RowLevel(deeper, (first or list(labels))[0])
    label = known[0]
    depth = max(number for number, style in enumerate(styles) if style == label.style)
    if label.style.kind == BULLET:
        return RowLevel(depth, label)
    if label.first and depth == len(levels) - 1 and styles.count(label.style) == 1:
        return RowLevel(deeper, label, AGAIN)  # 3, then 1: what 3 consists of
    again = label.order == levels[depth].order or label.first
    return RowLevel(depth, label, AGAIN if again else GAP)
