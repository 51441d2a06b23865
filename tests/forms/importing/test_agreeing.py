"""A later stage's form that agrees with all lines left blank, from the form to the sheet and back; and `--prefill`."""

from typing import Any

import pytest
import simplejson

from tests.campaigns import tree_of
from tests.forms.desk import Desk, Told, at
from tests.forms.filling import Form

pytestmark = pytest.mark.slow  # rounds of whole commands


PHU_AN = """\
unit: phu-an
period: 2020-h1
marks:
  I.1: tot
  I.2: đạt # có quy chế
  I.3: {self: 7.5, evidence: [Kế hoạch số 3]}
  I.4: {self: {actual: 7, target: 8}}
  I.5: 8
  I.6: {self: ["12"]}
  I.7: {self: [1, 2]}
  I.8: {not_applicable: Không có đợt kiểm tra nào}
notes: {strengths: [Tốt]}
"""
CLAIMS = {
    "I.1": "tot",
    "I.2": "đạt",
    "I.3": "7,5",
    "I.4": {"actual": "7", "target": "8"},
    "I.5": "8",
    "I.6": ["12"],
    "I.7": ["1", "2"],
    "I.8": {"not_applicable": "Không có đợt kiểm tra nào"},
}
WHO, WHEN = ("a:by", "mark"), ("a:date", "mark")
AGREED = {WHO: "Nguyễn Văn A, Phó khối", WHEN: "5/7/2020"}
SAID = {"by": "Nguyễn Văn A, Phó khối", "date": "2020-07-05"}
SHEET = "units/phu-an.yaml"


@pytest.fixture
def agreeing(desk: Desk) -> Desk:
    desk.write(SHEET, PHU_AN)
    return desk


def agreed_in(desk: Desk) -> Any:
    return tree_of(desk.read(SHEET)).get("agreed")


def unverified(desk: Desk) -> list[str]:
    found = simplejson.loads(desk.qcdc("score", SHEET, "--format", "json").out)["units"][0]["unverified"]
    assert isinstance(found, list)
    return found


def without_agreement(text: str) -> str:
    """Leave out of a sheet what is agreed."""
    before, _, rest = text.partition("agreed:\n")
    return before + rest[rest.index("notes:") :] if rest else text


def test_agreeing_costs_two_cells(agreeing: Desk) -> None:
    """What was claimed is written with who and when; no other line changes, and nothing is left to verify."""
    form = agreeing.filled(AGREED, stage="bloc")
    dry = agreeing.take(form, "--dry-run").out
    assert "thống nhất" in dry
    assert "8 tiêu chí, Nguyễn Văn A, Phó khối, 05/7/2020" in dry
    assert agreeing.taken(form) == []
    assert agreed_in(agreeing) == {"bloc": {**SAID, "claims": CLAIMS}}
    text = agreeing.read(SHEET)
    assert without_agreement(text) == PHU_AN
    assert text.startswith(PHU_AN.partition("notes:")[0] + "agreed:\n  bloc:\n    by: Nguyễn Văn A, Phó khối\n")
    assert unverified(agreeing) == []
    assert "người thống nhất: Nguyễn Văn A, Phó khối" in agreeing.qcdc("explain", "phu-an", "I.3").out


def test_it_is_what_typing_each_mark_again_gives(agreeing: Desk) -> None:
    """A form with each claim put in (`--prefill`) that comes back as it is, and one that agrees: the same figures."""
    agreeing.taken(agreeing.filled(AGREED, stage="bloc"))
    agreed = agreeing.qcdc("rank", "--format", "json").out
    agreeing.write(SHEET, PHU_AN)
    made = agreeing.qcdc("form", "phu-an", "--stage", "bloc", "--prefill", "-o", "filled.xlsx")
    assert made.status == 0
    agreeing.taken("filled.xlsx")
    assert agreed_in(agreeing) is None
    marks = agreeing.marks()
    assert marks["I.3"]["bloc"] == "7,5"
    assert marks["I.8"]["bloc"] == {"not_applicable": "Không có đợt kiểm tra nào"}
    assert agreeing.qcdc("rank", "--format", "json").out == agreed


