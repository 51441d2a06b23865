"""Counts: so many points for each, up to the maximum."""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from qcdc_cli.kinds.base import ZERO, Cells, Counted, above_maximum, literal
from qcdc_cli.kinds.possible_points import PossiblePoints, any_of, multiples
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import figure, with_points
from qcdc_cli.problems import Problem


class Count(Counted):
    """`each` points for every one, at most the criterion's points."""

    key: ClassVar[str] = "count"
    title: ClassVar[Text] = Text("theo số lượng", "count")
    form: ClassVar[Text] = Text("Ghi số lượng, ví dụ 3.", "Write how many, such as 3.")

    def faults(self, criterion: str, maximum: Decimal) -> Iterator[Problem]:
        """Yield Q505 when a single one gives more than the maximum."""
        if self.each > maximum:
            yield above_maximum("each", self.each, criterion, maximum, "each")

    def points(self, reading: Decimal, maximum: Decimal) -> Decimal:
        """Return count × each, capped at the maximum."""
        return min(reading * self.each, maximum)

    def possible_points(self, maximum: Decimal) -> PossiblePoints:
        """So many times `each`, or the maximum."""
        found = multiples(self.each, maximum)
        return PossiblePoints(between=(ZERO, maximum)) if found is None else any_of(found)

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """Count × each, capped at the maximum."""
        return f"MIN({cells.mark}*{literal(self.each)},{literal(maximum)})"

    def rule(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """Say the points for each and the cap."""
        each, top = figure(self.each), figure(maximum)
        if penalty:
            return say(
                f"Mỗi {self.unit} trừ {each} điểm, trừ tối đa {top} điểm.",
                f"{with_points(each)} off for each {self.unit}, at most {with_points(top)} off.",
            )
        return say(
            f"Mỗi {self.unit}: {each} điểm; tối đa {top} điểm.",
            f"Each {self.unit}: {with_points(each)}; at most {with_points(top)}.",
        )

    def working(self, reading: Decimal, maximum: Decimal) -> str:
        """Say the multiplication, and the cap where it applies."""
        product = reading * self.each
        text = f"{figure(reading)} {self.unit} × {figure(self.each)} = {figure(product)}"
        if product > maximum:
            text += say(f", tối đa {figure(maximum)}", f", capped at {figure(maximum)}")
        return text
