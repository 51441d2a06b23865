"""The units' remarks as a list: by content, with the units that say it."""

from collections.abc import Sequence
from dataclasses import replace

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.sheet import SECTIONS
from qcdc_cli.language import say, terms
from qcdc_cli.process.notes import GatheredRemark
from qcdc_cli.render.lists import List, ListColumn, untitled
from qcdc_cli.render.words.names import period_name, unit_name
from qcdc_cli.render.words.remarks import STATUSES


def notes_on_screen(
    remarks: Sequence[GatheredRemark], campaign: Campaign, period: str, about: Sequence[str]
) -> tuple[List, ...]:
    """Return the same for a screen: a list for each kind, without columns in which nothing stands.

    Args:
        remarks: the remarks.
        campaign: the campaign.
        period: the period's id.
        about: which blocs they are of, where they are not of all.
    """
    by_kind: dict[str, list[GatheredRemark]] = {}
    for one in remarks:
        by_kind.setdefault(one.section, []).append(one)
    lists: list[List] = []
    for kind, own in by_kind.items():
        whole = notes_list(own, campaign, period, about, kind)
        empty = (one.key for one in whole.columns if not any(one.values))
        lists.append(untitled(replace(whole, subtitle=() if lists else whole.subtitle), *empty))
    return tuple(lists)


def notes_list(
    remarks: Sequence[GatheredRemark], campaign: Campaign, period: str, about: Sequence[str], kind: str | None
) -> List:
    """Return remarks as a list.

    Args:
        remarks: the remarks.
        campaign: the campaign.
        period: the period's id.
        about: which blocs they are of, where they are not of all.
        kind: their section, where they are all of one.
    """
    nodes = [one.node for one in remarks]
    kinds = [str(SECTIONS[one.section]) for one in remarks]
    statuses = [str(STATUSES[one.status]) if one.status else None for one in remarks]
    solvers = [one.solver or None for one in remarks]
    title = str(SECTIONS[kind]) if kind else say("Nhận xét của các đơn vị", "The units' notes")
    return List(
        key="notes",
        title=title,
        columns=(
            ListColumn("kind", "", [one.section for one in remarks]),
            ListColumn("kind_name", "" if kind else say(*terms.KIND), kinds),
            ListColumn("criterion", "", [None if node is None else node.id for node in nodes]),
            ListColumn("label", say(*terms.CRITERION), [None if node is None else node.shown for node in nodes]),
            ListColumn("criterion_name", "", [None if node is None else node.name for node in nodes]),
            ListColumn("text", say(*terms.CONTENT), [one.text for one in remarks], wraps=True),
            ListColumn("units", "", [one.units for one in remarks]),
            ListColumn(
                "names",
                say(*terms.UNIT),
                [tuple(unit_name(campaign, unit) for unit in one.units) for one in remarks],
                wraps=True,
            ),
            ListColumn("number", say(*terms.NUMBER_OF_UNITS), [len(one.units) for one in remarks]),
            ListColumn("status", "", [one.status or None for one in remarks]),
            ListColumn("status_name", say(*terms.STATUS), statuses),
            ListColumn("solver", say("Nơi giải quyết", "To be solved by"), solvers, wraps=True),
        ),
        subtitle=(period_name(campaign, period), *about),
        empty=say("Không có nhận xét nào.", "There are no notes."),
        keys=1 if kind else 2,
    )
