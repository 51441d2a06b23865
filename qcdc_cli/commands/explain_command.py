"""`qcdc explain`: why a figure is what it is."""

from collections.abc import Iterable
from typing import Annotated

import typer

from qcdc_cli.commands.options import (
    OutputOption,
    PeriodOption,
    RubricOption,
    StageOption,
    complete_unit,
    completing,
    folder,
    format_option,
)
from qcdc_cli.language import Text, both
from qcdc_cli.render.formats import EXPLANATION

UnitArgument = Annotated[
    str,
    typer.Argument(
        metavar=both("ĐƠN-VỊ", "UNIT"),
        autocompletion=complete_unit,
        help=both("Mã hoặc tên đơn vị.", "The unit's id or name."),
    ),
]


def _criteria() -> Iterable[str]:
    from qcdc_cli.commands.lookup import criteria_to_complete

    return criteria_to_complete(folder())


IdArgument = Annotated[
    str | None,
    typer.Argument(
        metavar=both("MÃ", "ID"),
        autocompletion=completing(_criteria),
        help=both(
            "Mã tiêu chí hoặc mục; không ghi thì giải thích tổng điểm và hạng.",
            "A criterion's or a group's id; without it, the total and the rank.",
        ),
    ),
]
FormatOption = Annotated[
    str,
    format_option(EXPLANATION, both("Định dạng kết quả; mặc định là văn bản (text).", "Text by default, or json.")),
]


HELP = Text(
    "Nêu cách chấm, phép tính, bước chấm được lấy điểm và vị trí của từng số liệu trong tệp.",
    "The rule, the working with its numbers, the stage that counts, and where each number stands.",
)


def command(
    unit: UnitArgument,
    identity: IdArgument = None,
    period: PeriodOption = None,
    stage: StageOption = None,
    rubric: RubricOption = None,
    style: FormatOption = "text",
    output: OutputOption = None,
) -> None:
    """Explain one figure of one unit."""
    from qcdc_cli.commands import session
    from qcdc_cli.commands.lookup import refuse_unknown_node, unit_and_bloc
    from qcdc_cli.commands.output import show_report
    from qcdc_cli.commands.usage import known_format

    chosen = known_format(style, EXPLANATION)
    loaded = session.load_campaign(rubric=rubric)
    own, bloc = unit_and_bloc(loaded.campaign, unit)
    work = session.start(loaded, session.Choice(bloc, period, stage))
    if identity is not None:
        refuse_unknown_node(loaded.rubrics[bloc], identity)
    show_report(work.explanation(own, identity), chosen, output)
