"""How far ranks can move, and how often they stay, when every unverified mark may become any other.

How far: by bounds, exactly. A unit's total with the least that all its unverified marks can give, and with the most,
are scored; whose most is less than another's least is behind it whatever the marks. How often: simulated, each value
that a mark can have being as likely as any other.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from random import Random
from typing import Any, NamedTuple, TypeVar

from qcdc_cli.campaign.caps import Cap, ConditionalCap
from qcdc_cli.campaign.marks import MarkedSheet, State
from qcdc_cli.campaign.nodes import Group, is_penalties
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.kinds import Kind, PossiblePoints
from qcdc_cli.language.figures import Exact
from qcdc_cli.process.disputed_marks import Dispute, DisputedMark, disputed_marks, sheet_with
from qcdc_cli.process.sensitivity import shortcut
from qcdc_cli.process.sensitivity.drawn_ranks import DrawnRanks, batches
from qcdc_cli.process.sensitivity.lanes import DrawLanes, Lanes
from qcdc_cli.process.sensitivity.rank_spread import DRAWS, DRAWS_SCORED, RankSpread, counted, spread_of
from qcdc_cli.process.sensitivity.ranked_anew import RankedAnew, changed
from qcdc_cli.scoring.result import CriterionResult, Ranking, UnitResult
from qcdc_cli.scoring.scoring_input import kinds_among, marks_of
from qcdc_cli.scoring.unit import score_unit

MOST_VALUES = 101  # of one mark: where more can be given, so many of them, evenly from the least to the most
_DECIMALS = 2  # of points that any number can be, where the rubric does not round
_BYTE = 256
_T = TypeVar("_T")


class RankBounds(NamedTuple):
    """Between which ranks a unit stays, whatever its own and the others' unverified marks become.

    Attributes:
        marks: how many unverified marks it has.
        best: no better rank is possible.
        worst: no worse one is.
    """

    marks: int
    best: int
    worst: int

    @property
    def fixed(self) -> bool:
        """True where no mark can change its rank."""
        return self.best == self.worst


class VariedMarks(NamedTuple):
    """The ranks of a bloc when unverified marks vary.

    Attributes:
        draws: how many draws there were; 0 where nothing had to be drawn.
        bounds: by ranked unit, the best first, between which ranks it stays.
        spreads: how far its rank strayed in the draws; empty where nothing had to be drawn.
        claims: how many claims that there is nothing to mark are unverified, too, and were left as they are.
        added_up: totals of draws were added up, none was scored anew.
    """

    draws: int
    bounds: Mapping[str, RankBounds]
    spreads: Mapping[str, RankSpread]
    claims: int
    added_up: bool


def varied_marks(bloc: RankedAnew, ranking: Ranking, draws: int | None, seed: int) -> VariedMarks:
    """Return between which ranks units stay, and how often they keep theirs.

    Args:
        bloc: the bloc.
        ranking: its ranking.
        draws: how many draws there are; None for as many as are quick.
        seed: what they come from; each unit draws by itself, so that others' marks change nothing of it.
    """
    open_marks = OpenMarks(bloc, ranking)
    bounds = open_marks.bounds()
    added_up = open_marks.added_up
    if all(one.fixed for one in bounds.values()):
        return VariedMarks(0, bounds, {}, open_marks.claims, added_up)
    number = draws or (DRAWS if added_up else DRAWS_SCORED)
    chosen = open_marks.drawn(number, seed)
    ranks = open_marks.ranks_added_up(chosen) if added_up else open_marks.ranks_anew(chosen)
    spreads = {unit: spread_of(rank, ranks[unit]) for unit, rank in bloc.ranks.items()}
    return VariedMarks(number, bounds, spreads, open_marks.claims, added_up)


class OpenMarks:
    """The unverified marks of a bloc's ranked units."""

    def __init__(self, bloc: RankedAnew, ranking: Ranking) -> None:
        """Find them.

        Args:
            bloc: the bloc.
            ranking: its ranking.
        """
        self._bloc, self._ranking = bloc, ranking
        found = {
            unit: [one for one in own if Dispute.UNVERIFIED in one.disputes]
            for unit, own in disputed_marks(ranking).items()
            if unit in bloc.ranks
        }
        marks = {
            unit: [one for one in own if one.counted.state is State.GIVEN and one.possible is not None]
            for unit, own in found.items()
        }
        self.claims = sum(map(len, found.values())) - sum(map(len, marks.values()))
        self.by_unit: dict[str, list[DisputedMark]] = {unit: marks[unit] for unit in bloc.ranks}
        self._points: dict[tuple[int, bool], dict[Exact, Exact]] = {}

    @property
    def added_up(self) -> bool:
        """Whether totals can be added up: the rubric lets them, and its ladder looks at no more than points."""
        by_marks = any(step.rule in ("actual", "correction") for step in self._bloc.rubric.ties)
        return shortcut.holds(self._bloc.rubric) and not by_marks

    def bounds(self) -> dict[str, RankBounds]:
        """Return between which ranks each unit stays.

        Points that hang on the bloc's other units are taken to be anything that their criterion can give, of every
        unit, as soon as one mark of it is open: the bounds hold then, but may be wider than need be.
        """
        ranks = self._bloc.ranks
        if not any(self.by_unit.values()):
            return {unit: RankBounds(0, rank, rank) for unit, rank in ranks.items()}
        ends = {unit: self._ends(unit) for unit in ranks}
        moving = {unit: bool(self._possible(unit)) for unit in ranks}
        still = sorted(ranks[unit] for unit, moves in moving.items() if not moves)
        lows, highs = sorted(low for low, _ in ends.values()), sorted(high for _, high in ends.values())
        of_still = sorted(low for unit, (low, _) in ends.items() if not moving[unit])
        found = {}
        for unit, (low, high) in ends.items():
            ahead = len(lows) - bisect_right(lows, high)
            not_behind = len(highs) - bisect_left(highs, low) - 1  # but for the unit itself
            if not moving[unit]:  # among those that do not move either, the ranking says it, ties and all
                better = bisect_left(still, ranks[unit])
                ahead += better - (len(of_still) - bisect_right(of_still, high))
                not_behind += better - (len(of_still) - bisect_left(of_still, low) - 1)
            found[unit] = RankBounds(len(self.by_unit[unit]), ahead + 1, not_behind + 1)
        return found

    def drawn(self, draws: int, seed: int) -> dict[str, list[bytes]]:
        """Return by unit, for each of its open marks, which of its values it has in every draw."""
        found = {}
        for unit, own in self.by_unit.items():
            if own:
                random = Random(f"marks {seed} {unit}")  # noqa: S311 - nothing is secret
                found[unit] = [_evenly(len(self.values(mark)), draws, random) for mark in own]
        return found

    def values(self, mark: DisputedMark) -> list[Exact]:
        """Return what a mark can give, before rounding: at most 101 values, from the least to the most."""
        return self._values[mark.number]

    @cached_property
    def _values(self) -> dict[int, list[Exact]]:
        rounding = self._bloc.rubric.rounding
        decimals = rounding.decimals if rounding is not None and rounding.at == "criterion" else _DECIMALS
        found = {mark.number: mark.possible for own in self.by_unit.values() for mark in own}
        return {number: _values_of(one, decimals) for number, one in found.items() if one is not None}

    def ranks_added_up(self, chosen: Mapping[str, Sequence[bytes]]) -> Mapping[str, Counter[int]]:
        """Count by unit how many draws gave which rank, by sums of points; only where they can be added up."""
        bloc = self._bloc
        rubric, results = bloc.rubric, bloc.results
        given = {
            (unit, mark.number): [self._given(mark, value) for value in self.values(mark)]
            for unit, own in self.by_unit.items()
            for mark in own
        }
        points = {one for own in given.values() for one in own}
        points |= {part.points for result in results.values() for part in result.criteria}
        scale = shortcut.WholeNumbers(rubric, points)
        whole = {key: [scale.whole(rubric.leaves[key[1]].criterion, one) for one in own] for key, own in given.items()}
        bound = sum(max(map(abs, own)) for own in whole.values()) + max(map(scale.bound, results.values()))
        found: dict[str, Counter[int]] = {unit: Counter() for unit in results}
        for batch in batches(len(next(iter(chosen.values()))[0]), len(results)):
            drawn = {unit: [indices[batch] for indices in own] for unit, own in chosen.items()}
            lanes = DrawLanes(len(next(iter(drawn.values()))[0]), bound)
            units = {
                unit: self._in_draws(result, scale, lanes, whole, drawn.get(unit, ()))
                for unit, result in results.items()
            }
            for unit, ranks in DrawnRanks(bloc.placed, rubric, lanes, units, marks_vary=True).counted().items():
                found[unit].update(ranks)
        return found

    def _in_draws(
        self,
        result: UnitResult,
        scale: shortcut.WholeNumbers,
        lanes: DrawLanes,
        whole: Mapping[tuple[str, int], Sequence[int]],
        drawn: Sequence[bytes],
    ) -> shortcut.UnitInDraws:
        """Return what a unit gets where its open marks have other values in every draw.

        Args:
            result: what it gets today.
            scale: what makes whole numbers.
            lanes: the draws.
            whole: what each value of an open mark brings, by unit and criterion.
            drawn: for each of its open marks, which of its values it has in every draw.
        """
        rubric, unit = self._bloc.rubric, result.unit
        indices = dict(zip([mark.number for mark in self.by_unit[unit]], drawn, strict=True))

        def points(part: CriterionResult, today: int) -> Lanes:
            number = rubric.leaf_numbers[part.criterion.id]
            if number not in indices:
                return lanes.constant(today)
            return lanes.choose(whole[unit, number], indices[number])

        return shortcut.UnitInDraws(result, rubric, scale, lanes, points, lambda _, most: lanes.constant(most))

    def ranks_anew(self, chosen: Mapping[str, Sequence[bytes]]) -> Mapping[str, Counter[int]]:
        """Count by unit how many draws gave which rank, each draw ranked by the scoring itself."""
        number = len(next(own[0] for own in chosen.values()))
        return counted(self._bloc.with_sheets(self._sheets(chosen, draw)) for draw in range(number))

    def _sheets(self, chosen: Mapping[str, Sequence[bytes]], draw: int) -> Iterator[MarkedSheet]:
        for unit, own in chosen.items():
            sheet = self._bloc.results[unit].sheet
            pairs = zip(self.by_unit[unit], own, strict=True)
            marks = [(mark, mark.with_points(self.values(mark)[indices[draw]])) for mark, indices in pairs]
            if sheet is not None:
                yield sheet_with(sheet, marks)

    def _given(self, mark: DisputedMark, value: Exact) -> Exact:
        """Return what a criterion gives for a value: rounded, taken off, or nothing for want of evidence."""
        reading = mark.with_points(value)
        known = self._points.setdefault((mark.number, bool(mark.marked(reading).evidence)), {})
        if value not in known:
            known[value] = mark.result_of(reading, self._bloc.rubric).points
        return known[value]

    def _possible(self, unit: str) -> dict[int, PossiblePoints]:
        """Return what is open of a unit, by the criteria's numbers: its own marks, and what hangs on others' marks."""
        own = {mark.number: mark.possible for mark in self.by_unit[unit] if mark.possible is not None}
        criteria = self._bloc.results[unit].criteria
        hanging = {number: one for number, one in self._open_relative.items() if criteria[number].state is State.GIVEN}
        return {number: one for number, one in {**hanging, **own}.items() if not one.fixed}

    def _ends(self, unit: str) -> tuple[Fraction, Fraction]:
        """Return the least and the greatest share that a unit can come to."""
        result, possible = self._bloc.results[unit], self._possible(unit)
        if not possible or result.sheet is None:
            share = result.share or Fraction(0)
            return share, share
        leaves = self._bloc.rubric.leaves
        least, most = {}, {}
        for number, one in possible.items():  # of a penalty, what it can take off
            ends = (one.lowest, one.highest)
            least[number], most[number] = reversed(ends) if leaves[number].penalty else ends
        low = self._share(result.sheet, least, _with_penalty_caps(self._bloc.rubric, always=False))
        return low, self._share(result.sheet, most, _with_penalty_caps(self._bloc.rubric, always=True))

    @cached_property
    def _open_relative(self) -> dict[int, PossiblePoints]:
        """What criteria that compare units can give, by their numbers: those on which any mark is open."""
        marks = [mark for own in self.by_unit.values() for mark in own if mark.relative]
        return {mark.number: mark.possible for mark in marks if mark.possible is not None}

    def _share(self, sheet: MarkedSheet, points: Mapping[int, Exact], rubric: Rubric) -> Fraction:
        """Return the share that a unit comes to if some of its criteria give other points."""
        stage, reached = self._bloc.scoring_input.stage, self._bloc.placed.reached
        open_ones = {mark.number: mark for mark in self.by_unit[sheet.unit]}
        marks = [
            (open_ones[number], open_ones[number].with_points(one))
            for number, one in points.items()
            if number in open_ones
        ]
        criteria = list(sheet_with(sheet, marks).criteria)
        for number in points.keys() - open_ones.keys():
            counted_today = self._bloc.results[sheet.unit].criteria[number].counted
            if counted_today is not None:
                readings = (*criteria[number].readings, counted_today._replace(points=points[number]))
                criteria[number] = criteria[number]._replace(readings=readings)
        scored = score_unit(sheet.unit, sheet._replace(criteria=tuple(criteria)), rubric, stage, reached, self._kinds)
        return scored.share or Fraction(0)

    @cached_property
    def _kinds(self) -> Mapping[str, Kind]:
        scoring_input = self._bloc.scoring_input
        return kinds_among(self._bloc.rubric, marks_of(scoring_input, self._bloc.bloc_id).values(), scoring_input.stage)


