"""An entry of a sheet: every stage's mark read by its criterion's kind, with everything that is wrong in it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from qcdc_cli.campaign.appeals import EntryAppeals
from qcdc_cli.campaign.campaign_checks import ENTRY_KEYS, not_said
from qcdc_cli.campaign.double_marks import TakenMark, taken_mark, with_taken
from qcdc_cli.campaign.marks import Marked, StageReading, State, documents_among, reading_in_words, rule_for
from qcdc_cli.campaign.nodes import Claim, CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import Agreement, AnyMark, MarkEntry, StageMark
from qcdc_cli.kinds import Mark
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import figure
from qcdc_cli.language.names import nearest
from qcdc_cli.problems import Path, Problem, QcdcError
from qcdc_cli.values import NO_TARGET

_NO_AGREEMENT: Mapping[str, Agreement] = MappingProxyType({})
_NO_DOUBLES: Mapping[str, int] = MappingProxyType({})
_NOTHING_UPHELD: Mapping[str, Sequence[StageReading]] = MappingProxyType({})
_UNDER_A_STAGE = Text(
    "Ghi dưới một bước chấm, ví dụ `{stage}: {{{found}: …}}`.",
    "Put it under a stage, such as `{stage}: {{{found}: …}}`.",
)


class EntryReader:
    """Reads what sheets say about criteria.

    The same entry for the same criterion means the same in every unit, so it is read once.
    """

    def __init__(
        self,
        rubric: Rubric,
        stages: tuple[str, ...],
        targets: Mapping[str, Mapping[str, Decimal]],
        unassigned: Mapping[str, Mapping[str, str]],
        name: Callable[[str], str] = str,
        doubles: Mapping[str, int] = _NO_DOUBLES,
    ) -> None:
        """Prepare for a rubric.

        Args:
            rubric: the rubric, free of problems.
            stages: the stages' ids in order.
            targets: the campaign's targets, by criterion and unit.
            unassigned: the campaign's unassigned criteria with the reasons, by criterion and unit.
            name: gives the name of somebody whom a sheet may name by an id.
            doubles: the stages at which checkers mark alone, with how many must have marked.
        """
        self._rubric, self._name, self._doubles = rubric, name, doubles
        self._stages = {identity: number for number, identity in enumerate(stages)}
        self._first = stages[0]
        asking = (leaf.criterion.id for leaf in rubric.leaves if leaf.criterion.kind.takes_target)
        self._targets = {identity: targets[identity] for identity in asking if identity in targets}
        self._unassigned = unassigned
        starts = ((leaf.criterion.id, leaf.start(stages)) for leaf in rubric.leaves)
        self._starts = {identity: start for identity, start in starts if start}
        self._known: dict[tuple[Any, ...], tuple[StageReading, ...]] = {}
        self._known_claims: dict[tuple[Any, ...], StageReading | None] = {}

    def entry(
        self,
        criterion: CriterionBase,
        entry: Any,
        unit: str,
        problems: list[Problem],
        agreed: Mapping[str, Agreement] = _NO_AGREEMENT,
    ) -> Marked:
        """Read what a sheet says about a criterion.

        Args:
            criterion: the criterion.
            entry: what stands in the sheet.
            unit: the unit's id.
            problems: what is wrong is added here, with paths in the sheet.
            agreed: what the sheet's stages agreed with, which can be appealed against like a mark.
        """
        target = self._targets[criterion.id].get(unit) if criterion.id in self._targets else None
        doubled = self._doubles and isinstance(entry, MarkEntry) and not self._doubles.keys().isdisjoint(entry.stages)
        if not doubled:
            return self._entry(criterion, entry, unit, target, problems, agreed)
        taken = self._taken(criterion, entry, target, problems)
        marked = self._entry(criterion, with_taken(entry, taken), unit, target, problems, agreed)
        return marked._replace(doubles=tuple(one.double for one in taken.values()))

    def _entry(
        self,
        criterion: CriterionBase,
        entry: Any,
        unit: str,
        target: Decimal | None,
        problems: list[Problem],
        agreed: Mapping[str, Agreement],
    ) -> Marked:
        """Read an entry in which each stage has one mark."""
        absent: tuple[StageReading, ...] = ()
        if criterion.id in self._unassigned and unit in self._unassigned[criterion.id]:
            reason = self._unassigned[criterion.id][unit]
            absent = (StageReading(0, State.UNASSIGNED, reason=reason, preset=True),)
        in_full = type(entry) is MarkEntry
        if in_full and entry.appeals:
            return self._appealed(criterion, entry, target, absent, problems, agreed)
        content = (entry.not_applicable, entry.unassigned, *entry.stages.items()) if in_full else entry
        key = (criterion.id, target, absent, content)
        readings = self._known.get(key)
        if readings is None:
            before = len(problems)
            read = self._in_full if in_full else self._in_short
            readings = read(criterion, entry, target, absent, problems)
            if len(problems) == before:
                self._known[key] = readings
        start = self._starts.get(criterion.id, 0)
        return Marked(readings, documents_among(entry.evidence) if in_full and entry.evidence else (), start)

    def _taken(
        self, criterion: CriterionBase, entry: MarkEntry, target: Decimal | None, problems: list[Problem]
    ) -> dict[str, TakenMark]:
        """Return what the marks of checkers come to, by the stage at which they mark alone."""
        found: dict[str, TakenMark] = {}
        for stage, needed in self._doubles.items():
            given, path = entry.stages.get(stage, ""), ("marks", criterion.id, stage)
            if not _says_anything(given):
                continue
            if not isinstance(given, StageMark) or not given.marks or given.says_more:
                problems.append(Problem("Q850", {"id": criterion.cited, "stage": stage}, path=path))
                if not isinstance(given, StageMark) or not given.marks:
                    continue

            def read(mark: AnyMark, where: Path, told: list[Problem], stage: str = stage) -> StageReading | None:
                return self._reading(criterion, stage, mark, target, told, where)

            number = self._stages[stage]
            found[stage] = taken_mark(criterion, given, number, needed, read, path, problems)
        return found

    def _appealed(
        self,
        criterion: CriterionBase,
        entry: MarkEntry,
        target: Decimal | None,
        absent: tuple[StageReading, ...],
        problems: list[Problem],
        agreed: Mapping[str, Agreement],
    ) -> Marked:
        """Read an entry with appeals: the mark of one that was upheld stands behind that of its stage, and counts."""

        def read(stage: str, mark: str | tuple[str, ...] | StageMark, path: Path) -> StageReading | None:
            return self._reading(criterion, stage, mark, target, problems, path)

        appeals = EntryAppeals(criterion, entry, tuple(self._stages), agreed, read, self._name)
        readings = self._in_full(criterion, entry, target, absent, problems, appeals.upheld())
        marked = appeals.marked(readings, self._starts.get(criterion.id, 0))
        problems += appeals.problems
        return marked

    def claim(
        self, criterion: CriterionBase, said: str | tuple[str, ...] | StageMark, unit: str
    ) -> StageReading | None:
        """Read what a stage agreed to, written as the mark or the state that was claimed; None for what is neither."""
        target = self._targets[criterion.id].get(unit) if criterion.id in self._targets else None
        key = (criterion.id, target, said)
        if key not in self._known_claims:
            claim = self._claim(criterion, said, self._first, (), []) if isinstance(said, StageMark) else None
            if claim is None:
                claim = self._reading(criterion, self._first, said, target, [], ())
            self._known_claims[key] = claim
        return self._known_claims[key]

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
        if entry != "" and criterion.id in self._starts:
            problems.append(self._before_its_stage(criterion, self._first, path))
            return absent
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
        upheld: Mapping[str, Sequence[StageReading]] = _NOTHING_UPHELD,
    ) -> tuple[StageReading, ...]:
        """Read an entry with stages; `upheld` are the marks of upheld appeals, by the stage that they are of."""
        stages = entry.stages
        readings = [*self._claimed(criterion, entry, absent, problems), *absent]
        claims = len(readings)
        for stage in self._stages if len(stages) > 1 or upheld else stages:
            path = ("marks", criterion.id, stage)
            reading = self._of_stage(criterion, stage, stages.get(stage), target, problems)
            if reading is not None:
                if readings:
                    before = readings[-1]
                    if len(readings) == claims and (absent or reading.stage == 0):
                        if before.state is not reading.state:
                            problems.append(_both(before, path, reading.state))
                    elif not reading.reason and (before.state, before.reading) != (reading.state, reading.reading):
                        problems.append(self._unexplained(criterion, before, reading))
                readings.append(reading)
            readings += upheld.get(stage, ())
        if not self._stages.keys() >= stages.keys():
            known = (*self._stages, *ENTRY_KEYS)
            strangers = (stage for stage in stages if stage not in self._stages)
            problems.extend(unknown_stage(stage, known, ("marks", criterion.id, stage)) for stage in strangers)
        return tuple(readings) or self._without_target(criterion, target, problems)

    def _of_stage(
        self,
        criterion: CriterionBase,
        stage: str,
        mark: str | tuple[str, ...] | StageMark | None,
        target: Decimal | None,
        problems: list[Problem],
    ) -> StageReading | None:
        """Read what stands under a stage; None where nothing does, or nothing may."""
        if mark is None:
            return None
        path, start = ("marks", criterion.id, stage), self._starts.get(criterion.id, 0)
        if self._stages.get(stage, start) < start and _says_anything(mark):
            problems.append(self._before_its_stage(criterion, stage, path))
            return None
        return self._reading(criterion, stage, mark, target, problems, path)

    def _without_target(
        self, criterion: CriterionBase, target: Decimal | None, problems: list[Problem]
    ) -> tuple[StageReading, ...]:
        """Return the readings of a blank where the campaign sets no target: nothing is missing then."""
        if target != NO_TARGET or criterion.kind.relative:
            return ()
        only = self._judged(criterion, Mark(target=target), problems, ("marks", criterion.id))
        return () if only is None else (only,)

    def _claimed(
        self, criterion: CriterionBase, entry: MarkEntry, absent: tuple[StageReading, ...], problems: list[Problem]
    ) -> Iterator[StageReading]:
        """Yield the sheet's claim that nothing is marked; beside the campaign's own only where the reason differs."""
        claim = self._claim(criterion, entry, self._first, ("marks", criterion.id), problems)
        if claim is None:
            return
        if criterion.id in self._starts:
            path = ("marks", criterion.id, claim.state.value)
            problems.append(self._before_its_stage(criterion, self._first, path))
            return
        if absent and claim.state is not absent[0].state:
            problems.append(_both(absent[0], ("marks", criterion.id, claim.state.value), claim.state))
        elif not absent or claim.reason != absent[0].reason:
            yield claim._replace(preset=bool(absent))

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
        if isinstance(given, StageMark) and (given.marks or given.settled):
            if stage not in self._doubles or "marks" in path:
                problems.append(Problem("Q851", {"id": criterion.cited, "stage": stage}, path=path))
            return None
        if not isinstance(given, StageMark):
            reading = self._judged(criterion, Mark(given, target=target), problems, path)
            return None if reading is None else reading._replace(stage=number)
        claim = self._claim(criterion, given, stage, path, problems)
        if claim is not None:
            if given.mark not in (None, "") or isinstance(given.actual, Decimal):
                problems.append(_both(claim, path))
            problems.extend(_without_effect(criterion, given, ("reason", "target", "seen"), path))
            return claim._replace(stage=number, by=given.by or "")
        own = given.target if isinstance(given.target, Decimal) else None
        if own is not None and target is not None and own != target:
            problems.append(_two_targets(criterion, own, target, path))
        actual = given.actual if isinstance(given.actual, Decimal) else None
        if given.mark in (None, "") and actual is None and own is None:
            problems.extend(_without_effect(criterion, given, ("reason", "by", "seen"), path))
            return None
        mark = Mark.of(given.mark, actual, own if own is not None else target)
        reading = self._judged(criterion, mark, problems, path)
        if reading is None:
            return None
        preset = reading.preset and own is None  # else it is this stage that says that there is no target
        reason = given.reason or reading.reason
        return reading._replace(stage=number, reason=reason, preset=preset, by=given.by or "", seen=given.seen)

    def _judged(self, criterion: CriterionBase, mark: Mark, problems: list[Problem], path: Path) -> StageReading | None:
        """Have the criterion's kind read a mark; a refusal becomes a problem."""
        no_target = mark.target == NO_TARGET and criterion.kind.takes_target
        if no_target and not criterion.kind.relative:
            return self._no_target(criterion, mark, problems, path)
        try:
            reading = criterion.kind.read(mark, criterion.cited, criterion.points)
        except QcdcError as refusal:
            key = "actual" if mark.value is None and mark.named is None else "mark"
            problems.append(refusal.problem.under(*path, *(() if refusal.problem.path else (key,))))
            return None
        if no_target and criterion.kind.unassigned(reading):
            without = self._no_target(criterion, mark, problems, path)
            return None if without is None else without._replace(preset=False)  # the sheet says so itself
        if criterion.kind.takes_target and mark.target is None:  # may be meant, may be forgotten
            problems.append(Problem("Q626", {"id": criterion.cited}, path=path))
        # What depends on the bloc's other units is worked out when they are all known.
        points = None if criterion.kind.relative else criterion.kind.points(reading, criterion.points)
        return StageReading(0, State.GIVEN, reading, points)

    def _no_target(
        self, criterion: CriterionBase, mark: Mark, problems: list[Problem], path: Path
    ) -> StageReading | None:
        """Return the state of a criterion for which no target was set; what is written for it must still be a mark."""
        unsaid = rule_for(State.UNASSIGNED, criterion, self._rubric) is None
        if unsaid:
            problems.append(not_said(State.UNASSIGNED, path))
        if not mark.blank:
            try:
                actual = figure(criterion.kind.actual_of(mark, criterion.cited))
            except QcdcError as refusal:
                key = "actual" if mark.value is None and mark.named is None else "mark"
                problems.append(refusal.problem.under(*path, key))
                return None
            if not unsaid:
                problems.append(Problem("Q627", {"id": criterion.cited, "found": actual}, found=actual, path=path))
        return StageReading(0, State.UNASSIGNED, reason=say(*terms.NO_TARGET_SET), preset=True)

    def _claim(
        self, criterion: CriterionBase, given: MarkEntry | StageMark, stage: str, path: Path, problems: list[Problem]
    ) -> StageReading | None:
        """Return the claim of a stage that a criterion is not applicable or unassigned, where one is made."""
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
        problems.extend(self._too_early(criterion, claim, stage, path))
        return claim

    def _too_early(self, criterion: CriterionBase, claim: StageReading, stage: str, path: Path) -> Iterator[Problem]:
        """Yield a claim of not applicable by a stage that may not make it."""
        rule = criterion.not_applicable if criterion.not_applicable is not None else self._rubric.not_applicable
        if claim.state is not State.NOT_APPLICABLE or not isinstance(rule, Claim):
            return
        if self._stages.get(stage, 0) < self._stages.get(rule.claim, 0):
            values = {"id": criterion.cited, "stage": stage, "claim": rule.claim}
            yield Problem("Q622", values, path=(*path, claim.state.value))

    def _before_its_stage(self, criterion: CriterionBase, stage: str, path: Path) -> Problem:
        """Return the problem (Q629) of what a stage says before the first one that marks the criterion."""
        allowed = list(self._stages)[self._starts[criterion.id] :]
        values = {"id": criterion.cited, "stage": stage, "from": allowed[0]}
        return Problem("Q629", values, found=stage, allowed=", ".join(allowed), path=path)

    def _unexplained(self, criterion: CriterionBase, before: StageReading, after: StageReading) -> Problem:
        stages = list(self._stages)
        found, earlier = (reading_in_words(reading, criterion) for reading in (after, before))
        values = {"stage": stages[after.stage], "earlier": stages[before.stage], "found": found, "before": earlier}
        return Problem("Q611", values, found=found, path=("marks", criterion.id, stages[after.stage]))


