"""How far a period has come: unit by unit and stage by stage, what is missing, what came late, what is due next.

Only what is in the files decides, and the day that somebody asks for: without one, nothing is overdue.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from qcdc_cli.campaign.campaign import Campaign, Stage
from qcdc_cli.campaign.lateness import days_late, late_lines
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.campaign.marks import Marked, MarkedSheet, NoSheet, without_evidence
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.received_files import ReceivedFile
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.problems import Problem
from qcdc_cli.scoring.unit import without_sheet

# What a column of its own says already: no sheet, blanks, missing evidence, marks that came in late, open appeals.
_TOLD = frozenset({"Q617", "Q618", "Q619", "Q637", "Q866", "Q867", "Q877"})


class Reached(Enum):
    """How far a unit has come at a stage; NOT_OPEN: nothing is there, and the stage opens after the day asked for."""

    NOT_OPEN = "not_open"
    NOT_BEGUN = "not_begun"
    BEGUN = "begun"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class StageProgress:
    """How far one unit has come at one stage.

    Attributes:
        given: of how many criteria the stage has said something: a mark, that there is nothing to mark, or that it
            agrees.
        lines: of how many criteria it is to say something; those outside the total are not counted.
        received: the file that last brought marks of it; None where none did, as where they were typed into the sheet.
        days_late: how many days after it was due the latest of its marks came in; 0 where all came in time.
        ignored: how many of its marks came in too late to count.
        overdue: how many days it is overdue on the day that was asked for; 0 where it is complete, or in time; None
            where no day was asked for, or the campaign names none.
        is_open: False where the stage opens only after the day that was asked for.
    """

    given: int
    lines: int
    received: ReceivedFile | None = None
    days_late: int = 0
    ignored: int = 0
    overdue: int | None = None
    is_open: bool = True

    @property
    def reached(self) -> Reached:
        """How far it has come; where it has nothing to say it is complete."""
        if self.given >= self.lines:
            return Reached.COMPLETE
        if self.given:
            return Reached.BEGUN
        return Reached.NOT_BEGUN if self.is_open else Reached.NOT_OPEN


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """How far one unit has come.

    Attributes:
        unit: the unit's id.
        bloc: the id of its bloc.
        has_sheet: whether it has a sheet that can be read.
        stages: stage by stage, in the campaign's order.
        blank: the criteria that the first stage is to mark and has not, in the rubric's order.
        faults: by criterion, an error of what is written for it, so that it cannot be taken for a mark.
        without_evidence: the criteria that have points and lack the evidence that the rubric wants.
        open_appeals: how many appeals against its marks are not decided yet.
        problems: how many errors and warnings its sheet has, besides what the other figures say.
        suspect: the criteria whose evidence changed since a stage saw it and gave its mark.
        alone: stage by stage, for each checker who marks alone there, of how many criteria nothing is left to that
            checker: with a mark of the own, or with what counts already.
    """

    unit: str
    bloc: str
    has_sheet: bool
    stages: tuple[StageProgress, ...]
    blank: tuple[CriterionBase, ...]
    faults: Mapping[str, Problem]
    without_evidence: tuple[CriterionBase, ...]
    open_appeals: int
    problems: int
    suspect: tuple[CriterionBase, ...] = ()
    alone: tuple[Mapping[str, int], ...] = ()

    def stage_of(self, stage: int, checker: str) -> StageProgress:
        """Return how far a checker has come with the unit at a stage: with the own marks where two mark alone."""
        whole = self.stages[stage]
        given = self.alone[stage].get(checker, whole.given)
        return replace(whole, given=given, overdue=0 if whole.overdue and given >= whole.lines else whole.overdue)


@dataclass(frozen=True, slots=True)
class CheckerProgress:
    """How far one checker has come with the units assigned for a stage.

    Attributes:
        checker: the checker's id.
        stage: the stage's number, from 0.
        units: how far the checker has come with each of the units at that stage; those that were asked for.
        waiting: of which of them, by id, something is left to be marked, and can be: the stage is open, and the one
            before it is complete.
    """

    checker: str
    stage: int
    units: tuple[StageProgress, ...]
    waiting: Mapping[str, StageProgress]

    @property
    def left(self) -> int:
        """How many criteria of these units the checker is still to mark."""
        return sum(one.lines - one.given for one in self.units)

    def number(self, reached: Reached) -> int:
        """Return how many of the units have come so far."""
        return sum(one.reached is reached for one in self.units)


@dataclass(frozen=True, slots=True)
class StageSummary:
    """How far all units have come at one stage.

    Attributes:
        stage: the stage.
        opens: from when on it marks; None where the campaign does not say.
        due: when it is due; None likewise.
        numbers: how many units have come how far.
        late: how many units have marks that came in after it was due.
        left: how many days are left until it is due; below 0 once it is overdue; None without a day to count from.
    """

    stage: Stage
    opens: date | None
    due: date | None
    numbers: Mapping[Reached, int]
    late: int
    left: int | None

    @property
    def is_complete(self) -> bool:
        """True when all units are complete."""
        return not self.waiting

    @property
    def waiting(self) -> int:
        """How many units are not complete."""
        return sum(number for reached, number in self.numbers.items() if reached is not Reached.COMPLETE)


@dataclass(frozen=True, slots=True)
class PeriodProgress:
    """How far a period has come.

    Attributes:
        period: the period's id.
        on: the day that was asked for; None where none was.
        units: unit by unit, in the campaign's order.
        stages: stage by stage.
        checkers: checker by checker, for each stage with units assigned to them, in the campaign's order.
        elsewhere: how many errors there are that stand in no sheet of these units.
    """

    period: str
    on: date | None
    units: tuple[UnitProgress, ...]
    stages: tuple[StageSummary, ...]
    checkers: tuple[CheckerProgress, ...]
    elsewhere: int

    @property
    def next_due(self) -> StageSummary | None:
        """The first stage that is not complete and due, on the day asked for or later; without a day, ever."""
        waiting = [one for one in self.stages if not one.is_complete and one.due is not None]
        return next((one for one in waiting if one.left is None or one.left >= 0), None)

    @property
    def overdue(self) -> tuple[StageSummary, ...]:
        """The stages that are overdue on the day asked for and not complete."""
        return tuple(one for one in self.stages if not one.is_complete and one.left is not None and one.left < 0)


def period_progress(
    loaded: Loaded,
    period: str,
    blocs: Sequence[str],
    *,
    units: Collection[str] | None = None,
    on: date | None = None,
    suspect: Mapping[str, tuple[CriterionBase, ...]] | None = None,
) -> PeriodProgress:
    """Find out how far a period has come.

    Args:
        loaded: the campaign; its sheets may have errors.
        period: the period's id.
        blocs: the ids of the blocs to look at; their rubrics can be used.
        units: the ids of the only units to look at; None for all units of these blocs.
        on: the day to count from; None to count from none.
        suspect: by unit, the criteria whose evidence changed since a stage saw it; None where nobody looked.
    """
    campaign = loaded.campaign
    problems, faults, elsewhere = _problems(loaded, period, blocs)
    found: list[UnitProgress] = []
    for bloc in blocs:
        rubric = loaded.rubrics[bloc]
        stages = [stage.id for stage in campaign.stages]
        nothing = without_sheet(rubric, campaign.period_names(period), stages)
        for unit in campaign.blocs[bloc].units:
            if units is None or unit in units:
                sheet = loaded.sheets.get((unit, period))
                whose = _Whose(campaign, rubric, bloc, unit, period, on)
                own = whose.progress(sheet, nothing, faults.get(unit, {}), problems[unit])
                found.append(replace(own, suspect=(suspect or {}).get(unit, ())))
    summaries = tuple(_summary(campaign, period, number, found, on) for number in range(len(campaign.stages)))
    return PeriodProgress(period, on, tuple(found), summaries, tuple(_checkers(campaign, period, found)), elsewhere)


@dataclass(frozen=True, slots=True)
class _Whose:
    """Of which unit and period the progress is asked for, and from which day on it is counted."""

    campaign: Campaign
    rubric: Rubric
    bloc: str
    unit: str
    period: str
    on: date | None

    def progress(
        self, sheet: MarkedSheet | None, nothing: NoSheet, faults: Mapping[str, Problem], problems: int
    ) -> UnitProgress:
        """Return how far the unit has come with its sheet; with nothing where it has none."""
        criteria = nothing.criteria if sheet is None else sheet.criteria
        to_mark = [
            (leaf.criterion, marked)
            for leaf, marked in zip(self.rubric.leaves, criteria, strict=True)
            if not leaf.extra and not self._is_preset(leaf.criterion, marked)
        ]
        given = [{one.stage for one in marked.readings if not one.preset} for _, marked in to_mark]
        stages, alone = [], []
        for number in range(len(self.campaign.stages)):
            asked = [(own, marked) for own, (_, marked) in zip(given, to_mark, strict=True) if marked.start <= number]
            done = sum(number in own for own, _ in asked)
            stages.append(self._stage(number, done, len(asked), sheet))
            open_marks = [marked for own, marked in asked if number not in own]
            alone.append(
                {checker: done + _marked_alone(open_marks, number, checker) for checker in self._alone(number)}
            )
        blank = (
            criterion
            for own, (criterion, marked) in zip(given, to_mark, strict=True)
            if not marked.start and 0 not in own
        )
        lacking = () if sheet is None else tuple(without_evidence(self.rubric, sheet.criteria))
        waiting = sum(one.decision is None for marked in criteria for one in marked.appeals)
        return UnitProgress(
            self.unit,
            self.bloc,
            sheet is not None,
            tuple(stages),
            tuple(blank),
            faults,
            lacking,
            waiting,
            problems,
            alone=tuple(alone),
        )

    def _alone(self, number: int) -> tuple[str, ...]:
        """Return who marks the unit alone at a stage: where two do, those whom it is assigned to."""
        stage = self.campaign.stages[number]
        if not stage.double:
            return ()
        return tuple(self.campaign.assignments.get(self.period, {}).get(stage.id, {}).get(self.unit, ()))

    def _is_preset(self, criterion: CriterionBase, marked: Marked) -> bool:
        """Return whether nobody is to say anything: not held in the period, or settled by the campaign's own file."""
        if marked.readings:
            return all(one.preset for one in marked.readings)
        return self.unit in self.campaign.unassigned.get(criterion.id, {})

    def _stage(self, number: int, given: int, lines: int, sheet: MarkedSheet | None) -> StageProgress:
        overdue, opens = None, self.campaign.opens_on(self.period, number)
        is_open = self.on is None or opens is None or opens <= self.on
        due = self.campaign.due_of(self.period, number)
        if self.on is not None and due is not None:
            overdue = max((self.on - due).days, 0) if given < lines else 0
        received = () if sheet is None else sheet.received
        if sheet is None or not received:
            return StageProgress(given, lines, overdue=overdue, is_open=is_open)
        stage = self.campaign.stages[number].id
        last = next((one for one in reversed(received) if one.stage == stage and one.lines), None)
        said = {
            leaf.criterion.id
            for leaf, marked in zip(self.rubric.leaves, sheet.criteria, strict=True)
            if any(one.stage == number for one in (*marked.readings, *marked.too_late))
        }
        late = [one for line, one in late_lines(self.campaign, received).get(number, {}).items() if line in said]
        most = max((days_late(self.campaign, one) for one in late), default=0)
        ignored = sum(any(one.stage == number for one in marked.too_late) for marked in sheet.criteria)
        return StageProgress(given, lines, last, most, ignored, overdue, is_open)


