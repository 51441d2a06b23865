"""Totals into classes: lower bounds on the exact total, conditions, disqualifiers, then quotas from the top."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from qcdc_cli.campaign.deciding import BLOC, Class, Disqualifier, Quota
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import Text
from qcdc_cli.language.figures import figure
from qcdc_cli.scoring.result import PassedClass, QuotaRoom, Standing, UnitResult
from qcdc_cli.scoring.ties import first_places

Disqualifications = tuple[tuple[Disqualifier, str], ...]


class Candidate(NamedTuple):
    """A unit that is to be classified.

    Attributes:
        result: what it gets.
        rank: its rank.
        disqualified: what the sheet says against it.
    """

    result: UnitResult
    rank: int
    disqualified: Disqualifications


class UnitClass(NamedTuple):
    """The class of a unit, and how it came to it.

    Attributes:
        classified: its class; None where the rubric has none or the unit is not ranked.
        before_quotas: the class that it reaches before any quota.
        after_quotas: its class after each quota of the bloc, in their order.
        passed: why it is in no better class that its total reaches, one reason for each class passed.
    """

    classified: Class | None
    before_quotas: Class | None = None
    after_quotas: tuple[Class, ...] = ()
    passed: tuple[PassedClass, ...] = ()


NO_CLASS = UnitClass(None)


def classify(
    candidates: Sequence[Candidate], rubric: Rubric, units: int
) -> tuple[dict[str, UnitClass], tuple[QuotaRoom, ...]]:
    """Return the class of each ranked unit, and what each quota leaves room for.

    Args:
        candidates: the ranked units, the best first.
        rubric: the rubric.
        units: how many units the bloc has, ranked or not; what `of: bloc` quotas are computed from.
    """
    classes = rubric.classification
    if not classes:
        return {}, ()
    reached = {candidate.result.unit: _reached(candidate, rubric) for candidate in candidates}
    before_quotas = {unit: number for unit, (number, _) in reached.items()}
    passed = {unit: reasons for unit, (_, reasons) in reached.items()}
    level = dict(before_quotas)
    after: list[dict[str, int]] = []
    quotas: list[QuotaRoom] = []
    for number, entry in enumerate(classes[:-1]):
        if entry.quota is None:
            continue
        pool = pool_of(entry.quota, rubric, before_quotas.values(), units)
        room = entry.quota.room(pool)
        quotas.append(QuotaRoom(entry, pool, room))
        inside = [candidate for candidate in candidates if level[candidate.result.unit] == number]
        reason = Text(
            f"vượt tỷ lệ khống chế {figure(entry.quota.percent)}% (tối đa {room} đơn vị)",
            f"over the quota of {figure(entry.quota.percent)}%, which leaves room for {room}",
        )
        for candidate in inside[first_places([one.rank for one in inside], room, all_tied=False) :]:
            unit = candidate.result.unit
            passed[unit].append(PassedClass(entry, reason))
            level[unit], more = _from(candidate, rubric, number + 1)
            passed[unit] += more
        after.append(dict(level))
    found = {
        unit: UnitClass(
            classes[number],
            classes[before_quotas[unit]],
            tuple(classes[levels[unit]] for levels in after),
            tuple(passed[unit]),
        )
        for unit, number in level.items()
    }
    return found, tuple(quotas)


def pool_of(share: Quota, rubric: Rubric, levels: Iterable[int], units: int) -> int:
    """Return how many units a share is a percentage of: those of the bloc, or those in a class or a better one.

    Args:
        share: the share.
        rubric: the rubric.
        levels: the numbers of the units' classes, from 0.
        units: how many units the bloc has.
    """
    if share.of == BLOC:
        return units
    lowest = rubric.class_number(share.of)
    return sum(level <= lowest for level in levels)


def _reached(candidate: Candidate, rubric: Rubric) -> tuple[int, list[PassedClass]]:
    """Return the first class whose bound the total reaches and that nothing forbids, and what was passed."""
    converted = candidate.result.converted
    assert converted is not None  # noqa: S101 - only units with something attainable are ranked
    if rubric.classify_up_to is not None:
        converted = min(converted, Fraction(rubric.classify_up_to))
    classes = rubric.classification
    first = next(number for number, entry in enumerate(classes) if entry.from_ is None or converted >= entry.from_)
    return _from(candidate, rubric, first)


def _from(candidate: Candidate, rubric: Rubric, first: int) -> tuple[int, list[PassedClass]]:
    classes = rubric.classification
    passed: list[PassedClass] = []
    for number in range(first, len(classes) - 1):
        reason = _forbidden(candidate, rubric, number)
        if reason is None:
            return number, passed
        passed.append(PassedClass(classes[number], reason))
    return len(classes) - 1, passed


def _forbidden(candidate: Candidate, rubric: Rubric, number: int) -> Text | None:
    """Return why a unit cannot be in a class although its total reaches it, or None.

    Args:
        candidate: the unit.
        rubric: the rubric.
        number: the class's number, from 0.
    """
    for disqualifier, reason in candidate.disqualified:
        if disqualifier.at_most is not None and number < rubric.class_number(disqualifier.at_most):
            return Text(f"{disqualifier.name}: {reason}", f"{disqualifier.name}: {reason}")
    needs = rubric.classification[number].needs
    if needs is None:
        return None
    result = candidate.result
    if needs.groups_at_least is not None:
        weak = result.weak_groups(needs.groups_at_least)
        if weak:
            group, share = weak[0].group.id, figure(needs.groups_at_least)
            return Text(f"mục {group} dưới {share}%", f"group {group} is under {share}%")
    lacking = [one.criterion.id for one in result.criteria if one.lacks_evidence]
    if needs.evidence is not None and lacking:
        listed = ", ".join(lacking)
        return Text(f"thiếu minh chứng {listed}", f"evidence missing for {listed}")
    if needs.complete and result.provisional:
        return Text("chưa chấm xong tất cả tiêu chí", "not everything is marked yet")
    if needs.rank_within is not None and candidate.rank > needs.rank_within:
        return Text(f"không thuộc {needs.rank_within} hạng đầu", f"behind rank {needs.rank_within}")
    return None


def is_open(standing: Standing, rubric: Rubric, number: int) -> bool:
    """Return whether nothing forbids a class, by its number from 0, to a unit; none is open to one without a rank."""
    if standing.rank is None:
        return False
    candidate = Candidate(standing.result, standing.rank, standing.disqualifiers)
    return _forbidden(candidate, rubric, number) is None
