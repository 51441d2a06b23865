"""How tables are fitted to a page: no word broken where that can be, and the page's whole width used."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.render.documents import DocumentTable
from qcdc_cli.render.documents.column_widths import PADDING, SMALLEST, fitted
from qcdc_cli.render.documents.text_width import broken_lines, text_width, widest_word
from qcdc_cli.render.words.table import Column, Row, Table, figures


def _table(columns: tuple[Column, ...], *rows: tuple[str, ...]) -> Table:
    return Table("", "", (), (), columns, tuple(map(Row, rows)))


RANKING = _table(
    (Column("TT", "center"), Column("Đơn vị", wraps=True), figures("Tổng điểm"), Column("Xếp loại")),
    ("1", "Xã Đông Thạnh", "92,50", "Hoàn thành xuất sắc nhiệm vụ"),
    ("2", "Thị trấn Ngã Sáu", "8,25", "Hoàn thành tốt nhiệm vụ"),
)


def test_every_column_has_what_it_needs_and_the_page_is_filled():
    widths, size = fitted(DocumentTable(RANKING), 165, 11)
    assert size == 11
    assert sum(widths) == pytest.approx(165)
    for place, column in enumerate(RANKING.columns):
        texts = [row.cells[place] for row in RANKING.rows]
        assert all(text_width(text, 11) + 2 * PADDING <= widths[place] for text in texts)
        assert widest_word(column.title, 11, bold=True) + 2 * PADDING <= widths[place]


def test_widths_that_are_asked_for_hold_where_no_word_breaks():
    assert fitted(DocumentTable(RANKING, (1, 4, 2, 3)), 165, 11).widths == pytest.approx((16.5, 66, 33, 49.5))
    narrow = fitted(DocumentTable(RANKING, (1, 100, 1, 1)), 165, 11).widths
    assert sum(narrow) == pytest.approx(165)
    assert narrow[2] >= text_width("92,50", 11) + 2 * PADDING


def test_many_columns_get_smaller_letters_and_the_smallest_share_the_page():
    many = _table((Column("TT"), *(figures("Nghiêm") for _ in range(10))), ("1", *("1.000,25",) * 10))
    widths, size = fitted(DocumentTable(many), 165, 11)
    assert SMALLEST < size < 11
    assert all(text_width("1.000,25", size) + 2 * PADDING <= width for width in widths[1:])
    crowd = _table(tuple(figures("Nghiêm") for _ in range(40)), ("1.000,25",) * 40)
    widths, size = fitted(DocumentTable(crowd), 165, 11)
    assert size == SMALLEST
    assert sum(widths) == pytest.approx(165)


def test_prose_takes_the_room_that_names_and_figures_leave():
    columns = (Column("TT", "center"), Column("Đơn vị", wraps=True), figures("Tổng điểm"), Column("Lý do", wraps=True))
    name, reason = "Xã Đông Thạnh", "Quyết định kiện toàn Ban Chỉ đạo ban hành sau hạn 15 ngày. " * 6
    widths, size = fitted(DocumentTable(_table(columns, ("1", name, "92,50", reason.strip()))), 165, 11)
    assert size == 11
    assert widths[1] < 35 < 80 < widths[3]
    room = [width - 2 * PADDING for width in widths]
    assert len(broken_lines(name, room[1], 11)) <= len(broken_lines(reason, room[3], 11))


def test_a_heading_takes_two_lines_where_there_is_room():
    columns = (Column("Đơn vị"), figures("Khối thẩm định lần hai"))
    widths, _ = fitted(DocumentTable(_table(columns, ("Xã Phú Hữu", "9"))), 165, 11)
    assert len(broken_lines(columns[1].title, widths[1] - 2 * PADDING, 11, bold=True)) <= 2


def test_long_headings_share_the_room_with_prose():
    groups = [figures(f"{number}. Lãnh đạo, chỉ đạo và tổ chức thực hiện (18 điểm)") for number in range(1, 8)]
    columns = (Column("Đơn vị", wraps=True), *groups, Column("Ghi chú", wraps=True))
    note = "Bằng điểm với xã Phú Hữu; không phát sinh IV.1.c, điểm tối đa còn 98"
    table = _table(columns, *(("Thị trấn Ngã Sáu", *("17,25",) * 7, note) for _ in range(8)))
    widths, size = fitted(DocumentTable(table), 257, 11)
    room = [width - 2 * PADDING for width in widths]
    heading = max(
        len(broken_lines(column.title, own, size, bold=True)) for column, own in zip(columns, room, strict=True)
    )
    assert size == 11
    assert heading <= 5
    assert len(broken_lines(note, room[-1], size)) <= 3


@given(
    st.lists(st.tuples(st.text("Nghiêm thu ", max_size=60), st.booleans(), st.integers(1, 9)), min_size=1, max_size=14),
    st.booleans(),
)
def test_widths_are_never_negative_and_fill_the_page(columns, shared):
    table = _table(tuple(Column(text, wraps=wraps) for text, wraps, _ in columns), tuple(one for one, _, _ in columns))
    asked = tuple(width for _, _, width in columns) if shared else ()
    widths, _ = fitted(DocumentTable(table, asked), 165, 11)
    assert sum(widths) == pytest.approx(165)
    assert all(width > 0 for width in widths)
