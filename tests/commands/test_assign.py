"""`qcdc assign`: a list is fixed, a number drawn, who checks whom recorded; forms go out by checker and come back."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.commands.conftest import Qcdc
from tests.forms.filling import Form

pytestmark = pytest.mark.slow  # rounds of whole commands and workbooks

CAMPAIGN = """\
# Tổ giúp việc: tên giả định
campaign: Thi đua năm 2026   # đợt thử
period: k1
periods:
  k1: {name: Kỳ 1}
stages:
  - {id: self, name: Tự chấm, by: unit}
  - {id: bloc, name: Khối thẩm định, by: leader}
blocs:
  b: {name: Khối Một, rubric: rubric.yaml, leader: u1, units: [u1, u2, u3, u4, u5]}
units: {u1: Xã Một, u2: Xã Hai, u3: Xã Ba, u4: Xã Bốn, u5: Xã Năm}
checkers:
  lan: {name: Trần Thị Lan, unit: u1, role: leader}
  hoa: {name: Lê Văn Hòa, unit: u2}
  tam: {name: Nguyễn Thị Tám, unit: u3, prefers: [u1]}
  son: {name: Phạm Văn Sơn, unit: u4}
  mai: {name: Võ Thị Mai, unit: u5, excludes: [u1]}
checking: {per_unit: 2}
signatures: [{role: TRƯỞNG KHỐI}]
"""
RUBRIC = """\
rubric: r
name: Thang điểm
total: 10
criteria:
  - {id: I.1, name: Họp, points: 6, evidence: optional}
  - {id: I.2, name: Công khai, points: 4, evidence: optional}
"""
SHEET = "unit: {}\nperiod: k1\nmarks:\n  I.1: 6\n  I.2: 3\n"
ASSIGNED = """\
assignments:
  k1:
    bloc:
      u1: [{}]
      u2: [{}]
      u3: [{}]
      u4: [{}]
      u5: [{}]
draws:
  k1:
    bloc: {{b: {{seed: 4127, digest: {}}}}}
