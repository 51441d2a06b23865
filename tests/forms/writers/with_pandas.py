"""Files as pandas writes them: `python with_pandas.py FOLDER`, called by make.py; of qcdc nothing is needed."""

import csv
import json
import re
import sys
from pathlib import Path

import pandas as pd

FOLDER = Path(sys.argv[1])
PLAN = json.loads((FOLDER / "plan.json").read_text(encoding="utf-8"))
NAME = f"pandas-{pd.__version__}"


def frame(rows: list[list[object]]) -> pd.DataFrame:
    """Return a table as pandas users keep it: the first row is the heading."""
    return pd.DataFrame(rows[1:], columns=rows[0])


def spot(cell: str) -> tuple[int, int]:
    """Return row and column of `J20`, both from 0."""
    letters, digits = re.fullmatch("([A-Z])([0-9]+)", cell).groups()
    return int(digits) - 1, ord(letters) - ord("A")


table = frame(PLAN["table"])
table.to_excel(FOLDER / f"table-{NAME}.xlsx", index=False)
table.to_excel(FOLDER / f"table-{NAME}.ods", index=False)
table.to_csv(FOLDER / f"table-{NAME}.csv", index=False)
table.to_csv(FOLDER / f"table-{NAME}-quoted.csv", index=False, sep=";", encoding="utf-8-sig", quoting=csv.QUOTE_ALL)
table.to_csv(FOLDER / f"table-{NAME}-tabs.tsv", index=False, sep="\t", encoding="utf-16")
frame(PLAN["template"]).to_excel(FOLDER / f"template-{NAME}.xlsx", index=False)
tabs = pd.read_excel(FOLDER / "form.xlsx", sheet_name=None, header=None, dtype=object)
for cell, value in PLAN["cells"].items():
    tabs[PLAN["sheet"]].iat[spot(cell)] = value
with pd.ExcelWriter(FOLDER / f"form-{NAME}.xlsx") as writer:
    for name, tab in tabs.items():
        tab.to_excel(writer, sheet_name=name, header=False, index=False)
with pd.ExcelWriter(FOLDER / f"form-{NAME}-as-frames.xlsx") as writer:  # the first row is the heading of each frame
    for name, tab in pd.read_excel(FOLDER / "form.xlsx", sheet_name=None, dtype=object).items():
        if name == PLAN["sheet"]:
            for cell, value in PLAN["cells"].items():
                row, column = spot(cell)
                tab.iat[row - 1, column] = value
        tab.to_excel(writer, sheet_name=name, index=False)
