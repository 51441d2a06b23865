"""Files that came back, whose they are, and what they say: forms are known by their keys, tables by their headings."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from qcdc_cli.campaign.campaign_checks import unknown
from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.nodes import is_extra
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.file_bytes import read_file
from qcdc_cli.forms.form_key import FormKey, key_of, locked_text_name, text_digest
from qcdc_cli.forms.form_layout import MOST_ASSESSORS, NAME, criterion_key
from qcdc_cli.forms.reading.appeal_form import appeal_tabs, appeals_submission
from qcdc_cli.forms.reading.filled_form import FilledForm, filled_form, form_tabs, submission_of
from qcdc_cli.forms.reading.table import table_submissions
from qcdc_cli.forms.reading.unread_cells import tampering, unread_cells, unread_tabs
from qcdc_cli.forms.sheet_file import CampaignSheets
from qcdc_cli.forms.submission import Submission
from qcdc_cli.kinds import Ask
from qcdc_cli.language.names import Known, letters_and_digits
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.storage.disk import digest
from qcdc_cli.workbook.reading import Book, read_book, read_delimited
from qcdc_cli.workbook.reading.opening import MOST_MEGABYTES, is_workbook

SUFFIXES = (".xlsx", ".xlsm", ".ods", ".csv", ".tsv")  # of what can be imported, in whatever case


class FileReading(NamedTuple):
    """What was read of one file.

    Attributes:
        file: the file.
        submissions: what it says: a form for one unit, a table for several.
        problems: everything that is wrong with it.
        digest: the digest of its bytes; "" where they were not looked at, since it is refused anyway.
    """

    file: Path
    submissions: Sequence[Submission]
    problems: Sequence[Problem]
    digest: str = ""


def read_submissions(
    files: Iterable[Path], sheets: CampaignSheets, *, file_type: str | None, stage: str | None, period: str | None
) -> Iterator[FileReading]:
    """Read files that came back, one after the other: forms by their keys, tables by their headings.

    Args:
        files: the files.
        sheets: the campaign.
        file_type: "form", "table" or "csv" for what they all are; None to find out: what is no form and is CSV is a
            table.
        stage: the stage that was asked for, which tables are of and no form may contradict; None for none.
        period: the same for the period; None for the current one.

    Yields:
        what was read of each file.
    """
    first_of_content: dict[str, str] = {}
    for file in files:
        reading = _file_reading(file, sheets, file_type=file_type, stage=stage, period=period)
        if any(problem.code == "Q725" for problem in reading.problems):  # a copy that another unit sent is no copy
            yield reading
            continue
        path = display_path(file)
        data = read_file(file, path, MOST_MEGABYTES)
        content = digest(data) if isinstance(data, bytes) else path
        first = first_of_content.setdefault(content, path)
        if first == path:
            yield reading._replace(digest=content)
        else:
            yield FileReading(file, (), (Problem("Q787", {"other": first}).at(Place(path)),))


def _file_reading(
    file: Path, sheets: CampaignSheets, *, file_type: str | None, stage: str | None, period: str | None
) -> FileReading:
    book = _opened(file, file_type)
    if isinstance(book, tuple):
        return FileReading(file, (), book)
    unread = [Problem("Q776", {"name": name}).at(Place(book.path, sheet=name)) for name in book.unread]
    if file_type in ("table", "csv") or (file_type is None and _is_text_table(book)):
        found, faults = table_submissions(book, sheets, stage, period)
        return FileReading(file, found, [*unread, *faults])
    own, faults = _form_submission(book, file, sheets)
    contradicted = [] if own is None else _contradicted_options(own, stage, period)
    return FileReading(file, [] if own is None else [own], [*unread, *faults, *contradicted])


def _opened(file: Path, file_type: str | None) -> Book | tuple[Problem, ...]:
    """Read a file that came back, or say why it cannot be read."""
    try:
        read = read_delimited if file_type == "csv" and not is_workbook(file) else read_book
        return read(file, display_path(file))
    except QcdcError as refusal:
        return refusal.problems


def _is_text_table(book: Book) -> bool:
    """Return whether a table came as text, whose one worksheet has no name; a form saved as CSV has lost its key."""
    return any(not tab.name for tab in book.tabs) and key_of(book) is None and not form_tabs(book)


def _form_submission(book: Book, file: Path, sheets: CampaignSheets) -> tuple[Submission | None, list[Problem]]:
    """Return what a form says, and everything that is wrong with it."""
    appeals = appeal_tabs(book)
    key, tabs, place = key_of(book), appeals or form_tabs(book), Place(display_path(file))
    if key is None or not tabs:
        return None, [Problem("Q721").at(place)]
    problems = [problem.at(place) for problem in _not_of_this_campaign(key, file, sheets)]
    again = Problem("Q726", {**key.whose, "other": str(tabs[0].place())})
    problems += [again.at(copy.place()) for copy in tabs[1:]]
    rubric = sheets.rubric_of(key.unit)
    if problems or rubric is None:
        return None, problems
    if appeals:
        own, problems = appeals_submission(key, appeals[0], rubric)
        return own, problems
    expected = sheets.form_rows(rubric, key.period, key.stage, _assessors(key, rubric))
    form, problems = filled_form(key, tabs[0], rubric, expected, first=key.stage == sheets.stages[0])
    problems += [*tampering(form), *unread_cells(form), *_renamed_criteria(form), *unread_tabs(book, form.tab)]
    submission, more = submission_of(form, sheets.campaign.periods[key.period])
    return submission, [*problems, *more]


def _assessors(key: FormKey, rubric: Rubric) -> int:
    """Return for how many assessors a form was made where the sheet had more than usual; else 0."""
    rows = set(key.locked_rows)
    several = [leaf.criterion for leaf in rubric.leaves if leaf.criterion.kind.asks is Ask.PLACES]
    used = (
        number
        for one in several
        for number in range(one.kind.assessor_rows + 1, MOST_ASSESSORS + 1)
        if criterion_key(one.id, str(number)) in rows
    )
    return max(used, default=0)


def _not_of_this_campaign(key: FormKey, file: Path, sheets: CampaignSheets) -> Iterator[Problem]:
    """Yield why a form is not of this campaign as it is now, or not of the unit that its file is named after."""
    campaign = sheets.campaign
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
            yield unknown(code, found, Known(known), ())
    if key.unit in campaign.units and campaign.bloc_of(key.unit) is None:
        yield Problem("Q719", {"unit": key.unit}, key.unit)
    rubric = sheets.rubric_of(key.unit)
    if rubric is not None and (key.rubric, key.digest) != (rubric.rubric, sheets.rubric_digest(key.unit)):
        made, now = f"{key.rubric} {key.version}".rstrip(), f"{rubric.rubric} {rubric.version or ''}".rstrip()
        differing = ("", "") if made == now else (made, now)  # the same name and version say nothing of what differs
        yield Problem("Q724", {"rubric": key.rubric, **key.whose}, *differing)
    named = _named_after(file, sheets)
    if named and key.unit not in named:
        yield Problem("Q725", {"named": named[0], "unit": key.unit}, file.name)


def _contradicted_options(submission: Submission, stage: str | None, period: str | None) -> list[Problem]:
    """Return what a form is not of, though the command asked for it."""
    asked = (("--stage", submission.stage, stage), ("--period", submission.period, period))
    return [
        Problem("Q717", {"option": option, "own": own, "asked": wanted}, own, wanted).at(Place(submission.source))
        for option, own, wanted in asked
        if wanted is not None and wanted != own
    ]


def _renamed_criteria(form: FilledForm) -> Iterator[Problem]:
    """Yield criteria that are called otherwise on the form than in the rubric: their ids may mean something else now.

    Names that were typed over are found elsewhere; these are still as they were when the form was made.
    """
    for row in form.expected:
        if row.part or is_extra(row.node):
            continue
        number = form.rows.get(row.key, 0)
        shown_now = form.tab.text(number, form.column(NAME))
        if form.key.before.get(locked_text_name(row.key, NAME)) != text_digest(shown_now):
            continue
        before, now = (" ".join(text.split()) for text in (shown_now, row.node.name))
        if before != now and not before.startswith(f"{now} ("):  # weight and rule stand behind a name
            yield Problem("Q718", {"id": row.node.cited, "before": before, "now": now}).at(form.place(number, NAME))


def _named_after(file: Path, sheets: CampaignSheets) -> list[str]:
    """Return the units that a file is named after, by id or name: none, one, or some whose names are alike.

    People rename files: `Phú An (2).xlsx`, `phu-an-sua.xlsx`. Of `dong-phuoc` and `dong-phuoc-a`, the longer one.
    """
    words, units = letters_and_digits(file.stem).split(), sheets.campaign.units_by_words
    beginnings = (" ".join(words[:end]) for end in range(len(words), 0, -1))
    return next((units[beginning] for beginning in beginnings if beginning in units), [])
