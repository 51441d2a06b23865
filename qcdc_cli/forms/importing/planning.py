"""Files that came back into sheets: all of them read, compared and checked first; nothing is written over a problem."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from sys import intern
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.double_marks import sheet_for
from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.received_files import ReceivedFile
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.validation import validate
from qcdc_cli.forms.importing.agreements import AgreementUpdate, agreed_to_nothing
from qcdc_cli.forms.importing.checking import (
    MergedSheet,
    doubtful_numbers,
    read_merged,
    unexpectedly_read,
    unused_entries,
)
from qcdc_cli.forms.importing.differences import Comparison, Difference, scored_differences
from qcdc_cli.forms.importing.evidence_seen import EvidenceSeen
from qcdc_cli.forms.importing.gathering import FileReading, read_submissions
from qcdc_cli.forms.importing.packed import Packed
from qcdc_cli.forms.importing.records import FormRecord, read_records
from qcdc_cli.forms.importing.several_checkers import unfilled_copies
from qcdc_cli.forms.importing.withdrawn import withdrawn
from qcdc_cli.forms.merging import apply_changes, merge_file
from qcdc_cli.forms.sheet_file import CampaignSheets, SheetFile, is_inside, new_sheet, outside, read_sheet_file
from qcdc_cli.forms.submission import Submission, presets_for
from qcdc_cli.language import Text, say, terms
from qcdc_cli.problems import Path as TreePath
from qcdc_cli.problems import Place, Problem, QcdcError, in_order
from qcdc_cli.render.words.table import NOTHING, Column, Row, Table, figures
from qcdc_cli.render.words.visible import visible
from qcdc_cli.storage.disk import digest, timestamp

_OUTDATED = Text(
    "Biểu mẫu này đã được nhập, sau đó đơn vị đã gửi bản khác thay thế. Nếu vẫn lấy bản này thì dùng "
    "`qcdc import --force`.",
    "This form was imported before, and the unit has sent another one in its place since. To take it all the same, use "
    "`qcdc import --force`.",
)


_MOST_CELLS = 3  # of an outdated form that are named


class SheetUpdate(NamedTuple):
    """A sheet as it is to be written.

    Attributes:
        file: where it lies.
        data: its bytes.
        replaces: the digest of the bytes that they were worked out from; None for a new sheet.
        unit: the unit's id.
        period: the period's id.
        new: there was no such sheet.
        differences: what changes in it.
        records: what is to be known of the forms that it comes from, once it is written.
    """

    file: Path
    data: bytes
    replaces: str | None
    unit: str
    period: str
    new: bool
    differences: tuple[Difference, ...]
    records: tuple[FormRecord, ...] = ()


class _Origin(NamedTuple):
    """Where something that is said of a sheet comes from: its number among all that was read, its stage, its file.

    Attributes:
        number: its number.
        stage: the stage's id.
        source: the file.
        appeals: it is a form of appeals.
        alone: the checker whose form it is, where several mark at the stage, each alone; else "".
    """

    number: int
    stage: str
    source: str
    appeals: bool = False
    alone: str = ""


class FileOutcome(NamedTuple):
    """What an import comes to for one file that was given, or lies in a folder that was.

    Attributes:
        source: the file, as it is named to people.
        problems: everything that is wrong with it and with what it would change, in order, and warnings. Those that
            a person can mend in the file have it as their place; others lie in a sheet, or in another file.
    """

    source: str
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """True when nothing of it is to be written, in none of the sheets that it speaks of."""
        return any(problem.is_error for problem in self.problems)

    @property
    def is_copy(self) -> bool:
        """True when it says the same as another file."""
        return any(problem.code in ("Q787", "Q791") for problem in self.problems)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import comes to.

    Attributes:
        updates: the sheets that change, each unpacked when it is looked at.
        unchanged: the files that say nothing new.
        problems: everything that is wrong, and warnings.
        files: what it comes to file by file.
        digests: the digests of the files' bytes, by the names by which people know them.
    """

    updates: Sequence[SheetUpdate]
    unchanged: tuple[str, ...]
    problems: tuple[Problem, ...]
    files: tuple[FileOutcome, ...]
    digests: Mapping[str, str]

    @property
    def refused(self) -> bool:
        """True when something is wrong: nothing is to be written, unless each file is taken for itself."""
        return any(problem.is_error for problem in self.problems)

    @property
    def rejected(self) -> tuple[FileOutcome, ...]:
        """The files that something is wrong with."""
        return tuple(one for one in self.files if one.refused)

    @property
    def accepted(self) -> tuple[FileOutcome, ...]:
        """The files that nothing is wrong with, each once however often it was sent."""
        return tuple(one for one in self.files if not one.refused and not one.is_copy)

    @property
    def sources(self) -> list[str]:
        """The files that change anything, as they are named to people."""
        return [one.source for one in self.accepted if one.source not in self.unchanged]

    def received(self) -> Iterator[ReceivedFile]:
        """Yield what the records say of each file that changes a sheet, as one import of this moment."""
        moment, run = datetime.fromisoformat(timestamp()), token_hex(8)
        for one in self.updates:
            by_file: dict[tuple[str, str], list[Difference]] = {}
            for difference in one.differences:
                by_file.setdefault((difference.source, difference.stage), []).append(difference)
            for (source, stage), own in by_file.items():
                lines = dict.fromkeys(line for difference in own for line in difference.lines)
                name, content = Path(source).name, self.digests.get(source, "")
                yield ReceivedFile(
                    moment, run, name, content, one.unit, one.period, stage, tuple(map(intern, lines)), len(own)
                )


