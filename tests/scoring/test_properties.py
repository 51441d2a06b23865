"""What must hold for every rubric and every sheet, tried on random ones (tests/scoring/scales.py)."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from qcdc_cli.campaign.marks import State
from qcdc_cli.scoring.ranking import score_units
from qcdc_cli.scoring.result import GroupResult, UnitResult
from qcdc_cli.scoring.scoring_input import ScoringInput
from tests.campaigns import (
    STAGES,
    criteria_of,
    groups_of,
    input_from,
    ranking_of,
    ranks_of,
    results_of,
    rubric_from,
    unit_result,
)
from tests.scoring.scales import (
    BLANK,
    Given,
    Marks,
    Tree,
    all_criteria,
    all_marks,
    bloc_of,
    ends_of_bloc,
    extras,
    leaves,
    marks_of,
    reckon_bloc,
    rubrics,
    sheet,
    without,
)

pytestmark = pytest.mark.slow

few = settings(max_examples=40)


def ladders(tree: Tree) -> st.SearchStrategy[list[str]]:
    """Draw the steps by which a rubric parts equal totals; all but lots, which are drawn to part anybody."""
    steps = ["fewest penalties", "smallest correction", "rank in 2020-h1"]
    return st.lists(st.sampled_from([*steps, *(f"criterion {one['id']}" for one in all_criteria(tree))]), max_size=4)


def scoring_input(tree: Tree, units: Mapping[str, Marks]) -> ScoringInput:
    return input_from(rubric_from(tree), {unit: sheet(marks) for unit, marks in units.items()})


def ranks(tree: Tree, units: Mapping[str, Marks]) -> dict[str, int | None]:
    return ranks_of(ranking_of(scoring_input(tree, units)))


def scored(tree: Tree, marks: Marks) -> UnitResult:
    return unit_result(rubric_from(tree), sheet(marks))


@settings(max_examples=150)
@given(st.data())
def test_every_sum_is_exact_and_rounded_where_the_rubric_says(data: st.DataObject) -> None:
    tree = data.draw(rubrics())
    units = data.draw(bloc_of(tree))
    results = results_of(ranking_of(scoring_input(tree, units)))
    for unit, expected in reckon_bloc(tree, units).items():
        result = results[unit]
        assert (Fraction(result.points), Fraction(result.maximum)) == expected[:2]
        assert {
            identity: (Fraction(group.points), Fraction(group.maximum)) for identity, group in groups_of(result).items()
        } == expected.groups
        assert result.share == (expected.points / expected.maximum if expected.maximum else None)


# Once 0.625 + 0.25 of a group of 0.75: an average of parts of 0.25, 0.25 and 1, of which a 0.25 was left out.
LARGER_PARTS_LEFT: Tree = {
    "criteria": [
        {
            "id": "1",
            "criteria": [
                {"id": "1.1", "points": "0,25"},
                {
                    "id": "1.2",
                    "criteria": [
                        {"id": "1.2.1", "points": "0,25"},
                        {"id": "1.2.2", "points": "0,25"},
                        {
                            "id": "1.2.3",
                            "criteria": [
                                {"id": "1.2.3.1", "points": "0,25"},
                                {"id": "1.2.3.2", "points": "0,5"},
                                {"id": "1.2.3.3", "points": "0,25", "pass": "Có"},
                            ],
                        },
                    ],
                    "take": "average",
                    "average": "points",
                },
            ],
        }
    ],
    "rounding": {"decimals": "0", "at": "total"},
    "not_applicable": "exclude",
    "unassigned": "exclude",
    "penalties": {"criteria": [{"id": "p.1", "points": "0,25"}]},
}
LARGER_PARTS_MARKED: Marks = {
    **dict.fromkeys(("1.1", "1.2.1", "1.2.3.1", "1.2.3.2", "p.1"), Given("0")),
    "1.2.2": Given(None, state="not_applicable"),
    "1.2.3.3": Given("không đạt"),
}


@few
@given(rubrics().flatmap(lambda tree: st.tuples(st.just(tree), all_marks(tree))))
@example((LARGER_PARTS_LEFT, LARGER_PARTS_MARKED))
def test_nothing_gives_more_than_its_points_nor_less_than_0(case: tuple[Tree, Marks]) -> None:
    tree, marks = case
    result = scored(tree, marks)
    assert result.maximum <= result.full
    for group in groups_of(result).values():
        if not group.extra:
            assert group.points <= group.maximum <= group.group.points
            assert group.points >= 0 or group.group.may_be_negative
    for part in result.criteria:
        least = -part.out_of if part.extra else part.criterion.kind.least  # below 0 only where the rubric says so
        if part.state is not State.GIVEN:  # nothing was given, whatever the least of marks is
            least = min(Decimal(0), least)
        assert least <= part.points <= part.out_of <= part.criterion.points
    if "bonus" not in tree or tree["bonus"]["above_total"] == "no":
        assert result.points <= result.maximum
    assert len(result.blank) == sum(
        part.blank if isinstance(part, GroupResult) else part.missing for part in result.parts
    )


@few
@given(st.data())
def test_full_marks_are_the_whole_of_what_was_attainable(data: st.DataObject) -> None:
    tree = data.draw(rubrics(conditional=False))
    full = dict.fromkeys((one["id"] for one in leaves(tree["criteria"])), Given(None, state="not_applicable"))
    for criterion in leaves(tree["criteria"]):
        criterion["not_applicable"] = data.draw(st.sampled_from(["exclude", "full"]))
    left_out = {one["id"]: BLANK for one in extras(tree)}
    assert scored(tree, {**full, **left_out}).share in {None, 1}


@few
@given(st.data())
def test_the_order_of_units_and_of_marks_plays_no_part(data: st.DataObject) -> None:
    tree = data.draw(rubrics())
    units = data.draw(bloc_of(tree, least=2))
    shuffled = {
        unit: dict(data.draw(st.permutations(list(units[unit].items()))))
        for unit in data.draw(st.permutations(list(units)))
    }
    assert ranks(tree, units) == ranks(tree, shuffled)


@few
@given(st.data())
def test_a_better_mark_never_lowers_a_rank_nor_lifts_another(data: st.DataObject) -> None:
    tree = data.draw(rubrics(conditional=False))
    units = data.draw(bloc_of(tree, least=2))
    criterion = data.draw(st.sampled_from(list(leaves(tree["criteria"]))))
    assume(not ends_of_bloc(criterion))  # a better mark may move an end, and so let others pass each other
    worse, better = sorted(data.draw(st.tuples(marks_of(criterion), marks_of(criterion))), key=lambda mark: mark.worth)
    assume(worse.figures[1:] == better.figures[1:] or "leader" not in criterion)  # not a better mark, another target
    before = ranks(tree, {**units, "u0": {**units["u0"], criterion["id"]: worse}})
    after = ranks(tree, {**units, "u0": {**units["u0"], criterion["id"]: better}})
    assert before["u0"] is not None
    assert after["u0"] is not None
    assert after["u0"] <= before["u0"]
    for unit in units.keys() - {"u0"}:
        earlier, later = before[unit], after[unit]
        assert (earlier is None) == (later is None)
        assert earlier is None or later is None or later >= earlier


@few
@given(st.data())
def test_leaving_a_criterion_out_is_scoring_a_rubric_without_it(data: st.DataObject) -> None:
    tree = data.draw(rubrics(sums=True))
    criteria = list(leaves(tree["criteria"]))
    assume(len(criteria) > 1)
    left_out = data.draw(st.sampled_from(criteria))
    state = data.draw(st.sampled_from(["not_applicable", "unassigned"]))
    left_out[state] = "exclude"
    shorter = {**tree, "criteria": without(tree["criteria"], left_out["id"])}
    units = data.draw(bloc_of(shorter))
    assume(all(any(given.state in {"given", "not_applicable"} for given in marks.values()) for marks in units.values()))
    excluded = {unit: {**marks, left_out["id"]: Given(None, state=state)} for unit, marks in units.items()}
    assert ranks(tree, excluded) == ranks(shorter, units)
    wholes, shorts = (results_of(ranking_of(scoring_input(*pair))) for pair in ((tree, excluded), (shorter, units)))
    for unit, whole in wholes.items():
        part = shorts[unit]
        assert (whole.points, whole.maximum, whole.share) == (part.points, part.maximum, part.share)


@few
@given(st.data())
def test_a_blank_never_raises_the_share_and_stays_in_the_denominator(data: st.DataObject) -> None:
    tree = data.draw(rubrics(conditional=False))
    marks = data.draw(all_marks(tree))
    criterion = data.draw(st.sampled_from(list(leaves(tree["criteria"]))))
    given = scored(tree, {**marks, criterion["id"]: data.draw(marks_of(criterion))})
    blank = scored(tree, {**marks, criterion["id"]: BLANK})
    assume(criteria_of(given)[criterion["id"]].points >= 0)  # a mark below 0 is worse than none
    assert blank.maximum == given.maximum
    assert blank.points <= given.points
    assert blank.share is not None
    assert given.share is not None
    assert blank.share <= given.share
    assert criterion["id"] in blank.blank
    assert criterion["id"] not in given.blank


@few
@given(st.data())
def test_identical_units_share_a_rank(data: st.DataObject) -> None:
    tree = data.draw(rubrics())
    tree["ties"] = data.draw(ladders(tree))
    units = data.draw(bloc_of(tree))
    units["twin"] = units["u0"]
    ranking = ranking_of(scoring_input(tree, units))
    twins = [standing for standing in ranking.standings if standing.result.unit in {"u0", "twin"}]
    assert twins[0].rank == twins[1].rank
    assert [twin.tied for twin in twins] == [twins[0].rank is not None] * 2
    assert twins[0].classified == twins[1].classified


@few
@given(st.data())
def test_tie_breaks_rank_apart_only_those_with_equal_shares(data: st.DataObject) -> None:
    tree = data.draw(rubrics(depth=1))
    units = data.draw(bloc_of(tree, least=3))
    units["u0"] = units["u1"]  # a tie, unless one mark differs that does not count
    plain = ranking_of(scoring_input(tree, units))
    ranked_apart = ranking_of(scoring_input({**tree, "ties": data.draw(ladders(tree))}, units))
    shares = {unit: result.share for unit, result in results_of(plain).items()}
    before, after = ranks_of(plain), ranks_of(ranked_apart)
    for standing in ranked_apart.standings:
        unit = standing.result.unit
        together = [other for other, rank in before.items() if rank is not None and rank == before[unit]]
        assert (before[unit] is None) == (after[unit] is None)
        if standing.rank is not None and before[unit] is not None:
            assert before[unit] <= standing.rank < before[unit] + len(together)  # type: ignore[operator]
        if standing.tie_break is not None:
            assert any(shares[other] == shares[unit] and after[other] != after[unit] for other in together)


@few
@given(st.data())
def test_the_order_of_the_criteria_in_the_file_plays_no_part(data: st.DataObject) -> None:
    tree = data.draw(rubrics())
    units = data.draw(bloc_of(tree))
    other = {**tree, "criteria": data.draw(st.permutations(tree["criteria"]))}
    assert ranks(tree, units) == ranks(other, units)
    one, two = (results_of(ranking_of(scoring_input(each, units))) for each in (tree, other))
    assert {unit: result.points for unit, result in one.items()} == {
        unit: result.points for unit, result in two.items()
    }


# ------------------------------------------------------------------ stages


def staged(mark: Any) -> Tree:
    """Write a later stage's mark with a reason, so that it may differ."""
    return {**mark, "reason": "Lý do"} if isinstance(mark, dict) else {"mark": mark, "reason": "Lý do"}


