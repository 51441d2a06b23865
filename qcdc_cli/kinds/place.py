"""Emulation place: the place a unit was given turns into points, such as 60/45/30/15/0 for 1st to 5th."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import Field, PrivateAttr

from qcdc_cli.kinds.base import ZERO, Ask, Cells, Kind, Limits, Mark, above_maximum, as_penalty, literals, out_of_reach
from qcdc_cli.kinds.possible_points import PossiblePoints, any_of
from qcdc_cli.kinds.typed_number import TypedNumber
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import Exact, about, figure, typed_figure
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.values import Model, Points, one_of, read_number

Averaged = Annotated[Literal["places", "points"], one_of("places", "points")]
Places = tuple[Decimal, ...]  # the place that each assessor gave


class PlacePoints(Kind, Model):
    """Points by place; places behind the last one listed give 0.

    Several assessors each give a place, and the rubric says what of them is averaged. `average: places`
    compares the average places inside the bloc: the lowest is 1st, equal ones share a place (1, 2, 2, 4), and
    that place gives the points. `average: points` lets each assessor's place give points, and averages these.
    """

    key: ClassVar[str] = "place"
    title: ClassVar[Text] = Text("theo thứ hạng được xếp", "place")
    form: ClassVar[Text] = Text(
        "Ghi thứ hạng, ví dụ 2; nhiều cơ quan chấm thì ghi [1, 2, 2].",
        "Write the place, such as 2; for several assessors write [1, 2, 2].",
    )
    divides: ClassVar[bool] = True

    scale: tuple[Points, ...] = Field(alias="points", min_length=1)
    average: Averaged | None = None
    _bloc: tuple[Fraction, ...] = PrivateAttr(default=())  # the average places of the bloc's units, the lowest first

    @property
    def relative(self) -> bool:
        """True when the points depend on the places of the bloc's other units."""
        return self.average == "places"

    def faults(self, criterion: str, maximum: Decimal) -> Iterator[Problem]:
        """Yield points above the maximum, a maximum out of reach, and a lower place that gives more."""
        for number, points in enumerate(self.scale):
            if points > maximum:
                yield above_maximum(_ordinal(number + 1), points, criterion, maximum, "points", number)
            if number and points > self.scale[number - 1]:
                values = {"id": criterion, "place": str(number + 1)}
                yield Problem("Q517", values, found=figure(points), path=("points", number))
        yield from out_of_reach(criterion, maximum, self.scale)

    def read(self, mark: Mark, criterion: str, maximum: Decimal) -> Places:
        """Read one place, or one from each assessor where the rubric says how they are averaged."""
        if mark.actual is not None or mark.target is not None or not mark.value:
            raise self.wrong_form(criterion)
        given = (mark.value,) if isinstance(mark.value, str) else mark.value
        places = tuple(read_number(text) for text in given)
        for place in places:
            if place < 1 or place != place.to_integral_value():
                whole = Text("số nguyên từ 1 trở lên", "a whole number from 1")
                raise QcdcError(
                    Problem("Q309", {"found": typed_figure(place), "range": whole}, found=typed_figure(place))
                )
        if len(places) > 1 and self.average is None:
            raise QcdcError(Problem("Q624", {"id": criterion}, found=", ".join(given)))
        return places

    def among(self, readings: Iterable[Places]) -> "PlacePoints":
        """Return this kind knowing the average places of the bloc's units."""
        bound = self.model_copy()
        bound._bloc = tuple(sorted(_average(places) for places in readings))  # noqa: SLF001 - its own copy
        return bound

    def points(self, reading: Places, maximum: Decimal) -> Exact:
        """Return the points of the place, or the average of the assessors' points."""
        if self.average == "places":
            return self._of(self._place(reading))
        each = [self._of(int(place)) for place in reading]
        return each[0] if len(each) == 1 else Fraction(sum(each, ZERO)) / len(each)

    def possible_points(self, maximum: Decimal) -> PossiblePoints:
        """The points of a place, or 0 behind the last one listed; anything between where points are averaged."""
        if self.average == "points":
            return PossiblePoints(between=(ZERO, self.scale[0]))
        return any_of((*self.scale, ZERO), relative=self.relative)

    def _of(self, place: int) -> Decimal:
        return self.scale[place - 1] if place <= len(self.scale) else ZERO

    def _place(self, reading: Places) -> int:
        return 1 + bisect_left(self._bloc, _average(reading))

    def shown(self, reading: Places) -> str:
        """Show the place, or the assessors' places."""
        return ", ".join(figure(place) for place in reading)

    @property
    def asks(self) -> Ask:
        """A place, or one from each assessor where the rubric says how they are averaged."""
        return Ask.NUMBER if self.average is None else Ask.PLACES

    @property
    def typed_number(self) -> TypedNumber:
        """The place."""
        return TypedNumber(say("thứ hạng", "place"), before=say("hạng", "place"))

    def limits(self, maximum: Decimal) -> Limits:
        """Whole numbers from 1 up."""
        return Limits(least=Decimal(1), step=Decimal(1))

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """The points of the place, or the average of the assessors' points; "" where places are compared."""
        if self.average == "places":
            return ""
        scale, last = literals(self.scale), len(self.scale)
        if not cells.parts:
            return f"IF({cells.mark}>{last},0,INDEX({scale},{cells.mark}))"
        places = literals(Decimal(number) for number in range(1, last + 1))
        return f"SUMPRODUCT(COUNTIF({cells.block},{places})*{scale})/COUNT({cells.block})"

    def rule(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """List the points by place, and what is averaged."""
        listed = "; ".join(f"{_ordinal(number)}: {figure(points)}" for number, points in enumerate(self.scale, start=1))
        text = say(f"Theo thứ hạng: {listed}; các hạng sau: 0", f"By place: {listed}; any later place: 0")
        text = as_penalty(text, penalty=penalty)
        if self.average == "places":
            return text + say(
                ". Lấy trung bình thứ hạng của các cơ quan chấm rồi xếp lại trong khối.",
                ". The assessors' places are averaged and ranked again within the bloc.",
            )
        if self.average == "points":
            return text + say(". Lấy trung bình điểm của các cơ quan chấm.", ". The assessors' points are averaged.")
        return f"{text}."

    def working(self, reading: Places, maximum: Decimal) -> str:
        """Say the average and the place, with the numbers."""
        points = self.points(reading, maximum)
        if self.average == "places":
            listed = " + ".join(figure(place) for place in reading)
            average = f"({listed}) ÷ {len(reading)} {about(_average(reading))}"
            place = _ordinal(self._place(reading))
            return say(
                f"trung bình {average}, trong khối {place}: {figure(points)}",
                f"average {average}, {place} in the bloc: {figure(points)}",
            )
        if len(reading) == 1:
            return f"{_ordinal(int(reading[0]))}: {figure(points)}"
        each = " + ".join(figure(self._of(int(place))) for place in reading)
        return f"({each}) ÷ {len(reading)} {about(points)}"


def _average(places: Places) -> Fraction:
    return Fraction(sum(places, ZERO)) / len(places)


def _ordinal(place: int) -> str:
    suffix = "th" if place % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return say(f"hạng {place}", f"{place}{suffix}")
