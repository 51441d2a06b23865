"""How far a unit is behind the one ranked above it, and where: differences that sum to the whole exactly."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from qcdc_cli.campaign.nodes import CriterionBase, Group
from qcdc_cli.language.figures import fraction_as_decimal, round_half_away
from qcdc_cli.scoring.combining import average_divisor
from qcdc_cli.scoring.result import GroupResult, NodeResult, Ranking, Standing, UnitResult
from qcdc_cli.scoring.table_level import table_level

_NOTHING = Fraction(0)


class PartDifference(NamedTuple):
    """What a unit has more than another on a group or criterion, each time it counts; below 0 where it has less."""

    node: Group | CriterionBase
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Behind:
    """How far a unit is behind the one ranked above it.

    The amounts of parts, caps, bonus and rounding sum to the whole, exactly. They are points; where something else was
    attainable for the two units, they are percentage points of that, each part's being what was not reached in it.

    Attributes:
        above: the unit ranked above it; of several, the first.
        whole: what it has less, as a number below 0.
        by_share: the amounts are percentage points.
        parts: where they differ.
        caps: what the caps of groups that are looked through make of it.
        bonus: what bonus that does not count makes of it.
        rounding: what rounding makes of it.
    """

    above: Standing
    whole: Fraction
    by_share: bool
    parts: tuple[PartDifference, ...]
    caps: tuple[PartDifference, ...] = ()
    bonus: Fraction = _NOTHING
    rounding: Fraction = _NOTHING

    def as_shown(self, ranking: Ranking, unit: str, decimals: int) -> "Behind":
        """Return the same in figures that people read, which sum to the whole as they stand: rounding has the rest.

        Where the units compare by shares, the whole is the difference of the percentages in the ranking.

        Args:
            ranking: the ranking that it was worked out from.
            unit: the id of the unit that is behind.
            decimals: to how many decimals points that no decimal equals are shown.
        """
        whole, rounded = fraction_as_decimal(self.whole, decimals), fraction_as_decimal
        if self.by_share:
            percents = dict(zip((one.result.unit for one in ranking.standings), ranking.percents, strict=True))
            own, other = (percents[one] or Decimal(0) for one in (unit, self.above.result.unit))
            whole, rounded = own - other, round_half_away
            decimals = -int(whole.as_tuple().exponent)

        def shown(amount: Fraction) -> Fraction:
            return Fraction(rounded(amount, decimals))

        parts, caps = (
            tuple(PartDifference(node, shown(amount)) for node, amount in own) for own in (self.parts, self.caps)
        )
        bonus = shown(self.bonus)
        told = sum((one.amount for one in (*parts, *caps)), bonus)
        return replace(
            self, whole=Fraction(whole), parts=parts, caps=caps, bonus=bonus, rounding=Fraction(whole) - told
        )


def behind(ranking: Ranking, standing: Standing) -> Behind | None:
    """Return how far a unit is behind the next better rank; None at the top, without a rank, or with an equal total."""
    rank = max((rank for rank in ranking.by_rank if rank < (standing.rank or 0)), default=0)  # 0, which no unit has
    above = next(iter(ranking.by_rank.get(rank, ())), None)
    if above is None or above.result.share == standing.result.share:
        return None
    return compared(ranking, standing.result, above)


def compared(ranking: Ranking, own: UnitResult, above: Standing) -> Behind:
    """Return how a unit compares with another one."""
    other = above.result
    through = {id(group) for group in table_level(ranking.rubric, [own, other], None).above}
    factors: _Factors = {}
    for pair in zip(own.parts, other.parts, strict=True):
        _look_through(pair, through, factors)
    unlike = [one.maximum for one in own.criteria] != [one.maximum for one in other.criteria]
    by_share = ranking.leaves_out and unlike
    mine, its = (Account(result, factors, by_share=by_share) for result in (own, other))
    return Behind(
        above,
        mine.whole - its.whole,
        by_share,
        tuple(_differences(mine.parts, its.parts)),
        tuple(_differences(mine.caps, its.caps)),
        mine.bonus - its.bonus,
        mine.rounding - its.rounding,
    )


def account(result: UnitResult, *, by_share: bool) -> "Account":
    """Take a unit's total apart as far as it is a sum: into criteria, and groups that take no sum of their parts.

    Args:
        result: what the unit gets; something must have been attainable for it.
        by_share: count in percentage points of what was attainable, what was not reached, from 0 down; else in points.
    """
    factors: _Factors = {}
    for part in result.parts:
        _look_through((part, part), None, factors)
    return Account(result, factors, by_share=by_share)


_Factors = dict[int, list[Fraction]]  # of a group's parts, by the identity of the group
_Amounts = dict[int, PartDifference]  # by the identity of the node


def _look_through(pair: tuple[NodeResult, NodeResult], through: Collection[int] | None, factors: _Factors) -> None:
    """Find by what the parts of groups are multiplied in them, where that is the same for both units.

    Args:
        pair: what each of the units has in a part.
        through: the identities of the groups that are looked through; None for all.
        factors: takes what is found.
    """
    mine, its = pair
    if not (isinstance(mine, GroupResult) and isinstance(its, GroupResult)):
        return
    if through is not None and id(mine.group) not in through:
        return
    group, counting = mine.group, [part for part in mine.parts if not part.excluded]
    if group.take == "sum":
        factors[id(group)] = [Fraction(part.node.times) for part in mine.parts]
    elif group.take == "average" and [one.excluded for one in mine.parts] == [one.excluded for one in its.parts]:
        divisor = average_divisor(group, counting)
        if not divisor:
            return
        factors[id(group)] = [_averaged(group, part) / divisor for part in mine.parts]
    else:  # the best part, or a root: no sum of what its parts give
        return
    for inner in zip(mine.parts, its.parts, strict=True):
        _look_through(inner, through, factors)


def _averaged(group: Group, part: NodeResult) -> Fraction:
    """Return how often a part counts in the sum that an average divides."""
    if part.excluded:
        return _NOTHING
    times = Fraction(part.node.times)
    if not group.averages_shares:
        return times
    return times * Fraction(group.points) / Fraction(part.node.points) if part.node.points else _NOTHING


class Account:
    """A unit's total, taken apart into what its parts give and what caps, bonus and rounding make of that.

    By shares, what is not reached is counted, from 0 down: so what is left out makes no difference.

    Attributes:
        whole: the total; by shares what it lacks of 100, below 0.
        parts: what each part makes of it, by the identity of its node.
        caps: what the cap of each group that is looked through takes, by the identity of the group.
        bonus: what bonus that does not count takes.
        rounding: what rounding makes of it; all of these together are the whole.
    """

    def __init__(self, result: UnitResult, factors: _Factors, *, by_share: bool) -> None:
        self._by_share = by_share
        self._scale = Fraction(result.maximum) / 100 if by_share else Fraction(1)
        self.whole = Fraction(result.points) / self._scale - (100 if by_share else 0)
        self.bonus = -Fraction(result.bonus_not_counted) / self._scale
        self.parts: _Amounts = {}
        self.caps: _Amounts = {}
        for part in result.parts:
            self._enter(part, Fraction(part.node.times), factors)
        entered = (one.amount for amounts in (self.parts, self.caps) for one in amounts.values())
        self.rounding = self.whole - self.bonus - sum(entered, _NOTHING)

    def _enter(self, part: NodeResult, often: Fraction, factors: _Factors) -> None:
        own = factors.get(id(part.node))
        if own is None or not isinstance(part, GroupResult):
            amount = often * self._amount(Fraction(part.points), Fraction(part.maximum))
            self.parts[id(part.node)] = PartDifference(part.node, amount)
            return
        if part.cap is not None:
            most = [factor * Fraction(one.maximum) for factor, one in zip(own, part.parts, strict=True)]
            # A cap that holds always makes less attainable, too.
            lowered = _NOTHING if part.group.fixed_cap is None else Fraction(part.maximum) - sum(most, _NOTHING)
            cut = Fraction(part.before_rounding) - Fraction(part.before_cap)
            self.caps[id(part.group)] = PartDifference(part.group, often * self._amount(cut, lowered))
        for factor, inner in zip(own, part.parts, strict=True):
            self._enter(inner, often * factor, factors)

    def _amount(self, points: Fraction, maximum: Fraction) -> Fraction:
        return (points - (maximum if self._by_share else 0)) / self._scale


def _differences(mine: _Amounts, its: _Amounts) -> Iterator[PartDifference]:
    """Yield where two accounts differ; a cap that holds for one unit only makes nothing of the other's points."""
    for identity, (node, _) in {**mine, **its}.items():
        own = mine[identity].amount if identity in mine else _NOTHING
        other = its[identity].amount if identity in its else _NOTHING
        if own != other:
            yield PartDifference(node, own - other)
