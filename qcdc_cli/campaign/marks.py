"""A sheet against its rubric: every mark read by its criterion's kind, and everything wrong with it told."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from qcdc_cli.campaign.campaign_checks import ENTRY_KEYS, not_said, unknown
from qcdc_cli.campaign.rubric import Claim, CriterionBase, Group, Rubric
from qcdc_cli.campaign.sheet import EvidenceItem, MarkEntry, Notes, Sheet, StageMark
from qcdc_cli.campaign.states import State
from qcdc_cli.kinds import Exact, Mark
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import figure
from qcdc_cli.language.names import nearest
from qcdc_cli.problems import Place, Problem
from qcdc_cli.problems.problem import Locate, Path
from qcdc_cli.values import NO_TARGET, Refused

_UNDER_A_STAGE = Text(
    "Ghi dưới một bước chấm, ví dụ `{stage}: {{{found}: …}}`.",
    "Put it under a stage, such as `{stage}: {{{found}: …}}`.",
)


class StageReading(NamedTuple):
    """What one stage said about one criterion.

    Attributes:
        stage: the stage's number in the campaign's order, from 0.
        state: a mark, or not applicable, or unassigned; a stage that said nothing has no reading.
        reading: the mark as its kind read it; None unless the state is GIVEN.
        points: the exact points before rounding; None unless the state is GIVEN.
        reason: why the mark differs from the stage before, or why nothing is marked; "" if not said.
    """

    stage: int
    state: State
    reading: Any = None
    points: Exact | None = None
    reason: str = ""


class Marked(NamedTuple):
    """All that a sheet says about one criterion."""

    readings: tuple[StageReading, ...]
    evidence: tuple[str | EvidenceItem, ...] = ()

    def upto(self, stage: int) -> StageReading | None:
        """Return the reading of the latest stage, not later than `stage`, that said something."""
        reading: StageReading
        for reading in reversed(self.readings):
            if reading.stage <= stage:
                return reading
        return None


UNMARKED = Marked(())
NOT_HELD = Marked((StageReading(0, State.NOT_HELD),))


class MarkedSheet(NamedTuple):
    """A sheet whose marks have been read.

    Attributes:
        unit: the unit's id.
        period: the period's id.
        criteria: what is said about each criterion, in the order of the rubric's leaves.
        notes: strengths, limits, difficulties, proposals.
        place: gives the place in the file for a path in it.
        disqualifiers: the rubric's disqualifiers that apply, by id, with the reason.
    """

    unit: str
    period: str
    criteria: tuple[Marked, ...]
    notes: Notes
    place: Locate
    disqualifiers: Mapping[str, str] = {}

    def place_of(self, criterion: str, stage: str = "") -> Place:
        """Return the line on which a stage's mark (or all that is said about a criterion) stands."""
        return self.place(("marks", criterion, stage) if stage else ("marks", criterion))


