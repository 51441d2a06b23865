"""What binds the units' row of a template to other rows, so that repeating it could not be done as meant."""

from collections.abc import Iterator

from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem
from qcdc_cli.render.template.formulas import hanging, spanning
from qcdc_cli.render.template.markup import child, children, descendants, local
from qcdc_cli.render.template.moving import areas_of
from qcdc_cli.render.template.package import Package
from qcdc_cli.render.template.placeholder_scan import Page
from qcdc_cli.render.template.references import Stretch, Stretches, folded, rows_of
from qcdc_cli.render.template.rows import cells_in

_RULES = ("conditionalFormatting", "dataValidation")


def bound_rows(package: Package, path: str, page: Page, stretches: Stretches) -> Iterator[Problem]:
    """Yield a problem (Q768, Q762) for each joined cell, formula or rule of the units' row that needs another row too.

    Args:
        package: the template's file; shared formulas have been written out.
        path: how it is named to people.
        page: the worksheet.
        stretches: the units' rows of all its worksheets.
    """
    if stretches:
        yield from _spanning(path, page)
    stretch = stretches.get(folded(page.sheet.name))
    if stretch is not None:
        yield from _joined(package, path, page, stretch)
        yield from _formulas(path, page, stretches, stretch)
        yield from _rules(package, path, page, stretches, stretch)


def _spanning(path: str, page: Page) -> Iterator[Problem]:
    """Yield a problem (Q762) for formulas over several worksheets, whose rows may not move alike."""
    for _, cell in cells_in(page.data):
        formula = child(cell, "f")
        for reference in spanning("" if formula is None else formula.text or ""):
            what = Text(f"công thức qua nhiều trang tính ({reference})", f"a formula over worksheets ({reference})")
            yield Problem("Q762", {"what": what}).at(Place(path, sheet=page.sheet.name, cell=cell.get("r", "")))


def _joined(package: Package, path: str, page: Page, stretch: Stretch) -> Iterator[Problem]:
    joined = child(package.tree(page.sheet.part).root, "mergeCells")
    for each in children(joined, "mergeCell"):
        area = each.get("ref", "")
        first, last = rows_of(area)
        if first == stretch.row < last:
            what = Text(f"ô gộp {area} nằm trên nhiều hàng", f"the joined cell {area} lies on several rows")
            fix = Text("Bỏ gộp theo chiều dọc ở hàng này.", "Do not join cells downwards in this row.")
            yield _problem(what, fix, Place(path, sheet=page.sheet.name, cell=area))


def _formulas(path: str, page: Page, stretches: Stretches, stretch: Stretch) -> Iterator[Problem]:
    for row, cell in cells_in(page.data):
        formula = child(cell, "f")
        if row == stretch.row and formula is not None and cell.get("r", "") not in page.slots:
            place = Place(path, sheet=page.sheet.name, cell=cell.get("r", ""))
            yield from _hanging(formula.text or "", page, stretches, place)


def _rules(package: Package, path: str, page: Page, stretches: Stretches, stretch: Stretch) -> Iterator[Problem]:
    for rule in package.tree(page.sheet.part).root.iter():
        areas = areas_of(rule).split() if local(rule) in _RULES else []
        if areas and all(rows_of(area) == (stretch.row, stretch.row) for area in areas):
            place = Place(path, sheet=page.sheet.name, cell=areas[0])
            for name in ("formula", "formula1", "formula2", "f"):
                for formula in descendants(rule, name):
                    yield from _hanging(formula.text or "", page, stretches, place)


def _hanging(formula: str, page: Page, stretches: Stretches, place: Place) -> Iterator[Problem]:
    for reference in dict.fromkeys(hanging(formula, page.sheet.name, stretches)):
        what = Text(f"công thức dùng {reference} mà không có $", f"a formula uses {reference} without $")
        fix = Text(
            "Thêm $ trước số hàng (ví dụ E$7) nếu mọi đơn vị dùng chung ô đó; số thứ tự thì dùng {{stt}}.",
            "Put $ before the row number (such as E$7) if it is one cell for all units; to number them use {{number}}.",
        )
        yield _problem(what, fix, place)


def _problem(what: Text, fix: Text, place: Place) -> Problem:
    return Problem("Q768", {"what": what}, fix=Text(_doubled(fix.vi), _doubled(fix.en))).at(place)


def _doubled(text: str) -> str:
    """Write braces so that they come out as they are: a problem's fix is a pattern."""
    return text.replace("{", "{{").replace("}", "}}")
