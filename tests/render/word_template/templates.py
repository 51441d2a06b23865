"""Word templates as an office would make them, and what fills them."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from qcdc_cli.problems import QcdcError
from qcdc_cli.render.report import Options, WholeView
from qcdc_cli.render.word_template import render
from tests.render.cases import Case

TODAY = date(2020, 7, 5)
MADE = datetime.combine(TODAY, time(), UTC)
HEADS = ("Hạng", "Đơn vị", "{{tên:I}}", "Tổng điểm", "Xếp loại")
ROW = ("{{hạng}}", "{{Đơn vị}}", "{{mục:I}}", "{{tổng điểm}}", "{{xếp loại}}")
_TEXT_BOX = """
<w:r {0} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
 <mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">
  <wp:extent cx="2400000" cy="500000"/><wp:docPr id="7" name="Hộp"/><a:graphic><a:graphicData
  uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>
  <a:xfrm><a:off x="0" y="0"/><a:ext cx="2400000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
  <a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:txbx><w:txbxContent>
  <w:p><w:r><w:t>{1}</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>
  </wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>
  <w:p><w:r><w:t>{1}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>
 </mc:AlternateContent></w:r>"""


def split(paragraph: Paragraph, *runs: str, bold: bool = False) -> Paragraph:
    """Add a text in several runs, with a mark of the spelling check between them, as Word leaves it."""
    for number, text in enumerate(runs):
        run = paragraph.add_run(text)
        run.bold = bold or number == 1
        paragraph._p.append(parse_xml(f'<w:proofErr {nsdecls("w")} w:type="spellStart"/>'))
    return paragraph


def text_box(paragraph: Paragraph, text: str) -> None:
    """Add a text box, as Word writes it: once for today's programs, once for old ones."""
    paragraph._p.append(parse_xml(_TEXT_BOX.format(nsdecls("w", "wp", "a"), text)))


def layout() -> WordDocument:
    """Return an office's own report: header, footer, heading, table, text box, places to sign."""
    document = Document()
    document.core_properties.title = "Kết quả {{kỳ}}"
    document.core_properties.author = "{{cơ quan chủ trì}}"
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{đợt thi đua}}"
    section.footer.paragraphs[0].text = "Lập ngày {{ngày lập}}"
    split(document.add_paragraph(), "Khối: {", "{khối", "}} gồm {{số ", "đơn vị}", "} đơn vị.")
    document.add_paragraph("Căn cứ: {{căn cứ}}")
    document.add_paragraph("{{địa danh}}, ngày {{ngày}} tháng {{tháng}} năm {{năm}}")
    table = document.add_table(rows=2, cols=len(HEADS), style="Table Grid")
    for number, (head, text) in enumerate(zip(HEADS, ROW, strict=True)):
        table.cell(0, number).text = head
        paragraph = table.cell(1, number).paragraphs[0]
        split(paragraph, text[:3], text[3:])
    text_box(document.add_paragraph("Trong khung: "), "Thang {{tổng điểm của thang}} điểm")
    document.add_paragraph("{%p for đv in các_đơn_vị if đv.hạng <= 2 %}")
    document.add_paragraph("- {{ đv.đơn_vị }}: {{ tổng điểm }} điểm{% if loop.last %}.{% else %};{% endif %}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{{chức danh:1}}")
    return document


Make = Callable[[WordDocument], Any]


def saved(document: WordDocument, folder: Path, name: str = "mau.docx") -> Path:
    """Save a template; return where it is."""
    file = folder / name
    document.save(str(file))
    return file


def document_with(folder: Path, make: Make) -> Path:
    """Save a template that a function writes."""
    document = Document()
    make(document)
    return saved(document, folder)


def paragraphs(folder: Path, *texts: str) -> Path:
    """Save a template of some paragraphs."""
    return document_with(folder, lambda document: [document.add_paragraph(text) for text in texts])


def altered(file: Path, alter: Callable[[dict[str, bytes]], object]) -> Path:
    """Change the parts of a file."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    alter(parts)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


def bytes_of(file: Path, case: Case) -> bytes:
    """Fill a template with a bloc."""
    return b"".join(render(case.report(WholeView()), Options(template=file, made=MADE)))


def filled(file: Path, case: Case) -> WordDocument:
    """Fill a template with a bloc, and open what comes out."""
    return Document(io.BytesIO(bytes_of(file, case)))


def texts(document: WordDocument) -> list[str]:
    """Return the paragraphs of a document's body."""
    return [paragraph.text for paragraph in document.paragraphs]


def problems_of(file: Path, case: Case) -> list[tuple[str, str, str]]:
    """Return code, place and what was found of all that is wrong with a template."""
    with pytest.raises(QcdcError) as raised:
        bytes_of(file, case)
    assert raised.value.could_not_run
    assert all(problem.place is not None for problem in raised.value.problems)
    return [
        (each.code, str(each.place).partition(" › ")[2], each.found or str(each.values.get("what", "")))
        for each in raised.value.problems
    ]
