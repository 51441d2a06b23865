"""A workbook that came back, with what is wrong in it: red cells with notes, and a list on a worksheet in front.

The copy stays what it was, to be corrected and sent again: only parts of the file are changed, as in a template, so
that formulas, limits and protection are kept.
"""

import hashlib
import re
from itertools import groupby

from qcdc_cli.encoding import in_normal_form
from qcdc_cli.forms.form_key import LISTS_TAB
from qcdc_cli.forms.replies.cell_notes import write_notes
from qcdc_cli.forms.replies.fault_sheet import UNSEALED, is_list, put_in_front
from qcdc_cli.forms.replies.faults import FaultList
from qcdc_cli.forms.replies.red_cells import mark_cells, red_look
from qcdc_cli.language import LANGUAGES
from qcdc_cli.problems import QcdcError
from qcdc_cli.workbook.office_file import OfficeFile
from qcdc_cli.workbook.reading.refusals import damaged

_SEAL = re.compile(rb"qcdc seal ([0-9a-f]{64})")


def marked_copy(data: bytes, listed: FaultList) -> bytes:
    """Return a workbook with its faults marked and listed; marks of an earlier copy go.

    Args:
        data: the workbook's file, which could be read.
        listed: the worksheet in front, with the faults.

    Raises:
        QcdcError: where the file cannot be taken apart.
    """
    package = OfficeFile.from_bytes(data)
    if not package.main or not package.first("styles"):
        raise damaged()
    red = [fault for fault in listed.faults if fault.red and fault.cell]
    look = red_look(package)
    by_sheet = {name: [*own] for name, own in groupby(sorted(red, key=lambda one: one.sheet), lambda one: one.sheet)}
    for number, (name, part) in enumerate(package.sheets(), start=1):
        own = by_sheet.get(in_normal_form(name), [])
        mark_cells(package, part, own, look)
        write_notes(package, part, own, number)
    put_in_front(package, listed)
    return _sealed(package.to_bytes())


def is_untouched(data: bytes) -> bool:
    """Return whether a file is a copy as it was made here: no program has saved it since."""
    try:
        package = OfficeFile.from_bytes(data)
        part = _list_part(package)
        seal = _SEAL.search(package.parts[part]) if part else None
        return seal is not None and seal[1].decode() == _digest(package, part)
    except QcdcError:
        return False


def form_language(data: bytes) -> str:
    """Return the language that a form was made in, by what its hidden lists are called; "" for what is no form."""
    try:
        names = {in_normal_form(name) for name, _ in OfficeFile.from_bytes(data).sheets()}
    except QcdcError:
        return ""
    return next((language for language in LANGUAGES if getattr(LISTS_TAB, language) in names), "")


def _sealed(data: bytes) -> bytes:
    """Return a copy whose list holds the digest of the whole, by which it is known again as long as nobody saves it."""
    package = OfficeFile.from_bytes(data)
    part = _list_part(package)
    seal = f"qcdc seal {_digest(package, part)}".encode()
    package.replace(part, _SEAL.sub(seal, package.parts[part], count=1))
    return package.to_bytes()


def _list_part(package: OfficeFile) -> str:
    return next((part for _, part in package.sheets() if is_list(package, part)), "")


def _digest(package: OfficeFile, listed: str) -> str:
    """Return the digest of all parts, the list without its seal."""
    whole = hashlib.sha256()
    for name, content in sorted(package.parts.items()):
        own = _SEAL.sub(UNSEALED.encode(), content, count=1) if name == listed else content
        whole.update(f"{name} {len(own)} ".encode() + own)
    return whole.hexdigest()
