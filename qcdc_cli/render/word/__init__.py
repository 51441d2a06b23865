"""Official papers and lists as Word documents (.docx), to be edited, signed and printed by an office."""

from collections.abc import Iterator, Sequence

from qcdc_cli.campaign.loaded import Progress
from qcdc_cli.render.documents import Block, Document, DocumentTable, Heading, Paragraph
from qcdc_cli.render.documents.layout import PAGE, Layout, layout_of, turned
from qcdc_cli.render.documents.papers import documents_of
from qcdc_cli.render.report import AnyReport, Options
from qcdc_cli.render.word import styles
from qcdc_cli.render.word.elements import Placement, is_word_table, keep_with_next, line, paragraph, to_fill, words
from qcdc_cli.render.word.foot import foot
from qcdc_cli.render.word.head import annex_title, head, title
from qcdc_cli.render.word.markup import Element, TableMarkup, markup
from qcdc_cli.render.word.package import file_of, section
from qcdc_cli.render.word.tables import table

_LOOKS = {"body": styles.BODY, "basis": styles.BASIS, "item": styles.ITEM, "centred": styles.CENTRED}
_HYPHENS = ("-", "–", "+", "•")  # with which a line of a list may begin
_BETWEEN_TABLES = 4.0  # points
_Block = Element | TableMarkup


def render(report: AnyReport, options: Options) -> tuple[bytes]:
    """Return a report's papers as the bytes of a .docx file, in one piece; the same report gives the same bytes.

    Raises:
        TypeError: for a report that is no paper.
    """
    return (write(documents_of(report), progress=options.progress),)


def write(documents: Sequence[Document], *, progress: Progress | None = None) -> bytes:
    """Return papers as the bytes of one .docx file; each begins a new page, and its pages are numbered from 1.

    Args:
        documents: the papers; at least one.
        progress: is called with how many papers are written, and of how many.
    """
    layout = layout_of(party=any(paper.head is not None and paper.head.party for paper in documents))
    pieces: list[bytes] = []  # as markup, which takes less memory than elements
    end: Element | None = None
    for number, paper in enumerate(documents, start=1):
        for text, pages in _sections(paper, layout):
            pieces += markup([*([] if end is None else [_ended(end)]), *text])
            end = pages
        if progress is not None:
            progress(number, len(documents))
    pieces += markup([line(styles.SPACER, ""), end])  # a table may not be the last; the last section is the body's
    first = documents[0]
    return file_of(pieces, layout, " ".join(filter(None, (first.name, first.subject))))


def _sections(paper: Document, layout: Layout) -> Iterator[tuple[list[_Block], Element]]:
    """Yield the text of a paper, and of each of its appendices, each with how its pages are."""
    own, room = _page(layout, landscape=paper.landscape)
    text: list[_Block] = [] if paper.head is None else [head(paper.head, own, room)]
    text += title(paper, own, room)
    text += _blocks(paper.blocks, own, room)
    signed = foot(paper.signatures, paper.recipients, own, room)
    if signed is not None:
        if text:
            keep_with_next(text[-1])
        text.append(signed)
    yield list(_apart(text)), section(own, landscape=paper.landscape)
    for annex in paper.annexes:
        own, room = _page(layout, landscape=annex.landscape)
        text = [*annex_title(annex, own, room), *_blocks(annex.blocks, own, room)]
        yield list(_apart(text)), section(own, landscape=annex.landscape)


def _page(layout: Layout, *, landscape: bool) -> tuple[Layout, float]:
    """Return the measures of a page that stands or lies, and how wide it is between its margins, in mm."""
    own = turned(layout) if landscape else layout
    width = max(PAGE) if landscape else min(PAGE)
    return own, width - own.left - own.right


def _blocks(blocks: Sequence[Block], layout: Layout, room: float) -> Iterator[_Block]:
    """Yield blocks; what stands right above a table stays on one page with it, what stands below keeps away."""
    for before, block, behind in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
        if isinstance(block, DocumentTable):
            if block.table.columns:
                yield table(block, room, layout.table)
        elif isinstance(block, Heading):
            yield line(styles.HEADINGS[block.level - 1], block.text)
        else:
            above = layout.after_paragraph if isinstance(before, DocumentTable) else None
            kept = isinstance(behind, DocumentTable) or (block.introduces and behind is not None)
            yield _paragraph(block, Placement(before=above, keep_next=kept))


def _paragraph(shown: Paragraph, place: Placement) -> Element:
    runs = [
        to_fill(each.text) if each.to_add else words(each.text, bold=each.bold, italic=each.italic)
        for each in shown.runs
    ]
    if shown.look == "item" and runs and not shown.runs[0].text.lstrip().startswith(_HYPHENS):
        runs.insert(0, words("- "))
    return paragraph(_LOOKS[shown.look], *runs, place=place)


def _apart(text: Sequence[_Block]) -> Iterator[_Block]:
    """Yield blocks with something between two tables, which Word would make one of."""
    before: _Block | None = None
    for each in text:
        if before is not None and is_word_table(before) and is_word_table(each):
            yield line(styles.SPACER, "", place=Placement(before=_BETWEEN_TABLES, keep_next=True))
        yield each
        before = each


def _ended(pages: Element) -> Element:
    """Return the end of a section: a line too low to take room, which says how the pages before it are."""
    ended = line(styles.SPACER, "")
    ended[0].append(pages)
    return ended
