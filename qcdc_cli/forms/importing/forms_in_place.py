"""Forms that lie where others are to be written: what would be lost with them."""

from pathlib import Path

from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.forms.form_layout import INPUT_COLUMNS, KEYS
from qcdc_cli.forms.importing.differences import Comparison
from qcdc_cli.forms.importing.gathering import read_submissions
from qcdc_cli.forms.importing.planning import import_plan
from qcdc_cli.forms.reading.filled_form import column_keys, form_tabs
from qcdc_cli.forms.sheet_file import CampaignSheets
from qcdc_cli.forms.submission import presets_for
from qcdc_cli.workbook.reading import Book, read_book


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


def _has_input(book: Book) -> bool:
    """Return whether anything stands in the cells that a form's rows are filled in."""
    for tab in form_tabs(book):
        columns = {number for number, key in column_keys(tab).items() if key in INPUT_COLUMNS}
        rows = {row for row, column in tab.cells if column == KEYS and row > KEYS}
        if any(row in rows and column in columns for row, column in tab.cells):
            return True
    return False
