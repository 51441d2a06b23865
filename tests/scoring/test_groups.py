"""How the parts of a group make its points: sum, best, average, weights, caps; and what is left out of them."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from qcdc_cli.scoring.result import UnitResult
from tests.campaigns import groups_of, rubric_faults, rubric_from, unit_result

OUT = {"not_applicable": "Không có"}
THREE = [{"id": "A", "points": "6"}, {"id": "B", "points": "10"}, {"id": "C", "points": "2"}]


def group(marks: dict[str, Any], *, at: str = "group", parts: list[dict[str, Any]] | None = None, **own: str) -> Any:
    """Return points and maximum of one group, and the unit's result."""
    rubric = rubric_from(
        {
            "criteria": [{"id": "I", "criteria": parts or THREE, **own}],
            "rounding": {"decimals": "2", "at": at},
            "not_applicable": "exclude",
        }
    )
    result: UnitResult = unit_result(rubric, marks)
    found = groups_of(result)["I"]
    return Fraction(found.points), Fraction(found.maximum), result


@pytest.mark.parametrize(
    ("own", "marks", "points", "maximum"),
    [
        ({}, {"A": "3", "B": "4", "C": "1"}, "8", "18"),
        ({}, {"A": "3", "B": OUT, "C": "1"}, "4", "8"),
        ({"take": "best"}, {"A": "3", "B": "4", "C": "2"}, "4", "10"),
        ({"take": "best"}, {"A": "5", "B": "4", "C": "2"}, "5", "10"),  # the best points, of the best maximum
        ({"take": "best"}, {"A": "5", "B": OUT, "C": "2"}, "5", "6"),  # what is left out has no say
        ({"take": "best"}, {"A": OUT, "B": OUT, "C": "2"}, "2", "2"),
        ({"take": "best"}, {"A": "5", "B": "", "C": "2"}, "5", "10"),  # a blank is not left out
        ({"take": "average"}, {"A": "3", "B": "4", "C": "2"}, "3", "6"),  # 9 ÷ 3 of 18 ÷ 3
        ({"take": "average"}, {"A": "3", "B": OUT, "C": "2"}, "2.5", "4"),
        ({"take": "average"}, {"A": "3", "B": "", "C": "2"}, "1.67", "6"),
        ({"cap": "12"}, {"A": "6", "B": "5", "C": "2"}, "12", "12"),
        ({"cap": "12"}, {"A": "6", "B": "5", "C": "0"}, "11", "12"),
        ({"cap": "12"}, {"A": "6", "B": OUT, "C": "2"}, "8", "8"),  # the cap holds for both sides
        ({"cap": "12"}, {"A": OUT, "B": "10", "C": "2"}, "12", "12"),
        ({"cap": "4", "take": "best"}, {"A": "5", "B": "4", "C": "2"}, "4", "4"),
        ({"cap": "5", "take": "average"}, {"A": "6", "B": "8", "C": "2"}, "5", "5"),
    ],
)
def test_what_a_group_takes(own: dict[str, str], marks: dict[str, Any], points: str, maximum: str) -> None:
    assert group(marks, **own)[:2] == (Fraction(points), Fraction(maximum))


@pytest.mark.parametrize(
    ("take", "points", "maximum"),
    [
        ("sum", "14.5", "29"),  # 3 + 2 × 4 + 0.5 × 7 of 5 + 2 × 7 + 0.5 × 20 = 29
        ("best", "8", "14"),
        ("average", "4.14", "8.29"),  # 14.5 ÷ 3.5 of 29 ÷ 3.5, both with two decimals
    ],
)
def test_weights(take: str, points: str, maximum: str) -> None:
    parts = [
        {"id": "A", "points": "5"},
        {"id": "B", "points": "7", "weight": "2"},
        {"id": "C", "points": "20", "weight": "0.5"},
        {"id": "D", "points": "2.5", "weight": "0.5"},
    ]
    marks = {"A": "3", "B": "4", "C": "7", "D": OUT}
    assert group(marks, parts=parts, take=take)[:2] == (Fraction(points), Fraction(maximum))


