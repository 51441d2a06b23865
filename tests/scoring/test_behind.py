"""How far a unit is behind the one ranked above it, and where: by hand, and on random rubrics and marks."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli.language.figures import fraction_as_decimal
from qcdc_cli.scoring.behind import Behind, PartDifference, behind
from tests.campaigns import Given, input_from, ranking_of, rubric_from
from tests.scoring.scales import bloc_of, rubrics, sheet

TWO = "criteria: [{id: A.1, points: 10}, {id: A.2, points: 10}]"


def found_in(tree: Given, marks: Mapping[str, Given], unit: str) -> Behind | None:
    """Return how far a unit is behind; marks that are no mapping are points, such as `{I: 4}`."""
    ranking = ranking_of(input_from(rubric_from(tree), marks))
    standing = next(one for one in ranking.standings if one.result.unit == unit)
    return behind(ranking, standing)


def amounts(differences: tuple[PartDifference, ...]) -> dict[str, str]:
    return {one.node.id: str(float(one.amount)) for one in differences}


def test_a_unit_is_behind_by_what_its_groups_differ() -> None:
    tree = """
rounding: {decimals: 2, at: criterion}
criteria:
  - {id: I, criteria: [{id: I.1, points: 10}]}
  - {id: II, criteria: [{id: II.1, points: 10}]}
  - {id: III, criteria: [{id: III.1, points: 10}]}
