"""A form as a workbook: what to fill in and how, the table, remarks, signatures; and the hidden key."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.campaign.sheet import SECTIONS
from qcdc_cli.forms.form_key import FORM_MARK, locked_text_name, text_digest
from qcdc_cli.forms.form_layout import ID, KEYS, NAME, NOTE_ROWS, disqualifier_key, note_key
from qcdc_cli.forms.form_mark import evidence_lines
from qcdc_cli.forms.issuing.agreement import write_agreement
from qcdc_cli.forms.issuing.blank_form import BlankForm
from qcdc_cli.forms.issuing.content import FormContent, form_content
from qcdc_cli.forms.issuing.page import HINT, LEFT, FormColumns, FormInputs, FormPage, RowKeys, points_key, write_key
from qcdc_cli.forms.issuing.signing import sign
from qcdc_cli.forms.issuing.sums import FormSums
from qcdc_cli.forms.issuing.table import INPUT, FormTable
from qcdc_cli.forms.sheet_file import (
    CampaignSheets,
    SheetFile,
    disqualifiers_of,
    evidence_of,
    read_sheet_file,
    remarks_of,
)
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import day
from qcdc_cli.problems import Path as TreePath
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.render.words.names import checker_with_unit, period_name
from qcdc_cli.render.words.official import heading
from qcdc_cli.render.words.rules import disqualifier_effect
from qcdc_cli.scoring.ranking import score_units
from qcdc_cli.scoring.scoring_input import ScoringInput
from qcdc_cli.workbook.book import book, packed
from qcdc_cli.workbook.canvas import Canvas, Cell
from qcdc_cli.workbook.looks import BODY, CENTRED, HEADER, HEADING, PLAIN, TITLE, Looks
from qcdc_cli.workbook.pages import keep_block, one_page_wide, repeated
from qcdc_cli.workbook.plain import MOST_CHARACTERS, fits, plain, utf16
from qcdc_cli.workbook.references import ref, together

_HIDDEN = {"hidden": True}
_NOTE = INPUT._replace(across="left", down="top")
_READ = BODY._replace(down="top")
_SUBTITLE, _WHOSE = TITLE._replace(size=13), CENTRED._replace(bold=True)
_INSTRUCTION = PLAIN._replace(size=11, italic=True)
_NUMBER = CENTRED._replace(size=11, down="top")
_CHANGED = {"bg_color": "#F8D7DA"}  # a reason is still to be given


def form_bytes(content: FormContent) -> bytes:
    """Return a form as the bytes of an .xlsx file; the same content gives the same bytes."""
    made = book(say("Phiếu chấm điểm", "Marking form") + f" – {content.name}")
    sheet = made.add_worksheet(say("Phiếu chấm điểm", "Form"))
    blank = content.blank
    looks, columns = Looks(made, blank.written_cells), FormColumns.of(content)
    blank.lists.write(made)
    canvas = Canvas(sheet, looks, columns.widths, left=LEFT)
    canvas.gap(15)
    sheet.put_texts(KEYS - 1, KEYS - 1, FORM_MARK)
    for column in columns.all:
        sheet.put_texts(KEYS - 1, columns.number(column.key) - 1, column.key)
    _top(canvas, content)
    keys, inputs = RowKeys(sheet), FormInputs(sheet, columns, content)
    page = FormPage(canvas, looks, columns, keys, content, inputs)
    header = canvas.line(*(Cell(column.title, HEADER) for column in columns.all))
    table = FormTable(page)
    table.write()
    sums = FormSums(page, table.rows)
    sums.total()
    _reasons_wanted(made, page, sums)
    _marks_to_look_at(made, page, table.rows)
    digests = table.digests | write_agreement(page, table.rows) | _disqualifiers(page, table.rows)
    sums.write()  # what caps look at, disqualifiers among it, has its rows now
    digests |= _notes(page)
    sign(canvas, content)
    keys.rest(canvas.row)
    sheet.freeze_panes(0, columns.number("max") - 1)  # the rows above the table would fill half a small screen
    one_page_wide(canvas, repeated(canvas, header, header))
    sheet.set_row(KEYS - 1, None, None, _HIDDEN)
    for first, last in ((KEYS, KEYS), (columns.exact, columns.attainable)):
        sheet.set_column(first - 1, last - 1, None, None, _HIDDEN)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    write_key(made, replace(content.key, before={**content.key.before, **digests}))
    sheet.activate()
    return packed(made)


def _top(canvas: Canvas, content: FormContent) -> None:
    campaign, bloc, width = content.campaign, content.bloc.name, len(canvas.widths)
    heading(canvas, campaign, *((bloc, content.name) if content.of_unit else (campaign.authority or "", bloc)))
    canvas.gap(8)
    title = say("PHIẾU CHẤM ĐIỂM THI ĐUA", "EMULATION MARKING FORM")
    canvas.line(Cell(title, TITLE, width))
    canvas.line(Cell(f"{content.name} – {content.stage_name}", _SUBTITLE, width))
    last_day = campaign.due_of(content.key.period, content.stage)
    due = say(f" – hạn nộp: ngày {day(last_day)}", f" – due {day(last_day)}") if last_day is not None else ""
    # On one line where it fits: all of this stays on the screen above the table.
    about = f"{campaign.campaign} – {period_name(campaign, content.key.period)}{due}"
    canvas.line(Cell(about, CENTRED, width))
    if content.key.checker:
        canvas.line(Cell(_whose(content), _WHOSE, width))
    canvas.line(Cell(_instruction(content), _INSTRUCTION, width))
    canvas.gap(5)


def _whose(content: FormContent) -> str:
    """Say which checker's form it is, and who else checks the unit."""
    campaign, key = content.campaign, content.key
    own = say(*terms.CHECKER) + f": {checker_with_unit(campaign, key.checker)}"
    assigned = campaign.assigned(key.period, key.stage).get(key.unit, ())
    others = [campaign.checker_name(one) for one in assigned if one != key.checker]
    return f"{own} – {say('cùng thẩm định', 'together with')}: {', '.join(others)}" if others else own


