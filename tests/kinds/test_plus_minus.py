"""Plus and minus in one line: DOMAIN.md, "b·B − d·D within [min, max] (police scale, type 4)"."""

from decimal import Decimal

import pytest

from tests.campaigns import rubric_faults
from tests.kinds.judging import Judged, faults

LINE = (
    "{points: 10, plus_minus: {plus: {b: {name: Sáng kiến, each: 2.5}, g: {name: Giấy khen, each: 1}}, "
    "minus: {d: {name: Vi phạm, each: 3}}, floor: -5}}"
)
ONE = {"name": "A", "each": "1"}


@pytest.mark.parametrize(
    ("mark", "points"),
    [
        ("{b: 0, g: 0, d: 0}", "0"),
        ("{b: 3, g: 0, d: 1}", "4.5"),  # 3 × 2.5 − 1 × 3
        ("{b: 1, g: 2, d: 2}", "-1.5"),  # 2.5 + 2 − 6
        ("{b: 4, g: 0, d: 0}", "10"),
        ("{b: 9, g: 9, d: 2}", "10"),  # 25.5, above the maximum
        ("{b: 0, g: 1, d: 2}", "-5"),  # −5, the floor itself
        ("{b: 0, g: 0, d: 7}", "-5"),  # −21, below the floor
    ],
)
def test_what_adds_less_what_takes_off_within_bounds(mark: str, points: str) -> None:
    assert Judged(LINE).points(f"{{mark: {mark}}}") == Decimal(points)


def test_nothing_is_0_whatever_the_bounds() -> None:
    assert Judged(LINE).points("0") == 0
    raised = Judged(
        "{points: 10, plus_minus: {plus: {b: {name: B, each: 1}}, minus: {d: {name: D, each: 1}}, floor: 2}}"
    )
    assert raised.points("0") == 2  # the floor is what the rubric says it is


def test_in_words() -> None:
    judged = Judged(LINE)
    assert judged.rule() == (
        "Mỗi lần: Sáng kiến cộng 2,5, Giấy khen cộng 1, Vi phạm trừ 3. Tối thiểu −5 điểm, tối đa 10 điểm.",
        "For each: Sáng kiến plus 2.5, Giấy khen plus 1, Vi phạm minus 3. At least −5, at most 10 points.",
    )
    assert judged.working("{mark: {b: 1, g: 2, d: 2}}")[0] == (
        "1 × 2,5 (Sáng kiến) + 2 × 1 (Giấy khen) − 2 × 3 (Vi phạm) = −1,5"
    )
    assert judged.working("{mark: {b: 0, g: 0, d: 7}}") == (
        "0 − 7 × 3 (Vi phạm) = −21, tối thiểu −5",
        "0 − 7 × 3 (Vi phạm) = −21, at least −5",
    )
    assert judged.working("{mark: {b: 9, g: 0, d: 0}}")[1] == "9 × 2.5 (Sáng kiến) = 22.5, at most 10"
    assert judged.working("0") == ("không có lần nào: 0", "none of any: 0")


def test_a_definition_that_contradicts_itself() -> None:
    minus, plus = "minus: {d: {name: D, each: 1}}", "plus: {b: {name: B, each: 1}}"
    assert faults(f"plus_minus: {{{plus}, {minus}, floor: 11}}") == [("Q505", ("plus_minus", "floor"))]
    assert faults(f"plus_minus: {{{minus}, floor: -1}}") == [("Q506", ("plus_minus",))]  # 10 points, never reached
    assert faults("plus_minus: {plus: {d: {name: D, each: 1}}, minus: {d: {name: D, each: 1}}, floor: 0}") == [
        ("Q543", ("plus_minus", "minus", "d"))
    ]
    only_off = {"id": "I.2", "points": "0", "plus_minus": {"minus": {"d": ONE}, "floor": "-5"}}
    assert rubric_faults({"criteria": [{"id": "I.1", "points": "10"}, only_off]}) == []


@pytest.mark.parametrize("where", ["bonus", "penalties"])
def test_bonus_and_penalties_stay_on_their_side_of_0(where: str) -> None:
    line = {"id": "T.1", "points": "5", "plus_minus": {"plus": {"b": ONE}, "minus": {"d": ONE}, "floor": "-2"}}
    tree = {"criteria": [{"id": "I.1", "points": "10"}], where: {"cap": "5", "criteria": [line]}}
    if where == "bonus":
        tree["bonus"]["above_total"] = "no"  # type: ignore[call-overload]
    assert rubric_faults(tree) == [("Q542", (where, "criteria", 0, "plus_minus", "floor"))]
    line["plus_minus"]["floor"] = "0"  # type: ignore[index]
    assert rubric_faults(tree) == []


def test_a_line_of_0_points_is_not_averaged_by_shares() -> None:
    line = {"id": "I.1", "points": "0", "plus_minus": {"minus": {"d": ONE}, "floor": "-2"}}
    group = {"id": "I", "points": "10", "take": "average", "average": "shares"}
    tree = {
        "rounding": {"decimals": "2", "at": "total"},
        "criteria": [{**group, "criteria": [line, {"id": "I.2", "points": "10"}]}],
    }
    assert rubric_faults(tree) == [("Q544", ("criteria", 0, "criteria", 0))]
