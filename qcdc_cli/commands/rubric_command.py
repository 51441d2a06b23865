"""`qcdc rubric`: a scale to print and sign, and what a bloc's sheets say about it."""

from typing import TYPE_CHECKING, Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text, terms
from qcdc_cli.render.formats import TABLES

if TYPE_CHECKING:
    from qcdc_cli.render.report import RubricReport

_ACTIONS = ("show", "stats")

ActionArgument = Annotated[
    str,
    options.argument(
        "show: cả thang điểm; stats: kết quả của các đơn vị ở từng tiêu chí, mức ảnh hưởng của từng mục đến xếp hạng.",
        "show: the whole scale; stats: how units did on each criterion, and which groups decide the ranking.",
        value=Text("show|stats", "show|stats"),
        complete=options.completing(lambda: _ACTIONS),
    ),
]
RubricArgument = Annotated[
    str | None,
    options.argument(
        "Tên thang điểm có sẵn trong qcdc, hoặc đường dẫn; mặc định thang điểm của khối.",
        "A shipped name or a path; the bloc's own by default.",
        value=terms.RUBRIC_VALUE,
        complete=options.complete_rubric,
    ),
]

HELP = Text(
    "Ví dụ: `qcdc rubric show qcdc-cap-xa-2020 -f md -o thang-diem.md`, `qcdc rubric stats --bloc dan-van`.",
    "Such as `qcdc rubric show qcdc-cap-xa-2020 -f md -o scale.md`, `qcdc rubric stats --bloc dan-van`.",
)


def command(
    action: ActionArgument,
    name: RubricArgument = None,
    bloc: options.BlocOption = None,
    period: options.PeriodOption = None,
    stage: options.StageOption = None,
    style: options.FormatOption = "table",
    output: options.OutputOption = None,
) -> None:
    """Show a rubric, or the statistics of blocs."""
    from qcdc_cli.commands.output import show_report
    from qcdc_cli.commands.usage import known_format, refuse_together, refuse_unknown_word

    chosen = known_format(style, TABLES)
    refuse_unknown_word(action, _ACTIONS, option="show|stats")
    if action == "stats":
        from qcdc_cli.commands import session
        from qcdc_cli.commands.campaign_loading import load_campaign

        work = session.start(load_campaign(rubric=name), session.Choice(bloc, period, stage))
        show_report(work.statistics(), chosen, output, [name])
        return
    present = {"show": True, "--period": period is not None, "--stage": stage is not None}
    refuse_together(present | {"--bloc": bloc is not None and name is not None}, "show")
    show_report(_rubrics(name, bloc), chosen, output, [name])


def _rubrics(name: str | None, bloc: str | None) -> "RubricReport":
    """Return the rubric asked for, or those of the chosen blocs."""
    from qcdc_cli.campaign.rubric_loading import read_rubric
    from qcdc_cli.commands.campaign_loading import rubrics_of
    from qcdc_cli.render.report import RubricReport

    return RubricReport((read_rubric(name)[1],) if name is not None else rubrics_of(bloc))
