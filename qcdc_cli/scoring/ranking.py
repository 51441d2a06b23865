"""Units into ranks: exact totals, the rubric's ladder for ties, classes, awards; and what units get stage by stage."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from qcdc_cli.campaign.campaign_checks import blocs_together
from qcdc_cli.campaign.marks import LATER, Marked, State, reached_stages
from qcdc_cli.language.figures import Exact
from qcdc_cli.scoring.awards import AwardsGiven, award
from qcdc_cli.scoring.classes import Contest, classify, open_classes
from qcdc_cli.scoring.placing import (
    NOTHING_KNOWN,
    Placed,
    first_points,
    ladder_measures,
    place_units,
    recorded_places,
)
from qcdc_cli.scoring.recorded import asked_ranks, decided_places, undecided_ranks, votes_of
from qcdc_cli.scoring.result import Ranking, Standing, Undecided, UnitResult, UnitScores
from qcdc_cli.scoring.scoring_input import ScoringInput, kinds_among, marks_of
from qcdc_cli.scoring.ties import TieGroups
from qcdc_cli.scoring.unit import CriterionScorer, UnitScorer, criterion_scorers


class _Decided(NamedTuple):
    """The units of a bloc in their ranks, with classes and awards."""

    placed: Placed
    classified: Sequence[Standing]
    awards: AwardsGiven


class AllBlocs:
    """What is decided over all blocs that share a rubric, worked out once, when it is first asked for."""

    def __init__(self, scoring_input: ScoringInput, known: Mapping[str, UnitResult] = NOTHING_KNOWN) -> None:
        """Prepare.

        Args:
            scoring_input: what to compute from.
            known: what units get, where that was computed from the same marks and hangs on no other unit.
        """
        self._input, self._known = scoring_input, known
        self._found: dict[str, _Decided] = {}
        self._criteria: dict[int, list[CriterionScorer]] = {}  # by the identity of the rubric

    def of(self, bloc_id: str) -> _Decided:
        """Return what is decided for a bloc; where its rubric spans blocs, for all of them that share it together."""
        rubrics = self._input.rubrics
        if not rubrics[bloc_id].spans_blocs:
            return self._decide([bloc_id])[bloc_id]
        if bloc_id not in self._found:
            together = blocs_together(self._input.campaign, rubrics, bloc_id)
            self._found |= self._decide(together)
        return self._found[bloc_id]

    def criteria(self, bloc_id: str) -> list[CriterionScorer]:
        """Return what scores the criteria of a bloc's rubric: the same for all blocs that share it."""
        rubric = self._input.rubrics[bloc_id]
        if id(rubric) not in self._criteria:
            self._criteria[id(rubric)] = criterion_scorers(rubric)
        return self._criteria[id(rubric)]

    def _decide(self, bloc_ids: Sequence[str]) -> dict[str, _Decided]:
        """Return the classes and awards of blocs that share a rubric, decided together."""
        campaign, period, rubric = self._input.campaign, self._input.period, self._input.rubrics[bloc_ids[0]]
        placed = [place_units(self._input, one, self._known, criteria=self.criteria(one)) for one in bloc_ids]
        sizes = [len(campaign.blocs[one].units) for one in bloc_ids]
        contests = [Contest([*one.ranked, *one.late], size) for one, size in zip(placed, sizes, strict=True)]
        classified = classify(contests, rubric)
        contests = [
            Contest([one for one in standings if one.rank is not None], size)
            for standings, size in zip(classified, sizes, strict=True)
        ]
        decided = [partial(decided_places, campaign, period, one) for one in bloc_ids]
        decisions = map(_Decided, placed, classified, award(contests, rubric, decided))
        return dict(zip(bloc_ids, decisions, strict=True))


def rank_bloc(scoring_input: ScoringInput, bloc_id: str, all_blocs: AllBlocs | None = None) -> Ranking:
    """Rank the units of a bloc.

    Args:
        scoring_input: what to compute from.
        bloc_id: the bloc.
        all_blocs: what is decided over all blocs; given where several of them are ranked, so that it is found once.

    Returns:
        the ranking: units by their exact share of what was attainable for them; ties are broken only
        by the rubric's own ladder, else they share a rank and the next rank is left out (1, 2, 2, 4). The
        order of units and files plays no part. A unit without a sheet, or disqualified, stays in it without a
        rank.
    """
    campaign, rubric = scoring_input.campaign, scoring_input.rubrics[bloc_id]
    bloc = campaign.blocs[bloc_id]
    placed, classified, awards = (all_blocs or AllBlocs(scoring_input)).of(bloc_id)
    given = awards.given
    standings = [one._replace(awards=given[one.result.unit]) if one.result.unit in given else one for one in classified]
    standings += [one for one in placed.without_rank if one not in placed.late]
    order = campaign.unit_numbers
    standings.sort(key=lambda one: (one.rank is None, one.rank or 0, order.get(one.result.unit, 0)))
    return Ranking(
        campaign=campaign,
        period=scoring_input.period,
        bloc_id=bloc_id,
        bloc=bloc,
        rubric=rubric,
        stage=scoring_input.stage,
        reached=placed.reached,
        standings=tuple(standings),
        rubric_place=scoring_input.rubric_places[bloc_id],
        ladder_measures=partial(ladder_measures, rubric.ties, placed.keys, placed.results),
        first_points=partial(first_points, scoring_input, bloc_id),
        asked=(*asked_ranks(placed.broken), *awards.asked),
        undecided=(
            *_undecided_ranks(scoring_input, bloc_id, placed.broken),
            *open_classes(standings, rubric),
            *awards.undecided,
        ),
        all_units=all_units(scoring_input, bloc_id),
    )


