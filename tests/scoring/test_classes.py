"""Classes: bounds on the exact converted total, conditions, disqualifiers, and quotas that are never exceeded."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli.campaign.deciding import Quota
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.scoring.result import Ranking
from tests.campaigns import input_from, ranking_of, ranks_of, rubric_faults, rubric_from

Tree = dict[str, Any]
OUT = {"not_applicable": "Không có"}
CLASSES: list[Tree] = [
    {"id": "xs", "name": "Xuất sắc", "from": "90"},
    {"id": "tot", "name": "Tốt", "from": "80"},
    {"id": "kha", "name": "Khá", "from": "50"},
    {"id": "yeu", "name": "Yếu"},
]


def scale(*classes: Tree, **own: Any) -> Rubric:
    """Return a scale of 100 in two groups; what is given of a class is put over CLASSES by its id."""
    changes = {entry["id"]: entry for entry in classes}
    entries = [{**entry, **changes.get(entry["id"], {})} for entry in CLASSES]
    return rubric_from(
        {
            "criteria": [
                {"id": "I", "criteria": [{"id": "A", "points": "60"}]},
                {"id": "II", "criteria": [{"id": "B", "points": "40"}]},
            ],
            "not_applicable": "exclude",
            "classification": [{key: value for key, value in one.items() if value is not None} for one in entries],
            **own,
        }
    )


def ranked(rubric: Rubric, units: Any, **options: Any) -> Ranking:
    return ranking_of(input_from(rubric, units, **options))


def classes_of(ranking: Ranking) -> dict[str, str | None]:
    return {one.result.unit: None if one.classified is None else one.classified.id for one in ranking.standings}


def reasons_of(ranking: Ranking, unit: str) -> list[tuple[str, str]]:
    (standing,) = (one for one in ranking.standings if one.result.unit == unit)
    return [(moved.better.id, moved.reason.en) for moved in standing.passed_classes]


def totals(*points: int) -> dict[str, Tree]:
    """Return units u0, u1 … with these totals, evenly in both groups."""
    return {
        f"u{number}": {"A": str(Decimal(total * 6) / 10).replace(".", ","), "B": str(Decimal(total * 4) / 10)}
        for number, total in enumerate(points)
    }


# ------------------------------------------------------------------ bounds


def test_the_bound_belongs_to_the_class() -> None:
    units = {
        "a": {"A": "60", "B": "30"},
        "b": {"A": "60", "B": "29.9999"},
        "c": {"A": "60", "B": "20"},
        "d": {"A": "49.9999", "B": "0"},
        "e": {"A": "0", "B": "0"},
    }
    assert classes_of(ranked(scale(), units)) == {"a": "xs", "b": "tot", "c": "tot", "d": "yeu", "e": "yeu"}


def test_the_total_is_brought_to_the_full_scale() -> None:
    """54 of 60 is 90 of 100; 53.9999 of 60 is not."""
    units = {"a": {"A": "54", "B": OUT}, "b": {"A": "53.9999", "B": OUT}}
    assert classes_of(ranked(scale(), units)) == {"a": "xs", "b": "tot"}


def test_a_converted_total_without_a_decimal_is_compared_exactly() -> None:
    """20 of 60 is 33.333…; a bound of 33.333333 is reached and one of 33.333334 is not."""
    for bound, expected in (("33.333333", "kha"), ("33.333334", "yeu")):
        rubric = scale({"id": "kha", "from": bound})
        assert classes_of(ranked(rubric, {"a": {"A": "20", "B": OUT}})) == {"a": expected}


@pytest.mark.parametrize(("up_to", "expected"), [(None, "xs"), ("100", "xs"), ("89.99", "tot"), ("50", "kha")])
def test_what_counts_of_a_total_for_its_class(up_to: str | None, expected: str) -> None:
    bonus = {"above_total": "yes", "criteria": [{"id": "b", "points": "10"}]}
    own = {} if up_to is None else {"classify_up_to": up_to}
    ranking = ranked(scale(bonus=bonus, **own), {"a": {"A": "60", "B": "35", "b": "10"}})
    assert classes_of(ranking) == {"a": expected}
    assert ranking.standings[0].result.points == 105  # the rank still counts all of it


def test_a_total_below_0_has_the_last_class() -> None:
    rubric = scale(penalties={"criteria": [{"id": "p", "points": "10"}]})
    ranking = ranked(rubric, {"a": {"A": "0", "B": "2", "p": "10"}, "b": {"A": "0", "B": "0", "p": "0"}})
    assert classes_of(ranking) == {"a": "yeu", "b": "yeu"}
    assert ranks_of(ranking) == {"b": 1, "a": 2}


def test_over_a_bound() -> None:
    """Hải Phòng, Decision 212/2025/QĐ-UBND: over 90 points, not from 90."""
    rubric = scale({"id": "xs", "from": None, "above": "90"}, {"id": "kha", "from": None, "above": "50"})
    units = {
        "a": {"A": "60", "B": "30,0000001"},
        "b": {"A": "60", "B": "30"},
        "c": {"A": "60", "B": "20"},
        "d": {"A": "50", "B": "0,01"},
        "e": {"A": "50", "B": "0"},
        "f": {"A": "54", "B": OUT},  # 90 of 100
        "g": {"A": "54,0001", "B": OUT},
    }
    expected = {"a": "xs", "g": "xs", "b": "tot", "f": "tot", "c": "tot", "d": "kha", "e": "yeu"}
    assert classes_of(ranked(rubric, units)) == expected


@pytest.mark.parametrize(("up_to", "expected"), [(None, "xs"), ("90,01", "xs"), ("90", "tot")])
def test_what_counts_of_a_total_may_be_no_more_than_a_bound_that_is_left_out(up_to: str | None, expected: str) -> None:
    bonus = {"above_total": "yes", "criteria": [{"id": "b", "points": "10"}]}
    own = {} if up_to is None else {"classify_up_to": up_to}
    rubric = scale({"id": "xs", "from": None, "above": "90"}, bonus=bonus, **own)
    assert classes_of(ranked(rubric, {"a": {"A": "60", "B": "35", "b": "10"}})) == {"a": expected}


# ------------------------------------------------------------------ conditions


def needs(unit: Tree, **condition: Any) -> tuple[str | None, list[tuple[str, str]]]:
    ranking = ranked(scale({"id": "xs", "needs": condition}), {"a": unit, "b": {"A": "60", "B": "40"}})
    return classes_of(ranking)["a"], reasons_of(ranking, "a")


def test_no_group_under_a_share() -> None:
    assert needs({"A": "60", "B": "30"}, groups_at_least="75") == ("xs", [])  # exactly 75 %
    assert needs({"A": "60", "B": "30"}, groups_at_least="76") == ("tot", [("xs", "group II is under 76%")])
    assert needs({"A": "60", "B": "30"}, groups_at_least="75,1")[0] == "tot"  # 75 % and no more
    assert needs({"A": "54", "B": OUT}, groups_at_least="75") == ("xs", [])  # a group that is left out is not under it


def test_named_criteria_under_a_share() -> None:
    """The regulation asks for all points of one criterion beside half of every group: 30 of 40 is 75 %."""
    assert needs({"A": "60", "B": "30"}, criteria_at_least={"B": "75"}) == ("xs", [])  # exactly 75 %
    under = [("xs", "criterion B is under 100%")]
    assert needs({"A": "60", "B": "30"}, groups_at_least="50", criteria_at_least={"A": "100", "B": "100"}) == (
        "tot",
        under,
    )
    assert needs({"A": "60", "B": "30"}, criteria_at_least={"B": "75,1"})[0] == "tot"
    assert needs({"A": "54", "B": OUT}, criteria_at_least={"B": "100"}) == ("xs", [])  # left out, so not under it


def zeros(unit: Tree, *, rule: str = "exclude", kind: Tree | None = None, **own: Any) -> tuple[str | None, list[Any]]:
    """Return the class of a unit, and why no better one; III gives 4 points, C is 0 points whatever is done."""
    rubric = rubric_from(
        {
            "criteria": [
                {"id": "I", "criteria": [{"id": "A", "points": "60"}, {"id": "B", "points": "36"}]},
                {"id": "III", "points": "4", **(kind or {}), **own.pop("third", {})},
                {"id": "C", "points": "0"},
            ],
            "bonus": {"above_total": "yes", "criteria": [{"id": "b", "points": "5"}]},
            "penalties": {"criteria": [{"id": "p", "points": "5"}]},
            "not_applicable": rule,
            "classification": [{**CLASSES[0], "needs": {"no_zero": "yes"}}, *CLASSES[1:]],
            **own,
        }
    )
    ranking = ranked(rubric, {"a": unit})
    return classes_of(ranking)["a"], reasons_of(ranking, "a")


FULL = {"A": "60", "B": "36", "C": "0"}


def test_no_criterion_scored_0() -> None:
    """Cần Thơ, Decision 2579/QĐ-UBND: the best classes want no criterion scored 0. Here 96 and a 0 do not suffice."""
    assert zeros({**FULL, "III": "0"}) == ("tot", [("xs", "scored 0 on III")])
    assert zeros({**FULL, "III": "0,01"}) == ("xs", [])
    assert zeros({**FULL, "III": "4", "A": "0"})[0] == "yeu"
    both = {"A": "0", "B": "36", "C": "0", "III": "0"}
    rubric = scale({"id": "kha", "from": "30", "needs": {"no_zero": "yes"}})
    assert reasons_of(ranked(rubric, {"a": {"A": "40", "B": "0"}}), "a") == [("kha", "scored 0 on B")]
    assert zeros(both)[0] == "yeu"


def test_which_criteria_can_be_scored_0() -> None:
    none, found = ("xs", []), ("tot", [("xs", "scored 0 on III")])
    assert zeros({**FULL, "III": ""}) == none  # a blank is the business of `complete`
    assert zeros({**FULL, "III": "4", "b": "0", "p": "0"}) == none  # neither bonus nor penalties
    assert zeros({**FULL, "III": OUT}) == none  # left out
    assert zeros({**FULL, "III": OUT}, rule="full") == none
    assert zeros({**FULL, "III": OUT}, rule="zero") == found  # counted as 0
    proof = {"third": {"evidence": "required"}, "missing_evidence": "zero"}
    assert zeros({**FULL, "III": "4"}, **proof) == found  # zeroed for want of evidence
    assert zeros({**FULL, "III": {"self": "4", "evidence": ["Biên bản"]}}, **proof) == none
    assert zeros({**FULL, "III": "2"}, kind={"deduct": {"each": "2", "unit": "lần", "floor": "0"}}) == found
    levels = {"levels": {"a": {"name": "Tốt", "points": "4"}, "b": {"name": "Chưa", "points": "0"}}}
    assert zeros({**FULL, "III": "b"}, kind=levels) == found
    table = [{"from": "50", "points": "4"}, {"points": "0"}]
    assert zeros({**FULL, "III": "49"}, kind={"bands": {"unit": "%", "table": table}}) == found
    rounded = {"rounding": {"decimals": "1", "at": "criterion"}}
    assert zeros({**FULL, "III": "0,04"}, **rounded) == found  # what it is after the rounding
    assert zeros({**FULL, "III": "0,05"}, **rounded) == none


def test_complete_evidence() -> None:
    rubric = rubric_from(
        {
            "criteria": [{"id": "A", "points": "100", "evidence": "required"}],
            "classification": [{**CLASSES[0], "needs": {"evidence": "complete"}}, CLASSES[3]],
        }
    )
    ranking = ranked(rubric, {"a": {"A": "95"}, "b": {"A": {"self": "95", "evidence": ["Biên bản"]}}})
    assert classes_of(ranking) == {"a": "yeu", "b": "xs"}
    assert reasons_of(ranking, "a") == [("xs", "evidence missing for A")]


def test_nothing_blank() -> None:
    units = {"a": {"A": "60", "B": "30"}, "b": {"A": "60", "B": ""}}
    rubric = scale({"id": "xs", "needs": {"complete": "yes"}}, {"id": "kha", "needs": {"complete": "yes"}})
    ranking = ranked(rubric, units)
    assert classes_of(ranking) == {"a": "xs", "b": "yeu"}
    assert reasons_of(ranking, "b") == [("kha", "not everything is marked yet")]
    loose = ranked(scale({"id": "kha", "needs": {"complete": "no"}}), units)
    assert classes_of(loose)["b"] == "kha"


def test_among_the_first_ranks() -> None:
    rubric = scale({"id": "xs", "needs": {"rank_within": "2"}})
    ranking = ranked(rubric, totals(95, 95, 95, 99))
    assert classes_of(ranking) == {"u3": "xs", "u0": "xs", "u1": "xs", "u2": "xs"}  # three share the 2nd rank
    assert classes_of(ranked(rubric, totals(99, 98, 97))) == {"u0": "xs", "u1": "xs", "u2": "tot"}
    assert reasons_of(ranked(rubric, totals(99, 98, 97)), "u2") == [("xs", "behind rank 2")]


def test_every_class_passed_says_why() -> None:
    rubric = scale({"id": "xs", "needs": {"rank_within": "1"}}, {"id": "tot", "needs": {"groups_at_least": "80"}})
    ranking = ranked(rubric, {"a": {"A": "60", "B": "30"}, "b": {"A": "60", "B": "40"}})
    assert classes_of(ranking)["a"] == "kha"
    assert reasons_of(ranking, "a") == [("xs", "behind rank 1"), ("tot", "group II is under 80%")]
    assert all(moved.reason.vi != moved.reason.en for one in ranking.standings for moved in one.passed_classes)


# ------------------------------------------------------------------ disqualifiers

RULES = {
    "ky-luat": {"name": "Có tập thể bị kỷ luật", "effect": "unranked"},
    "cham": {"name": "Nộp chậm", "at_most": "kha"},
}


def test_a_disqualified_unit_is_not_ranked_and_has_no_class() -> None:
    units = totals(95, 90, 70)
    ranking = ranked(scale(disqualifiers=RULES), units, disqualified={"u0": {"ky-luat": "Quyết định số 5"}})
    assert ranks_of(ranking) == {"u1": 1, "u2": 2, "u0": None}
    assert classes_of(ranking) == {"u1": "xs", "u2": "kha", "u0": None}
    last = ranking.standings[-1]
    assert [(rule.name, reason) for rule, reason in last.disqualifiers] == [
        ("Có tập thể bị kỷ luật", "Quyết định số 5")
    ]
    assert last.result.points == 95  # what it got stays to be seen


def test_at_most_a_class() -> None:
    units = totals(95, 60, 20)
    against = {unit: {"cham": "Nộp ngày 5/7"} for unit in units}
    ranking = ranked(scale(disqualifiers=RULES), units, disqualified=against)
    assert ranks_of(ranking) == {"u0": 1, "u1": 2, "u2": 3}
    assert classes_of(ranking) == {"u0": "kha", "u1": "kha", "u2": "yeu"}
    assert reasons_of(ranking, "u0") == [("xs", "Nộp chậm: Nộp ngày 5/7"), ("tot", "Nộp chậm: Nộp ngày 5/7")]
    assert reasons_of(ranking, "u1") == []


def test_when_everybody_is_disqualified_nobody_is_ranked() -> None:
    rubric = scale({"id": "xs", "quota": {"percent": "50", "rounding": "up"}}, disqualifiers=RULES)
    units = totals(95, 90)
    ranking = ranked(rubric, units, disqualified={unit: {"ky-luat": "Có"} for unit in units})
    assert set(ranks_of(ranking).values()) == {None}
    assert set(classes_of(ranking).values()) == {None}


# ------------------------------------------------------------------ quotas


@pytest.mark.parametrize(
    ("percent", "rounding", "pool", "room"),
    [
        ("57", "down", 50, 28),  # 28.5: the quota that one system wrote in two ways
        ("57", "half-up", 50, 29),
        ("57", "up", 50, 29),
        ("56.9", "half-up", 50, 28),  # 28.45
        ("56.9", "up", 50, 29),
        ("20", "up", 5, 1),
        ("20", "down", 5, 1),
        ("20", "down", 4, 0),
        ("20", "half-up", 4, 1),
        ("12.5", "half-up", 4, 1),  # exactly half
        ("12.49999999", "half-up", 4, 0),
        ("0", "up", 50, 0),
        ("100", "down", 7, 7),
        ("100", "up", 7, 7),
        ("33.3333333", "up", 3, 1),
        ("50", "up", 0, 0),
    ],
)
def test_the_room_of_a_quota(percent: str, rounding: str, pool: int, room: int) -> None:
    assert Quota.model_validate({"percent": percent, "rounding": rounding}).room(pool) == room


def quota(percent: str, rounding: str = "down", **own: str) -> Tree:
    return {"quota": {"percent": percent, "rounding": rounding, **own}}


def test_who_does_not_fit_moves_down_with_the_reason() -> None:
    ranking = ranked(scale({"id": "xs", **quota("25")}), totals(99, 98, 97, 60))
    assert classes_of(ranking) == {"u0": "xs", "u1": "tot", "u2": "tot", "u3": "kha"}
    assert reasons_of(ranking, "u1") == [("xs", "over the quota of 25%, which leaves room for 1")]


def test_whoever_shares_the_last_place_with_one_that_does_not_fit_stays_out() -> None:
    rubric = scale({"id": "xs", **quota("50")})
    assert list(classes_of(ranked(rubric, totals(99, 98, 98, 60))).values()) == ["xs", "tot", "tot", "kha"]
    assert list(classes_of(ranked(rubric, totals(98, 98, 98, 60))).values()) == ["tot", "tot", "tot", "kha"]
    assert list(classes_of(ranked(rubric, totals(98, 98, 60, 60))).values()) == ["xs", "xs", "kha", "kha"]


def test_a_unit_without_a_rank_counts_in_the_bloc() -> None:
    units = {**totals(99, 98), "late": None, "later": None}
    assert classes_of(ranked(scale({"id": "xs", **quota("25")}), units))["u1"] == "tot"


def test_quotas_follow_each_other_from_the_top() -> None:
    rubric = scale({"id": "xs", **quota("25")}, {"id": "tot", **quota("25")})
    ranking = ranked(rubric, totals(99, 98, 97, 96))
    assert list(classes_of(ranking).values()) == ["xs", "tot", "kha", "kha"]
    assert [passed for passed, _ in reasons_of(ranking, "u3")] == ["xs", "tot"]
    # All four reach Xuất sắc; each quota leaves room for one: the first moves three on, the second two of these.
    assert [one.before_quotas.id for one in ranking.standings if one.before_quotas] == ["xs"] * 4
    levels = [[entry.id for entry in one.after_quotas] for one in ranking.standings]
    assert levels == [["xs", "xs"], ["tot", "tot"], ["tot", "kha"], ["tot", "kha"]]


def test_a_class_inside_another_s_pool() -> None:
    """Five reach Tốt or better: 40 % of them are 2, whatever the bloc's size."""
    rubric = scale({"id": "xs", **quota("40", of="tot")})
    ranking = ranked(rubric, totals(99, 98, 97, 85, 84, 20, 20, 20, 20, 20))
    assert list(classes_of(ranking).values())[:5] == ["xs", "xs", "tot", "tot", "tot"]
    own = scale({"id": "xs", **quota("50", of="xs")})  # half of those that reach it
    assert list(classes_of(ranked(own, totals(99, 98, 97, 96, 20))).values()) == ["xs", "xs", "tot", "tot", "yeu"]


