"""Word files measured against Decree 30/2020/NĐ-CP, Appendix I, as they are read back: pages, letters, lines."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from qcdc_cli.campaign.papers import Signature
from qcdc_cli.render.documents import prose
from qcdc_cli.render.documents.text_width import MM_PER_POINT, text_width
from qcdc_cli.render.word import write
from qcdc_cli.render.words.papers import motto, nation
from tests.render.word.papers import LEADER, PARTY_HEAD, STATE_HEAD, report

DATA = write([report()])


@pytest.fixture(scope="module")
def state() -> WordDocument:
    return docx.Document(BytesIO(DATA))


@pytest.fixture(scope="module")
def party() -> WordDocument:
    return docx.Document(BytesIO(write([report(PARTY_HEAD)])))


def _texts(element: object) -> list[str]:
    return [_text(each) for each in element.iter(qn("w:p"))]


def _text(paragraph: object) -> str:
    return "".join(each.text or "" for each in paragraph.iter(qn("w:t")))


def _find(document: WordDocument, text: str) -> Paragraph:
    """Return the only paragraph that has a text in it, wherever it stands."""
    found = [each for each in document.element.body.iter(qn("w:p")) if text in _text(each)]
    assert len(found) == 1, text
    return Paragraph(found[0], document._body)


def _letters(document: WordDocument, text: str) -> tuple[float, bool, bool]:
    """Return the size, weight and slope that the style of a paragraph gives its letters."""
    font = _find(document, text).style.font
    return font.size.pt, bool(font.bold), bool(font.italic)


def _rules(element: object) -> list[tuple[float, ...]]:
    """Return of each drawn line how far it is set in at both sides, in mm."""
    rules = []
    for each in element.iter(qn("w:p")):
        if each.find(qn("w:pPr")).find(qn("w:pStyle")).get(qn("w:val")) == "Rule":
            indent = each.find(qn("w:pPr")).find(qn("w:ind"))
            sides = [int(indent.get(qn(f"w:{side}"))) / 20 * MM_PER_POINT for side in ("left", "right")]
            rules.append(tuple(sides))
    return rules


def _widths(table: Table) -> list[float]:
    return [column.width.mm for column in table.columns]


def test_pages_are_a4_with_the_margins_of_the_decree(state: WordDocument) -> None:
    own, first, second = state.sections
    for section in (own, first):
        assert section.orientation == WD_ORIENTATION.PORTRAIT
        assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.05)
        assert 20 <= round(section.top_margin.mm, 1) <= 25
        assert 20 <= round(section.bottom_margin.mm, 1) <= 25
        assert 30 <= round(section.left_margin.mm, 1) <= 35
        assert 15 <= round(section.right_margin.mm, 1) <= 20
    assert second.orientation == WD_ORIENTATION.LANDSCAPE
    assert (second.page_width.mm, second.page_height.mm) == pytest.approx((297, 210), abs=0.05)
    assert second.top_margin.mm == pytest.approx(30, abs=0.05)  # where it is bound, when the sheet is turned


def test_page_numbers_stand_in_the_top_margin_and_begin_anew_but_not_on_first_pages(state: WordDocument) -> None:
    for section in state.sections:
        assert section.different_first_page_header_footer
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        header = section.header.paragraphs[0]
        assert header._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"
        assert header.style.font.size.pt in (13, 14)
        assert header.style.paragraph_format.alignment == 1  # centred
        assert section.header_distance.mm + 14 * 1.15 * MM_PER_POINT < section.top_margin.mm


def test_everything_is_in_times_new_roman_and_in_vietnamese(state: WordDocument) -> None:
    defaults = state.styles.element.find(qn("w:docDefaults"))
    fonts = next(defaults.iter(qn("w:rFonts")))
    assert {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    assert next(defaults.iter(qn("w:lang"))).get(qn("w:val")) == "vi-VN"
    everywhere = b"".join(ZipFile(BytesIO(DATA)).read(name) for name in ZipFile(BytesIO(DATA)).namelist())
    assert everywhere.count(b"w:rFonts") == 1  # nothing else says a font, and nothing a theme
    assert b"Theme" not in everywhere


def test_state_heading(state: WordDocument) -> None:
    assert _letters(state, nation()) == (13, True, False)
    assert _letters(state, motto()) == (14, True, False)
    assert _letters(state, STATE_HEAD.superior.upper()) == (13, False, False)
    assert _letters(state, STATE_HEAD.issuer.upper()) == (13, True, False)
    assert _letters(state, STATE_HEAD.number) == (13, False, False)
    assert _letters(state, STATE_HEAD.dateline) == (14, False, True)
    table = state.tables[0]
    assert table.cell(1, 0).text == STATE_HEAD.number  # on one line with place and day
    assert table.cell(1, 1).text == STATE_HEAD.dateline
    assert sum(_widths(table)) == pytest.approx(165, abs=0.1)
    assert text_width(nation(), 13, bold=True) < _widths(table)[1]


def test_lines_of_the_state_heading_are_as_long_as_the_decree_says(state: WordDocument) -> None:
    table = state.tables[0]
    ((left, right),) = _rules(table.cell(0, 1)._tc)
    assert left == right
    assert _widths(table)[1] - left - right == pytest.approx(text_width(motto(), 14, bold=True), abs=0.2)
    assert _widths(table)[1] - left - right == pytest.approx(56.14 * 14 / 13, abs=0.2)
    ((left, right),) = _rules(table.cell(0, 0)._tc)
    longest = text_width("QUY CHẾ DÂN CHỦ Ở CƠ SỞ", 13, bold=True)  # of the name's two lines
    assert longest / 3 - 0.2 <= _widths(table)[0] - left - right <= longest / 2
    body = [each for each in state.element.body if each.tag == qn("w:p")]
    ((left, right),) = [rule for each in body for rule in _rules(each)]
    longest = text_width("Kết quả thực hiện Quy chế dân chủ ở cơ sở 6 tháng", 14, bold=True)
    assert longest / 3 - 0.2 <= 165 - left - right <= longest / 2
    borders = state.styles["Đường kẻ dưới chữ"].element.find(qn("w:pPr")).find(qn("w:pBdr"))
    assert borders[0].get(qn("w:val")) == "single"


def test_party_heading(party: WordDocument) -> None:
    assert _letters(party, "ĐẢNG CỘNG SẢN VIỆT NAM") == (15, True, False)
    assert _letters(party, PARTY_HEAD.superior.upper()) == (15, False, False)
    assert _letters(party, PARTY_HEAD.issuer.upper()) == (15, True, False)
    texts = _texts(party.element.body)
    assert nation() not in texts
    assert motto() not in texts
    table = party.tables[0]
    assert [each.text for each in table.cell(0, 0).paragraphs][-1] == "*"
    ((left, right),) = _rules(table.cell(0, 1)._tc)
    whole = text_width("ĐẢNG CỘNG SẢN VIỆT NAM", 15, bold=True)
    assert _widths(table)[1] - left - right == pytest.approx(whole, abs=0.2)
    assert len(_rules(table.cell(0, 0)._tc)) == 0
    assert "-----" in texts


def test_title_addressees_and_text(state: WordDocument) -> None:
    assert _letters(state, "BÁO CÁO") == (14, True, False)
    assert _letters(state, "Kết quả thực hiện Quy chế") == (14, True, False)
    assert _letters(state, "Kính gửi: Thường trực Ban Chỉ đạo huyện Châu Thành.") == (14, False, False)
    texts = _find(state, "Bảng đã làm tròn đến hai chữ số thập phân.").style
    assert 13 <= texts.font.size.pt <= 14
    assert texts.paragraph_format.alignment == 3  # justified
    assert texts.paragraph_format.first_line_indent.mm == pytest.approx(12.7, abs=0.05)
    assert texts.paragraph_format.space_after.pt >= 6
    assert 1 <= texts.paragraph_format.line_spacing <= 1.5
    assert _letters(state, "Căn cứ Kế hoạch số 40-KH/BCĐ") == (14, False, True)
    for text, level in (("I. TÌNH HÌNH CHUNG", 1), ("2. Ưu điểm", 2), ("a) Về lãnh đạo, chỉ đạo", 3)):
        heading = _find(state, text)
        assert heading.style.name == f"Heading {level}"
        assert heading.style.paragraph_format.keep_with_next
        assert heading.style.font.bold


def test_items_have_one_hyphen(state: WordDocument) -> None:
    assert _find(state, "kiện toàn Ban Chỉ đạo kịp thời").text == "- Xã Đông Thạnh: kiện toàn Ban Chỉ đạo kịp thời."
    assert _find(state, "đơn vị chỉ đạo điểm").text == "- Xã Phú Tân: đơn vị chỉ đạo điểm."


def test_runs_keep_their_looks_and_gaps_are_marked(state: WordDocument) -> None:
    runs = {run.text: (run.bold, run.italic) for run in _find(state, "đã chấm xong").runs}
    assert runs == {
        "Khối có ": (None, None),
        "8 đơn vị": (True, None),
        ", đã chấm xong ": (None, None),
        "8/8": (None, True),
        ".": (None, None),
    }
    gap = _find(state, "Công tác chỉ đạo").runs[1]
    assert gap.text == "[…: tình hình chỉ đạo, quán triệt trong kỳ]"
    assert gap.style.name == "Chỗ cần điền"
    assert next(gap.style.element.iter(qn("w:shd"))).get(qn("w:fill")) == "FFF2A8"


def test_tables_repeat_their_headings_and_split_no_row(state: WordDocument) -> None:
    ranking = state.tables[1]
    header, *rows = ranking._tbl.tr_lst
    assert header.trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (header, *rows))
    assert all(row.trPr.find(qn("w:tblHeader")) is None for row in rows)
    assert sum(_widths(ranking)) == pytest.approx(165, abs=0.1)
    aligned = [cell.paragraphs[0].alignment for cell in ranking.rows[1].cells]
    assert aligned == [1, None, 2, 2, 2, None]  # the number in the middle, figures at the right
    total = ranking.rows[len(ranking.rows) - 1]
    assert all(run.bold for cell in total.cells for run in cell.paragraphs[0].runs)
    for place, column in enumerate(ranking.columns):
        if aligned[place] == 2:
            assert all(text_width(cell.text, 11) < column.width.mm - 3 for cell in list(column.cells)[1:])


def test_signers_stand_beside_each_other_and_who_gets_the_paper_at_the_left(state: WordDocument) -> None:
    table = next(each for each in state.tables if "Nơi nhận:" in each.cell(0, 0).text)
    left, leader, head = (cell.paragraphs for cell in table.rows[0].cells)
    lines = ["Nơi nhận:", "- Thường trực Huyện ủy (để báo cáo);", "- Các đơn vị trong khối;", "- Lưu: VT, BCĐ."]
    assert [each.text for each in left] == lines
    assert (left[0].style.font.size.pt, left[0].style.font.bold, left[0].style.font.italic) == (12, True, True)
    assert (left[1].style.font.size.pt, left[1].style.font.bold, left[1].style.font.italic) == (11, None, None)
    assert [each.text for each in leader] == ["TRƯỞNG KHỐI", "(Ký, ghi rõ họ tên)", "Nguyễn Văn Bình"]
    sealed = ["TM. BAN CHỈ ĐẠO, TRƯỞNG BAN", "(Ký, đóng dấu, ghi rõ họ tên)", "Trần Thị Thu Hà"]
    assert [each.text for each in head] == sealed
    assert _letters(state, "Nguyễn Văn Bình") == (14, True, False)
    # One office takes two lines, the other one: the names stand on one line nevertheless.
    spare = [cell[2].paragraph_format.space_before.pt for cell in (leader, head)]
    assert spare[0] - spare[1] == pytest.approx(14 * 1.15, abs=0.1)
    assert table._tbl.tr_lst[0].trPr.find(qn("w:cantSplit")) is not None
    assert Paragraph(table._tbl.getprevious(), state._body).paragraph_format.keep_with_next


@pytest.mark.parametrize(
    ("signers", "recipients", "rows"),
    [
        (0, True, [["Nơi nhận:", ""]]),
        (1, False, [["", "KÝ 1"]]),
        (1, True, [["Nơi nhận:", "KÝ 1"]]),
        (2, False, [["KÝ 1", "KÝ 2"]]),
        (3, False, [["KÝ 1", "KÝ 2", "KÝ 3"]]),
        (3, True, [["KÝ 1", "KÝ 2"], ["Nơi nhận:", "KÝ 3"]]),
        (4, True, [["KÝ 1", "KÝ 2", "KÝ 3"], ["Nơi nhận:", "", "KÝ 4"]]),
    ],
)
def test_any_number_of_signers(signers: int, recipients: bool, rows: list[list[str]]) -> None:
    places = tuple(Signature(role=f"Ký {number}") for number in range(1, signers + 1))
    paper = replace(report(), signatures=places, recipients=("Lưu: VT.",) if recipients else (), annexes=())
    table = docx.Document(BytesIO(write([paper]))).tables[-1]
    columns = []
    for cell in table.rows[0].cells:
        offices = [each.text for each in cell.paragraphs if each.style.style_id in ("Office", "RecipientsTitle")]
        columns.append(offices)
    assert list(map(list, zip(*columns, strict=True))) == rows


def test_appendices_begin_pages_of_their_own(state: WordDocument) -> None:
    assert _letters(state, "Phụ lục II") == (14, True, False)
    assert _letters(state, "ĐIỂM TỪNG NỘI DUNG") == (14, True, False)
    sections = list(state.element.body.iter(qn("w:sectPr")))
    assert len(sections) == 3
    assert {each.find(qn("w:type")).get(qn("w:val")) for each in sections} == {"nextPage"}


def test_the_text_stands_in_reading_order(state: WordDocument) -> None:
    texts = _texts(state.element.body)
    wanted = [
        "BÁO CÁO",
        "I. TÌNH HÌNH CHUNG",
        "II. KẾT QUẢ THỰC HIỆN",
        "TT",
        "2. Ưu điểm",
        LEADER.role.upper(),
        "Phụ lục I",
        "Phụ lục II",
    ]
    places = [texts.index(text) for text in wanted]
    assert places == sorted(places)


def test_english(english: None) -> None:
    made = docx.Document(BytesIO(write([report()])))
    texts = _texts(made.element.body)
    assert "SOCIALIST REPUBLIC OF VIET NAM" in texts
    assert "To: Thường trực Ban Chỉ đạo huyện Châu Thành." in texts
    assert "Recipients:" in texts
    assert "(Signature and full name)" in texts
    assert next(made.styles.element.iter(qn("w:lang"))).get(qn("w:val")) == "en-GB"
    assert _find(made, "Công tác chỉ đạo").runs[1].style.name == "To be filled"


def test_several_addressees_stand_below_each_other() -> None:
    paper = replace(report(), addressees=("Huyện ủy;", "Ủy ban nhân dân huyện."), annexes=())
    texts = _texts(docx.Document(BytesIO(write([paper]))).element.body)
    at = texts.index("Kính gửi:")
    assert texts[at : at + 3] == ["Kính gửi:", "- Huyện ủy;", "- Ủy ban nhân dân huyện."]


def test_a_paper_that_goes_with_another_has_a_title_and_no_head() -> None:
    made = docx.Document(BytesIO(write([replace(report(), head=None, annexes=(), landscape=True)])))
    assert _texts(made.element.body)[:2] == [report().name, report().subject]
    assert _rules(made.element.body) == []
    assert made.sections[0].orientation == WD_ORIENTATION.LANDSCAPE


def test_a_body_without_a_superior_stands_first() -> None:
    made = docx.Document(BytesIO(write([replace(report(), head=replace(STATE_HEAD, superior=""))])))
    assert made.tables[0].cell(0, 0).paragraphs[0].text == STATE_HEAD.issuer.upper()


def test_what_leads_to_a_table_or_a_list_stays_with_it() -> None:
    table = report().blocks[8]
    blocks = (prose("Bảng điểm"), table, prose("Ghi chú:"), prose("một", "item"), prose("hết:"))
    made = docx.Document(BytesIO(write([replace(report(), head=None, blocks=blocks, signatures=(), recipients=())])))
    kept = [
        bool(_find(made, text).paragraph_format.keep_with_next) for text in ("Bảng điểm", "Ghi chú:", "một", "hết:")
    ]
    assert kept == [True, True, False, False]
