"""Awards by rank, class, share of the bloc or group, in the order in which the rubric lists them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from qcdc_cli.campaign.deciding import BLOC, Award, Class
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.scoring.classes import Candidate
from qcdc_cli.scoring.ties import find


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
        for candidate in _winners(entry, eligible, _pool(entry, classes, rubric, units)):
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


def _winners(entry: Award, eligible: Sequence[Candidate], pool: int) -> Sequence[Candidate]:
    """Return who gets an award.

    `ranks` are places of the ranking itself: a place whose unit is not eligible passes to nobody. A share is
    a number of places, filled from the top by eligible units. With a group, the top is the best in it, and
    without a share there is one place.
    """
    if entry.ranks is not None:
        eligible = [candidate for candidate in eligible if candidate.rank <= entry.ranks]
    if entry.group is not None:
        return _best_in(entry.group, eligible, 1 if entry.share is None else entry.share.room(pool), entry)
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


def _best_in(group: str, candidates: Sequence[Candidate], places: int, entry: Award) -> Sequence[Candidate]:
    """Return the best by what they reached of what was attainable in a group; bonus and penalties by points."""
    shares = {}
    for candidate in candidates:
        part = find(candidate.result.parts, group)
        if part is not None and part.points and (part.extra or part.maximum):  # nobody is best with nothing
            shares[candidate.result.unit] = Fraction(part.points) / (1 if part.extra else Fraction(part.maximum))
    ordered = sorted(
        (candidate for candidate in candidates if candidate.result.unit in shares),
        key=lambda candidate: shares[candidate.result.unit],
        reverse=True,
    )
    return _first(ordered, places, [shares[candidate.result.unit] for candidate in ordered], entry)


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
