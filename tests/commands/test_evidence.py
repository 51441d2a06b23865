"""`qcdc evidence`: the units' evidence files in figures and document by document, the index, what is refused."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qcdc_cli.language import LANGUAGES
from tests.commands.conftest import Qcdc

SHOWN = Path(__file__).parent / "evidence_shown"

CAMPAIGN = """\
campaign: Thi đua 2020
authority: Ban Chỉ đạo huyện
place: Châu Thành
period: k1
periods:
  k1: {name: Kỳ 1, from: 2020-01-01, to: 2020-06-30}
  k2: {name: Kỳ 2}
stages:
  - {id: self, name: Tự chấm}
blocs:
  mot: {name: Khối một, rubric: thang-diem.yaml, units: [phu-an, index]}
  hai: {name: Khối hai, rubric: thang-diem.yaml, units: [phu-tan]}
units: {phu-an: Xã Phú An, index: Xã Mục Lục, phu-tan: Xã Phú Tân}
evidence: minh-chung/{unit}/{period}
"""
RUBRIC = """\
rubric: thang-diem
name: Thang điểm
total: 10
criteria:
  - {id: I.1, name: Kiện toàn, points: 5, evidence: [Quyết định, Bảng phân công]}
  - {id: I.2, name: Công khai, points: 5, evidence: [Ảnh]}
"""
PHU_AN = """\
unit: phu-an
period: k1
marks:
  I.1:
    self: 5
    evidence:
      - {name: Quyết định, number: 11-QĐ, date: 2020-03-20, file: I.1/quyet-dinh.pdf}
      - {name: Bảng phân công, file: I.1/bang.rar, note: Kèm theo}
      - Danh sách
  I.2: 4
"""
INDEX = "unit: index\nperiod: k1\nmarks: {I.1: 0, I.2: {self: 5, evidence: [{name: Ảnh, file: anh.png}]}}\n"
FILES = {
    "phu-an/k1/I.1/quyet-dinh.pdf": b"%PDF-1.7\n",
    "phu-an/k1/I.1/bang.rar": b"Rar!",
    "phu-an/k1/thua.txt": b"?",
    "phu-tan/k1/xa.txt": b"!",
    "phu-tam/k1/x.txt": b"!!!",
}


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A campaign with evidence: one unit has some, one names a file that is not there, one has no sheet."""
    texts = {
        "qcdc.yaml": CAMPAIGN,
        "thang-diem.yaml": RUBRIC,
        "units/phu-an.yaml": PHU_AN,
        "units/index.yaml": INDEX,
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name, data in FILES.items():
        (tmp_path / "minh-chung" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "minh-chung" / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "arguments"), [("units", ()), ("unit", ("phu-an",)), ("index", ("index", "Xã Phú An"))]
)
def test_what_is_shown(filed: Path, qcdc: Qcdc, name: str, arguments: tuple[str, ...], language: str) -> None:
    ran = qcdc("--lang", language, "evidence", *arguments)
    assert ran.status == 0, ran.err
    assert ran.out == (SHOWN / f"{name}.{language}.txt").read_text(encoding="utf-8")


def test_programs_are_told_whose_each_document_is_and_what_is_asked_for(filed: Path, qcdc: Qcdc) -> None:
    lines = qcdc("evidence", "phu-an", "-f", "csv").out.splitlines()
    assert lines[0] == "Đơn vị,Tiêu chí,Thang điểm yêu cầu,Tài liệu đã nêu,Tệp,Tình trạng"
    assert [line.split(",")[:3] for line in lines[1:4]] == [["Xã Phú An", "I.1", '"Quyết định; Bảng phân công"']] * 3
    found = json.loads(qcdc("evidence", "phu-an", "-f", "json").out)["documents"]
    assert {(one["unit"], one["name"]) for one in found} == {("phu-an", "Xã Phú An")}


