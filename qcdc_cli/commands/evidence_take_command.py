"""`qcdc evidence take`: what units sent for their evidence files, put into its place."""

from typing import TYPE_CHECKING, Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text, say, terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qcdc_cli.commands.sealed_periods import SealedPeriods
    from qcdc_cli.dossiers.incoming import ReadFile
    from qcdc_cli.storage.replacing import NewFile

FilesArgument = Annotated[
    list[str],
    options.argument(
        "Gói .zip, tệp rời, thư mục hoặc mẫu tên tệp như nhan-ve/*.zip.",
        "Packages (.zip), single files, folders or patterns such as received/*.zip.",
        value=terms.FILES,
    ),
]
UnitOption = Annotated[
    str | None,
    options.option(
        "Mã hoặc tên đơn vị gửi; mặc định theo gói, thư mục hoặc tên tệp.",
        "The unit that sent it, by id or name; by default as the package, the folder or the file's name says.",
        "--unit",
        "-u",
        value=terms.UNIT_VALUE,
        complete=options.complete_unit,
    ),
]
DryRunOption = Annotated[bool, options.option("Chỉ xem, không ghi.", "Only show; write nothing.", "--dry-run", "-n")]

HELP = Text(
    "Mỗi gói được kiểm tra toàn bộ trước khi nhận: gói hỏng, thiếu tệp hoặc bị sửa thì không nhận tệp nào của gói đó, "
    "các gói khác vẫn nhận. Không bao giờ ghi đè tệp đã có.\nĐơn vị gửi được ghi trong gói do `qcdc evidence pack` "
    "tạo; gói khác và tệp rời thì theo tên thư mục (nhan-ve/phu-an/…), theo tên gói, hoặc theo --unit.",
    "Every package is checked as a whole before anything of it is taken: of one that is damaged, lacks a file or was "
    "changed, nothing is; others are. No file that is there is ever replaced.\nPackages made by `qcdc evidence pack` "
    "say whose they are; others, and single files, belong to the unit that their folder (received/phu-an/…) or the "
    "package is named after, or that --unit names.",
)


def command(
    files: FilesArgument,
    unit: UnitOption = None,
    period: options.PeriodOption = None,
    dry_run: DryRunOption = False,
    style: options.ListFormatOption = None,
    output: options.OutputOption = None,
) -> int:
    """Take what units sent."""
    from qcdc_cli.commands.campaign_loading import load_campaign
    from qcdc_cli.commands.evidence_reading import campaign_folder_of_evidence
    from qcdc_cli.commands.lookup import period_id, unit_id
    from qcdc_cli.commands.output import show_report, tell, tell_problems
    from qcdc_cli.commands.progress import bar_when_slow
    from qcdc_cli.commands.sealed_periods import SealedPeriods
    from qcdc_cli.commands.usage import list_format
    from qcdc_cli.dossiers.incoming import Reader, files_named
    from qcdc_cli.dossiers.taking import take
    from qcdc_cli.forms.form_files import is_form
    from qcdc_cli.problems import in_order
    from qcdc_cli.render.lists.received import received_list
    from qcdc_cli.render.report import ListReport
    from qcdc_cli.storage.replacing import replace_all

    chosen = list_format(style, output)
    loaded = load_campaign()
    campaign, folder = loaded.campaign, campaign_folder_of_evidence(loaded)
    nodes = {node.id for rubric in loaded.rubrics.values() for node, _ in rubric.nodes()}
    asked = None if period is None else period_id(campaign, period)
    sealed = SealedPeriods(campaign, folder)
    reader = Reader(campaign, nodes, None if unit is None else unit_id(campaign, unit), asked, is_form)
    found = files_named(files, folder)
    with bar_when_slow(say("Nhận minh chứng", "Taking evidence")) as progress:

        def came() -> "Iterator[ReadFile]":
            for done, one in enumerate(found, start=1):
                yield _unless_sealed(reader.read(one), sealed)
                if progress is not None:
                    progress(done, len(found))

        def write(new: "Sequence[NewFile]") -> None:
            replace_all(new, folder, tell)

        taken = take(came(), campaign, folder, None if dry_run else write)
    if taken.problems:
        tell_problems(in_order(taken.problems))
    listed = received_list(taken.files, campaign, dry_run=dry_run)
    show_report(ListReport(campaign, "", (listed,)), chosen, output, files)
    return 1 if taken.is_refused else 0


def _unless_sealed(one: "ReadFile", sealed: "SealedPeriods") -> "ReadFile":
    """Return what came, refused (Q014) where its period is sealed for the unit's bloc."""
    from dataclasses import replace

    from qcdc_cli.commands.sealed_periods import NOT_TAKEN
    from qcdc_cli.problems import Place

    if one.incoming is None:
        return one
    problem = sealed.problem(one.incoming.unit, one.incoming.period, NOT_TAKEN)
    if problem is None:
        return one
    return replace(one, incoming=None, pieces=(), problems=(*one.problems, problem.at(Place(one.source))))
