"""The secretary's tour of docs/…/excel.md: from an office's table to the signed ranking, run as people go it.

Five communes, each with what happens in practice: a good form, one sent twice, one with mistakes, one that comes weeks
late, and one whose officer corrects it afterwards. Every figure that is asked for here was worked out by hand.
"""

import json
import os
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl import Workbook, load_workbook

from qcdc_cli.campaign.rubric_loading import read_rubric
from qcdc_cli.language import use
from tests.commands.conftest import Qcdc, Ran, plain_surroundings, qcdc
from tests.docs.pages import LANGUAGES, page
from tests.forms.filling import Form, fill_mark, text
from tests.office import Office

__all__ = ["plain_surroundings", "qcdc"]

HIGH, MIDDLE = "Từ 90% trở lên: 30 điểm", "từ 70% đến dưới 90%: 20 điểm"
# As an office keeps it: a letterhead, a heading in two rows, a wrapper above all groups, notes, places to sign.
TABLE: list[list[Any]] = [
    ["ỦY BAN NHÂN DÂN TỈNH", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["BẢNG TIÊU CHÍ, THANG ĐIỂM THI ĐUA NĂM 2026"],
    ["(Ban hành kèm theo Kế hoạch số 12/KH-UBND ngày 15/01/2026)"],
    [],
    ["STT", "Nội dung", "Điểm", None, "Hướng dẫn chấm", "Minh chứng"],
    [None, None, "Tối đa", "Tự chấm"],
    ["A", "PHẦN ĐIỂM CHUẨN", 100],
    ["I", "Lãnh đạo, chỉ đạo", 40],
    [1, "Kiện toàn Ban Chỉ đạo", 10, None, "Kịp thời: 10 điểm; chậm: 5 điểm; chưa kiện toàn: 0 điểm", "Quyết định"],
    [2, "Ban hành kế hoạch năm", 15, None, "Ban hành trong quý I", "Kế hoạch"],
    [3, "Báo cáo định kỳ", 15, None, "Nộp chậm mỗi lần trừ 2 điểm", "Công văn gửi báo cáo"],
    ["II", "Công khai, dân chủ", 60],
    [1, "Tỷ lệ ấp có bảng công khai", 30, None, f"{HIGH}; {MIDDLE}; dưới 70%: 0 điểm", "Biên bản kiểm tra"],
    [2, "Mô hình dân vận khéo", 20, None, "Mỗi mô hình được 5 điểm", "Quyết định công nhận"],
    [3, "Đối thoại với Nhân dân", 10, None, "Tổ chức đúng quy định", "Thông báo kết luận"],
    ["B", "ĐIỂM THƯỞNG", 5],
    [1, "Được cấp tỉnh khen thưởng", 5, None, "Mỗi bằng khen được 2,5 điểm", "Bằng khen"],
    ["C", "ĐIỂM TRỪ", 5],
    [1, "Để xảy ra khiếu kiện đông người", 5, None, "Mỗi vụ trừ 2,5 điểm", "Thông báo của Thanh tra"],
    [None, "Tổng cộng (A)", 100],
    [],
    [None, None, None, None, "Ngày 15 tháng 01 năm 2026"],
    [None, "NGƯỜI LẬP BIỂU", None, None, "TRƯỞNG KHỐI"],
    [None, "(Ký, ghi rõ họ tên)", None, None, "(Ký, ghi rõ họ tên)"],
    [None, "Nguyễn Văn A", None, None, "Trần Thị B"],
]
TEAM, PLAN, REPORTS = "Kiện toàn Ban Chỉ đạo", "Ban hành kế hoạch năm", "Báo cáo định kỳ"
BOARDS, MODELS, TALK = "Tỷ lệ ấp có bảng công khai", "Mô hình dân vận khéo", "Đối thoại với Nhân dân"
PRAISE, COMPLAINTS = "Được cấp tỉnh khen thưởng", "Để xảy ra khiếu kiện đông người"
WHO, WHEN = ("a:by", "mark"), ("a:date", "mark")  # the cells in which a later stage agrees with all lines left blank
UNITS = {
    "phu-an": "Xã Phú An",
    "phu-huu": "Xã Phú Hữu",
    "dong-thanh": "Xã Đông Thạnh",
    "phu-tan": "Xã Phú Tân",
    "nga-sau": "Thị trấn Ngã Sáu",
}
Marks = Mapping[str, str]  # by the criterion's name, as a sheet would say it
CLAIMED: dict[str, Marks] = {
    # 10 + 14.5 + (15 − 2) + 30 + 15 + 10 = 92.5, and 2.5: 95
    "phu-an": {TEAM: "kip-thoi", PLAN: "14,5", REPORTS: "1", BOARDS: "92", MODELS: "3", TALK: "10", PRAISE: "1"},
    # 5 + 12 + 15 + 20 + 20 + 10 = 82, less 2.5: 79.5
    "phu-huu": {TEAM: "cham", PLAN: "12", REPORTS: "0", BOARDS: "85", MODELS: "4", TALK: "10", COMPLAINTS: "1"},
    # 10 + 15 + (15 − 4) + 30 + 10 + 10 = 86
    "dong-thanh": {TEAM: "kip-thoi", PLAN: "15", REPORTS: "2", BOARDS: "96,7", MODELS: "2", TALK: "10"},
    # 10 + 13.5 + 15 + 20 + 5 + 0 = 63.5, and 5: 68.5
    "phu-tan": {TEAM: "kip-thoi", PLAN: "13,5", REPORTS: "0", BOARDS: "70", MODELS: "1", TALK: "0", PRAISE: "2"},
    # 10 + 15 + 15 + 30 + 20 + 10 = 100
    "nga-sau": {TEAM: "kip-thoi", PLAN: "15", REPORTS: "0", BOARDS: "100", MODELS: "4", TALK: "10"},
}
# The bloc agrees with all but two marks: one late report more is 2 points less, the plan 1 point less.
VERIFIED: dict[str, dict[str, tuple[str, str]]] = {
    "phu-an": {REPORTS: ("2", "Báo cáo quý III nộp sau hạn 5 ngày")},
    "nga-sau": {PLAN: ("14", "Kế hoạch chưa phân công cụ thể")},
}
# Classes begin at 90, 80 and 60, as the table's suggestion has it.
RANKING = [
    ("nga-sau", 1, 99, "xuat-sac"),
    ("phu-an", 2, 93, "xuat-sac"),
    ("dong-thanh", 3, 86, "tot"),
    ("phu-huu", 4, 79.5, "hoan-thanh"),
    ("phu-tan", 5, 68.5, "hoan-thanh"),
]
WANTED = ("not_applicable:", "unassigned:", "classification:", "levels:", "deduct:", "bands:", "count:")


def save_table(file: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in TABLE:
        sheet.append(row)
    for joined in ("A1:C1", "A2:F2", "A3:F3", "A5:A6", "B5:B6", "C5:D5", "E5:E6", "F5:F6"):
        sheet.merge_cells(joined)
    book.save(file)


def decide(rubric: str) -> str:
    """Decide a new rubric as with a text editor: take suggestions by deleting `# `, then delete the lines `# ?`."""
    kept: list[str] = []
    taking = asked = False
    for line in rubric.splitlines():
        inner = line.lstrip()
        if inner.startswith("# ? "):
            asked, taking = True, False
        elif asked and inner.startswith("# "):
            if not inner.startswith("#   "):  # a suggestion begins; what belongs to it stands further in
                taking = inner.removeprefix("# ").startswith(WANTED)
            if taking:
                kept.append(line.replace("# ", "", 1))
        else:
            asked = False
            kept.append(f"{line} no" if inner == "above_total:" else line)
    return "\n".join(kept) + "\n"


class Tour(NamedTuple):
    """The secretary at work.

    Attributes:
        qcdc: what runs a command line.
        language: "vi" or "en".
        office: LibreOffice, in which forms are saved before they are sent back; None where Excel's own stay.
    """

    qcdc: Qcdc
    language: str
    office: Office | None = None

    def type(self, line: str, status: int = 0) -> Ran:
        """Type a command line of which the page tells, and see that it ends as it should."""
        _, command, *rest = shlex.split(line)
        taught = page(self.language, "excel").text
        assert f"qcdc {command}" in taught, line
        assert all(word in taught for word in rest if word.startswith("--")), line
        ran = self.qcdc(command, *rest, "--lang", self.language)
        use("vi")  # forms of this campaign are filled in by Vietnamese officers, whatever the secretary reads
        assert ran.status == status, ran.err or ran.out
        return ran

    def send_back(self, forms: Mapping[str, Form], stage: str = "self") -> dict[str, Path]:
        """Put filled forms, by their units, into the folder of what came back; return the files."""
        folder = Path("nhan-ve")
        folder.mkdir(exist_ok=True)
        files = {unit: folder / name_of(unit, stage) for unit in forms}
        for unit, form in forms.items():
            files[unit].write_bytes(form.saved())
        if self.office is not None:
            saved = self.office([*files.values()], "ods")
            for unit, file in files.items():
                file.unlink()
                files[unit] = Path(shutil.copy(saved[file.name], folder))
        return files

    def totals(self, *options: str) -> dict[str, float | None]:
        ran = self.qcdc("rank", "-f", "json", *options)
        return {one["unit"]: one["points"] for one in json.loads(ran.out)["standings"]}


def form_of(unit: str, stage: str, folder: str = "forms") -> Form:
    return Form(Path(folder, f"{unit}_2026_{stage}.xlsx").read_bytes())


def name_of(unit: str, stage: str = "self") -> str:
    return f"{unit}_2026_{stage}.xlsx"


def fill(form: Form, marks: Mapping[str, Any]) -> None:
    _, rubric = read_rubric("rubric.yaml")
    criteria = {leaf.criterion.name: leaf.criterion for leaf in rubric.leaves}
    for name, said in marks.items():
        fill_mark(form, criteria[name], said)


def key_of(name: str) -> str:
    _, rubric = read_rubric("rubric.yaml")
    return next(f"c:{leaf.criterion.id}" for leaf in rubric.leaves if leaf.criterion.name == name)


def begin(tour: Tour) -> None:
    """Make the campaign of the table, decide what it leaves open, and write the names that only people know."""
    save_table(Path("thang-diem.xlsx"))
    names = " ".join(f'--unit "{name}"' for name in UNITS.values())
    tour.type(f"qcdc init dot-2026 --from thang-diem.xlsx {names}")
    os.chdir("dot-2026")
    rubric = Path("rubric.yaml")
    undecided = rubric.read_text(encoding="utf-8")
    assert "# ? " in undecided
    assert [name for name in ("NGƯỜI LẬP BIỂU", "Nguyễn Văn A") if f"name: {name}" in undecided] == []
    assert "Q545" in tour.type("qcdc check", 1).out  # above_total must be answered
    rubric.write_text(decide(undecided), encoding="utf-8")
    campaign = Path("qcdc.yaml")
    written = campaign.read_text(encoding="utf-8")
    assert "basis: Kế hoạch số 12/KH-UBND ngày 15/01/2026" in written
    written = re.sub(r"^period: .*", 'period: "2026"', written, flags=re.MULTILINE)
    written = re.sub(r"\b20\d\d(?=-\d\d-\d\d\b|-h1|\"?:)", "2026", written)
    written = re.sub(r"^authority: .*", "authority: Ủy ban nhân dân tỉnh Hậu Giang", written, flags=re.MULTILINE)
    written = written.replace("# leader: …", "leader: nga-sau").replace("# deputy: …", "deputy: phu-an")
    places = "place: Hậu Giang\nsignatures:\n  - {role: NGƯỜI TỔNG HỢP}\n  - {role: TRƯỞNG KHỐI, name: Trần Thị B}\n"
    campaign.write_text(written + places, encoding="utf-8")
    assert "Q545" not in tour.type("qcdc check").out


def take_back(tour: Tour) -> None:
    """Send the forms, and take back what comes: good ones, one twice, one with mistakes, one corrected, one late."""
    tour.type("qcdc form")
    assert sorted(file.name for file in Path("forms").iterdir()) == sorted(map(name_of, UNITS))
    forms = {unit: form_of(unit, "self") for unit in UNITS}
    for unit, form in forms.items():
        fill(form, CLAIMED[unit])
        for name in CLAIMED[unit]:
            form.put(key_of(name), "evidence", "Văn bản số 15/UBND ngày 10/02/2026\nẢnh chụp | anh/1.jpg")
    bad = forms["dong-thanh"]
    bad.put(key_of(PLAN), "mark", 16)  # of 15 points
    bad.put(key_of(BOARDS), "mark", "96,7%")
    forms["nga-sau"].put(key_of(MODELS), "mark", 3)  # a slip, which its officer sees later
    sent = tour.send_back({unit: form for unit, form in forms.items() if unit != "phu-tan"})
    twice = sent["phu-huu"]
    shutil.copy(twice, twice.with_stem(f"{twice.stem} (1)"))
    reply = "" if tour.office else " --reply tra-lai/"  # a copy of each refused .xlsx
    refused = tour.type(f"qcdc import nhan-ve/ --each{reply}", 1).err
    assert {"Q603", "Q301", "Q787"} <= set(re.findall(r"\bQ\d{3}\b", refused))
    assert sent["dong-thanh"].name in refused
    assert tour.totals() == {"phu-an": 95, "phu-huu": 79.5, "dong-thanh": None, "phu-tan": None, "nga-sau": 95}
    if reply:
        (file,) = Path("tra-lai").iterdir()
        forms["dong-thanh"] = Form(file.read_bytes())  # its officer goes on in the copy with the red cells
        listed = [text(cell) for row in forms["dong-thanh"].book.worksheets[0].iter_rows() for cell in row]
        assert all(forms["dong-thanh"].cell(key_of(name), "mark").coordinate in listed for name in (PLAN, BOARDS))
    corrected = {unit: forms[unit] for unit in ("dong-thanh", "nga-sau")}
    for unit, form in corrected.items():  # one was refused, the other imported; both are sent again
        fill(form, CLAIMED[unit])
    tour.send_back(corrected)
    tour.type("qcdc import nhan-ve/ --each")
    assert tour.totals() == {"phu-an": 95, "phu-huu": 79.5, "dong-thanh": 86, "phu-tan": None, "nga-sau": 100}
    late = tour.send_back({"phu-tan": forms["phu-tan"]})["phu-tan"]
    tour.type(f"qcdc import {late} --dry-run")
    assert tour.totals()["phu-tan"] is None
    tour.type(f"qcdc import {late}")
    tour.type("qcdc import --undo")  # it was the wrong moment: once back, and once more
    assert tour.totals()["phu-tan"] is None
    tour.type("qcdc import nhan-ve/ --each")
    assert tour.totals()["phu-tan"] == 68.5


def verify(tour: Tour) -> None:
    """Verify: differences are typed with their reasons; all else is agreed to with a name and a day."""
    tour.type("qcdc form --stage bloc -o tham-dinh/")
    shutil.rmtree("nhan-ve")
    forms: dict[str, Form] = {}
    for unit in UNITS:
        form = form_of(unit, "bloc", "tham-dinh")
        fill(form, {name: {"mark": mark, "reason": why} for name, (mark, why) in VERIFIED.get(unit, {}).items()})
        form.put(*WHO, "Trần Thị B, Trưởng khối")
        form.put(*WHEN, "20/01/2027")
        forms[unit] = form
    tour.send_back(forms, "bloc")
    tour.type("qcdc import nhan-ve/")
    assert tour.totals() == {unit: points for unit, _, points, _ in RANKING}


def approve(tour: Tour) -> None:
    """Approve: forms with the bloc's marks put in come back as they are."""
    tour.type("qcdc form --bloc khoi-1 --stage board --prefill -o duyet/")
    shutil.rmtree("nhan-ve")
    tour.send_back({unit: form_of(unit, "board", "duyet") for unit in UNITS}, "board")
    tour.type("qcdc import nhan-ve/")


def see_the_report(tour: Tour) -> None:
    """Rank, and read the report as somebody does who is to sign it."""
    tour.type("qcdc check")
    ranked = json.loads(tour.qcdc("rank", "-f", "json", "--strict").out)
    assert not ranked["provisional"]
    found = [(one["unit"], one["rank"], one["points"], one["class"]) for one in ranked["standings"]]
    assert found == RANKING
    tour.type("qcdc export report.xlsx")
    book = load_workbook("report.xlsx", data_only=True)
    shown = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    assert [UNITS[unit] for unit, *_ in RANKING] == [said for said in shown if said in UNITS.values()]
    assert {"NGƯỜI TỔNG HỢP", "TRƯỞNG KHỐI", "Trần Thị B"} <= set(shown)
    assert not [said for said in shown if "TẠM TÍNH" in said or "PROVISIONAL" in said]


@pytest.fixture
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    yield
    monkeypatch.chdir(tmp_path)


def go(tour: Tour) -> None:
    begin(tour)
    take_back(tour)
    verify(tour)
    approve(tour)
    see_the_report(tour)


@pytest.mark.slow
@pytest.mark.usefixtures("_in_an_empty_folder")
@pytest.mark.parametrize("language", LANGUAGES)
def test_from_an_office_s_table_to_the_signed_ranking(qcdc: Qcdc, language: str) -> None:
    go(Tour(qcdc, language))


@pytest.mark.slow
@pytest.mark.usefixtures("_in_an_empty_folder")
def test_with_forms_saved_by_libreoffice(qcdc: Qcdc, office: Office) -> None:
    go(Tour(qcdc, "vi", office))
