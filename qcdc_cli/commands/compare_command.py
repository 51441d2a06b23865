"""`qcdc compare`: one period beside an earlier one."""

from typing import Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text

EarlierArgument = Annotated[
    str,
    options.argument(
        "Mã hoặc tên kỳ trước.",
        "The earlier period, by id or name.",
        value=Text("KỲ-TRƯỚC", "EARLIER"),
    ),
]
LaterArgument = Annotated[
    str | None,
    options.argument(
        "Mã hoặc tên kỳ sau; mặc định kỳ hiện tại.",
        "The later period, by id or name; the current one by default.",
        value=Text("KỲ-SAU", "LATER"),
    ),
]

HELP = Text(
    "Điểm, thứ hạng, xếp loại tăng giảm; nhóm, tiêu chí nào tăng giảm mạnh nhất; nội dung kỳ trước chưa giải quyết; "
    "chỉ tiêu đạt ở hai kỳ.\nNội dung không so sánh được thì nêu rõ lý do. Ví dụ: `qcdc compare 2020-h1 2020`.",
    "How totals, ranks and classes moved; which groups and criteria most; what the earlier period left open; targets "
    "reached.\nWhat cannot be compared is named with the reason. Such as `qcdc compare 2020-h1 2020`.",
)


def command(
    earlier: EarlierArgument,
    later: LaterArgument = None,
    bloc: options.BlocOption = None,
    style: options.ListFormatOption = None,
    output: options.OutputOption = None,
) -> None:
    """Compare two periods and show how they differ."""
    from qcdc_cli.commands import session
    from qcdc_cli.commands.lookup import period_id
    from qcdc_cli.commands.output import show_report
    from qcdc_cli.commands.usage import list_format
    from qcdc_cli.problems import Problem, QcdcError
    from qcdc_cli.process.comparison import compare
    from qcdc_cli.render.lists.comparison import comparison_lists
    from qcdc_cli.render.report import ListReport

    chosen = list_format(style, output)
    loaded = session.load_campaign()
    campaign = loaded.campaign
    periods = period_id(campaign, earlier), period_id(campaign, later)
    if periods[0] == periods[1]:
        raise QcdcError(Problem("Q891", {"period": periods[0]}, periods[0]), could_not_run=True)
    first, second = (session.start(loaded, session.Choice(bloc, one)).rankings().rankings for one in periods)
    pairs = tuple(zip(first, second, strict=True))
    lists = comparison_lists(compare(pairs), campaign, periods, pairs)
    show_report(ListReport(campaign, periods[1], lists, {"earlier": periods[0]}), chosen, output)
