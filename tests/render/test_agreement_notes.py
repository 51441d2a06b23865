"""What outputs say of a stage that agreed with what was claimed: with whose mark, who did so and when."""

from pathlib import Path

import pytest
import simplejson

from qcdc_cli import language
from qcdc_cli.render.report import ExplanationView, ScoresView
from qcdc_cli.render.tables import unit_table
from tests.render.cases import SHEETS, Case, written

BETA = """\
unit: beta
period: h1
marks:
  I.1: {self: 3, bloc: {mark: 2.5, reason: No deadlines}}
  I.3: {self: met}
  II.1: {not_applicable: No budget}
agreed:
  bloc: {by: Nguyễn Văn A, date: 2024-07-05, claims: {I.3: met, II.1: {not_applicable: No budget}}}
"""
SAID = "Bước “Bloc” thống nhất với điểm bước trước ở 2/4 tiêu chí, ngày 05/7/2024, người thống nhất: Nguyễn Văn A"


@pytest.fixture
def agreed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.chdir(tmp_path)
    return written(Path(), sheets={**SHEETS, "beta": BETA})


def test_an_explanation_says_with_whom_who_and_when(agreed: Case) -> None:
    assert agreed.explain("beta", "I.3").split("Các bước chấm:\n")[1] == (
        "  Self: đạt → 5 điểm\n"
        "    units/beta.yaml:5\n"
        "  Bloc: đạt → 5 điểm\n"
        "    thống nhất với điểm bước “Self”, ngày 05/7/2024, người thống nhất: Nguyễn Văn A\n"
        "    units/beta.yaml:8\n"
        "\n"
        "Điểm được tính: theo bước “Bloc”, bước chấm sau cùng.\n"
        "Cách tính: đạt: 5\n"
        "Minh chứng: không có\n"
    )
    assert f"\n{SAID}\n" in agreed.explain("beta")
    language.use("en")
    assert "    agreed with the mark of the stage “Self” on 2024-07-05, by Nguyễn Văn A\n" in agreed.explain(
        "beta", "II.1"
    )


def test_tables_and_the_workbook_say_so(agreed: Case) -> None:
    assert SAID in unit_table(agreed.unit("beta"), agreed.ranking.campaign, "h1").notes
    cells = [str(cell) for rows in agreed.workbook().values() for row in rows for cell in row]
    assert any(SAID in cell for cell in cells)
    assert cells.count("Bloc: thống nhất") == 1
    assert cells.count("Không phát sinh: No budget\nBloc: thống nhất (No budget)") == 1
    assert not any(SAID in cell for cell in agreed.explain("alpha").splitlines())


def test_json_has_the_day_and_who(agreed: Case) -> None:
    (unit,) = simplejson.loads(agreed.shown(ScoresView(), unit="beta"))["units"]
    marks = {one["id"]: one["marks"] for one in unit["criteria"]}
    assert [(one["by"], one["agreed"], one["line"]) for one in marks["I.3"]] == [
        (None, None, 5),
        ("Nguyễn Văn A", "2024-07-05", 8),
    ]
    assert [one["agreed"] for one in marks["I.1"]] == [None, None]
    explained = simplejson.loads(agreed.shown(ExplanationView("II.1"), unit="beta"))["criterion"]
    assert [(one["state"], one["agreed"]) for one in explained["marks"]][1] == ("not_applicable", "2024-07-05")
