"""Forms that people did something to: each thing is told with its code and cell, and nothing is misread or written.

A row that was sorted, inserted, deleted, copied, hidden or joined; a column that is gone; a worksheet that is gone.
"""

from collections.abc import Callable
from io import BytesIO
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from tests.forms.desk import TAB, Desk, Told, at, saved
from tests.forms.filling import Form

pytestmark = pytest.mark.slow

FILE = "phu-an.xlsx"


def test_an_untouched_form_says_nothing(desk: Desk) -> None:
    before = desk.all_files()
    for unit in ("nga-sau", "phu-an", "dong-phuoc"):
        for stage in ("self", "bloc"):
            ran = desk.take(desk.send(desk.form(unit, stage), f"{unit}_{stage}.xlsx"))
            assert (ran.status, ran.out) == (0, "")
            assert "không có thay đổi" in ran.err
            assert len(ran.err.splitlines()) == 1
    assert {name: data for name, data in desk.all_files().items() if not name.endswith(".xlsx")} == before


# ---------------------------------------------------------------- rows


def swap(form: Form, first: str, second: str, columns: range) -> None:
    """Sort: what stands in two rows changes places, in some columns."""
    for column in columns:
        one, other = (form.sheet.cell(form.rows[key], column) for key in (first, second))
        one.value, other.value = other.value, one.value


def test_rows_sorted_as_a_whole_are_known_by_their_keys(desk: Desk) -> None:
    form = desk.form()
    form.cell("c:I.3", "mark").value = 7.5
    form.cell("c:I.8", "mark").value = 1
    swap(form, "c:I.3", "c:I.8", range(1, form.sheet.max_column + 1))
    assert desk.taken(desk.send(form)) == [Told("Q730", f"{FILE} › {TAB} › {form.rows['c:I.4']}:{form.rows['c:I.4']}")]
    assert desk.marks() == {"I.3": {"self": "7,5"}, "I.8": {"self": "1"}}


@pytest.mark.parametrize(
    ("first", "last", "column"),
    [
        ("id", "evidence", "id"),  # the visible columns, so that the hidden keys stay where they were
        ("name", "evidence", "name"),  # without the ids
        ("name", "name", "name"),
    ],
)
def test_rows_sorted_in_some_columns(desk: Desk, first: str, last: str, column: str) -> None:
    form = desk.form()
    form.cell("c:I.3", "mark").value = 2
    swap(form, "c:I.3", "c:I.9", range(form.columns[first], form.columns[last] + 1))
    told = desk.refused(desk.send(form))
    assert {one for one in told if one.code == "Q733"} == {
        Told("Q733", at(row, column, form)) for row in ("c:I.3", "c:I.9")
    }


def insert(form: Form, row: int) -> None:
    """Insert a row as Excel does: what is joined moves along."""
    joined = [area.bounds for area in form.sheet.merged_cells.ranges]
    for area in list(form.sheet.merged_cells.ranges):
        form.sheet.unmerge_cells(str(area))
    form.sheet.insert_rows(row)
    for left, top, right, bottom in joined:
        down = int(top >= row)
        form.sheet.merge_cells(start_row=top + down, end_row=bottom + down, start_column=left, end_column=right)


def test_an_empty_row_that_was_inserted_does_no_harm(desk: Desk) -> None:
    form = desk.form()
    form.cell("c:I.8", "mark").value = 2
    insert(form, form.rows["c:I.3"])
    assert desk.taken(desk.send(form)) == []
    assert desk.marks() == {"I.8": {"self": "2"}}


@pytest.mark.parametrize("column", ["mark", "target", "state", "reason", "evidence"])
def test_a_filled_row_that_was_inserted(desk: Desk, column: str) -> None:
    form = desk.form()
    row = form.rows["c:I.3"]
    insert(form, row)
    form.sheet.cell(row, form.columns[column]).value = 4
    where = f"{FILE} › {TAB} › {form.sheet.cell(row, form.columns[column]).coordinate}"
    assert desk.refused(desk.send(form)) == [Told("Q728", where)]


@pytest.mark.parametrize("row", ["c:I.3", "c:I.6/12", "c:I.7/5", "g:I", "n:limits/1", "n:limits/2", "n:proposals/4"])
def test_a_row_that_was_deleted(desk: Desk, row: str) -> None:
    form = desk.form()
    form.sheet.delete_rows(form.rows[row])
    told = desk.refused(desk.send(form))
    assert Told("Q727", f"{FILE} › {TAB}") in told


