"""The lists of a report: evidence that is missing, marks that stages changed, where it comes from."""

import io
from datetime import UTC, datetime

from openpyxl import load_workbook

from qcdc_cli.render.report import Options
from qcdc_cli.scoring.ranking import rank_bloc, score_units
from qcdc_cli.scoring.scoring_input import ScoringInput
from tests.campaigns import BLOC, input_from, rubric_from
from tests.render.cases import workbook_of

RUBRIC = """
rounding: {decimals: 2, at: criterion}
not_applicable: exclude
criteria:
  - id: I
    criteria:
      - {id: I.1, points: 10, evidence: [Quyết định, Biên bản]}
      - {id: I.2, points: 5, evidence: required}
      - {id: I.3, points: 6}
"""


def rows(scoring_input: ScoringInput, title: str, options: Options | None = None) -> list[list[object]]:
    ranking = rank_bloc(scoring_input, BLOC)
    scores = score_units(scoring_input, [standing.result.unit for standing in ranking.standings])
    content = workbook_of([ranking], {BLOC: scores}, options)
    sheet = load_workbook(io.BytesIO(content), data_only=True)[title]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_missing_evidence_names_unit_criterion_and_documents() -> None:
    marks = {"a": {"I.1": "8", "I.2": "0", "I.3": "6"}, "b": {"I.2": {"self": "5"}}}
    listed = rows(input_from(rubric_from(RUBRIC), marks), "Thiếu minh chứng")[4:]
    assert listed == [
        [1, "Xã a", "I.1", "Tiêu chí I.1", 8, "– Quyết định\n– Biên bản"],
        [2, "Xã b", "I.2", "Tiêu chí I.2", 5, "Tài liệu minh chứng (thang điểm không quy định cụ thể)"],
    ]


def test_nothing_is_missing() -> None:
    scoring_input = input_from(rubric_from(RUBRIC), {"a": {"I.3": "6"}})
    assert rows(scoring_input, "Thiếu minh chứng")[4][0] == "Không thiếu minh chứng nào."
    assert rows(scoring_input, "Thay đổi điểm")[4][0] == "Không có điểm nào thay đổi giữa các bước."


def test_changes_tell_both_marks_the_difference_and_the_reason() -> None:
    marks = {
        "a": {
            "I.1": {"self": "10", "bloc": {"mark": "7,5", "reason": "Thiếu biên bản"}, "evidence": ["x"]},
            "I.2": {"self": "4", "bloc": "4", "evidence": ["x"]},
            "I.3": {
                "self": "2",
                "bloc": {"not_applicable": "Không có vụ việc"},
                "board": {"mark": "3", "reason": "Có ba vụ việc"},
            },
        }
    }
    listed = rows(input_from(rubric_from(RUBRIC), marks), "Thay đổi điểm")[4:]
    assert [row[1:2] + row[3:] for row in listed] == [
        ["I.1", "self", "10", 10, "bloc", "7,5", 7.5, -2.5, "Thiếu biên bản"],
        ["I.3", "self", "2", 2, "bloc", "không phát sinh", "KPS", "–", "Không có vụ việc"],
        ["I.3", "bloc", "không phát sinh", "KPS", "board", "3", 3, "–", "Có ba vụ việc"],
    ]


def test_a_rank_is_out_of_the_units_that_have_one_as_explain_says() -> None:
    scoring_input = input_from(rubric_from(RUBRIC), {"a": {"I.3": "6"}, "b": {"I.3": "5"}, "c": None})
    assert [row[2] for row in rows(scoring_input, "Xã b") if row[0] == "Xếp hạng"] == ["2/2"]
    assert [row[2] for row in rows(scoring_input, "Xã c") if row[0] == "Xếp hạng"] == ["–"]


def axes(marks: dict[str, dict[str, str]]) -> list[tuple[object, object]]:
    """Return where the axes of points begin, of the totals and of the groups, in a report with penalties."""
    criteria = """
criteria:
  - {id: I, points: 10, criteria: [{id: I.1, points: 10}]}
penalties:
  criteria: [{id: III.1, points: 20}]
"""
    rubric = rubric_from("rounding: {decimals: 2, at: criterion}\n" + criteria)
    scoring_input = input_from(rubric, marks)
    ranking = rank_bloc(scoring_input, BLOC)
    scores = score_units(scoring_input, [standing.result.unit for standing in ranking.standings])
    book = load_workbook(io.BytesIO(workbook_of([ranking], {BLOC: scores}, None)))
    return [(chart.y_axis.scaling.min, chart.y_axis.scaling.max) for chart in book["Biểu đồ"]._charts]


def test_the_axes_of_charts_begin_at_0_unless_figures_are_below() -> None:
    assert axes({"a": {"I.1": "9"}, "b": {"I.1": "8,9"}}) == [(0, None), (0, None)]
    assert axes({"a": {"I.1": "9"}, "b": {"I.1": "8,9", "III.1": "1"}}) == [(0, None), (None, None)]
    assert axes({"a": {"I.1": "9"}, "b": {"I.1": "1", "III.1": "5"}}) == [(None, None), (None, None)]
    assert axes({"a": {"I.1": "0", "III.1": "19"}, "b": {"I.1": "0", "III.1": "20"}}) == [(None, 0), (None, 0)]


def test_the_report_says_when_and_from_what_it_was_made() -> None:
    scoring_input = input_from(rubric_from(RUBRIC), {"a": {"I.3": "6"}})
    made, files = datetime(2020, 7, 6, 8, 30, tzinfo=UTC), (("units/a.yaml", "ab" * 32),)
    told = rows(scoring_input, "Cách tính", Options(made=made, files=lambda _blocs: files))
    facts = {row[0]: row[2] for row in told}
    assert facts["Thời điểm xuất"] == "06/7/2020 08:30:00 (UTC+00:00)"
    assert facts["units/a.yaml"] == "ab" * 32
    assert not any(row[0] == "Thời điểm xuất" for row in rows(scoring_input, "Cách tính"))
