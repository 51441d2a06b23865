"""Ties that the competent authority or a ballot decides, and awards for at most so many units.

Cần Thơ, Decision 2579/QĐ-UBND of 21/11/2025: certificates for at most 15 communes classed Xuất sắc, from the top; when
totals are equal, the competent authority decides. Plan 157/KH-UBND of 2025 of the same city: a ballot decides.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from qcdc_cli.scoring.recorded import record_problems
from qcdc_cli.scoring.result import Ranking
from tests.campaigns import input_from, ranking_of, ranks_of, rubric_faults, rubric_from

Tree = dict[str, Any]
XS = [{"id": "xs", "name": "Xuất sắc", "from": "90"}, {"id": "tot", "name": "Tốt"}]


def ranked(totals: Mapping[str, str], *ties: str, awards: Sequence[Tree] = (), **options: Any) -> Ranking:
    rubric = rubric_from(
        {
            "criteria": [{"id": "I", "points": "60"}, {"id": "II", "points": "40"}],
            "bonus": {"above_total": "yes", "criteria": [{"id": "b", "points": "3"}]},
            "classification": XS,
            "disqualifiers": {"ha": {"name": "Khiển trách", "at_most": "tot"}},
            "ties": list(ties),
            "awards": [{"name": one["id"], "ties": "none", **one} for one in awards],
        }
    )
    marks = {unit: {"I": "60", "II": str(int(total) - 60)} for unit, total in totals.items()}
    return ranking_of(input_from(rubric, marks, **options))


def given(ranking: Ranking) -> dict[str, str]:
    """Return by award who has it."""
    found: dict[str, str] = {}
    for one in ranking.standings:
        for award in one.awards:
            found[award.id] = found.get(award.id, "") + one.result.unit
    return {award: "".join(sorted(units)) for award, units in found.items()}


def open_(ranking: Ranking) -> list[tuple[str, str, int | None, int, str]]:
    return [
        (one.by, "" if one.award is None else one.award.id, one.rank, one.places, "".join(sorted(one.units)))
        for one in ranking.undecided
    ]


def told(ranking: Ranking) -> list[tuple[str, str]]:
    return [(one.code, str(one.values["units"]).replace("xã ", "")) for one in record_problems(ranking)]


# ------------------------------------------------------------------ at most so many, from the top


@pytest.mark.parametrize(
    ("units", "ties", "who"),
    [
        ("1", "none", "a"),
        ("2", "none", "a"),  # c and d share the second place left
        ("2", "all", "acd"),
        ("3", "none", "acd"),
        ("15", "none", "acd"),  # more places than units that qualify: e is not Xuất sắc
    ],
)
def test_so_many_from_the_top_of_those_who_qualify(units: str, ties: str, who: str) -> None:
    """b, second by points, was reprimanded: the next in line moves up. As ranks 1 to 2 it would be one award."""
    totals = {"a": "99", "b": "98", "c": "97", "d": "97", "e": "80"}
    award = {"id": "khen", "units": units, "ties": ties, "classes": ["xs"]}
    assert given(ranked(totals, awards=[award], disqualified={"b": {"ha": "Có"}})) == {"khen": who}


def test_the_next_in_line_moves_up_where_ranks_do_not() -> None:
    totals = {"a": "99", "b": "97", "c": "95"}
    barred: Any = {"disqualified": {"a": {"ha": "Có"}}}
    assert given(ranked(totals, awards=[{"id": "khen", "units": "2", "classes": ["xs"]}], **barred)) == {"khen": "bc"}
    assert given(ranked(totals, awards=[{"id": "khen", "ranks": "2", "classes": ["xs"]}], **barred)) == {"khen": "b"}


def test_of_two_numbers_of_places_the_smaller_holds() -> None:
    totals = {unit: str(99 - number) for number, unit in enumerate("abcdef")}
    half = {"percent": "50", "rounding": "down"}
    for units, who in (("2", "ab"), ("3", "abc"), ("5", "abc")):
        assert given(ranked(totals, awards=[{"id": "khen", "units": units, "share": half}])) == {"khen": who}


def test_so_many_within_ranks() -> None:
    totals = {"a": "99", "b": "98", "c": "97"}
    award = {"id": "khen", "ranks": "1", "units": "2"}
    assert given(ranked(totals, awards=[award])) == {"khen": "a"}


def test_who_has_an_award_already_uses_up_no_place() -> None:
    totals = {"a": "99", "b": "98", "c": "97"}
    awards = [{"id": "co", "ranks": "1"}, {"id": "khen", "units": "1"}]
    assert given(ranked(totals, awards=awards)) == {"co": "a", "khen": "b"}


# ------------------------------------------------------------------ the authority decides on the last place

TIED = {"a": "99", "b": "97", "c": "97", "d": "97", "e": "95"}


def edge(units: str, **options: Any) -> Ranking:
    return ranked(TIED, awards=[{"id": "khen", "units": units, "ties": "decision"}], **options)


def test_until_it_is_recorded_nobody_of_those_at_the_edge_gets_it() -> None:
    ranking = edge("3")
    assert given(ranking) == {"khen": "a"}
    assert open_(ranking) == [("decision", "khen", 2, 2, "bcd")]
    assert told(ranking) == [("Q433", "b, c, d")]
    assert ranks_of(ranking) == {"a": 1, "b": 2, "c": 2, "d": 2, "e": 5}


@pytest.mark.parametrize("units", ["1", "4", "5", "9"])
def test_nothing_is_to_decide_where_all_of_them_or_none_have_a_place(units: str) -> None:
    ranking = edge(units)
    assert open_(ranking) == told(ranking) == []
    assert given(ranking) == {"khen": "abcde"[: int(units)]}


@pytest.mark.parametrize(
    ("order", "who", "left"),
    [
        ("cb", "abc", []),
        ("cbd", "abc", []),
        ("dbc", "abd", []),
        ("d", "ad", [("decision", "khen", 2, 1, "bc")]),
    ],
)
def test_what_is_recorded_says_who_of_them_gets_it(order: str, who: str, left: list[Any]) -> None:
    ranking = edge("3", decisions=[{"for": "khen", "order": [*order]}])
    assert given(ranking) == {"khen": who}
    assert open_(ranking) == left
    assert told(ranking) == [("Q432", "b, c")] * len(left)
    assert ranks_of(ranking)["b"] == ranks_of(ranking)["d"] == 2  # it is about the award, not the rank


def test_a_decision_about_the_ranks_decides_an_award_too() -> None:
    """Two steps of one regulation: totals are equal, the authority decides the order; awards go by it."""
    ranking = ranked(
        TIED,
        "decision",
        awards=[{"id": "khen", "units": "3", "ties": "decision"}],
        decisions=[{"order": ["d", "b", "c"]}],
    )
    assert ranks_of(ranking) == {"a": 1, "d": 2, "b": 3, "c": 4, "e": 5}
    assert given(ranking) == {"khen": "abd"}
    assert open_(ranking) == told(ranking) == []


def test_ranks_that_more_units_share_than_there_are() -> None:
    award = {"id": "co", "ranks": "2", "ties": "decision"}
    ranking = ranked(TIED, awards=[award])
    assert given(ranking) == {"co": "a"}
    assert open_(ranking) == [("decision", "co", 2, 1, "bcd")]
    decided = ranked(TIED, awards=[award], decisions=[{"for": "co", "order": ["c"]}])
    assert (given(decided), open_(decided), told(decided)) == ({"co": "ac"}, [], [])
    # Of three that share ranks 2 to 4, two can have it, and there are ranks 2 and 3 for them.
    barred = ranked(TIED, awards=[{**award, "ranks": "3", "classes": ["xs"]}], disqualified={"b": {"ha": "Có"}})
    assert (given(barred), open_(barred)) == ({"co": "acd"}, [])


def test_the_best_in_a_group_are_decided_between() -> None:
    marks = {"id": "nhom", "group": "bonus", "ties": "decision"}
    rubric = rubric_from(
        {
            "criteria": [{"id": "I", "points": "10"}],
            "bonus": {"above_total": "yes", "criteria": [{"id": "b", "points": "3"}]},
            "awards": [{"name": "N", **marks}],
        }
    )
    units = {"a": {"I": "5", "b": "2"}, "b": {"I": "9", "b": "2"}, "c": {"I": "9", "b": "1"}}
    ranking = ranking_of(input_from(rubric, units))
    assert (given(ranking), open_(ranking)) == ({}, [("decision", "nhom", None, 1, "ab")])
    two = rubric.model_copy(update={"awards": (rubric.awards[0].model_copy(update={"units": 2}),)})
    assert given(ranking_of(input_from(two, units))) == {"nhom": "ab"}
    decided = ranking_of(input_from(rubric, units, decisions=[{"for": "nhom", "order": ["a"]}]))
    assert (given(decided), open_(decided)) == ({"nhom": "a"}, [])


# ------------------------------------------------------------------ the order is decided, or voted on

EQUAL = dict.fromkeys("abcd", "80")


@pytest.mark.parametrize(
    ("order", "ranks", "left"),
    [
        ("", [1, 1, 1, 1], [("decision", "", 1, 4, "abcd")]),
        ("dbac", [3, 2, 4, 1], []),
        ("dba", [3, 2, 4, 1], []),  # who alone is left is behind
        ("db", [3, 2, 3, 1], [("decision", "", 3, 2, "ac")]),
    ],
)
def test_the_order_that_was_decided(order: str, ranks: list[int], left: list[Any]) -> None:
    ranking = ranked(EQUAL, "decision", decisions=[{"order": [*order]}] if order else [])
    assert [ranks_of(ranking)[unit] for unit in "abcd"] == ranks
    assert open_(ranking) == left
    assert told(ranking) == [("Q432" if order else "Q433", ", ".join(left[0][-1]))] if left else not told(ranking)


@pytest.mark.parametrize(
    ("ballots", "ranks", "left"),
    [
        ([], [1, 1, 1, 1], [("ballot", "", 1, 4, "abcd")]),
        ([{"a": "3", "b": "12", "c": "0", "d": "5"}], [3, 1, 4, 2], []),
        ([{"a": "3", "b": "12", "c": "3", "d": "5"}], [3, 1, 3, 2], [("ballot", "", 3, 2, "ac")]),
        ([{"a": "3", "b": "12"}], [2, 1, 3, 3], [("ballot", "", 3, 2, "cd")]),
        ([{"a": "12", "b": "9"}, {"c": "30", "d": "40"}], [1, 2, 4, 3], []),  # never 40 of one before 12 of another
    ],
)
def test_the_order_by_votes(ballots: list[dict[str, str]], ranks: list[int], left: list[Any]) -> None:
    ranking = ranked(EQUAL, "ballot", ballots=ballots)
    assert [ranks_of(ranking)[unit] for unit in "abcd"] == ranks
    assert open_(ranking) == left


def test_equal_votes_stay_tied_and_say_so() -> None:
    ranking = ranked({"a": "80", "b": "80"}, "ballot", ballots=[{"a": "7", "b": "7"}])
    (one,) = ranking.undecided
    assert (one.votes, one.final) == (7, True)
    assert told(ranking) == [("Q432", "a, b")]
    further = ranked({"a": "80", "b": "80"}, "ballot", "decision", ballots=[{"a": "7", "b": "7"}])
    (one,) = further.undecided
    assert (one.by, one.votes, one.final) == ("decision", 7, False)
    assert told(further) == [("Q433", "a, b")]
    both = ranked(
        {"a": "80", "b": "80"}, "ballot", "decision", ballots=[{"a": "7", "b": "7"}], decisions=[{"order": ["b"]}]
    )
    assert (ranks_of(both), told(both)) == ({"b": 1, "a": 2}, [])


def test_units_that_are_not_tied_are_not_moved_and_that_is_told() -> None:
    ranking = ranked({"a": "80", "b": "79", "c": "78", "d": "78"}, "decision", decisions=[{"order": ["b", "a"]}])
    assert ranks_of(ranking) == {"a": 1, "b": 2, "c": 3, "d": 3}
    assert told(ranking) == [("Q431", "b, a"), ("Q433", "c, d")]
    partly = ranked({"a": "80", "c": "78", "d": "78"}, "decision", decisions=[{"order": ["a", "d", "c"]}])
    assert told(partly) == [("Q431", "a")]
    alone = ranked({"a": "80", "c": "78", "d": "78"}, "decision", decisions=[{"order": ["d"]}])
    assert (told(alone), ranks_of(alone)) == ([], {"a": 1, "d": 2, "c": 3})
    voted = ranked({"a": "80", "b": "79"}, "ballot", ballots=[{"a": "1", "b": "2"}])
    assert told(voted) == [("Q431", "a, b")]


def test_two_records_about_one_tie_are_told() -> None:
    ranking = ranked(EQUAL, "decision", decisions=[{"order": ["a", "b"]}, {"order": ["c", "d"]}])
    assert told(ranking) == [("Q430", "a, b, c, d")]
    apart = {"a": "80", "b": "80", "c": "70", "d": "70"}
    assert told(ranked(apart, "decision", decisions=[{"order": ["a", "b"]}, {"order": ["d", "c"]}])) == []


def test_the_step_that_ranked_is_named() -> None:
    ranking = ranked(EQUAL, "group bonus", "decision", decisions=[{"order": ["d", "b", "a", "c"]}])
    assert {one.tie_break.title.en for one in ranking.standings if one.tie_break} == {
        "decision of the competent authority"
    }


@pytest.mark.parametrize(
    ("award", "found"),
    [
        ({"units": "15", "ties": "decision"}, []),
        ({"group": "G", "ties": "decision"}, []),
        ({"classes": ["xs"], "ties": "decision"}, [("Q538", ("awards", 0, "ties"))]),
        ({"classes": ["xs"], "units": "1", "ties": "decision"}, []),
        ({"ties": "decision"}, [("Q519", ("awards", 0))]),
        ({"id": "rank", "units": "1", "ties": "decision"}, [("Q538", ("awards", 0, "id"))]),
        ({"id": "rank", "units": "1", "ties": "all"}, []),
    ],
)
def test_faults_of_awards(award: Tree, found: list[Any]) -> None:
    tree = {
        "criteria": [{"id": "G", "criteria": [{"id": "A", "points": "100"}]}],
        "classification": XS,
        "awards": [{"id": "khen", "name": "Khen", **award}],
    }
    assert rubric_faults(tree) == found


# ------------------------------------------------------------------ against an independent computation

UNITS = "abcdefg"


@pytest.mark.slow
@settings(max_examples=300)
@drawn(st.data())
def test_awards_and_orders_as_reckoned_by_hand(data: st.DataObject) -> None:
    """Place by place: who is left with the most points gets the next place, equal ones by what was recorded."""
    totals = {unit: data.draw(st.sampled_from(["70", "91", "93"])) for unit in UNITS}
    barred = data.draw(st.sets(st.sampled_from(UNITS)))
    places = data.draw(st.integers(1, 8))
    ties = data.draw(st.sampled_from(["none", "all", "decision"]))
    recorded = data.draw(st.lists(st.sampled_from(UNITS), unique=True))
    ladder = data.draw(st.sampled_from([[], ["decision"], ["ballot"], ["ballot", "decision"]]))
    order = data.draw(st.lists(st.sampled_from(UNITS), unique=True))
    votes = data.draw(st.dictionaries(st.sampled_from(UNITS), st.integers(0, 3)))
    decisions = [{"for": "khen", "order": recorded}] if recorded and ties == "decision" else []
    if order and "decision" in ladder:
        decisions.append({"for": "rank", "order": order})
    ranking = ranked(
        totals,
        *ladder,
        awards=[{"id": "khen", "units": str(places), "classes": ["xs"], "ties": ties}],
        decisions=decisions,
        ballots=[{unit: str(number) for unit, number in votes.items()}] if votes and "ballot" in ladder else [],
        disqualified={unit: {"ha": "Có"} for unit in barred},
    )

    def key(unit: str) -> tuple[Fraction, ...]:
        steps = {"decision": order.index(unit) if unit in order else 99, "ballot": -votes.get(unit, -1)}
        return (-Fraction(totals[unit]), *(Fraction(steps[step]) for step in ladder))

    keys = {unit: key(unit) for unit in UNITS}
    assert ranks_of(ranking) == {unit: 1 + sum(other < keys[unit] for other in keys.values()) for unit in UNITS}
    can = [unit for unit in UNITS if totals[unit] != "70" and unit not in barred]
    sure = {unit for unit in can if sum(keys[other] <= keys[unit] for other in can) <= places}
    maybe = {unit for unit in can if sum(keys[other] < keys[unit] for other in can) < places} - sure
    if ties == "all":
        expected = sure | maybe
    elif ties == "none":
        expected = sure
    else:
        chosen = [unit for unit in recorded if unit in maybe][: places - len(sure)]
        expected = sure | set(chosen)
        left = [one for one in ranking.undecided if one.award is not None]
        missing = places - len(sure) - len(chosen) if maybe else 0
        assert [(one.places, set(one.units)) for one in left] == (
            [(missing, maybe - set(chosen))] if missing > 0 else []
        )
    assert given(ranking).get("khen", "") == "".join(sorted(expected))
    shared = {unit for unit in UNITS if [*keys.values()].count(keys[unit]) > 1} if ladder else set()
    assert {unit for one in ranking.undecided if one.award is None for unit in one.units} == shared
