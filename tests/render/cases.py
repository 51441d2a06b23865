"""Small campaigns in a folder, for whole-output comparisons, and everything that can be rendered from one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.render import delimited, markdown
from qcdc_cli.render.formats import FORMATS
from qcdc_cli.render.report import ExplanationView, Options, RankingView, Report, ScoresView, View, WholeView
from qcdc_cli.render.tables import ranking_table, scores_table, unit_table
from qcdc_cli.render.terminal.tables import render_tables
from qcdc_cli.render.words.table import Table
from qcdc_cli.render.workbook import render as render_workbook
from qcdc_cli.scoring.ranking import rank_bloc, score_units
from qcdc_cli.scoring.result import Ranking, UnitScores
from qcdc_cli.scoring.scoring_input import ScoringInput
from tests.campaigns import input_of, load_example

CAMPAIGN = """\
campaign: Campaign 2024
period: h1
periods:
  h1: {name: First half}
stages:
  - {id: self, name: Self}
  - {id: bloc, name: Bloc}
blocs:
  one: {name: Bloc One, rubric: rubric.yaml, leader: alpha, units: [alpha, beta, gamma]}
units: {alpha: Alpha, beta: Beta, gamma: Gamma}
targets:
  I.2: {alpha: 8}
unassigned:
  I.2: {beta: has no hamlets}
"""
RUBRIC = """\
rubric: small
name: A small scale
total: 20
rounding: {decimals: 2, at: criterion}
not_applicable: exclude
unassigned: exclude
criteria:
  - id: I
    name: Leading
    points: 12
    criteria:
      - {id: I.1, name: Plan, points: 4, evidence: [The plan], step: 0.25}
      - {id: I.2, name: Hamlets with a board, points: 3, evidence: optional, ratio: {unit: hamlets}}
      - {id: I.3, name: Rules, points: 5, evidence: optional, pass: Rules are in force}
  - id: II
    name: Openness
    points: 8
    criteria:
      - id: II.1
        name: Budget
        points: 8
        evidence: optional
        levels: {full: {name: All of it, points: 8}, part: {name: A part, points: 4.5}}
classification:
  - {id: good, name: Good, from: 15}
  - {id: weak, name: Weak}
"""
SHEETS = {
    "alpha": """\
unit: alpha
period: h1
marks:
  I.1: {self: 4, bloc: {mark: 3.5, reason: No deadlines}, evidence: [Plan 12]}
  I.2: {self: 7, bloc: 7}
  I.3: {self: met, bloc: met}
  II.1: {self: full, bloc: {mark: part, reason: Only the income}}
""",
    "beta": """\
unit: beta
period: h1
marks:
  I.1: {self: 3, bloc: 3}
  I.3: {self: met}
""",
}


def workbook_of(
    rankings: Sequence[Ranking], scores: Mapping[str, tuple[UnitScores, ...]], options: Options | None = None
) -> bytes:
    """Return the file of the workbook of some blocs; `scores` has the units that get a worksheet, by bloc."""
    first = rankings[0]
    report = Report(first.campaign, first.period, WholeView(), tuple(rankings), scores)
    return b"".join(render_workbook(report, options or Options()))


def whole_text(pieces: Iterable[str | bytes]) -> str:
    """Put the pieces of a text together."""
    return "".join(piece for piece in pieces if isinstance(piece, str))


def terminal_text(tables: Sequence[Table], *, width: int | None, color: bool) -> str:
    return "".join(render_tables(tables, width=width, color=color))


def markdown_tables(tables: Sequence[Table]) -> str:
    return "".join(markdown.render_tables(tables))


def csv_text(tables: Sequence[Table]) -> str:
    return "".join(delimited.render_tables(lambda: tables))


@dataclass(frozen=True)
class Case:
    """A scored campaign with one bloc."""

    scoring_input: ScoringInput
    ranking: Ranking
    scores: tuple[UnitScores, ...]

    def unit(self, identity: str) -> UnitScores:
        return next(scores for scores in self.scores if scores.counted.unit == identity)

    def tables(self) -> list[Table]:
        campaign, period = self.scoring_input.campaign, self.scoring_input.period
        return [
            ranking_table(self.ranking),
            scores_table(self.scores, campaign, period),
            *(unit_table(scores, campaign, period) for scores in self.scores),
        ]

    def explain(self, unit: str, identity: str | None = None) -> str:
        return self.shown(ExplanationView(identity), "text", unit)

    def report(self, view: View, unit: str | None = None) -> Report:
        """Return a report on all units, or on one."""
        campaign, period = self.scoring_input.campaign, self.scoring_input.period
        units = self.scores if unit is None else (self.unit(unit),)
        return Report(campaign, period, view, (self.ranking,), {self.ranking.bloc_id: units})

    def shown(self, view: View, style: str = "json", unit: str | None = None) -> str:
        """Return a report on all units, or on one, in a format of text."""
        return whole_text(FORMATS[style].render(self.report(view, unit), Options()))

    def workbook(self) -> dict[str, list[list[object]]]:
        """Return the values of the workbook's cells, row by row, by the sheets' names."""
        content = b"".join(render_workbook(self.report(WholeView()), Options()))
        book = load_workbook(BytesIO(content), data_only=True)
        return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}

    def workbook_text(self) -> str:
        return "\n".join(str(value) for rows in self.workbook().values() for row in rows for value in row)

    def everything(self) -> Iterator[tuple[str, str]]:
        """Yield all that can be shown of the campaign, with the format's name."""
        for width in (40, 80, 200, None):
            yield f"terminal {width}", terminal_text(self.tables(), width=width, color=False)
        yield "markdown", markdown_tables(self.tables())
        yield "csv", csv_text(self.tables())
        yield "workbook", self.workbook_text()
        yield "rankings_json", self.shown(RankingView())
        yield "scores_json", self.shown(ScoresView())
        yield "report_json", self.shown(WholeView())
        rubric = self.ranking.rubric
        nodes = [None, *(leaf.criterion.id for leaf in rubric.leaves), *(group.id for group, _ in rubric.groups())]
        for scores in self.scores:
            for identity in nodes:
                unit = scores.counted.unit
                yield "explanation", self.explain(unit, identity)
                yield "explanation_json", self.shown(ExplanationView(identity), unit=unit)


def case_of(scoring_input: ScoringInput, bloc: str | None = None) -> Case:
    """Score one bloc; without its id, the only one that there is."""
    if bloc is None:
        (bloc,) = scoring_input.campaign.blocs
    ranking = rank_bloc(scoring_input, bloc)
    return Case(scoring_input, ranking, score_units(scoring_input, scoring_input.campaign.blocs[bloc].units))


def shipped(folder: Path, bloc: str, period: str) -> Case:
    """Load a campaign from its folder and score one bloc in one period."""
    return case_of(input_of(load(Source(folder)))._replace(period=period), bloc)


def written(
    folder: Path,
    *,
    campaign: str = CAMPAIGN,
    rubric: str = RUBRIC,
    sheets: Mapping[str, str] = SHEETS,
    stage: str | None = None,
) -> Case:
    """Write a campaign into a folder, load and score it."""
    (folder / "units").mkdir()
    (folder / "qcdc.yaml").write_text(campaign, encoding="utf-8")
    (folder / "rubric.yaml").write_text(rubric, encoding="utf-8")
    for unit, text in sheets.items():
        (folder / "units" / f"{unit}.yaml").write_text(text, encoding="utf-8")
    return case_of(input_of(load(Source(folder)), stage))


@cache
def example() -> Case:
    """Return examples/chau-thanh-2020, scored."""
    return case_of(input_of(load_example()))
