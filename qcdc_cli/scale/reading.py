"""A scale that exists as a table: from a workbook to its tree, its bonus and penalties, and its total. Pure."""

import re
from dataclasses import dataclass
from decimal import Decimal

from qcdc_cli.campaign.rubric import BONUS, PENALTIES
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.scale.extras import Section, parted
from qcdc_cli.scale.headings import heading
from qcdc_cli.scale.lines import Aside, read_lines
from qcdc_cli.scale.node import Node
from qcdc_cli.scale.table import Table, find_table
from qcdc_cli.scale.totals import total_of
from qcdc_cli.scale.tree import grow
from qcdc_cli.scale.writing import clean
from qcdc_cli.workbook.reading.book import Book

_TITLE = re.compile(r"\b(?:thang diem|bang diem|bieu diem|tieu chi|bang cham|phieu cham|scale|rubric|criteria)\b")
_BASIS = re.compile(r"\(?\s*(?:kem theo|ban hanh kem|can cu|attached)\b")
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
    if not leaves and not problems:
        problems.append(Problem("Q752").at(table.tab.place(table.top)))
    if problems:
        raise QcdcError(*problems)
    title, basis = _above(table)
    criteria, extras = parted(grown.roots)
    if not criteria:
        raise QcdcError(Problem("Q756").at(table.tab.place(table.top)))
    total, remarks = total_of(grown, criteria, extras.get(BONUS))
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
