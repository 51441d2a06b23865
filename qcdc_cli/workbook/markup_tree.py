"""XML read into a tree and written again so that a program that knows more of it than qcdc finds all it wrote.

Names keep the prefixes that the file gives them: such files name these inside texts too (`mc:Ignorable="x14ac"`), which
the standard library's own reader and writer do not know.
"""

from collections.abc import Iterator
from math import isfinite
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from qcdc_cli.workbook.reading.markup import Allowance, tags
from qcdc_cli.workbook.reading.refusals import damaged

_LONGEST_NUMBER = 20  # digits, with spaces around them: Python refuses some thousands, and a row has seven
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_ATTRIBUTE = {**_IN_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_TEXT, _ATTRIBUTE = str.maketrans(_IN_TEXT), str.maketrans(_IN_ATTRIBUTE)


def read_markup(data: bytes, allowance: Allowance) -> Element:
    """Return an XML file as a tree, within the bounds of all XML that people send; names keep their prefixes.

    Args:
        data: the file.
        allowance: how much may still be read.

    Raises:
        QcdcError: Q707 when it is none, and as `tags`.
    """
    builder = TreeBuilder()
    try:
        for opens, name, attributes, before in tags(data, None, allowance):
            if before:
                builder.data(before)
            if opens:
                builder.start(name, dict(attributes))
            else:
                builder.end(name)
        return builder.close()
    except (expat.ExpatError, LookupError):  # no XML, or in an encoding that there is not
        raise damaged() from None


def written_markup(root: Element) -> bytes:
    """Return the file of a tree."""
    pieces = [DECLARATION]
    _write(root, pieces)
    return "".join(pieces).encode()


def _write(element: Element, pieces: list[str]) -> None:
    pieces.append(f"<{element.tag}")
    pieces += (f' {key}="{value.translate(_ATTRIBUTE)}"' for key, value in element.items())
    inside = (element.text or "").translate(_TEXT)
    if inside or len(element):
        pieces += [">", inside]
        for each in element:
            _write(each, pieces)
            pieces.append((each.tail or "").translate(_TEXT))
        pieces.append(f"</{element.tag}>")
    else:
        pieces.append("/>")


def whole_number(text: str | None) -> int:
    """Return a whole number that a file holds.

    Raises:
        QcdcError: Q707 when it is none.
    """
    if text is None or not text.strip().isdecimal() or len(text) > _LONGEST_NUMBER:
        raise damaged()
    return int(text)


def length(text: str | None, usual: float) -> float:
    """Return a length that a file holds, or the usual one where it holds none, or an empty text.

    Raises:
        QcdcError: Q707 when it is no number.
    """
    if not text:
        return usual
    try:
        number = float(text)
    except ValueError:
        raise damaged() from None
    if not isfinite(number):
        raise damaged()
    return number


def local(element: Element) -> str:
    """Return an element's name without its prefix."""
    return element.tag.rpartition(":")[2]


def child(parent: Element, name: str) -> Element | None:
    """Return the first child of this name, whatever its namespace."""
    return next((each for each in parent if local(each) == name), None)


def children(parent: Element | None, name: str) -> list[Element]:
    """Return the children of this name, whatever their namespace; none where there is no parent."""
    return [] if parent is None else [each for each in parent if local(each) == name]


def descendants(parent: Element, name: str) -> Iterator[Element]:
    """Yield the elements of this name below one, whatever their namespace."""
    return (each for each in parent.iter() if local(each) == name)


def attribute(element: Element, name: str) -> str:
    """Return an attribute that stands in a namespace of its own (`r:id`); "" where it is not there."""
    named = (value for key, value in element.items() if key.rpartition(":")[2] == name and key != f"xmlns:{name}")
    return next(named, "")


def in_namespace_of(element: Element, name: str) -> str:
    """Return the tag of a name with the prefix of another element, inside which or beside which it will stand."""
    prefix, colon, _ = element.tag.rpartition(":")
    return f"{prefix}{colon}{name}"
