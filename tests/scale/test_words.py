"""Words are compared with their accents where a table has accents, and only as whole names where it has none."""

import pytest

from qcdc_cli.scale.words import WITH_ACCENTS, WITHOUT_ACCENTS


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("ĐIỂM THƯỞNG", "bonus"),
        ("Phần điểm cộng (tối đa 5 điểm)", "bonus"),
        ("Các nội dung được cộng điểm", "bonus"),
        ("Phần thưởng", "bonus"),
        ("Điểm trừ", "penalties"),
        ("Những trường hợp bị trừ điểm", "penalties"),
        ("Thưởng, phạt", "both"),
        ("Điểm thưởng (5 điểm) và điểm trừ (5 điểm)", "both"),
        ("Phân công nhiệm vụ", ""),
        ("Điểm công khai", ""),
        ("Điểm cộng đồng", ""),
        ("Điểm trụ sở", ""),
        ("Phần thường xuyên", ""),
        ("Phần thưởng cho học sinh nghèo", ""),
        ("Điểm thưởng thức văn nghệ", ""),
        ("Thưởng Tết cho hộ nghèo", ""),
    ],
)
def test_bonus_and_penalties_are_known_by_their_accents(name: str, section: str) -> None:
    assert WITH_ACCENTS.section_of(name) == section


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("DIEM THUONG (toi da 5 diem)", "bonus"),
        ("Diem tru", "penalties"),
        ("Bonus", "bonus"),
        ("Phan cong nhiem vu", ""),
        ("Phan cong", ""),
        ("Diem cong khai", ""),
        ("Diem tru so", ""),
    ],
)
def test_without_accents_only_a_whole_name_heads_a_section(name: str, section: str) -> None:
    assert WITHOUT_ACCENTS.section_of(name) == section


@pytest.mark.parametrize("heading", ["Thời điểm", "Địa điểm", "Quan điểm", "Điểm tự chấm", "Phân công"])
def test_columns_that_hold_no_most_points(heading: str) -> None:
    assert WITH_ACCENTS.heads_most_points(heading) == WITHOUT_ACCENTS.heads_most_points(heading) == 0


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("TỔNG CỘNG", ""),
        ("Tổng điểm (I + II)", ""),
        ("Cộng mục 2", "2"),
        ("Cộng I", "I"),
        ("Mức điểm tối đa Tiêu chí 1", "1"),
        ("Tổng điểm phần III - Công khai", "III"),
        ("Cộng trang 1", ""),
        ("Tổng điểm thưởng", "bonus"),
        ("Công tác viên", None),
        ("Cộng tác viên dư luận", None),
        ("Tổng kết phong trào", None),
        ("Tổng số ấp đạt chuẩn", None),
    ],
)
def test_totals_say_what_they_add_up(name: str, of: str | None) -> None:
    assert WITH_ACCENTS.total_of(name) == of


@pytest.mark.parametrize(
    "text",
    ["NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)", "TM. BAN CHỈ ĐẠO", "KT. TRƯỞNG BAN", "Nơi nhận:", "(Ký tên, đóng dấu)"],
)
def test_words_of_signing(text: str) -> None:
    assert WITH_ACCENTS.signs(text)


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Trưởng khối", True),
        ("Ngã Sáu, ngày 17 tháng 02 năm 2020", True),
        ("ngày … tháng … năm 2026", True),
        ("Trưởng khối họp đúng kỳ", False),
        ("Ban hành trước ngày 15 tháng 02 năm 2020", False),
    ],
)
def test_titles_and_dates_may_sign(text: str, may: bool) -> None:
    assert WITH_ACCENTS.may_sign(text) is may
