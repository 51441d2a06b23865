"""Files that came back into sheets: all of them read, compared and checked first; nothing is written over a problem."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.forms.importing.checking import MergedSheet, sheet_problems, unused_entries
from qcdc_cli.forms.importing.differences import Comparison, Difference
from qcdc_cli.forms.importing.gathering import read_submissions
from qcdc_cli.forms.importing.packed import Packed
from qcdc_cli.forms.merging import apply_changes, merge_file
from qcdc_cli.forms.sheet_file import CampaignSheets, SheetFile, is_inside, new_sheet, outside, read_sheet_file
from qcdc_cli.forms.submission import Submission, presets_for
from qcdc_cli.language import Text, say
from qcdc_cli.problems import Path as TreePath
from qcdc_cli.problems import Place, Problem, QcdcError, in_order
from qcdc_cli.render.words.table import NOTHING, Column, Row, Table
from qcdc_cli.render.words.visible import visible
from qcdc_cli.storage.replacing import digest


class SheetUpdate(NamedTuple):
    """A sheet as it is to be written.

    Attributes:
        file: where it lies.
        data: its bytes.
        replaces: the digest of the bytes that they were worked out from; None for a new sheet.
        unit: the unit's id.
        new: there was no such sheet.
        differences: what changes in it.
    """

    file: Path
    data: bytes
    replaces: str | None
    unit: str
    new: bool
    differences: tuple[Difference, ...]


class _Origin(NamedTuple):
    """Where something that is said of a sheet comes from: its number among all that was read, its stage, its file."""

    number: int
    stage: str
    source: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import comes to.

    Attributes:
        updates: the sheets that change, each unpacked when it is looked at.
        unchanged: the files that say nothing new.
        problems: everything that is wrong, and warnings; over an error nothing is to be written.
    """

    updates: Sequence[SheetUpdate]
    unchanged: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """True when something is wrong, so that nothing is to be written."""
        return any(problem.is_error for problem in self.problems)


def import_plan(
    files: Iterable[Path],
    sheets: CampaignSheets,
    *,
    period: str | None = None,
    file_type: str | None = None,
    stage: str | None = None,
    force: bool = False,
    left_out: Iterable[Problem] = (),
) -> ImportPlan:
    """Read files and work out what they change in the sheets; nothing is written.

    Of all files, and of the sheets that they change, only what is needed later is kept, and that packed.

    Args:
        files: the files.
        sheets: the campaign, whose own file could be read, with its sheets.
        period: the period that was asked for; None for the current one.
        file_type: "form", "table" or "csv" for what all files are; None to find out.
        stage: the stage that was asked for; None where it does not matter, or the files say so.
        force: take what the files say also where a sheet was changed after its form was made.
        left_out: the problems of files that lie beside those in a folder, and are not read.

    Returns:
        what the import comes to, with everything that is wrong with the files and the sheets, in order.

    Raises:
        QcdcError: when the campaign or a rubric is wrong, so that no file means anything for sure.
    """
    if sheets.shared_errors:
        raise QcdcError(*sheets.shared_errors)
    submissions = Packed[Submission]()
    problems: list[Problem] = [*left_out]
    by_sheet: dict[tuple[str, str], list[_Origin]] = {}
    for found, faults in read_submissions(files, sheets, file_type=file_type, stage=stage, period=period):
        problems += faults
        for one in found:
            origins = by_sheet.setdefault((one.unit, one.period), [])
            origins.append(_Origin(len(submissions), one.stage, one.source))
            submissions.append(one)
    for (unit, period_id), origins in by_sheet.items():
        problems += _twice(unit, period_id, origins)
    updates = Packed[SheetUpdate]()
    taken: set[Path] = set()
    unchanged: list[str] = []
    for (unit, period_id), origins in by_sheet.items():
        known, faults = _known(sheets, unit, period_id)
        problems += faults
        if faults:
            continue
        parts = [submissions[one.number] for one in origins]
        update, more = _update(sheets, parts, known, taken, force=force)
        problems += more
        if update is None:
            unchanged += (part.source for part in parts)
        else:
            updates.append(update)
            taken.add(update.file)
    return ImportPlan(updates, tuple(unchanged), tuple(in_order(_without_refused_blanks(problems))))


def _without_refused_blanks(problems: list[Problem]) -> list[Problem]:
    """Leave out that criteria are blank (Q618) of files with errors: some of the blank ones were refused, not empty."""
    faulty = {problem.place.path for problem in problems if problem.is_error and problem.place is not None}
    return [
        problem
        for problem in problems
        if problem.code != "Q618" or problem.place is None or problem.place.path not in faulty
    ]


def _twice(unit: str, period: str, origins: Iterable[_Origin]) -> Iterator[Problem]:
    """Yield the files that speak of the same stage of a sheet as one before them."""
    seen: dict[str, _Origin] = {}
    for one in origins:
        first = seen.setdefault(one.stage, one)
        if first is not one:
            values = {"unit": unit, "period": period, "stage": one.stage, "other": first.source}
            yield Problem("Q726", values).at(Place(one.source))


