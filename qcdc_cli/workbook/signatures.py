"""The bytes that a workbook begins with, whatever its name says; told without anything that reads workbooks."""

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The first record of a workbook of Excel 2 to 95 without a container around it: its kind and its length.
BARE_XLS = (b"\x09\x08\x08\x00", b"\x09\x08\x10\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")


def is_package(data: bytes) -> bool:
    """Return whether a file is a zip file, as workbooks are."""
    return data.startswith(ZIP)


def may_be_workbook(data: bytes) -> bool:
    """Return whether a file begins as workbooks do, old ones and those with a password too."""
    return is_package(data) or data.startswith((OLE, *BARE_XLS))
