"""Statistics of a bloc, worked out by hand, and what must hold for any marks."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.scoring.statistics import Statistics, statistics
from tests.campaigns import input_from, ranking_of, rubric_from

TWO_GROUPS = """
criteria:
  - {id: I, criteria: [{id: I.1, points: 10}]}
  - {id: II, criteria: [{id: II.1, points: 10}, {id: II.2, points: 10}]}
"""


def _of(rubric: Rubric, marks: dict[str, dict[str, str] | None]) -> Statistics:
    return statistics(ranking_of(input_from(rubric, marks)))


def test_groups_decide_by_their_covariance_with_the_total() -> None:
    # I: 1, 2, 3 (mean 2); II: 5, 5, 8 (mean 6); T: 6, 7, 11 (mean 8), 3·var = 4 + 1 + 9 = 14.
    # 3·cov(I, T) = 2 + 0 + 3 = 5; 3·cov(II, T) = 2 + 1 + 6 = 9.
    marks = {
        "a": {"I.1": "1", "II.1": "5", "II.2": "0"},
        "b": {"I.1": "2", "II.1": "5", "II.2": "0"},
        "c": {"I.1": "3", "II.1": "8", "II.2": "0"},
    }
    found = _of(rubric_from(TWO_GROUPS), marks)
    assert [(part.id, part.average, part.decides) for part in found.parts] == [
        ("I", 2, Fraction(5, 14)),
        ("II", 6, Fraction(9, 14)),
    ]
    assert (found.variance, found.average, found.counted) == (Fraction(14, 3), 8, 3)


def test_criteria_by_shares_of_their_maximum() -> None:
    marks = {
        "a": {"I.1": "1", "II.1": "10", "II.2": "0"},
        "b": {"I.1": "2", "II.1": "10", "II.2": "0"},
        "c": {"I.1": "6", "II.1": "10"},
        "d": None,
    }
    first, full, none = _of(rubric_from(TWO_GROUPS), marks).criteria
    assert (first.marked, first.lowest, first.average, first.highest, first.spread) == (
        3,
        Fraction(1, 10),
        Fraction(3, 10),
        Fraction(6, 10),
        5,
    )
    assert (full.all_full, full.all_none, full.spread) == (True, False, 0)
    assert (none.all_full, none.all_none, none.marked) == (False, True, 2)  # a blank is no zero


def test_what_parts_the_units_most_comes_first() -> None:
    marks = {"a": {"I.1": "1", "II.1": "10", "II.2": "4"}, "b": {"I.1": "2", "II.1": "2", "II.2": "4"}}
    found = _of(rubric_from(TWO_GROUPS), marks)
    assert [one.criterion.id for one in found.widest_spread(5)] == ["II.1", "I.1"]
    assert [one.criterion.id for one in found.widest_spread(1)] == ["II.1"]


def test_equal_totals_leave_nothing_to_decide() -> None:
    found = _of(rubric_from(TWO_GROUPS), {"a": {"I.1": "1", "II.1": "2"}, "b": {"I.1": "2", "II.1": "1"}})
    assert found.variance == 0
    assert [part.decides for part in found.parts] == [None, None]


def test_nobody_ranked_has_no_statistics() -> None:
    found = _of(rubric_from(TWO_GROUPS), {"a": None})
    assert (found.counted, found.parts, found.average) == (0, (), None)
    assert [one.marked for one in found.criteria] == [0, 0, 0]


WHOLE = """
rounding: {decimals: 0, at: total}
criteria:
  - {id: I, weight: 2, points: 10, criteria: [{id: I.1, points: 10}]}
  - {id: II, points: 10, take: average, criteria: [{id: II.1, points: 10}, {id: II.2, points: 10}]}
