"""Bonus and penalties outside the total: their caps, what lifts a total above the full scale, what is cut."""

from decimal import Decimal
from typing import Any

import pytest

from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.scoring.result import UnitResult
from tests.campaigns import (
    criteria_of,
    groups_of,
    input_from,
    ranking_of,
    ranks_of,
    rubric_faults,
    rubric_from,
    unit_result,
)

OUT = {"not_applicable": "Không có"}
BONUS = [{"id": "b1", "points": "10"}, {"id": "b2", "points": "5", "weight": "2"}]
PENALTIES = [{"id": "p1", "points": "8", "pass": "Không đăng ký"}, {"id": "p2", "points": "20"}]


def scale(**own: Any) -> Rubric:
    return rubric_from({"criteria": [{"id": "A", "points": "60"}, {"id": "B", "points": "40"}], **own})


def bonus(above: str, **own: str) -> Rubric:
    return scale(
        bonus={"above_total": above, "criteria": BONUS, **own},
        penalties={"criteria": PENALTIES},
        not_applicable="exclude",
    )


def total(result: UnitResult) -> tuple[Decimal, Decimal]:
    assert isinstance(result.bonus_not_counted, Decimal)
    return result.points, result.bonus_not_counted


@pytest.mark.parametrize(
    ("above", "marks", "points", "cut"),
    [
        ("yes", {"A": "60", "B": "30", "b1": "10", "b2": "5"}, "110", "0"),  # 90 + 10 + 2 × 5
        ("no", {"A": "60", "B": "30", "b1": "10", "b2": "5"}, "100", "10"),
        ("no", {"A": "60", "B": "30", "b1": "10", "b2": "0"}, "100", "0"),  # just up to it
        ("no", {"A": "60", "B": "20", "b1": "10", "b2": "0"}, "90", "0"),
        ("no", {"A": "60", "B": "40", "b1": "10", "p1": "đạt"}, "92", "10"),  # cut before the penalties
        ("no", {"A": "60", "B": OUT, "b1": "10"}, "60", "10"),  # what was attainable is 60
        ("yes", {"A": "60", "B": OUT, "b1": "10"}, "70", "0"),
        ("yes", {"A": "0", "B": "5", "p1": "đạt", "p2": "20"}, "-23", "0"),  # a total can fall below 0
    ],
)
def test_what_bonus_may_lift(above: str, marks: dict[str, Any], points: str, cut: str) -> None:
    result = unit_result(bonus(above), marks)
    assert total(result) == (Decimal(points), Decimal(cut))


@pytest.mark.parametrize(("cap", "points"), [("0", 0), ("8", 8), ("12.5", Decimal("12.5")), ("20", 20), ("99", 20)])
def test_the_cap_of_the_bonus(cap: str, points: Decimal) -> None:
    result = unit_result(bonus("yes", cap=cap), {"A": "50", "B": "40", "b1": "10", "b2": "5"})
    part = groups_of(result)["bonus"]
    assert (part.points, part.maximum, part.out_of) == (points, 0, min(Decimal(cap), Decimal(20)))
    assert result.points == 90 + points


@pytest.mark.parametrize(("cap", "points"), [("0", 0), ("8", -8), ("10", -10), ("28", -20), (None, -20)])
def test_the_cap_of_the_penalties(cap: str | None, points: int) -> None:
    own = {} if cap is None else {"cap": cap}
    result = unit_result(
        scale(penalties={"criteria": PENALTIES, **own}), {"A": "50", "B": "40", "p1": "đạt", "p2": "12"}
    )
    assert groups_of(result)["penalties"].points == points
    assert criteria_of(result)["p1"].points == -8
    assert criteria_of(result)["p2"].points == -12
    assert result.points == 90 + points


def test_they_are_never_missing_and_never_in_the_denominator() -> None:
    result = unit_result(bonus("yes"), {"A": "50", "B": "40"})
    assert (result.points, result.maximum, result.full, result.blank) == (90, 100, 100, ())
    assert not result.provisional
    assert [one.extra for one in result.criteria] == [False, False, True, True, True, True]


