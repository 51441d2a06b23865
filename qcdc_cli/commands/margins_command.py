"""`qcdc margins`: how firm the ranking is: gaps to the next ranks, classes and awards, and what would close them."""

from typing import TYPE_CHECKING

from qcdc_cli.commands import options
from qcdc_cli.language import Text

if TYPE_CHECKING:
    from qcdc_cli.commands.session import Session
    from qcdc_cli.render.report import ListReport

HELP = Text(
    "Mỗi đơn vị: kém hạng trên, hơn hạng dưới bao nhiêu; còn thiếu bao nhiêu để lên loại, được khen.\nĐổi ít nhất bao "
    "nhiêu điểm còn có thể thay đổi (chưa thẩm định, đang giải trình, đã điều chỉnh) thì hạng, loại đổi.",
    "Each unit: how far it is from the ranks above and below, the next class and the next award.\nThe fewest disputed "
    "marks (unverified, appealed, changed) with which ranks or classes would change.",
)


def command(
    unit: options.MaybeUnitArgument = None,
    bloc: options.BlocOption = None,
    period: options.PeriodOption = None,
    stage: options.StageOption = None,
    style: options.ListFormatOption = None,
    output: options.OutputOption = None,
) -> None:
    """List how firm the ranking of the chosen blocs is, or the place of one unit."""
    from qcdc_cli.commands import session
    from qcdc_cli.commands.campaign_loading import load_campaign
    from qcdc_cli.commands.lookup import maybe_unit_and_bloc
    from qcdc_cli.commands.output import show_report
    from qcdc_cli.commands.usage import list_format

    chosen = list_format(style, output)
    loaded = load_campaign()
    own, of = maybe_unit_and_bloc(loaded.campaign, unit, bloc)
    work = session.start(loaded, session.Choice(of, period, stage))
    show_report(margins_report(work, own), chosen, output)


def margins_report(work: "Session", unit: str | None = None) -> "ListReport":
    """Return the lists of a session's blocs, as `qcdc verify` makes them again.

    Args:
        work: the session.
        unit: the id of the only unit that they are about; None for all.
    """
    from qcdc_cli.process.margins import margins_of
    from qcdc_cli.render.lists.margins import margin_lists, margins_on_screen

    found = margins_of(work.scoring_input, work.blocs, None if unit is None else [unit])
    about = work.campaign, work.scoring_input.period
    return work.listed(margin_lists(found, *about), on_screen=margins_on_screen(found, *about))
