"""What holds for every kind of criterion: the registry, one mark one reading, no floats."""

from decimal import Decimal
from fractions import Fraction

import pytest

from qcdc_cli.kinds import KINDS, Direct, Kind
from tests.campaigns import in_both, rubric_faults, tree_of
from tests.kinds.judging import Judged, faults

# kind: its definition for 10 points, marks that are one and the same, and marks from worst to best
KINDS_AT_WORK = {
    "points": ("points: 10", ("4,5", "4.50", "' 4.5'"), ("0", "4,5", "10")),
    "levels": (
        "levels: {a: {name: Tốt, points: 10}, b: {name: Khá, points: 5}, c: {name: Yếu, points: 0}}",
        ("b", "Khá", "KHÁ"),
        ("c", "b", "a"),
    ),
    "pass": ("pass: Có", ("đạt", "met", "Đạt"), ("không đạt", "đạt")),
    "checklist": (
        "checklist: {a: {name: A, points: 4}, b: {name: B, points: 6}}",
        ("[a, b]", "[b, a]"),
        ("[]", "[a]", "[b]", "[a, b]"),
    ),
    "count": ("count: {each: 2, unit: vụ}", ("3", "3,0", "{actual: 3}"), ("0", "1", "5", "9")),
    "bands": (
        "bands: {unit: '%', table: [{from: 90, points: 10}, {from: 50, points: 4}, {points: 0}]}",
        ("89,7", "89.70", "{actual: 89.7}"),
        ("0", "50", "90"),
    ),
    "ratio": (
        "ratio: {unit: ấp}",
        ("{actual: 8, target: 9}", "{actual: 8.0, target: 9}", "{mark: 8, target: 9}"),
        ("{actual: 0, target: 9}", "{actual: 8, target: 9}", "{actual: 9, target: 9}", "{actual: 10, target: 9}"),
    ),
    "linear": (
        "linear: {unit: ngày, from: 30, to: 5}",
        ("12,5", "12.50", "{actual: 12.5}"),
        ("31", "30", "12", "5"),
    ),
    "leader": (
        "leader: {unit: ấp}",
        ("{actual: 8, target: 9}", "{actual: 8.0, target: 9}", "{mark: 8, target: 9}"),
        ("{actual: 0, target: 9}", "{actual: 8, target: 9}", "{actual: 9, target: 9}", "{actual: 10, target: 9}"),
    ),
    "place": ("place: {points: [10, 5]}", ("2", "2,0", "[2]"), ("3", "2", "1")),
    "judges": (
        "judges: {average: points, drop: none}",
        ("[8, 9]", "[8.0, 9]", "['8,0', ' 9']"),
        ("0", "[4, 5]", "[9, 10]", "[10, 10]"),
    ),
    "deduct": ("deduct: {each: 1, unit: lần}", ("3", "3,0", "{actual: 3}"), ("11", "10", "3", "0")),
    "plus_minus": (
        "plus_minus: {plus: {b: {name: B, each: 2}}, minus: {d: {name: D, each: 1}}, floor: 0}",
        ("{mark: {b: 3, d: 1}}", "{mark: {d: '1,0', b: 3}}", "['b: 3', 'd: 1']"),
        ("0", "{mark: {b: 1, d: 1}}", "{mark: {b: 9, d: 2}}"),
    ),
}


def test_every_kind_is_here() -> None:
    assert list(KINDS_AT_WORK) == [Direct.key, *KINDS]


@pytest.mark.parametrize("key", KINDS_AT_WORK)
def test_marks_that_say_the_same_are_equal(key: str) -> None:
    source, same, _ = KINDS_AT_WORK[key]
    judged = Judged(source)
    readings = [judged.reading(mark) for mark in same]
    assert all(reading == readings[0] for reading in readings)


@pytest.mark.parametrize("key", KINDS_AT_WORK)
def test_points_stay_between_0_and_the_maximum_and_rise_with_the_mark(key: str) -> None:
    source, _, marks = KINDS_AT_WORK[key]
    judged = Judged(source)
    points = [judged.points(mark) for mark in marks]
    assert points == sorted(points)
    assert points[0] == 0
    assert points[-1] == 10


@pytest.mark.parametrize("key", KINDS_AT_WORK)
def test_everything_is_said_in_both_languages_and_without_floats(key: str) -> None:
    source, same, marks = KINDS_AT_WORK[key]
    judged = Judged(source)
    vietnamese, english = judged.rule()
    assert vietnamese.endswith(".")
    assert english.endswith(".")
    assert vietnamese != english
    for mark in (*same, *marks):
        assert isinstance(judged.points(mark), Decimal | Fraction)
        assert all(judged.working(mark))
        assert all(judged.shown(mark))


@pytest.mark.parametrize("key", KINDS_AT_WORK)
def test_the_definition_is_sound(key: str) -> None:
    assert faults(KINDS_AT_WORK[key][0]) == []


def test_the_kinds_that_name_what_a_mark_can_be() -> None:
    named = {key: in_both(Judged(source).kind.choices) for key, (source, _, _) in KINDS_AT_WORK.items()}
    assert {key: choices for key, (choices, _) in named.items() if choices} == {
        "levels": {"a": "Tốt (10)", "b": "Khá (5)", "c": "Yếu (0)"},
        "checklist": {"a": "A (4)", "b": "B (6)"},
        "plus_minus": {"b": "B (+2)", "d": "D (−1)"},
    }


def test_the_kinds_that_take_a_target_that_divide_and_that_need_the_bloc() -> None:
    kinds: tuple[type[Kind], ...] = (Direct, *KINDS.values())
    assert [kind.key for kind in kinds if kind.takes_target] == ["ratio", "leader"]
    assert [kind.key for kind in kinds if kind.divides] == ["ratio", "linear", "leader", "place", "judges"]
    judged = [Judged(source) for source, _, _ in KINDS_AT_WORK.values()]
    assert [one.kind.key for one in judged if one.kind.relative] == ["leader"]
    assert all(one.kind.among([]) is one.kind for one in judged if not one.kind.relative and one.kind.key != "place")


@pytest.mark.parametrize("key", ["ratio", "linear", "leader", "place", "judges"])
def test_a_rubric_that_divides_says_how_to_round(key: str) -> None:
    unsaid = {"criteria": [{"id": "I.1", "points": "10", **tree_of(KINDS_AT_WORK[key][0])}]}
    assert rubric_faults(unsaid) == [("Q510", ("criteria", 0, key))]


def test_a_criterion_is_scored_in_one_way() -> None:
    assert faults("{pass: Có, count: {each: 1, unit: vụ}}") == [("Q504", ("count",))]
