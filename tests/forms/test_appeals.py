"""The form for appeals: what it offers, what import takes of it into the sheet, and what it refuses at which cell."""

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.commands.conftest import REPOSITORY, Qcdc, Ran, qcdc

__all__ = ["qcdc"]
FORM = "forms/u2_k1_giai-trinh.xlsx"
SENT = "sent.xlsx"
WHO = {"p:by": "Trần Thị C, Chủ tịch", "p:date": "12/7/2026"}
LINE = {"criterion": "I.2 – Tỷ lệ", "text": "Đủ 8 ấp", "wants": "8/8", "evidence": "– Ảnh 1\n– Ảnh 2"}
ENTRY = """  I.2:
    self: {actual: 6, target: 8}
    bloc: {actual: 6, target: 8}  # đã xem
    evidence: [Ảnh chụp bảng]
"""
APPEAL = """    appeals:
      - text: Đủ 8 ấp
        date: "2026-07-12"
        by: Trần Thị C, Chủ tịch
        stage: bloc
        wants: {actual: 8, target: 8}
        evidence: [Ảnh 1, Ảnh 2]
"""
BANDS = 'bands: {unit: "%", table: [{from: 90, points: 10}, {points: 5}]}'
_DUE = "due: {self: 2020-06-24, bloc: 2020-06-25}"
Send = Callable[..., Ran]


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "appeals"
    shutil.copytree(REPOSITORY / "tests" / "valid" / "appeals", folder)
    sheet = folder / "units" / "u2.yaml"
    text = sheet.read_text(encoding="utf-8").replace("target: 8}\n    evidence", "target: 8}  # đã xem\n    evidence")
    sheet.write_text(text.replace("    appeals:\n", ""), encoding="utf-8")
    assert ENTRY in sheet.read_text(encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def send(campaign: Path, qcdc: Qcdc) -> Send:
    """Return a function that fills in a fresh form and imports it."""
    assert qcdc("form", "u2", "--appeals").status == 0

    def call(*lines: Mapping[str, str], who: Mapping[str, str] = WHO, more: tuple[str, ...] = ()) -> Ran:
        book = openpyxl.load_workbook(FORM)
        sheet = book.worksheets[0]
        rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
        columns = {sheet.cell(1, column).value: column for column in range(2, sheet.max_column + 1)}
        for key, text in who.items():
            sheet.cell(rows[key], columns["text"]).value = text
        for number, line in enumerate(lines, start=1):
            for key, text in line.items():
                sheet.cell(rows[f"p:{number}"], columns[key]).value = text
        book.save(SENT)
        return qcdc("import", SENT, *more)

    return call


def sheet_of(campaign: Path) -> str:
    return (campaign / "units" / "u2.yaml").read_text(encoding="utf-8")


def test_a_form_shows_the_marks_and_offers_what_is_verified(campaign: Path, qcdc: Qcdc) -> None:
    made = qcdc("form", "--appeals")
    assert made.err == "Đã tạo 2 phiếu giải trình: forms. Khi nhận lại phiếu đã điền, dùng lệnh `qcdc import`.\n"
    book = openpyxl.load_workbook("forms/u1_k1_giai-trinh.xlsx")
    assert book.sheetnames == ["Giải trình", "Danh mục", "Điểm các bước", "qcdc"]
    assert [cell.value for cell in book["Danh mục"]["A"]] == ["I.1 – Họp", "I.2 – Tỷ lệ", "I.3 – Kiện toàn"]
    marks = [[cell.value for cell in row] for row in book["Điểm các bước"].iter_rows() if row[0].value == "I.1"]
    assert marks == [
        [
            *("I.1", "Họp", 10, "9", "7", 7),
            (
                "Khối thẩm định (người chấm: Nguyễn Văn A): Thiếu biên bản\nKhối thẩm định, chấp nhận giải trình ngày "
                "15/7/2026 (người giải quyết: Lê Văn D): Đã có biên bản, gửi chậm"
            ),
        ]
    ]
    again = qcdc("form", "--appeals")
    assert (again.status, again.err.startswith("Q743")) == (2, True)


def test_nothing_is_verified_yet(campaign: Path, qcdc: Qcdc) -> None:
    (campaign / "units" / "u2.yaml").write_text("unit: u2\nperiod: k1\nmarks: {I.1: 8}\n", encoding="utf-8")
    refused = qcdc("form", "u2", "--appeals")
    assert refused.status == 1
    assert "Q879 lỗi: Phiếu giải trình: chưa có điểm thẩm định để giải trình: xã Hai." in refused.err
    assert qcdc("form", "--appeals").err.endswith(
        "Không tạo phiếu cho đơn vị chưa có điểm thẩm định để giải trình: xã Hai.\n"
    )


def test_what_a_form_says_stands_in_the_sheet_and_nothing_else_is_touched(campaign: Path, send: Send) -> None:
    before = sheet_of(campaign)
    assert send(LINE).status == 0
    assert sheet_of(campaign) == before.replace(ENTRY, ENTRY + APPEAL)
    assert send(LINE).err.endswith(f"{SENT}: không có thay đổi.\n")


@pytest.mark.parametrize("typed", ["Tỷ lệ", "tỷ  lệ", "i.2"])
def test_a_criterion_may_be_typed_by_its_id_or_its_name(campaign: Path, send: Send, typed: str) -> None:
    before = sheet_of(campaign)
    assert send({**LINE, "criterion": typed}).status == 0
    assert sheet_of(campaign) == before.replace(ENTRY, ENTRY + APPEAL)


def test_a_name_that_several_criteria_have_is_not_guessed(campaign: Path, send: Send, qcdc: Qcdc) -> None:
    rubric = campaign / "rubric.yaml"
    rubric.write_text(rubric.read_text(encoding="utf-8").replace("name: Họp", "name: Tỷ lệ"), encoding="utf-8")
    Path(FORM).unlink()
    assert qcdc("form", "u2", "--appeals").status == 0
    assert f"{SENT} › Giải trình › C13: Q738" in send({**LINE, "criterion": "Tỷ lệ"}).err


def test_a_corrected_form_corrects_its_open_appeal_and_an_empty_one_takes_it_back(campaign: Path, send: Send) -> None:
    before = sheet_of(campaign)
    send(LINE)
    assert send({**LINE, "text": "Đủ cả 8 ấp"}).status == 0
    assert sheet_of(campaign) == before.replace(ENTRY, ENTRY + APPEAL.replace("Đủ 8", "Đủ cả 8"))
    taken_back = send()
    assert taken_back.status == 0
    told = "Q759 cảnh báo: Biểu mẫu để trống 1 chỗ mà phiếu có nội dung, nên các nội dung này bị rút khỏi phiếu: "
    assert f"{told}giải trình về I.2." in taken_back.err
    assert sheet_of(campaign) == before


def test_an_appeal_is_not_late_as_marks_are(campaign: Path, qcdc: Qcdc, send: Send) -> None:
    file = campaign / "qcdc.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("due: 2026-06-25", _DUE), encoding="utf-8")
    assert _DUE in file.read_text(encoding="utf-8")
    send(LINE)
    (one,) = json.loads(qcdc("status", "--received", "--format", "json").out)["received"]
    assert (one["stage"], one["criteria"], one["days_late"]) == ("bloc", 0, 0)
    (unit,) = json.loads(qcdc("status", "u2", "--format", "json").out)["units"]
    assert unit["stages"]["bloc"]["received"] is None


def test_what_is_decided_stays_and_another_appeal_stands_behind_it(campaign: Path, send: Send) -> None:
    send(LINE)
    decision = "        decision: {date: 2026-07-15, by: D, upheld: no, reason: Chưa có bảng}\n"
    sheet = campaign / "units" / "u2.yaml"
    decided = sheet_of(campaign).replace(APPEAL, APPEAL + decision)
    sheet.write_text(decided, encoding="utf-8")
    second = {**WHO, "p:date": "20/7/2026"}
    assert send({"criterion": "I.2", "text": "Bảng đã có từ tháng 5"}, who=second).status == 0
    new = """      - text: Bảng đã có từ tháng 5
        date: "2026-07-20"
        by: Trần Thị C, Chủ tịch
        stage: bloc
"""
    assert sheet_of(campaign) == decided.replace(decision, decision + new)


def test_an_appeal_that_somebody_typed_meanwhile_is_not_overwritten(campaign: Path, send: Send) -> None:
    typed = "    appeals: [{text: Ghi tay, date: 2026-07-11}]\n"
    sheet = campaign / "units" / "u2.yaml"
    sheet.write_text(sheet_of(campaign).replace(ENTRY, ENTRY + typed), encoding="utf-8")
    refused = send(LINE)
    assert (refused.status, f"{SENT} › Giải trình › D13: Q739" in refused.err) == (1, True)
    assert "Ghi tay" in sheet_of(campaign)
    assert send(LINE, more=("--force",)).status == 0
    assert "Ghi tay" not in sheet_of(campaign)


@pytest.mark.parametrize(
    ("lines", "who", "told"),
    [
        (({"text": "Thiếu"},), WHO, "C13: Q879 lỗi: Phiếu giải trình: chưa chọn tiêu chí."),
        (({"criterion": "I.1"},), WHO, "D13: Q879 lỗi: Phiếu giải trình: chưa ghi nội dung giải trình."),
        ((LINE, LINE), WHO, "C14: Q879 lỗi: Phiếu giải trình: tiêu chí I.2 đã có ở dòng trên."),
        ((LINE,), {"p:by": "A"}, "D10: Q879 lỗi: Phiếu giải trình: chưa ghi ngày giải trình."),
        ((LINE,), {"p:date": "12/7/2026"}, "D9: Q879 lỗi: Phiếu giải trình: chưa ghi người giải trình."),
        ((LINE,), {**WHO, "p:date": "tháng 7"}, "D10: Q303"),
        ((LINE,), {**WHO, "p:date": "12/7/2025"}, "D13: Q871"),
        (({**LINE, "criterion": "I.9"},), WHO, "C13: Q738"),
        (({"criterion": "I.1", "text": "Đủ", "wants": "12"},), WHO, "D13: Q603"),
        (({"criterion": "I.3", "text": "Đủ", "wants": "rất tốt"},), WHO, "E13: Q606"),
    ],
)
def test_faults_are_named_at_their_cells(
    campaign: Path, send: Send, lines: tuple[Mapping[str, str], ...], who: Mapping[str, str], told: str
) -> None:
    before = sheet_of(campaign)
    refused = send(*lines, who=who)
    assert refused.status == 1
    assert f"{SENT} › Giải trình › {told}" in refused.err
    assert sheet_of(campaign) == before


@pytest.mark.parametrize(("typed", "look"), [("95%", "General"), (0.95, "0%"), ("95", "@"), ("95,0 %", "@")])
def test_a_percentage_is_wanted_where_the_criterion_asks_for_one(
    campaign: Path, qcdc: Qcdc, typed: str | float, look: str
) -> None:
    """`95%` can be nothing but 95 there; of points it stays refused."""
    for file in (campaign / "rubric.yaml", *(campaign / "units").iterdir()):
        text = file.read_text(encoding="utf-8").replace("ratio: {unit: ấp}", BANDS)
        file.write_text(re.sub(r"\{actual: (\d), target: 8\}", r"\g<1>0", text), encoding="utf-8")
    assert qcdc("form", "u2", "--appeals").status == 0
    book = openpyxl.load_workbook(FORM)
    sheet = book.worksheets[0]
    rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    columns = {sheet.cell(1, column).value: column for column in range(2, sheet.max_column + 1)}
    for key, said in WHO.items():
        sheet.cell(rows[key], columns["text"]).value = said
    for key, cell in (("criterion", "I.2"), ("text", "Đủ"), ("wants", typed)):
        sheet.cell(rows["p:1"], columns[key]).value = cell
    sheet.cell(rows["p:1"], columns["wants"]).number_format = look
    book.save(SENT)
    ran = qcdc("import", SENT)
    assert ran.status == 0, ran.err
    assert re.search(r"wants: ['\"]?95(,0)?['\"]?\n", sheet_of(campaign)), sheet_of(campaign)


def test_it_goes_together_with_a_stages_form(campaign: Path, qcdc: Qcdc, send: Send) -> None:
    """What is appealed against at a stage is none of its marks: both forms are taken in one run."""
    send(LINE, more=("--dry-run",))
    assert qcdc("form", "u2", "--stage", "bloc", "-o", "bloc.xlsx").status == 0
    assert qcdc("import", SENT, "bloc.xlsx").status == 0
    assert APPEAL in sheet_of(campaign)


def test_it_is_known_as_a_form(campaign: Path, qcdc: Qcdc, send: Send) -> None:
    """No output replaces it, and a filled one is not made anew over what it holds."""
    send(LINE, more=("--dry-run",))
    shutil.copy(SENT, FORM)
    assert "Q123" in qcdc("appeals", "-o", FORM, "--format", "xlsx").err
    assert "Q124" in qcdc("form", "u2", "--appeals", "--force").err
