"""The same sheets under another rubric, on a screen: who moves, why, what did not go along, what changed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import PERCENT_DECIMALS, figure, round_half_away
from qcdc_cli.process.comparison import Moved
from qcdc_cli.process.tried_rubric import Reason, TriedBloc
from qcdc_cli.render.lists import List, ListColumn, untitled
from qcdc_cli.render.lists.standings import percent_column
from qcdc_cli.render.lists.tried_rubric import (
    OWN_AND_TRIED,
    against_average,
    mark_remark,
    named_bloc_columns,
    named_unit_columns,
    reason_title,
)
from qcdc_cli.render.words.rules import step_text
from qcdc_cli.render.words.table import NOTHING
from qcdc_cli.render.words.unit_notes import unranked_reason
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Standing

_TOLD = 3  # reasons that are named for each unit


def tried_rubric_on_screen(blocs: Sequence[TriedBloc], lists: Sequence[List]) -> Iterator[List]:
    """Yield the lists for a screen.

    Args:
        blocs: the blocs, each under both rubrics.
        lists: all lists, as `tried_rubric_lists` gives them.
    """
    units, _, criteria, _, _, points, settings, suspected = lists
    campaign, several = blocs[0].tried.campaign, len(blocs) > 1
    rows = [unit for bloc in blocs for unit in bloc.units]
    hidden = [f"{key}_{side}" for key in ("points", "class", "awards") for side in ("own", "tried")]
    less = untitled(units, "against_average", *hidden)
    classes = ListColumn("class", say(*terms.CLASS), [_moved(one, _class) for one in rows], wraps=True)
    awards = [_moved(one, _awards) for one in rows]
    given = ListColumn("awards", say(*terms.AWARDS), awards, wraps=True)
    yield replace(less, columns=(*less.columns, classes, *([given] if any(awards) else [])))
    yield _why(blocs, campaign, several=several)
    every = [one for bloc in blocs for one in bloc.criteria]
    kept = [number for number, one in enumerate(every) if mark_remark(one)]
    told = replace(_rows(criteria, kept), subtitle=(), empty=say("Mọi điểm đều chuyển được.", "All marks carry over."))
    yield untitled(told, "max_own", "max_tried")
    for one in (points, settings, suspected):
        if one.rows:
            yield replace(one, subtitle=())


def _rows(one: List, numbers: Sequence[int]) -> List:
    """Return a list with only some of its rows."""
    columns = (replace(column, values=[column.values[number] for number in numbers]) for column in one.columns)
    return replace(one, columns=tuple(columns))


def _class(standing: Standing) -> str:
    return "" if standing.classified is None else visible(standing.classified.name)


def _awards(standing: Standing) -> str:
    return ", ".join(visible(award.name) for award in standing.awards)


def _moved(unit: Moved, said: Callable[[Standing], str]) -> str | None:
    """Return what a unit has under both rubrics: once where it is the same, else with an arrow between."""
    before, after = ("" if one is None else said(one) for one in (unit.before, unit.after))
    if before == after:
        return after or None
    return f"{before or NOTHING} → {after or NOTHING}"


def _why(blocs: Sequence[TriedBloc], campaign: Campaign, *, several: bool) -> List:
    reasons = {unit: list(own) for bloc in blocs for unit, own in groupby(bloc.reasons, key=lambda one: one.unit)}
    rows = [(bloc, unit) for bloc in blocs for unit in bloc.units]
    return List(
        key="why",
        title=say("Vì sao thứ hạng thay đổi", "Why ranks move"),
        columns=(
            *named_bloc_columns([unit.bloc for _, unit in rows], campaign, several=several),
            *named_unit_columns([unit.unit for _, unit in rows], campaign),
            percent_column(
                "against_average",
                say(*terms.AGAINST_AVERAGE),
                [against_average(bloc, unit) for bloc, unit in rows],
                signed=True,
            ),
            ListColumn(
                "reasons",
                say("Tiêu chí làm thay đổi nhiều hơn cả", "What makes most of it"),
                ["; ".join(_told(bloc, unit, reasons.get(unit.unit, ()))) or None for bloc, unit in rows],
                wraps=True,
            ),
        ),
        notes=(
            say(
                "Số trong ngoặc: phần trăm tổng điểm mà tiêu chí làm đơn vị tăng (+) hoặc giảm (−) so với bình quân "
                "khối. Đầy đủ từng tiêu chí: `qcdc rank --rubric THANG-ĐIỂM --compare -o thu.xlsx`.",
                "In brackets: by how many percent of the total the criterion lifts (+) or lowers (−) the unit against "
                "the bloc's average. Every criterion: `qcdc rank --rubric RUBRIC --compare -o tried.xlsx`.",
            ),
        ),
        keys=2 if several else 1,
    )


def _told(bloc: TriedBloc, unit: Moved, reasons: Sequence[Reason]) -> Iterator[str]:
    """Yield what moves a unit: why it has no rank, what parts it from an equal total, the criteria that make most."""
    for side, standing, ranking in zip(OWN_AND_TRIED, (unit.before, unit.after), (bloc.own, bloc.tried), strict=True):
        name = str(side).lower()
        if standing is not None and standing.rank is None and (why := unranked_reason(standing)):
            yield f"{name}: {why}"
        elif standing is not None and standing.tie_break is not None:
            step = step_text(standing.tie_break, ranking)
            yield say(f"{name}: bằng tổng điểm, xếp theo {step}", f"{name}: an equal total, ranked by {step}")
    for one in reasons[:_TOLD]:
        if less := round_half_away(one.against_average, PERCENT_DECIMALS):
            yield f"{reason_title(one)} ({'+' if less > 0 else ''}{figure(less, decimals=PERCENT_DECIMALS)})"
