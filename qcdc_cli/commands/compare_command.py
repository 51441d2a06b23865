"""`qcdc compare`: one period beside an earlier one."""

from typing import Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text, terms

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
EarlierFolderOption = Annotated[
    str | None,
    options.option(
        "Thư mục đợt thi đua của kỳ trước, nếu là đợt khác, có thang điểm riêng, ví dụ ../thi-dua-2019.",
        "The folder of the earlier period's own campaign, if that is another one with its own rubric, such as "
        "../emulation-2019.",
        "--earlier",
        "-e",
        value=terms.FOLDER,
    ),
]

HELP = Text(
    "Điểm, thứ hạng, xếp loại tăng giảm; nhóm, tiêu chí nào tăng giảm mạnh nhất; nội dung kỳ trước chưa giải quyết; "
    "chỉ tiêu đạt ở hai kỳ.\nNội dung không so sánh được thì nêu rõ lý do. Ví dụ: `qcdc compare 2020-h1 2020`.\n"
    "Năm trước là thư mục khác: `qcdc compare 2019 2020 --earlier ../thi-dua-2019`; khối, đơn vị, tiêu chí so sánh "
    "theo mã.",
    "How totals, ranks and classes moved; which groups and criteria most; what the earlier period left open; targets "
    "reached.\nWhat cannot be compared is named with the reason. Such as `qcdc compare 2020-h1 2020`.\n"
    "A year in another folder: `qcdc compare 2019 2020 --earlier ../emulation-2019`; blocs, units and criteria are "
    "matched by id.",
)


def command(
    earlier: EarlierArgument,
    later: LaterArgument = None,
    earlier_campaign: EarlierFolderOption = None,
    bloc: options.BlocOption = None,
    style: options.ListFormatOption = None,
    output: options.OutputOption = None,
) -> None:
    """Compare two periods and show how they differ."""
    from dataclasses import replace

    from qcdc_cli.commands import session
    from qcdc_cli.commands.campaign_loading import load_campaign
    from qcdc_cli.commands.lookup import bloc_ids, period_id
    from qcdc_cli.commands.output import show_report
    from qcdc_cli.commands.usage import list_format
    from qcdc_cli.problems import Problem, QcdcError
    from qcdc_cli.process.campaign_matching import match_campaigns
    from qcdc_cli.process.comparison import compare
    from qcdc_cli.render.lists.comparison import comparison_lists
    from qcdc_cli.render.words.names import period_name
    from qcdc_cli.render.words.sealed import seal_lines

    chosen = list_format(style, output)
    loaded = load_campaign()
    before = loaded if earlier_campaign is None else load_campaign(other=earlier_campaign)
    campaigns = before.campaign, loaded.campaign
    periods = period_id(campaigns[0], earlier), period_id(campaigns[1], later)
    if periods[0] == periods[1] and before.folder == loaded.folder:
        raise QcdcError(Problem("Q891", {"period": periods[0]}, periods[0]), could_not_run=True)
    matched = match_campaigns(*campaigns, bloc_ids(campaigns[1], bloc))
    if not matched.pairs:
        raise QcdcError(
            Problem("Q892", {"campaign": campaigns[0].campaign}, earlier_campaign or ""), could_not_run=True
        )
    chosen_before = matched.pairs[0][0] if len(matched.pairs) == 1 else None
    first, second = session.start_all(
        (before, session.Choice(chosen_before, periods[0])), (loaded, session.Choice(bloc, periods[1]))
    )
    rankings = [{one.bloc_id: one for one in work.rankings().rankings} for work in (first, second)]
    pairs = tuple((rankings[0][other], rankings[1][own]) for other, own in matched.pairs)
    unmatched = None if earlier_campaign is None else matched.unmatched
    lists = comparison_lists(compare(pairs), campaigns, periods, pairs, unmatched)
    facts = {"earlier": periods[0]} | ({} if earlier_campaign is None else {"earlier_campaign": campaigns[0].campaign})
    earlier_seals = seal_lines(
        first.seals, campaigns[0], first.blocs, lead=f"{period_name(campaigns[0], periods[0])}: "
    )
    *others, last = lists
    lists = (*others, replace(last, notes=(*last.notes, *earlier_seals)))
    show_report(second.listed(lists, facts), chosen, output)
