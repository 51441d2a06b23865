"""The file of a workbook or document as the parts that it is made of: what is not changed goes out as it came in.

Libraries that load such a file and save it again leave out what they do not know: a line drawn under the motto, a
logo, a chart's look. A bloc's layout is only its own with all of them.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from qcdc_cli.workbook.markup_tree import (
    attribute,
    child,
    children,
    in_namespace_of,
    local,
    read_markup,
    written_markup,
)
from qcdc_cli.workbook.reading.markup import Allowance
from qcdc_cli.workbook.reading.package import Package
from qcdc_cli.workbook.reading.refusals import damaged, too_large

MOST_MEGABYTES_OF_TREE = 8  # a layout has 0.1; as a tree it takes ten times as much
_MOST_TAGS = 500_000  # start and end, of all parts that are read as trees; a layout has some thousand
_MEGABYTE = 1024 * 1024
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive knows
TYPES = "[Content_Types].xml"
_START = "_rels/.rels"
_OF_OFFICE = "application/vnd.openxmlformats-officedocument."
PLAIN_WORKBOOK = f"{_OF_OFFICE}spreadsheetml.sheet.main+xml"
PLAIN_DOCUMENT = f"{_OF_OFFICE}wordprocessingml.document.main+xml"
# What follows the settings of computing in the list of workbooks' parts (ECMA-376, CT_Workbook).
_AFTER = (
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
)


class Relation(NamedTuple):
    """A part that another one uses.

    Attributes:
        identity: how the using part calls it.
        kind: what it is to it: `worksheet`, `drawing`, `comments` …
        part: the part's name.
    """

    identity: str
    kind: str
    part: str


@dataclass
class OfficeFile:
    """The parts of the file of a workbook or document.

    Attributes:
        parts: the bytes of each part by its name, in the file's order.
    """

    parts: dict[str, bytes]
    _trees: dict[str, Element] = field(default_factory=dict)
    _changed: set[str] = field(default_factory=set)
    _allowance: Allowance = field(default_factory=lambda: Allowance(_MOST_TAGS))

    @classmethod
    def from_bytes(cls, data: bytes) -> "OfficeFile":
        """Take over the parts of a zip file.

        Raises:
            QcdcError: when it is broken, or holds more inside than any such file needs.
        """
        bounded = Package(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
        return cls({name: bounded.part(name) for name in names})

    @property
    def main(self) -> str:
        """The name of the part that all others hang on, of a workbook the list of worksheets; "" where it has none."""
        found = (each.part for each in self._relations(_START, "") if each.kind == "officeDocument")
        return next((part for part in found if part.endswith(".xml")), "")

    def tree(self, part: str) -> Element:
        """Return a part as a tree to read.

        Raises:
            QcdcError: Q707 when it is missing or broken; Q709 when it is larger than any layout needs.
        """
        if part not in self.parts:
            raise damaged()
        if (size := len(self.parts[part])) > MOST_MEGABYTES_OF_TREE * _MEGABYTE:
            raise too_large(f"{size // _MEGABYTE} MB", f"{MOST_MEGABYTES_OF_TREE} MB")
        if part not in self._trees:
            self._trees[part] = read_markup(self.parts[part], self._allowance)
        return self._trees[part]

    def change(self, part: str) -> Element:
        """Return a part as a tree to change; it is written anew."""
        self._changed.add(part)
        return self.tree(part)

    def related(self, part: str) -> list[Relation]:
        """Return the parts that a part uses."""
        folder, name = posixpath.split(part)
        return self._relations(posixpath.join(folder, "_rels", f"{name}.rels"), folder)

    def _relations(self, part: str, folder: str) -> list[Relation]:
        if part not in self.parts:
            return []
        found = []
        for each in children(self.tree(part), "Relationship"):
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
                if target in self.parts:
                    found.append(Relation(each.get("Id", ""), each.get("Type", "").rpartition("/")[2], target))
        return found

    def first(self, kind: str) -> str:
        """Return the one part of a kind that the main part uses; "" where it has none."""
        return next((each.part for each in self.related(self.main) if each.kind == kind), "")

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Yield the worksheets in order, names for people and parts; sheets of other kinds have no cells."""
        parts = {each.identity: each for each in self.related(self.main)}
        listed = child(self.tree(self.main), "sheets")
        for sheet in children(listed, "sheet"):
            relation = parts.get(attribute(sheet, "id"))
            if relation is not None and relation.kind == "worksheet":
                yield sheet.get("name", ""), relation.part

    def content_types(self) -> Iterator[tuple[str, str]]:
        """Yield the names of the parts with the types that the file gives them."""
        if TYPES not in self.parts:
            return
        root = self.tree(TYPES)
        by_suffix = {
            each.get("Extension", "").lower(): each.get("ContentType", "") for each in children(root, "Default")
        }
        own = {each.get("PartName", "").lstrip("/"): each.get("ContentType", "") for each in children(root, "Override")}
        for part in self.parts:
            yield part, own.get(part, by_suffix.get(part.rpartition(".")[2].lower(), ""))

    def remove(self, part: str) -> None:
        """Take a part that only the main part uses out of the file."""
        folder, name = posixpath.split(self.main)
        relations = self.change(posixpath.join(folder, "_rels", f"{name}.rels"))
        gone = {each.identity for each in self.related(self.main) if each.part == part}
        for each in children(relations, "Relationship"):
            if each.get("Id") in gone:
                relations.remove(each)
        types = self.change(TYPES)
        for each in children(types, "Override"):
            if each.get("PartName", "").lstrip("/") == part:
                types.remove(each)
        del self.parts[part]

    def replace(self, part: str, content: bytes) -> None:
        """Put other bytes in a part's place, or add it."""
        self.parts[part] = content
        self._trees.pop(part, None)
        self._changed.discard(part)

    def make_plain(self, kind: str) -> None:
        """Call the file a plain one of a kind, where it was one to make others from (.xltx, .dotx)."""
        for each in children(self.tree(TYPES), "Override"):
            if each.get("PartName", "").lstrip("/") == self.main and each.get("ContentType") != kind:
                self.change(TYPES)
                each.set("ContentType", kind)

    def to_bytes(self) -> bytes:
        """Return the file; the same parts give the same bytes, on any day."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                entry = zipfile.ZipInfo(name, _EARLIEST)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, written_markup(self._trees[name]) if name in self._changed else content)
        return target.getvalue()


def compute_on_opening(package: OfficeFile) -> None:
    """Have all formulas computed when the file is opened: their results were those of other cells.

    The order in which Excel had computed them names cells that have moved, so it goes; Excel makes it anew.
    """
    root = package.change(package.main)
    settings = child(root, "calcPr")
    if settings is None:
        settings = Element(in_namespace_of(root, "calcPr"))
        at = next((number for number, each in enumerate(root) if local(each) in _AFTER), len(root))
        root.insert(at, settings)
    settings.set("fullCalcOnLoad", "1")
    order = package.first("calcChain")
    if order:
        package.remove(order)
    package.make_plain(PLAIN_WORKBOOK)
