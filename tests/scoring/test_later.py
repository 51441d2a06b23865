"""What only a later stage marks (`from`): not asked, not missing and not compared before that stage."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli.campaign.campaign_checks import starting_stages
from qcdc_cli.campaign.marks import State
from qcdc_cli.scoring.ranking import rank_bloc, score_units
from qcdc_cli.scoring.result import UnitScores
from qcdc_cli.scoring.scoring_input import ScoringInput
from tests.campaigns import (
    BLOC,
    STAGES,
    campaign_from,
    groups_of,
    input_from,
    ranking_of,
    ranks_of,
    read_sheet,
    results_of,
    rubric_from,
)
from tests.scoring.scales import (
    BLANK,
    LATER,
    Given,
    Marks,
    Tree,
    all_criteria,
    all_marks,
    given_for,
    left_to_later,
    reckon_bloc,
    reckon_unit,
    rubrics,
    starts_of,
    worths,
)

# Fatherland Front, guidance 82/HD-MTTW of 2017, in small: 90 points are marked by the unit, 10 by the office alone.
FRONT = """
not_applicable: exclude
unassigned: exclude
ties: [smallest correction]
criteria:
  - {id: I, criteria: [{id: I.1, points: 50}, {id: I.2, points: 40}]}
  - {id: II, from: bloc, criteria: [{id: II.1, points: 10}]}
penalties: {from: bloc, criteria: [{id: P.1, points: 5}]}
classification:
  - {id: xs, name: Xuất sắc, from: 90, needs: {complete: yes}}
  - {id: tot, name: Tốt}
"""
OWN = {"I.1": "48", "I.2": "40"}
BY_OFFICE: Mapping[str, Any] = {
    "I.1": {"self": "48", "bloc": "48"},
    "I.2": {"self": "40", "bloc": "40"},
    "II.1": {"bloc": "8"},
}


def scores_of(scoring_input: ScoringInput, unit: str = "a") -> UnitScores:
    return score_units(scoring_input, [unit])[0]


def problems_of(marks: Any, rubric: str = FRONT) -> list[tuple[str, tuple[str | int, ...]]]:
    found = read_sheet(rubric_from(rubric), marks, campaign_from(["a"]))[1]
    return [(problem.code, problem.path) for problem in found]


def test_the_self_total_is_out_of_what_the_unit_could_mark() -> None:
    """48 of 50 and 40 of 40 are 88 of 90; the 10 points of the office are neither earned nor missing."""
    ranking = ranking_of(input_from(rubric_from(FRONT), {"a": OWN}))
    result = results_of(ranking)["a"]
    assert (result.points, result.maximum, result.full) == (88, 90, 100)
    assert result.share == Fraction(88, 90)
    assert result.blank == ()
    assert result.unverified == ()
    assert not result.provisional
    assert [one.criterion.id for one in result.later] == ["II.1", "P.1"]
    assert {one.criterion.id for one in result.criteria if one.state is State.LATER} == {"II.1", "P.1"}
    assert problems_of(OWN) == []


def test_from_its_stage_on_a_blank_of_it_is_missing() -> None:
    """Once anybody of the bloc has a mark of its stage: 88 of 100, and II.1 missing; P.1 is a penalty nobody wrote."""
    marks = {"a": OWN, "b": BY_OFFICE}
    result = results_of(ranking_of(input_from(rubric_from(FRONT), marks)))["a"]
    assert (result.points, result.maximum) == (88, 100)
    assert result.blank == ("II.1",)
    assert result.later == ()
    assert result.provisional


def test_looking_back_it_is_out_again() -> None:
    result = results_of(ranking_of(input_from(rubric_from(FRONT), {"a": BY_OFFICE}, stage="self")))["a"]
    assert (result.points, result.maximum, result.provisional) == (88, 90, False)


def test_a_stage_that_never_began_is_not_waited_for() -> None:
    """What the board marks is left out while the bloc has only come to the second of three stages."""
    tree = FRONT.replace("from: bloc, criteria: [{id: II.1", "from: board, criteria: [{id: II.1")
    marks = {"I.1": {"self": "48", "bloc": "48"}, "I.2": {"self": "40", "bloc": "40"}}
    result = results_of(ranking_of(input_from(rubric_from(tree), {"a": marks})))["a"]
    assert (result.points, result.maximum, result.provisional) == (88, 90, False)


def test_the_change_counts_only_what_both_stages_could_mark() -> None:
    """88 of 90, then 96 of 100: nobody changed anything. Then I.1 falls by 3, and P.1 takes 2: the change is -3."""
    scores = scores_of(input_from(rubric_from(FRONT), {"a": BY_OFFICE}))
    assert [one.points for one in scores.by_stage] == [88, 96]
    assert scores.change == 0
    changed = {**BY_OFFICE, "I.1": {"self": "48", "bloc": {"mark": "45", "reason": "x"}}, "P.1": {"bloc": "2"}}
    scores = scores_of(input_from(rubric_from(FRONT), {"a": changed}))
    assert [one.points for one in scores.by_stage] == [88, 91]
    assert scores.change == -3


def test_the_change_of_a_best_part_is_of_the_parts_that_both_had() -> None:
    """The best of I.1 (6 of 10) and of the office's I.2 (9 of 10): 6, then 9; of what both had, 6 and 6."""
    tree = "criteria: [{id: I, take: best, criteria: [{id: I.1, points: 10}, {id: I.2, points: 10, from: bloc}]}]"
    marks = {"I.1": {"self": "6", "bloc": "6"}, "I.2": {"bloc": "9"}}
    scores = scores_of(input_from(rubric_from(tree), {"a": marks}))
    assert [(one.points, one.maximum) for one in scores.by_stage] == [(6, 10), (9, 10)]
    assert scores.change == 0