@st.composite
def staged_units(draw: st.DrawFn, tree: Tree) -> dict[str, dict[str, dict[str, Given]]]:
    """Draw marks by unit, criterion and stage; any of the stages may have said nothing."""
    units: dict[str, dict[str, dict[str, Given]]] = {}
    for number in range(draw(st.integers(1, 3))):
        units[f"u{number}"] = {
            criterion["id"]: {stage: draw(marks_of(criterion)) for stage in STAGES if draw(st.booleans())}
            for criterion in all_criteria(tree)
        }
    return units


def staged_input(
    tree: Tree, units: dict[str, dict[str, dict[str, Given]]], stage: str, *, upto: int = 3
) -> ScoringInput:
    sheets = {
        unit: {
            identity: {name: staged(given.mark) for name, given in by_stage.items() if name in STAGES[:upto]}
            for identity, by_stage in marks.items()
        }
        for unit, marks in units.items()
    }
    return input_from(rubric_from(tree), sheets, stage=stage)


@few
@given(st.data())
def test_the_latest_stage_that_gave_a_mark_counts(data: st.DataObject) -> None:
    tree = data.draw(rubrics(depth=1))
    units = data.draw(staged_units(tree))
    for number, stage in enumerate(STAGES):
        upto = STAGES[: number + 1]
        latest = {
            unit: {
                identity: next((by_stage[name] for name in reversed(upto) if name in by_stage), BLANK)
                for identity, by_stage in marks.items()
            }
            for unit, marks in units.items()
        }
        expected = reckon_bloc(tree, latest)
        outside = {one["id"] for one in extras(tree)}
        for unit, result in results_of(ranking_of(staged_input(tree, units, stage))).items():
            assert Fraction(result.points) == expected[unit].points
            blank = [identity for identity, mark in latest[unit].items() if mark is BLANK]
            assert result.blank == tuple(identity for identity in blank if identity not in outside)


