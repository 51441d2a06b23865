"""Rankings of several blocs put together and summed up."""

from dataclasses import replace
from fractions import Fraction

from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import use
from qcdc_cli.render.tables.several_blocs import across_table
from qcdc_cli.scoring.across import difference, rank_across
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.scoring.rollup import roll_up
from tests.campaigns import input_from, ranking_of, rubric_from

ONE = """
criteria:
  - {id: I, criteria: [{id: I.1, points: 6}, {id: I.2, points: 4}]}
ties: [criterion I.1, lots]
"""


def _ranking(rubric: Rubric, bloc: str, marks: dict[str, dict[str, str] | None], **places: str) -> Ranking:
    ranking = ranking_of(input_from(rubric, marks))
    return replace(ranking, bloc_id=bloc, bloc=ranking.bloc.model_copy(update={"name": bloc, **places}))


def test_equal_shares_are_ranked_apart_by_steps_that_mean_the_same_everywhere() -> None:
    rubric = rubric_from(ONE)
    first = _ranking(rubric, "x", {"a": {"I.1": "3", "I.2": "4"}, "b": {"I.1": "5", "I.2": "2"}})
    second = _ranking(rubric, "y", {"c": {"I.1": "5", "I.2": "2"}, "d": None})
    (across,) = rank_across([first, second])
    assert [(line.standing.result.unit, line.rank, line.tied) for line in across.lines] == [
        ("b", 1, True),
        ("c", 1, True),
        ("a", 3, False),
        ("d", None, False),
    ]
    assert across.provisional
    assert across.ties_left_to_blocs  # lots


def test_blocs_with_equal_rubrics_are_together_and_others_apart() -> None:
    same, again = rubric_from(ONE), rubric_from(ONE)
    other = rubric_from("criteria: [{id: I, criteria: [{id: I.1, points: 7}]}, {id: II, points: 3}]")
    rankings = [
        _ranking(same, "x", {"a": {"I.1": "1", "I.2": "1"}}),
        _ranking(other, "y", {"b": {"I.1": "1", "II": "1"}}),
        _ranking(again, "z", {"c": {"I.1": "2", "I.2": "1"}}),
    ]
    found = rank_across(rankings)
    assert [[ranking.bloc_id for ranking in across.rankings] for across in found] == [["x", "z"], ["y"]]
    assert [line.standing.result.unit for line in found[0].lines] == ["c", "a"]
    how = difference(same, other)
    assert (how.only_here, how.only_there) == (("I.2",), ("II",))
    assert [(identity, here, there) for identity, here, there in how.points] == [("I", 10, 7), ("I.1", 6, 7)]
    assert how.scored == ()


def test_rubrics_are_equal_that_write_the_same_numbers_in_other_digits() -> None:
    rubrics = [rubric_from(ONE), rubric_from(ONE.replace("points: 6", "points: 6.0"))]
    assert hash(rubrics[0]) == hash(rubrics[1])
    rankings = [_ranking(one, bloc, {bloc: {"I.1": "1"}}) for one, bloc in zip(rubrics, "xy", strict=True)]
    assert len(rank_across(rankings)) == 1
    assert roll_up(rankings, "bloc").rubrics == (rubrics[0],)


def test_a_table_says_how_its_rubric_differs_from_the_first_ten_others() -> None:
    rubrics = [rubric_from(f"name: Rubric {number}\n{ONE}") for number in range(13)]
    found = rank_across([_ranking(one, f"b{n}", {f"u{n}": {"I.1": "1"}}) for n, one in enumerate(rubrics)])
    use("en")
    notes = [note for note in across_table(found[3], found).notes if "anked with" in note]
    assert [note.partition("use ")[2].partition(",")[0] for note in notes] == [
        *(f"“Rubric {number}”" for number in range(11) if number != 3),
        "2 more rubrics.",
    ]
    assert notes[-1] == "Nor ranked with the blocs that use 2 more rubrics."
    assert not any("more rubric" in note for note in across_table(found[0], found[:11]).notes)


def test_a_criterion_is_scored_differently_where_both_have_it() -> None:
    direct = rubric_from("criteria: [{id: I, points: 7}, {id: II, points: 3}, {id: III, points: 1}]")
    counted = rubric_from(
        "criteria: [{id: I, points: 7, count: {each: 1, unit: x}}, {id: II, points: 3},"
        " {id: IV, criteria: [{id: V, points: 1}]}]"
    )
    how = difference(direct, counted)
    assert (how.only_here, how.only_there, how.points, how.scored) == (("III",), ("IV", "V"), (), ("I",))
    assert difference(counted, direct).scored == ("I",)


def test_one_unit_with_something_left_out_is_enough_for_shares() -> None:
    rubric = rubric_from(f"{ONE}not_applicable: exclude\n")
    whole = _ranking(rubric, "x", {"a": {"I.1": "3", "I.2": "4"}})
    partly = _ranking(rubric, "y", {"b": {"I.1": "3", "I.2": {"not_applicable": "x"}}})
    assert [across.leaves_out for across in rank_across([whole, partly])] == [True]
    assert [across.leaves_out for across in rank_across([whole])] == [False]


def test_a_unit_with_no_points_at_all_is_last_and_ranked() -> None:
    rubric = rubric_from(ONE)
    nothing = _ranking(rubric, "x", {"a": {"I.1": "0", "I.2": "0"}})
    little = _ranking(rubric, "y", {"b": {"I.1": "0", "I.2": "1"}, "c": {"I.1": "6", "I.2": "4"}})
    (across,) = rank_across([nothing, little])
    assert [(line.standing.result.unit, line.rank) for line in across.lines] == [("c", 1), ("b", 2), ("a", 3)]


def test_averages_are_over_units_not_over_blocs() -> None:
    rubric = rubric_from(ONE)
    first = _ranking(rubric, "x", {"a": {"I.1": "6", "I.2": "4"}, "b": {"I.1": "5", "I.2": "4"}}, district="D")
    second = _ranking(rubric, "y", {"c": {"I.1": "2", "I.2": "0"}, "d": None}, district="D")
    third = _ranking(rubric, "z", {"e": {"I.1": "1", "I.2": "0"}})
    rolled = roll_up([first, second, third], "district")
    district, unsaid = rolled.lines
    assert (district.name, district.blocs, district.units, district.ranked) == ("D", ("x", "y"), 4, 3)
    assert (district.without_sheet, district.provisional) == (1, True)
    assert (district.average, district.lowest, district.highest) == (Fraction(7, 10), Fraction(1, 5), 1)
    assert (unsaid.name, unsaid.average) == ("", Fraction(1, 10))
    assert rolled.whole.average == (1 + Fraction(9, 10) + Fraction(1, 5) + Fraction(1, 10)) / 4


def test_a_bloc_without_any_ranked_unit_has_no_average() -> None:
    line = roll_up([_ranking(rubric_from(ONE), "x", {"a": None})], "bloc").lines[0]
    assert (line.average, line.lowest, line.highest, line.ranked) == (None, None, None, 0)


def test_rubrics_that_differ_in_what_they_decide_say_in_which_keys() -> None:
    one = rubric_from(ONE)
    other = rubric_from(f"{ONE}not_applicable: exclude\nclassify_up_to: 9\n")
    how = difference(one, other)
    assert (how.only_here, how.only_there, how.points, how.scored) == ((), (), (), ())
    assert how.settings == ("not_applicable", "classify_up_to")
