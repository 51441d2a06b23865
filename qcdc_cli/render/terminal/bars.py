"""Bars beside the figures of a table: how much of what was attainable each row reaches, from 0 on."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

LEAST_CELLS, MOST_CELLS = 8, 20  # shorter bars tell nothing, longer ones no more
_PARTS = " ▏▎▍▌▋▊▉█"  # of a cell, in eighths


def bars_of(shares: Sequence[Fraction | None], cells: int) -> tuple[str, list[str]]:
    """Return the heading of a column of bars, which says their scale, and the bars.

    Args:
        shares: the shares, of which the scale ends at 1 or, where one is above, at the next whole percent above it;
            None for a row that has none.
        cells: how many cells of the screen the end of the scale takes.

    Returns:
        the heading, such as `0–100%`, and a bar for each share; only a share of 0 or less has an empty one, and only
        one that reaches the end of the scale fills it.
    """
    highest = max((share for share in shares if share is not None), default=Fraction(1))
    percent = max(100, ceil(highest * 100))
    return f"0–{percent}%", ["" if share is None else _bar(share * 100 / percent, cells) for share in shares]


def _bar(share: Fraction, cells: int) -> str:
    eighths = int(share * cells * 8)
    if share > 0:
        eighths = max(1, eighths)
    return ("█" * (eighths // 8) + _PARTS[eighths % 8]).rstrip() if eighths > 0 else ""
