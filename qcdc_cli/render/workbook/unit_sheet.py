"""The worksheet of one unit: what each stage marked on each criterion, why, and on what evidence."""

from collections.abc import Mapping
from dataclasses import replace

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.campaign.rubric import CriterionBase, Group
from qcdc_cli.language import say
from qcdc_cli.language.figures import Exact
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.points_cells import (
    least_decimals,
    name_with_rule,
    points_as,
    rubric_lines,
    shown_of,
    values_of,
)
from qcdc_cli.render.words.remarks import period_line
from qcdc_cli.render.words.rules import title_of
from qcdc_cli.render.words.unit_words import evidence, no_evidence, reasons, stage_mark
from qcdc_cli.render.workbook.unit_foot import UnitPage, write_notes, write_place, write_total
from qcdc_cli.scoring.result import CriterionResult, Ranking, UnitScores
from qcdc_cli.workbook.canvas import Canvas, Cell, decimals_for
from qcdc_cli.workbook.columns import column_letters
from qcdc_cli.workbook.fitting import stretched
from qcdc_cli.workbook.looks import BODY, FIGURE, GREY, GROUP, HEADER, PLAIN, RED, TITLE, Looks, centred
from qcdc_cli.workbook.pages import LANDSCAPE_UNITS, one_page_wide, repeated
from qcdc_cli.workbook.references import text

_FROZEN = 2  # columns that stay in view: id and name
_SMALL = replace(BODY, size=10)
_EARLIER = replace(FIGURE, italic=True, colour=GREY)
_COUNTED = replace(FIGURE, bold=True)
_MISSING = replace(_SMALL, italic=True, colour=RED)


def write_unit(sheet: Worksheet, looks: Looks, page: UnitPage) -> None:
    """Write one unit's result into an empty worksheet of the workbook that has these looks."""
    stages = page.stages
    widths = [8.0, 32.0, 6.5, *(width for _ in stages for width in (12.0, 7.0)), 7.5, 20.0, 36.0]
    weights = [0.0, 3.0, 0.0, *(weight for _ in stages for weight in (1.0, 0.0)), 0.0, 2.0, 3.0]
    canvas = Canvas(sheet, looks, stretched(widths, weights, LANDSCAPE_UNITS))
    _top(canvas, page.ranking, page.scores)
    header = _header(canvas, stages)
    decimals = _table(canvas, page)
    write_total(canvas, page, decimals)
    _conditions(canvas, header + 2, stages)
    write_place(canvas, page, [*stages.values()][-1])
    write_notes(canvas, page.scores)
    sheet.freeze_panes(header + 1, _FROZEN)
    one_page_wide(canvas, repeated(canvas, header, header + 1))


def _top(canvas: Canvas, ranking: Ranking, scores: UnitScores) -> None:
    width = len(canvas.widths)
    canvas.line(Cell(say("KẾT QUẢ CHẤM ĐIỂM CỦA ĐƠN VỊ", "RESULT OF THE UNIT"), TITLE, width))
    canvas.line(Cell(scores.name, replace(TITLE, size=13), width))
    about = f"{ranking.campaign.campaign}\n{ranking.bloc.name} – {period_line(ranking)}"
    canvas.line(Cell(about, replace(centred(PLAIN), size=11), width))
    canvas.gap(5)


def _header(canvas: Canvas, stages: Mapping[int, str]) -> int:
    """Write the two header rows; return the number of the first."""
    before = (say("Mã", "Id"), say("Nội dung, tiêu chí", "Group, criterion"), say("Điểm tối đa", "Max"))
    after = (say("Điểm được tính", "Counts"), say("Lý do", "Reason"), say("Minh chứng", "Evidence"))
    spread = len(before) + 2 * len(stages) + len(after)
    row = canvas.line(
        *(Cell(text, HEADER) for text in before),
        *(Cell(stage, HEADER, span=2) for stage in stages.values()),
        *(Cell(text, HEADER) for text in after),
    )
    both = (Cell(say("Chấm", "Mark"), HEADER), Cell(say("Điểm", "Points"), HEADER))
    blank = Cell(None, HEADER)
    canvas.line(*(blank,) * len(before), *both * len(stages), *(blank,) * len(after))
    for column, title in (*enumerate(before, 1), *enumerate(after, spread - len(after) + 1)):
        canvas.merge_down(row, column, Cell(title, HEADER))
    return row


