"""An entry of a sheet: what all stages say about a criterion together, with everything that is wrong in it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from qcdc_cli.campaign.appeals import EntryAppeals
from qcdc_cli.campaign.campaign_checks import ENTRY_KEYS
from qcdc_cli.campaign.double_marks import TakenMark, taken_mark, with_taken
from qcdc_cli.campaign.marks import DoubleMark, Marked, StageReading, State, documents_among, reading_in_words
from qcdc_cli.campaign.nodes import Leaf
from qcdc_cli.campaign.sheet import Agreement, AnyMark, EvidenceItem, MarkEntry, StageMark
from qcdc_cli.campaign.stage_marks import StageMarkReader, claimed_beside
from qcdc_cli.kinds import Mark
from qcdc_cli.language import Text
from qcdc_cli.language.names import nearest
from qcdc_cli.problems import Path, Problem
from qcdc_cli.values import NO_TARGET

_NO_AGREEMENT: Mapping[str, Agreement] = MappingProxyType({})
_NOTHING_UPHELD: Mapping[str, Sequence[StageReading]] = MappingProxyType({})
_UNDER_A_STAGE = Text(
    "Ghi dưới một bước chấm, ví dụ `{stage}: {{{found}: …}}`.",
    "Put it under a stage, such as `{stage}: {{{found}: …}}`.",
)


class EntryReader:
    """Reads what sheets say about one criterion.

    The same entry means the same in every unit, so it is read once.
    """

    def __init__(
        self,
        leaf: Leaf,
        marks: StageMarkReader,
        targets: Mapping[str, Decimal],
        unassigned: Mapping[str, str],
        name: Callable[[str], str] = str,
    ) -> None:
        """Prepare for a criterion.

        Args:
            leaf: the criterion, of a rubric that is free of problems.
            marks: reads what single stages say.
            targets: the campaign's targets for it, by unit.
            unassigned: the reasons why the campaign does not assign it, by unit.
            name: gives the name of somebody whom a sheet may name by an id.
        """
        self._criterion, self._marks, self._name = leaf.criterion, marks, name
        self._path: Path = ("marks", leaf.criterion.id)
        self._stages, self._doubles = marks.stages, marks.doubles
        self._first = next(iter(self._stages))
        self._start = leaf.start(tuple(self._stages))
        self._targets = targets if leaf.criterion.kind.takes_target else {}
        self._unassigned = unassigned
        self._known: dict[tuple[Any, ...], tuple[StageReading, ...]] = {}
        self._known_claims: dict[tuple[Any, ...], StageReading | None] = {}

    def entry(
        self, entry: Any, unit: str, problems: list[Problem], agreed: Mapping[str, Agreement] = _NO_AGREEMENT
    ) -> Marked:
        """Read what a sheet says about the criterion.

        Args:
            entry: what stands in the sheet.
            unit: the unit's id.
            problems: what is wrong is added here, with paths in the sheet.
            agreed: what the sheet's stages agreed with, which can be appealed against like a mark.
        """
        target = self._targets.get(unit)
        absent: tuple[StageReading, ...] = ()
        if unit in self._unassigned:
            absent = (StageReading(0, State.UNASSIGNED, reason=self._unassigned[unit], preset=True),)
        doubles: tuple[DoubleMark, ...] = ()
        documents: tuple[str | EvidenceItem, ...] = ()
        key: tuple[Any, ...]
        in_full = type(entry) is MarkEntry
        if not in_full:
            key = (target, absent, entry)
        else:
            stages = entry.stages
            if self._doubles and not self._doubles.keys().isdisjoint(stages):
                taken = self._taken(entry, target, problems)
                entry, doubles = with_taken(entry, taken), tuple(one.double for one in taken.values())
                stages = entry.stages
            own = entry.__dict__  # looked up in a model, each of them takes ten times as long
            if own["appeals"]:
                return self._appealed(entry, target, absent, problems, agreed)._replace(doubles=doubles)
            documents = documents_among(own["evidence"]) if own["evidence"] else ()
            key = (target, absent, own["not_applicable"], own["unassigned"], *stages, *stages.values())
        readings = self._known.get(key)
        if readings is None:
            before = len(problems)
            read = self._in_full if in_full else self._in_short
            readings = read(entry, target, absent, problems)
            if len(problems) == before:
                self._known[key] = readings
        marked = Marked(readings, documents, self._start)
        return marked._replace(doubles=doubles) if doubles else marked

    def _taken(self, entry: MarkEntry, target: Decimal | None, problems: list[Problem]) -> dict[str, TakenMark]:
        """Return what the marks of checkers come to, by the stage at which they mark alone."""
        found: dict[str, TakenMark] = {}
        for stage, needed in self._doubles.items():
            given, path = entry.stages.get(stage, ""), (*self._path, stage)
            if not _says_anything(given):
                continue
            if not isinstance(given, StageMark) or not given.marks or given.says_more:
                problems.append(Problem("Q850", {"id": self._criterion.cited, "stage": stage}, path=path))
                if not isinstance(given, StageMark) or not given.marks:
                    continue

            def read(mark: AnyMark, where: Path, told: list[Problem], stage: str = stage) -> StageReading | None:
                return self._marks.reading(self._criterion, stage, mark, target, told, where)

            number = self._stages[stage]
            found[stage] = taken_mark(self._criterion, given, number, needed, read, path, problems)
        return found

    def _appealed(
        self,
        entry: MarkEntry,
        target: Decimal | None,
        absent: tuple[StageReading, ...],
        problems: list[Problem],
        agreed: Mapping[str, Agreement],
    ) -> Marked:
        """Read an entry with appeals: the mark of one that was upheld stands behind that of its stage, and counts."""

        def read(stage: str, mark: str | tuple[str, ...] | StageMark, path: Path) -> StageReading | None:
            return self._marks.reading(self._criterion, stage, mark, target, problems, path)

        appeals = EntryAppeals(self._criterion, entry, tuple(self._stages), agreed, read, self._name)
        readings = self._in_full(entry, target, absent, problems, appeals.upheld())
        marked = appeals.marked(readings, self._start)
        problems += appeals.problems
        return marked

    def claim(self, said: str | tuple[str, ...] | StageMark, unit: str) -> StageReading | None:
        """Read what a stage agreed to, written as the mark or the state that was claimed; None for what is neither."""
        criterion, target = self._criterion, self._targets.get(unit)
        key = (target, said)
        if key not in self._known_claims:
            claim = self._marks.claim(criterion, said, self._first, (), []) if isinstance(said, StageMark) else None
            if claim is None:
                claim = self._marks.reading(criterion, self._first, said, target, [], ())
            self._known_claims[key] = claim
        return self._known_claims[key]

    def _in_short(
        self,
        entry: str | tuple[str, ...],
        target: Decimal | None,
        absent: tuple[StageReading, ...],
        problems: list[Problem],
    ) -> tuple[StageReading, ...]:
        """Read an entry that is nothing but the first stage's mark."""
        if entry != "" and self._start:
            problems.append(self._marks.before_its_stage(self._criterion, self._first, self._path))
            return absent
        only = self._marks.reading(self._criterion, self._first, entry, target, problems, self._path)
        if only is None:
            return absent or self._without_target(target, problems)
        if absent:
            problems.append(claimed_beside(absent[0], self._path))
        return (only,)

    def _in_full(
        self,
        entry: MarkEntry,
        target: Decimal | None,
        absent: tuple[StageReading, ...],
        problems: list[Problem],
        upheld: Mapping[str, Sequence[StageReading]] = _NOTHING_UPHELD,
    ) -> tuple[StageReading, ...]:
        """Read an entry with stages; `upheld` are the marks of upheld appeals, by the stage that they are of."""
        stages = entry.stages
        readings = [*self._claimed(entry, absent, problems), *absent]
        claims = len(readings)
        for stage in self._stages if len(stages) > 1 or upheld else stages:
            path = (*self._path, stage)
            reading = self._of_stage(stage, stages.get(stage), target, problems)
            if reading is not None:
                if readings:
                    before = readings[-1]
                    if len(readings) == claims and (absent or reading.stage == 0):
                        if before.state is not reading.state:
                            problems.append(claimed_beside(before, path, reading.state))
                    elif not reading.reason and (before.state, before.reading) != (reading.state, reading.reading):
                        problems.append(self._unexplained(before, reading))
                readings.append(reading)
            readings += upheld.get(stage, ())
        if not self._stages.keys() >= stages.keys():
            known = (*self._stages, *ENTRY_KEYS)
            strangers = (stage for stage in stages if stage not in self._stages)
            problems.extend(unknown_stage(stage, known, (*self._path, stage)) for stage in strangers)
        return tuple(readings) or self._without_target(target, problems)

    def _of_stage(
        self,
        stage: str,
        mark: str | tuple[str, ...] | StageMark | None,
        target: Decimal | None,
        problems: list[Problem],
    ) -> StageReading | None:
        """Read what stands under a stage; None where nothing does, or nothing may."""
        if mark is None:
            return None
        path = (*self._path, stage)
        if self._stages.get(stage, self._start) < self._start and _says_anything(mark):
            problems.append(self._marks.before_its_stage(self._criterion, stage, path))
            return None
        return self._marks.reading(self._criterion, stage, mark, target, problems, path)

    def _without_target(self, target: Decimal | None, problems: list[Problem]) -> tuple[StageReading, ...]:
        """Return the readings of a blank where the campaign sets no target: nothing is missing then."""
        if target != NO_TARGET or self._criterion.kind.relative:
            return ()
        only = self._marks.judged(self._criterion, Mark(target=target), problems, self._path)
        return () if only is None else (only,)

    def _claimed(
        self, entry: MarkEntry, absent: tuple[StageReading, ...], problems: list[Problem]
    ) -> Iterator[StageReading]:
        """Yield the sheet's claim that nothing is marked; beside the campaign's own only where the reason differs."""
        claim = self._marks.claim(self._criterion, entry, self._first, self._path, problems)
        if claim is None:
            return
        if self._start:
            path = (*self._path, claim.state.value)
            problems.append(self._marks.before_its_stage(self._criterion, self._first, path))
            return
        if absent and claim.state is not absent[0].state:
            problems.append(claimed_beside(absent[0], (*self._path, claim.state.value), claim.state))
        elif not absent or claim.reason != absent[0].reason:
            yield claim._replace(preset=bool(absent))

    def _unexplained(self, before: StageReading, after: StageReading) -> Problem:
        stages = list(self._stages)
        found, earlier = (reading_in_words(reading, self._criterion) for reading in (after, before))
        values = {"stage": stages[after.stage], "earlier": stages[before.stage], "found": found, "before": earlier}
        return Problem("Q611", values, found=found, path=(*self._path, stages[after.stage]))


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
