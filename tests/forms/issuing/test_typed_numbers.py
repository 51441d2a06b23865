"""A number on a form is never just a number: its unit in the cell, the prompt and the line; what is odd is red."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from qcdc_cli import language
from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.forms.issuing.workbook import forms_of
from qcdc_cli.language.figures import Exact
from tests.forms.computed import Computed
from tests.forms.desk import RUBRIC, Desk
from tests.forms.filling import Form
from tests.forms.form_campaigns import scoring_input
from tests.office import Office

CRITERIA = """\
      - {id: I.10, name: Báo cáo, points: 10, evidence: optional, deduct: {each: 2, unit: lần chậm, floor: 0}}
      - {id: I.11, name: Tỷ lệ, points: 10, evidence: optional,
          bands: {unit: "%", table: [{from: 90, points: 10}, {points: 0}]}}
      - {id: I.12, name: Lỗi, points: 10, evidence: optional,
          deduct: {faults: {cham: {name: Chậm, each: 5}, sai: {name: Sai mẫu, each: 1}}, floor: 0}}
      - {id: I.13, name: 'Tin "nóng"', points: 5, evidence: optional, count: {each: 0.5, unit: 'tin "nóng"'}}
      - {id: I.14, name: Sai sót, points: 5, evidence: optional,
          deduct: {each: 1, unit: lần gửi báo cáo chậm hoặc thiếu số liệu, floor: 0}}
"""


@pytest.fixture
def numbers(desk: Desk) -> Desk:
    """Put a rubric on the desk that asks for numbers of all sorts."""
    head, disqualifiers = RUBRIC.replace("total: 45", "total: 85").replace("points: 45", "points: 85").split("disq")
    desk.write("thang-diem.yaml", f"{head}{CRITERIA}disq{disqualifiers}")
    return desk


def prompt(form: Form, key: str, column: str = "mark") -> tuple[str | None, str | None]:
    """Return the title and the text that are shown while a cell is chosen."""
    cell = form.cell(key, column).coordinate
    rules: list[DataValidation] = form.sheet.data_validations.dataValidation
    rule = next(rule for rule in rules if cell in rule.sqref)
    assert rule.prompt == rule.error
    return rule.promptTitle, rule.prompt


def test_the_unit_stands_in_the_cell_the_prompt_and_the_line(numbers: Desk) -> None:
    form = numbers.form()
    formats = {
        key: form.cell(f"c:I.{key}", "mark").number_format for key in ("3", "4", "10", "11", "12/sai", "13", "14")
    }
    assert formats == {
        "3": '[$-42A]General" điểm"',
        "4": '[$-42A]General" cuộc"',
        "10": '[$-42A]0" lần chậm"',
        "11": '[$-42A]General"%"',
        "12/sai": '[$-42A]0" lần"',
        "13": '[$-42A]0" tin "\\""nóng"\\"""',
        "14": '[$-42A]0" lần gửi…"',
    }
    assert form.cell("c:I.7/1", "mark").number_format == '[$-42A]"hạng "0'
    assert form.cell("c:I.5", "target").number_format == '[$-42A]General" ấp"'
    assert prompt(form, "c:I.10") == (
        "Số lần chậm",
        "Số lần chậm, không phải số điểm. Nhập số nguyên từ 0 trở lên, ví dụ 3.",
    )
    assert prompt(form, "c:I.3") == ("Số điểm", "Số điểm. Nhập một số từ 0 đến 10, mỗi mức cách nhau 0,5.")
    assert prompt(form, "c:I.4", "target") == (
        "Chỉ tiêu: số cuộc",
        "Chỉ tiêu: số cuộc, không phải số điểm. Nhập một số từ 0 trở lên.",
    )
    names = [form.cell(f"c:I.{key}", "name").value for key in ("1", "3", "10", "11")]
    assert names == ["Kiện toàn", "Kế hoạch (nhập: số điểm)", "Báo cáo (nhập: số lần chậm)", "Tỷ lệ (nhập: tỷ lệ %)"]


def test_in_english_too(numbers: Desk) -> None:
    language.use("en")
    form = numbers.form()
    assert form.cell("c:I.10", "mark").number_format == '0" lần chậm"'
    assert form.cell("c:I.7/1", "mark").number_format == '"place "0'
    assert prompt(form, "c:I.10")[1] == "Number of lần chậm, not points. Type a whole number from 0 up, such as 3."
    assert form.cell("c:I.3", "name").value == "Kế hoạch (type: points)"


