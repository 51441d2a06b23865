"""Loading a campaign: files in, models and every problem of every file out. Nothing is raised for bad data."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from qcdc_cli.campaign.campaign import CAMPAIGN_FILE, DEFAULT_SHEETS, Bloc, Campaign, Period, Stage
from qcdc_cli.campaign.campaign_checks import (
    ENTRY_KEYS,
    assignment_problems,
    campaign_problems,
    missing_sheets,
    unknown,
)
from qcdc_cli.campaign.document import Document
from qcdc_cli.campaign.finding import campaign_sheets, expand, find_campaign, shown
from qcdc_cli.campaign.marks import MarkedSheet, MarkReader, unknown_stage
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.rubric_checks import rubric_problems
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.shipped import is_shipped, rubric_file
from qcdc_cli.campaign.validation import validate
from qcdc_cli.language import say
from qcdc_cli.problems import Problem, QcdcError, in_order
from qcdc_cli.problems.problem import Locate

if TYPE_CHECKING:
    from qcdc_cli.campaign.extending import Composite

Whole: TypeAlias = "Document | Composite"  # a rubric's file, or what it is together with the files it extends
LOOSE_BLOC = "bloc"
_EXTENDING = frozenset({"extends", "change", "remove", "add"})
Progress = Callable[[int, int], None]  # told how many files of how many have been read


@dataclass(frozen=True, slots=True)
class Source:
    """What a command was asked to work on.

    Attributes:
        folder: where to look for the campaign.
        sheets: files, folders and patterns; none means the campaign's own sheets.
        rubric: a rubric for all of them in place of the blocs' own; needed where there is no campaign.
    """

    folder: Path = Path()
    sheets: tuple[str, ...] = ()
    rubric: str | None = None


class Owner(NamedTuple):
    """Whose sheet a file is.

    Attributes:
        bloc: the bloc that the unit competes in.
        unit: the unit's id.
        period: the period's id.
        asked: the command named this file, or no file at all.
    """

    bloc: str
    unit: str
    period: str
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Loaded:
    """A campaign as far as it could be read, and everything that is wrong with it.

    Attributes:
        campaign: the campaign; None when its own file cannot be used.
        folder: the campaign's folder; None for loose sheets.
        rubrics: the rubric of every bloc whose rubric can be used, by the bloc's id.
        rubric_places: for each of these rubrics, what gives the place of a path in its file.
        sheets: the sheets that can be used, by unit and period; each knows the line of every mark.
        problems: all problems, in order.
        owners: whose sheet a file is, by the file's name; a file that is not in it matters to all blocs.
    """

    campaign: Campaign | None
    folder: Path | None
    rubrics: Mapping[str, Rubric] = field(default_factory=dict)
    rubric_places: Mapping[str, Locate] = field(default_factory=dict)
    sheets: Mapping[tuple[str, str], MarkedSheet] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    owners: Mapping[str, Owner] = field(default_factory=dict)

    def problems_of(self, blocs: Sequence[str], period: str | None = None) -> tuple[Problem, ...]:
        """Return the problems that concern these blocs: their files' own, and those of shared files.

        Args:
            blocs: the blocs' ids.
            period: leave out what is only a warning about another period than this one.
        """
        return tuple(problem for problem in self.problems if self._concerns(problem, blocs, period))

    def _concerns(self, problem: Problem, blocs: Sequence[str], period: str | None) -> bool:
        owner = self.owners.get(problem.place.path) if problem.place is not None else None
        about = owner.period if owner is not None else None
        bloc = owner.bloc if owner is not None else None
        if problem.code == "Q617" and self.campaign is not None:  # a sheet that is not there has no file
            about, bloc = str(problem.values["period"]), self.campaign.bloc_of(str(problem.values["unit"]))
        if bloc is not None and bloc not in blocs:
            return False
        return problem.is_error or period is None or about is None or about == period

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid computing results."""
        return tuple(problem for problem in self.problems if problem.is_error)


