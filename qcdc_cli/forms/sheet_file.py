"""A unit's sheet as it lies on the disk, or where a new one is made; and each stage's marks in it."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import Any, Literal, NamedTuple

from qcdc_cli.campaign.appeals import upheld_mark
from qcdc_cli.campaign.campaign import CAMPAIGN_FILE, Campaign
from qcdc_cli.campaign.file_lookup import campaign_sheets, display_path
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.campaign.marks import NOT_HELD, Marked, MarkedSheet, NoSheet, StageReading, State
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import SECTIONS, EvidenceItem, MarkEntry, Notes, Settlement, Sheet, StageMark
from qcdc_cli.campaign.starting import sheet_text
from qcdc_cli.campaign.validation import validate
from qcdc_cli.encoding import LIMIT_MEGABYTES
from qcdc_cli.file_bytes import read_file
from qcdc_cli.forms.form_key import digest_of, fingerprint
from qcdc_cli.forms.form_layout import FormRow, form_rows
from qcdc_cli.forms.form_mark import BLANK, FormMark, SheetMark, form_mark, one_line, remark_lines
from qcdc_cli.forms.submission import Agreed, Preset, without_preset
from qcdc_cli.problems import Place, Problem
from qcdc_cli.yamltext.document import YamlDocument

DigestSubject = Literal["mark", "claim", "evidence", "notes", "disqualifier", "agreement", "prefilled", "appeal"]
_WILD = frozenset("*?[")
_SCHEMAS = "schemas"
_SOME = ("…",)  # any evidence will do: a form shows the points that the marks give
_MOST = 100  # files of one name that are not the sheet


class SheetFile(NamedTuple):
    """A sheet's file.

    Attributes:
        file: where it lies.
        data: its bytes.
        document: its text, its tree and the place of everything in it.
        sheet: its model.
    """

    file: Path
    data: bytes
    document: YamlDocument
    sheet: Sheet

    @property
    def tree(self) -> dict[str, Any]:
        """The sheet as a tree of texts."""
        assert isinstance(self.document.tree, dict)  # noqa: S101 - it has a model
        return self.document.tree


def read_sheet_file(file: Path) -> tuple[SheetFile | None, tuple[Problem, ...]]:
    """Read a sheet's file with everything that changing it takes; None with the problems where it cannot be used."""
    path = display_path(file)
    data = read_file(file, path, LIMIT_MEGABYTES)  # once: what is compared and what is changed must be the same
    if isinstance(data, Problem):
        return None, (data,)
    document = YamlDocument(path, data)
    sheet, problems = validate(document, Sheet)
    return (None, problems) if sheet is None else (SheetFile(file, data, document, sheet), ())