def _known(sheets: CampaignSheets, unit: str, period: str) -> tuple[SheetFile | None, tuple[Problem, ...]]:
    """Return a unit's sheet, None where it has none yet; and why its file cannot be determined."""
    file = sheets.files.get((unit, period))
    if file is None:  # one that nobody can read may be it
        return None, sheets.unreadable
    same = tuple(sheets.twice.get((unit, period), ()))
    return (None, same) if same else read_sheet_file(file)


def _update(
    sheets: CampaignSheets,
    submissions: Sequence[Submission],
    known: SheetFile | None,
    taken: Collection[Path],
    *,
    force: bool,
) -> tuple[SheetUpdate | None, list[Problem]]:
    """Work out one unit's sheet of one period, which several stages' files may speak of."""
    unit, period, stages = submissions[0].unit, submissions[0].period, sheets.stages
    rubric = sheets.rubric_of(unit)
    assert rubric is not None  # noqa: S101 - the files have been read by it
    in_turn = sorted(submissions, key=lambda one: stages.index(one.stage))
    presets, sheet = presets_for(sheets.campaign, rubric, unit), known.sheet if known is not None else None
    compared = [Comparison(one, sheet, rubric, presets) for one in in_turn]
    found, problems = _differences(compared, known, force=force)
    if not found:
        return None, problems
    base = known if known is not None else new_sheet(sheets, unit, period, taken)
    if isinstance(base, Problem):
        return None, [*problems, base]
    if not is_inside(base.file, sheets.folder):
        return None, [*problems, outside(base.file, sheets.folder)]
    changes = [change for difference in found for change in difference.changes]
    tree = apply_changes(base.tree, changes, first_stage=stages[0])
    kept = frozenset().union(*(one.kept() for one in compared))
    problems += sheet_problems(sheets, rubric, MergedSheet(tree, in_turn, base, kept))
    if any(problem.is_error for problem in problems):
        return None, problems
    order = [leaf.criterion.id for leaf in rubric.leaves]
    data = merge_file(base.data, changes, stages=stages, order=order, path=display_path(base.file))
    return SheetUpdate(
        base.file, data, None if known is None else digest(known.data), unit, known is None, found
    ), problems


def _differences(
    compared: Iterable[Comparison], known: SheetFile | None, *, force: bool
) -> tuple[tuple[Difference, ...], list[Problem]]:
    """Return what the files say otherwise, stage by stage; what somebody changed meanwhile, and what goes nowhere."""
    found: dict[TreePath, tuple[Difference, Submission]] = {}
    problems: list[Problem] = []
    for comparison in compared:
        own = comparison.submission
        for difference in comparison.differences():
            other, source = found.setdefault(difference.path, (difference, own))
            # What two stages say otherwise, and a sheet says only once; of one stage, Q726 says it of the files.
            if other.changes != difference.changes and source.stage != own.stage:
                values = {"id": difference.about, "first": str(_place(difference, source))}
                problems.append(Problem("Q729", values, difference.found).at(_place(difference, own)))
            if difference.later and not force:
                problems.append(_later(difference, own, known))
        problems += unused_entries(own, comparison.sheet, comparison.presets)
    return tuple(one for one, _ in found.values()), problems


def _place(difference: Difference, submission: Submission) -> Place:
    return submission.places.get(difference.path, Place(submission.source))


def _later(difference: Difference, submission: Submission, known: SheetFile | None) -> Problem:
    blank = Text("(trống)", "(blank)")
    there: str | Text = difference.there or blank
    if known is not None and difference.there:
        there = f"{difference.there} ({known.document.place(difference.path)})"
    values: dict[str, str | Text] = {"there": there, "found": difference.found or blank}
    return Problem("Q739", values, difference.found).at(_place(difference, submission))


def change_table(plan: ImportPlan, campaign: Campaign) -> Table:
    """Return the table of an import's changes, sheet by sheet.

    Args:
        plan: what the import comes to, free of errors.
        campaign: the campaign.
    """
    rows: list[Row] = []
    for sheet in plan.updates:
        state = say("phiếu mới", "new sheet") if sheet.new else display_path(sheet.file)
        rows.append(Row((visible(campaign.unit_name(sheet.unit)), state, "", ""), strong=True))
        for one in sheet.differences:
            there, found = (visible(text) or NOTHING for text in (one.there, one.found))
            rows.append(Row((visible(one.about), there, "→", found), level=1))
    number = sum(len(sheet.differences) for sheet in plan.updates)
    notes = [say(f"{source}: không có thay đổi", f"{source}: nothing new") for source in plan.unchanged]
    return Table(
        subject=say("Nhập", "Import"),
        title=say("Các thay đổi dự kiến", "What would change"),
        subtitle=(say(f"{number} thay đổi; chưa ghi vào phiếu", f"{number} changes; nothing is written yet"),),
        warnings=(),
        columns=(
            Column(say("Đơn vị, tiêu chí", "Unit, criterion")),
            Column(say("Trong phiếu hiện nay", "The sheet says"), wraps=True),
            Column("", align="center"),
            Column(say("Trong tệp nhập vào", "The file says"), wraps=True),
        ),
        rows=tuple(rows),
        notes=tuple(notes),
    )
