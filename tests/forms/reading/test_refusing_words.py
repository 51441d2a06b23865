"""Cells of a form that ask for an event or a name, in which people answer no."""

import pytest

from tests.forms.desk import Desk, Told, at, told_in

DISQUALIFIER = ("d:ky-luat", "mark")
NAME = "Có tập thể bị kỷ luật"


@pytest.mark.parametrize("typed", ["Không", "không có", "ko", "0", 0, "-", "–", "x không", "KHÔNG  CÓ.", "x", False])
def test_a_disqualifier_that_is_denied_does_not_disqualify(desk: Desk, typed: str | int) -> None:
    form = desk.form()
    form.put("c:I.3", "mark", 3)
    form.cell(*DISQUALIFIER).value = typed
    assert desk.refused(desk.send(form)) == [Told("Q792", at(*DISQUALIFIER, form))]


def test_a_dry_run_names_the_disqualifier(desk: Desk) -> None:
    form = desk.form()
    form.put(*DISQUALIFIER, "Chi bộ 1")
    assert f"{NAME} (ky-luat)" in desk.take(desk.send(form), "--dry-run").out


def test_what_a_sheet_says_already_is_nobody_s_typing(desk: Desk) -> None:
    """The form is untouched; the sheet may have been written by hand."""
    desk.write("units/phu-an.yaml", "unit: phu-an\nperiod: 2020-h1\nmarks: {I.3: 7}\ndisqualifiers: {ky-luat: '-'}\n")
    assert desk.taken(desk.send(desk.form())) == []


# ------------------------------------------------------------------ evidence and reasons


@pytest.mark.parametrize("typed", ["Không có", "không", "-", "–", "x", ".", "Chưa có minh chứng", "0", "Không\nkhông"])
def test_words_for_none_are_no_evidence(desk: Desk, typed: str) -> None:
    desk.write("thang-diem.yaml", desk.read("thang-diem.yaml").replace("evidence: ignore", "evidence: warn"))
    form = desk.form()
    form.choose("c:I.1", "mark", 0)
    form.put("c:I.1", "evidence", typed)
    form.put("c:I.3", "mark", 7)
    form.put("c:I.3", "evidence", typed)  # which needs none
    ran = desk.take(desk.send(form))
    assert told_in(ran.err) == [Told("Q619", at("c:I.1", "evidence", form))]
    assert "Điền cột “Minh chứng”." in ran.err
    checked = desk.qcdc("check")
    assert [one.code for one in told_in(checked.out) if one.where.startswith("units/phu-an")] == ["Q619"]


@pytest.mark.parametrize(
    "typed", ["Không có đơn thư theo Báo cáo số 12/BC-UBND", "Quyết định số 5", "Không\nBiên bản họp", "Sổ họp"]
)
def test_documents_are_evidence_whatever_they_deny(desk: Desk, typed: str) -> None:
    desk.write("thang-diem.yaml", desk.read("thang-diem.yaml").replace("evidence: ignore", "evidence: warn"))
    form = desk.form()
    form.choose("c:I.1", "mark", 0)
    form.put("c:I.1", "evidence", typed)
    assert desk.taken(desk.send(form)) == []


@pytest.mark.parametrize("typed", ["-", "–", "x", ".", "Không", "không có", "Không có lý do"])
def test_words_for_none_are_no_reason(desk: Desk, typed: str) -> None:
    """A later stage's form and a table; words that say why are a reason, though they begin with no."""
    desk.write("units/phu-an.yaml", "unit: phu-an\nperiod: 2020-h1\nmarks: {I.3: 7, I.2: đạt}\n")
    form = desk.form(stage="bloc")
    form.put("c:I.3", "mark", 6)
    form.put("c:I.3", "reason", typed)
    assert desk.refused(desk.send(form)) == [Told("Q611", at("c:I.3", "reason", form))]
    desk.write("b.csv", f"unit;id;mark;stage;reason\nphu-an;I.3;6;bloc;{typed}\n")
    assert [one.code for one in desk.refused("b.csv")] == ["Q611"]
    desk.write("c.csv", f"unit;id;mark;stage\nphu-an;I.3;6 | {typed};bloc\n")
    assert [one.code for one in desk.refused("c.csv")] == ["Q611"]
    form.put("c:I.3", "reason", "Không có kế hoạch quý II")
    assert desk.taken(desk.send(form)) == []


def test_a_dash_beside_a_mark_that_needs_no_reason_is_not_kept(desk: Desk) -> None:
    desk.write("units/phu-an.yaml", "unit: phu-an\nperiod: 2020-h1\nmarks: {I.3: 7}\n")
    form = desk.form(stage="bloc")
    form.put("c:I.3", "mark", 7)
    form.put("c:I.3", "reason", "-")
    form.put("c:I.2", "reason", "–")
    assert desk.taken(desk.send(form)) == []
    assert desk.marks()["I.3"] == {"self": "7", "bloc": "7"}


@pytest.mark.parametrize("typed", ["-", "x", "Không"])
def test_a_dash_does_not_say_why_something_is_not_marked(desk: Desk, typed: str) -> None:
    form = desk.form()
    form.choose("c:I.3", "state", 0)
    form.put("c:I.3", "reason", typed)
    assert desk.refused(desk.send(form)) == [Told("Q741", at("c:I.3", "reason", form))]
    desk.write("b.csv", f"unit;id;mark;stage\nphu-an;I.3;KPS | {typed};self\n")
    assert [one.code for one in desk.refused("b.csv")] == ["Q741"]
    form.put("c:I.3", "reason", "Không có công trình")
    assert desk.taken(desk.send(form)) == []


def test_a_reason_that_stood_in_the_sheet_is_left_alone(desk: Desk) -> None:
    desk.write(
        "units/phu-an.yaml", "unit: phu-an\nperiod: 2020-h1\nmarks: {I.3: {self: 7, bloc: {mark: 6, reason: '-'}}}\n"
    )
    before = desk.read("units/phu-an.yaml")
    assert desk.taken(desk.send(desk.form(stage="bloc"))) == []
    assert desk.read("units/phu-an.yaml") == before
