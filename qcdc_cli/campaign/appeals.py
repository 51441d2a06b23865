"""Appeals (giải trình): which stage's mark each disputes, and what of an appeal or its decision is wrong."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any

from qcdc_cli.campaign.campaign import Period
from qcdc_cli.campaign.campaign_checks import unknown
from qcdc_cli.campaign.marks import Marked, MarkedAppeal, StageReading, UpheldAppeal, documents_among
from qcdc_cli.campaign.nodes import CriterionBase, Leaf
from qcdc_cli.campaign.sheet import Agreement, Appeal, AppealDecision, MarkEntry, StageMark
from qcdc_cli.language import Text
from qcdc_cli.language.figures import day
from qcdc_cli.language.names import Known, fold
from qcdc_cli.problems import Path, Problem

ReadMark = Callable[[str, str | tuple[str, ...] | StageMark, Path], StageReading | None]
_SAID = tuple(key for key in StageMark.model_fields if key not in ("reason", "by", "seen"))
_OFFICE = r"\s*[,;:(/]|\s[-–—]\s"  # between a name and what its bearer is
_ADDRESS = r"(?i)^(?:(?:ông|bà|anh|chị|đồng chí|đ/c|đ\.c|mr|mrs|ms)\b\.?\s*)+"
_APPEAL = Text("ngày giải trình", "the day of the appeal")
_DECISION = Text("ngày giải quyết", "the day of the decision")
_AGREEMENT = Text("ngày thống nhất với điểm đó", "the day on which the mark was agreed to")
_OWN_MARK = Text("đó là điểm đơn vị tự chấm", "that is what the unit itself marked")
_NO_MARK = Text("bước này chưa chấm tiêu chí", "that stage has not marked it")
_FIRST_DAY = Text("ngày đầu kỳ", "the first day of the period")


class EntryAppeals:
    """The appeals of one entry of a sheet, read together: each belongs to a stage."""

    def __init__(
        self,
        criterion: CriterionBase,
        entry: MarkEntry,
        stages: Sequence[str],
        agreed: Mapping[str, Agreement],
        read: ReadMark,
        name: Callable[[str], str],
    ) -> None:
        """Prepare to read.

        Args:
            criterion: the criterion.
            entry: what the sheet says about it.
            stages: the stages' ids in order.
            agreed: what the sheet's stages agreed with.
            read: reads a mark of a stage at a path of the sheet, and keeps what is wrong with it.
            name: gives the name of somebody whom the sheet may name by an id.
        """
        self._criterion, self._entry, self._stages, self._read = criterion, entry, stages, read
        self._name = name
        self._agreed = {stage: one for stage, one in agreed.items() if criterion.id in one.claims}
        self.problems: list[Problem] = []
        self._numbered = [
            (number, appeal, stage)
            for number, appeal in enumerate(entry.appeals or ())
            if (stage := self._disputed_stage(number, appeal)) is not None
        ]

    def upheld(self) -> dict[str, list[StageReading]]:
        """Return the marks of upheld appeals by the stage whose mark they stand for, by the day of the decision."""
        found: dict[str, list[StageReading]] = {}
        for number, appeal, stage in self._numbered:
            decision = appeal.decided
            if decision is None:
                continue
            self.problems += self._of_decision(number, appeal, stage)
            if not decision.upheld or decision.mark in (None, "") or not isinstance(decision.date, date):
                continue
            reading = self._read(self._stages[stage], decision.mark, self._path(number, "decision", "mark"))
            if reading is not None:
                own = reading._replace(
                    reason=decision.reason or "", by=decision.by or "", appeal=UpheldAppeal(number, decision.date)
                )
                found.setdefault(self._stages[stage], []).append(own)
        for marks in found.values():
            marks.sort(key=lambda one: one.appeal.date if one.appeal is not None else date.min)
        return found

    def marked(self, readings: tuple[StageReading, ...], start: int) -> Marked:
        """Return all that the sheet says about the criterion.

        Args:
            readings: what its stages said, with what was upheld.
            start: the number of the first stage that marks it.
        """
        appeals = []
        for number, appeal, stage in self._numbered:
            before = (one for one in reversed(readings) if one.stage <= stage and _is_before(one, number))
            disputed = next(before, None)
            wanted = None
            if appeal.wants not in (None, ""):
                wanted = self._read(self._stages[stage], appeal.wants, self._path(number, "wants"))
            if disputed is not None:
                upheld = next((one for one in readings if one.appeal is not None and one.appeal.number == number), None)
                documents = documents_among(appeal.evidence or ())
                appeals.append(MarkedAppeal(number, appeal, stage, disputed, wanted, upheld, evidence=documents))
        taken = [item for one in appeals if one.upheld is not None for item in one.evidence]
        evidence = (*documents_among(self._entry.evidence or ()), *taken)
        return Marked(readings, evidence, start, appeals=tuple(appeals))

    def _path(self, number: int, *keys: str) -> Path:
        return ("marks", self._criterion.id, "appeals", number, *keys)

    def _disputed_stage(self, number: int, appeal: Appeal) -> int | None:
        """Return the number of the stage whose mark an appeal disputes; None where it has none, which is told."""
        said = [n for n, stage in enumerate(self._stages) if has_said(self._entry, stage, self._agreed, self._stages)]
        if appeal.stage and appeal.stage not in self._stages:
            self.problems.append(
                unknown("Q404", appeal.stage, Known(self._stages), self._path(number, "stage")),
            )
            return None
        stage = self._stages.index(appeal.stage) if appeal.stage else max(said, default=0)
        others = [self._stages[one] for one in said if 0 < one < stage] if not appeal.stage else []
        own = stage == 0 and len(self._stages) > 1  # nobody disputes what the unit itself has said
        if stage not in said or own or others:  # a mark of the last stage would take over what the one before disputed
            about = {"id": self._criterion.cited, "stage": self._stages[stage], "day": day(appeal.date)}
            why = _several(others) if others else _OWN_MARK if own else _NO_MARK
            values: dict[str, str | Text] = {**about, "why": why}
            path = self._path(number, "stage") if appeal.stage else self._path(number)
            self.problems.append(Problem("Q870", values, path=path))
            return None
        agreement = self._agreed.get(self._stages[stage])
        if agreement is not None and appeal.date < agreement.date and not _has_marked(self._entry, self._stages[stage]):
            path = self._path(number, "date")
            self.problems.append(self._days(appeal.date, agreement.date, _APPEAL, _AGREEMENT, path))
        return stage

    def _of_decision(self, number: int, appeal: Appeal, stage: int) -> Iterator[Problem]:
        """Yield what is wrong with a decision itself."""
        decision, path = appeal.decided or AppealDecision(), self._path(number, "decision")
        values: dict[str, str | Text] = {"id": self._criterion.cited}
        for key in ("date", "by", "upheld"):
            if getattr(decision, key) in (None, ""):
                yield Problem("Q306", {"key": key}, path=path)
        if isinstance(decision.date, date) and decision.date < appeal.date:
            yield self._days(decision.date, appeal.date, _DECISION, _APPEAL, (*path, "date"))
        if not decision.reason:
            yield Problem("Q873", values, path=path)
        has_mark = decision.mark not in (None, "")
        if decision.upheld is True and not has_mark:
            yield Problem("Q875", values, path=path)
        if decision.upheld is False and has_mark:
            yield Problem("Q874", values, path=(*path, "mark"))
        if isinstance(decision.mark, StageMark):
            for key in ("reason", "by", "seen"):  # those of the decision stand beside its mark
                if getattr(decision.mark, key):
                    yield Problem("Q305", {"found": key}, key, ", ".join(_SAID), path=(*path, "mark", key))
        givers = map(self._name, self._givers(number, appeal, stage))
        if decision.by and any(map(partial(same_person, self._name(decision.by)), givers)):
            told = {**values, "by": self._name(decision.by), "stage": self._stages[stage]}
            yield Problem("Q876", told, found=decision.by, path=(*path, "by"))

    def _givers(self, number: int, appeal: Appeal, stage: int) -> Iterator[str]:
        """Yield who gave the mark that an appeal disputes, as far as the sheet names them."""
        mark, agreement = self._entry.stages.get(self._stages[stage]), self._agreed.get(self._stages[stage])
        if isinstance(mark, StageMark) and mark.by:
            yield mark.by
        if agreement is not None:
            yield agreement.by
        for other, earlier, same in self._numbered:
            decision = earlier.decided
            if other == number or same != stage or decision is None or not (decision.upheld and decision.by):
                continue
            if isinstance(decision.date, date) and decision.date < appeal.date:  # it is this mark that is disputed
                yield decision.by

    def _days(self, found: date, earliest: date, what: Text, than: Text, path: Path) -> Problem:
        days = {"day": day(found), "earlier": day(earliest)}
        values: dict[str, str | Text] = {"id": self._criterion.cited, **days, "what": what, "than": than}
        return Problem("Q871", values, found.isoformat(), path=path)


def _several(others: Sequence[str]) -> Text:
    """Say that an appeal names no stage though others have marked the criterion, too."""
    named = ", ".join(f"`{one}`" for one in others)
    return Text(
        f"`stage` không ghi, mà bước {named} cũng đã chấm: chưa rõ là về điểm của bước nào",
        f"no `stage` says so, and {named} marked it, too",
    )


def has_said(entry: MarkEntry, stage: str, agreed: Collection[str], stages: Sequence[str]) -> bool:
    """Return whether a stage has said anything of a criterion that can be disputed: a mark, a state, that it agrees.

    Args:
        entry: what the sheet says of the criterion.
        stage: the stage's id.
        agreed: the stages that agreed with what was claimed before.
        stages: the stages' ids in order.
    """
    if stage in agreed or _has_marked(entry, stage):
        return True
    return stage == stages[0] and not (entry.not_applicable is None and entry.unassigned is None)


def _has_marked(entry: MarkEntry, stage: str) -> bool:
    mark = entry.stages.get(stage, "")
    if isinstance(mark, StageMark):
        return any(getattr(mark, key) not in (None, "") for key in _SAID)
    return mark != ""


def upheld_mark(
    entry: Any, stage: str, agreed: Collection[str], stages: Sequence[str]
) -> str | tuple[str, ...] | StageMark | None:
    """Return the mark that was upheld on appeal in the place of a stage's, as the sheet writes it; None without one.

    Args:
        entry: what the sheet says of the criterion.
        stage: the stage's id.
        agreed: the stages that agreed with what was claimed before.
        stages: the stages' ids in order, from the first one to this or a later one.
    """
    if not isinstance(entry, MarkEntry) or not entry.appeals:
        return None
    later = any(one not in stages for one in (*agreed, *filter(partial(_has_marked, entry), entry.stages)))
    latest = next((one for one in reversed(stages) if has_said(entry, one, agreed, stages)), "") if not later else ""
    upheld = [
        (decision.date, decision.mark)
        for one in entry.appeals
        if (one.stage or latest) == stage and (decision := one.decided) is not None and decision.upheld
        if isinstance(decision.date, date)
    ]
    return sorted(upheld, key=itemgetter(0))[-1][1] if upheld else None


def _is_before(reading: StageReading, number: int) -> bool:
    """Return whether a reading was there before an appeal was upheld, if that was."""
    return reading.appeal is None or reading.appeal.number < number


def same_person(one: str, other: str) -> bool:
    """Return whether two texts name one person: forms of address, offices and spellings do not matter."""
    return _person(one) == _person(other)


def _person(text: str) -> str:
    name = re.split(_OFFICE, re.sub(_ADDRESS, "", text.strip()), maxsplit=1)[0]
    return fold(name or text)


def period_problems(criterion: CriterionBase, marked: Marked, period: Period | None, unit: str) -> Iterator[Problem]:
    """Yield what is to be told of appeals: that one is open, late, or was made before its period began.

    Args:
        criterion: the criterion.
        marked: what the sheet says about it.
        period: the sheet's period; None where the campaign has no such period.
        unit: the unit's id.
    """
    for one in marked.appeals:
        path: Path = ("marks", criterion.id, "appeals", one.number)
        values: dict[str, str | Text] = {"id": criterion.cited, "unit": unit, "day": day(one.appeal.date)}
        first = period.from_ if period is not None else None
        if first is not None and one.appeal.date < first:
            told = {**values, "earlier": day(first), "what": _APPEAL, "than": _FIRST_DAY}
            yield Problem("Q871", told, one.appeal.date.isoformat(), path=(*path, "date"))
        if one.late and one.decision is None and period is not None and period.appeals is not None:
            yield Problem("Q872", {**values, "last": day(period.appeals)}, path=(*path, "date"))
        if one.decision is None:
            yield Problem("Q877", values, path=path)


def is_late(appeal: Appeal, period: Period | None) -> bool:
    """Return whether an appeal came after its period's last day for appeals."""
    return period is not None and period.appeals is not None and appeal.date > period.appeals


def open_appeals(leaves: Iterable[Leaf], marked: Iterable[Marked], stage: int) -> tuple[str, ...]:
    """Return the ids of the criteria with an appeal that is not decided, against a mark not later than a stage's."""
    pairs = zip(leaves, marked, strict=True)
    return tuple(leaf.criterion.id for leaf, mark in pairs if mark.appeals and mark.has_open_appeal(stage))
