"""A form that comes again, corrected: taken where the sheet still says what the form's last import wrote."""

from typing import Any

import pytest

from qcdc_cli.campaign.sheet import SECTIONS
from tests.forms.desk import NGA_SAU, Desk, Told, at, told_in
from tests.forms.filling import Form

pytestmark = pytest.mark.slow  # rounds of whole commands


SHEET, FORM = "units/nga-sau.yaml", "nga-sau.xlsx"
RECORD = ".qcdc/imports.jsonl"


def made_once(desk: Desk) -> bytes:
    """Return the form of the first stage as it went out once: all that come back are copies of it, filled in."""
    return desk.form("nga-sau").saved()


def sent(desk: Desk, form: bytes, cells: dict[tuple[str, str], Any]) -> Form:
    """Send a copy of a form with these cells filled in."""
    copy = Form(form)
    for (row, column), value in cells.items():
        copy.cell(row, column).value = value
    desk.send(copy, FORM)
    return copy


def mark(criterion: str) -> tuple[str, str]:
    return f"c:{criterion}", "mark"


def test_a_corrected_form_needs_no_force(desk: Desk) -> None:
    form = made_once(desk)
    sent(desk, form, {mark("I.3"): 9, mark("I.8"): 1})
    assert desk.taken(FORM) == []
    sent(desk, form, {mark("I.3"): 8, mark("I.8"): 1})
    assert desk.taken(FORM) == []
    assert desk.marks("nga-sau")["I.3"]["self"] == "8"
    sent(desk, form, {mark("I.3"): 8.5, mark("I.8"): 1, mark("I.4"): 3, ("c:I.4", "target"): 4})
    assert desk.taken(FORM) == []
    assert [desk.marks("nga-sau")[one] for one in ("I.4", "I.8")] == [
        {"self": {"actual": "3", "target": "4"}},
        {"self": "1"},
    ]
    assert desk.marks("nga-sau")["I.3"]["self"] == "8,5"


def test_what_the_corrected_form_leaves_blank_is_withdrawn(desk: Desk) -> None:
    """What was typed before and is not any more; what stood there when the form was made comes back."""
    form = made_once(desk)
    typed = {
        mark("I.3"): 9,
        mark("I.8"): 1,
        ("c:I.3", "evidence"): "Kế hoạch số 9",
        ("n:limits/1", "name"): "Chậm",
        ("d:ky-luat", "mark"): "Chi bộ 1",
    }
    sent(desk, form, typed)
    assert desk.taken(FORM) == []
    assert "limits" in desk.read(SHEET)
    desk.write(FORM, form)
    assert desk.taken(FORM) == [Told("Q759", FORM)]
    assert desk.qcdc("check").status == 0
    assert "I.8" not in desk.marks("nga-sau")
    assert desk.marks("nga-sau")["I.3"] == {
        "self": "7,5",
        "bloc": {"mark": "7", "reason": "Chậm", "by": "Tổ giúp việc"},
        "evidence": ["Kế hoạch số 3"],
    }
    assert "Chi bộ 1" not in desk.read(SHEET)
    assert "limits:\n" not in desk.read(SHEET)


def test_withdrawn_marks_are_counted_and_named(desk: Desk) -> None:
    """An empty form with the one line to correct: what the others lose is told, in a dry run too."""
    form = desk.form("phu-an").saved()
    unit = "phu-an.xlsx"

    def send(cells: dict[tuple[str, str], Any]) -> None:
        copy = Form(form)
        for (row, column), value in cells.items():
            copy.cell(row, column).value = value
        desk.send(copy, unit)

    send({mark("I.3"): 9, ("c:I.3", "evidence"): "Kế hoạch số 9", mark("I.8"): 1, mark("I.1"): "Khá (3)"})
    assert desk.taken(unit) == []
    send({mark("I.1"): "Kém (0)"})
    said = (
        "phu-an.xlsx: Q759 cảnh báo: Biểu mẫu để trống 3 chỗ mà phiếu có nội dung, nên các nội dung này bị rút khỏi "
        "phiếu: điểm của I.3, I.8; minh chứng của I.3"
    )
    assert f"{said}.\n" in desk.take(unit, "--dry-run").err
    desk.write("b.csv", "unit;id;mark;stage\nphu-an;I.8;0 | Có một vụ;bloc\n")
    assert desk.taken("b.csv") == []
    ran = desk.take(unit, "--dry-run")
    later = ". Bước sau đã chấm hoặc thống nhất, phải xem lại với đơn vị trước khi dùng kết quả: I.8.\n"
    assert said + later in ran.err
    assert desk.taken(unit) == [Told("Q759", unit)]
    assert desk.marks() == {"I.1": {"self": "kem"}, "I.8": {"bloc": {"mark": "0", "reason": "Có một vụ"}}}
    assert desk.take(unit).err == f"{unit}: không có thay đổi.\n"


