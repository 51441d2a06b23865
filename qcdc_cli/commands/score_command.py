"""`qcdc score`: what each unit gets."""

from typing import Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text
from qcdc_cli.render.formats import TABLES

DetailOption = Annotated[
    bool,
    options.option(
        "Từng tiêu chí của từng đơn vị; tự hiện khi chỉ chọn một phiếu.",
        "Criterion by criterion; shown anyway for a single sheet.",
        "--detail",
        "-d",
    ),
]

HELP = Text(
    "Điểm tự chấm và điểm thẩm định ở hai cột cạnh nhau, kèm chênh lệch và nội dung còn thiếu.",
    "Shows self-marks and verified marks side by side, with the difference and what is missing.",
)


def command(
    sheets: options.SheetsArgument = None,
    bloc: options.BlocOption = None,
    period: options.PeriodOption = None,
    stage: options.StageOption = None,
    rubric: options.RubricOption = None,
    detail: DetailOption = False,
    style: options.FormatOption = "table",
    output: options.OutputOption = None,
    strict: options.StrictOption = False,
) -> None:
    """Score the chosen units and show them."""
    from qcdc_cli.commands import session
    from qcdc_cli.commands.output import show_report
    from qcdc_cli.commands.usage import known_format

    chosen = known_format(style, TABLES)
    choice = session.Choice(bloc, period, stage, strict, sheets_named=bool(sheets))
    work = session.start(session.load_campaign(sheets, rubric), choice)
    show_report(work.scores(work.units(), detail=detail), chosen, output, [*(sheets or ()), rubric])