def test_the_change_is_nothing_where_one_stage_has_nothing() -> None:
    tree = "criteria: [{id: I.1, points: 10, from: bloc}]"
    scores = scores_of(input_from(rubric_from(tree), {"a": {"I.1": {"bloc": "9"}}}))
    assert scores.change is None
    assert scores_of(input_from(rubric_from(FRONT), {"a": {"II.1": {"bloc": "9"}}})).change is None


@pytest.mark.parametrize(("first", "second"), [("10", "8"), ("8", "10")])
def test_what_the_office_gave_is_no_correction(first: str, second: str) -> None:
    """Equal totals of 96: each was corrected by 2, whatever the office gave on its own line; so they share the rank.

    Before, the one to which the office gave 10 seemed corrected by more than the one to which it gave 8.
    """

    def marks(office: str) -> Any:
        own = 88 - (int(office) - 8)
        return {
            "I.1": {"self": str(own - 40 + 2), "bloc": {"mark": str(own - 40), "reason": "x"}},
            "I.2": {"self": "40", "bloc": "40"},
            "II.1": {"bloc": office},
        }

    ranking = ranking_of(input_from(rubric_from(FRONT), {"a": marks(first), "b": marks(second)}))
    assert ranks_of(ranking) == {"a": 1, "b": 1}
    assert ranking.ladder_measures() == {"a": (-2,), "b": (-2,)}
    assert {unit: points[2] for unit, points in ranking.first_points().items()} == {"a": None, "b": None}


def test_a_class_that_needs_all_marked_waits_for_it() -> None:
    """88 of 90 is 97.8 of 100, but the office has yet to mark; 96 of 100 with all marked is the class."""
    rubric = rubric_from(FRONT)
    standing = ranking_of(input_from(rubric, {"a": OWN})).standings[0]
    assert standing.classified is not None
    assert standing.classified.id == "tot"
    standing = ranking_of(input_from(rubric, {"a": BY_OFFICE})).standings[0]
    assert standing.classified is not None
    assert standing.classified.id == "xs"
    # A bonus or penalty that is left to later keeps nobody back: it may never be written.
    bonus = rubric_from(FRONT.replace("from: bloc, criteria: [{id: II.1", "criteria: [{id: II.1"))
    standing = ranking_of(input_from(bonus, {"a": {**OWN, "II.1": "8"}})).standings[0]
    assert standing.classified is not None
    assert standing.classified.id == "xs"


