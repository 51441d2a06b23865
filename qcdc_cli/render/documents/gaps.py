"""The places in papers that a person must fill, as a list: of the text, and of what the records office gives."""

from collections.abc import Iterable, Iterator

from qcdc_cli.language import say, terms
from qcdc_cli.render.documents import Document, Paragraph

_OPEN = "…"


def gap_lines(documents: Iterable[Document]) -> Iterator[str]:
    """Yield which places of each paper are still to be filled, numbered, each with the heading that it stands under.

    Args:
        documents: the papers; one without such places says so.
    """
    gaps = Gaps()
    for document in documents:
        gaps.add(document)
    return gaps.lines()


class Gaps:
    """The places to fill of papers made one after the other; papers to units with the same ones go together."""

    def __init__(self) -> None:
        self._papers: dict[tuple[str, tuple[str, ...]], list[str]] = {}

    def add(self, document: Document) -> None:
        """Take note of what a paper leaves open."""
        name = document.name if document.unit else f"{document.name} “{document.subject}”"
        gaps = (*_around(document), *(_in_text(*gap) for gap in document.to_add()))
        self._papers.setdefault((name, gaps), []).append(document.unit)

    def lines(self) -> Iterator[str]:
        """Yield the places paper by paper; before those of units whose papers they are."""
        for (name, gaps), units in self._papers.items():
            whose = ", ".join(filter(None, units))
            paper = f"{name} ({whose})" if whose else name
            if not gaps:
                yield say(f"{paper}: không còn chỗ nào phải bổ sung.", f"{paper}: nothing is left to be added.")
            elif len(units) == 1:
                yield say(
                    f"{paper}: còn {len(gaps)} chỗ phải bổ sung:", f"{paper}: places still to be filled: {len(gaps)}"
                )
            else:
                yield say(
                    f"{paper}: {len(units)} văn bản, mỗi văn bản còn {len(gaps)} chỗ phải bổ sung:",
                    f"{paper}: {len(units)} papers, places still to be filled in each: {len(gaps)}",
                )
            yield from (f"  {number}. {gap}" for number, gap in enumerate(gaps, 1))


def _in_text(under: str, what: str) -> str:
    return say(f"{what} (mục “{under}”)", f"{what} (under “{under}”)")


def _around(document: Document) -> Iterator[str]:
    """Yield what stands open around the text: number, place and day, bases, names of signers, where it is kept."""
    head = document.head
    if head is not None:
        for title, line in (
            (say("Cơ quan ban hành", "Issued by"), head.issuer),
            (say("Số, ký hiệu", "Number"), head.number),
            (say("Địa danh, ngày", "Place and day"), head.dateline),
        ):
            if _OPEN in line:
                yield f"{title}: {line}"
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.look == "basis":
            words = "".join(run.text for run in block.runs)
            if _OPEN in words:
                yield f"{say(*terms.BASIS)}: {words}"
    unnamed = [one.role for one in document.signatures if not one.name]
    if unnamed:
        roles = ", ".join(unnamed)
        yield say(f"Họ tên người ký: {roles}", f"Names of those who sign: {roles}")
    yield from (say(f"Nơi nhận: {line}", f"Recipients: {line}") for line in document.recipients if _OPEN in line)
