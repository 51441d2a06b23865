"""A scale that exists as a table: from a workbook to its tree, its bonus and penalties, and its total. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from qcdc_cli.campaign.nodes import BONUS, PENALTIES
from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.scale.finding import find_table
from qcdc_cli.scale.joined_notes import spread_joined_notes
from qcdc_cli.scale.nodes import ScaleNode, SkippedRow, Total, total_worth
from qcdc_cli.scale.points import PointsCell, read_points
from qcdc_cli.scale.rows import hidden_above, read_rows
from qcdc_cli.scale.sections import Section, split_extras
from qcdc_cli.scale.table import ScaleTable
from qcdc_cli.scale.tree import ScaleTree, build_tree
from qcdc_cli.workbook.reading.book import Book
from qcdc_cli.yamltext.new_text import printable_line

_MOST_TITLE_LINES = 3


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
        remarks: what a person should check about the table and its total.
        skipped: the rows of the table that are not in it, each with the reason; totals are among them.
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
    def nodes(self) -> list[ScaleNode]:
        """All groups and criteria, those of bonus and penalties too, outer before inner."""
        extras = [node for section in (self.bonus, self.penalties) if section for node in section.criteria]
        return [node for root in (*self.criteria, *extras) for node in root.nodes()]

    @property
    def leaves(self) -> list[ScaleNode]:
        """All criteria, those of bonus and penalties too."""
        return [node for node in self.nodes if not node.parts]

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return sum(bool(node.parts) for node in self.nodes)


def read_scale(book: Book) -> Scale:
    """Return the scale that stands in a workbook.

    Rows that people do not see are taken, and told, unless the table adds up better without them.

    Raises:
        QcdcError: with everything that keeps it from being read, each with its cell: Q751 to Q755, and Q301 or
            Q302 for points that are no exact number.
    """
    table = find_table(book)
    hidden = table.tab.hidden_rows & table.rows.keys()
    if not hidden:
        return _scale(table)
    try:
        without = _scale(table, hidden)
    except QcdcError:
        return _scale(table)
    try:
        scale = _scale(table)
    except QcdcError:
        return without
    return without if _doubts(without, hidden) < _doubts(scale, hidden) else scale


def _doubts(scale: Scale, hidden: frozenset[int]) -> int:
    """Return how much of a scale contradicts itself: sums, numbers of the rows that people see, its total."""
    sums = sum(node.points.value not in (None, node.sum_of_parts) for node in scale.nodes if node.parts)
    numbers = sum(len(node.remarks) for node in scale.nodes if node.row not in hidden)
    return sums + numbers + len(scale.remarks)


def _scale(table: ScaleTable, left_out: frozenset[int] = frozenset()) -> Scale:
    """Return the scale of a table, without the rows that are left out."""
    rows, problems = read_rows(table, left_out)
    tree = build_tree(rows)
    spread_joined_notes(table, tree.roots)
    leaves = [leaf for root in tree.roots for leaf in root.leaves()]
    problems += [
        Problem("Q754", {"name": leaf.name}, leaf.points.text).at(
            table.tab.place(leaf.row, table.points_column(leaf.row))
        )
        for leaf in leaves
        if leaf.points.formula
    ]
    problems += [problem for leaf in leaves if leaf.points.readings for problem in _unclear(table, leaf)]
    for node in (own for root in tree.roots for own in root.nodes()):
        if node.points.readings and node.sum_of_parts in node.points.readings:
            node.points = PointsCell(node.sum_of_parts)
    if not leaves and not problems:
        problems.append(Problem("Q752").at(table.tab.place(table.top)))
    if problems:
        raise QcdcError(*problems)
    title, basis = _above(table)
    criteria, extras = split_extras(tree.roots, table.vocabulary)
    if not criteria:
        raise QcdcError(Problem("Q756").at(table.tab.place(table.top)))
    total, remarks = _total(tree, criteria, extras)
    skipped = sorted((*hidden_above(table), *table.beside, *tree.skipped, *(total.skipped for total, _ in tree.totals)))
    remarks = [*table.remarks, *remarks]
    return Scale(table, title, basis, criteria, extras.get(BONUS), extras.get(PENALTIES), total, remarks, skipped)


def _unclear(table: ScaleTable, leaf: ScaleNode) -> Iterator[Problem]:
    """Yield what keeps the cell of a criterion's points from being read in one way only."""
    for column in (*table.columns.all_points, *table.columns.group_points.values()):
        try:
            read_points(table.tab.cells.get((leaf.row, column)))
        except QcdcError as refused:
            if refused.problem.code == "Q302":
                yield refused.problem.at(table.tab.place(leaf.row, column))


def _above(table: ScaleTable) -> tuple[str, tuple[str, ...]]:
    """Return the table's title from the lines above it, and what they say the scale rests on."""
    tab, words = table.tab, table.vocabulary
    cells = [(row, found.text) for (row, _), found in sorted(tab.cells.items()) if row < table.top]
    lines = [printable_line(text) for row, text in cells if text and row not in tab.hidden_rows]
    basis = tuple(line.strip("() ") for line in lines if words.names_basis(line))
    named = next((place for place, line in enumerate(lines) if words.names_scale(line)), None)
    if named is None:
        return "", basis
    below = lines[named : named + _MOST_TITLE_LINES]
    title = takewhile(lambda line: not words.names_basis(line) and not line.startswith("("), below)
    return " ".join(title) or lines[named], basis


