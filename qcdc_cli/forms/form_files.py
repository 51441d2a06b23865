"""Which files are forms, whatever they are called; what begins as no workbook does is told without a reader of them."""

from pathlib import Path

from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.encoding import encoding_of
from qcdc_cli.file_bytes import is_there
from qcdc_cli.forms.form_key import FORM_MARK
from qcdc_cli.forms.form_layout import KEYS
from qcdc_cli.language import Text
from qcdc_cli.problems import QcdcError
from qcdc_cli.workbook.signatures import may_be_workbook

_HEAD = 64  # bytes in which a form that was saved as text still says what it was
_FORM = Text("biểu mẫu của qcdc", "a form of qcdc")
_CLOSED = Text(
    "tệp Excel mà qcdc không đọc được, có thể là biểu mẫu", "a workbook that qcdc cannot read, which may be a form"
)
_NO_FORM = ("Q708", "Q709", "Q710", "Q712")  # another kind of file; larger than any form, as a country's report is


def form_at(file: Path) -> Text | None:
    """Return what kind of form a file is, in words for people, whatever it is called; None for any other file.

    A workbook that cannot be read (an old one, one with a password, a damaged one) counts as a form: no report is one.
    Only the first row of each worksheet is looked at, where every form has its mark, so that what is damaged behind it
    is not found.
    """
    head = _head(file)
    if not may_be_workbook(head):
        text = head.decode(encoding_of(head), "replace").lstrip('"')
        return _FORM if text.startswith(FORM_MARK) else None
    from qcdc_cli.workbook.reading import read_book  # only now: most files that are written over are no workbooks

    try:
        book = read_book(file, display_path(file), rows=KEYS)  # of the thousands that a report may have
    except QcdcError as refusal:
        return None if refusal.problem.code in _NO_FORM else _CLOSED
    return _FORM if any(tab.text(KEYS, KEYS) == FORM_MARK for tab in book.tabs) else None


def is_form(file: Path) -> bool:
    """Return whether a file is surely a form, whatever it is called."""
    return form_at(file) is _FORM


def _head(file: Path) -> bytes:
    if not is_there(file) or not file.is_file():
        return b""
    with file.open("rb") as source:
        return source.read(_HEAD)
