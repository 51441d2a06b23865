"""A workbook into bytes: the same results give the same bytes, on any day."""

import io
import re
import zipfile

from openpyxl import Workbook

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive knows
_CORE = "docProps/core.xml"
_MOMENTS = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")


def packed(book: Workbook) -> bytes:
    """Return the workbook's file, without the moments at which it was made."""
    written = io.BytesIO()
    book.save(written)
    target = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == _CORE:
                content = _MOMENTS.sub(b"", content)
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return target.getvalue()
