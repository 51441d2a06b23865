"""The places in papers that a person must fill, as a list: of the text, and of what the records office gives."""

from collections.abc import Iterable, Iterator

from qcdc_cli.language import say
from qcdc_cli.render.documents import Document

_OPEN = "…"


def gap_lines(documents: Iterable[Document]) -> Iterator[str]:
    """Yield which places of each paper are still to be filled, numbered, each with the heading that it stands under.

    Args:
        documents: the papers; one without such places says so.
    """
    for document in documents:
        name = f"{document.name} “{document.subject}”"
        gaps = [*_around(document), *(_in_text(*gap) for gap in document.to_add())]
        if not gaps:
            yield say(f"{name}: không còn chỗ nào phải bổ sung.", f"{name}: nothing is left to be added.")
            continue
        yield say(f"{name}: còn {len(gaps)} chỗ phải bổ sung:", f"{name}: places still to be filled: {len(gaps)}")
        yield from (f"  {number}. {gap}" for number, gap in enumerate(gaps, 1))


def _in_text(under: str, what: str) -> str:
    return say(f"{what} (mục “{under}”)", f"{what} (under “{under}”)")


def _around(document: Document) -> Iterator[str]:
    """Yield what stands open around the text: number, place and day, the names of those who sign, where it is kept."""
    head = document.head
    if head is not None:
        for title, line in (
            (say("Cơ quan ban hành", "Issued by"), head.issuer),
            (say("Số, ký hiệu", "Number"), head.number),
            (say("Địa danh, ngày", "Place and day"), head.dateline),
        ):
            if _OPEN in line:
                yield f"{title}: {line}"
    unnamed = [one.role for one in document.signatures if not one.name]
    if unnamed:
        roles = ", ".join(unnamed)
        yield say(f"Họ tên người ký: {roles}", f"Names of those who sign: {roles}")
    yield from (say(f"Nơi nhận: {line}", f"Recipients: {line}") for line in document.recipients if _OPEN in line)
