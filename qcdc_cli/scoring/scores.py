"""What units get as of each stage that their blocs have come to, side by side."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from qcdc_cli.campaign.deciding import Class
from qcdc_cli.campaign.marks import Marked, MarkedSheet
from qcdc_cli.kinds import Kind
from qcdc_cli.scoring.ranking import rank_bloc
from qcdc_cli.scoring.result import PassedClass, UnitScores
from qcdc_cli.scoring.scoring_input import ScoringInput, kinds_among, marks_of, reached_stages
from qcdc_cli.scoring.unit import score_unit


def score_units(scoring_input: ScoringInput, units: Iterable[str]) -> tuple[UnitScores, ...]:
    """Score units as of each stage that their blocs have come to.

    Args:
        scoring_input: what to compute from.
        units: the units' ids; each belongs to a bloc.

    Returns:
        one element per unit, in the order given.
    """
    campaign = scoring_input.campaign
    blocs = {unit: identity for identity, bloc in campaign.blocs.items() for unit in bloc.units}
    known: dict[str, _BlocStages] = {}
    scores = []
    for unit in units:
        bloc_id = blocs[unit]
        rubric = scoring_input.rubrics[bloc_id]
        if bloc_id not in known:
            marks = marks_of(scoring_input, bloc_id)
            reached = reached_stages(marks.values(), scoring_input.stage)
            kinds = tuple(kinds_among(rubric, marks.values(), stage) for stage in range(len(reached)))
            known[bloc_id] = _BlocStages(marks, reached, kinds, _classes(scoring_input, bloc_id))
        own = known[bloc_id]
        by_stage = tuple(
            score_unit(unit, own.marks[unit], rubric, stage, latest, own.kinds[stage])
            for stage, latest in enumerate(own.stages)
        )
        name, (entry, passed) = campaign.unit_name(unit), own.classes.get(unit, (None, ()))
        scores.append(UnitScores(name, bloc_id, rubric, by_stage, entry, passed))
    return tuple(scores)


class _BlocStages(NamedTuple):
    """What the units of a bloc share: their marks, how far the bloc has come, and the kinds at each stage."""

    marks: Mapping[str, MarkedSheet | tuple[Marked, ...]]
    stages: tuple[int, ...]
    kinds: tuple[Mapping[str, Kind], ...]
    classes: Mapping[str, tuple[Class, tuple[PassedClass, ...]]]


def _classes(scoring_input: ScoringInput, bloc_id: str) -> dict[str, tuple[Class, tuple[PassedClass, ...]]]:
    """Return the units' classes with the reasons, as the bloc's ranking has them."""
    standings = rank_bloc(scoring_input, bloc_id).standings
    return {one.result.unit: (one.classified, one.passed_classes) for one in standings if one.classified is not None}
