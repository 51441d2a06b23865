"""Tables as offices make them are read right, and no row of any table disappears."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from qcdc_cli.problems import QcdcError
from qcdc_cli.scale.numbering import label_readings, split_label
from qcdc_cli.scale.reading import Scale, read_scale
from qcdc_cli.scale.rubric_text import rubric_text
from qcdc_cli.workbook.reading.opening import read_book
from tests.scale.books import HEADER, Value, book_of, left_out, outline, tab_of
from tests.scale.office_tables import FILES, OfficeTable, read_of


def words(text: str) -> str:
    """Return the words of a text in small letters, however its lines are broken."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def lost(scale: Scale) -> Iterator[str]:
    """Yield the rows of a table that have a name or points and are in no part of its rubric's text.

    A name must stand there as often as the table has it; points must be those of a group or criterion, or the row must
    be listed at the top.
    """
    tab, columns = scale.table.tab, scale.table.columns
    text = f" {words(rubric_text(scale, 'bang'))} "
    labelled = {column for own in columns.numbers for column in own}
    roots = [section.root for section in (scale.bonus, scale.penalties) if section and section.root]
    levels = [level.row for node in scale.nodes for level in node.levels]
    known = {*levels, *(node.row for node in (*scale.nodes, *roots))}
    names: Counter[str] = Counter()
    above: dict[int, str] = {}
    for row, cells in scale.table.rows.items():
        for column in (*columns.names, *labelled):
            name = words(split_label(cells.get(column, ""))[1])
            repeated = len(columns.names) > 1 and above.get(column) == name
            above[column] = name or above.get(column, "")
            if re.search(r"[^\W\d]{2}", name) and not repeated and not (column in labelled and label_readings(name)):
                names[name] += 1
        listed = {skipped.row for skipped in scale.skipped} | known
        if (
            tab.text(row, scale.table.points_column(row))
            and row not in listed
            and f" dòng {row} bảng ghi cho cả mục " not in text
        ):
            yield f"points of row {row}"
    for name, times in names.items():
        if len(re.findall(rf"(?<= ){re.escape(name)}(?= )", text)) < times:
            yield name


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_table_of_an_office_is_read(file: Path) -> None:
    table = OfficeTable.of(file)
    scale = read_scale(table.book())
    assert (read_of(scale), list(lost(scale))) == (table.expected, [])


def test_there_are_many_of_them() -> None:
    assert len(FILES) >= 40


TITLES = (
    *("Phân công", "ĐIỂM THƯỞNG", "Điểm trừ", "THƯỞNG, PHẠT", "Điểm công khai", "PHẦN ĐIỂM CHUẨN", "và thực hiện"),
    *(
        "Cộng mục I",
        "Tổng cộng",
        "Mức điểm tối đa mục 1",
        "Trưởng khối",
        "NGƯỜI LẬP BIỂU",
        "(Ký, ghi rõ họ tên)",
        "Ghi chú:",
    ),
    *("Nơi nhận:", "Phần thứ nhất: Lãnh đạo", "1. Kế hoạch", "a) Có quy chế", "- Có sổ", "Nội dung"),
)
numbers = st.sampled_from(
    [None, None, "I", "II", "III", "A", "B", "1", "2", "3", "a)", "b)", "đ)", "a1", "1.1", "1.2", "-", "?"]
)
names = st.sampled_from([None, *TITLES, *TITLES]) | st.integers(1, 99).map(lambda number: f"Việc thứ {number} của xã")
points = st.sampled_from([None, None, "5", "10", "2,5", "-3", "tối đa 4 điểm", "theo thực tế", "Trưởng ban", "0 – 6"])
notes = st.sampled_from([None, None, None, "Mỗi lần trừ 1 điểm", "Tốt: 5 điểm; khá: 3 điểm", "Chủ tịch"])
lines = st.tuples(numbers, names, points, notes) | st.just((None, None, None, None))
tables = st.lists(lines, min_size=1, max_size=14)


