"""Totals into classes: lower bounds on the exact total, conditions, disqualifiers, then quotas from the top."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from qcdc_cli.campaign.deciding import ALL, BALLOT, BLOC, Needs, Quota
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.kinds import LowerBound
from qcdc_cli.language import Text
from qcdc_cli.language.figures import figure
from qcdc_cli.scoring.result import PassedClass, Standing, Undecided
from qcdc_cli.scoring.ties import across_blocs, first_places


class Contest(NamedTuple):
    """The units of a bloc that get classes and awards.

    Attributes:
        standings: the ranked units, the best first; for classes, those that handed in nothing stand behind them without
            a rank: their class is the last one.
        units: how many units the bloc has, ranked or not.
    """

    standings: Sequence[Standing]
    units: int


def classify(blocs: Sequence[Contest], rubric: Rubric) -> list[Sequence[Standing]]:
    """Return the units with their classes, bloc by bloc.

    Args:
        blocs: the blocs: one, or, where a quota is `of: all`, all of the campaign that share the rubric.
        rubric: the rubric.
    """
    classes = rubric.classification
    if not classes:
        return [bloc.standings for bloc in blocs]
    standings = [standing for bloc in blocs for standing in bloc.standings]
    bounds = [entry.bound for entry in classes]
    reached = [_reached(standing, rubric, bounds) for standing in standings]
    before_quotas, passed = [level for level, _ in reached], [reasons for _, reasons in reached]
    levels = list(before_quotas)
    after: list[list[int]] = []
    for number, entry in enumerate(classes[:-1]):
        if entry.quota is None:
            continue
        for field in _fields(entry.quota, blocs, rubric):
            inside = [at for at in field.order if levels[at] == number]
            landing = {at: _from(standings[at], rubric, number + 1) for at in inside}
            if entry.quota.counted == "left":
                own = [levels[at] for at in field.order]
                room = _room_of_those_left(entry.quota, rubric, own, {at: level for at, (level, _) in landing.items()})
            else:
                own = [before_quotas[at] for at in field.order]
                room = entry.quota.room(pool_of(entry.quota, rubric, own, field.units))
            reason = _over_quota(entry.quota, room)
            for at in inside[first_places([field.keys[at] for at in inside], room, all_tied=False) :]:
                levels[at], more = landing[at]
                passed[at] += [PassedClass(entry, reason), *more]
        after.append(list(levels))
    classified = iter(
        [
            standing._replace(
                classified=classes[levels[at]],
                before_quotas=classes[before_quotas[at]],
                after_quotas=tuple(classes[each[at]] for each in after),
                passed_classes=tuple(passed[at]),
            )
            for at, standing in enumerate(standings)
        ]
    )
    return [[next(classified) for _ in bloc.standings] for bloc in blocs]


class _Field(NamedTuple):
    """Units among which a quota is filled: their numbers, the best first; what orders them; of how many units."""

    order: Sequence[int]
    keys: Mapping[int, int | None]
    units: int


def _fields(quota: Quota, blocs: Sequence[Contest], rubric: Rubric) -> Iterator[_Field]:
    """Yield the units among which a quota is filled: each bloc's own, or, `of: all`, those of all blocs."""
    standings = [standing for bloc in blocs for standing in bloc.standings]
    if quota.of == ALL:
        places = places_across(standings, rubric)
        keys = {at: places.get(standing.result.unit) for at, standing in enumerate(standings)}
        order = sorted(keys, key=lambda at: (keys[at] is None, keys[at] or 0))
        yield _Field(order, keys, sum(bloc.units for bloc in blocs))
        return
    first = 0
    for bloc in blocs:
        numbers = range(first, first + len(bloc.standings))
        yield _Field(numbers, {at: standings[at].rank for at in numbers}, bloc.units)
        first = numbers.stop


def places_across(standings: Iterable[Standing], rubric: Rubric) -> dict[str, int]:
    """Return the ranks of the ranked units among those of all blocs, by unit: as `rank --all` has them."""
    places: dict[str, int] = {}
    for equal in across_blocs([one.result for one in standings if one.rank is not None], rubric):
        places |= dict.fromkeys([result.unit for result in equal], len(places) + 1)
    return places