@pytest.mark.parametrize(
    ("blank", "what"),
    [
        (("c:I.3", "evidence"), "minh chứng của I.3"),
        (("d:ky-luat", "mark"), "trường hợp “Có tập thể bị kỷ luật”"),
        (("n:limits/1", "name"), f"nhận xét ({SECTIONS['limits'].vi})"),
    ],
)
def test_what_is_withdrawn_beside_marks_is_told_too(desk: Desk, blank: tuple[str, str], what: str) -> None:
    """The marks stay as they were: whoever was disqualified is ranked again, and nobody would see it."""
    form = desk.form("phu-an").saved()
    cells = {
        mark("I.3"): 9,
        ("c:I.3", "evidence"): "Kế hoạch số 9",
        ("d:ky-luat", "mark"): "Chi bộ 1",
        ("n:limits/1", "name"): "Chậm",
    }
    for filled in (cells, {cell: value for cell, value in cells.items() if cell != blank}):
        copy = Form(form)
        for (row, column), value in filled.items():
            copy.cell(row, column).value = value
        desk.send(copy)
        ran = desk.take("phu-an.xlsx")
        assert ran.status == 0
        told = [one for one in told_in(ran.err) if one.code == "Q759"]
        assert told == ([] if filled is cells else [Told("Q759", "phu-an.xlsx")])
    assert f"1 chỗ mà phiếu có nội dung, nên các nội dung này bị rút khỏi phiếu: {what}.\n" in ran.err


@pytest.mark.parametrize("again", [8, 9, 7.5, None])
def test_what_somebody_edited_since_is_told(desk: Desk, again: float | None) -> None:
    """The form says something new, the same as before, or what stood there once: the sheet says what nobody sent."""
    form = made_once(desk)
    sent(desk, form, {mark("I.3"): 9})
    assert desk.taken(FORM) == []
    edited = desk.read(SHEET).replace("self: 9", "self: 6")
    desk.write(SHEET, edited)
    copy = sent(desk, form, {mark("I.3"): again, mark("I.8"): 1})
    assert desk.refused(FORM) == [Told("Q739", at(*mark("I.3"), copy, FORM))]
    assert desk.taken(FORM, "--force") == ([Told("Q759", FORM)] if again is None else [])
    assert desk.marks("nga-sau")["I.3"].get("self") == (None if again is None else str(again).replace(".", ","))


def test_a_sheet_edited_back_to_what_it_was_is_no_edit(desk: Desk) -> None:
    form = made_once(desk)
    sent(desk, form, {mark("I.3"): 9})
    assert desk.taken(FORM) == []
    desk.write(SHEET, NGA_SAU)
    sent(desk, form, {mark("I.3"): 8})
    assert desk.taken(FORM) == []


def test_what_other_stages_wrote_meanwhile_does_not_matter(desk: Desk) -> None:
    form = made_once(desk)
    sent(desk, form, {mark("I.3"): 9})
    assert desk.taken(FORM) == []
    desk.write("b.csv", "unit;id;mark;stage\nnga-sau;I.8;1 | Có một vụ;bloc\n")
    assert desk.taken("b.csv") == []
    sent(desk, form, {mark("I.3"): 8})
    assert desk.taken(FORM) == []
    assert desk.marks("nga-sau")["I.3"]["self"] == "8"


