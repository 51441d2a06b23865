"""Archives that qcdc writes: other programs read them, and the same files give the same bytes."""

import hashlib
import io
import struct
import zipfile
import zlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.packages.stored_zip import StoredFile, stored_zip
from tests.packages.archives import FILES, own_zip

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0\\"), min_size=1, max_size=30)


@given(st.dictionaries(NAMES, st.binary(max_size=300), max_size=20))
def test_another_reader_finds_the_same_files(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(own_zip(files))) as archive:
        assert archive.testzip() is None
        assert {entry.filename: archive.read(entry) for entry in archive.infolist()} == files
        assert all(entry.compress_type == zipfile.ZIP_STORED for entry in archive.infolist())


def test_the_bytes_are_fixed() -> None:
    """Nothing of the day, the machine or the build of zlib is in them: this digest holds everywhere."""
    digest = hashlib.sha256(own_zip(FILES)).hexdigest()
    assert digest == "974a8b3a303702b080b3e3d8dd42484a3395faeb50aaba61ddeedd47d49f36d0"


def test_names_are_said_to_be_utf8() -> None:
    (flags,) = struct.unpack_from("<H", own_zip({"é": b""}), 6)
    assert flags == 0x800


def test_files_beyond_four_gigabytes(tmp_path: Path) -> None:
    """Sizes and places beyond 32 bits have fields of their own; the file is mostly a hole"""
    large, block = 5 << 30, bytes(1 << 20)
    files = [
        StoredFile("lon.bin", large, 0, lambda: (block for _ in range(large >> 20))),
        StoredFile("sau.txt", 3, zlib.crc32(b"sau"), lambda: [b"sau"]),
    ]
    with (tmp_path / "a.zip").open("wb") as target:
        for piece in stored_zip(files):
            if piece is block:
                target.seek(len(piece), 1)
            else:
                target.write(piece)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert [(entry.filename, entry.file_size) for entry in archive.infolist()] == [
            ("lon.bin", large),
            ("sau.txt", 3),
        ]
        assert archive.read("sau.txt") == b"sau"
        with archive.open("lon.bin") as source:
            assert source.read(10) == bytes(10)


def test_more_entries_than_sixteen_bits_count() -> None:
    data = own_zip({f"{number}": b"" for number in range(70_000)})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(archive.infolist()) == 70_000
