"""Only the rubric's tie-breaks rank equal totals apart; the result names the step; the rest share a rank."""

from typing import Any

import pytest

from qcdc_cli.scoring.result import Ranking
from tests.campaigns import input_from, ranking_of, ranks_of, rubric_from

CRITERIA = [
    {"id": "I", "criteria": [{"id": "A", "points": "5"}, {"id": "B", "points": "5"}]},
    {"id": "C", "points": "10"},
]
# All have 10 of 20, less the penalties that c and d have and their bonus makes up for.
UNITS: dict[str, Any] = {
    "a": {"A": "3", "B": "2", "C": "5"},
    "b": {"A": "2", "B": "4", "C": "4"},
    "c": {"A": "4", "B": "2", "C": "5", "b1": "1", "p1": "2"},
    "d": {"A": "2", "B": "2", "C": "6", "b1": "2", "p1": "2"},
}


def ranked(*ties: str, units: dict[str, Any] | None = None, **options: Any) -> Ranking:
    rubric = rubric_from(
        {
            "criteria": CRITERIA,
            "bonus": {"above_total": "yes", "criteria": [{"id": "b1", "points": "5"}]},
            "penalties": {"criteria": [{"id": "p1", "points": "5"}]},
            "ties": list(ties),
        }
    )
    return ranking_of(input_from(rubric, units or UNITS, **options))


def broken_by(ranking: Ranking) -> dict[str, str]:
    return {one.result.unit: one.tie_break.title.en if one.tie_break is not None else "" for one in ranking.standings}


@pytest.mark.parametrize(
    ("ties", "ranks"),
    [
        ([], [1, 1, 1, 1]),
        (["group I"], [3, 1, 1, 4]),  # 5, 6, 6, 4
        (["criterion A"], [2, 3, 1, 3]),  # 3, 2, 4, 2
        (["criterion C"], [2, 4, 2, 1]),
        (["fewest penalties"], [1, 1, 3, 3]),
        (["group bonus"], [3, 3, 2, 1]),
        (["group I", "criterion A"], [3, 2, 1, 4]),
        (["fewest penalties", "group I"], [2, 1, 3, 4]),
        (["criterion A", "fewest penalties"], [2, 3, 1, 4]),
        (["smallest correction"], [1, 1, 1, 1]),  # nobody was corrected
        (["lots"], [1, 1, 1, 1]),  # none were drawn
        (["rank in 2019"], [1, 1, 1, 1]),  # there is no such period
        (["rank in 2020-h1"], [1, 1, 1, 1]),  # this period itself
    ],
)
def test_each_step_parts_by_what_it_says(ties: list[str], ranks: list[int]) -> None:
    ranking = ranked(*ties)
    assert [ranks_of(ranking)[unit] for unit in "abcd"] == ranks
    assert all(one.result.points == 10 for one in ranking.standings)
    assert [one.tied for one in ranking.standings] == [
        sum(other.rank == one.rank for other in ranking.standings) > 1 for one in ranking.standings
    ]


def test_the_step_that_broke_a_tie_is_named() -> None:
    assert broken_by(ranked()) == dict.fromkeys("abcd", "")
    assert broken_by(ranked("lots", "group I")) == dict.fromkeys("abcd", "points of group I")
    by_two = broken_by(ranked("fewest penalties", "group I"))
    assert by_two == dict.fromkeys("abcd", "points of group I")
    third = broken_by(ranked("group I", "criterion A"))
    assert third == {
        "a": "points of group I",
        "b": "points of criterion A",
        "c": "points of criterion A",
        "d": "points of group I",
    }


def test_a_unit_that_no_one_equals_needs_no_tie_break() -> None:
    alone = ranked("group I", units={"a": UNITS["a"], "b": {"A": "5", "B": "5", "C": "5"}})
    assert broken_by(alone) == {"a": "", "b": ""}


def test_a_unit_still_tied_after_a_step_names_the_step_that_ranked_it_apart_from_others() -> None:
    ranking = ranked("group I")
    assert broken_by(ranking) == dict.fromkeys("abcd", "points of group I")
    assert {one.result.unit: one.tied for one in ranking.standings} == {"a": False, "b": True, "c": True, "d": False}