def test_the_index_is_printed_as_a_paper_of_the_unit(filed: Path, qcdc: Qcdc) -> None:
    assert qcdc("evidence", "index", "phu-an", "-o", "muc-luc.xlsx").status == 0
    sheet = load_workbook("muc-luc.xlsx").active
    assert sheet is not None
    rows = [[str(cell) for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    said = [row for row in rows if row]
    assert said[0] == ["BAN CHỈ ĐẠO HUYỆN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert said[1] == ["XÃ PHÚ AN", "Độc lập - Tự do - Hạnh phúc"]
    assert said[2] == ["MỤC LỤC HỒ SƠ MINH CHỨNG"]
    assert said[3] == ["Thi đua 2020\nKỳ 1"]
    assert said[-3:-1] == [
        ["Châu Thành, ngày … tháng … năm …"],
        ["NGƯỜI LẬP BẢNG", "THỦ TRƯỞNG ĐƠN VỊ"],
    ]


def test_units_of_one_bloc_and_other_periods(filed: Path, qcdc: Qcdc) -> None:
    def shown(*arguments: str) -> list[str]:
        return [unit["unit"] for unit in json.loads(qcdc("evidence", *arguments, "-f", "json").out)["units"]]

    assert shown() == ["phu-an", "index", "phu-tan"]
    assert shown("--bloc", "hai") == ["phu-tan"]
    other = json.loads(qcdc("evidence", "-p", "k2", "-f", "json").out)
    assert {unit["has_sheet"] for unit in other["units"]} == {False}
    assert [unit["folder"] for unit in other["units"]][:2] == ["minh-chung/phu-an/k2", "minh-chung/index/k2"]


def test_several_units_and_one_that_is_called_like_an_action(filed: Path, qcdc: Qcdc) -> None:
    both = json.loads(qcdc("evidence", "phu-an", "index", "phu-an", "-f", "json").out)["documents"]
    assert list(dict.fromkeys(line["unit"] for line in both)) == ["phu-an", "index"]
    called = json.loads(qcdc("evidence", "show", "index", "-f", "json").out)["documents"]
    assert {line["unit"] for line in called} == {"index"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("index",), "Q903"),
        (("index", "phu-an", "phu-tan"), "Q905"),
        (("phu-am",), "Q401"),
        (("index", "phu-am"), "Q401"),
        (("phu-an", "--bloc", "mot"), "Q909"),
        (("--bloc", "ba"), "Q402"),
        (("--period", "k3"), "Q403"),
        (("-f", "odt"), "Q906"),
        (("-o", "a.xlsx", "-f", "csv"), "Q909"),
    ],
)
def test_what_cannot_be_asked(filed: Path, qcdc: Qcdc, arguments: tuple[str, ...], code: str) -> None:
    vietnamese, english = qcdc("evidence", *arguments), qcdc("--lang", "en", "evidence", *arguments)
    assert (vietnamese.status, english.status) == (2, 2)
    assert code in vietnamese.err
    assert code in english.err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("tkae", "qcdc evidence take"), ("pakc", "qcdc evidence pack"), ("phu-am", "phu-an"), ("x", "")],
)
def test_a_word_that_is_no_unit_may_be_meant_as_a_command(filed: Path, qcdc: Qcdc, typed: str, meant: str) -> None:
    told = qcdc("evidence", typed).err
    assert (f"có phải `{meant}`?" in told) == bool(meant)
    assert ("có phải" in told) == bool(meant)
    assert "có phải `qcdc" not in qcdc("evidence", "show", typed).err


NO_SHEET = "Chưa có phiếu để biết cần minh chứng nào, đã nêu tài liệu nào."


