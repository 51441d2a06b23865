"""What a person must decide about a scale: its points, and what tables lack."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.scale.bare_points import is_grade
from qcdc_cli.scale.nodes import ScaleNode
from qcdc_cli.scale.points import exact_points
from qcdc_cli.scale.reading import Scale
from qcdc_cli.yamltext.new_text import in_braces, yaml_number


class Question(NamedTuple):
    """What a person must decide, with ways to write it.

    Attributes:
        text: the question, or what the table holds.
        lines: the lines of YAML that would answer it, at the depth of what it is about; they may be incomplete in
            meaning, never in form.
    """

    text: str
    lines: tuple[str, ...] = ()


def ask(vietnamese: str, english: str, *lines: str) -> Question:
    """Return a question in the language in use, with the lines of YAML that would answer it."""
    return Question(say(vietnamese, english), lines)


def about_scale(scale: Scale) -> Iterator[Question]:
    """Yield what a table of points never holds: rounding, ties, classes, what does not apply."""
    yield ask(
        "làm tròn thế nào? Chỉ cần khi có tiêu chí chấm theo tỷ lệ",
        "how to round? Only needed where a criterion is scored by a share",
        "rounding: {decimals: 2, at: criterion}",
    )
    yield ask(
        "cách tính khi không phát sinh, không giao: exclude (không tính vào điểm đạt và điểm tối đa), "
        "full (tính điểm tối đa) hay zero (0 điểm)?",
        "how do not applicable and unassigned count: exclude (left out of points and maximum), full or zero?",
        "not_applicable: exclude",
        "unassigned: exclude",
    )
    groups = scale.criteria
    while len(groups) == 1 and any(part.parts for part in groups[0].parts):
        groups = groups[0].parts  # one group around all others: units with equal totals are equal in it, too
    yield ask(
        "bằng điểm thì xếp thứ tự theo căn cứ ưu tiên nào? Không ghi thì xếp cùng hạng",
        "how are ties broken? Without this, tied units share a rank",
        f"ties: [group {groups[0].id}]" if groups[0].parts else "ties: [lots]",
    )
    top = scale.total if scale.total is not None and scale.total > 0 else Decimal(100)
    classes = (
        ("xuat-sac", say("Xuất sắc", "Excellent"), f", from: {yaml_number(top * 90 / 100)}"),
        ("tot", say("Tốt", "Good"), f", from: {yaml_number(top * 80 / 100)}"),
        ("hoan-thanh", say("Hoàn thành", "Fulfilled"), f", from: {yaml_number(top * 60 / 100)}"),
        ("chua-hoan-thanh", say("Chưa hoàn thành", "Not fulfilled"), ""),
    )
    yield ask(
        "mỗi loại từ bao nhiêu điểm?",
        "at how many points does each class begin?",
        "classification:",
        *(f"  - {{id: {own}, name: {in_braces(name)}{bound}}}" for own, name, bound in classes),
    )


def about_points(node: ScaleNode, *, extra: bool) -> Iterator[Question]:
    """Yield what a person should check about a node's points: what is empty, unclear, or does not add up."""
    value, text = node.points.value, node.points.text
    if node.parts:
        yield from _about_group(node)
    elif value is None and text:
        yield ask(f"bảng ghi “{text}”; ghi điểm tối đa", f"the table has “{text}”; write the maximum points")
    elif value is None:
        yield ask("bảng để trống điểm; ghi điểm tối đa", "the points are empty in the table; write the maximum points")
    elif value < 0 and not extra:
        yield ask(
            "điểm âm không thể là điểm tối đa: chuyển dòng này sang `penalties`, hoặc dùng `deduct` ở tiêu chí khác",
            "points below 0 cannot be a maximum: move this to `penalties`, or use `deduct` on another criterion",
        )
    if value is not None and text:
        read = figure(value)
        yield ask(f"bảng ghi “{text}”; ở đây lấy {read}", f"the table has “{text}”; read as {read}")


def _about_group(node: ScaleNode) -> Iterator[Question]:
    points, together = node.points, node.sum_of_parts
    worths = [part.worth for part in node.parts if part.worth is not None]
    choices = not any(part.parts for part in node.parts) and len(worths) == len(node.parts)
    best = max(worths, default=Decimal(0))
    graded = all(is_grade(part.name) for part in node.parts)
    if choices and (graded or Decimal(0) in worths or (points.value == best != together)):
        levels = (
            f"  m{place}: {in_braces({'name': part.name, 'points': yaml_number(part.worth or Decimal(0))})}"
            for place, part in enumerate(node.parts, start=1)
        )
        yield ask(
            f"các dòng dưới giống các mức để chọn một: nếu đúng, thay `criteria` của {node.id} bằng:",
            f"the rows below look like levels to choose one of: if so, replace `criteria` of {node.id} with:",
            "levels:",
            *levels,
        )
    if points.value is not None and together is not None and points.value != together:
        stated, added = figure(points.value), figure(together)
        yield ask(
            f"bảng ghi {stated} nhưng các thành phần cộng lại được {added}; sửa cho khớp",
            f"the table has {stated}, but the parts add up to {added}; correct one of them",
        )
    elif points.readings and together is not None:
        ways, added = [figure(reading) for reading in points.readings], figure(together)
        yield ask(
            f"bảng ghi “{points.text}”, có thể là {' hoặc '.join(ways)}, nhưng các thành phần cộng lại được {added}",
            f"the table has “{points.text}”, which may mean {' or '.join(ways)}, but the parts add up to {added}",
        )
    elif points.value is None and together is None:
        yield ask("bảng không ghi điểm, và có thành phần chưa có điểm", "no points in the table, and a part has none")
    elif points.value is None and not points.formula:
        typed = f" (“{points.text}”)" if points.text else ""
        yield ask(
            f"bảng không ghi điểm của mục này{typed}; đây là tổng các thành phần",
            f"the table gives this group no points{typed}; this is the sum of its parts",
        )


def about_weights(scale: Scale, node: ScaleNode) -> Iterator[Question]:
    """Yield what the table says of how many times a node counts; points may be multiplied already, so this is asked."""
    table = scale.table
    if any(part.row == node.row for part in node.parts):
        return  # of the innermost name in the row
    for column in table.columns.weights:
        found = table.tab.cells.get((node.row, column))
        if found is None or not found.text:
            continue
        percent = found.what == "percent" or found.text.endswith("%")
        number = found.text.rstrip("% ")
        value = exact_points(number)
        weight = value / 100 if value is not None and percent else value
        if weight == 1:
            continue
        heading, typed = table.heading(column), f"{number}%" if percent else found.text
        yield ask(
            f"cột “{heading}” ghi {typed}: cột điểm đã nhân với số này chưa? Chưa nhân thì ghi `weight`",
            f"“{heading}” has {typed}: are the points multiplied by it already? If not, write `weight`",
            *([f"weight: {yaml_number(weight)}"] if weight is not None and weight > 0 else []),
        )