def load(source: Source, progress: Progress | None = None) -> Loaded:
    """Load a campaign, or loose sheets with a rubric, and check all of it.

    Args:
        source: what to load.
        progress: is told how many of the sheets have been read.

    Raises:
        QcdcError: when there is nothing to load: no campaign, a file that does not exist, a pattern that
            matches nothing. What is wrong inside files is in the result's problems instead.
    """
    try:
        folder = find_campaign(source.folder)
    except QcdcError as refusal:
        if source.rubric is None or not source.sheets or refusal.problems[0].code != "Q102":
            raise
        return _load_loose(source, progress)
    document = Document.read(folder / CAMPAIGN_FILE, shown(folder / CAMPAIGN_FILE))
    campaign, problems = validate(document, Campaign)
    if campaign is None:
        return Loaded(None, folder, problems=in_order((*problems, *_problems_beside(document, folder, source))))
    found = [document.located(problem) for problem in campaign_problems(campaign)]
    names = {identity: bloc.rubric for identity, bloc in campaign.blocs.items()}
    rubrics, places, faults, bases = _rubrics(names, folder, source.rubric, document)
    found += faults
    if source.rubric is None:  # the campaign's targets were made for its own rubrics
        found += [document.located(problem) for problem in assignment_problems(campaign, rubrics)]
    files = expand(source.sheets, folder) if source.sheets else campaign_sheets(folder, campaign.sheets)
    asked = len(files)
    if not source.sheets:
        files = _without_rubrics(files, folder, names.values(), bases)
    elif any(leaf.criterion.kind.relative for rubric in rubrics.values() for leaf in rubric.leaves):
        # What a unit gets depends on the others, so that their sheets are read too.
        known = {file.resolve() for file in files}
        others = _without_rubrics(campaign_sheets(folder, campaign.sheets), folder, names.values(), bases)
        files = [*files, *(file for file in others if file.resolve() not in known)]
    carried = source.rubric is not None
    sheets, more, owners = _sheets(files, campaign, rubrics, carried=carried, asked=asked, progress=progress)
    if not source.sheets and not any(problem.is_error for problem in (*found, *more)):  # else it may just be misfiled
        found += [document.located(problem) for problem in missing_sheets(campaign, rubrics, sheets.keys())]
    return Loaded(campaign, folder, rubrics, places, sheets, in_order((*found, *more)), owners)


def load_rubrics(start: Path) -> Loaded:
    """Load a campaign with its rubrics and none of its sheets.

    Raises:
        QcdcError: when there is no campaign.
    """
    folder = find_campaign(start)
    document = Document.read(folder / CAMPAIGN_FILE, shown(folder / CAMPAIGN_FILE))
    campaign, problems = validate(document, Campaign)
    if campaign is None:
        return Loaded(None, folder, problems=in_order(problems))
    names = {identity: bloc.rubric for identity, bloc in campaign.blocs.items()}
    rubrics, places, faults, _ = _rubrics(names, folder, None, document)
    return Loaded(campaign, folder, rubrics, places, problems=in_order(faults))


def check(source: Source, progress: Progress | None = None) -> tuple[Problem, ...]:
    """Return every problem of what was named: sheets with their campaign, and rubrics by themselves.

    Args:
        source: what to check.
        progress: is told how many of the sheets have been read.

    Raises:
        QcdcError: as `load` does, when there is nothing to check.
    """
    rubrics, others = _rubric_files(source)
    problems = [problem for file in rubrics for problem in _rubric(file)[2]]
    if others or not rubrics:
        problems += load(replace(source, sheets=tuple(str(file) for file in others)), progress).problems
    return in_order(problems)


def _rubric_files(source: Source) -> tuple[list[Path], list[Path]]:
    """Part the named files into rubrics, known by their first key, and all others."""
    if not source.sheets:
        return [], []
    try:
        folder = find_campaign(source.folder)
    except QcdcError:
        folder = None
    rubrics: list[Path] = []
    others: list[Path] = []
    for file in expand(source.sheets, folder):
        tree = Document.read(file, shown(file)).tree
        is_rubric = isinstance(tree, dict) and "rubric" in tree and "unit" not in tree
        (rubrics if is_rubric else others).append(file)
    return rubrics, others


def _whole(file: Path) -> Whole:
    """Read a rubric's file; few extend another one, and only those pay for what merges them."""
    document = Document.read(file, shown(file))
    if not isinstance(document.tree, dict) or _EXTENDING.isdisjoint(document.tree):
        return document
    from qcdc_cli.campaign.extending import extended

    return extended(document, file)


def _bases(whole: Whole) -> tuple[Path, ...]:
    """Return the files that a rubric extends."""
    return () if isinstance(whole, Document) else whole.bases


