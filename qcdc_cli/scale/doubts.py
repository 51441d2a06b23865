"""What a person should check about the points of a scale: what is empty, unclear, or does not add up."""

from collections.abc import Iterator
from decimal import Decimal

from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.scale.node import Node
from qcdc_cli.scale.writing import flow, number

Doubt = tuple[str, tuple[str, ...]]  # a sentence, and lines of YAML that would settle it


def doubts(node: Node, *, extra: bool) -> Iterator[Doubt]:
    """Yield what a person should check about a node's points, with ways to write it."""
    points = node.points
    if node.parts:
        yield from _group_doubts(node)
    elif points.value is None and points.text:
        yield (
            say(f"bảng ghi “{points.text}”; ghi điểm tối đa", f"the table says “{points.text}”; put the most points"),
            (),
        )
    elif points.value is None:
        yield say("bảng để trống điểm; ghi điểm tối đa", "the table leaves the points empty; put the most points"), ()
    elif points.value < 0 and not extra:
        text = say(
            "điểm âm không thể là điểm tối đa: chuyển dòng này sang `penalties`, hoặc dùng `deduct` ở tiêu chí khác",
            "points below 0 cannot be a maximum: move this to `penalties`, or use `deduct` on another criterion",
        )
        yield text, ()
    if points.value is not None and points.text:
        value = figure(points.value)
        yield (
            say(f"bảng ghi “{points.text}”; ở đây lấy {value}", f"the table says “{points.text}”; taken as {value}"),
            (),
        )


def _group_doubts(node: Node) -> Iterator[Doubt]:
    points, together = node.points, node.together
    worths = [part.worth for part in node.parts if part.worth is not None]
    choices = not any(part.parts for part in node.parts) and len(worths) == len(node.parts)
    best = max(worths, default=Decimal(0))
    if choices and (Decimal(0) in worths or (points.value == best != together)):
        text = say(
            f"các dòng dưới giống các mức để chọn một: nếu đúng, thay `criteria` của {node.id} bằng:",
            f"the lines below look like levels to choose one of: if so, in the place of `criteria` of {node.id} put:",
        )
        levels = tuple(
            f"  m{place}: {flow({'name': part.name, 'points': number(part.worth or Decimal(0))})}"
            for place, part in enumerate(node.parts, start=1)
        )
        yield text, ("levels:", *levels)
    if points.value is not None and together is not None and points.value != together:
        said, summed = figure(points.value), figure(together)
        yield (
            say(
                f"bảng ghi {said} nhưng các phần cộng lại được {summed}; sửa cho khớp",
                f"the table says {said}, but the parts add up to {summed}; make them agree",
            ),
            (),
        )
    elif points.value is None and together is None:
        yield say("bảng không ghi điểm, và có phần chưa có điểm", "no points in the table, and a part has none"), ()
    elif points.value is None and not points.formula:
        said = f" (“{points.text}”)" if points.text else ""
        yield (
            say(
                f"bảng không ghi điểm của mục này{said}; đây là tổng các phần",
                f"the table gives this group no points{said}; this is the sum of its parts",
            ),
            (),
        )
