"""Ties broken by what was reached, not by its points: 450 of 500 households stand behind 900 of 1,000.

A tie-break of emulation plans in use (DOMAIN.md): a number reached decides between equal totals.
"""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli.scoring.result import Ranking
from tests.campaigns import input_from, ranking_of, ranks_of, rubric_faults, rubric_from

Tree = dict[str, Any]
RATIO: Tree = {"ratio": {"unit": "hộ"}}
ROUNDED: Tree = {"rounding": {"decimals": "2", "at": "total"}}


def ranked(criterion: Tree, step: str, marks: dict[str, Any], **more: Any) -> Ranking:
    """Rank units by one measured criterion of 10 points; another one makes all totals equal."""
    rubric = rubric_from(
        {
            "criteria": [{"id": "2", "points": "10", **criterion}, {"id": "r", "points": "10"}],
            "not_applicable": "full",
            "missing_evidence": "zero",
            "ties": [step],
            **ROUNDED,
            **more,
        }
    )
    first = ranking_of(input_from(rubric, {unit: {**mark, "r": "0"} for unit, mark in marks.items()}))
    rests = {one.result.unit: 10 - Fraction(one.result.points) for one in first.standings}
    level = {unit: {**mark, "r": str(float(rests[unit])).replace(".", ",")} for unit, mark in marks.items()}
    ranking = ranking_of(input_from(rubric, level))
    assert len({one.result.points for one in ranking.standings}) == 1
    return ranking


def order(ranking: Ranking) -> str:
    by_rank: dict[int | None, str] = {}
    for one in ranking.standings:
        by_rank[one.rank] = by_rank.get(one.rank, "") + one.result.unit
    return " ".join("".join(sorted(units)) for _, units in sorted(by_rank.items(), key=lambda pair: pair[0] or 0))


def test_450_of_500_stand_behind_900_of_1000() -> None:
    marks = {
        "a": {"2": {"self": {"actual": "450", "target": "500"}}},
        "b": {"2": {"self": {"actual": "900", "target": "1000"}}},
    }
    assert ranks_of(ranked(RATIO, "criterion 2", marks)) == {"a": 1, "b": 1}
    assert ranks_of(ranked(RATIO, "actual 2", marks)) == {"b": 1, "a": 2}


BANDS = [{"from": "90", "points": "10"}, {"from": "50", "points": "5"}, {"points": "0"}]


@pytest.mark.parametrize(
    ("criterion", "step", "expected"),
    [
        ({"count": {"each": "1", "unit": "mô hình"}}, "actual 2", "c b a"),
        ({"deduct": {"each": "1", "unit": "lần", "floor": "0"}}, "actual 2", "a b c"),
        ({"linear": {"from": "0", "to": "20", "unit": "%"}}, "actual 2", "c b a"),
        ({"linear": {"from": "20", "to": "0", "unit": "ngày"}}, "actual 2", "a b c"),
        ({"bands": {"unit": "%", "table": BANDS}}, "actual 2", "c b a"),
        ({"bands": {"unit": "%", "table": [{"from": "90", "points": "0"}, {"points": "10"}]}}, "actual 2", "a b c"),
        ({"bands": {"unit": "%", "table": BANDS}}, "actual 2 lower", "a b c"),
    ],
)
def test_each_kind_knows_which_way_is_better(criterion: Tree, step: str, expected: str) -> None:
    assert order(ranked(criterion, step, {"a": {"2": "1"}, "b": {"2": "2"}, "c": {"2": "9"}})) == expected


@pytest.mark.parametrize("lower", ["yes", "no"])
def test_targets_met_by_less(lower: str) -> None:
    marks = {
        "a": {"2": {"self": {"actual": "3", "target": "9"}}},
        "b": {"2": {"self": {"actual": "30", "target": "9"}}},
    }
    ranking = ranked({"ratio": {"unit": "ngày", "lower_is_better": lower}}, "actual 2", marks)
    assert order(ranking) == ("a b" if lower == "yes" else "b a")


def test_next_to_the_leader_the_actual_counts() -> None:
    marks = {
        "a": {"2": {"self": {"actual": "8", "target": "10"}}},
        "b": {"2": {"self": {"actual": "80", "target": "100"}}},
    }
    assert order(ranked({"leader": {"unit": "vụ"}}, "actual 2", marks)) == "b a"


