"""From a table to a scale: where it stands, who stands below whom, what is bonus, what cannot be read."""

from collections.abc import Sequence
from time import process_time

import pytest

from qcdc_cli.problems import QcdcError
from qcdc_cli.scale.reading import Scale, read_scale
from qcdc_cli.scale.rubric_text import read_back, rubric_text
from qcdc_cli.workbook.reading.book import Book, Found
from tests.scale.books import HEADER, Rows, Value, book_of, outline, remarks, tab_of


def scale_of(*rows: Sequence[Value], header: Sequence[Value] = HEADER) -> Scale:
    """Return the scale of a table with the usual header."""
    return read_scale(book_of(tab_of([header, *rows])))


def refusals(book: Book) -> list[tuple[str, str]]:
    """Return the codes and cells of what keeps a table from being read."""
    with pytest.raises(QcdcError) as refused:
        read_scale(book)
    assert not refused.value.could_not_run
    return [(problem.code, str(problem.place)) for problem in refused.value.problems]


@pytest.mark.parametrize(
    "header",
    [
        ("STT", "Nội dung", "Điểm tối đa"),
        ("tt", "NỘI DUNG TIÊU CHÍ", "THANG ĐIỂM"),
        ("Số TT", "Tiêu chí chấm điểm", "Điểm chuẩn"),
        ("Mục", "Tiêu chí, chỉ tiêu", "Điểm"),
        ("No.", "Criterion", "Max points"),
        ("No", "Content", "Points"),
        ("STT", "Noi dung danh gia", "Diem so toi da"),
        (None, "Nội dung", "Khung điểm"),
    ],
)
def test_the_table_is_known_by_the_words_of_its_header(header: tuple[str, ...]) -> None:
    scale = scale_of(["I", "Mục", 3], [1, "Việc", 1], [2, "Việc khác", 2], header=header)
    assert outline(scale) == ["I Mục = 3", "  I.1 Việc = 1", "  I.2 Việc khác = 2"]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["STT", "Nội dung", "Điểm tự chấm", "Điểm thẩm định", "Điểm tối đa"], [1, "Việc", 9, 8, 10]),
        (["Điểm tối đa", "STT", "Nội dung"], [10, 1, "Việc"]),
        (["STT", "Nội dung", "Điểm", "Điểm đạt được"], [1, "Việc", 10, 9]),
        (["STT", "Nội dung", "Kết quả thực hiện", "Điểm chuẩn"], [1, "Việc", 9, 10]),
        ([None, "STT", None, "Nội dung", None, "Điểm tối đa"], [None, 1, None, "Việc", None, 10]),
    ],
)
def test_the_column_of_most_points_is_told_from_those_that_somebody_gave(header: list[Value], row: list[Value]) -> None:
    assert outline(scale_of(row, header=header)) == ["1 Việc = 10"]


def test_a_header_may_take_two_rows_and_be_followed_by_numbers_of_columns() -> None:
    rows: Rows = [
        ["BẢNG TIÊU CHÍ, THANG ĐIỂM"],
        ["STT", "Nội dung", "Điểm"],
        [None, None, "Tự chấm", "Tối đa"],
        ["(1)", "(2)", "(3)", "(4)"],
        [1, "Việc", None, 10],
    ]
    scale = read_scale(book_of(tab_of(rows, merged=[(2, 3, 2, 4)])))
    assert (outline(scale), scale.title) == (["1 Việc = 10"], "BẢNG TIÊU CHÍ, THANG ĐIỂM")
    assert scale.table.columns.unused == {3: "Điểm Tự chấm"}


def test_the_first_table_on_a_worksheet_that_shows_is_taken_and_the_others_are_named() -> None:
    table: Rows = [HEADER, [1, "Việc", 1]]
    other: Rows = [HEADER, [1, "Việc khác", 1]]
    tabs = (
        tab_of(other, name="Ẩn", hidden=True),
        tab_of([["Hướng dẫn"]], name="Đọc trước"),
        tab_of(table, name="Thang 1"),
        tab_of(other, name="Thang 2"),
    )
    scale = read_scale(book_of(*tabs))
    assert (outline(scale), scale.table.tab.name, scale.table.others) == (["1 Việc = 1"], "Thang 1", ("Thang 2",))


