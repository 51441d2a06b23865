"""How the parts of a group make its points: their sum, the best or the average, with weights and a cap."""

from collections.abc import Sequence
from fractions import Fraction

from qcdc_cli.campaign.rubric import Group
from qcdc_cli.language.figures import Exact
from qcdc_cli.scoring.exact import ZERO, plain, product, total
from qcdc_cli.scoring.result import NodeResult


def combined(group: Group, parts: Sequence[NodeResult]) -> tuple[Exact, Exact]:
    """Return the points and the maximum of a group, exactly.

    A cap holds for both sides; for penalties, whose points are below 0, it holds downwards.
    """
    found, most = uncapped(group, parts)
    if group.cap is None:
        return found, most
    return plain(max(min(found, group.cap), -group.cap)), plain(min(most, group.cap))


def uncapped(group: Group, parts: Sequence[NodeResult]) -> tuple[Exact, Exact]:
    """Return what the parts of a group come to before its cap, points and maximum, exactly.

    Parts that count on neither side have no say: the best is the best of the others, and they are not in
    the average.
    """
    if group.plain:  # as most groups are; a part that is left out adds nothing to either side
        return total([part.points for part in parts]), total([part.maximum for part in parts])
    having = [(part.node.times, part) for part in parts if not part.excluded]
    points = [product(times, part.points) for times, part in having]
    maxima = [product(times, part.maximum) for times, part in having]
    if group.take == "best":
        found, most = max(points, default=ZERO), max(maxima, default=ZERO)
    elif group.take == "average" and having:
        weights = Fraction(sum((times for times, _ in having), ZERO))
        found, most = Fraction(total(points)) / weights, Fraction(total(maxima)) / weights
    else:
        found, most = total(points), total(maxima)
    return plain(found), plain(most)


def weighted(parts: Sequence[NodeResult]) -> tuple[Exact, Exact]:
    """Return the sums of the points and of the maxima of the rubric's top parts, each times its weight."""
    times = [part.node.times for part in parts]
    points = total([product(often, part.points) for often, part in zip(times, parts, strict=True)])
    return plain(points), plain(total([product(often, part.maximum) for often, part in zip(times, parts, strict=True)]))
