"""What the page says of a bloc: its ranking, totals and groups by unit, and how all of it was computed."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from qcdc_cli.campaign.nodes import CriterionBase, Group, is_extra, takes_off
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import PERCENT_DECIMALS
from qcdc_cli.render.page.cells import ColumnHeading, PageCell, bar_of, exact_text, figure_cells
from qcdc_cli.render.page.figures import CLASS, MAX, RANK, SHARE, TOTAL, figure_key
from qcdc_cli.render.page.units import UnitSection, unit_section
from qcdc_cli.render.report import Options, Report
from qcdc_cli.render.words.cells import part_value, shown_decimals, stages_to_show, total_value
from qcdc_cli.render.words.method import facts
from qcdc_cli.render.words.names import roles, stage_line, unit_name
from qcdc_cli.render.words.points_cells import states_legend
from qcdc_cli.render.words.rank_changes import RANK_CHANGE, rank_change
from qcdc_cli.render.words.remarks import provisional_notice, ranking_notes, unit_remarks
from qcdc_cli.render.words.rules import full_text, title_of
from qcdc_cli.render.words.sealed import seal_lines
from qcdc_cli.render.words.table import NOTHING, class_text, or_dash, percent_text
from qcdc_cli.render.words.unit_notes import any_award, awards_text, not_carried_lines
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.scoring.table_level import part_at, table_level


class UnitRow(NamedTuple):
    """A row of a table with a row for each unit.

    Attributes:
        id: the unit's id.
        name: its name.
        link: where the page says more of it.
        before: the cells that stand before its name.
        cells: those behind it.
    """

    id: str
    name: str
    link: str
    before: tuple[PageCell, ...]
    cells: tuple[PageCell, ...]


class UnitTable(NamedTuple):
    """A table with a row for each unit.

    Attributes:
        before: the headings of the columns before the units' names.
        headings: those of the columns behind them.
        rows: the rows.
    """

    before: tuple[ColumnHeading, ...]
    headings: tuple[ColumnHeading, ...]
    rows: tuple[UnitRow, ...]


class BlocSection:
    """The section on a bloc; what there is of each unit is made when it is asked for."""

    def __init__(self, report: Report, ranking: Ranking, options: Options, link: Callable[[str], str]) -> None:
        """Keep what the section is made of.

        Args:
            report: the whole report.
            ranking: the bloc's ranking in it.
            options: what is left out, and what is called with the number of units written.
            link: gives the address of what is said of a unit, by its id.
        """
        self._report = report
        self._ranking = ranking
        self._options = options
        self._link = link
        campaign, rubric = ranking.campaign, ranking.rubric
        stage = campaign.stages[ranking.reached].name
        self.id = ranking.bloc_id
        self.name = ranking.bloc.name
        self.rubric = rubric.rubric
        self.about = (
            stage_line(ranking),
            f"{say(*terms.RUBRIC)}: {rubric.name}",
            *(f"{role}: {unit_name(campaign, holder)}" for role, holder in roles(ranking.bloc)),
        )
        self.notice = provisional_notice(ranking, stage, public=options.public)
        self.sealed = seal_lines(report.seals, campaign, [ranking.bloc_id])
        lost = not_carried_lines(campaign, report.not_carried, [one.result.unit for one in ranking.standings])
        self.notes = (*ranking_notes(ranking), *lost)
        self.legend = states_legend(rubric) + say(
            " Chữ nghiêng: bước này chưa chấm, điểm là của bước trước. Mức, số liệu giống bước trước không ghi lại.",
            " Italics: not marked at this stage, the points are of the stage before. A mark that is the same as at the "
            "stage before is not named again.",
        )
        self.facts = [
            (label, text.split("\n")) for label, text in facts(ranking, ranking.reached, public=options.public)
        ]

    @property
    def size(self) -> int:
        """How many units the bloc has."""
        return len(self._ranking.standings)

    @property
    def shares(self) -> list[PageCell]:
        """The units' shares in percent, in the order of the ranking."""
        ranking, of = self._ranking, self.id
        return [
            PageCell(
                NOTHING if percent is None else percent_text(percent), exact_text(percent), figure_key(of, unit, SHARE)
            )
            for unit, percent in zip(self._unit_ids, ranking.percents, strict=True)
        ]

    @property
    def _unit_ids(self) -> list[str]:
        return [standing.result.unit for standing in self._ranking.standings]

    def _totals(self) -> list[PageCell]:
        keys = [figure_key(self.id, unit, TOTAL) for unit in self._unit_ids]
        totals = [total_value(standing.result) for standing in self._ranking.standings]
        return figure_cells(totals, keys, shown_decimals(self._ranking.rubric))

    def ranking(self) -> UnitTable:
        """Return the ranking: ranks, totals, shares, classes, awards, how ranks changed, remarks."""
        ranking, standings, public = self._ranking, self._ranking.standings, self._options.public
        stage = ranking.campaign.stages[ranking.reached].name
        columns: list[tuple[ColumnHeading, Sequence[PageCell]]] = [
            (ColumnHeading(say(*terms.TOTAL_POINTS), numbers=True), self._totals())
        ]
        if ranking.leaves_out:
            keys = [figure_key(self.id, unit, MAX) for unit in self._unit_ids]
            most = figure_cells([one.result.maximum for one in standings], keys, PERCENT_DECIMALS)
            columns.append((ColumnHeading(say(*terms.MAX), numbers=True), most))
        columns.append((ColumnHeading(say(*terms.SHARE_PERCENT), numbers=True), self.shares))
        if ranking.rubric.classification:
            classes = [
                PageCell(class_text(one.classified), key=figure_key(self.id, one.result.unit, CLASS))
                for one in standings
            ]
            columns.append((ColumnHeading(say(*terms.CLASS)), classes))
        if any_award(ranking):
            columns.append((ColumnHeading(say(*terms.AWARDS)), [PageCell(awards_text(one)) for one in standings]))
        if ranking.before is not None:
            changes = [PageCell(rank_change(ranking, one), exact_text(ranking.ranks_up(one))) for one in standings]
            columns.append((ColumnHeading(str(RANK_CHANGE), numbers=True), changes))
        remarks = [PageCell(". ".join(unit_remarks(ranking, one, stage, public=public))) for one in standings]
        if any(cell.text for cell in remarks):
            columns.append((ColumnHeading(say(*terms.REMARKS), wide=True), remarks))
        ranks = [
            (PageCell(str(or_dash(one.rank)), exact_text(one.rank), figure_key(self.id, one.result.unit, RANK)),)
            for one in standings
        ]
        return self._table([ColumnHeading(say(*terms.RANK), numbers=True)], ranks, columns)

    def groups(self) -> UnitTable:
        """Return the points of the groups by unit, each with a bar of what was attainable in it."""
        ranking, standings = self._ranking, self._ranking.standings
        results = [standing.result for standing in standings]
        level = table_level(ranking.rubric, results)
        columns: list[tuple[ColumnHeading, Sequence[PageCell]]] = []
        for node, place in zip(level.nodes, level.places, strict=True):
            parts = [part_at(result, place) for result in results]
            values = [part_value(part, result) for part, result in zip(parts, results, strict=True)]
            keys = [figure_key(self.id, result.unit, node) for result in results]
            cells = [
                cell._replace(bar=bar_of(value, part.out_of))
                for cell, value, part in zip(
                    figure_cells(values, keys, shown_decimals(ranking.rubric)), values, parts, strict=True
                )
            ]
            columns.append((_group_heading(node), cells))
        columns.append((ColumnHeading(say(*terms.TOTAL_POINTS), numbers=True), self._totals()))
        return self._table([], [()] * len(standings), columns)

    def bars(self) -> Iterator[tuple[str, PageCell]]:
        """Yield the units' names with their totals, each with a bar; the longest is the full scale, or a higher one."""
        results = [standing.result for standing in self._ranking.standings]
        most = max([self._ranking.rubric.total, *(result.points for result in results if result.counts)], key=Fraction)
        for standing, cell in zip(self._ranking.standings, self._totals(), strict=True):
            value = total_value(standing.result)
            bar = bar_of(value, most) if isinstance(value, str) or value > 0 else 0
            yield unit_name(self._ranking.campaign, standing.result.unit), cell._replace(bar=bar or 0)

    def units(self) -> Iterator[UnitSection]:
        """Yield the sections of the units, in the order of the ranking."""
        own = self._report.scores.get(self.id, ())
        by_id = {unit.counted.unit: unit for unit in own}
        shown = stages_to_show(own)
        stages = {number: self._ranking.campaign.stages[number].name for number in shown}
        for standing, share in zip(self._ranking.standings, self.shares, strict=True):
            scores = by_id[standing.result.unit]
            yield unit_section(self._ranking, standing, scores, stages, share=share, public=self._options.public)

    def _table(
        self,
        before: Sequence[ColumnHeading],
        leading: Sequence[tuple[PageCell, ...]],
        columns: Sequence[tuple[ColumnHeading, Sequence[PageCell]]],
    ) -> UnitTable:
        rows = tuple(
            UnitRow(unit, unit_name(self._ranking.campaign, unit), self._link(unit), first, cells)
            for unit, first, cells in zip(
                self._unit_ids, leading, zip(*(cells for _, cells in columns), strict=True), strict=True
            )
        )
        return UnitTable(tuple(before), tuple(heading for heading, _ in columns), rows)


def _group_heading(node: Group | CriterionBase) -> ColumnHeading:
    name = node.name if is_extra(node) else f"{title_of(node)}. {node.name}"
    return ColumnHeading(name, numbers=True, below=full_text(node), off=takes_off(node))