def test_identical_units_are_never_broken_by() -> None:
    ladder = ["group I", "criterion C", "fewest penalties", "smallest correction", "rank in 2019"]
    units = {"x": UNITS["a"], "y": dict(UNITS["a"]), "z": UNITS["d"]}
    assert ranks_of(ranked(*ladder, units=units)) == {"x": 1, "y": 1, "z": 3}


def test_the_smallest_correction() -> None:
    """a was corrected by 2 (up and down by 1), b by 1, c by nothing; claiming more does not win."""

    def checked(before: str, after: str) -> Any:
        return {"self": before, "bloc": {"mark": after, "reason": "Đối chiếu"}} if before != after else after

    units = {
        "a": {"A": checked("4", "3"), "B": checked("1", "2"), "C": "5"},
        "b": {"A": "3", "B": "3", "C": checked("5", "4")},
        "c": {"A": "3", "B": "3", "C": "4"},
    }
    assert ranks_of(ranked("smallest correction", units=units)) == {"c": 1, "b": 2, "a": 3}
    assert ranks_of(ranked("smallest correction", units=units, stage="self")) == {"b": 1, "a": 2, "c": 2}


PERIODS = {
    "2019": {"name": "Năm 2019", "kind": "year"},
    "2020-h1": {"name": "6 tháng", "kind": "half"},
    "2020": {"name": "Năm 2020", "kind": "year"},
}
EARLIER = {
    "2019": {"b": {"A": "5"}, "a": {"A": "4"}, "c": {"A": "4"}},
    "2020-h1": {"a": {"A": "5"}, "b": {"A": "4"}},
}


@pytest.mark.parametrize(
    ("step", "ranks"),
    [
        ("rank in 2020-h1", [1, 2, 3, 3]),  # c and d had no sheet then
        ("rank in half", [1, 2, 3, 3]),
        ("rank in 2019", [2, 1, 2, 4]),
        ("rank in year", [2, 1, 2, 4]),  # this is one too; the one before it is meant
        ("rank in 2020", [1, 1, 1, 1]),  # the rank in it is what is being decided
        ("rank in 2021", [1, 1, 1, 1]),
    ],
)
def test_the_rank_in_an_earlier_period(step: str, ranks: list[int]) -> None:
    ranking = ranked(step, period="2020", periods=PERIODS, earlier=EARLIER)
    assert [ranks_of(ranking)[unit] for unit in "abcd"] == ranks


def test_a_kind_of_period_means_the_latest_one_before() -> None:
    periods = {**PERIODS, "2021-h1": {"name": "6 tháng", "kind": "half"}}
    ranking = ranked("rank in year", period="2021-h1", periods=periods, earlier={**EARLIER, "2020": {"d": {"A": "1"}}})
    assert [ranks_of(ranking)[unit] for unit in "abcd"] == [2, 2, 2, 1]


def test_a_later_period_parts_nobody() -> None:
    ranking = ranked("rank in 2020-h1", period="2019", periods=PERIODS, earlier={"2020-h1": EARLIER["2020-h1"]})
    assert set(ranks_of(ranking).values()) == {1}


def test_lots_as_they_were_drawn() -> None:
    assert [ranks_of(ranked("lots", lots=["d", "b", "a", "c"]))[unit] for unit in "abcd"] == [3, 2, 4, 1]
    some = ranked("lots", lots=["d", "b"])
    assert [ranks_of(some)[unit] for unit in "abcd"] == [3, 2, 3, 1]
    assert {one.result.unit: one.tied for one in some.standings} == {"a": True, "b": False, "c": True, "d": False}
    assert broken_by(some)["d"] == "drawing lots"


def test_the_order_of_the_units_plays_no_part() -> None:
    ladder = ["criterion A", "fewest penalties"]
    backwards = dict(reversed(UNITS.items()))
    assert ranks_of(ranked(*ladder)) == ranks_of(ranked(*ladder, units=backwards))
    assert broken_by(ranked(*ladder)) == broken_by(ranked(*ladder, units=backwards))