def _total(tree: ScaleTree, criteria: list[ScaleNode], extras: dict[str, Section]) -> tuple[Decimal | None, list[str]]:
    """Return the scale's total as the table has it, and what to check about it."""
    totals = _decided(tree, criteria, extras)
    named = [total for total, above in totals if not _is_subtotal(total, above, tree.roots, extras)]
    together = total_worth(criteria)  # after groups have got the points that their totals say
    unclear = [
        say(
            f"dòng {total.row} ghi “{total.points.text}”, có thể là "
            f"{' hoặc '.join(map(figure, total.points.readings))}; kiểm tra lại",
            f"row {total.row} has “{total.points.text}”, which may mean "
            f"{' or '.join(map(figure, total.points.readings))}; check it",
        )
        for total, _ in totals
        if total.points.readings
    ]
    values = [total for total in named if total.points.value is not None]
    if not values:
        if unclear:
            return together, unclear
        if together is None:
            return None, [say("bảng không ghi tổng điểm", "the table has no total")]
        summed = say(
            "bảng không ghi tổng; đây là tổng các mục", "the table has no total; this is the sum of the groups"
        )
        return together, [] if any(total.points.formula for total in named) else [summed]
    chosen = ([total for total in values if total.points.value == together] or values)[-1]
    value = chosen.points.value
    if together is None or value is None or value == together:
        return value, unclear
    bonus = extras.get(BONUS)
    worths = () if bonus is None else (bonus.cap, bonus.said, total_worth(bonus.criteria))
    if value - together in worths:
        with_bonus = say(
            f"dòng {chosen.row} ghi {figure(value)}, có cả điểm thưởng; total không kể điểm thưởng",
            f"row {chosen.row} has {figure(value)}, bonus included; `total` is without it",
        )
        return together, [with_bonus, *unclear]
    contradiction = say(
        f"dòng {chosen.row} ghi {figure(value)} nhưng các mục cộng lại được {figure(together)}; sửa cho khớp",
        f"row {chosen.row} has {figure(value)}, but the groups add up to {figure(together)}; correct one of them",
    )
    return value, [contradiction, *unclear]


def _decided(
    tree: ScaleTree, criteria: list[ScaleNode], extras: dict[str, Section]
) -> list[tuple[Total, tuple[ScaleNode, ...]]]:
    """Return the totals, those with two readings such as `1.000` with that which some sum of the table has."""
    nodes = [node for root in tree.roots for node in root.nodes()]
    whole: tuple[Decimal | None, ...] = (total_worth(criteria), total_worth(tree.roots))
    caps = [section.cap for section in extras.values()]
    bonus, together = extras.get(BONUS), whole[0]
    if together is not None and bonus is not None:
        whole += tuple(together + own for own in (bonus.cap, bonus.said) if own is not None)
    sums = {*whole, *caps, *(node.worth for node in nodes), *(node.sum_of_parts for node in nodes)}
    decided = []
    for total, above in tree.totals:
        value = next((reading for reading in total.points.readings if reading in sums), None)
        decided.append((total if value is None else total._replace(points=PointsCell(value)), above))
    return decided


def _is_subtotal(
    total: Total, above: tuple[ScaleNode, ...], roots: list[ScaleNode], extras: dict[str, Section]
) -> bool:
    """Return whether a row adds up one group; its points become the group's where that has none of its own.

    Args:
        total: the row.
        above: the rows that were open above it, the outermost first.
        roots: all top rows.
        extras: bonus and penalties.
    """
    group = _added_up(total, above, roots)
    section = extras.get(total.of) or next((own for own in extras.values() if own.root is group is not None), None)
    value = total.points.value
    if section is not None and value is not None:
        if section.cap is None:
            section.cap = abs(value)
        elif section.cap != abs(value):
            section.remarks.append(_differing(total, value))
    elif group is not None and value is not None and group.parts:
        if group.points.value is None:
            group.points = total.points
        elif group.points.value != value:
            group.remarks.append(_differing(total, value))
    return section is not None or group is not None


def _differing(total: Total, value: Decimal) -> str:
    return say(
        f"dòng {total.row} cộng mục này được {figure(value)}", f"row {total.row} adds this group up to {figure(value)}"
    )


def _added_up(total: Total, above: tuple[ScaleNode, ...], roots: list[ScaleNode]) -> ScaleNode | None:
    """Return the group that a total adds up: the one that it names, else an open one with as many points."""
    if total.of:
        nodes = (*reversed(above), *reversed(roots))
        wanted = total.of.casefold()
        return next(
            (node for node in nodes if wanted in (node.id.casefold(), ".".join(node.numbering.parts).casefold())), None
        )
    # Of the first group only where others follow: else it is the whole scale.
    more = any(root.row > total.row and not root.section for root in roots) and "tổng cộng" not in total.text.casefold()
    inner = [node for node in reversed(above) if node.parts and (node is not roots[0] or more)]
    return next((node for node in inner if node.worth is not None and node.worth == total.points.value), None)
