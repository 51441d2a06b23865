"""Files that came back into sheets: all of them read, compared and checked first; nothing is written over a problem."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.file_lookup import shown
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.forms.importing.checking import Merged, checked, left_over
from qcdc_cli.forms.importing.differences import Difference, differences, kept
from qcdc_cli.forms.importing.gathering import gathered
from qcdc_cli.forms.importing.new_sheets import new_sheet
from qcdc_cli.forms.merging import applied, merged_file
from qcdc_cli.forms.sheet_file import OnFile, files_of, read_again, unreadable
from qcdc_cli.forms.submission import Given, Settled, settled_for
from qcdc_cli.language import Text, say
from qcdc_cli.problems import Place, Problem, QcdcError, in_order
from qcdc_cli.problems.problem import Path as TreePath
from qcdc_cli.render.words.table import NOTHING, Column, Row, Table
from qcdc_cli.render.words.text import visible


class Written(NamedTuple):
    """A sheet as it is to be written.

    Attributes:
        file: where it lies.
        data: its bytes.
        unit: the unit's id.
        new: there was no such sheet.
        differences: what changes in it.
    """

    file: Path
    data: bytes
    unit: str
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

    @property
    def refused(self) -> bool:
        """True when something is wrong, so that nothing is to be written."""
        return any(problem.is_error for problem in self.problems)


def planned(loaded: Loaded, given: Sequence[Given], *, force: bool) -> Import:
    """Work out what files change in the sheets.

    Args:
        loaded: the campaign with its sheets.
        given: what the files say, each for one unit, period and stage.
        force: take what the files say also where a sheet was changed after its form was made.
    """
    problems = list(_twice(given))
    written: list[Written] = []
    unchanged: list[str] = []
    files = files_of(loaded)
    by_sheet: dict[tuple[str, str], list[Given]] = {}
    for one in given:
        by_sheet.setdefault((one.unit, one.period), []).append(one)
    for (unit, period), parts in by_sheet.items():
        known, faults = _known(loaded, files.get((unit, period)), unit, period)
        problems += faults
        if faults:
            continue
        sheet, more = _sheet(loaded, parts, known, [one.file for one in written], force=force)
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


def _known(loaded: Loaded, file: Path | None, unit: str, period: str) -> tuple[OnFile | None, tuple[Problem, ...]]:
    """Return a unit's sheet, None where it has none yet; and why it cannot be told which file it is."""
    if file is None:  # one that nobody can read may be it
        return None, unreadable(loaded)
    twice = [problem for problem in loaded.problems if problem.code == "Q406"]
    same = tuple(one for one in twice if (one.values["unit"], one.values["period"]) == (unit, period))
    return (None, same) if same else read_again(file)


class _Compared(NamedTuple):
    """One unit's sheet compared with the files that speak of it.

    Attributes:
        found: what the files say otherwise.
        stays: the criteria of which the sheet says something else, and goes on to say it.
        problems: what somebody changed meanwhile, what two files say otherwise, what goes nowhere.
    """

    found: tuple[Difference, ...]
    stays: frozenset[str]
    problems: tuple[Problem, ...]


def _sheet(
    loaded: Loaded, parts: Sequence[Given], known: OnFile | None, taken: Collection[Path], *, force: bool
) -> tuple[Written | None, list[Problem]]:
    """Work out one unit's sheet of one period, which several stages' files may speak of."""
    campaign = loaded.campaign
    unit, period = parts[0].unit, parts[0].period
    rubric = loaded.rubrics[campaign.bloc_of(unit) or ""]
    stages = [stage.id for stage in campaign.stages]
    in_turn = sorted(parts, key=lambda one: stages.index(one.stage))
    compared = _compared(in_turn, known, rubric, settled_for(campaign, rubric, unit), stages[0], force=force)
    problems = list(compared.problems)
    if not compared.found:
        return None, problems
    base = known if known is not None else new_sheet(loaded, unit, period, taken)
    if isinstance(base, Problem):
        return None, [*problems, base]
    changes = [change for difference in compared.found for change in difference.changes]
    tree = applied(base.tree, changes, first_stage=stages[0])
    problems += checked(loaded, rubric, Merged(tree, in_turn, base, compared.stays))
    if any(problem.is_error for problem in problems):
        return None, problems
    order = [leaf.criterion.id for leaf in rubric.leaves]
    path = shown(base.file)
    data = merged_file(base.data, changes, first_stage=stages[0], stages=stages, order=order, path=path)
    return Written(base.file, data, unit, known is None, compared.found), problems


