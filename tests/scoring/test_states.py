"""Blank, 0, not applicable and unassigned are four different things, everywhere; and what else is missing."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from qcdc_cli.campaign.marks import NOT_HELD, State
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.render.json.parts import totals
from qcdc_cli.render.words.cells import part_value, total_value
from qcdc_cli.render.words.unit_notes import decision_notes
from qcdc_cli.scoring.ranking import score_units
from qcdc_cli.scoring.result import Unranked
from qcdc_cli.scoring.unit import score_unit, without_sheet
from tests.campaigns import (
    campaign_from,
    criteria_of,
    groups_of,
    input_from,
    ranking_of,
    ranks_of,
    read_sheet,
    results_of,
    rubric_from,
    unit_result,
)

NOT_APPLICABLE = {"not_applicable": "Không có công trình"}
UNASSIGNED = {"unassigned": "Không giao"}
FORMS = {State.GIVEN: "0", State.BLANK: "", State.NOT_APPLICABLE: NOT_APPLICABLE, State.UNASSIGNED: UNASSIGNED}


def two_criteria(**rules: str) -> Rubric:
    criteria = [{"id": "A", "points": "6"}, {"id": "B", "points": "4"}]
    return rubric_from({"criteria": [{"id": "I", "criteria": criteria}], **rules})


LAST_CLASS = {"classification": [{"id": "k", "name": "Khá"}]}
EXCLUDE = {"not_applicable": "exclude", "unassigned": "exclude"}


@pytest.mark.parametrize("state", FORMS)
def test_four_states_are_four_results(state: State) -> None:
    result = unit_result(two_criteria(**EXCLUDE), {"A": "3", "B": FORMS[state]})
    part = criteria_of(result)["B"]
    left_out = state in {State.NOT_APPLICABLE, State.UNASSIGNED}
    assert part.state is state
    assert (part.points, part.maximum, part.excluded) == (Decimal(0), Decimal(0 if left_out else 4), left_out)
    assert (result.points, result.maximum, result.full) == (Decimal(3), Decimal(6 if left_out else 10), Decimal(10))
    assert result.blank == (("B",) if state is State.BLANK else ())
    assert [one.criterion.id for one in result.excluded] == (["B"] if left_out else [])
    assert result.provisional is (state is State.BLANK)
    group = groups_of(result)["I"]
    assert (group.points, group.maximum, group.blank) == (result.points, result.maximum, len(result.blank))


@pytest.mark.parametrize("blank", [{}, {"B": ""}, {"B": {}}, {"B": {"self": ""}}, {"B": {"self": {}}}])
def test_every_way_to_write_nothing_is_a_blank(blank: dict[str, Any]) -> None:
    part = criteria_of(unit_result(two_criteria(), {"A": "3", **blank}))["B"]
    assert (part.state, part.counted, part.points, part.maximum) == (State.BLANK, None, Decimal(0), Decimal(4))


def test_an_empty_checklist_is_a_mark_and_not_a_blank() -> None:
    rubric = rubric_from({"criteria": [{"id": "A", "points": "1", "checklist": {"a": {"name": "A", "points": "1"}}}]})
    part = criteria_of(unit_result(rubric, {"A": {"self": []}}))["A"]
    assert (part.state, part.points) == (State.GIVEN, Decimal(0))


@pytest.mark.parametrize("state", [State.NOT_APPLICABLE, State.UNASSIGNED])
@pytest.mark.parametrize(
    ("rule", "points", "maximum"), [("exclude", 0, 0), ("full", 4, 4), ("zero", 0, 4)], ids=["exclude", "full", "zero"]
)
def test_the_rule_of_the_rubric(state: State, rule: str, points: int, maximum: int) -> None:
    result = unit_result(two_criteria(**{state.value: rule}), {"A": "3", "B": FORMS[state]})
    part = criteria_of(result)["B"]
    assert (part.state, part.points, part.maximum) == (state, Decimal(points), Decimal(maximum))
    assert (result.points, result.maximum) == (Decimal(3 + points), Decimal(6 + maximum))
    assert part.excluded is (rule == "exclude")
    assert result.blank == ()


@pytest.mark.parametrize(
    ("own", "points", "maximum"), [("full", 4, 4), ("zero", 0, 4), ("exclude", 0, 0), (None, 0, 4)]
)
def test_the_rule_of_the_criterion_goes_first(own: str | None, points: int, maximum: int) -> None:
    rule = {} if own is None else {"not_applicable": own}
    criteria = [{"id": "A", "points": "6"}, {"id": "B", "points": "4", **rule}]
    rubric = rubric_from({"criteria": criteria, "not_applicable": "zero", "unassigned": "zero"})
    part = criteria_of(unit_result(rubric, {"A": "3", "B": NOT_APPLICABLE}))["B"]
    assert (part.points, part.maximum) == (Decimal(points), Decimal(maximum))
    unassigned = criteria_of(unit_result(rubric, {"A": "3", "B": UNASSIGNED}))["B"]
    assert (unassigned.points, unassigned.maximum) == (
        Decimal(0),
        Decimal(4),
    )  # a rule of its own is not for unassigned


def test_unassigned_by_the_campaign() -> None:
    assigned = {"B": {"a": "Không giao cho xã này"}}
    units = {"a": {"A": "3"}, "b": {"A": "3"}}
    results = results_of(ranking_of(input_from(two_criteria(**EXCLUDE), units, unassigned=assigned)))
    assert criteria_of(results["a"])["B"].state is State.UNASSIGNED
    assert criteria_of(results["b"])["B"].state is State.BLANK
    assert (results["a"].share, results["b"].share) == (Fraction(3, 6), Fraction(3, 10))


def test_a_later_stage_may_overrule_a_claim_and_the_other_way_round() -> None:
    rubric = two_criteria(**EXCLUDE)
    overruled = {"A": "3", "B": {**NOT_APPLICABLE, "bloc": {"mark": "1", "reason": "Có một công trình"}}}
    claimed = {"A": "3", "B": {"self": "4", "bloc": NOT_APPLICABLE}}
    assert [unit_result(rubric, overruled, stage=stage).maximum for stage in ("self", "bloc")] == [6, 10]
    assert [unit_result(rubric, claimed, stage=stage).maximum for stage in ("self", "bloc")] == [10, 6]


def test_a_criterion_of_0_points_is_not_left_out() -> None:
    rubric = rubric_from({"criteria": [{"id": "A", "points": "6"}, {"id": "B", "points": "0"}]})
    result = unit_result(rubric, {"A": "3", "B": "0"})
    assert (result.excluded, criteria_of(result)["B"].state) == ((), State.GIVEN)


# ------------------------------------------------------------------ whole units


def test_a_unit_without_a_sheet_stays_in_the_ranking_without_a_rank() -> None:
    units: dict[str, dict[str, str] | None] = {"late": None, "a": {"A": "0", "B": "0"}, "b": {"A": "6", "B": "4"}}
    ranking = ranking_of(input_from(two_criteria(), units))
    assert ranks_of(ranking) == {"b": 1, "a": 2, "late": None}
    late = ranking.standings[-1]
    assert (late.result.unit, late.rank, late.classified, late.tied) == ("late", None, None, False)
    assert (late.result.blank, late.result.maximum, late.result.provisional) == (("A", "B"), Decimal(10), True)
    assert ranking.provisional


def test_units_that_are_not_ranked_are_no_tie_and_have_no_class() -> None:
    rubric = rubric_from({"criteria": [{"id": "A", "points": "6"}], "classification": [{"id": "k", "name": "Khá"}]})
    units: dict[str, dict[str, str] | None] = {"a": None, "b": None, "c": {"A": "1"}}
    standings = ranking_of(input_from(rubric, units)).standings
    assert [(one.result.unit, one.rank, one.tied, one.classified is None) for one in standings] == [
        ("c", 1, False, False),
        ("a", None, False, True),
        ("b", None, False, True),
    ]


@pytest.mark.parametrize("sheet", [{}, {"A": "", "B": {"self": ""}}, {"A": UNASSIGNED}])
def test_a_sheet_with_nothing_on_it_is_not_ranked_and_has_no_class(sheet: dict[str, Any]) -> None:
    rubric = two_criteria(**EXCLUDE).model_copy(
        update={"classification": rubric_from({**LAST_CLASS, "criteria": [{"id": "A", "points": "6"}]}).classification}
    )
    ranking = ranking_of(input_from(rubric, {"a": sheet, "b": {"A": "0"}}))
    assert ranks_of(ranking) == {"b": 1, "a": None}
    assert [one.classified is None for one in ranking.standings] == [False, True]
    assert results_of(ranking)["a"].share == 0
    assert ranking.provisional


@pytest.mark.parametrize("rule", ["exclude", "full", "zero"])
@pytest.mark.parametrize("state", [NOT_APPLICABLE, UNASSIGNED, ""])
def test_who_has_no_mark_is_not_ranked_whatever_the_rubric_gives(rule: str, state: Any) -> None:
    rubric = two_criteria(not_applicable=rule, unassigned=rule)
    ranking = ranking_of(input_from(rubric, {"none": {"A": state, "B": state}, "a": {"A": "0", "B": "1"}}))
    assert ranks_of(ranking) == {"a": 1, "none": None}
    assert [one.unranked for one in ranking.standings] == [None, Unranked.NO_MARK]
    assert any("chưa có tiêu chí nào được chấm" in note for note in decision_notes(ranking))


def test_one_mark_beside_states_is_ranked() -> None:
    rubric = two_criteria(not_applicable="full")
    ranking = ranking_of(input_from(rubric, {"one": {"A": NOT_APPLICABLE, "B": "0"}, "a": {"A": "0", "B": "1"}}))
    assert ranks_of(ranking) == {"one": 1, "a": 2}  # 6 of 10, and 1 of 10


def test_the_first_reason_for_no_rank_is_said() -> None:
    rubric = rubric_from(
        {
            "criteria": [{"id": "A", "points": "6"}],
            "bonus": {"above_total": "yes", "criteria": [{"id": "b", "points": "2"}]},
            "disqualifiers": {"ky-luat": {"name": "Kỷ luật", "effect": "unranked"}},
            "not_applicable": "exclude",
        }
    )
    units: dict[str, Any] = {
        "sheetless": None,
        "against": {"A": NOT_APPLICABLE},
        "unmarked": {"A": NOT_APPLICABLE},
        "left-out": {"A": NOT_APPLICABLE, "b": "2"},
        "ranked": {"A": "0"},
    }
    ranking = ranking_of(input_from(rubric, units, disqualified={"against": {"ky-luat": "Có"}}))
    assert {one.result.unit: one.unranked for one in ranking.standings} == {
        "ranked": None,
        "sheetless": Unranked.NO_SHEET,
        "against": Unranked.DISQUALIFIED,
        "unmarked": Unranked.NO_MARK,
        "left-out": Unranked.NOTHING_ATTAINABLE,
    }


def test_what_does_not_count_has_no_figure() -> None:
    """A group that is left out, and a total of blanks, are no 0 in any output."""
    groups = [
        {"id": "I", "criteria": [{"id": "A", "points": "6"}]},
        {"id": "V", "criteria": [{"id": "B", "points": "4"}]},
    ]
    rubric = rubric_from({"criteria": groups, "not_applicable": "exclude"})
    units = {
        "blank": {"A": "", "B": NOT_APPLICABLE},
        "out": {"A": "3", "B": NOT_APPLICABLE},
        "zero": {"A": "0", "B": "0"},
    }
    results = results_of(ranking_of(input_from(rubric, units)))
    told = {unit: (totals(result)["points"], totals(result)["groups"]) for unit, result in results.items()}
    assert told == {
        "blank": (None, {"I": None, "V": None}),
        "out": (3, {"I": 3, "V": None}),
        "zero": (0, {"I": 0, "V": 0}),
    }
    assert totals(results["blank"])["percent"] is None
    shown = {unit: [part_value(part, result) for part in result.parts] for unit, result in results.items()}
    assert shown == {"blank": ["trống", "KPS"], "out": [3, "KPS"], "zero": [0, 0]}
    assert total_value(results["blank"]) == "trống/KPS"


def test_a_campaign_that_assigns_nothing_does_not_mark_a_sheet() -> None:
    scoring_input = input_from(
        two_criteria(**EXCLUDE), {"a": {}, "b": {"A": "0"}}, unassigned={"B": {"a": "Không giao"}}
    )
    assert ranks_of(ranking_of(scoring_input)) == {"b": 1, "a": None}


@pytest.mark.parametrize("place", ["criterion", "group", "total"])
def test_a_unit_with_everything_left_out_has_no_share_and_no_rank(place: str) -> None:
    rubric = two_criteria(**EXCLUDE).model_copy()
    rounded = rubric_from(
        {
            "criteria": [{"id": "A", "points": "6"}],
            "rounding": {"decimals": "2", "at": place},
            "not_applicable": "exclude",
            "classification": [{"id": "k", "name": "Khá"}],
        }
    )
    for own, marks in ((rubric, {"A": NOT_APPLICABLE, "B": UNASSIGNED}), (rounded, {"A": NOT_APPLICABLE})):
        ranking = ranking_of(input_from(own, {"none": marks, "a": {"A": "0"}}))
        none = results_of(ranking)["none"]
        assert (none.points, none.maximum) == (Decimal(0), Decimal(0))
        assert none.share is none.converted is None
        assert ranks_of(ranking) == {"a": 1, "none": None}
        assert ranking.standings[-1].classified is None
        assert ranking.leaves_out
        assert not none.provisional


# ------------------------------------------------------------------ verification


def test_marks_that_the_bloc_has_not_come_to_are_unverified() -> None:
    verified = {"A": {"self": "3", "bloc": "3"}, "B": {"self": "4", "bloc": "4"}}
    partly = {"A": {"self": "3", "bloc": "3"}, "B": "4"}
    never = {"A": "3", "B": NOT_APPLICABLE}
    scoring_input = input_from(two_criteria(**EXCLUDE), {"a": verified, "b": partly, "c": never})
    ranking = ranking_of(scoring_input)
    assert {unit: result.unverified for unit, result in results_of(ranking).items()} == {
        "a": (),
        "b": ("B",),
        "c": ("A", "B"),  # a claim that only the unit made leaves the denominator smaller, unseen by anybody
    }
    assert {unit for unit, result in results_of(ranking).items() if result.provisional} == {"b", "c"}
    back = ranking_of(scoring_input._replace(stage=0))
    assert not back.provisional


@pytest.mark.parametrize("claim", [NOT_APPLICABLE, UNASSIGNED])
def test_a_claim_is_a_mark_of_its_stage(claim: dict[str, str]) -> None:
    """The bloc has come to a stage that only claims something, and then all else waits for that stage."""
    units: dict[str, Any] = {"a": {"A": {"self": "3", "bloc": {**claim}}, "B": "4"}, "b": {"A": claim, "B": "1"}}
    scoring_input = input_from(two_criteria(**EXCLUDE), units)
    ranking = ranking_of(scoring_input)
    assert ranking.reached == 1
    assert {unit: result.unverified for unit, result in results_of(ranking).items()} == {"a": ("B",), "b": ("A", "B")}
    scores = score_units(scoring_input, ["a", "b"])
    assert [(one.reached, [float(result.points) for result in one.by_stage]) for one in scores] == [
        (1, [7.0, 4.0]),
        (1, [1.0, 1.0]),
    ]
    assert ranking_of(scoring_input._replace(stage=0)).reached == 0


def test_what_the_campaign_presets_is_no_stages_claim() -> None:
    units: dict[str, Any] = {"a": {"B": {"self": "4", "bloc": "4"}}, "b": {"B": "1"}}
    preset = {"A": {"a": "Không giao", "b": "Không giao"}}
    results = results_of(ranking_of(input_from(two_criteria(**EXCLUDE), units, unassigned=preset)))
    assert {unit: result.unverified for unit, result in results.items()} == {"a": (), "b": ("B",)}
    nobody = ranking_of(input_from(two_criteria(**EXCLUDE), {"a": {"B": "4"}}, unassigned=preset))
    assert (nobody.reached, nobody.provisional) == (0, False)


def test_nobody_is_unverified_before_the_first_verification() -> None:
    ranking = ranking_of(input_from(two_criteria(), {"a": {"A": "3", "B": "4"}, "b": {"A": "3", "B": "4"}}))
    assert not ranking.provisional


def test_a_stage_that_was_left_out_makes_nobody_unverified() -> None:
    marks = {"A": {"self": "3", "board": "3"}, "B": {"self": "4", "board": "4"}}
    scoring_input = input_from(two_criteria(), {"a": marks})
    (scores,) = score_units(scoring_input, ["a"])
    assert [result.unverified for result in scores.by_stage] == [(), (), ()]
    assert not ranking_of(scoring_input._replace(stage=1)).provisional


def test_a_stage_of_another_bloc_is_not_waited_for() -> None:
    result = score_unit(
        "a", without_sheet(two_criteria(), frozenset(), ("self", "bloc", "board")), two_criteria(), stage=2
    )
    assert (result.blank, result.unverified) == (("A", "B"), ())


# ------------------------------------------------------------------ evidence


def proven(missing: str, **criterion: Any) -> Rubric:
    return rubric_from(
        {
            "criteria": [{"id": "A", "points": "6", "evidence": "required", **criterion}],
            "missing_evidence": missing,
            "not_applicable": "full",
        }
    )


@pytest.mark.parametrize(("missing", "points", "lacks"), [("warn", 4, True), ("zero", 0, True), ("ignore", 4, False)])
def test_missing_evidence(missing: str, points: int, lacks: bool) -> None:
    part = criteria_of(unit_result(proven(missing), {"A": "4"}))["A"]
    assert (part.points, part.maximum, part.lacks_evidence, part.state) == (
        Decimal(points),
        Decimal(6),
        lacks,
        State.GIVEN,
    )
    listed = criteria_of(unit_result(proven(missing, evidence=["Quyết định"]), {"A": "4"}))["A"]
    assert (listed.points, listed.lacks_evidence) == (Decimal(points), lacks)


@pytest.mark.parametrize("missing", ["warn", "zero", "ignore"])
@pytest.mark.parametrize(
    ("mark", "points"),
    [
        ({"self": "4", "evidence": ["Quyết định số 05"]}, 4),
        ({"self": "4", "evidence": [{"name": "Quyết định", "file": "A/05.pdf"}]}, 4),
        ("0", 0),  # nothing was given, so there is nothing to prove
        ("", 0),
        (NOT_APPLICABLE, 6),
    ],
)
def test_nothing_lacks(missing: str, mark: Any, points: int) -> None:
    part = criteria_of(unit_result(proven(missing), {"A": mark}))["A"]
    assert (part.points, part.lacks_evidence) == (Decimal(points), False)


@pytest.mark.parametrize("missing", ["warn", "zero", "ignore"])
def test_optional_evidence_lacks_nowhere(missing: str) -> None:
    part = criteria_of(unit_result(proven(missing, evidence="optional"), {"A": "4"}))["A"]
    assert (part.points, part.lacks_evidence) == (Decimal(4), False)


@pytest.mark.parametrize(
    ("own", "points", "lacks"), [("warn", 4, True), ("zero", 0, True), ("ignore", 4, False), (None, 0, True)]
)
def test_missing_evidence_of_a_criterion_goes_first(own: str | None, points: int, lacks: bool) -> None:
    rule = {} if own is None else {"missing_evidence": own}
    part = criteria_of(unit_result(proven("zero", **rule), {"A": "4"}))["A"]
    assert (part.points, part.lacks_evidence) == (Decimal(points), lacks)


def test_no_points_need_no_evidence_even_where_the_bloc_decides_them() -> None:
    criterion = {"id": "A", "points": "6", "evidence": "required", "leader": {"unit": "vụ"}}
    rubric = rubric_from({"criteria": [criterion], "rounding": {"decimals": "2"}})
    results = results_of(ranking_of(input_from(rubric, {"a": {"A": "0"}, "b": {"A": "3"}})))
    assert [
        (criteria_of(results[unit])["A"].points, criteria_of(results[unit])["A"].lacks_evidence) for unit in "ab"
    ] == [
        (0, False),
        (6, True),
    ]


# ------------------------------------------------------------------ unassigned, by criterion and by target


@pytest.mark.parametrize(("own", "points", "maximum"), [("full", 4, 4), ("zero", 0, 4), (None, 0, 0)])
def test_the_rule_of_the_criterion_for_unassigned(own: str | None, points: int, maximum: int) -> None:
    rule = {} if own is None else {"unassigned": own}
    criteria = [{"id": "A", "points": "6"}, {"id": "B", "points": "4", **rule}]
    rubric = rubric_from({"criteria": criteria, "unassigned": "exclude", "not_applicable": "zero"})
    for options, marks in (
        ({}, {"A": "3", "B": UNASSIGNED}),
        ({"unassigned": {"B": {"a": "Không giao"}}}, {"A": "3"}),
    ):
        part = criteria_of(unit_result(rubric, marks, **options))["B"]
        assert (part.state, part.points, part.maximum) == (State.UNASSIGNED, points, maximum)
    other = criteria_of(unit_result(rubric, {"A": "3", "B": NOT_APPLICABLE}))["B"]
    assert (other.points, other.maximum) == (0, 4)  # a rule of its own is not for not applicable


def of_targets(**rules: str) -> Rubric:
    criteria = [{"id": "A", "points": "6"}, {"id": "B", "points": "4", "ratio": {"unit": "ấp"}}]
    return rubric_from({"criteria": criteria, "rounding": {"decimals": "2"}, **rules})


@pytest.mark.parametrize("target", ["0", "none", "không", "0,0"])
@pytest.mark.parametrize("mark", ["8", "", {"self": {"actual": "8"}}, {"self": ""}])
def test_no_target_in_the_campaign_is_a_state_of_a_ratio(target: str, mark: Any) -> None:
    result = unit_result(of_targets(**EXCLUDE), {"A": "3", "B": mark}, targets={"B": {"a": target}})
    part = criteria_of(result)["B"]
    assert (part.state, part.excluded, result.maximum, result.blank) == (State.UNASSIGNED, True, 6, ())
    assert part.counted is not None
    assert part.counted.reason == "không giao chỉ tiêu"


def test_no_target_on_the_sheet_is_a_state_too() -> None:
    marks = {"A": "3", "B": {"self": {"actual": "8", "target": "none", "reason": "Không giao cho xã"}}}
    part = criteria_of(unit_result(of_targets(**EXCLUDE), marks))["B"]
    assert part.counted is not None
    assert (part.state, part.counted.reason) == (State.UNASSIGNED, "Không giao cho xã")


@pytest.mark.parametrize("mark", ["8", ""])
def test_no_target_where_the_rubric_leaves_open_what_that_means(mark: str) -> None:
    rubric = of_targets()
    campaign = campaign_from(["a"], targets={"B": {"a": "none"}})
    _, problems = read_sheet(rubric, {"A": "3", "B": mark}, campaign)
    assert [problem.code for problem in problems] == ["Q612"]


# ------------------------------------------------------------------ claims


@pytest.mark.parametrize(
    ("claim", "entry", "codes"),
    [
        ("self", NOT_APPLICABLE, []),
        ("bloc", NOT_APPLICABLE, ["Q622"]),
        ("bloc", {"self": NOT_APPLICABLE}, ["Q622"]),
        ("bloc", {"bloc": NOT_APPLICABLE}, []),
        ("bloc", {"self": "4", "bloc": {**NOT_APPLICABLE, "reason": "Đã kiểm tra"}}, []),
        ("bloc", {"board": NOT_APPLICABLE}, []),
        ("board", {"bloc": NOT_APPLICABLE}, ["Q622"]),
        ("bloc", UNASSIGNED, []),  # who assigns is not who claims
    ],
)
@pytest.mark.parametrize("at", ["rubric", "criterion"])
def test_who_may_say_that_nothing_arose(claim: str, entry: Any, codes: list[str], at: str) -> None:
    rule = {"not_applicable": {"count": "exclude", "claim": claim}}
    own, whole = (rule, {}) if at == "criterion" else ({}, rule)
    criteria = [{"id": "A", "points": "6"}, {"id": "B", "points": "4", **own}]
    rubric = rubric_from({"criteria": criteria, "unassigned": "exclude", **whole})
    sheet, problems = read_sheet(rubric, {"A": "3", "B": entry}, campaign_from(["a"]))
    assert [problem.code for problem in problems if problem.is_error] == codes
    assert sheet.criteria[1].readings[-1].state is not State.GIVEN


@pytest.mark.parametrize(("count", "points", "maximum"), [("exclude", 0, 0), ("full", 4, 4), ("zero", 0, 4)])
def test_what_a_claim_counts(count: str, points: int, maximum: int) -> None:
    criteria = [{"id": "A", "points": "6"}, {"id": "B", "points": "4"}]
    rubric = rubric_from({"criteria": criteria, "not_applicable": {"count": count, "claim": "bloc"}})
    part = criteria_of(unit_result(rubric, {"A": "3", "B": {"bloc": NOT_APPLICABLE}}))["B"]
    assert (part.points, part.maximum) == (points, maximum)


def test_a_claim_is_verified_by_the_bloc_saying_it_too() -> None:
    rubric = two_criteria(**EXCLUDE)
    claimed = {"A": {"self": "3", "bloc": "3"}, "B": {"self": NOT_APPLICABLE}}
    confirmed = {**claimed, "B": {"self": NOT_APPLICABLE, "bloc": NOT_APPLICABLE}}
    assert unit_result(rubric, claimed).unverified == ("B",)
    assert unit_result(rubric, confirmed).unverified == ()


# ------------------------------------------------------------------ periods

HELD = {"2020-h1": {"name": "6 tháng", "kind": "half"}, "2020": {"name": "Năm", "kind": "year"}}


def yearly() -> Rubric:
    criteria = [
        {"id": "A", "points": "6"},
        {"id": "I", "periods": ["year"], "criteria": [{"id": "B", "points": "3"}, {"id": "C", "points": "1"}]},
        {"id": "D", "points": "2", "periods": ["2020-h1", "2019"]},
    ]
    bonus = {"above_total": "yes", "criteria": [{"id": "E", "points": "1", "periods": ["year"]}]}
    return rubric_from({"criteria": criteria, "bonus": bonus, "not_applicable": "zero", "missing_evidence": "warn"})


@pytest.mark.parametrize(
    ("period", "marks", "maximum", "held_out"),
    [("2020-h1", {"A": "3", "D": "2"}, 8, ["B", "C", "E"]), ("2020", {"A": "3", "B": "3", "C": "1"}, 10, ["D"])],
)
def test_what_a_period_does_not_hold_counts_on_neither_side(
    period: str, marks: dict[str, str], maximum: int, held_out: list[str]
) -> None:
    result = unit_result(yearly(), marks, period=period, periods=HELD)
    assert (result.maximum, result.full, result.blank) == (maximum, 12, ())
    assert [one.criterion.id for one in result.criteria if one.state is State.NOT_HELD] == held_out
    assert not result.provisional
    assert result.points == sum(int(mark) for mark in marks.values())
    assert groups_of(result)["I"].excluded is (period == "2020-h1")


@pytest.mark.parametrize(("entry", "codes"), [("1", ["Q621"]), ("", []), (NOT_APPLICABLE, ["Q621"]), ("9", ["Q603"])])
def test_what_is_written_for_what_is_not_held_is_told(entry: Any, codes: list[str]) -> None:
    campaign = campaign_from(["a"], period="2020-h1", periods=HELD)
    sheet, problems = read_sheet(yearly(), {"A": "3", "D": "1", "B": entry}, campaign)
    assert [problem.code for problem in problems] == codes
    assert sheet.criteria[1] is NOT_HELD


def test_a_sheet_with_nothing_but_what_is_not_held_is_not_ranked() -> None:
    scoring_input = input_from(yearly(), {"a": {}, "b": {"A": "1"}}, period="2020-h1", periods=HELD)
    assert ranks_of(ranking_of(scoring_input)) == {"b": 1, "a": None}


def test_a_unit_without_a_sheet_misses_only_what_is_held() -> None:
    results = results_of(ranking_of(input_from(yearly(), {"a": None, "b": {"A": "1"}}, period="2020", periods=HELD)))
    assert (results["a"].blank, results["a"].maximum) == (("A", "B", "C"), 10)
