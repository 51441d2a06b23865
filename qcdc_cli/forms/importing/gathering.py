"""Files that came back into what they say: forms are known by their keys, tables by their headings."""

from collections.abc import Iterable
from pathlib import Path

from qcdc_cli.campaign.file_lookup import shown
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.forms.form_key import FormKey, key_of
from qcdc_cli.forms.form_rows import ASSESSORS, MOST_ASSESSORS, criterion_key, form_rows
from qcdc_cli.forms.importing.origin import contradicted, foreign, renamed
from qcdc_cli.forms.returning.marks import given_by
from qcdc_cli.forms.returning.returned import form_tabs, taken_apart
from qcdc_cli.forms.returning.tampering import tampering
from qcdc_cli.forms.returning.unread_cells import other_tabs, stray
from qcdc_cli.forms.submission import Given
from qcdc_cli.forms.tables.reading import table_given
from qcdc_cli.kinds import Ask
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.workbook.reading import Book, Tab, read_book, read_delimited
from qcdc_cli.workbook.reading.sniffing import is_package

SUFFIXES = (".xlsx", ".xlsm", ".ods", ".csv", ".tsv")  # of what can be imported
_SIGNATURE = 8  # bytes that tell what a file is


def gathered(
    files: Iterable[Path], loaded: Loaded, *, kind: str | None, stage: str | None, period: str | None
) -> tuple[list[Given], list[Problem]]:
    """Read files that came back: forms by their keys, tables by their headings.

    Args:
        files: the files.
        loaded: the campaign.
        kind: "form", "table" or "csv" for what they all are; None to find out: what is no form and is CSV is a table.
        stage: the stage that was asked for, which tables are of and no form may contradict; None for none.
        period: the same for the period; None for the current one.
    """
    given: list[Given] = []
    problems: list[Problem] = []
    current = loaded.campaign.period if loaded.campaign is not None else ""
    for file in files:
        book = _opened(file, kind)
        if isinstance(book, tuple):
            problems += book
        elif kind in ("table", "csv") or (kind is None and not _is_form(book) and _is_text(book)):
            found, faults = table_given(book, loaded, stage, period or current)
            given += found
            problems += faults
        else:
            own, faults = _form_given(book, file, loaded)
            given += [] if own is None else [own]
            problems += faults
            problems += [] if own is None else contradicted(own, stage, period)
    return given, problems


def _opened(file: Path, kind: str | None) -> Book | tuple[Problem, ...]:
    """Read a file that came back, or say why it cannot be read."""
    try:
        read = read_delimited if kind == "csv" and not _is_workbook(file) else read_book
        return read(file, shown(file))
    except QcdcError as refusal:
        return refusal.problems


def _is_workbook(file: Path) -> bool:
    """Return whether a file is a workbook, though it was called CSV: then it is read as the table that it holds."""
    try:
        with file.open("rb") as source:
            return is_package(source.read(_SIGNATURE))
    except OSError:
        return False  # reading it will say why


def _is_text(book: Book) -> bool:
    """Return whether a table came as text, whose one worksheet has no name."""
    return any(not tab.name for tab in book.tabs)


def _is_form(book: Book) -> bool:
    """Return whether a file is a form, however damaged: one that was saved as CSV has lost its key."""
    return key_of(book) is not None or bool(form_tabs(book))


def _form_given(book: Book, file: Path, loaded: Loaded) -> tuple[Given | None, list[Problem]]:
    """Return what a form says, and everything that is wrong with it.

    Args:
        book: the workbook.
        file: its file.
        loaded: the campaign.
    """
    campaign = loaded.campaign
    assert campaign is not None  # noqa: S101 - the caller has seen to it
    key, tabs, place = key_of(book), form_tabs(book), Place(shown(file))
    if key is None or not tabs:
        return None, [Problem("Q721").at(place)]
    problems = [problem.at(place) for problem in foreign(key, file, loaded)]
    problems += [_copied(key, tabs[0], copy) for copy in tabs[1:]]
    if problems:
        return None, problems
    rubric = loaded.rubrics[campaign.bloc_of(key.unit) or ""]
    first = key.stage == campaign.stages[0].id
    form, problems = taken_apart(key, tabs[0])
    expected = form_rows(rubric, campaign.period_names(key.period), _assessors(key, rubric))
    problems += tampering(form, expected)
    problems += stray(form, expected, first=first)
    problems += renamed(form, expected)
    problems += other_tabs(book, form.tab)
    given, more = given_by(form, rubric, expected, first=first)
    return given, [*problems, *more]


def _copied(key: FormKey, tab: Tab, copy: Tab) -> Problem:
    values = {**key.whose, "other": str(tab.place())}
    return Problem("Q726", values).at(copy.place())


def _assessors(key: FormKey, rubric: Rubric) -> int:
    """Return how many assessors a form was made for: more than usual where the sheet had more."""
    rows = set(key.shown_rows)
    several = [leaf.criterion.id for leaf in rubric.leaves if leaf.criterion.kind.asks is Ask.PLACES]
    numbers = range(ASSESSORS + 1, MOST_ASSESSORS + 1)
    used = (number for number in numbers if any(criterion_key(one, str(number)) in rows for one in several))
    return max(used, default=ASSESSORS)
