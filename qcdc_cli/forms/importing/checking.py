"""A sheet as it would be after an import, checked: what the files said is placed in their cells."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from qcdc_cli.campaign.checking_checks import WhoMarked
from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.marks import MarkedSheet, State
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import MarkEntry, Sheet, StageMark
from qcdc_cli.campaign.sheet_reader import SheetReader
from qcdc_cli.campaign.validation import validate
from qcdc_cli.forms.form_layout import INPUT_COLUMNS
from qcdc_cli.forms.form_mark import count_of, mark_in_words
from qcdc_cli.forms.reading.unread_cells import not_read
from qcdc_cli.forms.sheet_file import CampaignSheets, SheetFile
from qcdc_cli.forms.submission import Preset, Submission
from qcdc_cli.kinds import Ask
from qcdc_cli.language import Text
from qcdc_cli.language.figures import digits, figure
from qcdc_cli.problems import Path as TreePath
from qcdc_cli.problems import Place, Problem
from qcdc_cli.yamltext.document import Tree, YamlDocument

_BESIDE = {"Q611": "reason", "Q619": "evidence"}  # what is missing beside a mark: the key of its cell
_IN_A_FORM: Mapping[str, Text] = {
    "Q606": Text("Chọn một mức trong danh sách của ô.", "Choose a level from the cell's list."),
    "Q611": Text("Ghi lý do vào cột “Lý do” cùng dòng.", "Write the reason into the column “Reason” of the same row."),
    "Q613": Text(
        "Xóa điểm, hoặc xóa lựa chọn ở cột “Không chấm”.", "Clear the mark, or what is chosen under “Not marked”."
    ),
    "Q614": Text(
        "Điền cả kết quả (cột “Mức, số liệu hoặc điểm”) và chỉ tiêu.",
        "Fill in both the actual (column “Level, figure or points”) and the target.",
    ),
    "Q615": Text("Sửa giá trị ở ô này.", "Correct the value in this cell."),
    "Q618": Text(
        "Điền các ô chưa chấm, hoặc chọn ở cột “Không chấm”.", "Fill in what is blank, or choose “Not marked”."
    ),
    "Q619": Text("Điền cột “Minh chứng”.", "Fill in the column “Evidence”."),
    "Q620": Text(
        "Xóa chỉ tiêu ở ô này, hoặc sửa chỉ tiêu ở khóa `targets` của qcdc.yaml.",
        "Clear the target in this cell, or correct it under `targets` in qcdc.yaml.",
    ),
}
_IN_A_TABLE: Mapping[str, Text] = {
    "Q611": Text(
        "Ghi lý do sau dấu | trong ô đó, hoặc ở cột “Lý do” nếu bảng có.",
        "Write the reason behind a bar in that cell, or into the column “Reason” where there is one.",
    ),
    "Q613": Text("Xóa điểm trong ô này.", "Clear the mark in this cell."),
    "Q614": Text(
        "Ghi kết quả và chỉ tiêu cách nhau bằng dấu /, ví dụ `8/9`; hoặc ghi chỉ tiêu ở cột “Chỉ tiêu” nếu bảng có.",
        "Write actual and target with a slash between, such as `8/9`; or the target into the column “Target” where "
        "there is one.",
    ),
    "Q615": _IN_A_FORM["Q615"],
    "Q618": Text(
        "Điền các ô chưa chấm; không phát sinh thì ghi `KPS | lý do`.",
        "Fill in what is blank; where nothing arose, `n/a | the reason`.",
    ),
    "Q620": Text(
        "Bỏ chỉ tiêu trong bảng, hoặc sửa chỉ tiêu ở khóa `targets` của qcdc.yaml.",
        "Leave the target out of the table, or correct it under `targets` in qcdc.yaml.",
    ),
}
_MOST_READ = 10  # marks that the form took for none, and that are named
_NO_MARK = Text("cùng dòng chưa có điểm", "its row has no mark")
_TARGET_OF_THEN = Text(
    "đợt thi đua đã đổi chỉ tiêu từ khi tạo biểu mẫu", "the campaign has changed the target since the form was made"
)
_STATE_OF_THEN = Text(
    "đợt thi đua đã bỏ quy định này từ khi tạo biểu mẫu", "the campaign no longer says so since the form was made"
)


class MergedSheet:
    """A sheet as it would be, for those who check it: what the files said is placed in their cells.

    Attributes:
        path: how it is named to people.
        tree: what it would read as.
        problems: none; the sheet that it comes from could be read.
    """

    def __init__(
        self,
        tree: dict[str, Any],
        submissions: Sequence[Submission],
        base: SheetFile,
        kept: Collection[str] = (),
        changed: Collection[TreePath] = (),
    ) -> None:
        """Put together a sheet.

        Args:
            tree: what it would read as.
            submissions: what the files say.
            base: the sheet that it comes from.
            kept: the criteria that differ in the sheet and in the files, and that the import leaves as they are.
            changed: where the sheet would say otherwise than it does.
        """
        self.path = display_path(base.file)
        self.tree: Tree | None = tree
        self.problems: tuple[Problem, ...] = ()
        self._document: YamlDocument = base.document
        self._speakers: Mapping[TreePath, Submission] = {path: one for one in submissions for path in one.places}
        self._kept = kept
        self._changed = changed
        self._stages = {one.stage for one in submissions}

    def place(self, path: TreePath) -> Place:
        """Return the cell that says what stands at a path, or the place in the sheet's file."""
        cell = self._cell(path)
        return self._document.place(path) if cell is None else cell[0]

    def located(self, problem: Problem) -> Problem:
        """Return the problem with its place; in a cell, with what to do there."""
        overtaken = self._overtaken(problem) if problem.code == "Q611" else None
        if overtaken is not None:
            return overtaken
        cell = self._cell((*problem.path, _BESIDE[problem.code]) if problem.code in _BESIDE else problem.path)
        if cell is None:
            return self._document.located(problem)
        place, submission = cell
        return problem._replace(fix=fixes_for(submission).get(problem.code, problem.fix)).at(place)

    def _overtaken(self, problem: Problem) -> Problem | None:
        """Return the problem of a later stage's mark that differs since a file changes an earlier one; else None.

        That stage did nothing wrong: it is the file's cell that is to be looked at, and then the sheet.
        """
        _, criterion, stage = problem.path
        earlier = ("marks", criterion, str(problem.values["earlier"]))
        cell = self._cell(earlier)
        if stage in self._stages or earlier not in self._changed or cell is None:
            return None
        marked = self._document.place(problem.path)
        fix = Text(
            f"Bước `{stage}` đã chấm theo điểm cũ ({marked}): xem lại với bước này rồi sửa ở đó. Giữ điểm thì thêm "
            "`reason` (lý do); theo điểm mới thì sửa hoặc xóa điểm. Sau đó nhập lại bằng `qcdc import`; cũng có thể "
            "nhập cùng lúc biểu mẫu mới của bước này.",
            f"The stage `{stage}` marked what was claimed before ({marked}): have it look again, and correct it there. "
            "If it keeps its mark, add the `reason`; if it follows the new one, correct or delete its mark. Then run "
            "`qcdc import` again; a new form of that stage can also be imported along with this file.",
        )
        return problem._replace(found=str(problem.values["before"]), fix=fix).at(cell[0])

    def _cell(self, path: TreePath) -> tuple[Place, Submission] | None:
        """Return the cell of a path or of the nearest one above it, with the file that it is of; None for the sheet."""
        if path[:1] == ("agreed",):  # what was agreed to stands in no cell, who did so does
            path = path[:2]
        if len(path) > 2 and path[2] not in self._stages and path[:3] not in self._speakers:
            return None  # evidence, or another stage's mark, of which the files do not speak
        if len(path) > 1 and path[1] in self._kept:
            return None
        while path and path not in self._speakers:
            path = path[:-1]
        return (self._speakers[path].places[path], self._speakers[path]) if path else None


