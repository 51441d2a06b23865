"""The form for appeals: lines to fill in, and beside them the unit's marks of every stage with the reasons."""

from collections.abc import Iterator, Sequence

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import StageReading
from qcdc_cli.forms.form_key import APPEALS_MARK, LISTS_TAB, FormKey, digest_of, text_digest
from qcdc_cli.forms.form_layout import (
    APPEAL_COLUMNS,
    APPEAL_LINES,
    APPEAL_ROWS,
    KEYS,
    MOST_OF_A_LIST,
    appeal_key,
    disputed_name,
    shown_on_form,
)
from qcdc_cli.forms.issuing.page import LEFT, write_key
from qcdc_cli.forms.issuing.signing import sign_by_unit
from qcdc_cli.forms.issuing.table import INPUT
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import day
from qcdc_cli.render.words.cells import stages_to_show
from qcdc_cli.render.words.names import period_name
from qcdc_cli.render.words.official import heading
from qcdc_cli.render.words.remarks import reasons, stage_mark
from qcdc_cli.render.words.table import NOTHING
from qcdc_cli.scoring.ranking import score_units
from qcdc_cli.scoring.result import CriterionResult, UnitScores
from qcdc_cli.scoring.scoring_input import ScoringInput
from qcdc_cli.workbook.book import book, packed
from qcdc_cli.workbook.canvas import Canvas, Cell
from qcdc_cli.workbook.fitting import stretched
from qcdc_cli.workbook.looks import BODY, FIGURE, HEADER, PLAIN, Looks
from qcdc_cli.workbook.pages import LANDSCAPE_UNITS, one_page_wide, repeated
from qcdc_cli.workbook.plain import plain
from qcdc_cli.workbook.references import area, ref

_HIDDEN = {"hidden": True}
_TYPED = INPUT._replace(across="left", down="top")
_NUMBER = FIGURE._replace(down="top")
_WIDTHS = {"criterion": (26.0, 1.0), "text": (42.0, 3.0), "wants": (16.0, 0.0), "evidence": (28.0, 1.0)}
_LEAST = 36.0  # points of height that a line to fill in has


class _NotingCanvas(Canvas):
    """A canvas that notes what it writes: on reading, whatever else stands there is somebody's.

    Attributes:
        texts: the texts and numbers of its cells, as they are read.
    """

    def __init__(self, sheet: Worksheet, looks: Looks, widths: Sequence[float], *, left: int) -> None:
        """Start an empty worksheet, as `Canvas` does."""
        super().__init__(sheet, looks, widths, left=left)
        self.texts: list[str] = []

    def line(self, *cells: Cell, least: float = 0.0, whole: bool = False) -> int:
        """Write the next row, and note it."""
        self.texts += [str(cell.value) for cell in cells if cell.value is not None]
        return super().line(*cells, least=least, whole=whole)


