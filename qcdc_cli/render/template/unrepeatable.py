"""What a template may not hold: things that would be lost, or that bind the units' row to other rows."""

from collections.abc import Iterator

from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem
from qcdc_cli.render.template.cells import cells_in
from qcdc_cli.render.template.placeholder_scan import TemplateSheet
from qcdc_cli.render.template.references import (
    RepeatedRow,
    RepeatedRows,
    across_sheets,
    relative_to_other_rows,
    row_range,
    sheet_key,
)
from qcdc_cli.render.template.sheet_structure import RULES, areas_of
from qcdc_cli.workbook.markup_tree import child, children, descendants, local
from qcdc_cli.workbook.office_file import OfficeFile

_MACROS = Text("macro", "macros")
# Beginnings of parts' names, or parts of their types, and what they are to people.
_REFUSED = (
    ("vbaproject", _MACROS),
    ("macroenabled", _MACROS),
    ("pivot", Text("bảng PivotTable", "pivot tables")),
    ("ctrlprops/", Text("nút bấm, ô chọn (Form Controls)", "form controls")),
    ("activex/", Text("điều khiển ActiveX", "ActiveX controls")),
    ("oleobject", Text("đối tượng nhúng (OLE)", "embedded objects")),
    ("tablesinglecells", Text("ô gắn với XML", "cells bound to XML")),
    ("revisions/", Text("nhật ký của tệp dùng chung (Share Workbook)", "the log of a shared workbook")),
    ("macrosheets/", Text("trang macro kiểu cũ", "old macro sheets")),
    ("dialogsheets/", Text("trang hộp thoại kiểu cũ", "old dialog sheets")),
    ("_xmlsignatures/", Text("chữ ký số", "a digital signature")),
)


def unsupported_contents(package: OfficeFile, path: str) -> Iterator[Problem]:
    """Yield a problem (Q762) for each kind of thing in the file that a filled copy could not carry rightly."""
    parts = [(part.lower(), kind.lower()) for part, kind in package.content_types()]
    found = []
    for sign, what in _REFUSED:
        if what not in found and any(sign in part or sign in kind for part, kind in parts):
            found.append(what)
            yield Problem("Q762", {"what": what}).at(Place(path))


def unrepeatable_problems(package: OfficeFile, sheet: TemplateSheet, repeated_rows: RepeatedRows) -> Iterator[Problem]:
    """Yield a problem (Q768, Q762) for each joined cell, formula or rule of the units' row that needs another row too.

    Args:
        package: the template's file; shared formulas have been written out.
        sheet: the worksheet.
        repeated_rows: the units' rows of all its worksheets.
    """
    if repeated_rows:
        yield from _across_sheets(sheet)
    repeated = repeated_rows.get(sheet_key(sheet.name))
    if repeated is not None:
        yield from _joined(package, sheet, repeated)
        yield from _formulas(sheet, repeated_rows, repeated)
        yield from _rules(package, sheet, repeated_rows, repeated)


def _across_sheets(sheet: TemplateSheet) -> Iterator[Problem]:
    """Yield a problem (Q762) for formulas over several worksheets, whose rows may not move alike."""
    for _, cell in cells_in(sheet.data):
        formula = child(cell, "f")
        for reference in across_sheets("" if formula is None else formula.text or ""):
            what = Text(f"công thức qua nhiều trang tính ({reference})", f"a formula across worksheets ({reference})")
            yield Problem("Q762", {"what": what}).at(sheet.place(cell.get("r", "")))


def _joined(package: OfficeFile, sheet: TemplateSheet, repeated: RepeatedRow) -> Iterator[Problem]:
    joined = child(package.tree(sheet.part), "mergeCells")
    for each in children(joined, "mergeCell"):
        area = each.get("ref", "")
        first, last = row_range(area)
        if first == repeated.row < last:
            what = Text(f"ô gộp {area} nằm trên nhiều dòng", f"the merged cell {area} covers several rows")
            fix = Text("Bỏ gộp theo chiều dọc ở dòng này.", "Do not merge this row's cells with cells below.")
            yield _problem(what, fix, sheet.place(area))


def _formulas(sheet: TemplateSheet, repeated_rows: RepeatedRows, repeated: RepeatedRow) -> Iterator[Problem]:
    for row, cell in cells_in(sheet.data):
        formula = child(cell, "f")
        if row == repeated.row and formula is not None and cell.get("r", "") not in sheet.slots:
            place = sheet.place(cell.get("r", ""))
            yield from _relative_to_other_rows(formula.text or "", sheet, repeated_rows, place)


def _rules(
    package: OfficeFile, sheet: TemplateSheet, repeated_rows: RepeatedRows, repeated: RepeatedRow
) -> Iterator[Problem]:
    for rule in package.tree(sheet.part).iter():
        areas = areas_of(rule).split() if local(rule) in RULES else []
        if areas and all(row_range(area) == (repeated.row, repeated.row) for area in areas):
            place = sheet.place(areas[0])
            for name in ("formula", "formula1", "formula2", "f"):
                for formula in descendants(rule, name):
                    yield from _relative_to_other_rows(formula.text or "", sheet, repeated_rows, place)


def _relative_to_other_rows(
    formula: str, sheet: TemplateSheet, repeated_rows: RepeatedRows, place: Place
) -> Iterator[Problem]:
    for reference in dict.fromkeys(relative_to_other_rows(formula, sheet.name, repeated_rows)):
        what = Text(f"công thức dùng {reference} mà không có $", f"a formula uses {reference} without $")
        fix = Text(
            "Thêm $ trước số dòng (ví dụ E$7) nếu mọi đơn vị dùng chung ô đó; số thứ tự thì dùng {{stt}}.",
            "Put $ before the row number (such as E$7) if it is one cell for all units; to number them use {{number}}.",
        )
        yield _problem(what, fix, place)


def _problem(what: Text, fix: Text, place: Place) -> Problem:
    return Problem("Q768", {"what": what}, fix=Text(_doubled(fix.vi), _doubled(fix.en))).at(place)


def _doubled(text: str) -> str:
    """Write braces so that they come out as they are: a problem's fix is a pattern."""
    return text.replace("{", "{{").replace("}", "}}")
