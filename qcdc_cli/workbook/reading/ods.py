"""Workbooks of LibreOffice: repeated cells are only repeated where they hold something, and within bounds."""

import re
from collections.abc import Iterator, Mapping

from qcdc_cli.workbook.reading.book import Book, Found, Spot, Tab
from qcdc_cli.workbook.reading.cells import (
    formula_found,
    moment_found,
    number_found,
    spread,
    text_found,
    time_found,
)
from qcdc_cli.workbook.reading.counting import CellCount
from qcdc_cli.workbook.reading.markup import Tag
from qcdc_cli.workbook.reading.package import Package
from qcdc_cli.workbook.reading.refusals import Unreadable

CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_META = "meta.xml"
_ENCRYPTED = (b"encryption-data", b"encrypted-package")

_URN = "urn:oasis:names:tc:opendocument:xmlns"
_TABLE, _OFFICE, _STYLE, _TEXT = (f"{_URN}:{name}:1.0" for name in ("table", "office", "style", "text"))
_PREFIXES = {
    _TABLE: "table:",
    _OFFICE: "office:",
    _STYLE: "style:",
    _TEXT: "text:",
    f"{_URN}:meta:1.0": "meta:",
    f"{_URN}:drawing:1.0": "draw:",
}
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
# What may stand in a worksheet or a cell and has texts or tables of its own: comments, pictures, what was changed.
_ASIDE = frozenset(
    {
        "office:annotation",
        "office:forms",
        "office:dde-source",
        "table:dde-links",
        "table:shapes",
        "table:tracked-changes",
        "text:tracked-changes",
    }
)
_COPY_OF_A_LINKED_FILE = "'file:"
_MOST_SPACES = 64
_REFERENCE = re.compile(r"\[\.?([^\[\]]*)\]")
_DURATION = re.compile(r"-?P(?:([0-9]+)D)?T?(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:[.,][0-9]+)?S)?")


def check_not_locked(package: Package) -> None:
    """Refuse a workbook with a password.

    Raises:
        Unreadable: Q702.
    """
    if "encrypted-package" in package:
        raise Unreadable("Q702")
    if _MANIFEST in package:
        manifest = package.part(_MANIFEST)
        if any(mark in manifest for mark in _ENCRYPTED):
            raise Unreadable("Q702")


def read_ods(package: Package, path: str) -> Book:
    """Read a workbook.

    Args:
        package: its file.
        path: how its file is named to people.

    Raises:
        Unreadable: when it is damaged, has a password or holds too much.
    """
    check_not_locked(package)
    reader = _Reader(path)
    reader.read(package.tags(CONTENT, _PREFIXES))
    return Book(path, tuple(reader.tabs), _properties(package))


def _properties(package: Package) -> dict[str, str]:
    if _META not in package:
        return {}
    properties = {}
    name = ""
    for tag in package.tags(_META, _PREFIXES):
        if tag.opens and tag.name == "meta:user-defined":
            name = tag.attributes.get(f"{_URN}:meta:1.0 name", "")
        elif not tag.opens and tag.name == "meta:user-defined":
            properties[name] = tag.before.strip()
    return properties


