"""The worksheet with every criterion down and every unit across."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.kinds import Exact
from qcdc_cli.language import say
from qcdc_cli.render.cells import total_value
from qcdc_cli.render.rules import title_of
from qcdc_cli.render.workbook.remarks import period_line
from qcdc_cli.render.workbook.shown import (
    least_decimals,
    name_with_rule,
    percents_of,
    rubric_lines,
    states_legend,
    values_of,
)
from qcdc_cli.scoring.result import Ranking, UnitResult
from qcdc_cli.workbook.canvas import Canvas, Cell, decimals_for
from qcdc_cli.workbook.fitting import stretched, word_units
from qcdc_cli.workbook.formulas import column_letters
from qcdc_cli.workbook.looks import BODY, GROUP, HEADER, PLAIN, TITLE, TOTAL, Looks, centred
from qcdc_cli.workbook.pages import LANDSCAPE_UNITS, broken_across, one_page_wide, repeated

MOST_ACROSS = 12  # units on one page
_FIXED = (8.0, 54.0, 7.5)  # id, name, maximum
_NARROWEST, _WIDEST = 8.5, 12.0  # of a unit's column


def write_criteria(sheet: Worksheet, looks: Looks, ranking: Ranking, stage: str) -> None:
    """Write what each unit gets on each criterion, in the order of the ranking.

    Args:
        sheet: an empty worksheet.
        looks: the looks of its workbook.
        ranking: the ranking.
        stage: the name of the latest stage that the bloc has come to.
    """
    results = [standing.result for standing in ranking.standings]
    names = [ranking.campaign.unit_name(result.unit) for result in results]
    pages = max(1, ceil(len(names) / MOST_ACROSS))
    beside = ceil(len(names) / pages)
    columns = [min(max(_NARROWEST, word_units(name, HEADER.size, bold=True)), _WIDEST) for name in names]
    widths = [*_FIXED, *columns]
    if pages == 1:
        widths = stretched(widths, [0, 3, 0, *(1 for _ in columns)], LANDSCAPE_UNITS)
    canvas = Canvas(sheet, looks, widths)
    _top(canvas, ranking, stage, len(_FIXED) if pages > 1 else len(widths))
    fixed = (say("Mã", "Id"), say("Nội dung, tiêu chí", "Group, criterion"), say("Điểm tối đa", "Max"))
    header = canvas.line(*(Cell(text, HEADER) for text in (*fixed, *names)))
    _table(canvas, ranking, results)
    sheet.freeze_panes(header, len(_FIXED))
    again = repeated(canvas, header, header, f"A:{column_letters(len(_FIXED))}")
    if pages == 1:
        one_page_wide(canvas, again)
    else:
        widest = max(sum(columns[at : at + beside]) for at in range(0, len(columns), beside))
        ends = range(len(_FIXED) + beside, len(widths), beside)
        broken_across(canvas, again, sum(_FIXED) + widest, list(ends))


def _top(canvas: Canvas, ranking: Ranking, stage: str, span: int) -> None:
    canvas.line(Cell(say("ĐIỂM TỪNG TIÊU CHÍ", "POINTS BY CRITERION"), TITLE, span))
    about = say(
        f"{ranking.campaign.campaign}\n{ranking.bloc.name} – {period_line(ranking)} – điểm tính đến bước: {stage}",
        f"{ranking.campaign.campaign}\n{ranking.bloc.name} – {period_line(ranking)} – marks up to the stage: {stage}",
    )
    canvas.line(Cell(about, replace(centred(PLAIN), size=11), span))
    canvas.gap(5)


def _table(canvas: Canvas, ranking: Ranking, results: Sequence[UnitResult]) -> None:
    """Write a line for each group and criterion, then the total."""
    shown = [values_of(result) for result in results]
    totals = [total_value(result) for result in results]
    decimals = decimals_for([*totals, *(value for column in shown for value in column)], least_decimals(ranking.rubric))
    for number, line in enumerate(rubric_lines(ranking.rubric)):
        look = GROUP if line.is_group else BODY
        points = [Cell(column[number], centred(look), decimals=decimals) for column in shown]
        node = line.node
        name, full = Cell(name_with_rule(node), look), Cell(node.points, centred(look))
        canvas.line(Cell(title_of(node), look), name, full, *points)
    foot: list[tuple[str, Exact | str, Sequence[Exact | str], int]] = []
    if any(result.cut for result in results):
        cuts = [-Fraction(result.cut) if result.cut else "" for result in results]
        foot.append((say("Điểm thưởng không tính, vì vượt thang", "Bonus that does not count"), "", cuts, decimals))
    foot.append((say("Tổng điểm", "Total"), ranking.rubric.total, totals, decimals))
    if ranking.leaves_out:
        maxima = [result.maximum for result in results]
        foot.append((say("Điểm tối đa của đơn vị", "Out of"), "", maxima, 0))
        foot.append((say("Tỷ lệ %", "Share %"), "", percents_of(ranking), 0))
    for title, most, values, least in foot:
        cells = [Cell(value, centred(TOTAL), decimals=max(least, decimals_for(values))) for value in values]
        canvas.line(Cell("", TOTAL), Cell(title, TOTAL), Cell(most, centred(TOTAL)), *cells)
    canvas.gap(4)
    canvas.line(Cell(states_legend(), replace(PLAIN, size=11, italic=True), len(_FIXED)))
