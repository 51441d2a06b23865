"""What is typed where nothing is read: marks are refused, other texts told, and nothing vanishes in silence."""

from collections import Counter
from typing import Any

import pytest

from tests.forms.desk import TAB, Desk, Told, at

pytestmark = pytest.mark.slow  # rounds of whole commands


MARK = ("c:I.3", "mark")


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("g:I", "mark", 30),
        ("g:I", "reason", "Tốt"),
        ("g:I", "evidence", "Báo cáo"),
        ("c:I.7", "mark", 2),  # each assessor has a row
        ("c:I.7/1", "reason", "Chậm"),
        ("c:I.6/a", "state", "Không phát sinh"),
        ("c:I.6/a", "evidence", "Biên bản"),
        ("c:I.6/a", "target", 3),
        ("c:I.3", "target", 3),  # which is not measured
        ("c:I.3", "points", 7),  # over the formula
        ("c:I.6/a", "points", 3),
        ("g:I", "points", 30),
    ],
)
def test_marks_where_none_are_read(desk: Desk, row: str, column: str, value: Any) -> None:
    form = desk.form()
    form.cell(*MARK).value = 3
    form.cell(row, column).value = value
    assert desk.refused(desk.send(form)) == [Told("Q748", at(row, column, form))]


@pytest.mark.parametrize(("row", "column"), [("c:I.3", "guide"), ("c:I.6/a", "guide"), ("g:I", "guide")])
def test_locked_texts_that_were_typed_over(desk: Desk, row: str, column: str) -> None:
    form = desk.form()
    form.cell(*MARK).value = 3
    form.cell(row, column).value = "Đã nộp đủ"
    assert desk.taken(desk.send(form)) == [Told("Q749", at(row, column, form))]


@pytest.mark.parametrize(
    ("row", "column", "value"), [("c:I.3", "id", "I.4"), ("c:I.3", "name", "Kế hoạch: tốt"), ("c:I.3", "max", 20)]
)
def test_what_says_which_row_it_is(desk: Desk, row: str, column: str, value: Any) -> None:
    form = desk.form()
    form.cell(*MARK).value = 3
    form.cell(row, column).value = value
    assert desk.refused(desk.send(form)) == [Told("Q733", at(row, column, form))]


@pytest.mark.parametrize("column", ["id", "name"])
def test_words_about_a_disqualifier_that_were_typed_over(desk: Desk, column: str) -> None:
    form = desk.form()
    form.cell(*MARK).value = 3
    form.cell("d:ky-luat", column).value = "Chi bộ ấp 2 bị kỷ luật"
    assert desk.taken(desk.send(form)) == [Told("Q749", at("d:ky-luat", column, form))]


def test_texts_below_and_beside_the_form(desk: Desk) -> None:
    form = desk.form()
    form.cell(*MARK).value = 3
    last, beside = form.sheet.max_row, form.sheet.max_column + 3
    form.sheet.cell(last + 3, 3).value = "Kính gửi khối"
    form.sheet.cell(form.rows["c:I.8"], beside).value = "xem lại"
    form.sheet.cell(form.rows["c:I.4"], beside).value = "=SUM(A1:A2)"  # a help for somebody
    told = desk.taken(desk.send(form))
    where = [form.sheet.cell(form.rows["c:I.8"], beside).coordinate, f"C{last + 3}"]
    assert sorted(told) == sorted(Told("Q749", f"phu-an.xlsx › {TAB} › {cell}") for cell in where)


def test_a_whole_table_below_the_form_is_told_of_in_a_few_lines(desk: Desk) -> None:
    form = desk.form()
    last = form.sheet.max_row
    for row in range(last + 2, last + 300):
        form.sheet.cell(row, 3).value = "Kế hoạch"
        form.sheet.cell(row, form.columns["mark"]).value = 3
    told = desk.refused(desk.send(form))
    assert Counter(one.code for one in told) == {"Q749": 20, "Q728": 20}


def test_names_below_the_signatures_are_not_told(desk: Desk) -> None:
    form = desk.form()
    form.cell(*MARK).value = 3
    row = max(number for number in form.rows.values() if number)
    form.sheet.cell(row, 2).value = "Nguyễn Văn A"
    assert desk.taken(desk.send(form)) == []