def test_titles_above_the_table_are_its_name_and_its_basis() -> None:
    rows: Rows = [
        ["UBND XÃ", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["THANG ĐIỂM THI ĐUA"],
        ["năm 2020"],
        ["(Ban hành kèm theo Quyết định số 15/QĐ-UBND)"],
        HEADER,
        [1, "Việc", 1],
    ]
    scale = read_scale(book_of(tab_of(rows)))
    assert scale.title == "THANG ĐIỂM THI ĐUA năm 2020"
    assert scale.basis == ("Ban hành kèm theo Quyết định số 15/QĐ-UBND",)


def test_numbers_may_stand_in_front_of_the_names() -> None:
    scale = scale_of(
        ["1. Ý thức học tập", "20"],
        ["1.1 Đi học đầy đủ", "5 điểm"],
        ["1.2 Câu lạc bộ", 15],
        ["2. Nội quy", 25],
        ["- Chấp hành", 10],
        ["- Nếp sống", "15đ"],
        header=("Nội dung đánh giá", "Thang điểm"),
    )
    assert outline(scale) == [
        "1 Ý thức học tập = 20",
        "  1.1 Đi học đầy đủ = 5",
        "  1.2 Câu lạc bộ = 15",
        "2 Nội quy = 25",
        "  2.1 Chấp hành = 10",
        "  2.2 Nếp sống = 15",
    ]


def test_a_group_s_title_may_go_over_the_column_of_numbers() -> None:
    scale = scale_of(["I. LÃNH ĐẠO", None, 5], [1, "Việc", 5], ["II. CÔNG KHAI", None, 5], [1, "Việc khác", 5])
    assert outline(scale) == ["I LÃNH ĐẠO = 5", "  I.1 Việc = 5", "II CÔNG KHAI = 5", "  II.1 Việc khác = 5"]


def test_several_columns_of_names_are_levels() -> None:
    header = ("STT", "Nội dung", "Tiêu chí", "Điểm tối đa")
    scale = scale_of(
        [1, "Lãnh đạo", "Kế hoạch", 5], [None, None, "Báo cáo", 6], [2, "Công khai", "Ngân sách", 7], header=header
    )
    assert outline(scale) == [
        "1 Lãnh đạo = 11",
        "  1.1 Kế hoạch = 5",
        "  1.2 Báo cáo = 6",
        "2 Công khai = 7",
        "  2.1 Ngân sách = 7",
    ]


def test_words_before_numbers_make_levels_of_their_own() -> None:
    header = ("Tiêu chí, chỉ tiêu", "Nội dung", "Điểm số tối đa")
    rows = [
        ["Tiêu chí 1", "Văn bản", 3],
        ["Chỉ tiêu 1", "Đầy đủ", 3],
        ["1.", "Ban hành", 3],
        ["a)", "Đủ", 3],
        ["b)", "Không", 0],
        ["Tiêu chí 2", "Thông tin", 5],
    ]
    assert outline(scale_of(*rows, header=header)) == [
        "1 Văn bản = 3",
        "  1.1 Đầy đủ = 3",
        "    1.1.1 Ban hành = 3 | Đủ: 3 điểm; Không: 0 điểm",
        "2 Thông tin = 5",
    ]


def test_dotted_numbers_keep_their_own_form_unless_they_come_twice() -> None:
    alone = scale_of(["I", "x", 1], ["1.1", "a", 1], ["II", "y", 1], ["2.1", "b", 1])
    assert outline(alone) == ["I x = 1", "  1.1 a = 1", "II y = 1", "  2.1 b = 1"]
    twice = scale_of(["I", "x", 1], ["1.1", "a", 1], ["II", "y", 1], ["1.1", "b", 1])
    assert outline(twice) == ["I x = 1", "  I.1.1 a = 1", "II y = 1", "  II.1.1 b = 1"]


def test_numbers_that_a_spreadsheet_turned_into_days_are_recognised_and_told() -> None:
    scale = scale_of(
        [1, "x", 5],
        [1.1, "a", 2],
        [Found("date", "2020-02-01"), "b", 3],
        [2, "y", 1],
        [Found("date", "2020-02-01"), "c", 1],
    )
    assert outline(scale) == ["1 x = 5", "  1.1 a = 2", "  1.2 b = 3", "2 y = 1", "  2.1 c = 1"]
    assert remarks(scale) == [
        "1.2: bảng tính đã đổi số thứ tự này thành ngày 01/02/2020",
        "2.1: bảng tính đã đổi số thứ tự này thành ngày 01/02/2020",
    ]


def test_rows_without_numbers_are_headings_criteria_or_go_on_with_the_name_above() -> None:
    scale = scale_of(
        [None, "CÔNG TÁC LÃNH ĐẠO", None],
        [1, "Kế hoạch", 10],
        [None, "và tổ chức thực hiện", None],
        [None, "Chấm theo báo cáo năm", None],
        [2, "Quy chế", 10],
        [None, "Công tác tuyên truyền", None],
        [1, "Hội nghị", 5],
        [None, "Bản tin", 5],
    )
    assert outline(scale) == [
        "1 CÔNG TÁC LÃNH ĐẠO = 20",
        "  1.1 Kế hoạch và tổ chức thực hiện = 10 | Chấm theo báo cáo năm",
        "  1.2 Quy chế = 10",
        "2 Công tác tuyên truyền = 5",
        "  2.1 Hội nghị = 5",
        "    2.1.1 Bản tin = 5",
    ]
    assert remarks(scale) == [
        "1: dòng không đánh số, không điểm: coi là tên một mục",
        "1.1: dòng 4 không đánh số, không điểm: nối vào tên",
        "1.1: dòng 5 không đánh số, không điểm: nối vào hướng dẫn chấm",
        "2: dòng không đánh số, không điểm: coi là tên một mục",
        "2.1.1: dòng không đánh số, có điểm: coi là một tiêu chí",
    ]


def test_a_table_without_any_numbers_still_has_groups() -> None:
    scale = scale_of(["Nhóm A", None], ["x", 5], ["y", 5], ["Nhóm B", None], ["z", 9], header=("Tiêu chí", "Điểm"))
    assert outline(scale) == ["1 Nhóm A = 10", "  1.1 x = 5", "  1.2 y = 5", "2 Nhóm B = 9", "  2.1 z = 9"]


def test_lines_that_only_describe_become_the_guide() -> None:
    scale = scale_of([1, "Kế hoạch", 10], ["-", "Có kế hoạch", None], ["-", "Có báo cáo", None], [2, "Quy chế", 5])
    assert outline(scale) == ["1 Kế hoạch = 10 | Có kế hoạch; Có báo cáo", "2 Quy chế = 5"]


def test_a_number_that_comes_again_and_one_left_out_are_told() -> None:
    scale = scale_of([1, "a", 1], [2, "b", 1], [2, "c", 1], [4, "d", 1])
    assert outline(scale) == ["1 a = 1", "2 b = 1", "2-2 c = 1", "4 d = 1"]
    assert remarks(scale) == [
        "2-2: số thứ tự lặp lại; kiểm tra bậc của dòng này",
        "2-2: mã 2 đã dùng nên đây là 2-2",
        "4: số thứ tự không nối tiếp dòng trên",
    ]


def test_hidden_rows_are_taken_and_told() -> None:
    scale = read_scale(book_of(tab_of([HEADER, [1, "a", 1], [2, "b", 1]], hidden_rows=[3])))
    assert remarks(scale) == ["2: dòng này bị ẩn trong bảng"]


def test_bonus_and_penalties_stand_apart_with_their_caps() -> None:
    scale = scale_of(
        ["A", "Điểm chuẩn", 100],
        ["I", "x", 40],
        ["II", "y", 60],
        [None, "Tổng cộng", 100],
        ["B", "Điểm thưởng (tối đa 10 điểm)", 10],
        [1, "Mô hình", 5],
        [2, "Sáng kiến", 5],
        ["C", "Các trường hợp trừ điểm", None],
        [1, "Báo cáo trễ", "-2"],
        [None, "Tổng cộng", 110],
    )
    assert outline(scale) == [
        "A Điểm chuẩn = 100",
        "  A.I x = 40",
        "  A.II y = 60",
        "bonus Điểm thưởng (tối đa 10 điểm) ≤ 10",
        "  B.1 Mô hình = 5",
        "  B.2 Sáng kiến = 5",
        "penalties Các trường hợp trừ điểm",
        "  C.1 Báo cáo trễ = 2",
    ]
    assert (scale.total, scale.remarks) == (100, [])


def test_bonus_without_a_number_and_a_section_that_is_both() -> None:
    scale = scale_of(
        ["I", "x", 100],
        [1, "y", 100],
        [None, "ĐIỂM CỘNG, ĐIỂM TRỪ", None],
        [1, "Có mô hình", 5],
        [2, "Trừ báo cáo trễ", 2],
        [3, "Khiếu kiện", -3],
    )
    assert outline(scale)[2:] == [
        "bonus ĐIỂM CỘNG, ĐIỂM TRỪ",
        "  2.1 Có mô hình = 5",
        "penalties ĐIỂM CỘNG, ĐIỂM TRỪ",
        "  2.2 Trừ báo cáo trễ = 2",
        "  2.3 Khiếu kiện = 3",
    ]


def test_a_criterion_that_begins_with_the_word_for_total_is_no_total() -> None:
    scale = scale_of([1, "Tổng kết phong trào", 5], [2, "Cộng tác viên dư luận", 5], [3, "Tổng số ấp đạt chuẩn", 5])
    assert len(outline(scale)) == 3


def test_totals_of_groups_are_the_groups_points_and_contradictions_are_told() -> None:
    scale = scale_of(
        ["I", "x", None],
        [1, "a", 10],
        [None, "Cộng mục I", 12],
        ["II", "y", None],
        [1, "b", 5],
        [None, "Cộng", 5],
        [None, "TỔNG CỘNG (I + II)", 20],
    )
    assert outline(scale) == ["I x = 12", "  I.1 a = 10", "II y = 5", "  II.1 b = 5"]
    assert (scale.total, scale.remarks) == (20, ["dòng 8 ghi 20 nhưng các mục cộng lại được 17; sửa cho khớp"])


def test_formulas_of_groups_and_totals_are_added_up_anew() -> None:
    scale = scale_of(["I", "x", "=SUM(C3:C4)"], [1, "a", 40], [2, "b", 60], [None, "Tổng cộng", "=C2"])
    assert outline(scale)[0] == "I x = 100"
    assert (scale.total, scale.remarks) == (100, [])


def test_signatures_and_notes_are_not_criteria() -> None:
    scale = scale_of([1, "a", 1], [None, "NGƯỜI LẬP BIỂU", None], [None, "Nguyễn Văn A", None])
    assert outline(scale) == ["1 a = 1"]
    assert [row.text for row in scale.skipped] == ["NGƯỜI LẬP BIỂU", "Nguyễn Văn A"]


def test_a_repeated_header_is_passed_over_and_told() -> None:
    scale = scale_of([1, "a", 1], HEADER, [2, "b", 1])
    assert (outline(scale), [row.row for row in scale.skipped]) == (["1 a = 1", "2 b = 1"], [3])


def test_all_that_is_wrong_is_told_at_once_with_its_cell() -> None:
    rows: Rows = [
        HEADER,
        ["I", "x", None],
        [1, "a", "=1+1"],
        [2, "b", Found("date", "2020-05-01")],
        [3, "c", Found("percent", "10")],
        [4, None, 5],
        [5, "e", "1.000"],
    ]
    where = "thang-diem.xlsx › Thang điểm › "
    assert sorted(refusals(book_of(tab_of(rows)))) == [
        ("Q302", f"{where}C7"),
        ("Q753", f"{where}C4"),
        ("Q753", f"{where}C5"),
        ("Q754", f"{where}C3"),
        ("Q755", f"{where}B6"),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["a", "b"], ["c", "d"]], [("Q751", "thang-diem.xlsx › Thang điểm")]),
        ([["BẢNG TIÊU CHÍ, THANG ĐIỂM"], ["Kế hoạch", 5]], [("Q751", "thang-diem.xlsx › Thang điểm")]),
        ([["STT", "Nội dung", "Điểm tự chấm"], [1, "a", 5]], [("Q751", "thang-diem.xlsx › Thang điểm")]),
        ([HEADER], [("Q752", "thang-diem.xlsx › Thang điểm › 1:1")]),
        ([HEADER, [None, "Tổng cộng", 100]], [("Q752", "thang-diem.xlsx › Thang điểm › 1:1")]),
        ([HEADER, ["I", "Điểm thưởng", 5], [1, "a", 5]], [("Q756", "thang-diem.xlsx › Thang điểm › 1:1")]),
    ],
)
def test_what_is_no_scale_is_refused(rows: Rows, expected: list[tuple[str, str]]) -> None:
    assert refusals(book_of(tab_of(rows))) == expected


