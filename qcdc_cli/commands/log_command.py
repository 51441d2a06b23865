"""`qcdc log`: how a unit's marks came to be what they are, from git and from the record of imports."""

from typing import Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text, terms

CriterionArgument = Annotated[
    str | None,
    options.argument(
        "Tiêu chí hoặc mục, theo mã hoặc ký hiệu; mặc định cả phiếu.",
        "A criterion or group, by id or label; the whole sheet by default.",
        value=terms.ID_VALUE,
        complete=options.complete_criterion,
    ),
]

HELP = Text(
    "Trong kho git: từng lần ghi (commit), ai ghi, khi nào, điểm trước và sau của từng bước, lý do, giải trình,\n"
    "chỉ tiêu, thang điểm; tệp nào được nhập khi nào. Không có git thì chỉ nêu theo sổ nhập tệp.",
    "In a git repository: commit by commit, who and when, each stage's mark before and after, reasons, appeals,\n"
    "targets, the rubric; which file was imported when. Without git, from the record of imports alone.",
)


def command(
    unit: options.UnitArgument,
    identity: CriterionArgument = None,
    period: options.PeriodOption = None,
    style: options.ListFormatOption = None,
    output: options.OutputOption = None,
) -> None:
    """Tell what happened to one unit's marks in a period, or to those of one criterion or group."""
    from qcdc_cli.campaign.version_reading import read_versions
    from qcdc_cli.commands.campaign_loading import load_campaign
    from qcdc_cli.commands.lookup import criteria_below, period_id, unit_and_bloc
    from qcdc_cli.commands.output import show_report
    from qcdc_cli.commands.usage import list_format
    from qcdc_cli.problems import QcdcError
    from qcdc_cli.process.history import history
    from qcdc_cli.render.lists.history import history_lists
    from qcdc_cli.render.report import ListReport

    chosen = list_format(style, output)
    loaded = load_campaign()
    campaign = loaded.campaign
    own, bloc = unit_and_bloc(campaign, unit)
    of = period_id(campaign, period)
    if bloc not in loaded.rubrics:
        raise QcdcError(*loaded.errors)
    only = None if identity is None else criteria_below(loaded.rubrics, (bloc,), identity)[bloc]
    versions = read_versions(loaded, own, of)
    received = [one for one in loaded.received.files if (one.unit, one.period) == (own, of)]
    events = history(versions, received, only)
    lists, on_screen = history_lists(events, versions, campaign, loaded.rubrics[bloc], (own, of, only))
    facts = {"unit": own, "without_git": None if versions.why_none is None else versions.why_none.value}
    show_report(ListReport(campaign, of, lists, facts, on_screen), chosen, output)
