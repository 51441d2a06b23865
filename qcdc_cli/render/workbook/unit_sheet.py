"""The worksheet of one unit: what each stage marked on each criterion, why, on what evidence, and what it comes to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.campaign.sheet import SECTIONS
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import Exact, figure
from qcdc_cli.render.live import sums
from qcdc_cli.render.live.live_tables import LiveTables, LiveUnit
from qcdc_cli.render.live.measures import CLASS, RANK
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.points_cells import (
    least_decimals,
    points_cell,
    points_values,
    states_legend,
    values_of,
)
from qcdc_cli.render.words.remarks import (
    about_line,
    decisions,
    evidence,
    no_evidence,
    reasons,
    remark_text,
    stage_mark,
    unit_remarks,
)
from qcdc_cli.render.words.table import NOTHING, class_text
from qcdc_cli.render.words.unit_notes import agreement_lines, awards_text
from qcdc_cli.scoring.result import CriterionResult, Ranking, UnitScores
from qcdc_cli.workbook.canvas import Canvas, Cell, decimals_for
from qcdc_cli.workbook.fitting import stretched
from qcdc_cli.workbook.looks import BODY, FIGURE, GREY, GROUP, HEADER, HEADING, PLAIN, RED, TOTAL, Looks, centred
from qcdc_cli.workbook.pages import LANDSCAPE_UNITS, one_page_wide, repeated
from qcdc_cli.workbook.references import column_letters, text

_SMALL = BODY._replace(size=10)
_EARLIER = FIGURE._replace(italic=True, colour=GREY)
_MARK, _EARLIER_MARK = FIGURE._replace(size=10), _EARLIER._replace(size=10)
_GROUP, _COUNTED = centred(GROUP), FIGURE._replace(bold=True)
_MISSING = _SMALL._replace(italic=True, colour=RED)
_BLANK = Cell(None, GROUP)
_OUT_OF, _SHARE = Text("Điểm tối đa của đơn vị: ", "Out of "), Text("Tỷ lệ: ", "Share: ")


class UnitPage(NamedTuple):
    """What a unit's worksheet is written from.

    Attributes:
        ranking: the ranking of its bloc.
        tables: the live tables, where the points that count come from.
        labels: id, name and maximum of each of their lines of the rubric.
        unit: the unit in them.
        scores: what it gets as of each stage.
        stages: the names of the stages that have columns, by their numbers in the campaign's order.
    """

    ranking: Ranking
    tables: LiveTables
    labels: Sequence[tuple[Cell, ...]]
    unit: LiveUnit
    scores: UnitScores
    stages: Mapping[int, str]


def write_unit(sheet: Worksheet, looks: Looks, page: UnitPage) -> None:
    """Write one unit's result into an empty worksheet of the workbook that has these looks."""
    stages = page.stages
    widths = [8.0, 32.0, 6.5, *(width for _ in stages for width in (12.0, 7.0)), 7.5, 20.0, 36.0]
    weights = [0.0, 3.0, 0.0, *(weight for _ in stages for weight in (1.0, 0.0)), 0.0, 2.0, 3.0]
    canvas = Canvas(sheet, looks, stretched(widths, weights, LANDSCAPE_UNITS))
    title = say("KẾT QUẢ CHẤM ĐIỂM CỦA ĐƠN VỊ", "RESULT OF THE UNIT")
    canvas.title(title, page.scores.name, about=about_line(page.ranking))
    header = _header(canvas, stages)
    decimals = _table(canvas, page)
    _write_total(canvas, page, decimals)
    _conditions(canvas, header + 2, stages)
    _write_place(canvas, page, [*stages.values()][-1])
    _write_notes(canvas, page.scores)
    sheet.freeze_panes(header + 1, 2)  # id and name stay in view
    one_page_wide(canvas, repeated(canvas, header, header + 1), one_page=True)


