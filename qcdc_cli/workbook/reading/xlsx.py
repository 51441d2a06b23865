"""Workbooks of Excel: worksheets, their texts, number formats and properties, and no other part of the file.

Drawings, charts, comments, macros, links and embedded files are never unpacked. openpyxl would parse them, takes
seconds and hundreds of megabytes where the file is made for it, and cannot read workbooks that were saved as Strict
Open XML; what is needed here is little.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from qcdc_cli.workbook.reading.book import Book, Found, Spot, Tab
from qcdc_cli.workbook.reading.cells import (
    formula_found,
    moment_found,
    number_found,
    spread,
    text_found,
)
from qcdc_cli.workbook.reading.counting import CellCount
from qcdc_cli.workbook.reading.formats import Shows, built_in, shown_by
from qcdc_cli.workbook.reading.markup import Tag
from qcdc_cli.workbook.reading.package import Package
from qcdc_cli.workbook.reading.refusals import damaged
from qcdc_cli.workbook.reading.shared_formulas import SharedFormula

WORKBOOK_PARTS = ("xl/workbook.xml",)

_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # saved as Strict Open XML
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CUSTOM = (
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "http://purl.oclc.org/ooxml/officeDocument/customProperties",
)
_PREFIXES = dict.fromkeys((*_MAIN, _PACKAGE, *_CUSTOM), "")
_ROOT = "_rels/.rels"
_CUSTOM_PART = "docProps/custom.xml"

_SPOT = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_TRUE = frozenset({"1", "true", "on"})


def workbook_part(package: Package) -> str | None:
    """Return the name of the part that lists the worksheets, or None where the file is no workbook of Excel."""
    if _ROOT in package:
        for link in _links(package, _ROOT, "").values():
            if link.kind == "officeDocument" and link.part in package:
                return link.part
    return next((part for part in WORKBOOK_PARTS if part in package), None)


def read_xlsx(package: Package, main: str, path: str) -> Book:
    """Read a workbook.

    Args:
        package: its file.
        main: the part that lists its worksheets.
        path: how its file is named to people.

    Raises:
        Unreadable: when it is damaged or holds too much.
    """
    folder, name = posixpath.split(main)
    links = _links(package, f"{folder}/_rels/{name}.rels", folder)
    since_1904, sheets = _sheets(package, main)
    by_kind = {link.kind: link.part for link in links.values()}
    shared = tuple(_shared_texts(package, by_kind.get("sharedStrings")))
    formats = tuple(_formats(package, by_kind.get("styles")))
    count = CellCount()
    tabs = []
    for sheet in sheets:
        link = links.get(sheet.link)
        if link is None:
            raise damaged()
        if link.kind == "worksheet":  # a sheet that is only a chart, a dialog or macros has no cells
            reader = _SheetReader(shared, formats, count, since_1904=since_1904)
            tabs.append(reader.read(package.tags(link.part, _PREFIXES), path, sheet))
    return Book(path, tuple(tabs), _properties(package))


class _Link(NamedTuple):
    """What a part says about another one: what kind it is of, and its name."""

    kind: str
    part: str


class _Sheet(NamedTuple):
    """A worksheet as the workbook lists it."""

    name: str
    link: str
    hidden: bool


def _links(package: Package, name: str, folder: str) -> dict[str, _Link]:
    """Return the links of a part by their ids; those out of the file are left out and never followed."""
    found = {}
    for tag in package.tags(name, _PREFIXES):
        if tag.opens and tag.name == "Relationship" and tag.attributes.get("TargetMode") != "External":
            target = tag.attributes["Target"]
            part = target if target.startswith("/") else f"{folder}/{target}"
            kind = tag.attributes["Type"].rpartition("/")[2]
            found[tag.attributes["Id"]] = _Link(kind, posixpath.normpath(part).lstrip("/"))
    return found


def _sheets(package: Package, main: str) -> tuple[bool, list[_Sheet]]:
    """Return whether days are counted from 1904, and the sheets in order."""
    since_1904 = False
    sheets = []
    for tag in package.tags(main, _PREFIXES):
        if tag.opens and tag.name == "workbookPr":
            since_1904 = tag.attributes.get("date1904") in _TRUE
        elif tag.opens and tag.name == "sheet":
            link = next((value for key, value in tag.attributes.items() if key.endswith(" id")), "")
            hidden = tag.attributes.get("state", "visible") != "visible"
            sheets.append(_Sheet(_unescaped(tag.attributes["name"]), link, hidden))
    return since_1904, sheets


def _shared_texts(package: Package, name: str | None) -> Iterator[Found | None]:
    """Yield the texts that cells refer to by number, each read once; rich text joined, without its phonetic guides."""
    if name is None:
        return
    texts: list[str] = []
    phonetic = False
    for tag in package.tags(name, _PREFIXES):
        if tag.name == "rPh":
            phonetic = tag.opens
        elif not tag.opens and tag.name == "t" and not phonetic:
            texts.append(tag.before)
        elif not tag.opens and tag.name == "si":
            yield text_found(_unescaped("".join(texts)))
            texts.clear()


def _unescaped(text: str) -> str:
    """Put characters for escapes such as `_x000D_`; what nobody can see or type stays an escape."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda escape: _character(int(escape[1], 16)) or escape[0], text)


def _character(code: int) -> str:
    return chr(code) if chr(code).isprintable() or chr(code) in "\t\r\n\u00a0" else ""


