"""The catalogue of all problems. A code never changes its meaning; tests and documents cite it.

Q1 files, Q2 YAML, Q3 values, Q4 the campaign, Q5 the rubric, Q6 sheets and marks, Q7 Excel and
tables, Q9 the command line.
"""

from qcdc_cli.problems.catalogue import (
    campaign,
    files,
    forms,
    rubric,
    scales,
    sheet,
    templates,
    usage,
    values,
    workbooks,
    yaml,
)
from qcdc_cli.problems.entry import Entry

CATALOGUE: dict[str, Entry] = {
    code: entry
    for room in (files, yaml, values, campaign, rubric, sheet, workbooks, forms, scales, templates, usage)
    for code, entry in room.ENTRIES.items()
}

__all__ = ["CATALOGUE"]
