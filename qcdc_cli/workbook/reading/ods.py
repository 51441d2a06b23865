"""Workbooks of LibreOffice: what is written once and repeated is repeated only where it holds something."""

import re
from collections.abc import Iterator, Mapping, Sequence

from qcdc_cli.encoding import in_normal_form
from qcdc_cli.workbook.reading.book import Book, Found, Spot, Tab, lines_within
from qcdc_cli.workbook.reading.cells import formula_found, moment_found, number_found, spread, text_found, time_found
from qcdc_cli.workbook.reading.markup import Tag
from qcdc_cli.workbook.reading.package import Package
from qcdc_cli.workbook.reading.refusals import CellCount, unreadable

CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_META_PART = "meta.xml"
_LOCKED_WHOLE = "encrypted-package"

_URN = "urn:oasis:names:tc:opendocument:xmlns"
TABLE, OFFICE, STYLE, TEXT, META = (f"{_URN}:{name}:1.0" for name in ("table", "office", "style", "text", "meta"))
_PREFIXES = {
    TABLE: "table:",
    OFFICE: "office:",
    STYLE: "style:",
    TEXT: "text:",
    META: "meta:",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw:",
}
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_OUTLINES = frozenset({"table:table-row-group", "table:table-column-group"})
_PARAGRAPHS = frozenset({"text:p", "text:h"})
# What may stand in a worksheet or a cell and has texts or tables of its own: comments, links, what was changed.
_ASIDE = frozenset({"office:annotation", "office:forms", "table:dde-links", "table:shapes", "table:tracked-changes"})
_COPY_OF_A_LINKED_FILE = "'file:"
_MOST_SPACES = 64  # in one tag, which may ask for a billion
_REFERENCE = re.compile(r"\[\.?([^\[\]]*)\]")
_DURATION = re.compile(r"P(?:([0-9]+)D)?T?(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:[.,][0-9]+)?S)?")
# What is written as a tag must not be taken for a space that counts for nothing; XML has no such characters.
_SPACE, _TAB, _BREAK = "\0", "\1", "\2"


