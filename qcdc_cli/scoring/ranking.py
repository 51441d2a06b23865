"""Units into ranks and classes: exact totals, competition ranks, lower bounds of classes included."""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import MarkedSheet
from qcdc_cli.campaign.rubric import Class, Rubric
from qcdc_cli.campaign.states import State
from qcdc_cli.problems.problem import Locate
from qcdc_cli.scoring.result import Ranking, Standing, UnitResult, UnitScores
from qcdc_cli.scoring.unit import score_unit


class Bench(NamedTuple):
    """All that results are computed from: one period of a campaign, as of one stage.

    Attributes:
        campaign: the campaign.
        rubrics: the rubric of every bloc, free of problems, by the bloc's id.
        rubric_places: for each of them, what gives the place of a path in its file.
        sheets: the sheets by unit and period.
        period: the period's id.
        stage: the latest stage whose marks count, from 0.
    """

    campaign: Campaign
    rubrics: Mapping[str, Rubric]
    rubric_places: Mapping[str, Locate]
    sheets: Mapping[tuple[str, str], MarkedSheet]
    period: str
    stage: int


def rank_bloc(bench: Bench, bloc_id: str) -> Ranking:
    """Rank the units of a bloc.

    Returns:
        the ranking: units by their exact share of what was attainable for them; equal shares share a rank
        and the next rank is left out (1, 2, 2, 4). The order of units and files plays no part. A unit
        without a sheet stays in it without a rank.
    """
    campaign, period, stage = bench.campaign, bench.period, bench.stage
    rubric = bench.rubrics[bloc_id]
    bloc = campaign.blocs[bloc_id]
    own = {unit: bench.sheets.get((unit, period)) for unit in bloc.units}
    reached = reached_stages(own.values(), stage)[-1]
    results = [score_unit(unit, sheet, rubric, stage, reached) for unit, sheet in own.items()]
    ranks = competition_ranks({result.unit: result.share for result in results if result.sheet is not None})
    shared = Counter(rank for rank in ranks.values() if rank is not None)
    standings = [
        Standing(
            rank=(rank := ranks.get(result.unit)),
            result=result,
            classified=classify(result, rubric) if rank is not None else None,
            tied=rank is not None and shared[rank] > 1,
        )
        for result in results
    ]
    seat = {unit: number for number, unit in enumerate(campaign.units)}
    standings.sort(key=lambda standing: (standing.rank is None, standing.rank or 0, seat.get(standing.result.unit, 0)))
    place = bench.rubric_places[bloc_id]
    return Ranking(campaign, period, bloc_id, bloc, rubric, stage, tuple(standings), place)


def score_units(bench: Bench, units: Iterable[str]) -> tuple[UnitScores, ...]:
    """Score units as of each stage that their blocs have come to.

    Args:
        bench: what to compute from.
        units: the units' ids; each belongs to a bloc.

    Returns:
        one element per unit, in the order given.
    """
    campaign = bench.campaign
    blocs = {unit: identity for identity, bloc in campaign.blocs.items() for unit in bloc.units}
    reached: dict[str, tuple[int, ...]] = {}
    scores = []
    for unit in units:
        bloc_id = blocs[unit]
        rubric = bench.rubrics[bloc_id]
        if bloc_id not in reached:
            own = (bench.sheets.get((other, bench.period)) for other in campaign.blocs[bloc_id].units)
            reached[bloc_id] = reached_stages(own, bench.stage)
        sheet = bench.sheets.get((unit, bench.period))
        by_stage = tuple(
            score_unit(unit, sheet, rubric, stage, latest) for stage, latest in enumerate(reached[bloc_id])
        )
        scores.append(UnitScores(campaign.unit_name(unit), bloc_id, rubric, by_stage))
    return tuple(scores)


def reached_stages(sheets: Iterable[MarkedSheet | None], stage: int) -> tuple[int, ...]:
    """Return how far a bloc had come at each stage, up to the latest one (not after `stage`) with a mark.

    Args:
        sheets: the bloc's sheets.
        stage: the latest stage to look at, from 0.

    Returns:
        for each stage from 0, the latest stage up to it at which any of the sheets has a mark: (0, 0, 2)
        where the second of three stages was left out.
    """
    used = {0}
    for sheet in sheets:
        if len(used) > stage:  # all stages that are looked at
            break
        for marked in sheet.criteria if sheet is not None else ():
            for reading in marked.readings:
                if reading.state is State.GIVEN and reading.stage <= stage:
                    used.add(reading.stage)
    return tuple(max(number for number in used if number <= latest) for latest in range(max(used) + 1))


def competition_ranks(shares: Mapping[str, Fraction | None]) -> dict[str, int | None]:
    """Return competition ranks (1, 2, 2, 4), the greatest share first; None where there is no share."""
    ordered = sorted((share for share in shares.values() if share is not None), reverse=True)
    first: dict[Fraction, int] = {}
    for number, share in enumerate(ordered, start=1):
        first.setdefault(share, number)
    return {unit: None if share is None else first[share] for unit, share in shares.items()}


def classify(result: UnitResult, rubric: Rubric) -> Class | None:
    """Return the class of the exact total, brought to the full scale: the first whose bound it reaches."""
    converted = result.converted
    if converted is None:
        return None
    return next((entry for entry in rubric.classification if entry.from_ is None or converted >= entry.from_), None)
