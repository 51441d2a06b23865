"""A filled layout as LibreOffice opens it: sums are those of the units' figures, and nothing in the print is cut."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.office import Office, page_texts
from tests.render.cases import Case, example
from tests.render.template.templates import UNIT_ROW, bloc_of, bytes_of, layout, saved
from tests.render.template.test_kept import rich

Convert = Callable[[Path, Case, str], Path]


@pytest.fixture
def converted(tmp_path: Path, office: Office) -> Convert:
    """Return a function that fills a template and has LibreOffice save it as another kind of file."""

    def convert(template: Path, case: Case, kind: str) -> Path:
        file = tmp_path / "report.xlsx"
        file.write_bytes(bytes_of(template, case))
        return office([file], kind)[file.name]

    return convert


def exact(value: object) -> Decimal:
    return round(Decimal(str(value)), 9)


def test_formulas_give_what_the_program_s_figures_add_up_to(tmp_path: Path, converted: Convert) -> None:
    case = bloc_of(8)
    book = load_workbook(converted(saved(layout(), tmp_path), case, "xlsx"), data_only=True)
    sheet, below = book["Xếp hạng"], UNIT_ROW + 8
    results = [standing.result for standing in case.ranking.standings]
    for row, result in enumerate(results, start=UNIT_ROW):
        assert exact(sheet.cell(row, 5).value) == result.points
    total = sum((result.points for result in results), Decimal(0))
    assert exact(sheet.cell(below, 5).value) == total == Decimal("185.32")
    assert exact(sheet.cell(below, 3).value) + exact(sheet.cell(below, 4).value) == total
    assert sheet.cell(below, 7).value == 8
    assert sheet.cell(below + 5, 5).value == "Đơn vị dẫn đầu: Xã u0"
    told = {row[0]: row[1] for row in book["Tóm tắt"].iter_rows(values_only=True)}
    assert exact(told["Tổng của khối"]) == total
    assert exact(told["Cao nhất"]) == results[0].points
    assert (told["Dẫn đầu"], told["Số đơn vị"]) == ("Xã u0", 8)


def test_the_print_is_complete(tmp_path: Path, converted: Convert) -> None:
    pages = page_texts(converted(saved(layout(), tmp_path), example(), "pdf"))
    first = re.sub(r"\s", "", pages[0])
    for text in ("BanChỉđạothựchiệnQCDChuyệnChâuThành", "ChâuThành,ngày05tháng02năm2020", "XãĐôngPhướcA", "Cộng"):
        assert text in first
    assert "{{" not in "".join(pages)
    assert "####" not in "".join(pages)


def test_a_layout_with_one_of_everything_opens(tmp_path: Path, converted: Convert) -> None:
    file = tmp_path / "mau.xlsx"
    rich(file)
    case = bloc_of(4)
    units = {"u0": "_x0041_", "u1": "=1+1", "u2": "#N/A", "u3": "{{rank}}"}
    named = replace(case.ranking, campaign=case.ranking.campaign.model_copy(update={"units": units}))
    pages = page_texts(converted(file, replace(case, ranking=named), "pdf"))
    words = "\n".join(pages).split()
    for text in ("_x0041_", "=1+1", "#N/A", "{{rank}}", "92.74"):
        assert text in words
    assert "nhận" in words
