"""Which level of a rubric tables have columns for."""

import pytest

from qcdc_cli.scoring.table_level import next_level, table_level
from tests.campaigns import input_from, ranking_of, rubric_from

TWO = "{id: A.I, criteria: [{id: A.I.1, points: 10}, {id: A.I.2, points: 10}]}, {id: A.II, points: 5}"
NINE = ", ".join(f"{{id: A.{number}, points: 1}}" for number in range(1, 10))
EXTRAS = "bonus: {above_total: yes, criteria: [{id: T.1, points: 3}]}, penalties: {criteria: [{id: P.1, points: 3}]}"


def level_of(criteria: str, *marks: str, more: str = "") -> list[str]:
    rubric = rubric_from(f"{{criteria: [{criteria}]{more}}}")
    given = {f"u{number}": own for number, own in enumerate(marks)}
    ranking = ranking_of(input_from(rubric, given))
    return [node.id for node in table_level(rubric, [one.result for one in ranking.standings]).nodes]


@pytest.mark.parametrize(
    ("criteria", "marks", "expected"),
    [
        ("{id: I, points: 10}, {id: II, points: 5}", ("{I: 9}", "{I: 8}"), ["I", "II"]),
        (f"{{id: A, criteria: [{TWO}]}}", ("{A.I.1: 9}", "{A.I.1: 8}"), ["A.I", "A.II"]),
        (f"{{id: X, criteria: [{{id: A, criteria: [{TWO}]}}]}}", ("{A.I.1: 9}", "{A.I.1: 8}"), ["A.I", "A.II"]),
        # they differ only below: 9 + 8 and 8 + 9 in A.I
        (
            f"{{id: A, criteria: [{TWO}]}}",
            ("{A.I.1: 9, A.I.2: 8}", "{A.I.1: 8, A.I.2: 9}"),
            ["A.I.1", "A.I.2", "A.II"],
        ),
        # nothing to tell apart: the first level with several parts
        (f"{{id: A, criteria: [{TWO}]}}", ("{A.I.1: 9}",), ["A.I", "A.II"]),
        (f"{{id: A, criteria: [{TWO}]}}", ("{}", "{}"), ["A.I", "A.II"]),
        # more than fit stay below their group
        (f"{{id: A, criteria: [{NINE}]}}", ("{A.1: 1}", "{A.1: 0}"), ["A"]),
        (f"{{id: A, criteria: [{{id: B, criteria: [{NINE}]}}, {{id: C, points: 1}}]}}", ("{A.1: 1}", "{}"), ["B", "C"]),
    ],
)
def test_the_level_on_which_units_differ(criteria: str, marks: tuple[str, ...], expected: list[str]) -> None:
    assert level_of(criteria, *marks) == expected
    assert level_of(criteria, *marks, more=f", {EXTRAS}") == [*expected, "bonus", "penalties"]


def test_the_next_level_keeps_criteria_and_what_stands_outside_the_total() -> None:
    rubric = rubric_from(f"{{criteria: [{{id: A, criteria: [{TWO}]}}, {{id: C, points: 1}}], {EXTRAS}}}")
    first = table_level(rubric, [])
    deeper = next_level(first)
    assert deeper is not None
    assert [node.id for node in deeper.nodes] == ["A.I", "A.II", "C", "bonus", "penalties"]
    assert [group.id for group in deeper.above] == ["A"]
    assert (first.mostly_groups, deeper.mostly_groups) == (True, False)
    deepest = next_level(deeper)
    assert deepest is not None
    assert [node.id for node in deepest.nodes] == ["A.I.1", "A.I.2", "A.II", "C", "bonus", "penalties"]
    assert next_level(deepest) is None
