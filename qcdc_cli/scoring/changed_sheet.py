"""Where a unit would stand if its sheet said something else, every other sheet staying as it is."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property, partial
from typing import NamedTuple

from qcdc_cli.campaign.campaign_checks import blocs_together
from qcdc_cli.campaign.deciding import DECISION, Award, TieRule
from qcdc_cli.campaign.marks import MarkedSheet, NoSheet, StageReading, reached_stages
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.scoring.awards import award
from qcdc_cli.scoring.classes import Contest, classify
from qcdc_cli.scoring.placing import applied_disqualifiers, ladder_keys, why_unranked
from qcdc_cli.scoring.ranking import AllBlocs, rank_bloc
from qcdc_cli.scoring.recorded import decided_places, votes_on_units
from qcdc_cli.scoring.result import Ranking, Standing, UnitResult, Unranked, Vote
from qcdc_cli.scoring.scoring_input import ScoringInput, marks_of
from qcdc_cli.scoring.ties import Key
from qcdc_cli.scoring.unit import UnitScorer

_OrderKey = tuple[Fraction, ...]  # the share and what each step of the ladder measures, below 0: the less, the better


class _Order(NamedTuple):
    """The ranked units as they are, the best first, and what they are ordered by."""

    standings: Sequence[Standing]
    keys: Sequence[_OrderKey]
    numbers: Mapping[str, int]  # by unit


class _Span(NamedTuple):
    """The other units that one ends up equal with, up to some step of the ladder: from a place in the order to another.

    Attributes:
        first: the number of the first of them, from 0; the unit itself counts where it stands today.
        end: the number behind the last of them.
        ahead: how many of the others are better.
        units: how many they are.
    """

    first: int
    end: int
    ahead: int
    units: int


class ChangedSheets:
    """Where units of a bloc would stand, each by itself, if their sheets said something else.

    Mostly no unit's marks change what another one gets, so that only the unit's own place is looked for in the order as
    it is. Where classes and awards have so many places, they are decided once more in that order. Where a criterion
    compares units, or places are those of all blocs, the bloc is ranked once more.
    """

    def __init__(self, scoring_input: ScoringInput, ranking: Ranking, all_blocs: AllBlocs) -> None:
        """Prepare.

        Args:
            scoring_input: what results are computed from.
            ranking: the ranking of the bloc from it.
            all_blocs: what is decided over all blocs, from it.
        """
        self._input, self._ranking, self._all_blocs = scoring_input, ranking, all_blocs
        self._scorer = UnitScorer(ranking.rubric, ranking.stage, ranking.reached)
        self._keeps_order = not _compares_units(ranking.rubric) and not ranking.rubric.spans_blocs
        self._apart = self._keeps_order and _are_decided_apart(ranking.rubric)

    def standing(self, sheet: MarkedSheet) -> Standing:
        """Return a unit's line in the ranking if this were its sheet.

        Args:
            sheet: what its sheet of the period would say.
        """
        return (self._in_order(sheet) if self._keeps_order else None) or self._ranked_anew(sheet)

    def _in_order(self, sheet: MarkedSheet) -> Standing | None:
        """Find the unit's place among the others as they are; None where that is not all that changes."""
        ranking, rubric, unit = self._ranking, self._ranking.rubric, sheet.unit
        before = self._marks.get(unit)
        if not isinstance(before, MarkedSheet) or before.self_marked != sheet.self_marked:
            return None
        was, now = (reached_stages([one], ranking.stage)[-1] for one in (before, sheet))
        if not was <= now <= ranking.reached:  # else the bloc has come to another stage
            return None
        if any(step.rule == "correction" for step in rubric.ties) and _first_stage(before) != _first_stage(sheet):
            return None
        result = self._scorer.score(unit, sheet._replace(late=before.late))
        if why_unranked(result, rubric) is not None:
            return None
        return self._decided(self._placed(result), self._spans(result)[-1])

    def _placed(self, result: UnitResult) -> Standing:
        """Return the unit's rank, and what broke its ties, before classes and awards."""
        ladder, spans = self._ranking.rubric.ties, self._spans(result)
        breaking: TieRule | None = None
        for step, wider, finer in zip(ladder, spans, spans[1:], strict=False):
            if finer.units < wider.units:
                breaking = step
        steps = ladder[: ladder.index(breaking) + 1] if breaking is not None else ()
        return Standing(
            rank=spans[-1].ahead + 1,
            result=result,
            tied=spans[-1].units > 0,
            tie_break=breaking,
            tie_measures=tuple((step, key(result)) for step, key in zip(steps, self._ladder, strict=False)),
            disqualifiers=applied_disqualifiers(result, self._ranking.rubric),
            vote=self._votes.get(result.unit),
        )

    def _decided(self, placed: Standing, equal: _Span) -> Standing:
        """Return the line with class and awards: mostly nobody else matters for it but those that share its rank."""
        campaign, rubric, unit = self._ranking.campaign, self._ranking.rubric, placed.result.unit
        size = len(self._ranking.bloc.units)
        if self._apart:
            ((standing,),) = classify([Contest([placed], size)], rubric)
            others = (one for one in self._order.standings[equal.first : equal.end] if one.result.unit != unit)
            together = [standing, *(one._replace(rank=placed.rank) for one in others)]
        else:
            late = (one for one in self._late if one.result.unit != unit)
            (classified,) = classify([Contest([*self._all_with(placed, equal), *late], size)], rubric)
            together = [one for one in classified if one.rank is not None]
            standing = next(one for one in together if one.result.unit == unit)
        decided = partial(decided_places, campaign, self._ranking.period, self._ranking.bloc_id)
        (awards,) = award([Contest(together, size)], rubric, [decided])
        return standing._replace(awards=awards.given.get(unit, ()))

    def _all_with(self, placed: Standing, equal: _Span) -> list[Standing]:
        """Return all ranked units, the best first, with the unit in its new place; others move by one rank at most.

        Args:
            placed: the unit in its new place.
            equal: the others that share its rank there.
        """
        order = self._order
        today = order.numbers.get(placed.result.unit)
        left = None if today is None else order.standings[today].rank
        found: list[Standing] = []
        for number, one in enumerate(order.standings):
            if number != today:
                rank = one.rank or 0
                moved = rank - (left is not None and left < rank) + (number >= equal.end)
                found.append(one if moved == rank else one._replace(rank=moved))
        found.insert(equal.ahead, placed)
        return found

    def _spans(self, result: UnitResult) -> list[_Span]:
        """Return the others with the same share, then of them those that each step of the ladder leaves equal."""
        order, own = self._order, self._order_key(result)
        today = order.numbers.get(result.unit, len(order.keys))
        spans = []
        for length in range(1, len(own) + 1):
            start = own[:length]
            first, end = (
                bisect(order.keys, start, key=lambda one, length=length: one[:length])  # type: ignore[misc]
                for bisect in (bisect_left, bisect_right)
            )
            spans.append(_Span(first, end, first - (today < first), end - first - (first <= today < end)))
        return spans

    def _order_key(self, result: UnitResult) -> _OrderKey:
        return (-(result.share or Fraction(0)), *(-key(result) for key in self._ladder))

    @cached_property
    def _order(self) -> _Order:
        standings = [one for one in self._ranking.standings if one.rank is not None]
        keys = [self._order_key(one.result) for one in standings]
        return _Order(standings, keys, {one.result.unit: number for number, one in enumerate(standings)})

    @cached_property
    def _late(self) -> list[Standing]:
        """Those that handed in nothing: they have no rank, and the last class."""
        without = (one for one in self._ranking.standings if one.rank is None and one.result.not_handed_in)
        return [one for one in without if one.unranked is not Unranked.DISQUALIFIED]

    @cached_property
    def _ladder(self) -> list[Key]:
        keys = ladder_keys(self._input, self._ranking.bloc_id)
        return [keys[step.rule](step) for step in self._ranking.rubric.ties]

    @cached_property
    def _marks(self) -> Mapping[str, MarkedSheet | NoSheet]:
        return marks_of(self._input, self._ranking.bloc_id)

    @cached_property
    def _votes(self) -> Mapping[str, Vote]:
        return votes_on_units(self._input.campaign, self._input.period, self._ranking.bloc_id)

    def _ranked_anew(self, sheet: MarkedSheet) -> Standing:
        """Rank the bloc once more; what the other units get is taken over where no unit's marks change another's."""
        sheets = {**self._input.sheets, (sheet.unit, sheet.period): sheet}
        after = self._input._replace(sheets=sheets)
        others = {unit: result for unit, result in self._known.items() if unit != sheet.unit}
        ranked = rank_bloc(after, self._ranking.bloc_id, AllBlocs(after, others))
        return next(one for one in ranked.standings if one.result.unit == sheet.unit)

    @cached_property
    def _known(self) -> Mapping[str, UnitResult]:
        """What units get, of the blocs that are decided with this one; nothing where criteria compare units."""
        rubric, rankings = self._ranking.rubric, [self._ranking]
        if _compares_units(rubric):
            return {}
        if rubric.spans_blocs:
            together = blocs_together(self._input.campaign, self._input.rubrics, self._ranking.bloc_id)
            rankings = [rank_bloc(self._input, one, self._all_blocs) for one in together]
        return {standing.result.unit: standing.result for one in rankings for standing in one.standings}


def _compares_units(rubric: Rubric) -> bool:
    return any(leaf.criterion.kind.relative for leaf in rubric.leaves)


def _are_decided_apart(rubric: Rubric) -> bool:
    """Return whether a unit's class and awards hang on nothing but its own result, its rank, and who shares that.

    Args:
        rubric: a rubric that compares no units and spans no blocs.
    """
    return all(entry.quota is None for entry in rubric.classification) and not any(map(_has_places, rubric.awards))


def _has_places(entry: Award) -> bool:
    """Return whether an award has so many places, for which others compete."""
    return any(one is not None for one in (entry.units, entry.share, entry.group)) or entry.ties == DECISION


def _first_stage(sheet: MarkedSheet) -> list[StageReading | None]:
    return [marked.upto(0) for marked in sheet.criteria]
