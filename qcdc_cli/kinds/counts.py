"""What kinds share whose mark is how many there are of each of several things: of every fault, of every merit."""

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from qcdc_cli.kinds.base import Ask, Cells, Kind, Limits, Mark, as_penalty, cell_name, literals, not_negative
from qcdc_cli.kinds.typed_number import Doubt, TypedNumber, count_doubts, number_of
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import digits, figure, typed_figure
from qcdc_cli.language.names import fold, nearest
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.values import Model, Name, PositiveNumber, read_number

_NOTHING = "0"  # a mark that says of each thing that there is none
_TIMES = Text("lần", "times")
_IS = ":"  # between a thing and how many there are of it


class Each(Model):
    """One thing that is counted, and what each of it gives or takes off."""

    name: Name
    each: PositiveNumber


class Counts(Kind):
    """A kind that counts several things; the reading is how many there are of each, in the rubric's order."""

    asked: ClassVar[Ask] = Ask.COUNTS
    form: ClassVar[Text] = Text(
        "Ghi số lần của từng loại, ví dụ {mark: {a: 2, b: 0}}; 0 nếu không có loại nào.",
        "Write how many of each, such as {mark: {a: 2, b: 0}}; 0 if there is none of any.",
    )

    @property
    def counted(self) -> Mapping[str, Each]:
        """What is counted, by id."""
        raise NotImplementedError

    @property
    def each(self) -> tuple[Decimal, ...]:
        """What one of each thing adds, in the rubric's order; below 0 where it takes off."""
        raise NotImplementedError

    def read(self, mark: Mark, criterion: str, maximum: Decimal) -> tuple[Decimal, ...]:
        """Read how many of each: whole numbers from 0 up, all of them named, since blank is not 0."""
        if mark.actual is not None or mark.target is not None:
            raise self.wrong_form(criterion)
        if mark.value in (_NOTHING, (_NOTHING,)):
            return (Decimal(0),) * len(self.counted)
        parts = mark.named if mark.named is not None else [self._part(text, criterion) for text in _texts(mark)]
        if not parts:
            raise self.wrong_form(criterion)
        found: dict[str, Decimal] = {}
        for written, number in parts:
            thing = self._thing(written, criterion)
            if thing in found:
                raise QcdcError(
                    Problem("Q633", {"id": criterion, "found": thing}, found=written, path=("mark", written))
                )
            if number:
                found[thing] = _whole(number, written)
        missing = [thing for thing in self.counted if thing not in found]
        if missing:
            listed = ", ".join(f"`{thing}` ({self.counted[thing].name})" for thing in missing)
            values = {"id": criterion, "missing": listed, "example": missing[0]}
            raise QcdcError(Problem("Q632", values, "; ".join(f"{name}{_IS} {number}" for name, number in parts)))
        return tuple(found[thing] for thing in self.counted)

    def _part(self, text: str, criterion: str) -> tuple[str, str]:
        """Return what is counted and how many there are of it, of one text: `cham: 2`."""
        written, colon, number = text.rpartition(_IS)
        if not colon:
            raise self.wrong_form(criterion, text)
        return written.strip(), number.strip()

    def _thing(self, written: str, criterion: str) -> str:
        """Return the id of what is counted: it is written by its id or, as people do in tables, by its name."""
        if written in self.counted:
            return written
        named = [thing for thing, each in self.counted.items() if fold(each.name) == fold(written)]
        if len(named) == 1:
            return named[0]
        allowed = ", ".join(f"{thing} ({each.name})" for thing, each in self.counted.items())
        values, near = {"id": criterion, "found": written}, nearest(written, self.counted)
        raise QcdcError(Problem("Q631", values, written, allowed, near, path=("mark", written)))

    def together(self, reading: tuple[Decimal, ...]) -> Decimal:
        """Return what all that was counted comes to, before it is held within bounds."""
        return sum((each * number for each, number in zip(self.each, reading, strict=True)), Decimal(0))

    def shown(self, reading: tuple[Decimal, ...]) -> str:
        """Show how many of each by ids, as they may be written; 0 where there is none of any."""
        return "; ".join(self.form_parts(reading)) if any(reading) else _NOTHING

    def in_words(self, reading: tuple[Decimal, ...]) -> str:
        """Show how many of each, by their names."""
        of_each = zip(self.counted.items(), reading, strict=True)
        texts = [f"{cell_name(thing, one.name)}: {figure(number)}" for (thing, one), number in of_each]
        return "; ".join(texts) if any(reading) else _NOTHING

    def form_parts(self, reading: tuple[Decimal, ...]) -> tuple[str, ...]:
        """Return how many of each, by id: `cham: 2`."""
        return tuple(f"{thing}{_IS} {digits(number)}" for thing, number in zip(self.counted, reading, strict=True))

    def choices(self, *, penalty: bool = False) -> dict[str, str]:
        """Return what is counted with what each gives or takes off, by id."""
        signed = zip(self.counted.items(), self.each, strict=True)
        return {thing: f"{one.name} ({'−' if each < 0 else '+'}{figure(abs(each))})" for (thing, one), each in signed}

    def limits(self, maximum: Decimal) -> Limits:
        """Whole numbers from 0 up."""
        return Limits(step=Decimal(1))

    @property
    def typed_number(self) -> TypedNumber:
        """How many of one thing."""
        return number_of(str(_TIMES))

    def doubts(self, maximum: Decimal, *, penalty: bool = False, part: str = "") -> tuple[Doubt, ...]:
        """Counts of one thing far past what the maximum needs, and counts that look like points."""
        each = dict(zip(self.counted, self.each, strict=True)).get(part)
        if each is None:
            return ()
        off = penalty or each < 0
        return count_doubts(str(_TIMES), abs(each), self.room(maximum), maximum, off=off, penalty=penalty)

    def room(self, maximum: Decimal) -> Decimal:
        """Return the most points that one thing can give by itself, or take off."""
        raise NotImplementedError

    def form_guide(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """Say what to fill in: what is counted has rows of its own, which say what each gives."""
        text = say(
            f"Nhập số lần vào từng dòng dưới; không có thì nhập 0. {self.bounds(maximum)}",
            f"Type how many into each row below; 0 where there is none. {self.bounds(maximum)}",
        )
        return as_penalty(text, penalty=penalty)

    def bounds(self, maximum: Decimal) -> str:
        """Say where the points begin and within which bounds they are held, as a sentence."""
        raise NotImplementedError

    def listed(self) -> str:
        """List what is counted, with what one of each adds or takes off."""
        signs = {True: say(*terms.OFF), False: say("cộng", "plus")}
        each = zip(self.counted.values(), self.each, strict=True)
        return ", ".join(f"{one.name} {signs[own < 0]} {figure(abs(own))}" for one, own in each)

    def sum_formula(self, cells: Cells) -> str:
        """Return what all that was counted comes to, as a spreadsheet formula."""
        return f"SUMPRODUCT({cells.block}*{literals(self.each)})"

    def products(self, reading: tuple[Decimal, ...]) -> str:
        """Say what was counted, each with its sign: ` − 2 × 3 (Nộp chậm) + 1 × 2 (Sáng kiến)`."""
        parts = zip(reading, self.each, self.counted.values(), strict=True)
        return "".join(
            f" {'−' if each < 0 else '+'} {figure(number)} × {figure(abs(each))} ({one.name})"
            for number, each, one in parts
            if number
        )


def _texts(mark: Mark) -> tuple[str, ...]:
    return (mark.value,) if isinstance(mark.value, str) else mark.value or ()


def _whole(text: str, written: str) -> Decimal:
    """Read how many there are of one thing."""
    try:
        number = not_negative(read_number(text))
        if number != number.to_integral_value():
            raise QcdcError(Problem("Q610", {"found": typed_figure(number)}, found=typed_figure(number)))
    except QcdcError as refusal:
        raise QcdcError(refusal.problem.under("mark", written)) from None
    return number