class MarkReader:
    """Reads sheets against one rubric.

    The same entry for the same criterion means the same in every unit, so it is read once.
    """

    def __init__(
        self,
        rubric: Rubric,
        stages: tuple[str, ...],
        targets: Mapping[str, Mapping[str, Decimal]],
        unassigned: Mapping[str, Mapping[str, str]],
        periods: Mapping[str, frozenset[str]] | None = None,
        *,
        carried: bool = False,
    ) -> None:
        """Prepare for a rubric.

        Args:
            rubric: the rubric, free of problems.
            stages: the stages' ids in order.
            targets: the campaign's targets, by criterion and unit.
            unassigned: the campaign's unassigned criteria with the reasons, by criterion and unit.
            periods: what the rubric may call each period, by the period's id.
            carried: the marks were given for another rubric; those that do not fit are told and left blank.
        """
        self._rubric = rubric
        self._periods = periods or {}
        self._carried = carried
        self._held: dict[str, tuple[bool, ...]] = {}
        self._stages = {identity: number for number, identity in enumerate(stages)}
        self._first = stages[0]
        self._criteria = tuple(leaf.criterion for leaf in rubric.leaves)
        asking = (criterion.id for criterion in self._criteria if criterion.kind.takes_target)
        self._targets = {identity: targets[identity] for identity in asking if identity in targets}
        self._unassigned = unassigned
        self._known: dict[tuple[Any, ...], tuple[StageReading, ...]] = {}
        self._ids = frozenset(criterion.id for criterion in self._criteria)

    def read(self, sheet: Sheet, place: Locate) -> tuple[MarkedSheet, list[Problem]]:
        """Read a sheet.

        Args:
            sheet: the sheet.
            place: gives the place in the sheet's file for a path in it.

        Returns:
            the sheet's marks, and all problems of them, which carry paths in the sheet.
        """
        problems: list[Problem] = []
        marks = sheet.marks
        held = self._held_in(sheet.period)
        marked = tuple(
            self._entry(criterion, marks.get(criterion.id, ""), sheet.unit, problems) for criterion in self._criteria
        )
        if not all(held):
            marked = tuple(self._only_held(sheet.period, held, marked, problems))
        if not self._ids.issuperset(marks):
            problems.extend(self._strangers(marks))
        problems.extend(self._undeclared(sheet))
        if self._carried:
            marked = self._left_blank(marked, {problem.path[1] for problem in problems if problem.path[1:]})
            problems = [_not_carried(problem) for problem in problems]
        problems.extend(self._gaps(sheet, marked, {problem.path[1] for problem in problems if problem.path[1:]}))
        notes = sheet.notes or Notes()
        declared = {key: why for key, why in sheet.disqualifiers.items() if key in self._rubric.disqualifiers}
        return MarkedSheet(sheet.unit, sheet.period, marked, notes, place, declared), problems

    def _left_blank(self, marked: tuple[Marked, ...], faulty: set[str | int]) -> tuple[Marked, ...]:
        """Take as blank all that is said about criteria whose marks do not fit: an earlier stage's mark too."""
        pairs = zip(self._criteria, marked, strict=True)
        return tuple(
            mark._replace(readings=()) if criterion.id in faulty and mark is not NOT_HELD else mark
            for criterion, mark in pairs
        )

    def _held_in(self, period: str) -> tuple[bool, ...]:
        """Return for each criterion whether the rubric holds it in a period."""
        if period not in self._held:
            names = self._periods.get(period, frozenset({period}))
            self._held[period] = tuple(leaf.held_in(names) for leaf in self._rubric.leaves)
        return self._held[period]

    def _only_held(
        self, period: str, held: tuple[bool, ...], marked: tuple[Marked, ...], problems: list[Problem]
    ) -> Iterator[Marked]:
        """Yield what is said about the criteria; those that the period does not hold must have no marks."""
        for criterion, holds, mark in zip(self._criteria, held, marked, strict=True):
            if holds:
                yield mark
                continue
            if any(reading.state is State.GIVEN for reading in mark.readings):
                values = {"id": criterion.id, "period": period}
                problems.append(Problem("Q621", values, path=("marks", criterion.id)))
            yield NOT_HELD

    def _undeclared(self, sheet: Sheet) -> Iterator[Problem]:
        """Yield disqualifiers that the rubric does not have."""
        for identity in sheet.disqualifiers:
            if identity not in self._rubric.disqualifiers:
                yield unknown("Q623", identity, self._rubric.disqualifiers, ("disqualifiers", identity))

    def _entry(self, criterion: CriterionBase, entry: Any, unit: str, problems: list[Problem]) -> Marked:
        """Read what a sheet says about a criterion; what several units say alike is read once."""
        target = self._targets[criterion.id].get(unit) if criterion.id in self._targets else None
        absent: tuple[StageReading, ...] = ()
        if criterion.id in self._unassigned and unit in self._unassigned[criterion.id]:
            absent = (StageReading(0, State.UNASSIGNED, reason=self._unassigned[criterion.id][unit]),)
        in_full = type(entry) is MarkEntry
        said = (entry.not_applicable, entry.unassigned, *entry.stages.items()) if in_full else entry
        key = (criterion.id, target, absent, said)
        readings = self._known.get(key)
        if readings is None:
            before = len(problems)
            read = self._in_full if in_full else self._in_short
            readings = read(criterion, entry, target, absent, problems)
            if len(problems) == before:
                self._known[key] = readings
        return Marked(readings, (entry.evidence or ()) if in_full else ())

    def _in_short(
        self,
        criterion: CriterionBase,
        entry: str | tuple[str, ...],
        target: Decimal | None,
        absent: tuple[StageReading, ...],
        problems: list[Problem],
    ) -> tuple[StageReading, ...]:
        """Read an entry that is nothing but the first stage's mark."""
        path: Path = ("marks", criterion.id)
        only = self._reading(criterion, self._first, entry, target, problems, path)
        if only is None:
            return absent or self._without_target(criterion, target, problems)
        if absent:
            problems.append(_both(absent[0], path))
        return (only,)

    def _in_full(
        self,
        criterion: CriterionBase,
        entry: MarkEntry,
        target: Decimal | None,
        absent: tuple[StageReading, ...],
        problems: list[Problem],
    ) -> tuple[StageReading, ...]:
        """Read an entry with stages."""
        stages = entry.stages
        readings = [*absent, *self._claimed(criterion, entry, absent, problems)]
        claims = len(readings)
        for stage in self._stages if len(stages) > 1 else stages:
            given = stages.get(stage)
            if given is None:
                continue
            path = ("marks", criterion.id, stage)
            reading = self._reading(criterion, stage, given, target, problems, path)
            if reading is None:
                continue
            if readings:
                before = readings[-1]
                if len(readings) == claims and (absent or reading.stage == 0):
                    if before.state is not reading.state:
                        problems.append(_both(before, path, reading.state))
                elif not reading.reason and _differs(before, reading):
                    problems.append(self._unexplained(criterion, before, reading))
            readings.append(reading)
        if not self._stages.keys() >= stages.keys():
            problems.extend(self._unknown_stages(criterion, stages))
        return tuple(readings) or self._without_target(criterion, target, problems)

    def _without_target(
        self, criterion: CriterionBase, target: Decimal | None, problems: list[Problem]
    ) -> tuple[StageReading, ...]:
        """Return what stands for a blank where the campaign sets no target: nothing is missing then."""
        if target != NO_TARGET or criterion.kind.relative:
            return ()
        only = self._judged(criterion, Mark(target=target), problems, ("marks", criterion.id))
        return () if only is None else (only,)

    def _claimed(
        self,
        criterion: CriterionBase,
        entry: MarkEntry,
        absent: tuple[StageReading, ...],
        problems: list[Problem],
    ) -> Iterator[StageReading]:
        """Yield the sheet's own claim that a criterion is not marked, unless the campaign has settled it."""
        claim = self._claim(criterion, entry, ("marks", criterion.id), problems)
        if claim is None:
            return
        if not absent:
            yield claim
        elif claim.state is not absent[0].state:
            problems.append(_both(absent[0], ("marks", criterion.id, claim.state.value), claim.state))

    def _reading(
        self,
        criterion: CriterionBase,
        stage: str,
        given: str | tuple[str, ...] | StageMark,
        target: Decimal | None,
        problems: list[Problem],
        path: Path,
    ) -> StageReading | None:
        """Read what one stage gave; None where it is blank, unknown or refused."""
        if stage not in self._stages or given == "":
            return None
        number = self._stages[stage]
        if not isinstance(given, StageMark):
            reading = self._judged(criterion, Mark(given, target=target), problems, path)
            return None if reading is None else reading._replace(stage=number)
        claim = self._claim(criterion, given, path, problems)
        if claim is not None:
            if given.mark not in (None, "") or isinstance(given.actual, Decimal):
                problems.append(_both(claim, path))
            return claim._replace(stage=number)
        own = given.target if isinstance(given.target, Decimal) else None
        if own is not None and target is not None and own != target:
            problems.append(_two_targets(criterion, own, target, path))
        actual = given.actual if isinstance(given.actual, Decimal) else None
        if given.mark in (None, "") and actual is None and own is None:
            return None
        mark = Mark(given.mark if given.mark != "" else None, actual, own if own is not None else target)
        reading = self._judged(criterion, mark, problems, path)
        return None if reading is None else reading._replace(stage=number, reason=given.reason or reading.reason)

    def _judged(self, criterion: CriterionBase, mark: Mark, problems: list[Problem], path: Path) -> StageReading | None:
        """Have the criterion's kind read a mark; a refusal becomes a problem."""
        if mark.target == NO_TARGET and criterion.kind.takes_target and not criterion.kind.relative:
            if rule_for(State.UNASSIGNED, criterion, self._rubric) is None:
                problems.append(not_said(State.UNASSIGNED, path))
            return StageReading(0, State.UNASSIGNED, reason=say("không giao chỉ tiêu", "no target was set"))
        try:
            reading = criterion.kind.read(mark, criterion.id, criterion.points)
        except Refused as refusal:
            key = "mark" if mark.value is not None else "actual"
            problems.append(refusal.problem.under(*path, *(() if refusal.problem.path else (key,))))
            return None
        # What depends on the bloc's other units is worked out when they are all known.
        points = None if criterion.kind.relative else criterion.kind.points(reading, criterion.points)
        return StageReading(0, State.GIVEN, reading, points)

    def _claim(
        self, criterion: CriterionBase, given: MarkEntry | StageMark, path: Path, problems: list[Problem]
    ) -> StageReading | None:
        """Return the claim that a criterion is not applicable or unassigned, where one is made."""
        if given.not_applicable is not None:
            state, reason = State.NOT_APPLICABLE, given.not_applicable
        elif given.unassigned is not None:
            state, reason = State.UNASSIGNED, given.unassigned
        else:
            return None
        claim = StageReading(0, state, reason=reason)
        if given.not_applicable is not None and given.unassigned is not None:
            problems.append(_both(claim, (*path, State.UNASSIGNED.value), State.UNASSIGNED))
        if rule_for(state, criterion, self._rubric) is None:
            problems.append(not_said(state, (*path, state.value)))
        problems.extend(self._too_early(criterion, claim, path))
        return claim

    def _too_early(self, criterion: CriterionBase, claim: StageReading, path: Path) -> Iterator[Problem]:
        """Yield a claim of not applicable by a stage that may not make it."""
        rule = criterion.not_applicable if criterion.not_applicable is not None else self._rubric.not_applicable
        if claim.state is not State.NOT_APPLICABLE or not isinstance(rule, Claim):
            return
        stage = str(path[2]) if len(path) > 2 else self._first
        if self._stages.get(stage, 0) < self._stages.get(rule.claim, 0):
            values = {"id": criterion.id, "stage": stage, "claim": rule.claim}
            yield Problem("Q622", values, path=(*path, claim.state.value))

    def _unexplained(self, criterion: CriterionBase, before: StageReading, after: StageReading) -> Problem:
        stages = list(self._stages)
        found, earlier = (shown(reading, criterion) for reading in (after, before))
        values = {
            "stage": stages[after.stage],
            "earlier": stages[before.stage],
            "found": found,
            "before": earlier,
        }
        return Problem("Q611", values, found=found, path=("marks", criterion.id, stages[after.stage]))

    def _unknown_stages(self, criterion: CriterionBase, stages: Mapping[str, Any]) -> Iterator[Problem]:
        known = (*self._stages, *ENTRY_KEYS)
        for stage in stages:
            if stage not in self._stages:
                path = ("marks", criterion.id, stage)
                yield unknown_stage(stage, known, path)

    def _strangers(self, marks: Mapping[str, Any]) -> Iterator[Problem]:
        for identity in marks:
            if identity in self._ids:
                continue
            node = self._rubric.find(identity)
            if isinstance(node, Group):
                inside = [leaf.criterion.id for leaf in self._rubric.leaves if node in leaf.groups]
                values = {"found": identity, "children": ", ".join(inside)}
                yield Problem("Q602", values, found=identity, path=("marks", identity))
            else:
                yield unknown("Q601", identity, dict.fromkeys(c.id for c in self._criteria), ("marks", identity))

    def _gaps(self, sheet: Sheet, marked: tuple[Marked, ...], faulty: set[str | int]) -> Iterator[Problem]:
        """Yield what is missing; a mark that was refused is there, so its criterion is not called blank."""
        blank = [
            leaf.criterion.id
            for leaf, mark in zip(self._rubric.leaves, marked, strict=True)
            if not mark.readings and leaf.criterion.id not in faulty and not leaf.extra
        ]
        if blank:
            first = next((identity for identity in blank if identity in sheet.marks), "")
            values = {"unit": sheet.unit, "number": str(len(blank)), "ids": ", ".join(blank)}
            yield Problem("Q618", values, path=("marks", first) if first else ("marks",))
        for criterion, mark in zip(self._criteria, marked, strict=True):
            if mark.evidence or missing_evidence(criterion, self._rubric) == "ignore":
                continue
            if lacks_evidence(criterion, mark, mark.readings[-1] if mark.readings else None):
                documents = "; ".join(criterion.documents) or "…"
                values = {"id": criterion.id, "unit": sheet.unit, "documents": documents}
                yield Problem("Q619", values, path=("marks", criterion.id))


