"""Do checkers and assignments name what exists, and may those who gave a mark do so? Pure: findings carry paths."""

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from qcdc_cli.campaign.appeals import same_person
from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.campaign_checks import unknown
from qcdc_cli.campaign.checking import LEADER
from qcdc_cli.campaign.marks import Marked, MarkedAppeal
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.language import Text, terms
from qcdc_cli.language.names import Known, first_words, fold
from qcdc_cli.problems import Path, Problem

_OWN_UNIT = Text("đó là đơn vị của chính người này", "it is the checker's own unit")
_EXCLUDED = Text("người này loại trừ đơn vị đó (`excludes`)", "the checker excludes it (`excludes`)")
_NOT_THAT_STAGE = Text("người này không chấm ở bước `{}`", "the checker does not mark at the stage `{}`")
_MARKS = Text("chấm", "marks")
_DECIDES = Text("giải quyết giải trình về", "decides on the appeal against")
_LEADER_UNNAMED = Text("Trưởng khối (không ghi họ tên)", "The leader (no name is given)")
_LEADER_WORDS = frozenset({LEADER, *map(fold, terms.LEADER)})


def unknown_checker(campaign: Campaign, found: str, path: Path) -> Problem:
    """Return the problem of a text that names no checker (Q840), or several (Q849)."""
    called = campaign.checkers_called(found)
    if len(called) > 1:
        values = {"found": found, "number": str(len(called)), "ids": first_words(called, what="người")}
        return Problem("Q849", values, found, first_words(called, what="người"), path=path)
    problem = unknown("Q840", found, campaign.known_checkers, path)
    return problem if problem.nearest else problem._replace(nearest=campaign.known_checker_names.nearest(found))


def why_not(campaign: Campaign, checker: str, unit: str, stage: str | None = None) -> Text | None:
    """Say why a checker must not get a unit; None where nothing speaks against it.

    Args:
        campaign: the campaign.
        checker: the checker's id.
        unit: the unit's id.
        stage: the stage's id; None to look at the checker and the unit alone.
    """
    own = campaign.checkers[checker]
    if own.unit == unit and not _leader_allowed(campaign, checker):
        return _OWN_UNIT
    if unit in own.excludes:
        return _EXCLUDED
    if stage is not None and not campaign.gives(checker, stage):
        return Text(*(text.format(stage) for text in _NOT_THAT_STAGE))
    return None


def _leader_allowed(campaign: Campaign, checker: str) -> bool:
    """Return whether a checker is a leader whom the campaign lets mark the leader's own unit."""
    return campaign.checkers[checker].role == LEADER and campaign.checking.leader_own_unit is True


def checking_problems(campaign: Campaign) -> Iterator[Problem]:
    """Yield units, stages, periods and checkers that are not known, and what contradicts the checkers' own rules."""
    stages = Known(dict.fromkeys(stage.id for stage in campaign.stages))
    for identity, checker in campaign.checkers.items():
        path: Path = ("checkers", identity)
        if checker.unit is not None and checker.unit not in campaign.units:
            yield unknown("Q401", checker.unit, campaign.known_units, (*path, "unit"))
        yield from _listed("Q404", checker.stages or (), stages, (*path, "stages"))
        for key in ("prefers", "excludes"):
            yield from _listed("Q401", getattr(checker, key), campaign.known_units, (*path, key))
        for number, unit in enumerate(checker.prefers):
            if (why := why_not(campaign, identity, unit)) is not None:
                yield _contradiction(identity, unit, why, (*path, "prefers", number))
    yield from _assignments(campaign, stages)
    blocs = Known(campaign.blocs)
    for period, by_stage in campaign.draws.items():
        yield from _unknown_keys("Q403", [period], campaign.known_periods, ("draws",))
        yield from _unknown_keys("Q404", by_stage, stages, ("draws", period))
        for stage, by_bloc in by_stage.items():
            yield from _unknown_keys("Q402", by_bloc, blocs, ("draws", period, stage))


