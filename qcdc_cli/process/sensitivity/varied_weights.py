"""How often each unit keeps its rank when the weights of all criteria vary."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.process.sensitivity import shortcut
from qcdc_cli.process.sensitivity.drawn_ranks import DrawnRanks, batches
from qcdc_cli.process.sensitivity.drawn_weights import COARSE_GRAIN, GRAIN, Variation, drawn_factors
from qcdc_cli.process.sensitivity.lanes import DrawLanes, Lanes
from qcdc_cli.process.sensitivity.rank_spread import DRAWS, DRAWS_SCORED, RankSpread, counted, spread_of
from qcdc_cli.process.sensitivity.ranked_anew import RankedAnew, with_weights
from qcdc_cli.scoring.result import CriterionResult

Factors = Callable[[Rubric, Variation, int, int], tuple[Sequence[int], ...]]  # of so many draws, by the grain


class VariedWeights(NamedTuple):
    """The ranks of a bloc when weights vary.

    Attributes:
        how: how they vary.
        draws: how many draws there were.
        spreads: how far each ranked unit's rank strays, by unit, the best first.
        added_up: totals were added up, none was scored anew.
    """

    how: Variation
    draws: int
    spreads: Mapping[str, RankSpread]
    added_up: bool


class FactorsOf:
    """The factors of weights, drawn once for all blocs that share a rubric."""

    def __init__(self, percent: Decimal, seed: int) -> None:
        """Prepare.

        Args:
            percent: by how many percent weights vary; above 0 and under 100.
            seed: what the draws come from.
        """
        self._percent, self._seed = percent, seed
        self._known: dict[tuple[Rubric, Variation, int, int], tuple[Sequence[int], ...]] = {}

    def __call__(self, rubric: Rubric, how: Variation, number: int, grain: int) -> tuple[Sequence[int], ...]:
        """Return the factors of each criterion in so many draws; see `drawn_factors`."""
        key = (rubric, how, number, grain)
        if key not in self._known:
            self._known[key] = drawn_factors(rubric, how, self._percent, number, grain, self._seed)
        return self._known[key]


def varied_weights(bloc: RankedAnew, how: Variation, draws: int | None, factors: Factors) -> VariedWeights:
    """Return how far the ranks of a bloc stray; totals are added up where the rubric lets them, else scored anew.

    Args:
        bloc: the bloc.
        how: how weights vary.
        draws: how many draws there are; None for as many as are quick.
        factors: gives the factors.
    """
    added = shortcut.holds(bloc.rubric)
    grain, number = (GRAIN, draws or DRAWS) if added else (COARSE_GRAIN, draws or DRAWS_SCORED)
    drawn = factors(bloc.rubric, how, number, grain)
    ranks = (ranks_added_up if added else ranks_anew)(bloc, drawn, grain)
    return VariedWeights(how, number, {unit: spread_of(rank, ranks[unit]) for unit, rank in bloc.ranks.items()}, added)


def ranks_added_up(bloc: RankedAnew, factors: Sequence[Sequence[int]], grain: int) -> Mapping[str, Counter[int]]:
    """Count by unit how many draws gave which rank, by sums of weighted points; only where the short cut holds."""
    rubric, results = bloc.rubric, bloc.results
    points = {part.points for result in results.values() for part in result.criteria}
    scale = shortcut.WholeNumbers(rubric, points)
    bound = max(map(scale.bound, results.values())) * max(map(max, factors))
    found: dict[str, Counter[int]] = {unit: Counter() for unit in results}
    for batch in batches(len(factors[0]), len(results)):
        drawn = [own[batch] for own in factors]
        lanes = DrawLanes(len(drawn[0]), bound)
        packed = list(map(lanes.pack, drawn))

        def leaf(part: CriterionResult, whole: int, packed: Sequence[Lanes] = packed) -> Lanes:
            return packed[rubric.leaf_numbers[part.criterion.id]].times(whole)

        units = {
            unit: shortcut.UnitInDraws(result, rubric, scale, lanes, leaf, leaf, grain)
            for unit, result in results.items()
        }
        for unit, ranks in DrawnRanks(bloc.placed, rubric, lanes, units, marks_vary=False).counted().items():
            found[unit].update(ranks)
    return found


def ranks_anew(bloc: RankedAnew, factors: Sequence[Sequence[int]], grain: int) -> Mapping[str, Counter[int]]:
    """Count by unit how many draws gave which rank, each draw ranked by the scoring itself."""
    draws = zip(*factors, strict=True)
    rubrics = (with_weights(bloc.rubric, [Decimal(factor) / grain for factor in own]) for own in draws)
    return counted(map(bloc.with_rubric, rubrics))
