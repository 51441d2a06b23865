"""Bonus and penalties, which stand outside a scale's total: parted from the rest, as flat lists with caps."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from qcdc_cli.campaign.rubric import BONUS, PENALTIES
from qcdc_cli.language import say
from qcdc_cli.scale.headings import heading
from qcdc_cli.scale.node import Node
from qcdc_cli.scale.sections import BOTH, section_of


@dataclass(frozen=True, slots=True)
class Section:
    """Bonus or penalties.

    Attributes:
        name: what the table calls it.
        cap: the points beside its name; None where there are none.
        criteria: its criteria.
        remarks: what a person should check.
    """

    name: str
    cap: Decimal | None
    criteria: list[Node]
    remarks: list[str]


def parted(roots: list[Node]) -> tuple[list[Node], dict[str, Section]]:
    """Return the top nodes without bonus and penalties, and those as sections, by their keys in a rubric."""
    criteria: list[Node] = []
    extras: dict[str, Section] = {}
    for root in roots:
        kind = section_of(root.name)
        if not kind:
            criteria.append(root)
        for own, node in _of_both(root) if kind == BOTH else [(kind, root)] if kind else []:
            _add(extras, own, node)
    return criteria, extras


def _of_both(root: Node) -> Iterator[tuple[str, Node]]:
    """Yield the parts of a section that is bonus and penalties in one, each with what it is."""
    for part in root.parts or [root]:
        own = section_of(part.name)
        if own in (BONUS, PENALTIES):
            yield own, part
            continue
        worth = part.worth
        taken = (worth is not None and worth < 0) or bool(re.search(r"\b(?:tru|minus)\b", heading(part.name)))
        part.remarks.append(
            say(
                "mục này có cả điểm thưởng và điểm trừ; kiểm tra khoản này thuộc bên nào",
                "this section is bonus and penalties in one; check on which side this stands",
            )
        )
        yield PENALTIES if taken else BONUS, part


def _add(extras: dict[str, Section], kind: str, node: Node) -> None:
    """Add a section's criteria to the bonus or the penalties, which are flat lists."""
    titled = bool(node.parts and section_of(node.name))
    leaves = list(node.leaves())
    cap = node.points.value if titled else None
    before = extras.get(kind)
    if before is not None:
        cap = None
        remark = say(
            "bảng có nhiều mục như thế này, ở đây gộp lại", "the table has several such sections, put together here"
        )
        extras[kind] = Section(before.name, cap, [*before.criteria, *leaves], [*before.remarks, remark])
        return
    remarks = list(node.remarks) if titled else []
    extras[kind] = Section(node.name if titled else "", None if cap is None else abs(cap), leaves, remarks)