total: 30
bonus: {above_total: no, criteria: [{id: B.1, name: T, points: 5, evidence: optional}]}
penalties: {criteria: [{id: P.1, name: T, points: 5, evidence: optional}]}
"""
MARKS = st.fixed_dictionaries(
    {
        identity: st.decimals(min_value=0, max_value=most, places=2).map(str)
        for identity, most in {"I.1": 10, "II.1": 10, "II.2": 10, "B.1": 5, "P.1": 5}.items()
    }
)


@given(st.lists(MARKS, min_size=1, max_size=6))
def test_the_parts_decide_all_of_it_whatever_is_cut_and_rounded(units: list[dict[str, str]]) -> None:
    found = _of(rubric_from(WHOLE), {f"u{number}": marks for number, marks in enumerate(units)})
    decided = [part.decides for part in found.parts]
    if found.variance:
        assert sum((share or Fraction(0) for share in decided), Fraction(0)) == 1
    else:
        assert set(decided) <= {None}
    assert sum((part.average for part in found.parts), Fraction(0)) == found.average


def test_what_was_reached_in_a_group_is_the_average_of_the_units_shares() -> None:
    # I: 1/10, 3/10, mean 1/5. II: 5/10 for the unit with II.2 left out, 10/20; mean 1/2. Totals are not in it.
    rubric = rubric_from(f"not_applicable: exclude{TWO_GROUPS}")
    marks = {
        "a": {"I.1": "1", "II.1": "5", "II.2": {"not_applicable": "Không có"}},
        "b": {"I.1": "3", "II.1": "10", "II.2": "0"},
    }
    found = statistics(ranking_of(input_from(rubric, marks)))
    assert [part.reached for part in found.parts] == [Fraction(1, 5), Fraction(1, 2)]


def test_the_strongest_and_the_weakest_criteria_never_part_equal_ones() -> None:
    rubric = rubric_from("criteria: [" + ", ".join(f"{{id: '{number}', points: 10}}" for number in range(1, 7)) + "]")
    marks = {"a": dict(zip("123456", ("10", "10", "2", "4", "4", "9"), strict=True))}
    found = statistics(ranking_of(input_from(rubric, marks)))

    def ids(most: int, *, weakest: bool) -> list[str]:
        return [one.criterion.id for one in (found.weakest(most) if weakest else found.strongest(most))]

    assert ids(2, weakest=True) == ["3"]  # 4 and 5 are equal, and there is room for one
    assert ids(3, weakest=True) == ["3", "4", "5"]
    assert ids(9, weakest=True) == ["3", "4", "5", "6"]  # not those that all do in full
    assert ids(1, weakest=False) == ["1", "2"]  # the highest are equal, so that none is left out
    assert ids(3, weakest=False) == ["1", "2", "6"]


def test_the_criteria_that_carry_the_difference() -> None:
    """Of the totals 6, 7, 11 (3·var = 14): I.1 has 3·cov = 5 and II.1 has 9, II.2 parts nobody."""
    marks = {
        "a": {"I.1": "1", "II.1": "5", "II.2": "2"},
        "b": {"I.1": "2", "II.1": "5", "II.2": "2"},
        "c": {"I.1": "3", "II.1": "8", "II.2": "2"},
    }
    found = _of(rubric_from(TWO_GROUPS), marks)
    assert [(one.node.id, one.share) for one in found.differences] == [
        ("II.1", Fraction(9, 14)),
        ("I.1", Fraction(5, 14)),
    ]
    assert [one.node.id for one in found.main_differences] == ["II.1"]
    assert [one.criterion.id for one in found.criteria if one.parts_nobody] == ["II.2"]
    assert (found.few, found.by_share, found.similar()) == (True, False, ())


def test_what_is_left_out_carries_no_difference() -> None:
    """Units are ranked by shares: 8 of 10 and 14 of 20 are 80 and 70 %, and I.1 alone makes the difference."""
    rubric = rubric_from(f"not_applicable: exclude{TWO_GROUPS}")
    marks = {
        "a": {"I.1": "8", "II.1": {"not_applicable": "Không"}, "II.2": {"not_applicable": "Không"}},
        "b": {"I.1": "1", "II.1": "10", "II.2": "10"},
    }
    found = _of(rubric, marks)
    assert found.by_share
    assert [(one.node.id, one.share) for one in found.differences] == [("I.1", Fraction(1))]
    assert [(part.id, part.decides) for part in found.parts] == [("I", 1), ("II", 0)]


@given(st.lists(MARKS, min_size=2, max_size=5))
def test_criteria_with_caps_bonus_and_rounding_carry_all_of_it(units: list[dict[str, str]]) -> None:
    found = _of(rubric_from(WHOLE), {f"u{number}": marks for number, marks in enumerate(units)})
    by_part = {part.id: part.decides or Fraction(0) for part in found.parts}
    shares = {one.node.id: one.share for one in found.differences}
    assert shares.get("I.1", 0) == by_part["I"]
    assert shares.get("II.1", 0) + shares.get("II.2", 0) == by_part["II"]
