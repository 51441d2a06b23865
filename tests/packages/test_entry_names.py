"""Names in zip archives that do not say how they are written."""

import struct
import unicodedata
import zlib
from collections.abc import Iterable

import pytest

from qcdc_cli.packages.entry_names import UTF8, Names, RawName, read_names

TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows(name: str) -> bytes:
    """Return a name as Vietnamese Windows writes it: tones are signs of their own behind their letters."""
    written = b""
    for letter in unicodedata.normalize("NFC", name):
        try:
            written += letter.encode("cp1258")
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", letter)
            base = "".join(sign for sign in apart if sign not in TONES)
            tone = "".join(sign for sign in apart if sign in TONES)
            written += unicodedata.normalize("NFC", base).encode("cp1258") + tone.encode("cp1258")
    return written


def raw(names: Iterable[bytes], flags: int = 0) -> list[RawName]:
    return [RawName(name, flags, b"") for name in names]


VIETNAMESE = ["I.1/Quyết định số 15-QĐ.pdf", "Biên bản họp ấp Phước Thạnh.docx", "BÁO CÁO.pdf", "plain.txt"]


@pytest.mark.parametrize("flags", [0, UTF8])
def test_utf8_is_read_whether_it_is_said_or_not(flags: int) -> None:
    assert read_names(raw((name.encode() for name in VIETNAMESE), flags)) == Names(VIETNAMESE)


def test_vietnamese_windows_is_recognised() -> None:
    assert read_names(raw(map(windows, VIETNAMESE))) == Names(VIETNAMESE, "cp1258")


@pytest.mark.parametrize("page", ["cp437", "cp850"])
@pytest.mark.parametrize("names", [["Báo cáo.pdf", "kê khai.txt"], ["Thông báo và phê bình.doc", "a.txt"]])
def test_code_pages_of_dos_are_recognised_where_the_words_are_vietnamese(page: str, names: list[str]) -> None:
    found = read_names(raw(name.encode(page) for name in names))
    assert found.names == names
    assert found.repaired


@pytest.mark.parametrize("data", ["Müller.pdf".encode("cp437"), "Отчет.pdf".encode("cp866"), "Bé.pdf".encode("cp1252")])
def test_what_no_code_page_or_several_make_words_of_is_doubtful(data: bytes) -> None:
    found = read_names(raw([b"a.txt", data]))
    assert (found.names, found.repaired, found.doubtful) == (["a.txt", data.decode("cp437")], "", {1})


def test_a_name_that_says_utf8_and_is_not_is_damaged() -> None:
    assert read_names(raw([b"a\xff"], UTF8)).damaged == {0}


def unicode_path(name: bytes, of: bytes) -> bytes:
    field = b"\x01" + struct.pack("<I", zlib.crc32(of)) + name
    return struct.pack("<2H", 0x5455, 1) + b"\0" + struct.pack("<2H", 0x7075, len(field)) + field


def test_the_name_beside_it_counts_where_it_was_written_together_with_it() -> None:
    old, new = b"Bao cao?.pdf", "Báo cáo.pdf".encode()
    assert read_names([RawName(old, 0, unicode_path(new, old))]).names == ["Báo cáo.pdf"]
    assert read_names([RawName(old, 0, unicode_path(new, b"other"))]).names == ["Bao cao?.pdf"]
    assert read_names([RawName(old, 0, b"\x75\x70\xff\xff\x01")]).names == ["Bao cao?.pdf"]
