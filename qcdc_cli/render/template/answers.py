"""What stands in the place of a template's words: exact figures, texts as they are in the data, or nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - `date` is a word of templates
from functools import cached_property
from typing import NamedTuple

from qcdc_cli.campaign.rubric import CriterionBase, Group
from qcdc_cli.kinds import Exact
from qcdc_cli.language import say
from qcdc_cli.language.figures import day
from qcdc_cli.render.cells import parts_with_groups, reached_stage, total_value
from qcdc_cli.render.decided import awards_text
from qcdc_cli.render.table import NOTHING
from qcdc_cli.render.workbook.remarks import decisions, provisional_notice, unit_remarks
from qcdc_cli.render.workbook.shown import percents_of, value_of
from qcdc_cli.scoring.result import CriterionResult, NodeResult, Ranking, Standing, UnitResult, UnitScores

Value = str | Exact | int | None


class Line(NamedTuple):
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
class Matter:
    """What a template is filled from: the ranking of one bloc, and the day on which that is done.

    Attributes:
        ranking: the ranking.
        scores: what the bloc's units get as of each stage.
        today: the day.
    """

    ranking: Ranking
    scores: Sequence[UnitScores]
    today: Date

    @cached_property
    def stage(self) -> str:
        """The name of the latest stage that the bloc has come to."""
        return self.ranking.campaign.stages[reached_stage(self.ranking)].name

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
    def lines(self) -> tuple[Line, ...]:
        """The units in the order of the ranking."""
        ranking, of = self.ranking, {each.counted.unit: each for each in self.scores}
        return tuple(
            Line(number, one, of[one.result.unit], percent, _by_id(one.result))
            for number, (one, percent) in enumerate(zip(ranking.standings, percents_of(ranking), strict=True), start=1)
        )

    def known(self, kind: str) -> Collection[str]:
        """Return what an argument of this kind can name."""
        if kind == "stage":
            return self.stages
        if kind == "node":
            return self.nodes
        return [str(number) for number in range(1, len(self.ranking.campaign.signatures) + 1)]


def _by_id(result: UnitResult) -> dict[str, NodeResult]:
    return {
        (node.criterion if isinstance(node, CriterionResult) else node.group).id: node
        for _, node in parts_with_groups(result.parts)
    }


# ------------------------------------------------------------------ the campaign, the bloc, the day


def campaign(matter: Matter) -> Value:
    """Name the campaign."""
    return matter.ranking.campaign.campaign


def authority(matter: Matter) -> Value:
    """Name who leads it."""
    return matter.ranking.campaign.authority


def basis(matter: Matter) -> Value:
    """Name what it rests on."""
    return matter.ranking.campaign.basis


def place(matter: Matter) -> Value:
    """Name the place of signing; room to write it where the campaign does not say."""
    return matter.ranking.campaign.place or "…………"


def note(matter: Matter) -> Value:
    """Return the campaign's note."""
    return matter.ranking.campaign.note


def bloc(matter: Matter) -> Value:
    """Name the bloc."""
    return matter.ranking.bloc.name


def leader(matter: Matter) -> Value:
    """Name the bloc's leader."""
    return _unit_name(matter, matter.ranking.bloc.leader)


def deputy(matter: Matter) -> Value:
    """Name the bloc's deputy."""
    return _unit_name(matter, matter.ranking.bloc.deputy)


def pilot(matter: Matter) -> Value:
    """Name the bloc's pilot unit."""
    return _unit_name(matter, matter.ranking.bloc.pilot)


def _unit_name(matter: Matter, unit: str | None) -> Value:
    return None if unit is None else matter.ranking.campaign.unit_name(unit)


def units(matter: Matter) -> Value:
    """Count the units."""
    return len(matter.ranking.standings)


def period(matter: Matter) -> Value:
    """Name the period."""
    known = matter.ranking.campaign.periods.get(matter.ranking.period)
    return matter.ranking.period if known is None else known.name


def first_day(matter: Matter) -> Value:
    """Return the period's first day."""
    known = matter.ranking.campaign.periods.get(matter.ranking.period)
    return None if known is None or known.from_ is None else day(known.from_)


def last_day(matter: Matter) -> Value:
    """Return the period's last day."""
    known = matter.ranking.campaign.periods.get(matter.ranking.period)
    return None if known is None or known.to is None else day(known.to)


