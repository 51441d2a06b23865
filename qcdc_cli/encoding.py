"""Bytes to text, honestly: UTF-8 and marked UTF-16 are read, everything else is named and refused.

Guessing an encoding changes letters without anyone noticing: on Windows "Ngã Sáu" becomes "NgĂ£ SĂ¡u".
"""

import codecs
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from qcdc_cli.file_bytes import MEGABYTE, oversized
from qcdc_cli.language import Text
from qcdc_cli.old_fonts import first_in_old_font, has_signs, is_syllable
from qcdc_cli.problems import Place, Problem

_MARKS_OF_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LIMIT_MEGABYTES = 2  # of a sheet, a rubric or a table: two hundred times a unit's sheet

# Patterns are texts here: hardly any file needs them, and to compile them all would slow down each start.
_WRONG_BYTE = "[\udc80-\udcff]"  # as `surrogateescape` reads it
_LOOSE_MARK = "[\u0300-\u0323]"
_LINE_END = "\r\n|\n|\r"
_SHOWN = 40  # characters of a line in a message
_PLAIN = bytes([*range(ord(" "), ord("~") + 1), ord("\n")])
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_THE_REST = Text("phần còn lại của tệp là UTF-8", "the rest of the file is")
_WHICH_COMMAND = Text(
    "Phiếu hoặc bảng điểm: nhập bằng `qcdc import {path}`; thang điểm: tạo đợt bằng `qcdc init THƯ-MỤC --from {path}`.",
    "Take in marks with `qcdc import {path}`; make a campaign of a scale with `qcdc init FOLDER --from {path}`.",
)
_SAVED_ANEW = Text(
    "Mở bằng Excel, lưu lại thành .xlsx; sau đó nhập phiếu bằng `qcdc import`, thang điểm bằng `qcdc init --from`.",
    "Open it in Excel and save it as .xlsx; then use `qcdc import` for marks, `qcdc init --from` for a scale.",
)
_FROM_SOURCE = Text(
    "Dùng tệp .yaml, hoặc tệp Excel qua `qcdc import`, `qcdc init --from`; qcdc không đọc tệp này.",
    "Use a .yaml file, or a workbook with `qcdc import` or `qcdc init --from`; qcdc does not read this one.",
)
# A word or a piece of it, with the loose marks of its last letter: a letter of Vietnamese has two.
_WORD = r"\S{1,60}[\u0300-\u036f]{0,20}"


def decode(data: bytes, path: str = "", megabytes: int = LIMIT_MEGABYTES) -> str | Problem:
    """Return the text of a file in normal form C, or the problem that keeps it from being read, at its place.

    Args:
        data: the file.
        path: how it is named to people.
        megabytes: the largest file of its kind.
    """
    kind = _kind_of_no_text(data)
    if kind is not None:
        return Problem("Q127", {"kind": kind.name, "path": path}, fix=kind.fix).at(Place(path))
    if len(data) > megabytes * MEGABYTE:
        return oversized(len(data), megabytes).at(Place(path))
    encoding = encoding_of(data)
    if encoding != "utf-16" and data.count(0) * 4 > len(data):
        return Problem("Q111").at(Place(path))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return _undecodable(data, path)
    if not text or text.isspace():
        return Problem("Q112").at(Place(path))
    if not text.isascii():
        old = _in_old_font(text, path)
        if old is not None:
            return old
        text = in_normal_form(text)
    return text


def all_printable(data: bytes) -> bool:
    """Return whether a file that `decode` can read is UTF-8, and nothing but printable characters and line feeds.

    Most characters are those of ASCII, which are taken out before the others are looked at.
    """
    return encoding_of(data) != "utf-16" and data.translate(None, _PLAIN).decode().isprintable()


def _undecodable(data: bytes, path: str) -> Problem:
    """Return what is wrong with a file whose bytes are not those of the encoding that it should have."""
    if encoding_of(data) == "utf-16":
        return Problem("Q108").at(Place(path))
    text = data.decode("utf-8-sig", "surrogateescape")  # each wrong byte is a character of its own
    wrong = list(re.finditer(_WRONG_BYTE, text))
    if len(wrong) == 1 or len(wrong) * 2 < sum(not character.isascii() for character in text):
        return _wrong_byte(text, wrong, path)
    old = _in_old_font(data.decode("latin-1"), path)
    if old is not None:
        return old
    return Problem("Q109" if _in_windows_1258(data) else "Q108").at(Place(path))


