"""A sheet as it would be after an import, checked: what the files said is placed in their cells."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.document import Document, Tree
from qcdc_cli.campaign.finding import shown
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.sheet_reader import SheetReader
from qcdc_cli.campaign.validation import validate
from qcdc_cli.forms.given import Given
from qcdc_cli.forms.on_file import OnFile
from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem
from qcdc_cli.problems.problem import Path as TreePath

_REASON = Text("Ghi lý do vào cột “Lý do” cùng dòng.", "Write the reason into the column “Reason” of the same row.")
_TYPE = Text("Sửa giá trị ở ô này.", "Correct the value in this cell.")
_REASON_IN_A_TABLE = Text(
    "Ghi lý do sau dấu | trong ô đó, hoặc ở cột “Lý do” nếu bảng có.",
    "Write the reason behind a bar in that cell, or into the column “Reason” where there is one.",
)
# What to do in a form, where the catalogue speaks of YAML.
FIXES = {
    "Q606": Text("Chọn một mức trong danh sách của ô.", "Choose a level from the cell's list."),
    "Q611": _REASON,
    "Q613": Text(
        "Xóa điểm, hoặc xóa lựa chọn ở cột “Không chấm”.", "Clear the mark, or what is chosen under “Not marked”."
    ),
    "Q614": Text(
        "Điền cả kết quả (cột “Chấm”) và chỉ tiêu.", "Fill in both the actual (column “Mark”) and the target."
    ),
    "Q615": _TYPE,
    "Q618": Text(
        "Điền các ô còn trống, hoặc chọn ở cột “Không chấm”.", "Fill in what is blank, or choose “Not marked”."
    ),
    # Evidence is the unit's: a later stage's form only shows it.
    "Q619": Text(
        "Điền cột “Minh chứng” trong biểu mẫu của bước đầu (đơn vị tự chấm).",
        "Fill in the column “Evidence” of the first stage's form (the unit's own).",
    ),
}


class Merged:
    """A sheet as it would be, for those who check it: what the files said is placed in their cells.

    Attributes:
        path: how it is named to people.
        tree: what it would read as.
        problems: none; the sheet that it comes from could be read.
    """

    def __init__(self, tree: dict[str, Any], given: Sequence[Given], base: OnFile, kept: Collection[str] = ()) -> None:
        """Put together a sheet.

        Args:
            tree: what it would read as.
            given: what the files say.
            base: the sheet that it comes from.
            kept: the criteria of which the sheet says something else than the files, and goes on to say it.
        """
        self.path = shown(base.file)
        self.tree: Tree | None = tree
        self.problems: tuple[Problem, ...] = ()
        self._document: Document = base.document
        self._cells: Mapping[TreePath, Place] = {path: place for one in given for path, place in one.places.items()}
        self._kept = kept
        self._stages = {one.stage for one in given}
        self._fixes = FIXES if all(one.before is not None for one in given) else FIXES | {"Q611": _REASON_IN_A_TABLE}

    def place(self, path: TreePath) -> Place:
        """Return the cell that says what stands at a path, or the place in the sheet's file."""
        cell = self._cell(path)
        return cell if cell is not None else self._document.place(path)

    def located(self, problem: Problem) -> Problem:
        """Return the problem with its place; in a cell, with what to do there."""
        path = (*problem.path, "reason") if problem.code == "Q611" else problem.path
        cell = self._cell(path)
        if cell is None:
            return self._document.located(problem)
        return replace(problem, fix=self._fixes.get(problem.code, problem.fix)).at(cell)

    def _cell(self, path: TreePath) -> Place | None:
        if len(path) > 2 and path[2] not in self._stages and path not in self._cells:
            return None  # another stage's mark stands in the sheet alone
        if len(path) > 1 and path[1] in self._kept:
            return None
        while path:
            if path in self._cells:
                return self._cells[path]
            path = path[:-1]
        return None


def checked(loaded: Loaded, rubric: Rubric, merged: Merged) -> Iterator[Problem]:
    """Yield what is wrong with a sheet as it would be.

    Args:
        loaded: the campaign.
        rubric: the rubric of the sheet's unit.
        merged: the sheet.
    """
    campaign: Campaign | None = loaded.campaign
    assert campaign is not None  # noqa: S101 - the caller has seen to it
    sheet, problems = validate(merged, Sheet)
    yield from problems
    if sheet is None:
        return
    stages = tuple(stage.id for stage in campaign.stages)
    periods = {period: campaign.period_names(period) for period in campaign.periods}
    reader = SheetReader(rubric, stages, campaign.targets, campaign.unassigned, periods)
    for problem in reader.read(sheet, merged.place)[1]:
        yield merged.located(problem)