@dataclass(frozen=True)
class CampaignSheets:
    """A campaign that stands in a folder, with the files of its sheets.

    Attributes:
        loaded: what was loaded.
        campaign: the campaign.
        folder: its folder.
    """

    loaded: Loaded
    campaign: Campaign
    folder: Path

    @classmethod
    def of(cls, loaded: Loaded) -> "CampaignSheets":
        """Return the sheets of a campaign that is not one of loose sheets only."""
        assert loaded.folder is not None  # noqa: S101 - loose sheets have none
        return cls(loaded, loaded.campaign, loaded.folder)

    @cached_property
    def stages(self) -> tuple[str, ...]:
        """The ids of the stages in order."""
        return tuple(stage.id for stage in self.campaign.stages)

    @cached_property
    def files(self) -> dict[tuple[str, str], Path]:
        """The files of the sheets, by unit and period."""
        return {(owner.unit, owner.period): Path(path) for path, owner in self.loaded.owners.items()}

    @cached_property
    def twice(self) -> dict[tuple[str, str], list[Problem]]:
        """The problems of units that have two sheets of one period, by unit and period."""
        twice: dict[tuple[str, str], list[Problem]] = {}
        for problem in self.loaded.problems:
            if problem.code == "Q406":
                twice.setdefault((str(problem.values["unit"]), str(problem.values["period"])), []).append(problem)
        return twice

    @cached_property
    def unreadable(self) -> tuple[Problem, ...]:
        """The errors of sheets of which not even the unit could be read."""
        files = {display_path(file) for file in campaign_sheets(self.folder, self.campaign.sheets)}
        unknown = files - self.loaded.owners.keys()
        errors = self.loaded.errors
        return tuple(problem for problem in errors if problem.place is not None and problem.place.path in unknown)

    @cached_property
    def shared_errors(self) -> tuple[Problem, ...]:
        """The errors that are not a single sheet's; one that cannot be read is reported where it is needed."""
        of_sheets, owners = set(map(id, self.unreadable)), self.loaded.owners
        return tuple(
            problem
            for problem in self.loaded.errors
            if id(problem) not in of_sheets and (problem.place is None or problem.place.path not in owners)
        )

    def rubric_of(self, unit: str) -> Rubric | None:
        """Return the rubric of a unit's bloc; None for a unit of no bloc, or whose rubric cannot be used."""
        return self.loaded.rubrics.get(self.campaign.bloc_of(unit) or "")

    @cached_property
    def _rubric_digests(self) -> dict[str, str]:
        """The digests of the rubrics that can be used, by the ids of their blocs, of which many share one."""
        rubrics = {id(rubric): rubric for rubric in self.loaded.rubrics.values()}
        digests = {number: digest_of(rubric) for number, rubric in rubrics.items()}
        return {bloc: digests[id(rubric)] for bloc, rubric in self.loaded.rubrics.items()}

    def rubric_digest(self, unit: str) -> str:
        """Return the digest of the rubric of a unit's bloc, which can be used."""
        return self._rubric_digests[self.campaign.bloc_of(unit) or ""]

    @cached_property
    def _form_rows(self) -> dict[tuple[int, str, str, int], tuple[FormRow, ...]]:
        return {}

    def form_rows(self, rubric: Rubric, period: str, stage: str, places: int) -> tuple[FormRow, ...]:
        """Return the rows of a form's table as `form_layout.form_rows` does, worked out once for all units' forms.

        Args:
            rubric: the rubric of one of the blocs.
            period: the period's id.
            stage: the stage's id.
            places: for how many assessors there are rows, where that is more than usual.
        """
        key = id(rubric), period, stage, places  # the campaign keeps its rubrics, so that no other gets the number
        rows = self._form_rows.get(key)
        if rows is None:
            names = self.campaign.period_names(period)
            rows = self._form_rows[key] = form_rows(rubric, names, self.stages, stage, places)
        return rows


def mark_in_sheet(sheet: Sheet | None, criterion: str, stage: str, *, first: bool) -> SheetMark | None:
    """Return what a stage said about a criterion; what is said of no stage is the first one's.

    Args:
        sheet: the unit's sheet; None where there is none.
        criterion: the criterion's id.
        stage: the stage's id.
        first: it is the campaign's first stage.
    """
    entry = sheet.marks.get(criterion) if sheet is not None else None
    if entry is None or entry == "":
        return None
    if not isinstance(entry, MarkEntry):
        return entry if first else None
    said = entry.stages.get(stage)
    if said in (None, "") and first and (entry.not_applicable is not None or entry.unassigned is not None):
        return StageMark(not_applicable=entry.not_applicable, unassigned=entry.unassigned)
    return said


def claim_of(sheet: Sheet | None, criterion: CriterionBase, stages: Sequence[str], preset: Preset) -> FormMark:
    """Return what a later stage can agree with: what the latest of the stages before it says, itself, of a criterion.

    Args:
        sheet: the unit's sheet; None where there is none.
        criterion: the criterion.
        stages: the ids of the stages before that one, in order, from the campaign's first.
        preset: what the campaign has set for the criterion, which nobody claims.

    Raises:
        QcdcError: when what is said is no mark of this criterion.
    """
    entry = sheet.marks.get(criterion.id) if sheet is not None else None
    agreements = sheet.agreed if sheet is not None else {}
    agreed = [stage for stage, one in agreements.items() if criterion.id in one.claims]
    for number, stage in reversed(list(enumerate(stages))):
        own = _taken(mark_in_sheet(sheet, criterion.id, stage, first=number == 0), criterion)
        said = form_mark(upheld_mark(entry, stage, agreed, stages) or own, criterion)
        claim = without_preset(said, preset)
        if not claim.blank:
            return claim if claim.state else claim._replace(reason="")
    return BLANK


