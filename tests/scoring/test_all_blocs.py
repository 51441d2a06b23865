"""Quotas and awards that are a share of all units of the campaign's blocs that share the rubric (`of: all`)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli.campaign.campaign_checks import assignment_problems
from qcdc_cli.campaign.deciding import Quota
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import use
from qcdc_cli.render.live.deciding_measures import class_measures
from qcdc_cli.render.words.rules import award_rule
from qcdc_cli.scoring import ranking as room
from qcdc_cli.scoring.ranking import AllBlocs, rank_bloc, score_units
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.scoring.scoring_input import ScoringInput
from tests.campaigns import BLOC, input_from, rubric_faults, rubric_from

Totals = Mapping[str, tuple[int, ...]]
CLASSES: list[dict[str, Any]] = [
    {"id": "xs", "name": "Xuất sắc", "from": "90"},
    {"id": "tot", "name": "Tốt", "from": "70"},
    {"id": "kha", "name": "Khá"},
]
SHARE = {"percent": "20", "rounding": "down", "of": "all"}


def tree(quota: Mapping[str, str] | None = None, **own: Any) -> dict[str, Any]:
    first = {**CLASSES[0], "quota": quota} if quota else CLASSES[0]
    return {"criteria": [{"id": "I", "points": "100"}], "classification": [first, *CLASSES[1:]], **own}


def blocs(totals: Totals, rubric: Rubric, others: Mapping[str, Rubric] | None = None) -> ScoringInput:
    """Return blocs whose units, x0, x1 … in the bloc x, have these totals; `others` are rubrics of other blocs."""
    marks = {f"{bloc}{n}": {"I": str(total)} for bloc, own in totals.items() for n, total in enumerate(own)}
    together = input_from(rubric, marks)
    own = together.campaign.blocs[BLOC]
    made = {name: own.model_copy(update={"units": tuple(u for u in marks if u[0] == name)}) for name in totals}
    rubrics = {name: (others or {}).get(name, rubric) for name in totals}
    places = dict.fromkeys(totals, together.rubric_places[BLOC])
    campaign = together.campaign.model_copy(update={"blocs": made})
    return together._replace(campaign=campaign, rubrics=rubrics, rubric_places=places)


def ranked(scoring_input: ScoringInput) -> dict[str, Ranking]:
    all_blocs = AllBlocs(scoring_input)
    return {bloc: rank_bloc(scoring_input, bloc, all_blocs) for bloc in scoring_input.campaign.blocs}


def best(scoring_input: ScoringInput) -> list[str]:
    standings = [one for ranking in ranked(scoring_input).values() for one in ranking.standings]
    return sorted(one.result.unit for one in standings if one.classified is not None and one.classified.id == "xs")


TWO: Totals = {"x": (99, 98, 60, 60, 60), "y": (97, 96, 60, 60, 60)}


def test_a_quota_of_all_blocs_is_filled_from_the_top_of_all_of_them() -> None:
    """20 % of 10 units are 2: those with 99 and 98, both of one bloc. Of each bloc, it would be one."""
    assert best(blocs(TWO, rubric_from(tree(SHARE)))) == ["x0", "x1"]
    assert best(blocs(TWO, rubric_from(tree({**SHARE, "of": "bloc"})))) == ["x0", "y0"]
    (y0, *_) = ranked(blocs(TWO, rubric_from(tree(SHARE))))["y"].standings
    assert y0.rank == 1
    assert [(one.better.id, one.reason.en) for one in y0.passed_classes] == [
        ("xs", "over the quota of 20% of all blocs, which leaves room for 2")
    ]


def test_equal_totals_of_two_blocs_share_the_last_place() -> None:
    equal = {"x": (99, 98, 60, 60, 60), "y": (98, 60, 60, 60, 60)}
    assert best(blocs(equal, rubric_from(tree(SHARE)))) == ["x0"]
    lots = rubric_from(tree(SHARE, ties=["lots"]))  # lots of one bloc part nobody from another one
    assert best(blocs(equal, lots)) == ["x0"]


def test_blocs_with_another_rubric_are_not_counted() -> None:
    other = rubric_from(tree(SHARE, note="khác"))
    scoring_input = blocs({**TWO, "z": (100,) * 10}, rubric_from(tree(SHARE)), {"z": other})
    assert best(scoring_input) == ["x0", "x1"]  # of 10, not of 20; and of the ten of z, equal, nobody
    assert {ranking.all_units for ranking in ranked(scoring_input).values()} == {10}


def test_one_bloc_alone_is_ranked_as_with_all_of_them() -> None:
    scoring_input = blocs(
        TWO, rubric_from(tree(SHARE, awards=[{"id": "co", "name": "Cờ", "share": SHARE, "ties": "all"}]))
    )
    together = ranked(scoring_input)
    for bloc, ranking in together.items():
        assert rank_bloc(scoring_input, bloc).standings == ranking.standings
    classes = {scores.counted.unit: scores.classified for scores in score_units(scoring_input, ["y0", "x1"])}
    assert [classes[unit].id for unit in ("x1", "y0") if classes[unit]] == ["xs", "tot"]


def test_each_bloc_is_put_in_order_once(monkeypatch: pytest.MonkeyPatch) -> None:
    placed: list[str] = []
    own = room.place_units

    def counted(scoring_input: ScoringInput, bloc: str, *more: Any, **named: Any) -> Any:
        placed.append(bloc)
        return own(scoring_input, bloc, *more, **named)

    monkeypatch.setattr(room, "place_units", counted)
    scoring_input = blocs(TWO, rubric_from(tree(SHARE)))
    ranked(scoring_input)
    assert placed == ["x", "y"]
    score_units(scoring_input, [*scoring_input.campaign.units])
    assert placed == ["x", "y"] * 2


def test_awards_as_a_share_of_all_units() -> None:
    """30 % of 10 units are 3 places: 99, 98 and 97. One who has the flag already takes none of them."""
    khen = {"id": "khen", "name": "Giấy khen", "share": {**SHARE, "percent": "30"}, "ties": "none"}
    flag = {"id": "co", "name": "Cờ", "ranks": "1", "ties": "all"}

    def given_to(*awards: dict[str, Any]) -> list[str]:
        found = ranked(blocs(TWO, rubric_from(tree(awards=list(awards)))))
        standings = [one for ranking in found.values() for one in ranking.standings]
        return sorted(one.result.unit for one in standings if "khen" in [award.id for award in one.awards])

    assert given_to(khen) == ["x0", "x1", "y0"]
    assert given_to(flag, {**khen, "classes": ["xs"]}) == ["x1", "y1"]  # both firsts have the flag; nobody else is xs
    assert given_to(flag, {**khen, "besides": "yes"}) == ["x0", "x1", "y0"]


def awarded(scoring_input: ScoringInput) -> list[str]:
    standings = [one for ranking in ranked(scoring_input).values() for one in ranking.standings]
    return sorted(one.result.unit for one in standings if one.awards)


KHEN = {"id": "khen", "name": "Giấy khen", "units": "3", "of": "all", "ties": "none"}


@pytest.mark.parametrize(
    ("own", "given_to"),
    [
        ({}, ["x0", "x1", "y0"]),  # 99, 98, 97 of both blocs
        ({"of": "bloc", "units": "2"}, ["x0", "x1", "y0", "y1"]),
        ({"units": "1"}, ["x0"]),
        ({"classes": ["kha"], "units": "6"}, ["x2", "x3", "x4", "y2", "y3", "y4"]),
        ({"classes": ["kha"], "units": "5"}, []),  # six are equal, and there are five places
        ({"classes": ["kha"], "units": "5", "ties": "all"}, ["x2", "x3", "x4", "y2", "y3", "y4"]),
        ({"ranks": "1"}, ["x0", "y0"]),  # of each bloc the first
        ({"ranks": "1", "units": "1"}, ["x0"]),
        ({"share": {**SHARE, "percent": "20"}}, ["x0", "x1"]),  # 2 of 10; the smaller number holds
    ],
)
def test_so_many_units_of_all_blocs(own: dict[str, Any], given_to: list[str]) -> None:
    scoring_input = blocs(TWO, rubric_from(tree(awards=[{**KHEN, **own}])))
    assert awarded(scoring_input) == given_to
    for bloc, ranking in ranked(scoring_input).items():
        assert rank_bloc(scoring_input, bloc).standings == ranking.standings


@settings(max_examples=60)
@given(st.data())
def test_so_many_units_of_all_blocs_by_an_independent_count(data: st.DataObject) -> None:
    points = st.lists(st.sampled_from([60, 80, 90, 95]), min_size=1, max_size=5).map(tuple)
    totals = {bloc: data.draw(points) for bloc in "xyz"[: data.draw(st.integers(1, 3))]}
    number, ties = data.draw(st.integers(1, 12)), data.draw(st.sampled_from(["none", "all"]))
    award = {**KHEN, "units": str(number), "ties": ties}
    every = [total for own in totals.values() for total in own]
    ahead = {total: sum(other > total for other in every) for total in every}
    reach = {total: ahead[total] + (every.count(total) if ties == "none" else 1) for total in every}
    expected = [total for total in every if reach[total] <= number]
    found = awarded(blocs(totals, rubric_from(tree(awards=[award]))))
    assert sorted(totals[unit[0]][int(unit[1:])] for unit in found) == sorted(expected)


def test_the_rule_says_that_all_blocs_are_taken_together() -> None:
    rubric = rubric_from(tree(awards=[KHEN]))
    assert award_rule(rubric.awards[0], rubric, 5).startswith(
        "tối đa 3 đơn vị ở mọi khối dùng thang điểm này, xét chung, xét từ trên xuống"
    )
    use("en")
    assert award_rule(rubric.awards[0], rubric, 5).startswith("at most 3 of all blocs with this rubric taken together")


@settings(max_examples=60)
@given(st.data())
def test_by_an_independent_count(data: st.DataObject) -> None:
    points = st.lists(st.sampled_from([60, 80, 90, 91, 95, 99]), min_size=1, max_size=6).map(tuple)
    totals = {bloc: data.draw(points) for bloc in "xyz"[: data.draw(st.integers(1, 3))]}
    quota = {**SHARE, "percent": data.draw(st.sampled_from(["10", "20", "33,3", "50"]))}
    quota["rounding"] = data.draw(st.sampled_from(["down", "half-up", "up"]))
    every = sorted((total for own in totals.values() for total in own), reverse=True)
    places = Quota.model_validate(quota).room(len(every))
    kept = [total for total in every if total >= 90 and sum(other >= total for other in every) <= places]
    found = best(blocs(totals, rubric_from(tree(quota))))
    assert sorted(totals[unit[0]][int(unit[1:])] for unit in found) == sorted(kept)


def test_the_formula_says_that_it_does_not_recompute_where_other_blocs_are_not_there() -> None:
    from qcdc_cli.render.live.live_tables import Grid, LiveTables, live_units

    def titles(totals: Totals) -> list[str]:
        rankings = [*ranked(blocs(totals, rubric_from(tree(SHARE)))).values()][:1]
        tables = LiveTables(rankings[0].rubric, live_units(rankings), Grid("a", {}, {}), Grid("b", {}, {}), "")
        return [measure.title for measure in class_measures(tables)]

    note = "(xét cùng các khối khác: không tự tính lại)"
    assert [note in title for title in titles(TWO)].count(True) == 1
    assert not any(note in title for title in titles({"x": TWO["x"]}))


@pytest.mark.parametrize(
    ("own", "found"),
    [
        ({}, []),
        ({"quota": SHARE}, []),
        ({"quota": {**SHARE, "counted": "left"}}, [("Q535", ("classification", 0, "quota", "counted"))]),
    ],
)
def test_faults_of_a_quota(own: dict[str, Any], found: list[Any]) -> None:
    assert rubric_faults(tree(own.get("quota"))) == found


def test_faults_of_a_share_of_all() -> None:
    award = {"id": "co", "name": "Cờ", "share": SHARE}
    assert rubric_faults(tree(awards=[{**award, "ties": "decision"}])) == [("Q537", ("awards", 0, "ties"))]
    assert rubric_faults(tree(awards=[{**KHEN, "ties": "decision"}])) == [("Q537", ("awards", 0, "ties"))]
    assert rubric_faults(tree(awards=[{**award, "ties": "all", "of": "all"}])) == [("Q537", ("awards", 0, "of"))]
    assert rubric_faults(tree(awards=[{**award, "ties": "all", "units": "3"}])) == [
        ("Q537", ("awards", 0, "share", "of"))
    ]
    assert rubric_faults(tree(awards=[KHEN])) == []
    named = tree(SHARE)
    named["classification"][1] = {**CLASSES[1], "id": "all"}
    assert rubric_faults(named) == [("Q537", ("classification", 0, "quota", "of"))]


def test_a_share_of_all_without_a_place() -> None:
    few = blocs({"x": (99, 98), "y": (97, 96)}, rubric_from(tree(SHARE)))  # 20 % of 4 is 0.8
    codes = [problem.code for problem in assignment_problems(few.campaign, few.rubrics)]
    assert codes == ["Q428"]
    enough = blocs({"x": (99, 98), "y": (97, 96, 95)}, rubric_from(tree(SHARE)))
    assert not [*assignment_problems(enough.campaign, enough.rubrics)]
    assert few.rubrics["x"].total == Decimal(100)
