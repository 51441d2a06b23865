"""Lower bounds of bands and classes: a value from which, or above which, something begins."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from qcdc_cli.language import say
from qcdc_cli.language.figures import typed_figure
from qcdc_cli.problems import Path, Problem

ABOVE = ("Trên giá trị này, không kể chính nó", "Above this value, which is not included")  # a field of a model


class LowerBound(NamedTuple):
    """A lower bound; of two, the higher one compares as the greater: `above: 90` is higher than `from: 90`.

    Attributes:
        value: the value.
        above: the value itself still lies below the bound.
    """

    value: Decimal
    above: bool

    @property
    def key(self) -> str:
        """The key that it stands under in a file."""
        return "above" if self.above else "from"

    @property
    def sign(self) -> str:
        """The comparison with what reaches it, as in a spreadsheet."""
        return ">" if self.above else ">="

    def reached(self, value: Decimal | Fraction) -> bool:
        """Return whether a value lies at or over the bound; at it only where the bound is included."""
        return value > self.value if self.above else value >= self.value

    def start(self, shown: str) -> str:
        """Say where a range begins: `từ 90`, `trên 90`."""
        return say(f"trên {shown}", f"over {shown}") if self.above else say(f"từ {shown}", f"from {shown}")

    def end(self, shown: str) -> str:
        """Say where the range before this bound ends: `dưới 90`; 90 itself is in it where the bound is above 90."""
        return shown if self.above else say(f"dưới {shown}", f"under {shown}")

    def before(self, shown: str) -> str:
        """Say what lies before the bound, where no other bound is: `dưới 90`, `từ 90 trở xuống`."""
        return say(f"từ {shown} trở xuống", f"{shown} or less") if self.above else self.end(shown)


def lower_bound(from_: Decimal | None, above: Decimal | None) -> LowerBound | None:
    """Return the bound that a line of a file names; None where it names none. Only one of the two is allowed."""
    if above is not None:
        return LowerBound(above, above=True)
    return None if from_ is None else LowerBound(from_, above=False)


def two_bounds(from_: Decimal | None, above: Decimal | None, *path: str | int) -> list[Problem]:
    """Return the problem (Q534) of a line that names both bounds; the path leads to the line."""
    if from_ is None or above is None:
        return []
    values = {"from": typed_figure(from_), "above": typed_figure(above)}
    where: Path = (*path, "above")
    return [Problem("Q534", values, found=typed_figure(above), path=where)]
