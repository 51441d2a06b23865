"""Formulas: what becomes of their references when the units' row becomes as many rows as there are units.

Formulas are those of the file: English names, commas, references as `A1`. Everything that is not a reference
comes out as it went in.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from qcdc_cli.render.template.references import END, Stretch, Stretches, end_at, folded
from qcdc_cli.workbook.columns import column_letters, column_number

# In these a cell that stands alone means a column of them: Excel's AutoSum over one cell writes `SUM(E8)`.
_GATHERING = frozenset(
    {
        *(
            "AGGREGATE",
            "CONCAT",
            "CONCATENATE",
            "TEXTJOIN",
            "LARGE",
            "SMALL",
            "MODE",
            "MEDIAN",
            "PERCENTILE",
            "QUARTILE",
        ),
        *("AVERAGE", "AVERAGEA", "AVERAGEIF", "AVERAGEIFS", "COUNT", "COUNTA", "COUNTBLANK", "COUNTIF", "COUNTIFS"),
        *("MAX", "MAXA", "MAXIFS", "MIN", "MINA", "MINIFS", "PRODUCT", "GEOMEAN", "RANK", "RANK.AVG", "RANK.EQ"),
        *("STDEV", "STDEV.P", "STDEV.S", "VAR", "VAR.P", "VAR.S"),
        *("SUBTOTAL", "SUM", "SUMIF", "SUMIFS", "SUMPRODUCT", "SUMSQ"),
    }
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


def moved(formula: str, home: str, stretches: Stretches, own: int | None = None) -> str:
    """Return the formula as it is after the rows became several.

    Ranges over such a row grow with it; a cell in it stays the first of the rows, unless it is a whole
    argument of a function that gathers cells, such as `SUM(E8)`. In a copy of the row itself a row without `$`
    stays with the copy.

    Args:
        formula: the formula without its equals sign.
        home: the worksheet in which it stands; "" where there is none.
        stretches: the rows that become several.
        own: which copy of such a row it stands in, from 0; None where it stands elsewhere.
    """
    pieces: list[str] = []
    for piece in _scanned(formula):
        if isinstance(piece, str):
            pieces.append(piece)
            continue
        stretch = _stretch_of(piece.sheet, home, stretches)
        pieces.append(piece.sheet + (piece.text if stretch is None else _moved(piece, stretch, own)))
    return "".join(pieces)


def hanging(formula: str, home: str, stretches: Stretches) -> list[str]:
    """Return the references of a formula in the units' row whose row is neither theirs nor held by `$`.

    Filled down, they would move on from unit to unit; meant is mostly one cell for all.
    """
    found = []
    for piece in _scanned(formula):
        if isinstance(piece, str) or "[" in piece.sheet:
            continue
        stretch = _stretch_of(piece.sheet, home, stretches)
        rows = [end for end in map(END.fullmatch, piece.text.split(":")) if end is not None and not end[2]]
        if any(stretch is None or int(end[3]) != stretch.row for end in rows):
            found.append(piece.sheet + piece.text)
    return found


def spanning(formula: str) -> list[str]:
    """Return the references of a formula that go through several worksheets (`Sheet1:Sheet3!E8`)."""
    return [
        piece.sheet + piece.text for piece in _scanned(formula) if not isinstance(piece, str) and ":" in piece.sheet
    ]


def shifted(formula: str, rows: int, columns: int) -> str:
    """Return the formula as it is so many rows further down and columns to the right, as when it is filled there."""
    pieces = []
    for piece in _scanned(formula):
        if isinstance(piece, str):
            pieces.append(piece)
        else:
            ends = (END.sub(lambda end: _shifted(end, rows, columns), end) for end in piece.text.split(":"))
            pieces.append(piece.sheet + ":".join(ends))
    return "".join(pieces)


def _shifted(end: re.Match[str], rows: int, columns: int) -> str:
    letters, lock, row = end[1] or "", end[2], int(end[3])
    if letters and not letters.startswith("$"):
        letters = column_letters(column_number(letters) + columns)
    return f"{letters}{lock}{row if lock else row + rows}"


def _scanned(formula: str) -> Iterator[str | _Reference]:
    """Yield a formula's pieces in order: references, and all texts between them."""
    calls: list[str] = []
    before = ""
    for match in _SCAN.finditer(formula):
        if match["cells"]:
            after = formula[match.end() :].lstrip()[:1]
            alone = bool(calls) and calls[-1] in _GATHERING and before in ("(", ",") and after in (",", ")")
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


def _stretch_of(sheet: str, home: str, stretches: Stretches) -> Stretch | None:
    name = sheet[:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    return None if "[" in name else stretches.get(folded(name or home))


def _moved(reference: _Reference, stretch: Stretch, own: int | None) -> str:
    first, _, last = reference.text.partition(":")
    begin = _follow(first, stretch, own) or end_at(first, stretch.first)
    if last:
        return f"{begin}:{_follow(last, stretch, own) or end_at(last, stretch.last)}"
    grown = end_at(first, stretch.last)
    if reference.alone and grown != begin and not _follow(first, stretch, own):
        return f"{begin}:{grown}"
    return begin


def _follow(end: str, stretch: Stretch, own: int | None) -> str:
    """Return one end of a reference that stays with the copy of the row in which it stands; "" where it does not."""
    match = END.fullmatch(end)
    if own is None or match is None or match[2] or int(match[3]) != stretch.row:
        return ""
    return f"{match[1] or ''}{stretch.row + own}"
