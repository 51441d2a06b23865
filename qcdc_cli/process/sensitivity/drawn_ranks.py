"""The ranks of a bloc's units in many draws at once, by totals that the short cut found."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from qcdc_cli.campaign.deciding import TieRule
from qcdc_cli.campaign.nodes import PENALTIES
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.process.sensitivity.lanes import DrawLanes
from qcdc_cli.process.sensitivity.shortcut import UnitInDraws
from qcdc_cli.scoring.placing import Placed
from qcdc_cli.scoring.result import GroupResult, UnitResult
from qcdc_cli.scoring.ties import part_of

_AT_ONCE = 250_000  # totals: of 25 units in 10,000 draws
_Measure = int | Sequence[int]  # the same in every draw, or one for each


def batches(draws: int, units: int) -> Iterator[slice]:
    """Yield the draws in parts, so that what stands in memory at once does not grow with the number of units."""
    size = max(1, _AT_ONCE // units)
    yield from (slice(start, start + size) for start in range(0, draws, size))


class DrawnRanks:
    """Ranks by totals: equal shares go down the rubric's ladder, as in the ranking."""

    def __init__(
        self, placed: Placed, rubric: Rubric, draws: DrawLanes, units: Mapping[str, UnitInDraws], *, marks_vary: bool
    ) -> None:
        """Prepare.

        Args:
            placed: the units in their ranks, as they are.
            rubric: the rubric.
            draws: the draws.
            units: what each ranked unit gets in them.
            marks_vary: criteria have other points in every draw, not only other weights.
        """
        self._rubric, self._draws, self._units, self._marks_vary = rubric, draws, units, marks_vary
        self._results = [one.result for one in placed.ranked]
        self._keys = placed.keys
        self._ladder: list[list[_Measure]] | None = None  # by unit

    def counted(self) -> dict[str, Counter[int]]:
        """Count by unit how many draws gave which rank."""
        number = len(self._results)
        places = range(number, 0, -1)
        drawn = []
        for draw, row in enumerate(zip(*self._shares(), strict=True)):
            # Of equal shares the last one counts: it has the best place.
            ranks = dict(zip(sorted(row), places, strict=True))
            if len(ranks) < number and self._rubric.ties:
                apart = self._apart(draw, row)
                by_key = dict(zip(sorted(apart), places, strict=True))
                drawn.append([by_key[key] for key in apart])
            else:
                drawn.append([ranks[key] for key in row])
        names = (result.unit for result in self._results)
        return {unit: Counter(ranks) for unit, ranks in zip(names, zip(*drawn, strict=True), strict=True)}

    def _shares(self) -> list[Sequence[int]]:
        """Return for each unit what stands for its share, draw by draw: the greater, the better."""
        own = [self._units[result.unit] for result in self._results]
        if len({one.maximum for one in own}) == 1:
            return [self._draws.unpack(one.points) for one in own]
        # Two different fractions with denominators up to 2^k differ by 4^-k at least: enough bits tell them apart.
        bits = 2 * max(one.maximum.most for one in own).bit_length()
        return [
            [
                (points << bits) // most
                for points, most in zip(self._draws.unpack(one.points), self._draws.unpack(one.maximum), strict=True)
            ]
            for one in own
        ]

    def _apart(self, draw: int, shares: Sequence[int]) -> list[tuple[int, ...]]:
        if self._ladder is None:
            steps = [self._measures(step) for step in self._rubric.ties]
            self._ladder = [list(own) for own in zip(*steps, strict=True)]
        return [
            (share, *(one if isinstance(one, int) else one[draw] for one in own))
            for share, own in zip(shares, self._ladder, strict=True)
        ]

    def _measures(self, step: TieRule) -> Sequence[_Measure]:
        """Return what a step measures of each unit: in every draw what hangs on it, else what it is."""
        parts = [part_of(result, step.subject or PENALTIES, self._rubric) for result in self._results]
        drawn = step.rule in ("group", "criterion", "penalties")
        if drawn and None not in parts and (self._marks_vary or isinstance(parts[0], GroupResult)):
            pairs = zip(self._results, parts, strict=True)
            return [self._units[result.unit].points_of(part) for result, part in pairs if part is not None]
        return _in_whole_numbers(self._keys[step.rule](step), self._results)


def _in_whole_numbers(key: Callable[[UnitResult], Fraction], results: Sequence[UnitResult]) -> list[int]:
    """Return whole numbers that are in the same order as what a step measures: they compare at once."""
    found = [key(result) for result in results]
    places = {value: place for place, value in enumerate(sorted(set(found)))}
    return [places[value] for value in found]
