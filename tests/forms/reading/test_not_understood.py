"""Marks that the form took for none in front of whoever filled it in, and that can be read all the same."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.forms.desk import Desk, Told, at, told_in
from tests.forms.filling import Form
from tests.office import Office

MARK = ("c:I.3", "mark")


def showing(form: Form, cell: str, shown: str) -> bytes:
    """Return a form as a spreadsheet saves it that showed a word in the cell of a formula."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form.saved())) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                known = rb'<c r="%s"([^>]*)><f>(.*?)</f><v ?/?>(</v>)?</c>' % cell.encode()
                word = rb'<c r="%s"\1 t="str"><f>\2</f><v>%s</v></c>' % (cell.encode(), shown.encode())
                data, number = re.subn(known, word, data)
                assert number == 1
            after.writestr(name, data)
    return out.getvalue()


def sent(desk: Desk, typed: Any, shown: str = "?", *, stage: str = "self") -> Form:
    form = desk.form(stage=stage)
    form.put(*MARK, typed)
    desk.write("phu-an.xlsx", showing(form, form.cell("c:I.3", "points").coordinate, shown))
    return form


@pytest.mark.parametrize("typed", ["4,5", "4.5"])
def test_what_is_read_although_the_form_showed_a_question_mark_is_told(desk: Desk, typed: str) -> None:
    form = sent(desk, typed)
    ran = desk.take("phu-an.xlsx")
    assert (ran.status, told_in(ran.err)) == (0, [Told("Q640", at(*MARK, form))])
    said = "Biểu mẫu hiện dấu ? ở cột “Điểm” của 1 tiêu chí, nhưng giá trị vẫn đọc được và được nhập: I.3: 4,5."
    assert said in ran.err
    assert desk.marks()["I.3"] == {"self": "4,5"}


@pytest.mark.parametrize(("typed", "told"), [("năm", "Q301"), (4.7, "Q605"), (None, "")])
def test_what_is_refused_or_blank_needs_no_second_word(desk: Desk, typed: Any, told: str) -> None:
    sent(desk, typed)
    codes = [one.code for one in told_in(desk.take("phu-an.xlsx").err)]
    assert "Q640" not in codes
    assert told in [*codes, ""]


def test_other_words_in_the_place_of_points_are_no_doubt(desk: Desk) -> None:
    sent(desk, 4.5, "tính ở khối")
    assert desk.taken("phu-an.xlsx") == []


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_number_as_text_is_told_as_a_spreadsheet_saves_it(
    desk: Desk, office: Office, tmp_path: Path, kind: str
) -> None:
    form = desk.form()
    form.put("c:I.1", "mark", "Khá")  # not as the list has it: `Khá (3)`
    form.put(*MARK, "4,5")
    form.put("c:I.8", "mark", 1)
    file = tmp_path / "phu-an.xlsx"
    file.write_bytes(form.saved())
    desk.write(f"phu-an.{kind}", office([file], kind)["phu-an.xlsx"].read_bytes())
    ran = desk.take(f"phu-an.{kind}")
    assert told_in(ran.err) == [Told("Q640", at("c:I.1", "mark", form, f"phu-an.{kind}"))]
    assert "2 tiêu chí, nhưng giá trị vẫn đọc được và được nhập: I.1: Khá (3); I.3: 4,5." in ran.err
    assert desk.take(f"phu-an.{kind}").err == f"phu-an.{kind}: không có thay đổi.\n"