TWENTY_TWO = totals(*range(99, 89, -1), *(85,) * 12, 60)


def test_a_quota_of_those_classed_tot_in_both_readings() -> None:
    """Regulation 366-QĐ/TW, article 11: Xuất sắc at most 20 % of those classed Tốt.

    Ten reach Xuất sắc, twelve more Tốt. Of all 22 that reached Tốt, 20 % are 4.4: 4. Of those left with Tốt: 3 is at
    most 20 % of the 19 left, 4 would be more than 20 % of 18.
    """
    for counted, kept, left in (("reached", 4, 18), ("left", 3, 19)):
        rubric = scale({"id": "xs", **quota("20", of="tot", counted=counted)})
        found = list(classes_of(ranked(rubric, TWENTY_TWO)).values())
        assert (found.count("xs"), found.count("tot"), found.count("kha")) == (kept, left, 1)
    assert reasons_of(ranked(rubric, TWENTY_TWO), "u3") == [("xs", "over the quota of 20%, which leaves room for 3")]


@pytest.mark.parametrize(
    ("percent", "rounding", "points", "kept"),
    [
        ("50", "down", (99, 98, 97), 1),  # 1 is half of 2; 2 are not of 1
        ("50", "up", (99, 98), 1),  # half of 1, rounded up
        ("100", "down", (99, 98, 97, 96), 2),
        ("20", "down", (99, 98, 97), 0),
        ("20", "half-up", (99, 98, 97, 96), 1),  # 20 % of 3 is 0.6
        ("20", "half-up", (99, 98, 97), 0),  # of 2: 0.4
        ("100", "down", (99, 98, 98, 85), 1),  # two would fit, but the second shares its rank with one that does not
        ("100", "down", (99, 60, 60), 0),  # nobody is left with Tốt
    ],
)
def test_a_quota_of_those_left(percent: str, rounding: str, points: tuple[int, ...], kept: int) -> None:
    rubric = scale({"id": "xs", **quota(percent, rounding, of="tot", counted="left")})
    assert list(classes_of(ranked(rubric, totals(*points))).values()).count("xs") == kept


