"""From the rows of a scale to its tree: the level of each row, the group it belongs to, and each node's id.

The level is found by the row's column, by its number, else by what is above and below it. A label whose style is open
continues that level; a new style opens a level below the row above it. Dotted numbers say their parents themselves.
Nothing is refused here: what does not count up gets the likeliest level, with a remark.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import figure
from qcdc_cli.scale.bare_points import is_grade
from qcdc_cli.scale.level_rows import take_levels
from qcdc_cli.scale.nodes import ScaleNode, SkippedRow, TableRow, Total, total_worth
from qcdc_cli.scale.numbering import (
    BULLET,
    COLUMN,
    DESCRIBING,
    DOTTED,
    HEADING,
    UNNUMBERED,
    Numbering,
    Style,
    printed_id,
)
from qcdc_cli.scale.points import NO_POINTS

_MOST_SIGNS = 4_000  # of a name and a guide that go on over several rows; what comes then is no part of them
DEEPEST = 10  # levels; scales in use have five

AGAIN = Text("số thứ tự lặp lại; kiểm tra bậc của dòng này", "the number comes again; check this row's level")
GAP = Text("số thứ tự không nối tiếp dòng trên", "the number does not follow the one above")
TENFOLD = Text(
    "bảng tính giữ số này như một số thập phân; theo thứ tự đây là {label}",
    "the spreadsheet kept this as a decimal number; by the sequence it is {label}",
)
CASE = Text("chữ hoa, chữ thường khác các dòng cùng bậc", "its case differs from the lines beside it")
NOTHING_ABOVE = Text("không có dòng nào phía trên để nối vào", "there is no line above that it could go on with")
ORPHAN = Text("không có dòng cho mục trên của số này", "the row that this number belongs under is missing")


class RowLevel(NamedTuple):
    """Where a row stands.

    Attributes:
        depth: its level: so many of the open rows stay open above it.
        numbering: how its label was read.
        remark: what a person should check, or None.
    """

    depth: int
    numbering: Numbering
    remark: Text | None = None


def level_of(
    node: ScaleNode, following: ScaleNode | None, above: list[ScaleNode], *, numbered: bool
) -> RowLevel | None:
    """Return where a row stands; None where it only goes on with what stands above it.

    Args:
        node: the row.
        following: the next row of the table.
        above: the open rows, the outermost first.
        numbered: some row of the table has a number.
    """
    if node.column is not None:
        return _level_in_columns(node, node.column, above)
    levels = [outer.numbering for outer in above]
    if node.labels:
        found = level_of_label(node.labels, levels)
        new = found.depth == len(levels) and (node.name.isupper() or found.numbering.style.kind not in (BULLET, DOTTED))
        in_section = bool(above and above[0].section)
        outside = node.section and not in_section and (new or found.remark is CASE)
        return RowLevel(0, found.numbering) if outside else found
    if node.section:
        return RowLevel(0, HEADING)
    if not node.name:
        return None
    styles = [level.style for level in levels]
    begun = [label.style for label in following.labels if label.first and label.style in styles] if following else []
    if node.points != NO_POINTS and is_grade(node.name) and above and not above[0].section:
        return RowLevel(len(levels) - is_grade(above[-1].name), UNNUMBERED)  # levels of the row above them
    if not numbered and node.points != NO_POINTS and node.name.isupper():
        return RowLevel(0, HEADING)  # of a table without numbers, which has its groups in capital letters
    if node.points != NO_POINTS:
        return RowLevel(styles.index(UNNUMBERED.style) if UNNUMBERED.style in styles else len(levels), UNNUMBERED)
    if above and _goes_on_in_section(node, above):
        return RowLevel(1, UNNUMBERED)
    if not levels or begun or not numbered or (node.name.isupper() and following is not None):
        outer = [HEADING.style, *begun[:1]]
        return RowLevel(next((styles.index(style) for style in outer if style in styles), 0), HEADING)
    return None


def _goes_on_in_section(node: ScaleNode, above: list[ScaleNode]) -> bool:
    """Return whether a row without number and points is one of what a bonus or penalties consist of."""
    section, *inner = above
    unnumbered = all(one.numbering == UNNUMBERED and one.points == NO_POINTS for one in inner)
    return bool(section.section) and unnumbered and not node.name[:1].islower()


def _level_in_columns(node: ScaleNode, column: int, above: list[ScaleNode]) -> RowLevel | None:
    """Return where a row stands by which of several columns of names it stands in.

    What stands in a column further left is above it; among those of its own column, its number decides.
    """
    outer = next((depth for depth, one in enumerate(above) if (one.column or 0) >= column), len(above))
    if not node.labels:
        if node.points == NO_POINTS and node.name[:1].islower() and above and above[-1].column == column:
            return None  # the name above goes on
        return RowLevel(outer, HEADING._replace(style=Style(COLUMN, "", str(column))))
    beside = [one.numbering for one in above[outer:] if one.column == column]
    found = level_of_label(node.labels, beside)
    return found._replace(depth=outer + found.depth)


def level_of_label(labels: Sequence[Numbering], levels: Sequence[Numbering]) -> RowLevel:
    """Return where a row stands by its number.

    Args:
        labels: the readings of its number, at least one.
        levels: how the open rows are numbered, the outermost first.
    """
    for brackets, case in ((True, True), (False, True), (False, False)):
        for depth in reversed(range(len(levels))):
            for label in labels:
                if label.follows(levels[depth], brackets=brackets, case=case):
                    # A letter in the wrong case: those that come next have the case of the ones before.
                    own = label if case else label._replace(style=levels[depth].style)
                    return RowLevel(depth, own, None if case else CASE)
    if labels[0].style.kind == DOTTED:
        begins = (label for label in labels if label.first and any(label.below(level) for level in levels))
        return _level_of_dotted(next(begins, labels[0]), levels)
    return _level_of_new(labels, levels)


def _level_of_dotted(label: Numbering, levels: Sequence[Numbering]) -> RowLevel:
    """Place a dotted label that does not follow an open one."""
    for depth in reversed(range(len(levels))):
        if label.style == levels[depth].style and label.tenfold().follows(levels[depth]):
            return RowLevel(depth, label.tenfold(), TENFOLD)
    for depth in reversed(range(len(levels))):
        if label.below(levels[depth]):
            begins = label.first or len(label.parts) - len(levels[depth].parts) > 1
            again = depth + 1 < len(levels) and levels[depth + 1].parts == label.parts
            return RowLevel(min(depth + 1, DEEPEST), label, AGAIN if again else None if begins else GAP)
    for depth, level in enumerate(levels):
        if level.style.kind == DOTTED and len(level.parts) >= len(label.parts):
            if depth > 0 and level.below(levels[depth - 1]):
                return RowLevel(depth - 1, label, ORPHAN)
            return RowLevel(depth, label, None if label.first else GAP)
    return RowLevel(min(len(levels), DEEPEST), label)


def _level_of_new(labels: Sequence[Numbering], levels: Sequence[Numbering]) -> RowLevel:
    """Place a label that does not follow an open one: a new level, a numbering that begins anew, or a slip."""
    deeper = min(len(levels), DEEPEST)
    styles = [level.style for level in levels]
    first = [label for label in labels if label.first]
    known = [label for label in labels if label.style in styles]
    if not known and not first:  # a number left out, and another bracket behind it
        like = {label: _like(label, styles) for label in labels if label.order}
        known = [label._replace(style=style) for label, style in like.items() if style is not None]
    if not known or (first and first[0] not in known):
        return RowLevel(deeper, (first or list(labels))[0])
    label = known[0]
    depth = max(number for number, style in enumerate(styles) if style == label.style)
    if label.style.kind == BULLET:
        return RowLevel(depth, label)
    if label.first and depth == len(levels) - 1 and styles.count(label.style) == 1:
        return RowLevel(deeper, label, AGAIN)  # 3, then 1: what 3 consists of
    again = label.order == levels[depth].order or label.first
    return RowLevel(depth, label, AGAIN if again else GAP)


def _like(label: Numbering, styles: Sequence[Style]) -> Style | None:
    """Return the innermost style that a label's own differs from in its brackets only."""
    return next(
        (style for style in reversed(styles) if style._replace(bracket=label.style.bracket) == label.style), None
    )


