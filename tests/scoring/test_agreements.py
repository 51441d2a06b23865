"""A stage that agrees with what was claimed before: it counts as that stage's marks, while the claim is the same."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli.campaign.marks import State
from tests.campaigns import (
    AGREED,
    Given,
    campaign_from,
    criteria_of,
    input_from,
    ranking_of,
    read_sheet,
    results_of,
    rubric_from,
)
from tests.scoring.scales import Tree, bloc_of, rubrics, sheet

RUBRIC = """
rounding: {decimals: 2, at: criterion}
not_applicable: exclude
unassigned: exclude
criteria:
  - {id: I.1, points: 5, levels: {tot: {name: Tốt, points: 5}, kha: {name: Khá, points: 3}}}
  - {id: I.2, points: 10}
  - {id: I.3, points: 5, ratio: {unit: ấp}}
  - {id: I.4, points: 10, from: bloc}
"""
MARKS: dict[str, Any] = {
    "I.1": "tot",
    "I.2": {"self": "8,5"},
    "I.3": {"not_applicable": "Không có ấp nào"},
}
CLAIMS: dict[str, Any] = {"I.1": "tot", "I.2": "8.50", "I.3": {"not_applicable": "Không có  ấp nào"}}


def problems_of(marks: Given, **agreed: Given) -> list[tuple[str, str]]:
    """Return the codes of what is wrong, each with where it stands below `agreed`; blanks left out."""
    found = read_sheet(rubric_from(RUBRIC), marks, campaign_from(["a"]), agreed=agreed)[1]
    return [(one.code, "/".join(map(str, one.path[1:]))) for one in found if one.code != "Q618"]


def test_what_was_agreed_to_counts_as_the_stages_marks() -> None:
    """5 and 8.5 of 5 + 10 + 10, I.3 left out: as of the bloc, whose own line I.4 alone is blank, nothing unverified."""
    ranking = ranking_of(input_from(rubric_from(RUBRIC), {"a": MARKS}, agreed={"a": {"bloc": CLAIMS}}))
    result = results_of(ranking)["a"]
    assert (float(result.points), result.maximum, result.blank, result.unverified) == (13.5, 25, ("I.4",), ())
    assert ranking.reached == 1
    counted = [one.counted for one in criteria_of(result).values() if one.counted is not None]
    assert {(one.stage, one.by, one.agreed) for one in counted} == {(1, AGREED["by"], date(2020, 7, 5))}
    assert [one.state for one in counted] == [State.GIVEN, State.GIVEN, State.NOT_APPLICABLE]
    assert problems_of(MARKS, bloc=CLAIMS) == []


def test_the_board_agrees_with_what_the_bloc_said_last() -> None:
    """8.5 by the unit, 8 by the bloc; 5 by the unit alone, with which the bloc agreed."""
    marks = {**MARKS, "I.2": {"self": "8,5", "bloc": {"mark": "8", "reason": "Chậm"}}}
    agreed = {"bloc": {"I.1": "tot"}, "board": {"I.1": "tot", "I.2": "8"}}
    ranking = ranking_of(input_from(rubric_from(RUBRIC), {"a": marks}, agreed={"a": agreed}))
    readings = criteria_of(results_of(ranking)["a"])["I.1"].marked.readings
    assert [(one.stage, one.agreed is not None) for one in readings] == [(0, False), (1, True), (2, True)]
    assert problems_of(marks, **agreed) == []
    assert problems_of(marks, board={"I.2": "8,5"}) == [("Q638", "board/claims/I.2")]


@pytest.mark.parametrize(
    ("identity", "now"),
    [
        ("I.1", "kha"),
        ("I.1", ""),
        ("I.2", "9"),
        ("I.2", {"not_applicable": "Không có"}),
        ("I.3", {"not_applicable": "Chưa làm"}),
        ("I.3", {"self": {"actual": "8", "target": "9"}}),
    ],
)
def test_a_claim_that_changed_since_is_told_and_no_longer_agreed(identity: str, now: Any) -> None:
    changed = {**MARKS, identity: now}
    assert problems_of(changed, bloc=CLAIMS) == [("Q638", f"bloc/claims/{identity}")]
    result = results_of(
        ranking_of(input_from(rubric_from(RUBRIC), {"a": changed}, agreed={"a": {"bloc": CLAIMS}}, stage="bloc"))
    )["a"]
    assert result.unverified == ((identity,) if now else ())
    assert (identity in result.blank) is (now == "")


def test_what_has_changed_is_said_in_words() -> None:
    marks = {**MARKS, "I.1": "kha", "I.3": {"not_applicable": "Chưa làm"}}
    found = read_sheet(rubric_from(RUBRIC), marks, campaign_from(["a"]), agreed={"bloc": CLAIMS})[1]
    level, claim = (one.sentence() for one in found if one.code == "Q638")
    assert level == (
        "Tiêu chí `I.1`: điểm bước trước đã đổi sau khi bước `bloc` thống nhất (05/7/2020), khi đó là Tốt, nay là Khá; "
        "không còn được tính là đã thống nhất."
    )
    assert "khi đó là không phát sinh (Không có  ấp nào), nay là không phát sinh (Chưa làm);" in claim


def test_a_mark_of_the_stages_own_counts_and_the_agreement_is_told() -> None:
    marks = {**MARKS, "I.2": {"self": "8,5", "bloc": {"mark": "7", "reason": "Chậm"}}}
    assert problems_of(marks, bloc=CLAIMS) == [("Q639", "bloc/claims/I.2")]
    found = input_from(rubric_from(RUBRIC), {"a": marks}, agreed={"a": {"bloc": CLAIMS}})
    assert criteria_of(results_of(ranking_of(found))["a"])["I.2"].points == 7


def test_what_nobody_can_have_agreed_to() -> None:
    """Nothing comes before the first stage, nobody claims what the bloc is the first to mark, and no unknown ids."""
    assert problems_of(MARKS, self={"I.1": "tot"}) == [("Q630", "self")]
    assert problems_of(MARKS, bloc={"I.4": "5"}) == [("Q638", "bloc/claims/I.4")]
    assert problems_of(MARKS, khoi={"I.1": "tot"}) == [("Q404", "khoi")]
    assert problems_of(MARKS, bloc={"I.9": "5"}) == [("Q601", "bloc/claims/I.9")]
    assert problems_of(MARKS, bloc={"I.1": "xuất sắc"}) == [("Q638", "bloc/claims/I.1")]
    assert problems_of(MARKS, bloc={"I.1": {"mark": "xs", "by": "A"}}) == [("Q638", "bloc/claims/I.1")]


def test_what_the_campaign_does_not_assign_needs_no_agreement() -> None:
    """I.2 is the campaign's word, not the unit's: neither claimed nor to be verified."""
    campaign = campaign_from(["a"], unassigned={"I.2": {"a": "Không giao"}})
    marks, agreed = {"I.1": "tot"}, {"bloc": {"I.1": "tot", "I.2": {"unassigned": "Không giao"}}}
    found = read_sheet(rubric_from(RUBRIC), marks, campaign, agreed=agreed)[1]
    assert [(one.code, one.path[-1]) for one in found if one.code != "Q618"] == [("Q638", "I.2")]


def test_another_rubric_takes_over_what_still_fits() -> None:
    other = rubric_from("criteria: [{id: I.1, points: 5, pass: Có}, {id: I.2, points: 10}, {id: I.7, points: 5}]")
    found, problems = read_sheet(other, MARKS, campaign_from(["a"]), agreed={"bloc": CLAIMS}, carried=True)
    assert [len(one.readings) for one in found.criteria] == [0, 2, 0]
    assert "Q638" not in {one.code for one in problems}


@pytest.mark.slow
@settings(max_examples=40)
@given(rubrics().flatmap(lambda tree: st.tuples(st.just(tree), bloc_of(tree))))
def test_agreeing_with_everything_is_marking_everything_again(case: tuple[Tree, Any]) -> None:
    """Totals, ranks, what is missing and how far the bloc has come: the same, of whatever kinds and states."""
    tree, units = case
    claimed = {unit: sheet(marks) for unit, marks in units.items()}

    def said(entry: Tree) -> Any:
        return entry.get("self", entry)

    typed = {
        unit: {identity: {**entry, "bloc": said(entry)} for identity, entry in marks.items()}
        for unit, marks in claimed.items()
    }
    agreed = {
        unit: {"bloc": {identity: said(entry) for identity, entry in marks.items()}} if marks else {}
        for unit, marks in claimed.items()
    }
    rubric = rubric_from(tree)
    again, together = (
        ranking_of(found) for found in (input_from(rubric, typed), input_from(rubric, claimed, agreed=agreed))
    )
    assert (again.reached, again.provisional) == (together.reached, together.provisional)
    for one, other in zip(again.standings, together.standings, strict=True):
        assert (one.rank, one.result.unit) == (other.rank, other.result.unit)
        for what in ("points", "maximum", "share", "blank", "unverified", "before_rounding", "bonus_not_counted"):
            assert getattr(one.result, what) == getattr(other.result, what), what
        pairs = zip(one.result.criteria, other.result.criteria, strict=True)
        assert all((a.points, a.state, a.excluded) == (b.points, b.state, b.excluded) for a, b in pairs)
