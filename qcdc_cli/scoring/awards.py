"""Awards by rank, class, share of the bloc or group, in the order in which the rubric lists them."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from qcdc_cli.campaign.deciding import Award
from qcdc_cli.campaign.rubric import PENALTIES, Group, Rubric
from qcdc_cli.scoring.classes import pool_of
from qcdc_cli.scoring.result import Standing
from qcdc_cli.scoring.ties import first_places, part_of, points_of


def award(standings: Sequence[Standing], rubric: Rubric, units: int) -> dict[str, tuple[Award, ...]]:
    """Return the awards of each unit that gets one.

    Args:
        standings: the ranked units with their classes, the best first.
        rubric: the rubric.
        units: how many units the bloc has; what `of: bloc` shares are computed from.
    """
    given: dict[str, tuple[Award, ...]] = {}
    sharing = Counter(standing.rank for standing in standings)
    levels = [rubric.class_number(one.classified.id) for one in standings if one.classified is not None]
    for entry in rubric.awards:
        eligible = [
            standing
            for standing in standings
            if (not entry.classes or (standing.classified is not None and standing.classified.id in entry.classes))
            and (entry.besides or standing.result.unit not in given)
        ]
        if entry.ranks is not None:
            # Where ties get none, a shared rank may not reach beyond the last place, whoever shares it: two 1sts do not
            # fit one place.
            beside = {rank: often - 1 if entry.ties == "none" else 0 for rank, often in sharing.items()}
            eligible = [one for one in eligible if one.rank and one.rank + beside[one.rank] <= entry.ranks]
        pool = units if entry.share is None else pool_of(entry.share, rubric, levels, units)
        for standing in _winners(entry, eligible, pool, rubric):
            unit = standing.result.unit
            given[unit] = (*given.get(unit, ()), entry)
    return given


def _winners(entry: Award, eligible: Sequence[Standing], pool: int, rubric: Rubric) -> Sequence[Standing]:
    """Return who gets an award.

    `ranks` are places of the ranking itself: a place whose unit is not eligible passes to nobody. A share is
    a number of places, filled from the top by eligible units. With a group, the top is the best in it, and
    without a share there is one place.
    """
    keys: list[object] = [standing.rank for standing in eligible]
    places = len(eligible)
    if entry.group is not None:
        node = rubric.find(entry.group)
        if isinstance(node, Group) and node.outside == PENALTIES:
            # What was taken off is below 0: the best has the fewest penalty points, and 0 is fewer than 1.
            found = [(points_of(standing.result, entry.group, rubric), standing) for standing in eligible]
        else:
            found = _best_shares(entry.group, eligible, rubric)
        ordered = sorted(found, key=lambda pair: pair[0], reverse=True)
        eligible, keys, places = [standing for _, standing in ordered], [share for share, _ in ordered], 1
    if entry.share is not None:
        places = entry.share.room(pool)
    return eligible[: first_places(keys, places, all_tied=entry.ties == "all")]


def _best_shares(group: str, standings: Sequence[Standing], rubric: Rubric) -> list[tuple[Fraction, Standing]]:
    """Return what was reached of what was attainable in a group, of bonus the points; nobody is best with nothing."""
    found = ((standing, part_of(standing.result, group, rubric)) for standing in standings)
    return [
        (Fraction(part.points) / (1 if part.extra else Fraction(part.maximum)), standing)
        for standing, part in found
        if part is not None and part.points and (part.extra or part.maximum)
    ]
