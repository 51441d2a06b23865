"""`qcdc evidence`: what the units' evidence files have and lack, and an index of one to print and sign."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text, say, terms

if TYPE_CHECKING:
    from qcdc_cli.campaign.campaign import Campaign

_SHOW, _INDEX = "show", "index"
_ACTIONS = (_SHOW, _INDEX)
_COMMANDS = ("pack", "take")  # commands of their own, whose names begin alike

ActionArgument = Annotated[
    str | None,
    options.argument(
        "show: hồ sơ của các đơn vị, không ghi cũng được; index: mục lục hồ sơ của một đơn vị để in, ký.",
        "show: the units' evidence files, which need not be said; index: a unit's index to print and sign.",
        value=Text("show|index", "show|index"),
        complete=options.completing(lambda: _ACTIONS),
    ),
]

HELP = Text(
    "Ví dụ: `qcdc evidence`, `qcdc evidence nga-sau`, `qcdc evidence index nga-sau -o muc-luc.xlsx`.",
    "Such as `qcdc evidence`, `qcdc evidence nga-sau`, `qcdc evidence index nga-sau -o index.xlsx`.",
)


def command(
    action: ActionArgument = None,
    units: options.UnitsArgument = None,
    bloc: options.BlocOption = None,
    period: options.PeriodOption = None,
    style: options.ListFormatOption = None,
    output: options.OutputOption = None,
) -> None:
    """Show evidence files, or the index of one."""
    from qcdc_cli.commands import session
    from qcdc_cli.commands.campaign_loading import load_campaign
    from qcdc_cli.commands.evidence_reading import campaign_evidence
    from qcdc_cli.commands.output import show_report
    from qcdc_cli.commands.progress import bar_when_slow
    from qcdc_cli.commands.usage import list_format, refuse_together
    from qcdc_cli.render.lists.evidence import (
        documents_on_screen,
        evidence_index,
        evidence_lists,
        overview_on_screen,
    )

    chosen = list_format(style, output)
    named, given = list(units or ()), action
    if action is not None and action not in _ACTIONS:  # a unit; one that is called like an action stands behind `show`
        action, named = _SHOW, [action, *named]
    refuse_together({say(*terms.UNITS_VALUE): bool(named), "--bloc": bloc is not None}, "--bloc")
    if action == _INDEX:
        _refuse_no_single_unit(named)
    loaded = load_campaign()
    asked = [_unit(loaded.campaign, unit, is_first=unit == given) for unit in named]
    work = session.start(loaded, session.Choice(bloc, period, units=asked or None))
    campaign, of_period = work.campaign, work.scoring_input.period
    with bar_when_slow(say("Đọc tệp minh chứng", "Reading evidence")) as progress:
        evidence = campaign_evidence(loaded, progress)
    chosen_units = asked or [unit for one in work.blocs for unit in campaign.blocs[one].units]
    found = tuple(evidence.units(dict.fromkeys(chosen_units), [of_period]))
    if action == _INDEX:
        show_report(work.listed((evidence_index(campaign, found[0]),)), chosen, output)
        return
    around = tuple(
        problem
        for path, problem in evidence.around()
        if not asked or any(_is_on_way(path, one.folder) for one in found)
    )
    lists = evidence_lists(campaign, found, around, in_full=bool(asked))
    on_screen = tuple(map(documents_on_screen, lists)) if asked else overview_on_screen(lists)
    show_report(work.listed(lists, on_screen=on_screen), chosen, output)


def _unit(campaign: "Campaign", typed: str, *, is_first: bool) -> str:
    """Return a unit's id; of a first word that is no unit and like none, it is told which command may be meant."""
    from qcdc_cli.commands.lookup import unit_and_bloc
    from qcdc_cli.language.names import nearest
    from qcdc_cli.problems import QcdcError

    try:
        return unit_and_bloc(campaign, typed)[0]
    except QcdcError as refused:
        problem = refused.problem
        meant = nearest(typed, (*_ACTIONS, *_COMMANDS)) if is_first and not problem.nearest else ""
        if not meant:
            raise
        raise QcdcError(problem._replace(nearest=f"qcdc evidence {meant}"), could_not_run=True) from None


def _is_on_way(path: str, folder: str) -> bool:
    """Return whether a path leads to a unit's folder, is that folder, or lies in it."""
    return f"{folder}/".startswith(f"{path}/") or path.startswith(f"{folder}/")


def _refuse_no_single_unit(named: Sequence[str]) -> None:
    """Refuse an index of no unit (Q903), or of several (Q905): each is a paper of its own."""
    from qcdc_cli.problems import Problem, QcdcError

    if not named:
        raise QcdcError(
            Problem("Q903", {"found": say(*terms.UNIT_VALUE), "command": "qcdc evidence"}), could_not_run=True
        )
    if len(named) > 1:
        values = {"found": " ".join(named[1:]), "command": "qcdc evidence"}
        raise QcdcError(Problem("Q905", values), could_not_run=True)
