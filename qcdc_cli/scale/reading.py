"""A scale that exists as a table: from a workbook to its tree, its bonus and penalties, and its total. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from qcdc_cli.campaign.nodes import BONUS, PENALTIES
from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.scale.rows import ScaleNode, SkippedRow, Total, read_rows, total_worth
from qcdc_cli.scale.table import ScaleTable, find_table
from qcdc_cli.scale.tree import ScaleTree, build_tree
from qcdc_cli.scale.words import BASIS, BOTH, SCALE_TITLE, TAKES_POINTS, plain_words, section_of
from qcdc_cli.workbook.reading.book import Book
from qcdc_cli.yamltext.new_text import printable_line

_MOST_TITLE_LINES = 3


@dataclass(slots=True)
class Section:
    """Bonus or penalties, which stand outside a scale's total: a flat list with a cap.

    Attributes:
        name: what the table calls it.
        cap: the points beside its name; None where there are none.
        criteria: its criteria.
        remarks: what a person should check.
    """

    name: str
    cap: Decimal | None
    criteria: list[ScaleNode]
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
        total: its total in the table; else the sum of its groups; None while that is not known.
        remarks: what a person should check about the total.
        skipped: the rows below the header that are not in it.
    """

    table: ScaleTable
    title: str
    basis: tuple[str, ...]
    criteria: list[ScaleNode]
    bonus: Section | None
    penalties: Section | None
    total: Decimal | None
    remarks: list[str]
    skipped: list[SkippedRow]

    @property
    def leaves(self) -> list[ScaleNode]:
        """All criteria, those of bonus and penalties too."""
        extras = [node for section in (self.bonus, self.penalties) if section for node in section.criteria]
        return [leaf for node in self.criteria for leaf in node.leaves()] + extras

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return sum(bool(node.parts) for root in self.criteria for node in root.nodes())


def read_scale(book: Book) -> Scale:
    """Return the scale that stands in a workbook.

    Raises:
        QcdcError: with everything that keeps it from being read, each with its cell: Q751 to Q755, and Q301 or
            Q302 for points that are no exact number.
    """
    table = find_table(book)
    rows, problems = read_rows(table)
    tree = build_tree(rows)
    leaves = [leaf for root in tree.roots for leaf in root.leaves()]
    problems += [
        Problem("Q754", {"name": leaf.name}, leaf.points.text).at(table.tab.place(leaf.row, table.columns.points))
        for leaf in leaves
        if leaf.points.formula
    ]
    if not leaves and not problems:
        problems.append(Problem("Q752").at(table.tab.place(table.top)))
    if problems:
        raise QcdcError(*problems)
    title, basis = _above(table)
    criteria, extras = _split_extras(tree.roots)
    if not criteria:
        raise QcdcError(Problem("Q756").at(table.tab.place(table.top)))
    bonus = extras.get(BONUS)
    total, remarks = _total(tree, criteria, bonus)
    return Scale(table, title, basis, criteria, bonus, extras.get(PENALTIES), total, remarks, tree.skipped)


def _above(table: ScaleTable) -> tuple[str, tuple[str, ...]]:
    """Return the table's title from the lines above it, and what they say the scale rests on."""
    cells = sorted(table.tab.cells.items())
    lines = [printable_line(found.text) for (row, _), found in cells if row < table.top and found.text]
    basis = tuple(line.strip("() ") for line in lines if BASIS.match(plain_words(line)))
    named = next((place for place, line in enumerate(lines) if SCALE_TITLE.search(plain_words(line))), None)
    if named is None:
        return "", basis
    below = lines[named : named + _MOST_TITLE_LINES]
    title = takewhile(lambda line: not BASIS.match(plain_words(line)) and not line.startswith("("), below)
    return " ".join(title) or lines[named], basis


def _split_extras(roots: list[ScaleNode]) -> tuple[list[ScaleNode], dict[str, Section]]:
    """Return the top nodes without bonus and penalties, and those as sections, by their keys in a rubric."""
    criteria: list[ScaleNode] = []
    extras: dict[str, Section] = {}
    for root in roots:
        kind = section_of(root.name)
        if not kind:
            criteria.append(root)
        for own, node in _of_both(root) if kind == BOTH else [(kind, root)] if kind else []:
            _add_to_section(extras, own, node)
    return criteria, extras


def _of_both(root: ScaleNode) -> Iterator[tuple[str, ScaleNode]]:
    """Yield the parts of a section that is bonus and penalties in one, each with what it is."""
    for part in root.parts or [root]:
        own = section_of(part.name)
        if own in (BONUS, PENALTIES):
            yield own, part
            continue
        below_zero = part.worth is not None and part.worth < 0
        part.remark(
            "mục này có cả điểm thưởng và điểm trừ; kiểm tra khoản này thuộc bên nào",
            "this section is bonus and penalties in one; check on which side this stands",
        )
        yield PENALTIES if below_zero or TAKES_POINTS.search(plain_words(part.name)) else BONUS, part


def _add_to_section(extras: dict[str, Section], kind: str, node: ScaleNode) -> None:
    """Add a section's criteria to the bonus or the penalties, which are flat lists."""
    leaves = list(node.leaves())
    if kind in extras:
        section = extras[kind]
        section.cap = None
        section.criteria += leaves
        section.remarks.append(
            say(
                "bảng có nhiều mục như thế này, ở đây gộp lại", "the table has several such sections, put together here"
            )
        )
    elif node.parts and section_of(node.name):
        cap = node.points.value
        extras[kind] = Section(node.name, None if cap is None else abs(cap), leaves, list(node.remarks))
    else:
        extras[kind] = Section("", None, leaves, [])


def _total(tree: ScaleTree, criteria: list[ScaleNode], bonus: Section | None) -> tuple[Decimal | None, list[str]]:
    """Return the scale's total as the table has it, and what to check about it."""
    places = {node.id: place for place, node in enumerate(tree.roots)}
    named = [total for total, above in tree.totals if not above or not _is_subtotal(total, above, tree.roots, places)]
    together = total_worth(criteria)  # after groups have got the points that their totals say
    values = [total for total in named if total.points.value is not None]
    if not values:
        if together is None:
            return None, [say("bảng không ghi tổng điểm", "the table has no total")]
        summed = say(
            "bảng không ghi tổng; đây là tổng các mục", "the table has no total; this is the sum of the groups"
        )
        return together, [] if any(total.points.formula for total in named) else [summed]
    chosen = ([total for total in values if total.points.value == together] or values)[-1]
    value = chosen.points.value
    if together is None or value is None or value == together:
        return value, []
    if bonus is not None and bonus.cap is not None and value == together + bonus.cap:
        with_bonus = say(
            f"dòng {chosen.row} ghi {figure(value)}, có cả điểm thưởng; total không kể điểm thưởng",
            f"row {chosen.row} has {figure(value)}, bonus included; `total` is without it",
        )
        return together, [with_bonus]
    contradiction = say(
        f"dòng {chosen.row} ghi {figure(value)} nhưng các mục cộng lại được {figure(together)}; sửa cho khớp",
        f"row {chosen.row} has {figure(value)}, but the groups add up to {figure(together)}; correct one of them",
    )
    return value, [contradiction]


def _is_subtotal(total: Total, above: int, roots: list[ScaleNode], places: dict[str, int]) -> bool:
    """Return whether a row adds up one group; its points become the group's where that has none of its own.

    Args:
        total: the row.
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
        group.remark(
            f"dòng {total.row} cộng mục này được {figure(total.points.value)}",
            f"row {total.row} adds this group up to {figure(total.points.value)}",
        )
    return True
