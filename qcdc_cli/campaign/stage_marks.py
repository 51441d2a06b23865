"""What one stage says about a criterion: a mark read by its kind, or a claim that there is nothing to mark."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from qcdc_cli.campaign.campaign_checks import not_said
from qcdc_cli.campaign.marks import StageReading, State, rule_for
from qcdc_cli.campaign.nodes import Claim, CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import MarkEntry, StageMark
from qcdc_cli.kinds import Mark
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import figure
from qcdc_cli.problems import Path, Problem, QcdcError
from qcdc_cli.values import NO_TARGET


class StageMarkReader:
    """Reads what stages say, each for itself.

    Attributes:
        stages: the stages' numbers, by their ids in order.
        doubles: the stages at which checkers mark alone, with how many must have marked.
    """

    def __init__(
        self, rubric: Rubric, stages: Mapping[str, int], starts: Mapping[str, int], doubles: Mapping[str, int]
    ) -> None:
        """Prepare for a rubric.

        Args:
            rubric: the rubric, free of problems.
            stages: the stages' numbers, by their ids in order.
            starts: the number of the first stage that marks a criterion, for those that the first one does not mark.
            doubles: the stages at which checkers mark alone, with how many must have marked.
        """
        self._rubric, self.stages, self._starts, self.doubles = rubric, stages, starts, doubles
        self._known: dict[tuple[str, Mark], StageReading] = {}

    def reading(
        self,
        criterion: CriterionBase,
        stage: str,
        given: str | tuple[str, ...] | StageMark,
        target: Decimal | None,
        problems: list[Problem],
        path: Path,
    ) -> StageReading | None:
        """Read what one stage gave; None where it is blank, unknown or refused."""
        if stage not in self.stages or given == "":
            return None
        number = self.stages[stage]
        if not isinstance(given, StageMark):
            reading = self.judged(criterion, Mark(given, None, target), problems, path)
            return reading if reading is None or not number else reading._replace(stage=number)
        if given.marks or given.settled:
            if stage not in self.doubles or "marks" in path:
                problems.append(Problem("Q851", {"id": criterion.cited, "stage": stage}, path=path))
            return None
        claim = self.claim(criterion, given, stage, path, problems)
        if claim is not None:
            if given.mark not in (None, "") or isinstance(given.actual, Decimal):
                problems.append(claimed_beside(claim, path))
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
        reading = self.judged(criterion, mark, problems, path)
        if reading is None:
            return None
        preset = reading.preset and own is None  # else it is this stage that says that there is no target
        reason = given.reason or reading.reason
        state, read, points, by = reading.state, reading.reading, reading.points, given.by or ""
        return StageReading(number, state, read, points, reason, preset, by, seen=given.seen)

    def judged(self, criterion: CriterionBase, mark: Mark, problems: list[Problem], path: Path) -> StageReading | None:
        """Have the criterion's kind read a mark, once unless there is a problem; a refusal becomes one."""
        known = self._known.get((criterion.id, mark))
        if known is not None:
            return known
        before = len(problems)
        reading = self._judged_anew(criterion, mark, problems, path)
        if reading is not None and len(problems) == before:
            self._known[criterion.id, mark] = reading
        return reading

    def _judged_anew(
        self, criterion: CriterionBase, mark: Mark, problems: list[Problem], path: Path
    ) -> StageReading | None:
        """Have the criterion's kind read a mark that it has not read yet."""
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

    def claim(
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
            problems.append(claimed_beside(claim, (*path, State.UNASSIGNED.value), State.UNASSIGNED))
        if rule_for(state, criterion, self._rubric) is None:
            problems.append(not_said(state, (*path, state.value)))
        problems.extend(self._too_early(criterion, claim, stage, path))
        return claim

    def _too_early(self, criterion: CriterionBase, claim: StageReading, stage: str, path: Path) -> Iterator[Problem]:
        """Yield a claim of not applicable by a stage that may not make it."""
        rule = criterion.not_applicable if criterion.not_applicable is not None else self._rubric.not_applicable
        if claim.state is not State.NOT_APPLICABLE or not isinstance(rule, Claim):
            return
        if self.stages.get(stage, 0) < self.stages.get(rule.claim, 0):
            values = {"id": criterion.cited, "stage": stage, "claim": rule.claim}
            yield Problem("Q622", values, path=(*path, claim.state.value))

    def before_its_stage(self, criterion: CriterionBase, stage: str, path: Path) -> Problem:
        """Return the problem (Q629) of what a stage says before the first one that marks the criterion."""
        allowed = list(self.stages)[self._starts[criterion.id] :]
        values = {"id": criterion.cited, "stage": stage, "from": allowed[0]}
        return Problem("Q629", values, found=stage, allowed=", ".join(allowed), path=path)


def claimed_beside(claim: StageReading, path: Path, other: State = State.GIVEN) -> Problem:
    """Return the problem (Q613) of a claim that nothing is marked beside a mark, or beside another claim."""
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