def test_who_moves_past_the_class_that_is_counted_is_not_left_in_it() -> None:
    """Two of three that move cannot be Tốt either: half of the one left is 0.5, so that nobody stays."""
    rubric = scale(
        {"id": "xs", **quota("50", of="tot", counted="left")}, {"id": "tot", "needs": {"groups_at_least": "80"}}
    )
    units = {"a": {"A": "60", "B": "31"}, "b": {"A": "60", "B": "30"}, "c": {"A": "54", "B": "36"}}
    assert classes_of(ranked(rubric, units)) == {"a": "kha", "b": "kha", "c": "tot"}


def test_a_condition_is_asked_anew_after_a_quota() -> None:
    rubric = scale({"id": "xs", **quota("50")}, {"id": "tot", "needs": {"groups_at_least": "80"}})
    units = {"a": {"A": "60", "B": "40"}, "b": {"A": "60", "B": "30"}}
    ranking = ranked(rubric, units)
    assert classes_of(ranking) == {"a": "xs", "b": "kha"}
    assert [passed for passed, _ in reasons_of(ranking, "b")] == ["xs", "tot"]


@settings(max_examples=60)
@given(st.data())
def test_a_quota_is_never_exceeded_and_nobody_overtakes(data: st.DataObject) -> None:
    percent = st.sampled_from(["1", "10", "25", "33.3", "50", "57", "100"])
    rounding = st.sampled_from(["down", "half-up", "up"])
    limits = {
        "xs": quota(
            data.draw(percent), data.draw(rounding), of=data.draw(st.sampled_from(["bloc", "xs", "tot", "kha"]))
        ),
        "tot": quota(data.draw(percent), data.draw(rounding)),
    }
    points = data.draw(st.lists(st.sampled_from([10, 50, 79, 80, 85, 90, 95, 100]), min_size=1, max_size=12))
    rubric = scale(*({"id": identity, **limit} for identity, limit in limits.items()))
    ranking = ranked(rubric, totals(*points))
    found = list(classes_of(ranking).values())
    reach = {"bloc": len(points), "xs": sum(p >= 90 for p in points)}
    reach |= {"tot": sum(p >= 80 for p in points), "kha": sum(p >= 50 for p in points)}
    for identity, limit in limits.items():
        rule = Quota.model_validate(limit["quota"])
        assert found.count(identity) <= rule.room(reach[rule.of])
    order = [entry["id"] for entry in CLASSES]
    places = [order.index(one) for one in found if one is not None]
    assert places == sorted(places)
    by_rank = {one.rank: classes_of(ranking)[one.result.unit] for one in ranking.standings}
    assert all(
        by_rank[one.rank] == classes_of(ranking)[one.result.unit] for one in ranking.standings
    )  # equals stay together