def read_merged(
    sheets: CampaignSheets, rubric: Rubric, merged: MergedSheet
) -> tuple[MarkedSheet | None, list[Problem]]:
    """Return a sheet's marks as they would be, None where they cannot be read; and what is wrong with them.

    Args:
        sheets: the campaign.
        rubric: the rubric of the sheet's unit.
        merged: the sheet.
    """
    campaign = sheets.campaign
    sheet, problems = validate(merged, Sheet)
    if sheet is None:
        return None, [*problems]
    periods = {period: campaign.period_names(period) for period in campaign.periods}
    reader = SheetReader(
        rubric,
        sheets.stages,
        campaign.targets,
        campaign.unassigned,
        periods,
        calendar=campaign.periods,
        who=WhoMarked(campaign),
        doubles=campaign.double_stages,
    )
    marked, faults = reader.read(sheet, merged.place)
    return marked, [*problems, *map(merged.located, faults)]


def doubtful_numbers(submission: Submission, criterion: CriterionBase, preset: Preset) -> Iterator[Problem]:
    """Yield the numbers of a criterion that are taken as they are, but hardly meant: points typed for a count."""
    mark, behind = submission.marks[criterion.id], criterion.kind.typed_number.behind
    numbers = {"": mark.mark}
    if criterion.kind.asks is Ask.COUNTS:
        numbers = dict(map(count_of, mark.parts))
    elif criterion.kind.asks not in (Ask.NUMBER, Ask.ACTUAL):
        return
    target = Decimal(mark.target or preset.target or 0)
    for part, typed in numbers.items():
        number = Decimal(typed or 0)
        doubt = next((doubt for doubt in criterion.doubts(part) if doubt.holds(number, target)), None)
        if doubt is not None:
            found = figure(number) + (behind if behind == "%" else f" {behind}")
            values: dict[str, str | Text] = {"id": criterion.cited, "found": found, "why": doubt.why}
            place = _place(submission, criterion.id, *(("mark", part) if part else ()))
            yield Problem(doubt.code, values, found).at(place)