def _instruction(content: FormContent) -> str:
    filling = say(
        "Chỉ điền vào các ô nền vàng; điểm được tính tự động. Ô để trống là chưa chấm, không phải 0 điểm. Tiêu "
        "chí không phát sinh: chọn ở cột “Không chấm” và ghi lý do. Không chèn, xóa, gộp hoặc sắp xếp lại các "
        "dòng.",
        "Fill in the yellow cells only; points appear as you type. Empty is not marked, which is not 0. "
        "Where nothing arose, choose so under “Not marked” and give the reason. "
        "Do not insert, delete, merge or sort rows.",
    )
    evidence = Text(
        "Minh chứng: mỗi tài liệu ghi một dòng (nhấn Alt+Enter để xuống dòng).",
        "Evidence: one document a line (Alt+Enter for a new line).",
    )
    reason = Text(
        "Điểm khác bước trước thì phải ghi lý do (ô nền đỏ).",
        "A mark that differs from the stage before needs a reason (red cell).",
    )
    if content.prefilled:
        reason = Text(
            f"Điểm bước trước đã điền sẵn: chỉ sửa dòng khác; ô giữ nguyên được tính là điểm của bước này. {reason.vi}",
            "The marks before are put in already: change those that differ; what is left as it is counts as this "
            f"stage's mark. {reason.en}",
        )
    elif content.claims:
        reason = Text(
            "Thống nhất với điểm bước trước: để trống dòng đó và điền phần “Thống nhất các dòng để trống” dưới bảng. "
            + reason.vi,
            "Where you agree with the mark before, leave the line blank and fill in “Agreeing with the lines left "
            "blank” below the table. " + reason.en,
        )
    refused = say(
        "Ô đỏ ở cột “Điểm”: xem cột “Lưu ý” và sửa giá trị vừa nhập.",
        "Red points: see “Look again” beside them, and what was typed.",
    )
    return f"{filling}\n{evidence if content.first else reason} {refused}"


