"""What a mark is called in the messages and tables of an import: by names, as an officer knows them, not by ids."""

from tests.forms.desk import RUBRIC, Desk

SHORT = 'checklist: {a: {name: Việc a, points: 3},\n          "12": {name: Việc mười hai, points: 2}}'
LONG = "checklist: {truyen-thanh: {name: Loa, points: 3}, trang-tin: {name: Trang, points: 2}}"


def test_items_are_named_in_a_dry_run_and_beside_what_was_changed_since(desk: Desk) -> None:
    desk.write("thang-diem.yaml", RUBRIC.replace(SHORT, LONG))
    sent = desk.filled({("c:I.6/truyen-thanh", "mark"): "x"})
    assert "1/2 (Loa)" in desk.take(sent, "--dry-run").out
    sheet = "unit: phu-an\nperiod: 2020-h1\nmarks: {I.6: {self: [trang-tin]}}\n"
    desk.write("units/phu-an.yaml", sheet)
    told = desk.take(sent).err
    assert "Phiếu ghi `1/2 (Trang) (units/phu-an.yaml:3:15)`; tệp ghi `1/2 (Loa)`" in told
    assert "truyen-thanh" not in told


def test_a_change_without_a_reason_names_items(desk: Desk) -> None:
    desk.write("thang-diem.yaml", RUBRIC.replace(SHORT, LONG))
    desk.write(
        "units/phu-an.yaml",
        "unit: phu-an\nperiod: 2020-h1\nmarks: {I.6: {self: [trang-tin], bloc: [truyen-thanh]}}\n",
    )
    assert "(1/2 (Loa)) khác bước `self` (1/2 (Trang))" in desk.qcdc("check").out