def test_only_lines_left_blank_are_agreed_to(agreeing: Desk) -> None:
    form = agreeing.filled({**AGREED, ("c:I.3", "mark"): 7, ("c:I.3", "reason"): "Thiếu một việc"}, stage="bloc")
    agreeing.taken(form)
    assert agreeing.marks()["I.3"]["bloc"] == {"mark": "7", "reason": "Thiếu một việc"}
    rest = {identity: claim for identity, claim in CLAIMS.items() if identity != "I.3"}
    assert agreed_in(agreeing)["bloc"]["claims"] == rest


def test_the_same_form_again_is_nothing_new(agreeing: Desk) -> None:
    form = agreeing.filled(AGREED, stage="bloc")
    agreeing.taken(form)
    before = agreeing.all_files()
    assert "không có thay đổi" in agreeing.take(form).err
    assert agreeing.all_files() == before


def test_a_new_form_shows_who_agreed_and_changes_nothing_by_itself(agreeing: Desk) -> None:
    agreeing.taken(agreeing.filled(AGREED, stage="bloc"))
    before = agreeing.all_files()
    form = agreeing.form(stage="bloc")
    assert form.cell(*WHO).value == "Nguyễn Văn A, Phó khối"
    assert form.cell(*WHEN).value == "05/7/2020"
    assert form.cell("c:I.3", "mark").value is None
    agreeing.take(agreeing.send(form, "lai.xlsx"))
    assert {name: data for name, data in agreeing.all_files().items() if not name.endswith("lai.xlsx")} == before


def test_one_more_mark_on_a_new_form_takes_its_line_out(agreeing: Desk) -> None:
    agreeing.taken(agreeing.filled(AGREED, stage="bloc"))
    agreeing.taken(agreeing.filled({("c:I.1", "mark"): "Khá (3)", ("c:I.1", "reason"): "Chậm"}, stage="bloc"))
    assert agreeing.marks()["I.1"] == {"self": "tot", "bloc": {"mark": "kha", "reason": "Chậm"}}
    assert agreed_in(agreeing)["bloc"] == {**SAID, "claims": {k: v for k, v in CLAIMS.items() if k != "I.1"}}


def test_both_cells_cleared_take_it_back(agreeing: Desk) -> None:
    agreeing.taken(agreeing.filled(AGREED, stage="bloc"))
    agreeing.taken(agreeing.filled({WHO: None, WHEN: None}, stage="bloc"))
    assert agreeing.read(SHEET) == PHU_AN


def test_what_the_unit_changed_since_the_form_was_made_is_not_agreed_to(agreeing: Desk) -> None:
    """The verifier saw 7.5 on the form; 9 is another claim. The line waits for the stage, and is told each time."""
    form = agreeing.form(stage="bloc")
    agreeing.write(SHEET, PHU_AN.replace("self: 7.5", "self: 9"))
    for (row, column), value in AGREED.items():
        form.put(row, column, value)
    sent = agreeing.send(form)
    told = [Told("Q785", at(*WHO, form))]
    assert agreeing.taken(sent) == told
    assert "I.3" not in agreed_in(agreeing)["bloc"]["claims"]
    assert agreeing.taken(sent) == told
    assert unverified(agreeing) == ["I.3"]


def test_a_claim_that_changes_after_it_was_agreed_to(agreeing: Desk) -> None:
    """It is told, no longer agreed, kept as it was; a new form says so, and its agreement covers today's claim."""
    form = agreeing.filled(AGREED, stage="bloc")
    agreeing.taken(form)
    changed = agreeing.read(SHEET).replace("self: 7.5", "self: 9")
    agreeing.write(SHEET, changed)
    checked = agreeing.qcdc("check")
    assert checked.status == 0
    assert "Q638 cảnh báo: Tiêu chí `I.3`" in checked.out + checked.err
    agreeing.take(form)  # the old form again: what it once agreed to stays written, and stays told
    assert agreeing.read(SHEET) == changed
    again = agreeing.form(stage="bloc")
    assert again.cell(*WHO).value is None
    assert any("đã đổi sau lần thống nhất trước: I.3;" in text for text in shown(again))
    agreeing.take(agreeing.send(again, "lai.xlsx"))
    assert agreeing.read(SHEET) == changed
    for (row, column), value in {**AGREED, WHEN: "10/7/2020"}.items():
        again.put(row, column, value)
    assert agreeing.taken(agreeing.send(again, "lai.xlsx")) == []
    assert agreed_in(agreeing)["bloc"] == {**SAID, "date": "2020-07-10", "claims": {**CLAIMS, "I.3": "9"}}