def unexpectedly_read(
    submissions: Iterable[Submission], rubric: Rubric, changed: Collection[TreePath], faults: Iterable[Problem]
) -> Iterator[Problem]:
    """Yield one warning (Q640) for each file with marks that are imported although the form took them for none.

    Args:
        submissions: what the files say.
        rubric: the rubric.
        changed: where the sheet would say otherwise than it does.
        faults: what is wrong with the sheet as it would be.
    """
    wrong = {problem.path[1] for problem in faults if problem.is_error and len(problem.path) > 1}
    for own in submissions:
        marks = {
            leaf.criterion.id: (leaf.criterion, own.marks[leaf.criterion.id]._replace(reason=""))
            for leaf in rubric.leaves
            if leaf.criterion.id in own.not_understood.intersection(own.marks) - wrong
            and ("marks", leaf.criterion.id, own.stage) in changed
        }
        read = [(one.shown, mark_in_words(mark, one)) for one, mark in marks.values() if not mark.blank]
        if read:
            listed = "; ".join(f"{shown}: {words}" for shown, words in read[:_MOST_READ]) + "; …" * (
                len(read) > _MOST_READ
            )
            place = _place(own, next(one for one, (_, mark) in marks.items() if not mark.blank))
            yield Problem("Q640", {"number": str(len(read)), "marks": listed}).at(place)


def fixes_for(submission: Submission) -> Mapping[str, Text]:
    """Return what to do in the cells of a file, by the problems' codes: a form has other cells than a table."""
    return _IN_A_FORM if submission.is_form else _IN_A_TABLE


def unused_entries(submission: Submission, sheet: Sheet | None, presets: Mapping[str, Preset]) -> Iterator[Problem]:
    """Yield what a file says that is not taken over.

    Marks of what the campaign does not assign, reasons and targets without a mark, and what a form said in the
    campaign's name that it says no more.

    Args:
        submission: what the file says.
        sheet: what the sheet says; None where there is none yet.
        presets: what the campaign has set for the unit, by criterion.
    """
    for criterion, mark in submission.marks.items():
        own = presets[criterion]
        yield from _withdrawn(submission, criterion, own)
        if own.state:
            if mark.mark or mark.parts:
                values = {"state": State(own.state).title, "other": Text("điểm", "a mark")}
                yield Problem("Q613", values, fix=fixes_for(submission)["Q613"]).at(_place(submission, criterion))
            continue
        if mark.blank and mark.reason:
            yield _beside_no_mark(submission, criterion, "reason", mark.reason)
        if mark.target and not mark.mark and mark.target not in {own.target, *_targets(sheet, criterion)}:
            yield _beside_no_mark(submission, criterion, "target", figure(Decimal(mark.target)))


def _beside_no_mark(submission: Submission, criterion: str, key: str, found: str) -> Problem:
    """Return what is wrong with a reason or target in a row without a mark: it may object to what is agreed to."""
    place = _place(submission, criterion, key)
    if submission.agreed is None:
        return not_read(place, found, _NO_MARK)
    return Problem("Q758", {"id": criterion, "title": INPUT_COLUMNS[key], "found": found}, found).at(place)


def _withdrawn(submission: Submission, criterion: str, now: Preset) -> Iterator[Problem]:
    """Yield what the campaign preset in a form and has changed since: marks are computed by today's values."""
    then = submission.presets.get(criterion, Preset())
    if then.state and then.state != now.state:
        yield not_read(_place(submission, criterion, then.state), str(State(then.state).title), _STATE_OF_THEN)
    elif then.target and then.target != now.target:
        yield not_read(_place(submission, criterion, "target"), figure(Decimal(then.target)), _TARGET_OF_THEN)


def _place(submission: Submission, criterion: str, *key: str) -> Place:
    path = ("marks", criterion, submission.stage, *key)
    return submission.places.get(path) or submission.places.get(path[:3]) or Place(submission.source)


def _targets(sheet: Sheet | None, criterion: str) -> Iterator[str]:
    """Yield the targets that stages wrote, which a later one's form shows beside its empty cell."""
    entry = sheet.marks.get(criterion) if sheet is not None else None
    for said in entry.stages.values() if isinstance(entry, MarkEntry) else ():
        if isinstance(said, StageMark) and isinstance(said.target, Decimal):
            yield digits(said.target)
