"""Bytes to text, honestly: UTF-8 and marked UTF-16 are read, everything else is named and refused.

Guessing an encoding changes letters without anyone noticing: on Windows "Ngã Sáu" becomes "NgĂ£ SĂ¡u".
"""

import codecs
import re
import unicodedata

from qcdc_cli.problems import Problem

_MARKS_OF_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LIMIT_MEGABYTES = 2  # two hundred times a unit's sheet, four times a whole country's campaign file

# Bytes that TCVN3 (.VnTime fonts) uses for Vietnamese letters, as they look in Latin-1: ® is đ, µ is à, ¸ is á …
_TCVN3_MARKS = (
    "\u00ae\u00a7\u00ad\u00ac\u00b5\u00b8\u00b6\u00b7\u00b9\u00df\u00d7\u00d8\u00dc\u00de\u00ab\u00a9\u00aa\u00a8"
)
_TCVN3_WORD = re.compile(rf"[a-zA-Z][{_TCVN3_MARKS}]|[{_TCVN3_MARKS}][a-z]")
_UNICODE_VIETNAMESE = re.compile("[\u1ea0-\u1ef9\u0110\u0111\u01a0\u01a1\u01af\u01b0\u0103\u0102]")
# The loose tone marks of Windows-1258 (huyền, hỏi, ngã, sắc, nặng) behind a letter.
_CP1258_MARK = re.compile(rb"[A-Za-z\xe2\xea\xf4\xe3\xf5\xfd\xc2\xca\xd4\xc3\xd5\xdd\xf0][\xcc\xd2\xde\xec\xf2]")
# Letters that only TCVN3 puts inside words: ă â ê ô ơ ư đ à ả ã á ạ. In Windows-1258 these bytes are © or µ.
_TCVN3_BYTES = re.compile(rb"[A-Za-z][\xa8-\xae\xb5-\xb9]|[\xa8-\xae\xb5-\xb9][a-z]")
_ENOUGH = 2
# A word or a piece of it, with the loose marks of its last letter: a letter of Vietnamese has two.
_WORD = re.compile(r"\S{1,60}[\u0300-\u036f]{0,20}")


def decode(data: bytes) -> str | Problem:
    """Return the text of a file in normal form C, or the problem that keeps it from being read."""
    if len(data) > LIMIT_MEGABYTES * 1024 * 1024:
        size = str(len(data) // (1024 * 1024))
        return Problem("Q115", {"size": size, "limit": str(LIMIT_MEGABYTES)})
    encoding = encoding_of(data)
    if encoding != "utf-16" and data.count(0) * 4 > len(data):
        return Problem("Q111")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if len(_TCVN3_BYTES.findall(data)) >= _ENOUGH:
            return Problem("Q110")
        return Problem("Q109" if _CP1258_MARK.search(data) else "Q108")
    if not text or text.isspace():
        return Problem("Q112")
    if not text.isascii():
        if tcvn3_words(text) >= _ENOUGH:
            return Problem("Q110")
        text = in_normal_form(text)
    return text


def in_normal_form(text: str) -> str:
    """Return a text in normal form C, in which equal letters are equal characters."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    # Word by word: a million marks in a row, which normalisation sorts, would take it hours.
    return _WORD.sub(lambda word: unicodedata.normalize("NFC", word[0]), text)


def tcvn3_words(text: str) -> int:
    """Count what is only text in the old .VnTime fonts (`Céng hßa`); 0 where Unicode's Vietnamese letters stand too."""
    return 0 if _UNICODE_VIETNAMESE.search(text) else len(_TCVN3_WORD.findall(text))


def encoding_of(data: bytes) -> str:
    """Return what a text is read as: UTF-16 where its first bytes say so, else UTF-8."""
    is_utf16 = data.startswith(_MARKS_OF_UTF16) and not data.startswith(codecs.BOM_UTF32_LE)
    return "utf-16" if is_utf16 else "utf-8-sig"
