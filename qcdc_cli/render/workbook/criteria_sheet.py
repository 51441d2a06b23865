"""The live worksheet of the marks: every criterion, the groups' points, and each unit's total.

The marks are the only figures in the report that a person changes; all others follow.
"""

from fractions import Fraction
from functools import partial

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.campaign.marks import State, rule_for
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import Exact
from qcdc_cli.render.live import sums
from qcdc_cli.render.live.live_tables import Key, LiveTables, LiveUnit, UnitCells
from qcdc_cli.render.live.measures import Measure, waits_for_evidence
from qcdc_cli.render.live.rubric_formulas import WORDS
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.points_cells import (
    RubricLine,
    least_decimals,
    most_cell,
    name_with_rule,
    points_cell,
    points_values,
    states_in_tables,
    states_legend,
)
from qcdc_cli.render.words.rules import title_of
from qcdc_cli.render.workbook.orientation import Area, LineLabel, LiveSheet, Orientation
from qcdc_cli.scoring.result import CriterionResult
from qcdc_cli.workbook.canvas import Canvas, Cell, decimals_for
from qcdc_cli.workbook.looks import BODY, CHANGEABLE, FIGURE, GROUP, HEADER, TOTAL, Look, Looks, centred
from qcdc_cli.workbook.references import ref, text

_MARK = FIGURE._replace(fill=CHANGEABLE)
_GROUP, _FOOT = centred(GROUP), centred(TOTAL)
_LIGHT = HEADER._replace(bold=False)


def criteria_sheet(
    sheet: Worksheet, looks: Looks, tables: LiveTables, orientation: Orientation, *, every_foot: bool
) -> LiveSheet:
    """Prepare the worksheet of the marks.

    Args:
        sheet: an empty worksheet.
        looks: the looks of its workbook.
        tables: the live tables; they need no place yet.
        orientation: how the worksheet lies.
        every_foot: show what each unit's total is out of, and its share, though all are measured against the full
            scale; else figures are shown with as many decimals as the widest of all units' needs.
    """
    foot = _foot_lines(tables, every=every_foot)
    least = least_decimals(tables.rubric)
    decimals: dict[Key, int] = {}
    if not every_foot:
        points = [shown.value for unit in tables.units for shown in points_values(unit.result)]
        points += [total_value(unit.result) for unit in tables.units]
        most = decimals_for(points, least)
        decimals = dict.fromkeys([*range(len(tables.lines)), sums.CUT, sums.TOTAL], most)
        for line in foot:
            needed = decimals_for([line.value(unit) for unit in tables.units])
            decimals[line.key] = max(decimals.get(line.key, 0), needed)

    def cells(placed: LiveTables, unit: LiveUnit) -> list[Cell]:
        own = UnitCells(placed, unit.number, placed.marks.sheet)
        criteria = iter(unit.result.criteria)
        points = []
        for line, shown in enumerate(points_values(unit.result)):
            most = decimals.get(line, least)
            if line in placed.leaves:
                points.append(points_cell(shown, most, _look_of_mark(placed, line, next(criteria))))
            else:
                points.append(Cell(shown.value, _GROUP, 1, most, sums.points_formula(own, line, shown.value)))
        return points + [
            Cell(below.value(unit), _FOOT, 1, decimals.get(below.key, least), below.formula(own)) for below in foot
        ]

    labels = [line_label(number, line) for number, line in enumerate(tables.lines)]
    for below in foot:
        full = tables.rubric.total if below.key == sums.TOTAL else ""
        beside = (Cell("", TOTAL), Cell(below.title, TOTAL), Cell(full, _FOOT))
        labels.append(LineLabel(below.key, beside, (Cell(below.title, HEADER), Cell(full, _LIGHT))))
    return LiveSheet(
        orientation.canvas(sheet, looks, labels),
        say("ĐIỂM TỪNG TIÊU CHÍ", "POINTS BY CRITERION"),
        labels,
        cells,
        (states_legend(tables.rubric), _changing(tables.rubric)),
        colour=partial(_colour_marks, tables.rubric),
    )


def line_label(number: int, line: RubricLine) -> LineLabel:
    """Return what a line of the rubric is called."""
    look, node = GROUP if line.is_group else BODY, line.node
    beside = (Cell(title_of(node), look), Cell(name_with_rule(node), look), most_cell(node, look))
    return LineLabel(number, beside, (Cell(title_of(node), HEADER), Cell(node.points, _LIGHT)))


