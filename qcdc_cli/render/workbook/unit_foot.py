"""What stands below the table of one unit: the total, its rank and class, and what it says besides its marks."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import figure
from qcdc_cli.render.live import sums
from qcdc_cli.render.live.live_tables import Ledger, Seat
from qcdc_cli.render.live.measures import CLASS, RANK
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.decision_notes import awards_text
from qcdc_cli.render.words.points_cells import states_legend
from qcdc_cli.render.words.remarks import decisions, unit_remarks
from qcdc_cli.render.words.table import NOTHING, class_text
from qcdc_cli.scoring.result import Ranking, Standing, UnitScores
from qcdc_cli.workbook.canvas import Canvas, Cell
from qcdc_cli.workbook.looks import PLAIN, TOTAL, centred
from qcdc_cli.workbook.references import text

_OUT_OF, _SHARE = Text("Điểm tối đa của đơn vị: ", "Out of "), Text("Tỷ lệ: ", "Share: ")


class UnitPage(NamedTuple):
    """What a unit's worksheet is written from.

    Attributes:
        ranking: the ranking of its bloc.
        standing: the unit's line in the ranking.
        ledger: the live tables, where the points that count come from.
        seat: the unit in them.
        scores: what it gets as of each stage.
        stages: the names of the stages that have columns, by their numbers in the campaign's order.
    """

    ranking: Ranking
    standing: Standing
    ledger: Ledger
    seat: Seat
    scores: UnitScores
    stages: Mapping[int, str]


def write_total(canvas: Canvas, page: UnitPage, decimals: int) -> None:
    """Write the total row."""
    scores, counted = page.scores, page.scores.counted
    figures = centred(TOTAL)
    totals = [Cell(total_value(scores.by_stage[stage]), figures, decimals=decimals) for stage in page.stages]
    fetched = page.ledger.marks.at(sums.TOTAL, page.seat.number)
    beside, live = "", ""
    if page.ranking.leaves_out:
        percent = page.seat.percent
        share = percent if isinstance(percent, str) else f"{figure(percent)}%"
        beside = f"{_OUT_OF}{figure(counted.maximum)}. {_SHARE}{share}"
        live = _beside(page)
    canvas.line(
        Cell(say("Tổng điểm", "Total"), TOTAL, span=2),
        Cell(scores.rubric.total, figures),
        *(cell for each in totals for cell in (Cell(None, TOTAL), each)),
        Cell(total_value(counted), figures, decimals=decimals, formula=fetched),
        Cell(beside, replace(TOTAL, size=10), span=2, formula=live),
    )


def _beside(page: UnitPage) -> str:
    """Return the formula of what stands beside the total: what was attainable, and the share of it."""
    maximum = page.ledger.measures.at(sums.MAXIMUM, page.seat.number, fixed=True)
    percent = page.ledger.marks.at(sums.PERCENT, page.seat.number, fixed=True)
    share = f'IF(ISNUMBER({percent}),{_in_words(percent)}&"%",{percent})'
    return f"{text(str(_OUT_OF))}&{_in_words(maximum)}&{text(f'. {_SHARE}')}&{share}"


def _in_words(cell: str) -> str:
    """Return a number as a text with the decimal mark of the language in use, wherever the file is opened."""
    return f'SUBSTITUTE(SUBSTITUTE({cell}&"",",","."),".",{text(say(",", "."))})'


def write_place(canvas: Canvas, page: UnitPage, stage: str) -> None:
    """Write class, rank and remarks, and what the words in the table mean."""
    ranking, standing, number = page.ranking, page.standing, page.seat.number
    units = len(ranking.standings)
    at = page.ledger.measures.at(RANK, number, fixed=True)
    live = {0: f'IF(ISNUMBER({at}),{at}&"/{units}",{at})'}
    rank = NOTHING if standing.rank is None else f"{standing.rank}/{units}"
    lines = [(say("Xếp hạng", "Rank"), rank)]
    if ranking.rubric.classification:
        live[len(lines)] = page.ledger.measures.at(CLASS, number, fixed=True)
        lines.append((say("Xếp loại", "Class"), class_text(page.seat.standing.classified)))
    if standing.awards:
        lines.append((say("Hình thức khen", "Awards"), awards_text(standing)))
    if standing.result.provisional:
        lines.append((say("Tình trạng", "Status"), say("Tạm tính", "Provisional")))
    remarks = [*unit_remarks(ranking, standing, stage), *decisions(ranking, standing)]
    if remarks:
        lines.append((say("Ghi chú", "Remarks"), ". ".join(remarks) + "."))
    wide = len(canvas.widths) - 2
    canvas.gap(5)
    for at_line, (title, said) in enumerate(lines):
        told = Cell(said, PLAIN, span=wide, formula=live.get(at_line, ""))
        canvas.line(Cell(title, replace(PLAIN, bold=True, down="top"), span=2), told)
    legend = states_legend() + say(
        " Chữ nghiêng, xám: bước này chưa chấm, điểm là của bước trước. Nền cam: tự chấm cao hơn điểm được tính.",
        " Grey italics: not marked at this stage, the points are of the stage before. Orange: the first stage claimed "
        "more than counts.",
    )
    canvas.line(Cell(legend, replace(PLAIN, size=10, italic=True), span=wide + 2))


def write_notes(canvas: Canvas, scores: UnitScores) -> None:
    """Write what the unit says besides its marks."""
    sheet = scores.counted.sheet
    if sheet is None:
        return
    sections = (
        (say("Mặt được", "Strengths"), sheet.notes.strengths),
        (say("Hạn chế", "Limits"), sheet.notes.limits),
        (say("Khó khăn, vướng mắc", "Difficulties"), sheet.notes.difficulties),
        (say("Đề xuất, kiến nghị", "Proposals"), sheet.notes.proposals),
    )
    wide = len(canvas.widths)
    for title, notes in sections:
        if notes:
            canvas.line(Cell(title, replace(PLAIN, bold=True), span=wide), least=22)
            for note in notes:
                canvas.line(Cell(f"– {note}", PLAIN, span=wide))
