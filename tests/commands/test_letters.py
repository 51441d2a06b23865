"""The letters to units: each tells the unit its own figures, and what it lost and why."""

import json
import re
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from qcdc_cli.commands.export_letters import MOST_IN_ONE
from qcdc_cli.language.figures import figure
from tests.commands.conftest import Qcdc

CLASSES = {"xuat-sac": "Xuất sắc", "tot": "Tốt", "kha": "Khá"}  # as the rubric calls them

# The example's year-end: Xã Phú Hữu lost VI.5 to the bloc, and got it back on appeal.
PHU_HUU = """\
Kính gửi: Xã Phú Hữu.
Căn cứ Kế hoạch số 40-KH/BCĐ ngày 17/02/2020.
Ban Chỉ đạo thực hiện QCDC huyện Châu Thành thông báo kết quả của xã Phú Hữu (cả năm 2020) trong đợt “Thi đua thực \
hiện Quy chế dân chủ ở cơ sở năm 2020” như sau:
1. Kết quả
- Tổng điểm: 89,85/100 điểm.
- Xếp hạng: 4/8 đơn vị của Khối Dân vận các xã, thị trấn.
- Thứ hạng so với kỳ 6 tháng đầu năm 2020: giữ nguyên.
- Xếp loại: Tốt.
Chấp nhận giải trình về điểm bước “Khối thẩm định” ngày 24/12/2020: VI.5
2. Tiêu chí chưa đạt điểm tối đa, lý do
3. Điểm đã thay đổi giữa các bước chấm
4. Thiếu minh chứng
Không thiếu minh chứng.
5. Giải trình
- VI.5: giải trình ngày 21/12/2020 được chấp nhận ngày 24/12/2020 (Quyển bổ sung ghi một trong hai kỳ, có chữ \
ký của công dân).
Đơn vị không nhất trí với điểm đã thẩm định thì gửi phiếu giải trình về Ban Chỉ đạo thực hiện QCDC huyện \
Châu Thành, nêu rõ tiêu chí, nội dung giải trình và minh chứng kèm theo, chậm nhất ngày 23/12/2020."""


@pytest.fixture
def letters(example: Path, qcdc: Qcdc) -> Path:
    written = qcdc("export", "thong-bao", "--letters", "-p", "2020")
    assert (written.status, written.out) == (0, "")
    assert "Đã ghi 8 thông báo vào 8 tệp ở thong-bao." in written.err
    return example / "thong-bao"


def _words(file: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(file)).paragraphs if paragraph.text]


def test_a_whole_letter(letters: Path) -> None:
    assert "\n".join(PHU_HUU.splitlines()) in "\n".join(_words(letters / "phu-huu_2020.docx"))


def test_every_unit_has_its_own_figures(letters: Path, qcdc: Qcdc) -> None:
    ranking = json.loads(qcdc("rank", "-p", "2020", "--format", "json").out, parse_float=str)
    for standing in ranking["standings"]:
        words = "\n".join(_words(letters / f"{standing['unit']}_2020.docx"))
        points = figure(Decimal(standing["points"]))
        assert f"Tổng điểm: {points}/100 điểm." in words
        assert f"Xếp hạng: {standing['rank']}/8 đơn vị" in words
        assert f"Xếp loại: {CLASSES[standing['class']]}." in words
        others = {one["name"] for one in ranking["standings"]} - {standing["name"], "Xã Đông Phước"}
        assert not [name for name in others if re.search(rf"{name}\b(?! A)", words)]