def all_units(scoring_input: ScoringInput, bloc_id: str) -> int:
    """Return how many units the blocs have that a bloc's classes and awards are decided with: its own, or all."""
    campaign, rubrics = scoring_input.campaign, scoring_input.rubrics
    together = blocs_together(campaign, rubrics, bloc_id) if rubrics[bloc_id].spans_blocs else [bloc_id]
    return sum(len(campaign.blocs[one].units) for one in together)


def _undecided_ranks(scoring_input: ScoringInput, bloc_id: str, broken: TieGroups) -> Iterator[Undecided]:
    ladder, places = scoring_input.rubrics[bloc_id].ties, recorded_places(scoring_input, bloc_id)
    votes = votes_of(scoring_input.campaign, scoring_input.period, bloc_id)
    return undecided_ranks(broken.groups, ladder, places, votes)


def score_units(
    scoring_input: ScoringInput, units: Sequence[str], rankings: Sequence[Ranking] = ()
) -> tuple[UnitScores, ...]:
    """Score units as of each stage that their blocs have come to, with the class that the bloc's ranking gives them.

    Args:
        scoring_input: what to compute from.
        units: the units' ids; each belongs to a bloc.
        rankings: the rankings of blocs that were computed from the same; any other bloc is ranked for it.

    Returns:
        one element per unit, in the order given.
    """
    blocs = scoring_input.campaign.bloc_by_unit
    by_bloc: dict[str, list[str]] = {}
    for unit in units:
        by_bloc.setdefault(blocs[unit], []).append(unit)
    scores: dict[str, UnitScores] = {}
    ranked, all_blocs = {ranking.bloc_id: ranking for ranking in rankings}, AllBlocs(scoring_input)
    for bloc_id, own in by_bloc.items():
        ranking = ranked.get(bloc_id) or rank_bloc(scoring_input, bloc_id, all_blocs)
        standings = {standing.result.unit: standing for standing in ranking.standings}
        results = {unit: standing.result for unit, standing in standings.items()}
        criteria = all_blocs.criteria(bloc_id)
        for unit, found in zip(own, scores_unclassified(scoring_input, bloc_id, own, results, criteria), strict=True):
            standing = standings[unit]
            scores[unit] = found._replace(classified=standing.classified, passed_classes=standing.passed_classes)
    return tuple(scores[unit] for unit in units)


def scores_unclassified(
    scoring_input: ScoringInput,
    bloc_id: str,
    units: Sequence[str],
    known: Mapping[str, UnitResult] = NOTHING_KNOWN,
    criteria: Sequence[CriterionScorer] = (),
) -> Iterator[UnitScores]:
    """Yield what units get as of each stage, without a class, for which the bloc would have to be ranked.

    Args:
        scoring_input: what to compute from.
        bloc_id: the bloc's id.
        units: the ids of some of its units; one element is yielded for each, in this order.
        known: what units get as of the last stage, where the bloc was ranked.
        criteria: what scores the rubric's criteria, where several blocs share it.
    """
    rubric = scoring_input.rubrics[bloc_id]
    criteria = criteria or criterion_scorers(rubric)
    marks = marks_of(scoring_input, bloc_id)
    reached = reached_stages(marks.values(), scoring_input.stage)
    *before, last = (
        UnitScorer(rubric, stage, latest, kinds_among(rubric, marks.values(), stage), criteria)
        for stage, latest in enumerate(reached)
    )
    for unit in units:
        earlier = [scorer.score(unit, marks[unit]) for scorer in before]
        by_stage = (*earlier, known.get(unit) or last.score(unit, marks[unit]))
        change = _change(by_stage, last)
        yield UnitScores(scoring_input.campaign.unit_name(unit), bloc_id, rubric, by_stage, change=change)


def _change(by_stage: Sequence[UnitResult], scorer: UnitScorer) -> Exact | None:
    """Return what the last stage gives more than the first one, of what both could mark; None where one has nothing.

    Args:
        by_stage: what the unit gets as of each stage.
        scorer: scores as of the last of these stages.
    """
    first, last = by_stage[0], by_stage[-1]
    if last.sheet is not None and first.later:
        # Without the lines that only the last one could mark: totals of averages and caps have no simpler difference.
        kept = tuple(
            Marked((LATER,)) if before.state is State.LATER else after.marked
            for before, after in zip(first.criteria, last.criteria, strict=True)
        )
        last = scorer.score(last.unit, last.sheet._replace(criteria=kept))
    if not (first.counts and last.counts):
        return None
    return last.points - first.points
