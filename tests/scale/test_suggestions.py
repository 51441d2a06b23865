"""What notes say becomes a way of scoring to take or to leave: valid, never against the words, else a question."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.scale.reading import read_scale
from qcdc_cli.scale.rubric_text import read_back, rubric_text
from qcdc_cli.scale.suggestions import suggestions
from tests.scale.books import HEADER, book_of, tab_of

NOTED = (*HEADER, "Ghi chú")


def offered(guide: str, points: str | None, name: str = "Việc", *, penalty: bool = False) -> list[str]:
    """Return what is offered for a note, each as its lines joined; "?" for a question alone."""
    most = None if points is None else Decimal(points)
    found = suggestions(name, guide, most, penalty=penalty)
    return [" ".join(line.strip() for line in one.lines) if one.lines else "?" for one in found]


NOTES = [
    # so many for each, up to the criterion's points
    ("Mỗi tin, bài 0,5 điểm, tối đa 5 điểm", "5", 'count: {each: 0.5, unit: "tin, bài"}'),
    ("Mỗi mô hình được 2 điểm nhưng không quá 6 điểm", "6", 'count: {each: 2, unit: "mô hình"}'),
    ("Mỗi mô hình được cộng 2đ tối đa 6đ", "6", 'count: {each: 2, unit: "mô hình"}'),
    ("Cứ 01 mô hình dân vận khéo được 2 điểm", "10", 'count: {each: 2, unit: "mô hình dân vận khéo"}'),
    ("Cứ mỗi cuộc đối thoại: 1,5 điểm.", "6", 'count: {each: 1.5, unit: "cuộc đối thoại"}'),
    ("0,5 điểm/tin, bài; tối đa 5 điểm", "5", 'count: {each: 0.5, unit: "tin, bài"}'),
    ("- 2 điểm cho mỗi mô hình", "10", 'count: {each: 2, unit: "mô hình"}'),
    ("Mỗi tháng 1 điểm (tối đa 12 điểm)", "12", 'count: {each: 1, unit: "tháng"}'),
    ("Each meeting gives 5 points, at most 20 points", "20", 'count: {each: 5, unit: "meeting"}'),
    # levels
    (
        "Đầy đủ 10 điểm; thiếu 1–2 văn bản 5 điểm; thiếu từ 3 văn bản trở lên 0 điểm",
        "10",
        (
            'levels: day-du: {name: "Đầy đủ", points: 10} thieu-1-2-van-ban: {name: "Thiếu 1–2 văn bản", points: 5} '
            'thieu-tu-3-van-ban-tro-len: {name: "Thiếu từ 3 văn bản trở lên", points: 0}'
        ),
    ),
    (
        "Tốt (10 điểm), khá (7,5 điểm), trung bình (5 điểm)",
        "10",
        (
            'levels: tot: {name: "Tốt", points: 10} kha: {name: "Khá", points: 7.5} '
            'trung-binh: {name: "Trung bình", points: 5} '
            'khong-thuoc-muc-nao: {name: "Không thuộc mức nào", points: 0}'
        ),
    ),
    (
        "Đầy đủ, đúng hạn: 10 điểm; thiếu hoặc chậm: 5 điểm; không có: 0 điểm",
        "10",
        (
            'levels: day-du-dung-han: {name: "Đầy đủ, đúng hạn", points: 10} '
            'thieu-hoac-cham: {name: "Thiếu hoặc chậm", points: 5} khong-co: {name: "Không có", points: 0}'
        ),
    ),
    (
        "Tốt: 10 điểm; khá: 7; yếu: 0",
        "10",
        'levels: tot: {name: "Tốt", points: 10} kha: {name: "Khá", points: 7} yeu: {name: "Yếu", points: 0}',
    ),
    (
        "Đúng hạn 10đ. Chậm từ 1 đến 3 ngày: 5đ. Chậm trên 3 ngày: không tính điểm.",
        "10",
        (
            'levels: dung-han: {name: "Đúng hạn", points: 10} '
            'cham-tu-1-den-3-ngay: {name: "Chậm từ 1 đến 3 ngày", points: 5} '
            'cham-tren-3-ngay: {name: "Chậm trên 3 ngày", points: 0}'
        ),
    ),
    # evenly
    ("giảm 1 % trừ 0,2", "10", 'linear: {unit: "%", from: 50, to: 100}'),
    ("Đạt 100%: 10 điểm, cứ giảm 1% trừ 0,2 điểm", "10", 'linear: {unit: "%", from: 50, to: 100}'),
    ("Đạt từ 95% trở lên 10 điểm; mỗi % thấp hơn bị trừ 0,5 điểm", "10", 'linear: {unit: "%", from: 75, to: 95}'),
    (
        "Đạt 98% trở lên: 5 điểm; dưới 98% thì cứ giảm 1% trừ 0,5 điểm",
        "5",
        'linear: {unit: "%", from: 88, to: 98}',
    ),
    ("Hoàn thành 90% chỉ tiêu; thiếu mỗi 1% trừ 0,25 điểm", "5", 'linear: {unit: "%", from: 70, to: 90}'),
    # bands
    (
        "từ 90 % trở lên 10 điểm, từ 70 % đến dưới 90 % 5 điểm, dưới 70 % 0 điểm",
        "10",
        'bands: {unit: "%", table: [{from: 90, points: 10}, {from: 70, points: 5}, {points: 0}]}',
    ),
    (
        "90-100%: 10đ; 70 - 89,9 %: 7,5đ; 50–69%: 3đ; dưới 50%: không có điểm",
        "10",
        (
            'bands: {unit: "%", table: [{from: 90, points: 10}, {from: 70, points: 7.5}, {from: 50, points: 3}, '
            "{points: 0}]}"
        ),
    ),
    (
        "Trên 95% số hộ: 5 điểm; từ 80% đến 95%: 3 điểm; dưới 80%: 1 điểm",
        "5",
        'bands: {unit: "%", table: [{above: 95, points: 5}, {from: 80, points: 3}, {points: 1}]}',
    ),
    (
        "≥ 5 mô hình: 10 điểm; 3–4 mô hình: 7 điểm; dưới 3 mô hình: 3 điểm",
        "10",
        'bands: {unit: "mô hình", table: [{from: 5, points: 10}, {from: 3, points: 7}, {points: 3}]}',
    ),
    (
        "dưới 3 ngày: 10 điểm; từ 3 đến 5 ngày: 5 điểm; trên 5 ngày: 0 điểm",
        "10",
        'bands: {unit: "ngày", table: [{above: 5, points: 0}, {from: 3, points: 5}, {points: 10}]}',
    ),
    (
        "Đạt 100%: 5 điểm; từ 80% đến dưới 100%: 3 điểm",  # below 80 it says nothing: told in the question
        "5",
        'bands: {unit: "%", table: [{from: 100, points: 5}, {from: 80, points: 3}, {points: 0}]}',
    ),
    (
        "Từ 10% trở xuống: 10 điểm; trên 10% đến 15%: 5 điểm; trên 15%: 0 điểm",
        "10",
        'bands: {unit: "%", table: [{above: 15, points: 0}, {above: 10, points: 5}, {points: 10}]}',
    ),
    (
        "Từ 2 vụ đổ xuống: 10 điểm; từ 3 đến 5 vụ: 5 điểm; trên 5 vụ: 0 điểm",
        "10",
        'bands: {unit: "vụ", table: [{above: 5, points: 0}, {from: 3, points: 5}, {points: 10}]}',
    ),
    # so many off for each
    ("Nếu thiếu 1 nội dung trừ 1 điểm", "5", 'deduct: {each: 1, unit: "nội dung thiếu", floor: 0}'),
    (
        "Mỗi văn bản ban hành không đúng thời hạn trừ 0,25 điểm",
        "5",
        'deduct: {each: 0.25, unit: "văn bản ban hành không đúng thời hạn", floor: 0}',
    ),
    ("Thiếu mỗi loại trừ 1 điểm", "5", 'deduct: {each: 1, unit: "loại thiếu", floor: 0}'),
    ("Thiếu 1 văn bản trừ 0,5 điểm; trừ không quá 3 điểm", "5", 'deduct: {each: 0.5, unit: "văn bản thiếu", floor: 2}'),
    ("Mỗi lần chậm bị trừ 1 điểm nhưng không trừ quá 3đ", "5", 'deduct: {each: 1, unit: "lần chậm", floor: 2}'),
    ("Không vi phạm 5 điểm; mỗi vụ vi phạm trừ 1,25", "5", 'deduct: {each: 1.25, unit: "vụ vi phạm", floor: 0}'),
    ("Trễ mỗi lần trừ 0,5 điểm, trừ đến hết", "5", 'deduct: {each: 0.5, unit: "lần trễ", floor: 0}'),
    ("Mỗi lần chậm phạt 1 điểm, phạt tối đa 3 điểm", "5", 'deduct: {each: 1, unit: "lần chậm", floor: 2}'),
    ("Trừ 1 điểm/lần, trừ tối đa 5 điểm", "5", 'deduct: {each: 1, unit: "lần", floor: 0}'),
    (
        "Chậm mỗi báo cáo trừ 0,5 điểm; thiếu mỗi báo cáo bị trừ 1 điểm; trừ tối đa 4 điểm",
        "5",
        (
            'deduct: faults: cham-bao-cao: {name: "Chậm báo cáo", each: 0.5} '
            'thieu-bao-cao: {name: "Thiếu báo cáo", each: 1} floor: 1'
        ),
    ),
    # without the word điểm, where a sign, a verb, the column of points or the grades say what is meant
    ("thiếu 1 văn bản trừ 0,5", "5", 'deduct: {each: 0.5, unit: "văn bản thiếu", floor: 0}'),
    ("thiếu 1 văn bản -0,5", "5", 'deduct: {each: 0.5, unit: "văn bản thiếu", floor: 0}'),
    ("Mỗi lần vi phạm: -1; tối đa -3", "5", 'deduct: {each: 1, unit: "lần vi phạm", floor: 2}'),
    ("giảm 1% -0,2", "10", 'linear: {unit: "%", from: 50, to: 100}'),
    ("mỗi mô hình +1, tối đa 3", "3", 'count: {each: 1, unit: "mô hình"}'),
    ("mỗi mô hình +1 (tối đa +3)", "3", 'count: {each: 1, unit: "mô hình"}'),
    ("Mỗi mô hình được tính 1 nhưng không quá 3", "3", 'count: {each: 1, unit: "mô hình"}'),
    ("+0,5/tin, bài; tối đa 5", "5", 'count: {each: 0.5, unit: "tin, bài"}'),
    ("Thưởng 1 cho mỗi mô hình", "3", 'count: {each: 1, unit: "mô hình"}'),
    (
        "Tốt: 5; Khá: 3",
        "5",
        (
            'levels: tot: {name: "Tốt", points: 5} kha: {name: "Khá", points: 3} '
            'khong-thuoc-muc-nao: {name: "Không thuộc mức nào", points: 0}'
        ),
    ),
    (
        "Tốt 5 / Khá 3 / Yếu 0",
        "5",
        'levels: tot: {name: "Tốt", points: 5} kha: {name: "Khá", points: 3} yeu: {name: "Yếu", points: 0}',
    ),
    (
        "Đầy đủ, kịp thời: 5; thiếu (3); không có: 0",
        "5",
        (
            'levels: day-du-kip-thoi: {name: "Đầy đủ, kịp thời", points: 5} thieu: {name: "Thiếu", points: 3} '
            'khong-co: {name: "Không có", points: 0}'
        ),
    ),
    (
        "≥ 90%: 5, 70% - <90%: 3, <70%: 0",
        "5",
        'bands: {unit: "%", table: [{from: 90, points: 5}, {from: 70, points: 3}, {points: 0}]}',
    ),
    ("Đạt 5, không đạt 0", "5", 'pass: "Việc"'),
    # met or not
    ("Đạt được 10 điểm, không đạt 0 điểm", "10", 'pass: "Việc"'),
]

DOUBTFUL = [
    ("Mỗi mô hình được 2 điểm, tối đa 6 điểm", "5"),  # the column says 5
    ("Mỗi mô hình được 6 điểm", "5"),
    ("Mỗi mô hình được 5 điểm", "5"),  # for each, or for one that is enough?
    ("Cứ 2 mô hình được 1 điểm", "5"),
    ("Mỗi quý họp ít nhất một lần 5 điểm", "20"),
    ("Mỗi quý có báo cáo 1 điểm", "4"),  # each quarter that has one, or each report?
    ("Mỗi tin 0,5 điểm, mỗi bài 1 điểm, tối đa 5 điểm", "5"),
    ("Có 1 mô hình được 2 điểm; mỗi mô hình tăng thêm được 1 điểm", "5"),
    ("Từ mô hình thứ hai trở đi, mỗi mô hình cộng 1 điểm", "5"),
    ("Vượt chỉ tiêu, mỗi mô hình cộng 1 điểm", "5"),
    ("Tùy mức độ trừ 1–3 điểm", "5"),
    ("Mỗi lần trừ từ 1 đến 2 điểm", "5"),
    ("Mỗi lần trừ 1 điểm hoặc phê bình", "5"),
    ("Chậm 1 ngày trừ 0,5 điểm; chậm 2 ngày trừ 2 điểm", "5"),
    ("Chậm mỗi ngày trừ 0,5 điểm; chậm trên 5 ngày không tính điểm", "5"),
    ("Thiếu mỗi văn bản trừ 1 điểm; không có kế hoạch trừ 5 điểm", "5"),
    ("Chậm 1 ngày trừ 0,5 điểm; chậm trên 5 ngày trừ hết", "5"),
    ("Chậm mỗi ngày 1 điểm", "6"),  # given, or taken off?
    ("Mỗi vụ vi phạm 1 điểm", "6"),
    ("Mỗi chỉ tiêu đạt 2 điểm", "6"),  # each that is reached, or each?
    ("Mỗi chỉ tiêu đạt được 2 điểm", "6"),
    ("Mỗi lần chậm trừ 1 điểm; mỗi lần chậm trừ 2 điểm", "6"),
    ("Mỗi lần chậm trừ 1 điểm; mỗi lần thiếu trừ 8 điểm", "6"),
    ("Mỗi tin 0,5 điểm, mỗi bài 1", "5"),
    ("Mỗi tin 0,5 điểm; trừ tối đa 2 điểm", "5"),
    ("Trên 0%: 3 điểm; từ 50% trở lên: 5 điểm; dưới 0%: 4 điểm", "5"),
    ("Mỗi lần trừ 1 điểm, trừ tối đa 6 điểm", "5"),
    ("Từ 90 % trở lên: 10 điểm, dưới 70 %: 0 điểm", "10"),  # 80?
    ("Từ 90% trở lên: 8 điểm; dưới 90%: 0 điểm", "10"),  # the column says 10
    ("Từ 90% trở lên: 5 điểm; từ 70% đến dưới 90%: 10 điểm; dưới 70%: 7 điểm", "10"),
    ("Từ 90%: 5 điểm; từ 90% trở lên: 10 điểm; dưới 90%: 0 điểm", "10"),
    ("Dưới 90%: 0 điểm; trên 90%: 10 điểm", "10"),  # exactly 90?
    ("Trên 90% 10 điểm, 80% đến 90% 7 điểm, 70% đến 80% 5 điểm", "10"),  # 80 is in two
    ("Từ 90% trở lên: 10 điểm; từ 90% trở xuống: 0 điểm", "10"),
    ("Từ 5 mô hình trở lên: 10 điểm; 3–5 mô hình: 7 điểm; dưới 3 mô hình: 0 điểm", "10"),
    ("90%: 5 điểm; 95%: 7 điểm; 100%: 10 điểm", "10"),
    ("Từ 5 mô hình: 10 điểm; dưới 5 xã: 5 điểm", "10"),
    ("giảm 1 % trừ 0,3", "10"),  # 0 points at 66.666…
    ("giảm 1 % trừ 0,05", "10"),  # 5 points left at 0 %
    ("giảm 5 % trừ 1 điểm", "10"),  # each whole 5, or evenly?
    ("giảm 1 % trừ 0,2", None),
    ("Đạt 98% trở lên: 5 điểm; dưới 95% thì cứ giảm 1% trừ 0,5 điểm", "5"),
    ("Mỗi đơn vị chưa hoàn thành 1 điểm", "5"),
    ("Chậm thì trừ 2 điểm", "5"),
    ("Mỗi 1% tăng thêm được cộng 0,5 điểm", "5"),
    ("Họp 4 lần 5 điểm; có biên bản 5 điểm", "10"),  # both together
    ("Tốt: 10 điểm; tốt: 7 điểm", "10"),
    ("Tốt: 1.500 điểm; khá: 750 điểm", "1500"),
    ("Tối đa 4 điểm", "5"),
    ("Cứ thiếu 2 nội dung trừ 1 điểm", "5"),
    ("Thiếu một số nội dung trừ 1 điểm", "5"),
    ("Mỗi tin không quá 1 điểm", "5"),
    ("Mỗi lần bị xử phạt 1 điểm", "5"),  # given, or taken off?
    ("Từ 5 mô hình trở lên: 5 điểm; dưới 5 mô hình trừ 2 điểm", "5"),
    ("Từ 5 mô hình trở lên: 5 điểm; dưới 5 mô hình phạt 2 điểm", "5"),
    ("Tốt: 5 điểm; chậm phạt 2 điểm", "5"),
    ("Mỗi mô hình +1, mỗi tin -0,5", "5"),
    ("Mỗi mô hình 1, không quá 3", "3"),  # one of what?
    ("Mỗi lần chậm: 1", "5"),
    ("mỗi lần vi phạm trừ 1, tối đa 3", "5"),  # the column says 5
]

SILENT = [
    ("Tối đa 5 điểm", "5"),
    ("Theo số ấp của xã", "5"),
    ("Có kế hoạch: 5 điểm", "5"),
    ("", "5"),
    # Numbers that may be anything are no points
    ("Số xã: 3; số ấp: 5", "5"),
    ("Quý I: 2; quý II: 5", "5"),
    ("Xã: 5; phường: 0", "10"),
    ("Kế hoạch số 5; biểu mẫu số 3", "5"),
    ("Họp 4; thiếu 3; không họp 0", "5"),
    ("Mỗi tháng 1 lần, +5 người", "5"),
]


@pytest.mark.parametrize(("guide", "points", "lines"), NOTES)
def test_what_a_note_says_is_offered(guide: str, points: str, lines: str) -> None:
    assert offered(guide, points) == [lines]


@pytest.mark.parametrize(("guide", "points"), DOUBTFUL)
def test_what_can_be_read_in_two_ways_is_asked(guide: str, points: str | None) -> None:
    assert offered(guide, points) == ["?"]


@pytest.mark.parametrize(("guide", "points"), SILENT)
def test_what_adds_nothing_is_passed_over(guide: str, points: str) -> None:
    assert offered(guide, points) == []


@pytest.mark.parametrize(
    ("guide", "points", "lines"),
    [
        ("Mỗi vụ trừ 3 điểm, trừ tối đa 6 điểm", "-6", 'count: {each: 3, unit: "vụ"}'),
        ("Trừ 1 điểm/lần", "5", 'count: {each: 1, unit: "lần"}'),
        ("Mỗi vụ 2 điểm", None, 'count: {each: 2, unit: "vụ"}'),
        ("Mỗi vụ trừ 3 điểm, tối đa 9 điểm", "6", "?"),
        ("giảm 1 % trừ 0,2", "5", "?"),
        ("Bị phê bình trừ 2 điểm, bị kỷ luật trừ 5 điểm", "5", "?"),
    ],
)
def test_penalties_take_off_for_each(guide: str, points: str | None, lines: str) -> None:
    assert offered(guide, points, penalty=True) == [lines]


@pytest.mark.parametrize(
    ("guide", "each", "unit"),
    [
        ("Mỗi chỉ tiêu không đạt trừ 2 điểm", "2", "chỉ tiêu không đạt"),
        ("Mỗi báo cáo chưa đạt trừ 1 điểm", "1", "báo cáo chưa đạt"),
        ("Mỗi hồ sơ chưa được duyệt thì bị trừ 1 điểm", "1", "hồ sơ chưa được duyệt"),
        ("Thiếu văn bản trừ 5 điểm/văn bản", "5", "văn bản thiếu"),
        ("Không nộp báo cáo trừ 2 điểm/báo cáo", "2", "báo cáo không nộp"),
        ("Báo cáo không nộp trừ 2 điểm/báo cáo", "2", "báo cáo không nộp"),
        ("Thiếu tin, bài trừ 1 điểm/tin, bài", "1", "tin, bài thiếu"),
        ("Chậm nộp báo cáo trừ 1 điểm/ngày", "1", "ngày chậm nộp báo cáo"),
        ("Không nộp mỗi báo cáo trừ 1 điểm", "1", "báo cáo không nộp"),
        ("thiếu 1 kỳ trừ 2 điểm", "2", "kỳ thiếu"),
        ("Chậm 1 ngày trừ 0,5", "0.5", "ngày chậm"),
        ("thiếu 01 tin, bài trừ 1", "1", "tin, bài thiếu"),
        ("Để xảy ra 01 vụ cháy trừ 2 điểm", "2", "vụ cháy xảy ra"),
        ("Vụ cháy trừ 2 điểm/vụ", "2", "vụ cháy"),
        ("Để mất đoàn kết trừ 2 điểm/vụ", "2", "vụ"),
        ("Cứ thiếu 1 nội dung trừ 2 điểm", "2", "nội dung thiếu"),
        ("Không nộp 1 báo cáo trừ 2 điểm", "2", "báo cáo không nộp"),
        ("Chậm nộp 01 ngày trừ 2 điểm", "2", "ngày chậm nộp"),
        ("Đơn thư vượt cấp: 01 đơn trừ 1 điểm", "1", "đơn thư vượt cấp"),
        ("Chế độ báo cáo: thiếu 1 kỳ trừ 1 điểm", "1", "kỳ thiếu"),
        ("Chế độ báo cáo: mỗi lần chậm trừ 1 điểm", "1", "lần chậm"),
        ("Có 01 đơn thư vượt cấp trừ 1 điểm", "1", "đơn thư vượt cấp"),
        ("Cứ chậm mỗi ngày trừ 2 điểm", "2", "ngày chậm"),
        ("Thiếu 1 nội dung phạt 1 điểm", "1", "nội dung thiếu"),
        ("Mỗi lần chậm bị phạt 1", "1", "lần chậm"),
        ("Phạt 1 điểm/lần vi phạm", "1", "lần vi phạm"),
    ],
)
def test_the_unit_of_a_fault_keeps_the_word_of_the_fault(guide: str, each: str, unit: str) -> None:
    """A form that asks how many `báo cáo` there are would take points off for the good ones."""
    assert offered(guide, "10") == [f'deduct: {{each: {each}, unit: "{unit}", floor: 0}}']
    assert offered(guide, "10", penalty=True) == [f'count: {{each: {each}, unit: "{unit}"}}']


@pytest.mark.parametrize(
    "guide",
    [
        "Bị nhắc nhở trừ 1 điểm/văn bản",
        "Thiếu số liệu, nội dung sơ sài trừ 1 điểm/báo cáo",
        "Không để xảy ra tai nạn: mỗi vụ trừ 2 điểm",  # not so many `vụ không để xảy ra tai nạn`
        "Không có vi phạm: 01 vụ trừ 2 điểm",
        "Chậm trên 1 ngày trừ 2 điểm",
        "Họp không đủ số cuộc trừ 1 điểm/cuộc",
        "Thiếu 1 trong các nội dung trừ 2 điểm",
    ],
)
def test_where_the_fault_cannot_be_told_its_unit_is_asked(guide: str) -> None:
    assert offered(guide, "10") == offered(guide, "10", penalty=True) == ["?"]


def test_the_unit_of_points_that_a_penalty_names_without_minus_keeps_the_fault_too() -> None:
    assert offered("Thiếu văn bản: 2 điểm/văn bản", "10", penalty=True) == ["?"]
    assert offered("Thiếu văn bản 2 điểm/văn bản", "10", penalty=True) == ['count: {each: 2, unit: "văn bản thiếu"}']


def test_levels_without_one_of_0_points_get_one_for_units_with_none_of_them_and_say_so() -> None:
    (prizes,) = suggestions("Hội thi", "Nhất 10 điểm, nhì 8 điểm, ba 6 điểm, khuyến khích 3 điểm", Decimal(10))
    assert prizes.lines[-1] == '  khong-thuoc-muc-nao: {name: "Không thuộc mức nào", points: 0}'
    assert prizes.text == ("bảng ghi các mức; không thuộc mức nào bảng không nêu, ở đây 0 điểm: chấm theo mức?")
    (graded,) = suggestions("Hội thi", "Nhất 10 điểm, nhì 8 điểm, không đạt giải 0 điểm", Decimal(10))
    assert (len(graded.lines), graded.text) == (4, "bảng ghi các mức: chấm theo mức?")


def test_a_level_keeps_the_verb_after_not() -> None:
    assert offered("Đạt chuẩn 10 điểm; chưa đạt 5 điểm; không đạt 0 điểm", "10") == [
        (
            'levels: dat-chuan: {name: "Đạt chuẩn", points: 10} chua-dat: {name: "Chưa đạt", points: 5} '
            'khong-dat: {name: "Không đạt", points: 0}'
        )
    ]


def test_a_penalty_whose_column_repeats_what_each_takes_off_is_told_of_its_cap() -> None:
    (once,) = suggestions("Đơn thư vượt cấp: 01 đơn trừ 1 điểm", "", Decimal(-1), penalty=True)
    assert once.lines == ('count: {each: 1, unit: "đơn thư vượt cấp"}',)
    assert once.text == (
        "bảng ghi trừ điểm mỗi lần; cột điểm cũng ghi 1: nếu không phải mức trừ tối đa thì sửa `points`: "
        "trừ theo số lượng?"
    )


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("1đ/lần", 'count: {each: 1, unit: "lần"}'),
        ("-1 điểm/đơn", 'count: {each: 1, unit: "đơn"}'),
        ("Mỗi trường hợp trừ 2 điểm", 'count: {each: 2, unit: "trường hợp"}'),
        ("Theo thực tế", ""),
        ("5 hoặc 10 điểm", ""),
    ],
)
def test_points_for_each_in_the_column_of_points_are_proposed(cell: str, line: str) -> None:
    table = tab_of([HEADER, ["I", "Việc", 100], ["1", "Họp", 100], ["II", "Điểm trừ", None], ["1", "Đơn thư", cell]])
    text = rubric_text(read_scale(book_of(table)), "a").partition("penalties:")[2]
    assert f"bảng ghi “{cell}”; ghi điểm tối đa" in text
    assert re.findall("# (count: .+)", text) == ([line] if line else [])


def test_a_minus_in_the_column_of_points_of_a_criterion_takes_off() -> None:
    text = rubric_text(read_scale(book_of(tab_of([HEADER, ["1", "Đơn thư vượt cấp", "-1 điểm/đơn"]]))), "a")
    assert re.findall("# ((?:count|deduct): .+)", text) == ['deduct: {each: 1, unit: "đơn", floor: 0}']


def test_numbered_lines_of_a_cell_are_read_apart_kept_in_the_guide_and_quoted_as_they_are() -> None:
    cell = "1. Đúng hạn: 40 điểm\n2. Chậm 1-3 ngày: 20 điểm\n3. Chậm trên 3 ngày: 5 điểm"
    lines = (
        'levels: dung-han: {name: "Đúng hạn", points: 40} cham-1-3-ngay: {name: "Chậm 1-3 ngày", points: 20} '
        'cham-tren-3-ngay: {name: "Chậm trên 3 ngày", points: 5} '
        'khong-thuoc-muc-nao: {name: "Không thuộc mức nào", points: 0}'
    )
    for text in (cell, cell.replace("\n", " "), cell.replace(". ", ") "), re.sub(r"(\d)\. ", r"\1/ ", cell)):
        assert offered(text, "40") == [lines]
    (contrary,) = suggestions("Báo cáo", cell, Decimal(30))
    assert contrary.text.startswith(
        "bảng ghi “Đúng hạn: 40 điểm / 2. Chậm 1-3 ngày: 20 điểm / 3. Chậm trên 3 ngày: 5 điểm”; cột điểm ghi 30"
    )
    text = rubric_text(read_scale(book_of(tab_of([NOTED, [1, "Báo cáo", "40", cell]]))), "a")
    assert "".join(f"\n      {line}" for line in cell.split("\n")) in text.partition("guide: |-")[2]
    rubric, _ = read_back(text.replace("\ntotal:\n", "\ntotal: 40\n"))
    assert rubric is not None
    assert rubric.leaves[0].criterion.guide == cell


@pytest.mark.parametrize(
    "guide",
    ["Mỗi mô hình\nđược 2 điểm", "Mỗi mô hình được:\n2 điểm", "- Mỗi mô hình\n2 điểm.", "a) Mỗi mô hình 2 điểm"],
)
def test_a_sentence_broken_over_lines_is_one(guide: str) -> None:
    assert offered(guide, "10") == ['count: {each: 2, unit: "mô hình"}']


def test_levels_of_a_penalty_are_asked_with_the_reason() -> None:
    (levels,) = suggestions("Nộp muộn", "Ít: 2 điểm; nhiều: 5 điểm", Decimal(5), penalty=True)
    assert (levels.lines, "đây là mục trừ điểm, bảng lại cho điểm theo mức" in levels.text) == ((), True)


def test_a_penalty_that_takes_off_its_points_once_needs_no_question() -> None:
    assert offered("Trừ 5 điểm", "5", penalty=True) == []


@pytest.mark.parametrize(
    ("name", "guide", "lines"),
    [
        ("Mỗi mô hình được 2 điểm", "", ['count: {each: 2, unit: "mô hình"}']),
        ("Mỗi mô hình được 2 điểm", "Mỗi mô hình được 2 điểm.", ['count: {each: 2, unit: "mô hình"}']),  # once
        ("Mỗi mô hình được 2 điểm", "Mỗi mô hình được 3 điểm", ["?"]),
        ("Sáng kiến: 01 sáng kiến cộng 2 điểm", "", ['count: {each: 2, unit: "sáng kiến"}']),
        ("Đơn thư vượt cấp: 01 đơn trừ 1 điểm", "", ['deduct: {each: 1, unit: "đơn thư vượt cấp", floor: 0}']),
        ("Thiếu mỗi loại trừ 1 điểm", "Mỗi loại thiếu trừ 1 điểm", ["?"]),
        ("Mỗi mô hình được 2 điểm, tối đa 12 điểm", "", ["?"]),
        ("Tỷ lệ gia đình văn hóa đạt 90%", "giảm 1% trừ 0,2 điểm", ['linear: {unit: "%", from: 40, to: 90}']),
        ("Chỉ số cải cách hành chính đạt từ 80 điểm trở lên", "", []),  # no points of this scale
    ],
)
def test_names_may_hold_the_rule_too(name: str, guide: str, lines: list[str]) -> None:
    assert offered(guide, "10", name) == lines


def test_questions_say_what_the_doubt_is_and_what_was_assumed() -> None:
    (contrary,) = suggestions("a", "Mỗi mô hình 2 điểm, tối đa 6 điểm", Decimal(5))
    assert (
        contrary.text
        == "bảng ghi “Mỗi mô hình 2 điểm, tối đa 6 điểm”; cột điểm ghi 5, không phải 6: chấm theo cách nào?"
    )
    (assumed,) = suggestions("a", "Đạt 100%: 5 điểm; từ 80% đến dưới 100%: 3 điểm", Decimal(5))
    assert "dưới 80% bảng không nêu, ở đây 0 điểm" in assumed.text
    (even,) = suggestions("a", "giảm 1 % trừ 0,2", Decimal(10))
    assert "từ 50% (0 điểm) đến 100% (10 điểm; cần `rounding`)" in even.text


def taken(guide: str, points: Decimal | None, *, name: str = "Việc") -> Iterator[Rubric]:
    """Yield the rubric with each way of scoring that `init --from` offers for a note, its comment marks taken away."""
    text = rubric_text(read_scale(book_of(tab_of([NOTED, [1, name, f"{points:f}" if points else None, guide]]))), "a")
    text = text.replace("# rounding:", "rounding:").replace("\ntotal:\n", "\ntotal: MOST\n")
    text = text.replace("    points:\n", "    points: MOST\n")  # where the table says nothing: the most that is offered
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not re.match(r"    # (?:count|levels|linear|bands|deduct|pass|ratio): ?", line):
            continue
        end = number + 1
        while end < len(lines) and lines[end].startswith("    #   "):
            end += 1
        opened = [own.replace("# ", "", 1) for own in lines[number:end]]
        whole = "\n".join([*lines[:number], *opened, *lines[end:]])
        most = max(map(Decimal, re.findall(r"(?:points|each): ([0-9.]+)", "\n".join(opened))), default=1)
        rubric, problems = read_back(whole.replace("MOST", f"{most}"))
        assert rubric is not None, (whole, problems)
        yield rubric


@pytest.mark.parametrize(("guide", "points", "lines"), NOTES)
def test_every_offer_is_a_rubric_when_its_comment_marks_are_taken_away(guide: str, points: str, lines: str) -> None:
    (rubric,) = taken(guide, Decimal(points))
    assert rubric.leaves[0].criterion.kind.key == lines.split(":")[0]


def kind_of(guide: str, points: Decimal) -> Any:
    (rubric,) = taken(guide, points)
    return rubric.leaves[0].criterion.kind


amounts = st.integers(1, 200).map(lambda quarters: Decimal(quarters) / 4)
decimal_sign = st.sampled_from([",", "."])
spaces = st.sampled_from(["", " ", "\u00a0"])


@given(amounts, st.integers(2, 12), decimal_sign, spaces, st.sampled_from(["tối đa", "không quá", "nhưng không quá"]))
def test_counts_are_what_the_words_say(each: Decimal, times: int, sign: str, space: str, at_most: str) -> None:
    most = each * times
    said, top = (f"{number.normalize():f}".replace(".", sign) for number in (each, most))
    kind = kind_of(f"Mỗi mô hình{space or ' '}{said}{space}điểm, {at_most} {top}{space}điểm", most)
    assert [kind.points(Decimal(number), most) for number in (0, 1, times, times + 1)] == [0, each, most, most]


@given(st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True), amounts, decimal_sign, spaces)
def test_bands_give_what_the_words_say(bounds: list[int], step: Decimal, sign: str, space: str) -> None:
    """From the highest down: `từ 90% trở lên`, `từ 70% đến dưới 90%`, `dưới 70%`."""
    falling = sorted(bounds, reverse=True)
    most = step * len(falling)

    def told(points: Decimal) -> str:
        return f"{points.normalize():f}{space}điểm".replace(".", sign)

    pieces = [f"Từ {falling[0]}{space}% trở lên: {told(most)}"]
    pieces += [
        f"từ {low}% đến dưới {high}{space}%: {told(most - step * number)}"
        for number, (high, low) in enumerate(pairwise(falling), start=1)
    ]
    pieces.append(f"dưới {falling[-1]}%: 0 điểm")
    kind = kind_of("; ".join(pieces), most)
    for value in (
        Decimal(0),
        Decimal(100),
        *(Decimal(bound) + part for bound in bounds for part in (0, Decimal("-0.1"))),
    ):
        assert kind.points(value, most) == step * sum(value >= bound for bound in bounds)


@given(st.integers(1, 99), st.integers(1, 40), decimal_sign)
def test_what_falls_evenly_falls_as_the_words_say(width: int, tenths: int, sign: str) -> None:
    off = Decimal(tenths) / 10
    most = off * width
    kind = kind_of(f"Giảm 1 % trừ {off}".replace(".", sign), most)
    assert [kind.points(Decimal(value), most) for value in (100, 99, 100 - width)] == [most, Fraction(most - off), 0]


WORDS = [
    *("mỗi", "cứ", "tối đa", "không quá", "trở lên", "dưới", "từ", "đến", "trừ", "giảm", "thiếu", "điểm", "đ", "%"),
    *("1", "0,5", "90", "70 %", "10 điểm", "5 điểm", "0 điểm", "văn bản", "mô hình", "tốt", "khá", ",", ";", ":", "–"),
    *("không đạt", "đầy đủ", "và", "/", "(", ")", "hoặc", "lần", "được"),
]


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=14), st.sampled_from(["5", "10", "1.25", None]))
def test_whatever_stands_in_a_note_offers_are_valid(words: list[str], points: str | None) -> None:
    for rubric in taken(" ".join(words), None if points is None else Decimal(points)):
        assert rubric.leaves


@pytest.mark.parametrize(
    "text",
    ["mỗi " + "được " * 390, "mỗi " + "a, " * 600 + "5 điểm", "a " * 900 + "5 điểm x", "đạt 9% " * 250, "- " * 900],
)
def test_long_notes_are_read_soon(text: str) -> None:
    assert len(offered(text, "5")) <= 2