def _foot_lines(tables: LiveTables, *, every: bool) -> list[Measure]:
    """Return the lines below the criteria: the bonus that is cut, the total, what it is out of, its share."""

    def total(unit: LiveUnit) -> Exact | str:
        return total_value(unit.result)

    def cut(unit: LiveUnit) -> Exact | str:
        return -Fraction(unit.result.bonus_not_counted) if unit.result.bonus_not_counted else ""

    def cut_formula(cells: UnitCells) -> str:
        return f'IF({cells.measure(sums.CUT)}=0,"",-{cells.measure(sums.CUT)})'

    lines = [
        Measure(sums.CUT, say(*terms.BONUS_CUT), cut_formula, cut),
        Measure(sums.TOTAL, say(*terms.TOTAL_POINTS), lambda cells: cells.measure(sums.TOTAL), total),
        Measure(
            sums.MAXIMUM,
            say("Điểm tối đa của đơn vị", "Out of"),
            lambda cells: cells.measure(sums.MAXIMUM),
            lambda unit: unit.result.maximum,
        ),
        Measure(sums.PERCENT, say(*terms.SHARE_PERCENT), sums.percent_formula, lambda unit: unit.percent),
    ]
    first = 0 if any(unit.result.bonus_not_counted for unit in tables.units) else 1
    rankings = {unit.ranking.bloc_id: unit.ranking for unit in tables.units}.values()
    shares = every or any(ranking.leaves_out for ranking in rankings)
    return lines[first : 4 if shares else 2]


def _look_of_mark(tables: LiveTables, line: int, result: CriterionResult) -> Look:
    """Return how the cell of a criterion looks: a mark that may be changed, or one that would change nothing.

    That is so where a criterion is not applied in this period, is left to a later stage, or gives 0 for want of
    evidence.
    """
    unasked = line not in tables.held or result.state is State.LATER
    return FIGURE if unasked or waits_for_evidence(tables.leaves[line], result, tables.rubric) else _MARK


def _changing(rubric: Rubric) -> str:
    """Say which cells can be changed, how, and what follows."""
    text = say(
        "Ô nền vàng: có thể sửa điểm để tính thử; tổng điểm, tỷ lệ, hạng, loại tự tính lại (điểm trừ ghi số âm). Ô "
        "nền hồng: chưa chấm, hoặc giá trị không phải là điểm. Ô chữ đỏ: vượt điểm tối đa.",
        "Yellow cells hold marks that can be changed to try things out: totals, shares, ranks and classes follow "
        "(penalties are below 0). Pink cells are blank, or no mark; red figures exceed the maximum.",
    )
    full = [
        state for state in WORDS if any(rule_for(state, leaf.criterion, rubric) == "full" for leaf in rubric.leaves)
    ]
    if not full:
        return text
    words = ", ".join(str(state.symbol) for state in full)
    return text + say(
        f" Trường hợp {words} được tính điểm tối đa thì nhập số điểm vào ô.",
        f" Where {words} gives full points, type the points.",
    )


def _colour_marks(rubric: Rubric, canvas: Canvas, area: Area, most: str) -> None:
    """Colour what is blank or no mark at all, and what exceeds its maximum.

    Args:
        rubric: the rubric.
        canvas: the worksheet.
        area: the first row and column of the marks, and the last ones, from 0.
        most: the cell with the maximum of the first mark, as a formula in that mark's cell refers to it.
    """
    cell, format_of = ref(area[0] + 1, area[1] + 1), canvas.conditions
    words = "".join(f"|{state.symbol}" for state in states_in_tables(rubric)) + "|"
    unknown = f'AND(ISTEXT({cell}),ISERROR(SEARCH("/",{cell})),ISERROR(SEARCH("|"&{cell}&"|",{text(words)})))'
    rules = (
        (f"=OR({cell}={text(str(State.BLANK.symbol))},{unknown})", format_of.missing),
        (f"=AND(ISNUMBER({cell}),ABS({cell})>{most})", format_of.over),
    )
    for criteria, given in rules:
        canvas.sheet.conditional_format(*area, {"type": "formula", "criteria": criteria, "format": given})
