"""`qcdc verify`: is what was sealed still what it was, and are files what the campaign gives?"""

from typing import TYPE_CHECKING, Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text, say, terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qcdc_cli.campaign.campaign import Campaign
    from qcdc_cli.process.sealing.seal import Chain
    from qcdc_cli.render.report import ListReport
    from qcdc_cli.seals.verifying import InForce
    from qcdc_cli.seals.verifying_inputs import CampaignNow

FilesArgument = Annotated[
    list[str] | None,
    options.argument(
        "Tệp kết quả cần kiểm tra (.xlsx, .html, .json, .csv, .md, .docx, .pdf), thư mục trang công khai; mặc định "
        "kiểm tra chính đợt thi đua.",
        "Files of results to check (.xlsx, .html, .json, .csv, .md, .docx, .pdf), or a folder of pages; by default the "
        "campaign itself.",
        value=terms.FILES,
    ),
]
PeriodOption = Annotated[
    str | None,
    options.option(
        "Chỉ kiểm tra kỳ này; mặc định mọi kỳ đã niêm phong.",
        "Verify this period only; all that are sealed by default.",
        "--period",
        "-p",
        value=Text("KỲ", "PERIOD"),
        complete=options.complete_period,
    ),
]

CodeOption = Annotated[
    bool,
    options.option(
        "Đối chiếu mã trên giấy: hiện mã thiếu hai nhóm chữ (chọn ngẫu nhiên), nhập hai nhóm đó từ biên bản đã ký.",
        "Compare the code on paper: it is shown without two of its groups (drawn each time), which are to be typed.",
        "--code",
    ),
]
FindCodeOption = Annotated[
    str | None,
    options.option(
        "Tìm niêm phong có mã này: số, ngày, kỳ, khối.",
        "Find the seal that has this code: its number, day, period and blocs.",
        "--find-code",
        value=Text("MÃ", "CODE"),
    ),
]

HELP = Text(
    "Đọc lại mọi tệp, tính lại kết quả, so với lúc niêm phong: nêu tệp nào đã sửa, thêm, mất, khác ở dòng nào, điểm "
    "nào khác.\nKhi ghi TỆP: làm lại tệp đó từ đợt thi đua, so từng ô, từng số; tệp lưu lại bằng Excel vẫn khớp.\n"
    "Mã thoát: 0 – khớp; 1 – có khác; 2 – không chạy được.",
    "Reads every file anew, computes the results again and compares them with what was sealed: which file was changed, "
    "added or is gone, which entry and which figure differ.\nWith FILES: makes each again from the campaign and "
    "compares cell by cell; one that Excel saved again agrees.\nExit status: 0 it agrees; 1 it differs; 2 it could not "
    "run.",
)


def command(
    files: FilesArgument = None,
    period: PeriodOption = None,
    bloc: options.BlocOption = None,
    code: CodeOption = False,
    find_code: FindCodeOption = None,
    style: options.ListFormatOption = None,
    output: options.OutputOption = None,
) -> int:
    """Compare the seals in force with the campaign as it is, and list what differs."""
    from dataclasses import replace

    from qcdc_cli import __version__
    from qcdc_cli.commands.output import show_report
    from qcdc_cli.commands.progress import bar_when_slow
    from qcdc_cli.commands.usage import list_format, refuse_together
    from qcdc_cli.render.lists.verification import verification_lists
    from qcdc_cli.render.report import ListReport
    from qcdc_cli.seals.seal_files import read_chain
    from qcdc_cli.seals.signing import check_signatures
    from qcdc_cli.seals.verifying import verify

    chosen = list_format(style, output)
    others = {"--period": period is not None, "--bloc": bloc is not None, "--code": code}
    refuse_together({**others, "--find-code": find_code is not None}, "--find-code")
    if files:
        from qcdc_cli.commands.verify_outputs import verify_outputs

        given = str(terms.FILES)
        unfit = {"--code": code, "--find-code": find_code is not None}
        unfit |= {"--format": style is not None, "--output": output is not None}
        refuse_together({given: True, **unfit}, given)
        verify_outputs(files, bloc=bloc, period=period)
        return 0
    if find_code is not None:
        show_report(report_of_code(find_code), chosen, output)
        return 0
    now = campaign_now()
    chain = read_chain(now.folder)
    seals = chosen_seals(now, chain, period, bloc)
    if code:
        from qcdc_cli.commands.typed_code import ask_for_codes

        ask_for_codes(chain, [one.seal for one in seals])
    with bar_when_slow(say("Đọc tệp minh chứng", "Reading evidence")) as progress:
        found = verify(now, chain, seals, check_signatures, progress)
    found = replace(found, seals=tuple(replace(one, code_typed=code) for one in found.seals))
    campaign = campaign_to_name(now)
    of = seals[0].seal.period if period is not None and seals else ""
    lists = verification_lists(found, campaign, __version__)
    show_report(ListReport(campaign, of, lists, {"agrees": found.agrees, "program": __version__}), chosen, output)
    return int(not found.agrees)


