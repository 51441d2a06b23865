"""What makes the forms useless that are out with the units: only what gives their marks another meaning."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from qcdc_cli.forms.form_key import FORM_MARK, KEY_TAB, digest_of
from tests.campaigns import ROOT, rubric_from, tree_of
from tests.forms.desk import RUBRIC, Desk
from tests.forms.filling import Form

Tree = dict[str, Any]
ALL_KINDS = (ROOT / "tests/valid/all-kinds/rubric.yaml").read_text(encoding="utf-8")


def change(tree: Tree, made: Callable[[dict[str, Tree]], None]) -> Tree:
    """Return a copy of a rubric in which something was changed, given the criteria by their ids."""
    copied = copy.deepcopy(tree)
    made({one["id"]: one for one in copied["criteria"]})
    return copied


def test_a_new_version_of_the_program_takes_the_forms_that_are_out() -> None:
    """A new key of a kind, which no rubric of before has, must not change this."""
    assert digest_of(rubric_from(ALL_KINDS)) == "725a61d5aec3a6cd"


@pytest.mark.parametrize(
    "made",
    [
        lambda by: by["a"].update(name="Chấm trực tiếp", guide="Xem kỹ", basis="Điều 5", evidence="optional"),
        lambda by: (
            by["c"].update({"pass": "Có quyết định của cấp trên"}) or by["d"]["checklist"]["x"].update(name="XX")
        ),
        lambda by: by["e"]["count"].update(unit="mô hình hay"),
        lambda by: by["n"]["deduct"]["faults"]["cham"].update(name="Nộp chậm hạn"),
    ],
)
def test_how_something_is_called_may_be_corrected(made: Callable[[dict[str, Tree]], None]) -> None:
    tree = tree_of(ALL_KINDS)
    assert digest_of(rubric_from(change(tree, made))) == digest_of(rubric_from(tree))


@pytest.mark.parametrize(
    "made",
    [
        lambda by: by["d"]["checklist"].update(z={"name": "Z", "points": "0"}),
        lambda by: by["e"]["count"].update(each="2"),
        lambda by: by["f"]["bands"]["table"][1].update({"above": by["f"]["bands"]["table"][1].pop("from")}),
        lambda by: by["f"]["bands"].update(unit="hộ"),
        lambda by: by["h"]["deduct"].update(floor="1"),
        lambda by: by["n"]["deduct"]["faults"]["cham"].update(each="1"),
        lambda by: by["m"]["judges"].update(drop="none"),
    ],
)
def test_what_marks_mean_may_not(made: Callable[[dict[str, Tree]], None]) -> None:
    tree = tree_of(ALL_KINDS)
    assert digest_of(rubric_from(change(tree, made))) != digest_of(rubric_from(tree))


def test_a_level_that_was_chosen_by_its_old_name_is_told_at_its_cell(desk: Desk) -> None:
    sent = desk.filled({("c:I.1", "mark"): "Khá", ("c:I.3", "mark"): 7.5})
    desk.write("thang-diem.yaml", RUBRIC.replace("{name: Khá,", "{name: Tương đối tốt,"))
    assert desk.refused(sent) == [("Q738", "phu-an.xlsx › Phiếu chấm điểm › F12")]
    desk.write("thang-diem.yaml", RUBRIC.replace("{name: Kém,", "{name: Yếu,"))
    desk.taken(sent)
    assert "I.1:\n    self: kha" in (desk.folder / "units/phu-an.yaml").read_text(encoding="utf-8")


def of_the_first_version(form: Form) -> Form:
    """Give a form the hidden worksheet of a form that is out for long: a row for each digest."""
    tab = form.book[KEY_TAB]
    rows = [(str(name), str(text)) for name, text in tab.iter_rows(values_only=True)]
    tab.delete_rows(1, tab.max_row)
    tab.append((FORM_MARK, "1"))
    for name, text in rows[1:]:
        parts = [part.rpartition(" ") for part in text.split("|")] if name.startswith("before ") else []
        for row in [(called, digest) for called, _, digest in parts] or [(name, text)]:
            tab.append(row)
    assert tab.max_row > 3 * len(rows)
    return form


@pytest.mark.parametrize("stage", ["self", "bloc"])
def test_forms_of_the_first_version_are_read_whose_digests_have_a_row_each(desk: Desk, stage: str) -> None:
    made, out = desk.form("nga-sau", stage), of_the_first_version(desk.form("nga-sau", stage))
    for form in (made, out):
        form.cell("c:I.3", "mark").value = 3
        form.cell("c:I.3", "reason").value = "Vì chậm"
    sent = desk.send(out, "nga-sau.xlsx")
    for form in (made, out):
        form.cell("c:I.3", "name").value = "Kế hoạch khác"
    changed = [desk.refused(desk.send(form, f"nga-sau {number}.xlsx")) for number, form in enumerate((made, out))]
    assert [[told.code for told in one] for one in changed] == [["Q733"], ["Q733"]]
    desk.taken(sent)
    assert "Vì chậm" in desk.read("units/nga-sau.yaml")
