"""What number each kind asks for, and which numbers hardly anybody means by it."""

from decimal import ROUND_CEILING, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.kinds import KINDS, Ask, TypedNumber
from qcdc_cli.kinds.typed_number import count_doubts
from tests.kinds.judging import Judged, in_both

POINTS = TypedNumber("số điểm", "điểm", is_points=True)
TIMES = TypedNumber("số lần", "lần")
TYPED = {
    "step: 0.5": POINTS,
    "judges: {average: points, drop: none}": POINTS,
    "count: {each: 1, unit: mô hình}": TypedNumber("số mô hình", "mô hình"),
    "deduct: {each: 1, unit: lần chậm, floor: 0}": TypedNumber("số lần chậm", "lần chậm"),
    "deduct: {faults: {a: {name: Chậm, each: 1}}, floor: 0}": TIMES,
    "plus_minus: {minus: {b: {name: Chậm, each: 2}}, plus: {a: {name: Mới, each: 1}}, floor: 0}": TIMES,
    "ratio: {unit: ấp}": TypedNumber("số ấp", "ấp"),
    "leader: {unit: hộ}": TypedNumber("số hộ", "hộ"),
    "bands: {unit: '%', table: [{from: 90, points: 10}, {points: 0}]}": TypedNumber("tỷ lệ %", "%"),
    "linear: {unit: ngày, from: 0, to: 10}": TypedNumber("số ngày", "ngày"),
    "place: {points: [10, 4]}": TypedNumber("thứ hạng", before="hạng"),
}


@pytest.mark.parametrize("source", TYPED)
def test_which_number_is_asked_for(source: str) -> None:
    assert Judged(source).kind.typed_number == TYPED[source]


def test_every_kind_that_asks_for_a_number_is_here() -> None:
    chosen = {key for key, kind in KINDS.items() if kind.asked in (Ask.CHOICE, Ask.TICKS)}
    assert {Judged(source).kind.key for source in TYPED} == {*KINDS, "points"} - chosen


def doubted(source: str, *, penalty: bool = False, part: str = "", upto: int = 130) -> list[int]:
    """Return the counts that are doubted, of those up to a number: the first ten."""
    judged = Judged(source)
    doubts = judged.kind.doubts(judged.maximum, penalty=penalty, part=part)
    return [count for count in range(upto) if any(doubt.holds(Decimal(count)) for doubt in doubts)][:10]


@pytest.mark.parametrize(
    ("source", "first"),
    [
        # 10 points, 2 for each: 5 take all, 10 is what somebody types who means all 10 points
        ("deduct: {each: 2, unit: lần, floor: 0}", [10, 11, 12]),
        # 10 take all; so do 10 that were meant as points, and from 20 on it is far past
        ("deduct: {each: 1, unit: lần, floor: 0}", [10, 20, 21]),
        # 0,5 for each: 4 take all 2 points; 2 is what somebody types who means both points
        ("{points: 2, deduct: {each: 0.5, unit: lần, floor: 0}}", [2, 8, 9]),
        # 3 take all, and are what somebody types who means all 3 points
        ("{points: 3, deduct: {each: 1, unit: lần, floor: 0}}", [3, 6, 7]),
        # 1 is the commonest count, and half a point is none
        ("{points: 1, deduct: {each: 0.5, unit: lần, floor: 0}}", [4, 5, 6]),
        ("{points: 2.5, deduct: {each: 0.5, unit: lần, floor: 0}}", [10, 11, 12]),
        # one takes all: two can happen
        ("{points: 3, deduct: {each: 3, unit: lần, floor: 0}}", [3, 4, 5]),
        # down to 4 only: 3 take the 6 points that can go; 6 is twice that, 10 is far past already
        ("deduct: {each: 2, unit: lần, floor: 4}", [6, 7, 8]),
        # nothing can go
        ("deduct: {each: 2, unit: lần, floor: 10}", []),
        # four meetings give all, and forty are too many
        ("{points: 4, count: {each: 1, unit: cuộc}}", [40, 41, 42]),
        # 2 for each: 5 give all 10, and 10 looks like points; 20 may well be
        ("count: {each: 2, unit: mô hình}", [10, 50, 51]),
        # 20 pieces of news give all, 100 are many but may be; 10, the maximum, gives no more than half
        ("count: {each: 0.5, unit: tin}", []),
    ],
)
def test_counts_far_past_what_the_maximum_needs(source: str, first: list[int]) -> None:
    assert doubted(source)[:3] == first


def test_penalties_take_off() -> None:
    source = "{points: 6, count: {each: 3, unit: vụ}}"
    assert doubted(source, penalty=True)[:3] == [4, 5, 6]
    assert doubted(source)[:3] == [6, 20, 21]
    # Where each takes one point, points and counts are the same.
    assert doubted("{points: 3, count: {each: 1, unit: vụ}}", penalty=True)[:2] == [6, 7]