Cells = Sequence[Value]
LAYOUTS: dict[str, tuple[Cells, Callable[[int, Cells], Cells], tuple[tuple[int, int, int, int], ...]]] = {
    "plain": ((*HEADER, "Ghi chú"), lambda _, row: row, ()),
    "groups": (
        ("STT", "Nhóm", "Nội dung", "Điểm tối đa", "Ghi chú"),
        lambda place, row: (row[0], None if place % 3 else f"Nhóm số {place}", *row[1:]),
        (),
    ),
    "groups in front": (
        ("Phần", "TT", "Tiêu chí", "Điểm", "Cách chấm"),
        lambda place, row: (None if place % 4 else f"Phần việc {place}", *row),
        (),
    ),
    "names over two columns": (
        ("STT", "Nội dung", None, "Điểm tối đa", "Ghi chú"),
        lambda place, row: (row[0], None, *row[1:]) if place % 2 else (row[0], row[1], None, *row[2:]),
        ((1, 2, 1, 3),),
    ),
    "names in a column without a heading": (
        ("STT", "Nội dung", None, "Điểm tối đa", "Ghi chú"),
        lambda _, row: (row[0], None, *row[1:]),
        (),
    ),
    "points over two columns": (
        ("STT", "Nội dung", "Điểm tối đa", None, "Ghi chú"),
        lambda place, row: (*row[:2], None, *row[2:]) if place % 2 else (*row[:3], None, *row[3:]),
        ((1, 3, 1, 4),),
    ),
    "beside another table": (
        (*HEADER, "Ghi chú", None, "STT", "Họ và tên", "Chức vụ"),
        lambda place, row: (*row, None, place, f"Người số {place}", "Cán bộ"),
        (),
    ),
    "numbers in the names": (("Nội dung", "Điểm tối đa", "Ghi chú"), lambda _, row: row[1:], ()),
}


@pytest.mark.slow
@given(tables, st.sets(st.integers(2, 15), max_size=3), st.sampled_from(sorted(LAYOUTS)))
def test_no_row_of_any_table_disappears(rows: list[Cells], hidden: set[int], layout: str) -> None:
    header, laid_out, joined = LAYOUTS[layout]
    shown = [header, *(laid_out(place, row) for place, row in enumerate(rows))]
    try:
        scale = read_scale(book_of(tab_of(shown, hidden_rows=sorted(hidden), merged=joined)))
    except QcdcError:
        return
    assert list(lost(scale)) == []
    if layout == "beside another table":
        text = rubric_text(scale, "bang")
        assert [place for place, _ in enumerate(rows) if f"Người số {place}" not in text] == []


def test_what_excel_hides_and_joins_is_known(tmp_path: Path) -> None:
    """The same through a file: a hidden column, a hidden row, a heading over two columns, groups joined downwards."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Nhóm", "Nội dung", None, "Điểm tối đa 2025", "Điểm tối đa"],
        ["I. Tổ chức", "Kế hoạch", None, 9, 4],
        [None, "Phân công cũ", None, 9, 3],
        [None, "Phân công", None, 9, 6],
        ["Cộng", None, None, 27, 10],
    ):
        sheet.append(row)
    for area in ("B1:C1", "A2:A4"):
        sheet.merge_cells(area)
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[3].hidden = True
    file = tmp_path / "bang.xlsx"
    book.save(file)
    scale = read_scale(read_book(file, file.name))
    assert outline(scale) == ["I Tổ chức = 10", "  I.1 Kế hoạch = 4", "  I.2 Phân công = 6"]
    assert left_out(scale) == [
        "3? dòng bị ẩn, không có dòng này thì số điểm mới khớp: Phân công cũ | 9 | 3",
        "5 dòng tổng, chỉ dùng để đối chiếu: Cộng | 27 | 10",
    ]
    assert scale.table.columns.unused == {4: "Điểm tối đa 2025 – cột ẩn"}


def test_a_column_without_a_heading_is_told_where_it_stands_beside_lines() -> None:
    rows = [
        ["STT", "Nội dung", "Điểm", None, "Cách chấm"],
        [1, "Kế hoạch", 60, "mới", "Mỗi lần"],
        [2, "Báo cáo", 40],
        [],
        [None, None, None, None, None, "Trưởng khối"],
    ]
    scale = read_scale(book_of(tab_of(rows)))
    assert scale.table.columns.unused == {4: "không có tiêu đề"}
    assert "# Các cột không dùng đến: D (không có tiêu đề).\n" in rubric_text(scale, "bang")


@pytest.mark.parametrize(
    "heading",
    [
        *("Cách tính điểm", "Phương pháp tính điểm", "Cách cho điểm", "Quy định tính điểm", "Yêu cầu, mức điểm"),
        *("Thang điểm chi tiết", "Mức điểm chi tiết", "Điểm tối đa"),
    ],
)
@pytest.mark.parametrize("points", ["Điểm", "Điểm tối đa"])
def test_sentences_are_a_guide_whatever_heads_them(heading: str, points: str) -> None:
    rules = ["Mỗi lần vắng trừ 2 điểm", "Chậm 1 ngày trừ 5 điểm", "Theo biên bản"]
    rows = [[str(row), f"Việc {row}", own, rules[row - 1]] for row, own in enumerate((20, 30, 50), start=1)]
    scale = read_scale(book_of(tab_of([["STT", "Nội dung", points, heading], *rows])))
    assert [(leaf.worth, leaf.guide) for leaf in scale.leaves] == list(zip((20, 30, 50), rules, strict=True))
