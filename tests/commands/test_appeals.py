"""Appeals from the sheet to every output: what is open, what was decided, and what each open one would change."""

import json
import shutil
from pathlib import Path

import pytest

from tests.commands.conftest import REPOSITORY, Qcdc

EXPECTED = Path(__file__).parent / "expected"
OPEN = """
    appeals:
      - {text: Đủ 8 ấp, date: 2026-07-18, by: Xã Hai, wants: {actual: 8, target: 8}}
"""


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a campaign of two units: three upheld appeals and a refused one of the first, an open one of the other.

    Of 10 + 10 + 10 the first has 7 + 10 and I.3 left out, 85 %; the other 8 + 7.5 + 10, 85 % too.
    """
    folder = tmp_path / "appeals"
    shutil.copytree(REPOSITORY / "tests" / "valid" / "appeals", folder)
    sheet = folder / "units" / "u2.yaml"
    text = sheet.read_text(encoding="utf-8")
    assert "\n    appeals:\n" in text
    sheet.write_text(text.replace("\n    appeals:\n", OPEN), encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def test_the_lists(campaign: Path, qcdc: Qcdc) -> None:
    """With 10 for 7.5 the second unit has 28 of 30, 93.33 %, and the first rank alone."""
    ran = qcdc("appeals")
    assert (ran.status, ran.err) == (0, "Có 1 cảnh báo; chạy `qcdc check` để xem.\n")
    assert ran.out == (EXPECTED / "appeals.vi.txt").read_text(encoding="utf-8")
    in_english = qcdc("appeals", "Xã Hai", "--lang", "en").out
    assert in_english == (EXPECTED / "appeals-of-one-unit.en.txt").read_text(encoding="utf-8")


def test_the_figures_for_programs(campaign: Path, qcdc: Qcdc) -> None:
    found = json.loads(qcdc("appeals", "--format", "json").out)
    (one,) = found["open"]
    keys = ("points", "points_if_upheld", "total", "total_if_upheld", "rank", "rank_if_upheld", "change", "wants")
    assert [one[key] for key in keys] == [7.5, 10, 25.5, 28, 1, 1, 2.5, "8/8 ấp"]
    assert [(each["criterion"], each["upheld"], each["mark"]) for each in found["decided"]] == [
        ("I.1", True, "7"),
        ("I.1", False, None),
        ("I.2", True, "8/8 ấp"),
        ("I.3", True, "không phát sinh"),
    ]


def test_an_open_one_keeps_the_ranking_provisional(campaign: Path, qcdc: Qcdc) -> None:
    assert "  Xã Hai: giải trình chưa giải quyết: I.2\n" in qcdc("rank").out
    refused = qcdc("rank", "--strict")
    assert (refused.status, refused.out) == (1, "")
    assert "Tiêu chí `I.2` của `u2`: giải trình ngày 18/7/2026 chưa được giải quyết." in refused.err
    sheet = campaign / "units" / "u2.yaml"
    decision = "decision: {date: 2026-07-20, by: Lê Văn D, upheld: no, reason: Hai ấp chưa có bảng}"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace("target: 8}}", f"target: 8}}, {decision}}}"), encoding="utf-8")
    ran = qcdc("rank", "--strict")
    assert (ran.status, ran.err, "TẠM TÍNH" in ran.out) == (0, "", False)


def test_an_explanation_tells_both_marks_and_every_appeal(campaign: Path, qcdc: Qcdc) -> None:
    out = qcdc("explain", "u1", "I.1").out
    assert out[out.index("Các bước chấm:") :] == EXPLAINED


def test_the_workbook_lists_what_was_upheld_among_the_changes(campaign: Path, qcdc: Qcdc) -> None:
    from openpyxl import load_workbook

    assert qcdc("export", "report.xlsx").status == 0
    book = load_workbook("report.xlsx")
    rows = [[cell.value for cell in row] for row in book["Thay đổi điểm"].iter_rows() if row[0].value == "Xã Một"]
    upheld = "Khối thẩm định, chấp nhận giải trình ngày 15/7/2026"
    assert [[row[at] for at in (1, 3, 4, 5, 6, 7, 8, 10)] for row in rows] == [
        ["I.1", "Tự chấm", "9", 9, "Khối thẩm định", "5", 5, "Thiếu biên bản"],
        ["I.1", "Khối thẩm định", "5", 5, upheld, "7", 7, "Đã có biên bản, gửi chậm"],
        ["I.2", "Khối thẩm định", "6/8 ấp", 7.5, upheld, "8/8 ấp", 10, "Đã kiểm tra"],
        ["I.3", "Tự chấm", "Kịp thời", 10, "Khối thẩm định", "Chậm", 6, "Chậm 15 ngày"],
        ["I.3", "Khối thẩm định", "Chậm", 6, upheld, "không phát sinh", "KPS", "Đúng như giải trình"],
    ]
    remarks = [cell.value for row in book["Xếp hạng"].iter_rows() for cell in row if isinstance(cell.value, str)]
    assert "Không phát sinh: I.3. Chấp nhận giải trình: I.1, I.2, I.3" in " ".join(remarks)
    assert "Giải trình chưa giải quyết: I.2" in " ".join(remarks)


EXPLAINED = """\
Các bước chấm:
  Tự chấm: 9 điểm
    units/u1.yaml:5
  Khối thẩm định: 5 điểm
    lý do: Thiếu biên bản
    người chấm: Nguyễn Văn A
    units/u1.yaml:6
  Khối thẩm định, chấp nhận giải trình ngày 15/7/2026: 7 điểm
    lý do: Đã có biên bản, gửi chậm
    người giải quyết: Lê Văn D
    units/u1.yaml:14

Điểm được tính: theo bước “Khối thẩm định”, bước chấm sau cùng, chấp nhận giải trình ngày 15/7/2026.
Cách tính: 7/10 điểm
Minh chứng (1):
  - Biên bản ngày 10/3/2026

Giải trình (2):
  – về điểm bước “Khối thẩm định”, ngày 12/7/2026, Trần Thị C, Chủ tịch
    Biên bản đã gửi ngày 28/6
    đề nghị: 9
    chấp nhận, ngày 15/7/2026, Lê Văn D; lý do: Đã có biên bản, gửi chậm
    units/u1.yaml:8
  – về điểm bước “Khối thẩm định”, ngày 16/7/2026
    Biên bản gửi đúng hạn
    đề nghị: 9
    không chấp nhận, giữ nguyên điểm, ngày 18/7/2026, Phạm Văn E; lý do: Dấu công văn đến ngày 02/7
    units/u1.yaml:15
"""
