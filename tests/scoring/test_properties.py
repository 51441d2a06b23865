"""What must hold for every rubric and every sheet, tried on random ones (tests/scoring/scales.py)."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qcdc_cli.scoring.bench import Bench
from qcdc_cli.scoring.result import GroupResult, UnitResult
from qcdc_cli.scoring.scores import score_units
from tests.campaigns import (
    STAGES,
    bench_from,
    groups_of,
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
    all_marks,
    bloc_of,
    leaves,
    marks_of,
    reckon,
    rubrics,
    sheet,
    without,
)

few = settings(max_examples=40)


def bench(tree: Tree, units: Mapping[str, Marks]) -> Bench:
    return bench_from(rubric_from(tree), {unit: sheet(marks) for unit, marks in units.items()})


def ranks(tree: Tree, units: Mapping[str, Marks]) -> dict[str, int | None]:
    return ranks_of(ranking_of(bench(tree, units)))


def scored(tree: Tree, marks: Marks) -> UnitResult:
    return unit_result(rubric_from(tree), sheet(marks))


@settings(max_examples=150)
@given(st.data())
def test_every_sum_is_exact_and_rounded_where_the_rubric_says(data: st.DataObject) -> None:
    tree = data.draw(rubrics())
    marks = data.draw(all_marks(tree))
    result, expected = scored(tree, marks), reckon(tree, marks)
    assert (Fraction(result.points), Fraction(result.maximum)) == expected[:2]
    assert {
        identity: (Fraction(group.points), Fraction(group.maximum)) for identity, group in groups_of(result).items()
    } == expected.groups
    assert result.share == (expected.points / expected.maximum if expected.maximum else None)


@few
@given(st.data())
def test_a_group_is_the_sum_of_its_parts_and_never_more_than_its_points(data: st.DataObject) -> None:
    tree = data.draw(rubrics(places=("criterion", "total")))
    result = scored(tree, data.draw(all_marks(tree)))
    for group in groups_of(result).values():
        parts = sum((Fraction(part.points) for part in group.parts), Fraction(0))
        assert Fraction(group.points) == parts
        assert group.points <= group.maximum <= group.group.points
        assert group.maximum == sum(part.maximum for part in group.parts)
    for part in result.criteria:
        assert 0 <= part.points <= part.maximum <= part.criterion.points
    assert result.points <= result.maximum <= result.full
    assert len(result.blank) == sum(
        part.blank if isinstance(part, GroupResult) else part.counted is None for part in result.parts
    )


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
    tree = data.draw(rubrics())
    units = data.draw(bloc_of(tree, least=2))
    criterion = data.draw(st.sampled_from(list(leaves(tree["criteria"]))))
    worse, better = sorted(data.draw(st.tuples(marks_of(criterion), marks_of(criterion))), key=lambda mark: mark.worth)
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
    tree = data.draw(rubrics())
    criteria = list(leaves(tree["criteria"]))
    assume(len(criteria) > 1)
    left_out = data.draw(st.sampled_from(criteria))
    state = data.draw(st.sampled_from(["not_applicable", "unassigned"]))
    left_out.pop("not_applicable", None)
    tree = {**tree, state: "exclude"}
    shorter = {**tree, "criteria": without(tree["criteria"], left_out["id"])}
    units = data.draw(bloc_of(shorter))
    excluded = {unit: {**marks, left_out["id"]: Given(None, state=state)} for unit, marks in units.items()}
    assert ranks(tree, excluded) == ranks(shorter, units)
    for unit, marks in units.items():
        whole, part = scored(tree, excluded[unit]), scored(shorter, marks)
        assert (whole.points, whole.maximum, whole.share) == (part.points, part.maximum, part.share)


@few
@given(st.data())
def test_a_blank_never_raises_the_share_and_stays_in_the_denominator(data: st.DataObject) -> None:
    tree = data.draw(rubrics())
    marks = data.draw(all_marks(tree))
    criterion = data.draw(st.sampled_from(list(leaves(tree["criteria"]))))
    given = scored(tree, {**marks, criterion["id"]: data.draw(marks_of(criterion))})
    blank = scored(tree, {**marks, criterion["id"]: BLANK})
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
    units = data.draw(bloc_of(tree))
    units["twin"] = units["u0"]
    ranking = ranking_of(bench(tree, units))
    twins = [standing for standing in ranking.standings if standing.result.unit in {"u0", "twin"}]
    assert twins[0].rank == twins[1].rank
    assert [twin.tied for twin in twins] == [twins[0].rank is not None] * 2
    assert twins[0].classified == twins[1].classified


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
            for criterion in leaves(tree["criteria"])
        }
    return units


def staged_bench(tree: Tree, units: dict[str, dict[str, dict[str, Given]]], stage: str, *, upto: int = 3) -> Bench:
    sheets = {
        unit: {
            identity: {name: staged(given.mark) for name, given in by_stage.items() if name in STAGES[:upto]}
            for identity, by_stage in marks.items()
        }
        for unit, marks in units.items()
    }
    return bench_from(rubric_from(tree), sheets, stage=stage)


@few
@given(st.data())
def test_the_latest_stage_that_gave_a_mark_counts(data: st.DataObject) -> None:
    tree = data.draw(rubrics(depth=1))
    units = data.draw(staged_units(tree))
    for number, stage in enumerate(STAGES):
        for unit, result in results_of(ranking_of(staged_bench(tree, units, stage))).items():
            latest = {
                identity: next((by_stage[name] for name in reversed(STAGES[: number + 1]) if name in by_stage), BLANK)
                for identity, by_stage in units[unit].items()
            }
            assert Fraction(result.points) == reckon(tree, latest).points
            assert result.blank == tuple(identity for identity, mark in latest.items() if mark is BLANK)


@few
@given(st.data())
def test_looking_back_is_as_if_later_stages_had_not_been(data: st.DataObject) -> None:
    tree = data.draw(rubrics(depth=1))
    units = data.draw(staged_units(tree))
    for number, stage in enumerate(STAGES, start=1):
        back = ranking_of(staged_bench(tree, units, stage))
        then = ranking_of(staged_bench(tree, units, "board", upto=number))
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
    scores = score_units(staged_bench(tree, units, "board"), units)
    for number, stage in enumerate(STAGES):
        ranked = results_of(ranking_of(staged_bench(tree, units, stage)))
        for unit, of_unit in zip(units, scores, strict=True):
            if number < len(of_unit.by_stage):
                assert of_unit.by_stage[number]._replace(sheet=None) == ranked[unit]._replace(sheet=None)
            else:  # the bloc has not come to this stage
                assert of_unit.counted.points == ranked[unit].points