# ------------------------------------------------------------------ faults of the definitions


OVER: Tree = {"id": "hon", "name": "Hơn"}
QUOTA = ("classification", 0, "quota")
AT_LEAST = ("classification", 0, "needs", "criteria_at_least")


def faults(*classes: Tree, **own: Any) -> list[tuple[str, Any]]:
    group = {"id": "G", "criteria": [{"id": "A", "points": "100"}, {"id": "O", "points": "0"}]}
    bonus = {"above_total": "yes", "criteria": [{"id": "b", "points": "0"}]}
    tree = {"criteria": [group], "bonus": bonus, "classification": list(classes) or CLASSES, **own}
    return rubric_faults(tree)


@pytest.mark.parametrize(
    ("classes", "found"),
    [
        (CLASSES, []),
        (CLASSES[3:], []),
        (CLASSES[:3], [("Q509", ("classification",))]),
        (CLASSES[::-1], [("Q509", ("classification",))]),
        ([CLASSES[0], CLASSES[0], CLASSES[3]], [("Q509", ("classification",)), ("Q405", ("classification", 1, "id"))]),
        ([{**CLASSES[0], "from": "101"}, CLASSES[3]], [("Q511", ("classification", 0, "from"))]),
        ([{**CLASSES[0], **quota("5", counted="left")}, CLASSES[3]], [("Q535", (*QUOTA, "counted"))]),
        ([{**CLASSES[0], **quota("5", of="xs", counted="left")}, CLASSES[3]], [("Q536", (*QUOTA, "of"))]),
        ([{**CLASSES[0], **quota("5", of="xs", counted="reached")}, CLASSES[3]], []),
        ([{**CLASSES[0], **quota("5", of="yeu", counted="left")}, CLASSES[3]], []),
        ([{**CLASSES[0], "above": "90"}, CLASSES[3]], [("Q534", ("classification", 0, "above"))]),
        ([{**OVER, "above": "100"}, CLASSES[3]], [("Q511", ("classification", 0, "above"))]),
        ([{**OVER, "above": "99,99"}, CLASSES[3]], []),
        ([{**OVER, "above": "90"}, CLASSES[0], CLASSES[3]], []),  # over 90; exactly 90; the rest
        ([CLASSES[0], {**OVER, "above": "90"}, CLASSES[3]], [("Q509", ("classification",))]),
        ([{**OVER, "above": "90"}, {**OVER, "id": "b", "above": "90"}, CLASSES[3]], [("Q509", ("classification",))]),
        ([CLASSES[0], {**CLASSES[3], "above": "1"}], [("Q509", ("classification",))]),
        ([{**CLASSES[0], **quota("0")}, CLASSES[3]], [("Q515", ("classification", 0, "quota", "percent"))]),
        ([{**CLASSES[0], "needs": {"criteria_at_least": {"A": "100"}}}, CLASSES[3]], []),
        ([{**CLASSES[0], "needs": {"criteria_at_least": {"B": "9"}}}, CLASSES[3]], [("Q521", (*AT_LEAST, "B"))]),
        ([{**CLASSES[0], "needs": {"criteria_at_least": {"G": "9"}}}, CLASSES[3]], [("Q533", (*AT_LEAST, "G"))]),
        ([{**CLASSES[0], "needs": {"criteria_at_least": {"b": "9"}}}, CLASSES[3]], [("Q533", (*AT_LEAST, "b"))]),
        ([{**CLASSES[0], "needs": {"criteria_at_least": {"O": "9"}}}, CLASSES[3]], [("Q533", (*AT_LEAST, "O"))]),
        ([{**CLASSES[0], **quota("5", of="tot")}, CLASSES[3]], [("Q521", ("classification", 0, "quota", "of"))]),
    ],
)
def test_faults_of_classes(classes: list[Tree], found: list[Any]) -> None:
    assert faults(*classes) == found


@pytest.mark.parametrize(
    ("above", "up_to", "bound", "told"),
    [("yes", None, "105", False), ("yes", None, "106", True), ("no", None, "101", True), ("yes", "100", "101", True)],
)
def test_the_highest_total_counts_the_bonus_where_it_may_lift(above: str, up_to: Any, bound: str, told: bool) -> None:
    bonus = {"above_total": above, "cap": "5", "criteria": [{"id": "b", "points": "10"}]}
    own = {"bonus": bonus, **({} if up_to is None else {"classify_up_to": up_to})}
    assert [code for code, _ in faults({**CLASSES[0], "from": bound}, CLASSES[3], **own)] == (["Q511"] if told else [])


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ({"effect": "unranked"}, []),
        ({"at_most": "kha"}, []),
        ({}, [("Q518", ("disqualifiers", "x"))]),
        ({"effect": "unranked", "at_most": "kha"}, [("Q518", ("disqualifiers", "x"))]),
        ({"at_most": "gioi"}, [("Q521", ("disqualifiers", "x", "at_most"))]),
    ],
)
def test_faults_of_disqualifiers(rule: Tree, found: list[Any]) -> None:
    assert faults(disqualifiers={"x": {"name": "X", **rule}}) == found
