"""What one unit gets: marks into criteria, criteria into groups, groups into the total."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from qcdc_cli.campaign.appeals import open_appeals
from qcdc_cli.campaign.caps import Cap, CapCondition, ConditionalCap
from qcdc_cli.campaign.marks import (
    NOT_HELD,
    UNMARKED,
    Marked,
    MarkedSheet,
    NoSheet,
    StageReading,
    State,
    lacks_evidence,
    missing_evidence,
    rule_for,
)
from qcdc_cli.campaign.nodes import Group, Leaf, is_penalties
from qcdc_cli.campaign.rubric import Rounding, Rubric
from qcdc_cli.kinds import Kind
from qcdc_cli.language.figures import Exact, round_half_away
from qcdc_cli.scoring.combining import ZERO, capped, total, uncapped, weighted
from qcdc_cli.scoring.result import CapCheck, CriterionResult, GroupResult, NodeResult, UnitResult, UnitScores


class UnitScorer:
    """Scores units by one rubric as of one stage; what is the same for all of them is found out once."""

    def __init__(self, rubric: Rubric, stage: int, reached: int = 0, kinds: Mapping[str, Kind] | None = None) -> None:
        """Prepare.

        Args:
            rubric: the rubric, free of problems.
            stage: the latest stage whose marks count, from 0.
            reached: the stage that the bloc has come to; what is said only by earlier stages is listed as unverified,
                and what only later stages mark is left out.
            kinds: the kinds that depend on the bloc's other units, knowing them, by criterion id.
        """
        self._rubric, self._stage, self._reached = rubric, stage, reached
        known = kinds or {}
        self._criteria = [CriterionScorer(leaf, rubric, known.get(leaf.criterion.id)) for leaf in rubric.leaves]

    def score(self, unit: str, marked: MarkedSheet | NoSheet) -> UnitResult:
        """Score one unit.

        Args:
            unit: the unit's id.
            marked: its sheet; for a unit that has handed in none, what stands for it.

        Returns:
            the unit's result tree; every sum in it is exact, rounded only where the rubric says.
        """
        stage, reached = self._stage, self._reached
        pairs = zip(self._criteria, marked.criteria, strict=True)
        criteria = tuple([criterion.result(mark, mark.counted(stage, reached)) for criterion, mark in pairs])
        return unit_result(unit, marked, criteria, self._rubric, stage, reached)


def score_unit(
    unit: str,
    marked: MarkedSheet | NoSheet,
    rubric: Rubric,
    stage: int,
    reached: int = 0,
    kinds: Mapping[str, Kind] | None = None,
) -> UnitResult:
    """Score a single unit; arguments and result as of `UnitScorer`."""
    return UnitScorer(rubric, stage, reached, kinds).score(unit, marked)


def unit_result(
    unit: str,
    marked: MarkedSheet | NoSheet,
    criteria: tuple[CriterionResult, ...],
    rubric: Rubric,
    stage: int,
    reached: int = 0,
) -> UnitResult:
    """Return what a unit gets if these are its results on the criteria, in the order of the rubric's leaves.

    Arguments and result otherwise as of `UnitScorer`.
    """
    sheet, rounding = marked if isinstance(marked, MarkedSheet) else None, rubric.rounding
    tree = _ResultTree(rubric, criteria, marked.against)
    parts = tree.results(rubric.parts)
    points, maximum = weighted(parts)
    not_counted = _bonus_not_counted(rubric, parts, maximum)
    if not_counted:
        points = total((points, -not_counted))
    before_rounding = points
    if rounding is not None and rounding.at != "criterion":  # the total is the outermost group
        maximum = rounded_maximum(maximum, rubric.total, rounding)
        points = rounded_points(points, maximum, rounding)
    assert isinstance(points, Decimal)  # noqa: S101 - a rubric that divides declares its rounding (Q510)
    blank = tuple([result.criterion.id for result in criteria if result.counted is None and not result.extra])
    # Only earlier stages have a reading of these: a mark, or that there is nothing to mark.
    earlier = [one for one in criteria if one.counted is not None and one.counted.stage < reached]
    unverified = tuple([one.criterion.id for one in earlier if one.counted is not None and not one.counted.preset])
    full = rubric.total
    return UnitResult(
        unit,
        sheet,
        parts,
        criteria,
        points,
        maximum,
        full,
        blank,
        before_rounding,
        unverified,
        not_counted,
        marked.against,
        bool(marked.late),
        open_appeals(rubric.leaves, marked.criteria, stage),
    )


def without_sheet(rubric: Rubric, names: frozenset[str], stages: Sequence[str]) -> NoSheet:
    """Return what stands for the sheet of a unit that has handed in none.

    Args:
        rubric: the rubric.
        names: what the rubric may call the period.
        stages: the stages' ids in order.
    """
    starts = ((leaf, leaf.start(stages)) for leaf in rubric.leaves)
    return NoSheet(tuple(UNMARKED._replace(start=start) if leaf.held_in(names) else NOT_HELD for leaf, start in starts))


def _bonus_not_counted(rubric: Rubric, parts: tuple[NodeResult, ...], maximum: Exact) -> Exact:
    """Return the bonus points that would lift the total above what was attainable, where none may.

    Exact figures are compared: a rounded maximum would take points from a total that has no bonus at all.
    """
    if rubric.bonus is None or rubric.bonus.above_total:
        return ZERO
    lifted, _ = weighted([part for part in parts if not is_penalties(part.node)])
    return max(total((lifted, -maximum)), ZERO)


class CriterionScorer:
    """Scores units on one criterion."""

    def __init__(self, leaf: Leaf, rubric: Rubric, kind: Kind | None = None) -> None:
        """Prepare.

        Args:
            leaf: the criterion in its place.
            rubric: the rubric.
            kind: how it is scored, where that depends on the bloc's other units: knowing them.
        """
        self._leaf, self._criterion, self._rubric = leaf, leaf.criterion, rubric
        self._kind = kind or leaf.criterion.kind
        self._extra, self._penalty, self._most = leaf.extra, leaf.penalty, leaf.criterion.points
        self._side = ZERO if leaf.extra else self._most
        self._rounding = rubric.rounding if rubric.rounding is not None and rubric.rounding.at == "criterion" else None
        self._rounded: dict[Exact, Decimal] = {}  # the same points come again in unit after unit

    def result(self, marked: Marked, counted: StageReading | None) -> CriterionResult:
        """Return what a unit gets if a reading counts.

        Args:
            marked: all that is said about the criterion.
            counted: the reading that counts; None for a blank.
        """
        criterion, kind, side, extra = self._criterion, self._kind, self._side, self._extra
        if counted is None:
            return CriterionResult(criterion, kind, marked, None, ZERO, side, extra=extra)
        if counted.state is not State.GIVEN:
            rule = rule_for(counted.state, criterion, self._rubric)
            excluded = rule not in ("full", "zero")
            given, maximum = side if rule == "full" else ZERO, ZERO if excluded else side
            return CriterionResult(criterion, kind, marked, counted, given, maximum, excluded=excluded, extra=extra)
        exact = counted.points if counted.points is not None else kind.points(counted.reading, self._most)
        lacking = False
        if not marked.evidence and exact > 0 and lacks_evidence(criterion, marked, counted):
            if zeroed(self._leaf, marked, counted, self._rubric):
                return CriterionResult(criterion, kind, marked, counted, ZERO, side, lacks_evidence=True, extra=extra)
            lacking = missing_evidence(criterion, self._rubric) != "ignore"
        if self._rounding is not None:
            rounded = self._rounded.get(exact)
            exact = self._round(exact, self._rounding) if rounded is None else rounded
        points = -exact if self._penalty else exact
        return CriterionResult(criterion, kind, marked, counted, points, side, lacking, extra=extra)

    def _round(self, exact: Exact, rounding: Rounding) -> Decimal:
        rounded = self._rounded[exact] = rounded_points(exact, self._most, rounding, self._kind.least)
        return rounded


def result_at(scores: UnitScores, reading: StageReading, part: CriterionResult) -> CriterionResult:
    """Return what a stage's reading of a criterion gives: one in whose place a mark upheld on appeal stands, too."""
    number = scores.rubric.leaf_numbers[part.criterion.id]
    result = scores.by_stage[reading.stage].criteria[number]
    if result.counted == reading:
        return result
    return CriterionScorer(scores.rubric.leaves[number], scores.rubric, result.kind).result(result.marked, reading)


