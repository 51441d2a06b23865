"""Forms that lie where something is to be written: which files are forms, and what would be lost with them."""

from pathlib import Path

from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.encoding import encoding_of
from qcdc_cli.file_bytes import is_there
from qcdc_cli.forms.form_key import FORM_MARK, key_of
from qcdc_cli.forms.form_layout import INPUT_COLUMNS, KEYS
from qcdc_cli.forms.importing.differences import Comparison
from qcdc_cli.forms.importing.gathering import read_submissions
from qcdc_cli.forms.importing.planning import import_plan
from qcdc_cli.forms.reading.filled_form import column_keys, form_tabs
from qcdc_cli.forms.sheet_file import CampaignSheets
from qcdc_cli.forms.submission import presets_for
from qcdc_cli.language import Text
from qcdc_cli.problems import QcdcError
from qcdc_cli.workbook.reading import Book, read_book
from qcdc_cli.workbook.reading.sniffing import may_be_workbook

_HEAD = 64  # bytes in which a form that was saved as text still says what it was
_FORM = Text("biểu mẫu của qcdc", "a form of qcdc")
_CLOSED = Text(
    "tệp Excel mà qcdc không đọc được, có thể là biểu mẫu", "a workbook that qcdc cannot read, which may be a form"
)
_NO_FORM = ("Q708", "Q709", "Q710", "Q712")  # another kind of file; larger than any form, as a country's report is


def form_at(file: Path) -> Text | None:
    """Return what kind of form a file is, in words for people, whatever it is called; None for any other file.

    A workbook that cannot be read (an old one, one with a password, a damaged one) counts as a form: no report is one.
    """
    head = _head(file)
    if not may_be_workbook(head):
        text = head.decode(encoding_of(head), "replace").lstrip('"')
        return _FORM if text.startswith(FORM_MARK) else None
    try:
        book = read_book(file, display_path(file))
    except QcdcError as refusal:
        return None if refusal.problem.code in _NO_FORM else _CLOSED
    return _FORM if _has_mark(book) else None


def is_form(file: Path) -> bool:
    """Return whether a file is surely a form, whatever it is called."""
    return form_at(file) is _FORM


def holds_more_than_sheets(file: Path, sheets: CampaignSheets) -> bool:
    """Return whether a form holds what an import would take from it, or what cannot be read: it is lost with the form.

    Args:
        file: the form.
        sheets: the campaign, free of errors.
    """
    if _is_untouched(file, sheets):
        return False
    plan = import_plan([file], sheets, force=True)
    if {problem.code for problem in plan.problems if problem.is_error} == {"Q724"}:  # made of an older rubric
        return _has_input(read_book(file, display_path(file)))
    return bool(plan.updates) or any(problem.is_error or problem.code == "Q749" for problem in plan.problems)


def _is_untouched(file: Path, sheets: CampaignSheets) -> bool:
    """Return whether a form could be read, and says nothing that did not stand in it when it was made."""
    (reading,) = read_submissions([file], sheets, file_type="form", stage=None, period=None)
    own = reading.submissions[0] if reading.submissions and not reading.problems else None
    rubric = sheets.rubric_of(own.unit) if own is not None else None
    if own is None or rubric is None:
        return False
    return Comparison(own, None, rubric, presets_for(sheets.campaign, rubric, own.unit)).is_untouched()


def _head(file: Path) -> bytes:
    if not is_there(file) or not file.is_file():
        return b""
    with file.open("rb") as source:
        return source.read(_HEAD)


def _has_mark(book: Book) -> bool:
    return key_of(book) is not None or any(tab.text(KEYS, KEYS) == FORM_MARK for tab in book.tabs)


def _has_input(book: Book) -> bool:
    """Return whether anything stands in the cells that a form's rows are filled in."""
    for tab in form_tabs(book):
        columns = {number for number, key in column_keys(tab).items() if key in INPUT_COLUMNS}
        rows = {row for row, column in tab.cells if column == KEYS and row > KEYS}
        if any(row in rows and column in columns for row, column in tab.cells):
            return True
    return False
