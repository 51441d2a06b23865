"""What a template may not hold: things that would be lost, or would go on speaking of other rows than theirs."""

from collections.abc import Iterator

from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem
from qcdc_cli.render.template.package import Package

# Beginnings of parts' names, or parts of their types, and what they are to people.
_REFUSED = (
    ("vbaproject", Text("macro", "macros")),
    ("macroenabled", Text("macro", "macros")),
    ("pivot", Text("bảng PivotTable", "pivot tables")),
    ("ctrlprops/", Text("nút bấm, ô chọn (Form Controls)", "form controls")),
    ("activex/", Text("điều khiển ActiveX", "ActiveX controls")),
    ("oleobject", Text("đối tượng nhúng (OLE)", "embedded objects")),
    ("tablesinglecells", Text("ô gắn với XML", "cells bound to XML")),
    ("revisions/", Text("nhật ký của sổ dùng chung (Share Workbook)", "the log of a shared workbook")),
    ("macrosheets/", Text("trang macro kiểu cũ", "old macro sheets")),
    ("dialogsheets/", Text("trang hộp thoại kiểu cũ", "old dialog sheets")),
    ("_xmlsignatures/", Text("chữ ký số", "a digital signature")),
)


def refused_contents(package: Package, path: str) -> Iterator[Problem]:
    """Yield a problem (Q762) for each kind of thing in the file that a filled copy could not carry rightly."""
    parts = [(part.lower(), kind.lower()) for part, kind in package.kinds()]
    told = []
    for sign, what in _REFUSED:
        if what not in told and any(sign in part or sign in kind for part, kind in parts):
            told.append(what)
            yield Problem("Q762", {"what": what}).at(Place(path))
