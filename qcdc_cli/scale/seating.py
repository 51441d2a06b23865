"""Finds where a line of a scale stands: by its column, by its number, or else by what is above and below it."""

from qcdc_cli.scale.lines import Line
from qcdc_cli.scale.nesting import Seat, seat
from qcdc_cli.scale.numbering import BULLET, DOTTED, Numbering, Style
from qcdc_cli.scale.points import NONE
from qcdc_cli.scale.sections import section_of

UNNUMBERED = Numbering(Style("unnumbered"), (), 0)
HEADING = Numbering(Style("heading"), (), 0)


def seat_of(
    line: Line, following: Line | None, levels: list[Numbering], *, numbered: bool, in_section: bool
) -> Seat | None:
    """Return where a line stands; None where it only goes on with what stands above it.

    Args:
        line: the line.
        following: the next line of the table.
        levels: how the open lines are numbered.
        numbered: some line of the table has a number.
        in_section: the open lines are bonus or penalties.
    """
    if line.level is not None:
        return _in_column(line, line.level, levels)
    section = section_of(line.name)
    if line.ways:
        found = seat(line.ways, levels)
        new = found.depth == len(levels) and found.numbering.style.kind not in (BULLET, DOTTED)
        return Seat(0, found.numbering) if section and new and not in_section else found
    if section:
        return Seat(0, HEADING)
    styles = [level.style for level in levels]
    again = [way.style for way in following.ways if way.first and way.style in styles] if following else []
    blank = line.points == NONE
    if blank and (not levels or again or not numbered or (line.name.isupper() and following is not None)):
        return Seat(_depth_of_heading(styles, again), HEADING)
    if blank:
        return None
    return Seat(styles.index(UNNUMBERED.style) if UNNUMBERED.style in styles else len(levels), UNNUMBERED)


def _depth_of_heading(styles: list[Style], again: list[Style]) -> int:
    if HEADING.style in styles:
        return styles.index(HEADING.style)
    return styles.index(again[0]) if again else 0


def _in_column(line: Line, level: int, levels: list[Numbering]) -> Seat:
    """Seat a line by which of several columns of names it stands in."""
    style = Style("column", "", str(level))
    own = line.ways[0]._replace(style=style) if line.ways else Numbering(style, (), 0)
    for depth, other in enumerate(levels):
        if other.style.kind == "column" and int(other.style.word) >= level:
            return Seat(depth, own)
    return Seat(len(levels) if level else 0, own)
