"""Files that came back into sheets: all of them read, compared and checked first; nothing is written over a problem."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.document import Document, Tree
from qcdc_cli.campaign.finding import shown
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.sheet_reader import SheetReader
from qcdc_cli.campaign.states import State
from qcdc_cli.campaign.validation import validate
from qcdc_cli.forms.differing import Difference, differences
from qcdc_cli.forms.form_marks import Given
from qcdc_cli.forms.merging import applied, merged_file
from qcdc_cli.forms.new_sheets import new_sheet
from qcdc_cli.forms.on_file import OnFile, files_of, read_again
from qcdc_cli.forms.settled import Settled, settled_for
from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem
from qcdc_cli.problems.problem import Path as TreePath

_REASON = Text("Ghi lý do vào cột “Lý do” cùng dòng.", "Write the reason into the column “Reason” of the same row.")
_TYPE = Text("Sửa giá trị ở ô này.", "Correct the value in this cell.")
# What to do in a form, where the catalogue speaks of YAML.
_FIXES = {
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
    "Q619": Text("Điền cột “Minh chứng”.", "Fill in the column “Evidence”."),
}


class Written(NamedTuple):
    """A sheet as it is to be written.

    Attributes:
        file: where it lies.
        data: its bytes.
        unit: the unit's id.
        source: the file that it comes from.
        new: there was no such sheet.
        differences: what changes in it.
    """

    file: Path
    data: bytes
    unit: str
    source: str
    new: bool
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Import:
    """What an import comes to.

    Attributes:
        written: the sheets that change.
        unchanged: the files that say nothing new.
        problems: everything that is wrong, and warnings; over an error nothing is to be written.
    """

    written: tuple[Written, ...]
    unchanged: tuple[str, ...]
    problems: tuple[Problem, ...]


def planned(loaded: Loaded, given: Sequence[Given], *, force: bool) -> Import:
    """Work out what files change in the sheets.

    Args:
        loaded: the campaign with its sheets.
        given: what the files say, each for one unit, period and stage.
        force: take what the files say also where a sheet was changed after its form was made.
    """
    assert loaded.campaign is not None  # noqa: S101 - the caller has seen to it
    problems = list(_twice(given))
    written: list[Written] = []
    unchanged: list[str] = []
    files = files_of(loaded)
    by_sheet: dict[tuple[str, str], list[Given]] = {}
    for one in given:
        by_sheet.setdefault((one.unit, one.period), []).append(one)
    for (unit, period), parts in by_sheet.items():
        known, faults = _known(files.get((unit, period)))
        problems += faults
        if faults:
            continue
        sheet, more = _sheet(loaded, parts, known, force=force)
        problems += more
        if sheet is None:
            unchanged += (part.source for part in parts)
        else:
            written.append(sheet)
    return Import(tuple(written), tuple(unchanged), tuple(problems))


def _twice(given: Iterable[Given]) -> Iterator[Problem]:
    seen: dict[tuple[str, str, str], str] = {}
    for one in given:
        key = (one.unit, one.period, one.stage)
        if key in seen:
            values = {"unit": one.unit, "period": one.period, "stage": one.stage, "other": seen[key]}
            yield Problem("Q726", values).at(Place(one.source))
        seen.setdefault(key, one.source)


def _known(file: Path | None) -> tuple[OnFile | None, tuple[Problem, ...]]:
    return (None, ()) if file is None else read_again(file)


def _sheet(
    loaded: Loaded, parts: Sequence[Given], known: OnFile | None, *, force: bool
) -> tuple[Written | None, list[Problem]]:
    """Work out one unit's sheet of one period, which several stages' files may speak of."""
    campaign = loaded.campaign
    assert campaign is not None  # noqa: S101 - the caller has seen to it
    unit, period = parts[0].unit, parts[0].period
    rubric = loaded.rubrics[campaign.bloc_of(unit) or ""]
    settled = settled_for(campaign, rubric, unit)
    stages = [stage.id for stage in campaign.stages]
    sheet = known.sheet if known is not None else None
    found: list[Difference] = []
    problems: list[Problem] = []
    for part in sorted(parts, key=lambda one: stages.index(one.stage)):
        for difference in differences(part, sheet, rubric, settled, first=part.stage == stages[0]):
            found.append(difference)
            if difference.later and not force:
                problems.append(_later(difference, part, known))
        problems += _settled_otherwise(part, settled)
    if not found:
        return None, problems
    base = known if known is not None else new_sheet(loaded, unit, period)
    changes = [change for difference in found for change in difference.changes]
    tree = applied(base.tree, changes, first_stage=stages[0])
    problems += _checked(loaded, rubric, _Merged(tree, parts, base))
    if any(problem.is_error for problem in problems):
        return None, problems
    order = [leaf.criterion.id for leaf in rubric.leaves]
    path = shown(base.file)
    data = merged_file(base.data, changes, first_stage=stages[0], stages=stages, order=order, path=path)
    sources = ", ".join(part.source for part in parts)
    return Written(base.file, data, unit, sources, known is None, tuple(found)), problems


def _settled_otherwise(given: Given, settled: Mapping[str, Settled]) -> Iterator[Problem]:
    """Yield marks of criteria that the campaign does not assign to the unit: locked cells that were filled in."""
    for criterion, entered in given.entered.items():
        state = settled[criterion].state
        if state and (entered.mark or entered.parts):
            values = {"state": State(state).title, "other": Text("điểm", "a mark")}
            path = ("marks", criterion, given.stage)
            yield Problem("Q613", values, fix=_FIXES["Q613"]).at(given.places.get(path, Place(given.source)))


def _later(difference: Difference, given: Given, known: OnFile | None) -> Problem:
    blank = Text("(trống)", "(blank)")
    there: str | Text = difference.there or blank
    if known is not None and difference.there:
        there = f"{difference.there} ({known.document.place(difference.path)})"
    values: dict[str, str | Text] = {"there": there, "found": difference.found or blank}
    place = given.places.get(difference.path, Place(given.source))
    return Problem("Q739", values, difference.found).at(place)


class _Merged:
    """A sheet as it would be, for those who check it: what the files said is placed in their cells.

    Attributes:
        path: how it is named to people.
        tree: what it would read as.
        problems: none; the sheet that it comes from could be read.
    """

    def __init__(self, tree: dict[str, Any], given: Sequence[Given], base: OnFile) -> None:
        self.path = shown(base.file)
        self.tree: Tree | None = tree
        self.problems: tuple[Problem, ...] = ()
        self._document: Document = base.document
        self._cells: Mapping[TreePath, Place] = {path: place for one in given for path, place in one.places.items()}
        self._stages = {one.stage for one in given}

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
        return replace(problem, fix=_FIXES.get(problem.code, problem.fix)).at(cell)

    def _cell(self, path: TreePath) -> Place | None:
        if len(path) > 2 and path[2] not in self._stages and path not in self._cells:
            return None  # another stage's mark stands in the sheet alone
        while path:
            if path in self._cells:
                return self._cells[path]
            path = path[:-1]
        return None


def _checked(loaded: Loaded, rubric: Rubric, merged: _Merged) -> Iterator[Problem]:
    """Yield what is wrong with a sheet as it would be."""
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
