"""Sheets of several periods, beside each other: none is dropped in silence."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import REPOSITORY, Qcdc

CAMPAIGN = """\
campaign: Thi đua
period: h2
periods: {h1: {name: Nửa đầu}, h2: {name: Nửa sau}}
stages: [{id: self, name: Tự chấm}]
blocs: {b: {name: Khối, rubric: rubric.yaml, units: [u, v]}}
units: {u: Xã U, v: Xã V}
"""
RUBRIC = """\
rubric: r
name: Thang điểm
total: 10
ties: [rank in h1]
classification:
  - {id: a, name: Loại A, from: 5, quota: {percent: 50, rounding: down}}
  - {id: b, name: Loại B}
criteria: [{id: A, name: Việc, points: 10, evidence: optional}]
"""


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a campaign of two units and two periods; V was ahead in the first, both are equal in the second."""
    (tmp_path / "qcdc.yaml").write_text(CAMPAIGN, encoding="utf-8")
    (tmp_path / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    (tmp_path / "units").mkdir()
    for unit, period, mark in (("u", "h1", 5), ("v", "h1", 6), ("u", "h2", 8), ("v", "h2", 8)):
        sheet = f"unit: {unit}\nperiod: {period}\nmarks: {{A: {mark}}}\n"
        (tmp_path / "units" / f"{unit}-{period}.yaml").write_text(sheet, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _lines(qcdc: Qcdc, *arguments: str) -> list[tuple[int | None, str, str | None]]:
    result = json.loads(qcdc(*arguments, "-f", "json").out)
    return [(line["rank"], line["unit"], line["class"]) for line in result["standings"]]


def test_naming_the_sheets_changes_neither_ranks_nor_classes(qcdc: Qcdc, campaign: Path) -> None:
    # V was 1st in h1, which parts the tie; half of two units is one place in class A.
    expected = [(1, "v", "a"), (2, "u", "b")]
    assert _lines(qcdc, "rank") == expected
    assert _lines(qcdc, "rank", "units/*-h2.yaml") == expected
    scored = json.loads(qcdc("score", "units/v-h2.yaml", "-f", "json").out)
    assert [(unit["unit"], unit["class"]) for unit in scored["units"]] == [("v", "a")]


def test_sheets_of_another_period_are_named_when_they_are_not_used(qcdc: Qcdc, campaign: Path) -> None:
    ran = qcdc("score", "units/*.yaml")
    assert ran.status == 0
    assert "Có 2 phiếu của kỳ h1 không được dùng; muốn xem thì thêm --period h1." in ran.err


def test_loose_sheets_of_several_periods_want_one_named(qcdc: Qcdc, campaign: Path) -> None:
    (campaign / "qcdc.yaml").unlink()
    for order in (["units/u-h1.yaml", "units/v-h2.yaml"], ["units/v-h2.yaml", "units/u-h1.yaml"]):
        ran = qcdc("score", *order, "--rubric", "rubric.yaml")
        assert ran.status == 2
        assert "Q913" in ran.err
    assert qcdc("score", "units/u-h1.yaml", "units/v-h2.yaml", "--rubric", "rubric.yaml", "-p", "h2").status == 0


def test_the_campaign_s_own_file_can_be_named_to_check(qcdc: Qcdc, campaign: Path) -> None:
    ran = qcdc("check", "qcdc.yaml")
    assert (ran.status, ran.out) == (0, "Không có lỗi.\n")


def test_show_refuses_options_that_say_nothing_to_it(qcdc: Qcdc, campaign: Path) -> None:
    for option in (["--period", "h1"], ["--stage", "self"]):
        ran = qcdc("rubric", "show", *option)
        assert ran.status == 2
        assert "Q909" in ran.err


def test_districts_of_one_name_in_two_provinces_stay_two(qcdc: Qcdc, campaign: Path) -> None:
    text = CAMPAIGN.replace(
        "{b: {name: Khối, rubric: rubric.yaml, units: [u, v]}}",
        "{b: {name: B, rubric: rubric.yaml, units: [u], district: Châu Thành, province: Hậu Giang},"
        " c: {name: C, rubric: rubric.yaml, units: [v], district: Châu Thành, province: Tiền Giang}}",
    )
    (campaign / "qcdc.yaml").write_text(text, encoding="utf-8")
    shown = qcdc("rank", "--by", "district").out
    assert "Châu Thành (Hậu Giang)" in shown
    assert "Châu Thành (Tiền Giang)" in shown


def test_what_is_not_carried_over_is_told_at_export_too(
    qcdc: Qcdc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = qcdc("-C", str(REPOSITORY / "examples" / "chau-thanh-2020"), "export", "x.md", "-r", "thi-dua-1000-diem")
    assert ran.status == 0
    assert "không chuyển được sang thang điểm này" in ran.err
