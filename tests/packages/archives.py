"""Zip archives for tests: of the usual programs, and made by hand to harm, byte by byte."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from qcdc_cli.packages.stored_zip import stored_bytes, stored_zip

FILES = {"I.1/Quyết định 15.txt": "Quyết định số 15 (giả định)".encode(), "I.2/anh.bin": bytes(range(256)) * 300}


class Made(NamedTuple):
    """An entry to write, with what is to be wrong with it."""

    name: bytes
    data: bytes = b"a"
    flags: int = 0
    method: int = 0
    mode: int = 0
    claims: int | None = None  # the size that it says it has
    at: int | None = None  # where it says it begins
    local_name: bytes | None = None
    extra: bytes = b""


def made_zip(*entries: Made, count: int | None = None, comment: bytes = b"") -> bytes:
    """Return an archive of such entries."""
    out, central = bytearray(), bytearray()
    for one in entries:
        packed = _deflated(one.data) if one.method == 8 else one.data
        size = len(one.data) if one.claims is None else one.claims
        crc = zlib.crc32(one.data)
        at = len(out) if one.at is None else one.at
        local = one.name if one.local_name is None else one.local_name
        sizes = (crc, len(packed), min(size, 0xFFFFFFFF))
        out += struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, one.flags, one.method, 0, 33, *sizes, len(local), 0)
        out += local + packed
        head = (b"PK\x01\x02", 0x314, 20, one.flags, one.method, 0, 33, *sizes, len(one.name), len(one.extra))
        central += struct.pack("<4s6H3I5H2I", *head, 0, 0, 0, one.mode << 16, at) + one.name + one.extra
    number = len(entries) if count is None else count
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, number, number, len(central), len(out), len(comment))
    return bytes(out + central) + end + comment


def _deflated(data: bytes) -> bytes:
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    return stream.compress(data) + stream.flush()


def usual_zip(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive as Python's own writer makes it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def own_zip(files: Mapping[str, bytes]) -> bytes:
    """Return an archive as qcdc makes it."""
    return b"".join(stored_zip(stored_bytes(name, data) for name, data in files.items()))