@pytest.mark.parametrize("rule", ["exclude", "full", "zero"])
def test_a_bonus_or_penalty_that_is_not_applicable_is_nothing(rule: str) -> None:
    rubric = scale(
        bonus={"above_total": "yes", "criteria": BONUS}, penalties={"criteria": PENALTIES}, not_applicable=rule
    )
    result = unit_result(rubric, {"A": "50", "B": "40", "b1": OUT, "p1": OUT})
    assert (result.points, result.maximum) == (90, 100)


@pytest.mark.parametrize(("at", "points"), [("criterion", "90.66"), ("group", "90.67"), ("total", "90.67")])
def test_they_are_rounded_where_everything_is(at: str, points: str) -> None:
    """Two bonuses of 1/3: 0.33 + 0.33, or 0.666… to 0.67."""
    ratio = {"points": "1", "ratio": {"unit": "ấp"}}
    rubric = scale(
        bonus={"above_total": "yes", "criteria": [{"id": "b1", **ratio}, {"id": "b2", **ratio}]},
        rounding={"decimals": "2", "at": at},
    )
    third = {"self": {"actual": "1", "target": "3"}}
    assert unit_result(rubric, {"A": "50", "B": "40", "b1": third, "b2": third}).points == Decimal(points)


@pytest.mark.parametrize(("at", "points"), [("criterion", "89.34"), ("group", "89.33"), ("total", "89.33")])
def test_penalties_are_rounded_like_all_points(at: str, points: str) -> None:
    ratio = {"points": "1", "ratio": {"unit": "ấp"}}
    rubric = scale(
        penalties={"criteria": [{"id": "p1", **ratio}, {"id": "p2", **ratio}]}, rounding={"decimals": "2", "at": at}
    )
    third = {"self": {"actual": "1", "target": "3"}}
    assert unit_result(rubric, {"A": "50", "B": "40", "p1": third, "p2": third}).points == Decimal(points)


def test_everything_left_out_but_a_bonus_is_no_share() -> None:
    result = unit_result(bonus("yes"), {"A": OUT, "B": OUT, "b1": "10"})
    assert (result.points, result.maximum, result.share, result.converted) == (10, 0, None, None)


@pytest.mark.parametrize("missing", ["warn", "zero"])
def test_nobody_gets_rid_of_a_penalty_by_filing_no_evidence(missing: str) -> None:
    proven = {"evidence": "required", "points": "10"}
    rubric = scale(
        bonus={"above_total": "yes", "criteria": [{"id": "b1", **proven}]},
        penalties={"criteria": [{"id": "p1", **proven}]},
        missing_evidence=missing,
    )
    result = unit_result(rubric, {"A": "50", "B": "40", "b1": "6", "p1": "4"})
    assert result.points == (92 if missing == "warn" else 86)
    assert all(criteria_of(result)[identity].lacks_evidence for identity in ("b1", "p1"))


def test_a_group_may_be_called_bonus_where_there_is_none() -> None:
    rubric = rubric_from({"criteria": [{"id": "bonus", "criteria": [{"id": "A", "points": "6"}]}]})
    result = unit_result(rubric, {"A": "3"})
    assert (result.points, result.maximum, result.blank) == (3, 6, ())
    assert unit_result(rubric, {}).blank == ("A",)
    assert not groups_of(result)["bonus"].extra


def test_rounding_lifts_nothing_above_a_cap() -> None:
    """2.25 to one decimal is 2.3, and the cap is 2.25."""
    rubric = scale(
        bonus={"above_total": "yes", "cap": "2.25", "criteria": BONUS},
        penalties={"cap": "1.25", "criteria": PENALTIES},
        rounding={"decimals": "1", "at": "group"},
    )
    groups = groups_of(unit_result(rubric, {"A": "50", "B": "40", "b1": "10", "p2": "10"}))
    assert (groups["bonus"].points, groups["penalties"].points) == (Decimal("2.25"), Decimal("-1.25"))


