"""Awards by rank, class, share of the bloc or group, in the order in which the rubric lists them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from qcdc_cli.campaign.deciding import BLOC, Award, Class
from qcdc_cli.campaign.rubric import PENALTIES, Rubric
from qcdc_cli.scoring.classes import Candidate
from qcdc_cli.scoring.ties import find, points_of


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
            if (not entry.classes or _class_id(classes, candidate) in entry.classes)
            and (entry.besides or candidate.result.unit not in given)
        ]
        if entry.ranks is not None and entry.ties == "none":
            eligible = _without_shared_last(eligible, entry.ranks, Counter(candidate.rank for candidate in candidates))
        for candidate in _winners(entry, eligible, _pool(entry, classes, rubric, units), rubric):
            unit = candidate.result.unit
            given[unit] = (*given.get(unit, ()), entry)
    return given


def _pool(entry: Award, classes: Mapping[str, Class], rubric: Rubric, units: int) -> int:
    """Return how many units a share is a percentage of: the bloc, or those in a class or a better one."""
    if entry.share is None or entry.share.of == BLOC:
        return units
    good = set()
    for one in rubric.classification:
        good.add(one.id)
        if one.id == entry.share.of:
            break
    return sum(found.id in good for found in classes.values())


def _class_id(classes: Mapping[str, Class], candidate: Candidate) -> str:
    found = classes.get(candidate.result.unit)
    return "" if found is None else found.id


def _winners(entry: Award, eligible: Sequence[Candidate], pool: int, rubric: Rubric) -> Sequence[Candidate]:
    """Return who gets an award.

    `ranks` are places of the ranking itself: a place whose unit is not eligible passes to nobody. A share is
    a number of places, filled from the top by eligible units. With a group, the top is the best in it, and
    without a share there is one place.
    """
    if entry.ranks is not None:
        eligible = [candidate for candidate in eligible if candidate.rank <= entry.ranks]
    if entry.group is not None:
        of_penalties = entry.group == PENALTIES and rubric.penalties is not None
        best = _fewest_penalties if of_penalties else _best_shares
        ordered = sorted(best(entry.group, eligible), key=lambda pair: pair[0], reverse=True)
        places = 1 if entry.share is None else entry.share.room(pool)
        return _first([candidate for _, candidate in ordered], places, [share for share, _ in ordered], entry)
    places = len(eligible) if entry.share is None else entry.share.room(pool)
    return _first(eligible, places, [candidate.rank for candidate in eligible], entry)


def _without_shared_last(eligible: Sequence[Candidate], ranks: int, sharing: Mapping[int, int]) -> list[Candidate]:
    """Leave out those whose shared rank reaches beyond the last place: two 1sts do not fit one place.

    Args:
        eligible: who may have the award.
        ranks: how many places it has.
        sharing: how many units share each rank, whether they may have the award or not.
    """
    return [candidate for candidate in eligible if candidate.rank + sharing[candidate.rank] - 1 <= ranks]


def _fewest_penalties(group: str, candidates: Sequence[Candidate]) -> list[tuple[Fraction, Candidate]]:
    """Return what was taken off, which is below 0: the best has the fewest penalty points, and 0 is fewer than 1."""
    return [(points_of(candidate.result, group), candidate) for candidate in candidates]


def _best_shares(group: str, candidates: Sequence[Candidate]) -> list[tuple[Fraction, Candidate]]:
    """Return what was reached of what was attainable in a group, of bonus the points; nobody is best with nothing."""
    found = ((candidate, find(candidate.result.parts, group)) for candidate in candidates)
    return [
        (Fraction(part.points) / (1 if part.extra else Fraction(part.maximum)), candidate)
        for candidate, part in found
        if part is not None and part.points and (part.extra or part.maximum)
    ]


def _first(ordered: Sequence[Candidate], places: int, keys: Sequence[object], entry: Award) -> Sequence[Candidate]:
    """Return the first `places`; those tied for the last place all get it or none, as the award says."""
    end = min(places, len(ordered))
    if 0 < end < len(ordered) and keys[end - 1] == keys[end]:
        if entry.ties == "all":
            while end < len(ordered) and keys[end] == keys[end - 1]:
                end += 1
        else:
            last = keys[end]
            while end and keys[end - 1] == last:
                end -= 1
    return ordered[:end]
