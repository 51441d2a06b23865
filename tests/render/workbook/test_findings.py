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


def test_the_report_says_when_and_from_what_it_was_made() -> None:
    scoring_input = input_from(rubric_from(RUBRIC), {"a": {"I.3": "6"}})
    made, files = datetime(2020, 7, 6, 8, 30, tzinfo=UTC), (("units/a.yaml", "ab" * 32),)
    told = rows(scoring_input, "Cách tính", Options(made=made, files=lambda _blocs: files))
    facts = {row[0]: row[2] for row in told}
    assert facts["Thời điểm xuất"] == "06/7/2020 08:30:00 (UTC+00:00)"
    assert facts["units/a.yaml"] == "ab" * 32
    assert not any(row[0] == "Thời điểm xuất" for row in rows(scoring_input, "Cách tính"))