def _assignments(campaign: Campaign, stages: Known) -> Iterator[Problem]:
    for period, by_stage in campaign.assignments.items():
        yield from _unknown_keys("Q403", [period], campaign.known_periods, ("assignments",))
        yield from _unknown_keys("Q404", by_stage, stages, ("assignments", period))
        for stage, by_unit in by_stage.items():
            path: Path = ("assignments", period, stage)
            yield from _unknown_keys("Q401", by_unit, campaign.known_units, path)
            for unit, checkers in by_unit.items():
                if unit in campaign.units and campaign.bloc_of(unit) is None:
                    yield Problem("Q411", {"unit": unit}, unit, path=(*path, unit))
                yield from _listed("Q840", checkers, campaign.known_checkers, (*path, unit))
                for number, checker in enumerate(checkers):
                    if checker in campaign.checkers and stage in stages:
                        why = why_not(campaign, checker, unit, stage)
                        if why is not None:
                            yield _contradiction(checker, unit, why, (*path, unit, number))


def _unknown_keys(code: str, keys: Collection[str], known: Known, path: Path) -> Iterator[Problem]:
    for key in keys:
        if key not in known:
            yield unknown(code, key, known, (*path, key))


def _listed(code: str, words: Sequence[str], known: Known, path: Path) -> Iterator[Problem]:
    """Yield the words of a list that are not known, and those that stand in it twice."""
    seen: set[str] = set()
    for number, word in enumerate(words):
        if word not in known:
            yield unknown(code, word, known, (*path, number))
        elif word in seen:
            yield Problem("Q405", {"found": word}, word, path=(*path, number))
        seen.add(word)


def _contradiction(checker: str, unit: str, why: Text, path: Path) -> Problem:
    return Problem("Q845", {"checker": checker, "unit": unit, "why": why}, found=unit, path=path)


