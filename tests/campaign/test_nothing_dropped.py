"""What is typed in a sheet is used, shown or told: any key added to an entry changes what is read, or is a problem."""

from collections.abc import Iterator
from typing import Any

import pytest

from qcdc_cli.kinds import KINDS
from tests.campaigns import campaign_from, read_sheet, rubric_from

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
    "deduct": ({"each": "2", "unit": "lần"}, "1", "2"),
    "": (None, "5", "6"),
}
# What may be added to what a stage wrote out. `by` is a note of the sheet's own, kept beside a mark.
KEYS = {
    "mark": "7",
    "actual": "7",
    "target": "8",
    "reason": "Vì vậy",
    "not_applicable": "Không có",
    "unassigned": "Không giao",
}
STATES: dict[str, Any] = {
    "blank": {},
    "not applicable": {"not_applicable": "Không phát sinh"},
    "unassigned": {"unassigned": "Không được giao"},
}


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
    own = {kind: DEFINED[kind][0]} if kind else {}
    rubric = rubric_from(
        {
            "criteria": [{"id": "I", "points": "10", **own}],
            "rounding": {"decimals": "2"},
            "not_applicable": "exclude",
            "unassigned": "exclude",
        }
    )
    campaign = campaign_from(["a"])

    def read(stage_mark: dict[str, Any]) -> Any:
        sheet, problems = read_sheet(rubric, {"I": {**before, stage: stage_mark}}, campaign)
        return sheet.criteria, sorted((problem.code, str(problem.path)) for problem in problems)

    assert read({**entry, **added}) != read(entry)