def _reasons_wanted(made: Workbook, page: FormPage, sums: FormSums) -> None:
    """Colour the reasons that are still to be given: points that differ from the last stage's, or a state."""
    content, style = page.content, made.add_format(_CHANGED)
    before = points_key(content.campaign.stages[max(content.earlier)].id) if content.earlier else ""
    keys = [row.key for row in content.rows if not (row.is_group or row.part or row.later)]
    if not keys:
        return
    # Of the first line: in the others, the cells that the rule looks at move along.
    reason, points, state = (sums.cell(keys[0], key) for key in ("reason", "points", "state"))
    wanted = f'{state}<>""'
    if before:
        earlier = sums.cell(keys[0], before)
        # A line that is agreed to shows points of nothing typed; the noise of binary fractions is no difference.
        typed = f"ISNUMBER({sums.exact(keys[0])})"
        apart = f"{typed},ABS(N({points})-N({earlier}))>0.000001"
        wanted = f"OR({wanted},AND(ISNUMBER({points}),ISNUMBER({earlier}),{apart}))"
    reasons = " ".join(together([sums.cell(key, "reason") for key in keys]))
    rule = {"type": "formula", "criteria": f'=AND({reason}="",{wanted})', "format": style, "multi_range": reasons}
    page.canvas.sheet.conditional_format(reason, rule)


def _marks_to_look_at(made: Workbook, page: FormPage, rows: Mapping[str, int]) -> None:
    """Colour what was typed, with its points, where something is to be said about it beside."""
    first, last, columns = min(rows.values()), max(rows.values()), page.columns
    left, right = columns.number("mark"), columns.number(HINT)
    said = f"${ref(first, right)}"
    rule = {"type": "formula", "criteria": f'={said}<>""', "format": made.add_format(_CHANGED)}
    page.canvas.sheet.conditional_format(f"{ref(first, left)}:{ref(last, right)}", rule)


def _disqualifiers(page: FormPage, rows: dict[str, int]) -> dict[str, str]:
    """Write what speaks against a unit; return the digests of what is locked, by what they are called.

    Args:
        page: the form.
        rows: the rows by their keys, to which these are added.
    """
    canvas, content, columns = page.canvas, page.content, page.columns
    entries, known = content.rubric.disqualifiers, disqualifiers_of(content.sheet)
    digests: dict[str, str] = {}
    if not entries:
        return digests
    width, name = len(canvas.widths), columns.number("mark") - columns.number("name")
    canvas.gap(6)
    title = say(
        "Trường hợp không xếp hạng hoặc bị hạ loại (nếu có, ghi rõ vào ô nền vàng; nếu không, để trống)",
        "What keeps from a rank or a class: if it applies, say what happened in the yellow cell; else leave it empty",
    )
    first = canvas.line(Cell(title, HEADING, width))
    for number, (identity, entry) in enumerate(entries.items(), start=1):
        label = f"{entry.name}: {disqualifier_effect(entry, content.rubric)}"
        reason = known.get(identity)
        look = _NOTE if content.first or reason is None else _READ  # a later stage takes nothing back
        cells = Cell(number, _NUMBER), Cell(label, _READ, name), Cell(reason, look, width - name - 1)
        row = canvas.line(*cells, least=24)
        page.keys.put(row, disqualifier_key(identity))
        rows[disqualifier_key(identity)] = row
        for column, text in ((ID, str(number)), (NAME, label)):
            digests[locked_text_name(disqualifier_key(identity), column)] = text_digest(plain(text))
    keep_block(canvas, first, canvas.row)
    return digests


def _notes(page: FormPage) -> dict[str, str]:
    """Write the remarks: rows to fill in for the first stage; later ones read what the unit wrote.

    Returns:
        the digests of the numbers of the rows to fill in, by what they are called: a row that is gone is missed.
    """
    canvas, content = page.canvas, page.content
    digests: dict[str, str] = {}
    wide = len(canvas.widths) - 1
    for section, title in SECTIONS.items():
        remarks = remarks_of(content.sheet, section)
        rows = max(NOTE_ROWS, len(remarks) + 1) if content.first else len(remarks)
        if not rows:
            continue
        canvas.gap(6)
        first = canvas.line(Cell(str(title), HEADING, wide + 1))
        for number in range(1, rows + 1):
            text = remarks[number - 1] if number <= len(remarks) else None
            look = _NOTE if content.first else _READ
            row = canvas.line(Cell(number, _NUMBER), Cell(text, look, wide), least=24)
            page.keys.put(row, note_key(section, number))
            if content.first:
                digests[locked_text_name(note_key(section, number), ID)] = text_digest(str(number))
        keep_block(canvas, first, canvas.row)
    return digests


