"""Cells made red by rules of their own, each only while its cell holds what is wrong."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from qcdc_cli.forms.replies.faults import Fault
from qcdc_cli.forms.replies.package_edits import AFTER_DXFS, AFTER_RULES, add_style, element, insert
from qcdc_cli.render.template.cells import CELL, number_cells, text_in, text_of
from qcdc_cli.workbook.markup_tree import child, children, local, whole_number
from qcdc_cli.workbook.office_file import OfficeFile

_OURS = 'AND(N("qcdc")=0,'  # how the conditions of our rules begin
_LONGEST_COMPARED = 200  # letters of a text in a formula, which takes 255
_ROW = "A{row}:K{row}"  # what is red of a whole row
_RED = (
    '<dxf><font><b/><color rgb="FF9C0006"/></font><fill><patternFill patternType="solid">'
    '<fgColor rgb="FFFF7C80"/><bgColor rgb="FFFF7C80"/></patternFill></fill></dxf>'
)


def red_look(package: OfficeFile) -> int:
    """Add the look of red cells to a workbook; return its number."""
    return add_style(package, "dxfs", _RED, AFTER_DXFS)


def mark_cells(package: OfficeFile, part: str, faults: Sequence[Fault], look: int) -> None:
    """Make the cells of a worksheet red, and no others that were red for an earlier copy.

    Args:
        package: the workbook.
        part: the worksheet.
        faults: its faults.
        look: the number of the look of red cells.
    """
    root = package.change(part)
    for held in children(root, "conditionalFormatting"):
        for rule in children(held, "cfRule"):
            formula = child(rule, "formula")
            if formula is not None and (formula.text or "").startswith(_OURS):
                held.remove(rule)
        if not children(held, "cfRule"):
            root.remove(held)
    for view in children(child(root, "sheetViews"), "sheetView"):
        view.attrib.pop("tabSelected", None)
    number_cells(root)
    cells = {each.get("r", ""): each for each in root.iter() if local(each) == "c"}
    strings = package.first("sharedStrings")
    shared = children(package.tree(strings), "si") if strings else ()
    areas = {fault.cell: _area(fault.cell) for fault in faults}
    conditions = {
        area: _while_wrong(cells.get(cell), cell, shared) if area == cell else "TRUE"
        for cell, area in areas.items()
        if area
    }
    for held in children(root, "conditionalFormatting"):
        for rule in children(held, "cfRule"):
            rule.set("priority", str(whole_number(rule.get("priority") or "1") + len(conditions)))
    for number, (area, condition) in enumerate(conditions.items(), start=1):
        made = element(
            f'<conditionalFormatting sqref="{area}"><cfRule type="expression" dxfId="{look}" priority="{number}">'
            "<formula/></cfRule></conditionalFormatting>",
            root,
        )
        made[0][0].text = f"{_OURS}{condition})"
        insert(root, made, ("conditionalFormatting", *AFTER_RULES))  # first, for programs that do not know priorities


def _area(cell: str) -> str:
    """Return what is red for a place: the cell, the beginning of a row; "" for a column."""
    first = cell.partition(":")[0]
    return _ROW.format(row=first) if first.isdecimal() else cell if CELL.fullmatch(cell) else ""


def _while_wrong(cell: Element | None, where: str, shared: Sequence[Element]) -> str:
    """Return the condition, as a formula, that a cell still holds what it holds now."""
    kind = "" if cell is None else cell.get("t", "n")
    value = None if cell is None else child(cell, "v")
    if cell is not None and child(cell, "f") is not None:
        return f"_xlfn.ISFORMULA({where})"
    text = "" if cell is None else text_of(text_in(cell, shared))
    if text and text.isprintable() and len(text) <= _LONGEST_COMPARED:
        quoted = text.replace('"', '""')
        return f'EXACT({where},"{quoted}")'
    if text:
        return f"ISTEXT({where})"
    if value is None or not (value.text or "").strip():
        return f"LEN({where})=0"
    others = {"b": f"ISLOGICAL({where})", "e": f"ISERROR({where})", "n": f"{where}={(value.text or '').strip()}"}
    return others.get(kind, "TRUE")
