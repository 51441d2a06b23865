"""Texts from data into texts that a workbook can hold and that Excel shows as they are."""

import re
from functools import lru_cache

MOST_CHARACTERS = 32_767  # in a cell, counted in UTF-16 units
# The pictures of control characters (␀ … ␟, ␡); a tab and a line feed stay.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {0x7F: 0x2421}
_UNSEEN = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)  # no width, or turns the direction of writing
_LONGEST_PICTURE = 6  # UTF-16 units that one character is written out in at most, as `\u202e`
_NEVER = re.compile("[\ud800-\udfff\ufffe\uffff]")  # XML has no way to write these
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_TAKEN_FOR_MORE = ("=", "+", "-", "@", "#", "'", "\t", "\n")


@lru_cache(maxsize=4096)  # most texts of a report come again and again
def plain(text: str) -> str:
    r"""Return the text with characters that no workbook can hold replaced by visible ones.

    Control characters become their pictures (␛), marks that turn the direction of writing are written out
    (`\u202e`), lone surrogates become U+FFFD, any line end becomes a line feed, and a text that is longer
    than a cell ends in `…`.
    """
    text = _visible(text)
    return text if utf16(text) <= MOST_CHARACTERS else cut(text, MOST_CHARACTERS - 1) + "…"


def fits(text: str) -> bool:
    """Return whether a cell holds all of a text."""
    return len(text) * _LONGEST_PICTURE <= MOST_CHARACTERS or utf16(_visible(text)) <= MOST_CHARACTERS


def _visible(text: str) -> str:
    if text.isprintable():
        return text  # as most are
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\u2028", "\n")
    text = _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return _NEVER.sub("\ufffd", text.translate(_PICTURES))


def cached(text: str) -> str:
    """Return a text as a formula's result is written into the file.

    There, unlike in other cells, XlsxWriter leaves `_x0041_` to be read as the letter A, and takes the name of
    an error for the error.
    """
    return f"{text} " if text in _ERRORS else escaped(text)


def escaped(text: str) -> str:
    """Return a text as a file holds it, where `_x0041_` would be read as the letter A."""
    return _ESCAPE.sub("_x005F_", text)


def is_markup(text: str) -> bool:
    """Return whether XlsxWriter would take the text for its own notation of a text with several fonts."""
    return text.startswith("<r>") and text.endswith("</r>")


def needs_quote(text: str) -> bool:
    """Return whether Excel would take the text for a formula, an error or a number when it is typed again."""
    return text.startswith(_TAKEN_FOR_MORE) or text[:1].isdigit()


def utf16(text: str) -> int:
    """Return the length of a text as Excel counts it: characters outside the first plane count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most: int) -> str:
    """Return the longest beginning of a text that has at most so many UTF-16 units."""
    while utf16(text) > most:
        text = text[: len(text) - max(1, (utf16(text) - most) // 2)]
    return text
