"""What changed between stages, and by how much units over-claim: by hand, and what holds of any campaign."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli.campaign.checking import Checker
from qcdc_cli.campaign.marks import State
from qcdc_cli.process.changes import Changes, OverClaim, changes, changes_of
from qcdc_cli.scoring.ranking import score_units
from qcdc_cli.scoring.scoring_input import ScoringInput
from tests.campaigns import BLOC, Given, input_from, rubric_from
from tests.scoring.scales import Tree, bloc_of, rubrics, sheet

RUBRIC = """
rounding: {decimals: 2, at: criterion}
not_applicable: exclude
criteria:
  - {id: I.1, points: 10, weight: 2}
  - {id: I.2, points: 3, ratio: {unit: ấp}}
penalties: {cap: 5, criteria: [{id: T.1, points: 5}]}
"""
AT_BLOC = {"by": "lan", "reason": "Thẩm định"}
MARKS: dict[str, Given | None] = {
    "a": {
        "I.1": {"self": "9", "bloc": {"mark": "8,5", **AT_BLOC}, "board": {"mark": "9", "reason": "Đủ hồ sơ"}},
        "I.2": {"self": {"actual": "8", "target": "8"}, "bloc": {"actual": "7", "target": "8", **AT_BLOC}},
        "T.1": {"self": "1", "bloc": {"mark": "3", **AT_BLOC}},
    },
    "b": {
        "I.1": {"self": "9", "bloc": {"mark": "9", "by": "mai"}},
        "I.2": {"self": {"not_applicable": "Không có"}, "bloc": {"actual": "1", "target": "8", **AT_BLOC}},
    },
    "c": {"I.1": "7"},
}


def with_checkers(scoring_input: ScoringInput) -> ScoringInput:
    checkers = {one: Checker(name=f"Bà {one}") for one in ("lan", "mai")}
    return scoring_input._replace(campaign=scoring_input.campaign.model_copy(update={"checkers": checkers}))


def found_in(marks: Mapping[str, Given | None] | None = None, **more: Any) -> Changes:
    return changes_of(with_checkers(input_from(rubric_from(RUBRIC), marks or MARKS)), [BLOC], **more)


def told(found: Changes) -> list[tuple[Any, ...]]:
    return [
        (
            one.change.unit,
            one.change.criterion.id,
            (one.change.before.reading.stage, one.change.after.reading.stage),
            (one.change.before.points, one.change.after.points, one.change.difference),
            one.change.after.reading.reason,
        )
        for one in found.changes
    ]


def test_changes_by_hand() -> None:
    """3 × 7 ÷ 8 = 2.625, which is 2.63; a penalty that grows takes points; what was not applicable gave none."""
    assert told(found_in()) == [
        ("a", "I.1", (0, 1), (9, Fraction("8.5"), Fraction("-0.5")), "Thẩm định"),
        ("a", "I.1", (1, 2), (Fraction("8.5"), 9, Fraction("0.5")), "Đủ hồ sơ"),
        ("a", "I.2", (0, 1), (3, Fraction("2.63"), Fraction("-0.37")), "Thẩm định"),
        ("a", "T.1", (0, 1), (-1, -3, -2), "Thẩm định"),
        ("b", "I.2", (0, 1), (None, Fraction("0.38"), None), "Thẩm định"),
    ]


def test_over_claims_by_hand() -> None:
    """a: 9 + 3 − 1 for 9 + 2.63 − 3 of 10 + 3 + 5; b only I.1; c has nothing that anybody verified."""
    a, b, c = found_in().over_claims
    assert a == OverClaim("a", "Xã a", BLOC, 3, 2, 0, Fraction(11), Fraction("8.63"), Fraction(18))
    assert (a.points, a.share, a.percent) == (Fraction("2.37"), Fraction("2.37") / 18, Fraction("237") / 18)
    assert b == OverClaim("b", "Xã b", BLOC, 1, 0, 0, Fraction(9), Fraction(9), Fraction(10))
    assert (c.lines, c.points, c.share) == (0, 0, None)


def test_strictness_rests_on_the_marks_of_the_checker() -> None:
    """Lan: −0.5 − 0.37 − 2 over three lines; what the board gave back is nobody's of the team."""
    lan, mai = found_in().strictness
    assert (lan.checker, lan.units, lan.lines, lan.mean) == ("lan", ("a",), 3, Fraction("-2.87") / 3)
    assert (mai.checker, mai.units, mai.lines, mai.mean) == ("mai", ("b",), 1, 0)
    # On I.1 at the bloc, which is all that Mai marked: 0 beside a's −0.5.
    assert mai.beside == Fraction("0.5")