def build_tree(rows: Sequence[TableRow]) -> "ScaleTree":
    """Return the tree that the rows of a table make; its ids are complete."""
    nodes = [row for row in rows if isinstance(row, ScaleNode)]
    tree = ScaleTree(numbered=any(node.labels for node in nodes))
    following = iter([*nodes[1:], None])
    for row in rows:
        tree.add(row, next(following) if isinstance(row, ScaleNode) else None)
    for root in tree.roots:
        _describe(root)
        take_levels(root)
    _identify(tree.roots)
    if tree.numbered:
        for node in (own for root in tree.roots for own in root.nodes() if own.numbering == UNNUMBERED):
            _remark_on_unnumbered(node)
    return tree


class ScaleTree:
    """The tree of a table, built row by row, and what in the table is no node.

    Attributes:
        roots: the top nodes.
        totals: the rows that add up, each with the rows that were open above it, the outermost first.
        skipped: the rows that are no part of the scale.
        numbered: some row of the table has a number.
    """

    def __init__(self, *, numbered: bool) -> None:
        """Begin a tree."""
        self.roots: list[ScaleNode] = []
        self.totals: list[tuple[Total, tuple[ScaleNode, ...]]] = []
        self.skipped: list[SkippedRow] = []
        self.numbered = numbered
        self._open: list[ScaleNode] = []
        self._last: ScaleNode | None = None  # None behind a total, to which no row belongs
        self._styles: set[Style] = set()

    def add(self, row: TableRow, following: ScaleNode | None) -> None:
        """Add the next row; `following` is the next node after it."""
        if isinstance(row, ScaleNode) and self._adds_up(row):
            if row.may_total:
                self.add(Total(row.row, f"{row.name} | {figure(row.points.value or Decimal(0))}", "", row.points), None)
                return
            row.remark(
                "điểm của dòng này bằng tổng các dòng trên: nếu là dòng tổng thì xóa",
                "its points are the sum of the rows above: delete it if it is a total",
            )
        if isinstance(row, Total):
            self.totals.append((row, tuple(self._open)))
            self._last = None
        elif isinstance(row, SkippedRow):
            self.skipped.append(row)
        elif (level := level_of(row, following, self._open, numbered=self.numbered)) is not None:
            self._place(row, level)
        elif self._last is None or len(self._last.name) + len(self._last.guide) > _MOST_SIGNS:
            self.skipped.append(SkippedRow(row.row, row.name or row.guide or "; ".join(row.evidence), NOTHING_ABOVE))
        else:
            _continue(self._last, row)

    def _adds_up(self, row: ScaleNode) -> bool:
        """Return whether a row without a number has as many points as the rows above it together."""
        if not self.numbered or row.labels or row.section or row.points.value is None or is_grade(row.name):
            return False
        if len(self.roots) == 1 and len(self.roots[0].parts) <= 1:
            return False
        inside = [root for root in self.roots if not root.section]
        return bool(self.roots) and row.points.value in (total_worth(inside), total_worth(self.roots))

    def _place(self, node: ScaleNode, level: RowLevel) -> None:
        node.numbering = level.numbering
        _remark_on_level(node, level, new=node.numbering.style not in self._styles)
        self._styles.add(node.numbering.style)
        del self._open[level.depth :]
        (self._open[-1].parts if self._open else self.roots).append(node)
        self._open.append(node)
        self._last = node