def test_what_an_import_left_to_others_is_still_theirs(desk: Desk) -> None:
    """Somebody edits the sheet, a form that leaves this alone is imported, and comes again with it filled in."""
    form = made_once(desk)
    desk.write(SHEET, NGA_SAU.replace("self: 7,5", "self: 8,5"))
    sent(desk, form, {mark("I.8"): 1})
    assert desk.taken(FORM) == []
    copy = sent(desk, form, {mark("I.8"): 1, mark("I.3"): 9})
    assert desk.refused(FORM) == [Told("Q739", at(*mark("I.3"), copy, FORM))]


def test_all_cells_of_a_form_that_was_replaced_are_one_problem(desk: Desk) -> None:
    form = made_once(desk)
    first = {mark("I.3"): 9, mark("I.8"): 1, mark("I.9"): 1, mark("I.5"): 1}
    for cells in (first, {mark("I.3"): 8, mark("I.8"): 0, mark("I.9"): 2, mark("I.5"): 2}):
        sent(desk, form, cells)
        assert desk.taken(FORM) == []
    copy = sent(desk, form, first)
    (told,) = desk.refused(FORM)
    assert told.code == "Q739"
    said = desk.take(FORM).err
    assert "Khác ở 4 chỗ (" in said
    assert at(*mark("I.3"), copy, FORM).rsplit(" ", 1)[-1] in said


@pytest.mark.parametrize(
    ("first", "second"), [({mark("I.3"): 9}, {mark("I.3"): 8}), ({mark("I.8"): 1}, {mark("I.9"): 1})]
)
def test_a_form_that_was_replaced_is_not_taken_for_a_correction(
    desk: Desk, first: dict[tuple[str, str], Any], second: dict[tuple[str, str], Any]
) -> None:
    """Whatever differs: a figure, or that one form is blank where the other is not."""
    form = made_once(desk)
    withdrawn = [] if first.keys() == second.keys() else [Told("Q759", FORM)]
    for cells, told in ((first, []), (second, withdrawn)):
        sent(desk, form, cells)
        assert desk.taken(FORM) == told
    after = desk.read(SHEET)
    sent(desk, form, first)
    assert {one.code for one in desk.refused(FORM)} == {"Q739"}
    assert "sau đó đơn vị đã gửi bản khác thay thế" in desk.take(FORM).err
    sent(desk, form, second)
    assert desk.take(FORM).err == f"{FORM}: không có thay đổi.\n"
    sent(desk, form, first)
    assert desk.taken(FORM, "--force") == withdrawn
    sent(desk, form, second)
    assert {one.code for one in desk.refused(FORM)} == {"Q739"}
    assert desk.taken(FORM, "--force") == withdrawn
    assert desk.read(SHEET) == after


def test_without_the_record_force_is_needed_again(desk: Desk) -> None:
    form = made_once(desk)
    sent(desk, form, {mark("I.3"): 9})
    assert desk.taken(FORM) == []
    (desk.folder / RECORD).unlink()
    copy = sent(desk, form, {mark("I.3"): 8})
    assert desk.refused(FORM) == [Told("Q739", at(*mark("I.3"), copy, FORM))]


@pytest.mark.parametrize(
    "text", ["", "x", "[]", '{"qcdc": "imports"}', '{"qcdc": "imports", "version": 2}', "null\n{}"]
)
def test_a_damaged_record_is_told(desk: Desk, text: str) -> None:
    form = made_once(desk)
    sent(desk, form, {mark("I.3"): 9})
    desk.write(RECORD, text)
    assert desk.refused(FORM, status=2) == []
    assert f"Q790 lỗi: Không dùng được `{RECORD}`" in desk.take(FORM).err
    (desk.folder / RECORD).unlink()
    assert desk.taken(FORM) == []


def test_a_form_made_anew_is_another_form(desk: Desk) -> None:
    """What the new one says counts from then on; the one before is out of date."""
    old = made_once(desk)
    sent(desk, old, {mark("I.3"): 9})
    assert desk.taken(FORM) == []
    sent(desk, made_once(desk), {mark("I.3"): 8})
    assert desk.taken(FORM) == []
    copy = sent(desk, old, {mark("I.3"): 6})
    assert told_in(desk.take(FORM).err) == [Told("Q739", at(*mark("I.3"), copy, FORM))]