def _rubric(file: Path) -> tuple[Whole, Rubric | None, tuple[Problem, ...]]:
    """Read a rubric; None when it cannot be used: over its errors nothing is scored."""
    document = _whole(file)
    rubric, problems = validate(document, Rubric)
    if rubric is not None:
        if not isinstance(document, Document):
            rubric = rubric.named_base(document.based_on)
        problems = tuple(document.located(problem) for problem in rubric_problems(rubric))
        if any(problem.is_error for problem in problems):
            rubric = None
    return document, rubric, problems


def read_rubric(name: str) -> tuple[str, Rubric]:
    """Return a rubric's text, ready to be copied elsewhere, and its model, by its shipped name or its path.

    Raises:
        QcdcError: when there is none, or when it has errors.
    """
    document, rubric, problems = _rubric(rubric_file(name, None))
    if rubric is None:
        raise QcdcError(*problems)
    text = document.text
    bases = _bases(document)
    if bases and not is_shipped(bases[0]):
        base = str(bases[0].resolve()).replace("'", "''")
        text = re.sub("^extends:.*$", lambda _: f"extends: '{base}'", text, count=1, flags=re.MULTILINE)
    return text, rubric


def named_rubric(name: str) -> Rubric:
    """Return a rubric by its shipped name or its path.

    Raises:
        QcdcError: when there is none, or when it has errors.
    """
    _, rubric, problems = _rubric(rubric_file(name, None))
    if rubric is None:
        raise QcdcError(*problems)
    return rubric


def _read(file: Path) -> tuple[Document, Sheet | None, tuple[Problem, ...]]:
    document = Document.read(file, shown(file))
    sheet, problems = validate(document, Sheet)
    document.tree = None  # the model has it all; a country's trees would fill the memory twice
    return document, sheet, problems


def _problems_beside(document: Document, folder: Path, source: Source) -> Iterator[Problem]:
    """Yield what is wrong in the rubrics and sheets of a campaign whose own file cannot be used."""
    tree = document.tree if isinstance(document.tree, dict) else {}
    blocs = tree.get("blocs")
    listed = blocs.items() if isinstance(blocs, dict) else ()
    names = {identity: bloc.get("rubric") for identity, bloc in listed if isinstance(bloc, dict)}
    named = {identity: name for identity, name in names.items() if isinstance(name, str) and name}
    _, _, faults, bases = _rubrics(named, folder, source.rubric, document)
    yield from faults
    pattern = tree.get("sheets")
    if source.sheets:
        files = expand(source.sheets, folder)
    else:
        files = campaign_sheets(folder, pattern if isinstance(pattern, str) and pattern else DEFAULT_SHEETS)
        files = _without_rubrics(files, folder, named.values(), bases)
    for file in files:
        yield from _read(file)[2]


def _without_rubrics(files: Sequence[Path], folder: Path, names: Iterable[str], bases: Iterable[Path]) -> list[Path]:
    """Leave out the rubrics and what they extend, which may lie where the pattern of the sheets finds them."""
    rubrics = {*((folder / name).resolve() for name in names), *(base.resolve() for base in bases)}
    plain = {file.name for file in rubrics}
    return [file for file in files if file.name not in plain or file.resolve() not in rubrics]


def _rubrics(
    names: Mapping[str, str], folder: Path | None, override: str | None, document: Document | None
) -> tuple[dict[str, Rubric], dict[str, Locate], list[Problem], list[Path]]:
    """Load the rubrics, whose names or paths are given by bloc, each file once; and name their files."""
    rubrics: dict[str, Rubric] = {}
    places: dict[str, Locate] = {}
    problems: list[Problem] = []
    bases: list[Path] = []
    known: dict[str, tuple[Whole, Rubric | None]] = {}
    for identity, own_name in names.items():
        name = override or own_name
        if name not in known:
            try:
                file = rubric_file(name, None if override else folder)
            except QcdcError as refusal:
                if override or document is None:
                    raise
                problems += [
                    document.located(problem.under("blocs", identity, "rubric")) for problem in refusal.problems
                ]
                continue
            own, rubric, faults = _rubric(file)
            problems += faults
            bases += (file, *_bases(own))
            known[name] = own, rubric
        own, rubric = known[name]
        if rubric is not None:
            rubrics[identity], places[identity] = rubric, own.place
    return rubrics, places, problems, bases