"""


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a campaign of five units, each with a checker, and the units' own marks."""
    (tmp_path / "units").mkdir()
    (tmp_path / "qcdc.yaml").write_text(CAMPAIGN, encoding="utf-8")
    (tmp_path / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    for number in range(1, 6):
        (tmp_path / "units" / f"u{number}.yaml").write_text(SHEET.format(f"u{number}"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(folder: Path, old: str, new: str) -> None:
    text = (folder / "qcdc.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "qcdc.yaml").write_text(text.replace(old, new), encoding="utf-8")


def checkers_in(ran: str) -> dict[str, list[str]]:
    return {row["unit"]: row["checkers"] for row in json.loads(ran)["units"]}


def test_before_lots_are_drawn_the_list_to_fix_is_shown_and_nothing_is_written(campaign: Path, qcdc: Qcdc) -> None:
    ran = qcdc("assign")
    assert (ran.status, ran.err) == (0, "")
    digest = json.loads(qcdc("assign", "-f", "json").out)["units"][0]["digest"]
    assert (
        ran.out
        == f"""\
Đơn vị được thẩm định
Khối Một
Bước chấm: Khối thẩm định
Mỗi đơn vị 2 người thẩm định; chưa bốc thăm

Đơn vị  Số người có thể giao  Người của đơn vị
──────────────────────────────────────────────
Xã Một                     3  Trần Thị Lan
Xã Hai                     4  Lê Văn Hòa
Xã Ba                      4  Nguyễn Thị Tám
Xã Bốn                     4  Phạm Văn Sơn
Xã Năm                     4  Võ Thị Mai

Danh sách người thẩm định
Khối Một
Bước chấm: Khối thẩm định
Mỗi đơn vị 2 người thẩm định; chưa bốc thăm

Người thẩm định  Đơn vị công tác  Vai trò       Nguyện vọng  Loại trừ
─────────────────────────────────────────────────────────────────────
Trần Thị Lan     Xã Một           Trưởng khối   –            –
Lê Văn Hòa       Xã Hai           Tổ giúp việc  –            –
Nguyễn Thị Tám   Xã Ba            Tổ giúp việc  Xã Một       –
Phạm Văn Sơn     Xã Bốn           Tổ giúp việc  –            –
Võ Thị Mai       Xã Năm           Tổ giúp việc  –            Xã Một

Mã kiểm tra của danh sách: {digest}
Chốt danh sách này ở cuộc họp (ghi mã kiểm tra vào biên bản), sau đó mới bốc một số bất kỳ và chạy: qcdc assign \
--period k1 --stage bloc --seed SỐ
"""
    )
    assert (campaign / "qcdc.yaml").read_text(encoding="utf-8") == CAMPAIGN


def test_a_number_assigns_is_recorded_and_repeats(campaign: Path, qcdc: Qcdc) -> None:
    """Nothing else in the file changes, and everybody who has the file finds the same."""
    looked = qcdc("assign", "--seed", "4127", "--dry-run", "-f", "json")
    assert (campaign / "qcdc.yaml").read_text(encoding="utf-8") == CAMPAIGN
    ran = qcdc("assign", "--seed", "4127", "-f", "json")
    assert (ran.status, ran.out) == (0, looked.out)
    assert ran.err == (
        "Đã ghi phân công 5 đơn vị vào qcdc.yaml. Tiếp theo: `qcdc form --stage bloc` tạo biểu mẫu cho từng người "
        "thẩm định.\n"
    )
    found, told = checkers_in(ran.out), json.loads(ran.out)["units"][0]
    assert (json.loads(ran.out)["stage"], told["seed"]) == ("bloc", 4127)
    rows = [", ".join(found[f"u{number}"]) for number in range(1, 6)]
    before, signatures = CAMPAIGN.split("signatures", 1)
    written = before + ASSIGNED.format(*rows, told["digest"]) + "signatures" + signatures
    assert (campaign / "qcdc.yaml").read_text(encoding="utf-8") == written
    assert qcdc("check").status == 0
    shown = qcdc("assign")
    assert shown.status == 0
    assert f"Số bốc thăm: 4127; mã kiểm tra của danh sách: {told['digest']}; đúng kết quả bốc thăm\n" in shown.out
    assert "Lặp lại: qcdc assign --period k1 --stage bloc --seed 4127 --dry-run\n" in shown.out
    assert checkers_in(qcdc("assign", "-f", "json").out) == found
    assert checkers_in(qcdc("assign", "--seed", "0004127", "--dry-run", "-f", "json").out) == found


def test_lots_are_drawn_once(campaign: Path, qcdc: Qcdc) -> None:
    qcdc("assign", "--seed", "4127")
    there = (campaign / "qcdc.yaml").read_bytes()
    again = qcdc("assign", "--seed", "9")
    assert again.status == 1
    assert "Q847 lỗi: Bước `bloc` của kỳ `k1` đã phân công ở khối `b` (số 4127).\n" in again.err
    assert "thì thêm `--force`" in again.err
    assert (campaign / "qcdc.yaml").read_bytes() == there
    assert qcdc("assign", "--seed", "9", "--force").status == 0
    assert "seed: 9," in (campaign / "qcdc.yaml").read_text(encoding="utf-8")
    assert "đúng kết quả bốc thăm" in qcdc("assign").out


@pytest.mark.parametrize("output", ["khong-co/ds.csv", "qcdc.yaml"])
def test_nothing_is_recorded_where_the_list_cannot_be_written(campaign: Path, qcdc: Qcdc, output: str) -> None:
    before = (campaign / "qcdc.yaml").read_bytes()
    ran = qcdc("assign", "--seed", "4127", "-o", output)
    assert (ran.status, ran.out) == (2, "")
    assert "Đã ghi phân công" not in ran.err
    assert (campaign / "qcdc.yaml").read_bytes() == before


def test_what_was_changed_since_is_told(campaign: Path, qcdc: Qcdc) -> None:
    qcdc("assign", "--seed", "4127")
    own = checkers_in(qcdc("assign", "-f", "json").out)["u2"]
    edit(campaign, f"u2: [{', '.join(own)}]", f"u2: [{own[0]}]")
    edited = qcdc("assign")
    assert "Khác kết quả bốc thăm ở: xã Hai.\n" in edited.out
    assert "Chưa đủ 2 người thẩm định: xã Hai.\n" in edited.out
    edit(campaign, "Phạm Văn Sơn", "Phạm Văn Sỹ")
    other = qcdc("assign", "--lang", "en")
    assert "The list of units and checkers, or what is asked of them, has changed since lots were drawn.\n" in other.out


def test_what_was_assigned_by_hand_says_so(campaign: Path, qcdc: Qcdc) -> None:
    edit(campaign, "signatures:", "assignments: {k1: {bloc: {u1: [hoa, tam], u2: [lan, mai]}}}\nsignatures:")
    shown = qcdc("assign")
    assert "Phân công ghi trực tiếp trong qcdc.yaml, không bốc thăm\n" in shown.out
    assert "1 cặp đơn vị thẩm định lẫn nhau: xã Một – xã Hai.\n" in shown.out
    assert "Chưa đủ 2 người thẩm định: xã Ba, xã Bốn, xã Năm.\n" in shown.out


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("per_unit: 2", "per_unit: 4", "xã Một cần 4 người thẩm định, chỉ có 3 người giao được: "),
        ("unit: u2}", "unit: u2, excludes: [u1, u3, u4, u5]}", " chỉ nhận được 0 đơn vị."),
        ("checkers:\n", "checkers: {}\nnote: >\n", "đợt thi đua chưa có khóa `checkers`."),
    ],
)
def test_who_stands_in_the_way_is_named(campaign: Path, qcdc: Qcdc, old: str, new: str, told: str) -> None:
    edit(campaign, old, new)
    ran = qcdc("assign", "--seed", "1")
    assert ran.status == 1
    assert "Q846 lỗi: Không phân công được bước `bloc`: " in ran.err
    assert told in ran.err
    assert "draws" not in (campaign / "qcdc.yaml").read_text(encoding="utf-8")


def test_the_next_command_makes_the_forms_of_the_period_that_was_assigned(campaign: Path, qcdc: Qcdc) -> None:
    edit(campaign, "  k1: {name: Kỳ 1}\n", "  k1: {name: Kỳ 1}\n  k2: {name: Kỳ 2}\n")
    assert "`qcdc form --stage bloc` tạo" in qcdc("assign", "--seed", "1").err
    assert "`qcdc form --stage bloc --period k2` tạo" in qcdc("assign", "--seed", "1", "--period", "k2").err


TOO_FEW = "Bốc số nào cũng không phân công được: mỗi đơn vị cần 4 người thẩm định, không đủ người để giao xã Một."
UNEVEN = " trong khi Lê Văn Hòa chỉ nhận được 0 đơn vị."
CHANGE = "Chưa chốt danh sách này: sửa `checkers` hoặc `checking` trong qcdc.yaml, rồi xem lại."


@pytest.mark.parametrize(
    ("old", "new", "told", "command"),
    [
        ("per_unit: 2", "per_unit: 4", TOO_FEW, ""),
        ("unit: u2}", "unit: u2, excludes: [u1, u3, u4, u5]}", UNEVEN, "--seed SỐ --uneven"),
    ],
)
def test_a_meeting_is_not_told_to_fix_a_list_of_which_no_number_gives_an_even_assignment(
    campaign: Path, qcdc: Qcdc, old: str, new: str, told: str, command: str
) -> None:
    edit(campaign, old, new)
    ran = qcdc("assign")
    assert ran.status == 0
    assert f"{told}\n" in ran.out
    assert f"{CHANGE}\n" in ran.out
    assert "Chốt danh sách này" not in ran.out
    assert ran.out.endswith(f"{command}\n")
    assert ("--seed" in ran.out) == bool(command)


def test_loads_that_cannot_be_even_are_taken_only_when_told_to(campaign: Path, qcdc: Qcdc) -> None:
    edit(campaign, "unit: u2}", "unit: u2, excludes: [u1, u3, u4, u5]}")
    ran = qcdc("assign", "--seed", "1", "--uneven")
    assert ran.status == 0
    assert " trong khi Lê Văn Hòa chỉ nhận được 0 đơn vị.\n" in ran.out
    assert "--seed 1 --uneven --dry-run\n" in ran.out
    assert "đúng kết quả bốc thăm" in qcdc("assign").out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--seed", "bảy"), "Q906"),
        (("--seed", "-7"), "Q906"),
        (("--seed", "1234567890123"), "Q906"),
        (("--seed", "٣"), "Q906"),
        (("--force",), "Q903"),
        (("--dry-run",), "Q903"),
        (("--uneven",), "Q903"),
        (("--seed", "1", "--dry-run", "--force"), "Q909"),
        (("--stage", "blok"), "Q404"),
        (("--bloc", "c"), "Q402"),
        (("--period", "k2"), "Q403"),
        (("-o", "x.xlsx", "-f", "csv"), "Q909"),
    ],
)
def test_wrong_usage_is_refused(campaign: Path, qcdc: Qcdc, arguments: tuple[str, ...], code: str) -> None:
    ran = qcdc("assign", *arguments)
    assert ran.status == 2
    assert f"{code} lỗi" in ran.err
    assert (campaign / "qcdc.yaml").read_text(encoding="utf-8") == CAMPAIGN


