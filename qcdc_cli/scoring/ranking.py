"""Units into ranks: exact totals, the rubric's ladder for ties, classes, awards; and what units get stage by stage."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache, partial
from itertools import takewhile
from types import MappingProxyType
from typing import NamedTuple

from qcdc_cli.campaign.campaign_checks import blocs_together
from qcdc_cli.campaign.deciding import BALLOT, DECISION, RANK, Disqualifier, TieRule
from qcdc_cli.campaign.marks import LATER, Marked, State, reached_stages
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.kinds import Kind
from qcdc_cli.language.figures import Exact
from qcdc_cli.scoring.awards import AwardsGiven, award
from qcdc_cli.scoring.classes import Contest, classify, open_classes
from qcdc_cli.scoring.recorded import (
    Places,
    asked_ranks,
    ballot_places,
    decided_places,
    undecided_ranks,
    votes_of,
    votes_on_units,
)
from qcdc_cli.scoring.result import Ranking, Standing, Undecided, UnitResult, UnitScores, Unranked
from qcdc_cli.scoring.scoring_input import ScoringInput, is_disqualified, kinds_among, marks_of
from qcdc_cli.scoring.ties import Key, MakeKey, TieGroups, break_ties, own_keys
from qcdc_cli.scoring.unit import score_unit

_NOTHING_KNOWN: Mapping[str, UnitResult] = MappingProxyType({})
_Measures = tuple[tuple[TieRule, Fraction], ...]
_Ranks = dict[str, int | None]  # by unit
_Keys = Mapping[str, MakeKey]
_Earlier = Callable[[], Mapping[str, _Ranks]]  # by what a rubric calls a period: the latest one called so


class _Placed(NamedTuple):
    """The units of a bloc in their ranks, before classes and awards."""

    results: Sequence[UnitResult]
    reached: int
    broken: TieGroups
    keys: _Keys
    ranked: Sequence[Standing]
    late: Sequence[Standing]
    without_rank: Sequence[Standing]


class _Decided(NamedTuple):
    """The same with classes and awards."""

    placed: _Placed
    classified: Sequence[Standing]
    awards: AwardsGiven


class AllBlocs:
    """What is decided over all blocs that share a rubric, worked out once, when it is first asked for."""

    def __init__(self, scoring_input: ScoringInput, known: Mapping[str, UnitResult] = _NOTHING_KNOWN) -> None:
        """Prepare.

        Args:
            scoring_input: what to compute from.
            known: what units get, where that was computed from the same marks and hangs on no other unit.
        """
        self._input, self._known = scoring_input, known
        self._found: dict[str, _Decided] = {}

    def of(self, bloc_id: str) -> _Decided:
        """Return what is decided for a bloc; where its rubric spans blocs, for all of them that share it together."""
        rubrics = self._input.rubrics
        if not rubrics[bloc_id].spans_blocs:
            return _decide(self._input, [bloc_id], self._known)[bloc_id]
        if bloc_id not in self._found:
            together = blocs_together(self._input.campaign, rubrics, bloc_id)
            self._found |= _decide(self._input, together, self._known)
        return self._found[bloc_id]


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
    standings = [replace(standing, awards=awards.given.get(standing.result.unit, ())) for standing in classified]
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
        ladder_measures=partial(_ladder_measures, rubric.ties, placed.keys, placed.results),
        first_points=partial(_first_points, scoring_input, bloc_id),
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


def _decide(
    scoring_input: ScoringInput, bloc_ids: Sequence[str], known: Mapping[str, UnitResult]
) -> dict[str, _Decided]:
    """Return the classes and awards of blocs that share a rubric, decided together."""
    campaign, rubric = scoring_input.campaign, scoring_input.rubrics[bloc_ids[0]]
    placed = [_place(scoring_input, one, cache(partial(_earlier_ranks, scoring_input, one)), known) for one in bloc_ids]
    sizes = [len(campaign.blocs[one].units) for one in bloc_ids]
    contests = [Contest([*one.ranked, *one.late], size) for one, size in zip(placed, sizes, strict=True)]
    classified = classify(contests, rubric)
    contests = [
        Contest([one for one in standings if one.rank is not None], size)
        for standings, size in zip(classified, sizes, strict=True)
    ]
    decided = [partial(decided_places, campaign, scoring_input.period, one) for one in bloc_ids]
    decisions = map(_Decided, placed, classified, award(contests, rubric, decided))
    return dict(zip(bloc_ids, decisions, strict=True))


def _place(
    scoring_input: ScoringInput, bloc_id: str, earlier: _Earlier, known: Mapping[str, UnitResult] = _NOTHING_KNOWN
) -> _Placed:
    """Put the units of a bloc into their ranks."""
    rubric = scoring_input.rubrics[bloc_id]
    marks = marks_of(scoring_input, bloc_id)
    reached = reached_stages(marks.values(), scoring_input.stage)[-1]
    kinds = kinds_among(rubric, marks.values(), scoring_input.stage)
    results = [
        known.get(unit) or score_unit(unit, own, rubric, scoring_input.stage, reached, kinds)
        for unit, own in marks.items()
    ]
    unranked = {result.unit: _unranked(result, rubric) for result in results}
    in_ranks = [result for result in results if unranked[result.unit] is None]
    keys = _keys(scoring_input, bloc_id, earlier)
    broken, measures = _rank_groups(in_ranks, rubric.ties, keys)
    votes = votes_on_units(scoring_input.campaign, scoring_input.period, bloc_id)
    ranked: list[Standing] = []
    for equal in broken.groups:
        rank = len(ranked) + 1
        ranked += [
            Standing(
                rank=rank,
                result=result,
                tied=len(equal) > 1,
                tie_break=broken.steps.get(result.unit),
                tie_measures=measures.get(result.unit, ()),
                disqualifiers=_disqualifiers(result, rubric),
                vote=votes.get(result.unit),
            )
            for result in equal
        ]
    without_rank = [
        Standing(None, result, disqualifiers=_disqualifiers(result, rubric), unranked=unranked[result.unit])
        for result in results
        if unranked[result.unit] is not None
    ]
    late = [one for one in without_rank if one.result.not_handed_in and one.unranked is not Unranked.DISQUALIFIED]
    return _Placed(results, reached, broken, keys, ranked, late, without_rank)


def _disqualifiers(result: UnitResult, rubric: Rubric) -> tuple[tuple[Disqualifier, str], ...]:
    return tuple((rubric.disqualifiers[identity], reason) for identity, reason in result.disqualifiers.items())


def _unranked(result: UnitResult, rubric: Rubric) -> Unranked | None:
    """Return why a unit is not ranked, or None."""
    if is_disqualified(result.disqualifiers, rubric):
        return Unranked.DISQUALIFIED
    if result.sheet is None:
        return Unranked.NO_SHEET
    if not result.marked:
        return Unranked.NO_MARK
    return Unranked.NOTHING_ATTAINABLE if result.share is None else None


def _rank_groups(
    ranked: Sequence[UnitResult], ladder: Sequence[TieRule], keys: _Keys
) -> tuple[TieGroups, dict[str, _Measures]]:
    """Return the ranked units in order with what broke their ties, and what the steps up to that one measured."""
    shares: dict[Fraction, list[UnitResult]] = {}
    for result in ranked:
        shares.setdefault(result.share or Fraction(0), []).append(result)
    together = TieGroups([], {}, [])
    for share in sorted(shares, reverse=True):
        broken = break_ties(shares[share], ladder, keys)
        together.groups.extend(broken.groups)
        together.steps.update(broken.steps)
        together.asked.extend(broken.asked)
    tie_breaks = together.steps
    by_unit = {result.unit: result for result in ranked}
    measured = [(step, keys[step.rule](step)) for step in ladder] if tie_breaks else []
    ends = {step: number for number, step in reversed([*enumerate(ladder, start=1)])}
    measures = {
        unit: tuple((step, key(by_unit[unit])) for step, key in measured[: ends[last]])
        for unit, last in tie_breaks.items()
    }
    return together, measures


def _keys(scoring_input: ScoringInput, bloc_id: str, earlier: _Earlier) -> _Keys:
    """Return what makes the keys that need more than a unit's own result, each made once, however many ties."""
    return own_keys(scoring_input.rubrics[bloc_id]) | {
        "correction": cache(lambda _: _smallest_correction(scoring_input, bloc_id)),
        "earlier": cache(lambda step: _earlier_rank(step, scoring_input.period, earlier)),
        "lots": cache(lambda _: _lots(scoring_input, bloc_id)),
        DECISION: cache(lambda _: _by_place(_recorded_places(scoring_input, bloc_id)[DECISION])),
        BALLOT: cache(lambda _: _by_place(_recorded_places(scoring_input, bloc_id)[BALLOT])),
    }


