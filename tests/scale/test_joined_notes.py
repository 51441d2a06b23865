"""A note in a cell that is joined over several criteria is in the guide of each, and offered and asked about once."""

from pathlib import Path

from openpyxl import Workbook

from qcdc_cli.scale.reading import read_scale
from qcdc_cli.scale.rubric_text import rubric_text
from qcdc_cli.workbook.reading.opening import read_book, read_tables
from tests.scale.books import outline
from tests.workbook.reading.word_files import save_table

ROWS = [
    ["STT", "Nội dung", "Điểm", "Ghi chú", "Minh chứng"],
    ["1", "Kế hoạch", "5", "Mỗi lần chậm trừ 1 điểm", "Kế hoạch; Sổ"],
    ["2", "Quy chế", "5", "", ""],
    ["3", "Báo cáo", "10", "", ""],
]
EXPECTED = [
    "1 Kế hoạch = 5 | Mỗi lần chậm trừ 1 điểm",
    "2 Quy chế = 5 | Mỗi lần chậm trừ 1 điểm",
    "3 Báo cáo = 10 | Mỗi lần chậm trừ 1 điểm",
]
QUESTION = "ô “Ghi chú” gộp chung các dòng 2–4: áp dụng riêng cho từng tiêu chí hay tính chung?"


def test_a_joined_note_is_said_to_each_criterion_and_offered_once(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append([text or None for text in row])
    sheet.merge_cells("D2:D4")
    sheet.merge_cells("E2:E3")
    book.save(tmp_path / "bang.xlsx")
    scale = read_scale(read_book(tmp_path / "bang.xlsx"))
    assert outline(scale) == EXPECTED
    assert [node.remarks for node in scale.leaves] == [[QUESTION], [], []]
    assert [node.evidence for node in scale.leaves] == [("Kế hoạch", "Sổ"), ("Kế hoạch", "Sổ"), ()]
    text = rubric_text(scale, "bang")
    assert (text.count("guide: Mỗi lần chậm trừ 1 điểm"), text.count("# deduct:"), text.count("gộp chung")) == (3, 1, 1)


def test_a_joined_note_of_a_word_document_is_the_same(tmp_path: Path) -> None:
    file = save_table(tmp_path / "bang.docx", ROWS, above=[], joined=((2, 4, 4, 4),))
    assert outline(read_scale(read_tables(file, file.name))) == EXPECTED


def test_evidence_joined_over_a_group_and_its_criteria_is_theirs_and_leaves_no_question(tmp_path: Path) -> None:
    rows = [ROWS[0], ["I", "Tổ chức", "5", "", "Quyết định"], ["1", "Kế hoạch", "3", "", ""], ["2", "Sổ", "2", "", ""]]
    for joined, asked in (((2, 5, 4, 5), False), ((2, 5, 3, 5), True)):
        file = save_table(tmp_path / "bang.docx", rows, above=[], joined=(joined,))
        text = rubric_text(read_scale(read_tables(file, file.name)), "bang")
        assert ("minh chứng của cả mục: Quyết định" in text) == asked
