"""What a copy that is sent back says: faults with their places, and the worksheet that lists them."""

from collections.abc import Sequence
from typing import NamedTuple


class Fault(NamedTuple):
    """One thing to correct, or to look at, and where.

    Attributes:
        sheet: the worksheet; "" for the file as a whole.
        cell: `F15`, a row `5:5`, a column `F:F`; "" for the worksheet as a whole.
        what: the sentence that names it.
        found: what stands there; "" for nothing.
        remedy: what to do.
        red: whether the cell is to be red: else it is listed only.
    """

    sheet: str
    cell: str
    what: str
    found: str
    remedy: str
    red: bool


class FaultList(NamedTuple):
    """The worksheet in front.

    Attributes:
        name: the worksheet's name.
        title: its title.
        lines: what stands below the title, a line each.
        headings: of number, place, fault, what stands there, what to do.
        faults: the faults in their order.
    """

    name: str
    title: str
    lines: Sequence[str]
    headings: Sequence[str]
    faults: Sequence[Fault]