def test_a_workbook_with_nothing_to_see_has_no_scale() -> None:
    assert refusals(book_of(tab_of([HEADER, [1, "a", 1]], hidden=True))) == [("Q751", "thang-diem.xlsx › Thang điểm")]


def test_rows_that_look_like_headers_cost_no_more_than_other_rows() -> None:
    alike = [("Nội dung", "Điểm tự chấm")] * 6_000
    joined = [(1, 1, 6_000, 2)] * 60_000
    begin = process_time()
    assert refusals(book_of(tab_of(alike, merged=joined))) == [("Q751", "thang-diem.xlsx › Thang điểm")]
    assert process_time() - begin < 5  # each row by all areas would be 360 millions


def test_a_text_of_a_megabyte_is_not_searched_for_hints() -> None:
    begin = process_time()
    text = rubric_text(scale_of([1, "mỗi lần trừ 1 điểm " * 50_000, 5]), "a")
    assert process_time() - begin < 2
    assert "deduct" not in text


@pytest.mark.parametrize(
    ("guide", "absent"),
    [
        ("Từ 1.500% trở lên: 10 điểm; dưới 70%: 0 điểm", "from: 1.5"),
        ("Từ 90% trở lên: 1.500 điểm; dưới 70%: 0 điểm", "points: 1.5"),
        ("Tốt: 1.500 điểm; khá: 750 điểm", "points: 1.5"),
    ],
)
def test_a_number_that_could_be_thousands_is_in_no_suggestion_and_no_refusal(guide: str, absent: str) -> None:
    text = rubric_text(scale_of([1, "a", 10, guide], header=(*HEADER, "Ghi chú")), "a")
    assert guide in text
    assert absent not in text


