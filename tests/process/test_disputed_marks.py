"""Which marks are disputed, why, and what could count instead, by hand."""

from decimal import Decimal
from typing import Any

from qcdc_cli.campaign.marks import MarkedSheet
from qcdc_cli.process.disputed_marks import DisputedMark, disputed_marks, sheet_with
from tests.campaigns import PERIOD, input_from, ranking_of, results_of, rubric_from
from tests.process.test_appeals import APPEAL, REFUSED, RUBRIC, verified

KPS = {"not_applicable": "Không phát sinh"}
UPHELD = {"date": "2020-07-15", "by": "Lê Văn D", "upheld": "yes", "mark": "8", "reason": "Đúng"}


def disputed(marks: Any, rubric: str = RUBRIC, stage: str | None = None) -> dict[tuple[str, str], DisputedMark]:
    found = disputed_marks(ranking_of(input_from(rubric_from(rubric), marks, stage=stage)))
    return {(one.unit, one.result.criterion.id): one for own in found.values() for one in own}


def told(one: DisputedMark, rubric: str = RUBRIC) -> tuple[list[str], int, list[Any]]:
    """Return why, at which stage, and the points and maxima that other marks give."""
    results = [one.result_of(other, rubric_from(rubric)) for other in one.others()]
    return [why.value for why in one.disputes], one.stage, [(own.points, own.maximum) for own in results]


def test_by_hand() -> None:
    """The bloc has come to its second stage; of a's marks, one is agreed and none of the others is settled."""
    marks: Any = {
        "a": {"I.1": verified("9", "6"), "I.2": "7"},
        "b": {"I.1": verified("9", "6", {**APPEAL, "wants": "8"}), "I.2": verified("9", "9", APPEAL)},
        "c": {"I.1": verified("9", "6", {**APPEAL, "decision": REFUSED}), "I.2": verified("9", "9")},
        "d": {
            "I.1": verified("9", "6", {**APPEAL, "decision": UPHELD}),
            "I.2": {**KPS, "bloc": {"mark": "4", "reason": "Có"}},
        },
        "e": None,
    }
    assert {where: told(one) for where, one in disputed(marks).items()} == {
        ("a", "I.1"): (["changed"], 1, [(9, 10)]),
        ("a", "I.2"): (["unverified"], 1, [(0, 10), (10, 10)]),
        ("b", "I.1"): (["appealed", "changed"], 1, [(8, 10), (9, 10)]),
        ("b", "I.2"): (["appealed"], 1, [(0, 10), (10, 10)]),
        ("c", "I.1"): (["changed"], 1, [(9, 10)]),
        ("d", "I.1"): (["changed"], 1, [(6, 10)]),  # it is the mark before that one
        ("d", "I.2"): (["changed"], 1, [(0, 0)]),
    }


def test_at_the_units_own_stage_nothing_is_disputed() -> None:
    marks: Any = {"a": {"I.1": verified("9", "6", APPEAL), "I.2": "7"}}
    assert disputed(marks, stage="self") == {}


def test_a_penalty_is_taken_off_and_a_kind_that_compares_units_says_so() -> None:
    rubric = (
        "rounding: {decimals: 2, at: criterion}\nnot_applicable: exclude\n"
        "criteria: [{id: I.1, points: 10, leader: {unit: lượt}}]\npenalties: {cap: 5, criteria: [{id: T.1, points: 5}]}"
    )
    marks: Any = {"a": {"I.1": "10", "T.1": "2"}, "b": {"I.1": KPS}, "c": {"I.1": verified("4", "5")}}
    found = disputed(marks, rubric)
    assert told(found["a", "T.1"], rubric)[2] == [(0, 0), (-5, 0)]
    assert [(where, one.relative, one.possible is None) for where, one in found.items()] == [
        (("a", "I.1"), True, False),
        (("a", "T.1"), False, False),
        (("c", "I.1"), True, True),
        (("b", "I.1"), True, True),  # nothing is measured yet, of which the others' points could hang
    ]
    assert told(found["c", "I.1"], rubric)[2] == [(4, 10)]  # 10 × 4 ÷ 10, the highest


def test_the_sheet_with_other_marks_is_what_is_ranked() -> None:
    rubric, marks = (
        rubric_from(RUBRIC),
        {"a": {"I.1": verified("9", "6"), "I.2": "7"}, "b": {"I.1": verified("8", "8")}},
    )
    scoring_input = input_from(rubric, marks)
    own = disputed_marks(ranking_of(scoring_input))["a"]
    sheet = scoring_input.sheets["a", PERIOD]
    assert isinstance(sheet, MarkedSheet)
    changes = [(own[0], own[0].others()[0]), (own[1], own[1].with_points(Decimal("2.5")))]
    after = {**scoring_input.sheets, ("a", PERIOD): sheet_with(sheet, changes)}
    result = results_of(ranking_of(scoring_input._replace(sheets=after)))["a"]
    assert (result.points, result.unverified) == (Decimal("11.5"), ())
