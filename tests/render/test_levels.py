"""One group around all others has no column: every output shows the groups in it, with their names."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest

from qcdc_cli.render.tables import ranking_table, scores_table
from tests.campaigns import ROOT
from tests.render.cases import Case, csv_text, markdown_tables, shipped, terminal_text, written

pytestmark = pytest.mark.slow  # rounds of whole commands and workbooks


WRAPPED = """\
rubric: wrapped
name: A scale with a wrapper
total: 20
criteria:
  - id: A
    name: PHẦN ĐIỂM CHUẨN
    points: 20
    criteria:
      - {id: A.I, label: I, name: Leading, points: 10, evidence: optional}
      - id: A.II
        label: II
        name: Openness
        points: 10
        criteria:
          - {id: A.II.1, name: Budget, points: 5, evidence: optional}
          - {id: A.II.2, name: Land, points: 5, evidence: optional}
penalties:
  cap: 3
  criteria: [{id: P.1, name: Late, points: 3}]
"""
SHEETS = {
    unit: f"unit: {unit}\nperiod: h1\nmarks: {{A.I: {one}, A.II.1: {two}, A.II.2: 4}}\n"
    for unit, one, two in (("alpha", 9, 4), ("beta", 8, 3), ("gamma", 7, 5))
}


@pytest.fixture(scope="module")
def wrapped(tmp_path_factory: pytest.TempPathFactory) -> Case:
    campaign = (
        "campaign: Campaign 2024\nperiod: h1\nperiods:\n  h1: {name: First half}\nstages:\n  - {id: self, name: Self}\n"
        "blocs:\n  one: {name: Bloc One, rubric: rubric.yaml, units: [alpha, beta, gamma]}\n"
        "units: {alpha: Alpha, beta: Beta, gamma: Gamma}\n"
    )
    return written(Path(tmp_path_factory.mktemp("wrapped")), campaign=campaign, rubric=WRAPPED, sheets=SHEETS)


def test_tables_look_through_it(wrapped: Case) -> None:
    table = ranking_table(wrapped.ranking)
    assert [column.title for column in table.columns] == [
        "Hạng",
        "Đơn vị",
        "I",
        "II",
        "Trừ",
        "Tổng",
    ]
    assert table.rows[0].cells == ("1", "Alpha", "9", "8", "–", "17")
    assert table.notes == ("I: Leading (10 điểm)", "II: Openness (10 điểm)", "Trừ: Điểm trừ (trừ tối đa 3 điểm)")
    header, *_ = csv.reader(StringIO(csv_text([table])))
    assert header == [column.title for column in table.columns]
    for text in (terminal_text([table], width=None, color=False), markdown_tables([table])):
        assert "PHẦN ĐIỂM CHUẨN" not in text
        assert "I: Leading (10 điểm)" in text
    scores = scores_table(wrapped.scores, wrapped.ranking.campaign, wrapped.ranking.period)
    assert [column.title for column in scores.columns] == ["Đơn vị", "I", "II", "Trừ", "Self"]


def test_worksheets_look_through_it(wrapped: Case) -> None:
    sheets = wrapped.workbook()
    shown = ["I. Leading\n(10 điểm)", "II. Openness\n(10 điểm)", "Điểm trừ\n(trừ tối đa 3 điểm)"]
    for name, behind in (("Xếp hạng", ["Tổng điểm\n(20)", "Ghi chú"]), ("Theo nội dung", ["Tổng điểm"])):
        header = next(row for row in sheets[name] if row[0] == "Hạng")
        assert header == ["Hạng", "Đơn vị", *shown, *behind]
        first = sheets[name][sheets[name].index(header) + 1]
        assert first[:6] == [1, "Alpha", 9, 8, "–", 17]


@pytest.mark.parametrize(
    ("example", "bloc", "period", "expected"),
    [
        # 6 of the 10 on the second level are groups; classes make room
        ("can-tho-2026", "khoi-2", "2026", [f"I.{n}" for n in range(1, 5)] + [f"II.{n}" for n in range(1, 7)]),
        ("thi-dua-1000", "khoi-xa", "2024", ["I", "II", "III"]),  # a single group in them
        ("chau-thanh-2020", "dan-van", "2020-h1", ["I", "II", "III", "IV", "V", "VI", "VII"]),
    ],
)
def test_contents_go_down_to_the_deepest_level_of_groups_that_fits(
    example: str, bloc: str, period: str, expected: list[str]
) -> None:
    case = shipped(ROOT / "examples" / example, bloc, period)
    header = next(row for row in case.workbook()["Theo nội dung"] if row[0] == "Hạng")
    groups = [str(cell) for cell in header[2:] if ". " in str(cell)]
    assert [title.partition(". ")[0] for title in groups] == expected
    assert all(re.fullmatch(r"\S+ .+\n\([0-9]+ điểm\)", title) for title in groups)