def _with_penalty_caps(rubric: Rubric, *, always: bool) -> Rubric:
    """Return the rubric with caps of penalties that hold always, or never, where they hold under conditions.

    All else gives more for more points. Such a cap does not: a better mark may lift it, so that more is taken off.
    """
    if rubric.penalties is None or not any(is_penalties(group) for group, _, _ in rubric.conditional_caps):
        return rubric

    def cap(conditional: Cap | None) -> Cap | None:
        if not isinstance(conditional, ConditionalCap):
            return conditional
        return conditional.points if always else None

    def copied(node: Any) -> Any:
        if not isinstance(node, Group):
            return node
        return changed(node, cap=cap(node.cap), criteria=tuple(map(copied, node.criteria)))

    own = rubric.penalties
    return changed(rubric, penalties=changed(own, cap=cap(own.cap), criteria=tuple(map(copied, own.criteria))))


def _values_of(possible: PossiblePoints, decimals: int) -> list[Exact]:
    """Return the values that are drawn from: all where they are few, else some evenly from the least to the most."""
    found: set[Exact] = set(possible.listed)
    if possible.between is not None:
        step = possible.step or Decimal(1).scaleb(-decimals)
        least, most = possible.between
        first, last = ceil(Fraction(least) / Fraction(step)), floor(Fraction(most) / Fraction(step))
        found |= {least, most, *(step * number for number in _thinned(range(first, last + 1)))}
    return _thinned(sorted(found))


def _thinned(values: Sequence[_T]) -> list[_T]:
    last, most = len(values) - 1, MOST_VALUES - 1
    return list(values) if last <= most else [values[last * number // most] for number in range(MOST_VALUES)]


def _evenly(values: int, draws: int, random: Random) -> bytes:
    """Return numbers from 0 that stand for so many values, exactly as likely as each other.

    Of the 256 values of a byte those are dropped that are left over when the rest is shared out evenly.
    """
    left_over = bytes(range(_BYTE - _BYTE % values, _BYTE))
    table = bytes(number % values for number in range(_BYTE))
    found = b""
    while len(found) < draws:
        found += random.randbytes(2 * draws).translate(table, left_over)
    return found[:draws]
