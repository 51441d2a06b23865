"""The worksheet with every criterion down and every unit across: the marks, and what is computed from them.

The marks are the only figures in the report that a person changes; all others follow.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from qcdc_cli.campaign.marks import rule_for
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.states import State
from qcdc_cli.language import say
from qcdc_cli.render.live import sums
from qcdc_cli.render.live.grid import Key
from qcdc_cli.render.live.live_tables import Ledger, Seat
from qcdc_cli.render.live.measures import waits_for_evidence
from qcdc_cli.render.live.rubric_formulas import WORDS
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.points_cells import (
    Line,
    Shown,
    least_decimals,
    name_with_rule,
    points_as,
    shown_of,
    states_legend,
)
from qcdc_cli.render.words.remarks import period_line
from qcdc_cli.render.words.rules import title_of
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.workbook.canvas import Canvas, Cell, Value, decimals_for
from qcdc_cli.workbook.columns import column_letters
from qcdc_cli.workbook.fitting import stretched, word_units
from qcdc_cli.workbook.looks import BODY, CHANGEABLE, FIGURE, GROUP, HEADER, PLAIN, TITLE, TOTAL, centred
from qcdc_cli.workbook.pages import LANDSCAPE_UNITS, broken_across, one_page_wide, repeated
from qcdc_cli.workbook.references import ref, text

MOST_ACROSS = 12  # units on one page
FIXED = (8.0, 54.0, 7.5)  # id, name, maximum
_NARROWEST, _WIDEST = 8.5, 12.0  # of a unit's column
_MARK = replace(FIGURE, fill=CHANGEABLE)


class Across(NamedTuple):
    """How the columns of a table with units across stand on pages.

    Attributes:
        widths: the widths of all columns.
        breaks: the columns after which a new page begins.
        widest: the width of the widest page.
    """

    widths: list[float]
    breaks: list[int]
    widest: float

    @classmethod
    def of(cls, names: Sequence[str]) -> "Across":
        """Return the columns for units of these names."""
        pages = max(1, ceil(len(names) / MOST_ACROSS))
        beside = ceil(len(names) / pages)
        columns = [min(max(_NARROWEST, word_units(name, HEADER.size, bold=True)), _WIDEST) for name in names]
        widths = [*FIXED, *columns]
        if pages == 1:
            widths = stretched(widths, [0, 3, 0, *(1 for _ in columns)], LANDSCAPE_UNITS)
            return cls(widths, [], sum(widths))
        widest = max(sum(columns[at : at + beside]) for at in range(0, len(columns), beside))
        return cls(widths, list(range(len(FIXED) + beside, len(widths), beside)), sum(FIXED) + widest)

    @property
    def head(self) -> int:
        """How many columns a heading covers."""
        return len(FIXED) if self.breaks else len(self.widths)


def begin(canvas: Canvas, ranking: Ranking, names: Sequence[str], title: str, about: str, head: int) -> int:
    """Write what stands above a table with units across; return the number of its header row."""
    canvas.line(Cell(title, TITLE, head))
    lines = f"{ranking.campaign.campaign}\n{ranking.bloc.name} – {period_line(ranking)}{about}"
    canvas.line(Cell(lines, replace(centred(PLAIN), size=11), head))
    canvas.gap(5)
    fixed = (say("Mã", "Id"), say("Nội dung, tiêu chí", "Group, criterion"), say("Điểm tối đa", "Max"))
    return canvas.line(*(Cell(text, HEADER) for text in (*fixed, *names)))


def planned(canvas: Canvas, lines: Sequence[Line]) -> list[int]:
    """Return the row of each line of the rubric, before any is written."""
    rows, row = [], canvas.row + 1
    for line in lines:
        rows.append(row)
        row += canvas.rows_of(*_label(line))
    return [*rows, row]


def foot_keys(ranking: Ranking) -> list[str]:
    """Return the lines below the criteria."""
    keys = [sums.CUT] if any(standing.result.bonus_not_counted for standing in ranking.standings) else []
    return [*keys, sums.TOTAL, *([sums.MAXIMUM, sums.PERCENT] if ranking.leaves_out else [])]


def write_criteria(canvas: Canvas, header: int, ledger: Ledger, across: Across) -> None:
    """Write what each unit gets on each criterion, in the order of the ranking.

    Args:
        canvas: the worksheet, with its header row written.
        header: the number of that row.
        ledger: the live tables, of one bloc.
        across: how its columns stand on pages.
    """
    shown = [shown_of(seat.result) for seat in ledger.seats]
    totals = [total_value(seat.result) for seat in ledger.seats]
    values = [one.value for column in shown for one in column]
    decimals = decimals_for([*totals, *values], least_decimals(ledger.rubric))
    for number, line in enumerate(ledger.lines):
        cells = [
            points_cell(ledger, seat, number, column[number], decimals)
            for seat, column in zip(ledger.seats, shown, strict=True)
        ]
        canvas.line(*_label(line), *cells)
    last = canvas.row
    ranking = ledger.seats[0].ranking if ledger.seats else None
    for key in foot_keys(ranking) if ranking is not None else [sums.TOTAL]:
        _foot(canvas, ledger, key, decimals)
    canvas.gap(4)
    legend = f"{states_legend()}\n{changing(ledger.rubric)}"
    canvas.line(Cell(legend, replace(PLAIN, size=11, italic=True), len(FIXED)))
    if ledger.seats:
        colour_marks(canvas, (header, len(FIXED), last - 1, len(across.widths) - 1), f"$C{header + 1}")
    finish(canvas, header, across)


def finish(canvas: Canvas, header: int, across: Across) -> None:
    """Set how a table with units across is printed and scrolled."""
    canvas.sheet.freeze_panes(header, len(FIXED))
    again = repeated(canvas, header, header, f"A:{column_letters(len(FIXED))}")
    if across.breaks:
        broken_across(canvas, again, across.widest, across.breaks)
    else:
        one_page_wide(canvas, again)


def changing(rubric: Rubric) -> str:
    """Say which cells can be changed, how, and what follows."""
    told = say(
        "Ô nền vàng là điểm có thể sửa để thử: tổng, tỷ lệ, hạng và loại tự tính lại (điểm trừ ghi số âm). Ô nền hồng "
        "chưa chấm, hay không phải là điểm; ô chữ đỏ vượt điểm tối đa.",
        "Yellow cells hold marks that can be changed to try things out: totals, shares, ranks and classes follow "
        "(penalties are below 0). Pink cells are blank, or no mark; red figures exceed the maximum.",
    )
    full = [
        state for state in WORDS if any(rule_for(state, leaf.criterion, rubric) == "full" for leaf in rubric.leaves)
    ]
    if not full:
        return told
    words = ", ".join(str(state.symbol) for state in full)
    return told + say(
        f" Khi {words} được đủ điểm: gõ số điểm.",
        f" Where {words} gives full points, type the points.",
    )


def settled(ledger: Ledger, seat: Seat, line: int) -> bool:
    """Return whether a mark there would change nothing: not held in this period, or 0 for want of evidence."""
    result = seat.result.criteria[ledger.leaf_numbers[line]]
    return line not in ledger.held or waits_for_evidence(ledger.leaves[line], result, ledger.rubric)


def _label(line: Line) -> tuple[Cell, Cell, Cell]:
    look, node = GROUP if line.is_group else BODY, line.node
    return Cell(title_of(node), look), Cell(name_with_rule(node), look), Cell(node.points, centred(look))


def points_cell(ledger: Ledger, seat: Seat, line: int, shown: Shown, decimals: int) -> Cell:
    """Return the cell of a line of the rubric: a mark that may be changed, or what a group comes to."""
    if line in ledger.leaves:
        return points_as(shown, decimals, FIGURE if settled(ledger, seat, line) else _MARK)
    formula = sums.points_formula(ledger, line, seat, shown.value)
    return Cell(shown.value, centred(GROUP), decimals=decimals, formula=formula)


def _foot(canvas: Canvas, ledger: Ledger, key: str, decimals: int) -> None:
    values = [foot_value(seat, key) for seat in ledger.seats]
    least = decimals if key in (sums.CUT, sums.TOTAL) else 0
    shown = max(least, decimals_for(values))
    cells = [foot_cell(ledger, seat, key, shown) for seat in ledger.seats]
    most = ledger.rubric.total if key == sums.TOTAL else ""
    canvas.line(Cell("", TOTAL), Cell(foot_titles()[key], TOTAL), Cell(most, centred(TOTAL)), *cells)


def foot_titles() -> dict[str, str]:
    """Return what the lines below the criteria are called."""
    return {
        sums.CUT: say("Điểm thưởng không tính, vì vượt thang", "Bonus that does not count"),
        sums.TOTAL: say("Tổng điểm", "Total"),
        sums.MAXIMUM: say("Điểm tối đa của đơn vị", "Out of"),
        sums.PERCENT: say("Tỷ lệ %", "Share %"),
    }


def foot_cell(ledger: Ledger, seat: Seat, key: str, decimals: int) -> Cell:
    """Return the cell of a line below the criteria."""
    return Cell(foot_value(seat, key), centred(TOTAL), decimals=decimals, formula=foot_formula(ledger, seat, key))


def foot_value(seat: Seat, key: Key) -> Value:
    """Return what stands in a line below the criteria now."""
    result = seat.result
    if key == sums.CUT:
        return -Fraction(result.bonus_not_counted) if result.bonus_not_counted else ""
    if key == sums.TOTAL:
        return total_value(result)
    return result.maximum if key == sums.MAXIMUM else seat.percent


def foot_formula(ledger: Ledger, seat: Seat, key: Key) -> str:
    """Return the formula of a line below the criteria."""
    here = ledger.marks.sheet
    if key == sums.CUT:
        cut = ledger.measure(sums.CUT, seat, here=here)
        return f'IF({cut}=0,"",-{cut})'
    if key == sums.TOTAL:
        return sums.total_formula(ledger, seat, total_value(seat.result))
    return ledger.measure(sums.MAXIMUM, seat, here=here) if key == sums.MAXIMUM else sums.percent_formula(ledger, seat)


def colour_marks(canvas: Canvas, area: tuple[int, int, int, int], most: str) -> None:
    """Colour what is blank or no mark at all, and what exceeds its maximum.

    Args:
        canvas: the worksheet.
        area: the first row and column of the marks, and the last ones, from 0.
        most: the cell with the maximum of the first mark, as a formula in that mark's cell refers to it.
    """
    cell, format_of = ref(area[0] + 1, area[1] + 1), canvas.conditions
    words = "".join(f"|{state.symbol}" for state in State if state.symbol.vi) + "|"
    unknown = f'AND(ISTEXT({cell}),ISERROR(SEARCH("/",{cell})),ISERROR(SEARCH("|"&{cell}&"|",{text(words)})))'
    rules = (
        (f"=OR({cell}={text(str(State.BLANK.symbol))},{unknown})", format_of.missing),
        (f"=AND(ISNUMBER({cell}),ABS({cell})>{most})", format_of.over),
    )
    for criteria, given in rules:
        canvas.sheet.conditional_format(*area, {"type": "formula", "criteria": criteria, "format": given})
