"""Loading a campaign: files in, models and every problem of every file out. Nothing is raised for bad data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qcdc_cli.campaign.campaign import CAMPAIGN_FILE, DEFAULT_SHEETS, Bloc, Campaign, Period, Stage
from qcdc_cli.campaign.campaign_checks import assignment_problems, campaign_problems, unknown
from qcdc_cli.campaign.document import Document
from qcdc_cli.campaign.finding import campaign_sheets, expand, find_campaign, shown
from qcdc_cli.campaign.marks import MarkedSheet, MarkReader
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.rubric_checks import rubric_problems
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.shipped import rubric_file
from qcdc_cli.campaign.validation import validate
from qcdc_cli.language import say
from qcdc_cli.problems import Problem, QcdcError, in_order
from qcdc_cli.problems.problem import Locate

LOOSE_BLOC = "bloc"


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
    """

    campaign: Campaign | None
    folder: Path | None
    rubrics: Mapping[str, Rubric] = field(default_factory=dict)
    rubric_places: Mapping[str, Locate] = field(default_factory=dict)
    sheets: Mapping[tuple[str, str], MarkedSheet] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid computing results."""
        return tuple(problem for problem in self.problems if problem.is_error)

    def sound(self, *, strict: bool = False) -> Campaign:
        """Return the campaign, or refuse.

        Raises:
            QcdcError: with all problems, when there is an error (or, if `strict`, any problem).
        """
        if self.campaign is None or self.errors or (strict and self.problems):
            raise QcdcError(*self.problems)
        return self.campaign


def load(source: Source) -> Loaded:
    """Load a campaign, or loose sheets with a rubric, and check all of it.

    Raises:
        QcdcError: when there is nothing to load: no campaign, a file that does not exist, a pattern that
            matches nothing. What is wrong inside files is in the result's problems instead.
    """
    try:
        folder = find_campaign(source.folder)
    except QcdcError:
        if source.rubric is None or not source.sheets:
            raise
        return _load_loose(source)
    document = Document.read(folder / CAMPAIGN_FILE, shown(folder / CAMPAIGN_FILE))
    campaign, problems = validate(document, Campaign)
    if campaign is None:
        files = expand(source.sheets, folder) if source.sheets else campaign_sheets(folder, DEFAULT_SHEETS)
        shaped = [problem for file in files for problem in _read(file)[2]]
        return Loaded(None, folder, problems=in_order((*problems, *shaped)))
    found = [document.located(problem) for problem in campaign_problems(campaign)]
    rubrics, places, faults = _rubrics(campaign, folder, source.rubric, document)
    found += faults
    found += [document.located(problem) for problem in assignment_problems(campaign, rubrics)]
    files = expand(source.sheets, folder) if source.sheets else campaign_sheets(folder, campaign.sheets)
    sheets, more = _sheets(files, campaign, rubrics)
    return Loaded(campaign, folder, rubrics, places, sheets, in_order((*found, *more)))


def _read(file: Path) -> tuple[Document, Sheet | None, tuple[Problem, ...]]:
    document = Document.read(file, shown(file))
    sheet, problems = validate(document, Sheet)
    document.tree = None  # the model has it all; a country's trees would fill the memory twice
    return document, sheet, problems


def _rubrics(
    campaign: Campaign, folder: Path | None, override: str | None, document: Document | None
) -> tuple[dict[str, Rubric], dict[str, Locate], list[Problem]]:
    """Load the rubric of every bloc, each file once."""
    rubrics: dict[str, Rubric] = {}
    places: dict[str, Locate] = {}
    problems: list[Problem] = []
    known: dict[str, tuple[Document, Rubric | None]] = {}
    for identity, bloc in campaign.blocs.items():
        name = override or bloc.rubric
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
            own = Document.read(file, shown(file))
            rubric, faults = validate(own, Rubric)
            problems += faults
            if rubric is not None:
                faults = tuple(own.located(problem) for problem in rubric_problems(rubric))
                problems += faults
                if any(fault.is_error for fault in faults):
                    rubric = None
            known[name] = own, rubric
        own, rubric = known[name]
        if rubric is not None:
            rubrics[identity], places[identity] = rubric, own.place
    return rubrics, places, problems


def _sheets(
    files: Sequence[Path], campaign: Campaign, rubrics: Mapping[str, Rubric]
) -> tuple[dict[tuple[str, str], MarkedSheet], list[Problem]]:
    sheets: dict[tuple[str, str], MarkedSheet] = {}
    problems: list[Problem] = []
    readers = {
        identity: MarkReader(
            rubric, tuple(stage.id for stage in campaign.stages), campaign.targets, campaign.unassigned
        )
        for identity, rubric in rubrics.items()
    }
    blocs = {unit: identity for identity, bloc in campaign.blocs.items() for unit in bloc.units}
    for file in files:
        document, sheet, faults = _read(file)
        problems += faults
        if sheet is None:
            continue
        problems += [document.located(problem) for problem in _sheet_problems(sheet, campaign, sheets, blocs)]
        reader = readers.get(blocs.get(sheet.unit, ""))
        if reader is None:
            continue
        marks, faults_of_marks = reader.read(sheet, document.place)
        problems += [document.located(problem) for problem in faults_of_marks]
        sheets.setdefault((sheet.unit, sheet.period), marks)
    return sheets, problems


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


def _load_loose(source: Source) -> Loaded:
    """Load sheets that belong to no campaign, against one rubric."""
    files = expand(source.sheets)
    assert source.rubric is not None  # noqa: S101 - the caller has seen to it
    rubric_file(source.rubric, None)
    read = [_read(file) for file in files]
    names = {sheet.unit: sheet.unit for _, sheet, _ in read if sheet is not None}
    periods = {sheet.period: Period.model_construct(name=sheet.period) for _, sheet, _ in read if sheet is not None}
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
        signatures=(),
    )
    rubrics, places, problems = _rubrics(campaign, None, source.rubric, None)
    sheets, more = _sheets(files, campaign, rubrics)
    return Loaded(campaign, None, rubrics, places, sheets, in_order((*problems, *more)))


def default_stages() -> tuple[Stage, ...]:
    """Return the three stages that scales in use have: self, bloc, board."""
    return (
        Stage.model_construct(id="self", name=say("Tự chấm", "Self"), by="unit"),
        Stage.model_construct(id="bloc", name=say("Khối thẩm định", "Bloc"), by="leader"),
        Stage.model_construct(id="board", name=say("BCĐ duyệt", "Committee"), by="authority"),
    )
