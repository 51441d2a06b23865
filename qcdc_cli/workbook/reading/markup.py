"""XML tag by tag: nothing is kept, no document type is accepted, and there is an end to it.

A tree of a workbook's XML takes ten times its size, and builders of trees follow entities. Here expat tells of
one tag after the other, and whoever reads keeps what it needs.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain
from operator import itemgetter
from xml.parsers import expat

from qcdc_cli.language import Text
from qcdc_cli.workbook.reading.refusals import Limit, damaged, too_large, unreadable

MOST_TAGS = 2_000_000  # start and end, of all parts of a workbook; a cell has four, or six
MOST_MEGABYTES = 32  # unpacked, of all parts of a workbook: 200,000 cells take about 10, in LibreOffice's files 30
MOST_NAMES = 10_000  # different ones of tags and attributes in a part; all of Excel's worksheets have some hundred
MOST_DEPTH = 200  # tags in tags; a text in a cell of LibreOffice stands in ten
MOST_KILOBYTES_OF_TAG = 256  # a formula in an attribute has 8 at most
_KILOBYTE = 1024
_MEGABYTE = 1024 * _KILOBYTE
PIECE = 16 * _KILOBYTE  # small, so that tags are forgotten before Python's collector looks at them

_MANY = Text("hơn 2.000.000 thẻ XML", "over 2,000,000 XML tags"), Text("2.000.000 thẻ", "2,000,000")
_MUCH = Text(f"hơn {MOST_MEGABYTES} MB XML", f"over {MOST_MEGABYTES} MB of XML"), f"{MOST_MEGABYTES} MB"
NAMED = (
    Text("hơn 10.000 tên thẻ, thuộc tính XML", "over 10,000 names of XML tags and attributes"),
    Text("10.000 tên", "10,000"),
)
_LONG = Text("một thẻ XML hơn 256 KB", "an XML tag of over 256 KB"), f"{MOST_KILOBYTES_OF_TAG} KB"

NO_ATTRIBUTES: Mapping[str, str] = {}
# A start tag (True) or an end tag; its name, with what its namespace is written as (`table:table-cell`); its attributes
# by name, those of a namespace with its whole name before a space; the text between the tag before and this one.
# A plain tuple: there are a million of them, and a named one takes ten times longer to make.
Tag = tuple[bool, str, Mapping[str, str], str]


class Allowance(Limit):
    """How many more tags may be read; one for all parts of a workbook, for a file may ask for one of them often.

    Attributes:
        bytes: how much more XML may be read.
    """

    def __init__(self, tags: int = MOST_TAGS) -> None:
        super().__init__(tags, partial(too_large, *_MANY))
        self.bytes = Limit(MOST_MEGABYTES * _MEGABYTE, partial(too_large, *_MUCH))


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


class _Bare(dict[str, Tag]):
    """Tags without attributes and without a text before them, by expat's names: nearly half of all, each made once."""

    def __init__(self, names: _Names, *, opens: bool) -> None:
        super().__init__()
        self._names, self._opens = names, opens

    def __missing__(self, raw: str) -> Tag:
        tag = self[raw] = (self._opens, self._names[raw], NO_ATTRIBUTES, "")
        return tag


def tags(data: bytes, prefixes: Mapping[str, str] | None, allowance: Allowance) -> Iterator[Tag]:
    """Yield the tags of an XML part in order, without attributes that are empty: some programs write all they know.

    Args:
        data: the part.
        prefixes: what is put before the names of a namespace; names of others keep the whole namespace and a space.
            None leaves all names as they stand in the part, its `xmlns` among the attributes, and empty attributes.
        allowance: how much may still be read.

    Raises:
        QcdcError: Q711 for a document type, which may define entities; Q709 for too much, too many tags or names,
            or a tag that is too long; Q707 for tags in tags in tags.
        expat.ExpatError: when it is no XML.
    """
    return chain.from_iterable(_pieces(data, prefixes, allowance))  # a generator would be resumed for each tag


def _pieces(data: bytes, prefixes: Mapping[str, str] | None, allowance: Allowance) -> Iterator[list[Tag]]:
    """Yield the tags of one piece of a part after the other, in one list that is emptied for the next piece."""
    allowance.bytes.take(len(data))
    names = _Names(prefixes or {})
    texts: list[str] = []
    found: list[Tag] = []
    add = found.append

    opening, closing = _Bare(names, opens=True), _Bare(names, opens=False)

    def start(name: str, attributes: dict[str, str]) -> None:
        if not attributes and not texts:
            add(opening[name])
            return
        if prefixes is not None and not all(attributes.values()):
            attributes = {key: value for key, value in attributes.items() if value}
        add((True, names[name], attributes, "".join(texts)))
        texts.clear()

    def end(name: str) -> None:
        if not texts:
            add(closing[name])
            return
        add((False, names[name], NO_ATTRIBUTES, "".join(texts)))
        texts.clear()

    parser, depth = expat.ParserCreate(namespace_separator=None if prefixes is None else " "), 0
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = texts.append
    parser.StartDoctypeDeclHandler = _refuse
    for begin in range(0, len(data) + 1, PIECE):
        piece = data[begin : begin + PIECE]
        parser.Parse(piece, len(piece) < PIECE)
        # With every piece, versions of expat before 2.6 read a tag that has no end yet from its start again.
        if begin - parser.CurrentByteIndex > MOST_KILOBYTES_OF_TAG * _KILOBYTE:
            raise too_large(*_LONG)
        depth += 2 * sum(map(itemgetter(0), found)) - len(found)
        if depth > MOST_DEPTH:
            raise damaged()
        allowance.take(len(found))
        if len(parser.intern) > MOST_NAMES:  # kept until the part ends
            raise too_large(*NAMED)
        yield found
        found.clear()


def _refuse(*_: object) -> None:
    raise unreadable("Q711")