def zeroed(leaf: Leaf, marked: Marked, counted: StageReading, rubric: Rubric) -> bool:
    """Return whether a mark that counts gives no points, since the evidence that the rubric wants is missing."""
    if leaf.penalty:  # nobody gets rid of a penalty by filing no evidence
        return False
    return missing_evidence(leaf.criterion, rubric) == "zero" and lacks_evidence(leaf.criterion, marked, counted)


def rounded_points(points: Exact, maximum: Exact, rounding: Rounding, floor: Decimal | None = None) -> Decimal:
    """Round half away from zero, but full marks stay full: 2.25 of 2.25 becomes neither 2.3 nor, to no decimals, 2.

    Nor is a floor passed: to no decimals, −1.96 with a floor of −1.96 does not become −2.
    """
    whole = round_half_away(points, rounding.decimals)
    if isinstance(maximum, Decimal) and (points == maximum or points < maximum < whole):
        return maximum
    if floor is not None and whole < floor <= points:
        return floor
    return whole


def rounded_maximum(maximum: Exact, declared: Decimal, rounding: Rounding) -> Decimal:
    """Round what was attainable, where it is no decimal, as the points are: full marks stay 100%.

    Only an average over what is left can have such a maximum: 20/3, of which 6.67 points would be too many.
    It never rounds to more than what the rubric declares.
    """
    if isinstance(maximum, Decimal):
        return maximum
    return min(round_half_away(maximum, rounding.decimals), declared)


