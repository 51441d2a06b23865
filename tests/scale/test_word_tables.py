"""Scales in Word documents: the same rubric as from a workbook, the largest table that fits, what is told."""

from pathlib import Path

import pytest
from docx import Document

from qcdc_cli.problems import QcdcError
from qcdc_cli.scale.reading import Scale, read_scale
from qcdc_cli.scale.rubric_text import found_in, read_back, rubric_text
from qcdc_cli.workbook.reading.opening import read_book, read_tables
from tests.office import Office
from tests.scale import examples
from tests.scale.books import outline
from tests.workbook.reading.word_files import docx, listed, numbering, row, save_table, table
from tests.workbook.reading.word_files import paragraph as P  # noqa: N812


def as_texts(rows: examples.Rows) -> list[list[str]]:
    """Return rows as people type them into Word: numbers with a decimal comma."""
    return [["" if value is None else str(value).replace(".", ",") for value in row] for row in rows]


def in_word(folder: Path, rows: examples.Rows, above: int, joined: tuple[tuple[int, int, int, int], ...] = ()) -> Path:
    """Write a scale's rows into a Word document, its first lines as paragraphs."""
    lines = [" ".join(filter(None, row)) for row in as_texts(rows[:above])]
    texts = as_texts(rows[above:])
    width = max(map(len, texts))
    return save_table(
        folder / "thang.docx", [[*row, *[""] * (width - len(row))] for row in texts], above=lines, joined=joined
    )


def scale_of(file: Path) -> Scale:
    return read_scale(read_tables(file, file.name))


def test_a_whole_scale_is_the_same_rubric_as_from_a_workbook(tmp_path: Path) -> None:
    """Joined cells over two header rows, letterhead, title and basis above, bonus and penalties, signatures."""
    joined = ((1, 3, 1, 5), (1, 1, 2, 1), (1, 2, 2, 2), (1, 6, 2, 6), (1, 7, 2, 7))
    word = scale_of(in_word(tmp_path, [row for row in examples.FULL if row], 3, joined))
    workbook = examples.save(tmp_path / "thang.xlsx", examples.FULL, joined=examples.FULL_JOINED)
    excel = read_scale(read_book(workbook))
    assert outline(word) == outline(excel)
    assert (word.title, word.basis, word.total) == (excel.title, excel.basis, excel.total)
    assert [node.guide for node in word.leaves] == [node.guide for node in excel.leaves]
    assert word.table.columns == excel.table.columns
    text = rubric_text(word, "thang")
    assert "bảng ở thang.docx › Bảng 1, từ dòng 1 đến dòng " in text
    assert read_back(text.replace("above_total:", "above_total: no"))[0] is not None


def test_a_list_that_counts_by_itself_numbers_the_rows(tmp_path: Path) -> None:
    body = table(
        [P("STT"), P("Nội dung"), P("Điểm")],
        [listed("", 1), P("Tổ chức"), P("10")],
        [listed("", 1, 1), P("Kiện toàn"), P("4,5")],
        [listed("", 1, 1), P("Kế hoạch"), P("5,5")],
        [listed("", 1), P("Công khai"), P("5")],
        [listed("", 1, 1), P("Niêm yết"), P("5")],
    )
    lists = numbering([("upperRoman", "%1"), ("decimal", "%2.")])
    (tmp_path / "a.docx").write_bytes(docx(body, {"numbering.xml": lists}))
    assert outline(scale_of(tmp_path / "a.docx")) == [
        "I Tổ chức = 10",
        "  I.1 Kiện toàn = 4,5",
        "  I.2 Kế hoạch = 5,5",
        "II Công khai = 5",
        "  II.1 Niêm yết = 5",
    ]


def test_the_largest_table_that_fits_is_taken_and_the_others_are_named(tmp_path: Path) -> None:
    small = table([P("TT"), P("Nội dung"), P("Điểm")], [P("1"), P("Ví dụ"), P("1")])
    wide = table(*([P("chữ")] * 9 for _ in range(9)))
    own = table([P("TT"), P("Nội dung"), P("Điểm")], *([P(str(n)), P(f"Việc {n}"), P("2")] for n in (1, 2, 3)))
    (tmp_path / "a.docx").write_bytes(docx(small + P("") + wide + P("BẢNG ĐIỂM") + own))
    scale = scale_of(tmp_path / "a.docx")
    assert (outline(scale)[-1], scale.title, scale.total) == ("3 Việc 3 = 2", "BẢNG ĐIỂM", 6)
    assert found_in(scale, 0)[1:] == ("Các bảng khác trong tệp không dùng đến: Bảng 2 (9 dòng), Bảng 1 (2 dòng).",)


