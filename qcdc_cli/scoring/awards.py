"""Awards by rank, class, share of the bloc or group, in the order in which the rubric lists them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from qcdc_cli.campaign.deciding import Award, Class
from qcdc_cli.campaign.rubric import PENALTIES, Rubric
from qcdc_cli.scoring.classes import Candidate, pool_of
from qcdc_cli.scoring.ties import find, first_places, points_of


def award(
    candidates: Sequence[Candidate], classes: Mapping[str, Class], rubric: Rubric, units: int
) -> dict[str, tuple[Award, ...]]:
    """Return the awards of each unit that gets one.

    Args:
        candidates: the ranked units, the best first.
        classes: the units' classes.
        rubric: the rubric.
        units: how many units the bloc has; what `of: bloc` shares are computed from.
    """
    given: dict[str, tuple[Award, ...]] = {}
    for entry in rubric.awards:
        eligible = [
            candidate
            for candidate in candidates
            for own in (classes.get(candidate.result.unit),)
            if (not entry.classes or (own is not None and own.id in entry.classes))
            and (entry.besides or candidate.result.unit not in given)
        ]
        if entry.ranks is not None and entry.ties == "none":
            # Those whose shared rank reaches beyond the last place are left out, whoever shares it: two 1sts do not
            # fit one place.
            sharing = Counter(candidate.rank for candidate in candidates)
            eligible = [one for one in eligible if one.rank + sharing[one.rank] - 1 <= entry.ranks]
        for candidate in _winners(entry, eligible, rubric, classes, units):
            unit = candidate.result.unit
            given[unit] = (*given.get(unit, ()), entry)
    return given


def _winners(
    entry: Award, eligible: Sequence[Candidate], rubric: Rubric, classes: Mapping[str, Class], units: int
) -> Sequence[Candidate]:
    """Return who gets an award.

    `ranks` are places of the ranking itself: a place whose unit is not eligible passes to nobody. A share is
    a number of places, filled from the top by eligible units. With a group, the top is the best in it, and
    without a share there is one place.
    """
    if entry.ranks is not None:
        eligible = [candidate for candidate in eligible if candidate.rank <= entry.ranks]
    if entry.group is not None:
        if entry.group == PENALTIES and rubric.penalties is not None:
            # What was taken off is below 0: the best has the fewest penalty points, and 0 is fewer than 1.
            found = [(points_of(candidate.result, entry.group), candidate) for candidate in eligible]
        else:
            found = _best_shares(entry.group, eligible)
        ordered = sorted(found, key=lambda pair: pair[0], reverse=True)
        eligible, keys = [candidate for _, candidate in ordered], [share for share, _ in ordered]
    else:
        keys = [Fraction(candidate.rank) for candidate in eligible]
    if entry.share is not None:
        levels = [rubric.class_number(found.id) for found in classes.values()]
        places = entry.share.room(pool_of(entry.share, rubric, levels, units))
    else:
        places = len(eligible) if entry.group is None else 1
    return eligible[: first_places(keys, places, all_tied=entry.ties == "all")]


def _best_shares(group: str, candidates: Sequence[Candidate]) -> list[tuple[Fraction, Candidate]]:
    """Return what was reached of what was attainable in a group, of bonus the points; nobody is best with nothing."""
    found = ((candidate, find(candidate.result.parts, group)) for candidate in candidates)
    return [
        (Fraction(part.points) / (1 if part.extra else Fraction(part.maximum)), candidate)
        for candidate, part in found
        if part is not None and part.points and (part.extra or part.maximum)
    ]
