"""Where a scale's table ends: where people sign, at its last total, or at an empty row.

But not before a line that has points, nor before a bonus or penalties.
"""

import re
from collections.abc import Sequence

from qcdc_cli.language import Text
from qcdc_cli.scale.numbering import BULLET, label_readings, split_label
from qcdc_cli.scale.table import ScaleTable
from qcdc_cli.yamltext.new_text import printable_line

SIGNATURE = Text("phần ký", "where people sign")
BELOW = Text("nằm dưới bảng", "stands below the table")


def table_end(table: ScaleTable) -> tuple[int, Text]:
    """Return the first row that no longer belongs to a table, and what stands there instead."""
    rows = list(table.rows)
    signed = _signed(table, rows)
    inside = rows[:signed]
    pointed = [place for place, row in enumerate(inside) if _has_points(table, row)]
    totals = [place for place, row in enumerate(inside) if _is_total(table, row)]
    if not pointed:
        return rows[signed] if signed < len(rows) else rows[-1] + 1 if rows else 0, SIGNATURE
    sections = (place for place, row in enumerate(inside) if table.vocabulary.section_of(_name(table, row)[1]))
    last = max((*pointed, *totals, *sections))
    if last not in totals:  # what goes on without an empty row between; below a total, nothing does
        while last + 1 < len(inside) and (
            inside[last + 1] == inside[last] + 1 or (not totals and _is_numbered(table, inside[last + 1]))
        ):
            last += 1
    if last + 1 < len(inside):
        return inside[last + 1], BELOW
    return rows[signed] if signed < len(rows) else inside[-1] + 1, SIGNATURE


def _signed(table: ScaleTable, rows: Sequence[int]) -> int:
    """Return the place of the first row where people sign; the number of rows where there is none."""
    counted = [place for place, row in enumerate(rows) if is_line(table, row)]
    for place in range(counted[0] + 1 if counted else len(rows), len(rows)):
        row = rows[place]
        if _is_numbered(table, row) or _has_points(table, row):
            continue
        texts = list(table.rows[row].values())
        apart = rows[place - 1] < row - 1
        seen = texts if apart else texts[:1]
        if any(table.vocabulary.signs(text) for text in seen):
            return place
        if any(table.vocabulary.may_sign(text) for text in seen) and counted[-1] < place:
            return place
    return len(rows)


def _name(table: ScaleTable, row: int) -> tuple[str, str]:
    """Return the label and the name of a row that has only one: in its columns of names, or over those of numbers."""
    columns = (*table.columns.names, *(column for own in table.columns.numbers for column in own))
    text = next((text for column in columns if (text := printable_line(table.tab.text(row, column)))), "")
    return split_label(text)


def _is_numbered(table: ScaleTable, row: int) -> bool:
    """Return whether a row has a number of its own; a stroke is none."""
    texts = [table.tab.text(row, column) for own in table.columns.numbers for column in own]
    labels = [label_readings(text) for text in (*texts, _name(table, row)[0]) if text]
    return any(readings and readings[0].style.kind != BULLET for readings in labels)


def _has_points(table: ScaleTable, row: int) -> bool:
    """Return whether a row has a name and a number of points beside it."""
    found = table.tab.cells.get((row, table.points_column(row)))
    named = any(table.tab.text(row, column) for column in table.columns.names) or _name(table, row)[1]
    if not named or found is None or table.vocabulary.may_sign(found.text):
        return False
    return found.what == "formula" or bool(re.search("[0-9]", found.text))


def _is_total(table: ScaleTable, row: int) -> bool:
    label, name = _name(table, row)
    return not label and table.vocabulary.total_of(name) is not None


def is_line(table: ScaleTable, row: int) -> bool:
    """Return whether a row surely says something about a scale: it is numbered, or has points."""
    return _is_numbered(table, row) or _has_points(table, row)
