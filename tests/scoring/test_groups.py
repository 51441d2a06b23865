"""How the parts of a group make its points: sum, best, average, weights, caps; and what is left out of them."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from qcdc_cli.scoring.result import UnitResult
from tests.campaigns import groups_of, rubric_faults, rubric_from, unit_result

OUT = {"not_applicable": "Không có"}
THREE = [{"id": "A", "points": "6"}, {"id": "B", "points": "10"}, {"id": "C", "points": "2"}]


def group(
    marks: dict[str, Any],
    *,
    at: str = "group",
    decimals: str = "2",
    parts: list[dict[str, Any]] | None = None,
    **own: str,
) -> Any:
    """Return points and maximum of one group, and the unit's result."""
    rubric = rubric_from(
        {
            "criteria": [{"id": "I", "criteria": parts or THREE, **own}],
            "rounding": {"decimals": decimals, "at": at},
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
        ({"take": "average", "average": "points"}, {"A": "3", "B": "4", "C": "2"}, "3", "6"),  # 9 ÷ 3 of 18 ÷ 3
        ({"take": "average", "average": "points"}, {"A": "3", "B": OUT, "C": "2"}, "2.5", "4"),
        ({"take": "average", "average": "points"}, {"A": "3", "B": "", "C": "2"}, "1.67", "6"),
        ({"cap": "12"}, {"A": "6", "B": "5", "C": "2"}, "12", "12"),
        ({"cap": "12"}, {"A": "6", "B": "5", "C": "0"}, "11", "12"),
        ({"cap": "12"}, {"A": "6", "B": OUT, "C": "2"}, "8", "8"),  # the cap holds for both sides
        ({"cap": "12"}, {"A": OUT, "B": "10", "C": "2"}, "12", "12"),
        ({"cap": "4", "take": "best"}, {"A": "5", "B": "4", "C": "2"}, "4", "4"),
        ({"cap": "5", "take": "average", "average": "points"}, {"A": "6", "B": "8", "C": "2"}, "5", "5"),
    ],
)
def test_what_a_group_takes(own: dict[str, str], marks: dict[str, Any], points: str, maximum: str) -> None:
    assert group(marks, **own)[:2] == (Fraction(points), Fraction(maximum))


