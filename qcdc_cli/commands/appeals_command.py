"""`qcdc appeals`: the appeals against marks, and what each open one would change."""

from typing import TYPE_CHECKING

from qcdc_cli.commands import options
from qcdc_cli.language import Text

if TYPE_CHECKING:
    from qcdc_cli.commands.session import Session
    from qcdc_cli.render.report import ListReport

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

    chosen = list_format(style, output)
    loaded = load_campaign()
    own, of = maybe_unit_and_bloc(loaded.campaign, unit, bloc)
    work = session.start(loaded, session.Choice(of, period, stage))
    show_report(appeals_report(work, own), chosen, output)


def appeals_report(work: "Session", unit: str | None = None) -> "ListReport":
    """Return the lists of a session's blocs, as `qcdc verify` makes them again.

    Args:
        work: the session.
        unit: the id of the only unit that they are about; None for all.
    """
    from qcdc_cli.process.appeals import appeals_of
    from qcdc_cli.render.lists.appeals import appeal_lists

    found = appeals_of(work.scoring_input, work.blocs, None if unit is None else [unit])
    return work.listed(appeal_lists(found, work.campaign, work.scoring_input.period))
