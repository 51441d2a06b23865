"""The result tree: the one source of every number that leaves the program.

Terminal, workbook, CSV, Markdown and JSON all show these values and compute none of their own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from qcdc_cli.campaign.campaign import Bloc, Campaign
from qcdc_cli.campaign.caps import CapCondition
from qcdc_cli.campaign.deciding import BALLOT, RANK, Award, Class, Disqualifier, TieRule
from qcdc_cli.campaign.marks import Marked, MarkedSheet, StageReading, State
from qcdc_cli.campaign.nodes import CriterionBase, Group, is_extra
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.kinds import Kind
from qcdc_cli.language import Text
from qcdc_cli.language.figures import Exact, percents_apart
from qcdc_cli.problems import Locate


@lru_cache(maxsize=4096)  # ranks, classes and outputs ask for the same ones again
def share_of(points: Exact, maximum: Exact) -> Fraction:
    """Return points ÷ what was attainable, exactly."""
    numerator, denominator = points.as_integer_ratio()
    divisor, whole = maximum.as_integer_ratio()
    return Fraction(numerator * whole, denominator * divisor)


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
    def node(self) -> CriterionBase:
        """The criterion, as a node of the rubric's tree."""
        return self.criterion

    @property
    def state(self) -> State:
        """Given, blank, not applicable, unassigned, not held, or left to a later stage."""
        return State.BLANK if self.counted is None else self.counted.state

    @property
    def actual(self) -> Decimal | None:
        """What was counted or measured; None without a mark, or where missing evidence leaves it no points."""
        if self.counted is None or self.state is not State.GIVEN or (self.lacks_evidence and not self.points):
            return None
        return self.kind.actual_value(self.counted.reading)

    @property
    def before_rounding(self) -> Exact | None:
        """What the mark gives before the declared rounding, whatever evidence is missing; None without a mark."""
        if self.counted is None or self.state is not State.GIVEN:
            return None
        return self.kind.points(self.counted.reading, self.criterion.points)

    @property
    def counts(self) -> bool:
        """True when its points count, 0 too: it has a mark, or a state that the rubric counts on both sides."""
        return self.counted is not None and not self.excluded

    @property
    def missing(self) -> bool:
        """True when a mark is still to come; a bonus or penalty that nobody wrote is not."""
        return self.counted is None and not self.extra

    @property
    def out_of(self) -> Exact:
        """What its points are out of, as shown beside them."""
        return self.criterion.points if self.extra else self.maximum

    @property
    def share(self) -> Fraction | None:
        """Points ÷ attainable, exactly; None where nothing counts or was attainable, as for bonus and penalties."""
        return share_of(self.points, self.maximum) if self.counts and self.maximum else None


class CapCheck(NamedTuple):
    """Whether a condition of a group's cap is met by one unit.

    Attributes:
        condition: the condition.
        met: whether it is.
        points: what the unit has in the criterion or group that is looked at, rounded as the rubric says; None where
            nothing counts there, or something in it is blank, and for a disqualifier.
        maximum: what was attainable in it.
    """

    condition: CapCondition
    met: bool
    points: Exact | None
    maximum: Exact


