"""One worksheet of Excel: its cells one after the other, only those that are there, and how Excel writes places."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from qcdc_cli.workbook.reading.book import Found, Spot, Tab, lines_within
from qcdc_cli.workbook.reading.cells import Shows, formula_found, moment_found, number_found, spread, text_found
from qcdc_cli.workbook.reading.markup import NO_ATTRIBUTES, Tag
from qcdc_cli.workbook.reading.refusals import CellCount, damaged
from qcdc_cli.workbook.reading.shared_formulas import SharedFormulas
from qcdc_cli.workbook.references import column_number

Area = tuple[int, int, int, int]  # first row, first column, last row, last column

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
TRUE = frozenset({"1", "true", "on"})
_SPOT = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


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


def read_worksheet(tags: Iterator[Tag], shared: Shared, empty: Tab) -> Tab:
    """Return a worksheet with its cells.

    Args:
        tags: the worksheet's XML.
        shared: what all worksheets use.
        empty: the worksheet without cells.

    Raises:
        QcdcError: when it contradicts itself or has too many cells.
    """
    return _SheetReader(shared).read(tags, empty)


class _SheetReader:
    """Follows the tags of a worksheet; what it knows of the cell at hand is kept until the cell ends."""

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
        self._spot: Spot = (0, 0)
        self._attributes = NO_ATTRIBUTES
        self._value = ""
        self._texts: list[str] = []
        self._formula: Mapping[str, str] | None = None
        self._formula_text = ""

    def read(self, tags: Iterator[Tag], empty: Tab) -> Tab:
        phonetic = False
        for opens, name, attributes, before in tags:
            if name == "c":
                self._begin(attributes) if opens else self._end()
            elif name == "v":
                self._value = before
            elif name == "f":
                self._formula = attributes if opens else self._formula
                self._formula_text = before
            elif name == "rPh":
                phonetic = opens
            elif name == "t" and not opens and not phonetic:
                self._texts.append(before)
            elif opens and name == "row":
                self._begin_row(attributes)
                if self._row > self._shared.rows:
                    break
            elif opens and name == "col":
                self._hide_columns(attributes)
            elif opens and name == "mergeCell":
                self._count()
                self._merged.append(area_of(attributes["ref"]))
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

    def _begin(self, attributes: Mapping[str, str]) -> None:
        self._count()
        reference = attributes.get("r")
        self._spot = spot_of(reference) if reference else (self._row, self._spot[1] + 1)
        self._attributes = attributes
        self._value = ""
        self._texts.clear()
        self._formula = None

    def _end(self) -> None:
        if not (self._value or self._texts) and self._formula is None:
            return  # it only has a format
        found = self._typed() if self._formula is None else self._computed(self._formula)
        if found is not None:
            if self._spot in self._cells:
                raise damaged()  # twice: programs would not agree on which one counts
            self._count_characters(len(found.text))
            self._cells[self._spot] = found
            if self._formula is not None and self._value and self._attributes.get("t") == "str":
                self._count_characters(len(self._value))
                self._shown[self._spot] = unescaped(self._value)

    def _typed(self) -> Found | None:
        value = self._value
        kind = self._attributes.get("t", "n")
        if kind == "inlineStr":
            return text_found(unescaped("".join(self._texts)))
        if not value:
            return None
        if kind == "s":
            return self._shared.texts[int(value)]
        if kind == "n":
            return self._number(value)
        if kind == "str":
            return text_found(unescaped(value))
        if kind == "b":
            return Found("boolean", "1" if value.strip() in TRUE else "0")
        return moment_found(value) if kind == "d" else Found("error", value.strip())

    def _number(self, value: str) -> Found | None:
        style, formats = int(self._attributes.get("s", 0)), self._shared.formats
        shows = formats[style] if 0 <= style < len(formats) else "number"
        return number_found(value, shows, since_1904=self._shared.since_1904)

    def _computed(self, attributes: Mapping[str, str]) -> Found:
        """Return a formula, never the result that stands beside it in the file."""
        formula = f"={self._formula_text}"
        kind = attributes.get("t", "normal")
        if kind == "shared":
            formula = self._shared.formulas.of(self._spot, attributes["si"], formula)
        found = formula_found(formula)
        if kind in ("array", "dataTable") and "ref" in attributes:
            self._results.append((area_of(attributes["ref"]), found))
        return found