def _compared(
    parts: Sequence[Given],
    known: OnFile | None,
    rubric: Rubric,
    settled: Mapping[str, Settled],
    first_stage: str,
    *,
    force: bool,
) -> _Compared:
    """Compare a sheet, as far as there is one, with what the files say, stage by stage."""
    sheet = known.sheet if known is not None else None
    found: dict[TreePath, tuple[Difference, Given]] = {}
    stays: set[str] = set()
    problems: list[Problem] = []
    for part in parts:
        first = part.stage == first_stage
        stays |= kept(part, sheet, rubric, settled, first=first)
        for difference in differences(part, sheet, rubric, settled, first=first):
            other, source = found.setdefault(difference.path, (difference, part))
            if other.changes != difference.changes and source.stage != part.stage:  # else Q726 says it of them
                problems.append(_otherwise(difference, part, source))
            if difference.later and not force:
                problems.append(_later(difference, part, known))
        problems += left_over(part, sheet, settled)
    return _Compared(tuple(one for one, _ in found.values()), frozenset(stays), tuple(problems))


def _otherwise(difference: Difference, given: Given, other: Given) -> Problem:
    """Return the problem (Q729) of what another stage's file says otherwise, where a sheet says it only once."""
    first = str(_place(difference, other))
    return Problem("Q729", {"id": difference.about, "first": first}, difference.found).at(_place(difference, given))


def _place(difference: Difference, given: Given) -> Place:
    return given.places.get(difference.path, Place(given.source))


def _later(difference: Difference, given: Given, known: OnFile | None) -> Problem:
    blank = Text("(trống)", "(blank)")
    there: str | Text = difference.there or blank
    if known is not None and difference.there:
        there = f"{difference.there} ({known.document.place(difference.path)})"
    values: dict[str, str | Text] = {"there": there, "found": difference.found or blank}
    return Problem("Q739", values, difference.found).at(_place(difference, given))


def taken(
    files: Iterable[Path],
    loaded: Loaded,
    *,
    period: str | None = None,
    kind: str | None = None,
    stage: str | None = None,
    force: bool = False,
) -> Import:
    """Read files and work out what they change in the sheets; nothing is written.

    Args:
        files: the files.
        loaded: the campaign, whose own file could be read, with its sheets.
        period: the period that was asked for; None for the current one.
        kind: "form", "table" or "csv" for what all files are; None to find out.
        stage: the stage that was asked for; None where it does not matter, or the files say so.
        force: take what the files say also where a sheet was changed after its form was made.

    Returns:
        what the import comes to, with everything that is wrong with the files and the sheets, in order.

    Raises:
        QcdcError: when the campaign or a rubric is wrong, so that no file means anything for sure.
    """
    shared = _shared(loaded)
    if shared:
        raise QcdcError(*shared)
    given, problems = gathered(files, loaded, kind=kind, stage=stage, period=period)
    plan = planned(loaded, given, force=force)
    return replace(plan, problems=in_order(_true([*problems, *plan.problems])))


def _true(problems: list[Problem]) -> list[Problem]:
    """Leave out that criteria are blank (Q618) of files with errors: some of the blank ones were refused, not empty."""
    faulty = {problem.place.path for problem in problems if problem.is_error and problem.place is not None}
    return [
        problem
        for problem in problems
        if problem.code != "Q618" or problem.place is None or problem.place.path not in faulty
    ]


def _shared(loaded: Loaded) -> list[Problem]:
    """Return the errors that are not a single sheet's: of one that nobody can read it is told where it matters."""
    of_sheets = unreadable(loaded)
    return [
        problem
        for problem in loaded.errors
        if problem not in of_sheets and (problem.place is None or problem.place.path not in loaded.owners)
    ]


def change_table(plan: Import, campaign: Campaign) -> Table:
    """Return the table of an import's changes, sheet by sheet.

    Args:
        plan: what the import comes to, free of errors.
        campaign: the campaign.
    """
    rows: list[Row] = []
    for sheet in plan.written:
        state = say("phiếu mới", "new sheet") if sheet.new else shown(sheet.file)
        rows.append(Row((visible(campaign.unit_name(sheet.unit)), state, "", ""), strong=True))
        rows += _rows(sheet)
    number = sum(len(sheet.differences) for sheet in plan.written)
    notes = [say(f"{source}: không có gì mới", f"{source}: nothing new") for source in plan.unchanged]
    return Table(
        subject=say("Nhập", "Import"),
        title=say("Sẽ thay đổi", "What would change"),
        subtitle=(say(f"{number} thay đổi; chưa ghi gì", f"{number} changes; nothing is written yet"),),
        warnings=(),
        columns=(
            Column(say("Đơn vị, tiêu chí", "Unit, criterion")),
            Column(say("Phiếu đang ghi", "The sheet says"), wraps=True),
            Column("", align="center"),
            Column(say("Tệp nhập ghi", "The file says"), wraps=True),
        ),
        rows=tuple(rows),
        notes=tuple(notes),
    )


def _rows(sheet: Written) -> list[Row]:
    return [
        Row((visible(one.about), visible(one.there) or NOTHING, "→", visible(one.found) or NOTHING), level=1)
        for one in sheet.differences
    ]
