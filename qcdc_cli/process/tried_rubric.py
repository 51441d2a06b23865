"""The same sheets under another rubric beside the bloc's own: who moves, what makes it, which marks go along.

Totals of different scales are compared as shares of what was attainable. A unit's share is 100 % less what it does not
reach, criterion by criterion, so that the change of a share is the sum of the changes of these amounts, exactly. Ranks
move by what sets a unit's change apart from that of the others: from the average over the bloc.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from qcdc_cli.campaign.marks import State
from qcdc_cli.campaign.nodes import CriterionBase, Group
from qcdc_cli.process.comparison import Moved, moved_units
from qcdc_cli.process.rubric_changes import RubricChanges, rubric_changes
from qcdc_cli.scoring.behind import account
from qcdc_cli.scoring.result import CriterionResult, Ranking, UnitResult

_NOTHING = Fraction(0)


class ChangeSource(Enum):
    """What a part of a share's change comes from: a part of the rubric, a group's cap, bonus that is cut, rounding."""

    PART = "part"
    CAP = "cap"
    BONUS = "bonus"
    ROUNDING = "rounding"


@dataclass(frozen=True, slots=True)
class Reason:
    """What one part of the rubrics makes of the change of a unit's share.

    Attributes:
        unit: the unit's id.
        bloc: the bloc's id.
        source: what it comes from.
        node: the criterion, or a group that is no sum of its parts or has a cap; None for bonus that is cut, rounding.
        before: what the unit does not reach in it under its own rubric, in percentage points of all that is attainable
            for it, below 0; above 0 for bonus. 0 also where the rubric does not have it.
        after: the same under the rubric that is tried.
        average: what `after` is more than `before` on the average of the bloc's units.
    """

    unit: str
    bloc: str
    source: ChangeSource
    node: Group | CriterionBase | None
    before: Fraction
    after: Fraction
    average: Fraction

    @property
    def change(self) -> Fraction:
        """How much it adds to the unit's share, in percentage points."""
        return self.after - self.before

    @property
    def against_average(self) -> Fraction:
        """How much more than on the average of the bloc: what makes ranks move."""
        return self.change - self.average


class MarksFate(Enum):
    """What becomes of the marks of a criterion."""

    CARRIED = "carried"
    PARTLY = "partly_carried"
    NOT_CARRIED = "not_carried"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class TriedCriterion:
    """A criterion of either rubric, and what becomes of its marks.

    Attributes:
        bloc: the bloc's id.
        before: the criterion in the bloc's own rubric; None where that does not have it.
        after: the same in the rubric that is tried.
        marked: the units that have a mark on it, or a statement that there is nothing to mark.
        carried: those of them whose mark goes along.
        blank: the units for which it makes the total and is blank under the rubric that is tried.
    """

    bloc: str
    before: CriterionBase | None
    after: CriterionBase | None
    marked: tuple[str, ...]
    carried: tuple[str, ...]
    blank: tuple[str, ...]

    @property
    def criterion(self) -> CriterionBase:
        """The criterion, as the rubric that is tried has it where that does."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - one of the two has it
        return found

    @property
    def fate(self) -> MarksFate:
        """What becomes of its marks."""
        if self.before is None:
            return MarksFate.NEW
        if self.after is None:
            return MarksFate.GONE
        if len(self.carried) == len(self.marked):
            return MarksFate.CARRIED
        return MarksFate.PARTLY if self.carried else MarksFate.NOT_CARRIED

    @property
    def read_otherwise(self) -> bool:
        """Marks go along, but the criterion is scored in another way, so that they mean something else."""
        return bool(self.carried) and self.before is not None and self.criterion.kind != self.before.kind

    @property
    def not_converted(self) -> bool:
        """Marks that are points go along as they are, of another maximum than they were given of."""
        return (
            bool(self.carried)
            and self.before is not None
            and self.before.kind.is_points
            and self.criterion.kind.is_points
            and self.criterion.points != self.before.points
        )


@dataclass(frozen=True, slots=True)
class TriedBloc:
    """A bloc under its own rubric and under another one.

    Attributes:
        own: its ranking under its own rubric.
        tried: its ranking under the other one.
        changes: what is not the same in the two rubrics.
        units: its units, in the order of the other ranking.
        average: how much more of what was attainable units have on the average, as a share; None where none has a total
            under both.
        reasons: what makes the units' changes, unit by unit, what sets it apart from the others most first.
        criteria: what becomes of the marks: the criteria of the other rubric, then those that it does not have.
    """

    own: Ranking
    tried: Ranking
    changes: RubricChanges
    units: tuple[Moved, ...]
    average: Fraction | None
    reasons: tuple[Reason, ...]
    criteria: tuple[TriedCriterion, ...]


def try_rubric(own: Ranking, tried: Ranking) -> TriedBloc:
    """Compare a bloc's ranking under its own rubric with that of the same sheets under another one."""
    units = tuple(moved_units(own, tried))
    changes = [one.share for one in units if one.share is not None]
    return TriedBloc(
        own,
        tried,
        rubric_changes(own.rubric, tried.rubric),
        units,
        sum(changes, _NOTHING) / len(changes) if changes else None,
        tuple(_reasons([one for one in units if one.share is not None])),
        tuple(_criteria(own, tried)),
    )


