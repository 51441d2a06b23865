"""Forms that came back, each known by its key: is it of this campaign, this rubric, this unit; then what it says."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.campaign_checks import unknown
from qcdc_cli.campaign.finding import shown
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.forms.form_key import FormKey, digest_of, key_of
from qcdc_cli.forms.form_rows import ASSESSORS, MOST_ASSESSORS, criterion_key, form_rows
from qcdc_cli.forms.given import Given
from qcdc_cli.forms.returning.marks import given_by
from qcdc_cli.forms.returning.returned import form_tabs, taken_apart
from qcdc_cli.forms.returning.stray import other_tabs, stray
from qcdc_cli.forms.returning.tampering import tampering
from qcdc_cli.forms.tables.reading import table_given
from qcdc_cli.kinds import Ask
from qcdc_cli.language.names import bare
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.workbook.reading import Book, Tab, read_book, read_delimited
from qcdc_cli.workbook.reading.sniffing import is_package

_SIGNATURE = 8  # bytes that tell what a file is
_WORD = re.compile(r"[a-z0-9]+")


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
        elif kind in ("table", "csv") or (kind is None and not is_form(book) and _is_text(book)):
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
        return read_delimited(file) if kind == "csv" and not _is_workbook(file) else read_book(file)
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


def is_form(book: Book) -> bool:
    """Return whether a workbook is a form, however damaged."""
    return key_of(book) is not None or bool(form_tabs(book))


def form_given(book: Book, file: Path, loaded: Loaded) -> tuple[Given | None, list[Problem]]:
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
    problems = [problem.at(place) for problem in _strange(key, file, loaded)]
    problems += [_copied(key, tabs[0], copy) for copy in tabs[1:]]
    if problems:
        return None, problems
    rubric = loaded.rubrics[campaign.bloc_of(key.unit) or ""]
    first = key.stage == campaign.stages[0].id
    form, problems = taken_apart(key, tabs[0])
    expected = form_rows(rubric, campaign.period_names(key.period), _assessors(key, rubric))
    problems += tampering(form, expected)
    problems += stray(form, expected, first=first)
    problems += other_tabs(book, form.tab)
    given, more = given_by(form, rubric, expected, first=first)
    return given, [*problems, *more]


def _copied(key: FormKey, tab: Tab, copy: Tab) -> Problem:
    values = {"unit": key.unit, "period": key.period, "stage": key.stage, "other": str(tab.place())}
    return Problem("Q726", values).at(copy.place())


def _assessors(key: FormKey, rubric: Rubric) -> int:
    """Return how many assessors a form was made for: more than usual where the sheet had more."""
    rows = set(key.shown_rows)
    several = [leaf.criterion.id for leaf in rubric.leaves if leaf.criterion.kind.asks is Ask.PLACES]
    numbers = range(ASSESSORS + 1, MOST_ASSESSORS + 1)
    used = (number for number in numbers if any(criterion_key(one, str(number)) in rows for one in several))
    return max(used, default=ASSESSORS)


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
        yield Problem("Q719", {"unit": key.unit}, key.unit)
    rubric = loaded.rubrics.get(bloc or "")
    if rubric is not None and (key.rubric, key.digest) != (rubric.rubric, digest_of(rubric)):
        values = {"rubric": key.rubric, "unit": key.unit, "stage": key.stage}
        made, now = (f"{name} {version}".rstrip() for name, version in _versions(key, rubric))
        yield Problem("Q724", values, made, now)
    named = _named_after(file, campaign)
    if named and key.unit not in named:
        yield Problem("Q725", {"named": named[0], "unit": key.unit}, file.name)


def _versions(key: FormKey, rubric: Rubric) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return what the rubric was called when the form was made, and what it is called now."""
    return (key.rubric, key.version), (rubric.rubric, rubric.version or "")


def _named_after(file: Path, campaign: Campaign) -> list[str]:
    """Return the units that a file is named after, by id or name: none, one, or some whose names are alike.

    People rename files: `Phú An (2).xlsx`, `phu-an-sua.xlsx`. Of `dong-phuoc` and `dong-phuoc-a`, the longer one.
    """
    words = [(_words(each), unit) for unit, name in campaign.units.items() for each in (unit, name)]
    stem = f"{_words(file.stem)} "
    found = max((each for each, _ in words if each and stem.startswith(f"{each} ")), key=len, default="")
    return [unit for each, unit in words if found and each == found]


def _words(text: str) -> str:
    """Return the plain letters and digits of a name, in words."""
    return " ".join(_WORD.findall(bare(text)))


def file_name(unit: str, period: str, stage: str) -> str:
    """Return what a unit's form is called."""
    return f"{unit}_{period}_{stage}.xlsx"