def test_full_marks_of_an_average_over_what_is_left_are_all_of_it() -> None:
    """A and B left of weights 1 and 2: (1 + 2 × 3.5) ÷ 3 = 8/3, both sides 2.67, and not 2.67 of 2.666…"""
    parts = [
        {"id": "A", "points": "1"},
        {"id": "B", "points": "3.5", "weight": "2"},
        {"id": "C", "points": "4"},
    ]
    for at in ("group", "total"):
        *_, result = group({"A": "1", "B": "3.5", "C": OUT}, at=at, parts=parts, take="average")
        assert (result.points, result.maximum, result.share) == (Decimal("2.67"), Decimal("2.67"), 1)


def test_what_is_attainable_is_rounded_only_where_it_is_no_decimal() -> None:
    """(7.25 + 2 × 0.25) ÷ 3 = 31/12 is none, but 1.5 times it is 3.875, and stays so."""
    tree = {
        "criteria": [
            {
                "id": "I",
                "weight": "1.5",
                "take": "average",
                "criteria": [
                    {"id": "A", "points": "7.25"},
                    {
                        "id": "II",
                        "weight": "2",
                        "criteria": [{"id": "B", "points": "0.25"}, {"id": "C", "points": "1"}],
                    },
                ],
            }
        ],
        "rounding": {"decimals": "0", "at": "total"},
        "not_applicable": "exclude",
    }
    result = unit_result(rubric_from(tree), {"A": "0", "B": "0", "C": OUT})
    assert (result.maximum, result.full) == (Decimal("3.875"), Decimal("4.875"))


def test_weights_at_the_top_and_of_whole_groups() -> None:
    tree = {
        "criteria": [
            {"id": "I", "weight": "3", "criteria": [{"id": "A", "points": "2"}, {"id": "B", "points": "1"}]},
            {"id": "C", "points": "4", "weight": "0.25"},
        ]
    }
    result = unit_result(rubric_from(tree), {"A": "1", "B": "1", "C": "2"})
    assert (result.points, result.maximum, result.full) == (Decimal("6.5"), 10, 10)
    assert groups_of(result)["I"].points == 2  # a group shows its own points, its weight counts above it


def test_a_group_whose_parts_are_all_left_out_is_left_out_above() -> None:
    parts = [
        {"id": "I.a", "criteria": [{"id": "A", "points": "4"}]},
        {"id": "B", "points": "6"},
    ]
    points, maximum, result = group({"A": OUT, "B": "3"}, parts=parts, take="average")
    assert (points, maximum) == (3, 6)
    assert groups_of(result)["I.a"].excluded
    assert not groups_of(result)["I"].excluded


def test_deep_weights_stay_exact() -> None:
    """Each weight has 11 digits: the product of four of them has more than the 28 of a usual decimal."""
    weight = "1.000000001"
    node: dict[str, Any] = {"id": "A", "points": "1", "weight": weight}
    for identity in ("c", "b", "a"):
        node = {
            "id": identity,
            "weight": weight,
            "cap": "1",
            "criteria": [node, {"id": f"{identity}.0", "points": "0"}],
        }
    result = unit_result(rubric_from({"criteria": [node], "total": weight}), {"A": "0.123456789"})
    exact = Fraction("0.123456789") * Fraction(weight) ** 4
    assert Fraction(result.points) == exact


@pytest.mark.parametrize(
    ("own", "found"),
    [
        ({"take": "best", "points": "10"}, []),
        ({"take": "best", "points": "18"}, [("Q501", ("criteria", 0, "points"))]),
        ({"take": "average", "points": "6"}, []),
        ({"take": "average", "points": "18"}, [("Q501", ("criteria", 0, "points"))]),
        ({"cap": "12", "points": "12"}, []),
        ({"cap": "12", "points": "18"}, [("Q501", ("criteria", 0, "points"))]),
    ],
)
def test_a_group_declares_what_it_can_give(own: dict[str, str], found: list[Any]) -> None:
    tree = {"criteria": [{"id": "I", "criteria": THREE, **own}], "total": own["points"]}
    assert rubric_faults({**tree, "rounding": {"decimals": "2", "at": "total"}}) == found


@pytest.mark.parametrize(
    ("rounding", "faulty"),
    [(None, True), ({"decimals": "2"}, True), ({"decimals": "2", "at": "group"}, False)],
)
def test_an_average_is_rounded_after_it(rounding: Any, faulty: bool) -> None:
    own = {} if rounding is None else {"rounding": rounding}
    found = rubric_faults({"criteria": [{"id": "I", "criteria": THREE, "take": "average"}], **own})
    assert found == ([("Q513", ("criteria", 0, "take"))] if faulty else [])