def _taken(said: SheetMark | None, criterion: CriterionBase) -> SheetMark | None:
    """Return what counts of marks that checkers gave alone: what was settled, or what all gave; None while open."""
    if not isinstance(said, StageMark) or not said.marks:
        return said
    if isinstance(said.settled, Settlement):
        return said.settled.as_mark
    marks = [mark for _, mark in said.marks]
    contents = {form_mark(mark, criterion)._replace(reason="").content for mark in marks}
    return marks[0] if len(marks) > 1 and len(contents) == 1 else None


def agreement_of(sheet: Sheet | None, stage: str) -> Agreed | None:
    """Return who agreed at a stage with what was claimed before it, and when; None where nobody did."""
    agreement = sheet.agreed.get(stage) if sheet is not None else None
    return None if agreement is None else Agreed(one_line(agreement.by), agreement.date)


def evidence_of(sheet: Sheet | None, criterion: str) -> tuple[str | EvidenceItem, ...]:
    """Return the documents that a sheet names for a criterion."""
    entry = sheet.marks.get(criterion) if sheet is not None else None
    return (entry.evidence or ()) if isinstance(entry, MarkEntry) else ()


def notes_of(sheet: Sheet | None) -> Notes:
    """Return a sheet's remarks."""
    return (sheet.notes or Notes()) if sheet is not None else Notes()


def remarks_of(sheet: Sheet | None, section: str) -> tuple[str, ...]:
    """Return the remarks of one section, each on one line."""
    return remark_lines(getattr(notes_of(sheet), section) or ())


def disqualifiers_of(sheet: Sheet | None) -> dict[str, str]:
    """Return the disqualifiers of a sheet with the reasons, each on one line."""
    return {identity: one_line(reason) for identity, reason in sheet.disqualifiers.items()} if sheet is not None else {}


def fingerprints(
    sheet: Sheet | None,
    marks: Mapping[str, FormMark],
    evidence: Mapping[str, tuple[str, ...]],
    presets: Mapping[str, Preset],
) -> dict[str, str]:
    """Return digests of all that a stage's form shows of a sheet and may change, by what it is about.

    What the sheet does not say has none.

    Args:
        sheet: the sheet; None where there is none.
        marks: what it says of each criterion at this stage.
        evidence: the lines of the documents that it names for each.
        presets: what the campaign has set for each.
    """
    contents: dict[str, Any] = {}
    for identity, mark in marks.items():
        own = without_preset(mark, presets[identity])
        contents[digest_name("mark", identity)] = None if own.blank else own.content
        contents[digest_name("evidence", identity)] = evidence[identity]
    contents |= {digest_name("notes", section): remarks_of(sheet, section) for section in SECTIONS}
    contents |= {digest_name("disqualifier", one): reason for one, reason in disqualifiers_of(sheet).items()}
    return {name: fingerprint(content) for name, content in contents.items() if content}


def digest_name(what: DigestSubject, identity: str) -> str:
    """Return what is called among the digests: of a criterion, a section, a disqualifier; of an agreement, where."""
    return f"{what} {identity}"


AGREED_IN_SHEET, AGREED_ON_FORM = digest_name("agreement", "sheet"), digest_name("agreement", "form")


def new_sheet(sheets: CampaignSheets, unit: str, period: str, taken: Collection[Path] = ()) -> SheetFile | Problem:
    """Return an empty sheet of a unit and period, which is not on the disk yet; or why it has no place there.

    Args:
        sheets: the campaign with its sheets.
        unit: the unit's id, whose bloc has a rubric.
        period: the period's id.
        taken: files that are about to be written for others.
    """
    campaign, folder, rubric = sheets.campaign, sheets.folder, sheets.rubric_of(unit)
    assert rubric is not None  # noqa: S101 - the caller has read marks by it
    several = len(campaign.periods) > 1
    has_folder = (folder / _root(campaign.sheets) / unit).is_dir()
    wanted = _candidates(campaign.sheets, unit, period, has_folder=has_folder, several=several)
    found = (folder / name for name in wanted if _finds(PurePosixPath(campaign.sheets).parts, name.parts))
    file = next((file for file in found if file not in taken and not file.exists()), None)
    if file is None:
        place = Place(display_path(folder / CAMPAIGN_FILE))
        return Problem("Q750", {"unit": unit, "pattern": campaign.sheets}).at(place)
    if not is_inside(file, folder):
        return outside(file, folder)
    up = None
    if (folder / _SCHEMAS).is_dir():
        up = "../" * len(file.parent.resolve().relative_to(folder.resolve()).parts)
    held = campaign.period_names(period)
    text = sheet_text(unit, campaign.unit_name(unit), period, rubric, held=held, stages=sheets.stages, up=up)
    document = YamlDocument(display_path(file), text.encode())
    sheet, problems = validate(document, Sheet)
    assert sheet is not None, problems  # noqa: S101 - it is our own text
    return SheetFile(file, text.encode(), document, sheet)


