"""Awards: by rank, share, class or group; ties for the last place; one award or several."""

from typing import Any

import pytest

from tests.campaigns import input_from, ranking_of, rubric_faults, rubric_from

Tree = dict[str, Any]
CLASSES = [
    {"id": "xs", "name": "Xuất sắc", "from": "90"},
    {"id": "kha", "name": "Khá", "from": "50"},
    {"id": "yeu", "name": "Yếu"},
]
RULES = {"ky-luat": {"name": "Kỷ luật", "effect": "unranked"}, "don-thu": {"name": "Đơn thư", "at_most": "kha"}}


def given(units: Tree, *awards: Tree, scale: Tree | None = None, **options: Any) -> dict[str, list[str]]:
    """Return the awards by unit, as a scale of two groups and a bonus gives them."""
    rubric = rubric_from(
        {
            "criteria": [
                {"id": "I", "criteria": [{"id": "A", "points": "60"}]},
                {"id": "II", "criteria": [{"id": "B", "points": "40"}]},
            ],
            "bonus": {"above_total": "yes", "criteria": [{"id": "b", "points": "10"}]},
            "not_applicable": "exclude",
            "disqualifiers": RULES,
            "classification": CLASSES,
            "awards": [{"name": entry["id"], "ties": "none", **entry} for entry in awards],
            **(scale or {}),
        }
    )
    ranking = ranking_of(input_from(rubric, units, **options))
    found = {one.result.unit: [award.id for award in one.awards] for one in ranking.standings}
    return {unit: awards for unit, awards in found.items() if awards}


def totals(*points: int) -> Tree:
    """Return units a, b, c … with these totals, from 40 to 100, all with 40 in group II."""
    return {chr(ord("a") + number): {"A": str(total - 40), "B": "40"} for number, total in enumerate(points)}


def share(percent: str, rounding: str = "down", **own: str) -> Tree:
    return {"share": {"percent": percent, "rounding": rounding, **own}}


# ------------------------------------------------------------------ ranks


@pytest.mark.parametrize(
    ("points", "ranks", "none", "all_"),
    [
        ((99, 98, 97, 60), "1", "a", "a"),
        ((99, 98, 97, 60), "3", "abc", "abc"),
        ((99, 98, 97, 60), "9", "abcd", "abcd"),  # more ranks than units
        ((99, 98, 98, 60), "2", "a", "abc"),  # two share the 2nd and last place
        ((99, 98, 98, 60), "3", "abc", "abc"),
        ((99, 99, 98, 60), "1", "", "ab"),  # one flag, two firsts
        ((99, 99, 99, 99), "3", "", "abcd"),
    ],
)
def test_by_rank(points: tuple[int, ...], ranks: str, none: str, all_: str) -> None:
    units = totals(*points)
    assert sorted(given(units, {"id": "co", "ranks": ranks, "ties": "none"})) == list(none)
    assert sorted(given(units, {"id": "co", "ranks": ranks, "ties": "all"})) == list(all_)


def test_a_rank_whose_unit_is_not_eligible_passes_to_nobody() -> None:
    units = totals(95, 85, 80)
    assert given(units, {"id": "co", "ranks": "2", "classes": ["xs"]}) == {"a": ["co"]}


def test_who_is_not_ranked_gets_nothing() -> None:
    units = {**totals(99, 98), "late": None}
    against = {"a": {"ky-luat": "Có"}}
    assert given(units, {"id": "co", "ranks": "1"}, disqualified=against) == {"b": ["co"]}
    everybody = {unit: {"ky-luat": "Có"} for unit in "ab"}
    assert given(units, {"id": "co", "ranks": "1"}, {"id": "khen", **share("100")}, disqualified=everybody) == {}


# ------------------------------------------------------------------ shares


