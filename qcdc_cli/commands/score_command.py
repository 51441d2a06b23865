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
    from qcdc_cli.commands import messages, session
    from qcdc_cli.commands.output import known_format, show_tables
    from qcdc_cli.render.tables import scores_table, unit_table
    from qcdc_cli.scoring.scores import score_units

    known_format(style)
    loaded = session.loaded(sheets, rubric)
    scoring_input = session.scoring_input(
        loaded, period=period, stage=stage, strict=strict, bloc=bloc, given=bool(sheets)
    )
    units = session.chosen_units(loaded, scoring_input, bloc, given=bool(sheets))
    scores = score_units(scoring_input, units)
    if strict:
        messages.refuse_provisional_scores(scores, scoring_input.campaign)
    lost = messages.not_carried_lines(scoring_input.campaign, messages.not_carried(loaded, scoring_input.period), units)
    messages.tell(*lost)
    tables = [messages.noted(scores_table(scores, scoring_input.campaign, scoring_input.period), lost)]
    if detail or (sheets and len(scores) == 1):
        tables += [unit_table(one, scoring_input.campaign, scoring_input.period) for one in scores]

    def json() -> str:
        from qcdc_cli.render.json.text import scores_json

        return scores_json(scores, scoring_input.campaign, scoring_input.period)

    show_tables(tables, json, style, output)