def _formats(package: Package, name: str | None) -> Iterator[Shows]:
    """Yield what each of the workbook's cell formats shows a number as."""
    if name is None:
        return
    codes: dict[str, str] = {}
    inside = False
    for tag in package.tags(name, _PREFIXES):
        if tag.name == "cellXfs":
            inside = tag.opens
        elif tag.opens and tag.name == "numFmt":
            codes[tag.attributes.get("numFmtId", "")] = tag.attributes.get("formatCode", "")
        elif tag.opens and tag.name == "xf" and inside:
            number = tag.attributes.get("numFmtId", "0")
            yield shown_by(codes[number]) if number in codes else built_in(int(number))


def _properties(package: Package) -> dict[str, str]:
    if _CUSTOM_PART not in package:
        return {}
    properties: dict[str, str] = {}
    name = ""
    for tag in package.tags(_CUSTOM_PART, _PREFIXES):
        if tag.opens and tag.name == "property":
            name = tag.attributes.get("name", "")
            properties[name] = ""
        elif not tag.opens and name:
            properties[name] += tag.before.strip()
    return properties


@lru_cache(maxsize=_MOST_COLUMNS)
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _spot(reference: str) -> Spot:
    match = _SPOT.fullmatch(reference)
    if match is None:
        raise damaged()
    row, column = int(match[2]), _column(match[1])
    if not (1 <= row <= _MOST_ROWS and column <= _MOST_COLUMNS):
        raise damaged()
    return row, column


def _area(reference: str) -> tuple[int, int, int, int]:
    """Return the first row, first column, last row and last column of `B2:C5`, or of one cell."""
    first, _, second = reference.partition(":")
    one, other = _spot(first), _spot(second or first)
    rows, columns = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return rows[0], columns[0], rows[1], columns[1]


class _SheetReader:
    """Reads the cells of one worksheet, tag by tag."""

    def __init__(
        self, shared: tuple[Found | None, ...], formats: tuple[Shows, ...], count: CellCount, *, since_1904: bool
    ) -> None:
        self._shared = shared
        self._formats = formats
        self._count = count
        self._since_1904 = since_1904
        self._cells: dict[Spot, Found] = {}
        self._hidden: set[int] = set()
        self._merged: list[tuple[int, int, int, int]] = []
        self._formulas: dict[str, SharedFormula] = {}
        self._results: list[tuple[tuple[int, int, int, int], Found]] = []
        self._row = 0
        self._spot: Spot = (0, 0)
        self._formula: Mapping[str, str] | None = None
        self._begin({})

    def read(self, tags: Iterator[Tag], path: str, sheet: _Sheet) -> Tab:
        phonetic = False
        for opens, name, attributes, before in tags:
            if opens:
                self._opened(name, attributes)
            elif name == "v":
                self._value = before
            elif name == "c":
                self._end()
            elif name == "t" and not phonetic:
                self._texts.append(before)
            elif name == "f":
                self._formula_text = before
            if name == "rPh":
                phonetic = opens
        spread(self._cells, self._results)
        rows = {row for row, _ in self._cells} & self._hidden
        return Tab(path, sheet.name, self._cells, frozenset(rows), tuple(self._merged), sheet.hidden)

    def _opened(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._count.take()
            reference = attributes.get("r")
            self._spot = _spot(reference) if reference else (self._row, self._spot[1] + 1)
            self._begin(attributes)
        elif name == "row":
            self._count.take()
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._spot = (self._row, 0)
            if attributes.get("hidden") in _TRUE:
                self._hidden.add(self._row)
        elif name == "f":
            self._formula = attributes
        elif name == "mergeCell":
            self._merged.append(_area(attributes["ref"]))

    def _begin(self, attributes: Mapping[str, str]) -> None:
        self._attributes = attributes
        self._value = ""
        self._texts: list[str] = []
        self._formula = None
        self._formula_text = ""

    def _end(self) -> None:
        found = self._found() if self._formula is None else self._formula_found(self._formula)
        if found is not None:
            if self._spot in self._cells:
                raise damaged()  # programs would not agree on which one counts
            self._cells[self._spot] = found

    def _found(self) -> Found | None:
        value = self._value
        kind = self._attributes.get("t", "n")
        if kind == "s":
            return self._shared[int(value)] if value else None
        if kind == "n":
            style = int(self._attributes.get("s", 0))
            shows = self._formats[style] if 0 <= style < len(self._formats) else "number"
            return number_found(value, shows, since_1904=self._since_1904)
        if kind == "inlineStr":
            return text_found(_unescaped("".join(self._texts)))
        if not value:
            return None
        if kind == "str":
            return text_found(_unescaped(value))
        if kind == "b":
            return Found("boolean", "1" if value.strip() in _TRUE else "0")
        if kind == "d":
            return moment_found(value)
        return Found("error", value.strip())

    def _formula_found(self, attributes: Mapping[str, str]) -> Found:
        """Return a formula, never the result that stands beside it in the file."""
        text = self._formula_text
        kind = attributes.get("t", "normal")
        if kind == "shared":
            known = self._formulas.get(attributes.get("si", ""))
            if text:
                self._formulas[attributes.get("si", "")] = SharedFormula(text, *self._spot)
            elif known is not None:
                text = known.moved_to(*self._spot)
        found = formula_found(f"={text}")
        if kind in ("array", "dataTable") and "ref" in attributes:
            self._results.append((_area(attributes["ref"]), found))
        return found
