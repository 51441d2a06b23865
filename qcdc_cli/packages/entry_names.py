"""What the entries of a zip archive are called: the format long said nothing of letters beyond English.

Newer programs say that a name is UTF-8, or add it as such; macOS writes UTF-8 and does not say so; older programs on
Windows write in the code page of the machine. What was meant then is seen from the words: Vietnamese has syllables.
"""

import re
import struct
import unicodedata
import zlib
from collections.abc import Sequence
from typing import NamedTuple

from qcdc_cli.old_fonts import is_syllable

UTF8 = 0x800  # the flag of a name that is UTF-8
_UNICODE_PATH = 0x7075  # the field that holds a name in UTF-8 beside the other one
# Of Vietnamese Windows; of DOS in America and in Western Europe, which zip programs used on Windows; of Windows there.
_CODE_PAGES = ("cp1258", "cp437", "cp850", "cp1252")
_AS_SHOWN = "cp437"  # how programs show a name of which nothing is said; each byte is a character
_WORD = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile("[A-ZĂÂĐÊÔƠƯ]+")  # QĐ, HĐND


class RawName(NamedTuple):
    """A name as it stands in a table of contents.

    Attributes:
        data: its bytes.
        flags: the entry's flags.
        extra: the entry's further fields.
    """

    data: bytes
    flags: int
    extra: bytes


class Names(NamedTuple):
    """What the entries of an archive are called.

    Attributes:
        names: the names, in order.
        repaired: by what code page those were read whose archive does not say; "" where there are none.
        doubtful: the numbers of those that no code page makes words of.
        damaged: the numbers of those that are said to be UTF-8 and are not.
    """

    names: list[str]
    repaired: str = ""
    doubtful: frozenset[int] = frozenset()
    damaged: frozenset[int] = frozenset()


def read_names(raw: Sequence[RawName]) -> Names:
    """Return what the entries of an archive are called; those in a code page are all in the same one."""
    names: list[str] = []
    unsaid: list[int] = []
    damaged: list[int] = []
    for number, one in enumerate(raw):
        name = _unicode_path(one) or one.data
        try:
            names.append(name.decode())
        except UnicodeDecodeError:
            (damaged if one.flags & UTF8 else unsaid).append(number)
            names.append(one.data.decode(_AS_SHOWN))
    if not unsaid:
        return Names(names, damaged=frozenset(damaged))
    page = _code_page([raw[number].data for number in unsaid])
    for number in unsaid if page else ():
        names[number] = _decoded(raw[number].data, page) or names[number]
    return Names(names, page, frozenset(() if page else unsaid), frozenset(damaged))


def _code_page(names: Sequence[bytes]) -> str:
    """Return the code page in which all names are words; "" where none is, or several that differ."""
    read = {page: [_decoded(name, page) for name in names] for page in _CODE_PAGES}
    good = [page for page, texts in read.items() if all(text is not None and _is_words(text) for text in texts)]
    return good[0] if good and all(read[page] == read[good[0]] for page in good) else ""


def _decoded(name: bytes, page: str) -> str | None:
    try:
        return unicodedata.normalize("NFC", name.decode(page))
    except UnicodeDecodeError:
        return None


def _is_words(text: str) -> bool:
    """Return whether all words with other letters than English are Vietnamese, and all signs stand on keyboards."""
    words = _WORD.findall(text)
    return "".join(_WORD.split(text)).isascii() and all(word.isascii() or _is_vietnamese(word) for word in words)


def _is_vietnamese(word: str) -> bool:
    if _ABBREVIATION.fullmatch(word):
        return True
    return (word.islower() or word.isupper() or word.istitle()) and is_syllable(word.lower())


def _unicode_path(one: RawName) -> bytes | None:
    """Return the name in UTF-8 that stands beside the other one, if it was written together with it."""
    at = 0
    while at + 4 <= len(one.extra):
        kind, size = struct.unpack_from("<2H", one.extra, at)
        field = one.extra[at + 4 : at + 4 + size]
        if kind == _UNICODE_PATH and field[:1] == b"\x01" and len(field) > 5:
            return field[5:] if field[1:5] == struct.pack("<I", zlib.crc32(one.data)) else None
        at += 4 + size
    return None