def test_a_total_typed_into_the_column_of_marks(desk: Desk) -> None:
    form = desk.form()
    form.cell(*MARK).value = 3
    total = next(
        row
        for row in range(max(form.rows[key] for key in form.rows if key.startswith("c:")) + 1, form.sheet.max_row)
        if str(form.sheet.cell(row, form.columns["points"]).value).startswith("=")
    )
    form.sheet.cell(total, form.columns["mark"]).value = 40
    coordinate = form.sheet.cell(total, form.columns["mark"]).coordinate
    assert desk.taken(desk.send(form)) == [Told("Q749", f"phu-an.xlsx › {TAB} › {coordinate}")]


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [("c:I.3", "reason", "Chưa có"), ("c:I.4", "target", 5), ("c:I.6", "reason", "x")],
)
def test_reasons_and_targets_without_a_mark(desk: Desk, row: str, column: str, value: Any) -> None:
    form = desk.form()
    form.cell("c:I.8", "mark").value = 0
    form.cell(row, column).value = value
    assert desk.taken(desk.send(form)) == [Told("Q749", at(row, column, form))]


def test_a_reason_alone_is_told_though_nothing_changes(desk: Desk) -> None:
    form = desk.form()
    form.cell("c:I.3", "reason").value = "Chưa có"
    ran = desk.take(desk.send(form))
    assert ran.status == 0
    assert at("c:I.3", "reason", form) in ran.err
    assert not (desk.folder / "units/phu-an.yaml").exists()


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("c:I.3", "evidence", "Kế hoạch khác"),
        ("c:I.3", "evidence", None),
        ("c:I.8", "evidence", "Biên bản"),
        ("c:I.8", "evidence", True),
        ("c:I.8", "evidence", "=1+1"),
        ("c:I.8", "evidence", "#N/A"),
        ("c:I.8", "evidence", 3),
    ],
)
def test_evidence_on_a_later_stage_s_form(desk: Desk, row: str, column: str, value: Any) -> None:
    form = desk.form("nga-sau", "bloc")
    form.cell(row, column).value = value
    before = desk.read("units/nga-sau.yaml")
    assert desk.taken(desk.send(form, "nga-sau.xlsx")) == [Told("Q749", at(row, column, form, "nga-sau.xlsx"))]
    assert desk.read("units/nga-sau.yaml") == before


def test_remarks_on_a_later_stage_s_form(desk: Desk) -> None:
    form = desk.form("nga-sau", "bloc")
    form.cell("n:strengths/1", "name").value = "Rất tốt"
    told = desk.taken(desk.send(form, "nga-sau.xlsx"))
    assert told == [Told("Q749", at("n:strengths/1", "name", form, "nga-sau.xlsx"))]


def test_an_earlier_mark_that_was_typed_over(desk: Desk) -> None:
    form = desk.form("nga-sau", "bloc")
    form.cell("c:I.3", "said self").value = "9,5"
    told = desk.taken(desk.send(form, "nga-sau.xlsx"))
    assert told == [Told("Q749", at("c:I.3", "said self", form, "nga-sau.xlsx"))]


def test_a_reason_of_the_campaign_that_was_typed_over(desk: Desk) -> None:
    form = desk.form()
    form.cell(*MARK).value = 3
    form.cell("c:I.9", "reason").value = "Có hai ấp"
    assert desk.taken(desk.send(form)) == [Told("Q749", at("c:I.9", "reason", form))]


@pytest.mark.parametrize(("row", "column"), [("n:limits/1", "mark"), ("n:limits/2", "reason")])
def test_beside_remarks(desk: Desk, row: str, column: str) -> None:
    form = desk.form()
    form.cell(*MARK).value = 3
    for area in [each for each in form.sheet.merged_cells.ranges if each.min_row == form.rows[row]]:
        form.sheet.unmerge_cells(str(area))
    form.sheet.cell(form.rows[row], form.columns[column]).value = "Ghi nhầm chỗ"
    assert desk.taken(desk.send(form)) == [Told("Q749", at(row, column, form))]


def test_more_assessors_than_usual_are_all_read(desk: Desk) -> None:
    places = ["1", "2", "1", "2", "1", "2", "1"]
    desk.write("units/phu-an.yaml", f"unit: phu-an\nperiod: 2020-h1\nmarks: {{I.7: [{', '.join(places)}]}}\n")
    form = desk.form()
    form.cell("c:I.7/6", "mark").value = 3
    assert desk.taken(desk.send(form)) == []
    assert desk.marks()["I.7"] == ["1", "2", "1", "2", "1", "3", "1"]