def appeal_forms_of(scoring_input: ScoringInput, units: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the units that have a mark to appeal against with their forms, each the bytes of an .xlsx file.

    Args:
        scoring_input: what results are computed from.
        units: the units' ids.
    """
    for scores in score_units(scoring_input, units):
        disputable = _disputable(scores)
        if disputable:
            yield scores.counted.unit, _form(scoring_input, scores, disputable)


def _disputable(scores: UnitScores) -> list[tuple[CriterionResult, StageReading]]:
    """Return the criteria with the latest mark that is not the unit's own."""
    found = ((one, one.marked.upto(scores.reached)) for one in scores.counted.criteria)
    last = scores.reached
    return [
        (one, mark) for one, mark in found if mark is not None and not mark.preset and (mark.stage > 0 or last == 0)
    ]


def _form(
    scoring_input: ScoringInput, scores: UnitScores, disputable: Sequence[tuple[CriterionResult, StageReading]]
) -> bytes:
    campaign, unit = scoring_input.campaign, scores.counted.unit
    made = book(say("Phiếu giải trình", "Appeals form") + f" – {scores.name}")
    looks = Looks(made)
    shown = [f"{one.criterion.shown} – {one.criterion.name}"[:MOST_OF_A_LIST] for one, _ in disputable]
    locked = _lines(made, looks, scoring_input, scores, shown)
    _marks(made, looks, scores, campaign)
    before = {disputed_name(one.criterion.id): campaign.stages[mark.stage].id for one, mark in disputable}
    before |= {shown_on_form(number): text_digest(text) for number, text in enumerate(dict.fromkeys(locked))}
    key = FormKey(
        campaign=campaign.campaign,
        rubric=scores.rubric.rubric,
        version=scores.rubric.version or "",
        digest=digest_of(scores.rubric),
        unit=unit,
        period=scoring_input.period,
        stage=campaign.stages[scores.reached].id,
        before=before,
    )
    write_key(made, key)
    return packed(made)


def _lines(
    made: Workbook, looks: Looks, scoring_input: ScoringInput, scores: UnitScores, shown: Sequence[str]
) -> list[str]:
    """Write the worksheet that is filled in; return the texts that stand there."""
    campaign = scoring_input.campaign
    sheet = made.add_worksheet(str(terms.APPEAL))
    lists = made.add_worksheet(str(LISTS_TAB))
    for row, entry in enumerate(shown):
        lists.put_texts(row, 0, plain(entry))
    lists.very_hidden()
    first, last = (ref(row, 1, str(LISTS_TAB), fixed=True) for row in (1, len(shown)))
    widths, weights = zip(*_WIDTHS.values(), strict=True)
    canvas = _NotingCanvas(sheet, looks, stretched([5.5, *widths], [0.0, *weights], LANDSCAPE_UNITS), left=LEFT)
    canvas.gap(15)
    sheet.put_texts(KEYS - 1, KEYS - 1, APPEALS_MARK)
    for number, column in enumerate(APPEAL_COLUMNS, start=LEFT + 2):
        sheet.put_texts(KEYS - 1, number - 1, column)
    period = campaign.periods.get(scoring_input.period)
    until = period.appeals if period is not None else None
    due = say(f" – hạn: ngày {day(until)}", f" – until {day(until)}") if until is not None else ""
    about = f"{scores.name} – {campaign.campaign} – {period_name(campaign, scoring_input.period)}{due}"
    heading(canvas, campaign, campaign.blocs[scores.bloc_id].name, scores.name)
    canvas.gap(8)
    canvas.title(say("PHIẾU GIẢI TRÌNH", "APPEALS AGAINST MARKS"), about=about)
    how = say(
        "Mỗi dòng một tiêu chí: chọn tiêu chí, ghi nội dung giải trình; điểm, mức đề nghị và minh chứng nếu có (mỗi "
        "tài liệu một dòng trong ô). Điểm các bước và lý do: xem trang bên cạnh. Chỉ điền vào các ô nền vàng.",
        "One criterion a row: choose it, write what is brought forward; the wanted mark and documents if there are any "
        "(one document a line in the cell). The marks of all stages with the reasons stand on the next sheet. Fill in "
        "the yellow cells only.",
    )
    canvas.line(Cell(how, PLAIN._replace(size=11, italic=True), len(canvas.widths)))
    for name, title in APPEAL_ROWS.items():
        row = canvas.line(Cell(str(title), BODY, 2), Cell(None, _TYPED), least=20)
        sheet.put_texts(row - 1, KEYS - 1, name)
    canvas.gap(6)
    header = canvas.line(
        Cell(say(*terms.ROW_NUMBER), HEADER), *(Cell(str(title), HEADER) for title in APPEAL_COLUMNS.values())
    )
    for number in range(1, APPEAL_LINES + 1):
        row = canvas.line(Cell(number, _NUMBER), *(Cell(None, _TYPED) for _ in APPEAL_COLUMNS), least=_LEAST)
        sheet.put_texts(row - 1, KEYS - 1, appeal_key(number))
        chosen = {"validate": "list", "source": f"={area(first, last)}", "error_type": "stop"}
        sheet.data_validation(row - 1, LEFT + 1, row - 1, LEFT + 1, chosen)
    sign_by_unit(canvas, campaign, scores.name)
    sheet.set_row(KEYS - 1, None, None, _HIDDEN)
    sheet.set_column(KEYS - 1, KEYS - 1, None, None, _HIDDEN)
    sheet.freeze_panes(header, 0)
    one_page_wide(canvas, repeated(canvas, header, header), one_page=True)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.activate()
    return canvas.texts


def _marks(made: Workbook, looks: Looks, scores: UnitScores, campaign: Campaign) -> None:
    """Write the unit's marks of every stage with the reasons, to be read."""
    stages = {number: campaign.stages[number].name for number in stages_to_show([scores])}
    sheet = made.add_worksheet(say("Điểm các bước", "Marks"))
    widths = [8.0, 34.0, 7.0, *(16.0 for _ in stages), 9.0, 40.0]
    weights = [0.0, 2.0, 0.0, *(0.5 for _ in stages), 0.0, 3.0]
    canvas = Canvas(sheet, looks, stretched(widths, weights, LANDSCAPE_UNITS))
    canvas.title(say("ĐIỂM CỦA ĐƠN VỊ QUA CÁC BƯỚC", "THE UNIT'S MARKS, STAGE BY STAGE"), about=scores.name)
    before, after = (say(*terms.ID), say(*terms.CRITERION), say(*terms.MAX)), (say(*terms.COUNTS), say(*terms.REASON))
    header = canvas.line(*(Cell(text, HEADER) for text in (*before, *stages.values(), *after)))
    for result in scores.counted.criteria:
        marks = []
        for stage in stages:
            text, own = stage_mark(scores.by_stage[stage].criteria[_at(scores, result)], stage)
            marks.append(Cell(text if own else NOTHING, BODY._replace(across="center")))
        counted = result.points if result.counts else str(result.state.symbol)
        canvas.line(
            Cell(result.criterion.shown, BODY),
            Cell(result.criterion.name, BODY),
            Cell(result.criterion.points, FIGURE),
            *marks,
            Cell(counted, FIGURE),
            Cell(reasons(result.marked, stages, campaign), BODY._replace(size=10)),
        )
    sheet.freeze_panes(header, 0)
    one_page_wide(canvas, repeated(canvas, header, header))
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _at(scores: UnitScores, result: CriterionResult) -> int:
    return scores.rubric.leaf_numbers[result.criterion.id]
