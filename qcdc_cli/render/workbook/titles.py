"""What the worksheets of a report are called, in the order in which they stand; a report has those it needs."""

from collections.abc import Iterable

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from qcdc_cli.language import Text
from qcdc_cli.workbook.names import SheetNames

_TITLES = {
    "ranking": Text("Xếp hạng", "Ranking"),
    "groups": Text("Theo nội dung", "Groups"),
    "charts": Text("Biểu đồ", "Charts"),
    "criteria": Text("Tiêu chí", "Criteria"),
    "gaps": Text("Thiếu minh chứng", "Missing evidence"),
    "changes": Text("Thay đổi điểm", "Changes"),
    "rubric": Text("Thang điểm", "Rubric"),
    "method": Text("Cách tính", "How computed"),
    "calculation": Text("Bảng tính", "Calculation"),
}
FRONT = ("ranking", "groups", "charts", "criteria")  # before the units
BACK = ("gaps", "changes", "rubric", "method", "calculation")


def names_of(keys: Iterable[str], names: SheetNames, prefix: str) -> dict[str, str]:
    """Give out the names of some worksheets.

    Args:
        keys: the worksheets' keys.
        names: gives out the names of the workbook's worksheets.
        prefix: what the names begin with; "" where there is one of each.
    """
    return {key: names.take(str(_TITLES[key]), prefix) for key in keys}


def added(book: Workbook, names: dict[str, str], keys: Iterable[str]) -> dict[str, Worksheet]:
    """Add worksheets to a workbook, in this order."""
    return {key: book.add_worksheet(names[key]) for key in keys}
