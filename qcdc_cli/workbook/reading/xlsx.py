"""Workbooks of Excel: worksheets, their texts, number formats and properties, and no other part of the file.

Drawings, charts, comments, macros, links and embedded files are never unpacked. openpyxl would parse them, can be
made to take minutes and gigabytes, and finds no cell in what Excel saves as Strict Open XML; what is needed
here is little.
"""

from collections.abc import Iterator

from qcdc_cli.encoding import in_normal_form
from qcdc_cli.workbook.reading.book import Book, Found, Tab
from qcdc_cli.workbook.reading.branches import attributes_of
from qcdc_cli.workbook.reading.cells import Shows, built_in, shown_by, text_found
from qcdc_cli.workbook.reading.package import Link, Package
from qcdc_cli.workbook.reading.refusals import CellCount, damaged
from qcdc_cli.workbook.reading.shared_formulas import SharedFormulas
from qcdc_cli.workbook.reading.xlsx_sheet import (
    MOST_ROWS,
    NAMESPACES,
    OF_A_SHEET,
    TRUE,
    Shared,
    joined_texts,
    named,
    read_worksheet,
    unescaped,
)

_PREFIXES = dict.fromkeys(
    (
        *NAMESPACES,
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
        "http://purl.oclc.org/ooxml/officeDocument/customProperties",
    ),
    "",
)  # names of other namespaces never look like these
_USUAL_MAIN = "xl/workbook.xml"
_PROPERTIES = "docProps/custom.xml"


_NO_PART = Link("", "")  # of a sheet that the list names without saying where it is
_WITHOUT_CELLS = ("chartsheet", "dialogsheet")


def main_part(package: Package) -> str | None:
    """Return the name of the part that lists the worksheets, or None where the file is no workbook of Excel."""
    main = package.main(_USUAL_MAIN)
    if main is None:
        return None
    _, root, _, _ = next(package.tags(main, _PREFIXES))
    return main if root == "workbook" else None


def read_xlsx(package: Package, main: str, path: str, rows: int = MOST_ROWS) -> Book:
    """Read a workbook.

    Args:
        package: its file.
        main: the part that lists its worksheets.
        path: how its file is named to people.
        rows: how many rows of each worksheet are read.

    Raises:
        QcdcError: when it is damaged or holds too much.
    """
    links = package.links(main)
    since_1904, sheets = _sheets(package, main, path)
    by_kind = {link.kind: link.part for link in links.values() if link.part}
    texts = tuple(_shared_texts(package, by_kind.get("sharedStrings")))
    formats = tuple(_formats(package, by_kind.get("styles")))
    shared = Shared(texts, formats, since_1904, SharedFormulas(), CellCount(), rows)
    tabs = []
    unread = []
    read: set[str] = set()
    for identity, empty in sheets:
        link = links.get(identity, _NO_PART if not identity else None)
        if link is None or link.part in read:  # one part for two worksheets: a file could have it read without end
            raise damaged()
        read |= {link.part} if link.part else set()
        if link.part and link.kind == "worksheet":
            tabs.append(read_worksheet(package.branches(link.part, OF_A_SHEET), shared, empty))
        elif not empty.hidden and link.kind not in _WITHOUT_CELLS:
            unread.append(empty.name)
    return Book(path, tuple(tabs), _properties(package), tuple(unread))


def _sheets(package: Package, main: str, path: str) -> tuple[bool, list[tuple[str, Tab]]]:
    """Return whether days are counted from 1904, and in order the ids of the links to sheets, with the empty ones."""
    since_1904 = False
    sheets = []
    for opens, tag, attributes, _ in package.tags(main, _PREFIXES):
        if opens and tag == "workbookPr":
            since_1904 = attributes.get("date1904") in TRUE
        elif opens and tag == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            sheets.append((link, Tab(path, in_normal_form(attributes["name"]), {}, hidden=hidden)))
    return since_1904, sheets


def _shared_texts(package: Package, name: str | None) -> Iterator[Found | None]:
    """Yield the texts that cells refer to by number, each read once; rich text joined, without its phonetic guides."""
    if name is None:
        return
    count = CellCount()  # of cells that could show them: there are no more texts than cells
    for item in package.branches(name, named("si")):
        count.take()
        yield text_found(unescaped(joined_texts(item)))


def _formats(package: Package, name: str | None) -> Iterator[Shows]:
    """Yield what each of the workbook's cell formats shows a number as."""
    if name is None:
        return
    codes: dict[str, str] = {}
    wanted, formats = named("numFmt", "cellXfs"), named("xf")
    for branch in package.branches(name, wanted):
        if wanted[branch.tag] == "numFmt":
            attributes = attributes_of(branch)
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        for one in branch.iter():
            if one.tag in formats:
                number = attributes_of(one).get("numFmtId", "0")
                yield shown_by(codes[number]) if number in codes else built_in(int(number))


def _properties(package: Package) -> dict[str, str]:
    """Return the custom properties, whatever type their values have."""
    if _PROPERTIES not in package:
        return {}
    properties: dict[str, str] = {}
    name = ""
    texts: list[str] = []
    for opens, tag, attributes, before in package.tags(_PROPERTIES, _PREFIXES):
        if opens and tag == "property":
            name = in_normal_form(attributes.get("name", ""))
            texts.clear()
        elif not opens:
            texts.append(before)
            if tag == "property":
                properties[name] = in_normal_form(unescaped("".join(texts)).strip())
    return properties
