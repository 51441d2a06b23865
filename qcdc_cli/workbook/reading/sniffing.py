"""What a file's bytes say it is, whatever its name says; every kind that is no workbook has its own refusal."""

import re
import struct

from qcdc_cli.encoding import encoding_of
from qcdc_cli.language import Text
from qcdc_cli.problems import QcdcError
from qcdc_cli.workbook.reading.ods import CONTENT, check_not_locked
from qcdc_cli.workbook.reading.package import Package
from qcdc_cli.workbook.reading.refusals import damaged, unreadable
from qcdc_cli.workbook.signatures import BARE_XLS, OLE

_OWNER_FILE = 165  # the length of what Excel writes beside an open workbook: a name, twice
_LONGEST_NAME = 54

_HEAD = 8192
_PAGE = ("<html", "<!doctype html")
_PART_OF_PAGE = ("<head", "<meta", "<style", "<body", "<div", "<table")
_FLAT = re.compile(r'office:mimetype="application/vnd\.oasis\.opendocument\.([a-z]+)')
_XML = re.compile(r"<\?xml|<[\w:]+\s+xmlns")

_OLD = Text("Excel 97–2003 (.xls)", "an Excel 97–2003 workbook (.xls)")
_BINARY = Text("Excel nhị phân (.xlsb)", "a binary Excel workbook (.xlsb)")
OLD_DOCUMENT = Text("một văn bản Word cũ (.doc)", "an old Word document (.doc)")
OPEN_DOCUMENT = Text("một văn bản LibreOffice (.odt)", "a LibreOffice document (.odt)")
_ARCHIVE = Text("một tệp nén ZIP", "a ZIP archive")
# A part that only files of one program have, and how people call them.
_OTHERS = (
    ("word/document.xml", Text("một văn bản Word", "a Word document")),
    ("ppt/presentation.xml", Text("một bản trình chiếu PowerPoint", "a PowerPoint presentation")),
    ("index/document.iwa", Text("một tệp Numbers, Pages hoặc Keynote của Apple", "a file of Apple's Numbers or Pages")),
)
_OPEN_DOCUMENTS = {
    "text": OPEN_DOCUMENT,
    "presentation": Text("một bản trình chiếu LibreOffice (.odp)", "a LibreOffice presentation (.odp)"),
}
_FLAT_NAMES = {"spreadsheet": ".fods", "presentation": ".fodp"}
_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def refuse_other_file(data: bytes) -> None:
    """Refuse a file that people may take for a workbook or a table, and that is neither.

    Raises:
        QcdcError: Q701 to Q708, Q794.
    """
    if not data:
        raise unreadable("Q701")
    if data.startswith(OLE):
        raise _container(data)
    if data.startswith(BARE_XLS):
        raise unreadable("Q703", kind=_OLD)
    if len(data) == _OWNER_FILE and 0 < data[0] <= _LONGEST_NAME:
        raise unreadable("Q706")
    if not data.strip(b"\0"):
        raise damaged()  # a disk or a download that failed leaves zeros
    head = data[:_HEAD].decode(encoding_of(data), "replace").lstrip().lower()
    if head.startswith("mime-version:") or (head.startswith("<") and any(tag in head for tag in _PAGE)):
        raise unreadable("Q704")
    flat = _FLAT.search(head) if head.startswith("<") else None
    if flat is not None:
        raise unreadable("Q794", name=_FLAT_NAMES.get(flat[1], ".fodt"))
    if _XML.match(head):
        raise unreadable("Q705")
    if head.startswith(_PART_OF_PAGE):
        raise unreadable("Q704")


def _container(data: bytes) -> QcdcError:
    """Return the refusal of an OLE file, which the names in its directory identify."""
    if _has_stream(data, "EncryptedPackage"):
        return unreadable("Q702")
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        return unreadable("Q703", kind=_OLD)
    if _has_stream(data, "WordDocument"):
        return unreadable("Q708", kind=OLD_DOCUMENT)
    return unreadable("Q712") if _has_stream(data, "Root Entry") else damaged()  # the directory was cut off


def _has_stream(data: bytes, name: str) -> bool:
    """Return whether an OLE directory has an entry: its name in a field of 64 bytes, then the length of the name."""
    entry = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * (len(name) + 1))
    return entry in data


def refuse_other_package(package: Package) -> None:
    """Refuse a zip file that is neither a workbook of Excel nor of LibreOffice.

    Raises:
        QcdcError: Q702, Q703 or Q708.
    """
    if "xl/workbook.bin" in package:
        raise unreadable("Q703", kind=_BINARY)
    for part, kind in _OTHERS:
        if part in package:
            raise unreadable("Q708", kind=kind)
    if "mimetype" not in package:
        raise unreadable("Q708", kind=_ARCHIVE)
    mimetype = package.part("mimetype").decode("ascii", "replace").strip()
    if not mimetype.startswith(_SPREADSHEET):
        short = mimetype.removeprefix("application/vnd.oasis.opendocument.").removesuffix("-template")
        raise unreadable("Q708", kind=_OPEN_DOCUMENTS.get(short, _ARCHIVE))
    check_not_locked(package)
    if CONTENT not in package:
        raise damaged()
