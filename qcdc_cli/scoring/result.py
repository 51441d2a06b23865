"""The result tree: the one source of every number that leaves the program.

Terminal, workbook, CSV, Markdown and JSON all show these values and compute none of their own.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from qcdc_cli.campaign.campaign import Bloc, Campaign
from qcdc_cli.campaign.deciding import Award, Class, Disqualifier, TieRule
from qcdc_cli.campaign.marks import Marked, MarkedSheet, StageReading
from qcdc_cli.campaign.rubric import CriterionBase, Group, Rubric
from qcdc_cli.campaign.states import State
from qcdc_cli.kinds import Kind
from qcdc_cli.language import Text
from qcdc_cli.language.figures import Exact
from qcdc_cli.problems.problem import Locate


class CriterionResult(NamedTuple):
    """What one unit gets on one criterion, and all that it rests on.

    Attributes:
        criterion: the criterion with its rule.
        kind: how it is scored; where that depends on the bloc's other units, knowing them.
        marked: everything that the sheet says about it.
        counted: the reading that counts: the latest stage's, up to the stage of the result.
        points: the points after the declared rounding, where that is made at the criterion; a penalty's
            are below 0.
        maximum: what counts on the other side: the criterion's points, or 0 where it is left out or extra.
        lacks_evidence: the rubric wants evidence for these points and the sheet has none.
        excluded: it counts on neither side.
        extra: it is a bonus or a penalty, outside the total.
    """

    criterion: CriterionBase
    kind: Kind
    marked: Marked
    counted: StageReading | None
    points: Exact
    maximum: Decimal
    lacks_evidence: bool = False
    excluded: bool = False
    extra: bool = False

    @property
    def state(self) -> State:
        """Given, blank, not applicable, unassigned or not held."""
        return State.BLANK if self.counted is None else self.counted.state

    @property
    def missing(self) -> bool:
        """True when a mark is still to come; a bonus or penalty that nobody wrote is not."""
        return self.counted is None and not self.extra

    @property
    def out_of(self) -> Exact:
        """What its points are out of, as shown beside them."""
        return self.criterion.points if self.extra else self.maximum


class GroupResult(NamedTuple):
    """What one unit gets on one group, on both sides: the sum, the best or the average of its parts.

    Attributes:
        group: the group.
        parts: the results of its groups and criteria, in the rubric's order.
        points: the points, after the declared rounding where that is made at the group.
        maximum: what was attainable: the group's points less what is left out; 0 for bonus and penalties.
        blank: how many criteria in it are blank.
        extra: it is the list of bonus or of penalties.
    """

    group: Group
    parts: tuple[Any, ...]
    points: Exact
    maximum: Exact
    blank: int
    extra: bool = False

    @property
    def out_of(self) -> Exact:
        """What its points are out of, as shown beside them."""
        return self.group.points if self.extra else self.maximum

    @property
    def excluded(self) -> bool:
        """True when all of it counts on neither side."""
        return not self.extra and not self.maximum and bool(self.group.points)


NodeResult = GroupResult | CriterionResult


class UnitResult(NamedTuple):
    """What one unit gets, from the criteria up to the total, as of one stage.

    Attributes:
        unit: the unit's id.
        sheet: the unit's sheet, or None when it has handed in none.
        parts: the results of the rubric's top groups and criteria.
        criteria: the results of all criteria in the rubric's order.
        points: the total.
        maximum: what was attainable: the full scale less what is left out.
        full: the full scale, the rubric's total.
        blank: the ids of the blank criteria.
        unverified: the ids of the criteria whose mark is of an earlier stage than the bloc has come to.
        cut: bonus points that do not count, because the rubric lets no bonus lift a total above the full scale.
    """

    unit: str
    sheet: MarkedSheet | None
    parts: tuple[NodeResult, ...]
    criteria: tuple[CriterionResult, ...]
    points: Decimal
    maximum: Exact
    full: Decimal
    blank: tuple[str, ...]
    unverified: tuple[str, ...] = ()
    cut: Exact = Decimal(0)

    @property
    def share(self) -> Fraction | None:
        """Points ÷ attainable, exactly: what units are ranked by. None when nothing was attainable."""
        return Fraction(self.points) / Fraction(self.maximum) if self.maximum else None

    @property
    def converted(self) -> Fraction | None:
        """The total brought to the full scale (điểm quy đổi): what classes are decided by."""
        return None if self.share is None else self.share * Fraction(self.full)

    @property
    def excluded(self) -> tuple[CriterionResult, ...]:
        """The criteria that count on neither side."""
        return tuple(result for result in self.criteria if result.excluded)

    @property
    def marked(self) -> bool:
        """True when the sheet says anything at all; a sheet of blanks is not a total of 0.

        What is settled for the unit, not assigned or not held, says nothing about what it did.
        """
        return any(result.state in (State.GIVEN, State.NOT_APPLICABLE) for result in self.criteria)

    @property
    def provisional(self) -> bool:
        """True while something is missing."""
        return self.sheet is None or bool(self.blank) or bool(self.unverified)


class Moved(NamedTuple):
    """A class that a unit's total reaches and that it is not in, and why."""

    passed: Class
    reason: Text


