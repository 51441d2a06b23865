"""`qcdc notes`: strengths, limits, difficulties and proposals, gathered over units."""

from typing import TYPE_CHECKING, Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text

if TYPE_CHECKING:
    from qcdc_cli.commands.session import Session
    from qcdc_cli.render.report import ListReport

KindOption = Annotated[
    str | None,
    options.option(
        "Chỉ một loại: strengths (ưu điểm), limits (hạn chế), difficulties (khó khăn), proposals (kiến nghị).",
        "One kind only: strengths, limits, difficulties or proposals.",
        "--kind",
        value=Text("LOẠI", "KIND"),
        complete=options.completing(lambda: ("strengths", "limits", "difficulties", "proposals")),
    ),
]
OpenOption = Annotated[
    bool,
    options.option(
        "Bỏ ưu điểm và nội dung đã giải quyết (status: solved).",
        "Leave out strengths, and what is solved (status: solved).",
        "--open",
    ),
]

HELP = Text(
    "Nội dung giống nhau ghi một dòng, kèm các đơn vị có nêu; đưa được vào báo cáo.\n"
    "Ví dụ: `qcdc notes --kind difficulties --open -o kho-khan.xlsx`.",
    "The same content stands in one line with the units that name it, ready for a report.\n"
    "Such as `qcdc notes --kind difficulties --open -o difficulties.xlsx`.",
)


def command(
    kind: KindOption = None,
    only_open: OpenOption = False,
    bloc: options.BlocOption = None,
    period: options.PeriodOption = None,
    style: options.ListFormatOption = None,
    output: options.OutputOption = None,
) -> None:
    """Gather the units' remarks and show them."""
    from qcdc_cli.campaign.sheet import SECTIONS
    from qcdc_cli.commands import session
    from qcdc_cli.commands.campaign_loading import load_campaign
    from qcdc_cli.commands.output import show_report
    from qcdc_cli.commands.usage import list_format, refuse_unknown_word

    chosen = list_format(style, output)
    if kind is not None:
        refuse_unknown_word(kind, tuple(SECTIONS), option="--kind")
    work = session.start(load_campaign(), session.Choice(bloc, period))
    show_report(notes_report(work, kind, only_open=only_open), chosen, output)


def notes_report(work: "Session", kind: str | None = None, *, only_open: bool = False) -> "ListReport":
    """Return the list of a session's blocs, as `qcdc verify` makes it again.

    Args:
        work: the session.
        kind: the only section of remarks; None for all.
        only_open: whether strengths and what is solved are left out.
    """
    from qcdc_cli.campaign.sheet import SECTIONS
    from qcdc_cli.process.notes import gathered_remarks
    from qcdc_cli.render.lists.notes import notes_list, notes_on_screen

    campaign, loaded, of = work.campaign, work.loaded, work.scoring_input.period
    sections = tuple(SECTIONS) if kind is None else (kind,)
    remarks = gathered_remarks(
        campaign, loaded.rubrics, loaded.sheets, work.blocs, of, sections=sections, only_open=only_open
    )
    about = [campaign.blocs[one].name for one in work.blocs] if work.choice.bloc is not None else []
    whole = notes_list(remarks, campaign, of, about, kind)
    return work.listed((whole,), on_screen=notes_on_screen(remarks, campaign, of, about))