@pytest.mark.parametrize(
    ("take", "points", "maximum"),
    [
        ("sum", "14.5", "29"),  # 3 + 2 × 4 + 0.5 × 7 of 5 + 2 × 7 + 0.5 × 20 = 29
        ("best", "8", "14"),
        # 14.5 ÷ 3.5 of 29 ÷ 3.5 = 8.29; the group has 30.25 ÷ 4 = 7.5625, so 14.5 ÷ 29 of that
        ("average", "3.78", "7.5625"),
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
    own = {"average": "points"} if take == "average" else {}
    assert group(marks, parts=parts, take=take, **own)[:2] == (Fraction(points), Fraction(maximum))


def test_full_marks_of_an_average_over_what_is_left_are_all_of_it() -> None:
    """A and B left of weights 1 and 2: (1 + 2 × 3.5) ÷ 3 = 8/3, both sides 2.67, and not 2.67 of 2.666…"""
    parts = [
        {"id": "A", "points": "1"},
        {"id": "B", "points": "3.5", "weight": "2"},
        {"id": "C", "points": "4"},
    ]
    for at in ("group", "total"):
        *_, result = group({"A": "1", "B": "3.5", "C": OUT}, at=at, parts=parts, take="average", average="points")
        assert (result.points, result.maximum, result.share) == (Decimal("2.67"), Decimal("2.67"), 1)


def test_what_is_attainable_is_rounded_only_where_it_is_no_decimal() -> None:
    """(7.25 + 2 × 0.25) ÷ 3 = 31/12 is none, but 1.5 times it is 3.875, and stays so."""
    tree = {
        "criteria": [
            {
                "id": "I",
                "weight": "1.5",
                "take": "average",
                "average": "points",
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
    points, maximum, result = group({"A": OUT, "B": "3"}, parts=parts, take="average", average="points")
    assert (points, maximum) == (Fraction("2.5"), 5)  # 3 of 6, of the 5 points that the group has
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
        ({"take": "average", "average": "points", "points": "6"}, []),
        ({"take": "average", "average": "points", "points": "18"}, [("Q501", ("criteria", 0, "points"))]),
        ({"cap": "12", "points": "12"}, []),
        ({"cap": "12", "points": "18"}, [("Q501", ("criteria", 0, "points"))]),
    ],
)
def test_a_group_declares_what_it_can_give(own: dict[str, str], found: list[Any]) -> None:
    tree = {"criteria": [{"id": "I", "criteria": THREE, **own}], "total": own["points"]}
    assert rubric_faults({**tree, "rounding": {"decimals": "2", "at": "total"}}) == found


TWO_AND_FOUR = [{"id": "A", "points": "2"}, {"id": "B", "points": "4"}]


@pytest.mark.parametrize(
    ("average", "marks", "points", "maximum"),
    [
        ("points", {"A": "2", "B": "2"}, "2", "3"),  # (2 + 2) ÷ 2
        ("shares", {"A": "2", "B": "2"}, "2.25", "3"),  # 3 × (2 ÷ 2 + 2 ÷ 4) ÷ 2
        ("points", {"A": OUT, "B": "4"}, "3", "3"),  # full marks stay full, and never above the group's 3
        ("shares", {"A": OUT, "B": "4"}, "3", "3"),
        ("points", {"A": OUT, "B": "2"}, "1.5", "3"),  # a half stays a half
        ("shares", {"A": OUT, "B": "2"}, "1.5", "3"),
        ("points", {"A": "1", "B": OUT}, "1", "2"),  # the smaller part alone
        ("shares", {"A": "1", "B": OUT}, "1.5", "3"),
        ("points", {"A": OUT, "B": OUT}, "0", "0"),
        ("shares", {"A": OUT, "B": OUT}, "0", "0"),
        ("points", {"A": "2", "B": ""}, "1", "3"),  # a blank is not left out
        ("shares", {"A": "2", "B": ""}, "1.5", "3"),
    ],
)
def test_leaving_out_parts_never_lifts_an_average_above_the_group(
    average: str, marks: dict[str, Any], points: str, maximum: str
) -> None:
    """Parts of 2 and 4 points, a group of 3, beside 10 more points: of 13 nobody can attain 14."""
    rubric = rubric_from(
        {
            "criteria": [
                {"id": "I", "take": "average", "average": average, "points": "3", "criteria": TWO_AND_FOUR},
                {"id": "II", "points": "10"},
            ],
            "rounding": {"decimals": "2", "at": "total"},
            "not_applicable": "exclude",
        }
    )
    result = unit_result(rubric, {**marks, "II": "10"})
    group = groups_of(result)["I"]
    assert (Fraction(group.points), Fraction(group.maximum)) == (Fraction(points), Fraction(maximum))
    assert result.maximum == Decimal(maximum) + 10 <= rubric.total == 13


@pytest.mark.parametrize(("decimals", "at"), [("0", "group"), ("0", "total")])
def test_a_rounded_maximum_is_never_above_what_the_rubric_has(decimals: str, at: str) -> None:
    """(0.75 + 0.5 + 0.75) ÷ 3 = 2/3 of 0.6875: to no decimals that is 0.6875, and not 1."""
    parts = [
        {"id": part, "points": points} for part, points in zip("ABCD", ("0.75", "0.5", "0.75", "0.75"), strict=True)
    ]
    *_, result = group(
        {"A": "0.75", "B": "0.5", "C": "0.75", "D": OUT},
        at=at,
        parts=parts,
        take="average",
        average="points",
        decimals=decimals,
    )
    assert (result.points, result.maximum) == (Decimal("0.6875"), Decimal("0.6875"))


@pytest.mark.parametrize(
    ("own", "parts", "found"),
    [
        ({"take": "average"}, THREE, [("Q530", ("criteria", 0, "take"))]),
        ({"take": "average"}, THREE[:1], []),
        ({"take": "average", "average": "points"}, THREE, []),
        ({"take": "average", "average": "shares", "points": "100"}, THREE, []),  # it can declare any points
        ({"average": "shares"}, THREE, [("Q531", ("criteria", 0, "average"))]),
    ],
)
def test_an_average_of_unequal_parts_says_of_what(own: dict[str, str], parts: Any, found: list[Any]) -> None:
    tree = {"criteria": [{"id": "I", "criteria": parts, **own}], "rounding": {"decimals": "2", "at": "total"}}
    assert rubric_faults(tree) == found


@pytest.mark.parametrize(
    ("rounding", "faulty"),
    [(None, True), ({"decimals": "2"}, True), ({"decimals": "2", "at": "group"}, False)],
)
def test_an_average_is_rounded_after_it(rounding: Any, faulty: bool) -> None:
    own = {} if rounding is None else {"rounding": rounding}
    found = rubric_faults({"criteria": [{"id": "I", "criteria": THREE, "take": "average", "average": "points"}], **own})
    assert found == ([("Q513", ("criteria", 0, "take"))] if faulty else [])
