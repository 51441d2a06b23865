"""Sheets that were changed after their forms went out: kept, told with both values, overwritten only with --force."""

import re
from pathlib import Path

import pytest

from tests.forms.desk import CAMPAIGN, NGA_SAU, RUBRIC, Desk, Told, at

pytestmark = pytest.mark.slow

SHEET = "units/nga-sau.yaml"
FORM = "nga-sau.xlsx"


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if part in line)


# ---------------------------------------------------------------- what changed there meanwhile


def test_the_same_criterion_was_changed(desk: Desk) -> None:
    form = desk.form("nga-sau")
    form.cell("c:I.3", "mark").value = 9
    changed = NGA_SAU.replace("self: 7,5", "self: 8,5")
    desk.write(SHEET, changed)
    file = desk.send(form, FORM)
    assert Told("Q739", at("c:I.3", "mark", form, FORM)) in desk.refused(file)
    said = desk.take(file).err
    assert f"`8,5 ({SHEET}:{line_of(changed, 'self: 8,5')}:5)`" in said
    assert "`9`" in said


def test_another_criterion_was_changed_and_stays(desk: Desk) -> None:
    form = desk.form("nga-sau")
    form.cell("c:I.8", "mark").value = 1
    desk.write(SHEET, NGA_SAU.replace("I.1: {self: tot, bloc: tot}", "I.1: {self: kha, bloc: kha}"))
    assert desk.taken(desk.send(form, FORM)) == []
    assert desk.marks("nga-sau")["I.1"] == {"self": "kha", "bloc": "kha"}
    assert desk.marks("nga-sau")["I.8"] == {"self": "1"}


def test_the_same_change_on_both_sides_is_none(desk: Desk) -> None:
    form = desk.form("nga-sau")
    form.cell("c:I.3", "mark").value = 7
    changed = NGA_SAU.replace("self: 7,5", "self: 7.0")
    desk.write(SHEET, changed)
    ran = desk.take(desk.send(form, FORM))
    assert (ran.status, ran.err) == (0, f"{FORM}: không có thay đổi.\n")
    assert desk.read(SHEET) == changed


def test_where_the_form_was_left_alone_the_sheet_is_kept(desk: Desk) -> None:
    form = desk.form("nga-sau")
    changed = NGA_SAU.replace("self: 7,5", "self: 8,5").replace("[Tốt]", "[Rất tốt]").replace("số 3", "số 4")
    desk.write(SHEET, changed)
    assert desk.taken(desk.send(form, FORM), "--force") == []
    assert desk.read(SHEET) == changed


@pytest.mark.parametrize(
    ("row", "column", "typed", "old", "new"),
    [
        ("c:I.3", "evidence", "Kế hoạch số 9", "[Kế hoạch số 3]", "[Kế hoạch số 3, Biên bản]"),
        ("n:strengths/1", "name", "Khá", "[Tốt]", "[Rất tốt]"),
        ("d:ky-luat", "mark", "Chi bộ 2", "notes:", "disqualifiers: {ky-luat: Chi bộ 1}\nnotes:"),
    ],
)
def test_evidence_remarks_and_disqualifiers_too(
    desk: Desk, row: str, column: str, typed: str, old: str, new: str
) -> None:
    form = desk.form("nga-sau")
    form.cell(row, column).value = typed
    desk.write(SHEET, NGA_SAU.replace(old, new))
    file = desk.send(form, FORM)
    assert desk.refused(file) == [Told("Q739", at(row, column, form, FORM))]
    assert desk.taken(file, "--force") == []
    assert typed in desk.read(SHEET)


def test_force_takes_what_the_form_says(desk: Desk) -> None:
    form = desk.form("nga-sau", "bloc")
    form.cell("c:I.3", "mark").value = 6
    desk.write(SHEET, NGA_SAU.replace("mark: 7,", "mark: 6,5,").replace("{mark: 6,5,", '{mark: "6,5",'))
    file = desk.send(form, FORM)
    assert Told("Q739", at("c:I.3", "mark", form, FORM)) in desk.refused(file)
    assert desk.taken(file, "--force") == []
    assert desk.marks("nga-sau")["I.3"]["bloc"] == {"mark": "6", "reason": "Chậm", "by": "Tổ giúp việc"}


def test_a_mark_that_was_cleared_in_the_form_is_taken_back(desk: Desk) -> None:
    form = desk.form("dong-phuoc")
    form.cell("c:I.3", "mark").value = None
    form.cell("d:ky-luat", "mark").value = None
    form.cell("n:limits/1", "name").value = None
    assert desk.taken(desk.send(form, "dong-phuoc.xlsx")) == [Told("Q759", "dong-phuoc.xlsx")]
    assert desk.marks("dong-phuoc") == {"I.1": "kha"}
    assert "ky-luat" not in desk.read("units/dong-phuoc.yaml")


