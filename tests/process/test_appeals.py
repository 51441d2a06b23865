"""What open appeals would change: points, ranks, classes, awards, by hand and against the whole ranking."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli.process.appeals import Appeals, ListedAppeal, appeals_of
from tests.campaigns import BLOC, Given, input_from, ranking_of, rubric_from
from tests.scoring.scales import Tree, bloc_of, rubrics, sheet

RUBRIC = """
rounding: {decimals: 2, at: criterion}
not_applicable: exclude
criteria:
  - {id: I.1, points: 10}
  - {id: I.2, points: 10}
classification: [{id: xs, name: Xuất sắc, from: 18}, {id: kha, name: Khá}]
awards: [{id: co, name: Cờ thi đua, ranks: 1, ties: all}]
"""
APPEAL: dict[str, Any] = {"text": "Biên bản đã gửi", "date": "2020-07-12"}
REFUSED = {"date": "2020-07-15", "by": "Lê Văn D", "upheld": "no", "reason": "Biên bản ký sau"}


def verified(own: str, bloc: str, *appeals: Any) -> dict[str, Any]:
    return {"self": own, "bloc": {"mark": bloc, "reason": "Thẩm định"}, "appeals": list(appeals)}


MARKS: dict[str, Given | None] = {
    "a": {"I.1": verified("9", "6", {**APPEAL, "wants": "9"}), "I.2": verified("9", "9")},
    "b": {"I.1": verified("8", "8"), "I.2": verified("10", "9", APPEAL)},
    "c": {"I.1": verified("8", "7", {**APPEAL, "decision": REFUSED}), "I.2": verified("9", "9", APPEAL)},
}


def listed(marks: Any = None, rubric: str = RUBRIC) -> Appeals:
    return appeals_of(input_from(rubric_from(rubric), marks or MARKS), [BLOC])


def told(one: ListedAppeal) -> tuple[Any, ...]:
    """Return unit, criterion and what would be where there was what: points, total, rank, class, awards."""

    def of(points: Any, line: Any) -> tuple[Any, ...]:
        return points, line.result.points, line.rank, line.classified.id, [award.id for award in line.awards]

    after = one.effect and of(one.effect.points, one.effect.standing)
    return one.unit, one.criterion.id, of(one.points, one.standing), after


def test_by_hand() -> None:
    """Totals are 15, 17 and 16. a's 9 for 6 makes 18: rank 1, Xuất sắc, the flag; b's most, 10 for 9, makes 18 too."""
    found = listed()
    assert [told(one) for one in found.open] == [
        ("a", "I.1", (6, 15, 3, "kha", []), (9, 18, 1, "xs", ["co"])),
        ("b", "I.2", (9, 17, 1, "kha", ["co"]), (10, 18, 1, "xs", ["co"])),
        ("c", "I.2", (9, 16, 2, "kha", []), (10, 17, 1, "kha", ["co"])),
    ]
    assert [told(one) for one in found.decided] == [("c", "I.1", (7, 16, 2, "kha", []), None)]
    assert [one.most for one in found.open] == [False, True, True]


def test_each_by_itself_whatever_else_is_open() -> None:
    marks = {**MARKS, "a": {"I.1": verified("9", "6", {**APPEAL, "wants": "7"}), "I.2": verified("9", "8", APPEAL)}}
    first, second = (one for one in listed(marks).open if one.unit == "a")
    assert (told(first)[3][:3], told(second)[3][:3]) == ((7, 15, 3), (10, 16, 2))


def test_a_later_mark_leaves_it_without_effect() -> None:
    own = {**verified("9", "6", {**APPEAL, "stage": "bloc"}), "board": "6"}
    (found,) = listed({**MARKS, "a": {"I.1": own, "I.2": verified("9", "9")}, "b": {}, "c": None}).open
    assert told(found)[2] == told(found)[3]


def test_a_state_that_is_wanted_shrinks_the_maximum() -> None:
    """15 of 20 are 75 %, 9 of 10 are 90 %: before b's 85 %."""
    own = verified("9", "6", {**APPEAL, "wants": {"not_applicable": "Không phát sinh"}})
    (found, *_) = listed({**MARKS, "a": {"I.1": own, "I.2": verified("9", "9")}}).open
    assert told(found)[3] == (0, 9, 1, "xs", ["co"])