def _header(canvas: Canvas, stages: Mapping[int, str]) -> int:
    """Write the two header rows; return the number of the first."""
    before = (say(*terms.ID), say(*terms.GROUP_OR_CRITERION), say(*terms.MAX))
    after = (say(*terms.COUNTS), say(*terms.REASON), say(*terms.EVIDENCE))
    spread = len(before) + 2 * len(stages) + len(after)
    row = canvas.line(
        *(Cell(text, HEADER) for text in before),
        *(Cell(stage, HEADER, span=2) for stage in stages.values()),
        *(Cell(text, HEADER) for text in after),
    )
    both = (Cell(say(*terms.MARK), HEADER), Cell(say(*terms.POINTS), HEADER))
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
    shown = points_values(scores.counted)
    decimals = decimals_for([*totals, *(value for column in values.values() for value in column)])
    decimals = max(decimals, least_decimals(scores.rubric))
    criteria = iter(scores.counted.criteria)
    for number, line in enumerate(page.tables.lines):
        points = {stage: column[number] for stage, column in values.items()}
        live = page.tables.marks.at(number, page.unit.number, fixed=True)
        cells = [*page.labels[number]]
        if line.is_group:
            cells += [each for value in points.values() for each in (_BLANK, Cell(value, _GROUP, decimals=decimals))]
            cells += [Cell(shown[number].value, _GROUP, decimals=decimals, formula=live), _BLANK, _BLANK]
        else:
            result = next(criteria)
            cells += _marks(result, points, decimals)
            formula = f'IF({live}="",{text(say(*terms.BLANK))},{live})'
            cells.append(points_cell(shown[number], decimals, _COUNTED, formula))
            cells.append(Cell(reasons(result.marked, stages, page.ranking.campaign), _SMALL))
            cells.append(Cell(evidence(result), _MISSING if result.lacks_evidence else _SMALL))
        canvas.line(*cells)
    return decimals


def _marks(result: CriterionResult, points: Mapping[int, str | Exact], decimals: int) -> Iterator[Cell]:
    """Yield each stage's mark and what it gives."""
    for stage, value in points.items():
        mark, own = stage_mark(result, stage)
        yield Cell(mark, _MARK if own else _EARLIER_MARK)
        yield Cell(value, FIGURE if own else _EARLIER, decimals=decimals)


def _conditions(canvas: Canvas, first: int, stages: Mapping[int, str]) -> None:
    """Colour missing evidence, blank marks, and marks that claimed more than counts in the end."""
    last, own, counted = canvas.row - 1, 5, 4 + 2 * len(stages)
    if last < first:
        return
    claimed, final = f"{column_letters(own)}{first}", f"${column_letters(counted)}{first}"
    over = f"=AND(ISNUMBER({claimed}),ISNUMBER({final}),{claimed}>{final})"
    rules = (
        ((own - 1, own - 1), over, canvas.conditions.claimed),
        ((own - 1, counted - 1), f"={claimed}={text(say(*terms.BLANK))}", canvas.conditions.missing),
        (
            (counted + 1, counted + 1),
            f"={column_letters(counted + 2)}{first}={text(no_evidence())}",
            canvas.conditions.missing,
        ),
    )
    for (left, right), criteria, given in rules:
        rule = {"type": "formula", "criteria": criteria, "format": given}
        canvas.sheet.conditional_format(first - 1, left, last - 1, right, rule)


def _write_total(canvas: Canvas, page: UnitPage, decimals: int) -> None:
    """Write the total row."""
    scores, counted = page.scores, page.scores.counted
    figures = centred(TOTAL)
    totals = [Cell(total_value(scores.by_stage[stage]), figures, decimals=decimals) for stage in page.stages]
    fetched = page.tables.marks.at(sums.TOTAL, page.unit.number)
    beside, live = "", ""
    if page.ranking.leaves_out:
        percent = page.unit.percent
        share = percent if isinstance(percent, str) else f"{figure(percent)}%"
        beside = f"{_OUT_OF}{figure(counted.maximum)}. {_SHARE}{share}"
        live = _beside(page)
    canvas.line(
        Cell(say(*terms.TOTAL_POINTS), TOTAL, span=2),
        Cell(scores.rubric.total, figures),
        *(cell for each in totals for cell in (Cell(None, TOTAL), each)),
        Cell(total_value(counted), figures, decimals=decimals, formula=fetched),
        Cell(beside, TOTAL._replace(size=10), span=2, formula=live),
    )