# ---------------------------------------------------------------- what stays, and what is shown before


def test_comments_order_and_other_stages_stay(desk: Desk) -> None:
    form = desk.form("nga-sau")
    form.cell("c:I.3", "mark").value = 7
    form.cell("c:I.8", "mark").value = 1
    assert desk.taken(desk.send(form, FORM)) == []
    expected = NGA_SAU.replace("self: 7,5", "self: 7").replace(
        "tot, bloc: tot}\n", "tot, bloc: tot}\n  I.8: {self: 1}\n"
    )
    written = desk.read(SHEET)
    kept = [line for line in written.splitlines() if "I.8" not in line and "self: 1" not in line]
    assert kept == [line for line in expected.splitlines() if "I.8" not in line]


def test_a_dry_run_shows_a_table_and_writes_nothing(desk: Desk) -> None:
    form = desk.form("nga-sau")
    form.cell("c:I.3", "mark").value = 7
    new = desk.form()
    new.cell("c:I.6/a", "mark").value = "x"
    files = desk.send(form, FORM), desk.send(new)
    before = desk.all_files()
    vietnamese, english = desk.take(*files, "--dry-run"), desk.qcdc("--lang", "en", "import", *files, "-n")
    assert (vietnamese.status, english.status) == (0, 0)
    assert desk.all_files() == before
    assert "2 thay đổi; chưa ghi vào phiếu" in vietnamese.out
    assert re.search(r"Thị trấn Ngã Sáu +units/nga-sau.yaml", vietnamese.out)
    assert re.search(r"I\.3 +7,5 +→ +7", vietnamese.out)
    assert re.search(r"Xã Phú An +phiếu mới", vietnamese.out)
    assert re.search(r"I\.6 +– +→ +1/2 \(a\)", vietnamese.out)
    assert re.search(r"I\.3 +7\.5 +→ +7", english.out)
    assert re.search(r"Xã Phú An +new sheet", english.out)


def test_what_was_done_is_told(desk: Desk) -> None:
    form = desk.form("nga-sau")
    form.cell("c:I.3", "mark").value = 7
    ran = desk.take(desk.send(form, FORM))
    assert ran.out == ""
    assert ran.err.endswith("Thị trấn Ngã Sáu: 1 thay đổi, đã ghi units/nga-sau.yaml.\n")
    assert desk.take(FORM).err == f"{FORM}: không có thay đổi.\n"  # a second time


@pytest.mark.parametrize(
    "data",
    [
        NGA_SAU.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + NGA_SAU.encode(),
        NGA_SAU.encode("utf-16"),
        NGA_SAU.replace("\n", "\r\n").encode("utf-16"),
    ],
)
def test_a_file_stays_in_its_encoding(desk: Desk, data: bytes) -> None:
    desk.write(SHEET, data)
    form = desk.form("nga-sau")
    form.cell("c:I.3", "mark").value = 7
    assert desk.taken(desk.send(form, FORM)) == []
    codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    assert (desk.folder / SHEET).read_bytes() == data.decode(codec).replace("self: 7,5", "self: 7").encode(codec)


# ---------------------------------------------------------------- sheets with errors


def test_an_error_elsewhere_in_the_sheet_is_told_at_its_line(desk: Desk) -> None:
    form = desk.form("nga-sau")
    form.cell("c:I.8", "mark").value = 1
    broken = NGA_SAU.replace("I.1: {self: tot, bloc: tot}", "I.1: {self: tuyet}")
    desk.write(SHEET, broken)
    line = line_of(broken, "tuyet")
    told = desk.refused(desk.send(form, FORM))
    assert [one.code for one in told] == ["Q606"]
    assert told[0].where.startswith(f"{SHEET}:{line}:")


@pytest.mark.parametrize("wrong", ["7,3", "bảy", "[7, 8]", "[]", "{actual: 7}"])
def test_a_mark_that_is_wrong_in_the_sheet_is_put_right_by_force(desk: Desk, wrong: str) -> None:
    form = desk.form("nga-sau")
    form.cell("c:I.3", "mark").value = 9
    form.cell("c:I.3", "reason").value = None
    desk.write(SHEET, NGA_SAU.replace("7,5", f'"{wrong}"' if wrong[0] not in "[{" else wrong))
    file = desk.send(form, FORM)
    assert Told("Q739", at("c:I.3", "mark", form, FORM)) in desk.refused(file)
    assert desk.taken(file, "--force") == []
    assert desk.marks("nga-sau")["I.3"]["self"] == "9"


