"""Every kind that may be a penalty says of its points that they are taken off, in both languages."""

import pytest

from qcdc_cli.kinds import KINDS
from tests.kinds.judging import Judged, in_both

RULES = {
    "step: 0.5": (
        "Trừ trực tiếp từ 0 đến 10 điểm, mỗi mức cách nhau 0,5 điểm.",
        "Takes off 0 to 10 points, in steps of 0.5.",
    ),
    "levels: {k: {name: Không có, points: 0}, n: {name: Nặng, points: 10}}": (
        "Trừ theo mức: Không có: không trừ; Nặng: trừ 10 điểm.",
        "Taken off by level: Không có: nothing off; Nặng: 10 points off.",
    ),
    "pass: Có đơn thư vượt cấp": (
        "Đạt điều kiện: trừ 10 điểm; không đạt: không trừ. Điều kiện: Có đơn thư vượt cấp.",
        "Met takes 10 points off, not met nothing. Condition: Có đơn thư vượt cấp.",
    ),
    "checklist: {a: {name: Việc a, points: 4}, b: {name: Việc b, points: 6}}": (
        "Trừ điểm từng việc xảy ra: Việc a: 4; Việc b: 6.",
        "Taken off for each that applies: Việc a: 4; Việc b: 6.",
    ),
    "{points: 6, count: {each: 3, unit: vụ}}": (
        "Mỗi vụ trừ 3 điểm, trừ tối đa 6 điểm.",
        "3 points off for each vụ, at most 6 points off.",
    ),
    "bands: {unit: ngày, table: [{from: 5, points: 10}, {points: 0}]}": (
        "Từ 5 ngày trở lên: trừ 10 điểm; dưới 5 ngày: không trừ.",
        "5 ngày or more: 10 points off; under 5 ngày: nothing off.",
    ),
    "ratio: {unit: hộ, floor: 20}": (
        "Điểm trừ = 10 × kết quả ÷ chỉ tiêu (tính theo hộ), tối đa 10; tỷ lệ dưới 20% thì không trừ.",
        "Points off = 10 × actual ÷ target (counted in hộ), at most 10; nothing off where the share is under 20%.",
    ),
    "linear: {unit: ngày, from: 0, to: 10}": (
        "Từ 10 ngày trở lên: trừ 10 điểm; từ 0 ngày trở xuống: không trừ; trong khoảng đó tính theo tỷ lệ.",
        "10 ngày or more: 10 points off; 0 ngày or less: nothing off; in proportion between them.",
    ),
}
BEGINS = {  # rules of several sentences say it once, at their beginning
    "leader: {unit: vụ}": "Điểm trừ: Chưa đạt chỉ tiêu: 5 × ",
    "place: {points: [10, 4]}": "Điểm trừ: Theo thứ hạng: hạng 1: 10; ",
    "judges: {average: points, drop: none}": "Điểm trừ: Mỗi người chấm cho từ 0 đến 10 điểm",
    "plus_minus: {minus: {b: {name: Chậm, each: 2}}, plus: {a: {name: Mới, each: 1}}, floor: 0}": "Điểm trừ: Mỗi lần: ",
}
NEVER = {"deduct"}  # which takes off already: Q529


@pytest.mark.parametrize("source", RULES)
def test_what_a_penalty_says(source: str) -> None:
    judged = Judged(source)
    assert in_both(lambda: judged.kind.rule(judged.maximum, penalty=True)) == RULES[source]
    assert "trừ" not in judged.kind.rule(judged.maximum).casefold()


@pytest.mark.parametrize("source", BEGINS)
def test_rules_of_several_sentences_begin_with_it(source: str) -> None:
    judged = Judged(source)
    assert judged.kind.rule(judged.maximum, penalty=True).startswith(BEGINS[source])
    assert judged.kind.form_guide(judged.maximum, penalty=True).startswith("Điểm trừ: ")


def test_every_kind_is_here() -> None:
    kinds = {Judged(source).kind.key for source in (*RULES, *BEGINS)}
    assert kinds == {*KINDS, "points"} - NEVER
