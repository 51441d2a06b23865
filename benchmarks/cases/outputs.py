"""Growth of what results are shown with: tables, workbooks, documents, forms."""

import subprocess
import sys
from pathlib import Path

from cases.case import case, criteria, units, write_campaign, write_rubric, write_sheets

_NOTES = "notes: {{strengths: [{}]}}"


def _bloc(folder: Path, size: int, number_of_criteria: int = 1) -> None:
    """Write a bloc of so many units, with other totals each."""
    write_campaign(folder, {"b": units(size)})
    write_rubric(folder, criteria(number_of_criteria), number_of_criteria)
    write_sheets(
        folder,
        units(size),
        lambda unit: ", ".join(f"c{one}: {unit / size:.4f}" for one in range(number_of_criteria)),
    )


def _long(size: int) -> str:
    return "Thị trấn Ngã Sáu " * max(1, size // 16)


@case(500, 1000, 2000)
def rank_as_json(folder: Path, size: int) -> list[str]:
    """The ranking of a bloc as JSON."""
    _bloc(folder, size)
    return ["rank", "--format", "json", "-C", str(folder)]


@case(500, 1000, 2000)
def rank_as_csv(folder: Path, size: int) -> list[str]:
    """The ranking of a bloc as CSV."""
    _bloc(folder, size)
    return ["rank", "--format", "csv", "-C", str(folder)]


@case(150, 300, 600)
def every_criterion_of_every_unit(folder: Path, size: int) -> list[str]:
    """The scores of a bloc with every criterion."""
    _bloc(folder, size, 4)
    return ["score", "--detail", "-C", str(folder)]


@case(150, 300, 600)
def every_criterion_as_markdown(folder: Path, size: int) -> list[str]:
    """The scores of a bloc with every criterion, as Markdown."""
    _bloc(folder, size, 4)
    return ["score", "--detail", "--format", "md", "-C", str(folder)]


@case(150, 300, 600)
def every_criterion_as_json(folder: Path, size: int) -> list[str]:
    """The scores of a bloc with every criterion, as JSON."""
    _bloc(folder, size, 4)
    return ["score", "--detail", "--format", "json", "-C", str(folder)]


@case(150, 300, 600)
def units_with_blanks(folder: Path, size: int) -> list[str]:
    """Nearly nothing is marked, which the notes say unit by unit."""
    write_campaign(folder, {"b": units(size)}, stages=("self", "bloc"))
    write_rubric(folder, criteria(10), 10)
    write_sheets(folder, units(size), lambda unit: "c1: {self: 1}" if unit else "c1: {bloc: 1}")
    return ["score", "-C", str(folder)]


@case(20, 60, 135)
def workbook_with_a_sheet_for_each_unit(folder: Path, size: int) -> list[str]:
    """The whole report as a workbook, with a worksheet for each unit."""
    _bloc(folder, size, 4)
    return ["export", str(folder / "report.xlsx"), "-C", str(folder)]


@case(160, 320, 480)
def workbook_of_many_units(folder: Path, size: int) -> list[str]:
    """The whole report as a workbook, units down."""
    _bloc(folder, size)
    return ["export", str(folder / "report.xlsx"), "-C", str(folder)]


@case(20, 50, 130)
def workbook_of_many_blocs(folder: Path, size: int) -> list[str]:
    """The whole report of blocs of two as a workbook, with worksheets for each."""
    return _blocs_of_two(folder, size)


@case(160, 320, 480)
def workbook_of_very_many_blocs(folder: Path, size: int) -> list[str]:
    """The whole report of blocs of two as a workbook, units down."""
    return _blocs_of_two(folder, size)


def _blocs_of_two(folder: Path, size: int) -> list[str]:
    own = units(size)
    write_campaign(folder, {f"b{first}": own[first : first + 2] for first in range(0, size, 2)})
    write_rubric(folder)
    write_sheets(folder, own)
    return ["export", str(folder / "report.xlsx"), "-C", str(folder)]


@case(60, 120, 240)
def workbook_of_many_criteria(folder: Path, size: int) -> list[str]:
    """The whole report as a workbook, with many criteria."""
    _bloc(folder, 4, size)
    return ["export", str(folder / "report.xlsx"), "-C", str(folder)]


@case(160, 320, 640)
def workbook_with_ties_and_awards(folder: Path, size: int) -> list[str]:
    """A workbook of units that are all tied, with classes, quotas, awards and a ladder."""
    decided = """
ties: [criterion c0, smallest correction, lots]
classification:
  - {id: tot, name: Tốt, from: 1, needs: {groups_at_least: 50, complete: yes}, quota: {percent: 50, rounding: up}}
  - {id: yeu, name: Yếu}
awards: [{id: co, name: Cờ, share: {percent: 20, rounding: up}, ties: all}]
"""
    write_campaign(folder, {"b": units(size)})
    write_rubric(folder, criteria(2), 2, decided)
    write_sheets(folder, units(size), lambda _: "c0: 1, c1: 1")
    return ["export", str(folder / "report.xlsx"), "-C", str(folder)]


@case(150, 300, 600)
def export_as_csv(folder: Path, size: int) -> list[str]:
    """The whole report as CSV."""
    _bloc(folder, size, 4)
    return ["export", str(folder / "report.csv"), "-C", str(folder)]


@case(150, 300, 600)
def export_as_markdown(folder: Path, size: int) -> list[str]:
    """The whole report as Markdown."""
    _bloc(folder, size, 4)
    return ["export", str(folder / "report.md"), "-C", str(folder)]


@case(150, 300, 600)
def export_as_json(folder: Path, size: int) -> list[str]:
    """The whole report as JSON."""
    _bloc(folder, size, 4)
    return ["export", str(folder / "report.json"), "-C", str(folder)]


@case(200, 400, 800)
def template_filled(folder: Path, size: int) -> list[str]:
    """A layout of the bloc's own, whose row is repeated for each unit."""
    from xlsxwriter import Workbook

    with Workbook(folder / "layout.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["{{bloc}}", "{{period}}"])
        sheet.write_row(1, 0, ["{{number}}", "{{unit}}", "{{points}}", "{{rank}}", "{{criterion:c0}}"])
        sheet.write_formula(2, 2, "=SUM(C2:C2)")
    _bloc(folder, size)
    return ["export", str(folder / "report.xlsx"), "--template", str(folder / "layout.xlsx"), "-C", str(folder)]


def _long_names(folder: Path, size: int, reason: int = 0) -> None:
    write_campaign(folder, {"b": units(2)}, name=lambda unit: f"{_long(size)} {unit}")
    write_rubric(folder, f"  - {{id: A, name: {_long(size)}, points: 10, evidence: optional, guide: {_long(size)}}}\n")
    write_sheets(folder, units(2), lambda _: f"A: {{self: {{mark: 8, reason: {_long(reason or size)}}}}}")


@case(50_000, 100_000, 200_000)
def long_names_in_tables(folder: Path, size: int) -> list[str]:
    """Names of many letters in a table."""
    _long_names(folder, size)
    return ["rank", "-C", str(folder)]


@case(50_000, 100_000, 200_000)
def long_names_explained(folder: Path, size: int) -> list[str]:
    """Names of many letters in an explanation."""
    _long_names(folder, size)
    return ["explain", "u0", "A", "-C", str(folder)]


@case(50_000, 100_000, 200_000)
def long_names_in_markdown(folder: Path, size: int) -> list[str]:
    """Names of many letters in Markdown."""
    _long_names(folder, size)
    return ["export", str(folder / "report.md"), "-C", str(folder)]


@case(5000, 10_000, 20_000)
def long_names_in_a_workbook(folder: Path, size: int) -> list[str]:
    """Names of many letters in a workbook, up to what one of its cells can hold."""
    _long_names(folder, size)
    return ["export", str(folder / "report.xlsx"), "-C", str(folder)]


@case(25_000, 50_000, 100_000)
def long_names_in_a_form(folder: Path, size: int) -> list[str]:
    """Names of many letters in a form."""
    _long_names(folder, size, reason=1)
    return ["form", "u0", "--force", "-o", str(folder / "forms"), "-C", str(folder)]


def _evidence(folder: Path, size: int, mark: str = "8") -> None:
    lines = ", ".join(f"Quyết định số {one}/QĐ-UBND" for one in range(size))
    write_campaign(folder, {"b": units(2)})
    write_rubric(folder)
    write_sheets(folder, units(2), lambda _: f"A: {{self: {mark}, evidence: [{lines}]}}")


@case(10_000, 20_000, 40_000)
def evidence_explained(folder: Path, size: int) -> list[str]:
    """A mark with many lines of evidence is explained."""
    _evidence(folder, size)
    return ["explain", "u0", "A", "-C", str(folder)]


@case(10_000, 20_000, 40_000)
def evidence_in_a_workbook(folder: Path, size: int) -> list[str]:
    """A mark with many lines of evidence in a workbook."""
    _evidence(folder, size)
    return ["export", str(folder / "report.xlsx"), "-C", str(folder)]


@case(5000, 10_000, 20_000, status=1)
def evidence_that_no_form_holds(folder: Path, size: int) -> list[str]:
    """A mark with more lines of evidence than a cell holds, of which no form is made."""
    _evidence(folder, size, f"{{mark: 8, reason: {_long(33_000)}}}")  # refused however many there are
    return ["form", "u0", "--force", "-o", str(folder / "forms"), "-C", str(folder)]


@case(250, 500, 1000)
def many_criteria_as_json(folder: Path, size: int) -> list[str]:
    """Two units with many criteria as JSON."""
    _bloc(folder, 2, size)
    return ["score", "--detail", "--format", "json", "-C", str(folder)]


@case(250, 500, 1000)
def many_criteria_as_csv(folder: Path, size: int) -> list[str]:
    """Two units with many criteria as CSV."""
    _one_group(folder, size)
    return ["score", "--detail", "--format", "csv", "-C", str(folder)]


@case(250, 500, 1000)
def many_criteria_as_markdown(folder: Path, size: int) -> list[str]:
    """The whole report of many criteria as Markdown."""
    _bloc(folder, 2, size)
    return ["export", str(folder / "report.md"), "-C", str(folder)]


def _many_extras(folder: Path, size: int) -> None:
    penalties = criteria(size).replace("id: c", "id: p").replace("  - ", "    - ")
    bonus = criteria(size).replace("id: c", "id: b").replace("  - ", "    - ")
    write_campaign(folder, {"b": units(2)})
    write_rubric(folder, more=f"bonus:\n  above_total: yes\n  criteria:\n{bonus}penalties:\n  criteria:\n{penalties}")
    write_sheets(folder, units(2), lambda _: ", ".join(["A: 9", *(f"p{one}: 1, b{one}: 1" for one in range(size))]))


@case(250, 500, 1000)
def many_penalties_as_json(folder: Path, size: int) -> list[str]:
    """Many bonus and penalty criteria as JSON."""
    _many_extras(folder, size)
    return ["export", str(folder / "report.json"), "-C", str(folder)]


@case(60, 120, 270)
def many_penalties_in_a_workbook(folder: Path, size: int) -> list[str]:
    """Many bonus and penalty criteria in a workbook."""
    _many_extras(folder, size)
    return ["export", str(folder / "report.xlsx"), "-C", str(folder)]


@case(500, 1000, 2000)
def group_of_many_criteria_explained(folder: Path, size: int) -> list[str]:
    """A group is explained that has many criteria."""
    _one_group(folder, size)
    return ["explain", "u0", "G", "-C", str(folder)]


@case(500, 1000, 2000)
def group_of_many_criteria_explained_as_json(folder: Path, size: int) -> list[str]:
    """A group is explained as JSON that has many criteria."""
    _one_group(folder, size)
    return ["explain", "u0", "G", "--format", "json", "-C", str(folder)]


@case(500, 1000, 2000)
def total_of_many_criteria_explained_as_json(folder: Path, size: int) -> list[str]:
    """A total is explained as JSON that is made of many criteria."""
    _bloc(folder, 2, size)
    return ["explain", "u0", "--format", "json", "-C", str(folder)]


def _one_group(folder: Path, size: int) -> None:
    inner = criteria(size).replace("  - ", "      - ")
    write_campaign(folder, {"b": units(2)})
    write_rubric(folder, f"  - id: G\n    name: Mục\n    points: {size}\n    criteria:\n{inner}", size)
    write_sheets(folder, units(2), lambda _: ", ".join(f"c{one}: 1" for one in range(size)))


@case(500, 1000, 2000)
def not_applicable_everywhere(folder: Path, size: int) -> list[str]:
    """Half of many criteria are not applicable, which the notes say."""
    write_campaign(folder, {"b": units(2)})
    write_rubric(folder, criteria(size), size, "not_applicable: exclude")
    half = (f"c{one}: {{not_applicable: Không có}}" if one % 2 else f"c{one}: 1" for one in range(size))
    marks = ", ".join(half)
    write_sheets(folder, units(2), lambda _: marks)
    return ["score", "-C", str(folder)]


@case(300, 600, 1200)
def units_with_something_left_out(folder: Path, size: int) -> list[str]:
    """Each unit has a criterion left out, which a note says of each."""
    write_campaign(folder, {"b": units(size)})
    write_rubric(folder, criteria(2), 2, "not_applicable: exclude")
    write_sheets(folder, units(size), lambda unit: f"c0: {unit / size:.4f}, c1: {{not_applicable: Không có}}")
    return ["rank", "-C", str(folder)]


@case(400, 800, 1600, status=2)
def forms_asked_for_by_name(folder: Path, size: int) -> list[str]:
    """Forms are asked for by the units' names, and refused since all are there already."""
    own = units(size)
    write_campaign(folder, {"b": own})
    write_rubric(folder)
    (folder / "forms").mkdir()
    for unit in own:
        (folder / "forms" / f"{unit}_p0_self.xlsx").touch()
    return ["form", *(f"Xã {unit}" for unit in own), "-o", str(folder / "forms"), "-C", str(folder)]


@case(20, 40, 80)
def forms_imported(folder: Path, size: int) -> list[str]:
    """The forms of a bloc come back."""
    _bloc(folder, size)
    form = [sys.executable, "-c", "from qcdc_cli.__main__ import main; main()", "form"]
    subprocess.run([*form, "-o", str(folder / "forms"), "-C", str(folder)], check=True, capture_output=True)
    return ["import", str(folder / "forms"), "--dry-run", "-C", str(folder)]


@case(10, 20, 40)
def forms_of_many_units(folder: Path, size: int) -> list[str]:
    """A form for each unit of a bloc."""
    _bloc(folder, size, 4)
    return ["form", "--force", "-o", str(folder / "forms"), "-C", str(folder)]


@case(150, 300, 600)
def form_of_many_criteria(folder: Path, size: int) -> list[str]:
    """One form of many criteria."""
    _bloc(folder, 1, size)
    return ["form", "--force", "-o", str(folder / "forms"), "-C", str(folder)]


@case(1500, 3000, 6000)
def rubric_shown(folder: Path, size: int) -> list[str]:
    """A rubric of many criteria."""
    _bloc(folder, 1, size)
    return ["rubric", "show", "-C", str(folder)]
