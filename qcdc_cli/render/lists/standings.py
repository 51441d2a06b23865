"""Columns of lists with what units have in two rankings side by side: points, shares, ranks, classes, awards."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from qcdc_cli.language.figures import PERCENT_DECIMALS
from qcdc_cli.process.comparison import Moved
from qcdc_cli.render.lists import ListColumn, Value
from qcdc_cli.scoring.result import Standing


def both_sides(key: str, title: str, units: Sequence[Moved], sides: Mapping[str, str]) -> tuple[ListColumn, ListColumn]:
    """Return a column for each of two rankings.

    Args:
        key: what the columns show: `points`, `percent`, `rank`, `class` or `awards`.
        title: what people call that.
        units: the units.
        sides: what the rankings are called, by the end of the columns' keys.
    """
    standings: list[list[Standing | None]] = [[one.before for one in units], [one.after for one in units]]
    decimals = PERCENT_DECIMALS if key == "percent" else None
    first, second = (
        ListColumn(f"{key}_{side}", f"{title} {name}", [_shown(key, one) for one in own], decimals=decimals)
        for (side, name), own in zip(sides.items(), standings, strict=True)
    )
    return first, second


def percent_column(key: str, title: str, shares: Sequence[Fraction | None], *, signed: bool = False) -> ListColumn:
    """Return a column of shares in percent."""
    return ListColumn(key, title, list(map(_percent, shares)), signed=signed, decimals=PERCENT_DECIMALS)


def _percent(share: Fraction | None) -> Fraction | None:
    return None if share is None else share * 100


def _shown(key: str, standing: Standing | None) -> Value:
    if standing is None:
        return None
    result = standing.result
    values: dict[str, Value] = {
        "points": result.points if result.counts else None,
        "percent": _percent(result.share) if result.counts else None,
        "rank": standing.rank,
        "class": standing.classified.name if standing.classified is not None else None,
        "awards": tuple(award.name for award in standing.awards),
    }
    return values[key]
