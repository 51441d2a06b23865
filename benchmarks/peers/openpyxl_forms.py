"""A form for every unit with openpyxl, as a helper would write it: a table to fill in, lists to choose from, a sum.

It has no page layout, no points that follow the marks, no key that says whose form it is, and reading back believes
every cell. Run by `run.py peers` in turns with `qcdc form` and `qcdc import`.

    python openpyxl_forms.py make CAMPAIGN FOLDER
    python openpyxl_forms.py read CAMPAIGN FOLDER
"""

import sys
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.datavalidation import DataValidation
from pandas_rank import leaves, load

HEAD = ("Mã", "Tiêu chí", "Điểm tối đa", "Tự chấm", "Minh chứng")
WIDTHS = (8, 60, 10, 20, 50)


def make(campaign: dict[str, Any], criteria: list[dict[str, Any]], folder: Path) -> None:
    line = Side(style="thin")
    for unit, name in campaign["units"].items():
        book = Workbook()
        page = book.active
        page.append([name if isinstance(name, str) else name["name"]])
        page.append(HEAD)
        for criterion in criteria:
            page.append([criterion["id"], criterion["name"], criterion["points"], None, None])
            row = page.max_row
            words = criterion.get("levels") or ({"đạt": 1, "không đạt": 0} if "pass" in criterion else None)
            if words:
                choice = DataValidation("list", formula1=f'"{",".join(words)}"')
                page.add_data_validation(choice)
                choice.add(f"D{row}")
        page.append([None, "Tổng", f"=SUM(C3:C{page.max_row})"])
        for cells in page.iter_rows(min_row=2):
            for cell in cells:
                cell.border = Border(line, line, line, line)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        for cell in page[2]:
            cell.font = Font(bold=True)
        for letter, width in zip("ABCDE", WIDTHS, strict=True):
            page.column_dimensions[letter].width = width
        book.save(folder / f"{unit}.xlsx")


def read(folder: Path) -> dict[str, dict[str, Any]]:
    found = {}
    for file in sorted(folder.glob("*.xlsx")):
        page = load_workbook(file).active
        found[file.stem] = {row[0]: row[3:5] for row in page.iter_rows(min_row=3, values_only=True)}
    return found


def main() -> None:
    action, campaign, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if action == "make":
        rubric = load(Path(__file__).parents[2] / "rubrics" / "qcdc-cap-xa-2020.yaml")
        folder.mkdir(exist_ok=True)
        make(load(campaign / "qcdc.yaml"), [node for node, _ in leaves(rubric["criteria"])], folder)
    else:
        read(folder)


if __name__ == "__main__":
    main()