@pytest.mark.parametrize(
    ("sheet", "first", "last"),
    [
        ("marks: {I.3: 5}\nnotes: {limits: [a, b, c, d, e, f]}", "n:limits/6", "n:limits/7"),  # the last two
        ("marks: {I.7: [1, 2, 1, 2, 1, 2, 3]}", "c:I.7/7", "c:I.7/7"),
    ],
)
def test_the_last_rows_of_many_that_were_deleted(desk: Desk, sheet: str, first: str, last: str) -> None:
    """What is below closes up, so that nothing but the form itself knows how many rows there were."""
    desk.write("units/phu-an.yaml", f"unit: phu-an\nperiod: 2020-h1\n{sheet}\n")
    form = desk.form()
    form.sheet.delete_rows(form.rows[first], form.rows[last] - form.rows[first] + 1)
    assert set(desk.refused(desk.send(form))) >= {Told("Q727", f"{FILE} › {TAB}")}


def test_a_deleted_row_of_what_speaks_against_the_unit_takes_nothing_back(desk: Desk) -> None:
    form = desk.form("dong-phuoc")
    form.sheet.delete_rows(form.rows["d:ky-luat"])
    told = desk.refused(desk.send(form, "dong-phuoc.xlsx"))
    assert Told("Q727", f"dong-phuoc.xlsx › {TAB}") in told


def test_a_row_that_was_copied(desk: Desk) -> None:
    form = desk.form()
    row, copy = form.rows["c:I.3"], form.sheet.max_row + 1
    for column in range(1, form.sheet.max_column + 1):
        form.sheet.cell(copy, column).value = form.sheet.cell(row, column).value
    form.sheet.cell(copy, form.columns["mark"]).value = 9
    told = desk.refused(desk.send(form))
    assert told == [Told("Q729", f"{FILE} › {TAB} › {copy}:{copy}")]


@pytest.mark.parametrize(("row", "column"), [("c:I.3", "mark"), ("c:I.6/a", "mark"), ("n:limits/1", "name")])
def test_a_mark_in_a_hidden_row_is_taken_and_told(desk: Desk, row: str, column: str) -> None:
    form = desk.form()
    form.cell(row, column).value = "x" if "/" in row else 3
    form.sheet.row_dimensions[form.rows[row]].hidden = True
    number = form.rows[row]
    assert desk.taken(desk.send(form)) == [Told("Q731", f"{FILE} › {TAB} › {number}:{number}")]


def test_hidden_columns_are_taken_and_told_when_they_hold_something(desk: Desk) -> None:
    form = desk.form()
    form.cell("c:I.3", "mark").value = 3
    for column in ("mark", "evidence"):
        form.sheet.column_dimensions[form.cell("c:I.3", column).column_letter].hidden = True
    letter = form.cell("c:I.3", "mark").column_letter
    assert desk.taken(desk.send(form)) == [Told("Q793", f"{FILE} › {TAB} › {letter}:{letter}")]


def test_a_hidden_row_without_a_mark_is_nothing(desk: Desk) -> None:
    form = desk.form()
    form.sheet.row_dimensions[form.rows["c:I.3"]].hidden = True
    form.cell("c:I.8", "mark").value = 0
    assert desk.taken(desk.send(form)) == []


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (("c:I.3", "c:I.4"), ("mark", "mark")),
        (("c:I.3", "c:I.4"), ("evidence", "evidence")),
        (("c:I.3", "c:I.3"), ("mark", "target")),
        (("c:I.3", "c:I.5"), ("name", "name")),
        (("c:I.6/a", "c:I.6/12"), ("mark", "mark")),
    ],
)
def test_cells_that_were_joined(desk: Desk, rows: tuple[str, str], columns: tuple[str, str]) -> None:
    form = desk.form()
    first, last = form.cell(rows[0], columns[0]), form.cell(rows[1], columns[1])
    form.sheet.merge_cells(f"{first.coordinate}:{last.coordinate}")
    told = desk.refused(desk.send(form))
    assert Told("Q732", at(rows[0], columns[0], form)) in told


def test_rows_of_remarks_that_were_joined(desk: Desk) -> None:
    form = desk.form()
    rows = form.rows["n:limits/1"], form.rows["n:limits/2"]
    for area in [area for area in form.sheet.merged_cells.ranges if area.min_row in rows]:
        form.sheet.unmerge_cells(str(area))
    left, right = form.columns["name"], form.columns["evidence"]
    form.sheet.merge_cells(start_row=rows[0], end_row=rows[1], start_column=left, end_column=right)
    assert desk.refused(desk.send(form)) == [Told("Q732", at("n:limits/1", "name", form))]


