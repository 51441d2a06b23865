"""A unit's sheet as it lies on the disk: its bytes, its text with places, and what each stage said in it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from qcdc_cli.campaign.file_lookup import campaign_sheets, shown
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import EvidenceItem, MarkEntry, Notes, Sheet, StageMark
from qcdc_cli.campaign.validation import validate
from qcdc_cli.forms.form_key import fingerprint
from qcdc_cli.forms.form_layout import SECTIONS
from qcdc_cli.forms.form_mark import Said, as_lines, entered, evidence_lines, one_line
from qcdc_cli.forms.submission import Settled, apart_from
from qcdc_cli.problems import Problem
from qcdc_cli.yamltext.document import Document


class OnFile(NamedTuple):
    """A sheet's file.

    Attributes:
        file: where it lies.
        data: its bytes.
        document: its text, its tree and the place of everything in it.
        sheet: its model.
    """

    file: Path
    data: bytes
    document: Document
    sheet: Sheet

    @property
    def tree(self) -> dict[str, Any]:
        """The sheet as a tree of texts."""
        assert isinstance(self.document.tree, dict)  # noqa: S101 - it has a model
        return self.document.tree


def read_again(file: Path) -> tuple[OnFile | None, tuple[Problem, ...]]:
    """Read a sheet's file with everything that changing it takes; None with the problems where it cannot be used."""
    try:
        data = file.read_bytes()  # once: what is compared and what is changed must be the same
    except OSError:
        return None, Document.read(file, shown(file)).problems  # which knows all reasons
    document = Document(shown(file), data)
    sheet, problems = validate(document, Sheet)
    return (None, problems) if sheet is None else (OnFile(file, data, document, sheet), ())


def files_of(loaded: Loaded) -> dict[tuple[str, str], Path]:
    """Return the files of the sheets, by unit and period."""
    return {(owner.unit, owner.period): Path(path) for path, owner in loaded.owners.items()}


def unreadable(loaded: Loaded) -> tuple[Problem, ...]:
    """Return the errors of sheets of which not even the unit could be read."""
    if loaded.folder is None:
        return ()
    files = {shown(file) for file in campaign_sheets(loaded.folder, loaded.campaign.sheets)} - loaded.owners.keys()
    return tuple(problem for problem in loaded.errors if problem.place is not None and problem.place.path in files)


def said_by(sheet: Sheet | None, criterion: str, stage: str, *, first: bool) -> Said | None:
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


def evidence_of(sheet: Sheet | None, criterion: str) -> tuple[str | EvidenceItem, ...]:
    """Return the documents that a sheet names for a criterion."""
    entry = sheet.marks.get(criterion) if sheet is not None else None
    return (entry.evidence or ()) if isinstance(entry, MarkEntry) else ()


def notes_of(sheet: Sheet | None) -> Notes:
    """Return a sheet's remarks."""
    return (sheet.notes or Notes()) if sheet is not None else Notes()


def remarks_of(sheet: Sheet | None, section: str) -> tuple[str, ...]:
    """Return the remarks of one section, each on one line."""
    return as_lines(getattr(notes_of(sheet), section) or ())


def disqualifiers_of(sheet: Sheet | None) -> dict[str, str]:
    """Return the disqualifiers of a sheet with the reasons, each on one line."""
    return {identity: one_line(reason) for identity, reason in sheet.disqualifiers.items()} if sheet is not None else {}


def fingerprints(
    sheet: Sheet | None, rubric: Rubric, stage: str, settled: Mapping[str, Settled], *, first: bool
) -> dict[str, str]:
    """Return digests of all that a stage's form shows of a sheet and may change, by what it is about.

    What the sheet does not say has none.
    """
    return {name: fingerprint(value) for name, value in _contents(sheet, rubric, stage, settled, first=first) if value}


def _contents(
    sheet: Sheet | None, rubric: Rubric, stage: str, settled: Mapping[str, Settled], *, first: bool
) -> Iterator[tuple[str, Any]]:
    for leaf in rubric.leaves:
        said = said_by(sheet, leaf.criterion.id, stage, first=first)
        own = apart_from(entered(said, leaf.criterion), settled[leaf.criterion.id])
        yield mark_name(leaf.criterion.id), None if own.blank else own
        yield evidence_name(leaf.criterion.id), evidence_lines(evidence_of(sheet, leaf.criterion.id))
    for section in SECTIONS:
        yield section_name(section), remarks_of(sheet, section)
    for identity, reason in disqualifiers_of(sheet).items():
        yield disqualifier_name(identity), reason


def mark_name(criterion: str) -> str:
    """Return what a mark is called among the digests."""
    return f"mark {criterion}"


def evidence_name(criterion: str) -> str:
    """Return what evidence is called among the digests."""
    return f"evidence {criterion}"


def section_name(section: str) -> str:
    """Return what a section of the remarks is called among the digests."""
    return f"notes {section}"


def disqualifier_name(identity: str) -> str:
    """Return what a disqualifier is called among the digests."""
    return f"disqualifier {identity}"