def open_share(result: UnitResult) -> Fraction:
    """Return how many percentage points a unit's share can still rise at most, where its blanks get full marks."""
    if not result.maximum:
        return _NOTHING
    blank = set(result.blank)
    parts = account(result, by_share=True).parts.values()
    return -sum((part.amount for part in parts if blank & _criteria_of(part.node)), _NOTHING)


def _criteria_of(node: Group | CriterionBase) -> set[str]:
    if isinstance(node, CriterionBase):
        return {node.id}
    return {identity for part in node.criteria for identity in _criteria_of(part)}


_Amounts = dict[tuple[ChangeSource, str], tuple[Group | CriterionBase | None, Fraction]]


def _amounts(result: UnitResult) -> _Amounts:
    """Return what a unit does not reach, by what it comes from and the id of the part."""
    own = account(result, by_share=True)
    found: _Amounts = {(ChangeSource.PART, part.node.id): (part.node, part.amount) for part in own.parts.values()}
    found |= {(ChangeSource.CAP, cap.node.id): (cap.node, cap.amount) for cap in own.caps.values()}
    return {**found, (ChangeSource.BONUS, ""): (None, own.bonus), (ChangeSource.ROUNDING, ""): (None, own.rounding)}


def _reasons(units: Sequence[Moved]) -> Iterator[Reason]:
    sides = [(_amounts(one.before.result), _amounts(one.after.result)) for one in units if one.before is not None]
    nodes = {key: node for before, after in sides for key, (node, _) in {**before, **after}.items()}
    zero = (None, _NOTHING)
    averages = {
        key: sum((after.get(key, zero)[1] - before.get(key, zero)[1] for before, after in sides), _NOTHING) / len(sides)
        for key in nodes
    }
    for one, (before, after) in zip(units, sides, strict=True):
        own = (
            Reason(
                one.unit,
                one.bloc,
                key[0],
                node,
                before.get(key, zero)[1],
                after.get(key, zero)[1],
                averages[key],
            )
            for key, node in nodes.items()
        )
        told = (reason for reason in own if reason.change or reason.against_average)
        yield from sorted(told, key=lambda reason: -abs(reason.against_average))


_SAID = (State.GIVEN, State.NOT_APPLICABLE, State.UNASSIGNED)


def _criteria(own: Ranking, tried: Ranking) -> Iterator[TriedCriterion]:
    there, here = ({leaf.criterion.id: leaf.criterion for leaf in one.rubric.leaves} for one in (own, tried))
    before, after = _units_by_criterion(own, _is_marked), _units_by_criterion(tried, _is_marked)
    blank = _units_by_criterion(tried, lambda part: part.missing)
    for identity in dict.fromkeys((*here, *there)):
        marked = before.get(identity, ())
        carried = {*after.get(identity, ())}
        yield TriedCriterion(
            tried.bloc_id,
            there.get(identity),
            here.get(identity),
            tuple(marked),
            tuple(unit for unit in marked if unit in carried),
            tuple(blank.get(identity, ())),
        )


def _is_marked(part: CriterionResult) -> bool:
    return part.state in _SAID and part.counted is not None and not part.counted.preset


def _units_by_criterion(ranking: Ranking, holds: Callable[[CriterionResult], bool]) -> dict[str, list[str]]:
    """Return the units with a sheet of which something holds on a criterion, by the criterion's id."""
    found: dict[str, list[str]] = {}
    for standing in ranking.standings:
        for part in standing.result.criteria if standing.result.sheet is not None else ():
            if holds(part):
                found.setdefault(part.criterion.id, []).append(standing.result.unit)
    return found