def test_all_in_one_file(example: Path, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Đã ghi 8 thông báo vào tb.docx." in qcdc("export", "tb.docx", "--letters", "-p", "2020").err
    assert sum(line.startswith("Kính gửi: ") for line in _words(example / "tb.docx")) == 8

    monkeypatch.setitem(MOST_IN_ONE, "docx", 3)
    assert "Đã ghi 8 thông báo vào 3 tệp" in qcdc("export", "in.docx", "--letters", "-p", "2020").err
    sizes = [sum(line.startswith("Kính gửi: ") for line in _words(example / f"in-{part}.docx")) for part in (1, 2, 3)]
    assert sizes == [3, 3, 2]
    assert not (example / "in.docx").exists()


def test_the_same_campaign_gives_the_same_bytes(letters: Path, example: Path, qcdc: Qcdc) -> None:
    qcdc("export", "lan-hai", "--letters", "-p", "2020")
    for file in letters.iterdir():
        assert (example / "lan-hai" / file.name).read_bytes() == file.read_bytes()


def test_what_letters_are_not_written_as(example: Path, qcdc: Qcdc) -> None:
    for wrong in (
        ["tb.xlsx"],
        ["tb", "--format", "json"],
        ["tb.docx", "--format", "pdf"],
        ["tb", "--document", "notice"],
    ):
        refused = qcdc("export", *wrong, "--letters")
        assert (refused.status, "Q909" in refused.err) == (2, True)
    assert "Q919" in qcdc("export", "khong-co/tb.docx", "--letters").err
    assert not list(example.glob("tb*"))


def test_english(example: Path, qcdc: Qcdc) -> None:
    assert (
        "Wrote 8 letters into letters, in 8 files."
        in qcdc("export", "letters", "--letters", "-p", "2020", "--lang", "en").err
    )
    words = "\n".join(_words(example / "letters" / "phu-huu_2020.docx"))
    assert "- Rank: 4/8 units of Khối Dân vận các xã, thị trấn." in words
    assert "the appeal of 2020-12-21 was upheld on 2020-12-24" in words
    assert "by 2020-12-23." in words


def test_nothing_marked(example: Path, qcdc: Qcdc) -> None:
    """A letter of a period without sheets says so, and gives no figures."""
    for sheet in (example / "units" / "2020").glob("*.yaml"):
        sheet.unlink()
    qcdc("export", "tb", "--letters", "-p", "2020")
    words = "\n".join(_words(example / "tb" / "phu-an_2020.docx"))
    assert "Chưa có tổng điểm." in words
    assert "Không xếp hạng: " in words
    assert "Chưa có điểm." in words
    assert "Chưa có điểm nên chưa xét minh chứng." in words
    assert "Không thiếu minh chứng" not in words


def test_what_is_to_be_added_to_letters_is_listed_once_for_all(example: Path, qcdc: Qcdc) -> None:
    asked = qcdc("export", "tb", "--letters", "-p", "2020", "--todo")
    first, *gaps = asked.out.splitlines()
    units = "phu-tan, nga-sau, dong-thanh, phu-huu, mai-dam, dong-phuoc, dong-phuoc-a, phu-an"
    assert set(first.partition("(")[2].partition(")")[0].split(", ")) == set(units.split(", "))
    assert first.startswith("THÔNG BÁO (")
    assert first.endswith("): 8 văn bản, mỗi văn bản còn 4 chỗ phải bổ sung:")
    assert gaps[:2] == ["  1. Số, ký hiệu: Số: …/TB-BCĐ", "  2. Địa danh, ngày: Châu Thành, ngày … tháng … năm …"]
    assert len(gaps) == 4

    config = example / "qcdc.yaml"
    config.write_text(config.read_text(encoding="utf-8").replace("    appeals: 2020-12-23\n", ""), encoding="utf-8")
    assert (
        "hạn gửi giải trình (mục “5. Giải trình”)" in qcdc("export", "tb.docx", "--letters", "-p", "2020", "--todo").out
    )


def test_letters_need_a_folder_or_a_file(example: Path, qcdc: Qcdc) -> None:
    """The standard output is no folder, and must not become one called `-`; a file is none, either."""
    refused = qcdc("export", "-", "--letters")
    assert (refused.status, refused.out) == (2, "")
    assert "Q909" in refused.err
    assert not (example / "-").exists()
    (example / "tep").write_text("", encoding="utf-8")
    for arguments in (("tep", "--letters"), ("--site", "tep")):
        refused = qcdc("export", *arguments)
        assert refused.status == 2
        assert "Q106 lỗi: Không ghi được `tep`: đó là một tệp, không phải thư mục." in refused.err
        assert "chọn tên khác" in refused.err


def test_points_before_and_after_have_equal_decimals(letters: Path) -> None:
    """Thị trấn Mái Dầm lost 0.75 of 2 points on VI.4."""
    tables = docx.Document(str(letters / "mai-dam_2020.docx")).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    (row,) = [row for row in rows if "Tự chấm" in row[:3]]
    assert (row[3], row[5]) == ("2,00", "1,25")