def import_plan(
    files: Iterable[Path],
    sheets: CampaignSheets,
    *,
    period: str | None = None,
    file_type: str | None = None,
    stage: str | None = None,
    force: bool = False,
    each: bool = False,
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
        each: leave out what the files that are refused say, so that the others can be written.
        left_out: the problems of files that lie beside those in a folder, and are not read.

    Returns:
        what the import comes to, with everything that is wrong with the files and the sheets, in order.

    Raises:
        QcdcError: when the campaign or a rubric is wrong, so that no file means anything for sure.
    """
    if sheets.shared_errors:
        raise QcdcError(*sheets.shared_errors)
    planning = _Planning(sheets, left_out, force=force, each=each)
    planning.read(read_submissions(files, sheets, file_type=file_type, stage=stage, period=period))
    planning.plan()
    return planning.result()


_SheetKey = tuple[str, str]  # unit, period


class _Planning:
    """One import on its way: what was read, and what each sheet comes to."""

    def __init__(self, sheets: CampaignSheets, left_out: Iterable[Problem], *, force: bool, each: bool) -> None:
        self._sheets, self._force, self._each = sheets, force, each
        self._problems = [*left_out]
        self._warnings: dict[_SheetKey, list[Problem]] = {}  # of what a sheet would be
        self._errors: dict[str, list[Problem]] = {}  # the files, with what keeps each of them from being taken
        self._submissions = Packed[Submission]()
        self._origins: dict[_SheetKey, list[_Origin]] = {}
        self._updates = Packed[SheetUpdate]()
        self._chosen: dict[_SheetKey, int] = {}  # the number of the update that counts
        self._new_files: dict[_SheetKey, Path] = {}
        self._records = read_records(sheets.folder)
        self._digests: dict[str, str] = {}
        self._aside: list[str] = []  # forms that nobody filled in

    def read(self, readings: Iterable[FileReading]) -> None:
        """Take in what was read, file by file."""
        for problem in self._problems:
            if problem.is_error and problem.place is not None:  # a file beside the others that cannot be read
                self._errors[problem.place.path] = [problem]
        for file, found, faults, content in readings:
            source = display_path(file)
            self._digests[source] = content
            self._errors[source] = [problem for problem in faults if problem.is_error]
            self._problems += faults
            for one in found:
                origins = self._origins.setdefault((one.unit, one.period), [])
                if (first := self._same_form(one, origins)) is not None:
                    self._problems.append(Problem("Q791", {"other": first.source}).at(Place(source)))
                    continue
                alone = one.checker if one.stage in self._sheets.campaign.double_stages else ""
                origins.append(_Origin(len(self._submissions), one.stage, source, one.appeals is not None, alone))
                self._submissions.append(one)
        for sheet, origins in self._origins.items():
            self._set_aside(origins)
            self._note(sheet, origins, list(_twice(*sheet, origins)))

    def _set_aside(self, origins: list[_Origin]) -> None:
        """Leave out forms that nobody filled in beside the one of another checker of the unit."""
        sound = [one for one in origins if not self._errors[one.source]]
        if len(sound) > 1:
            for number in unfilled_copies([self._submissions[one.number] for one in sound], self._sheets):
                origins.remove(sound[number])
                self._aside.append(sound[number].source)

    def _same_form(self, form: Submission, origins: Iterable[_Origin]) -> _Origin | None:
        """Return where the same form was read before, without errors, with the same in all cells to fill in."""
        for one in origins:
            wrong = self._refused([one]) or self._errors[form.source]
            if form.is_form and one.stage == form.stage and not wrong:
                before = self._submissions[one.number]
                if before._replace(places={}, source="") == form._replace(places={}, source=""):
                    return one
        return None

    def plan(self) -> None:
        """Work out what all sheets come to; each file taken for itself, go on until no refused one has a part in it."""
        pending = list(self._origins)
        while pending:
            for sheet in pending:
                self._plan_sheet(sheet, self._origins[sheet])
            pending = self._without_refused() if self._each else []

    def _plan_sheet(self, sheet: _SheetKey, origins: Sequence[_Origin]) -> None:
        known, faults = _known(self._sheets, *sheet)
        if faults:
            self._note(sheet, origins, faults)
            return
        update, problems = self._update(origins, known)
        wrong = self._refused(origins) or any(problem.is_error for problem in problems)
        if self._each and wrong and len(origins) > 1:  # one file's faults are not to be another's
            for one in origins:
                _, own = self._update([one], known)
                if self._refused([one]) or any(problem.is_error for problem in own):
                    self._note(sheet, [one], own)
            if self._refused(origins):
                return
        self._note(sheet, origins, problems)
        if update is not None:
            self._chosen[sheet] = len(self._updates)
            self._updates.append(update)
            if update.new:
                self._new_files[sheet] = update.file

    def _update(
        self, origins: Iterable[_Origin], known: SheetFile | None
    ) -> tuple[SheetUpdate | None, Sequence[Problem]]:
        parts = [self._submissions[one.number] for one in origins]
        taken = self._new_files.values()
        return _update(self._sheets, parts, known, taken, self._records, force=self._force)

    def _refused(self, origins: Iterable[_Origin]) -> list[str]:
        return [one.source for one in origins if self._errors[one.source]]

    def _note(self, sheet: _SheetKey, origins: Sequence[_Origin], problems: Sequence[Problem]) -> None:
        """Keep what is wrong with a sheet as it would be, and with the files what refuses them.

        What lies in no file that was given, as in the sheet itself, refuses the files that are wrong themselves, and
        where none is, all that speak of the sheet.
        """
        errors = [problem for problem in problems if problem.is_error]
        self._problems += errors
        self._warnings[sheet] = [problem for problem in problems if not problem.is_error]
        elsewhere: list[Problem] = []
        for problem in errors:
            self._errors.get(problem.place.path if problem.place is not None else "", elsewhere).append(problem)
        if elsewhere:
            for source in dict.fromkeys(self._refused(origins) or [one.source for one in origins]):
                self._errors[source] += elsewhere

    def _without_refused(self) -> list[_SheetKey]:
        """Take away what refused files say; return the sheets of which they spoke, and others speak too."""
        again = {sheet: refused for sheet, origins in self._origins.items() if (refused := self._refused(origins))}
        for sheet, refused in again.items():
            self._chosen.pop(sheet, None)
            self._new_files.pop(sheet, None)
            own = self._warnings.pop(sheet, ())
            self._problems += (one for one in own if one.place is not None and one.place.path in refused)
            self._origins[sheet] = [one for one in self._origins[sheet] if not self._errors[one.source]]
            if not self._origins[sheet]:
                del self._origins[sheet]
        return [sheet for sheet in again if sheet in self._origins]

    def result(self) -> ImportPlan:
        """Return what the import comes to."""
        found = [*self._problems, *(problem for own in self._warnings.values() for problem in own)]
        problems = in_order(_without_refused_blanks(found))
        by_place: dict[str, list[Problem]] = {}
        for problem in problems:
            by_place.setdefault(problem.place.path if problem.place is not None else "", []).append(problem)
        changed = {one.source for sheet in self._chosen for one in self._origins[sheet]}
        told = dict.fromkeys(one.source for origins in self._origins.values() for one in origins)
        told |= dict.fromkeys(self._aside)
        return ImportPlan(
            self._updates.only(self._chosen.values()),
            tuple(source for source in told if source not in changed),
            problems,
            tuple(
                FileOutcome(source, in_order([*by_place.get(source, ()), *errors]))
                for source, errors in self._errors.items()
            ),
            self._digests,
        )


def _without_refused_blanks(problems: list[Problem]) -> list[Problem]:
    """Leave out that criteria are blank (Q618) of files with errors: some of the blank ones were refused, not empty."""
    faulty = {problem.place.path for problem in problems if problem.is_error and problem.place is not None}
    return [
        problem
        for problem in problems
        if problem.code != "Q618" or problem.place is None or problem.place.path not in faulty
    ]


def _twice(unit: str, period: str, origins: Sequence[_Origin]) -> Iterator[Problem]:
    """Yield the files that speak of the same stage of a sheet, each with another one: none of them is the right one."""
    by_stage: dict[tuple[str, bool, str], list[_Origin]] = {}
    for one in origins:  # what is appealed against at a stage is none of its marks
        by_stage.setdefault((one.stage, one.appeals, one.alone), []).append(one)
    for (stage, *_), same in by_stage.items():
        for one in same if len(same) > 1 else ():
            other = same[0] if one is not same[0] else same[1]
            values = {"unit": unit, "period": period, "stage": stage, "other": other.source}
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
    records: Mapping[str, FormRecord],
    *,
    force: bool,
) -> tuple[SheetUpdate | None, list[Problem]]:
    """Work out one unit's sheet of one period, which several stages' files may speak of."""
    unit, period, stages = submissions[0].unit, submissions[0].period, sheets.stages
    rubric = sheets.rubric_of(unit)
    assert rubric is not None  # noqa: S101 - the files have been read by it
    in_turn = sorted(submissions, key=lambda one: stages.index(one.stage))
    presets, sheet = presets_for(sheets.campaign, rubric, unit), known.sheet if known is not None else None
    written = known.tree if known is not None else {}
    double = sheets.campaign.double_stages
    compared = [
        Comparison(
            one,
            sheet_for(sheet, one.stage, one.checker) if one.checker and one.stage in double else sheet,
            rubric,
            presets,
            tree=written,
            alone=bool(one.checker) and one.stage in double,
        ).knowing(records)
        for one in in_turn
    ]
    found, problems = _differences(compared, known, stages, force=force)
    if known is None and not found:
        return None, [*problems, *map(agreed_to_nothing, (one for one in submissions if one.agreed is not None))]
    base = known if known is not None else new_sheet(sheets, unit, period, taken)
    if isinstance(base, Problem):
        return None, [*problems, base]
    agreements, more = _agreements(compared, found, base, stages, force=force)
    found, problems = (*found, *agreements), [*problems, *more]
    if not found:
        return None, problems
    if not is_inside(base.file, sheets.folder):
        return None, [*problems, outside(base.file, sheets.folder)]
    changes = [change for difference in found for change in difference.changes]
    tree = apply_changes(base.tree, changes, first_stage=stages[0])
    kept = frozenset().union(*(one.kept() for one in compared))
    changed = frozenset(path for one in found for path in (one.path, one.path[:3]))
    marked, faults = read_merged(sheets, rubric, MergedSheet(tree, in_turn, base, kept, changed))
    problems += [*faults, *unexpectedly_read(in_turn, rubric, changed, faults)]
    if marked is None or any(problem.is_error for problem in problems):
        return None, problems
    found = scored_differences(found, marked, rubric, stages, presets)
    if sheets.campaign.evidence is not None:
        seen = EvidenceSeen(sheets.campaign, sheets.folder, marked, rubric)
        found = tuple(seen.added_to(found, base.tree))
        changes = [change for difference in found for change in difference.changes]
    order = [leaf.criterion.id for leaf in rubric.leaves]
    data = merge_file(base.data, changes, stages=stages, order=order, path=display_path(base.file))
    return SheetUpdate(
        base.file,
        data,
        None if known is None else digest(known.data),
        unit,
        period,
        known is None,
        found,
        tuple(record for one in compared if (record := one.record()) is not None),
    ), problems


def _differences(
    compared: Iterable[Comparison], known: SheetFile | None, stages: Sequence[str], *, force: bool
) -> tuple[tuple[Difference, ...], list[Problem]]:
    """Return what the files say otherwise, stage by stage; what somebody changed meanwhile, and what goes nowhere."""
    found: dict[TreePath, tuple[Difference, Submission]] = {}
    problems: list[Problem] = []
    for comparison in compared:
        own, differences = comparison.submission, tuple(comparison.differences())
        problems += withdrawn(comparison, (one for one in differences if force or not one.later), stages)
        later = [one for one in differences if one.later and not force]
        told = [_later(one, own, known, outdated=comparison.is_outdated) for one in later]
        problems += _outdated(told) if comparison.is_outdated and len(told) > 1 else told
        for difference in differences:
            other, source = found.setdefault(difference.path, (difference.said_by(own), own))
            # What two stages say otherwise, and a sheet says only once; of one stage, Q726 says it of the files.
            if other.changes != difference.changes and source.stage != own.stage:
                values = {"id": difference.about, "first": str(_place(difference, source))}
                problems.append(Problem("Q729", values, difference.found).at(_place(difference, own)))
            if difference.path[:3] == ("marks", difference.about, own.stage):
                leaf = comparison.rubric.leaves[comparison.rubric.leaf_numbers[difference.about]]
                problems += doubtful_numbers(own, leaf.criterion, comparison.presets[difference.about])
        problems += unused_entries(own, comparison.sheet, comparison.presets)
    return tuple(one for one, _ in found.values()), problems


def _agreements(
    compared: Sequence[Comparison],
    found: Iterable[Difference],
    base: SheetFile,
    stages: Sequence[str],
    *,
    force: bool,
) -> tuple[list[Difference], list[Problem]]:
    """Return what becomes of the stages' agreements once the marks of all files are in the sheet."""
    changes = [change for difference in found for change in difference.changes]
    tree = apply_changes(base.tree, changes, first_stage=stages[0])
    sheet, _ = validate(MergedSheet(tree, [one.submission for one in compared], base), Sheet)
    differences: list[Difference] = []
    problems: list[Problem] = []
    if sheet is None:  # what is wrong in it is told when it is checked
        return differences, problems
    for one in compared:
        own = one.submission
        marked = {change.path[1] for change in changes if change.path[:3:2] == ("marks", own.stage)}
        earlier = stages[: stages.index(own.stage)]
        update = AgreementUpdate(one, sheet, tree, earlier, marked)
        difference, more = update.work_out()
        problems += more
        if difference is not None:
            differences.append(difference.said_by(own))
            if difference.later and not force:
                problems.append(_later(difference, own, base, outdated=one.is_outdated))
    return differences, problems


def _outdated(told: Sequence[Problem]) -> list[Problem]:
    """Return one problem for all cells of an outdated form: it is the form that is not to be taken."""
    cells = [one.place.cell for one in told if one.place is not None and one.place.cell]
    listed = ", ".join(cells[:_MOST_CELLS]) + ", …" * (len(cells) > _MOST_CELLS)
    fix = Text(
        f"Khác ở {len(told)} chỗ ({listed}). {_OUTDATED.vi}",
        f"It differs in {len(told)} places ({listed}). {_OUTDATED.en}",
    )
    return [replace(told[0], fix=fix)]


def _place(difference: Difference, submission: Submission) -> Place:
    return submission.places.get(difference.path, Place(submission.source))


def _later(difference: Difference, submission: Submission, known: SheetFile | None, *, outdated: bool) -> Problem:
    blank = Text("(trống)", "(blank)")
    there: str | Text = difference.there or blank
    if known is not None and difference.there:
        there = f"{difference.there} ({known.document.place(difference.path)})"
    values: dict[str, str | Text] = {"there": there, "found": difference.found or blank}
    fix = _OUTDATED if outdated else ""
    return Problem("Q739", values, difference.found, fix=fix).at(_place(difference, submission))


def change_table(plan: ImportPlan, campaign: Campaign) -> Table:
    """Return the table of an import's changes, sheet by sheet.

    Args:
        plan: what the import comes to, free of errors.
        campaign: the campaign.
    """
    rows: list[Row] = []
    for sheet in plan.updates:
        state = say("phiếu mới", "new sheet") if sheet.new else display_path(sheet.file)
        rows.append(Row((visible(campaign.unit_name(sheet.unit)), state, "", "", ""), strong=True))
        for one in sheet.differences:
            there, found = (visible(text) or NOTHING for text in (one.there, one.found))
            rows.append(Row((visible(one.about), there, "→", found, one.points), level=1))
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
            figures(say(*terms.POINTS)),
        ),
        rows=tuple(rows),
        notes=tuple(notes),
    )
