"""One worksheet of Excel: its cells one after the other, only those that are there, and how Excel writes places."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from qcdc_cli.workbook.reading.book import Found, Spot, Tab, lines_within
from qcdc_cli.workbook.reading.branches import attributes_of
from qcdc_cli.workbook.reading.cells import Shows, formula_found, moment_found, number_found, spread, text_found
from qcdc_cli.workbook.reading.refusals import CellCount, damaged
from qcdc_cli.workbook.reading.shared_formulas import SharedFormulas
from qcdc_cli.workbook.references import column_number

Area = tuple[int, int, int, int]  # first row, first column, last row, last column

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
TRUE = frozenset({"1", "true", "on"})
NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # saved as Strict Open XML
)
_SPOT = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def named(*names: str) -> dict[str, str]:
    """Return names by how elements are called that have them in a workbook of Excel."""
    return {f"{{{namespace}}}{name}": name for namespace in NAMESPACES for name in names}


OF_A_SHEET = named("row", "col", "mergeCell", "c")  # a cell is a branch of its own where it stands in no row
_IN_A_CELL, _TEXT, _OF_A_TEXT = named("v", "f"), named("t"), named("t", "rPh")


def joined_texts(element: Element) -> str:
    """Return the texts in an element, rich ones too, without their phonetic guides."""
    if len(element) == 1 and element[0].tag in _TEXT and not len(element[0]):
        return element[0].text or ""  # as in most
    texts = []
    aside: set[Element] = set()
    for one in element.iter():
        name = _OF_A_TEXT.get(one.tag)
        if name == "rPh":
            aside.update(one.iter())
        elif name == "t" and one not in aside:
            texts.append(one.text or "")
    return "".join(texts)


def unescaped(text: str) -> str:
    """Put characters for escapes such as `_x000D_`; what nobody can see or type stays an escape."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda escape: _character(int(escape[1], 16)) or escape[0], text)


def _character(code: int) -> str:
    character = chr(code)
    return character if character.isprintable() or character in "\t\r\n\u00a0" else ""


@lru_cache(maxsize=4096)  # the cells of one form are those of the next
def spot_of(reference: str) -> Spot:
    """Return the row and the column of `B7`.

    Raises:
        QcdcError: Q707 when no worksheet has such a cell.
    """
    match = _SPOT.fullmatch(reference)
    if match is None:
        raise damaged()
    row, column = int(match[2]), column_number(match[1])
    if not (1 <= row <= MOST_ROWS and column <= MOST_COLUMNS):
        raise damaged()
    return row, column


def area_of(reference: str) -> Area:
    """Return where `B2:C5` begins and ends; one cell is an area too.

    Raises:
        QcdcError: Q707 when no worksheet has such cells.
    """
    first, _, second = reference.partition(":")
    one, other = spot_of(first), spot_of(second or first)
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _is_hidden(attributes: Mapping[str, str], size: str) -> bool:
    """Return whether a row or column is hidden: by its own word, or so low or narrow that nobody sees it."""
    return attributes.get("hidden") in TRUE or (size in attributes and float(attributes[size]) == 0)


class Shared(NamedTuple):
    """What all worksheets of a workbook use.

    Attributes:
        texts: the texts that cells refer to by number; None for those that are only spaces.
        formats: what the formats that cells refer to by number show a number as.
        since_1904: days are counted from 1904.
        formulas: those that several cells share.
        counted: how many cells were read.
        rows: how many rows of each are read.
    """

    texts: tuple[Found | None, ...]
    formats: tuple[Shows, ...]
    since_1904: bool
    formulas: SharedFormulas
    counted: CellCount
    rows: int = MOST_ROWS


def read_worksheet(branches: Iterable[Element], shared: Shared, empty: Tab) -> Tab:
    """Return a worksheet with its cells.

    Args:
        branches: of the worksheet's XML what is in `OF_A_SHEET`.
        shared: what all worksheets use.
        empty: the worksheet without cells.

    Raises:
        QcdcError: when it contradicts itself or has too many cells.
    """
    return _SheetReader(shared).read(branches, empty)


