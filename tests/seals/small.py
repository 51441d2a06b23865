"""A small campaign with everything that is sealed, for tests that verify it many times."""

from datetime import UTC, datetime
from pathlib import Path

from qcdc_cli.campaign.import_records import added_records
from qcdc_cli.campaign.received_files import ReceivedFile
from qcdc_cli.storage.replacing import replace_all

SCALE = """\
rubric: thang-diem
name: Thang điểm
total: 20
rounding: {decimals: 2, at: criterion}
criteria:
  - {id: I, name: Nội dung, points: 10, evidence: optional}
  - {id: II, name: Tỷ lệ, points: 10, evidence: optional, ratio: {unit: ấp}}
ties: [criterion I]
"""
CAMPAIGN = """\
campaign: Thi đua
period: "2020"
periods:
  "2020": {name: Cả năm 2020}
stages:
  - {id: self, name: Tự chấm}
  - {id: bloc, name: Khối thẩm định}
blocs:
  mot: {name: Khối Một, rubric: thang.yaml, units: [xa-a, xa-b]}
  hai: {name: Khối Hai, rubric: khac.yaml, units: [xa-c]}
units: {xa-a: Xã A, xa-b: Xã B, xa-c: Xã C}
checkers:
  to-a: {name: Tổ A, unit: xa-a}
meetings:
  "2020":
    mot: {date: 2020-12-28, document: Biên bản số 1, entitled: 2, present: 2, chair: Trưởng khối}
evidence: minh-chung/{unit}/{period}
"""
UNITS = ("xa-a", "xa-b")
SHEET = """\
unit: {unit}
period: "2020"
marks:
  I: {{self: 9, bloc: {{mark: {mark}, reason: Thiếu biên bản}}}}
  II: {{self: {{actual: 8, target: 9}}}}
"""


def small_campaign(folder: Path) -> None:
    """Write a campaign of two blocs into a folder: sheets of two units and of one, evidence, records of an import."""
    files = {
        "qcdc.yaml": CAMPAIGN,
        "thang.yaml": SCALE,
        "khac.yaml": SCALE.replace("ties: [criterion I]\n", ""),
        "units/a.yaml": SHEET.format(unit="xa-a", mark="8.5"),
        "units/b.yaml": SHEET.format(unit="xa-b", mark="7"),
        "units/c.yaml": SHEET.format(unit="xa-c", mark="8"),
        "minh-chung/xa-a/2020/bien-ban.txt": "Biên bản\nhọp\n",
        "minh-chung/xa-a/2020/ke-hoach.txt": "Kế hoạch\n",
        "minh-chung/xa-b/2020/bao-cao.txt": "Báo cáo\n",
    }
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    moment = datetime(2020, 12, 1, 8, tzinfo=UTC)
    came = (ReceivedFile(moment, "1", f"{unit}.xlsx", "0" * 64, unit, "2020", "self", ("I",), 1) for unit in UNITS)
    replace_all(added_records(folder, came), folder, print)
