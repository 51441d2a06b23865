"""Forms that come in over weeks: with `--each` every file is taken or refused for itself; a copy is no second form."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.forms.importing.import_plan import ImportPlan, SheetUpdate
from qcdc_cli.forms.importing.planning import import_plan
from qcdc_cli.forms.sheet_file import CampaignSheets
from tests.forms.desk import Desk, Told, at, told_in
from tests.forms.filling import Form

pytestmark = pytest.mark.slow  # rounds of whole commands


UNITS = ("nga-sau", "phu-an", "dong-phuoc", "dong-phuoc-a")
BAD = 99  # more points than the criterion has
COPY = "Q787"


def sent(desk: Desk, unit: str, mark: Any, stage: str = "self", name: str = "", **beside: str) -> str:
    """Send a form in which a mark was typed, unlike what its sheet says; by the names of rows, what was typed there."""
    form = desk.form(unit, stage)
    form.cell("c:I.3", "mark").value = mark
    if stage == "bloc":
        form.cell("c:I.3", "reason").value = "Đối chiếu hồ sơ"
    for row, text in beside.items():
        form.cell(f"d:{row.replace('_', '-')}", "mark").value = text
    return desk.send(form, name or f"ve/{unit}.xlsx")


def planned(desk: Desk, files: list[str], *, each: bool = True) -> ImportPlan:
    """Return what an import of files comes to."""
    return import_plan([desk.folder / file for file in files], CampaignSheets.of(load(Source(desk.folder))), each=each)


def written(plan: ImportPlan) -> list[SheetUpdate]:
    """Return the sheets that a plan writes, in one order."""
    return sorted(plan.updates, key=lambda update: update.file)


def test_good_files_are_written_though_another_is_bad(desk: Desk) -> None:
    for unit in UNITS:
        sent(desk, unit, BAD if unit == "phu-an" else 6)
    form = desk.form()
    assert desk.refused("ve") == [Told("Q603", at("c:I.3", "mark", form, "ve/phu-an.xlsx"))]
    assert "3/4 tệp không có lỗi; để nhập riêng các tệp đó thì thêm `--each`." in desk.take("ve").err
    ran = desk.take("ve", "--each")
    assert ran.status == 1
    assert ran.err.count("đã ghi units/") == 3
    assert ran.err.endswith("Không nhập 1/4 tệp vì có lỗi:\n  ve/phu-an.xlsx\n")
    assert [desk.marks(unit)["I.3"] for unit in ("dong-phuoc", "dong-phuoc-a")] == ["6", {"self": "6"}]
    assert not (desk.folder / "units/phu-an.yaml").exists()
    assert desk.qcdc("check").status == 0


def test_what_would_change_is_shown_of_the_good_ones(desk: Desk) -> None:
    sent(desk, "dong-phuoc", 6)
    sent(desk, "phu-an", BAD)
    before = desk.all_files()
    ran = desk.qcdc("--lang", "en", "import", "ve", "--each", "--dry-run")
    assert ran.status == 1
    assert "Xã Đông Phước" in ran.out
    assert "Xã Phú An" not in ran.out
    assert ran.err.endswith("Files with errors, not imported: 1/2\n  ve/phu-an.xlsx\n")
    assert desk.all_files() == before


def test_where_all_are_bad_nothing_is_written(desk: Desk) -> None:
    sent(desk, "phu-an", BAD)
    before = desk.all_files()
    ran = desk.take("ve", "--each")
    assert (ran.status, ran.err.splitlines()[-1]) == (1, "Chưa ghi tệp nào.")
    assert desk.all_files() == before


@pytest.mark.parametrize("good", list(product((True, False), repeat=3)))
def test_the_good_ones_are_as_if_they_had_come_alone(desk: Desk, good: tuple[bool, ...]) -> None:
    """The forms of two units, and a table of both at the next stage."""
    table = f"unit;id;mark;stage\nphu-an;I.3;4 | Thiếu;bloc\ndong-phuoc-a;I.3;{4 if good[2] else BAD} | Thiếu;bloc\n"
    desk.write("ve/bang.csv", table)
    files = [
        sent(desk, "phu-an", 6 if good[0] else BAD),
        sent(desk, "dong-phuoc-a", 6 if good[1] else BAD),
        "ve/bang.csv",
    ]
    alone = [file for file, right in zip(files, good, strict=True) if right]
    plan, expected = planned(desk, files), planned(desk, alone)
    assert written(plan) == written(expected)
    assert len(plan.updates) == (2 if good[2] else sum(good))
    assert [one.source for one in plan.accepted] == alone
    assert [one.source for one in plan.rejected] == [file for file in files if file not in alone]
    of_good = [one for one in plan.problems if not one.is_error and one.place and one.place.path not in files]
    assert of_good == [one for one in expected.problems if one.place and one.place.path not in files]


def test_a_table_is_taken_as_a_whole_or_not_at_all(desk: Desk) -> None:
    desk.write("ve/bang.csv", "unit;id;mark;stage\nphu-an;I.3;4;self\ndong-phuoc-a;I.3;99;self\n")
    sent(desk, "phu-an", 5, "bloc")
    ran = desk.take("ve", "--each")
    assert (ran.status, ran.err.splitlines()[-1]) == (1, "  ve/bang.csv")
    assert desk.marks() == {"I.3": {"bloc": {"mark": "5", "reason": "Đối chiếu hồ sơ"}}}
    assert not (desk.folder / "units/dong-phuoc-a.yaml").exists()


def test_what_contradicts_a_refused_form_is_not_refused_for_that(desk: Desk) -> None:
    """Both stages give a disqualifier, each another reason for it: Q729 of the second, unless the first is out."""
    first = sent(desk, "phu-an", 6, name="phu-an-1.xlsx", ky_luat="Chi bộ 1")
    second = sent(desk, "phu-an", 5, "bloc", name="phu-an-2.xlsx", ky_luat="Chi bộ 2")
    assert {problem.code for one in planned(desk, [first, second]).rejected for problem in one.problems} >= {"Q729"}
    first = sent(desk, "phu-an", BAD, name="phu-an-1.xlsx", ky_luat="Chi bộ 1")
    plan = planned(desk, [first, second])
    assert [one.source for one in plan.rejected] == [first]
    assert written(plan) == written(planned(desk, [second]))


def test_two_forms_that_differ_are_both_refused(desk: Desk) -> None:
    sent(desk, "phu-an", 6)
    sent(desk, "phu-an", 7, name="ve/phu-an (1).xlsx")
    sent(desk, "dong-phuoc", 6)
    ran = desk.take("ve", "--each")
    assert ran.status == 1
    assert told_in(ran.err) == [Told("Q726", "ve/phu-an (1).xlsx"), Told("Q726", "ve/phu-an.xlsx")]
    assert desk.marks("dong-phuoc")["I.3"] == "6"
    assert not (desk.folder / "units/phu-an.yaml").exists()


def test_a_sheet_that_cannot_be_read_refuses_the_files_that_speak_of_it(desk: Desk) -> None:
    sent(desk, "nga-sau", 6)
    sent(desk, "dong-phuoc", 6)
    broken = desk.read("units/nga-sau.yaml").replace("notes: {strengths", "marks: {}\nnotes: {strengths")
    desk.write("units/nga-sau.yaml", broken)
    ran = desk.take("ve", "--each")
    assert (ran.status, ran.err.splitlines()[-1]) == (1, "  ve/nga-sau.xlsx")
    assert desk.read("units/nga-sau.yaml") == broken
    assert desk.marks("dong-phuoc")["I.3"] == "6"


def test_a_file_that_is_not_read_is_refused_and_listed(desk: Desk) -> None:
    sent(desk, "phu-an", 6)
    desk.write("ve/nga-sau.xls", b"\xd0\xcf\x11\xe0")
    ran = desk.take("ve", "--each")
    assert (ran.status, ran.err.splitlines()[-1]) == (1, "  ve/nga-sau.xls")
    assert desk.marks() == {"I.3": {"self": "6"}}


# ---------------------------------------------------------------- copies


def copied(desk: Desk, file: str, name: str) -> None:
    desk.write(name, (desk.folder / file).read_bytes())


@pytest.mark.parametrize("options", [(), ("--each",)])
def test_a_copy_is_told_and_not_imported_again(desk: Desk, options: tuple[str, ...]) -> None:
    file = sent(desk, "phu-an", 6)
    copied(desk, file, "ve/phu-an (1).xlsx")
    ran = desk.take("ve", *options)
    assert ran.status == 0
    assert told_in(ran.err) == [Told(COPY, "ve/phu-an.xlsx")]
    assert "lưu ý: Tệp này giống hệt `ve/phu-an (1).xlsx`" in ran.err
    assert desk.marks() == {"I.3": {"self": "6"}}


def test_a_copy_of_a_table_is_a_copy_too(desk: Desk) -> None:
    for name in ("ve/a.csv", "ve/b.csv"):
        desk.write(name, "unit;id;mark;stage\nphu-an;I.3;4;self\n")
    assert desk.taken("ve") == [Told(COPY, "ve/b.csv")]


def test_a_copy_that_another_unit_sent_is_no_copy(desk: Desk) -> None:
    """Whichever comes first: the other unit has copied the form, and its marks are missing."""
    file = sent(desk, "phu-an", 6)
    for name in ("ve/dong-phuoc.xlsx", "ve/nga-sau.xlsx", "ve/x/nga-sau.xlsx"):
        copied(desk, file, name)
        assert desk.refused("ve") == [Told("Q725", name)]
        Path(name).unlink()


def test_a_form_that_was_saved_again_is_taken_once(desk: Desk) -> None:
    file = sent(desk, "phu-an", 6)
    again = Form((desk.folder / file).read_bytes())
    again.book.properties.creator = "Văn phòng xã"
    desk.send(again, "ve/x.xlsx")
    assert desk.taken("ve") == [Told("Q791", "ve/x.xlsx")]
    assert desk.marks() == {"I.3": {"self": "6"}}
    again.cell("c:I.8", "mark").value = 0
    desk.send(again, "ve/x.xlsx")
    assert [told.code for told in desk.refused("ve")] == ["Q726", "Q726"]


def test_a_bad_form_that_was_saved_again_is_refused_twice(desk: Desk) -> None:
    """The cell that cannot be read may be another one."""
    file = sent(desk, "phu-an", "nhiều")
    again = Form((desk.folder / file).read_bytes())
    again.cell("c:I.3", "mark").value = "ít"
    desk.send(again, "ve/x.xlsx")
    assert [told.code for told in desk.refused("ve")].count("Q726") == 2


def test_a_bad_form_is_told_once_however_often_it_was_sent(desk: Desk) -> None:
    file = sent(desk, "phu-an", BAD)
    copied(desk, file, "ve/x.xlsx")
    ran = desk.take("ve", "--each")
    assert (ran.status, [told.code for told in told_in(ran.err)]) == (1, ["Q603", COPY])
    assert ran.err.splitlines()[-1] == "Chưa ghi tệp nào."
