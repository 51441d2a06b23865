"""What a form computes while it is filled in: the points of a criterion from the cells typed into."""

from decimal import Decimal
from typing import NamedTuple

from qcdc_cli.campaign.marks import rule_for
from qcdc_cli.campaign.rubric import CriterionBase, Rubric
from qcdc_cli.campaign.states import State
from qcdc_cli.forms.form_mark import STATES
from qcdc_cli.kinds import Ask, Cells, Limits
from qcdc_cli.language import Text
from qcdc_cli.render.live.rubric_formulas import rounded
from qcdc_cli.workbook.references import call, number, text

BY_BLOC = Text("theo khối", "by bloc")  # in place of points that hang on the bloc's other units
NOT_UNDERSTOOD = "?"
TICK = "x"
_NEAR = "0.000001"  # of a step: what binary fractions make of 0.3/0.1


class StateCell(NamedTuple):
    """The cell that says that a criterion is not marked.

    Attributes:
        cell: its reference.
        offered: what it offers, by the states' names.
    """

    cell: str
    offered: dict[str, str]


def exact_formula(criterion: CriterionBase, cells: Cells) -> str:
    """Return the points before rounding: nothing while the criterion is blank, `?` for what is no mark."""
    points = criterion.kind.formula(cells, criterion.points) or text(str(BY_BLOC))
    what = text(NOT_UNDERSTOOD)
    return f'IFERROR(IF({_blank(criterion.kind.asks, cells)},"",IF({_sound(criterion, cells)},{points},{what})),{what})'


def points_formula(
    criterion: CriterionBase,
    exact: str,
    state: StateCell,
    rubric: Rubric,
    *,
    extra: bool = False,
    penalty: bool = False,
) -> str:
    """Return the points of a criterion, rounded as the rubric says; or what stands there in their place.

    Args:
        criterion: the criterion.
        exact: the cell with the points before rounding.
        state: the cell that says that it is not marked.
        rubric: the rubric, whose rounding and rules hold.
        extra: it is a bonus or a penalty.
        penalty: its points count against the unit.
    """
    points = exact
    if rubric.rounding is not None and rubric.rounding.at == "criterion":
        points = rounded(exact, number(criterion.points), rubric.rounding.decimals)
    formula = f"IF(ISNUMBER({exact}),{f'0-({points})' if penalty else points},{exact})"
    for each in reversed(STATES):
        if each.value in state.offered:
            word = text(state.offered[each.value])
            formula = f"IF({state.cell}={word},{_of_state(each, criterion, rubric, extra=extra)},{formula})"
    return formula


def _of_state(state: State, criterion: CriterionBase, rubric: Rubric, *, extra: bool) -> str:
    rule = rule_for(state, criterion, rubric)
    if extra or rule == "exclude":
        return text(str(state.symbol))
    return number(criterion.points) if rule == "full" else "0"


def _blank(asks: Ask, cells: Cells) -> str:
    """Return what is true while nothing has been typed."""
    if asks is Ask.TICKS:
        return f'AND({cells.mark}="",COUNTA({cells.block})=0)'
    if asks is Ask.PLACES:
        return f"COUNTA({cells.block})=0"
    return f'{cells.mark}=""'


def _sound(criterion: CriterionBase, cells: Cells) -> str:
    """Return what is true of a mark that this criterion can have."""
    limits, kind = criterion.kind.limits(criterion.points), criterion.kind
    if kind.asks is Ask.TICKS:
        ticks = f"COUNTIF({cells.block},{text(TICK)})=COUNTA({cells.block})"
        none = f"AND({cells.mark}={text(str(kind.none_of_them))},COUNTA({cells.block})=0)"
        return f'AND({ticks},OR({cells.mark}="",{none}))'
    if kind.asks is Ask.CHOICE:
        return f"SUMPRODUCT(--({cells.options}={cells.mark}))>0"
    if kind.asks is Ask.PLACES:
        return _all_within(cells.block, limits)
    if kind.asks is Ask.ACTUAL and not kind.relative:
        return f"AND({within(cells.mark, limits)},ISNUMBER({cells.target}),{cells.target}>0)"
    return within(cells.mark, limits)


def _all_within(block: str, limits: Limits) -> str:
    """Return what is true of a block that holds nothing but numbers within the limits and on the step, or blanks."""
    conditions = [f"COUNT({block})=COUNTA({block})"]
    if limits.least is not None:
        conditions.append(f"MIN({block})>={number(limits.least)}")
    if limits.most is not None:
        conditions.append(f"MAX({block})<={number(limits.most)}")
    if limits.step is not None:
        steps = _steps(block, limits.step)
        conditions.append(f"SUMPRODUCT(--(ABS({steps}-ROUND({steps},0))>={_NEAR}))=0")
    return call("AND", conditions)


def within(cell: str, limits: Limits) -> str:
    """Return what is true of a cell that holds a number within the limits and on the step."""
    conditions = [f"ISNUMBER({cell})"]
    if limits.least is not None:
        conditions.append(f"{cell}>={number(limits.least)}")
    if limits.most is not None:
        conditions.append(f"{cell}<={number(limits.most)}")
    if limits.step is not None:
        steps = _steps(cell, limits.step)
        conditions.append(f"ABS({steps}-ROUND({steps},0))<{_NEAR}")
    return call("AND", conditions)


def _steps(cells: str, step: Decimal) -> str:
    return cells if step == Decimal(1) else f"{cells}/{number(step)}"