class _Reader:
    """Reads all worksheets, tag by tag."""

    def __init__(self, path: str) -> None:
        self.tabs: list[Tab] = []
        self._path = path
        self._count = CellCount()
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._inside = False
        self._paragraph: list[str] | None = None
        self._begin_table({})

    def read(self, tags: Iterator[Tag]) -> None:
        aside = 0
        for opens, name, attributes, before in tags:
            if aside:
                aside += 1 if opens else -1
                continue
            if self._paragraph is not None:
                self._paragraph.append(before)
            if not opens:
                self._closed(name)
            elif name in _ASIDE or name.startswith("draw:") or (self._inside and name == "table:table"):
                aside = 1
            else:
                self._opened(name, attributes)

    def _opened(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _CELLS:
            self._attributes = attributes
            self._paragraphs: list[str] = []
        elif name.startswith("text:"):
            self._opened_text(name, attributes)
        elif name == "table:table-row":
            self._begin_row(attributes)
        elif name == "table:table":
            self._begin_table(attributes)
            self._inside = True
        elif name == "style:style":
            self._style = attributes.get(f"{_STYLE} name", "")
        elif name == "style:table-properties" and attributes.get(f"{_TABLE} display") == "false":
            self._hidden_styles.add(self._style)

    def _opened_text(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in ("text:p", "text:h"):
            self._paragraph = []
        elif self._paragraph is None:
            return
        elif name == "text:s":
            self._paragraph.append("\0" * min(int(attributes.get(f"{_TEXT} c", "1")), _MOST_SPACES))
        elif name == "text:tab":
            self._paragraph.append("\1")
        elif name == "text:line-break":
            self._paragraph.append("\2")

    def _closed(self, name: str) -> None:
        if name in _CELLS:
            self._end_cell()
        elif name in ("text:p", "text:h") and self._paragraph is not None:
            self._paragraphs.append(_joined(self._paragraph))
            self._paragraph = None
        elif name == "table:table-row":
            self._row += self._rows
        elif name == "table:table":
            self._end_table()
            self._inside = False

    def _begin_table(self, attributes: Mapping[str, str]) -> None:
        self._table = attributes
        self._cells: dict[Spot, Found] = {}
        self._hidden: set[int] = set()
        self._merged: list[tuple[int, int, int, int]] = []
        self._results: list[tuple[tuple[int, int, int, int], Found]] = []
        self._row, self._rows, self._column = 1, 1, 1
        self._hidden_row = False

    def _end_table(self) -> None:
        name = self._table.get(f"{_TABLE} name", "")
        if name.startswith(_COPY_OF_A_LINKED_FILE):
            return
        spread(self._cells, self._results)
        hidden = self._table.get(f"{_TABLE} style-name") in self._hidden_styles
        merged, rows = tuple(self._merged), frozenset(self._hidden)
        self.tabs.append(Tab(self._path, name, self._cells, rows, merged, hidden))

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._count.take()
        self._rows = _times(attributes, "number-rows-repeated")
        self._column = 1
        self._hidden_row = attributes.get(f"{_TABLE} visibility", "visible") != "visible"

    def _end_cell(self) -> None:
        self._count.take()
        attributes = self._attributes
        columns = _times(attributes, "number-columns-repeated")
        found = _found(attributes, self._paragraphs)
        down, right = _times(attributes, "number-rows-spanned"), _times(attributes, "number-columns-spanned")
        if down > 1 or right > 1:
            self._merged.append((self._row, self._column, self._row + down - 1, self._column + right - 1))
        if found is not None:
            self._keep(found, columns)
        self._column += columns

    def _keep(self, found: Found, columns: int) -> None:
        self._count.take(self._rows * columns - 1)
        rows = range(self._row, self._row + self._rows)
        for row in rows:
            for column in range(self._column, self._column + columns):
                self._cells[row, column] = found
        if self._hidden_row:
            self._hidden.update(rows)
        down = _times(self._attributes, "number-matrix-rows-spanned")
        right = _times(self._attributes, "number-matrix-columns-spanned")
        if down > 1 or right > 1:
            area = (self._row, self._column, self._row + down - 1, self._column + right - 1)
            self._results.append((area, found))


def _times(attributes: Mapping[str, str], name: str) -> int:
    """Return how often something is repeated, or how far it reaches: 1 where nothing is said."""
    said = attributes.get(f"{_TABLE} {name}")
    return 1 if said is None else max(1, int(said))


def _joined(pieces: list[str]) -> str:
    """Return a paragraph's text: spaces count once, unless they were written as tags."""
    text = re.sub(r"[ \t\r\n]+", " ", "".join(pieces)).strip(" ")
    return text.replace("\0", " ").replace("\1", "\t").replace("\2", "\n")


def _found(attributes: Mapping[str, str], paragraphs: list[str]) -> Found | None:
    formula = attributes.get(f"{_TABLE} formula")
    if formula is not None:
        return formula_found(_readable(formula))
    kind = attributes.get(f"{_OFFICE} value-type", "string")
    if kind in ("float", "currency"):
        return number_found(attributes.get(f"{_OFFICE} value", ""))
    if kind == "percentage":
        return number_found(attributes.get(f"{_OFFICE} value", ""), "percent")
    if kind == "boolean":
        return Found("boolean", "1" if attributes.get(f"{_OFFICE} boolean-value") == "true" else "0")
    if kind == "date":
        return moment_found(attributes.get(f"{_OFFICE} date-value", ""))
    if kind == "time":
        return _length_of_time(attributes.get(f"{_OFFICE} time-value", ""))
    return text_found(attributes.get(f"{_OFFICE} string-value") or "\n".join(paragraphs))


def _readable(formula: str) -> str:
    """Return a formula as people know it: `of:=SUM([.B2:.B4])` is `=SUM(B2:B4)`."""
    _, equals, rest = formula.partition("=")
    plain = rest if equals else formula
    return "=" + _REFERENCE.sub(lambda reference: reference[1].replace(":.", ":"), plain)


def _length_of_time(text: str) -> Found:
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        return Found("error", text.strip())
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return time_found(((days * 24 + hours) * 60 + minutes) * 60 + seconds)
