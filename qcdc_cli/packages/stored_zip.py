"""Zip archives whose entries are stored as they are, piece by piece: the same files give the same bytes everywhere.

Python's own writer compresses by the zlib at hand, which differs between builds, and to write what it has not measured
it must go back in the file, or leave sizes to the end of each entry, where macOS does not look for those of stored
ones. Here every size is known before, so that a file of gigabytes is never in memory, nor written twice.
"""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import NamedTuple
from zipfile import ZipFile

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END_64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR = struct.Struct("<4sIQI")
_UTF8 = 0x800  # the flag of names that are written so
_UNIX = 3 << 8  # made on a system whose permissions are told
_PERMISSIONS = 0o100644 << 16  # a plain file
_DAY = 0x21  # 1 January 1980, the first one that the format knows
_PLAIN, _LARGE = 20, 45  # the version of the format that a reader needs, without and with sizes of 64 bits
_MOST_32, _MOST_16 = 0xFFFFFFFF, 0xFFFF


class StoredFile(NamedTuple):
    """A file to put into an archive.

    Attributes:
        name: its path there, parts separated by slashes.
        size: how many bytes it has.
        crc: the CRC-32 of its bytes.
        pieces: gives its bytes, piece by piece, when its turn comes; whoever gives them sees that they are of this
            size and sum.
    """

    name: str
    size: int
    crc: int
    pieces: Callable[[], Iterable[bytes]]


def stored_zip(files: Iterable[StoredFile]) -> Iterator[bytes]:
    """Yield the bytes of an archive of these files, in their order."""
    central = []
    at = 0
    for file in files:
        header = _local(file)
        yield header
        yield from file.pieces()
        central.append(_listed(file, at))
        at += len(header) + file.size
    yield from central
    yield _end(len(central), sum(map(len, central)), at)


def _local(file: StoredFile) -> bytes:
    """Return what stands before a file's bytes."""
    name, large = file.name.encode(), file.size >= _MOST_32
    size = _MOST_32 if large else file.size
    extra = struct.pack("<2H2Q", 1, 16, file.size, file.size) if large else b""
    head = (b"PK\x03\x04", _LARGE if large else _PLAIN, _UTF8, 0, 0, _DAY, file.crc, size, size, len(name), len(extra))
    return _LOCAL.pack(*head) + name + extra


def _listed(file: StoredFile, at: int) -> bytes:
    """Return a file's line in the table of contents."""
    name = file.name.encode()
    large = [number for number in (file.size, file.size, at) if number >= _MOST_32]
    extra = struct.pack(f"<2H{len(large)}Q", 1, 8 * len(large), *large) if large else b""
    version = _LARGE if large else _PLAIN
    size = min(file.size, _MOST_32)
    head = (b"PK\x01\x02", _UNIX | version, version, _UTF8, 0, 0, _DAY, file.crc, size, size, len(name), len(extra))
    return _CENTRAL.pack(*head, 0, 0, 0, _PERMISSIONS, min(at, _MOST_32)) + name + extra


def _end(number: int, size: int, at: int) -> bytes:
    """Return what stands behind the table of contents: where it begins, how long it is, how many it lists."""
    large = b""
    if number >= _MOST_16 or size >= _MOST_32 or at >= _MOST_32:
        large = _END_64.pack(b"PK\x06\x06", 44, _UNIX | _LARGE, _LARGE, 0, 0, number, number, size, at)
        large += _LOCATOR.pack(b"PK\x06\x07", 0, at + size, 1)
    number, size, at = min(number, _MOST_16), min(size, _MOST_32), min(at, _MOST_32)
    return large + _END.pack(b"PK\x05\x06", 0, 0, number, number, size, at, 0)


def stored_again(data: bytes) -> bytes:
    """Return a zip file that was just made, such as a workbook, with its entries stored: the same bytes everywhere."""
    with ZipFile(BytesIO(data)) as made:
        parts = [(entry.filename, made.read(entry)) for entry in made.infolist()]
    return b"".join(stored_zip(stored_bytes(name, part) for name, part in parts))


def stored_bytes(name: str, data: bytes) -> StoredFile:
    """Return a file to put into an archive whose bytes are at hand."""
    return StoredFile(name, len(data), zlib.crc32(data), lambda: (data,))
