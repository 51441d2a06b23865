"""The zip files that workbooks and Word documents are: measured before they are read, and what is foreign in them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

from qcdc_cli.language import Text
from qcdc_cli.problems import Place, QcdcError
from qcdc_cli.verification.contents import Piece, PieceKind
from qcdc_cli.workbook.reading.package import Package
from qcdc_cli.workbook.reading.refusals import CellCount, damaged
from qcdc_cli.workbook.references import column_number

# What parts of an Office file can bring into it that our files never have, and by what in their names they are told.
_PICTURE = Text("hình ảnh", "a picture")
_FOREIGN = (
    (Text("macro (mã chương trình)", "macros (program code)"), ("vbaproject", "macrosheets/")),
    (Text("hộp thoại", "a dialogue"), ("dialogsheets/",)),
    (Text("liên kết tới tệp khác", "links to other files"), ("externallinks/",)),
    (Text("kết nối tới dữ liệu ngoài", "connections to other data"), ("connections.xml", "querytables/")),
    (_PICTURE, ("media/",)),
    (Text("tệp nhúng", "an embedded file"), ("embeddings/", "afchunk", "altchunk")),
    (Text("nút điều khiển", "controls"), ("activex/", "ctrlprops/")),
    (Text("nút lệnh riêng", "commands of its own"), ("customui/",)),
    (Text("bình luận", "comments"), ("threadedcomments/",)),
)
_PICTURES = {"pic": _PICTURE, "sp": Text("hình vẽ, hộp chữ", "a shape or text box")}
_AREAS = frozenset({"mergeCell", "hyperlink"})  # for each cell of which openpyxl makes one
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_EXTERNAL = Text("liên kết ra ngoài", "a link that leads out of the file")


class OpenPackage(NamedTuple):
    """A zip file that was looked through.

    Attributes:
        names: the names of its parts.
        counts: how often each of some tags stands in drawings, by the tag's name.
        links: the addresses outside of the file that it names.
    """

    names: tuple[str, ...]
    counts: Mapping[str, int]
    links: tuple[str, ...]


def open_package(data: bytes, path: str) -> OpenPackage:
    """Look through every part of an Office file, before a library builds trees of them.

    Args:
        data: the file.
        path: how it is named to people.

    Raises:
        QcdcError: Q707 where it is damaged, Q702 where it needs a password, Q709 and Q710 where it holds too
            much, Q711 for XML with a document type.
    """
    try:
        return _looked_through(Package(data))
    except expat.ExpatError:
        problem = damaged().problem
    except QcdcError as refusal:
        problem = refusal.problem
    raise QcdcError(problem if problem.place is not None else problem.at(Place(path)), could_not_run=True)


def _looked_through(package: Package) -> OpenPackage:
    counts: Counter[str] = Counter()
    links: list[str] = []
    joined = CellCount()
    for name in package.names:
        if not name.endswith((".xml", ".rels", ".vml")):
            continue
        for opens, tag, attributes, _ in package.tags(name, {}):
            if not opens:
                continue
            own = tag.rpartition(" ")[2]
            if own in _AREAS:
                joined.take(_cells_in(attributes.get("ref", "")))
            if "drawings/" in name and own in _PICTURES:
                counts[own] += 1
            if own == "Relationship" and attributes.get("TargetMode") == "External":
                links.append(attributes.get("Target", ""))
    return OpenPackage(package.names, counts, tuple(links))


def _cells_in(ref: str) -> int:
    """Return how many cells an area has; 1 for what is none."""
    found = _AREA.fullmatch(ref)
    if found is None:
        return 1
    columns = abs(column_number(found[3]) - column_number(found[1])) + 1
    return columns * (abs(int(found[4]) - int(found[2])) + 1)


def foreign_parts(package: OpenPackage, path: str) -> Iterator[Piece]:
    """Yield what a file brings along that can show, or do, what is not in its cells and paragraphs.

    Args:
        package: the file, looked through.
        path: how it is named to people.
    """
    place = Place(path)
    for name in package.names:
        kind = next((kind for kind, parts in _FOREIGN if any(part in name for part in parts)), None)
        if kind is not None:
            yield Piece(name, f"{kind} ({name})", place, f"part {name}", what=str(kind), kind=PieceKind.FOREIGN)
    for tag, number in package.counts.items():
        kind = _PICTURES[tag]
        yield Piece(number, f"{kind}: {number}", place, f"drawn {tag}", what=str(kind), kind=PieceKind.FOREIGN)
    for target in package.links:
        yield Piece(target, target, place, f"link {target}", what=str(_EXTERNAL), kind=PieceKind.FOREIGN)
