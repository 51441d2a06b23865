"""A whole sheet against its rubric: its entries, what does not belong there, and what is missing."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from qcdc_cli.campaign.agreements import with_agreements
from qcdc_cli.campaign.appeals import is_late, period_problems
from qcdc_cli.campaign.campaign import Period
from qcdc_cli.campaign.campaign_checks import not_a_criterion, unknown
from qcdc_cli.campaign.checking_checks import WhoMarked
from qcdc_cli.campaign.double_marks import double_problems
from qcdc_cli.campaign.entries import EntryReader
from qcdc_cli.campaign.marks import (
    NOT_HELD,
    Marked,
    MarkedSheet,
    NoSheet,
    reached_stages,
    without_evidence,
)
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import MarkEntry, Notes, Sheet
from qcdc_cli.campaign.stage_marks import StageMarkReader
from qcdc_cli.language import Text
from qcdc_cli.language.names import Known
from qcdc_cli.problems import Locate, Problem

_NONE: Mapping[str, Collection[int]] = MappingProxyType({})

_WHOLE_SHEET = Text("cả phiếu", "the whole sheet")


class SheetReader:
    """Reads sheets against one rubric."""

    def __init__(
        self,
        rubric: Rubric,
        stages: tuple[str, ...],
        targets: Mapping[str, Mapping[str, Decimal]],
        unassigned: Mapping[str, Mapping[str, str]],
        periods: Mapping[str, frozenset[str]] | None = None,
        *,
        calendar: Mapping[str, Period] | None = None,
        carried: bool = False,
        who: WhoMarked | None = None,
        doubles: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """Prepare for a rubric.

        Args:
            rubric: the rubric, free of problems.
            stages: the stages' ids in order.
            targets: the campaign's targets, by criterion and unit.
            unassigned: the campaign's unassigned criteria with the reasons, by criterion and unit.
            periods: what the rubric may call each period, by the period's id.
            calendar: the campaign's periods, whose days appeals are held against.
            carried: the marks were given for another rubric; those that do not fit are reported (Q625) and left blank.
            who: looks at who gave the marks; None where that does not matter.
            doubles: the stages at which checkers mark alone, with how many must have marked.
        """
        self._rubric = rubric
        name = who.name if who is not None else str
        numbers = {identity: number for number, identity in enumerate(stages)}
        starts = {leaf.criterion.id: start for leaf in rubric.leaves if (start := leaf.start(stages))}
        marks = StageMarkReader(rubric, numbers, starts, doubles)
        self._entries = {
            leaf.criterion.id: EntryReader(
                leaf, marks, targets.get(leaf.criterion.id, {}), unassigned.get(leaf.criterion.id, {}), name
            )
            for leaf in rubric.leaves
        }
        self._periods = periods or {}
        self._calendar = calendar or {}
        self._carried = carried
        self._who = who
        self._doubles = doubles
        self._stages = stages
        self._held: dict[str, tuple[bool, ...]] = {}
        self._criteria = tuple(leaf.criterion for leaf in rubric.leaves)
        self.has_later = bool(starts)

    def read(
        self, sheet: Sheet, place: Locate, too_late: Mapping[str, Collection[int]] = _NONE
    ) -> tuple[MarkedSheet, list[Problem]]:
        """Read a sheet.

        Args:
            sheet: the sheet.
            place: gives the place in the sheet's file for a path in it.
            too_late: by criterion, the stages whose marks came in too late to count, from 0.

        Returns:
            the sheet's marks, and all problems of them, which carry paths in the sheet.
        """
        problems: list[Problem] = []
        marks = sheet.marks
        held = self._held_in(sheet.period)
        unit, agreed = sheet.unit, sheet.agreed
        read = [
            reader.entry(marks.get(identity, ""), unit, problems, agreed) for identity, reader in self._entries.items()
        ]
        marked = tuple(read)
        if not all(held):
            marked = tuple(self._only_held(sheet, held, marked, problems))
        if not self._entries.keys() >= marks.keys():
            strangers = (identity for identity in marks if identity not in self._entries)
            problems.extend(not_a_criterion(self._rubric, identity, ("marks", identity)) for identity in strangers)
        problems.extend(self._undeclared(sheet))
        if sheet.notes and not self._carried:
            problems.extend(self._unknown_in_notes(sheet.notes))
        if self._carried:
            marked = self._left_blank(
                marked, {problem.path[1] for problem in problems if problem.path[1:] and problem.is_error}
            )
            problems = [_not_carried(problem) for problem in problems]
        of_agreements: list[Problem] = []
        if sheet.agreed:
            marked, of_agreements = with_agreements(sheet, marked, self._rubric, self._stages, self._entries)
        if too_late:
            marked = tuple(
                _without(mark, too_late.get(criterion.id, ()))
                for criterion, mark in zip(self._criteria, marked, strict=True)
            )
        problems.extend(self._gaps(sheet, marked, {problem.path[1] for problem in problems if problem.path[1:]}))
        if self._who is not None and not self._carried:  # who decided on an appeal is another question
            problems += self._who.problems(sheet, self._rubric, marked)
        if self._doubles and not self._carried:
            problems += double_problems(sheet, self._rubric, marked, self._stages)
            for stage in sheet.agreed:
                if stage in self._doubles:
                    problems.append(Problem("Q856", {"stage": stage, "unit": sheet.unit}, path=("agreed", stage)))
        marked, of_appeals = self._appeals(sheet, marked)
        if not self._carried:  # what an agreement named of another rubric, its mark has been told of
            problems += (*of_agreements, *of_appeals)
        notes = sheet.notes or Notes()
        declared = {key: why for key, why in sheet.disqualifiers.items() if key in self._rubric.disqualifiers}
        return MarkedSheet(sheet.unit, sheet.period, marked, notes, place, declared), problems

    def _left_blank(self, marked: tuple[Marked, ...], faulty: set[str | int]) -> tuple[Marked, ...]:
        """Take as blank all that is said about criteria whose marks do not fit: an earlier stage's mark too."""
        pairs = zip(self._criteria, marked, strict=True)
        return tuple(
            mark._replace(readings=(), appeals=(), doubles=())
            if criterion.id in faulty and mark is not NOT_HELD
            else mark
            for criterion, mark in pairs
        )

    def _appeals(self, sheet: Sheet, marked: tuple[Marked, ...]) -> tuple[tuple[Marked, ...], list[Problem]]:
        """Hold appeals against the days of the period; return the criteria with what is late, and the problems."""
        if not any(mark.appeals for mark in marked):  # as in nearly all of a country's sheets
            return marked, []
        period = self._calendar.get(sheet.period)
        together, problems = list(marked), list[Problem]()
        for number, (criterion, mark) in enumerate(zip(self._criteria, marked, strict=True)):
            if mark.appeals:
                appeals = (one._replace(late=is_late(one.appeal, period)) for one in mark.appeals)
                together[number] = mark._replace(appeals=tuple(appeals))
                problems += period_problems(criterion, together[number], period, sheet.unit)
        return tuple(together), problems

    def _held_in(self, period: str) -> tuple[bool, ...]:
        """Return for each criterion whether the rubric holds it in a period."""
        if period not in self._held:
            names = self._periods.get(period, frozenset({period}))
            self._held[period] = tuple(leaf.held_in(names) for leaf in self._rubric.leaves)
        return self._held[period]

    def _only_held(
        self, sheet: Sheet, held: tuple[bool, ...], marked: tuple[Marked, ...], problems: list[Problem]
    ) -> Iterator[Marked]:
        """Yield what is said about the criteria; of those that the period does not hold, nothing must be said."""
        for criterion, holds, mark in zip(self._criteria, held, marked, strict=True):
            if holds:
                yield mark
                continue
            if mark != self._entries[criterion.id].entry("", sheet.unit, []):
                values = {"id": criterion.cited, "period": sheet.period}
                problems.append(Problem("Q621", values, path=("marks", criterion.id)))
            yield NOT_HELD

    def _undeclared(self, sheet: Sheet) -> Iterator[Problem]:
        """Yield disqualifiers that the rubric does not have."""
        known = Known(self._rubric.disqualifiers)
        for identity in sheet.disqualifiers:
            if identity not in self._rubric.disqualifiers:
                yield unknown("Q623", identity, known, ("disqualifiers", identity))

    def _unknown_in_notes(self, notes: Notes) -> Iterator[Problem]:
        """Yield remarks about a criterion or group that the rubric does not have."""
        for section, number, remark in notes.entries():
            if isinstance(remark, str) or not remark.criterion:
                continue
            if self._rubric.find(remark.criterion) is None:
                known = Known({node.id: None for node, _ in self._rubric.nodes()})
                yield unknown("Q890", remark.criterion, known, ("notes", section, number, "criterion"))

    def _gaps(self, sheet: Sheet, marked: tuple[Marked, ...], faulty: set[str | int]) -> Iterator[Problem]:
        """Yield what is missing; a mark that was refused is there, so its criterion is not called blank."""
        if all(mark.readings and mark.evidence for mark in marked):  # as in most of a country's sheets
            return
        yield from self.blanks(sheet, marked, range(self.reached((marked,)) + 1), faulty)
        for criterion in without_evidence(self._rubric, marked):
            documents = "; ".join(criterion.documents) or "…"
            values = {"id": criterion.cited, "unit": sheet.unit, "documents": documents}
            yield Problem("Q619", values, _instead_of_documents(sheet, criterion.id), path=("marks", criterion.id))

    def reached(self, marked: Iterable[tuple[Marked, ...]]) -> int:
        """Return the number of the latest stage at which any of some sheets says something."""
        return reached_stages(map(NoSheet, marked), len(self._stages) - 1)[-1] if self.has_later else 0

    def blanks(
        self, sheet: Sheet, marked: tuple[Marked, ...], starts: range, faulty: Collection[str | int] = ()
    ) -> Iterator[Problem]:
        """Yield the problem (Q618) of what is blank in a sheet, of what these stages are the first to mark.

        Args:
            sheet: the sheet.
            marked: what it says, as it was read.
            starts: the stages' numbers.
            faulty: criteria that have problems already.
        """
        blank = {
            leaf.criterion.id: (leaf.criterion.cited, mark.start)
            for leaf, mark in zip(self._rubric.leaves, marked, strict=True)
            if not mark.readings and mark.start in starts and leaf.criterion.id not in faulty and not leaf.extra
        }
        if not blank:
            return
        named = [self._with_stage(cited, start) for cited, start in blank.values()]
        ids = Text(", ".join(one.vi for one in named), ", ".join(one.en for one in named))
        if len(blank) > 1 and not any(mark.readings for mark in marked if mark is not NOT_HELD):
            ids = _WHOLE_SHEET  # of a campaign that has not begun, no list of all ids for each unit
        first = next((identity for identity in blank if identity in sheet.marks), "")
        values: dict[str, str | Text] = {"unit": sheet.unit, "number": str(len(blank)), "ids": ids}
        yield Problem("Q618", values, path=("marks", first) if first else ("marks",))

    def _with_stage(self, identity: str, start: int) -> Text:
        """Name a criterion, and the stage that first marks it where that is not the first of all."""
        if not start:
            return Text(identity, identity)
        stage = self._stages[start]
        return Text(f"{identity} (do bước `{stage}` chấm)", f"{identity} (which `{stage}` marks)")


def _instead_of_documents(sheet: Sheet, criterion: str) -> str:
    """Return what a sheet says where documents are asked for, and that names none; "" for nothing."""
    entry = sheet.marks.get(criterion)
    listed = (entry.evidence or ()) if isinstance(entry, MarkEntry) else ()
    return "; ".join(one if isinstance(one, str) else one.name for one in listed)


def _without(marked: Marked, stages: Collection[int]) -> Marked:
    """Return what is said about a criterion without what some stages say.

    What the campaign presets is none's word; what was upheld on appeal is the word of whoever decided.
    """
    gone = tuple(one for one in marked.readings if one.stage in stages and not one.preset and one.appeal is None)
    doubles = tuple(one for one in marked.doubles if one.stage not in stages)
    readings = tuple(one for one in marked.readings if one not in gone)
    return marked._replace(readings=readings, too_late=gone, doubles=doubles)


def _not_carried(problem: Problem) -> Problem:
    """Turn the refusal of a mark that was given for another rubric into a warning (Q625)."""
    identity = str(problem.path[1]) if len(problem.path) > 1 else ""
    return Problem("Q625", {"id": identity, "why": problem.sentence().rstrip(".")}, problem.found, path=problem.path)