def stage(matter: Matter) -> Value:
    """Name the latest stage that the bloc has come to."""
    return matter.stage


def rubric(matter: Matter) -> Value:
    """Name the rubric."""
    return matter.ranking.rubric.name


def total(matter: Matter) -> Value:
    """Return the full scale."""
    return matter.ranking.rubric.total


def name(matter: Matter, identity: str) -> Value:
    """Name a group or criterion."""
    return matter.nodes[identity].name


def full(matter: Matter, identity: str) -> Value:
    """Return the most points of a group or criterion."""
    return matter.nodes[identity].points


def date(matter: Matter) -> Value:
    """Return the day on which the template is filled."""
    return day(matter.today)


def day_of_month(matter: Matter) -> Value:
    """Return the day's number, as official papers write it (Decree 30/2020/NĐ-CP): below 10 with a 0 before it."""
    return say(f"{matter.today.day:02d}", str(matter.today.day))


def month(matter: Matter) -> Value:
    """Return the month's number, as official papers write it (Decree 30/2020/NĐ-CP): 1 and 2 with a 0 before them."""
    number = matter.today.month
    return say(f"{number:02d}" if number <= 2 else str(number), str(number))


def year(matter: Matter) -> Value:
    """Return the year."""
    return str(matter.today.year)


def status(matter: Matter) -> Value:
    """Say why the ranking is provisional; nothing when it is not."""
    return provisional_notice(matter.ranking, matter.stage)


def signature(matter: Matter, number: str) -> Value:
    """Name an office that signs."""
    return matter.ranking.campaign.signatures[int(number) - 1].role


def signer(matter: Matter, number: str) -> Value:
    """Name who signs for it."""
    return matter.ranking.campaign.signatures[int(number) - 1].name


# ------------------------------------------------------------------ one unit


def number(matter: Matter, line: Line) -> Value:  # noqa: ARG001 - all words about units are asked alike
    """Return the unit's place in the table."""
    return line.number


def unit(matter: Matter, line: Line) -> Value:
    """Name the unit."""
    return _unit_name(matter, line.result.unit)


def rank(matter: Matter, line: Line) -> Value:  # noqa: ARG001
    """Return the rank; a dash for a unit without one."""
    return NOTHING if line.standing.rank is None else line.standing.rank


def points(matter: Matter, line: Line) -> Value:  # noqa: ARG001
    """Return the total."""
    return total_value(line.result)


def maximum(matter: Matter, line: Line) -> Value:  # noqa: ARG001
    """Return what was attainable for the unit."""
    return line.result.maximum


def percent(matter: Matter, line: Line) -> Value:  # noqa: ARG001
    """Return its share of that, in percent."""
    return line.percent


def classified(matter: Matter, line: Line) -> Value:  # noqa: ARG001
    """Name the class; a dash for a unit without one."""
    return NOTHING if line.standing.classified is None else line.standing.classified.name


def award(matter: Matter, line: Line) -> Value:  # noqa: ARG001
    """Name the awards."""
    return awards_text(line.standing)


def remarks(matter: Matter, line: Line) -> Value:
    """Return the remarks: roles, ties, what is missing, and what was decided beyond the points."""
    told = unit_remarks(matter.ranking, line.standing, matter.stage)
    return "; ".join([*told, *decisions(matter.ranking, line.standing)])


def part(matter: Matter, line: Line, identity: str) -> Value:  # noqa: ARG001
    """Return the points on a group or criterion, or the state in its word."""
    return value_of(line.parts[identity], line.result)


def stage_total(matter: Matter, line: Line, at: str) -> Value:
    """Return the total as of a stage; a dash where the bloc has not come to it."""
    result = _at(matter, line, at)
    return NOTHING if result is None else total_value(result)


def stage_part(matter: Matter, line: Line, at: str, identity: str) -> Value:
    """Return the points on a group or criterion as of a stage; a dash where the bloc has not come to it."""
    result = _at(matter, line, at)
    return NOTHING if result is None else value_of(_by_id(result)[identity], result)


def _at(matter: Matter, line: Line, at: str) -> UnitResult | None:
    number = matter.stages[at]
    return line.scores.by_stage[number] if number < len(line.scores.by_stage) else None