def _table(canvas: Canvas, page: UnitPage) -> int:
    """Write groups and criteria; return how many decimals their points are shown with."""
    scores, stages = page.scores, page.stages
    values = {stage: values_of(scores.by_stage[stage]) for stage in stages}
    totals = [total_value(scores.by_stage[stage]) for stage in stages]
    shown = shown_of(scores.counted)
    decimals = decimals_for([*totals, *(value for column in values.values() for value in column)])
    decimals = max(decimals, least_decimals(scores.rubric))
    criteria = iter(scores.counted.criteria)
    for number, line in enumerate(rubric_lines(scores.rubric)):
        points = {stage: column[number] for stage, column in values.items()}
        live = page.ledger.marks.at(number, page.seat.number, fixed=True)
        if line.is_group:
            counted = Cell(shown[number].value, centred(GROUP), decimals=decimals, formula=live)
            _group(canvas, line.node, points, counted, decimals)
        else:
            blank = text(say("trống", "blank"))
            cell = replace(points_as(shown[number], decimals, _COUNTED), formula=f'IF({live}="",{blank},{live})')
            _criterion(canvas, next(criteria), points, cell, decimals, stages)
    return decimals


def _group(
    canvas: Canvas, group: Group | CriterionBase, points: Mapping[int, str | Exact], counted: Cell, decimals: int
) -> None:
    figures, blank = centred(GROUP), Cell(None, GROUP)
    stages = [cell for value in points.values() for cell in (blank, Cell(value, figures, decimals=decimals))]
    canvas.line(
        Cell(title_of(group), GROUP),
        Cell(name_with_rule(group), GROUP),
        Cell(group.points, figures),
        *stages,
        counted,
        blank,
        blank,
    )


def _criterion(
    canvas: Canvas,
    result: CriterionResult,
    points: Mapping[int, str | Exact],
    counted: Cell,
    decimals: int,
    stages: Mapping[int, str],
) -> None:
    criterion, marked = result.criterion, result.marked
    cells = [Cell(criterion.id, BODY), Cell(name_with_rule(criterion), BODY), Cell(criterion.points, FIGURE)]
    for stage, value in points.items():
        said, own = stage_mark(result, stage)
        look = FIGURE if own else _EARLIER
        cells += [Cell(said, replace(look, size=10)), Cell(value, look, decimals=decimals)]
    cells.append(counted)
    cells.append(Cell(reasons(marked, stages), _SMALL))
    canvas.line(*cells, Cell(evidence(result), _MISSING if result.lacks_evidence else _SMALL))


def _conditions(canvas: Canvas, first: int, stages: Mapping[int, str]) -> None:
    """Colour missing evidence, blank marks, and marks that claimed more than counts in the end."""
    last, own, counted = canvas.row - 1, 5, 4 + 2 * len(stages)
    if last < first:
        return
    claimed, final = f"{column_letters(own)}{first}", f"${column_letters(counted)}{first}"
    over = f"=AND(ISNUMBER({claimed}),ISNUMBER({final}),{claimed}>{final})"
    rules = (
        ((own - 1, own - 1), over, canvas.conditions.claimed),
        ((own - 1, counted - 1), f"={claimed}={text(say('trống', 'blank'))}", canvas.conditions.missing),
        (
            (counted + 1, counted + 1),
            f"={column_letters(counted + 2)}{first}={text(no_evidence())}",
            canvas.conditions.missing,
        ),
    )
    for (left, right), criteria, given in rules:
        rule = {"type": "formula", "criteria": criteria, "format": given}
        canvas.sheet.conditional_format(first - 1, left, last - 1, right, rule)
