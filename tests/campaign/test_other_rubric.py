"""Sheets tried against another rubric (--rubric): what does not fit is told (Q625) and taken as blank, whole."""

from pathlib import Path
from typing import Any

import pytest

from qcdc_cli import language
from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.scoring.ranking import rank_bloc
from tests.campaigns import campaign_from, input_of, read_sheet, rubric_from

OTHER = """rubric: khac
name: Thang điểm khác
total: 20
criteria:
  - {id: I.1, name: Họp, points: 4, evidence: optional}
  - {id: I.2, name: Ghi, points: 16, evidence: optional}
"""
OUT = {"not_applicable": "Không có"}


def test_marks_that_do_not_fit_are_told_and_blank(tmp_path: Path) -> None:
    for name, text in {
        "qcdc.yaml": """campaign: Thi đua
period: k1
periods: {k1: {name: Kỳ 1}}
stages: [{id: self, name: Tự chấm}, {id: bloc, name: Khối}]
blocs: {b: {name: Khối, rubric: rubric.yaml, units: [u1]}}
units: {u1: Xã Một}
targets: {I.3: {u1: 9}}
""",
        "rubric.yaml": """rubric: r
name: Thang điểm
total: 20
disqualifiers: {ky-luat: {name: Kỷ luật, effect: unranked}}
criteria:
  - {id: I.1, name: Họp, points: 10, evidence: optional}
  - {id: I.2, name: Ghi, points: 5, evidence: optional}
  - {id: I.3, name: Gửi, points: 5, evidence: optional}
""",
        "other.yaml": OTHER,
        "u1.yaml": """unit: u1
period: k1
disqualifiers: {ky-luat: Quyết định số 5}
marks:
  I.1: {self: 4, bloc: {mark: 5, reason: Bổ sung}}
  I.2: 5
  I.3: 1
""",
    }.items():
        folder = tmp_path / "units" if name == "u1.yaml" else tmp_path
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    assert [problem for problem in load(Source(tmp_path)).problems if problem.is_error] == []
    loaded = load(Source(tmp_path, rubric=str(tmp_path / "other.yaml")))
    told = [
        (problem.code, problem.place.line if problem.place else 0, problem.sentence()) for problem in loaded.problems
    ]
    assert told == [
        (
            "Q625",
            3,
            "Điểm của `ky-luat` không chuyển sang thang điểm này được (Thang điểm không có trường hợp `ky-luat`).",
        ),
        (
            "Q625",
            5,
            "Điểm của `I.1` không chuyển sang thang điểm này được (Điểm 5 vượt điểm tối đa 4 của tiêu chí `I.1`).",
        ),
        ("Q625", 7, "Điểm của `I.3` không chuyển sang thang điểm này được (Thang điểm không có tiêu chí `I.3`)."),
    ]
    (standing,) = rank_bloc(input_of(loaded), "b").standings
    assert (standing.rank, standing.result.points, standing.result.blank) == (1, 5, ("I.1",))
    assert standing.disqualifiers == ()  # the other rubric has no such rule


@pytest.mark.parametrize(
    ("criterion", "entry"),
    [
        ({"points": "3"}, {"self": "3", "bloc": {"mark": "5", "reason": "Sửa"}}),  # the 3 of the unit does not win
        ({"points": "10"}, OUT),  # the other rubric does not say what it means
        ({"points": "10", "pass": "Có"}, "5"),
        ({"points": "10", "place": {"points": ["10"]}}, ["1", "2"]),
        ({"points": "10", "not_applicable": {"count": "exclude", "claim": "board"}}, {"bloc": OUT}),
    ],
)
def test_nothing_is_kept_of_what_does_not_fit(criterion: Any, entry: Any) -> None:
    rubric = rubric_from({"criteria": [{"id": "A", **criterion}], "rounding": {"decimals": "2"}})
    sheet, problems = read_sheet(rubric, {"A": entry}, campaign_from(["a"]), carried=True)
    assert {problem.code for problem in problems} == {"Q625"}
    assert not any(problem.is_error for problem in problems)
    assert sheet.criteria[0].upto(9) is None
    before = read_sheet(rubric, {"A": entry}, campaign_from(["a"]))[1]
    assert any(problem.is_error for problem in before)


@pytest.mark.parametrize("chosen", language.LANGUAGES)
def test_it_can_be_said_in_both_languages(chosen: str) -> None:
    language.use(chosen)
    rubric = rubric_from({"criteria": [{"id": "A", "points": "3"}]})
    _, (problem, *_) = read_sheet(rubric, {"A": "5"}, campaign_from(["a"]), carried=True)
    assert problem.sentence().endswith(").")
    assert "{" not in problem.sentence() + problem.remedy()
