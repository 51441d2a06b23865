"""Appeals: what a refused, an open and an upheld one do to the figures, and whose mark the upheld one is."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli.campaign.appeals import same_person
from qcdc_cli.scoring.result import Ranking, Standing
from tests.campaigns import (
    Given,
    campaign_from,
    criteria_of,
    input_from,
    ranking_of,
    ranks_of,
    read_sheet,
    results_of,
    rubric_from,
)
from tests.scoring.scales import Tree, bloc_of, rubrics, sheet

RUBRIC = """
rounding: {decimals: 2, at: criterion}
not_applicable: exclude
missing_evidence: zero
criteria:
  - {id: I.1, points: 10}
  - {id: I.2, points: 10, evidence: required}
classification: [{id: xs, name: Xuất sắc, from: 18, needs: {complete: yes}}, {id: kha, name: Khá}]
"""
APPEAL: dict[str, Any] = {"text": "Biên bản đã gửi", "date": "2020-07-12"}
UPHELD = {"date": "2020-07-15", "by": "Lê Văn D", "upheld": "yes", "reason": "Đã có biên bản"}
REFUSED = {"date": "2020-07-15", "by": "Lê Văn D", "upheld": "no", "reason": "Biên bản ký sau"}
OTHER: dict[str, Any] = {"I.1": {"self": "8", "bloc": "8"}, "I.2": {"self": "9", "bloc": "9", "evidence": ["Ảnh"]}}


def ranked(*appeals: Any, **stages: Any) -> Ranking:
    """Rank unit a, whose bloc's 6 for I.1 is appealed against, beside b, which has 8 + 9."""
    own = {"self": "9", "bloc": {"mark": "6", "reason": "Thiếu biên bản"}, **stages, "appeals": list(appeals)}
    marks: dict[str, Given | None] = {"a": {"I.1": own, "I.2": OTHER["I.2"]}, "b": OTHER}
    return ranking_of(input_from(rubric_from(RUBRIC), marks))


def line(ranking: Ranking, unit: str = "a") -> tuple[Any, ...]:
    """Return rank, points and class of a unit, and whether anything about it is provisional."""
    one = next(standing for standing in ranking.standings if standing.result.unit == unit)
    return one.rank, one.result.points, one.classified and one.classified.id, one.result.provisional


def test_by_hand() -> None:
    """Of 10 + 10: a has 6 + 9 = 15 behind b's 17, until 9 of the 9 that it wants, or 8 of them, are upheld."""
    assert line(ranked()) == (2, 15, "kha", False)
    assert line(ranked(APPEAL)) == (2, 15, "kha", True)
    assert line(ranked({**APPEAL, "decision": REFUSED})) == (2, 15, "kha", False)
    assert line(ranked({**APPEAL, "decision": {**UPHELD, "mark": "8"}})) == (1, 17, "kha", False)
    assert ranks_of(ranked({**APPEAL, "decision": {**UPHELD, "mark": "8"}})) == {"a": 1, "b": 1}
    assert line(ranked({**APPEAL, "wants": "9", "decision": {**UPHELD, "mark": "9"}})) == (1, 18, "xs", False)


def test_an_open_one_takes_no_class_that_asks_for_every_mark() -> None:
    assert line(ranked({**APPEAL, "stage": "bloc"}, bloc={"mark": "9"})) == (1, 18, "xs", True)


def test_both_marks_stay_and_the_upheld_one_carries_its_reason() -> None:
    ranking = ranked({**APPEAL, "decision": {**UPHELD, "mark": "8"}})
    readings = criteria_of(results_of(ranking)["a"])["I.1"].marked.readings
    assert [(one.stage, one.points, one.reason, one.by, one.appeal is not None) for one in readings] == [
        (0, 9, "", "", False),
        (1, 6, "Thiếu biên bản", "", False),
        (1, 8, "Đã có biên bản", "Lê Văn D", True),
    ]


def test_at_an_earlier_stage_it_is_not_there_yet() -> None:
    own = {"self": "9", "bloc": {"mark": "6", "reason": "Thiếu"}, "appeals": [APPEAL]}
    marks: dict[str, Given | None] = {"a": {"I.1": own, "I.2": OTHER["I.2"]}}
    ranking = ranking_of(input_from(rubric_from(RUBRIC), marks, stage="self"))
    assert line(ranking) == (1, 18, "xs", False)


def test_the_later_of_two_decisions_counts() -> None:
    first = {**APPEAL, "decision": {**UPHELD, "mark": "7"}}
    second = {**APPEAL, "date": "2020-07-16", "decision": {**UPHELD, "date": "2020-07-18", "by": "E", "mark": "8"}}
    assert line(ranked(first, second))[1] == 17
    assert line(ranked(second, first))[1] == 17


def test_a_later_stages_mark_is_still_later() -> None:
    """The board's 6 with a reason of its own counts, whatever the bloc's became."""
    upheld = {**APPEAL, "stage": "bloc", "decision": {**UPHELD, "mark": "9"}}
    assert line(ranked(upheld, board={"mark": "6", "reason": "Giữ như cũ"}))[1] == 15


