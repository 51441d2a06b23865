"""The figures of the page as data: what a reader's browser adds up again, and what the page says that it comes to.

`templates/recheck.js` reads them. Every number is an exact text: a decimal, or a fraction `n/d` where no decimal equals
it. What the points of the criteria alone do not decide stands there as a fact that is taken as it is: who has a rank at
all, which of several equal units was placed before the others, and which classes a unit was kept from.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Any

from qcdc_cli.campaign.caps import CapCondition, ConditionalCap, cap_points
from qcdc_cli.campaign.deciding import Class
from qcdc_cli.campaign.nodes import BONUS, PENALTIES, Group, Node, is_extra
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import Exact, digits
from qcdc_cli.render.words.names import unit_name
from qcdc_cli.render.words.rules import title_of
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.combining import as_decimal
from qcdc_cli.scoring.result import CriterionResult, Ranking, Standing, groups_among

TOTAL, MAX, SHARE, RANK, CLASS = "total", "max", "share", "rank", "class"
LEFT_OUT, BLANK = "out", "blank"  # in the place of a criterion's points
_NOT_A_NODE = frozenset({TOTAL, MAX, SHARE, RANK, CLASS, BONUS, PENALTIES})
# A script's data ends at `</script`, whatever quotes stand around it, and `<!--` changes how it is read.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def figure_key(bloc: str, unit: str, figure: Node | str) -> str:
    """Return what `data-figure` of a cell says: whose figure the cell shows.

    Args:
        bloc: the bloc's id.
        unit: the unit's id.
        figure: a criterion or group, whose points the cell shows; or `total`, `max` (what was
            attainable in all), `share`, `rank`, `class`.
    """
    return f"{bloc}/{unit}/{figure if isinstance(figure, str) else _key_of(figure)}"


def _key_of(node: Node) -> str:
    """Return the id of a node; with a full stop before it, where it could be taken for another figure."""
    return f".{node.id}" if node.id in _NOT_A_NODE and not is_extra(node) else node.id


def figures_text(rankings: Sequence[Ranking], units: Collection[str] | None = None) -> Iterator[str]:
    """Yield the content of the page's `<script type="application/json" id="qcdc-figures">`, piece by piece.

    Args:
        rankings: the rankings of the blocs on the page.
        units: the ids of the units on it, where it has not all of the blocs; their ranks are then not compared.
    """
    rubrics = list(dict.fromkeys(ranking.rubric for ranking in rankings))
    head = {"rubrics": [_rubric(rubric) for rubric in rubrics]}
    yield f'{_json(head)[:-1]},"blocs":['
    for number, ranking in enumerate(rankings):
        bloc = {
            "id": ranking.bloc_id,
            "name": visible(ranking.bloc.name),
            "rubric": rubrics.index(ranking.rubric),
            "whole": units is None,
        }
        yield f'{"," if number else ""}{_json(bloc)[:-1]},"units":['
        shown = [
            (standing, percent)
            for standing, percent in zip(ranking.standings, ranking.percents, strict=True)
            if units is None or standing.result.unit in units
        ]
        for at, (standing, percent) in enumerate(shown):
            yield ("," if at else "") + _json(_unit(standing, percent, ranking))
        yield "]}"
    yield "]}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _exact(number: Exact) -> str:
    """Return a number as a decimal, or as a fraction where no decimal equals it."""
    decimal = as_decimal(number)
    if isinstance(decimal, Decimal):
        return digits(decimal)
    return f"{decimal.numerator}/{decimal.denominator}"


# ------------------------------------------------------------------ the rubric


def _rubric(rubric: Rubric) -> dict[str, Any]:
    rounding = rubric.rounding
    return {
        "total": _exact(rubric.total),
        "rounding": None if rounding is None else {"decimals": rounding.decimals, "at": rounding.at},
        "bonus_cut": rubric.bonus is not None and not rubric.bonus.above_total,
        "classify_up_to": None if rubric.classify_up_to is None else _exact(rubric.classify_up_to),
        "classes": [_class(entry) for entry in rubric.classification],
        "parts": [_node(part) for part in rubric.parts],
    }


def _class(entry: Class) -> dict[str, Any]:
    bound = entry.bound
    return {
        "id": entry.id,
        "name": visible(entry.name),
        "bound": None if bound is None else {bound.key: _exact(bound.value)},
    }


def _node(node: Node) -> dict[str, Any]:
    found: dict[str, Any] = {"id": node.id, "points": _exact(node.points)}
    found |= {} if _key_of(node) == node.id else {"key": _key_of(node)}
    found |= {} if title_of(node) == node.id else {"shown": title_of(node)}
    found |= {} if node.times == 1 else {"weight": _exact(node.times)}
    if isinstance(node, Group):
        found |= {"take": node.take} if node.average is None else {"take": node.take, "average": node.average}
        found |= {"outside": node.outside} if node.outside else {}
        found |= {"list": True} if is_extra(node) else {}
        found |= {} if node.cap is None else {"cap": _exact(cap_points(node.cap))}
        if isinstance(node.cap, ConditionalCap):
            found["when"] = [_condition(condition) for condition in node.cap.conditions]
        found["parts"] = [_node(part) for part in node.criteria]
    return found


def _condition(condition: CapCondition) -> dict[str, Any]:
    if condition.under is None:
        return {"disqualifier": condition.disqualifier}
    kind = "percent" if condition.under.percent else "points"
    return {"of": condition.subject, "under": {kind: _exact(condition.under.number)}}


# ------------------------------------------------------------------ a unit


def _unit(standing: Standing, percent: Decimal | None, ranking: Ranking) -> dict[str, Any]:
    result = standing.result
    handed_in = result.sheet is not None
    found: dict[str, Any] = {
        "id": result.unit,
        "name": unit_name(ranking.campaign, result.unit),
        "points": [_criterion(one) for one in result.criteria],
        "groups": [
            [_exact(part.points) if part.counts else None, _exact(part.maximum)] for part in groups_among(result.parts)
        ],
        TOTAL: [_exact(result.points) if handed_in and result.counts else None, _exact(result.maximum)],
        SHARE: None if percent is None else f"{percent:f}",
        RANK: standing.rank,
        CLASS: None if standing.classified is None else standing.classified.id,
    }
    found |= {"disqualifiers": sorted(result.disqualifiers)} if result.disqualifiers else {}
    found |= {"kept_from": [one.better.id for one in standing.passed_classes]} if standing.passed_classes else {}
    found |= {} if standing.tie_break is None else {"apart": True}
    return found


def _criterion(one: CriterionResult) -> str:
    if one.excluded:
        return LEFT_OUT
    return BLANK if one.counted is None else _exact(one.points)


# ------------------------------------------------------------------ sentences


def words_text() -> str:
    """Return the content of the page's `<script type="application/json" id="qcdc-words">`."""
    return _json(_words())


