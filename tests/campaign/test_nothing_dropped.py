"""What is typed in a sheet is used, shown or told: any key added to an entry changes what is read, or is a problem."""

from collections.abc import Iterator
from typing import Any

import pytest

from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.kinds import KINDS
from qcdc_cli.render.words.explanation import explanation_text
from qcdc_cli.render.words.remarks import reasons
from qcdc_cli.scoring.ranking import score_units
from tests.campaigns import campaign_from, in_both, input_from, ranking_of, read_sheet, rubric_from

# Of every kind a definition for 10 points, a mark, and another one.
DEFINED: dict[str, tuple[Any, Any, Any]] = {
    "levels": ({"a": {"name": "Tốt", "points": "10"}, "b": {"name": "Yếu", "points": "0"}}, "a", "b"),
    "pass": ("Có", "đạt", "không đạt"),
    "checklist": ({"a": {"name": "Một", "points": "4"}, "b": {"name": "Hai", "points": "6"}}, ["a"], ["b"]),
    "count": ({"each": "2", "unit": "lần"}, "1", "2"),
    "bands": ({"unit": "%", "table": [{"from": "90", "points": "10"}, {"points": "0"}]}, "84", "93"),
    "ratio": ({"unit": "ấp"}, {"actual": "3", "target": "4"}, {"actual": "2", "target": "4"}),
    "linear": ({"unit": "%", "from": "0", "to": "100"}, "50", "60"),
    "leader": ({"unit": "vụ"}, {"actual": "3", "target": "4"}, {"actual": "2", "target": "4"}),
    "place": ({"points": ["10", "5"]}, "1", "2"),
    "judges": ({"average": "points", "drop": "none"}, ["5", "6"], ["6", "7"]),
    "deduct": ({"each": "2", "unit": "lần"}, "1", "2"),
    "plus_minus": (
        {"plus": {"b": {"name": "B", "each": "2"}}, "minus": {"d": {"name": "D", "each": "1"}}, "floor": "-5"},
        ["b: 3", "d: 1"],
        ["b: 0", "d: 1"],
    ),
    "": (None, "5", "6"),
}
# What may be added to what a stage wrote out.
KEYS = {
    "mark": "7",
    "actual": "7",
    "target": "8",
    "reason": "Vì vậy",
    "not_applicable": "Không có",
    "unassigned": "Không giao",
    "by": "Tổ giúp việc",
}
STATES: dict[str, Any] = {
    "blank": {},
    "not applicable": {"not_applicable": "Không phát sinh"},
    "unassigned": {"unassigned": "Không được giao"},
}


def rubric_of(kind: str, **beside: Any) -> Rubric:
    own = {kind: DEFINED[kind][0]} if kind else {}
    return rubric_from(
        {
            "criteria": [{"id": "I", "points": "10", **own, **beside}],
            "rounding": {"decimals": "2"},
            "not_applicable": "exclude",
            "unassigned": "exclude",
        }
    )


def written_out(mark: Any) -> dict[str, Any]:
    return dict(mark) if isinstance(mark, dict) else {"mark": mark}


def entries() -> Iterator[Any]:
    for kind, (_, mark, other) in DEFINED.items():
        for stage in ("self", "bloc"):
            before = {} if stage == "self" else {"self": mark}
            for state, entry in {"marked": written_out(other), **STATES}.items():
                for key, value in KEYS.items():
                    if key not in entry:
                        yield pytest.param(kind, before, stage, entry, {key: value}, id=f"{kind}-{stage}-{state}-{key}")


def test_every_kind_is_tried() -> None:
    assert DEFINED.keys() - {""} == KINDS.keys()


@pytest.mark.parametrize(("kind", "before", "stage", "entry", "added"), list(entries()))
def test_a_key_that_is_added_is_used_or_told(
    kind: str, before: dict[str, Any], stage: str, entry: dict[str, Any], added: dict[str, str]
) -> None:
    rubric = rubric_of(kind)
    campaign = campaign_from(["a"])

    def read(stage_mark: dict[str, Any]) -> Any:
        sheet, problems = read_sheet(rubric, {"I": {**before, stage: stage_mark}}, campaign)
        return sheet.criteria, sorted((problem.code, str(problem.path)) for problem in problems)

    assert read({**entry, **added}) != read(entry)


@pytest.mark.parametrize("kind", DEFINED)
@pytest.mark.parametrize("unassigned", [{}, {"I": {"a": "Theo kế hoạch"}}], ids=["assigned", "unassigned"])
def test_what_is_written_where_the_period_does_not_hold_the_criterion_is_told(
    kind: str, unassigned: dict[str, dict[str, str]]
) -> None:
    periods = {"k1": {"name": "Kỳ 1"}, "k2": {"name": "Kỳ 2"}}
    campaign = campaign_from(["a"], period="k1", periods=periods, unassigned=unassigned)
    rubric = rubric_of(kind, periods=["k2"])

    def codes(entry: Any) -> set[str]:
        return {problem.code for problem in read_sheet(rubric, {"I": entry}, campaign)[1]}

    assert codes("") == codes({"self": ""}) == set()
    said = {"unassigned": "Không có"}
    for entry in ({"self": DEFINED[kind][1]}, {"evidence": ["Biên bản"]}, said, {"self": {**said, "by": "Lan"}}):
        assert "Q621" in codes(entry)


def shown(entry: dict[str, Any], **options: Any) -> tuple[str, str]:
    """Return what `explain` and the unit's worksheet tell of a criterion."""
    scoring_input = input_from(rubric_of(""), {"a": {"I": entry}}, **options)
    (scores,) = score_units(scoring_input, ["a"])
    told = explanation_text(scores, ranking_of(scoring_input), "I")
    return told, reasons(scores.counted.criteria[0].marked, {0: "Tự chấm", 1: "Khối", 2: "Ban"}, scoring_input.campaign)


def test_who_marked_is_shown() -> None:
    entry = {"self": {"mark": "5", "by": "Lan"}, "bloc": {"mark": "4", "reason": "Thiếu", "by": "Tổ giúp việc"}}
    vietnamese, english = in_both(lambda: shown(entry))
    for words, (told, sheet) in {"người chấm": vietnamese, "marked by": english}.items():
        assert f"    {words}: Lan\n" in told
        assert f"    {words}: Tổ giúp việc\n" in told
        assert sheet == f"Tự chấm ({words}: Lan)\nKhối ({words}: Tổ giúp việc): Thiếu"


@pytest.mark.parametrize(("said", "lines"), [("Xã không có chợ", 2), ("Theo kế hoạch", 1)])
def test_a_reason_of_the_sheet_stands_beside_that_of_the_campaign(said: str, lines: int) -> None:
    told, sheet = shown({"unassigned": said}, unassigned={"I": {"a": "Theo kế hoạch"}})
    assert told.count("    lý do: ") == lines
    for reason in (said, "Theo kế hoạch"):
        assert f"    lý do: {reason}\n" in told
        assert f"Không giao: {reason}" in sheet.splitlines()


def test_a_reason_of_the_sheet_is_no_stage_s_word_where_the_campaign_says_it_too() -> None:
    for entry in ({}, {"I": {"unassigned": "Xã không có chợ"}}):
        marks = {"a": entry, "b": {"I": {"bloc": "5"}}}
        result = ranking_of(input_from(rubric_of(""), marks, unassigned={"I": {"a": "Theo kế hoạch"}})).standings[-1]
        assert (result.result.unit, result.result.unverified) == ("a", ())
