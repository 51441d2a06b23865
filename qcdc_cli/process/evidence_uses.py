"""Where each content of the evidence is used: by which units, in which periods, for which criteria."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from qcdc_cli.campaign.evidence_listing import Content, EvidenceFile, EvidenceListing, Sort
from qcdc_cli.campaign.marks import MarkedSheet
from qcdc_cli.language import Text
from qcdc_cli.language.names import and_more
from qcdc_cli.problems import Problem
from qcdc_cli.process.evidence_documents import Contents, NamedDocument

_MOST_USES = 3  # that a problem names


def digests_needed(listing: EvidenceListing, sheets: Mapping[tuple[str, str], MarkedSheet]) -> frozenset[EvidenceFile]:
    """Return the files whose digests tell something: those as large as another one, and those that stages have seen.

    Two files can only be the same document where they have equally many bytes, and most have not.

    Args:
        listing: what lies in the folders.
        sheets: the sheets by unit and period.
    """
    sizes: dict[int, list[EvidenceFile]] = {}
    for file in listing.all():
        if file.sort is Sort.FILE and file.size:
            sizes.setdefault(file.size, []).append(file)
    needed = {file for files in sizes.values() if len(files) > 1 for file in files}
    for (unit, period), sheet in sheets.items():
        if any(reading.seen is not None for marked in sheet.criteria for reading in marked.readings):
            needed.update(listing.of(unit, period))
    return frozenset(needed)


class EvidenceUses:
    """Who uses which content; a file is told from others by its digest where another one may be the same."""

    def __init__(self, documents: Iterable[NamedDocument], read: Contents) -> None:
        """Gather the documents of all sheets, of all periods."""
        self._read = read
        self._by_content: dict[str, dict[tuple[str, str], list[NamedDocument]]] = {}
        for one in documents:
            if one.file is not None and one.file.size:
                places = self._by_content.setdefault(self._content(one.file), {})
                places.setdefault((one.unit, one.period), []).append(one)
        self._numbers = {content: sum(map(len, places.values())) for content, places in self._by_content.items()}

    def _content(self, file: EvidenceFile) -> str:
        read = self._read.get(file)
        return read.digest if isinstance(read, Content) and read.digest is not None else file.path

    def fault(self, document: NamedDocument) -> Problem | None:
        """Return that the content of a document's file is used elsewhere too; None where it is not.

        Of other units or periods (Q809) that is doubtful, unless a note says why; of other criteria of the same unit
        and period, or of the same file once more (Q816), it is only to be known.
        """
        if document.file is None or not document.file.size:
            return None
        places = self._by_content[self._content(document.file)]
        own = places[document.unit, document.period]
        elsewhere = len(places) > 1
        if elsewhere and document.item.note:
            return None
        others = (one for used in places.values() if used is not own for one in used) if elsewhere else iter(own)
        uses = [
            _use(one, elsewhere=elsewhere) for one in islice((one for one in others if one != document), _MOST_USES)
        ]
        if not uses:
            return None
        number = self._numbers[self._content(document.file)] - len(own) if elsewhere else len(own) - 1
        listed = _listed(uses, number)
        values: dict[str, str | Text] = {"id": document.criterion.cited, "found": document.name, "uses": listed}
        return Problem("Q809" if elsewhere else "Q816", values, path=document.path)


def _use(document: NamedDocument, *, elsewhere: bool) -> Text:
    where, file = document.criterion.cited, document.file.name if document.file is not None else ""
    unit, period = document.unit, document.period
    if not elsewhere:
        return Text(f"tiêu chí `{where}` ({file})", f"`{where}` ({file})")
    return Text(
        f"tiêu chí `{where}` của `{unit}`, kỳ `{period}` ({file})", f"`{where}` of `{unit}` in `{period}` ({file})"
    )


def _listed(uses: Sequence[Text], number: int) -> Text:
    """Name the first uses, and how many there are besides."""
    more = number - len(uses)
    vietnamese, english = ("; ".join(texts) for texts in zip(*uses, strict=True))
    besides = and_more(more, "chỗ")
    return Text(vietnamese + besides.vi, english + besides.en)
