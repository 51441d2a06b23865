"""Linear: points grow evenly with a measured value between two ends, in either direction.

An end is a value that the rubric names, or the lowest or highest value of the bloc.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, PrivateAttr

from qcdc_cli.kinds.base import ZERO, Cells, Measured, literal, points_or_off, with_unit
from qcdc_cli.language import Text, both, say
from qcdc_cli.language.figures import Exact, about, figure, typed_figure
from qcdc_cli.problems import Problem
from qcdc_cli.values import NUMBER_SCHEMA, one_of, read_number, read_word, validated

LOWEST, HIGHEST = "lowest", "highest"
_WORDS = {LOWEST: LOWEST, HIGHEST: HIGHEST}
_OF_BLOC = {
    LOWEST: Text("mức thấp nhất trong khối", "the lowest of the bloc"),
    HIGHEST: Text("mức cao nhất trong khối", "the highest of the bloc"),
}
_TITLES = {
    LOWEST: Text("Thấp nhất trong khối", "Lowest of the bloc"),
    HIGHEST: Text("Cao nhất trong khối", "Highest of the bloc"),
}


def _read_end(text: str) -> Decimal | str:
    """Read a number, or one of the two words for what the bloc's units give."""
    if not any(character.isdigit() for character in text):
        word: str = read_word(text, _WORDS, shown=(LOWEST, HIGHEST, say("một số", "a number")))
        return word
    return read_number(text)


End = Annotated[
    Decimal | str,
    validated(_read_end, {"anyOf": [*NUMBER_SCHEMA["anyOf"], {"type": "string", "enum": [LOWEST, HIGHEST]}]}),
]
EqualEnds = Annotated[Literal["full", "zero"], one_of("full", "zero")]


