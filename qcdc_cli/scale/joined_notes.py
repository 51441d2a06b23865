"""Notes and evidence in a cell that is joined over several rows: they belong to each criterion in these rows.

A rule that is said once is offered once, at the first of them; whether it holds for each or for all together is asked.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from qcdc_cli.scale.nodes import ScaleNode
from qcdc_cli.scale.rows import evidence_in
from qcdc_cli.scale.table import ScaleTable
from qcdc_cli.yamltext.new_text import printable_lines


def spread_joined_notes(table: ScaleTable, roots: Sequence[ScaleNode]) -> None:
    """Give all criteria beside a joined cell its note or evidence; what a group says, it says for those in it."""
    nodes = {node.row: node for root in roots for node in root.nodes()}  # of several in a row, the innermost
    rows = sorted(row for row, node in nodes.items() if not node.parts)
    last_inside: dict[int, int] = {}
    for root in roots:
        _find_last_rows(root, last_inside)
    for column in table.columns.guide:
        for top, covered in _joined(table, column, rows):
            text = printable_lines(table.tab.text(top, column))
            others = [nodes[row] for row in covered if row > last_inside.get(top, top)]
            for node in others:
                node.joined_guide = "; ".join(filter(None, (node.joined_guide, text)))
            if others:
                first = nodes[covered[0]] if covered[0] == top else others[0]
                first.remark(
                    f"ô “{table.heading(column)}” gộp chung các dòng {top}–{others[-1].row}: "
                    "áp dụng riêng cho từng tiêu chí hay tính chung?",
                    f"the cell “{table.heading(column)}” is joined over rows {top} to {others[-1].row}: "
                    "does it hold for each criterion, or for all together?",
                )
    for column in table.columns.evidence:
        for top, covered in _joined(table, column, rows):
            for node in (nodes[row] for row in covered):
                node.evidence = tuple(dict.fromkeys((*node.evidence, *evidence_in(table.tab.text(top, column)))))


def _find_last_rows(node: ScaleNode, last_inside: dict[int, int]) -> int:
    """Fill in the last row of what stands in each node, by the node's row, and return that of a node."""
    last = max([node.row, *(_find_last_rows(part, last_inside) for part in node.parts)])
    last_inside.setdefault(node.row, last)
    return last


def _joined(table: ScaleTable, column: int, rows: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield the joined cells of a column that hold something: the first row, and which of some rows they cover."""
    rest = list(rows)
    for top, left, bottom, _ in sorted(table.tab.merged):
        if left == column and bottom > top and table.tab.text(top, column):
            begin, end = bisect_right(rest, top - 1), bisect_right(rest, bottom)
            if begin < end:
                yield top, rest[begin:end]
                del rest[begin:end]
