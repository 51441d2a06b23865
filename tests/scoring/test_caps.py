"""Caps of groups that hold only under a condition: under which marks, on which side, and what is told of it."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.scoring.result import GroupResult
from tests.campaigns import groups_of, input_from, ranking_of, results_of, rubric_faults, rubric_from, unit_result

Tree = dict[str, Any]
OUT = {"not_applicable": "Không có"}
UNDER_5: Tree = {"criterion": "III.2", "under": "5"}
UNDER_HALF: Tree = {"group": "III", "under": "50%"}
DISCIPLINE: Tree = {"disqualifier": "ky-luat"}


def scale(when: Any, cap: str = "50", **own: Any) -> Rubric:
    """Return a scale of 100 whose group II (80 points) has a cap under a condition; III has 20 points."""
    return rubric_from(
        {
            "criteria": [
                {"id": "II", "criteria": [{"id": "A", "points": "80"}], "cap": {"points": cap, "when": when}},
                {"id": "III", "criteria": [{"id": "III.1", "points": "10"}, {"id": "III.2", "points": "10"}]},
            ],
            "disqualifiers": {"ky-luat": {"name": "Có tập thể bị kỷ luật"}} if when == DISCIPLINE else {},
            "not_applicable": "exclude",
            **own,
        }
    )


def second(rubric: Rubric, marks: Tree, **options: Any) -> GroupResult:
    return groups_of(unit_result(rubric, marks, **options))["II"]


@pytest.mark.parametrize(
    ("when", "marks", "points"),
    [
        # "Who has under 5 in III.2 gets at most 50 in II."
        (UNDER_5, {"A": "70", "III.1": "9", "III.2": "4,99"}, "50"),
        (UNDER_5, {"A": "70", "III.1": "9", "III.2": "5"}, "70"),
        (UNDER_5, {"A": "40", "III.1": "9", "III.2": "0"}, "40"),  # under the cap anyway
        (UNDER_5, {"A": "70", "III.1": "9"}, "70"),  # III.2 is blank: nothing is known yet
        (UNDER_5, {"A": "70", "III.1": "9", "III.2": OUT}, "70"),
        # "Who has under half of III": of 20 points; of what is left of them.
        (UNDER_HALF, {"A": "70", "III.1": "5", "III.2": "4,9"}, "50"),
        (UNDER_HALF, {"A": "70", "III.1": "5", "III.2": "5"}, "70"),
        (UNDER_HALF, {"A": "70", "III.1": "4,9", "III.2": OUT}, "50"),
        (UNDER_HALF, {"A": "70", "III.1": "5", "III.2": OUT}, "70"),
        (UNDER_HALF, {"A": "70", "III.1": OUT, "III.2": OUT}, "70"),
        (UNDER_HALF, {"A": "70", "III.1": "1"}, "70"),  # a blank in it may still make it half
        # Of several conditions one is enough.
        ([UNDER_5, UNDER_HALF], {"A": "70", "III.1": "3", "III.2": "6"}, "50"),
        ([UNDER_5, UNDER_HALF], {"A": "70", "III.1": "10", "III.2": "4"}, "50"),
        ([UNDER_5, UNDER_HALF], {"A": "70", "III.1": "4", "III.2": "6"}, "70"),
    ],
)
def test_when_the_cap_holds(when: Any, marks: Tree, points: str) -> None:
    part = second(scale(when), marks)
    assert (part.points, part.maximum, part.before_cap) == (Decimal(points), 80, Decimal(marks["A"]))
    assert (part.cap is None) == (not any(check.met for check in part.cap_checks))


@pytest.mark.parametrize("applies", [True, False])
def test_a_disqualifier_may_cap_a_group_and_nothing_else(applies: bool) -> None:
    """It keeps from no rank and no class, since the rubric gives it no such effect."""
    own = {"a": {"ky-luat": "Quyết định 5"}} if applies else {}
    units = {"a": {"A": "70", "III.1": "9", "III.2": "9"}}
    (standing,) = ranking_of(input_from(scale(DISCIPLINE), units, disqualified=own)).standings
    assert (standing.rank, standing.result.points) == (1, 68 if applies else 88)
    (check,) = groups_of(standing.result)["II"].cap_checks
    assert (check.met, check.points) == (applies, None)


def test_the_check_says_what_it_looked_at() -> None:
    (check,) = second(scale(UNDER_HALF), {"A": "70", "III.1": "4", "III.2": OUT}).cap_checks
    assert (check.met, check.points, check.maximum) == (True, 4, 10)
    (check,) = second(scale(UNDER_HALF), {"A": "70", "III.1": "4"}).cap_checks
    assert (check.met, check.points) == (False, None)


@pytest.mark.parametrize(("rule", "points"), [("zero", 50), ("full", 70)])
def test_a_state_that_the_rubric_counts_is_looked_at(rule: str, points: int) -> None:
    rubric = scale(UNDER_5, not_applicable=rule)
    assert second(rubric, {"A": "70", "III.1": "9", "III.2": OUT}).points == points


@pytest.mark.parametrize(("at", "points"), [("criterion", 70), ("group", 50), ("total", 50)])
def test_points_are_compared_as_tables_show_them(at: str, points: int) -> None:
    """2 of 3 is 6.666… of 10, and to no decimals 7 where criteria are rounded."""
    criteria = [
        {"id": "II", "criteria": [{"id": "A", "points": "80"}], "cap": {"points": "50", "when": UNDER_7}},
        {"id": "III", "criteria": [{"id": "III.2", "points": "10", "ratio": {"unit": "ấp"}}]},
    ]
    rubric = rubric_from({"criteria": criteria, "rounding": {"decimals": "0", "at": at}})
    marks = {"A": "70", "III.2": {"self": {"actual": "2", "target": "3"}}}
    assert second(rubric, marks).points == points


UNDER_7: Tree = {"criterion": "III.2", "under": "7"}


def test_a_criterion_inside_may_cap_its_own_group() -> None:
    """Without a plan (I.1) the whole group gives at most 3: nothing depends on itself there."""
    inner = {
        "id": "I.A",
        "cap": {"points": "3", "when": {"criterion": "I.1", "under": "2"}},
        "criteria": [{"id": "I.1", "points": "2"}, {"id": "I.2", "points": "8"}],
    }
    rubric = rubric_from({"criteria": [{"id": "I", "criteria": [inner]}]})
    assert unit_result(rubric, {"I.1": "1", "I.2": "8"}).points == 3
    assert unit_result(rubric, {"I.1": "2", "I.2": "8"}).points == 10
    assert unit_result(rubric, {"I.1": "1", "I.2": "8"}).maximum == 10


def test_caps_may_follow_from_each_other() -> None:
    """III under 5 caps II at 4; II under 5 caps I at 3: in whatever order they stand in the file."""
    criteria = [
        {
            "id": "I",
            "criteria": [{"id": "A", "points": "10"}],
            "cap": {"points": "3", "when": {"group": "II", "under": "5"}},
        },
        {
            "id": "II",
            "criteria": [{"id": "B", "points": "10"}],
            "cap": {"points": "4", "when": {"group": "III", "under": "5"}},
        },
        {"id": "III", "criteria": [{"id": "C", "points": "10"}]},
    ]
    for ordered in (criteria, criteria[::-1]):
        rubric = rubric_from({"criteria": ordered})
        assert unit_result(rubric, {"A": "9", "B": "9", "C": "4"}).points == 3 + 4 + 4
        assert unit_result(rubric, {"A": "9", "B": "9", "C": "5"}).points == 9 + 9 + 5


@pytest.mark.parametrize(("name", "sign"), [("bonus", 1), ("penalties", -1)])
@pytest.mark.parametrize("on_the_list", [True, False])
def test_bonus_and_penalties_are_capped_under_a_condition(name: str, sign: int, on_the_list: bool) -> None:
    cap = {"points": "2", "when": {"criterion": "A", "under": "50%"}}
    criteria: list[Tree] = [{"id": "x", "points": "6"}]
    listed: Tree = {"criteria": criteria, "cap": cap}
    if not on_the_list:
        listed = {"criteria": [{"id": "X", **listed}]}
    if name == "bonus":
        listed["above_total"] = "yes"
    rubric = rubric_from({"criteria": [{"id": "A", "points": "10"}], name: listed})
    assert unit_result(rubric, {"A": "4", "x": "5"}).points == 4 + sign * 2
    assert unit_result(rubric, {"A": "5", "x": "5"}).points == 5 + sign * 5
    assert groups_of(unit_result(rubric, {"A": "4", "x": "5"}))[name].out_of == 6  # what it declares stays


def test_an_old_cap_is_what_it_was() -> None:
    rubric = rubric_from({"criteria": [{"id": "I", "cap": "5", "criteria": [{"id": "A", "points": "8"}]}]})
    part = groups_of(unit_result(rubric, {"A": "7"}))["I"]
    assert (part.points, part.maximum, part.cap, part.cap_checks) == (5, 5, 5, ())


def test_what_a_cap_may_look_at() -> None:
    def faults(when: Any, **own: Any) -> list[str]:
        group = {"id": "I", "criteria": [{"id": "A", "points": "8"}], "cap": {"points": "5", "when": when}, **own}
        penalties = {"criteria": [{"id": "P", "criteria": [{"id": "x", "points": "1"}]}]}
        tree = {"criteria": [group, {"id": "B", "points": "4"}], "penalties": penalties}
        return [code for code, _ in rubric_faults(tree)]

    assert faults({"criterion": "B", "under": "4"}) == []
    assert faults({"criterion": "A", "under": "100%"}) == []
    assert faults({"criterion": "B", "under": "4,01"}) == ["Q558"]
    assert faults({"group": "I", "under": "1"}) == ["Q556"]
    assert faults({"group": "P", "under": "1"}) == ["Q555"]
    assert faults({"group": "penalties", "under": "1"}) == ["Q555"]
    assert faults({"criterion": "x", "under": "1"}) == ["Q555"]
    assert faults({"criterion": "I", "under": "1"}) == ["Q521"]
    assert faults({"group": "B", "under": "1"}) == ["Q521"]
    assert faults({"criterion": "B"}) == faults({"under": "1"}) == faults({}) == ["Q554"]
    assert faults({"criterion": "B", "group": "I", "under": "1"}) == ["Q554"]
    assert faults(
        {"criterion": "B", "under": "1"}, cap={"points": "8", "when": UNDER_5 | {"criterion": "B", "under": "1"}}
    ) == ["Q557"]


def test_the_share_is_out_of_the_whole_group() -> None:
    result = results_of(ranking_of(input_from(scale(UNDER_5), {"a": {"A": "80", "III.1": "10", "III.2": "4"}})))["a"]
    assert (result.points, result.maximum, result.share) == (64, 100, Fraction(64, 100))