class Linear(Measured):
    """No points at the value `from`, all points at the value `to`, evenly between, and no more beyond.

    `from` above `to` means that less is better. An end may be `lowest` or `highest`: what the bloc's units give. Where
    both ends come to the same value, nothing can be divided, and `equal_ends` says what that value gives.
    """

    key: ClassVar[str] = "linear"
    title: ClassVar[Text] = Text("tính theo tỷ lệ trong khoảng", "linear")
    divides: ClassVar[bool] = True

    from_: End = Field(alias="from")
    to: End
    equal_ends: EqualEnds | None = Field(
        default=None,
        description=both(
            "Điểm của giá trị bằng cả hai mốc, khi mốc lấy theo khối: full (tối đa) hoặc zero (0)",
            "What a value at both ends gives, where an end is the bloc's: full or zero",
        ),
    )
    _bloc: tuple[Decimal, Decimal] | None = PrivateAttr(default=None)  # its lowest and its highest value

    @property
    def relative(self) -> bool:
        """True when an end is the lowest or the highest value of the bloc."""
        return bool(self._words)

    @property
    def _words(self) -> tuple[str, ...]:
        return tuple(end for end in (self.from_, self.to) if isinstance(end, str))

    @property
    def named_values(self) -> tuple[Decimal, ...]:
        """The ends that are no words for the bloc's."""
        return tuple(end for end in (self.from_, self.to) if isinstance(end, Decimal))

    @property
    def _rising(self) -> bool:
        """True where more is better: by the ends that are named, or by which end of the bloc's values is which."""
        if isinstance(self.from_, Decimal) and isinstance(self.to, Decimal):
            return self.from_ < self.to
        return self.from_ == LOWEST or self.to == HIGHEST

    def faults(self, criterion: str, maximum: Decimal) -> Iterator[Problem]:
        """Yield ends that are the same (Q516), and `equal_ends` that is missing (Q546) or has no effect (Q547)."""
        if self.from_ == self.to:
            found = self.to if isinstance(self.to, str) else typed_figure(self.to)
            yield Problem("Q516", {"id": criterion}, found=found, path=("to",))
        elif self.relative and self.equal_ends is None:
            yield Problem("Q546", {"id": criterion}, allowed="full, zero")
        elif self.equal_ends is not None and not self.relative:
            yield Problem("Q547", {"id": criterion}, found=self.equal_ends, path=("equal_ends",))

    @property
    def higher_is_better(self) -> bool | None:
        """Whatever lies towards the end with all points."""
        return self._rising

    @property
    def signed(self) -> bool:
        """True when an end lies below 0, or when the rubric names no value at all."""
        return min(self.named_values, default=Decimal(-1)) < 0

    def among(self, readings: Iterable[Decimal]) -> "Linear":
        """Return this kind knowing the lowest and the highest value of the bloc, where it needs one."""
        if not self.relative:
            return self
        values, bound = list(readings), self.model_copy()
        bound._bloc = (min(values), max(values)) if values else None  # noqa: SLF001 - its own copy
        return bound

    def measures(self, reading: Decimal) -> dict[str, Callable[[Any], bool]]:
        """Return who sets the ends that are the bloc's."""
        values = self._values(reading)
        return {str(_TITLES[word]): values[word].__eq__ for word in self._words}

    def _values(self, reading: Decimal) -> dict[str, Decimal]:
        """Return the bloc's lowest and highest value; where no unit sets them, they are the reading itself."""
        lowest, highest = (reading, reading) if self._bloc is None else self._bloc
        return {LOWEST: lowest, HIGHEST: highest}

    def _ends(self, reading: Decimal) -> tuple[Decimal, Decimal]:
        values = self._values(reading)
        start, end = (values[end] if isinstance(end, str) else end for end in (self.from_, self.to))
        return start, end

    def _share(self, reading: Decimal) -> Fraction | None:
        """Return the way from one end to the other, 0 to 1; None at both ends at once."""
        start, end = self._ends(reading)
        if not self._rising:
            reading, start, end = -reading, -start, -end
        if start < end:
            way = Fraction(reading - start) / Fraction(end - start)
            return min(max(way, Fraction(0)), Fraction(1))
        if reading == start == end:
            return None
        # No unit of the bloc lies beyond the end that is named; who sets no measure still may.
        reached = reading > start if isinstance(self.from_, Decimal) else reading >= end
        return Fraction(reached)

    def points(self, reading: Decimal, maximum: Decimal) -> Exact:
        """Return maximum × (value − from) ÷ (to − from), clamped to 0 … maximum as the rule says."""
        share = self._share(reading)
        if share is None:
            return maximum if self.equal_ends == "full" else ZERO
        if share in (0, 1):
            return maximum if share else ZERO
        return share * Fraction(maximum)

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """The maximum × the way from one end to the other, from 0 to the maximum; "" where an end is the bloc's."""
        if not (isinstance(self.from_, Decimal) and isinstance(self.to, Decimal)):
            return ""
        top, low = literal(maximum), literal(self.from_)
        return f"MAX(0,MIN({top},{top}*({cells.mark}-{low})/{literal(self.to - self.from_)}))"

    def _end_text(self, end: Decimal | str, side: Text) -> str:
        return str(_OF_BLOC[end]) if isinstance(end, str) else f"{with_unit(end, self.unit)} {side}"

    def rule(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """Say both ends, and what is given where they are the same."""
        most, least = (points_or_off(points, penalty=penalty) for points in (maximum, ZERO))
        full_side, none_side = Text("trở lên", "or more"), Text("trở xuống", "or less")
        if not self._rising:
            full_side, none_side = none_side, full_side
        full, none = self._end_text(self.to, full_side), self._end_text(self.from_, none_side)
        # "Từ 80% trở lên", but "Mức cao nhất trong khối".
        full_vi, none_vi = (
            text if isinstance(end, str) else f"từ {text}" for end, text in ((self.to, full), (self.from_, none))
        )
        text = say(
            f"{full_vi}: {most}; {none_vi}: {least}; trong khoảng đó tính theo tỷ lệ",
            f"{full}: {most}; {none}: {least}; in proportion between them",
        )
        if self.relative:
            text += say(f" (tính theo {self.unit})", f" (counted in {self.unit})")
        if self.equal_ends is not None:
            same = most if self.equal_ends == "full" else least
            text += say(f"; giá trị bằng cả hai mốc: {same}", f"; a value at both ends: {same}")
        return f"{text[:1].upper()}{text[1:]}."

    def working(self, reading: Decimal, maximum: Decimal) -> str:
        """Say the formula with the numbers, and the end where it applies."""
        points, share = self.points(reading, maximum), self._share(reading)
        start, end = self._ends(reading)
        value = with_unit(reading, self.unit)
        if share is None:
            return say(
                f"{value} bằng cả hai mốc ({self._named(start, end)}): {figure(points)}",
                f"{value} is at both ends ({self._named(start, end)}): {figure(points)}",
            )
        if share in (0, 1):
            reached = self.to if share else self.from_
            shown = with_unit(end if share else start, self.unit)
            if isinstance(reached, str):
                shown = f"{shown} ({_OF_BLOC[reached]})"
            return say(
                f"{value} đã đạt mốc {shown}: {figure(points)}", f"{value} is at or beyond {shown}: {figure(points)}"
            )
        number, low, high, top = (figure(each) for each in (reading, start, end, maximum))
        text = f"{top} × ({number} − {low}) ÷ ({high} − {low}) {about(points)}"
        return f"{text}; {self._named(start, end)}" if self.relative else text

    def _named(self, start: Decimal, end: Decimal) -> str:
        """Say the values of the ends that are the bloc's."""
        ends = ((self.from_, start), (self.to, end))
        return ", ".join(
            f"{_OF_BLOC[word]} {with_unit(value, self.unit)}" for word, value in ends if isinstance(word, str)
        )
