"""Ratio: maximum × actual ÷ target, capped at the maximum."""

from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, NamedTuple

from qcdc_cli.kinds.base import Kind, Mark, not_negative
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import FRACTION_DECIMALS, figure, fraction_as_decimal
from qcdc_cli.problems import Problem
from qcdc_cli.values import Model, Name, Refused, read_number


class Achieved(NamedTuple):
    """What was done and what was asked for."""

    actual: Decimal
    target: Decimal


class Ratio(Kind, Model):
    """The share of the target that was reached, of the criterion's points."""

    key: ClassVar[str] = "ratio"
    title: ClassVar[Text] = Text("theo tỷ lệ đạt chỉ tiêu", "ratio")
    form: ClassVar[Text] = Text(
        "Ghi {actual: 8, target: 9}; nếu chỉ tiêu đã có trong qcdc.yaml thì chỉ ghi 8.",
        "Write {actual: 8, target: 9}; just 8 where the target stands in qcdc.yaml.",
    )
    divides: ClassVar[bool] = True
    takes_target: ClassVar[bool] = True

    unit: Name

    def read(self, mark: Mark, criterion: str, maximum: Decimal) -> Achieved:
        """Read actual and target; a target of 0 or none is refused, never divided by."""
        actual = mark.actual
        if mark.value is not None:
            if actual is not None or not isinstance(mark.value, str):
                raise self.wrong_form(criterion)
            actual = read_number(mark.value)
        if actual is None or mark.target is None:
            missing = "actual" if actual is None else "target"
            raise Refused(Problem("Q614", {"id": criterion, "key": missing, "form": self.form}))
        if mark.target <= 0:
            raise Refused(Problem("Q616", {"found": figure(mark.target)}, found=figure(mark.target)))
        return Achieved(not_negative(actual), mark.target)

    def points(self, reading: Achieved, maximum: Decimal) -> Decimal | Fraction:
        """Return maximum × actual ÷ target, at most the maximum; a fraction, so that nothing is lost."""
        if reading.actual >= reading.target:
            return maximum
        return Fraction(maximum) * Fraction(reading.actual) / Fraction(reading.target)

    def shown(self, reading: Achieved) -> str:
        """Show actual over target with the unit."""
        return f"{figure(reading.actual)}/{figure(reading.target)} {self.unit}"

    def rule(self, maximum: Decimal) -> str:
        """Say the formula."""
        top = figure(maximum)
        return say(
            f"{top} × kết quả ÷ chỉ tiêu ({self.unit}), tối đa {top}.",
            f"{top} × actual ÷ target ({self.unit}), at most {top}.",
        )

    def working(self, reading: Achieved, maximum: Decimal) -> str:
        """Say the formula with the numbers, and the cap where it applies."""
        text = f"{figure(maximum)} × {figure(reading.actual)} ÷ {figure(reading.target)}"
        if reading.actual > reading.target:
            return text + say(f", tối đa {figure(maximum)}", f", capped at {figure(maximum)}")
        points = Fraction(self.points(reading, maximum))
        shown = fraction_as_decimal(points, FRACTION_DECIMALS)
        return f"{text} {'=' if shown == points else '≈'} {figure(shown)}"
