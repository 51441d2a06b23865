"""Plus and minus in one line: points for each merit less points for each fault, held within a floor and a cap."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import gcd
from typing import ClassVar

from pydantic import Field

from qcdc_cli.kinds.base import ZERO, Cells, above_maximum, as_penalty, literal, out_of_reach
from qcdc_cli.kinds.counts import Counts, Each
from qcdc_cli.kinds.possible_points import MOST_LISTED, PossiblePoints, any_of, sums
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import decimals_of, figure, with_points
from qcdc_cli.problems import Problem
from qcdc_cli.values import Id, Model, Number


class PlusMinus(Counts, Model):
    """So many points for each of some things less so many for each of others: at least `floor`, at most the maximum.

    A police emulation scale calls it type 4: b·B − d·D, within bounds of which the lower may be below 0.
    """

    key: ClassVar[str] = "plus_minus"
    title: ClassVar[Text] = Text("cộng và trừ theo số lần", "plus and minus")

    plus: dict[Id, Each] = Field({})
    minus: dict[Id, Each] = Field(min_length=1)
    floor: Number

    @property
    def counted(self) -> Mapping[str, Each]:
        """What adds, then what takes off."""
        return self.plus | self.minus

    @property
    def each(self) -> tuple[Decimal, ...]:
        """What one of each adds, or takes off."""
        return (*(one.each for one in self.plus.values()), *(-one.each for one in self.minus.values()))

    @property
    def least(self) -> Decimal:
        """The floor, which may be below 0."""
        return self.floor

    def faults(self, criterion: str, maximum: Decimal) -> Iterator[Problem]:
        """Yield an id on both sides, a floor above the maximum, and a maximum that nothing leads to."""
        for thing in self.minus:
            if thing in self.plus:
                yield Problem("Q543", {"id": criterion, "found": thing}, found=thing, path=("minus", thing))
        if self.floor > maximum:
            yield above_maximum("floor", self.floor, criterion, maximum, "floor")
        if not self.plus:
            yield from out_of_reach(criterion, maximum, [max(self.floor, ZERO)])

    def room(self, maximum: Decimal) -> Decimal:
        """Return what lies between the floor and the maximum: what takes off may undo what adds."""
        return maximum - self.floor

    def points(self, reading: tuple[Decimal, ...], maximum: Decimal) -> Decimal:
        """Return what was counted, at least the floor, at most the maximum."""
        return min(max(self.together(reading), self.floor), maximum)

    def possible_points(self, maximum: Decimal) -> PossiblePoints:
        """What merits and faults come to together, held within the floor and the maximum.

        Where there are both, so many of each can be found that every multiple of their common measure is a sum.
        """
        faults = [one.each for one in self.minus.values()]
        if not self.plus:
            taken = sums(faults, max(-self.floor, ZERO), repeated=True)
            found = None if taken is None else [-off for off in taken]
        else:
            decimals = max(map(decimals_of, map(abs, self.each)))
            measure = Decimal(gcd(*(int(abs(one).scaleb(decimals)) for one in self.each))).scaleb(-decimals)
            first, last = -int(-self.floor // measure), int(maximum // measure)
            found = [measure * number for number in range(first, last + 1)] if last - first < MOST_LISTED else None
        if found is None:
            return PossiblePoints(between=(self.floor, maximum if self.plus else ZERO))
        ends = (self.floor, maximum) if self.plus else (self.floor,)
        return any_of(min(max(one, self.floor), maximum) for one in (*found, *ends))

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """What was counted, at least the floor, at most the maximum."""
        return f"MIN({literal(maximum)},MAX({literal(self.floor)},{self.sum_formula(cells)}))"

    def bounds(self, maximum: Decimal) -> str:
        """Say the floor and the maximum."""
        least, most = figure(self.floor), figure(maximum)
        return say(f"Tối thiểu {least} điểm, tối đa {most} điểm.", f"At least {least}, at most {with_points(most)}.")

    def rule(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """List what adds and what takes off, and the bounds."""
        text = f"{say(f'Mỗi lần: {self.listed()}', f'For each: {self.listed()}')}. {self.bounds(maximum)}"
        return as_penalty(text, penalty=penalty)

    def working(self, reading: tuple[Decimal, ...], maximum: Decimal) -> str:
        """Say the sum, and the bound where one applies."""
        if not any(reading):
            text = say("không có lần nào: 0", "none of any: 0")
        else:
            products = self.products(reading)  # a sum that begins by taking off begins at 0
            text = f"0{products}" if products.startswith(" −") else products.removeprefix(" + ")
            text += f" = {figure(self.together(reading))}"
        if self.together(reading) > maximum:
            return text + say(f", tối đa {figure(maximum)}", f", at most {figure(maximum)}")
        if self.together(reading) < self.floor:
            least = figure(self.floor)
            return text + say(f", tối thiểu {least}", f", at least {least}")
        return text