def _ladder_measures(
    ladder: Sequence[TieRule], keys: _Keys, results: Sequence[UnitResult]
) -> dict[str, tuple[Fraction, ...]]:
    """Return what each step of the ladder measures of every unit, tied or not; the greater comes first."""
    steps = [keys[step.rule](step) for step in ladder]
    return {result.unit: tuple(key(result) for key in steps) for result in results}


def _first_points(scoring_input: ScoringInput, bloc_id: str) -> dict[str, tuple[Exact | None, ...]]:
    """Return by unit the points of each criterion as of the first stage; None for what only a later one marks."""
    rubric, marks = scoring_input.rubrics[bloc_id], marks_of(scoring_input, bloc_id)
    # Both marks are looked at beside the same other units: else a correction of theirs would count as its own.
    kinds = kinds_among(rubric, marks.values(), scoring_input.stage)
    first = {unit: score_unit(unit, own, rubric, 0, kinds=kinds) for unit, own in marks.items()}
    return {
        unit: tuple(None if one.state is State.LATER else one.points for one in result.criteria)
        for unit, result in first.items()
    }


def _smallest_correction(scoring_input: ScoringInput, bloc_id: str) -> Key:
    """Prefer the unit whose own marks were changed least: the sum of the differences, criterion by criterion."""
    first = _first_points(scoring_input, bloc_id)

    def key(result: UnitResult) -> Fraction:
        pairs = zip(first[result.unit], result.criteria, strict=True)
        changed = (abs(Fraction(own) - Fraction(final.points)) for own, final in pairs if own is not None)
        return -sum(changed, Fraction(0))

    return key


