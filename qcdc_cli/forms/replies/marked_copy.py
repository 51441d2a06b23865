"""A workbook that came back, with what is wrong in it: red cells with notes, and a list on a worksheet in front.

The copy stays what it was, to be corrected and sent again: only parts of the file are changed, as in a template, so
that formulas, limits and protection are kept.
"""

from itertools import groupby

from qcdc_cli.encoding import in_normal_form
from qcdc_cli.forms.replies.cell_notes import write_notes
from qcdc_cli.forms.replies.fault_sheet import put_in_front
from qcdc_cli.forms.replies.faults import FaultList
from qcdc_cli.forms.replies.red_cells import mark_cells, red_look
from qcdc_cli.render.template.package import TemplatePackage
from qcdc_cli.workbook.reading.refusals import damaged


def marked_copy(data: bytes, listed: FaultList) -> bytes:
    """Return a workbook with its faults marked and listed; marks of an earlier copy go.

    Args:
        data: the workbook's file, which could be read.
        listed: the worksheet in front, with the faults.

    Raises:
        QcdcError: where the file cannot be taken apart.
    """
    package = TemplatePackage.from_bytes(data)
    if not package.workbook or not package.first("styles"):
        raise damaged()
    red = [fault for fault in listed.faults if fault.red and fault.cell]
    look = red_look(package)
    by_sheet = {name: [*own] for name, own in groupby(sorted(red, key=lambda one: one.sheet), lambda one: one.sheet)}
    for number, (name, part) in enumerate(package.sheets(), start=1):
        own = by_sheet.get(in_normal_form(name), [])
        mark_cells(package, part, own, look)
        write_notes(package, part, own, number)
    put_in_front(package, listed)
    return package.to_bytes()
