"""How firm a ranking is: whose rank hangs on a mark, a weight, a criterion, the rounding, a tie-break, another unit.

Nothing here changes a result: each of these things is varied, the bloc is ranked with it, and the ranks are compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from qcdc_cli.process.sensitivity.alternatives import (
    LeftOut,
    OtherRounding,
    OtherTies,
    RemovedUnit,
    compares_units,
    criteria_to_leave_out,
    groups_to_leave_out,
    leaving_out,
    other_roundings,
    other_ties,
    removed_units,
)
from qcdc_cli.process.sensitivity.drawn_weights import Variation
from qcdc_cli.process.sensitivity.ranked_anew import RankedAnew
from qcdc_cli.process.sensitivity.varied_marks import VariedMarks, varied_marks
from qcdc_cli.process.sensitivity.varied_weights import FactorsOf, VariedWeights, varied_weights
from qcdc_cli.scoring.ranking import AllBlocs, rank_bloc
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.scoring.scoring_input import ScoringInput


class WhatVaries(NamedTuple):
    """What is varied, and how.

    Attributes:
        percent: by how many percent weights vary; above 0 and under 100.
        draws: how many draws there are; None for as many as are quick.
        seed: what draws come from.
        criteria: whether each criterion is left out in turn.
        groups: whether each group is.
    """

    percent: Decimal
    draws: int | None
    seed: int
    criteria: bool = True
    groups: bool = True


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How firm the ranking of a bloc is.

    Attributes:
        ranking: the ranking as it is.
        weights: what varying weights do, for each way to vary them; none where fewer than two units are ranked.
        marks: what other marks in the place of unverified ones do; None likewise.
        criteria: what leaving out each criterion does.
        groups: what leaving out each group does.
        roundings: what rounding otherwise does.
        ties: what other ladders do; none where no two units have equal shares.
        compares_units: some points hang on the bloc's other units.
        removed: what others get without a unit that sets a measure for them.
    """

    ranking: Ranking
    weights: tuple[VariedWeights, ...]
    marks: VariedMarks | None
    criteria: tuple[LeftOut, ...]
    groups: tuple[LeftOut, ...]
    roundings: tuple[OtherRounding, ...]
    ties: tuple[OtherTies, ...]
    compares_units: bool
    removed: tuple[RemovedUnit, ...]


def sensitivities(scoring_input: ScoringInput, blocs: Sequence[str], asked: WhatVaries) -> Iterator[Sensitivity]:
    """Yield how firm the rankings of some blocs are, one by one; blocs with one rubric share their draws of weights.

    Args:
        scoring_input: what results are computed from.
        blocs: the blocs' ids.
        asked: what is varied, and how.
    """
    all_blocs, factors = AllBlocs(scoring_input), FactorsOf(asked.percent, asked.seed)
    for identity in blocs:
        ranking = rank_bloc(scoring_input, identity, all_blocs)
        yield _sensitivity(RankedAnew(scoring_input, identity), ranking, asked, factors)


def _sensitivity(bloc: RankedAnew, ranking: Ranking, asked: WhatVaries, factors: FactorsOf) -> Sensitivity:
    rubric, compares = bloc.rubric, compares_units(bloc.rubric)
    if len(bloc.ranks) < 2:  # one unit alone is first, whatever varies
        return Sensitivity(ranking, (), None, (), (), (), (), compares, ())
    return Sensitivity(
        ranking,
        tuple(varied_weights(bloc, how, asked.draws, factors) for how in Variation),
        varied_marks(bloc, ranking, asked.draws, asked.seed),
        tuple(leaving_out(bloc, criteria_to_leave_out(rubric))) if asked.criteria else (),
        tuple(leaving_out(bloc, groups_to_leave_out(rubric))) if asked.groups else (),
        tuple(other_roundings(bloc)),
        tuple(other_ties(bloc)),
        compares,
        tuple(removed_units(bloc)),
    )
