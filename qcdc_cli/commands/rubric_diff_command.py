"""`qcdc rubric diff`: what is not the same in two rubrics."""

from typing import Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text

BeforeArgument = Annotated[
    str,
    options.argument(
        "Thang điểm trước: tên thang điểm có sẵn trong qcdc, hoặc đường dẫn.",
        "The rubric before: a shipped name or a path.",
        value=Text("THANG-ĐIỂM-TRƯỚC", "BEFORE"),
        complete=options.complete_rubric,
    ),
]
AfterArgument = Annotated[
    str,
    options.argument(
        "Thang điểm sau, ghi như trên.",
        "The rubric after, written the same way.",
        value=Text("THANG-ĐIỂM-SAU", "AFTER"),
        complete=options.complete_rubric,
    ),
]

HELP = Text(
    "Nội dung, tiêu chí được đối chiếu theo mã. Cùng tên mà khác mã thì chỉ nêu là nghi đã đổi mã, không coi là một.\n"
    "Ví dụ: `qcdc rubric diff thang-diem-2020.yaml thang-diem-2021.yaml -o thay-doi.xlsx`. Thử điểm đã chấm với thang "
    "điểm mới: `qcdc rank --rubric thang-diem-2021.yaml --compare`.",
    "Groups and criteria are matched by their ids. What has the same name under another id is only said to be "
    "suspected as renamed.\nSuch as `qcdc rubric diff rubric-2020.yaml rubric-2021.yaml -o changes.xlsx`. To try marks "
    "under the new one: `qcdc rank --rubric rubric-2021.yaml --compare`.",
)


def command(
    before: BeforeArgument,
    after: AfterArgument,
    style: options.ListFormatOption = None,
    output: options.OutputOption = None,
) -> None:
    """Compare two rubrics and show what differs."""
    from qcdc_cli.campaign.rubric_loading import read_rubric
    from qcdc_cli.commands.output import show_report
    from qcdc_cli.commands.usage import list_format
    from qcdc_cli.process.rubric_changes import rubric_changes
    from qcdc_cli.render.lists.rubric_changes import BEFORE_AND_AFTER, compared_rubrics, rubric_change_lists
    from qcdc_cli.render.report import ListReport

    chosen = list_format(style, output)
    found = rubric_changes(read_rubric(before)[1], read_rubric(after)[1])
    about = compared_rubrics(found, BEFORE_AND_AFTER)
    lists = rubric_change_lists([found], about, BEFORE_AND_AFTER)
    facts = {"rubric_before": found.before.rubric, "rubric_after": found.after.rubric}
    show_report(ListReport(None, "", lists, facts), chosen, output, [before, after])
