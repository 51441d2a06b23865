"""Levels that stand as rows below their criterion, each with its points: `Tốt` 5, `Khá` 3, `Trung bình` 1.

They are no criteria of their own: their criterion keeps them as its levels and says them in its guide.
"""

from decimal import Decimal

from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.scale.bare_points import is_grade
from qcdc_cli.scale.nodes import ScaleNode
from qcdc_cli.scale.numbering import DESCRIBING
from qcdc_cli.scale.points import NO_POINTS, PointsCell
from qcdc_cli.scale.words import without_points

_FEWEST = 2


def take_levels(node: ScaleNode) -> None:
    """Turn rows in and below a node that are levels to choose one of into levels of the row above them."""
    if node.section:
        return  # what bonus and penalties consist of is often given, or taken off, together up to the points above
    for part in node.parts:
        take_levels(part)
    if _are_levels(node):
        _take(node)


def _are_levels(node: ScaleNode) -> bool:
    """Return whether the parts of a node are levels: the best is worth what the node is, not all of them together.

    Where nothing says what the node is worth, all have names of grades, stand in a column of levels, or fall to 0.
    """
    parts, stated = node.parts, node.points.value
    points = [part.points.value for part in parts if part.points.value is not None and not part.parts]
    if len(points) < max(len(parts), _FEWEST) or len(set(points)) < _FEWEST or min(points) < 0:
        return False
    together = sum(points, Decimal(0))
    if all(part.is_level or is_grade(part.name) for part in parts):
        return stated != together or stated == max(points)
    if not all(part.numbering.style.kind in DESCRIBING for part in parts):
        return False
    if node.points == NO_POINTS:
        return points == sorted(points, reverse=True) and not points[-1]
    return stated == max(points)


def _take(node: ScaleNode) -> None:
    best = max(part.points.value or Decimal(0) for part in node.parts)
    if node.points == NO_POINTS:
        node.remark(
            f"bảng không ghi điểm của cả tiêu chí; lấy điểm của mức cao nhất là {figure(best)}",
            f"the table has no points for the whole criterion; those of the best level are read, {figure(best)}",
        )
    if node.points.value is None:
        node.points = PointsCell(best, node.points.text)
    texts = [node.guide]
    for part in node.parts:
        part.name = without_points(part.name) or part.name
        points = figure(part.points.value or Decimal(0))
        said = say(f"{part.name}: {points} điểm", f"{part.name}: {points} points")
        texts.append(f"{said} ({part.guide})" if part.guide else said)
    node.guide = "; ".join(text for text in texts if text)
    node.evidence = tuple(dict.fromkeys((*node.evidence, *(text for part in node.parts for text in part.evidence))))
    told = [(part.row, remark) for part in node.parts for remark in part.remarks]
    node.remarks += [say(f"dòng {row}: {remark}", f"row {row}: {remark}") for row, remark in told]
    node.levels, node.parts = node.parts, []
