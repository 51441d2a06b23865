"""Loading sheets: each read against its bloc's rubric, with everything that is wrong with it."""

import os
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain, islice, takewhile
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import NamedTuple

from qcdc_cli.campaign.campaign import CAMPAIGN_FILE, DEFAULT_SHEETS, Campaign
from qcdc_cli.campaign.campaign_checks import ENTRY_KEYS, late, unknown
from qcdc_cli.campaign.checking_checks import WhoMarked
from qcdc_cli.campaign.entries import unknown_stage
from qcdc_cli.campaign.file_lookup import SHEETS, display_path
from qcdc_cli.campaign.file_patterns import entries_below, is_passed_over, is_pattern
from qcdc_cli.campaign.lateness import ignored_lines, late_lines, late_problems
from qcdc_cli.campaign.loaded import Owner, Progress
from qcdc_cli.campaign.marks import Marked, MarkedSheet
from qcdc_cli.campaign.received_files import ReceivedFile
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.sheet_reader import SheetReader
from qcdc_cli.campaign.validation import validate
from qcdc_cli.language import Text
from qcdc_cli.language.names import nearest
from qcdc_cli.problems import Problem
from qcdc_cli.yamltext.document import YamlDocument
from qcdc_cli.yamltext.reading_ahead import read_documents

_NOTHING: Mapping[tuple[str, str], Sequence[ReceivedFile]] = MappingProxyType({})
_MOST_LOOKED_AT = 5_000  # entries of the campaign's folder, where no sheet was found
_NAMED = 5  # of many files or folders, how many are named
_SheetRead = tuple[YamlDocument, Sheet | None, tuple[Problem, ...]]


def read_sheets(files: Sequence[Path]) -> Generator[_SheetRead, None, None]:
    """Read sheets' files: of each its document, the model (None when it cannot be used) and what is wrong."""
    with closing(read_documents(files, display_path)) as documents:
        for document in documents:
            sheet, problems = validate(document, Sheet)
            document.tree = None  # the model has it all; a country's trees would fill the memory twice
            yield document, sheet, problems


def without_rubrics(files: Sequence[Path], folder: Path, names: Iterable[str], bases: Iterable[Path]) -> list[Path]:
    """Leave out the rubrics and what they extend, which may lie where the pattern of the sheets finds them."""
    rubrics = {*((folder / name).resolve() for name in names), *(base.resolve() for base in bases)}
    plain = {file.name for file in rubrics}
    return [file for file in files if file.name not in plain or file.resolve() not in rubrics]


def wrong_pattern(folder: Path, pattern: str, rubrics: Iterable[Path]) -> Problem | None:
    """Return the problem (Q417) of a pattern that finds no sheet, though others would; None for a young campaign.

    Args:
        folder: the campaign's folder.
        pattern: the pattern of its sheets.
        rubrics: its rubrics and what they extend, which are no sheets.
    """
    known = {folder / CAMPAIGN_FILE, *(file.resolve() for file in rubrics)}
    root = folder.joinpath(*takewhile(lambda part: not is_pattern(part), PurePath(pattern).parts[:-1]))
    folders = [folder] if root.is_relative_to(folder) and ".." not in root.parts else [folder, root]
    names: dict[str, list[str]] = {}
    for file in islice(chain.from_iterable(map(entries_below, folders)), _MOST_LOOKED_AT):
        where = PurePath(os.path.relpath(file.parent, folder)).as_posix()
        is_sheet = file.suffix.lower() in SHEETS and file.resolve() not in known
        if not is_passed_over(file.name) and (is_sheet or (file.parent == root and root != folder)):
            names.setdefault(where, []).append(file.name)
    if not names and pattern == DEFAULT_SHEETS:
        return None
    there = [f"{where}: {', '.join(own[:_NAMED])}{' …' if len(own) > _NAMED else ''}" for where, own in names.items()]
    instead = [f"{'' if where == '.' else f'{where}/'}*{PurePath(own[0]).suffix}" for where, own in names.items()]
    likely = [one for one in instead if one.lower().endswith(SHEETS)]
    shown = "; ".join(there[:_NAMED]) + (" …" if len(there) > _NAMED else "")
    what: str | Text = shown or Text("không có tệp .yaml nào khác", "no other .yaml files")
    values = {"pattern": pattern, "there": what}
    return Problem(
        "Q417", values, pattern, nearest=likely[0] if len(likely) == 1 else nearest(pattern, likely), path=("sheets",)
    )


