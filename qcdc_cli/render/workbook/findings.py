"""What a report lists across units: evidence that is still missing, and marks that stages changed."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from qcdc_cli.campaign.marks import StageReading, reading_text
from qcdc_cli.campaign.rubric import CriterionBase
from qcdc_cli.campaign.states import State
from qcdc_cli.language.figures import Exact
from qcdc_cli.scoring.result import CriterionResult, Ranking, UnitScores


class Gap(NamedTuple):
    """Evidence that is missing.

    Attributes:
        unit: the unit's name.
        criterion: the criterion.
        points: what it gets there.
        documents: the documents that the rubric names.
    """

    unit: str
    criterion: CriterionBase
    points: Exact
    documents: tuple[str, ...]


class Change(NamedTuple):
    """A mark that a later stage changed.

    Attributes:
        unit: the unit's name.
        criterion: the criterion.
        stages: the names of the earlier and the later stage.
        marks: what each said, in words.
        points: what each gives; the state in its word where that gives none: not applicable is not 0.
        reason: why it was changed; "" where nobody said.
    """

    unit: str
    criterion: CriterionBase
    stages: tuple[str, str]
    marks: tuple[str, str]
    points: tuple[Exact | str, Exact | str]
    reason: str

    @property
    def difference(self) -> Fraction | None:
        """How many points the later stage gave more, below 0 where it took some; None beside a state."""
        before, after = self.points
        return None if isinstance(before, str) or isinstance(after, str) else Fraction(after) - Fraction(before)


def evidence_gaps(ranking: Ranking) -> Iterator[Gap]:
    """Yield the evidence that the rubric wants and that no sheet names, by unit in the order of the ranking."""
    for standing in ranking.standings:
        name = ranking.campaign.unit_name(standing.result.unit)
        for result in standing.result.criteria:
            if result.lacks_evidence:
                yield Gap(name, result.criterion, result.points, result.criterion.documents)


def changes(scores: Sequence[UnitScores], stages: Mapping[int, str]) -> Iterator[Change]:
    """Yield the marks that a stage changed, by unit and criterion.

    Args:
        scores: what the units get as of each stage.
        stages: the names of the campaign's stages, by number.
    """
    for unit in scores:
        for at, result in enumerate(unit.counted.criteria):
            readings = [one for one in result.marked.readings if one.stage < len(unit.by_stage)]
            for before, after in pairwise(readings):
                if before.stage != after.stage and _said(before) != _said(after):
                    given = [_given(unit.by_stage[one.stage].criteria[at]) for one in (before, after)]
                    yield Change(
                        unit.name,
                        result.criterion,
                        (stages[before.stage], stages[after.stage]),
                        (reading_text(before, result.criterion), reading_text(after, result.criterion)),
                        (given[0], given[1]),
                        after.reason,
                    )


def _given(result: CriterionResult) -> Exact | str:
    return result.points if result.state is State.GIVEN or result.points else str(result.state.symbol)


def _said(reading: StageReading) -> object:
    return (reading.state, reading.reading if reading.state is State.GIVEN else None)
