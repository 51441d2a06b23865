"""XML tag by tag: nothing is kept, no document type is accepted, and there is an end to it.

A tree of a workbook's XML takes ten times its size, and builders of trees follow entities. Here expat tells of
one tag after the other, and whoever reads keeps what it needs.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

from qcdc_cli.workbook.reading.refusals import Unreadable, too_large

MOST_TAGS = 1_500_000  # of all parts of a workbook; a cell has two or three
# Old versions of expat begin a tag that is not complete yet from its start with every piece that they are given.
_PIECE = 1024 * 1024


class Tag(NamedTuple):
    """A start tag or an end tag.

    Attributes:
        opens: it is a start tag.
        name: its name, with the prefix of its namespace as the reader knows it (`table:table-cell`).
        attributes: by name, those of a namespace with its whole name before a space; none of an end tag.
        before: the text between the tag before and this one.
    """

    opens: bool
    name: str
    attributes: Mapping[str, str]
    before: str


class Allowance:
    """How many more tags may be read; one for all parts of a workbook."""

    def __init__(self, tags: int = MOST_TAGS) -> None:
        self._left = tags

    def take(self) -> None:
        """Count one tag.

        Raises:
            Unreadable: Q709 when there are too many.
        """
        self._left -= 1
        if self._left < 0:
            raise too_large("XML", f"{MOST_TAGS:_}".replace("_", " "))


class _Names(dict[str, str]):
    """Names as expat gives them (`namespace name`), by their short names; each is worked out once."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._prefixes = prefixes

    def __missing__(self, raw: str) -> str:
        namespace, _, name = raw.rpartition(" ")
        prefix = self._prefixes.get(namespace)
        short = raw if prefix is None else f"{prefix}{name}"
        self[raw] = short
        return short


class _Collector:
    """Takes what expat tells of, and hands it on when a piece has been read."""

    def __init__(self, prefixes: Mapping[str, str], allowance: Allowance) -> None:
        self._names = _Names(prefixes)
        self._allowance = allowance
        self._texts: list[str] = []
        self._tags: list[Tag] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._texts.append
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _before(self) -> str:
        text = "".join(self._texts)
        self._texts.clear()
        return text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._allowance.take()
        self._tags.append(Tag(True, self._names[name], attributes, self._before()))  # noqa: FBT003

    def _end(self, name: str) -> None:
        self._tags.append(Tag(False, self._names[name], _NOTHING, self._before()))  # noqa: FBT003

    def _refuse(self, *_: object) -> None:
        raise Unreadable("Q711")

    def taken(self) -> list[Tag]:
        tags, self._tags = self._tags, []
        return tags


_NOTHING: Mapping[str, str] = {}


def tags(data: bytes, prefixes: Mapping[str, str], allowance: Allowance) -> Iterator[Tag]:
    """Yield the tags of an XML part in order.

    Args:
        data: the part.
        prefixes: what is put before the names of a namespace; names of others keep the whole namespace and a space.
        allowance: how many tags may still be read.

    Raises:
        Unreadable: Q711 for a document type, which may define entities; Q709 for too many tags.
        expat.ExpatError: when it is no XML.
    """
    collector = _Collector(prefixes, allowance)
    for begin in range(0, len(data), _PIECE):
        collector.parser.Parse(data[begin : begin + _PIECE], False)  # noqa: FBT003 - the parser's own signature
        yield from collector.taken()
    collector.parser.Parse(b"", True)  # noqa: FBT003
    yield from collector.taken()
