"""Units summed up by their type and by declared groupings, which may cut across blocs."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.commands.conftest import Qcdc

CAMPAIGN = """\
campaign: Thi đua
period: k
periods: {k: {name: Kỳ}}
stages: [{id: self, name: Tự chấm}]
groupings:
  cluster: {name: Cụm thi đua, values: {c2: Cụm số 2, c1: Cụm số 1}}
  province: {name: Tỉnh}
blocs:
  a: {name: Khối A, rubric: rubric.yaml, units: [u, v], groupings: {province: Tỉnh Sông}}
  b: {name: Khối B, rubric: rubric.yaml, units: [w, x, y], province: Tỉnh Sông}
units:
  u: {name: Xã U, type: xa, groupings: {cluster: c1}}
  v: {name: Phường V, type: phuong, groupings: {cluster: Cụm số 2}}
  w: {name: Xã W, type: xã, groupings: {cluster: c1}}
  x: {name: Phường X, type: Phường, groupings: {cluster: c1}}
  y: Sở Y
"""
RUBRIC = """\
rubric: r
name: Thang điểm
total: 10
classification: [{id: tot, name: Tốt, from: 8}, {id: kha, name: Khá}]
criteria: [{id: A, name: Việc, points: 10, evidence: optional}]
"""
MARKS = {"u": 9, "v": 8, "w": 7, "x": 6}  # Y has handed in no sheet


@pytest.fixture
def grouped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a campaign of two blocs, across which types and clusters cut."""
    (tmp_path / "qcdc.yaml").write_text(CAMPAIGN, encoding="utf-8")
    (tmp_path / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    (tmp_path / "units").mkdir()
    for unit, mark in MARKS.items():
        text = f"unit: {unit}\nperiod: k\nmarks: {{A: {mark}}}\n"
        (tmp_path / "units" / f"{unit}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _lines(qcdc: Qcdc, by: str) -> list[tuple[object, ...]]:
    ran = qcdc("rank", "--by", by, "-f", "json")
    assert ran.status == 0, ran.err
    rolled = json.loads(ran.out, parse_float=Decimal, parse_int=Decimal)
    assert rolled["by"] == by
    return [
        (line["name"], line["blocs"], line["units"], line["ranked"], line["average"], line["classes"]["Tốt"])
        for line in rolled["lines"]
    ]


def test_types_of_units_cut_across_blocs(qcdc: Qcdc, grouped: Path) -> None:
    # Communes 9 and 7, wards 8 and 6 of 10; Y says no type and has no sheet.
    assert _lines(qcdc, "type") == [
        ("Xã", ["a", "b"], 2, 2, 80, 1),
        ("Phường", ["a", "b"], 2, 2, 70, 1),
        (None, ["b"], 1, 0, None, 0),
    ]


def test_declared_groups_come_in_their_declared_order_by_id_or_name(qcdc: Qcdc, grouped: Path) -> None:
    # Cluster 1: U 9, W 7, X 6, so 22 of 30; cluster 2: V.
    assert [(name, units, average) for name, _, units, _, average, _ in _lines(qcdc, "cluster")] == [
        ("Cụm số 2", 1, 80),
        ("Cụm số 1", 3, Decimal("73.33")),
        (None, 1, None),
    ]


def test_a_group_of_a_bloc_is_that_of_all_its_units_and_the_old_key_says_the_same(qcdc: Qcdc, grouped: Path) -> None:
    assert [(name, blocs, units) for name, blocs, units, *_ in _lines(qcdc, "province")] == [
        ("Tỉnh Sông", ["a", "b"], 5)
    ]


def test_old_keys_of_blocs_stay_valid_undeclared(qcdc: Qcdc, grouped: Path) -> None:
    text = CAMPAIGN.replace("  province: {name: Tỉnh}\n", "").replace(", groupings: {province: Tỉnh Sông}", "")
    Path("qcdc.yaml").write_text(text, encoding="utf-8")
    assert [(name, units) for name, _, units, *_ in _lines(qcdc, "province")] == [(None, 2), ("Tỉnh Sông", 3)]
    assert qcdc("check").status == 0


def test_headings_notes_and_missing_blocs_are_said_in_every_table(qcdc: Qcdc, grouped: Path) -> None:
    shown = qcdc("rank", "--by", "cluster").out
    assert "Cụm thi đua" in shown
    assert "Một dòng có thể gồm đơn vị của nhiều khối" in shown
    assert "Khối B còn thiếu" in shown  # Y's sheet, though no cluster's own
    assert "nhiều khối" not in qcdc("rank", "--by", "bloc").out
    english = qcdc("--lang", "en", "rank", "--by", "type").out
    assert "Type of unit" in english
    assert "Ward" in english
    rows = list(csv.DictReader(io.StringIO(qcdc("rank", "--by", "type", "-f", "csv").out)))
    assert [(row["Loại đơn vị"], row["Đơn vị"]) for row in rows][:2] == [("Xã", "2"), ("Phường", "2")]


def test_a_grouping_that_is_not_there_names_those_that_are(qcdc: Qcdc, grouped: Path) -> None:
    ran = qcdc("rank", "--by", "cluter")
    assert (ran.status, ran.out) == (2, "")
    assert "Q918" in ran.err
    assert "cho phép: bloc, type, province, cluster" in ran.err
    assert "`cluster`" in ran.err


def test_a_shell_completes_what_there_is(grouped: Path) -> None:
    from qcdc_cli.commands.options import complete_grouping

    assert complete_grouping("") == ["bloc", "type", "province", "cluster"]
    assert complete_grouping("cl") == ["cluster"]


def test_units_written_out_are_named_as_the_short_ones(qcdc: Qcdc, grouped: Path) -> None:
    assert "Phường V" in qcdc("rank", "--bloc", "a").out
    assert qcdc("explain", "xã u", "A").status == 0
    assert qcdc("form").status == 0
    assert sorted(path.name[0] for path in Path("forms").iterdir()) == [*MARKS, "y"]


def test_types_can_be_added(qcdc: Qcdc, grouped: Path) -> None:
    text = CAMPAIGN.replace("groupings:\n", "groupings:\n  type: {name: Loại, values: {truong: Trường học}}\n", 1)
    text = text.replace("  y: Sở Y\n", "  y: {name: Trường Y, type: truong}\n")
    Path("qcdc.yaml").write_text(text, encoding="utf-8")
    assert [(name, units) for name, _, units, *_ in _lines(qcdc, "type")] == [
        ("Xã", 2),
        ("Phường", 2),
        ("Trường học", 1),
    ]
    assert "Loại" in qcdc("rank", "--by", "type").out


def test_the_country_sums_up_in_one_walk_over_its_units() -> None:
    """Each unit is looked up once, however many groups are declared: no list of groups is walked for each unit."""
    from qcdc_cli.campaign.campaign import Campaign
    from qcdc_cli.campaign.groupings import GroupsOfUnits, grouping_problems

    values = {f"c{number}": f"Cụm {number}" for number in range(300)}
    units = {f"u{number}": {"name": "Xã", "groupings": {"cluster": f"cụm {number % 300}"}} for number in range(3000)}
    campaign = Campaign.model_validate(
        {
            "campaign": "c",
            "period": "p",
            "periods": {"p": {"name": "p"}},
            "stages": [{"id": "self", "name": "Tự chấm"}],
            "groupings": {"cluster": {"name": "Cụm", "values": values}},
            "blocs": {"b": {"name": "b", "rubric": "r", "units": list(units)}},
            "units": units,
        }
    )
    assert list(grouping_problems(campaign)) == []
    groups = GroupsOfUnits(campaign, "cluster")
    assert groups.group_of("u301", campaign.blocs["b"]) == "Cụm 1"