def _earlier_rank(step: TieRule, period: str, earlier: _Earlier) -> Key:
    """Prefer the better rank in an earlier period; a unit without one comes behind. In the period named: nobody.

    Where the step names a sort of period, the latest one of that sort before this one is meant.
    """
    if step.subject == period or not (ranks := earlier().get(step.subject)):
        return lambda _: Fraction(0)
    last = len(ranks) + 1
    return lambda result: Fraction(-(ranks.get(result.unit) or last))


def _earlier_ranks(scoring_input: ScoringInput, bloc_id: str) -> Mapping[str, _Ranks]:
    """Return the ranks in the periods before this one that the ladder names.

    They are ranked from the first one on, each of them once: equal totals in one are ranked apart by those before it.
    """
    campaign = scoring_input.campaign
    named = {step.subject for step in scoring_input.rubrics[bloc_id].ties if step.rule == "earlier"}
    latest: dict[str, _Ranks] = {}
    if scoring_input.period not in campaign.periods:
        return latest
    for period in takewhile(lambda one: one != scoring_input.period, campaign.periods):
        names = named & campaign.period_names(period)
        if names:
            placed = _place(scoring_input._replace(period=period), bloc_id, lambda: latest)
            ranks: _Ranks = {one.result.unit: one.rank for one in (*placed.ranked, *placed.without_rank)}
            latest.update((name, ranks) for name in names)
    return latest


def _lots(scoring_input: ScoringInput, bloc_id: str) -> Key:
    """Prefer the unit that the lots recorded in the campaign name first; units not named share what is behind."""
    drawn = scoring_input.campaign.lots.get(scoring_input.period, {}).get(bloc_id, ())
    return _by_place({unit: place for place, unit in enumerate(drawn)})


