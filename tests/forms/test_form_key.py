"""What makes the forms useless that are out with the units: only what gives their marks another meaning."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from qcdc_cli.forms.form_key import digest_of
from tests.campaigns import ROOT, rubric_from, tree_of
from tests.forms.desk import RUBRIC, Desk

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
