"""Several judges on a form and in a table: the points of each, and who gave them."""

from typing import Any

import pytest

from tests.forms.desk import RUBRIC, Desk, Told, at

JUDGED = RUBRIC.replace("deduct: {each: 1, unit: lần, floor: 0}", "judges: {average: points, drop: none}")
NAMED = {"mark": {"Bà A": "2,5", "Ông B: tổ 1": "3"}}


@pytest.fixture
def judged(desk: Desk) -> Desk:
    """Return a desk whose criterion I.8 has several judges, and a sheet in which two of them are named."""
    assert JUDGED != RUBRIC
    desk.write("thang-diem.yaml", JUDGED)
    desk.write(
        "units/nga-sau.yaml", "unit: nga-sau\nperiod: 2020-h1\nmarks:\n  I.8: {self: {mark: {Bà A: 1, Bà C: 3}}}\n"
    )
    return desk


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("2; 3; 2,5", ["2", "3", "2,5"]),
        ("2, 3, 2,5", ["2", "3", "2,5"]),
        ("2,5", "2,5"),  # one judge
        ("Bà A: 2,5; Ông B: tổ 1: 3", NAMED),
        ("Bà A: 2,5, Ông B: tổ 1: 3", NAMED),
        ("Bà A: 2,5 | Họp lại", {"mark": {"Bà A": "2,5"}, "reason": "Họp lại"}),
    ],
)
def test_a_cell_of_a_table(judged: Desk, cell: str, said: Any) -> None:
    judged.write("a.csv", f'id,phu-an\nI.8,"{cell}"\n')
    assert judged.taken("a.csv", "--stage", "self") == []
    assert judged.marks() == {"I.8": {"self": said}}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Bà A: 2; 3", "Q782"),
        ("Bà A: 2; Ông B:", "Q782"),
        ("Bà A: 2; bà a: 3", "Q636"),
        ("Bà A: 2; Ông B: 4", "Q603"),
        ("2; giỏi", "Q301"),
        (";", "Q615"),
    ],
)
def test_a_cell_that_says_no_mark(judged: Desk, cell: str, code: str) -> None:
    judged.write("a.csv", f'id,phu-an\nI.8,"{cell}"\n')
    assert judged.refused("a.csv", "--stage", "self") == [Told(code, "a.csv:2:2")]


def test_a_form_shows_who_judged_and_takes_it_back(judged: Desk) -> None:
    form = judged.form("nga-sau")
    shown = [(form.cell(f"c:I.8/{n}", "name").value, form.cell(f"c:I.8/{n}", "mark").value) for n in (1, 2, 3)]
    assert shown == [("Bà A", 1), ("Bà C", 3), ("Người chấm 3", None)]
    before = judged.read("units/nga-sau.yaml")
    judged.taken(judged.send(form, "nga-sau.xlsx"))
    assert judged.read("units/nga-sau.yaml") == before


def test_names_and_points_are_typed_into_a_form(judged: Desk) -> None:
    cells = {("c:I.8/1", "name"): "Bà A", ("c:I.8/1", "mark"): 2.5, ("c:I.8/3", "name"): "Ông B: tổ 1"}
    assert judged.taken(judged.filled({**cells, ("c:I.8/3", "mark"): 3})) == []
    assert judged.marks() == {"I.8": {"self": NAMED}}


def test_points_alone_are_a_list(judged: Desk) -> None:
    cells = {("c:I.8/1", "mark"): 2.5, ("c:I.8/2", "mark"): 3}
    assert judged.taken(judged.filled(cells)) == []
    assert judged.marks() == {"I.8": {"self": ["2,5", "3"]}}


def test_names_alone_say_nothing(judged: Desk) -> None:
    assert judged.taken(judged.filled({("c:I.8/1", "name"): "Bà A", ("c:I.3", "mark"): 5})) == []
    assert judged.marks() == {"I.3": {"self": "5"}}


@pytest.mark.parametrize("row", [2, 3])
def test_all_judges_are_named_or_none(judged: Desk, row: int) -> None:
    form = judged.form()
    cells: dict[tuple[str, str], Any] = {("c:I.8/1", "name"): "Bà A", ("c:I.8/1", "mark"): 2}
    extra = ("c:I.8/2", "mark") if row == 2 else ("c:I.8/2", "name")
    file = judged.filled({**cells, extra: 3 if row == 2 else "Ông B"})
    column = "name" if row == 2 else "mark"
    assert judged.refused(file) == [Told("Q782", at("c:I.8/2", column, form))]
