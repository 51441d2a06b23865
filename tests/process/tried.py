"""A campaign whose sheets are tried under another rubric, worked out by hand: three units, four criteria.

Under the bloc's own rubric, of 25 points: mot 10 + 1 + 5 + 5 = 21, hai 6 + 5 + 5 + 4 = 20, ba 5 + 5 + 4 + 1 = 15, which
are 84, 80 and 60 %. Under the other one, of 40, the 10 points of mot on I.1 (at most 8 now) do not fit, IV is gone, III
and V are new: mot 1 + 5 = 6, hai 6 + 5 + 5 = 16, ba 5 + 5 + 4 = 14, which are 15, 40 and 35 %.
"""

from pathlib import Path

CAMPAIGN = """\
campaign: Thi đua 2020
period: "2020"
periods: {"2020": {name: Năm 2020}}
stages: [{id: self, name: Tự chấm}]
blocs:
  khoi: {name: Khối xã, rubric: cu.yaml, units: [mot, hai, ba]}
units: {mot: Xã Một, hai: Xã Hai, ba: Xã Ba}
"""
OWN = """\
rubric: cu
name: Thang điểm cũ
total: 25
criteria:
  - id: I
    name: Tổ chức
    points: 15
    criteria:
      - {id: I.1, name: Họp dân, points: 10, evidence: optional}
      - {id: I.2, name: Vận động, points: 5, evidence: optional}
  - {id: II, name: Báo cáo, points: 5, evidence: optional}
  - {id: IV, name: Điển hình, points: 5, evidence: optional}
classification:
  - {id: tot, name: Tốt, from: 20}
  - {id: kha, name: Khá}
"""
TRIED = """\
rubric: moi
name: Thang điểm mới
total: 40
criteria:
  - id: I
    name: Tổ chức, vận động
    points: 28
    criteria:
      - {id: I.1, name: Họp dân, points: 8, evidence: optional}
      - {id: I.2, name: Vận động, points: 20, evidence: optional}
  - {id: II, name: Báo cáo, points: 5, evidence: optional}
  - {id: III, name: Chuyển đổi số, points: 5, evidence: optional}
  - {id: V, name: Điển hình, points: 2, evidence: required}
ties: [group I]
classification:
  - {id: tot, name: Tốt, from: 15}
  - {id: kha, name: Khá}
"""
MARKS = {
    "mot": "{I.1: 10, I.2: 1, II: 5, IV: 5}",
    "hai": "{I.1: 6, I.2: 5, II: 5, IV: 4}",
    "ba": "{I.1: 5, I.2: 5, II: 4, IV: 1}",
}


def write_campaign(folder: Path) -> Path:
    """Write the campaign into a folder, with the rubric to try, moi.yaml, beside its own."""
    (folder / "units").mkdir(parents=True)
    for name, text in {"qcdc.yaml": CAMPAIGN, "cu.yaml": OWN, "moi.yaml": TRIED}.items():
        (folder / name).write_text(text, encoding="utf-8")
    for unit, marks in MARKS.items():
        text = f'unit: {unit}\nperiod: "2020"\nmarks: {marks}\n'
        (folder / "units" / f"{unit}.yaml").write_text(text, encoding="utf-8")
    return folder
