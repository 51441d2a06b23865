"""`qcdc appeals`: the appeals against marks, and what each open one would change."""

from qcdc_cli.commands import options
from qcdc_cli.language import Text

HELP = Text(
    "Giải trình chưa giải quyết: tổng điểm, hạng, loại, khen thưởng hiện nay và nếu chấp nhận.\nGiải trình đã giải "
    "quyết: kết quả, điểm mới, người giải quyết, lý do.",
    "Open appeals: total, rank, class and awards as they are, and if each were upheld.\nDecided ones: the result, the "
    "new mark, who decided, and why.",
)


def command(
    unit: options.MaybeUnitArgument = None,
    bloc: options.BlocOption = None,
    period: options.PeriodOption = None,
    stage: options.StageOption = None,
    style: options.ListFormatOption = None,
    output: options.OutputOption = None,
) -> None:
    """List the appeals of the chosen blocs or of one unit."""
    from qcdc_cli.commands import session
    from qcdc_cli.commands.campaign_loading import load_campaign
    from qcdc_cli.commands.lookup import maybe_unit_and_bloc
    from qcdc_cli.commands.output import show_report
    from qcdc_cli.commands.usage import list_format
    from qcdc_cli.process.appeals import appeals_of
    from qcdc_cli.render.lists.appeals import appeal_lists

    chosen = list_format(style, output)
    loaded = load_campaign()
    own, of = maybe_unit_and_bloc(loaded.campaign, unit, bloc)
    work = session.start(loaded, session.Choice(of, period, stage))
    found = appeals_of(work.scoring_input, work.blocs, None if own is None else [own])
    lists = appeal_lists(found, work.campaign, work.scoring_input.period)
    show_report(work.listed(lists), chosen, output)
