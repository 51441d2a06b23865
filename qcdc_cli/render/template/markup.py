"""XML read into a tree and written again so that a program that knows more of it than qcdc finds all it wrote.

The names of namespaces stay what they were: workbooks name them inside texts too (`mc:Ignorable="x14ac"`), which
the standard library's own writer does not know.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from qcdc_cli.workbook.reading.markup import Allowance, tags
from qcdc_cli.workbook.reading.refusals import damaged

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_XML = "http://www.w3.org/XML/1998/namespace"
SPACE = f"{{{_XML}}}space"
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_ATTRIBUTE = {**_IN_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_TEXT, _ATTRIBUTE = str.maketrans(_IN_TEXT), str.maketrans(_IN_ATTRIBUTE)


@dataclass(frozen=True, slots=True)
class Markup:
    """An XML file as a tree.

    Attributes:
        root: the outermost element.
        prefixes: the namespaces by the prefixes that the file gives them.
    """

    root: Element
    prefixes: Mapping[str, str] = field(default_factory=dict)

    def written(self) -> bytes:
        """Return the file."""
        names = _Names(self.prefixes)
        pieces: list[str] = []
        _write(self.root, names, pieces, outermost=True)
        return (_DECLARATION + "".join(pieces)).encode()


def read_markup(data: bytes, allowance: Allowance) -> Markup:
    """Read an XML file, within the bounds of all XML that people send.

    Args:
        data: the file.
        allowance: how much may still be read.

    Raises:
        QcdcError: Q707 when it is none, and as `tags`.
    """
    prefixes: dict[str, str] = {}
    builder = TreeBuilder()
    try:
        for opens, name, attributes, before in tags(data, {}, allowance, prefixes):
            if before:
                builder.data(before)
            if opens:
                builder.start(_tag(name), {_tag(key): value for key, value in attributes.items()})
            else:
                builder.end(_tag(name))
        return Markup(builder.close(), prefixes)
    except (expat.ExpatError, LookupError):  # no XML, or in an encoding that there is not
        raise damaged() from None


def _tag(name: str) -> str:
    namespace, _, own = name.rpartition(" ")
    return f"{{{namespace}}}{own}" if namespace else own


def whole(text: str | None) -> int:
    """Return a whole number that a file holds.

    Raises:
        QcdcError: Q707 when it is none.
    """
    if text is None or not text.strip().isdecimal():
        raise damaged()
    return int(text)


def measure(text: str | None, usual: float) -> float:
    """Return a length that a file holds, or the usual one where it holds none.

    Raises:
        QcdcError: Q707 when it is no number.
    """
    if text is None:
        return usual
    try:
        return float(text)
    except ValueError:
        raise damaged() from None


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


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
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def in_namespace_of(element: Element, name: str) -> str:
    """Return the tag of a name in the namespace of another element."""
    return element.tag.rpartition("}")[0] + "}" + name if "}" in element.tag else name


class _Names:
    """Gives elements and attributes their names with prefixes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.declared = dict(prefixes)
        self._of_elements: dict[str, str] = {_XML: "xml"}
        self._of_attributes: dict[str, str] = {_XML: "xml"}
        for prefix, namespace in prefixes.items():
            self._know(prefix, namespace)

    def _know(self, prefix: str, namespace: str) -> None:
        self._of_elements.setdefault(namespace, prefix)
        if prefix:  # an attribute without a prefix stands in no namespace at all
            self._of_attributes.setdefault(namespace, prefix)

    def name(self, tag: str, *, is_attribute: bool = False) -> str:
        namespace, _, name = tag.rpartition("}")
        if not namespace:
            return name
        known = self._of_attributes if is_attribute else self._of_elements
        prefix = known.get(namespace[1:])
        if prefix is None:  # the file gave its prefix to another namespace, too
            prefix = next(free for number in range(1, 10_000) if (free := f"n{number}") not in self.declared)
            self.declared[prefix] = namespace[1:]
            self._know(prefix, namespace[1:])
        return f"{prefix}:{name}" if prefix else name


def _write(element: Element, names: _Names, pieces: list[str], *, outermost: bool = False) -> None:
    name = names.name(element.tag)
    attributes = [
        f' {names.name(key, is_attribute=True)}="{value.translate(_ATTRIBUTE)}"' for key, value in element.items()
    ]
    at = len(pieces)
    pieces += ["", *attributes]
    inside = (element.text or "").translate(_TEXT)
    if inside or len(element):
        pieces += [">", inside]
        for each in element:
            _write(each, names, pieces)
            pieces.append((each.tail or "").translate(_TEXT))
        pieces.append(f"</{name}>")
    else:
        pieces.append("/>")
    # Last, for the outermost one declares what was met anywhere inside it.
    declared = names.declared.items() if outermost else ()
    pieces[at] = f"<{name}" + "".join(
        f' xmlns{":" if prefix else ""}{prefix}="{namespace.translate(_ATTRIBUTE)}"' for prefix, namespace in declared
    )
