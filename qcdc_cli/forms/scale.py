"""A scale that exists as a table: from a workbook to its tree, its bonus and penalties, and its total. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from qcdc_cli.campaign.rubric import BONUS, PENALTIES
from qcdc_cli.forms.scale_lines import Aside, Total, read_lines
from qcdc_cli.forms.scale_sections import BOTH, section_of
from qcdc_cli.forms.scale_table import Table, find_table, heading
from qcdc_cli.forms.scale_tree import Grown, Node, grow
from qcdc_cli.forms.scale_writing import clean
from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.workbook.reading.book import Book

_TITLE = re.compile(r"\b(?:thang diem|bang diem|bieu diem|tieu chi|bang cham|phieu cham|scale|rubric|criteria)\b")
_BASIS = re.compile(r"\(?\s*(?:kem theo|ban hanh kem|can cu|attached)\b")
_MOST_TITLE_LINES = 3


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


@dataclass(frozen=True, slots=True)
class Scale:
    """A whole scale.

    Attributes:
        table: where it stands.
        title: what the lines above the table call it, or "".
        basis: what they say it rests on.
        criteria: its tree without bonus and penalties.
        bonus: its bonus, or None.
        penalties: its penalties, or None.
        total: what the table says it comes to; else the sum of its groups; None while that is not known.
        remarks: what a person should check about the total.
        asides: the rows below the header that are not in it.
    """

    table: Table
    title: str
    basis: tuple[str, ...]
    criteria: list[Node]
    bonus: Section | None
    penalties: Section | None
    total: Decimal | None
    remarks: list[str]
    asides: list[Aside]

    @property
    def leaves(self) -> list[Node]:
        """All criteria, those of bonus and penalties too."""
        extras = [node for section in (self.bonus, self.penalties) if section for node in section.criteria]
        return [leaf for node in self.criteria for leaf in node.leaves()] + extras

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return sum(_groups(node) for node in self.criteria)


def _groups(node: Node) -> int:
    return int(bool(node.parts)) + sum(_groups(part) for part in node.parts)


def read_scale(book: Book) -> Scale:
    """Return the scale that stands in a workbook.

    Raises:
        QcdcError: with everything that keeps it from being read, each with its cell: Q751 to Q755, and Q301 or
            Q302 for points that are no exact number.
    """
    table = find_table(book)
    entries, problems = read_lines(table)
    grown = grow(entries)
    leaves = [leaf for root in grown.roots for leaf in root.leaves()]
    problems += [
        Problem("Q754", {"name": leaf.name}, leaf.points.text).at(table.tab.place(leaf.row, table.columns.points))
        for leaf in leaves
        if leaf.points.formula
    ]
    if not leaves:
        problems.append(Problem("Q752").at(table.tab.place(table.top)))
    if problems:
        raise QcdcError(*problems)
    title, basis = _above(table)
    criteria, extras = _parted(grown.roots)
    if not criteria:
        raise QcdcError(Problem("Q756").at(table.tab.place(table.top)))
    total, remarks = _total(grown, criteria, extras)
    return Scale(table, title, basis, criteria, extras.get(BONUS), extras.get(PENALTIES), total, remarks, grown.asides)


def _above(table: Table) -> tuple[str, tuple[str, ...]]:
    """Return the table's title from the lines above it, and what they say the scale rests on."""
    lines = [clean(found.text) for (row, _), found in sorted(table.tab.cells.items()) if row < table.top and found.text]
    basis = tuple(line.strip("() ") for line in lines if _BASIS.match(heading(line)))
    named = next((place for place, line in enumerate(lines) if _TITLE.search(heading(line))), None)
    if named is None:
        return "", basis
    title = []
    for line in lines[named : named + _MOST_TITLE_LINES]:
        if _BASIS.match(heading(line)) or line.startswith("("):
            break
        title.append(line)
    return " ".join(title) or lines[named], basis


def _parted(roots: list[Node]) -> tuple[list[Node], dict[str, Section]]:
    """Part bonus and penalties from the rest."""
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


def _total(grown: Grown, criteria: list[Node], extras: dict[str, Section]) -> tuple[Decimal | None, list[str]]:
    """Return the scale's total as the table says it, and what to check about it."""
    said = [total for total, above in grown.totals if not _is_subtotal(total, grown.roots[:above])]
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
    bonus = extras.get(BONUS)
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


def _is_subtotal(total: Total, above: list[Node]) -> bool:
    """Return whether a line adds up one group; its points become the group's where that has none of its own."""
    named = [node for node in above if total.of and node.id == total.of]
    group = named[0] if named else above[-1] if above else None
    if group is None or total.points.value is None or not group.parts:
        return bool(named)
    if not named and (len(above) == 1 or total.points.value != group.worth):
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
