"""What one unit gets: marks into criteria, criteria into groups, groups into the total."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

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

# What a reading gives: the fields of a result from `counted` on.
_Given = tuple[StageReading | None, Exact, Decimal, bool, bool, bool]


class UnitScorer:
    """Scores units by one rubric as of one stage; what is the same for all of them is found out once."""

    def __init__(
        self,
        rubric: Rubric,
        stage: int,
        reached: int = 0,
        kinds: Mapping[str, Kind] | None = None,
        criteria: "Sequence[CriterionScorer]" = (),
    ) -> None:
        """Prepare.

        Args:
            rubric: the rubric, free of problems.
            stage: the latest stage whose marks count, from 0.
            reached: the stage that the bloc has come to; what is said only by earlier stages is listed as unverified,
                and what only later stages mark is left out.
            kinds: the kinds that depend on the bloc's other units, knowing them, by criterion id.
            criteria: what `criterion_scorers` gives for the rubric, where several blocs or stages share it.
        """
        self._tree, self._stage, self._reached = ResultTree(rubric), stage, reached
        known = kinds or {}
        self._criteria = [
            CriterionScorer(leaf, rubric, known[leaf.criterion.id]) if leaf.criterion.id in known else scorer
            for leaf, scorer in zip(rubric.leaves, criteria or criterion_scorers(rubric), strict=True)
        ]

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
        # Of a list, here and in `_Parts`, a tuple is sooner made than by a generator, for each unit of a country.
        criteria = tuple([criterion.result(mark, mark.counted(stage, reached)) for criterion, mark in pairs])
        return unit_result(unit, marked, criteria, self._tree, stage, reached)


def criterion_scorers(rubric: Rubric) -> "list[CriterionScorer]":
    """Return what scores the criteria of a rubric, in the order of its leaves."""
    return [CriterionScorer(leaf, rubric) for leaf in rubric.leaves]


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
    tree: "ResultTree",
    stage: int,
    reached: int = 0,
) -> UnitResult:
    """Return what a unit gets if these are its results on the criteria, in the order of the rubric's leaves.

    Arguments and result otherwise as of `UnitScorer`; `tree` is that of the rubric.
    """
    rubric, against = tree.rubric, marked.against
    sheet, rounding = marked if isinstance(marked, MarkedSheet) else None, rubric.rounding
    parts = tree.results(criteria, against)
    points, maximum = weighted(parts)
    not_counted = _bonus_not_counted(rubric, parts, maximum)
    if not_counted:
        points = total((points, -not_counted))
    before_rounding = points
    if rounding is not None and rounding.at != "criterion":  # the total is the outermost group
        maximum = rounded_maximum(maximum, rubric.total, rounding)
        points = rounded_points(points, maximum, rounding)
    assert isinstance(points, Decimal)  # noqa: S101 - a rubric that divides declares its rounding (Q510)
    blank, unverified = [], []
    for one in criteria:
        counted = one.counted
        if counted is None:
            if not one.extra:
                blank.append(one.criterion.id)
        # Only earlier stages have a reading of these: a mark, or that there is nothing to mark.
        elif counted.stage < reached and not counted.preset:
            unverified.append(one.criterion.id)
    return UnitResult(
        unit,
        sheet,
        parts,
        criteria,
        points,
        maximum,
        rubric.total,
        tuple(blank),
        before_rounding,
        tuple(unverified),
        not_counted,
        against,
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
        self._kind, self._most = kind or leaf.criterion.kind, leaf.criterion.points
        self._extra, self._penalty = leaf.extra, leaf.penalty
        self._side = ZERO if self._extra else self._most
        # By the identity of the reading, which stands in it: the same one comes again in unit after unit.
        self._with_evidence: dict[int, _Given] = {}
        self._without_evidence: dict[int, _Given] = {}

    def result(self, marked: Marked, counted: StageReading | None) -> CriterionResult:
        """Return what a unit gets if a reading counts.

        Args:
            marked: all that is said about the criterion.
            counted: the reading that counts; None for a blank.
        """
        known = self._with_evidence if marked.evidence else self._without_evidence
        given = known.get(id(counted))
        if given is None:
            given = known[id(counted)] = self._given(marked, counted)
        return CriterionResult(self._criterion, self._kind, marked, *given)

    def _given(self, marked: Marked, counted: StageReading | None) -> _Given:
        """Work out what a reading gives; of all else that is said, it only matters whether there is evidence."""
        side, extra = self._side, self._extra
        if counted is None:
            return None, ZERO, side, False, False, extra
        if counted.state is not State.GIVEN:
            rule = rule_for(counted.state, self._criterion, self._rubric)
            excluded = rule not in ("full", "zero")
            return counted, side if rule == "full" else ZERO, ZERO if excluded else side, False, excluded, extra
        points = counted.points
        if points is None:
            points = self._kind.points(counted.reading, self._most)
        lacking = lacks_evidence(self._criterion, marked, counted) and points > 0
        if lacking and zeroed(self._leaf, marked, counted, self._rubric):
            return counted, ZERO, side, True, False, extra
        lacking = lacking and missing_evidence(self._criterion, self._rubric) != "ignore"
        rounding = self._rubric.rounding
        if rounding is not None and rounding.at == "criterion":
            points = rounded_points(points, self._most, rounding, self._kind.least)
        return counted, -points if self._penalty else points, side, lacking, False, extra


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
    if isinstance(points, Decimal) and whole == points:  # as mostly
        return whole
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


class ResultTree:
    """Puts the criteria's results back into a rubric's tree; what is the same for all units is found out once."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self._groups: dict[str, _GroupScorer] = {}
        self._top = _Parts(rubric.parts, self._groups, rubric)

    def results(self, criteria: tuple[CriterionResult, ...], disqualified: Collection[str]) -> tuple[NodeResult, ...]:
        """Return the results of the rubric's top groups and criteria.

        Args:
            criteria: a unit's results on the criteria, in the order of the rubric's leaves.
            disqualified: the ids of the disqualifiers that apply to it.
        """
        return self._top.results(_Unit(criteria, disqualified, {}))


