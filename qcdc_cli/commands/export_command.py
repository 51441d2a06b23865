"""`qcdc export`: the report as a file; its suffix says which kind."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from qcdc_cli.commands.command import Command
from qcdc_cli.commands.options import BlocOption, PeriodOption, RubricOption, StageOption, StrictOption
from qcdc_cli.commands.template_option import TemplateOption, from_template, refuse_wrong_target
from qcdc_cli.language import both, say

if TYPE_CHECKING:
    from qcdc_cli.campaign.loaded import Loaded
    from qcdc_cli.scoring.result import Ranking, UnitScores
    from qcdc_cli.scoring.scoring_input import ScoringInput

app = typer.Typer(add_completion=False, rich_markup_mode=None)

FileArgument = Annotated[
    str,
    typer.Argument(
        metavar=both("TỆP", "FILE"),
        help=both(
            "Tệp ghi ra; đuôi .xlsx, .csv, .json hoặc .md quyết định định dạng.",
            "The file to write; its suffix .xlsx, .csv, .json or .md says the format.",
        ),
    ),
]


class _Report(NamedTuple):
    """What is exported.

    Attributes:
        work: what was loaded.
        scoring_input: what the results were computed from.
        rankings: the rankings of the chosen blocs.
        scores: by bloc, what its units get as of each stage.
    """

    work: "Loaded"
    scoring_input: "ScoringInput"
    rankings: "list[Ranking]"
    scores: "dict[str, tuple[UnitScores, ...]]"


def _workbook(report: _Report) -> bytes:
    from qcdc_cli.commands.digests import file_digests
    from qcdc_cli.commands.messages import tell
    from qcdc_cli.commands.progress import writing
    from qcdc_cli.render.workbook import is_large, workbook_bytes
    from qcdc_cli.render.workbook.origin import Origin

    rankings = report.rankings
    if is_large(rankings):
        tell(
            say(
                "Nhiều đơn vị: báo cáo không có trang từng đơn vị và biểu đồ; chọn một khối bằng --bloc để có.",
                "Many units: the report has no sheets per unit and no charts; choose a bloc with --bloc to have them.",
            )
        )
    files = file_digests(report.work, report.scoring_input, [ranking.bloc_id for ranking in rankings])
    origin = Origin(datetime.now().astimezone(), files)
    with writing() as progress:
        return workbook_bytes(rankings, report.scores, origin=origin, progress=progress)


def _delimited(report: _Report) -> bytes:
    from qcdc_cli.render.delimited import render_tables
    from qcdc_cli.render.tables import ranking_table

    # Excel reads a CSV without this mark in the console's old code page.
    return render_tables([ranking_table(ranking) for ranking in report.rankings]).encode("utf-8-sig")


def _json(report: _Report) -> bytes:
    from qcdc_cli.render.json.text import report_json

    return report_json(report.rankings, report.scores).encode()


def _markdown(report: _Report) -> bytes:
    from qcdc_cli.render.markdown import render_tables
    from qcdc_cli.render.tables import ranking_table, scores_table, unit_table

    tables = []
    for ranking in report.rankings:
        own = report.scores[ranking.bloc_id]
        tables += [ranking_table(ranking), scores_table(own, ranking.campaign, ranking.period)]
        tables += [unit_table(one, ranking.campaign, ranking.period) for one in own]
    return render_tables(tables).encode()


_FORMATS = {".xlsx": _workbook, ".csv": _delimited, ".json": _json, ".md": _markdown}


@app.command(
    cls=Command,
    help=both(
        "Tệp cũ chỉ bị thay khi tệp mới đã xong.",
        "An old file is replaced only when the new one is complete.",
    ),
)
def export(
    file: FileArgument,
    bloc: BlocOption = None,
    period: PeriodOption = None,
    stage: StageOption = None,
    rubric: RubricOption = None,
    strict: StrictOption = False,
    template: TemplateOption = None,
) -> None:
    """Rank the chosen blocs and write the report."""
    from qcdc_cli.commands import messages, session
    from qcdc_cli.commands.output import write
    from qcdc_cli.problems import Problem, QcdcError
    from qcdc_cli.scoring.ranking import rank_bloc
    from qcdc_cli.scoring.scores import score_units

    target = Path(file)
    suffix = target.suffix.lower()
    if suffix not in _FORMATS:
        values = {"suffix": target.suffix or say("(không có)", "(none)"), "allowed": ", ".join(_FORMATS)}
        raise QcdcError(Problem("Q107", values, target.suffix, ", ".join(_FORMATS)), could_not_run=True)
    if template is not None:
        refuse_wrong_target(target, template)
    loaded = session.loaded(rubric=rubric)
    scoring_input = session.scoring_input(loaded, period=period, stage=stage, strict=strict, bloc=bloc)
    rankings = [rank_bloc(scoring_input, identity) for identity in session.chosen_blocs(scoring_input.campaign, bloc)]
    if strict:
        messages.refuse_provisional_rankings(rankings)
    scores = {
        ranking.bloc_id: score_units(scoring_input, [standing.result.unit for standing in ranking.standings])
        for ranking in rankings
    }
    lost = messages.not_carried(loaded, scoring_input.period)
    units = [standing.result.unit for ranking in rankings for standing in ranking.standings]
    messages.tell(*messages.not_carried_lines(scoring_input.campaign, lost, units))
    if template is not None:
        content = from_template(template, rankings, scores, datetime.now().astimezone().date())
    else:
        content = _FORMATS[suffix](_Report(loaded, scoring_input, rankings, scores))
    write(target, content)
    messages.tell(say(f"Đã ghi {target}.", f"Wrote {target}."))