def _remark_on_level(node: ScaleNode, level: RowLevel, *, new: bool) -> None:
    """Remark on what to check about a node's level; `new` where its style of number was not met before."""
    if level.remark is not None:
        node.remarks.append(str(level.remark).format(label=".".join(node.numbering.parts)))
    elif node.numbering.order > 1 and new and node.numbering.style.kind != DOTTED:
        node.remark("số thứ tự không bắt đầu từ đầu", "the numbering does not begin at its beginning")
    if node.numbering == HEADING and node.points == NO_POINTS and not node.section:
        node.remark(
            "dòng không đánh số, không điểm: coi là tên một mục",
            "a row without a number or points: taken as a group's name",
        )


def _remark_on_unnumbered(node: ScaleNode) -> None:
    if node.points == NO_POINTS and not node.parts:
        node.remark(
            "dòng không đánh số, không điểm: coi là một tiêu chí",
            "a row without a number or points: taken as a criterion",
        )
    elif node.parts and not node.section:
        node.remark(
            "dòng không đánh số, có điểm: coi là một mục", "a row without a number, with points: taken as a group"
        )
    elif not node.section:
        node.remark(
            "dòng không đánh số, có điểm: coi là một tiêu chí",
            "a row without a number, with points: taken as a criterion",
        )


def _continue(node: ScaleNode, row: ScaleNode) -> None:
    """Add a row without number and points to the node above it: the rest of its name, or how to judge it."""
    goes_on = row.name[:1].islower()
    if goes_on:
        node.name = f"{node.name} {row.name}"
    texts = (node.guide, "" if goes_on else row.name, row.guide)
    node.guide = "; ".join(text for text in texts if text)
    node.evidence = tuple(dict.fromkeys((*node.evidence, *row.evidence)))
    node.remarks += row.remarks
    what = say("vào tên", "to the name") if goes_on else say("vào hướng dẫn chấm", "to the guide")
    if row.name:
        node.remark(
            f"dòng {row.row} không đánh số, không điểm: nối {what}",
            f"row {row.row} has no number and no points: added {what}",
        )


def _describe(node: ScaleNode) -> None:
    """Turn parts that have no points, below a row that has some, into its guide."""
    for part in node.parts:
        _describe(part)
    only_words = all(
        part.points == NO_POINTS and not part.parts and part.numbering.style.kind in DESCRIBING for part in node.parts
    )
    if not node.parts or not only_words or node.section:
        return
    texts = (node.guide, *(": ".join(text for text in (part.name, part.guide) if text) for part in node.parts))
    node.guide = "; ".join(text for text in texts if text)
    node.evidence = tuple(dict.fromkeys((*node.evidence, *(text for part in node.parts for text in part.evidence))))
    first, last = node.parts[0].row, node.parts[-1].row
    if first == last:
        node.remark(
            f"dòng {first} không có điểm riêng: coi là hướng dẫn chấm",
            f"row {first} has no points of its own: taken as the guide",
        )
    else:
        node.remark(
            f"các dòng {first}–{last} không có điểm riêng: coi là hướng dẫn chấm",
            f"rows {first}–{last} have no points of their own: taken as the guide",
        )
    node.remarks += [remark for part in node.parts for remark in part.remarks]
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
        end = node.id.removeprefix(f"{above[-1].id}.") if above else node.id  # what the label stands for
        node.label = printed_id(end) if printed_id(end) != end else ""


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
