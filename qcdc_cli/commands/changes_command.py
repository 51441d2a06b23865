"""`qcdc changes`: what changed between stages and why, who over-claims, and how strict the checkers are."""

from typing import TYPE_CHECKING, Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text, terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qcdc_cli.commands.session import Session
    from qcdc_cli.render.report import ListReport

CriterionOption = Annotated[
    str | None,
    options.option(
        "Chỉ xét tiêu chí hoặc mục này, theo mã hoặc ký hiệu.",
        "Look at this criterion or group only, by id or label.",
        "--criterion",
        value=terms.ID_VALUE,
        complete=options.complete_criterion,
    ),
]

HELP = Text(
    "Mỗi thay đổi: bước, mức, điểm, chênh lệch, lý do, người chấm.\nMỗi đơn vị: tự chấm cao hơn thẩm định bao nhiêu.\n"
    "Mỗi người thẩm định: tăng hay giảm bao nhiêu điểm, và có phải do ngẫu nhiên không.",
    "Each change: stages, marks, points, difference, reason, who marked.\nEach unit: how much it claims above what was "
    "verified.\nEach checker: how many points were added or taken off, and whether that is more than chance.",
)


def command(
    unit: options.MaybeUnitArgument = None,
    bloc: options.BlocOption = None,
    period: options.PeriodOption = None,
    criterion: CriterionOption = None,
    style: options.ListFormatOption = None,
    output: options.OutputOption = None,
) -> None:
    """List what changed between stages in the chosen blocs or for one unit."""
    from qcdc_cli.commands import session
    from qcdc_cli.commands.campaign_loading import load_campaign
    from qcdc_cli.commands.lookup import criteria_below, maybe_unit_and_bloc
    from qcdc_cli.commands.output import show_report
    from qcdc_cli.commands.usage import list_format

    chosen = list_format(style, output)
    loaded = load_campaign()
    own, of = maybe_unit_and_bloc(loaded.campaign, unit, bloc)
    work = session.start(loaded, session.Choice(of, period))
    only = None if criterion is None else criteria_below(loaded.rubrics, work.blocs, criterion)
    show_report(changes_report(work, own, only), chosen, output)


def changes_report(
    work: "Session", unit: str | None = None, only: "Mapping[str, frozenset[str]] | None" = None
) -> "ListReport":
    """Return the lists of a session's blocs, as `qcdc verify` makes them again.

    Args:
        work: the session.
        unit: the id of the only unit that they are about; None for all.
        only: by bloc, the criteria that are looked at; None for all.
    """
    from qcdc_cli.process.changes import changes_of
    from qcdc_cli.render.lists.changes import change_lists

    found = changes_of(work.scoring_input, work.blocs, unit, only)
    return work.listed(change_lists(found, work.campaign, work.scoring_input.period))
