"""Makes `files/`: what other programs write, kept so that tests need none of them.

`python -m tests.forms.writers.make FOLDER` with a folder where `npm install xlsx exceljs` was run, and where the Python
in `py/bin` has pandas, openpyxl and odfpy; LibreOffice is found as `soffice`. Files say in their names which program
made them, and its version. Of forms, all write the same marks (`CELLS`) into the form that qcdc makes.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from openpyxl import load_workbook

from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.forms.issuing.workbook import forms_of
from tests.forms.desk import FILES as CAMPAIGN
from tests.forms.filling import Form
from tests.forms.form_campaigns import scoring_input
from tests.office import office_in

HERE = Path(__file__).parent
FILES = HERE / "files"
UNIT = "phu-an"
CELLS: dict[tuple[str, str], str | float] = {
    ("c:I.1", "mark"): "Khá",
    ("c:I.1", "evidence"): "Quyết định số 1\nBiên bản “họp”",
    ("c:I.3", "mark"): 7.5,
    ("c:I.4", "mark"): 3,
    ("c:I.4", "target"): 4,
    ("c:I.6/a", "mark"): "x",
    ("c:I.8", "state"): "Không phát sinh",
    ("c:I.8", "reason"): "Không có vi phạm",
    ("n:limits/1", "name"): "Còn chậm",
}
TABLE = [
    ["unit", "id", "mark", "reason", "evidence"],
    ["phu-an", "I.1", "kha", "Đã xem", "Quyết định số 1\nBiên bản “họp”; có ký"],
    ["phu-an", "I.3", 7.5, 'Tính lại, "làm tròn"', None],
    ["phu-an", "I.4", "3/4", "Đủ", None],
    ["dong-phuoc-a", "I.8", 0.1 + 0.2 + 0.7, "Hai\tlần", None],
]
TEMPLATE = [["{{khối}}: {{số đơn vị}}", "Tổng điểm", "Hạng"], ["{{đơn vị}}", "{{tổng điểm}}", "{{hạng}}"]]


def _form(folder: Path) -> Form:
    """Make the form in a campaign of its own; return it opened."""
    for name, text in CAMPAIGN.items():
        file = folder / "campaign" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    loaded = load(Source(folder / "campaign"))
    data = next(data for _, data in forms_of(loaded, scoring_input(loaded, "self"), [UNIT]))
    (folder / "form.xlsx").write_bytes(data)
    return Form(data)


def _by_openpyxl_and_libreoffice(folder: Path, cells: dict[str, str | float], sheet: str) -> None:
    """Write the form by openpyxl; tables and templates that others made, and the form, by LibreOffice."""
    import openpyxl

    book = load_workbook(folder / "form.xlsx")
    for cell, value in cells.items():
        book[sheet][cell].value = value
    filled = folder / f"form-openpyxl-{openpyxl.__version__}.xlsx"
    book.save(filled)
    version = subprocess.run(["soffice", "--version"], check=True, capture_output=True, text=True).stdout.split()[1]
    with tempfile.TemporaryDirectory() as own:
        office = office_in(Path(own))
        table, template = next(folder.glob("table-sheetjs*.xlsx")), next(folder.glob("template-sheetjs*.xlsx"))
        for kind, source, suffixes in (
            ("form", filled, ("xlsx", "ods")),
            ("table", table, ("xlsx", "ods", "fods", "csv")),
            ("template", template, ("xlsx",)),
        ):
            for suffix in suffixes:
                (saved,) = office([source], suffix).values()
                shutil.copy(saved, folder / f"{kind}-libreoffice-{version}.{suffix}")
        told = "csv:Text - txt - csv (StarCalc):59,34,76,1"  # ; between, " around, in UTF-8
        command = ["soffice", f"-env:UserInstallation={(Path(own) / 'profile').as_uri()}", "--headless"]
        subprocess.run([*command, "--convert-to", told, "--outdir", own, table], check=True, capture_output=True)
        shutil.copy(Path(own) / f"{table.stem}.csv", folder / f"table-libreoffice-{version}-utf8.csv")


def main(programs: Path) -> None:
    """Make all files anew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        form = _form(folder)
        cells = {form.cell(*keys).coordinate: value for keys, value in CELLS.items()}
        plan = {"cells": cells, "sheet": form.sheet.title, "table": TABLE, "template": TEMPLATE}
        (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
        subprocess.run(["node", HERE / "with_node.mjs", folder], check=True, cwd=programs)
        subprocess.run([programs / "py/bin/python", HERE / "with_pandas.py", folder], check=True)
        _by_openpyxl_and_libreoffice(folder, cells, form.sheet.title)
        FILES.mkdir(exist_ok=True)
        for file in (*FILES.iterdir(),):
            file.unlink()
        for file in sorted(folder.glob("*-*.*")):
            shutil.copy(file, FILES / file.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