def _over_quota(quota: Quota, room: int) -> Text:
    percent = figure(quota.percent)
    if quota.of == ALL:
        return Text(
            f"vượt tỷ lệ khống chế {percent}% của mọi khối (tối đa {room} đơn vị)",
            f"over the quota of {percent}% of all blocs, which leaves room for {room}",
        )
    return Text(
        f"vượt tỷ lệ khống chế {percent}% (tối đa {room} đơn vị)",
        f"over the quota of {percent}%, which leaves room for {room}",
    )


def _room_of_those_left(quota: Quota, rubric: Rubric, levels: Sequence[int], landing: Mapping[int, int]) -> int:
    """Return how many may stay in a class, where that depends on how many are left in the classes below it.

    Each that stays is one fewer below: of 22, 20 % of those left are 3: 3 is at most 20 % of 19, and 4 is not of 18.

    Args:
        quota: the quota, of the units in a class or in one between that and its own.
        rubric: the rubric.
        levels: the numbers of the units' classes before they move.
        landing: for each unit in the quota's class, the best first, the class that it would move to.
    """
    lowest = rubric.class_number(quota.of)
    own = levels[next(iter(landing))] if landing else lowest
    left = sum(own < level <= lowest for level in levels) + sum(level <= lowest for level in landing.values())
    room = 0
    for level in landing.values():
        left -= level <= lowest
        if room + 1 > quota.room(left):
            break
        room += 1
    return room


def next_class(standing: Standing, rubric: Rubric, number: int) -> int:
    """Return the number of the class that a unit moves to from a class that has no room for it."""
    return _from(standing, rubric, number + 1)[0]


def pool_of(share: Quota, rubric: Rubric, levels: Iterable[int], units: int) -> int:
    """Return how many units a share is a percentage of: those of the bloc, or those in a class or a better one.

    Args:
        share: the share.
        rubric: the rubric.
        levels: the numbers of the units' classes, from 0.
        units: how many units the bloc has; with `of: all`, all blocs together.
    """
    if share.of in (BLOC, ALL):
        return units
    lowest = rubric.class_number(share.of)
    return sum(level <= lowest for level in levels)


def _reached(standing: Standing, rubric: Rubric, bounds: Iterable[LowerBound | None]) -> tuple[int, list[PassedClass]]:
    """Return the first class whose bound the total reaches and that nothing forbids, and what was passed."""
    if standing.rank is None:
        return len(rubric.classification) - 1, []
    result = standing.result
    converted = result.points if result.maximum == result.full else result.converted  # the same, quicker to compare
    assert converted is not None  # noqa: S101 - only units with something attainable are ranked
    if rubric.classify_up_to is not None:
        converted = min(converted, rubric.classify_up_to)
    first = next(number for number, bound in enumerate(bounds) if bound is None or bound.reached(converted))
    return _from(standing, rubric, first)


def _from(standing: Standing, rubric: Rubric, first: int) -> tuple[int, list[PassedClass]]:
    classes = rubric.classification
    passed: list[PassedClass] = []
    for number in range(first, len(classes) - 1):
        unmet = _forbidden(standing, rubric, number)
        if unmet is None:
            return number, passed
        passed.append(PassedClass(classes[number], unmet.reason, unmet.waits))
    return len(classes) - 1, passed


class Unmet(NamedTuple):
    """Why a unit does not get a class or an award: a condition that it fails, or a ballot that is not recorded yet."""

    reason: Text
    waits: bool = False


def _forbidden(standing: Standing, rubric: Rubric, number: int) -> Unmet | None:
    """Return why a unit cannot be in a class although its total reaches it, or None.

    Args:
        standing: the unit, which is ranked.
        rubric: the rubric.
        number: the class's number, from 0.
    """
    for disqualifier, reason in standing.disqualifiers:
        if disqualifier.at_most is not None and number < rubric.class_number(disqualifier.at_most):
            return Unmet(Text(f"{disqualifier.name}: {reason}", f"{disqualifier.name}: {reason}"))
    return unmet_need(standing, rubric.classification[number].needs)