def test_the_units_corrected_form_and_the_agreement_in_one_import(agreeing: Desk) -> None:
    """The bloc's form shows the old claim: what the unit's form corrects in the same import is not agreed to."""
    bloc = agreeing.filled(AGREED, stage="bloc")
    (agreeing.folder / bloc).rename(agreeing.folder / "khoi.xlsx")
    own = agreeing.filled({("c:I.3", "mark"): 9})
    assert [one.code for one in agreeing.taken(own, "khoi.xlsx")] == ["Q785"]
    assert agreed_in(agreeing)["bloc"]["claims"] == {k: v for k, v in CLAIMS.items() if k != "I.3"}


def test_a_corrected_form_again(agreeing: Desk) -> None:
    """The day put right, a mark more, and at last no agreement: taken each time, since nobody else wrote meanwhile."""
    form = agreeing.form(stage="bloc")
    for cells in (
        AGREED,
        {WHEN: "6/7/2020"},
        {("c:I.3", "mark"): 7, ("c:I.3", "reason"): "Thiếu một việc"},
        {WHO: None, WHEN: None},
    ):
        for (row, column), value in cells.items():
            form.put(row, column, value)
        assert agreeing.taken(agreeing.send(form)) == []
        claims = {one: said for one, said in CLAIMS.items() if one != "I.3" or "bloc" not in agreeing.marks()["I.3"]}
        if form.cell(*WHO).value:
            date = {"5/7/2020": "2020-07-05", "6/7/2020": "2020-07-06"}[str(form.cell(*WHEN).value)]
            assert agreed_in(agreeing) == {"bloc": {**SAID, "date": date, "claims": claims}}
    assert agreed_in(agreeing) is None
    assert agreeing.marks()["I.3"]["bloc"] == {"mark": "7", "reason": "Thiếu một việc"}


def test_a_form_made_in_english_is_agreed_to_in_vietnamese(agreeing: Desk) -> None:
    """Words that a form shows, such as met and đạt, are no other claim."""
    made = agreeing.qcdc("--lang", "en", "form", "phu-an", "--stage", "bloc", "-o", "phu-an.xlsx")
    assert made.status == 0
    form = Form((agreeing.folder / "phu-an.xlsx").read_bytes())
    for (row, column), value in AGREED.items():
        form.put(row, column, value)
    assert agreeing.taken(agreeing.send(form)) == []
    assert agreed_in(agreeing)["bloc"]["claims"] == CLAIMS


def test_an_agreement_that_somebody_else_recorded_meanwhile(agreeing: Desk) -> None:
    form = agreeing.form(stage="bloc")
    others = "agreed: {bloc: {by: Lê Thị B, date: 2020-07-01, claims: {I.1: tot}}}\nnotes:"
    agreeing.write(SHEET, PHU_AN.replace("notes:", others))
    for (row, column), value in AGREED.items():
        form.put(row, column, value)
    sent = agreeing.send(form)
    assert agreeing.refused(sent) == [Told("Q739", at(*WHO, form))]
    agreeing.taken(sent, "--force")
    assert agreed_in(agreeing)["bloc"] == {**SAID, "claims": CLAIMS}


def test_an_agreement_edited_by_hand_stays(agreeing: Desk) -> None:
    """A name that was corrected in the sheet is kept: nobody typed anything new into the form."""
    agreeing.taken(agreeing.filled(AGREED, stage="bloc"))
    form = agreeing.form(stage="bloc")
    by_hand = agreeing.read(SHEET).replace("by: Nguyễn Văn A, Phó khối", "by: Nguyễn Văn An # sửa tên")
    agreeing.write(SHEET, by_hand)
    agreeing.take(agreeing.send(form))
    assert agreeing.read(SHEET) == by_hand


