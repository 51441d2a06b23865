"""Where a unit lost points, worked out by hand."""

from decimal import Decimal

from qcdc_cli.scoring.lost import lost_points
from tests.campaigns import rubric_from, unit_result

RUBRIC = """
criteria:
  - {id: a, name: A, points: 5}
  - {id: b, name: B, points: 5}
  - {id: c, name: C, points: 5}
  - {id: d, name: D, points: 5}
  - {id: e, name: E, points: 5}
  - {id: f, name: F, points: 5, evidence: required}
missing_evidence: zero
not_applicable: exclude
bonus: {cap: 3, above_total: no, criteria: [{id: b1, name: Thưởng, points: 3}]}
penalties: {cap: 4, criteria: [{id: p1, name: Trừ, points: 4}]}
"""
MARKS = "{a: 4, b: 5, c: 2.5, d: {not_applicable: không có}, f: 5, p1: 2, b1: 1}"


def test_the_most_first_and_blanks_last() -> None:
    """f loses 5 for want of evidence, c 2.5, the penalty 2, a 1; b has all, d counts nowhere, e is blank."""
    found = [(one.criterion.criterion.id, one.points) for one in lost_points(unit_result(rubric_from(RUBRIC), MARKS))]
    assert found == [
        ("f", Decimal(5)),
        ("c", Decimal("2.5")),
        ("p1", Decimal(2)),
        ("a", Decimal(1)),
        ("e", None),
    ]


def test_nothing_lost() -> None:
    result = unit_result(rubric_from("criteria: [{id: a, name: A, points: 5}]"), "{a: 5}")
    assert lost_points(result) == ()
