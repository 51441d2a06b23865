"""What the rows of a scale's table are: groups and criteria, totals, and rows that are no part of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from qcdc_cli.language import Text, say
from qcdc_cli.scale.numbering import UNNUMBERED, Numbering
from qcdc_cli.scale.points import NO_POINTS, PointsCell

TOTAL = Text("dòng tổng, chỉ dùng để đối chiếu", "a total, only compared")


@dataclass(slots=True, eq=False)
class ScaleNode:
    """A group or a criterion of a scale, as the table has it, or a row that belongs to the one above it.

    Attributes:
        row: its row in the worksheet.
        labels: the readings of its number; none where it has none.
        name: what it is about.
        points: the points beside it.
        section: what its name says that it is: "bonus", "penalties", "both" of them, or "".
        may_total: its name has a word of totals; it is one where its points are the sum of those above it.
        is_level: it stands in a column of levels.
        column: which column of names it stands in, from 0; None where there is only one.
        guide: how the table says to judge it.
        joined_guide: what a cell says that begins in a row above and is joined over this one, too.
        evidence: what proves it.
        remarks: what a person should check.
        numbering: the reading of its number that fits its place, once it stands in the tree.
        parts: what stands below it.
        levels: the rows below it that are its levels, of which one is chosen.
        id: its id, once the tree is complete.
        label: what is printed instead of the id, where the table's own signs are no id: `đ`; else "".
    """

    row: int
    labels: tuple[Numbering, ...]
    name: str
    points: PointsCell = NO_POINTS
    section: str = ""
    may_total: bool = False
    is_level: bool = False
    column: int | None = None
    guide: str = ""
    joined_guide: str = ""
    evidence: tuple[str, ...] = ()
    remarks: list[str] = field(default_factory=list)
    numbering: Numbering = UNNUMBERED
    parts: list["ScaleNode"] = field(default_factory=list)
    levels: list["ScaleNode"] = field(default_factory=list)
    id: str = ""
    label: str = ""

    @property
    def sum_of_parts(self) -> Decimal | None:
        """The sum of its parts; None while one of them is not known, and for a criterion."""
        return total_worth(self.parts) if self.parts else None

    @property
    def whole_guide(self) -> str:
        """All that the table says of how to judge it."""
        return "; ".join(text for text in (self.guide, self.joined_guide) if text)

    @property
    def worth(self) -> Decimal | None:
        """The points beside it, else the sum of its parts."""
        return self.points.value if self.points.value is not None else self.sum_of_parts

    def remark(self, vietnamese: str, english: str) -> None:
        """Add what a person should check, in the language in use."""
        self.remarks.append(say(vietnamese, english))

    def nodes(self) -> Iterator["ScaleNode"]:
        """Yield it and all that stands below it, outer before inner."""
        yield self
        for part in self.parts:
            yield from part.nodes()

    def leaves(self) -> Iterator["ScaleNode"]:
        """Return the criteria in it, or itself."""
        return (node for node in self.nodes() if not node.parts)


def total_worth(nodes: list[ScaleNode]) -> Decimal | None:
    """Return what nodes are worth together; None while that of one is not known."""
    known = [worth for node in nodes if (worth := node.worth) is not None]
    return sum(known, Decimal(0)) if len(known) == len(nodes) else None


class Total(NamedTuple):
    """A row that adds up others.

    Attributes:
        row: its row.
        text: what it says.
        of: the number of the group that it adds up, "bonus" or "penalties"; "" for all, or for what stands above it.
        points: the points beside it.
    """

    row: int
    text: str
    of: str
    points: PointsCell

    @property
    def skipped(self) -> "SkippedRow":
        """The row as one that is not in the scale."""
        return SkippedRow(self.row, self.text, TOTAL)


class SkippedRow(NamedTuple):
    """A row that is no part of the scale: a repeated header, a signature, a note.

    Attributes:
        row: its row.
        text: what stands in it.
        why: why it is not taken.
        doubtful: it has a number or points, so that a person must look at it.
    """

    row: int
    text: str
    why: Text
    doubtful: bool = False


TableRow = ScaleNode | Total | SkippedRow
