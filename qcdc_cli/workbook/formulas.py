"""What `scoring` computes, said in a spreadsheet's own formulas over cells with marks.

Formulas are texts without the equals sign, with English names and commas, as the file format wants them; they
hold for Excel from 2010 on and for LibreOffice from 7.4 on. Cells are given as references (`B5`, `'Sheet'!$B$5`)
and may hold texts, such as the word for a state: those count 0.

A spreadsheet reckons in binary fractions, so every sum is rounded to more decimals than any points have
before it is compared or rounded as the rubric says.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import groupby

from qcdc_cli.campaign.marks import rule_for
from qcdc_cli.campaign.rubric import PENALTIES, CriterionBase, Group, Node, Rounding, Rubric, is_extra
from qcdc_cli.campaign.states import State
from qcdc_cli.kinds import Exact
from qcdc_cli.language.figures import fraction_as_decimal
from qcdc_cli.workbook.columns import column_letters, column_number

LEFT_OUT = "–"  # in a cell for what was attainable: counts on neither side

WORDS = (State.NOT_APPLICABLE, State.UNASSIGNED)  # states that a sheet can give in place of a mark

_NOISE = 10  # decimals that points are rounded to where all of them are decimals
_FINE = 12  # the same where they may be thirds, whose sums would not close otherwise
_MOST_ARGUMENTS = 200  # Excel takes 255
_CELL = re.compile(r"((?:'(?:[^']|'')*'!)?)(\$?)([A-Z]+)(\$?)(\d+)")


# ------------------------------------------------------------------ references and numbers


def ref(row: int, column: int, sheet: str = "", *, fixed: bool = False) -> str:
    """Return the reference of a cell.

    Args:
        row: its row, from 1.
        column: its column, from 1.
        sheet: the name of its worksheet; "" for that of the formula itself.
        fixed: keep it where the formula is copied elsewhere.
    """
    lock = "$" if fixed else ""
    quoted = "'{}'!".format(sheet.replace("'", "''")) if sheet else ""
    return f"{quoted}{lock}{column_letters(column)}{lock}{row}"


def area(first: str, last: str) -> str:
    """Return the range from one cell to another of the same worksheet."""
    return first if first == last else f"{first}:{last.rpartition('!')[2]}"


@lru_cache(maxsize=4096)
def number(exact: Exact | int) -> str:
    """Return a number as it stands in a formula; one that no decimal equals as the quotient that it is."""
    fraction = Fraction(exact)
    decimal = fraction_as_decimal(fraction, 0)
    if decimal == fraction:
        return f"{decimal.normalize():f}"
    return f"({fraction.numerator}/{fraction.denominator})"


def text(words: str) -> str:
    """Return a text of the program's own as it stands in a formula."""
    return '"{}"'.format(words.replace('"', '""'))


def together(cells: Sequence[str]) -> list[str]:
    """Return references with neighbours in one column or row joined into ranges: `B5`, `B6`, `B9` → `B5:B6`, `B9`."""
    parts = [_CELL.fullmatch(cell) for cell in cells]
    if not all(parts):
        return list(cells)
    places = [(part[1], part[3], int(part[5]), cell) for part, cell in zip(parts, cells, strict=True) if part]
    joined: list[str] = []
    runs = groupby(enumerate(places), key=lambda each: (each[1][0], each[1][1], each[1][2] - each[0]))
    for (_, _, _), run in runs:
        members = [cell for _, (_, _, _, cell) in run]
        joined.append(area(members[0], members[-1]))
    return joined if len(joined) < len(cells) else _across(places)


def _across(places: Sequence[tuple[str, str, int, str]]) -> list[str]:
    """Join neighbours in a row."""
    joined: list[str] = []
    numbered = enumerate((sheet, column_number(column), row, cell) for sheet, column, row, cell in places)
    for _, run in groupby(numbered, key=lambda each: (each[1][0], each[1][2], each[1][1] - each[0])):
        members = [cell for _, (_, _, _, cell) in run]
        joined.append(area(members[0], members[-1]))
    return joined