def test_the_most_of_a_penalty_is_none_and_of_a_state_its_points() -> None:
    rubric = RUBRIC + "penalties: {cap: 5, criteria: [{id: T.1, points: 5}]}\n"
    own = {"not_applicable": "Không phát sinh", "bloc": {"not_applicable": "Không phát sinh"}, "appeals": [APPEAL]}
    a = {"I.1": own, "I.2": verified("9", "8"), "T.1": verified("0", "3", APPEAL)}
    most, penalty = listed({"a": a, "b": {"I.1": "9", "I.2": "9"}}, rubric).open
    assert (most.effect and most.effect.points, most.effect and most.effect.standing.result.maximum) == (10, 20)
    assert (penalty.points, penalty.effect and penalty.effect.points) == (-3, 0)


def test_what_compares_units_moves_the_others_too() -> None:
    """The best has 10, others their share of it: a's 20 in the place of 5 leave b's 10 half of the points."""
    rubric = "rounding: {decimals: 2, at: criterion}\ncriteria: [{id: I.1, points: 10, leader: {unit: lượt}}]\n"
    marks: Any = {"a": {"I.1": verified("20", "5", {**APPEAL, "wants": "20"})}, "b": {"I.1": verified("10", "10")}}
    (found,) = listed(marks, rubric).open
    assert (found.standing.rank, found.effect and found.effect.standing.rank) == (2, 1)
    assert found.effect is not None
    assert found.effect.points == 10


def test_units_and_stages_that_are_not_asked_for_are_left_out() -> None:
    scoring_input = input_from(rubric_from(RUBRIC), MARKS)
    assert [one.unit for one in appeals_of(scoring_input, [BLOC], ["c"]).appeals] == ["c", "c"]
    assert appeals_of(scoring_input._replace(stage=0), [BLOC]).appeals == ()


@pytest.mark.slow
@settings(max_examples=30)
@given(
    rubrics().flatmap(lambda tree: st.tuples(st.just(tree), bloc_of(tree, 3, 3), bloc_of(tree, 3, 3))),
    st.data(),
)
def test_it_is_what_the_ranking_is_once_it_is_upheld(case: tuple[Tree, Any, Any], data: st.DataObject) -> None:
    """Reusing what other units get changes nothing: also where criteria compare the units."""
    rubric = rubric_from(case[0])
    claimed, wanted = ({unit: sheet(marks) for unit, marks in one.items()} for one in case[1:])
    both = [(unit, one) for unit, entries in claimed.items() for one in entries if "self" in entries[one]]
    both = [(unit, one) for unit, one in both if one in wanted[unit]]
    if not both:
        return
    unit, identity = data.draw(st.sampled_from(both))
    mark = wanted[unit][identity].get("self", wanted[unit][identity])

    def marks(appeal: Any) -> dict[str, Given | None]:
        entries: Any = {own: dict(found) for own, found in claimed.items()}
        entry = entries[unit][identity]
        entries[unit][identity] = {**entry, "bloc": entry["self"], "appeals": [{**APPEAL, **appeal}]}
        return entries

    (found,) = listed_of(rubric, marks({"wants": mark}))
    upheld = {"date": "2020-07-15", "by": "D", "upheld": "yes", "mark": mark, "reason": "Đúng"}
    ranking = ranking_of(input_from(rubric, marks({"decision": upheld})))
    then = next(line for line in ranking.standings if line.result.unit == unit)
    assert found.effect is not None
    assert told_line(found.effect.standing) == told_line(then)


def listed_of(rubric: Any, marks: Any) -> tuple[ListedAppeal, ...]:
    return appeals_of(input_from(rubric, marks), [BLOC]).open


def told_line(line: Any) -> tuple[Any, ...]:
    return line.rank, line.result.points, line.result.maximum, line.classified, line.awards
