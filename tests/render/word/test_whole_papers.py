"""Real papers as Word files: everything that a paper says stands in its file, in order, and Word's schema is kept."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from qcdc_cli.campaign.papers import PAPERS
from qcdc_cli.render.documents import Block, Document, DocumentTable, Heading
from qcdc_cli.render.word import write
from tests.docs.pages import ROOT
from tests.render.documents.made import papers_of
from tests.render.word.papers import PARTY_HEAD, letter, report

EXAMPLE = ROOT / "examples" / "chau-thanh-2020"

# In which order elements stand in others (ECMA-376, part 1, annex A); Word calls a file damaged that has another.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr shd tabs spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b i color sz szCs highlight u shd lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "tc": "tcPr p",
    "tbl": "tblPr tblGrid tr",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "sectPr": "headerReference type pgSz pgMar pgNumType cols titlePg",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "settings": "defaultTabStop characterSpacingControl compat decimalSymbol listSeparator",
    "body": None,
}


def _texts(document: Document) -> Iterator[str]:
    """Yield what a paper says below its head, in order."""
    yield document.name
    yield document.subject
    yield from _of_blocks(document.blocks)
    for annex in document.annexes:
        yield annex.label
        yield annex.title.upper()
        yield from _of_blocks(annex.blocks)


def _of_blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, DocumentTable):
            yield from (column.title for column in block.table.columns)
            yield from (cell for row in block.table.rows for cell in row.cells)
        else:
            yield from (run.text for run in block.runs)


@pytest.mark.slow
@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("period", ["2020-h1", "2020"])
def test_everything_that_a_paper_says_stands_in_its_file(kind: str, period: str) -> None:
    papers = papers_of(EXAMPLE, kind, period)
    body = docx.Document(BytesIO(write(papers))).element.body
    texts = ["".join(each.text or "" for each in one.iter(qn("w:t"))) for one in body.iter(qn("w:p"))]
    at = 0
    for wanted in filter(None, (text for paper in papers for text in _texts(paper))):
        while wanted not in texts[at]:
            at += 1
            assert at < len(texts), wanted
    for paper in papers:
        for signature in paper.signatures:
            assert signature.role.upper() in texts
        assert all(f"- {one}" in texts for one in paper.recipients)
        assert all(f"[…: {what}]" in "\n".join(texts) for _, what in paper.to_add())


def test_elements_stand_in_the_order_of_the_schema() -> None:
    with ZipFile(BytesIO(write([report(), letter(1), report(PARTY_HEAD)]))) as file:
        parts = [parse_xml(file.read(f"word/{name}.xml")) for name in ("document", "styles", "settings", "header1")]
    for part in parts:
        for element in part.iter():
            name = re.sub("{.*}", "", element.tag)
            if known := ORDER.get(name):
                children = [re.sub("{.*}", "", child.tag) for child in element]
                assert set(children) <= set(known.split()), name
                assert children == sorted(children, key=known.split().index), name
    body = parts[0][0]
    assert body[-1].tag == qn("w:sectPr")
    assert body[-2].tag == qn("w:p")  # a table may not be the last
    for table in body.iter(qn("w:tbl")):
        assert table.getnext().tag == qn("w:p")  # two tables side by side would be one
        widths = [int(column.get(qn("w:w"))) for column in table.find(qn("w:tblGrid"))]
        for row in table.findall(qn("w:tr")):
            assert [int(cell.find(qn("w:tcPr"))[0].get(qn("w:w"))) for cell in row.findall(qn("w:tc"))] == widths
    known = {style.get(qn("w:styleId")) for style in parts[1].iter(qn("w:style"))}
    used = {each.get(qn("w:val")) for each in parts[0].iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))}
    assert used <= known