class _SheetReader:
    """Goes through the rows of a worksheet, and what stands beside them."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._count, self._count_characters = shared.counted.take, shared.counted.characters.take
        shared.formulas.begin_sheet()
        self._cells: dict[Spot, Found] = {}
        self._shown: dict[Spot, str] = {}
        self._hidden: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self._merged: list[Area] = []
        self._results: list[tuple[Area, Found]] = []
        self._row = 0
        self._spot: Spot = (0, 0)  # of the cell before

    def read(self, branches: Iterable[Element], empty: Tab) -> Tab:
        for branch in branches:
            name = OF_A_SHEET[branch.tag]
            if name == "row":
                self._begin_row(attributes_of(branch))
                if self._row > self._shared.rows:
                    break
                self._read_cells(list(branch.iter(branch.tag.removesuffix("row") + "c")))
            elif name == "col":
                self._hide_columns(attributes_of(branch))
            elif name == "mergeCell":
                self._count()
                self._merged.append(area_of(attributes_of(branch)["ref"]))
            else:
                self._read_cells([branch])
        spread(self._cells, self._results)
        return replace(
            empty,
            cells=self._cells,
            hidden_rows=frozenset(row for row, _ in self._cells) & self._hidden,
            merged=tuple(self._merged),
            hidden_columns=lines_within((column for _, column in self._cells), self._hidden_columns),
            shown=self._shown,
        )

    def _hide_columns(self, attributes: Mapping[str, str]) -> None:
        self._count()
        if _is_hidden(attributes, "width"):
            self._hidden_columns.append((int(attributes["min"]), int(attributes["max"])))

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._count()
        self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
        self._spot = (self._row, 0)
        if _is_hidden(attributes, "ht"):
            self._hidden.add(self._row)

    def _read_cells(self, cells: list[Element]) -> None:
        self._count(len(cells))
        characters, spot = 0, self._spot
        for cell in cells:
            reference = cell.get("r")
            spot = spot_of(reference) if reference else (self._row, spot[1] + 1)
            if not len(cell):
                continue  # it only has a format
            value, formula, kind = "", None, cell.get("t") or "n"
            for element in cell.iter():
                name = _IN_A_CELL.get(element.tag)
                if name == "v":
                    value = element.text or ""
                elif name == "f":
                    formula = element
            found = self._typed(cell, kind, value) if formula is None else self._computed(formula, spot)
            if found is None:
                continue
            if spot in self._cells:
                raise damaged()  # twice: programs would not agree on which one counts
            characters += len(found.text)
            self._cells[spot] = found
            if formula is not None and value and kind == "str":
                characters += len(value)
                self._shown[spot] = unescaped(value)
        self._spot = spot
        self._count_characters(characters)

    def _typed(self, cell: Element, kind: str, value: str) -> Found | None:
        if kind == "inlineStr":
            return text_found(unescaped(joined_texts(cell)))
        if not value:
            return None
        if kind == "s":
            return self._shared.texts[int(value)]
        if kind == "n":
            return self._number(value, int(cell.get("s") or 0))
        if kind == "str":
            return text_found(unescaped(value))
        if kind == "b":
            return Found("boolean", "1" if value.strip() in TRUE else "0")
        return moment_found(value) if kind == "d" else Found("error", value.strip())

    def _number(self, value: str, style: int) -> Found | None:
        formats = self._shared.formats
        shows = formats[style] if 0 <= style < len(formats) else "number"
        return number_found(value, shows, since_1904=self._shared.since_1904)

    def _computed(self, element: Element, spot: Spot) -> Found:
        """Return a formula, never the result that stands beside it in the file."""
        formula, attributes = f"={element.text or ''}", attributes_of(element)
        kind = attributes.get("t", "normal")
        if kind == "shared":
            formula = self._shared.formulas.of(spot, attributes["si"], formula)
        found = formula_found(formula)
        if kind in ("array", "dataTable") and "ref" in attributes:
            self._results.append((area_of(attributes["ref"]), found))
        return found