def _marked_alone(criteria: Iterable[Marked], stage: int, checker: str) -> int:
    """Return how many criteria a checker has marked alone."""
    return sum(
        any(double.stage == stage and checker in dict(double.marks) for double in marked.doubles) for marked in criteria
    )


def _checkers(campaign: Campaign, period: str, units: Sequence[UnitProgress]) -> Iterator[CheckerProgress]:
    """Yield how far each checker has come at each stage with the units assigned for it."""
    by_stage = campaign.assignments.get(period, {})
    for number, stage in enumerate(campaign.stages):
        assigned = by_stage.get(stage.id, {})
        own: dict[str, list[UnitProgress]] = {}
        for one in units:
            for checker in assigned.get(one.unit, ()):
                own.setdefault(checker, []).append(one)
        for checker in campaign.checkers:
            if checker in own:
                found = {one.unit: one.stage_of(number, checker) for one in own[checker]}
                waiting = {one.unit: found[one.unit] for one in own[checker] if _waits(one, number, found[one.unit])}
                yield CheckerProgress(checker, number, tuple(found.values()), waiting)


def _waits(unit: UnitProgress, stage: int, own: StageProgress) -> bool:
    """Return whether a checker can go on with a unit at a stage, and has not marked all of it."""
    before = unit.stages[:stage][-1:]
    is_ready = all(one.reached is Reached.COMPLETE for one in before)
    return own.is_open and own.reached is not Reached.COMPLETE and is_ready


