"""What `scoring` computes, said in a spreadsheet's own formulas over cells with marks.

Formulas hold for Excel from 2010 on and for LibreOffice from 7.4 on. Cells are given as references and may hold
texts, such as the word for a state: those count 0.

A spreadsheet reckons in binary fractions, so every sum is rounded to more decimals than any points have
before it is compared or rounded as the rubric says.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from qcdc_cli.campaign.caps import CapCondition, cap_points
from qcdc_cli.campaign.marks import State, rule_for
from qcdc_cli.campaign.nodes import CriterionBase, Group, Node, is_extra, is_penalties
from qcdc_cli.campaign.rubric import Rounding, Rubric
from qcdc_cli.language.figures import Exact, round_half_away
from qcdc_cli.scoring.result import CriterionResult, NodeResult
from qcdc_cli.workbook.references import call, number, text, together

LEFT_OUT = "–"  # in a cell for what was attainable: counts on neither side

WORDS = (State.NOT_APPLICABLE, State.UNASSIGNED)  # states that a sheet can give in place of a mark

_NOISE = 10  # decimals that points are rounded to where all of them are decimals
_NEVER_BEST = "-1E+99"  # below all points, in place of what is left out where points may be below 0
_FINE = 12  # the same where they may be thirds, whose sums would not close otherwise


# ------------------------------------------------------------------ rounding


def clean(expression: str, decimals: int = _NOISE) -> str:
    """Return the expression without the noise of binary fractions."""
    return f"ROUND({expression},{decimals})"


def rounded(expression: str, maximum: str, decimals: int, floor: Decimal | None = None) -> str:
    """Round half away from zero, but full marks stay full, and no floor is passed, as `scoring.unit` does.

    Args:
        expression: the points.
        maximum: what they are out of.
        decimals: how many decimals the rubric says.
        floor: the least points that there can be; None where the rubric names none.
    """
    points, near = clean(expression), f"ROUND({clean(expression)},{decimals})"
    if floor is not None and round_half_away(floor, decimals) < floor:  # any other is not passed anyway
        near = f"MAX({number(floor)},{near})"
    return f"IF({points}>{maximum},{near},IF({points}={maximum},{maximum},MIN({maximum},{near})))"


def rounded_attainable(expression: str, declared: Decimal, decimals: int) -> str:
    """Round what was attainable only where no decimal equals it: 20/3, the average over what is left.

    It never rounds to more than what the rubric declares.
    """
    found, exact = clean(expression, _FINE), clean(expression, 9)
    near = f"MIN({number(declared)},ROUND({clean(expression)},{decimals}))"
    return f"IF(ABS({found}-{exact})<1E-11,{exact},{near})"


def _digits(rounding: Rounding | None) -> int:
    return _FINE if rounding is not None and rounding.at == "total" else _NOISE


# ------------------------------------------------------------------ criteria and groups


def leaves_out(state: State, criterion: CriterionBase, rubric: Rubric) -> bool:
    """Return whether a state takes the criterion off both sides."""
    return rule_for(state, criterion, rubric) not in ("full", "zero")


def criterion_attainable(cell: str, criterion: CriterionBase, rubric: Rubric, *, extra: bool = False) -> str:
    """Return what counts on the other side for the criterion whose mark, or whose state in its word, is in a cell.

    Args:
        cell: the cell with the points or the word.
        criterion: the criterion.
        rubric: the rubric, whose rules for states hold.
        extra: it is a bonus or a penalty, outside the total.
    """
    out = [state for state in WORDS if leaves_out(state, criterion, rubric)]
    points = "0" if extra else number(criterion.points)
    if not out:
        return points
    words = [f"{cell}={text(str(state.symbol))}" for state in out]
    return f"IF({words[0] if len(words) == 1 else call('OR', words)},{text(LEFT_OUT)},{points})"


def left_out_or_maximum(result: NodeResult) -> str | Exact:
    """Return what stands in the cell of what was attainable while nothing is changed."""
    shows_it = isinstance(result, CriterionResult) or result.extra  # a group in the total shows its 0
    return LEFT_OUT if shows_it and result.excluded else result.maximum


class SubjectCells(NamedTuple):
    """The cells of a criterion or group that a cap's condition looks at.

    Attributes:
        points: the cell with its points.
        attainable: the cell with what was attainable in it.
        marks: the cells with the points of the criteria in it that the period holds.
    """

    points: str
    attainable: str
    marks: Sequence[str]


def condition_met(condition: CapCondition, cells: SubjectCells, rubric: Rubric) -> str:
    """Return what is true while a condition of a cap on a criterion or a group is met.

    Nothing in it may be blank, and something in it must count: a number, or a state that the rubric counts as 0. What
    only a later stage marks is not blank.

    Args:
        condition: the condition.
        cells: the cells of what it looks at.
        rubric: the rubric, whose rules for states hold.
    """
    assert condition.under is not None  # noqa: S101 - what looks at a disqualifier has no cells
    marks, node = together(cells.marks), rubric.find(condition.subject)
    states = [f"COUNTIF({mark},{text(str(state.symbol))})" for state in (*WORDS, State.LATER) for mark in marks]
    marked = f"{'+'.join([call('COUNT', marks), *states])}={len(cells.marks)}"
    counts = [f"ISNUMBER({cells.points})"]
    if isinstance(node, CriterionBase):
        zero = [state for state in WORDS if rule_for(state, node, rubric) == "zero"]
        counts += [f"{cells.points}={text(str(state.symbol))}" for state in zero]
    bound = number(condition.under.number)
    if condition.under.percent:
        bound = clean(f"N({cells.attainable})*{bound}/100")
    return f"AND({marked},{call('OR', counts)},{clean(f'N({cells.points})')}<{bound})"


def group_points(
    group: Group,
    points: Sequence[str],
    attainable: Sequence[str],
    rounding: Rounding | None = None,
    own: str = "",
    conditions: Sequence[str] = (),
) -> str:
    """Return the points of a group from those of its parts.

    Args:
        group: the group; for bonus and penalties, the list as a group.
        points: the cells with the points of its parts, in the rubric's order; penalties are below 0.
        attainable: the cells with what was attainable in each; a text, or 0 for a group, is left out.
        rounding: how the rubric rounds.
        own: the cell with the group's own attainable points; only needed where groups are rounded.
        conditions: what is true while each condition of its cap is met; of several, one is enough.
    """
    found = _taken(group, points, attainable)
    if group.cap is not None:
        cap = number(cap_points(group.cap))
        capped = f"MIN({found},{cap})"
        if is_penalties(group) or not group.may_be_negative:
            capped = f"MAX({capped},-{cap})"
        found = capped if group.fixed_cap is not None else f"IF({call('OR', conditions)},{capped},{found})"
    if rounding is None or rounding.at != "group":
        return clean(found, _digits(rounding))
    most = number(group.points) if group.outside else own
    if is_penalties(group):
        return f"0-{rounded(f'0-({found})', most, rounding.decimals)}"
    return rounded(found, most, rounding.decimals)


def group_attainable(group: Group, attainable: Sequence[str], rounding: Rounding | None = None) -> str:
    """Return what was attainable in a group, from what was attainable in its parts.

    Args:
        group: the group.
        attainable: the cells with what was attainable in each of its parts, in the rubric's order.
        rounding: how the rubric rounds.
    """
    if is_extra(group):
        return "0"
    if group.outside:
        return f"IF({call('COUNT', together(attainable))}=0,{text(LEFT_OUT)},0)"
    most = _taken(group, attainable, attainable)
    if group.fixed_cap is not None:  # a cap under a condition leaves alone what was attainable
        most = f"MIN({most},{number(group.fixed_cap)})"
    if rounding is not None and rounding.at == "group" and group.take == "average":
        return rounded_attainable(most, group.points, rounding.decimals)
    return clean(most, _digits(rounding))


def _taken(group: Group, values: Sequence[str], attainable: Sequence[str]) -> str:
    """Return the sum, the best or a mean of the parts; means only of those that are not left out."""
    if group.take == "best":
        if not group.may_be_negative or is_penalties(group):
            return call("MIN" if is_penalties(group) else "MAX", ["0", *_products(group.criteria, values)])
        counting = [_counts(part, cell) for part, cell in zip(group.criteria, attainable, strict=True)]
        each = zip(counting, _products(group.criteria, values), strict=True)
        best = call("MAX", [f"IF({counts},{product},{_NEVER_BEST})" for counts, product in each])
        return f"IF({'+'.join(counting)}=0,0,{best})"
    if group.take == "geometric":
        return _geometric(group, values, attainable)
    if group.take != "average":
        return _sum(group.criteria, values)
    summed, divisor = _averaged(group, values, attainable)
    return f"IF({divisor}=0,0,{summed}/{divisor})"


def _geometric(group: Group, values: Sequence[str], attainable: Sequence[str]) -> str:
    """Return the geometric mean of the shares of what was attainable, weights as exponents, of the group's points."""
    parts = [each for each in zip(group.criteria, values, attainable, strict=True) if each[0].points]
    # A root makes much of the noise of binary fractions in the place of 0: of 1E-16 it makes 1E-8. Other points are
    # left as they are: the root of a third that was cut off may fall short of a half.
    shares = [
        f"IF({_counts(part, cell)},(({clean(f'N({value})')}<>0)*N({value})/{cell})^{number(part.times)},1)"
        for part, value, cell in parts
    ]
    weights = call("SUM", [f"{number(part.times)}*{_counts(part, cell)}" for part, _, cell in parts])
    return f"IF({weights}=0,0,{number(group.points)}*{call('PRODUCT', shares)}^(1/({weights})))"


