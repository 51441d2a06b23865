"""Direct points from 0 up to the maximum, often in steps; what a criterion without a kind's key has."""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from qcdc_cli.kinds.base import ZERO, Cells, Kind, Limits, Mark, not_negative
from qcdc_cli.kinds.possible_points import PossiblePoints
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import figure, with_points
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.values import Model, PositiveNumber, read_number


class Direct(Kind, Model):
    """The points are the mark itself."""

    key: ClassVar[str] = "points"
    title: ClassVar[Text] = Text("điểm trực tiếp", "direct points")
    form: ClassVar[Text] = Text("Ghi một số, ví dụ 4,5.", "Write a number, such as 4.5.")

    is_points: ClassVar[bool] = True

    step: PositiveNumber | None = None

    def faults(self, criterion: str, maximum: Decimal) -> Iterator[Problem]:
        """Yield Q507 when the maximum is not a multiple of the step."""
        if self.step is not None and maximum % self.step:
            values = {"id": criterion, "step": figure(self.step), "maximum": figure(maximum)}
            yield Problem("Q507", values, found=figure(self.step), path=("step",))

    def read(self, mark: Mark, criterion: str, maximum: Decimal) -> Decimal:
        """Read the points; refuse what is above the maximum, below 0 or off the step."""
        points = not_negative(read_number(self.text_of(mark, criterion)))
        if points > maximum:
            values = {"found": figure(points), "maximum": figure(maximum), "id": criterion}
            raise QcdcError(Problem("Q603", values, found=figure(points), allowed=f"0–{figure(maximum)}"))
        if self.step is not None and points % self.step:
            below = points - points % self.step
            near = {"below": figure(below), "above": figure(below + self.step)}
            values = {"found": figure(points), "step": figure(self.step), "id": criterion, **near}
            raise QcdcError(Problem("Q605", values, found=figure(points)))
        return points

    def points(self, reading: Decimal, maximum: Decimal) -> Decimal:
        """Return the mark itself."""
        return reading

    def possible_points(self, maximum: Decimal) -> PossiblePoints:
        """Any points from 0 to the maximum, in steps where the rubric has them."""
        return PossiblePoints(between=(ZERO, maximum), step=self.step)

    def shown(self, reading: Decimal) -> str:
        """Show the points."""
        return figure(reading)

    def limits(self, maximum: Decimal) -> Limits:
        """From 0 to the maximum, in steps where the rubric has them."""
        return Limits(most=maximum, step=self.step)

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """The mark's cell."""
        return cells.mark

    def rule(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """Say the range and the step."""
        top = figure(maximum)
        text = say(f"Chấm trực tiếp từ 0 đến {top} điểm", f"Direct points from 0 to {top}")
        if penalty:
            text = say(f"Trừ trực tiếp từ 0 đến {top} điểm", f"Takes off 0 to {with_points(top)}")
        if self.step is None:
            return f"{text}."
        return text + say(f", mỗi mức cách nhau {figure(self.step)} điểm.", f", in steps of {figure(self.step)}.")

    def working(self, reading: Decimal, maximum: Decimal) -> str:
        """Say the mark out of the maximum."""
        points, top = figure(reading), figure(maximum)
        return say(f"{points}/{top} điểm", f"{points} of {with_points(top)}")
