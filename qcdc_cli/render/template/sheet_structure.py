"""Everything in a workbook that names rows, brought to where they are once the units' row has become several.

Joined cells, conditional formats, validations, print areas, names, tables, comments, drawings, charts, and the
formulas of other worksheets: `rows` moves the rows themselves.
"""

import copy
import re
from xml.etree.ElementTree import Element

from qcdc_cli.render.template.placeholder_scan import TemplateSheet
from qcdc_cli.render.template.references import (
    RepeatedRow,
    RepeatedRows,
    moved_area,
    moved_areas,
    moved_cell,
    moved_formula,
    on_row,
    row_range,
    sheet_key,
)
from qcdc_cli.workbook.markup_tree import child, children, descendants, local, whole_number
from qcdc_cli.workbook.office_file import OfficeFile

_AREAS = ("ref", "sqref")
_CELLS = ("activeCell", "topLeftCell")
_WATCHED = ("cellWatch", "inputCells")  # cells of the watch window and of scenarios
_FORMULAS = ("f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula")
RULES = ("conditionalFormatting", "dataValidation")
_ANCHOR = re.compile(r"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_NOTED_ROW = re.compile(r"(<x:Row>\s*)(\d+)(\s*</x:Row>)")
_TOP, _BOTTOM = 2, 6  # of the eight numbers of such an anchor


def move_sheet(root: Element, sheet: str, repeated_rows: RepeatedRows) -> None:
    """Move all that a worksheet holds about rows outside of the rows themselves.

    Args:
        root: the worksheet.
        sheet: its name.
        repeated_rows: the rows of the workbook's worksheets that become several.
    """
    repeated = repeated_rows.get(sheet_key(sheet))
    for part in root:
        name = local(part)
        if name == "mergeCells" and repeated is not None:
            _join(part, repeated)
        elif name == "rowBreaks" and repeated is not None:
            for each in children(part, "brk"):
                each.set("id", str(repeated.last(whole_number(each.get("id")))))
        elif name not in ("sheetData", "mergeCells"):
            _move(part, sheet, repeated_rows, None)


def _join(joined: Element, repeated: RepeatedRow) -> None:
    """Join the cells of each copy of the row as those of the row itself are."""
    for each in children(joined, "mergeCell"):
        area = each.get("ref", "")
        if row_range(area) != (repeated.row, repeated.row):
            each.set("ref", moved_area(area, repeated))
            continue
        for copy_number in range(1, repeated.copies):
            other = copy.deepcopy(each)  # a plain copy would share its attributes
            other.set("ref", on_row(area, repeated.row + copy_number))
            joined.append(other)
    joined.set("count", str(len(joined)))


def _move(element: Element, home: str, repeated_rows: RepeatedRows, copy_number: int | None) -> None:
    """Move the references of an element, and of all that is in it.

    Args:
        element: the element.
        home: the worksheet.
        repeated_rows: the rows that become several.
        copy_number: 0 inside a rule for cells of the units' row, whose formulas are relative to that row.
    """
    repeated = repeated_rows.get(sheet_key(home))
    if repeated is not None:
        if local(element) == "sparklines":
            _repeat_sparklines(element, repeated, home, repeated_rows)
            return
        if local(element) in RULES and row_range(areas_of(element).partition(" ")[0])[0] == repeated.row:
            copy_number = 0
        _move_areas(element, repeated)
    if local(element) in _FORMULAS and not len(element) and element.text:
        element.text = moved_formula(element.text, home, repeated_rows, copy_number)
    for key in ("val",) if element.get("type") == "formula" else ("location",):
        if key in element.attrib:
            element.set(key, moved_formula(element.attrib[key], home, repeated_rows, copy_number))
    for part in element:
        _move(part, home, repeated_rows, copy_number)


def _move_areas(element: Element, repeated: RepeatedRow) -> None:
    for key in _AREAS:
        if key in element.attrib:
            element.set(key, moved_areas(element.attrib[key], repeated))
    for key in (*_CELLS, *(("r",) if local(element) in _WATCHED else ())):
        if key in element.attrib:
            element.set(key, moved_cell(element.attrib[key], repeated))
    if local(element) == "sqref":
        element.text = moved_areas(element.text or "", repeated)


def areas_of(rule: Element) -> str:
    """Return the cells that a conditional format or a validation is for."""
    below = child(rule, "sqref")
    return rule.get("sqref", "") if below is None else below.text or ""


def _repeat_sparklines(lines: Element, repeated: RepeatedRow, home: str, repeated_rows: RepeatedRows) -> None:
    """Draw the little charts of the units' row in each of its copies."""
    for line in list(lines):
        cell, formula = child(line, "sqref"), child(line, "f")
        if cell is None or formula is None:
            continue
        area, text = cell.text or "", formula.text or ""
        if row_range(area) != (repeated.row, repeated.row):
            cell.text, formula.text = moved_cell(area, repeated), moved_formula(text, home, repeated_rows)
            continue
        for copy_number in range(repeated.copies):
            other = line if copy_number == 0 else copy.deepcopy(line)
            for each in descendants(other, "sqref"):
                each.text = on_row(area, repeated.row + copy_number)
            for each in descendants(other, "f"):
                each.text = moved_formula(text, home, repeated_rows, copy_number)
            if copy_number:
                lines.append(other)


def move_names(workbook: Element, repeated_rows: RepeatedRows) -> None:
    """Move what the workbook's names stand for: print areas, filters, and names that people gave."""
    for each in children(child(workbook, "definedNames"), "definedName"):
        each.text = moved_formula(each.text or "", "", repeated_rows)


def move_attached_parts(package: OfficeFile, sheet: TemplateSheet, repeated_rows: RepeatedRows) -> None:
    """Move tables, comments and drawings of a worksheet."""
    repeated = repeated_rows.get(sheet_key(sheet.name))
    if repeated is None:
        return
    for relation in package.related(sheet.part):
        if relation.kind == "table":
            _move(package.change(relation.part), sheet.name, repeated_rows, None)
        elif relation.kind in ("comments", "threadedComment"):
            for each in package.change(relation.part).iter():
                if "ref" in each.attrib:
                    each.set("ref", moved_cell(each.attrib["ref"], repeated))
        elif relation.kind == "vmlDrawing":
            package.parts[relation.part] = _moved_notes(package.parts[relation.part], repeated)
        elif relation.kind == "drawing":
            for anchor in package.change(relation.part):
                _move_anchor(anchor, repeated)


def _move_anchor(anchor: Element, repeated: RepeatedRow) -> None:
    """Move a picture, a line or a chart; one that spans the units' row grows, unless it keeps its size."""
    rows = [row for end in ("from", "to") for row in children(child(anchor, end), "row")]
    numbers = [whole_number(row.text) for row in rows]  # from 0
    if not numbers or anchor.get("editAs") == "absolute":
        return
    begin = repeated.first(numbers[0] + 1) - 1
    rows[0].text = str(begin)
    for row, number in zip(rows[1:], numbers[1:], strict=True):
        kept = anchor.get("editAs") == "oneCell"
        row.text = str(begin + number - numbers[0] if kept else repeated.last(number + 1) - 1)


def _moved_notes(drawing: bytes, repeated: RepeatedRow) -> bytes:
    """Move the boxes of comments; their drawings do not keep XML's rules, so they are not read as a tree."""

    def anchor(match: re.Match[str]) -> str:
        numbers = [number.strip() for number in match[2].split(",")]
        if len(numbers) == 8:
            top, bottom = whole_number(numbers[_TOP]), whole_number(numbers[_BOTTOM])
            numbers[_TOP] = str(repeated.first(top + 1) - 1)
            numbers[_BOTTOM] = str(int(numbers[_TOP]) + bottom - top)
        return match[1] + ", ".join(numbers) + match[3]

    def row(match: re.Match[str]) -> str:
        return f"{match[1]}{repeated.first(int(match[2]) + 1) - 1}{match[3]}"

    return _NOTED_ROW.sub(row, _ANCHOR.sub(anchor, drawing.decode("utf-8", "surrogateescape"))).encode(
        "utf-8", "surrogateescape"
    )


def move_charts(package: OfficeFile, repeated_rows: RepeatedRows) -> None:
    """Move what charts draw; the numbers that they keep of it are of before, and go."""
    charts = [part for part, kind in package.content_types() if kind.endswith((".chart+xml", ".chartex+xml"))]
    for part in charts:
        for each in list(package.change(part).iter()):
            if local(each) == "f" and each.text:
                each.text = moved_formula(each.text, "", repeated_rows)
            for kept in [one for one in each if local(one) in ("numCache", "strCache", "multiLvlStrCache")]:
                each.remove(kept)
