"""`qcdc explain`: why a figure is what it is."""

from typing import Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text, terms
from qcdc_cli.render.formats import EXPLANATION

IdArgument = Annotated[
    str | None,
    options.argument(
        "Mã hoặc ký hiệu của tiêu chí, mục; không ghi thì giải thích tổng điểm và hạng.",
        "A criterion's or a group's id or label; without it, the total and the rank.",
        value=terms.ID_VALUE,
        complete=options.complete_criterion,
    ),
]
FormatOption = Annotated[
    str,
    options.format_option("Định dạng kết quả; mặc định là văn bản (text).", "Text by default, or json.", EXPLANATION),
]

HELP = Text(
    "Nêu cách chấm, phép tính, bước chấm được lấy điểm và vị trí của từng số liệu trong tệp.",
    "The rule, the working with its numbers, the stage that counts, and where each number stands.",
)


def command(
    unit: options.UnitArgument,
    identity: IdArgument = None,
    period: options.PeriodOption = None,
    stage: options.StageOption = None,
    rubric: options.RubricOption = None,
    style: FormatOption = "text",
    output: options.OutputOption = None,
) -> None:
    """Explain one figure of one unit."""
    from qcdc_cli.commands import session
    from qcdc_cli.commands.campaign_loading import load_campaign
    from qcdc_cli.commands.lookup import node_id, unit_and_bloc
    from qcdc_cli.commands.output import show_report
    from qcdc_cli.commands.usage import known_format

    chosen = known_format(style, EXPLANATION)
    loaded = load_campaign(rubric=rubric)
    own, bloc = unit_and_bloc(loaded.campaign, unit)
    work = session.start(loaded, session.Choice(bloc, period, stage))
    node = None if identity is None else node_id(loaded.rubrics[bloc], identity)
    show_report(work.explanation(own, node), chosen, output, [rubric])