def _words() -> dict[str, str]:
    """Return what the script says, with placeholders in braces, and how numbers are written."""
    return {
        "decimal": say(*terms.DECIMAL_MARK),
        "running": say("Đang kiểm tra…", "Checking…"),
        "agrees": say(
            "Khớp. Đã tính lại từ điểm từng tiêu chí và đối chiếu {figures} số liệu của {units} đơn vị trên trang này.",
            "All figures agree. {figures} figures of {units} units on this page were computed again from the points of "
            "each criterion and compared.",
        ),
        "differs": say(
            "Không khớp: {count} trong {figures} số liệu của {units} đơn vị khác với kết quả tính lại từ điểm "
            "từng tiêu chí.",
            "Figures differ: {count} of {figures} figures of {units} units are not what the points of each criterion "
            "come to.",
        ),
        "shown": say(
            "{unit} – {what}: trang ghi “{shown}”, tính lại được {found}.",
            "{unit}, {what}: the page shows “{shown}”, the result is {found}.",
        ),
        "declared": say(
            "{unit} – {what}: dữ liệu của trang ghi {shown}, tính lại được {found}.",
            "{unit}, {what}: the page's data say {shown}, the result is {found}.",
        ),
        "missing": say("{unit} – {what}: không thấy trên trang.", "{unit}, {what}: not found on the page."),
        "unknown": say(
            "Ô “{key}”, ghi “{shown}”: trang không có dữ liệu để tính lại.",
            "PageCell “{key}” with “{shown}”: the page has no data to compute it from.",
        ),
        "places": say("({count} chỗ trên trang)", "({count} places on the page)"),
        "more": say("… và {count} chỗ khác.", "… and {count} more."),
        "unreadable": say(
            "Không đọc được dữ liệu của trang, nên không kiểm tra lại được.",
            "The page's data cannot be read, so nothing can be checked.",
        ),
        "part_of_bloc": say(
            "Thứ hạng không được tính lại, vì trang này không có đủ các đơn vị trong khối.",
            "Ranks are not computed again: this page does not have all units of the bloc.",
        ),
        "tied": say(
            "Thứ tự giữa các đơn vị bằng điểm được lấy theo kết quả đã xét ({units}).",
            "The order of units with equal totals is taken as it was decided ({units}).",
        ),
        "kept": say(
            "Đơn vị xếp loại thấp hơn mức điểm đạt được: lấy theo kết quả đã xét, lý do ghi ở từng đơn vị ({units}).",
            "A class below the one that the total reaches is taken as decided, for the reasons given at each unit "
            "({units}).",
        ),
        "unranked": say(
            "Việc không xếp hạng được lấy theo kết quả đã xét ({units}).",
            "Units without a rank are taken as decided ({units}).",
        ),
        "taken": say(
            "Điểm từng tiêu chí, mức trần, cận và điều kiện xếp loại được lấy theo nội dung trang, không tính lại.",
            "The points of each criterion, the caps, and the bounds and conditions of the classes are taken from the "
            "page as they are.",
        ),
        "none": say("không có điểm", "no points"),
        "total": say("tổng điểm", "total"),
        "share": say("tỷ lệ đạt", "share"),
        "rank": say("thứ hạng", "rank"),
        "class": say("xếp loại", "class"),
        "rubric": say("Thang điểm", "Rubric"),
        "group": say("mục {id}", "group {id}"),
        "criterion": say("tiêu chí {id}", "criterion {id}"),
        "list": say("điểm {id}", "{id}"),
        "maximum": say("điểm tối đa của {what}", "maximum of {what}"),
        "found": say("{shown} / {all} đơn vị", "{shown} of {all} units"),
    }
