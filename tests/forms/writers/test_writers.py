"""Files that other programs wrote (`files/`, made by `make.py`) go through import and as templates."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from qcdc_cli.workbook.reading import read_book
from tests.campaigns import tree_of
from tests.forms.desk import Desk, Told
from tests.forms.writers.make import FILES
from tests.fuzz.mutating import package_of, parts_of
from tests.render.template.templates import bloc_of, bytes_of

FORM: dict[str, Any] = {
    "I.1": {"self": "kha", "evidence": ["Quyết định số 1", "Biên bản “họp”"]},
    "I.3": {"self": "7,5"},
    "I.4": {"self": {"actual": "3", "target": "4"}},
    "I.6": {"self": ["a"]},
    "I.8": {"not_applicable": "Không có vi phạm"},
}
TABLE: dict[str, Any] = {
    "I.1": {"self": {"mark": "kha", "reason": "Đã xem"}, "evidence": ["Quyết định số 1", "Biên bản “họp”; có ký"]},
    "I.3": {"self": {"mark": "7,5", "reason": 'Tính lại, "làm tròn"'}},
    "I.4": {"self": {"actual": "3", "target": "4", "reason": "Đủ"}},
}
REFUSED = {
    ".fods": "Q794",  # a flat OpenDocument sheet
    ".html": "Q704",
    ".slk": "Q712",
    ".xls": "Q703",
    ".xml": "Q705",
    "libreoffice-7.4.7.2.csv": "Q108",  # in the code page of the machine, as LibreOffice does without a question
}


def named(kind: str) -> list[Any]:
    return [pytest.param(file, id=file.name) for file in sorted(FILES.glob(f"{kind}-*"))]


def refusal_of(file: Path) -> str:
    return next((code for end, code in REFUSED.items() if file.name.endswith(end)), "")


def test_the_files_are_small_and_of_four_writers() -> None:
    files = list(FILES.iterdir())
    assert sum(file.stat().st_size for file in files) < 400_000
    assert {file.name.split("-")[1] for file in files} == {"exceljs", "libreoffice", "openpyxl", "pandas", "sheetjs"}


@pytest.mark.parametrize("file", named("form"))
def test_a_form_that_another_program_wrote(desk: Desk, file: Path) -> None:
    desk.write("phu-an" + file.suffix, file.read_bytes())
    told = desk.taken("phu-an" + file.suffix)
    codes = [one.code for one in told]
    if "libreoffice" in file.name:  # which has computed that `Khá` is not on the list
        assert codes == ["Q640"]
    else:
        assert codes == (["Q795"] if "pandas" in file.name else [])  # one note, not one for each cell
    assert desk.marks() == FORM
    assert tree_of(desk.read("units/phu-an.yaml"))["notes"]["limits"] == ["Còn chậm"]


def test_a_form_whose_cells_have_empty_attributes(desk: Desk) -> None:
    """`s=""`, as one program writes it, is the style 0."""
    form = desk.filled({("c:I.3", "mark"): 7.5})
    parts = parts_of((desk.folder / form).read_bytes())
    name = "xl/worksheets/sheet1.xml"
    parts[name] = re.sub(rb'(<c r="[A-Z]+[0-9]+") s="[0-9]+"', rb'\1 s="" cm=""', parts[name])
    assert parts[name].count(b's=""') > 100
    desk.write(form, package_of(parts))
    assert desk.taken(form) == []
    assert desk.marks() == {"I.3": {"self": "7,5"}}


@pytest.mark.parametrize("file", named("table"))
def test_a_table_that_another_program_wrote(desk: Desk, file: Path) -> None:
    name = "bang" + file.suffix
    desk.write(name, file.read_bytes())
    if code := refusal_of(file):
        assert desk.refused(name, "--from", "table", "--stage", "self") == [Told(code, name)]
        return
    assert desk.taken(name, "--from", "table", "--stage", "self") == []
    assert desk.marks() == TABLE
    assert desk.marks("dong-phuoc-a") == {"I.8": {"self": {"mark": "1", "reason": "Hai lần"}}}


@pytest.mark.parametrize("file", named("template"))
def test_a_template_that_another_program_wrote(tmp_path: Path, file: Path) -> None:
    filled = tmp_path / "bao-cao.xlsx"
    filled.write_bytes(bytes_of(file, bloc_of(2)))
    (tab, *_) = read_book(filled).tabs
    assert [[tab.text(row, column) for column in (1, 2, 3)] for row in (1, 2, 3)] == [
        ["Khối: 2", "Tổng điểm", "Hạng"],
        ["Xã u0", "23.2", "1"],
        ["Xã u1", "23.19", "2"],
    ]
    assert load_workbook(io.BytesIO(filled.read_bytes())).worksheets[0]["A2"].value == "Xã u0"


def test_a_folder_with_a_flat_sheet_says_how_to_save_it(desk: Desk) -> None:
    desk.write("ve/phu-an.fods", b"<?xml version='1.0'?>")
    ran = desk.take("ve")
    assert ran.status == 2
    assert "LibreOffice và lưu lại thành .ods" in ran.err