def test_what_a_unit_without_a_sheet_has_is_left_out_too() -> None:
    result = results_of(ranking_of(input_from(rubric_from(FRONT), {"a": OWN, "b": None})))["b"]
    assert (result.maximum, result.blank) == (90, ("I.1", "I.2"))


def test_a_criterion_that_the_campaign_does_not_assign_is_that_from_the_start() -> None:
    found = input_from(rubric_from(FRONT), {"a": OWN}, unassigned={"II.1": {"a": "Không có"}})
    states = {one.criterion.id: one.state for one in results_of(ranking_of(found))["a"].criteria}
    assert states["II.1"] is State.UNASSIGNED


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ("9", ()),
        ({"self": "9"}, ("self",)),
        ({"self": {"mark": "9", "reason": "x"}}, ("self",)),
        ({"self": {"not_applicable": "x"}}, ("self",)),
        ({"not_applicable": "x"}, ("not_applicable",)),
        ({"unassigned": "x", "bloc": "8"}, ("unassigned",)),
    ],
)
def test_a_mark_of_an_earlier_stage_is_refused(entry: Any, path: tuple[str, ...]) -> None:
    assert problems_of({**OWN, "II.1": entry}) == [("Q629", ("marks", "II.1", *path))]


@pytest.mark.parametrize(
    "entry", ["", {"self": ""}, {"self": {"mark": "", "reason": ""}}, {"evidence": ["Phiếu khảo sát"]}]
)
def test_what_says_nothing_is_no_mark_of_an_earlier_stage(entry: Any) -> None:
    assert problems_of({**OWN, "II.1": entry}) == []


def test_its_own_stage_may_say_that_it_is_not_applicable() -> None:
    assert problems_of({**BY_OFFICE, "II.1": {"bloc": {"not_applicable": "Không khảo sát"}}}) == []


def test_a_blank_names_the_stage() -> None:
    marks = {"I.1": {"self": "48", "bloc": "48"}}
    problem = next(one for one in read_sheet(rubric_from(FRONT), marks, campaign_from(["a"]))[1])
    assert problem.code == "Q618"
    assert "I.2, II.1 (do bước `bloc` chấm)" in problem.sentence()


def test_what_stands_in_a_group_is_marked_no_earlier_than_the_group() -> None:
    nested = """
criteria:
  - {id: I.1, points: 5}
  - id: II
    from: bloc
    criteria: [{id: II.1, points: 5}, {id: II.2, points: 5, from: board}]
"""
    rubric = rubric_from(nested)
    assert [leaf.start(STAGES) for leaf in rubric.leaves] == [0, 1, 2]
    assert not list(starting_stages(campaign_from(["a"]), {BLOC: rubric}))
    result = results_of(ranking_of(input_from(rubric, {"a": {"I.1": {"self": "5", "bloc": "5"}}})))["a"]
    assert (result.maximum, result.blank) == (10, ("II.1",))
    upside_down = rubric_from(
        nested.replace("from: bloc", "from: board").replace(
            "II.2, points: 5, from: board", "II.2, points: 5, from: bloc"
        )
    )
    assert [leaf.start(STAGES) for leaf in upside_down.leaves] == [0, 2, 2]
    assert [one.code for one in starting_stages(campaign_from(["a"]), {BLOC: upside_down})] == ["Q532"]


def test_the_first_stage_is_no_later_one() -> None:
    """A campaign without a self-assessment may share the rubric: its first stage is the office."""
    found = input_from(rubric_from(FRONT), {"a": {"I.1": "48", "I.2": "40", "II.1": "8"}}, stages=("bloc", "board"))
    result = results_of(ranking_of(found))["a"]
    assert (result.points, result.maximum) == (96, 100)


# ------------------------------------------------------------------ random trees against the independent reckoning