class _ResultTree:
    """Puts the criteria's results back into the rubric's tree: each group once, whatever its cap looks at before."""

    def __init__(self, rubric: Rubric, criteria: Sequence[CriterionResult], disqualified: Collection[str]) -> None:
        self._rubric, self._disqualified = rubric, disqualified
        # By the identity of the node: an id may be that of a group and of the list of bonus.
        self._known: dict[int, NodeResult] = {id(one.criterion): one for one in criteria}

    def results(self, nodes: Sequence[Any]) -> tuple[NodeResult, ...]:
        """Return the results of some groups and criteria."""
        known = self._known
        return tuple([known.get(id(node)) or self._group(node) for node in nodes])

    def _group(self, group: Group) -> GroupResult:
        parts, rounding = self.results(group.criteria), self._rubric.rounding
        before_cap, most = uncapped(group, parts)
        cap, checks = (None, ()) if group.cap is None else self._cap(group.cap)
        points, maximum = capped(before_cap, most, group, cap)
        before_rounding = points
        if rounding is not None and rounding.at == "group":
            maximum = rounded_maximum(maximum, group.points, rounding)
            most = group.points if group.outside else maximum
            points = (
                -rounded_points(-points, most, rounding)
                if is_penalties(group)
                else rounded_points(points, most, rounding)
            )
        extra = bool(group.outside)
        result = GroupResult(group, parts, points, maximum, before_cap, before_rounding, extra, cap, checks)
        self._known[id(group)] = result
        return result

    def _cap(self, cap: Cap) -> tuple[Decimal | None, tuple[CapCheck, ...]]:
        """Return the cap that holds for the unit; of one under conditions, whether each of them is met."""
        if not isinstance(cap, ConditionalCap):
            return cap, ()
        checks = tuple([self._check(condition) for condition in cap.conditions])
        return cap.points if any(check.met for check in checks) else None, checks

    def _check(self, condition: CapCondition) -> CapCheck:
        """Return whether a condition of a cap is met: by the points that tables show; by nothing that is blank."""
        if condition.under is None:
            return CapCheck(condition, condition.disqualifier in self._disqualified, None, ZERO)
        (subject,) = self.results([self._rubric.find(condition.subject)])
        blank = subject.blank if isinstance(subject, GroupResult) else subject.missing
        if blank or not subject.counts:
            return CapCheck(condition, met=False, points=None, maximum=subject.maximum)
        met = Fraction(subject.points) < condition.under.points(subject.maximum)
        return CapCheck(condition, met, subject.points, subject.maximum)
