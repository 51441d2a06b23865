"""`qcdc score`: what each unit gets."""

from typing import Annotated

import typer

from qcdc_cli.commands.command import Command
from qcdc_cli.commands.options import (
    BlocOption,
    FormatOption,
    OutputOption,
    PeriodOption,
    RubricOption,
    SheetsArgument,
    StageOption,
    StrictOption,
)
from qcdc_cli.language import both

app = typer.Typer(add_completion=False, rich_markup_mode=None)

DetailOption = Annotated[
    bool,
    typer.Option(
        "--detail",
        "-d",
        help=both(
            "Từng tiêu chí của từng đơn vị; có sẵn khi chỉ cho một phiếu.",
            "Criterion by criterion; shown anyway for a single sheet.",
        ),
    ),
]


@app.command(
    cls=Command,
    help=both(
        "Điểm tự chấm và điểm thẩm định đứng cạnh nhau, kèm chênh lệch và phần còn thiếu.",
        "Self-marks and verified marks stand side by side, with the difference and what is missing.",
    ),
)
def score(
    sheets: SheetsArgument = None,
    bloc: BlocOption = None,
    period: PeriodOption = None,
    stage: StageOption = None,
    rubric: RubricOption = None,
    detail: DetailOption = False,
    style: FormatOption = "table",
    output: OutputOption = None,
    strict: StrictOption = False,
) -> None:
    """Score the chosen units and show them."""
    from qcdc_cli.commands import telling, work
    from qcdc_cli.commands.output import known_format, show_tables
    from qcdc_cli.render.tables import scores_table, unit_table
    from qcdc_cli.scoring.scores import score_units

    known_format(style)
    loaded = work.loaded(sheets, rubric)
    bench = work.bench(loaded, period=period, stage=stage, strict=strict, bloc=bloc, given=bool(sheets))
    units = work.chosen_units(loaded, bench, bloc, given=bool(sheets))
    scores = score_units(bench, units)
    if strict:
        telling.refuse_provisional_scores(scores, bench.campaign)
    lost = telling.not_carried_lines(bench.campaign, telling.not_carried(loaded, bench.period), units)
    telling.tell(*lost)
    tables = [telling.noted(scores_table(scores, bench.campaign, bench.period), lost)]
    if detail or (sheets and len(scores) == 1):
        tables += [unit_table(one, bench.campaign, bench.period) for one in scores]

    def json() -> str:
        from qcdc_cli.render.json_text import scores_json

        return scores_json(scores, bench.campaign, bench.period)

    show_tables(tables, json, style, output)
