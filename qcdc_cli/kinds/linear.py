"""Linear: points grow evenly with a measured value between two ends, in either direction."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from pydantic import Field

from qcdc_cli.kinds.base import ZERO, Cells, Measured, literal, with_unit
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import Exact, about, figure, with_points
from qcdc_cli.problems import Problem
from qcdc_cli.values import Number


class Linear(Measured):
    """No points at the value `from`, all points at the value `to`, evenly between, and no more beyond.

    `from` above `to` means that less is better.
    """

    key: ClassVar[str] = "linear"
    title: ClassVar[Text] = Text("tính theo tỷ lệ trong khoảng", "linear")
    divides: ClassVar[bool] = True

    from_: Number = Field(alias="from")
    to: Number

    def faults(self, criterion: str, maximum: Decimal) -> Iterator[Problem]:
        """Yield Q516 when both ends are the same: nothing could be divided between them."""
        if self.from_ == self.to:
            yield Problem("Q516", {"id": criterion}, found=figure(self.to), path=("to",))

    @property
    def signed(self) -> bool:
        """True when an end lies below 0."""
        return min(self.from_, self.to) < 0

    def points(self, reading: Decimal, maximum: Decimal) -> Exact:
        """Return maximum × (value − from) ÷ (to − from), clamped to 0 … maximum as the rule says."""
        share = Fraction(reading - self.from_) / Fraction(self.to - self.from_)
        if share <= 0:
            return ZERO
        return maximum if share >= 1 else share * Fraction(maximum)

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """The maximum × the way from one end to the other, from 0 to the maximum."""
        top, low = literal(maximum), literal(self.from_)
        return f"MAX(0,MIN({top},{top}*({cells.mark}-{low})/{literal(self.to - self.from_)}))"

    def rule(self, maximum: Decimal) -> str:
        """Say both ends."""
        none, full, top = with_unit(self.from_, self.unit), with_unit(self.to, self.unit), figure(maximum)
        ways = Text("trở lên", "or more"), Text("trở xuống", "or less")
        full_side, none_side = ways if self.from_ < self.to else reversed(ways)
        return say(
            f"Từ {full} {full_side}: {top} điểm; từ {none} {none_side}: 0 điểm; trong khoảng đó tính theo tỷ lệ.",
            f"{full} {full_side}: {with_points(top)}; {none} {none_side}: 0 points; in proportion between them.",
        )

    def working(self, reading: Decimal, maximum: Decimal) -> str:
        """Say the formula with the numbers, and the end where it applies."""
        points = self.points(reading, maximum)
        value, low, high, top = (figure(number) for number in (reading, self.from_, self.to, maximum))
        share = Fraction(reading - self.from_) / Fraction(self.to - self.from_)
        if share <= 0 or share >= 1:
            end = with_unit(self.to if share >= 1 else self.from_, self.unit)
            return say(
                f"{with_unit(reading, self.unit)} đã đạt mốc {end}: {figure(points)}",
                f"{with_unit(reading, self.unit)} is at or beyond {end}: {figure(points)}",
            )
        return f"{top} × ({value} − {low}) ÷ ({high} − {low}) {about(points)}"
