"""One thing changed at a time: who moves, by hand; and what is left out stays what the rubric says."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from qcdc_cli.process.sensitivity import WhatVaries, sensitivities
from qcdc_cli.process.sensitivity.alternatives import (
    Move,
    criteria_to_leave_out,
    groups_to_leave_out,
    leaving_out,
    other_roundings,
    other_ties,
    removed_units,
)
from qcdc_cli.process.sensitivity.ranked_anew import RankedAnew
from qcdc_cli.process.sensitivity.varied_marks import OpenMarks, RankBounds
from qcdc_cli.scoring.ranking import rank_bloc
from tests.campaigns import BLOC, Given, input_from, rubric_from

RUBRIC = """
rounding: {decimals: 1, at: criterion}
criteria:
  - id: I
    criteria:
      - {id: I.1, points: 10}
      - {id: I.2, points: 10, ratio: {unit: ấp}}
  - {id: II, cap: 12, criteria: [{id: II.1, points: 10}, {id: II.2, points: 10}]}
  - {id: III, take: best, criteria: [{id: III.1, points: 5}, {id: III.2, points: 5}]}
bonus: {above_total: no, criteria: [{id: T.1, points: 5}]}
penalties: {criteria: [{id: P.1, points: 5}]}
ties: [criterion I.1, fewest penalties]
"""
MARKS: dict[str, dict[str, Any]] = {
    # 9 + 6.7 + min(14, 12) + 5 = 32.7
    "a": {
        "I.1": "9",
        "I.2": {"self": {"actual": "2", "target": "3"}},
        "II.1": "7",
        "II.2": "7",
        "III.1": "5",
        "III.2": "1",
    },
    # 8 + 10 + 9 + 4 + 2 − 0.3 = 32.7, behind a by I.1
    "b": {"I.1": "8", "I.2": "10", "II.1": "9", "II.2": "0", "III.1": "4", "III.2": "4", "T.1": "2", "P.1": "0,3"},
    # 7 + 5 + 10 + 2 = 24
    "c": {
        "I.1": "7",
        "I.2": {"self": {"actual": "1", "target": "2"}},
        "II.1": "4",
        "II.2": "6",
        "III.1": "2",
        "III.2": "0",
    },
}
MARKS["b"]["I.2"] = {"self": {"actual": "3", "target": "3"}}


def bloc_of(rubric: Given = RUBRIC, marks: Mapping[str, Given | None] = MARKS, **more: Any) -> RankedAnew:
    filled = {
        unit: {**dict.fromkeys(("T.1", "P.1"), "0"), **own} if rubric is RUBRIC and isinstance(own, dict) else own
        for unit, own in marks.items()
    }
    return RankedAnew(input_from(rubric_from(rubric), filled, **more), BLOC)


def test_what_is_left_out_counts_on_neither_side_and_caps_stay() -> None:
    """Out of 12 instead of 20 points of II, a has min(7, 12); without III.1, the best of a is 1; ranks of b, a, c."""
    bloc = bloc_of()
    assert bloc.ranks == {"a": 1, "b": 2, "c": 3}
    found = {one.node.id: one for one in leaving_out(bloc, criteria_to_leave_out(bloc.rubric))}
    swapped = (Move("a", 1, 2), Move("b", 2, 1))
    # Without I.1 the totals are 23.7 and 24.7; II.1: 27.7 and 23.7; II.2: 27.7 and 32.7; III.1: 28.7 and 32.7.
    assert {identity: one.moves for identity, one in found.items() if one.moves} == {
        "I.1": swapped,
        "II.2": swapped,
        "III.1": swapped,
        "P.1": swapped,
    }
    assert (found["I.1"].mean_shift, found["I.1"].largest) == (Fraction(2, 3), 1)
    groups = {one.node.id: one.moves for one in leaving_out(bloc, groups_to_leave_out(bloc.rubric))}
    # Without I 17 and 14.7 (of a: 12 + 5; b: 9 + 4 + 2 − 0.3); II 20.7 and 23.7; bonus 32.7 and 30.7.
    assert groups == {"I": (), "II": swapped, "III": swapped, "bonus": (), "penalties": swapped}


def test_rounding_and_ties_by_hand() -> None:
    """To two decimals a has 6.67 instead of 6.7, and b passes it; to none 7, so that a has 33 and b 33 − 0."""
    bloc = bloc_of()
    moved = {(one.rounding.at, one.rounding.decimals): one.moves for one in other_roundings(bloc)}
    swapped = (Move("a", 1, 2), Move("b", 2, 1))
    assert moved == {
        ("criterion", 0): (),
        ("criterion", 2): swapped,
        ("group", 0): (),
        ("group", 1): (),
        ("group", 2): swapped,
        ("total", 0): (),
        ("total", 1): (),
        ("total", 2): swapped,
    }
    ladders = {tuple(step.rule for step in one.ladder): one.moves for one in other_ties(bloc)}
    assert ladders == {
        ("penalties",): (),  # a has none
        ("criterion",): (),
        (): (Move("b", 2, 1),),
        ("penalties", "criterion"): (),
    }
    apart = {**MARKS, "b": {**MARKS["b"], "I.1": "7"}}
    assert list(other_ties(bloc_of(marks=apart))) == []


def test_without_the_leader_the_others_turn_round() -> None:
    """DOMAIN.md's rule: above target, half and half by the leader's lead. Without c, a leads by 50 % and has all 10.

    With c, who leads by 400 %: a has 5 + 5 × 0.5 ÷ 4 = 5.63, and b 5 + 5 × 0.1 ÷ 4 = 5.13 plus 1 on II: b is first of
    the two. Without c, a has 10 and b 5 + 5 × 0.1 ÷ 0.5 = 6 plus 1.
    """
    rubric = """
    rounding: {decimals: 2, at: criterion}
    criteria: [{id: I, points: 10, leader: {unit: mô hình}}, {id: II, points: 10}]
    """
    marks: dict[str, Given | None] = {
        "a": {"I": {"self": {"actual": "15", "target": "10"}}, "II": "0"},
        "b": {"I": {"self": {"actual": "11", "target": "10"}}, "II": "1"},
        "c": {"I": {"self": {"actual": "50", "target": "10"}}, "II": "0"},
    }
    bloc = bloc_of(rubric, marks)
    assert bloc.ranks == {"c": 1, "b": 2, "a": 3}
    (without_c,) = removed_units(bloc)
    assert (without_c.unit, without_c.moves) == ("c", (Move("b", 1, 2), Move("a", 2, 1)))
    assert without_c.points == {"a": Fraction("4.37"), "b": Fraction("0.87")}
    assert list(removed_units(bloc_of())) == []


def test_bounds_say_who_cannot_be_passed() -> None:
    """Unverified I.1 of 10 points: a has 11 to 21, b (verified) 15, c (verified) 10, d 0 to 10."""
    rubric = "criteria: [{id: I.1, points: 10, step: 0.5}, {id: I.2, points: 20}]"
    verified: dict[str, Given] = {"I.1": {"self": "5", "bloc": "5"}, "I.2": {"self": "10", "bloc": "10"}}
    marks: dict[str, Given | None] = {
        "a": {"I.1": "8", "I.2": {"self": "11", "bloc": "11"}},
        "b": verified,
        "c": {**verified, "I.2": {"self": "5", "bloc": "5"}},
        "d": {"I.1": "3", "I.2": {"self": "0", "bloc": "0"}},
    }
    bloc = bloc_of(rubric, marks)
    open_marks = OpenMarks(bloc, rank_bloc(bloc.scoring_input, BLOC))
    assert open_marks.bounds() == {
        "a": RankBounds(1, 1, 2),
        "b": RankBounds(0, 1, 2),
        "c": RankBounds(0, 3, 4),  # d may come to as many
        "d": RankBounds(1, 3, 4),
    }
    assert open_marks.values(open_marks.by_unit["a"][0]) == [Decimal(number) / 2 for number in range(21)]
    (found,) = sensitivities(bloc.scoring_input, [BLOC], WhatVaries(Decimal(20), 2_000, 1))
    assert found.marks is not None
    # Of the 21 values a is ahead of b with 4.5 to 10, which is 12 of them; 4 are equal: both are first.
    low, high = found.marks.spreads["a"].interval
    assert low <= Fraction(13, 21) <= high
    assert found.marks.spreads["c"].kept == found.marks.draws  # d reaches it at best: they share the rank


def test_one_unit_has_nothing_to_vary() -> None:
    (found,) = sensitivities(bloc_of(marks={"a": MARKS["a"]}).scoring_input, [BLOC], WhatVaries(Decimal(20), None, 1))
    assert (found.weights, found.marks, found.criteria, found.removed) == ((), None, (), ())
