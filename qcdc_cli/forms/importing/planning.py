"""Files that came back into sheets: all of them read, compared and checked first; nothing is written over a problem."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.forms.importing.gathering import FileReading, read_submissions
from qcdc_cli.forms.importing.import_plan import FileOutcome, ImportPlan, SheetUpdate
from qcdc_cli.forms.importing.packed import Packed
from qcdc_cli.forms.importing.records import read_records
from qcdc_cli.forms.importing.several_checkers import unfilled_copies
from qcdc_cli.forms.importing.sheet_update import known_sheet, sheet_update
from qcdc_cli.forms.sheet_file import CampaignSheets, SheetFile
from qcdc_cli.forms.submission import Submission
from qcdc_cli.problems import Place, Problem, QcdcError, in_order

_SheetKey = tuple[str, str]  # unit, period
Closed = Callable[[str, str], Problem | None]


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
    closed: Closed | None = None,
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
        closed: gives, for a unit and a period, why nothing is imported for them any more; None where it is.

    Returns:
        what the import comes to, with everything that is wrong with the files and the sheets, in order.

    Raises:
        QcdcError: when the campaign or a rubric is wrong, so that no file means anything for sure.
    """
    if sheets.shared_errors:
        raise QcdcError(*sheets.shared_errors)
    planning = _Planning(sheets, left_out, closed, force=force, each=each)
    planning.read(read_submissions(files, sheets, file_type=file_type, stage=stage, period=period))
    planning.plan()
    return planning.result()


class _Planning:
    """One import on its way: what was read, and what each sheet comes to."""

    def __init__(
        self, sheets: CampaignSheets, left_out: Iterable[Problem], closed: Closed | None, *, force: bool, each: bool
    ) -> None:
        self._sheets, self._force, self._each, self._closed = sheets, force, each, closed
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
        if self._closed is not None and (refusal := self._closed(*sheet)) is not None:
            self._note(sheet, origins, [refusal.at(Place(one.source)) for one in origins])
            return
        known, faults = known_sheet(self._sheets, *sheet)
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
        return sheet_update(self._sheets, parts, known, taken, self._records, force=self._force)

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
