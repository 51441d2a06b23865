"""A zip archive that somebody sent: its table of contents within bounds, and its entries piece by piece.

Python's own reader takes no name as bytes, refuses a whole archive over one name that is damaged, and believes the
table of contents where what stands before an entry says something else. Here each entry stands for itself, and whatever
is wrong with it is told with its name.
"""

import os
import re
import stat
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from qcdc_cli.file_bytes import MEGABYTE, not_a_file
from qcdc_cli.language import Text
from qcdc_cli.language.system import reason
from qcdc_cli.packages.entry_names import RawName, read_names
from qcdc_cli.problems import Place, Problem, QcdcError

MOST_ENTRIES = 5_000  # a unit's evidence file has some hundreds
MOST_MEGABYTES = 4_096  # packed or not: beyond it sizes are written in another way, and mails and sites take far less
MOST_RATIO = 100  # of what is unpacked to what is packed; documents come to 20, a text that repeats itself to 1,000
_FREE_MEGABYTES = 64  # unpacked, up to which the ratio does not matter
_MOST_OF_ENTRY = 512  # bytes in the table of contents, on average
_MOST_COMMENT = 65_535
_BLOCK = 1 << 16

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END_64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR = struct.Struct("<4sIQI")
_MOST_32, _MOST_16 = 0xFFFFFFFF, 0xFFFF
_STORED, _DEFLATED = 0, 8
_LOCKED = 0x2041  # the flags of entries that need a password
_SIZES_FOLLOW = 0x8  # the flag of entries whose sizes stand behind them
_OUTSIDE = re.compile(r"^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)|\0")

_OTHER_KINDS = (
    (b"Rar!\x1a\x07", ".rar"),
    (b"7z\xbc\xaf\x27\x1c", ".7z"),
    (b"\x1f\x8b", ".gz"),
    (b"BZh", ".bz2"),
    (b"\xfd7zXZ\x00", ".xz"),
    (b"\x28\xb5\x2f\xfd", ".zst"),
    (b"MSCF", ".cab"),
)
_SUFFIXES = (*(suffix for _, suffix in _OTHER_KINDS), ".tar", ".tgz", ".arj", ".ace", ".lzh", ".iso")
_CONTENTS_DAMAGED = Text("bảng kê nội dung ở cuối tệp bị hỏng", "the table of contents at its end is damaged")
_CUT_OFF = Text("thiếu phần cuối, có thể tải về hoặc gửi chưa hết", "its end is missing; it may be half loaded or sent")
_CUT_OFF_IN = Text("bị cắt giữa tệp `{name}`", "it is cut off inside the file `{name}`")
_SPLIT = Text("tệp nén chia thành nhiều phần", "it is one part of several")
_METHOD = Text(
    "`{name}` nén theo cách mà qcdc không mở được", "`{name}` is compressed in a way that qcdc cannot unpack"
)


class ArchiveEntry(NamedTuple):
    """A file in an archive.

    Attributes:
        name: its path, parts separated by slashes, as it was meant.
        size: how many bytes it has.
        crc: the CRC-32 of its bytes.
        raw: its name as it stands there.
        method: how it is compressed.
        flags: what else holds for it.
        packed: how many bytes it takes in the archive.
        at: where it begins there.
        end: where the next one does.
        mode: its kind and permissions on the system that it comes from; 0 where that is not said.
    """

    name: str
    size: int
    crc: int
    raw: bytes
    method: int
    flags: int
    packed: int
    at: int
    end: int
    mode: int


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip archive whose table of contents was read.

    Attributes:
        file: where it is.
        path: how it is named to people.
        entries: its files in their order; folders are not listed, they are made with what is in them.
        repaired: the code page by which names were read that the archive does not say it of; "" where there are none.
        doubtful: names that no code page makes words of.
        problems: all that is wrong with it or its entries, as far as can be told before they are unpacked.
    """

    file: Path
    path: str
    entries: tuple[ArchiveEntry, ...]
    repaired: str = ""
    doubtful: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def pieces(self, entry: ArchiveEntry) -> Iterator[bytes]:
        """Yield the bytes of an entry, at most as many as it says.

        Raises:
            QcdcError: Q827 when they are not those that were packed; Q103 when the archive cannot be read.
        """
        try:
            with self.file.open("rb") as source:
                yield from _unpacked(source, entry)
        except (_DamagedError, zlib.error):
            raise QcdcError(Problem("Q827", {"name": entry.name}).at(Place(self.path))) from None
        except OSError as failure:
            raise QcdcError(cannot_read(self.path, failure)) from failure


class _DamagedError(Exception):
    """Raised where bytes are not what they should be; `args` may hold why."""


def cannot_read(path: str, failure: OSError) -> Problem:
    """Return the problem (Q103) of a file that cannot be read."""
    return Problem("Q103", {"path": path, "reason": reason(failure)}).at(Place(path))


def is_archive_name(name: str) -> bool:
    """Return whether a file's name says that it is an archive, of whatever kind."""
    return name.lower().endswith((".zip", *_SUFFIXES))


