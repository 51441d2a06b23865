"""Lines of which a form asks how many there are of each of several things."""

import pytest

from tests.forms.desk import RUBRIC, Desk, Told, at
from tests.forms.reading.test_tables import refuse, take

pytestmark = pytest.mark.slow  # rounds of whole commands


ONE_KIND = "deduct: {each: 1, unit: lần, floor: 0}"
SEVERAL = (
    "deduct: {faults: {cham: {name: Nộp chậm, each: 1}, sai: {name: Sai mẫu, each: 0.5}}, floor: 0}",
    "plus_minus: {plus: {cham: {name: Nộp chậm, each: 1}}, minus: {sai: {name: Sai mẫu, each: 0.5}}, floor: -2}",
)


@pytest.fixture(params=SEVERAL, ids=["faults", "plus-minus"])
def counting(desk: Desk, request: pytest.FixtureRequest) -> Desk:
    """Return a desk whose rubric counts several things in I.8."""
    assert ONE_KIND in RUBRIC
    desk.write("thang-diem.yaml", RUBRIC.replace(ONE_KIND, request.param))
    return desk


def test_a_form_asks_for_each(counting: Desk) -> None:
    form = counting.form()
    assert [key for key in form.rows if key.startswith("c:I.8")] == ["c:I.8", "c:I.8/cham", "c:I.8/sai"]
    assert form.cell("c:I.8", "mark").protection.locked
    assert str(form.cell("c:I.8/sai", "name").value).startswith("Sai mẫu (−0,5)")
    name = counting.filled({("c:I.8/cham", "mark"): 2, ("c:I.8/sai", "mark"): 0})
    assert counting.taken(name) == []
    assert counting.marks() == {"I.8": {"self": {"mark": {"cham": "2", "sai": "0"}}}}
    again = counting.form()  # which holds what the sheet says now
    assert (again.cell("c:I.8/cham", "mark").value, again.cell("c:I.8/sai", "mark").value) == (2, 0)


def test_a_blank_row_beside_a_filled_one_is_asked_for(counting: Desk) -> None:
    form = counting.form()
    name = counting.filled({("c:I.8/cham", "mark"): 2})
    assert counting.refused(name) == [Told("Q781", at("c:I.8/sai", "mark", form))]
    assert "Sai mẫu" in counting.take(name).err


@pytest.mark.parametrize(("typed", "code"), [(1.5, "Q610"), (-1, "Q604"), ("hai", "Q301"), ("5/1", "Q301")])
def test_what_is_no_number_of_times(counting: Desk, typed: str | float, code: str) -> None:
    told = counting.refused(counting.filled({("c:I.8/cham", "mark"): typed, ("c:I.8/sai", "mark"): 0}))
    assert [one.code for one in told] == [code]


def test_a_later_stage_says_why_it_counts_otherwise(counting: Desk) -> None:
    counting.write("units/phu-an.yaml", "unit: phu-an\nperiod: 2020-h1\nmarks: {I.8: {self: 0}}\n")
    cells = {("c:I.8/cham", "mark"): 1, ("c:I.8/sai", "mark"): 0, ("c:I.8", "reason"): "Nộp ngày 30"}
    assert counting.taken(counting.filled(cells, stage="bloc")) == []
    assert counting.marks()["I.8"] == {
        "self": "0",
        "bloc": {"mark": {"cham": "1", "sai": "0"}, "reason": "Nộp ngày 30"},
    }


@pytest.mark.parametrize("written", ['"cham: 2; sai: 1"', '"Nộp chậm: 2, Sai mẫu: 1"', '"[sai: 1; cham: 2]"'])
def test_one_cell_of_a_table_says_all(counting: Desk, written: str) -> None:
    assert take(counting, "id;phu-an", f"I.8;{written}") == []
    assert counting.marks() == {"I.8": {"self": {"mark": {"cham": "2", "sai": "1"}}}}


def test_a_0_in_a_table_says_none_of_any(counting: Desk) -> None:
    assert take(counting, "id;phu-an", "I.8;0") == []
    assert counting.marks() == {"I.8": {"self": {"mark": {"cham": "0", "sai": "0"}}}}


@pytest.mark.parametrize(("written", "code"), [('"cham: 2"', "Q632"), ("2", "Q615"), ('"cham: 2; sia: 1"', "Q631")])
def test_a_cell_of_a_table_that_does_not_say_all(counting: Desk, written: str, code: str) -> None:
    assert [one.code for one in refuse(counting, "id;phu-an", f"I.8;{written}")] == [code]
