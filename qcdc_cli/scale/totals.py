"""What a scale comes to: as the table says it, checked against the sum of its groups."""

from decimal import Decimal

from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.scale.extras import Section
from qcdc_cli.scale.lines import Total
from qcdc_cli.scale.node import Node
from qcdc_cli.scale.tree import Grown


def total_of(grown: Grown, criteria: list[Node], bonus: Section | None) -> tuple[Decimal | None, list[str]]:
    """Return the scale's total as the table says it, and what to check about it."""
    places = {node.id: place for place, node in enumerate(grown.roots)}
    said = [total for total, above in grown.totals if not above or not _is_subtotal(total, above, grown.roots, places)]
    worths = [node.worth for node in criteria]  # after groups have got the points that their totals say
    known = [worth for worth in worths if worth is not None]
    together = sum(known, Decimal(0)) if len(known) == len(worths) else None
    values = [total for total in said if total.points.value is not None]
    if not values:
        if together is None:
            return None, [say("bảng không ghi tổng điểm", "the table says no total")]
        unsaid = say("bảng không ghi tổng; đây là tổng các mục", "the table says no total; this is the groups' sum")
        formula = any(total.points.formula for total in said)
        return together, [] if formula else [unsaid]
    equal = [total for total in values if total.points.value == together]
    chosen = (equal or values)[-1]
    value = chosen.points.value
    if together is None or value is None or value == together:
        return value, []
    extra = bonus.cap if bonus is not None else None
    if extra is not None and value == together + extra:
        with_bonus = say(
            f"dòng {chosen.row} ghi {figure(value)}, có cả điểm thưởng; total không kể điểm thưởng",
            f"row {chosen.row} says {figure(value)}, bonus included; `total` is without it",
        )
        return together, [with_bonus]
    contradiction = say(
        f"dòng {chosen.row} ghi {figure(value)} nhưng các mục cộng lại được {figure(together)}; sửa cho khớp",
        f"row {chosen.row} says {figure(value)}, but the groups add up to {figure(together)}; make them agree",
    )
    return value, [contradiction]


def _is_subtotal(total: Total, above: int, roots: list[Node], places: dict[str, int]) -> bool:
    """Return whether a line adds up one group; its points become the group's where that has none of its own.

    Args:
        total: the line.
        above: how many roots stand above it, at least one.
        roots: all roots.
        places: their places among the roots by their ids.
    """
    named = places.get(total.of, above) < above
    group = roots[places[total.of] if named else above - 1]
    if total.points.value is None or not group.parts:
        return named
    if not named and (above == 1 or total.points.value != group.worth):
        return False
    if group.points.value is None:
        group.points = total.points
    elif group.points.value != total.points.value:
        group.remarks.append(
            say(
                f"dòng {total.row} cộng mục này được {figure(total.points.value)}",
                f"row {total.row} adds this group up to {figure(total.points.value)}",
            )
        )
    return True
