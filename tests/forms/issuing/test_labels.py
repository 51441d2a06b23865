"""What stands in the column of ids: a criterion's number, an item's small letter; and forms that are out already."""

import pytest

from qcdc_cli.forms.form_layout import FormRow
from tests.forms.desk import RUBRIC, Desk, Told, at
from tests.forms.filling import Form

LONG = "checklist: {truyen-thanh: {name: Loa, points: 3}, trang-thong-tin: {name: Trang, points: 2}}"
SHORT = 'checklist: {a: {name: Việc a, points: 3},\n          "12": {name: Việc mười hai, points: 2}}'


def signs(form: Form, criterion: str) -> list[str]:
    """Return what stands in the column of ids beside a criterion and its items."""
    keys = [key for key in form.rows if key == f"c:{criterion}" or key.startswith(f"c:{criterion}/")]
    return [str(form.cell(key, "id").value) for key in keys]


def test_items_with_ids_in_words_have_a_letter(desk: Desk) -> None:
    desk.write("thang-diem.yaml", RUBRIC.replace(SHORT, LONG))
    assert signs(desk.form(), "I.6") == ["I.6", "a)", "b)"]


def test_items_with_short_ids_keep_them_as_do_the_assessors_numbers(desk: Desk) -> None:
    assert signs(desk.form(), "I.6") == ["I.6", "a)", "12)"]
    assert signs(desk.form(), "I.7") == ["I.7", "1)", "2)", "3)", "4)", "5)"]


@pytest.mark.parametrize(
    ("items", "last"), [(5, ["d)", "đ)"]), (7, ["e)", "g)"]), (23, ["x)", "y)"]), (24, ["23)", "24)"])]
)
def test_letters_are_those_of_legal_texts_and_more_items_are_numbered(desk: Desk, items: int, last: list[str]) -> None:
    entries = ", ".join(f"viec-{item}: {{name: Việc {item}, points: {0 if item else 5}}}" for item in range(items))
    desk.write("thang-diem.yaml", RUBRIC.replace(SHORT, f"checklist: {{{entries}}}"))
    assert signs(desk.form(), "I.6")[-2:] == last


def old_label(row: FormRow) -> str:
    """Return what forms said that were made before items had letters."""
    return f"{row.node.shown}/{row.part}" if row.part else row.node.shown


@pytest.fixture
def sent(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Form:
    """Return a form as it was sent out before items had letters."""
    desk.write("thang-diem.yaml", RUBRIC.replace(SHORT, LONG))
    with monkeypatch.context() as before:
        before.setattr("qcdc_cli.forms.issuing.blank_form.label_of", old_label)
        before.setattr("qcdc_cli.forms.issuing.page.label_of", old_label)
        form = desk.form()
    assert signs(form, "I.6") == ["I.6", "I.6/truyen-thanh", "I.6/trang-thong-tin"]
    return form


def test_a_form_that_was_out_before_is_taken(desk: Desk, sent: Form) -> None:
    sent.put("c:I.6/truyen-thanh", "mark", "x")
    sent.put("c:I.7/2", "mark", 1)
    assert desk.taken(desk.send(sent)) == []
    assert desk.marks()["I.6"] == {"self": ["truyen-thanh"]}


@pytest.mark.parametrize("typed", ["I.6/trang-thong-tin", "c)", "I.6"])
def test_a_label_that_is_not_its_own_is_told(desk: Desk, sent: Form, typed: str) -> None:
    sent.cell("c:I.6/truyen-thanh", "id").value = typed
    assert desk.refused(desk.send(sent)) == [Told("Q733", at("c:I.6/truyen-thanh", "id", sent))]


def test_a_row_that_is_gone_is_called_as_the_form_calls_it(desk: Desk) -> None:
    desk.write("thang-diem.yaml", RUBRIC.replace(SHORT, LONG))
    form = desk.form()
    form.sheet.cell(form.rows["c:I.6/trang-thong-tin"], 1).value = "-"
    assert "`I.6 b)`" in desk.take(desk.send(form)).err
