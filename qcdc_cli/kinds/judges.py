"""Several judges: each gives points directly, and the criterion gets their average."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Literal, NamedTuple

from pydantic import PrivateAttr

from qcdc_cli.kinds.base import ZERO, Ask, Cells, Kind, Limits, Mark, NamedMarks, as_penalty
from qcdc_cli.kinds.direct import Direct
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import Exact, about, figure
from qcdc_cli.language.names import fold
from qcdc_cli.problems import Path, Problem, QcdcError
from qcdc_cli.values import Model, one_of

LEAST_TO_DROP = 3  # judges: of two, nothing would be left


class JudgeMarks(NamedTuple):
    """What the judges gave.

    Attributes:
        points: the points of each.
        names: who they are, in the same order; none where nobody is named.
    """

    points: tuple[Decimal, ...]
    names: tuple[str, ...] = ()


class Judges(Kind, Model):
    """Points of each judge from 0 up to the maximum, in the criterion's steps; their average need be no step.

    `drop: ends` leaves one highest and one lowest out of the average.
    """

    key: ClassVar[str] = "judges"
    title: ClassVar[Text] = Text("nhiều người chấm, lấy trung bình", "several judges, averaged")
    form: ClassVar[Text] = Text(
        'Ghi điểm của từng người, ví dụ {mark: {"Bà A": 8, "Ông B": "8,5"}}; không nêu tên thì ghi [8, "8,5"].',
        'Write each judge\'s points, such as {mark: {"Judge A": 8, "Judge B": 8.5}}; without names [8, 8.5].',
    )
    asked: ClassVar[Ask] = Ask.PLACES
    divides: ClassVar[bool] = True
    takes_step: ClassVar[bool] = True
    names_parts: ClassVar[bool] = True
    assessor: ClassVar[Text] = Text("Người chấm", "Judge")
    assessor_rows: ClassVar[int] = 9

    average: Annotated[Literal["points"], one_of("points")]
    drop: Annotated[Literal["none", "ends"], one_of("none", "ends")]
    _each: Direct = PrivateAttr(default_factory=Direct.model_construct)  # as which each judge's points are read

    def in_steps(self, step: Decimal) -> "Judges":
        """Return this kind with steps for each judge's points."""
        bound = self.model_copy()
        bound._each = Direct.model_construct(step=step)  # noqa: SLF001 - its own copy
        return bound

    def faults(self, criterion: str, maximum: Decimal) -> Iterator[Problem]:
        """Yield Q507 when the maximum is not a multiple of the step."""
        yield from self._each.faults(criterion, maximum)

    def read(self, mark: Mark, criterion: str, maximum: Decimal) -> JudgeMarks:
        """Read one judge's points, a list of them, or points by the judges' names."""
        if mark.actual is not None or mark.target is not None or not (mark.value or mark.named):
            raise self.wrong_form(criterion)
        names: tuple[str, ...] = ()
        if mark.named is not None:
            names, texts = (tuple(column) for column in zip(*mark.named, strict=True))
            self._check_names(mark.named, criterion)
        else:
            texts = (mark.value,) if isinstance(mark.value, str) else mark.value or ()
        points = []
        for number, text in enumerate(texts):
            place: Path = ("mark", names[number]) if names else (number,) if not isinstance(mark.value, str) else ()
            try:
                points.append(self._each.read(Mark(text), criterion, maximum))
            except QcdcError as refusal:
                raise QcdcError(refusal.problem.under(*place)) from None
        if self.drop == "ends" and len(points) < LEAST_TO_DROP:
            values = {"id": criterion, "number": str(len(points)), "least": str(LEAST_TO_DROP)}
            raise QcdcError(Problem("Q634", values, found=str(len(points))))
        return JudgeMarks(tuple(points), names)

    def _check_names(self, named: NamedMarks, criterion: str) -> None:
        """Refuse a name that is blank or has no points behind it, and one person twice."""
        seen: set[str] = set()
        for name, text in named:
            if not name or not text:
                path: Path = ("mark", name) if name else ()
                raise QcdcError(Problem("Q635", {"id": criterion, "name": name or "…"}, found=name, path=path))
            if fold(name) in seen:
                raise QcdcError(Problem("Q636", {"id": criterion, "name": name}, found=name, path=("mark", name)))
            seen.add(fold(name))

    def points(self, reading: JudgeMarks, maximum: Decimal) -> Exact:
        """Return the average of the points that are not left out."""
        counting = self._counting(reading)
        return counting[0] if len(counting) == 1 else Fraction(sum(counting, ZERO)) / len(counting)

    def _counting(self, reading: JudgeMarks) -> tuple[Decimal, ...]:
        """Return the points that are averaged, in the judges' order."""
        if self.drop == "none":
            return reading.points
        left = list(reading.points)
        left.remove(max(left))
        left.remove(min(left))
        return tuple(left)

    def shown(self, reading: JudgeMarks) -> str:
        """Show each judge's points, with the names where judges are named."""
        return "; ".join(
            f"{name}: {figure(points)}" if name else figure(points)
            for name, points in zip(reading.names or ("",) * len(reading.points), reading.points, strict=True)
        )

    def form_parts(self, reading: JudgeMarks) -> tuple[str, ...]:
        """Return the points of each judge."""
        return super().form_parts(reading.points)

    def part_names(self, reading: JudgeMarks) -> tuple[str, ...]:
        """Return the judges' names."""
        return reading.names

    def limits(self, maximum: Decimal) -> Limits:
        """From 0 to the maximum, in steps where the rubric has them."""
        return self._each.limits(maximum)

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """The average of the cells; without one highest and one lowest, of at least three."""
        if self.drop == "none":
            return f"AVERAGE({cells.block})"
        kept = f"(SUM({cells.block})-MAX({cells.block})-MIN({cells.block}))/(COUNT({cells.block})-2)"
        return f"IF(COUNT({cells.block})<{LEAST_TO_DROP},NA(),{kept})"

    def rule(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """Say what each judge gives, and what is averaged."""
        top = figure(maximum)
        text = say(f"Mỗi người chấm cho từ 0 đến {top} điểm", f"Each judge gives 0 to {top} points")
        text = as_penalty(text, penalty=penalty)
        if self._each.step is not None:
            step = figure(self._each.step)
            text += say(f", mỗi mức cách nhau {step} điểm", f", in steps of {step}")
        if self.drop == "ends":
            return text + say(
                "; bỏ một điểm cao nhất và một điểm thấp nhất, lấy trung bình các điểm còn lại.",
                "; one highest and one lowest are left out, the others are averaged.",
            )
        return text + say("; lấy trung bình điểm của những người chấm.", "; the judges' points are averaged.")

    def working(self, reading: JudgeMarks, maximum: Decimal) -> str:
        """Say what is left out, and the average with the numbers."""
        points, counting = self.points(reading, maximum), self._counting(reading)
        each = " + ".join(figure(one) for one in counting)
        text = f"({each}) ÷ {len(counting)} {about(points)}" if len(counting) > 1 else figure(points)
        if self.drop == "none":
            return text
        high, low = figure(max(reading.points)), figure(min(reading.points))
        return (
            say(f"bỏ {high} (cao nhất) và {low} (thấp nhất): ", f"without {high} (highest) and {low} (lowest): ") + text
        )
