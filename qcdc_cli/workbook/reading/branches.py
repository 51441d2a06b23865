"""XML branch by branch: of rows, of texts, each is a small tree once it is finished, and forgotten when it was read.

The standard library builds such trees without a call into Python for each tag, in half the time that `tags` takes.
What its parser cannot tell is looked for beside it: a part whose bytes do not show that it is plain (tags, texts, and
neither comments nor document types) is read tag by tag first, with all that `tags` refuses.
"""

from collections import deque
from collections.abc import Container, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from xml.etree.ElementTree import Element, TreeBuilder, XMLParser

from qcdc_cli.language import Text
from qcdc_cli.workbook.reading.markup import (
    MOST_DEPTH,
    MOST_KILOBYTES_OF_TAG,
    MOST_NAMES,
    NAMED,
    PIECE,
    Allowance,
    tags,
)
from qcdc_cli.workbook.reading.refusals import damaged, too_large

_MOST_OF_A_BRANCH = 250_000  # tags and attributes; a row of Excel has 16,384 cells, each of three and three
_MANY = 100_000  # tags and attributes of a part, from which on their names are counted: fewer take no more than 25 MB
_WIDE = (
    Text("hơn 250.000 thẻ, thuộc tính XML trong một hàng", "over 250,000 XML tags and attributes in one row"),
    Text("250.000 thẻ, thuộc tính", "250,000"),
)
_BEGINS, _ENDS, _EQUALS = b"<", b"</", b"="
_INSTRUCTION, _END_OF_INSTRUCTION = b"<?", b"?>"
_BYTES_OF_DECLARATION = 1024  # within which it ends
_BYTES_BEFORE_DECLARATION = 3  # at most: a byte order mark
_tag = attrgetter("tag")
_HALF_OF_A_TAG = MOST_KILOBYTES_OF_TAG * 1024 // 2


def branches(data: bytes, wanted: Container[str], allowance: Allowance) -> Iterator[Element]:
    """Yield the elements of an XML part that are wanted, in order, each when it is finished.

    Args:
        data: the part.
        wanted: how they are called, with their namespace: `{namespace}row`. One inside another is not yielded itself.
        allowance: how much may still be read.

    Raises:
        QcdcError: as `tags`; Q709 for a branch of too many tags, too.
        ElementTree.ParseError, expat.ExpatError: when it is no XML.
    """
    return chain.from_iterable(_finished_branches(data, wanted, allowance))


def attributes_of(element: Element) -> Mapping[str, str]:
    """Return an element's attributes without those that are empty: some programs write all they know."""
    attributes = element.attrib
    return attributes if all(attributes.values()) else {key: value for key, value in attributes.items() if value}


def _finished_branches(data: bytes, wanted: Container[str], allowance: Allowance) -> Iterator[list[Element]]:
    """Yield what is finished with one piece of a part after the other."""
    plain = _is_plain(data)
    if plain:
        allowance.bytes.take(len(data))
    else:
        deque(tags(data, {}, allowance), maxlen=0)
    builder = TreeBuilder()
    around = builder.start("", {})  # what the part's root will stand in: so the tree is seen while it grows
    parser = XMLParser(target=builder)  # noqa: S314 - no document type comes here
    names = set[str]() if data.count(_BEGINS) + data.count(_EQUALS) > _MANY else None
    growing, grown = around, 0
    for begin in range(0, len(data) + 1, PIECE):
        end = begin + PIECE
        parser.feed(data[begin:end])
        _check_depth(around)
        opened = data.count(_BEGINS, begin, end) - data.count(_ENDS, begin, end + 1)
        if plain:
            allowance.take(2 * opened)
        found, last = _finished(around, wanted, names)
        yield found
        size = opened + data.count(_EQUALS, begin, end)
        grown = grown + size if last is growing else size
        growing = last
        if grown > _MOST_OF_A_BRANCH and last.tag in wanted:
            raise too_large(*_WIDE)
    parser.close()
    builder.start("", {})  # behind the last one, which is finished now, too
    yield _finished(around, wanted, names)[0]


def _is_plain(data: bytes) -> bool:
    """Return whether a part has only tags and texts, behind its declaration, and no tag that is too long.

    All encodings that expat knows write `<!` as these two bytes, but for UTF-16, which has a zero beside each. In a
    tag, no `<` may stand; in an instruction (`<?…?>`) it may, so that there is none but the declaration, a short one.
    """
    if b"\0" in data or b"<!" in data or data.find(_INSTRUCTION, _BYTES_BEFORE_DECLARATION + 1) >= 0:
        return False
    beginning = data[:_BYTES_OF_DECLARATION]
    if _INSTRUCTION in beginning and _END_OF_INSTRUCTION not in beginning:
        return False
    return all(data.find(_BEGINS, begin, begin + _HALF_OF_A_TAG) >= 0 for begin in range(0, len(data), _HALF_OF_A_TAG))


def _check_depth(element: Element) -> None:
    """Refuse tags in tags in tags: all that are open are each the last one in the one before."""
    for _ in range(MOST_DEPTH + 1):
        if not len(element):
            return
        element = element[-1]
    raise damaged()


def _finished(around: Element, wanted: Container[str], names: set[str] | None) -> tuple[list[Element], Element]:
    """Take all that is finished out of a tree.

    Args:
        around: the tree; the last one in it, the last one in that, and so on, may still grow.
        wanted: how the elements are called that are wanted.
        names: all names of tags and attributes so far; None for a part that cannot have many.

    Returns:
        the wanted ones; and the one that is wanted and may still grow, or else the last one of all.
    """
    found: list[Element] = []
    while len(around):
        for element in around[:-1]:
            if element.tag in wanted:
                found.append(element)
            else:
                found += _outermost(element, wanted)
            if names is not None:
                names.update(map(_tag, element.iter()), *map(Element.keys, element.iter()))
        if names is not None and len(names) > MOST_NAMES:
            raise too_large(*NAMED)
        del around[:-1]
        around = around[-1]
        if around.tag in wanted:
            break
    return found, around


def _outermost(element: Element, wanted: Container[str]) -> Iterator[Element]:
    """Yield what is wanted in an element, in order, but for what stands in something wanted."""
    rest = [*reversed(element)]
    while rest:
        element = rest.pop()
        if element.tag in wanted:
            yield element
        else:
            rest.extend(reversed(element))
