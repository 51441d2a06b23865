"""A campaign of two periods that is worked out by hand: three units, one of them new, one with half as much to do."""

from pathlib import Path

CAMPAIGN = """\
campaign: Thi đua 2020
period: "2020"
periods:
  2020-h1: {name: 6 tháng đầu năm 2020, kind: half}
  "2020": {name: Năm 2020, kind: year}
stages:
  - {id: self, name: Tự chấm}
blocs:
  khoi: {name: Khối xã, rubric: thang-diem.yaml, units: [mot, hai, ba]}
units: {mot: Xã Một, hai: Xã Hai, ba: Xã Ba}
"""
RUBRIC = """\
rubric: thang-diem
name: Thang điểm
total: 30
rounding: {decimals: 2, at: criterion}
not_applicable: exclude
criteria:
  - id: I
    name: Tổ chức
    points: 20
    criteria:
      - {id: I.1, name: Họp dân, points: 10, evidence: optional}
      - {id: I.2, name: Vận động, points: 10, evidence: optional, ratio: {unit: hộ}}
  - {id: II, name: Tổng kết, points: 10, evidence: optional, periods: [year]}
classification:
  - {id: tot, name: Tốt, from: 24}
  - {id: kha, name: Khá}
"""
SHEETS = {
    "mot-h1": """\
unit: mot
period: 2020-h1
marks: {I.1: 9, I.2: {self: {actual: 8, target: 10}}}
notes:
  limits: [Báo cáo chậm., Chưa họp dân]
  difficulties:
    - {text: Thiếu kinh phí, status: open, solver: UBND huyện, criterion: I.2}
    - {text: Thiếu loa, status: open}
    - {text: Thiếu người, status: solved}
""",
    "hai-h1": """\
unit: hai
period: 2020-h1
marks: {I.1: 5, I.2: {self: {actual: 10, target: 10}}}
notes: {limits: [báo cáo  chậm], difficulties: [thiếu  kinh phí]}
""",
    "mot": """\
unit: mot
period: "2020"
marks: {I.1: 6, I.2: {self: {actual: 12, target: 12}}, II: 5}
notes:
  limits: [báo cáo chậm]
  difficulties: [{text: Thiếu loa, status: solved}, Thiếu người]
""",
    "hai": """\
unit: hai
period: "2020"
marks: {I.1: 8, I.2: {self: {actual: 9, target: 10}}, II: 8}
""",
    "ba": """\
unit: ba
period: "2020"
marks: {I.1: 10, I.2: {self: {actual: 10, target: 10}}, II: {self: {not_applicable: Không có}}}
""",
}


def write_campaign(folder: Path) -> Path:
    """Write the campaign into a folder."""
    (folder / "units").mkdir(parents=True)
    (folder / "qcdc.yaml").write_text(CAMPAIGN, encoding="utf-8")
    (folder / "thang-diem.yaml").write_text(RUBRIC, encoding="utf-8")
    for name, text in SHEETS.items():
        (folder / "units" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


NEXT_CAMPAIGN = """\
campaign: Thi đua 2021
period: "2021"
periods:
  "2021": {name: Năm 2021}
stages:
  - {id: self, name: Tự chấm}
blocs:
  cum-1: {name: Cụm 1, rubric: thang-diem-moi.yaml, units: [mot, hai, bon]}
  cum-2: {name: Cụm 2, rubric: thang-diem-moi.yaml, units: [nam]}
units: {mot: Phường Một, hai: Xã Hai, bon: Xã Bốn, nam: Xã Năm}
"""
NEXT_RUBRIC = """\
rubric: thang-diem
version: "2021"
name: Thang điểm
total: 30
rounding: {decimals: 2, at: criterion}
not_applicable: exclude
criteria:
  - id: I
    name: Tổ chức
    points: 15
    criteria:
      - {id: I.1, name: Tập huấn, points: 10, evidence: optional}
      - {id: I.2, name: Vận động, points: 5, evidence: optional}
  - {id: III, name: Chuyển đổi số, points: 15, evidence: optional}
bonus: {cap: 5, above_total: yes, criteria: [{id: II, name: Tổng kết, points: 5, evidence: optional}]}
classification:
  - {id: tot, name: Tốt, from: 20}
  - {id: kha, name: Khá}
"""
NEXT_MARKS = {
    "mot": "{I.1: 9, I.2: 5, III: 10, II: 1}",
    "hai": "{I.1: 6, I.2: 4, III: 12, II: 0}",
    "bon": "{I.1: 5, I.2: 5, III: 5, II: 0}",
    "nam": "{I.1: 5, I.2: 5, III: 6, II: 0}",
}


def write_next_year(folder: Path) -> Path:
    """Write the campaign of the year after into a folder: another rubric, another bloc, one unit gone and two new."""
    (folder / "units").mkdir(parents=True)
    (folder / "qcdc.yaml").write_text(NEXT_CAMPAIGN, encoding="utf-8")
    (folder / "thang-diem-moi.yaml").write_text(NEXT_RUBRIC, encoding="utf-8")
    for unit, marks in NEXT_MARKS.items():
        text = f'unit: {unit}\nperiod: "2021"\nmarks: {marks}\n'
        (folder / "units" / f"{unit}.yaml").write_text(text, encoding="utf-8")
    return folder
