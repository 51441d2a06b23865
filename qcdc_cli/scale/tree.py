"""From the lines of a scale to its tree: who stands below whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from qcdc_cli.language import say
from qcdc_cli.scale.ids import identify
from qcdc_cli.scale.lines import Aside, Entry, Line, Total
from qcdc_cli.scale.nesting import Seat
from qcdc_cli.scale.node import Node
from qcdc_cli.scale.numbering import BULLET, DOTTED, LETTER, Style
from qcdc_cli.scale.points import NONE
from qcdc_cli.scale.seating import HEADING, UNNUMBERED, seat_of
from qcdc_cli.scale.sections import section_of

_MOST_SIGNS = 4_000  # of a name and a guide that go on over several rows; what comes then is no part of them
_DESCRIBING = (BULLET, UNNUMBERED.style.kind, f"lower {LETTER}")  # lines of these may only describe the one above


@dataclass(frozen=True, slots=True)
class Grown:
    """The tree of a table, and what in it is no node.

    Attributes:
        roots: the top nodes.
        totals: the lines that add up, each with how many roots stand above it.
        asides: the rows that are no lines of the scale.
    """

    roots: list[Node]
    totals: list[tuple[Total, int]]
    asides: list[Aside]


def grow(entries: Sequence[Entry]) -> Grown:
    """Return the tree that the lines of a table make; their ids are complete."""
    growth = _Growth(numbered=any(isinstance(entry, Line) and entry.ways for entry in entries))
    end = max((place for place, entry in enumerate(entries) if _counts(entry)), default=-1)
    following: list[Line | None] = [None]  # the next line behind each entry, found from the end
    for entry in reversed(entries[1:]):
        following.append(entry if isinstance(entry, Line) else following[-1])
    for place, (entry, after) in enumerate(zip(entries, reversed(following), strict=False)):
        if isinstance(entry, Line) and place > end:
            growth.aside(entry)
        else:
            growth.take(entry, after)
    for root in growth.grown.roots:
        _describe(root)
    identify(growth.grown.roots)
    return growth.grown


class _Growth:
    """A tree that grows line by line.

    Attributes:
        grown: what has grown so far.
    """

    def __init__(self, *, numbered: bool) -> None:
        self.grown = Grown([], [], [])
        self._numbered = numbered
        self._open: list[Node] = []
        self._last: Node | None = None  # None behind a total: what comes then goes on with nothing
        self._seen: dict[Style, int] = {}

    def aside(self, line: Line) -> None:
        """Leave a line out of the tree."""
        self.grown.asides.append(Aside(line.row, line.name))

    def take(self, entry: Entry, following: Line | None) -> None:
        """Take the next row; `following` is the next line after it."""
        if isinstance(entry, Total):
            self.grown.totals.append((entry, len(self.grown.roots)))
            self._last = None
        elif isinstance(entry, Aside):
            self.grown.asides.append(entry)
        else:
            self._line(entry, following)

    def _line(self, line: Line, following: Line | None) -> None:
        levels = [node.numbering for node in self._open]
        in_section = bool(self._open and section_of(self._open[0].name))
        found = seat_of(line, following, levels, numbered=self._numbered, in_section=in_section)
        last = self._last
        if found is not None:
            self._add(_node(line, found, self._seen), found.depth)
        elif last is None or len(last.name) + len(last.guide) > _MOST_SIGNS:
            self.aside(line)
        else:
            _continue(last, line)

    def _add(self, node: Node, depth: int) -> None:
        del self._open[depth:]
        (self._open[-1].parts if self._open else self.grown.roots).append(node)
        self._open.append(node)
        self._last = node


def _counts(entry: Entry) -> bool:
    """Return whether a row surely belongs to the scale; what comes after the last such row are signatures and notes."""
    return isinstance(entry, Total) or (isinstance(entry, Line) and bool(entry.ways or entry.points != NONE))


def _node(line: Line, found: Seat, seen: dict[Style, int]) -> Node:
    numbering = found.numbering
    remarks = list(line.remarks)
    if found.remark is not None:
        remarks.append(str(found.remark).format(label=".".join(numbering.parts)))
    elif numbering.order > 1 and numbering.style not in seen and numbering.style.kind != DOTTED:
        remarks.append(say("số thứ tự không bắt đầu từ đầu", "the numbering does not begin at its beginning"))
    if numbering == UNNUMBERED and not any(line.remarks):
        remarks.append(
            say(
                "dòng không đánh số, có điểm: coi là một tiêu chí",
                "a row without a number, with points: taken as a criterion",
            )
        )
    if numbering == HEADING and not section_of(line.name):
        remarks.append(
            say(
                "dòng không đánh số, không điểm: coi là tên một mục",
                "a row without a number or points: taken as a group's name",
            )
        )
    seen[numbering.style] = numbering.order
    return Node(line.row, numbering, line.name, line.points, line.guide, line.evidence, remarks)


def _continue(node: Node, line: Line) -> None:
    """Add a line without number and points to the node above it: the rest of its name, or how to judge it."""
    if line.name[:1].islower():
        node.name = f"{node.name} {line.name}"
        what = say("vào tên", "to the name")
    else:
        node.guide = "; ".join(text for text in (node.guide, line.name) if text)
        what = say("vào hướng dẫn chấm", "to the guide")
    node.guide = "; ".join(text for text in (node.guide, line.guide) if text)
    node.evidence = (*node.evidence, *line.evidence)
    node.remarks.append(
        say(
            f"dòng {line.row} không đánh số, không điểm: nối {what}",
            f"row {line.row} has no number and no points: added {what}",
        )
    )


def _describe(node: Node) -> None:
    """Turn parts that have no points, below a line that has some, into its guide."""
    for part in node.parts:
        _describe(part)
    only_words = all(
        part.points == NONE and not part.parts and part.numbering.style.kind in _DESCRIBING for part in node.parts
    )
    if not node.parts or not only_words or section_of(node.name):
        return
    node.guide = "; ".join([*([node.guide] if node.guide else []), *(part.name for part in node.parts)])
    node.evidence = tuple(dict.fromkeys((*node.evidence, *(text for part in node.parts for text in part.evidence))))
    first, last = node.parts[0].row, node.parts[-1].row
    node.remarks.append(
        say(
            f"các dòng {first}–{last} không có điểm riêng: coi là hướng dẫn chấm",
            f"rows {first}–{last} have no points of their own: taken as the guide",
        )
    )
    node.parts.clear()