@st.composite
def staged(draw: st.DrawFn) -> tuple[Tree, dict[str, list[Marks]]]:
    """Draw a rubric with lines left to later stages, and what each stage marks of each unit, from its own stage on."""
    tree = draw(left_to_later(draw(rubrics(depth=2)), STAGES))
    starts = starts_of(tree, STAGES)
    units: dict[str, list[Marks]] = {}
    for number in range(draw(st.integers(1, 3))):
        first = draw(all_marks(tree))
        stages: list[Marks] = []
        for stage in range(len(STAGES)):
            given_now = {}
            for criterion in all_criteria(tree):
                identity = criterion["id"]
                if starts[identity] == stage:
                    given_now[identity] = first[identity]
                elif starts[identity] < stage and draw(st.integers(0, 5)) == 0:
                    given_now[identity] = draw(given_for(criterion))
            stages.append(given_now)
        units[f"u{number}"] = stages
    return tree, units


def said(given_: Given) -> Any:
    if given_.state in ("not_applicable", "unassigned") and given_.mark is None:
        return {given_.state: "lý do"}
    own = given_.mark if isinstance(given_.mark, dict) else {"mark": given_.mark}
    return {**own, "reason": "lý do"}


def sheet_of(stages: list[Marks]) -> Tree:
    entries: Tree = {}
    for stage, marks in zip(STAGES, stages, strict=True):
        for identity, given_ in marks.items():
            if given_.state != "blank":
                entries.setdefault(identity, {})[stage] = said(given_)
    return entries


def as_of(tree: Tree, stages: list[Marks], stage: int, reached: int) -> dict[str, Given]:
    """Return what stands for each criterion: the latest mark, or a blank, or that a later stage marks it."""
    starts, found = starts_of(tree, STAGES), {}
    for criterion in all_criteria(tree):
        identity = criterion["id"]
        own = [marks[identity] for marks in stages[: stage + 1] if identity in marks]
        latest = next((one for one in reversed(own) if one.state != "blank"), BLANK)
        found[identity] = LATER if latest is BLANK and starts[identity] > reached else latest
    return found


@pytest.mark.slow
@settings(max_examples=120)
@given(staged())
def test_every_stage_s_total_is_reckoned_without_what_is_left_to_later(
    case: tuple[Tree, dict[str, list[Marks]]],
) -> None:
    tree, units = case
    rubric, starts = rubric_from(tree), starts_of(tree, STAGES)
    sheets = {unit: sheet_of(stages) for unit, stages in units.items()}
    for stage in range(len(STAGES)):
        scoring_input = input_from(rubric, sheets, stage=STAGES[stage])
        said_at = {0} | {
            number
            for stages in units.values()
            for number, marks in enumerate(stages[: stage + 1])
            if any(one.state != "blank" for one in marks.values())
        }
        reached = max(said_at)
        expected = reckon_bloc(tree, {unit: as_of(tree, own, stage, reached) for unit, own in units.items()})
        ranking = rank_bloc(scoring_input, BLOC)
        assert ranking.reached == reached
        for unit, result in results_of(ranking).items():
            assert (Fraction(result.points), Fraction(result.maximum)) == expected[unit][:2]
            assert {
                identity: (Fraction(group.points), Fraction(group.maximum))
                for identity, group in groups_of(result).items()
            } == expected[unit].groups
            assert all(starts[one.criterion.id] > reached for one in result.later)
            assert not set(result.blank) & {one.criterion.id for one in result.later}
        now = {unit: as_of(tree, own, stage, reached) for unit, own in units.items()}
        before = {unit: as_of(tree, own, 0, 0) for unit, own in units.items()}
        first, worth_now = reckon_bloc(tree, before), worths(tree, now)
        for unit, scores in zip(units, score_units(scoring_input, list(units)), strict=True):
            both = {key: LATER if before[unit][key] is LATER else one for key, one in worth_now[unit].items()}
            if scores.change is None:
                assert not all(any(one.state == "given" for one in side.values()) for side in (before[unit], both))
            else:
                assert Fraction(scores.change) == reckon_unit(tree, both).points - first[unit].points