def test_every_format_holds_the_same(campaign: Path, qcdc: Qcdc) -> None:
    qcdc("assign", "--seed", "4127")
    table, english = qcdc("assign").out, qcdc("assign", "--lang", "en").out
    assert "Nguyễn Thị Tám (xã Ba)" in table
    assert "Nguyễn Thị Tám (Xã Ba)" in english
    for suffix in ("csv", "md", "xlsx"):
        assert qcdc("assign", "-o", f"phan-cong.{suffix}").status == 0
    assert "Nguyễn Thị Tám (xã Ba)" in Path("phan-cong.csv").read_text(encoding="utf-8")
    assert "Nguyễn Thị Tám (xã Ba)" in Path("phan-cong.md").read_text(encoding="utf-8")
    book = load_workbook(BytesIO(Path("phan-cong.xlsx").read_bytes()))
    assert book.sheetnames == ["Phân công thẩm định theo đơn vị", "Phân công theo người thẩm định"]
    texts = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"TRƯỞNG KHỐI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 2} <= texts


def test_each_bloc_keeps_the_number_that_it_was_drawn_with(campaign: Path, qcdc: Qcdc) -> None:
    edit(
        campaign,
        "units: [u1, u2, u3, u4, u5]}",
        "units: [u1, u2, u3]}\n  c: {name: Khối Hai, rubric: rubric.yaml, units: [u4, u5]}",
    )
    edit(campaign, "per_unit: 2", "per_unit: 1")
    edit(campaign, ", excludes: [u1]", "")
    assert qcdc("assign", "--seed", "4127").status == 0
    assert "đúng kết quả bốc thăm" in qcdc("assign", "--bloc", "c").out
    before = checkers_in(qcdc("assign", "-f", "json").out)
    assert qcdc("assign", "--bloc", "c", "--seed", "12", "--force").status == 0
    after = checkers_in(qcdc("assign", "-f", "json").out)
    assert {unit: before[unit] for unit in ("u1", "u2", "u3")} == {unit: after[unit] for unit in ("u1", "u2", "u3")}
    shown = qcdc("assign").out
    assert "Khối Hai. Số bốc thăm: 12; " in shown
    assert "Khối Một. Số bốc thăm: 4127; " in shown
    assert shown.count("; đúng kết quả bốc thăm") == 4  # of both blocs, above both lists
    assert "1 cặp đơn vị thẩm định lẫn nhau: xã Bốn – xã Năm.\n" in shown