def load_sheets(
    files: Sequence[Path],
    campaign: Campaign,
    rubrics: Mapping[str, Rubric],
    received: Mapping[tuple[str, str], Sequence[ReceivedFile]] = _NOTHING,
    *,
    carried: bool = False,
    asked: int | None = None,
    progress: Progress | None = None,
) -> tuple[dict[tuple[str, str], MarkedSheet], list[Problem], dict[str, Owner]]:
    """Read sheets.

    Args:
        files: the sheets.
        campaign: the campaign.
        rubrics: the rubrics that can be used, by the bloc's id.
        received: the files that brought marks, by unit and period, in the order in which they came in.
        carried: the marks were given for other rubrics.
        asked: how many of the files, from the first on, are those that the command is about; None for all.
        progress: is called with the number of sheets read so far and of all.

    Returns:
        the sheets that can be used, all problems, and whose sheet each file is.
    """
    sheets: dict[tuple[str, str], MarkedSheet] = {}
    problems: list[Problem] = []
    owners: dict[str, Owner] = {}
    stages = tuple(stage.id for stage in campaign.stages)
    periods = {period: campaign.period_names(period) for period in campaign.periods}
    readers: dict[int, SheetReader] = {}  # blocs that share a rubric share its reader, which remembers marks
    who = WhoMarked(campaign)
    for rubric in rubrics.values():
        if id(rubric) not in readers:
            readers[id(rubric)] = SheetReader(
                rubric,
                stages,
                campaign.targets,
                campaign.unassigned,
                periods,
                calendar=campaign.periods,
                carried=carried,
                who=who,
                doubles=campaign.double_stages,
            )
    blocs = campaign.bloc_by_unit
    waiting: dict[tuple[str, str], list[_Read]] = {}
    keys = (*(stage.id for stage in campaign.stages), *ENTRY_KEYS)
    with closing(read_sheets(files)) as read:
        for number, (document, sheet, faults) in enumerate(read):
            if progress is not None:
                progress(number, len(files))
            problems += (_mistyped(problem, keys, document) for problem in faults)
            if sheet is None:
                continue
            problems += [document.located(problem) for problem in _sheet_problems(sheet, campaign, sheets, blocs)]
            bloc = blocs.get(sheet.unit, "")
            if bloc:
                owners[document.path] = Owner(bloc, sheet.unit, sheet.period, asked is None or number < asked)
            if bloc not in rubrics:
                continue
            reader = readers[id(rubrics[bloc])]
            own = received.get((sheet.unit, sheet.period), ())
            late_ones = late_lines(campaign, own)
            marks, faults_of_marks = reader.read(sheet, document.place, ignored_lines(campaign, late_ones))
            marks = marks._replace(received=own) if own else marks
            about_days = late_problems(campaign, marks, rubrics[bloc], late_ones)
            problems += [document.located(problem) for problem in (*faults_of_marks, *about_days)]
            if campaign.late_since(sheet.period) is not None and not marks.self_marked:
                told = late(campaign, sheet.unit, sheet.period, rubrics[bloc], ("marks",))
                problems.append(document.located(told))
            sheets.setdefault((sheet.unit, sheet.period), marks)
            if reader.has_later:
                faulty = {problem.path[1] for problem in faults_of_marks if problem.path[1:]}
                waiting.setdefault((bloc, sheet.period), []).append(_Read(document, sheet, marks.criteria, faulty))
    for (bloc, _), together in waiting.items():
        problems += _blank_since(together, readers[id(rubrics[bloc])])
    return sheets, problems, owners


class _Read(NamedTuple):
    """A sheet that was read, and the criteria that have problems."""

    document: YamlDocument
    sheet: Sheet
    marked: tuple[Marked, ...]
    faulty: set[str | int]


def _blank_since(read: Sequence[_Read], reader: SheetReader) -> Iterator[Problem]:
    """Yield what is blank in a bloc's sheets since its other sheets have come to the stage that marks it."""
    reached = reader.reached(one.marked for one in read)
    for one in read:
        starts = range(reader.reached((one.marked,)) + 1, reached + 1)
        for problem in reader.blanks(one.sheet, one.marked, starts, one.faulty):
            yield one.document.located(problem)


def _mistyped(problem: Problem, keys: tuple[str, ...], document: YamlDocument) -> Problem:
    """Report a misspelt key (`evidense`) instead of what does not fit a stage's mark below it."""
    match problem.path:
        case ("marks", str() as criterion, str() as key, *_) if key not in keys:
            return document.located(unknown_stage(key, keys, ("marks", criterion, key)))
    return problem


def _sheet_problems(
    sheet: Sheet,
    campaign: Campaign,
    sheets: Mapping[tuple[str, str], MarkedSheet],
    blocs: Mapping[str, str],
) -> Iterator[Problem]:
    if sheet.unit not in campaign.units:
        yield unknown("Q401", sheet.unit, campaign.known_units, ("unit",))
    elif sheet.unit not in blocs:
        yield Problem("Q411", {"unit": sheet.unit}, found=sheet.unit, path=("unit",))
    if sheet.period not in campaign.periods:
        yield unknown("Q403", sheet.period, campaign.known_periods, ("period",))
    other = sheets.get((sheet.unit, sheet.period))
    if other is not None:
        values = {"unit": sheet.unit, "period": sheet.period, "other": str(other.place(("unit",)))}
        yield Problem("Q406", values, found=sheet.unit, path=("unit",))
