"""Where a later stage's form takes one word for all lines left blank: the stage agrees with what was claimed there."""

from qcdc_cli.forms.form_key import locked_text_name, text_digest
from qcdc_cli.forms.form_layout import AGREED_BY, AGREED_ON, AGREEMENT_ROWS, INPUT_COLUMNS, NAME
from qcdc_cli.forms.issuing.content import FormContent
from qcdc_cli.forms.issuing.page import FormPage
from qcdc_cli.forms.issuing.table import INPUT
from qcdc_cli.language import say
from qcdc_cli.language.figures import day
from qcdc_cli.render.words.names import ids
from qcdc_cli.workbook.canvas import Cell
from qcdc_cli.workbook.looks import BODY, HEADING, PLAIN
from qcdc_cli.workbook.pages import keep_block

_ABOUT = PLAIN._replace(size=11, italic=True)
_LABEL = BODY._replace(down="top")
_TYPED = INPUT._replace(across="left", down="top")


def write_agreement(page: FormPage, rows: dict[str, int]) -> dict[str, str]:
    """Write the two cells that say who agrees, and on which day; none where nothing is claimed yet.

    The day is a text, day first: as a date, Excel would take 5/7 for the 7th of May on some machines.

    Args:
        page: the form.
        rows: the rows by their keys, to which these are added.

    Returns:
        the digests of what is locked in them, by what they are called.
    """
    canvas, content, columns = page.canvas, page.content, page.columns
    digests: dict[str, str] = {}
    if not content.claims:
        return digests
    width, name = len(canvas.widths), columns.number("mark") - columns.number("name")
    canvas.gap(6)
    heading = say("Thống nhất các dòng để trống", "Agreeing with the lines left blank")
    first = canvas.line(Cell(heading, HEADING, width))
    canvas.line(Cell(_about(content), _ABOUT, width))
    agreed = content.agreed
    values = {} if agreed is None else {AGREED_BY: agreed.by, AGREED_ON: day(agreed.day)}
    for key, title in AGREEMENT_ROWS.items():
        label = str(title)
        typed = Cell(values.get(key), _TYPED, width - name - 1)
        row = rows[key] = canvas.line(Cell(None, _LABEL), Cell(label, _LABEL, name), typed, least=24)
        page.keys.put(row, key)
        digests[locked_text_name(key, NAME)] = text_digest(label)
    keep_block(canvas, first, canvas.row)
    return digests


def _about(content: FormContent) -> str:
    column = INPUT_COLUMNS["mark"]
    text = say(
        f"Điền cả hai ô dưới đây: các dòng để trống ở cột “{column.vi}” được tính là thống nhất với điểm bước trước, "
        "không phải nhập lại. Dòng chưa có điểm bước trước vẫn là chưa chấm. Dòng không thống nhất thì nhập điểm và "
        "lý do.",
        f"Fill in both cells below: lines that are blank under “{column.en}” count as agreed with the mark before and "
        "need not be typed again. Lines without a mark before stay blank. Where you do not agree, type a mark and why.",
    )
    if content.changed_claims:
        shown = {leaf.criterion.id: leaf.criterion.shown for leaf in content.rubric.leaves}
        changed = ids([shown[identity] for identity in content.changed_claims if identity in shown])
        text += say(
            f" Điểm bước trước đã đổi sau lần thống nhất trước: {changed}; muốn thống nhất thì điền lại.",
            f" Claims that have changed since the last agreement: {changed}; to agree with these, fill it in again.",
        )
    return text
