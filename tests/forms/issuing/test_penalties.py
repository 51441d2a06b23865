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
    assert [form.cell(whole, column).value for column in ("name", "max", "guide")] == ["Điểm trừ", 6, "trừ tối đa 6"]
    assert [form.cell(one, column).value for column in ("max", "guide")] == [6, "Mỗi vụ trừ 3 điểm, trừ tối đa 6 điểm."]
    assert {form.cell(key, "max").number_format.partition(";")[0] for key in (whole, one)} == {'[$-42A]"trừ "#,##0'}
    assert "trừ" not in form.cell("c:I.3", "max").number_format
    assert form.cell("c:I.3", "guide").value == "Chấm trực tiếp từ 0 đến 10 điểm, mỗi mức cách nhau 0,5 điểm."