def _averaged(group: Group, values: Sequence[str], attainable: Sequence[str]) -> tuple[str, str]:
    """Return the two sides of an average, as `scoring.combining` has them: what is divided, and by what."""
    parts = list(zip(group.criteria, values, attainable, strict=True))
    if group.averages_shares:
        parts = [(part, value, cell) for part, value, cell in parts if part.points]
        summed = call("SUM", [f"{number(part.times)}*N({value})/{number(part.points)}" for part, value, _ in parts])
        summed = f"{number(group.points)}*{summed}"
    else:
        summed = _sum(group.criteria, values)
    weights = call("SUM", [f"{number(part.times)}*{_counts(part, cell)}" for part, _, cell in parts])
    if group.averages_shares or all(part.points == group.mean for part, _, _ in parts):
        return summed, weights
    # Larger parts that are left alone count no more than the group's average part.
    full = call("SUM", [f"{number(part.times * part.points)}*{_counts(part, cell)}" for part, _, cell in parts])
    return summed, f"MAX({weights},{full}/{number(group.mean)})"


def _counts(part: Node, attainable: str) -> str:
    """Return what is true while a part has a say in its group."""
    if isinstance(part, Group) and part.points and not part.outside:
        return f"(N({attainable})<>0)"
    return f"ISNUMBER({attainable})"