class GroupResult(NamedTuple):
    """What one unit gets on one group, on both sides: the sum, the best or the average of its parts.

    Attributes:
        group: the group.
        parts: the results of its groups and criteria, in the rubric's order.
        points: the points, after the declared rounding where that is made at the group.
        maximum: what was attainable: the group's points less what is left out; 0 for bonus and penalties.
        before_cap: what its parts come to, exactly, before its cap.
        before_rounding: the points before the declared rounding.
        extra: it is the list of bonus or of penalties, or a group in one of them.
        cap: the cap that holds for the unit; None where none does.
        cap_checks: of a cap under conditions, whether each of them is met.
    """

    group: Group
    parts: tuple[Any, ...]
    points: Exact
    maximum: Exact
    before_cap: Exact
    before_rounding: Exact
    extra: bool = False
    cap: Decimal | None = None
    cap_checks: tuple[CapCheck, ...] = ()

    @property
    def node(self) -> Group:
        """The group, as a node of the rubric's tree."""
        return self.group

    @property
    def blank(self) -> int:
        """How many criteria in it are blank."""
        return sum(part.blank if isinstance(part, GroupResult) else part.missing for part in self.parts)

    @property
    def out_of(self) -> Exact:
        """What its points are out of, as shown beside them."""
        return self.group.points if self.extra else self.maximum

    @property
    def share(self) -> Fraction | None:
        """As of a criterion."""
        return share_of(self.points, self.maximum) if self.counts and self.maximum else None

    @property
    def counts(self) -> bool:
        """True when any criterion in it has points that count; without one, its points are no 0 but nothing."""
        return any(part.counts for part in self.parts)

    @property
    def excluded(self) -> bool:
        """True when all of it counts on neither side."""
        if self.extra:  # nothing outside the total has a maximum
            return not is_extra(self.group) and all(part.excluded for part in self.parts)
        return not self.maximum and bool(self.group.points)


NodeResult = GroupResult | CriterionResult


