"""What statistics say in plain words, of a bloc of five units that is worked out by hand."""

import pytest

from qcdc_cli.language import speaking
from qcdc_cli.render.json.parts import Object
from qcdc_cli.render.json.rubric import statistics_object
from qcdc_cli.render.report import Report, StatisticsView
from qcdc_cli.render.tables.statistics import statistics_tables
from qcdc_cli.scoring.statistics import Statistics, statistics
from tests.campaigns import input_from, ranking_of, rubric_from

RUBRIC = "criteria: [{id: A, points: 10}, {id: B, points: 10}, {id: C, points: 10}, {id: D, points: 10}]"
MARKS = {"a": (1, 2, 10, 0), "b": (2, 4, 10, 0), "c": (3, 6, 10, 5), "d": (4, 8, 10, 0), "e": (5, 10, 10, 1)}


def _of(units: str) -> Statistics:
    marks = {unit: dict(zip("ABCD", map(str, MARKS[unit]), strict=True)) for unit in units}
    return statistics(ranking_of(input_from(rubric_from(RUBRIC), marks)))


def _as_json(found: Statistics) -> Object:
    ranking = found.ranking
    report = Report(ranking.campaign, ranking.period, StatisticsView((found,)), (ranking,))
    (told,) = statistics_object([found], report)["statistics"]
    return dict(told)


@pytest.mark.parametrize(
    ("language", "answers"),
    [
        (
            "vi",
            [
                "Tất cả đơn vị đạt điểm tối đa: C",
                "B (52,98%)",
                "A và B: cùng thứ tự ở 10/10 cặp đơn vị",
            ],
        ),
        (
            "en",
            [
                "All units have the maximum: C",
                "B (52.98%)",
                "A and B: the same order in 10 of 10 pairs of units",
            ],
        ),
    ],
)
def test_three_questions_are_answered(language: str, answers: list[str]) -> None:
    """Totals 13, 16, 24, 22, 26: 5·var = 120.8, of which A has 32, B 64 and D 24.8."""
    heading = {"vi": "Tỷ lệ trong chênh lệch (%)", "en": "Of the difference %"}[language]
    with speaking(language):
        criteria, _, findings = statistics_tables(_of("abcde"))
    assert [row.cells[1] for row in findings.rows] == answers
    assert findings.warnings == ()
    shares = [column.title for column in criteria.columns].index(heading)
    assert [row.cells[shares].strip() for row in criteria.rows] == (
        ["26,49", "52,98", "–", "20,53"] if language == "vi" else ["26.49", "52.98", "–", "20.53"]
    )


def test_of_few_units_it_says_little() -> None:
    found = _of("abcd")
    *_, findings = statistics_tables(found)
    assert findings.warnings[0].startswith("Chỉ có 4 đơn vị được xếp hạng: số liệu nói được rất ít")
    assert findings.rows[-1].cells[1] == "Không xét, vì có quá ít đơn vị."
    told = _as_json(found)
    assert (told["few_units"], told["similar"]) == (True, None)


def test_equal_totals_and_no_copies() -> None:
    *_, findings = statistics_tables(_of("a"))
    assert [row.cells[1] for row in findings.rows][1] == "Không có: các đơn vị bằng tổng điểm."
    told = _as_json(_of("abcde"))
    assert told["similar"] == [{"first": "A", "second": "B", "units": 5, "parted": 10, "same": 10, "percent": 100}]
    assert [(one["id"], one["main"]) for one in told["differences"]] == [("B", True), ("A", False), ("D", False)]