def _beside(page: UnitPage) -> str:
    """Return the formula of what stands beside the total: what was attainable, and the share of it."""
    maximum = page.tables.measures.at(sums.MAXIMUM, page.unit.number, fixed=True)
    percent = page.tables.marks.at(sums.PERCENT, page.unit.number, fixed=True)
    share = f'IF(ISNUMBER({percent}),{_in_words(percent)}&"%",{percent})'
    return f"{text(str(_OUT_OF))}&{_in_words(maximum)}&{text(f'. {_SHARE}')}&{share}"


def _in_words(cell: str) -> str:
    """Return a number as a text with the decimal mark of the language in use, wherever the file is opened."""
    return f'SUBSTITUTE(SUBSTITUTE({cell}&"",",","."),".",{text(say(*terms.DECIMAL_MARK))})'


def _write_place(canvas: Canvas, page: UnitPage, stage: str) -> None:
    """Write class, rank and remarks, and what the words in the table mean."""
    ranking, standing, number = page.ranking, page.unit.standing, page.unit.number
    at = page.tables.measures.at(RANK, number, fixed=True)
    ranks = page.tables.measures.along(RANK, page.unit.bloc)
    live = {0: f'IF(ISNUMBER({at}),{at}&"/"&COUNT({ranks}),{at})'}
    rank = NOTHING if standing.rank is None else f"{standing.rank}/{ranking.ranked}"
    lines = [(say("Xếp hạng", "Rank"), rank)]
    if ranking.rubric.classification:
        live[len(lines)] = page.tables.measures.at(CLASS, number, fixed=True)
        lines.append((say(*terms.CLASS), class_text(page.unit.standing.classified)))
    if standing.awards:
        lines.append((say(*terms.AWARDS), awards_text(standing)))
    unvoted = any(standing.result.unit in one.units for one in ranking.unvoted)
    if standing.result.provisional or unvoted:
        lines.append((say(*terms.STATUS), say("Tạm tính", "Provisional")))
    agreed = agreement_lines(standing.result, ranking.campaign, ranking.stage)
    remarks = [*unit_remarks(ranking, standing, stage), *decisions(ranking, standing), *agreed]
    if remarks:
        lines.append((say(*terms.REMARKS), ". ".join(remarks) + "."))
    wide, total = len(canvas.widths) - 2, canvas.row
    canvas.gap(5)
    for at_line, (title, line) in enumerate(lines):
        cell = Cell(line, PLAIN, span=wide, formula=live.get(at_line, ""))
        canvas.line(Cell(title, PLAIN._replace(bold=True, down="top"), span=2), cell)
    canvas.keep(total, canvas.row)
    legend = states_legend(ranking.rubric) + say(
        " Chữ nghiêng, xám: bước này chưa chấm, điểm là của bước trước. Nền cam: tự chấm cao hơn điểm được tính.",
        " Grey italics: not marked at this stage, the points are of the stage before. Orange: the first stage claimed "
        "more than counts.",
    )
    canvas.line(Cell(legend, PLAIN._replace(size=10, italic=True), span=wide + 2))


def _write_notes(canvas: Canvas, scores: UnitScores) -> None:
    """Write what the unit says besides its marks."""
    sheet = scores.counted.sheet
    if sheet is None:
        return
    wide = len(canvas.widths)
    for section, title in SECTIONS.items():
        remarks = getattr(sheet.notes, section)
        if remarks:
            canvas.line(Cell(str(title), HEADING, span=wide), least=22)
            for remark in remarks:
                canvas.line(Cell(f"– {remark_text(remark, scores.rubric)}", PLAIN, span=wide))
