"""What every kind of criterion can do. A kind is one module here and one line in the registry."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar, NamedTuple

from qcdc_cli.kinds.possible_points import PossiblePoints
from qcdc_cli.kinds.typed_number import Doubt, TypedNumber, count_doubts, number_of, percent_doubts, points_number
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import Exact, digits, figure, typed_figure, with_points
from qcdc_cli.language.names import fold
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.values import Model, Name, PositiveNumber, read_number

ZERO = Decimal(0)
_LONGEST_LABEL, _LONGEST_NAME = 2, 18  # letters: of ids that are labels (a, 12), of names in narrow cells


class NamedMarks(tuple[tuple[str, str], ...]):
    """What a mapping under `mark` says: names, each with the text behind it, in the order in which they stand."""

    __slots__ = ()


class Mark(NamedTuple):
    """A mark as it stands in a sheet, before its criterion's kind says what it means.

    Attributes:
        value: the mark itself: a text, or a tuple of texts where a list was written.
        actual: the result that was measured (kết quả thực hiện).
        target: the target for it (chỉ tiêu), from the sheet or the campaign.
        named: in place of a value, the parts of a mark by their names, where a mapping was written.
    """

    value: str | tuple[str, ...] | None = None
    actual: Decimal | None = None
    target: Decimal | None = None
    named: NamedMarks | None = None

    @classmethod
    def of(
        cls,
        written: str | tuple[str, ...] | NamedMarks | None,
        actual: Decimal | None = None,
        target: Decimal | None = None,
    ) -> "Mark":
        """Return a mark from what is written under `mark` (None and "" for nothing), `actual` and `target`."""
        if isinstance(written, NamedMarks):
            return cls(None, actual, target, written)
        return cls(None if written == "" else written, actual, target)

    @property
    def blank(self) -> bool:
        """True when it has neither a mark nor an actual."""
        return self.value is None and self.named is None and self.actual is None


class Ask(Enum):
    """What a form must ask for to get a mark.

    NUMBER: one number, which is the mark itself. CHOICE: one of the kind's options. TICKS: which of its options are
    done. ACTUAL: an actual and, where the campaign sets none, a target. PLACES: a number from each assessor:
    a place, or points. COUNTS: how many there are of each of its options.
    """

    NUMBER = "number"
    CHOICE = "choice"
    TICKS = "ticks"
    ACTUAL = "actual"
    PLACES = "places"
    COUNTS = "counts"


class Cells(NamedTuple):
    """The cells of a spreadsheet that a mark is typed into, as formulas refer to them.

    Attributes:
        mark: the cell of the number, the choice or the actual.
        target: the cell of the target.
        parts: the cells of the ticks or counts, in the order of the options, or of the assessors' places; one below
            the other.
        options: the range that lists the options as they are shown, in their order.
    """

    mark: str
    target: str = ""
    parts: tuple[str, ...] = ()
    options: str = ""

    @property
    def block(self) -> str:
        """The range of the parts."""
        return f"{self.parts[0]}:{self.parts[-1]}"


class Limits(NamedTuple):
    """Which numbers can be typed.

    Attributes:
        least: the least; None where there is none.
        most: the most; None where there is none.
        step: numbers are multiples of it; 1 for whole ones; None where any will do.
    """

    least: Decimal | None = ZERO
    most: Decimal | None = None
    step: Decimal | None = None


class Kind:
    """A way of scoring, as a rubric defines it for one criterion.

    A subclass is a frozen pydantic model of what stands under its key in the rubric. It reads a mark into
    a reading (a value of its own choice that compares equal for equal marks), turns a reading into exact
    points, and says both in words.

    Attributes:
        key: the key that a criterion carries in the rubric.
        title: what this way of scoring is called.
        form: how a mark is written, as an instruction.
        divides: points may be no decimal, so that the rubric must say how to round.
        takes_target: a mark is measured against a target.
        counts_down: the maximum is what a unit has before anything is marked; so it cannot be a penalty.
        is_points: a mark is the points themselves, so that a table of points need not repeat it.
        has_actual: a mark is something that is counted or measured, so that ties can be broken by it.
        none_of_them: how a form says that none of the options to tick is done; blank is something else.
        asked: what a form must ask for, whatever the rubric says.
        takes_step: a criterion's `step` may stand beside the kind's key; see `in_steps`.
        names_parts: each part of a mark may have a name, as that of a judge; see `part_names`.
        assessor: what a form calls those that each give a number.
        assessor_rows: for how many of them a form has rows, unless the sheet has more.
    """

    key: ClassVar[str]
    title: ClassVar[Text]
    form: ClassVar[Text]
    divides: ClassVar[bool] = False
    takes_target: ClassVar[bool] = False
    counts_down: ClassVar[bool] = False
    is_points: ClassVar[bool] = False
    has_actual: ClassVar[bool] = False
    none_of_them: ClassVar[Text] = Text("chưa làm việc nào", "nothing done")
    asked: ClassVar[Ask] = Ask.NUMBER
    takes_step: ClassVar[bool] = False
    names_parts: ClassVar[bool] = False
    assessor: ClassVar[Text] = Text("Cơ quan chấm", "Assessor")
    assessor_rows: ClassVar[int] = 5

    def in_steps(self, step: Decimal) -> "Kind":
        """Return this kind with the step of its criterion, where it takes one."""
        return self

    @classmethod
    def definition(cls) -> Any:
        """Return the type of what stands under the key: the kind itself, or several that share the key."""
        return cls

    @property
    def least(self) -> Decimal:
        """The least points that a mark can have, as the rubric says it: a floor, which may be below 0; else 0."""
        return ZERO

    @property
    def relative(self) -> bool:
        """True when the points of a reading depend on those of the bloc's other units."""
        return False

    def among(self, readings: Iterable[Any]) -> "Kind":
        """Return this kind knowing the readings of the bloc's units that set the measure.

        A reading whose points are asked for afterwards may be none of them, and better than all: that of a unit that is
        not ranked, or of an earlier stage.
        """
        return self

    def measures(self, reading: Any) -> dict[str, Callable[[Any], bool]]:
        """Return what this kind, knowing the bloc, measures a reading against, where single units set that.

        By what such units are called, in the language in use: whether a unit's reading makes it one of them.
        """
        return {}

    @property
    def higher_is_better(self) -> bool | None:
        """Whether more of what is counted or measured gives more points; None where points go neither way."""
        return None

    def actual_value(self, reading: Any) -> Decimal | None:
        """Return what was counted or measured, where a kind has that and the reading is one number of it."""
        return reading if self.has_actual and isinstance(reading, Decimal) else None

    def faults(self, criterion: str, maximum: Decimal) -> Iterator[Problem]:
        """Yield what is wrong with the definition itself; paths count from the kind's key."""
        yield from ()

    def read(self, mark: Mark, criterion: str, maximum: Decimal) -> Any:
        """Read a mark.

        Raises:
            QcdcError: with the problem, where the mark is not one that this criterion can have.
        """
        raise NotImplementedError

    def points(self, reading: Any, maximum: Decimal) -> Exact:
        """Return the exact points of a reading, before the rubric's rounding."""
        raise NotImplementedError

    def possible_points(self, maximum: Decimal) -> PossiblePoints:
        """Return what a mark can give, whatever a unit did, before the rubric's rounding.

        A target that the campaign or the sheet sets leaves open how much of it is reached, so that it changes nothing
        here. What several judges or assessors give is averaged, and how many they are is open too.

        Args:
            maximum: the criterion's points.
        """
        return PossiblePoints(between=(self.least, maximum), relative=self.relative)

    def unassigned(self, reading: Any) -> bool:
        """Return whether a reading counts as unassigned where it is said that there is no target."""
        return False

    def unassigned_formula(self, cells: Cells) -> str:
        """Return what is true in a spreadsheet of filled cells that count as unassigned; "" where none can."""
        return ""

    def shown(self, reading: Any) -> str:
        """Show a reading in a table, in the language in use."""
        raise NotImplementedError

    def in_words(self, reading: Any) -> str:
        """Show a reading to people: names, cut to fit, where `shown` has the ids that a sheet is written with."""
        return self.shown(reading)

    def choices(self, *, penalty: bool = False) -> dict[str, str]:
        """Return what a mark can be, by what is written, where the rubric names it; else nothing; see `rule`."""
        return {}

    @property
    def asks(self) -> Ask:
        """What a form must ask for."""
        return self.asked

    def options(self, *, penalty: bool = False) -> dict[str, str]:
        """Return what a form offers, by what is then written in the sheet; no two look the same; see `rule`."""
        choices = self.choices(penalty=penalty)
        looks = {key: look_of(text) for key, text in choices.items()}
        if len(set(looks.values())) == len(looks):
            return choices
        shown_by = Counter(looks.values())
        alike = {key: shown_by[look] > 1 for key, look in looks.items()}
        # By number, not by id: ids may differ in case only, which spreadsheets do not tell apart.
        return {
            key: f"{text} [{number}]" if alike[key] else text for number, (key, text) in enumerate(choices.items(), 1)
        }

    def form_parts(self, reading: Any) -> tuple[str, ...]:
        """Return what the rows of a form hold for a reading: options that are ticked or counted, assessors' places.

        Written as a list in a sheet, they read as the same reading again.
        """
        parts = reading if isinstance(reading, (tuple, list, set, frozenset)) else (reading,)
        return tuple(digits(part) if isinstance(part, Decimal) else str(part) for part in parts)

    def part_names(self, reading: Any) -> tuple[str, ...]:
        """Return the names of a reading's parts, in the order of `form_parts`; none where they have none."""
        return ()

    def form_guide(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """Say on a form how the criterion is scored, in the language in use: the rule, if nothing else; see `rule`."""
        return self.rule(maximum, penalty=penalty)

    def limits(self, maximum: Decimal) -> Limits:
        """Return which numbers can be typed where a form asks for one."""
        return Limits()

    @property
    def typed_number(self) -> TypedNumber:
        """The number that a form asks for, where it asks for one; points, if nothing else."""
        return points_number()

    def doubts(self, maximum: Decimal, *, penalty: bool = False, part: str = "") -> tuple[Doubt, ...]:
        """Return the numbers that are taken as they are, but hardly meant.

        Args:
            maximum: the criterion's points.
            penalty: the criterion stands among the penalties.
            part: what is counted, where several things are.
        """
        return ()

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """Return the points as a spreadsheet formula over filled cells, without the equals sign, before rounding.

        It is "" where the points depend on the bloc's other units, which one unit's form does not know.
        """
        raise NotImplementedError

    def rule(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """Say the rule in one sentence, in the language in use.

        Args:
            maximum: the criterion's points.
            penalty: the criterion stands among the penalties, so that its points are taken off.
        """
        raise NotImplementedError

    def working(self, reading: Any, maximum: Decimal) -> str:
        """Say how this reading gives its points, with the numbers put in, in the language in use."""
        raise NotImplementedError

    def wrong_form(self, criterion: str, found: str = "", *key: str) -> QcdcError:
        """Return the refusal of a mark that is not written in this kind's form (Q615)."""
        values: dict[str, str | Text] = {"id": criterion, "kind": self.title, "form": self.form}
        return QcdcError(Problem("Q615", values, found=found, allowed=self.form, path=key))

    def text_of(self, mark: Mark, criterion: str) -> str:
        """Return the mark's own text, where this kind takes nothing but one text."""
        if mark.actual is not None or mark.target is not None or not isinstance(mark.value, str):
            found = mark.value if isinstance(mark.value, str) else ", ".join(mark.value or ())
            raise self.wrong_form(criterion, found)
        return mark.value

    def measured(self, mark: Mark, criterion: str, *, signed: bool = False) -> Decimal:
        """Return the measured value, written as the mark itself or as `actual`; below 0 only if `signed`.

        A target beside it is refused where nothing is measured against one: it would be dropped.
        """
        if mark.target is not None and not self.takes_target:
            raise self.wrong_form(criterion, figure(mark.target), "target")
        if mark.actual is not None and mark.value is None and mark.named is None:
            number = mark.actual
        elif mark.actual is None and isinstance(mark.value, str):
            number = read_number(mark.value)
        else:
            raise self.wrong_form(criterion)
        return number if signed else not_negative(number)

    def actual_of(self, mark: Mark, criterion: str) -> Decimal:
        """Return the actual that is measured against a target, written as the mark itself or as `actual`."""
        if mark.value is None and mark.actual is None:
            raise QcdcError(Problem("Q614", {"id": criterion, "key": "actual", "form": self.form}))
        return self.measured(mark, criterion)


class Counted(Kind, Model):
    """A kind whose mark is how many there are of something, each of which counts so many points."""

    has_actual: ClassVar[bool] = True

    each: PositiveNumber
    unit: Name

    @property
    def higher_is_better(self) -> bool | None:
        """More of them, unless each one costs points."""
        return not self.counts_down

    def read(self, mark: Mark, criterion: str, maximum: Decimal) -> Decimal:
        """Read how many: a whole number from 0 up."""
        number = self.measured(mark, criterion)
        if number != number.to_integral_value():
            raise QcdcError(Problem("Q610", {"found": typed_figure(number)}, found=typed_figure(number)))
        return number

    def shown(self, reading: Decimal) -> str:
        """Show the count with its unit."""
        return f"{figure(reading)} {self.unit}"

    def limits(self, maximum: Decimal) -> Limits:
        """Whole numbers from 0 up."""
        return Limits(step=Decimal(1))

    @property
    def typed_number(self) -> TypedNumber:
        """How many."""
        return number_of(self.unit)

    def room(self, maximum: Decimal) -> Decimal:
        """Return the most points that all of them can give or take off."""
        return maximum

    def doubts(self, maximum: Decimal, *, penalty: bool = False, part: str = "") -> tuple[Doubt, ...]:
        """Counts far past what the maximum needs, and counts that look like points."""
        off = penalty or self.counts_down
        return count_doubts(self.unit, self.each, self.room(maximum), maximum, off=off, penalty=penalty)


class Measured(Kind, Model):
    """A kind whose mark is a measured value, which is below 0 only where the rubric names such a one."""

    form: ClassVar[Text] = Text("Ghi giá trị đo được, ví dụ 92,5.", "Write the measured value, such as 92.5.")

    has_actual: ClassVar[bool] = True

    unit: Name

    @property
    def signed(self) -> bool:
        """True when the rubric names a value below 0."""
        raise NotImplementedError

    def read(self, mark: Mark, criterion: str, maximum: Decimal) -> Decimal:
        """Read the measured value, however far it lies beyond those that the rubric names."""
        return self.measured(mark, criterion, signed=self.signed)

    def shown(self, reading: Decimal) -> str:
        """Show the value with its unit."""
        return with_unit(reading, self.unit)

    @property
    def typed_number(self) -> TypedNumber:
        """How much."""
        return number_of(self.unit)

    @property
    def named_values(self) -> tuple[Decimal, ...]:
        """The values that the rubric names."""
        raise NotImplementedError

    def doubts(self, maximum: Decimal, *, penalty: bool = False, part: str = "") -> tuple[Doubt, ...]:
        """Percentages that are written as parts of 1."""
        return percent_doubts(self.unit, self.named_values)

    def limits(self, maximum: Decimal) -> Limits:
        """From 0 up, or below it where the rubric names such a value."""
        return Limits(least=None if self.signed else ZERO)


def look_of(text: str) -> str:
    """Return what texts have in common that look the same; `2,5` and `2.5` do, by the language of the reader."""
    return fold(text).replace(",", ".")


def with_unit(value: Decimal, unit: str) -> str:
    """Show a measured value with its unit: `85%`, `3,5 ngày`."""
    return f"{figure(value)}{'' if unit == '%' else ' '}{unit}"


def points_or_off(points: Decimal, *, penalty: bool) -> str:
    """Say what something gives, `3 điểm`; or, of a penalty, what it takes off: `trừ 3 điểm`, `không trừ`."""
    shown = with_points(figure(points))
    if not penalty:
        return shown
    return say(f"trừ {shown}", f"{shown} off") if points else say("không trừ", "nothing off")


def cell_name(identity: str, name: str) -> str:
    """Return what one of several things is called in a narrow cell: `a` or `12` is its label, else its name, cut."""
    if len(identity) <= _LONGEST_LABEL or len(name) <= _LONGEST_NAME:
        return identity if len(identity) <= _LONGEST_LABEL else name
    words = name[:_LONGEST_NAME].rsplit(" ", 1)[0]
    return f"{words.rstrip(' ,;:')}…"


def choice_text(name: str, points: Decimal, *, penalty: bool) -> str:
    """Return what can be chosen, with what it gives, `Tốt (5)`; or, of a penalty, takes off: `Nặng (trừ 5)`."""
    off = f"{terms.OFF} " if penalty and points else ""
    return f"{name} ({off}{figure(points)})"


def without_off(text: str) -> str:
    """Return such a text of a penalty as others have it: in any language, and as forms had it before they said so."""
    return re.sub(rf"\((?:{'|'.join(terms.OFF)}) (?=[0-9])", "(", text)


def as_penalty(rule: str, *, penalty: bool) -> str:
    """Return a rule; of a penalty with the word that its points are taken off, where the rule itself has none."""
    return say(f"Điểm trừ: {rule}", f"Penalty: {rule}") if penalty else rule


def literal(number: Decimal) -> str:
    """Write a number as it stands in a spreadsheet formula, whatever the language."""
    return f"({number:f})" if number < 0 else f"{number:f}"


def literals(numbers: Iterable[Decimal]) -> str:
    """Write numbers as a formula's own column of them: `{10;7.5;0}`."""
    return f"{{{';'.join(f'{number:f}' for number in numbers)}}}"


def not_negative(number: Decimal) -> Decimal:
    """Return the number, or refuse it (Q604) when it is below 0."""
    if number < 0:
        raise QcdcError(Problem("Q604", {"found": typed_figure(number)}, found=typed_figure(number)))
    return number


def above_maximum(part: str, points: Decimal, criterion: str, maximum: Decimal, *path: str | int) -> Problem:
    """Return the problem (Q505) of a part of a definition that gives more than its criterion has."""
    values = {"part": part, "points": figure(points), "maximum": figure(maximum), "id": criterion}
    return Problem("Q505", values, found=figure(points), path=path)


def out_of_reach(criterion: str, maximum: Decimal, reachable: Iterable[Decimal]) -> Iterator[Problem]:
    """Yield the problem (Q506) of a maximum that none of the reachable points is."""
    best = max(reachable, default=ZERO)
    if best < maximum:
        values = {"id": criterion, "maximum": figure(maximum), "reachable": figure(best)}
        yield Problem("Q506", values, found=figure(maximum))
