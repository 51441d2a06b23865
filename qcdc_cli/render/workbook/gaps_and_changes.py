"""Worksheets that list, across units, evidence that is still missing and marks that a later stage changed."""

from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import reading_in_words
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import Exact
from qcdc_cli.process.changes import MarkAt, MarkChange
from qcdc_cli.render.words.table import NOTHING
from qcdc_cli.render.words.unit_notes import appeal_text
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.workbook.canvas import Canvas, Cell, decimals_for
from qcdc_cli.workbook.fitting import stretched
from qcdc_cli.workbook.looks import BODY, FIGURE, HEADER, Looks, centred
from qcdc_cli.workbook.pages import LANDSCAPE_UNITS, one_page_wide, repeated
from qcdc_cli.workbook.references import column_letters

_SMALL = BODY._replace(size=10)
_MARK, _DIFFERENCE = centred(_SMALL), FIGURE._replace(bold=True)


def _stage(mark: MarkAt, campaign: Campaign) -> str:
    return ", ".join(filter(None, (campaign.stages[mark.reading.stage].name, appeal_text(mark.reading))))


def _points(mark: MarkAt) -> Exact | str:
    """Return what a mark gives; the state's sign where that gives none: not applicable is not 0."""
    return str(mark.reading.state.symbol) if mark.points is None else mark.points


def write_gaps(sheet: Worksheet, looks: Looks, about: str, rankings: Sequence[Ranking]) -> None:
    """Write the evidence that the rubric wants and that no sheet names, by unit in the order of the rankings.

    Args:
        sheet: an empty worksheet.
        looks: the looks of its workbook.
        about: whose it is, and of which period.
        rankings: the rankings, which share a rubric.
    """
    columns = {
        say(*terms.ROW_NUMBER): (5.5, 0.0),
        say(*terms.UNIT): (21.0, 0.5),
        say(*terms.ID): (8.5, 0.0),
        say(*terms.CRITERION): (40.0, 2.0),
        say(*terms.POINTS): (8.0, 0.0),
        say("Tài liệu cần bổ sung", "Documents wanted"): (40.0, 2.0),
    }
    title = say("MINH CHỨNG CÒN THIẾU", "EVIDENCE STILL MISSING")
    canvas, header = _begun(sheet, looks, columns, title, about)
    gaps = [
        (ranking.campaign.unit_name(standing.result.unit), result)
        for ranking in rankings
        for standing in ranking.standings
        for result in standing.result.criteria
        if result.lacks_evidence
    ]
    decimals = decimals_for([result.points for _, result in gaps])
    any_document = say(
        "Tài liệu minh chứng (thang điểm không quy định cụ thể)", "Any proof (the rubric names no document)"
    )
    for number, (unit, result) in enumerate(gaps, start=1):
        criterion = result.criterion
        wanted = "\n".join(f"– {name}" for name in criterion.documents) or any_document
        canvas.line(
            Cell(number, FIGURE),
            Cell(unit, BODY),
            Cell(criterion.shown, BODY),
            Cell(criterion.name, BODY),
            Cell(result.points, FIGURE, decimals=decimals),
            Cell(wanted, _SMALL),
        )
    _finished(canvas, header, len(gaps), say("Không thiếu minh chứng nào.", "No evidence is missing."))


def write_changes(
    sheet: Worksheet, looks: Looks, about: str, changes: Sequence[MarkChange], campaign: Campaign
) -> None:
    """Write which marks a later stage changed, and why.

    Args:
        sheet: an empty worksheet.
        looks: the looks of its workbook.
        about: whose they are, and of which period.
        changes: the marks.
        campaign: the campaign.
    """
    columns = {
        say(*terms.UNIT): (18.0, 0.5),
        say(*terms.ID): (8.0, 0.0),
        say(*terms.CRITERION): (27.0, 2.0),
        say(*terms.FROM_STAGE): (11.0, 0.0),
        say(*terms.MARK): (11.0, 0.5),
        say(*terms.POINTS): (7.0, 0.0),
        say(*terms.TO_STAGE): (11.0, 0.0),
        say("Mức, số liệu mới", "New mark"): (11.0, 0.5),
        say(*terms.NEW_POINTS): (7.0, 0.0),
        say(*terms.CHANGE): (8.0, 0.0),
        say(*terms.REASON): (24.0, 2.0),
    }
    title = say("THAY ĐỔI ĐIỂM GIỮA CÁC BƯỚC", "CHANGES BETWEEN STAGES")
    canvas, header = _begun(sheet, looks, columns, title, about)
    points = decimals_for([mark.points for change in changes for mark in (change.before, change.after)])
    differences = [change.difference for change in changes]
    moved = decimals_for(differences)
    no_reason = say("(chưa ghi lý do)", "(no reason given)")
    for change, difference in zip(changes, differences, strict=True):
        before, after, row = change.before, change.after, canvas.row + 1
        own, later = (reading_in_words(mark.reading, change.criterion) for mark in (before, after))
        moved_by = NOTHING if difference is None else difference
        formula = f'IF(COUNT(F{row},I{row})=2,ROUND(I{row}-F{row},10),"{NOTHING}")'
        canvas.line(
            Cell(change.name, BODY),
            Cell(change.criterion.shown, BODY),
            Cell(change.criterion.name, _SMALL),
            Cell(_stage(before, campaign), _SMALL),
            Cell(own, _MARK),
            Cell(_points(before), FIGURE, decimals=points),
            Cell(_stage(after, campaign), _SMALL),
            Cell(later, _MARK),
            Cell(_points(after), FIGURE, decimals=points),
            Cell(moved_by, _DIFFERENCE, decimals=moved, formula=formula),
            Cell(after.reading.reason or no_reason, _SMALL),
        )
    last = canvas.row
    _finished(canvas, header, len(changes), say("Không có điểm nào thay đổi giữa các bước.", "No mark was changed."))
    if changes:
        lowered = {"type": "cell", "criteria": "<", "value": 0, "format": canvas.conditions.claimed}
        sheet.conditional_format(header, 9, last - 1, 9, lowered)


def _begun(
    sheet: Worksheet, looks: Looks, columns: Mapping[str, tuple[float, float]], title: str, about: str
) -> tuple[Canvas, int]:
    """Write what stands above a list; return its canvas and the number of the header row."""
    widths = [width for width, _ in columns.values()]
    canvas = Canvas(sheet, looks, stretched(widths, [weight for _, weight in columns.values()], LANDSCAPE_UNITS))
    canvas.title(title, about=about)
    return canvas, canvas.line(*(Cell(text, HEADER) for text in columns))


def _finished(canvas: Canvas, header: int, number: int, none: str) -> None:
    """Say where there is nothing to list, and set how the list is filtered and printed."""
    columns = len(canvas.widths)
    if number:
        canvas.sheet.autofilter(f"A{header}:{column_letters(columns)}{canvas.row}")
    else:
        canvas.line(Cell(none, BODY, columns))
    canvas.sheet.freeze_panes(header, 0)
    one_page_wide(canvas, repeated(canvas, header, header))