HEADER = "STT|Nội dung|Điểm"
BEGIN = f"{HEADER}\nI|Tổ chức|10\n1|Kế hoạch|4\n2|Quy chế|6\nII|Công khai|15\n1|Niêm yết|5"
REST = "2|Họp|6\n3|Đối thoại|4\n|Tổng cộng|25"
WHOLE = f"{BEGIN}\n{REST}"
SIGNED = "NGƯỜI LẬP BIỂU|TRƯỞNG KHỐI\n(Ký)|(Ký)"
MEMBERS = "STT|Họ và tên|Chức vụ\n1|Trần Văn Bông|Bí thư\n2|Lê Thị Lài|Chủ tịch"
BORN = "STT|Họ và tên|Năm sinh\n1|Trần Văn Bông|1975\n2|Lê Thị Lài|1980"


def document_of(folder: Path, *parts: str) -> Scale:
    """Read the scale of a document: tables with `|` between their cells, and lines between them."""
    lines = [[line.split("|") for line in part.split("\n")] for part in parts]
    body = [
        table(*([P(cell) for cell in row] for row in rows)) if len(rows[0]) > 1 else P(rows[0][0]) for rows in lines
    ]
    (folder / "a.docx").write_bytes(docx("".join(body)))
    return scale_of(folder / "a.docx")


PAGES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "without a header": ((BEGIN, "", REST), ()),
    "with the header again": ((BEGIN, "", f"{HEADER}\n{REST}"), ()),
    "with a header in other words": ((BEGIN, "", f"TT|Tiêu chí|Điểm tối đa\n{REST}"), ()),
    "with a line between": ((BEGIN, "(tiếp theo)", REST), ()),
    "on four pages": ((BEGIN, "", "2|Họp|6", "", "3|Đối thoại|4", "", "|Tổng cộng|25"), ()),
    "behind a group's own row": ((BEGIN.removesuffix("\n1|Niêm yết|5"), "", f"1|Niêm yết|5\n{REST}"), ()),
    "with signatures between": ((BEGIN, "", SIGNED, "", REST), ("Bảng 2",)),
    "with signatures and members behind it": ((BEGIN, "", REST, "", SIGNED, "", MEMBERS), ("Bảng 4", "Bảng 3")),
    "with a table of members in the same columns": ((BEGIN, "", REST, "", BORN), ("Bảng 3",)),
    "with members without a header": ((BEGIN, "", REST, "", BORN.partition("\n")[2]), ("Bảng 3",)),
    "with classes behind it": ((BEGIN, "", REST, "Xếp loại", "1|Xuất sắc|90\n2|Tốt|80"), ("Bảng 3",)),
    "with the same scale for others": ((WHOLE, "PHƯỜNG", BEGIN), ("Bảng 2",)),
    "with members before it": ((MEMBERS, "", BEGIN, "", REST), ("Bảng 1",)),
}


@pytest.mark.parametrize("pages", PAGES)
def test_a_scale_that_goes_on_in_further_tables_is_one(pages: str, tmp_path: Path) -> None:
    """As at a new page; what is another thing stays apart, and is named on the screen and in the file."""
    parts, others = PAGES[pages]
    whole, scale = document_of(tmp_path, WHOLE), document_of(tmp_path, *parts)
    assert (outline(scale), scale.total) == (outline(whole), 25)
    assert [row.text for row in scale.skipped if "tiêu đề" not in str(row.why)] == ["Tổng cộng | 25"]
    assert tuple(other.partition(" (")[0] for other in scale.table.others) == others
    text = rubric_text(scale, "a")
    assert all(f"{other} (" in text for other in others)


def test_what_was_joined_is_told_with_the_rows_and_the_lines_between(tmp_path: Path) -> None:
    scale = document_of(tmp_path, BEGIN, "(tiếp theo)", "2|Họp|6\n3|Đối thoại|hai", "", "|Tổng cộng|25")
    told = (
        "thang điểm nối từ nhiều bảng, số dòng tính liên tục: Bảng 1 (1–6), Bảng 2 (7–8), Bảng 3 (9–9); "
        "giữa các bảng có dòng “(tiếp theo)”; kiểm tra có đúng là một bảng"
    )
    assert scale.remarks[0] == told
    assert "# ? C8: bảng ghi “hai”; ghi điểm tối đa." in rubric_text(scale, "a")


FIRST, SECOND = f"{HEADER}\n1|Kế hoạch|4\n2|Quy chế|6\n|Cộng|10", f"{HEADER}\n1|Niêm yết|5\n2|Họp|10\n|Cộng|15"


