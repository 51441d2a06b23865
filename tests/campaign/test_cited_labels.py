"""A label stands wherever an id would be read: beside the id in problems, alone in rules and tables."""

from collections.abc import Sequence
from typing import Any

import pytest

from qcdc_cli.campaign.campaign_checks import starting_stages
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.rubric_checks import rubric_problems
from qcdc_cli.problems import Problem
from qcdc_cli.render.tables.several_blocs import across_table
from qcdc_cli.render.words.rules import group_rule
from qcdc_cli.scoring.across import rank_across
from tests.campaigns import campaign_from, in_both, input_from, ranking_of, read_sheet, rubric_from, rubric_tree

GROUP_II = "{id: II, label: Mục 2, criteria: [{id: II.a, points: 5}, {id: II.dd, label: đ, points: 5}]}"


def rubric_of(cap: str, more: str = "") -> Rubric:
    """Return a rubric whose group I (shown as `Mục 1`) has a cap under conditions."""
    tree = (
        f"{{disqualifiers: {{k: {{name: Kỷ luật, effect: unranked}}}}, criteria: [{{id: I, label: Mục 1, cap: {cap}, "
        f"criteria: [{{id: I.dd, label: đ, points: 10}}]}}, {GROUP_II}]{more}}}"
    )
    return Rubric.model_validate(rubric_tree(tree))


def told(problems: Sequence[Problem], code: str) -> str:
    """Return all that is said of the problems of a code, in both languages."""
    found = [problem for problem in problems if problem.code == code]
    assert found
    return "\n".join("\n".join(in_both(problem.sentence)) for problem in found)


BONUS = ", bonus: {above_total: yes, cap: 2, criteria: [{id: T.dd, label: T.đ, points: 2}]}"


@pytest.mark.parametrize(
    ("code", "cap", "more", "cited"),
    [
        ("Q554", "{points: 5, when: {criterion: II.dd}}", "", ["I (Mục 1)"]),
        ("Q555", "{points: 5, when: {criterion: T.dd, under: 1}}", BONUS, ["I (Mục 1)", "T.dd (T.đ)"]),
        ("Q556", "{points: 5, when: {group: I, under: 1}}", "", ["I (Mục 1) → I (Mục 1)"]),
        ("Q557", "{points: 10, when: {criterion: II.dd, under: 1}}", "", ["I (Mục 1)"]),
        ("Q558", "{points: 5, when: {criterion: II.dd, under: 6}}", "", ["I (Mục 1)", "II.dd (Mục 2.đ)"]),
    ],
)
def test_problems_of_caps_cite_labels(code: str, cap: str, more: str, cited: list[str]) -> None:
    text = told(list(rubric_problems(rubric_of(cap, more))), code)
    assert all(one in text for one in cited)


def test_a_rule_of_a_cap_shows_labels() -> None:
    conditions = "{points: 5, when: [{criterion: II.dd, under: 50%}, {group: II, under: 4}, {disqualifier: k}]}"
    group: Any = rubric_of(conditions).find("I")
    vietnamese, english = in_both(lambda: group_rule(group))
    assert vietnamese.endswith(
        "nếu tiêu chí Mục 2.đ dưới 50% điểm tối đa hoặc mục Mục 2 dưới 4 điểm hoặc có trường hợp “Kỷ luật”"
    )
    assert "criterion Mục 2.đ is under 50% of its points or group Mục 2 is under 4 points" in english


def test_problems_of_stages_cite_labels() -> None:
    tree = (
        "{criteria: [{id: I, criteria: [{id: I.d, label: d, points: 5}, {id: I.dd, label: đ, points: 5, from: bloc, "
        "not_applicable: {count: exclude, claim: self}}, {id: I.e, label: ê, points: 5, from: nowhere}]}]}"
    )
    rubric, campaign = Rubric.model_validate(rubric_tree(tree)), campaign_from(["a"])
    problems = list(starting_stages(campaign, {"khoi": rubric}))
    assert "`I.e (I.ê)`" in told(problems, "Q427")
    assert "`I.dd (I.đ)`" in told(problems, "Q532")


def test_a_mark_of_too_early_a_stage_cites_the_label() -> None:
    rubric = rubric_from("criteria: [{id: I, criteria: [{id: I.dd, label: đ, points: 5, from: bloc}]}]")
    _, problems = read_sheet(rubric, "{I.dd: {self: 5}}", campaign_from(["a"]))
    assert "`I.dd (I.đ)`" in told(problems, "Q629")


def test_what_two_rubrics_differ_in_is_told_by_labels() -> None:
    one = rubric_from(
        "{rubric: mot, criteria: [{id: I, criteria: [{id: I.dd, label: đ, points: 5}, {id: I.a, label: ă, points: 5}, "
        "{id: I.c, label: ơ, points: 5}]}]}"
    )
    other = rubric_from(
        "{rubric: hai, criteria: [{id: I, criteria: [{id: I.dd, label: đ, points: 4}, {id: I.b, label: ư, points: 6}, "
        "{id: I.c, label: ơ, points: 5, pass: Có}]}]}"
    )
    rankings = [
        ranking_of(input_from(one, {"a": "{I.dd: 5}"})),
        ranking_of(input_from(other, {"a": "{I.dd: 4}"})),
    ]
    across = rank_across(rankings)
    (note,) = [text for text in across_table(across[0], across).notes if text.startswith("Không xếp chung")]
    for text in ("thang điểm này: I.ă", "“Thang điểm”: I.ư", "I.đ (5/4)", "khác cách chấm: I.ơ"):
        assert text in note