@few
@given(st.data())
def test_looking_back_is_as_if_later_stages_had_not_been(data: st.DataObject) -> None:
    tree = data.draw(rubrics(depth=1))
    units = data.draw(staged_units(tree))
    for number, stage in enumerate(STAGES, start=1):
        back = ranking_of(staged_input(tree, units, stage))
        then = ranking_of(staged_input(tree, units, "board", upto=number))
        assert ranks_of(back) == ranks_of(then)
        assert back.provisional == then.provisional
        for unit, result in results_of(back).items():
            other = results_of(then)[unit]
            assert (result.points, result.maximum, result.blank, result.unverified) == (
                other.points,
                other.maximum,
                other.blank,
                other.unverified,
            )


@few
@given(st.data())
def test_the_stages_side_by_side_are_the_rankings_of_each_stage(data: st.DataObject) -> None:
    tree = data.draw(rubrics(depth=1))
    units = data.draw(staged_units(tree))
    scores = score_units(staged_input(tree, units, "board"), units)
    for number, stage in enumerate(STAGES):
        ranked = results_of(ranking_of(staged_input(tree, units, stage)))
        for unit, of_unit in zip(units, scores, strict=True):
            if number < len(of_unit.by_stage):
                assert of_unit.by_stage[number]._replace(sheet=None) == ranked[unit]._replace(sheet=None)
            else:  # the bloc has not come to this stage
                assert of_unit.counted.points == ranked[unit].points