def groups_among(parts: Iterable[NodeResult]) -> Iterator[GroupResult]:
    """Yield the groups among some parts and in them, outer before inner."""
    for part in parts:
        if isinstance(part, GroupResult):
            yield part
            yield from groups_among(part.parts)


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
        before_rounding: the total before the declared rounding.
        unverified: the ids of the criteria whose mark is of an earlier stage than the bloc has come to.
        bonus_not_counted: bonus points that do not count, because the rubric lets no bonus lift a total above the
            full scale.
        disqualifiers: the rubric's disqualifiers that apply to it, by id, with the reason.
        not_handed_in: it has no self-assessment, and the period is closed: nothing more is waited for.
        appeals: the ids of the criteria with an appeal that is not decided.
    """

    unit: str
    sheet: MarkedSheet | None
    parts: tuple[NodeResult, ...]
    criteria: tuple[CriterionResult, ...]
    points: Decimal
    maximum: Exact
    full: Decimal
    blank: tuple[str, ...]
    before_rounding: Exact
    unverified: tuple[str, ...] = ()
    bonus_not_counted: Exact = Decimal(0)
    disqualifiers: Mapping[str, str] = {}
    not_handed_in: bool = False
    appeals: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """True when any criterion has points that count; without one, the total is no 0 but nothing."""
        return any(result.counts for result in self.criteria)

    @property
    def share(self) -> Fraction | None:
        """Points ÷ attainable, exactly: what units are ranked by. None when nothing was attainable."""
        return share_of(self.points, self.maximum) if self.maximum else None

    @property
    def converted(self) -> Fraction | None:
        """The total brought to the full scale (điểm quy đổi): what classes are decided by."""
        share = self.share
        return None if share is None else share * Fraction(self.full)

    @property
    def excluded(self) -> tuple[CriterionResult, ...]:
        """The criteria that count on neither side."""
        return tuple([result for result in self.criteria if result.excluded])  # sooner made than by a generator

    @property
    def later(self) -> tuple[CriterionResult, ...]:
        """The criteria that only a later stage marks than the bloc has come to; they count on neither side."""
        return tuple(result for result in self.excluded if result.state is State.LATER)

    @property
    def complete(self) -> bool:
        """True when nothing is missing, and nothing that makes the total is left to a later stage."""
        return not self.lacks_marks and all(one.extra for one in self.later)

    @property
    def marked(self) -> bool:
        """True when the sheet has any mark; a sheet of blanks is not a total of 0.

        What nobody marked (not applicable, unassigned, not held) says nothing of what the unit did, whatever points
        the rubric gives for it.
        """
        return any(result.state is State.GIVEN for result in self.criteria)

    @property
    def provisional(self) -> bool:
        """True while something is missing, or an appeal is not decided: until then the mark it disputes counts."""
        return self.lacks_marks or bool(self.appeals)

    @property
    def lacks_marks(self) -> bool:
        """True while something is missing; nothing more is, where a unit handed in nothing and nobody marked it."""
        if self.not_handed_in and not self.marked:
            return False
        return self.sheet is None or bool(self.blank) or bool(self.unverified)

    def weak_groups(self, percent: Decimal) -> tuple[GroupResult, ...]:
        """Return the top groups with less than this percentage of what was attainable in them.

        Bonus, penalties and groups that are left out are never weak.
        """
        least = Fraction(percent) / 100
        return tuple(
            part
            for part in self.parts
            if isinstance(part, GroupResult) and part.maximum and part.points < Fraction(part.maximum) * least
        )

    @property
    def zeros(self) -> tuple[CriterionResult, ...]:
        """The criteria that make the total and give 0 points or less, for whatever reason.

        That is a mark that gives nothing, one whose points are zeroed for want of evidence, a state that the rubric
        counts as 0. What is left out is none of them, nor a blank, a bonus, a penalty, or a criterion of 0 points.
        """
        return tuple(one for one in self.criteria if one.counts and one.maximum and one.points <= 0)

    def under(self, least: Mapping[str, Decimal]) -> tuple[CriterionResult, ...]:
        """Return which of some criteria have less than a percentage of what was attainable, by id; a blank has 0."""
        return tuple(
            one
            for one in self.criteria
            if one.criterion.id in least
            and one.maximum
            and Fraction(one.points) < Fraction(one.maximum) * Fraction(least[one.criterion.id]) / 100
        )


class Unranked(Enum):
    """Why a unit has no rank: the first of these that holds.

    DISQUALIFIED: a disqualifier keeps it from one. NO_SHEET: it has handed in no sheet. NO_MARK: its sheet has no
    mark at all. NOTHING_ATTAINABLE: all criteria that make a total are left out for it.
    """

    NO_SHEET = "no_sheet"
    DISQUALIFIED = "disqualified"
    NO_MARK = "no_mark"
    NOTHING_ATTAINABLE = "nothing_attainable"


class PassedClass(NamedTuple):
    """A class that a unit's total reaches and that it is not in.

    Attributes:
        better: the class.
        reason: what keeps the unit from it.
        waits: nothing but that no ballot on the unit is recorded yet.
    """

    better: Class
    reason: Text
    waits: bool = False


class Vote(NamedTuple):
    """The votes that a unit has in a ballot on units, how many ballots were valid (more than 0), and the minutes."""

    votes: int
    valid: int
    document: str
    date: date

    def reaches(self, percent: Decimal) -> bool:
        """Return whether the votes are at least this percentage of the valid ballots, exactly."""
        return self.votes * 100 >= percent * self.valid


class AskedTie(NamedTuple):
    """Units that are equal at a point at which the rubric has somebody decide.

    Attributes:
        by: who decides: `decision` (the competent authority) or `ballot`.
        award: the award whose last place they are equal at; None where it is about their ranks.
        units: the units' ids.
        places: how many of them can have the award; 0 for ranks.
        chosen: of these, to whom a recorded decision gives it.
    """

    by: str
    award: Award | None
    units: tuple[str, ...]
    places: int = 0
    chosen: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """What a record of it is for: `rank`, or the award's id."""
        return RANK if self.award is None else self.award.id