@pytest.mark.parametrize("direction", ["higher", "lower"])
def test_where_points_go_up_and_down_the_rubric_says_which_way(direction: str) -> None:
    middle = [{"from": "90", "points": "0"}, {"from": "50", "points": "10"}, {"points": "0"}]
    criterion: Tree = {"bands": {"unit": "%", "table": middle}}
    marks = {"a": {"2": "60"}, "b": {"2": "70"}, "c": {"2": "0"}}
    assert order(ranked(criterion, f"actual 2 {direction}", marks)) == ("b a c" if direction == "higher" else "c a b")


@pytest.mark.parametrize("step", ["actual 2", "actual 2 lower"])
def test_who_reached_no_number_comes_behind_whichever_way(step: str) -> None:
    marks: dict[str, Any] = {
        "a": {"2": "0"},
        "b": {},
        "c": {"2": {"not_applicable": "Không có"}},
        "d": {"2": "7"},
    }
    found = order(ranked({"linear": {"from": "0", "to": "20", "unit": "%"}}, step, marks))
    assert found == ("d a bc" if step == "actual 2" else "a d bc")


def test_what_is_not_proven_comes_behind() -> None:
    criterion: Tree = {"count": {"each": "1", "unit": "mô hình"}, "evidence": "required"}
    proven: Tree = {"self": "2", "evidence": ["Biên bản"]}
    assert order(ranked(criterion, "actual 2", {"a": {"2": "9"}, "b": {"2": proven}})) == "b a"


def test_in_penalties_fewer_are_better_and_none_written_is_none() -> None:
    late: Tree = {"id": "p", "points": "5", "count": {"each": "0,5", "unit": "lần"}}
    rubric = rubric_from(
        {
            "criteria": [{"id": "r", "points": "10"}],
            "penalties": {"cap": "1", "criteria": [late]},
            "ties": ["actual p"],
        }
    )
    units: Tree = {"a": {"r": "5", "p": "9"}, "b": {"r": "5", "p": "4"}, "c": {"r": "4"}, "d": {"r": "4", "p": "0"}}
    assert (
        order(ranking_of(input_from(rubric, units))) == "b a cd"
        or order(ranking_of(input_from(rubric, units))) == "cd b a"
    )


@pytest.mark.parametrize(
    ("criterion", "step", "found"),
    [
        (RATIO, "actual 2", []),
        (RATIO, "actual 2 higher", []),
        (RATIO, "actual 2 lower", ["Q541"]),
        ({}, "actual 2", ["Q539"]),
        ({"pass": "Có"}, "actual 2", ["Q539"]),
        ({"place": {"points": ["10", "5"]}}, "actual 2", ["Q539"]),
        (RATIO, "actual 3", ["Q521"]),
        ({"bands": {"unit": "%", "table": [{"points": "10"}]}}, "actual 2", ["Q540"]),
        ({"bands": {"unit": "%", "table": [{"points": "10"}]}}, "actual 2 lower", []),
        ({"bands": {"unit": "%", "table": [{"points": "10"}, {"points": "3"}]}}, "actual 2", ["Q508"]),
    ],
)
def test_faults(criterion: Tree, step: str, found: list[str]) -> None:
    tree = {"criteria": [{"id": "2", "points": "10", **criterion}], "ties": [step], **ROUNDED}
    assert [code for code, _ in rubric_faults(tree) if code not in {"Q510"}] == found


@settings(max_examples=100)
@given(st.data())
def test_by_an_independent_reckoning(data: st.DataObject) -> None:
    """All reach what they were set, so that all have the same points; the actuals alone rank them."""
    marks, actuals = {}, {}
    for unit in "abcdef":
        actual = data.draw(st.one_of(st.none(), st.integers(0, 40)))
        actuals[unit] = actual
        marks[unit] = {"2": {"not_applicable": "Không có"}} if actual is None else {"2": f"{actual}"}
    lower = data.draw(st.booleans())
    ends = {"from": "100", "to": "50"} if lower else {"from": "-50", "to": "-10"}
    ranking = ranked({"linear": {**ends, "unit": "%"}}, "actual 2", marks)

    def behind(unit: str) -> tuple[bool, int]:
        actual = actuals[unit]
        return actual is None, (actual or 0) * (1 if lower else -1)

    assert ranks_of(ranking) == {unit: 1 + sum(behind(other) < behind(unit) for other in actuals) for unit in actuals}