def test_over_a_percentage_is_suggested_as_such() -> None:
    guide = "Trên 90%: 10 điểm; từ 70% đến 90%: 5 điểm; dưới 70%: 0 điểm"
    text = rubric_text(scale_of([1, "a", 10, guide], header=(*HEADER, "Ghi chú")), "a")
    assert "table: [{above: 90, points: 10}, {from: 70, points: 5}, {points: 0}]" in text


LETTERED = [["I", "Công khai", 7], *([f"{letter})", f"Việc {letter}", 1] for letter in "abcdđeg")]


def test_a_list_that_has_đ_keeps_it_as_a_label_and_numbers_nothing_anew() -> None:
    """Official lists run a, b, c, d, đ, e, g; ids are ASCII, so that only the row đ needs a label."""
    scale = scale_of(*LETTERED)
    assert [(node.id, node.label) for node in scale.criteria[0].parts] == [
        ("I.a", ""),
        ("I.b", ""),
        ("I.c", ""),
        ("I.d", ""),
        ("I.dd", "đ"),
        ("I.e", ""),
        ("I.g", ""),
    ]
    text = rubric_text(scale, "thang-diem")
    rubric, _ = read_back(text)
    assert text.count("label:") == 1
    assert "- id: I.dd\n        label: đ\n" in text
    assert rubric is not None
    assert [node.shown for node, _ in rubric.nodes()][1:] == ["I.a", "I.b", "I.c", "I.d", "I.đ", "I.e", "I.g"]


def test_what_stands_below_đ_is_shown_below_it() -> None:
    rows = [*LETTERED[:5], ["đ)", "Việc đ", 2], ["-", "Một", 1], ["-", "Hai", 1], ["e)", "Việc e", 1]]
    scale = scale_of(["I", "Công khai", 7], *rows[1:])
    lettered = next(node for node in scale.criteria[0].parts if node.label)
    assert [(node.id, node.label) for node in (lettered, *lettered.parts)] == [
        ("I.dd", "đ"),
        ("I.dd.1", ""),
        ("I.dd.2", ""),
    ]
    rubric, _ = read_back(rubric_text(scale, "thang-diem"))
    assert rubric is not None
    assert {node.id: node.shown for node, _ in rubric.nodes()}["I.dd.2"] == "I.đ.2"
