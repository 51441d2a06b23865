"""Which criteria are nearly copies: counted by hand, and against a count of every pair of units."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.scoring.similar_criteria import similar_criteria
from tests.campaigns import criterion_from

ONE, OTHER = criterion_from({"id": "A"}), criterion_from({"id": "B"})


def _found(*points: list[int | None]) -> list[tuple[int, int, int, Fraction]]:
    exact = [[None if own is None else Fraction(own) for own in each] for each in points]
    return [(one.units, one.parted, one.same, one.share) for one in similar_criteria([ONE, OTHER], exact)]


def test_the_same_order_whatever_the_points() -> None:
    assert _found([1, 2, 3, 4, 5, 5], [0, 7, 8, 9, 10, 10]) == [(6, 14, 14, Fraction(1))]  # 15 pairs, one tied on both


def test_one_pair_of_units_in_the_other_order() -> None:
    """Of the 10 pairs of 5 units, 9 the same way: just enough; of 8 that either parts, 7 are not."""
    assert _found([1, 2, 3, 4, 5], [1, 2, 3, 5, 4]) == [(5, 10, 9, Fraction(9, 10))]
    assert _found([1, 2, 3, 3, 3], [1, 2, 4, 4, 3]) == []


def test_what_parts_few_is_no_copy() -> None:
    """One unit of eight is singled out: 7 of 28 pairs, which both part the same way, by chance in one case of eight."""
    assert _found([0, 1, 1, 1, 1, 1, 1, 1], [0, 5, 5, 5, 5, 5, 5, 5]) == []


def test_few_units_say_nothing_and_only_those_with_both_marks_count() -> None:
    assert _found([1, 2, 3, 4], [1, 2, 3, 4]) == []
    assert _found([1, 2, 3, 4, None, 6], [1, 2, 3, 4, 5, None]) == []
    assert _found([1, 2, 3, 4, 5, None], [1, 2, 3, 4, 5, 0]) == [(5, 10, 10, Fraction(1))]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=5, max_size=12))
def test_as_counted_pair_by_pair(units: list[tuple[int, int]]) -> None:
    pairs = list(combinations(units, 2))
    parted = sum(one != other for one, other in pairs)
    same = sum((a < c and b < d) or (a > c and b > d) for (a, b), (c, d) in pairs)
    wanted = (
        [(len(units), parted, same, Fraction(same, parted))]
        if 2 * parted >= len(pairs) and 10 * same >= 9 * parted
        else []
    )
    assert _found([a for a, _ in units], [b for _, b in units]) == wanted
