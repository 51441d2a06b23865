"""Deductions: from the maximum, so many points for each violation, not below a floor."""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from qcdc_cli.kinds.base import ZERO, Cells, Counted, above_maximum, literal
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import figure, with_points
from qcdc_cli.problems import Problem
from qcdc_cli.values import Points


class Deduct(Counted):
    """The maximum less `each` points for every violation, at least `floor`."""

    key: ClassVar[str] = "deduct"
    title: ClassVar[Text] = Text("trừ theo số lần", "deduct")
    form: ClassVar[Text] = Text("Ghi số lần vi phạm, ví dụ 0.", "Write how many violations, such as 0.")

    counts_down: ClassVar[bool] = True

    floor: Points = ZERO

    def faults(self, criterion: str, maximum: Decimal) -> Iterator[Problem]:
        """Yield Q505 when the floor lies above the maximum."""
        if self.floor > maximum:
            yield above_maximum("floor", self.floor, criterion, maximum, "floor")

    def points(self, reading: Decimal, maximum: Decimal) -> Decimal:
        """Return maximum − count × each, at least the floor."""
        return max(maximum - reading * self.each, self.floor)

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """The maximum − count × each, at least the floor."""
        return f"MAX({literal(maximum)}-{cells.mark}*{literal(self.each)},{literal(self.floor)})"

    def rule(self, maximum: Decimal) -> str:
        """Say what is taken off for each, and the floor."""
        top, each, floor = figure(maximum), figure(self.each), figure(self.floor)
        least = f"còn tối thiểu {floor} điểm" if self.floor else "trừ đến hết"
        return say(
            f"Tối đa {top} điểm; mỗi {self.unit} trừ {each} điểm, {least}.",
            f"At most {with_points(top)}, less {each} for each {self.unit}, down to {floor}.",
        )

    def working(self, reading: Decimal, maximum: Decimal) -> str:
        """Say the subtraction, and the floor where it applies."""
        rest = maximum - reading * self.each
        text = f"{figure(maximum)} − {figure(reading)} × {figure(self.each)} = {figure(rest)}"
        if rest < self.floor:
            text += say(f", tối thiểu {figure(self.floor)}", f", at least {figure(self.floor)}")
        return text
