"""A YAML text as nodes that know where they begin and end, to the character: what is cut out of it and put into it.

`yamltext/document.py` says what a file means and where its nodes begin. Whoever changes a text also has to know
where they end, what is comment and what is line: all of that is here.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent
from yaml._yaml import CParser

from qcdc_cli.yamltext.document import Tree
from qcdc_cli.yamltext.editing.text import ESCAPED

BREAK = re.compile("\r\n|\n|\r")
COMMENT = re.compile("#[^\r\n]*")
_BETWEEN = re.compile("(?:[ \t\r\n]|#[^\r\n]*)*")  # what may stand between two tokens: spaces, breaks, comments
_KEEPS_BREAKS = re.compile(r"[|>][0-9]?\+")
QUOTES = ('"', "'")
BLOCK_STYLES = ("|", ">", "block")  # what goes on below the line on which it begins


class SourceNode(NamedTuple):
    """A value in the text.

    Attributes:
        tree: what it reads as.
        start: where it begins.
        end: behind its last character; a line break that ends a block is not its own.
        style: "" for what stands plain or in brackets, `"`, `'`, `|`, `>`, and "block" for entries line by line.
        parts: its entries or items, in order.
    """

    tree: Tree
    start: int
    end: int
    style: str = ""
    parts: tuple["Part", ...] = ()


class Part(NamedTuple):
    """An entry of a mapping or an item of a list.

    Attributes:
        key: the key; "" for an item.
        start: where the key, the dash or, in brackets, the item begins.
        head: behind the colon or the dash; where a colon is left out, as in `{a, b}`, behind the key.
        value: the value; one that is blank begins and ends at the head.
    """

    key: str
    start: int
    head: int
    value: SourceNode

    @property
    def end(self) -> int:
        """Behind the last character of the whole part."""
        return max(self.head, self.value.end)


class SourceText:
    """A YAML text, its lines and its nodes.

    Attributes:
        text: the text itself, in normal form C.
        line_end: what ends its lines: the first line break decides.
        root: the node of the whole document.
    """

    def __init__(self, text: str) -> None:
        """Read a text that `campaign/document.py` has accepted."""
        self.text = text
        breaks = [match.span() for match in BREAK.finditer(text)]
        self.line_end = text[slice(*breaks[0])] if breaks else "\n"
        self._line_starts = [0, *(end for _, end in breaks)]
        self._next: Callable[[], Any] = CParser(text).get_event
        self._next()  # the stream begins
        self._next()  # the document begins
        self._leaves: list[tuple[int, int]] = []
        self.root = self._node(self._next(), 0)

    def line_start(self, offset: int) -> int:
        """Return where the line begins that `offset` is on."""
        return self._line_starts[bisect_right(self._line_starts, offset) - 1]

    def line_after(self, offset: int) -> int:
        """Return where the line behind that of `offset` begins; at the end of the text, its length."""
        number = bisect_right(self._line_starts, offset)
        return self._line_starts[number] if number < len(self._line_starts) else len(self.text)

    def column(self, offset: int) -> int:
        """Return how far `offset` stands in its line, from 0."""
        return offset - self.line_start(offset)

    def comments(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield where the comments between two offsets begin and end; neither may be inside of a scalar.

        What stands inside of scalars is no comment.
        """
        number = bisect_right(self._leaves, (start, start))
        while start < end:
            leaf = self._leaves[number] if number < len(self._leaves) else (end, end)
            for match in COMMENT.finditer(self.text, start, max(start, min(leaf[0], end))):
                yield match.span()
            start, number = max(start, leaf[1]), number + 1

    def is_regular(self, node: SourceNode) -> bool:
        """Return whether a collection is written as people do: no `? key`, no `- - item`, no pair without braces."""
        if node.style == "block":
            return all(not self.text[self.line_start(part.start) : part.start].strip() for part in node.parts)
        return self.text[node.start] in "[{" and not any("?" in COMMENT.sub("", gap) for gap in self.gaps(node))

    def gaps(self, node: SourceNode) -> list[str]:
        """Return what stands between the brackets of a collection and its parts: commas, spaces, comments."""
        starts = (node.start + 1, *(part.end for part in node.parts))
        ends = (*(part.start for part in node.parts), node.end - 1)
        return [self.text[start:end] for start, end in zip(starts, ends, strict=True)]

    def spellings(self, node: SourceNode) -> dict[str, str]:
        """Return the texts inside of a node that stand in quotes on one line, with their spelling."""
        if isinstance(node.tree, str):
            spelled = self.text[node.start : node.end]
            return {node.tree: spelled} if node.style in QUOTES and not ESCAPED.search(spelled) else {}
        return {read: spelled for part in node.parts for read, spelled in self.spellings(part.value).items()}

    def _node(self, event: Any, head: int) -> SourceNode:
        start = _begin(event)
        if isinstance(event, ScalarEvent):
            return self._scalar(event.value, start, _end(event), event.style or "", head)
        style = "" if event.flow_style else "block"
        is_mapping = isinstance(event, MappingStartEvent)
        parts, end = self._entries() if is_mapping else self._items(start, style)
        if parts and style == "block":  # the parser closes a block only where the next thing begins
            end = parts[-1].end
        tree: Tree = (
            {part.key: part.value.tree for part in parts} if is_mapping else [each.value.tree for each in parts]
        )
        return SourceNode(tree, start, end, style, parts)

    def _scalar(self, value: str, start: int, end: int, style: str, head: int) -> SourceNode:
        if start == end:  # nothing is there: the parser reports its place in more than one way
            return SourceNode(value, head, head)
        if style in BLOCK_STYLES:
            lines = self.line_after(start)  # behind the indicator a comment may follow
            end = self._end_of_block(start, end)
            self._leaves.append((lines, max(lines, end)))
        else:
            self._leaves.append((start, end))
        return SourceNode(value, start, end, style)

    def _end_of_block(self, start: int, end: int) -> int:
        """Return where a block of text ends: blank lines behind it are its own only where its indicator keeps them."""
        if _KEEPS_BREAKS.match(self.text, start):
            return end - len(self.line_end)
        return start + len(self.text[start:end].rstrip("\r\n"))

    def _entries(self) -> tuple[tuple[Part, ...], int]:
        parts: list[Part] = []
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._node(event, _begin(event))
            colon = self._behind_gap(key.end)
            head = colon + 1 if self.text.startswith(":", colon) else key.end
            parts.append(Part(event.value, key.start, head, self._node(self._next(), head)))
        return tuple(parts), _end(event)

    def _items(self, start: int, style: str) -> tuple[tuple[Part, ...], int]:
        parts: list[Part] = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            if style == "block":
                dash = self._behind_gap(parts[-1].end if parts else start)
                parts.append(Part("", dash, dash + 1, self._node(event, dash + 1)))
            else:
                begin = _begin(event)
                parts.append(Part("", begin, begin, self._node(event, begin)))
        return tuple(parts), _end(event)

    def _behind_gap(self, offset: int) -> int:
        """Return where, from `offset` on, something stands that is neither space nor comment."""
        match = _BETWEEN.match(self.text, offset)
        return match.end() if match else offset


