"""What only a later stage marks (`from`), where no campaign is written yet: extended rubrics, loose sheets, `init`."""

from pathlib import Path

import pytest

from tests.commands.conftest import Qcdc

BASE = """
rubric: goc
name: Thang điểm gốc
total: 10
criteria:
  - {id: I.1, name: Họp, points: 6, evidence: optional}
  - {id: I.2, name: Báo cáo, points: 4, evidence: optional}
"""
EXTENDED = """
rubric: con
name: Thang điểm của khối
extends: goc.yaml
change: {I.2: {from: bloc}}
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "goc.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "con.yaml").write_text(EXTENDED, encoding="utf-8")
    (tmp_path / "a.yaml").write_text("unit: a\nperiod: k1\nmarks: {I.1: {self: 5}}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_rubric_may_leave_a_line_of_its_base_to_a_later_stage(desk: Path, qcdc: Qcdc) -> None:
    before, after = (qcdc("score", "a.yaml", "--rubric", f"{name}.yaml") for name in ("goc", "con"))
    assert "a: chưa chấm I.2" in before.out
    assert "a         5   BS        5       6  83,33\n" in after.out
    assert "chưa chấm: I.2" in qcdc("check", "a.yaml", "--rubric", "goc.yaml").out
    assert qcdc("check", "a.yaml", "--rubric", "con.yaml").out == "Không có lỗi.\n"


def test_loose_sheets_count_it_once_that_stage_has_come(desk: Path, qcdc: Qcdc) -> None:
    (desk / "b.yaml").write_text("unit: b\nperiod: k1\nmarks: {I.1: {self: 5}, I.2: {bloc: 3}}\n", encoding="utf-8")
    ran = qcdc("score", "a.yaml", "b.yaml", "--rubric", "con.yaml")
    assert "a: chưa chấm I.2" in ran.out
    assert "điểm tối đa 6, chưa gồm I.2 do bước sau chấm" in ran.out


def test_a_campaign_begun_with_it_asks_the_units_for_their_own_lines_only(desk: Path, qcdc: Qcdc) -> None:
    assert qcdc("init", "moi", "--rubric", "con.yaml", "-u", "Xã A").status == 0
    ran = qcdc("-C", "moi", "check")
    assert "còn 1 tiêu chí chưa chấm: I.1." in ran.out
    assert ran.status == 0
