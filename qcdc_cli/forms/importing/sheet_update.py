"""One sheet, as the files that speak of it would make it: compared with what it says, merged, checked as a whole."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from qcdc_cli.campaign.double_marks import sheet_for
from qcdc_cli.campaign.file_lookup import display_path
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
from qcdc_cli.forms.importing.import_plan import SheetUpdate
from qcdc_cli.forms.importing.records import FormRecord
from qcdc_cli.forms.importing.withdrawn import withdrawn
from qcdc_cli.forms.merging import apply_changes, merge_file
from qcdc_cli.forms.sheet_file import CampaignSheets, SheetFile, is_inside, new_sheet, outside, read_sheet_file
from qcdc_cli.forms.submission import Submission, presets_for
from qcdc_cli.language import Text
from qcdc_cli.problems import Path as TreePath
from qcdc_cli.problems import Place, Problem
from qcdc_cli.storage.disk import digest

_OUTDATED = Text(
    "Biểu mẫu này đã được nhập, sau đó đơn vị đã gửi bản khác thay thế. Nếu vẫn lấy bản này thì dùng "
    "`qcdc import --force`.",
    "This form was imported before, and the unit has sent another one in its place since. To take it all the same, use "
    "`qcdc import --force`.",
)
_MOST_CELLS = 3  # of an outdated form that are named


def known_sheet(sheets: CampaignSheets, unit: str, period: str) -> tuple[SheetFile | None, tuple[Problem, ...]]:
    """Return a unit's sheet, None where it has none yet; and why its file cannot be determined."""
    file = sheets.files.get((unit, period))
    if file is None:  # one that nobody can read may be it
        return None, sheets.unreadable
    same = tuple(sheets.twice.get((unit, period), ()))
    return (None, same) if same else read_sheet_file(file)


def sheet_update(
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
    if not base.sheet.agreed and all(one.submission.agreed is None for one in compared):
        return [], []  # nobody agrees to anything, nor did before
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
    return [told[0]._replace(fix=fix)]


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
