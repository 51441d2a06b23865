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

    Where nothing says what the node is worth, all have names of grades, or fall to 0.
    """
    parts, stated = node.parts, node.points.value
    points = [part.points.value for part in parts if part.points.value is not None and not part.parts]
    if len(points) < max(len(parts), _FEWEST) or len(set(points)) < _FEWEST or min(points) < 0:
        return False
    together = sum(points, Decimal(0))
    if all(is_grade(part.name) for part in parts):
        return stated != together
    if not all(part.numbering.style.kind in DESCRIBING for part in parts):
        return False
    if node.points == NO_POINTS:
        return points == sorted(points, reverse=True) and not points[-1]
    return stated == max(points) != together


def _take(node: ScaleNode) -> None:
    best = max(part.points.value or Decimal(0) for part in node.parts)
    if node.points == NO_POINTS:
        node.remark(
            f"ô điểm để trống; lấy điểm của mức cao nhất là {figure(best)}",
            f"no points beside it; those of the best level are read, {figure(best)}",
        )
    if node.points.value is None:
        node.points = PointsCell(best, node.points.text)
    texts = [node.guide]
    for part in node.parts:
        points = figure(part.points.value or Decimal(0))
        said = say(f"{part.name}: {points} điểm", f"{part.name}: {points} points")
        texts.append(f"{said} ({part.guide})" if part.guide else said)
    node.guide = "; ".join(text for text in texts if text)
    node.evidence = tuple(dict.fromkeys((*node.evidence, *(text for part in node.parts for text in part.evidence))))
    node.remarks += [remark for part in node.parts for remark in part.remarks]
    node.levels, node.parts = node.parts, []