def unmet_need(standing: Standing, needs: Needs | None) -> Unmet | None:
    """Return which of a class's or an award's conditions a unit does not meet; it waits only where it meets the others.

    Args:
        standing: the unit, which is ranked.
        needs: the conditions; None where there are none.
    """
    if needs is None:
        return None
    reason = _failed(standing, needs)
    if reason is not None or needs.ballot_at_least is None:
        return None if reason is None else Unmet(reason)
    least, vote = figure(needs.ballot_at_least), standing.vote
    if vote is None:
        wanted = Text(f"cần từ {least}% phiếu hợp lệ trở lên", f"at least {least}% of the valid ballots are needed")
        reason = Text(f"chưa có kết quả bỏ phiếu ({wanted.vi})", f"no ballot is recorded yet ({wanted.en})")
        return Unmet(reason, waits=True)
    if not lacks_votes(standing, needs):
        return None
    votes = f"{vote.votes}/{vote.valid}"
    return Unmet(Text(f"được {votes} phiếu hợp lệ, dưới {least}%", f"{votes} of the valid ballots are under {least}%"))


def lacks_votes(standing: Standing, needs: Needs) -> bool:
    """Return whether conditions want a share of the ballots that a unit does not have, or not yet."""
    least, vote = needs.ballot_at_least, standing.vote
    return least is not None and (vote is None or not vote.reaches(least))


def _failed(standing: Standing, needs: Needs) -> Text | None:
    """Return which condition on what a unit was marked, or on its rank, it fails; None where it fails none."""
    result = standing.result
    if needs.groups_at_least is not None:
        weak = result.weak_groups(needs.groups_at_least)
        if weak:
            group, share = weak[0].group.shown, figure(needs.groups_at_least)
            return Text(f"mục {group} dưới {share}%", f"group {group} is under {share}%")
    under = result.under(needs.criteria_at_least)
    if under:
        criterion = under[0].criterion
        shown, least = criterion.shown, figure(needs.criteria_at_least[criterion.id])
        return Text(f"tiêu chí {shown} dưới {least}%", f"criterion {shown} is under {least}%")
    if needs.no_zero and result.zeros:
        zeros = ", ".join(one.criterion.shown for one in result.zeros)
        return Text(f"có tiêu chí 0 điểm: {zeros}", f"scored 0 on {zeros}")
    lacking = [one.criterion.shown for one in result.criteria if one.lacks_evidence]
    if needs.evidence is not None and lacking:
        listed = ", ".join(lacking)
        return Text(f"thiếu minh chứng {listed}", f"evidence missing for {listed}")
    if needs.complete and not result.complete:
        return Text("chưa chấm xong tất cả tiêu chí", "not everything is marked yet")
    if needs.rank_within is not None and (standing.rank is None or standing.rank > needs.rank_within):
        within = needs.rank_within
        behind = "không xếp hạng nhất" if within == 1 else f"không thuộc {within} hạng đầu"
        return Text(behind, f"behind rank {within}")
    return None


def is_open(standing: Standing, rubric: Rubric, number: int) -> bool:
    """Return whether nothing forbids a class, by its number from 0, to a unit; none is open to one without a rank."""
    return standing.rank is not None and _forbidden(standing, rubric, number) is None


def open_classes(standings: Iterable[Standing], rubric: Rubric) -> Iterator[Undecided]:
    """Yield the classes that are left open to units until a ballot on them is recorded."""
    waiting_for: dict[str, list[str]] = {}
    for standing in standings:
        for passed in standing.passed_classes:
            if passed.waits:
                waiting_for.setdefault(passed.better.id, []).append(standing.result.unit)
    for entry in rubric.classification:
        waiting = tuple(waiting_for.get(entry.id, ()))
        if waiting:
            yield Undecided(BALLOT, None, None, len(waiting), waiting, better=entry)
