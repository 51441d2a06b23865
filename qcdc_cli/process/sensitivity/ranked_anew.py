"""A bloc ranked once more under one change, by the scoring itself: nothing here adds a point."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from pydantic import BaseModel

from qcdc_cli.campaign.marks import NOT_HELD, Marked, MarkedSheet, StageReading, State
from qcdc_cli.campaign.nodes import Group
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.scoring.placing import NOTHING_KNOWN, Placed, earlier_ranks, place_units
from qcdc_cli.scoring.result import UnitResult
from qcdc_cli.scoring.scoring_input import ScoringInput
from qcdc_cli.scoring.unit import CriterionScorer, ResultTree, unit_result

Ranks = Mapping[str, int]  # of the units that have one
_M = TypeVar("_M", bound=BaseModel)


class RankedAnew:
    """Ranks a bloc under changes. Ranks in earlier periods, by which ties may be broken, stay what they were."""

    def __init__(self, scoring_input: ScoringInput, bloc_id: str) -> None:
        """Prepare.

        Args:
            scoring_input: what results are computed from.
            bloc_id: the bloc.
        """
        self.scoring_input, self.bloc_id = scoring_input, bloc_id

    @property
    def rubric(self) -> Rubric:
        """The bloc's rubric, as it is."""
        return self.scoring_input.rubrics[self.bloc_id]

    @cached_property
    def placed(self) -> Placed:
        """The units in their ranks, as they are."""
        return self._placed(self.scoring_input)

    @cached_property
    def ranks(self) -> Ranks:
        """The ranks, as they are."""
        return _ranks(self.placed)

    @cached_property
    def results(self) -> Mapping[str, UnitResult]:
        """What the ranked units get, by the units' ids, the best first."""
        return {one.result.unit: one.result for one in self.placed.ranked}

    def placed_with(self, rubric: Rubric) -> Placed:
        """Place the units under another rubric, which has the same criteria in the same order."""
        rubrics = {**self.scoring_input.rubrics, self.bloc_id: rubric}
        return self._placed(self.scoring_input._replace(rubrics=rubrics))

    def with_rubric(self, rubric: Rubric) -> Ranks:
        """Return the ranks under another rubric, which has the same criteria in the same order."""
        return _ranks(self.placed_with(rubric))

    def without_criteria(self, numbers: Collection[int]) -> Ranks:
        """Return the ranks as if some criteria were not held in the period: they count on neither side.

        Args:
            numbers: the criteria, by their numbers in the order of the rubric's leaves.
        """
        rubric, stage, reached = self.rubric, self.scoring_input.stage, self.placed.reached
        tree = ResultTree(rubric)
        sheets, known = [], {}
        scorers: dict[int, CriterionScorer] = {}
        for result in self.placed.results:
            if result.sheet is not None:  # what else it gets stays: no criterion's points hang on another criterion
                sheet, criteria = result.sheet, list(result.criteria)
                sheet = sheet._replace(criteria=tuple(_without(sheet.criteria, numbers)))
                if not scorers:  # a criterion's kind is the same for all units
                    leaves = rubric.leaves
                    scorers = {each: CriterionScorer(leaves[each], rubric, criteria[each].kind) for each in numbers}
                for number, scorer in scorers.items():
                    left = sheet.criteria[number]
                    criteria[number] = scorer.result(left, left.counted(stage, reached))
                sheets.append(sheet)
                known[result.unit] = unit_result(result.unit, sheet, tuple(criteria), tree, stage, reached)
        return self.with_sheets(sheets, known)

    def with_sheets(self, sheets: Iterable[MarkedSheet], known: Mapping[str, UnitResult] = NOTHING_KNOWN) -> Ranks:
        """Return the ranks if some units' sheets of the period said something else.

        Args:
            sheets: these sheets.
            known: what units get with them, where that is known, by the units' ids.
        """
        theirs = {(sheet.unit, sheet.period): sheet for sheet in sheets}
        return _ranks(self._placed(self.scoring_input._replace(sheets={**self.scoring_input.sheets, **theirs}), known))

    def without_unit(self, unit: str) -> Placed:
        """Place the other units, as if one were not in the bloc."""
        campaign = self.scoring_input.campaign
        bloc = campaign.blocs[self.bloc_id]
        left = changed(bloc, units=tuple(one for one in bloc.units if one != unit))
        campaign = changed(campaign, blocs={**campaign.blocs, self.bloc_id: left})
        return self._placed(self.scoring_input._replace(campaign=campaign))

    def _placed(self, scoring_input: ScoringInput, known: Mapping[str, UnitResult] = NOTHING_KNOWN) -> Placed:
        return place_units(scoring_input, self.bloc_id, known, lambda: self._earlier)

    @cached_property
    def _earlier(self) -> Mapping[str, dict[str, int | None]]:
        return earlier_ranks(self.scoring_input, self.bloc_id)


def changed(model: _M, **update: Any) -> _M:
    """Return a copy of a model in which some fields say something else; what was worked out from the old ones is gone.

    Args:
        model: the model.
        update: the new values, by the fields' names.
    """
    copied = model.model_copy(update=update)
    for name in copied.__dict__.keys() - type(model).model_fields.keys():  # the cached properties
        del copied.__dict__[name]
    return copied


def with_weights(rubric: Rubric, factors: Sequence[Decimal]) -> Rubric:
    """Return the rubric with each criterion's weight multiplied by a factor.

    Args:
        rubric: the rubric.
        factors: a factor above 0 for each criterion, in the order of the rubric's leaves: bonus and penalties, too.
    """
    left = iter(factors)

    def copied(node: Any) -> Any:
        if isinstance(node, Group):
            return changed(node, criteria=tuple(copied(part) for part in node.criteria))
        return node.model_copy(update={"weight": node.times * next(left)})

    update: dict[str, Any] = {"criteria": tuple(copied(node) for node in rubric.criteria)}
    for name in ("bonus", "penalties"):
        extra = getattr(rubric, name)
        if extra is not None:
            update[name] = changed(extra, criteria=tuple(copied(node) for node in extra.criteria))
    return changed(rubric, **update)


def _ranks(placed: Placed) -> Ranks:
    return {one.result.unit: one.rank for one in placed.ranked if one.rank is not None}


def _without(criteria: Sequence[Marked], numbers: Collection[int]) -> Iterator[Marked]:
    yield from (_not_held(one) if number in numbers else one for number, one in enumerate(criteria))


def _not_held(marked: Marked) -> Marked:
    """Return what is said about a criterion as not held, at every stage that said anything: how far the bloc is stays.

    So it is for the first stage, too, with which a tie-break may compare.
    """
    said = (StageReading(one.stage, State.NOT_HELD) for one in marked.readings if not one.preset)
    return NOT_HELD._replace(readings=(*NOT_HELD.readings, *said), doubles=marked.doubles)