@pytest.mark.parametrize("arguments", [("phu-tan",), ("index", "phu-tan"), ("--bloc", "hai")])
def test_without_a_sheet_nobody_says_that_nothing_is_asked_for_or_lacking(
    filed: Path, qcdc: Qcdc, arguments: tuple[str, ...]
) -> None:
    for file in (filed / "minh-chung" / "phu-tan").rglob("*.*"):
        file.unlink()
    ran = qcdc("evidence", *arguments)
    assert ran.status == 0
    assert f"\n{NO_SHEET}\n" in ran.out
    assert "không yêu cầu" not in ran.out
    assert "Không có." not in ran.out


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_of_one_unit_it_is_told_that_its_folder_is_a_link_and_of_another_it_is_not(filed: Path, qcdc: Qcdc) -> None:
    own = filed / "minh-chung" / "phu-an"
    own.rename(filed / "elsewhere")
    own.symlink_to(filed / "elsewhere")
    told = "minh-chung/phu-an không thuộc hồ sơ minh chứng của đơn vị, kỳ nào: là liên kết (link)"
    assert told in qcdc("evidence", "phu-an").out
    assert told not in qcdc("evidence", "phu-tan").out


def test_a_campaign_without_a_folder_for_evidence(filed: Path, qcdc: Qcdc) -> None:
    campaign = CAMPAIGN.partition("evidence:")[0]
    (filed / "qcdc.yaml").write_text(campaign, encoding="utf-8")
    vietnamese, english = qcdc("evidence"), qcdc("--lang", "en", "evidence")
    assert (vietnamese.status, english.status) == (2, 2)
    assert "Q815" in vietnamese.err
    assert "Add `evidence: minh-chung/{unit}/{period}` to qcdc.yaml." in english.err
    assert "Q8" not in qcdc("check").out


def test_check_tells_of_a_named_sheet_only_its_own(filed: Path, qcdc: Qcdc) -> None:
    whole = [line.partition(" ")[0] for line in qcdc("check").out.splitlines() if ": Q8" in line]
    assert whole == [
        "minh-chung/phu-an/k1:",
        "minh-chung/phu-tam:",
        "minh-chung/phu-tan/k1:",
        "units/index.yaml:3:55:",
        "units/phu-an.yaml:8:32:",
    ]
    own = [line.partition(" ")[0] for line in qcdc("check", "units/index.yaml").out.splitlines() if ": Q8" in line]
    assert own == ["units/index.yaml:3:55:"]


def test_where_a_sheet_cannot_be_read_nobody_says_its_files_are_unnamed(filed: Path, qcdc: Qcdc) -> None:
    (filed / "units/phu-an.yaml").write_text("unit: phu-an\nperiod: k1\nmarks: [\n", encoding="utf-8")
    ran = qcdc("check")
    assert ran.status == 1
    assert "Q810" not in ran.out


def test_nothing_else_reads_the_evidence(filed: Path, qcdc: Qcdc) -> None:
    """Results are the same whatever lies there, and take as long."""
    before = [qcdc(command, "-f", "json").out for command in ("rank", "score")]
    shutil.rmtree(filed / "minh-chung")
    assert [qcdc(command, "-f", "json").out for command in ("rank", "score")] == before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize(
    "name", [b"bad-\xe9.pdf", b"esc\x1b[31m.pdf", b"hai\ndong.pdf", "bidi\u202e.pdf".encode(), b"=1+1.pdf"]
)
def test_no_name_of_a_file_steers_a_screen_or_stops_a_command(filed: Path, qcdc: Qcdc, name: bytes) -> None:
    for folder in (b"minh-chung/phu-an/k1/", b"minh-chung/"):
        Path(os.fsdecode(folder + name)).write_bytes(b"%PDF")
    for command in ("check", "evidence", "evidence phu-an", "evidence -f md", "evidence -f csv"):
        ran = qcdc(*command.split())
        assert ran.status == 0, ran.err
        assert not set("\x1b\u202e") & set(ran.out + ran.err)
        ran.out.encode()
    assert qcdc("evidence", "-o", "a.xlsx").status == 0
    written = qcdc("evidence", "phu-an", "-f", "json").out
    written.encode()
    assert os.fsdecode(name) in [line["file"] for line in json.loads(written)["documents"]]
