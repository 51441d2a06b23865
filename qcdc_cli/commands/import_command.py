"""`qcdc import`: forms and tables that came back, into the sheets."""

from typing import TYPE_CHECKING, Annotated

from qcdc_cli.commands.options import PeriodOption, argument, option, stage_option, words_option
from qcdc_cli.language import Text, say, terms

if TYPE_CHECKING:
    from pathlib import Path

    from qcdc_cli.campaign.campaign import Campaign
    from qcdc_cli.forms.importing.import_plan import ImportPlan
    from qcdc_cli.storage.replacing import NewFile

_FILE_TYPES = ("form", "table", "csv")

FilesArgument = Annotated[
    list[str] | None,
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
UndoOption = Annotated[
    bool,
    option(
        "Hoàn tác lần nhập gần nhất: các phiếu trở lại như trước, nếu từ đó chưa ai sửa.",
        "Undo the last import: the sheets become what they were, if nobody has edited them since.",
        "--undo",
    ),
]

ReplyOption = Annotated[
    str | None,
    option(
        "Thư mục để ghi bản trả lại của mỗi tệp có lỗi: ô sai tô đỏ, danh sách lỗi ở trang đầu.",
        "A folder for a copy of each file with errors to send back: red cells, a list on the first sheet.",
        "--reply",
        value=terms.FOLDER,
    ),
]

HELP = Text(
    "Chỉ ghi bước chấm của biểu mẫu; điểm của bước khác, ghi chú, thứ tự trong phiếu giữ nguyên.\nChỉ cần một "
    "lỗi là không ghi tệp nào (trừ khi có --each); mọi lỗi được báo cùng lúc, kèm tệp › trang › ô.",
    "Writes the form's own stage only; what other stages wrote, comments and order stay.\nOne error is enough "
    "for no file to be written (unless --each); all errors are reported at once, each with file › sheet › cell.",
)


def command(
    files: FilesArgument = None,
    file_type: FromOption = None,
    stage: StageOption = None,
    period: PeriodOption = None,
    dry_run: DryRunOption = False,
    force: ForceOption = False,
    each: EachOption = False,
    undo: UndoOption = False,
    reply: ReplyOption = None,
) -> int:
    """Read files, and write what they say into the sheets; or undo that."""
    import sys
    from functools import partial
    from pathlib import Path

    from qcdc_cli.commands.campaign_loading import load_campaign
    from qcdc_cli.commands.import_undo import undo_import
    from qcdc_cli.commands.lookup import period_id, stage_id
    from qcdc_cli.commands.output import journal_folder, replace_files, show, tell, tell_problems, wants_color, width_of
    from qcdc_cli.commands.sealed_periods import NOT_IMPORTED, SealedPeriods
    from qcdc_cli.commands.usage import refuse_together, refuse_unknown_word
    from qcdc_cli.forms.importing.folders import files_to_import
    from qcdc_cli.forms.importing.import_plan import change_table
    from qcdc_cli.forms.importing.planning import import_plan
    from qcdc_cli.forms.sheet_file import CampaignSheets
    from qcdc_cli.problems import Problem, QcdcError
    from qcdc_cli.render.terminal.tables import render_tables

    with_files = {"--from": file_type, "--stage": stage, "--period": period, "--force": force, "--each": each}
    with_files["--reply"] = reply
    if undo:
        refuse_together({name: bool(value) for name, value in with_files.items()} | {"--undo": True}, "--undo")
        refuse_together({say(*terms.FILES): bool(files), "--undo": True}, "--undo")
        undo_import(dry_run=dry_run)
        return 0
    if not files:
        raise QcdcError(Problem("Q903", {"found": say(*terms.FILES), "command": "qcdc import"}), could_not_run=True)
    if file_type is not None:
        refuse_unknown_word(file_type, _FILE_TYPES, option="--from")
    loaded = load_campaign()._replace(sheets={})  # a sheet that changes is read anew; else memory for nothing
    campaign = loaded.campaign
    sheets = CampaignSheets.of(loaded)
    if reply is not None:
        _refuse_folder_of_replies(Path(reply), [Path(name) for name in files])
    found, left_out = files_to_import(files, sheets.folder)
    planned = partial(
        import_plan,
        found,
        sheets,
        period=None if period is None else period_id(campaign, period),
        file_type=file_type,
        stage=stage_id(campaign, stage),
        force=force,
        each=each,
        left_out=left_out,
        closed=partial(SealedPeriods(campaign, sheets.folder).problem, what=NOT_IMPORTED),
    )
    plan = planned()
    copies: list[NewFile] = []
    without: list[Problem] = []
    if reply is not None:
        from qcdc_cli.forms.importing.replies import replies

        copies, without = replies(plan.rejected, found, Path(reply), campaign, planned)
    if plan.problems:
        tell_problems([*plan.problems, *without])
    if copies:
        replace_files(copies, journal_folder(copies[0].file))
        number = len(copies)
        copied = "copies" if number > 1 else "copy"
        tell(say(f"Đã ghi {number} bản trả lại: {reply}.", f"Wrote {number} {copied} to send back: {reply}."))
    if plan.refused and not (each and plan.accepted):
        tell(say("Chưa ghi tệp nào.", "Nothing was written."))
        _tell_each(plan)
        return 1
    if dry_run:
        table = change_table(plan, campaign)
        show("".join(render_tables([table], width=width_of(sys.stdout), color=wants_color(sys.stdout))), None)
    else:
        _write(plan, campaign, sheets.folder)
    _tell_refused(plan)
    return 1 if plan.refused else 0


def _refuse_folder_of_replies(folder: "Path", named: "list[Path]") -> None:
    """Refuse to put copies where the next import would read them beside the files that they are copies of.

    Raises:
        QcdcError: Q799.
    """
    import os

    from qcdc_cli.problems import Problem, QcdcError

    own = os.path.realpath(folder)
    for name in named:
        inside = os.path.realpath(name)
        if name.is_dir() and os.path.commonpath([own, inside]) == inside:
            raise QcdcError(Problem("Q799", {"path": str(folder), "folder": str(name)}), could_not_run=True)


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


def _write(plan: "ImportPlan", campaign: "Campaign", folder: "Path") -> None:
    """Write the sheets that change, all of them or none, with what undoes them, and say so file by file.

    The records of who sent what come first, so that they are replaced first: whoever is killed then leaves both as
    they were, or is completed by the next run.
    """
    from itertools import chain

    from qcdc_cli.campaign.file_lookup import display_path
    from qcdc_cli.campaign.import_records import added_records
    from qcdc_cli.commands.output import replace_files, tell
    from qcdc_cli.commands.sealed_periods import NOT_IMPORTED, none_sealed
    from qcdc_cli.forms.importing.records import with_records
    from qcdc_cli.problems import shortened
    from qcdc_cli.storage.replacing import NewFile
    from qcdc_cli.storage.undo import with_undo

    sheets = (NewFile(one.file, one.data, one.replaces) for one in plan.updates)
    records = (record for one in plan.updates for record in one.records)
    received = tuple(plan.received())
    run = received[0].run if received else ""
    undo = with_undo(with_records(sheets, folder, records), folder, plan.sources, run)
    still_open = none_sealed(campaign, folder, [(one.unit, one.period) for one in plan.updates], NOT_IMPORTED)
    replace_files(chain(still_open, added_records(folder, received), undo), folder)
    for one in plan.updates:
        name, number, where = shortened(campaign.unit_name(one.unit)), len(one.differences), display_path(one.file)
        changes = "change" if number == 1 else "changes"
        tell(say(f"{name}: {number} thay đổi, đã ghi {where}.", f"{name}: {number} {changes}, wrote {where}."))
    for source in plan.unchanged:
        tell(say(f"{source}: không có thay đổi.", f"{source}: nothing new."))