def campaign_now() -> "CampaignNow":
    """Return the campaign at hand as far as it can be loaded.

    Raises:
        QcdcError: Q102 where there is none.
    """
    from qcdc_cli.commands.campaign_loading import campaign_folder, load_campaign
    from qcdc_cli.problems import QcdcError
    from qcdc_cli.seals.verifying_inputs import CampaignNow

    folder = campaign_folder()
    try:
        return CampaignNow(folder, load_campaign())
    except QcdcError as refused:
        return CampaignNow(folder, None, refused.problems)


def chosen_seals(now: "CampaignNow", chain: "Chain", period: str | None, bloc: str | None) -> "Sequence[InForce]":
    """Return the seals in force that were asked for; a bloc or period that is in no campaign any more has its id only.

    Raises:
        QcdcError: Q040 where there is none; Q402, Q403 for what neither the campaign nor a seal knows.
    """
    from qcdc_cli.commands.lookup import bloc_ids, period_id
    from qcdc_cli.problems import Problem, QcdcError
    from qcdc_cli.seals.verifying import seals_in_force

    campaign = None if now.loaded is None else now.loaded.campaign
    sealed_periods, sealed_blocs = (
        {one.period for one in chain.seals},
        {each for one in chain.seals for each in one.blocs},
    )
    if period is not None and period not in sealed_periods and campaign is not None:
        period = period_id(campaign, period)
    if bloc is not None and bloc not in sealed_blocs and campaign is not None:
        bloc = bloc_ids(campaign, bloc)[0]
    found = seals_in_force(chain, period, bloc)
    if not found and not chain.problems:
        of_period = Text(f" cho kỳ `{period}`", f" in the period `{period}`") if period is not None else Text("", "")
        of_bloc = Text(f" của khối `{bloc}`", f" for the bloc `{bloc}`") if bloc is not None else Text("", "")
        about = Text(f"{of_bloc.vi}{of_period.vi}", f"{of_bloc.en}{of_period.en}")
        raise QcdcError(Problem("Q040", {"about": about}), could_not_run=True)
    return found


def report_of_code(typed: str) -> "ListReport":
    """Return which seal has a code, when it was made and of what.

    Raises:
        QcdcError: Q041 for a wrong letter, Q043 for the code of no seal; what is wrong with the seals.
    """
    from qcdc_cli.commands.campaign_loading import campaign_file, campaign_folder
    from qcdc_cli.commands.typed_code import seal_of_code
    from qcdc_cli.problems import QcdcError
    from qcdc_cli.render.lists.verification import seal_list
    from qcdc_cli.render.report import ListReport
    from qcdc_cli.seals.seal_files import read_chain
    from qcdc_cli.seals.verifying_inputs import CampaignNow

    folder = campaign_folder()
    chain = read_chain(folder)
    seal = seal_of_code(chain, typed)
    try:
        campaign = campaign_file().campaign
    except QcdcError:
        campaign = campaign_to_name(CampaignNow(folder, None))
    return ListReport(campaign, seal.period, (seal_list(seal, chain, campaign),))


def campaign_to_name(now: "CampaignNow") -> "Campaign":
    """Return the campaign, for its name; one that is called after its folder where its own file cannot be used."""
    from qcdc_cli.campaign.campaign import Campaign

    if now.loaded is not None:
        return now.loaded.campaign
    return Campaign.model_construct(
        campaign=now.folder.name, period="", periods={}, stages=(), blocs={}, units={}, signatures=()
    )
