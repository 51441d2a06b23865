"""References: what becomes of `E8`, `A8:G12` and formulas when row 8 becomes as many rows as there are units.

Formulas are those of the file: English names, commas, references as `A1`. Everything that is not a reference
comes out as it went in.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from qcdc_cli.workbook.markup_tree import whole_number
from qcdc_cli.workbook.reading.refusals import damaged
from qcdc_cli.workbook.references import column_letters, column_number

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
END = re.compile(r"(\$?[A-Za-z]{1,3})?(\$?)(\d+)")  # one end of a reference: its column, the lock of its row, its row
# In these a cell that stands alone means a column of them: Excel's AutoSum over one cell writes `SUM(E8)`.
_GATHERING = re.compile(
    r"AGGREGATE|AVERAGE(?:A|IFS?)?|CONCAT(?:ENATE)?|COUNT(?:A|BLANK|IFS?)?|GEOMEAN|LARGE|MAX(?:A|IFS)?|MEDIAN|"
    r"MIN(?:A|IFS)?|MODE|PERCENTILE|PRODUCT|QUARTILE|RANK(?:\.AVG|\.EQ)?|SMALL|STDEV(?:\.[PS])?|SUBTOTAL|"
    r"SUM(?:IFS?|PRODUCT|SQ)?|TEXTJOIN|VAR(?:\.[PS])?"
)
_SCAN = re.compile(
    r"""
    (?P<string>"(?:[^"]|"")*")
  | (?P<sheet>(?:'(?:[^']|'')*'|(?:\[\d+\])?[\w.\\]+(?::[\w.\\]+)?)!)?
    (?P<cells>\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}(?::\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6})?|\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6})
    (?![\w.(!\[\\])
  | (?P<brackets>\[(?:[^\[\]]|\[[^\[\]]*\])*\])
  | (?P<call>[\w.]+)\(
  | (?P<open>\()
  | (?P<close>\))
  | [\w.\\]+
  | .
    """,
    re.VERBOSE | re.DOTALL,
)


class RepeatedRow(NamedTuple):
    """A row of a worksheet that becomes several.

    Attributes:
        row: its number, from 1.
        copies: how many rows it becomes, at least 1.
    """

    row: int
    copies: int

    def first(self, row: int) -> int:
        """Return where a row is afterwards; the first of those that the row becomes."""
        return row if row <= self.row else min(row + self.copies - 1, MOST_ROWS)

    def last(self, row: int) -> int:
        """Return where a row is afterwards; the last of those that the row becomes."""
        return row if row < self.row else min(row + self.copies - 1, MOST_ROWS)


RepeatedRows = Mapping[str, RepeatedRow]  # by the names of the worksheets, sheet_key


def sheet_key(sheet: str) -> str:
    """Return what is the same in all spellings of a worksheet's name."""
    return sheet.casefold()


def moved_area(area: str, repeated: RepeatedRow) -> str:
    """Return a range of cells (`A8:H8`, `A8`) as it is afterwards; over the row it grows."""
    first, _, last = area.partition(":")
    begin, end = end_at(first, repeated.first), end_at(last or first, repeated.last)
    return begin if begin == end else f"{begin}:{end}"


def moved_areas(areas: str, repeated: RepeatedRow) -> str:
    """Return some ranges of cells, with spaces between them, as they are afterwards."""
    return " ".join(moved_area(area, repeated) for area in areas.split())


def moved_cell(cell: str, repeated: RepeatedRow) -> str:
    """Return where a single cell is afterwards."""
    return end_at(cell, repeated.first)


def on_row(area: str, row: int) -> str:
    """Return a range of one row as the same range on another row."""
    return re.sub(r"\d+", str(row), area)


def row_range(area: str) -> tuple[int, int]:
    """Return the first and last row of a range; all rows of one that names columns only."""
    numbers = [whole_number(digits) for digits in re.findall(r"\d+", area)]
    return (numbers[0], numbers[-1]) if numbers else (1, MOST_ROWS)


def top_cells(area: str) -> list[str]:
    """Return the cells in the first row of a range.

    Raises:
        QcdcError: Q707 when no worksheet has such cells.
    """
    columns = [column_of(end) for end in area.split(":")]
    return [f"{column_letters(column)}{row_range(area)[0]}" for column in range(columns[0], columns[-1] + 1)]


def column_of(cell: str) -> int:
    """Return the column of a cell as a file names it (`E8`).

    Raises:
        QcdcError: Q707 when no worksheet has such a cell.
    """
    match = END.fullmatch(cell)
    column = column_number(match[1].lstrip("$")) if match is not None and match[1] else 0
    if not 0 < column <= MOST_COLUMNS:
        raise damaged()
    return column


def end_at(end: str, place: Callable[[int], int]) -> str:
    """Return one end of a reference (`$E$8`) with its row at another place."""
    return END.sub(lambda match: f"{match[1] or ''}{match[2]}{place(whole_number(match[3]))}", end)


class _Reference(NamedTuple):
    """A reference in a formula.

    Attributes:
        text: the reference without its worksheet.
        sheet: the worksheet that it names, with the exclamation mark; "" for none.
        alone: it is a whole argument of a function that gathers cells.
    """

    text: str
    sheet: str
    alone: bool


def moved_formula(formula: str, home: str, repeated_rows: RepeatedRows, copy: int | None = None) -> str:
    """Return the formula as it is after the rows became several.

    Ranges over such a row grow with it; a cell in it stays the first of the rows, unless it is a whole
    argument of a function that gathers cells, such as `SUM(E8)`. In a copy of the row itself a row without `$`
    stays with the copy.

    Args:
        formula: the formula without its equals sign.
        home: the worksheet in which it stands; "" where there is none.
        repeated_rows: the rows that become several.
        copy: which copy of such a row it stands in, from 0; None where it stands elsewhere.
    """
    pieces: list[str] = []
    for piece in _scanned(formula):
        if isinstance(piece, str):
            pieces.append(piece)
            continue
        repeated = _repeated_in(piece.sheet, home, repeated_rows)
        pieces.append(piece.sheet + (piece.text if repeated is None else _moved(piece, repeated, copy)))
    return "".join(pieces)


def relative_to_other_rows(formula: str, home: str, repeated_rows: RepeatedRows) -> list[str]:
    """Return the references of a formula in the units' row whose row is neither theirs nor held by `$`.

    Filled down, they would move on from unit to unit; meant is mostly one cell for all.
    """
    found = []
    for piece in _scanned(formula):
        if isinstance(piece, str) or "[" in piece.sheet:
            continue
        repeated = _repeated_in(piece.sheet, home, repeated_rows)
        rows = [end for end in map(END.fullmatch, piece.text.split(":")) if end is not None and not end[2]]
        if any(repeated is None or int(end[3]) != repeated.row for end in rows):
            found.append(piece.sheet + piece.text)
    return found


def across_sheets(formula: str) -> list[str]:
    """Return the references of a formula that go through several worksheets (`Sheet1:Sheet3!E8`)."""
    return [
        piece.sheet + piece.text for piece in _scanned(formula) if not isinstance(piece, str) and ":" in piece.sheet
    ]


def _scanned(formula: str) -> Iterator[str | _Reference]:
    """Yield a formula's pieces in order: references, and all texts between them."""
    calls: list[str] = []
    before = ""
    for match in _SCAN.finditer(formula):
        if match["cells"]:
            after = formula[match.end() :].lstrip()[:1]
            alone = (
                bool(calls)
                and _GATHERING.fullmatch(calls[-1]) is not None
                and before in ("(", ",")
                and after in (",", ")")
            )
            yield _Reference(match["cells"], match["sheet"] or "", alone)
            before = "a"
            continue
        text = match[0]
        if match["call"]:
            calls.append(match["call"].upper().rpartition("_XLFN.")[2])
        elif match["open"]:
            calls.append("")
        elif match["close"] and calls:
            calls.pop()
        if not text.isspace():
            before = text[-1]
        yield text


def _repeated_in(sheet: str, home: str, repeated_rows: RepeatedRows) -> RepeatedRow | None:
    name = sheet[:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    return None if "[" in name else repeated_rows.get(sheet_key(name or home))


def _moved(reference: _Reference, repeated: RepeatedRow, copy: int | None) -> str:
    first, _, last = reference.text.partition(":")
    begin = _follow(first, repeated, copy) or end_at(first, repeated.first)
    if last:
        return f"{begin}:{_follow(last, repeated, copy) or end_at(last, repeated.last)}"
    grown = end_at(first, repeated.last)
    if reference.alone and grown != begin and not _follow(first, repeated, copy):
        return f"{begin}:{grown}"
    return begin


def _follow(end: str, repeated: RepeatedRow, copy: int | None) -> str:
    """Return one end of a reference that stays with the copy of the row in which it stands; "" where it does not."""
    match = END.fullmatch(end)
    if copy is None or match is None or match[2] or int(match[3]) != repeated.row:
        return ""
    return f"{match[1] or ''}{repeated.row + copy}"
