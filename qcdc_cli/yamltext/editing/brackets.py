"""Collections in brackets, changed so that they read as others: pieces, and gaps with commas and comments between."""

import re
from dataclasses import dataclass, replace
from typing import Any

from qcdc_cli.yamltext.editing.alignment import Precedence, TreePath, aligned_in_order, steps
from qcdc_cli.yamltext.editing.nodes import Part, SourceNode, SourceText
from qcdc_cli.yamltext.editing.text import Writing, scalar

_COMMENT = re.compile("#[^\r\n]*")


@dataclass(frozen=True, slots=True)
class Brackets:
    """Writes the collections in brackets of one text anew.

    Attributes:
        text: the text.
        writing: how new values are written.
        precedence: the order of the keys of the mapping at a path.
    """

    text: SourceText
    writing: Writing
    precedence: Precedence

    def changed(self, node: SourceNode, target: Any, path: TreePath) -> str:
        """Return the text of a collection once it reads as `target`; neither is empty."""
        text = self.text.text
        written = text[node.start]
        gap = text[node.start + 1 : node.parts[0].start]  # what stands in front of the next part
        gaps = iter(self.text.gaps(node)[1:])
        first, last_kept = True, True
        for part, key, value in steps(node, target, path, self.precedence):
            if part is None:
                new = self.writing.inline(aligned_in_order(None, value, (*path, key), self.precedence))
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
        text, node = self.text.text, part.value
        if node.tree == value:
            return text[part.start : part.end]
        if node.parts and value and type(node.tree) is type(value) and self.text.is_regular(node):
            return text[part.start : node.start] + self.changed(node, value, path)
        writing = replace(self.writing, spellings=self.text.spellings(node))
        before = text[part.start : node.start if node.end > node.start else part.head]
        if part.key:
            before = before if text[part.head - 1] == ":" else f"{before}:"
            before = before if before[-1].isspace() else f"{before} "
        written = writing.inline(aligned_in_order(node, value, path, self.precedence))
        return f"{before}{written}{self._carried(node.start, node.end)}"

    def _carried(self, start: int, end: int) -> str:
        """Return the comments that stand inside of what is cut out of brackets, each with the break behind it."""
        column = self.text.column(self.text.root.start) + self.writing.indent
        spans = self.text.comments(start, end)
        line_end = self.text.line_end + " " * (column + self.writing.indent)
        return "".join(f"  {self.text.text[slice(*span)]}{line_end}" for span in spans)


def _comma(gap: str) -> int:
    """Return where the comma of a gap is, or -1; one inside of a comment is none."""
    return _COMMENT.sub(lambda match: " " * len(match[0]), gap).find(",")


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
