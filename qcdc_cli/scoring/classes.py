"""Totals into classes: lower bounds on the exact total, conditions, disqualifiers, then quotas from the top."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from qcdc_cli.campaign.deciding import BLOC, Class, Disqualifier
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import Text
from qcdc_cli.language.figures import figure
from qcdc_cli.scoring.result import GroupResult, Moved, UnitResult

Disqualified = tuple[tuple[Disqualifier, str], ...]


class Candidate(NamedTuple):
    """A unit that is to be classified.

    Attributes:
        result: what it gets.
        rank: its rank.
        disqualified: what the sheet says against it.
    """

    result: UnitResult
    rank: int
    disqualified: Disqualified


def classify(
    candidates: Sequence[Candidate], rubric: Rubric, units: int
) -> Mapping[str, tuple[Class, tuple[Moved, ...]]]:
    """Return the class of each unit, and why it is not in a better one that its total reaches.

    Args:
        candidates: the ranked units, the best first.
        rubric: the rubric.
        units: how many units the bloc has, ranked or not; what `of: bloc` quotas are computed from.
    """
    classes = rubric.classification
    if not classes:
        return {}
    level: dict[str, int] = {}
    moved: dict[str, list[Moved]] = {}
    for candidate in candidates:
        unit = candidate.result.unit
        level[unit], moved[unit] = _reached(candidate, rubric)
    before_quotas = dict(level)
    for number, entry in enumerate(classes[:-1]):
        if entry.quota is None:
            continue
        if entry.quota.of == BLOC:
            pool = units
        else:
            lowest = next(seat for seat, other in enumerate(classes) if other.id == entry.quota.of)
            pool = sum(reached <= lowest for reached in before_quotas.values())
        room = entry.quota.room(pool)
        inside = [candidate for candidate in candidates if level[candidate.result.unit] == number]
        reason = Text(
            f"vượt tỷ lệ khống chế {figure(entry.quota.percent)}% ({room} đơn vị)",
            f"over the quota of {figure(entry.quota.percent)}%, which leaves room for {room}",
        )
        for candidate in inside[_fitting(inside, room) :]:
            unit = candidate.result.unit
            moved[unit].append(Moved(entry, reason))
            level[unit], more = _from(candidate, rubric, number + 1)
            moved[unit] += more
    return {unit: (classes[number], tuple(moved[unit])) for unit, number in level.items()}


def _fitting(inside: Sequence[Candidate], room: int) -> int:
    """Return how many fit; whoever shares the last rank with one that does not fit stays out with it."""
    fitting = min(room, len(inside))
    while 0 < fitting < len(inside) and inside[fitting - 1].rank == inside[fitting].rank:
        fitting -= 1
    return fitting


def _reached(candidate: Candidate, rubric: Rubric) -> tuple[int, list[Moved]]:
    """Return the first class whose bound the total reaches and that nothing forbids, and what was passed."""
    converted = candidate.result.converted
    assert converted is not None  # noqa: S101 - only units with something attainable are ranked
    if rubric.classify_up_to is not None:
        converted = min(converted, Fraction(rubric.classify_up_to))
    classes = rubric.classification
    first = next(number for number, entry in enumerate(classes) if entry.from_ is None or converted >= entry.from_)
    return _from(candidate, rubric, first)


def _from(candidate: Candidate, rubric: Rubric, first: int) -> tuple[int, list[Moved]]:
    classes = rubric.classification
    passed: list[Moved] = []
    for number in range(first, len(classes) - 1):
        reason = forbidden(candidate, rubric, number)
        if reason is None:
            return number, passed
        passed.append(Moved(classes[number], reason))
    return len(classes) - 1, passed


def forbidden(candidate: Candidate, rubric: Rubric, number: int) -> Text | None:
    """Return why a unit cannot be in a class although its total reaches it, or None.

    Args:
        candidate: the unit.
        rubric: the rubric.
        number: the class's number, from 0.
    """
    for disqualifier, reason in candidate.disqualified:
        if disqualifier.at_most is not None and number < _seat(rubric, disqualifier.at_most):
            return Text(f"{disqualifier.name}: {reason}", f"{disqualifier.name}: {reason}")
    needs = rubric.classification[number].needs
    if needs is None:
        return None
    result = candidate.result
    if needs.groups_at_least is not None:
        for part in result.parts:
            low = Fraction(part.maximum) * Fraction(needs.groups_at_least) / 100
            if isinstance(part, GroupResult) and not part.extra and part.maximum and part.points < low:
                share = figure(needs.groups_at_least)
                return Text(f"mục {part.group.id} dưới {share}%", f"group {part.group.id} is under {share}%")
    lacking = [one.criterion.id for one in result.criteria if one.lacks_evidence]
    if needs.evidence is not None and lacking:
        listed = ", ".join(lacking)
        return Text(f"thiếu minh chứng {listed}", f"evidence missing for {listed}")
    if needs.complete and result.provisional:
        return Text("còn tiêu chí chưa chấm đủ", "not everything is marked yet")
    if needs.rank_within is not None and candidate.rank > needs.rank_within:
        return Text(f"không trong {needs.rank_within} hạng đầu", f"behind rank {needs.rank_within}")
    return None


def _seat(rubric: Rubric, identity: str) -> int:
    return next(number for number, entry in enumerate(rubric.classification) if entry.id == identity)
