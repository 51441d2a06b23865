"""Papers that are too large for one file, in parts: whole appendices where they fit, else further rows of a table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from qcdc_cli.language import say
from qcdc_cli.render.documents import Block, Document, DocumentTable, Paragraph, Run

_BODY = 0  # where a block stands: in the text itself, or in the appendix of this number

_Part = dict[int, list[Block]]  # the blocks of a part by where they stand, in order


def cells_of(document: Document) -> int:
    """Return how many cells a paper's tables have."""
    return sum(map(_cells, chain(document.blocks, *(annex.blocks for annex in document.annexes))))


def parted(documents: Sequence[Document], most: int) -> tuple[tuple[Document, ...], ...]:
    """Return papers file by file, in order; what fits into one file stays as it is.

    Each part of a paper has its heading and says which part it is; it is signed where it was, below the text's end.

    Args:
        documents: the papers.
        most: how many cells the tables in one file have together, at most; a row is never divided.
    """
    files: list[list[Document]] = []
    room = most
    for document in documents:
        cells = cells_of(document)
        if files and cells <= room:
            files[-1].append(document)
            room -= cells
        else:
            parts = [document] if cells <= most else _parts(document, most)
            files += ([part] for part in parts)
            room = most - cells_of(parts[-1])
    return tuple(map(tuple, files))


def _parts(document: Document, most: int) -> list[Document]:
    parts: list[_Part] = [{}]
    room = most
    for place, blocks in enumerate((document.blocks, *(annex.blocks for annex in document.annexes))):
        own = sum(map(_cells, blocks))
        if place != _BODY and room < min(own, most):  # an appendix is divided only where it is larger than a part
            parts.append({})
            room = most
        parts[-1][place] = []
        for block in blocks:
            for number, piece in enumerate(_pieces(block, room, most)):
                if _cells(piece) > room:
                    parts.append({place: []})
                    room = most
                if number:  # each further piece begins a part
                    parts[-1][place].append(
                        _said(say("(tiếp theo bảng ở phần trước)", "(the table of the part before, continued)"))
                    )
                parts[-1][place].append(piece)
                room -= _cells(piece)
    signed = max(number for number, part in enumerate(parts) if _BODY in part)
    return [
        replace(
            document,
            blocks=(_which_part(number + 1, len(parts)), *part.get(_BODY, ())),
            addressees=document.addressees if number == 0 else (),
            signatures=document.signatures if number == signed else (),
            recipients=document.recipients if number == signed else (),
            annexes=tuple(
                replace(annex, blocks=tuple(part[place]))
                for place, annex in enumerate(document.annexes, 1)
                if place in part
            ),
        )
        for number, part in enumerate(parts)
    ]


def _pieces(block: Block, room: int, most: int) -> Iterator[Block]:
    """Yield a block; a table in as many pieces as it takes, the first of which fits into the room that is left."""
    if not isinstance(block, DocumentTable) or _cells(block) <= room:
        yield block
        return
    rows, columns = block.table.rows, len(block.table.columns)
    begin, end = 0, room // columns
    while begin < len(rows):
        if begin < end:
            yield replace(block, table=block.table._replace(rows=rows[begin:end]))
        begin, end = end, end + max(1, most // columns)


def _cells(block: Block) -> int:
    return len(block.table.rows) * len(block.table.columns) if isinstance(block, DocumentTable) else 0


def _which_part(number: int, parts: int) -> Paragraph:
    return _said(
        say(
            f"(Phần {number} trong {parts} phần của văn bản này, mỗi phần một tệp)",
            f"(Part {number} of {parts} of this paper, each in a file of its own)",
        )
    )


def _said(text: str) -> Paragraph:
    return Paragraph((Run(text, italic=True),), "centred")