@dataclass(frozen=True, slots=True)
class Standing:
    """A line of the ranking.

    Attributes:
        rank: 1, 2, 2, 4; None for a unit that cannot be ranked (no sheet, or nothing attainable).
        result: what the unit gets.
        classified: its class, or None where the rubric has none or the unit is not ranked.
        tied: True when another unit shares the rank.
        parted: the step of the rubric's ladder that parted it from a unit with an equal total, or None.
        measures: up to that step, the steps and what each measured of the unit; the greater came first.
        moved: why its class is not the one that its total reaches, one reason for each class passed.
        awards: what it is given.
        disqualifiers: what keeps it from a rank or a class, with the sheet's reasons.
    """

    rank: int | None
    result: UnitResult
    classified: Class | None
    tied: bool
    parted: TieRule | None = None
    measures: tuple[tuple[TieRule, Fraction], ...] = ()
    moved: tuple[Moved, ...] = ()
    awards: tuple[Award, ...] = ()
    disqualifiers: tuple[tuple[Disqualifier, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranking of one bloc in one period, as of one stage.

    Attributes:
        campaign: the campaign.
        period: the period's id.
        bloc_id: the bloc's id.
        bloc: the bloc.
        rubric: its rubric.
        stage: the number of the latest stage looked at, from 0.
        standings: the units by rank; units that are not ranked stand last, none is left out.
        rubric_place: gives the place in the rubric's file for a path in it.
    """

    campaign: Campaign
    period: str
    bloc_id: str
    bloc: Bloc
    rubric: Rubric
    stage: int
    standings: tuple[Standing, ...]
    rubric_place: Locate

    @property
    def provisional(self) -> bool:
        """True while any unit lacks a sheet, a mark or a verification."""
        return any(standing.result.provisional for standing in self.standings)

    @property
    def leaves_out(self) -> bool:
        """True when some unit has criteria that count on neither side, so that points alone mislead."""
        return any(standing.result.maximum != standing.result.full for standing in self.standings)


@dataclass(frozen=True, slots=True)
class UnitScores:
    """What one unit gets as of each stage that the bloc has come to, side by side.

    Attributes:
        name: the unit's name.
        bloc_id: the bloc that it competes in.
        rubric: the bloc's rubric.
        by_stage: the results up to each stage, in the stages' order; the last one counts.
        classified: the class, or None where there is none, or it depends on sheets that are not here.
        moved: why it is not the class that the total reaches, one reason for each class passed.
    """

    name: str
    bloc_id: str
    rubric: Rubric
    by_stage: tuple[UnitResult, ...]
    classified: Class | None = None
    moved: tuple[Moved, ...] = ()

    @property
    def counted(self) -> UnitResult:
        """The result that counts: as of the latest stage looked at."""
        return self.by_stage[-1]
