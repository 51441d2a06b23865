"""Bands on a measured value: lower bounds decide, so that no value falls between two bands."""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from qcdc_cli.kinds.base import Cells, Measured, above_maximum, literal, literals, out_of_reach, with_unit
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import figure, with_points
from qcdc_cli.problems import Problem
from qcdc_cli.values import Model, Number, Points


class Band(Model):
    """One band: from this value (included) upwards; the lowest band has no lower bound."""

    from_: Number | None = Field(default=None, alias="from")
    points: Points


class Bands(Measured):
    """A table of bands, for example ≥ 90 % → 5, 70 to under 90 % → 3, under 70 % → 0."""

    key: ClassVar[str] = "bands"
    title: ClassVar[Text] = Text("theo khoảng giá trị", "bands")

    table: tuple[Band, ...]

    def faults(self, criterion: str, maximum: Decimal) -> Iterator[Problem]:
        """Yield a table with a gap or a double bound, points above the maximum, a maximum out of reach."""
        bounds = [band.from_ for band in self.table]
        if bounds.count(None) != 1 or len(set(bounds)) != len(bounds):
            yield Problem("Q508", path=("table",))
        for number, band in enumerate(self.table):
            if band.points > maximum:
                yield above_maximum(self._name(band), band.points, criterion, maximum, "table", number, "points")
        for number, band in enumerate(self.table):
            if self.unit == "%" and band.from_ is not None and band.from_ > 100:
                values = {"id": criterion, "found": figure(band.from_)}
                yield Problem("Q522", values, found=figure(band.from_), path=("table", number, "from"))
        yield from out_of_reach(criterion, maximum, (band.points for band in self.table))

    @property
    def signed(self) -> bool:
        """True when a band begins below 0."""
        return any(band.from_ is not None and band.from_ < 0 for band in self.table)

    def points(self, reading: Decimal, maximum: Decimal) -> Decimal:
        """Return the points of the band that the value falls into."""
        return self._band(reading).points

    def _band(self, value: Decimal) -> Band:
        reached = [band for band in self.table if band.from_ is None or band.from_ <= value]
        return max(reached, key=lambda band: (band.from_ is not None, band.from_ or Decimal(0)))

    def _name(self, band: Band) -> str:
        bounds = [one.from_ for one in self.table if one.from_ is not None]
        above = [bound for bound in bounds if band.from_ is None or bound > band.from_]
        end = with_unit(min(above), self.unit) if above else ""
        if band.from_ is None:
            return say(f"dưới {end}", f"under {end}") if end else say("mọi giá trị", "any value")
        start = with_unit(band.from_, self.unit)
        if not end:
            return say(f"từ {start} trở lên", f"{start} or more")
        return say(f"từ {start} đến dưới {end}", f"{start} to under {end}")

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """The points of the highest band whose lower bound is reached."""
        bounded = sorted((band.from_, band.points) for band in self.table if band.from_ is not None)
        lowest = literal(next(band.points for band in self.table if band.from_ is None))
        if not bounded:
            return lowest
        bounds, points = (literals(column) for column in zip(*bounded, strict=True))
        # Looked up, not asked one after the other: Excel takes no more than 64 questions inside each other.
        return f"IF({cells.mark}<{literal(bounded[0][0])},{lowest},LOOKUP({cells.mark},{bounds},{points}))"

    def rule(self, maximum: Decimal) -> str:
        """List the bands."""
        listed = "; ".join(f"{self._name(band)}: {with_points(figure(band.points))}" for band in self.table)
        return f"{listed[:1].upper()}{listed[1:]}."

    def working(self, reading: Decimal, maximum: Decimal) -> str:
        """Say the band that the value falls into."""
        band = self._band(reading)
        value, name, points = with_unit(reading, self.unit), self._name(band), figure(band.points)
        return say(f"{value} thuộc khoảng {name}: {points}", f"{value} is in the band {name}: {points}")
