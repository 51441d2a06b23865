"""One ranking across blocs that share a rubric; what each bloc computes and decides stays its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.scoring.result import Ranking, Standing
from qcdc_cli.scoring.ties import OWN_STEPS, across_blocs


class AcrossLine(NamedTuple):
    """A unit in the ranking across blocs.

    Attributes:
        rank: its rank across the blocs; None for a unit that its own bloc does not rank.
        tied: another unit shares the rank.
        ranking: the ranking of its own bloc.
        standing: its line in that.
    """

    rank: int | None
    tied: bool
    ranking: Ranking
    standing: Standing


@dataclass(frozen=True, slots=True)
class Across:
    """The ranking across all blocs that share a rubric.

    Attributes:
        campaign: the campaign.
        period: the period's id.
        rubric: the rubric.
        stage: the number of the latest stage looked at, from 0.
        rankings: the blocs' own rankings.
        lines: all units, the best first; those that are not ranked stand last.
    """

    campaign: Campaign
    period: str
    rubric: Rubric
    stage: int
    rankings: tuple[Ranking, ...]
    lines: tuple[AcrossLine, ...]

    @property
    def provisional(self) -> bool:
        """True while any of the blocs' rankings is."""
        return any(ranking.provisional for ranking in self.rankings)

    @property
    def leaves_out(self) -> bool:
        """True when some unit has criteria that count on neither side."""
        return any(ranking.leaves_out for ranking in self.rankings)

    @property
    def ties_left_to_blocs(self) -> bool:
        """True when the rubric breaks ties by steps that hold inside a bloc only, so that ties remain here."""
        return any(step.rule not in OWN_STEPS for step in self.rubric.ties)


def rank_across(rankings: Sequence[Ranking]) -> tuple[Across, ...]:
    """Rank all units of blocs with one rubric together, by their exact shares of what was attainable.

    Args:
        rankings: the blocs' own rankings. What they have computed stays: criteria that depend on the bloc's
            other units are measured inside the bloc, and classes and awards are the bloc's.

    Returns:
        one ranking for each rubric.
    """
    by_rubric: dict[Rubric, list[Ranking]] = {}
    for ranking in rankings:
        by_rubric.setdefault(ranking.rubric, []).append(ranking)
    return tuple(map(_across, by_rubric.values()))


def _across(rankings: Sequence[Ranking]) -> Across:
    lines = {standing.result.unit: (ranking, standing) for ranking in rankings for standing in ranking.standings}
    rubric = rankings[0].rubric
    ranked = [standing.result for _, standing in lines.values() if standing.rank is not None]
    placed: list[AcrossLine] = []
    for equal in across_blocs(ranked, rubric):
        rank = len(placed) + 1
        placed += [AcrossLine(rank, len(equal) > 1, *lines[result.unit]) for result in equal]
    unranked = [AcrossLine(None, False, *line) for line in lines.values() if line[1].rank is None]  # noqa: FBT003 - a field
    first = rankings[0]
    return Across(first.campaign, first.period, rubric, first.stage, tuple(rankings), (*placed, *unranked))


@dataclass(frozen=True, slots=True)
class RubricDifference:
    """How a rubric differs from another one.

    Attributes:
        only_here: the ids of groups and criteria that only this one has.
        only_there: those that only the other one has.
        points: the ids that both have with different points, with the points here and there.
        scored: the ids of criteria that both have and that are scored differently.
        settings: the keys of the whole rubric that say something else, such as `ties` and `awards`.
    """

    only_here: tuple[str, ...]
    only_there: tuple[str, ...]
    points: tuple[tuple[str, Decimal, Decimal], ...]
    scored: tuple[str, ...]
    settings: tuple[str, ...]


_SETTINGS = (
    "rounding",
    "not_applicable",
    "unassigned",
    "missing_evidence",
    "disqualifiers",
    "ties",
    "classify_up_to",
    "classification",
    "awards",
)


def difference(one: Rubric, other: Rubric) -> RubricDifference:
    """Compare two rubrics, group by group and criterion by criterion, by their ids."""
    here, there = _nodes(one), _nodes(other)
    both = [identity for identity in here if identity in there]
    kinds, others = ({leaf.criterion.id: leaf.criterion.kind for leaf in rubric.leaves} for rubric in (one, other))
    return RubricDifference(
        only_here=tuple(identity for identity in here if identity not in there),
        only_there=tuple(identity for identity in there if identity not in here),
        points=tuple((i, here[i], there[i]) for i in both if here[i] != there[i]),
        scored=tuple(i for i in both if i in kinds and i in others and kinds[i] != others[i]),
        settings=tuple(key for key in _SETTINGS if getattr(one, key) != getattr(other, key)),
    )


def _nodes(rubric: Rubric) -> dict[str, Decimal]:
    nodes = {group.id: group.points for group, _ in rubric.groups()}
    return nodes | {leaf.criterion.id: leaf.criterion.points for leaf in rubric.leaves}