def rule_for(state: State, criterion: CriterionBase, rubric: Rubric) -> str | None:
    """Return how the rubric counts this state for this criterion: exclude, full, zero, or None if unsaid."""
    if state is State.NOT_HELD:
        return "exclude"
    if state is State.UNASSIGNED:
        return criterion.unassigned or rubric.unassigned
    rule = criterion.not_applicable if criterion.not_applicable is not None else rubric.not_applicable
    return rule.count if isinstance(rule, Claim) else rule


def missing_evidence(criterion: CriterionBase, rubric: Rubric) -> str:
    """Return what missing evidence means for this criterion: warn, zero or ignore."""
    return criterion.missing_evidence or rubric.missing_evidence


def lacks_evidence(criterion: CriterionBase, marked: Marked, counted: StageReading | None) -> bool:
    """Return whether points were given for which the rubric wants evidence and the sheet has none."""
    if marked.evidence or counted is None or counted.state is not State.GIVEN or not criterion.evidence_required:
        return False
    return counted.points is None or bool(counted.points)


def _not_carried(problem: Problem) -> Problem:
    """Turn the refusal of a mark that was given for another rubric into word of it (Q625)."""
    identity = str(problem.path[1]) if len(problem.path) > 1 else ""
    return Problem("Q625", {"id": identity, "why": problem.sentence().rstrip(".")}, problem.found, path=problem.path)


