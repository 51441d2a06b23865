"""Awards by rank, class, share of the bloc or group, in the order in which the rubric lists them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from qcdc_cli.campaign.deciding import BALLOT, DECISION, Award
from qcdc_cli.campaign.nodes import PENALTIES, Group
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.scoring.classes import Contest, places_across, pool_of, unmet_need
from qcdc_cli.scoring.result import AskedTie, Standing, Undecided
from qcdc_cli.scoring.ties import first_places, part_of, points_of


class AwardsGiven(NamedTuple):
    """The awards of a bloc.

    Attributes:
        given: the awards of each unit that gets one.
        asked: who is equal at the last place of an award where the competent authority decides.
        undecided: the places that it has not decided on yet, and those kept until there is a ballot on some units.
    """

    given: dict[str, tuple[Award, ...]]
    asked: list[AskedTie]
    undecided: list[Undecided]


Decided = Callable[[str], Mapping[str, int]]  # by an award's id, the places that the competent authority has decided on


def award(blocs: Sequence[Contest], rubric: Rubric, decided: Sequence[Decided]) -> list[AwardsGiven]:
    """Give the awards, bloc by bloc.

    Args:
        blocs: the blocs with their ranked and classed units: one, or, where places are `of: all`, all of the campaign
            that share the rubric.
        rubric: the rubric.
        decided: for each bloc, what the competent authority has decided on.
    """
    awards = [AwardsGiven({}, [], []) for _ in blocs]
    everybody = Contest([one for bloc in blocs for one in bloc.standings], sum(bloc.units for bloc in blocs))
    home = {one.result.unit: own for bloc, own in zip(blocs, awards, strict=True) for one in bloc.standings}
    places = places_across(everybody.standings, rubric) if rubric.spans_blocs else {}
    for entry in rubric.awards:
        able = [_eligible(entry, bloc, own) for bloc, own in zip(blocs, awards, strict=True)]
        if entry.spans_blocs:
            line = sorted((one for each in able for one in each), key=lambda one: places[one.result.unit])
            keys = [places[one.result.unit] for one in line]
            winners = _winners(entry, _in_line(entry, line, keys, everybody.units, rubric), awards[0], decided[0])
        else:
            winners = []
            for bloc, eligible, own, recorded in zip(blocs, able, awards, decided, strict=True):
                levels = [
                    rubric.class_number(one.classified.id) for one in bloc.standings if one.classified is not None
                ]
                pool = bloc.units if entry.share is None else pool_of(entry.share, rubric, levels, bloc.units)
                ranks = [one.rank for one in eligible]
                winners += _winners(entry, _in_line(entry, eligible, ranks, pool, rubric), own, recorded)
        waiting = [one for one in winners if unmet_need(one, entry.needs) is not None]
        for standing in winners:
            if standing not in waiting:
                unit = standing.result.unit
                given = home[unit].given
                given[unit] = (*given.get(unit, ()), entry)
        for own in awards:
            units = tuple(one.result.unit for one in waiting if home[one.result.unit] is own)
            if units:
                own.undecided.append(Undecided(BALLOT, entry, None, len(units), units))
    return awards


def _eligible(entry: Award, bloc: Contest, awards: AwardsGiven) -> list[Standing]:
    """Return who of a bloc may get an award, after those that were given before."""
    eligible = [
        standing
        for standing in bloc.standings
        if (not entry.classes or (standing.classified is not None and standing.classified.id in entry.classes))
        and (entry.besides or standing.result.unit not in awards.given)
        and _may_qualify(standing, entry)
    ]
    if entry.ranks is not None:
        # Where ties get none, a shared rank may not reach beyond the last place, whoever shares it: two 1sts do not
        # fit one place.
        sharing = Counter(standing.rank for standing in bloc.standings)
        beside = {rank: often - 1 if entry.ties == "none" else 0 for rank, often in sharing.items()}
        eligible = [one for one in eligible if one.rank and one.rank + beside[one.rank] <= entry.ranks]
    return eligible


def _may_qualify(standing: Standing, entry: Award) -> bool:
    """Return whether a unit meets an award's conditions, or may yet: without a ballot on it, it keeps its place."""
    unmet = unmet_need(standing, entry.needs)
    return unmet is None or unmet.waits


class _Line(NamedTuple):
    """Those who may get an award, the best first, what they are ordered by, and how many places there are."""

    standings: Sequence[Standing]
    keys: Sequence[object]
    places: int


def _in_line(
    entry: Award, eligible: Sequence[Standing], ranks: Sequence[int | None], pool: int, rubric: Rubric
) -> _Line:
    """Line up who may get an award.

    `ranks` are places of the ranking itself: a place whose unit is not eligible passes to nobody. `units` and a share
    are numbers of places, filled from the top by eligible units. With a group, the top is the best in it, and
    without a number of places there is one.
    """
    keys: list[object] = list(ranks)
    places = [
        room for room in (entry.units, None if entry.share is None else entry.share.room(pool)) if room is not None
    ]
    if entry.group is not None:
        node = rubric.find(entry.group)
        if isinstance(node, Group) and node.outside == PENALTIES:
            # What was taken off is below 0: the best has the fewest penalty points, and 0 is fewer than 1.
            found = [(points_of(standing.result, entry.group, rubric), standing) for standing in eligible]
        else:
            found = _best_shares(entry.group, eligible, rubric)
        ordered = sorted(found, key=lambda pair: pair[0], reverse=True)
        eligible, keys = [standing for _, standing in ordered], [share for share, _ in ordered]
        places = places or [1]
    elif entry.ranks is not None and entry.ties == DECISION and eligible:
        # Of those who share the last of these ranks so many can get it as there are ranks left from theirs on.
        last = eligible[-1].rank or 0
        ahead = sum(standing.rank != last for standing in eligible)
        places.append(ahead + entry.ranks - last + 1)
    return _Line(eligible, keys, min(places, default=len(eligible)))


def _winners(entry: Award, line: _Line, awards: AwardsGiven, decided: Decided) -> Sequence[Standing]:
    """Return who gets an award; where the authority decides on the last place, note who is equal at it."""
    standings, keys, places = line
    end = first_places(keys, places, all_tied=entry.ties == "all")
    if entry.ties != DECISION or end == min(places, len(keys)):
        return standings[:end]
    equal = [one for one, key in zip(standings, keys, strict=True) if key == keys[end]]
    recorded = decided(entry.id)
    equal.sort(key=lambda one: recorded.get(one.result.unit, len(recorded)))
    named = sum(one.result.unit in recorded for one in equal)
    room = places - end
    chosen, left = equal[: min(named, room)], equal[named:]
    of_units = [tuple(one.result.unit for one in some) for some in (equal, chosen, left)]
    awards.asked.append(AskedTie(DECISION, entry, tuple(sorted(of_units[0])), room, of_units[1]))
    if room > named:
        shared = left[0].rank if entry.group is None else None
        awards.undecided.append(Undecided(DECISION, entry, shared, room - named, of_units[2]))
    return [*standings[:end], *chosen]


def _best_shares(group: str, standings: Sequence[Standing], rubric: Rubric) -> list[tuple[Fraction, Standing]]:
    """Return what was reached of what was attainable in a group, of bonus the points; nobody is best with nothing."""
    found = ((standing, part_of(standing.result, group, rubric)) for standing in standings)
    return [
        (Fraction(part.points) / (1 if part.extra else Fraction(part.maximum)), standing)
        for standing, part in found
        if part is not None and part.points and (part.extra or part.maximum)
    ]