def _says_anything(mark: str | tuple[str, ...] | StageMark) -> bool:
    """Return whether anything is filled in under a stage."""
    if isinstance(mark, StageMark):
        return any(getattr(mark, key) not in (None, "") for key in StageMark.model_fields)
    return mark != ""


def _both(claim: StageReading, path: Path, other: State = State.GIVEN) -> Problem:
    values = {"state": claim.state.title, "other": Text("điểm", "a mark") if other is State.GIVEN else other.title}
    return Problem("Q613", values, path=path)


def _without_effect(criterion: CriterionBase, given: StageMark, keys: tuple[str, ...], path: Path) -> Iterator[Problem]:
    """Yield the keys that are filled in without the mark that they belong to."""
    for key in keys:
        if getattr(given, key) not in (None, ""):
            yield Problem("Q628", {"id": criterion.cited, "key": key}, found=key, path=(*path, key))


def _two_targets(criterion: CriterionBase, own: Decimal, target: Decimal, path: Path) -> Problem:
    values = {"id": criterion.cited, "found": figure(own), "target": figure(target)}
    return Problem("Q620", values, found=figure(own), allowed=figure(target), path=(*path, "target"))


def unknown_stage(found: str, known: tuple[str, ...], path: Path) -> Problem:
    """Return the problem (Q305) of a key of an entry that is neither a stage nor one of its own keys."""
    fix = _UNDER_A_STAGE if found in StageMark.model_fields else ""
    values = {"found": found, "stage": known[0]}
    return Problem("Q305", values, found, ", ".join(known), nearest(found, known), fix=fix, path=path)
