"""The number that a form asks for, and numbers that hardly anybody means: points where a count is asked for.

What a count far past the maximum is stands here and nowhere else; forms colour such counts, imports warn of them.
"""

from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import figure

FAR = 10  # times as many as the maximum needs: people do hold ten meetings where four give all points
FAR_OFF = 2  # the same where each one takes points off: nobody is late twice as often as takes everything
_PERCENT = "%"
_ALL = Decimal(100)  # percent
_AS_MANY_AS_POINTS = Text(
    "bằng số điểm tối đa; có thể đã ghi điểm thay cho số lượng",
    "it equals the maximum points, which may have been typed instead of how many there are",
)


class TypedNumber(NamedTuple):
    """The number that a form asks for, as people say it.

    Attributes:
        what: which number it is: `số lần chậm`.
        behind: what stands behind it in its cell: `lần chậm`.
        before: what stands before it there: `hạng`.
        is_points: it is points.
    """

    what: str
    behind: str = ""
    before: str = ""
    is_points: bool = False


class Doubt(NamedTuple):
    """Numbers that are taken as they are, but hardly meant.

    Attributes:
        code: the code of the warning.
        above: they are more than this.
        upto: they are at most this; None where there is no end.
        why: why they are hardly meant, and what to write instead.
        times: they are at least so many times the target; None where it does not matter.
    """

    code: str
    above: Decimal
    upto: Decimal | None
    why: Text
    times: Decimal | None = None

    def holds(self, number: Decimal, target: Decimal | None = None) -> bool:
        """Return whether a number is one of them, next to its target where it has one."""
        if self.times is not None and (target is None or target <= 0 or number < self.times * target):
            return False
        return number > self.above and (self.upto is None or number <= self.upto)


def points_number() -> TypedNumber:
    """Return points as the number that is asked for."""
    points = say(*terms.POINTS_COUNTED)
    return TypedNumber(say("số điểm", points), points, is_points=True)


def number_of(unit: str) -> TypedNumber:
    """Return how many there are of something as the number that is asked for, or how much of what is measured."""
    what = say("tỷ lệ %", "percentage") if unit == _PERCENT else say(f"số {unit}", f"number of {unit}")
    return TypedNumber(what, unit)


def count_doubts(
    unit: str, each: Decimal, room: Decimal, maximum: Decimal, *, off: bool, penalty: bool = False
) -> tuple[Doubt, ...]:
    """Return the counts that hardly anybody means (Q783).

    What the maximum needs is the count after which one more changes nothing. Far past it is ten times as many; where
    each takes points off, twice as many. As many as there are points are in doubt earlier: of what takes off, if
    there is more than one point; else from twice what the maximum needs.

    Args:
        unit: what is counted.
        each: the points that each of it gives or takes off.
        room: the most points that all of it can give or take off.
        maximum: the criterion's points.
        off: each one takes points off.
        penalty: the points that are taken off are the criterion's own: where each takes one, they are how many.
    """
    enough = (room / each).to_integral_value(ROUND_CEILING)
    if not enough:
        return ()
    far = max(enough * (FAR_OFF if off else FAR), enough + 2)
    needed = f"{figure(enough)} {unit}"
    why = Text(
        f"{needed} là {'trừ hết mức' if off else 'đủ điểm tối đa'} (không ghi điểm)",
        f"{needed} {'take off' if off else 'give'} all there is (no points here)",
    )
    doubts = (Doubt("Q783", far - 1, None, why),)
    like_points = 2 if off else 2 * enough
    same = penalty and each == 1
    if maximum == maximum.to_integral_value() and like_points <= maximum < far and not same:
        return (Doubt("Q783", maximum - 1, maximum, _AS_MANY_AS_POINTS), *doubts)
    return doubts


def percent_doubts(unit: str, named: tuple[Decimal, ...]) -> tuple[Doubt, ...]:
    """Return percentages that were hardly meant (Q784): 0.95 for 95 %, as spreadsheets hold it, and 860 for 86.

    Args:
        unit: what is measured.
        named: the values that the rubric names; what they reach may be meant.
    """
    if unit != _PERCENT:
        return ()
    doubts = () if any(0 < abs(value) <= 1 for value in named) else (_PART_OF_1,)
    return doubts if any(value > _ALL for value in named) else (*doubts, _OVER_ALL)


def target_doubts(unit: str) -> tuple[Doubt, ...]:
    """Return the actuals that were hardly meant where more is better: the percentage of the target, or one over 100.

    Args:
        unit: what is counted or measured.
    """
    return (_OVER_ALL if unit == _PERCENT else _TIMES_TARGET,)


_PART_OF_1 = Doubt(
    "Q784",
    Decimal(0),
    Decimal(1),
    Text("tỷ lệ ghi theo phần trăm: 95, không ghi 0,95", "percentages are written as 95, not as 0.95"),
)
_OVER_ALL = Doubt("Q784", _ALL, None, Text("tỷ lệ quá 100%: 86% thì ghi 86", "it is over 100%: 86% is written as 86"))
_TIMES_TARGET = Doubt(
    "Q783",
    Decimal(0),
    None,
    Text(
        f"gấp từ {FAR} lần chỉ tiêu trở lên; có thể đã ghi tỷ lệ %",
        f"it is at least {FAR} times the target; a percentage may have been typed",
    ),
    Decimal(FAR),
)