class _Unit(NamedTuple):
    """One unit: its results on criteria, the disqualifiers that apply, and the groups that are put together already."""

    criteria: tuple[CriterionResult, ...]
    disqualified: Collection[str]
    known: "dict[_GroupScorer, GroupResult]"


class _Parts:
    """The groups and criteria in a group, or at the top."""

    def __init__(self, nodes: Sequence[Any], groups: "dict[str, _GroupScorer]", rubric: Rubric) -> None:
        numbers = rubric.leaf_numbers
        self._parts = [
            _GroupScorer(node, groups, rubric) if isinstance(node, Group) else numbers[node.id] for node in nodes
        ]
        alone = [part for part in self._parts if isinstance(part, int)]  # which then stand side by side
        self._run = slice(alone[0], alone[-1] + 1) if len(alone) == len(self._parts) > 0 else None

    def results(self, unit: _Unit) -> tuple[NodeResult, ...]:
        """Return a unit's results on them."""
        if self._run is not None:
            return unit.criteria[self._run]
        criteria = unit.criteria
        return tuple([criteria[part] if isinstance(part, int) else part.result(unit) for part in self._parts])


class _GroupScorer:
    """Scores units on one group."""

    def __init__(self, group: Group, groups: "dict[str, _GroupScorer]", rubric: Rubric) -> None:
        self._group, self._groups, self._rubric, self._extra = group, groups, rubric, bool(group.outside)
        rounding = rubric.rounding
        self._rounding = rounding if rounding is not None and rounding.at == "group" else None
        groups.setdefault(group.id, self)
        self._parts = _Parts(group.criteria, groups, rubric)

    def result(self, unit: _Unit) -> GroupResult:
        """Return what a unit gets on the group: worked out once, whatever a cap looks at before."""
        known = unit.known.get(self)
        if known is not None:
            return known
        group, parts = self._group, self._parts.results(unit)
        points, maximum = before_cap, most = uncapped(group, parts)
        cap: Decimal | None = None
        checks: tuple[CapCheck, ...] = ()
        if group.cap is not None:
            cap, checks = self._cap(group.cap, unit)
            points, maximum = capped(before_cap, most, group, cap)
        before_rounding = points
        if self._rounding is not None:
            maximum = rounded_maximum(maximum, group.points, self._rounding)
            most = group.points if self._extra else maximum
            points = (
                -rounded_points(-points, most, self._rounding)
                if is_penalties(group)
                else rounded_points(points, most, self._rounding)
            )
        result = GroupResult(group, parts, points, maximum, before_cap, before_rounding, self._extra, cap, checks)
        unit.known[self] = result
        return result

    def _cap(self, cap: Cap, unit: _Unit) -> tuple[Decimal | None, tuple[CapCheck, ...]]:
        """Return the cap that holds for the unit; of one under conditions, whether each of them is met."""
        if not isinstance(cap, ConditionalCap):
            return cap, ()
        checks = tuple(self._check(condition, unit) for condition in cap.conditions)
        return cap.points if any(check.met for check in checks) else None, checks

    def _check(self, condition: CapCondition, unit: _Unit) -> CapCheck:
        """Return whether a condition of a cap is met: by the points that tables show; by nothing that is blank."""
        if condition.under is None:
            return CapCheck(condition, condition.disqualifier in unit.disqualified, None, ZERO)
        number = self._rubric.leaf_numbers.get(condition.subject)
        subject = self._groups[condition.subject].result(unit) if number is None else unit.criteria[number]
        blank = subject.blank if isinstance(subject, GroupResult) else subject.missing
        if blank or not subject.counts:
            return CapCheck(condition, met=False, points=None, maximum=subject.maximum)
        met = Fraction(subject.points) < condition.under.points(subject.maximum)
        return CapCheck(condition, met, subject.points, subject.maximum)