def shown(reading: StageReading, criterion: CriterionBase) -> str:
    """Show what a stage said, in the language in use: the mark as its kind shows it, or the state."""
    if reading.state is State.GIVEN:
        return criterion.kind.shown(reading.reading)
    return str(reading.state.title)


def _differs(before: StageReading, after: StageReading) -> bool:
    return before.state is not after.state or before.reading != after.reading


def _both(claim: StageReading, path: Path, other: State = State.GIVEN) -> Problem:
    values = {"state": claim.state.title, "other": Text("điểm", "a mark") if other is State.GIVEN else other.title}
    return Problem("Q613", values, path=path)


def _two_targets(criterion: CriterionBase, own: Decimal, target: Decimal, path: Path) -> Problem:
    values = {"id": criterion.id, "found": figure(own), "target": figure(target)}
    return Problem("Q620", values, found=figure(own), allowed=figure(target), path=(*path, "target"))


def unknown_stage(found: str, known: tuple[str, ...], path: Path) -> Problem:
    """Return the problem (Q305) of a key of an entry that is neither a stage nor one of its own keys."""
    fix = _UNDER_A_STAGE if found in StageMark.model_fields else ""
    values = {"found": found, "stage": known[0]}
    return Problem("Q305", values, found, ", ".join(known), nearest(found, known), fix=fix, path=path)
