"""What a template is filled from: the ranking of one bloc, its units one by one, and the day."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qcdc_cli.campaign.campaign import Period
from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.nodes import CriterionBase, Group
from qcdc_cli.campaign.papers import Signature
from qcdc_cli.language.figures import Exact
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.render.report import AnyReport, Options, Report
from qcdc_cli.render.words.cells import parts_with_groups
from qcdc_cli.render.words.points_cells import percents_of
from qcdc_cli.scoring.result import NodeResult, Ranking, Standing, UnitResult, UnitScores

if TYPE_CHECKING:
    from qcdc_cli.process.sealing.seal import SealInForce

PlaceholderValue = str | Exact | int | None


class UnitData(NamedTuple):
    """What the row of one unit is filled from.

    Attributes:
        number: its place in the table, from 1.
        standing: its line in the ranking.
        scores: what it gets as of each stage.
        percent: its share of what was attainable, in percent, as the ranking shows it.
        parts: its groups and criteria by their ids.
    """

    number: int
    standing: Standing
    scores: UnitScores
    percent: str | Exact
    parts: Mapping[str, NodeResult]

    @property
    def result(self) -> UnitResult:
        """What the unit gets."""
        return self.standing.result


@dataclass(frozen=True)
class TemplateData:
    """What a template is filled from: the ranking of one bloc, and the day on which that is done.

    Attributes:
        ranking: the ranking.
        scores: what the bloc's units get as of each stage.
        today: the day.
        seal: the seal that its results agree with; None where they are not sealed.
    """

    ranking: Ranking
    scores: Sequence[UnitScores]
    today: date
    seal: "SealInForce | None" = None

    @cached_property
    def stage(self) -> str:
        """The name of the latest stage that the bloc has come to."""
        return self.ranking.campaign.stages[self.ranking.reached].name

    @cached_property
    def period(self) -> Period | None:
        """The period; None where the campaign does not name it."""
        return self.ranking.campaign.periods.get(self.ranking.period)

    @cached_property
    def nodes(self) -> Mapping[str, Group | CriterionBase]:
        """The rubric's groups and criteria by their ids, bonus and penalties as groups."""
        rubric = self.ranking.rubric
        leaves = (leaf.criterion for leaf in rubric.leaves)
        groups = (group for group, _ in rubric.groups())
        return {**{leaf.id: leaf for leaf in leaves}, **{group.id: group for group in groups}}

    @cached_property
    def stages(self) -> Mapping[str, int]:
        """The numbers of the stages by their ids."""
        return {stage.id: number for number, stage in enumerate(self.ranking.campaign.stages)}

    @cached_property
    def units(self) -> tuple[UnitData, ...]:
        """The units in the order of the ranking."""
        ranking, of = self.ranking, {each.counted.unit: each for each in self.scores}
        return tuple(
            UnitData(number, one, of[one.result.unit], percent, parts_by_id(one.result))
            for number, (one, percent) in enumerate(zip(ranking.standings, percents_of(ranking), strict=True), start=1)
        )

    def unit_name(self, unit: str | None) -> str | None:
        """Return the name of a unit; None where there is none."""
        return None if unit is None else self.ranking.campaign.unit_name(unit)

    def signature(self, number: str) -> Signature:
        """Return an office that signs, by its place in the campaign's list, from 1."""
        return self.ranking.campaign.signatures[int(number) - 1]

    def node_id(self, text: str) -> str:
        """Return the id of the group or criterion with this id, or with this label where only one has it; else ""."""
        if text in self.nodes:
            return text
        found = self.ranking.rubric.labelled(text)
        return found[0].id if len(found) == 1 else ""

    def has(self, kind: str, argument: str) -> bool:
        """Return whether an argument of this kind names anything."""
        return bool(self.node_id(argument)) if kind == "node" else argument in self.known(kind)

    def known(self, kind: str) -> Collection[str]:
        """Return what an argument of this kind can name."""
        if kind == "stage":
            return self.stages
        if kind == "node":
            return self.nodes
        return [str(number) for number in range(1, len(self.ranking.campaign.signatures) + 1)]


def parts_by_id(result: UnitResult) -> dict[str, NodeResult]:
    """Return a unit's groups and criteria by their ids."""
    return {node.node.id: node for _, node in parts_with_groups(result.parts)}


def render_template(
    report: AnyReport, options: Options, fill: Callable[[Path, str, TemplateData], bytes]
) -> tuple[bytes]:
    """Return the options' template filled with a report, in one piece.

    Args:
        report: the rankings that were asked for, of which a template holds one, and what their units get.
        options: the template, which is only read, and the moment, whose day `{{date}}` stands for.
        fill: fills a template of its kind: takes where the file is, how it is named to people, and what it is filled
            from.

    Returns:
        the file; the same template, results and day give the same bytes.

    Raises:
        TypeError: for a report without results, or options without a template or a moment.
        QcdcError: Q766 for several blocs; else everything that is wrong with the template, at once; nothing is filled
            then.
    """
    if not isinstance(report, Report) or options.template is None or options.made is None:
        raise TypeError(report)
    path = display_path(options.template)
    if len(report.rankings) > 1:
        blocs = ", ".join(ranking.bloc_id for ranking in report.rankings)
        raise QcdcError(Problem("Q766", {"blocs": blocs}).at(Place(path)), could_not_run=True)
    (ranking,) = report.rankings
    scores, sealed = report.scores[ranking.bloc_id], report.seals.get(ranking.bloc_id)
    data = TemplateData(ranking, scores, options.made.date(), sealed)
    try:
        return (fill(options.template, path, data),)
    except QcdcError as error:
        placed = (problem if problem.place is not None else problem.at(Place(path)) for problem in error.problems)
        raise QcdcError(*placed, could_not_run=True) from None