def _problems(
    loaded: Loaded, period: str, blocs: Sequence[str]
) -> tuple[Counter[str], dict[str, dict[str, Problem]], int]:
    """Return how many problems each unit's sheet has, the errors in its marks, and how many stand in no sheet."""
    found: Counter[str] = Counter()
    faults: dict[str, dict[str, Problem]] = {}
    elsewhere = 0
    for problem in loaded.problems_of(blocs, period):
        owner = loaded.owners.get(problem.place.path) if problem.place is not None else None
        if owner is None:
            elsewhere += problem.is_error
        elif owner.period == period and not problem.is_note and problem.code not in _TOLD:
            found[owner.unit] += 1
            if problem.is_error and problem.path[:1] == ("marks",) and problem.path[1:]:
                faults.setdefault(owner.unit, {}).setdefault(str(problem.path[1]), problem)
    return found, faults, elsewhere


def _summary(
    campaign: Campaign, period: str, number: int, units: Sequence[UnitProgress], on: date | None
) -> StageSummary:
    due = campaign.due_of(period, number)
    own = [one.stages[number] for one in units]
    return StageSummary(
        campaign.stages[number],
        campaign.opens_on(period, number),
        due,
        Counter(one.reached for one in own),
        sum(one.days_late > 0 for one in own),
        None if due is None or on is None else (due - on).days,
    )