@pytest.mark.parametrize("lists", [{}, {"bonus": {"above_total": "no", "criteria": BONUS}}])
@pytest.mark.parametrize(
    ("second", "given", "points", "maximum", "cut"),
    [
        ("8", {}, 8, 8, 0),  # (7 + 8 + 8) ÷ 3 = 7.666…
        ("8", {"b1": "1"}, 8, 8, 1),
        ("7", {}, 7, 7, 0),  # (7 + 7 + 8) ÷ 3 = 7.333…
        ("7", {"p2": "0.8"}, 7, 7, 0),  # 6.5333…
        ("7", {"p2": "0.9"}, 6, 7, 0),  # 6.4333…
    ],
)
def test_bonus_is_cut_by_exact_figures(
    lists: dict[str, Any], second: str, given: dict[str, str], points: int, maximum: int, cut: int
) -> None:
    """An average with a part left out, C, is no decimal: its rounded maximum must cut no bonus that nobody has."""
    parts = [{"id": key, "points": most} for key, most in (("A", "7"), ("B", second), ("D", "8"), ("C", "9"))]
    rubric = rubric_from(
        {
            "criteria": [{"id": "I", "take": "average", "average": "points", "criteria": parts}],
            "penalties": {"criteria": PENALTIES},
            "rounding": {"decimals": "0", "at": "total"},
            "not_applicable": "exclude",
            **lists,
        }
    )
    marks = {"A": "7", "B": second, "D": "8", "C": OUT, **(given if lists else {"p2": given.get("p2", "0")})}
    result = unit_result(rubric, marks)
    assert (result.points, result.maximum) == (points, maximum)
    assert result.bonus_not_counted == (cut if lists else 0)


# ------------------------------------------------------------------ groups inside them

FAULTS = [{"id": "p1", "points": "3"}, {"id": "p2", "points": "5", "weight": "2"}, {"id": "p3", "points": "4"}]


def grouped(name: str, **own: Any) -> Rubric:
    """Return a scale of 100 whose bonus or penalties hold one group G of p1 (3), p2 (5, twice) and p3 (4)."""
    listed: dict[str, Any] = {"criteria": [{"id": "G", "criteria": FAULTS, **own}]}
    if name == "bonus":
        listed["above_total"] = "yes"
    return scale(**{name: listed}, rounding={"decimals": "2", "at": "group"}, not_applicable="exclude")


@pytest.mark.parametrize(("name", "sign"), [("bonus", 1), ("penalties", -1)])
@pytest.mark.parametrize(
    ("own", "marks", "points"),
    [
        ({}, {"p1": "3", "p2": "4", "p3": "1"}, "12"),  # 3 + 2 × 4 + 1
        ({"cap": "10"}, {"p1": "3", "p2": "4", "p3": "1"}, "10"),
        ({"cap": "12.5"}, {"p1": "3", "p2": "4", "p3": "1"}, "12"),
        # "Of several faults only the heaviest is taken off"; as the best model only is rewarded.
        ({"take": "best"}, {"p1": "3", "p2": "1", "p3": "1"}, "3"),
        ({"take": "best"}, {"p1": "3", "p2": "2", "p3": "1"}, "4"),  # 2 × 2, with its weight
        ({"take": "best", "cap": "3.5"}, {"p1": "3", "p2": "2", "p3": "1"}, "3.5"),
        ({"take": "best"}, {}, "0"),
        ({"take": "best"}, {"p1": OUT, "p2": OUT, "p3": OUT}, "0"),
        # An average: what nobody wrote is a 0, what is left out has no say.
        ({"take": "average", "average": "shares", "points": "8"}, {"p1": "3", "p3": "1"}, "2.5"),  # 8 × (1 + ¼) ÷ 4
        ({"take": "average", "average": "shares", "points": "8"}, {"p1": "3", "p2": OUT, "p3": "1"}, "5"),
        (
            {"take": "average", "average": "points", "points": "4.25"},
            {"p1": "3", "p2": "3", "p3": "1"},
            "2.5",
        ),  # 10 ÷ 4
    ],
)
def test_a_group_of_bonus_or_penalties(
    name: str, sign: int, own: dict[str, Any], marks: dict[str, Any], points: str
) -> None:
    result = unit_result(grouped(name, **own), {"A": "50", "B": "40", **marks})
    group = groups_of(result)["G"]
    assert (group.points, group.maximum, group.extra) == (sign * Decimal(points), 0, True)
    assert groups_of(result)[name].points == sign * Decimal(points)
    assert (result.points, result.maximum, result.blank) == (90 + sign * Decimal(points), 100, ())