@pytest.mark.parametrize("broken", ["unit: dong-phuoc\nperiod: 2020-h1\nmarks: {I.3: 99}\n", "unit: [\n", "x: \t- y\n"])
def test_other_units_broken_sheets_do_not_matter(desk: Desk, broken: str) -> None:
    form = desk.form("nga-sau")
    form.cell("c:I.8", "mark").value = 1
    desk.write("units/dong-phuoc.yaml", broken)
    ran = desk.take(desk.send(form, FORM))
    assert ran.status == 0, ran.err
    assert desk.marks("nga-sau")["I.8"] == {"self": "1"}
    assert desk.read("units/dong-phuoc.yaml") == broken


def test_a_sheet_that_nobody_can_read_may_be_the_one(desk: Desk) -> None:
    form = desk.form("dong-phuoc")
    form.cell("c:I.8", "mark").value = 1
    desk.write("units/dong-phuoc.yaml", "unit: dong-phuoc\nperiod: [\n")
    told = desk.refused(desk.send(form, "dong-phuoc.xlsx"))
    assert [one.where.partition(":")[0] for one in told] == ["units/dong-phuoc.yaml"]


def test_a_unit_with_two_sheets(desk: Desk) -> None:
    form = desk.form("nga-sau")
    form.cell("c:I.8", "mark").value = 1
    desk.write("units/nga-sau-2.yaml", NGA_SAU)
    told = desk.refused(desk.send(form, FORM))
    assert [one.code for one in told] == ["Q406"]


# ---------------------------------------------------------------- new sheets


PERIODS = CAMPAIGN.replace("  2020-h1: {name: 6 tháng đầu năm}", "  2020-h1: {name: Nửa năm}\n  '2020': {name: Năm}")


@pytest.mark.parametrize(
    ("pattern", "campaign", "there", "expected"),
    [
        ("units/**/*.yaml", CAMPAIGN, [], "units/phu-an.yaml"),
        ("units/*.yaml", CAMPAIGN, [], "units/phu-an.yaml"),
        ("*.yml", CAMPAIGN, [], "phu-an.yml"),
        ("phieu/2020/*.yaml", CAMPAIGN, [], "phieu/2020/phu-an.yaml"),
        ("phieu/*/2020/*.yaml", CAMPAIGN, [], "phieu/phu-an/2020/phu-an.yaml"),
        ("units/*/*.yaml", CAMPAIGN, [], "units/phu-an/2020-h1.yaml"),
        ("units/phieu-*.yaml", CAMPAIGN, [], "units/phieu-phu-an.yaml"),
        ("**/phieu/*.yaml", CAMPAIGN, [], "phieu/phu-an.yaml"),
        ("units/**/*.yaml", PERIODS, [], "units/phu-an.yaml"),
        ("units/**/*.yaml", PERIODS, ["units/phu-an/2020.yaml"], "units/phu-an/2020-h1.yaml"),
        ("units/**/*.yaml", PERIODS, ["units/phu-an.yaml"], "units/phu-an/2020-h1.yaml"),
        ("units/*.yaml", PERIODS, ["units/phu-an.yaml"], "units/phu-an-2020-h1.yaml"),
    ],
)
def test_a_new_sheet_lies_where_the_campaign_finds_it(
    desk: Desk, pattern: str, campaign: str, there: list[str], expected: str
) -> None:
    for file in Path("units").glob("*"):
        file.unlink()
    desk.write("qcdc.yaml", f"{campaign}sheets: '{pattern}'\n")
    form = desk.form()
    form.cell("c:I.3", "mark").value = 3
    for name in there:
        desk.write(name, "unit: phu-an\nperiod: '2020'\nmarks: {I.3: 5}\n")
    before = desk.all_files()
    assert desk.taken(desk.send(form, "ve/phu-an.xlsx")) == []
    assert {Path(file).relative_to(desk.folder).as_posix() for file in desk.all_files().keys() - before.keys()} == {
        expected, "ve/phu-an.xlsx", ".qcdc/imports.jsonl", ".qcdc/undo.jsonl", "records/imports.jsonl",
        ".qcdc/records.jsonl",
    }  # fmt: skip
    assert desk.marks(name=expected) == {"I.3": {"self": "3"}}
    assert desk.take("ve/phu-an.xlsx").err == "ve/phu-an.xlsx: không có thay đổi.\n"  # so the campaign has found it


