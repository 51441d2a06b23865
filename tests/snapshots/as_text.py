"""A whole workbook as text, read by openpyxl: what is in its cells, how it looks, what may be typed, how it prints.

What differs from run to run is left out: times, digests of files, the program's version.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_DIGITS = 12  # of a figure: Excel keeps 15, and the last ones are the processor's
_UNSTEADY = (
    (re.compile(r"\b[0-9a-f]{64}\b"), "(SHA-256)"),
    (re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(UTC[+-]\d\d:\d\d\)"), "(time)"),
    (re.compile(r"\b\d\d:\d\d:\d\d \d\d/\d\d/\d{4} \(UTC[+-]\d\d:\d\d\)"), "(time)"),
    (
        re.compile(r"\b(?:\d\d/\d\d/\d{4},? )?\d\d:\d\d:\d\d(?: ngày \d\d/\d\d/\d{4})?(?: \(UTC[+-]\d\d:\d\d\))?"),
        "(time)",
    ),
    (re.compile(r"\bqcdc \d+\.\d+\.\d+"), "qcdc (version)"),
)


def as_text(data: bytes) -> str:
    """Return a workbook as lines of text."""
    formulas = load_workbook(io.BytesIO(data))
    results = load_workbook(io.BytesIO(data), data_only=True)
    lines = [f"name {name}: {area.attr_text}" for name, area in sorted(formulas.defined_names.items())]
    for sheet in formulas.worksheets:
        lines += ["", *_sheet_lines(sheet, results)]
    return "\n".join(_steady(line.rstrip()) for line in lines).strip() + "\n"


def _steady(line: str) -> str:
    for pattern, instead in _UNSTEADY:
        line = pattern.sub(instead, line)
    return line


def _sheet_lines(sheet: Worksheet, results: Workbook) -> Iterator[str]:
    yield f"=== {sheet.title}" + ("" if sheet.sheet_state == "visible" else f" ({sheet.sheet_state})")
    yield from _page_lines(sheet)
    widths = ((name, column.width) for name, column in sorted(sheet.column_dimensions.items(), key=_by_number))
    yield "widths: " + " ".join(f"{name} {_number(width)}" for name, width in widths)
    heights = [(number, row.height) for number, row in sorted(sheet.row_dimensions.items()) if row.height]
    yield "heights: " + " ".join(f"{number} {_number(height)}" for number, height in heights)
    hidden = [name for name, column in sheet.column_dimensions.items() if column.hidden]
    hidden += [str(number) for number, row in sheet.row_dimensions.items() if row.hidden]
    yield "hidden: " + " ".join(hidden)
    yield "joined: " + " ".join(sorted((str(area) for area in sheet.merged_cells.ranges), key=_by_place))
    yield from _rule_lines(sheet)
    charts: Any = sheet
    yield f"charts: {len(charts._charts)}"
    looks: dict[str, list[Cell]] = defaultdict(list)
    for row in sheet.iter_rows():
        shown = []
        for cell in row:
            if not isinstance(cell, Cell):
                continue
            if cell.value is not None or not cell.protection.locked:
                looks[_look(cell)].append(cell)
            if cell.value is not None:
                shown.append(f"{cell.column_letter} {_value(cell, results[sheet.title][cell.coordinate].value)}")
        if shown:
            yield f"{row[0].row}: " + " | ".join(shown)
    for look, cells in sorted(looks.items()):
        yield f"look {look}: {' '.join(_areas(cells))}"


def _page_lines(sheet: Worksheet) -> Iterator[str]:
    setup, fit = sheet.page_setup, sheet.sheet_properties.pageSetUpPr
    across = f" fit {setup.fitToWidth or 1}x{setup.fitToHeight or 1}" if fit is not None and fit.fitToPage else ""
    scale = f" {setup.scale}%" if setup.scale else ""
    ends = " ".join(["", "ends", *(str(each.id) for each in sheet.row_breaks.brk)]) if sheet.row_breaks.brk else ""
    yield f"page: {setup.orientation} {setup.paperSize}{across}{scale}{ends}"
    titles = (sheet.print_title_rows, sheet.print_title_cols, sheet.print_area, sheet.freeze_panes)
    yield f"print: rows {titles[0]} columns {titles[1]} area {titles[2]} frozen {titles[3]}"
    yield f"footer: {sheet.oddFooter.left.text} | {sheet.oddFooter.center.text} | {sheet.oddFooter.right.text}"
    yield f"protected: {bool(sheet.protection.sheet)}"


def _rule_lines(sheet: Worksheet) -> Iterator[str]:
    for rule in sheet.data_validations.dataValidation:
        limits = " ".join(str(part) for part in (rule.operator, rule.formula1, rule.formula2) if part is not None)
        told = " / ".join(str(part) for part in (rule.promptTitle, rule.prompt, rule.errorTitle, rule.error) if part)
        yield f"allowed {rule.sqref}: {rule.type} {limits} – {told}".replace("\n", "⏎")
    for area in sheet.conditional_formatting:
        for one in area.rules:
            yield f"coloured {area.sqref}: {one.type} {' '.join(map(str, one.formula))}"


def _value(cell: Cell, result: object) -> str:
    value: Any = cell.value
    if cell.data_type == "f":
        formula = value if isinstance(value, str) else f"{value.ref} {value.text}"
        return f"{formula} → {_shown(result)}"
    return _shown(value)


def _shown(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value)
    text = "" if value is None else str(value)
    return text.replace("\\", "\\\\").replace("\n", "⏎").replace("|", "\\|")


def _number(value: float) -> str:
    return f"{value:.{_DIGITS}g}"


def _look(cell: Cell) -> str:
    font, fill, align = cell.font, cell.fill, cell.alignment
    edges = "".join(side[0] for side in ("left", "right", "top", "bottom") if getattr(cell.border, side).style)
    parts = [
        f"{_number(font.sz)}pt",
        "bold" if font.b else "",
        "italic" if font.i else "",
        f"ink {font.color.rgb}" if font.color is not None and isinstance(font.color.rgb, str) else "",
        f"fill {fill.fgColor.rgb}" if fill.fill_type else "",
        align.horizontal or "",
        align.vertical or "",
        "wrapped" if align.wrap_text else "",
        f"indent {_number(align.indent)}" if align.indent else "",
        "" if cell.number_format == "General" else cell.number_format,
        f"edges {edges}" if edges else "",
        "" if cell.protection.locked else "unlocked",
    ]
    return ", ".join(part for part in parts if part)


def _areas(cells: Iterable[Cell]) -> Iterator[str]:
    """Yield the cells, neighbours of one row together, and equal parts of rows below each other together."""
    runs: list[list[int]] = []  # first column, last column, row
    for cell in cells:
        if runs and runs[-1][2] == cell.row and runs[-1][1] == cell.column - 1:
            runs[-1][1] = cell.column
        else:
            runs.append([cell.column, cell.column, cell.row])
    blocks: dict[tuple[int, int], list[list[int]]] = defaultdict(list)  # first and last row
    for first, last, row in runs:
        own = blocks[first, last]
        if own and own[-1][1] == row - 1:
            own[-1][1] = row
        else:
            own.append([row, row])
    for (first, last), rows in sorted(blocks.items()):
        for top, bottom in rows:
            begin, end = f"{get_column_letter(first)}{top}", f"{get_column_letter(last)}{bottom}"
            yield begin if begin == end else f"{begin}:{end}"


def _by_number(entry: tuple[str, Any]) -> tuple[int, str]:
    return len(entry[0]), entry[0]


def _by_place(area: str) -> tuple[int, int, str]:
    letters, digits = re.findall(r"^([A-Z]+)(\d+)", area)[0]
    return int(digits), len(letters), area
