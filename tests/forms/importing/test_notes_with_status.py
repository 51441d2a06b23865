"""Remarks that say who is to solve them keep that when a form comes back, which shows nothing but their text."""

import pytest

from tests.campaigns import tree_of
from tests.forms.desk import Desk

pytestmark = pytest.mark.slow  # rounds of whole commands

SHEET = "units/phu-an.yaml"
PHU_AN = """\
unit: phu-an
period: 2020-h1
marks: {I.1: tot}
notes:
  limits: [Báo cáo chậm]
  difficulties:
    - {text: "– Thiếu  kinh phí", status: open, solver: UBND huyện, criterion: I.3}
    - {text: Thiếu kinh phí, criterion: I.4, status: solved}
    - Cán bộ kiêm nhiệm
"""
MONEY = [
    {"text": "– Thiếu  kinh phí", "status": "open", "solver": "UBND huyện", "criterion": "I.3"},
    {"text": "Thiếu kinh phí", "status": "solved", "criterion": "I.4"},
]


@pytest.fixture
def noted(desk: Desk) -> Desk:
    desk.write(SHEET, PHU_AN)
    return desk


def notes(desk: Desk) -> object:
    tree = tree_of(desk.read(SHEET))
    assert isinstance(tree, dict)
    return tree["notes"]


def test_a_form_that_comes_back_as_it_was_changes_nothing(noted: Desk) -> None:
    noted.taken(noted.send(noted.form()))
    assert noted.read(SHEET) == PHU_AN


def test_what_stays_keeps_all_it_says_beside_what_is_new(noted: Desk) -> None:
    form = noted.form()
    assert form.cell("n:difficulties/1", "name").value == "Thiếu kinh phí"
    form.cell("n:difficulties/2", "name").value = "Thiếu chỗ làm việc"
    noted.taken(noted.send(form))
    assert notes(noted) == {"limits": ["Báo cáo chậm"], "difficulties": [*MONEY, "Thiếu chỗ làm việc"]}


def test_what_goes_is_shown_with_all_it_said(noted: Desk) -> None:
    form = noted.form()
    form.cell("n:difficulties/1", "name").value = "Thiếu tiền"
    file = noted.send(form)
    shown = noted.take(file, "--dry-run").out
    noted.taken(file)
    assert notes(noted) == {"limits": ["Báo cáo chậm"], "difficulties": ["Thiếu tiền", "Cán bộ kiêm nhiệm"]}
    gone = (
        "Thiếu kinh phí (I.3 Kế hoạch; chưa giải quyết; nơi giải quyết: UBND huyện); "
        "Thiếu kinh phí (I.4 Họp; đã giải quyết); Cán bộ kiêm nhiệm"
    )
    assert gone in shown
