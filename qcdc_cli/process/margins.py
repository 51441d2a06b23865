"""How firm a ranking is: for each unit, the gaps to the ranks, classes and awards next to it.

A gap is told in points (in percentage points where the ranking compares by shares), exactly, and as the smallest set of
disputed marks that would close it. Which is the smallest set follows from the best and the worst that each unit can
come to with so many other marks (`scoring/reachable.py`): nothing is tried out, nothing is drawn.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from qcdc_cli.campaign.deciding import Award, Class, TieRule
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.process.disputed_marks import DisputedMark, disputed_marks_of, possible_of
from qcdc_cli.process.fewest_changes import Closes, Side, fewest
from qcdc_cli.scoring.placing import ladder_keys
from qcdc_cli.scoring.ranking import AllBlocs, rank_bloc
from qcdc_cli.scoring.reachable import Reachable, ReachedTotal
from qcdc_cli.scoring.result import CriterionResult, Ranking, Standing
from qcdc_cli.scoring.scoring_input import ScoringInput
from qcdc_cli.scoring.ties import Key

_CORRECTION = "correction"
_NOTHING = Fraction(0)


class Answer(Enum):
    """Whether disputed marks can close a gap.

    POSSIBLE: some can. IMPOSSIBLE: not even all of them together. NO_MARKS: none of the units' marks is disputed.
    UNKNOWN: it was not worked out, since a better mark can give less here, or since units that are level at best are
    then told apart by their corrections.
    """

    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"
    NO_MARKS = "no_marks"
    UNKNOWN = "unknown"


class ChangedMark(NamedTuple):
    """A disputed mark of a smallest set, and what it would give then."""

    mark: DisputedMark
    result: CriterionResult


class Flip(NamedTuple):
    """The smallest set of disputed marks that closes a gap; of several as small, the first in order.

    Attributes:
        answer: whether there is one.
        marks: the marks; none where there is none.
        level: how few marks are enough to be level, where the ladder for ties then decides by corrections, so that it
            may be that fewer than the marks that are told are enough; else as many as these.
    """

    answer: Answer
    marks: tuple[ChangedMark, ...] = ()
    level: int = 0


class RankGap(NamedTuple):
    """The gap between a unit and those at the next rank.

    Attributes:
        units: who shares that rank, by id.
        gap: how far they are apart, 0 or more, in the ranking's measure.
        flip: the marks with which the lower one no longer ranks behind the upper one; of those that share a rank, one.
    """

    units: tuple[str, ...]
    gap: Fraction
    flip: Flip


class ClassGap(NamedTuple):
    """The gap between a unit's total, brought to the full scale, and the bound of a class.

    Attributes:
        entry: the class whose bound it is.
        gap: how far it is, 0 or more, in points of the full scale.
        flip: the marks with which the bound is reached, or no longer reached.
    """

    entry: Class
    gap: Fraction
    flip: Flip


class AwardGap(NamedTuple):
    """The gap between a unit and the nearest one ranked above it that has an award which it has not.

    Attributes:
        award: the award; of several, the rubric's first.
        gap: as of `RankGap`.
    """

    award: Award
    gap: RankGap


@dataclass(frozen=True, slots=True)
class UnitMargins:
    """How firm the place of one unit is.

    Attributes:
        standing: its line in the ranking.
        disputed: how many of its marks are disputed.
        left_out: how many of these are not looked at: another mark would change what other units get, or what was
            attainable for the unit, in too many ways.
        above: the gap to the next rank above; None at the top, and without a rank.
        below: the gap to the next rank below; None for the last, and without a rank.
        by_total: the class whose bound its total reaches, whatever else is asked for; None without classes or a rank.
        class_above: the gap to the next better class's bound; None for the best.
        class_below: the gap to the bound under which it would fall; None for the last class.
        award: the gap to the next award; None where no unit above has one that it has not.
    """

    standing: Standing
    disputed: int
    left_out: int
    above: RankGap | None = None
    below: RankGap | None = None
    by_total: Class | None = None
    class_above: ClassGap | None = None
    class_below: ClassGap | None = None
    award: AwardGap | None = None


@dataclass(frozen=True, slots=True)
class BlocMargins:
    """How firm the ranking of a bloc is.

    Attributes:
        ranking: the ranking.
        by_share: gaps between units are percentage points of what was attainable, not points.
        units: its units in the order of the ranking.
        awards_beside: the awards that are not looked at: those that go by a group's points, or over several blocs.
    """

    ranking: Ranking
    by_share: bool
    units: tuple[UnitMargins, ...]
    awards_beside: tuple[Award, ...]


def margins_of(
    scoring_input: ScoringInput, blocs: Sequence[str], units: Collection[str] | None = None
) -> tuple[BlocMargins, ...]:
    """Return how firm the rankings of some blocs are.

    Args:
        scoring_input: what results are computed from.
        blocs: the blocs' ids.
        units: the only units that are told of, by id; None for all.
    """
    all_blocs = AllBlocs(scoring_input)
    return tuple(_margins(scoring_input, rank_bloc(scoring_input, bloc, all_blocs), units) for bloc in blocs)


def _margins(scoring_input: ScoringInput, ranking: Ranking, units: Collection[str] | None) -> BlocMargins:
    beside = tuple(one for one in ranking.rubric.awards if one.group is not None or one.spans_blocs)
    bloc = _Bloc(scoring_input, ranking, beside)
    asked = (one for one in ranking.standings if units is None or one.result.unit in units)
    return BlocMargins(ranking, ranking.leaves_out, tuple(map(bloc.margins, asked)), beside)


class _Bloc:
    """One ranked bloc, with what its units can come to, each worked out once."""

    def __init__(self, scoring_input: ScoringInput, ranking: Ranking, beside: Sequence[Award]) -> None:
        self._ranking, self._rubric = ranking, ranking.rubric
        self._possible = possible_of(ranking.rubric)
        keys = ladder_keys(scoring_input, ranking.bloc_id)
        rules = [step.rule for step in self._rubric.ties]
        # What was corrected hangs on every mark, and the least correction may be of a mark that gives less than most.
        self._by_correction = _CORRECTION in rules
        steps = self._rubric.ties[: rules.index(_CORRECTION)] if self._by_correction else self._rubric.ties
        self._ladder: list[tuple[TieRule, Key]] = [(step, keys[step.rule](step)) for step in steps]
        self._ranks = sorted(ranking.by_rank)
        self._rank_of = {one.result.unit: one.rank for one in ranking.standings}
        self._numbers = {rank: number for number, rank in enumerate(self._ranks)}
        self._looked_at = [one for one in self._rubric.awards if one not in beside]
        self._holders = self._nearest_holders()
        # Of the units around the rank that is told of; of all units of a country they would be too many to hold.
        self._near: frozenset[int | None] = frozenset()
        self._disputed: dict[str, tuple[DisputedMark, ...]] = {}
        self._own: dict[tuple[str, bool], Reachable] = {}
        self._sides: dict[tuple[object, ...], Side] = {}

    def margins(self, standing: Standing) -> UnitMargins:
        """Return how firm the place of a unit is."""
        if standing.rank is None:
            return UnitMargins(standing, len(self._disputed_marks(standing)), 0)
        number, by_rank = self._numbers[standing.rank], self._ranking.by_rank
        around = self._ranks[max(number - 1, 0) : number + 2]
        self._keep(frozenset((*around, *self._holders[standing.rank].values())))
        disputed = self._disputed_marks(standing)
        above = by_rank[around[0]] if number else None
        below = by_rank[around[-1]] if around[-1] != standing.rank else None
        relative = sum(mark.relative for mark in disputed)
        by_total = _class_by_total(standing, self._rubric)
        return UnitMargins(
            standing,
            len(disputed),
            relative + len(self._reachable(standing, best=True).left_out),
            None if above is None else self._gap(above, [standing], told=above),
            None if below is None else self._gap([standing], below, told=below),
            None if by_total is None else self._rubric.classification[by_total],
            self._class_gap(standing, by_total - 1, best=True) if by_total else None,
            None if by_total is None else self._class_gap(standing, by_total, best=False),
            self._award(standing),
        )

    def _keep(self, ranks: frozenset[int | None]) -> None:
        """Forget what was worked out for units at other ranks than these."""
        if ranks == self._near:
            return
        self._near = ranks
        gone = {unit for unit in self._disputed if self._rank_of[unit] not in ranks}
        self._disputed = {unit: own for unit, own in self._disputed.items() if unit not in gone}
        self._own = {key: own for key, own in self._own.items() if key[0] not in gone}
        self._sides = {key: own for key, own in self._sides.items() if own.units[0] not in gone}

    def _disputed_marks(self, standing: Standing) -> tuple[DisputedMark, ...]:
        unit = standing.result.unit
        if unit not in self._disputed:
            self._disputed[unit] = disputed_marks_of(standing.result, self._ranking, self._possible)
        return self._disputed[unit]

    def _reachable(self, standing: Standing, *, best: bool) -> Reachable:
        key = standing.result.unit, best
        if key not in self._own:
            others = {
                mark.number: [mark.result_of(one, self._rubric) for one in mark.others()]
                for mark in self._disputed_marks(standing)
                if not mark.relative
            }
            self._own[key] = Reachable(standing.result, others, self._rubric, self._ladder, best=best)
        return self._own[key]

    def _side(self, standings: Sequence[Standing], *, best: bool) -> Side:
        """Return what any of some units comes to: of one, of all that share a rank, or of the holders among these."""
        key = (best, *(one.result.unit for one in standings))
        if key not in self._sides:
            self._sides[key] = Side([(one.result.unit, self._reachable(one, best=best)) for one in standings])
        return self._sides[key]

    def _gap(self, uppers: Sequence[Standing], lowers: Sequence[Standing], *, told: Sequence[Standing]) -> RankGap:
        """Return the gap between the units at one rank and those at a lower one.

        Args:
            uppers: the units at the upper rank, or one of them.
            lowers: the units at the lower rank, or one of them.
            told: those of the two that the gap is told with, beside the unit itself.
        """
        first, second = uppers[0].result, lowers[0].result
        if self._ranking.leaves_out:
            gap = ((first.share or _NOTHING) - (second.share or _NOTHING)) * 100
        else:
            gap = Fraction(first.points) - Fraction(second.points)

        def level(reached: Sequence[ReachedTotal]) -> bool:
            upper, lower = reached
            return lower.order >= upper.order

        def closes(reached: Sequence[ReachedTotal]) -> bool:
            upper, lower = reached
            return lower.order > upper.order if self._by_correction else level(reached)

        flip = self._flip([self._side(uppers, best=False), self._side(lowers, best=True)], closes, level)
        return RankGap(tuple(one.result.unit for one in told), gap, flip)

    def _class_gap(self, standing: Standing, number: int, *, best: bool) -> ClassGap | None:
        """Return the gap to a class's bound: one to reach (`best`), or one under which a total would fall."""
        entry, converted = self._rubric.classification[number], standing.result.converted
        if entry.bound is None or converted is None:
            return None

        def closes(reached: Sequence[ReachedTotal]) -> bool:
            return _reaches(reached[0].order[0], entry, self._rubric) is best

        flip = self._flip([self._side([standing], best=best)], closes, closes)
        return ClassGap(entry, abs(converted - Fraction(entry.bound.value)), flip)

    def _flip(self, sides: Sequence[Side], closes: Closes, level: Closes) -> Flip:
        """Return the smallest set of other marks with which a gap is closed, and of how many they would be level."""
        if not any(self._disputed[unit] for side in sides for unit in side.units):
            return Flip(Answer.NO_MARKS)
        if any(side.unknown for side in sides):
            return Flip(Answer.UNKNOWN)
        found = fewest(sides, closes)
        least = fewest(sides, level) if self._by_correction else found
        at_least = sum(len(reached.changes) for _, reached in least or ())
        if found is None:
            return Flip(Answer.IMPOSSIBLE if least is None else Answer.UNKNOWN, level=at_least)
        marks = tuple(
            ChangedMark(mark, change.result)
            for unit, reached in found
            for mark in self._disputed[unit]
            for change in reached.changes
            if change.number == mark.number
        )
        return Flip(Answer.POSSIBLE, marks, at_least)

    def _nearest_holders(self) -> dict[int, dict[int, int]]:
        """Return by rank, for each award by its number, the nearest rank above at which some unit has it."""
        found: dict[int, dict[int, int]] = {}
        nearest: dict[int, int] = {}
        for rank in self._ranks:
            found[rank] = dict(nearest)
            for standing in self._ranking.by_rank[rank]:
                nearest |= {number: rank for number, one in enumerate(self._looked_at) if one in standing.awards}
        return found

    def _award(self, standing: Standing) -> AwardGap | None:
        """Return the gap to the nearest unit above with an award that is better than the unit's own."""
        assert standing.rank is not None  # noqa: S101 - only ranked units are asked for
        nearest = self._holders[standing.rank]
        own = min((n for n, one in enumerate(self._looked_at) if one in standing.awards), default=len(self._looked_at))
        better = [number for number in nearest if number < own]
        if not better:
            return None
        number = max(better, key=lambda one: (nearest[one], -one))
        award = self._looked_at[number]
        holders = [one for one in self._ranking.by_rank[nearest[number]] if award in one.awards]
        return AwardGap(award, self._gap(holders, [standing], told=holders))


def _reaches(share: Fraction, entry: Class, rubric: Rubric) -> bool:
    """Return whether a total, as a share of what was attainable, reaches the bound of a class."""
    converted = share * Fraction(rubric.total)
    if rubric.classify_up_to is not None:
        converted = min(converted, Fraction(rubric.classify_up_to))
    return entry.bound is None or entry.bound.reached(converted)


def _class_by_total(standing: Standing, rubric: Rubric) -> int | None:
    share = standing.result.share
    if share is None or not rubric.classification:
        return None
    return next(number for number, entry in enumerate(rubric.classification) if _reaches(share, entry, rubric))
