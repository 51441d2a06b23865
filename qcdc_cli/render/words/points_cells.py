"""Results into what stands in cells: an exact figure, or the state in its own word, never a 0 for it."""

from typing import NamedTuple

from qcdc_cli.campaign.marks import State
from qcdc_cli.campaign.nodes import CriterionBase, Group, takes_off
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import Exact, figure
from qcdc_cli.render.words.cells import part_value, parts_with_groups, symbol_of
from qcdc_cli.render.words.rules import group_rule, times_text
from qcdc_cli.render.words.table import NOTHING, or_dash
from qcdc_cli.scoring.result import CriterionResult, NodeResult, Ranking, UnitResult
from qcdc_cli.workbook.canvas import Cell, Value, decimals_for
from qcdc_cli.workbook.looks import Look, centred, worded_format


class RubricLine(NamedTuple):
    """A line of a table of results.

    Attributes:
        node: the group or criterion.
        parts: the lines (by their number in the table, from 0) that a group is made of.
        inside: all lines that stand in a group, which are neighbours.
    """

    node: Group | CriterionBase
    parts: tuple[int, ...] = ()
    inside: range = range(0)

    @property
    def is_group(self) -> bool:
        """True for a group, False for a criterion."""
        return isinstance(self.node, Group)


def rubric_lines(rubric: Rubric) -> list[RubricLine]:
    """Return groups and criteria in the rubric's order, groups before their parts."""
    lines: list[RubricLine] = []
    for node in rubric.parts:
        _append(node, lines)
    return lines


def _append(node: Group | CriterionBase, lines: list[RubricLine]) -> int:
    number = len(lines)
    lines.append(RubricLine(node))
    if isinstance(node, Group):
        parts = tuple(_append(part, lines) for part in node.criteria)
        lines[number] = RubricLine(node, parts, range(number + 1, len(lines)))
    return number


def values_of(result: UnitResult) -> list[str | Exact]:
    """Return what stands in a points column for a unit, line by line as `rubric_lines`."""
    return [value_of(node, result) for _, node in parts_with_groups(result.parts)]


def value_of(node: NodeResult, result: UnitResult) -> str | Exact:
    """Return what stands in a points column for a group or criterion of a unit.

    A criterion without a mark shows its state in words, with the points where the rubric gives some for it.
    """
    if result.sheet is not None and isinstance(node, CriterionResult) and node.state is not State.GIVEN:
        symbol = symbol_of(node)
        return f"{symbol}: {figure(node.points)}" if node.points else symbol
    return part_value(node, result)


class PointsValue(NamedTuple):
    """What stands in a cell with points.

    Attributes:
        value: the points; or a word, where a criterion has none, or nothing.
        word: the word for a state that gives points, shown before them: `KPS: 10`.
    """

    value: Value
    word: str = ""


def points_values(result: UnitResult) -> list[PointsValue]:
    """Return what stands in a points column that can be computed with, line by line as `rubric_lines`."""
    return [points_value(node, result) for _, node in parts_with_groups(result.parts)]


def points_value(node: NodeResult, result: UnitResult) -> PointsValue:
    """Return what stands in a points column for a group or criterion of a unit."""
    if result.sheet is not None and isinstance(node, CriterionResult) and node.state is not State.GIVEN:
        symbol = symbol_of(node)
        return PointsValue(node.points, symbol) if node.points else PointsValue(symbol)
    return PointsValue(part_value(node, result))


def points_cell(shown: PointsValue, decimals: int, look: Look, formula: str = "", number_format: str = "") -> Cell:
    """Return the cell of points; those that a state gives show its word, too, and are a number nevertheless.

    Args:
        shown: the points.
        decimals: how many decimals of a number are shown at least.
        look: how it looks.
        formula: what computes it in a spreadsheet; "" for nothing.
        number_format: a number format of its own; "" for that for the decimals.
    """
    if shown.word:
        decimals, worded = 0, worded_format(f"{shown.word}:", decimals_for([shown.value]))
        number_format = number_format or worded
    return Cell(shown.value, look, 1, decimals, formula, number_format)


def most_cell(node: Group | CriterionBase, look: Look) -> Cell:
    """Return the cell of the most points that a group or criterion gives; or, of penalties, takes off: `trừ 3`."""
    cell = Cell(node.points, centred(look))
    if not takes_off(node):
        return cell
    return cell._replace(shown=worded_format(say(*terms.OFF), decimals_for([node.points])))


def percents_of(ranking: Ranking) -> list[str | Exact]:
    """Return the units' shares in percent, with as many decimals as it takes to tell different ones apart."""
    return [or_dash(percent) for percent in ranking.percents]


def least_decimals(rubric: Rubric) -> int:
    """Return how many decimals the rubric's points have."""
    return rubric.rounding.decimals if rubric.rounding is not None else 0


def name_with_rule(node: Group | CriterionBase) -> str:
    """Return a name; below it the weight, and how a group takes its parts."""
    rule = group_rule(node) if isinstance(node, Group) else ""
    weight = say(f"Hệ số {times_text(node)}", f"Weight {times_text(node)}") if times_text(node) else ""
    rules = "; ".join(filter(None, (weight, rule)))
    return f"{node.name}\n({rules[:1].upper()}{rules[1:]})" if rules else node.name


def states_in_tables(rubric: Rubric) -> list[State]:
    """Return the states that a word can stand for in tables of a rubric's results."""
    return [state for state in State if state is not State.GIVEN and (state is not State.LATER or rubric.has_later)]


def states_legend(rubric: Rubric) -> str:
    """Say what the words for the states mean that stand in tables of a rubric's results."""
    named = [f"“{state.symbol}” – {state.title}" for state in states_in_tables(rubric) if state is not State.NOT_HELD]
    none = (
        "chưa có phiếu, không áp dụng trong kỳ hoặc không có điểm thưởng, điểm trừ",
        "no sheet, not applied in this period, or no bonus or penalty",
    )
    named.append(f"“{NOTHING}” – {say(*none)}")
    return say("Chữ viết tắt trong bảng: ", "Abbreviations: ") + "; ".join(named) + "."