def test_a_campaign_without_checkers_compares_none() -> None:
    assert changes_of(input_from(rubric_from(RUBRIC), MARKS), [BLOC]).strictness == ()


def test_one_unit_or_criterion_is_told_beside_the_whole_bloc() -> None:
    found = found_in(unit="b")
    assert [one[:2] for one in told(found)] == [("b", "I.2")]
    assert [one.unit for one in found.over_claims] == ["b"]
    assert found.strictness == tuple(one for one in found_in().strictness if "b" in one.units)
    only = found_in(criteria={BLOC: {"T.1"}})
    assert [one[:2] for one in told(only)] == [("a", "T.1")]
    assert [(one.lines, one.points) for one in only.over_claims] == [(1, 2), (0, 0), (0, 0)]


def test_agreements_are_no_changes_but_lines_of_whoever_agreed() -> None:
    claims: dict[str, Mapping[str, Given]] = {"a": {"bloc": {"I.1": "9"}}}
    agreed = input_from(rubric_from(RUBRIC), {"a": {"I.1": "9"}, "b": {"I.1": "9"}}, agreed=claims)
    campaign = agreed.campaign.model_copy(update={"checkers": {"x": Checker(name="Nguyễn Văn A, Phó khối")}})
    found = changes_of(agreed._replace(campaign=campaign), [BLOC])
    assert found.changes == ()
    assert [(one.lines, one.points) for one in found.over_claims] == [(1, 0), (0, 0)]
    assert [(one.checker, one.lines, one.mean) for one in found.strictness] == [("x", 1, 0)]


def test_an_upheld_appeal_is_a_change_of_its_stage() -> None:
    decision = {"date": "2020-07-15", "by": "Lê Văn D", "upheld": "yes", "mark": "9", "reason": "Đã có biên bản"}
    appeal = {"text": "Đã gửi", "date": "2020-07-12", "decision": decision}
    own = {"self": "9", "bloc": {"mark": "6", **AT_BLOC}, "appeals": [appeal]}
    found = found_in({"a": {"I.1": own}, "b": {"I.1": "9"}})
    assert told(found) == [
        ("a", "I.1", (0, 1), (9, 6, -3), "Thẩm định"),
        ("a", "I.1", (1, 1), (6, 9, 3), "Đã có biên bản"),
    ]
    assert found.over_claims[0].points == 0  # what counts in the end
    assert [(one.checker, one.mean) for one in found.strictness] == [("lan", -3)]  # what the checker gave


def verified(mark: Any) -> dict[str, Any]:
    """Return a mark as the bloc writes it, with a reason."""
    return {**(mark if isinstance(mark, Mapping) else {"mark": mark}), "reason": "Thẩm định"}


@pytest.mark.slow
@settings(max_examples=60)
@given(rubrics().flatmap(lambda tree: st.tuples(st.just(tree), bloc_of(tree, 2, 4), bloc_of(tree, 2, 4))))
def test_what_changed_of_a_criterion_is_all_that_parts_its_first_mark_from_the_last(
    case: tuple[Tree, Any, Any],
) -> None:
    rubric = rubric_from(case[0])
    claimed, checked = ({unit: sheet(marks) for unit, marks in one.items()} for one in case[1:])
    marks: dict[str, Given | None] = {
        unit: {
            one: {**entry, "bloc": verified(checked[unit][one]["self"])}
            if "self" in entry and "self" in checked.get(unit, {}).get(one, {})
            else entry
            for one, entry in entries.items()
        }
        for unit, entries in claimed.items()
    }
    scoring_input = input_from(rubric, marks)
    found = changes_of(scoring_input, [BLOC])
    scores = score_units(scoring_input, list(marks))
    assert [one.change for one in found.changes] == list(changes(scores))
    for own, unit in zip(found.over_claims, scores, strict=True):
        moved = [one for one in changes([unit]) if one.before.reading.state is one.after.reading.state is State.GIVEN]
        given = {one.criterion.id for one in unit.counted.criteria if one.marked.readings}
        assert own.points == -sum((one.difference or Fraction(0) for one in moved), Fraction(0))
        assert own.lowered + own.raised <= own.lines <= len(given)


def test_changes_are_counted_by_the_stage_that_made_them() -> None:
    # a: I.1 9 → 8,5 (bloc) → 9 (board); I.2 3 → 2,625 and T.1 −1 → −3 (bloc). b: I.2 had no points before.
    counted = found_in().by_stage()
    assert [(one.stage, one.lowered, one.raised, one.others, one.number) for one in counted] == [
        (1, 3, 0, 1, 4),
        (2, 0, 1, 0, 1),
    ]