def open_archive(file: Path, path: str, most_entries: int = MOST_ENTRIES) -> Archive:
    """Read the table of contents of a zip archive.

    Args:
        file: where it is.
        path: how it is named to people.
        most_entries: of how many files at most.

    Raises:
        QcdcError: Q103, Q120 when it cannot be read; Q825 for another kind of archive; Q826 when it is damaged; Q834
            when it promises too much; Q839 for one in several parts.
    """
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
            raise QcdcError(not_a_file(path, found.st_mode))
        if found.st_size > MOST_MEGABYTES * MEGABYTE:
            raise _too_large(path, rounded_size(found.st_size), rounded_size(MOST_MEGABYTES * MEGABYTE))
        with file.open("rb") as source:
            try:
                return _read(source, file, path, found.st_size, most_entries)
            except (_DamagedError, struct.error) as damage:
                why = damage.args[0] if isinstance(damage, _DamagedError) and damage.args else _CONTENTS_DAMAGED
                raise QcdcError(Problem("Q826", {"reason": why}).at(Place(path))) from None
    except OSError as failure:
        raise QcdcError(cannot_read(path, failure)) from failure


def _read(source: BinaryIO, file: Path, path: str, size: int, most_entries: int) -> Archive:
    """Read the table of contents, after looking at how much there is."""
    _refuse_other_kinds(source.read(8), file, path)
    end, number, length, start = _end(source, path, size)
    if number > most_entries or length > most_entries * _MOST_OF_ENTRY:
        many = Text(f"{number} tệp", f"{number} files")
        raise _too_large(path, many, Text(f"{most_entries} tệp", f"{most_entries} files"))
    begin = end - length
    shift = begin - start  # what somebody has put before the archive, as programs that unpack themselves
    if begin < 0 or shift < 0:
        raise _DamagedError
    source.seek(begin)
    listed = list(_listed(source.read(length), number, shift))
    names = read_names([raw for _, raw in listed])
    starts = sorted({one.at for one, _ in listed})
    bounds = dict(zip(starts, [*starts[1:], begin], strict=False))  # of an empty archive there are none
    entries = tuple(
        one._replace(name=name.replace("\\", "/"), end=bounds[one.at])
        for (one, _), name in zip(listed, names.names, strict=True)
    )
    problems = [
        *(Problem("Q827", {"name": entries[number].name}).at(Place(path)) for number in sorted(names.damaged)),
        *(problem.at(Place(path)) for entry in entries for problem in _faults(entry)),
    ]
    files = tuple(entry for entry in entries if not entry.name.endswith("/"))
    numbers = Counter(entry.name for entry in files)
    problems += [Problem("Q833", {"name": name}).at(Place(path)) for name, times in numbers.items() if times > 1]
    _refuse_bombs(path, sum(entry.size for entry in files), size)
    doubtful = tuple(entries[number].name for number in sorted(names.doubtful))
    return Archive(file, path, files, names.repaired, doubtful, tuple(problems))


def _end(source: BinaryIO, path: str, size: int) -> tuple[int, int, int, int]:
    """Return where the table of contents ends, how many entries it lists, how long it is and where it says to begin."""
    first = max(0, size - _MOST_COMMENT - _END.size)
    source.seek(first)
    tail = source.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + _END.size:
        raise _DamagedError(_where_cut_off(source, size))
    _, disk, first_disk, _, number, length, start, _ = _END.unpack_from(tail, at)
    end = first + at
    before = end - _LOCATOR.size
    if before >= _END_64.size:
        source.seek(before)
        signature, _, place, _ = _LOCATOR.unpack(source.read(_LOCATOR.size))
        if signature == b"PK\x06\x07":
            source.seek(min(place, before - _END_64.size))
            signature, _, _, _, disk, first_disk, _, number, length, start = _END_64.unpack(source.read(_END_64.size))
            end = source.tell() - _END_64.size
            if signature != b"PK\x06\x06":
                raise _DamagedError
    if disk or first_disk:
        raise QcdcError(Problem("Q839", {"reason": _SPLIT}).at(Place(path)))
    return end, number, length, start


def _where_cut_off(source: BinaryIO, size: int) -> Text:
    """Return in which file an archive is cut off, as far as its entries say how long they are."""
    at = 0
    for _ in range(MOST_ENTRIES):
        source.seek(at)
        head = source.read(_LOCAL.size)
        if len(head) < _LOCAL.size:
            break
        signature, _, flags, _, _, _, _, packed, _, letters, extra = _LOCAL.unpack(head)
        if signature != b"PK\x03\x04" or flags & _SIZES_FOLLOW or packed == _MOST_32:
            break
        raw = source.read(letters)
        at += _LOCAL.size + letters + extra + packed
        if at > size:
            name = read_names([RawName(raw, flags, b"")]).names[0]
            return Text(*(text.format(name=name) for text in _CUT_OFF_IN))
    return _CUT_OFF


