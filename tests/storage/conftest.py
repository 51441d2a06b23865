"""A campaign as small as one can be, with what is imported into it."""

from pathlib import Path

import pytest

CAMPAIGN = """\
campaign: Đợt thử
period: p1
periods:
  p1: {name: Kỳ 1}
stages:
  - {id: self, name: Tự chấm, by: unit}
  - {id: board, name: Ban duyệt, by: authority}
blocs:
  khoi: {name: Khối, rubric: rubric.yaml, units: [a, b, c, d]}
units: {a: Xã An, b: Xã Bình, c: Xã Cường, d: Xã Dân}
"""
RUBRIC = """\
rubric: thu
name: Thang thử
total: 10
rounding: {decimals: 2, at: criterion}
not_applicable: exclude
missing_evidence: ignore
ties: []
criteria:
  - {id: I, name: Mục, points: 10, criteria: [{id: I.1, name: Tiêu chí, points: 10, evidence: optional}]}
"""
SHEET = """\
unit: {unit}
period: p1
marks:
  I.1: 5
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the folder of a small campaign."""
    return small_campaign(tmp_path / "nho")


def small_campaign(folder: Path) -> Path:
    """Make a campaign of four units: three with a sheet, one of them behind a link."""
    (folder / "units").mkdir(parents=True)
    (folder / "qcdc.yaml").write_text(CAMPAIGN, encoding="utf-8")
    (folder / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    for unit in ("a", "b"):
        (folder / "units" / f"{unit}.yaml").write_text(SHEET.format(unit=unit), encoding="utf-8")
    (folder / "kept").mkdir()
    (folder / "kept" / "c-sheet.yaml").write_text(SHEET.format(unit="c"), encoding="utf-8")
    (folder / "units" / "c.yaml").symlink_to("../kept/c-sheet.yaml")
    marks = "".join(f"{unit},I.1,{number},Đo lại\n" for number, unit in enumerate("abcd", start=6))
    (folder / "marks.csv").write_text(f"unit,id,mark,reason\n{marks}", encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine that runs the tests shows in them."""
    for name in ("QCDC_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
