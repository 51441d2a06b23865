"""What a unit's points fall short of: the criteria that lost some, the most first."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from qcdc_cli.language.figures import Exact
from qcdc_cli.scoring.result import CriterionResult, UnitResult


class LostPoints(NamedTuple):
    """A criterion on which a unit lost points, or that is still blank.

    Attributes:
        criterion: what the unit gets on it.
        points: how many it lost: of the criterion's maximum or, by a penalty, of the total; None for a blank one, of
            which nobody knows yet.
    """

    criterion: CriterionResult
    points: Exact | None


def lost_points(result: UnitResult) -> tuple[LostPoints, ...]:
    """Return where a unit lost points, the most first and equal ones in the rubric's order; blank criteria last.

    What counts on neither side loses nothing, nor does a bonus that is not reached; nothing is told of a unit that
    nobody has marked.
    """
    if not result.marked:
        return ()
    found, blank = [], []
    for criterion in result.criteria:
        if criterion.missing:
            blank.append(LostPoints(criterion, None))
        elif criterion.counts:
            lost = _less(criterion.maximum, criterion.points)  # a bonus or penalty has a maximum of 0
            if lost > 0:
                found.append(LostPoints(criterion, lost))
    return (*sorted(found, key=lambda one: one.points or 0, reverse=True), *blank)


def _less(maximum: Decimal, points: Exact) -> Exact:
    """Return a difference, as a decimal wherever both are."""
    return maximum - points if isinstance(points, Decimal) else Fraction(maximum) - points
