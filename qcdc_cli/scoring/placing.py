"""The units of a bloc in their ranks: by their shares, then down the rubric's ladder of tie-breaks."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import groupby, takewhile
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from qcdc_cli.campaign.deciding import BALLOT, DECISION, RANK, Disqualifier, TieRule
from qcdc_cli.campaign.marks import State, reached_stages
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language.figures import Exact
from qcdc_cli.scoring.recorded import Places, ballot_places, decided_places, votes_on_units
from qcdc_cli.scoring.result import Standing, UnitResult, Unranked
from qcdc_cli.scoring.scoring_input import ScoringInput, is_disqualified, kinds_among, marks_of
from qcdc_cli.scoring.ties import Key, MakeKey, TieGroups, break_ties, own_keys
from qcdc_cli.scoring.unit import CriterionScorer, UnitScorer

NOTHING_KNOWN: Mapping[str, UnitResult] = MappingProxyType({})
_Measures = tuple[tuple[TieRule, Fraction], ...]
_Ranks = dict[str, int | None]  # by unit
Keys = Mapping[str, MakeKey]
_Earlier = Callable[[], Mapping[str, _Ranks]]  # by what a rubric calls a period: the latest one called so


class Placed(NamedTuple):
    """The units of a bloc in their ranks, before classes and awards."""

    results: Sequence[UnitResult]
    reached: int
    broken: TieGroups
    keys: Keys
    ranked: Sequence[Standing]
    late: Sequence[Standing]
    without_rank: Sequence[Standing]


def place_units(
    scoring_input: ScoringInput,
    bloc_id: str,
    known: Mapping[str, UnitResult] = NOTHING_KNOWN,
    earlier: _Earlier | None = None,
    criteria: Sequence[CriterionScorer] = (),
) -> Placed:
    """Put the units of a bloc into their ranks.

    Args:
        scoring_input: what to compute from.
        bloc_id: the bloc.
        known: what units get, where that was computed from the same marks and hangs on no other unit.
        earlier: gives the ranks in the periods before, where they were worked out already.
        criteria: what scores the rubric's criteria, where several blocs share it.
    """
    rubric = scoring_input.rubrics[bloc_id]
    marks = marks_of(scoring_input, bloc_id)
    reached = reached_stages(marks.values(), scoring_input.stage)[-1]
    kinds = kinds_among(rubric, marks.values(), scoring_input.stage)
    scorer = UnitScorer(rubric, scoring_input.stage, reached, kinds, criteria)
    results = [known.get(unit) or scorer.score(unit, own) for unit, own in marks.items()]
    unranked = {result.unit: why_unranked(result, rubric) for result in results}
    in_ranks = [result for result in results if unranked[result.unit] is None]
    keys = ladder_keys(scoring_input, bloc_id, earlier)
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
                disqualifiers=applied_disqualifiers(result, rubric),
                vote=votes.get(result.unit),
            )
            for result in equal
        ]
    without_rank = [
        Standing(None, result, disqualifiers=applied_disqualifiers(result, rubric), unranked=unranked[result.unit])
        for result in results
        if unranked[result.unit] is not None
    ]
    late = [one for one in without_rank if one.result.not_handed_in and one.unranked is not Unranked.DISQUALIFIED]
    return Placed(results, reached, broken, keys, ranked, late, without_rank)


def applied_disqualifiers(result: UnitResult, rubric: Rubric) -> tuple[tuple[Disqualifier, str], ...]:
    """Return the disqualifiers that apply to a unit, with the reasons."""
    return tuple((rubric.disqualifiers[identity], reason) for identity, reason in result.disqualifiers.items())


def why_unranked(result: UnitResult, rubric: Rubric) -> Unranked | None:
    """Return why a unit is not ranked, or None."""
    if is_disqualified(result.disqualifiers, rubric):
        return Unranked.DISQUALIFIED
    if result.sheet is None:
        return Unranked.NO_SHEET
    if not result.marked:
        return Unranked.NO_MARK
    return None if result.maximum else Unranked.NOTHING_ATTAINABLE


def _rank_groups(
    ranked: Sequence[UnitResult], ladder: Sequence[TieRule], keys: Keys
) -> tuple[TieGroups, dict[str, _Measures]]:
    """Return the ranked units in order with what broke their ties, and what the steps up to that one measured."""
    shares = sorted(((result.share or Fraction(0), result) for result in ranked), key=itemgetter(0), reverse=True)
    together = TieGroups([], {}, [])
    for _, equal in groupby(shares, key=itemgetter(0)):
        broken = break_ties([result for _, result in equal], ladder, keys)
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


def ladder_keys(scoring_input: ScoringInput, bloc_id: str, earlier: _Earlier | None = None) -> Keys:
    """Return what makes the keys of the ladder's steps, by their rules.

    Those that need more than a unit's own result are made once, when they are first asked for, however many ties.

    Args:
        scoring_input: what to compute from.
        bloc_id: the bloc.
        earlier: gives the ranks in the periods before, where they were worked out already.
    """
    ranks_before = earlier or cache(lambda: earlier_ranks(scoring_input, bloc_id))
    return own_keys(scoring_input.rubrics[bloc_id]) | {
        "correction": cache(lambda _: _smallest_correction(scoring_input, bloc_id)),
        "earlier": cache(lambda step: _earlier_rank(step, scoring_input.period, ranks_before)),
        "lots": cache(lambda _: _lots(scoring_input, bloc_id)),
        DECISION: cache(lambda _: _by_place(recorded_places(scoring_input, bloc_id)[DECISION])),
        BALLOT: cache(lambda _: _by_place(recorded_places(scoring_input, bloc_id)[BALLOT])),
    }


def ladder_measures(
    ladder: Sequence[TieRule], keys: Keys, results: Sequence[UnitResult]
) -> dict[str, tuple[Fraction, ...]]:
    """Return what each step of the ladder measures of every unit, tied or not; the greater comes first."""
    steps = [keys[step.rule](step) for step in ladder]
    return {result.unit: tuple(key(result) for key in steps) for result in results}


def first_points(scoring_input: ScoringInput, bloc_id: str) -> dict[str, tuple[Exact | None, ...]]:
    """Return by unit the points of each criterion as of the first stage; None for what only a later one marks."""
    rubric, marks = scoring_input.rubrics[bloc_id], marks_of(scoring_input, bloc_id)
    # Both marks are looked at beside the same other units: else a correction of theirs would count as its own.
    kinds = kinds_among(rubric, marks.values(), scoring_input.stage)
    scorer = UnitScorer(rubric, 0, kinds=kinds)
    first = {unit: scorer.score(unit, own) for unit, own in marks.items()}
    return {
        unit: tuple(None if one.state is State.LATER else one.points for one in result.criteria)
        for unit, result in first.items()
    }


def _smallest_correction(scoring_input: ScoringInput, bloc_id: str) -> Key:
    """Prefer the unit whose own marks were changed least: the sum of the differences, criterion by criterion."""
    first = first_points(scoring_input, bloc_id)

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


def earlier_ranks(scoring_input: ScoringInput, bloc_id: str) -> Mapping[str, _Ranks]:
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
            placed = place_units(scoring_input._replace(period=period), bloc_id, earlier=lambda: latest)
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


def recorded_places(scoring_input: ScoringInput, bloc_id: str) -> dict[str, Places]:
    """Return the places that were decided on or voted for, by the rule of the step."""
    where = (scoring_input.campaign, scoring_input.period, bloc_id)
    return {DECISION: decided_places(*where, RANK), BALLOT: ballot_places(*where)}
