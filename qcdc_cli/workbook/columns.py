"""Columns by their letters, as spreadsheets call them: A to Z, then AA, to XFD."""

from functools import lru_cache

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