@pytest.mark.parametrize(
    ("cell", "typed"),
    [(("c:I.3", "reason"), "Không đồng ý"), (("c:I.3", "reason"), "OK"), (("c:I.4", "target"), 9)],
)
def test_a_line_left_blank_with_an_objection_is_not_agreed_to(
    agreeing: Desk, cell: tuple[str, str], typed: str | int
) -> None:
    """Nothing is agreed to until there is a mark, or the reason is gone; without an agreement it is only told."""
    form = agreeing.form(stage="bloc")
    form.put(*cell, typed)
    assert agreeing.taken(agreeing.send(form)) == [Told("Q749", at(*cell, form))]
    for (row, column), value in AGREED.items():
        form.put(row, column, value)
    assert agreeing.refused(agreeing.send(form)) == [Told("Q758", at(*cell, form))]
    form.cell(*cell).value = {("c:I.4", "target"): 8}.get(cell)
    assert agreeing.taken(agreeing.send(form)) == []
    assert agreed_in(agreeing)["bloc"]["claims"] == CLAIMS
    again = agreeing.form(stage="bloc")
    again.put(*cell, typed)
    assert agreeing.refused(agreeing.send(again)) == [Told("Q758", at(*cell, again))]


@pytest.mark.parametrize(
    ("cells", "told", "where"),
    [
        ({WHO: "A"}, "Q786", WHEN),
        ({WHEN: "5/7/2020"}, "Q786", WHO),
        ({**AGREED, WHEN: "hôm qua"}, "Q303", WHEN),
        ({**AGREED, WHEN: "31/6/2020"}, "Q303", WHEN),
        ({**AGREED, WHEN: "=TODAY()"}, "Q736", WHEN),
    ],
)
def test_half_an_agreement_is_refused(agreeing: Desk, cells: Any, told: str, where: tuple[str, str]) -> None:
    form = agreeing.form(stage="bloc")
    for (row, column), value in cells.items():
        form.cell(row, column).value = value
    assert agreeing.refused(agreeing.send(form)) == [Told(told, at(*where, form))]


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        ({WHO: "Không thống nhất"}, WHO),
        ({WHO: "-"}, WHO),
        ({WHO: True}, WHO),
        ({WHO: "không", WHEN: None}, WHO),
        ({WHEN: "31/12/2019"}, WHEN),
        ({WHEN: "5/7/2060"}, WHEN),
    ],
)
def test_an_agreement_of_nobody_or_of_no_such_day_is_refused(
    agreeing: Desk, cells: dict[tuple[str, str], Any], where: tuple[str, str]
) -> None:
    period = "{name: 6 tháng đầu năm, from: 2020-01-01, to: 2020-06-30}"
    agreeing.write("qcdc.yaml", agreeing.read("qcdc.yaml").replace("{name: 6 tháng đầu năm}", period))
    form = agreeing.form(stage="bloc")
    for (row, column), value in {**AGREED, **cells}.items():
        form.cell(row, column).value = value
    assert agreeing.refused(agreeing.send(form)) == [Told("Q760", at(*where, form))]
    for (row, column), value in AGREED.items():
        form.put(row, column, value)
    assert agreeing.taken(agreeing.send(form)) == []


def test_a_date_that_excel_made_of_it_is_that_day(agreeing: Desk) -> None:
    from datetime import date

    agreeing.taken(agreeing.filled({**AGREED, WHEN: date(2020, 7, 5)}, stage="bloc"))
    assert agreed_in(agreeing)["bloc"]["date"] == "2020-07-05"


def test_agreeing_with_nothing_is_told(agreeing: Desk) -> None:
    """All that was claimed has a mark of the bloc's own."""
    agreeing.write(SHEET, "unit: phu-an\nperiod: 2020-h1\nmarks: {I.3: 7}\n")
    form = agreeing.form(stage="bloc")
    form.put("c:I.3", "mark", 7)
    for (row, column), value in AGREED.items():
        form.put(row, column, value)
    assert agreeing.taken(agreeing.send(form)) == [Told("Q749", at(*WHO, form))]
    assert agreed_in(agreeing) is None


def test_only_stages_after_the_first_can_agree_and_only_with_something(agreeing: Desk) -> None:
    assert "a:by" not in agreeing.form(stage="self").rows
    agreeing.write(SHEET, "unit: phu-an\nperiod: 2020-h1\nmarks: {}\n")
    assert "a:by" not in agreeing.form(stage="bloc").rows