def forms_of(
    loaded: Loaded,
    scoring_input: ScoringInput,
    units: Sequence[str],
    *,
    checkers: Sequence[str] = (),
    prefill: bool = False,
) -> Iterator[tuple[str, bytes]]:
    """Yield the units with their forms, each the bytes of an .xlsx file.

    Args:
        loaded: the campaign with its sheets.
        scoring_input: what results are computed from; its stage is the forms'.
        units: the units' ids, one for each form; a unit that several checkers have comes as often.
        checkers: for each form the id of the checker who fills it in, "" for nobody; none for forms of no checkers.
        prefill: put what is claimed into the cells of what the stage has not marked yet.

    Raises:
        QcdcError: when a unit's sheet cannot be read, or Q641 for texts that no cell holds: cut in a form, they
            would come back as changed.
    """
    files = CampaignSheets.of(loaded).files
    stage, distinct = scoring_input.stage, list(dict.fromkeys(units))
    scored = score_units(scoring_input._replace(stage=stage - 1), distinct) if stage else [None] * len(distinct)
    scores = dict(zip(distinct, scored, strict=True))
    blocs, rubrics = scoring_input.campaign.bloc_by_unit, scoring_input.rubrics
    own = {id(rubric): rubric for rubric in (rubrics[blocs[unit]] for unit in distinct)}
    blanks = {identity: BlankForm(scoring_input, rubric) for identity, rubric in own.items()}  # blocs may share one
    for unit, checker in zip(units, checkers or [""] * len(units), strict=True):
        file, sheet = files.get((unit, scoring_input.period)), None
        if file is not None:
            known, problems = read_sheet_file(file)
            if known is None:
                raise QcdcError(*problems)
            if any(_too_long(known)):
                sheets = (files.get((one, scoring_input.period)) for one in distinct)
                raise QcdcError(*(problem for one in sheets if one is not None for problem in _too_long_in(one)))
            sheet = known.sheet
        blank = blanks[id(rubrics[blocs[unit]])]
        content = form_content(scoring_input, blank, unit, sheet, scores[unit], checker=checker, prefill=prefill)
        yield unit, form_bytes(content)


def _too_long_in(file: Path) -> tuple[Problem, ...]:
    known, problems = read_sheet_file(file)
    return problems if known is None else tuple(_too_long(known))


def _too_long(known: SheetFile) -> Iterator[Problem]:
    """Yield what a form would ask for anew and cannot hold: a long text, or many documents of one criterion."""
    texts = [
        (("marks", criterion, "evidence"), "\n".join(evidence_lines(evidence_of(known.sheet, criterion))))
        for criterion in known.sheet.marks
    ]
    evidence = {path for path, _ in texts}
    for path, text in (*texts, *_texts_in(known.tree, ())):
        if not fits(text) and not (path[:3] in evidence and path not in evidence):
            values = {"found": str(utf16(text)), "most": str(MOST_CHARACTERS)}
            yield known.document.located(Problem("Q641", values, path=path))


def _texts_in(node: Any, path: TreePath) -> Iterator[tuple[TreePath, str]]:
    if isinstance(node, str):
        yield path, node
        return
    for key, inner in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from _texts_in(inner, (*path, key))


def file_name(unit: str, period: str, stage: str, checker: str = "") -> str:
    """Return what a unit's form is called; a checker's lies in a folder of the checker's own."""
    plain_name = f"{unit}_{period}_{stage}"
    return f"{checker}/{plain_name}_{checker}.xlsx" if checker else f"{plain_name}.xlsx"