def test_each_of_several_things_has_its_own() -> None:
    source = "deduct: {faults: {cham: {name: Chậm, each: 5}, sai: {name: Sai, each: 0.5}}, floor: 0}"
    assert doubted(source, part="cham")[:3] == [4, 5, 6]
    assert doubted(source, part="sai")[:3] == [10, 40, 41]
    assert doubted(source) == []
    both = "plus_minus: {minus: {b: {name: Chậm, each: 2}}, plus: {a: {name: Mới, each: 2}}, floor: -10}"
    assert doubted(both, part="b")[:2] == [10, 20]
    assert doubted(both, part="a", upto=101)[:3] == [100]


def test_why_in_both_languages() -> None:
    judged = Judged("deduct: {each: 2, unit: lần chậm, floor: 0}")
    assert in_both(lambda: str(judged.kind.doubts(judged.maximum)[0].why)) == (
        "5 lần chậm là trừ hết mức (không ghi điểm)",
        "5 lần chậm take off all there is (no points here)",
    )


def test_as_many_as_points_are_said_to_be_so() -> None:
    judged = Judged("{points: 3, deduct: {each: 1, unit: lần chậm, floor: 0}}")
    assert in_both(lambda: str(judged.kind.doubts(judged.maximum)[0].why)) == (
        "bằng số điểm tối đa; có thể đã ghi điểm thay cho số lượng",
        "it equals the maximum points, which may have been typed instead of how many there are",
    )


def test_a_percentage_is_not_a_part_of_1() -> None:
    bands = Judged("bands: {unit: '%', table: [{from: 90, points: 10}, {points: 0}]}")
    doubt, over = bands.kind.doubts(bands.maximum)
    assert (doubt.code, [doubt.holds(Decimal(text)) for text in ("0", "0.95", "1", "1.5", "95")]) == (
        "Q784",
        [False, True, True, False, False],
    )
    # A rubric that itself names less than 1 % means it; days are no percentages.
    assert Judged("bands: {unit: '%', table: [{from: 0.5, points: 0}, {points: 10}]}").kind.doubts(Decimal(10)) == (
        over,
    )
    assert Judged("bands: {unit: ngày, table: [{from: 5, points: 0}, {points: 10}]}").kind.doubts(Decimal(10)) == ()
    assert Judged("linear: {unit: '%', from: 0, to: 100}").kind.doubts(Decimal(10)) == (doubt, over)


def test_a_percentage_over_100_is_hardly_meant() -> None:
    """860 for 86,0; a rubric that names more than 100 % means it."""
    assert doubted("bands: {unit: '%', table: [{from: 90, points: 10}, {points: 0}]}")[-2:] == [108, 109]
    assert doubted("linear: {unit: '%', from: 0, to: 100}")[:3] == [1, 101, 102]
    assert doubted("linear: {unit: '%', from: 0, to: 120}") == [1]
    assert doubted("ratio: {unit: '%'}")[:2] == doubted("leader: {unit: '%'}")[:2] == [101, 102]
    over = Judged("ratio: {unit: '%'}")
    assert in_both(lambda: str(over.kind.doubts(over.maximum)[0].why)) == (
        "tỷ lệ quá 100%: 86% thì ghi 86",
        "it is over 100%: 86% is written as 86",
    )


@pytest.mark.parametrize("kind", ["ratio", "leader"])
def test_an_actual_far_past_its_target_is_hardly_meant(kind: str) -> None:
    """83 of 6 is the percentage; without a target there is nothing to compare with."""
    judged = Judged(f"{kind}: {{unit: ấp}}")
    (doubt,) = judged.kind.doubts(judged.maximum)
    assert doubt.code == "Q783"
    held = [doubt.holds(Decimal(actual), Decimal(6)) for actual in ("0", "6", "59.9", "60", "83")]
    assert held == [False, False, False, True, True]
    assert not doubt.holds(Decimal(83), Decimal(0))
    assert not doubt.holds(Decimal(83))
    assert in_both(lambda: str(doubt.why)) == (
        "gấp từ 10 lần chỉ tiêu trở lên; có thể đã ghi tỷ lệ %",
        "it is at least 10 times the target; a percentage may have been typed",
    )


def test_where_less_is_better_there_may_be_far_too_many() -> None:
    assert Judged("ratio: {unit: vụ, lower_is_better: true}").kind.doubts(Decimal(10)) == ()


@given(
    each=st.integers(1, 40).map(lambda quarters: Decimal(quarters) / 4),
    room=st.integers(1, 100).map(Decimal),
    off=st.booleans(),
)
def test_counts_on_the_way_to_the_maximum_may_be_meant(each: Decimal, room: Decimal, *, off: bool) -> None:
    """All but those that look like points; and one more than enough always may."""
    doubts = count_doubts("vụ", each, room, room, off=off)
    enough = (room / each).to_integral_value(ROUND_CEILING)
    for count in (Decimal(0), enough - 1, enough, enough + 1):
        if count != room:
            assert not any(doubt.holds(count) for doubt in doubts)
    assert any(doubt.holds(enough * 10 + 2) for doubt in doubts)
