"""Penalties say on a form that they take off: over their part, in the most of each, and in how it is scored."""

from tests.forms.desk import RUBRIC, Desk

PENALTIES = """\
penalties:
  cap: 10
  criteria:
    - {id: T.1, name: Vụ việc, points: 6, evidence: optional, count: {each: 3, unit: vụ}}
"""


def test_a_penalty_says_that_it_takes_off(desk: Desk) -> None:
    desk.write("thang-diem.yaml", RUBRIC + PENALTIES)
    form = desk.form()
    whole, one = "g:penalties", "c:T.1"
    assert [form.cell(whole, column).value for column in ("name", "max", "guide")] == [
        "Điểm trừ",
        6,
        "trừ tối đa 6 điểm",
    ]
    assert [form.cell(one, column).value for column in ("max", "guide")] == [6, "Mỗi vụ trừ 3 điểm, trừ tối đa 6 điểm."]
    assert {form.cell(key, "max").number_format.partition(";")[0] for key in (whole, one)} == {'[$-42A]"trừ "#,##0'}
    assert "trừ" not in form.cell("c:I.3", "max").number_format
    assert form.cell("c:I.3", "guide").value == "Chấm trực tiếp từ 0 đến 10 điểm, mỗi mức cách nhau 0,5 điểm."


def test_how_a_group_is_judged_stands_once_in_its_own_row(desk: Desk) -> None:
    group = "{id: T.8, points: 1, name: Ảnh, guide: Theo hồ sơ, criteria: [{id: T.8.1, name: Một, points: 1}]}"
    desk.write("thang-diem.yaml", RUBRIC + f"bonus: {{above_total: yes, cap: 1, criteria: [{group}]}}\n")
    form = desk.form()
    guides = {key: form.cell(key, "guide").value for key in ("g:I", "g:T.8", "g:bonus")}
    assert guides == {"g:I": None, "g:T.8": "Theo hồ sơ", "g:bonus": "tối đa 1 điểm"}
    assert "hồ sơ" not in form.cell("c:T.8.1", "guide").value


CHOSEN = """\
penalties:
  cap: 10
  criteria:
    - {id: T.1, name: Báo cáo, points: 6, evidence: optional, levels: {
        khong: {name: Không có, points: 0}, tra: {name: Bị trả lại, points: 6}}}
    - {id: T.2, name: Vi phạm, points: 4, evidence: optional, checklist: {
        a: {name: Vi phạm a, points: 3}, b: {name: Vi phạm b, points: 1}}}
"""


def test_what_is_chosen_says_that_it_takes_off(desk: Desk) -> None:
    desk.write("thang-diem.yaml", RUBRIC + CHOSEN)
    form = desk.form()
    assert form.offered(form.cell("c:T.1", "mark")) == ["Không có (0)", "Bị trả lại (trừ 6)"]
    assert [form.cell(f"c:T.2/{part}", "name").value for part in "ab"] == ["Vi phạm a (trừ 3)", "Vi phạm b (trừ 1)"]
    assert form.offered(form.cell("c:I.1", "mark"))[0] == "Hòa đồng tốt (5)"
    # Forms in the other language, those that were sent before they said it, and a table.
    for text in ("Bị trả lại (trừ 6)", "Bị trả lại (6)", "bị trả lại (minus 6)"):
        filled = desk.filled({("c:T.1", "mark"): text}, "phu-an")
        desk.write("bang.csv", f"unit,criterion,mark\nphu-an,T.1,{text}\n")
        for name, *more in ((filled,), ("bang.csv", "--stage", "self")):
            ran = desk.take(name, *more, "--dry-run")
            assert (ran.status, "Bị trả lại (trừ 6)" in ran.out, "−6" in ran.out) == (0, True, True), ran.err
