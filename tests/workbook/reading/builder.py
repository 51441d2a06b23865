"""Workbooks made part by part, right ones and hostile ones, as bytes."""

import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_ODS_NAMES = " ".join(f'xmlns:{name}="{_URN}:{name}:1.0"' for name in ("office", "table", "text", "style", "meta"))
ODS = "application/vnd.oasis.opendocument.spreadsheet"

Parts = dict[str, bytes | str]


def zipped(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file of parts."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def links(**targets: str) -> str:
    """Return a part's links: each kind (a number behind it makes an id of its own) and what it leads to."""
    listed = "".join(
        f'<Relationship Id="{name}" Type="{_LINK}/{name.rstrip("0123456789")}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_LINKS}">{listed}</Relationships>'


def worksheet(rows: str = "", after: str = "", namespace: str = MAIN) -> str:
    """Return a worksheet with these `<row>` elements."""
    return f'<?xml version="1.0"?><worksheet xmlns="{namespace}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def row(*cells: str, number: int = 1) -> str:
    """Return a row of these `<c>` elements."""
    return f'<row r="{number}">{"".join(cells)}</row>'


def xlsx_parts(rows: str = "", *, texts: str = "", styles: str = "", after: str = "", namespace: str = MAIN) -> Parts:
    """Return the parts of a workbook of one worksheet, with these shared texts (`<si>`) and styles."""
    sheets = f'<sheets><sheet name="Phiếu" sheetId="1" r:id="worksheet1" xmlns:r="{_LINK}"/></sheets>'
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": links(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{namespace}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": links(
            worksheet1="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml", styles="/xl/styles.xml"
        ),
        "xl/worksheets/sheet1.xml": worksheet(rows, after, namespace),
        "xl/sharedStrings.xml": f'<sst xmlns="{namespace}">{texts}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{namespace}">{styles}</styleSheet>',
    }


def xlsx(
    rows: str = "",
    *,
    texts: str = "",
    styles: str = "",
    after: str = "",
    namespace: str = MAIN,
    others: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """Return a workbook of one worksheet; other parts replace those that it has, or stand beside them."""
    return zipped(xlsx_parts(rows, texts=texts, styles=styles, after=after, namespace=namespace) | dict(others or {}))


def ods(rows: str = "", *, before: str = "", after: str = "", others: Mapping[str, bytes | str] | None = None) -> bytes:
    """Return a LibreOffice workbook of one worksheet with these `<table:table-row>` elements."""
    table = f'<table:table table:name="Phiếu" table:style-name="ta1">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{before}{table}{after}</office:spreadsheet></office:body>"
    styles = (
        '<office:automatic-styles><style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    content = f"<office:document-content {_ODS_NAMES}>{styles}{body}</office:document-content>"
    parts: Parts = {"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"}
    return zipped(parts | dict(others or {}))


def ods_meta(properties: str) -> str:
    """Return the part that holds custom properties."""
    return f"<office:document-meta {_ODS_NAMES}><office:meta>{properties}</office:meta></office:document-meta>"


def ods_text(text: str) -> str:
    """Return a cell with one paragraph."""
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def container(*streams: str) -> bytes:
    """Return the beginning and the directory of an OLE file with streams of these names."""
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2) + b"\2" * 62
        for name in ("Root Entry", *streams)
    )
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\1") + directory


def owner_file(name: str) -> bytes:
    """Return what Excel writes beside a workbook that somebody has open."""
    return (
        bytes([len(name)])
        + name.encode("ascii").ljust(54)
        + bytes([len(name), 0])
        + name.encode("utf-16-le").ljust(108, b" ")
    )


def with_size(data: bytes, name: str, size: int) -> bytes:
    """Return a zip file that tells another unpacked size of one of its parts than it has."""
    changed = bytearray(data)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entry = archive.getinfo(name)
    changed[entry.header_offset + 22 : entry.header_offset + 26] = struct.pack("<I", size)
    listed = data.rindex(name.encode()) - 46
    changed[listed + 24 : listed + 28] = struct.pack("<I", size)
    return bytes(changed)


def with_flag(data: bytes, name: str) -> bytes:
    """Return a zip file in which one of the parts says that it needs a password."""
    changed = bytearray(data)
    changed[data.rindex(name.encode()) - 46 + 8] |= 1
    return bytes(changed)


def spelled(column: int, number: int) -> str:
    """Return a cell's reference, of the first 26 columns."""
    return f"{chr(ord('A') + column)}{number}"
