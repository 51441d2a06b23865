"""Papers as plain text, everything that they say: what whole papers are compared as."""

from collections.abc import Iterable, Iterator, Sequence

from qcdc_cli.render.documents import Block, Document, DocumentTable, Heading


def as_text(documents: Iterable[Document]) -> str:
    """Return papers as text, each with all its parts; places to fill stand in double brackets."""
    return "\n\n".join("\n".join(_lines(one)) for one in documents) + "\n"


def _lines(one: Document) -> Iterator[str]:
    lies = " (landscape)" if one.landscape else ""
    yield f"=== {one.kind}{f' of {one.unit}' if one.unit else ''}{lies}"
    if one.head is not None:
        yield f"{one.head.superior} | {'Party' if one.head.party else 'State'}"
        yield one.head.issuer
        yield f"{one.head.number} | {one.head.dateline}"
    yield one.name
    yield one.subject
    yield from (f"To: {each}" for each in one.addressees)
    yield from _blocks(one.blocks)
    for each in one.signatures:
        yield f"Signed: {each.role} | {each.name or ''}{' (seal)' if each.seal else ''}"
    yield from (f"Copy: {each}" for each in one.recipients)
    for annex in one.annexes:
        yield f"--- {annex.label} | {annex.title}{' (landscape)' if annex.landscape else ''}"
        yield from _blocks(annex.blocks)


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            yield f"{'#' * block.level} {block.text}"
        elif isinstance(block, DocumentTable):
            yield from _table(block)
        else:
            text = "".join(f"[[{run.text}]]" if run.to_add else run.text for run in block.runs)
            strong = "**" if all(run.bold for run in block.runs) else ""
            sign = {"item": "- ", "basis": "/ ", "centred": "> "}.get(block.look, "")
            yield f"{sign}{strong}{text}{strong}"


def _table(block: DocumentTable) -> Iterator[str]:
    yield " | ".join(column.title for column in block.table.columns)
    for row in block.table.rows:
        yield " | ".join(row.cells)