def test_a_hundred_thousand_areas_beside_the_form_take_no_time(desk: Desk) -> None:
    """Each as large as the worksheet, below and beside what is filled in: none is gone through cell by cell."""
    form = desk.form().saved()
    areas = '<mergeCell ref="XFC900000:XFD1048576"/><mergeCell ref="ZZ1:XFD1"/>' * 50_000
    target = BytesIO()
    with ZipFile(BytesIO(form)) as whole, ZipFile(target, "w", ZIP_DEFLATED) as changed:
        for name in whole.namelist():
            changed.writestr(name, whole.read(name).replace(b"</mergeCells>", f"{areas}</mergeCells>".encode()))
    desk.write(FILE, target.getvalue())
    begin = process_time()
    assert desk.take(FILE).status == 0
    assert process_time() - begin < 5


# ---------------------------------------------------------------- columns


@pytest.mark.parametrize("column", ["mark", "target", "state", "reason", "evidence", "name"])
def test_a_column_that_was_deleted(desk: Desk, column: str) -> None:
    form = desk.form()
    for area in list(form.sheet.merged_cells.ranges):
        form.sheet.unmerge_cells(str(area))
    form.sheet.delete_cols(form.columns[column])
    assert Told("Q722", f"{FILE} › {TAB}") in desk.refused(desk.send(form))


def test_a_column_that_was_copied(desk: Desk) -> None:
    form = desk.form()
    column, copy = form.columns["mark"], form.sheet.max_column + 1
    for row in range(1, form.sheet.max_row + 1):
        form.sheet.cell(row, copy).value = form.sheet.cell(row, column).value
    form.cell("c:I.3", "mark").value = 3
    form.sheet.cell(form.rows["c:I.3"], copy).value = 9
    letters = get_column_letter(copy)
    assert Told("Q729", f"{FILE} › {TAB} › {letters}:{letters}") in desk.refused(desk.send(form))


def test_columns_in_another_order_are_known_by_their_keys(desk: Desk) -> None:
    form = desk.form()
    form.cell("c:I.3", "mark").value = 3
    form.cell("c:I.3", "evidence").value = "Kế hoạch số 9"
    for row in range(1, form.sheet.max_row + 1):
        if not any(area.min_row == row for area in form.sheet.merged_cells.ranges):
            one, other = (form.sheet.cell(row, form.columns[name]) for name in ("mark", "evidence"))
            one.value, other.value = other.value, one.value
    assert desk.taken(desk.send(form)) == []
    assert desk.marks() == {"I.3": {"self": "3", "evidence": ["Kế hoạch số 9"]}}


# ---------------------------------------------------------------- worksheets


def test_a_worksheet_may_be_called_anything(desk: Desk) -> None:
    form = desk.form()
    form.sheet.title = "Sheet1"
    form.cell("c:I.3", "mark").value = 3
    assert desk.taken(desk.send(form)) == []


def damaged(form: Form) -> None:
    form.book["qcdc"]["B4"] = "khac"


def other_stage(form: Form) -> None:
    cells = {cell.value: cell for cell in form.book["qcdc"]["A"]}
    form.book["qcdc"].cell(cells["stage"].row, 2).value = "bloc"


def forgotten(form: Form) -> None:
    form.book["qcdc"].delete_rows(form.book["qcdc"].max_row - 1)


def version(form: Form) -> None:
    form.book["qcdc"]["B1"] = "9"


def deleted(form: Form) -> None:
    del form.book["qcdc"]


def first_row(form: Form) -> None:
    form.sheet.insert_rows(1)


@pytest.mark.parametrize("tamper", [damaged, other_stage, forgotten, version, deleted, first_row])
def test_a_key_that_is_gone_or_not_what_it_was(desk: Desk, tamper: Callable[[Form], None]) -> None:
    form = desk.form()
    form.cell("c:I.3", "mark").value = 3
    tamper(form)
    assert desk.refused(desk.send(form)) == [Told("Q721", FILE)]


def test_the_table_copied_into_a_new_workbook(desk: Desk) -> None:
    form, copy = desk.form(), Workbook()
    assert copy.active is not None
    for row in form.sheet.iter_rows(values_only=True):
        copy.active.append(row)
    desk.write(FILE, saved(copy))
    assert desk.refused(FILE) == [Told("Q721", FILE)]


def test_a_second_copy_of_the_worksheet(desk: Desk) -> None:
    form = desk.form()
    copy = form.book.copy_worksheet(form.sheet)
    copy.title = "Bản cuối"
    copy.cell(form.rows["c:I.3"], form.columns["mark"]).value = 9
    assert desk.refused(desk.send(form)) == [Told("Q726", f"{FILE} › Bản cuối")]


def test_a_worksheet_that_people_added_is_told(desk: Desk) -> None:
    form = desk.form()
    form.cell("c:I.3", "mark").value = 9
    form.book.create_sheet("Minh chứng")["B2"] = "Danh sách"
    form.book.create_sheet("Trống")
    assert desk.taken(desk.send(form)) == [Told("Q749", f"{FILE} › Minh chứng › B2")]