@pytest.mark.parametrize(
    ("percent", "rounding", "who"),
    [("40", "down", "a"), ("40", "half-up", "ab"), ("30", "up", "ab"), ("100", "down", "abcd"), ("1", "down", "")],
)
def test_by_share_of_the_bloc(percent: str, rounding: str, who: str) -> None:
    assert sorted(given(totals(99, 98, 97, 96), {"id": "co", **share(percent, rounding)})) == list(who)


@pytest.mark.parametrize(("ties", "who"), [("none", "a"), ("all", "abc")])
def test_ties_for_the_last_place_of_a_share(ties: str, who: str) -> None:
    assert sorted(given(totals(99, 98, 98, 60), {"id": "co", "ties": ties, **share("50")})) == list(who)


def test_a_share_is_filled_from_the_top_by_those_who_can_have_it() -> None:
    units = totals(99, 98, 70, 60)
    assert given(units, {"id": "khen", **share("50"), "classes": ["kha"]}) == {"c": ["khen"], "d": ["khen"]}


def test_a_share_of_those_in_a_class_or_better() -> None:
    """Two of five are Xuất sắc, four at least Khá: half of these are 1 and 2."""
    units = totals(99, 98, 70, 60, 45)
    assert sorted(given(units, {"id": "co", **share("50", of="xs")})) == ["a"]
    assert sorted(given(units, {"id": "co", **share("50", of="kha")})) == ["a", "b"]
    assert sorted(given(units, {"id": "co", **share("50", of="yeu")})) == ["a", "b"]
    assert sorted(given(units, {"id": "co", **share("50", "up")})) == ["a", "b", "c"]


# ------------------------------------------------------------------ classes and groups


def test_by_class_alone() -> None:
    assert given(totals(99, 95, 70), {"id": "khen", "classes": ["xs"]}) == {"a": ["khen"], "b": ["khen"]}
    both = {"id": "khen", "classes": ["xs", "kha"]}
    assert sorted(given(totals(99, 70, 45), both)) == ["a", "b"]


GROUPS: Tree = {
    "a": {"A": "59", "B": "20"},
    "b": {"A": "30", "B": "39"},
    "c": {"A": "20", "B": "39", "b": "3"},
}


@pytest.mark.parametrize(("ties", "who"), [("none", {}), ("all", {"b": ["dan"], "c": ["dan"]})])
def test_the_best_in_a_group(ties: str, who: Any) -> None:
    assert given(GROUPS, {"id": "dan", "group": "I"}) == {"a": ["dan"]}
    assert given(GROUPS, {"id": "dan", "group": "II", "ties": ties}) == who


def test_the_best_in_a_group_is_so_by_what_was_attainable() -> None:
    rubric_units: Tree = {"a": {"A": "59", "B": {"not_applicable": "Không có"}}, "b": {"A": "20", "B": "20"}}
    assert given(rubric_units, {"id": "dan", "group": "II"}) == {"b": ["dan"]}  # a has nothing in it to be best of


@pytest.mark.parametrize(
    ("taken_off", "ties", "who"),
    [
        ({"a": "1", "b": "10", "c": "0"}, "none", "c"),
        ({"a": "1", "b": "10", "c": None}, "none", "c"),  # none written is none
        ({"a": "0", "b": "10", "c": None}, "all", "ac"),
        ({"a": "0", "b": "10", "c": None}, "none", ""),
        ({"a": "2", "b": "10", "c": "3"}, "none", "a"),
    ],
)
def test_the_best_in_penalties_has_the_fewest(taken_off: dict[str, str | None], ties: str, who: str) -> None:
    units = {
        unit: {"A": "60", "B": "40", **({} if points is None else {"p": points})} for unit, points in taken_off.items()
    }
    penalties = {"penalties": {"criteria": [{"id": "p", "points": "10"}]}}
    assert sorted(given(units, {"id": "dan", "group": "penalties", "ties": ties}, scale=penalties)) == list(who)


def test_the_most_bonus() -> None:
    assert given(GROUPS, {"id": "dan", "group": "bonus"}) == {"c": ["dan"]}


