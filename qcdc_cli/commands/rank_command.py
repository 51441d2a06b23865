"""`qcdc rank`: the ranking of a bloc, of all blocs together, or blocs summed up."""

from typing import TYPE_CHECKING, Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text
from qcdc_cli.render.formats import LISTS, TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from qcdc_cli.commands.session import Choice
    from qcdc_cli.render.formats import Format

AllOption = Annotated[
    bool,
    options.option(
        "Xếp chung mọi khối cùng thang điểm thành một bảng.",
        "Rank all blocs that share a rubric in one table.",
        "--all",
        "-a",
    ),
]
ByOption = Annotated[
    str | None,
    options.option(
        "Tổng hợp theo khối (bloc), loại đơn vị (type) hoặc cách nhóm có trong qcdc.yaml: số đơn vị, bình quân, số đơn "
        "vị mỗi loại.",
        "Sum up by bloc, by type of unit or by a grouping of qcdc.yaml: units, averages, how many in each class.",
        "--by",
        value=Text("CÁCH-NHÓM", "GROUPING"),
        complete=options.complete_grouping,
    ),
]

WatchOption = Annotated[
    bool,
    options.option(
        "Theo dõi các tệp: lưu tệp nào thì xếp hạng lại ngay; Ctrl-C để dừng.",
        "Rank anew whenever a file is saved; Ctrl-C ends it.",
        "--watch",
        "-w",
    ),
]

CompareOption = Annotated[
    bool,
    options.option(
        "Cùng --rubric: đặt kết quả theo thang điểm thử bên cạnh kết quả theo thang điểm của khối: đơn vị nào lên, "
        "xuống hạng và vì sao, điểm nào không chuyển được.",
        "With --rubric: put the result by that rubric beside the one by the bloc's own: who moves and why, which marks "
        "do not carry over.",
        "--compare",
    ),
]
FormatOption = Annotated[
    str | None,
    options.format_option(
        "Định dạng kết quả; mặc định là bảng (table). Từ xlsx trở đi chỉ dùng với --compare.",
        "How to print it; a table by default. xlsx and what follows only with --compare.",
        LISTS,
    ),
]

HELP = Text(
    "Đơn vị được xếp theo tổng điểm chính xác; bằng điểm thì xếp cùng hạng (1, 2, 2, 4).\nKhi còn tiêu chí chưa "
    "chấm, xếp hạng là tạm tính và ghi rõ còn thiếu gì; có --strict thì lệnh từ chối.",
    "Units are ranked by exact totals; equal totals share a rank (1, 2, 2, 4).\n"
    "With blanks left the ranking is provisional and says what is missing; --strict refuses.",
)


def command(
    sheets: options.SheetsArgument = None,
    bloc: options.BlocOption = None,
    period: options.PeriodOption = None,
    stage: options.StageOption = None,
    rubric: options.RubricOption = None,
    across: AllOption = False,
    by: ByOption = None,
    compare: CompareOption = False,
    style: FormatOption = None,
    output: options.OutputOption = None,
    strict: options.StrictOption = False,
    watch: WatchOption = False,
) -> None:
    """Rank the chosen blocs and show them."""
    from functools import partial

    from qcdc_cli.commands.session import Choice
    from qcdc_cli.commands.usage import known_format, list_format, refuse_together

    chosen = list_format(style, output) if compare else known_format(style or "table", TABLES)
    refuse_together({"--all": across, "--bloc": bloc is not None, "--by": by is not None}, "--all")
    refuse_together(
        {"--watch": watch, "--output": output is not None, "--format": style not in (None, "table")}, "--watch"
    )
    refuse_together({"--compare": compare, "--all": across, "--by": by is not None, "--watch": watch}, "--compare")
    choice = Choice(bloc, period, stage, strict, sheets_named=bool(sheets))
    if compare:
        from qcdc_cli.commands.tried_rubric import show_tried
        from qcdc_cli.problems import Problem, QcdcError

        if rubric is None:
            raise QcdcError(Problem("Q893"), could_not_run=True)
        show_tried(sheets, rubric, choice, chosen, output)
        return
    show = partial(_show, sheets, rubric, choice, chosen, output, across=across, by=by)
    if watch:
        from qcdc_cli.commands.watching import show_anew

        show_anew(show)
    else:
        show()


def _show(
    sheets: list[str] | None,
    rubric: str | None,
    choice: "Choice",
    chosen: "Format",
    output: str | None,
    *,
    across: bool,
    by: str | None,
) -> "tuple[Path, ...]":
    """Load the campaign, rank it and show the ranking; return the files that it rests on."""
    from pathlib import Path

    from qcdc_cli.commands import session
    from qcdc_cli.commands.campaign_loading import load_campaign
    from qcdc_cli.commands.output import show_report

    loaded = load_campaign(sheets, rubric)
    if by is not None:
        from qcdc_cli.commands.lookup import refuse_unknown_grouping

        refuse_unknown_grouping(loaded.campaign, by)
    report = session.start(loaded, choice).rankings()
    if by is not None:
        from qcdc_cli.render.report import RollupView
        from qcdc_cli.scoring.rollup import roll_up

        report = report._replace(view=RollupView(roll_up(report.rankings, by)))
    elif across:
        from qcdc_cli.render.report import AcrossView
        from qcdc_cli.scoring.across import rank_across

        report = report._replace(view=AcrossView(rank_across(report.rankings)))
    show_report(report, chosen, output, [*(sheets or ()), rubric])
    return (*loaded.files, *(Path(name) for name in loaded.owners))