def _listed(contents: bytes, number: int, shift: int) -> Iterator[tuple[ArchiveEntry, RawName]]:
    """Yield the entries of a table of contents with their names as they stand there."""
    at = 0
    for _ in range(number):
        fields = _CENTRAL.unpack_from(contents, at)
        signature, _, _, flags, method, _, _, crc, packed, size, letters, more, comment, _, _, mode, start = fields
        at += _CENTRAL.size
        raw, extra = contents[at : at + letters], contents[at + letters : at + letters + more]
        at += letters + more + comment
        if signature != b"PK\x01\x02" or at > len(contents):
            raise _DamagedError
        size, packed, start = _large(extra, size, packed, start)
        yield (
            ArchiveEntry("", size, crc, raw, method, flags, packed, start + shift, 0, mode >> 16),
            RawName(raw, flags, extra),
        )
    if at != len(contents):
        raise _DamagedError


def _large(extra: bytes, *sizes: int) -> list[int]:
    """Return sizes, those that take more than 32 bits from the field that has them."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            wide = iter(struct.unpack_from(f"<{min(length, 24) // 8}Q", extra, at + 4))
            return [next(wide, size) if size == _MOST_32 else size for size in sizes]
        at += 4 + length
    return list(sizes)


def _faults(entry: ArchiveEntry) -> Iterator[Problem]:
    """Yield why an entry cannot be taken, as far as the table of contents says."""
    name = {"name": entry.name or "–"}
    kind = stat.S_IFMT(entry.mode)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or not entry.name or _OUTSIDE.search(entry.name):
        yield Problem("Q832", name)
    if entry.flags & _LOCKED:
        yield Problem("Q831", name)
    elif entry.method not in (_STORED, _DEFLATED):
        yield Problem("Q839", {"reason": Text(*(text.format(**name) for text in _METHOD))})


def _refuse_other_kinds(head: bytes, file: Path, path: str) -> None:
    """Refuse an archive of another kind, with what to do.

    Raises:
        QcdcError: Q825.
    """
    kinds = (suffix for signature, suffix in _OTHER_KINDS if head.startswith(signature))
    own = next(kinds, None)
    if own is None and not head.startswith(b"PK") and file.name.lower().endswith(_SUFFIXES):
        own = file.suffix.lower()
    if own is not None:
        raise QcdcError(Problem("Q825", {"kind": own}).at(Place(path)))


def _refuse_bombs(path: str, unpacked: int, packed: int) -> None:
    """Refuse what would fill the disk.

    Raises:
        QcdcError: Q834.
    """
    if unpacked > MOST_MEGABYTES * MEGABYTE:
        raise _too_large(path, rounded_size(unpacked), rounded_size(MOST_MEGABYTES * MEGABYTE))
    if unpacked > max(_FREE_MEGABYTES * MEGABYTE, MOST_RATIO * packed):
        most = max(_FREE_MEGABYTES * MEGABYTE, MOST_RATIO * packed)
        raise _too_large(path, rounded_size(unpacked), rounded_size(most))


def rounded_size(size: int) -> str:
    """Return a size for a message, in whole megabytes or, below one, kilobytes; rounded up."""
    return f"{-(-size // MEGABYTE)} MB" if size >= MEGABYTE else f"{-(-size // 1024)} KB"


def _too_large(path: str, found: str | Text, limit: str | Text) -> QcdcError:
    return QcdcError(Problem("Q834", {"found": found, "limit": limit}).at(Place(path)))


def _unpacked(source: BinaryIO, entry: ArchiveEntry) -> Iterator[bytes]:
    """Yield an entry's bytes, after comparing what stands before them with what the table of contents says."""
    source.seek(entry.at)
    head = source.read(_LOCAL.size)
    if len(head) < _LOCAL.size:
        raise _DamagedError
    signature, _, flags, method, _, _, crc, packed, size, letters, extra = _LOCAL.unpack(head)
    if signature != b"PK\x03\x04" or (method, source.read(letters)) != (entry.method, entry.raw) or flags & _LOCKED:
        raise _DamagedError
    if not flags & _SIZES_FOLLOW:
        sizes = ((packed, entry.packed), (size, entry.size))
        if crc != entry.crc or any(own not in (listed, _MOST_32) for own, listed in sizes):
            raise _DamagedError
    source.seek(extra, os.SEEK_CUR)
    if source.tell() + entry.packed > entry.end:
        raise _DamagedError
    found, sum_ = 0, 0
    blocks = _blocks(source, entry.packed)
    for piece in blocks if entry.method == _STORED else _inflated(blocks):
        found += len(piece)
        sum_ = zlib.crc32(piece, sum_)
        if found > entry.size:
            raise _DamagedError
        yield piece
    if (found, sum_) != (entry.size, entry.crc):
        raise _DamagedError


def _blocks(source: BinaryIO, size: int) -> Iterator[bytes]:
    while size:
        block = source.read(min(size, _BLOCK))
        if not block:
            raise _DamagedError
        size -= len(block)
        yield block


def _inflated(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what compressed blocks hold, never much more at once than a block."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    for block in blocks:
        while block:
            yield stream.decompress(block, _BLOCK)
            block = stream.unconsumed_tail
    while not stream.eof:
        piece = stream.decompress(b"", _BLOCK)
        if not piece and not stream.eof:
            raise _DamagedError
        yield piece
    if stream.unused_data:
        raise _DamagedError
