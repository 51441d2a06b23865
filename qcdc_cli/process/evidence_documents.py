"""The documents that sheets name, each with its file in the unit's folder, and what is to be said of either."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Period
from qcdc_cli.campaign.evidence_folders import file_key, leads_out
from qcdc_cli.campaign.evidence_kinds import KINDS, PACKED, suffix_of
from qcdc_cli.campaign.evidence_listing import Content, EvidenceFile, Sort
from qcdc_cli.campaign.marks import Marked, MarkedSheet
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.sheet import EvidenceItem
from qcdc_cli.language import Text
from qcdc_cli.language.figures import day
from qcdc_cli.language.names import Known
from qcdc_cli.language.system import reason
from qcdc_cli.problems import Path, Problem

Contents = Mapping[EvidenceFile, Content | OSError]

_SORTS = {
    Sort.LINK: Text("đó là liên kết (link), qcdc không theo liên kết", "it is a link, and links are not followed"),
    Sort.OTHER: Text("đó không phải một tệp", "it is no file"),
    Sort.TOO_DEEP: Text("thư mục lồng nhau quá nhiều cấp", "too many folders in one another"),
}
_NO_SUFFIX = Text("không có đuôi", "no suffix")
_UNPACK = Text(
    "Giải nén, đặt từng tệp vào thư mục minh chứng và ghi tên từng tệp vào phiếu.",
    "Unpack it, put its files into the folder and name each of them in the sheet.",
)


class There(Enum):
    """Whether a document's file lies in the folder: none is named; it does not; it does, and can be used or not."""

    NO_FILE = "no_file"
    MISSING = "missing"
    UNUSABLE = "unusable"
    THERE = "there"


class NamedDocument(NamedTuple):
    """One document that a sheet names for a criterion.

    Attributes:
        unit: the unit's id.
        period: the period's id.
        criterion: the criterion.
        number: its place among the criterion's documents, from 0.
        item: the document, written out.
        name: how the sheet names its file; "" where it names none.
        file: the file, where it lies in the folder.
    """

    unit: str
    period: str
    criterion: CriterionBase
    number: int
    item: EvidenceItem
    name: str
    file: EvidenceFile | None

    @property
    def path(self) -> Path:
        """Where its file is named in the sheet, or it itself."""
        own: Path = ("marks", self.criterion.id, "evidence", self.number)
        return (*own, "file") if self.item.file else own


def named_documents(
    criterion: CriterionBase, marked: Marked, sheet: MarkedSheet, files: Mapping[str, EvidenceFile]
) -> Iterator[NamedDocument]:
    """Yield the documents that a sheet names for a criterion, each with its file.

    A document without `file` whose name is the name of a file in the folder is that file: people write so in forms.

    Args:
        criterion: the criterion.
        marked: what the sheet says of it.
        sheet: the sheet.
        files: the files of the unit's folder, as `by_name` gives them.
    """
    for number, said in enumerate(marked.evidence):
        item = EvidenceItem.model_construct(name=said) if isinstance(said, str) else said
        name = item.file or (item.name if file_key(item.name) in files else "")
        file = files.get(file_key(name)) if name else None
        yield NamedDocument(sheet.unit, sheet.period, criterion, number, item, name, file)


def file_fault(document: NamedDocument, read: Contents, known: Known) -> Problem | None:
    """Return what is wrong with a document's file, if it names one; None for a file that a leader can open.

    Args:
        document: the document.
        read: what is known of the files.
        known: the names of the files in the unit's folder.
    """
    found = document.name
    values: dict[str, str | Text] = {"id": document.criterion.cited, "found": found}
    if not found:
        return None
    if document.file is not None:
        return _unusable(document, document.file, read.get(document.file), values)
    if leads_out(found):
        return Problem("Q803", values, found, path=document.path)
    return Problem("Q802", values, found, nearest=known.nearest(found), path=document.path)


def _unusable(
    document: NamedDocument, file: EvidenceFile, content: Content | OSError | None, values: dict[str, str | Text]
) -> Problem | None:
    path, suffix = document.path, suffix_of(file.name)
    if file.sort is not Sort.FILE:
        return Problem("Q805", {**values, "reason": _SORTS[file.sort]}, path=path)
    if not file.size:
        return Problem("Q804", values, path=path)
    if suffix not in KINDS:
        fix, kinds = _UNPACK if suffix in PACKED else "", ", ".join(KINDS)
        return Problem("Q806", {**values, "kind": suffix or _NO_SUFFIX}, document.name, kinds, fix=fix, path=path)
    if isinstance(content, OSError):
        return Problem("Q805", {**values, "reason": reason(content)}, path=path)
    if content is not None and not content.begins:
        return Problem("Q807", {**values, "kind": suffix}, path=path)
    return None


def day_fault(document: NamedDocument, period: Period | None) -> Problem | None:
    """Return that a document is not of the period (Q808); None where it is, or a note says why it counts."""
    written = document.item.date
    if period is None or not written or document.item.note:
        return None
    if (period.from_ is None or written >= period.from_) and (period.to is None or written <= period.to):
        return None
    first, last = ("…" if one is None else day(one) for one in (period.from_, period.to))
    values = {"id": document.criterion.cited, "name": document.item.name, "day": day(written)}
    path = ("marks", document.criterion.id, "evidence", document.number, "date")
    return Problem("Q808", {**values, "from": first, "to": last}, day(written), f"{first} – {last}", path=path)
