"""The zip file that a workbook is: counted and measured before anything in it is unpacked."""

import posixpath
import zlib
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from io import BytesIO
from typing import NamedTuple
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from qcdc_cli.language import Text
from qcdc_cli.workbook.reading.branches import branches
from qcdc_cli.workbook.reading.markup import Allowance, Tag, tags
from qcdc_cli.workbook.reading.refusals import damaged, too_large, unreadable

MOST_ENTRIES = 2_000  # a workbook with a worksheet for each of 300 units has about 600
MOST_MEGABYTES_OF_PART = 32  # unpacked, as much as XML of all parts (see `markup.MOST_MEGABYTES`)
MOST_MEGABYTES = 128  # unpacked, pictures too

_MEGABYTE = 1024 * 1024
_ENTRY = b"PK\x01\x02"
_LINKED = {"http://schemas.openxmlformats.org/package/2006/relationships": ""}
_LOCKED = 0x1  # the bit of an entry that needs a password
# What reading a zip file that was cut off or changed raises; a wrong checksum is a BadZipFile.
_BROKEN = (BadZipFile, EOFError, NotImplementedError, OverflowError, ValueError, zlib.error)


class Link(NamedTuple):
    """What a part says about another one: what kind it is of, and its name; "" for what is not in the file."""

    kind: str
    part: str


class Package:
    """A zip file's parts, by name; neither case nor the kind of slash makes a difference."""

    def __init__(self, data: bytes) -> None:
        """Look through the table of contents.

        Raises:
            QcdcError: Q707 when it is broken, Q709 when it promises too much.
        """
        # Making a list of a million entries takes seconds, and the count that the file gives may be wrong.
        entries = data.count(_ENTRY)
        if entries > MOST_ENTRIES:
            raise too_large(Text(f"{entries} phần", f"{entries} parts"), Text(f"{MOST_ENTRIES}", f"{MOST_ENTRIES}"))
        try:
            self._zip = ZipFile(BytesIO(data))
        except _BROKEN:
            raise damaged() from None
        listed = [(_plain(entry.filename), entry) for entry in self._zip.infolist() if not entry.is_dir()]
        self._entries: Mapping[str, ZipInfo] = dict(listed)
        self._times = Counter(name for name, _ in listed)
        _check_size(sum(entry.file_size for _, entry in listed), MOST_MEGABYTES)
        self._allowance = Allowance()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in small letters."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._entries

    def part(self, name: str) -> bytes:
        """Unpack one part.

        Raises:
            QcdcError: Q707 when it is missing or broken, Q702 when it needs a password, Q709 when it is too large.
        """
        entry = self._entries.get(_plain(name))
        if entry is None or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise damaged()
        if self._times[_plain(name)] > 1:
            raise damaged()  # programs would not agree on which one counts
        if entry.flag_bits & _LOCKED:
            raise unreadable("Q702")
        _check_size(entry.file_size, MOST_MEGABYTES_OF_PART)
        try:
            with self._zip.open(entry) as source:
                # With a size, or else zipfile unpacks all before it cuts off what is beyond the stated size.
                data = source.read(entry.file_size)
                if source.read(1):
                    raise damaged()
        except _BROKEN:
            raise damaged() from None
        if len(data) != entry.file_size:
            raise damaged()
        return data

    def tags(self, name: str, prefixes: Mapping[str, str]) -> Iterator[Tag]:
        """Yield the tags of an XML part (see `markup.tags`)."""
        return tags(self.part(name), prefixes, self._allowance)

    def branches(self, name: str, wanted: Container[str]) -> Iterator[Element]:
        """Yield the elements of an XML part that are wanted (see `branches.branches`)."""
        return branches(self.part(name), wanted, self._allowance)

    def main(self, usual: str) -> str | None:
        """Return the part of an Office file that all others hang on, `usual` where none is named; None for no XML."""
        links = self.links("").values() if "_rels/.rels" in self else ()
        main = next((link.part for link in links if link.kind == "officeDocument"), usual)
        return main if main in self and main.endswith(".xml") else None

    def links(self, name: str) -> dict[str, Link]:
        """Return the links of a part, "" for the whole file, by their ids; those out of it lead to no part.

        Raises:
            QcdcError: Q707 where the part that lists them is missing.
        """
        folder, own = posixpath.split(name)
        found = {}
        for opens, tag, attributes, _ in self.tags(f"{folder}/_rels/{own}.rels", _LINKED):
            if opens and tag == "Relationship":
                target = attributes["Target"]
                part = target if target.startswith("/") else f"{folder}/{target}"
                kind = attributes["Type"].rpartition("/")[2]
                outside = attributes.get("TargetMode") == "External"
                found[attributes["Id"]] = Link(kind, "" if outside else posixpath.normpath(part).lstrip("/"))
        return found


def _plain(name: str) -> str:
    """Return a part's name as it is compared: Excel forgives case, and some programs write backslashes."""
    return posixpath.normpath(name.replace("\\", "/").lower()).lstrip("/")


def _check_size(size: int, limit: int) -> None:
    if size > limit * _MEGABYTE:
        raise too_large(f"{size // _MEGABYTE} MB", f"{limit} MB")
