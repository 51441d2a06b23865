"""What a filled workbook says of itself: it is a workbook, and its formulas are still to be computed."""

from xml.etree.ElementTree import Element

from qcdc_cli.render.template.markup import alike, child, local
from qcdc_cli.render.template.package import Package

# What follows the settings of computing in the list of workbooks' parts (ECMA-376, CT_Workbook).
_AFTER = (
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
)


def compute_on_opening(package: Package) -> None:
    """Have all formulas computed when the file is opened: their results were those of other cells.

    The order in which Excel had computed them names cells that have moved, so it goes; Excel makes it anew.
    """
    root = package.change(package.workbook).root
    settings = child(root, "calcPr")
    if settings is None:
        settings = Element(alike(root, "calcPr"))
        at = next((number for number, each in enumerate(root) if local(each) in _AFTER), len(root))
        root.insert(at, settings)
    settings.set("fullCalcOnLoad", "1")
    order = package.first("calcChain")
    if order:
        package.remove(order)
    package.make_plain()
