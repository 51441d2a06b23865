"""Periods whose rubrics differ: what only one has or scores otherwise is said, other maxima are compared by share."""

from fractions import Fraction

from qcdc_cli.process.comparison import Apart, PeriodComparison, compare
from tests.campaigns import input_from, ranking_of, rubric_from

EARLIER = """
criteria:
  - {id: I, points: 10}
  - {id: II, points: 10}
  - {id: III, points: 5}
  - {id: IV, points: 10}
"""
LATER = """
criteria:
  - {id: I, points: 20}
  - {id: II, points: 10, deduct: {each: 1, unit: lần, floor: 0}}
  - {id: V, points: 5}
  - {id: IV, points: 10}
"""


def compared() -> PeriodComparison:
    earlier = {"a": {"I": "5", "II": "7", "III": "5", "IV": "4"}, "b": {"I": "2", "II": "7", "III": "5", "IV": "9"}}
    later = {"a": {"I": "8", "II": "2", "V": "1", "IV": "4"}, "b": {"I": "9", "II": "1", "V": "1", "IV": "3"}}
    before, after = (
        ranking_of(input_from(rubric_from(rubric), marks)) for rubric, marks in ((EARLIER, earlier), (LATER, later))
    )
    return compare([(before, after)])


def test_what_can_be_compared_and_what_cannot() -> None:
    """Of I the units had 50 and 20 %, now 40 and 45 %; IV is as it was."""
    found = {one.node.id: one for one in compared().parts}
    assert list(found) == ["I", "II", "V", "IV", "III"]
    assert {identity: one.apart for identity, one in found.items()} == {
        "I": Apart.MAXIMUM,
        "II": Apart.SCORED,
        "V": Apart.ONLY_LATER,
        "IV": None,
        "III": Apart.ONLY_EARLIER,
    }
    first, last = found["I"], found["IV"]
    assert (first.before, first.after) == (Fraction(35, 100), Fraction(425, 1000))
    assert (first.strongest, first.weakest) == ("b", "a")
    assert (last.before, last.after, last.strongest, last.weakest) == (Fraction(65, 100), Fraction(35, 100), None, "b")
    assert all(found[one].units == 0 and found[one].before is None for one in ("II", "III", "V"))


def test_points_are_not_compared_where_others_were_attainable() -> None:
    assert [one.points for one in compared().units] == [None, None]
