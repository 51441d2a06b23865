"""An entry of a sheet: what all stages say about a criterion together, with everything that is wrong in it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from qcdc_cli.campaign.appeals import EntryAppeals
from qcdc_cli.campaign.campaign_checks import ENTRY_KEYS
from qcdc_cli.campaign.double_marks import TakenMark, taken_mark, with_taken
from qcdc_cli.campaign.marks import DoubleMark, Marked, StageReading, State, documents_among, reading_in_words
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import Agreement, AnyMark, EvidenceItem, MarkEntry, StageMark
from qcdc_cli.campaign.stage_marks import StageMarkReader, claimed_beside
from qcdc_cli.kinds import Mark
from qcdc_cli.language import Text
from qcdc_cli.language.names import nearest
from qcdc_cli.problems import Path, Problem
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
        self._name, self._doubles = name, doubles
        self._stages = {identity: number for number, identity in enumerate(stages)}
        self._first = stages[0]
        asking = (leaf.criterion.id for leaf in rubric.leaves if leaf.criterion.kind.takes_target)
        self._targets = {identity: targets[identity] for identity in asking if identity in targets}
        self._unassigned = unassigned
        starts = ((leaf.criterion.id, leaf.start(stages)) for leaf in rubric.leaves)
        self._starts = {identity: start for identity, start in starts if start}
        self._marks = StageMarkReader(rubric, self._stages, self._starts, doubles)
        # By criterion, what its entries say: each once, since most units' marks are among the same few.
        self._known: dict[str, dict[Any, tuple[StageReading, ...]]] = {leaf.criterion.id: {} for leaf in rubric.leaves}
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
        identity = criterion.id
        target = self._targets[identity].get(unit) if identity in self._targets else None
        absent: tuple[StageReading, ...] = ()
        if identity in self._unassigned and unit in self._unassigned[identity]:
            reason = self._unassigned[identity][unit]
            absent = (StageReading(0, State.UNASSIGNED, reason=reason, preset=True),)
        doubles: tuple[DoubleMark, ...] = ()
        documents: tuple[str | EvidenceItem, ...] = ()
        in_full = type(entry) is MarkEntry
        key: tuple[Any, ...] = (target, absent, entry)
        if in_full:
            if self._doubles and not self._doubles.keys().isdisjoint(entry.stages):
                taken = self._taken(criterion, entry, target, problems)
                entry, doubles = with_taken(entry, taken), tuple(one.double for one in taken.values())
            if entry.appeals:
                return self._appealed(criterion, entry, target, absent, problems, agreed)._replace(doubles=doubles)
            if entry.evidence:
                documents = documents_among(entry.evidence)
            stages = entry.stages
            key = (target, absent, entry.not_applicable, entry.unassigned, *stages, *stages.values())
        known = self._known[identity]
        readings = known.get(key)
        if readings is None:
            before = len(problems)
            read = self._in_full if in_full else self._in_short
            readings = read(criterion, entry, target, absent, problems)
            if len(problems) == before:
                known[key] = readings
        marked = Marked(readings, documents, self._starts.get(identity, 0))
        return marked._replace(doubles=doubles) if doubles else marked

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
                return self._marks.reading(criterion, stage, mark, target, told, where)

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
            return self._marks.reading(criterion, stage, mark, target, problems, path)

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
            claim = self._marks.claim(criterion, said, self._first, (), []) if isinstance(said, StageMark) else None
            if claim is None:
                claim = self._marks.reading(criterion, self._first, said, target, [], ())
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
            problems.append(self._marks.before_its_stage(criterion, self._first, path))
            return absent
        only = self._marks.reading(criterion, self._first, entry, target, problems, path)
        if only is None:
            return absent or self._without_target(criterion, target, problems)
        if absent:
            problems.append(claimed_beside(absent[0], path))
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
                            problems.append(claimed_beside(before, path, reading.state))
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
            problems.append(self._marks.before_its_stage(criterion, stage, path))
            return None
        return self._marks.reading(criterion, stage, mark, target, problems, path)

    def _without_target(
        self, criterion: CriterionBase, target: Decimal | None, problems: list[Problem]
    ) -> tuple[StageReading, ...]:
        """Return the readings of a blank where the campaign sets no target: nothing is missing then."""
        if target != NO_TARGET or criterion.kind.relative:
            return ()
        only = self._marks.judged(criterion, Mark(target=target), problems, ("marks", criterion.id))
        return () if only is None else (only,)

    def _claimed(
        self, criterion: CriterionBase, entry: MarkEntry, absent: tuple[StageReading, ...], problems: list[Problem]
    ) -> Iterator[StageReading]:
        """Yield the sheet's claim that nothing is marked; beside the campaign's own only where the reason differs."""
        claim = self._marks.claim(criterion, entry, self._first, ("marks", criterion.id), problems)
        if claim is None:
            return
        if criterion.id in self._starts:
            path = ("marks", criterion.id, claim.state.value)
            problems.append(self._marks.before_its_stage(criterion, self._first, path))
            return
        if absent and claim.state is not absent[0].state:
            problems.append(claimed_beside(absent[0], ("marks", criterion.id, claim.state.value), claim.state))
        elif not absent or claim.reason != absent[0].reason:
            yield claim._replace(preset=bool(absent))

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


def unknown_stage(found: str, known: tuple[str, ...], path: Path) -> Problem:
    """Return the problem (Q305) of a key of an entry that is neither a stage nor one of its own keys."""
    fix = _UNDER_A_STAGE if found in StageMark.model_fields else ""
    values = {"found": found, "stage": known[0]}
    return Problem("Q305", values, found, ", ".join(known), nearest(found, known), fix=fix, path=path)