"""
    marks = {"a": "{I.1: 9, II.1: 8, III.1: 9.5}", "b": "{I.1: 9.4, II.1: 8, III.1: 8.25}", "c": "{I.1: 1}"}
    found = found_in(tree, marks, "b")
    assert found is not None
    assert found.above.result.unit == "a"
    assert found.whole == Fraction("-0.85")
    assert amounts(found.parts) == {"I": "0.4", "III": "-1.25"}
    assert (found.caps, found.bonus, found.rounding) == ((), 0, 0)


def test_the_first_and_those_with_an_equal_total_are_behind_nobody() -> None:
    tree = "{ties: [criterion I], criteria: [{id: I, points: 10}, {id: II, points: 10}]}"
    marks = {"a": "{I: 9, II: 1}", "b": "{I: 8, II: 2}"}
    assert found_in(tree, marks, "a") is None
    assert found_in(tree, marks, "b") is None  # ranked behind by the tie-break alone
    assert found_in(tree, {"a": "{I: 9, II: 1}", "b": None}, "b") is None


@pytest.mark.parametrize(
    ("tree", "marks", "whole", "parts", "caps", "bonus", "rounding"),
    [
        # Groups in the only top group: 2 × (9 − 7) and 8 − 6, without a word on A.
        (
            "criteria: [{id: A, criteria: [{id: A.1, points: 10, weight: 2}, {id: A.2, points: 10}]}]",
            ("{A.1: 9, A.2: 6}", "{A.1: 7, A.2: 8}"),
            "-2", {"A.1": "-4.0", "A.2": "2.0"}, {}, "0", "0",
        ),
        # The cap of the only top group takes 5 from the first: 20 → 15; the second has 14.
        (
            f"criteria: [{{id: A, cap: 15, points: 15, {TWO}}}]",
            ("{A.1: 10, A.2: 10}", "{A.1: 10, A.2: 4}"),
            "-1", {"A.2": "-6.0"}, {"A": "5.0"}, "0", "0",
        ),
        # The mean of two parts: (10 + 6) ÷ 2 and (6 + 6) ÷ 2.
        (
            f"{{rounding: {{decimals: 0, at: total}}, criteria: [{{id: A, take: average, {TWO}}}]}}",
            ("{A.1: 10, A.2: 6}", "{A.1: 6, A.2: 6}"),
            "-2", {"A.1": "-2.0"}, {}, "0", "0",
        ),
        # 7.4 and 1.6 are rounded to 7 and 2 at the total: −5.8 become −5.
        (
            "{rounding: {decimals: 0, at: total}, criteria: [{id: I, points: 10}, {id: II, points: 10}]}",
            ("{I: 2.4, II: 5}", "{I: 1.5, II: 0.1}"),
            "-5", {"I": "-0.9", "II": "-4.9"}, {}, "0", "0.8",
        ),
        # The first has 10 + 2 of at most 10: its bonus does not count.
        (
            "{criteria: [{id: I, points: 10}], bonus: {above_total: no, cap: 2, criteria: [{id: T.1, points: 2}]}}",
            ("{I: 10, T.1: 2}", "{I: 7, T.1: 1}"),
            "-2", {"I": "-3.0", "bonus": "-1.0"}, {}, "2", "0",
        ),
        # The best part decides; it is no sum, so that A itself is named.
        (
            f"criteria: [{{id: A, take: best, points: 10, {TWO}}}]",
            ("{A.1: 9, A.2: 2}", "{A.1: 2, A.2: 8}"),
            "-1", {"A": "-1.0"}, {}, "0", "0",
        ),
    ],
    ids=["one-top-group", "its-cap", "its-mean", "rounding", "bonus", "best"],
)  # fmt: skip
def test_what_makes_the_difference(
    tree: str, marks: tuple[str, str], whole: str, parts: Any, caps: Any, bonus: str, rounding: str
) -> None:
    found = found_in(tree, {"a": marks[0], "b": marks[1]}, "b")
    assert found is not None
    assert (found.whole, found.bonus, found.rounding) == (Fraction(whole), Fraction(bonus), Fraction(rounding))
    assert (amounts(found.parts), amounts(found.caps)) == (parts, caps)
    assert not found.by_share


def test_what_is_left_out_makes_no_difference_between_shares() -> None:
    tree = "{not_applicable: exclude, criteria: [{id: I, points: 10}, {id: II, points: 10}]}"
    marks = {"a": "{I: 9, II: {not_applicable: không có}}", "b": "{I: 10, II: 6}"}
    found = found_in(tree, marks, "b")
    assert found is not None
    assert found.by_share
    assert found.whole == 80 - 90
    # The first missed 1 of its 10; the second nothing in I, and 4 of its 20 in II.
    assert {one.node.id: one.amount for one in found.parts} == {"I": 10, "II": -20}


@pytest.mark.slow
@settings(max_examples=150)
@given(st.data())
def test_the_differences_sum_to_the_whole(data: st.DataObject) -> None:
    tree = data.draw(rubrics())
    if data.draw(st.booleans()):  # one group around all others
        tree["criteria"] = [{"id": "A", "name": "Phần điểm chuẩn", "criteria": tree["criteria"]}]
    units = data.draw(bloc_of(tree))
    ranking = ranking_of(input_from(rubric_from(tree), {unit: sheet(marks) for unit, marks in units.items()}))
    results = {one.result.unit: one.result for one in ranking.standings}
    for standing in ranking.standings:
        found = behind(ranking, standing)
        if found is None:
            continue
        own, other = results[standing.result.unit], found.above.result
        assert found.whole < 0
        assert found.by_share <= ranking.leaves_out
        if found.by_share:
            assert found.whole == 100 * ((own.share or 0) - (other.share or 0))
        else:
            assert found.whole == Fraction(own.points) - Fraction(other.points)
        together = sum((one.amount for one in (*found.parts, *found.caps)), found.bonus + found.rounding)
        assert together == found.whole
        if ranking.rubric.rounding is None or ranking.rubric.rounding.at == "criterion":
            assert found.rounding == 0
        shown = found.as_shown(ranking, standing.result.unit, 2)
        amounts = [one.amount for one in (*shown.parts, *shown.caps)] + [shown.bonus, shown.rounding]
        assert sum(amounts) == shown.whole
        assert all(fraction_as_decimal(one, 0) == one for one in amounts)  # no fraction is left that nobody can read
        assert abs(shown.whole - found.whole) <= Fraction(1, 100)
        for own, exact in zip(shown.parts, found.parts, strict=True):
            assert abs(own.amount - exact.amount) <= Fraction(1, 200)