def _wrong_byte(text: str, wrong: Sequence[re.Match[str]], path: str) -> Problem:
    """Return the first wrong byte of a file that is UTF-8 but for a few."""
    first = wrong[0]
    before = re.split(_LINE_END, text[: first.start()])
    line = before[-1] + re.split(_LINE_END, text[first.start() :], maxsplit=1)[0]
    rest = (
        _THE_REST
        if len(wrong) == 1
        else Text(f"tệp là UTF-8 nhưng có {len(wrong)} byte như vậy", f"the file is UTF-8 with {len(wrong)} such bytes")
    )
    values: dict[str, str | Text] = {"byte": f"0x{ord(first[0]) - 0xDC00:02X}", "rest": rest}
    place = Place(path, len(before), len(in_normal_form(before[-1])) + 1)
    return Problem("Q126", values).at(place, in_normal_form(re.sub(_WRONG_BYTE, "\ufffd", line)))


def _in_old_font(text: str, path: str) -> Problem | None:
    """Return the refusal of a text for the fonts of before Unicode; None for any other."""
    lines = re.split(_LINE_END, text) if has_signs(text) else []
    old = first_in_old_font(lines)
    if old is None:
        return None
    return Problem("Q110", old.values, found=lines[old.number].strip()[:_SHOWN]).at(Place(path))


def _in_windows_1258(data: bytes) -> bool:
    """Return whether bytes are Vietnamese in Windows-1258: syllables with loose marks behind their vowels."""
    words = [
        word for word in re.findall("\\w[\\w\u0300-\u0323]*", data.decode("cp1258", "replace")) if not word.isascii()
    ]
    syllables = [word for word in words if is_syllable(word.lower())]
    return len(syllables) * 2 >= len(words) and any(re.search(_LOOSE_MARK, word) for word in syllables)


class _NoText(NamedTuple):
    """A kind of file that people take for one of qcdc's.

    Attributes:
        name: what it is.
        fix: what to do with it.
    """

    name: Text
    fix: Text


def _kind_of_no_text(data: bytes) -> _NoText | None:
    """Return which of the usual office files this is, by its first bytes and the names of its parts; None for none."""
    if data.startswith(b"%PDF-"):
        return _NoText(Text("tệp PDF", "a PDF"), _FROM_SOURCE)
    if data.startswith(_OLE):
        if any(name.encode("utf-16-le") + b"\0\0" in data for name in ("Workbook", "Book")):
            return _NoText(Text("tệp Excel 97–2003 (.xls)", "an Excel 97–2003 workbook (.xls)"), _SAVED_ANEW)
        return _NoText(
            Text("tệp Office cũ hoặc có mật khẩu", "an old Office file, or one with a password"), _SAVED_ANEW
        )
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None
    if b"xl/" in data or b"opendocument.spreadsheet" in data:
        return _NoText(Text("tệp Excel", "a workbook"), _WHICH_COMMAND)
    if b"word/" in data or b"opendocument.text" in data:
        return _NoText(Text("văn bản Word", "a Word document"), _FROM_SOURCE)
    return _NoText(Text("tệp nén ZIP", "a ZIP archive"), _FROM_SOURCE)


def in_normal_form(text: str) -> str:
    """Return a text in normal form C, in which equal letters are equal characters."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    # Word by word: a million marks in a row, which normalisation sorts, would take it hours.
    return re.sub(_WORD, lambda word: unicodedata.normalize("NFC", word[0]), text)


def encoding_of(data: bytes) -> str:
    """Return what a text is read as: UTF-16 where its first bytes say so, else UTF-8."""
    is_utf16 = data.startswith(_MARKS_OF_UTF16) and not data.startswith(codecs.BOM_UTF32_LE)
    return "utf-16" if is_utf16 else "utf-8-sig"