def test_a_pattern_that_finds_no_new_sheet(desk: Desk) -> None:
    desk.write("qcdc.yaml", f"{CAMPAIGN}sheets: units/nga-sau.yaml\n")
    form = desk.form()
    form.cell("c:I.3", "mark").value = 3
    assert desk.refused(desk.send(form)) == [Told("Q750", "qcdc.yaml")]


def test_new_sheets_of_two_periods_do_not_overwrite_each_other(desk: Desk) -> None:
    desk.write("qcdc.yaml", PERIODS)
    desk.write("a.csv", "unit;id;mark;period\nphu-an;I.3;3;2020-h1\nphu-an;I.3;4;2020\n")
    assert desk.taken("a.csv", "--stage", "self") == []
    assert desk.marks() == {"I.3": {"self": "3"}}
    assert desk.marks(name="units/phu-an/2020.yaml") == {"I.3": {"self": "4"}}


def test_a_plain_mark_stays_plain(desk: Desk) -> None:
    form = desk.form("dong-phuoc")
    form.cell("c:I.3", "mark").value = 6
    assert desk.taken(desk.send(form, "dong-phuoc.xlsx")) == []
    assert desk.marks("dong-phuoc") == {"I.1": "kha", "I.3": "6"}


# ---------------------------------------------------------------- what the campaign has changed meanwhile

TARGET, STATE = ("c:I.5", "target"), ("c:I.9", "state")


@pytest.mark.parametrize(
    ("old", "new", "cell"),
    [
        ("phu-an: 8,", "phu-an: 6,", TARGET),
        (" phu-an: 8,", "", TARGET),
        ("unassigned:\n  I.9: {phu-an: Không có ấp nào}\n", "", STATE),
    ],
)
def test_an_untouched_form_claims_nothing_in_the_campaign_s_name(
    desk: Desk, old: str, new: str, cell: tuple[str, str]
) -> None:
    desk.write("units/phu-an.yaml", "unit: phu-an\nperiod: 2020-h1\nmarks: {I.4: {self: {actual: 2, target: 3}}}\n")
    form = desk.form()
    desk.write("qcdc.yaml", CAMPAIGN.replace(old, new))
    before = desk.read("units/phu-an.yaml")
    assert desk.taken(desk.send(form)) == [Told("Q749", at(*cell, form))]
    assert desk.read("units/phu-an.yaml") == before


def test_a_mark_is_measured_by_the_campaign_s_target_of_today(desk: Desk) -> None:
    form = desk.form()
    form.cell("c:I.5", "mark").value = 3
    desk.write("qcdc.yaml", CAMPAIGN.replace("phu-an: 8,", "phu-an: 6,"))
    file = desk.send(form)
    assert desk.taken(file) == [Told("Q749", at(*TARGET, form))]
    assert desk.marks() == {"I.5": {"self": "3"}}
    desk.write("qcdc.yaml", CAMPAIGN.replace(" phu-an: 8,", ""))
    (desk.folder / "units/phu-an.yaml").unlink()
    assert {one.code for one in desk.refused(file)} == {"Q749", "Q614"}  # there is none to measure it by


def test_a_mark_of_what_the_campaign_assigns_no_more(desk: Desk) -> None:
    form = desk.form()
    form.cell("c:I.9", "mark").value = 1
    file = desk.send(form)
    assert desk.refused(file) == [Told("Q613", at("c:I.9", "mark", form))]
    desk.write("qcdc.yaml", CAMPAIGN.replace("unassigned:\n  I.9: {phu-an: Không có ấp nào}\n", ""))
    assert desk.taken(file) == [Told("Q749", at(*STATE, form))]
    assert desk.marks() == {"I.9": {"self": "1"}}


# ---------------------------------------------------------------- where a gap is told


def test_missing_evidence_is_told_where_it_can_be_written(desk: Desk) -> None:
    """In the cell of a form of the first stage; of later ones, which only show evidence, in the sheet."""
    desk.write("thang-diem.yaml", RUBRIC.replace("missing_evidence: ignore", "missing_evidence: warn"))
    form = desk.form("nga-sau")
    form.cell("c:I.8", "mark").value = 1
    assert desk.taken(desk.send(form, FORM), "--dry-run") == [Told("Q619", at("c:I.1", "evidence", form, FORM))]
    later = desk.form("nga-sau", "bloc")
    later.cell("c:I.3", "mark").value = 6
    line = line_of(NGA_SAU, "I.1:")
    assert desk.taken(desk.send(later, FORM), "--dry-run") == [Told("Q619", f"{SHEET}:{line}:3")]
