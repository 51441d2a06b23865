"""How firm a ranking is, as lists and charts: what varies, how often ranks are kept, whose rank hangs on what."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.process.sensitivity import Sensitivity, WhatVaries
from qcdc_cli.process.sensitivity.drawn_weights import Variation
from qcdc_cli.render.lists import List, RankBar, RankChart
from qcdc_cli.render.lists.sensitivity.assumptions import how_drawn
from qcdc_cli.render.lists.sensitivity.changed import (
    carriers_list,
    left_out_list,
    removed_list,
    rounding_list,
    ties_list,
)
from qcdc_cli.render.lists.sensitivity.drawn import marks_list, overview, weights_list
from qcdc_cli.render.words.names import period_name, unit_name
from qcdc_cli.render.words.remarks import provisional_notice

_ON_SCREEN = 10  # criteria and units that a screen shows, those that move ranks most


def sensitivity_lists(
    found: Sequence[Sensitivity], asked: WhatVaries, campaign: Campaign, period: str
) -> tuple[List, ...]:
    """Return all lists.

    Args:
        found: how firm the ranking of each bloc is.
        asked: what was varied, and how.
        campaign: the campaign.
        period: the period's id.
    """
    lists = (
        *(weights_list(found, how, asked) for how in Variation),
        marks_list(found, asked),
        *([left_out_list("groups", found)] if asked.groups else []),
        *([left_out_list("criteria", found), carriers_list(found)] if asked.criteria else []),
        rounding_list(found),
        ties_list(found),
        removed_list(found),
    )
    return _about(lists, found, campaign, period)


def sensitivity_on_screen(
    found: Sequence[Sensitivity], asked: WhatVaries, campaign: Campaign, period: str
) -> tuple[List, ...]:
    """Return the same in fewer lines: a row for each unit, and only what moves ranks most; arguments as before."""
    lists = (
        overview(found, asked),
        *([left_out_list("groups", found, _ON_SCREEN)] if asked.groups else []),
        *([left_out_list("criteria", found, _ON_SCREEN)] if asked.criteria else []),
        rounding_list(found),
        ties_list(found),
        removed_list(found, _ON_SCREEN),
    )
    return _about(lists, found, campaign, period)


def rank_charts(found: Sequence[Sensitivity], asked: WhatVaries) -> tuple[RankChart, ...]:
    """Return for each bloc a chart of the ranks that units have when weights vary uniformly."""
    charts = []
    for one in found:
        for weights in one.weights[:1]:
            campaign, spreads = one.ranking.campaign, weights.spreads
            bars = tuple(
                RankBar(unit_name(campaign, unit), *spread[:1], *spread[3:]) for unit, spread in spreads.items()
            )
            title = say(
                f"Hạng của từng đơn vị khi hệ số thay đổi ±{figure(asked.percent)}%",
                f"Ranks of the units when weights vary by ±{figure(asked.percent)}%",
            )
            title = f"{title} – {one.ranking.bloc.name}" if len(found) > 1 else title
            charts.append(RankChart(title, bars, len(bars), how_drawn((weights,), asked)))
    return tuple(charts)


def _about(lists: Iterable[List], found: Sequence[Sensitivity], campaign: Campaign, period: str) -> tuple[List, ...]:
    """Return lists with what they are of, and before the first of them why the ranking is not final."""
    notices = []
    for one in found:
        ranking = one.ranking
        notice = provisional_notice(ranking, campaign.stages[ranking.reached].name)
        if notice:
            notices.append(f"{ranking.bloc.name}: {notice}" if len(found) > 1 else notice)
    first, *others = (replace(one, subtitle=(campaign.campaign, period_name(campaign, period))) for one in lists)
    return (replace(first, warnings=tuple(notices)), *others)