TYPED: dict[str, Any] = {  # what is typed, and what is then said beside it
    "c:I.3": (7.25, "Nhập một số từ 0 đến 10, mỗi mức cách nhau 0,5."),
    "c:I.4": (3, "Chưa có chỉ tiêu."),
    "c:I.5": (83, "gấp từ 10 lần chỉ tiêu trở lên; có thể đã ghi tỷ lệ %"),
    "c:I.1": ("Tạm được", "Chọn một giá trị trong danh sách."),
    "c:I.9": ("1,5", "Ô đang là chữ; gõ lại số, ví dụ 1.5"),  # as the office here, an English one, writes it
    "c:I.8": ("hai", "Nhập số nguyên từ 0 trở lên, ví dụ 3."),
    "c:I.10": (10, "5 lần chậm là trừ hết mức (không ghi điểm)"),
    "c:I.11": (0.95, "tỷ lệ ghi theo phần trăm: 95, không ghi 0,95"),
    "c:I.12/cham": (4, "2 lần là trừ hết mức (không ghi điểm)"),
    "c:I.12/sai": (4, ""),
    "c:I.13": (45, ""),
    "c:I.14": (5, "bằng số điểm tối đa; có thể đã ghi điểm thay cho số lượng"),
}
POINTS: dict[str, Exact | int | str] = {"c:I.3": "?", "c:I.4": "?", "c:I.5": 5, "c:I.10": 0, "c:I.11": 0, "c:I.13": 5}


@pytest.mark.slow
def test_what_is_odd_is_said_beside_it(numbers: Desk, office: Office, tmp_path: Path) -> None:
    form = numbers.form()
    for key, (typed, _) in TYPED.items():
        form.cell(key, "mark").value = typed
    (tmp_path / "typed.xlsx").write_bytes(form.saved())
    computed = Computed(office([tmp_path / "typed.xlsx"], "xlsx")["typed.xlsx"].read_bytes())
    assert {key: computed.value(key, "hint") for key in TYPED} == {key: said for key, (_, said) in TYPED.items()}
    assert {key: computed.value(key, "points") for key in POINTS} == POINTS


def test_what_is_odd_is_red(numbers: Desk) -> None:
    """One rule colours what was typed, its points and what is said beside, in every row where anything is said."""
    form = numbers.form()
    rules = {str(area.sqref): rule.formula for area in form.sheet.conditional_formatting for rule in area.rules}
    first, last = min(form.rows["g:I"], form.rows["c:I.1"]), form.rows["c:I.14"]
    letters = {column: form.cell("c:I.1", column).column_letter for column in ("mark", "points", "hint")}
    assert rules[f"{letters['mark']}{first}:{letters['hint']}{last}"] == [f'${letters["hint"]}{first}<>""']
    assert letters["mark"] < letters["points"] < letters["hint"]


def test_what_a_sheet_holds_already_is_told_when_the_form_is_made(numbers: Desk) -> None:
    """The results that stand in the file, before any spreadsheet computes them."""
    marks = "{I.5: 83, I.10: 12, I.11: 95, I.12: {self: {mark: {cham: 9, sai: 0}}}}"
    numbers.write("units/phu-an.yaml", f"unit: phu-an\nperiod: 2020-h1\nmarks: {marks}\n")
    loaded = load(Source(numbers.folder))
    made = Computed(next(data for _, data in forms_of(loaded, scoring_input(loaded, "self"), ["phu-an"])))
    assert [
        made.value(key, "hint") for key in ("c:I.5", "c:I.10", "c:I.11", "c:I.12", "c:I.12/cham", "c:I.12/sai")
    ] == [
        TYPED["c:I.5"][1],
        TYPED["c:I.10"][1],
        "",
        "",
        TYPED["c:I.12/cham"][1],
        "",
    ]


def test_points_are_formatted_before_there_are_any(numbers: Desk) -> None:
    """As in a form with marks: else spreadsheets show them in the format of the marks that they are computed from."""
    form = numbers.form()
    figures = form.cell("c:I.5", "points").number_format
    assert figures == '[$-42A]#,##0.00;[$-42A]"−"#,##0.00'
    column = form.cell("c:I.5", "points").column
    computed = [cell for (cell,) in form.sheet.iter_rows(min_col=column, max_col=column) if cell.data_type == "f"]
    assert len(computed) == 14 + 1 + 1  # criteria, their group, the total
    assert {cell.number_format for cell in computed} == {figures}