def _sum(parts: Sequence[Node], values: Sequence[str]) -> str:
    if all(part.times == 1 for part in parts):
        return call("SUM", together(values))
    return call("SUM", _products(parts, values))


def _products(parts: Sequence[Node], values: Sequence[str]) -> list[str]:
    return [
        f"N({value})" if part.times == 1 else f"{number(part.times)}*N({value})"
        for part, value in zip(parts, values, strict=True)
    ]


# ------------------------------------------------------------------ the total


def total_attainable(rubric: Rubric, attainable: Sequence[str]) -> str:
    """Return what was attainable in all, from what was attainable in the rubric's top parts."""
    most = _sum(rubric.parts, attainable)
    if rubric.rounding is not None and rubric.rounding.at != "criterion":
        return rounded_attainable(most, rubric.total, rubric.rounding.decimals)
    return clean(most)


def cuts_bonus(rubric: Rubric) -> bool:
    """Return whether bonus points may not lift a total above what was attainable."""
    return rubric.bonus is not None and not rubric.bonus.above_total


def bonus_cut(rubric: Rubric, points: Sequence[str], attainable: Sequence[str], maximum: str) -> str:
    """Return the bonus points that do not count, because they would lift the total above what was attainable.

    Args:
        rubric: the rubric, which cuts bonus points.
        points: the cells with the points of its top parts, bonus and penalties among them.
        attainable: the cells with what was attainable in each of them.
        maximum: the cell with what was attainable in all.
    """
    if rubric.rounding is not None and rubric.rounding.at == "total":  # then that cell is rounded
        maximum = _sum(rubric.parts, attainable)
    kept = [(part, cell) for part, cell in zip(rubric.parts, points, strict=True) if not is_penalties(part)]
    lifted = _sum([part for part, _ in kept], [cell for _, cell in kept])
    return f"MAX(0,{clean(f'{lifted}-{maximum}', _digits(rubric.rounding))})"


def total_points(rubric: Rubric, points: Sequence[str], maximum: str, cut: str = "") -> str:
    """Return the total.

    Args:
        rubric: the rubric.
        points: the cells with the points of its top parts, bonus and penalties among them.
        maximum: the cell with what was attainable in all.
        cut: the cell with the bonus points that do not count; "" where the rubric cuts none.
    """
    summed = _sum(rubric.parts, points)
    if cut:
        summed = f"{summed}-{cut}"
    rounding = rubric.rounding
    if rounding is not None and rounding.at != "criterion":
        return rounded(summed, maximum, rounding.decimals)
    return clean(summed)