def test_a_table_is_no_form(desk: Desk) -> None:
    """One's own table says nothing of what it said before."""
    for number, told in ((9, []), (8, ["Q739"])):
        desk.write("a.csv", f"unit;id;mark;stage\nphu-an;I.3;{number};self\n")
        assert [one.code for one in told_in(desk.take("a.csv").err)] == told
    assert not (desk.folder / RECORD).exists()


# ------------------------------------------------------------------ a later stage has marked meanwhile

MARKED = "unit: nga-sau\nperiod: 2020-h1\nmarks:\n  I.3: {self: 7, bloc: 7}\n  I.8: {self: 1}\n"


def corrected_after_marking(desk: Desk, value: Any = 8) -> tuple[Form, str]:
    """Send a form whose claim of before a later stage has marked as it stood; return it, and what an import says."""
    desk.write(SHEET, MARKED.replace(", bloc: 7", ""))
    form = made_once(desk)
    desk.write(SHEET, MARKED)
    copy = sent(desk, form, {mark("I.3"): value, mark("I.8"): 1})
    assert desk.refused(FORM) == [Told("Q611", at(*mark("I.3"), copy, FORM))]
    return copy, desk.take(FORM).err


def test_a_mark_that_a_correction_overtakes_is_told_at_the_form_s_cell(desk: Desk) -> None:
    _, told = corrected_after_marking(desk)
    assert "Q611 lỗi: Điểm bước `bloc` (7) khác bước `self` (8) mà không ghi lý do." in told
    assert (
        "Bước `bloc` đã chấm theo điểm cũ (units/nga-sau.yaml:4:18): xem lại với bước này rồi sửa ở đó. Giữ điểm thì "
        "thêm `reason` (lý do); theo điểm mới thì sửa hoặc xóa điểm. Sau đó nhập lại bằng `qcdc import`; cũng có thể "
        "nhập cùng lúc biểu mẫu mới của bước này."
    ) in told


@pytest.mark.parametrize(
    ("bloc", "marks"),
    [
        (", bloc: {mark: 7, reason: Chậm}", {"self": "8", "bloc": {"mark": "7", "reason": "Chậm"}}),
        (", bloc: 8", {"self": "8", "bloc": "8"}),
        ("", {"self": "8"}),
    ],
)
def test_what_is_advised_then_helps(desk: Desk, bloc: str, marks: dict[str, Any]) -> None:
    corrected_after_marking(desk)
    desk.write(SHEET, MARKED.replace(", bloc: 7", bloc))
    assert desk.taken(FORM) == []
    assert desk.marks("nga-sau")["I.3"] == marks


def test_the_later_stage_s_new_form_comes_along(desk: Desk) -> None:
    corrected_after_marking(desk)
    later = desk.form("nga-sau", "bloc")
    later.put("c:I.3", "reason", "Thiếu kế hoạch quý II")
    desk.send(later, "khoi.xlsx")
    assert desk.taken(FORM, "khoi.xlsx") == []
    assert desk.marks("nga-sau")["I.3"] == {"self": "8", "bloc": {"mark": "7", "reason": "Thiếu kế hoạch quý II"}}


def test_the_copy_for_the_unit_does_not_blame_it(desk: Desk) -> None:
    corrected_after_marking(desk)
    ran = desk.take(FORM, "--reply", "tra-lai")
    assert [one.code for one in told_in(ran.err)] == ["Q611", "Q797"]


def test_a_table_that_overtakes_a_later_stage_is_told_at_its_cell(desk: Desk) -> None:
    desk.write(SHEET, MARKED)
    desk.write("a.csv", "unit;id;mark;stage\nnga-sau;I.3;8;self\n")
    assert desk.refused("a.csv", "--force") == [Told("Q611", "a.csv:2:3")]


def test_what_was_wrong_in_the_sheet_before_is_told_there(desk: Desk) -> None:
    """The form does not change what the later stage differs from."""
    desk.write(SHEET, MARKED.replace("bloc: 7", "bloc: 6"))
    form = made_once(desk)
    sent(desk, form, {mark("I.8"): 0})
    assert desk.refused(FORM) == [Told("Q611", f"{SHEET}:4:18")]