def test_groups_stand_in_groups_on_any_level() -> None:
    """Of two faults of one kind the heavier counts, 3; both kinds take off at most 5; the whole list at most 6."""
    kinds = [
        {"id": "K1", "take": "best", "criteria": [{"id": "p1", "points": "3"}, {"id": "p2", "points": "4"}]},
        {"id": "K2", "weight": "2", "criteria": [{"id": "p3", "points": "3"}]},
    ]
    rubric = scale(
        penalties={"cap": "6", "criteria": [{"id": "G", "cap": "5", "criteria": kinds}, {"id": "p4", "points": "2"}]}
    )
    result = unit_result(rubric, {"A": "50", "B": "40", "p1": "3", "p2": "1", "p3": "2", "p4": "2"})
    found = {identity: group.points for identity, group in groups_of(result).items()}
    assert found == {"K1": -3, "K2": -2, "G": -5, "penalties": -6}  # 3 + 2 × 2 = 7, capped at 5; with 2 more 7, at 6
    assert result.points == 84


def test_a_group_that_is_left_out_has_no_say_in_an_average_of_groups() -> None:
    inner = [{"id": f"G{n}", "criteria": [{"id": f"p{n}", "points": "4"}]} for n in (1, 2)]
    rubric = scale(
        penalties={"criteria": [{"id": "G", "take": "average", "criteria": inner}]},
        rounding={"decimals": "2", "at": "total"},
        not_applicable="exclude",
    )
    assert unit_result(rubric, {"A": "50", "B": "40", "p1": "4"}).points == 88
    assert unit_result(rubric, {"A": "50", "B": "40", "p1": "4", "p2": OUT}).points == 86


@pytest.mark.parametrize("at", ["group", "total"])
def test_a_group_of_penalties_is_rounded_away_from_0(at: str) -> None:
    ratio = {"points": "1", "ratio": {"unit": "ấp"}}
    parts = [{"id": "p1", **ratio}, {"id": "p2", **ratio}]
    inner = [{"id": f"G{n}", "criteria": [{**one, "id": f"{one['id']}{n}"} for one in parts]} for n in (1, 2)]
    rubric = scale(penalties={"criteria": inner}, rounding={"decimals": "2", "at": at})
    third = {"self": {"actual": "1", "target": "3"}}
    result = unit_result(rubric, {"A": "50", "B": "40", **dict.fromkeys(("p11", "p21", "p12", "p22"), third)})
    # 0.67 + 0.67 = 1.34; or 4 ÷ 3 = 1.333…
    assert result.points == Decimal("88.66" if at == "group" else "88.67")


def test_a_group_inside_must_declare_what_its_parts_come_to() -> None:
    listed = {"criteria": [{"id": "G", "points": "9", "criteria": FAULTS}]}
    path = ("penalties", "criteria", 0)
    assert rubric_faults({"criteria": [{"id": "A", "points": "9"}], "penalties": listed}) == [
        ("Q501", (*path, "points"))
    ]
    deduct = {"id": "p1", "points": "9", "deduct": {"each": "1", "unit": "lần", "floor": "0"}}
    listed = {"criteria": [{"id": "G", "criteria": [deduct]}]}
    faults = rubric_faults({"criteria": [{"id": "A", "points": "9"}], "penalties": listed})
    assert faults == [("Q529", (*path, "criteria", 0, "deduct"))]


def test_ties_and_awards_may_name_a_group_inside() -> None:
    """Group G of the penalties: 4, 0 and 1 points off, of equal totals; the fewest come first."""
    rubric = scale(
        penalties={"criteria": [{"id": "G", "criteria": FAULTS}, {"id": "p4", "points": "9"}]},
        bonus={"above_total": "yes", "criteria": [{"id": "H", "criteria": [{"id": "b1", "points": "5"}]}]},
        ties=["group G"],
        awards=[
            {"id": "sach", "name": "Ít vi phạm", "group": "G", "ties": "none"},
            {"id": "moi", "name": "Mô hình mới", "group": "H", "ties": "none", "besides": "yes"},
        ],
    )
    units = {
        "a": {"A": "54", "B": "40", "p3": "4"},
        "b": {"A": "54", "B": "40", "p4": "4"},
        "c": {"A": "53", "B": "40", "p1": "1", "p4": "4", "b1": "2"},
    }
    ranking = ranking_of(input_from(rubric, units))
    assert ranks_of(ranking) == {"b": 1, "c": 2, "a": 3}
    awards = {one.result.unit: [award.id for award in one.awards] for one in ranking.standings}
    assert awards == {"b": ["sach"], "c": ["moi"], "a": []}
