"""A group or a criterion of a scale, as the table has it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from qcdc_cli.scale.numbering import Numbering
from qcdc_cli.scale.points import NONE, Points


@dataclass(slots=True, eq=False)
class Node:
    """A group or a criterion of a scale.

    Attributes:
        row: its row in the worksheet.
        numbering: how it is numbered, with the level's style.
        name: what it is about.
        points: the points beside it.
        guide: what the table says about judging it.
        evidence: what proves it.
        remarks: what a person should check.
        parts: what stands below it.
        id: its id, once the tree is complete.
    """

    row: int
    numbering: Numbering
    name: str
    points: Points = NONE
    guide: str = ""
    evidence: tuple[str, ...] = ()
    remarks: list[str] = field(default_factory=list)
    parts: list["Node"] = field(default_factory=list)
    id: str = ""

    @property
    def together(self) -> Decimal | None:
        """The sum of its parts; None while one of them is not known, and for a criterion."""
        worths = [part.worth for part in self.parts]
        known = [worth for worth in worths if worth is not None]
        return sum(known, Decimal(0)) if worths and len(known) == len(worths) else None

    @property
    def worth(self) -> Decimal | None:
        """The points beside it, else the sum of its parts."""
        return self.points.value if self.points.value is not None else self.together

    def leaves(self) -> Iterator["Node"]:
        """Yield the criteria in it, or itself."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()
