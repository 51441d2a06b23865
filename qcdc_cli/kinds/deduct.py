"""Deductions: from the maximum, so many points for each violation, not below a floor; of one kind, or of several."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import Discriminator, Field, Tag

from qcdc_cli.kinds.base import ZERO, Cells, Counted, Kind, above_maximum, literal
from qcdc_cli.kinds.counts import Counts, Each
from qcdc_cli.kinds.possible_points import PossiblePoints, any_of, multiples, sums
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import figure, with_points
from qcdc_cli.problems import Problem
from qcdc_cli.values import Id, Model, Points


class _Deduction(Kind):
    """What both ways of deducting share."""

    key: ClassVar[str] = "deduct"
    title: ClassVar[Text] = Text("trừ theo số lần", "deduct")
    counts_down: ClassVar[bool] = True

    floor: Points

    @property
    def least(self) -> Decimal:
        """The floor."""
        return self.floor

    def faults(self, criterion: str, maximum: Decimal) -> Iterator[Problem]:
        """Yield Q505 when the floor lies above the maximum."""
        if self.floor > maximum:
            yield above_maximum("floor", self.floor, criterion, maximum, "floor")

    def without(self, taken: Sequence[Decimal] | None, maximum: Decimal) -> PossiblePoints:
        """Return what is left of the maximum, of all that can be taken off it above the floor; None for too many."""
        if taken is None:
            return PossiblePoints(between=(self.floor, maximum))
        return any_of((*(maximum - off for off in taken), self.floor))

    def end(self) -> str:
        """Say how far it goes down, in the language in use."""
        floor = figure(self.floor)
        return say(f"còn tối thiểu {floor} điểm" if self.floor else "trừ đến hết", f"down to {floor}")

    def rest(self, text: str, rest: Decimal) -> str:
        """Say what a subtraction leaves, and the floor where it applies."""
        text = f"{text} = {figure(rest)}"
        floor = figure(self.floor)
        return text + say(f", tối thiểu {floor}", f", at least {floor}") if rest < self.floor else text


class Deduct(_Deduction, Counted):
    """The maximum less `each` points for every violation, at least `floor`."""

    form: ClassVar[Text] = Text("Ghi số lần vi phạm, ví dụ 0.", "Write how many violations, such as 0.")

    floor: Points = ZERO

    @classmethod
    def definition(cls) -> Any:
        """Return either way: one kind of violation, or several under `faults`."""
        return Annotated[
            Annotated[Deduct, Tag(Deduct.__name__)] | Annotated[DeductFaults, Tag(DeductFaults.__name__)],
            Discriminator(_one_or_several),
        ]

    def room(self, maximum: Decimal) -> Decimal:
        """Return what lies between the maximum and the floor."""
        return maximum - self.floor

    def points(self, reading: Decimal, maximum: Decimal) -> Decimal:
        """Return maximum − count × each, at least the floor."""
        return max(maximum - reading * self.each, self.floor)

    def possible_points(self, maximum: Decimal) -> PossiblePoints:
        """The maximum less so many times `each`, or the floor."""
        return self.without(multiples(self.each, self.room(maximum)), maximum)

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """The maximum − count × each, at least the floor."""
        return f"MAX({literal(maximum)}-{cells.mark}*{literal(self.each)},{literal(self.floor)})"

    def rule(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """Say what is taken off for each, and the floor."""
        top, each = figure(maximum), figure(self.each)
        return say(
            f"Tối đa {top} điểm; mỗi {self.unit} trừ {each} điểm, {self.end()}.",
            f"At most {with_points(top)}, less {each} for each {self.unit}, {self.end()}.",
        )

    def working(self, reading: Decimal, maximum: Decimal) -> str:
        """Say the subtraction, and the floor where it applies."""
        text = f"{figure(maximum)} − {figure(reading)} × {figure(self.each)}"
        return self.rest(text, maximum - reading * self.each)


class DeductFaults(_Deduction, Counts, Model):
    """The maximum less so many points for every fault, of several kinds that each have their own; at least `floor`."""

    kinds_of_fault: dict[Id, Each] = Field(alias="faults", min_length=1)
    floor: Points

    @property
    def counted(self) -> Mapping[str, Each]:
        """The kinds of faults."""
        return self.kinds_of_fault

    @property
    def each(self) -> tuple[Decimal, ...]:
        """What one of each takes off."""
        return tuple(-one.each for one in self.kinds_of_fault.values())

    def room(self, maximum: Decimal) -> Decimal:
        """Return what lies between the maximum and the floor."""
        return maximum - self.floor

    def points(self, reading: tuple[Decimal, ...], maximum: Decimal) -> Decimal:
        """Return the maximum less what was counted, at least the floor."""
        return max(maximum + self.together(reading), self.floor)

    def possible_points(self, maximum: Decimal) -> PossiblePoints:
        """The maximum less what some faults take off together, or the floor."""
        each = [one.each for one in self.kinds_of_fault.values()]
        return self.without(sums(each, self.room(maximum), repeated=True), maximum)

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """The maximum less what was counted, at least the floor."""
        return f"MAX({literal(maximum)}+{self.sum_formula(cells)},{literal(self.floor)})"

    def bounds(self, maximum: Decimal) -> str:
        """Say the maximum and the floor."""
        top = figure(maximum)
        return say(f"Tối đa {top} điểm, {self.end()}.", f"At most {with_points(top)}, {self.end()}.")

    def rule(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """List what is taken off for each, and the floor."""
        top, listed = figure(maximum), self.listed()
        return say(
            f"Tối đa {top} điểm; mỗi lần: {listed}; {self.end()}.",
            f"At most {with_points(top)}; for each: {listed}; {self.end()}.",
        )

    def working(self, reading: tuple[Decimal, ...], maximum: Decimal) -> str:
        """Say the subtraction, and the floor where it applies."""
        text = f"{figure(maximum)}{self.products(reading) or ' − 0'}"
        return self.rest(text, maximum + self.together(reading))


def _one_or_several(value: Any) -> str:
    several = isinstance(value, DeductFaults) or (isinstance(value, dict) and "faults" in value)
    return DeductFaults.__name__ if several else Deduct.__name__