def is_inside(file: Path, folder: Path) -> bool:
    """Return whether a file lies in a folder or below, wherever links lead."""
    return Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))


def outside(file: Path, folder: Path) -> Problem:
    """Return the problem (Q770) of a sheet that lies outside its campaign's folder, where no import writes."""
    where = Place(display_path(file))
    return Problem("Q770", {"path": display_path(file), "folder": display_path(folder)}).at(where)


def _root(pattern: str) -> PurePosixPath:
    """Return the folder above all that a pattern leaves open."""
    return PurePosixPath(*takewhile(lambda part: not _WILD & set(part), PurePosixPath(pattern).parts[:-1]))


def _candidates(pattern: str, unit: str, period: str, *, has_folder: bool, several: bool) -> Iterator[PurePosixPath]:
    """Yield where the sheet could lie, the usual place first; the pattern does not find all of these.

    A campaign with several periods keeps a unit's sheets in a folder of its own, where it does so already or the
    plain name is taken.
    """
    root, (*folders, last) = _root(pattern), PurePosixPath(pattern).parts
    suffix = PurePosixPath(last).suffix or ".yaml"
    names = [root / f"{unit}{suffix}", root / unit / f"{period}{suffix}"]
    yield from reversed(names) if has_folder and several else names
    inner = (part for part in folders[len(root.parts) :] if part != "**")
    own = root.joinpath(*(unit if _WILD & set(part) else part for part in inner))
    for name in (unit, f"{unit}-{period}", period, *(f"{unit}-{period}-{number}" for number in range(2, _MOST))):
        yield own / last.replace("*", name, 1).replace("*", period)
        yield root / f"{name}{suffix}"


def _finds(pattern: Sequence[str], way: Sequence[str]) -> bool:
    """Return whether a pattern finds a file, both part by part."""
    if not pattern or not way:
        return not pattern and not way
    if pattern[0] == "**":
        return _finds(pattern[1:], way) or _finds(pattern, way[1:])
    return fnmatchcase(way[0], pattern[0]) and _finds(pattern[1:], way[1:])


def own_marks(
    there: MarkedSheet | NoSheet, stage: int, rubric: Rubric, presets: Mapping[str, Preset], *, agreed: bool
) -> NoSheet:
    """Return what one stage alone has marked, without what hangs on the bloc's other units.

    What it agreed with is its own where the form says that it `agreed`.
    """
    own = tuple(
        _own_mark(marked, leaf.criterion, stage, presets[leaf.criterion.id], agreed=agreed)
        for leaf, marked in zip(rubric.leaves, there.criteria, strict=True)
    )
    return NoSheet(own, disqualifiers=there.against)


def _own_mark(marked: Marked, criterion: CriterionBase, stage: int, preset: Preset, *, agreed: bool) -> Marked:
    if preset.state and marked != NOT_HELD:  # the campaign's word; what an earlier stage said is not this one's
        return Marked((StageReading(stage, State(preset.state)),))

    def kept(reading: StageReading) -> bool:
        if reading.appeal is not None or (reading.agreed is not None and not agreed):
            return False  # what was upheld on appeal stands in no cell of the stage's own
        if reading.state is State.GIVEN:
            return reading.stage == stage and not criterion.kind.relative
        return reading.stage == stage or reading.state is State.NOT_HELD

    return Marked(tuple(reading for reading in marked.readings if kept(reading)), _SOME, marked.start)