class WhoMarked:
    """Looks at who gave the marks of sheets, by the rules of one campaign."""

    def __init__(self, campaign: Campaign) -> None:
        """Prepare for a campaign."""
        self._campaign = campaign
        self._stages = [stage.id for stage in campaign.stages]

    def name(self, text: str) -> str:
        """Return the name of the checker that a text names by id or name; the text itself where it names none."""
        return self._campaign.checker_name(text)

    @cached_property
    def _of_checkers(self) -> frozenset[int]:
        """The numbers of the stages at which some checker marks: there everybody who marks must be one."""
        campaign = self._campaign
        return frozenset(
            number
            for number, stage in enumerate(self._stages)
            if any(campaign.gives(checker, stage) for checker in campaign.checkers)
        )

    @cached_property
    def _of_leader(self) -> frozenset[int]:
        """The numbers of the stages whose marks are the leader's, where the leader's own unit is another's to mark."""
        if self._campaign.checking.leader_own_unit is not False:
            return frozenset()
        stages = enumerate(self._campaign.stages)
        return frozenset(number for number, stage in stages if fold(stage.by or "") in _LEADER_WORDS)

    def problems(self, sheet: Sheet, rubric: Rubric, marked: Sequence[Marked]) -> Iterator[Problem]:
        """Yield what speaks against those who gave a sheet's marks, one problem for all marks of one of them.

        Args:
            sheet: the sheet.
            rubric: its rubric.
            marked: what it says, in the order of the rubric's leaves.
        """
        if not self._of_checkers and not self._of_leader:
            return
        found: dict[tuple[int, str], tuple[Path, list[str]]] = {}
        for leaf, own in zip(rubric.leaves, marked, strict=True):
            yield from self._own_judge(sheet, leaf.criterion, own)
            for reading in own.readings:
                if reading.preset or reading.appeal is not None:  # who decides an appeal need not be a checker
                    continue
                if any(double.stage == reading.stage for double in own.doubles):  # whose mark it is, is told below
                    continue
                stage, by = self._stages[reading.stage], reading.by
                path: Path = ("agreed", stage) if reading.agreed is not None else ("marks", leaf.criterion.id, stage)
                key = (reading.stage, by)
                found.setdefault(key, ((*path, "by") if by else path, []))[1].append(leaf.criterion.cited)
            for double in own.doubles:
                for by, _ in double.marks:
                    path = ("marks", leaf.criterion.id, self._stages[double.stage], "marks", by)
                    found.setdefault((double.stage, by), (path, []))[1].append(leaf.criterion.cited)
        for (number, by), (path, cited) in found.items():
            problem = self._problem(sheet, number, by, path)
            if problem is not None:
                values = {"unit": sheet.unit, "stage": self._stages[number], "ids": first_words(cited, what="tiêu chí")}
                yield problem._replace(values={**values, **problem.values}, found=by)

    def _own_judge(self, sheet: Sheet, criterion: CriterionBase, own: Marked) -> Iterator[Problem]:
        """Yield decisions on appeals by a checker of the unit that appeals, or by one of two who gave the mark."""
        campaign, known = self._campaign, self._campaign.checkers
        for one in own.appeals:
            decision = one.appeal.decided
            if decision is not None and isinstance(decision.by, str) and decision.by:
                yield from self._own_mark(criterion, own, one, decision.by)
            called = (
                campaign.checkers_called(decision.by) if decision is not None and isinstance(decision.by, str) else ()
            )
            if len(called) == 1 and known[called[0]].unit == sheet.unit:
                stage = self._stages[one.stage]
                name = known[called[0]].name
                values: dict[str, str | Text] = {"unit": sheet.unit, "stage": stage, "ids": criterion.cited}
                values |= {"name": name, "does": _DECIDES}
                path: Path = ("marks", criterion.id, "appeals", one.number, "decision", "by")
                yield Problem("Q841", values, found=name, path=path)

    def _own_mark(self, criterion: CriterionBase, own: Marked, appeal: MarkedAppeal, by: str) -> Iterator[Problem]:
        """Yield a decision by one of those who marked alone at the stage whose mark the appeal disputes."""
        name = self.name(by)
        givers = (giver for double in own.doubles if double.stage == appeal.stage for giver, _ in double.marks)
        if any(same_person(name, self.name(giver)) for giver in givers):
            values = {"id": criterion.cited, "by": name, "stage": self._stages[appeal.stage]}
            path: Path = ("marks", criterion.id, "appeals", appeal.number, "decision", "by")
            yield Problem("Q876", values, found=by, path=path)

    def _problem(self, sheet: Sheet, number: int, by: str, path: Path) -> Problem | None:
        """Return what speaks against one who marked, or was not named; None where nothing does."""
        campaign, stage = self._campaign, self._stages[number]
        unnamed = not by or (not campaign.checkers and fold(by) in _LEADER_WORDS)
        if unnamed:
            bloc = campaign.blocs.get(campaign.bloc_of(sheet.unit) or "")
            is_leaders = number in self._of_leader and bloc is not None and bloc.leader == sheet.unit
            return Problem("Q842", {"name": _LEADER_UNNAMED}, path=path) if is_leaders else None
        if number not in self._of_checkers:
            return None
        called = campaign.checkers_called(by)
        if len(called) != 1:
            return unknown_checker(campaign, by, path)
        checker = campaign.checkers[called[0]]
        values: dict[str, str | Text] = {"name": checker.name, "does": _MARKS}
        if checker.unit == sheet.unit and not _leader_allowed(campaign, called[0]):
            forbidden = checker.role == LEADER and campaign.checking.leader_own_unit is False
            return Problem("Q842" if forbidden else "Q841", values, path=path)
        if not campaign.gives(called[0], stage):
            return Problem("Q843", values, path=path)
        assigned = campaign.assigned(sheet.period, stage).get(sheet.unit, ())
        if assigned and called[0] not in assigned:
            values["assigned"] = ", ".join(map(campaign.checker_name, assigned))
            return Problem("Q844", values, path=path)
        return None