def _begin(event: Any) -> int:
    return int(event.start_mark.index)


def _end(event: Any) -> int:
    return int(event.end_mark.index)


TreePath = tuple[str, ...]
Precedence = Callable[[TreePath], Sequence[str]]  # the order of the keys of the mapping at a path


class Step(NamedTuple):
    """What becomes of one part.

    Attributes:
        part: what stands there; None for a new one.
        key: the key of an entry; "" for an item.
        value: what it is to read as; None when it is taken away.
    """

    part: Part | None
    key: str
    value: Any


def steps(node: SourceNode, target: Any, path: TreePath, precedence: Precedence) -> list[Step]:
    """Return what becomes of the parts of a collection, in the order in which they will stand.

    Args:
        node: a mapping or a list.
        target: the mapping or the list that it is to read as.
        path: its path.
        precedence: see `in_order`.
    """
    if isinstance(target, dict):
        return _steps_of_mapping(node.parts, target, precedence(path))
    return list(_steps_of_list(node, target))


def aligned_in_order(node: SourceNode | None, value: Any, path: TreePath, precedence: Precedence) -> Any:
    """Return a value with its keys in the order in which they are to stand.

    Args:
        node: what stands there now: its keys keep their order.
        value: the value.
        path: its path.
        precedence: the order of keys: a new one is put behind the nearest that precedes it.
    """
    if not isinstance(value, dict):
        return value
    parts = node.parts if node is not None and isinstance(node.tree, dict) else ()
    return {
        key: aligned_in_order(part.value if part else None, each, (*path, key), precedence)
        for part, key, each in _steps_of_mapping(parts, value, precedence(path))
        if each is not None
    }


def _steps_of_mapping(parts: Sequence[Part], target: Mapping[str, Any], order: Sequence[str]) -> list[Step]:
    found = [Step(part, part.key, target.get(part.key)) for part in parts]
    places = {key: number for number, key in enumerate(order)}
    last = len(places)
    standing = {part.key for part in parts}
    new = (key for key in target if key not in standing)
    for key in sorted(new, key=lambda key: places.get(key, last)):
        own = places.get(key, last)
        before = [(places.get(step.key, last), number) for number, step in enumerate(found)]
        nearest = max((each for each in before if each[0] < own), default=(0, -1))[1]
        found.insert(nearest + 1 if key in places else len(found), Step(None, key, target[key]))
    return found


def _steps_of_list(node: SourceNode, target: Sequence[Any]) -> Iterator[Step]:
    """Yield the steps of a list: equal items stay, and what is another item stands in its place."""
    old, new = ([json.dumps(each, sort_keys=True) for each in items] for items in (node.tree, target))
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        parts, values = node.parts[start:end], target[new_start:new_end]
        yield from (Step(part, "", value) for part, value in zip(parts, values, strict=False))
        if kind != "equal":
            yield from (Step(part, "", None) for part in parts[len(values) :])
            yield from (Step(None, "", value) for value in values[len(parts) :])