def _sheets(
    files: Sequence[Path],
    campaign: Campaign,
    rubrics: Mapping[str, Rubric],
    *,
    carried: bool = False,
    asked: int | None = None,
    progress: Progress | None = None,
) -> tuple[dict[tuple[str, str], MarkedSheet], list[Problem], dict[str, Owner]]:
    """Read sheets; of the files, the first `asked` are those that the command is about (None: all)."""
    sheets: dict[tuple[str, str], MarkedSheet] = {}
    problems: list[Problem] = []
    owners: dict[str, Owner] = {}
    stages = tuple(stage.id for stage in campaign.stages)
    periods = {period: campaign.period_names(period) for period in campaign.periods}
    readers: dict[int, MarkReader] = {}  # blocs that share a rubric share its reader, which remembers marks
    for rubric in rubrics.values():
        reader = MarkReader(rubric, stages, campaign.targets, campaign.unassigned, periods, carried=carried)
        readers.setdefault(id(rubric), reader)
    blocs = {unit: identity for identity, bloc in campaign.blocs.items() for unit in bloc.units}
    keys = (*(stage.id for stage in campaign.stages), *ENTRY_KEYS)
    for number, file in enumerate(files):
        if progress is not None:
            progress(number, len(files))
        document, sheet, faults = _read(file)
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
        marks, faults_of_marks = reader.read(sheet, document.place)
        problems += [document.located(problem) for problem in faults_of_marks]
        sheets.setdefault((sheet.unit, sheet.period), marks)
    return sheets, problems, owners


def _mistyped(problem: Problem, keys: tuple[str, ...], document: Document) -> Problem:
    """Tell of a misspelt key (`evidense`) instead of what does not fit a stage's mark below it."""
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
        yield unknown("Q401", sheet.unit, campaign.units, ("unit",))
    elif sheet.unit not in blocs:
        yield Problem("Q411", {"unit": sheet.unit}, found=sheet.unit, path=("unit",))
    if sheet.period not in campaign.periods:
        yield unknown("Q403", sheet.period, campaign.periods, ("period",))
    other = sheets.get((sheet.unit, sheet.period))
    if other is not None:
        values = {"unit": sheet.unit, "period": sheet.period, "other": str(other.place(("unit",)))}
        yield Problem("Q406", values, found=sheet.unit, path=("unit",))


def _load_loose(source: Source, progress: Progress | None) -> Loaded:
    """Load sheets that belong to no campaign, against one rubric."""
    files = expand(source.sheets)
    assert source.rubric is not None  # noqa: S101 - the caller has seen to it
    rubric_file(source.rubric, None)
    read = [_read(file) for file in files]
    names = {sheet.unit: sheet.unit for _, sheet, _ in read if sheet is not None}
    periods = {
        sheet.period: Period.model_construct(name=sheet.period, kind=None, from_=None, to=None, due=None)
        for _, sheet, _ in read
        if sheet is not None
    }
    campaign = Campaign.model_construct(
        campaign=say("Phiếu rời", "Loose sheets"),
        authority=None,
        basis=None,
        place=None,
        note=None,
        period=next(iter(periods), ""),
        periods=periods,
        stages=default_stages(),
        blocs={
            LOOSE_BLOC: Bloc.model_construct(
                name=say("Các phiếu đã cho", "The given sheets"),
                rubric=source.rubric,
                district=None,
                province=None,
                leader=None,
                deputy=None,
                pilot=None,
                units=tuple(names),
            )
        },
        units=names,
        sheets=DEFAULT_SHEETS,
        targets={},
        unassigned={},
        lots={},
        signatures=(),
    )
    rubrics, places, problems, _ = _rubrics({LOOSE_BLOC: source.rubric}, None, source.rubric, None)
    sheets, more, owners = _sheets(files, campaign, rubrics, progress=progress)
    return Loaded(campaign, None, rubrics, places, sheets, in_order((*problems, *more)), owners)


def default_stages() -> tuple[Stage, ...]:
    """Return the three stages that scales in use have: self, bloc, board."""
    return (
        Stage.model_construct(id="self", name=say("Tự chấm", "Self"), by="unit"),
        Stage.model_construct(id="bloc", name=say("Khối thẩm định", "Bloc"), by="leader"),
        Stage.model_construct(id="board", name=say("BCĐ duyệt", "Committee"), by="authority"),
    )