def forms_in(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*.xlsx")}


def test_forms_of_the_stage_go_out_by_checker_and_say_who_checks(campaign: Path, qcdc: Qcdc) -> None:
    qcdc("assign", "--seed", "4127")
    found = checkers_in(qcdc("assign", "-f", "json").out)
    expected = {f"{one}/{unit}_k1_bloc_{one}.xlsx" for unit, own in found.items() for one in own}
    assert qcdc("form", "--stage", "bloc").status == 0
    assert forms_in(campaign / "forms") == expected
    of_lan = {name for name in expected if name.startswith("lan/")}
    assert qcdc("form", "--checker", "trần thị lan", "-o", "cho-lan").status == 0
    assert forms_in(campaign / "cho-lan") == of_lan
    assert qcdc("form", "-o", "tu-cham").status == 0  # the first stage is nobody's to check
    assert forms_in(campaign / "tu-cham") == {f"u{number}_k1_self.xlsx" for number in range(1, 6)}
    unit = sorted(of_lan)[0].split("/")[1][:2]
    other = next(one for one in found[unit] if one != "lan")
    names = {"hoa": "Lê Văn Hòa", "tam": "Nguyễn Thị Tám", "son": "Phạm Văn Sơn", "mai": "Võ Thị Mai"}
    sheet = Form((campaign / "cho-lan" / "lan" / f"{unit}_k1_bloc_lan.xlsx").read_bytes()).sheet
    texts = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
    assert f"Người thẩm định: Trần Thị Lan (xã Một) – cùng thẩm định: {names[other]}" in texts


def test_a_checker_without_the_unit_gets_no_form(campaign: Path, qcdc: Qcdc) -> None:
    before = qcdc("form", "--checker", "lan")
    assert before.status == 2
    assert "Q848 lỗi: Người thẩm định `lan` không được giao đơn vị nào ở bước `bloc` của kỳ `k1`.\n" in before.err
    qcdc("assign", "--seed", "4127")
    own = qcdc("form", "u1", "u2", "--checker", "lan", "--lang", "en")
    assert own.status == 2
    assert "Q848 error: The checker `lan` was not assigned `u1`" in own.err
    assert "Q840" in qcdc("form", "--checker", "lam").err
    assert not (campaign / "forms").exists()


def test_a_form_that_comes_back_names_its_checker_in_the_sheet_and_people_read_the_name(
    campaign: Path, qcdc: Qcdc
) -> None:
    qcdc("assign", "--seed", "4127")
    found = checkers_in(qcdc("assign", "-f", "json").out)
    unit = next(unit for unit, own in found.items() if "lan" in own)
    qcdc("form", unit, "--checker", "lan", "-o", "ve.xlsx")
    form = Form((campaign / "ve.xlsx").read_bytes())
    form.cell("c:I.1", "mark").value, form.cell("c:I.1", "reason").value = 5, "Thiếu biên bản"
    form.cell("c:I.2", "mark").value = 3
    form.book.save(campaign / "ve.xlsx")
    assert qcdc("import", "ve.xlsx").status == 0
    sheet = (campaign / "units" / f"{unit}.yaml").read_text(encoding="utf-8")
    assert "bloc: {mark: 5, reason: Thiếu biên bản, by: lan}" in sheet
    assert "bloc: {mark: 3, by: lan}" in sheet
    assert "Q84" not in qcdc("check").out
    assert "    người chấm: Trần Thị Lan\n" in qcdc("explain", unit, "I.1").out
    assert '"by": "lan"' in qcdc("explain", unit, "I.1", "-f", "json").out
    qcdc("export", "bao-cao.xlsx")
    book = load_workbook(campaign / "bao-cao.xlsx")
    texts = [str(cell) for tab in book for row in tab.iter_rows(values_only=True) for cell in row if cell]
    assert any("người chấm: Trần Thị Lan" in text for text in texts)
    assert not any("người chấm: lan" in text for text in texts)


def test_a_form_of_somebody_who_may_not_mark_the_unit_is_refused_at_its_cells(campaign: Path, qcdc: Qcdc) -> None:
    """The checker has moved to the unit since the form was made."""
    qcdc("assign", "--seed", "4127")
    found = checkers_in(qcdc("assign", "-f", "json").out)
    unit = next(unit for unit, own in found.items() if "son" in own)
    qcdc("form", unit, "--checker", "son", "-o", "ve.xlsx")
    form = Form((campaign / "ve.xlsx").read_bytes())
    form.cell("c:I.2", "mark").value = 3
    form.book.save(campaign / "ve.xlsx")
    edit(campaign, "Phạm Văn Sơn, unit: u4", f"Phạm Văn Sơn, unit: {unit}")
    text = (campaign / "qcdc.yaml").read_text(encoding="utf-8")
    (campaign / "qcdc.yaml").write_text(text[: text.index("assignments:")], encoding="utf-8")
    ran = qcdc("import", "ve.xlsx")
    assert ran.status == 1
    assert f"Q841 lỗi: Phạm Văn Sơn chấm I.2 ở bước `bloc` cho đơn vị `{unit}`" in ran.err
    assert "ve.xlsx › Phiếu chấm điểm › " in ran.err


def test_of_a_unit_s_forms_the_one_that_its_checkers_filled_in_is_taken(campaign: Path, qcdc: Qcdc) -> None:
    """The others lie in the folder as they were made: they say nothing, and are told as such."""
    qcdc("assign", "--seed", "4127")
    found = checkers_in(qcdc("assign", "-f", "json").out)
    qcdc("form", "--stage", "bloc")
    nothing = qcdc("import", "forms/")
    assert nothing.status == 0
    assert nothing.err.count(": không có thay đổi.\n") == 10
    first, second = found["u2"]
    files = [campaign / "forms" / one / f"u2_k1_bloc_{one}.xlsx" for one in (first, second)]
    form = Form(files[1].read_bytes())
    form.cell("c:I.1", "mark").value = 6
    form.book.save(files[1])
    ran = qcdc("import", "forms/")
    assert ran.status == 0
    assert "Xã Hai: 1 thay đổi, đã ghi units/u2.yaml.\n" in ran.err
    assert f"forms/{first}/u2_k1_bloc_{first}.xlsx: không có thay đổi.\n" in ran.err
    assert f"bloc: {{mark: 6, by: {second}}}" in (campaign / "units" / "u2.yaml").read_text(encoding="utf-8")
    other = Form(files[0].read_bytes())
    other.cell("c:I.1", "mark").value, other.cell("c:I.1", "reason").value = 5, "Thiếu"
    other.book.save(files[0])
    both = qcdc("import", *map(str, files))
    assert both.status == 1
    assert "Q726" in both.err


def marks_of(form: Path, first: float, second: float, reason: str) -> None:
    """Fill in a form of the two criteria."""
    own = Form(form.read_bytes())
    own.cell("c:I.1", "mark").value, own.cell("c:I.1", "reason").value = first, reason
    own.cell("c:I.2", "mark").value = second
    own.book.save(form)


def test_no_form_is_made_for_two_checkers_before_anybody_is_assigned(campaign: Path, qcdc: Qcdc) -> None:
    edit(campaign, "by: leader}", "by: leader, double: yes}")
    ran = qcdc("form", "--stage", "bloc")
    assert (ran.status, ran.out) == (2, "")
    assert "Q857 lỗi: Bước `bloc` do hai người chấm độc lập, mà kỳ k1 chưa phân công ai thẩm định: u1, u2" in ran.err
    assert not list(campaign.rglob("*.xlsx"))
    assert qcdc("form", "--stage", "self").status == 0


def test_two_checkers_mark_alone_and_see_nothing_of_each_other(campaign: Path, qcdc: Qcdc) -> None:
    edit(campaign, "by: leader}", "by: leader, double: yes}")
    qcdc("assign", "--seed", "4127")
    one, other = checkers_in(qcdc("assign", "-f", "json").out)["u2"]
    sheet = campaign / "units" / "u2.yaml"
    for checker in (one, other):
        assert qcdc("form", "u2", "--checker", checker, "-o", f"{checker}.xlsx").status == 0
    marks_of(campaign / f"{one}.xlsx", 5, 3, "Thiếu biên bản")
    first = qcdc("import", f"{one}.xlsx")
    assert first.status == 0, first.out + first.err
    assert f"bloc: {{marks: {{{one}: {{mark: 5, reason: Thiếu biên bản}}}}}}" in sheet.read_text(encoding="utf-8")
    assert "Q853" in qcdc("check").out
    # A form made now shows the other checker nothing of it.
    assert qcdc("form", "u2", "--checker", other, "-o", "moi.xlsx").status == 0
    fresh = Form((campaign / "moi.xlsx").read_bytes())
    assert [fresh.cell(f"c:{key}", "mark").value for key in ("I.1", "I.2")] == [None, None]
    assert "Thiếu biên bản" not in {cell for row in fresh.sheet.iter_rows(values_only=True) for cell in row}
    marks_of(campaign / f"{other}.xlsx", 4, 3, "Chậm")
    second = qcdc("import", f"{other}.xlsx")
    assert second.status == 0, second.out + second.err
    text = sheet.read_text(encoding="utf-8")
    assert f"{one}: {{mark: 5, reason: Thiếu biên bản}}" in text
    assert f"{other}: {{mark: 4, reason: Chậm}}" in text
    told = qcdc("check").out
    assert "Q852" in told
    assert "Q853" not in told
    again = qcdc("import", f"{one}.xlsx", f"{other}.xlsx")
    assert (again.status, sheet.read_text(encoding="utf-8")) == (0, text)


def test_forms_of_both_checkers_can_come_in_together(campaign: Path, qcdc: Qcdc) -> None:
    edit(campaign, "by: leader}", "by: leader, double: yes}")
    qcdc("assign", "--seed", "4127")
    pair = checkers_in(qcdc("assign", "-f", "json").out)["u2"]
    for checker in pair:
        qcdc("form", "u2", "--checker", checker, "-o", f"{checker}.xlsx")
        marks_of(campaign / f"{checker}.xlsx", 5, 3, "Thiếu biên bản")
    both = qcdc("import", *(f"{checker}.xlsx" for checker in pair))
    assert both.status == 0, both.out + both.err
    told = qcdc("explain", "u2", "I.1").out
    assert "Khối thẩm định: 5 điểm\n" in told
    assert "Q85" not in qcdc("check").out


def test_a_later_stage_agrees_with_what_counts_of_both_marks_and_not_with_one_that_is_open(
    campaign: Path, qcdc: Qcdc
) -> None:
    edit(campaign, "by: leader}", "by: leader, double: yes}\n  - {id: board, name: Hội đồng}")
    sheet = campaign / "units" / "u2.yaml"
    sheet.write_text(
        "unit: u2\nperiod: k1\nmarks:\n"
        "  I.1: {self: 6, bloc: {marks: {lan: {mark: 5, reason: x}, tam: 5}}}\n"
        "  I.2: {self: 3, bloc: {marks: {lan: {mark: 2, reason: x}, tam: 3}}}\n",
        encoding="utf-8",
    )
    assert qcdc("form", "u2", "--stage", "board", "--prefill", "-o", "board.xlsx").status == 0
    form = Form((campaign / "board.xlsx").read_bytes())
    assert [form.cell(f"c:{key}", "mark").value for key in ("I.1", "I.2")] == [5, 3]
    sheet.write_text(
        sheet.read_text(encoding="utf-8").replace(
            "tam: 3}", "tam: 3}, settled: {mark: 1, by: Hội nghị khối, reason: y}"
        ),
        encoding="utf-8",
    )
    assert qcdc("form", "u2", "--stage", "board", "--prefill", "-o", "settled.xlsx").status == 0
    assert Form((campaign / "settled.xlsx").read_bytes()).cell("c:I.2", "mark").value == 1


def test_changes_name_what_each_of_two_checkers_gave_and_judge_each_by_it(campaign: Path, qcdc: Qcdc) -> None:
    edit(campaign, "by: leader}", "by: leader, double: yes}")
    sheet = campaign / "units" / "u2.yaml"
    own = "{mark: 5, reason: Thiếu biên bản}"
    settled = "{mark: 4, by: mai, reason: Đã xem lại}"
    first = f"{{self: 6, bloc: {{marks: {{son: {own}, tam: {{mark: 3, reason: Chậm}}}}, settled: {settled}}}}}"
    same = "{self: 3, bloc: {marks: {son: {mark: 2, reason: Muộn}, tam: 2}}}"
    sheet.write_text(f"unit: u2\nperiod: k1\nmarks:\n  I.1: {first}\n  I.2: {same}\n", encoding="utf-8")
    found = json.loads(qcdc("changes", "u2", "-f", "json").out)
    assert [(one["criterion"], one["points"], one["difference"], one["by"]) for one in found["changes"]] == [
        ("I.1", 4, -2, "Phạm Văn Sơn: 5; Nguyễn Thị Tám: 3; thống nhất: Võ Thị Mai"),
        ("I.2", 2, -1, "Phạm Văn Sơn: 2; Nguyễn Thị Tám: 2"),
    ]
    # (5 - 6) and (2 - 3): one point off each; (3 - 6) and (2 - 3): two on the average. What was settled is nobody's.
    assert {one["checker"]: one["mean"] for one in found["checkers"]} == {"son": -1, "tam": -2}
