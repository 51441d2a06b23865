"""`qcdc rubric`: the scale to print, and statistics of a bloc; rubrics that extend another one; other rubrics tried."""

import json
from decimal import Decimal
from pathlib import Path
from shutil import rmtree

import jsonschema
import pytest
import yaml

from qcdc_cli.campaign.schema import schema
from qcdc_cli.campaign.shipped import shipped_rubrics
from tests.commands.conftest import Qcdc

OTHER = """\
rubric: khoi-1
name: Thang điểm khối 1
extends: qcdc-cap-xa-2020
total: 98
change:
  I: {points: 16}
  I.1: {points: 1, pass: Có quyết định}
remove: [VII.2]
add:
  VII: [{id: VII.9, name: Việc thêm, points: 2, evidence: optional}]
"""


@pytest.fixture
def other(example: Path) -> Path:
    """Stand in the example with a rubric of the bloc's own beside it, which extends the shipped one."""
    file = example / "other.yaml"
    file.write_text(OTHER, encoding="utf-8")
    return file


def test_the_whole_scale_is_shown(qcdc: Qcdc, example: Path) -> None:
    ran = qcdc("rubric", "show")
    assert ran.status == 0
    for part in ("qcdc-cap-xa-2020", "III.10", "3 × kết quả ÷ chỉ tiêu", "Xếp loại Xuất sắc: từ 90 điểm", "100,0"):
        assert part in ran.out
    assert qcdc("rubric", "show", "qcdc-cap-xa-2020").out == ran.out
    assert "Equal totals share a rank" in qcdc("--lang", "en", "rubric", "show").out


def test_the_scale_in_every_format(qcdc: Qcdc, example: Path) -> None:
    (scale,) = json.loads(qcdc("rubric", "show", "-f", "json").out)["rubrics"]
    assert (scale["rubric"], scale["total"]) == ("qcdc-cap-xa-2020", 100)
    assert scale["criteria"][0]["criteria"][0]["kind"] == "levels"
    assert "| I.1 |" in qcdc("rubric", "show", "-f", "md").out
    assert "I.1," in qcdc("rubric", "show", "-f", "csv").out
    qcdc("rubric", "show", "-f", "md", "-o", "scale.md")
    assert "Thang điểm" in Path("scale.md").read_text(encoding="utf-8")


def test_a_rubric_needs_no_campaign_and_no_right_sheets(qcdc: Qcdc, example: Path) -> None:
    Path("units/phu-an.yaml").write_text("unit: [", encoding="utf-8")
    assert qcdc("rubric", "show").status == 0
    Path("qcdc.yaml").unlink()
    assert qcdc("rubric", "show", "thi-dua-1000-diem").status == 0
    assert qcdc("rubric", "show").status == 2


@pytest.mark.parametrize("name", shipped_rubrics())
def test_every_shipped_scale_is_shown_in_both_languages(qcdc: Qcdc, name: str) -> None:
    for language in ("vi", "en"):
        for style in ("table", "json", "csv", "md"):
            ran = qcdc("--lang", language, "rubric", "show", name, "-f", style)
            assert (ran.status, ran.err) == (0, "")
            assert name in ran.out or style == "csv"


def test_statistics_tell_what_parts_the_units(qcdc: Qcdc, two_blocs: Path) -> None:
    found = json.loads(qcdc("rubric", "stats", "-f", "json").out, parse_float=Decimal)["statistics"]
    assert [one["bloc"] for one in found] == ["thuong-nguon", "ha-nguon"]
    assert [one["counted"] for one in found] == [4, 3]
    for one in found:  # each is rounded for showing
        assert abs(sum(part["decides"] for part in one["groups"]) - 100) < Decimal("0.05")
    shown = qcdc("rubric", "stats", "--bloc", "ha-nguon").out
    assert "Tiêu chí có chênh lệch điểm giữa các đơn vị lớn nhất" in shown
    assert "mục góp bao nhiêu phần trăm" in shown
    assert "100,00" in shown
    for style in ("csv", "md"):
        assert qcdc("--lang", "en", "rubric", "stats", "-f", style).status == 0


def test_statistics_of_a_period_without_sheets_say_so(qcdc: Qcdc, example: Path) -> None:
    rmtree(example / "units" / "2020")
    ran = qcdc("rubric", "stats", "-p", "2020")
    assert ran.status == 0
    assert "Chưa có đơn vị nào được xếp hạng" in ran.out


