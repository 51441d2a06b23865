"""A YAML text changed so that it reads as another tree, line by line where possible; what does not change stays.

Two trees are compared from the root down. What is equal is not touched. What differs is cut out and written anew
as deep down as possible, and comments that stood there are put back: nobody's words get lost.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from qcdc_cli.yamltext.editing.nodes import (
    BLOCK_STYLES,
    BREAK,
    COMMENT,
    Part,
    Precedence,
    SourceNode,
    SourceText,
    TreePath,
    aligned_in_order,
    steps,
)
from qcdc_cli.yamltext.editing.text import WIDTH, Writing, scalar

_COMMENT_LINE = re.compile("( *)#")
_DEFAULT_INDENT = 2


def spliced(text: str, target: dict[str, Any], precedence: Precedence, tall: Callable[[TreePath, Any], bool]) -> str:
    """Return the text changed so that it reads as `target`.

    Args:
        text: a text that can be read, with a line break at its end.
        target: the tree that it is to read as; the order of keys does not matter.
        precedence: the order of keys in the mapping at a path; a new key is put behind the nearest that precedes it.
        tall: decides by path and value what is written line by line, however short it is.
    """
    return _Splicer(SourceText(text), precedence, tall).spliced(target)


class _Splicer:
    """One splicing: the text, and the cuts that were made so far, from the top down."""

    def __init__(self, text: SourceText, precedence: Precedence, tall: Callable[[TreePath, Any], bool]) -> None:
        self._text = text
        self._precedence = precedence
        self._cuts: list[tuple[int, int, str]] = []
        root = text.root
        indent, dash = (next(_steps_in(text, root, kind), _DEFAULT_INDENT) for kind in (dict, list))
        self._writing = Writing(indent, dash, tall)

    def spliced(self, target: dict[str, Any]) -> str:
        root = self._text.root
        self._part(Part("", root.start, root.start, root), target, ())
        pieces, done = [], 0
        for start, end, instead in self._cuts:
            pieces += [self._text.text[done:start], instead]
            done = end
        return "".join([*pieces, self._text.text[done:]])

    def _lines(self, lines: Sequence[str]) -> str:
        return "".join(line + self._text.line_end for line in lines)

    def _part(self, part: Part, target: Any, path: TreePath) -> None:
        """Make a part that stands on lines of its own read as `target`."""
        node = part.value
        if node.tree == target:
            return
        if node.parts and target and type(node.tree) is type(target) and self._text.is_regular(node):
            if node.style == "block":
                self._block(node, target, path, self._text.line_after(part.head))
                return
            changed = self._changed(node, target, path)
            if self._fits(node, changed):
                self._cuts.append((node.start, node.end, changed))
                return
        self._instead(part, target, path)

    def _fits(self, node: SourceNode, changed: str) -> bool:
        """Return whether brackets may stay as they are: on several lines, the whole file, or not too long now."""
        text = self._text
        start = text.line_start(node.start)
        if node is text.root or text.line_start(node.end) != start:
            return True
        before = text.line_after(node.end) - start - len(text.line_end)
        return before + len(changed) - (node.end - node.start) <= max(before, WIDTH)

    def _instead(self, part: Part, target: Any, path: TreePath) -> None:
        """Write another value in the place of a part's value; comments inside of it move below the key."""
        text, node = self._text, part.value
        behind, below = self._written(part, target, path)
        within_line = node.style not in BLOCK_STYLES and text.line_start(part.head) == text.line_start(node.start)
        if within_line and not below and node.end > node.start and not any(text.comments(node.start, node.end)):
            self._cuts.append((node.start if behind else part.head, node.end, behind.lstrip()))
            return
        first, others = self._comments_behind(part)
        self._cuts.append((part.head, self._text.line_after(part.end), self._lines([behind + first, *others, *below])))

    def _written(self, part: Part, value: Any, path: TreePath) -> tuple[str, list[str]]:
        """Return a value as it is written behind a part's key or dash, and on the lines below."""
        column = self._text.column(part.start)
        writing = replace(self._writing, spellings=self._text.spellings(part.value))
        value = aligned_in_order(part.value, value, path, self._precedence)
        if part.key:
            return writing.behind(value, column, self._text.column(part.head), path)
        if path:
            line, *below = writing.item(value, column, path)
            return line[column + 1 :], below
        return "", [line for key, each in value.items() for line in writing.entry(key, each, column, (key,))]

    def _comments_behind(self, part: Part) -> tuple[str, list[str]]:
        """Return the comment on the line of a part's key with the spaces before it, and the lines of all others."""
        text = self._text
        head_line = text.line_after(part.head)
        first, others = "", []
        for start, end in text.comments(part.head, self._text.line_after(part.end)):
            if end <= head_line:
                before = text.text[part.head : start]
                first = before[len(before.rstrip(" \t")) :] + text.text[start:end]
            else:
                own = text.text[text.line_start(start) : start]
                inner = text.column(part.start) + self._writing.indent
                others.append((own if not own.strip(" \t") else " " * inner) + text.text[start:end])
        return first, others

    def _block(self, node: SourceNode, target: Any, path: TreePath, front: int) -> None:
        """Make a collection that stands line by line read as `target`; neither is empty.

        Args:
            node: the collection.
            target: what it is to read as.
            path: its path.
            front: where the line begins that follows its key: what comes first is put there.
        """
        text = self._text
        column = text.column(node.parts[0].start)
        spaced = _is_spaced(text, node)
        place = front if path else text.line_start(node.parts[0].start)
        begun = False
        for part, key, value in steps(node, target, path, self._precedence):
            inner = (*path, key)
            if part is None:
                new, written = aligned_in_order(None, value, inner, self._precedence), self._writing
                lines = written.entry(key, new, column, inner) if key else written.item(new, column, inner)
                self._cuts.append((place, place, self._lines(["", *lines] if spaced and begun else lines)))
            elif value is None:
                place = self._behind(part, column)
                start = text.line_start(part.start)
                kept = [" " * column + text.text[slice(*span)] for span in text.comments(start, place)]
                self._cuts.append((start, place, self._lines(kept)))
            else:
                self._part(part, value, inner)
                place = self._behind(part, column)
            begun = True

    def _behind(self, part: Part, column: int) -> int:
        """Return where the lines of a part end, with the comments that stand below it, further in."""
        text = self._text
        place = offset = self._text.line_after(part.end)
        while offset < len(text.text):
            comment = _COMMENT_LINE.match(text.text, offset)
            after = text.line_after(offset)
            if comment and len(comment[1]) > column:
                place = after
            elif text.text[offset:after].strip():
                break
            offset = after
        return place

    def _changed(self, node: SourceNode, target: Any, path: TreePath) -> str:
        """Return the text of a collection once it reads as `target`; neither is empty."""
        text = self._text.text
        written = text[node.start]
        gap = text[node.start + 1 : node.parts[0].start]  # what stands in front of the next part
        gaps = iter(self._text.gaps(node)[1:])
        first, last_kept = True, True
        for part, key, value in steps(node, target, path, self._precedence):
            if part is None:
                new = self._writing.inline(aligned_in_order(None, value, (*path, key), self._precedence))
                new = f"{scalar(key, in_brackets=True)}: {new}" if key else new
                if first or "#" in gap:  # a comment stays with what it stands behind
                    written += (_without_comma(gap) if first else _with_comma(gap)) + new
                    gap = ""
                else:
                    written += f", {new}"
                first, last_kept = False, True
                continue
            behind = next(gaps)
            last_kept = value is not None
            if value is None:
                gap = _joined(gap, self._carried(part.start, part.end) + behind, at_the_end=part is node.parts[-1])
                continue
            written += _without_comma(gap) if first else _with_comma(gap)
            written += self._piece(part, value, (*path, key))
            gap, first = behind, False
        return written + (gap if last_kept else _without_comma(gap)) + text[node.end - 1]

    def _piece(self, part: Part, value: Any, path: TreePath) -> str:
        """Return the text of a part in brackets once it reads as `value`."""
        text, node = self._text.text, part.value
        if node.tree == value:
            return text[part.start : part.end]
        if node.parts and value and type(node.tree) is type(value) and self._text.is_regular(node):
            return text[part.start : node.start] + self._changed(node, value, path)
        writing = replace(self._writing, spellings=self._text.spellings(node))
        before = text[part.start : node.start if node.end > node.start else part.head]
        if part.key:
            before = before if text[part.head - 1] == ":" else f"{before}:"
            before = before if before[-1].isspace() else f"{before} "
        written = writing.inline(aligned_in_order(node, value, path, self._precedence))
        return f"{before}{written}{self._carried(node.start, node.end)}"

    def _carried(self, start: int, end: int) -> str:
        """Return the comments that stand inside of what is cut out of brackets, each with the break behind it."""
        column = self._text.column(self._text.root.start) + self._writing.indent
        spans = self._text.comments(start, end)
        line_end = self._text.line_end + " " * (column + self._writing.indent)
        return "".join(f"  {self._text.text[slice(*span)]}{line_end}" for span in spans)


