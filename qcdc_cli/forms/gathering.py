"""Forms that came back, each known by its key: is it of this campaign, this rubric, this unit; then what it says."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.campaign_checks import unknown
from qcdc_cli.campaign.finding import shown
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.forms.form_key import FormKey, digest_of, key_of
from qcdc_cli.forms.form_marks import Given, given_by
from qcdc_cli.forms.form_rows import ASSESSORS, form_rows
from qcdc_cli.forms.returned import form_tab, taken_apart
from qcdc_cli.forms.tables import table_given
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.workbook.reading import Book, read_book, read_delimited


def gathered(
    files: Iterable[Path], loaded: Loaded, *, kind: str | None, stage: str | None, period: str
) -> tuple[list[Given], list[Problem]]:
    """Read files that came back: forms by their keys, tables by their headings.

    Args:
        files: the files.
        loaded: the campaign.
        kind: "form", "table" or "csv" for what they all are; None to find out: what is no form and is CSV is a table.
        stage: the stage of tables.
        period: the period of tables.
    """
    given: list[Given] = []
    problems: list[Problem] = []
    for file in files:
        book = opened(file, kind)
        if isinstance(book, tuple):
            problems += book
        elif kind in ("table", "csv") or (kind is None and not is_form(book) and not book.tabs[0].name):
            found, faults = table_given(book, loaded, stage, period)
            given += found
            problems += faults
        else:
            own, faults = form_given(book, file, loaded)
            given += [] if own is None else [own]
            problems += faults
    return given, problems


def opened(file: Path, kind: str | None = None) -> Book | tuple[Problem, ...]:
    """Read a file that came back, or say why it cannot be read."""
    try:
        return read_delimited(file) if kind == "csv" else read_book(file)
    except QcdcError as refusal:
        return refusal.problems


def is_form(book: Book) -> bool:
    """Return whether a workbook is a form, however damaged."""
    return key_of(book) is not None or form_tab(book) is not None


def form_given(book: Book, file: Path, loaded: Loaded) -> tuple[Given | None, list[Problem]]:
    """Return what a form says, and everything that is wrong with it.

    Args:
        book: the workbook.
        file: its file.
        loaded: the campaign.
    """
    campaign = loaded.campaign
    assert campaign is not None  # noqa: S101 - the caller has seen to it
    key, tab, place = key_of(book), form_tab(book), Place(shown(file))
    if key is None or tab is None:
        return None, [Problem("Q721").at(place)]
    problems = [problem.at(place) for problem in _strange(key, file, loaded)]
    if problems:
        return None, problems
    rubric = loaded.rubrics[campaign.bloc_of(key.unit) or ""]
    keys = (found.text for (_, column), found in tab.cells.items() if column == 1)
    assessors = max(ASSESSORS, *_assessors(keys), 0)
    expected = form_rows(rubric, campaign.period_names(key.period), assessors)
    form, problems = taken_apart(key, tab, expected)
    first = key.stage == campaign.stages[0].id
    given, more = given_by(form, rubric, expected, first=first)
    return given, [*problems, *more]


def _assessors(keys: Iterator[str]) -> Iterator[int]:
    """Yield the numbers of the assessors that a form has rows for: more than usual where the sheet had more."""
    for key in keys:
        number = key.rpartition("/")[2]
        if key.startswith("c:") and number.isdecimal() and len(number) < 3:
            yield int(number)


def _strange(key: FormKey, file: Path, loaded: Loaded) -> Iterator[Problem]:
    """Yield why a form is not one of this campaign as it is now."""
    campaign = loaded.campaign
    assert campaign is not None  # noqa: S101 - the caller has seen to it
    if key.campaign != campaign.campaign:
        yield Problem("Q723", {"found": key.campaign}, key.campaign, campaign.campaign)
        return
    stages = {stage.id: stage.name for stage in campaign.stages}
    for code, found, known in (
        ("Q401", key.unit, campaign.units),
        ("Q403", key.period, campaign.periods),
        ("Q404", key.stage, stages),
    ):
        if found not in known:
            yield unknown(code, found, known, ())
    bloc = campaign.bloc_of(key.unit)
    if key.unit in campaign.units and bloc is None:
        yield Problem("Q411", {"unit": key.unit}, key.unit)
    rubric = loaded.rubrics.get(bloc or "")
    if rubric is not None and (key.rubric, key.digest) != (rubric.rubric, digest_of(rubric)):
        values = {"rubric": key.rubric, "unit": key.unit, "stage": key.stage}
        made, now = (f"{name} {version}".rstrip() for name, version in _versions(key, rubric))
        yield Problem("Q724", values, made, now)
    named = _named_after(file, campaign)
    if named and named != key.unit:
        yield Problem("Q725", {"named": named, "unit": key.unit}, file.name)


def _versions(key: FormKey, rubric: Rubric) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return what the rubric was called when the form was made, and what it is called now."""
    return (key.rubric, key.version), (rubric.rubric, rubric.version or "")


def _named_after(file: Path, campaign: Campaign) -> str:
    """Return the unit that a file is named after; "" for none. Of `phu-an` and `phu-an-2`, the longer one."""
    named = [unit for unit in campaign.units if file.stem == unit or file.stem.startswith(f"{unit}_")]
    return max(named, key=len, default="")


def file_name(unit: str, period: str, stage: str) -> str:
    """Return what a unit's form is called."""
    return f"{unit}_{period}_{stage}.xlsx"