class Undecided(NamedTuple):
    """What somebody must still decide: between equal units, or, by a ballot that is not recorded yet, on units.

    Attributes:
        by: who decides: `decision` (the competent authority) or `ballot`.
        award: the award that is left open; None where it is the order at a shared rank, or a class.
        rank: the rank that they share; None where an award goes by a group's points.
        places: how many places are open: of the award, or ranks from the shared one on.
        units: the ids of the units that they are open among.
        votes: how many votes each of them has, where a ballot left them equal.
        final: the ballot was held and no step follows: they share the rank.
        better: the class that is left open to the units until there is a ballot on them; else None.
    """

    by: str
    award: Award | None
    rank: int | None
    places: int
    units: tuple[str, ...]
    votes: int | None = None
    final: bool = False
    better: Class | None = None

    @property
    def at_least(self) -> Decimal | None:
        """The percentage that a ballot on the units must give them, of which none is recorded; else None."""
        entry = self.better or (self.award if self.by == BALLOT else None)
        return None if entry is None or entry.needs is None else entry.needs.ballot_at_least

    def is_part_of(self, tie: AskedTie) -> bool:
        """Return whether this is what a tie leaves open."""
        return (self.by, self.award) == (tie.by, tie.award) and set(self.units) <= set(tie.units)


class Standing(NamedTuple):
    """A line of the ranking.

    Attributes:
        rank: 1, 2, 2, 4; None for a unit that is not ranked.
        result: what the unit gets.
        classified: its class, or None where the rubric has none or the unit is not ranked.
        tied: True when another unit shares the rank.
        tie_break: the tie-break step that ranks it apart from a unit with an equal total, or None.
        tie_measures: up to that step, the steps and what each measured of the unit; the greater came first.
        before_quotas: the class that it reaches before any quota; None as for its class.
        after_quotas: its class after each of the bloc's quotas, in their order; the last is its class.
        passed_classes: why its class is not the one that its total reaches, one reason for each class passed.
        awards: the awards that it gets.
        disqualifiers: what keeps it from a rank or a class, with the sheet's reasons.
        unranked: why it has no rank; None for a unit that has one.
        vote: what a ballot on the bloc's units gave it; None where none is recorded.
    """

    rank: int | None
    result: UnitResult
    classified: Class | None = None
    tied: bool = False
    tie_break: TieRule | None = None
    tie_measures: tuple[tuple[TieRule, Fraction], ...] = ()
    before_quotas: Class | None = None
    after_quotas: tuple[Class, ...] = ()
    passed_classes: tuple[PassedClass, ...] = ()
    awards: tuple[Award, ...] = ()
    disqualifiers: tuple[tuple[Disqualifier, str], ...] = ()
    unranked: Unranked | None = None
    vote: Vote | None = None


class RanksBefore(NamedTuple):
    """The ranks of a bloc's units in an earlier period.

    Attributes:
        period: the period's id.
        ranks: the rank of each unit, None where it had none.
        provisional: whether something was missing in that ranking.
    """

    period: str
    ranks: Mapping[str, int | None]
    provisional: bool