def _by_place(places: Places) -> Key:
    """Prefer the unit with the lower recorded place; units without one share what is behind."""
    return lambda result: Fraction(-places.get(result.unit, len(places)))


def _recorded_places(scoring_input: ScoringInput, bloc_id: str) -> dict[str, Places]:
    """Return the places that were decided on or voted for, by the rule of the step."""
    where = (scoring_input.campaign, scoring_input.period, bloc_id)
    return {DECISION: decided_places(*where, RANK), BALLOT: ballot_places(*where)}


def _undecided_ranks(scoring_input: ScoringInput, bloc_id: str, broken: TieGroups) -> Iterator[Undecided]:
    ladder, places = scoring_input.rubrics[bloc_id].ties, _recorded_places(scoring_input, bloc_id)
    votes = votes_of(scoring_input.campaign, scoring_input.period, bloc_id)
    return undecided_ranks(broken.groups, ladder, places, votes)


def score_units(scoring_input: ScoringInput, units: Sequence[str]) -> tuple[UnitScores, ...]:
    """Score units as of each stage that their blocs have come to, with the class that the bloc's ranking gives them.

    Args:
        scoring_input: what to compute from.
        units: the units' ids; each belongs to a bloc.

    Returns:
        one element per unit, in the order given.
    """
    blocs = scoring_input.campaign.bloc_by_unit
    by_bloc: dict[str, list[str]] = {}
    for unit in units:
        by_bloc.setdefault(blocs[unit], []).append(unit)
    scores: dict[str, UnitScores] = {}
    all_blocs = AllBlocs(scoring_input)
    for bloc_id, own in by_bloc.items():
        standings = {
            standing.result.unit: standing for standing in rank_bloc(scoring_input, bloc_id, all_blocs).standings
        }
        for unit, found in zip(own, scores_unclassified(scoring_input, bloc_id, own), strict=True):
            standing = standings[unit]
            scores[unit] = replace(found, classified=standing.classified, passed_classes=standing.passed_classes)
    return tuple(scores[unit] for unit in units)


def scores_unclassified(scoring_input: ScoringInput, bloc_id: str, units: Sequence[str]) -> Iterator[UnitScores]:
    """Yield what units get as of each stage, without a class, for which the bloc would have to be ranked.

    Args:
        scoring_input: what to compute from.
        bloc_id: the bloc's id.
        units: the ids of some of its units; one element is yielded for each, in this order.
    """
    rubric = scoring_input.rubrics[bloc_id]
    marks = marks_of(scoring_input, bloc_id)
    reached = reached_stages(marks.values(), scoring_input.stage)
    stages = [(stage, latest, kinds_among(rubric, marks.values(), stage)) for stage, latest in enumerate(reached)]
    for unit in units:
        by_stage = tuple(score_unit(unit, marks[unit], rubric, *stage) for stage in stages)
        change = _change(by_stage, rubric, *stages[-1])
        yield UnitScores(scoring_input.campaign.unit_name(unit), bloc_id, rubric, by_stage, change=change)


def _change(
    by_stage: Sequence[UnitResult], rubric: Rubric, stage: int, reached: int, kinds: Mapping[str, Kind]
) -> Exact | None:
    """Return what the last stage gives more than the first one, of what both could mark; None where one has nothing.

    Args:
        by_stage: what the unit gets as of each stage.
        rubric: its rubric.
        stage: the last of these stages.
        reached: the stage that the bloc has come to at it.
        kinds: the kinds that depend on the bloc's other units, as of it.
    """
    first, last = by_stage[0], by_stage[-1]
    if last.sheet is not None and first.later:
        # Without the lines that only the last one could mark: totals of averages and caps have no simpler difference.
        kept = tuple(
            Marked((LATER,)) if before.state is State.LATER else after.marked
            for before, after in zip(first.criteria, last.criteria, strict=True)
        )
        last = score_unit(last.unit, last.sheet._replace(criteria=kept), rubric, stage, reached, kinds)
    if not (first.counts and last.counts):
        return None
    return last.points - first.points
