"""From the rows of a scale to its tree: which row belongs to which group, and each node's id."""

from collections import Counter
from collections.abc import Iterator, Sequence

from qcdc_cli.language import say
from qcdc_cli.scale.numbering import BULLET, DOTTED, HEADING, LETTER, UNNUMBERED, Style
from qcdc_cli.scale.row_level import RowLevel, level_of
from qcdc_cli.scale.rows import NO_POINTS, ScaleNode, SkippedRow, TableRow, Total
from qcdc_cli.scale.words import section_of

_MOST_SIGNS = 4_000  # of a name and a guide that go on over several rows; what comes then is no part of them
_DESCRIBING = (BULLET, UNNUMBERED.style.kind, f"lower {LETTER}")  # rows of these may only describe the one above


def build_tree(rows: Sequence[TableRow]) -> "ScaleTree":
    """Return the tree that the rows of a table make; its ids are complete."""
    nodes = [row for row in rows if isinstance(row, ScaleNode)]
    tree = ScaleTree(numbered=any(node.labels for node in nodes))
    end = max((place for place, row in enumerate(rows) if _counts(row)), default=-1)
    following = iter([*nodes[1:], None])
    for place, row in enumerate(rows):
        after = next(following) if isinstance(row, ScaleNode) else None
        if isinstance(row, ScaleNode) and place > end:
            tree.skip(row)
        else:
            tree.add(row, after)
    for root in tree.roots:
        _describe(root)
    _identify(tree.roots)
    return tree


class ScaleTree:
    """The tree of a table, built row by row, and what in the table is no node.

    Attributes:
        roots: the top nodes.
        totals: the rows that add up, each with how many roots stand above it.
        skipped: the rows that are no part of the scale.
    """

    def __init__(self, *, numbered: bool) -> None:
        """Begin a tree; `numbered` where some row of the table has a number."""
        self.roots: list[ScaleNode] = []
        self.totals: list[tuple[Total, int]] = []
        self.skipped: list[SkippedRow] = []
        self._numbered = numbered
        self._open: list[ScaleNode] = []
        self._last: ScaleNode | None = None  # None behind a total, to which no row belongs
        self._styles: set[Style] = set()

    def skip(self, node: ScaleNode) -> None:
        """Leave a row out of the tree."""
        self.skipped.append(SkippedRow(node.row, node.name))

    def add(self, row: TableRow, following: ScaleNode | None) -> None:
        """Add the next row; `following` is the next node after it."""
        if isinstance(row, Total):
            self.totals.append((row, len(self.roots)))
            self._last = None
        elif isinstance(row, SkippedRow):
            self.skipped.append(row)
        elif (level := level_of(row, following, self._open, numbered=self._numbered)) is not None:
            self._place(row, level)
        elif self._last is None or len(self._last.name) + len(self._last.guide) > _MOST_SIGNS:
            self.skip(row)
        else:
            _continue(self._last, row)

    def _place(self, node: ScaleNode, level: RowLevel) -> None:
        node.numbering = level.numbering
        _remark_on_level(node, level, new=node.numbering.style not in self._styles)
        self._styles.add(node.numbering.style)
        del self._open[level.depth :]
        (self._open[-1].parts if self._open else self.roots).append(node)
        self._open.append(node)
        self._last = node


def _counts(row: TableRow) -> bool:
    """Return whether a row surely belongs to the scale; what comes after the last such row are signatures and notes."""
    return isinstance(row, Total) or (isinstance(row, ScaleNode) and bool(row.labels or row.points != NO_POINTS))


def _remark_on_level(node: ScaleNode, level: RowLevel, *, new: bool) -> None:
    """Remark on what to check about a node's level; `new` where its style of number was not met before."""
    alone = not node.remarks
    if level.remark is not None:
        node.remarks.append(str(level.remark).format(label=".".join(node.numbering.parts)))
    elif node.numbering.order > 1 and new and node.numbering.style.kind != DOTTED:
        node.remark("số thứ tự không bắt đầu từ đầu", "the numbering does not begin at its beginning")
    if node.numbering == UNNUMBERED and alone:
        node.remark(
            "dòng không đánh số, có điểm: coi là một tiêu chí",
            "a row without a number, with points: taken as a criterion",
        )
    if node.numbering == HEADING and not section_of(node.name):
        node.remark(
            "dòng không đánh số, không điểm: coi là tên một mục",
            "a row without a number or points: taken as a group's name",
        )


def _continue(node: ScaleNode, row: ScaleNode) -> None:
    """Add a row without number and points to the node above it: the rest of its name, or how to judge it."""
    if row.name[:1].islower():
        node.name = f"{node.name} {row.name}"
        what = say("vào tên", "to the name")
    else:
        node.guide = "; ".join(text for text in (node.guide, row.name) if text)
        what = say("vào hướng dẫn chấm", "to the guide")
    node.guide = "; ".join(text for text in (node.guide, row.guide) if text)
    node.evidence = (*node.evidence, *row.evidence)
    node.remark(
        f"dòng {row.row} không đánh số, không điểm: nối {what}",
        f"row {row.row} has no number and no points: added {what}",
    )


def _describe(node: ScaleNode) -> None:
    """Turn parts that have no points, below a row that has some, into its guide."""
    for part in node.parts:
        _describe(part)
    only_words = all(
        part.points == NO_POINTS and not part.parts and part.numbering.style.kind in _DESCRIBING for part in node.parts
    )
    if not node.parts or not only_words or section_of(node.name):
        return
    node.guide = "; ".join([*([node.guide] if node.guide else []), *(part.name for part in node.parts)])
    node.evidence = tuple(dict.fromkeys((*node.evidence, *(text for part in node.parts for text in part.evidence))))
    first, last = node.parts[0].row, node.parts[-1].row
    node.remark(
        f"các dòng {first}–{last} không có điểm riêng: coi là hướng dẫn chấm",
        f"rows {first}–{last} have no points of their own: taken as the guide",
    )
    node.parts.clear()


def _identify(roots: list[ScaleNode]) -> None:
    """Give every node its id: the signs of the rows above it and its own, as the table has them, each id once."""
    dotted = ((node.numbering, above) for node, above, _ in _walk(roots, ()) if node.numbering.style.kind == DOTTED)
    # Of those that stand below none of the rows above them: 1.1 below I.
    alone = Counter(own.parts for own, above in dotted if not any(own.below(one.numbering) for one in above))
    plain = all(number == 1 for number in alone.values())
    used: Counter[str] = Counter()
    for node, above, place in _walk(roots, ()):
        own = node.id = _own_id(node, above, place, plain=plain)
        while node.id in used:
            used[own] += 1
            node.id = f"{own}-{used[own]}"
        used[node.id] = 1
        if node.id != own:
            node.remark(f"mã {own} đã dùng nên đây là {node.id}", f"the id {own} is used already, so this is {node.id}")


def _walk(
    nodes: list[ScaleNode], above: tuple[ScaleNode, ...]
) -> Iterator[tuple[ScaleNode, tuple[ScaleNode, ...], int]]:
    """Yield all nodes with the nodes above them and their places among their siblings, outer before inner."""
    for place, node in enumerate(nodes, start=1):
        yield node, above, place
        yield from _walk(node.parts, (*above, node))


def _own_id(node: ScaleNode, above: tuple[ScaleNode, ...], place: int, *, plain: bool) -> str:
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