@dataclass(frozen=True, eq=False, repr=False)  # what it holds is compared one by one, where anything is
class Ranking:
    """The ranking of one bloc in one period, as of one stage.

    Attributes:
        campaign: the campaign.
        period: the period's id.
        bloc_id: the bloc's id.
        bloc: the bloc.
        rubric: its rubric.
        stage: the number of the latest stage looked at, from 0.
        reached: the number of the stage that the bloc has come to: the latest of those looked at that has a mark
            in any sheet.
        standings: the units by rank; units that are not ranked stand last, none is left out.
        rubric_place: gives the place in the rubric's file for a path in it.
        ladder_measures: returns by unit what each step of the rubric's ladder measures, of units without an equal
            one too; the greater comes first. Worked out when asked for: a step may rank an earlier period.
        first_points: returns by unit the points of each criterion as of the first stage, beside the same other units
            as in the ranking: what a step that looks at corrections compares with; None for what only a later stage
            marks. Worked out when asked for.
        asked: the ties that the rubric has somebody decide, whether that is recorded or not.
        undecided: what must still be decided.
        all_units: how many units the blocs have that classes and awards are decided over: the bloc's own, or, where the
            rubric has a share `of: all`, those of all blocs that share it.
        before: the ranks in the last period before that has any; None where there is none, or nobody asked.
    """

    campaign: Campaign
    period: str
    bloc_id: str
    bloc: Bloc
    rubric: Rubric
    stage: int
    reached: int
    standings: tuple[Standing, ...]
    rubric_place: Locate
    ladder_measures: Callable[[], Mapping[str, tuple[Fraction, ...]]]
    first_points: Callable[[], Mapping[str, tuple[Exact | None, ...]]]
    asked: tuple[AskedTie, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    all_units: int = 0
    before: RanksBefore | None = None

    def ranks_up(self, standing: Standing) -> int | None:
        """Return how many ranks a unit went up since then, below 0 where it went down; None without two ranks."""
        rank = None if self.before is None else self.before.ranks.get(standing.result.unit)
        return None if rank is None or standing.rank is None else rank - standing.rank

    @cached_property
    def provisional(self) -> bool:
        """True while any unit lacks a sheet, a mark, a verification, the decision on an appeal, or a ballot."""
        return any(standing.result.provisional for standing in self.standings) or bool(self.unvoted)

    @property
    def unvoted(self) -> list[Undecided]:
        """The classes and awards that wait for a ballot on some units."""
        return [one for one in self.undecided if one.at_least is not None]

    @cached_property
    def by_rank(self) -> dict[int, list[Standing]]:
        """The ranked units by rank: several where a rank is shared."""
        found: dict[int, list[Standing]] = {}
        for standing in self.standings:
            if standing.rank is not None:
                found.setdefault(standing.rank, []).append(standing)
        return found

    @cached_property
    def ranked(self) -> int:
        """How many units have a rank: what a rank is said to be out of."""
        return sum(map(len, self.by_rank.values()))

    @cached_property
    def ranks_of_shares(self) -> frozenset[int]:
        """The ranks of units whose points differ: it is their shares of what they could attain that are equal."""
        ranks = self.by_rank.items()
        return frozenset(rank for rank, equal in ranks if len({standing.result.points for standing in equal}) > 1)

    @cached_property
    def leaves_out(self) -> bool:
        """True when some unit has criteria that count on neither side, so that points alone mislead."""
        return any(standing.result.maximum != standing.result.full for standing in self.standings)

    @cached_property
    def percents(self) -> tuple[Decimal | None, ...]:
        """The units' shares in percent, in the order of the standings; None where nothing counts.

        Rounded to as many decimals as it takes so that no two different shares, and none that misses a
        class's bound or 100 %, look the same: what every table of the ranking shows.
        """
        results = [standing.result for standing in self.standings]
        return percents_apart([one.share if one.counts else None for one in results], class_bounds(self.rubric))


class UnitScores(NamedTuple):
    """What one unit gets as of each stage that the bloc has come to, side by side.

    Attributes:
        name: the unit's name.
        bloc_id: the bloc that it competes in.
        rubric: the bloc's rubric.
        by_stage: the results up to each stage, in the stages' order; the last one counts.
        classified: the class, or None where there is none, or it depends on sheets that are not here.
        passed_classes: why it is not the class that the total reaches, one reason for each class passed.
        change: what the last stage gives more than the first one on what both could mark, below 0 where it took some;
            None where either has no points.
    """

    name: str
    bloc_id: str
    rubric: Rubric
    by_stage: tuple[UnitResult, ...]
    classified: Class | None = None
    passed_classes: tuple[PassedClass, ...] = ()
    change: Exact | None = None

    @property
    def counted(self) -> UnitResult:
        """The result that counts: as of the latest stage looked at."""
        return self.by_stage[-1]

    @property
    def reached(self) -> int:
        """The number of the stage that the bloc has come to, as in its ranking."""
        return len(self.by_stage) - 1


def class_bounds(rubric: Rubric) -> list[Fraction]:
    """Return the lower bounds of the classes as shares of the full scale."""
    bounds = [entry.bound for entry in rubric.classification]
    return [Fraction(bound.value) / Fraction(rubric.total) for bound in bounds if bound is not None and bound.value]