def test_documents_of_an_upheld_appeal_are_evidence() -> None:
    """The rubric gives 0 without evidence: 9 points are there once the appeal that brought it is upheld."""
    own: dict[str, Any] = {"self": "9", "bloc": "9"}
    without, brought = {**APPEAL, "decision": {**UPHELD, "mark": "9"}}, {"evidence": ["Biên bản"]}
    for appeal, points in ((without, 8), ({**without, **brought}, 17), ({**APPEAL, **brought, "decision": REFUSED}, 8)):
        marks: dict[str, Given | None] = {"a": {"I.1": OTHER["I.1"], "I.2": {**own, "appeals": [appeal]}}}
        assert line(ranking_of(input_from(rubric_from(RUBRIC), marks)))[1] == points


def test_against_an_agreement() -> None:
    """What the bloc agreed to is its word: the appeal disputes it, and 8 stands in its place."""
    own = {"self": "6", "appeals": [{**APPEAL, "decision": {**UPHELD, "mark": "8"}}]}
    marks: dict[str, Given | None] = {"a": {"I.1": own, "I.2": OTHER["I.2"]}}
    agreed = {"a": {"bloc": {"I.1": "6"}}}
    ranking = ranking_of(input_from(rubric_from(RUBRIC), marks, agreed=agreed))
    assert line(ranking)[1] == 17
    found = read_sheet(rubric_from(RUBRIC), marks["a"] or "", campaign_from(["a"]), agreed=agreed["a"])[1]
    assert found == []


def test_a_later_agreement_with_the_old_mark_no_longer_counts() -> None:
    own = {"self": "9", "bloc": {"mark": "6", "reason": "Thiếu"}}
    upheld = {**APPEAL, "stage": "bloc", "decision": {**UPHELD, "mark": "8"}}
    marks: dict[str, Given] = {"I.1": {**own, "appeals": [upheld]}, "I.2": OTHER["I.2"]}
    for claim, codes in (("6", ["Q638"]), ("8", [])):
        found = read_sheet(rubric_from(RUBRIC), marks, campaign_from(["a"]), agreed={"board": {"I.1": claim}})[1]
        assert [one.code for one in found] == codes


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nguyễn Văn A", "ông Nguyễn văn A, Phó khối", True),
        ("Bà Hòa", "Đ/c Hoà (tổ giúp việc)", True),
        ("Nguyễn Văn A", "Nguyễn Văn B", False),
        ("Tổ giúp việc", "Tổ giúp việc", True),
        ("Bà", "Ông", False),
        ("an", "An - Trưởng khối", True),
    ],
)
def test_names_of_one_person(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same


def _verified(entry: Tree) -> Any:
    """Return what stands under a stage that gives what is claimed in an entry, with a reason."""
    said = entry.get("self", entry)
    if isinstance(said, dict) and said.keys() <= {"mark", "actual", "target", "not_applicable", "unassigned"}:
        return {**said, "reason": "Thẩm định"} if "self" in entry else said
    return {"mark": said, "reason": "Thẩm định"}


def _bare(entry: Tree) -> Any:
    return entry.get("self", entry)


def _figures(ranking: Ranking) -> list[tuple[Any, ...]]:
    def of(one: Standing) -> tuple[Any, ...]:
        result = one.result
        return (
            *(result.unit, one.rank, result.points, result.maximum, result.blank, result.unverified),
            *(one.classified and one.classified.id, [part.points for part in result.parts], result.complete),
        )

    return [of(one) for one in ranking.standings]


_CASES = rubrics().flatmap(
    lambda tree: st.tuples(st.just(tree), bloc_of(tree, 3, 3), bloc_of(tree, 3, 3), bloc_of(tree, 3, 3))
)


@pytest.mark.slow
@settings(max_examples=40)
@given(_CASES)
def test_refused_changes_nothing_and_upheld_is_typing_the_mark_at_that_stage(case: tuple[Tree, Any, Any, Any]) -> None:
    """Of whatever rubric, marks and states; an open one and one upheld with the same mark change nothing either."""
    claimed, verified, wanted = ({unit: sheet(marks) for unit, marks in one.items()} for one in case[1:])
    rubric = rubric_from(case[0])

    def figures(appeals: Any = None, bloc: Any = verified) -> list[tuple[Any, ...]]:
        units: dict[str, Any] = {}
        for unit, entries in claimed.items():
            units[unit] = {}
            for identity, entry in entries.items():
                own = bloc[unit].get(identity)
                new = {**entry, **({"bloc": _verified(own)} if own is not None else {})}
                appeal = appeals(unit, identity) if appeals is not None and own is not None else None
                units[unit][identity] = {**new, **({"appeals": [{**APPEAL, **appeal}]} if appeal is not None else {})}
        return _figures(ranking_of(input_from(rubric, units)))

    def upheld(marks: Any) -> Any:
        def of(unit: str, identity: str) -> Any:
            mark = marks[unit].get(identity)
            return None if mark is None else {"stage": "bloc", "decision": {**UPHELD, "mark": _bare(mark)}}

        return of

    before = figures()
    assert figures(lambda *_: {}) == before
    assert figures(lambda *_: {"decision": REFUSED}) == before
    assert figures(upheld(verified)) == before
    typed = {
        unit: {identity: wanted[unit].get(identity, own) for identity, own in entries.items()}
        for unit, entries in verified.items()
    }
    assert figures(upheld(wanted)) == figures(bloc=typed)
