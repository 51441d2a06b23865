"""What explanations rest on, looked up in results: nodes, places, neighbours in the ranking, class bounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from qcdc_cli.campaign.deciding import Class, Disqualifier
from qcdc_cli.campaign.marks import State
from qcdc_cli.campaign.nodes import Group, Leaf, is_extra
from qcdc_cli.campaign.sheet import SECTIONS
from qcdc_cli.language import say
from qcdc_cli.language.figures import Exact, figure, with_points
from qcdc_cli.problems import Place
from qcdc_cli.render.words.cells import parts_with_groups
from qcdc_cli.render.words.remarks import remark_text, remarks_with_keys
from qcdc_cli.render.words.unit_notes import StepMeasures, step_measures, tie_break_groups
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.behind import Behind, behind
from qcdc_cli.scoring.result import (
    CriterionResult,
    GroupResult,
    NodeResult,
    Ranking,
    Standing,
    UnitScores,
    Unranked,
)
from qcdc_cli.scoring.table_level import table_level


@dataclass(frozen=True)
class ExplainedUnit:
    """A unit's scores together with the ranking that it stands in."""

    scores: UnitScores
    ranking: Ranking

    @cached_property
    def standing(self) -> Standing:
        """The unit's own line of the ranking."""
        unit = self.scores.counted.unit
        return next(standing for standing in self.ranking.standings if standing.result.unit == unit)

    @cached_property
    def percents(self) -> dict[str, Decimal | None]:
        """The shares of the bloc's units in percent, by their ids, as the ranking shows them."""
        units = (standing.result.unit for standing in self.ranking.standings)
        return dict(zip(units, self.ranking.percents, strict=True))

    def node(self, identity: str) -> NodeResult:
        """Return what the unit gets on a criterion or group.

        Raises:
            KeyError: when the rubric has no node with this id.
        """
        for _, part in parts_with_groups(self.standing.result.parts):
            if part.node.id == identity:
                return part
        raise KeyError(identity)

    def place(self, part: NodeResult) -> Place:
        """Return where the rubric's file defines a criterion or group."""
        rubric = self.ranking.rubric
        if isinstance(part, CriterionResult):
            path = next(leaf.path for leaf in rubric.leaves if leaf.criterion.id == part.criterion.id)
        else:
            path = next(path for group, path in rubric.groups() if group.id == part.group.id)
        return self.ranking.rubric_place(path)

    def above(self, part: NodeResult) -> tuple[Group, ...]:
        """Return the groups that a criterion or group stands in, the outermost first."""
        wanted = part.node.id
        for leaf in self.ranking.rubric.leaves:
            if leaf.criterion.id == wanted:
                return leaf.groups
            inside = [group.id for group in leaf.groups]
            if wanted in inside:
                return leaf.groups[: inside.index(wanted)]
        return ()

    def leaf(self, criterion: str) -> Leaf:
        """Return a criterion with its place in the rubric."""
        return next(leaf for leaf in self.ranking.rubric.leaves if leaf.criterion.id == criterion)

    def best(self, part: CriterionResult) -> dict[str, list[tuple[Standing, CriterionResult]]]:
        """Return who sets each measure for a unit's points, by what they are called; none where no units do."""
        if part.counted is None or part.state is not State.GIVEN:
            return {}
        measures = part.kind.measures(part.counted.reading)
        found: dict[str, list[tuple[Standing, CriterionResult]]] = {title: [] for title in measures}
        if not found:
            return {}
        for standing in self.ranking.standings:
            own = next(one for one in standing.result.criteria if one.criterion is part.criterion)
            if own.counted is None or own.state is not State.GIVEN:
                continue
            out = standing.unranked is Unranked.DISQUALIFIED or (own.lacks_evidence and not own.points)
            if out and standing is not self.standing:  # it takes no points from others
                continue
            for title, sets_it in measures.items():
                if sets_it(own.counted.reading):
                    found[title].append((standing, own))
        return found

    def tie(self) -> list[StepMeasures]:
        """Return the tie-break steps between the unit and those with an equal total, with what they measured."""
        for group in tie_break_groups(self.ranking):
            if self.standing in group:
                return step_measures(group, self.ranking)
        return []

    def disqualifier_place(self, disqualifier: Disqualifier) -> Place | None:
        """Return where the unit's sheet names a disqualifier; None where it does not."""
        sheet = self.standing.result.sheet
        named = self.ranking.rubric.disqualifiers.items()
        identity = next((key for key, entry in named if entry is disqualifier), "")
        return sheet.place(("disqualifiers", identity)) if sheet and identity in sheet.disqualifiers else None

    def target(self, criterion: str) -> Exact | None:
        """Return the target that the campaign's own file gives the unit, or None."""
        return self.ranking.campaign.targets.get(criterion, {}).get(self.scores.counted.unit)

    def neighbours(self) -> tuple[list[Standing], list[Standing], list[Standing]]:
        """Return the units of the next better rank, those that share the rank, those of the next worse one."""
        own = self.standing
        if own.rank is None:
            return [], [], []
        by_rank = self.ranking.by_rank
        above = max((rank for rank in by_rank if rank < own.rank), default=0)  # 0, which no unit has
        below = min((rank for rank in by_rank if rank > own.rank), default=0)
        better, equal, worse = (
            [one for one in by_rank.get(rank, ()) if one is not own] for rank in (above, own.rank, below)
        )
        return better, equal, worse

    @cached_property
    def behind(self) -> Behind | None:
        """How far the unit is behind the one ranked above it, and where; None where it is not."""
        return behind(self.ranking, self.standing)

    @property
    def looked_through(self) -> tuple[Group, ...]:
        """The groups whose own parts are told of the total, too, since only there the bloc's units differ."""
        return table_level(self.ranking.rubric, [one.result for one in self.ranking.standings], None).above

    def class_above(self) -> Class | None:
        """Return the next better class than the unit's own, or None."""
        classes = self.ranking.rubric.classification
        own = self.standing.classified
        return classes[number - 1] if own is not None and (number := classes.index(own)) else None


def titled(title: str, text: str) -> str:
    """Return one fact: what it is, and the fact."""
    return f"{title}: {text}"


def place_text(place: Place) -> str:
    """Return a file and a line; a column says nothing more about a mark."""
    return visible(f"{place.path}:{place.line}" if place.line else place.path)


def out_of(points: Exact | str, maximum: Exact) -> str:
    """Return points out of what was attainable, or the sign that stands in the place of points."""
    own, most = points if isinstance(points, str) else figure(points), figure(maximum)
    return say(f"{own}/{most} điểm", f"{own} of {with_points(most)}")


def where(explained: ExplainedUnit, part: NodeResult) -> str:
    """Return the groups above a node, from the rubric down."""
    above = explained.above(part)
    if not above and isinstance(part, GroupResult) and part.extra:
        return say("ngoài thang điểm chính", "outside the rubric's total")
    if not above:
        return say("không, là mục cấp một", "the top of the rubric")
    return " › ".join(
        visible(group.name) if is_extra(group) else f"{group.shown} {visible(group.name)}" for group in above
    )


def noted_lines(explained: ExplainedUnit, node: str | None = None) -> Iterator[str]:
    """Yield the unit's remarks that say more than a text; of a criterion or group, those about it."""
    sheet = explained.scores.counted.sheet
    found = remarks_with_keys(sheet.notes, node) if sheet is not None else []
    if found:
        yield ""
        yield say("Nhận xét:", "Notes:")
    for section, remark in found:
        yield f"  {titled(str(SECTIONS[section]), visible(remark_text(remark, explained.ranking.rubric)))}"