class _Paragraph:
    """A paragraph while it is read: spaces and line ends count as one space, unless they were written as tags."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def add(self, text: str) -> None:
        """Add a text as it stands in the file."""
        self._pieces.append(text)

    def add_tag(self, name: str, attributes: Mapping[str, str]) -> None:
        """Add what a tag stands for, if it stands for something."""
        if name == "text:s":
            self._pieces.append(_SPACE * min(int(attributes.get(f"{TEXT} c", "1")), _MOST_SPACES))
        elif name == "text:tab":
            self._pieces.append(_TAB)
        elif name == "text:line-break":
            self._pieces.append(_BREAK)

    def text(self) -> str:
        """Return the text as it is shown."""
        shown = re.sub(r"[ \t\r\n]+", " ", "".join(self._pieces)).strip(" ")
        return shown.replace(_SPACE, " ").replace(_TAB, "\t").replace(_BREAK, "\n")


def cell_found(attributes: Mapping[str, str], paragraphs: Sequence[str]) -> Found | None:
    """Return what stands in a cell; None when it is empty."""
    formula = attributes.get(f"{TABLE} formula")
    if formula is not None:
        _, equals, rest = formula.partition("=")
        # As people know it: `of:=SUM([.B2:.B4])` is `=SUM(B2:B4)`.
        plain = _REFERENCE.sub(lambda reference: reference[1].replace(":.", ":"), rest if equals else formula)
        return formula_found(f"={plain}")
    kind = _kind(attributes)
    value = attributes.get(f"{OFFICE} value", "")
    if kind in ("float", "currency"):
        return number_found(value)
    if kind == "percentage":
        return number_found(value, "percent")
    if kind == "boolean":
        return Found("boolean", "1" if attributes.get(f"{OFFICE} boolean-value") == "true" else "0")
    if kind == "date":
        return moment_found(attributes.get(f"{OFFICE} date-value", ""))
    if kind == "time":
        return _length_of_time(attributes.get(f"{OFFICE} time-value", ""))
    return text_found(_shown(attributes, paragraphs))


def _kind(attributes: Mapping[str, str]) -> str:
    return attributes.get(f"{OFFICE} value-type", "string")


def _shown(attributes: Mapping[str, str], paragraphs: Sequence[str]) -> str:
    return attributes.get(f"{OFFICE} string-value") or "\n".join(paragraphs)


def _length_of_time(text: str) -> Found:
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        return Found("error", text.strip())
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return time_found(((days * 24 + hours) * 60 + minutes) * 60 + seconds)


def check_not_locked(package: Package) -> None:
    """Refuse a workbook with a password.

    Raises:
        QcdcError: Q702.
    """
    if _LOCKED_WHOLE in package or (_MANIFEST in package and b"encryption-data" in package.part(_MANIFEST)):
        raise unreadable("Q702")


def read_ods(package: Package, path: str) -> Book:
    """Read a workbook that has no password.

    Args:
        package: its file.
        path: how its file is named to people.

    Raises:
        QcdcError: when it is damaged or holds too much.
    """
    tabs = _Reader(path).read(package.tags(CONTENT, _PREFIXES))
    return Book(path, tuple(tabs), _properties(package))


def _properties(package: Package) -> dict[str, str]:
    if _META_PART not in package:
        return {}
    properties = {}
    name = ""
    for opens, tag, attributes, before in package.tags(_META_PART, _PREFIXES):
        if tag == "meta:user-defined" and opens:
            name = in_normal_form(attributes.get(f"{META} name", ""))
        elif tag == "meta:user-defined":
            properties[name] = in_normal_form(before.strip())
    return properties


class _Reader:
    """Follows the tags of all worksheets; what it knows of the cell at hand is kept until the cell ends."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._tabs: list[Tab] = []
        self._count = CellCount()
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._inside = False
        self._paragraph: _Paragraph | None = None
        self._begin_table({})

    def read(self, tags: Iterator[Tag]) -> list[Tab]:
        aside = 0
        for opens, name, attributes, before in tags:
            if aside:
                aside += 1 if opens else -1
                continue
            if self._paragraph is not None:
                self._paragraph.add(before)
            if not opens:
                self._closed(name)
            elif name in _ASIDE or name.startswith("draw:") or (self._inside and name == "table:table"):
                aside = 1
            else:
                self._opened(name, attributes)
        return self._tabs

    def _opened(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _CELLS:
            self._cell = attributes
            self._texts: list[str] = []
        elif name in _PARAGRAPHS:
            self._paragraph = _Paragraph()
        elif self._paragraph is not None:
            self._paragraph.add_tag(name, attributes)
        elif name == "table:table-row":
            self._begin_row(attributes)
        elif name == "table:table-column":
            self._add_columns(attributes)
        elif name in _OUTLINES:
            self._folded.append(attributes.get(f"{TABLE} display") == "false")
        elif name == "table:table":
            self._count.take()
            self._begin_table(attributes)
            self._inside = True
        elif name == "style:style":
            self._style = attributes.get(f"{STYLE} name", "")
        elif name == "style:table-properties" and attributes.get(f"{TABLE} display") == "false":
            self._hidden_styles.add(self._style)

    def _closed(self, name: str) -> None:
        if name in _CELLS:
            self._end_cell()
        elif name in _PARAGRAPHS and self._paragraph is not None:
            self._texts.append(self._paragraph.text())
            self._paragraph = None
        elif name == "table:table-row":
            self._row += self._rows
        elif name in _OUTLINES and self._folded:
            self._folded.pop()
        elif name == "table:table":
            self._end_table()
            self._inside = False

    def _begin_table(self, attributes: Mapping[str, str]) -> None:
        self._table = attributes
        self._cells: dict[Spot, Found] = {}
        self._shown: dict[Spot, str] = {}
        self._hidden: set[int] = set()
        self._folded: list[bool] = []  # the outlines that are open, and whether they are folded away
        self._columns = 0
        self._hidden_columns: list[tuple[int, int]] = []
        self._merged: list[tuple[int, int, int, int]] = []
        self._results: list[tuple[tuple[int, int, int, int], Found]] = []
        self._row, self._rows, self._column = 1, 1, 1
        self._row_is_hidden = False
        self._cell = attributes
        self._texts = []

    def _end_table(self) -> None:
        name = in_normal_form(self._table.get(f"{TABLE} name", ""))
        if name.startswith(_COPY_OF_A_LINKED_FILE):
            return
        spread(self._cells, self._results)
        hidden = self._table.get(f"{TABLE} style-name") in self._hidden_styles
        columns = lines_within((column for _, column in self._cells), self._hidden_columns)
        rows, merged = frozenset(self._hidden), tuple(self._merged)
        self._tabs.append(Tab(self._path, name, self._cells, rows, merged, hidden, columns, self._shown))

    def _add_columns(self, attributes: Mapping[str, str]) -> None:
        self._count.take()
        first = self._columns + 1
        self._columns += _times(attributes, "number-columns-repeated")
        if self._is_hidden(attributes):
            self._hidden_columns.append((first, self._columns))

    def _is_hidden(self, attributes: Mapping[str, str]) -> bool:
        return any(self._folded) or attributes.get(f"{TABLE} visibility", "visible") != "visible"

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._count.take()
        self._rows = _times(attributes, "number-rows-repeated")
        self._column = 1
        self._row_is_hidden = self._is_hidden(attributes)

    def _end_cell(self) -> None:
        self._count.take()
        columns = _times(self._cell, "number-columns-repeated")
        if area := self._area(""):
            self._merged.append(area)
        found = cell_found(self._cell, self._texts)
        if found is not None:
            self._keep(found, columns)
            shown = _shown(self._cell, self._texts) if found.what == "formula" and _kind(self._cell) == "string" else ""
            if shown:
                self._count.characters.take(len(shown))
                self._shown[self._row, self._column] = shown
        self._column += columns

    def _keep(self, found: Found, columns: int) -> None:
        self._count.take(self._rows * columns - 1)
        self._count.characters.take(len(found.text) * self._rows * columns)
        rows = range(self._row, self._row + self._rows)
        for row in rows:
            for column in range(self._column, self._column + columns):
                self._cells[row, column] = found
        if self._row_is_hidden:
            self._hidden.update(rows)
        if area := self._area("matrix-"):
            self._results.append((area, found))

    def _area(self, kind: str) -> tuple[int, int, int, int] | None:
        """Return the area that the cell at hand is merged into, or fills as a matrix, if it is more than itself."""
        down, right = (_times(self._cell, f"number-{kind}{lines}-spanned") for lines in ("rows", "columns"))
        if down == right == 1:
            return None
        return self._row, self._column, self._row + down - 1, self._column + right - 1


def _times(attributes: Mapping[str, str], name: str) -> int:
    """Return how often something is repeated, or how far it reaches: 1 where nothing is said."""
    said = attributes.get(f"{TABLE} {name}")
    return 1 if said is None else max(1, int(said))