def test_the_row_of_an_agreement_that_is_gone(agreeing: Desk) -> None:
    form = agreeing.form(stage="bloc")
    form.sheet.delete_rows(form.rows["a:date"])
    assert "Q727" in {one.code for one in agreeing.refused(agreeing.send(form))}


def test_a_prefilled_form_leaves_what_the_stage_has_said(agreeing: Desk) -> None:
    """Only lines that the stage has neither marked nor agreed to are put in; reasons of claims come with them."""
    agreeing.write(SHEET, PHU_AN.replace("I.1: tot", "I.1: {self: tot, bloc: {mark: kha, reason: Chậm}}"))
    made = agreeing.qcdc("form", "phu-an", "--stage", "bloc", "--prefill", "-o", "phu-an.xlsx")
    assert made.status == 0
    form = Form((agreeing.folder / "phu-an.xlsx").read_bytes())
    values = {row: form.cell(f"c:{row}", "mark").value for row in ("I.1", "I.2", "I.3", "I.4", "I.5", "I.9")}
    assert values == {"I.1": "Khá (3)", "I.2": "đạt", "I.3": 7.5, "I.4": 7, "I.5": 8, "I.9": None}
    assert form.cell("c:I.6/12", "mark").value == "x"
    assert [form.cell(f"c:I.7/{number}", "mark").value for number in (1, 2)] == [1, 2]
    assert (form.cell("c:I.4", "target").value, form.cell("c:I.5", "target").value) == (8, 8)
    assert form.cell("c:I.8", "state").value == "Không phát sinh"
    assert any("Điểm bước trước đã điền sẵn: chỉ sửa dòng khác;" in text for text in shown(form))
    assert form.cell("c:I.8", "reason").value == "Không có đợt kiểm tra nào"
    form.put("c:I.3", "mark", 7)
    form.put("c:I.3", "reason", "Thiếu một việc")
    agreeing.taken(agreeing.send(form))
    marks = agreeing.marks()
    assert marks["I.1"]["bloc"] == {"mark": "kha", "reason": "Chậm"}
    assert marks["I.3"]["bloc"] == {"mark": "7", "reason": "Thiếu một việc"}
    assert marks["I.4"]["bloc"] == {"actual": "7", "target": "8"}


def test_a_prefilled_form_that_nobody_touched_can_be_made_again(agreeing: Desk) -> None:
    """Also once the unit has corrected a mark; not once somebody has typed into it."""
    make = ("form", "phu-an", "--stage", "bloc", "--prefill", "-o", "phu-an.xlsx", "--force")
    assert agreeing.qcdc(*make).status == 0
    agreeing.write(SHEET, PHU_AN.replace("self: 7.5", "self: 9"))
    assert agreeing.qcdc(*make).status == 0
    form = Form((agreeing.folder / "phu-an.xlsx").read_bytes())
    assert form.cell("c:I.3", "mark").value == 9
    form.put("c:I.3", "mark", 8)
    agreeing.send(form)
    ran = agreeing.qcdc(*make)
    assert ran.status == 2
    assert "Q124" in ran.err


def test_an_agreement_that_was_not_imported_yet_is_not_replaced(agreeing: Desk) -> None:
    agreeing.filled(AGREED, stage="bloc")
    ran = agreeing.qcdc("form", "phu-an", "--stage", "bloc", "-o", "phu-an.xlsx", "--force")
    assert ran.status == 2
    assert "Q124" in ran.err


def test_there_is_nothing_to_put_into_the_first_stages_form(agreeing: Desk) -> None:
    ran = agreeing.qcdc("form", "phu-an", "--prefill")
    assert ran.status == 2
    assert "Q909 lỗi: `--prefill` không dùng cùng `--stage self` được." in ran.err


def test_the_verifier_sees_what_the_unit_says_beside_its_marks(agreeing: Desk) -> None:
    """Evidence, the reason of a claim, remarks."""
    form = agreeing.form(stage="bloc")
    assert form.cell("c:I.3", "evidence").value == "Kế hoạch số 3"
    assert form.cell("c:I.8", "said self").value == "KPS\nKhông có đợt kiểm tra nào"
    assert form.cell("n:strengths/1", "name").value == "Tốt"


def shown(form: Form) -> list[str]:
    return [str(cell.value) for row in form.sheet.iter_rows() for cell in row if cell.value is not None]