def test_a_rubric_that_extends_ranks_and_says_what_it_rests_on(qcdc: Qcdc, other: Path) -> None:
    assert qcdc("check", "other.yaml").status == 0
    shown = qcdc("rubric", "show", "other.yaml").out
    assert "Dựa trên: Thang điểm thi đua thực hiện QCDC cấp xã" in shown
    assert "Việc thêm" in shown
    (scale,) = json.loads(qcdc("rubric", "show", "other.yaml", "-f", "json").out)["rubrics"]
    first, *_ = scale["criteria"]
    assert (first["points"], first["criteria"][0]["kind"]) == (16, "pass")
    assert [node["id"] for node in scale["criteria"][6]["criteria"]] == ["VII.1", "VII.3", "VII.4", "VII.5", "VII.9"]


def test_what_another_rubric_cannot_take_over_is_told(qcdc: Qcdc, other: Path) -> None:
    ran = qcdc("rank", "--rubric", "other.yaml")
    assert ran.status == 0
    for told in (ran.out, ran.err):
        assert "Xã Phú Tân: 2 tiêu chí (I.1, VII.2)" in told
        assert "qcdc check --rubric" in told
    points = {
        one["unit"]: (one["points"], one["max"], one["missing"])
        for one in json.loads(qcdc("rank", "-r", "other.yaml", "-f", "json").out, parse_float=Decimal)["standings"]
    }
    # 75.32 less I.1 (2 as verified) and VII.2 (1.25), which do not fit; 98 of it is attainable, less IV.1.c (2)
    assert points["phu-an"] == (Decimal("72.07"), 96, ["I.1", "VII.9"])
    scored = qcdc("--lang", "en", "score", "units/phu-an.yaml", "--rubric", "other.yaml")
    assert "Xã Phú An: 2 criteria (I.1, VII.2)" in scored.out
    assert "Xã Phú An: 2 criteria (I.1, VII.2)" in scored.err
    checked = qcdc("check", "--rubric", "other.yaml", "-f", "json")
    # of all eight units: I.1 by two stages at mid-year and by one at year-end, VII.2 which is gone
    assert sum(problem["code"] == "Q625" for problem in json.loads(checked.out)["problems"]) == 8 * (2 + 1) + 8 * (
        1 + 1
    )
    for arguments in (["--all"], ["--by", "bloc"]):
        assert "(I.1, VII.2)" in qcdc("rank", "--rubric", "other.yaml", *arguments).out


def test_nothing_is_told_where_all_marks_fit(qcdc: Qcdc, example: Path) -> None:
    ran = qcdc("rank", "--rubric", "qcdc-cap-xa-2020")
    assert "không chuyển" not in ran.out + ran.err


def test_a_sum_that_no_longer_fits_is_told_in_the_base_with_the_way_out(qcdc: Qcdc, other: Path) -> None:
    other.write_text(OTHER.replace("  I: {points: 16}\n", ""), encoding="utf-8")
    ran = qcdc("--lang", "en", "rank", "--rubric", "other.yaml")
    assert ran.status == 1
    assert "qcdc-cap-xa-2020.yaml:" in ran.err
    assert "Q501" in ran.err
    assert "`change`, `remove` or `add` in other.yaml" in ran.err


def test_a_campaign_begins_with_a_rubric_that_extends(qcdc: Qcdc, other: Path) -> None:
    base = other.with_name("base.yaml")
    base.write_text("rubric: b\nname: B\ntotal: 1\ncriteria: [{id: a, name: A, points: 1, evidence: optional}]\n")
    other.write_text("rubric: o\nname: O\nextends: base.yaml\n", encoding="utf-8")
    assert qcdc("init", "new", "--rubric", "other.yaml").status == 0
    assert qcdc("-C", "new", "check").status == 0


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (OTHER, True),
        ("rubric: r\nname: n\nextends: x\n", True),
        ("rubric: r\nname: n\nchange: {I: {points: 1}}\ntotal: 1\ncriteria: []\n", False),
        ("rubric: r\nname: n\nextends: x\nchange: {I: {point: 1}}\n", False),
        ("rubric: r\nname: n\nextends: x\nadd: {I: {id: a}}\n", False),
        ("rubric: r\nname: n\n", False),
    ],
)
def test_an_editor_knows_extends(text: str, right: bool) -> None:
    assert jsonschema.Draft7Validator(schema("rubric")).is_valid(yaml.safe_load(text)) == right
