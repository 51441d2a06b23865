"""The disputed marks of a bloc: marks that count today and could still become others, and which others.

A mark is disputed while the stage that the bloc has come to has not verified it, while an appeal against it is not
decided, or where a later stage than the unit's own changed it. A blank is no disputed mark: it is missing.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from qcdc_cli.campaign.marks import Marked, MarkedSheet, StageReading, State
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.kinds import PossiblePoints
from qcdc_cli.language import Text
from qcdc_cli.language.figures import Exact
from qcdc_cli.scoring.result import CriterionResult, Ranking, UnitResult
from qcdc_cli.scoring.unit import CriterionScorer


class Dispute(Enum):
    """Why a mark is disputed.

    UNVERIFIED: it is of an earlier stage than the bloc has come to. APPEALED: an appeal against it is not decided.
    CHANGED: a later stage than the unit's own gave another mark than the one before.
    """

    UNVERIFIED = "unverified"
    APPEALED = "appealed"
    CHANGED = "changed"

    @property
    def title(self) -> Text:
        """Why, in words."""
        return _TITLES[self]


_TITLES = {
    Dispute.UNVERIFIED: Text("chưa thẩm định", "unverified"),
    Dispute.APPEALED: Text("đang giải trình", "appealed"),
    Dispute.CHANGED: Text("đã điều chỉnh", "changed"),
}


class DisputedMark(NamedTuple):
    """A mark that counts today and could become another one.

    Attributes:
        unit: the unit's id.
        number: the number of its criterion among the rubric's leaves, from 0.
        result: what it gives today, with its criterion.
        counted: the reading that counts today: a mark, or a claim that there is nothing to mark.
        disputes: why it is disputed.
        named: the marks that could count instead where these are known: the one that an appeal asks for, the one
            before a change.
        possible: what its kind can give, where any mark of it could count instead: of what is unverified, and of an
            appeal that asks for no mark. None where only the named ones could; also where nothing is marked that kinds
            which compare units could measure others by.
        stage: the number of the stage at which the other mark would be given, from 0.
    """

    unit: str
    number: int
    result: CriterionResult
    counted: StageReading
    disputes: tuple[Dispute, ...]
    named: tuple[StageReading, ...]
    possible: PossiblePoints | None
    stage: int

    @property
    def relative(self) -> bool:
        """True where another mark may change what other units get."""
        return self.result.criterion.kind.relative

    def with_points(self, points: Exact) -> StageReading:
        """Return a mark in its place that gives some points, before rounding; of a penalty, that takes them off.

        What was counted or measured, and what others are measured by, stays what it is today.
        """
        return self._own(self.counted._replace(state=State.GIVEN, points=points))

    def others(self) -> tuple[StageReading, ...]:
        """Return marks that could count instead: all that are named, and those with the least and the most points."""
        if self.possible is None:
            return tuple(map(self._own, self.named))
        ends = dict.fromkeys((self.possible.lowest, self.possible.highest))
        return (*map(self._own, self.named), *map(self.with_points, ends))

    def result_of(self, reading: StageReading, rubric: Rubric) -> CriterionResult:
        """Return what the unit would get on the criterion with another mark, beside the other units' as they are."""
        return CriterionScorer(rubric.leaves[self.number], rubric, self.result.kind).result(
            self.marked(reading), reading
        )

    def marked(self, reading: StageReading) -> Marked:
        """Return all that the sheet would say about the criterion if another mark counted.

        The documents of open appeals are then taken, as they are when appeals are upheld.
        """
        own = self.result.marked
        upto = tuple(one for one in own.readings if one.stage <= reading.stage)
        taken = [
            item for one in own.appeals if one.decision is None and one.stage == reading.stage for item in one.evidence
        ]
        return own._replace(readings=(*upto, reading, *own.readings[len(upto) :]), evidence=(*own.evidence, *taken))

    def _own(self, reading: StageReading) -> StageReading:
        return reading._replace(stage=self.stage, preset=False, agreed=None, appeal=None)


def sheet_with(sheet: MarkedSheet, changes: Iterable[tuple[DisputedMark, StageReading]]) -> MarkedSheet:
    """Return a unit's sheet with other marks in the place of disputed ones.

    Args:
        sheet: the sheet.
        changes: disputed marks of this unit, each with the mark that counts instead.
    """
    criteria = list(sheet.criteria)
    for mark, reading in changes:
        criteria[mark.number] = mark.marked(reading)
    return sheet._replace(criteria=tuple(criteria))


def disputed_marks(ranking: Ranking) -> dict[str, tuple[DisputedMark, ...]]:
    """Return the disputed marks of a bloc's units, by unit in the order of the ranking; units without any, too.

    Args:
        ranking: the bloc's ranking; marks of later stages than it looks at are left out.
    """
    possible = possible_of(ranking.rubric)
    return {one.result.unit: disputed_marks_of(one.result, ranking, possible) for one in ranking.standings}


def possible_of(rubric: Rubric) -> list[PossiblePoints]:
    """Return what a mark of each criterion can give, in the order of the rubric's leaves."""
    return [leaf.criterion.kind.possible_points(leaf.criterion.points) for leaf in rubric.leaves]


def disputed_marks_of(
    unit: UnitResult, ranking: Ranking, possible: Sequence[PossiblePoints]
) -> tuple[DisputedMark, ...]:
    """Return the disputed marks of one unit, in the order of the criteria.

    Args:
        unit: what it gets in the ranking.
        ranking: its bloc's ranking.
        possible: what a mark of each criterion can give.
    """
    return tuple(_disputed(unit, ranking, possible))


def _disputed(unit: UnitResult, ranking: Ranking, possible: Sequence[PossiblePoints]) -> Iterator[DisputedMark]:
    unverified, appealed = frozenset(unit.unverified), frozenset(unit.appeals)
    for number, result in enumerate(unit.criteria):
        counted = result.counted
        if counted is None or counted.preset:
            continue
        disputes, named, any_mark = [], [], False
        if result.criterion.id in unverified:
            disputes, any_mark = [Dispute.UNVERIFIED], True
        # An appeal against a mark that a later stage has overridden changes nothing.
        appeals = [
            one
            for one in (result.marked.appeals if result.criterion.id in appealed else ())
            if one.decision is None and one.stage == counted.stage
        ]
        if appeals:
            disputes.append(Dispute.APPEALED)
            named += [one.wanted for one in appeals if one.wanted is not None]
            any_mark = any_mark or any(one.wanted is None for one in appeals)
        before = _before(result, counted)
        if before is not None:
            disputes.append(Dispute.CHANGED)
            named.append(before)
        if not disputes:
            continue
        if counted.state is not State.GIVEN and result.kind.relative:
            any_mark = False
        yield DisputedMark(
            unit.unit,
            number,
            result,
            counted,
            tuple(disputes),
            tuple(named),
            possible[number] if any_mark else None,
            ranking.reached if Dispute.UNVERIFIED in disputes else counted.stage,
        )


def _before(result: CriterionResult, counted: StageReading) -> StageReading | None:
    """Return the mark before the one that counts, where a later stage than the unit's own changed it."""
    if not counted.stage:
        return None
    earlier = (one for one in reversed(result.marked.readings) if one.stage <= counted.stage and not one.preset)
    return next((one for one in earlier if _said(one) != _said(counted)), None)


def _said(reading: StageReading) -> object:
    return (reading.state, reading.reading if reading.state is State.GIVEN else None)
