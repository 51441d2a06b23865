"""Bands on a measured value: lower bounds, included or not, decide, so that no value falls between two bands."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import ClassVar

from pydantic import Field

from qcdc_cli.kinds.base import (
    ZERO,
    Cells,
    Measured,
    above_maximum,
    literal,
    literals,
    out_of_reach,
    points_or_off,
    with_unit,
)
from qcdc_cli.kinds.bounds import ABOVE, LowerBound, lower_bound, two_bounds
from qcdc_cli.kinds.possible_points import PossiblePoints, any_of
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import figure, typed_figure
from qcdc_cli.problems import Problem
from qcdc_cli.values import Model, Number, Points, described

_WHOLE = Decimal(100)  # percent


class Band(Model):
    """One band: from this value (included) upwards, or above it; the lowest band has no lower bound."""

    from_: Number | None = Field(default=None, alias="from")
    above: Number | None = described(*ABOVE, None)
    points: Points

    @cached_property
    def bound(self) -> LowerBound | None:
        """Where it begins; None for the lowest."""
        return lower_bound(self.from_, self.above)


class Bands(Measured):
    """A table of bands, for example ≥ 90 % → 5, 70 to under 90 % → 3, under 70 % → 0."""

    key: ClassVar[str] = "bands"
    title: ClassVar[Text] = Text("theo khoảng giá trị", "bands")

    table: tuple[Band, ...]

    def faults(self, criterion: str, maximum: Decimal) -> Iterator[Problem]:
        """Yield a table with a gap or a double bound, points above the maximum, a maximum out of reach."""
        bounds = [band.bound for band in self.table]
        if bounds.count(None) != 1 or len(set(bounds)) != len(bounds):
            yield Problem("Q508", path=("table",))
        for number, band in enumerate(self.table):
            if band.points > maximum:
                yield above_maximum(self._name(band), band.points, criterion, maximum, "table", number, "points")
        for number, band in enumerate(self.table):
            yield from two_bounds(band.from_, band.above, "table", number)
            if self.unit == "%" and band.bound is not None and not band.bound.reached(_WHOLE):
                values = {"id": criterion, "bound": band.bound.start(typed_figure(band.bound.value))}
                found, path = typed_figure(band.bound.value), ("table", number, band.bound.key)
                yield Problem("Q522", values, found=found, path=path)
        yield from out_of_reach(criterion, maximum, (band.points for band in self.table))

    @property
    def higher_is_better(self) -> bool | None:
        """Which way the points of the bands go; None where they go up and down, or stay."""
        steps = [higher.points - lower.points for higher, lower in pairwise(self.downwards)]
        if not any(steps) or min(steps) < 0 < max(steps):
            return None
        return max(steps) > 0

    @property
    def named_values(self) -> tuple[Decimal, ...]:
        """Where the bands begin."""
        return tuple(band.bound.value for band in self.table if band.bound is not None)

    @cached_property
    def downwards(self) -> tuple[Band, ...]:
        """The bands from the highest to the one without a lower bound."""
        return tuple(sorted(self.table, key=lambda band: (band.bound,) if band.bound is not None else (), reverse=True))

    @cached_property
    def signed(self) -> bool:
        """True when a band begins below 0."""
        return min(self.named_values, default=ZERO) < 0

    def points(self, reading: Decimal, maximum: Decimal) -> Decimal:
        """Return the points of the band that the value falls into."""
        return self._band(reading).points

    def possible_points(self, maximum: Decimal) -> PossiblePoints:
        """The points of a band that some value falls into; without a bound below 0, no value below 0 can be marked."""
        lowest = min((band.bound for band in self.table if band.bound is not None), default=None)
        under = lowest is None or self.signed or not lowest.reached(ZERO)
        return any_of(band.points for band in self.table if band.bound is not None or under)

    def _band(self, value: Decimal) -> Band:
        return next(band for band in self.downwards if band.bound is None or band.bound.reached(value))

    def _name(self, band: Band) -> str:
        own, bounds = band.bound, [one.bound for one in self.table if one.bound is not None]
        following = min((bound for bound in bounds if own is None or bound > own), default=None)
        end = "" if following is None else with_unit(following.value, self.unit)
        if own is None:
            return say("mọi giá trị", "any value") if following is None else following.before(end)
        start = with_unit(own.value, self.unit)
        if following is None:
            return own.start(start) if own.above else say(f"từ {start} trở lên", f"{start} or more")
        if own.value == following.value:  # from 90 and not above 90
            return say(f"đúng {start}", f"exactly {start}")
        begins = own.start(start) if own.above else say(f"từ {start}", start)
        return say(f"{begins} đến {following.end(end)}", f"{begins} to {following.end(end)}")

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """The points of the highest band whose lower bound is reached."""
        bounded = sorted((band.bound, band.points) for band in self.table if band.bound is not None)
        least = next(band.points for band in self.table if band.bound is None)
        lowest = literal(least)
        if not bounded:
            return lowest
        if any(bound.above for bound, _ in bounded):
            # Each bound that is reached is one more line of the table.
            table = literals([least, *(points for _, points in bounded)])
            reached = [
                f"SUMPRODUCT(({cells.mark}{sign}{literals(values)})*1)"
                for sign in (">=", ">")
                if (values := [bound.value for bound, _ in bounded if bound.sign == sign])
            ]
            return f"INDEX({table},1+{'+'.join(reached)})"
        bounds = literals([bound.value for bound, _ in bounded])
        points = literals([each for _, each in bounded])
        # Looked up, not asked one after the other: Excel takes no more than 64 questions inside each other.
        return f"IF({cells.mark}<{literal(bounded[0][0].value)},{lowest},LOOKUP({cells.mark},{bounds},{points}))"

    def rule(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """List the bands."""
        listed = "; ".join(f"{self._name(band)}: {points_or_off(band.points, penalty=penalty)}" for band in self.table)
        return f"{listed[:1].upper()}{listed[1:]}."

    def working(self, reading: Decimal, maximum: Decimal) -> str:
        """Say the band that the value falls into."""
        band = self._band(reading)
        value, name, points = with_unit(reading, self.unit), self._name(band), figure(band.points)
        return say(f"{value} thuộc khoảng {name}: {points}", f"{value} is in the band {name}: {points}")
