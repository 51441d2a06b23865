"""`qcdc import`: forms and tables that came back, into the sheets."""

from typing import TYPE_CHECKING, Annotated

from qcdc_cli.commands.options import PeriodOption, argument, folder, option, stage_option, words_option
from qcdc_cli.language import Text, say, terms

if TYPE_CHECKING:
    from pathlib import Path

    from qcdc_cli.campaign.campaign import Campaign
    from qcdc_cli.forms.importing.planning import ImportPlan

_FILE_TYPES = ("form", "table", "csv")

FilesArgument = Annotated[
    list[str],
    argument(
        "Biểu mẫu đã điền (.xlsx, .ods), bảng tự lập, tệp .csv; thư mục hoặc mẫu tên tệp như forms/*.xlsx.",
        "Filled forms (.xlsx, .ods), tables of your own, .csv files; folders or patterns such as forms/*.xlsx.",
        value=terms.FILES,
    ),
]
FromOption = Annotated[
    str | None,
    words_option(
        "Tệp là gì: biểu mẫu của qcdc, bảng (tiêu chí theo dòng, đơn vị theo cột), hay CSV; mặc định tự nhận biết.",
        "What the files are: forms, tables (criteria down, units across), or CSV; by default found out.",
        "--from",
        words=_FILE_TYPES,
    ),
]
StageOption = Annotated[
    str | None,
    stage_option(
        "Bước chấm của bảng hay CSV; biểu mẫu đã ghi sẵn bước chấm.",
        "The stage of a table or CSV; a form knows its own.",
    ),
]
DryRunOption = Annotated[
    bool,
    option("Chỉ xem trước các thay đổi, không ghi vào phiếu.", "Show what would change only.", "--dry-run", "-n"),
]
ForceOption = Annotated[
    bool,
    option(
        "Lấy theo tệp cả khi phiếu đã được sửa sau khi tạo biểu mẫu.",
        "Take what the files say even where a sheet was changed after its form was made.",
        "--force",
    ),
]
EachOption = Annotated[
    bool,
    option(
        "Nhập từng tệp riêng: tệp có lỗi không được nhập (mã thoát 1), các tệp khác vẫn được nhập.",
        "Take each file for itself: those with errors are refused (exit status 1), the others imported.",
        "--each",
    ),
]

HELP = Text(
    "Chỉ ghi bước chấm của biểu mẫu; điểm của bước khác, ghi chú, thứ tự trong phiếu giữ nguyên.\nChỉ cần một "
    "lỗi là không ghi tệp nào (trừ khi có --each); mọi lỗi được báo cùng lúc, kèm tệp › trang › ô.",
    "Writes the form's own stage only; what other stages wrote, comments and order stay.\nOne error is enough "
    "for no file to be written (unless --each); all errors are reported at once, each with file › sheet › cell.",
)


def command(
    files: FilesArgument,
    file_type: FromOption = None,
    stage: StageOption = None,
    period: PeriodOption = None,
    dry_run: DryRunOption = False,
    force: ForceOption = False,
    each: EachOption = False,
) -> int:
    """Read files, and write what they say into the sheets."""
    import sys
    from dataclasses import replace

    from qcdc_cli.commands import session
    from qcdc_cli.commands.lookup import period_id, stage_id
    from qcdc_cli.commands.output import show, tell, tell_problems, wants_color, width_of
    from qcdc_cli.commands.progress import with_collector
    from qcdc_cli.commands.usage import refuse_unknown_word
    from qcdc_cli.forms.importing.folders import files_to_import
    from qcdc_cli.forms.importing.planning import change_table, import_plan
    from qcdc_cli.forms.sheet_file import CampaignSheets
    from qcdc_cli.render.terminal.tables import render_tables

    if file_type is not None:
        refuse_unknown_word(file_type, _FILE_TYPES, option="--from")
    loaded = replace(session.load_campaign(), sheets={})  # a sheet that changes is read anew; else memory for nothing
    campaign = loaded.campaign
    found, left_out = files_to_import(files, loaded.folder or folder())
    with with_collector():
        plan = import_plan(
            found,
            CampaignSheets.of(loaded),
            period=None if period is None else period_id(campaign, period),
            file_type=file_type,
            stage=stage_id(campaign, stage),
            force=force,
            each=each,
            left_out=left_out,
        )
    if plan.problems:
        tell_problems(plan.problems)
    if plan.refused and not (each and plan.accepted):
        tell(say("Chưa ghi tệp nào.", "Nothing was written."))
        _tell_each(plan)
        return 1
    if dry_run:
        table = change_table(plan, campaign)
        show("".join(render_tables([table], width=width_of(sys.stdout), color=wants_color(sys.stdout))), None)
    else:
        _write(plan, campaign, loaded.folder)
    _tell_refused(plan)
    return 1 if plan.refused else 0


def _tell_each(plan: "ImportPlan") -> None:
    """Say how the files without errors can be imported although others have some."""
    from qcdc_cli.commands.output import tell

    if number := len(plan.accepted):
        which = f"{number}/{number + len(plan.rejected)}"
        tell(
            say(
                f"{which} tệp không có lỗi; để nhập riêng các tệp đó thì thêm `--each`.",
                f"Files without errors: {which}; add `--each` to import these.",
            )
        )


def _tell_refused(plan: "ImportPlan") -> None:
    """List the files that were refused, though others were taken."""
    from qcdc_cli.commands.output import tell

    if refused := plan.rejected:
        which = f"{len(refused)}/{len(refused) + len(plan.accepted)}"
        tell(say(f"Không nhập {which} tệp vì có lỗi:", f"Files with errors, not imported: {which}"))
        tell(*(f"  {one.source}" for one in refused))


def _write(plan: "ImportPlan", campaign: "Campaign", folder: "Path | None") -> None:
    """Write the sheets that change, all of them or none, and say so file by file."""
    from qcdc_cli.campaign.file_lookup import display_path
    from qcdc_cli.commands.output import tell
    from qcdc_cli.problems import Place, Problem, QcdcError, shortened
    from qcdc_cli.storage.replacing import ChangedMeanwhileError, NewFile, replace_all

    try:
        replace_all((NewFile(one.file, one.data, one.replaces) for one in plan.updates), folder, tell)
    except ChangedMeanwhileError as failure:
        raise QcdcError(*(Problem("Q757").at(Place(display_path(file))) for file in failure.files)) from failure
    for one in plan.updates:
        name, number, where = shortened(campaign.unit_name(one.unit)), len(one.differences), display_path(one.file)
        changes = "change" if number == 1 else "changes"
        tell(say(f"{name}: {number} thay đổi, đã ghi {where}.", f"{name}: {number} {changes}, wrote {where}."))
    for source in plan.unchanged:
        tell(say(f"{source}: không có thay đổi.", f"{source}: nothing new."))