def _is_spaced(text: SourceText, node: SourceNode) -> bool:
    """Return whether blank lines separate the parts of a collection: all of them, or half of the file's own keys."""
    gaps = [text.text[one.end : other.start] for one, other in zip(node.parts, node.parts[1:], strict=False)]
    blank = sum(any(not line.strip() for line in BREAK.split(gap)[1:-1]) for gap in gaps)
    return bool(blank) and blank >= (len(gaps) / 2 if node is text.root else max(2, len(gaps)))


def _steps_in(text: SourceText, node: SourceNode, kind: type) -> Iterator[int]:
    """Yield how far the collections of a kind stand in from the keys that they belong to."""
    for part in node.parts:
        value = part.value
        if part.key and value.style == "block" and isinstance(value.tree, kind) and text.is_regular(node):
            yield text.column(value.start) - text.column(part.start)
        yield from _steps_in(text, value, kind)


def _comma(gap: str) -> int:
    """Return where the comma of a gap is, or -1; one inside of a comment is none."""
    return COMMENT.sub(lambda match: " " * len(match[0]), gap).find(",")


def _with_comma(gap: str) -> str:
    if _comma(gap) >= 0:
        return gap
    return f",{gap}" if gap[:1].isspace() else f", {gap}"


def _without_comma(gap: str) -> str:
    comma = _comma(gap)
    if comma < 0:
        return gap
    before, behind = gap[:comma], gap[comma + 1 :]
    rest = before + (behind.removeprefix(" ") if before.endswith(" ") else behind)
    return rest if rest.strip(" ") else ""


def _joined(before: str, behind: str, *, at_the_end: bool) -> str:
    """Return the gap that is left where a part is taken out between two gaps."""
    if "#" in before or "#" in behind:
        return before + _without_comma(behind) if _comma(before) >= 0 else before + behind
    return behind if at_the_end else before
