"""A ranking that ballots decide: equal totals in order by their votes, a class that wants a share of the valid ones.

By hand: An and Bình have 95, and 12 and 18 of 30 votes, so that Bình is 1st and An 2nd. Cường and Dân have 92, and 15
votes each: they share rank 3. Of 30 valid ballots An has 24 (80 %), Bình 23 (76.67 %), Cường 30; on Dân there was none.
So An and Cường are Xuất sắc, Bình is Tốt, and Dân waits for a ballot.
"""

from pathlib import Path

import pytest

from tests.commands.conftest import Qcdc

EXPECTED = Path(__file__).parent / "expected"
CAMPAIGN = """\
campaign: Thi đua dân chủ cơ sở năm 2026
period: k1
periods: {k1: {name: Kỳ 1}}
stages: [{id: self, name: Tự chấm}]
blocs: {khoi: {name: Khối, rubric: rubric.yaml, units: [a, b, c, d, e]}}
units: {a: Xã An, b: Xã Bình, c: Xã Cường, d: Xã Dân, e: Xã Em}
ballots:
  k1:
    khoi:
      - {document: Biên bản kiểm phiếu số 1, date: 2026-07-10, votes: {a: 12, b: 18}}
      - {document: Biên bản kiểm phiếu số 2, date: 2026-07-10, votes: {c: 15, d: 15}}
      - for: units
        document: Biên bản kiểm phiếu số 3
        date: 2026-07-10
        valid: 30
        votes: {a: 24, b: 23, c: 30}
"""
RUBRIC = """\
rubric: thu
name: Thang thử
total: 100
criteria: [{id: I, name: Dân chủ, points: 100, evidence: optional}]
ties: [ballot]
classification:
  - {id: xs, name: Xuất sắc, from: 90, needs: {ballot_at_least: 80}}
  - {id: tot, name: Tốt, from: 70}
  - {id: kha, name: Khá}
"""
TOTALS = {"a": 95, "b": 95, "c": 92, "d": 92, "e": 60}


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "units").mkdir()
    (tmp_path / "qcdc.yaml").write_text(CAMPAIGN, encoding="utf-8")
    (tmp_path / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    for unit, total in TOTALS.items():
        sheet = tmp_path / "units" / f"{unit}.yaml"
        sheet.write_text(f"unit: {unit}\nperiod: k1\nmarks: {{I: {total}}}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("campaign")
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("name", "commands"), [("rank", [("rank",)]), ("explain", [("explain", "b"), ("explain", "Xã Dân")])]
)
def test_whole_output(qcdc: Qcdc, name: str, commands: list[tuple[str, ...]], language: str) -> None:
    ran = [qcdc("--lang", language, *arguments) for arguments in commands]
    assert {one.status for one in ran} == {0}
    expected = (EXPECTED / f"ballots-{name}.{language}.txt").read_text(encoding="utf-8")
    assert "".join(one.out for one in ran) == expected
