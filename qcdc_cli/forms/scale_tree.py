"""From the lines of a scale to its tree: who stands below whom, and the ids."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from qcdc_cli.forms.scale_lines import Aside, Entry, Line, Total
from qcdc_cli.forms.scale_nesting import Seat, seat
from qcdc_cli.forms.scale_numbering import BULLET, DOTTED, LETTER, Numbering, Style
from qcdc_cli.forms.scale_points import NONE, Points
from qcdc_cli.forms.scale_sections import section_of
from qcdc_cli.language import say

UNNUMBERED = Numbering(Style("unnumbered"), (), 0)
_HEADING = Numbering(Style("heading"), (), 0)
_DESCRIBING = (BULLET, UNNUMBERED.style.kind, f"lower {LETTER}")  # lines of these may only describe the one above


@dataclass(slots=True, eq=False)
class Node:
    """A group or a criterion of a scale.

    Attributes:
        row: its row in the worksheet.
        numbering: how it is numbered, with the level's style.
        name: what it is about.
        points: the points beside it.
        guide: what the table says about judging it.
        evidence: what proves it.
        remarks: what a person should check.
        parts: what stands below it.
        id: its id, once the tree is complete.
    """

    row: int
    numbering: Numbering
    name: str
    points: Points = NONE
    guide: str = ""
    evidence: tuple[str, ...] = ()
    remarks: list[str] = field(default_factory=list)
    parts: list["Node"] = field(default_factory=list)
    id: str = ""

    @property
    def together(self) -> Decimal | None:
        """The sum of its parts; None while one of them is not known, and for a criterion."""
        worths = [part.worth for part in self.parts]
        known = [worth for worth in worths if worth is not None]
        return sum(known, Decimal(0)) if worths and len(known) == len(worths) else None

    @property
    def worth(self) -> Decimal | None:
        """The points beside it, else the sum of its parts."""
        return self.points.value if self.points.value is not None else self.together

    def leaves(self) -> Iterator["Node"]:
        """Yield the criteria in it, or itself."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


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
    grown = Grown([], [], [])
    open_nodes: list[Node] = []
    last: Node | None = None
    end = max((place for place, entry in enumerate(entries) if _counts(entry)), default=-1)
    numbered = any(isinstance(entry, Line) and entry.ways for entry in entries)
    seen: dict[Style, int] = {}
    added_up = False
    for place, entry in enumerate(entries):
        if isinstance(entry, Total):
            grown.totals.append((entry, len(grown.roots)))
            added_up = True
            continue
        if isinstance(entry, Aside) or place > end:
            grown.asides.append(entry if isinstance(entry, Aside) else Aside(entry.row, entry.name))
            continue
        levels = [node.numbering for node in open_nodes]
        following = next((line for line in entries[place + 1 :] if isinstance(line, Line)), None)
        in_section = bool(open_nodes and section_of(open_nodes[0].name))
        found = _seat(entry, following, levels, numbered=numbered, in_section=in_section)
        if found is None:
            if last is None or added_up:
                grown.asides.append(Aside(entry.row, entry.name))
            else:
                _continue(last, entry)
            continue
        last = _node(entry, found, seen)
        del open_nodes[found.depth :]
        (open_nodes[-1].parts if open_nodes else grown.roots).append(last)
        open_nodes.append(last)
        added_up = False
    for root in grown.roots:
        _describe(root)
    _identify(grown.roots)
    return grown


def _counts(entry: Entry) -> bool:
    """Return whether a row surely belongs to the scale; what comes after the last such row are signatures and notes."""
    return isinstance(entry, Total) or (isinstance(entry, Line) and bool(entry.ways or entry.points != NONE))


def _seat(
    line: Line, following: Line | None, levels: list[Numbering], *, numbered: bool, in_section: bool
) -> Seat | None:
    """Return where a line stands; None where it only goes on with what stands above it.

    Args:
        line: the line.
        following: the next line of the table.
        levels: how the open lines are numbered.
        numbered: some line of the table has a number.
        in_section: the open lines are bonus or penalties.
    """
    if line.level is not None:
        return _in_column(line, line.level, levels)
    section = section_of(line.name)
    if line.ways:
        found = seat(line.ways, levels)
        new = found.depth == len(levels) and found.numbering.style.kind not in (BULLET, DOTTED)
        return Seat(0, found.numbering) if section and new and not in_section else found
    if section:
        return Seat(0, _HEADING)
    styles = [level.style for level in levels]
    again = [way.style for way in following.ways if way.first and way.style in styles] if following else []
    blank = line.points == NONE
    if blank and (not levels or again or not numbered or (line.name.isupper() and following is not None)):
        return Seat(_depth_of_heading(styles, again), _HEADING)
    if blank:
        return None
    return Seat(styles.index(UNNUMBERED.style) if UNNUMBERED.style in styles else len(levels), UNNUMBERED)


def _depth_of_heading(styles: list[Style], again: list[Style]) -> int:
    if _HEADING.style in styles:
        return styles.index(_HEADING.style)
    return styles.index(again[0]) if again else 0


def _in_column(line: Line, level: int, levels: list[Numbering]) -> Seat:
    """Seat a line by which of several columns of names it stands in."""
    style = Style("column", "", str(level))
    own = line.ways[0]._replace(style=style) if line.ways else Numbering(style, (), 0)
    for depth, other in enumerate(levels):
        if other.style.kind == "column" and int(other.style.word) >= level:
            return Seat(depth, own)
    return Seat(len(levels) if level else 0, own)


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
    if numbering == _HEADING and not section_of(line.name):
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


def _identify(roots: list[Node]) -> None:
    """Give every node its id: the signs of the lines above it and its own, as the table has them."""
    alone = Counter(node.numbering.parts for node, above, _ in _walk(roots, ()) if _stands_alone(node, above))
    plain = all(number == 1 for number in alone.values())
    used: Counter[str] = Counter()
    for node, above, place in _walk(roots, ()):
        own = node.id = _own_id(node, above, place, plain=plain)
        while node.id in used:
            used[own] += 1
            node.id = f"{own}-{used[own]}"
        used[node.id] = 1
        if node.id != own:
            node.remarks.append(
                say(f"mã {own} đã dùng nên đây là {node.id}", f"the id {own} is used already, so this is {node.id}")
            )


def _walk(nodes: list[Node], above: tuple[Node, ...]) -> Iterator[tuple[Node, tuple[Node, ...], int]]:
    """Yield all nodes with the nodes above them and their places among their siblings, outer before inner."""
    for place, node in enumerate(nodes, start=1):
        yield node, above, place
        yield from _walk(node.parts, (*above, node))


def _stands_alone(node: Node, above: tuple[Node, ...]) -> bool:
    """Return whether a dotted number stands below none of the lines above it: 1.1 below I."""
    return node.numbering.style.kind == DOTTED and not any(node.numbering.below(one.numbering) for one in above)


def _own_id(node: Node, above: tuple[Node, ...], place: int, *, plain: bool) -> str:
    signs = node.numbering.parts
    if not signs or node.numbering.style.kind == BULLET:
        signs = (str(place),)
    elif node.numbering.style.kind == DOTTED:
        for one in reversed(above):
            if node.numbering.below(one.numbering):
                return ".".join((one.id, *signs[len(one.numbering.parts) :]))
        if plain:
            return ".".join(signs)
    return ".".join((*((above[-1].id,) if above else ()), *signs))
