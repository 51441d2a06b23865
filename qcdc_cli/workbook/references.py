"""Cells as formulas refer to them: columns by their letters (A to XFD), references, ranges, and calls over them."""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import groupby

from qcdc_cli.language.figures import Exact, fraction_as_decimal

_LETTERS = 26
_MOST = 16_384


@lru_cache(maxsize=_MOST)
def column_letters(column: int) -> str:
    """Return the letters of a column: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=_MOST)
def column_number(letters: str) -> int:
    """Return the number of a column: A is 1, AB is 28; either case."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


_MOST_ARGUMENTS = 200  # Excel takes 255
_CELL = re.compile(r"((?:'(?:[^']|'')*'!)?)(\$?)([A-Z]+)(\$?)(\d+)")


def ref(row: int, column: int, sheet: str = "", *, fixed: bool = False) -> str:
    """Return the reference of a cell.

    Args:
        row: its row, from 1.
        column: its column, from 1.
        sheet: the name of its worksheet; "" for that of the formula itself.
        fixed: keep it where the formula is copied elsewhere.
    """
    lock = "$" if fixed else ""
    return f"{_of_sheet(sheet)}{lock}{column_letters(column)}{lock}{row}"


@lru_cache
def _of_sheet(name: str) -> str:
    return "'{}'!".format(name.replace("'", "''")) if name else ""


def area(first: str, last: str) -> str:
    """Return the range from one cell to another of the same worksheet."""
    return first if first == last else f"{first}:{last.rpartition('!')[2]}"


@lru_cache(maxsize=4096)
def number(exact: Exact | int) -> str:
    """Return a number as it stands in a formula; one that no decimal equals as the quotient that it is."""
    fraction = Fraction(exact)
    decimal = fraction_as_decimal(fraction, 0)
    if decimal == fraction:
        return f"{decimal.normalize():f}"
    return f"({fraction.numerator}/{fraction.denominator})"


def text(words: str) -> str:
    """Return a text of the program's own as it stands in a formula."""
    return '"{}"'.format(words.replace('"', '""'))


def together(cells: Sequence[str]) -> list[str]:
    """Return references with neighbours in one column or row joined into ranges: `B5`, `B6`, `B9` → `B5:B6`, `B9`."""
    parts = [_CELL.fullmatch(cell) for cell in cells]
    if not all(parts):
        return list(cells)
    places = [(part[1], column_number(part[3]), int(part[5])) for part in parts if part]
    down = _joined(cells, [(sheet, column, row - at) for at, (sheet, column, row) in enumerate(places)])
    if len(down) < len(cells):
        return down
    return _joined(cells, [(sheet, row, column - at) for at, (sheet, column, row) in enumerate(places)])


def _joined(cells: Sequence[str], keys: Sequence[object]) -> list[str]:
    """Join each run of references that have the same key into a range."""
    runs = ([cell for _, cell in run] for _, run in groupby(zip(keys, cells, strict=True), key=lambda each: each[0]))
    return [area(members[0], members[-1]) for members in runs]


def call(function: str, arguments: Sequence[str]) -> str:
    """Return a call of a function that takes any number of arguments; very many are put together in parts."""
    if not arguments:
        return "0"
    if len(arguments) > _MOST_ARGUMENTS:
        chunks = [arguments[at : at + _MOST_ARGUMENTS] for at in range(0, len(arguments), _MOST_ARGUMENTS)]
        return call(function, [call(function, chunk) for chunk in chunks])
    return f"{function}({','.join(arguments)})"