def call(function: str, arguments: Sequence[str]) -> str:
    """Return a call of a function that takes any number of arguments; very many are put together in parts."""
    if not arguments:
        return "0"
    if len(arguments) > _MOST_ARGUMENTS:
        chunks = [arguments[at : at + _MOST_ARGUMENTS] for at in range(0, len(arguments), _MOST_ARGUMENTS)]
        return call(function, [call(function, chunk) for chunk in chunks])
    return f"{function}({','.join(arguments)})"


# ------------------------------------------------------------------ rounding


def clean(expression: str, decimals: int = _NOISE) -> str:
    """Return the expression without the noise of binary fractions."""
    return f"ROUND({expression},{decimals})"


def rounded(expression: str, maximum: str, decimals: int) -> str:
    """Round half up, but full marks stay full, as `scoring.unit` does.

    Args:
        expression: the points.
        maximum: what they are out of.
        decimals: how many decimals the rubric says.
    """
    points, near = clean(expression), f"ROUND({clean(expression)},{decimals})"
    return f"IF({points}>{maximum},{near},IF({points}={maximum},{maximum},MIN({maximum},{near})))"


def rounded_attainable(expression: str, decimals: int) -> str:
    """Round what was attainable only where no decimal equals it: 20/3, the average over what is left."""
    found, exact = clean(expression, _FINE), clean(expression, 8)
    return f"IF(ABS({found}-{exact})<1E-10,{exact},ROUND({clean(expression)},{decimals}))"


def _digits(rounding: Rounding | None) -> int:
    return _FINE if rounding is not None and rounding.at == "total" else _NOISE


# ------------------------------------------------------------------ criteria and groups


def is_penalties(node: Node) -> bool:
    """Return whether a top part is the list of penalties, whose points are below 0."""
    return is_extra(node) and node.id == PENALTIES


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


def group_points(
    group: Group, points: Sequence[str], attainable: Sequence[str], rounding: Rounding | None = None, own: str = ""
) -> str:
    """Return the points of a group from those of its parts.

    Args:
        group: the group; for bonus and penalties, the list as a group.
        points: the cells with the points of its parts, in the rubric's order; penalties are below 0.
        attainable: the cells with what was attainable in each; a text, or 0 for a group, is left out.
        rounding: how the rubric rounds.
        own: the cell with the group's own attainable points; only needed where groups are rounded.
    """
    found = _taken(group, points, attainable)
    if group.cap is not None:
        found = f"MAX(MIN({found},{number(group.cap)}),-{number(group.cap)})"
    if rounding is None or rounding.at != "group":
        return clean(found, _digits(rounding))
    most = number(group.points) if is_extra(group) else own
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
    most = _taken(group, attainable, attainable)
    if group.cap is not None:
        most = f"MIN({most},{number(group.cap)})"
    if rounding is not None and rounding.at == "group" and group.take == "average":
        return rounded_attainable(most, rounding.decimals)
    return clean(most, _digits(rounding))


def _taken(group: Group, values: Sequence[str], attainable: Sequence[str]) -> str:
    """Return the sum, the best or the average of the parts; the average only of those that are not left out."""
    if group.take == "best":
        return call("MAX", ["0", *_products(group.criteria, values)])
    summed = _sum(group.criteria, values)
    if group.take != "average":
        return summed
    weights = [
        f"{number(part.times)}*{_counts(part, cell)}" for part, cell in zip(group.criteria, attainable, strict=True)
    ]
    divisor = call("SUM", weights)
    return f"IF({divisor}=0,0,{summed}/{divisor})"


def _counts(part: Node, attainable: str) -> str:
    """Return what is true while a part has a say in its group."""
    if isinstance(part, Group) and part.points:
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
        return rounded_attainable(most, rubric.rounding.decimals)
    return clean(most)


def cuts_bonus(rubric: Rubric) -> bool:
    """Return whether bonus points may not lift a total above what was attainable."""
    return rubric.bonus is not None and not rubric.bonus.above_total


def bonus_cut(rubric: Rubric, points: Sequence[str], maximum: str) -> str:
    """Return the bonus points that do not count, because they would lift the total above what was attainable.

    Args:
        rubric: the rubric, which cuts bonus points.
        points: the cells with the points of its top parts, bonus and penalties among them.
        maximum: the cell with what was attainable in all.
    """
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