def test_groups_in_tables_of_their_own_below_lines_with_their_names_are_one_scale(tmp_path: Path) -> None:
    title, groups = "BẢNG ĐIỂM THI ĐUA", ("I. TỔ CHỨC (10 điểm)", "II. CÔNG KHAI", "III. ĐIỂM THƯỞNG")
    scale = document_of(
        tmp_path, title, groups[0], FIRST, groups[1], SECOND, groups[2], f"{HEADER}\n1|Mô hình|5", "Danh sách", MEMBERS
    )
    assert outline(scale) == [
        "I TỔ CHỨC (10 điểm) = 10",
        "  I.1 Kế hoạch = 4",
        "  I.2 Quy chế = 6",
        "II CÔNG KHAI = 15",
        "  II.1 Niêm yết = 5",
        "  II.2 Họp = 10",
        "bonus ĐIỂM THƯỞNG",
        "  III.1 Mô hình = 5",
    ]
    assert (scale.title, scale.total, scale.table.others) == (title, 25, ("Bảng 4 (3 dòng)",))


@pytest.mark.parametrize(
    "parts",
    [
        ("I. THANG ĐIỂM", FIRST, "II. DANH SÁCH", MEMBERS),
        ("I. THANG ĐIỂM XÃ", FIRST, "II. THANG ĐIỂM PHƯỜNG", SECOND),
    ],
)
def test_numbered_parts_of_a_document_are_no_groups(parts: tuple[str, ...], tmp_path: Path) -> None:
    scale = document_of(tmp_path, *parts)
    assert len(scale.table.others) == 1
    assert not any("DANH SÁCH" in line or "THANG" in line for line in outline(scale))


def test_bonus_goes_on_behind_the_total(tmp_path: Path) -> None:
    scale = document_of(tmp_path, WHOLE, "", "III|ĐIỂM THƯỞNG|5\n1|Mô hình|5")
    assert outline(scale)[-2:] == ["bonus ĐIỂM THƯỞNG ≤ 5", "  III.1 Mô hình = 5"]


def test_a_scale_without_numbers_goes_on_until_its_total(tmp_path: Path) -> None:
    scale = document_of(tmp_path, "Nội dung|Điểm\nKế hoạch|5", "", "Họp|4\nTổng|9", "", "Xuất sắc|8\nTốt|7")
    assert (outline(scale), scale.table.others) == (["1 Kế hoạch = 5", "2 Họp = 4"], ("Bảng 3 (2 dòng)",))


def test_joined_cells_and_hidden_rows_of_a_further_table_are_known(tmp_path: Path) -> None:
    note, begin, on = "Mỗi lần chậm trừ 1 điểm", '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    second = "".join(
        (
            row(P("2"), P("Họp"), P("4"), f"<w:tcPr>{begin}</w:tcPr>{P(note)}"),
            row(P("3"), P("Sổ"), P("6"), f"<w:tcPr>{on}</w:tcPr>{P('')}"),
            row(P("4"), P("Cũ"), P("1"), P(""), properties="<w:hidden/>"),
        )
    )
    first = table([P(text) for text in (*HEADER.split("|"), "Ghi chú")], [P("1"), P("Kế hoạch"), P("5"), P("")])
    total = table([P(""), P("Tổng"), P("15"), P("")])
    (tmp_path / "a.docx").write_bytes(docx(f"{first}{P('')}<w:tbl>{second}</w:tbl>{P('')}{total}"))
    scale = scale_of(tmp_path / "a.docx")
    assert outline(scale) == ["1 Kế hoạch = 5", f"2 Họp = 4 | {note}", f"3 Sổ = 6 | {note}"]
    assert [skipped.row for skipped in scale.skipped] == [5, 6]


def test_a_document_without_a_scale_is_told(tmp_path: Path, english: None) -> None:
    for name, body in {"none.docx": P("x"), "other.docx": table([P("Họ tên"), P("Chức vụ")])}.items():
        (tmp_path / name).write_bytes(docx(body))
        with pytest.raises(QcdcError) as refusal:
            scale_of(tmp_path / name)
        assert refusal.value.problem.code == "Q751"


@pytest.mark.slow
def test_a_document_that_libreoffice_saved_again_is_the_same_scale(tmp_path: Path, office: Office) -> None:
    """As people are told to do with .doc; LibreOffice writes joined cells, lists and styles in its own way."""
    file = in_word(tmp_path, examples.PLAIN[:-1], 1)
    document = Document(str(file))
    document.add_paragraph("Nơi nhận:", style="List Bullet")
    document.save(str(file))
    old = office([file], "doc")[file.name]
    again = office([old], "docx")[old.name]
    assert outline(scale_of(again)) == outline(scale_of(file))
