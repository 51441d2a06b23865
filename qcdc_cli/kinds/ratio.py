"""Ratio: maximum × actual ÷ target, capped at the maximum."""

from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, NamedTuple, TypeVar

from pydantic import Field

from qcdc_cli.kinds.base import ZERO, Ask, Cells, Kind, Mark, literal, points_or_off
from qcdc_cli.kinds.possible_points import PossiblePoints
from qcdc_cli.kinds.typed_number import Doubt, TypedNumber, number_of, target_doubts
from qcdc_cli.language import Text, both, say
from qcdc_cli.language.figures import Exact, about, figure
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.values import Flag, Model, Name, Percent

Side = TypeVar("Side")  # of a division: a number, a cell, a word


class Achieved(NamedTuple):
    """What was done and what was asked for."""

    actual: Decimal
    target: Decimal


class Targeted(Kind, Model):
    """A kind whose mark is an actual that is measured against a target."""

    asked: ClassVar[Ask] = Ask.ACTUAL
    divides: ClassVar[bool] = True
    takes_target: ClassVar[bool] = True
    has_actual: ClassVar[bool] = True

    unit: Name

    @property
    def higher_is_better(self) -> bool | None:
        """A higher actual."""
        return True

    def actual_value(self, reading: Achieved) -> Decimal | None:
        """Return the actual, whatever the target."""
        return reading.actual

    @property
    def typed_number(self) -> TypedNumber:
        """How many were done; of the target, how many are to be."""
        return number_of(self.unit)

    def doubts(self, maximum: Decimal, *, penalty: bool = False, part: str = "") -> tuple[Doubt, ...]:
        """Percentages of the target that were typed for the actual; where less is better, too many may be meant."""
        return target_doubts(self.unit) if self.higher_is_better else ()

    def shown(self, reading: Achieved) -> str:
        """Show actual over target with the unit; without a target, the actual alone."""
        actual = figure(reading.actual)
        if not reading.target:
            return say(f"{actual} {self.unit} (không có chỉ tiêu)", f"{actual} {self.unit} (no target)")
        return f"{actual}/{figure(reading.target)} {self.unit}"


class Ratio(Targeted):
    """The share of the target that was reached, of the criterion's points."""

    key: ClassVar[str] = "ratio"
    title: ClassVar[Text] = Text("theo tỷ lệ đạt chỉ tiêu", "ratio")
    form: ClassVar[Text] = Text(
        "Ghi {actual: 8, target: 9}; nếu chỉ tiêu đã có trong qcdc.yaml thì chỉ ghi 8.",
        "Write {actual: 8, target: 9}; only 8 where qcdc.yaml has the target.",
    )

    lower_is_better: Flag = Field(
        default=False, description=both("Càng ít càng tốt: chỉ tiêu ÷ kết quả", "Less is better: target ÷ actual")
    )
    floor: Percent | None = Field(
        default=None,
        description=both("Tỷ lệ dưới số phần trăm này thì 0 điểm", "A share under this percentage gives 0"),
    )

    @property
    def higher_is_better(self) -> bool | None:
        """A higher actual, unless the rubric says that less is better."""
        return not self.lower_is_better

    def read(self, mark: Mark, criterion: str, maximum: Decimal) -> Achieved:
        """Read actual and target; 0 is no target and never divided by."""
        actual = self.actual_of(mark, criterion)
        if mark.target is None or mark.target <= 0:
            raise QcdcError(Problem("Q614", {"id": criterion, "key": "target", "form": self.form}))
        return Achieved(actual, mark.target)

    def points(self, reading: Achieved, maximum: Decimal) -> Exact:
        """Return maximum × actual ÷ target (target ÷ actual where less is better), at most the maximum.

        The result is a fraction, so that nothing is lost before the rubric's rounding.
        """
        share = self._share(reading)
        if share is None or share >= 1:
            return maximum
        return ZERO if self._under(share) else Fraction(maximum) * share

    def possible_points(self, maximum: Decimal) -> PossiblePoints:
        """Any points up to the maximum, but none between 0 and what the floor gives."""
        if self.floor is None:
            return PossiblePoints(between=(ZERO, maximum))
        return PossiblePoints(
            (ZERO,), (min(Fraction(maximum) * Fraction(self.floor) / 100, Fraction(maximum)), maximum)
        )

    def _over(self, actual: Side, target: Side) -> tuple[Side, Side]:
        """Return what is divided by what: the actual by the target, or the other way round where less is better."""
        return (target, actual) if self.lower_is_better else (actual, target)

    def _share(self, reading: Achieved) -> Fraction | None:
        """Return the share of the target that was reached; None where less is better and there was none."""
        above, below = self._over(reading.actual, reading.target)
        return Fraction(above) / Fraction(below) if below else None

    def _under(self, share: Fraction) -> bool:
        return self.floor is not None and share * 100 < Fraction(self.floor)

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """The maximum × the share, capped at the maximum; 0 under the floor."""
        above, below = self._over(cells.mark, cells.target)
        top = literal(maximum)
        formula = f"MIN({top},{top}*{above}/{below})"
        if self.floor is not None:
            formula = f"IF(ROUND(100*{above}/{below},10)<{literal(self.floor)},0,{formula})"
        return f"IF({below}=0,{top},{formula})" if self.lower_is_better else formula

    def rule(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """Say the formula, the cap and the floor."""
        top = figure(maximum)
        points = say("Điểm trừ", "Points off") if penalty else say("Điểm", "Points")
        above, below = self._over(Text("kết quả", "actual"), Text("chỉ tiêu", "target"))
        text = say(
            f"{points} = {top} × {above} ÷ {below} (tính theo {self.unit})",
            f"{points} = {top} × {above} ÷ {below} (counted in {self.unit})",
        )
        text += say(f", tối đa {top}", f", at most {top}")
        if self.floor is not None:
            floor = figure(self.floor)
            none = points_or_off(ZERO, penalty=penalty)
            text += say(f"; tỷ lệ dưới {floor}% thì {none}", f"; {none} where the share is under {floor}%")
        return f"{text}."

    def working(self, reading: Achieved, maximum: Decimal) -> str:
        """Say the formula with the numbers, and the cap or the floor where it applies."""
        share = self._share(reading)
        top = figure(maximum)
        if share is None:
            return say(f"không có {self.unit} nào: {top}", f"no {self.unit} at all: {top}")
        above, below = self._over(figure(reading.actual), figure(reading.target))
        text = f"{top} × {above} ÷ {below}"
        if share > 1:
            return text + say(f", tối đa {top}", f", capped at {top}")
        if self._under(share):
            floor = figure(self.floor or ZERO)
            return text + say(f"; tỷ lệ dưới {floor}%: 0", f"; a share under {floor}%: 0")
        return f"{text} {about(self.points(reading, maximum))}"
