"""The evidence file of each unit: what the rubric asks for, what the sheet names, what lies there, what is wrong."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.evidence_folders import evidence_path, file_key
from qcdc_cli.campaign.evidence_listing import MOST_FILES, Content, EvidenceFile, EvidenceListing, Sort, by_name
from qcdc_cli.campaign.marks import Marked, MarkedSheet, StageReading, lacks_evidence, missing_evidence
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import Text
from qcdc_cli.language.names import Known, first_words
from qcdc_cli.language.system import reason
from qcdc_cli.problems import Path, Problem
from qcdc_cli.process.evidence_documents import (
    Contents,
    NamedDocument,
    There,
    day_fault,
    file_fault,
    named_documents,
)
from qcdc_cli.process.evidence_uses import EvidenceUses

_MOST_NAMED = 5  # files that a problem names
_IS_LINK = Text("là liên kết (link), qcdc không theo liên kết", "it is a link, and links are not followed")
_NOT_KNOWN = Text("không phải thư mục có tên cần có ở đây", "it is no folder of a name that is expected here")


class DocumentEvidence(NamedTuple):
    """One document that a sheet names, and what is to be said of it.

    Attributes:
        document: the document.
        there: whether its file lies in the folder.
        faults: what is wrong with it, with paths in the sheet.
    """

    document: NamedDocument
    there: There
    faults: tuple[Problem, ...]


class CriterionEvidence(NamedTuple):
    """What proves a unit's mark on one criterion.

    Attributes:
        criterion: the criterion.
        documents: the documents that the sheet names.
        lacking: the rubric asks for evidence of this mark, and the sheet names none.
        suspect: what happened to the evidence since a stage gave its mark (Q811), with paths in the sheet.
    """

    criterion: CriterionBase
    documents: tuple[DocumentEvidence, ...]
    lacking: bool
    suspect: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class UnitEvidence:
    """The evidence file of a unit in a period.

    Attributes:
        unit: the unit's id.
        period: the period's id.
        folder: where its files lie, from the campaign's folder.
        has_sheet: whether it has a sheet, in which documents can be named.
        criteria: the criteria that the period holds, in the rubric's order; none without a sheet.
        files: the files in the folder.
        unnamed: those of them that no criterion names.
        faults: what is wrong with the folder as a whole.
    """

    unit: str
    period: str
    folder: str
    has_sheet: bool
    criteria: tuple[CriterionEvidence, ...]
    files: tuple[EvidenceFile, ...]
    unnamed: tuple[EvidenceFile, ...]
    faults: tuple[Problem, ...]

    @property
    def documents(self) -> tuple[DocumentEvidence, ...]:
        """All documents that its sheet names."""
        return tuple(document for one in self.criteria for document in one.documents)

    def in_sheet(self) -> Iterator[Problem]:
        """Yield what is wrong with what the sheet names, with paths in the sheet; of an empty folder, one problem."""
        missing = sum(one.there is There.MISSING for one in self.documents)
        nothing_there = not self.files and missing > 1
        if nothing_there:
            yield Problem("Q817", {"folder": self.folder, "number": str(missing)}, path=("marks",))
        for one in self.criteria:
            for document in one.documents:
                yield from (fault for fault in document.faults if not (nothing_there and fault.code == "Q802"))
            yield from one.suspect


class CampaignEvidence:
    """The evidence files of all units of a campaign, whose folders were listed and read."""

    def __init__(
        self,
        campaign: Campaign,
        rubrics: Mapping[str, Rubric],
        sheets: Mapping[tuple[str, str], MarkedSheet],
        listing: EvidenceListing,
        read: Contents,
    ) -> None:
        """Put together what is known.

        Args:
            campaign: the campaign, which names a folder for evidence.
            rubrics: the rubrics that can be used, by the bloc's id.
            sheets: the sheets by unit and period, of all periods: one document may be used in several.
            listing: what lies in the folders.
            read: what is known of the files, with the digests of `digests_needed`.
        """
        self._campaign, self._rubrics, self._sheets = campaign, rubrics, sheets
        self._listing, self._read = listing, read
        self._uses = EvidenceUses(self._all_documents(), read)

    def units(self, units: Iterable[str], periods: Collection[str]) -> Iterator[UnitEvidence]:
        """Yield the evidence files of some units, period by period for each of them.

        Args:
            units: the units' ids; those of no bloc, or of one whose rubric cannot be used, are passed over.
            periods: the periods' ids.
        """
        for unit in units:
            rubric = self._rubric_of(unit)
            if rubric is not None:
                yield from (self._unit(unit, period, rubric) for period in periods)

    def around(self) -> Iterator[tuple[str, Problem]]:
        """Yield what lies beside the folders of units and periods (Q812), and what cannot be looked into (Q814).

        Each comes with its path from the campaign's folder.
        """
        for one in self._listing.unexpected:
            expected = Known(one.expected)
            name = one.path.rpartition("/")[2]
            why = _IS_LINK if one.sort is Sort.LINK else _NOT_KNOWN
            values: dict[str, str | Text] = {"path": one.path, "reason": why}
            near = "" if one.sort is Sort.LINK else expected.nearest(name)
            yield one.path, Problem("Q812", values, name, expected.listed, near)
        for path, failure in self._listing.unreadable.items():
            yield path, Problem("Q814", {"folder": path, "reason": reason(failure)})

    def _rubric_of(self, unit: str) -> Rubric | None:
        return self._rubrics.get(self._campaign.bloc_of(unit) or "")

    def _marked(self, sheet: MarkedSheet, rubric: Rubric) -> Iterator[tuple[CriterionBase, Marked]]:
        """Yield what a sheet says of the criteria that its period holds."""
        names = self._campaign.period_names(sheet.period)
        for leaf, marked in zip(rubric.leaves, sheet.criteria, strict=True):
            if leaf.held_in(names):
                yield leaf.criterion, marked

    def _all_documents(self) -> Iterator[NamedDocument]:
        for (unit, period), sheet in self._sheets.items():
            rubric, files = self._rubric_of(unit), by_name(self._listing.of(unit, period))
            for criterion, marked in self._marked(sheet, rubric) if rubric is not None and files else ():
                yield from named_documents(criterion, marked, sheet, files)

    def _unit(self, unit: str, period: str, rubric: Rubric) -> UnitEvidence:
        sheet, own = self._sheets.get((unit, period)), self._listing.of(unit, period)
        files, known = by_name(own), Known([file.name for file in own])
        criteria = [] if sheet is None else list(self._criteria(sheet, rubric, files, known))
        used = {document.document.file for one in criteria for document in one.documents}
        unnamed = tuple(file for file in own if file not in used)
        folder = evidence_path(self._campaign, unit, period)
        faults = tuple(self._folder_faults(folder, unnamed))
        return UnitEvidence(unit, period, folder, sheet is not None, tuple(criteria), own, unnamed, faults)

    def _criteria(
        self, sheet: MarkedSheet, rubric: Rubric, files: Mapping[str, EvidenceFile], known: Known
    ) -> Iterator[CriterionEvidence]:
        for criterion, marked in self._marked(sheet, rubric):
            named = tuple(named_documents(criterion, marked, sheet, files))
            wanted = missing_evidence(criterion, rubric) != "ignore"
            lacking = wanted and lacks_evidence(criterion, marked, marked.upto())
            documents = tuple(self._document(document, known) for document in named)
            yield CriterionEvidence(criterion, documents, lacking, self._suspect(criterion, marked, named))

    def _document(self, document: NamedDocument, known: Known) -> DocumentEvidence:
        fault = file_fault(document, self._read, known)
        there = There.NO_FILE
        if document.name:
            there = There.MISSING if document.file is None else There.UNUSABLE if fault else There.THERE
        period = self._campaign.periods.get(document.period)
        faults = (fault, day_fault(document, period), self._uses.fault(document))
        return DocumentEvidence(document, there, tuple(one for one in faults if one is not None))

    def _folder_faults(self, folder: str, unnamed: tuple[EvidenceFile, ...]) -> Iterator[Problem]:
        if unnamed:
            names = first_words([file.name for file in unnamed], _MOST_NAMED, "tệp")
            yield Problem("Q810", {"folder": folder, "number": str(len(unnamed)), "names": names})
        if folder in self._listing.cut:
            yield Problem("Q813", {"folder": folder, "most": str(MOST_FILES)})

    def _suspect(
        self, criterion: CriterionBase, marked: Marked, named: tuple[NamedDocument, ...]
    ) -> tuple[Problem, ...]:
        """Return what happened to a criterion's evidence since the last stage that saw it gave its mark (Q811)."""
        saw = next((reading for reading in reversed(marked.readings) if reading.seen is not None), None)
        if saw is None:
            return ()
        now = {file_key(one.name): one.file for one in named if one.file is not None}
        changes = list(self._changes(saw, now))
        if not changes:
            return ()
        stage = self._campaign.stages[saw.stage]
        vietnamese, english = ("; ".join(texts) for texts in zip(*changes, strict=True))
        values = {"id": criterion.cited, "stage": stage.id, "changes": Text(vietnamese, english)}
        path: Path = ("marks", criterion.id, stage.id, "seen")
        if saw.agreed is not None:
            path = ("agreed", stage.id, "seen", criterion.id)
        return (Problem("Q811", values, path=path),)

    def _changes(self, saw: StageReading, now: Mapping[str, EvidenceFile]) -> Iterator[Text]:
        before = {file_key(name): (name, digest) for name, digest in saw.seen or ()}
        for key, (name, digest) in before.items():
            if key not in now:
                yield Text(f"không còn `{name}`", f"`{name}` is gone")
            elif not isinstance(content := self._read.get(now[key]), Content):
                yield Text(f"không đọc được `{name}`", f"`{name}` cannot be read")
            elif content.digest != digest:
                yield Text(f"`{name}` đã bị sửa", f"`{name}` was changed")
        for key, file in now.items():
            if key not in before:
                yield Text(f"thêm `{file.name}`", f"`{file.name}` was added")