def test_what_stands_beside_a_group_narrows_it() -> None:
    assert given(GROUPS, {"id": "dan", "group": "II", "ranks": "2"}) == {"b": ["dan"]}
    assert given(GROUPS, {"id": "dan", "group": "I", **share("67")}) == {"a": ["dan"], "b": ["dan"]}
    assert given(GROUPS, {"id": "dan", "group": "I", "classes": ["yeu"]}) == {}


# ------------------------------------------------------------------ several awards


def test_one_award_each_unless_the_rubric_says_besides() -> None:
    units = totals(99, 98, 97, 60)
    first, second = {"id": "co", "ranks": "1"}, {"id": "khen", **share("50")}
    assert given(units, first, second) == {"a": ["co"], "b": ["khen"], "c": ["khen"]}
    assert given(units, first, {**second, "besides": "yes"}) == {"a": ["co", "khen"], "b": ["khen"]}
    assert given(units, first, {"id": "khen", "ranks": "2"}) == {"a": ["co"], "b": ["khen"]}  # rank 1 is had already
    assert given(units, second, first) == {"a": ["khen"], "b": ["khen"]}  # in the order of the rubric


# ------------------------------------------------------------------ faults


@pytest.mark.parametrize(
    ("award", "found"),
    [
        ({"ranks": "1"}, []),
        ({}, [("Q519", ("awards", 0))]),
        ({"classes": ["gioi"]}, [("Q521", ("awards", 0, "classes", 0))]),
        ({"group": "IX"}, [("Q521", ("awards", 0, "group"))]),
        ({"group": "I"}, []),
        (share("0"), [("Q515", ("awards", 0, "share", "percent"))]),
        (share("10", of="gioi"), [("Q521", ("awards", 0, "share", "of"))]),
        (share("10", of="xs"), []),
    ],
)
def test_faults_of_an_award(award: Tree, found: list[Any]) -> None:
    tree = {"criteria": [{"id": "I", "criteria": [{"id": "A", "points": "100"}]}], "classification": CLASSES}
    assert rubric_faults({**tree, "awards": [{"id": "co", "name": "Cờ", "ties": "none", **award}]}) == found


def test_two_awards_of_one_id() -> None:
    award = {"id": "co", "name": "Cờ", "ties": "none", "ranks": "1"}
    tree = {"criteria": [{"id": "A", "points": "100"}], "awards": [award, award]}
    assert rubric_faults(tree) == [("Q405", ("awards", 1, "id"))]


@pytest.mark.parametrize(
    ("ties", "found"),
    [
        (["group I", "criterion A", "lots", "smallest correction", "rank in 2019"], []),
        (["group A"], [("Q521", ("ties", 0))]),
        (["criterion I"], [("Q521", ("ties", 0))]),
        (["lots", "fewest penalties"], [("Q520", ("ties", 1))]),
    ],
)
def test_faults_of_the_ladder(ties: list[str], found: list[Any]) -> None:
    tree = {"criteria": [{"id": "I", "criteria": [{"id": "A", "points": "100"}]}], "ties": ties}
    assert rubric_faults(tree) == found


def test_a_shared_rank_counts_even_where_one_unit_may_not_have_the_award() -> None:
    # a and b are both 1st, but a may be no better than "kha": b is 1st with another, and one place fits no two.
    units = {"a": {"A": "60", "B": "40"}, "b": {"A": "60", "B": "40"}}
    only = {"id": "co", "ranks": "1", "classes": ["xs"]}
    barred = {"a": {"don-thu": "Đơn kéo dài"}}
    assert given(units, only, disqualified=barred) == {}
    assert given(units, {**only, "ties": "all"}, disqualified=barred) == {"b": ["co"]}


def test_nobody_is_the_best_in_a_group_in_which_nobody_has_anything() -> None:
    units = {"a": {"A": "60", "B": "0"}, "b": {"A": "50", "B": "0"}}
    assert given(units, {"id": "nhom", "group": "II", "ties": "all"}) == {}
